//! Lists as they are written: "a judge, the clerk Ana Ruiz, her husband, and two guards", however the tree hangs them.
//!
//! Made from the words behind the first member: phrases that open with an article, a number, an owner or a name, set off by
//! commas and closed by "and" or "along with". What only explains the one before it ("Ana Ruiz, a judge") is no member, and
//! a list that does not close gives none. Leaves things, and lists that the tree has right, to [`super::series`].

use super::deeds::Scene;
use super::kinds::{Kind, kind};
use crate::counts::people_named;
use crate::numbers::numeral;
use crate::sets::has;
use dateline_language::Pos;
use std::ops::Range;

/// Words from a member to the mark behind it, at the most.
const REACH: usize = 12;
/// No list has more members.
const MOST: usize = 16;

/// What parts two members.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Comma,
    And,
    /// "along with", "as well as".
    Along,
}

/// A phrase of a list: its words, its head, and whether it gives a person's name.
#[derive(Clone)]
struct Item {
    words: Range<usize>,
    named: bool,
}

impl Item {
    fn head(&self) -> usize {
        self.words.end - 1
    }
}

/// The people behind the first member of a list, each as its words; `at` is the word that tells of the deed.
pub(super) fn listed(scene: &Scene, at: usize, first: usize) -> Vec<Range<usize>> {
    let Some(sentence) = scene.document.sentence_of(first) else { return Vec::new() };
    let opening = Item { words: first..first + 1, named: is_name(scene, first) };
    if !is_of_people(scene, first) {
        return Vec::new();
    }
    let end = if first < at { at } else { sentence.tokens.end };
    let (mut found, mut last) = (Vec::new(), opening);
    // "a judge and a clerk" ends with the clerk, but for "along with two guards"
    let (mut closed, mut ended) = (false, false);
    while let Some((mark, start)) = mark_behind(scene, last.words.end, end) {
        if ended && mark != Mark::Along || found.len() == MOST {
            break;
        }
        // "Ana Ruiz, 42, and Luis Sol"
        if is_age(scene, start, end) {
            last.words.end = start + 1;
            continue;
        }
        let Some(item) = item_at(scene, start, end) else { break };
        let ends = mark == Mark::And;
        // "a clerk near the towns of Osta and Belmar", "the leaders of workers and farmers"
        let within = last.words.end + 1..start.saturating_sub(1);
        let of_phrase = ends && within.clone().any(|t| scene.document.tokens[t].pos == Pos::Adp);
        let of_phrase = of_phrase && scene.word(start - 2) != "," && (item.named || !is_opened(scene, &item));
        if of_phrase
            || acts(scene, &item, at, end)
            || !is_of_people(scene, item.head())
            || ends && !is_set_off(scene, &item)
        {
            break;
        }
        closed |= mark != Mark::Comma;
        ended = mark == Mark::And;
        let explains = mark == Mark::Comma && explains(scene, &last, &item);
        if explains {
            last.words.end = item.words.end;
            continue;
        }
        found.push(item.words.clone());
        last = item;
    }
    if !closed || is_breakdown(scene, first, &found) {
        return Vec::new();
    }
    found
}

/// The mark behind a phrase, past what belongs to it ("of the union", "who was with her"), and where the next begins.
fn mark_behind(scene: &Scene, from: usize, end: usize) -> Option<(Mark, usize)> {
    let tokens = &scene.document.tokens;
    let word = |t: usize| if t < end { scene.word(t) } else { "" };
    let (mut clause, mut called) = (false, false);
    for t in from..end.min(from + REACH) {
        let comma = usize::from(matches!(word(t), "," | ";"));
        let along = match (word(t + comma), word(t + comma + 1)) {
            ("along" | "together", "with") => 2,
            ("as", "well") if word(t + comma + 2) == "as" => 3,
            ("in", "addition") if word(t + comma + 2) == "to" => 3,
            _ => 0,
        };
        if along > 0 {
            return Some((Mark::Along, t + comma + along));
        }
        // "known only as Ana and Luis"
        let of_name = called && t > from && tokens[t - 1].pos == Pos::Propn && tokens[t + 1].pos == Pos::Propn;
        if word(t + comma) == "and" && !(of_name && comma == 0) {
            return Some((Mark::And, t + comma + 1));
        }
        if comma == 1 {
            return Some((Mark::Comma, t + 1));
        }
        clause |= matches!(tokens[t].tag, "WP" | "WDT");
        called |= matches!(tokens[t].lemma(), "name" | "call" | "identify" | "know");
        let belongs =
            matches!(tokens[t].pos, Pos::Adp | Pos::Cconj | Pos::Det | Pos::Noun | Pos::Propn | Pos::Adj | Pos::Num)
                || matches!(tokens[t].tag, "POS" | "PRP$" | "VBN" | "VBG" | "RB")
                || clause && matches!(tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Pron);
        if !belongs {
            return None;
        }
    }
    None
}

