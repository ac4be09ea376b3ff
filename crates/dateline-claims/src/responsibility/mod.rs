//! Who says who did it: claims of responsibility, denials, accusations.

mod blame;
mod called;
mod charges;
mod denials;
pub mod envoys;
pub(crate) mod hints;
pub(crate) mod identity;
pub mod owning;

use crate::lexicon::{Phrases, own_rows};
use crate::noun_phrases::{phrase_after, phrase_before};
use crate::sets::has;
use crate::words::Line;
use called::{band_of_another, names_on, part_of_body, styled_name};
use dateline_model::Stance;
use std::ops::Range;
use std::sync::LazyLock;

/// A statement about who did it, in a sentence.
#[derive(Debug, Clone)]
pub struct Stated {
    /// What is said; `None` when it is said that nobody claims it.
    pub stance: Option<Stance>,
    /// The words that name the actor; `None` when nobody is named.
    pub actor: Option<Range<usize>>,
    /// Rank of the phrase's first word.
    pub at: usize,
    /// The phrase that says so.
    pub phrase: String,
    /// How it stands in the sentence.
    pub manner: Manner,
    /// Who speaks for the actor, where another does.
    pub teller: Option<Range<usize>>,
}

/// What a statement of responsibility asks of what stands around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It says all of it.
    Outright,
    /// "denied this", "dismissed the charge": of the deed only where somebody was accused of it.
    Answer,
    /// "was carried out by", "was behind it": an accusation only in somebody's mouth.
    Hearsay,
}

/// The manner of a phrase of the lexicon.
fn manner(stance: Option<Stance>, phrase: &str) -> Manner {
    let last = phrase.rsplit(' ').next().unwrap_or("").to_lowercase();
    let first = phrase.split(' ').next().unwrap_or("").to_lowercase();
    let sets = ["accusation", "that_deed", "baseless", "falsehood", "misdeed", "the_affair"];
    let answers = sets.iter().any(|set| has(set, &last));
    match stance {
        Some(Stance::Denies) if answers && first != "did" && !has("distances", &first) => Manner::Answer,
        Some(Stance::Accuses) if matches!(last.as_str(), "by" | "involved") || first == "at" => Manner::Hearsay,
        Some(Stance::Accuses) if phrase.contains("victim") => Manner::Hearsay,
        _ => Manner::Outright,
    }
}

static RESPONSIBILITY: LazyLock<Phrases<(Option<Stance>, Side)>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for row in own_rows("responsibility.txt", include_str!("../../lexicon/responsibility.txt")) {
        let Some((stance, side)) = row.key.split_once(' ') else { continue };
        let side = match side {
            "subject" => Side::Subject,
            "object" => Side::Object,
            _ => Side::Nobody,
        };
        entries.extend(row.entries.into_iter().map(|e| (e, (Stance::from_code(stance), side))));
    }
    Phrases::new(entries)
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Subject,
    Object,
    Nobody,
}

