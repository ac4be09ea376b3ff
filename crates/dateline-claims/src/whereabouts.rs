//! How much the words around a place's name make of it as the scene: "in", "hit", "east of", "to a hospital in".
//!
//! Leaves which scene speaks most for itself to [`crate::scene`].

use crate::events::prominence;
use crate::frames::is_facility;
use crate::sets::has;
use crate::words::Line;
use dateline_atlas::PlaceMention;

/// Kilometres, or miles, from a town within which something happened there for all that a report says.
const CLOSE: u32 = 25;

/// Whether a place's name at word `at` says where, over what stands before it: "in Kenya's northern Isiolo county".
pub(crate) fn stands_in(line: &Line, at: usize) -> bool {
    let first = over_attributes(line, at);
    first > 0 && has("located", line.lower(first - 1))
}

/// Where the phrase begins that ends in the name at word `at`: its country with "'s", and points of the compass.
fn over_attributes(line: &Line, at: usize) -> usize {
    let mut first = at;
    while first > 0 {
        let word = line.lower(first - 1);
        let possessive = matches!(word, "'s" | "’s") && first > 2;
        if possessive {
            let names = |k: &usize| line.words[*k].is_capitalised();
            first = (0..first - 1).rev().take_while(names).last().unwrap_or(first - 2);
        } else if word == "of"
            && first > 2
            && (has("settlement", line.lower(first - 2)) || has("area_word", line.lower(first - 2)))
            && line.lower(first - 3) == "the"
        {
            first -= 3;
        } else if has("compass", word)
            || word == "-" && first > 1 && has("compass", line.lower(first - 2))
            || word == "the" && first < at
        {
            first -= 1;
        } else {
            break;
        }
    }
    first
}

/// How much a mention says of where the incident took place.
pub(crate) fn weight(line: &Line, rank: usize, mention: &PlaceMention) -> f64 {
    let at = over_attributes(line, line.word_from(mention.span.start));
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    let next = line.word_from(mention.span.end);
    let (after, titled) = (line.lower(next), line.words.get(next).is_some_and(|w| w.is_capitalised()));
    let located = has("located", before(1))
        || matches!(before(1), "on" | "of" | "hit" | "struck" | "rocked")
        || before(1) == "and" && before(3) == "between"
        || matches!(before(2), "in" | "at" | "near" | "outside");
    // "the attack on the Ayorou post"
    let struck =
        matches!(before(1), "the") && matches!(before(2), "on" | "at" | "against" | "of") && is_facility(after);
    let of_someone = before(1) == "of" && (matches!(before(2), "," | ")") || has("dweller", before(2)));
    // "is at a hospital in Norvale", but not "the strike on a hospital in Idlib"
    let struck_there = (3..7).any(|n| has("struck", before(n)) && !matches!(before(n), "at" | "in"));
    // "died in a Goma hospital"
    let in_a = has("article", before(1)) && matches!(before(2), "at" | "from" | "in" | "to");
    let in_care = (names_care(line, at) || in_a && has("elsewhere", after) && !titled) && !struck_there;
    let care = in_care || (1..9).any(|n| has("away", before(n)));
    let governs = has("governs", after);
    let mut weight = f64::from(prominence(rank, line.kind));
    let speaks = before(1) == "in" && has("seated", before(2)) || has("says", after);
    // "a suspect living in Fort Worth", "who was born in Kigali"
    let lives = matches!(before(1), "in" | "near") && has("lives", before(2));
    // "a town 150 kilometres east of Quetta", but "5 km west of Quetta", "20 kilometres from Quetta"
    let close = is_close(line, at);
    let reckoned = is_reckoned_from(line, at) && !close;
    let takes_place = before(1) == "in" && (2..8).any(|n| has("takes_place", before(n)));
    // "fled to Osta", "on its way to Osta"
    let away = matches!(before(1), "from" | "toward" | "towards") && !close
        || before(1) == "to" && (has("leaves", before(2)) || (2..6).any(|n| before(n) == "from"));
    // "pointed the finger at Quetta", "on the Quetta road"
    let blamed = before(1) == "at" && (2..4).any(|n| matches!(before(n), "finger" | "fingers"));
    let road = !titled && matches!(after, "road" | "highway");
    if blamed {
        weight *= 0.1;
    } else if road {
        weight *= 0.5;
    } else if of_someone || speaks || lives || away || has("dweller", after) {
        weight *= 0.4;
    } else if care || titled && (next..next + 3).any(|k| has("elsewhere", line.lower(k)) && capitals(line, next, k)) {
        weight *= 0.3;
    } else if reckoned {
        weight *= 0.2;
    } else if takes_place {
        weight *= 4.0;
    } else if located || struck || close {
        weight *= 2.0;
    } else if governs {
        weight *= 1.5;
    }
    weight
}

/// "150 kilometres east of" before the name at word `at`: what is told of lies somewhere else.
pub(crate) fn is_reckoned_from(line: &Line, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    before(1) == "of" && has("compass", before(2)) && (3..9).any(|n| has("distance", before(n)))
}

/// "5 km west of", "some 20 kilometres from" before the name at word `at`: as good as there.
pub(crate) fn is_close(line: &Line, at: usize) -> bool {
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    let from = before(1) == "from" || before(1) == "of" && has("compass", before(2));
    let few = |n: usize| before(n).parse::<u32>().is_ok_and(|far| far <= CLOSE);
    from && (2..9).any(|n| has("distance", before(n)) && few(n + 1))
}

/// "the Institute of Medical Sciences in" before the name at word `at`: where people were taken.
pub(crate) fn names_care(line: &Line, at: usize) -> bool {
    let named = |k: &usize| line.words[*k].is_capitalised() || line.lower(*k) == "of";
    at > 1
        && matches!(line.lower(at - 1), "at" | "in")
        && (has("elsewhere", line.lower(at - 2))
            || (0..at - 1).rev().take_while(named).any(|k| has("elsewhere", line.lower(k))))
}

/// Whether the words from `first` to `last` are all of one name: "Area Hospital".
fn capitals(line: &Line, first: usize, last: usize) -> bool {
    line.words.get(first..=last).is_some_and(|words| words.iter().all(|w| w.is_capitalised()))
}
