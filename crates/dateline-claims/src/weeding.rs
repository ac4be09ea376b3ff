//! Participants that are none, taken out again: attackers among those attacked, names that are no person's, and "the
//! victim" or "the man" after someone was named.

use crate::counts::people_named;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{BlockKind, Effect, Participant, ParticipantKind, Quantity, Role, Span};

/// Takes out who took no such part.
pub fn weed(reading: &Reading, found: &mut Vec<Participant>) {
    found.iter_mut().for_each(|p| spare(reading, p));
    let attackers_act = found.iter().any(|p| p.role == Role::Perpetrator && p.mentions.iter().any(|m| bears_arms(m)));
    found.retain(|p| {
        let victim = p.role == Role::Victim;
        let attacker = victim && p.name.is_none() && p.mentions.iter().all(|m| bears_arms(m));
        // "0100", "2,132": a time or a total, and nobody said who
        let bare = victim && p.mentions.iter().all(|m| !m.contains(char::is_alphabetic));
        !(attacker && attackers_act
            || bare
            || is_nobody(p)
            || is_of_a_craft(reading, p)
            || is_no_body(reading, p)
            || victim && !is_person(reading, p)
            || is_custom(reading, p))
    });
    crate::bygone::leave_out(reading, found);
    name_groups(found);
    drop_where(found, |found, k| names_again(reading, found, k));
    crate::same_men::join_men(found);
    crate::again::join_again(reading, found);
    drop_where(found, |found, k| is_talk(reading, found, k));
    drop_where(found, |found, k| is_besides(reading, found, k));
    crate::introduced::introduce(reading, found);
    crate::again::join_names(found);
}

/// "the perpetrators", "those responsible": that it was they who did it.
fn is_nobody(p: &Participant) -> bool {
    let plain = |m: &String| !m.contains(' ') && has("those_who_did", &m.to_lowercase());
    p.role == Role::Perpetrator && p.actor.is_none() && p.mentions.iter().all(plain)
}

/// "Fighter jets": what names the craft, and nobody in it.
fn is_of_a_craft(reading: &Reading, p: &Participant) -> bool {
    let follows = |span: &Span| {
        let line = reading.lines.iter().find(|l| l.span.contains(*span));
        line.is_some_and(|l| has("war_vehicle", l.lower(l.word_from(span.end))))
    };
    p.role == Role::Perpetrator && p.actor.is_none() && p.evidence.iter().all(follows)
}

/// What is put down as a body that did it, and has no word of one: most likely somebody's family name.
fn is_no_body(reading: &Reading, p: &Participant) -> bool {
    const BODIES: [&str; 8] = [
        "army_unit",
        "body_called",
        "body_noun",
        "crime_body",
        "force_noun",
        "generic_group",
        "organisation",
        "state_forces",
    ];
    if p.role != Role::Perpetrator || p.kind != ParticipantKind::Organisation || p.actor.is_some() {
        return false;
    }
    let phrases = || p.mentions.iter().chain(&p.name);
    let words = || phrases().flat_map(|phrase| phrase.split([' ', '-']));
    let of_body = |word: &str| BODIES.iter().any(|set| has(set, &word.to_lowercase()) || has(set, &one_of(word)));
    let acronym = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase);
    // "the Hawks": nobody is called so; "Moscow": a state, by its name or its capital
    let before = |span: &Span| reading.report.text.get(..span.start).unwrap_or("").to_lowercase();
    let the =
        |m: &String| m.to_lowercase().starts_with("the ") || p.evidence.iter().any(|s| before(s).ends_with("the "));
    let name = |w: &str| matches!(w, "the" | "of" | "and") || w.starts_with(char::is_uppercase);
    let called = || p.mentions.iter().any(|m| the(m) && m.split(' ').all(name));
    let plural =
        |span: &Span| reading.lines.iter().flat_map(|l| &l.words).any(|w| w.span.end == span.end && w.tag == "NNPS");
    let state = |m: &String| {
        let capital = |c: &dateline_atlas::Country| c.capitals.iter().any(|seat| seat == m);
        reading.names.atlas.country_of_name(m).is_some() || reading.names.atlas.countries().iter().any(capital)
    };
    let known = || called() || p.evidence.iter().any(plural) || p.mentions.iter().any(state);
    !words().any(|word| of_body(word) || acronym(word)) && !known()
}

