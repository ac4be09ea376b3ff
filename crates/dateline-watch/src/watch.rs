//! Passes over the feeds: what is due is asked for, what is new is fetched, host by host at their pace.

use crate::archive::Sink;
use crate::error::WatchError;
use crate::feeds::Feeds;
use crate::fetch::{Answer, Fetched, Fetcher};
use crate::pace::Pace;
use crate::robots::{LARGEST as LARGEST_ROBOTS, Robots};
use crate::state::{FeedState, State};
use dateline_reading::{FeedEntry, feed_entries};
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io;
use std::time::Duration;
use url::Url;

/// What happens during a pass, for who looks on.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Event {
    /// A feed was read and holds so many new entries.
    Read(String, usize),
    /// A feed has nothing new.
    Unchanged(String),
    /// A page was kept.
    Kept(String),
    /// Something could not be had, and why.
    Failed(String, WatchError),
    /// So many pages of a host are left for the next pass.
    Left(String, usize),
}

impl fmt::Display for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Event::Read(url, new) => write!(f, "{url}: {new} new"),
            Event::Unchanged(url) => write!(f, "{url}: nothing new"),
            Event::Kept(url) => write!(f, "kept {url}"),
            Event::Failed(url, error) => write!(f, "skipped {url}: {error}"),
            Event::Left(host, count) => write!(f, "{host}: {count} left for the next pass"),
        }
    }
}

/// What a pass did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pass {
    /// Feeds asked for.
    pub asked: usize,
    /// Pages and entries kept.
    pub kept: usize,
    /// Feeds and pages that could not be had.
    pub failed: usize,
    /// Pages left for the next pass.
    pub left: usize,
}

/// Times that a page is tried before it is given up.
const TRIES: u8 = 3;
/// Seconds for which a host's rules are believed; where they could not be had, for less.
const RULES_LAST: i64 = 24 * 3600;
const NO_RULES_LAST: i64 = 3600;

/// Feeds being watched.
#[derive(Debug)]
pub struct Watch {
    feeds: Feeds,
    fetcher: Fetcher,
    state: State,
    pace: Pace,
    rules: BTreeMap<String, (Robots, i64)>,
    now: fn() -> Timestamp,
}

/// A page that is to be fetched.
#[derive(Debug)]
struct Job {
    feed: usize,
    key: String,
    host: String,
    url: Url,
    entry: FeedEntry,
}

impl Watch {
    /// A watch over these feeds that remembers `state`; `now` is the clock.
    pub fn new(feeds: Feeds, fetcher: Fetcher, state: State, now: fn() -> Timestamp) -> Watch {
        let pace = Pace::new(Duration::from_secs(feeds.delay));
        Watch { feeds, fetcher, state, pace, rules: BTreeMap::new(), now }
    }

    fn seconds(&self) -> i64 {
        (self.now)().as_second()
    }

    /// What is to be remembered.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How long until a feed is due again.
    pub fn next_due(&self) -> Duration {
        let now = self.seconds();
        let due = |at: usize| {
            let feed = &self.feeds.feed[at];
            let state = self.state.feeds.get(&feed.url).filter(|s| !s.gone);
            state.map(|s| (s.asked + minutes(feed.every)).max(s.not_before) - now)
        };
        let least = (0..self.feeds.feed.len()).filter_map(due).min().unwrap_or(minutes(30));
        Duration::from_secs(u64::try_from(least.max(1)).unwrap_or(1))
    }

    /// One pass: over every feed that is not resting (`all`), or over those that are due.
    ///
    /// # Errors
    /// Only where `sink` fails: then nothing that was not kept is remembered as seen.
    pub fn pass(&mut self, all: bool, sink: &mut dyn Sink, say: &mut dyn FnMut(Event)) -> io::Result<Pass> {
        let mut pass = Pass::default();
        let mut jobs = Vec::new();
        for at in 0..self.feeds.feed.len() {
            if self.is_due(at, all) {
                pass.asked += 1;
                self.poll(at, &mut jobs, &mut pass, sink, say)?;
            }
        }
        let unfinished = self.fetch_all(jobs, &mut pass, sink, say)?;
        // A feed whose pages are not all here must not answer "unchanged" next time.
        for at in unfinished {
            if let Some(state) = self.state.feeds.get_mut(&self.feeds.feed[at].url) {
                (state.etag, state.last_modified) = (None, None);
            }
        }
        Ok(pass)
    }

    fn is_due(&self, at: usize, all: bool) -> bool {
        let feed = &self.feeds.feed[at];
        let now = self.seconds();
        self.state.feeds.get(&feed.url).is_none_or(|state| {
            !state.gone && state.not_before <= now && (all || state.asked + minutes(feed.every) <= now)
        })
    }

