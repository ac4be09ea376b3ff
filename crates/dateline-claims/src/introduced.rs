//! How victims and targets are introduced: the fuller name, what its bearer is called, and the whole of a description.
//!
//! Made from the sentences of the report that name a victim again ("former mayor Ana Ruiz Vela", where the deed is told
//! of Ruiz), and from the words that hang on a description ("members of the choir", for members). What is found is
//! written down as the report writes it, with its evidence. Leaves who the victims are to [`crate::roles`].

use crate::counts::people_named;
use crate::frames::is_facility;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Participant, Quantity, Role, Span};
use std::ops::Range;

/// The longest name, in words.
const LONGEST: usize = 5;
/// The most words that "of …" adds to a description.
const TAIL: usize = 7;
/// Sentences back that may have named a building.
const REACH: usize = 4;
/// The most words of a title before its noun.
const TITLE: usize = 3;

/// Gives victims and targets the fullest words that the report has for them.
pub fn introduce(reading: &Reading, found: &mut [Participant]) {
    for p in found.iter_mut().filter(|p| p.role == Role::Victim && p.name.is_some()) {
        name_fully(reading, p);
        describe(reading, p);
    }
    for p in found.iter_mut().filter(|p| matches!(p.role, Role::Victim | Role::Target)) {
        spell_out(reading, p);
        if p.role == Role::Target {
            name_place(reading, p);
            count_one(p);
        }
        // "many people": their noun says that they are several, and no word how many
        p.number = p.number.take().filter(|n| (n.low, n.high) != (Some(2), None));
    }
}

/// "Ruiz" of a report that calls her Ana Ruiz Vela elsewhere, and nobody else Ruiz.
fn name_fully(reading: &Reading, p: &mut Participant) {
    let Some(name) = p.name.clone() else { return };
    let fuller: Vec<(&Line, Range<usize>)> = places(reading, &name).map(|(l, at)| (l, whole_name(l, at))).collect();
    let written = |(line, range): &(&Line, Range<usize>)| {
        line.stretch(range.start, range.end).slice(&reading.report.text).to_owned()
    };
    let Some(longest) = fuller.iter().max_by_key(|(_, range)| (range.len(), usize::MAX - range.start)) else { return };
    let full = written(longest);
    let one = fuller.iter().all(|other| crate::roles::is_one_name(&written(other), &full));
    if full == name || !one {
        return;
    }
    p.evidence.push(longest.0.stretch(longest.1.start, longest.1.end));
    p.mentions.retain(|m| *m != name && *m != full);
    p.mentions.insert(0, full.clone());
    p.name = Some(full);
}

/// Where the report writes a name.
fn places<'r, 'a>(reading: &'r Reading<'a>, name: &'r str) -> impl Iterator<Item = (&'r Line<'a>, Range<usize>)> {
    let words: Vec<&str> = name.split(' ').collect();
    let of_line = move |line: &'r Line<'a>| {
        let words = words.clone();
        let same =
            move |i: &usize| words.iter().enumerate().all(|(k, w)| line.words.get(i + k).is_some_and(|x| x.text == *w));
        let long = name.split(' ').count();
        (0..line.words.len()).filter(same).map(move |i| (line, i..i + long))
    };
    reading.lines.iter().flat_map(of_line)
}

/// The name around a part of it: capitalised words that are no titles.
fn whole_name(line: &Line, at: Range<usize>) -> Range<usize> {
    let proper = |i: usize| {
        let word = &line.words[i];
        let lower = word.lower.trim_end_matches('.');
        let initial = i == 0 && word.tag != "NNP";
        word.is_capitalised()
            && word.tag == "NNP"
            && !initial
            && !is_called(lower)
            && people_named(lower).is_none()
            && lower != "old"
            && !is_facility(lower)
            && !has("force_noun", lower)
            && !has("organisation", lower)
            && !has("body_noun", lower)
            && !has("time_word", lower)
            && !word.text.chars().all(|c| c.is_uppercase() || c == '.')
    };
    let next_to = |a: usize, b: usize| line.words[a].span.end + 1 >= line.words[b].span.start;
    let mut range = at;
    while range.start > 0 && range.len() < LONGEST && proper(range.start - 1) && next_to(range.start - 1, range.start) {
        range.start -= 1;
    }
    while range.end < line.words.len()
        && range.len() < LONGEST
        && proper(range.end)
        && next_to(range.end - 1, range.end)
    {
        range.end += 1;
    }
    range
}