/// "cartel" of "Cartels".
fn one_of(word: &str) -> String {
    word.trim_end_matches('s').to_lowercase()
}

/// "Neither the mayor nor her driver was hurt".
fn spare(reading: &Reading, p: &mut Participant) {
    let denied = |span: &Span| {
        let before = reading.report.text.get(..span.start).unwrap_or("").trim_end();
        let word = before.rsplit(' ').next().unwrap_or("").to_lowercase();
        let first = span.slice(&reading.report.text).split(' ').next().unwrap_or("").to_lowercase();
        [word, first].iter().any(|w| matches!(w.as_str(), "neither" | "nor"))
    };
    if p.role == Role::Victim && p.effect.is_some() && p.evidence.iter().all(denied) {
        p.effect = Some(Effect::None);
    }
}

/// Takes out the participants of which this is true, each judged beside all the others.
fn drop_where(found: &mut Vec<Participant>, is_none: impl Fn(&[Participant], usize) -> bool) {
    let gone: Vec<bool> = (0..found.len()).map(|k| is_none(found, k)).collect();
    let mut gone = gone.into_iter();
    found.retain(|_| !gone.next().unwrap_or(false));
}

/// What says little where others say more: "many people", "the bodies", "the army" that was attacked, the gunmen who
/// died, in a report that counts or names the victims.
fn is_besides(reading: &Reading, found: &[Participant], k: usize) -> bool {
    let p = &found[k];
    if p.role != Role::Victim || p.name.is_some() {
        return false;
    }
    let others = || (0..found.len()).filter(|&i| i != k && found[i].role == Role::Victim).map(|i| &found[i]);
    let told = |o: &Participant| o.name.is_some() || o.number.as_ref().and_then(Quantity::point).is_some();
    let alike = |o: &Participant| crate::again::befell_alike(o, p);
    let last = |set: &str| p.mentions.iter().all(|m| has(set, &m.rsplit(' ').next().unwrap_or(m).to_lowercase()));
    let first = p.evidence.first().map_or("", |s| s.slice(&reading.report.text)).split(' ').next().unwrap_or("");
    let vague = has("vague_count", &first.to_lowercase());
    let uncounted = p.number.is_none();
    let attackers = || p.mentions.iter().all(|m| bears_arms(m));
    let harmless = p.effect.is_none() && (uncounted || last("force_noun"));
    let let_go = p.effect == Some(Effect::Escaped) && uncounted;
    let earlier = |o: &Participant| o.evidence.first().map(|s| s.start) < p.evidence.first().map(|s| s.start);
    let anyone =
        || uncounted && p.effect.is_some() && p.mentions.iter().all(|m| has("general_people", &m.to_lowercase()));
    vague && others().any(|o| told(o) && alike(o))
        || anyone() && others().any(|o| told(o) && o.effect == p.effect)
        || is_of_years(reading, p) && others().any(|o| told(o) && earlier(o))
        || last("remains_noun") && others().any(alike)
        || attackers() && others().any(|o| o.effect.is_some() && !o.mentions.iter().all(|m| bears_arms(m)))
        || (harmless || let_go) && others().any(|o| o.effect.is_some() && (told(o) || !let_go))
}

/// "In the last three years 64 mayors have been killed": a count of more than one incident.
fn is_of_years(reading: &Reading, p: &Participant) -> bool {
    let span = p.evidence.first().copied().unwrap_or_default();
    let line = reading.lines.iter().find(|line| line.span.contains(span));
    line.is_some_and(|line| {
        (0..line.words.len()).any(|i| {
            let last = matches!(line.lower(i), "last" | "past" | "previous");
            let long = |k: usize| matches!(line.lower(k), "weeks" | "months" | "years" | "decades");
            last && (long(i + 1) || long(i + 2)) || line.lower(i) == "since" && line.lower(i + 1) != "then"
        })
    })
}

