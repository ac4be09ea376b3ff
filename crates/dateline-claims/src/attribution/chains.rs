//! Sources that a preposition or a citation names, and those a statement went through: "according to", "citing", "told AFP".

use super::cues::{CUES, CueEntry, CueKind};
use super::scope::clause_start;
use super::{Attribution, made};
use crate::noun_phrases::{phrase_after, phrase_before};
use crate::sets::has;
use crate::words::{Line, Word};
use dateline_model::Modality;
use std::ops::Range;

/// "…, according to officials": the speaker follows, what is said stands around it.
pub(super) fn by(line: &Line, cue: Range<usize>, entry: &CueEntry) -> Option<Attribution> {
    let source = gatherer(line, purported(line, phrase_after(line, cue.end)?));
    // "according to a police report seen by AFP"
    // "according to officials cited by the daily"
    let cited = |i: usize| matches!(line.lower(i), "cited" | "quoted");
    let read = |i: usize| has("read_by", line.lower(i)) || cited(i);
    let seen = line.lower(source.end) == "by" && source.len() > 1 && read(source.end - 1);
    let reader = || phrase_after(line, source.end + 1).filter(|r| is_media(line, r));
    if let Some(reader) = seen.then(reader).flatten() {
        let content = vec![clause_start(line, cue.start)..cue.start, reader.end..line.words.len()];
        return Some(made(entry, Some(source.start..source.end - 1), None, cue, content, vec![reader]));
    }
    let mut apposition = None;
    if line.lower(source.end) == "," && cue.start > 0 {
        apposition = apposition_after(line, source.end);
    }
    let after = apposition.as_ref().map_or(source.end, |a: &Range<usize>| a.end);
    let content = vec![clause_start(line, cue.start)..cue.start, after..line.words.len()];
    Some(made(entry, Some(source), apposition, cue, content, Vec::new()))
}

/// "according to what purports to be a report of the mission": the report.
fn purported(line: &Line, source: Range<usize>) -> Range<usize> {
    let said_to_be = line.lower(source.start) == "what" && line.lower(source.start + 2) == "to";
    let be = source.start + 3;
    let thing = (said_to_be && line.lower(be) == "be").then(|| phrase_after(line, be + 1)).flatten();
    thing.unwrap_or(source)
}

/// "according to information gathered by the mission": who gathered it.
fn gatherer(line: &Line, source: Range<usize>) -> Range<usize> {
    let known = source.clone().any(|i| has("gathered_thing", line.lower(i)));
    let made = |i: usize| line.words[i].tag == "VBN" && !has("read_by", line.lower(i));
    let day = |i: usize| usize::from(has("tail_time", line.lower(i)) || has("time_word", line.lower(i)));
    let done = |i: usize| made(i) || has("gathered_thing", line.lower(i));
    // "according to figures released Thursday by the office"
    let by = (source.start + 1..source.end + 4).find(|&i| line.lower(i) == "by" && done(i - 1 - day(i - 1)));
    by.filter(|_| known).and_then(|by| phrase_after(line, by + 1)).unwrap_or(source)
}

/// "per the Commission", "per Ana Ruiz", but not "per cent", "per day".
pub(super) fn names_after(line: &Line, at: usize) -> bool {
    let noun = at + usize::from(line.lower(at) == "the");
    line.words.get(noun).is_some_and(Word::is_capitalised) || has("said_per", line.lower(noun))
}

