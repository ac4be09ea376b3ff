//! Sentences become accounts: the report's own incident, and those it recalls.

use crate::apart::DeedAt;
use crate::binding::Figure;
use crate::events::event_words;
use crate::frames::{Deed, Fill, Kind};
use crate::happening::{by_weapon, event};
use crate::harm::{Form, Hit, hits};
use crate::home::{Home, Told, is_told_there};
use crate::numbers::numbers;
use crate::participants::{claimed_elsewhere, participants};
use crate::reading::Reading;
use crate::responsibility::stated;
use crate::roles::is_one_name;
use crate::scene::{holds, place_of, scene};
use crate::sets::has;
use crate::standing::Verdict;
use crate::tie::is_of_aftermath;
use crate::times::TimeMention;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{
    Account, AccountId, Category, DatePrecision, Effect, EventDate, Muc, Participant, Place, PlacePrecision,
    PublishedPrecision, Role, Span, Stage, Standing,
};

/// Where no words date the incident, the day of the report, and no evidence for it: news is of the day it is printed.
fn day_of_report(reading: &Reading) -> Option<EventDate> {
    let published = reading.report.published.as_ref().filter(|_| !reading.when.is_past)?;
    let day =
        matches!(published.precision, PublishedPrecision::Hour | PublishedPrecision::Day).then_some(published.date)?;
    Some(EventDate {
        start: day,
        end: day,
        open: true,
        precision: DatePrecision::Day,
        basis: "inferred: no later than the day of the report, which names no other".to_owned(),
        evidence: Vec::new(),
    })
}

/// No report that is about something else gives more accounts than this.
const MOST_MENTIONED: usize = 6;

/// A group of sentences on one incident that the report recalls.
#[derive(Debug, Clone)]
pub struct Recalled {
    /// Ranks of its sentences.
    pub lines: Vec<usize>,
    /// Why it stands apart.
    pub verdict: Verdict,
    /// The name of the place that set it apart, if one did.
    pub place: Option<Span>,
    /// Its deeds, where not all of its sentences is its own; else none.
    pub deeds: Vec<DeedAt>,
}

/// The report's main account, if it is about a current incident.
pub fn main_account(reading: &Reading) -> Option<Account> {
    if !reading.judgement.is_incident {
        return None;
    }
    let lines = reading.main_lines();
    let telling: Vec<_> = lines.iter().copied().filter(|(i, _)| reading.tells(*i)).collect();
    let event = event(reading, &telling);
    let ranks: Vec<usize> = telling.iter().map(|(i, _)| *i).collect();
    // "unknown men killed Ana Ruiz" has no word for an attack, and says who was struck
    let done = |i: usize| reading.deeds[i].iter().any(|d| d.fills.iter().any(|f| f.role == Role::Perpetrator));
    let striking = lines.iter().filter(|(i, _)| reading.tells(*i) || reading.says_struck(*i) || done(*i));
    let of_deeds: Vec<usize> = striking.map(|(i, _)| *i).collect();
    let mut participants = participants(reading, &of_deeds);
    let told: Vec<usize> = lines.iter().map(|(i, _)| *i).filter(|i| !of_deeds.contains(i)).collect();
    claimed_elsewhere(reading, &told, &mut participants);
    if event.muc == Some(Muc::Kidnapping) {
        crate::captors::captors(reading, &mut participants);
    }
    if !tells_of_harm(reading, &of_deeds, &participants) {
        return None;
    }
    let place = scene(reading, &ranks);
    crate::nationality::tell(reading, country_of(place.as_ref()), &mut participants);
    Some(Account {
        id: AccountId(format!("{}/a0", reading.report.id)),
        report: reading.report.id.clone(),
        incident: None,
        standing: Standing::Main,
        event: by_weapon(reading, event, &of_deeds, &participants),
        date: reading.when.date.clone().or_else(|| day_of_report(reading)),
        time_of_day: time_of_day(reading, &ranks),
        place,
        participants,
        evidence: telling.iter().map(|(_, line)| line.span).collect(),
        reason: format!("the report's own incident: {}", reading.judgement.reason),
    })
}

