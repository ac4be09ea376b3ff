//! Every line the program prints is the contract's: it validates, and its evidence is its slice of the text.

mod made;

use dateline::{AttributionLayer, Layers, PlaceLayer, QuantityLayer, TimeLayer, TokenLayer};
use dateline_model::{PlacePrecision, Qualifier, ReportId, Span};
use serde_json::Value;
use std::collections::BTreeMap;

const SCHEMA: &str = include_str!("../schema/ledger.schema.json");

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap()
}

fn lines() -> Vec<Value> {
    let mut out = Vec::new();
    dateline_wire::json_lines(&made::ledger(), &mut out).unwrap();
    String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The slice of `text` from code point `start` to `end`.
fn slice(text: &str, start: &Value, end: &Value) -> String {
    let (start, end) = (start.as_u64().unwrap() as usize, end.as_u64().unwrap() as usize);
    text.chars().skip(start).take(end - start).collect()
}

#[test]
fn every_line_validates() {
    let validator = validator();
    for line in lines() {
        let errors: Vec<String> =
            validator.iter_errors(&line).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?} in {line:#}");
    }
}

#[test]
fn the_schema_refuses_what_the_contract_does_not_know() {
    let validator = validator();
    for (field, wrong) in [("modality", "said"), ("kind", "weather"), ("evidence", "here")] {
        let mut line = lines().into_iter().find(|line| line["type"] == "claim").unwrap();
        line[field] = wrong.into();
        assert!(!validator.is_valid(&line), "{field}");
    }
}

#[test]
fn nouns_come_in_the_contracts_order() {
    let kinds: Vec<String> = lines().iter().map(|line| line["type"].as_str().unwrap().to_owned()).collect();
    let rank = |kind: &String| ["report", "account", "claim", "incident"].iter().position(|one| one == kind).unwrap();
    assert!(kinds.is_sorted_by_key(rank), "{kinds:?}");
    assert_eq!(kinds.len(), 3 + 3 + 10 + 2);
}

/// Calls `see` with the text and each piece of evidence in `value`.
fn each_evidence(value: &Value, text: &str, see: &mut impl FnMut(&str, &Value)) {
    match value {
        Value::Object(fields) if fields.contains_key("exact") => see(text, value),
        Value::Object(fields) => fields.values().for_each(|one| each_evidence(one, text, see)),
        Value::Array(items) => items.iter().for_each(|one| each_evidence(one, text, see)),
        _ => {}
    }
}

#[test]
fn all_evidence_is_its_slice_of_the_text() {
    let lines = lines();
    let texts: BTreeMap<&str, &str> = lines
        .iter()
        .filter(|line| line["type"] == "report")
        .map(|line| (line["id"].as_str().unwrap(), line["text"].as_str().unwrap()))
        .collect();
    let mut seen = 0;
    for line in &lines {
        let report = if line["type"] == "incident" { &line["evidence_report"] } else { &line["report"] };
        let Some(text) = report.as_str().and_then(|id| texts.get(id)) else { continue };
        each_evidence(line, text, &mut |text, one| {
            seen += 1;
            assert_eq!(one["exact"], slice(text, &one["start"], &one["end"]));
            assert_ne!(one["exact"], "", "{one}");
        });
    }
    assert!(seen >= 30, "only {seen} pieces of evidence");
}

#[test]
fn the_one_object_holds_the_same_lines() {
    let mut out = Vec::new();
    dateline_wire::json(&made::ledger(), &mut out).unwrap();
    let whole: Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(whole["dateline"], dateline_wire::VERSION);
    let nouns = ["reports", "accounts", "claims", "incidents"];
    let listed: Vec<&Value> = nouns.iter().flat_map(|noun| whole[noun].as_array().unwrap()).collect();
    assert_eq!(listed, lines().iter().collect::<Vec<_>>());
}

#[test]
fn dates_say_no_more_than_is_known() {
    let published: Vec<Value> =
        lines().iter().filter(|line| line["type"] == "report").map(|line| line["published"]["date"].clone()).collect();
    assert_eq!(published, ["2025-05-06T09:05", "2025-05-08", "2025-05"]);
}

#[test]
fn coordinates_have_five_decimals_at_most() {
    let mut out = Vec::new();
    dateline_wire::json_lines(&made::ledger(), &mut out).unwrap();
    assert!(String::from_utf8(out).unwrap().contains(r#""latitude":-12.64,"longitude":-8.0,"#));
}

#[test]
fn layers_count_code_points_too() {
    let layers = Layers {
        id: ReportId("r1".into()),
        text: "Ségou — 77 tués à 5h".into(),
        sentences: vec![Span::new(0, 26)],
        tokens: vec![TokenLayer { span: Span::new(0, 6), ..TokenLayer::default() }],
        times: vec![TimeLayer { span: Span::new(23, 25), kind: "time".into(), value: "T05".into() }],
        quantities: vec![QuantityLayer {
            span: Span::new(11, 13),
            low: Some(77.0),
            high: Some(77.0),
            qualifier: Qualifier::Exact,
            unit: None,
            noun: Some("tués".into()),
        }],
        places: vec![PlaceLayer {
            span: Span::new(0, 6),
            name: Some("Ségou".into()),
            geonames: None,
            latitude: Some(f64::NAN),
            longitude: Some(-0.0),
            country: None,
            precision: Some(PlacePrecision::Town),
        }],
        attributions: vec![AttributionLayer { source: None, cue: None, content: vec![Span::new(0, 6)] }],
        ..Layers::default()
    };
    let mut out = Vec::new();
    dateline_wire::layers_line(&layers, &mut out).unwrap();
    let line: Value = serde_json::from_slice(&out).unwrap();
    let text = line["text"].as_str().unwrap();
    let cut = |one: &Value| slice(text, &one["start"], &one["end"]);
    assert_eq!(cut(&line["tokens"][0]), "Ségou");
    assert_eq!(cut(&line["quantities"][0]), "77");
    assert_eq!(cut(&line["times"][0]), "5h");
    assert_eq!(line["places"][0]["latitude"], Value::Null);
    assert_eq!(line["places"][0]["longitude"].to_string(), "0.0");
    assert_eq!(line["entities"], Value::Array(Vec::new()));
}