/// "AFP reported, citing officials": the chain grows by one link.
pub(super) fn cites(line: &Line, cue: Range<usize>, found: &mut Vec<Attribution>) {
    let passive = matches!(line.lower(cue.start), "quoted" | "cited");
    if passive && line.lower(cue.end) == "by" {
        // "the minister, quoted by the daily, said": the daily is a link of the chain of what follows
        found.extend(quoted_by(line, cue));
        return;
    }
    let as_saying = (passive && line.lower(cue.end) == "as").then(|| quoted_by(line, cue.clone())).flatten();
    if let Some(by_somebody) = as_saying {
        found.push(by_somebody);
        return;
    }
    let Some(source) = phrase_after(line, cue.end) else { return };
    // "according to the daily, which cited the mayor"
    let which = line.lower(cue.start.wrapping_sub(1)) == "which" && line.lower(cue.start.wrapping_sub(2)) == ",";
    let passive =
        passive && !(which && found.last().and_then(|a| a.source.as_ref()).is_some_and(|s| s.end + 2 == cue.start));
    // "the mission said, citing preliminary information": nobody else is cited
    // "he cited the case of three drivers": a case says nothing
    if source.clone().any(|i| has("cited_thing", line.lower(i))) {
        let citing = crate::syntax::subject(line, cue.start).filter(|(r, _)| passive && r.end <= cue.start);
        let entry =
            CueEntry { kind: CueKind::Says, modality: Modality::Asserted, lemma: "cite".to_owned(), gerund: false };
        let content = vec![cue.end..line.words.len()];
        found.extend(citing.map(|(who, apposition)| made(&entry, Some(who), apposition, cue, content, Vec::new())));
        return;
    }
    let unowned = |i: usize| !line.words[i].is_capitalised() && line.words[i].tag != "POS";
    // "the mission said, citing its own staff": nobody else
    if !passive && has("possessive", line.lower(source.start)) && line.lower(source.start + 1) == "own" {
        return;
    }
    if !passive && has("gathered_thing", line.lower(source.end - 1)) && source.clone().all(unowned) {
        return;
    }
    if passive {
        // "the agency quoted a doctor as saying that …"
        let Some((mut relay, _)) = phrase_before(line, cue.start) else { return };
        // "“…,” it quoted one woman as saying"
        if has("third_person", line.lower(cue.start.saturating_sub(1))) {
            relay = cue.start - 1..cue.start;
        }
        // "quoted the governor, Ana Ruiz, as saying", "quoted farmer Ana Ruiz, 52, as saying"
        let as_saying = |i: &usize| line.lower(*i) == "as" && has("as_saying", line.lower(*i + 1));
        let set_off = (source.end + 1..source.end + 12).find(as_saying);
        let set_off = set_off.filter(|&i| line.lower(source.end) == "," && line.lower(i - 1) == ",");
        let apposition = set_off.map(|i| source.end + 1..i - 1);
        let near = (source.end..source.end + 3).find(|&i| has("as_saying", line.lower(i)));
        let said = near.or(set_off.map(|i| i + 1));
        let after = said.map_or(source.end, |i| i + 1)..line.words.len();
        // "eight had died, the agency quoted the governor as saying"
        let before = line.words[after.clone()].iter().all(|w| !w.is_wordlike());
        let content = if before { clause_start(line, relay.start)..relay.start } else { after };
        // "quoted the commander as admitting the loss of two"
        let manner = said.and_then(|i| CUES.at(line, i)).map_or(Modality::Asserted, |(_, e)| e.modality);
        let entry = CueEntry { kind: CueKind::Says, modality: manner, lemma: "quote".to_owned(), gerund: false };
        found.push(made(&entry, Some(source), apposition, cue, vec![content], vec![relay]));
        return;
    }
    if let Some(last) = found.last_mut() {
        if let Some(outlet) = last.source.replace(source.clone()) {
            last.via.push(outlet);
        }
        for range in &mut last.content {
            range.end = range.end.min(cue.start).max(range.start);
        }
        if source.end < line.words.len() {
            last.content.push(source.end..line.words.len());
        }
    } else {
        let content = vec![0..cue.start];
        let entry =
            CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "cite".to_owned(), gerund: false };
        found.push(made(&entry, Some(source), None, cue, content, Vec::new()));
    }
}