/// Whether a figure or a word tells of people harmed: that some were arrested, fled or were freed is none by itself.
pub(crate) fn harms(category: Category) -> bool {
    !matches!(category, Category::Arrested | Category::Displaced | Category::Released)
}

/// Whether these sentences tell of an incident: somebody or something struck, people counted, a weapon that was used.
/// "The rebels' attacks have grown" is talk of violence, and no account of any.
fn tells_of_harm(reading: &Reading, ranks: &[usize], participants: &[Participant]) -> bool {
    let weapon = |d: &Deed| d.fills.iter().any(|f| f.role == Role::Instrument);
    // of what no words date, and which struck nobody, only a figure or a bomb that went off is news
    let dated = reading.when.date.is_some();
    participants.iter().any(|p| matches!(p.role, Role::Victim | Role::Target))
        || ranks.iter().any(|&i| {
            let persons = || !crate::individuals::individuals(&reading.lines[i]).is_empty();
            let counted = || reading.figures[i].iter().any(|f| harms(f.category));
            // "Man dead after shooting": the first sentences need not say more; that some were arrested is not it, nor are
            // "massacres" in a headline
            let title = reading.lines[i].kind == dateline_model::BlockKind::Title;
            let named =
                |hit: &Hit| title && hit.form == Form::Nominal && reading.lines[i].lower(hit.first).ends_with('s');
            let lead = || i < 6 && hits(&reading.lines[i]).iter().any(|hit| harms(hit.category) && !named(hit));
            let used = |d: &Deed| {
                weapon(d)
                    && (dated || d.event.stage == Stage::Attempted || crate::events::is_of_blast(&reading.lines[i]))
            };
            counted() || reading.deeds[i].iter().any(used) || persons() || (title || dated && i < 2) && lead()
        })
}

/// Whether a further account says more than the main one: somebody or something else struck, or people counted.
pub fn is_worth_telling(reading: &Reading, main: Option<&Account>, other: &Account, recalled: &Recalled) -> bool {
    if other.standing != Standing::Other {
        return true;
    }
    let struck = |a: &Account| -> Vec<Participant> {
        let of = a.participants.iter().filter(|p| matches!(p.role, Role::Victim | Role::Target));
        of.cloned().collect()
    };
    let counts = |i: &usize| reading.figures[*i].iter().any(|f| harms(f.category));
    let (here, counted) = (struck(other), recalled.lines.iter().any(counts));
    let owned = || recalled.lines.iter().any(|&i| !stated(&reading.lines[i]).is_empty());
    // an attack on somebody, somewhere, some day
    // "the Peruvian people" is nobody
    let named = |w: &str| w.contains(char::is_uppercase) && reading.names.atlas.country_of_demonym(w).is_none();
    let called = |p: &Participant| p.mentions.iter().any(|m| m.split(' ').any(named));
    let vague = |p: &Participant| p.name.is_none() && p.number.is_none() && !called(p);
    if main.is_none() && !owned() && other.date.is_none() && other.place.is_none() && here.iter().all(vague) {
        return false;
    }
    let again = |p: &Participant| main.is_some_and(|m| struck(m).iter().any(|old| is_again(reading, p, old)));
    if here.is_empty() { counted || owned() } else { !here.iter().all(again) }
}

/// Whether a participant was spoken of before: by name, or as "the six priests".
fn is_again(reading: &Reading, new: &Participant, old: &Participant) -> bool {
    if let (Some(a), Some(b)) = (&new.name, &old.name) {
        return is_one_name(a, b) && new.effect == old.effect;
    }
    let first = new.evidence.first().map_or("", |s| s.slice(&reading.report.text)).split(' ').next().unwrap_or("");
    let as_many = new.number.as_ref().map(|n| (n.low, n.high)) == old.number.as_ref().map(|n| (n.low, n.high));
    let last = |m: &String| m.rsplit(' ').next().unwrap_or(m).to_lowercase();
    let noun = new.mentions.iter().any(|a| old.mentions.iter().any(|b| last(a) == last(b)));
    noun && as_many && new.number.is_some() && new.effect == old.effect && has("definite", &first.to_lowercase())
}

