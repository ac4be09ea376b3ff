//! What became of those who were struck: whether they died of it, as the same sentence goes on to say, or were not
//! struck at all, or only might have been.

use crate::harm::{Hit, Shape};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Category;

/// Whether what is said between two words is denied: "a girl and a man were not injured".
pub fn is_denied(line: &Line, from: usize, to: usize) -> bool {
    (from..to).any(|i| matches!(line.lower(i), "not" | "n't" | "never" | "neither"))
}

/// Whether a deed is only imagined: "it would have killed 50", "many could have died"; of so many who "could have been
/// killed" somebody may believe it.
pub fn is_imagined(line: &Line, at: usize, counted: bool) -> bool {
    let reach = at.saturating_sub(4)..at;
    let Some(have) = reach.clone().rev().find(|&i| line.lower(i) == "have") else { return false };
    let modal = |word: &str| reach.clone().any(|i| i < have && line.lower(i) == word);
    let struck = line.lower(have + 1) == "been" && counted;
    let supposed = || (at..line.words.len()).any(|i| matches!(line.lower(i), "if" | "unless"));
    modal("would") || modal("could") && (!struck || supposed())
}

/// Whether the word at `at` tells of people shot or stabbed: dead or alive, it does not say.
pub fn is_shot(line: &Line, at: usize) -> bool {
    let wounds = (at + 1..at + 6).any(|i| line.lower(i) == "wounds");
    has("shot_or_stabbed", line.lower(at)) || wounds && has("bears_wounds", line.lower(at))
}

/// Whether those who were shot were hit where one lives on: "shot in the right arm".
pub fn is_in_a_limb(line: &Line, after: usize) -> bool {
    let inside = line.lower(after) == "in" && matches!(line.lower(after + 1), "the" | "his" | "her" | "their" | "both");
    inside && (after + 2..after + 4).any(|i| has("limb", line.lower(i)))
}

/// Whether those who were shot died, as the sentence goes on: "was shot in the chest and pronounced dead".
pub fn dies(line: &Line, hits: &[Hit], shot: &Hit) -> bool {
    let ends = |h: &&Hit| {
        h.first >= shot.end
            && h.category == Category::Killed
            && matches!(h.shape, Shape::Befalls | Shape::State | Shape::Hits)
    };
    // "stabbed two people to death", "shot her dead"
    let at_once = |i: usize| line.lower(i) == "to" && line.lower(i + 1) == "death" || line.lower(i) == "dead";
    let clause = (shot.end..line.words.len().min(shot.end + 9)).take_while(|&i| {
        !matches!(line.lower(i), "," | ";" | "and" | "but" | "who" | "were" | "was" | "left" | "found")
    });
    if shot.shape == Shape::Hits && clause.into_iter().any(at_once) {
        return true;
    }
    shot.shape == Shape::Hits && hits.iter().filter(ends).any(|h| shares_subject(line, shot.first, h.first))
}

/// Whether a verb further on has the subject of the verb at `first`: it hangs on it, and has none of its own.
fn shares_subject(line: &Line, first: usize, mut at: usize) -> bool {
    for _ in 0..4 {
        let Some(word) = line.words.get(at).filter(|w| w.head != at) else { return false };
        let own = line.children(at).any(|(_, relation)| relation.starts_with("nsubj") || relation == "dobj");
        let joins = matches!(word.relation, "conj" | "acomp" | "oprd" | "advmod" | "xcomp" | "advcl");
        if own || !joins {
            return false;
        }
        if word.head == first {
            return true;
        }
        at = word.head;
    }
    false
}
