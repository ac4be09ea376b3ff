//! Figures of deeds done after the report's own, and those that are its own whatever day they bear.
//!
//! Made from the verdict on a figure's date. Leaves what came of the report's deed in the same hours to [`crate::sequels`].

use crate::accounts::Recalled;
use crate::binding::Figure;
use crate::reading::Reading;
use crate::sets::has;
use crate::standing::Verdict;
use crate::times::TimeMention;
use dateline_model::{BlockKind, Category, Span, Standing};

/// Why a later deed is set apart.
pub(crate) const LATER: &str = "a deed of its own, after the incident";
/// So few may be killed in two incidents of a week.
const MANY: u64 = 5;

/// "412 died Tuesday night", under "412 died in massacre": the report's own, whatever day was taken for its incident's.
pub(crate) fn repeats_title(reading: &Reading, i: usize, word: usize, verdict: &Verdict) -> bool {
    let by_day = verdict.standing == Standing::Other && verdict.reason.starts_with("it is dated");
    let of = |f: &&Figure| f.count.first() == word && f.category == Category::Killed;
    let Some(figure) = reading.figures[i].iter().find(of).filter(|_| by_day) else { return false };
    let point = |f: &Figure| f.count.number.quantity.point().filter(|n| *n > MANY);
    let titles = reading.lines.iter().zip(&reading.figures).filter(|(line, _)| line.kind == BlockKind::Title);
    let mut told = titles.flat_map(|(_, figures)| figures).filter(|f| f.category == figure.category);
    point(figure).is_some_and(|n| told.any(|f| point(f) == Some(n)))
}

/// "On Wednesday gunmen came back and killed two", "Later on Monday two guards were hurt by a mine": a deed of its own,
/// after the report's.
pub(crate) fn of_later(reading: &Reading, i: usize, verdict: &Verdict) -> Option<Verdict> {
    let line = &reading.lines[i];
    let opens = |t: &Span| t.start <= line.span.start + 3;
    let (day, time) = (reading.day()?, reading.times.iter().find(|t| opens(&t.span) && line.span.contains(t.span)));
    // "On Monday, in a statement, the army said": the day of the statement
    let stated = |t: &TimeMention| {
        let end = line.word_from(t.span.end);
        line.lower(end) == ","
            && line.lower(end + 1) == "in"
            && (end + 2..end + 5).any(|k| has("document", line.lower(k)))
    };
    let time = time.filter(|t| !stated(t));
    let next = time.and_then(|t| t.days).is_some_and(|(start, end)| start > day && start == end);
    let told = !reading.attributions[i].is_empty();
    let later = !told && line.lower(0) == "later" && has("later_that", line.lower(1));
    let harms = reading.figures[i].iter().any(|f| crate::accounts::harms(f.category) && f.rule == "object");
    // "On Friday, French jets killed ten fighters"
    let forces = || {
        reading.figures[i].iter().filter(|f| f.rule == "object").any(|f| {
            let armed = |k: usize| {
                ["state_forces", "war_vehicle", "attackers", "police_noun"].iter().any(|set| has(set, line.lower(k)))
            };
            crate::syntax::subject(line, f.trigger).is_some_and(|(words, _)| words.clone().any(armed))
        })
    };
    let fresh = || crate::several::is_fresh(reading, i);
    let of_them = |f: &Figure| f.count.of_them && f.count.head.is_none();
    let counts = || reading.figures[i].iter().any(|f| crate::accounts::harms(f.category) && !of_them(f));
    // "On Saturday five soldiers were killed in a clash in Osta"
    let own = verdict.time.and_then(|span| reading.times.iter().find(|t| t.span == span)).and_then(|t| t.days);
    let after = own.is_some_and(|(start, end)| start > day && start == end);
    let anew = || after && counts() && crate::pointing::tells_of_a_deed(line);
    let apart = i > 1 && (next && harms && (fresh() || forces()) || later && counts() || anew());
    apart.then(|| Verdict {
        standing: Standing::Other,
        reason: LATER.to_owned(),
        time: verdict.time.or(time.map(|t| t.span)),
    })
}

/// "sentenced four men for the murder of 15 people in January 2029. … Ten people were wounded": a report of a trial tells
/// of the deed that it opens with, whatever day its judges spoke on.
pub(crate) fn of_trial(reading: &Reading) -> Option<Recalled> {
    let counts = |i: &usize| reading.lines[*i].kind != BlockKind::Title && !reading.figures[*i].is_empty();
    let lead = (0..reading.lines.len().min(4)).find(counts)?;
    let verdicts: Vec<Verdict> = reading.figures[lead].iter().map(|f| reading.verdict(lead, f.count.first())).collect();
    let old = |v: &Verdict| v.standing == Standing::Background && v.reason.starts_with("it is dated");
    if !verdicts.iter().all(old) || !crate::about::is_of_trial(&reading.lines) {
        return None;
    }
    let own = |i: usize| reading.figures[i].iter().map(move |f| reading.verdict(i, f.count.first()));
    let undated = |i: usize| own(i).all(|v| v.standing == Standing::Main && v.time.is_none());
    let lines: Vec<usize> = (lead + 1..reading.lines.len()).filter(|i| counts(i) && undated(*i)).collect();
    let verdict = verdicts.into_iter().next().filter(|_| !lines.is_empty())?;
    Some(Recalled { lines, verdict, place: None, deeds: Vec::new() })
}
