//! Whom a figure counts that names nobody: "two of them", "nine of the men", "and 54 were wounded" are of those told of
//! before.
//!
//! Asked of figures whose own words say no group. Leaves the men of the side that speaks to [`crate::own_men`].

use crate::binding::Figure;
use crate::counts::people_at;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::Category;

/// The group of those before, of whom a figure of sentence `i` counts some, or more of the same.
pub fn group_before(reading: &Reading, i: usize, figure: &Figure) -> Option<String> {
    let (line, count) = (&reading.lines[i], &figure.count);
    let first = count.first();
    // "ambushed a police convoy, killing three agents"
    let unit = |k: usize| line.lower(k) == "police" && line.words[k + 1].tag.starts_with("NN");
    if count.head.is_some_and(|h| h == count.number.end && has("agents", line.lower(h))) && (0..first).any(unit) {
        return Some("police".to_owned());
    }
    let of_men = count.group == "men" && count.of_them && line.lower(count.end.checked_sub(2)?) == "the";
    if count.group != "unspecified" && !of_men {
        return None;
    }
    if let Some(at) = count.of_the {
        return of_the_harmed(reading, i, figure, at);
    }
    let of_them = of_men || count.of_them && matches!(line.lower(count.end - 1), "them" | "whom" | "these");
    let here = || reading.figures[i].iter().filter(|f| f.count.end <= first);
    if figure.category == Category::Released && (of_them || count.head.is_none()) {
        let taken = here().rfind(|f| is_taken(f));
        match taken {
            // "eight guards were taken hostage; three have since been released"
            Some(taken) if taken.count.head.is_some() => return named(taken),
            None if here().next().is_none() => return of_the_held(reading, i, figure),
            _ => {}
        }
    }
    if !of_them {
        let before = here().next_back();
        return before.map_or_else(|| others_after(reading, i, figure), |b| same_breath(reading, i, b, figure));
    }
    let at_least =
        |f: &&Figure| f.count.number.quantity.low.is_none_or(|n| n >= count.number.quantity.low.unwrap_or(0));
    let whole = here().rev().find(|f| f.count.head.is_some());
    if let Some(whole) = whole {
        return named(whole).filter(|_| at_least(&whole));
    }
    taken_before(line, first).or_else(|| fighters_before(line, first)).or_else(|| {
        let earlier = i.checked_sub(1).filter(|&j| reading.lines[j].block + 1 >= line.block)?;
        let last = reading.figures[earlier].iter().rev().find(|f| f.count.head.is_some() && f.part_of.is_none())?;
        named(last).filter(|_| at_least(&last))
    })
}

/// "Two were let go", "23 of them were freed": of those whom the sentence before says were taken or held.
fn of_the_held(reading: &Reading, i: usize, figure: &Figure) -> Option<String> {
    let before = i.checked_sub(1).filter(|&j| reading.lines[j].block + 1 >= reading.lines[i].block)?;
    let held = reading.figures[before].iter().rfind(|f| is_taken(f))?;
    let enough = held.count.number.quantity.low >= figure.count.number.quantity.low;
    (enough && held.count.group != "unspecified").then(|| held.count.group.clone())
}

