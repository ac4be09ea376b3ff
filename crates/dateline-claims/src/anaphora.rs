//! Tolls that only point back: "It is now 253", "the total was corrected from 359 to 253", "an earlier count spoke of 31".
//!
//! A bare number after such words is a figure of what the report last counted; which words point, `lexicon/sets.txt` says.

use crate::binding::{Figure, is_alike};
use crate::counts::{Count, counts};
use crate::harm::{hits, noun_at, state_at};
use crate::numbers::NumberKind;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{BlockKind, Category, Span};

/// How many sentences back a toll may point.
pub const REACH: usize = 3;

/// Adds to the figures of each sentence those that point back to a toll of the sentences before.
pub fn add_pointing(lines: &[Line], figures: &mut [Vec<Figure>], taken: &dyn Fn(Span) -> Vec<Span>) {
    for i in 0..lines.len() {
        let more = set_against(&lines[i], &figures[i], &|| taken(lines[i].span));
        figures[i].extend(more);
    }
    for i in 1..lines.len() {
        if let Some((Category::Killed, whole)) = told_last(&figures[i - 1]) {
            how_they_died(&mut figures[i], whole);
        }
        if lines[i].kind == BlockKind::Title || !figures[i].is_empty() {
            continue;
        }
        let (last, told) = (counted_before(&figures[i - 1..i], 1), told_last(&figures[i - 1]));
        if let Some((category, before)) = last.or(told) {
            figures[i] = breakdown(&lines[i], category, before, &taken(lines[i].span), last.is_none());
        }
        if let Some((category, whole)) = told_last(&figures[i - 1]).filter(|_| figures[i].is_empty()) {
            figures[i] = among_them(&lines[i], category, whole, &taken(lines[i].span));
        }
        if let Some(last) = figures[i - 1].iter().rev().find(|f| f.part_of.is_none()).filter(|_| figures[i].is_empty())
        {
            let noun = last.count.head.map(|h| lines[i - 1].lower(h).to_owned());
            let part = noun.and_then(|noun| some_of(&lines[i], last, &noun, &taken(lines[i].span)));
            figures[i].extend(part);
        }
        if !figures[i].is_empty() || !points(&lines[i]) {
            continue;
        }
        // "The officer could confirm only four": of those counted last, whatever befell them
        let told = last_counted(figures, i).filter(|_| may_point(&lines[i]));
        let Some((category, before)) = told.or_else(|| counted_before(figures, i)) else { continue };
        let mut found = pointing(&lines[i], category, &taken(lines[i].span));
        found.retain(|f| f.count.number.quantity.point().is_some_and(|n| n <= before * SCALE && before <= n * SCALE));
        figures[i] = found;
    }
}

/// "Radio Osta reported 13 dead; the government has confirmed only seven", "Norland put it at ten": a bare number that
/// somebody sets against the figure before it in the same sentence.
fn set_against(line: &Line, figures: &[Figure], taken: &dyn Fn() -> Vec<Span>) -> Vec<Figure> {
    let Some(first) = figures.iter().map(|f| f.count.end).min().filter(|_| line.kind != BlockKind::Title) else {
        return Vec::new();
    };
    let turns = |k: usize| matches!(line.lower(k), ";" | "," | "but" | "while" | "and" | "though" | "whereas");
    let numeral = |k: usize| crate::numbers::numeral(line.lower(k)).is_some();
    if !(first..line.words.len()).any(|k| numeral(k) && (teller(line, k).is_some() || puts_it_at(line, k).is_some())) {
        return Vec::new();
    }
    let hits = hits(line);
    let all = counts(line, &taken(), &|i| noun_at(&hits, i), &|i| state_at(&hits, i));
    let bare = all.into_iter().filter(|c| c.head.is_none() && c.number.kind == NumberKind::Numeral && !c.of_them);
    let made = bare.filter_map(|count| {
        let at = count.first();
        let known = figures.iter().any(|f| f.count.first() == at);
        let before = figures.iter().rfind(|f| f.count.end <= at && f.part_of.is_none())?;
        let n = count.number.quantity.point().filter(|_| !known && ends(line, count.end))?;
        let old = before.count.number.quantity.point().filter(|old| n <= old * SCALE && *old <= n * SCALE)?;
        let trigger = teller(line, at).or_else(|| puts_it_at(line, at)).filter(|&t| t > before.count.end)?;
        let apart = old != n && (before.count.end..trigger).any(turns);
        apart.then(|| back(count, before.category, trigger))
    });
    made.collect()
}

