//! Denials of a deed: "the Front denied that its men had been involved", "denied having killed them", "a charge the army
//! rejected", "said it had no hand in it".
//!
//! Made from the denying verb, the clause behind it and the deeds of the frames. Leaves "denied any part in it" to the
//! lexicon.

use super::envoys::{envoy, is_caller};
use super::owning::{BearsArms, Speaker, does_it_itself, is_a_band, is_of_state, is_own_force, subject_of};
use super::{Manner, Stated, is_deed, whole_name};
use crate::attribution::Attribution;
use crate::harm::Shape;
use crate::noun_phrases::phrase_before;
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Category, Modality, SpeakerType, Stance};
use std::ops::Range;

/// The denials of a sentence; `violent` are its words for deeds.
pub(super) fn denials(
    line: &Line,
    attributions: &[Attribution],
    violent: &[usize],
    bears_arms: BearsArms,
) -> Vec<Stated> {
    let hurts =
        crate::harm::hits(line).into_iter().filter(|h| h.shape != Shape::Befalls && harms(h.category)).map(|h| h.first);
    let abuses = (0..line.words.len()).filter(|&k| has("abuses", line.lower(k)) && line.words[k].tag.starts_with("VB"));
    // "denied beating the man"
    let doing = (1..line.words.len()).filter(|&k| {
        has("denies", line.lower(k - 1)) && ["abuses", "does_harm"].iter().any(|set| has(set, line.lower(k)))
    });
    // "did not shell the town"
    let plain = (1..line.words.len()).filter(|&k| has("can_harm", line.lower(k)) && has("negation", line.lower(k - 1)));
    let fired = (1..line.words.len()).filter(|&k| line.lower(k) == "fired" && line.words[k].tag.starts_with("VB"));
    let violent = violent.iter().copied().chain(hurts).chain(abuses).chain(doing).chain(plain).chain(fired);
    let violent: Vec<usize> = violent.collect();
    let violent = violent.as_slice();
    let mut found: Vec<Stated> = disowned(line, violent, bears_arms).into_iter().collect();
    for cue in (1..line.words.len()).filter(|&i| has("denies", line.lower(i)) || dismisses_report(line, i)) {
        found.extend(clause(line, cue, violent, bears_arms).or_else(|| charge(line, cue, bears_arms)));
    }
    found.extend((1..line.words.len()).filter_map(|cue| ruled_out(line, cue, bears_arms)));
    let asserted = || attributions.iter().filter(|a| a.modality != Modality::Denied);
    found.extend(asserted().filter_map(|a| negated(line, a, violent, bears_arms)));
    found.extend(asserted().filter_map(|a| called_false(line, a, bears_arms)));
    found.extend(asserted().filter_map(|a| absent(line, a)));
    // one denial, read twice
    found.truncate(1);
    found
}

/// "not one of his marines had been within miles of the place", "our men were not there", "his troops were elsewhere": an
/// answer, where somebody accused them.
fn absent(line: &Line, attribution: &Attribution) -> Option<Stated> {
    let source = attribution.source.clone()?;
    let at = (1..line.words.len()).filter(|&k| attribution.covers(k)).find(|&verb| {
        let who = line.children(verb).find(|(_, relation)| *relation == "nsubj").map(|(k, _)| k);
        let Some(who) = who.filter(|&who| has("be", line.lower(verb)) && is_own_force(line, who)) else { return false };
        let near = |set: &str| {
            let words = (verb + 1..line.words.len().min(verb + 5)).take_while(|&k| line.words[k].is_wordlike());
            words.into_iter().any(|k| has(set, line.lower(k)))
        };
        let none = line.lower(who) == "none" || line.lower(who) == "one" && line.lower(who - 1) == "not";
        let not = line.children(verb).any(|(_, relation)| relation == "neg");
        (none || not) && near("presence") || !none && !not && near("outside")
    })?;
    let he = source.len() == 1 && matches!(line.lower(source.start), "he" | "she");
    let teller = he.then(|| source.clone());
    Some(Stated { teller, ..denies(line, source, attribution.cue.start, at, Manner::Answer) })
}

