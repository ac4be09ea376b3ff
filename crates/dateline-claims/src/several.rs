//! Which sentences of the report's own incident tell of another one of these days: what happened in another town.
//!
//! Made from the deeds of the main sentences and the places that hang on them. A sentence is set apart only where it
//! names a town of its own, away from the incident's, and somebody or something struck that was not spoken of before.
//! Leaves what is set apart by its date, or by words such as "in a separate attack", to [`crate::standing`].

use crate::accounts::Recalled;
use crate::areas::is_placed;
use crate::concerted::TOGETHER;
use crate::departures::{GREAT, Lead, is_hours_before};
use crate::events::event_words;
use crate::frames::Fill;
use crate::harm::hits;
use crate::reading::Reading;
use crate::scene::{LEAD, holds, is_of_attack, kilometres};
use crate::sets::has;
use crate::standing::{Verdict, is_anchored};
use crate::times::TimeKind;
use crate::whereabouts::is_reckoned_from;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{BlockKind, Category, PlacePrecision, Role, Span, Standing};

/// Kilometres within which two towns may be one scene.
pub(crate) const NEAR: f64 = 25.0;
/// Kilometres from which a district and a town of another are not one scene.
const FAR: f64 = 50.0;
/// Inhabitants from which a name is taken for the town's even where others bear it.
const KNOWN: u32 = 15_000;

/// Where a sentence says that its deed took place.
enum Told<'r> {
    Nowhere,
    At(&'r PlaceMention),
    /// "in Norvale and Osta": a sentence that sums up.
    Many,
}

/// "In the capital, the traders' spokesman put the number of dead at 20": the toll of the incident known, wherever it is
/// given.
pub(crate) fn is_toll_only(reading: &Reading, i: usize) -> bool {
    let (line, figures) = (&reading.lines[i], &reading.figures[i]);
    !figures.is_empty()
        && figures.iter().all(|f| f.rule == "toll")
        && (line.lower(0) == "in" || line.lower(1) == "in")
        && !adds_another(line)
}

