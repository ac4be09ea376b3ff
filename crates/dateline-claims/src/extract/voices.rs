//! Whose words a figure or a statement is: a cue of its sentence, a quotation begun before or ended behind, the outlet.

use super::Writer;
use crate::attribution::Attribution;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::Modality;

impl Writer<'_, '_> {
    /// The attribution that covers a word, the narrowest first.
    pub(super) fn cover(&self, i: usize, word: usize) -> Option<usize> {
        let all = &self.reading.attributions[i];
        let line = &self.reading.lines[i];
        let told = |k: &usize| all[*k].covers(word) && !is_told_of_source(line, &all[*k], word);
        (0..all.len()).filter(told).min_by_key(|&k| (all[k].width(), k))
    }

    /// Who says what stands at a word: a cue of the sentence, an open quotation, or the outlet.
    pub(super) fn voice_at(&self, i: usize, word: usize, voices: &[Voice]) -> (Voice, Option<&Attribution>) {
        if let Some(k) = self.cover(i, word) {
            return (voices[k].clone(), Some(&self.reading.attributions[i][k]));
        }
        let none = Voice { speaker: None, via: Vec::new(), anonymous: false };
        if let Some(voice) = self.voice_ahead(i, word) {
            return (voice, None);
        }
        // "“We lost one man, so let nobody say that …,”": what is said within the quotation hands over no more of it
        let within = || self.reading.attributions[i].iter().all(|a| self.inside_quotation(i, a.cue.start));
        let carried = self.inside_quotation(i, word) && !self.is_handed_over(i) && within();
        if !carried && self.goes_on_counting(i) {
            return (self.before.clone().map_or(none, |voice| Voice { via: Vec::new(), ..voice }), None);
        }
        (self.before.clone().filter(|_| carried).unwrap_or(none), None)
    }

    /// "The mission has verified that nine died. A further 27 were hurt.": who counted in the sentence before goes on.
    fn goes_on_counting(&self, i: usize) -> bool {
        let line = &self.reading.lines[i];
        let further = line.lower(0) == "a" && line.lower(1) == "further" && self.reading.attributions[i].is_empty();
        let Some(before) = i.checked_sub(1).filter(|&k| further && self.reading.lines[k].block == line.block) else {
            return false;
        };
        let counted = |a: &Attribution| self.reading.figures[before].iter().any(|f| a.covers(f.trigger));
        self.reading.attributions[before].last().is_some_and(|a| a.modality == Modality::Asserted && counted(a))
    }

    /// Who says, further on, what a quotation holds that begins in this sentence: "“Nine died. More are missing,” he said."
    fn voice_ahead(&self, i: usize, word: usize) -> Option<Voice> {
        let line = &self.reading.lines[i];
        let opens = line.words.first().is_some_and(|w| w.is_quote()) && word > 0;
        let runs_on = line.words.iter().filter(|w| w.is_quote()).count() == 1;
        if !opens || !runs_on || !self.reading.attributions[i].is_empty() {
            return None;
        }
        let block = |j: &usize| self.reading.lines.get(*j).is_some_and(|l| l.block == line.block);
        let closes = |j: &usize| self.reading.lines[*j].words.iter().any(|w| w.is_quote());
        let end = (i + 1..i + 6).take_while(block).find(closes)?;
        let close = self.reading.lines[end].words.iter().position(|w| w.is_quote())?;
        let told = self.reading.attributions[end].iter().find(|a| a.cue.start > close && a.source.is_some())?;
        let mut memory = self.memory.clone();
        let line = &self.reading.lines[end];
        Some(memory.voice(&self.reading.report.text, line, told, &self.reading.names))
    }

    /// Whether words go on behind the quotation that ends in a sentence: they say whose it is, whatever they are.
    fn is_handed_over(&self, i: usize) -> bool {
        let line = &self.reading.lines[i];
        let close = (1..line.words.len()).rev().find(|&k| line.words[k].is_quote() && line.words[k].text != "“");
        close.is_some_and(|k| line.words[k..].iter().filter(|w| w.is_wordlike()).count() > 2)
    }

    /// Whether a quotation that began earlier in the same block, or opens this sentence, holds the word.
    fn inside_quotation(&self, i: usize, word: usize) -> bool {
        let line = &self.reading.lines[i];
        let block = self.reading.report.blocks.get(line.block);
        let start = block.map_or(line.span.start, |b| b.span.start);
        let at = line.words.get(word).map_or(line.span.end, |w| w.span.start);
        let before = self.reading.report.text.get(start..at).unwrap_or("");
        let (open, close) = (before.matches(['“', '«']).count(), before.matches(['”', '»']).count());
        open > close || before.matches('"').count() % 2 == 1
    }
}

/// "said Maria, whose two sons were killed": what a clause tells of the one who speaks is not what is said; what they saw
/// or counted themselves ("the hospital, which received 27 bodies") is theirs.
fn is_told_of_source(line: &Line, attribution: &Attribution, word: usize) -> bool {
    let Some(source) = attribution.source.as_ref().filter(|s| line.is_parsed() && s.start > attribution.cue.start)
    else {
        return false;
    };
    let mut up = std::iter::successors(Some(word), |&k| Some(line.words[k].head).filter(|h| *h != k)).take(12);
    let clause = up.find(|&k| line.words[k].relation == "relcl" && source.contains(&line.words[k].head));
    clause.is_some_and(|k| k > source.end && (source.end..k).any(|i| line.lower(i) == "whose"))
}
