//! What kind of event a report tells of, and whether it is a current violent one at all.

use crate::about::{About, is_told_as_past};
use crate::killers::kills_by_hand;
use crate::lexicon::{Phrases, own_rows};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{BlockKind, Category, Event, Muc, Stage, Subtype};
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A word that names a violent event, in a sentence.
#[derive(Debug, Clone)]
pub struct EventWord {
    /// Rank of its first word.
    pub first: usize,
    /// One past its last word.
    pub end: usize,
    /// The sub-event type it names.
    pub subtype: Subtype,
    /// MUC-4's incident type.
    pub muc: Option<Muc>,
    /// How much it says.
    pub weight: u32,
}

static EVENTS: LazyLock<Phrases<(Subtype, Option<Muc>, u32)>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for row in own_rows("events.txt", include_str!("../lexicon/events.txt")) {
        let parts: Vec<&str> = row.key.split(" | ").collect();
        let [subtype, muc, weight] = parts.as_slice() else { continue };
        let (Some(subtype), Ok(weight)) = (Subtype::from_code(subtype), weight.parse::<u32>()) else { continue };
        entries.extend(row.entries.into_iter().map(|phrase| (phrase, (subtype, Muc::from_code(muc), weight))));
    }
    entries.sort_by_key(|(_, (_, _, weight))| std::cmp::Reverse(*weight));
    Phrases::new(entries)
});

static SETTINGS: LazyLock<Phrases<(String, u32)>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for row in own_rows("settings.txt", include_str!("../lexicon/settings.txt")) {
        let Some((setting, weight)) = row.key.split_once(' ') else { continue };
        let weight = weight.parse().unwrap_or(1);
        entries.extend(row.entries.into_iter().map(|phrase| (phrase, (setting.to_owned(), weight))));
    }
    Phrases::new(entries)
});

/// How much the words of sport in a sentence weigh.
pub(crate) fn weight_of_sport(line: &Line) -> u32 {
    SETTINGS.all_in(line).into_iter().filter(|(_, _, (setting, _))| setting == "sport").map(|(_, _, (_, w))| w).sum()
}

/// Whether a sentence names what is an accident by itself: "a coal mine", "derailed".
pub(crate) fn names_accident(line: &Line) -> bool {
    let by_itself = |at: usize| line.lower(at) != "accidental";
    SETTINGS
        .all_in(line)
        .into_iter()
        .any(|(at, _, (setting, weight))| setting == "accident" && *weight > 2 && by_itself(at))
}

/// Every written form of a word for a violent event, with its weight.
pub(crate) fn written() -> impl Iterator<Item = (String, u32)> {
    EVENTS.entries().map(|(form, (_, _, weight))| (form, *weight))
}

/// The words of a sentence that name a violent event.
pub fn event_words(line: &Line) -> Vec<EventWord> {
    let found = EVENTS.all_in(line).into_iter();
    found
        .filter(|(first, n, _)| !is_figure_of_speech(line, *first) && !are_the_dead(line, *first, first + n))
        .map(|(first, n, (subtype, muc, weight))| EventWord {
            first,
            end: first + n,
            subtype: *subtype,
            muc: *muc,
            weight: *weight,
        })
        .collect()
}

/// "two soldiers killed in a crash", "policemen killed on duty": armed men before "killed" who killed nobody.
fn are_the_dead(line: &Line, first: usize, end: usize) -> bool {
    let kills = has("armed_bodies", line.lower(first)) && line.lower(end - 1).starts_with("kill");
    let people = |i: usize| crate::counts::people_at(line, i).is_some();
    let number = |i: usize| crate::numbers::numeral(line.lower(i)).is_some() || has("rough_number", line.lower(i));
    // "at least six", "some 40", "their guards", "villagers"
    let counted = |i: usize| {
        (i..i + 3).any(number)
            || has("article", line.lower(i))
            || has("possessive", line.lower(i))
            || people(i)
            || people(i + 1)
    };
    let least = |i: usize| line.lower(i + 1) == "least";
    let ends = |i: usize| {
        line.words.get(i).is_none_or(|w| !w.is_wordlike()) || has("opening_preposition", line.lower(i)) && !least(i)
    };
    kills && (ends(end) || !counted(end))
}

