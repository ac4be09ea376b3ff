//! The reports' texts, at the end of the page, with the evidence marked.

use super::escape::{anchor, escape};
use super::marks::Marks;
use crate::index::Index;
use crate::prose;
use dateline_model::{BlockKind, Claim, Report, ReportId, Span};
use std::collections::HashMap;
use std::fmt::Write;

/// The section of all reports that tell of an incident; the others are counted. Adds the rules its marks need to
/// `style`.
pub(super) fn all(index: &Index, style: &mut String) -> String {
    let mut by_report: HashMap<&ReportId, Vec<&Claim>> = HashMap::new();
    for claim in &index.ledger.claims {
        by_report.entry(&claim.report).or_default().push(claim);
    }
    let mut out = String::from(
        "<section id=\"reports\" aria-labelledby=\"reports-h\">\n<h2 id=\"reports-h\">Reports</h2>\n\
         <p class=\"meta\">The texts as read. Marked sentences bear the claims above; the link behind each leads back to \
         its row.</p>\n",
    );
    let mut silent = 0;
    for report in &index.ledger.reports {
        let claims = by_report.remove(&report.id).unwrap_or_default();
        if claims.is_empty() && !index.tells(&report.id) {
            silent += 1;
        } else {
            one(&mut out, report, claims, index, style);
        }
    }
    if silent > 0 {
        let _ = writeln!(out, "<p class=\"note\">{} without an incident.</p>", prose::count(silent, "report"));
    }
    out.push_str("</section>\n");
    out
}

fn one(out: &mut String, report: &Report, claims: Vec<&Claim>, index: &Index, style: &mut String) {
    let number = index.number(&report.id);
    let title = report.title.clone().unwrap_or_else(|| report.label().to_owned());
    let id = anchor("t", report.id.as_str());
    let lang = report.language.as_deref().map_or_else(String::new, |code| format!(" lang=\"{}\"", escape(code)));
    let _ = writeln!(out, "<article class=\"report\" id=\"{id}\" aria-labelledby=\"{id}-h\">");
    let _ = writeln!(out, "<h3 id=\"{id}-h\"{lang}>[{number}] {}</h3>", escape(&title));
    let _ = writeln!(out, "<p class=\"meta\">{}</p>", meta(report, index));
    let mut marks = Marks::of(claims.into_iter(), &report.text);
    style.push_str(&marks.rules());
    let _ = writeln!(out, "<div class=\"text\"{lang}>");
    for (kind, span) in stretches(report) {
        let words = marks.set(span, &report.text);
        let _ = match kind {
            BlockKind::Paragraph => writeln!(out, "<p>{words}</p>"),
            BlockKind::Caption => writeln!(out, "<p class=\"caption\">{words}</p>"),
            BlockKind::Title | BlockKind::Heading => writeln!(out, "<p class=\"heading\">{words}</p>"),
        };
    }
    out.push_str("</div>\n</article>\n");
}

/// The blocks of the text, and as paragraphs the stretches no block holds, so that no evidence can be lost.
fn stretches(report: &Report) -> Vec<(BlockKind, Span)> {
    let mut found = Vec::new();
    let mut at = 0;
    for block in report.blocks.iter().filter(|block| !block.span.slice(&report.text).is_empty()) {
        if block.span.start < at {
            continue;
        }
        found.push((BlockKind::Paragraph, Span::new(at, block.span.start)));
        found.push((block.kind, block.span));
        at = block.span.end;
    }
    found.push((BlockKind::Paragraph, Span::new(at, report.text.len())));
    found.retain(|(_, span)| !span.slice(&report.text).trim().is_empty());
    found
}

fn meta(report: &Report, index: &Index) -> String {
    let outlet = report.outlet.as_ref().and_then(|outlet| outlet.name.clone().or_else(|| outlet.domain.clone()));
    let mut parts = vec![report.published.as_ref().map_or_else(|| "undated".to_owned(), prose::published)];
    parts.extend(outlet);
    if !report.agencies.is_empty() {
        parts.push(format!("credits {}", report.agencies.join(", ")));
    }
    parts.extend(report.copy_of.as_ref().map(|id| format!("copy of [{}]", index.number(id))));
    parts.extend(report.path.clone().filter(|path| !path.is_empty()));
    parts.extend(report.url.clone());
    escape(&parts.join(" · "))
}
