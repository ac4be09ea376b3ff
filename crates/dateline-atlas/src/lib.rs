//! Which place, which armed group, which agency is meant?
//!
//! Names in context become ids, coordinates and countries. All knowledge is data: a compiled gazetteer and the text
//! files in `atlas/`. Looks nothing up outside itself; the same text gives the same answer.
//!
//! ```
//! use dateline_atlas::{Atlas, PlaceContext};
//! let atlas = Atlas::embedded();
//! let text = "Fighters from al-Shabaab attacked a hotel in Mogadishu.";
//! assert_eq!(atlas.actors_in(text)[0].actor.id, "al-shabaab");
//! assert_eq!(atlas.places_in(text, &PlaceContext::default())[0].country.as_deref(), Some("SO"));
//! assert_eq!(atlas.sites_in(text)[0].name, "hotel");
//! ```

mod abbreviations;
mod actors;
mod atlas;
mod backing;
mod bodies;
mod branches;
mod company;
mod context;
mod countries;
mod decide;
mod directory;
mod evidence;
mod fold;
mod gazetteer;
pub mod import;
mod lines;
mod local;
mod outlets;
mod pack;
mod places;
mod relative;
mod sites;
mod skeleton;
mod sources;
mod speakers;
mod spot;
mod ways;
mod words;

pub use actors::ActorMention;
pub use atlas::{Atlas, Licence};
pub use countries::{Country, Iso2};
pub use directory::{Actor, ActorRole};
pub use fold::{fingerprint, fold};
pub use gazetteer::{Candidate, Match};
pub use local::LocalGroup;
pub use pack::{Content, Hits, NewRecord, Pack, PackError, PackWriter, PlaceKind, Record, write_actors};
pub use places::{PlaceContext, PlaceMention, PlaceRole};
pub use relative::Relative;
pub use sites::SiteMention;
pub use skeleton::skeleton;
pub use spot::NAMES_STATES;