/// The statements of responsibility in a sentence.
pub fn stated(line: &Line) -> Vec<Stated> {
    let found = RESPONSIBILITY.all_in(line);
    let nobody = found.iter().any(|(_, _, (_, side))| *side == Side::Nobody);
    let told = |at: usize| found.iter().any(|(first, n, _)| *n > 1 && (*first..first + n).contains(&at));
    let last = |s: &Stated| s.at + s.phrase.split(' ').count() - 1;
    let blamed = blame::blamed(line).into_iter().filter(|s| !told(s.at) && !told(last(s)));
    let blamed: Vec<Stated> = blamed.collect();
    let besides = found.iter().filter_map(|(at, n, (stance, side))| {
        let by_whom = line.lower(at + n) == "by" && line.lower(*at).starts_with("accus");
        let first = object(line, at + n).filter(|_| *side == Side::Object && !by_whom)?;
        // "a feud between two gangs, the Red Band and the Blue Band"
        let first = named_behind(line, &first, line.words.len()).unwrap_or(first);
        let phrase = line.words[*at..at + n].iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
        let its = usize::from(has("own_mark", line.lower(first.end + 1)));
        let second = object(line, first.end + 1 + its).filter(|_| matches!(line.lower(first.end), "or" | "and"))?;
        Some(Stated {
            stance: *stance,
            actor: Some(second),
            at: *at,
            manner: manner(*stance, &phrase),
            phrase,
            teller: None,
        })
    });
    let besides: Vec<Stated> = besides.chain(found.iter().filter_map(|f| second_charge(line, f))).collect();
    found
        .into_iter()
        .filter_map(|(at, n, (stance, side))| {
            let phrase = line.words[at..at + n].iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
            let actor = match side {
                Side::Nobody => None,
                Side::Subject if nobody => return None,
                Side::Subject => Some(subject(line, at)?),
                Side::Object => {
                    let range = object(line, at + n).or_else(|| state_behind(line, at + n))?;
                    Some(named_behind(line, &range, line.words.len()).unwrap_or(range))
                }
            };
            // "the war has claimed 8,000 lives"
            if phrase.contains("claim") && (at + n..at + n + 6).any(|i| has("lives_taken", line.lower(i))) {
                return None;
            }
            // "has never acknowledged the killings", "owned up to the loss of one soldier"
            let owns = matches!(stance, Some(Stance::Claims | Stance::Admits));
            let never = (at.saturating_sub(2)..at).any(|i| has("negation", line.lower(i)));
            let loss =
                (at + n..at + n + 3).any(|i| matches!(line.lower(i), "loss" | "losses" | "failure" | "failures"));
            if owns && (never || loss) {
                return None;
            }
            // "a communiqué attributed to the Front"
            if phrase.eq_ignore_ascii_case("attributed to") && at > 0 && has("document", line.lower(at - 1)) {
                return None;
            }
            // "a banner bearing the signature of the Front"
            let paper = |i: usize| has("document", line.lower(i)) || has("placard", line.lower(i));
            if has("bears", line.lower(at)) && phrase.contains("signature") && at > 0 && paper(at - 1) {
                return None;
            }
            // "was accused by the opposition": by whom, not who
            if *side == Side::Object && has("blames", &phrase.to_lowercase()) && line.lower(at + n) == "by" {
                return None;
            }
            // "admitted the attack on its base", "claimed the attack was staged", "denied it had fled"
            let goes_on = |i: usize| {
                let verb = line.words.get(i).is_some_and(|w| matches!(w.tag, "VBD" | "VBZ" | "MD"));
                verb || has("be", line.lower(i)) || line.lower(i) == "on" && has("own_mark", line.lower(i + 1))
            };
            let last = line.lower(at + n - 1);
            let names_it = has("that_deed", last)
                && line
                    .words
                    .get(at + n)
                    .is_some_and(|w| ["NN", "JJ", "DT", "PRP", "VB"].iter().any(|t| w.tag.starts_with(t)));
            if has("claimable", last) && goes_on(at + n)
                || stance == &Some(Stance::Denies) && has("that_deed", last) && (goes_on(at + n) || names_it)
            {
                return None;
            }
            // "said its fighters had not been there"
            let turned = *stance == Some(Stance::Claims)
                && phrase.starts_with("said")
                && (at + n..at + n + 4)
                    .any(|i| has("negation", line.lower(i)) || line.lower(i) == "no" && line.lower(i + 1) == "way");
            let stance = if turned { Some(Stance::Denies) } else { *stance };
            // "the army claimed to have killed three militants": its own account of a fight, which nobody need own up to
            let fought = stance == Some(Stance::Claims)
                && phrase.contains("to have")
                && actor.as_ref().is_some_and(|r| r.clone().any(|i| has("state_forces", line.lower(i))))
                && (at + n..at + n + 6).any(|i| {
                    // "two Front men"
                    let men = line.lower(i) == "men" || has("men_of_a_body", line.lower(i));
                    let named = i > 0 && line.words.get(i - 1).is_some_and(|w| w.is_capitalised());
                    men && named
                        || ["attackers", "rebel_noun", "outlaws", "enemy_target"]
                            .iter()
                            .any(|set| has(set, line.lower(i)))
                });
            if fought {
                return None;
            }
            // "has claimed similar attacks": not this one
            if stance == Some(Stance::Claims) && *side == Side::Subject && claims_others(line, at + n) {
                return None;
            }
            // "accused the army of fabricating it"
            let blamed = |r: &Range<usize>| (r.end..r.end + 3).find(|&i| line.lower(i) == "of").map(|i| i + 1);
            let for_what = actor.as_ref().filter(|_| *side == Side::Object).and_then(blamed);
            let no_deed = |i: usize| has("no_deed", line.lower(i + usize::from(line.words[i].is_quote())));
            if for_what.is_some_and(|i| i < line.words.len() && no_deed(i)) {
                return None;
            }
            // "drug traffickers allied with …"
            let actor =
                actor.map(|r| if r.len() > 1 && has("tie", line.lower(r.end - 1)) { r.start..r.end - 1 } else { r });
            Some(Stated { stance, actor, at, manner: manner(stance, &phrase), phrase, teller: None })
        })
        .chain(besides)
        .chain(blamed)
        .chain(claimed_deed(line))
        .chain(identity::identified(line))
        .chain(charges::charges(line))
        .chain(hints::hints(line))
        .collect()
}