/// "ruled out any involvement of its soldiers in the killings": of its own men.
fn ruled_out(line: &Line, cue: usize, bears_arms: BearsArms) -> Option<Stated> {
    let rules = matches!(line.lower(cue), "ruled" | "rules" | "ruling") && line.lower(cue + 1) == "out";
    let end = line.words.len().min(cue + 6);
    let hand = (cue + 2..end).find(|&k| has("hand_in", line.lower(k))).filter(|_| rules)?;
    let (source, _) = crate::syntax::subject(line, cue).filter(|(source, _)| source.end <= cue)?;
    let whose = matches!(line.lower(hand + 1), "of" | "by").then_some(hand + 2)?;
    let of_its = has("own_mark", line.lower(whose))
        || ["troops", "ours_of_police"].iter().any(|set| has(set, line.lower(whose)));
    let known =
        bears_arms(line.stretch(source.start, source.end)).is_some() || envoy(line, &source, bears_arms).is_some();
    (of_its && known).then(|| denies(line, source, cue, hand, Manner::Outright))
}

/// "dismissed as untrue a report that its jets had bombed the hall".
fn dismisses_report(line: &Line, cue: usize) -> bool {
    let told = |k: usize| has("accusation", line.lower(k)) || has("hearsay_noun", line.lower(k));
    has("dismisses", line.lower(cue))
        && (cue + 1..line.words.len().min(cue + 7)).any(|k| told(k) && line.lower(k + 1) == "that")
}

/// "“That is a lie,” an army spokesman said", "the army said this was nonsense": an answer, where somebody accused it.
fn called_false(line: &Line, attribution: &Attribution, bears_arms: BearsArms) -> Option<Stated> {
    let source = attribution.source.clone()?;
    let at = (1..line.words.len()).filter(|&k| attribution.covers(k)).find(|&k| {
        let that =
            has("that_deed", line.lower(k - 1)) && (has("be", line.lower(k)) || matches!(line.lower(k), "'s" | "’s"));
        let rest = k + 1 + usize::from(matches!(line.lower(k + 1), "a" | "all" | "simply" | "completely" | "totally"));
        let false_word = |k: usize| has("falsehood", line.lower(k)) || has("baseless", line.lower(k));
        let untrue = line.lower(k + 1) == "not" && line.lower(k + 2) == "true";
        that && (false_word(rest) || false_word(rest + 1) || untrue)
    });
    // "Not so, a spokesman for the Front said"
    let not_so = || {
        let k = 1 + usize::from(line.words.first().is_some_and(|w| w.is_quote()));
        let ends = line.words.get(k + 1).is_none_or(|w| !w.is_wordlike());
        let told = line.lower(k - 1) == "not" && matches!(line.lower(k), "so" | "true" | "us");
        (told && ends && attribution.cue.start > k).then_some(k)
    };
    let at = at.or_else(not_so)?;
    let known =
        bears_arms(line.stretch(source.start, source.end)).is_some() || envoy(line, &source, bears_arms).is_some();
    known.then(|| denies(line, source, attribution.cue.start, at, Manner::Answer))
}

fn harms(category: Category) -> bool {
    matches!(category, Category::Killed | Category::Wounded | Category::Casualties | Category::Kidnapped)
}

fn denies(line: &Line, actor: Range<usize>, cue: usize, at: usize, manner: Manner) -> Stated {
    let phrase = format!("{} … {}", line.lower(cue), line.lower(at));
    Stated { stance: Some(Stance::Denies), actor: Some(whole_name(line, actor)), at, phrase, manner, teller: None }
}

