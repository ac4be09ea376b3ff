//! Reports that are about what people make of violence: a court, an inquiry, a count, a law, a book.
//!
//! Made from the words of headline and first sentence that say so (`lexicon/asides.txt`), and from the whole report: where
//! any sentence tells of a deed of its days, that is news, whatever the report opens with. Leaves to
//! [`about`](crate::about) what is plain without that, and reports that say when the old deed was.

use crate::about::{About, PAST, TRIED, WITHIN};
use crate::events::event_words;
use crate::harm::{Form, Hit, Shape, hits};
use crate::lexicon::{Phrases, own_phrases};
use crate::sets::has;
use crate::standing::is_said_time;
use crate::tie::{Tie, governing_verb, is_caption, tie_of};
use crate::times::TimeMention;
use crate::words::Line;
use dateline_model::{BlockKind, Category};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Days for which a deed is news.
const NEWS: i32 = 60;
/// Days that a time may span which dates one deed: "last year" dates none.
const SPAN: i32 = 45;

static ASIDES: LazyLock<BTreeMap<String, Phrases<()>>> =
    LazyLock::new(|| own_phrases("asides.txt", include_str!("../lexicon/asides.txt")));

/// Where a phrase of this row first stands in a sentence, outside of what only describes someone.
fn first_of(row: &str, line: &Line) -> Option<usize> {
    let phrases = ASIDES.get(row)?;
    // headlines are no sentences: their trees say little
    let main = |i: usize| line.kind == BlockKind::Title || is_main(line, i);
    (0..line.words.len()).find(|&i| phrases.at(line, i).is_some_and(|(n, ())| main(i + n - 1)))
}

/// An exercise or an attack on computers, in headline or first sentence, and nobody killed or hurt in the first ones.
pub(crate) fn is_harmless(lines: &[Line]) -> Option<&'static str> {
    let lead = &lines[..lines.len().min(5)];
    let spared = |line: &Line, at: usize| {
        (at.saturating_sub(6)..at).any(|i| has("negative_subject", line.lower(i)) || line.lower(i) == "no")
    };
    let harmed = |line: &Line| {
        let mut told = hits(line).into_iter().filter(|hit| hurts(hit.category) && hit.category != Category::Kidnapped);
        // "played the wounded", "shooting down drones"
        let shown = |hit: &Hit| hit.first > 0 && line.lower(hit.first - 1) == "the" || line.lower(hit.end) == "down";
        let verb = |hit: &Hit| line.may_be_verb(hit.first) && is_main(line, hit.first) && !shown(hit);
        told.any(|hit| verb(&hit) && !spared(line, hit.first))
    };
    let found = |row: &&str| lead.iter().take(2).any(|line| first_of(row, line).is_some());
    let kind = ["drill", "hackers"].into_iter().find(found)?;
    (!lead.iter().any(harmed)).then_some(if kind == "drill" { "an exercise" } else { "computers" })
}

/// What a sentence says that the report is about, and where it says so.
fn topic(line: &Line) -> Option<(&'static str, usize)> {
    let kinds = ["grave", "court", "inquiry", "memory", "count", "work", "peace", "rule"];
    let occasion = |kind: &str, at: usize| matches!(kind, "peace" | "rule") && is_occasion(line, at);
    kinds.into_iter().find_map(|kind| Some((kind, first_of(kind, line).filter(|&at| !occasion(kind, at))?)))
}

/// "Four days before the elections, rebels attacked a town": when it was, and no topic.
fn is_occasion(line: &Line, at: usize) -> bool {
    let clause = (at.saturating_sub(10)..at).rev().take_while(|&i| line.lower(i) != ",");
    clause.into_iter().any(|i| has("time_relation", line.lower(i)))
}

/// Whether a sentence tells of a deed before it comes to what else it is about: "A missile killed six a day after a truce".
fn leads(line: &Line) -> bool {
    let deed = hits(line).into_iter().filter(|hit| hurts(hit.category)).map(|hit| hit.first).chain(struck(line)).min();
    topic(line).is_none_or(|(_, at)| deed.is_some_and(|deed| deed < at))
}

