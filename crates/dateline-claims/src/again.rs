//! Victims who are spoken of again: "the official" after the mayor was named, "the priests" after the Jesuits, a total
//! after those it counts.
//!
//! Made from the victims of one account, in the order in which they were first told of. What is told again adds its
//! words and its evidence to those who were told of before; it is nobody besides them. Leaves names that two sentences
//! spell in two ways to [`crate::roles`], and participants that are none to [`crate::weeding`].

use crate::counts::people_named;
use crate::harm::hits;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Category, Effect, Participant, Quantity, Role, Span};

/// Words from "she was" to what says that she died, at the most.
const NEAR: usize = 6;

/// Joins the victims who are told of twice.
pub fn join_again(reading: &Reading, found: &mut Vec<Participant>) {
    let mut k = 0;
    while k < found.len() {
        match meant(reading, found, k) {
            Some(old) => {
                let again = found.remove(k);
                absorb(&mut found[if old > k { old - 1 } else { old }], again);
            }
            None => k += 1,
        }
    }
    while let Some(k) = (0..found.len()).find(|&k| names_of(reading, found, k).len() > 1) {
        let named = names_of(reading, found, k);
        let called = found[k].mentions.clone();
        let bare: Vec<usize> = named.into_iter().filter(|&i| found[i].mentions.len() < 2).collect();
        for i in bare {
            found[i].mentions.extend(called.iter().cloned());
        }
        found.remove(k);
    }
    while let Some(one) = (0..found.len()).find(|&k| is_one_of_them(reading, found, k)) {
        found.remove(one);
    }
    while let Some(total) = (0..found.len()).find(|&k| sums_up(reading, found, k)) {
        found.remove(total);
    }
}

/// Joins the victims whose names are one: "Ana Cuéllar Sol", "Cuellar Sol"; "Ana Ruiz" and "Ruiz Vela".
pub fn join_names(found: &mut Vec<Participant>) {
    let one = |a: &Participant, b: &Participant| match (&a.name, &b.name) {
        (Some(x), Some(y)) => {
            a.role == Role::Victim && b.role == Role::Victim && may_become(a, b) && are_one_name(x, y)
        }
        _ => false,
    };
    let pair = |found: &[Participant]| {
        (0..found.len()).find_map(|k| (0..k).find(|&i| one(&found[i], &found[k])).map(|i| (i, k)))
    };
    while let Some((old, again)) = pair(found) {
        let mut again = found.remove(again);
        again.mentions.retain(|m| again.name.as_ref() != Some(m));
        absorb(&mut found[old], again);
    }
}

/// Whether two names are one in two spellings, or share the family name that one goes on from and the other, of three
/// words, ends with: "John James" is no "James Brown".
fn are_one_name(a: &str, b: &str) -> bool {
    let (x, y): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
    let (long, short) = if x.len() >= y.len() { (&x, &y) } else { (&y, &x) };
    let within = short.iter().all(|w| long.iter().any(|v| is_nearly(v, w)));
    let goes_on = |x: &[&str], y: &[&str]| x.len() > 2 && y.len() > 1 && x.last() == y.first();
    short.len() > 1 && within || goes_on(&x, &y) || goes_on(&y, &x) || crate::roles::is_one_name(a, b)
}

/// "Bastián", "Bastian", "Bastien": one letter apart.
fn is_nearly(a: &str, b: &str) -> bool {
    let (x, y): (Vec<char>, Vec<char>) = (a.to_lowercase().chars().collect(), b.to_lowercase().chars().collect());
    let differ = || x.iter().zip(&y).filter(|(p, q)| p != q).count();
    x == y || x.len() == y.len() && x.len() > 4 && differ() == 1
}

/// "She was found dead": of the only one who was taken or struck.
pub fn tell_death(reading: &Reading, lines: &[usize], found: &mut [Participant]) {
    let single = |p: &Participant| p.role == Role::Victim && count(p) == Some(1);
    let mut singles = (0..found.len()).filter(|&k| single(&found[k]));
    let Some(only) = singles.next().filter(|_| singles.next().is_none()) else { return };
    let p = &found[only];
    if !matches!(p.effect, None | Some(Effect::Captured | Effect::Injury)) {
        return;
    }
    let after = |line: &&Line| p.evidence.first().is_some_and(|s| s.start < line.span.start);
    let told = lines.iter().map(|&i| &reading.lines[i]).filter(after).find_map(death_of_one);
    if let Some(span) = told {
        found[only].effect = Some(Effect::Death);
        found[only].evidence.push(span);
    }
}