/// "in what police called an unrelated shooting, a man was hurt": what they called so, and what stands with it.
pub(super) fn called_so(line: &Line) -> Option<Attribution> {
    let opening = (line.lower(1) == "what" && matches!(line.lower(0), "in" | "during" | "after")).then_some(1);
    // "regretted what he called “the loss of nine”"
    let quoted = |i: &usize| line.lower(*i) == "what" && line.words[*i..].iter().take(6).any(|w| w.is_quote());
    let what = opening.or_else(|| (0..line.words.len()).find(quoted))?;
    let end = line.words.len().min(what + 7);
    let verb = (what + 2..end).find(|&i| matches!(line.lower(i), "called" | "describe" | "described"))?;
    let source = what + 1..verb;
    let plain = source.clone().all(|i| line.words[i].is_wordlike() && !line.words[i].tag.starts_with("VB"));
    let bare = source.len() == 1 && has("third_person", line.lower(source.start));
    let entry = CueEntry { kind: CueKind::Says, modality: Modality::Asserted, lemma: "call".to_owned(), gerund: false };
    let before = if opening.is_some() { 0..what } else { 0..0 };
    let content = vec![before, verb + 1..line.words.len()];
    let bare = bare && opening.is_some();
    (plain && !bare && (opening.is_some() || line.words.get(verb + 1).is_some_and(Word::is_quote)))
        .then(|| made(&entry, Some(source), None, verb..verb + 1, content, Vec::new()))
}

/// "by Western estimates", "by the official count": whose reckoning it is.
pub(super) fn reckoned(line: &Line) -> Option<Attribution> {
    let of = |i: usize| line.lower(i) == "of";
    let closes = |i: usize| line.words.get(i).is_none_or(|w| !w.is_wordlike());
    let reckoning = |i: usize| has("reckoning", line.lower(i)) && (closes(i + 1) || of(i + 1));
    // "leaving 112 dead by the council's count"
    let own = |i: usize| usize::from(line.lower(i - 1) == "own");
    let owned = |i: &usize| reckoning(*i) && matches!(line.lower(i - 1 - own(*i)), "'s" | "’s" | "'");
    let by = (0..line.words.len()).find(|&i| {
        let apart = i == 0 || !line.words[i - 1].is_wordlike();
        line.lower(i) == "by" && (apart && (i + 2..i + 5).any(reckoning) || (i + 3..i + 6).any(|k| owned(&k)))
    })?;
    let end = (by + 2..by + 6).find(|&i| reckoning(i))? + 1;
    if owned(&(end - 1)) {
        let source = by + 1..end - 2 - own(end - 1);
        let content = vec![clause_start(line, by)..by, end..line.words.len()];
        let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "by".to_owned(), gerund: false };
        return Some(made(&entry, Some(source), None, by..by + 1, content, Vec::new()));
    }
    // "by his count"
    if has("possessive", line.lower(by + 1)) && end == by + 3 {
        let content = vec![clause_start(line, by)..by, end..line.words.len()];
        let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "by".to_owned(), gerund: false };
        return Some(made(&entry, Some(by + 1..by + 2), None, by..by + 1, content, Vec::new()));
    }
    let plain = (by + 1..end).all(|i| line.words[i].is_wordlike() && !line.words[i].tag.starts_with("VB"));
    let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "by".to_owned(), gerund: false };
    let start = by + 1 + usize::from(has("article", line.lower(by + 1)));
    if of(end) {
        // "by the count of those who study it"
        let source = phrase_after(line, end + 1)?;
        let content = vec![clause_start(line, by)..by, source.end..line.words.len()];
        return plain.then(|| made(&entry, Some(source), None, by..by + 1, content, Vec::new()));
    }
    // "by police count" is the police's; "by the official count" names nobody
    let word = &line.words[end - 2];
    let short = word.text.len() > 1 && word.text.chars().all(char::is_uppercase);
    let named = end - 2 >= start && (short || matches!(word.tag, "NN" | "NNS"));
    let source = start..if named { end - 1 } else { end };
    let content = vec![clause_start(line, by)..by, end..line.words.len()];
    plain.then(|| made(&entry, Some(source), None, by..by + 1, content, Vec::new()))
}

