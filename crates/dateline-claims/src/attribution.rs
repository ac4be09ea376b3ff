//! Who says what a sentence says: speaker, cue, relay and the stretch of words they cover.
#![allow(clippy::single_range_in_vec_init, reason = "what is said is a list of stretches, often of one")]

use crate::lexicon::{Phrases, own_rows};
use crate::noun_phrases::{phrase_after, phrase_before};
use crate::sets::has;
use crate::words::Line;
use dateline_model::Modality;
use std::ops::Range;
use std::sync::LazyLock;

/// How a cue takes what is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CueKind {
    /// "said".
    Says,
    /// "put the toll at".
    Gives,
    /// "according to".
    By,
    /// "citing".
    Cites,
}

#[derive(Debug, Clone)]
struct CueEntry {
    kind: CueKind,
    modality: Modality,
    lemma: String,
    gerund: bool,
}

/// One attribution in a sentence; ranges count the sentence's words.
#[derive(Debug, Clone)]
pub struct Attribution {
    /// The speaker's phrase.
    pub source: Option<Range<usize>>,
    /// A description set off after the speaker's name ("…, MP for Kanbalu,").
    pub apposition: Option<Range<usize>>,
    /// The word that hands over.
    pub cue: Range<usize>,
    /// What it hands over: one stretch, or two around the cue.
    pub content: Vec<Range<usize>>,
    /// Those it went through, nearest to the speaker first.
    pub via: Vec<Range<usize>>,
    /// The manner.
    pub modality: Modality,
    /// The cue's lemma.
    pub lemma: String,
}

impl Attribution {
    /// Whether word `i` is part of what is said.
    pub fn covers(&self, i: usize) -> bool {
        self.content.iter().any(|range| range.contains(&i))
    }

    /// Number of words said; a narrower attribution decides before a wider one.
    pub fn width(&self) -> usize {
        self.content.iter().map(ExactSizeIterator::len).sum()
    }
}

static CUES: LazyLock<Phrases<CueEntry>> = LazyLock::new(|| {
    let mut entries = Vec::new();
    for row in own_rows("cues.txt", include_str!("../lexicon/cues.txt")) {
        let Some((modality, kind)) = row.key.split_once(' ') else { continue };
        let Some(modality) = Modality::from_code(modality) else { continue };
        let kind = match kind {
            "gives" => CueKind::Gives,
            "by" => CueKind::By,
            "cites" => CueKind::Cites,
            _ => CueKind::Says,
        };
        for entry in &row.entries {
            let lemma = entry.split('/').next().unwrap_or(entry).to_owned();
            for (word, gerund) in cue_forms(entry, kind) {
                entries.push((word, CueEntry { kind, modality, lemma: lemma.clone(), gerund }));
            }
        }
    }
    entries.sort_by_key(|(_, e)| matches!(e.kind, CueKind::Gives));
    Phrases::new(entries)
});

fn cue_forms(entry: &str, kind: CueKind) -> Vec<(String, bool)> {
    if matches!(kind, CueKind::By | CueKind::Cites) {
        return vec![(entry.to_owned(), false)];
    }
    let parts: Vec<&str> = entry.split('/').collect();
    let (first, rest) = parts[0].split_once(' ').map_or((parts[0], String::new()), |(a, b)| (a, format!(" {b}")));
    let past = if first.ends_with('e') { format!("{first}d{rest}") } else { format!("{first}ed{rest}") };
    let ing = first.strip_suffix('e').map_or_else(|| format!("{first}ing{rest}"), |s| format!("{s}ing{rest}"));
    let third = crate::lexicon::plural(first) + &rest;
    let part = |k: usize, other: String| parts.get(k).map_or(other, |p| (*p).to_owned());
    vec![
        (part(1, past.clone()), false),
        (part(2, past), false),
        (third, false),
        (parts[0].to_owned(), false),
        (part(3, ing), true),
    ]
}

