//! A headline that only says what the story says again: "Front claims the raid" above "the Front said it had done it".
//!
//! Takes such statements of responsibility out of a report's claims and numbers the rest anew; whose words they are, and
//! of which account, the story says better.

use crate::reading::Reading;
use dateline_model::{BlockKind, Claim, ClaimId, Modality, Stance};
use std::collections::BTreeMap;

/// The claims without the statements of the headline that the story makes again.
pub(super) fn without_repeats(reading: &Reading, claims: Vec<Claim>) -> Vec<Claim> {
    let titles: Vec<_> = reading.lines.iter().filter(|l| l.kind == BlockKind::Title).map(|l| l.span).collect();
    let in_title = |c: &Claim| c.evidence.iter().all(|e| titles.iter().any(|t| t.contains(*e)));
    let repeated = |c: &Claim| in_title(c) && claims.iter().any(|other| !in_title(other) && says_again(other, c));
    let kept: Vec<bool> = claims.iter().map(|c| !repeated(c)).collect();
    if kept.iter().all(|k| *k) {
        return claims;
    }
    let mut left: Vec<Claim> = claims.into_iter().zip(kept).filter_map(|(c, keep)| keep.then_some(c)).collect();
    let mut new: BTreeMap<String, ClaimId> = BTreeMap::new();
    for (k, claim) in left.iter_mut().enumerate() {
        let id = ClaimId(format!("{}/c{k}", reading.report.id));
        new.insert(claim.id.to_string(), id.clone());
        claim.id = id;
    }
    for sum in left.iter_mut().filter_map(|c| c.casualties.as_mut()?.part_of.as_mut()) {
        if let Some(id) = new.get(&sum.to_string()) {
            sum.clone_from(id);
        }
    }
    left
}

/// Whether a claim says of the same actor and deed what another says, in the same words or in those of a speaker whom
/// the other leaves out.
fn says_again(claim: &Claim, title: &Claim) -> bool {
    let (Some(a), Some(b)) = (&claim.responsibility, &title.responsibility) else { return false };
    let answers = |s: Stance| matches!(s, Stance::Claims | Stance::Admits | Stance::Denies);
    let kind = |c: &Claim| c.speaker.as_ref().map(|s| s.kind);
    // "army blames Front", and who is meant the story says at length
    let blames = |s: Stance| matches!(s, Stance::Accuses | Stance::Suspects);
    let at_length = blames(a.stance) && blames(b.stance) && title.speaker.is_some() && kind(claim) == kind(title);
    if at_length && claim.account == title.account {
        return true;
    }
    // "army owns up", of the soldiers for whom the ministry speaks below
    let actor = answers(b.stance) || a.actor_id.is_some() && a.actor_id == b.actor_id || a.actor == b.actor;
    let manner = a.stance == b.stance || claim.modality != Modality::Denied && answers(a.stance) && answers(b.stance);
    let manner = manner || blames(a.stance) && blames(b.stance);
    actor && manner && claim.account == title.account
}