/// "the governor was quoted by the radio as saying that …": the governor, through the radio.
fn quoted_by(line: &Line, cue: Range<usize>) -> Option<Attribution> {
    let was = cue.start.checked_sub(1).filter(|&i| has("be", line.lower(i)))?;
    let relay = if line.lower(cue.end) == "by" { phrase_after(line, cue.end + 1)? } else { cue.end..cue.end };
    let end = relay.clone().find(|&i| line.lower(i) == "as").unwrap_or(relay.end);
    let said = (end..end + 2).find(|&i| has("as_saying", line.lower(i)))?;
    let been = usize::from(was > 0 && matches!(line.lower(was - 1), "has" | "have" | "had"));
    let (source, apposition) = phrase_before(line, was - been)?;
    let manner = CUES.at(line, said).map_or(Modality::Asserted, |(_, e)| e.modality);
    let entry = CueEntry { kind: CueKind::Says, modality: manner, lemma: "quote".to_owned(), gerund: false };
    // "…, the governor was quoted as saying by the radio."
    let behind = || (line.lower(said + 1) == "by").then(|| phrase_after(line, said + 2)).flatten();
    let (relay, end) = match behind().filter(|_| relay.is_empty()) {
        Some(carrier) => (carrier.clone(), carrier.end),
        None => (relay, end),
    };
    let said = if relay.start > said { end - 1 } else { said };
    // "…, officials were quoted by the radio as saying."
    let before = line.words[said + 1..].iter().all(|w| !w.is_wordlike());
    let content = if before { clause_start(line, source.start)..source.start } else { said + 1..line.words.len() };
    let via = if relay.start < end { vec![relay.start..end] } else { Vec::new() };
    Some(made(&entry, Some(source), apposition, cue, vec![content], via))
}

/// "local media, citing the police, reported …": who is cited speaks, through those who cite.
pub(super) fn join_citing(line: &Line, found: &mut Vec<Attribution>) {
    for i in (1..found.len()).rev() {
        let (before, this) = (&found[i - 1], &found[i]);
        let citing = before.lemma == "cite" && before.via.is_empty();
        let opening = before.cue.start == 0;
        let told =
            |s: &Range<usize>| s.end <= before.cue.start || opening && s.end <= this.cue.start && is_media(line, s);
        let outlet = this.source.clone().filter(told);
        let (Some(outlet), true, Some(cited)) = (outlet, citing, before.source.clone()) else { continue };
        // "the agency, quoting the mayor, put the toll at nine and said": both are the mayor's
        for next in &mut found[i + 1..] {
            if next.source.as_ref() == Some(&outlet) && next.via.is_empty() {
                next.source = Some(cited.clone());
                next.apposition = None;
                next.via.push(outlet.clone());
            }
        }
        found[i].source = Some(cited);
        found[i].apposition = None;
        found[i].via.push(outlet);
        found.remove(i - 1);
    }
}

/// "a private channel, quoting hospital sources, had aired a figure of nine": theirs, through the channel, whatever its verb.
pub(super) fn cited_aside(line: &Line, found: &mut [Attribution]) {
    for this in found.iter_mut().filter(|a| a.lemma == "cite" && a.via.is_empty() && a.cue.start > 1) {
        let Some(cited) = this.source.clone() else { continue };
        let set_off = line.lower(this.cue.start - 1) == "," && line.lower(cited.end) == ",";
        let outlet = set_off.then(|| phrase_before(line, this.cue.start - 1)).flatten();
        let verb = |i: usize| matches!(line.words[i].tag, "VBD" | "VBZ" | "VBP");
        let says = (cited.end + 1..line.words.len().min(cited.end + 3)).any(verb);
        if let Some((outlet, _)) = outlet.filter(|(r, _)| says && is_media(line, r)) {
            this.content = vec![cited.end + 1..line.words.len()];
            this.via.push(outlet);
        }
    }
}

