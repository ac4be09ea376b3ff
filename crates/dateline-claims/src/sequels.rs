//! What came of the report's own deed and harmed others: the riot after the bombing, the hunt for the killers, the reprisal.
//!
//! Made from sentences behind the lead that count people harmed, and say of what: a search, a protest, a revenge, or what
//! soldiers, police or a crowd did after the deed. Leaves the victims of the deed who die later, and what the attackers go
//! on to do, with the report's own incident; what another place sets apart, to [`crate::several`].

use crate::accounts::Recalled;
use crate::binding::Figure;
use crate::departures::Lead;
use crate::events::event_words;
use crate::frames::Fill;
use crate::harm::{Shape, hits};
use crate::reading::Reading;
use crate::sets::has;
use crate::several::another;
use crate::turns::stays;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{BlockKind, Category, Role, Standing};

/// Words within which a sentence says what it comes after.
const OPENING: usize = 10;

/// What came of the report's own deed, each with the sentences of its paragraph; `apart` are those known so far.
pub(crate) fn sequels(
    reading: &Reading,
    lead: &Lead,
    apart: &[Recalled],
    main: Option<&PlaceMention>,
) -> Vec<Recalled> {
    let mut found: Vec<Recalled> = Vec::new();
    let free = |i: usize| {
        reading.verdicts[i].standing == Standing::Main && !apart.iter().any(|r: &Recalled| r.lines.contains(&i))
    };
    let mut begun: Option<usize> = None;
    for (i, line) in reading.lines.iter().enumerate().skip(2) {
        if line.kind == BlockKind::Title || lead.ranks().contains(&i) {
            continue;
        }
        let own = opens(reading, lead, i);
        let carried = begun.is_some_and(|block| block == line.block);
        if own {
            begun = Some(line.block);
        } else if carried
            && (goes_back(reading, lead, i) || !stays(reading, lead, i, main) && !by_order(reading, lead, i))
        {
            begun = None;
        }
        let within = begun.is_some_and(|block| block == line.block);
        if !within || !free(i) || !counts_anew(reading, lead, i) {
            continue;
        }
        match found.last_mut().filter(|r| r.lines.last().is_some_and(|&l| reading.lines[l].block == line.block)) {
            Some(r) => r.lines.push(i),
            None => {
                let mut one = another(i);
                one.verdict.reason = "it tells of what came of the incident".to_owned();
                found.push(one);
            }
        }
    }
    found
}

/// Whether a sentence tells of what came of the deed, and was done by others or to others.
fn opens(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let new = |set: &str| !lead_has(reading, lead, set);
    let hunted = names_hunt(line) && !lead.ranks().iter().any(|&k| names_hunt(&reading.lines[k]));
    let rioted = line.words.iter().any(|w| has("street_protest", &w.lower)) && new("street_protest");
    // "fired tear gas to break up a march against the massacre"
    let broken_up = breaks_up(line) && !lead.ranks().iter().any(|&k| breaks_up(&reading.lines[k]));
    let avenged = opens_in_reprisal(line) && new("in_reprisal");
    hunted
        || rioted
        || broken_up
        || at_funeral(line) && !lead.ranks().iter().any(|&k| at_funeral(&reading.lines[k]))
        || avenged
        || is_after(line) && by_others(reading, lead, i)
        || is_hours_off(line) && by_order(reading, lead, i)
}

fn lead_has(reading: &Reading, lead: &Lead, set: &str) -> bool {
    lead.ranks().iter().flat_map(|&k| &reading.lines[k].words).any(|w| has(set, &w.lower))
}

/// "fired on mourners", "a grenade thrown at the victims' funeral".
fn at_funeral(line: &Line) -> bool {
    let mourned = |k: usize| matches!(line.lower(k), "mourners" | "funeral" | "funerals" | "cortege" | "cortège");
    let struck = |k: usize| {
        let on = matches!(line.lower(k), "on" | "at" | "into");
        let verb = k.checked_sub(1).is_some_and(|v| {
            matches!(line.lower(v), "fired" | "fire" | "thrown" | "threw" | "shot" | "hurled" | "lobbed" | "tossed")
        });
        on && verb || has("strikes", line.lower(k)) && line.words[k].tag == "VBD"
    };
    (1..line.words.len()).any(|k| struck(k) && (k + 1..k + 6).any(mourned))
}

