//! Hashes everything that decides how a report is read, and what reports add up to, so that a store can tell one
//! analysis from another, and tables that another program derived.
//!
//! Made from the code and data of the crates that read a report, the models and the atlas; fetches nothing.

use std::fs;
use std::path::{Path, PathBuf};

/// What the analysis of one report depends on, from the root; tests, specs and examples are left out.
const READS: [&str; 11] = [
    "crates/dateline-model/src",
    "crates/dateline-reading/src",
    "crates/dateline-reading/data",
    "crates/dateline-language/src",
    "crates/dateline-language/data",
    "crates/dateline-atlas/src",
    "crates/dateline-claims/src",
    "crates/dateline-claims/frames",
    "crates/dateline-claims/lexicon",
    "atlas",
    "models",
];

/// What analysed reports add up to depends on.
const LINKS: [&str; 4] =
    ["crates/dateline-model/src", "crates/dateline-ledger/src", "crates/dateline-ledger/data", "crates/dateline/src"];

fn main() {
    println!("cargo:rustc-env=DATELINE_ANALYSIS={}", hash_of(&READS));
    println!("cargo:rustc-env=DATELINE_LINKING={}", hash_of(&LINKS));
}

fn hash_of(folders: &[&str]) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in folders {
        println!("cargo:rerun-if-changed={}", root.join(folder).display());
        gather(&root.join(folder), &mut files);
    }
    files.sort();
    let mut hasher = blake3::Hasher::new();
    for file in files {
        let name = file.strip_prefix(&root).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        let bytes = fs::read(&file).unwrap_or_default();
        hasher.update(name.as_bytes()).update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
    }
    hasher.finalize().to_hex()[..12].to_owned()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, files);
        } else {
            files.push(path);
        }
    }
}
