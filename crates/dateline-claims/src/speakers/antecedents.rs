//! Whom a pronoun or a noun with "the" means: one who spoke before, or whom the sentence before is about.

use super::Memory;
use crate::lexicon::own_rows;
use crate::offices::{bears_rank, is_body, is_cut_short, is_many, is_person};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Relay, Speaker, SpeakerType};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The nouns that stand for one who spoke before, with the types of speaker they may stand for.
static ANAPHORS: LazyLock<BTreeMap<String, Vec<SpeakerType>>> = LazyLock::new(|| {
    let rows = own_rows("anaphors.txt", include_str!("../../lexicon/anaphors.txt")).into_iter();
    rows.map(|row| (row.key, row.entries.iter().filter_map(|e| SpeakerType::from_code(e)).collect())).collect()
});

impl Memory {
    /// "Ana Ruiz said she had received nine bodies", "The force said it had shot three": who spoke last in the same
    /// sentence.
    pub(super) fn same_sentence(&self, written: &str, line: &Line) -> Option<&Speaker> {
        let lower = written.to_lowercase();
        let one = matches!(lower.as_str(), "he" | "she");
        let meant = |s: &&Speaker| if one { is_person(s) } else { lower == "it" && is_body(s) };
        self.spoken.last().filter(|s| line.span.contains(s.span)).filter(meant)
    }

    /// "The governor escaped unhurt. “Two traders died,” he added": who adds has spoken.
    pub(super) fn going_on_as(&self, written: &str, lemma: &str) -> Option<&Speaker> {
        let one = matches!(written.to_lowercase().as_str(), "he" | "she") && matches!(lemma, "add" | "go on");
        self.spoken.last().filter(|s| one && is_person(s))
    }

    /// "Its report found", "their statement said": whose it is.
    pub(super) fn owner(&self, written: &str) -> Option<&Speaker> {
        let lower = written.to_lowercase();
        let (whose, rest) = lower.split_once(' ').filter(|(whose, _)| has("possessive", whose))?;
        let noun = rest.rsplit(' ').next().unwrap_or(rest);
        let document = has("document", noun) || has("on_record", noun) || matches!(noun, "report" | "reports");
        self.antecedent(whose).filter(|_| document && rest.split(' ').count() < 3)
    }

    /// "according to the same newspaper": that which handed on the last, where none has spoken since.
    pub(super) fn same_medium(&self, written: &str) -> Option<&Relay> {
        let noun = written.strip_prefix("the same ").filter(|noun| has("medium", noun));
        let since = self.spoken.get(self.heard_at..).unwrap_or(&[]);
        self.heard.as_ref().filter(|_| noun.is_some() && since.iter().all(|s| s.kind != SpeakerType::Media))
    }

    /// Who "it", "he", "the group", "the ministry" is; `None` where nobody who spoke can be meant.
    pub fn antecedent(&self, written: &str) -> Option<&Speaker> {
        let lower = written.to_lowercase();
        let mut last = self.spoken.iter().rev();
        match lower.as_str() {
            "it" | "its" => self.topic.iter().chain(last).find(|s| is_body(s) || self.bodies.contains(&s.text)),
            "he" | "she" | "him" | "her" | "his" => {
                // "she" is no spokesman
                let other = if matches!(lower.as_str(), "she" | "her") { "male_word" } else { "female_word" };
                let ends = |w: &&str| !matches!(*w, "of" | "for" | "who" | "whose" | "in" | "at");
                let may_be = |s: &&Speaker| !s.text.to_lowercase().split(' ').take_while(ends).any(|w| has(other, w));
                let mut near = self.topic.iter().chain(last).filter(may_be);
                let one = |s: &&Speaker| is_person(s) || is_family_name(s);
                near.clone().find(one).or_else(|| near.find(|s| !is_body(s) && !is_many(s)))
            }
            // several people, or a body; never one man
            "they" | "them" | "their" => self.several.iter().chain(last.filter(|s| !is_person(s))).next(),
            "both" | "the two" => last.next(),
            _ => {
                // "the same newspaper"
                let lower = lower.replacen("the same ", "the ", 1);
                let bare = written.trim_start_matches("The ").trim_start_matches("the ");
                if let Some(held) = last.clone().find(|s| is_cut_short(s, bare)) {
                    return Some(held);
                }
                let noun = lower.strip_prefix("the ").and_then(|n| bare_noun(n, written))?;
                // "the statement said": of the body that put it out
                if has("document", noun) && !self.spoken.iter().any(|s| s.text.to_lowercase().contains(noun)) {
                    let issues = |s: &&Speaker| is_body(s) && s.kind != SpeakerType::Media;
                    return self.topic.iter().chain(last).find(issues);
                }
                // "the man, who would not give his name": one who spoke before
                if has("human", noun) {
                    return last.find(|s| !is_body(s) && !is_many(s));
                }
                let Some(kinds) = ANAPHORS.get(noun).filter(|_| noun != "officer") else {
                    return self.topic.iter().chain(last).find(|s| has("rank", noun) && bears_rank(s, noun));
                };
                let names_it = |s: &&Speaker| {
                    let full = format!("{} {}", s.text, s.name.as_deref().unwrap_or("")).to_lowercase();
                    full.contains(noun) && full.trim() != lower && (noun.ends_with('s') || !is_many(s))
                };
                let unknown = |s: &Speaker| s.kind == SpeakerType::Other && has("unnamed_body", noun) && is_body(s);
                let of_kind = |s: &&Speaker| (kinds.contains(&s.kind) || unknown(s)) && !is_many(s);
                let brief = |s: &&Speaker| s.text.split(' ').count() < 8;
                let of_topic = || self.topic.iter().find(names_it);
                let by_kind = || self.topic.iter().filter(brief).chain(last.clone()).find(of_kind);
                last.clone().find(names_it).or_else(by_kind).or_else(of_topic)
            }
        }
    }
}

/// "Ruiz", of whom nothing else is known: no body of the directory, and no letters.
fn is_family_name(speaker: &Speaker) -> bool {
    let mut letters = speaker.text.chars();
    let capital = letters.next().is_some_and(char::is_uppercase) && letters.clone().any(char::is_lowercase);
    let plain = speaker.kind == SpeakerType::Other && speaker.actor.is_none();
    capital && plain && letters.all(char::is_alphabetic)
}

/// The noun of "the group", "the Osta-based group", "the ethnic armed group"; `None` for what holds a name.
fn bare_noun<'a>(lower: &'a str, written: &str) -> Option<&'a str> {
    let named = |w: &str| w.starts_with(char::is_uppercase) && !w.ends_with("-based") && w != "The";
    match lower.rsplit_once(' ') {
        None => Some(lower),
        Some((_, noun)) => {
            (has("unnamed_body", noun) && !written.split(' ').any(named) && lower.split(' ').count() < 5)
                .then_some(noun)
        }
    }
}
