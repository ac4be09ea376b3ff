//! What the reports leave open, and what they contradict each other on, as sentences.
//!
//! Made from an incident's claims, figures and accounts; every sentence says who says what. Leaves choosing a side to
//! nobody.

use super::figures::{Figure, Subject, WHOLE};
use crate::calendar::in_words;
use crate::incident::Members;
use crate::linking::kilometres;
use crate::words::fold;
use dateline_model::{Category, Claim, ClaimKind, Modality, Report, Stance, Standing, Subtype};
use std::collections::{BTreeMap, BTreeSet};

/// Sayings of one question that are quoted; the claims themselves are all in the ledger.
const QUOTED: usize = 6;
/// Kilometres within which two names may be of one town.
const ONE_TOWN: f32 = 15.0;

/// All questions, the reports' own first.
pub(crate) fn questions(members: &Members<'_>, figures: &BTreeMap<Subject, Vec<Figure<'_>>>) -> Vec<String> {
    let mut out = unclear(members);
    out.extend(figures.iter().filter_map(|(subject, list)| toll(subject, list, members)));
    out.extend(harm(figures, members));
    out.extend(perpetrator(members));
    out.extend(means(members));
    out.extend(date(members));
    out.extend(place(members));
    out
}

/// Sentences in which a report itself says that something is not known.
fn unclear(members: &Members<'_>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let open = members.claims.iter().filter(|c| c.kind == ClaimKind::Status && c.modality == Modality::Unconfirmed);
    let mut out = Vec::new();
    for claim in open {
        let Some(report) = members.report(&claim.report) else { continue };
        let Some(span) = claim.evidence.first() else { continue };
        let sentence = span.slice(&report.text).split_whitespace().collect::<Vec<_>>().join(" ");
        if !sentence.is_empty() && seen.insert(fold(&sentence)) {
            out.push(format!("Open, by {}: “{sentence}”", report.label()));
        }
    }
    out
}

/// Figures of one subject that cannot all be true.
fn toll(subject: &Subject, figures: &[Figure<'_>], members: &Members<'_>) -> Option<String> {
    let standing: Vec<&Figure<'_>> =
        figures.iter().filter(|f| !f.outdated && !f.casualties.quantity.is_word()).collect();
    let floor = standing.iter().filter_map(|f| f.casualties.quantity.low).max()?;
    let roof = standing.iter().filter_map(|f| f.casualties.quantity.high).min()?;
    if floor <= roof {
        return None;
    }
    let mut said: BTreeMap<(u64, &str), BTreeSet<String>> = BTreeMap::new();
    for figure in standing {
        let quantity = &figure.casualties.quantity;
        let words = if quantity.text.is_empty() { "?" } else { quantity.text.as_str() };
        said.entry((quantity.point()?, words)).or_default().insert(speaker(figure.claim, members));
    }
    let group = if subject.group == WHOLE { String::new() } else { format!(" ({})", subject.group.replace('_', " ")) };
    let said = said.into_iter().map(|((_, words), who)| format!("{words} ({})", listed(who)));
    Some(format!("How many {}{group}? {}", verb(subject.category), said.collect::<Vec<_>>().join("; ")))
}

/// Nobody was hurt, says one; somebody was, says another.
fn harm(figures: &BTreeMap<Subject, Vec<Figure<'_>>>, members: &Members<'_>) -> Option<String> {
    let hurt = [Category::Killed, Category::Wounded, Category::Casualties];
    let of = || {
        figures
            .iter()
            .filter(|(s, _)| hurt.contains(&s.category))
            .flat_map(|(s, list)| list.iter().map(move |f| (s, f)))
    };
    let standing = || of().filter(|(_, f)| !f.outdated && !f.doubtful);
    let who = |figures: Vec<&Figure<'_>>| listed(figures.iter().map(|f| speaker(f.claim, members)).collect());
    let none = |f: &Figure<'_>| f.casualties.quantity.high == Some(0);
    let nobody: Vec<_> =
        standing().filter(|(s, f)| s.category == Category::Casualties && none(f)).map(|(_, f)| f).collect();
    let somebody: Vec<_> = standing().filter(|(_, f)| f.casualties.quantity.low > Some(0)).map(|(_, f)| f).collect();
    if nobody.is_empty() || somebody.is_empty() {
        return None;
    }
    Some(format!("Was anyone hurt? nobody ({}); somebody ({})", who(nobody), who(somebody)))
}

/// What fell from the sky was not laid on the road.
fn means(members: &Members<'_>) -> Option<String> {
    let mut said: BTreeMap<&'static str, (BTreeSet<&'static str>, BTreeSet<String>)> = BTreeMap::new();
    for account in members.accounts.iter().filter(|a| a.standing != Standing::Background) {
        let kind = match account.event.subtype {
            Subtype::AirStrike => "from the air",
            Subtype::Shelling => "shell or rocket",
            Subtype::SuicideBomb | Subtype::RemoteExplosive | Subtype::Grenade => "bomb",
            _ => continue,
        };
        let entry = said.entry(kind).or_default();
        entry.0.insert(account.event.subtype.code());
        entry.1.insert(members.label(account).to_owned());
    }
    if said.len() < 2 {
        return None;
    }
    let said = said
        .into_values()
        .map(|(kinds, who)| format!("{} ({})", kinds.into_iter().collect::<Vec<_>>().join(" or "), listed(who)));
    Some(format!("By what means? {}", said.collect::<Vec<_>>().join("; ")))
}

