//! Why an input was not read: one named reason each, with what can be done about it.

/// Why an input could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// There is nothing in it.
    #[error("it is empty; remove it from the input")]
    Empty,
    /// There are bytes but no story in them.
    #[error("it holds no report, only page furniture such as share bars or notices; save the page's text again")]
    NoStory,
    /// It is no text in any encoding we know.
    #[error("it is not text ({found}); give a text, page, feed or archive")]
    NotText {
        /// What its first bytes look like.
        found: String,
    },
    /// It looks like text, but not in one encoding.
    #[error("its encoding is broken at byte {at}; save it as UTF-8")]
    Encoding {
        /// First byte that fits no encoding.
        at: usize,
    },
    /// It is larger than a report can be.
    #[error("{what} is larger than {limit} bytes; split it or leave it out")]
    TooLarge {
        /// Which part: "the file", "a line".
        what: &'static str,
        /// The bound, in bytes.
        limit: u64,
    },
    /// It has more parts than any honest file of its kind.
    #[error("it has more than {limit} {what}; split it or leave it out")]
    TooMany {
        /// Which parts: "elements", "entries".
        what: &'static str,
        /// The bound.
        limit: u64,
    },
    /// A format that is recognised but not read.
    #[error("it is {format}, which is not read; {hint}")]
    UnknownFormat {
        /// The format's name.
        format: String,
        /// What to do instead.
        hint: &'static str,
    },
    /// A format that is read, but this file breaks its rules.
    #[error("its {format} is broken: {reason}")]
    Malformed {
        /// The format's name.
        format: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// It was made to do harm, or looks like it.
    #[error("it was refused: {reason}")]
    Hostile {
        /// What it does.
        reason: String,
    },
}
