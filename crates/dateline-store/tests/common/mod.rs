//! What the tests of the store share: reports, stamps, and a store in a folder of its own.

#![allow(dead_code)]

use dateline::{Input, Options};
use dateline_model::Report;
use dateline_store::{Stamp, Store};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

pub type Read = (Report, Option<Date>);

/// The invented reports of the examples.
pub fn examples() -> Vec<Input> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
    let mut inputs: Vec<Input> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| Input {
            path: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(&path).unwrap(),
        })
        .collect();
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

/// Some of the examples: those whose names begin so.
pub fn named(begins: &[&str]) -> Vec<Read> {
    let inputs = examples().into_iter().filter(|i| begins.iter().any(|b| i.path.starts_with(b))).collect();
    dateline::read(inputs, &Options::default()).0
}

pub fn text(path: &str, text: &str) -> Vec<Read> {
    dateline::read(vec![Input { path: path.into(), bytes: text.into() }], &Options::default()).0
}

pub fn all() -> Vec<Read> {
    dateline::read(examples(), &Options::default()).0
}

pub fn stamp(why: &str) -> Stamp {
    Stamp { at: "2031-03-09T10:00:00Z".into(), by: "A. Desk".into(), why: why.into() }
}

pub fn fresh() -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("test.ledger");
    (folder, path)
}

pub fn with(reports: Vec<Read>) -> (TempDir, Store) {
    let (folder, path) = fresh();
    let mut store = Store::open_or_make(&path).unwrap();
    store.add(reports, &stamp(""), &mut |_| {}).unwrap();
    (folder, store)
}

pub fn add(store: &mut Store, reports: Vec<Read>) {
    store.add(reports, &stamp(""), &mut |_| {}).unwrap();
    sound(store);
}

pub fn sound(store: &Store) {
    assert_eq!(store.verify().unwrap(), Vec::<String>::new());
}
