//! What both faces show of one incident: the same facts, before they are set in columns or in HTML.

use crate::figures::{self, Table};
use crate::further::{Further, further, is_further};
use crate::index::Index;
use crate::prose;
use dateline_model::{
    Change, Claim, ClaimKind, Estimate, HistoryEntry, Incident, PublishedBasis, ReportId, Stance, Standing,
};
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
    /// What the reports leave open or contradict.
    pub(crate) open: Vec<Line<'a>>,
    /// Damage, strength, arrests, reactions, and who says that it happened.
    pub(crate) further: Vec<Further<'a>>,
    /// What else was said, one statement a line.
    pub(crate) also: Vec<Line<'a>>,
    /// Each step of the account, oldest first; empty where it never changed.
    pub(crate) changed: Vec<String>,
    /// What these reports tell of other events.
    pub(crate) apart: Vec<String>,
    /// What people decided about it, by whom, when and why.
    pub(crate) decided: Vec<String>,
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
    let (open, also) = open_and_also(incident, index);
    Sheet {
        incident,
        where_when: where_when(incident, index),
        sources: sources(incident, index),
        event: prose::event(&incident.event),
        tables: figures::tables(incident, index),
        who: who(incident, index),
        open,
        further: further(incident, index),
        also,
        changed: changed(incident),
        apart: apart(incident, index),
        decided: incident.decisions.iter().map(decided).collect(),
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

/// "77 (71 to 100)", "50 students", "no figure for soldiers".
pub(crate) fn best(estimate: &Estimate) -> String {
    let group = prose::plain(&prose::group(&estimate.group));
    match (prose::range(estimate.low, estimate.best, estimate.high), group.is_empty()) {
        (Some(figure), true) => figure,
        (Some(figure), false) => format!("{figure} {group}"),
        (None, true) => "no figure".to_owned(),
        (None, false) => format!("no figure for {group}"),
    }
}

/// "12 killed", "no casualties", "“hundreds” killed or wounded": a row in words.
pub(crate) fn told(table: &Table, row: &crate::figures::Row) -> String {
    let name = prose::category(table.category);
    let whole = table.category == dateline_model::Category::Casualties && row.figure.contains("casualt");
    if row.figure == "no" {
        return format!("no one {name}");
    }
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

pub(crate) fn places(claims: &[&Claim], index: &Index) -> String {
    let places: BTreeSet<(usize, String)> =
        claims.iter().map(|claim| (index.number(&claim.report), index.place(claim))).collect();
    places.into_iter().map(|(_, place)| place).collect::<Vec<_>>().join(", ")
}

/// The open questions, with the claims they quote; and the statements they do not quote.
fn open_and_also<'a>(incident: &'a Incident, index: &Index<'a>) -> (Vec<Line<'a>>, Vec<Line<'a>>) {
    let told =
        |claim: &&Claim| !matches!(claim.kind, ClaimKind::Casualties | ClaimKind::Responsibility) && !is_further(claim);
    let mut rest: Vec<&Claim> = index.claims(&incident.claims).into_iter().filter(told).collect();
    let mut open = Vec::new();
    for question in &incident.open_questions {
        let question = prose::plain(&numbered(question, incident, index));
        let quoted = |claim: &&Claim| {
            let words = prose::plain(&index.words(claim));
            !words.trim().is_empty() && question.contains(words.trim())
        };
        let (claims, others): (Vec<_>, Vec<_>) = rest.iter().partition(|claim| quoted(claim));
        rest = others;
        // Where the report's own words are quoted, their place says who asks.
        let quote = question.find('“').filter(|_| !claims.is_empty()).map(|at| question[at..].to_owned());
        merge(Line { text: quote.unwrap_or(question), places: places(&claims, index), claims }, &mut open);
    }
    let mut also = Vec::new();
    for claim in rest {
        let by = prose::said_by(claim, index.report(&claim.report));
        let words = prose::plain(&index.words(claim));
        let text = prose::plain(&format!("{}, {by}: “{}”", claim.kind.code(), cut(words.trim(), 220)));
        merge(Line { text, places: index.place(claim), claims: vec![claim] }, &mut also);
    }
    (open, also)
}

/// The text with the reports' numbers in the place of their names.
fn numbered(text: &str, incident: &Incident, index: &Index) -> String {
    let mut reports: Vec<_> = incident.reports.iter().filter_map(|id| index.report(id)).collect();
    // The longest name first: one may begin with another.
    reports.sort_by_key(|report| std::cmp::Reverse(report.label().len()));
    let mut text = text.to_owned();
    for report in reports.into_iter().filter(|report| report.label().len() > 3) {
        text = text.replace(report.label(), &format!("[{}]", index.number(&report.id)));
    }
    text
}

/// The same words in another report (a wire's copy) are one line with two places.
fn merge<'a>(line: Line<'a>, lines: &mut Vec<Line<'a>>) {
    match lines.iter_mut().find(|known| known.text == line.text) {
        Some(known) => {
            if !line.places.is_empty() && !known.places.contains(&line.places) {
                known.places = format!("{}, {}", known.places, line.places);
            }
            known.claims.extend(line.claims);
        }
        None => lines.push(line),
    }
}

