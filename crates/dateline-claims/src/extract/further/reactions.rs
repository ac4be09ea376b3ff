//! Claims of reactions: "the secretary-general condemned the attack", "the president vowed to hunt them down".
//!
//! Made from the phrases of `lexicon/reactions.txt`, each with what must stand behind it, and from their subjects: the one
//! who reacts is the speaker. A reaction counts where that is one who can speak.

use super::{Said, matter};
use crate::attribution::Attribution;
use crate::counts::people_named;
use crate::events::event_words;
use crate::extract::Writer;
use crate::harm::verb_forms;
use crate::lexicon::{Phrases, own_rows};
use crate::noun_phrases::{phrase_after, phrase_before};
use crate::responsibility::is_deed;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{ClaimKind, Modality, Relay, Sort};
use std::ops::Range;
use std::sync::LazyLock;

/// What must stand behind a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Behind {
    /// The deed: "condemned the attack".
    Deed,
    /// What is called for or vowed: "called for calm".
    Aim,
    /// Nothing, in a sentence that speaks of the deed or of those it struck: "offered condolences to the families".
    Nothing,
    /// Nothing: the words are the speaker's own: "our condolences".
    Own,
}

static REACTIONS: LazyLock<Phrases<(Sort, Behind)>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for row in own_rows("reactions.txt", include_str!("../../../lexicon/reactions.txt")) {
        let Some((sort, behind)) = row.key.split_once(' ') else { continue };
        let behind = match behind {
            "deed" => Behind::Deed,
            "aim" => Behind::Aim,
            "own" => Behind::Own,
            _ => Behind::Nothing,
        };
        let Some(sort) = Sort::from_code(sort) else { continue };
        for entry in row.entries {
            let forms = if behind == Behind::Own { vec![entry] } else { verb_forms(&entry) };
            entries.extend(forms.into_iter().map(|form| (form, (sort, behind))));
        }
    }
    Phrases::new(entries)
});

impl Writer<'_, '_> {
    /// The reactions of sentence `i`.
    pub(super) fn reactions(&mut self, i: usize, voices: &[Voice]) {
        let line = &self.reading.lines[i];
        for (at, n, &(sort, behind)) in REACTIONS.all_in(line) {
            let end = at + n;
            let passive = passive(line, at, behind);
            // "praised the actions of the officers" is of no deed
            if sort == Sort::Praise && (end..end + 4).any(|k| line.lower(k).starts_with("action")) {
                continue;
            }
            if !passive && (!is_done(line, at, behind) || !stands_behind(line, end, behind)) {
                continue;
            }
            let Some(account) = self.own_account(i, at) else { continue };
            let (around, attribution) = self.voice_at(i, at, voices);
            let attribution = attribution.cloned();
            let voice = match behind {
                // "…, she wrote, calling for an inquiry"
                Behind::Deed | Behind::Aim if self.writes_before(i, at).is_some() => {
                    self.writes_before(i, at).and_then(|k| voices.get(k).cloned())
                }
                Behind::Own => Some(around).filter(|v| v.speaker.as_ref().is_some_and(|s| !s.text.starts_with("I "))),
                _ => self.who_reacts(i, at, passive.then_some(end), &around),
            };
            let Some(voice) = voice else { continue };
            let span = line.stretch(at, end);
            let matter = matter(span.slice(&self.reading.report.text), Some(sort), None, span);
            let read_by = format!("lexicon/reactions.txt: \"{}\"", matter.what);
            let said = Said { kind: ClaimKind::Reaction, at, account, matter, read_by };
            self.put(i, said, voice, attribution.as_ref());
        }
    }

    /// The attribution whose speaker goes on with a participle at `at`.
    fn writes_before(&self, i: usize, at: usize) -> Option<usize> {
        let all = &self.reading.attributions[i];
        let gerund = self.reading.lines[i].lower(at).ends_with("ing");
        all.iter().rposition(|a| a.source.is_some() && a.cue.end <= at && at - a.cue.end < 6).filter(|_| gerund)
    }

