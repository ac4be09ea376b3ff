//! Folders of frames: files of a user's own, laid beside the program's.

use anyhow::{Context, Result, bail};
use dateline::frames::FrameSet;
use std::fs;
use std::path::PathBuf;

/// The program's frames with those of these folders.
pub(crate) fn frames(folders: &[PathBuf]) -> Result<FrameSet> {
    let mut files: Vec<(String, String)> = Vec::new();
    for folder in folders {
        let cannot = || format!("cannot read the folder {}", folder.display());
        let mut paths = Vec::new();
        for entry in fs::read_dir(folder).with_context(cannot)? {
            paths.push(entry.with_context(cannot)?.path());
        }
        paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt") && path.is_file());
        paths.sort();
        if paths.is_empty() {
            bail!("{} holds no frames; a file of frames ends in .txt", folder.display());
        }
        for path in paths {
            let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
            files.push((path.display().to_string(), text));
        }
    }
    Ok(FrameSet::embedded().with(files.iter().map(|(name, text)| (name.as_str(), text.as_str())))?)
}