/// "price explosion", "heart attack", "attack on the budget", "attacked the speech".
fn is_figure_of_speech(line: &Line, i: usize) -> bool {
    let before = i.checked_sub(1).map_or("", |k| line.lower(k));
    let word = line.lower(i);
    let after: Vec<&str> = (i + 1..i + 5).map(|k| line.lower(k)).collect();
    // "fired shots into the air"
    let in_the_air = (i + 1..i + 6).any(|k| line.lower(k) == "air" && line.lower(k - 1) == "the")
        && matches!(word, "fired" | "fire" | "firing" | "fires" | "shots" | "shot" | "gunfire" | "gunshots");
    // "In March, a deputy …", "killed on 3 March": the month
    let dated = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    let month = line.words[i].text == "March" && (has("month_before", before) || dated(before) || dated(after[0]));
    let past = before == "past" && word.ends_with('s');
    if in_the_air || month || past {
        return true;
    }
    // "on 2 March"
    let number = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
    if word == "march" && line.words[i].is_capitalised() && (i > 0 || number(after[0])) {
        return true;
    }
    let pair = |list: &[(&str, &str)]| list.iter().any(|(b, w)| *b == before && word.starts_with(w));
    pair(&[
        ("price", "explosion"),
        ("growth", "explosion"),
        ("population", "explosion"),
        ("heart", "attack"),
        ("panic", "attack"),
        ("shark", "attack"),
        ("dog", "attack"),
        ("asthma", "attack"),
        ("verbal", "attack"),
        ("personal", "attack"),
        ("photo", "shoot"),
        ("cyber", "attack"),
        ("bear", "attack"),
        ("price", "war"),
    ]) || matches!(word, "ambush" | "ambushed" | "assault" | "battle" | "blitz" | "siege" | "war")
        && after[0] == "in"
        && matches!(after[1], "parliament" | "congress" | "committee")
        || (word.starts_with("strike")
            && (has("time_word", line.lower(i + 2))
                || before == "hunger"
                || before == "general"
                || before == "workers"))
        || word.starts_with("attack") && (has("in_words", before) || is_of_words(line, i))
        || (word.starts_with("attack")
            || word.starts_with("fight")
            || word.starts_with("battle")
            || word.starts_with("clash"))
            && after.iter().any(|w| has("abstract", w))
}

/// "attacked the government over prices", "launched an attack on the minister, accusing him of": made with words.
fn is_of_words(line: &Line, i: usize) -> bool {
    let to = (i + 1..i + 6).find(|&k| has("of_politics", line.lower(k)));
    to.is_some_and(|k| {
        let over = (k + 1..k + 3).any(|n| matches!(line.lower(n), "over" | "for"));
        over || (k + 1..k + 9).any(|n| line.lower(n) == "," && has("charges_in_words", line.lower(n + 1)))
    })
}

/// Words within which a report that is about violence says so, if not within its first sentences.
const OPENING: usize = 120;

/// Words of violence that weigh less make no incident.
pub const LEAST: u32 = 12;

/// Words of violence that weigh as much are what a report is about, wherever in it they stand.
const MUCH: u32 = 20;

/// What a report's words add up to.
#[derive(Debug, Clone)]
pub struct Judgement {
    /// Whether the report is about a current violent incident.
    pub is_incident: bool,
    /// Why, in a sentence.
    pub reason: String,
    /// How much its words of violence weigh.
    pub violence: u32,
    /// Whether one of its first sentences tells of violence in plain words.
    pub plain: bool,
    /// The other setting that weighs most, and how much.
    pub setting: Option<(String, u32)>,
}

impl Judgement {
    /// Whether what the report tells is made up, played, or a figure of speech: drills, films, matches. One "match"
    /// beside many words of violence makes no sports report.
    pub fn is_unreal(&self) -> bool {
        self.setting.as_ref().is_some_and(|(name, weight)| {
            let real =
                matches!(name.as_str(), "accident" | "nature" | "court" | "memory" | "past" | "politics" | "health");
            !real && 2 * weight >= self.violence
        })
    }
}

