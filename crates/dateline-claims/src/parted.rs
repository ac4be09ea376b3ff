//! Sentences behind the lead that tell of a deed of their own, without any word that says so: "the army said it had killed
//! eight rebels in a sweep near Osta", "accused the navy of shelling a market in Norvale, killing four traders".
//!
//! Made from deeds that are told as new ("a sweep", "an ambush"), or done by another side than the lead's, in a place that
//! was not named before, to people of whom the lead counts none. Leaves places that the atlas knows to lie elsewhere to
//! [`crate::several`].

use crate::binding::Figure;
use crate::departures::Lead;
use crate::events::event_words;
use crate::reading::Reading;
use crate::sets::has;
use dateline_model::{BlockKind, Role};

/// How far behind the words for a deed its place may stand.
const NEXT: usize = 5;

/// Whether a sentence tells of a deed of its own by what it says of it.
pub(crate) fn tells_of_another(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let late = i > 2 && line.kind != BlockKind::Title && !lead.ranks().contains(&i);
    if !late || lead.tells_of_many() || lead.reach().is_of_several() || !counts_anew(reading, lead, i) {
        return false;
    }
    in_new_place(reading, i) || by_other_side(reading, lead, i)
}

/// Whether a sentence counts people killed or hurt, none of them told of before.
fn counts_anew(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let told_before = |f: &Figure| {
        let first = f.count.first();
        let definite = first > 0 && has("definite", line.lower(first - 1));
        f.count.of_the.is_some() || f.count.of_them || definite || f.rule == "toll"
    };
    let figures = &reading.figures[i];
    figures.iter().any(|f| crate::accounts::harms(f.category))
        && !figures.iter().any(told_before)
        && !lead.counts_again(reading, i)
}

/// "in a clash near Osta", "by a mine outside Norvale": a deed not spoken of before, where nothing was told of before.
fn in_new_place(reading: &Reading, i: usize) -> bool {
    let line = &reading.lines[i];
    let indefinite = |first: usize| {
        let article = (first.saturating_sub(3)..=first).find(|&k| matches!(line.lower(k), "a" | "an" | "another"));
        article.is_some_and(|k| k > 0 && matches!(line.lower(k - 1), "in" | "by" | "during"))
    };
    let trigger = reading.figures[i].iter().map(|f| f.trigger).min().unwrap_or(usize::MAX);
    event_words(line).iter().any(|e| {
        let noun = line.words[e.end - 1].tag.starts_with("NN");
        noun && e.first > trigger
            && indefinite(e.first)
            && (e.end..e.end + NEXT).any(|k| names_new_place(reading, i, k))
    }) || (trigger + 1..line.words.len()).any(|k| {
        let searched = has("search_noun", line.lower(k)) && indefinite(k);
        searched && (k + 1..k + 1 + NEXT).any(|k| names_new_place(reading, i, k))
    })
}

/// "near Osta", where no sentence before names Osta.
fn names_new_place(reading: &Reading, i: usize, at: usize) -> bool {
    let line = &reading.lines[i];
    let name = |k: usize| line.words.get(k).filter(|w| w.is_capitalised() && w.tag == "NNP").map(|w| w.text);
    let led = has("located_at", line.lower(at)) && line.words.get(at).is_some_and(|w| !w.is_capitalised());
    let Some(word) = name(at + 1).filter(|_| led) else { return false };
    let timed = reading.times.iter().any(|t| t.span.contains(line.words[at + 1].span));
    let told = reading.lines[..i].iter().flat_map(|l| &l.words).any(|w| w.text == word);
    !timed && !told
}

/// "accused the navy of shelling a market in Norvale", where the lead's own deed was done by others.
fn by_other_side(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let doers = |k: usize| {
        let fills = reading.deeds[k].iter().flat_map(|d| &d.fills).filter(|f| f.role == Role::Perpetrator);
        fills.filter_map(|f| reading.names.actor_in(f.span)).filter(|a| a.inter > 0).map(|a| a.id.as_str())
    };
    let own: Vec<&str> = lead.ranks().iter().flat_map(|&k| doers(k)).collect();
    let here: Vec<&str> = doers(i).collect();
    let other = !own.is_empty() && !here.is_empty() && here.iter().all(|id| !own.contains(id));
    other
        && crate::several::is_fresh(reading, i)
        && (0..reading.lines[i].words.len()).any(|k| names_new_place(reading, i, k))
}
