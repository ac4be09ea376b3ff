//! From the paths a user names to files: folders all the way down, in the order of their names, each file once.
//!
//! Nothing that cannot be read ends the walk: it is named with its reason. Hidden files in folders are passed over;
//! whoever names one gets it. Links are followed, but never in a circle. Files are opened when their turn comes, large
//! archives read as streams. What the bytes mean is left to the facade.

use dateline::{Found, Input, Skipped, is_stream};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Cursor, Read};
use std::path::{Path, PathBuf};

/// Largest file that is read, in bytes: a report is never so long.
pub(crate) const LARGEST: u64 = 64 << 20;
/// Archives and exports larger than this are read a record at a time, however large they are.
const STREAMED: u64 = 4 << 20;
/// Bytes that tell what a file is.
const HEAD: u64 = 16 << 10;
/// Deepest folder that is entered.
const DEEPEST: usize = 64;

/// What the paths hold.
#[derive(Default)]
pub(crate) struct Walk {
    found: Vec<Entry>,
    pub(crate) skipped: Vec<Skipped>,
    /// Files already read, by their real path.
    seen: BTreeSet<PathBuf>,
}

/// Something to be read.
enum Entry {
    /// Standard input or a pipe, read once.
    Bytes(Input),
    /// A file, not opened yet.
    File(PathBuf),
}

/// Finds every file the paths name or hold; `-` is standard input.
pub(crate) fn walk(paths: &[PathBuf]) -> Walk {
    let mut walk = Walk::default();
    for path in paths {
        if path.as_os_str() == "-" {
            let bytes = bounded(io::stdin().lock());
            walk.take("-".to_owned(), bytes);
        } else {
            walk.named(path);
        }
    }
    walk
}

impl Walk {
    /// How many files there are.
    pub(crate) fn count(&self) -> usize {
        self.found.len()
    }

    /// Reads all files now.
    pub(crate) fn inputs(self) -> (Vec<Input>, Vec<Skipped>) {
        let (mut inputs, mut skipped) = (Vec::new(), self.skipped);
        for entry in self.found {
            match entry.whole() {
                Ok(input) => inputs.push(input),
                Err(refused) => skipped.push(refused),
            }
        }
        (inputs, skipped)
    }

    /// Reads each file when its turn comes, in the order of their names.
    pub(crate) fn each(self) -> impl Iterator<Item = Found> + Send {
        let mut found = self.found;
        found.sort_by_cached_key(Entry::name);
        self.skipped.into_iter().map(Found::Refused).chain(found.into_iter().map(Entry::open))
    }

    /// A path the user named.
    fn named(&mut self, path: &Path) {
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => {
                let before = self.found.len() + self.skipped.len();
                self.folder(path, &mut Vec::new());
                if self.found.len() + self.skipped.len() == before && self.seen.is_empty() {
                    self.skip(path, "it is a folder without files".to_owned());
                }
            }
            // What a shell passes as <(…) is no regular file; it is read once and has no real path to remember.
            Ok(about) if !about.is_file() => self.take(name(path), File::open(path).and_then(bounded)),
            Ok(_) => self.file(path),
            Err(error) => self.skip(path, why(path, &error)),
        }
    }

    /// A folder and what is below it; `above` are the real paths of the folders it lies in.
    fn folder(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        let entries = fs::canonicalize(path).and_then(|real| Ok((real, entries(path)?)));
        let (real, entries) = match entries {
            Ok(found) => found,
            Err(error) => return self.skip(path, why(path, &error)),
        };
        if above.contains(&real) {
            return self.skip(path, "it is a link back to a folder it lies in".to_owned());
        }
        if above.len() >= DEEPEST {
            return self.skip(path, format!("it lies more than {DEEPEST} folders deep"));
        }
        above.push(real);
        for entry in entries {
            self.entry(&entry, above);
        }
        above.pop();
    }

    fn entry(&mut self, path: &Path, above: &mut Vec<PathBuf>) {
        match fs::metadata(path) {
            Ok(about) if about.is_dir() => self.folder(path, above),
            Ok(about) if about.is_file() => self.file(path),
            Ok(_) => self.skip(path, "it is neither a file nor a folder".to_owned()),
            Err(error) => self.skip(path, why(path, &error)),
        }
    }

    /// A file, unless it has been read under another name.
    fn file(&mut self, path: &Path) {
        match fs::canonicalize(path) {
            Ok(real) if !self.seen.insert(real.clone()) => {}
            _ => self.found.push(Entry::File(path.to_owned())),
        }
    }

    fn take(&mut self, path: String, bytes: io::Result<Vec<u8>>) {
        match whole(path, bytes) {
            Ok(input) => self.found.push(Entry::Bytes(input)),
            Err(refused) => self.skipped.push(refused),
        }
    }

    fn skip(&mut self, path: &Path, reason: String) {
        self.skipped.push(Skipped { path: name(path), reason });
    }
}

impl Entry {
    fn name(&self) -> String {
        match self {
            Entry::Bytes(input) => input.path.clone(),
            Entry::File(path) => name(path),
        }
    }

    fn whole(self) -> Result<Input, Skipped> {
        match self {
            Entry::Bytes(input) => Ok(input),
            Entry::File(path) => whole(name(&path), File::open(&path).and_then(bounded)),
        }
    }

    /// The file, as a stream where it is a large archive or export.
    fn open(self) -> Found {
        let streamed = match &self {
            Entry::File(path) => stream(path),
            Entry::Bytes(_) => None,
        };
        streamed.unwrap_or_else(|| match self.whole() {
            Ok(input) => Found::Whole(input),
            Err(refused) => Found::Refused(refused),
        })
    }
}

fn stream(path: &Path) -> Option<Found> {
    let mut file = File::open(path).ok()?;
    if file.metadata().ok()?.len() <= STREAMED {
        return None;
    }
    let mut head = Vec::new();
    (&mut file).take(HEAD).read_to_end(&mut head).ok()?;
    let path = name(path);
    is_stream(&head, &path).then(|| Found::Stream { path, bytes: Box::new(Cursor::new(head).chain(file)), from: 0 })
}

fn whole(path: String, bytes: io::Result<Vec<u8>>) -> Result<Input, Skipped> {
    match bytes {
        Ok(bytes) if bytes.len() as u64 > LARGEST => {
            let reason = format!("it is larger than {} MiB; split it or leave it out", LARGEST >> 20);
            Err(Skipped { path, reason })
        }
        Ok(bytes) => Ok(Input { path, bytes }),
        Err(error) => {
            let reason = why(Path::new(&path), &error);
            Err(Skipped { path, reason })
        }
    }
}

/// A folder's entries by name, hidden ones left out.
fn entries(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        if !entry.file_name().as_encoded_bytes().starts_with(b".") {
            found.push(entry.path());
        }
    }
    found.sort();
    Ok(found)
}

/// All bytes, but no more than one above the bound: enough to know that it is passed.
fn bounded(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn name(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

/// The reason in words; for a link that leads nowhere, where it should lead.
fn why(path: &Path, error: &io::Error) -> String {
    match (error.kind(), fs::read_link(path)) {
        (io::ErrorKind::NotFound, Ok(target)) => format!("it is a link to {}, which is not there", target.display()),
        (io::ErrorKind::NotFound, Err(_)) => "there is no such file".to_owned(),
        (io::ErrorKind::PermissionDenied, _) => "there is no permission to read it".to_owned(),
        _ => error.to_string(),
    }
}
