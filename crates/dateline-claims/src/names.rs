//! What the atlas knows of the names in a report, asked once per report.

use dateline_atlas::{ActorMention, Atlas, PlaceContext, PlaceMention, SiteMention};
use dateline_language::Document;
use dateline_model::{Report, SpeakerType};

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
}

impl<'a> Names<'a> {
    /// The names in a report.
    pub fn of(report: &Report, document: &Document, atlas: &'a Atlas) -> Self {
        let outlet_country = report.outlet.as_ref().and_then(|o| o.country.as_deref());
        let entities: Vec<_> = document.entities.iter().map(|e| (e.span, e.label)).collect();
        let entities = document.parsed.then_some(entities.as_slice());
        let context = PlaceContext { dateline: report.dateline_place, outlet_country, entities, ..PlaceContext::default() };
        Names {
            atlas,
            actors: atlas.actors_in(&report.text),
            places: atlas.places_in(&report.text, &context),
            sites: atlas.sites_in(&report.text),
        }
    }

    /// The kind of source a phrase names, by its noun or by the directory.
    pub fn speaker_type(&self, phrase: &str) -> Option<SpeakerType> {
        self.atlas.speaker_type(phrase)
    }
}
