//! From the phrase before "said" to a speaker: its type, the name behind a pronoun, the actor in the directory.

mod antecedents;
mod documents;
mod relays;

use crate::attribution::Attribution;
use crate::names::Names;
use crate::offices::{
    introduced, is_many, is_person, name_set_off, names_a_body, names_an_office, proper_name, speaks_for_himself,
    subject_name,
};
use crate::sets::has;
use crate::words::{Line, Word};
use dateline_model::{Relay, Speaker, SpeakerType};
use std::collections::BTreeSet;
use std::ops::Range;

/// Those who spoke so far in a report.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    spoken: Vec<Speaker>,
    /// Through whom the last of them spoke.
    relayed: Vec<Relay>,
    /// In which paragraph.
    relayed_in: usize,
    /// Whether in his own words.
    relayed_quoting: bool,
    /// Whether the outlet quoted him.
    relayed_by_quoting: bool,
    /// Whether a named medium carried his words: read, broadcast or published them.
    relayed_by_carrier: bool,
    /// The last who handed on anything.
    heard: Option<Relay>,
    /// How many had spoken then.
    heard_at: usize,
    /// Whom the sentence before is about, where that is one who can speak.
    topic: Option<Speaker>,
    /// Of which several people the sentence before tells: "residents disputed that".
    several: Option<Speaker>,
    /// The texts of speakers that are bodies of the directory, by their own names.
    bodies: BTreeSet<String>,
    /// The texts of those whose name the directory alone gave: "the army".
    known_as: BTreeSet<String>,
    /// Who carried the words that the sentence before tells of, and in which paragraph: "in a bulletin read over the radio".
    carried: Option<(Relay, usize)>,
    /// Whose the last document is that was told of, and who carried it.
    document: Option<documents::Document>,
}

/// A speaker with the chain it came through.
#[derive(Debug, Clone)]
pub struct Voice {
    /// Who said it; `None` for the outlet itself.
    pub speaker: Option<Speaker>,
    /// Nearest to the speaker first.
    pub via: Vec<Relay>,
    /// Whether the speaker is not named.
    pub anonymous: bool,
}