/// The incidents told besides the report's own, each with its sentences.
pub fn elsewhere(reading: &Reading) -> Vec<Recalled> {
    let mut apart: Vec<Recalled> = Vec::new();
    if !reading.judgement.is_incident {
        return apart;
    }
    let telling: Vec<usize> = reading.main_lines().into_iter().map(|(i, _)| i).filter(|&i| told(reading, i)).collect();
    let lead = Lead::of(reading, |i| told(reading, i));
    let (mut main, is_led) = match first_scene(reading, &telling, &lead) {
        Some((place, is_led)) => (Some(place), is_led),
        None => (None, false),
    };
    // "in Osta province" in the lead, "on the outskirts of Norvale" behind it
    let within = |town: &&PlaceMention| {
        main.is_none_or(|area| area.precision >= PlacePrecision::District && !is_apart(area, town))
    };
    main = placed(reading).filter(within).or(main);
    let mut known: Vec<&Fill> = Vec::new();
    let mut current: Option<(usize, usize)> = None;
    let turns = |i: usize, line: &Line, known: &[&Fill]| {
        goes_on(reading, line) && is_fresh(reading, i) && is_new(reading, i, known)
    };
    // "killed eight rebels in a sweep near Osta": a place that the atlas need not know
    let parted =
        |i: usize, known: &[&Fill]| crate::parted::tells_of_another(reading, &lead, i) && is_new(reading, i, known);
    for (i, line) in reading.main_lines().into_iter().filter(|(_, line)| line.kind != BlockKind::Title) {
        let carried = current.filter(|(block, _)| *block == line.block).map(|(_, k)| k);
        let departs = lead.departs(reading, i) && is_new(reading, i, &known);
        let leaves = |place: &PlaceMention| {
            // "the town of Osta" of another country is no name misread
            let far =
                main.is_some_and(|m| m.country != place.country) && is_called(line, place) && is_fresh(reading, i);
            // "Meanwhile, four died in Osta": the rest of the province need not be one scene
            let turns = (0..2).any(|k| has("goes_on", line.lower(k))) && is_new(reading, i, &known);
            (departs || turns) && lead.is_foreign(place) || far
        };
        let shared = |place| is_shared_out(reading, &lead, i, main, place) || lead.reach().covers(place, main);
        let concerted = |place| shared(place) && !adds_another(line) && !goes_on(reading, line);
        let here = |place| main.is_some_and(|m| is_one_scene(m, place)) && !leaves(place) || concerted(place);
        // "In Mali on Sunday, rebels attacked a convoy", in a report of Niger
        let abroad = lead.opens_abroad(reading, line).filter(|_| departs);
        // "300 fled to Osta", "were arrested in Osta": where that was says nothing of another deed
        let after = |f: &crate::binding::Figure| !crate::accounts::harms(f.category);
        let figures = &reading.figures[i];
        let aftermath =
            !figures.is_empty() && figures.iter().all(after) && !adds_another(line) && !is_fresh(reading, i);
        let told = if is_toll_only(reading, i) || aftermath { Told::Nowhere } else { told_place(reading, i) };
        let group = match abroad.map_or(told, Told::At) {
            // "Meanwhile, rebels blew up pylons in Norvale and Osta"
            Told::Many if turns(i, line, &known) => {
                apart.push(another(i));
                Some(apart.len() - 1)
            }
            // "troops killed 13 people in Norvale and six in Osta the same day", in a report of neither
            Told::Many if same_day(line) && is_new(reading, i, &known) && away_from_all(reading, line, main) => {
                apart.push(another(i));
                Some(apart.len() - 1)
            }
            Told::Many => None,
            // "Three of the wounded died in Osta": of those told of before
            Told::At(_) if is_of_those_told(reading, i) => carried,
            // "Meanwhile, a bomb was thrown at a bank in Osta": another one in the same town
            Told::At(place) if here(place) && (turns(i, line, &known) || !shared(place) && parted(i, &known)) => {
                apart.push(another(i));
                Some(apart.len() - 1)
            }
            Told::At(place)
                if here(place)
                    && !lead.is_abroad(place, is_led)
                    && (is_led || !adds_another(line) || !is_new(reading, i, &known)) =>
            {
                main = main.filter(|m| m.precision <= place.precision).or(Some(place));
                None
            }
            Told::At(place) => {
                let same = |r: &Recalled| at(reading, r.place).is_some_and(|p| is_one_scene(p, place));
                let old = apart.iter().position(same).filter(|_| main.is_some());
                old.or_else(|| {
                    let told = || goes_on(reading, line) || parted(i, &known);
                    let sure = main.is_some() && (is_sure(reading, line, place) || told());
                    let new = is_new(reading, i, &known) || main.is_some_and(|m| m.country != place.country);
                    ((sure || departs) && new).then(|| {
                        apart.push(new_group(reading, i, place, main));
                        apart.len() - 1
                    })
                })
            }
            // "the ambush", "Hours earlier, rebels ambushed a convoy nearby": where, it need not say
            Told::Nowhere if lead.is_of_other_kind(reading, line) || departs && is_hours_before(line) => {
                let same = |r: &Recalled| r.place.is_none() && lead.is_of_other_kind(reading, line);
                let old = apart.iter().rposition(same);
                old.or_else(|| {
                    apart.push(another(i));
                    Some(apart.len() - 1)
                })
            }
            // "Meanwhile, gunmen attacked a bus": where, it does not say
            Told::Nowhere if turns(i, line, &known) || parted(i, &known) => {
                apart.push(another(i));
                Some(apart.len() - 1)
            }
            Told::Nowhere
                if !known.is_empty()
                    && !lead.reach().is_of_several()
                    && opens_elsewhere(reading, line)
                    && is_fresh(reading, i)
                    && is_new(reading, i, &known) =>
            {
                apart.push(another(i));
                Some(apart.len() - 1)
            }
            // "in Tuesday's attack": the report's own again
            Told::Nowhere => carried.filter(|_| !is_anchored(line)),
        };
        if let Some(r) = group.and_then(|k| apart.get_mut(k))
            && !r.lines.contains(&i)
        {
            r.lines.push(i);
        }
        current = group.map(|k| (line.block, k));
        known.extend(struck(reading, i));
    }
    apart.extend(crate::preludes::preludes(reading, &lead, &apart));
    apart.extend(crate::sequels::sequels(reading, &lead, &apart, main));
    apart.extend(crate::pointing::pointing_back(reading, &apart));
    apart.extend(crate::turns::turned(reading, &lead, &apart, main));
    apart
}

