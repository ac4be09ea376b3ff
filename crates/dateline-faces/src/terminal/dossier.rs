//! The dossier: incidents one by one, what is recalled as background, and the reports they rest on.

use super::paint::Paint;
use super::table;
use super::wrap::{hang, width, wrap};
use crate::DossierOptions;
use crate::figures::Table;
use crate::index::Index;
use crate::prose;
use crate::sheet::{self, Line, Sheet};
use dateline_model::{Estimate, Incident, Ledger, Report};

const NARROWEST: usize = 40;
const LABEL: usize = 10;
/// Reports without an incident are listed up to so many, then counted.
const FEW: usize = 10;

/// Everything the ledger holds, as text.
pub(crate) fn dossier(ledger: &Ledger, options: &DossierOptions) -> String {
    if ledger.reports.is_empty() {
        return "No report was read.\n".to_owned();
    }
    let index = Index::of(ledger);
    let setter = Setter { index: &index, columns: options.width.max(NARROWEST), options, paint: Paint(options.colour) };
    let mut lines = Vec::new();
    let (recalled, told): (Vec<_>, Vec<_>) = ledger.incidents.iter().partition(|incident| incident.background);
    for incident in told {
        lines.extend(setter.incident(incident));
    }
    if lines.is_empty() {
        lines.push(format!("No incident in {}.", prose::count(ledger.reports.len(), "report")));
        lines.push(String::new());
    }
    lines.extend(setter.background(&recalled));
    lines.extend(setter.reports());
    lines.join("\n") + "\n"
}

struct Setter<'a> {
    index: &'a Index<'a>,
    columns: usize,
    options: &'a DossierOptions,
    paint: Paint,
}

