//! Sites, relative places and speakers, each with what it must not be taken for.

use dateline_atlas::{Atlas, PlaceContext, PlaceRole};

#[test]
fn sites_are_whole_phrases() {
    let atlas = Atlas::embedded();
    for (text, site, named) in [
        ("Gunmen raided the Faladie military police school at dawn.", "Faladie military police school", true),
        ("A strike hit al-Tabaeen school in Gaza City.", "al-Tabaeen school", true),
        ("The attack on Camp Shorabak killed ten.", "Camp Shorabak", true),
        ("It happened at the Lido beach hotel.", "Lido beach hotel", true),
        ("Students of the University of Kenje fled.", "University of Kenje", true),
        ("They shelled a hospital.", "hospital", false),
        ("A bomb went off near a police station.", "police station", false),
        ("The raid on Pazi village began at noon.", "Pazi village", true),
        ("They burned the village of Koulo.", "village of Koulo", true),
    ] {
        let found = atlas.sites_in(text);
        let names: Vec<(&str, bool)> = found.iter().map(|s| (s.name.as_str(), s.named)).collect();
        assert!(names.contains(&(site, named)), "{text} -> {names:?}");
    }
    assert!(atlas.sites_in("They burned a village and left.").is_empty());
}

#[test]
fn relative_places_are_computed() {
    let atlas = Atlas::embedded();
    let places = atlas.places_in("The ambush took place about 60 km east of Gao, in Mali.", &PlaceContext::default());
    let relative = places[0].relative.expect("a distance");
    assert_eq!((relative.km, relative.bearing, places[0].role), (60.0, Some(90.0), PlaceRole::Relative));
    assert!((relative.longitude - places[0].longitude - 0.56).abs() < 0.05);
    let miles = atlas.places_in("It lies 37 miles (60 kilometres) north of Kidal, Mali.", &PlaceContext::default());
    assert!(miles[0].relative.is_some_and(|r| (r.km - 59.5).abs() < 1.0), "{miles:?}");
    let none = atlas.places_in("Sixty men of Gao came.", &PlaceContext::default());
    assert!(none.iter().all(|p| p.relative.is_none()));
}

#[test]
fn speakers_have_types() {
    let atlas = Atlas::embedded();
    for (phrase, kind) in [
        ("the army", "military"),
        ("a spokesman for the health ministry", "government"),
        ("the hospital director", "medical"),
        ("a witness", "witness"),
        ("a resident of the village", "resident"),
        ("two villagers", "resident"),
        ("the police chief", "police"),
        ("a security source", "anonymous_official"),
        ("a confidential document", "document"),
        ("the United Nations", "un"),
        ("relatives of the dead", "family"),
        ("a rights group", "ngo"),
        ("an analyst at a think tank", "expert"),
        ("the governor of Borno", "government"),
        ("state television", "media"),
        ("a spokesman for al-Shabaab", "armed_group"),
        ("JNIM", "armed_group"),
        ("a police spokesman", "police"),
        ("the army chief of staff", "military"),
        ("a doctor at the hospital", "medical"),
        ("the African Union Commission chairman", "intergovernmental"),
        ("a spokesman for the Ugandan army", "military"),
        ("local officials", "government"),
        ("une source sécuritaire", "anonymous_official"),
        ("a UN spokesman", "un"),
        ("the Russian defence ministry", "government"),
        ("three survivors", "witness"),
        ("Reuters", "media"),
    ] {
        let found = atlas.speaker_type(phrase).map(|k| k.code());
        assert_eq!(found, Some(kind), "{phrase}");
    }
    for phrase in ["the group", "it", "he", "John Smith", "the blue door", ""] {
        assert_eq!(atlas.speaker_type(phrase), None, "{phrase}");
    }
}