/// "Forty-three died at Osta station and 28 at Norvale", behind "seven bombs": told of no deed of its own.
fn is_shared_out(reading: &Reading, lead: &Lead, i: usize, main: Option<&PlaceMention>, place: &PlaceMention) -> bool {
    let near = main.is_some_and(|own| own.country == place.country && kilometres(own, place) < TOGETHER);
    let died = reading.figures[i].iter().any(|f| f.category == Category::Killed);
    let alone = event_words(&reading.lines[i]).is_empty() && !is_fresh(reading, i);
    near && died && alone && (lead.tells_of_many() || lead.reach().is_of_several())
}

/// "the same day", "also on Sunday".
fn same_day(line: &Line) -> bool {
    (0..line.words.len())
        .any(|i| line.lower(i) == "same" && has("part_of_day", line.lower(i + 1)) || line.lower(i) == "also")
}

/// Whether no place that a sentence names is the incident's own.
fn away_from_all(reading: &Reading, line: &Line, main: Option<&PlaceMention>) -> bool {
    let mut places = reading.names.places.iter().filter(|m| line.span.contains(m.span));
    main.is_some_and(|own| places.all(|m| !is_one_scene(own, m)))
}

/// Whether a sentence counts only some of the harmed who were told of before.
fn is_of_those_told(reading: &Reading, i: usize) -> bool {
    let figures = &reading.figures[i];
    !figures.is_empty() && figures.iter().all(|f| f.count.of_the.is_some())
}

fn new_group(reading: &Reading, i: usize, place: &PlaceMention, main: Option<&PlaceMention>) -> Recalled {
    let days = reading.times.iter().filter(|t| t.days.is_some() && t.precision.of_event().is_some());
    let time = days.map(|t| t.span).find(|s| reading.lines[i].span.contains(*s));
    let reason = match main {
        Some(main) => format!("it took place in {}, the incident in {}", place.name, main.name),
        None => format!("it took place in {}, and is not what the report leads with", place.name),
    };
    Recalled {
        lines: vec![i],
        verdict: Verdict { standing: Standing::Other, reason, time },
        place: Some(place.span),
        deeds: Vec::new(),
    }
}

pub(crate) fn another(i: usize) -> Recalled {
    let reason = "the report goes on to another incident".to_owned();
    Recalled {
        lines: vec![i],
        verdict: Verdict { standing: Standing::Other, reason, time: None },
        place: None,
        deeds: Vec::new(),
    }
}

/// "In Osta, on the road to Norvale, the rebels kidnapped a trader": a place, though the atlas does not know it.
fn opens_elsewhere(reading: &Reading, line: &Line) -> bool {
    let name = |i: usize| line.words.get(i).is_some_and(|w| w.is_capitalised() && w.tag.starts_with("NNP"));
    let end = (1..line.words.len().min(6)).find(|&i| !name(i)).unwrap_or(1);
    let of_time = || {
        let words = line.stretch(1, end.max(2));
        reading.times.iter().any(|t| t.span.overlaps(words))
            || reading.names.actors.iter().any(|m| m.span.overlaps(words))
    };
    // "In Osta, the army denied it and said three of its men were hurt": where they spoke
    let spoken = || line.words.iter().enumerate().any(|(k, w)| w.head == k && has("denies_it", &w.lower));
    matches!(line.lower(0), "in" | "near") && end > 1 && line.lower(end) == "," && !of_time() && !spoken()
}

/// "Meanwhile, …", "In addition, …", "He also reported that …": the sentence turns to another incident.
fn goes_on(reading: &Reading, line: &Line) -> bool {
    let turns =
        |i: usize| has("goes_on", line.lower(i)) || line.lower(i) == "in" && has("in_besides", line.lower(i + 1));
    // "In the south, meanwhile, two guards were killed"
    let between = |i: usize| line.lower(i) == "meanwhile" && line.lower(i - 1) == ",";
    let placed = || reading.names.places.iter().any(|m| line.span.contains(m.span));
    (0..2).any(turns) || (2..8).any(between) || reports_besides(line) && placed()
}