impl Memory {
    /// The voice of an attribution; remembered for the pronouns that follow.
    pub fn voice(&mut self, text: &str, line: &Line, attribution: &Attribution, names: &Names) -> Voice {
        let Some(range) = attribution.source.clone() else {
            return Voice { speaker: None, via: Vec::new(), anonymous: false };
        };
        let mut via: Vec<Relay> = attribution.via.iter().map(|r| self.relay(text, line, r, names)).collect();
        let range = publisher_of(line, without_adverb(line, range));
        let span = line.stretch(range.start, range.end);
        let written = tidy(span.slice(text));
        if is_own_reporter(&written) {
            return Voice { speaker: None, via: Vec::new(), anonymous: false };
        }
        let apposition = attribution.apposition.as_ref().map_or("", |a| line.stretch(a.start, a.end).slice(text));
        let mut speaker = Speaker { text: written.clone(), name: None, actor: None, kind: SpeakerType::Other, span };
        let anonymous = is_anonymous(&written, apposition, line);
        let plural = (written.eq_ignore_ascii_case("they")).then(|| plural_before(line, range.start)).flatten();
        if let Some(named) = plural {
            speaker.kind = names.speaker_type(&named).unwrap_or(SpeakerType::Other);
            speaker.name = Some(named);
        } else if let Some(document) = self.document.as_ref().filter(|d| d.is_meant(&written)) {
            let issuer = &document.issuer;
            speaker.name = Some(issuer.name.clone().unwrap_or_else(|| issuer.text.clone()));
            (speaker.actor, speaker.kind) = (issuer.actor.clone(), issuer.kind);
            via.extend(document.carrier.clone().filter(|_| via.is_empty()));
        } else if let Some(daily) = self.same_medium(&written) {
            speaker.kind = SpeakerType::Media;
            (speaker.name, speaker.actor) = (Some(daily.text.clone()), daily.actor.clone());
        } else if let Some(earlier) = self
            .same_sentence(&written, line)
            .or(self.own_subject(text, line, attribution, names).as_ref())
            .or_else(|| self.going_on_as(&written, &attribution.lemma))
            .or_else(|| self.owner(&written))
            .or_else(|| self.antecedent(&written))
        {
            let own = self.known_as.contains(&earlier.text).then(|| earlier.text.clone());
            speaker.name = own.or_else(|| earlier.name.clone()).or_else(|| Some(earlier.text.clone()));
            (speaker.actor, speaker.kind) = (earlier.actor.clone(), earlier.kind);
        } else if let Some(body) = group_before(names, &written, span.start) {
            speaker.kind = body.actor.kind;
            let called = tidy(body.span.slice(text));
            let letters = called.chars().all(|c| !c.is_lowercase());
            let name = if letters { body.actor.name.clone() } else { called };
            (speaker.name, speaker.actor) = (Some(name), Some(body.actor.id.clone()));
        } else {
            let actor = names.actors.iter().filter(|m| span.contains(m.span)).max_by_key(|m| m.span.len());
            let actor = actor.map(|m| m.actor);
            let described = if apposition.is_empty() { written.clone() } else { format!("{written}, {apposition}") };
            let known = actor.filter(|a| covers(&written, a)).map(|a| a.kind);
            let kind = known.or_else(|| kind_of(names, &described)).or_else(|| actor.map(|a| a.kind));
            speaker.kind = kind.or_else(|| self.same_person(&written).map(|s| s.kind)).unwrap_or(SpeakerType::Other);
            // "the governor's spokesman, Omar Zwak, said"
            let radio = written.split(' ').next_back().is_some_and(|w| has("medium", w));
            let office = names_an_office(&written) || names_a_body(&written) || radio;
            // "the Assistant Agent, Mr Omar Zwak"
            let next = line.lower(range.end + 1);
            let titled = matches!(next, "mr" | "mrs" | "ms" | "dr") || has("rank", next);
            let behind = || proper_name(apposition).or_else(|| name_set_off(text, line, range.end));
            let behind = || behind().filter(|_| office || titled && line.lower(range.end) == ",");
            // "the interior ministry" is no name of its government
            let part = |a: &&dateline_atlas::Actor| {
                let of_it = |w: &str| has("office_body", w) && !a.name.to_lowercase().contains(w);
                !written.to_lowercase().split(' ').any(of_it)
            };
            // "a member of the Front" is not called the Front
            let one = names_an_office(&written);
            let known = || actor.filter(part).filter(|_| !one).map(|a| a.name.clone());
            // "Group to Support Islam and Muslims": a piece of a body's name is nobody's
            let mention = names.actors.iter().filter(|m| span.contains(m.span)).max_by_key(|m| m.span.len());
            let whole = mention.map_or("", |m| m.span.slice(text));
            let piece = |name: &String| whole.len() > name.len() && whole.contains(name.as_str());
            // "the Commissioner for Rural Affairs, Ana Ruiz": the office is for them, and its holder has a name
            let of_office = |name: &String| one && has_any(&written, &["for", "of", "for the", "of the"], name);
            let own = proper_name(&written).filter(|n| !piece(n));
            let agent = titled && line.lower(range.end) == "," && has("article", line.lower(range.start));
            let holder = own.as_ref().filter(|n| agent || of_office(n)).and_then(|_| behind());
            // "the peace force, AMIPO, said"
            let letters = || {
                let letters = apposition.strip_prefix("the ").unwrap_or(apposition);
                let short = letters.len() > 1 && letters.chars().all(|c| c.is_ascii_uppercase());
                short.then(|| letters.to_owned())
            };
            speaker.name = holder.or(own).or_else(letters).or_else(behind).or_else(|| called(text, line, range.end));
            if let Some(known) = known().filter(|_| speaker.name.is_none()) {
                let shared = known.split(' ').any(|w| written.contains(w));
                speaker.name = Some(known);
                if !shared {
                    self.known_as.insert(written.clone());
                }
            }
            speaker.actor = actor.map(|a| a.id.clone());
            // "Ruiz", once Ana Ruiz has spoken
            let bare = speaker.name.as_ref().is_none_or(|name| !name.contains(' ') && actor.is_none());
            if let Some(earlier) = self.same_person(&written).filter(|_| bare) {
                speaker.name.clone_from(&earlier.name);
            }
            if actor.is_some_and(|a| covers(&written, a)) {
                self.bodies.insert(written.clone());
            }
        }
        let unnamed = anonymous && speaker.name.is_none() && withheld(&written);
        if anonymous && speaker.kind == SpeakerType::Other || unnamed && speaker.kind == SpeakerType::Government {
            speaker.kind = SpeakerType::AnonymousOfficial;
        }
        // "told our correspondent": that is the outlet itself
        via.retain(|relay| relay.text != speaker.text && !is_own_reporter(&relay.text));
        // "“We have nine more,” he added": in his own words, to those whom he told the rest
        let again = |s: &Speaker| s.name.as_ref().unwrap_or(&s.text) == speaker.name.as_ref().unwrap_or(&speaker.text);
        let quoted = || attribution.content.iter().any(|r| line.words[r.clone()].iter().any(Word::is_quote));
        // "“We buried them,” Ana Ruiz told the agency. She said that five were women", "told the radio that she feared": told
        // in the same breath
        let in_sentence = self.spoken.last().is_some_and(|s| line.span.contains(s.span));
        let in_paragraph = self.relayed_quoting && self.relayed_in == line.block;
        let pronoun = has("third_person", &written.to_lowercase());
        // "The radio quoted the security services as saying …; the services added": all through the radio
        let in_one_breath = (in_sentence || in_paragraph) && pronoun || in_paragraph && self.relayed_by_quoting;
        // "in a bulletin read over Radio Osta. It said that nine had died"
        let carried_on = self.relayed_by_carrier && self.relayed_in == line.block && pronoun;
        // the next paragraph too, where what is between is the same speaker's
        let near = self.relayed_in <= line.block && line.block <= self.relayed_in + 1;
        let same = self.spoken.last().is_some_and(again);
        let carrier = relays::carries(line, attribution);
        if via.is_empty() && near && same && (in_one_breath || carried_on || quoted() || line.has("same interview")) {
            via.clone_from(&self.relayed);
        } else if !via.is_empty() || !near || !same {
            self.relayed_by_carrier = carrier && !via.is_empty();
        }
        // "gave another version in a bulletin read over Radio Osta. It said": whom the sentence before is about
        let carried = self.carried.as_ref().filter(|(_, block)| pronoun && via.is_empty() && *block == line.block);
        via.extend(carried.map(|(relay, _)| relay.clone()));
        // "security sources told the agency. … “We have nine dead,” one of the sources said"
        if via.is_empty() && quoted() && self.spoken.last().is_some_and(|s| relays::is_one_of(&written, s)) {
            via.clone_from(&self.relayed);
        }
        let told = documents::put_out(line, attribution, &speaker, &via);
        self.document = told.or(self.document.take());
        self.spoken.push(speaker.clone());
        if !via.is_empty() || !near || !same {
            self.relayed_by_quoting = attribution.lemma == "quote" && !via.is_empty();
            self.relayed_quoting = quoted() || self.relayed_by_quoting;
            (self.relayed, self.relayed_in) = (via.clone(), line.block);
        }
        self.heard_at = if via.is_empty() { self.heard_at } else { self.spoken.len() };
        self.heard = via.first().cloned().or(self.heard.take());
        Voice { speaker: Some(speaker), via, anonymous }
    }

