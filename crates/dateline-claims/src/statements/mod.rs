//! Who says, thinks, feels or wants what: the statements of a report, for the layer of attributions.
//!
//! Made from the trees of the parsed sentences and `lexicon/statements.txt`. It takes in beliefs, wishes, plans, praise
//! and blame, and what a noun or an adjective hands over. Who vouches for a figure is a stricter question, which
//! [`crate::attribution`] answers from `lexicon/cues.txt`; its answers are taken over here where the trees give none.

mod complements;
mod labels;
mod quotations;
mod read;
mod tree;

use crate::AttributionSpans;
use crate::attribution::Attribution;
use crate::words::{Line, Word};
use dateline_model::Span;
use std::collections::BTreeSet;
use tree::Words;

/// One statement; words count through all sentences of the report.
#[derive(Debug, Clone, Default)]
struct Statement {
    source: Words,
    cue: Words,
    content: Words,
    /// Whether its cue may hand over a quotation.
    quotes: bool,
}

/// The statements of a report, sentence by sentence; `vouched` are those read by the stricter rules.
pub(crate) fn statements(lines: &[Line], vouched: &[Vec<Attribution>]) -> Vec<AttributionSpans> {
    let line_of: Vec<usize> = lines.iter().enumerate().flat_map(|(k, l)| vec![k; l.words.len()]).collect();
    let spoken = quotations::quotations(lines);
    let quoted: BTreeSet<usize> = spoken.iter().flat_map(|q| q.words.clone()).collect();
    let (mut found, mut base) = (Vec::new(), 0);
    for (k, (line, vouched)) in lines.iter().zip(vouched).enumerate() {
        if k == 0 || lines[k - 1].block != line.block {
            let paragraph = &lines[k..k + lines[k..].partition_point(|l| l.block == line.block)];
            found.extend(labels::labelled(paragraph).map(|s| s.shifted(base)));
        }
        let own: Vec<Statement> = read::statements(line).into_iter().map(|s| s.shifted(base)).collect();
        let strict = vouched.iter().filter(|a| !a.content.is_empty() && !decided(line, a));
        let strict = strict.map(|a| Statement::of(a, base)).filter(|s| !s.content.is_empty());
        let apart: Vec<Statement> = strict.filter(|s| own.iter().all(|o| o.cue.is_disjoint(&s.cue))).collect();
        // what a quoted person says of others is part of the quotation
        found.extend(own.into_iter().chain(apart).filter(|s| s.cue.is_disjoint(&quoted)));
        base += line.words.len();
    }
    found.sort_by_key(|s| s.cue.first().copied());
    quotations::run_on(&mut found, &spoken, &line_of);
    let words: Vec<Span> = lines.iter().flat_map(|l| l.words.iter().map(marked)).collect();
    found.iter().map(|s| s.spans(&words)).collect()
}

/// Whether the tree had its say on a cue: it found what the verb has for an object, and no statement in it.
fn decided(line: &Line, attribution: &Attribution) -> bool {
    let cue = attribution.cue.start;
    let object = |(at, relation): (usize, &str)| relation == "dobj" && at > cue;
    let reported = attribution.content.first().is_some_and(|c| c.start < cue);
    line.may_be_verb(cue) && line.is_parsed() && !reported && line.children(cue).any(object)
}

impl Statement {
    fn of(attribution: &Attribution, base: usize) -> Self {
        let source = attribution.source.clone().unwrap_or(0..0);
        let end = attribution.apposition.as_ref().filter(|_| !source.is_empty()).map_or(source.end, |a| a.end);
        let source = source.start..end.max(source.end);
        let outside = |i: &usize| !source.contains(i) && !attribution.cue.contains(i);
        Statement {
            content: attribution.content.iter().cloned().flatten().filter(outside).collect(),
            cue: attribution.cue.clone().collect(),
            source: source.clone().filter(|i| !attribution.cue.contains(i)).collect(),
            quotes: true,
        }
        .shifted(base)
    }

    fn shifted(self, base: usize) -> Self {
        let shift = |words: Words| words.into_iter().map(|i| i + base).collect();
        Statement { source: shift(self.source), cue: shift(self.cue), content: shift(self.content), ..self }
    }

    fn spans(&self, words: &[Span]) -> AttributionSpans {
        let hull = |of: &Words| {
            let spans = stretches(of, words);
            Some(Span::new(spans.first()?.start, spans.last()?.end))
        };
        AttributionSpans { source: hull(&self.source), cue: hull(&self.cue), content: stretches(&self.content, words) }
    }
}

/// Where a word stands; a mark is empty.
fn marked(word: &Word) -> Span {
    let end = if word.is_wordlike() { word.span.end } else { word.span.start };
    Span::new(word.span.start, end)
}

/// Runs of words as stretches of text, without the marks at their ends; a run does not end with its sentence.
fn stretches(of: &Words, words: &[Span]) -> Vec<Span> {
    let mut found: Vec<(usize, Span)> = Vec::new();
    for &word in of {
        let Some(&written) = words.get(word) else { continue };
        match found.last_mut() {
            Some((last, span)) if *last + 1 == word => {
                *last = word;
                if !written.is_empty() {
                    span.end = written.end;
                }
            }
            _ if !written.is_empty() => found.push((word, written)),
            _ => {}
        }
    }
    found.into_iter().map(|(_, span)| span).collect()
}
