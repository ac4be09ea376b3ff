//! Verbs of saying: "police said", "said Hamza, an administrator", "was confirmed by the ministry".

use super::carriers::carried;
use super::chains::{is_media, is_outlet, relay_after};
use super::cues::{CueEntry, CueKind};
use super::inverted::inverted;
use super::scope::{clause_start, ends_statement, tail_after};
use super::{Attribution, made};
use crate::noun_phrases::{phrase_after, phrase_before};
use crate::sets::has;
use crate::syntax::phrase_of;
use crate::words::{Line, Word};
use dateline_model::Modality;
use std::ops::Range;

/// "police said", "said Hamza, an administrator", "confirmed by the ministry".
pub(super) fn verb(line: &Line, cue: Range<usize>, entry: &CueEntry) -> Option<Attribution> {
    let reduced = line.words[cue.start].tag == "VBN"
        && !follows_have(line, cue.start)
        && crate::syntax::subject(line, cue.start).is_none();
    // "gunmen suspected to be from the Front": of whom it is said
    let of_them = line.lower(cue.end) == "to" && line.lower(cue.end + 1) == "be";
    if entry.lemma == "suspect" && (of_them || line.lower(cue.end) == "of") {
        return None;
    }
    // "eight were missing and thought to have been taken": nobody thinks
    let of_what = matches!(line.lower(cue.end + 1), "be" | "have");
    let supposed = line.lower(cue.end) == "to" && of_what && has("supposed", line.lower(cue.start));
    if supposed && !is_passive(line, cue.start) {
        return None;
    }
    let described = teller(line, cue.start);
    // "…, the coordinator, Oda Tari, announced on Monday": taken for what was announced
    let finite = || {
        let name = cue.start > 0 && line.lower(cue.start - 1) == "," && line.lower(cue.end) != "by";
        name && super::closing::set_off(line, cue.start, tail_after(line, cue.end)).is_some()
    };
    // "the rebel group posted on X that": taken for what was posted
    let tail_first = tail_after(line, cue.end);
    let finite = || finite() || tail_first > cue.end && line.lower(tail_first) == "that" && line.lower(cue.end) == "on";
    if described.is_none() && (is_passive(line, cue.start) || reduced && !finite()) {
        return passive(line, cue, entry);
    }
    // "boasting that nine had died"
    let that = line.lower(cue.end) == "that";
    if entry.gerund && !that && !matches!(line.lower(cue.start), "saying" | "adding" | "telling" | "claiming") {
        return None;
    }
    let via = relay_after(line, cue.end, &entry.lemma);
    // "she told the daily outside the morgue, …"
    let heard = listener_after(line, &cue, entry);
    let tail = via.as_ref().map_or(heard, |v| v.end.max(heard));
    let (tail, via) = match carried(line, tail_after(line, tail)) {
        Some((end, relay)) => (end, Some(relay)),
        None => (tail, via),
    };
    if let Some((source, apposition)) = inverted(line, &cue, entry) {
        let end = apposition.as_ref().map_or(source.end, |a| a.end);
        let content = vec![clause_start(line, cue.start)..cue.start, end..line.words.len()];
        return Some(made(entry, Some(source), apposition, cue, content, via.into_iter().collect()));
    }
    let told = tail_after(line, tail);
    let (source, apposition) = subject_before(line, &cue, told)?;
    let opens = source.start;
    let source = gathered_by(line, source);
    // "the Front, through its radio, claimed …"
    let through = |i: &usize| line.lower(*i) == "," && matches!(line.lower(i + 1), "through" | "via");
    let source = source.clone().find(through).filter(|&i| i > source.start).map_or(source.clone(), |i| source.start..i);
    let says = entry.kind == CueKind::Says && entry.modality == Modality::Asserted;
    let behind = || nothing_said_after(line, &source, cue.start).filter(|_| says);
    let tail_end = tail_after(line, tail).max(behind().unwrap_or(0));
    // "“They took my brother,” she told AFP at the cemetery": said before, wherever it was said
    let quoted =
        source.start > 1 && line.words[source.start - 1].is_quote() && !line.words[source.start - 2].is_wordlike();
    let closing = ends_statement(line, tail_end) && source.start > 0;
    // "…, court papers show"
    let shown = || {
        let recorded = || source.clone().any(|i| has("on_record", line.lower(i)));
        closing && (recorded() || super::closing::records_show(line, cue.start))
    };
    if !can_speak(line, &source) || entry.kind == CueKind::Gives && !gives_figure(line, tail) && !shown() {
        return None;
    }
    let set_off = opens > 0 && !line.words[opens - 1].is_wordlike();
    let told_to = || {
        let to = (cue.end..tail_end).filter(|&i| line.lower(i) == "to").find_map(|i| phrase_after(line, i + 1));
        to.filter(|r| closing && r.end <= tail_end && is_outlet(line, r))
    };
    let via = via.or_else(told_to);
    let plain = entry.modality == Modality::Asserted;
    let content = if !plain && (tail..tail + 3).any(|i| has("blame", line.lower(i))) {
        // "denied responsibility for the bomb that killed nine": the nine are not what is denied
        Vec::new()
    } else if claims_deed(line, &cue, entry) {
        // "claimed the raid in which nine died": it did it, and counts nobody
        Vec::new()
    } else if has("owns_up_to", &entry.lemma) {
        // "took credit for the killing of nine"
        charged(line, &cue, entry).into_iter().collect()
    } else if matches!(entry.lemma.as_str(), "accuse" | "blame") {
        vec![charged(line, &cue, entry)?]
    } else if closing && !set_off {
        // "the figure it gave yesterday": a relative clause, no statement
        vec![tail_end..line.words.len()]
    } else if closing {
        vec![clause_start(line, source.start)..source.start, tail_end..line.words.len()]
    } else if quoted && line.lower(tail_end) != "that" && !line.words[tail_end].is_quote() {
        vec![clause_start(line, source.start)..source.start]
    } else {
        let end = relative_end(line, &cue).or_else(|| owned_deed_end(line, tail)).or_else(|| object_end(line, &cue));
        vec![tail..end.unwrap_or(line.words.len())]
    };
    Some(made(entry, Some(source), apposition, cue, content, via.into_iter().collect()))
}