/// The attributions of one sentence, in the order of their cues.
pub fn attributions(line: &Line) -> Vec<Attribution> {
    let mut found: Vec<Attribution> = Vec::new();
    let harm = crate::harm::hits(line);
    for (first, n, entry) in CUES.all_in(line) {
        let cue = first..first + n;
        let spoken = matches!(entry.kind, CueKind::Says | CueKind::Gives);
        // "confirmed killed", "feared dead": part of what is said, no one says it
        if spoken && (!line.may_be_verb(first) || crate::harm::state_at(&harm, first + n)) {
            continue;
        }
        let made = match entry.kind {
            CueKind::By => by(line, cue, entry),
            CueKind::Cites => {
                cites(line, cue, &mut found);
                None
            }
            _ => verb(line, cue, entry),
        };
        found.extend(made);
    }
    found.extend(label(line));
    found.extend(byline(line));
    bound_contents(line, &mut found);
    found
}

/// "…, according to officials": the speaker follows, what is said stands around it.
fn by(line: &Line, cue: Range<usize>, entry: &CueEntry) -> Option<Attribution> {
    let source = phrase_after(line, cue.end)?;
    let mut apposition = None;
    if line.lower(source.end) == "," && cue.start > 0 {
        apposition = apposition_after(line, source.end);
    }
    let after = apposition.as_ref().map_or(source.end, |a: &Range<usize>| a.end);
    let content = vec![clause_start(line, cue.start)..cue.start, after..line.words.len()];
    Some(made(entry, Some(source), apposition, cue, content, Vec::new()))
}

fn made(
    entry: &CueEntry,
    source: Option<Range<usize>>,
    apposition: Option<Range<usize>>,
    cue: Range<usize>,
    content: Vec<Range<usize>>,
    via: Vec<Range<usize>>,
) -> Attribution {
    Attribution { source, apposition, cue, content, via, modality: entry.modality, lemma: entry.lemma.clone() }
}

