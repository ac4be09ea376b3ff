//! The words by which somebody says, thinks or wants something, with the complements they take, from `lexicon/statements.txt`.

use crate::lexicon::{own_rows, plural};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What part of speech takes the complements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Verb,
    Noun,
    Adjective,
}

impl Kind {
    fn of_tag(tag: &str) -> Option<Kind> {
        match tag.get(..2)? {
            "VB" => Some(Kind::Verb),
            "NN" => Some(Kind::Noun),
            "JJ" => Some(Kind::Adjective),
            _ => None,
        }
    }
}

/// The complements of one word.
#[derive(Debug, Default)]
pub(super) struct Complements(Vec<String>);

impl Complements {
    /// Whether the word takes this complement: one of the words in the file's head, or a preposition.
    pub(super) fn take(&self, complement: &str) -> bool {
        self.0.iter().any(|f| f == complement)
    }
}

static TABLE: LazyLock<BTreeMap<(Kind, String), Complements>> = LazyLock::new(|| {
    let mut table: BTreeMap<(Kind, String), Complements> = BTreeMap::new();
    for row in own_rows("statements.txt", include_str!("../../lexicon/statements.txt")) {
        let Some((kind, word)) = row.key.split_once(' ') else { continue };
        let (kind, forms) = match kind {
            "verb" => (Kind::Verb, verb_forms(word)),
            "noun" => (Kind::Noun, vec![word.to_owned(), plural(word)]),
            _ => (Kind::Adjective, vec![word.to_owned()]),
        };
        for form in forms {
            let taken = table.entry((kind, form)).or_default();
            taken.0.extend(row.entries.iter().cloned());
        }
    }
    table
});

/// The complements of a word as it stands in a sentence; `None` for one that is in no row, or of another part of speech.
pub(super) fn complements(tag: &str, lower: &str) -> Option<&'static Complements> {
    TABLE.get(&(Kind::of_tag(tag)?, lower.to_owned()))
}

/// All forms of a verb written `word`, or `word/past/participle/ing` where they do not follow the rule.
pub(crate) fn verb_forms(entry: &str) -> Vec<String> {
    let parts: Vec<&str> = entry.split('/').collect();
    let word = parts[0];
    let third = plural(word);
    if let [_, past, participle, ing] = parts[..] {
        return vec![word.to_owned(), past.to_owned(), participle.to_owned(), ing.to_owned(), third];
    }
    let stem = word.strip_suffix('e');
    let past = stem.map_or_else(|| format!("{word}ed"), |s| format!("{s}ed"));
    vec![word.to_owned(), past, format!("{}ing", stem.unwrap_or(word)), third]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_follow_the_rule_or_the_row() {
        assert_eq!(verb_forms("hope"), ["hope", "hoped", "hoping", "hopes"]);
        assert_eq!(verb_forms("deny/denied/denied/denying"), ["deny", "denied", "denied", "denying", "denies"]);
    }

    #[test]
    fn a_word_has_the_complements_of_its_part_of_speech() {
        assert!(complements("VBD", "planned").is_some_and(|f| f.take("infinitive") && !f.take("object")));
        assert!(complements("NNS", "claims").is_some_and(|f| f.take("clause")));
        assert!(complements("DT", "the").is_none());
    }
}