/// "…, the council said in a message sent out after midnight": by the tree, what stands behind the verb says how it was said,
/// up to the mark that ends the sentence.
fn nothing_said_after(line: &Line, source: &Range<usize>, cue: usize) -> Option<usize> {
    let said = |(k, relation): (usize, &str)| matches!(relation, "ccomp" | "parataxis") && k < cue;
    let told = matches!(line.lower(cue), "told" | "tells");
    let more = |(k, relation): (usize, &str)| {
        let how = matches!(relation, "prep" | "npadvmod" | "advmod" | "punct" | "agent") || told && relation == "dobj";
        k > cue && !how || line.lower(k) == "that"
    };
    let last = line.words.iter().rposition(|w| w.is_wordlike())?;
    let apart = source.start > 0 && line.lower(source.start - 1) == ",";
    let before = line.children(cue).any(said) || line.words[cue].relation == "conj" && apart;
    let whole = line.is_parsed() && before && !line.children(cue).any(more);
    // "said in Osta 12 people died": a verb with a subject of its own is said
    let finite = |i: usize| matches!(line.words[i].tag, "VBD" | "VBZ" | "VBP" | "MD");
    // "at the end of an operation that lasted eight hours": a clause about a noun of how it was said
    let about_a_noun = |i: usize| {
        let word = &line.words[i];
        let verb = if word.relation == "relcl" { i } else { word.head };
        let opens = |k: usize| has("relative", line.lower(k)) || matches!(line.words[k].tag, "WRB" | "WP" | "WDT");
        let opened = line.children(verb).any(|(k, _)| k > cue && k < verb && opens(k));
        // "he said, in a clash that left two dead"; "in a statement, which listed 21 hurt": told as well
        let set_off = (cue..verb).any(|k| line.lower(k) == ",");
        !set_off && line.words[verb].relation == "relcl" && opened && line.words[verb].head > cue
    };
    let clause = |i: usize| (finite(i) || has("relative", line.lower(i))) && !about_a_noun(i);
    (whole && !(cue + 1..=last).any(clause)).then_some(last + 1)
}