/// "Two missionaries were killed", and further on two names: those are the missionaries.
fn name_groups(found: &mut Vec<Participant>) {
    let number = |p: &Participant| p.number.as_ref().and_then(Quantity::point);
    let group = |p: &Participant| p.role == Role::Victim && p.name.is_none() && p.effect.is_some();
    for k in (0..found.len()).rev() {
        let Some(many) = number(&found[k]).filter(|_| group(&found[k])) else { continue };
        let effect = found[k].effect;
        let all = || (0..found.len()).filter(|&i| found[i].role == Role::Victim && i != k);
        let named = || all().filter(|&i| found[i].name.is_some());
        let alike: Vec<usize> = named().filter(|&i| crate::again::befell_alike(&found[i], &found[k])).collect();
        // "two reporters were shot", and further on one who died of it and one who did not
        let told_on = |i: usize| crate::again::is_told_on(&found[i], &found[k]);
        let only = alike.len() as u64 != many && all().all(|i| found[i].name.is_some() && told_on(i));
        let named: Vec<usize> = if only { named().collect() } else { alike };
        // "two of her bodyguards, Luis Sol and Juan Vela": those called so
        let noun = found[k].mentions.first().and_then(|m| m.rsplit(' ').next()).unwrap_or("").to_owned();
        let called = |i: &usize| found[*i].mentions.iter().skip(1).any(|m| *m == noun);
        let so_called: Vec<usize> = named.iter().copied().filter(called).collect();
        let named = if so_called.len() as u64 == many { so_called } else { named };
        let others = (0..found.len()).filter(|&i| i != k && group(&found[i]) && found[i].effect == effect).count();
        // of one person, only where she has no other description, and nobody else was struck
        let bare = named.iter().all(|&i| found[i].mentions.len() == 1);
        if named.len() as u64 != many || many == 1 && !(bare && others == 0 && named.iter().all(|&i| i > k)) {
            continue;
        }
        let gone = found.remove(k);
        for i in named.into_iter().map(|i| if i > k { i - 1 } else { i }) {
            let graver = only && found[i].effect.is_none_or(|e| e == Effect::Captured && gone.effect != Some(e));
            found[i].effect = if graver { gone.effect } else { found[i].effect };
            if found[i].mentions.len() == 1 && !gone.mentions.iter().all(|m| has("general_people", &m.to_lowercase())) {
                found[i].mentions.extend(gone.mentions.iter().cloned());
            }
            found[i].evidence.extend(gone.evidence.iter().copied());
        }
    }
}

/// "gunmen", "the rebels": those who attack.
pub(crate) fn bears_arms(mention: &str) -> bool {
    let last = mention.rsplit(' ').next().unwrap_or(mention).to_lowercase();
    has("attackers", &last)
        || has("rebel_noun", &last)
        || people_named(&last).is_some_and(|(group, _)| matches!(group, "attackers" | "militants"))
}

/// Whether what is put down as a person can be one: not "KM-28", "GMT", nor a town.
fn is_person(reading: &Reading, p: &Participant) -> bool {
    let Some(name) = &p.name else { return true };
    let sign = name.chars().any(|c| c.is_ascii_digit())
        || name.len() > 1 && !name.contains(' ') && name.chars().all(|c| c.is_uppercase() || c == '.');
    let last = name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    let thing = crate::frames::is_facility(&last) || has("not_a_name", &last);
    let place = |span: &Span| {
        let of_place =
            |m: &dateline_atlas::PlaceMention| span.contains(m.span) && m.span.slice(&reading.report.text) == name;
        (!name.contains(' ') || p.mentions.len() == 1) && reading.names.places.iter().any(of_place)
    };
    !sign && !thing && !p.evidence.iter().any(place)
}

