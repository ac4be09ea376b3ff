//! Which paragraphs of a report turn to another incident and stay with it: "In Osta district, rebels shot dead a teacher.
//! Two pupils were hurt."
//!
//! Made from how a paragraph opens, and from what is set apart already: what stands behind a sentence on another incident
//! in its paragraph is of that one, until the words go back to the report's own. Leaves single sentences that leave the
//! lead to [`crate::several`], and what a date or a cue sets apart to [`crate::standing`].

use crate::accounts::Recalled;
use crate::areas::{is_capital, state_of};
use crate::departures::{FEW, Lead};
use crate::events::event_words;
use crate::frames::Fill;
use crate::pointing::points_back;
use crate::reading::Reading;
use crate::responsibility::stated;
use crate::scene::{holds, kilometres};
use crate::sets::has;
use crate::several::{NEAR, another, is_fresh, is_new, names_deed, struck};
use crate::standing::{Verdict, is_anchored, opens_another};
use crate::whereabouts::names_care;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{BlockKind, PlacePrecision, Standing};
use std::ops::Range;

/// Inhabitants from which a place near by is a town of its own.
const TOWN: u32 = 20_000;
/// Kilometres from which it is.
const APART: f64 = 4.0;
/// How far into a paragraph its opening words reach.
const OPENING: usize = 8;

/// The paragraphs that turn to another incident, or go on with one that was set apart; `apart` are those known so far.
pub(crate) fn turned(reading: &Reading, lead: &Lead, apart: &[Recalled], main: Option<&PlaceMention>) -> Vec<Recalled> {
    let mut found: Vec<Recalled> = Vec::new();
    let mut known: Vec<&Fill> = Vec::new();
    let mut before: Option<Verdict> = None;
    let mut begun = false;
    for ranks in paragraphs(reading, |i| opens_apart(reading, lead, i, main)) {
        let own = |found: &[Recalled], i: usize| apart.iter().chain(found).any(|r| r.lines.contains(&i));
        let led = ranks.clone().any(|i| lead.ranks().contains(&i));
        let announced = goes_on_to(&reading.lines[ranks.start]) && reading.figures[ranks.start].is_empty();
        let cued =
            |i: usize| reading.verdicts[i].standing != Standing::Main && !event_words(&reading.lines[i]).is_empty();
        let told =
            |i: &usize| (tells(reading, *i) || cued(*i) || harms_one(reading, *i)) && !(announced && *i == ranks.start);
        let first = ranks.clone().find(told).filter(|_| !led && begun);
        let mut last = None;
        if let Some(i) = first {
            let aside = || opens_aside(lead, reading, &reading.lines[i]);
            let set_apart = verdict_of(reading, i).filter(|_| !own(&found, i));
            let back = || before.clone().filter(|_| points_back(&reading.lines[i]) && !own(&found, i));
            let turns = || opening(reading, lead, ranks.clone(), i, main).filter(|_| !own(&found, i));
            let group = match set_apart {
                Some(verdict) => (aside()
                    || is_whole(reading, i, &verdict, main)
                    || opens_unknown(reading, ranks.start)
                    || turns().is_some())
                .then(|| Recalled { lines: vec![i], verdict, place: None, deeds: Vec::new() }),
                None => back()
                    .map(|verdict| Recalled { verdict, ..another(i) })
                    .or_else(|| turns().filter(|_| is_new(reading, i, &known) && counts_anew(reading, lead, i))),
            };
            if let Some(mut group) = group {
                let rest = (i + 1..ranks.end).take_while(|&k| stays(reading, lead, k, main) && !own(&found, k));
                let told: Vec<usize> = rest.filter(|&k| tells(reading, k)).collect();
                let alone = verdict_of(reading, i).is_some() && told.is_empty();
                group.lines.extend(told);
                last = Some(group.verdict.clone());
                if !alone {
                    found.push(group);
                }
            }
        }
        let end = ranks.end.saturating_sub(1);
        let of_apart = apart.iter().find(|r| r.lines.contains(&end)).map(|r| r.verdict.clone());
        // "It killed 202 at Osta in 2029. … Those attacks hurt 450"
        let ended = || ranks.clone().rev().find(|&i| tells(reading, i)).and_then(|i| verdict_of(reading, i));
        before = last.or(of_apart).or_else(ended);
        begun |= ranks.clone().any(|i| tells(reading, i));
        known.extend(ranks.flat_map(|i| struck(reading, i)));
    }
    found
}