/// "data compiled by the monitor", "figures from the ministry": who compiled them.
fn gathered_by(line: &Line, source: Range<usize>) -> Range<usize> {
    let from = |i: usize| line.lower(i) == "from" && has("gathered_thing", line.lower(i - 1));
    let by = |i: &usize| line.lower(*i) == "by" && has("compiled", line.lower(*i - 1)) || from(*i);
    let gathered = source.clone().any(|i| has("gathered_thing", line.lower(i)));
    let known = source.clone().skip(1).find(by).filter(|&i| gathered && i + 1 < source.end);
    known.map_or(source.clone(), |i| i + 1..source.end)
}

/// "The group, which says it defends farmers, killed 60": where the clause ends that says what the group says.
fn relative_end(line: &Line, cue: &Range<usize>) -> Option<usize> {
    let relative = cue.start > 1 && has("relative", line.lower(cue.start - 1)) && line.lower(cue.start - 2) == ",";
    let goes_on =
        |i: &usize| line.lower(*i) == "," && line.words.get(i + 1).is_some_and(|w| matches!(w.tag, "VBD" | "VBZ"));
    relative.then(|| (cue.end..line.words.len()).find(goes_on)).flatten()
}

/// "declared a state of war in January, when 60 were taken hostage": where a noun is said and no clause, what happened
/// then is not said.
fn object_end(line: &Line, cue: &Range<usize>) -> Option<usize> {
    let relation = |wanted: &str| line.children(cue.start).any(|(_, relation)| relation == wanted);
    let noun = relation("dobj") && !relation("ccomp") && !line.words.iter().any(|w| w.is_quote());
    let when = |i: &usize| line.lower(*i) == "," && line.lower(i + 1) == "when";
    (cue.end..line.words.len()).find(when).filter(|_| noun)
}

/// "accused the army of killing nine", "blamed the army for the deaths of nine": the charge is theirs; the nine of "accused
/// each other after shells killed nine", and of "blamed the army for the raid that killed nine", are not.
fn charged(line: &Line, cue: &Range<usize>, entry: &CueEntry) -> Option<Range<usize>> {
    let accuses = entry.lemma == "accuse";
    let near = cue.end..line.words.len().min(cue.end + if accuses { 30 } else { 14 });
    let after = near.clone().find(|&i| line.lower(i) == if accuses { "of" } else { "for" });
    // "took credit for the killing of nine": the cue holds the word
    let after = if has("owns_up_to", &entry.lemma) { Some(cue.end - 1) } else { after };
    let Some(after) = after else {
        let stops = |i: &usize| matches!(line.lower(*i), "," | "after" | "as" | "following" | "over" | "when");
        return accuses.then(|| cue.end..near.clone().find(stops).unwrap_or(line.words.len()));
    };
    let first =
        after + 1 + usize::from(has("article", line.lower(after + 1)) || has("own_mark", line.lower(after + 1)));
    let harms = accuses || crate::harm::hits(line).iter().any(|h| h.first == first);
    // what a clause of its own says of it is known: "the killing of nine, which the police had blamed on others"
    // ", in which nine had died"
    let relative =
        |i: &usize| line.lower(*i) == "," && (has("relative", line.lower(i + 1)) || line.lower(i + 2) == "which");
    let end = (after + 1..line.words.len()).find(relative).unwrap_or(line.words.len());
    harms.then(|| after + 1..end)
}

/// "claimed a raid on the post", "owned up to the bombing": what is claimed or owned is a deed, and no statement.
fn claims_deed(line: &Line, cue: &Range<usize>, entry: &CueEntry) -> bool {
    matches!(entry.modality, Modality::Claimed | Modality::Admitted)
        && cue.clone().any(|i| takes_deed(line, i).is_some_and(|deed| deed >= cue.end))
}

