//! The figures of one incident, each with what a rule of estimation asks of it.
//!
//! Made from the claims of one incident; decides what each figure is a figure *of* (category, group, spot), and who
//! its independent voice is. Leaves choosing among them to `estimate`.

use crate::words::fold;
use dateline_model::{Casualties, Category, Claim, ClaimId, Modality, Report, SpeakerType};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The name of the whole: everyone counted, whoever they were.
pub(crate) const WHOLE: &str = "unspecified";

static GROUPS: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../data/groups.txt").lines().filter(|l| !l.starts_with('#'));
    lines.filter_map(|l| l.split_once(' ')).collect()
});

/// What a group is to the others: `total`, `side`, `forces`, `all-forces`, `others`, `all-others`, `trait`.
pub(crate) fn part(group: &str) -> &'static str {
    GROUPS.get(group).copied().unwrap_or("trait")
}

/// Times the middle figure at which one is doubtful.
const STRAY: u64 = 3;
/// Times the middle figure at which one is of another event.
const OTHER_EVENT: u64 = 10;

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Subject {
    pub category: Category,
    pub group: String,
}

/// A figure and what a rule asks of it.
#[derive(Debug, Clone)]
pub(crate) struct Figure<'a> {
    pub claim: &'a Claim,
    pub casualties: &'a Casualties,
    /// The day it was said, or else published.
    pub day: Option<Date>,
    /// Who stands behind it: repeats of one voice count once.
    pub voice: String,
    /// Whether it rests on the claim of an armed group or of the perpetrator.
    pub party: bool,
    /// Whether the report itself does not stand by it, or it is only a word.
    pub doubtful: bool,
    /// Whether the report itself gives a newer figure in its place.
    pub outdated: bool,
    /// Whether it is so far above all others that it bounds nothing.
    pub stray: bool,
}

/// The figures of an incident by subject; superseded ones are among them.
pub(crate) fn gather<'a>(
    claims: &[&'a Claim],
    report: impl Fn(&Claim) -> Option<&'a Report>,
    perpetrators: &BTreeSet<String>,
) -> BTreeMap<Subject, Vec<Figure<'a>>> {
    let mut all: Vec<Figure<'a>> = Vec::new();
    for claim in claims.iter().copied().filter(|c| c.modality != Modality::Denied) {
        let Some(casualties) = &claim.casualties else { continue };
        if casualties.quantity.point().is_none() {
            continue;
        }
        all.push(Figure {
            claim,
            casualties,
            day: day_of(claim, report(claim)),
            voice: voice(claim, report(claim)),
            party: is_party(claim, perpetrators),
            doubtful: matches!(claim.modality, Modality::Unconfirmed | Modality::Expected)
                || casualties.quantity.is_word(),
            outdated: casualties.superseded,
            stray: false,
        });
    }
    let mut subjects = by_subject(all);
    drop_less_than_parts(&mut subjects);
    subjects.values_mut().for_each(|figures| {
        repeat_voices(figures);
        drop_parts(figures);
        mark_strays(figures);
    });
    subjects
}

