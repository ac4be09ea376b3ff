//! Reports that are on no incident of their days, however many words of violence they hold: trials and commemorations
//! of a deed of another time, obituaries, finds of arms, plots of films, matches, disease and animals.
//!
//! Made from the headline and the first sentences, where a report says what it is about, and `lexicon/about.txt`. What
//! comes first decides: "Gunmen attacked a ceremony marking ten years since the siege" is an attack. Leaves reports that
//! only weigh less of violence than of something else to [`judge`](crate::events::judge).

use crate::aside::{aside, is_harmless};
use crate::events::{SHOTS, event_words};
use crate::harm::{Hit, hits};
use crate::lexicon::{Phrases, own_phrases};
use crate::sets::has;
use crate::standing::is_said_time;
use crate::tie::{Tie, tie_of};
use crate::times::TimeMention;
use crate::words::Line;
use dateline_model::{BlockKind, Category, Span};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// What a report is about that is on no incident of its days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum About {
    /// A trial or commemoration of a deed of another time, and the words that date it.
    Past(Option<Span>),
    /// Talks, arms that were found, the figures of a year: what it tells of violence is recalled.
    Beside(&'static str),
    /// Disease or animals, something made up or played, a quarrel, a life that ended.
    Nothing(&'static str),
}

/// Sentences, the headline among them, that say what a report is about.
const LEAD: usize = 4;
/// Sentences within which the deed of another time may be dated.
pub(crate) const WITHIN: usize = 8;
/// Days from which a deed that is commemorated is of another time.
pub(crate) const PAST: i32 = 300;
/// The same where it is tried: for two years its trial is still news of it, unless the report dates it by an earlier year.
pub(crate) const TRIED: i32 = 730;
/// Days before a trial of a deed of another year that a day may lie which dates something else.
const LATELY: i32 = 30;
/// Age from which a death told with it is taken for a natural one.
const OLD: u32 = 55;

static ABOUT: LazyLock<BTreeMap<String, Phrases<()>>> =
    LazyLock::new(|| own_phrases("about.txt", include_str!("../lexicon/about.txt")));

/// Where a phrase of this row first stands in a sentence: its first word, and one past its last.
fn first(row: &str, line: &Line) -> Option<(usize, usize)> {
    let (at, n, ()) = ABOUT.get(row)?.first_in(line)?;
    Some((at, at + n))
}

fn is_at(row: &str, line: &Line, i: usize) -> bool {
    ABOUT.get(row).is_some_and(|phrases| phrases.at(line, i).is_some())
}

/// What the report is about, if it is on no incident of its days.
pub(crate) fn about(lines: &[Line], published: Option<Date>, times: &[TimeMention]) -> Option<About> {
    let lead = &lines[..lines.len().min(LEAD)];
    let attacked =
        lead.iter().take(2).any(|line| event_words(line).iter().any(|e| e.weight > 2 && line.may_be_verb(e.first)));
    let first = if attacked { 2 } else { 3 };
    if lead.iter().take(first).any(|line| is_of_nature(line, "diseases", "of_disease")) {
        return Some(About::Nothing("disease"));
    }
    if lead.iter().take(3).any(|line| is_of_nature(line, "animals", "of_animal")) || is_hunt(lead) {
        return Some(About::Nothing("animals"));
    }
    if lead.iter().take(2).any(|line| is_of_nature(line, "weather", "of_animal")) {
        return Some(About::Nothing("weather"));
    }
    if is_debate(lines) {
        return Some(About::Nothing("a debate"));
    }
    if is_match(lead) {
        return Some(About::Nothing("a match"));
    }
    if is_story(lead) {
        return Some(About::Nothing("a story"));
    }
    if is_mishap(lead) {
        return Some(About::Nothing("an accident"));
    }
    if let Some(what) = is_harmless(lines) {
        return Some(About::Nothing(what));
    }
    if is_life(lines) {
        return Some(About::Nothing("a life that ended"));
    }
    if is_of_talks(lines) {
        return Some(About::Beside("talks"));
    }
    if is_of_a_year(lead, times) {
        return Some(About::Beside("the figures of a year"));
    }
    if is_find(lines, &|line| is_recalled(line, published, times)) {
        return Some(About::Beside("arms that were found"));
    }
    past(lines, published, times).or_else(|| aside(lines, published, times))
}

/// Whether the headline or the first sentence tells of a trial.
pub(crate) fn is_of_trial(lines: &[Line]) -> bool {
    let title = lines.first().filter(|line| line.kind == BlockKind::Title);
    title.into_iter().chain(opening(lines)).any(|line| first("trial", line).is_some())
}

/// Whether people were killed or hurt, by what this hit says.
fn hurts(hit: &Hit) -> bool {
    matches!(hit.category, Category::Killed | Category::Wounded | Category::Casualties)
}

/// The first word by which a sentence tells of people harmed or of an attack.
fn first_deed(line: &Line) -> Option<usize> {
    // "victims' relatives" tells of no deed
    let told = |hit: &Hit| hurts(hit) && !line.lower(hit.first).starts_with("victim");
    let harm = hits(line).into_iter().filter(told).map(|hit| hit.first);
    harm.chain(event_words(line).into_iter().map(|event| event.first)).min()
}

/// The same, but for deeds that only say who somebody is: "an oak for the bakers who died there was unveiled".
fn told_deed(line: &Line) -> Option<usize> {
    let of_whom = |at: usize| (at.saturating_sub(3)..at).any(|k| matches!(line.lower(k), "who" | "whom" | "which"));
    let harm = hits(line).into_iter().filter(hurts).map(|hit| hit.first);
    let told = harm.filter(|at| !line.lower(*at).starts_with("victim"));
    told.chain(event_words(line).into_iter().map(|event| event.first)).filter(|at| !of_whom(*at)).min()
}

/// Whether someone who attacks or bears arms is named: "gunmen", "a bomber".
fn names_attackers(line: &Line) -> bool {
    line.words.iter().any(|w| has("attackers", &w.lower))
}

/// "Cholera kills 23", "Wolves kill 60 sheep", "mauled by a bear", "died of malaria".
fn is_of_nature(line: &Line, row: &str, between: &str) -> bool {
    let harmed = |i: usize| hits(line).iter().any(|hit| hurts(hit) && hit.first == i) || has("mauls", line.lower(i));
    let does = |i: usize, n: usize| {
        let verb = (i + n..i + n + 4).find(|&k| !is_at(between, line, k)).unwrap_or(i + n);
        // "Dog shot dead", "Lion was killed": what befell them
        let suffers = has("shot_or_stabbed", line.lower(verb)) || has("be", line.lower(verb.saturating_sub(1)));
        harmed(verb) && !suffers && is_doer(line, i, verb)
    };
    // "Winds of 160 km/h battered the coast, killing two"
    let joined = |i: usize| {
        let head = line.words[i].head;
        let acts = line.words[i].relation == "nsubj" && i < 6;
        acts && (head + 1..line.words.len()).any(|k| {
            line.words[k].tag == "VBG" && line.words[k].head == head && harmed(k) && line.words[k].relation == "advcl"
        })
    };
    let by = |i: usize| {
        let before = (i.saturating_sub(4)..i).rev().find(|&k| !is_at(between, line, k));
        before.is_some_and(|k| matches!(line.lower(k), "by" | "from" | "of") && k > 0 && harmed(k - 1))
    };
    let found = |i: usize| {
        ABOUT
            .get(row)
            .and_then(|phrases| phrases.at(line, i))
            .is_some_and(|(n, ())| does(i, n) || by(i) || joined(i + n - 1))
    };
    !names_attackers(line) && (0..line.words.len()).any(found)
}

/// "Police shoot a bear": an animal is shot at in headline or first sentence, and nobody else.
fn is_hunt(lead: &[Line]) -> bool {
    let shot = |line: &Line| {
        let at = (0..line.words.len()).find(|&i| is_at("animals", line, i))?;
        let verb = line.words[at].head;
        let suffers = matches!(line.words[at].relation, "dobj" | "nsubjpass");
        let others =
            hits(line).into_iter().any(|hit| hurts(&hit) && !(hit.first..hit.end).contains(&verb) && hit.first < at);
        Some(suffers && !others && (has("shot_or_stabbed", line.lower(verb)) || SHOTS.contains(&line.lower(verb))))
    };
    let told: Vec<bool> = lead.iter().take(2).filter_map(shot).collect();
    told.len() == lead.len().min(2) && told.into_iter().all(|hunted| hunted)
}

/// Whether what stands at `i` does what stands at `verb`, and does not suffer it: "Lion killed by poachers".
fn is_doer(line: &Line, i: usize, verb: usize) -> bool {
    let behind = line.lower(verb + 1);
    let suffers = behind == "by" || line.words.get(verb).is_some_and(|w| w.head == i && w.tag == "VBN");
    !suffers
}

/// A pit or a bus in headline or first sentence, and nobody who shoots or blows anything up.
fn is_mishap(lead: &[Line]) -> bool {
    let accident = |line: &Line| crate::events::names_accident(line);
    let meant = |line: &Line| {
        let armed = |i: usize| SHOTS.contains(&line.lower(i)) || has("firearm", line.lower(i));
        event_words(line).iter().any(|e| e.weight > 2) || names_attackers(line) || (0..line.words.len()).any(armed)
    };
    lead.iter().take(2).any(accident) && !lead.iter().take(3).any(meant)
}

/// "4-1", "98-91" in a headline or lead, with words of sport, and nobody who attacks.
fn is_match(lead: &[Line]) -> bool {
    let score = |line: &Line| {
        let digits = |s: &str| (1..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit());
        line.words.iter().any(|w| w.text.split_once(['-', '–']).is_some_and(|(a, b)| digits(a) && digits(b)))
            || line.words.windows(3).any(|w| {
                digits(w[0].text)
                    && matches!(w[1].text, "-" | "–")
                    && digits(w[2].text)
                    && w[0].span.end == w[1].span.start
                    && w[1].span.end == w[2].span.start
            })
    };
    let weight = lead.iter().map(crate::events::weight_of_sport).sum::<u32>();
    // "shots rang out at a football game"
    let real =
        |line: &Line| event_words(line).iter().any(|e| e.weight > 2 && !line.lower(e.first).starts_with("attack"));
    (lead.iter().take(3).any(score) && weight >= 3 || weight >= 5 && !lead.iter().any(real))
        && !lead.iter().any(names_attackers)
        && !lead.iter().take(2).any(|line| first("harmed_fans", line).is_some())
}

/// A quarrel of politicians: four words of parliaments and budgets in headline and lead, and nobody dead, armed or treated.
fn is_debate(lines: &[Line]) -> bool {
    let lead = &lines[..lines.len().min(3)];
    let mut words: Vec<&str> = lead.iter().flat_map(|l| &l.words).map(|w| w.lower.as_str()).collect();
    words.sort_unstable();
    words.dedup();
    let named = |row: &str, word: &str| ABOUT.get(row).is_some_and(|phrases| phrases.exactly(word).is_some());
    let real = |line: &Line| line.words.iter().any(|w| named("real", &w.lower) || has("attackers", &w.lower));
    words.iter().filter(|word| named("debate", word)).count() >= 4 && !lines.iter().take(4).any(real)
}

/// A review, or a lead that tells of a film, a novel or a game in the present tense.
fn is_story(lead: &[Line]) -> bool {
    let title = lead.first().filter(|line| line.kind == BlockKind::Title);
    let review = title.is_some_and(|t| {
        t.lower(0) == "review" && t.lower(1) == ":"
            || t.has("film review")
            || t.has("book review")
            || t.has("game review")
            || t.has("tv review")
    });
    // "a series of attacks", "a bomb in a movie theater"
    let real =
        |line: &Line, end: usize| matches!(line.lower(end), "of" | "theater" | "theaters" | "theatre" | "theatres");
    let tells = |line: &&Line| first("story", line).is_some_and(|(_, end)| !real(line, end));
    let story = lead.iter().take(3).filter(tells).count();
    (review || story >= 2) && !lead.iter().skip(usize::from(title.is_some())).take(1).any(is_told_as_past)
}

/// Whether a sentence tells of violence or harm in the past, as news does and plots do not.
pub(crate) fn is_told_as_past(line: &Line) -> bool {
    // "is shot dead", "are taken hostage": a plot
    let present = |i: usize| (i.saturating_sub(3)..i).any(|k| matches!(line.lower(k), "is" | "are" | "being" | "be"));
    let past = |i: usize| line.words.get(i).is_some_and(|w| w.tag == "VBD" || w.tag == "VBN" && !present(i));
    hits(line).iter().any(|hit| hurts(hit) && past(hit.first))
        || event_words(line).iter().any(|e| (e.first..e.end).any(past))
}

/// An obituary: "dies at 91", "He was 88.", "is survived by", and nothing that killed.
fn is_life(lines: &[Line]) -> bool {
    let opening = &lines[..lines.len().min(8)];
    let age = |line: &Line, i: usize| {
        line.words.get(i).and_then(|w| w.text.parse::<u32>().ok()).filter(|n| (OLD..120).contains(n))
    };
    let dies = |line: &Line| {
        (0..line.words.len()).any(|i| {
            matches!(line.lower(i), "dies" | "died" | "dead")
                && (matches!(line.lower(i + 1), "at" | "aged") && age(line, i + 2).is_some()
                    || i > 2 && line.lower(i - 1) == "," && age(line, i - 2).is_some())
        })
    };
    let was = |line: &Line| {
        line.words.len() <= 5
            && matches!(line.lower(0), "he" | "she")
            && line.lower(1) == "was"
            && age(line, 2).is_some()
    };
    let died = |line: &Line| ["died", "dies", "has died"].iter().any(|w| line.has(w));
    let natural = opening.iter().take(3).any(|line| first("life", line).is_some());
    let told = opening.iter().take(2).any(dies) || opening.iter().take(4).any(was);
    let lead = opening.iter().take(3).any(died);
    // "dies at 61 after being shot": what killed
    let killed = |line: &Line| {
        let Some(at) = (0..line.words.len()).find(|&i| matches!(line.lower(i), "died" | "dies")) else { return false };
        (at..(at + 14).min(line.words.len())).any(|i| {
            has("shot_or_stabbed", line.lower(i))
                || line.lower(i).starts_with("wound")
                || line.lower(i).starts_with("injur")
                || event_words(line).iter().any(|e| e.first == i)
        })
    };
    // "A shell hit a house. A man died. He was 71.": only of whom it is told can it be of another time
    let told_of_no_one = |line: &Line| {
        let behind_who = |at: usize| (0..at).any(|i| matches!(line.lower(i), "who" | "whose" | "which" | "veteran"));
        event_words(line).iter().any(|event| !behind_who(event.first))
    };
    lead && (told || natural) && !opening.iter().take(3).any(killed) && !opening.iter().take(2).any(told_of_no_one)
}

/// Talks and accords, in headline and lead, and nobody harmed there.
fn is_of_talks(lines: &[Line]) -> bool {
    let opening = &lines[..lines.len().min(3)];
    let Some(title) = opening.first().filter(|line| line.kind == BlockKind::Title) else { return false };
    let tells = |line: &Line| {
        let done = event_words(line).into_iter().any(|e| line.words[e.first].tag == "VBD");
        done || hits(line).iter().any(hurts)
    };
    let talks = |line: &Line| first("talks", line).is_some();
    talks(title) && opening.get(1).is_some_and(talks) && !opening.iter().any(tells)
}

/// "Violence took 900 lives in 2029, fewer than the year before, a commission said in its annual report."
fn is_of_a_year(lead: &[Line], times: &[TimeMention]) -> bool {
    let Some(opening) = lead.iter().find(|line| line.kind != BlockKind::Title) else { return false };
    let mut inside = times.iter().filter(|t| opening.span.contains(t.span));
    let whole = inside.clone().any(|t| t.precision == crate::times::Precision::Year);
    let fresh = inside.any(|t| t.precision != crate::times::Precision::Year && tie_of(opening, t) == Tie::Deed);
    whole && !fresh && first("yearly", opening).is_some()
}

/// Whether a sentence looks back: to a day long before, or to an anniversary.
fn is_recalled(line: &Line, published: Option<Date>, times: &[TimeMention]) -> bool {
    let old = |t: &TimeMention| line.span.contains(t.span) && is_past(t, published, PAST);
    times.iter().any(old) || line.has("anniversary")
}

/// Arms that somebody came upon, or a bomb of an old war, and nobody harmed but in what is recalled.
fn is_find(lines: &[Line], recalled: &dyn Fn(&Line) -> bool) -> bool {
    let opening = &lines[..lines.len().min(3)];
    // "nobody was injured"
    let spared = |line: &Line, hit: &Hit| {
        (hit.first.saturating_sub(4)..hit.first).any(|i| has("negative_subject", line.lower(i)))
    };
    let harmed = |line: &Line| hits(line).iter().any(|hit| hurts(hit) && !spared(line, hit));
    let wartime = opening.iter().any(|line| first("wartime", line).is_some());
    if lines.iter().take(if wartime { LEAD } else { lines.len() }).any(|line| harmed(line) && !recalled(line)) {
        return false;
    }
    let unearthed = |line: &Line| {
        let Some((_, end)) = first("found", line) else { return false };
        first_deed(line).is_none_or(|deed| deed >= end || is_at("arms", line, deed))
            && (end..(end + 7).min(line.words.len())).any(|i| is_at("arms", line, i))
    };
    // "after a shooting"; an attack that was averted is none
    let attacked = |line: &Line| {
        let other = |i: usize| !is_at("arms", line, i) && !is_at("bombs", line, i);
        first("averted", line).is_none() && event_words(line).iter().any(|event| (event.first..event.end).all(other))
    };
    let exploded = |line: &Line| line.words.iter().any(|w| w.lower.starts_with("explod"));
    // "arrested six militants and seized explosives"
    let caught = |line: &Line| {
        let attackers = |i: usize| has("attackers", line.lower(i));
        let seized = |i: usize| (i.saturating_sub(4)..i).any(|k| has("arrest_word", line.lower(k)));
        (0..line.words.len()).filter(|&i| attackers(i)).all(seized)
    };
    let set_off = |line: &Line| {
        let detonated = |w: &crate::words::Word| w.lower.starts_with("detonat") && w.tag.starts_with('V');
        exploded(line) || names_attackers(line) && !caught(line) || line.words.iter().any(detonated)
    };
    wartime && !opening.iter().any(exploded)
        || opening.iter().any(unearthed)
            && !opening.iter().any(|line| !recalled(line) && (set_off(line) || attacked(line)))
}

/// A trial or a commemoration of a deed of another time.
fn past(lines: &[Line], published: Option<Date>, times: &[TimeMention]) -> Option<About> {
    let lead = &lines[..lines.len().min(LEAD)];
    let topic = |line: &Line| {
        let memory =
            first("memory", line).filter(|(at, _)| !line.lower(*at).starts_with("mark") || marks_years(line, *at));
        memory.into_iter().chain(first("trial", line)).map(|(at, _)| at).min()
    };
    let title = lead.first().filter(|line| line.kind == BlockKind::Title);
    let opening = opening(lines);
    let harmed_first = |line: &Line, at: usize| hits(line).iter().any(|hit| hurts(hit) && hit.first < at);
    let by_title = title.and_then(|line| topic(line).map(|at| !harmed_first(line, at)));
    let by_opening = opening.and_then(|line| topic(line).map(|at| told_deed(line).is_none_or(|deed| deed > at)));
    let fresh_title = title.is_some_and(|line| by_title.is_none() && !hits(line).iter().all(|hit| !hurts(hit)));
    let fresh_opening =
        opening.is_some_and(|line| by_opening.is_none() && first_deed(line).is_some_and(|deed| deed < 8));
    let told = by_opening == Some(true) && by_title != Some(false) && !fresh_title
        || by_title == Some(true) && by_opening != Some(false) && !fresh_opening;
    let tried = lead.iter().take(2).any(|line| first("trial", line).is_some());
    let reach = if tried { TRIED } else { PAST };
    let old = |t: &TimeMention| is_past(t, published, reach);
    let stands = |t: &TimeMention, first: usize| {
        lines.iter().take(first).any(|line| line.span.contains(t.span) && !is_said_time(line, t))
    };
    let dated = times.iter().filter(|t| old(t) && stands(t, WITHIN));
    let width = |t: &&TimeMention| t.days.map_or(i32::MAX, |(start, end)| (end - start).get_days());
    let when = dated.clone().min_by_key(|t| (width(t), t.span.start)).map(|t| t.span);
    let years = || lead.iter().any(|line| tells_of_years(line, published, tried));
    let of_another_time = dated.into_iter().any(|t| stands(t, LEAD)) || years();
    // "the 2029 bombing … on New Year's Eve": the feast of that year
    let dated_by_year = lead.iter().take(2).any(|line| tells_of_years(line, published, true));
    let these_days = if tried && dated_by_year { LATELY } else { PAST };
    (told && of_another_time && !is_of_these_days(lead, published, times, these_days)).then_some(About::Past(when))
}

/// The first sentence behind the title that is no line of who wrote it: "By Ana Ruiz", "By our correspondent".
pub(crate) fn opening<'l, 't>(lines: &'l [Line<'t>]) -> Option<&'l Line<'t>> {
    let signed = |line: &Line| line.lower(0) == "by" && line.words.len() < 9 && hits(line).is_empty();
    let title = lines.first().filter(|line| line.kind == BlockKind::Title);
    lines.iter().skip(usize::from(title.is_some())).take(2).find(|line| !signed(line))
}

