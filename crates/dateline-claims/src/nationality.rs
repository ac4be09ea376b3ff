//! Of which country victims are, where it is another than the incident's: "two Italian engineers", "the Briton".
//!
//! Made from the words of the report for them, wherever they stand: their own phrase, what is set beside it, what they are
//! called elsewhere by name. Leaves who they are to [`crate::roles`], and never takes the country of the incident for theirs.

use crate::counts::people_named;
use crate::frames::is_facility;
use crate::introduced::told_of;
use crate::reading::Reading;
use crate::sets::has;
use dateline_model::{Participant, ParticipantKind, Role, Span};
use std::collections::BTreeSet;

/// Says of which country the victims of an incident in the country `here` are, where the report tells of another.
pub fn tell(reading: &Reading, here: Option<&str>, found: &mut [Participant]) {
    let Some(here) = here else { return };
    let people = |p: &&mut Participant| {
        p.role == Role::Victim && matches!(p.kind, ParticipantKind::Person | ParticipantKind::Group)
    };
    for p in found.iter_mut().filter(people).filter(|p| p.nationality.is_none()) {
        let text = &reading.report.text;
        let own: Vec<String> =
            p.mentions.iter().cloned().chain(p.evidence.iter().map(|s| s.slice(text).to_owned())).collect();
        let named = p.name.clone();
        let elsewhere: Vec<Span> = named.as_deref().map(|name| described(reading, name)).unwrap_or_default();
        let mut countries: BTreeSet<String> =
            own.iter().flat_map(|phrase| countries_of(reading, phrase, named.as_deref())).collect();
        if countries.is_empty() {
            for span in elsewhere {
                let told = countries_of(reading, span.slice(text), named.as_deref());
                if !told.is_empty() && !p.evidence.contains(&span) {
                    p.evidence.push(span);
                }
                countries.extend(told);
            }
        }
        // "French and Italian tourists": of neither is it said of all
        let mut all = countries.into_iter();
        p.nationality = all
            .next()
            .filter(|code| code != here && all.next().is_none())
            .and_then(|code| reading.names.atlas.country_name(&code))
            .map(str::to_owned);
    }
}

/// What the report calls the bearer of a name: before it, beside it, and of all in a list ("Italian engineers A and B").
fn described(reading: &Reading, name: &str) -> Vec<Span> {
    let mut found = told_of(reading, name);
    for line in reading.lines.iter().filter(|line| line.is_parsed()) {
        let last = name.rsplit(' ').next().unwrap_or(name);
        let Some(at) = line.words.iter().position(|w| w.text == last) else { continue };
        let first =
            std::iter::successors(Some(at), |&k| (line.words[k].relation == "conj").then(|| line.words[k].head));
        let Some(first) = first.take(8).last().filter(|first| *first != at) else { continue };
        // the nouns right before the first of the names
        let before = |k: &usize| line.words[*k].tag.starts_with("NN") || line.words[*k].tag == "JJ";
        let start = (0..first).rev().take_while(before).last();
        let many = |k: usize| line.words[k].tag == "NNS" && people_named(line.lower(k)).is_some_and(|(_, many)| many);
        let noun = start.and_then(|start| (start..first).find(|&k| many(k)).map(|noun| (start, noun)));
        found.extend(noun.map(|(start, noun)| line.stretch(start, noun + 1)));
    }
    found
}

/// The countries whose people a phrase says that they are: "Italian engineers", "US citizen", "Spaniard", "native of Chile".
fn countries_of(reading: &Reading, phrase: &str, name: Option<&str>) -> BTreeSet<String> {
    let phrase = name.and_then(|name| phrase.strip_suffix(name)).unwrap_or(phrase);
    let all: Vec<&str> =
        phrase.split_whitespace().map(|w| w.trim_matches([',', '.', '"', '“', '”', '(', ')'])).collect();
    let lower: Vec<String> = all.iter().map(|w| w.to_lowercase()).collect();
    let mut found = BTreeSet::new();
    // "a citizen of Italy", "born in Canada"
    let native = |k: usize| {
        has("national_of", &lower[k]) && lower[k + 1] == "of" || has("begins", &lower[k]) && lower[k + 1] == "in"
    };
    if let Some(k) = (0..all.len().saturating_sub(2)).find(|&k| native(k)) {
        found.extend(reading.names.atlas.country_of_name(&all[k + 2..].join(" ")).map(|code| code.to_string()));
    }
    // "French and Italian tourists" goes on, "an Italian priest and a driver" ends
    let ends = |k: &usize| {
        has("noun_phrase_end", &lower[*k])
            || matches!(lower[*k].as_str(), "and" | "or") && *k > 0 && demonym(reading, &all, *k - 1).is_none()
    };
    let cut = (0..all.len()).find(ends).unwrap_or(all.len());
    let Some(head) = cut.checked_sub(1) else { return found };
    let person = |w: &str| people_named(w).is_some() || has("title", w) || has("national_of", w);
    for k in 0..cut {
        let Some(code) = demonym(reading, &all[..cut], k) else { continue };
        // "the Italian company's driver", "guards of …", "Spanish embassy guards": a thing of that country
        let between = &lower[k + 1..cut.max(k + 1)];
        let thing =
            between.iter().any(|w| w.ends_with("'s") || w.ends_with("’s") || has("organisation", w) || is_facility(w));
        if !thing && (k == head || person(&lower[head])) {
            found.insert(code);
        }
    }
    found
}

/// The country of a word for its people: "Italian", "Spanish-born", "U.S."; not "Latin American".
fn demonym(reading: &Reading, words: &[&str], k: usize) -> Option<String> {
    let atlas = reading.names.atlas;
    let word = words[k].strip_suffix("-born").unwrap_or(words[k]);
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    let lower = word.to_lowercase();
    let before = k.checked_sub(1).map_or(String::new(), |k| words[k].to_lowercase());
    let two = (k > 0).then(|| format!("{} {word}", words[k - 1]));
    let next = words.get(k + 1).map(|next| format!("{word} {next}"));
    let whole = |phrase: &Option<String>| phrase.as_deref().and_then(|p| atlas.country_of_demonym(p));
    if let Some(code) = whole(&two) {
        return Some(code.to_string());
    }
    // "South African": the word alone is another's, or nobody's
    if has("part_of_continent", &before) || whole(&next).is_some() {
        return None;
    }
    // "US citizen": a name in letters; "Italy captain" is no Italian
    let letters = || word.chars().filter(|c| *c != '.').all(char::is_uppercase);
    let short =
        || atlas.country_of_name(word).or_else(|| atlas.country_of_name(&format!("{word}."))).filter(|_| letters());
    let code = atlas.country_of_demonym(word).or_else(short)?;
    // "Indian peasants" of the Andes; who was Soviet is of no country of today
    let named = || reading.names.places.iter().any(|p| p.country.as_deref() == Some(&*code));
    let other = has("people_or_country", &lower) && !named();
    (!other && !has("former_country", &lower)).then(|| code.to_string())
}