/// "The coalition denied that its aircraft had struck the hospital", "the army denied carrying out the strike", "a
/// spokesman denied that the Front had attacked the town".
fn disowned(line: &Line, violent: &[usize], bears_arms: BearsArms) -> Option<Stated> {
    let cue = (0..line.words.len()).find(|&i| matches!(line.lower(i), "denied" | "denies" | "denying"))?;
    let source = quoted_as(line, cue).or_else(|| crate::syntax::subject(line, cue).map(|(range, _)| range))?;
    let kind = bears_arms(line.stretch(source.start, source.end));
    let speaker = Speaker { line, source: &source, cue, kind };
    let gerund = |at: usize| {
        let verb = if line.words[at].relation == "dobj" { line.words[at].head } else { at };
        line.words[verb].tag == "VBG" && line.words[verb].head == cue || at == cue + 1 && line.words[at].tag == "VBG"
    };
    let own = |at: &usize| kind.is_some() && (does_it_itself(line, *at) || gerund(*at) || speaker.does(*at));
    let said: Vec<usize> = violent.iter().copied().filter(|&at| at > cue && speaker.said_below(at)).collect();
    if let Some(&at) = said.iter().find(|at| own(at)) {
        return Some(denies(line, source, cue, at, Manner::Outright));
    }
    let armed = |at: &usize| {
        let head = subject_of(line, *at)?;
        let range = crate::syntax::phrase_of(line, head);
        let group = bears_arms(line.stretch(range.start, range.end)) == Some(SpeakerType::ArmedGroup);
        (group && !kind.is_some_and(is_of_state)).then_some((range, *at))
    };
    if let Some((group, at)) = said.iter().find_map(armed) {
        return Some(denies(line, group, cue, at, Manner::Outright));
    }
    // "denied that its troops had set the fires": an answer, where that was laid at their door
    let clause =
        (cue + 1..line.words.len()).find(|&k| line.words[k].relation == "ccomp" && line.words[k].head == cue)?;
    own(&clause).then(|| denies(line, source, cue, clause, Manner::Answer))
}

