//! Whose words a document holds: "posted a communique of the River Sector", "a leaflet signed by the Front".

use super::{kind_of, relay, tidy};
use crate::attribution::{Attribution, is_media};
use crate::names::Names;
use crate::noun_phrases::phrase_after;
use crate::offices::{is_body, is_many, proper_name};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Relay, Speaker, SpeakerType};
use std::ops::Range;

/// A document that a sentence told of.
#[derive(Debug, Clone)]
pub(super) struct Document {
    /// What it is called: "communique".
    noun: String,
    /// Whose it is.
    pub(super) issuer: Speaker,
    /// Who carried it.
    pub(super) carrier: Option<Relay>,
}

impl Document {
    /// Whether a phrase means it: "the communique", "the text".
    pub(super) fn is_meant(&self, written: &str) -> bool {
        let lower = written.to_lowercase();
        let noun = lower.strip_prefix("the ").unwrap_or("");
        noun == self.noun || matches!(noun, "text" | "document" | "statement")
    }
}

/// The document that a sentence tells of, where it says whose it is.
pub(super) fn told_of(text: &str, line: &Line, names: &Names) -> Option<Document> {
    let document = |i: usize| has("document", line.lower(i)) || line.lower(i) == "report";
    let noun = |i: usize| document(i) && line.words[i].tag.starts_with("NN");
    let issued = |i: usize| {
        let issuer = issuer_after(line, i + 1).or_else(|| issuer_before(line, i));
        issuer.map(|issuer| (line.lower(i).to_owned(), issuer))
    };
    let (noun, issuer) = (0..line.words.len()).filter(|&i| noun(i)).find_map(issued)?;
    let span = line.stretch(issuer.start, issuer.end);
    let written = tidy(span.slice(text));
    let actor = names.actors.iter().filter(|m| span.contains(m.span)).max_by_key(|m| m.span.len()).map(|m| m.actor);
    let kind = kind_of(names, &written).or_else(|| actor.map(|a| a.kind)).unwrap_or(SpeakerType::Other);
    let name = proper_name(&written).or_else(|| actor.map(|a| a.name.clone())).unwrap_or_else(|| written.clone());
    let issuer = Speaker { text: written, name: Some(name), actor: actor.map(|a| a.id.clone()), kind, span };
    let carrier = carrier(line).map(|range| relay(text, line, &range, names));
    Some(Document { noun, issuer, carrier })
}

/// "the services said in a statement", "In a bulletin, the office put": the document of a body that speaks.
pub(super) fn put_out(line: &Line, attribution: &Attribution, issuer: &Speaker, via: &[Relay]) -> Option<Document> {
    let said = attribution.cue.end..line.words.len().min(attribution.cue.end + 8);
    let opening = 0..attribution.source.as_ref().map_or(0, |s| s.start).min(10);
    let document = |i: &usize| has("document", line.lower(*i)) && line.words[*i].tag.starts_with("NN");
    let within = |i: &usize| {
        let stretch = i.saturating_sub(4)..*i;
        stretch.clone().any(|k| line.lower(k) == "in") && stretch.clone().all(|k| line.words[k].is_wordlike())
    };
    let at = said.chain(opening).find(|i| document(i) && within(i))?;
    let own = is_body(issuer) || is_many(issuer);
    let issuer = issuer.clone();
    own.then(|| Document { noun: line.lower(at).to_owned(), issuer, carrier: via.first().cloned() })
}

/// "of the Front", "signed by the Front", "in the name of the Front", behind the document.
fn issuer_after(line: &Line, at: usize) -> Option<Range<usize>> {
    let start = match line.lower(at) {
        "of" | "by" | "from" => at + 1,
        "in" if line.lower(at + 2) == "name" && line.lower(at + 3) == "of" => at + 4,
        "signed" | "issued" | "written" if matches!(line.lower(at + 1), "by") => at + 2,
        "attributed" if line.lower(at + 1) == "to" => at + 2,
        _ => return None,
    };
    let phrase = phrase_after(line, start)?;
    let named = line.words[phrase.clone()].iter().any(|w| w.is_capitalised());
    let day = has("time_word", line.lower(start)) || has("tail_time", line.lower(start));
    (named && !day && !is_outlet_only(line, &phrase)).then_some(phrase)
}

/// "The mayor's office issued a bulletin": the subject of the verb that puts a document out.
fn issuer_before(line: &Line, document: usize) -> Option<Range<usize>> {
    let object = line.words.get(document).filter(|w| w.relation == "dobj" && has("issues", line.lower(w.head)))?;
    let (subject, _) = crate::syntax::subject(line, object.head).filter(|(r, _)| r.end <= object.head)?;
    let pronoun = subject.len() == 1 && has("third_person", line.lower(subject.start));
    (!pronoun && !is_media(line, &subject)).then_some(subject)
}

/// "a bulletin of Radio Osta" is the radio's own.
fn is_outlet_only(line: &Line, phrase: &Range<usize>) -> bool {
    phrase.clone().any(|i| has("medium", line.lower(i)))
}

/// "The website Sable-Net posted …": the subject of a verb that hands on.
fn carrier(line: &Line) -> Option<Range<usize>> {
    let verb = line.words.iter().position(|w| w.relation == "ROOT").filter(|&i| has("carried_by", line.lower(i)))?;
    let (subject, _) = crate::syntax::subject(line, verb).filter(|(r, _)| r.end <= verb)?;
    is_media(line, &subject).then_some(subject)
}
