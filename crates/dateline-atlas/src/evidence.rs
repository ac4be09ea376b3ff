//! What the whole text says, before any name in it is decided.
//!
//! Made from words, actors and the caller's context: which countries are spoken of, which words belong to actors' or
//! people's names. Leaves weighing to `spot` and `decide`.

use crate::actors;
use crate::atlas::Atlas;
use crate::context::Set;
use crate::gazetteer::Candidate;
use crate::outlets;
use crate::places::PlaceContext;
use crate::words::{Case, Gap, Word, Words};
use dateline_model::SpeakerType;
use std::collections::{BTreeMap, BTreeSet};

/// What the whole text says.
#[derive(Debug, Default)]
pub(crate) struct Evidence {
    /// Words that belong to actors' names: first → last.
    taken: BTreeMap<usize, usize>,
    covered: BTreeSet<usize>,
    /// Words that are adjectives of countries.
    demonyms: BTreeSet<usize>,
    /// How much the text speaks of each country.
    pub countries: BTreeMap<String, f64>,
    /// How much it speaks of each first-order area, by what areas are compared by.
    pub areas: BTreeMap<u32, f64>,
    /// Where the areas lie that outlets, hospitals, police and telephone numbers speak for: degrees north, degrees east.
    pub homes: Vec<(f64, f64)>,
    /// Words that the text also writes without a capital.
    pub lower: BTreeSet<String>,
    /// Family names of people the text names in full.
    pub surnames: BTreeSet<String>,
}

/// Country names that are as often a state, a river or a family name: they do not speak for their country.
const DOUBTFUL: [&str; 5] = ["georgia", "jordan", "chad", "guinea", "congo"];

/// How much a named outlet, hospital or telephone number speaks for its area.
const OUTLET: f64 = 1.2;

impl Evidence {
    pub fn gather(atlas: &Atlas, text: &str, words: &Words, context: &PlaceContext) -> Evidence {
        let mut evidence = Evidence::default();
        evidence.take_actors(atlas, text, words);
        for i in 0..words.list.len() {
            evidence.look_at(atlas, words, i);
        }
        for (country, weight) in atlas.ways.spoken(words) {
            evidence.vote(country, weight);
        }
        for (_, place) in atlas.homes(words) {
            evidence.speak(&place, OUTLET);
        }
        if evidence.may_dial() {
            for (_, place) in atlas.dialled(words) {
                evidence.speak(&place, OUTLET);
            }
        }
        for (place, weight) in outlets::homes_of(atlas, context) {
            evidence.speak(&place, weight);
        }
        if let Some(country) = context.outlet_country {
            evidence.vote(country, 1.0);
        }
        evidence
    }

    /// Whether nothing speaks for a country outside the North American numbering plan, whose numbers may look like its own.
    fn may_dial(&self) -> bool {
        self.countries.iter().all(|(country, weight)| matches!(country.as_str(), "CA" | "US") || *weight < 0.7)
    }

    /// Votes for a first-order area and its country.
    fn speak(&mut self, area: &Candidate, weight: f64) {
        self.vote(area.country, weight);
        self.homes.push((area.latitude, area.longitude));
        if area.admin1_id != 0 {
            *self.areas.entry(area.admin1_id).or_insert(0.0) += weight;
        }
    }

    fn take_actors(&mut self, atlas: &Atlas, text: &str, words: &Words) {
        for mention in actors::find(atlas, text) {
            if let Some(country) = mention.actor.country.as_deref().filter(|_| !mention.is_media()) {
                self.vote(country, 0.6);
            }
            // A state's own body ("Malian army") leaves the country's name free, and so does a short country name; a town's
            // police say where they are.
            if mention.actor.source == "states" || mention.actor.kind == SpeakerType::Police {
                continue;
            }
            let from = words.list.partition_point(|w| w.start < mention.span.start);
            let inside = |w: &&Word| w.end <= mention.span.end;
            let count = words.list[from..].iter().take_while(inside).count();
            if count > 0 {
                self.taken.insert(from, from + count - 1);
                self.covered.extend(from..from + count);
            }
        }
    }

    fn look_at(&mut self, atlas: &Atlas, words: &Words, i: usize) {
        let word = words.get(i);
        let case = words.list[i].case;
        if case == Case::Lower {
            self.lower.insert(word.to_owned());
            return;
        }
        for n in 1..=words.reach(i, 3) {
            let phrase = &*words.phrase(i, i + n - 1);
            if let Some(country) = atlas.countries.of_demonym(phrase) {
                self.vote(country.code, 0.7);
                self.demonyms.extend(i..i + n);
            } else if let Some(country) =
                atlas.countries.named(phrase).filter(|_| phrase != "us" || case == Case::Upper)
            {
                self.vote(country.code, if DOUBTFUL.contains(&phrase) { 0.1 } else { 1.0 });
            }
        }
        let joined = i > 0 && words.list[i].gap == Gap::Space && case == Case::Title;
        let before = words.before(i, 1);
        let given = i > 0 && atlas.context.has(Set::Given, before) && words.list[i - 1].case == Case::Title;
        let presented = i > 1
            && words.list[i - 1].case == Case::Title
            && (words.before(i, 2) == "old"
                || words.before(i, 2) == "as" && matches!(words.before(i, 3), "identified" | "named" | "known"));
        // "Joan McCall, 17, of Homewood"
        let aged = i > 1
            && words.list[i - 1].case == Case::Title
            && words
                .list
                .get(i + 1)
                .is_some_and(|w| w.gap == Gap::Comma && w.case == Case::Digit && w.end - w.start <= 2)
            && words.list.get(i + 2).is_some_and(|w| matches!(w.gap, Gap::Comma | Gap::Break));
        if joined
            && (aged || given || presented || atlas.context.has(Set::Title, before))
            && !atlas.context.has(Set::Given, word)
        {
            self.surnames.insert(word.to_owned());
        }
    }

    fn vote(&mut self, country: &str, weight: f64) {
        *self.countries.entry(country.to_owned()).or_insert(0.0) += weight;
    }

    /// The last word of the actor's name that begins at word `i`.
    pub fn taken_until(&self, i: usize) -> Option<usize> {
        self.taken.get(&i).copied()
    }

    /// Whether word `i` belongs to an actor's name.
    pub fn is_taken(&self, i: usize) -> bool {
        self.covered.contains(&i)
    }

    /// Whether word `i` is an adjective of a country.
    pub fn is_demonym(&self, i: usize) -> bool {
        self.demonyms.contains(&i)
    }
}
