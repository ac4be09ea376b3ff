//! What a report says of figures it has just told: "These figures could not be independently confirmed."
//!
//! Made from the claims of a report and the sentences behind theirs; the hedges within a sentence are
//! [`crate::modality`]'s.

use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Claim, ClaimKind, Modality};

/// How many sentences back such words may reach.
const REACH: usize = 2;

/// The figures of the sentence before one that says that they could not be verified are unconfirmed.
pub fn mark_unverified(reading: &Reading, claims: &mut [Claim]) {
    for (i, line) in reading.lines.iter().enumerate() {
        let Some(by_name) = is_unverified(line).filter(|_| reading.figures[i].is_empty()) else { continue };
        let told = |k: &usize| !reading.figures[*k].is_empty() && reading.lines[*k].block == line.block;
        let reach = if by_name { REACH } else { 1 };
        let Some(before) = (i.saturating_sub(reach)..i).rev().find(told) else { continue };
        let before = &reading.lines[before];
        let of_it = |c: &&mut Claim| c.kind == ClaimKind::Casualties && c.evidence.contains(&before.span);
        // what a party to the fight claims stays its claim
        let plain = |c: &&mut Claim| c.modality == Modality::Asserted;
        claims.iter_mut().filter(of_it).filter(plain).for_each(|c| c.modality = Modality::Unconfirmed);
    }
}

/// "These figures could not be independently confirmed", "Reuters was unable to verify the toll", "It could not be
/// verified": of what was told, and not of a video; whether it names it. That a ministry would not confirm it is its own
/// matter.
fn is_unverified(line: &Line) -> Option<bool> {
    let words = line.words.len();
    let checks = |i: usize| has("checks_facts", line.lower(i));
    let not = |i: usize| matches!(line.lower(i), "not" | "n't" | "unable" | "cannot" | "no" | "nobody");
    let verb = (1..words).find(|&i| checks(i) && (i.saturating_sub(5)..i).any(not))?;
    let picture = || line.words.iter().any(|w| has("pictures", &w.lower));
    let told = |i: usize| has("what_is_told", line.lower(i));
    // the subject of a passive, the object of who could not check
    let passive = (verb.saturating_sub(3)..verb).any(|i| has("be", line.lower(i)));
    let of_what = if passive { 0..verb } else { verb + 1..words.min(verb + 6) };
    let this = of_what.clone().len() < 7 && of_what.clone().any(|i| has("that_is_told", line.lower(i)));
    // "said it was not confirmed": so somebody else says
    let said = passive && (0..verb).any(|i| has("says", line.lower(i)));
    let tried = (verb.saturating_sub(5)..verb).any(|i| has("tries_to_check", line.lower(i)));
    let named = of_what.into_iter().any(told);
    (!picture() && !said && (named || this) && (passive || tried)).then_some(named)
}