fn verb(category: Category) -> String {
    match category {
        Category::Casualties => "killed or wounded".to_owned(),
        other => other.code().to_owned(),
    }
}

/// "a security source via AFP in 003".
pub(crate) fn speaker(claim: &Claim, members: &Members<'_>) -> String {
    let label = members.report(&claim.report).map_or(claim.report.as_str(), Report::label);
    let via = claim.via.iter().map(|v| format!(" via {}", v.text)).collect::<String>();
    match &claim.speaker {
        Some(speaker) => format!("{}{via} in {label}", speaker.name.as_deref().unwrap_or(&speaker.text)),
        None => format!("{label} itself{via}"),
    }
}

fn listed(who: BTreeSet<String>) -> String {
    let more = who.len().saturating_sub(QUOTED);
    let mut said = who.into_iter().take(QUOTED).collect::<Vec<_>>().join(", ");
    if more > 0 {
        said.push_str(&format!(" and {more} more"));
    }
    said
}

/// More than one actor named, or one who denies.
fn perpetrator(members: &Members<'_>) -> Option<String> {
    let mut said: BTreeMap<String, (String, BTreeMap<Stance, BTreeSet<String>>)> = BTreeMap::new();
    for claim in &members.claims {
        let Some(stated) = &claim.responsibility else { continue };
        let key = stated.actor_id.clone().unwrap_or_else(|| fold(&stated.actor));
        let entry = said.entry(key).or_insert_with(|| (stated.actor.clone(), BTreeMap::new()));
        entry.1.entry(stated.stance).or_default().insert(speaker(claim, members));
    }
    let denied = said.values().any(|(_, stances)| stances.contains_key(&Stance::Denies));
    let named = said.values().filter(|(_, stances)| stances.keys().any(|s| *s != Stance::Denies)).count();
    if named < 2 && !(denied && named > 0) {
        return None;
    }
    let said = said.into_values().flat_map(|(actor, stances)| {
        stances.into_iter().map(move |(stance, who)| format!("{} {} ({})", actor, stance_words(stance), listed(who)))
    });
    Some(format!("Who did it? {}", said.collect::<Vec<_>>().join("; ")))
}

fn stance_words(stance: Stance) -> &'static str {
    match stance {
        Stance::Claims => "claims it",
        Stance::Denies => "denies it",
        Stance::Accuses => "is accused",
        Stance::Suspects => "is suspected",
        Stance::Admits => "admits it",
    }
}

/// Single days that differ.
fn date(members: &Members<'_>) -> Option<String> {
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut order = Vec::new();
    for account in &members.accounts {
        // A day that was only taken from the report's own contradicts nobody.
        let stated = account.date.as_ref().filter(|d| d.is_day() && !d.evidence.is_empty());
        let Some(date) = stated else { continue };
        let words = in_words(date);
        order.push((date.start, words.clone()));
        said.entry(words).or_default().insert(members.label(account).to_owned());
    }
    order.sort();
    order.dedup();
    differing("On which day?", order.into_iter().map(|(_, words)| words), &mut said)
}

/// Towns that differ.
fn place(members: &Members<'_>) -> Option<String> {
    let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut points = Vec::new();
    // one town may be spelled in many ways
    let mut names: BTreeMap<u64, &str> = BTreeMap::new();
    for account in &members.accounts {
        let Some(place) = account.place.as_ref().filter(|p| p.precision <= dateline_model::PlacePrecision::Town) else {
            continue;
        };
        if let Some(name) = &place.name {
            let name = place.geonames.map_or(name.as_str(), |id| *names.entry(id).or_insert(name));
            said.entry(name.to_owned()).or_default().insert(members.label(account).to_owned());
            points.extend(place.latitude.zip(place.longitude).map(|(lat, lon)| (lat as f32, lon as f32)));
        }
    }
    // A town and its quarter are no contradiction.
    if points.iter().all(|p| kilometres(*p, points[0]) < ONE_TOWN) {
        return None;
    }
    let names: Vec<String> = said.keys().cloned().collect();
    differing("In which place?", names.into_iter(), &mut said)
}

fn differing(
    question: &str,
    order: impl Iterator<Item = String>,
    said: &mut BTreeMap<String, BTreeSet<String>>,
) -> Option<String> {
    if said.len() < 2 {
        return None;
    }
    let parts = order.filter_map(|words| said.remove(&words).map(|who| format!("{words} ({})", listed(who))));
    Some(format!("{question} {}", parts.collect::<Vec<_>>().join("; ")))
}
