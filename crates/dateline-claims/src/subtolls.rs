//! Which figures are parts of a total told elsewhere in the report: of one of several places ("six people were killed,
//! four in Osta and two in Talba"), of the wounded, or of those who died at once.
//!
//! Made from a report's claims and its places. A figure is taken for that of a place where several of them, each of a
//! place of its own, add up to a total told before, or stand in one sentence without a verb between them. Leaves parts
//! by group ("among them three children") to [`crate::binding`]. "Seven of the injured" are parts too, and figures of one
//! sentence that add up to the total: "10 died on the spot and two in hospital".

use crate::numbers::NumberKind;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{Category, Claim, PlacePrecision, Span};
use std::collections::BTreeMap;

/// A figure, by the claim that gives it.
struct Figure<'r> {
    claim: usize,
    line: usize,
    category: Category,
    group: &'r str,
    people: u64,
    span: Span,
    /// The one place that its words say it is of.
    place: Option<&'r PlaceMention>,
    /// Whether it has its verb from the figure of another place.
    verbless: bool,
}

/// Gives the figures of one of several places their site, and the total that they are part of, where one is told.
pub fn mark(reading: &Reading, claims: &mut [Claim]) {
    let all = figures(reading, claims);
    let mut marked: Vec<(usize, Option<usize>, Option<Span>)> = Vec::new();
    for figure in &all {
        let like: Vec<&Figure> = all.iter().filter(|o| o.category == figure.category && is_like(o, figure)).collect();
        if is_grave(reading, figure) || is_of_them(reading, figure) || is_a_share(reading, figure, &all) {
            let all_of_them = whole_of(claims, figure, &like);
            marked.extend(all_of_them.map(|t| (figure.claim, Some(t.claim), None)));
            continue;
        }
        if let Some(total) = added_up(figure, &like) {
            marked.push((figure.claim, Some(total.claim), None));
            continue;
        }
        let Some(place) = figure.place else { continue };
        let listed: Vec<&Figure> = beside(figure, &like);
        let total = total(figure, &like, &listed);
        if total.is_some() || !listed.is_empty() {
            marked.push((figure.claim, total.map(|t| t.claim), Some(place.span)));
        }
    }
    for (claim, total, site) in marked {
        // told as an incident of its own, it is that incident's toll
        if total.is_some_and(|t| claims[t].account != claims[claim].account) {
            continue;
        }
        let total = total.map(|t| claims[t].id.clone());
        if let Some(casualties) = &mut claims[claim].casualties {
            casualties.part_of = total;
            casualties.site = site.map(|s| s.slice(&reading.report.text).to_owned());
        }
    }
}

/// The total that a figure speaks of some of: the last of its sentence, else of its speaker, else of all.
fn whole_of<'f, 'r>(claims: &[Claim], figure: &Figure, like: &[&'f Figure<'r>]) -> Option<&'f Figure<'r>> {
    let voice = |f: &Figure| claims[f.claim].speaker.as_ref().map(|s| s.name.as_ref().unwrap_or(&s.text).clone());
    let greater = || like.iter().rev().filter(|t| t.claim < figure.claim && t.people > figure.people);
    let here = greater().find(|t| t.line == figure.line);
    here.or_else(|| greater().find(|t| voice(t) == voice(figure))).or_else(|| greater().next()).copied()
}

/// Whether it counts those of the wounded who are worse off: "nine of the wounded are in critical condition".
fn is_grave(reading: &Reading, figure: &Figure) -> bool {
    let line = &reading.lines[figure.line];
    let next = line.word_from(figure.span.end);
    let ahead = (next..next + 7).take_while(|&k| !matches!(line.lower(k), "," | ";" | "." | "and"));
    figure.category == Category::Wounded && ahead.into_iter().any(|k| has("grave_state", line.lower(k)))
}

/// "Seven of the injured are minors", "five of the dead were women".
fn is_of_them(reading: &Reading, figure: &Figure) -> bool {
    let line = &reading.lines[figure.line];
    let from = line.word_from(figure.span.start);
    (from + 1..from + 4)
        .any(|k| line.lower(k) == "of" && line.lower(k + 1) == "the" && has("harmed_noun", line.lower(k + 2)))
}

/// "Officers found three bodies", "four died on the spot", "a fifth person died in hospital", "three of them died": some
/// of those who were counted before. "Them" are the last who were.
fn is_a_share(reading: &Reading, figure: &Figure, all: &[Figure]) -> bool {
    let line = &reading.lines[figure.line];
    let here = |f: &&crate::binding::Figure| f.count.span(line) == figure.span;
    let Some(told) = reading.figures[figure.line].iter().find(here) else { return false };
    let last = all.iter().rev().find(|o| o.claim < figure.claim);
    if told.count.of_them && told.count.head.is_none() {
        // "pursued the raiders and killed nine of them": they lived before
        let living = told.rule == "object";
        return !living && last.is_some_and(|l| l.category == figure.category && l.line + 1 >= figure.line);
    }
    let ordinal = told.count.number.kind == NumberKind::Ordinal && figure.people == 1;
    let clause = |k: &usize| !matches!(line.lower(*k), "," | ";" | "." | "and" | "but");
    let mut behind = (told.count.end..line.words.len()).take_while(clause);
    let at_once = behind.clone().any(|k| has("at_once", line.lower(k)));
    let before = told.count.first().saturating_sub(3)..told.count.first();
    let found = before.chain(behind.by_ref()).any(|k| has("finds", line.lower(k)));
    let lay_dead = found && figure.line > 0 && last.is_some_and(|l| l.line < figure.line);
    figure.category == Category::Killed && (ordinal || at_once || lay_dead)
}