/// "a hospital list seen by Reuters", "a report consulted by AFP": the list speaks, through those who saw it.
pub(super) fn part_readers(line: &Line, attribution: &mut Attribution) {
    let Some(source) = attribution.source.clone() else { return };
    // "residents who spoke with the daily"
    let spoke = |i: usize| {
        matches!(line.lower(i), "to" | "with") && matches!(line.lower(i - 1), "spoke" | "speaking" | "talked")
    };
    // "a memo leaked to the Daily Herald"
    let publishes = |i: usize| has("outlet_word", line.lower(i)) || has("medium", line.lower(i));
    let leaked =
        |i: usize| line.lower(i) == "to" && has("sent_off", line.lower(i - 1)) && (i + 1..source.end).any(publishes);
    let by = (source.start + 2..source.end)
        .find(|&i| {
            line.lower(i) == "by" && (has("read_by", line.lower(i - 1)) || line.lower(i - 1) == "quoted")
                || matches!(line.lower(i), "by" | "on") && has("carried_by", line.lower(i - 1))
                || spoke(i)
                || leaked(i)
        })
        .filter(|&i| i + 1 < source.end);
    let Some(reader) = by.map(|i| i + 1..source.end) else { return };
    // "a statement posted on the website in the name of the Front"
    let named = |i: &usize| line.lower(*i) == "in" && line.lower(i + 2) == "name" && line.lower(i + 3) == "of";
    let name = reader.clone().find(named).filter(|&i| i + 4 < reader.end);
    // "contacted by AFP in Osta"
    let place = (reader.start + 1..reader.end).find(|&i| has("place_preposition", line.lower(i)));
    let reader = reader.start..name.or(place).unwrap_or(reader.end);
    let news = reader.clone().any(|i| line.lower(i) == "news") && line.words[reader.end - 1].is_capitalised();
    // "posted on the Internet"
    let medium = reader.clone().any(|i| has("medium", line.lower(i)));
    let on = line.lower(reader.start - 1) == "on";
    if !is_media(line, &reader) && !news || on && !medium && !news {
        return;
    }
    let who = usize::from(has("relative", line.lower(reader.start - 3)));
    let document = source.start..reader.start - 2 - who;
    attribution.source = Some(name.map_or(document, |i| i + 4..source.end));
    attribution.via.push(reader);
}

/// "a nurse, who was speaking to the agency, said", "the commander, quoted by the weekly, said": set off by commas.
pub(super) fn part_set_off(line: &Line, attribution: &mut Attribution) {
    let Some(aside) = attribution.apposition.clone().filter(|_| attribution.via.is_empty()) else { return };
    let handed = |i: usize| match line.lower(i) {
        "by" => {
            has("read_by", line.lower(i - 1))
                || super::carriers::carried_before(line, i).is_some()
                || line.lower(i - 1) == "cited"
        }
        "to" | "with" | "on" => has("speaks_to", line.lower(i - 1)),
        _ => false,
    };
    let Some(at) = (aside.start + 1..aside.end).find(|&i| handed(i)) else { return };
    let Some(reader) = phrase_after(line, at + 1).filter(|r| is_media(line, r) && r.end <= aside.end) else { return };
    attribution.via.push(reader);
    attribution.apposition = None;
}

/// "One of them, a teacher, said": what is set off says who.
pub(super) fn prefer_description(line: &Line, attribution: &mut Attribution) {
    let (Some(source), Some(aside)) = (attribution.source.clone(), attribution.apposition.clone()) else { return };
    let words = || source.clone().filter(|&i| line.words[i].is_wordlike());
    let of_them = words().count() == 3 && matches!(line.lower(source.end - 1), "them" | "these" | "those");
    let bare = words().count() == 1 && matches!(line.lower(source.start), "one" | "another");
    // "one of the sources, a military officer", "one of the passengers, Ana Ruiz"
    let of_these = matches!(line.lower(source.start), "one" | "another") && line.lower(source.start + 1) == "of";
    let person = has("article", line.lower(aside.start)) || line.words[aside.start].is_capitalised();
    if person && (of_them || of_these || bare) {
        attribution.source = Some(aside);
        attribution.apposition = None;
    }
}