/// The text, cut at a word to about `letters` letters.
fn cut(text: &str, letters: usize) -> String {
    let Some((at, _)) = text.char_indices().nth(letters) else { return text.to_owned() };
    let head = &text[..at];
    format!("{}…", head.rsplit_once(' ').map_or(head, |(head, _)| head))
}

/// The steps of every figure that moved, and of those that count everyone.
fn changed(incident: &Incident) -> Vec<String> {
    let moved = |one: &HistoryEntry| {
        let same = |other: &&HistoryEntry| (other.category, &other.group) == (one.category, &one.group);
        incident.history.iter().filter(same).count() > 1
    };
    if !incident.history.iter().any(moved) {
        return Vec::new();
    }
    let year = incident.date.as_ref().map(|date| date.start.year());
    let shown = incident.history.iter().filter(|one| moved(one) || prose::group(&one.group).is_empty());
    shown.map(|entry| prose::plain(&step(entry, year))).collect()
}

/// "19 Sep: 77 (71 to 100) killed, updated".
fn step(entry: &HistoryEntry, year: Option<i16>) -> String {
    let day = entry.as_of.map_or_else(|| "undated".to_owned(), |day| prose::short_day(day, year));
    let figure = prose::range(entry.low, entry.best, entry.high).unwrap_or_else(|| "no figure".to_owned());
    let group = prose::group(&entry.group);
    let whom = if group.is_empty() { String::new() } else { format!(" {group}") };
    let change = match entry.change {
        Change::First => String::new(),
        change => format!(", {}", prose::change(change)),
    };
    format!("{day}: {figure}{whom} {}{change}", prose::category(entry.category))
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

/// "killed of i-… is 12 – A. Desk, 2031-03-05: the hospital's list (decision 7)".
fn decided(decision: &dateline_model::Decision) -> String {
    let day = decision.at.get(..10).unwrap_or(&decision.at);
    let what = decision.ruling.in_words();
    prose::plain(&format!("{what} – {}, {day}: {} (decision {})", decision.by, decision.why, decision.number))
}

fn footnotes(incident: &Incident, index: &Index) -> Vec<String> {
    let inferred = |id: &ReportId| {
        let report = index.report(id)?;
        let published = report.published.as_ref().filter(|date| date.basis == PublishedBasis::Inferred)?;
        let note = report.notes.iter().find(|note| note.code.contains("inferred")).map(|note| note.message.clone());
        let day = prose::long_day(published.date);
        let why = note.unwrap_or_else(|| format!("it bears no date; {day} is inferred"));
        Some(prose::plain(&format!("* [{}]: {why}", index.number(id))))
    };
    incident.reports.iter().filter_map(inferred).collect()
}
