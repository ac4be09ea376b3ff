//! What happened in an account: an attack, a bombing, a kidnapping, and how far it got.
//!
//! Made from the words for events in its sentences, from the deeds that frames read there, and from the weapons. Leaves
//! the weighing of a report as a whole to [`crate::events`].

use crate::events::{EventWord, event_of, event_words, prominence};
use crate::frames::Deed;
use crate::participants::targets_bear_arms;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Event, Muc, Participant, Role, Stage, Subtype};
use std::collections::BTreeMap;

/// What happened: by the words for it, else by the first deed that a frame read; and how far it got.
pub(crate) fn event(reading: &Reading, lines: &[(usize, &Line)]) -> Event {
    let deeds = || lines.iter().flat_map(|(i, _)| &reading.deeds[*i]).filter(|d| !d.fills.is_empty());
    let plain = Event { subtype: Subtype::Attack, muc: Some(Muc::Attack), stage: Stage::Accomplished };
    let by_words = event_of(lines, targets_bear_arms(reading, lines));
    // "was killed by unknown men": they attacked
    let killed = |d: &Deed| d.event.muc.is_none() && d.fills.iter().any(|f| f.role == Role::Perpetrator);
    let of_deed = || {
        deeds()
            .next()
            .map(|d| if killed(d) { Event { muc: plain.muc, subtype: plain.subtype, ..d.event } } else { d.event })
    };
    let mut event = by_words.or_else(of_deed).unwrap_or(plain);
    if let Some(other) = told_otherwise(reading, lines, event) {
        event = other;
    }
    // nothing but attempts, or nothing but threats, and nobody harmed
    let harmed = lines.iter().any(|(i, _)| !reading.figures[*i].is_empty());
    let stage = deeds().next().map(|d| d.event.stage).filter(|s| !harmed && deeds().all(|d| d.event.stage == *s));
    // "burnt a school, and threatened to kill teachers": something was done
    let struck = |d: &Deed| d.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target));
    let done = |d: &Deed| d.alone && d.event.stage == Stage::Accomplished && struck(d);
    match event.stage {
        Stage::Accomplished => event.stage = stage.unwrap_or(event.stage),
        Stage::Threatened if deeds().any(done) => event.stage = Stage::Accomplished,
        _ => {}
    }
    event
}

/// The event of the deeds that struck somebody or something, where the words that outweigh the others stand in no such
/// sentence: a report on six murders that speaks of the bombing of these days is about the murders.
fn told_otherwise(reading: &Reading, lines: &[(usize, &Line)], by_words: Event) -> Option<Event> {
    let mut votes: BTreeMap<Option<Muc>, u32> = BTreeMap::new();
    for (i, line) in lines {
        let deeds = &reading.deeds[*i];
        let struck = |d: &Deed| d.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target));
        if reading.figures[*i].is_empty() && !deeds.iter().any(struck) {
            continue;
        }
        // "the bombings and the murder of six priests": the priests did not die of the bombings
        let beside = |word: &EventWord| deeds.iter().any(|d| d.alone && struck(d) && stands_beside(line, word, d));
        let words = event_words(line).into_iter().filter(|word| !beside(word)).map(|word| word.muc);
        // that people were killed or hurt says nothing of how
        // nor does it that people were rescued or freed
        let how = |d: &&Deed| d.alone || !matches!(d.event.muc, Some(Muc::Attack | Muc::Kidnapping));
        let told = deeds.iter().filter(how).map(|d| d.event.muc);
        let mut kinds: Vec<Option<Muc>> = words.chain(told).collect();
        kinds.sort_unstable();
        kinds.dedup();
        for kind in kinds {
            *votes.entry(kind).or_default() += prominence(*i, line.kind);
        }
    }
    let own = votes.get(&by_words.muc).copied().unwrap_or(0);
    let (kind, most) = votes.into_iter().max_by_key(|(kind, n)| (*n, std::cmp::Reverse(*kind)))?;
    let outvoted = kind != by_words.muc && kind.is_some() && (own == 0 || most >= 3 * own);
    let deeds = || lines.iter().flat_map(|(i, _)| &reading.deeds[*i]).filter(|d| !d.fills.is_empty());
    deeds().find(|d| d.event.muc == kind).filter(|_| outvoted).map(|d| Event { stage: by_words.stage, ..d.event })
}

/// Whether the word for an event and the one that tells of a deed are members of one list.
fn stands_beside(line: &Line, word: &EventWord, deed: &Deed) -> bool {
    let first = |at: usize| {
        let up = |&i: &usize| line.words.get(i).filter(|w| w.relation == "conj").map(|w| w.head);
        std::iter::successors(Some(at), up).take(8).last().unwrap_or(at)
    };
    let told = line.word_from(deed.place.start);
    !(word.first..word.end).contains(&told) && (word.first..word.end).any(|at| first(at) == first(told))
}

/// Sentences within which a bombing says that it is one.
const FIRST: usize = 4;

/// "The attackers used three bombs", "an assault with explosives": an attack with nothing but bombs is a bombing,
/// where a sentence says that they were used and nobody was shot or stabbed.
pub(crate) fn by_weapon(reading: &Reading, event: Event, ranks: &[usize], participants: &[Participant]) -> Event {
    let plain = event.subtype == Subtype::Attack && event.muc == Some(Muc::Attack);
    let mut arms = participants.iter().filter(|p| p.role == Role::Instrument).filter_map(|p| p.name.as_deref());
    let bombs = arms.clone().next().is_some() && arms.all(|name| matches!(name, "bomb" | "car bomb" | "fire"));
    let used = |i: &usize| {
        let line = &reading.lines[*i];
        let of_bombs = |d: &Deed| d.event.muc == Some(Muc::Bombing) && d.event.stage == Stage::Accomplished;
        reading.deeds[*i].iter().any(of_bombs) || is_attack_with_bombs(line)
    };
    // the bombs of a report on a murder or a kidnapping are another deed's
    let of_persons = |w: &str| {
        has("shot_or_stabbed", w)
            || has("crime_noun", w)
            || has("crime_verb", w) && !matches!(w, "bombed" | "dynamited")
    };
    let by_hand = |i: &usize| reading.lines[*i].words.iter().any(|w| of_persons(&w.lower));
    match plain && bombs && ranks.iter().take(FIRST).any(used) && !ranks.iter().any(by_hand) {
        true => Event { subtype: Subtype::RemoteExplosive, muc: Some(Muc::Bombing), ..event },
        false => event,
    }
}

/// "a dynamite attack", "the attack with bombs".
fn is_attack_with_bombs(line: &Line) -> bool {
    let attack = |i: usize| line.lower(i).starts_with("attack");
    (0..line.words.len())
        .filter(|&i| has("blasting", line.lower(i)))
        .any(|i| attack(i + 1) || i > 1 && line.lower(i - 1) == "with" && attack(i - 2))
}
