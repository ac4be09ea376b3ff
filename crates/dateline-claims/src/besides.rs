//! Which words of a sentence set what it counts apart from its report's own incident, without any date: "elsewhere", "a day
//! after eight were killed there", "hours before the raid", "in other attacks", "Separately,".
//!
//! Made from one sentence and its tree. Leaves dates and the order of what is asked to [`crate::standing`].

use crate::events::event_words;
use crate::harm::{Form, Shape};
use crate::sets::has;
use crate::standing::STANDING;
use crate::words::Line;
use dateline_model::Span;

/// "while raids elsewhere in the country left nine dead": the nine are no victims of the deed the sentence begins with.
pub(crate) fn told_elsewhere(line: &Line, word: usize) -> Option<Span> {
    let deeds = event_words(line);
    let after = |i: usize| {
        i > 0
            && line.lower(i) == "elsewhere"
            && (deeds.iter().any(|e| e.end == i && e.first > 0) || i > 1 && has("many_deeds", line.lower(i - 1)))
    };
    let at = (word.saturating_sub(7)..word).find(|&i| after(i))?;
    let same = !(at..word).any(|i| matches!(line.lower(i), "," | ";" | "and" | "but"));
    same.then(|| line.stretch(at, at + 1))
}

/// "attacked again, killing five, a day after eight people were killed there": the eight are of the day before.
///
/// Only where a deed is told before: "were buried on Tuesday, a day after gunmen attacked" tells of one deed. And only
/// in the clause: in "three days after the attack 12 bodies were found" the number stands in the sentence itself.
pub(crate) fn told_after(line: &Line, word: usize) -> Option<Span> {
    // "…, killing five": the clause goes on
    let goes_on = |i: usize| line.lower(i) == "," && line.words.get(i + 1).is_some_and(|w| w.tag == "VBG");
    // "The raid came barely two weeks after an ambush near Osta, in the north, where rebels killed nine"
    let of_harm = |i: usize| crate::harm::hits(line).iter().any(|h| h.form == Form::Nominal && h.end == i + 1);
    let names = |i: usize| ["incident_word", "act_noun"].iter().any(|set| has(set, line.lower(i))) || of_harm(i);
    let deed = |i: usize| names(i) || event_words(line).iter().any(|e| e.end == i + 1);
    let came = |first: usize| (1..first).any(|i| has("comes", line.lower(i)) && deed(i - 1));
    let whole =
        (3..word).find(|&i| line.lower(i) == "after" && has("stretch_of_time", line.lower(i - 1)) && came(i - 2));
    if let Some(after) = whole.filter(|&after| !(after..word).any(goes_on)) {
        return Some(line.stretch(after - 2, after + 1));
    }
    let ends = |i: usize| matches!(line.lower(i), "," | ";" | ":" | "." | "—" | "and" | "but") && !goes_on(i);
    let mut clause = (0..word).rev().take_while(|&i| !ends(i));
    let acts = |i: usize| line.words[i..word].iter().any(|w| w.tag == "VBD");
    let after = clause.find(|&i| {
        let which = (i..word).any(|k| has("relative", line.lower(k)));
        let near = i + 9 > word || i + 24 > word && (acts(i) || which);
        line.lower(i) == "after" && i > 1 && has("stretch_of_time", line.lower(i - 1)) && near
    })?;
    let first = after - 2;
    // "hours after the government announced five arrests": what was said
    if (after + 1..(after + 7).min(word)).any(|i| line.words[i].tag == "VBD" && has("said", line.lower(i))) {
        return None;
    }
    let told = event_words(line).iter().any(|event| event.end <= first);
    let verb = line.words.iter().take(word + 1).skip(after + 1).any(|w| matches!(w.tag, "VBD" | "VBN"));
    let which = (after + 1..word).any(|k| has("relative", line.lower(k)));
    (told && (verb || which || word <= after + 2)).then(|| line.stretch(first, after + 1))
}

/// "had ambushed the column on Tuesday, a day before the raid, and killed nine soldiers": the nine are of the ambush.
pub(crate) fn told_before(line: &Line, word: usize) -> Option<Span> {
    let named = |i: usize| {
        let event = event_words(line).iter().any(|e| (e.first..e.end).contains(&i));
        let noun = line.words.get(i).is_some_and(|w| w.tag.starts_with("NN"));
        noun && (event || has("act_noun", line.lower(i)) || line.lower(i) == "massacre")
    };
    // "Before the hospital blast, 3,000 had been killed"
    let opens = (2..7).find(|&i| line.lower(i) == ",").filter(|&i| i < word && has("definite", line.lower(1)));
    if line.lower(0) == "before" && opens.is_some_and(|comma| named(comma - 1)) {
        return Some(line.stretch(0, 1));
    }
    // "Six Marines had been killed there before Sunday"
    let earlier = (word + 1..line.words.len()).find(|&i| {
        let day = has("time_word", line.lower(i + 1)) || has("definite", line.lower(i + 1)) && named(i + 2);
        line.lower(i) == "before" && day && i + 4 > line.words.len().saturating_sub(2)
    });
    let had = |end: usize| (word..end).any(|i| line.lower(i) == "had" && line.words[i + 1].tag == "VBN");
    if let Some(at) = earlier.filter(|&at| had(at)) {
        return Some(line.stretch(at, at + 1));
    }
    let before = (2..line.words.len()).find(|&i| {
        let stretch = has("stretch_of_time", line.lower(i - 1)) || has("hours_word", line.lower(i - 1));
        line.lower(i) == "before" && stretch && has("definite", line.lower(i + 1)) && (i + 2..i + 4).any(named)
    })?;
    // "was seen two days before the attack, which killed nine"
    let same = !(before..word).any(|i| matches!(line.lower(i), "which" | "that" | "who" | "when" | ";"));
    let told =
        |a: usize, b: usize| event_words(line).iter().any(|e| (a..b).contains(&e.first) && line.may_be_verb(e.first));
    let acts = told(0, before) || crate::harm::hits(line).iter().any(|h| h.first < before && h.shape == Shape::Hits);
    // "On Friday, hours before the massacre, 14 people were killed"
    let opens = before < 8 && (before + 3..before + 6).any(|i| line.lower(i) == "," && i < word);
    (same && (acts || opens)).then(|| line.stretch(before - 1, before + 1))
}