/// "put it at ten", "puts the figure at ten".
fn puts_it_at(line: &Line, first: usize) -> Option<usize> {
    let at = first.checked_sub(2).filter(|&k| line.lower(k + 1) == "at" && has("toll_pointer", line.lower(k)))?;
    (at.saturating_sub(3)..at).rev().find(|&k| has("sets_figure", line.lower(k)))
}

/// "Nine were killed. Three were shot, and six were stabbed.": where they add up, it says how those nine died.
fn how_they_died(figures: &mut [Figure], whole: u64) {
    let sum: u64 = figures.iter().filter_map(|f| f.count.number.quantity.point()).sum();
    if figures.len() > 1 && sum == whole && figures.iter().all(|f| f.shot && f.count.head.is_none()) {
        figures.iter_mut().for_each(|f| (f.category, f.shot) = (Category::Killed, false));
    }
}

/// A number this many times the toll before, or this small a part of it, is no toll.
const SCALE: u64 = 6;

/// Whether a sentence has a word that can point back to a toll.
fn points(line: &Line) -> bool {
    let sets = ["toll_pointer", "toll_teller", "toll_teller_of"];
    (0..line.words.len()).any(|k| sets.iter().any(|set| has(set, line.lower(k))))
}

/// Whether a sentence may set another number against a toll, as far as its words alone can tell.
pub fn may_point(line: &Line) -> bool {
    let numeral = |k: usize| crate::numbers::numeral(line.lower(k)).is_some();
    let some_of = numeral(0) && line.lower(1) == "of" && line.lower(2) == "the";
    some_of || opens_a_list(line) || (1..line.words.len()).any(|k| numeral(k) && teller(line, k).is_some())
}

/// "They included four children", "They were four women and five men".
fn opens_a_list(line: &Line) -> bool {
    list_opens_at(line).is_some_and(|at| crate::numbers::numeral(line.lower(at)).is_some())
}

/// "They were …", "The new figure includes …": where the list of those who make up the toll before begins.
fn list_opens_at(line: &Line) -> Option<usize> {
    let links = |k: usize| has("be", line.lower(k)) || has("includes", line.lower(k));
    let includes = |k: &usize| has("includes", line.lower(*k)) && has("toll_pointer", line.lower(k - 1));
    (line.lower(0) == "they" && links(1)).then_some(2).or_else(|| (1..5).find(includes).map(|k| k + 1))
}

/// "Three of the patients were children", right after the ten patients who died.
fn some_of(line: &Line, last: &Figure, noun: &str, taken: &[Span]) -> Option<Figure> {
    let all = counts(line, taken, &|_| None, &|_| false);
    let mut count = all.into_iter().next().filter(|c| c.of_them && c.first() < 4 && has("be", line.lower(c.end)))?;
    let fewer = count.number.quantity.point() < last.count.number.quantity.low;
    count.head.filter(|&h| fewer && line.lower(h) == noun)?;
    count.group = crate::made_up::made_up_of(line, count.end)?;
    let (category, trigger) = (last.category, count.end);
    Some(back(count, category, trigger))
}

