//! Those who did it where nobody is named: "gunmen", "armed men", "a guerrilla attack".
//!
//! Made from the words for those who attack. Rebels and guerrillas are a party to a war, and are spoken of in many other
//! ways than as those who did it: they count only where they act in the sentence. Leaves those whom a frame read as doers
//! to [`crate::roles`].

use crate::events::{EventWord, event_words};
use crate::harm::hits;
use crate::participants::{add, participant};
use crate::reading::Reading;
use crate::sets::has;
use crate::weeding::bears_arms;
use crate::words::Line;
use dateline_model::{Confidence, Participant, ParticipantKind, Role};

/// The first of those who attack in these sentences: "gunmen", "armed men", "a suicide bomber".
pub(crate) fn unnamed(reading: &Reading, ranks: &[usize], found: &mut Vec<Participant>) {
    for &i in ranks {
        let line = &reading.lines[i];
        // "a rebel faction" is told whole
        let faction = |k: usize| has("body_called", line.lower(k + 1));
        let armed = |k: usize| bears_arms(line.lower(k));
        let events = event_words(line);
        if let Some(at) = (0..line.words.len()).find(|&k| armed(k) && is_of_deed(line, k, &events)) {
            let told = |k: usize| has("attackers_adjective", line.lower(k)) || armed(k);
            let start =
                if at > 0 && (line.words[at - 1].is_capitalised() && at > 1 || told(at - 1)) { at - 1 } else { at };
            let span = line.stretch(start, at + 1 + usize::from(faction(at)));
            let written = span.slice(&reading.report.text).to_owned();
            let mut new =
                participant(Role::Perpetrator, ParticipantKind::Group, written.clone(), Some(written), None, span);
            new.confidence = Some(if is_blamed(line, at) { Confidence::Accused } else { Confidence::Fact });
            return add(found, new);
        }
    }
}

/// Whether those at word `k` may have done what the sentence tells of: "a guerrilla attack" is guerrillas', "a terrorist
/// attack" terrorists'; "a criminal attack" says what it was, and "the terrorist police" are nobody's deed.
fn is_of_deed(line: &Line, k: usize, events: &[EventWord]) -> bool {
    let (word, head) = (&line.words[k], line.words[k].head);
    // "no person or terrorist organisation has claimed it"
    if (k.saturating_sub(3)..k).any(|i| line.lower(i) == "no") {
        return false;
    }
    let describes = matches!(word.relation, "compound" | "amod") && head > k;
    let of_event = |i: usize| events.iter().any(|e| (e.first..e.end).contains(&i));
    if describes && !has("body_called", line.lower(k + 1)) {
        return of_event(head) && !has("names_the_deed", &word.lower);
    }
    !has("rebel_noun", &word.lower) || !line.is_parsed() || is_blamed(line, k) || acts(line, k, &of_event)
}

/// "the government blamed a rebel faction", "was blamed on rebels".
fn is_blamed(line: &Line, k: usize) -> bool {
    let whole = if has("body_called", line.lower(k + 1)) { k + 1 } else { k };
    let Some(word) = line.words.get(whole).filter(|w| w.head < whole) else { return false };
    let verb = if word.relation == "pobj" { line.words[word.head].head } else { word.head };
    matches!(word.relation, "dobj" | "pobj") && has("blames", line.lower(verb))
}

/// "the guerrillas attacked", "killed by rebels", "the rebels' raid"; not "guerrillas were killed", nor
/// "took the herders for guerrillas".
fn acts(line: &Line, k: usize, of_event: &dyn Fn(usize) -> bool) -> bool {
    let violent = |i: usize| of_event(i) || hits(line).iter().any(|hit| (hit.first..hit.end).contains(&i));
    let mut at = k;
    for _ in 0..4 {
        let (word, head) = (&line.words[at], line.words[at].head);
        match word.relation {
            "compound" | "conj" | "nmod" | "appos" if head != at => at = head,
            "nsubj" => {
                let carried =
                    |i: usize| line.children(i).any(|(c, r)| matches!(r, "xcomp" | "conj" | "dobj") && violent(c));
                return violent(head) || carried(head);
            }
            "poss" => return violent(head),
            "pobj" => {
                let above = line.words[head].head;
                // "a group of rebels attacked"
                if line.lower(head) == "of" && has("counting_noun", line.lower(above)) {
                    at = above;
                    continue;
                }
                return matches!(line.lower(head), "by" | "of") && (violent(above) || line.lower(head) == "by");
            }
            _ => return false,
        }
    }
    false
}
