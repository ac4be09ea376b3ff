//! Sentences become accounts: the report's own incident, and those it recalls.

use crate::events::{event_of, event_words};
use crate::frames::{Deed, Kind};
use crate::participants::{participants, targets_bear_arms};
use crate::reading::Reading;
use crate::scene::{place_of, scene};
use crate::standing::Verdict;
use crate::times::TimeMention;
use crate::words::Line;
use dateline_model::{
    Account, AccountId, DatePrecision, Event, EventDate, Muc, Place, PublishedPrecision, Role, Stage, Standing, Subtype,
};

/// Where no words date the incident, the day of the report, and no evidence for it: news is of the day it is printed.
fn day_of_report(reading: &Reading) -> Option<EventDate> {
    let published = reading.report.published.as_ref().filter(|_| !reading.when.is_past)?;
    let day =
        matches!(published.precision, PublishedPrecision::Hour | PublishedPrecision::Day).then_some(published.date)?;
    Some(EventDate {
        start: day,
        end: day,
        precision: DatePrecision::Day,
        basis: "inferred: the day of the report, which names no other".to_owned(),
        evidence: Vec::new(),
    })
}

/// No report that is about something else gives more accounts than this.
const MOST_MENTIONED: usize = 4;

/// A group of sentences on one incident that the report recalls.
pub struct Recalled {
    /// Ranks of its sentences.
    pub lines: Vec<usize>,
    /// Why it stands apart.
    pub verdict: Verdict,
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
    Some(Account {
        id: AccountId(format!("{}/a0", reading.report.id)),
        report: reading.report.id.clone(),
        incident: None,
        standing: Standing::Main,
        event,
        date: reading.when.date.clone().or_else(|| day_of_report(reading)),
        time_of_day: time_of_day(reading, &ranks),
        place: scene(reading, &ranks),
        participants: participants(reading, &ranks),
        evidence: telling.iter().map(|(_, line)| line.span).collect(),
        reason: format!("the report's own incident: {}", reading.judgement.reason),
    })
}

/// What happened: by the words for it, else by the first deed that a frame read; and how far it got.
fn event(reading: &Reading, lines: &[(usize, &Line)]) -> Event {
    let deeds = || lines.iter().flat_map(|(i, _)| &reading.deeds[*i]).filter(|d| !d.fills.is_empty());
    let plain = Event { subtype: Subtype::Attack, muc: Some(Muc::Attack), stage: Stage::Accomplished };
    let by_words = event_of(lines, targets_bear_arms(reading, lines));
    let mut event = by_words.or_else(|| deeds().next().map(|d| d.event)).unwrap_or(plain);
    // nothing but attempts, or nothing but threats, and nobody harmed
    let harmed = lines.iter().any(|(i, _)| !reading.figures[*i].is_empty());
    let stage = deeds().next().map(|d| d.event.stage).filter(|s| !harmed && deeds().all(|d| d.event.stage == *s));
    if event.stage == Stage::Accomplished {
        event.stage = stage.unwrap_or(event.stage);
    }
    event
}

/// The incidents that the report recalls: runs of sentences set apart that bear figures or violent words.
pub fn recalled(reading: &Reading) -> Vec<Recalled> {
    let mut found: Vec<Recalled> = Vec::new();
    for i in 0..reading.lines.len() {
        let set_apart = reading.figures[i]
            .iter()
            .map(|f| reading.verdict(i, f.count.first()))
            .find(|v| v.standing != Standing::Main);
        let by_event = (!event_words(&reading.lines[i]).is_empty())
            .then(|| reading.verdicts[i].clone())
            .filter(|v| v.standing != Standing::Main && v.time.is_some())
            .filter(|_| {
                let placed = reading.names.places.iter().any(|m| reading.lines[i].span.contains(m.span));
                placed || reading.deeds[i].iter().any(|deed| sufferer(reading, deed).is_some())
            });
        let Some(verdict) = set_apart.or(by_event) else { continue };
        let joins = found.last().is_some_and(|last| {
            last.lines.last().is_some_and(|&l| l + 1 == i)
                && reading.lines[l_of(last)].block == reading.lines[i].block
                && verdict.time.is_none()
        });
        match found.last_mut().filter(|_| joins) {
            Some(last) => last.lines.push(i),
            None => found.push(Recalled { lines: vec![i], verdict }),
        }
    }
    found
}

/// What a report about something else says of violence all the same: "the murder of Ana Ruiz" in a report on a judge.
pub fn mentioned(reading: &Reading) -> Vec<Recalled> {
    let mut found: Vec<(String, Recalled)> = Vec::new();
    if reading.judgement.is_incident || reading.judgement.is_unreal() {
        return Vec::new();
    }
    for (i, _) in reading.main_lines() {
        let Some(who) = reading.deeds[i].iter().find_map(|deed| sufferer(reading, deed)) else { continue };
        let known = found.iter_mut().find(|(key, r)| *key == who || r.lines.last() == Some(&i.wrapping_sub(1)));
        match known {
            Some((_, recalled)) => recalled.lines.push(i),
            None => {
                let days = |t: &&TimeMention| t.days.is_some() && t.precision.of_event().is_some();
                let inside = |t: &&TimeMention| reading.lines[i].span.contains(t.span);
                let time = reading.times.iter().filter(inside).find(days).map(|t| t.span);
                let reason = "the report is about something else, and tells of this besides".to_owned();
                found.push((
                    who,
                    Recalled { lines: vec![i], verdict: Verdict { standing: Standing::Other, reason, time } },
                ));
            }
        }
    }
    found.truncate(MOST_MENTIONED);
    found.into_iter().map(|(_, recalled)| recalled).collect()
}

/// Whom or what a deed struck that can only be violence: the noun, in lower case.
fn sufferer(reading: &Reading, deed: &Deed) -> Option<String> {
    let done_by = deed.fills.iter().any(|f| match f.role {
        Role::Perpetrator => f.fights || f.kind == Kind::Organisation,
        Role::Instrument => true,
        _ => false,
    });
    let violent = done_by || deed.alone;
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
    let event = event(reading, &lines);
    let time = recalled.verdict.time.and_then(|span| reading.times.iter().find(|t| t.span == span));
    let date = time.and_then(|t| {
        let ((start, end), precision) = (t.days?, t.precision.of_event()?);
        Some(EventDate {
            start,
            end,
            precision,
            basis: format!("\"{}\"", t.span.slice(&reading.report.text)),
            evidence: vec![t.span],
        })
    });
    Account {
        id: AccountId(format!("{}/a{rank}", reading.report.id)),
        report: reading.report.id.clone(),
        incident: None,
        standing: recalled.verdict.standing,
        event,
        date,
        time_of_day: None,
        place: place_in(reading, &recalled.lines),
        participants: participants(reading, &recalled.lines),
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

/// The place named in these sentences, the most exact first.
fn place_in(reading: &Reading, ranks: &[usize]) -> Option<Place> {
    let inside = reading.names.places.iter().filter(|m| ranks.iter().any(|&i| reading.lines[i].span.contains(m.span)));
    let best = inside.min_by_key(|m| (m.precision, m.span.start))?;
    Some(place_of(best, vec![best.span], crate::participants::site(reading, ranks)))
}