/// "AFP reported, citing officials": the chain grows by one link.
fn cites(line: &Line, cue: Range<usize>, found: &mut Vec<Attribution>) {
    let passive = matches!(line.lower(cue.start), "quoted" | "cited");
    if passive && line.lower(cue.end) == "by" {
        // "the minister, quoted by the daily, said": the daily is a link of the chain of what follows
        return;
    }
    let Some(source) = phrase_after(line, cue.end) else { return };
    if passive {
        // "the agency quoted a doctor as saying that …"
        let Some((relay, _)) = phrase_before(line, cue.start) else { return };
        let said = line.find("saying", source.end).filter(|&i| i <= source.end + 2);
        let content = said.map_or(source.end, |i| i + 1)..line.words.len();
        let entry =
            CueEntry { kind: CueKind::Says, modality: Modality::Asserted, lemma: "quote".to_owned(), gerund: false };
        found.push(made(&entry, Some(source), None, cue, vec![content], vec![relay]));
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

/// "police said", "said Hamza, an administrator", "confirmed by the ministry".
fn verb(line: &Line, cue: Range<usize>, entry: &CueEntry) -> Option<Attribution> {
    let reduced = line.words[cue.start].tag == "VBN"
        && !follows_have(line, cue.start)
        && crate::syntax::subject(line, cue.start).is_none();
    if is_passive(line, cue.start) || reduced {
        return passive(line, cue, entry);
    }
    if entry.gerund && !matches!(line.lower(cue.start), "saying" | "adding" | "telling" | "claiming") {
        return None;
    }
    let via = relay_after(line, cue.end, &entry.lemma);
    let tail = via.as_ref().map_or(cue.end, |v| v.end);
    if let Some((source, apposition)) = inverted(line, &cue, entry) {
        let end = apposition.as_ref().map_or(source.end, |a| a.end);
        let content = vec![clause_start(line, cue.start)..cue.start, end..line.words.len()];
        return Some(made(entry, Some(source), apposition, cue, content, via.into_iter().collect()));
    }
    let (source, apposition) = subject_before(line, &cue)?;
    if !can_speak(line, &source) || (entry.kind == CueKind::Gives && !gives_figure(line, tail)) {
        return None;
    }
    let tail_end = tail_after(line, tail);
    let closing = ends_statement(line, tail_end) && source.start > 0;
    let set_off = source.start > 0 && !line.words[source.start - 1].is_wordlike();
    let content = if (tail..tail + 3).any(|i| has("blame", line.lower(i))) {
        // "denied responsibility for the bomb that killed nine": the nine are not what is denied
        Vec::new()
    } else if closing && !set_off {
        // "the figure it gave yesterday": a relative clause, no statement
        vec![tail_end..line.words.len()]
    } else if closing {
        vec![clause_start(line, source.start)..source.start, tail_end..line.words.len()]
    } else {
        vec![tail..line.words.len()]
    };
    Some(made(entry, Some(source), apposition, cue, content, via.into_iter().collect()))
}

/// "an official who asked not to be named told AP": read as a description of the official, it is what he did.
fn teller(line: &Line, cue: usize) -> Option<Range<usize>> {
    let word = line.words.get(cue)?;
    let tells = word.lower == "told" && matches!(word.relation, "acl" | "relcl") && word.head < cue;
    let relayed = tells && phrase_after(line, cue + 1).is_some_and(|r| is_media(line, &r));
    relayed.then(|| crate::syntax::phrase_of(line, word.head).start..cue)
}

/// The speaker before the cue: by the tree where there is one, by marks and function words where not.
fn subject_before(line: &Line, cue: &Range<usize>) -> Option<(Range<usize>, Option<Range<usize>>)> {
    if !line.is_parsed() {
        return phrase_before(line, cue.start);
    }
    let by_marks = || phrase_before(line, cue.start).filter(|(r, _)| !r.is_empty());
    if let Some(range) = teller(line, cue.start) {
        return Some((range, None));
    }
    let Some((range, apposition)) = crate::syntax::subject(line, cue.start) else {
        // the tree lost it: a verb that closes the sentence has its speaker right before it
        let finite = line.words.get(cue.start).is_some_and(|w| matches!(w.tag, "VBD" | "VBZ" | "VBP"));
        return if finite { by_marks() } else { None };
    };
    let relative = range.len() == 1 && has("relative", line.lower(range.start));
    if relative && range.start > 1 && line.lower(range.start) != "that" {
        // "the rights group, which had reported 11 dead": the noun before it speaks
        let end = range.start - usize::from(line.lower(range.start - 1) == ",");
        return phrase_before(line, end);
    }
    let adjacent = (range.end..cue.start).all(|i| crate::noun_phrases::is_adverbial(line, i)) || apposition.is_some();
    let closing = ends_statement(line, tail_after(line, cue.end));
    if relative || range.start >= cue.start || (closing && !adjacent && line.words[cue.start].relation != "conj") {
        return by_marks();
    }
    Some((range, apposition))
}

/// "was confirmed by the ministry", "is quoted by the daily as saying".
fn passive(line: &Line, cue: Range<usize>, entry: &CueEntry) -> Option<Attribution> {
    let by = (cue.end..cue.end + 5).find(|&i| line.lower(i) == "by")?;
    if (cue.end..by).any(|i| !line.words[i].is_wordlike()) {
        return None;
    }
    let source = phrase_after(line, by + 1)?;
    let content = vec![clause_start(line, cue.start)..cue.start, source.end..line.words.len()];
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
    let lettered = words.iter().any(|w| w.text.chars().any(char::is_alphabetic));
    let speechless = words.iter().any(|w| has("speechless", &w.lower));
    lettered && !pronoun && !speechless
}

/// Whether a figure stands close enough to be what is given ("put the toll at around 100").
fn gives_figure(line: &Line, from: usize) -> bool {
    let end = line.words.len().min(from + 9);
    (from..end).any(|i| crate::numbers::numeral(line.lower(i)).is_some() || has("rough_number", line.lower(i)))
}

/// "said Hamza Shafqaat, an administrator": the speaker stands after the cue.
fn inverted(line: &Line, cue: &Range<usize>, entry: &CueEntry) -> Option<(Range<usize>, Option<Range<usize>>)> {
    let after_mark = cue.start > 0 && (line.words[cue.start - 1].is_quote() || line.lower(cue.start - 1) == ",");
    let subject_first =
        line.is_parsed() && crate::syntax::subject(line, cue.start).is_some_and(|(r, _)| r.start < cue.start);
    if subject_first || !after_mark || entry.kind != CueKind::Says || cue.start < 2 {
        return None;
    }
    let next = line.words.get(cue.end)?;
    if matches!(next.lower.as_str(), "that" | "it" | "there") && next.lower != "it" {
        return None;
    }
    let starts = next.is_capitalised() || has("inverted_start", &next.lower) || next.tag.starts_with("NN");
    let source = phrase_after(line, cue.end).filter(|_| starts)?;
    let ends = source.end >= line.words.len()
        || !line.words[source.end].is_wordlike()
        || has("follows_inverted", line.lower(source.end));
    // "the army, said the situation was": a subject set off by commas is no inversion
    let subject = line.words[cue.start - 1].lower == "," && !ends;
    if !ends || subject {
        return None;
    }
    let apposition = (line.lower(source.end) == ",").then(|| apposition_after(line, source.end)).flatten();
    Some((source, apposition))
}

/// The phrase between the comma at `comma` and the next mark, when it describes who was named before it.
fn apposition_after(line: &Line, comma: usize) -> Option<Range<usize>> {
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
fn relay_after(line: &Line, at: usize, lemma: &str) -> Option<Range<usize>> {
    if !matches!(lemma, "tell" | "inform") {
        let to = matches!(line.lower(at), "to" | "on").then(|| phrase_after(line, at + 1)).flatten();
        let published = |r: &Range<usize>| {
            line.words[r.clone()].iter().any(|w| has("medium", &w.lower))
                || (line.lower(at) == "to" && is_media(line, r))
        };
        return to.filter(|r| published(r) && !has("time_word", line.lower(r.start)) && has("relayed", lemma));
    }
    let relay = phrase_after(line, at)?;
    is_media(line, &relay).then_some(relay)
}

/// Whether the phrase names one that publishes: a capitalised name, or television, radio, a daily.
pub fn is_media(line: &Line, range: &Range<usize>) -> bool {
    let words = &line.words[range.clone()];
    let medium = words.iter().any(|w| has("medium", &w.lower));
    let listeners = words.iter().any(|w| has("audience", &w.lower));
    let person = words
        .first()
        .is_some_and(|w| matches!(w.lower.as_str(), "president" | "minister" | "mr" | "mr." | "mrs" | "mrs."));
    let named = words
        .iter()
        .filter(|w| w.is_wordlike() && w.lower != "the" && w.lower != "'s")
        .all(Word::is_capitalised_or_medium);
    medium || (named && !listeners && !person)
}

use crate::words::Word;

impl Word<'_> {
    fn is_capitalised_or_medium(&self) -> bool {
        self.is_capitalised() || has("medium", &self.lower)
    }
}

/// The end of what belongs to the cue itself: "in a statement", "on Tuesday", "on condition of anonymity".
fn tail_after(line: &Line, from: usize) -> usize {
    let mut at = from;
    while at < line.words.len() {
        let word = line.lower(at);
        let time = has("tail_time", word)
            || word == "that" && line.lower(at + 1) == "day"
            || word == "day" && at > 0 && line.lower(at - 1) == "that";
        let tail = has("tail_function", word);
        let noun = has("tail_noun", word);
        if !(time || tail || noun) {
            break;
        }
        at += 1;
    }
    // a preposition that opens what is said is no tail ("said in Kabul 12 people died")
    while at > from && has("tail_function", line.lower(at - 1)) && at < line.words.len() && line.words[at].is_wordlike()
    {
        at -= 1;
    }
    at
}

/// Whether nothing is said after the cue: the sentence, or the inserted clause, ends here.
fn ends_statement(line: &Line, at: usize) -> bool {
    match line.words.get(at) {
        None => true,
        Some(word) if word.is_wordlike() => false,
        Some(word) => {
            matches!(word.lower.as_str(), "." | "," | "!" | "?" | "(" | ")" | ";" | "…")
                || (word.is_quote() && at + 1 >= line.words.len())
                || (word.is_quote() && line.lower(at + 1) == ".")
        }
    }
}

/// Where the clause that ends before `at` begins: after the last "; but", or at the sentence's start.
fn clause_start(line: &Line, at: usize) -> usize {
    let stop = (0..at)
        .rev()
        .find(|&i| matches!(line.lower(i), ";") || (line.lower(i) == "but" && i > 0 && line.lower(i - 1) == ","));
    stop.map_or(0, |i| i + 1)
}

/// "22 dead in shooting - NBC": a headline that ends in the outlet it rests on.
fn byline(line: &Line) -> Option<Attribution> {
    let dash = (1..line.words.len()).rev().find(|&i| matches!(line.lower(i), "-" | "–" | "—" | "--"))?;
    let source = dash + 1..line.words.len();
    let spaced = line.words[dash].span.start > line.words[dash - 1].span.end;
    let short = (1..=3).contains(&source.len()) && line.words[source.clone()].iter().all(|w| w.is_capitalised());
    let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: "-".to_owned(), gerund: false };
    (spaced && short && line.kind == dateline_model::BlockKind::Title)
        .then(|| made(&entry, Some(source), None, dash..dash + 1, vec![0..dash], Vec::new()))
}

/// "22 dead in bombing: police", "Police: 22 dead": headlines name the speaker beside a colon.
fn label(line: &Line) -> Option<Attribution> {
    let colon = (1..line.words.len()).find(|&i| line.lower(i) == ":")?;
    if line.words.len() > 24 || (colon + 1..line.words.len()).any(|i| line.lower(i) == ":") {
        return None;
    }
    let entry = CueEntry { kind: CueKind::By, modality: Modality::Asserted, lemma: ":".to_owned(), gerund: false };
    let end = line.words.len() - usize::from(line.words.last().is_some_and(|w| w.lower == "."));
    let (before, after) = (0..colon, colon + 1..end);
    let short = |r: &Range<usize>| (1..=4).contains(&r.len());
    let speaks = |r: &Range<usize>| {
        line.words[r.clone()].iter().any(|w| has("headline_speaker", w.lower.trim_end_matches("'s")))
    };
    if short(&after) && speaks(&after) {
        return Some(made(&entry, Some(after), None, colon..colon + 1, vec![before], Vec::new()));
    }
    (short(&before) && speaks(&before))
        .then(|| made(&entry, Some(before), None, colon..colon + 1, vec![after], Vec::new()))
}

/// Several cues in a sentence: what one hands over ends where the next one's speaker begins.
fn bound_contents(line: &Line, found: &mut [Attribution]) {
    for i in 1..found.len() {
        let (before, after) = found.split_at_mut(i);
        let (Some(last), this) = (before.last_mut(), &mut after[0]) else { continue };
        let shared = this.source.as_ref().is_some_and(|s| s.start < last.cue.start);
        let start = if shared {
            this.cue.start
        } else {
            this.source.as_ref().map_or(this.cue.start, |s| s.start.min(this.cue.start))
        };
        let initial = this.content.first().is_some_and(|c| c.start >= this.cue.end);
        let last_end = last.cue.end.max(last.source.as_ref().map_or(0, |s| s.end));
        if initial {
            // "A said …, but B said …": A's words end before B
            let that = (start.saturating_sub(2)..start).any(|k| line.lower(k) == "that")
                && (last.cue.end..start).any(|k| line.lower(k) == "that");
            let nested = that
                || !(start.saturating_sub(2)..start)
                    .any(|k| matches!(line.lower(k), "," | "but" | "and" | "while" | ";" | "although"));
            if nested {
                // "A said that B had confirmed …": what reaches the reader is A's word
                if last.content.iter().any(|c| c.contains(&this.cue.start)) {
                    this.content.clear();
                }
            } else {
                for range in &mut last.content {
                    range.end = range.end.min(start).max(range.start);
                }
            }
        } else if start == last_end + 1
            && is_media(line, &(start..this.cue.start))
            && last.source.as_ref().is_some_and(|s| s.start > 0)
        {
            // "…, the ministry said, the agency reported": one chain
            last.via.push(start..this.cue.start);
            this.content.clear();
        } else if start > 0 && line.lower(start - 1) == "as" {
            // "… as the media reported": it confirms, it does not hand over
            this.content.clear();
        } else {
            // "A said …; …, B said": B's words begin after A's cue, or after the last clause break
            let from = (last_end..start)
                .rev()
                .find(|&k| matches!(line.lower(k), ";" | "but" | "while"))
                .map_or(last_end, |k| k + 1);
            if let Some(first) = this.content.first_mut() {
                first.start = first.start.max(from).min(first.end);
            }
            for range in &mut last.content {
                range.end = range.end.min(from.max(last.cue.end)).max(range.start);
            }
        }
    }
}