/// "She was found dead", "his body was found": the words that say so.
fn death_of_one(line: &Line) -> Option<Span> {
    let dead = hits(line).into_iter().filter(|h| h.category == Category::Killed).map(|h| h.first);
    let dead: Vec<usize> = dead.collect();
    (0..line.words.len()).find_map(|i| {
        let near = i + 1..i + 1 + NEAR;
        let real =
            |end: usize| (i..end).all(|k| !has("modal", line.lower(k)) && !matches!(line.lower(k), "not" | "," | "if"));
        let body = matches!(line.lower(i), "his" | "her") && has("remains_noun", line.lower(i + 1));
        let end = match line.lower(i) {
            "he" | "she" if has("be", line.lower(i + 1)) => dead.iter().copied().find(|d| near.contains(d)),
            _ if body => near.clone().find(|&k| matches!(line.lower(k), "found" | "discovered")),
            _ => None,
        };
        end.filter(|&end| real(end)).map(|end| line.stretch(i, end + 1))
    })
}

/// The victim told of before whom participant `k` is.
fn meant(reading: &Reading, found: &[Participant], k: usize) -> Option<usize> {
    let new = &found[k];
    if new.role != Role::Victim || new.name.is_some() || !is_definite(reading, new) {
        return None;
    }
    let first = |p: &Participant| p.evidence.first().map(|s| s.start);
    let before = |&i: &usize| i != k && found[i].role == Role::Victim && first(&found[i]) < first(new);
    let before: Vec<usize> = (0..found.len()).filter(before).collect();
    match count(new) {
        Some(1) => one_before(reading, found, &before, new),
        None if is_plural(new) => group_before(reading, found, &before, new),
        _ => None,
    }
}

/// "The official was shot in his car", where one person was spoken of: not "the driver", who is somebody besides.
fn one_before(reading: &Reading, found: &[Participant], before: &[usize], new: &Participant) -> Option<usize> {
    if last_words(new).any(|noun| has("beside_someone", &noun)) {
        return None;
    }
    let mut fits = before.iter().copied().filter(|&i| count(&found[i]) == Some(1) && may_become(&found[i], new));
    let only = fits.next().filter(|_| fits.next().is_none())?;
    (!shares_line(reading, &found[only], new)).then_some(only)
}

/// "The priests were buried", where some were counted or named who may have been priests.
fn group_before(reading: &Reading, found: &[Participant], before: &[usize], new: &Participant) -> Option<usize> {
    let group = |i: usize| found[i].name.is_none() && count(&found[i]) != Some(1) && is_plural(&found[i]);
    let mut fits = before
        .iter()
        .copied()
        .filter(|&i| group(i) && befell_alike(&found[i], new) && may_be_one_group(&found[i], new));
    let only = fits.next().filter(|_| fits.next().is_none())?;
    (!shares_line(reading, &found[only], new)).then_some(only)
}

/// Those named before of whom "the missionaries" of a later sentence are told.
fn names_of(reading: &Reading, found: &[Participant], k: usize) -> Vec<usize> {
    let new = &found[k];
    let group = new.role == Role::Victim && new.name.is_none() && count(new).is_none() && is_plural(new);
    if !group || !is_definite(reading, new) {
        return Vec::new();
    }
    let before = |&i: &usize| {
        let old = &found[i];
        old.role == Role::Victim
            && old.name.is_some()
            && befell_alike(old, new)
            && old.evidence.first().map(|s| s.start) < new.evidence.first().map(|s| s.start)
            && !shares_line(reading, old, new)
            && may_be_one_group(old, new)
    };
    (0..found.len()).filter(before).collect()
}

/// "Two women were killed", and elsewhere "the cook" and "her daughter": a total of those who are told of one by one.
fn sums_up(reading: &Reading, found: &[Participant], k: usize) -> bool {
    let total = &found[k];
    // "and two other people"
    let besides = |s: &Span| s.slice(&reading.report.text).split(' ').take(4).any(|w| has("not_all", w));
    if total.evidence.iter().any(besides) {
        return false;
    }
    let Some(many) = count(total).filter(|n| *n > 1 && total.role == Role::Victim && total.name.is_none()) else {
        return false;
    };
    // "the two were killed"
    let bare = |noun: &str| crate::numbers::numeral(noun).is_some();
    let general = |noun: String| has("general_people", &noun) || has("sums_up", &noun) || bare(&noun);
    if !last_words(total).all(general) {
        return false;
    }
    let parts: Vec<&Participant> = (0..found.len())
        .filter(|&i| i != k && found[i].role == Role::Victim && befell_alike(&found[i], total))
        .map(|i| &found[i])
        .collect();
    let told = parts.iter().map(|p| count(p)).sum::<Option<u64>>();
    parts.len() > 1 && told == Some(many)
}

