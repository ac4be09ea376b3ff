//! How sure a figure is: by the hedges around it, by the verb that hands it over, and by who speaks.
//!
//! Made from `lexicon/hedges.txt` and the attribution that covers the figure. How sure it is who did it is
//! [`crate::certainty`]'s question.

use crate::attribution::Attribution;
use crate::binding::Figure;
use crate::lexicon::{Phrases, own_rows};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{Category, Modality, SpeakerType};
use std::sync::LazyLock;

static HEDGES: LazyLock<Phrases<Modality>> = LazyLock::new(|| {
    let rows = own_rows("hedges.txt", include_str!("../lexicon/hedges.txt")).into_iter();
    Phrases::new(rows.flat_map(|row| {
        let modality = Modality::from_code(&row.key).unwrap_or(Modality::Unconfirmed);
        row.entries.into_iter().map(move |e| (e, modality)).collect::<Vec<_>>()
    }))
});

/// Whether a hedge bears on the figure: it stands close before it, or after it in the same clause.
fn is_near(line: &Line, hedge: usize, trigger: usize) -> bool {
    if hedge <= trigger {
        return trigger - hedge <= 10 && (hedge..trigger).all(|i| !matches!(line.lower(i), "," | ";" | "but"));
    }
    // "killed 12; these reports could not be verified", "killed 12, a claim that could not be verified"
    let told = |k: usize| {
        matches!(line.lower(k), "," | ";")
            && hedge - k <= 6
            && ((k + 2..k + 4).any(|i| has("what_is_told", line.lower(i))) || line.lower(k + 1) == "which")
    };
    // "killed 12, but this could not be verified"
    let this = |k: usize| line.lower(k) == "but" && hedge == k + 2 && has("that_is_told", line.lower(k + 1));
    if (trigger..hedge).any(this) {
        return true;
    }
    // "reports of 12 dead but could not confirm them"
    let them = |k: usize| {
        line.lower(k) == "but"
            && hedge - k <= 4
            && (hedge + 2..hedge + 5).any(|i| matches!(line.lower(i), "it" | "them" | "these" | "this" | "those"))
    };
    if (trigger..hedge).rev().find(|&k| matches!(line.lower(k), "," | ";" | "but")).is_some_and(them) {
        return true;
    }
    if (trigger..hedge).rev().find(|&k| matches!(line.lower(k), "," | ";")).is_some_and(told) {
        return true;
    }
    hedge - trigger <= 8 && (trigger..hedge).all(|i| !matches!(line.lower(i), "," | ";" | "but" | "and"))
}

/// "claims that nine had died were wrong", "earlier reports were false, as were claims that nine had died", "rejected as
/// baseless the figure of 30 dead": the sentence says that what is told is not so.
fn is_rebutted(line: &Line, trigger: usize) -> bool {
    let told = |i: &usize| has("what_is_told", line.lower(*i));
    let Some(noun) = (trigger.saturating_sub(16)..trigger).rev().find(told) else { return false };
    // "rejected the report, saying that nine had died": that is what they say
    let mut between = (noun + 1..trigger).take_while(|&i| !matches!(line.lower(i), "saying" | "adding" | "insisting"));
    let hands_over = between.find(|&i| matches!(line.lower(i), "that" | "of"));
    // "the claim that 200 had died was dismissed by the ministry, which said 31 had": those are the ministry's
    let hands_over = hands_over.is_some_and(|that| !(that..trigger).any(|i| has("says", line.lower(i))));
    let clause = |i: &usize| !matches!(line.lower(*i), ";" | "but");
    let was_false = |from: usize, to: usize| {
        (from..to.min(line.words.len())).take_while(clause).any(|i| {
            let be = (1..4).any(|n| i >= n && has("be", line.lower(i - n)));
            has("false_word", line.lower(i)) && (be || i > 0 && line.lower(i - 1) == "as")
        })
    };
    let likewise = (noun.saturating_sub(4)..noun).any(|i| line.lower(i) == "as" && has("be", line.lower(i + 1)));
    let rejected = (noun.saturating_sub(6)..noun).any(|i| has("rejects", line.lower(i)));
    hands_over && (was_false(trigger + 1, trigger + 9) || likewise && was_false(0, noun) || rejected)
}

