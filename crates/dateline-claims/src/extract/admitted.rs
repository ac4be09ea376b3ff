//! What a force did to people who bear no arms, in the mouth of its own side: "four protesters were shot by police, the
//! police chief said".
//!
//! Made from the frames' deeds and whose words they are. Leaves what is owned up to by the word to
//! [`owned`](crate::responsibility::owning::owned).

use super::Writer;
use super::stances::is_of_state;
use crate::frames::{Deed, Fill, Kind};
use crate::responsibility::{Manner, Stated};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{BlockKind, Modality, Role, Stance};

impl Writer<'_, '_> {
    /// The first such deed of sentence `i`.
    pub(super) fn admitted(&self, i: usize, voices: &[Voice]) -> Option<Stated> {
        let line = &self.reading.lines[i];
        let fought = ["wanted_men", "outlaws", "attackers", "rebel_noun"];
        let fight = line.words.iter().any(|w| fought.iter().any(|set| has(set, &w.lower)));
        // "police said officers shot a man who had shot two others": whom they shot did it
        let shot = |f: &Fill| f.role == Role::Perpetrator && matches!(f.kind, Kind::People | Kind::Person);
        let fight = fight || self.reading.deeds[i].iter().flat_map(|d| &d.fills).any(shot);
        if fight || line.kind == BlockKind::Title {
            return None;
        }
        let deeds = self.reading.deeds[i].iter().filter(|d| harms_the_unarmed(line, d));
        let doers = deeds.flat_map(|d| d.fills.iter().map(move |f| (d, f)));
        doers
            .filter(|(_, f)| f.role == Role::Perpetrator && !f.charged)
            .find_map(|(d, f)| self.own_deed(i, d, f, voices))
    }

    /// The deed, where one of the doer's own side tells of it.
    fn own_deed(&self, i: usize, deed: &Deed, fill: &Fill, voices: &[Voice]) -> Option<Stated> {
        let line = &self.reading.lines[i];
        let words = line.word_from(fill.span.start)..line.word_from(fill.span.end);
        let forces = ["troops", "state_forces", "ours_of_police", "men_of_a_force"];
        let last = words.end.checked_sub(1)?;
        let own = words.clone().any(|k| has("own_mark", line.lower(k)) || has("pronoun", line.lower(k)));
        if own || !forces.iter().any(|set| has(set, line.lower(last))) {
            return None;
        }
        let doer = self.armed(fill.span);
        let speaker = self.voice_at(i, words.start, voices).0.speaker?;
        let attribution = &self.reading.attributions[i][self.cover(i, words.start)?];
        let told = is_of_state(speaker.kind) && self.is_one_side(&speaker, doer);
        let source = attribution.source.clone().filter(|_| attribution.modality != Modality::Denied)?;
        // "it said that soldiers had killed 39": a body, whichever
        let unclear = source.len() == 1 && matches!(line.lower(source.start), "it" | "they");
        let apart = source.start >= words.end || words.start >= source.end;
        (told && apart && !unclear).then(|| Stated {
            stance: Some(Stance::Admits),
            at: words.start,
            actor: Some(words),
            phrase: deed.place.slice(&self.reading.report.text).to_owned(),
            manner: Manner::Outright,
            teller: Some(source),
        })
    }
}

/// Whether people who bear no arms were killed or hurt: some that are named, or a number of those told of before.
fn harms_the_unarmed(line: &Line, deed: &Deed) -> bool {
    let verb = line.word_from(deed.place.start);
    let people = |f: &Fill| f.role == Role::Victim && matches!(f.kind, Kind::People | Kind::Person);
    let struck = deed.fills.iter().filter(|f| matches!(f.role, Role::Victim | Role::Target));
    let plain = |f: &Fill| {
        let named = line.word_from(f.span.end).saturating_sub(1);
        !matches!(line.lower(named), "him" | "he" | "her" | "she" | "them" | "they" | "man" | "teen" | "teenager")
    };
    let several = struck.clone().next().is_none()
        && line.children(verb).any(|(k, relation)| relation == "nsubjpass" && line.words[k].tag == "CD");
    let harmed = has("has_harmed", line.lower(verb)) && line.words[verb].tag.starts_with("VB");
    harmed && (several || struck.clone().next().is_some() && struck.clone().all(|f| people(f) && plain(f)))
}