    /// Who handed a statement on; "it" is the daily of the sentence before, "the same station" the last that did.
    fn relay(&self, text: &str, line: &Line, range: &Range<usize>, names: &Names) -> Relay {
        let said = relay(text, line, range, names);
        if let Some(same) = self.heard.as_ref().filter(|_| line.words[range.clone()].iter().any(|w| w.lower == "same"))
        {
            return same.clone();
        }
        // "he told the agency"
        let (article, noun) = said.text.split_once(' ').unwrap_or(("", ""));
        if let Some(heard) = self.heard.as_ref().filter(|_| article == "the" && has("medium", noun)) {
            return heard.clone();
        }
        match self.antecedent(&said.text).filter(|_| has("third_person", &said.text.to_lowercase())) {
            Some(meant) => Relay { text: meant.text.clone(), actor: meant.actor.clone() },
            None => said,
        }
    }

    /// Whom the sentence before is about: the subject of its main verb, where that is one who can speak, or several. Of
    /// one that tells of "him", the sentence before it says who he is.
    pub fn about(&mut self, text: &str, line: Option<&Line>, names: &Names) {
        let carrier = |line: &Line| relays::carrier_of(line).map(|r| (relay(text, line, &r, names), line.block));
        self.carried = line.and_then(carrier);
        if let Some(document) = line.and_then(|line| documents::told_of(text, line, names)) {
            self.document = Some(document);
        }
        // "“Seven?” he asked": a fragment, or words of no matter, about nobody else
        let root = |line: &Line| line.words.iter().find(|w| w.relation == "ROOT").map(|w| w.tag.starts_with("VB"));
        let him = |line: &Line| line.words.iter().any(|w| matches!(w.lower.as_str(), "he" | "she"));
        if line.is_some_and(|line| root(line) == Some(false) || root(line).is_none() && him(line)) {
            return;
        }
        if let Some(one) = line.filter(|line| root(line).is_none()).and_then(|line| introduced(text, line, names)) {
            (self.topic, self.several) = (Some(one), None);
            return;
        }
        if let Some(body) = line.filter(|line| root(line).is_none()).and_then(|line| body_opening(text, line, names)) {
            (self.topic, self.several) = (Some(body), None);
            return;
        }
        let subject = line.and_then(|line| {
            let verb = line.words.iter().position(|w| w.relation == "ROOT")?;
            // "Among those who fled was Ana Ruiz, 43"
            let inverted = line.lower(0) == "among" && has("be", line.lower(verb));
            let subject = crate::syntax::subject(line, verb);
            let (range, apposition) = subject.filter(|(r, _)| r.end <= verb || inverted && r.start > verb)?;
            Some((line, range, apposition))
        });
        let Some((line, range, apposition)) = subject else {
            (self.topic, self.several) = (None, None);
            return;
        };
        // "My own wife was hit," of somebody's own words
        let own_words = has("first_person", line.lower(range.start));
        if own_words || range.len() == 1 && has("third_person", line.lower(range.start)) {
            return;
        }
        let span = line.stretch(range.start, range.end);
        let written = tidy(span.slice(text));
        let head = (range.start..range.end).take_while(|&i| line.words[i].tag != "IN").last();
        let many = head.is_some_and(|i| matches!(line.words[i].tag, "NNS" | "NNPS"));
        // "The task force, meanwhile, said": who spoke, with all that is known of him
        let said = self.spoken.iter().rev().find(|s| s.span.overlaps(span)).cloned();
        if let Some(mut said) = said {
            // "Osta Front (OF)"
            said.name = said.name.map(|n| n.split(" (").next().unwrap_or(&n).to_owned());
            let many = is_many(&said) || said.name.is_none() && many;
            self.several = Some(said.clone()).filter(|s| many && s.kind != SpeakerType::ArmedGroup);
            self.topic = Some(said).filter(|s| !is_many(s));
            return;
        }
        let described = apposition.map_or_else(String::new, |a| line.stretch(a.start, a.end).slice(text).to_owned());
        let actor = names.actors.iter().find(|m| span.contains(m.span)).map(|m| m.actor);
        let kind = kind_of(names, &written)
            .or_else(|| actor.map(|a| a.kind))
            .or_else(|| kind_of(names, &described).filter(|_| !described.is_empty()));
        // "Tamil Eelam" is a piece of the name of the Liberation Tigers
        let mention = names.actors.iter().find(|m| span.contains(m.span)).map_or("", |m| m.span.slice(text));
        let piece = |name: &String| mention.len() > name.len() && mention.contains(name.as_str());
        // "The lawmaker representing the area, Ana Ruiz, gave a different account"
        let set_off = || proper_name(&described).filter(|n| described.ends_with(n.as_str()) && n.contains(' '));
        let name = subject_name(text, line, &range, &written).filter(|n| !piece(n)).or_else(set_off);
        let office = names_an_office(&written);
        let name = name.or_else(|| actor.filter(|_| !office).map(|a| a.name.clone()));
        // "Ana Ruiz, a shopkeeper, disputed that": a person of no office
        let place = || names.places.iter().any(|m| m.span.overlaps(span));
        let one = name.as_ref().is_some_and(|n| n.contains(' ')) && actor.is_none() && !many && !place();
        let answers = || !many && speaks_for_himself(line, &range);
        // "In its report, the Osta-based group cited eleven witnesses"
        // "The Citizens' Committee would not accept the figure"
        let titled = || {
            written
                .rsplit(' ')
                .next()
                .is_some_and(|w| has("body_of", &w.to_lowercase()) && w.starts_with(char::is_uppercase))
        };
        let body = || !many && (names_a_body(&written) || titled());
        let kind = kind.or_else(|| (one || answers() || body()).then_some(SpeakerType::Other));
        let made = kind.map(|kind| {
            let actor = actor.map(|a| a.id.clone());
            Speaker { text: written, name, actor, kind, span }
        });
        self.several = made.clone().filter(|s| many && s.kind != SpeakerType::ArmedGroup);
        // "Gunmen raided": many, of no name
        let unnamed = line.words[range].iter().all(|w| w.tag == "NNS");
        self.topic = made.filter(|_| !unnamed);
    }

