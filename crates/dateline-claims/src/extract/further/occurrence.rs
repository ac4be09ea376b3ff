//! Claims that a deed happened, or did not, by those who say so and give no figure: "the army said militants attacked
//! the base", "residents reported heavy shelling". One a speaker and account.

use super::{Said, matter};
use crate::attribution::Attribution;
use crate::events::event_words;
use crate::extract::Writer;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{BlockKind, ClaimKind, Modality, Muc, Role, Span, Stage, Standing};

impl Writer<'_, '_> {
    /// The claims of sentence `i` that the report's own deed happened.
    pub(super) fn occurrence(&mut self, i: usize, voices: &[Voice]) {
        let reading = self.reading;
        let line = &reading.lines[i];
        // who owns a deed, denies it or blames another says that it happened
        let answered =
            |w: &Self| w.claims.iter().rev().any(|c| c.responsibility.is_some() && c.evidence.contains(&line.span));
        for (k, attribution) in reading.attributions[i].iter().enumerate() {
            let covered = |word: usize| attribution.covers(word) && self.cover(i, word) == Some(k);
            let counts = reading.figures[i].iter().any(|f| attribution.covers(f.count.number.core));
            if attribution.content.is_empty() || counts || !speaks(&voices[k]) || !hands_over(line, attribution) {
                continue;
            }
            let Some((at, span)) = self.deed_told(i, &covered).or_else(|| deed_named(line, attribution, &covered))
            else {
                continue;
            };
            let denied = attribution.modality == Modality::Denied;
            if denied && !is_denied(line, attribution, at) || is_open(line, attribution, at) {
                continue;
            }
            let Some(account) = self.own_account(i, at).filter(|_| !answered(self)) else { continue };
            let matter = matter(span.slice(&reading.report.text), None, None, span);
            let read_by = format!("lexicon/cues.txt: \"{}\", of \"{}\"", attribution.lemma, matter.what);
            let said = Said { kind: ClaimKind::Occurrence, at, account, matter, read_by };
            self.put(i, said, voices[k].clone(), Some(attribution));
        }
    }

    /// The first deed of the sentence that the words said tell of as one that was done: its verb, and where it stands.
    fn deed_told(&self, i: usize, covered: &dyn Fn(usize) -> bool) -> Option<(usize, Span)> {
        let reading = self.reading;
        let line = &reading.lines[i];
        let main = self.accounts.iter().find(|a| a.standing == Standing::Main)?;
        let besides = |muc: Option<Muc>| {
            let other = matches!(muc, Some(Muc::Robbery | Muc::Hijacking | Muc::Arson | Muc::Kidnapping));
            other && muc != main.event.muc
        };
        let deeds = reading.deeds[i].iter().enumerate();
        let told = deeds.filter(|(k, d)| {
            let done = d.event.stage == Stage::Accomplished && !d.fills.is_empty();
            // that things were damaged is a claim of its own
            let harm = d.event.muc.is_some() || d.fills.iter().any(|f| f.role == Role::Victim);
            done && harm && !reading.is_apart(i, *k) && !besides(d.event.muc)
        });
        let words = told.map(|(_, d)| (line.word_from(d.place.start), d.place));
        let words =
            words.map(
                |(at, place)| {
                    if has("particle", line.lower(at + 1)) { (at, line.stretch(at, at + 2)) } else { (at, place) }
                },
            );
        // "the man who was shot": taken for granted, not said
        let says = |at: usize| {
            let word = &line.words[at];
            let aim = at > 0 && line.lower(at - 1) == "to";
            // "one of them is hurt every day", "the gang targets homes": no deed of its own, but in a headline
            let seen = || word.tag == "VB" && is_perceived(line, at);
            let told = (matches!(word.tag, "VBD" | "VBN" | "VBG") || seen()) && !is_present(line, at);
            let verb = (told || line.kind == BlockKind::Title && word.tag.starts_with("VB"))
                && !aim
                && !has("no_deed_told", &word.lower);
            verb && !matches!(word.relation, "relcl" | "acl" | "amod")
        };
        words.into_iter().find(|&(at, _)| at < line.words.len() && covered(at) && says(at))
    }
}