/// The ranks of the sentences of each paragraph, and of each part of one that opens somewhere else.
fn paragraphs(reading: &Reading, opens: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (i, line) in reading.lines.iter().enumerate().filter(|(_, l)| l.kind != BlockKind::Title) {
        match found.last_mut().filter(|r| r.end == i && reading.lines[r.start].block == line.block && !opens(i)) {
            Some(range) => range.end = i + 1,
            None => found.push(i..i + 1),
        }
    }
    found
}

/// "In Osta district, rebels shot dead a teacher", wherever it stands in its paragraph.
fn opens_apart(reading: &Reading, lead: &Lead, i: usize, main: Option<&PlaceMention>) -> bool {
    let line = &reading.lines[i];
    let placed = || opening_place(reading, lead, line, main).or_else(|| opens_over_border(reading, lead, line, main));
    opens_aside(lead, reading, line)
        || has("located_at", line.lower(0)) && placed().is_some_and(|place| tells_there(reading, line, place))
}

/// Whether a sentence tells of somebody struck, or of who did it.
fn tells(reading: &Reading, i: usize) -> bool {
    !reading.figures[i].is_empty() || struck(reading, i).next().is_some() || !stated(&reading.lines[i]).is_empty()
}

/// "A teacher was found shot dead."
fn harms_one(reading: &Reading, i: usize) -> bool {
    !crate::individuals::individuals(&reading.lines[i]).is_empty()
}

/// Why a sentence is set apart by its own date or words, if it is.
fn verdict_of(reading: &Reading, i: usize) -> Option<Verdict> {
    let of_figures = reading.figures[i].iter().map(|f| reading.verdict(i, f.count.first()));
    let mut all = of_figures.chain([reading.verdicts[i].clone()]);
    all.find(|v| v.standing != Standing::Main)
}

/// Whether a sentence set apart tells enough of its own incident for the next ones to be of it: not "On Monday police had
/// spoken of nine dead".
fn is_whole(reading: &Reading, i: usize, verdict: &Verdict, main: Option<&PlaceMention>) -> bool {
    let line = &reading.lines[i];
    let mut places = reading.names.places.iter().filter(|m| line.span.contains(m.span));
    let away = places.any(|m| main.is_some_and(|own| is_away(own, m)));
    verdict.standing == Standing::Background || is_fresh(reading, i) || away || opens_another(line)
}

/// Whether a sentence says nothing that goes back to the report's own incident.
pub(crate) fn stays(reading: &Reading, lead: &Lead, i: usize, main: Option<&PlaceMention>) -> bool {
    let line = &reading.lines[i];
    let back = reading.names.places.iter().filter(|m| line.span.contains(m.span)).any(|m| {
        main.is_some_and(|own| {
            m.precision <= PlacePrecision::District && (m.name == own.name || m.geonames == own.geonames)
        })
    });
    let verdict = &reading.verdicts[i];
    let dated = verdict.standing == Standing::Main && verdict.time.is_some();
    // "two were wounded" is told of many incidents
    let many = reading.figures[i].iter().filter_map(|f| f.count.number.quantity.point()).any(|n| n > FEW);
    !(back || dated || is_anchored(line) || many && lead.counts_again(reading, i))
}

/// Whether a sentence counts none of those whom the lead counts, and tells of somebody struck.
fn counts_anew(reading: &Reading, lead: &Lead, i: usize) -> bool {
    // "had received 12 of the wounded"
    let figures = &reading.figures[i];
    let of_those = !figures.is_empty() && figures.iter().all(|f| f.count.of_the.is_some());
    !of_those
        && !lead.counts_again(reading, i)
        && (!reading.figures[i].is_empty() || is_fresh(reading, i) || harms_one(reading, i))
}

