//! What can go wrong when a model file or a package is read.

use thiserror::Error;

/// Why a model file or package cannot be used.
#[derive(Debug, Error, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LanguageError {
    /// The bytes do not begin like a model file.
    #[error("not a Dateline language model")]
    NotAModel,
    /// A model file of another format version.
    #[error("language model of format version {found}; this build reads version {expected}")]
    Version {
        /// The file's version.
        found: u32,
        /// The version this build reads.
        expected: u32,
    },
    /// The file ends too early.
    #[error("language model is truncated at {0}")]
    Truncated(&'static str),
    /// The checksum or a value does not fit.
    #[error("language model is corrupt: {0}")]
    Corrupt(&'static str),
    /// The package cannot be read as a spaCy pipeline.
    #[error("cannot read the package: {0}")]
    Package(String),
    /// The package holds a part this engine does not run.
    #[error("the package needs {0}, which this engine does not run")]
    Unsupported(String),
}
