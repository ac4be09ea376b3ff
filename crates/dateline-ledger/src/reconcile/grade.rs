//! How well a figure is borne out, in the words Airwars grades civilian harm by.
//!
//! Made from the figures of one subject and from what is said of who did it. Only rules that ask for it are graded; a
//! grade changes no figure.

use super::figures::{Figure, part};
use dateline_model::{Incident, Stance};
use std::collections::BTreeSet;

/// The grade with its reason, as a sentence; nothing where no figure stands.
pub(crate) fn grade(incident: &Incident, group: &str, figures: &[Figure<'_>]) -> Option<String> {
    let standing = || figures.iter().filter(|f| !f.outdated);
    standing().next()?;
    if part(group) == "side" {
        return Some("Grade: discounted – those counted are a party's own fighters.".to_owned());
    }
    let doers = |wanted: &[Stance]| -> BTreeSet<&str> {
        let said = incident.responsibility.iter().filter(|r| wanted.contains(&r.stance));
        said.map(|r| r.actor_id.as_deref().unwrap_or(&r.actor)).collect()
    };
    let own = doers(&[Stance::Claims, Stance::Admits]);
    let named = doers(&[Stance::Claims, Stance::Admits, Stance::Accuses, Stance::Suspects]);
    let grade = match (own.len(), named.len()) {
        (_, 2..) => format!("contested – {} are said to have done it", named.len()),
        (1.., _) => "confirmed – one side says that it did it".to_owned(),
        _ => {
            // A party's own word, and a word nobody stands by, make no second source.
            let voices: BTreeSet<&str> =
                standing().filter(|f| !f.party && !f.doubtful).map(|f| f.voice.as_str()).collect();
            match voices.len() {
                0 | 1 => "weak – a single source".to_owned(),
                n => format!("fair – {n} independent sources"),
            }
        }
    };
    Some(format!("Grade: {grade}."))
}
