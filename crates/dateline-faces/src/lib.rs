//! What a person sees: the dossier in the terminal, the page in the browser, and the explanation of one line.
//!
//! Made from a [`Ledger`] alone; every face shows the same facts (`sheet`), differently set. The faces decide nothing:
//! which claim won, what is open and what is background is read from the ledger. Writing to a terminal or a file is
//! left to the program.
//!
//! ```
//! use dateline_faces::{DossierOptions, dossier};
//! let nothing = dossier(&dateline_model::Ledger::default(), &DossierOptions::default());
//! assert_eq!(nothing, "No report was read.\n");
//! ```

mod figures;
mod further;
mod html;
mod index;
mod prose;
mod sheet;
mod terminal;

use dateline_model::{Incident, Ledger};

/// How to set the terminal's faces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DossierOptions {
    /// Columns.
    pub width: usize,
    /// Whether to paint with ANSI codes.
    pub colour: bool,
    /// Whether to put its sentence and its id under each line.
    pub explain: bool,
}

impl Default for DossierOptions {
    fn default() -> Self {
        DossierOptions { width: 80, colour: false, explain: false }
    }
}

/// The dossiers of all incidents, then what the reports recall as background, then the reports.
pub fn dossier(ledger: &Ledger, options: &DossierOptions) -> String {
    terminal::dossier(ledger, options)
}

/// Where a line comes from: the sentence of a claim in its paragraph, an incident's estimates with the claims that
/// lost, an account's or a report's parts. `None` for an id the ledger does not hold; the beginning of an id is
/// enough where only one noun has it.
pub fn explain(ledger: &Ledger, id: &str, options: &DossierOptions) -> Option<String> {
    terminal::explain(ledger, id, options)
}

/// Many incidents at a glance, in the order given.
pub fn list(incidents: &[&Incident], options: &DossierOptions) -> String {
    terminal::list(incidents, options)
}

/// What every rule of estimation makes of one incident, side by side: the first incident of each rule's ledger.
pub fn compare(ledgers: &[(String, Ledger)], options: &DossierOptions) -> String {
    terminal::compare(ledgers, options)
}

/// One self-contained page: every incident with its figures, linked to the evidence marked in the reports' texts.
pub fn html(ledger: &Ledger) -> String {
    html::page(ledger)
}