/// "told AFP that …, adding that two had died": said by the same one, through the same.
pub(super) fn go_on(line: &Line, found: &mut [Attribution]) {
    for i in 1..found.len() {
        let (before, this) = found.split_at_mut(i);
        let adds = line.lower(this[0].cue.start) == "adding" && line.words[this[0].cue.start].relation != "conj";
        let pronoun = |a: &&Attribution| {
            let source = a.source.clone().unwrap_or_default();
            source.len() == 1
                && (has("third_person", line.lower(source.start)) || has("relative", line.lower(source.start)))
        };
        // "quoted him as admitting the loss of two and claiming that nine had died"
        let joined = line.words.get(this[0].cue.start).filter(|w| w.tag == "VBG" && w.relation == "conj");
        let with_quoted = joined.is_some_and(|w| w.head > 0 && line.lower(w.head - 1) == "as");
        if let Some(quoted) = before.iter().rev().find(|a| a.lemma == "quote").filter(|_| with_quoted) {
            this[0].source.clone_from(&quoted.source);
            this[0].apposition.clone_from(&quoted.apposition);
            this[0].via.clone_from(&quoted.via);
            continue;
        }
        let said = before.iter().rev().filter(|a| a.source.is_some());
        let Some(said) = said.clone().find(|a| !pronoun(a)).or_else(|| said.clone().next()).filter(|_| adds) else {
            continue;
        };
        this[0].source.clone_from(&said.source);
        this[0].apposition.clone_from(&said.apposition);
        if this[0].via.is_empty() {
            this[0].via.clone_from(&said.via);
        }
    }
}

/// "the army said, according to state television, that …": the television is a link of the chain.
pub(super) fn join_asides(line: &Line, found: &mut Vec<Attribution>) {
    for i in (1..found.len()).rev() {
        let (before, this) = (&found[i - 1], &found[i]);
        let aside = line.lower(this.cue.start) == "according" && this.cue.start == before.cue.end + 1;
        let Some(medium) = this.source.clone().filter(|r| aside && is_media(line, r)) else { continue };
        let after = medium.end + usize::from(line.lower(medium.end) == ",");
        found[i - 1].via.push(medium);
        found[i - 1].content = vec![after..line.words.len()];
        found.remove(i);
    }
}

/// The phrase between the comma at `comma` and the next mark, when it describes who was named before it.
pub(super) fn apposition_after(line: &Line, comma: usize) -> Option<Range<usize>> {
    let start = comma + 1;
    let end = (start..line.words.len().min(start + 14))
        .find(|&i| !line.words[i].is_wordlike() && !line.words[i].is_quote() && line.lower(i) != "-")
        .unwrap_or(line.words.len());
    let first = line.words.get(start)?;
    let describes = matches!(
        first.lower.as_str(),
        "a" | "an"
            | "the"
            | "who"
            | "chief"
            | "head"
            | "director"
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "commander"
            | "mayor"
            | "governor"
            | "minister"
    ) || first.tag.starts_with("NN");
    (describes && end > start).then_some(start..end)
}

