//! What a phrase can be: people, those who bear arms, a body, a thing, a weapon, a place.

use super::Filler;
use super::deeds::Scene;
use crate::counts::people_named;
use crate::lexicon::own_rows;
use crate::sets::has;
use dateline_language::Pos;
use dateline_model::ParticipantKind;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// What a noun phrase names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// One person, named or described.
    Person,
    /// Several people.
    People,
    /// Those who bear arms, without a name: "gunmen", "the army".
    Armed,
    /// A body with a name.
    Organisation,
    /// A building, a post, a line: what stands somewhere.
    Facility,
    /// What drives, sails or flies.
    Vehicle,
    /// What it is done with.
    Weapon,
    /// A town, region or country.
    Place,
    /// A name that says nothing of its kind.
    Name,
    /// Anything else.
    Other,
}

impl Kind {
    /// Whether a phrase of this kind can fill such a slot.
    pub(super) fn fills(self, filler: Filler) -> bool {
        use Kind::{Armed, Facility, Name, Organisation, People, Person, Vehicle, Weapon};
        match filler {
            Filler::Person => matches!(self, Person | People | Armed | Name),
            Filler::Agent => matches!(self, Person | People | Armed | Organisation | Name),
            Filler::Armed => matches!(self, Armed | Organisation),
            Filler::Thing => matches!(self, Facility | Vehicle),
            Filler::Weapon => self == Weapon,
        }
    }

    /// The contract's word for it.
    pub fn of_participant(self) -> ParticipantKind {
        match self {
            Kind::Person | Kind::Name => ParticipantKind::Person,
            Kind::People | Kind::Armed => ParticipantKind::Group,
            Kind::Organisation => ParticipantKind::Organisation,
            Kind::Facility => ParticipantKind::Facility,
            Kind::Vehicle => ParticipantKind::Vehicle,
            Kind::Weapon => ParticipantKind::Weapon,
            Kind::Place | Kind::Other => ParticipantKind::Other,
        }
    }
}

static THINGS: LazyLock<BTreeMap<String, Kind>> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    for row in own_rows("things.txt", include_str!("../../lexicon/things.txt")) {
        let kind = if row.key == "vehicle" { Kind::Vehicle } else { Kind::Facility };
        table.extend(row.entries.into_iter().map(|noun| (noun, kind)));
    }
    table
});

static WEAPONS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let rows = own_rows("weapons.txt", include_str!("../../lexicon/weapons.txt"));
    rows.into_iter().flat_map(|row| row.entries).collect()
});

/// Whether a noun, in the singular, names a building or another place that stands: "post", "market".
pub(crate) fn is_facility(noun: &str) -> bool {
    THINGS.get(noun) == Some(&Kind::Facility)
}

/// Whether a noun, in the singular, names what people drive, sail or fly.
pub(crate) fn is_vehicle(noun: &str) -> bool {
    THINGS.get(noun) == Some(&Kind::Vehicle)
}

/// Whether a noun, as written in small letters, names those who keep order: "police", "soldiers".
pub(crate) fn keeps_order(noun: &str) -> bool {
    let group = people_named(noun).map(|(group, _)| group);
    has("state_forces", noun) || matches!(group, Some("police" | "security_forces" | "soldiers"))
}

/// What the noun phrase with this head names.
pub(super) fn kind(scene: &Scene, head: usize) -> Kind {
    let token = &scene.document.tokens[head];
    let (lemma, lower) = (token.lemma().to_lowercase(), scene.word(head).to_lowercase());
    if matches!(token.pos, Pos::Pron | Pos::Det) {
        return Kind::Other;
    }
    if token.pos != Pos::Propn
        && let Some(kind) = by_noun(scene, head, &lemma, &lower)
    {
        return kind;
    }
    if has("body_called", &lemma) && is_called_by_name(scene, head) {
        return Kind::Organisation;
    }
    if scene.actors.iter().any(|m| m.is_armed() && m.span.start <= token.span.start && token.span.end <= m.span.end) {
        return Kind::Organisation;
    }
    by_entity(scene, head, &lemma, &lower)
}

/// "the Northern Column group": a body by the name before its noun.
fn is_called_by_name(scene: &Scene, head: usize) -> bool {
    let before = scene.syntax.noun_phrase(head).start..head;
    before.into_iter().any(|t| {
        let span = scene.document.tokens[t].span;
        scene.actors.iter().any(|m| m.is_armed() && m.span.contains(span))
            || scene.document.entity_of(t).is_some_and(|e| e.label == "ORG")
    })
}