/// "The army also reported that": of those who speak, not of those who attack.
fn reports_besides(line: &Line) -> bool {
    // those who live there speak of the report's own
    let local = line.words.iter().take(3).any(|w| has("lives_there", &w.lower));
    let also = (0..line.words.len().min(10)).filter(|_| !local).find(|&i| matches!(line.lower(i), "also" | "further"));
    also.is_some_and(|i| has("relayed", line.lower(line.words[i].head)) || has("said", line.lower(line.words[i].head)))
}

/// Whether a sentence tells of a deed of its own, by whom or with what: not only of what became of the victims.
pub(crate) fn is_fresh(reading: &Reading, i: usize) -> bool {
    let struck = |f: &&Fill| matches!(f.role, Role::Victim | Role::Target);
    reading.deeds[i].iter().any(|d| {
        let whence = d.alone || d.fills.iter().any(|f| matches!(f.role, Role::Perpetrator | Role::Instrument));
        whence && d.fills.iter().any(|f| struck(&f))
    })
}

/// Whom and what the deeds of a sentence struck.
pub(crate) fn struck<'r>(reading: &'r Reading, i: usize) -> impl Iterator<Item = &'r Fill> {
    let fills = reading.deeds[i].iter().flat_map(|d| &d.fills);
    fills.filter(|f| matches!(f.role, Role::Victim | Role::Target))
}

/// Whether a sentence tells of somebody or something struck.
fn told(reading: &Reading, i: usize) -> bool {
    reading.lines[i].kind != BlockKind::Title && (!reading.figures[i].is_empty() || struck(reading, i).next().is_some())
}

/// The place of the report's own incident: where its first sentences or its title say, else what the whole report speaks
/// for. What leaves the lead for a deed of its own says nothing of it.
///
/// With it, whether the report leads with it: else it is but the place named most, and may be another incident's.
fn first_scene<'r>(reading: &'r Reading, telling: &[usize], lead: &Lead<'r>) -> Option<(&'r PlaceMention, bool)> {
    let first = |ranks: &[usize]| {
        ranks.iter().find_map(|&i| match told_place(reading, i) {
            Told::At(place) => Some(place),
            _ => None,
        })
    };
    let own: Vec<usize> = telling.iter().copied().filter(|&i| !lead.departs(reading, i)).collect();
    let opening: Vec<usize> = own.iter().copied().take(2).collect();
    let whole = || {
        let place = crate::scene::scene(reading, &own)?;
        reading
            .names
            .places
            .iter()
            .find(|m| m.geonames == place.geonames && m.name.as_str() == place.name.as_deref().unwrap_or(""))
            .filter(|m| !telling.iter().any(|i| !own.contains(i) && reading.lines[*i].span.contains(m.span)))
    };
    // the lead's own sentence, whatever other days say of it
    let leading: Vec<usize> = lead.ranks().iter().copied().filter(|&i| told(reading, i)).take(1).collect();
    let led =
        first(&leading).or_else(|| lead.of_title(reading)).or_else(|| placed(reading)).or_else(|| first(&opening));
    let led = led.map(|place| (place, true));
    led.or_else(|| whole().or_else(|| first(&own)).map(|place| (place, false)))
}

/// "The device went off on the outskirts of Osta", behind a lead that names no place: the first sentences say where, though
/// they name no one harmed.
pub(crate) fn placed<'r>(reading: &'r Reading) -> Option<&'r PlaceMention> {
    let tells = |i: &usize| told(reading, *i) || is_of_attack(reading, *i);
    let timed = |i: &usize| {
        let line = &reading.lines[*i];
        reading.times.iter().any(|t| t.kind == TimeKind::Time && line.span.contains(t.span))
    };
    let mut early = (1..reading.lines.len().min(LEAD)).filter(|i| tells(i) || timed(i));
    early.find_map(|i| {
        let line = &reading.lines[i];
        reading.names.places.iter().find(|m| line.span.contains(m.span) && is_placed(line, m))
    })
}

