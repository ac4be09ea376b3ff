//! An incident's section: what, where, when; every figure by whose word; who did it; what is open and what changed.

use super::escape::{anchor, escape};
use crate::figures::{Row, Table};
use crate::index::Index;
use crate::prose;
use crate::sheet::{self, Line, Sheet};
use dateline_model::{Claim, Estimate, Incident};
use std::fmt::Write;

/// Writes the section of one incident.
pub(super) fn section(out: &mut String, incident: &Incident, index: &Index) {
    let sheet = sheet::sheet(incident, index);
    let id = anchor("i", incident.id.as_str());
    let _ = writeln!(out, "<section class=\"incident\" id=\"{id}\" aria-labelledby=\"{id}-h\">");
    let _ = writeln!(out, "<h2 id=\"{id}-h\">{}</h2>", escape(&incident.title));
    let _ = writeln!(out, "<p class=\"where\">{}</p>", escape(&sheet.where_when));
    let _ = writeln!(
        out,
        "<p class=\"meta\">{} · {} · <code>{}</code></p>",
        escape(&sheet.sources),
        escape(&sheet.event),
        escape(incident.id.as_str())
    );
    for table in &sheet.tables {
        figures(out, table, index);
    }
    facts(out, &sheet, index);
    out.push_str("</section>\n");
}

fn figures(out: &mut String, table: &Table, index: &Index) {
    let name = capital(prose::category(table.category));
    let _ = writeln!(out, "<h3>{name}</h3>");
    for (rank, one) in table.estimates.iter().enumerate() {
        estimate(out, one, rank == 0);
    }
    let told = format!("{}, {}", prose::count(table.rows.len(), "figure"), prose::count(table.origins, "origin"));
    let _ = writeln!(
        out,
        "<div class=\"scroll\"><table>\n<caption>{name}: {told}</caption>\n<thead><tr><th scope=\"col\">Said by</th>\
         <th scope=\"col\">Figure</th><th scope=\"col\">How sure</th><th scope=\"col\">Said</th>\
         <th scope=\"col\">Via</th><th scope=\"col\">Evidence</th></tr></thead>\n<tbody>"
    );
    for one in &table.rows {
        row(out, one, index);
    }
    out.push_str("</tbody></table></div>\n");
}

fn estimate(out: &mut String, estimate: &Estimate, first: bool) {
    let best = escape(&sheet::best(estimate));
    let rule = if first { format!("by rule {}: ", estimate.rule) } else { "– ".to_owned() };
    let why = escape(&format!("{rule}{}", estimate.why));
    let winner = estimate
        .winner
        .as_ref()
        .map_or_else(String::new, |id| format!(" <a href=\"#{}\">its claim</a>", anchor("r", id.as_str())));
    let class = if first { "estimate" } else { "estimate group" };
    let _ = writeln!(out, "<p class=\"{class}\"><strong>{best}</strong> <span>{why}</span>{winner}</p>");
}

fn row(out: &mut String, row: &Row, index: &Index) {
    let class = if row.won { " class=\"won\"" } else { "" };
    let ids: String =
        row.claims.iter().map(|claim| format!("<span id=\"{}\"></span>", anchor("r", claim.id.as_str()))).collect();
    let mark = if row.won { "<span class=\"tick\">estimate</span>" } else { "" };
    let or_dash = |text: &str| if text.is_empty() { "–".to_owned() } else { escape(text) };
    let _ = writeln!(
        out,
        "<tr{class}><th scope=\"row\">{ids}{}</th><td>{}{mark}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
        escape(&row.said_by),
        escape(&row.figure),
        escape(&row.sure),
        or_dash(&row.said),
        or_dash(&row.via),
        links(&row.claims, index)
    );
}

/// Links to the evidence, each named by its place: `[2] ¶3`.
fn links(claims: &[&Claim], index: &Index) -> String {
    let link = |claim: &&Claim| {
        let place = escape(&index.place(claim));
        format!("<a href=\"#{}\">{place}</a>", anchor("c", claim.id.as_str()))
    };
    claims.iter().map(link).collect::<Vec<_>>().join(", ")
}

fn facts(out: &mut String, sheet: &Sheet, index: &Index) {
    let incident = sheet.incident;
    let mut list = String::new();
    lines(&mut list, "Who", &sheet.who, index);
    texts(&mut list, "Attackers", &joined(incident.perpetrators.iter().map(|one| one.name.as_str())));
    texts(&mut list, "Targets", &joined(incident.targets.iter().map(|one| one.name.as_str())));
    texts(&mut list, "Weapons", &joined(incident.weapons.iter().map(String::as_str)));
    for kind in &sheet.further {
        lines(&mut list, kind.heading, &kind.lines, index);
    }
    lines(&mut list, "Open", &sheet.open, index);
    texts(&mut list, "Changed", &sheet.changed);
    lines(&mut list, "Also said", &sheet.also, index);
    texts(&mut list, "Apart", &sheet.apart);
    texts(&mut list, "Decided", &sheet.decided);
    if !list.is_empty() {
        let _ = writeln!(out, "<dl>\n{list}</dl>");
    }
    for note in &sheet.footnotes {
        let _ = writeln!(out, "<p class=\"note\">{}</p>", escape(note));
    }
}

/// All on one line, or nothing.
fn joined<'a>(parts: impl Iterator<Item = &'a str>) -> Vec<String> {
    let line = parts.collect::<Vec<_>>().join("; ");
    if line.is_empty() { Vec::new() } else { vec![line] }
}

fn texts(out: &mut String, label: &str, told: &[String]) {
    if !told.is_empty() {
        let items: String = told.iter().map(|text| format!("<dd>{}</dd>", escape(text))).collect();
        let _ = writeln!(out, "<dt>{label}</dt>{items}");
    }
}

fn lines(out: &mut String, label: &str, told: &[Line], index: &Index) {
    if !told.is_empty() {
        let item = |line: &Line| format!("<dd>{} {}</dd>", escape(&line.text), links(&line.claims, index));
        let items: String = told.iter().map(item).collect();
        let _ = writeln!(out, "<dt>{label}</dt>{items}");
    }
}

/// Writes what the reports recall as background, apart from the incidents.
pub(super) fn background(out: &mut String, recalled: &[&Incident], index: &Index) {
    if recalled.is_empty() {
        return;
    }
    out.push_str(
        "<section class=\"apart\" id=\"background\" aria-labelledby=\"background-h\">\n\
         <h2 id=\"background-h\">Recalled as background</h2>\n\
         <p class=\"meta\">Earlier events that the reports recall. Their figures count for no incident above.</p>\n<ul>\n",
    );
    for incident in recalled {
        let sheet = sheet::sheet(incident, index);
        let _ = write!(out, "<li>{}", escape(&incident.title));
        for table in &sheet.tables {
            for row in &table.rows {
                let ids: String = row
                    .claims
                    .iter()
                    .map(|one| format!("<span id=\"{}\"></span>", anchor("r", one.id.as_str())))
                    .collect();
                let told = escape(&sheet::told(table, row));
                let _ = write!(out, " – {ids}{told} {}", links(&row.claims, index));
            }
        }
        out.push_str("</li>\n");
    }
    out.push_str("</ul>\n</section>\n");
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