    /// "The spokesman, Omar Zwak, regretted what he called the loss of nine": whom the pronoun's own sentence is about.
    fn own_subject(&self, text: &str, line: &Line, attribution: &Attribution, names: &Names) -> Option<Speaker> {
        let pronoun =
            attribution.source.clone().filter(|r| r.len() == 1 && matches!(line.lower(r.start), "he" | "she"))?;
        let behind = attribution.content.iter().all(|c| c.is_empty() || c.start >= attribution.cue.end);
        let quoting = line.words[..pronoun.start].iter().any(Word::is_quote);
        if !behind || quoting || pronoun.start < 3 {
            return None;
        }
        let mut memory = self.clone();
        memory.topic = None;
        memory.about(text, Some(line), names);
        let at = line.words[pronoun.start].span.start;
        memory.topic.filter(|one| one.span.start >= line.span.start && one.span.end <= at && is_person(one))
    }

    /// Remembers one who spoke without a cue of its own: who claims or denies a deed.
    pub fn remember(&mut self, speaker: &Speaker) {
        // "The Front, through its radio, said": "Front"
        let bare = |s: &Speaker| s.text.trim_start_matches("The ").trim_start_matches("the ").to_owned();
        if self.last().is_none_or(|last| bare(last) != bare(speaker)) {
            self.relayed.clear();
        }
        self.spoken.push(speaker.clone());
    }

