//! Labels at the start of a paragraph: "PENCE: We will see.", "Carla Diaz: He was kind."

use super::Statement;
use super::tree::Words;
use crate::sets::has;
use crate::words::{Line, Word};
use std::ops::Range;

/// The statement that a paragraph's label hands over: all of the paragraph after its colon, or the quotation before a
/// dash and a name.
///
/// `lines` are the paragraph's sentences; words count from the first of them.
pub(super) fn labelled(lines: &[Line]) -> Option<Statement> {
    let words: Vec<&Word> = lines.iter().flat_map(|l| &l.words).collect();
    named_before(&words).or_else(|| named_after(&words))
}

fn statement(source: Range<usize>, content: Range<usize>) -> Statement {
    let (source, content) = (source.collect(), content.collect());
    Statement { source, cue: Words::new(), content, quotes: false }
}

/// "PENCE: We will see."
fn named_before(words: &[&Word]) -> Option<Statement> {
    let start = usize::from(words.first()?.is_quote());
    let colon = (start + 1..words.len().min(start + 7)).find(|&i| words[i].lower == ":")?;
    let name = &words[start..colon];
    let said = words.len() - colon > 4;
    let speaks = name.iter().all(|w| !has("no_label", &w.lower));
    (said && speaks && is_name(name)).then(|| statement(start..colon, colon + 1..words.len()))
}

/// "“He was kind.” — Carla Diaz".
fn named_after(words: &[&Word]) -> Option<Statement> {
    let dash = words.iter().rposition(|w| matches!(w.text, "—" | "–" | "―" | "--" | "-"))?;
    let quoted = words.first()?.is_quote() && dash > 3 && words[dash - 1].is_quote();
    let end = words.len() - usize::from(words.last()?.lower == ".");
    let source = dash + 1..end.max(dash + 1);
    (quoted && is_name(&words[source.clone()])).then(|| statement(source, 1..dash - 1))
}

/// A name of at most four words in capitals, with no number in it.
fn is_name(words: &[&Word]) -> bool {
    let count = words.iter().filter(|w| w.is_wordlike()).count();
    let part = |w: &&Word| match w.is_wordlike() {
        true => w.is_capitalised() && (w.tag.starts_with("NNP") || w.text.chars().all(|c| !c.is_lowercase())),
        false => matches!(w.lower.as_str(), "." | "-"),
    };
    (1..=4).contains(&count) && words.iter().all(part)
}
