//! The data files that come with the program.
//!
//! Text files are read at the first use; the gazetteer is unpacked then. Each has a head that says what it is, from
//! where, under which licence and how to rebuild it.

macro_rules! data {
    ($path:literal) => {
        include_str!(concat!("../../../atlas/", $path))
    };
}

pub(crate) const GAZETTEER: &[u8] = include_bytes!("../../../atlas/gazetteer.pack");
pub(crate) const COUNTRIES: &str = data!("countries.txt");
pub(crate) const COUNTRY_IDS: &str = data!("country-ids.txt");
pub(crate) const BRANCHES: &str = data!("actors/branches.txt");
pub(crate) const STATES: &str = data!("actors/states.txt");
pub(crate) const SPEAKERS: &str = data!("speakers.txt");
pub(crate) const SITES: &str = data!("sites.txt");
pub(crate) const ACTORS: &[&str] = &[
    data!("actors/groups-africa.txt"),
    data!("actors/groups-asia.txt"),
    data!("actors/groups-europe-americas.txt"),
    data!("actors/groups-middle-east.txt"),
    data!("actors/forces.txt"),
    data!("actors/bodies.txt"),
    data!("actors/media.txt"),
];
pub(crate) const PLACES: &[&str] = &[data!("places/regions.txt")];
pub(crate) const ABBREVIATIONS: &str = data!("places/abbreviations.txt");
pub(crate) const LOCAL: &str = data!("actors/local.txt");
pub(crate) const WAYS: &str = data!("places/ways.txt");
pub(crate) const OUTLETS: &str = data!("places/outlets.txt");
pub(crate) const LANDMARKS: &str = data!("places/landmarks.txt");
pub(crate) const AREA_CODES: &str = data!("places/area-codes.txt");
pub(crate) const CONTEXT: &[&str] = &[data!("context.txt"), data!("given-names.txt")];

/// Every text file with its name below `atlas/`, for the audit and the list of licences.
pub(crate) const FILES: &[(&str, &str)] = &[
    ("actors/bodies.txt", data!("actors/bodies.txt")),
    ("actors/branches.txt", data!("actors/branches.txt")),
    ("actors/forces.txt", data!("actors/forces.txt")),
    ("actors/groups-africa.txt", data!("actors/groups-africa.txt")),
    ("actors/groups-asia.txt", data!("actors/groups-asia.txt")),
    ("actors/groups-europe-americas.txt", data!("actors/groups-europe-americas.txt")),
    ("actors/groups-middle-east.txt", data!("actors/groups-middle-east.txt")),
    ("actors/local.txt", data!("actors/local.txt")),
    ("actors/media.txt", data!("actors/media.txt")),
    ("actors/states.txt", data!("actors/states.txt")),
    ("context.txt", data!("context.txt")),
    ("countries.txt", data!("countries.txt")),
    ("country-ids.txt", data!("country-ids.txt")),
    ("given-names.txt", data!("given-names.txt")),
    ("places/abbreviations.txt", data!("places/abbreviations.txt")),
    ("places/area-codes.txt", data!("places/area-codes.txt")),
    ("places/areas.txt", data!("places/areas.txt")),
    ("places/landmarks.txt", data!("places/landmarks.txt")),
    ("places/outlets.txt", data!("places/outlets.txt")),
    ("places/regions.txt", data!("places/regions.txt")),
    ("places/towns.txt", data!("places/towns.txt")),
    ("places/ways.txt", data!("places/ways.txt")),
    ("sites.txt", data!("sites.txt")),
    ("speakers.txt", data!("speakers.txt")),
];