/// The deed that the verb at `verb` takes, by the tree.
pub(crate) fn takes_deed(line: &Line, verb: usize) -> Option<usize> {
    let object = |(k, relation): (usize, &str)| match relation {
        "dobj" => Some(k),
        "prep" if line.lower(k) == "to" => line.children(k).find(|(_, r)| *r == "pobj").map(|(o, _)| o),
        _ => None,
    };
    line.children(verb).find_map(object).filter(|&k| names_deed(line, k))
}

/// Whether a noun names a violent deed: "raid", "bombing".
fn names_deed(line: &Line, i: usize) -> bool {
    let nominal = line.words[i].tag.starts_with("NN");
    nominal && crate::events::event_words(line).iter().any(|e| (e.first..e.end).contains(&i))
}

/// "said it was behind an assault that killed nine": where the statement ends that owns the deed, and what is known of
/// the deed begins.
fn owned_deed_end(line: &Line, from: usize) -> Option<usize> {
    let owning = (from..line.words.len().min(from + 8)).find(|&i| has("owns_deed", line.lower(i)))?;
    let deed = (owning + 1..line.words.len().min(owning + 9)).find(|&i| names_deed(line, i))?;
    let relative = |i: &usize| line.words[*i].tag == "WDT" || has("relative", line.lower(*i));
    let opens = |i: &usize| matches!(line.lower(*i), "," | "in" | "on");
    let clause = (deed + 1..line.words.len().min(deed + 14)).find(relative)?;
    // "said it had carried out the raid and that nine died", "and claimed that nine died"
    if line.lower(clause - 1) == "and" || line.words[clause - 1].tag.starts_with("VB") {
        return None;
    }
    Some(clause - usize::from(opens(&(clause - 1))))
}

/// "told parliament.": past whoever is told, where the sentence ends there; else the end of the cue.
fn listener_after(line: &Line, cue: &Range<usize>, entry: &CueEntry) -> usize {
    let told = matches!(entry.lemma.as_str(), "tell" | "inform").then(|| phrase_after(line, cue.end)).flatten();
    told.map(|r| r.end).filter(|&end| ends_statement(line, end)).unwrap_or(cue.end)
}

/// Whether the word is a verb, or is tagged a noun but has what is said before it ("…, Radio One reports").
pub(super) fn may_say(line: &Line, i: usize) -> bool {
    // "…, ministry data show": read as one noun
    let shown = i > 0 && has("on_record", line.lower(i - 1)) && ends_statement(line, i + 1);
    shown
        || super::closing::records_show(line, i)
        || line.may_be_verb(i)
        || line.words[i].relation == "relcl" && line.lower(i + 1) == "of"
        || line.children(i).any(|(k, relation)| relation == "ccomp" && k < i)
}

/// "an official who asked not to be named told AP": read as a description of the official, or of nothing, it is what
/// he did.
fn teller(line: &Line, cue: usize) -> Option<Range<usize>> {
    let word = line.words.get(cue).filter(|w| w.lower == "told")?;
    // "killing 19 soldiers, army and hospital sources told AFP": these have told
    let own = |k: usize| k < cue && !has("relative", line.lower(k)) && line.words[k].tag != "PRP";
    let apart = |k: usize| (word.head..k).any(|i| line.lower(i) == ",");
    if line.children(cue).any(|(k, relation)| relation == "nsubj" && own(k) && apart(k)) {
        return None;
    }
    let relayed = phrase_after(line, cue + 1).is_some_and(|r| is_media(line, &r));
    let described = matches!(word.relation, "acl" | "relcl") && word.head < cue;
    // the clause that describes him ends where "told" stands
    let clause = || {
        let ends = |r: &usize| line.words[*r].relation == "relcl" && phrase_of(line, *r).end == cue;
        (0..cue).find(ends).map(|r| line.words[r].head)
    };
    let head = if described { Some(word.head) } else { clause() }.filter(|_| relayed)?;
    Some(phrase_of(line, head).start..cue).filter(|r| !r.is_empty())
}