/// The incidents that the report recalls: runs of sentences set apart that bear figures or violent words.
pub fn recalled(reading: &Reading) -> Vec<Recalled> {
    let mut found: Vec<Recalled> = reading.elsewhere.clone();
    found.extend(reading.apart.iter().cloned());
    for i in (0..reading.lines.len()).filter(|i| !reading.elsewhere.iter().any(|r| r.lines.contains(i))) {
        let set_apart = reading.figures[i]
            .iter()
            .map(|f| reading.verdict(i, f.count.first()))
            .find(|v| v.standing != Standing::Main);
        // "Luis Sol was killed on 1 August": a name needs no word for an attack
        let names = || reading.deeds[i].iter().any(kills_one_by_name);
        let by_event = (!event_words(&reading.lines[i]).is_empty() || names())
            .then(|| reading.verdicts[i].clone())
            .filter(|v| v.standing != Standing::Main && v.time.is_some())
            .filter(|_| {
                let placed = reading.names.places.iter().any(|m| reading.lines[i].span.contains(m.span));
                placed || names() || reading.deeds[i].iter().any(|deed| sufferer(reading, deed).is_some())
            });
        let Some(verdict) = set_apart.or(by_event) else { continue };
        if reading.judgement.is_of_mishap() && event_words(&reading.lines[i]).is_empty() {
            continue;
        }
        // of another incident of these days, who or what was struck must be told
        let struck =
            reading.deeds[i].iter().flat_map(|d| &d.fills).any(|f| matches!(f.role, Role::Victim | Role::Target));
        let owned = !stated(&reading.lines[i]).is_empty();
        if verdict.standing == Standing::Other && !struck && !owned && reading.figures[i].is_empty() {
            continue;
        }
        let joins = found.last().is_some_and(|last| {
            last.deeds.is_empty()
                && last.lines.last().is_some_and(|&l| l + 1 == i)
                && reading.lines[l_of(last)].block == reading.lines[i].block
                && verdict.time.is_none()
        });
        match found.last_mut().filter(|_| joins) {
            Some(last) => last.lines.push(i),
            None => found.push(Recalled { lines: vec![i], verdict, place: None, deeds: Vec::new() }),
        }
    }
    found.sort_by_key(|r| r.lines.first().copied());
    found
}

/// "Ana Ruiz was killed", "took Luis Sol": whom a deed struck is named, and what befell them.
fn kills_one_by_name(deed: &Deed) -> bool {
    let harmed = |f: &Fill| f.name.is_some() && matches!(f.effect, Some(Effect::Death | Effect::Captured));
    deed.fills.iter().any(|f| f.role == Role::Victim && harmed(f))
}

/// What a report about something else says of violence all the same: "the murder of Ana Ruiz" in a report on a judge.
pub fn mentioned(reading: &Reading) -> Vec<Recalled> {
    let mut found: Vec<(String, Recalled)> = Vec::new();
    if reading.judgement.is_incident || reading.judgement.is_unreal() {
        return Vec::new();
    }
    for (i, _) in reading.main_lines() {
        let beside = reading.judgement.is_beside_violence();
        let told = reading.deeds[i].iter().filter(|deed| !beside || says_who(reading, i, deed));
        let Some(who) = told.into_iter().find_map(|deed| sufferer(reading, deed)) else { continue };
        // two names in two sentences are two crimes
        let named = |line: usize| {
            reading.deeds[line].iter().flat_map(|d| &d.fills).any(|f| f.role == Role::Victim && f.name.is_some())
        };
        // so are deeds that the sentences put in towns of their own
        let towns = |line: usize| {
            let here = reading.names.places.iter().filter(move |m| reading.lines[line].span.contains(m.span));
            here.filter(|m| m.precision <= PlacePrecision::District).map(|m| m.name.as_str()).collect::<Vec<_>>()
        };
        let apart = |l: usize| {
            let (a, b) = (towns(l), towns(i));
            !a.is_empty() && !b.is_empty() && b.iter().all(|town| !a.contains(town))
        };
        let next = |r: &Recalled| r.lines.last().is_some_and(|&l| l + 1 == i && !(named(l) && named(i)) && !apart(l));
        let known = found.iter_mut().find(|(key, r)| *key == who || next(r));
        match known {
            Some((_, recalled)) => recalled.lines.push(i),
            None => {
                let days = |t: &&TimeMention| t.days.is_some() && t.precision.of_event().is_some();
                let inside = |t: &&TimeMention| {
                    let line = &reading.lines[i];
                    line.span.contains(t.span) && !is_of_aftermath(line, t)
                };
                let time = reading.times.iter().filter(inside).find(days).map(|t| t.span);
                let reason = "the report is about something else, and tells of this besides".to_owned();
                found.push((
                    who,
                    Recalled {
                        lines: vec![i],
                        verdict: Verdict { standing: Standing::Other, reason, time },
                        place: None,
                        deeds: Vec::new(),
                    },
                ));
            }
        }
    }
    found.truncate(MOST_MENTIONED);
    found.into_iter().map(|(_, recalled)| recalled).collect()
}