/// The phrase that begins with a token: words before a noun, and the nouns.
fn item_at(scene: &Scene, start: usize, end: usize) -> Option<Item> {
    let tokens = &scene.document.tokens;
    let noun = |t: usize| tokens[t].tag.starts_with("NN");
    let phrase_from = |from: usize| {
        let mut last = None;
        for (t, token) in tokens.iter().enumerate().take(end).skip(from) {
            let opens = matches!(token.tag, "DT" | "PRP$" | "CD" | "PDT") || is_of_number(scene, t);
            let within = matches!(token.tag, "JJ" | "JJR" | "JJS" | "VBN" | "HYPH" | "POS");
            match noun(t) {
                true => last = Some(t),
                false if within || opens && last.is_none() => {}
                false => break,
            }
        }
        last
    };
    let last = phrase_from(start)?;
    let item = Item { words: start..last + 1, named: is_name(scene, last) };
    // "the senator and presidential hopeful Ana Ruiz"
    let single = matches!(tokens[start].tag, "DT" | "PRP$") && tokens[last].tag == "NN";
    if single && last + 2 < end && scene.word(last + 1) == "and" && tokens[last + 2].pos != Pos::Det {
        let same = phrase_from(last + 2);
        let called = same.filter(|&t| is_name(scene, t) && t > last + 3 && tokens[last + 2].tag != "NNP");
        return Some(called.map_or(item, |t| Item { words: start..t + 1, named: true }));
    }
    Some(item)
}

/// "at least five", "about a hundred".
fn is_of_number(scene: &Scene, token: usize) -> bool {
    let relation = scene.document.tokens[token].relation;
    relation == "advmod" || relation == "quantmod"
}

/// Whether a phrase stands by itself: with an article, a number, an owner, a name, or in the plural.
fn is_set_off(scene: &Scene, item: &Item) -> bool {
    let tokens = &scene.document.tokens;
    item.named || matches!(tokens[item.head()].tag, "NNS" | "NNPS") || is_opened(scene, item)
}

/// "a clerk", "her son", "two guards".
fn is_opened(scene: &Scene, item: &Item) -> bool {
    item.words.clone().any(|t| matches!(scene.document.tokens[t].tag, "DT" | "PRP$" | "CD"))
}

/// "two nurses were wounded", "officials said": a clause of its own begins with the phrase.
fn acts(scene: &Scene, item: &Item, at: usize, end: usize) -> bool {
    let tokens = &scene.document.tokens;
    let next = item.words.end;
    let finite = next < end && matches!(tokens[next].tag, "VBD" | "VBP" | "VBZ" | "MD") && item.words.start > at;
    // "the murder of a judge and a clerk led to": the murder did
    let of_deed = scene.syntax.head(at).filter(|_| tokens[at].pos == Pos::Noun);
    finite && !of_deed.is_some_and(|verb| verb == next || scene.syntax.head(next) == Some(verb))
}

/// "Ana Ruiz, a judge", "a judge, Ana Ruiz": who the one before is.
fn explains(scene: &Scene, last: &Item, item: &Item) -> bool {
    let tokens = &scene.document.tokens;
    let single = |t: usize| tokens[t].tag == "NN";
    let owned = tokens[item.words.start].tag == "PRP$";
    let bare = item.words.clone().all(|t| tokens[t].tag == "NNP");
    last.named && !item.named && single(item.head()) && !owned || !last.named && single(last.head()) && bare
}

/// ", 42,".
fn is_age(scene: &Scene, start: usize, end: usize) -> bool {
    start + 1 < end && scene.document.tokens[start].tag == "CD" && matches!(scene.word(start + 1), "," | ";" | "and")
}

fn is_of_people(scene: &Scene, head: usize) -> bool {
    let people = |k: Kind| matches!(k, Kind::Person | Kind::People | Kind::Armed);
    is_name(scene, head) || people(kind(scene, head))
}

/// "Ana Ruiz", "Ruiz": the last word of a person's name; not "the Confiscation".
fn is_name(scene: &Scene, head: usize) -> bool {
    let tokens = &scene.document.tokens;
    let called = people_named(&scene.word(head).to_lowercase()).is_some();
    let person = || scene.document.entity_of(head).is_some_and(|e| e.label == "PERSON");
    let whole = || head > 0 && tokens[head - 1].tag == "NNP" && kind(scene, head) == Kind::Name;
    tokens[head].tag == "NNP" && !called && (person() || kind(scene, head) == Kind::Person || whole())
}

/// "six priests, five Spaniards and one Pole", "four people, a judge and her guards": the first told part by part.
fn is_breakdown(scene: &Scene, first: usize, found: &[Range<usize>]) -> bool {
    let number = |t: usize| scene.syntax.number_modifier(t).and_then(|n| numeral(&scene.word(n).to_lowercase()));
    // "the priests, five Danish citizens and a Pole"
    let told_by_country =
        |words: &Range<usize>| scene.word(words.start - 1) == "," && has("national_of", scene.word(words.end - 1));
    let Some(whole) = number(first) else { return found.first().is_some_and(told_by_country) };
    let sum: u64 = found.iter().map(|words| number(words.end - 1).unwrap_or(1)).sum();
    whole > 1 && (whole == sum || has("general_people", &scene.word(first).to_lowercase()))
}