fn is_called(lower: &str) -> bool {
    has("title", lower) || has("polite", lower) || people_named(lower).is_some_and(|(_, many)| !many)
}

/// What the bearer of a name is called where nothing is known but the name: "Mayor Ana Ruiz", "Ana Ruiz, a teacher,".
fn describe(reading: &Reading, p: &mut Participant) {
    p.mentions.retain(|m| !has("polite", m.to_lowercase().trim_end_matches('.')) || p.name.as_deref() == Some(m));
    let Some(name) = p.name.as_deref().filter(|_| p.mentions.len() < 2) else { return };
    // "Mario Ruiz, a lawyer" is another Ruiz
    let hers = |(line, at): &(&Line, Range<usize>)| name.contains(' ') || whole_name(line, at.clone()) == *at;
    let told = places(reading, name).filter(hers).find_map(|(line, at)| {
        let at = whole_name(line, at);
        title_before(line, at.start).or_else(|| apposed(line, at.end)).map(|range| line.stretch(range.start, range.end))
    });
    if let Some(span) = told {
        p.mentions.push(span.slice(&reading.report.text).to_owned());
        p.evidence.push(span);
    }
}

/// All that the report calls the bearer of a name: before the name, and set beside it.
pub(crate) fn told_of(reading: &Reading, name: &str) -> Vec<Span> {
    let hers = |(line, at): &(&Line, Range<usize>)| name.contains(' ') || whole_name(line, at.clone()) == *at;
    let last = name.rsplit(' ').next().unwrap_or(name);
    let all = places(reading, name).filter(hers).chain(places(reading, last).filter(|_| last != name));
    let told = all.flat_map(|(line, at)| {
        let at = whole_name(line, at);
        let phrases = [title_before(line, at.start), apposed(line, at.end)].into_iter().flatten();
        phrases.map(move |range| line.stretch(range.start, range.end))
    });
    told.collect()
}

/// "former mayor", "radio announcer": what stands before a name.
fn title_before(line: &Line, name: usize) -> Option<Range<usize>> {
    let last = name.checked_sub(1)?;
    let noun = line.lower(last).trim_end_matches('.');
    if !is_called(noun) || has("polite", noun) || !matches!(line.words[last].tag, "NN" | "NNP") {
        return None;
    }
    let part = |i: &usize| matches!(line.words[*i].tag, "NN" | "NNP" | "JJ") && line.words[*i].is_wordlike();
    let first = (last.saturating_sub(TITLE)..last).rev().take_while(part).last().unwrap_or(last);
    Some(first..name)
}

/// ", 38, a lawyer", ", president of the college,": what stands behind a name between commas.
fn apposed(line: &Line, end: usize) -> Option<Range<usize>> {
    if line.lower(end) != "," {
        return None;
    }
    let aged = line.words.get(end + 1).is_some_and(|w| w.tag == "CD") && line.lower(end + 2) == ",";
    let from = if aged { end + 3 } else { end + 1 };
    let first = if has("article", line.lower(from)) { from + 1 } else { from };
    let phrase = |i: &usize| {
        line.words.get(*i).is_some_and(|w| matches!(w.tag, "NN" | "NNP" | "JJ" | "POS" | "HYPH") && !w.lower.is_empty())
    };
    let last = (first..first + TAIL).take_while(phrase).last()?;
    let noun = line.lower(last);
    let people = people_named(noun).is_some_and(|(_, many)| !many) || has("title", noun);
    let closes = matches!(line.lower(last + 1), "," | "." | ";" | "of" | "in" | "from" | "for" | "who" | "at");
    (people && closes && line.words[last].tag.starts_with("NN")).then_some(first..last + 1)
}

