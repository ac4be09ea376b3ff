//! Deeds become participants: who did it, who suffered it, what was hit, each with the words that say so.
//!
//! What the frames read in a sentence, and the figures that the counting rules read, are put together, so that "six
//! miners" of one sentence and "the miners" of the next are one participant.

use crate::apart::DeedAt;
use crate::belonging::{body, body_in, their_group};
use crate::binding::Figure;
use crate::certainty::{of_charged, of_doer};
use crate::counts::people_named;
use crate::frames::{Deed, Fill, Kind, keeps_order};
use crate::nameless::unnamed;
use crate::numbers::{NumberKind, NumberPhrase, numbers};
use crate::participants::{add, participant};
use crate::reading::Reading;
use crate::sets::has;
use dateline_model::{Category, Effect, Participant, ParticipantKind, Quantity, Role, Span, Standing};

/// No account lists more participants of one role than this.
const MOST: usize = 24;

/// Those who do what sentence `i` tells of; whether attackers act, and whether others than attackers were struck, says
/// who of those who struck them is none.
pub fn doers(reading: &Reading, i: usize, (attackers_act, others): (bool, bool), found: &mut Vec<Participant>) {
    let turned = |fill: &Fill| {
        // "police killed one of the murderers"
        let police = others && keeps_order(&last_word(reading, fill));
        let mut deeds =
            reading.deeds[i].iter().filter(|d| strikes_attackers(reading, d) || strikes_culprits(reading, d));
        (attackers_act || police)
            && deeds.any(|d| d.fills.iter().any(|f| f.role == Role::Perpetrator && f.span == fill.span))
    };
    for fill in fills(reading, &[i], Role::Perpetrator).map(|(_, f)| f).collect::<Vec<_>>() {
        if !turned(fill) {
            doer(reading, i, fill, found);
        }
    }
}

/// What these deeds alone say of who took part.
pub fn of_deeds(reading: &Reading, deeds: &[DeedAt]) -> Vec<Participant> {
    let mut found = Vec::new();
    let fills = |role: Role| {
        let all = deeds.iter().flat_map(|&(i, k)| reading.deeds[i][k].fills.iter().map(move |f| (i, f)));
        all.filter(move |(_, f)| f.role == role)
    };
    fills(Role::Perpetrator).for_each(|(i, fill)| doer(reading, i, fill, &mut found));
    if found.is_empty() {
        let lines: Vec<usize> = deeds.iter().map(|d| d.0).collect();
        unnamed(reading, &lines, &mut found);
    }
    their_group(reading, &mut found);
    fills(Role::Target).for_each(|(i, fill)| thing(reading, i, fill, &mut found));
    fills(Role::Victim).for_each(|(i, fill)| victim(reading, i, fill, &mut found));
    for (_, fill) in fills(Role::Instrument) {
        let written = fill.mention.slice(&reading.report.text).to_owned();
        join(&mut found, participant(Role::Instrument, ParticipantKind::Weapon, written, None, None, fill.span));
    }
    crate::weeding::weed(reading, &mut found);
    found
}

fn doer(reading: &Reading, i: usize, fill: &Fill, found: &mut Vec<Participant>) {
    let written = fill.mention.slice(&reading.report.text).to_owned();
    // "28", "others", "Tumaco": nobody that could have done it
    let town = reading.names.places.iter().any(|p| p.span.contains(fill.mention));
    if town || !written.contains(char::is_alphabetic) || written == "others" {
        return;
    }
    let named = body_in(reading, fill);
    // "terrorists of the Front": the phrase with its body
    let whole = named.map_or(fill.span, |m| fill.span.cover(m.span));
    let sure = if fill.charged { of_charged(reading, i) } else { of_doer(reading, i, whole) };
    if let Some(mention) = named {
        add(found, Participant { confidence: Some(sure), ..body(reading, mention) });
        if fill.kind == Kind::Organisation {
            return;
        }
    }
    let last = written.rsplit(' ').next().unwrap_or(&written).to_lowercase();
    let force = fill.kind == Kind::Organisation || is_force(&written) || has("crime_body", &last);
    let kind = if force { ParticipantKind::Organisation } else { fill.kind.of_participant() };
    // a private person is never put down as one who did it by the words of a report alone
    if matches!(kind, ParticipantKind::Person) && fill.name.is_some() {
        return;
    }
    let mut new = participant(Role::Perpetrator, kind, written, None, None, fill.span);
    new.number = quantity(reading, i, fill);
    new.confidence = Some(sure);
    join(found, new);
}

