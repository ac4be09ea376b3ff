//! The table of figures of one incident: per category its estimates and a row for everyone who gave one.

use crate::index::Index;
use crate::prose;
use dateline_model::{Casualties, Category, Claim, ClaimKind, Estimate, Incident, PublishedBasis};
use std::collections::BTreeSet;

/// All figures of one category.
pub(crate) struct Table<'a> {
    pub(crate) category: Category,
    pub(crate) estimates: Vec<&'a Estimate>,
    pub(crate) rows: Vec<Row<'a>>,
    /// Different text origins among the rows' reports.
    pub(crate) origins: usize,
}

/// One figure as one speaker gave it, in one report or several.
pub(crate) struct Row<'a> {
    pub(crate) claims: Vec<&'a Claim>,
    pub(crate) said_by: String,
    pub(crate) via: String,
    pub(crate) said: String,
    pub(crate) figure: String,
    /// How sure, and what limits the figure.
    pub(crate) sure: String,
    pub(crate) places: Vec<String>,
    /// Whether an estimate rests on it.
    pub(crate) won: bool,
}

/// The incident's tables, in the order of its estimates, then of the contract's categories.
pub(crate) fn tables<'a>(incident: &'a Incident, index: &Index<'a>) -> Vec<Table<'a>> {
    let claims: Vec<_> = index
        .claims(&incident.claims)
        .into_iter()
        .filter(|claim| claim.kind == ClaimKind::Casualties)
        .filter_map(|claim| claim.casualties.as_ref().map(|figure| (claim, figure)))
        .collect();
    let mut order: Vec<Category> = Vec::new();
    for category in incident.estimates.iter().map(|estimate| estimate.category).chain(Category::ALL.iter().copied()) {
        if !order.contains(&category) {
            order.push(category);
        }
    }
    order.into_iter().filter_map(|category| table(category, incident, &claims, index)).collect()
}

fn table<'a>(
    category: Category,
    incident: &'a Incident,
    claims: &[(&'a Claim, &'a Casualties)],
    index: &Index<'a>,
) -> Option<Table<'a>> {
    let mut claims: Vec<_> = claims.iter().filter(|(_, figure)| figure.category == category).copied().collect();
    let estimates: Vec<_> = incident.estimates.iter().filter(|estimate| estimate.category == category).collect();
    if claims.is_empty() && estimates.is_empty() {
        return None;
    }
    sort(&mut claims, index);
    let year = incident.date.as_ref().map(|date| date.start.year());
    let mut rows: Vec<Row> = Vec::new();
    for &(claim, figure) in &claims {
        add(row(claim, figure, &estimates, year, index), &mut rows);
    }
    let reports = claims.iter().filter_map(|(claim, _)| index.report(&claim.report));
    let origins: BTreeSet<_> = reports.map(|report| &report.origin).collect();
    Some(Table { category, estimates, rows, origins: origins.len() })
}

/// The latest word first; what the report itself replaces, last.
fn sort(claims: &mut [(&Claim, &Casualties)], index: &Index) {
    claims.sort_by_key(|(claim, figure)| {
        let latest = std::cmp::Reverse(day(claim, index).map(|(day, _)| day));
        (figure.superseded, latest, index.number(&claim.report))
    });
}

/// The same speaker's same figure in another report is one row with two places.
fn add<'a>(row: Row<'a>, rows: &mut Vec<Row<'a>>) {
    let same = |one: &&mut Row| {
        (&one.said_by, &one.via, &one.said, &one.figure, &one.sure)
            == (&row.said_by, &row.via, &row.said, &row.figure, &row.sure)
    };
    match rows.iter_mut().find(same) {
        Some(known) => {
            known.claims.extend(row.claims);
            known
                .places
                .extend(row.places.into_iter().filter(|place| !known.places.contains(place)).collect::<Vec<_>>());
            known.won |= row.won;
        }
        None => rows.push(row),
    }
}

fn row<'a>(
    claim: &'a Claim,
    figure: &Casualties,
    estimates: &[&Estimate],
    year: Option<i16>,
    index: &Index<'a>,
) -> Row<'a> {
    let report = index.report(&claim.report);
    let said = day(claim, index).map(|(day, star)| format!("{}{star}", prose::short_day(day, year)));
    let whom = whom(figure);
    let number = prose::figure(&figure.quantity);
    Row {
        claims: vec![claim],
        said_by: prose::plain(&prose::said_by(claim, report)),
        via: prose::plain(&prose::via(claim)),
        said: said.unwrap_or_default(),
        figure: prose::plain(&if whom.is_empty() { number } else { format!("{number} ({whom})") }),
        sure: limits(claim, figure),
        places: vec![index.place(claim)],
        won: estimates.iter().any(|estimate| estimate.winner.as_ref() == Some(&claim.id)),
    }
}

/// Who the figure counts, and the spot it is limited to.
fn whom(figure: &Casualties) -> String {
    let site = figure.site.as_ref().map(|site| format!("only {site}"));
    let parts = [Some(prose::group(&figure.group)).filter(|group| !group.is_empty()), site];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

fn limits(claim: &Claim, figure: &Casualties) -> String {
    let replaced = if figure.superseded { ", replaced" } else { "" };
    let part = if figure.part_of.is_some() { ", a part" } else { "" };
    format!("{}{replaced}{part}", prose::how_sure(claim.modality))
}

/// When it was said: the claim's own day, else its report's; with a star where that day is inferred.
fn day(claim: &Claim, index: &Index) -> Option<(jiff::civil::Date, &'static str)> {
    let published = index.report(&claim.report).and_then(|report| report.published.as_ref());
    let star = |own: bool| {
        let inferred = published.is_some_and(|published| published.basis == PublishedBasis::Inferred);
        if inferred && !own { "*" } else { "" }
    };
    match &claim.said {
        Some(said) => Some((said.date, star(said.basis != "published"))),
        None => published.map(|published| (published.date, star(false))),
    }
}