    /// Who spoke last.
    pub fn last(&self) -> Option<&Speaker> {
        self.spoken.last()
    }

    /// The voice that goes on in an open quotation, heard through those through whom it was heard before.
    pub fn going_on(&self) -> Option<Voice> {
        let speaker = self.spoken.last().cloned();
        speaker.map(|s| Voice { speaker: Some(s), via: self.relayed.clone(), anonymous: false })
    }

    /// An earlier speaker with the same family name.
    fn same_person(&self, written: &str) -> Option<&Speaker> {
        let family = written.split_whitespace().next_back()?;
        let named = family.chars().next().is_some_and(char::is_uppercase);
        self.spoken
            .iter()
            .rev()
            .find(|s| named && s.name.as_deref().is_some_and(|n| n.split_whitespace().next_back() == Some(family)))
    }
}

/// The kind of source a phrase names; "the ministry's statement" and "the mayor's spokesman" by their owner.
pub(crate) fn kind_of(names: &Names, described: &str) -> Option<SpeakerType> {
    let bare = || described.replace("'s ", " ").replace("’s ", " ");
    names.speaker_type(described).or_else(|| names.speaker_type(&bare()))
}

/// Whether one of these words stands before a name in a phrase.
fn has_any(written: &str, words: &[&str], name: &str) -> bool {
    words.iter().any(|word| written.contains(&format!("{word} {name}")))
}

