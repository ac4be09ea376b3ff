//! Many incidents at a glance, two or three lines each; and one incident under every rule of estimation.

use super::paint::Paint;
use super::wrap::{hang, width, wrap};
use crate::DossierOptions;
use crate::prose;
use crate::sheet::best;
use dateline_model::{Category, Estimate, Incident, Ledger};
use std::collections::BTreeSet;

const MARGIN: &str = "  ";

/// Each incident: its day, place and id, then what it was and what it cost.
pub(crate) fn list(incidents: &[&Incident], options: &DossierOptions) -> String {
    let paint = Paint(options.colour);
    if incidents.is_empty() {
        return "No incident.\n".to_owned();
    }
    let mut lines = Vec::new();
    for incident in incidents {
        let day = incident.date.as_ref().map_or_else(|| "date unknown".to_owned(), prose::event_date);
        let place = incident.place.as_ref().map_or_else(|| "place unknown".to_owned(), prose::place);
        let (left, right) = (prose::plain(&format!("{day} · {place}")), prose::plain(incident.id.as_str()));
        let room = options.width.saturating_sub(width(&left) + width(&right));
        if room >= 2 {
            lines.push(format!("{}{}{}", paint.bold(&left), " ".repeat(room), paint.dim(&right)));
        } else {
            lines.extend(wrap(&left, options.width).iter().map(|line| paint.bold(line)));
            lines.push(paint.dim(&right));
        }
        lines.extend(hang(MARGIN, &prose::plain(&what(incident)), options.width));
    }
    lines.push(prose::count(incidents.len(), "incident"));
    lines.join("\n") + "\n"
}

/// "Bombing of the port – 7 (4 to 11) killed, 38 (23 to 46) wounded · 4 reports · reviewed".
fn what(incident: &Incident) -> String {
    let whole = incident.estimates.iter().filter(|e| prose::group(&e.group).is_empty());
    let tolls: Vec<String> = whole.map(|e| format!("{} {}", best(e), prose::category(e.category))).collect();
    let mut text = incident.title.clone();
    if !tolls.is_empty() {
        text = format!("{text} – {}", tolls.join(", "));
    }
    text = format!("{text} · {}", prose::count(incident.sources.reports, "report"));
    if incident.background {
        text.push_str(" · only recalled");
    }
    if !incident.decisions.is_empty() {
        text.push_str(" · reviewed");
    }
    text
}

/// The first incident of each ledger, figure by figure, one line a rule.
pub(crate) fn compare(ledgers: &[(String, Ledger)], options: &DossierOptions) -> String {
    let paint = Paint(options.colour);
    let told: Vec<(&str, &Incident)> =
        ledgers.iter().filter_map(|(rule, ledger)| Some((rule.as_str(), ledger.incidents.first()?))).collect();
    let Some((_, first)) = told.first() else { return "No incident.\n".to_owned() };
    let mut lines: Vec<String> =
        wrap(&prose::plain(&first.title), options.width).iter().map(|line| paint.bold(line)).collect();
    let subjects: BTreeSet<(Category, bool, &str)> = told
        .iter()
        .flat_map(|(_, i)| &i.estimates)
        .map(|e| (e.category, !prose::group(&e.group).is_empty(), e.group.as_str()))
        .collect();
    let column = told.iter().map(|(rule, _)| width(rule)).max().unwrap_or(0);
    for (category, _, group) in subjects {
        lines.push(String::new());
        let name = format!("{} {}", prose::category(category).to_uppercase(), prose::group(group));
        lines.push(paint.bold(prose::plain(&name).trim_end()));
        for (rule, incident) in &told {
            let same = |e: &&Estimate| e.category == category && e.group == group;
            let text = incident.estimates.iter().find(same).map_or_else(|| "–".to_owned(), line);
            lines.extend(hang(&format!("{MARGIN}{rule:<column$}  "), &prose::plain(&text), options.width));
        }
    }
    lines.join("\n") + "\n"
}

fn line(estimate: &Estimate) -> String {
    let figure = prose::range(estimate.low, estimate.best, estimate.high).unwrap_or_else(|| "no figure".to_owned());
    format!("{figure} – {}", estimate.why)
}
