//! Finds the actors a text names.
//!
//! Made from raw text and the directory: the longest form at each word, in the case the form demands. "IS" is a group,
//! "is" a verb; "RSF" is a force or a press body by what stands in the same text.

use crate::atlas::Atlas;
use crate::bodies;
use crate::context::Set;
use crate::directory::{Actor, ActorRole, Directory, Form};
use crate::words::{Case, Gap, Words};
use dateline_model::Span;
use std::collections::BTreeSet;

/// An actor named in a text.
#[derive(Debug, Clone, Copy)]
pub struct ActorMention<'a> {
    /// Where.
    pub span: Span,
    /// Who.
    pub actor: &'a Actor,
}

/// Most words of an actor's name that are tried.
const MOST: usize = 12;

/// A spotted form, its words and the actors that bear it; one when it is decided, or the body of a state that the report
/// does not name beside it.
#[derive(Default)]
struct Found<'a> {
    first: usize,
    last: usize,
    actors: Vec<&'a Form>,
    decided: Option<usize>,
    body: Option<&'a str>,
}

/// The actors named in `text`, in its order; spans do not overlap.
pub(crate) fn find<'a>(atlas: &'a Atlas, text: &str) -> Vec<ActorMention<'a>> {
    let words = Words::of(text);
    let mut found: Vec<Found<'a>> = Vec::new();
    let mut i = 0;
    while i < words.list.len() {
        let named = longest(atlas, text, &words, i);
        let state = bodies::at(atlas, &words, i);
        let state = state.map(|(first, last, n)| Found { first, last, decided: Some(n), ..Found::default() });
        let sole = || bodies::sole(atlas, &words, i);
        let sole = || sole().map(|(first, last, body)| Found { first, last, body: Some(body), ..Found::default() });
        let longer = match (&named, &state) {
            (Some(a), Some(b)) if b.last > a.last => state,
            (None, _) => state,
            _ => named,
        };
        let longer = longer.or_else(sole);
        i = longer.as_ref().map_or(i, |f| f.last) + 1;
        found.extend(longer);
    }
    settle(atlas, &words, found)
}

/// The longest form that begins at word `i` and is written as it must be.
fn longest<'a>(atlas: &'a Atlas, text: &str, words: &Words, i: usize) -> Option<Found<'a>> {
    let first = words.get(i);
    let owner = words.list[i].possessive.then(|| format!("{first}s"));
    let reach = &atlas.directory.reach;
    let most = *reach.get(first).or_else(|| reach.get(owner.as_deref()?))?;
    let reach = bracketed(words, i, most.min(MOST));
    (1..=reach).rev().find_map(|n| {
        let last = i + n - 1;
        let forms = atlas.directory.forms.get(words.phrase(i, last).as_ref())?;
        let actors: Vec<&Form> = forms.iter().filter(|form| written_right(atlas, text, words, i, last, form)).collect();
        (!actors.is_empty()).then_some(Found { first: i, last, actors, ..Found::default() })
    })
}

fn written_right(atlas: &Atlas, text: &str, words: &Words, i: usize, j: usize, form: &Form) -> bool {
    let first = &words.list[i];
    // "The guardian of the boy": a capital that only begins the sentence says nothing.
    let article = j > i && words.get(i) == "the";
    let upper_inside = (i + usize::from(article)..=j).any(|k| matches!(words.list[k].case, Case::Upper | Case::Title));
    if form.capitals {
        let written = words.span(i, j).slice(text);
        let capitals = first.case == Case::Upper || !written.chars().any(char::is_lowercase);
        let loud = atlas.context.has(Set::Word, words.get(i)) && shouted(words, i);
        return capitals && !loud;
    }
    let written = first.case != Case::Lower && !article || j > i && upper_inside;
    let proper = !form.proper || written || first.start == first.end;
    let scriptless = !words.get(i).is_ascii();
    (proper || scriptless) && !(form.alone && has_company(atlas, words, i, j))
}

/// How far a name may reach, brackets inside included: "Communist Party of India (Maoist)".
fn bracketed(words: &Words, i: usize, most: usize) -> usize {
    let joins = |k: usize| words.list.get(k).is_some_and(|w| matches!(w.gap, Gap::Space | Gap::Hyphen | Gap::Bracket));
    1 + (1..most).take_while(|n| joins(i + n)).count()
}

/// Whether the words around are in capitals too, so that capitals say nothing.
fn shouted(words: &Words, i: usize) -> bool {
    let upper = |k: Option<usize>| {
        k.and_then(|k| words.list.get(k)).is_some_and(|w| w.case == Case::Upper && w.end - w.start > 2)
    };
    upper(i.checked_sub(1)) && upper(Some(i + 1))
}

/// Whether a capitalised word stands right beside, or the name only begins a sentence.
fn has_company(atlas: &Atlas, words: &Words, i: usize, j: usize) -> bool {
    let capital = |k: usize| matches!(words.list[k].case, Case::Title | Case::Upper);
    let before = i > 0
        && words.list[i].gap == Gap::Space
        && capital(i - 1)
        && !words.starts_sentence(i - 1)
        && !atlas.context.has(Set::Beside, words.get(i - 1));
    let person = |set: Set| i > 0 && words.list[i].gap == Gap::Space && atlas.context.has(set, words.get(i - 1));
    let given = person(Set::Given) || person(Set::Title) && capital(i - 1);
    let after =
        words.list.get(j + 1).is_some_and(|w| w.gap == Gap::Space && matches!(w.case, Case::Title | Case::Upper));
    before || given || after && !words.list[j].possessive
}