/// "accused the Front of the killings and the police of having looked on": whom of what else.
fn second_charge(line: &Line, found: &(usize, usize, &(Option<Stance>, Side))) -> Option<Stated> {
    let (at, n, (stance, side)) = *found;
    let accuses = *side == Side::Object && line.lower(at).starts_with("accus");
    let of = (at + n..line.words.len()).find(|&i| line.lower(i) == "of").filter(|_| accuses)?;
    let and = (of + 1..line.words.len().min(of + 12)).find(|&i| line.lower(i) == "and")?;
    let second = object(line, and + 1).filter(|range| line.lower(range.end) == "of")?;
    let charged = !has("no_deed", line.lower(second.end + 1));
    let phrase = line.words[at].text.to_owned();
    let manner = Manner::Outright;
    charged.then_some(Stated { stance: *stance, actor: Some(second), at, phrase, manner, teller: None })
}

/// "an attack that the Front also claimed", "a raid claimed by none but which the Front has claimed as its own".
fn claimed_deed(line: &Line) -> Option<Stated> {
    let of_deed =
        |i: usize| line.words[i].relation == "relcl" && line.words[i].head < i && is_deed(line, line.words[i].head);
    let at = (0..line.words.len()).find(|&i| line.lower(i) == "claimed" && of_deed(i))?;
    if line.lower(at + 1).starts_with("respons") || has("lives_taken", line.lower(at + 2)) {
        return None;
    }
    let (actor, _) = crate::syntax::subject(line, at).filter(|(r, _)| r.start > line.words[at].head && r.end <= at)?;
    let relative = has("relative", line.lower(actor.start));
    let phrase = line.words[at].text.to_owned();
    let (stance, manner) = (Some(Stance::Claims), Manner::Outright);
    (!relative).then_some(Stated { stance, actor: Some(actor), at, phrase, manner, teller: None })
}

/// Whether what is claimed from word `at` on is a number of other deeds: "for several attacks", "other bombings this year".
fn claims_others(line: &Line, at: usize) -> bool {
    let from = at + usize::from(line.lower(at) == "responsibility");
    let first = from + usize::from(line.lower(from) == "for");
    let deed = |i: usize| is_deed(line, i) && line.lower(i).ends_with('s');
    has("other_deeds", line.lower(first)) && (first + 1..first + 4).any(deed)
}

/// "some may blame the army", "always blame the army", "the risk of accusing the army": blame that is only spoken of.
pub fn only_spoken_of(line: &Line, statement: &Stated) -> bool {
    let at = statement.at;
    let before = at.checked_sub(1).map_or("", |i| line.lower(i));
    let gerund = matches!(line.lower(at), "accusing" | "blaming");
    let idle = |i: usize| has("to_come", line.lower(i)) || matches!(line.lower(i), "may" | "might" | "always" | "easy");
    (at.saturating_sub(2)..at).any(idle) || gerund && matches!(before, "by" | "of" | "for" | "from" | "without")
}

