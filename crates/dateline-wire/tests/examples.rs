//! The example reports, read for real: every line validates, and all evidence is its slice of its report.

use dateline::{Input, Options};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

const SCHEMA: &str = include_str!("../schema/ledger.schema.json");

fn examples() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths.iter().map(|path| Input { path: name(path), bytes: std::fs::read(path).unwrap() }).collect()
}

fn each_evidence(value: &Value, see: &mut impl FnMut(&Value)) {
    match value {
        Value::Object(fields) if fields.contains_key("exact") => see(value),
        Value::Object(fields) => fields.values().for_each(|one| each_evidence(one, see)),
        Value::Array(items) => items.iter().for_each(|one| each_evidence(one, see)),
        _ => {}
    }
}

#[test]
fn every_line_validates_and_all_evidence_is_its_slice() {
    let schema = jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap();
    let outcome = dateline::run(examples(), &Options::default());
    let mut out = Vec::new();
    dateline_wire::json_lines(&outcome.ledger, &mut out).unwrap();
    let lines: Vec<Value> =
        String::from_utf8(out).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let texts: BTreeMap<String, Vec<char>> = lines
        .iter()
        .filter(|line| line["type"] == "report")
        .map(|line| (line["id"].as_str().unwrap().to_owned(), line["text"].as_str().unwrap().chars().collect()))
        .collect();
    for line in &lines {
        let errors: Vec<String> =
            schema.iter_errors(line).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:#?} in {line:#}");
        let report = if line["type"] == "incident" { &line["evidence_report"] } else { &line["report"] };
        let Some(text) = report.as_str().and_then(|id| texts.get(id)) else { continue };
        each_evidence(line, &mut |one| {
            let [start, end] = ["start", "end"].map(|edge| one[edge].as_u64().unwrap() as usize);
            assert_eq!(one["exact"], text[start..end].iter().collect::<String>());
            assert_ne!(one["exact"], "", "{} has evidence without words", line["id"]);
        });
    }
    assert!(lines.iter().any(|line| line["type"] == "incident"));
}