/// Decides forms that several actors share, and drops acronyms of countries the text does not speak of.
fn settle<'a>(atlas: &'a Atlas, words: &Words, mut found: Vec<Found<'a>>) -> Vec<ActorMention<'a>> {
    let directory = &atlas.directory;
    let mut near = countries_named(atlas, words);
    let mut seats: Vec<&str> = Vec::new();
    let mut sure: BTreeSet<usize> = BTreeSet::new();
    for f in &mut found {
        if let [form] = f.actors.as_slice()
            && !form.local
        {
            f.decided = Some(form.actor);
        }
        if let Some(n) = f.decided {
            sure.insert(n);
            let actor = &directory.list[n];
            let list = if actor.role == ActorRole::Media { &mut seats } else { &mut near };
            list.extend(actor.country.as_deref());
        }
    }
    // Where an agency has its seat says which force its acronym may be, not of whom alone it reports.
    let only = only_country(&near);
    near.append(&mut seats);
    let mut mentions: Vec<ActorMention<'a>> = Vec::new();
    for f in &found {
        let introduced = words.list[f.first].gap == Gap::Bracket;
        let own = f.body.zip(only).and_then(|(body, country)| directory.of_state(country, body));
        let decided = f.decided.or(own).or_else(|| choose(&f.actors, &near, &sure, introduced, directory));
        let Some(actor) = decided.and_then(|n| directory.list.get(n)) else { continue };
        let here = words.span(f.first, f.last);
        if mentions.last().is_none_or(|m| !m.span.overlaps(here)) {
            let mention = branch(atlas, words, f, actor).unwrap_or(ActorMention { span: here, actor });
            // The words of a branch may hold a shorter name: "the Somali affiliate of al-Qaeda".
            while mentions.pop_if(|m| m.span.overlaps(mention.span)).is_some() {}
            mentions.push(mention);
        }
    }
    mentions
}

/// The branch of an actor that the words around its mention tell of.
fn branch<'a>(atlas: &'a Atlas, words: &Words, f: &Found, actor: &Actor) -> Option<ActorMention<'a>> {
    let (first, last, id) = atlas.branches.around(atlas, words, &actor.id, f.first, f.last)?;
    Some(ActorMention { span: words.span(first, last), actor: atlas.directory.get(id)? })
}

/// The one country a report speaks of, more than once; none where two governments or none rule it.
fn only_country<'c>(near: &[&'c str]) -> Option<&'c str> {
    let (first, rest) = near.split_first()?;
    let only = !rest.is_empty() && rest.iter().all(|c| c == first);
    (only && !["LY", "PS", "SY", "YE"].contains(first)).then_some(*first)
}

/// Which of the actors that share a form: one named in full in the text, else the one whose countries it speaks of
/// most, else one known worldwide. An acronym in a text that speaks of no country is taken when only one bears it.
fn choose(
    forms: &[&Form],
    near: &[&str],
    sure: &BTreeSet<usize>,
    introduced: bool,
    directory: &Directory,
) -> Option<usize> {
    let weight = |form: &&&Form| {
        let theatre = &directory.list[form.actor].theatre;
        let own = near.iter().filter(|c| theatre.first().is_some_and(|t| t == *c)).count();
        2 * own + near.iter().filter(|c| theatre.iter().any(|t| t == *c)).count()
    };
    let best = forms.iter().max_by_key(|f| (weight(f), std::cmp::Reverse(f.actor)))?;
    // A report on the Rapid Support Forces may quote Reporters Without Borders: both are the RSF, one of no country.
    let at_home = |f: &&&Form| introduced || weight(f) > 0 || weight(&best) == 0;
    if let Some(form) = forms.iter().filter(|f| sure.contains(&f.actor)).max_by_key(weight).filter(at_home) {
        return Some(form.actor);
    }
    if weight(&best) > 0 {
        return Some(best.actor);
    }
    let worldwide = forms.iter().find(|f| f.known || directory.list[f.actor].theatre.is_empty());
    let only = (forms.len() == 1 && near.is_empty()).then(|| forms[0]);
    worldwide.copied().or(only).map(|f| f.actor)
}

/// The countries a text speaks of, one for each mention, by name, adjective, capital or region.
fn countries_named<'c>(atlas: &'c Atlas, words: &Words) -> Vec<&'c str> {
    let mut near = Vec::new();
    for i in 0..words.list.len() {
        if words.list[i].case == Case::Lower {
            continue;
        }
        for n in 1..=words.reach(i, 3) {
            let phrase = words.phrase(i, i + n - 1);
            let country = atlas.countries.named(&phrase).or_else(|| atlas.countries.of_demonym(&phrase));
            let country = country.or_else(|| atlas.countries.of_capital(&phrase));
            match country {
                Some(c) => near.push(c.code),
                None => near.extend(atlas.gazetteer.hand_country(&phrase)),
            }
        }
    }
    near
}

impl ActorMention<'_> {
    /// Whether the mention can be a fighting side.
    pub fn is_armed(&self) -> bool {
        self.actor.role.is_armed()
    }

    /// Whether it is a wire, paper or broadcaster.
    pub fn is_media(&self) -> bool {
        self.actor.role == ActorRole::Media
    }
}