/// Who accuses or suspects: the subject of the verb that says so, where it is not the accused.
pub fn accuser(line: &Line, statement: &Stated) -> Option<Range<usize>> {
    let accused = statement.actor.as_ref()?;
    if statement.teller.is_some() {
        return statement.teller.clone();
    }
    // "the attackers were from the Front": they do not say so
    if statement.phrase.ends_with(hints::OF_BODY) {
        return None;
    }
    let words = statement.at..statement.at + statement.phrase.split(' ').count();
    let verb = words.clone().find(|&i| line.words.get(i).is_some_and(|w| w.tag.starts_with("VB")));
    let verb = verb.or_else(|| condemned(line, statement.at))?;
    // "was blamed by residents for the raid"
    let agent = || {
        let by = words.clone().flat_map(|i| line.children(i)).find(|(_, relation)| *relation == "agent")?.0;
        let (head, _) = line.children(by).find(|(_, relation)| *relation == "pobj")?;
        let whole = crate::syntax::phrase_of(line, head);
        // "by residents for the raid"
        let end =
            whole.clone().find(|&i| i > head && matches!(line.lower(i), "for" | "in" | "of")).unwrap_or(whole.end);
        Some(whole.start..end)
    };
    // "was carried out by a group": that did it
    if let Some(agent) = agent().filter(|agent| agent.start >= accused.end || accused.start >= agent.end) {
        return Some(agent);
    }
    let by_tree = || crate::syntax::subject(line, verb).filter(|_| line.is_parsed()).map(|(subject, _)| subject);
    // "called it a crime committed by the Front": who calls it so
    let called = || statement.phrase.ends_with(" by").then(|| condemned(line, statement.at)).flatten();
    let by_caller = || crate::syntax::subject(line, called()?).map(|(subject, _)| subject);
    let subject = charges::blamer_within(line, verb).or_else(by_caller).or_else(by_tree)?;
    let nobody = has("negative_subject", line.lower(subject.start));
    (!nobody && subject.end <= verb && subject.end <= accused.start).then_some(subject)
}

/// "condemned what he called an attack by the Front", "called it a crime committed by the Front": the verb above the deed,
/// the highest of them.
fn condemned(line: &Line, mut at: usize) -> Option<usize> {
    let mut found = None;
    for _ in 0..6 {
        if !line.is_parsed() || line.words[at].head == at {
            break;
        }
        at = line.words[at].head;
        if (has("condemns", line.lower(at)) || has("calls", line.lower(at))) && line.may_be_verb(at) {
            found = Some(at);
        }
    }
    found
}

/// A noun for what was done.
pub(crate) fn is_deed(line: &Line, i: usize) -> bool {
    ["count_of_harm", "deed_noun", "crime_noun", "act_noun", "claimable"].iter().any(|set| has(set, line.lower(i)))
}

/// The actor before the phrase; over "which" and "who" back to the noun they stand for.
fn subject(line: &Line, at: usize) -> Option<Range<usize>> {
    let at = if at > 0 && matches!(line.lower(at - 1), "which" | "who" | "that") { at - 1 } else { at };
    if line.lower(at) == "to" && line.is_parsed() {
        return caller_before(line, at);
    }
    let by_tree = (at..at + 4)
        .filter(|&i| line.may_be_verb(i))
        .find_map(|i| crate::syntax::subject(line, i))
        .filter(|(r, _)| r.end <= at + 1 && line.is_parsed());
    let (range, _) = by_tree.or_else(|| phrase_before(line, at))?;
    let range = antecedent(line, &range).unwrap_or(range);
    let range = wing_named(line, &range).unwrap_or(range);
    let range = whole_name(line, named_behind(line, &range, at).unwrap_or(range));
    // "the Front, through its radio, claimed"
    let through = |i: &usize| line.lower(*i) == "," && matches!(line.lower(i + 1), "through" | "via");
    let end = range.clone().skip(1).find(through).unwrap_or(range.end);
    let range = range.start..end;
    let negative = has("negative_subject", line.lower(range.start)) || line.lower(range.start) == "any";
    // "they waited to deny it": no phrase that names somebody
    let cut = matches!(line.words[range.end - 1].tag, "IN" | "MD" | "TO" | "VB" | "VBD" | "VBP" | "VBZ");
    let unknown = range.len() == 1 && has("relative", line.lower(range.start));
    let negative = negative || cut || unknown;
    (!negative && line.words[range.clone()].iter().any(|w| w.is_wordlike())).then_some(range)
}

