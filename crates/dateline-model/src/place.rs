//! Where something happened.

use crate::codes::codes;
use crate::span::Span;

codes! {
    /// How exactly a place is known; the coordinates are those of the named level.
    PlacePrecision { Site = "site", Town = "town", District = "district", Admin1 = "admin1", Country = "country" }
}

/// A place an event happened at: its name, the named spot within it, and what the atlas knows of it.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Place {
    /// Name of the town, district, area or country, as the atlas spells it.
    pub name: Option<String>,
    /// The named spot ("Faladie military police school").
    pub site: Option<String>,
    /// First-order area.
    pub admin1: Option<String>,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Degrees north, WGS 84.
    pub latitude: Option<f64>,
    /// Degrees east, WGS 84.
    pub longitude: Option<f64>,
    /// GeoNames id.
    pub geonames: Option<u64>,
    /// How exact.
    pub precision: PlacePrecision,
    /// Whether more than the name of the place and its size speaks for the area it is said to lie in.
    #[cfg_attr(feature = "serde", serde(default))]
    pub backed: bool,
    /// The mentions it was read from.
    pub evidence: Vec<Span>,
}
