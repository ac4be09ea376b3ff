//! Rules that turn tags into parts of speech and features, and correct single words ("n't" is a particle).

use crate::document::Pos;
use crate::error::LanguageError;
use crate::labels::intern;
use crate::parts::{ConditionParts, RuleParts};
use crate::pattern::Pattern;
use rustc_hash::FxHashMap;

/// A token as the rules see it.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'w> {
    pub tag: &'static str,
    pub pos: Pos,
    pub relation: &'static str,
    pub text: &'w str,
    pub lower: &'w str,
    pub is_space: bool,
    /// The rules that begin with this word, as [`Ruler::rules_of`] gave them.
    pub rules: &'w [u16],
}

/// What the rules set on a token; empty or `None` where they leave it alone.
#[derive(Debug, Clone, Copy, Default)]
pub struct Set {
    pub tag: Option<&'static str>,
    pub pos: Option<Pos>,
    pub morph: Option<&'static str>,
    pub lemma: Option<&'static str>,
    pub relation: Option<&'static str>,
}

#[derive(Debug)]
enum Test {
    Tag(Vec<&'static str>),
    Pos(Vec<Pos>),
    Relation(Vec<&'static str>),
    Text(Vec<String>),
    Lower(Vec<String>),
    Matches(Pattern),
    IsSpace(bool),
}

#[derive(Debug)]
struct Condition {
    test: Test,
    negative: bool,
}

#[derive(Debug)]
struct Rule {
    tokens: Vec<Vec<Condition>>,
    set: Set,
    index: usize,
}

/// The attribute rules of one package.
#[derive(Debug, Default)]
pub struct Ruler {
    rules: Vec<Rule>,
    by_tag: FxHashMap<&'static str, Vec<u16>>,
    untagged: Vec<u16>,
    by_word: FxHashMap<String, Vec<u16>>,
}

impl Ruler {
    pub fn load(parts: &[RuleParts], tags: &[&'static str]) -> Result<Ruler, LanguageError> {
        let wrong = || LanguageError::Corrupt("the attribute rules");
        let mut ruler = Ruler::default();
        for (number, parts) in parts.iter().enumerate() {
            let number = u16::try_from(number).map_err(|_| wrong())?;
            let rule = read_rule(parts).ok_or_else(wrong)?;
            let first = rule.tokens.first().ok_or_else(wrong)?;
            let words = first.iter().find_map(|condition| match &condition.test {
                Test::Lower(words) if !condition.negative => Some(words),
                _ => None,
            });
            match words {
                Some(words) => words.iter().for_each(|word| {
                    ruler.by_word.entry(word.clone()).or_default().push(number);
                }),
                None => ruler.untagged.push(number),
            }
            ruler.rules.push(rule);
        }
        for &tag in tags {
            let holds = |&&number: &&u16| {
                ruler.rules[number as usize].tokens[0].iter().all(|condition| match &condition.test {
                    Test::Tag(tags) => tags.contains(&tag) != condition.negative,
                    _ => true,
                })
            };
            let list = ruler.untagged.iter().filter(holds).copied().collect();
            ruler.by_tag.insert(tag, list);
        }
        Ok(ruler)
    }

    /// The rules that begin with this word (in lower case).
    pub fn rules_of(&self, lower: &str) -> &[u16] {
        self.by_word.get(lower).map_or(&[], Vec::as_slice)
    }

    /// Adds what the rules set on each token of a text; later rules win.
    pub fn apply(&self, seen: &[Seen<'_>], sets: &mut Vec<Set>) {
        sets.clear();
        sets.resize(seen.len(), Set::default());
        let mut matches: Vec<(u16, usize)> = Vec::with_capacity(seen.len() * 2);
        for (start, token) in seen.iter().enumerate() {
            let general = self.by_tag.get(token.tag).unwrap_or(&self.untagged);
            for &number in general.iter().chain(token.rules) {
                let rule = &self.rules[number as usize];
                let window = seen.get(start..start + rule.tokens.len());
                let fits = |tokens: &[Seen<'_>]| tokens.iter().zip(&rule.tokens).all(|(seen, all)| holds(all, seen));
                if window.is_some_and(fits) {
                    matches.push((number, start + rule.index));
                }
            }
        }
        matches.sort_unstable();
        for (number, token) in matches {
            let (set, rule) = (&mut sets[token], &self.rules[number as usize].set);
            set.tag = rule.tag.or(set.tag);
            set.pos = rule.pos.or(set.pos);
            set.morph = rule.morph.or(set.morph);
            set.lemma = rule.lemma.or(set.lemma);
            set.relation = rule.relation.or(set.relation);
        }
    }
}

fn holds(conditions: &[Condition], seen: &Seen<'_>) -> bool {
    conditions.iter().all(|condition| {
        let found = match &condition.test {
            Test::Tag(tags) => tags.contains(&seen.tag),
            Test::Pos(all) => all.contains(&seen.pos),
            Test::Relation(relations) => relations.contains(&seen.relation),
            Test::Text(words) => words.iter().any(|word| word == seen.text),
            Test::Lower(words) => words.iter().any(|word| word == seen.lower),
            Test::Matches(pattern) => {
                let chars: Vec<char> = seen.lower.chars().collect();
                pattern.search(&chars, 0).is_some()
            }
            Test::IsSpace(wanted) => seen.is_space == *wanted,
        };
        found != condition.negative
    })
}

fn read_rule(parts: &RuleParts) -> Option<Rule> {
    let tokens: Option<Vec<Vec<Condition>>> =
        parts.tokens.iter().map(|conditions| conditions.iter().map(read_condition).collect()).collect();
    let mut set = Set::default();
    for (attribute, value) in &parts.sets {
        let value = intern(value);
        match attribute.as_str() {
            "TAG" => set.tag = Some(value),
            "POS" => set.pos = Some(Pos::from_code(value)?),
            "MORPH" => set.morph = Some(if value == "_" { "" } else { value }),
            "LEMMA" => set.lemma = Some(value),
            "DEP" => set.relation = Some(value),
            _ => return None,
        }
    }
    let tokens = tokens?;
    (parts.index < tokens.len()).then_some(Rule { tokens, set, index: parts.index })
}

fn read_condition(parts: &ConditionParts) -> Option<Condition> {
    let labels = || parts.values.iter().map(|value| intern(value)).collect();
    let test = match parts.attribute.as_str() {
        "LOWER" if parts.pattern => Test::Matches(Pattern::new(parts.values.first()?)?),
        _ if parts.pattern => return None,
        "TAG" => Test::Tag(labels()),
        // Packages also name parts of speech that are no longer given ("CONJ"): they match nothing.
        "POS" => Test::Pos(parts.values.iter().filter_map(|value| Pos::from_code(value)).collect()),
        "DEP" => Test::Relation(labels()),
        "ORTH" | "TEXT" => Test::Text(parts.values.clone()),
        "LOWER" => Test::Lower(parts.values.clone()),
        "IS_SPACE" => Test::IsSpace(parts.values.first()? == "true"),
        _ => return None,
    };
    Some(Condition { test, negative: parts.negative })
}
