//! A report's line.

use dateline_model as model;
use model::PublishedPrecision as Precision;
use serde::Serialize;

#[derive(Serialize)]
pub(crate) struct Line<'a> {
    r#type: &'static str,
    id: &'a str,
    path: Option<&'a str>,
    url: Option<&'a str>,
    outlet: Option<Outlet<'a>>,
    title: Option<&'a str>,
    language: Option<&'a str>,
    published: Option<Published>,
    agencies: &'a [String],
    copy_of: Option<&'a str>,
    origin: &'a str,
    kind: &'static str,
    text: &'a str,
    notes: Vec<String>,
}

#[derive(Serialize)]
struct Outlet<'a> {
    name: Option<&'a str>,
    domain: Option<&'a str>,
    country: Option<&'a str>,
}

#[derive(Serialize)]
pub(crate) struct Published {
    date: String,
    precision: &'static str,
    basis: &'static str,
}

pub(crate) fn line(report: &model::Report) -> Line<'_> {
    Line {
        r#type: "report",
        id: report.id.as_str(),
        path: report.path.as_deref(),
        url: report.url.as_deref(),
        outlet: report.outlet.as_ref().map(outlet),
        title: report.title.as_deref(),
        language: report.language.as_deref(),
        published: report.published.as_ref().map(published),
        agencies: &report.agencies,
        copy_of: report.copy_of.as_ref().map(model::ReportId::as_str),
        origin: report.origin.as_str(),
        kind: report.kind.code(),
        text: &report.text,
        notes: report.notes.iter().map(ToString::to_string).collect(),
    }
}

fn outlet(outlet: &model::Outlet) -> Outlet<'_> {
    Outlet { name: outlet.name.as_deref(), domain: outlet.domain.as_deref(), country: outlet.country.as_deref() }
}

/// The date as far as it is known: "2024", "2024-09", "2024-09-17" or "2024-09-17T05:00".
pub(crate) fn published(published: &model::Published) -> Published {
    let day = published.date;
    let date = match (published.precision, published.time) {
        (Precision::Year, _) => day.strftime("%Y").to_string(),
        (Precision::Month, _) => day.strftime("%Y-%m").to_string(),
        (Precision::Hour, Some(time)) => format!("{day}T{}", time.strftime("%H:%M")),
        (Precision::Hour | Precision::Day, _) => day.to_string(),
    };
    Published { date, precision: published.precision.code(), basis: published.basis.code() }
}