/// "the radio quoted a colonel as denying": whom it quotes.
fn quoted_as(line: &Line, cue: usize) -> Option<Range<usize>> {
    let r#as = cue.checked_sub(1).filter(|&i| line.lower(i) == "as")?;
    let quoted =
        (r#as.saturating_sub(12)..r#as).rev().find(|&i| matches!(line.lower(i), "quoted" | "quotes" | "cited"))?;
    let start = quoted + 1 + usize::from(has("article", line.lower(quoted + 1)));
    let plain = (start..r#as).all(|i| !line.words[i].tag.starts_with("VB"));
    (start < r#as && plain).then_some(start..r#as)
}

/// "denied in a statement that its men had been involved", "denied the group was behind it", "denied having killed them",
/// "denied that soldiers had anything to do with it": by the words, where the tree may hang the clause elsewhere.
fn clause(line: &Line, cue: usize, violent: &[usize], bears_arms: BearsArms) -> Option<Stated> {
    let kind = |range: &Range<usize>| bears_arms(line.stretch(range.start, range.end));
    let subject = || crate::syntax::subject(line, cue).map(|(range, _)| range);
    // "the Front “rejects with contempt” the charge that"
    let quoted = || phrase_before(line, cue - 1).filter(|_| line.words[cue - 1].is_quote()).map(|(range, _)| range);
    let source = quoted_as(line, cue).or_else(subject).or_else(quoted).filter(|range| range.end <= cue)?;
    let armed = |i: usize| ["body_called", "told_of_group"].iter().any(|set| has(set, line.lower(i)));
    let group = || source.clone().any(armed);
    let by_body =
        || kind(&source).is_some() || group() || is_a_band(line, &source) || envoy(line, &source, bears_arms).is_some();
    let having = (cue + 1..cue + 4).find(|&i| line.lower(i) == "having");
    let harms = |at: &usize| ["plants", "has_harmed"].iter().any(|set| has(set, line.lower(*at)));
    if let Some(at) = having.map(|i| i + 1).filter(|at| violent.contains(at) || harms(at)) {
        return by_body().then(|| denies(line, source, cue, at, Manner::Outright));
    }
    let quiet = |i: &usize| !line.words[*i].tag.starts_with("VB") && !matches!(line.lower(*i), "," | ";" | "and");
    // "denied, in a message that circulated, that its men had taken part"
    let closes = |i: &usize| line.lower(*i) == "," && line.lower(i + 1) == "that";
    let aside = (cue + 2..line.words.len().min(cue + 16)).find(closes).filter(|_| line.lower(cue + 1) == ",");
    let from = aside.map_or(cue + 1, |i| i + 1);
    let that = (from..line.words.len().min(from + 12)).take_while(quiet).find(|&i| line.lower(i) == "that");
    if that.is_none() && !line.lower(cue).starts_with("den") {
        return None;
    }
    let start = that.map_or(cue + 1, |i| i + 1);
    // "that serving soldiers took part"
    let verbal = |i: &usize| {
        line.words[*i].tag.starts_with("VB") && line.words[*i].relation != "amod" || line.words[*i].tag == "MD"
    };
    let verb = (start..line.words.len().min(start + 12)).find(verbal).filter(|&v| v > start)?;
    let who = start..verb;
    let at = involved(line, verb, violent)?;
    let shared = |i: usize| source.clone().any(|k| line.words[i].is_capitalised() && line.lower(k) == line.lower(i));
    let body = |i: usize| has("body_called", line.lower(i));
    let itself = matches!(line.lower(start), "it" | "they" | "he" | "we")
        || has("own_mark", line.lower(start))
        || line.lower(start + 1) == "of" && has("own_mark", line.lower(start + 2))
        || who.clone().any(|i| shared(i) || body(i));
    // "that its armed wing, the River Army, had played any part"
    if let Some(wing) = wing_of_its(line, start, verb) {
        return Some(Stated { teller: Some(source), ..denies(line, wing, cue, at, Manner::Outright) });
    }
    if itself {
        // of a party that bears no arms: an answer, where somebody accused its men
        let named = source.clone().any(|i| i > 0 && line.words[i].is_capitalised());
        let manner = if by_body() { Manner::Outright } else { Manner::Answer };
        return (manner == Manner::Outright || named).then(|| denies(line, source, cue, at, manner));
    }
    let who = start + usize::from(has("article", line.lower(start)))..verb;
    let named = kind(&who).is_some() || is_a_band(line, &who) || who.clone().any(|i| has("troops", line.lower(i)));
    let whole =
        who.clone().all(|i| (line.words[i].is_wordlike() || line.lower(i) == "-") && !has("negation", line.lower(i)));
    let whole = whole && !who.clone().any(|i| matches!(line.lower(i), "and" | "any"));
    (named && whole).then(|| Stated { teller: Some(source), ..denies(line, who, cue, at, Manner::Outright) })
}

/// "its armed wing, the River Army, had": the wing, by its name.
fn wing_of_its(line: &Line, start: usize, verb: usize) -> Option<Range<usize>> {
    let own = has("own_mark", line.lower(start));
    let comma = (start + 1..verb).find(|&k| line.lower(k) == ",").filter(|_| own)?;
    let wing = has("part_of_body", line.lower(comma - 1));
    let first = comma + 1 + usize::from(has("article", line.lower(comma + 1)));
    let end = (first..verb).take_while(|&k| line.lower(k) != ",").last()? + 1;
    (wing && line.words[first].is_capitalised() && line.lower(end) == ",").then_some(first..end)
}

/// Where a clause says that somebody took part in a deed or did it: "were involved", "had any part in", "had attacked".
fn involved(line: &Line, verb: usize, violent: &[usize]) -> Option<usize> {
    let end = line.words.len().min(verb + 8);
    let ends = |i: &usize| matches!(line.lower(*i), "," | ";" | "and" | "but");
    let end = (verb..end).find(ends).unwrap_or(end);
    let part = |i: &usize| {
        let w = line.lower(*i);
        has("takes_part", w) || has("hand_in", w) || w == "do" && line.lower(i + 1) == "with"
    };
    let passive = |i: usize| (verb..i).any(|k| has("be", line.lower(k)));
    let act = |i: &usize| violent.contains(i) && !passive(*i) && line.words[*i].tag.starts_with("VB");
    (verb..end).find(part).or_else(|| (verb..end).find(act))
}

/// "an accusation the army rejected outright", "a charge that the Front denies".
fn charge(line: &Line, cue: usize, bears_arms: BearsArms) -> Option<Stated> {
    let answered = |i: usize| has("accusation", line.lower(i)) || matches!(line.lower(i), "which" | "something");
    let noun = (cue.saturating_sub(7)..cue).rev().find(|&i| answered(i))?;
    let (source, _) = phrase_before(line, cue)?;
    let source = source.start.max(noun + 1)..source.end;
    let relative = usize::from(has("relative", line.lower(source.start)));
    let source = source.start + relative..source.end;
    if source.is_empty() || source.clone().any(|i| !line.words[i].is_wordlike() || line.words[i].tag.starts_with("VB"))
    {
        return None;
    }
    // "a charge it denies": of the one that was charged
    let itself = source.len() == 1 && matches!(line.lower(source.start), "it" | "they");
    let group = source.clone().any(|i| has("body_called", line.lower(i)));
    let known = bears_arms(line.stretch(source.start, source.end)).is_some() || is_a_band(line, &source);
    let charged = has("accusation", line.lower(noun));
    let manner = if itself || group || !charged { Manner::Answer } else { Manner::Outright };
    let at = if charged { noun } else { cue };
    (known || itself || group).then(|| denies(line, source, cue, at, manner))
}

/// "said it had not been involved", "told the agency its fighters had not carried out the raid", "none of our men had".
fn negated(line: &Line, attribution: &Attribution, violent: &[usize], bears_arms: BearsArms) -> Option<Stated> {
    let source = attribution.source.clone()?;
    let kind = bears_arms(line.stretch(source.start, source.end));
    let sent = envoy(line, &source, bears_arms);
    let generic = || source.clone().any(|k| has("generic_group", line.lower(k)));
    let lent = is_caller(line, &source);
    if kind.is_none() && sent.is_none() && !generic() && !lent {
        return None;
    }
    let kind = kind.or_else(|| bears_arms(line.stretch(sent.as_ref()?.body.start, sent.as_ref()?.body.end)));
    let speaker = Speaker { line, source: &source, cue: attribution.cue.start, kind };
    let near = |verb: usize, set: &str| (verb..line.words.len().min(verb + 6)).any(|k| has(set, line.lower(k)));
    let act = |verb: usize| {
        let part = has("takes_part", line.lower(verb)) || near(verb, "takes_part") && near(verb, "claimable");
        let hand = matches!(line.lower(verb), "had" | "have" | "has") && near(verb, "hand_in");
        let fired = || has("plants", line.lower(verb)) && line.words.iter().any(|w| has("fired_thing", &w.lower));
        let shot = || line.lower(verb) == "fired" || has("has_harmed", line.lower(verb));
        violent.contains(&verb) || part || hand || fired() || shot()
    };
    let subject = |verb: usize| line.children(verb).find(|(_, relation)| relation.starts_with("nsubj")).map(|(k, _)| k);
    // "were not fired by its men"
    let agent = |verb: usize| {
        let by = line.children(verb).find(|(_, relation)| *relation == "agent")?.0;
        line.children(by).find(|(_, relation)| *relation == "pobj").map(|(k, _)| k)
    };
    let own = |verb: usize| {
        subject(verb).is_some_and(|s| matches!(line.lower(s), "it" | "we" | "they") || speaker.is_of_it(s))
            || agent(verb).is_some_and(|a| is_own_force(line, a))
    };
    // of whom an unknown caller speaks, where that is a group
    let group = |verb: usize| {
        let range = crate::syntax::phrase_of(line, subject(verb).filter(|_| lent)?);
        let armed = bears_arms(line.stretch(range.start, range.end)) == Some(SpeakerType::ArmedGroup);
        (armed || is_a_band(line, &range)).then_some(range)
    };
    let covered = |k: &usize| attribution.covers(*k);
    let told = (0..line.words.len()).filter(covered).filter(|&k| has("negation", line.lower(k)));
    let not = told.map(|k| line.words[k].head).find(|&verb| act(verb) && (own(verb) || group(verb).is_some()));
    // "had no link with the attack"
    let deed =
        |k: usize| (k..line.words.len().min(k + 7)).any(|k| is_deed(line, k) || has("heavy_blow", line.lower(k)));
    let no = |&k: &usize| line.lower(k) == "no" && has("hand_in", line.lower(k + 1)) && (deed(k + 2) || lent);
    let none = || (0..line.words.len()).filter(covered).find(no).map(|k| line.words[line.words[k].head].head);
    // "none of its fighters had been in the village"
    let none_of = || {
        let who = (0..line.words.len()).filter(covered).find(|&k| line.lower(k) == "none" && is_own_force(line, k))?;
        // "none of its soldiers was hurt"
        let hurt = line.children(line.words[who].head).any(|(_, relation)| relation == "auxpass");
        let part = has("takes_part", line.lower(line.words[who].head));
        // "had been within miles of it": that is for those who were accused
        let be = line.words[who].head;
        let far = has("be", line.lower(be)) && (be + 1..be + 4).any(|k| has("presence", line.lower(k)));
        let hurt = hurt || far;
        (line.words[who].relation.starts_with("nsubj") && (part || !hurt)).then_some(line.words[who].head)
    };
    // "no officer had fired", "no aircraft of ours was there"
    let no_one = || {
        let no = (0..line.words.len()).filter(covered).filter(|&k| line.lower(k) == "no").map(|k| line.words[k].head);
        let ours = |noun: usize| line.lower(noun + 1) == "of" && has("ours", line.lower(noun + 2));
        let its = |noun: usize| has(super::owning::troops_of(kind?), &format!("{}s", line.lower(noun))).then_some(());
        let mut told = no.filter(|&noun| line.words[noun].relation == "nsubj");
        told.find(|&noun| ours(noun) || its(noun).is_some() && act(line.words[noun].head))
            .map(|noun| line.words[noun].head)
    };
    let in_no_way = || in_no_way(line, attribution);
    let verb = not
        .or_else(|| none().filter(|&verb| own(verb) || group(verb).is_some()))
        .or_else(none_of)
        .or_else(no_one)
        .or_else(|| in_no_way().filter(|&verb| own(verb)))?;
    let phrase = format!("{} … not {}", attribution.lemma, line.lower(verb));
    let (actor, teller) = match group(verb).filter(|_| sent.is_none()) {
        Some(group) => (group, Some(source)),
        None if kind.is_none() && !generic() => return None,
        None => (source, None),
    };
    let actor = Some(whole_name(line, actor));
    Some(Stated { stance: Some(Stance::Denies), actor, at: verb, phrase, manner: Manner::Outright, teller })
}

/// "said its fighters were “in no way involved”".
fn in_no_way(line: &Line, attribution: &Attribution) -> Option<usize> {
    let way = (1..line.words.len()).find(|&k| line.lower(k) == "no" && line.lower(k + 1) == "way")?;
    let part = (way + 2..way + 4).find(|&k| has("takes_part", line.lower(k)))?;
    let verb = |k: usize| line.children(k).any(|(_, relation)| relation.starts_with("nsubj"));
    let at = if verb(part) { part } else { line.words[part].head };
    attribution.covers(way).then_some(at)
}