/// "He also reported that", "Meanwhile, in Osta", "Another bomb": the sentence goes on to a further incident.
pub(crate) fn adds_another(line: &Line) -> bool {
    // "another five people": of the same
    let more = |i: usize| line.lower(i) == "another" && crate::numbers::numeral(line.lower(i + 1)).is_some();
    (0..line.words.len().min(8)).any(|i| has("adds_another", line.lower(i)) && !more(i))
}

fn at<'r>(reading: &'r Reading, span: Option<Span>) -> Option<&'r PlaceMention> {
    reading.names.places.iter().find(|m| Some(m.span) == span)
}

/// The place that hangs on what a sentence tells of.
fn told_place<'r>(reading: &'r Reading, i: usize) -> Told<'r> {
    let line = &reading.lines[i];
    if !told(reading, i) || !line.is_parsed() {
        return Told::Nowhere;
    }
    let deeds = reading.deeds[i].iter().filter(|d| !d.fills.is_empty()).map(|d| line.word_from(d.place.start));
    let harm = event_words(line).into_iter().map(|e| e.first).chain(hits(line).into_iter().map(|h| h.first));
    let words: Vec<usize> = deeds.chain(reading.figures[i].iter().map(|f| f.trigger)).chain(harm).collect();
    let dateline = reading.report.dateline_place;
    let here = reading.names.places.iter().filter(|m| line.span.contains(m.span));
    let here = here.filter(|m| dateline.is_none_or(|d| !d.overlaps(m.span)) && m.precision <= PlacePrecision::Admin1);
    // "the city 35 miles northeast of Osta"
    let here = here.filter(|m| !is_reckoned_from(line, line.word_from(m.span.start)));
    let mut found: Option<&PlaceMention> = None;
    for place in here.filter(|m| words.iter().any(|&w| hangs_on(line, m, w))) {
        match found {
            None => found = Some(place),
            Some(one) if is_one_scene(one, place) => {
                found = Some(if place.precision < one.precision { place } else { one })
            }
            Some(_) => return Told::Many,
        }
    }
    found.map_or(Told::Nowhere, Told::At)
}

/// Whether a place stands behind "in", "at" or "near" below the word that tells of the deed, or below the verb that
/// carries it, with no other deed between: "a bomb at a bank in Norvale exploded", "the attack took place in Norvale".
fn hangs_on(line: &Line, place: &PlaceMention, deed: usize) -> bool {
    let first = line.word_from(place.span.start);
    let last = line.word_from(place.span.end).saturating_sub(1).max(first);
    let carrier = verb_of(line, deed);
    let mut at = last;
    let mut located = false;
    let mut under_subject = false;
    for _ in 0..12 {
        let Some(word) = line.words.get(at).filter(|w| w.head != at) else { return false };
        let of_town = word.lower == "of" && at > 0 && has("town_noun", line.lower(at - 1));
        // "a raid on Osta", "attacked Osta"
        let struck = matches!(word.lower.as_str(), "on" | "against") && names_deed(line, word.head)
            || at == last && word.relation == "dobj" && has("located", line.lower(word.head));
        // "on the road to Osta"
        let on_way = word.lower == "to" && has("way_noun", line.lower(word.head));
        located |= word.tag == "IN" && (has("located_at", &word.lower) || of_town || on_way) || struck;
        under_subject |= word.relation.starts_with("nsubj");
        at = word.head;
        // "In Osta, the army confirmed the raid": where they spoke
        if at == carrier && at != deed && has("said", line.lower(at)) && first < deed && last < carrier {
            return false;
        }
        if at == deed || at == carrier && !under_subject {
            return located;
        }
        if line.words[at].tag.starts_with("VB") && !has("lies", line.lower(at)) {
            return false;
        }
    }
    false
}

/// "a raid on", "the attack on".
pub(crate) fn names_deed(line: &Line, at: usize) -> bool {
    let noun = line.words.get(at).is_some_and(|w| w.tag.starts_with("NN"));
    noun && event_words(line).iter().any(|e| (e.first..e.end).contains(&at))
}

