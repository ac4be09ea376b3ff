//! Finds the actors a text names.
//!
//! Made from raw text and the directory: the longest form at each word, in the case the form demands. "IS" is a group,
//! "is" a verb; "RSF" is a force or a press body by what stands in the same text.

use crate::countries::Countries;
use crate::directory::{Actor, ActorRole, Directory, Form};
use crate::words::{Case, Gap, Words};
use dateline_model::Span;

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

/// The actors named in `text`, in its order; spans do not overlap.
pub(crate) fn find<'a>(text: &str, directory: &'a Directory, countries: &Countries) -> Vec<ActorMention<'a>> {
    let words = Words::of(text);
    let mut spotted: Vec<(usize, usize, Found<'a>)> = Vec::new();
    let mut i = 0;
    while i < words.list.len() {
        let named = longest(text, &words, i, directory).map(|(j, forms)| (j, Found::Forms(forms)));
        let state = state_body(&words, i, directory, countries).map(|(j, actor)| (j, Found::Actor(actor)));
        let best = match (named, state) {
            (Some(a), Some(b)) => Some(if b.0 > a.0 { b } else { a }),
            (a, b) => a.or(b),
        };
        match best {
            Some((j, found)) => {
                spotted.push((i, j, found));
                i = j + 1;
            }
            None => i += 1,
        }
    }
    settle(&words, &spotted, directory, countries)
}

/// A spotted form: decided, or one of several actors' forms.
enum Found<'a> {
    Actor(usize),
    Forms(&'a [Form]),
}

/// The longest form that begins at word `i` and is written as it must be.
fn longest<'a>(text: &str, words: &Words, i: usize, directory: &'a Directory) -> Option<(usize, &'a [Form])> {
    let most = *directory.reach.get(words.get(i))?;
    let reach = words.reach(i, most.min(MOST));
    (1..=reach).rev().find_map(|n| {
        let j = i + n - 1;
        let forms = directory.forms.get(words.phrase(i, j))?;
        written_right(text, words, i, j, forms).then_some((j, forms.as_slice()))
    })
}

fn written_right(text: &str, words: &Words, i: usize, j: usize, forms: &[Form]) -> bool {
    let first = &words.list[i];
    let any_upper = (i..=j).any(|k| matches!(words.list[k].case, Case::Upper | Case::Title));
    // "Sanders-IS", "anti-IS" are fine, but not the second half of "X-ray".
    let capitals =
        |form: &Form| !form.capitals || first.case == Case::Upper || j > i && any_upper || digits(text, words, i, j);
    // A common word that happens to be a name must carry its capital on the first word, and not only because a
    // sentence begins there, when it is one word long.
    let proper = |form: &Form| !form.proper || first.case != Case::Lower || (j > i && any_upper);
    forms.iter().any(|form| capitals(form) && proper(form))
}

/// "M23", "N4": letters and digits in one word, written with a capital.
fn digits(text: &str, words: &Words, i: usize, j: usize) -> bool {
    let written = words.span(i, j).slice(text);
    written.chars().any(|c| c.is_ascii_digit()) && !written.chars().any(char::is_lowercase)
}

/// "Malian army", "Mali's health ministry", "the Kenyan police": a country and one of the bodies every state has.
fn state_body(words: &Words, i: usize, directory: &Directory, countries: &Countries) -> Option<(usize, usize)> {
    if words.list[i].case == Case::Lower {
        return None;
    }
    (1..=words.reach(i, 3)).rev().find_map(|n| {
        let j = i + n - 1;
        let phrase = words.phrase(i, j);
        let country = countries.of_demonym(phrase).or_else(|| countries.named(phrase))?;
        let next = words.list.get(j + 1).filter(|w| matches!(w.gap, Gap::Space))?;
        (next.folded.0 > 0).then_some(())?;
        let room = words.reach(j + 1, 4);
        (1..=room).rev().find_map(|m| {
            let body = directory.heads.get(words.phrase(j + 1, j + m))?;
            Some((j + m, directory.of_state(country.code, body)?))
        })
    })
}

/// Decides shared forms by the countries and actors of the same text.
fn settle<'a>(
    words: &Words,
    spotted: &[(usize, usize, Found<'a>)],
    directory: &'a Directory,
    countries: &Countries,
) -> Vec<ActorMention<'a>> {
    let mut near = countries_named(words, countries);
    for (_, _, found) in spotted {
        match found {
            Found::Forms([form]) => near.extend(directory.list[form.actor].country.as_deref()),
            Found::Actor(n) => near.extend(directory.list[*n].country.as_deref()),
            Found::Forms(_) => {}
        }
    }
    let whole: Vec<usize> = spotted
        .iter()
        .filter_map(|(_, _, found)| match found {
            Found::Forms([form]) => Some(form.actor),
            Found::Actor(n) => Some(*n),
            Found::Forms(_) => None,
        })
        .collect();
    spotted
        .iter()
        .filter_map(|(i, j, found)| {
            let actor = match found {
                Found::Actor(n) => *n,
                Found::Forms([form]) => form.actor,
                Found::Forms(forms) => choose(forms, &near, &whole, directory)?,
            };
            Some(ActorMention { span: words.span(*i, *j), actor: directory.list.get(actor)? })
        })
        .collect()
}

/// Which of the actors that share a form: one named in full in the text, else one whose theatre the text names; the
/// first in the directory where a press or aid body does not compete with a force. `None` where nothing speaks.
fn choose(forms: &[Form], near: &[&str], whole: &[usize], directory: &Directory) -> Option<usize> {
    if let Some(form) = forms.iter().find(|f| whole.contains(&f.actor)) {
        return Some(form.actor);
    }
    let weight = |form: &Form| {
        let actor = &directory.list[form.actor];
        near.iter().filter(|c| actor.theatre.iter().any(|t| t == *c)).count()
    };
    let best = forms.iter().max_by_key(|f| (weight(f), std::cmp::Reverse(f.actor)))?;
    if weight(best) > 0 {
        return Some(best.actor);
    }
    // Nothing near: a body without a country is the worldwide reading.
    forms.iter().find(|f| directory.list[f.actor].theatre.is_empty()).map(|f| f.actor)
}

fn countries_named<'c>(words: &Words, countries: &'c Countries) -> Vec<&'c str> {
    let mut near = Vec::new();
    for i in 0..words.list.len() {
        if words.list[i].case == Case::Lower {
            continue;
        }
        for n in 1..=words.reach(i, 3) {
            let phrase = words.phrase(i, i + n - 1);
            let country = countries.named(phrase).or_else(|| countries.of_demonym(phrase));
            near.extend(country.or_else(|| countries.of_capital(phrase)).map(|c| c.code));
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
