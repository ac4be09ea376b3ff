//! Victims of an earlier deed, of whom an account speaks only in passing: "in reprisal for the killing of Ana Ruiz", "a friend
//! of the recently murdered senator".
//!
//! Made from what governs the word of the deed, by the set `for_earlier_deed`. They are left out where the account tells of
//! others who were struck; where they are all it has, it may be their own.

use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Effect, Participant, Role, Span};

/// Words from the deed up to what it is the reason for, at the most.
const REACH: usize = 4;

/// Leaves out those who suffered an earlier deed.
pub fn leave_out(reading: &Reading, found: &mut Vec<Participant>) {
    let passing = |p: &Participant| {
        let died = p.role == Role::Victim && p.effect == Some(Effect::Death);
        died && p.evidence.iter().all(|s| is_in_passing(reading, *s))
    };
    let struck = |p: &Participant| matches!(p.role, Role::Victim | Role::Target);
    if found.iter().any(|p| struck(p) && !passing(p)) {
        found.retain(|p| !passing(p));
    }
}

/// Whether what befell the one named here is told only as the reason for something else.
fn is_in_passing(reading: &Reading, span: Span) -> bool {
    let Some(i) = reading.lines.iter().position(|line| line.span.contains(span)) else { return false };
    let line = &reading.lines[i];
    let of = |d: &&crate::frames::Deed| d.fills.iter().any(|f| f.role == Role::Victim && f.span.overlaps(span));
    let mut deeds = reading.deeds[i].iter().filter(of).peekable();
    deeds.peek().is_some() && deeds.all(|d| is_reason(line, line.word_from(d.place.start)))
}

/// "to avenge the death", "in protest over the murder", "recently murdered".
fn is_reason(line: &Line, word: usize) -> bool {
    let Some(deed) = line.words.get(word) else { return false };
    if deed.tag == "VBN" {
        return deed.relation == "amod" && word > 0 && has("of_late", line.lower(word - 1));
    }
    let mut at = word;
    for _ in 0..REACH {
        let above = line.words[at].head;
        let hangs = matches!(line.words[at].relation, "pobj" | "prep" | "dobj" | "pcomp");
        if !deed.tag.starts_with("NN") || !hangs || above == at {
            return false;
        }
        if has("for_earlier_deed", line.lower(above)) {
            return true;
        }
        at = above;
    }
    false
}
