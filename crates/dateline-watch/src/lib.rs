//! What is new in these feeds? Feeds and the pages behind their entries are fetched politely and kept as web archives.
//!
//! A [`Watch`] makes passes over the feeds of a list: it asks robots.txt, sends conditional requests, keeps a distance
//! between requests to one host, backs off when told to, and follows no address into a private network. What it gets
//! goes to a [`Sink`], with the time of fetching: [`Archive`] writes WARC files, which the reading crate reads. It keeps
//! what it must remember in a small file. What the pages say is left to others.
//!
//! This is the only crate that talks to the network.

mod address;
mod archive;
mod error;
mod feeds;
mod fetch;
mod pace;
mod robots;
mod state;
mod watch;

pub use address::is_public;
pub use archive::{Archive, Sink};
pub use error::WatchError;
pub use feeds::{Feed, Feeds};
pub use fetch::{Fetched, Fetcher, Limits};
pub use pace::Pace;
pub use robots::Robots;
pub use state::State;
pub use watch::{Event, Pass, Watch};