/// Whether it is known who speaks: not "he" of whom nothing was told, nor "others".
fn speaks(voice: &Voice) -> bool {
    voice.speaker.as_ref().is_some_and(|s| {
        let lower = s.text.to_lowercase();
        s.name.is_some() || !has("pronoun", &lower) && !has("nobody_speaks", lower.trim_start_matches("the "))
    })
}

/// Whether a cue hands over a statement: not "placed", "put the toll at", "expected".
fn hands_over(line: &Line, attribution: &Attribution) -> bool {
    let cue = attribution.cue.start;
    let denies = (cue.saturating_sub(3)..cue).any(|k| has("negates", line.lower(k)));
    attribution.modality != Modality::Expected && !denies && !has("no_statement", &attribution.lemma)
}

/// Whether what is said leaves the deed open, or only mentions it: "who shot her", "accused of shooting", "told reporters
/// after he was shot that".
fn is_open(line: &Line, attribution: &Attribution, at: usize) -> bool {
    let between = || attribution.cue.end..at;
    let asks = between().any(|k| has("asks", line.lower(k)));
    let charged = (at.saturating_sub(4)..at).any(|k| has("charged_with", line.lower(k)));
    let before = between().any(|k| has("sets_scene", line.lower(k)));
    asks || charged || before && (at..at + 5).any(|k| line.lower(k) == "that")
}

/// "heard a loud explosion", "saw gunmen storm the market".
fn is_perceived(line: &Line, at: usize) -> bool {
    let plain = |k: &usize| line.words[*k].is_wordlike() && !matches!(line.words[*k].tag, "IN" | "VBG");
    let near = (at.saturating_sub(4)..at).rev().take_while(plain);
    near.into_iter().any(|k| has("perceives", line.lower(k)))
}

/// "is hurt", "are being attacked", "children getting shot".
fn is_present(line: &Line, at: usize) -> bool {
    let title = line.kind == BlockKind::Title;
    !title
        && line.words[at].tag == "VBN"
        && (at.saturating_sub(2)..at).any(|k| matches!(line.lower(k), "is" | "are" | "be" | "get" | "gets" | "getting"))
}

/// Whether it is the deed that is denied, not the speaker's own part in it: "denied that an attack took place".
fn is_denied(line: &Line, attribution: &Attribution, at: usize) -> bool {
    let between = attribution.cue.end..at;
    let own = |k: usize| has("pronoun", line.lower(k)) && line.lower(k) != "that" || has("own_mark", line.lower(k));
    let scene = |k: usize| has("sets_scene", line.lower(k)) || !line.words[k].is_wordlike();
    matches!(attribution.lemma.as_str(), "deny" | "refute" | "dismiss")
        && !between.into_iter().any(|k| own(k) || scene(k))
}

/// "residents reported heavy shelling", "police said the shooting happened at dawn": a noun for it.
fn deed_named(line: &Line, attribution: &Attribution, covered: &dyn Fn(usize) -> bool) -> Option<(usize, Span)> {
    let reports = has("reports_it", &attribution.lemma);
    let named = event_words(line).into_iter().find(|event| {
        let noun = line.words[event.end - 1].tag.starts_with("NN");
        let happens = (event.end..event.end + 4).any(|k| has("came_about", line.lower(k)));
        let plain = |k: usize| line.words[k].is_wordlike() && !line.words[k].tag.starts_with("PRP");
        let near = (attribution.cue.end..attribution.cue.end + 4).contains(&event.first);
        let object = reports && near && (attribution.cue.end..event.first).all(plain);
        let denied = (event.first.saturating_sub(3)..event.first).any(|k| has("negates", line.lower(k)));
        let armed = (event.first..event.end).any(|k| crate::weeding::bears_arms(line.lower(k)));
        event.weight >= 2
            && !armed
            && covered(event.first)
            && noun
            && !denied
            && (happens || object || is_perceived(line, event.first))
    })?;
    Some((named.first, line.stretch(named.first, named.end)))
}