/// How a paragraph turns to another incident, if it does; `i` is its first sentence that tells of harm.
fn opening(
    reading: &Reading,
    lead: &Lead,
    ranks: Range<usize>,
    i: usize,
    main: Option<&PlaceMention>,
) -> Option<Recalled> {
    let line = &reading.lines[ranks.start];
    if i > ranks.start + 1 {
        return None;
    }
    let to = opening_place(reading, lead, line, main).or_else(|| seat_of_police(reading, lead, line, main));
    let to = to.filter(|place| tells_there(reading, line, place) && !crate::several::is_toll_only(reading, i));
    let goes_on = || i > ranks.start && goes_on_to(line);
    let abroad = || {
        let place = opens_over_border(reading, lead, line, main)?;
        tells_there(reading, line, place).then_some(place)
    };
    let to = to.or_else(abroad);
    let unknown = || !lead.tells_of_many() && !lead.reach().is_of_several() && opens_unknown(reading, ranks.start);
    // "Also in the province, a teacher was shot dead"
    let also = line.lower(0) == "also" && has("located_at", line.lower(1));
    let aside = to.is_some()
        || also
        || opens_aside(lead, reading, line)
        || unknown()
        || goes_on()
        || finds_bodies(reading, lead, i);
    let found = another(i);
    let verdict = match to {
        Some(place) => Verdict { reason: format!("its paragraph turns to {}", place.name), ..found.verdict.clone() },
        None => found.verdict.clone(),
    };
    aside.then(|| Recalled { verdict, place: to.map(|m| m.span), ..found })
}

/// "In Osta district,", "In nearby Osta,", "In the northern city of Osta, near the border,": a place away from the report's
/// own.
fn opening_place<'r>(
    reading: &'r Reading,
    lead: &Lead,
    line: &Line,
    main: Option<&PlaceMention>,
) -> Option<&'r PlaceMention> {
    // "Israeli troops entered Osta"
    let fine = |m: &&PlaceMention| m.precision <= PlacePrecision::Admin1;
    let place = reading.names.places.iter().filter(fine).find(|m| line.span.contains(m.span))?;
    let at = line.word_from(place.span.start);
    let own = main?;
    // "entered Osta", "a bomb in Osta"; not "coffins stood in Osta"
    let before = line.lower(at.saturating_sub(1));
    let struck = has("located", before) && (!has("located_at", before) || !event_words(line).is_empty());
    if opens_on_another_day(reading, line) && at > 1 && struck {
        return Some(place).filter(|_| is_away(own, place) && lead.is_foreign(place));
    }
    // "And in Osta,", "Also in Osta,", "Elsewhere in Osta,"
    let first = usize::from(has("joins_on", line.lower(0)));
    let opens = has("located_at", line.lower(first)) && (first + 1..OPENING).contains(&at);
    // "in the Israeli-occupied West Bank"
    let held = |k: usize| has("held_land", line.lower(k).rsplit('-').next().unwrap_or(""));
    let plain = |k: usize| !line.words[k].tag.starts_with("VB") || held(k);
    let open = (first + 1..at).all(|k| !matches!(line.lower(k), "," | "'s" | "’s") && plain(k));
    // "In Osta itself, a bomb went off": not where the raid was
    let contrasted = line.lower(line.word_from(place.span.end)) == "itself";
    let next_door =
        (contrasted || (first + 1..at).any(|k| has("nearby", line.lower(k)))) && place.geonames != own.geonames;
    let far = next_door && place.name != own.name
        || is_away(own, place) && lead.is_foreign(place)
        || is_other_town(own, place) && lead.leaves_out(place) && !lead.reach().is_of_several();
    let far = far && !lead.reach().covers(place, main);
    let comma = (at + 1..at + 6).any(|k| line.lower(k) == ",");
    (opens && open && comma && far).then_some(place)
}

/// "In northern Israel,", in a report of Lebanon: another country, or a side of it.
fn opens_over_border<'r>(
    reading: &'r Reading,
    lead: &Lead,
    line: &Line,
    main: Option<&PlaceMention>,
) -> Option<&'r PlaceMention> {
    let own = main?;
    let place = reading.names.places.iter().find(|m| line.span.contains(m.span))?;
    let at = line.word_from(place.span.start);
    let comma = line.lower(line.word_from(place.span.end)) == ",";
    let side = at == 2 && has("compass", line.lower(1));
    let opens = has("located_at", line.lower(0)) && (at == 1 || side) && comma;
    let other = place.precision == PlacePrecision::Country && place.country.is_some() && place.country != own.country;
    let named = lead.names_country(place);
    (opens && other && own.country.is_some() && (side || !named)).then_some(place)
}