/// What the report is about, if it tells of no deed of its days.
pub(crate) fn aside(lines: &[Line], published: Option<Date>, times: &[TimeMention]) -> Option<About> {
    let published = published?;
    let title = lines.first().filter(|line| line.kind == BlockKind::Title);
    let opening = crate::about::opening(lines)?;
    let lead = || title.into_iter().chain([opening]);
    // "condemned an attack", but "condemned to death", "denied parole"
    let reacts = |line: &Line| first_of("reacts", line).is_some_and(|at| !has("passed_on", line.lower(at + 1)));
    if lead().any(reacts) {
        return None;
    }
    let by_title = title.and_then(topic);
    let kind = by_title.or_else(|| topic(opening)).map(|(kind, _)| kind);
    let tried = lead().any(|line| topic(line).is_some_and(|(kind, _)| kind == "court"));
    let reach = match kind {
        _ if tried => TRIED,
        Some(_) => NEWS,
        None => PAST,
    };
    let since = published.saturating_sub(reach.days());
    let own = |line: &Line| -> Vec<&TimeMention> { times.iter().filter(|t| line.span.contains(t.span)).collect() };
    let old = |line: &Line| own(line).iter().any(|t| is_old(t, since));
    // whose trial it is may be news of it, unless it is said to be of long ago
    let bygone = |line: &Line| own(line).iter().any(|t| is_bygone(t, since));
    let bygone = lines.iter().take(WITHIN).any(bygone);
    let once = |line: &Line| first_of("once", line).is_some();
    if kind == Some("court") && !bygone && !lead().any(once) {
        return None;
    }
    // what says nothing of what it is about must name no deed in its first words
    let names = |line: &Line| if kind.is_some() { is_deed_headlined(line) } else { names_deed(line) };
    let headline = title.is_some_and(|line| by_title.is_none() && names(line));
    let told = match kind {
        Some(_) => topic(opening).is_none() && is_deed_told(opening) && !old(opening),
        None => first_words(lines).any(|line| names_main_deed(line) && !old(line)),
    };
    let news = |line: &Line| tells_news(line, &own(line), since, kind.is_some());
    let when = lines.iter().take(WITHIN).filter(|line| names_deed(line)).flat_map(own);
    let when = when.into_iter().find(|t| is_bygone(t, since)).map(|t| t.span);
    let about = match kind {
        Some("count") => About::Beside("a count"),
        Some("work") => About::Beside("a work"),
        Some("peace") => About::Beside("talks"),
        Some("rule") => About::Beside("laws and offices"),
        Some(_) => About::Past(when),
        None => About::Beside("no deed of its days"),
    };
    let silent = !headline && !told && !lines.iter().any(news);
    (silent && (kind.is_some() || title.is_some())).then_some(about)
}

/// The first sentences that say anything: no captions.
fn first_words<'l, 't>(lines: &'l [Line<'t>]) -> impl Iterator<Item = &'l Line<'t>> {
    let whole = |line: &&Line| line.kind != BlockKind::Title && line.words.len() > 4 && !is_caption(line);
    lines.iter().filter(whole).take(2)
}

/// Whether a sentence tells of a deed and dates it within the days that are news; of a report that says what else it is
/// about, not where the deed only describes someone: "A surgeon who has treated women raped in the war was honoured on
/// Friday".
fn tells_news(line: &Line, times: &[&TimeMention], since: Date, aside: bool) -> bool {
    let fresh =
        |t: &&&TimeMention| t.days.is_some_and(|(start, end)| start >= since && (end - start).get_days() <= SPAN);
    let of = topic(line).map(|(kind, _)| kind);
    let dates = |t: &TimeMention| match tie_of(line, t) {
        Tie::Deed if aside => names_main_deed(line),
        Tie::Deed => names_deed(line),
        Tie::Open if of.is_none() => names_main_deed(line) || !aside && names_deed(line),
        Tie::Open => is_deed_told(line) && leads(line),
        Tie::After | Tie::Apart => false,
    };
    // "seven of ten fear being shot, a poll showed on Monday"
    if of == Some("count") {
        return false;
    }
    times.iter().filter(fresh).any(|t| !is_said_time(line, t) && !is_no_day(line, t) && dates(t))
}