/// The body that "the group", "the aid charity" or "an official of the group" stands for, where the report has named only
/// one of its kind before.
fn group_before<'a>(names: &Names<'a>, written: &str, at: usize) -> Option<dateline_atlas::ActorMention<'a>> {
    let lower = written.to_lowercase();
    let whole = lower.rsplit_once(" of ").or_else(|| lower.rsplit_once(" for ")).map_or(lower.as_str(), |(_, of)| of);
    let noun = whole.strip_prefix("the ")?;
    let meant = matches!(noun, "group" | "organisation" | "organization");
    // "the rights group", "the medical charity"
    let aid = noun.rsplit(' ').next().is_some_and(|last| match noun.split_once(' ') {
        None => has("aid_body", last),
        Some((first, rest)) => rest == last && has("aid_kind", first) && has("unnamed_body", last),
    });
    let meant = meant || aid;
    let bodies = |m: &&dateline_atlas::ActorMention<'a>| {
        let armed = m.actor.kind == SpeakerType::ArmedGroup && !aid;
        m.span.end <= at && (m.actor.kind == SpeakerType::Ngo || armed)
    };
    let mut named = names.actors.iter().filter(bodies);
    let first = named.next().filter(|_| meant)?;
    named.all(|other| other.actor.id == first.actor.id).then_some(*first)
}

/// "The Osta Front (OF), which is linked to others, told another story": the body that a sentence that was not parsed
/// begins with, set off behind its name.
fn body_opening(text: &str, line: &Line, names: &Names) -> Option<Speaker> {
    let first = line.words.iter().position(|w| !has("article", &w.lower) && !has("opening", &w.lower))?;
    let at = line.words[first].span.start;
    let begins = |m: &&dateline_atlas::ActorMention| m.span.start <= at && m.span.end > at;
    let mention = names.actors.iter().filter(begins).max_by_key(|m| m.span.len())?;
    let next = line.words.iter().position(|w| w.span.start >= mention.span.end)?;
    let set_off = matches!(line.lower(next), "," | "(");
    let armed = matches!(mention.actor.kind, SpeakerType::ArmedGroup | SpeakerType::Ngo | SpeakerType::Military);
    (set_off && armed).then(|| Speaker {
        text: tidy(mention.span.slice(text)),
        name: Some(mention.actor.name.clone()),
        actor: Some(mention.actor.id.clone()),
        kind: mention.actor.kind,
        span: mention.span,
    })
}

/// Whether the actor's name or alias is the phrase itself, give or take an article.
fn covers(written: &str, actor: &dateline_atlas::Actor) -> bool {
    let bare = written.strip_prefix("The ").or_else(|| written.strip_prefix("the ")).unwrap_or(written);
    bare.eq_ignore_ascii_case(&actor.name) || actor.aliases.iter().any(|a| bare.eq_ignore_ascii_case(a))
}

