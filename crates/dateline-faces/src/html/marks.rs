//! A text with its evidence marked: stretches that overlap are cut into pieces, each piece in the marks of all claims
//! that rest on it, so that no element ever crosses another.

use super::escape::{anchor, escape};
use crate::prose;
use dateline_model::{Claim, Span};
use std::collections::BTreeSet;
use std::fmt::Write;

/// The stretches of one report's text that bear claims.
pub(super) struct Marks<'a> {
    /// (stretch, claim), in the order of the text.
    spans: Vec<(Span, &'a Claim)>,
    /// Where the figures themselves stand.
    numbers: Vec<Span>,
    opened: BTreeSet<&'a str>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(claims: impl Iterator<Item = &'a Claim>, text: &str) -> Self {
        let sound = |span: &Span| !span.is_empty() && !span.slice(text).is_empty();
        let mut spans = Vec::new();
        let mut numbers = Vec::new();
        for claim in claims {
            spans.extend(claim.evidence.iter().copied().filter(sound).map(|span| (span, claim)));
            numbers.extend(claim.casualties.iter().map(|figure| figure.span).filter(sound));
        }
        spans.sort_by(|(a, x), (b, y)| (a, &x.id).cmp(&(b, &y.id)));
        numbers.sort();
        numbers.dedup();
        Marks { spans, numbers, opened: BTreeSet::new() }
    }

    /// The text of `block`, escaped and marked.
    pub(super) fn set(&mut self, block: Span, text: &str) -> String {
        let mut edges: BTreeSet<usize> = [block.start, block.end].into();
        for (span, _) in self.spans.iter().filter(|(span, _)| span.overlaps(block)) {
            edges.extend([span.start.max(block.start), span.end.min(block.end)]);
        }
        let edges: Vec<usize> = edges.into_iter().collect();
        edges.windows(2).map(|pair| self.piece(Span::new(pair[0], pair[1]), text)).collect()
    }

    /// One piece: plain, or in a mark that carries the id of every claim whose evidence begins here.
    fn piece(&mut self, piece: Span, text: &str) -> String {
        let bearing: Vec<&Claim> =
            self.spans.iter().filter(|(span, _)| span.contains(piece)).map(|&(_, claim)| claim).collect();
        let words = self.emphasised(piece, text);
        if bearing.is_empty() {
            return words;
        }
        let fresh: Vec<&Claim> =
            bearing.iter().copied().filter(|claim| self.opened.insert(claim.id.as_str())).collect();
        let ids = fresh.iter().map(|claim| anchor("c", claim.id.as_str()));
        let classes: BTreeSet<String> = bearing.iter().map(|claim| anchor("e", claim.id.as_str())).collect();
        let classes = classes.into_iter().collect::<Vec<_>>().join(" ");
        let opens: String = ids.map(|id| format!("<span id=\"{id}\">")).collect();
        let shut = "</span>".repeat(fresh.len());
        let links: String = fresh.iter().map(|claim| back(claim)).collect();
        format!("<mark class=\"{classes}\">{opens}{words}{shut}</mark>{links}")
    }

    /// The words of a piece, figures in bold where they lie in a claim's evidence.
    fn emphasised(&self, piece: Span, text: &str) -> String {
        let mut out = String::new();
        let mut at = piece.start;
        for number in self.numbers.iter().filter(|number| piece.contains(**number)) {
            if number.start < at {
                continue;
            }
            let before = Span::new(at, number.start).slice(text);
            let _ = write!(out, "{}<b>{}</b>", escape(before), escape(number.slice(text)));
            at = number.end;
        }
        out.push_str(&escape(Span::new(at, piece.end).slice(text)));
        out
    }

    /// Rules that light every piece of a claim whose evidence is cut into several.
    pub(super) fn rules(&self) -> String {
        let mut rules = String::new();
        for (rank, (span, claim)) in self.spans.iter().enumerate() {
            let crossed = self.spans.iter().any(|(other, _)| other != span && other.overlaps(*span));
            let again = self.spans[..rank].iter().any(|(_, other)| other.id == claim.id);
            let several = self.spans[rank + 1..].iter().any(|(_, other)| other.id == claim.id);
            if !again && (crossed || several) {
                let (id, class) = (anchor("c", claim.id.as_str()), anchor("e", claim.id.as_str()));
                let quoted = |name: &str| name.replace('.', "\\.");
                let _ = writeln!(
                    rules,
                    "body:has(#{}:target) .{} {{ background: var(--lit); }}",
                    quoted(&id),
                    quoted(&class)
                );
            }
        }
        rules
    }
}

/// A small link from the evidence back to the row that rests on it.
fn back(claim: &Claim) -> String {
    let Some(figure) = &claim.casualties else { return String::new() };
    let number = prose::figure(&figure.quantity);
    let name = prose::category(figure.category);
    let label = escape(&prose::plain(&format!("{number} {name}")));
    format!(" <a class=\"back\" href=\"#{}\">{label}</a>", anchor("r", claim.id.as_str()))
}