/// "In West Osta, a teacher was found dead": a name that the atlas does not know, and that was not written before.
fn opens_unknown(reading: &Reading, i: usize) -> bool {
    let line = &reading.lines[i];
    let first = usize::from(has("joins_on", line.lower(0)));
    let start = (first + 1..first + 3)
        .find(|&k| {
            !(line.lower(k) == "the"
                || has("nearby", line.lower(k))
                || has("compass", line.lower(k)) && !line.words[k].is_capitalised())
        })
        .unwrap_or(first + 1);
    let name = |k: usize| line.words.get(k).is_some_and(|w| w.is_capitalised() && w.tag.starts_with("NNP"));
    let end = (start..start + 4).find(|&k| !name(k)).unwrap_or(start);
    let words = || line.stretch(start, end);
    let told = |k: usize| reading.lines[..i].iter().flat_map(|l| &l.words).any(|w| w.text == line.words[k].text);
    let taken = || {
        let any = words();
        reading.times.iter().any(|t| t.span.overlaps(any))
            || reading.names.actors.iter().any(|m| m.span.overlaps(any))
            // "South Osta" is not Osta
            || reading.names.places.iter().any(|m| m.span.overlaps(any) && m.span.start <= any.start)
    };
    let spoken = || line.words.iter().enumerate().any(|(k, w)| w.head == k && has("denies_it", &w.lower));
    let care = || (1..line.words.len()).any(|k| has("brought", line.lower(k)) || names_care(line, k));
    matches!(line.lower(first), "in" | "near" | "at")
        && end > start
        && line.lower(end) == ","
        && !(start..end).all(told)
        && !taken()
        && !spoken()
        && !care()
}

/// "Before dawn Wednesday, soldiers entered Osta": a day that is not the incident's.
fn opens_on_another_day(reading: &Reading, line: &Line) -> bool {
    let first = reading.times.iter().find(|t| line.span.contains(t.span) && t.days.is_some());
    let day = first.filter(|t| line.word_from(t.span.start) <= 1).and_then(|t| t.days);
    day.zip(reading.day()).is_some_and(|((start, end), own)| start == end && start != own)
}

/// "Police in Osta said they had found the bodies of five men".
fn seat_of_police<'r>(
    reading: &'r Reading,
    lead: &Lead,
    line: &Line,
    main: Option<&PlaceMention>,
) -> Option<&'r PlaceMention> {
    let own = main?;
    let police = has("police_noun", line.lower(0)) && line.lower(1) == "in";
    let place = reading.names.places.iter().find(|m| line.span.contains(m.span))?;
    let seated = police && line.word_from(place.span.start) == 2;
    (seated && is_away(own, place) && lead.is_foreign(place)).then_some(place)
}

/// Whether what a sentence tells happened in the place that it opens with: not "In Bamako, the army confirmed the ambush",
/// "In Osta, doctors said that nine bodies had arrived".
fn tells_there(reading: &Reading, line: &Line, place: &PlaceMention) -> bool {
    let said = line.words.iter().enumerate().any(|(k, w)| {
        let verb = w.tag == "VBD" && w.head == k || !line.is_parsed();
        (has("said", &w.lower) || has("aftermath", &w.lower)) && verb
    });
    let definite = (1..line.words.len()).any(|k| names_deed(line, k) && has("definite", line.lower(k - 1)));
    let care = (1..line.words.len()).any(|k| {
        let taken = has("away", line.lower(k)) || has("brought", line.lower(k));
        taken || matches!(line.lower(k), "clinic" | "hospital" | "hospitals" | "medical") || names_care(line, k)
    });
    !care && (!said || !definite && !is_capital(&reading.names, place))
}

