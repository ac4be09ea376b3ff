//! What kind of source a noun phrase names: "a spokesman for the health ministry" is government.
//!
//! Made from `atlas/speakers.txt` and the actor directory; leaves finding the phrase to the parser.

use crate::fold::fold;
use crate::lines::{entries, parts};
use dateline_model::SpeakerType;
use rustc_hash::{FxHashMap, FxHashSet};

/// Heads and phrases with their types.
#[derive(Debug)]
pub(crate) struct Speakers {
    types: FxHashMap<String, SpeakerType>,
    carriers: FxHashSet<String>,
}

impl Speakers {
    pub fn read(text: &str) -> Speakers {
        let mut speakers = Speakers { types: FxHashMap::default(), carriers: FxHashSet::default() };
        for cells in entries(text) {
            let [word, heads] = cells.as_slice() else { continue };
            for head in parts(heads) {
                match SpeakerType::from_code(word) {
                    Some(kind) => drop(speakers.types.entry(fold(head)).or_insert(kind)),
                    None => drop(speakers.carriers.insert(fold(head))),
                }
            }
        }
        speakers
    }

    /// The type of a phrase, with `named` asked for the type of an actor's name within it.
    pub fn kind(&self, phrase: &str, named: &dyn Fn(&str) -> Option<SpeakerType>) -> Option<SpeakerType> {
        let folded = fold(phrase);
        let words: Vec<&str> = folded.split(' ').filter(|w| !w.is_empty()).collect();
        let cut = words.iter().position(|w| LINKS.contains(w)).unwrap_or(words.len());
        let (head, rest) = words.split_at(cut);
        let direct = self.suffix(head);
        let last = *head.last()?;
        if !self.carriers.contains(last) {
            return direct.map(|(_, kind)| kind).or_else(|| named(phrase)).or_else(|| self.anywhere(&words));
        }
        // "police spokesman", "security source": two words and more say enough by themselves.
        if let Some((2.., kind)) = direct {
            return Some(kind);
        }
        let owner = head.split_last().map(|(_, owner)| owner).unwrap_or(&[]);
        self.carried(owner, rest, phrase, named).or(direct.map(|(_, kind)| kind))
    }

    /// What a spokesman, official or source speaks for: what stands after "of" or "for", else before the head.
    fn carried(
        &self,
        owner: &[&str],
        rest: &[&str],
        phrase: &str,
        named: &dyn Fn(&str) -> Option<SpeakerType>,
    ) -> Option<SpeakerType> {
        let after = rest.split_first().filter(|(link, _)| OWNERS.contains(link)).map(|(_, after)| after).unwrap_or(&[]);
        let cut = after.iter().position(|w| LINKS.contains(w)).unwrap_or(after.len());
        let whole = self.suffix(&after[..cut]).filter(|_| cut > 0);
        whole
            .map(|(_, kind)| kind)
            .or_else(|| named(phrase))
            .or_else(|| self.suffix(owner).map(|(_, kind)| kind))
            .or_else(|| owner.iter().rev().find_map(|w| self.types.get(*w).copied()))
            .or_else(|| self.anywhere(after))
    }

    /// The longest phrase that ends the words.
    fn suffix(&self, words: &[&str]) -> Option<(usize, SpeakerType)> {
        (0..words.len()).find_map(|from| {
            let phrase = words[from..].join(" ");
            self.types.get(&phrase).map(|kind| (words.len() - from, *kind))
        })
    }

    /// The first word with a type, wherever it stands.
    fn anywhere(&self, words: &[&str]) -> Option<SpeakerType> {
        words.iter().find_map(|w| self.types.get(*w).copied())
    }
}

/// Words that end the head of a noun phrase.
const LINKS: [&str; 26] = [
    "of", "for", "in", "at", "from", "with", "who", "on", "near", "to", "that", "which", "by", "whose", "de", "du",
    "des", "del", "quoted", "speaking", "close", "and", "familiar", "based", "working", "inside",
];

/// Links after which the one spoken for stands.
const OWNERS: [&str; 12] = ["of", "for", "from", "at", "in", "with", "de", "du", "des", "del", "within", "by"];
