//! The data files that come with the program.
//!
//! The text files of `atlas/` are unpacked at the first use, as the gazetteer is. Each has a head that says what it is,
//! from where, under which licence and how to rebuild it.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::LazyLock;

pub(crate) const GAZETTEER: &[u8] = include_bytes!("../../../atlas/gazetteer.pack");

/// The text files, as `build.rs` packs them.
const PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/texts.z"));

/// Every text file by its path below `atlas/`, for the audit and the list of licences.
pub(crate) static FILES: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let mut bytes = Vec::new();
    // what does not unpack is a fault of the build: the audit of the files finds none then
    let read = flate2::read::ZlibDecoder::new(PACKED).read_to_end(&mut bytes);
    let mut files = BTreeMap::new();
    let mut rest = if read.is_ok() { bytes.as_slice() } else { &[] };
    while let Some((name, text, after)) = next(rest) {
        files.insert(name, text);
        rest = after;
    }
    files
});

/// The first file of what is left, and what is left behind it.
fn next(rest: &[u8]) -> Option<(String, String, &[u8])> {
    let end = rest.iter().position(|b| *b == 0)?;
    let (length, body) = rest.get(end + 1..)?.split_first_chunk::<4>()?;
    let (text, after) = body.split_at_checked(u32::from_le_bytes(*length) as usize)?;
    let read = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    Some((read(rest.get(..end)?), read(text), after))
}

/// The text of a file of `atlas/`; empty where there is none.
pub(crate) fn text(name: &str) -> &'static str {
    FILES.get(name).map_or("", String::as_str)
}

/// The lists of groups, forces, bodies and media.
pub(crate) const ACTORS: [&str; 7] = [
    "actors/groups-africa.txt",
    "actors/groups-asia.txt",
    "actors/groups-europe-americas.txt",
    "actors/groups-middle-east.txt",
    "actors/forces.txt",
    "actors/bodies.txt",
    "actors/media.txt",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_packed() {
        assert_eq!(FILES.len(), 25, "{:?}", FILES.keys());
        assert!(ACTORS.iter().all(|name| !text(name).is_empty()));
        assert!(text("countries.txt").starts_with("# "));
        assert!(GAZETTEER.len() + PACKED.len() <= 10_000_000, "{} bytes", GAZETTEER.len() + PACKED.len());
    }
}
