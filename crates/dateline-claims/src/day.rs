//! The day of a report's own incident.
//!
//! Made from the sentences that tell of violence or harm and the days they bear. A day that only dates an arrest, a
//! trial or a death from wounds is not the day of the deed; where no other is named, wider words ("last week") or
//! another sentence of the story may still date it. Leaves to `accounts` what a report without any date is given.

use crate::events::{event_words, is_of_blast, prominence};
use crate::sets::has;
use crate::standing::is_of_others;
use crate::tie::{
    Tie, attackers_act, dies_later, governing_verb, is_bracketed, is_caption, is_credited, is_of_firearm,
    strikes_before, takes_place, tie_of,
};
use crate::times::{TimeKind, TimeMention};
use crate::words::Line;
use dateline_model::{DatePrecision, EventDate, Report, Span};
use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeMap;

/// Days within which a report's dates are those of its own incident.
const CURRENT: i32 = 120;
/// The same where what the report dates is an arrest or a trial.
const TRIED: i32 = 1830;
/// Days that "last month" may span.
const WIDEST: i32 = 62;
/// Days before its report that an incident may lie whose day another sentence names.
const RECENT: i32 = 7;
/// Days before its report from which a deed told further down is a recalled one.
const RECALLED: i32 = 21;
/// How many first sentences are the lead.
const LEAD: usize = 4;
/// Days after an arrest within which it is news.
const FRESH: i32 = 7;
/// Days that a deed told "from Sunday to Tuesday" may span.
const LONGEST: i32 = 6;
/// In how many first sentences another day is looked for.
const FIRST: usize = 12;

/// What a report's words say of when its incident happened.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// The day or days, if any words name them.
    pub date: Option<EventDate>,
    /// Whether days are named for an arrest or a trial: the deed need not be of the report's own day.
    pub is_past: bool,
}

/// What speaks for a day.
#[derive(Debug, Clone)]
struct Vote {
    weight: i64,
    spans: Vec<Span>,
    precision: DatePrecision,
    /// Whether any of it hangs on the deed itself.
    sure: bool,
    /// Whether it only dates a publication or a death in hospital.
    late: bool,
    /// Whether it only dates what somebody did because of it: "halted its work on Thursday after drivers were killed".
    follows: bool,
}

impl Vote {
    /// Adds what another mention says: an earlier deed told at length is still not the report's own.
    fn hear(&mut self, weight: i64) {
        self.weight = self.weight.max(weight) + self.weight.min(weight) / 4;
    }
}

type Votes = BTreeMap<(Date, Date), Vote>;

/// The days that the sentences of a report bear, by what they may be the days of.
#[derive(Debug, Default, Clone)]
struct Days {
    /// Of the deed.
    deed: Votes,
    /// Of the deed, by words that leave the day open.
    open: Votes,
    /// Of a deed long before the report.
    old: Votes,
    /// Of what came after the deed.
    after: Votes,
    /// Whether any date an arrest or a trial.
    tried: bool,
}

