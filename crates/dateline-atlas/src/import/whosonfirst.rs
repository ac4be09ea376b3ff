//! Who's On First as JSON lines: one place a line.
//!
//! Made from lines `{"id", "n": name, "t": placetype, "cc": country, "y": latitude, "x": longitude, "pop", "gn": GeoNames
//! id, "reg", "cty": ids of region and county, "sup": superseded by, "names": {language: [name]}}`.

use super::names::worth_keeping;
use super::{ImportError, Imported, lines, point};
use crate::pack::{NewRecord, PlaceKind};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::BufRead;

#[derive(Deserialize)]
struct Row {
    id: u64,
    n: String,
    t: String,
    #[serde(default)]
    cc: String,
    y: f64,
    x: f64,
    #[serde(default)]
    pop: Option<f64>,
    #[serde(default)]
    gn: Option<i64>,
    #[serde(default)]
    reg: Option<i64>,
    #[serde(default)]
    cty: Option<i64>,
    #[serde(default)]
    sup: Option<serde_json::Value>,
    #[serde(default)]
    names: BTreeMap<String, Vec<String>>,
}

/// The records of a file of Who's On First places.
pub fn whos_on_first(reader: &mut dyn BufRead) -> Result<Imported, ImportError> {
    let mut out = Imported::default();
    lines(reader, |number, line| {
        if line.trim().is_empty() {
            return Ok(());
        }
        let row = serde_json::from_str::<Row>(line).map_err(|e| format!("not a place: {e}"));
        match row {
            Err(why) if number == 1 => Err(ImportError::Form { line: 1, why }),
            Err(why) => {
                out.rows += 1;
                out.refuse(number, &why);
                Ok(())
            }
            Ok(row) => Ok(out.take(number, place(row))?),
        }
    })?;
    out.used()
}

fn place(row: Row) -> Result<Option<NewRecord>, String> {
    let field = ["Airport", "Air Base", "Airbase", "Airfield"].iter().any(|w| row.n.contains(w));
    let kind = match row.t.as_str() {
        "region" | "macroregion" => PlaceKind::Admin1,
        "county" | "localadmin" => PlaceKind::Admin2,
        "locality" => PlaceKind::Town,
        "campus" if field => PlaceKind::Airport,
        "borough" | "neighbourhood" | "macrohood" | "campus" => PlaceKind::Quarter,
        _ => return Ok(None),
    };
    if row.sup.is_some_and(|by| !by.is_null()) || row.n.trim().is_empty() {
        return Ok(None);
    }
    let (latitude, longitude) = point(&row.y.to_string(), &row.x.to_string())?;
    let area = |id: Option<i64>| id.and_then(|id| u64::try_from(id).ok()).unwrap_or(0);
    let own = |other: u64| if other == row.id && kind == PlaceKind::Town { 0 } else { other };
    Ok(Some(NewRecord {
        geonames: row.gn.and_then(|id| u32::try_from(id).ok()).unwrap_or(0),
        area: row.id,
        others: worth_keeping(&row.n, row.names.values().flatten().map(String::as_str)),
        name: row.n,
        latitude,
        longitude,
        population: row.pop.map_or(0, |n| n.max(0.0) as u32),
        kind,
        capital: false,
        country: row.cc.to_uppercase(),
        admin1: own(area(row.reg)),
        admin2: own(area(row.cty)),
        approximate: true,
        derived: false,
    }))
}