/// "authorities in several states were looking for a man who, they say, …": who "they" are.
fn plural_before(line: &Line, at: usize) -> Option<String> {
    let found = (0..at).rev().find(|&i| has("plural_speaker", line.lower(i)))?;
    Some(line.lower(found).to_owned())
}

fn relay(text: &str, line: &Line, range: &Range<usize>, names: &Names) -> Relay {
    let span = line.stretch(range.start, range.end);
    let actor = names.actors.iter().find(|m| span.contains(m.span)).map(|m| m.actor.id.clone());
    Relay { text: tidy(span.slice(text)), actor }
}

/// "Images broadcast by Mali's public TV channel": it is the channel that shows them.
fn publisher_of(line: &Line, range: Range<usize>) -> Range<usize> {
    let shows = line.words[range.clone()].iter().any(|w| has("pictures", &w.lower));
    let by = shows.then(|| range.clone().rev().find(|&i| matches!(line.lower(i), "by"))).flatten();
    by.map_or(range.clone(), |i| i + 1..range.end)
}

/// "Later in the day a doctor said": the day is not the doctor's.
fn without_adverb(line: &Line, range: Range<usize>) -> Range<usize> {
    let when = ["later", "earlier", "meanwhile"];
    // "Late on Wednesday a caller said"
    let late = matches!(line.lower(range.start), "late" | "early") && line.lower(range.start + 1) == "on";
    let adverb = range.len() > 3 && (late || when.contains(&line.lower(range.start)));
    let noun = range.clone().skip(1).find(|&i| has("article", line.lower(i)) && line.lower(i - 1) != "in");
    noun.filter(|_| adverb).map_or(range.clone(), |i| i..range.end)
}

/// "a doctor who gave his name as Amos", "a trader who asked to be called Ana": the name behind the phrase that ends at
/// `at`.
fn called(text: &str, line: &Line, at: usize) -> Option<String> {
    let who = at + usize::from(line.lower(at) == ",");
    let near = who + 1..line.words.len().min(who + 12);
    let gives = |i: &usize| match line.lower(*i) {
        "as" => matches!(line.lower(i - 1), "name" | "only" | "identified" | "himself" | "herself" | "known"),
        "called" => line.lower(i - 1) == "be",
        "himself" | "herself" => matches!(line.lower(i - 1), "called" | "calls" | "calling" | "named"),
        _ => false,
    };
    let describes = has("relative", line.lower(who)) || matches!(line.lower(who), "identified" | "known");
    let start = near.into_iter().find(gives).filter(|_| describes)? + 1;
    let end = start + (start..line.words.len()).take_while(|&i| line.words[i].is_capitalised()).count();
    (end > start).then(|| tidy(line.stretch(start, end).slice(text)))
}

/// "our correspondent", "this newspaper": whoever writes for the outlet, or the outlet.
fn is_own_reporter(written: &str) -> bool {
    let lower = written.to_lowercase();
    let own = ["our ", "this "].iter().any(|own| lower.starts_with(own));
    // "our own correspondent", "our correspondent Ana Ruiz"
    own && lower.split(' ').skip(1).take(2).any(|noun| has("medium", noun.trim_end_matches('s')))
}

pub(crate) fn tidy(written: &str) -> String {
    written.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// "an official who asked not to be named": the phrase itself says that the name is kept back.
fn withheld(written: &str) -> bool {
    ["not to be named", "not to be identified", "anonym"].iter().any(|w| written.contains(w))
}

fn is_anonymous(written: &str, apposition: &str, line: &Line) -> bool {
    let lower = format!("{written} {apposition}").to_lowercase();
    let unnamed = ["source", "anonym", "not be named", "not be identified", "not authorised", "not authorized"]
        .iter()
        .any(|w| lower.contains(w));
    let condition = line.has("condition of anonymity")
        || line.has("not authorized to")
        || line.has("not authorised to")
        || line.has("asked not to be")
        || line.has("declined to be named");
    unnamed || (condition && proper_name(written).is_none())
}