/// The day of the report's incident: the day that its first and fullest sentences on violence bear. `apart` are the ranks
/// of those that are known to tell of another; `against` is the day that the times were read against.
pub fn incident_day(
    report: &Report,
    against: Option<Date>,
    lines: &[Line],
    times: &[TimeMention],
    figures: &[usize],
    apart: &[usize],
) -> When {
    let of_others = |time: &TimeMention| apart.iter().any(|&i| lines[i].span.contains(time.span));
    let times: Vec<TimeMention> = times.iter().filter(|t| !of_others(t)).cloned().collect();
    let times = times.as_slice();
    let days = days(report, lines, times, figures);
    let court = days.tried || is_of_court(lines);
    let deed = weighed(&without_recalled(&days, report, lines), if court { 4 } else { 2 });
    let sure_of_old = days.old.iter().filter(|(_, v)| v.sure).map(|(d, v)| (*d, v.clone())).collect();
    let told = |votes: &Votes| votes.values().any(|v| v.sure);
    let chosen = chosen(&deed)
        .filter(|_| told(&deed))
        .or_else(|| chosen(&sure_of_old).filter(|_| court))
        .or_else(|| chosen(&deed))
        .or_else(|| chosen(&days.old).filter(|_| court))
        .or_else(|| chosen(&days.open))
        .or_else(|| other_day(report, lines, times, court));
    // "the murder, which the bishop condemned today": it happened by then
    let open = chosen.is_none();
    let chosen = chosen.or_else(|| self::chosen(&days.after));
    // "this week, residents said on Friday. Men in uniform came on Tuesday"
    let told_elsewhere = |best: &((Date, Date), Vote), after: &((Date, Date), Vote)| {
        let inside = |(start, end): (Date, Date)| best.0.0 <= start && end <= best.0.1 && start < after.0.0;
        other_day(report, lines, times, court).filter(|other| inside(other.0))
    };
    let chosen = chosen.map(|best| {
        let spread = best.0.0 != best.0.1;
        let after = if spread { within(best.clone(), &days.after) } else { best.clone() };
        let moved = after.0 != best.0;
        if moved { told_elsewhere(&best, &after).unwrap_or(after) } else { best }
    });
    let Some((days_of, Vote { spans: evidence, precision, sure, .. })) = chosen else {
        return When { date: None, is_past: days.tried };
    };
    let words = evidence.first().map_or("", |s| s.slice(&report.text));
    let night = words.to_lowercase().contains("night");
    let days_of = if night { narrowed(days_of, lines, times) } else { days_of };
    let days_of =
        if words.to_lowercase() == "overnight" { evening_before(days_of, &days.deed, times) } else { days_of };
    let open = open && !sure;
    let words = if open { format!("no later than \"{words}\"") } else { format!("\"{words}\"") };
    let basis = match against {
        Some(day) => format!("{words}, read against {day}"),
        None => words,
    };
    let date = EventDate { start: days_of.0, end: days_of.1, open, precision, basis, evidence };
    When { date: Some(date), is_past: days.tried }
}

/// The days without those of weeks before that are told first further down, where any day of this week may be the deed's.
fn without_recalled(days: &Days, report: &Report, lines: &[Line]) -> Days {
    let mut own = days.clone();
    let Some(published) = report.published.as_ref().map(|p| p.date).filter(|_| !days.tried) else { return own };
    let lead_end = lines.get(LEAD).map_or(usize::MAX, |l| l.span.start);
    let late = |vote: &Vote| vote.spans.first().is_some_and(|s| s.start >= lead_end);
    let ago = |(start, _): &(Date, Date)| (published - *start).get_days();
    // a day of this week on which it was done, before the one on which somebody answered it
    let done =
        own.deed.iter().filter(|(of, vote)| !vote.follows && ago(of) <= RECENT + RECENT).map(|(of, _)| of.0).min();
    own.deed.retain(|of, vote| !vote.follows || done.is_none_or(|done| done >= of.0));
    if own.deed.iter().any(|(of, vote)| ago(of) <= RECENT && !late(vote)) {
        own.deed.retain(|of, vote| ago(of) <= RECALLED || !late(vote));
    }
    own
}

/// The days of the deed with all that speaks for them. A report of an arrest or a trial is full of other days: what hangs
/// on the deed counts `more` times as much there.
fn weighed(days: &Days, more: i64) -> Votes {
    let apart = more > 2 || !days.after.is_empty();
    let weight = |of: &(Date, Date), vote: &Vote| {
        let told = if vote.sure && apart { vote.weight * more } else { vote.weight };
        told + days.after.get(of).map_or(0, |after| after.weight / 4)
    };
    days.deed.iter().map(|(of, vote)| (*of, Vote { weight: weight(of, vote), ..vote.clone() })).collect()
}

/// Of days left open the one that what came after was dated by: "earlier this month" and "died on Nov. 10".
fn within(open: ((Date, Date), Vote), after: &Votes) -> ((Date, Date), Vote) {
    let (from, to) = open.0;
    let inside: Votes =
        after.iter().filter(|(d, v)| from <= d.0 && d.1 <= to && !v.late).map(|(d, v)| (*d, v.clone())).collect();
    chosen(&inside).unwrap_or(open)
}

