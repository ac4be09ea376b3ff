//! Victims whose names a sentence of its own gives: "The victims were identified as Ana Ruiz, a nurse, and Luis Sol."
//!
//! Made from the words around "identified as" and the victims that the account has. Names take the place of a count of
//! as many; those who are said to have done it, or were arrested, are left out.

use crate::numbers::numeral;
use crate::participants::participant;
use crate::reading::Reading;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Effect, Participant, ParticipantKind, Quantity, Role, Span, Standing};

/// The most names that one sentence is asked for.
const MOST: usize = 12;

/// A name, and what the sentence calls its bearer.
struct Named {
    name: Span,
    called: Option<Span>,
}

/// Gives the victims of an account the names that its report says they bear.
pub fn name_victims(reading: &Reading, ranks: &[usize], found: &mut Vec<Participant>) {
    let main = ranks.iter().all(|&i| reading.verdicts[i].standing == Standing::Main);
    let lines: Vec<usize> = match main {
        true => reading.main_lines().into_iter().map(|(i, _)| i).collect(),
        false => ranks.to_vec(),
    };
    for line in lines.into_iter().map(|i| &reading.lines[i]) {
        let all = || 1..line.words.len();
        // "were identified as": the names stand behind "as", not behind "were"
        let told = all().find_map(|i| named_as(line, i)).or_else(|| all().find_map(|i| identifies(line, i)));
        if let Some((at, from)) = told {
            let Some(group) = who(reading, line, at, found) else { continue };
            let names = names_after(reading, line, from);
            if !names.is_empty() {
                put(reading, found, group, &names, !has_including(line, at));
            }
        } else if let Some(from) = one_of_them(line) {
            let names = names_after(reading, line, from);
            let group = told_last(found, line).filter(|_| names.len() == 1 && !speaks_of_things(reading, line));
            if let Some(group) = group {
                put(reading, found, group, &names, false);
            }
        } else if matches!(line.lower(0), "they" | "these") && has("be", line.lower(1)) {
            let names = names_after(reading, line, if line.lower(2) == ":" { 3 } else { 2 });
            if let Some(group) = counted_before(found, names.len()) {
                put(reading, found, group, &names, true);
            }
        }
    }
}

fn has_including(line: &Line, at: usize) -> bool {
    (at..at + 2).any(|i| matches!(line.lower(i), "including" | "among"))
}

/// "They are Ana Ruiz and Luis Sol": the victims counted before, if only one group of them is as many as the names.
fn counted_before(found: &[Participant], names: usize) -> Option<(Effect, Option<usize>)> {
    let many = |p: &Participant| p.number.as_ref().and_then(Quantity::point) == Some(names as u64);
    let group = |p: &Participant| p.role == Role::Victim && p.name.is_none() && many(p);
    let mut groups = (0..found.len()).filter(|&k| group(&found[k]));
    let only = groups.next().filter(|_| names > 1 && groups.next().is_none())?;
    found[only].effect.map(|effect| (effect, Some(only)))
}

/// "One of them is Ana Ruiz", "The other person was Luis Sol": where the name begins.
fn one_of_them(line: &Line) -> Option<usize> {
    let end = match (line.lower(0), line.lower(1), line.lower(2)) {
        ("one", "of", "them") => 3,
        ("one", "of", "the") if has("befallen", line.lower(3)) || has("general_people", line.lower(3)) => 4,
        ("the", "other" | "others" | "second" | "third", _) => 2 + usize::from(!has("be", line.lower(2))),
        _ => return None,
    };
    has("be", line.lower(end)).then_some(end + 1)
}

/// "Polls were put off in two towns. One of them is Osta": what the sentence before counted last is nobody.
fn speaks_of_things(reading: &Reading, line: &Line) -> bool {
    let before = reading.lines.iter().rev().find(|l| l.span.end <= line.span.start);
    let counted = |l: &Line, i: usize| {
        l.words[i].tag == "NNS" && l.children(i).any(|(_, relation)| relation == "nummod") && l.lower(i) != "others"
    };
    let people =
        |l: &Line, i: usize| crate::counts::people_named(l.lower(i)).is_some() || has("general_people", l.lower(i));
    before.is_some_and(|l| {
        let mut nouns = (0..l.words.len()).filter(|&i| counted(l, i)).peekable();
        nouns.peek().is_some() && nouns.all(|i| !people(l, i))
    })
}

/// Those whom the report counted last before a sentence: what befell them, and which they are.
fn told_last(found: &[Participant], line: &Line) -> Option<(Effect, Option<usize>)> {
    let several = |p: &Participant| p.number.as_ref().and_then(Quantity::point).is_none_or(|n| n > 1);
    let group = |p: &Participant| p.role == Role::Victim && p.name.is_none() && several(p);
    let before = |p: &Participant| p.evidence.first().filter(|s| s.start < line.span.start).map(|s| s.start);
    let groups = (0..found.len()).filter(|&k| group(&found[k]) && before(&found[k]).is_some());
    let last = groups.max_by_key(|&k| before(&found[k]))?;
    found[last].effect.map(|effect| (effect, Some(last)))
}

