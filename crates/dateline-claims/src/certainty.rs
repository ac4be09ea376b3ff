//! How sure it is that somebody did it: told as a fact, suspected, charged by the authorities, or owned up to.
//!
//! Made from the words around those who did it and from who says so in that sentence. Leaves claims of responsibility
//! and denials to [`crate::responsibility`].

use crate::attribution::Attribution;
use crate::reading::Reading;
use crate::responsibility::{Manner, Stated, stated};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Confidence, Span, SpeakerType, Stance};
use std::ops::Range;

/// How sure sentence `i` is that those at `span` did what it tells of.
pub fn of_doer(reading: &Reading, i: usize, span: Span) -> Confidence {
    let line = &reading.lines[i];
    let (first, end) = (line.word_from(span.start), line.word_from(span.end));
    let said = speaker(reading, i, end.saturating_sub(1).max(first));
    let by_state = said.as_ref().is_some_and(|s| s.is_state());
    let rebels = !is_of_state(reading, line, first..end);
    // "police blamed Front rebels": who is blamed there did not do it as a fact
    if let Some(sure) = blamed(reading, line, first..end) {
        return sure;
    }
    if said.as_ref().is_some_and(|s| s.names_same(reading, span) || rebels && s.speaks_of_its_men(line, first..end)) {
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

/// How sure a statement on who did it makes it.
pub fn of_stance(
    reading: &Reading,
    line: &Line,
    statement: &Stated,
    stance: Stance,
    accused: &Range<usize>,
) -> Confidence {
    match stance {
        Stance::Claims | Stance::Admits => Confidence::Claimed,
        Stance::Denies => Confidence::Denied,
        Stance::Suspects if is_open(&statement.phrase) => Confidence::Possible,
        _ if by_authorities(reading, line, statement, accused) => Confidence::AccusedByAuthorities,
        _ => Confidence::Accused,
    }
}

/// "could have been carried out by", "is possibly behind it".
fn is_open(phrase: &str) -> bool {
    phrase.to_lowercase().split(' ').any(|word| has("might_be", word) || has("perhaps", word))
}

/// Whether it is the police, an army, a government that accuses; not the army that stands accused.
fn by_authorities(reading: &Reading, line: &Line, statement: &Stated, accused: &Range<usize>) -> bool {
    let apart = |who: &Range<usize>| who.end <= accused.start || who.start >= accused.end;
    if let Some(who) = crate::responsibility::accuser(line, statement).filter(apart) {
        let kind = reading.names.speaker_type(line.stretch(who.start, who.end).slice(&reading.report.text));
        if matches!(kind, Some(SpeakerType::Military | SpeakerType::Government | SpeakerType::Police)) {
            return true;
        }
    }
    // "police suspect" is a phrase of its own
    let end = statement.at + statement.phrase.split(' ').count();
    let before = (statement.at.saturating_sub(10)..end).filter(|i| !accused.contains(i));
    let beside = |i: usize| line.words[i].relation == "conj" && accused.contains(&line.words[i].head);
    let leads = |i: usize| line.words.get(i + 1).is_some_and(|w| w.lower == "and") && accused.contains(&(i + 3));
    before.into_iter().any(|i| has("authority", line.lower(i)) && !beside(i) && !leads(i))
}

/// What a sentence that accuses or suspects those at `words` makes of it.
fn blamed(reading: &Reading, line: &Line, words: Range<usize>) -> Option<Confidence> {
    stated(line).iter().filter(|statement| statement.manner == Manner::Outright).find_map(|statement| {
        let stance = statement.stance.filter(|s| matches!(s, Stance::Accuses | Stance::Suspects))?;
        // "blamed the Army of the River (AR) guerrillas": the phrase goes on to its noun
        let goes_on = |end: usize| {
            let noun = |k: usize| !line.words[k].tag.starts_with("VB") && !matches!(line.words[k].tag, "IN" | "CC");
            words.start.saturating_sub(end) <= 4 && (end..words.start).all(noun)
        };
        let accused = statement.actor.as_ref().filter(|a| a.start < words.end && goes_on(a.end))?;
        Some(of_stance(reading, line, statement, stance, accused))
    })
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
    /// Whether an armed group speaks, and those at `words` can but be its men: "the Front said the rebels had attacked".
    fn speaks_of_its_men(&self, line: &Line, words: Range<usize>) -> bool {
        let men = |k: usize| has("rebel_noun", line.lower(k)) || has("ours_of_armed_group", line.lower(k));
        self.kind == Some(SpeakerType::ArmedGroup)
            && words.clone().any(men)
            && !line.words[words].iter().any(|w| w.is_capitalised())
    }

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
        // "Radio River", whose words are the Front's
        let own = id(self.source).or_else(|| reading.names.group_behind(self.source).map(|a| &a.id));
        self.kind == Some(SpeakerType::ArmedGroup) && id(span).is_some() && id(span) == own
    }
}

fn speaker(reading: &Reading, i: usize, word: usize) -> Option<Said> {
    let line = &reading.lines[i];
    let over: &Attribution = reading.attributions[i].iter().filter(|a| a.covers(word)).min_by_key(|a| a.width())?;
    let source = over.source.clone()?;
    // "Radio River, the Front's station, said"
    let close = (source.end..source.end + 16).contains(&over.cue.start);
    let whole = line.stretch(source.start, if close { over.cue.start } else { source.end });
    let span = line.stretch(source.start, source.end);
    let armed = reading.names.actors.iter().find(|m| whole.overlaps(m.span) && m.is_armed()).map(|m| m.actor.kind);
    let by_noun = reading.names.speaker_type(span.slice(&reading.report.text));
    // "the Front's radio" speaks for the Front; "the garrison", "the 3rd Battalion" for an army
    let organ = by_noun == Some(SpeakerType::Media) && armed == Some(SpeakerType::ArmedGroup);
    if reading.names.group_behind(whole).is_some() {
        return Some(Said { kind: Some(SpeakerType::ArmedGroup), source: whole });
    }
    let garrison = source.clone().any(|k| has("army_unit", line.lower(k))).then_some(SpeakerType::Military);
    let kind = if organ { armed } else { by_noun.or(armed).or(garrison) };
    Some(Said { kind, source: whole })
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

/// The nouns that a name is part of: "members" and "wing" of "members of the political wing of the Front".
fn whole<'l>(line: &'l Line, first: usize) -> impl Iterator<Item = usize> + 'l {
    let above = move |at: &usize| {
        let word = line.words.get(*at)?;
        match word.relation {
            "compound" | "nmod" | "amod" | "appos" => Some(word.head),
            "pobj" if line.lower(word.head) == "of" => Some(line.words[word.head].head),
            _ => None,
        }
        .filter(|head| head != at && line.words[*head].tag.starts_with("NN"))
    };
    std::iter::successors(above(&first), above).take(5)
}

/// "alleged rebels", "alleged members of the Front", "the rebels apparently blew up".
fn hedge(line: &Line, first: usize, end: usize) -> Option<Confidence> {
    let before = first.saturating_sub(2)..first;
    let told = |k: usize| has("alleged", line.lower(k));
    if (first..end).chain(before).any(told) || whole(line, first).any(|noun| line.children(noun).any(|(k, _)| told(k)))
    {
        return Some(Confidence::Accused);
    }
    let near = (first.saturating_sub(4)..first).chain(end..end + 4);
    let any = |set: &str| near.clone().any(|k| has(set, line.lower(k)));
    let possible = any("perhaps").then_some(Confidence::Possible);
    any("hearsay").then_some(Confidence::Accused).or(possible)
}
