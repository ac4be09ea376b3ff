//! Folders of atlas packs: which packs a folder holds, in which order they lie, and the atlas they make.
//!
//! A pack is a file `NNN-kind-name.atlas`; the higher number lies above, and a later folder above an earlier one. No
//! folder is read unless it is named.

use anyhow::{Context, Result, bail};
use dateline_atlas::{Atlas, Pack};
use std::fs;
use std::path::{Path, PathBuf};

/// What the files of packs end in.
const ENDING: &str = "atlas";

/// The program's atlas with the packs of these folders laid over it.
pub(crate) fn atlas(folders: &[PathBuf]) -> Result<Atlas> {
    let mut packs = Vec::new();
    for folder in folders {
        let files = files(folder)?;
        if files.is_empty() {
            bail!("{} holds no packs; `dateline atlas add` makes them", folder.display());
        }
        for file in files {
            packs.push((name(&file), open(&file)?));
        }
    }
    Ok(Atlas::with_packs(packs)?)
}

/// The packs of a folder, the one that wins last.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot = || format!("cannot read the folder {}", folder.display());
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        if path.extension().is_some_and(|ending| ending == ENDING) && path.is_file() {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// A pack of a folder, checked against its hash.
pub(crate) fn open(file: &Path) -> Result<Pack> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    Pack::open(bytes).with_context(|| file.display().to_string())
}

/// Where the next pack of a folder goes: above all that lie there.
pub(crate) fn next(folder: &Path, kind: &str, stem: &str) -> Result<PathBuf> {
    let number = |path: &PathBuf| name(path).split('-').next().and_then(|n| n.parse::<u32>().ok());
    let last = files(folder)?.iter().filter_map(number).max().unwrap_or(0);
    let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let stem: String = stem.chars().map(plain).collect();
    Ok(folder.join(format!("{:03}-{kind}-{stem}.{ENDING}", last + 1)))
}

/// The name a pack goes by: its file's, without the ending.
pub(crate) fn name(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}