/// Where names are given, and where they begin: "were identified as", "named the dead men as".
fn named_as(line: &Line, i: usize) -> Option<(usize, usize)> {
    if !matches!(line.lower(i), "identified" | "named") {
        return None;
    }
    let object = |k: usize| !line.words[k].is_capitalised() && line.words[k].is_wordlike();
    let as_at = (i + 1..line.words.len().min(i + 6)).take_while(|&k| k == i + 1 || object(k - 1));
    let as_at = as_at.into_iter().find(|&k| line.lower(k) == "as")?;
    Some((if as_at == i + 1 { i } else { as_at }, as_at + 1))
}

/// The same without "as": "among the wounded are", "also injured were", "five priests, including", "five priests, among
/// them".
fn identifies(line: &Line, i: usize) -> Option<(usize, usize)> {
    let clause = |k: &usize| !matches!(line.lower(*k), "," | ";" | "that" | "." | "said");
    let harmed = || (i.saturating_sub(6)..i).rev().take_while(clause).any(|k| has("befallen", line.lower(k)));
    if has("be", line.lower(i)) && harmed() {
        let from = if line.lower(i + 1) == ":" { i + 2 } else { i + 1 };
        return Some((i, from));
    }
    let comma = i > 0 && line.lower(i - 1) == ",";
    // "killed four people, among them Ana Ruiz"
    let them = line.lower(i) == "them" && i > 1 && line.lower(i - 1) == "among" && line.lower(i - 2) == ",";
    if them {
        return Some((i - 2, i + 1));
    }
    (line.lower(i) == "including").then(|| (if comma { i - 1 } else { i }, i + 1))
}

/// Those who are identified: what befell them, and the count of them that the account has.
fn who(reading: &Reading, line: &Line, at: usize, found: &[Participant]) -> Option<(Effect, Option<usize>)> {
    let included = has_including(line, at);
    let clause: Vec<&str> = (at.saturating_sub(9)..at)
        .rev()
        .take_while(|&i| !matches!(line.lower(i), "," | ";" | ":" | "and" | "that" | "." | "said"))
        // "six priests were killed, including": of the priests
        .skip_while(|&i| included && line.words[i].tag.starts_with("VB"))
        // "gunmen killed six priests, including"
        .take_while(|&i| !included || !line.words[i].tag.starts_with("VB"))
        .map(|i| line.lower(i))
        .collect();
    if clause.iter().any(|w| has("attackers", w) || has("suspect_noun", w)) {
        return None;
    }
    let text = &reading.report.text;
    let last = |p: &Participant| p.mentions.first().map(|m| m.rsplit(' ').next().unwrap_or(m).to_lowercase());
    let victim = |p: &&Participant| p.role == Role::Victim && p.name.is_none();
    let noun = |p: &Participant| last(p).is_some_and(|noun| clause.iter().any(|w| same_noun(w, &noun)));
    // "ten workers were killed on Monday, including"
    let before = line.words.get(at).map_or(line.span.end, |w| w.span.start);
    let here = |p: &Participant| p.evidence.iter().any(|s| line.span.contains(*s) && s.end <= before);
    let several = |p: &Participant| p.number.as_ref().and_then(Quantity::point).is_none_or(|n| n > 1);
    let nearest = || (0..found.len()).rfind(|&k| victim(&&found[k]) && several(&found[k]) && here(&found[k]));
    let counted = found.iter().position(|p| victim(&p) && noun(p));
    let counted = counted.or_else(|| nearest().filter(|_| included));
    let said = clause.iter().find_map(|w| match *w {
        "dead" | "deceased" | "killed" | "slain" | "murdered" | "assassinated" | "fatalities" => Some(Effect::Death),
        "wounded" | "injured" | "hurt" => Some(Effect::Injury),
        "hostage" | "hostages" | "kidnapped" | "abducted" | "captives" => Some(Effect::Captured),
        _ => None,
    });
    let victims = clause.iter().any(|w| matches!(*w, "victim" | "victims" | "casualties"));
    let of_all = || {
        let mut effects = found.iter().filter(|p| p.role == Role::Victim).map(|p| p.effect);
        let first = effects.next().flatten()?;
        effects.all(|e| e == Some(first)).then_some(first)
    };
    let effect = said.or_else(|| counted.and_then(|k| found[k].effect)).or_else(|| victims.then(of_all).flatten())?;
    let alone = || {
        let mut groups = (0..found.len()).filter(|&k| victim(&&found[k]) && found[k].effect == Some(effect));
        groups.next().filter(|_| groups.next().is_none() && !text.is_empty())
    };
    Some((effect, counted.or_else(alone)))
}

