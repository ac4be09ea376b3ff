//! What a stage has to say beside its value.

/// A remark with a stable code ("date-inferred") and a sentence for people.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Note {
    /// Stable, lower-case, hyphenated.
    pub code: &'static str,
    /// One sentence, without a final stop.
    pub message: String,
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for Note {
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        struct Kept {
            code: String,
            message: String,
        }
        let Kept { code, message } = Kept::deserialize(from)?;
        let code = known(code).ok_or_else(|| serde::de::Error::custom("too many codes of notes"))?;
        Ok(Note { code, message })
    }
}

/// A code from a file as one of the program's own: each is kept once, and for good.
#[cfg(feature = "serde")]
fn known(code: String) -> Option<&'static str> {
    use std::collections::BTreeSet;
    use std::sync::{Mutex, PoisonError};
    static CODES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = codes.get(code.as_str()) {
        return Some(known);
    }
    // Codes are a closed set of a dozen; a file that holds more is not one of ours.
    if codes.len() >= 1000 || code.len() > 100 {
        return None;
    }
    let kept: &'static str = Box::leak(code.into_boxed_str());
    codes.insert(kept);
    Some(kept)
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
