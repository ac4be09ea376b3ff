//! Opening a ledger's file: making it, knowing it for one of ours, and bringing an older one up to date.
//!
//! Made from a path. What is in the file is left to the rest of the crate.

use crate::error::{StoreError, of};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// "DLN1": what SQLite's header says of files of ours.
const APPLICATION: i64 = 0x444c_4e31;
/// The version of the format that this program writes.
pub const FORMAT: i64 = 2;
/// How long to wait for another program that is writing.
const PATIENCE: Duration = Duration::from_secs(10);

/// A ledger's file.
#[derive(Debug)]
pub struct Store {
    pub(crate) db: Connection,
    pub(crate) path: PathBuf,
    /// How reports are read: with what knowledge, on how many threads.
    pub(crate) reading: dateline::Options,
}

impl Store {
    /// Opens a ledger to write to; makes it where there is none.
    ///
    /// # Errors
    /// When the file is no ledger, is newer, cannot be written, or is in use.
    pub fn open_or_make(path: &Path) -> Result<Store, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let fresh = !path.exists();
        let mut store = Store::with(path, flags)?;
        if store.is_empty()? {
            if !fresh && path.metadata().is_ok_and(|about| about.len() > 0) {
                return Err(StoreError::NotALedger(path.to_path_buf()));
            }
            store.make()?;
        }
        store.ready_to_write()
    }

    /// Opens a ledger that exists, to write to.
    ///
    /// # Errors
    /// As [`Store::open_or_make`], and when there is no such file.
    pub fn open(path: &Path) -> Result<Store, StoreError> {
        exists(path)?;
        Store::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?.ready_to_write()
    }

    /// Opens a ledger to read only; another program may be adding to it meanwhile.
    ///
    /// # Errors
    /// When there is no such file, or it is no ledger, or newer.
    pub fn read(path: &Path) -> Result<Store, StoreError> {
        exists(path)?;
        let store = Store::with(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let store = match store.check() {
            // On a medium that cannot be written, SQLite cannot make the file its readers share.
            Err(StoreError::Closed { .. } | StoreError::ReadOnly(_)) => {
                let uri = format!("file:{}?immutable=1", escaped(path));
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
                let store = Store::with(Path::new(&uri), flags)?;
                let store = Store { path: path.to_path_buf(), ..store };
                store.check().map(|()| store)
            }
            checked => checked.map(|()| store),
        }?;
        Ok(store)
    }

    fn with(path: &Path, flags: OpenFlags) -> Result<Store, StoreError> {
        let flags = flags | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(|e| of(path, e))?;
        let store = Store { db, path: path.to_path_buf(), reading: dateline::Options::default() };
        store.say(store.db.busy_timeout(PATIENCE))?;
        Ok(store)
    }

    /// Reads reports with this knowledge and so many threads.
    #[must_use]
    pub fn reading_with(self, reading: &dateline::Options) -> Store {
        Store { reading: reading.clone(), ..self }
    }

    /// Waits so long for another program that is writing, in the place of ten seconds.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn wait_at_most(&self, patience: Duration) -> Result<(), StoreError> {
        self.say(self.db.busy_timeout(patience))
    }

    /// Lets the file grow no further, as on a full disk: for tests.
    ///
    /// # Errors
    /// Those of SQLite.
    #[doc(hidden)]
    pub fn limit_pages_to_what_there_is(&self) -> Result<(), StoreError> {
        let pages = self.number("page_count")?;
        self.say(self.db.pragma_update(None, "max_page_count", pages))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// An error of SQLite in our words.
    pub(crate) fn say<T>(&self, done: rusqlite::Result<T>) -> Result<T, StoreError> {
        done.map_err(|e| of(&self.path, e))
    }

    fn is_empty(&self) -> Result<bool, StoreError> {
        let tables: i64 = self.say(self.db.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0)))?;
        Ok(tables == 0)
    }

    fn number(&self, pragma: &str) -> Result<i64, StoreError> {
        self.say(self.db.pragma_query_value(None, pragma, |r| r.get(0)))
    }

    /// Makes the tables, all or none.
    fn make(&mut self) -> Result<(), StoreError> {
        self.say(self.db.pragma_update(None, "journal_mode", "wal"))?;
        let path = self.path.clone();
        let made = self.db.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|tx| {
            let tables: i64 = tx.query_row("SELECT count(*) FROM sqlite_schema", [], |r| r.get(0))?;
            // Another program may have made them since we looked.
            if tables == 0 {
                tx.execute_batch(include_str!("schema.sql"))?;
                tx.pragma_update(None, "application_id", APPLICATION)?;
                tx.pragma_update(None, "user_version", FORMAT)?;
            }
            tx.commit()
        });
        made.map_err(|e| of(&path, e))
    }

    /// Whether the file is a ledger of a version this program knows.
    fn check(&self) -> Result<(), StoreError> {
        if self.number("application_id")? != APPLICATION {
            return Err(StoreError::NotALedger(self.path.clone()));
        }
        match self.number("user_version")? {
            found if found > FORMAT => Err(StoreError::Newer { path: self.path.clone(), found, known: FORMAT }),
            _ => Ok(()),
        }
    }

    fn ready_to_write(mut self) -> Result<Store, StoreError> {
        self.check()?;
        if self.say(self.db.is_readonly(rusqlite::MAIN_DB))? {
            return Err(StoreError::ReadOnly(self.path.clone()));
        }
        // Every commit is on the disk before it is acknowledged.
        self.say(self.db.pragma_update(None, "journal_mode", "wal"))?;
        self.say(self.db.pragma_update(None, "synchronous", "full"))?;
        self.say(self.db.pragma_update(None, "foreign_keys", "on"))?;
        self.say(self.db.pragma_update(None, "cache_size", -65_536))?;
        self.migrate()?;
        Ok(self)
    }

    /// Whether an older program wrote the file, with tables that lack something.
    pub(crate) fn is_older(&self) -> Result<bool, StoreError> {
        Ok(self.number("user_version")? < FORMAT)
    }

    /// Brings a file of an older version up to this one, a version at a time.
    fn migrate(&mut self) -> Result<(), StoreError> {
        if !self.is_older()? {
            return Ok(());
        }
        let path = self.path.clone();
        let done = self.db.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|tx| {
            // Another program may have done it since we looked.
            let mut found: i64 = tx.pragma_query_value(None, "user_version", |r| r.get(0))?;
            if found == 1 {
                tx.execute_batch("ALTER TABLE derived ADD COLUMN by TEXT NOT NULL DEFAULT ''")?;
                found = 2;
                tx.pragma_update(None, "user_version", found)?;
            }
            tx.commit().map(|()| found)
        });
        let found = done.map_err(|e| of(&path, e))?;
        if found == FORMAT {
            return Ok(());
        }
        Err(StoreError::Damaged { path, what: format!("there is no format {found}") })
    }
}

fn exists(path: &Path) -> Result<(), StoreError> {
    if path.exists() { Ok(()) } else { Err(StoreError::Missing(path.to_path_buf())) }
}

/// A path as SQLite reads it in a URI.
fn escaped(path: &Path) -> String {
    let text = path.to_string_lossy();
    let plain = |c: char| c.is_ascii_alphanumeric() || "/._-".contains(c);
    text.chars()
        .map(|c| if plain(c) { c.to_string() } else { c.to_string().bytes().map(|b| format!("%{b:02X}")).collect() })
        .collect()
}
