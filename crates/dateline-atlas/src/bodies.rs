//! Bodies of states by their country: "Malian army", "Mali's health ministry", "the armed forces of Chad", "la policía de
//! Colombia".
//!
//! Made from the words of a text, `atlas/actors/states.txt` and the countries. Which entry of the directory that body is,
//! the directory says; leaves bodies with names of their own to `actors`.

use crate::atlas::Atlas;
use crate::context::Set;
use crate::countries::Country;
use crate::words::{Case, Gap, Words};

/// A body of a state: its first word, its last, its place in the directory.
pub(crate) type Body = (usize, usize, usize);

/// Most words of a country's name: "Democratic Republic of the Congo".
const COUNTRY: usize = 5;

/// The body of a state whose mention begins at word `i`.
pub(crate) fn at(atlas: &Atlas, words: &Words, i: usize) -> Option<Body> {
    country_first(atlas, words, i).or_else(|| country_last(atlas, words, i))
}

/// "Malian army", "Mali's health ministry", "the Kenyan police".
fn country_first(atlas: &Atlas, words: &Words, i: usize) -> Option<Body> {
    if words.list[i].case == Case::Lower || describes_another(words, i) {
        return None;
    }
    (1..=words.reach(i, COUNTRY)).rev().find_map(|n| {
        let j = i + n - 1;
        let country = country(atlas, words, i, j)?;
        words.list.get(j + 1).filter(|w| w.gap == Gap::Space)?;
        let room = words.reach(j + 1, 5);
        (1..=room).rev().find_map(|m| {
            let body = atlas.directory.heads.get(words.phrase(j + 1, j + m).as_ref())?;
            if is_past(words, i) && PEOPLE.contains(&words.get(j + m)) || OTHERS.contains(&words.after(j + m, 1)) {
                return None;
            }
            Some((i, j + m, atlas.directory.of_state(country.code, body)?))
        })
    })
}

/// "the army of Mali", "the health ministry of the Central African Republic", "l'armée du Tchad".
fn country_last(atlas: &Atlas, words: &Words, i: usize) -> Option<Body> {
    let before = i.checked_sub(1).and_then(|k| words.list.get(k).map(|w| (k, w)));
    let named = |(k, w): &(usize, &crate::words::Word)| {
        words.list[i].gap == Gap::Space && w.case != Case::Lower && !words.starts_sentence(*k) && words.get(*k) != "the"
    };
    if before.as_ref().is_some_and(named) || words.list[i].gap == Gap::Hyphen {
        return None;
    }
    (1..=words.reach(i, 5)).rev().find_map(|m| {
        let head = words.phrase(i, i + m - 1);
        let body =
            atlas.directory.heads.get(head.as_ref()).filter(|_| atlas.directory.owned.contains(head.as_ref()))?;
        let from = after_link(words, i + m)?;
        (1..=words.reach(from, COUNTRY)).rev().find_map(|n| {
            let last = from + n - 1;
            let country = country(atlas, words, from, last).filter(|_| words.list[from].case != Case::Lower)?;
            let named = atlas.countries.named(&words.phrase(from, last)).is_some();
            let goes_on = words
                .list
                .get(last + 1)
                .is_some_and(|w| matches!(w.gap, Gap::Space | Gap::Hyphen) && w.case != Case::Lower);
            let alone = named && !words.list[last].possessive && !goes_on;
            alone.then(|| atlas.directory.of_state(country.code, body)).flatten().map(|actor| (i, last, actor))
        })
    })
}

/// "the army said": a body without its country, which is that of the only country a report speaks of. Its words, and the
/// suffix of its id.
pub(crate) fn sole<'a>(atlas: &'a Atlas, words: &Words, i: usize) -> Option<(usize, usize, &'a str)> {
    if i == 0 || words.before(i, 1) != "the" || words.list[i].gap != Gap::Space {
        return None;
    }
    let directory = &atlas.directory;
    let (last, body) = (1..=words.reach(i, 5)).rev().find_map(|m| {
        let head = words.phrase(i, i + m - 1);
        let body = directory.heads.get(head.as_ref()).filter(|_| directory.sole.contains(head.as_ref()))?;
        Some((i + m - 1, *body))
    })?;
    let next = words.list.get(last + 1).filter(|w| matches!(w.gap, Gap::Space | Gap::Hyphen));
    let word = words.get(last + 1);
    let told = |set: Set| atlas.context.has(set, word);
    let ends = next.is_none_or(|w| w.gap == Gap::Space && (told(Set::Speech) || told(Set::Function)));
    (ends && !LINKS.contains(&word)).then_some((i, last, body))
}

/// The word behind "of", "of the", "de", "de la", "du".
fn after_link(words: &Words, i: usize) -> Option<usize> {
    let joined = |k: usize| words.list.get(k).is_some_and(|w| w.gap == Gap::Space);
    let link = joined(i) && LINKS.contains(&words.get(i));
    let article = link && joined(i + 1) && ARTICLES.contains(&words.get(i + 1));
    let next = i + 1 + usize::from(article);
    (link && joined(next)).then_some(next)
}

/// The country that the words `i..=j` name, by name or adjective; none where they are part of another name.
fn country<'a>(atlas: &'a Atlas, words: &Words, i: usize, j: usize) -> Option<&'a Country> {
    let phrase = words.phrase(i, j);
    let adjective = atlas.countries.of_demonym(&phrase);
    let country = adjective.or_else(|| atlas.countries.named(&phrase))?;
    if phrase == "us" && words.list[i].case != Case::Upper {
        return None;
    }
    // "New Mexico", "Northern Ireland", "Baja California"; "Georgia" where nothing else speaks of the country.
    let beside = i > 0 && words.list[i].gap == Gap::Space && words.list[i - 1].case == Case::Title;
    let part = adjective.is_none() && beside && PARTS.contains(&words.get(i - 1));
    let state = country.code == "GE" && adjective.is_none() && !speaks_of_georgia(words);
    (!part && !state).then_some(country)
}

fn speaks_of_georgia(words: &Words) -> bool {
    (0..words.list.len()).any(|k| ["georgian", "georgians", "tbilisi", "abkhazia", "ossetia"].contains(&words.get(k)))
}

/// "pro-Russian forces", "US-Israeli forces": the country only describes them, or is one of two.
fn describes_another(words: &Words, i: usize) -> bool {
    i > 0 && words.list[i].gap == Gap::Hyphen
}

/// "former Afghan soldiers": people who are that body's no more.
fn is_past(words: &Words, i: usize) -> bool {
    ["former", "ex", "retired", "ousted", "onetime", "defected"].contains(&words.before(i, 1))
}

const LINKS: [&str; 5] = ["of", "de", "du", "des", "del"];
const ARTICLES: [&str; 4] = ["the", "la", "las", "los"];
const PARTS: [&str; 8] = ["new", "northern", "north", "west", "baja", "south", "papua", "little"];
/// Nouns behind a head that make another thing of it: "Israeli Army Radio", "Lebanon Police Department".
const OTHERS: [&str; 16] = [
    "academy",
    "band",
    "championship",
    "club",
    "cup",
    "daily",
    "department",
    "dept",
    "fc",
    "football",
    "knife",
    "knives",
    "newspaper",
    "radio",
    "team",
    "tv",
];
/// Heads that are people, not bodies.
const PEOPLE: [&str; 12] = [
    "soldier",
    "soldiers",
    "official",
    "officials",
    "policeman",
    "policemen",
    "officer",
    "officers",
    "commandos",
    "leader",
    "president",
    "minister",
];
