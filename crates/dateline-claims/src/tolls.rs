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
use dateline_model::{Casualties, Category, Claim, Modality};

/// "The ministry had earlier given a toll of 17", "police initially said that ten were shot": where the report has
/// another figure of that kind, the earlier one no longer holds. One that officials "had reported" gives way to a higher.
pub fn replace_earlier(reading: &Reading, claims: &mut [Claim]) {
    let told: Vec<When> = claims.iter().map(|claim| when(reading, claim)).collect();
    for k in 0..claims.len() {
        let Some(old) = claims[k].casualties.clone().filter(|c| told[k] != When::Now && c.part_of.is_none()) else {
            continue;
        };
        let newer = |j: usize| {
            let (other, held) = (&claims[j], claims[j].casualties.as_ref());
            let held = held.filter(|c| !c.superseded && c.part_of.is_none());
            let higher = |c: &Casualties| c.quantity.low > old.quantity.low && other.modality == Modality::Asserted;
            other.account == claims[k].account
                && held.is_some_and(|c| {
                    c.category == old.category
                        && c.group == old.group
                        && c.quantity.low != old.quantity.low
                        && (told[k] == When::Earlier || told[j] == When::Now && higher(c))
                })
        };
        let holds = (0..claims.len()).any(|j| j != k && newer(j));
        if let Some(casualties) = claims[k].casualties.as_mut().filter(|_| holds) {
            casualties.superseded = true;
        }
    }
}

/// When a figure was given, as its sentence says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Now,
    /// By a verb in the pluperfect: "the fire service had reported seven killed".
    Before,
    /// In words for it: "earlier", "initially".
    Earlier,
}

fn when(reading: &Reading, claim: &Claim) -> When {
    let line = reading.lines.iter().position(|l| claim.evidence.contains(&l.span));
    let Some((i, figure)) = line.zip(claim.casualties.as_ref()) else { return When::Now };
    let line = &reading.lines[i];
    let word = line.word_from(figure.span.start);
    let cue = reading.attributions[i].iter().filter(|a| a.covers(word)).min_by_key(|a| a.width());
    let adverb = |k: usize| has("earlier", line.lower(k)) && line.words[k].tag == "RB";
    if cue.is_some_and(|a| (a.cue.start.saturating_sub(3)..a.cue.end + 1).any(adverb)) {
        return When::Earlier;
    }
    let had = |verb: usize| (verb.saturating_sub(2)..verb).any(|k| line.lower(k) == "had");
    let gave = (word.saturating_sub(6)..word).rev().find(|&k| has("gave_figure", line.lower(k)));
    let before = cue.is_some_and(|a| had(a.cue.start)) || gave.is_some_and(had);
    if before { When::Before } else { When::Now }
}

/// "The death toll had risen to eight", "bringing the number of dead to eight": the smaller tolls told before it are
/// those it has risen from.
pub fn replace_risen(reading: &Reading, claims: &mut [Claim]) {
    for k in 0..claims.len() {
        let Some(new) = claims[k].casualties.clone().filter(|c| c.part_of.is_none() && !c.superseded) else { continue };
        if claims[k].modality != Modality::Asserted || claims[k].account.is_none() || !has_risen(reading, &new) {
            continue;
        }
        let (this, risen) = (claims[k].clone(), new.quantity.low);
        for old in claims[..k].iter_mut().filter(|c| c.account == this.account) {
            // "two more bodies were pulled out, bringing the toll to nine": these are among them
            let added = old.evidence == this.evidence;
            let same = |c: &&mut Casualties| c.category == new.category && c.group == new.group && c.part_of.is_none();
            let less = |c: &&mut Casualties| c.quantity.point().is_some() && c.quantity.point() < risen;
            let Some(casualties) = old.casualties.as_mut().filter(same).filter(less) else { continue };
            match added && !casualties.superseded {
                true => casualties.part_of = Some(this.id.clone()),
                false => casualties.superseded = true,
            }
        }
    }
}

/// Whether a figure is a toll that its sentence says has risen, of one deed and not of a time of violence.
fn has_risen(reading: &Reading, of: &Casualties) -> bool {
    let Some(i) = reading.lines.iter().position(|l| l.span.contains(of.span)) else { return false };
    let line = &reading.lines[i];
    let toll = |f: &&Figure| f.rule == "toll" && f.count.span(line) == of.span;
    let Some(figure) = reading.figures[i].iter().find(toll) else { return false };
    let risen = |k: usize| has("toll_rises", line.lower(k)) || has("toll_raised", line.lower(k));
    let long = |k: usize| {
        let this = k > 0 && line.lower(k - 1) == "this" && has("time_span", line.lower(k));
        has("time_of_violence", line.lower(k)) || this && !matches!(line.lower(k + 1), "'s" | "’s")
    };
    (figure.trigger.saturating_sub(4)..figure.count.first()).any(risen) && !(0..line.words.len()).any(long)
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
