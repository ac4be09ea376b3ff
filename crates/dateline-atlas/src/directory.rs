//! The actor directory: armed groups, forces, security services, governments, bodies, agencies.
//!
//! Made from the files in `atlas/actors`, one entry a line, and from `atlas/actors/states.txt`, which says what every
//! state has; leaves finding them in a text to `actors`.

use crate::countries::{Countries, Country};
use crate::fold::fold;
use crate::lines::{entries, parts};
use dateline_model::SpeakerType;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// What part an actor plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum ActorRole {
    ArmedGroup,
    PoliticalMilitia,
    CommunalMilitia,
    Gang,
    StateForce,
    Police,
    Government,
    Intelligence,
    Peacekeepers,
    PrivateForce,
    Igo,
    Un,
    Ngo,
    Media,
    Medical,
    Party,
}

impl ActorRole {
    /// The role with the word the data files use.
    pub fn from_word(word: &str) -> Option<ActorRole> {
        use ActorRole::*;
        Some(match word {
            "rebel" => ArmedGroup,
            "militia" => PoliticalMilitia,
            "communal" => CommunalMilitia,
            "gang" => Gang,
            "army" | "force" => StateForce,
            "police" => Police,
            "government" => Government,
            "intelligence" => Intelligence,
            "peacekeepers" => Peacekeepers,
            "private" => PrivateForce,
            "igo" => Igo,
            "un" => Un,
            "ngo" => Ngo,
            "media" => Media,
            "medical" => Medical,
            "party" => Party,
            _ => return None,
        })
    }

    /// ACLED's inter code; 0 for those ACLED does not code.
    pub fn inter(self) -> u8 {
        use ActorRole::*;
        match self {
            StateForce | Police | Government | Intelligence => 1,
            ArmedGroup => 2,
            PoliticalMilitia | Gang => 3,
            CommunalMilitia => 4,
            Peacekeepers | PrivateForce => 8,
            Igo | Un | Ngo | Media | Medical | Party => 0,
        }
    }

    /// What kind of source it is when it speaks.
    pub fn speaker(self) -> SpeakerType {
        use ActorRole::*;
        match self {
            ArmedGroup | PoliticalMilitia | CommunalMilitia | Gang | PrivateForce => SpeakerType::ArmedGroup,
            StateForce => SpeakerType::Military,
            Police => SpeakerType::Police,
            Government | Intelligence => SpeakerType::Government,
            Peacekeepers | Igo => SpeakerType::Intergovernmental,
            Un => SpeakerType::Un,
            Ngo => SpeakerType::Ngo,
            Media => SpeakerType::Media,
            Medical => SpeakerType::Medical,
            Party => SpeakerType::Other,
        }
    }

    /// Whether it fights: an armed group, militia, gang, force or army.
    pub fn is_armed(self) -> bool {
        use ActorRole::*;
        matches!(
            self,
            ArmedGroup
                | PoliticalMilitia
                | CommunalMilitia
                | Gang
                | StateForce
                | Police
                | Intelligence
                | Peacekeepers
                | PrivateForce
        )
    }
}

/// An entry of the directory.
#[derive(Debug, Clone)]
pub struct Actor {
    /// Short and readable: "jnim", "ml-army".
    pub id: String,
    /// Its usual English name.
    pub name: String,
    /// What kind of source it is when it speaks.
    pub kind: SpeakerType,
    /// ACLED's inter code (1 state forces, 2 rebels, 3 political militias, 4 identity militias, 8 external forces).
    pub inter: u8,
    /// What part it plays.
    pub role: ActorRole,
    /// Its country, ISO 3166-1 alpha-2, where it has one.
    pub country: Option<String>,
    /// Every country it is active in, its own first.
    pub theatre: Vec<String>,
    /// First and last year, where known: "2017-", "1987-2014".
    pub years: String,
    /// Other names, acronyms, spellings.
    pub aliases: Vec<String>,
    /// Where the names were checked: "ucdp 1234" or "general".
    pub source: String,
    /// What it is confused with.
    pub note: String,
    /// Which layer knows it: "dateline", or the name of a user's pack.
    pub layer: String,
}

/// One way an actor is written.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub actor: usize,
    /// The form has no lower-case letter and at most six letters: it must be written in capitals.
    pub capitals: bool,
    /// The form is a name: it must be written with a capital.
    pub proper: bool,
    /// The form is also an ordinary word or family name: it counts only without a capitalised neighbour. Marked "!".
    pub alone: bool,
    /// The form is an acronym of a body tied to countries, or such a common name that others bear it there ("~"): it
    /// counts only where its countries are spoken of.
    pub local: bool,
    /// The form means this actor wherever nothing speaks for another. Marked "*".
    pub known: bool,
}

/// What may stand behind a form: see `Form`.
const MARKS: [char; 3] = ['!', '*', '~'];

/// All actors, with an index over their folded forms.
#[derive(Debug)]
pub(crate) struct Directory {
    pub list: Vec<Actor>,
    by_id: BTreeMap<String, usize>,
    pub forms: FxHashMap<String, Vec<Form>>,
    /// First word of a form → most words of the forms that begin with it.
    pub reach: FxHashMap<String, usize>,
    /// Folded heads of state bodies ("army", "health ministry") → suffix of the id.
    pub heads: FxHashMap<String, &'static str>,
    /// Those of the heads that may stand before their country: "the army of Mali".
    pub owned: FxHashSet<String>,
    /// Those that are a country's where a report speaks of no other: "the army said".
    pub sole: FxHashSet<String>,
    state: FxHashMap<(String, &'static str), usize>,
}

impl Directory {
    /// Reads the actor files, each with the name of its layer, and what every state has. An entry of a later file takes the place of an earlier one of
    /// its id.
    pub fn read(files: &[(&str, &str)], states: &'static str, countries: &Countries) -> Directory {
        let mut directory = Directory {
            list: Vec::new(),
            by_id: BTreeMap::new(),
            forms: FxHashMap::default(),
            reach: FxHashMap::default(),
            heads: FxHashMap::default(),
            owned: FxHashSet::default(),
            sole: FxHashSet::default(),
            state: FxHashMap::default(),
        };
        for (layer, text) in files {
            for cells in entries(text) {
                if let Some(actor) = actor(layer, &cells) {
                    directory.forget(&actor.id);
                    directory.add(actor);
                }
            }
        }
        directory.add_states(states, countries);
        directory
    }

