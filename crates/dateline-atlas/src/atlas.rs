//! The atlas: all that is known of places, actors, countries and speakers, under one value.
//!
//! Made once from the embedded pack and text files; answers every question without clock, disk or network.

use crate::abbreviations::Abbreviations;
use crate::actors::{self, ActorMention};
use crate::branches::Branches;
use crate::context::{Lists, Set};
use crate::countries::{Countries, Country, Iso2};
use crate::directory::{Actor, Directory};
use crate::fold::fold;
use crate::gazetteer::{Candidate, Gazetteer};
use crate::lines::head;
use crate::local::{LocalGroup, Locals};
use crate::outlets::{Home, Outlets};
use crate::pack::{Content, Pack, PackError, content_hash};
use crate::places::{self, PlaceContext, PlaceMention};
use crate::sites::{SiteMention, Sites};
use crate::sources::{ACTORS, FILES, GAZETTEER, text};
use crate::speakers::Speakers;
use crate::ways::Ways;
use crate::words::Words;
use dateline_model::{Span, SpeakerType};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Places, actors, countries, speakers.
#[derive(Debug)]
pub struct Atlas {
    pub(crate) gazetteer: Gazetteer,
    pub(crate) countries: Countries,
    pub(crate) directory: Directory,
    pub(crate) branches: Branches,
    voices: FxHashMap<String, String>,
    pub(crate) context: Lists,
    pub(crate) abbreviations: Abbreviations,
    pub(crate) ways: Ways,
    pub(crate) outlets: Outlets,
    landmarks: Outlets,
    area_codes: Outlets,
    locals: Locals,
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

    /// The atlas that comes with the program, with packs laid over it: of two that know a place or an actor, the later
    /// one wins.
    ///
    /// ```
    /// use dateline_atlas::{Atlas, Pack, write_actors};
    /// let line = "night-owls | rebel | ML | 2031- | Night Owls | | general |";
    /// let pack = Pack::open(write_actors("what: an invented group\n", line)?)?;
    /// let atlas = Atlas::with_packs([("owls".to_owned(), pack)])?;
    /// assert_eq!(atlas.actors_in("Fighters of the Night Owls took Gao.")[0].actor.layer, "owls");
    /// # Ok::<(), dateline_atlas::PackError>(())
    /// ```
    pub fn with_packs(packs: impl IntoIterator<Item = (String, Pack)>) -> Result<Atlas, PackError> {
        Atlas::layered(GAZETTEER, packs.into_iter().collect())
    }

    fn build(pack: &'static [u8]) -> Result<Atlas, PackError> {
        Atlas::layered(pack, Vec::new())
    }

    fn layered(own: &'static [u8], packs: Vec<(String, Pack)>) -> Result<Atlas, PackError> {
        let countries = Countries::read(text("countries.txt"));
        let mut files: Vec<(&str, &str)> = ACTORS.iter().map(|name| (OWN, text(name))).collect();
        for (name, pack) in &packs {
            if let Content::Actors(text) = pack.content() {
                files.push((name, text));
            }
        }
        let directory = Directory::read(&files, text("actors/states.txt"), &countries);
        let mut gazetteer = Gazetteer::new(Pack::open_trusted(own)?, &[text("places/regions.txt")], country_ids());
        for (name, pack) in packs {
            gazetteer.lay(name, pack);
        }
        Ok(Atlas {
            gazetteer,
            countries,
            directory,
            branches: Branches::read(text("actors/branches.txt")),
            voices: voices(text("actors/voices.txt")),
            context: Lists::read(&[text("context.txt"), text("given-names.txt")]),
            abbreviations: Abbreviations::read(text("places/abbreviations.txt")),
            ways: Ways::read(text("places/ways.txt")),
            outlets: Outlets::read(text("places/outlets.txt")),
            landmarks: Outlets::read(text("places/landmarks.txt")),
            area_codes: Outlets::read(text("places/area-codes.txt")),
            locals: Locals::read(text("actors/local.txt")),
            speakers: Speakers::read(text("speakers.txt")),
            sites: Sites::read(text("sites.txt")),
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

    /// The armed groups a text introduces that the directory does not know ("a self-styled Brigade of the Northern Wind"),
    /// in its order, each once.
    pub fn local_groups_in(&self, text: &str) -> Vec<LocalGroup> {
        let known: Vec<Span> = self.actors_in(text).iter().map(|m| m.span).collect();
        self.locals.find(text, &known)
    }

    /// The actor with this id.
    pub fn actor(&self, id: &str) -> Option<&Actor> {
        self.directory.get(id)
    }

    /// The group whose own voice a radio, an agency or a site is.
    ///
    /// ```
    /// let atlas = dateline_atlas::Atlas::embedded();
    /// let radio = atlas.actor("venceremos").expect("in the directory");
    /// assert_eq!(atlas.group_behind(radio).map(|a| a.id.as_str()), Some("fmln"));
    /// ```
    pub fn group_behind(&self, medium: &Actor) -> Option<&Actor> {
        self.actor(self.voices.get(&medium.id)?)
    }

    /// A body every state has: `state_body("ML", "army")`. Bodies: airforce, army, borderguard, civildefence, government,
    /// health, intelligence, navy, police, redcross, security.
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

    /// The first-order areas in which the outlets a text names have their newsrooms, each standing where the outlet is
    /// named: weak evidence of where a local report's story took place.
    ///
    /// ```
    /// let atlas = dateline_atlas::Atlas::embedded();
    /// let homes = atlas.outlets_in("HOUSTON (KHOU) - Two men were shot at a car wash, police said.");
    /// assert_eq!((homes[0].name.as_str(), homes[0].span.start), ("Texas", 9));
    /// ```
    pub fn outlets_in(&self, text: &str) -> Vec<PlaceMention> {
        let words = Words::of(text);
        let homes = self.outlets.find(self, &words).into_iter();
        homes.map(|((first, last), place)| places::home(words.span(first, last), &place)).collect()
    }

    /// The first-order areas of the outlets, hospitals, police and telephone numbers a text names, each standing where it
    /// is named.
    ///
    /// ```
    /// let atlas = dateline_atlas::Atlas::embedded();
    /// let homes = atlas.homes_in("Two men were shot at a car wash. Call police at 402-555-0100.");
    /// assert_eq!(homes[0].name, "Nebraska");
    /// ```
    pub fn homes_in(&self, text: &str) -> Vec<PlaceMention> {
        let words = Words::of(text);
        let homes = self.homes(&words).into_iter().chain(self.dialled(&words));
        homes.map(|((first, last), place)| places::home(words.span(first, last), &place)).collect()
    }

    /// What a text names that is of one first-order area: outlets first, then hospitals and police.
    pub(crate) fn homes(&self, words: &Words) -> Vec<Home<'_>> {
        let mut homes = self.outlets.find(self, words);
        homes.extend(self.landmarks.find(self, words));
        homes
    }

    /// The areas of the telephone numbers in a text.
    pub(crate) fn dialled(&self, words: &Words) -> Vec<Home<'_>> {
        self.area_codes.dialled(self, words)
    }

    /// The facilities a text names or mentions ("al-Tabaeen school", "a police station").
    pub fn sites_in(&self, text: &str) -> Vec<SiteMention> {
        self.sites.find(text)
    }

    /// Everything known by a name: countries, hand-kept places, gazetteer; where no layer knows the name, places spelled
    /// like it.
    pub fn find_place(&self, name: &str) -> Vec<Candidate<'_>> {
        let folded = fold(name);
        let exact = self.gazetteer.named(&folded, &self.countries);
        if exact.is_empty() { self.gazetteer.like(&folded) } else { exact }
    }