/// "the army", "Southern Front": a body; not "a guerrilla column", nor "members of the Southern Front".
fn is_force(written: &str) -> bool {
    let last = written.rsplit(' ').next().unwrap_or(written).to_lowercase();
    let named = written.chars().any(char::is_uppercase) && !written.contains(" of ");
    has("force_noun", &last) && (named || has("state_forces", &last))
}

/// The things that the sentences say were hit, burnt, robbed.
pub fn things(reading: &Reading, ranks: &[usize], found: &mut Vec<Participant>) {
    fills(reading, ranks, Role::Target).for_each(|(i, fill)| thing(reading, i, fill, found));
}

fn thing(reading: &Reading, i: usize, fill: &Fill, found: &mut Vec<Participant>) {
    let written = fill.mention.slice(&reading.report.text).to_owned();
    let mut new = participant(Role::Target, fill.kind.of_participant(), written, None, None, fill.span);
    new.number = quantity(reading, i, fill);
    new.effect = fill.effect;
    match found.iter().rposition(|old| is_told_again(reading, old, &new)) {
        Some(k) => {
            found[k].effect = graver(found[k].effect, new.effect);
            found[k].evidence.extend(new.evidence);
        }
        None => join(found, new),
    }
}

/// "The explosion damaged the building": the bank that was spoken of before.
fn is_told_again(reading: &Reading, old: &Participant, new: &Participant) -> bool {
    let first = new.evidence.first().map_or("", |s| s.slice(&reading.report.text)).split(' ').next().unwrap_or("");
    let set = if new.kind == ParticipantKind::Vehicle { "general_vehicle" } else { "general_place" };
    let earlier = old.evidence.first().map(|s| s.end) <= new.evidence.first().map(|s| s.start);
    let one = old.number.as_ref().and_then(Quantity::point).is_none_or(|n| n == 1);
    old.role == Role::Target
        && old.kind == new.kind
        && earlier
        && one
        && has("definite", &first.to_lowercase())
        && new.mentions.iter().all(|m| has(set, &m.to_lowercase()))
}

/// Those who were killed, wounded, taken, or came away: as the frames and the figures of these sentences say.
pub fn victims(reading: &Reading, ranks: &[usize], found: &mut Vec<Participant>) {
    fills(reading, ranks, Role::Victim).for_each(|(i, fill)| victim(reading, i, fill, found));
    for &i in ranks {
        for figure in &reading.figures[i] {
            counted(reading, i, figure, found);
        }
    }
}

fn victim(reading: &Reading, i: usize, fill: &Fill, found: &mut Vec<Participant>) {
    let text = &reading.report.text;
    // "three deaths", "an attempt on his life"
    let nobody = |w: &str| has("count_of_harm", &w.to_lowercase()) || w == "life";
    if fill.mention.slice(text).rsplit(' ').next().is_some_and(nobody) {
        return;
    }
    let written = counted_as(reading, i, fill);
    let name = fill.name.map(|span| span.slice(text).to_owned());
    let kind = fill.kind.of_participant();
    let mut new = participant(Role::Victim, kind, written, name.clone(), None, fill.span);
    if let Some(name) = name {
        new.mentions = vec![name];
        new.mentions.extend(fill.described.map(|span| span.slice(text).to_owned()));
    }
    new.number = quantity(reading, i, fill);
    new.effect = fill.effect;
    join(found, new);
}

/// What those struck are called; of a bare number, what was counted before it: "five soldiers were killed and 13 wounded".
fn counted_as(reading: &Reading, i: usize, fill: &Fill) -> String {
    let text = &reading.report.text;
    let written = fill.mention.slice(text).to_owned();
    if written.contains(' ') || !(is_number(&written) || written.eq_ignore_ascii_case("others")) {
        return written;
    }
    let line = &reading.lines[i];
    let before = reading.figures[i].iter().filter(|f| f.count.span(line).end <= fill.mention.start);
    let noun = before.filter_map(|f| f.count.head).next_back();
    noun.map_or(written, |head| line.words[head].text.to_owned())
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) || crate::numbers::numeral(&word.to_lowercase()).is_some()
}

