//! Who took part: perpetrators, what was attacked, with what.

use crate::belonging::their_group;
use crate::events::event_words;
use crate::fate::is_denied;
use crate::harm::{Form, hits};
use crate::nameless::unnamed;
use crate::reading::Reading;
use crate::responsibility::{Manner, Stated, stated};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Category, Confidence, Participant, ParticipantKind, Quantity, Role, Span, Stance, Standing};

/// Everyone and everything that these sentences name as taking part.
pub fn participants(reading: &Reading, ranks: &[usize]) -> Vec<Participant> {
    let mut found = perpetrators(reading, ranks);
    let mut struck = Vec::new();
    crate::roles::victims(reading, ranks, &mut struck);
    crate::identified::name_victims(reading, ranks, &mut struck);
    let main = ranks.iter().all(|&k| reading.verdicts[k].standing == Standing::Main);
    let lines = if main { reading.main_lines().into_iter().map(|(i, _)| i).collect() } else { ranks.to_vec() };
    crate::again::tell_death(reading, &lines, &mut struck);
    found.extend(targets(reading, ranks, struck.is_empty()));
    found.extend(struck);
    found.extend(crate::weapons::weapons(reading, ranks));
    crate::damage::tell_damage(reading, ranks, &mut found);
    crate::weeding::weed(reading, &mut found);
    found
}

/// Whether a phrase can be one who claims or denies a deed: a name, or a group; "a man who presented himself as" is none.
pub fn can_answer(line: &Line, range: &std::ops::Range<usize>) -> bool {
    let named = (range.start..range.end).any(|i| {
        line.words[i].is_capitalised() && (i > 0 || line.words[i].text.chars().nth(1).is_some_and(char::is_uppercase))
    });
    let clause = range.clone().any(|i| has("relative", line.lower(i)) || line.lower(i) == "himself");
    !clause
        && (named
            || range.clone().any(|i| {
                has("generic_group", line.lower(i))
                    || has("force_noun", line.lower(i))
                    || has("state_forces", line.lower(i))
                    || has("troops", line.lower(i))
                    || has("men_of_a_force", line.lower(i))
                    || has("told_of_group", line.lower(i))
                    || has("attackers", line.lower(i))
                    || has("outlaws", line.lower(i))
            }))
}

/// Whether a phrase speaks of a group without its name: "an insurgent group", "the militants", "it". Of those accused only
/// where nothing tells them apart: "right-wing paramilitary squads" are some, and not those named elsewhere.
pub fn names_no_one(line: &Line, range: &std::ops::Range<usize>, stance: Stance) -> bool {
    let capital =
        |i: usize| i > 0 && line.words[i].is_capitalised() && line.words.get(i + 1).is_none_or(|w| w.lower != "-");
    let generic = range.clone().any(|i| has("generic_group", line.lower(i)));
    let told = |i: usize| matches!(line.words[i].tag, "JJ" | "NN" | "NNS");
    let accused = matches!(stance, Stance::Accuses | Stance::Suspects);
    let unlike = accused && range.clone().any(|i| told(i) && !has("plain_of_group", line.lower(i)));
    generic && !unlike && !range.clone().any(capital)
}

pub(crate) fn participant(
    role: Role,
    kind: ParticipantKind,
    mention: String,
    name: Option<String>,
    actor: Option<String>,
    span: Span,
) -> Participant {
    Participant {
        role,
        kind,
        mentions: vec![mention],
        name,
        actor,
        nationality: None,
        number: None,
        effect: None,
        confidence: None,
        evidence: vec![span],
    }
}

/// Adds a participant, or one more mention of it.
pub(crate) fn add(found: &mut Vec<Participant>, new: Participant) {
    let same = |p: &&mut Participant| {
        p.role == new.role && (p.actor.is_some() && p.actor == new.actor || p.name.is_some() && p.name == new.name)
    };
    match found.iter_mut().find(same) {
        Some(old) => {
            if !old.mentions.contains(&new.mentions[0]) {
                old.mentions.extend(new.mentions);
            }
            old.evidence.extend(new.evidence.into_iter().filter(|s| !old.evidence.contains(s)).collect::<Vec<_>>());
            old.confidence = stronger(old.confidence, new.confidence);
        }
        None => found.push(new),
    }
}