/// "fired tear gas", "charged protesters", "to break up a march".
fn breaks_up(line: &Line) -> bool {
    let crowd = |k: usize| {
        has("street_protest", line.lower(k)) || matches!(line.lower(k), "march" | "marchers" | "rally" | "procession")
    };
    let police = line.words.iter().any(|w| has("police_noun", &w.lower) || has("state_forces", &w.lower));
    let verb = |k: usize| {
        matches!(line.lower(k), "charged" | "dispersed" | "beat" | "clubbed" | "teargassed")
            || line.lower(k) == "up" && matches!(line.lower(k.wrapping_sub(1)), "break" | "broke" | "breaking")
    };
    let driven = (1..line.words.len()).any(|k| verb(k) && (k + 1..k + 4).any(crowd));
    police && (driven || line.has("tear gas"))
}

/// "in the hunt for the killers", "in a swoop that followed the attack", "during the pursuit": not "raids" alone.
fn names_hunt(line: &Line) -> bool {
    (2..line.words.len()).any(|i| {
        let led = (i.saturating_sub(4)..i).rev().find(|&k| matches!(line.lower(k), "in" | "during"));
        let followed = |from: usize| (from..from + 3).any(|k| matches!(line.lower(k), "followed" | "following"));
        let next = line.lower(i + 1);
        let sought = matches!(next, "for" | "of" | "after" | "." | ",") || followed(i + 1);
        let one = |k: usize| (k + 1..i).all(|n| line.words[n].is_wordlike());
        let plain = !matches!(line.lower(i), "raids" | "search" | "sweep") || followed(i + 1) || next == "of";
        has("search_noun", line.lower(i)) && sought && plain && led.is_some_and(one)
    }) || hunts(line)
}

/// "Troops hunting for the bombers shot dead two suspects".
fn hunts(line: &Line) -> bool {
    let killers = |i: usize| ["attackers", "attackers_again", "killers"].iter().any(|set| has(set, line.lower(i)));
    (1..line.words.len()).any(|i| {
        let hunting = line.lower(i) == "hunting" || line.lower(i) == "searching" && line.lower(i + 1) == "for";
        hunting && (i + 1..i + 5).any(killers)
    })
}

/// "In apparent revenge, villagers killed two".
fn opens_in_reprisal(line: &Line) -> bool {
    let first = usize::from(matches!(line.lower(0), "but" | "and" | "later"));
    line.lower(first) == "in" && (first + 1..first + 4).any(|i| has("in_reprisal", line.lower(i)))
}

/// "Following the blast", "An hour after the ambush", "As word of the killings spread".
fn is_after(line: &Line) -> bool {
    let deed = |from: usize| {
        (from..from + 4).any(|k| {
            let named = event_words(line).iter().any(|e| (e.first..e.end).contains(&k))
                || ["act_noun", "incident_word"].iter().any(|set| has(set, line.lower(k)));
            named && line.words.get(k).is_some_and(|w| w.tag.starts_with("NN") || w.tag == "VBG")
        })
    };
    let definite = |k: usize| has("definite", line.lower(k));
    let after = (0..5).find(|&k| matches!(line.lower(k), "after" | "following"));
    let opened = after.is_some_and(|k| {
        let timed = k == 0 || k < 4 && (has("stretch_of_time", line.lower(k - 1)) || line.lower(k - 1) == "shortly");
        let hours =
            k > 0 && (has("hours_word", line.lower(k - 1)) || matches!(line.lower(k - 1), "immediately" | "soon"));
        (timed || hours) && definite(k + 1) && deed(k + 2)
    });
    let news = line.lower(0) == "as" && matches!(line.lower(1), "news" | "word") && line.lower(2) == "of";
    opened || news && (3..OPENING).any(|k| has("spreads", line.lower(k)))
}

/// "Hours earlier, the marines had overrun a camp", "Soldiers came to the hamlet within hours of the ambush and shot at people".
fn is_hours_off(line: &Line) -> bool {
    let stretch = |k: usize| has("stretch_of_time", line.lower(k)) || has("hours_word", line.lower(k));
    let earlier = (1..4).any(|k| line.lower(k) == "earlier" && line.lower(k + 1) == "," && stretch(k - 1));
    let named =
        |k: usize| event_words(line).iter().any(|e| (e.first..e.end).contains(&k)) || has("act_noun", line.lower(k));
    let off = (2..line.words.len()).any(|k| {
        let of = line.lower(k) == "of" && line.lower(k.wrapping_sub(2)) == "within" || line.lower(k) == "after";
        of && stretch(k - 1) && has("definite", line.lower(k + 1)) && (k + 2..k + 4).any(named)
    });
    earlier || off
}

