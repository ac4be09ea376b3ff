//! From the phrase before "said" to a speaker: its type, the name behind a pronoun, the actor in the directory.

use crate::attribution::Attribution;
use crate::names::Names;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Relay, Speaker, SpeakerType};
use std::ops::Range;

/// Those who spoke so far in a report.
#[derive(Debug, Default)]
pub struct Memory {
    spoken: Vec<Speaker>,
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
        let mut via: Vec<Relay> = attribution.via.iter().map(|r| relay(text, line, r, names)).collect();
        let range = publisher_of(line, range);
        let span = line.stretch(range.start, range.end);
        let written = tidy(span.slice(text));
        let apposition = attribution.apposition.as_ref().map_or("", |a| line.stretch(a.start, a.end).slice(text));
        let mut speaker = Speaker { text: written.clone(), name: None, actor: None, kind: SpeakerType::Other, span };
        let anonymous = is_anonymous(&written, apposition, line);
        let plural = (written.eq_ignore_ascii_case("they")).then(|| plural_before(line, range.start)).flatten();
        if let Some(named) = plural {
            speaker.kind = names.speaker_type(&named).unwrap_or(SpeakerType::Other);
            speaker.name = Some(named);
        } else if let Some(earlier) = self.antecedent(&written) {
            speaker.name = Some(earlier.name.clone().unwrap_or_else(|| earlier.text.clone()));
            (speaker.actor, speaker.kind) = (earlier.actor.clone(), earlier.kind);
        } else if let Some(body) = group_before(names, &written, span.start) {
            speaker.kind = body.kind;
            (speaker.name, speaker.actor) = (Some(body.name.clone()), Some(body.id.clone()));
        } else {
            let actor = names.actors.iter().filter(|m| span.contains(m.span)).max_by_key(|m| m.span.len());
            let actor = actor.map(|m| m.actor);
            let described = if apposition.is_empty() { written.clone() } else { format!("{written}, {apposition}") };
            let known = actor.filter(|a| covers(&written, a)).map(|a| a.kind);
            let kind = known.or_else(|| kind_of(names, &described)).or_else(|| actor.map(|a| a.kind));
            speaker.kind = kind.or_else(|| self.same_person(&written).map(|s| s.kind)).unwrap_or(SpeakerType::Other);
            // "the governor's spokesman, Omar Zwak, said"
            let office = written.split_whitespace().next_back().is_some_and(|w| has("person_noun", &w.to_lowercase()));
            let behind = || proper_name(apposition).filter(|_| office);
            speaker.name = proper_name(&written).or_else(behind).or_else(|| actor.map(|a| a.name.clone()));
            speaker.actor = actor.map(|a| a.id.clone());
        }
        let unnamed = anonymous && speaker.name.is_none() && withheld(&written);
        if anonymous && speaker.kind == SpeakerType::Other || unnamed && speaker.kind == SpeakerType::Government {
            speaker.kind = SpeakerType::AnonymousOfficial;
        }
        via.retain(|relay| relay.text != speaker.text);
        self.spoken.push(speaker.clone());
        Voice { speaker: Some(speaker), via, anonymous }
    }

    /// Remembers one who spoke without a cue of its own: who claims or denies a deed.
    pub fn remember(&mut self, speaker: &Speaker) {
        self.spoken.push(speaker.clone());
    }

    /// The voice that goes on: an open quotation, or "he said" without a cue of its own.
    pub fn last(&self) -> Option<&Speaker> {
        self.spoken.last()
    }

    /// Who "it", "he", "the group", "the ministry" is.
    fn antecedent(&self, written: &str) -> Option<&Speaker> {
        let lower = written.to_lowercase();
        let last = self.spoken.iter().rev();
        match lower.as_str() {
            "it" => last.clone().find(|s| !is_person(s)).or_else(|| self.spoken.last()),
            "he" | "she" => last.clone().find(|s| is_person(s)).or_else(|| self.spoken.last()),
            "they" | "both" | "the two" => self.spoken.last(),
            _ => {
                let noun = lower.strip_prefix("the ").filter(|n| !n.contains(' '))?;
                let wide = matches!(
                    noun,
                    "group"
                        | "organisation"
                        | "organization"
                        | "agency"
                        | "statement"
                        | "monitor"
                        | "movement"
                        | "militia"
                        | "body"
                        | "source"
                        | "official"
                        | "spokesman"
                        | "spokeswoman"
                        | "spokesperson"
                );
                let fits = |s: &&Speaker| {
                    let full = format!("{} {}", s.text, s.name.as_deref().unwrap_or("")).to_lowercase();
                    (full.contains(noun) && full.trim() != lower)
                        || (wide && !is_person(s) && s.kind != SpeakerType::Other)
                };
                if wide
                    || matches!(
                        noun,
                        "ministry"
                            | "minister"
                            | "hospital"
                            | "witness"
                            | "governor"
                            | "mayor"
                            | "doctor"
                            | "network"
                            | "document"
                    )
                {
                    last.clone().find(fits)
                } else {
                    None
                }
            }
        }
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
fn kind_of(names: &Names, described: &str) -> Option<SpeakerType> {
    let bare = || described.replace("'s ", " ").replace("’s ", " ");
    names.speaker_type(described).or_else(|| names.speaker_type(&bare()))
}

/// The body that "the group" or "an official of the group" stands for, where the report has named only one before.
fn group_before<'a>(names: &Names<'a>, written: &str, at: usize) -> Option<&'a dateline_atlas::Actor> {
    let lower = written.to_lowercase();
    let meant = ["the group", "the organisation", "the organization"].iter().any(|noun| {
        lower == *noun || lower.strip_suffix(noun).is_some_and(|rest| rest.ends_with(" of ") || rest.ends_with(" for "))
    });
    let bodies = |m: &&dateline_atlas::ActorMention<'a>| {
        m.span.end <= at && matches!(m.actor.kind, SpeakerType::Ngo | SpeakerType::ArmedGroup)
    };
    let mut named = names.actors.iter().filter(bodies).map(|m| m.actor);
    let first = named.next().filter(|_| meant)?;
    named.all(|other| other.id == first.id).then_some(first)
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