/// "They murder priests", "attacks on journalists": talk of what is done again and again, and of nobody in particular.
fn is_custom(reading: &Reading, p: &Participant) -> bool {
    let many = p.role == Role::Victim && p.name.is_none() && p.number.is_none();
    let bare = |span: &Span| p.mentions.iter().any(|m| m == span.slice(&reading.report.text) && m.ends_with('s'));
    let of_custom = |span: &Span| {
        let Some(i) = reading.lines.iter().position(|line| line.span.contains(*span)) else { return false };
        let line = &reading.lines[i];
        let mut deeds = reading.deeds[i].iter().filter(|d| d.fills.iter().any(|f| f.span.overlaps(*span))).peekable();
        line.kind != BlockKind::Title
            && deeds.peek().is_some()
            && deeds.all(|d| is_said_of_many(line, line.word_from(d.place.start), bare(span)))
    };
    many && p.evidence.iter().all(of_custom)
}

/// Whether a word tells of no one time: "murder", "are being murdered", "attacks", "to attack".
fn is_said_of_many(line: &Line, word: usize, bare: bool) -> bool {
    let Some(tag) = line.words.get(word).map(|w| w.tag) else { return false };
    let now = |i: usize| matches!(line.lower(i), "are" | "is");
    let being = line.children(word).any(|(k, _)| line.lower(k) == "being") && line.children(word).any(|(k, _)| now(k));
    match tag {
        "VBP" | "VBZ" => true,
        "NNS" | "VB" | "VBG" => bare,
        _ => being,
    }
}

/// "They have murdered priests", "the guerrillas killed our leaders": talk of many, in a sentence of its own, where others were counted or named before.
fn is_talk(reading: &Reading, found: &[Participant], k: usize) -> bool {
    let p = &found[k];
    let definite = |p: &Participant| p.role == Role::Victim && (p.name.is_some() || p.number.is_some());
    let line = |p: &Participant| {
        let first = p.evidence.first().map_or(0, |s| s.start);
        reading.lines.partition_point(|line| line.span.end <= first)
    };
    let talked_of = p.role == Role::Victim && !definite(p) && p.evidence.len() == 1 && p.mentions.len() == 1;
    talked_of
        && p.mentions[0].ends_with('s')
        && !is_told_plainly(reading, p)
        && found[..k].iter().any(definite)
        && !found.iter().any(|other| definite(other) && line(other) == line(p))
}

/// "The soldiers were killed on their way": what the whole sentence says of some who were spoken of.
fn is_told_plainly(reading: &Reading, p: &Participant) -> bool {
    let Some(span) = p.evidence.first() else { return false };
    let Some(i) = reading.lines.iter().position(|line| line.span.contains(*span)) else { return false };
    let line = &reading.lines[i];
    let definite = span.slice(&reading.report.text) != p.mentions[0];
    let roots = |d: &crate::frames::Deed| {
        let word = line.word_from(d.place.start);
        line.words.get(word).is_some_and(|w| w.relation == "ROOT" && matches!(w.tag, "VBD" | "VBN"))
    };
    definite && reading.deeds[i].iter().any(|d| roots(d) && d.fills.iter().any(|f| f.span.overlaps(*span)))
}

/// Whether participant `k` is "the victim", "the man": one who was spoken of before by name or by what he was.
fn names_again(reading: &Reading, found: &[Participant], k: usize) -> bool {
    let p = &found[k];
    let number = |p: &Participant| p.number.as_ref().and_then(Quantity::point);
    let one = p.role == Role::Victim && p.name.is_none() && number(p) == Some(1) && p.mentions.len() == 1;
    let general = |m: &String| has("one_again", &m.to_lowercase());
    let first = || p.evidence.first().map_or("", |s| s.slice(&reading.report.text)).split(' ').next().unwrap_or("");
    let before = || {
        found[..k].iter().any(|old| {
            old.role == Role::Victim && number(old) == Some(1) && (old.effect == p.effect || p.effect.is_none())
        })
    };
    one && p.mentions.iter().all(general) && has("definite", &first().to_lowercase()) && before()
}