/// Whether a report's first sentences tell of an arrest, a charge or a trial.
fn is_of_court(lines: &[Line]) -> bool {
    let told = |line: &Line| line.words.iter().any(|w| has("trial", &w.lower) || has("court_word", &w.lower));
    lines.iter().take(3).any(told)
}

fn days(report: &Report, lines: &[Line], times: &[TimeMention], figures: &[usize]) -> Days {
    let published = report.published.as_ref().map(|p| p.date);
    let mut days = Days::default();
    // of hours that bear no day of their own: that of the words around them
    let mut hours = Votes::new();
    for (rank, line) in lines.iter().enumerate() {
        let violent = event_words(line);
        // "It happened just before 10 p.m. Sunday": a sentence that does nothing but date and place the deed
        let dates = (0..line.words.len()).any(|i| takes_place(line, i))
            || rank < FIRST && (attackers_act(line) || is_of_blast(line));
        let told = !violent.is_empty() || figures[rank] > 0 || !crate::harm::hits(line).is_empty();
        let silent = !told && !dates && !is_of_firearm(line);
        if silent || is_of_others(line, rank) {
            continue;
        }
        let caption = is_caption(line);
        // a sentence that tells both of the deed and of the harm dates the incident best; bodies may be found days later
        let telling = match (violent.is_empty(), figures[rank] > 0) {
            (false, true) => 4,
            (false, false) => 2,
            _ if dates => 4,
            _ => 0,
        };
        let weight = i64::from(prominence(rank, line.kind)) * 2 + telling;
        for time in times.iter().filter(|t| line.span.contains(t.span)) {
            if !matches!(time.kind, TimeKind::Date | TimeKind::Time)
                || follows_since(line, time) && !is_possessive(report, line, time) && !names_event(line, time)
            {
                continue;
            }
            let (Some((start, end)), Some(precision)) = (time.days, time.precision.of_event()) else { continue };
            if times.iter().any(|first| runs_to(line, first, time).is_some()) {
                continue;
            }
            let end = times.iter().find_map(|last| runs_to(line, time, last)).unwrap_or(end);
            let back = days_back(line, time).filter(|_| start == end);
            let (start, end) =
                back.map_or((start, end), |n| (start.saturating_sub(n.days()), end.saturating_sub(n.days())));
            let pictured = caption || is_bracketed(report, time) || is_credited(report, time);
            let tie = if pictured { Tie::After } else { tie_of(line, time) };
            let told = back.is_some() || tie == Tie::After && is_of_told_deed(line, time);
            let tie = if told && !pictured { Tie::Deed } else { tie };
            let ago = published.map_or(0, |p| (p - start).get_days());
            // news of an arrest is fresh: a day weeks ago is that of what they are charged with
            let charged = tie == Tie::Apart && ago > FRESH && strikes_before(line, time);
            let tie = if charged { Tie::Deed } else { tie };
            if tie == Tie::Apart {
                days.tried |= governing_verb(line, time).is_some_and(|v| has("trial", line.lower(v)));
                continue;
            }
            // "Tuesday's attacks": nothing dates an event more plainly
            let after = line.word_from(time.span.end);
            let dates_event =
                is_possessive(report, line, time) && violent.iter().any(|e| e.first >= after && e.first <= after + 3);
            // "was shot on Monday, police said": the deed bears it all the same
            let struck = tie == Tie::After && !pictured && strikes_ahead_of(line, time);
            let sure = dates_event || tie == Tie::Deed || struck;
            let weight = if tie == Tie::Deed { weight + weight / 2 } else { weight } + if dates_event { 6 } else { 0 };
            let votes = match (end - start).get_days() {
                _ if !(0..=TRIED).contains(&ago) => continue,
                0..=2 if tie == Tie::After && ago <= CURRENT => &mut days.after,
                _ if tie == Tie::After => continue,
                0..=2 if ago > CURRENT => &mut days.old,
                0..=2 if is_bare_hour(report, time) => &mut hours,
                0..=2 => &mut days.deed,
                3..=WIDEST if ago <= CURRENT && rank <= 2 => &mut days.open,
                _ => continue,
            };
            let vote = votes.entry((start, end)).or_insert(Vote {
                weight: 0,
                spans: Vec::new(),
                precision,
                sure: false,
                late: true,
                follows: true,
            });
            vote.sure |= sure;
            vote.late &= is_late(line, time);
            vote.follows &= tie == Tie::Open && follows_up(line, time);
            vote.hear(weight);
            vote.spans.push(time.span);
        }
    }
    let alone = days.deed.is_empty();
    for (of, hour) in hours {
        match days.deed.get_mut(&of) {
            Some(vote) => {
                vote.hear(hour.weight);
                vote.sure |= hour.sure;
                vote.spans.extend(hour.spans);
            }
            None if alone => _ = days.deed.insert(of, hour),
            None => {}
        }
    }
    days
}

