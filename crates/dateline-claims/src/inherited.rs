//! Whom a figure counts that names nobody: "two of them", "nine of the men", "and 54 were wounded" are of those told of
//! before.
//!
//! Asked of figures whose own words say no group. Leaves the men of the side that speaks to [`crate::own_men`].

use crate::binding::Figure;
use crate::counts::people_at;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;

/// The group of those before, of whom a figure of sentence `i` counts some, or more of the same.
pub fn group_before(reading: &Reading, i: usize, figure: &Figure) -> Option<String> {
    let (line, count) = (&reading.lines[i], &figure.count);
    let first = count.first();
    let of_men = count.group == "men" && count.of_them && line.lower(count.end.checked_sub(2)?) == "the";
    if count.group != "unspecified" && !of_men || count.of_the.is_some() {
        return None;
    }
    let of_them = of_men || count.of_them && matches!(line.lower(count.end - 1), "them" | "whom" | "these");
    let here = || reading.figures[i].iter().filter(|f| f.count.end <= first);
    if !of_them {
        return here().next_back().and_then(|before| same_breath(reading, i, before, figure));
    }
    let at_least =
        |f: &&Figure| f.count.number.quantity.low.is_none_or(|n| n >= count.number.quantity.low.unwrap_or(0));
    let whole = here().rev().find(|f| f.count.head.is_some());
    if let Some(whole) = whole {
        return named(whole).filter(|_| at_least(&whole));
    }
    taken_before(line, first).or_else(|| {
        let earlier = i.checked_sub(1).filter(|&j| reading.lines[j].block + 1 >= line.block)?;
        let last = reading.figures[earlier].iter().rev().find(|f| f.count.head.is_some() && f.part_of.is_none())?;
        named(last).filter(|_| at_least(&last))
    })
}

/// The group of a figure that has one.
fn named(figure: &Figure) -> Option<String> {
    let group = &figure.count.group;
    let plain = matches!(group.as_str(), "unspecified" | "men") || figure.count.number.quantity.high == Some(1);
    (!plain).then(|| group.clone())
}

/// "dragged the villagers from two buses and shot nine of them": by the tree, those whom a verb took last before `first`.
fn taken_before(line: &Line, first: usize) -> Option<String> {
    let taken = |k: &usize| matches!(line.words[*k].relation, "dobj" | "nsubjpass");
    let (at, (n, group, many)) = (0..first).rev().filter(taken).find_map(|k| Some((k, people_at(line, k)?)))?;
    let word = || line.lower(at + n - 1).to_owned();
    many.then(|| if group == "own" { word() } else { group }).filter(|g| g != "unspecified" && g != "men")
}

/// "16 soldiers, including two officers, had died and 54 were wounded": a bare number that goes on in the same breath with
/// men in ranks.
fn same_breath(reading: &Reading, i: usize, before: &Figure, figure: &Figure) -> Option<String> {
    let line = &reading.lines[i];
    let whole = before.part_of.and_then(|k| reading.figures[i].get(k)).unwrap_or(before);
    let between = before.count.end..figure.count.first();
    let joined = between.clone().any(|k| line.lower(k) == "and");
    let breaks = |k: usize| matches!(line.lower(k), ";" | "." | ":" | "but" | "said") || people_at(line, k).is_some();
    let bare = figure.count.head.is_none() && !figure.count.of_them && figure.rule != "toll";
    let ranks = has("men_in_ranks", &whole.count.group);
    (bare && joined && ranks && between.len() <= 12 && !between.clone().any(breaks)).then(|| whole.count.group.clone())
}
