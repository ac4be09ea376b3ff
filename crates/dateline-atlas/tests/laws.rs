//! Laws: whatever the text, spans lie in it, in order, on character boundaries; the same text gives the same answer.

use dateline_atlas::{Atlas, PlaceContext, fingerprint};
use dateline_model::Span;

/// Texts that have broken tokenisers before, and a run of pseudo-random ones.
fn texts() -> Vec<String> {
    let mut all: Vec<String> = [
        "",
        " ",
        "'",
        "’s",
        "U.S.",
        "St.",
        "al-",
        "-al-Bab",
        "GAO, Mali —",
        "60 km east of Gao",
        "km of Gao",
        "60km of",
        "Mali's's army",
        "Cité Soleil’s “market”",
        "\u{301}\u{200f}بوكو حرام in Gao",
        "N'Djaména.Ndjamena,N’Djamena",
        "hospital of the of The Of Hospital",
        "Camp Fort Hotel Base of",
        "IS IS IS IS",
    ]
    .map(str::to_owned)
    .to_vec();
    let words = [
        "Gao",
        "the",
        ",",
        ". ",
        "’s",
        " - ",
        "army",
        "Malian",
        "\n\n",
        "é",
        "al-",
        "Mali",
        "(",
        "km",
        "60",
        "of",
        "RSF",
        "“",
        "Islamic State",
        "branch",
        "Sahel",
        "in",
        "the",
    ];
    let mut seed: u64 = 7;
    for _ in 0..400 {
        let mut text = String::new();
        for _ in 0..12 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            text.push_str(words[(seed >> 33) as usize % words.len()]);
            text.push_str(if seed >> 63 == 0 { " " } else { "" });
        }
        all.push(text);
    }
    all
}

fn ordered(text: &str, spans: &[Span]) {
    let mut last = 0;
    for span in spans {
        assert!(span.start >= last && span.end > span.start, "spans run into each other in {text:?}: {spans:?}");
        assert!(text.get(span.range()).is_some(), "span {span:?} is not in {text:?}");
        last = span.end;
    }
}

#[test]
fn spans_are_in_the_text_and_in_order() {
    let atlas = Atlas::embedded();
    let context = PlaceContext { demonyms: true, outlet_country: Some("ML"), ..PlaceContext::default() };
    for text in texts() {
        ordered(&text, &atlas.places_in(&text, &context).iter().map(|p| p.span).collect::<Vec<_>>());
        ordered(&text, &atlas.actors_in(&text).iter().map(|a| a.span).collect::<Vec<_>>());
        ordered(&text, &atlas.sites_in(&text).iter().map(|s| s.span).collect::<Vec<_>>());
        let _ = atlas.speaker_type(&text);
    }
}

#[test]
fn the_same_text_gives_the_same_answer() {
    let atlas = Atlas::embedded();
    for text in texts() {
        let context = PlaceContext::default();
        assert_eq!(atlas.places_in(&text, &context), atlas.places_in(&text, &context));
    }
}

#[test]
fn every_data_file_says_what_it_is() {
    for file in Atlas::embedded().licences() {
        for (key, value) in [
            ("what", &file.what),
            ("source", &file.source),
            ("licence", &file.licence),
            ("date", &file.date),
            ("rebuild", &file.rebuild),
        ] {
            assert!(!value.is_empty(), "{} does not say its {key}", file.file);
        }
    }
}

#[test]
fn the_pack_holds_the_towns_kept_by_hand() {
    let towns = include_str!("../../../atlas/places/towns.txt");
    let head = Atlas::embedded().gazetteer_head();
    assert!(head.contains(&fingerprint(towns)), "places/towns.txt changed: compile the gazetteer anew\n{head}");
}

#[test]
fn the_directory_is_sound() {
    let actors = Atlas::embedded().actors();
    let written = actors.iter().filter(|a| a.source != "states");
    assert!(written.clone().count() >= 400);
    let mut ids = std::collections::BTreeSet::new();
    for actor in actors {
        assert!(ids.insert(&actor.id), "{} is there twice", actor.id);
        assert!(actor.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'), "{}", actor.id);
        for country in &actor.theatre {
            assert!(Atlas::embedded().country_name(country).is_some(), "{}: no country {country}", actor.id);
        }
    }
    assert!(written.clone().all(|a| !a.source.is_empty() && !a.name.is_empty()));
}