/// Of two words on who did it, the actor's own decides, then the outlet's.
fn stronger(a: Option<Confidence>, b: Option<Confidence>) -> Option<Confidence> {
    let rank = |c: Option<Confidence>| match c {
        Some(Confidence::Claimed) => 0,
        Some(Confidence::Denied) => 1,
        Some(Confidence::Fact) => 2,
        Some(Confidence::AccusedByAuthorities) => 3,
        Some(Confidence::Accused) => 4,
        Some(Confidence::Possible) => 5,
        None => 6,
    };
    if rank(a) <= rank(b) { a } else { b }
}

fn perpetrators(reading: &Reading, ranks: &[usize]) -> Vec<Participant> {
    let mut found = Vec::new();
    let attackers_act = crate::roles::attackers_act(reading, ranks);
    let others_struck = crate::roles::others_struck(reading, ranks);
    for &i in ranks {
        let line = &reading.lines[i];
        claimed(reading, line, &mut found);
        let main = ranks.iter().all(|&k| reading.verdicts[k].standing == Standing::Main);
        acting(reading, i, main, &mut found);
        by_demonym(reading, line, &event_words(line), &mut found);
        crate::roles::doers(reading, i, (attackers_act, others_struck), &mut found);
    }
    if found.is_empty() {
        unnamed(reading, ranks, &mut found);
    }
    their_group(reading, &mut found);
    found
}

/// Those whom the report says to have done it, in sentences that have no word of the deed itself: "Police blamed the
/// Front." Only who is known to bear arms: what they are blamed for is said elsewhere.
pub(crate) fn claimed_elsewhere(reading: &Reading, ranks: &[usize], found: &mut Vec<Participant>) {
    for &i in ranks {
        let mut said = Vec::new();
        claimed(reading, &reading.lines[i], &mut said);
        let armed = |p: &Participant| {
            let mut known = reading.names.actors.iter().filter(|m| m.is_armed());
            p.actor.is_some() && known.any(|m| Some(&m.actor.id) == p.actor.as_ref())
        };
        said.into_iter().filter(armed).for_each(|p| add(found, p));
    }
}

/// Those who claim it, deny it, or are blamed.
fn claimed(reading: &Reading, line: &Line, found: &mut Vec<Participant>) {
    let all = stated(line).into_iter().flat_map(|s| each_accused(line, &s).into_iter().map(move |r| (s.clone(), r)));
    for (statement, range) in all {
        let Some(stance) = statement.stance else { continue };
        let span = line.stretch(range.start, range.end);
        let unnamed = names_no_one(line, &range, stance);
        // "the gunmen came from the West Bank"
        let armed = || reading.names.actors.iter().any(|m| m.is_armed() && span.overlaps(m.span));
        if crate::responsibility::hints::is_hint(&statement.phrase) && !armed() {
            continue;
        }
        let meant = reading.names.chief_group().filter(|_| unnamed);
        let known = reading.names.actor_in(span).is_some() || meant.is_some();
        // "a leaflet signed by the Front", "his organisation": who is meant, the claims say
        let lent = ["document", "voice_of_another"].iter().any(|set| has(set, line.lower(range.start + 1)));
        let lent = lent || has("own_mark", line.lower(range.start)) || line.lower(range.start + 1) == "caller";
        if lent || (!can_answer(line, &range) || unnamed) && !known {
            continue;
        }
        let actor = reading.names.actor_in(span).or(meant);
        // "they have denied it": by the name that stands last before
        let before = || {
            let mut named = reading.names.actors.iter().filter(|m| meant.is_some_and(|a| a.id == m.actor.id));
            named.rfind(|m| m.span.start < span.start).map(|m| m.span)
        };
        let span = meant.and_then(|_| before()).unwrap_or_else(|| body_named(reading, line, &range));
        let written = span.slice(&reading.report.text).to_owned();
        let bare = has("pronoun", &written.to_lowercase());
        if (actor.is_none() && (bare || is_no_body(&written))) || written.is_empty() {
            continue;
        }
        let plain = written.trim_start_matches("The ").trim_start_matches("the ").to_owned();
        let name = actor.map_or_else(|| Some(plain), |a| Some(a.name.clone()));
        // "drug traffickers" are people, not a body
        let last = written.rsplit(' ').next().unwrap_or(&written).to_lowercase();
        // "a Norlandic missile": a thing, and no body
        if has("weapon_noun", last.trim_end_matches('s')) {
            continue;
        }
        let state = has("state_forces", &last) && !has("troops", &last);
        let body = actor.is_some() || written.chars().any(char::is_uppercase) || state || has("crime_body", &last);
        let kind = if body { ParticipantKind::Organisation } else { ParticipantKind::Group };
        // "ten terrorists": terrorists, who are ten
        let (first, rest) = written.split_once(' ').unwrap_or(("", &written));
        let many = crate::numbers::numeral(&first.to_lowercase()).filter(|_| !body);
        let number = many.map(|n| Quantity::exact(n, first.to_owned()));
        let written = if many.is_some() { rest.to_owned() } else { written };
        let mut new = participant(Role::Perpetrator, kind, written, name, actor.map(|a| a.id.clone()), span);
        new.number = number;
        new.confidence = Some(crate::certainty::of_stance(reading, line, &statement, stance, &range));
        let confidence = new.confidence;
        // an answer to what somebody else was said to have done
        let same = |p: &Participant| p.role == new.role && p.actor == new.actor && p.name == new.name;
        if statement.manner == Manner::Answer && !found.iter().any(same) {
            continue;
        }
        match many {
            Some(_) => crate::roles::join(found, new),
            None => add(found, new),
        }
        // "blamed Front guerrillas": the men, besides their body
        let last = line.lower(range.end.saturating_sub(1));
        if actor.is_some() && has("rebel_noun", last) && range.len() > 1 {
            let men = line.stretch(range.start, range.end);
            let mut new = participant(
                Role::Perpetrator,
                ParticipantKind::Group,
                men.slice(&reading.report.text).to_owned(),
                None,
                None,
                men,
            );
            new.confidence = confidence;
            crate::roles::join(found, new);
        }
    }
}