    /// Places whose names only sound like this one, whether or not one bears it.
    pub fn places_like(&self, name: &str) -> Vec<Candidate<'_>> {
        self.gazetteer.like(&fold(name))
    }

    /// The actors that bear a name, by any of its forms.
    pub fn find_actor(&self, name: &str) -> Vec<&Actor> {
        let forms = self.directory.forms.get(&fold(name)).into_iter().flatten();
        forms.filter_map(|form| self.directory.list.get(form.actor)).collect()
    }

    /// Names in the packs that begin with `prefix`, folded, in order, at most `most`.
    pub fn names_from(&self, prefix: &str, most: usize) -> Vec<String> {
        let prefix = fold(prefix);
        let all = self.gazetteer.packs().iter().flat_map(|(_, pack)| pack.names_from(&prefix, most));
        let all: std::collections::BTreeSet<String> = all.collect();
        all.into_iter().take(most).collect()
    }

    /// The packs it is made of with their names, the program's own first, the one that wins last.
    pub fn packs(&self) -> &[(String, Pack)] {
        self.gazetteer.packs()
    }

    /// Whether a word is a given name that is common in the news.
    pub fn is_given_name(&self, word: &str) -> bool {
        self.context.has(Set::Given, &fold(word))
    }

    /// "Malian", "Malians" → ML.
    pub fn country_of_demonym(&self, word: &str) -> Option<Iso2> {
        self.countries.of_demonym(&fold(word)).map(|c| c.code)
    }

    /// "Mali", "Burma", "DRC" → code.
    pub fn country_of_name(&self, name: &str) -> Option<Iso2> {
        self.countries.named(&fold(name)).map(|c| c.code)
    }

    /// "Bamako" → ML.
    pub fn country_of_capital(&self, name: &str) -> Option<Iso2> {
        self.countries.of_capital(&fold(name)).map(|c| c.code)
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
    /// use dateline_model::{Span, SpeakerType};
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
        let mut all: Vec<Licence> =
            FILES.iter().map(|(name, text)| Licence::of(name, text, &content_hash(text.as_bytes()))).collect();
        for (n, (name, pack)) in self.packs().iter().enumerate() {
            let file = if n == 0 { "gazetteer.pack" } else { name };
            all.push(Licence::of(file, pack.head(), pack.about("hash").unwrap_or("")));
        }
        all.sort();
        all
    }

    /// The head of the program's own gazetteer: sources, licences, date.
    pub fn gazetteer_head(&self) -> &str {
        self.packs().first().map_or("", |(_, pack)| pack.head())
    }
}

/// The layer of what comes with the program.
const OWN: &str = "dateline";

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
    /// The first half of the BLAKE3 hash of its content, in hexadecimal.
    pub hash: String,
}

impl Licence {
    fn of(file: &str, text: &str, hash: &str) -> Licence {
        let cell = |key: &str| head(text, key).unwrap_or("").to_owned();
        Licence {
            file: file.to_owned(),
            what: cell("what"),
            source: cell("source"),
            licence: cell("licence"),
            date: cell("date"),
            rebuild: cell("rebuild"),
            hash: hash.to_owned(),
        }
    }
}

fn country_ids() -> FxHashMap<&'static str, u32> {
    crate::lines::entries(text("country-ids.txt"))
        .filter_map(|cells| Some((*cells.first()?, cells.get(1)?.parse().ok()?)))
        .collect()
}

/// Which group speaks through which medium, by their ids.
fn voices(text: &str) -> FxHashMap<String, String> {
    let pairs = crate::lines::entries(text).filter_map(|cells| Some((*cells.first()?, *cells.get(1)?)));
    pairs.map(|(medium, group)| (medium.to_owned(), group.to_owned())).collect()
}
