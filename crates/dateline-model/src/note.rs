//! What a stage has to say beside its value.

/// A remark with a stable code ("date-inferred") and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// Stable, lower-case, hyphenated.
    pub code: &'static str,
    /// One sentence, without a final stop.
    pub message: String,
}

impl Note {
    /// A note with this code and message.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Note { code, message: message.into() }
    }
}

impl std::fmt::Display for Note {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

/// What a stage returns: its value, and its notes about the input.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found<T> {
    /// What was made.
    pub value: T,
    /// Remarks, in the order of the text.
    pub notes: Vec<Note>,
}

impl<T> Found<T> {
    /// A value with nothing to remark.
    pub fn clean(value: T) -> Self {
        Found { value, notes: Vec::new() }
    }
}
