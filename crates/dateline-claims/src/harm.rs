//! Words for what happened to people: where they stand in a sentence and how they take their people.

use crate::lexicon::{Phrases, own_rows, plural};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Category;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// How a word takes its people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// "killed six", "six were killed".
    Hits,
    /// "six died".
    Befalls,
    /// "six dead".
    State,
    /// "six deaths", "the death of six".
    Noun,
    /// "the toll rose to six".
    Toll,
    /// "six bodies", "funerals of six".
    Bodies,
}

/// The grammatical form of a verb as far as its ending tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "kill", "kills": always active.
    Present,
    /// "slew": active only.
    Past,
    /// "slain": passive, or after "have".
    Participle,
    /// "killed": past or participle.
    Either,
    /// "killing".
    Gerund,
    /// Not a verb.
    Nominal,
}

/// A word for what happened, where it stands in a sentence.
#[derive(Debug, Clone)]
pub struct Hit {
    /// Rank of its first word.
    pub first: usize,
    /// One past its last word.
    pub end: usize,
    /// What happened.
    pub category: Category,
    /// How it takes its people.
    pub shape: Shape,
    /// Which form.
    pub form: Form,
    /// The lexicon's lemma.
    pub lemma: String,
}

#[derive(Debug, Clone)]
struct Entry {
    category: Category,
    shape: Shape,
    form: Form,
    lemma: String,
}

static HARM: LazyLock<Phrases<Entry>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for row in own_rows("harm.txt", include_str!("../lexicon/harm.txt")) {
        let Some((category, shape)) = row.key.split_once(' ') else { continue };
        let (Some(category), Some(shape)) = (Category::from_code(category), shape_of(shape)) else { continue };
        for entry in &row.entries {
            entries.extend(forms(entry, shape).into_iter().map(|(word, form)| {
                let lemma = entry.split('/').next().unwrap_or(entry).to_owned();
                (word, Entry { category, shape, form, lemma })
            }));
        }
    }
    // a verb's form goes before the noun that looks the same ("wounded", "killing")
    entries.sort_by_key(|(_, e)| matches!(e.form, Form::Nominal));
    Phrases::new(entries)
});

/// The lemmas of the nouns that count people: "murder".
static NOUNS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let rows = own_rows("harm.txt", include_str!("../lexicon/harm.txt")).into_iter();
    rows.filter(|row| row.key.ends_with(" noun")).flat_map(|row| row.entries).collect()
});

fn shape_of(word: &str) -> Option<Shape> {
    Some(match word {
        "hits" => Shape::Hits,
        "befalls" => Shape::Befalls,
        "state" => Shape::State,
        "noun" => Shape::Noun,
        "toll" => Shape::Toll,
        "bodies" => Shape::Bodies,
        _ => return None,
    })
}

/// The written forms of a lexicon entry.
fn forms(entry: &str, shape: Shape) -> Vec<(String, Form)> {
    let parts: Vec<&str> = entry.split('/').collect();
    let lemma = parts[0];
    if !matches!(shape, Shape::Hits | Shape::Befalls) {
        let many = parts.get(1).map_or_else(|| plural(lemma), |p| (*p).to_owned());
        let mut made = vec![(lemma.to_owned(), Form::Nominal)];
        if matches!(shape, Shape::Noun | Shape::Bodies) && many != lemma {
            made.push((many, Form::Nominal));
        }
        return made;
    }
    let (first, rest) = lemma.split_once(' ').map_or((lemma, String::new()), |(a, b)| (a, format!(" {b}")));
    let past = parts.get(1).map_or_else(|| format!("{}{rest}", past_of(first)), |p| (*p).to_owned());
    let participle = parts.get(2).map_or_else(|| past.clone(), |p| (*p).to_owned());
    let gerund = parts.get(3).map_or_else(|| format!("{}{rest}", gerund_of(first)), |p| (*p).to_owned());
    let mut made = vec![(format!("{}{rest}", plural(first)), Form::Present)];
    if past == participle {
        made.push((past.clone(), Form::Either));
    } else {
        made.extend([(past.clone(), Form::Past), (participle, Form::Participle)]);
    }
    if lemma != past {
        made.push((lemma.to_owned(), Form::Present));
    }
    made.push((gerund, Form::Gerund));
    made
}

/// The written forms of a verb entry (`lemma[/past/participle/ing]`).
pub(crate) fn verb_forms(entry: &str) -> Vec<String> {
    forms(entry, Shape::Hits).into_iter().map(|(word, _)| word).collect()
}

fn past_of(verb: &str) -> String {
    if verb.ends_with('e') {
        return format!("{verb}d");
    }
    match verb.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'o', 'u']) => format!("{stem}ied"),
        _ => format!("{verb}ed"),
    }
}

fn gerund_of(verb: &str) -> String {
    match verb.strip_suffix('e') {
        Some(stem) if !stem.ends_with(['e', 'i', 'o']) => format!("{stem}ing"),
        _ => format!("{verb}ing"),
    }
}