/// The speaker before the cue: by the tree where there is one, by marks and function words where not.
///
/// What is said goes on at `tail`, where it goes on.
fn subject_before(line: &Line, cue: &Range<usize>, tail: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    // "the mayor, Ana Ruiz, for his part said"
    let aside =
        cue.start > 3 && (cue.start - 2..cue.start).any(|i| line.lower(i) == "part" && line.lower(i - 2) == "for");
    if !line.is_parsed() || aside {
        return phrase_before(line, cue.start);
    }
    if let Some(speakers) = super::closing::set_off(line, cue.start, tail) {
        return Some(speakers);
    }
    if let Some(speaker) = super::closing::before_relative(line, cue.start) {
        return Some((speaker, None));
    }
    let by_marks = || phrase_before(line, cue.start).filter(|(r, _)| !r.is_empty());
    // "killing two farmers, sources told AFP": read as farmers who told
    let counted_off = |r: &Range<usize>| {
        let number = |i: usize| crate::numbers::numeral(line.lower(i)).is_some();
        r.clone().any(|i| line.lower(i) == "," && i > r.start && (r.start..i).any(number))
    };
    if let Some(range) = teller(line, cue.start) {
        return if counted_off(&range) { by_marks() } else { Some((range, None)) };
    }
    let participle = || line.words[cue.start].tag == "VBG";
    let clause = || crate::syntax::subject_of_clause(line, cue.start).filter(|_| participle());
    // "was able to verify that nine had died"
    let able = || {
        let head = line.words.get(cue.start).filter(|w| w.relation == "xcomp" && w.head < cue.start)?.head;
        let verb = if line.words[head].tag.starts_with("JJ") { line.words[head].head } else { head };
        crate::syntax::subject(line, verb).filter(|(r, _)| r.end <= verb)
    };
    let by_tree = crate::syntax::subject(line, cue.start).or_else(clause);
    let Some((range, apposition)) = by_tree.or_else(|| caller_before(line, cue.start)).or_else(able) else {
        // the tree lost it: a verb that closes the sentence has its speaker right before it
        let tag = line.words.get(cue.start).map_or("", |w| w.tag);
        let shown = cue.start > 0 && has("on_record", line.lower(cue.start - 1));
        let finite =
            matches!(tag, "VBD" | "VBZ" | "VBP" | "NNS") || shown || tag == "VBN" && follows_have(line, cue.start);
        return if finite { by_marks() } else { None };
    };
    // "Ana Ruiz, for her part accused the rebels and said"
    let own_part = line.lower(range.end - 1) == "part" && range.start > 1 && line.lower(range.start - 1) == "for";
    if own_part {
        return phrase_before(line, range.start - 1);
    }
    // the comma before "Col. Ana Ruiz" is no part of the name
    let marks = range.clone().take_while(|&i| line.lower(i) == ",").count();
    let range = range.start + marks..range.end;
    // "wounded 21 others, nearly all of them guards, a spokesman said"
    if range.clone().any(|i| matches!(line.lower(i), "them" | "whom")) {
        return by_marks();
    }
    // "Gunmen burst in and shot two farmers, the office said": no gunmen say so
    let own = |i: usize| line.words[i].tag.starts_with("NN") || line.words[i].tag == "PRP";
    let conjoined = line.words[cue.start].relation == "conj" && cue.start > 1 && range.end < cue.start;
    if conjoined && own(cue.start - 1) {
        return by_marks();
    }
    // "…, the mayor of the town, Ana Ruiz, told the daily"
    let named = |(_, aside): &(Range<usize>, Option<Range<usize>>)| {
        aside.as_ref().is_some_and(|a| a.clone().all(|i| line.words[i].is_capitalised() || line.lower(i) == "."))
    };
    if let Some(found) = by_marks().filter(|f| conjoined && line.lower(cue.start - 1) == "," && named(f)) {
        return Some(found);
    }
    let relative = range.len() == 1 && has("relative", line.lower(range.start));
    if relative && range.start > 1 && line.lower(range.start) != "that" {
        // "the rights group, which had reported 11 dead": the noun before it speaks
        let end = range.start - usize::from(line.lower(range.start - 1) == ",");
        let (before, apposition) = phrase_before(line, end)?;
        // "the mayor blamed the army, which denied it"
        let verb = before.clone().rev().find(|&i| line.words[i].tag.starts_with("VB"));
        let before = verb.map_or(before.clone(), |i| i + 1..before.end);
        // "Ana Ruiz, head of the council, who speaks of 14 dead"
        let capital = |i: usize| line.words.get(i).is_some_and(|w| w.is_capitalised());
        let comma = before.start.checked_sub(1).filter(|&i| i > 1 && line.lower(i) == "," && !capital(before.start));
        let name = comma.map(|i| (0..i).rev().take_while(|&k| capital(k)).last().unwrap_or(i)..i);
        return match name.filter(|n| n.len() > 1) {
            Some(name) => Some((name, Some(before))),
            None => Some((before, apposition)),
        };
    }
    let adjacent = (range.end..cue.start).all(|i| crate::noun_phrases::is_adverbial(line, i)) || apposition.is_some();
    let closing = ends_statement(line, tail_after(line, cue.end));
    // "killing 20 people, a chief and a teacher said": the tree takes those who speak for another name of the 20
    let counted = range.clone().any(|i| crate::numbers::numeral(line.lower(i)).is_some());
    if let Some(speakers) =
        apposition.clone().filter(|a| counted && a.end == cue.start && has("article", line.lower(a.start)))
    {
        return Some((speakers, None));
    }
    // "Two strikes killed nine, including a child, a doctor and a teacher said": the strikes say nothing
    let killed = counted && closing && range.clone().any(|i| matches!(line.words[i].tag, "VBD" | "VBN"));
    if killed
        || relative
        || range.start >= cue.start
        || (closing && !adjacent && line.words[cue.start].relation != "conj")
    {
        return by_marks();
    }
    Some((range, apposition))
}