/// "told AFP", "told the BBC's Newshour", "told reporters": the relay, when it is one that publishes.
pub(super) fn relay_after(line: &Line, at: usize, lemma: &str) -> Option<Range<usize>> {
    if !matches!(lemma, "tell" | "inform") {
        let to = matches!(line.lower(at), "to" | "on").then(|| phrase_after(line, at + 1)).flatten();
        // "confirmed to the Daily Herald the death of nine"
        let again = |r: &Range<usize>| {
            (r.start + 1..r.end).find(|&i| has("article", line.lower(i)) && line.words[i - 1].is_capitalised())
        };
        let to = to.map(|r| r.start..again(&r).unwrap_or(r.end));
        let published = |r: &Range<usize>| {
            line.words[r.clone()].iter().any(|w| has("medium", &w.lower))
                || (line.lower(at) == "to" && is_media(line, r))
        };
        // "wrote on its website": its own words, on its own page
        let own = |r: &Range<usize>| {
            has("possessive", line.lower(r.start)) && !line.words[r.clone()].iter().any(Word::is_capitalised)
        };
        let to = to.filter(|r| !own(r));
        return to.filter(|r| published(r) && !has("time_word", line.lower(r.start)) && has("relayed", lemma));
    }
    let relay = phrase_after(line, at)?;
    // "informed the press"
    if relay.len() == 2 && line.lower(at) == "the" && has("any_press", line.lower(at + 1)) {
        return None;
    }
    // "told Reuters outside the morgue", "told Radio Osta the attackers were known"
    let goes_on = |i: usize| has("article", line.lower(i)) && line.words[i - 1].is_capitalised();
    let place = (relay.start + 1..relay.end).find(|&i| line.words[i].tag == "IN" || goes_on(i));
    let near = place.map_or(relay.clone(), |i| relay.start..i);
    [near, relay].into_iter().find(|r| is_media(line, r)).or_else(|| outlet_at(line, at))
}

/// "told AFP a farmer was killed": the outlet's name, where what is told follows without a mark.
fn outlet_at(line: &Line, at: usize) -> Option<Range<usize>> {
    let start = at + usize::from(line.lower(at) == "the");
    let end = start + (start..line.words.len()).take_while(|&i| line.words[i].is_capitalised()).count();
    let name = start..end;
    let goes_on = line.words.get(end).is_some_and(|w| w.is_wordlike() && !w.tag.starts_with("NN"));
    (goes_on && is_outlet(line, &name)).then_some(name)
}

/// Whether a name is one of an outlet by its letters or its words: "AFP", "the Daily Herald", "Radio Osta".
pub(super) fn is_outlet(line: &Line, name: &Range<usize>) -> bool {
    let initials = |w: &str| w.len() > 1 && w.chars().all(char::is_uppercase);
    let outlet = |i: usize| has("outlet_word", line.lower(i)) || has("medium", line.lower(i));
    let body = name.clone().any(|i| has("audience", line.lower(i)));
    let short = name.len() == 1 && name.clone().all(|i| initials(line.words[i].text));
    !body && (short || name.clone().any(outlet))
}

/// Whether the phrase names one that publishes: a capitalised name, or television, radio, a daily.
pub fn is_media(line: &Line, range: &Range<usize>) -> bool {
    let words = &line.words[range.clone()];
    // "a press conference"
    if words.last().is_some_and(|w| has("gathering", &w.lower)) {
        return false;
    }
    let medium = words.iter().any(|w| has("medium", &w.lower));
    let listeners = words.iter().any(|w| has("audience", &w.lower));
    let person = words
        .first()
        .is_some_and(|w| matches!(w.lower.as_str(), "president" | "minister" | "mr" | "mr." | "mrs" | "mrs."));
    let named = words
        .iter()
        .filter(|w| w.is_wordlike() && !matches!(w.lower.as_str(), "the" | "'s" | "de" | "du" | "del" | "la"))
        .all(Word::is_capitalised_or_medium);
    // "the BBC Hausa service"
    let edition = words.last().is_some_and(|w| w.lower == "service")
        && words.iter().any(|w| w.text.len() > 1 && w.text.chars().all(char::is_uppercase));
    medium || edition || (named && !listeners && !person)
}

impl Word<'_> {
    fn is_capitalised_or_medium(&self) -> bool {
        self.is_capitalised() || has("medium", &self.lower)
    }
}
