//! How a body is called where it stands accused: "a self-styled “River Brigade”", "men of the Hill Front", "rebels of Omar
//! Sel's River Front".
//!
//! Read from the words alone. Leaves where such a phrase stands to [`super`].

use crate::sets::has;
use crate::words::Line;
use std::ops::Range;

/// "rebels of Omar Sel's River Front": up to the end of the name.
pub(super) fn band_of_another(line: &Line, range: Range<usize>) -> Range<usize> {
    let owner = matches!(line.lower(range.end), "'s" | "’s") && range.clone().any(|i| part_of_body(line, i));
    let capital = |k: &usize| line.words[*k].is_capitalised();
    let last = (range.end + 1..line.words.len()).take_while(capital).last().filter(|_| owner);
    range.start..last.map_or(range.end, |k| k + 1)
}

/// "by a self-styled “River Brigade” group": the name alone.
pub(super) fn styled_name(line: &Line, at: usize) -> Option<Range<usize>> {
    let leads = |i: &usize| {
        has("article", line.lower(*i)) || has("styled", line.lower(*i)) || matches!(line.lower(*i), "by" | "self" | "-")
    };
    let start = at + (at..line.words.len()).take_while(leads).count();
    let styled = (at..start).any(|i| has("styled", line.lower(i)) && !has("alleged", line.lower(i)));
    let start = start + usize::from(line.words.get(start).is_some_and(|w| w.is_quote()));
    let capital = |i: usize| line.words.get(i).is_some_and(|w| w.is_capitalised());
    let goes_on = |i: &usize| capital(*i) || names_on(line, *i) || capital(i + 1) && line.lower(*i) == "the";
    let end = start + (start..line.words.len()).take_while(goes_on).count();
    (styled && end > start && capital(start)).then_some(start..end)
}

/// "the fifth front of the River Brigade", "dissidents of the Hill Front": men or a part of a body with a name.
pub(super) fn part_of_body(line: &Line, of: usize) -> bool {
    let part = |set: &&str| has(set, line.lower(of - 1)) || line.lower(of - 1) == "men";
    let name = (of + 1..of + 4).find(|&i| line.words.get(i).is_some_and(|w| w.is_capitalised()));
    let plain = |i: usize| matches!(line.words[i].tag, "DT" | "JJ" | "");
    // "remnants of the old regime"
    let state = || {
        let regime = (of + 1..of + 4).find(|&i| has("state_forces", line.lower(i)));
        has("men_of_a_body", line.lower(of - 1)) && regime.is_some_and(|at| (of + 1..at).all(plain))
    };
    line.lower(of) == "of"
        && ["force_noun", "body_called", "attackers", "rebel_noun", "men_of_a_body", "war_vehicle"].iter().any(part)
        && (name.is_some_and(|name| (of + 1..name).all(plain)) || state())
}

/// "the Brigade of the River": a name that goes on behind "of".
pub(super) fn names_on(line: &Line, of: usize) -> bool {
    let capital = |i: usize| line.words.get(i).is_some_and(|w| w.is_capitalised());
    let next = if line.lower(of + 1) == "the" { of + 2 } else { of + 1 };
    line.lower(of) == "of" && of > 0 && capital(of - 1) && capital(next)
}