    /// The voice of the one who reacts by the word at `at`; whoever reports it passes it on.
    fn who_reacts(&self, i: usize, at: usize, by: Option<usize>, said: &Voice) -> Option<Voice> {
        let (line, text) = (&self.reading.lines[i], &self.reading.report.text);
        let subject = match by {
            Some(end) => phrase_after(line, end + 1)?,
            None => subject(line, at)?,
        };
        if subject.len() == 1 && matches!(line.lower(subject.start), "we" | "i") {
            return said.speaker.is_some().then(|| said.clone());
        }
        if !self.can_react(line, &subject) {
            return None;
        }
        let source = line.stretch(subject.start, subject.end);
        let attribution = Attribution {
            source: Some(subject),
            apposition: None,
            cue: at..at + 1,
            content: Vec::new(),
            via: Vec::new(),
            modality: Modality::Asserted,
            lemma: "react".to_owned(),
        };
        let mut memory = self.memory.clone();
        let mut voice = memory.voice(text, line, &attribution, &self.reading.names);
        let speaker = voice.speaker.as_ref()?;
        if has("pronoun", &speaker.text.to_lowercase()) && speaker.name.is_none() {
            return None;
        }
        let other =
            said.speaker.as_ref().filter(|s| !s.span.overlaps(source) && (s.name.is_none() || s.name != speaker.name));
        voice.via.extend(other.map(|s| Relay { text: s.text.clone(), actor: s.actor.clone() }));
        voice.via.extend(if other.is_some() { said.via.clone() } else { Vec::new() });
        Some(voice)
    }

    /// Whether a phrase names one who can react in public: an office, a body, a name, "residents".
    fn can_react(&self, line: &Line, range: &Range<usize>) -> bool {
        let span = line.stretch(range.start, range.end);
        let written = span.slice(&self.reading.report.text);
        // "they" further into a sentence may be anybody in it
        if has("pronoun", &written.to_lowercase()) {
            return range.start < 3;
        }
        let mut words = line.words[range.clone()].iter().filter(|w| w.is_wordlike());
        let named = words.all(|w| w.is_capitalised() || has("name_particle", &w.lower) || has("article", &w.lower));
        let before = |w: &&crate::words::Word| w.is_wordlike() && !has("of_or_in", &w.lower);
        let head = line.words[range.clone()].iter().take_while(before).last().map_or("", |w| w.lower.as_str());
        let office = ["reacts", "plural_speaker", "organisation", "person_noun", "office_holder", "rank"];
        let speaks = office.iter().any(|set| has(set, head)) || people_named(head).is_some_and(|(_, many)| many);
        !written.is_empty() && (named || speaks || self.reading.names.actor_in(span).is_some())
    }
}

/// Who does what the verb at `at` says: by the tree, else by the words before it.
fn subject(line: &Line, at: usize) -> Option<Range<usize>> {
    let by_tree = || {
        let own = crate::syntax::subject(line, at).or_else(|| crate::syntax::subject_of_clause(line, at));
        own.filter(|(range, _)| range.end <= at)
    };
    let found = if line.is_parsed() { by_tree() } else { phrase_before(line, at) };
    let (range, apposition) = found?;
    // "Ana Ruiz, who leads the council, condemned"
    let relative = range.len() == 1 && has("relative", line.lower(range.start));
    let range = if relative { phrase_before(line, range.start)?.0 } else { range };
    apposition.is_none_or(|a| a.end <= at).then_some(range)
}

/// "was condemned by": the one who reacts stands behind.
fn passive(line: &Line, at: usize, behind: Behind) -> bool {
    let be = (at.saturating_sub(3)..at).any(|k| has("be", line.lower(k)));
    let deed = (at.saturating_sub(10)..at)
        .any(|k| is_deed(line, k) || has("incident_word", line.lower(k)) || has("strike_noun", line.lower(k)));
    behind == Behind::Deed && line.lower(at + 1) == "by" && be && deed
}

/// Whether it was done: not "has not condemned", "should condemn", "to condemn", "was condemned".
fn is_done(line: &Line, at: usize, behind: Behind) -> bool {
    if behind == Behind::Own {
        return true;
    }
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    let unreal = (1..4).any(|n| has("modal", before(n)) || has("negates", before(n)));
    let be = has("be", before(1)) && !line.lower(at).ends_with("ing");
    // "asks that the world condemn"
    let wished = line.words[at].tag == "VB" || (1..7).any(|n| before(n) == "that") && !line.lower(at).ends_with('d');
    let noun = line.words[at].tag.starts_with("NN") || has("article", before(1)) || has("own_mark", before(1));
    !unreal && !be && !noun && !wished && before(1) != "to"
}

fn stands_behind(line: &Line, end: usize, behind: Behind) -> bool {
    let near = |far: usize| (end..end + far).take_while(|&k| k < line.words.len() && line.lower(k) != ";");
    let spoken = |k: usize| has("incident_word", line.lower(k)) && line.lower(k) != "this";
    let deed = |k: usize| is_deed(line, k) || spoken(k) || has("strike_noun", line.lower(k));
    match behind {
        Behind::Deed => near(7).take_while(|&k| !has("turns_away", line.lower(k))).any(deed),
        Behind::Aim => near(9).any(|k| has("aim", line.lower(k))),
        Behind::Nothing => {
            let struck = |k: usize| deed(k) || has("mourned_for", line.lower(k));
            (0..line.words.len()).any(struck) || !event_words(line).is_empty()
        }
        Behind::Own => true,
    }
}