/// Whether the first sentences date a deed by a day not long before the report: "those killed on Tuesday".
fn is_of_these_days(lead: &[Line], published: Option<Date>, times: &[TimeMention], within: i32) -> bool {
    let recent = |t: &&TimeMention| {
        t.days.is_some_and(|(_, end)| published.is_some_and(|day| end >= day.saturating_sub(within.days())))
    };
    let hangs_on_deed = |line: &Line| {
        let mut own = times.iter().filter(recent).filter(|t| line.span.contains(t.span));
        own.any(|t| tie_of(line, t) == Tie::Deed)
    };
    lead.iter().take(3).any(hangs_on_deed)
}

/// "mark ten years since", "marked the anniversary".
fn marks_years(line: &Line, at: usize) -> bool {
    let of_years = ["year", "decade", "anniversar"];
    (at..at + 7).any(|i| of_years.iter().any(|word| line.lower(i).starts_with(word)))
}

/// Whether a time lies long before the report.
fn is_past(time: &TimeMention, published: Option<Date>, reach: i32) -> bool {
    let Some((_, end)) = time.days else { return false };
    time.precision.of_event().is_some() && published.is_some_and(|day| end < day.saturating_sub(reach.days()))
}

/// "the 2029 Norvale shooting", "ten years since", "the tenth anniversary"; of a trial, whose sentences are counted in
/// years as well, only a year long enough ago.
fn tells_of_years(line: &Line, published: Option<Date>, tried: bool) -> bool {
    let recent = 1;
    let year = |w: &str| {
        let year = w.parse::<i16>().ok().filter(|y| w.len() == 4 && (1900..2100).contains(y));
        year.is_some_and(|y| published.is_none_or(|p| y < p.year() - recent))
    };
    let years = |i: usize| {
        matches!(line.lower(i), "year" | "years" | "decade" | "decades")
            && matches!(line.lower(i + 1), "after" | "ago" | "on" | "since" | "to")
    };
    (0..line.words.len()).any(|i| year(line.words[i].text) || !tried && (years(i) || line.lower(i) == "anniversary"))
}
