//! Countries as news names them: names, adjectives, nationality nouns, capitals, middles.
//!
//! Made from `atlas/countries.txt`; leaves towns and areas to the gazetteer.

use crate::fold::fold;
use crate::lines::{coordinates, entries, parts};
use std::collections::BTreeMap;

/// An ISO 3166-1 alpha-2 code.
pub type Iso2 = &'static str;

/// A country or dependent territory.
#[derive(Debug, Clone)]
pub struct Country {
    /// ISO 3166-1 alpha-2 ("XK" for Kosovo).
    pub code: Iso2,
    /// English name.
    pub name: &'static str,
    /// Other names in the news.
    pub others: Vec<&'static str>,
    /// Adjectives and nationality nouns.
    pub demonyms: Vec<&'static str>,
    /// Capital and seats of government.
    pub capitals: Vec<&'static str>,
    /// Degrees north of its middle.
    pub latitude: f64,
    /// Degrees east of its middle.
    pub longitude: f64,
}

/// All countries, with indexes over their folded names and demonyms.
#[derive(Debug)]
pub(crate) struct Countries {
    list: Vec<Country>,
    by_code: BTreeMap<&'static str, usize>,
    names: BTreeMap<String, usize>,
    demonyms: BTreeMap<String, usize>,
    capitals: BTreeMap<String, usize>,
}

impl Countries {
    pub fn read(text: &'static str) -> Countries {
        let list: Vec<Country> = entries(text).filter_map(country).collect();
        let mut countries = Countries {
            by_code: BTreeMap::new(),
            names: BTreeMap::new(),
            demonyms: BTreeMap::new(),
            capitals: BTreeMap::new(),
            list: Vec::new(),
        };
        for (n, country) in list.iter().enumerate() {
            countries.by_code.insert(country.code, n);
            for name in std::iter::once(&country.name).chain(&country.others) {
                countries.names.entry(fold(name)).or_insert(n);
            }
            for demonym in &country.demonyms {
                let singular = fold(demonym);
                countries.demonyms.entry(format!("{singular}s")).or_insert(n);
                countries.demonyms.insert(singular, n);
            }
            for capital in &country.capitals {
                countries.capitals.entry(fold(capital)).or_insert(n);
            }
        }
        countries.list = list;
        countries
    }

    pub fn all(&self) -> &[Country] {
        &self.list
    }

    pub fn by_code(&self, code: &str) -> Option<&Country> {
        self.by_code.get(code).and_then(|&n| self.list.get(n))
    }

    pub fn named(&self, folded: &str) -> Option<&Country> {
        self.names.get(folded).and_then(|&n| self.list.get(n))
    }

    pub fn of_demonym(&self, folded: &str) -> Option<&Country> {
        self.demonyms.get(folded).and_then(|&n| self.list.get(n))
    }

    pub fn of_capital(&self, folded: &str) -> Option<&Country> {
        self.capitals.get(folded).and_then(|&n| self.list.get(n))
    }
}

fn country(cells: Vec<&'static str>) -> Option<Country> {
    let [code, name, others, demonyms, capitals, middle] = cells.as_slice() else { return None };
    let (latitude, longitude) = coordinates(middle)?;
    Some(Country {
        code,
        name,
        others: parts(others).map(|o| o.strip_prefix("the ").unwrap_or(o)).collect(),
        demonyms: parts(demonyms).collect(),
        capitals: parts(capitals).collect(),
        latitude,
        longitude,
    })
}