/// "One person was killed", and in another sentence the only one of whom it is said: that person.
fn is_one_of_them(reading: &Reading, found: &[Participant], k: usize) -> bool {
    let one = &found[k];
    let single = |p: &Participant| p.role == Role::Victim && count(p) == Some(1);
    if !single(one) || one.name.is_some() || !last_words(one).all(|noun| has("anyone", &noun)) {
        return false;
    }
    let alike = |i: &usize| *i != k && found[*i].role == Role::Victim && befell_alike(&found[*i], one);
    let mut others = (0..found.len()).filter(alike);
    let only = others.next().filter(|_| others.next().is_none());
    only.is_some_and(|i| single(&found[i]) && !shares_line(reading, &found[i], one))
}

fn absorb(old: &mut Participant, again: Participant) {
    for mention in again.mentions {
        if !old.mentions.contains(&mention) {
            old.mentions.push(mention);
        }
    }
    old.evidence.extend(again.evidence.into_iter().filter(|s| !old.evidence.contains(s)).collect::<Vec<_>>());
    old.effect = if may_lead_to(old.effect, again.effect) { again.effect } else { old.effect.or(again.effect) };
}

fn count(p: &Participant) -> Option<u64> {
    p.number.as_ref().and_then(Quantity::point)
}

/// The last words of what a participant is called, in lower case.
fn last_words(p: &Participant) -> impl Iterator<Item = String> + '_ {
    p.mentions.iter().map(|m| m.rsplit(' ').next().unwrap_or(m).to_lowercase())
}

fn is_plural(p: &Participant) -> bool {
    last_words(p).all(|noun| people_named(&noun).map_or(noun.ends_with('s'), |(_, many)| many))
}

/// "the", "this": words that point back, not "their" or "two".
fn is_definite(reading: &Reading, p: &Participant) -> bool {
    let first = p.evidence.first().map_or("", |s| s.slice(&reading.report.text)).split(' ').next().unwrap_or("");
    matches!(first.to_lowercase().as_str(), "the" | "this" | "that" | "these" | "those" | "all")
}

/// Whether the same befell both.
pub(crate) fn befell_alike(a: &Participant, b: &Participant) -> bool {
    let held = |e: Option<Effect>| matches!(e, Some(Effect::Captured | Effect::Escaped));
    a.effect == b.effect || held(a.effect) && held(b.effect)
}

/// Whether what befell the second may be told of the first: who was taken or attacked may have been killed.
fn may_become(old: &Participant, new: &Participant) -> bool {
    befell_alike(old, new) || may_lead_to(old.effect, new.effect) || new.effect.is_none()
}

/// Whether what one is said to have suffered may be part of what befell a group: who was shot may have died of it, and
/// whose body was found may have been kidnapped.
pub(crate) fn is_told_on(one: &Participant, group: &Participant) -> bool {
    befell_alike(one, group)
        || matches!(
            (one.effect, group.effect),
            (Some(Effect::Death) | None, Some(Effect::Injury)) | (Some(Effect::Captured) | None, Some(Effect::Death))
        )
}

fn may_lead_to(old: Option<Effect>, new: Option<Effect>) -> bool {
    matches!((old, new), (Some(Effect::Captured) | None, Some(Effect::Death | Effect::Escaped)))
}

/// Soldiers are no priests: nouns of two groups that the lexicon knows speak of others.
fn may_be_one_group(a: &Participant, b: &Participant) -> bool {
    let known = |p: &Participant| {
        last_words(p).find_map(|noun| people_named(&noun)).map(|(group, _)| group).filter(|g| {
            let open = ["own", "unspecified", "women_and_men"];
            !open.contains(g)
        })
    };
    let soldiers =
        |g: Option<&str>| matches!(g, Some("soldiers" | "police" | "security_forces" | "militants" | "attackers"));
    match (known(a), known(b)) {
        (Some(x), Some(y)) => x == y,
        // "the troops" after "the priests"
        (x, y) => !soldiers(x) && !soldiers(y),
    }
}

/// Whether one sentence tells of both: then they are two.
fn shares_line(reading: &Reading, a: &Participant, b: &Participant) -> bool {
    let lines = |p: &Participant| -> Vec<usize> {
        p.evidence.iter().map(|s| reading.lines.partition_point(|line| line.span.end <= s.start)).collect()
    };
    let here = lines(a);
    lines(b).iter().any(|i| here.contains(i))
}