/// People who were counted, where no frame spoke of them.
fn counted(reading: &Reading, i: usize, figure: &Figure, found: &mut Vec<Participant>) {
    let line = &reading.lines[i];
    let effect = match figure.category {
        Category::Killed => Effect::Death,
        Category::Wounded => Effect::Injury,
        Category::Kidnapped => Effect::Captured,
        _ => return,
    };
    let span = figure.count.span(line);
    let acts = |p: &Participant| matches!(p.role, Role::Victim | Role::Perpetrator);
    let seen = found.iter().any(|p| acts(p) && p.evidence.iter().any(|s| s.overlaps(span)));
    let none = figure.count.number.quantity.high == Some(0);
    let seen = seen || reading.is_struck_apart(i, span);
    let Some(head) = figure.count.head.filter(|_| !seen && !figure.superseded && !none) else { return };
    // "three deaths", "no injuries": a count of what befell people, not what they are called
    if has("count_of_harm", line.lower(head)) {
        return;
    }
    let first = figure.count.number.end.min(head);
    let mention = line.stretch(first, head + 1).slice(&reading.report.text).to_owned();
    let mut new = participant(Role::Victim, ParticipantKind::Group, mention, None, None, span);
    new.number = Some(figure.count.number.quantity.clone());
    new.effect = Some(effect);
    join(found, new);
}

/// Whether the attackers of these sentences strike others than attackers: who strikes them then is no perpetrator.
pub fn attackers_act(reading: &Reading, ranks: &[usize]) -> bool {
    // "a man killed a clerk; police then shot the attacker"
    let others = |f: &Fill| f.kind != Kind::Organisation && !keeps_order(&last_word(reading, f));
    let harms = |d: &Deed| d.fills.iter().any(|f| f.role == Role::Victim && f.effect.is_some());
    let by = |d: &Deed, f: &Fill| is_attacker(reading, f) || harms(d) && others(f);
    let theirs = |d: &Deed| d.fills.iter().any(|f| f.role == Role::Perpetrator && by(d, f));
    ranks.iter().flat_map(|&i| &reading.deeds[i]).any(|d| theirs(d) && !strikes_attackers(reading, d))
}

/// "a guard shot the assailant".
pub(crate) fn strikes_attackers(reading: &Reading, deed: &Deed) -> bool {
    deed.fills.iter().any(|f| f.role == Role::Victim && is_attacker(reading, f))
}

fn strikes_culprits(reading: &Reading, deed: &Deed) -> bool {
    let culprit = |word: &str| has("those_who_did_it", word) || has("authors", word);
    deed.fills.iter().any(|f| f.role == Role::Victim && culprit(&last_word(reading, f)))
}

/// Whether these sentences tell of harm to others than those who did it.
pub fn others_struck(reading: &Reading, ranks: &[usize]) -> bool {
    let befell = |e: Effect| matches!(e, Effect::Death | Effect::Injury | Effect::Captured);
    let harmed = |f: &Fill| f.role == Role::Victim && f.effect.is_some_and(befell);
    let theirs = |d: &Deed| strikes_attackers(reading, d) || strikes_culprits(reading, d);
    let mut deeds = ranks.iter().flat_map(|&i| &reading.deeds[i]);
    deeds.any(|d| !theirs(d) && d.fills.iter().any(harmed))
}

fn is_attacker(reading: &Reading, fill: &Fill) -> bool {
    has("attackers", &last_word(reading, fill))
}

fn last_word(reading: &Reading, fill: &Fill) -> String {
    fill.mention.slice(&reading.report.text).rsplit(' ').next().unwrap_or("").to_lowercase()
}

fn fills<'r>(reading: &'r Reading, ranks: &'r [usize], role: Role) -> impl Iterator<Item = (usize, &'r Fill)> {
    // a sentence may tell of the incident and recall another: each deed has a standing of its own
    let main = ranks.iter().all(|&i| reading.verdicts[i].standing == Standing::Main);
    let told = move |i: usize, d: &&Deed| {
        let word = reading.lines[i].word_from(d.place.start);
        !main || reading.verdict(i, word).standing == Standing::Main
    };
    let of = move |&i: &usize| {
        let deeds = reading.deeds[i].iter().enumerate();
        let deeds = deeds.filter(move |(k, d)| !reading.is_apart(i, *k) && told(i, d)).map(|(_, d)| d);
        deeds.flat_map(move |d: &Deed| d.fills.iter().map(move |f| (i, f)))
    };
    ranks.iter().flat_map(of).filter(move |(_, f)| f.role == role)
}

