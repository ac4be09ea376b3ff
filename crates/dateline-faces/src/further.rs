//! What an incident's reports say besides figures and who did it, in a few lines a kind: damage, strength, arrests,
//! reactions, and who says that it happened.

use crate::index::Index;
use crate::prose;
use crate::sheet::{Line, places};
use dateline_model::{Claim, ClaimKind, Incident, Modality};

/// The lines of one kind, under its heading.
pub(crate) struct Further<'a> {
    pub(crate) heading: &'static str,
    pub(crate) lines: Vec<Line<'a>>,
}

/// The kinds, in the order in which they are shown.
const KINDS: [(ClaimKind, &str); 5] = [
    (ClaimKind::Damage, "Damage"),
    (ClaimKind::Strength, "Strength"),
    (ClaimKind::Arrests, "Arrests"),
    (ClaimKind::Reaction, "Reactions"),
    (ClaimKind::Occurrence, "Told by"),
];

/// Whether a claim is shown here.
pub(crate) fn is_further(claim: &Claim) -> bool {
    KINDS.iter().any(|(kind, _)| *kind == claim.kind)
}

/// What else is said of an incident; kinds that nobody speaks of are left out.
pub(crate) fn further<'a>(incident: &'a Incident, index: &Index<'a>) -> Vec<Further<'a>> {
    let claims = index.claims(&incident.claims);
    let of = |(kind, heading): (ClaimKind, &'static str)| {
        let mut found: Vec<(String, Vec<String>, Vec<&'a Claim>)> = Vec::new();
        for claim in claims.iter().copied().filter(|claim| claim.kind == kind) {
            let by = prose::said_by(claim, index.report(&claim.report));
            let via = prose::via(claim);
            let by = prose::plain(&if via.is_empty() { by } else { format!("{by} via {via}") });
            let what = what(claim);
            match found.iter_mut().find(|known| known.0 == what) {
                Some((_, who, claims)) => {
                    who.extend(Some(by).filter(|by| !who.contains(by)));
                    claims.push(claim);
                }
                None => found.push((what, vec![by], vec![claim])),
            }
        }
        let lines = found.into_iter().map(|(what, who, claims)| Line {
            text: prose::plain(&format!("{what} {}", who.join("; "))).trim().to_owned(),
            places: places(&claims, index),
            claims,
        });
        Further { heading, lines: lines.collect() }
    };
    KINDS.into_iter().map(of).filter(|one| !one.lines.is_empty()).collect()
}

/// What is said, up to those who say it: "houses burned –", "condemned by"; nothing where they say that it happened.
fn what(claim: &Claim) -> String {
    let sure = match claim.modality {
        Modality::Asserted => String::new(),
        other => format!(" ({})", prose::how_sure(other)),
    };
    let about = claim.matter.as_ref();
    let told = about.map(prose::matter).unwrap_or_default();
    match claim.kind {
        ClaimKind::Reaction => prose::reaction(about.and_then(|m| m.sort)).to_owned(),
        ClaimKind::Occurrence if claim.modality == Modality::Denied => "denied by".to_owned(),
        ClaimKind::Occurrence if claim.modality == Modality::Unconfirmed => "unverified:".to_owned(),
        ClaimKind::Occurrence => String::new(),
        // "damage" says it by itself
        ClaimKind::Damage if told.ends_with("damage") => format!("{told}{sure} –"),
        ClaimKind::Damage => {
            let done = about.and_then(|m| m.sort).map(|sort| format!(" {sort}")).unwrap_or_default();
            format!("{told}{done}{sure} –")
        }
        ClaimKind::Arrests => format!("made{sure} –"),
        _ => format!("{told}{sure} –"),
    }
}