/// Whether a phrase is that of a part of a body: "the armed wing of the Front", not "a spokesman for a wing of it".
pub(super) fn opens_with_wing(line: &Line, range: &Range<usize>) -> bool {
    let wing = |k: &usize| has("part_of_body", line.lower(*k)) && line.lower(k + 1) == "of";
    range.clone().take_while(|&k| !matches!(line.lower(k), "for" | "of" | ",")).any(|k| wing(&k))
}

/// "the armed wing of the Front, the River Brigades, said": the wing, by its name.
fn wing_named(line: &Line, range: &Range<usize>) -> Option<Range<usize>> {
    let wing = opens_with_wing(line, range);
    let comma = range.clone().chain(range.end..range.end + 1).find(|&k| line.lower(k) == ",").filter(|_| wing)?;
    let start = comma + 1 + usize::from(has("article", line.lower(comma + 1)));
    let name = (start..line.words.len()).take_while(|&k| line.words[k].is_capitalised() || line.lower(k) == "-");
    let end = start + name.count();
    (end > start && line.lower(end) == ",").then_some(start..end)
}

/// "a man called a radio station to take credit for it": who called.
fn caller_before(line: &Line, at: usize) -> Option<Range<usize>> {
    let rings = (at.saturating_sub(12)..at).rev().find(|&i| has("contacts", line.lower(i)) && line.may_be_verb(i));
    let (caller, _) = crate::syntax::subject(line, rings?)?;
    (caller.end <= at).then_some(caller)
}

/// "a little-known group, the “River Brigade”, claimed", "a group calling itself the River Brigade": the name behind the
/// noun for one, before word `verb`.
fn named_behind(line: &Line, range: &Range<usize>, verb: usize) -> Option<Range<usize>> {
    let group = |i: usize| has("body_called", line.lower(i)) || has("generic_group", line.lower(i));
    let capital = |i: usize| line.words.get(i).is_some_and(|w| w.is_capitalised());
    let noun = range.clone().find(|&i| group(i) && !capital(i))?;
    let leads = |i: &usize| {
        has("article", line.lower(*i)) || has("calls_itself", line.lower(*i)) || !line.words[*i].is_wordlike()
    };
    let start = noun + 1 + (noun + 1..verb).take_while(leads).count();
    let goes_on = |i: &usize| {
        capital(*i) || matches!(line.lower(*i), "of" | "the" | "for" | "-") && (capital(i + 1) || capital(i + 2))
    };
    let end = start + (start..verb).take_while(goes_on).count();
    (start > noun + 1 && end > start && capital(start)).then_some(start..end)
}

/// "the Brigade of the River, which says": by the tree, the name before the clause.
fn antecedent(line: &Line, range: &Range<usize>) -> Option<Range<usize>> {
    let relative = range.len() == 1 && has("relative", line.lower(range.start));
    let verb = line.words.get(range.start).map(|w| w.head).filter(|_| relative)?;
    let noun = line.words.get(verb).filter(|v| v.relation == "relcl" && v.head < range.start)?.head;
    let end = (noun..range.start).rev().find(|&i| line.words[i].is_wordlike())? + 1;
    // "a caller, who gave no name, claimed"
    if line.lower(noun) == "caller" || ["voice_of_another", "document"].iter().any(|set| has(set, line.lower(noun))) {
        return Some(crate::syntax::phrase_of(line, noun).start..noun + 1);
    }
    let force = has("state_forces", line.lower(noun)) || has("military_noun", line.lower(noun));
    if force && !line.words[noun].is_capitalised() {
        return Some(noun..noun + 1);
    }
    let start = (0..=noun).rev().take_while(|&i| line.words[i].is_capitalised() && line.lower(i) != "the").last()?;
    Some(start..end)
}

