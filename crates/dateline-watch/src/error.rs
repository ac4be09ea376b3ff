//! Why something was not fetched or the watch could not go on: one named reason each.

/// Why a fetch failed, or a file of the watch could not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WatchError {
    /// Not an address of the web.
    #[error("it is no address of the web (http or https)")]
    Address,
    /// The address leads into a private network.
    #[error("its host leads to a private address; name the host in allow_private if that is meant")]
    Private,
    /// The host's rules for robots forbid it.
    #[error("robots.txt of its host forbids it")]
    Robots,
    /// Another redirect after the last that is followed.
    #[error("it redirects more than {limit} times")]
    Redirects {
        /// How many are followed.
        limit: usize,
    },
    /// The host asks to be left alone.
    #[error("its host asks to be left alone (status {status})")]
    Busy {
        /// 429 or 503.
        status: u16,
        /// How long, as it says: seconds, or a date.
        after: Option<String>,
    },
    /// The host answered, but not with what was asked for.
    #[error("its host answers with status {status}")]
    Status {
        /// The status.
        status: u16,
    },
    /// It is larger than a page or feed can be.
    #[error("it is larger than {limit} bytes")]
    TooLarge {
        /// The bound.
        limit: u64,
    },
    /// It took too long.
    #[error("it took too long")]
    Slow,
    /// The answer broke off or was packed wrongly.
    #[error("its answer is broken: {reason}")]
    Broken {
        /// What is wrong.
        reason: String,
    },
    /// No connection.
    #[error("there is no connection to its host: {reason}")]
    Unreachable {
        /// Why.
        reason: String,
    },
    /// What came is no feed.
    #[error("it is no feed that can be read: {reason}")]
    NoFeed {
        /// Why.
        reason: String,
    },
    /// What came is neither page nor text.
    #[error("it is no page but {kind}")]
    NoPage {
        /// What its host calls it.
        kind: String,
    },
    /// The list of feeds or the state cannot be used.
    #[error("{file}: {reason}")]
    File {
        /// Which.
        file: String,
        /// What is wrong.
        reason: String,
    },
}

impl WatchError {
    /// Whether the same request may succeed later.
    pub fn may_pass(&self) -> bool {
        match self {
            WatchError::Busy { .. } | WatchError::Slow | WatchError::Broken { .. } | WatchError::Unreachable { .. } => {
                true
            }
            WatchError::Status { status } => *status >= 500,
            _ => false,
        }
    }
}
