//! How sure it is that somebody did it: told as a fact, suspected, charged by the authorities, or owned up to.
//!
//! Made from the words around those who did it and from who says so in that sentence. Leaves claims of responsibility
//! and denials to [`crate::responsibility`].

use crate::attribution::Attribution;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Confidence, Span, SpeakerType};

/// How sure sentence `i` is that those at `span` did what it tells of.
pub fn of_doer(reading: &Reading, i: usize, span: Span) -> Confidence {
    let line = &reading.lines[i];
    let (first, end) = (line.word_from(span.start), line.word_from(span.end));
    let said = speaker(reading, i, end.saturating_sub(1).max(first));
    let by_state = said.as_ref().is_some_and(|s| s.is_state());
    let rebels = !is_of_state(reading, line, first..end);
    if said.as_ref().is_some_and(|s| s.names_same(reading, span)) {
        return Confidence::Claimed;
    }
    match hedge(line, first, end) {
        Some(_) if by_state && rebels => Confidence::AccusedByAuthorities,
        Some(sure) => sure,
        None if by_state && rebels && is_known(reading, line, first..end) => Confidence::AccusedByAuthorities,
        None if !rebels && said.as_ref().is_some_and(|s| s.kind == Some(SpeakerType::ArmedGroup)) => {
            Confidence::Accused
        }
        // "residents said soldiers had shot them"
        None if said.is_some_and(|s| s.accuses()) && (!rebels || is_known(reading, line, first..end)) => {
            Confidence::Accused
        }
        None => Confidence::Fact,
    }
}

/// The same of those whom sentence `i` blames or charges: the authorities accuse, but where somebody else does the blaming.
pub fn of_charged(reading: &Reading, i: usize) -> Confidence {
    let line = &reading.lines[i];
    let blames = (0..line.words.len()).find(|&k| has("blames", line.lower(k)));
    let subject = blames.and_then(|verb| crate::syntax::subject(line, verb)).map(|(range, _)| range);
    let of_state = |range: std::ops::Range<usize>| {
        let kind = reading.names.speaker_type(line.stretch(range.start, range.end).slice(&reading.report.text));
        let state = matches!(kind, Some(SpeakerType::Military | SpeakerType::Government | SpeakerType::Police));
        state || range.into_iter().any(|k| has("authority", line.lower(k)))
    };
    match subject.filter(|_| line.is_parsed()) {
        Some(range) if !of_state(range.clone()) => Confidence::Accused,
        _ => Confidence::AccusedByAuthorities,
    }
}

/// Who says what stands at a word.
struct Said {
    kind: Option<SpeakerType>,
    source: Span,
}

impl Said {
    fn is_state(&self) -> bool {
        matches!(self.kind, Some(SpeakerType::Military | SpeakerType::Government | SpeakerType::Police))
    }

    /// Whether what one of this kind says of a party is an accusation: of those who are no party to it.
    fn accuses(&self) -> bool {
        use SpeakerType::{Document, Family, Medical, Ngo, Resident, Un, Witness};
        matches!(self.kind, Some(Document | Family | Medical | Ngo | Resident | Un | Witness))
    }

    /// Whether the speaker is one of those at `span`: by the name of their group.
    fn names_same(&self, reading: &Reading, span: Span) -> bool {
        let id =
            |at: Span| reading.names.actors.iter().find(|m| m.is_armed() && at.overlaps(m.span)).map(|m| &m.actor.id);
        self.kind == Some(SpeakerType::ArmedGroup) && id(span).is_some() && id(span) == id(self.source)
    }
}

fn speaker(reading: &Reading, i: usize, word: usize) -> Option<Said> {
    let line = &reading.lines[i];
    let over: Option<&Attribution> =
        reading.attributions[i].iter().filter(|a| a.covers(word)).min_by_key(|a| a.width());
    let source = over?.source.clone()?;
    let span = line.stretch(source.start, source.end);
    let armed = reading.names.actors.iter().find(|m| span.overlaps(m.span) && m.is_armed()).map(|m| m.actor.kind);
    let kind = reading.names.speaker_type(span.slice(&reading.report.text)).or(armed);
    Some(Said { kind, source: span })
}

/// Whether they are of a party to the conflict: "rebels", "the Front"; nobody is accused where police speak of "gunmen".
fn is_known(reading: &Reading, line: &Line, words: std::ops::Range<usize>) -> bool {
    let span = line.stretch(words.start, words.end);
    let named = reading.names.actors.iter().any(|m| m.is_armed() && span.overlaps(m.span));
    named || words.into_iter().any(|k| has("rebel_noun", line.lower(k)))
}

/// Whether those are the forces of a state.
fn is_of_state(reading: &Reading, line: &Line, words: std::ops::Range<usize>) -> bool {
    let span = line.stretch(words.start, words.end);
    let known = reading.names.actors.iter().find(|m| m.is_armed() && span.overlaps(m.span)).map(|m| m.actor.kind);
    match known {
        Some(kind) => kind != SpeakerType::ArmedGroup,
        None => words
            .into_iter()
            .any(|k| ["state_forces", "troops", "military_noun"].iter().any(|set| has(set, line.lower(k)))),
    }
}

/// "alleged rebels", "the rebels apparently blew up".
fn hedge(line: &Line, first: usize, end: usize) -> Option<Confidence> {
    let before = first.saturating_sub(2)..first;
    if (first..end).chain(before).any(|k| has("alleged", line.lower(k))) {
        return Some(Confidence::Accused);
    }
    let near = (first.saturating_sub(4)..first).chain(end..end + 4);
    near.into_iter().any(|k| has("perhaps", line.lower(k))).then_some(Confidence::Possible)
}
