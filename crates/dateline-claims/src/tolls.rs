//! What a report as a whole says of its figures: which no longer hold, and whether it tells of deaths or wounds at all.
//!
//! Made from the figures of all its sentences and the claims made of them; leaves parts and totals to
//! [`crate::subtolls`].

use crate::binding::Figure;
use crate::harm::{Hit, Shape, hits};
use crate::individuals::individuals;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Category, Claim};

/// "The ministry had earlier given a toll of 17", "police initially said that ten were shot": where the report has
/// another figure of that kind, the earlier one no longer holds.
pub fn replace_earlier(reading: &Reading, claims: &mut [Claim]) {
    let early = |claim: &Claim| {
        let line = reading.lines.iter().position(|l| claim.evidence.contains(&l.span));
        let told = line.zip(claim.casualties.as_ref()).map(|(i, c)| (i, reading.lines[i].word_from(c.span.start)));
        told.is_some_and(|(i, word)| {
            let line = &reading.lines[i];
            let cue = reading.attributions[i].iter().filter(|a| a.covers(word)).min_by_key(|a| a.width());
            cue.is_some_and(|a| {
                let near = a.cue.start.saturating_sub(3)..a.cue.end + 1;
                near.into_iter().any(|k| has("earlier", line.lower(k)) && line.words[k].tag == "RB")
            })
        })
    };
    let marked: Vec<usize> = (0..claims.len()).filter(|&k| early(&claims[k])).collect();
    for k in marked {
        let Some(old) = claims[k].casualties.clone().filter(|c| c.part_of.is_none()) else { continue };
        let newer = |other: &Claim| {
            let held = other.casualties.as_ref().filter(|c| !c.superseded && c.part_of.is_none());
            other.account == claims[k].account
                && held.is_some_and(|c| {
                    c.category == old.category && c.group == old.group && c.quantity.low != old.quantity.low
                })
        };
        let holds = (0..claims.len()).any(|j| j != k && newer(&claims[j]));
        if let Some(casualties) = claims[k].casualties.as_mut().filter(|_| holds) {
            casualties.superseded = true;
        }
    }
}

/// Whether a main sentence says that this befell anyone: where none tells of a death, "four people were shot" were
/// wounded. That somebody is a victim tells of neither.
pub fn tells_of(reading: &Reading, category: Category) -> bool {
    reading.main_lines().into_iter().any(|(i, line)| {
        let told = |f: &&Figure| f.category == category && f.count.number.quantity.high != Some(0);
        let befell = |hit: &Hit| hit.category == category && hit.shape == Shape::Befalls;
        reading.figures[i].iter().filter(told).any(|f| !counts_victims(line, f))
            || individuals(line).iter().any(|one| one.category == category)
            || hits(line).iter().any(befell)
    })
}

/// Whether a figure is one only of "victims".
pub fn counts_victims(line: &Line, figure: &Figure) -> bool {
    line.words.get(figure.trigger).is_some_and(|w| w.lower.starts_with("victim"))
}