    pub fn get(&self, id: &str) -> Option<&Actor> {
        self.by_id.get(id).and_then(|&n| self.list.get(n))
    }

    /// The body with this suffix ("army") of a country.
    pub fn of_state(&self, country: &str, body: &str) -> Option<usize> {
        let body = self.heads.values().find(|b| **b == body)?;
        self.state.get(&(country.to_owned(), *body)).copied()
    }

    /// Takes away the forms of an entry that another is about to replace.
    fn forget(&mut self, id: &str) {
        if let Some(&n) = self.by_id.get(id) {
            for forms in self.forms.values_mut() {
                forms.retain(|form| form.actor != n);
            }
        }
    }

    fn add(&mut self, mut actor: Actor) {
        let n = self.by_id.get(&actor.id).copied().unwrap_or(self.list.len());
        for form in std::iter::once(&actor.name).chain(&actor.aliases) {
            let local = !actor.theatre.is_empty() && actor.role != ActorRole::Media;
            self.add_form(form, n, local);
        }
        for name in std::iter::once(&mut actor.name).chain(&mut actor.aliases) {
            let bare = name.trim_end_matches(MARKS).len();
            name.truncate(bare);
        }
        self.by_id.entry(actor.id.clone()).or_insert(n);
        match self.list.get_mut(n) {
            Some(old) => *old = actor,
            None => self.list.push(actor),
        }
    }

    fn add_form(&mut self, written: &str, actor: usize, local: bool) {
        let key = fold(written);
        let Some(first) = key.split(' ').next().filter(|f| !f.is_empty()) else { return };
        let words = key.split(' ').count();
        let reach = self.reach.entry(first.to_owned()).or_insert(0);
        *reach = (*reach).max(words);
        let letters = written.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters <= 8 && words == 1 && !written.chars().any(char::is_lowercase);
        let proper = written.chars().any(char::is_uppercase);
        let forms = self.forms.entry(key).or_default();
        if let Some(known) = forms.iter_mut().find(|f| f.actor == actor) {
            // "FARC; Farc": as a word too
            known.capitals &= capitals;
        } else {
            let marks = &written[written.trim_end_matches(MARKS).len()..];
            let (alone, known) = (marks.contains('!'), marks.contains('*'));
            let local = local && capitals && letters <= 4 && !known || marks.contains('~');
            forms.push(Form { actor, capitals, proper, alone, local, known });
        }
    }

    /// Gives every country each body: the entry that `states` names, or that has the body's id ("ml-army"), or a new one.
    fn add_states(&mut self, states: &'static str, countries: &Countries) {
        let lines: Vec<Vec<&'static str>> = entries(states).collect();
        for cells in &lines {
            match cells.as_slice() {
                [suffix, _, _, heads] => self.heads.extend(parts(heads).map(|head| (fold(head), *suffix))),
                [country, suffix, id] => {
                    let known = self.by_id.get(*id).copied();
                    self.state.extend(known.map(|n| (((*country).to_owned(), *suffix), n)));
                }
                ["of", heads] => self.owned.extend(parts(heads).map(fold)),
                ["the", heads] => self.sole.extend(parts(heads).map(fold)),
                _ => {}
            }
        }
        for country in countries.all() {
            for cells in lines.iter().filter(|cells| cells.len() == 4) {
                self.add_body(country, cells[0], cells[1], cells[2]);
            }
        }
    }

    fn add_body(&mut self, country: &Country, suffix: &'static str, role: &str, name: &str) {
        let key = (country.code.to_owned(), suffix);
        let id = format!("{}-{suffix}", country.code.to_lowercase());
        let Some(role) = ActorRole::from_word(role).filter(|_| !self.state.contains_key(&key)) else { return };
        if let Some(&n) = self.by_id.get(&id) {
            self.state.insert(key, n);
            return;
        }
        let n = self.list.len();
        self.state.insert(key, n);
        self.by_id.insert(id.clone(), n);
        self.list.push(Actor {
            id,
            name: name.replace("{country}", country.name),
            kind: role.speaker(),
            inter: role.inter(),
            role,
            country: Some(country.code.to_owned()),
            theatre: vec![country.code.to_owned()],
            years: String::new(),
            aliases: Vec::new(),
            source: "states".to_owned(),
            note: String::new(),
            layer: "dateline".to_owned(),
        });
    }
}

/// id | role | countries | years | name | aliases | source | note
fn actor(layer: &str, cells: &[&str]) -> Option<Actor> {
    let [id, word, theatre, years, name, aliases, source, note] = cells else { return None };
    let role = ActorRole::from_word(word)?;
    let theatre: Vec<String> = theatre.split_whitespace().map(str::to_owned).collect();
    Some(Actor {
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        kind: role.speaker(),
        inter: role.inter(),
        role,
        country: theatre.first().cloned(),
        theatre,
        years: (*years).to_owned(),
        aliases: parts(aliases).map(str::to_owned).collect(),
        source: (*source).to_owned(),
        note: (*note).to_owned(),
        layer: layer.to_owned(),
    })
}
