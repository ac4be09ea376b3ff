//! What can go wrong with a ledger's file, in words that name the file and say what to do.

use std::path::{Path, PathBuf};

/// Why a ledger could not be opened, read or written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no ledger at {}; `dateline add PATH… --ledger {}` makes one", .0.display(), .0.display())]
    Missing(PathBuf),
    /// The file is something else.
    #[error("{} is no ledger; name another file, or leave the name to one that does not exist yet", .0.display())]
    NotALedger(PathBuf),
    /// A newer program wrote it.
    #[error("{} was written by a newer program (format {found}, this one knows {known}); use that one", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The version this program writes.
        known: i64,
    },
    /// It cannot be written.
    #[error("{} cannot be written: make it and its folder writable, or copy it elsewhere", .0.display())]
    ReadOnly(PathBuf),
    /// Another program is writing.
    #[error("{} is in use: another program is writing to it; wait until it is done and try again", .0.display())]
    Busy(PathBuf),
    /// No room is left.
    #[error("there is no room left for {}: what was acknowledged is safe; make room and add the rest again", .0.display())]
    Full(PathBuf),
    /// Its content is damaged.
    #[error("{} is damaged: {what}; restore it from a copy", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        what: String,
    },
    /// It is opened for reading only, and has operations that are not taken in yet.
    #[error("{} cannot be opened: {what}", path.display())]
    Closed {
        /// The file.
        path: PathBuf,
        /// What the system says.
        what: String,
    },
    /// A decision, an undo or a question that makes no sense for this ledger.
    #[error("{0}")]
    Refused(String),
    /// Undated reports are to be read again on a new day, and were read with packs or frames that are not at hand.
    #[error(
        "{} holds reports that were read with {with}: name the same folders with --atlas and --frames, or read \
         everything again without them (`dateline add PATH… --again`)",
        path.display()
    )]
    ReadWith {
        /// The file.
        path: PathBuf,
        /// What they were read with.
        with: String,
    },
    /// Anything else SQLite says.
    #[error("{}: {source}", path.display())]
    Sqlite {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

/// The error of a SQLite call on this file, in our words where we have some.
pub(crate) fn of(path: &Path, source: rusqlite::Error) -> StoreError {
    use rusqlite::ffi::ErrorCode;
    let path = path.to_path_buf();
    let Some(code) = source.sqlite_error_code() else {
        return match source {
            rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..) => {
                StoreError::Damaged { path, what: source.to_string() }
            }
            source => StoreError::Sqlite { path, source },
        };
    };
    match code {
        ErrorCode::NotADatabase => StoreError::NotALedger(path),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => StoreError::Busy(path),
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => StoreError::ReadOnly(path),
        ErrorCode::DiskFull => StoreError::Full(path),
        ErrorCode::DatabaseCorrupt => StoreError::Damaged { path, what: source.to_string() },
        ErrorCode::CannotOpen => StoreError::Closed { path, what: source.to_string() },
        _ => StoreError::Sqlite { path, source },
    }
}