impl Judgement {
    /// The same report, known to be about something else: its words of violence weigh no more than that.
    pub(crate) fn about(&mut self, about: &About) {
        let (setting, reason) = match about {
            About::Past(_) => ("past", "it is about what came of a deed of another time".to_owned()),
            About::Beside(what) => ("past", format!("it is about {what}")),
            About::Nothing(what) => ("nothing", format!("it is about {what}")),
        };
        self.is_incident = false;
        self.reason = reason;
        self.setting = Some((setting.to_owned(), self.violence));
    }

    /// Whether the people a report counts died of what nobody did: its totals are of no incident.
    pub(crate) fn is_of_mishap(&self) -> bool {
        let mishap = |(name, _): &(String, u32)| matches!(name.as_str(), "accident" | "health" | "nature" | "nothing");
        !self.is_incident && self.setting.as_ref().is_some_and(mishap)
    }

    /// Whether a report says so little of violence beside what it is about that nothing in it is worth reading for harm.
    pub fn is_beside_violence(&self) -> bool {
        let (name, other) = self.setting.as_ref().map_or(("", 0), |(name, weight)| (name.as_str(), *weight));
        let grave = other > 0 && matches!(name, "accident" | "nature" | "court" | "memory" | "health");
        let plain = self.plain || self.is_violent_throughout();
        !self.is_incident && !grave && (self.violence < LEAST || self.violence <= other || !plain)
    }

    /// Whether it says so much of violence that it need not open with it: radio reports begin with who is speaking.
    pub(crate) fn is_violent_throughout(&self) -> bool {
        let other = self.setting.as_ref().map_or(0, |(_, weight)| *weight);
        self.violence >= MUCH && self.violence >= 3 * other
    }
}

/// What people harmed weigh where fighters or guns are named beside them, as much as a plain word of violence.
pub const FOUGHT: u32 = 3;

/// What a word for a bomb weighs.
pub const BOMB: u32 = 5;

/// Whether a sentence names those who attack or fight: "The army said it had killed 25 rebels".
fn are_fighters_in(line: &Line) -> bool {
    line.words.iter().any(|w| has("attackers", &w.lower) || has("rebel_noun", &w.lower))
}

/// Who is spoken of as killed only where others fight: "Dozens of civilians were killed in a village near Osta".
pub const NOT_FIGHTING: [&str; 2] = ["civilian", "civilians"];

/// Whether a sentence tells of civilians killed.
fn are_civilians_killed(line: &Line) -> bool {
    let killed = |h: &crate::harm::Hit| h.category == Category::Killed && h.shape == crate::harm::Shape::Hits;
    let civilian = |i: usize| NOT_FIGHTING.contains(&line.lower(i));
    (0..line.words.len()).any(civilian) && crate::harm::hits(line).iter().any(killed)
}

/// Whether armed men did something that killed: "Troops swept through the town, killing six people".
fn kills_by_arms(line: &Line) -> bool {
    let acts = |i: usize| line.words.get(i + 1).is_some_and(|w| matches!(w.tag, "VBD" | "VBZ" | "VBP"));
    let armed = (0..line.words.len()).find(|&i| has("armed_bodies", line.lower(i)) && acts(i));
    let Some(armed) = armed.filter(|_| line.is_parsed()) else { return false };
    crate::harm::hits(line).iter().any(|hit| {
        let left = (armed..hit.first).any(|i| line.lower(i) == "leaving");
        let killing = hit.form == crate::harm::Form::Gerund && hit.shape == crate::harm::Shape::Hits;
        hit.category == Category::Killed && hit.first > armed && (killing || left)
    })
}

/// Words for what is done with a gun.
pub const SHOTS: [&str; 5] = ["shoot", "shooting", "shootings", "shoots", "shot"];

/// Whether a sentence tells of guns: "shot", "a loaded handgun". Whoever pulled the trigger, and whether they meant to, a
/// person shot is no traffic accident.
fn is_of_guns(line: &Line) -> bool {
    line.words.iter().any(|w| has("firearm", &w.lower) || SHOTS.contains(&w.lower.as_str()))
}