/// "a man rang the station to say": who rang.
fn caller_before(line: &Line, cue: usize) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let word = line.words.get(cue).filter(|w| w.tag == "VB" && w.head < cue)?;
    let rings = has("contacts", line.lower(word.head)) && cue > 0 && line.lower(cue - 1) == "to";
    // "a man rang": read as a man whom somebody rang
    let read_as = || {
        let verb = line.words.get(word.head).filter(|v| v.relation == "acl" && v.head < word.head)?;
        Some((phrase_of(line, verb.head).start..word.head, None))
    };
    crate::syntax::subject(line, word.head).or_else(read_as).filter(|_| rings)
}

/// "was confirmed by the ministry", "is quoted by the daily as saying".
fn passive(line: &Line, cue: Range<usize>, entry: &CueEntry) -> Option<Attribution> {
    let by = (cue.end..cue.end + 5).find(|&i| line.lower(i) == "by")?;
    // "believed to have been taken by the rebels": these take, they do not say
    if (cue.end..by).any(|i| !line.words[i].is_wordlike() || line.words[i].tag == "VBN" && line.lower(i) != "been") {
        return None;
    }
    let source = phrase_after(line, by + 1)?;
    // "is accused by the state of killing nine"
    let of = source.clone().find(|&i| line.lower(i) == "of").filter(|&i| entry.lemma == "accuse" && i > source.start);
    let source = source.start..of.unwrap_or(source.end);
    // "is accused by Osta and the mission of killing nine"
    let both = || phrase_after(line, source.end + 1).filter(|_| line.lower(source.end) == "and");
    let of = |r: &Range<usize>| r.clone().any(|i| line.lower(i) == "of") || line.lower(r.end) == "of";
    let both = both().filter(|r| entry.lemma == "accuse" && of(r));
    let end = both.map(|r| r.clone().find(|&i| line.lower(i) == "of").unwrap_or(r.end));
    let source = source.start..end.unwrap_or(source.end);
    // "the body was found by rescuers", "the deaths attributed by him": a find, and no finding
    let finding = matches!(line.lower(source.end), "to" | "that");
    if entry.lemma == "find" && !finding || entry.lemma == "attribute" {
        return None;
    }
    // "a message put out by its agency"
    if entry.lemma == "put" && !gives_figure(line, cue.end) {
        return None;
    }
    // "had been counted by 6pm", "by Tuesday", "reported by telephone"
    let hour = line.lower(source.start);
    if has("means", hour) && source.len() == 1
        || hour.starts_with(|c: char| c.is_ascii_digit())
        || has("time_word", hour)
        || has("hour_noun", hour)
    {
        return None;
    }
    // "the attack that killed nine was claimed by the Front": who did it, not who counted
    let content = match entry.modality {
        Modality::Claimed if entry.lemma == "accuse" && line.lower(source.end) == "of" => {
            vec![source.end + 1..line.words.len()]
        }
        Modality::Claimed => Vec::new(),
        _ => vec![clause_start(line, cue.start)..cue.start, source.end..line.words.len()],
    };
    can_speak(line, &source).then(|| made(entry, Some(source), None, cue, content, Vec::new()))
}

