//! Persons named beside a count: "Major Daouda Sow and four soldiers were killed" are five.
//!
//! Made from the figures of a sentence and the persons it speaks of one at a time. Gives one sum for all that one verb
//! befell; leaves the figures themselves to [`crate::binding`], and persons beside whom nobody is counted to
//! [`crate::individuals`].

use crate::binding::Figure;
use crate::individuals::Individual;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::Qualifier;
use std::ops::Range;

/// All that one verb befell, named and counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Company {
    /// Ranks of the figures that are parts of it.
    pub figures: Vec<usize>,
    /// The words from the first of them to the last.
    pub words: Range<usize>,
    /// How many they are.
    pub people: u64,
    /// Those that no figure counts.
    pub persons: Vec<Individual>,
}

/// The sums that a sentence makes of persons and counts side by side.
pub fn companies(reading: &Reading, line: &Line, figures: &[Figure], persons: &[Individual]) -> Vec<Company> {
    let mut made: Vec<Company> = Vec::new();
    for (rank, figure) in figures.iter().enumerate() {
        if made.iter().any(|c| c.figures.contains(&rank)) || !is_summed(figure) {
            continue;
        }
        let here = |one: &&Individual| one.trigger == figure.trigger && one.category == figure.category;
        let beside = persons.iter().filter(here).filter(|one| !is_counted(one, figures));
        let beside: Vec<&Individual> =
            beside.filter(|one| stands_beside(line, one, figure) && is_a_person(reading, line, one)).collect();
        let same = |k: &usize| figures[*k].trigger == figure.trigger && figures[*k].category == figure.category;
        let counted: Vec<usize> = (0..figures.len()).filter(same).filter(|&k| is_summed(&figures[k])).collect();
        let told = counted.iter().filter_map(|&k| figures[k].count.number.quantity.low).sum::<u64>();
        let starts = beside.iter().map(|one| one.words.start).chain(counted.iter().map(|&k| figures[k].count.first()));
        let ends = beside.iter().map(|one| one.words.end).chain(counted.iter().map(|&k| figures[k].count.end));
        if let (false, Some(start), Some(end)) = (beside.is_empty(), starts.min(), ends.max()) {
            let people = told + beside.len() as u64;
            made.push(Company {
                figures: counted,
                words: start..end,
                people,
                persons: beside.into_iter().cloned().collect(),
            });
        }
    }
    made
}

/// Whether a figure may be added up with others: exact, of the whole, of nobody counted before.
fn is_summed(figure: &Figure) -> bool {
    let exact = figure.count.number.quantity.qualifier == Qualifier::Exact;
    // "the dead included the mayor and two guards": some of them
    let whole = figure.rule != "list of the dead";
    exact
        && whole
        && figure.part_of.is_none()
        && !figure.superseded
        && !figure.count.of_them
        && figure.count.head.is_some()
}

/// Whether a figure counts the person already: "a policeman and two children".
pub fn is_counted(one: &Individual, figures: &[Figure]) -> bool {
    figures.iter().any(|f| f.count.first() < one.words.end && one.words.start < f.count.end)
}

/// Whether a person stands in one list with a count: "the mayor and two guards", "two guards and the mayor"; the names
/// behind a comma spell out those who were counted.
fn stands_beside(line: &Line, one: &Individual, figure: &Figure) -> bool {
    let (first, end) = (figure.count.first(), figure.count.end);
    if one.words.end <= first {
        // an apposition may stand between: "Daouda Sow, the mayor, and two guards"
        let joins = |i: usize| line.lower(i) == "and" || has("alongside", line.lower(i));
        return (one.words.end..first).any(joins) && one.words.end + 10 > first;
    }
    end < one.words.start && one.words.start - end <= 3 && line.lower(end) == "and"
}

/// Whether a name is a person's: no group's, no place's.
pub fn is_a_person(reading: &Reading, line: &Line, one: &Individual) -> bool {
    let span = line.stretch(one.words.start, one.words.end);
    let (actors, places) = (&reading.names.actors, &reading.names.places);
    one.name.is_none() || !actors.iter().any(|m| m.span.overlaps(span)) && !places.iter().any(|m| m.span.contains(span))
}