/// A headline, or a sentence of the report's own, that gives the figure of someone it quotes is no voice beside his.
fn repeat_voices(figures: &mut [Figure<'_>]) {
    let key = |f: &Figure<'_>| (f.claim.report.0.clone(), f.casualties.quantity.point());
    let mut quoted: BTreeMap<(String, Option<u64>), String> = BTreeMap::new();
    for figure in figures.iter().filter(|f| f.claim.speaker.is_some()) {
        quoted.entry(key(figure)).or_insert_with(|| figure.voice.clone());
    }
    for figure in figures.iter_mut().filter(|f| f.claim.speaker.is_none()) {
        if let Some(voice) = quoted.get(&key(figure)) {
            figure.voice.clone_from(voice);
        }
    }
}

/// Of several figures one voice gives for the whole in one report, the largest is the whole; the others are parts that
/// the report did not mark as such ("26 people died", later "the blast killed six").
fn drop_parts(figures: &mut Vec<Figure<'_>>) {
    let mut largest: BTreeMap<(String, String), Option<u64>> = BTreeMap::new();
    let key = |f: &Figure<'_>| (f.claim.report.0.clone(), f.voice.clone());
    for figure in figures.iter().filter(|f| !f.outdated) {
        let most = largest.entry(key(figure)).or_default();
        *most = (*most).max(figure.casualties.quantity.point());
    }
    figures.retain(|f| f.outdated || largest.get(&key(f)).is_none_or(|most| f.casualties.quantity.point() == *most));
}

/// A voice that counts 51 soldiers among the dead does not mean all the dead when it says four: these are others,
/// whom the report does not name.
fn drop_less_than_parts(subjects: &mut BTreeMap<Subject, Vec<Figure<'_>>>) {
    let mut most: BTreeMap<(Category, String, String), u64> = BTreeMap::new();
    let key = |f: &Figure<'_>| (f.casualties.category, f.claim.report.0.clone(), f.voice.clone());
    for (_, figures) in subjects.iter().filter(|(s, _)| s.group != WHOLE && part(&s.group) != "side") {
        for figure in figures.iter().filter(|f| !f.outdated) {
            let entry = most.entry(key(figure)).or_default();
            *entry = (*entry).max(figure.casualties.quantity.low.unwrap_or(0));
        }
    }
    for (_, figures) in subjects.iter_mut().filter(|(s, _)| s.group == WHOLE) {
        let less = |f: &Figure<'_>| f.casualties.quantity.point().zip(most.get(&key(f))).is_some_and(|(n, m)| n < *m);
        figures.retain(|f| f.outdated || !less(f));
    }
    subjects.retain(|_, figures| !figures.is_empty());
}

/// A figure far above or below what at least two others agree on is doubtful: the toll of a war, or one of many dead.
fn mark_strays(figures: &mut [Figure<'_>]) {
    let mut values: Vec<u64> =
        figures.iter().filter(|f| !f.outdated).filter_map(|f| f.casualties.quantity.point()).collect();
    values.sort_unstable();
    let Some(middle) = values.get(values.len() / 2).copied().filter(|_| values.len() > 2) else { return };
    for figure in figures.iter_mut() {
        let value = figure.casualties.quantity.point().unwrap_or(middle);
        figure.doubtful |= value > middle.saturating_mul(STRAY) || value.saturating_mul(STRAY) < middle;
        figure.stray = value > middle.saturating_mul(OTHER_EVENT);
    }
}

/// The day a claim was said, or else its report published.
pub(crate) fn day_of(claim: &Claim, report: Option<&Report>) -> Option<Date> {
    let said = claim.said.as_ref().map(|s| s.date);
    said.or_else(|| report.and_then(|r| r.published.as_ref()).map(|p| p.date))
}

fn by_subject(figures: Vec<Figure<'_>>) -> BTreeMap<Subject, Vec<Figure<'_>>> {
    let mut whole: BTreeMap<Subject, Vec<Figure<'_>>> = BTreeMap::new();
    let mut at_spots: BTreeMap<Subject, BTreeMap<String, Vec<Figure<'_>>>> = BTreeMap::new();
    let groups: BTreeMap<&ClaimId, String> =
        figures.iter().map(|f| (&f.claim.id, group_of(&f.casualties.group))).collect();
    for figure in figures {
        let group = group_of(&figure.casualties.group);
        // "77 killed, 40 of them at the gate", "nine soldiers killed; one of the wounded soldiers has died": a part of the
        // whole is no figure of the whole.
        let part = figure.casualties.part_of.as_ref();
        if part.is_some_and(|whole| group == WHOLE || groups.get(whole) == Some(&group)) {
            continue;
        }
        let subject = Subject { category: figure.casualties.category, group };
        match figure.casualties.site.as_deref().map(fold).filter(|s| !s.is_empty()) {
            Some(site) => at_spots.entry(subject).or_default().entry(site).or_default().push(figure),
            None => whole.entry(subject).or_default().push(figure),
        }
    }
    for (subject, mut spots) in at_spots {
        // Where every figure is of one and the same spot, that spot is where it happened.
        if spots.len() == 1 && !whole.contains_key(&subject) {
            whole.extend(spots.pop_first().map(|(_, figures)| (subject, figures)));
            continue;
        }
        for figures in spots.into_values() {
            let site = figures[0].casualties.site.as_deref().unwrap_or("").trim();
            let group = format!("{} at {site}", subject.group);
            whole.insert(Subject { category: subject.category, group }, figures);
        }
    }
    whole
}

fn group_of(group: &str) -> String {
    let group = group.trim().to_lowercase();
    if group.is_empty() || part(&group) == "total" { WHOLE.to_owned() } else { group }
}

/// A named speaker is one voice wherever he is quoted; a nameless one is one voice for the agency he told; what an
/// outlet says itself is one voice for all reports of that text.
fn voice(claim: &Claim, report: Option<&Report>) -> String {
    let origin = report.map_or(claim.report.as_str(), |r| r.origin.as_str());
    let Some(speaker) = &claim.speaker else { return format!("report {origin}") };
    if let Some(actor) = &speaker.actor {
        return format!("actor {actor}");
    }
    match (&speaker.name, claim.via.first()) {
        (Some(name), _) => format!("name {}", fold(name)),
        (None, Some(relay)) => format!("{} told {}", fold(&speaker.text), fold(&relay.text)),
        (None, None) if claim.anonymous => format!("{} in {origin}", fold(&speaker.text)),
        (None, None) => format!("said by {}", fold(&speaker.text)),
    }
}

/// Whether a claim is a party's own: an armed group's, or the perpetrator's.
pub(crate) fn is_party(claim: &Claim, perpetrators: &BTreeSet<String>) -> bool {
    let by_party = claim.speaker.as_ref().is_some_and(|s| {
        s.kind == SpeakerType::ArmedGroup || s.actor.as_ref().is_some_and(|a| perpetrators.contains(a))
    });
    by_party || claim.modality == Modality::Claimed
}