/// The verb that a word hangs on; itself, where it is one.
fn verb_of(line: &Line, mut at: usize) -> usize {
    for _ in 0..6 {
        match line.words.get(at) {
            Some(word) if !word.tag.starts_with("VB") && word.head != at => at = word.head,
            _ => break,
        }
    }
    at
}

/// Whether two places can be one scene: the same, one within the other, or close by. What lies in another country may
/// be a name misread.
fn is_one_scene(a: &PlaceMention, b: &PlaceMention) -> bool {
    let wide = |p: &PlaceMention| p.precision >= PlacePrecision::District;
    // "in Osta territory", far from a town of another territory
    let other_district = a.admin2.is_some() && b.admin2.is_some() && a.admin2 != b.admin2 && kilometres(a, b) >= FAR;
    let same_area = (a.admin1.is_none() || b.admin1.is_none() || a.admin1 == b.admin1) && !other_district;
    // a great town is no name misread
    let great = |p: &PlaceMention| p.precision == PlacePrecision::Town && p.population >= GREAT;
    a.country != b.country && !(great(a) && great(b))
        || a.geonames.is_some() && a.geonames == b.geonames
        || a.name == b.name
        || holds(a, b)
        || holds(b, a)
        || (wide(a) || wide(b)) && same_area && a.country == b.country
        || kilometres(a, b) < NEAR
}

/// Whether a town lies outside an area, by what the atlas knows of both.
fn is_apart(area: &PlaceMention, town: &PlaceMention) -> bool {
    let states = crate::areas::state_of(area).zip(town.admin1.as_deref());
    area.country != town.country || area.admin1.is_some() && states.is_some_and(|(a, b)| a != b)
}

/// "the town of Osta".
fn is_called(line: &Line, place: &PlaceMention) -> bool {
    let first = line.word_from(place.span.start);
    first > 1 && line.lower(first - 1) == "of" && has("town_noun", line.lower(first - 2))
}

/// Whether a name surely is the town's: it is large, none other bears the name, or the text says that it is a town.
fn is_sure(reading: &Reading, line: &Line, place: &PlaceMention) -> bool {
    let first = line.word_from(place.span.start);
    let before = |n: usize| first.checked_sub(n).map_or("", |k| line.lower(k));
    let called = is_called(line, place);
    let next = line.lower(line.word_from(place.span.end));
    // "Glenn's victims": somebody's name
    if matches!(next, "'s" | "’s") {
        return false;
    }
    // "Mount Sinai Hospital", "Regional One in Memphis", "Bar and Grill": no scene, or no town
    let named_on = ["elsewhere", "ground", "way_noun"].iter().any(|set| has(set, next));
    let care = (1..9).any(|n| has("away", before(n)) || has("elsewhere", before(n)));
    if named_on
        || care
        || before(1) == "and" && line.words.get(first.wrapping_sub(2)).is_some_and(|w| w.is_capitalised())
    {
        return false;
    }
    let written = place.span.slice(&reading.report.text);
    let bare = place.precision == PlacePrecision::District
        && written.split_whitespace().count() < place.name.split_whitespace().count();
    let area = reading.names.places.iter().any(|m| {
        m.precision >= PlacePrecision::District
            && m.country == place.country
            && m.span.start >= place.span.end
            && m.span.start - place.span.end <= 12
    });
    !has("quarter", next)
        && (!bare || has("town_noun", next))
        && (place.precision >= PlacePrecision::District
            || called
            || area
            || place.population >= KNOWN
            || place.rivals <= 1)
}

/// Whether a sentence speaks of somebody or something struck that was not spoken of before: not "the mayor" again.
pub(crate) fn is_new(reading: &Reading, i: usize, known: &[&Fill]) -> bool {
    let text = &reading.report.text;
    let last = |span: Span| span.slice(text).rsplit(' ').next().unwrap_or("").to_lowercase();
    let again = |fill: &Fill| {
        let first = fill.span.slice(text).split(' ').next().unwrap_or("").to_lowercase();
        let definite = has("definite", &first);
        known.iter().any(|old| match (fill.name, old.name) {
            (Some(a), Some(b)) => last(a) == last(b),
            _ => definite && last(fill.mention) == last(old.mention),
        })
    };
    !struck(reading, i).any(again)
}