/// "on Tuesday and Wednesday", "between Monday evening and Tuesday dawn", "from Sunday to Tuesday": the last day of a
/// deed that began on the first.
fn runs_to(line: &Line, first: &TimeMention, last: &TimeMention) -> Option<Date> {
    let ((start, begun), (_, end)) = (first.days?, last.days?);
    if first.span.end >= last.span.start || !line.span.contains(first.span) || !line.span.contains(last.span) {
        return None;
    }
    let (at, link) = (line.word_from(first.span.start), line.word_from(first.span.end));
    let joined = link + 1 == line.word_from(last.span.start);
    let before = at.checked_sub(1).map_or("", |k| line.lower(k));
    let days = start == begun && (1..=LONGEST).contains(&(end - start).get_days());
    let runs = match (before, line.lower(link)) {
        ("from", "to" | "until" | "till" | "through") | ("between", "and") => true,
        (_, "and") => (end - start).get_days() == 1,
        _ => false,
    };
    (joined && days && runs).then_some(end)
}

/// "The beach was empty on Thursday, a day after gunmen killed two": how many days before this one the deed was done.
fn days_back(line: &Line, time: &TimeMention) -> Option<i64> {
    let end = line.word_from(time.span.end);
    // "on the eve of Wednesday's vote"
    let start = line.word_from(time.span.start);
    if start > 1 && line.lower(start - 1) == "of" && line.lower(start - 2) == "eve" {
        return Some(1);
    }
    let after = (end + 1..line.words.len()).find(|&i| {
        line.lower(i) == "after" && matches!(line.lower(i - 1), "day" | "days") && line.lower(i - 2) != "every"
    })?;
    let n = match line.lower(after - 2) {
        "a" | "the" => 1,
        word => i64::try_from(crate::numbers::numeral(word)?).ok().filter(|n| *n < i64::from(RECENT))?,
    };
    let done = |i: usize| line.words.get(i).is_some_and(|w| matches!(w.tag, "VBD" | "VBN"));
    let deeds: Vec<(usize, bool)> = event_words(line)
        .iter()
        .map(|e| (e.first, (e.first..e.end).any(done)))
        .chain(crate::harm::hits(line).iter().map(|hit| (hit.first, (hit.first..hit.end).any(done))))
        .collect();
    let before = deeds.iter().any(|(at, done)| *at < after && *done);
    let behind = deeds.iter().any(|(at, done)| *at > after && (*done || *at < after + 4) && *at < after + 18);
    let nearer = (end..after).any(|i| has("time_word", line.lower(i)));
    (behind && !before && !nearer).then_some(n)
}

/// Whether a verb ahead of a time tells of the deed itself.
fn strikes_ahead_of(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    let verb = |i: usize| line.words.get(i).is_some_and(|w| matches!(w.tag, "VBD" | "VBN" | "VBG"));
    crate::harm::hits(line).iter().any(|hit| hit.end <= at && (hit.first..hit.end).any(verb))
        || event_words(line).iter().any(|e| e.end <= at && (e.first..e.end).any(verb))
}