/// "the government and the army are responsible": each by itself.
fn each_accused(line: &Line, statement: &Stated) -> Vec<std::ops::Range<usize>> {
    let Some(whole) = statement.actor.clone() else { return Vec::new() };
    let state = |range: std::ops::Range<usize>| range.into_iter().any(|k| has("state_forces", line.lower(k)));
    let two = |k: &usize| {
        line.lower(*k) == "and"
            && has("article", line.lower(k + 1))
            && state(whole.start..*k)
            && state(k + 1..whole.end)
    };
    match whole.clone().find(two) {
        Some(and) => vec![whole.start..and, and + 1..whole.end],
        None => vec![whole],
    }
}

/// The name in a phrase, where it holds a known one: "the Front and" is the Front.
fn body_named(reading: &Reading, line: &Line, range: &std::ops::Range<usize>) -> Span {
    let span = line.stretch(range.start, range.end);
    let inside = reading.names.actors.iter().filter(|m| span.contains(m.span));
    inside.map(|m| m.span).max_by_key(|s| s.len()).unwrap_or(span)
}

/// "of financing the murders", "this group", "are citizens": no name of anybody.
fn is_no_body(written: &str) -> bool {
    let lower = written.to_lowercase();
    let mut words = lower.split(' ');
    let first = words.next().unwrap_or("");
    let unnamed = !written.chars().skip(1).any(char::is_uppercase) && lower.split(' ').any(|w| has("generic_group", w));
    has("opening_preposition", first) || has("be", first) || matches!(first, "of" | "to") || unnamed
}