/// Whether what a sentence tells was done by soldiers, police or a crowd, where the lead tells of other attackers; or to
/// people shot or beaten by nobody that is named.
fn by_others(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let struck = |f: &Figure| {
        let hit = hits(line).into_iter().any(|h| h.first <= f.trigger && f.trigger < h.end && h.shape == Shape::Hits);
        hit && f.rule == "subject" && f.category == Category::Killed
    };
    let struck = || reading.figures[i].iter().any(struck) && !doers(reading, i).any(|f| !is_of_order(reading, f));
    by_order(reading, lead, i) || struck() && !led_by_order(reading, lead)
}

fn doers<'r>(reading: &'r Reading, i: usize) -> impl Iterator<Item = &'r Fill> {
    reading.deeds[i].iter().flat_map(|d| &d.fills).filter(|f| f.role == Role::Perpetrator)
}

fn is_of_order(reading: &Reading, fill: &Fill) -> bool {
    fill.span.slice(&reading.report.text).split(' ').any(|w| is_order(&w.to_lowercase()))
}

fn led_by_order(reading: &Reading, lead: &Lead) -> bool {
    lead.ranks().iter().any(|&k| doers(reading, k).any(|f| is_of_order(reading, f)))
}

/// Whether soldiers, police or a crowd strike in a sentence, and are not those of the lead.
fn by_order(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let verb = |v: usize| line.words[v].tag.starts_with("VB");
    let acts = |v: usize| {
        crate::syntax::subject(line, v)
            .is_some_and(|(words, _)| words.end <= v && words.clone().any(|k| is_order(line.lower(k))))
    };
    // "tanks rolled into Osta"
    let moves = (0..line.words.len()).filter(|&v| has("attackers_do", line.lower(v)) && line.words[v].tag == "VBD");
    let strikes = event_words(line).into_iter().map(|e| e.first).chain(hits(line).into_iter().map(|h| h.first));
    let done = strikes.chain(moves).any(|v| verb(v) && !has("aftermath", line.lower(v)) && acts(v));
    (done || doers(reading, i).any(|f| is_of_order(reading, f))) && !led_by_order(reading, lead)
}

/// "soldiers", "police", "a crowd".
fn is_order(word: &str) -> bool {
    ["state_forces", "police_noun", "crowd_noun", "war_vehicle"].iter().any(|set| has(set, word))
        || matches!(word, "soldiers" | "marines" | "tanks" | "armour" | "armor")
}

/// Whether a sentence counts people killed or hurt who are none of those told of before.
fn counts_anew(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let told_before = |f: &Figure| {
        let first = f.count.first();
        let definite = first > 0 && has("definite", line.lower(first - 1));
        f.count.of_the.is_some() || f.count.of_them || definite
    };
    let toll = |f: &Figure| f.rule == "toll";
    let figures = &reading.figures[i];
    let one = figures.len() == 1 && figures[0].count.number.quantity.point() == Some(1);
    let there = line.words.iter().any(|w| w.lower == "there");
    let harmed = |f: &Figure| crate::accounts::harms(f.category) || there || f.category == Category::Displaced;
    // "a schoolboy was shot dead": counted by nobody
    let alone = || figures.is_empty() && !crate::individuals::individuals(line).is_empty();
    (figures.iter().any(harmed) || alone())
        && !figures.iter().any(|f| told_before(f) || toll(f))
        && (one || !lead.counts_again(reading, i))
}

/// "the bombing", "Monday's raid": a deed named again that the lead names.
pub(crate) fn goes_back(reading: &Reading, lead: &Lead, i: usize) -> bool {
    let line = &reading.lines[i];
    let of_lead = |e: &crate::events::EventWord| {
        lead.ranks().iter().flat_map(|&k| event_words(&reading.lines[k])).any(|old| old.subtype == e.subtype)
    };
    event_words(line).iter().any(|e| {
        let noun = line.words[e.first].tag.starts_with("NN");
        noun && e.first > 0 && matches!(line.lower(e.first - 1), "the" | "'s" | "’s") && of_lead(e)
    })
}
