//! The audit of the files of actors: every line whole, sorted, with a source; ids once; what `states.txt` and
//! `branches.txt` speak of is there; a body every state has is that state's.

use dateline_atlas::{ActorRole, Atlas};
use std::collections::BTreeSet;

const FILES: [(&str, &str); 7] = [
    ("bodies", include_str!("../../../atlas/actors/bodies.txt")),
    ("forces", include_str!("../../../atlas/actors/forces.txt")),
    ("groups-africa", include_str!("../../../atlas/actors/groups-africa.txt")),
    ("groups-asia", include_str!("../../../atlas/actors/groups-asia.txt")),
    ("groups-europe-americas", include_str!("../../../atlas/actors/groups-europe-americas.txt")),
    ("groups-middle-east", include_str!("../../../atlas/actors/groups-middle-east.txt")),
    ("media", include_str!("../../../atlas/actors/media.txt")),
];

fn lines(text: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#'));
    lines.map(|l| l.split('|').map(str::trim).collect())
}

#[test]
fn every_line_is_whole_and_in_order() {
    let mut ids = BTreeSet::new();
    for (file, text) in FILES {
        let mut last = "";
        for cells in lines(text) {
            let id = cells[0];
            assert_eq!(cells.len(), 8, "{file}: {id} has not eight cells");
            assert!(last < id, "{file}: {id} stands behind {last}");
            assert!(ids.insert(id), "{file}: {id} is there twice");
            assert!(ActorRole::from_word(cells[1]).is_some(), "{file}: {id} has no role “{}”", cells[1]);
            assert!(!cells[4].is_empty() && !cells[6].is_empty(), "{file}: {id} lacks its name or source");
            let mut forms = BTreeSet::new();
            for form in std::iter::once(cells[4]).chain(cells[5].split(';').map(str::trim)) {
                assert!(forms.insert(form) || form.is_empty(), "{file}: {id} has “{form}” twice");
            }
            last = id;
        }
    }
    assert!(ids.len() >= 1200, "only {} actors", ids.len());
}

#[test]
fn a_ucdp_number_is_one_actors() {
    let mut known = BTreeSet::new();
    // UCDP goes by names that two of our entries share: a movement and the coalition it founded.
    let shared = ["UCDP 554", "UCDP 1158"];
    for cells in FILES.iter().flat_map(|(_, text)| lines(text)) {
        let source = cells[6];
        let number = source.strip_prefix("UCDP ");
        assert!(number.is_none_or(|n| n.parse::<u32>().is_ok()), "{}: {source}", cells[0]);
        let once = number.is_none() || known.insert(source) || shared.contains(&source);
        assert!(once, "{}: {source} is another's too", cells[0]);
    }
    assert!(known.len() >= 250, "only {} entries bear a number of UCDP's", known.len());
}

#[test]
fn what_every_state_has_is_its_own() {
    let atlas = Atlas::embedded();
    for cells in lines(include_str!("../../../atlas/actors/states.txt")).filter(|cells| cells.len() == 3) {
        let body = atlas.state_body(cells[0], cells[1]);
        assert_eq!(body.map(|a| a.id.as_str()), Some(cells[2]), "{} {}", cells[0], cells[1]);
    }
    for country in atlas.countries() {
        for body in ["army", "police", "navy", "airforce", "government", "intelligence", "health"] {
            let actor = atlas.state_body(country.code, body).expect("a body");
            assert_eq!(actor.country.as_deref(), Some(country.code), "{}", actor.id);
        }
    }
}

#[test]
fn every_voice_is_a_mediums_and_a_groups() {
    let atlas = Atlas::embedded();
    let mut last = "";
    for cells in lines(include_str!("../../../atlas/actors/voices.txt")) {
        let medium = atlas.actor(cells[0]).expect("a medium");
        assert_eq!(medium.role, ActorRole::Media, "{}", cells[0]);
        assert!(atlas.group_behind(medium).is_some_and(|a| a.id == cells[1]), "{}", cells[1]);
        assert!(last < cells[0], "{} stands behind {last}", cells[0]);
        last = cells[0];
    }
}
