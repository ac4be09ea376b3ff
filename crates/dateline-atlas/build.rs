//! Packs the text files of `atlas/` into one deflated piece, so that the program carries a third of their bytes.
//!
//! Each file is written as its path below `atlas/`, a zero byte, its length as four little-endian bytes, and its text;
//! `sources.rs` reads them in the same order.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR")?).join("../../atlas");
    println!("cargo::rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    texts(&root, &mut files)?;
    files.sort();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for file in files {
        let name = file.strip_prefix(&root)?.to_string_lossy().replace('\\', "/");
        let text = std::fs::read(&file)?;
        packed.write_all(name.as_bytes())?;
        packed.write_all(&[0])?;
        packed.write_all(&u32::try_from(text.len())?.to_le_bytes())?;
        packed.write_all(&text)?;
    }
    std::fs::write(Path::new(&std::env::var("OUT_DIR")?).join("texts.z"), packed.finish()?)?;
    Ok(())
}

/// The text files of a folder and those below it.
fn texts(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            texts(&path, found)?;
        } else if path.extension().is_some_and(|e| e == "txt") {
            found.push(path);
        }
    }
    Ok(())
}
