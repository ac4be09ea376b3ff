//! What the watch remembers between passes, in one small JSON file: marks of feeds, entries seen, hosts to be left alone.

use crate::error::WatchError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::Path;

/// What is remembered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// By address of the feed.
    #[serde(default)]
    pub(crate) feeds: BTreeMap<String, FeedState>,
    /// Hosts that asked to be left alone, and until when, in seconds since 1970.
    #[serde(default)]
    pub(crate) rests: BTreeMap<String, Rest>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct FeedState {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// When it was last asked for, in seconds since 1970.
    #[serde(default)]
    pub asked: i64,
    /// Failures in a row.
    #[serde(default)]
    pub failures: u32,
    /// It is not asked before this second.
    #[serde(default)]
    pub not_before: i64,
    /// Its host says that it is gone for good.
    #[serde(default)]
    pub gone: bool,
    /// Entries dealt with, and when each was last in the feed.
    #[serde(default)]
    pub seen: BTreeMap<String, i64>,
    /// Entries whose page could not be had, and how often it was tried.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub tried: BTreeMap<String, u8>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct Rest {
    pub until: i64,
    pub times: u32,
}

/// Entries are forgotten when their feed has not shown them for so long.
const FORGOTTEN: i64 = 60 * 24 * 3600;
/// First rest after a failure, in seconds; each further one doubles it.
const FIRST_REST: i64 = 900;
/// Longest rest.
const LONGEST_REST: i64 = 24 * 3600;

/// Seconds of rest after so many failures in a row.
pub(crate) fn rest(failures: u32) -> i64 {
    FIRST_REST.saturating_mul(1 << failures.saturating_sub(1).min(10)).min(LONGEST_REST)
}

impl State {
    /// Reads the file; where there is none, nothing is remembered.
    ///
    /// # Errors
    /// [`WatchError::File`] where there is one that cannot be read.
    pub fn load(path: &Path) -> Result<State, WatchError> {
        let wrong = |reason: String| WatchError::File { file: path.display().to_string(), reason };
        match std::fs::read(path) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(State::default()),
            Err(error) => Err(wrong(error.to_string())),
        }
    }

    /// Writes the file: whole or not at all.
    ///
    /// # Errors
    /// [`WatchError::File`] where it cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), WatchError> {
        let wrong = |reason: String| WatchError::File { file: path.display().to_string(), reason };
        let text = serde_json::to_vec(self).map_err(|error| wrong(error.to_string()))?;
        let new = path.with_extension("new");
        std::fs::write(&new, text).and_then(|()| std::fs::rename(&new, path)).map_err(|error| wrong(error.to_string()))
    }

    /// The host wants rest: as long as it asks for, else longer each time.
    pub(crate) fn rest_host(&mut self, host: &str, now: i64, after: Option<u64>) {
        let one = self.rests.entry(host.to_owned()).or_default();
        one.times = one.times.saturating_add(1);
        let asked = after.and_then(|seconds| i64::try_from(seconds).ok()).unwrap_or_else(|| rest(one.times));
        one.until = now.saturating_add(asked.min(LONGEST_REST));
    }

    /// Whether the host still rests.
    pub(crate) fn rests(&self, host: &str, now: i64) -> bool {
        self.rests.get(host).is_some_and(|rest| rest.until > now)
    }
}

impl FeedState {
    /// Forgets entries that the feed has long dropped.
    pub(crate) fn forget(&mut self, now: i64) {
        self.seen.retain(|_, last| now - *last < FORGOTTEN);
        let seen = &self.seen;
        self.tried.retain(|id, _| !seen.contains_key(id));
    }

    /// The feed failed: it is asked again later, and later each time.
    pub(crate) fn failed(&mut self, now: i64) {
        self.failures = self.failures.saturating_add(1);
        self.not_before = now.saturating_add(rest(self.failures));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rests_grow_and_end() {
        assert_eq!((rest(1), rest(2), rest(3), rest(40)), (900, 1800, 3600, 24 * 3600));
        let mut state = State::default();
        state.rest_host("a", 1000, Some(60));
        assert!(state.rests("a", 1059) && !state.rests("a", 1060) && !state.rests("b", 1000));
        state.rest_host("a", 2000, None);
        assert!(state.rests("a", 2000 + 1799));
    }

    #[test]
    fn what_is_saved_is_loaded() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.json");
        assert_eq!(State::load(&path).unwrap(), State::default());
        let mut state = State::default();
        state.feeds.entry("https://example.org/rss".into()).or_default().seen.insert("x".into(), 7);
        state.save(&path).unwrap();
        assert_eq!(State::load(&path).unwrap(), state);
        std::fs::write(&path, "{").unwrap();
        assert!(State::load(&path).is_err());
    }
}