impl Setter<'_> {
    fn incident(&self, incident: &Incident) -> Vec<String> {
        let sheet = sheet::sheet(incident, self.index);
        let mut lines = self.head(&sheet);
        for table in &sheet.tables {
            lines.push(String::new());
            lines.extend(self.table(table));
        }
        lines.push(String::new());
        lines.extend(self.foot(&sheet));
        if lines.last().is_some_and(|line| !line.is_empty()) {
            lines.push(String::new());
        }
        lines
    }

    fn head(&self, sheet: &Sheet) -> Vec<String> {
        let mut lines = vec![self.paint.dim(&"━".repeat(self.columns))];
        let title = prose::plain(&sheet.incident.title);
        lines.extend(wrap(&title, self.columns).iter().map(|line| self.paint.bold(line)));
        lines.extend(self.two(&sheet.where_when, &sheet.sources));
        lines.extend(
            self.two(&sheet.event, &prose::plain(sheet.incident.id.as_str())).iter().map(|line| self.paint.dim(line)),
        );
        lines
    }

    /// Two texts at both ends of a line, or under each other where they do not fit.
    fn two(&self, left: &str, right: &str) -> Vec<String> {
        let room = self.columns.saturating_sub(width(left) + width(right));
        if room >= 2 {
            return vec![format!("{left}{}{right}", " ".repeat(room))];
        }
        let mut lines = wrap(left, self.columns);
        lines.extend(wrap(right, self.columns));
        lines
    }

    fn table(&self, table: &Table) -> Vec<String> {
        let name = prose::category(table.category).to_uppercase();
        let told = format!("{}, {}", prose::count(table.rows.len(), "figure"), prose::count(table.origins, "origin"));
        let mut lines = match table.estimates.first() {
            Some(first) => self.headline(&name, first, &told),
            None => self.two(&name, &told),
        };
        for estimate in table.estimates.iter().skip(1) {
            lines.extend(self.group(estimate));
        }
        lines.extend(table::rows(table, self.columns, self.options.explain, self.paint, self.index));
        lines
    }

    /// The category's first estimate, and under it why.
    fn headline(&self, name: &str, estimate: &Estimate, told: &str) -> Vec<String> {
        let mut lines = self.two(&format!("{name:<LABEL$} {}", sheet::best(estimate)), told);
        if let Some(first) = lines.first_mut() {
            *first = self.paint.bold(first);
        }
        let why = prose::plain(&format!("by rule {}: {}", estimate.rule, estimate.why));
        let hung = hang(&" ".repeat(LABEL + 1), &why, self.columns);
        lines.extend(hung.iter().map(|line| self.paint.dim(line)));
        lines
    }

    /// The estimate of a group, with its reason behind it.
    fn group(&self, estimate: &Estimate) -> Vec<String> {
        let text = prose::plain(&format!("{} – {}", sheet::best(estimate), estimate.why));
        hang(&" ".repeat(LABEL + 1), &text, self.columns)
    }

    fn foot(&self, sheet: &Sheet) -> Vec<String> {
        let incident = sheet.incident;
        let names = |actors: &[dateline_model::NamedActor]| {
            actors.iter().map(|actor| actor.name.as_str()).collect::<Vec<_>>().join("; ")
        };
        let mut lines = Vec::new();
        lines.extend(self.lines("WHO", &sheet.who));
        lines.extend(self.texts("ATTACKERS", &[names(&incident.perpetrators)]));
        lines.extend(self.texts("TARGETS", &[names(&incident.targets)]));
        lines.extend(self.texts("WEAPONS", &[incident.weapons.join("; ")]));
        for kind in &sheet.further {
            lines.extend(self.lines(&kind.heading.to_uppercase(), &kind.lines));
        }
        lines.extend(self.lines("OPEN", &sheet.open));
        lines.extend(self.texts("CHANGED", &sheet.changed));
        lines.extend(self.lines("ALSO SAID", &sheet.also));
        lines.extend(self.texts("APART", &sheet.apart));
        lines.extend(self.texts("DECIDED", &sheet.decided));
        for note in &sheet.footnotes {
            lines.extend(hang("", note, self.columns).iter().map(|line| self.paint.dim(line)));
        }
        lines
    }

    fn lines(&self, label: &str, told: &[Line]) -> Vec<String> {
        let mut lines = Vec::new();
        for (rank, line) in told.iter().enumerate() {
            let text = format!("{} {}", line.text, line.places);
            lines.extend(self.labelled(if rank == 0 { label } else { "" }, &text));
            if self.options.explain {
                for claim in &line.claims {
                    let text = format!("“{}” {}", self.index.words(claim).trim(), claim.id);
                    let hung = hang(&" ".repeat(LABEL + 3), &prose::plain(&text), self.columns);
                    lines.extend(hung.iter().map(|line| self.paint.dim(line)));
                }
            }
        }
        lines
    }

    fn texts(&self, label: &str, told: &[String]) -> Vec<String> {
        let told = told.iter().filter(|text| !text.trim().is_empty());
        told.enumerate().flat_map(|(rank, text)| self.labelled(if rank == 0 { label } else { "" }, text)).collect()
    }

    fn labelled(&self, label: &str, text: &str) -> Vec<String> {
        let margin = format!("{label:<LABEL$} ");
        let mut lines = hang(&margin, &prose::plain(text), self.columns);
        if let Some(rest) = lines.first().and_then(|first| first.strip_prefix(&margin)).map(str::to_owned) {
            lines[0] = format!("{}{rest}", self.paint.label(&margin));
        }
        lines
    }

    fn background(&self, recalled: &[&Incident]) -> Vec<String> {
        if recalled.is_empty() {
            return Vec::new();
        }
        let mut lines = vec![self.paint.dim(&"━".repeat(self.columns)), self.paint.bold("RECALLED AS BACKGROUND")];
        for incident in recalled {
            let sheet = sheet::sheet(incident, self.index);
            let figures = sheet.tables.iter().flat_map(|table| {
                table.rows.iter().map(|row| format!("{} {}", sheet::told(table, row), row.places.join(", ")))
            });
            let figures: Vec<String> = figures.collect();
            let mut text = incident.title.clone();
            if !figures.is_empty() {
                text = format!("{text} – {}", figures.join("; "));
            }
            lines.extend(hang("  ", &prose::plain(&text), self.columns));
        }
        lines.push(String::new());
        lines
    }

    /// The reports that tell of an incident, and how many do not.
    fn reports(&self) -> Vec<String> {
        let mut lines = vec![self.paint.dim(&"━".repeat(self.columns)), self.paint.bold("REPORTS")];
        let (told, silent): (Vec<_>, Vec<_>) =
            self.index.ledger.reports.iter().partition(|report| self.index.tells(&report.id));
        let few = silent.len() <= FEW;
        for report in told.iter().chain(silent.iter().filter(|_| few)) {
            let number = format!("[{}]", self.index.number(&report.id));
            let none = if self.index.tells(&report.id) { "" } else { " · no incident" };
            let text = format!("{}{none}", self.report(report));
            lines.extend(hang(&format!("{number:>5} "), &prose::plain(&text), self.columns));
        }
        if !few {
            lines.push(format!("      and {} without an incident", prose::count(silent.len(), "report")));
        }
        lines
    }

    fn report(&self, report: &Report) -> String {
        let outlet = report.outlet.as_ref().and_then(|outlet| outlet.name.clone().or_else(|| outlet.domain.clone()));
        let mut parts = vec![report.published.as_ref().map_or_else(|| "undated".to_owned(), prose::published)];
        parts.extend(outlet);
        parts.extend(report.title.as_ref().map(|title| format!("“{title}”")));
        parts.extend(report.path.clone().filter(|path| !path.is_empty()));
        parts.extend(report.copy_of.as_ref().map(|id| format!("copy of [{}]", self.index.number(id))));
        if !report.agencies.is_empty() {
            parts.push(format!("credits {}", report.agencies.join(", ")));
        }
        parts.join(" · ")
    }
}
