//! The page: every incident with its figures, linked to the evidence marked in the reports' texts.
//!
//! One file with its style inside, without script and without anything from elsewhere: its own policy forbids both.

mod escape;
mod incident;
mod marks;
mod reports;

use crate::index::Index;
use crate::prose;
use dateline_model::{Incident, Ledger};
use escape::{anchor, escape};
use std::fmt::Write;

const STYLE: &str = include_str!("page.css");

/// The whole page.
pub(crate) fn page(ledger: &Ledger) -> String {
    let index = Index::of(ledger);
    let (recalled, told): (Vec<&Incident>, Vec<&Incident>) =
        ledger.incidents.iter().partition(|incident| incident.background);
    let mut out = String::new();
    let mut style = STYLE.to_owned();
    let reports = reports::all(&index, &mut style);
    let _ = write!(out, "{}", head(&style, &told));
    let summary = [
        prose::count(told.len(), "incident"),
        prose::count(ledger.reports.len(), "report"),
        prose::count(ledger.claims.len(), "claim"),
    ];
    let _ = writeln!(out, "<header>\n<h1>Ledger of incidents</h1>\n<p>{}</p>\n</header>", summary.join(" · "));
    contents(&mut out, &told, !recalled.is_empty());
    out.push_str("<main>\n");
    if told.is_empty() {
        out.push_str("<p>No incident was found in these reports.</p>\n");
    }
    for incident in told {
        incident::section(&mut out, incident, &index);
    }
    incident::background(&mut out, &recalled, &index);
    out.push_str(&reports);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn title(told: &[&Incident]) -> String {
    match told {
        [one] => escape(&one.title),
        _ => "Ledger of incidents".to_owned(),
    }
}

fn head(style: &str, told: &[&Incident]) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{} – Dateline</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
        title(told)
    )
}

/// The list of sections, where there is more than one incident to find.
fn contents(out: &mut String, told: &[&Incident], recalled: bool) {
    if told.len() < 2 {
        return;
    }
    out.push_str("<nav aria-label=\"Contents\">\n<ol>\n");
    for incident in told {
        let link = format!("<a href=\"#{}\">{}</a>", anchor("i", incident.id.as_str()), escape(&incident.title));
        let _ = writeln!(out, "<li>{link} <small>{}</small></li>", prose::count(incident.sources.reports, "report"));
    }
    out.push_str("</ol>\n<p>");
    if recalled {
        out.push_str("<a href=\"#background\">Recalled as background</a> · ");
    }
    out.push_str("<a href=\"#reports\">Reports</a></p>\n</nav>\n");
}
