//! Through whom those go on speaking whose words somebody carried, and one of several who told an agency.

use crate::attribution::Attribution;
use crate::sets::has;
use crate::words::Line;
use dateline_model::Speaker;

/// Whether a named medium carried the words ("in a bulletin read over Radio Osta", "through its Sahab outlet"), and was not
/// just told them.
pub(super) fn carries(line: &Line, attribution: &Attribution) -> bool {
    if matches!(attribution.lemma.as_str(), "tell" | "inform") {
        return false;
    }
    attribution.via.iter().any(|via| {
        let named = line.words[via.clone()].iter().any(|w| w.is_capitalised() && !has("article", &w.lower));
        let before = via.start.saturating_sub(1 + usize::from(has("article", line.lower(via.start.wrapping_sub(1)))));
        let told = match line.lower(before) {
            "by" => matches!(line.lower(before.wrapping_sub(1)), "contacted" | "reached" | "interviewed"),
            "to" => !(before.saturating_sub(3)..before).any(|i| has("document", line.lower(i))),
            "with" => true,
            _ => false,
        };
        named && !told
    })
}

/// Whether "one of the sources" is one of those who spoke: "security sources".
pub(super) fn is_one_of(written: &str, spoken: &Speaker) -> bool {
    let lower = written.to_lowercase();
    let noun = lower.strip_prefix("one of the ").filter(|noun| !noun.contains(' '));
    noun.is_some_and(|noun| spoken.text.to_lowercase().ends_with(noun))
}
