//! Making a ledger's file small: what no longer counts for anything is dropped, nothing that was said or decided is.

use crate::error::StoreError;
use crate::file::Store;

/// What compacting did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Compacted {
    /// Analyses by older programs that were dropped; that they were made stays in the log.
    pub dropped: usize,
    /// Bytes before.
    pub before: u64,
    /// Bytes after.
    pub after: u64,
}

impl Store {
    /// Drops the bodies of analyses that a newer one replaces, and the room they took.
    ///
    /// # Errors
    /// Those of the file.
    pub fn compact(&mut self) -> Result<Compacted, StoreError> {
        self.catch_up()?;
        let before = self.bytes()?;
        let dropped = self.say(self.db.execute(
            "UPDATE analyses SET body = NULL WHERE body IS NOT NULL AND row < \
             (SELECT max(newer.row) FROM analyses AS newer WHERE newer.received = analyses.received AND newer.dated = '')",
            [],
        ))?;
        self.say(self.db.execute("INSERT INTO words (words) VALUES ('optimize')", []))?;
        self.say(self.db.execute_batch("VACUUM; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA optimize;"))?;
        Ok(Compacted { dropped, before, after: self.bytes()? })
    }

    fn bytes(&self) -> Result<u64, StoreError> {
        let sql = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()";
        let bytes: i64 = self.say(self.db.query_row(sql, [], |r| r.get(0)))?;
        Ok(bytes.unsigned_abs())
    }
}