/// The total told before that the figures of one sentence add up to: "10 died on the spot and two in hospital".
fn added_up<'f, 'r>(figure: &Figure, like: &[&'f Figure<'r>]) -> Option<&'f Figure<'r>> {
    let here = like.iter().filter(|o| o.line == figure.line && o.group == figure.group);
    let (several, sum) = (here.clone().count() > 1, here.map(|o| o.people).sum::<u64>());
    let total = |t: &&&Figure| t.line < figure.line && t.people == sum && t.group == figure.group;
    like.iter().rev().find(total).copied().filter(|_| several)
}

/// The figures of a report that are parts of no other, with their places.
fn figures<'r>(reading: &'r Reading, claims: &'r [Claim]) -> Vec<Figure<'r>> {
    let mut all: Vec<Figure> = Vec::new();
    for (claim, of) in claims.iter().enumerate() {
        let Some(casualties) = of.casualties.as_ref().filter(|c| c.part_of.is_none() && !c.superseded) else {
            continue;
        };
        let line = reading.lines.iter().position(|l| l.span.contains(casualties.span));
        let (Some(line), Some(people)) = (line, casualties.quantity.point().filter(|n| *n > 0)) else { continue };
        let here = |f: &&crate::binding::Figure| f.count.span(&reading.lines[line]) == casualties.span;
        let verbless = reading.figures[line].iter().find(here).is_some_and(|f| f.rule == "gap");
        let (category, group, span) = (casualties.category, casualties.group.as_str(), casualties.span);
        all.push(Figure { claim, line, category, group, people, span, place: None, verbless });
    }
    let spans: Vec<Span> = all.iter().map(|f| f.span).collect();
    for figure in &mut all {
        figure.place = place(reading, figure, &spans);
    }
    all
}

/// The place behind "in", "at" or "near" between a figure and the next, else before it back to the one before. None where
/// there are several.
fn place<'r>(reading: &'r Reading, figure: &Figure, others: &[Span]) -> Option<&'r PlaceMention> {
    let line = &reading.lines[figure.line];
    let beside = || others.iter().filter(|s| line.span.contains(**s));
    let next = beside().map(|s| s.start).filter(|s| *s > figure.span.start).min();
    let last = beside().map(|s| s.end).filter(|e| *e <= figure.span.start).max();
    let behind = Span::new(figure.span.end, next.unwrap_or(line.span.end).max(figure.span.end));
    let before = Span::new(last.unwrap_or(line.span.start), figure.span.start);
    one_place(reading, line, behind).or_else(|| one_place(reading, line, before))
}

/// The place that a stretch of a sentence says something took place in, where it says but one.
fn one_place<'r>(reading: &'r Reading, line: &Line, within: Span) -> Option<&'r PlaceMention> {
    let dateline = reading.report.dateline_place;
    let mut found = reading.names.places.iter().filter(|m| {
        let at = line.word_from(m.span.start);
        let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
        within.contains(m.span)
            && m.precision <= PlacePrecision::Admin1
            && has("located_at", if before(1) == "the" { before(2) } else { before(1) })
            && dateline.is_none_or(|d| !d.overlaps(m.span))
    });
    let first = found.next()?;
    found.all(|m| m.admin1 == first.admin1 && m.country == first.country).then_some(first)
}

/// Whether two figures may be part and total of each other, or parts of one total, by whom they count.
fn is_like(a: &Figure, b: &Figure) -> bool {
    a.group == b.group || a.group == "unspecified" || b.group == "unspecified"
}

/// The figures of other places in one sentence with this one, where they share a verb.
fn beside<'f, 'r>(figure: &Figure, like: &[&'f Figure<'r>]) -> Vec<&'f Figure<'r>> {
    let same = |o: &&&Figure| o.line == figure.line && o.place.is_some();
    let listed: Vec<&Figure> = like.iter().filter(same).copied().collect();
    let shares = listed.iter().any(|o| o.verbless) && listed.len() > 1;
    if shares { listed } else { Vec::new() }
}

/// The total told before a figure that it and those of other places add up to; or that is no less than they are, where
/// they stand in one sentence.
fn total<'f, 'r>(figure: &Figure, like: &[&'f Figure<'r>], listed: &[&Figure<'r>]) -> Option<&'f Figure<'r>> {
    let listed_sum: u64 = listed.iter().map(|f| f.people).sum();
    let wholes = like.iter().rev().filter(|t| t.claim < figure.claim && t.people > figure.people);
    wholes.copied().find(|t| {
        let mut places: BTreeMap<&str, u64> = BTreeMap::new();
        let parts = like.iter().filter(|p| p.claim > t.claim && p.people < t.people && p.group == figure.group);
        for (part, place) in parts.filter_map(|p| p.place.map(|place| (p, place))) {
            // the dead of the other side of a border are counted by others
            if figure.place.is_some_and(|own| own.country == place.country) {
                places.entry(place.name.as_str()).or_insert(part.people);
            }
        }
        let adds_up = places.len() > 1 && places.values().sum::<u64>() == t.people;
        let holds = listed_sum > 0 && t.line < figure.line && t.people >= listed_sum;
        figure.place.is_some_and(|p| places.get(p.name.as_str()) == Some(&figure.people)) && adds_up || holds
    })
}