/// The words for what happened in a sentence, in order, not overlapping.
pub fn hits(line: &Line) -> Vec<Hit> {
    let found = HARM.all_in(line).into_iter();
    let mut found: Vec<Hit> = found
        .map(|(first, n, e)| Hit {
            first,
            end: first + n,
            category: e.category,
            shape: e.shape,
            form: e.form,
            lemma: e.lemma.clone(),
        })
        .map(|hit| if is_noun(line, &hit) { Hit { shape: Shape::Noun, form: Form::Nominal, ..hit } } else { hit })
        .filter(|hit| !is_figurative(line, hit) && !is_there_for_other_reasons(line, hit))
        .collect();
    // "burned" alone wounds, "burned … alive" kills
    let gives_way = |old: &Hit, new: &Hit| old.first == new.first && old.end == new.end;
    let apart = |old: &Hit, new: &Hit| old.end <= new.first || old.first > new.first || gives_way(old, new);
    let fatal: Vec<Hit> = fatal_ends(line).filter(|new| found.iter().all(|old| apart(old, new))).collect();
    found.retain(|old| !fatal.iter().any(|new| gives_way(old, new)));
    found.extend(fatal);
    found.sort_by_key(|hit| hit.first);
    found
}

/// "recorded 1,612 murders": a plural noun that looks like a verb.
fn is_noun(line: &Line, hit: &Hit) -> bool {
    let counted = hit.first > 0 && crate::numbers::numeral(line.lower(hit.first - 1)).is_some();
    let noun = NOUNS.contains(hit.lemma.as_str());
    noun && hit.form == Form::Present && counted && line.words[hit.first].tag == "NNS" && hit.end == hit.first + 1
}

/// "hacked 13 peasants to death", "burned nine villagers alive": verbs that kill by what stands behind their people.
fn fatal_ends<'l>(line: &'l Line) -> impl Iterator<Item = Hit> + 'l {
    let to_death = |i: usize| line.lower(i) == "to" && line.lower(i + 1) == "death";
    // "tore nine worshippers to pieces"
    let to_pieces = |i: usize| line.lower(i) == "to" && matches!(line.lower(i + 1), "pieces" | "bits" | "shreds");
    // "sent seven militants to hell"
    let to_hell = |i: usize| line.lower(i) == "to" && has("beyond", line.lower(i + 1));
    let ends =
        (2..line.words.len()).filter(move |&i| to_death(i) || to_pieces(i) || to_hell(i) || line.lower(i) == "alive");
    ends.filter_map(move |i| {
        let near = (i.saturating_sub(9)..i).rev().take_while(|&k| !matches!(line.lower(k), "," | ";" | "." | "who"));
        // before the parser has seen the sentence, the word itself must tell
        let known = |k: usize| {
            let sets = ["kills_alive", "sends_beyond", "tears_apart"];
            !line.is_parsed() && sets.iter().any(|set| has(set, line.lower(k)))
        };
        let verb = near.into_iter().find(|&k| line.words[k].tag.starts_with("VB") || known(k))?;
        let word = line.lower(verb);
        let kills = match line.lower(i) {
            "alive" => has("kills_alive", word),
            _ if to_pieces(i) => has("tears_apart", word),
            _ if to_hell(i) => has("sends_beyond", word),
            _ => !has("no_killing", word),
        };
        let form = if line.words[verb].tag == "VBG" { Form::Gerund } else { Form::Either };
        kills.then(|| Hit {
            first: verb,
            end: verb + 1,
            category: Category::Killed,
            shape: Shape::Hits,
            form,
            lemma: word.to_owned(),
        })
    })
}

/// "Twelve men were hiding in the hospital": no patients.
fn is_there_for_other_reasons(line: &Line, hit: &Hit) -> bool {
    let ward = hit.shape == Shape::State && hit.lemma.starts_with("in ") && hit.lemma.contains("hospital");
    let before = hit.first.checked_sub(1).map(|k| &line.words[k]).filter(|w| w.tag.starts_with("VB"));
    ward && before.is_some_and(|w| !has("lies_in", &w.lower))
}

/// "killed the bill", "seized power", "seize land", "freed up", "a free hand", "injured pride".
fn is_figurative(line: &Line, hit: &Hit) -> bool {
    let next = line.lower(hit.end);
    let object = if matches!(next, "the" | "a" | "an" | "his" | "her" | "its" | "their" | "all") {
        line.lower(hit.end + 1)
    } else {
        next
    };
    FIGURATIVE.iter().any(|(lemma, objects)| *lemma == hit.lemma && objects.contains(object))
}

static FIGURATIVE: LazyLock<Vec<(String, std::collections::BTreeSet<String>)>> = LazyLock::new(|| {
    let rows = own_rows("figurative.txt", include_str!("../lexicon/figurative.txt")).into_iter();
    rows.map(|row| (row.key, row.entries.into_iter().collect())).collect()
});

/// Every written form of a word for harm, with what it says; of one with a `*` what stands behind it.
pub(crate) fn written() -> impl Iterator<Item = (String, Category)> {
    let fixed = |form: String| form.rsplit("* ").next().unwrap_or(&form).to_owned();
    HARM.entries().map(move |(form, entry)| (fixed(form), entry.category))
}

/// Whether a noun for what happened ("deaths", "bodies") stands at `i`: its number of words.
pub fn noun_at(hits: &[Hit], i: usize) -> Option<usize> {
    let hit = hits.iter().find(|h| h.first == i)?;
    matches!(hit.shape, Shape::Noun | Shape::Bodies).then_some(hit.end - hit.first)
}

/// Whether a word for the state of people ("dead", "killed", "wounded", "missing") stands at `i`.
pub fn state_at(hits: &[Hit], i: usize) -> bool {
    hits.iter().any(|h| {
        h.first == i && matches!(h.shape, Shape::State | Shape::Hits | Shape::Befalls) && h.form != Form::Present
    })
}