/// Whether a figure counts people who were taken or held.
fn is_taken(figure: &Figure) -> bool {
    let taken = matches!(figure.category, Category::Arrested | Category::Captured | Category::Kidnapped);
    taken && figure.part_of.is_none()
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

/// "hit a base of foreign mercenaries, killing nine of them": the fighters named last before `first`, who are nobody's
/// subject.
fn fighters_before(line: &Line, first: usize) -> Option<String> {
    let surrendered = line.words.iter().any(|w| w.lower.starts_with("surrender"));
    let named = |k: &usize| {
        let relation = line.words[*k].relation;
        matches!(relation, "pobj" | "dobj" | "conj" | "nsubjpass") || surrendered && relation == "nsubj"
    };
    let (at, (n, group, many)) = (0..first).rev().filter(named).find_map(|k| Some((k, people_at(line, k)?)))?;
    let own = group == "own" && has("hired_fighters", line.lower(at + n - 1));
    (many && (own || has("men_in_ranks", &group))).then(|| if own { line.lower(at + n - 1).to_owned() } else { group })
}

/// "16 soldiers, including two officers, had died and 54 were wounded", "a policeman was killed and two others hurt": a
/// bare number, or others, that goes on in the same breath with men in ranks or of one trade.
fn same_breath(reading: &Reading, i: usize, before: &Figure, figure: &Figure) -> Option<String> {
    let line = &reading.lines[i];
    let whole = before.part_of.and_then(|k| reading.figures[i].get(k)).unwrap_or(before);
    let between = before.count.end..figure.count.first();
    let joined = between.clone().any(|k| line.lower(k) == "and");
    let others = |k: usize| people_at(line, k).is_some_and(|(_, group, _)| group != "unspecified");
    let breaks = |k: usize| matches!(line.lower(k), ";" | "." | ":" | "but" | "said") || others(k);
    let close = joined && between.len() <= 16 && !between.clone().any(breaks);
    // "killed nine soldiers, wounded 20 and captured five"
    let group = match whole.count.group.as_str() {
        "unspecified" if close && goes_on(line, whole) => group_before(reading, i, whole)?,
        group => group.to_owned(),
    };
    let several = whole.count.number.quantity.low.is_some_and(|n| n > 1);
    let alike = has("men_in_ranks", &group) || several && !has("mixed_company", &group);
    (close && goes_on(line, figure) && alike).then_some(group)
}

/// Whether a figure names nobody but goes on from one before: "and 54 were wounded", "and wounded two others".
fn goes_on(line: &Line, figure: &Figure) -> bool {
    let count = &figure.count;
    let bare = count.head.is_none_or(|h| matches!(line.lower(h), "others" | "other"));
    bare && !count.of_them && count.of_the.is_none() && figure.rule != "toll"
}

/// "Nineteen others were wounded", where the sentence before tells of men in ranks and of nobody else.
fn others_after(reading: &Reading, i: usize, figure: &Figure) -> Option<String> {
    let line = &reading.lines[i];
    let others = figure.count.head.is_some_and(|h| line.lower(h) == "others");
    let before = i.checked_sub(1).filter(|&j| others && reading.lines[j].block + 1 >= line.block)?;
    one_kind(reading.figures[before].iter()).filter(|g| has("men_in_ranks", g))
}

/// "Two of the injured died", "one of the dead": of whom they are some, where those told of last were all of one kind.
fn of_the_harmed(reading: &Reading, i: usize, figure: &Figure, at: usize) -> Option<String> {
    let line = &reading.lines[i];
    let state = crate::harm::hits(line).into_iter().find(|h| (h.first..h.end).contains(&at))?.category;
    let of_those = |f: &&Figure| f.category == state && f.part_of.is_none();
    let last = (i.saturating_sub(6)..i).rev().find(|&j| reading.figures[j].iter().any(|f| of_those(&f)))?;
    let enough = |f: &&Figure| f.count.number.quantity.low >= figure.count.number.quantity.low;
    let told = || reading.figures[last].iter().filter(of_those);
    let group = match told().find(|f| f.count.group == "unspecified") {
        Some(plain) if told().count() == 1 => group_before(reading, last, plain),
        _ => one_kind(told()),
    };
    // whether the other side's dead were fighters is what is in dispute
    let sure = |g: &String| has("men_in_ranks", g) && !matches!(g.as_str(), "attackers" | "militants");
    group.filter(|g| sure(g) && told().any(|f| enough(&f)))
}

/// The one group of figures that are all of one.
fn one_kind<'f>(figures: impl Iterator<Item = &'f Figure>) -> Option<String> {
    let mut groups = figures.filter(|f| f.part_of.is_none()).map(|f| f.count.group.as_str());
    let first = groups.next()?;
    groups.all(|g| g == first).then(|| first.to_owned())
}