fn is_person(speaker: &Speaker) -> bool {
    let lower = speaker.text.to_lowercase();
    let personal = |n: &str| n.contains(' ') && !n.contains(" of ") && lower.contains(&n.to_lowercase());
    speaker.name.as_deref().is_some_and(personal)
        && !lower.split(' ').next_back().is_some_and(|w| has("organisation", w))
        || lower.split(' ').any(|w| has("person_noun", w))
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

fn tidy(written: &str) -> String {
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

/// The personal or proper name at the end of a phrase: "the army spokesman Umaru Bello" gives "Umaru Bello".
pub fn proper_name(written: &str) -> Option<String> {
    let words: Vec<&str> = written.split_whitespace().collect();
    let particle = |w: &str| {
        matches!(
            w,
            "al" | "bin" | "ibn" | "de" | "van" | "von" | "der" | "el" | "da" | "dos" | "ben" | "of" | "for" | "and"
        )
    };
    let capital = |w: &str| {
        w.trim_start_matches(['"', '“', '\'', '‘', '-']).chars().next().is_some_and(char::is_uppercase)
            || w.starts_with("al-")
            || w.starts_with("el-")
    };
    let end = words.iter().rposition(|w| capital(w))? + 1;
    let mut start = end - 1;
    // "Observatory for Human Rights", "Ministry of Defence", but not "Governor of Norland Ana Ruiz"
    let of_body = |k: usize| matches!(words[k], "of" | "for") && has("body_of", &words[k - 1].to_lowercase());
    let goes_on = |k: usize| match words[k] {
        "of" | "for" => of_body(k),
        "and" => (1..k).any(of_body),
        word => particle(word),
    };
    while start > 0 && (capital(words[start - 1]) || start >= 2 && capital(words[start - 2]) && goes_on(start - 1)) {
        start -= 1;
    }
    let skip = [
        "The",
        "A",
        "An",
        "Army",
        "Police",
        "President",
        "Minister",
        "General",
        "Gen.",
        "Colonel",
        "Col.",
        "Lt.",
        "Maj.",
        "Mr.",
        "Mr",
        "Mrs.",
        "Dr.",
        "Dr",
        "Governor",
        "Mayor",
        "Captain",
        "Sgt.",
        "Prime",
        "Foreign",
        "Interior",
        "Defence",
        "Defense",
        "Spokesman",
        "Spokesperson",
        "Local",
        "Officials",
        "Residents",
        "Witnesses",
        "Authorities",
    ];
    while start + 1 < end && skip.contains(&words[start]) {
        start += 1;
    }
    let alone = end - start == 1 && (skip.contains(&words[start]) || (start == 0 && words.len() > 1));
    (!alone && end == words.len()).then(|| {
        words[start..end]
            .join(" ")
            .trim_matches(['"', '“', '”', ','])
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned()
    })
}
