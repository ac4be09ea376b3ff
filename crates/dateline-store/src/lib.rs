//! Where does the ledger live? In one SQLite file: an append-only log of operations, and tables that follow from it.
//!
//! The log holds every report as it was read with what it says ([`dateline::Analysis`] and the version that read it),
//! and every decision of a person with who, when and why; an undo is an operation too. Incidents, full text, places and
//! dates are derived: [`Store::verify`] derives them again and compares. What reports say and add up to is left to
//! `dateline`; the time and the names of people are passed in.
//!
//! ```
//! use dateline::{Input, Options};
//! use dateline_store::{Filter, Stamp, Store};
//! let folder = tempfile::tempdir().unwrap();
//! let mut store = Store::open_or_make(&folder.path().join("war.ledger"))?;
//! let text = " date 2031-03-04 A bomb killed six people in Gao, Mali, on Tuesday, police said.";
//! let (reports, _) = dateline::read(vec![Input { path: "a.txt".into(), bytes: text.into() }], &Options::default());
//! let stamp = Stamp { at: "2031-03-05T10:00:00Z".into(), by: "desk".into(), why: String::new() };
//! store.add(reports, &stamp, &mut |_| {})?;
//! assert_eq!(store.incidents(&Filter::default())?.len(), 1);
//! assert!(store.verify()?.is_empty());
//! # Ok::<(), dateline_store::StoreError>(())
//! ```

mod add;
mod compact;
mod derive;
mod error;
mod file;
mod log;
mod query;
mod review;
mod rows;
mod slice;
mod verify;

pub use add::Added;
pub use compact::Compacted;
pub use error::StoreError;
pub use file::{FORMAT, Store};
pub use log::{Entry, Stamp};
pub use query::{Box as GeoBox, Filter};
pub use review::{Figure, HandClaim, Review, Reviewed};