/// "at about 11:30pm": an hour without a day, which is that of the day named last, of whatever that day was told.
fn is_bare_hour(report: &Report, time: &TimeMention) -> bool {
    let written = time.span.slice(&report.text).to_lowercase();
    let mut words = written.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty());
    written.contains(|c: char| c.is_ascii_digit()) && words.all(|w| has("of_the_hour", w))
}

/// The day with the most weight, the first named of equals; of days that span others the day within them.
fn chosen(votes: &Votes) -> Option<((Date, Date), Vote)> {
    let first = |vote: &Vote| vote.spans.first().map_or(usize::MAX, |s| s.start);
    let most = |votes: &mut dyn Iterator<Item = (&(Date, Date), &Vote)>| {
        votes.max_by_key(|(_, vote)| (vote.weight, std::cmp::Reverse(first(vote)))).map(|(days, _)| *days)
    };
    let best = most(&mut votes.iter())?;
    // "overnight" and "around 2 a.m. Sunday": the day within the stretch; people call Friday night the weekend
    let weekend = best.0.weekday() == Weekday::Saturday && best.0 != best.1;
    let from = if weekend { best.0.saturating_sub(1.days()) } else { best.0 };
    let inside = |days: &(Date, Date), from: Date| days.0 == days.1 && from <= days.0 && days.1 <= best.1;
    let within = most(&mut votes.iter().filter(|(days, _)| inside(days, best.0)));
    let best = within.or_else(|| most(&mut votes.iter().filter(|(days, _)| inside(days, from)))).unwrap_or(best);
    votes.get(&best).map(|vote| (best, vote.clone()))
}

/// "an overnight attack", told further down to have begun "at about 11 p.m. on Monday": the day before.
fn evening_before(days: (Date, Date), deed: &Votes, times: &[TimeMention]) -> (Date, Date) {
    let day = days.0.saturating_sub(1.days());
    let late = |t: &TimeMention| {
        t.time_of_day.as_deref().is_some_and(|words| match words.split_once(':') {
            Some((hour, _)) => hour.parse::<u8>().is_ok_and(|h| h >= 18),
            None => matches!(words, "evening" | "night" | "dusk"),
        })
    };
    let told = |vote: &Vote| vote.sure && times.iter().any(|t| vote.spans.contains(&t.span) && late(t));
    if days.0 == days.1 && deed.get(&(day, day)).is_some_and(told) { (day, day) } else { days }
}

/// "overnight" with the hour told: half past two is of the second day, eleven at night of the first.
fn narrowed(days: (Date, Date), lines: &[Line], times: &[TimeMention]) -> (Date, Date) {
    if (days.1 - days.0).get_days() != 1 {
        return days;
    }
    let clock = |t: &TimeMention| t.time_of_day.as_deref()?.split_once(':')?.0.parse::<u8>().ok();
    // the hour of the writing, in a line of its own, is none
    let told = lines.iter().filter(|l| {
        let whole = l.words.len() > 8 && l.words.last().is_some_and(|w| w.lower == ".");
        whole
            || !event_words(l).is_empty()
            || l.words.iter().any(|w| has("takes_place", &w.lower))
            || !crate::harm::hits(l).is_empty()
    });
    let hour = told.take(FIRST).find_map(|l| times.iter().filter(|t| l.span.contains(t.span)).find_map(clock));
    match hour {
        Some(0..12) => (days.1, days.1),
        Some(18..) => (days.0, days.0),
        _ => days,
    }
}