/// "The Red Cross counted 15", "the morgue spoke of nine", "we have names for 30": the verb or noun that sets another
/// number against the one told before.
fn teller(line: &Line, first: usize) -> Option<usize> {
    let at = (0..first).rev().find(|&k| !has("only", line.lower(k)))?;
    let link = matches!(line.lower(at), "of" | "for");
    let tells = |k: usize| has(if link { "toll_teller_of" } else { "toll_teller" }, line.lower(k));
    let verb = if link { at.checked_sub(1)? } else { at };
    let noun = line.words[verb].tag.starts_with("NN");
    (tells(verb) && (link || !noun)).then_some(verb)
}

/// The figures of the sentences before that a toll may point to, the last first.
fn before(figures: &[Vec<Figure>], i: usize) -> impl Iterator<Item = &Figure> {
    (i.saturating_sub(REACH)..i).rev().flat_map(|k| figures[k].iter().rev())
}

/// What was counted last.
fn last_counted(figures: &[Vec<Figure>], i: usize) -> Option<(Category, u64)> {
    toll(before(figures, i).next()?)
}

/// What was counted last, if it was the dead or the wounded.
fn counted_before(figures: &[Vec<Figure>], i: usize) -> Option<(Category, u64)> {
    let title = figures.first().into_iter().flatten();
    let dead_or_hurt = |f: &&Figure| matches!(f.category, Category::Killed | Category::Wounded);
    toll(before(figures, i).chain(title).find(dead_or_hurt)?)
}

/// What befell those whom a sentence counts last, whatever it was.
fn told_last(figures: &[Figure]) -> Option<(Category, u64)> {
    toll(figures.iter().rev().find(|f| f.part_of.is_none() && !f.superseded)?)
}

/// How many a figure counts, if it is enough people to point back to.
fn toll(figure: &Figure) -> Option<(Category, u64)> {
    figure.count.number.quantity.point().filter(|n| *n > 2).map(|n| (figure.category, n))
}

/// A figure that points back.
fn back(count: Count, category: Category, trigger: usize) -> Figure {
    Figure { count, category, trigger, rule: "points back", part_of: None, superseded: false, shot: false }
}

/// "Among them are three teachers", "Two soldiers were among them", right after the sixteen who were hurt.
fn among_them(line: &Line, category: Category, whole: u64, taken: &[Span]) -> Vec<Figure> {
    let them = |i: usize| has("among_word", line.lower(i)) && matches!(line.lower(i + 1), "them" | "these" | "those");
    let Some(at) = (0..line.words.len().min(12)).find(|&i| them(i)) else { return Vec::new() };
    let ends = |i: usize| !line.words.get(i).is_some_and(crate::words::Word::is_wordlike);
    let all = counts(line, taken, &|_| None, &|_| false);
    let be = |i: usize| has("be", line.lower(i));
    let few = |c: &Count| c.head.is_some() && !c.of_them && c.number.quantity.high.is_some_and(|n| n < whole);
    let before = || all.iter().find(|c| be(c.end) && c.end + 1 == at && (ends(at + 2) || ends(at + 3)));
    let chosen: Vec<Count> = if at == 0 && be(2) {
        let mut end = 3;
        let listed = all.iter().take_while(|c| {
            let joined = (end..c.first()).all(|k| matches!(line.lower(k), "," | "and" | "also"));
            end = c.end;
            joined
        });
        listed.cloned().collect()
    } else {
        before().cloned().into_iter().collect()
    };
    let sum: u64 = chosen.iter().filter_map(|c| c.number.quantity.point()).sum();
    if sum > whole || !chosen.iter().all(few) {
        return Vec::new();
    }
    chosen.into_iter().map(|count| back(count, category, at)).collect()
}