/// "members" where the report says "members of the choir".
fn spell_out(reading: &Reading, p: &mut Participant) {
    let Some(rank) = p.mentions.iter().position(|m| p.name.as_ref() != Some(m)) else { return };
    let mention = p.mentions[rank].clone();
    let bare = mention.strip_prefix("of ").unwrap_or(&mention);
    let Some(longer) = p.evidence.iter().find_map(|span| spelt_out(reading, *span, bare)) else {
        p.mentions[rank] = bare.to_owned();
        return;
    };
    p.mentions[rank] = longer.slice(&reading.report.text).to_owned();
}

/// "The building" of a report that spoke of "the building of the Coastal Bank" before.
fn name_place(reading: &Reading, p: &mut Participant) {
    let text = &reading.report.text;
    let Some((noun, first)) = p.mentions.first().cloned().zip(p.evidence.first().copied()) else { return };
    let definite = has("definite", &first.slice(text).split(' ').next().unwrap_or("").to_lowercase());
    if noun.contains(' ') || !definite {
        return;
    }
    let before = reading.lines.iter().filter(|line| line.is_parsed() && line.span.start <= first.start).rev();
    let fuller = before.take(REACH).find_map(|line| {
        let at =
            (0..line.words.len()).rfind(|&i| line.words[i].text == noun && line.words[i].span.end < first.start)?;
        let whole = Span::new(line.words[first_of(line, at)].span.start, line.words[at].span.end);
        spelt_out(reading, line.stretch(at, at + 1), &noun).or((whole.len() > noun.len()).then_some(whole))
    });
    if let Some(span) = fuller {
        p.mentions.insert(0, span.slice(text).to_owned());
        p.evidence.push(span);
    }
}

/// Where the phrase begins that ends with the noun at `at`: "the Coastal Bank building".
fn first_of(line: &Line, at: usize) -> usize {
    let part = |i: &usize| matches!(line.words[*i].tag, "NN" | "NNP" | "POS" | "HYPH") && line.words[*i].head <= at;
    let first = (at.saturating_sub(LONGEST)..at).rev().take_while(part).last().unwrap_or(at);
    (first..at).find(|&i| line.words[i].is_wordlike()).unwrap_or(at)
}

/// "The headquarters" are one, whatever their ending says.
fn count_one(p: &mut Participant) {
    let words = p.mentions.first().map_or("", |m| m.split(" of ").next().unwrap_or(m)).to_lowercase();
    if p.number.is_none() && has("one_in_s", words.rsplit(' ').next().unwrap_or("")) {
        p.number = Some(Quantity::exact(1, words));
    }
}

/// The words of a description and of what hangs on its last by "of", in the sentence of its evidence.
fn spelt_out(reading: &Reading, evidence: Span, mention: &str) -> Option<Span> {
    let line = reading.lines.iter().find(|line| line.span.contains(evidence) && line.is_parsed())?;
    let text = &reading.report.text;
    let at = text.get(evidence.start..line.span.end)?.find(mention)? + evidence.start;
    let end = line.word_from(at + mention.len());
    let head = end.checked_sub(1).filter(|&i| line.words[i].span.end == at + mention.len())?;
    if line.lower(end) != "of" || line.words[end].head != head {
        return None;
    }
    let goes_on = |i: &usize| {
        let word = &line.words[*i];
        matches!(word.tag, "NN" | "NNS" | "NNP" | "NNPS" | "JJ" | "DT" | "CD" | "POS" | "PRP$" | "HYPH")
            || word.lower == "of"
    };
    let limit = line.words.len().min(end + 1 + TAIL);
    // "the home of Ana Ruiz today"
    let told = |i: &usize| goes_on(i) && !(line.words[*i].relation == "npadvmod" && has("time_word", line.lower(*i)));
    let last = (end + 1..limit).take_while(told).filter(|&i| line.words[i].tag.starts_with("NN")).last()?;
    Some(Span::new(at, line.words[last].span.end))
}
