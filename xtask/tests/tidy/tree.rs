//! The working tree: every file a person wrote, by its path from the root.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that hold nothing a person wrote; those whose names start with `target` are left out too.
const NOT_OURS: [&str; 6] = [".git", "node_modules", "fuzz/artifacts", "fuzz/corpus", "fuzz/target", ".idea"];

/// All files, sorted.
pub struct Tree {
    root: PathBuf,
    /// Paths from the root, with `/`.
    pub files: Vec<String>,
}

impl Tree {
    /// Walks the tree this crate lies in.
    pub fn read() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the root").to_path_buf();
        let mut files = Vec::new();
        walk(&root, "", &mut files);
        files.sort();
        Self { root, files }
    }

    /// The files whose names end so.
    pub fn ending<'a>(&'a self, ends: &'a [&'a str]) -> impl Iterator<Item = &'a str> {
        self.files.iter().map(String::as_str).filter(|f| ends.iter().any(|e| f.ends_with(e)))
    }

    /// A file's text; what is not UTF-8 is replaced.
    pub fn text(&self, file: &str) -> String {
        // Other work may go on in the tree meanwhile: a file that is gone again has no text.
        fs::read(self.root.join(file)).map(|b| String::from_utf8_lossy(&b).into_owned()).unwrap_or_default()
    }

    /// Whether a file or folder is there.
    pub fn has(&self, path: &str) -> bool {
        self.root.join(path.trim_end_matches('/')).exists()
    }

    /// The root folder.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

fn walk(folder: &Path, name: &str, files: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let own = entry.file_name().to_string_lossy().into_owned();
        let path = if name.is_empty() { own.clone() } else { format!("{name}/{own}") };
        if NOT_OURS.contains(&path.as_str()) || NOT_OURS.contains(&own.as_str()) || own.starts_with("target") {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&entry.path(), &path, files),
            Ok(kind) if kind.is_file() => files.push(path),
            _ => {}
        }
    }
}
