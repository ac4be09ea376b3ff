//! What a record of the gazetteer is.

/// What a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PlaceKind {
    /// A country or dependent territory.
    Country = 0,
    /// A first-order area: state, province, region.
    Admin1 = 1,
    /// A second-order area: county, district.
    Admin2 = 2,
    /// A populated place.
    Town = 3,
    /// An airport or air base.
    Airport = 4,
    /// A region without offices: a sea, desert, forest, border area, landscape.
    Region = 5,
    /// A part of a town.
    Quarter = 6,
    /// A continent or group of countries.
    Continent = 7,
}

/// The kinds by number, with the words that data files use for them.
const KINDS: [(PlaceKind, &str); 8] = [
    (PlaceKind::Country, "country"),
    (PlaceKind::Admin1, "admin1"),
    (PlaceKind::Admin2, "admin2"),
    (PlaceKind::Town, "town"),
    (PlaceKind::Airport, "airport"),
    (PlaceKind::Region, "region"),
    (PlaceKind::Quarter, "quarter"),
    (PlaceKind::Continent, "continent"),
];

impl PlaceKind {
    /// The kind with this number; a town for numbers of later versions.
    pub fn from_number(n: u8) -> PlaceKind {
        KINDS.get(usize::from(n)).map_or(PlaceKind::Town, |(kind, _)| *kind)
    }

    /// The kind with the word data files use.
    ///
    /// ```
    /// use dateline_atlas::PlaceKind;
    /// assert_eq!(PlaceKind::from_word("admin1"), Some(PlaceKind::Admin1));
    /// assert_eq!(PlaceKind::from_word("planet"), None);
    /// ```
    pub fn from_word(word: &str) -> Option<PlaceKind> {
        KINDS.iter().find(|(_, w)| *w == word).map(|(kind, _)| *kind)
    }

    /// The word data files use.
    pub fn word(self) -> &'static str {
        KINDS[self as usize].1
    }
}
