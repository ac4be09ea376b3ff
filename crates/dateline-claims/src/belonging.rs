//! Whose men they are: "the rebels" of a report that names one armed group, "a column of Northern Front guerrillas".
//!
//! Made from those an account has as its perpetrators and the armed groups that the report names. Leaves the bodies that
//! the tree shows ("guerrillas of the Front") to the frames, and what is claimed to [`crate::responsibility`].

use crate::frames::{Fill, Kind};
use crate::participants::participant;
use crate::reading::Reading;
use crate::sets::has;
use dateline_atlas::ActorMention;
use dateline_model::{Confidence, Participant, ParticipantKind, Role, Span, SpeakerType};

/// Sentences before "the rebels" within which the group is named that they are of, where a report names several.
const BEFORE: usize = 2;

/// The armed body whose men a phrase speaks of by name: "Front guerrillas", "a Front sniper", "the Front".
pub(crate) fn body_in<'r, 'a>(reading: &'r Reading<'a>, fill: &Fill) -> Option<&'r ActorMention<'a>> {
    let its_own = fill.fights || fill.kind == Kind::Organisation;
    let last = fill.mention.slice(&reading.report.text).rsplit(' ').next().unwrap_or("").to_lowercase();
    let men = fill.name.is_none() && (fill.kind == Kind::Armed || has("member_of", &last));
    reading.names.actors.iter().filter(|m| m.is_armed()).find(|m| {
        its_own && fill.span.overlaps(m.span)
            || men
                && m.actor.kind == SpeakerType::ArmedGroup
                && (fill.mention.overlaps(m.span) || is_of(reading, fill, m))
    })
}

/// A body that the report names, as one that did it.
pub(crate) fn body(reading: &Reading, named: &ActorMention) -> Participant {
    let written = named.span.slice(&reading.report.text).to_owned();
    let (name, id) = (Some(named.actor.name.clone()), Some(named.actor.id.clone()));
    participant(Role::Perpetrator, ParticipantKind::Organisation, written, name, id, named.span)
}

/// "a column of Front terrorists", "gunmen of the hard-line Front".
fn is_of(reading: &Reading, fill: &Fill, body: &ActorMention) -> bool {
    let between = reading.report.text.get(fill.mention.end..body.span.start).unwrap_or("");
    let words = between.split_whitespace().count();
    between.starts_with(" of ") && words <= 4 && !between.contains([',', '.', ';'])
}

/// "The rebels" of a report that names one armed group and no other are most likely that group's; so are those of the
/// group that was named last, right before "the rebels".
pub(crate) fn their_group(reading: &Reading, found: &mut Vec<Participant>) {
    if found.iter().any(|p| p.kind == ParticipantKind::Organisation) {
        return;
    }
    let men = |set: &'static str| {
        let last = move |m: &String| m.rsplit(' ').next().is_some_and(|w| has(set, &w.to_lowercase()));
        found.iter().find(move |p| p.role == Role::Perpetrator && p.mentions.iter().any(last))
    };
    let Some((one, rebels)) = men("rebel_noun").map(|p| (p, true)).or_else(|| men("fights_for").map(|p| (p, false)))
    else {
        return;
    };
    let Some(said) = one.evidence.first().copied() else { return };
    // "the rebels" are the ones named before
    let definite = said.slice(&reading.report.text).to_lowercase().starts_with("the ");
    // "terrorists" beside "gunmen": what somebody calls them says nothing of whose they are
    let alone = found.iter().filter(|p| p.role == Role::Perpetrator).count() == 1;
    if !rebels && !definite && !alone && beside(reading, said).is_none() {
        return;
    }
    let told = |c: &Confidence| rebels || *c != Confidence::Fact;
    let confidence = one.confidence.filter(told).or(Some(Confidence::Possible));
    let group = beside(reading, said).or_else(|| only_group(reading)).or_else(|| named_before(reading, said, definite));
    let Some(group) = group else { return };
    let mut new = body(reading, group);
    new.evidence.push(said);
    // "Front militants": their body by name, whoever they are
    new.confidence = if group.span.overlaps(said) { one.confidence } else { confidence };
    found.push(new);
}

fn groups<'r, 'a>(reading: &'r Reading<'a>) -> impl Iterator<Item = &'r ActorMention<'a>> {
    reading.names.actors.iter().filter(|m| m.actor.kind == SpeakerType::ArmedGroup)
}

/// The group in the phrase itself: "Front militants".
fn beside<'r, 'a>(reading: &'r Reading<'a>, said: Span) -> Option<&'r ActorMention<'a>> {
    groups(reading).find(|m| m.span.overlaps(said))
}

/// The one armed group that the report names.
fn only_group<'r, 'a>(reading: &'r Reading<'a>) -> Option<&'r ActorMention<'a>> {
    let mut all = groups(reading);
    all.next().filter(|first| all.all(|m| m.actor.id == first.actor.id))
}

/// The group named last in the sentences right before "the rebels", where its sentence names no other.
fn named_before<'r, 'a>(reading: &'r Reading<'a>, said: Span, definite: bool) -> Option<&'r ActorMention<'a>> {
    let here = reading.lines.iter().position(|line| line.span.contains(said)).filter(|_| definite)?;
    let from = reading.lines[here.saturating_sub(BEFORE)].span.start;
    let last = groups(reading).filter(|m| m.span.start >= from && m.span.end <= said.start).last()?;
    let line = reading.lines.iter().find(|line| line.span.contains(last.span))?;
    let mut beside = groups(reading).filter(|m| line.span.contains(m.span));
    beside.all(|m| m.actor.id == last.actor.id).then_some(last)
}
