//! Who those counted are, where their number is told first and what they were behind it: "nine of them children", "eleven
//! were members of the village guard", "one of whom was a teacher".
//!
//! Made from the words of a sentence, for [`crate::counts`]; leaves to [`crate::own_men`] whose men they are.

use crate::counts::{people_at, stops_phrase};
use crate::sets::has;
use crate::words::{Line, Word};

/// Who those counted are, where a noun for people follows at `at`, perhaps behind "were": the noun's group.
pub fn made_up_of(line: &Line, at: usize) -> Option<String> {
    let be = has("be", line.lower(at));
    let mut noun = at + usize::from(be);
    // "all of them Harakat insurgents"
    let named = |k: usize| people_at(line, k).is_none() && line.words[k].is_capitalised();
    // a sentence that was not parsed has no tags
    let plain = |k: usize| {
        !stops_phrase(line, k) && people_at(line, k).is_none() && crate::numbers::numeral(line.lower(k)).is_none()
    };
    let untagged = |k: usize| be && line.words[k].tag.is_empty() && plain(k);
    while line
        .words
        .get(noun)
        .is_some_and(|w| matches!(w.tag, "JJ" | "DT" | "RB") || w.lower == "local" || named(noun) || untagged(noun))
        && noun < at + 4
    {
        noun += 1;
    }
    let (n, group, many) = people_at(line, noun)?;
    let end = noun + n;
    // "six of the dead were soldiers going on leave", "eleven were members of the village guard"
    let more =
        line.words.get(end).is_none_or(|w| be && !w.tag.starts_with("NN") && !w.tag.is_empty() && w.lower != "-");
    let group = match members_of(line, end).filter(|_| be) {
        Some(theirs) => theirs,
        None if group == "own" && be => {
            line.words[noun..end].iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ")
        }
        None => group,
    };
    (many && group != "own" && (stops_phrase(line, end) || more)).then_some(group)
}

/// "One was a girl of eleven": who that one was, behind "was".
pub fn one_of_a_kind(line: &Line, at: usize) -> Option<String> {
    let noun = at + 2;
    let (n, group, many) = people_at(line, noun).filter(|_| has("article", line.lower(at + 1)))?;
    let ends = stops_phrase(line, noun + n);
    (!many && ends).then(|| if group == "own" { line.lower(noun).to_owned() } else { group })
}

/// "one of them a boy of 14", "one of them a six-year-old girl", "one of whom was a teacher".
pub fn one_among(line: &Line, at: usize) -> Option<String> {
    let at = at + usize::from(has("be", line.lower(at)));
    let describes =
        |w: &Word| matches!(w.tag, "JJ" | "VBN" | "CD" | "HYPH") || matches!(w.lower.as_str(), "-" | "year" | "old");
    let mut noun = at + 1;
    while people_at(line, noun).is_none() && line.words.get(noun).is_some_and(describes) && noun < at + 7 {
        noun += 1;
    }
    let (n, group, _) = people_at(line, noun).filter(|(_, _, many)| !many && has("article", line.lower(at)))?;
    let word = || line.words[noun..noun + n].iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ");
    Some(if group == "own" { word() } else { group })
}

/// "three of them were under 16".
pub fn under_age(line: &Line, at: usize) -> Option<String> {
    let under = at + usize::from(has("be", line.lower(at)));
    let of = usize::from(line.lower(under + 1) == "the" && line.lower(under + 2) == "age") * 3;
    let years = crate::numbers::numeral(line.lower(under + 1 + of))?;
    (line.lower(under) == "under" && years <= 18).then(|| "children".to_owned())
}

/// "34 of them candidates": people of a trade or a people, by its own word.
pub fn trade_of(line: &Line, at: usize) -> Option<String> {
    // "12 of them hospital staff"
    let describes = |k: &usize| {
        let noun = line.words.get(*k).is_some_and(|w| matches!(w.tag, "NN" | "NNP" | "JJ"));
        noun && people_at(line, *k).is_none_or(|(_, _, many)| !many) && !has("be", line.lower(*k))
    };
    let at = (at..at + 3).find(|k| !describes(k))?;
    let (n, group, many) = people_at(line, at)?;
    (n == 1 && many && group == "own" && stops_phrase(line, at + n)).then(|| line.lower(at).to_owned())
}

/// "138 members of the security forces": whose members they are, where that is a group.
pub fn members_of(line: &Line, end: usize) -> Option<String> {
    let members = has("members", line.lower(end.checked_sub(1)?)) && line.lower(end) == "of";
    let whose = end + 1 + usize::from(has("article", line.lower(end + 1)));
    // "of the Internal Security Forces"
    let name =
        (whose..whose + 4).take_while(|&i| i == whose || line.words.get(i - 1).is_some_and(Word::is_capitalised));
    let mut groups = name.filter(|_| members).filter_map(|i| people_at(line, i));
    let found = groups.find(|(_, group, many)| *many && group != "own").map(|(_, group, _)| group);
    found.or_else(|| of_a_force(line, whose).filter(|_| members))
}

/// "of the local defence force": a force of the state or of a village, where nothing says that it is a band.
fn of_a_force(line: &Line, from: usize) -> Option<String> {
    let plain = |k: &usize| line.words.get(*k).is_some_and(|w| w.is_wordlike() && !w.is_capitalised());
    let force = (from..from + 4).take_while(plain).find(|&k| has("force_word", line.lower(k)))?;
    let said = |set: &str| (from..force).any(|k| has(set, line.lower(k)));
    let group = match () {
        () if said("rebel_noun") || said("unnamed_body") => return None,
        () if said("peace_force") => "peacekeepers",
        () if (from..force).any(|k| line.lower(k) == "armed") => "soldiers",
        () if (from..force).any(|k| line.lower(k) == "police") => "police",
        () => "security_forces",
    };
    Some(group.to_owned())
}

/// "30 bodies in army uniform".
pub fn in_uniform(line: &Line, at: usize) -> Option<String> {
    let clad = line.lower(at) == "in" && (at + 1..at + 5).any(|i| has("uniformed", line.lower(i)));
    // "seven bodies in uniform"
    let plain = clad && has("uniformed", line.lower(at + 1));
    let whose = (at + 1..at + 4).map(|i| line.lower(i)).find(|w| has("wears_uniform", w)).filter(|_| clad);
    let whose = whose.or(plain.then_some("army"))?;
    Some(if whose == "police" { "police" } else { "soldiers" }.to_owned())
}