/// "at dawn", "between January and December", "was executed on Thursday": a time that makes no news of a deed.
fn is_no_day(line: &Line, time: &TimeMention) -> bool {
    let (at, end) = (line.word_from(time.span.start), line.word_from(time.span.end));
    let hour = (at..end).all(|i| has("twilight", line.lower(i)));
    let between = (at.saturating_sub(3)..at).any(|i| line.lower(i) == "between");
    let executed = governing_verb(line, time).is_some_and(|verb| line.lower(verb).starts_with("execut"));
    hour || between || executed
}

/// Whether any word tells of people harmed or of an attack.
fn names_deed(line: &Line) -> bool {
    hits(line).iter().any(|hit| hurts(hit.category)) || struck(line).next().is_some()
}

/// The same outside of what only describes someone: "a shooting that left two dead".
fn names_main_deed(line: &Line) -> bool {
    let harmed = hits(line).into_iter().filter(|hit| hurts(hit.category)).map(|hit| hit.first);
    harmed.chain(struck(line)).any(|at| is_main(line, at))
}

/// The words for what is done in an attack; a march is none.
fn struck(line: &Line) -> impl Iterator<Item = usize> {
    event_words(line).into_iter().filter(|event| event.weight > 1).map(|event| event.first)
}

fn is_bygone(time: &TimeMention, since: Date) -> bool {
    time.precision.of_event().is_some() && time.days.is_some_and(|(_, end)| end < since)
}

fn is_old(time: &TimeMention, since: Date) -> bool {
    time.days.is_some_and(|(start, end)| end < since || (end - start).get_days() > SPAN)
}

fn hurts(category: Category) -> bool {
    matches!(category, Category::Killed | Category::Wounded | Category::Casualties | Category::Kidnapped)
}

/// Whether a sentence tells of a deed in so many words: "Gunmen killed six", "said that two died"; not "a man who killed
/// six was jailed", "the killing of six".
fn is_deed_told(line: &Line) -> bool {
    let harmed = hits(line).into_iter().filter(|hit| hurts(hit.category) && !matches!(hit.form, Form::Nominal));
    // "flattened a house, killing six"
    let joins = |i: usize| line.words[i].tag == "VBG" && line.words[i].relation == "advcl";
    let finite = |i: usize| joins(i) || !matches!(line.words[i].tag, "VB" | "VBG") && !has("be", line.lower(i));
    let spared = |at: usize| (at.saturating_sub(3)..at).any(|i| has("negative_subject", line.lower(i)));
    harmed
        .map(|hit| hit.first)
        .chain(struck(line))
        .filter(|at| !spared(*at))
        .any(|at| line.may_be_verb(at) && finite(at) && is_main(line, at))
}

/// Whether a headline tells of a deed: "Four dead in Norvale shooting"; not "Court hears of killing".
fn is_deed_headlined(line: &Line) -> bool {
    let verbal = |hit: &Hit| !matches!(hit.form, Form::Gerund | Form::Nominal) || hit.shape == Shape::State;
    let told = |hit: &Hit| hurts(hit.category) && verbal(hit) && is_main(line, hit.first);
    hits(line).iter().any(told) || is_deed_told(line)
}

/// Whether the word at `at` stands in no clause that only describes someone.
fn is_main(line: &Line, at: usize) -> bool {
    let up = |&i: &usize| line.words.get(i).map(|w| w.head).filter(|head| *head != i);
    let describes = |i: usize| matches!(line.words[i].relation, "relcl" | "acl" | "amod" | "pcomp" | "compound");
    !std::iter::successors(Some(at), up).take(12).any(describes)
}