/// "officer" and "officers".
fn same_noun(a: &str, b: &str) -> bool {
    a.len() > 2 && (a == b || a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a))
}

/// The names from word `from` on: "Captain Ana Ruiz, 32, a nurse, and Luis Sol".
fn names_after(reading: &Reading, line: &Line, from: usize) -> Vec<Named> {
    let mut names: Vec<Named> = Vec::new();
    let mut at = from;
    while at < line.words.len() && names.len() < MOST {
        let end = (at..line.words.len()).find(|&i| ends_item(line, i)).unwrap_or(line.words.len());
        match item(reading, line, at, end) {
            Some(named) => names.push(named),
            None if names.is_empty() => break,
            None => {
                let described =
                    (at..end).find(|&i| line.words[i].is_wordlike()).is_some_and(|i| has("article", line.lower(i)));
                if let Some(last) = names.last_mut().filter(|n| n.called.is_none() && described) {
                    last.called = Some(line.stretch(at + 1, end));
                }
            }
        }
        // what follows the names is another sentence's matter
        if line.words.get(end).is_some_and(|w| matches!(w.lower.as_str(), "." | "who" | "while" | "but")) {
            break;
        }
        at = end + 1;
    }
    names
}

fn ends_item(line: &Line, i: usize) -> bool {
    matches!(line.lower(i), "," | ";" | "and" | "." | "(" | ")" | "who" | "while" | "but")
}

/// "Captain Ana Ruiz": a title or none, and two capitalised words or more; after a title one is enough.
fn item(reading: &Reading, line: &Line, start: usize, end: usize) -> Option<Named> {
    let called = |i: usize| {
        has("title", line.lower(i).trim_end_matches('.')) || crate::counts::people_named(line.lower(i)).is_some()
    };
    let capital = |i: usize| line.words[i].is_capitalised() && numeral(line.lower(i)).is_none();
    // "U.S. citizen Ana Ruiz": the name has two words, or stands behind what its bearer is called
    let opens = |&i: &usize| capital(i) && !called(i);
    let name = |&i: &usize| i + 1 < end && capital(i + 1) && !called(i + 1) || i > start && called(i - 1);
    let first = (start..end).filter(opens).find(name).or_else(|| (start..end).find(opens))?;
    let title = (start..first).rev().find(|&i| called(i));
    // "19-year-old Ana Ruiz"
    let aged = |i: usize| line.words[i].tag == "CD" || has("of_age", line.lower(i));
    let plain = (start..first).all(|i| {
        called(i) || line.words[i].is_capitalised() || !line.words[i].is_wordlike() || title.is_some() || aged(i)
    });
    let last = (first..end).take_while(|&i| capital(i) || has("name_particle", line.lower(i))).last()?;
    let last = (first..=last).rev().find(|&i| capital(i))?;
    // "University Rector Ana Ruiz"
    let inner = (first..last).rev().find(|&i| called(i));
    let (first, title) = inner.map_or((first, title), |i| (i + 1, Some(i)));
    // "carried out by men in Osta": no further name
    let told = (start..first)
        .any(|i| line.words[i].tag.starts_with("VB") || line.words[i].tag == "IN" && line.lower(i) != "of");
    let enough = last > first || title.is_some();
    let ordinary = reading.names.places.iter().any(|m| {
        let name = line.stretch(first, last + 1);
        m.span.contains(name) || m.span.overlaps(name) && title.is_none() && last == first
    });
    (plain && enough && !ordinary && !told)
        .then(|| Named { name: line.stretch(first, last + 1), called: title.map(|t| line.stretch(t, t + 1)) })
}

/// Puts the names in place of the count, where they are as many, or where they are all of a group that nobody counted;
/// else besides it.
fn put(
    reading: &Reading,
    found: &mut Vec<Participant>,
    group: (Effect, Option<usize>),
    names: &[Named],
    all_of_them: bool,
) {
    let text = &reading.report.text;
    let (effect, counted) = group;
    let many = names.len() as u64;
    let whole = counted.filter(|&k| {
        let number = found[k].number.as_ref().and_then(Quantity::point);
        number.map_or(many == 1 || all_of_them && found[k].number.is_none(), |n| n == many)
    });
    let group = whole.map(|k| found.remove(k));
    for named in names {
        let name = named.name.slice(text).to_owned();
        let mut new = participant(Role::Victim, ParticipantKind::Person, name.clone(), Some(name), None, named.name);
        new.mentions.extend(named.called.map(|span| span.slice(text).to_owned()));
        if let Some(group) = &group {
            new.mentions
                .extend(group.mentions.iter().filter(|m| !new.mentions.contains(m)).cloned().collect::<Vec<_>>());
            new.evidence.extend(group.evidence.iter().copied());
        }
        new.number = Some(Quantity::exact(1, named.name.slice(text).to_owned()));
        new.effect = Some(effect);
        crate::roles::join(found, new);
    }
}
