//! From the phrase before "said" to a speaker: its type, the name behind a pronoun, the actor in the directory.

use crate::attribution::Attribution;
use crate::counts::people_named;
use crate::lexicon::own_rows;
use crate::names::Names;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Relay, Speaker, SpeakerType};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Those who spoke so far in a report.
#[derive(Debug, Default, Clone)]
pub struct Memory {
    spoken: Vec<Speaker>,
    /// Through whom the last of them spoke.
    relayed: Vec<Relay>,
    /// Whom the sentence before is about, where that is one who can speak.
    topic: Option<Speaker>,
    /// Of which several people the sentence before tells: "residents disputed that".
    several: Option<Speaker>,
    /// The texts of speakers that are bodies of the directory, by their own names.
    bodies: BTreeSet<String>,
}

/// The nouns that stand for one who spoke before, with the types of speaker they may stand for.
static ANAPHORS: LazyLock<BTreeMap<String, Vec<SpeakerType>>> = LazyLock::new(|| {
    let rows = own_rows("anaphors.txt", include_str!("../lexicon/anaphors.txt")).into_iter();
    rows.map(|row| (row.key, row.entries.iter().filter_map(|e| SpeakerType::from_code(e)).collect())).collect()
});

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
            let office = names_an_office(&written) || names_a_body(&written);
            let behind = || proper_name(apposition).or_else(|| name_set_off(text, line, range.end)).filter(|_| office);
            // "the interior ministry" is no name of its government
            let part = |a: &&dateline_atlas::Actor| {
                let of_it = |w: &str| has("office_body", w) && !a.name.to_lowercase().contains(w);
                !written.to_lowercase().split(' ').any(of_it)
            };
            let known = || actor.filter(part).map(|a| a.name.clone());
            // "Group to Support Islam and Muslims": a piece of a body's name is nobody's
            let mention = names.actors.iter().filter(|m| span.contains(m.span)).max_by_key(|m| m.span.len());
            let whole = mention.map_or("", |m| m.span.slice(text));
            let piece = |name: &String| whole.len() > name.len() && whole.contains(name.as_str());
            speaker.name = proper_name(&written).filter(|n| !piece(n)).or_else(behind).or_else(known);
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
        via.retain(|relay| relay.text != speaker.text);
        self.spoken.push(speaker.clone());
        self.relayed.clone_from(&via);
        Voice { speaker: Some(speaker), via, anonymous }
    }

    /// Who handed a statement on; "it" is the daily of the sentence before.
    fn relay(&self, text: &str, line: &Line, range: &Range<usize>, names: &Names) -> Relay {
        let said = relay(text, line, range, names);
        match self.antecedent(&said.text).filter(|_| has("third_person", &said.text.to_lowercase())) {
            Some(meant) => Relay { text: meant.text.clone(), actor: meant.actor.clone() },
            None => said,
        }
    }

    /// Whom the sentence before is about: the subject of its main verb, where that is one who can speak, or several. Of
    /// one that tells of "him", the sentence before it says who he is.
    pub fn about(&mut self, text: &str, line: Option<&Line>, names: &Names) {
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
        let subject = line.and_then(|line| {
            let verb = line.words.iter().position(|w| w.relation == "ROOT")?;
            let (range, apposition) = crate::syntax::subject(line, verb).filter(|(r, _)| r.end <= verb)?;
            Some((line, range, apposition))
        });
        let Some((line, range, apposition)) = subject else {
            (self.topic, self.several) = (None, None);
            return;
        };
        if range.len() == 1 && has("third_person", line.lower(range.start)) {
            return;
        }
        let span = line.stretch(range.start, range.end);
        let written = tidy(span.slice(text));
        let head = (range.start..range.end).take_while(|&i| line.words[i].tag != "IN").last();
        let many = head.is_some_and(|i| matches!(line.words[i].tag, "NNS" | "NNPS"));
        let described = apposition.map_or_else(String::new, |a| line.stretch(a.start, a.end).slice(text).to_owned());
        let actor = names.actors.iter().find(|m| span.contains(m.span)).map(|m| m.actor);
        let kind = kind_of(names, &written)
            .or_else(|| actor.map(|a| a.kind))
            .or_else(|| kind_of(names, &described).filter(|_| !described.is_empty()));
        let name = subject_name(text, line, &range, &written).or_else(|| actor.map(|a| a.name.clone()));
        // "Ana Ruiz, a shopkeeper, disputed that": a person of no office
        let place = || names.places.iter().any(|m| m.span.overlaps(span));
        let one = name.as_ref().is_some_and(|n| n.contains(' ')) && actor.is_none() && !many && !place();
        let kind = kind.or_else(|| one.then_some(SpeakerType::Other));
        let made = kind.map(|kind| {
            let actor = actor.map(|a| a.id.clone());
            Speaker { text: written, name, actor, kind, span }
        });
        self.several = made.clone().filter(|s| many && s.kind != SpeakerType::ArmedGroup);
        // "Gunmen raided": many, of no name
        let unnamed = line.words[range].iter().all(|w| w.tag == "NNS");
        self.topic = made.filter(|_| !unnamed);
    }

    /// Remembers one who spoke without a cue of its own: who claims or denies a deed.
    pub fn remember(&mut self, speaker: &Speaker) {
        self.spoken.push(speaker.clone());
        self.relayed.clear();
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

    /// Who "it", "he", "the group", "the ministry" is; `None` where nobody who spoke can be meant.
    pub fn antecedent(&self, written: &str) -> Option<&Speaker> {
        let lower = written.to_lowercase();
        let mut last = self.spoken.iter().rev();
        match lower.as_str() {
            "it" => self.topic.iter().chain(last).find(|s| is_body(s) || self.bodies.contains(&s.text)),
            "he" | "she" | "him" | "her" => {
                let mut near = self.topic.iter().chain(last);
                near.clone().find(|s| is_person(s)).or_else(|| near.find(|s| !is_body(s) && !is_many(s)))
            }
            // several people, or a body; never one man
            "they" | "them" => self.several.iter().chain(last.filter(|s| !is_person(s))).next(),
            "both" | "the two" => last.next(),
            _ => {
                let noun = lower.strip_prefix("the ").filter(|n| !n.contains(' '))?;
                let kinds = ANAPHORS.get(noun)?;
                let names_it = |s: &&Speaker| {
                    let full = format!("{} {}", s.text, s.name.as_deref().unwrap_or("")).to_lowercase();
                    full.contains(noun) && full.trim() != lower
                };
                let of_kind = |s: &&Speaker| kinds.contains(&s.kind) && !is_many(s);
                last.clone().find(names_it).or_else(|| self.topic.iter().chain(last).find(of_kind))
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

/// Whether a speaker is one person, by his name or office.
pub(crate) fn is_person(speaker: &Speaker) -> bool {
    let lower = speaker.text.to_lowercase();
    let bare = speaker.text.strip_prefix("The ").or_else(|| speaker.text.strip_prefix("the ")).unwrap_or(&speaker.text);
    // a body of the directory, by its own name
    if speaker.actor.is_some() && speaker.name.as_deref() == Some(bare) {
        return false;
    }
    let one = matches!(lower.as_str(), "he" | "she");
    // "the daily La Plata", a list: no person, but for a journalist
    let printed = matches!(speaker.kind, SpeakerType::Media | SpeakerType::Document);
    if printed && !lower.split(' ').any(holds_office) && !one {
        return false;
    }
    let personal = |n: &str| n.contains(' ') && !n.contains(" of ") && (one || lower.contains(&n.to_lowercase()));
    // "Captain Amo Sel of the river police"
    let ends = |w: &&str| !matches!(*w, "of" | "for" | "in" | "at" | "from") && !w.starts_with('(');
    let head = lower.split(' ').take_while(ends).last();
    // "the Bar Association", "the Press Committee (PRECO)"
    let body = |w: &str| has("organisation", w) || has("body_of", w);
    speaker.name.as_deref().is_some_and(personal) && !head.is_some_and(body)
        || lower.split(' ').any(|w| has("person_noun", w))
        || head.is_some_and(holds_office)
}

/// Whether a word names the holder of an office, or what a person does: "governor", "coordinator", "head".
fn holds_office(noun: &str) -> bool {
    has("person_noun", noun) || has("office_holder", noun) || names_one(noun)
}

/// Whether a phrase is that of an office and whose it is: "the army's spokesman in the north".
fn names_an_office(written: &str) -> bool {
    let goes_on = |w: &&str| matches!(*w, "for" | "of" | "in" | "at" | "on" | "from" | "near" | "with");
    let title = written.split_whitespace().take_while(|w| !goes_on(w));
    title.last().is_some_and(|w| holds_office(&w.to_lowercase()))
}

/// Whether a phrase is that of a body without its name: "a human rights group", "the church's legal aid office".
fn names_a_body(written: &str) -> bool {
    let last = written.split_whitespace().next_back().unwrap_or("");
    has("organisation", last) && !has("office_word", last) && last != "hospital"
}

/// "But a community leader, Ana Ruiz, faulted the account": who a sentence that was not parsed begins with, office and name.
fn introduced(text: &str, line: &Line, names: &Names) -> Option<Speaker> {
    let start = (0..line.words.len()).find(|&i| !has("opening", line.lower(i)))?;
    let comma = (start..line.words.len().min(start + 12)).find(|&i| line.lower(i) == ",")?;
    let span = line.stretch(start, comma);
    let written = tidy(span.slice(text));
    let name = name_set_off(text, line, comma).filter(|_| comma > start && names_an_office(&written))?;
    let kind = kind_of(names, &written).unwrap_or(SpeakerType::Other);
    Some(Speaker { text: written, name: Some(name), actor: None, kind, span })
}

/// The name of a subject: its own, or that set off behind its office.
fn subject_name(text: &str, line: &Line, range: &Range<usize>, written: &str) -> Option<String> {
    let behind = || name_set_off(text, line, range.end).filter(|_| names_an_office(written));
    proper_name(written).or_else(behind)
}

/// "the coordinator of the council, Ana Ruiz, who …": the name set off by commas at word `at`.
fn name_set_off(text: &str, line: &Line, at: usize) -> Option<String> {
    // "the Front (FRT), Ana Ruiz, said"
    let close = (at + 1..at + 4).find(|&i| line.lower(i) == ")" && line.lower(at) == "(");
    let at = close.map_or(at, |i| i + 1);
    let start = at + 1;
    let name = |i: &usize| {
        let word = &line.words[*i];
        word.is_capitalised() || has("rank", word.lower.trim_end_matches('.')) || word.lower == "."
    };
    let end = start + (start..line.words.len().min(start + 7)).take_while(name).count();
    let closed = matches!(line.lower(at), ",") && end > start + 1 && matches!(line.lower(end), "," | "");
    let written = closed.then(|| tidy(line.stretch(start, end).slice(text)))?;
    proper_name(&written)
}

/// Whether a word names one person: "commissioner", "nurse".
fn names_one(word: &str) -> bool {
    has("rank", word) || people_named(word).is_some_and(|(_, many)| !many)
}

/// Whether a speaker is several people: "residents", "two officials", "doctors at the hospital".
fn is_many(speaker: &Speaker) -> bool {
    let lower = speaker.text.to_lowercase();
    let words = lower.split(' ').take_while(|w| !matches!(*w, "at" | "in" | "of" | "from" | "who" | "with"));
    let head = words.last().unwrap_or("");
    let plural = head.ends_with('s') && !head.ends_with("ss") && !has("organisation", head);
    plural && speaker.name.is_none() || has("plural_speaker", head) && head != "police"
}

/// Whether "it" can mean a speaker: a ministry, an army, a group.
fn is_body(speaker: &Speaker) -> bool {
    let personal = matches!(
        speaker.kind,
        SpeakerType::Witness
            | SpeakerType::Resident
            | SpeakerType::Family
            | SpeakerType::AnonymousOfficial
            | SpeakerType::Expert
    );
    !personal && !is_person(speaker) && !is_many(speaker)
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
    let common = |w: Option<&&str>, set: &str| w.is_some_and(|w| has(set, &w.to_lowercase()));
    // "He", "the Public Relations Officer": nobody's name
    let held = |set: &str| common(words.last(), set);
    let office = common(words.first(), "article") && ["rank", "office_holder", "person_noun"].into_iter().any(held);
    if office || words.len() == 1 && common(words.first(), "third_person") {
        return None;
    }
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
    // "Captain Amo Sel of the Osta police"
    let ranked = |k: usize| {
        let ranks = |w: &&str| has("rank", w.trim_end_matches('.').to_lowercase().as_str());
        k > 2 && words[..k - 1].iter().any(ranks) && words[..k].iter().all(|w| capital(w))
    };
    // "Ana Ruiz of the Red Cross", but not "the Human Rights Commission of the Senate"
    let body = |w: &str| ["organisation", "body_of", "office_word"].iter().any(|set| has(set, &w.to_lowercase()));
    let person = |k: usize| {
        (2..=4).contains(&k)
            && words.get(k + 1) == Some(&"the")
            && words.get(k + 2).is_some_and(|w| capital(w))
            && words[..k].iter().all(|w| capital(w) && !body(w) && !w.ends_with('s'))
    };
    // "the Health Ministry in Osta", "a resident of Osta": the place is not who speaks
    let located = |k: &usize| {
        let common = words[*k - 1].chars().next().is_some_and(char::is_lowercase);
        matches!(words[*k], "in" | "at" | "from" | "near")
            || words[*k] == "of"
                && (common || ranked(*k) || person(*k))
                && !has("body_of", &words[*k - 1].to_lowercase())
    };
    let whole = words.len();
    let cut = (1..whole).find(located).unwrap_or(whole);
    let words = &words[..cut];
    let end = words.iter().rposition(|w| capital(w))? + 1;
    let mut start = end - 1;
    // "Observatory for Human Rights", "Ministry of Defence", but not "Governor of Norland Ana Ruiz"
    let of_body = |k: usize| {
        let noun = words[k - 1].to_lowercase();
        let the = words.get(k + 1) == Some(&"the") && has("organisation", &noun);
        matches!(words[k], "of" | "for") && (has("body_of", &noun) || the)
    };
    let goes_on = |k: usize| match words[k] {
        "of" | "for" => of_body(k),
        // "Commission of the Senate"
        "the" => k > 1 && of_body(k - 1),
        "and" => (1..k).any(of_body),
        word => particle(word),
    };
    while start > 0
        && (capital(words[start - 1])
            || start >= 2 && (capital(words[start - 2]) || words[start - 1] == "the") && goes_on(start - 1))
    {
        start -= 1;
    }
    let rank = |w: &str| has("rank", w.trim_end_matches('.').to_lowercase().as_str());
    let office = |w: &str| rank(w) || has("office_word", &w.to_lowercase());
    // "Regional Commissioner Ana Ruiz": what stands before the last rank is the office
    if let Some(last) = (start..end.saturating_sub(2)).rev().find(|&k| rank(words[k])) {
        start = last + 1;
    }
    while start + 1 < end && office(words[start]) {
        start += 1;
    }
    let alone = end - start == 1 && (office(words[start]) || (start == 0 && words.len() > 1));
    (!alone && end == words.len()).then(|| {
        words[start..end]
            .join(" ")
            .trim_matches(['"', '“', '”', ','])
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned()
    })
}
