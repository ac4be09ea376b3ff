//! What both faces show of one incident: the same facts, before they are set in columns or in HTML.

use crate::figures::{self, Table};
use crate::index::Index;
use crate::prose;
use dateline_model::{Claim, ClaimKind, Estimate, Incident, PublishedBasis, ReportId, Stance, Standing};
use std::collections::BTreeSet;

/// One incident as people read it.
pub(crate) struct Sheet<'a> {
    pub(crate) incident: &'a Incident,
    /// "Bamako, Mali · 17 September 2024, 05:00".
    pub(crate) where_when: String,
    /// "2 reports · 2 outlets · 1 origin (AFP)".
    pub(crate) sources: String,
    pub(crate) event: String,
    pub(crate) tables: Vec<Table<'a>>,
    /// Who did it, by whose word.
    pub(crate) who: Vec<Line<'a>>,
    /// What else was said, one statement a line.
    pub(crate) also: Vec<Line<'a>>,
    /// Each step of the account, oldest first; empty where it never changed.
    pub(crate) changed: Vec<String>,
    /// What these reports tell of other events.
    pub(crate) apart: Vec<String>,
    /// Remarks on dates that are inferred.
    pub(crate) footnotes: Vec<String>,
}

/// A line with the claims that bear it, and where they stand.
pub(crate) struct Line<'a> {
    pub(crate) text: String,
    pub(crate) places: String,
    pub(crate) claims: Vec<&'a Claim>,
}

/// The sheet of one incident.
pub(crate) fn sheet<'a>(incident: &'a Incident, index: &Index<'a>) -> Sheet<'a> {
    Sheet {
        incident,
        where_when: where_when(incident, index),
        sources: sources(incident, index),
        event: prose::event(&incident.event),
        tables: figures::tables(incident, index),
        who: who(incident, index),
        also: also(incident, index),
        changed: changed(incident),
        apart: apart(incident, index),
        footnotes: footnotes(incident, index),
    }
}

fn where_when(incident: &Incident, index: &Index) -> String {
    let place = incident.place.as_ref().map_or_else(|| "place unknown".to_owned(), prose::place);
    let date = incident.date.as_ref().map_or_else(|| "date unknown".to_owned(), prose::event_date);
    let accounts = || incident.accounts.iter().filter_map(|id| index.account(id));
    let told = accounts().filter(|account| account.standing == Standing::Main).chain(accounts());
    let hour = told.filter_map(|account| account.time_of_day.as_deref()).next();
    prose::plain(&hour.map_or_else(|| format!("{place} · {date}"), |hour| format!("{place} · {date}, {hour}")))
}

fn sources(incident: &Incident, index: &Index) -> String {
    let wires: BTreeSet<&str> = incident
        .reports
        .iter()
        .filter_map(|id| index.report(id))
        .flat_map(|report| report.agencies.iter().map(String::as_str))
        .collect();
    let told = incident.sources;
    let mut parts = vec![prose::count(told.reports, "report")];
    if told.reports > 1 {
        parts.push(format!("{} independent", told.independent));
    }
    if !wires.is_empty() {
        parts.push(format!("via {}", wires.into_iter().collect::<Vec<_>>().join(", ")));
    }
    prose::plain(&parts.join(" · "))
}

/// "77 (71 to 100)"; `None` where the rule gives no figure.
pub(crate) fn best(estimate: &Estimate) -> Option<String> {
    let range = prose::bounds(estimate.low, estimate.high);
    match (estimate.best, range) {
        (Some(best), Some(range)) if range != best.to_string() => Some(format!("{best} ({range})")),
        (Some(best), _) => Some(best.to_string()),
        (None, range) => range,
    }
}

/// "12 killed", "no casualties", "“hundreds” killed or wounded": a row in words.
pub(crate) fn told(table: &Table, row: &crate::figures::Row) -> String {
    let name = prose::category(table.category);
    let whole = table.category == dateline_model::Category::Casualties && row.figure.contains("casualt");
    if whole || row.figure.contains(name) { row.figure.clone() } else { format!("{} {name}", row.figure) }
}

fn who<'a>(incident: &'a Incident, index: &Index<'a>) -> Vec<Line<'a>> {
    let line = |about: &'a dateline_model::IncidentResponsibility| {
        let claims = index.claims(&about.claims);
        let own = matches!(about.stance, Stance::Claims | Stance::Denies | Stance::Admits);
        let by: BTreeSet<String> =
            claims.iter().map(|claim| prose::said_by(claim, index.report(&claim.report))).collect();
        let by = if own || by.is_empty() {
            String::new()
        } else {
            format!(" by {}", by.into_iter().collect::<Vec<_>>().join("; "))
        };
        let text = format!("{} {}{by}", prose::stance(about.stance), about.actor);
        Line { text: prose::plain(&text), places: places(&claims, index), claims }
    };
    incident.responsibility.iter().map(line).collect()
}

