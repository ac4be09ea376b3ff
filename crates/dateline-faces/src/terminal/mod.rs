//! The faces of a terminal: plain columns of a given width, painted on request.

mod dossier;
mod explain;
mod list;
mod paint;
mod table;
mod wrap;

pub(crate) use dossier::dossier;
pub(crate) use explain::explain;
pub(crate) use list::{compare, list};