/// By the noun, with the word before it where the two make one ("police station").
fn by_noun(scene: &Scene, head: usize, lemma: &str, lower: &str) -> Option<Kind> {
    let before = head.checked_sub(1).map(|i| format!("{} {lemma}", scene.word(i).to_lowercase()));
    let pair = before.as_deref();
    let people = people_named(lower).or_else(|| people_named(lemma));
    let weapon = |w: &str| people.is_none() && WEAPONS.contains(w);
    if weapon(lower) || weapon(lemma) || pair.is_some_and(weapon) || has("weapon_noun", lemma) {
        return Some(Kind::Weapon);
    }
    if let Some(kind) = pair.and_then(|p| THINGS.get(p)).or_else(|| THINGS.get(lemma)).or_else(|| THINGS.get(lower)) {
        return Some(*kind);
    }
    if has("armed_group", lower) && before_noun(scene, head, "armed_modifier") {
        return Some(Kind::Armed);
    }
    if has("force_noun", lower) || has("armed_people", lemma) || has("armed_people", lower) {
        return Some(Kind::Armed);
    }
    // "hooded individuals", "armed men": whoever they are, they came to fight
    if has("plain_people", lower) && before_noun(scene, head, "comes_armed") {
        return Some(Kind::Armed);
    }
    if has("folk_noun", lower) {
        return Some(Kind::People);
    }
    let (group, many) = people?;
    Some(match group {
        "attackers" | "militants" | "soldiers" | "police" | "security_forces" | "peacekeepers" => Kind::Armed,
        _ if many || scene.document.tokens[head].tag == "NNS" => Kind::People,
        _ => Kind::Person,
    })
}

/// "an armed group", "death squads", "guerrilla units": whether a word of the set stands before the noun.
fn before_noun(scene: &Scene, head: usize, set: &str) -> bool {
    let before = scene.syntax.noun_phrase(head).start..head;
    before.into_iter().any(|t| has(set, &scene.word(t).to_lowercase()))
}

/// By the name's kind as the parser sees it, else by the noun in capitals ("the National Police").
fn by_entity(scene: &Scene, head: usize, lemma: &str, lower: &str) -> Kind {
    let token = &scene.document.tokens[head];
    let plural = matches!(token.tag, "NNS" | "NNPS");
    if token.pos == Pos::Propn
        && let Some(kind) = by_noun(scene, head, lemma, lower)
    {
        return kind;
    }
    // the parser leaves names in the plural: "Red Cross Ambulances"
    if let Some(kind) = lower.strip_suffix('s').filter(|_| plural).and_then(|noun| by_noun(scene, head, noun, lower)) {
        return kind;
    }
    // "Barillas, ambassador to Spain": what the name is called decides
    let entity = scene.document.entity_of(head).map(|e| e.label);
    let of_time = matches!(entity, Some("DATE" | "TIME"));
    let called = scene.syntax.apposition(head).filter(|_| token.pos == Pos::Propn && !plural && !of_time);
    if called.is_some_and(|a| people_named(scene.document.tokens[a].lemma()).is_some_and(|(_, many)| !many)) {
        return Kind::Person;
    }
    // "the Coastal Highway"
    if token.pos == Pos::Propn && has("way_noun", lower) {
        return Kind::Place;
    }
    match entity {
        Some("PERSON") => Kind::Person,
        Some("ORG") if looks_like_a_body(scene, head) => Kind::Organisation,
        Some("ORG") => Kind::Name,
        Some("FAC") => Kind::Facility,
        Some("NORP") if plural => Kind::People,
        Some("GPE" | "LOC" | "NORP") => Kind::Place,
        Some("PRODUCT" | "EVENT" | "DATE" | "TIME" | "MONEY" | "PERCENT" | "LAW" | "WORK_OF_ART" | "LANGUAGE") => {
            Kind::Other
        }
        _ if token.pos == Pos::Propn && (!scene.opens_sentence(head) || is_named_elsewhere(scene, head)) => Kind::Name,
        _ if token.pos == Pos::Num => counted(scene, head),
        _ => Kind::Other,
    }
}

/// "Ruiz was shot" at the start of a sentence, where another speaks of "Ana Ruiz".
fn is_named_elsewhere(scene: &Scene, head: usize) -> bool {
    let word = scene.word(head);
    let persons = scene.document.entities.iter().filter(|e| e.label == "PERSON");
    word.len() > 2 && persons.flat_map(|e| e.tokens.clone()).any(|t| t != head && scene.word(t) == word)
}

/// Whether a name that the parser takes for a body's can be one: an acronym, one word, or with a body's noun in it.
fn looks_like_a_body(scene: &Scene, head: usize) -> bool {
    let range = scene.document.entity_of(head).map_or(head..head + 1, |e| e.tokens.clone());
    let words: Vec<&str> = range.map(|t| scene.word(t)).collect();
    let acronym = |w: &&str| w.len() > 1 && w.chars().all(|c| c.is_uppercase());
    let body = |w: &&str| {
        let lower = w.to_lowercase();
        has("force_noun", &lower) || has("organisation", &lower) || has("body_noun", &lower)
    };
    words.len() < 2 || words.len() > 4 || words.iter().any(|w| acronym(w) || body(w))
}

/// "killed six", "six others": a number that stands for people.
fn counted(scene: &Scene, head: usize) -> Kind {
    let next = scene.document.tokens.get(head + 1).map_or("", |t| t.text(scene.text));
    let measured = has("measure_after", &next.to_lowercase())
        || scene.document.entity_of(head).is_some_and(|e| e.label != "CARDINAL");
    if measured { Kind::Other } else { Kind::People }
}
