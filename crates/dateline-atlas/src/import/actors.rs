//! A user's own actors, in the form of the directory's files.

use super::ImportError;
use crate::countries::Countries;
use crate::directory::ActorRole;
use crate::lines::entries;
use crate::sources;

/// How many actors a file in the directory's form holds (`id | role | countries | years | name | aliases | source |
/// note` a line); the first line that is none is an error.
///
/// ```
/// use dateline_atlas::import::actors;
/// assert_eq!(actors("# what: ours\nnight-owls | rebel | ML | 2031- | Night Owls | NOM | general |\n").unwrap(), 1);
/// let error = actors("night-owls | rebels | ML | | Night Owls | | |\n").unwrap_err();
/// assert_eq!(error.to_string(), "line 1: “rebels” is no role; see atlas/actors/groups-africa.txt");
/// ```
pub fn actors(text: &str) -> Result<usize, ImportError> {
    let countries = Countries::read(sources::text("countries.txt"));
    let mut found = 0;
    for (number, line) in text.lines().enumerate() {
        for cells in entries(line) {
            check(&cells, &countries).map_err(|why| ImportError::Form { line: number + 1, why })?;
            found += 1;
        }
    }
    if found == 0 { Err(ImportError::Nothing(None)) } else { Ok(found) }
}

fn check(cells: &[&str], countries: &Countries) -> Result<(), String> {
    let [id, role, theatre, _, name, _, _, _] = cells else {
        return Err(format!(
            "{} cells; an actor has 8: id | role | countries | years | name | aliases | source | note",
            cells.len()
        ));
    };
    if id.is_empty() || !id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-') {
        return Err(format!("“{id}” is no id: small letters, digits and hyphens"));
    }
    if ActorRole::from_word(role).is_none() {
        return Err(format!("“{role}” is no role; see atlas/actors/groups-africa.txt"));
    }
    if name.is_empty() {
        return Err("an actor without a name".to_owned());
    }
    let unknown = theatre.split_whitespace().find(|code| countries.by_code(code).is_none());
    unknown.map_or(Ok(()), |code| Err(format!("“{code}” is no country code")))
}