/// Whether a sentence says that somebody was hit by a gun: "shot himself", "struck by a bullet".
fn is_of_gunshot(line: &Line) -> bool {
    let events = event_words(line);
    let struck = |e: &EventWord| (e.first..e.end).any(|i| matches!(line.lower(i), "bullet" | "bullets" | "gunfire"));
    let hit = || !crate::harm::hits(line).is_empty() || events.iter().any(|e| e.end > e.first + 1 && struck(e));
    !events.is_empty() && is_of_guns(line) && hit()
}

/// Whether a sentence says that a bomb went off: "a bomb exploded at the consul's house".
pub(crate) fn is_of_blast(line: &Line) -> bool {
    let bomb = |i: usize| has("blasting", line.lower(i)) && line.lower(i + 1) != "threat";
    let off = (0..line.words.len()).any(|i| {
        let went = matches!(line.lower(i), "went" | "set") && line.lower(i + 1) == "off";
        (went || has("goes_off", line.lower(i))) && line.may_be_verb(i)
    });
    off && (0..line.words.len()).any(bomb)
}

/// Whether a sentence says that somebody was taken: "unknown men kidnapped a businessman".
fn is_of_capture(line: &Line) -> bool {
    let verb = |e: &EventWord| (e.first..e.end).any(|i| matches!(line.words[i].tag, "VBD" | "VBN"));
    event_words(line).iter().any(|e| e.muc == Some(Muc::Kidnapping) && verb(e))
}

/// How much a sentence counts: the headline and the first sentences say what a report is about.
pub fn prominence(rank: usize, kind: BlockKind) -> u32 {
    match (kind, rank) {
        (BlockKind::Title, _) | (_, 0) => 4,
        (_, 1) => 3,
        (_, 2 | 3) => 2,
        _ => 1,
    }
}

/// Judges a report by its sentences; `figures` is how many figures of people killed, wounded or taken each holds, `struck`
/// whether it tells of an attack that struck somebody or something.
pub fn judge(lines: &[Line], figures: &[usize], struck: &[bool]) -> Judgement {
    // how much the strongest word for violence in each sentence says
    let named: Vec<Option<u32>> = lines.iter().map(|l| event_words(l).iter().map(|w| w.weight).max()).collect();
    let harmed = |rank: usize| figures.get(rank).copied().unwrap_or(0) > 0;
    let by_force = |line: &Line| {
        are_fighters_in(line)
            || is_of_guns(line)
            || are_civilians_killed(line)
            || kills_by_arms(line)
            || kills_by_hand(line)
    };
    let fought = |rank: usize| harmed(rank) && by_force(&lines[rank]);
    let (mut violence, mut settings) = (0, BTreeMap::<&str, u32>::new());
    for (rank, line) in lines.iter().enumerate() {
        let weight = prominence(rank, line.kind);
        let strongest = named[rank].unwrap_or(0).max(if fought(rank) { FOUGHT } else { 0 });
        violence += weight * (strongest + if harmed(rank) { if strongest > 0 { 4 } else { 3 } } else { 0 });
        let guns = is_of_guns(line);
        for (_, _, (setting, w)) in SETTINGS.all_in(line) {
            if guns && setting == "accident" {
                continue;
            }
            *settings.entry(setting).or_default() += weight * w;
        }
    }
    // "A bomb exploded at the premiere of a film, killing six": no plot
    let happened = |rank: usize| harmed(rank) && named[rank] >= Some(3) && is_told_as_past(&lines[rank]);
    if (0..lines.len().min(2)).any(happened) {
        settings.entry("fiction").and_modify(|weight| *weight /= 3);
    }
    let setting = settings.into_iter().max_by_key(|(name, weight)| (*weight, std::cmp::Reverse(*name)));
    let setting = setting.map(|(name, weight)| (name.to_owned(), weight));
    let strength = |rank: usize| {
        named[rank].unwrap_or(0).max(if fought(rank) { FOUGHT } else { 0 }) + if harmed(rank) { 2 } else { 0 }
    };
    // some begin with very short sentences
    let told = lines.iter().scan(0, |told, line| Some(std::mem::replace(told, *told + line.words.len())));
    let opening = told.take_while(|told| *told < OPENING).count();
    let lead: u32 = (0..lines.len().min(opening.max(6))).map(strength).sum();
    let other = setting.as_ref().map_or(0, |(_, w)| *w);
    let plain = (0..lines.len().min(opening.max(8))).any(|rank| named[rank] >= Some(3) || fought(rank));
    // no one harmed, taken or missing: words of violence alone may be figures of speech
    let arms = |l: &Line| l.words.iter().any(|w| has("armed", &w.lower) || has("attackers", &w.lower));
    let armed = |(line, named): (&Line, &Option<u32>)| {
        named.is_some() && arms(line) || is_of_gunshot(line) || is_of_blast(line) || is_of_capture(line)
    };
    // the headline and the first sentence: further down, a report about something else may recall a deed
    let leading = 1 + usize::from(lines.first().is_some_and(|l| l.kind == BlockKind::Title));
    let harmless = figures.iter().all(|n| *n == 0)
        && !lines.iter().zip(&named).take(4).any(armed)
        && !struck.iter().take(leading).any(|told| *told);
    let violence = if harmless { violence / 2 } else { violence };
    let is_incident = plain && violence >= LEAST && lead >= 3 && violence > other;
    let reason = match &setting {
        Some((name, w)) if !is_incident && *w > 0 => {
            format!("words of {name} ({w}) outweigh words of violence ({violence})")
        }
        _ if is_incident => format!("words of violence weigh {violence}, any other setting {other}"),
        _ => format!("words of violence weigh only {violence}"),
    };
    Judgement { is_incident, reason, violence, plain, setting }
}

