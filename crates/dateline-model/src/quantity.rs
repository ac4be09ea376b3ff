//! How many, as the report put it.

use crate::codes::codes;

codes! {
    /// What the words around a number make of it.
    Qualifier {
        Exact = "exact", About = "about", AtLeast = "at_least", MoreThan = "more_than", UpTo = "up_to",
        LessThan = "less_than", Range = "range", Dozens = "dozens", Scores = "scores", Hundreds = "hundreds",
        Thousands = "thousands", Vague = "vague",
    }
}

/// A number of people with its bounds, its qualifier, and the words it was read from.
///
/// The bounds are integers: "at least 12" is 12 to unknown, "more than 70" is 71 to unknown.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Quantity {
    /// Least value the words allow.
    pub low: Option<u64>,
    /// Greatest value the words allow.
    pub high: Option<u64>,
    /// The kind of statement.
    pub qualifier: Qualifier,
    /// The words, as written.
    pub text: String,
}

impl Quantity {
    /// A quantity from its parts.
    pub fn new(low: Option<u64>, high: Option<u64>, qualifier: Qualifier, text: impl Into<String>) -> Self {
        Quantity { low, high, qualifier, text: text.into() }
    }

    /// Exactly `n`.
    pub fn exact(n: u64, text: impl Into<String>) -> Self {
        Self::new(Some(n), Some(n), Qualifier::Exact, text)
    }

    /// Around `n`.
    pub fn about(n: u64, text: impl Into<String>) -> Self {
        Self::new(Some(n), Some(n), Qualifier::About, text)
    }

    /// `n` or more.
    pub fn at_least(n: u64, text: impl Into<String>) -> Self {
        Self::new(Some(n), None, Qualifier::AtLeast, text)
    }

    /// More than `n`: at least `n + 1`.
    pub fn more_than(n: u64, text: impl Into<String>) -> Self {
        Self::new(Some(n.saturating_add(1)), None, Qualifier::MoreThan, text)
    }

    /// `n` at most.
    pub fn up_to(n: u64, text: impl Into<String>) -> Self {
        Self::new(None, Some(n), Qualifier::UpTo, text)
    }

    /// Fewer than `n`: at most `n - 1`.
    pub fn less_than(n: u64, text: impl Into<String>) -> Self {
        Self::new(None, Some(n.saturating_sub(1)), Qualifier::LessThan, text)
    }

    /// Whether the words give no number at all ("several", "dozens").
    pub fn is_word(&self) -> bool {
        use Qualifier::{Dozens, Hundreds, Scores, Thousands, Vague};
        matches!(self.qualifier, Dozens | Scores | Hundreds | Thousands | Vague)
    }

    /// The number to stand for it in an estimate: the low bound, or the high one where only that is known.
    pub fn point(&self) -> Option<u64> {
        self.low.or(self.high)
    }
}