/// "29 people were killed in other attacks around the country on Thursday night": of the clause, wherever its day is told.
pub(crate) fn among_others(line: &Line, word: usize) -> Option<Span> {
    // "killed seven soldiers in a gun battle in nearby Osta"
    let near = (word + 1..line.words.len()).find(|&i| {
        let named = line.words.get(i + 1).is_some_and(|w| w.is_capitalised());
        let deed = (word + 1..i).any(|k| matches!(line.lower(k), "a" | "an" | "another"));
        let parts = (word..i).any(|k| matches!(line.lower(k), "," | ";" | "and" | "but" | "that" | "while"));
        has("nearby", line.lower(i)) && named && deed && !parts && crate::pointing::tells_of_a_deed(line)
    });
    if let Some(at) = near {
        return Some(line.stretch(at, at + 2));
    }
    // "Firing squads shot 23 men in the capital the same day"
    let doer = |verb: usize| {
        let (words, _) = crate::syntax::subject(line, verb)?;
        (words.end <= verb && !has("definite", line.lower(words.start)) && !has("pronoun", line.lower(words.start)))
            .then_some(())
    };
    let same_day = (word + 1..line.words.len()).find(|&i| {
        let day = line.lower(i) == "same" && matches!(line.lower(i + 1), "day" | "night" | "evening" | "morning");
        day && line.lower(i - 1) == "the" && !matches!(line.lower(i + 2), "as" | "that")
    });
    let done = crate::harm::hits(line).iter().any(|hit| {
        let active = hit.first < word && hit.shape == Shape::Hits && line.words[hit.first].tag == "VBD";
        active && doer(hit.first).is_some()
    });
    if let Some(at) = same_day.filter(|_| done) {
        return Some(line.stretch(at, at + 2));
    }
    let found = STANDING.all_in(line).into_iter().find(|(first, n, kind)| {
        let (from, to) = (word.min(*first), word.max(*first));
        let one = !(from..to).any(|i| matches!(line.lower(i), "," | ";" | "and" | "but" | "that" | "while"));
        *kind == "other" && *n > 1 && line.lower(*first) == "in" && *first > word && one
    });
    found.map(|(first, n, _)| line.stretch(first, first + n))
}

/// "Separately, two soldiers were hurt in Osta on Monday", "Two days after the raid, soldiers killed six men in Talba": the
/// words that open a sentence about a further incident, of the same day or of another.
pub(crate) fn further(line: &Line, word: usize) -> Option<Span> {
    if has("further", line.lower(0)) && word > 0 {
        return Some(line.stretch(0, 1));
    }
    // "In a separate incident, a man was shot"
    let opening = STANDING.at(line, 0).filter(|(n, kind)| *kind == "other" && *n < word);
    if let Some((n, _)) = opening {
        return Some(line.stretch(0, n));
    }
    // "In what police called an unrelated shooting, a man was hurt"
    let called = STANDING.all_in(line).into_iter().find(|(first, n, kind)| {
        let shut = (first + n..word).any(|i| line.lower(i) == ",");
        *kind == "other" && *first < 8 && line.lower(0) == "in" && shut
    });
    if let Some((first, n, _)) = called {
        return Some(line.stretch(first, first + n));
    }
    let comma = (3..line.words.len().min(12)).find(|&i| line.lower(i) == ",").filter(|&i| i < word)?;
    let after = (1..comma).find(|&i| matches!(line.lower(i), "after" | "later"))?;
    let later = has("stretch_of_time", line.lower(after - 1));
    let harms = crate::harm::hits(line).into_iter().any(|hit| {
        hit.first > comma
            && hit.shape == Shape::Hits
            && crate::syntax::subject(line, hit.first).is_some()
            && line.words[hit.first].tag == "VBD"
    });
    // "Hours after the killing, soldiers raided the village of Osta"
    let strikes = event_words(line).iter().any(|e| {
        let (verb, subject) = (e.first, crate::syntax::subject(line, e.first));
        let police = |range: &std::ops::Range<usize>| range.clone().any(|k| has("police_noun", line.lower(k)));
        verb > comma && line.words[verb].tag == "VBD" && subject.is_some_and(|(range, _)| !police(&range))
    });
    (later && (harms || strikes) && line.is_parsed()).then(|| line.stretch(0, comma))
}