/// How many a phrase speaks of: the number in it, or one for a person.
pub(crate) fn quantity(reading: &Reading, i: usize, fill: &Fill) -> Option<Quantity> {
    let line = &reading.lines[i];
    let inside = |first: usize, end: usize| fill.span.contains(line.stretch(first, end));
    // "a 26-year-old clerk": no number of clerks
    let age = |n: &NumberPhrase| has("year_word", line.lower(n.end + usize::from(line.lower(n.end) == "-")));
    let mut counts = numbers(line).into_iter().filter(|n| inside(n.core, n.core + 1) && !age(n)).peekable();
    // "a total of 31 people", "an estimated 40"
    // "a group of men" are not one
    let of_many = |n: &NumberPhrase| has("counting_noun", line.lower(n.end));
    // "an undetermined number of guests"
    let noun_after = |n: &NumberPhrase| {
        let told = |i: &usize| line.words.get(*i).is_some_and(|w| w.tag.starts_with("JJ") || w.tag == "VBN");
        n.end + (n.end..).take_while(told).count()
    };
    let some = |n: &NumberPhrase| {
        let noun = noun_after(n);
        let unknown = has("counting_noun", line.lower(noun)) && noun > n.end && line.lower(noun + 1) == "of";
        (n.kind == NumberKind::Article && unknown).then(|| line.stretch(n.core, noun + 1))
    };
    if let Some(words) = counts.peek().and_then(some) {
        return Some(Quantity::at_least(2, words.slice(&reading.report.text).to_owned()));
    }
    let article = counts.peek().filter(|n| n.kind == NumberKind::Article && !of_many(n)).cloned();
    let number = counts.find(|n| n.kind != NumberKind::Article).filter(|_| fill.name.is_none()).or(article);
    let one = || {
        let noun = fill.mention.slice(&reading.report.text).rsplit(' ').next().unwrap_or("").to_lowercase();
        // "the police" are several
        let body = has("state_forces", &noun) || has("not_a_person", &noun);
        let fighter = fill.kind == Kind::Armed && !body && people_named(&noun).is_some_and(|(_, many)| !many);
        let single = matches!(fill.kind, Kind::Person | Kind::Name) || fighter;
        single.then(|| Quantity::exact(1, fill.span.slice(&reading.report.text).to_owned()))
    };
    number.map(|n| n.quantity).or_else(one)
}

/// Adds a participant, or a further mention of one that is there.
pub(crate) fn join(found: &mut Vec<Participant>, new: Participant) {
    let room = found.iter().filter(|p| p.role == new.role).count() < MOST;
    match found.iter_mut().find(|old| is_same(old, &new)) {
        Some(old) => {
            fuller_name(old, &new);
            for mention in &new.mentions {
                // "Ruiz" after "Ana Ruiz" says no more of her
                let within = |name: &String| new.name.as_ref() == Some(mention) && is_within(mention, name);
                if !old.mentions.contains(mention) && !old.name.as_ref().is_some_and(within) {
                    old.mentions.push(mention.clone());
                }
            }
            let more: Vec<Span> = new.evidence.into_iter().filter(|s| !old.evidence.contains(s)).collect();
            old.evidence.extend(more);
            old.number = old.number.take().or(new.number);
            old.effect = graver(old.effect, new.effect);
        }
        None if room => found.push(new),
        None => {}
    }
}

/// "Ruiz", and then "Ana Ruiz": the fuller name stands first.
fn fuller_name(old: &mut Participant, new: &Participant) {
    if let (Some(short), Some(full)) = (&old.name, &new.name)
        && is_within(short, full)
        && short != full
    {
        let was = short.clone();
        old.mentions.retain(|m| *m != was);
        old.mentions.insert(0, full.clone());
        old.name = Some(full.clone());
    }
}

/// Whether every word of one name is a word of the other.
fn is_within(short: &str, full: &str) -> bool {
    let full: Vec<String> = full.split(' ').map(str::to_lowercase).collect();
    short.split(' ').all(|word| full.contains(&word.to_lowercase()))
}