/// "the Brigade of the River, which": the tree may hang the clause on the last word of a name.
pub(crate) fn whole_name(line: &Line, range: Range<usize>) -> Range<usize> {
    let mut start = range.start;
    while let Some(of) = (0..start).rev().find(|&i| line.lower(i) != "the").filter(|&i| line.lower(i) == "of") {
        let name = (0..of).rev().take_while(|&i| line.words[i].is_capitalised()).last();
        match name.filter(|_| line.words[range.end - 1].is_capitalised()) {
            Some(first) => start = first,
            None => break,
        }
    }
    start..range.end
}

/// "a group calling itself the River Brigade": the name, where one says that they call themselves so.
fn self_styled(line: &Line, range: &Range<usize>) -> Option<Range<usize>> {
    let styled = range.clone().any(|i| matches!(line.lower(i), "itself" | "themselves" | "called" | "known"));
    named_behind(line, range, range.end).filter(|_| styled)
}

fn object(line: &Line, at: usize) -> Option<Range<usize>> {
    if let Some(name) = styled_name(line, at) {
        return Some(name);
    }
    let skip = usize::from(matches!(line.lower(at), "on" | "the" | "by"));
    // "accused “the army of the old order” of"
    let quoted = line.words.get(at + skip).is_some_and(crate::words::Word::is_quote);
    let skip = if quoted { skip + 1 + usize::from(line.lower(at + skip + 1) == "the") } else { skip };
    let range = phrase_after(line, at + skip).map(|range| band_of_another(line, range))?;
    // "suspected to be from Osta"
    if matches!(line.words[range.start].tag, "IN" | "TO") {
        return None;
    }
    // "a feud between the Red Band and the Blue Band": each of the two is named
    if let Some(between) = range.clone().find(|&i| line.lower(i) == "between" && has("feud", line.lower(i - 1))) {
        return object(line, between + 1);
    }
    let end = (range.start..range.end)
        .find(|&i| {
            // what nothing of the name stands before does not go on: "Teen Accused of Attempted Murder"
            !(i > range.start && (names_on(line, i) || part_of_body(line, i)))
                && matches!(
                    line.lower(i),
                    "of" | "for" | "over" | "in" | "since" | "after" | "at" | "on" | "or" | "during" | "against"
                )
                // "the army and its allies"
                || line.lower(i) == "and" && has("own_mark", line.lower(i + 1))
                || i > range.start && matches!(line.words[i].tag, "VBD" | "VBZ" | "MD")
                // "death squads run by", "groups seeking to"
                || i > range.start
                    && matches!(line.words[i].tag, "VBN" | "VBG")
                    && line.words.get(i + 1).is_some_and(|w| matches!(w.tag, "IN" | "TO"))
        })
        .unwrap_or(range.end);
    let generic = (range.start..end).any(|i| crate::sets::has("generic_group", line.lower(i)));
    let services = (range.start..end).any(|i| is_security_service(line, i));
    let named = generic
        || services
        || line.words[range.start..end].iter().any(|w| {
            let forces = ["outlaws", "military_noun", "ours_of_state", "ours_of_police"];
            w.is_capitalised() || forces.iter().any(|set| has(set, &w.lower))
        });
    (named && end > range.start).then_some(range.start..end)
}

/// "the security services", "intelligence agents".
pub fn is_security_service(line: &Line, i: usize) -> bool {
    let serves = matches!(line.lower(i + 1), "services" | "service" | "agents" | "agencies" | "forces");
    serves && matches!(line.lower(i), "security" | "intelligence" | "secret")
}

/// "an act by the government": a state where a deed is somebody's, as it may not be where it is only blamed.
fn state_behind(line: &Line, at: usize) -> Option<Range<usize>> {
    let by = line.lower(at - 1) == "by" && has("article", line.lower(at));
    let ends = line.words.get(at + 2).is_none_or(|w| !w.tag.starts_with("NN"));
    let state = has("state_forces", line.lower(at + 1)) || line.lower(at + 1) == "state";
    (by && ends && state).then_some(at + 1..at + 2)
}
