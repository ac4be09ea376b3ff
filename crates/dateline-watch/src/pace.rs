//! The distance between two requests to one host.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// Longest distance that a host's robots.txt can ask for.
const LONGEST: Duration = Duration::from_secs(120);

/// When each host may be asked again.
#[derive(Debug, Clone)]
pub struct Pace {
    usual: Duration,
    asked: BTreeMap<String, Duration>,
    next: BTreeMap<String, Instant>,
}

impl Pace {
    /// At least this long between two requests to one host.
    pub fn new(usual: Duration) -> Pace {
        Pace { usual, asked: BTreeMap::new(), next: BTreeMap::new() }
    }

    /// A host asks for a distance of its own; only a longer one counts.
    pub fn ask(&mut self, host: &str, seconds: u64) {
        self.asked.insert(host.to_owned(), Duration::from_secs(seconds).min(LONGEST));
    }

    /// How long until the host may be asked.
    pub fn left(&self, host: &str) -> Duration {
        self.next.get(host).map_or(Duration::ZERO, |next| next.saturating_duration_since(Instant::now()))
    }

    /// Waits until the host may be asked, and counts the request.
    pub fn wait(&mut self, host: &str) {
        std::thread::sleep(self.left(host));
        let distance = self.asked.get(host).copied().unwrap_or_default().max(self.usual);
        self.next.insert(host.to_owned(), Instant::now() + distance);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_host_waits_and_another_does_not() {
        let mut pace = Pace::new(Duration::from_secs(5));
        pace.wait("a");
        assert!(pace.left("a") > Duration::from_secs(4));
        assert_eq!(pace.left("b"), Duration::ZERO);
        pace.ask("b", 60);
        pace.wait("b");
        assert!(pace.left("b") > Duration::from_secs(50));
    }
}