/// Of two words on what befell someone, the graver: who was shot, and later died, died.
fn graver(a: Option<Effect>, b: Option<Effect>) -> Option<Effect> {
    let rank = |e: Option<Effect>| match e {
        Some(Effect::Death | Effect::Destroyed) => 0,
        Some(Effect::Injury | Effect::Damaged) => 1,
        Some(Effect::Escaped) => 2,
        Some(Effect::Captured) => 3,
        Some(Effect::None) => 4,
        None => 5,
    };
    if rank(a) <= rank(b) { a } else { b }
}

/// Whether two phrases speak of one participant: the same name, or the same noun and no other number.
fn is_same(old: &Participant, new: &Participant) -> bool {
    if old.role != new.role || old.actor.is_some() != new.actor.is_some() {
        return false;
    }
    if let (Some(a), Some(b)) = (&old.name, &new.name) {
        return is_one_name(a, b);
    }
    let number = |p: &Participant| p.number.as_ref().and_then(Quantity::point);
    let numbers_agree = match (number(old), number(new)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    };
    let pairs =
        |same: &dyn Fn(&str, &str) -> bool| old.mentions.iter().any(|a| new.mentions.iter().any(|b| same(a, b)));
    let as_many = number(old).is_some_and(|n| n > 1 && number(new) == Some(n));
    let befell = old.effect == new.effect || old.effect.is_none() || new.effect.is_none();
    let men = old.role == Role::Perpetrator && old.kind == ParticipantKind::Group && new.kind == old.kind;
    // "an officer was killed", and then "Officer Luis Sol was wounded"
    let two = old.effect == Some(Effect::Death)
        && new.effect == Some(Effect::Injury)
        && old.name.is_some() != new.name.is_some();
    if two {
        return false;
    }
    numbers_agree && pairs(&one_ends_the_other)
        || numbers_agree && men && pairs(&are_of_one_body)
        || as_many && befell && old.role == Role::Victim && pairs(&|a, b| is_general(a) || is_general(b))
        || numbers_agree && befell && old.role == Role::Victim && pairs(&one_names_the_other)
}

/// "members of the Northern Column", "Northern Column guerrillas".
fn are_of_one_body(a: &str, b: &str) -> bool {
    let names = |phrase: &str| -> Vec<String> {
        let words =
            phrase.split(' ').filter(|w| w.starts_with(char::is_uppercase) && !has("styled", &w.to_lowercase()));
        words.skip_while(|w| phrase.starts_with(*w) && phrase.contains(" of ")).map(str::to_owned).collect()
    };
    let (a, b) = (names(a), names(b));
    !a.is_empty() && a == b && (a.len() > 1 || a[0].chars().all(char::is_uppercase))
}

/// "people", "the victims": as many as were counted before are those.
fn is_general(mention: &str) -> bool {
    !mention.contains(' ') && has("general_people", &mention.to_lowercase())
}

/// "the Jesuits" after "Jesuit priests".
fn one_names_the_other(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let names = |short: &str, long: &str| {
        let first = short.strip_suffix('s').filter(|s| s.len() > 4 && !s.contains(' '));
        first.is_some_and(|s| long.strip_prefix(s).is_some_and(|rest| rest.starts_with(' ')))
    };
    names(&a, &b) || names(&b, &a)
}

/// Whether two names are one person's: the one within the other ("Ruiz", "Ana Ruiz", "Ana Ruiz Vela"), or the same first
/// and last word; "Ana Ruiz" and "Luis Ruiz" are two.
pub(crate) fn is_one_name(a: &str, b: &str) -> bool {
    let first = |name: &str| name.split(' ').next().unwrap_or(name).to_lowercase();
    let last = |name: &str| name.rsplit(' ').next().unwrap_or(name).to_lowercase();
    // "Ana Luz Ruiz" and "Ana Sol Ruiz": with names of their own between
    let between = |name: &str| name.split(' ').count() == 3;
    is_within(a, b) || is_within(b, a) || first(a) == first(b) && last(a) == last(b) && !(between(a) && between(b))
}

/// "the hotel" after "the Sheraton hotel".
fn one_ends_the_other(a: &str, b: &str) -> bool {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    let ends =
        |long: &str, short: &str| long == short || long.strip_suffix(short).is_some_and(|rest| rest.ends_with(' '));
    ends(&a, &b) || ends(&b, &a)
}
