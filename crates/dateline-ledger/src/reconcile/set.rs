//! Fields of an incident that people set: they stand in the place of what the reports add up to.
//!
//! Made from an incident and the decisions about it, in the order of their numbers. What was set is never hidden: each
//! decision is listed with the incident, and an estimate that was set says so in its reason.

use crate::incident::title;
use dateline_model::{
    Category, DatePrecision, Decision, EventDate, Incident, Place, PlacePrecision, Ruling, Status, Subtype,
};
use jiff::civil::Date;

/// The fields that can be set, beside the categories of figures ("killed", "wounded"…).
pub const SETTABLE: [&str; 9] =
    ["title", "date", "place", "site", "country", "latitude", "longitude", "type", "status"];

/// A field with its value, understood.
enum Field {
    Title(String),
    Date(Date, Date),
    Place(String),
    Site(String),
    Country(String),
    Latitude(f64),
    Longitude(f64),
    Type(Subtype),
    Status(Status),
    Figure(Category, String, u64, u64, u64),
}

/// Why a field cannot be set to a value; nothing where it can.
///
/// # Errors
/// The reason, without a final stop.
///
/// ```
/// use dateline_ledger::settable;
/// assert!(settable("date", "2031-03-04").is_ok() && settable("killed", "12 to 15").is_ok());
/// assert_eq!(settable("date", "Tuesday").unwrap_err(), "a day is written 2031-03-04");
/// ```
pub fn settable(field: &str, value: &str) -> Result<(), String> {
    read(field, value.trim()).map(|_| ())
}

fn read(field: &str, value: &str) -> Result<Field, String> {
    if value.is_empty() {
        return Err(format!("{field} needs a value"));
    }
    let day = |text: &str| text.trim().parse::<Date>().map_err(|_| "a day is written 2031-03-04".to_owned());
    match field {
        "title" => Ok(Field::Title(value.to_owned())),
        "date" => {
            let (start, end) = value.split_once(" to ").unwrap_or((value, value));
            let (start, end) = (day(start)?, day(end)?);
            if end < start { Err(format!("{end} is before {start}")) } else { Ok(Field::Date(start, end)) }
        }
        "place" => Ok(Field::Place(value.to_owned())),
        "site" => Ok(Field::Site(value.to_owned())),
        "country" if value.len() == 2 && value.bytes().all(|b| b.is_ascii_uppercase()) => {
            Ok(Field::Country(value.to_owned()))
        }
        "country" => Err("a country is written as two capital letters (ML)".to_owned()),
        "latitude" => degrees(value, 90.0).map(Field::Latitude),
        "longitude" => degrees(value, 180.0).map(Field::Longitude),
        "type" => {
            let known = Subtype::ALL.iter().find(|s| s.code().eq_ignore_ascii_case(value)).copied();
            known.map(Field::Type).ok_or_else(|| format!("“{value}” is none of ACLED's sub-event types"))
        }
        "status" => Status::from_code(value).map(Field::Status).ok_or("a status is open or reviewed".to_owned()),
        _ => figure(field, value),
    }
}

fn degrees(value: &str, most: f64) -> Result<f64, String> {
    let number = value.parse::<f64>().ok().filter(|d| d.abs() <= most);
    number.ok_or_else(|| format!("degrees are a number between -{most} and {most}"))
}

/// "killed" or "killed:civilians", and "12", "10 to 14" or "10 to 14, best 12".
fn figure(field: &str, value: &str) -> Result<Field, String> {
    let (category, group) = field.split_once(':').unwrap_or((field, super::figures::WHOLE));
    let Some(category) = Category::from_code(category) else {
        return Err(format!(
            "there is no field “{field}”; the fields are {} and the categories of figures",
            SETTABLE.join(", ")
        ));
    };
    let number = |text: &str| {
        text.trim().parse::<u64>().map_err(|_| "a figure is written 12, 10 to 14, or 10 to 14, best 12".to_owned())
    };
    let (range, best) = match value.split_once(", best ") {
        Some((range, best)) => (range, Some(number(best)?)),
        None => (value, None),
    };
    let (low, high) = range.split_once(" to ").unwrap_or((range, range));
    let (low, high) = (number(low)?, number(high)?);
    let best = best.unwrap_or(low);
    if !(low..=high).contains(&best) {
        return Err(format!("{best} does not lie between {low} and {high}"));
    }
    Ok(Field::Figure(category, group.to_owned(), low, best, high))
}

/// Puts what was decided over what was derived.
pub(super) fn apply(incident: &mut Incident, decisions: &[Decision]) {
    let (mut titled, mut moved) = (false, false);
    for decision in decisions {
        incident.status = Status::Reviewed;
        let Ruling::Set { field, value, .. } = &decision.ruling else { continue };
        // A value that does not read was reported when the decisions were applied.
        let Ok(field) = read(field, value.trim()) else { continue };
        titled |= matches!(field, Field::Title(_));
        moved |= !matches!(field, Field::Title(_) | Field::Status(_) | Field::Figure(..));
        set(incident, field, decision);
    }
    if moved && !titled {
        incident.title = title(incident.event, incident.date.as_ref(), incident.place.as_ref(), &incident.targets);
    }
    incident.decisions = decisions.to_vec();
}

fn set(incident: &mut Incident, field: Field, decision: &Decision) {
    match field {
        Field::Title(title) => incident.title = title,
        Field::Status(status) => incident.status = status,
        Field::Type(subtype) => incident.event.subtype = subtype,
        Field::Date(start, end) => {
            let precision = if start == end { DatePrecision::Day } else { DatePrecision::Week };
            let basis = format!("decision {} of {}", decision.number, decision.by);
            incident.date = Some(EventDate { start, end, open: false, precision, basis, evidence: Vec::new() });
        }
        Field::Place(name) => {
            // Coordinates and areas were those of another place.
            let country = incident.place.as_ref().and_then(|p| p.country.clone());
            incident.place = Some(Place { name: Some(name), country, ..nowhere() });
        }
        Field::Site(site) => here(incident).site = Some(site),
        Field::Country(country) => here(incident).country = Some(country),
        Field::Latitude(degrees) => here(incident).latitude = Some(degrees),
        Field::Longitude(degrees) => here(incident).longitude = Some(degrees),
        Field::Figure(category, group, low, best, high) => {
            let same = incident.estimates.iter_mut().find(|e| e.category == category && e.group == group);
            let Some(estimate) = same else {
                let what = category.code();
                incident.open_questions.push(format!(
                    "Decision {} sets {what} to {best}, but no report gives such a figure: add the claim it rests on",
                    decision.number
                ));
                return;
            };
            (estimate.low, estimate.best, estimate.high) = (Some(low), Some(best), Some(high));
            estimate.winner = None;
            "decision".clone_into(&mut estimate.rule);
            estimate.why = format!("Set by {}: {}", decision.by, sentence(&decision.why));
        }
    }
}

fn sentence(why: &str) -> String {
    let why = why.trim();
    if why.ends_with(['.', '!', '?']) { why.to_owned() } else { format!("{why}.") }
}

fn here(incident: &mut Incident) -> &mut Place {
    incident.place.get_or_insert_with(nowhere)
}

fn nowhere() -> Place {
    Place {
        name: None,
        site: None,
        admin1: None,
        country: None,
        latitude: None,
        longitude: None,
        geonames: None,
        precision: PlacePrecision::Town,
        backed: true,
        evidence: Vec::new(),
    }
}
