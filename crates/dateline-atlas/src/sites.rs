//! Named and generic spots within a town: schools, camps, markets, bases.
//!
//! Made from raw text and the facility nouns of `atlas/sites.txt`; leaves putting them in a town to `decide`.

use crate::fold::fold;
use crate::lines::{entries, parts};
use crate::words::{Case, Gap, Words};
use dateline_model::Span;
use rustc_hash::FxHashMap;

/// A facility named or mentioned in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteMention {
    /// The whole noun phrase, without its article.
    pub span: Span,
    /// As written.
    pub name: String,
    /// Kind of facility ("school", "worship", "military").
    pub kind: &'static str,
    /// Whether it has a name of its own ("al-Tabaeen school"), not only a noun ("a school").
    pub named: bool,
}

/// The kind of site that is a whole village.
const SETTLEMENT: &str = "settlement";

/// Facility nouns with their kinds.
#[derive(Debug)]
pub(crate) struct Sites {
    nouns: FxHashMap<String, &'static str>,
    most: usize,
}

impl Sites {
    pub fn read(text: &'static str) -> Sites {
        let mut nouns = FxHashMap::default();
        for cells in entries(text) {
            let [kind, words] = cells.as_slice() else { continue };
            for noun in parts(words) {
                nouns.insert(fold(noun), *kind);
            }
        }
        let most = nouns.keys().map(|n| n.split(' ').count()).max().unwrap_or(1);
        Sites { nouns, most }
    }

    /// The facilities of a text in its order; spans do not overlap.
    pub fn find(&self, text: &str) -> Vec<SiteMention> {
        let words = Words::of(text);
        let mut out: Vec<SiteMention> = Vec::new();
        let mut free_from = 0;
        let mut i = 0;
        while i < words.list.len() {
            let Some((j, kind)) = self.noun_at(&words, i) else {
                i += 1;
                continue;
            };
            let start = modifiers(&words, i, free_from);
            let end = of_name(&words, j);
            let named = (start..=end).any(|k| matches!(words.list[k].case, Case::Title | Case::Upper) && k != start)
                || start < i && words.list[start].case != Case::Lower && !words.starts_sentence(start)
                || start < i && words.list[start].case != Case::Lower && start + 1 < i;
            // "a village" is everywhere: only a named one is a spot.
            let named = named || start < i && kind == SETTLEMENT;
            if kind == SETTLEMENT && !named {
                i = j + 1;
                continue;
            }
            let span = words.span(start, end);
            out.push(SiteMention { span, name: span.slice(text).to_owned(), kind, named });
            free_from = end + 1;
            i = end + 1;
        }
        out
    }

    fn noun_at(&self, words: &Words, i: usize) -> Option<(usize, &'static str)> {
        let reach = words.reach(i, self.most);
        let mut best = None;
        for n in 1..=reach {
            if let Some(kind) = self.nouns.get(words.phrase(i, i + n - 1).as_ref()) {
                best = Some((i + n - 1, *kind));
            }
        }
        best
    }
}

/// How far a facility's own words reach back: capitalised words and the plain ones that classify it.
fn modifiers(words: &Words, noun: usize, free_from: usize) -> usize {
    let mut start = noun;
    while start > free_from && start + 8 > noun {
        let here = &words.list[start];
        let before = &words.list[start - 1];
        let joined = matches!(here.gap, Gap::Space | Gap::Hyphen);
        let capital = matches!(before.case, Case::Title | Case::Upper) && !NEVER.contains(&words.get(start - 1));
        let article = ARTICLES.contains(&words.get(start - 1)) && here.gap == Gap::Hyphen;
        let plain = article
            || PLAIN.contains(&words.get(start - 1))
            || before.case == Case::Digit && before.end - before.start < 4;
        if !joined || before.possessive && !capital || !(capital || plain) {
            break;
        }
        start -= 1;
    }
    // A plain word, an article or "of" does not begin a name.
    while start < noun && (DROP.contains(&words.get(start)) || words.list[start].case == Case::Digit) {
        start += 1;
    }
    start
}

/// "University of Garissa", "Camp Shorabak", "Church of St Mary": capitalised words that follow.
fn of_name(words: &Words, noun: usize) -> usize {
    let mut end = noun;
    let leads = matches!(words.list[noun].case, Case::Title | Case::Upper);
    let follows = |k: usize| {
        words.list.get(k).is_some_and(|w| w.gap == Gap::Space && matches!(w.case, Case::Title | Case::Upper))
    };
    let after = words.after(noun, 1);
    let settled = matches!(words.get(noun), "village" | "hamlet" | "township" | "settlement" | "kibbutz");
    if settled && after == "of" && follows(noun + 2) {
        end = noun + 2;
    } else if leads && LEADING.contains(&words.get(noun)) && follows(noun + 1) {
        end = noun + 1;
    } else if leads && matches!(after, "of" | "de" | "du") && follows(noun + 2) {
        end = noun + 2;
    }
    while end > noun && follows(end + 1) && end < noun + 5 {
        end += 1;
    }
    end
}

/// Capitalised words that begin a sentence or a title and are no part of a name.
const NEVER: [&str; 40] = [
    "the",
    "a",
    "an",
    "at",
    "in",
    "on",
    "near",
    "after",
    "inside",
    "outside",
    "when",
    "his",
    "her",
    "their",
    "this",
    "that",
    "one",
    "two",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "but",
    "and",
    "from",
    "local",
    "police",
    "israeli",
    "russian",
    "ukrainian",
    "several",
    "another",
    "some",
    "no",
    "most",
    "many",
    "its",
];

/// Articles that are part of a name where a hyphen ties them to it.
const ARTICLES: [&str; 12] = ["al", "el", "as", "ash", "an", "ar", "at", "az", "ad", "es", "et", "ez"];

/// Lower-case words that classify a facility.
const PLAIN: [&str; 51] = [
    "de",
    "la",
    "le",
    "du",
    "del",
    "primary",
    "secondary",
    "high",
    "elementary",
    "boarding",
    "girls",
    "boys",
    "military",
    "police",
    "army",
    "naval",
    "air",
    "training",
    "university",
    "public",
    "general",
    "central",
    "main",
    "international",
    "national",
    "refugee",
    "shia",
    "sunni",
    "catholic",
    "baptist",
    "evangelical",
    "coptic",
    "cattle",
    "livestock",
    "vegetable",
    "fish",
    "railway",
    "bus",
    "train",
    "gas",
    "petrol",
    "fuel",
    "power",
    "nuclear",
    "teaching",
    "maternity",
    "children",
    "displacement",
    "gendarmerie",
    "beach",
    "shopping",
];

/// Words a facility's name does not begin with.
const DROP: [&str; 6] = ["the", "of", "de", "la", "le", "du"];

/// Nouns that stand before the name: "Camp Shorabak", "Fort Hood".
const LEADING: [&str; 17] = [
    "camp",
    "fort",
    "hotel",
    "base",
    "checkpoint",
    "hospital",
    "school",
    "mosque",
    "church",
    "stade",
    "marché",
    "marche",
    "university",
    "lycee",
    "collège",
    "college",
    "institute",
];
