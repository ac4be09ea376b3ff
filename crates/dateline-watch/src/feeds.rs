//! The list of feeds a person writes: which, how often, and how their hosts are to be treated.

use crate::error::WatchError;
use serde::Deserialize;
use url::Url;

/// A list of feeds.
///
/// ```
/// let text = "contact = 'desk@example.org'\n[[feed]]\nurl = 'https://example.org/rss'\nevery = 15\n";
/// let feeds = dateline_watch::Feeds::parse(text, "feeds.toml").unwrap();
/// assert_eq!((feeds.feed[0].every, feeds.feed[0].pages), (15, true));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feeds {
    /// How hosts can reach who runs this: goes with every request.
    pub contact: Option<String>,
    /// Hosts that may lie in a private network.
    #[serde(default)]
    pub allow_private: Vec<String>,
    /// Seconds between two requests to one host, if it does not ask for more.
    #[serde(default = "delay")]
    pub delay: u64,
    /// Most pages fetched from one host in one pass.
    #[serde(default = "most_pages")]
    pub most_pages: usize,
    /// The feeds.
    pub feed: Vec<Feed>,
}

/// A feed of the list.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Feed {
    /// Its address.
    pub url: String,
    /// Minutes between two polls.
    #[serde(default = "every")]
    pub every: u64,
    /// Fetch the pages behind its entries; else keep the text that the feed carries.
    #[serde(default = "pages")]
    pub pages: bool,
}

fn delay() -> u64 {
    5
}

fn most_pages() -> usize {
    50
}

fn every() -> u64 {
    30
}

fn pages() -> bool {
    true
}

impl Feeds {
    /// Reads a list written in TOML.
    ///
    /// # Errors
    /// [`WatchError::File`] says what is wrong with it.
    pub fn parse(text: &str, file: &str) -> Result<Feeds, WatchError> {
        let wrong = |reason: String| WatchError::File { file: file.to_owned(), reason };
        let feeds: Feeds = toml::from_str(text).map_err(|error| wrong(error.to_string()))?;
        for feed in &feeds.feed {
            let web = Url::parse(&feed.url).is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host());
            if !web {
                return Err(wrong(format!("{} is no address of the web", feed.url)));
            }
        }
        match feeds.feed.is_empty() {
            true => Err(wrong("it names no feed".to_owned())),
            false => Ok(feeds),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_that_cannot_be_used_are_named() {
        for text in
            ["", "feed = []", "[[feed]]\nurl = 'file:///etc/passwd'", "[[feed]]\nurl = 'x'", "[[feed]]\nadress = 'x'"]
        {
            assert!(matches!(Feeds::parse(text, "f"), Err(WatchError::File { .. })), "{text}");
        }
    }
}
