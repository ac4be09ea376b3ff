//! What the atlas knows of the names in a report, asked once per report.

use crate::sets::has;
use crate::spots::Spot;
use dateline_atlas::{ActorMention, Atlas, NAMES_STATES, PlaceContext, PlaceMention, SiteMention};
use dateline_model::{PlacePrecision, Report, Span, SpeakerType};

/// The actors, places and sites a report names.
pub struct Names<'a> {
    /// The atlas they were found with.
    pub atlas: &'a Atlas,
    /// Armed groups, forces, bodies, in the order of the text.
    pub actors: Vec<ActorMention<'a>>,
    /// Resolved places, in the order of the text.
    pub places: Vec<PlaceMention>,
    /// Named and unnamed facilities, in the order of the text.
    pub sites: Vec<SiteMention>,
    /// Villages and spots that the atlas does not know, in the order of the text.
    pub spots: Vec<Spot>,
}

/// "Gao raid kills six" above a text that tells of "the Gao region" and of no town of that name: the region.
fn areas_by_name(text: &str, places: Vec<PlaceMention>) -> Vec<PlaceMention> {
    let written = |m: &PlaceMention| m.span.slice(text).to_lowercase();
    let town = |m: &PlaceMention| matches!(m.precision, PlacePrecision::Town | PlacePrecision::Site);
    let area = |m: &PlaceMention| matches!(m.precision, PlacePrecision::District | PlacePrecision::Admin1);
    let called = |m: &PlaceMention| {
        let next = text.get(m.span.end..).unwrap_or("").split_whitespace().next().unwrap_or("");
        let mut before = text.get(..m.span.start).unwrap_or("").split_whitespace().rev();
        let of = before.next() == Some("of")
            && before.next().is_some_and(|w| has("settlement", &w.to_lowercase()) || w == "city");
        // "Gao, Mali"
        let comma = text.get(m.span.end..).unwrap_or("").strip_prefix(", ");
        of || comma.is_some_and(|rest| rest.starts_with(char::is_uppercase))
            || has("governs", &next.to_lowercase())
            || has("settlement", &next.to_lowercase())
            || next.starts_with("city")
    };
    let of_area = |m: &PlaceMention| {
        // "Osta County"; an American county says nothing of the town of its name
        let named = |o: &PlaceMention| {
            let whole = written(o);
            let short = whole.rsplit_once(' ').filter(|(_, last)| matches!(*last, "county" | "province" | "region"));
            let stated = o.country.as_deref().is_some_and(|c| NAMES_STATES.contains(&c));
            whole == written(m) || !stated && short.is_some_and(|(name, _)| name == written(m))
        };
        let same = |o: &&PlaceMention| named(o) && o.country == m.country;
        let held = places.iter().filter(same).any(|o| town(o) && called(o));
        places.iter().filter(same).find(|o| area(o)).filter(|_| town(m) && !held).cloned()
    };
    places.iter().map(|m| of_area(m).map_or_else(|| m.clone(), |o| PlaceMention { span: m.span, ..o })).collect()
}

impl<'a> Names<'a> {
    /// The names in a report.
    pub fn of(report: &Report, atlas: &'a Atlas) -> Self {
        let context = context_of(report);
        Names {
            atlas,
            actors: atlas.actors_in(&report.text).into_iter().filter(|m| !only_describes(&report.text, m)).collect(),
            places: areas_by_name(&report.text, atlas.places_in(&report.text, &context)),
            sites: atlas.sites_in(&report.text),
            spots: Vec::new(),
        }
    }

    /// The armed group that the report names most, the first of equals: who "the group" is.
    pub fn chief_group(&self) -> Option<&'a dateline_atlas::Actor> {
        let groups = self.actors.iter().filter(|m| m.actor.kind == SpeakerType::ArmedGroup);
        let mut counts: Vec<(&'a dateline_atlas::Actor, usize)> = Vec::new();
        for mention in groups {
            match counts.iter_mut().find(|(a, _)| a.id == mention.actor.id) {
                Some((_, n)) => *n += 1,
                None => counts.push((mention.actor, 1)),
            }
        }
        counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(a, _)| a)
    }

    /// The actor with this id, where the report names it.
    pub fn actor_called(&self, id: &str) -> Option<&'a dateline_atlas::Actor> {
        self.actors.iter().map(|m| m.actor).find(|actor| actor.id == id)
    }

    /// The actor named in a stretch of text, or one whose name begins in it: the longest.
    pub fn actor_in(&self, span: Span) -> Option<&'a dateline_atlas::Actor> {
        let inside = self.actors.iter().filter(|m| span.start <= m.span.start && m.span.start < span.end);
        inside.max_by_key(|m| m.span.len()).map(|m| m.actor)
    }

    /// The group whose own voice the radio or agency named in a stretch of text is.
    pub fn group_behind(&self, span: Span) -> Option<&'a dateline_atlas::Actor> {
        let named = self.actors.iter().filter(|m| m.actor.kind == SpeakerType::Media && span.overlaps(m.span));
        named.filter_map(|m| self.atlas.group_behind(m.actor)).next()
    }

    /// The country of an adjective: "Norlandic" strikes are Norland's.
    pub fn country_of_adjective(&self, word: &str) -> Option<&'static str> {
        self.atlas.country_name(self.atlas.country_of_demonym(word)?)
    }

    /// The country whose name, or whose capital's, a phrase is: news take it for its government.
    pub fn state_named(&self, phrase: &str) -> Option<&'static str> {
        let bare = phrase.trim_start_matches("The ").trim_start_matches("the ");
        let code = self.atlas.country_of_name(bare).or_else(|| self.atlas.country_of_capital(bare))?;
        self.atlas.country_name(code)
    }

    /// The kind of source a phrase names, by its noun or by the directory.
    pub fn speaker_type(&self, phrase: &str) -> Option<SpeakerType> {
        self.atlas.speaker_type(phrase)
    }
}

/// What is known of a report besides its text that says where its places lie.
pub fn context_of(report: &Report) -> PlaceContext<'_> {
    let outlet = report.outlet.as_ref();
    PlaceContext {
        dateline: report.dateline_place,
        outlet_country: outlet.and_then(|o| o.country.as_deref()),
        outlet_name: outlet.and_then(|o| o.name.as_deref()),
        outlet_domain: outlet.and_then(|o| o.domain.as_deref()),
        ..PlaceContext::default()
    }
}

/// The actor's name with its acronym: "Jama'at Nusrat al-Islam wal-Muslimin (JNIM)".
pub fn display(actor: &dateline_atlas::Actor) -> String {
    let acronym =
        actor.aliases.iter().find(|a| (2..=6).contains(&a.len()) && a.chars().all(|c| c.is_ascii_uppercase()));
    match acronym {
        Some(acronym) if !actor.name.contains(acronym.as_str()) => format!("{} ({acronym})", actor.name),
        _ => actor.name.clone(),
    }
}

/// "Al-Qaeda-linked", "Russian-backed", "Hamas-run": the name only describes another.
fn only_describes(text: &str, mention: &ActorMention) -> bool {
    let rest = text.get(mention.span.end..).unwrap_or("");
    let Some(tail) = rest.strip_prefix(['-', '‑', '–']) else { return false };
    let word: String = tail.chars().take_while(|c| c.is_alphabetic()).collect();
    has("describes", &word.to_lowercase())
}
