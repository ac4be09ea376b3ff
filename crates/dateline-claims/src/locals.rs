//! Gives armed groups that no directory knows the id that their name makes, wherever a report names them.
//!
//! Made from the accounts and claims of one report and the groups its text introduces; two reports that name a group
//! alike then mean one actor. Leaves known groups alone.

use dateline_atlas::{Atlas, LocalGroup};
use dateline_model::{Account, Claim, SpeakerType};

/// Names the groups among participants, speakers and those held responsible.
pub fn name_groups(atlas: &Atlas, text: &str, accounts: &mut [Account], claims: &mut [Claim]) {
    let groups = atlas.local_groups_in(text);
    let named = |phrase: &str| groups.iter().find(|g| g.is_named_in(phrase));
    if groups.is_empty() {
        return;
    }
    for part in accounts.iter_mut().flat_map(|a| &mut a.participants).filter(|p| p.actor.is_none()) {
        if let Some(group) = part.mentions.iter().chain(&part.name).find_map(|m| named(m)) {
            part.name = Some(group.name.clone());
            part.actor = Some(group.id.clone());
        }
    }
    for claim in claims {
        name_in(claim, &named);
    }
}

fn name_in<'g>(claim: &mut Claim, named: &dyn Fn(&str) -> Option<&'g LocalGroup>) {
    if let Some(speaker) = claim.speaker.as_mut().filter(|s| s.actor.is_none())
        && let Some(group) = named(&speaker.text).or_else(|| named(speaker.name.as_deref()?))
    {
        speaker.name = Some(group.name.clone());
        speaker.actor = Some(group.id.clone());
        speaker.kind = SpeakerType::ArmedGroup;
    }
    if let Some(held) = claim.responsibility.as_mut().filter(|r| r.actor_id.is_none())
        && let Some(group) = named(&held.actor)
    {
        held.actor.clone_from(&group.name);
        held.actor_id = Some(group.id.clone());
    }
}