    /// Asks for a feed and notes the jobs its new entries make.
    fn poll(
        &mut self,
        at: usize,
        jobs: &mut Vec<Job>,
        pass: &mut Pass,
        sink: &mut dyn Sink,
        say: &mut dyn FnMut(Event),
    ) -> io::Result<()> {
        let feed = self.feeds.feed[at].clone();
        let known = self.state.feeds.entry(feed.url.clone()).or_default().clone();
        let marks = (known.etag.as_deref(), known.last_modified.as_deref());
        let got = match Url::parse(&feed.url) {
            Ok(url) => self.get(&url, marks),
            Err(_) => Err(WatchError::Address),
        };
        let entries = got.and_then(|got| {
            let Some(fetched) = got else { return Ok(None) };
            let entries =
                feed_entries(&fetched.body).map_err(|error| WatchError::NoFeed { reason: error.to_string() })?;
            Ok(Some((fetched, entries)))
        });
        let now = self.seconds();
        let state = self.state.feeds.entry(feed.url.clone()).or_default();
        state.asked = now;
        let entries = match entries {
            Ok(found) => {
                (state.failures, state.not_before) = (0, 0);
                let Some((fetched, entries)) = found else {
                    say(Event::Unchanged(feed.url));
                    return Ok(());
                };
                (state.etag, state.last_modified) = (fetched.etag, fetched.last_modified);
                entries
            }
            Err(error) => {
                state.gone = matches!(error, WatchError::Status { status: 410 });
                state.failed(now);
                pass.failed += 1;
                say(Event::Failed(feed.url, error));
                return Ok(());
            }
        };
        let new = unseen(state, entries, now);
        say(Event::Read(feed.url.clone(), new.len()));
        for (key, entry) in new {
            let url = entry.url.as_deref().and_then(|url| Url::parse(url).ok()).filter(|_| feed.pages);
            match url {
                Some(url) => jobs.push(Job { feed: at, key, host: host_of(&url), url, entry }),
                None => self.keep_entry(&feed.url, key, &entry, pass, sink)?,
            }
        }
        Ok(())
    }

    /// Fetches the pages, always the one whose host has waited longest; says which feeds have pages left.
    fn fetch_all(
        &mut self,
        mut jobs: Vec<Job>,
        pass: &mut Pass,
        sink: &mut dyn Sink,
        say: &mut dyn FnMut(Event),
    ) -> io::Result<BTreeSet<usize>> {
        let mut unfinished = BTreeSet::new();
        let mut asked: BTreeMap<String, usize> = BTreeMap::new();
        let mut left: BTreeMap<String, usize> = BTreeMap::new();
        while let Some(next) = (0..jobs.len()).min_by_key(|at| (self.pace.left(&jobs[*at].host), *at)) {
            let job = jobs.remove(next);
            let count = asked.entry(job.host.clone()).or_default();
            *count += 1;
            if *count > self.feeds.most_pages || self.state.rests(&job.host, self.seconds()) {
                *left.entry(job.host).or_default() += 1;
                unfinished.insert(job.feed);
                continue;
            }
            if !self.fetch_one(&job, pass, sink, say)? {
                unfinished.insert(job.feed);
            }
        }
        for (host, count) in left {
            pass.left += count;
            say(Event::Left(host, count));
        }
        Ok(unfinished)
    }

    /// Fetches a page; whether its entry is dealt with.
    fn fetch_one(
        &mut self,
        job: &Job,
        pass: &mut Pass,
        sink: &mut dyn Sink,
        say: &mut dyn FnMut(Event),
    ) -> io::Result<bool> {
        let feed = self.feeds.feed[job.feed].url.clone();
        let error = match self.get(&job.url, (None, None)) {
            Ok(Some(page)) if is_text(&page) => {
                sink.page((self.now)(), &page)?;
                pass.kept += 1;
                say(Event::Kept(page.url));
                self.done(&feed, &job.key);
                return Ok(true);
            }
            Ok(Some(page)) => WatchError::NoPage { kind: page.content_type.unwrap_or_default() },
            Ok(None) => WatchError::Status { status: 304 },
            Err(error) => error,
        };
        pass.failed += 1;
        let tries = self.state.feeds.entry(feed.clone()).or_default().tried.entry(job.key.clone()).or_default();
        // A host that rests is no fault of the page.
        *tries += u8::from(!matches!(error, WatchError::Busy { .. }));
        let given_up = !error.may_pass() || *tries >= TRIES;
        say(Event::Failed(job.url.to_string(), error));
        if given_up {
            // What the feed itself tells is better than nothing.
            self.keep_entry(&feed, job.key.clone(), &job.entry, pass, sink)?;
        }
        Ok(given_up)
    }

    fn keep_entry(
        &mut self,
        feed: &str,
        key: String,
        entry: &FeedEntry,
        pass: &mut Pass,
        sink: &mut dyn Sink,
    ) -> io::Result<()> {
        if entry.text.chars().any(char::is_alphabetic) {
            sink.entry((self.now)(), feed, entry)?;
            pass.kept += 1;
        }
        self.done(feed, &key);
        Ok(())
    }