/// Where no sentence on the deed names a day: the first day of the days before the report that another of its first
/// sentences tells of. "The call came at around 11:20 on Tuesday." A report of a trial may be of any day of the last two
/// years that is named by its date.
fn other_day(report: &Report, lines: &[Line], times: &[TimeMention], court: bool) -> Option<((Date, Date), Vote)> {
    let published = report.published.as_ref()?.date;
    lines.iter().take(FIRST).find_map(|line| {
        times.iter().filter(|t| line.span.contains(t.span)).find_map(|time| {
            let (start, end) = time.days.filter(|(start, end)| start == end)?;
            let ago = (published - start).get_days();
            let past = match governing_verb(line, time) {
                Some(verb) => matches!(line.words[verb].tag, "VBD" | "VBN" | "VBG" | "VB"),
                None => is_told_before(line, time),
            };
            let told = matches!(tie_of(line, time), Tie::Deed | Tie::Open) && past && !is_bracketed(report, time);
            let by_date =
                time.span.slice(&report.text).contains(|c: char| c.is_ascii_digit()) && time.weekday.is_none();
            let reach = if court && by_date { TRIED } else { RECENT };
            let dated = matches!(time.kind, TimeKind::Date | TimeKind::Time) && (0..=reach).contains(&ago);
            let precision = time.precision.of_event()?;
            let vote = Vote { weight: 1, spans: vec![time.span], precision, sure: false, late: false, follows: false };
            (told && dated).then_some(((start, end), vote))
        })
    })
}

/// "halted its work on Thursday after three drivers were killed", "thanked God on Monday for saving him from gunmen who
/// attacked": whether a time hangs on what somebody did about the deed.
fn follows_up(line: &Line, time: &TimeMention) -> bool {
    let Some(verb) = governing_verb(line, time).filter(|_| !attackers_act(line)) else { return false };
    let mut deeds = event_words(line).into_iter().map(|e| e.first..e.end).collect::<Vec<_>>();
    deeds.extend(crate::harm::hits(line).into_iter().map(|hit| hit.first..hit.end));
    let parts = |i: usize| {
        matches!(line.lower(i), "after" | "that" | "when" | "where" | "which" | "who" | "whose")
            || matches!(line.words[i].tag, "VBN" | "VBG")
    };
    let behind = |deed: &std::ops::Range<usize>| deed.start > verb && (verb + 1..deed.end).any(parts);
    let other = takes_place(line, verb) || has("happens", line.lower(verb)) || has("be", line.lower(verb));
    !other && deeds.iter().all(behind)
}

/// "published a statement on Wednesday", "died in hospital overnight": days that lie behind the deed by any stretch.
fn is_late(line: &Line, time: &TimeMention) -> bool {
    governing_verb(line, time).is_some_and(|v| has("publishes", line.lower(v)) || dies_later(line, v))
}

/// Whether a time in a sentence that was not parsed stands behind no word for what came after.
fn is_told_before(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    // "On Monday, authorities identified the girl"
    let to = if at <= 1 { (at + 8).min(line.words.len()) } else { at };
    let near = &line.words[at.saturating_sub(8)..to];
    !line.is_parsed() && near.iter().all(|w| !has("aftermath", &w.lower))
}

/// "Tuesday's".
fn is_possessive(report: &Report, line: &Line, time: &TimeMention) -> bool {
    let words = time.span.slice(&report.text);
    let next = line.lower(line.word_from(time.span.end));
    matches!(next, "'s" | "’s") || words.ends_with("'s") || words.ends_with("’s")
}

/// "since the Dec. 23 shooting": the day is part of the deed's name.
fn names_event(line: &Line, time: &TimeMention) -> bool {
    let end = line.word_from(time.span.end);
    event_words(line).iter().any(|e| e.first == end)
}

/// "It was reported today that on 10 March rebels murdered …": behind "that", a day is of what is told and not of the
/// telling.
fn is_of_told_deed(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    let Some(verb) = governing_verb(line, time) else { return false };
    let told = (at.saturating_sub(6)..at).rev().find(|&i| line.lower(i) == "that");
    let said = told.is_some_and(|that| (that.saturating_sub(4)..that).any(|i| has("said", line.lower(i))));
    let strikes = crate::harm::hits(line).iter().any(|h| (h.first..h.end).contains(&verb))
        || event_words(line).iter().any(|e| (e.first..e.end).contains(&verb));
    said && told.is_some_and(|that| verb > that) && strikes
}

fn follows_since(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    at > 0 && matches!(line.lower(at - 1), "since" | "until" | "till") || matches!(line.lower(at), "since" | "until")
}