fn places(claims: &[&Claim], index: &Index) -> String {
    let places: BTreeSet<(usize, String)> =
        claims.iter().map(|claim| (index.number(&claim.report), index.place(claim))).collect();
    places.into_iter().map(|(_, place)| place).collect::<Vec<_>>().join(", ")
}

fn also<'a>(incident: &'a Incident, index: &Index<'a>) -> Vec<Line<'a>> {
    let told = |claim: &&Claim| !matches!(claim.kind, ClaimKind::Casualties | ClaimKind::Responsibility);
    let line = |claim: &'a Claim| {
        let by = prose::said_by(claim, index.report(&claim.report));
        let words = prose::plain(&index.words(claim));
        let text = format!("{}, {by}: “{}”", claim.kind.code(), cut(words.trim(), 220));
        Line { text: prose::plain(&text), places: index.place(claim), claims: vec![claim] }
    };
    index.claims(&incident.claims).into_iter().filter(told).map(line).collect()
}

/// The text, cut at a word to about `letters` letters.
fn cut(text: &str, letters: usize) -> String {
    let Some((at, _)) = text.char_indices().nth(letters) else { return text.to_owned() };
    let head = &text[..at];
    format!("{}…", head.rsplit_once(' ').map_or(head, |(head, _)| head))
}

fn changed(incident: &Incident) -> Vec<String> {
    let days: BTreeSet<_> = incident.history.iter().map(|entry| entry.as_of).collect();
    let moved = incident.history.iter().any(|entry| entry.change != dateline_model::Change::First);
    if days.len() < 2 && !moved {
        return Vec::new();
    }
    let year = incident.date.as_ref().map(|date| date.start.year());
    let step = |entry: &dateline_model::HistoryEntry| {
        let day = entry.as_of.map_or_else(|| "undated".to_owned(), |day| prose::short_day(day, year));
        let range = prose::bounds(entry.low, entry.high);
        let figure = match (entry.best, range) {
            (Some(best), Some(range)) if range != best.to_string() => format!("{best} ({range})"),
            (Some(best), _) => best.to_string(),
            (None, range) => range.unwrap_or_else(|| "no figure".to_owned()),
        };
        let group = prose::group(&entry.group);
        let whom = if group.is_empty() { String::new() } else { format!(" {group}") };
        let told = if entry.change == dateline_model::Change::First { "" } else { prose::change(entry.change) };
        let sep = if told.is_empty() { "" } else { ", " };
        format!("{day}: {figure}{whom} {}{sep}{told}", prose::category(entry.category))
    };
    incident.history.iter().map(step).map(|line| prose::plain(&line)).collect()
}

/// What the incident's reports tell of other events, by those events; nothing for an event told of as background.
fn apart(incident: &Incident, index: &Index) -> Vec<String> {
    if incident.background {
        return Vec::new();
    }
    let mut seen = BTreeSet::new();
    let mut lines = Vec::new();
    for account in &index.ledger.accounts {
        let elsewhere = account.incident.as_ref() != Some(&incident.id);
        if !elsewhere || !incident.reports.contains(&account.report) || !seen.insert(account.incident.clone()) {
            continue;
        }
        let title = account.incident.as_ref().and_then(|id| index.incident(id)).map(|other| other.title.clone());
        let words = || cut(prose::plain(&index.quote(&account.report, &account.evidence)).trim(), 160);
        let recalled = if account.standing == Standing::Background { "recalled" } else { "another event" };
        let spot = index.spot(&account.report, account.evidence.first().copied());
        lines.push(prose::plain(&format!("{recalled}: {} {spot}", title.unwrap_or_else(words))));
    }
    lines
}

fn footnotes(incident: &Incident, index: &Index) -> Vec<String> {
    let inferred = |id: &ReportId| {
        let report = index.report(id)?;
        let published = report.published.as_ref().filter(|date| date.basis == PublishedBasis::Inferred)?;
        let why = report.notes.iter().find(|note| note.code.contains("inferred")).map(|note| note.message.as_str());
        let why = why.map_or_else(String::new, |why| format!(": {why}"));
        let day = prose::long_day(published.date);
        Some(prose::plain(&format!("* [{}] bears no date; {day} is inferred{why}", index.number(id))))
    };
    incident.reports.iter().filter_map(inferred).collect()
}