/// "Nine were civilians and three were soldiers", right after the twelve who died; of those taken or missing, only with
/// "of them".
fn breakdown(line: &Line, category: Category, whole: u64, taken: &[Span], of_them: bool) -> Vec<Figure> {
    let all = counts(line, taken, &|_| None, &|_| false);
    let made = |count: Count| {
        let trigger = count.end;
        back(count, category, trigger)
    };
    // "So are three soldiers", "So did a driver"
    if let Some(count) = all.iter().find(|c| c.first() == 2 && c.head.is_some() && is_alike(line, 2)) {
        return vec![made(count.clone())];
    }
    // "They were four women and five men": all of them
    let opens = list_opens_at(line);
    let they = opens_a_list(line) && all.first().is_some_and(|c| Some(c.first()) == opens);
    let total = all.iter().filter_map(|c| c.number.quantity.point()).sum::<u64>();
    let includes = opens.is_some_and(|at| has("includes", line.lower(at - 1)));
    let adds_up = all.len() > 1 && total == whole || includes && total <= whole;
    let listed = they && adds_up && all.iter().all(|c| c.head.is_some() && (!c.of_them || includes));
    let kind = |c: &Count| {
        let bare = c.head.is_none() && c.number.kind == NumberKind::Numeral && c.group != "unspecified";
        let plain = bare || listed;
        plain && (c.of_them || listed || !of_them) && c.number.quantity.point().is_some_and(|n| n <= whole)
    };
    let parts: Vec<Count> = all.into_iter().filter(kind).collect();
    let sum: u64 = parts.iter().filter_map(|c| c.number.quantity.point()).sum();
    if sum > whole || parts.first().is_none_or(|c| c.first() > 5) {
        return Vec::new();
    }
    parts.into_iter().map(made).collect()
}

fn pointing(line: &Line, category: Category, taken: &[Span]) -> Vec<Figure> {
    let hits = hits(line);
    let all = counts(line, taken, &|i| noun_at(&hits, i), &|i| state_at(&hits, i));
    let bare = all.into_iter().filter(|c| c.head.is_none() && c.number.kind == NumberKind::Numeral);
    let made = bare.filter_map(|count| {
        let (trigger, superseded) = pointer(line, &count)?;
        Some(Figure { superseded, ..back(count, category, trigger) })
    });
    made.collect()
}

/// The word that points, and whether it points to a figure that no longer holds.
fn pointer(line: &Line, count: &Count) -> Option<(usize, bool)> {
    let first = count.first();
    let differs = |k: usize| matches!(line.lower(k), "fewer" | "more" | "less" | "higher" | "lower" | "%" | "percent");
    if differs(count.end) && line.lower(count.end + 1) != "." || !ends(line, count.end) {
        return None;
    }
    if let Some(teller) = teller(line, first) {
        return Some((teller, false));
    }
    let link = first.checked_sub(1).filter(|&k| has("toll_link", line.lower(k)) || has("earlier", line.lower(k)))?;
    let old = has("earlier", line.lower(link)) || line.lower(link) == "from";
    // "the number of the house is 14"
    let of_something = |k: usize| line.lower(k) == "number" && line.lower(k + 1) == "of";
    let plain = |k: usize| {
        line.lower(k) != "it"
            || matches!(line.lower(link), "is" | "now" | "be" | "than" | "was" | "stands" | "at")
            || line.lower(link) == "to" && has("rise_to", line.lower(link - 1))
    };
    let trigger = (first.saturating_sub(9)..first).rev().find(|&k| has("toll_pointer", line.lower(k)))?;
    if of_something(trigger) || !plain(trigger) {
        return None;
    }
    // "the total of 12 suspects", "it is 5 km away" have a noun behind the number and never come here
    let old = old || (first.saturating_sub(9)..first).any(|k| has("earlier", line.lower(k)));
    Some((trigger, old))
}

/// Whether nothing that could be counted follows.
fn ends(line: &Line, at: usize) -> bool {
    line.words.get(at).is_none_or(|w| {
        !w.is_wordlike()
            || has("be", &w.lower)
            || matches!(
                w.lower.as_str(),
                "given"
                    | "had"
                    | "has"
                    | "have"
                    | "to"
                    | "from"
                    | "by"
                    | "on"
                    | "and"
                    | "but"
                    | "as"
                    | "after"
                    | "while"
                    | "or"
            )
    })
}
