//! The files of a downloaded package: a wheel is a zip archive with the pipeline in one of its folders.

use crate::error::LanguageError;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// No file of a package is larger; anything larger is no package this engine can run.
const LARGEST: u64 = 200 << 20;

/// The pipeline's files by their path below its folder ("tagger/cfg").
#[derive(Debug)]
pub struct Wheel {
    files: BTreeMap<String, Vec<u8>>,
}

impl Wheel {
    /// Unpacks the folder that holds `config.cfg`.
    pub fn open(bytes: &[u8]) -> Result<Wheel, LanguageError> {
        let wrong = |error: &dyn std::fmt::Display| LanguageError::Package(error.to_string());
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| wrong(&error))?;
        let config = archive.file_names().find(|name| name.ends_with("/config.cfg")).map(str::to_owned);
        let config = config.ok_or_else(|| wrong(&"it holds no config.cfg"))?;
        let folder = config.trim_end_matches("config.cfg").to_owned();
        let mut files = BTreeMap::new();
        for index in 0..archive.len() {
            let file = archive.by_index(index).map_err(|error| wrong(&error))?;
            let Some(path) = file.name().strip_prefix(&folder).map(str::to_owned) else { continue };
            let mut content = Vec::new();
            file.take(LARGEST).read_to_end(&mut content).map_err(|error| wrong(&error))?;
            files.insert(path, content);
        }
        Ok(Wheel { files })
    }

    /// A file's bytes.
    pub fn file(&self, path: &str) -> Result<&[u8], LanguageError> {
        self.find(path).ok_or_else(|| LanguageError::Package(format!("it holds no {path}")))
    }

    /// A file's bytes, where it is there.
    pub fn find(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }
}