/// The kind of event that these sentences tell of; `military` says whether what was attacked bears arms.
pub fn event_of(lines: &[(usize, &Line)], military: bool) -> Option<Event> {
    let mut weights = BTreeMap::<Subtype, (u32, Option<Muc>)>::new();
    for (rank, line) in lines {
        let mut seen = Vec::new();
        for word in event_words(line) {
            if seen.contains(&word.subtype) {
                continue;
            }
            seen.push(word.subtype);
            let entry = weights.entry(word.subtype).or_insert((0, word.muc));
            entry.0 += word.weight * prominence(*rank, line.kind);
        }
    }
    // who blows himself up sets off a bomb as well
    if let (true, Some((bomb, muc))) =
        (weights.contains_key(&Subtype::SuicideBomb), weights.get(&Subtype::RemoteExplosive).copied())
    {
        weights.entry(Subtype::SuicideBomb).and_modify(|(weight, _)| *weight += bomb).or_insert((bomb, muc));
        weights.remove(&Subtype::RemoteExplosive);
    }
    let (mut subtype, (_, mut muc)) = weights.into_iter().max_by_key(|(s, (w, _))| (*w, std::cmp::Reverse(*s)))?;
    if subtype == Subtype::Attack && military {
        subtype = Subtype::ArmedClash;
    }
    muc = muc.or(match subtype {
        Subtype::Attack | Subtype::ArmedClash => Some(Muc::Attack),
        _ => None,
    });
    Some(Event { subtype, muc, stage: stage_of(lines) })
}

fn stage_of(lines: &[(usize, &Line)]) -> Stage {
    let lead = lines.iter().take(3).map(|(_, l)| *l);
    let says = |phrases: &[&str]| lead.clone().any(|l| phrases.iter().any(|p| l.has(p)));
    // "a bomb exploded at a bank; another was defused": one went off
    let set_off = lead.clone().any(is_of_blast);
    if says(&["threatened to attack", "threatened to kill", "threatens to", "bomb threat", "threatened to bomb"]) {
        Stage::Threatened
    } else if !set_off
        && says(&[
            "foiled attack",
            "foiled an attack",
            "attempted assassination",
            "assassination attempt",
            "failed attack",
            "thwarted",
            "bomb was defused",
            "failed to explode",
        ])
    {
        Stage::Attempted
    } else {
        Stage::Accomplished
    }
}
