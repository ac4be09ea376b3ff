//! What did this file publish, and when? Bytes become reports.
//!
//! [`read()`] takes the bytes of a file with its name and address and returns the reports in it: clean text cut into
//! blocks, date of publication with its basis, outlet, language, and the wires the text credits. It opens no file
//! and reads no clock. What the reports *say* is left to the crates that follow.
//!
//! Read are plain text, web pages, RSS, Atom and JSON feeds, JSON, JSON lines and tables as other tools export them,
//! web archives (WARC, WACZ), and gzip, zstd and zip of all these. [`read_all`] also names the parts that could not be
//! read; [`read_stream`] reads large archives a record at a time. Everything is bounded in size, depth and number.
//!
//! ```
//! use dateline_reading::{Options, Source, read};
//! let text = " date 2031-03-04 Blast in Norvale kills three\n\n\
//!             NORVALE, March 4 (Reuters) - A blast killed three people on Tuesday, police said.\n\n\
//!             Subscribe to our newsletter\n";
//! let reports = read(text.as_bytes(), &Source::path("a.txt"), &Options::default()).unwrap();
//! assert_eq!(reports[0].title.as_deref(), Some("Blast in Norvale kills three"));
//! assert_eq!(reports[0].agencies, ["Reuters"]);
//! assert!(!reports[0].text.contains("newsletter"));
//! ```

mod bylines;
mod clean;
mod colophon;
mod compose;
mod dateline;
mod dates;
mod decode;
mod draft;
mod error;
mod feed;
mod formats;
mod furniture;
mod habits;
mod head;
mod language;
mod mojibake;
mod notices;
mod outlets;
mod page;
mod paragraphs;
mod prompts;
mod read;
mod records;
mod related;
mod several;
mod stamps;
mod stream;
mod title;
mod unpack;
mod warc;
mod weigh;
mod wires;
mod zones;

pub use error::ReadError;
pub use feed::{FeedEntry, feed_entries};
pub use habits::drop_repeated;
pub use outlets::{KnownOutlet, Outlets, outlets};
pub use read::{Options, Reading, Skipped, Source, read, read_all};
pub use stream::{Part, is_stream, parts, read_stream};
pub use wires::{Wire, Wires, wires};
