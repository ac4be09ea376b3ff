//! Which reports speak of one incident, and what do they add up to?
//!
//! Two steps. [`link`] groups the accounts of many reports into incidents, dates undated reports by the incident
//! they join, and finds which reports share one text origin. [`reconcile()`] derives what an incident's claims add up
//! to under a named [`Rule`]: estimates, history, open questions. Both are pure: the result depends neither on the
//! order of the input nor on the number of threads. Reading claims from text is left to `dateline-claims`.
//!
//! ```
//! use dateline_ledger::{link, reconcile, Options};
//! let linked = link(Vec::new(), Vec::new(), Vec::new());
//! let ledger = reconcile(&linked, &Options::default());
//! assert!(ledger.incidents.is_empty());
//! ```

mod calendar;
mod incident;
mod linking;
mod origin;
mod reconcile;
mod rules;
mod words;

pub use linking::{Feature, Linked, Membership, PairDecision, compare, infer_published, link, link_decided};
pub use origin::{Copies, SharedText, find_copies};
pub use reconcile::{Options, SETTABLE, reconcile, reconcile_whole, settable};
pub use rules::{Rule, RuleInfo, UnknownRule, rules};