    fn done(&mut self, feed: &str, key: &str) {
        let now = self.seconds();
        let state = self.state.feeds.entry(feed.to_owned()).or_default();
        state.seen.insert(key.to_owned(), now);
        state.tried.remove(key);
    }

    /// Gets an address, redirects followed, each hop by the rules and pace of its host; none if it is unchanged.
    fn get(&mut self, start: &Url, marks: (Option<&str>, Option<&str>)) -> Result<Option<Fetched>, WatchError> {
        let mut url = start.clone();
        let limit = self.fetcher.limits().redirects;
        for _ in 0..=limit {
            let host = host_of(&url);
            if self.state.rests(&host, self.seconds()) {
                return Err(WatchError::Busy { status: 429, after: None });
            }
            let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
            if !self.rules_of(&url).allows(path) {
                return Err(WatchError::Robots);
            }
            self.pace.wait(&host);
            let answer = self.fetcher.once(&url, marks.0, marks.1);
            if answer.is_ok() {
                self.state.rests.remove(&host);
            }
            match answer {
                Ok(Answer::Got(fetched)) => return Ok(Some(fetched)),
                Ok(Answer::Unchanged) => return Ok(None),
                Ok(Answer::Moved(to)) => url = to,
                Err(error) => {
                    if let WatchError::Busy { after, .. } = &error {
                        let now = self.seconds();
                        let after = after.as_deref().and_then(|after| rest_asked(after, now));
                        self.state.rest_host(&host, now, after);
                    }
                    return Err(error);
                }
            }
        }
        Err(WatchError::Redirects { limit })
    }

    /// The rules of an address's host, asked for once a day.
    fn rules_of(&mut self, url: &Url) -> Robots {
        let origin = url.origin().ascii_serialization();
        let now = self.seconds();
        if let Some((rules, until)) = self.rules.get(&origin)
            && *until > now
        {
            return rules.clone();
        }
        let rules = self.ask_rules(url);
        if let Some(delay) = rules.delay {
            self.pace.ask(&host_of(url), delay);
        }
        let last = if rules == Robots::closed() { NO_RULES_LAST } else { RULES_LAST };
        self.rules.insert(origin, (rules.clone(), now + last));
        rules
    }

    fn ask_rules(&mut self, url: &Url) -> Robots {
        let Ok(mut at) = url.join("/robots.txt") else { return Robots::closed() };
        for _ in 0..=self.fetcher.limits().redirects {
            self.pace.wait(&host_of(&at));
            match self.fetcher.once(&at, None, None) {
                Ok(Answer::Got(fetched)) => {
                    let body = &fetched.body[..fetched.body.len().min(LARGEST_ROBOTS)];
                    return Robots::parse(&String::from_utf8_lossy(body));
                }
                Ok(Answer::Moved(to)) => at = to,
                // No rules there: all may be fetched. A failure is no permission.
                Err(WatchError::Status { status: 400..500 }) => return Robots::open(),
                Ok(Answer::Unchanged) | Err(_) => return Robots::closed(),
            }
        }
        Robots::open()
    }
}

/// Seconds a host asks for: a number, or a date.
fn rest_asked(value: &str, now: i64) -> Option<u64> {
    let date = || jiff::fmt::rfc2822::parse(value).ok().map(|at| at.timestamp().as_second() - now);
    value.parse().ok().or_else(|| u64::try_from(date()?).ok())
}

/// The entries not dealt with yet, by the hash of their name; those known are marked as still in the feed.
fn unseen(state: &mut FeedState, entries: Vec<FeedEntry>, now: i64) -> Vec<(String, FeedEntry)> {
    let mut new = BTreeMap::new();
    for (at, entry) in entries.into_iter().enumerate() {
        let key = blake3::hash(entry.id.as_bytes()).to_hex()[..16].to_owned();
        match state.seen.get_mut(&key) {
            Some(last) => *last = now,
            None => drop(new.entry(key).or_insert((at, entry))),
        }
    }
    state.forget(now);
    let mut new: Vec<(usize, String, FeedEntry)> = new.into_iter().map(|(key, (at, entry))| (at, key, entry)).collect();
    new.sort_by_key(|(at, ..)| *at);
    new.into_iter().map(|(_, key, entry)| (key, entry)).collect()
}

fn is_text(page: &Fetched) -> bool {
    let kind = page.content_type.as_deref().unwrap_or("text/html").to_ascii_lowercase();
    ["text/", "application/xhtml"].iter().any(|start| kind.trim_start().starts_with(start))
}

fn host_of(url: &Url) -> String {
    url.host_str().unwrap_or("").to_ascii_lowercase()
}

fn minutes(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(30).saturating_mul(60).clamp(60, 30 * 24 * 3600)
}
