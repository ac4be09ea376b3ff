//! Armed groups that no directory knows, as one report introduces them: "a self-styled Brigade of the Northern Wind",
//! "a group calling itself Sons of the Delta (SOD)".
//!
//! Made from raw text and the words in `atlas/actors/local.txt`. A group gets an id from its name, so that two reports
//! that spell it alike mean one actor. Leaves to `actors` every group the directory knows.

use crate::fold::fold;
use crate::lines::{entries, parts};
use crate::words::{Case, Gap, Words};
use dateline_model::Span;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// An armed group that only reports know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalGroup {
    /// Where its name is introduced.
    pub span: Span,
    /// As written there.
    pub name: String,
    /// Its acronym, where the report gives one in brackets.
    pub acronym: Option<String>,
    /// "local-" and its folded name: "local-sons-of-the-delta".
    pub id: String,
}

impl LocalGroup {
    /// Whether a phrase of the same report names the group: by its name, or by its acronym in capitals.
    ///
    /// ```
    /// let text = "A group calling itself the Sons of the Delta (SOD) claimed the attack.";
    /// let group = &dateline_atlas::Atlas::embedded().local_groups_in(text)[0];
    /// assert_eq!((group.id.as_str(), group.acronym.as_deref()), ("local-sons-of-the-delta", Some("SOD")));
    /// assert!(group.is_named_in("SOD fighters") && group.is_named_in("the Sons of the Delta"));
    /// assert!(!group.is_named_in("sons of the soil"));
    /// ```
    pub fn is_named_in(&self, phrase: &str) -> bool {
        let capital = |w: &str| self.acronym.as_deref().is_some_and(|a| w == a);
        let name = fold(&self.name);
        format!(" {} ", fold(phrase)).contains(&format!(" {name} "))
            || phrase.split(|c: char| !c.is_alphanumeric()).any(capital)
    }
}

/// The words that introduce such groups.
#[derive(Debug)]
pub(crate) struct Locals {
    cues: FxHashSet<String>,
    most: usize,
    nouns: FxHashSet<String>,
    joints: FxHashSet<String>,
    articles: FxHashSet<String>,
}

/// Most words of a name.
const MOST: usize = 9;

impl Locals {
    pub fn read(text: &str) -> Locals {
        let list = |name: &str| -> FxHashSet<String> {
            let rows = entries(text).filter(|cells| cells.len() == 2 && cells[0] == name);
            rows.flat_map(|cells| parts(cells[1]).map(fold).collect::<Vec<_>>()).collect()
        };
        let cues = list("cue");
        let most = cues.iter().map(|cue| cue.split(' ').count()).max().unwrap_or(0);
        Locals { cues, most, nouns: list("noun"), joints: list("joint"), articles: list("article") }
    }

    /// The groups a text introduces, in its order, each once; `known` are the spans of actors the directory knows.
    pub fn find(&self, text: &str, known: &[Span]) -> Vec<LocalGroup> {
        let words = Words::of(text);
        let mut out: Vec<LocalGroup> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut i = 0;
        while i < words.list.len() {
            let cue = (1..=words.reach(i, self.most)).rev().find(|n| self.cues.contains(&*words.phrase(i, i + n - 1)));
            let Some(n) = cue else {
                i += 1;
                continue;
            };
            i += n;
            let group = self.name_at(&words, i).map(|(first, last)| group(text, &words, first, last));
            let free = |g: &LocalGroup| !known.iter().any(|k| k.overlaps(g.span));
            out.extend(group.filter(free).filter(|g| seen.insert(g.id.clone())));
        }
        out
    }

    /// The first and last word of the group's name behind a cue that ends before word `i`.
    fn name_at(&self, words: &Words, mut i: usize) -> Option<(usize, usize)> {
        let open = |k: usize| words.list.get(k).is_some_and(|w| !matches!(w.gap, Gap::Break | Gap::Dash));
        while open(i) && self.articles.contains(words.get(i)) {
            i += 1;
        }
        let capital = |k: usize| words.list.get(k).is_some_and(|w| matches!(w.case, Case::Title | Case::Upper));
        if !open(i) || !capital(i) {
            return None;
        }
        let joined = |k: usize| words.list.get(k).is_some_and(|w| matches!(w.gap, Gap::Space | Gap::Hyphen));
        let mut last = i;
        while last + 1 < i + MOST && joined(last + 1) {
            // "of the", "de", "al-": only where a capital follows.
            let bridge = (1..=2).find(|&n| {
                let between = words.phrase(last + 1, (last + n).min(words.list.len() - 1));
                joined(last + n) && self.joints.contains(&*between) && joined(last + n + 1) && capital(last + n + 1)
            });
            match bridge {
                _ if capital(last + 1) && !words.list[last].possessive => last += 1,
                Some(n) => last += n + 1,
                None => break,
            }
        }
        let armed = (i..=last).any(|k| self.nouns.contains(words.get(k)));
        (armed && last > i).then_some((i, last))
    }
}

fn group(text: &str, words: &Words, first: usize, last: usize) -> LocalGroup {
    let span = words.span(first, last);
    let name = span.slice(text).to_owned();
    let next = words.list.get(last + 1).filter(|w| w.gap == Gap::Bracket && w.case == Case::Upper);
    let acronym = next.map(|w| text[w.start..w.end].to_owned()).filter(|a| (2..=8).contains(&a.len()));
    let id = format!("local-{}", fold(&name).replace(' ', "-"));
    LocalGroup { span, name, acronym, id }
}

#[cfg(test)]
mod tests {
    use crate::Atlas;

    fn ids(text: &str) -> Vec<String> {
        Atlas::embedded().local_groups_in(text).into_iter().map(|g| g.id).collect()
    }

    #[test]
    fn groups_that_no_directory_knows_are_introduced() {
        for (text, id) in [
            ("A self-styled Brigade of the Northern Wind claimed the attack.", "local-brigade-of-the-northern-wind"),
            ("A group calling itself Sons of the Delta blew up the pipeline.", "local-sons-of-the-delta"),
            ("A previously unknown group, the Silent River Front, took responsibility.", "local-silent-river-front"),
            ("A note signed by the Comando Luna Roja was left at the scene.", "local-comando-luna-roja"),
            (
                "gunmen calling themselves “Guardians of the Seven Hills” stopped the bus",
                "local-guardians-of-the-seven-hills",
            ),
            ("A militia known as the Yellow Lions Brigade burned the village.", "local-yellow-lions-brigade"),
        ] {
            assert_eq!(ids(text), [id], "{text}");
        }
    }

    #[test]
    fn what_is_no_unknown_group_is_left_alone() {
        for text in [
            "The self-styled Islamic State claimed the attack.",
            "A group calling itself al-Shabaab attacked the hotel.",
            "The self-styled king of the market was arrested.",
            "He spoke on behalf of the Red Cross in Geneva.",
            "A self-proclaimed prophet led the march.",
            "She signed the letter in the name of Peace.",
            "A group called the police.",
            "Calling themselves lucky, the Northern Brigade's men left.",
        ] {
            assert!(ids(text).is_empty(), "{text}: {:?}", ids(text));
        }
    }
}