/// Directory actors that stand as the subject of a violent verb, or before a violent noun ("the army's air strike").
fn acting(reading: &Reading, i: usize, main: bool, found: &mut Vec<Participant>) {
    let line = &reading.lines[i];
    let harm = hits(line);
    let events = event_words(line);
    for mention in reading.names.actors.iter().filter(|m| line.span.contains(m.span)) {
        let actor = mention.actor;
        if !mention.is_armed() {
            continue;
        }
        let (first, end) = (line.word_from(mention.span.start), line.word_from(mention.span.end));
        let recalled = main && reading.verdict(i, end).standing != Standing::Main;
        if recalled || describes_someone(line, end) {
            continue;
        }
        // "the police arrested ten": that is not what they did it with
        let strikes = |h: &crate::harm::Hit| !matches!(h.category, Category::Arrested | Category::Released);
        let verb = harm.iter().any(|h| {
            strikes(h)
                && (end..end + 4).contains(&h.first)
                && !matches!(h.form, Form::Nominal | Form::Participle)
                && h.lemma != "claim"
                && !is_denied(line, end, h.first)
                && !passive_between(line, end, h.first)
        }) || events.iter().any(|e| deed_of(line, end, e));
        let by = first > 0
            && line.lower(first - 1) == "by"
            && (harm.iter().any(|h| strikes(h) && h.end <= first && first - h.end < 8)
                || events.iter().any(|e| e.end <= first && first - e.end < 8));
        if verb || by {
            let written = mention.span.slice(&reading.report.text).to_owned();
            let mut new = participant(
                Role::Perpetrator,
                ParticipantKind::Organisation,
                written,
                Some(actor.name.clone()),
                Some(actor.id.clone()),
                mention.span,
            );
            new.confidence = Some(crate::certainty::of_doer(reading, i, mention.span));
            add(found, new);
        }
    }
}

/// "a U.S. Army reservist killed": the name before a noun that is no fighter's is not who did it.
fn describes_someone(line: &Line, end: usize) -> bool {
    let Some(last) = end.checked_sub(1).and_then(|i| line.words.get(i)) else { return false };
    let head = line.lower(last.head);
    let fighter = ["attackers", "force_noun", "armed_people", "generic_group", "own_forces", "war_vehicle"]
        .iter()
        .any(|set| has(set, head));
    last.relation == "compound" && last.head >= end && !fighter && !line.words[last.head].is_capitalised()
}

fn passive_between(line: &Line, from: usize, to: usize) -> bool {
    (from..to).any(|i| line.lower(i) == "," || has("passive_between", line.lower(i)))
}

/// Whether an event word is what the actor before it does ("Hamas gunmen attacked") or its own deed ("the army's raid").
fn deed_of(line: &Line, end: usize, event: &crate::events::EventWord) -> bool {
    let noun = line.words[event.first].tag.starts_with("NN");
    let own = event.first == end || (event.first == end + 1 && line.lower(end) == "'s");
    let close = (end..end + 4).contains(&event.first) && !passive_between(line, end, event.first);
    close && (own || !noun) && !(end..event.first).any(|i| matches!(line.lower(i), "not" | "n't" | "denied" | "never"))
}

/// "an Israeli air strike", "Russian missiles": the forces of a country, named by its adjective.
fn by_demonym(reading: &Reading, line: &Line, events: &[crate::events::EventWord], found: &mut Vec<Participant>) {
    for event in events.iter().filter(|e| e.weight >= 3 && e.first > 0) {
        let word = &line.words[event.first - 1];
        let title = word.text.trim_end_matches("'s").trim_end_matches("’s");
        if !word.is_capitalised() {
            continue;
        }
        let state_arms =
            matches!(event.subtype, dateline_model::Subtype::AirStrike | dateline_model::Subtype::Shelling)
                || ["forces", "troops", "army", "military", "strike", "strikes"].contains(&line.lower(event.end));
        if let Some(country) = reading.names.atlas.country_of_demonym(title).filter(|_| state_arms) {
            let mut new = participant(
                Role::Perpetrator,
                ParticipantKind::Organisation,
                word.text.to_owned(),
                Some(format!("{title} military")),
                None,
                word.span,
            );
            new.nationality = reading.names.atlas.country_name(country).map(str::to_owned);
            new.confidence = Some(Confidence::Fact);
            add(found, new);
        }
    }
}

/// Sites in sentences on violence: after "attack on", "hit", "stormed", "at".
///
/// Where people were struck, what stands at, in or near a site is where it happened, not what was attacked.
fn targets(reading: &Reading, ranks: &[usize], nobody: bool) -> Vec<Participant> {
    let mut found = Vec::new();
    crate::roles::things(reading, ranks, &mut found);
    if !found.is_empty() {
        return found;
    }
    for (site, line) in sites(reading, ranks) {
        let first = line.word_from(site.start);
        let before: Vec<&str> = (first.saturating_sub(4)..first).map(|k| line.lower(k)).collect();
        let last = site.slice(&reading.report.text).rsplit(' ').next().unwrap_or("").to_lowercase();
        let attacked = |w: &str| has("struck", w) && (nobody || !has("located_at", w) && w != "and" && w != "into");
        let struck = before.iter().any(|w| attacked(w)) && !has("way_noun", &last);
        if struck && !event_words(line).is_empty() {
            let written = site.slice(&reading.report.text).to_owned();
            let bare = written.trim_start_matches("the ").trim_start_matches("a ").trim_start_matches("an ").to_owned();
            add(&mut found, participant(Role::Target, ParticipantKind::Facility, written, Some(bare), None, site));
        }
    }
    found.truncate(6);
    found
}

