//! One request: bounded in size and time, never into a private network, its answer unpacked.

use crate::address::is_public;
use crate::error::WatchError;
use flate2::read::MultiGzDecoder;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{Response, Uri};
use ureq::tls::{Certificate, RootCerts, TlsConfig};
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body};
use url::Url;

/// Bounds of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most bytes of an answer, packed and unpacked.
    pub bytes: u64,
    /// Longest time from first to last byte.
    pub time: Duration,
    /// Most redirects followed.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { bytes: 10 << 20, time: Duration::from_secs(30), redirects: 5 }
    }
}

/// What a request got.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fetched {
    /// Its address, after redirects.
    pub url: String,
    /// What its host calls it: "text/html; charset=utf-8".
    pub content_type: Option<String>,
    /// For the next conditional request.
    pub etag: Option<String>,
    /// The same.
    pub last_modified: Option<String>,
    /// Its bytes, unpacked.
    pub body: Vec<u8>,
}

/// What an answer may be.
#[derive(Debug)]
pub(crate) enum Answer {
    Got(Fetched),
    Unchanged,
    Moved(Url),
}

/// Sends requests.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    limits: Limits,
}

impl Fetcher {
    /// A fetcher that says how to reach who runs it, and that may enter the private hosts named.
    pub fn new(limits: Limits, contact: Option<&str>, allow_private: &[String]) -> Fetcher {
        let roots = rustls_native_certs::load_native_certs().certs;
        let roots: Vec<Certificate> = roots.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
        let tls = TlsConfig::builder()
            .root_certs(RootCerts::Specific(Arc::new(roots)))
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let contact = contact.map(|contact| format!(" (+{contact})")).unwrap_or_default();
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .proxy(None)
            .tls_config(tls)
            .accept_encoding("gzip")
            .user_agent(format!("dateline/{}{contact}", env!("CARGO_PKG_VERSION")))
            .timeout_global(Some(limits.time))
            .max_response_header_size(64 << 10)
            .build();
        let guard = Guard { open: allow_private.to_vec(), inner: DefaultResolver::default() };
        Fetcher { agent: Agent::with_parts(config, DefaultConnector::default(), guard), limits }
    }

    /// The bounds.
    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Sends one request; redirects are handed back, not followed.
    pub(crate) fn once(&self, url: &Url, etag: Option<&str>, modified: Option<&str>) -> Result<Answer, WatchError> {
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(WatchError::Address);
        }
        let mut request = self.agent.get(url.as_str());
        for (name, value) in [("If-None-Match", etag), ("If-Modified-Since", modified)] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let response = request.call().map_err(|error| named(error, self.limits))?;
        self.answer(url, response)
    }

    fn answer(&self, url: &Url, response: Response<Body>) -> Result<Answer, WatchError> {
        let field = |name: &str| response.headers().get(name).and_then(|v| v.to_str().ok()).map(str::to_owned);
        let status = response.status().as_u16();
        match status {
            304 => return Ok(Answer::Unchanged),
            301 | 302 | 303 | 307 | 308 => {
                let target = field("location").and_then(|to| url.join(to.trim()).ok());
                return target.map(Answer::Moved).ok_or(WatchError::Address);
            }
            429 | 503 => {
                return Err(WatchError::Busy { status, after: field("retry-after").map(|v| v.trim().to_owned()) });
            }
            200 => {}
            _ => return Err(WatchError::Status { status }),
        }
        let packed = field("content-encoding").map(|coding| coding.trim().to_ascii_lowercase());
        let fetched = Fetched {
            url: url.to_string(),
            content_type: field("content-type"),
            etag: field("etag"),
            last_modified: field("last-modified"),
            body: Vec::new(),
        };
        let body = bounded(&mut response.into_body().into_reader(), self.limits)?;
        let body = match packed.as_deref() {
            Some("gzip" | "x-gzip") => bounded(&mut MultiGzDecoder::new(&body[..]), self.limits)?,
            None | Some("identity" | "") => body,
            Some(other) => return Err(WatchError::Broken { reason: format!("packed with {other}, unasked") }),
        };
        Ok(Answer::Got(Fetched { body, ..fetched }))
    }
}

fn bounded(reader: &mut dyn Read, limits: Limits) -> Result<Vec<u8>, WatchError> {
    let mut body = Vec::new();
    reader.take(limits.bytes + 1).read_to_end(&mut body).map_err(|error| match ureq::Error::from(error) {
        // What breaks off here was promised and did not come.
        ureq::Error::Io(error) => WatchError::Broken { reason: error.to_string() },
        other => named(other, limits),
    })?;
    if body.len() as u64 > limits.bytes {
        return Err(WatchError::TooLarge { limit: limits.bytes });
    }
    Ok(body)
}

fn named(error: ureq::Error, limits: Limits) -> WatchError {
    match error {
        ureq::Error::Timeout(_) => WatchError::Slow,
        ureq::Error::BodyExceedsLimit(limit) => WatchError::TooLarge { limit },
        ureq::Error::LargeResponseHeader(..) => WatchError::TooLarge { limit: limits.bytes },
        ureq::Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => WatchError::Slow,
        ureq::Error::Io(error) if error.get_ref().is_some_and(|inner| inner.is::<Inside>()) => WatchError::Private,
        ureq::Error::Protocol(error) => WatchError::Broken { reason: error.to_string() },
        ureq::Error::BadUri(_) => WatchError::Address,
        other => WatchError::Unreachable { reason: other.to_string() },
    }
}

/// Resolves names, and refuses those that lead inside. The connection is made to the very addresses checked here, so
/// that a name cannot lead elsewhere a moment later.
#[derive(Debug)]
struct Guard {
    open: Vec<String>,
    inner: DefaultResolver,
}

/// The host leads to a private address.
#[derive(Debug, thiserror::Error)]
#[error("a private address")]
struct Inside;

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &ureq::config::Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        let host = uri.host().unwrap_or("").trim_matches(['[', ']']);
        let open = self.open.iter().any(|open| open.eq_ignore_ascii_case(host));
        match open || found.iter().all(|address| is_public(address.ip())) {
            true => Ok(found),
            false => Err(ureq::Error::Io(io::Error::other(Inside))),
        }
    }
}