/// "has confirmed": a participle after "have" is active.
fn follows_have(line: &Line, first: usize) -> bool {
    (first.saturating_sub(3)..first).any(|i| matches!(line.lower(i), "has" | "have" | "had" | "having" | "'ve" | "'d"))
}

fn is_passive(line: &Line, first: usize) -> bool {
    let mut at = first;
    for _ in 0..3 {
        if at == 0 {
            return false;
        }
        at -= 1;
        let word = line.lower(at);
        if matches!(word, "be" | "been" | "being" | "is" | "are" | "was" | "were") {
            return true;
        }
        if !word.ends_with("ly") && !matches!(word, "also" | "not" | "now" | "still") {
            return false;
        }
    }
    false
}

/// Whether a phrase can be one who speaks: it holds a word, and is no bare "there" or relative.
fn can_speak(line: &Line, source: &Range<usize>) -> bool {
    let mut words = line.words[source.clone()].iter().filter(|w| w.is_wordlike());
    let Some(first) = words.next() else { return false };
    let words = &line.words[source.clone()];
    let pronoun = source.len() == 1 && has("no_speaker", &first.lower);
    // "looking into the reports"
    let acts = !first.is_capitalised() && (first.tag == "VBG" || first.tag.is_empty() && first.lower.ends_with("ing"));
    let open = words.last().is_some_and(|w| has("article", &w.lower));
    let lettered = words.iter().any(|w| w.text.chars().any(char::is_alphabetic));
    // "the fire chief", "the bomb squad": what stands before a noun only says which
    let which = |i: usize| i > 0 && has("kind_of_service", &words[i - 1].lower);
    let noun = |i: usize| words.get(i).is_some_and(|w| w.tag.starts_with("NN") && which(i));
    let speechless = words.iter().enumerate().any(|(i, w)| has("speechless", &w.lower) && !noun(i + 1));
    // "the death of a boy raised the toll"
    let befell = |(i, w): (usize, &Word)| w.lower == "of" && i > 0 && has("speechless_of", &words[i - 1].lower);
    let befell = words.iter().enumerate().any(befell);
    lettered && !pronoun && !speechless && !befell && !acts && !open
}

/// "admitted 46 wounded", "admitting at least nine patients": a hospital's verb, whose people live when they come.
pub(super) fn takes_in(line: &Line, after: usize, entry: &CueEntry) -> bool {
    let phrase = || (after..line.words.len().min(after + 6)).take_while(|&i| line.words[i].is_wordlike());
    let counted = phrase().any(|i| crate::numbers::numeral(line.lower(i)).is_some());
    entry.lemma == "admit" && counted && phrase().any(|i| has("taken_in", line.lower(i)))
}

/// Whether a figure stands close enough to be what is given ("put the toll at around 100").
fn gives_figure(line: &Line, from: usize) -> bool {
    let end = line.words.len().min(from + 9);
    let number = |i: usize| crate::numbers::numeral(line.lower(i)).is_some() || has("rough_number", line.lower(i));
    // "put the losses along the whole front in that time at 1,180"
    let at = || (end..end + 8).any(|i| line.lower(i) == "at" && number(i + 1));
    // "documented the summary execution by the army of at least 50 men"
    let of = || (end..end + 4).any(|i| number(i) && (i - 3..i).any(|k| line.lower(k) == "of"));
    (from..end).any(number) || at() || of()
}