/// "allegations, which nobody could check, that nine people were taken".
fn is_alleged(line: &Line, trigger: usize) -> bool {
    let that = (trigger.saturating_sub(10)..trigger).rev().find(|&i| line.lower(i) == "that" && i > 0);
    let Some(that) = that.filter(|&i| line.lower(i - 1) == ",") else { return false };
    let which = (that.saturating_sub(12)..that).rev().find(|&i| line.lower(i) == "which" && i > 1);
    which.is_some_and(|i| line.lower(i - 1) == "," && has("unproven", line.lower(i - 2)))
}

/// How sure a figure is.
pub fn modality(line: &Line, figure: &Figure, attribution: Option<&Attribution>, voice: &Voice) -> Modality {
    // "11 people, not 16 as announced"
    let first = figure.count.first();
    // "will release 33 hostages"
    let before = |n: usize| figure.trigger.checked_sub(n).map_or("", |i| line.lower(i));
    let promised = before(1) == "to" && (has("promises", before(2)) || has("be", before(2)));
    if figure.category == Category::Released && (matches!(before(1), "will" | "would") || promised) {
        return Modality::Expected;
    }
    let set_aside = figure.rule == "correction" && first > 0 && line.lower(first - 1) == "not";
    if set_aside {
        Modality::Denied
    } else {
        modality_within(line, figure.trigger..figure.trigger.max(first), attribution, voice)
    }
}

/// How sure what word `trigger` tells of is: by the hedges around it, then by the cue, then by who speaks.
pub fn modality_at(line: &Line, trigger: usize, attribution: Option<&Attribution>, voice: &Voice) -> Modality {
    modality_within(line, trigger..usize::MAX, attribution, voice)
}

/// The same of a figure whose number may stand behind the word: what is expected "to rise" behind both is not the figure.
fn modality_within(
    line: &Line,
    reach: std::ops::Range<usize>,
    attribution: Option<&Attribution>,
    voice: &Voice,
) -> Modality {
    let trigger = reach.start;
    // that a war "claimed" lives is no hedge; what "may be recalled" is sure
    let told = |first: usize, m: Modality| m != Modality::Asserted && !(m == Modality::Expected && first > reach.end);
    let hedges = HEDGES.all_in(line).into_iter().filter(|(first, _, m)| *first != trigger && told(*first, **m));
    // "claimed a bombing that wounded nine"
    let hedged =
        hedges.filter(|(first, _, _)| crate::attribution::takes_deed(line, *first).is_none()).find(|(first, n, _)| {
            // "would not confirm local reports that up to 15 people had died"
            let of_cue = attribution.is_some_and(|a| (*first..first + n).contains(&a.cue.start) && *first < trigger);
            of_cue
                || is_near(line, *first, trigger)
                || attribution.is_some_and(|a| a.covers(*first) && *first < trigger)
        });
    if is_rebutted(line, trigger) {
        return Modality::Denied;
    }
    if let Some((_, _, modality)) = hedged {
        return *modality;
    }
    if is_alleged(line, trigger) {
        return Modality::Unconfirmed;
    }
    let source = voice.speaker.as_ref().map_or(String::new(), |s| s.text.to_lowercase());
    if ["unconfirmed", "unverified", "initial report", "preliminary report", "rumour", "rumor"]
        .iter()
        .any(|w| source.contains(w))
    {
        return Modality::Unconfirmed;
    }
    let manner = attribution.map_or(Modality::Asserted, |a| a.modality);
    let party = voice.speaker.as_ref().is_some_and(|s| s.kind == SpeakerType::ArmedGroup);
    if manner == Modality::Asserted && party { Modality::Claimed } else { manner }
}