/// Whether what looks like a site is an actor: "the Brigade of the River", "the army".
fn is_force(reading: &Reading, site: Span) -> bool {
    let named = reading.names.actors.iter().any(|m| m.span.overlaps(site) && m.is_armed());
    let before = reading.report.text.get(..site.start).unwrap_or("");
    let lead: Vec<&str> = before.split_whitespace().rev().take(3).collect();
    let belongs = lead.contains(&"of") && lead.iter().any(|w| has("force_noun", &w.to_lowercase()));
    let words = site.slice(&reading.report.text).to_lowercase();
    let mut words = words.split_whitespace().filter(|w| !matches!(*w, "the" | "a" | "an" | "at"));
    named || belongs || words.next().is_some_and(|w| has("force_noun", w)) && words.next().is_none_or(|w| w == "of")
}

/// "Port Sudan", "the Colombian port of Tumaco": the town itself, not a spot in it.
fn is_town(reading: &Reading, site: Span) -> bool {
    let rest = reading.report.text.get(site.end..).unwrap_or("");
    let of = [" of ", " city of ", " town of "].iter().find(|of| rest.starts_with(**of)).map(|of| site.end + of.len());
    let named = site.slice(&reading.report.text).ends_with("port");
    reading.names.places.iter().any(|p| p.span.contains(site) || named && Some(p.span.start) == of)
}

fn sites<'r, 'a>(reading: &'r Reading<'a>, ranks: &'r [usize]) -> impl Iterator<Item = (Span, &'r Line<'a>)> {
    let of_line = move |i: &'r usize| {
        let line = &reading.lines[*i];
        let spots = reading
            .names
            .sites
            .iter()
            .filter(move |s| line.span.contains(s.span) && !is_force(reading, s.span) && !is_town(reading, s.span));
        spots.map(move |s| (s.span, line))
    };
    ranks.iter().flat_map(of_line)
}

/// The named spot of these sentences: the first site with a name of its own where something is said to have happened.
pub fn site<'r>(reading: &'r Reading, ranks: &[usize]) -> Option<&'r str> {
    let text = reading.report.text.as_str();
    let named = |s: Span| s.slice(text).split_whitespace().any(|w| w.chars().next().is_some_and(char::is_uppercase));
    let scene = |site: Span, line: &Line| {
        let first = line.word_from(site.start);
        (first.saturating_sub(4)..first).any(|k| has("struck", line.lower(k)))
    };
    // the parliament, the jail and the hospital of later sentences are none
    let first = ranks.first().map_or(0, |&i| reading.lines[i].block);
    let early = |line: &Line| line.block <= first + 2 || line.words.iter().any(|w| has("takes_place", &w.lower));
    let mut spots = sites(reading, ranks).filter(|(_, line)| !event_words(line).is_empty() && early(line));
    let spot = spots.find(|(s, line)| named(*s) && scene(*s, line)).map(|(s, _)| s);
    spot.map(|s| s.slice(text).trim_start_matches("the ").trim_start_matches("a "))
}

/// Whether those attacked bear arms: then an attack is an armed clash.
pub fn targets_bear_arms(reading: &Reading, lines: &[(usize, &Line)]) -> bool {
    let lead = lines.iter().take(4);
    let hits: usize = lead.clone().map(|(_, l)| l.words.iter().filter(|w| has("armed", &w.lower)).count()).sum();
    let soldiers = lines.iter().take(4).any(|(i, _)| {
        reading.figures[*i]
            .iter()
            .any(|f| matches!(f.count.group.as_str(), "soldiers" | "security_forces" | "peacekeepers"))
    });
    let civilians = reading
        .figures
        .iter()
        .flatten()
        .filter(|f| matches!(f.count.group.as_str(), "civilians" | "children" | "students" | "women"))
        .count();
    (hits >= 2 || soldiers) && civilians < 2
}
