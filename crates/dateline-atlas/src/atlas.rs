//! The atlas: all that is known of places, actors, countries and speakers, under one value.
//!
//! Made once from the embedded pack and text files; answers every question without clock, disk or network.

use crate::abbreviations::Abbreviations;
use crate::actors::{self, ActorMention};
use crate::context::Lists;
use crate::countries::{Countries, Country, Iso2};
use crate::directory::{Actor, Directory};
use crate::fold::fold;
use crate::gazetteer::{Candidate, Gazetteer};
use crate::lines::head;
use crate::pack::{Pack, PackError};
use crate::places::{self, PlaceContext, PlaceMention};
use crate::sites::{SiteMention, Sites};
use crate::sources::{ABBREVIATIONS, ACTORS, CONTEXT, COUNTRIES, FILES, GAZETTEER, PLACES, SITES, SPEAKERS, STATES};
use crate::speakers::Speakers;
use dateline_model::SpeakerType;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Places, actors, countries, speakers.
#[derive(Debug)]
pub struct Atlas {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) countries: Countries,
    pub(crate) directory: Directory,
    pub(crate) context: Lists,
    pub(crate) abbreviations: Abbreviations,
    speakers: Speakers,
    sites: Sites,
}

static EMBEDDED: LazyLock<Atlas> =
    LazyLock::new(|| Atlas::build(GAZETTEER).expect("the embedded gazetteer is checked by a test"));

impl Atlas {
    /// The atlas that comes with the program; unpacked at the first call.
    ///
    /// ```
    /// use dateline_atlas::{Atlas, PlaceContext};
    /// let atlas = Atlas::embedded();
    /// let places = atlas.places_in("Gunmen attacked a market in Gao, Mali.", &PlaceContext::default());
    /// assert_eq!(places[0].name, "Gao");
    /// assert_eq!(places[0].country.as_deref(), Some("ML"));
    /// ```
    pub fn embedded() -> &'static Atlas {
        &EMBEDDED
    }

    fn build(pack: &[u8]) -> Result<Atlas, PackError> {
        let countries = Countries::read(COUNTRIES);
        let directory = Directory::read(ACTORS, STATES, &countries);
        let gazetteer = Gazetteer::new(Pack::open(pack)?, PLACES, country_ids());
        Ok(Atlas {
            gazetteer,
            countries,
            directory,
            context: Lists::read(CONTEXT),
            abbreviations: Abbreviations::read(ABBREVIATIONS),
            speakers: Speakers::read(SPEAKERS),
            sites: Sites::read(SITES),
        })
    }

    /// The actors a text names, in its order; spans do not overlap.
    ///
    /// ```
    /// let atlas = dateline_atlas::Atlas::embedded();
    /// let found = atlas.actors_in("JNIM said it had attacked the Malian army; it is strong.");
    /// let ids: Vec<&str> = found.iter().map(|m| m.actor.id.as_str()).collect();
    /// assert_eq!(ids, ["jnim", "ml-army"]);
    /// ```
    pub fn actors_in(&self, text: &str) -> Vec<ActorMention<'_>> {
        actors::find(self, text)
    }

    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.directory.get(id)
    }

    /// A body every state has: `state_body("ML", "army")`. Bodies: airforce, army, borderguard, government,
    /// intelligence, navy, police, security.
    pub fn state_body(&self, country: &str, body: &str) -> Option<&Actor> {
        self.directory.of_state(country, body).and_then(|n| self.directory.list.get(n))
    }

    /// All actors, in the order of the directory.
    pub fn actors(&self) -> &[Actor] {
        &self.directory.list
    }

    /// The places a text names, resolved, in its order; spans do not overlap.
    pub fn places_in(&self, text: &str, context: &PlaceContext) -> Vec<PlaceMention> {
        places::find(self, text, context)
    }

    /// The facilities a text names or mentions ("al-Tabaeen school", "a police station").
    pub fn sites_in(&self, text: &str) -> Vec<SiteMention> {
        self.sites.find(text)
    }

    /// Everything known by a name: countries, hand-kept places, gazetteer.
    pub fn find_place(&self, name: &str) -> Vec<Candidate<'_>> {
        let folded = fold(name);
        let exact = self.gazetteer.named(&folded, &self.countries);
        if exact.is_empty() { self.gazetteer.like(&folded) } else { exact }
    }

    /// Names in the gazetteer that begin with `prefix`, folded, at most `most`.
    pub fn names_from(&self, prefix: &str, most: usize) -> Vec<String> {
        self.gazetteer.pack().names_from(&fold(prefix), most)
    }

    /// "Malian", "Malians" → ML.
    pub fn country_of_demonym(&self, word: &str) -> Option<Iso2> {
        self.countries.of_demonym(&fold(word)).map(|c| c.code)
    }

    /// "Mali", "Burma", "DRC" → code.
    pub fn country_of_name(&self, name: &str) -> Option<Iso2> {
        self.countries.named(&fold(name)).map(|c| c.code)
    }

    /// "Mali" for ML.
    pub fn country_name(&self, code: &str) -> Option<&'static str> {
        self.countries.by_code(code).map(|c| c.name)
    }

    /// All countries, by code.
    pub fn countries(&self) -> &[Country] {
        self.countries.all()
    }

    /// What kind of source a noun phrase is: "a spokesman for the health ministry" → government.
    ///
    /// ```
    /// use dateline_model::SpeakerType;
    /// let atlas = dateline_atlas::Atlas::embedded();
    /// assert_eq!(atlas.speaker_type("a security source"), Some(SpeakerType::AnonymousOfficial));
    /// assert_eq!(atlas.speaker_type("the group"), None);
    /// ```
    pub fn speaker_type(&self, phrase: &str) -> Option<SpeakerType> {
        let named = |text: &str| self.actors_in(text).first().map(|m| m.actor.kind);
        self.speakers.kind(phrase, &named)
    }

    /// What the atlas is made of: what each file is, where it comes from and under which licence, by name.
    pub fn licences(&self) -> Vec<Licence> {
        let mut all: Vec<Licence> = FILES.iter().map(|(name, text)| Licence::of(name, text)).collect();
        all.push(Licence::of("gazetteer.pack", self.gazetteer_head()));
        all.sort();
        all
    }

    /// The head of the compiled gazetteer: sources, licences, date.
    pub fn gazetteer_head(&self) -> &str {
        self.gazetteer.pack().head()
    }
}

/// What a data file is made of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Licence {
    /// The file's name, below `atlas/`.
    pub file: String,
    /// What it is.
    pub what: String,
    /// Where it comes from.
    pub source: String,
    /// Under which licence.
    pub licence: String,
    /// How old its facts are.
    pub date: String,
    /// How to make it anew.
    pub rebuild: String,
}

impl Licence {
    fn of(file: &str, text: &str) -> Licence {
        let cell = |key: &str| head(text, key).unwrap_or("").to_owned();
        Licence {
            file: file.to_owned(),
            what: cell("what"),
            source: cell("source"),
            licence: cell("licence"),
            date: cell("date"),
            rebuild: cell("rebuild"),
        }
    }
}

fn country_ids() -> HashMap<&'static str, u32> {
    crate::lines::entries(crate::sources::COUNTRY_IDS)
        .filter_map(|cells| Some((*cells.first()?, cells.get(1)?.parse().ok()?)))
        .collect()
}