/// Whether a deed says who its victims were: "the murder of Ana Ruiz", "the killing of six priests", "of the priests";
/// not "the murder of women".
fn says_who(reading: &Reading, i: usize, deed: &Deed) -> bool {
    let text = &reading.report.text;
    let counted = |span: Span| {
        numbers(&reading.lines[i]).iter().any(|n| span.contains(reading.lines[i].stretch(n.core, n.core + 1)))
    };
    let definite = |span: Span| {
        let first = span.slice(text).split(' ').next().unwrap_or("").to_lowercase();
        has("article", &first) || has("definite", &first)
    };
    // "the Norvale Daily's offices"
    let called = |f: &Fill| f.role == Role::Target && f.mention.slice(text).contains(char::is_uppercase);
    let told = |f: &Fill| f.name.is_some() || counted(f.span) || definite(f.span) || called(f);
    // "terrorists set fire to the offices": what was struck, where the sentence says by whom or with what
    let done = deed.fills.iter().any(|f| match f.role {
        Role::Perpetrator => {
            deed.alone || f.fights || reading.names.actor_in(f.span).is_some_and(|a| a.role.is_armed())
        }
        Role::Instrument => is_of_bombs(deed) || has("weapon_noun", &last_word(f.mention.slice(text))),
        _ => false,
    });
    // "three mills were blown up": by somebody, with something
    let done = done || deed.alone && is_of_bombs(deed);
    let who = deed.fills.iter().any(|f| (f.role == Role::Victim || done && f.role == Role::Target) && told(f));
    // "the assault on dockers that left four dead"
    who || deed.alone && sufferer(reading, deed).is_some() && counts_the_dead(reading, i)
}

fn is_of_bombs(deed: &Deed) -> bool {
    matches!(deed.event.muc, Some(Muc::Bombing | Muc::Arson))
}

fn last_word(phrase: &str) -> String {
    phrase.rsplit(' ').next().unwrap_or(phrase).to_lowercase()
}

/// Whether a sentence says how many were killed or wounded.
fn counts_the_dead(reading: &Reading, i: usize) -> bool {
    let harmed = |f: &Figure| matches!(f.category, Category::Killed | Category::Wounded | Category::Casualties);
    reading.figures[i].iter().any(|f| harmed(f) && f.count.number.quantity.low.is_some_and(|n| n > 0))
}

/// Whom or what a deed struck that can only be violence: the noun, in lower case.
fn sufferer(reading: &Reading, deed: &Deed) -> Option<String> {
    let done_by = deed.fills.iter().any(|f| match f.role {
        Role::Perpetrator => f.fights || f.charged || f.kind == Kind::Organisation,
        Role::Instrument => true,
        _ => false,
    });
    let violent = done_by || deed.alone || deed.event.stage == Stage::Threatened;
    let struck = deed.fills.iter().find(|f| matches!(f.role, Role::Victim | Role::Target))?;
    let text = struck.name.unwrap_or(struck.mention).slice(&reading.report.text);
    violent.then(|| text.rsplit(' ').next().unwrap_or(text).to_lowercase())
}

fn l_of(recalled: &Recalled) -> usize {
    recalled.lines.last().copied().unwrap_or(0)
}

