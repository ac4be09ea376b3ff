//! Who is said to have killed, where no other word tells of violence: "Turkish jets killed 20 villagers", "The four were
//! killed by settlers".
//!
//! People and weapons kill by force; floods, trains and drivers do not. Leaves how many died to the figures.

use crate::counts::people_at;
use crate::harm::{Form, Hit, Shape, hits};
use crate::noun_phrases::{is_adverbial, phrase_after, phrase_before};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Category;
use std::ops::Range;

/// Whether a sentence says that people, or a weapon of war, killed somebody.
pub(crate) fn kills_by_hand(line: &Line) -> bool {
    let killing = |hit: &Hit| hit.category == Category::Killed && hit.shape == Shape::Hits;
    hits(line).iter().filter(|hit| killing(hit)).any(|hit| {
        let active = acts(line, hit).and_then(|verb| phrase_before(line, verb)).map(|(range, _)| range);
        active.is_some_and(|doers| can_kill(line, doers))
            || by(line, hit.end).is_some_and(|doers| can_kill(line, doers))
    })
}

/// Where the verb of an active "killed" begins, with its auxiliaries: only before those who were killed is it active.
fn acts(line: &Line, hit: &Hit) -> Option<usize> {
    if !matches!(hit.form, Form::Past | Form::Present | Form::Either) || !counts_people(line, hit.end) {
        return None;
    }
    let verb = (1..=hit.first).rev().find(|&i| !is_adverbial(line, i - 1))?;
    (!has("be", line.lower(verb - 1))).then_some(verb)
}

/// "killed four", "killed at least six", "killed a teacher", "killed villagers".
fn counts_people(line: &Line, at: usize) -> bool {
    let number = |i: usize| crate::numbers::numeral(line.lower(i)).is_some() || has("rough_number", line.lower(i));
    (at..at + 3).any(number)
        || has("article", line.lower(at))
        || has("possessive", line.lower(at))
        || people_at(line, at).is_some()
        || people_at(line, at + 1).is_some()
}

/// "were killed by settlers": who stands behind "by".
fn by(line: &Line, end: usize) -> Option<Range<usize>> {
    (line.lower(end) == "by").then(|| phrase_after(line, end + 1)).flatten()
}

/// Whether those of a phrase kill by force: its noun is the last before "on", "from" or the like.
fn can_kill(line: &Line, doers: Range<usize>) -> bool {
    let behind = |i: &usize| has("opening_preposition", line.lower(*i)) || matches!(line.lower(*i), "," | "of" | "who");
    let end = doers.clone().skip(1).find(behind).unwrap_or(doers.end);
    let Some(noun) = end.checked_sub(1).filter(|&i| doers.contains(&i)) else { return false };
    let word = line.lower(noun);
    let driven = has("careless", word);
    has("kills_by_force", word)
        || !driven && people_at(line, noun).is_some_and(|(n, _, _)| n == 1)
        || has("outlaws", word)
}
