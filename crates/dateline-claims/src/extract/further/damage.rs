//! Claims of damage: "troops burned about 40 houses", "the blast shattered windows".
//!
//! Made from the things that the frames found struck, and from the words for damage of other clauses ([`crate::damage`]).
//! That a bomb went off at a market does not say what it broke: only what a sentence says was damaged counts.

use super::{Said, matter};
use crate::damage::word_for_damage;
use crate::extract::Writer;
use crate::frames::{Deed, Fill};
use crate::numbers::numbers;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{ClaimKind, Effect, Muc, Quantity, Role, Sort, Span, Stage};
use std::ops::Range;

impl Writer<'_, '_> {
    /// The claims of damage of sentence `i`.
    pub(super) fn damage(&mut self, i: usize, voices: &[Voice]) {
        let reading = self.reading;
        let (line, text) = (&reading.lines[i], &reading.report.text);
        let mut told = false;
        for (k, deed) in reading.deeds[i].iter().enumerate() {
            // a dateline's words are none of the sentence's
            let at = line.word_from(deed.place.start);
            if at >= line.words.len() || !is_said(line, at) {
                continue;
            }
            for fill in deed.fills.iter().filter(|f| f.role == Role::Target) {
                // "the burned houses" are only spoken of
                let sort = sort(deed, fill, line.lower(at)).filter(|_| !fill.mention.contains(deed.place));
                let Some(sort) = sort else { continue };
                told = true;
                let Some(account) = self.account_at(i, at, Some(k)) else { continue };
                let (what, quantity, span) = match own_subject(line, at, fill) {
                    Some(noun) => thing_before(line, &noun, text),
                    None => (fill.mention.slice(text), crate::roles::quantity(reading, i, fill), fill.span),
                };
                let matter = matter(what, Some(sort), quantity, span);
                let read_by = format!("frames: \"{}\"", line.lower(at));
                self.say(i, Said { kind: ClaimKind::Damage, at, account, matter, read_by }, voices);
            }
        }
        if !told {
            self.damage_in_words(i, voices);
        }
    }

    /// "causing extensive damage", "shattering the windows of nearby shops".
    fn damage_in_words(&mut self, i: usize, voices: &[Voice]) {
        let line = &self.reading.lines[i];
        let Some(at) = word_for_damage(line) else { return };
        let noun = has("damage_noun", line.lower(at));
        if !noun && !is_broken(line, at) {
            return;
        }
        // "damages" are paid, brains are no buildings, and a name holds the word by chance
        let thing = |w: &str| !has("no_damage", w);
        let near = (at.saturating_sub(2)..at + 12).map(|k| line.lower(k));
        if line.lower(at) == "damages" || !near.into_iter().all(thing) || noun && !is_brought_about(self, i, at) {
            return;
        }
        let range = if noun { described(line, at)..at + 1 } else { glass(line, at) };
        let Some(account) = self.account_at(i, at, None) else { return };
        let span = line.stretch(range.start, range.end);
        let matter = matter(span.slice(&self.reading.report.text), Some(Sort::Damaged), None, span);
        let read_by = format!("lexicon/sets.txt: \"{}\"", line.lower(at));
        self.say(i, Said { kind: ClaimKind::Damage, at, account, matter, read_by }, voices);
    }
}

/// "four houses were destroyed and two cars burned": the cars stand right before the verb, whatever the tree says of the
/// houses.
fn own_subject(line: &Line, at: usize, fill: &Fill) -> Option<Range<usize>> {
    let end = line.word_from(fill.span.end);
    let phrase =
        |k: &usize| matches!(line.words[*k].tag, "CD" | "DT" | "JJ" | "NN" | "NNS" | "NNP" | "RB" | "IN" | "JJS");
    let start = (end..at).rev().take_while(phrase).last()?;
    let noun = matches!(line.words[at - 1].tag, "NN" | "NNS");
    let joins = start > end && matches!(line.lower(start - 1), "and" | "," | "while" | "but");
    (noun && joins && line.words[at].tag.starts_with("VB")).then_some(start..at)
}

/// The thing, its number and the whole phrase.
fn thing_before<'t>(line: &Line, words: &Range<usize>, text: &'t str) -> (&'t str, Option<Quantity>, Span) {
    let number = numbers(line).into_iter().find(|n| words.contains(&n.core));
    let first = number.as_ref().map_or(words.start, |n| n.end).min(words.end - 1);
    let what = line.stretch(first, words.end).slice(text);
    (what, number.map(|n| n.quantity), line.stretch(words.start, words.end))
}

/// Whether the word tells of what was done: not "to prevent the fire from destroying", "planned to blow up", "devastated
/// by the news".
fn is_said(line: &Line, at: usize) -> bool {
    let meant = (at.saturating_sub(8)..at).any(|k| has("only_meant", line.lower(k)));
    let moved = line.lower(at) == "devastated" && at > 0 && has("be", line.lower(at - 1));
    !meant && !moved
}

/// Whether panes broke there: not "by broken glass", "broke in through the door".
fn is_broken(line: &Line, at: usize) -> bool {
    let word = &line.words[at];
    let verb = word.tag.is_empty() || matches!(word.tag, "VBD" | "VBN" | "VBG" | "VBZ");
    let enters = matches!(line.lower(at + 1), "in" | "into" | "through" | "down");
    verb && word.relation != "amod" && !enters && line.is_parsed()
}

/// What was done to a thing; `None` where no word says so.
fn sort(deed: &Deed, fill: &Fill, word: &str) -> Option<Sort> {
    if deed.event.stage != Stage::Accomplished {
        return None;
    }
    match fill.effect {
        Some(Effect::Damaged) if deed.event.muc == Some(Muc::Arson) => Some(Sort::Burned),
        // of what a bomb went off at, the frames take for granted that it was damaged
        Some(Effect::Damaged) if deed.event.muc == Some(Muc::Bombing) => None,
        Some(Effect::Damaged) => Some(Sort::Damaged),
        Some(Effect::Destroyed) if deed.event.muc == Some(Muc::Arson) => Some(Sort::Burned),
        Some(Effect::Destroyed) => Some(Sort::Destroyed),
        _ => has("loots", word).then_some(Sort::Looted),
    }
}

/// "caused damage", "damage was reported": the sentence says that there was some.
fn is_brought_about(writer: &Writer, i: usize, at: usize) -> bool {
    let line = &writer.reading.lines[i];
    let modal = |k: usize| (k.saturating_sub(3)..k).any(|n| has("modal", line.lower(n)));
    let says = |k: usize| has("brings_about", line.lower(k)) && !modal(k);
    (at.saturating_sub(6)..at + 8).filter(|&k| k != at).any(says)
}

/// Where the words before a noun begin that describe it: "extensive material damage".
fn described(line: &Line, at: usize) -> usize {
    let plain = |k: &usize| matches!(line.words[*k].tag, "JJ" | "NN" | "JJR" | "JJS");
    (at.saturating_sub(3)..at).rev().take_while(plain).last().unwrap_or(at)
}

/// The panes that were broken behind the word for it.
fn glass(line: &Line, at: usize) -> Range<usize> {
    let pane = (at + 1..at + 6).find(|&k| has("glass", line.lower(k))).unwrap_or(at);
    described(line, pane).max(at + 1).min(pane)..pane + 1
}