/// The account of a recalled incident; `rank` numbers the accounts of the report.
pub fn background_account(reading: &Reading, recalled: &Recalled, rank: usize) -> Account {
    let lines: Vec<_> = recalled.lines.iter().map(|&i| (i, &reading.lines[i])).collect();
    let of_deed = recalled.deeds.first().map(|&(i, k)| reading.deeds[i][k].event);
    let event = of_deed.unwrap_or_else(|| event(reading, &lines));
    let time = recalled.verdict.time.and_then(|span| reading.times.iter().find(|t| t.span == span));
    let date = time.and_then(|t| {
        let ((start, end), precision) = (t.days?, t.precision.of_event()?);
        Some(EventDate {
            start,
            end,
            open: false,
            precision,
            basis: format!("\"{}\"", t.span.slice(&reading.report.text)),
            evidence: vec![t.span],
        })
    });
    // what happened elsewhere without a date of its own is of the same day
    let current = recalled.verdict.standing == Standing::Other && recalled.verdict.time.is_none();
    let same_day = || reading.when.date.clone().or_else(|| day_of_report(reading)).filter(|_| current);
    let date = date.or_else(|| if reading.judgement.is_incident { same_day() } else { None });
    let named = recalled.place.and_then(|span| reading.names.places.iter().find(|m| m.span == span));
    let site = || crate::participants::site(reading, &recalled.lines);
    let place = named.map(|m| place_of(m, vec![m.span], site())).or_else(|| place_in(reading, recalled));
    let mut participants = match recalled.deeds.is_empty() {
        true => participants(reading, &recalled.lines),
        false => crate::roles::of_deeds(reading, &recalled.deeds),
    };
    crate::nationality::tell(reading, country_of(place.as_ref()), &mut participants);
    Account {
        id: AccountId(format!("{}/a{rank}", reading.report.id)),
        report: reading.report.id.clone(),
        incident: None,
        standing: recalled.verdict.standing,
        event,
        date,
        time_of_day: None,
        place,
        participants,
        evidence: lines.iter().map(|(_, line)| line.span).collect(),
        reason: recalled.verdict.reason.clone(),
    }
}

fn time_of_day(reading: &Reading, ranks: &[usize]) -> Option<String> {
    let mut times =
        ranks.iter().flat_map(|&i| reading.times.iter().filter(move |t| reading.lines[i].span.contains(t.span)));
    let exact = times.clone().find(|t| t.time_of_day.as_deref().is_some_and(|w| w.contains(':')));
    exact.or_else(|| times.find(|t| t.time_of_day.is_some())).and_then(|t| t.time_of_day.clone())
}

fn country_of(place: Option<&Place>) -> Option<&str> {
    place?.country.as_deref()
}

/// The place named in these sentences, the most exact first: one where something was, or in it; else the country they are
/// of.
fn place_in(reading: &Reading, recalled: &Recalled) -> Option<Place> {
    let ranks = recalled.lines.as_slice();
    let line_of = |m: &PlaceMention| ranks.iter().map(|&i| &reading.lines[i]).find(|l| l.span.contains(m.span));
    // "the Osta attack"
    let names = |l: &Line, m: &PlaceMention| {
        let next = l.word_from(m.span.end);
        event_words(l).iter().any(|e| e.first == next)
    };
    let told = |m: &PlaceMention| line_of(m).is_some_and(|l| is_told_there(l, m) || names(l, m));
    let mut inside: Vec<&PlaceMention> = reading.names.places.iter().filter(|m| line_of(m).is_some()).collect();
    let scenes: Vec<&PlaceMention> = inside.iter().copied().filter(|m| told(m)).collect();
    inside.retain(|m| scenes.is_empty() || told(m) || scenes.iter().any(|area| holds(area, m)));
    inside.sort_by_key(|m| (m.precision, m.span.start));
    let home = Home::of(reading, ranks);
    let how = if scenes.is_empty() { Told::Named } else { Told::There };
    let other = inside.first().and_then(|m| home.instead_of(reading, &[m], how));
    if let Some(other) = other {
        inside.retain(|m| m.country.as_deref() == Some(other) && told(m));
    }
    match inside.first() {
        Some(best) => Some(place_of(best, vec![best.span], crate::participants::site(reading, ranks))),
        None => {
            let current = recalled.verdict.standing == Standing::Other;
            let spoken = |country: &&str| current || Home::of_these(reading, ranks).speaks_of(country);
            home.place(reading, other.or_else(|| home.sure()).filter(spoken)?)
        }
    }
}
