//! Which figures are those of a whole war or of a long time: "the ten-year-old war has killed 9,000", "63 officers have been
//! murdered over the past six months", "412 children have died as a result of the invasion".
//!
//! Made from the words of one sentence and its tree. Leaves totals since a day that is told to [`crate::standing`], and
//! phrases that need no tree to its lexicon.

use crate::numbers::numeral;
use crate::sets::has;
use crate::words::Line;
use dateline_model::Span;

/// The words that make what stands at `word` a total of a war or of a long time, if any do.
pub(crate) fn total(line: &Line, word: usize) -> Option<Span> {
    by_war(line, word)
        .or_else(|| of_war(line, word))
        .or_else(|| over_time(line, word))
        .or_else(|| of_aged_war(line, word))
        .or_else(|| lost_so_far(line, word))
}

/// "The ten-year-old war has killed 9,000 and driven a million from their homes".
fn by_war(line: &Line, word: usize) -> Option<Span> {
    let has_done = |i: usize| matches!(line.lower(i), "has" | "have") && line.words.get(i + 1).is_some();
    let done = |i: usize| (i + 1..i + 4).find(|&k| has("takes_lives", line.lower(k)));
    (1..word.min(line.words.len())).rev().filter(|&i| has_done(i)).find_map(|i| {
        let verb = done(i)?;
        let ends = |k: usize| matches!(line.lower(k), ";" | "while" | "but");
        if (verb..word).any(ends) {
            return None;
        }
        let subject = line.children(verb).find(|(_, relation)| *relation == "nsubj").map_or(i - 1, |(k, _)| k);
        // "the six-day-old offensive has killed 179"
        let of_age = |w: &str| w.ends_with("-old") || w.ends_with("-long") || has("aged_span", w);
        let aged = (subject.saturating_sub(6)..subject).any(|k| of_age(line.lower(k)));
        let campaign = has("long_campaign", line.lower(subject)) && aged;
        (has("long_war", line.lower(subject)) || campaign).then(|| line.stretch(subject, verb + 1))
    })
}

/// "412 children have died as a result of the invasion", "in the war": what has happened, and goes on.
fn of_war(line: &Line, word: usize) -> Option<Span> {
    let perfect = |i: usize| {
        let verb = (i + 1..i + 4).find(|&k| line.words.get(k).is_some_and(|w| w.tag == "VBN"));
        matches!(line.lower(i), "has" | "have") && verb.is_some()
    };
    let has_been = (word.saturating_sub(4)..word + 12).find(|&i| perfect(i))?;
    let war =
        |i: usize| has("long_war", line.lower(i)) || matches!(line.lower(i), "fighting" | "invasion" | "occupation");
    let led = |i: usize| {
        let before = i.saturating_sub(6)..i;
        before.rev().take_while(|&k| line.words[k].is_wordlike() || line.words[k].text == "-").any(|k| {
            let result = line.lower(k) == "of" && matches!(line.lower(k.wrapping_sub(1)), "result" | "because");
            matches!(line.lower(k), "in" | "during" | "throughout") || result
        })
    };
    let at = (has_been..line.words.len()).find(|&i| war(i) && led(i) && !line.words[i].is_capitalised())?;
    let same = !(word.min(has_been)..at).any(|i| matches!(line.lower(i), ";" | "," | "but" | "while"));
    same.then(|| line.stretch(has_been, at + 1))
}

/// "in two years", "over the past six months"; not of "the third raid in two months", and not of a clause about something
/// else.
fn over_time(line: &Line, word: usize) -> Option<Span> {
    let (first, end) = (0..line.words.len()).find_map(|i| Some((i, stretch(line, i)?)))?;
    let counts = |i: usize| {
        has("one_more", line.lower(i))
            || line.lower(i) == "first"
            || line.lower(i).ends_with("est") && line.lower(i).len() > 4
    };
    let parts =
        |i: usize| matches!(line.lower(i), "," | ";" | "and" | "but" | "who" | "which" | "that" | "after" | "since");
    // "attacked three times in two months": what was counted is the deed
    let often = matches!(line.lower(first.wrapping_sub(1)), "time" | "times" | "twice" | "thrice");
    if often || (0..first).any(counts) {
        return None;
    }
    // "In two years, gunmen have killed 40"
    let whole = first < 2 && word > end && !(end + 1..word).any(|i| matches!(line.lower(i), ";" | "after"));
    let behind = first > word && !(word..first).any(parts);
    (whole || behind).then(|| line.stretch(first, end))
}

/// One past the last word of "over the past six months", "in two years", where such words begin at `i`.
fn stretch(line: &Line, i: usize) -> Option<usize> {
    let article = usize::from(matches!(line.lower(i + 1), "the" | "its" | "his" | "their"));
    let last = usize::from(has("last_time", line.lower(i + 1 + article)));
    let at = i + 1 + article + last;
    let many =
        numeral(line.lower(at)).filter(|n| *n > 1).is_some() || matches!(line.lower(at), "several" | "few" | "many");
    let unit = if many { at + 1 } else { at };
    let long = has("long_time", line.lower(unit)) && (many || last == 1 && line.lower(unit) != "week");
    // "in two weeks' time", "two years after"
    let on = matches!(
        line.lower(unit + 1),
        "'" | "’" | "'s" | "’s" | "after" | "before" | "later" | "earlier" | "ago" | "old"
    );
    (has("within_time", line.lower(i)) && long && !on && (article == last)).then_some(unit + 1)
}

/// "the number of men killed in the six-week-old conflict", "have died in the 12-year insurgency".
fn of_aged_war(line: &Line, word: usize) -> Option<Span> {
    let of_age = |w: &str| {
        let ends = ["-old", "-long", "-year", "-month", "-week", "-day"].iter().any(|end| w.ends_with(end));
        ends && w.starts_with(|c: char| c.is_alphanumeric())
    };
    let led = |i: usize| {
        (i.saturating_sub(3)..i)
            .any(|k| matches!(line.lower(k), "in" | "during") && !matches!(line.lower(k + 1), "latest"))
    };
    let war = (word + 1..line.words.len()).find(|&i| {
        let aged = (i.saturating_sub(3)..i).any(|k| of_age(line.lower(k)));
        has("long_war", line.lower(i)) && aged && led(i)
    })?;
    let parts = |i: usize| matches!(line.lower(i), ";" | "," | "but" | "while");
    (!(word..war).any(parts)).then(|| line.stretch(war, war + 1))
}

/// "the rebels say they have lost 41 fighters": not "in the battle".
fn lost_so_far(line: &Line, word: usize) -> Option<Span> {
    let lost = (word.saturating_sub(3)..word).find(|&i| line.lower(i) == "lost" && i > 0)?;
    let perfect = (lost.saturating_sub(3)..lost).any(|i| matches!(line.lower(i), "has" | "have"));
    // "We have lost eight gallant officers", "have lost contact with three men"
    let ours = (0..lost).any(|i| matches!(line.lower(i), "we" | "i"));
    let direct = (lost + 1..word).all(|i| !line.words[i].tag.starts_with("NN"));
    let men = (word..word + 4).any(|i| {
        ["state_forces", "attackers", "rebel_noun"].iter().any(|set| has(set, line.lower(i)))
            || matches!(line.lower(i), "men" | "soldiers" | "police" | "policemen" | "officers" | "members")
    });
    let deed = crate::events::event_words(line).iter().any(|e| line.words[e.first].tag.starts_with("NN"));
    (perfect && men && !deed && !ours && direct).then(|| line.stretch(lost, lost + 1))
}
