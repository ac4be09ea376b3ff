//! Numbers that count no people: ages, money, percentages, scores, ranks, children of a parent, how many a part is of.

use crate::counts::{people_at, stops_phrase};
use crate::numbers::{NumberKind, NumberPhrase};
use crate::sets::has;
use crate::words::Line;

/// Ages, money, percentages, scores, ranks: numbers that count no people.
pub fn is_measure(line: &Line, number: &NumberPhrase) -> bool {
    let before = number.core.checked_sub(1).map_or("", |i| line.lower(i));
    let after = line.lower(number.end);
    let core = line.words.get(number.core).map_or("", |w| w.text);
    // "those still held number 18"
    let amounts = before == "number" && number.core > 1 && has("told_number", line.lower(number.core - 2));
    // "Rescue 1122", a service
    let service = before == "rescue"
        && core.len() == 4
        && core.bytes().all(|b| b.is_ascii_digit())
        && line.words[number.core - 1].is_capitalised();
    service
        || has("measure_before", before) && !amounts
        || has("measure_after", after)
        || after == "-" && matches!(line.lower(number.end + 1), "year" | "month" | "week" | "day" | "hour")
        || before == "of"
            && number.core >= 2
            && matches!(line.lower(number.core - 2), "age" | "ages" | "man" | "woman" | "boy" | "girl")
        || before == "of" && number.core >= 2 && is_of_a_parent(line, number)
        || before == "as" && number.core >= 2 && matches!(line.lower(number.core - 2), "old" | "young")
        || core.starts_with('0') && core.len() > 1
        || is_pool(line, number)
        // "all but one of the 30 hostages"
        || before == "but" && number.core > 1 && has("all_but", line.lower(number.core - 2))
        || is_ratio(line, number)
        || is_of_ages(line, number)
        || is_span_of_ages(line, number)
        || is_bound_of_ages(line, number)
        || is_one_of_two_ages(line, number)
        || is_age(line, number)
}

/// "one in four of the wounded", "two in three civilians": a share.
fn is_ratio(line: &Line, number: &NumberPhrase) -> bool {
    let numeral = |i: usize| crate::numbers::numeral(line.lower(i));
    let pair = |i: usize| {
        let (few, of) = (numeral(i), numeral(i + 2));
        let people = people_at(line, i + 3).is_some() || line.lower(i + 3) == "of";
        matches!(line.lower(i + 1), "in" | "of") && few.zip(of).is_some_and(|(a, b)| a < b && b <= 20) && people
    };
    let whole = |i: usize| line.lower(i + 1) == "in" && pair(i);
    whole(number.core) || number.core > 1 && whole(number.core - 2)
}

/// "a mother of two", "the father of five children".
fn is_of_a_parent(line: &Line, number: &NumberPhrase) -> bool {
    let numbered = number.kind == NumberKind::Numeral && has("parent_of", line.lower(number.core - 2));
    let young = || people_at(line, number.end).is_some_and(|(_, group, _)| group == "children");
    numbered
        && (stops_phrase(line, number.end)
            || young()
            || line.lower(number.end).ends_with("ed")
            || has("shot_or_stabbed", line.lower(number.end)))
}

/// "three guests out of the 60": of how many, and no count of its own.
fn is_pool(line: &Line, number: &NumberPhrase) -> bool {
    let before = |n: usize| number.first.checked_sub(n).map_or("", |i| line.lower(i));
    // "all but 12 of the 82 passengers"
    let but = before(1) == "the" && before(2) == "of" && before(4) == "but" && line.lower(number.end + 1) != "who";
    but || before(1) == "the" && before(2) == "of" && before(3) == "out" || before(1) == "of" && before(2) == "out"
}

/// "two girls aged nine and 12", "ages 5, 8 and 11": ages, one or a list of them.
fn is_of_ages(line: &Line, number: &NumberPhrase) -> bool {
    let listed =
        |i: usize| matches!(line.lower(i), "," | "and" | "or") || crate::numbers::numeral(line.lower(i)).is_some();
    let mut back = (0..number.first).rev().skip_while(|&i| listed(i));
    let people = people_at(line, number.end).is_some();
    !people && back.next().is_some_and(|i| has("aged", line.lower(i)))
}

/// "five men between 25 and 79": no one counts people behind people.
fn is_span_of_ages(line: &Line, number: &NumberPhrase) -> bool {
    let human = |noun: &str| matches!(noun, "men" | "women" | "males" | "females" | "people" | "boys" | "girls");
    line.lower(number.first) == "between" && number.first > 0 && human(line.lower(number.first - 1))
}

/// "children under five", "two boys over 16": no one counts people behind people.
fn is_bound_of_ages(line: &Line, number: &NumberPhrase) -> bool {
    let named = |i: usize| line.words[i].tag.is_empty() || line.words[i].tag.starts_with("NN");
    let people = |i: usize| named(i) && people_at(line, i).is_some_and(|(n, _, _)| n == 1);
    let bound = matches!(line.lower(number.first), "under" | "over" | "below" | "above");
    let age = number.quantity.low.or(number.quantity.high).is_some_and(|n| n <= 100);
    bound && age && number.first > 0 && people(number.first - 1) && people_at(line, number.end).is_none()
}

/// "the two men, 25 and 41, were hurt".
fn is_one_of_two_ages(line: &Line, number: &NumberPhrase) -> bool {
    let pair = |first: usize| {
        let several = first > 1 && people_at(line, first - 2).is_some_and(|(n, _, many)| n == 1 && many);
        let numbers = [first, first + 2].iter().all(|&i| crate::numbers::numeral(line.lower(i)).is_some());
        let set_off = first > 0 && line.lower(first - 1) == "," && matches!(line.lower(first + 3), "," | ")");
        several && numbers && set_off && line.lower(first + 1) == "and"
    };
    pair(number.core) || number.core > 1 && pair(number.core - 2)
}

/// "Montrel Patterson, 22, of Clarksville", "a man, 41, and": a number between commas after a person is an age.
fn is_age(line: &Line, number: &NumberPhrase) -> bool {
    let Some(comma) = number.core.checked_sub(1).filter(|&i| matches!(line.lower(i), "," | "(")) else { return false };
    let one = |i: usize| people_at(line, i).is_some_and(|(n, _, many)| n == 1 && !many);
    let named = comma > 0 && (line.words[comma - 1].is_capitalised() || one(comma - 1));
    // "treated 52 wounded, four of them children"
    // "the mayor, two of his guards and a clerk"
    let theirs = |i: usize| matches!(line.lower(i), "them" | "whom" | "the") || has("possessive", line.lower(i));
    let of = line.lower(number.end) == "of" && !theirs(number.end + 1);
    let closed = matches!(line.lower(number.end), "," | ")" | "." | "" | "and" | ";") || of;
    let small = number.quantity.low == number.quantity.high && number.quantity.low.is_some_and(|n| n <= 110);
    named && closed && small && number.first == number.core
}