/// "In the south,", "Further north,", "Across the border,": away from where the report's own incident was, whose lead names
/// no such side.
fn opens_aside(lead: &Lead, reading: &Reading, line: &Line) -> bool {
    let first = usize::from(has("joins_on", line.lower(0)));
    let side = |k: usize| has("side_of_country", line.lower(k));
    let comma = |k: usize| line.lower(k) == ",";
    let in_the = |k: usize| matches!((line.lower(k), line.lower(k + 1)), ("in", "the"));
    // "in the country's far north"
    let of_country = (first + 3..first + 6)
        .any(|k| matches!(line.lower(k), "'s" | "’s") && side(k + 1) && comma(k + 2))
        && matches!(line.lower(first + 2), "country" | "kingdom" | "island" | "republic" | "nation");
    let there = in_the(first) && side(first + 2) && comma(first + 3) || in_the(first) && of_country;
    // "Further east, in Osta,", "Further south in Osta,"
    let further = matches!(line.lower(first), "further" | "farther")
        && side(first + 1)
        && (comma(first + 2) || has("located_at", line.lower(first + 2)));
    // "North of the capital,"
    let named_from = line.lower(first + 2) == "the" || line.words.get(first + 2).is_some_and(|w| w.is_capitalised());
    let beyond = side(first) && line.lower(first + 1) == "of" && named_from && (first + 3..first + 6).any(comma);
    let across = (line.lower(0), line.lower(1), line.lower(2)) == ("across", "the", "border");
    // "in central Mali", "in the northern town": the same side, as far as the word goes
    let same = |word: &str| word.get(..4).is_some_and(|stem| line.lower(2).starts_with(stem));
    let other = |word: &str| !same(word) && (word == "central" || has("side_of_country", word.trim_end_matches("ern")));
    let of_lead = |word: &str| has("compass", word) && !other(word);
    let named = lead.ranks().iter().flat_map(|&i| &reading.lines[i].words).any(|w| of_lead(&w.lower));
    further || across || beyond || there && !named
}

/// "The bodies of two young men were found near Osta": of nobody that the lead tells of, in a place not named before.
fn finds_bodies(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let bodies = (0..line.words.len()).find(|&k| has("remains_noun", line.lower(k)) && line.lower(k + 1) == "of");
    let found = line.words.iter().any(|w| has("finds", &w.lower) && w.tag == "VBN");
    let known = |word: &str| reading.lines[..i].iter().flat_map(|l| &l.words).any(|w| w.text == word);
    let anew = |k: usize| {
        let name = &line.words[k];
        has("located_at", line.lower(k - 1)) && name.tag == "NNP" && name.is_capitalised() && !known(name.text)
    };
    let counted = |at: usize| reading.figures[i].iter().any(|f| (at..at + 4).contains(&f.count.number.core));
    let noun = |f: &crate::binding::Figure| lead.names(reading, &f.count.group);
    let of_lead = reading.figures[i].iter().any(noun);
    found && !of_lead && bodies.is_some_and(|at| counted(at + 1) && (at..line.words.len()).any(anew))
}

/// "Meanwhile, the army said it had foiled …": what is told comes in the next sentence.
fn goes_on_to(line: &Line) -> bool {
    has("goes_on", line.lower(0)) && line.lower(1) == ","
}

/// "In Osta, a soldier was killed", where the raid was in the next town.
fn is_other_town(own: &PlaceMention, place: &PlaceMention) -> bool {
    let town = |m: &PlaceMention| m.precision == PlacePrecision::Town && m.population >= TOWN;
    town(own) && town(place) && own.name != place.name && kilometres(own, place) >= APART
}

/// Whether a place lies away from the report's own: another town or district, or another state.
pub(crate) fn is_away(own: &PlaceMention, place: &PlaceMention) -> bool {
    let fine = |m: &PlaceMention| m.precision <= PlacePrecision::District;
    let same = place.name == own.name || own.geonames.is_some() && own.geonames == place.geonames;
    let other_state = state_of(own).zip(state_of(place)).is_some_and(|(a, b)| a != b);
    let apart = match (fine(own), fine(place)) {
        (true, true) => kilometres(own, place) >= NEAR,
        (_, _) if own.precision == PlacePrecision::Country || place.precision == PlacePrecision::Country => false,
        _ => {
            // "in the West Bank", in a report of Gaza: two areas that the atlas gives no state
            let areas = own.precision == PlacePrecision::Admin1 && place.precision == PlacePrecision::Admin1;
            other_state || areas && own.name != place.name && kilometres(own, place) >= NEAR
        }
    };
    !same && apart && !holds(own, place) && !holds(place, own)
}
