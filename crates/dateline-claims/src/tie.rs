//! How a time stands to the deed: whether it dates what was done, what came after, or somebody's words.
//!
//! Made from the words a time hangs on in the tree and those beside it. Leaves weighing the days to `day`.

use crate::events::event_words;
use crate::harm::{Shape, hits};
use crate::sets::has;
use crate::standing::is_said_time;
use crate::times::TimeMention;
use crate::words::Line;
use dateline_model::{BlockKind, Category, Report};

/// How a time stands to the deed, by the words it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tie {
    /// It dates the deed: "was shot on Jan. 19", "the May 7 shooting".
    Deed,
    /// Nothing says what it dates but the sentence it stands in.
    Open,
    /// It dates what came after, or who said so.
    After,
    /// It dates an arrest, a trial or how someone fares: never the deed.
    Apart,
}

/// How a time stands to the deed, by the noun and the verb it hangs on.
pub(crate) fn tie_of(line: &Line, time: &TimeMention) -> Tie {
    if !line.is_parsed() && is_right_behind(line, time) {
        return Tie::Deed;
    }
    if let Some(tie) = beside(line, time) {
        return tie;
    }
    let verb = governing_verb(line, time);
    if let Some(tie) = noun_above(line, time) {
        // "were arrested in an operation on Monday"
        let caught = verb.is_some_and(|v| has("trial", line.lower(v)));
        return if caught && is_of_pursuit(line, time) { Tie::Apart } else { tie };
    }
    let is = |set: &str| verb.is_some_and(|v| has(set, line.lower(v)));
    // "went off near a police station on Friday", "a traffic stop late Thursday led to a shooting"
    let went_off = verb.is_some_and(|v| {
        matches!((line.lower(v), line.lower(v + 1)), ("went" | "set", "off") | ("led", "to") | ("ended", "in"))
    });
    match () {
        () if verb.is_some_and(|v| takes_place(line, v) || is_of_committed(line, v)) => Tie::Deed,
        // "says around 2 p.m. Sunday deputies were called": nobody dates words to the hour
        () if !has_clock(time) && (is_said_time(line, time) || is("said")) => {
            match follows_deed(line, time) || verb.is_some_and(|v| closes_deed(line, time, v)) {
                true => Tie::Deed,
                false => Tie::After,
            }
        }
        // "is to speak on Thursday"
        () if verb.is_some_and(|v| is_ahead(line, v)) => Tie::After,
        () if verb.is_some_and(|v| takes_credit(line, v)) => Tie::After,
        () if is("trial") || verb.is_some_and(|v| is_condition(line, v)) => Tie::Apart,
        () if verb.is_some_and(|v| is_of_rubble(line, v)) => Tie::After,
        () if is("aftermath") && !verb.is_some_and(|v| costs_lives(line, v)) => Tie::After,
        () if verb.is_some_and(|v| dies_later(line, v)) => Tie::After,
        () if is_of_counting(line, verb, line.word_from(time.span.start)) => Tie::After,
        () if is("happens") || went_off || verb.is_some_and(|v| strikes(line, v) || leaves_dead(line, v)) => Tie::Deed,
        // "The gunmen took 120 hostages on Sunday evening"
        () if attackers_act(line) && verb.is_some_and(|v| is_of_attackers(line, v)) => Tie::Deed,
        // "the blast Wednesday evening threw the bus into a ditch"
        () if verb.is_some_and(|v| v >= line.word_from(time.span.end)) && follows_deed(line, time) => Tie::Deed,
        () if has_clock(time) => Tie::Deed,
        // "when the gun discharged Sept. 5"
        () if verb.is_some_and(|v| line.lower(v) == "discharged") && is_of_firearm(line) => Tie::Deed,
        () => Tie::Open,
    }
}

/// What the words right beside a time make of it, whatever it hangs on: "told reporters on Friday that …", "On Wednesday,
/// the sheriff said", "in stable condition Saturday", "turned himself in Thursday", "later that day".
fn beside(line: &Line, time: &TimeMention) -> Option<Tie> {
    let (at, end) = (line.word_from(time.span.start), line.word_from(time.span.end));
    let before = |n: usize| at.checked_sub(n).map_or("", |k| line.lower(k));
    let on = usize::from(matches!(before(1), "on" | "early" | "late" | "as"));
    let lasts = |n: usize| before(n + on);
    let opens = at <= 1 && line.lower(end) == "," && !has_clock(time);
    let spoken = opens && (end + 1..end + 9).any(|k| has("said", line.lower(k)));
    let told = (at.saturating_sub(10)..at).any(|k| has("said", line.lower(k))) && !follows_deed(line, time);
    let pointing = (at..end).any(|k| {
        let that = matches!(line.lower(k), "that" | "same" | "next" | "following");
        that && matches!(line.lower(k + 1), "day" | "night" | "morning" | "afternoon" | "evening")
    });
    let named = event_words(line).iter().any(|e| e.first == end) && !has("said", before(1));
    // "two men who were shot Friday night have been identified"
    let closes = matches!(line.lower(end), "has" | "have" | "is" | "are" | "was" | "were" | "remains" | "remain")
        && (1..16).any(|n| matches!(before(n), "who" | "which" | "that"))
        && (1..10).any(|n| has("happens", before(n)));
    // "was arrested Saturday after police say he shot a friend"
    let caught = (end..end + 10)
        .any(|k| line.lower(k) == "after" && (k + 1..k + 4).any(|n| matches!(line.lower(n), "he" | "she" | "they")));
    let arrested = (1..5).any(|n| has("trial", before(n)));
    match () {
        // "since fighting broke out in the province on 3 May"
        () if crate::standing::begins_since(line, time).is_some() => Some(Tie::Apart),
        () if named || closes || is_hours_after_deed(line, end) => Some(Tie::Deed),
        () if arrested && caught && strikes_behind(line, time) => Some(Tie::Open),
        // "a police update Monday", "between Christmas and New Year's Day"
        () if has("later_noun", lasts(1)) && !named => Some(Tie::After),
        // "between Christmas and New Year's Day" is no day, "the news at 6 p.m." no deed's hour
        () if before(1) == "between" && time.weekday.is_none() && time.days.is_none_or(|(a, b)| a == b) => {
            Some(if has_clock(time) { Tie::Open } else { Tie::After })
        }
        () if (1..6).any(|n| before(n + 1) == "news" && matches!(before(n), "at" | "on")) => Some(Tie::After),
        // "at a New Year's Eve party": the day of the feast, which may last past midnight
        () if has("feast", line.lower(end)) => Some(Tie::Open),
        () if told && !has_clock(time) && line.lower(end) == "that" => Some(Tie::After),
        () if spoken || pointing => Some(Tie::After),
        () if matches!(lasts(1), "condition" | "custody" | "bars" | "jail") => Some(Tie::Apart),
        () if lasts(1) == "in" && matches!(lasts(2), "himself" | "herself" | "themselves") => Some(Tie::Apart),
        () => None,
    }
}

/// "happened", "took place"; not "took responsibility".
pub(crate) fn takes_place(line: &Line, i: usize) -> bool {
    let word = line.lower(i);
    has("takes_place", word) && (word != "took" || line.lower(i + 1) == "place")
}

/// "the massacre committed on Saturday night", "a bombing carried out on Friday".
fn is_of_committed(line: &Line, verb: usize) -> bool {
    let word = &line.words[verb];
    let of_deed = |i: usize| {
        let named = event_words(line).iter().any(|e| (e.first..e.end).contains(&i))
            || hits(line).iter().any(|hit| (hit.first..hit.end).contains(&i));
        named || ["deed_noun", "act_noun"].iter().any(|set| has(set, line.lower(i)))
    };
    word.tag == "VBN" && has("carries_out", &word.lower) && word.head < verb && of_deed(word.head)
}

/// "took responsibility for a bomb on Monday", "vied Wednesday to take credit for a raid": the day of the saying.
fn takes_credit(line: &Line, verb: usize) -> bool {
    let credit = |k: &usize| has("credit_noun", line.lower(*k));
    let struck = |to: usize| hits(line).iter().any(|hit| (verb..to).contains(&hit.first));
    (verb + 1..verb + 7).find(credit).is_some_and(|to| !struck(to))
}

/// "Police had put the toll at 22 on Monday", "then 27 yesterday": the day of the counting.
fn is_of_counting(line: &Line, verb: Option<usize>, at: usize) -> bool {
    let toll = |k: usize| has("toll_pointer", line.lower(k)) && line.lower(k) != "it";
    let put = verb.is_some_and(|v| v < at && has("gave_figure", line.lower(v)) && (v + 1..v + 5).any(toll));
    let number = at.checked_sub(1).is_some_and(|k| crate::numbers::numeral(line.lower(k)).is_some());
    put || number
}

/// "The fighters stormed the town at noon", "Men in uniform came in two cars": told of those who attack,
/// though no one is said to be harmed.
pub(crate) fn attackers_act(line: &Line) -> bool {
    let acts =
        |i: usize| has("strikes", line.lower(i)) || has("attackers_do", line.lower(i)) && line.lower(i) != "took";
    let armed = |k: usize| {
        let uniformed = matches!(line.lower(k), "men") && (k + 1..k + 4).any(|n| has("uniformed", line.lower(n)));
        has("attackers", line.lower(k)) || uniformed || k > 0 && line.lower(k) == "men" && line.lower(k - 1) == "armed"
    };
    if !line.is_parsed() {
        return (1..line.words.len().min(8)).any(|i| acts(i) && (0..i).any(armed));
    }
    (1..line.words.len())
        .filter(|&i| line.words[i].tag == "VBD" && acts(i))
        .any(|i| crate::syntax::subject(line, i).is_some_and(|(range, _)| range.start < i && range.clone().any(armed)))
}

/// Whether what a verb tells was done by those who attack, spoken of before: "the gunmen took".
fn is_of_attackers(line: &Line, verb: usize) -> bool {
    let acts = ["attackers_do", "strikes"].iter().any(|set| has(set, line.lower(verb)));
    // "gunmen burst into a bar on Monday" may be others
    let armed = |range: std::ops::Range<usize>| {
        let known = has("definite", line.lower(range.start));
        known && range.start < verb && range.clone().any(|k| has("attackers", line.lower(k)))
    };
    acts && line.words[verb].tag == "VBD" && crate::syntax::subject(line, verb).is_some_and(|(range, _)| armed(range))
}

/// "died on Monday evening, hours after the attack": the day of both.
fn is_hours_after_deed(line: &Line, end: usize) -> bool {
    let hours = end + usize::from(line.lower(end) == ",");
    let soon = matches!(line.lower(hours), "hours" | "minutes" | "moments") && line.lower(hours + 1) == "after";
    soon && event_words(line).iter().any(|e| (hours + 2..hours + 5).contains(&e.first))
}

/// "It happened by the old mill around 3:40 Saturday morning", in a sentence that was not parsed.
fn is_right_behind(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    let between = line.words[..at].iter().rev().take(12);
    between.take_while(|w| !matches!(w.lower.as_str(), "." | "," | ";" | "and")).any(|w| has("takes_place", &w.lower))
}

/// "a shooting Sunday, police said", "the attack on Monday".
fn follows_deed(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    let back = (1..3).find(|n| !matches!(at.checked_sub(*n).map_or("", |k| line.lower(k)), "on" | "early" | "late"));
    let Some(before) = back.and_then(|n| at.checked_sub(n)) else { return false };
    event_words(line).iter().any(|e| e.end == before + 1) || has("deed_noun", line.lower(before))
}

/// "gunmen mowed down nine traders at Gao early Wednesday, the network said on Thursday": the deed's day, though the tree
/// hangs it on the saying behind it.
fn closes_deed(line: &Line, time: &TimeMention, said: usize) -> bool {
    let (at, end) = (line.word_from(time.span.start), line.word_from(time.span.end));
    let joined = at.checked_sub(1).is_some_and(|k| line.lower(k) == "on" && k > 0 && !line.words[k - 1].is_wordlike());
    let verb = |i: usize| line.words.get(i).is_some_and(|w| matches!(w.tag, "VBD" | "VBN"));
    let struck = hits(line).iter().any(|hit| hit.end <= at && (hit.first..hit.end).any(verb));
    let again = (said + 1..said + 4).any(|k| has("time_word", line.lower(k)));
    struck && again && !joined && at > 1 && end < said && line.lower(end) == "," && line.words[at - 1].is_wordlike()
}

/// "will speak", "is to speak", "is due to speak": what is still to come.
fn is_ahead(line: &Line, verb: usize) -> bool {
    let aux = |i: usize| matches!(line.lower(i), "will" | "shall" | "'ll");
    let to = verb > 1 && line.lower(verb - 1) == "to";
    let due = to && (verb.saturating_sub(4)..verb - 1).any(|i| matches!(line.lower(i), "is" | "are"));
    let only_due = (verb.saturating_sub(3)..verb.saturating_sub(1))
        .all(|i| matches!(line.lower(i), "is" | "are" | "due" | "expected" | "scheduled" | "set") || i + 3 == verb);
    due && only_due || (verb.saturating_sub(3)..verb).any(aux)
}

/// Whether people were struck between the verb a time hangs on and the time: "charged with killing a man on Jan. 26".
pub(crate) fn strikes_before(line: &Line, time: &TimeMention) -> bool {
    let Some(verb) = governing_verb(line, time) else { return false };
    let at = line.word_from(time.span.start);
    verb < at && hits(line).iter().any(|hit| hit.first > verb && hit.end <= at && hit.shape == Shape::Hits)
}

/// Whether people are said to be struck behind a time.
fn strikes_behind(line: &Line, time: &TimeMention) -> bool {
    let end = line.word_from(time.span.end);
    hits(line).iter().any(|hit| hit.first >= end && hit.shape == Shape::Hits)
        || event_words(line).iter().any(|e| e.first >= end)
}

/// "an attack on the night of 1 May left 22 people dead".
fn leaves_dead(line: &Line, verb: usize) -> bool {
    let left = matches!(line.lower(verb), "leaves" | "leaving" | "left");
    let dead = |hit: &crate::harm::Hit| hit.shape == Shape::State && (verb + 1..verb + 9).contains(&hit.first);
    left && hits(line).iter().any(dead)
}

/// Whether a verb says that people were struck: "accused of fatally shooting a man Tuesday".
fn strikes(line: &Line, verb: usize) -> bool {
    hits(line).iter().any(|hit| {
        let hurts = matches!(hit.category, Category::Killed | Category::Wounded | Category::Casualties);
        hurts && hit.shape == Shape::Hits && (hit.first..hit.end).contains(&verb)
    })
}

/// Whether a sentence names a gun or what comes out of it.
pub(crate) fn is_of_firearm(line: &Line) -> bool {
    line.words.iter().any(|w| has("firearm", &w.lower))
}

/// Whether a time gives the hour by the clock.
fn has_clock(time: &TimeMention) -> bool {
    time.time_of_day.as_deref().is_some_and(|words| words.contains(':'))
}

/// A caption: the picture may be of another day, or of another crime.
pub(crate) fn is_caption(line: &Line) -> bool {
    line.kind == BlockKind::Caption
        || (0..line.words.len()).any(|i| {
            let (word, next) = (line.lower(i), line.lower(i + 1));
            matches!(word, "photo" | "picture" | "image") && matches!(next, ":" | "by" | "/" | "courtesy" | "taken")
                || word == "full" && next == "caption"
                || word == "buy" && next == "photo"
        })
}

/// "… at the courthouse, Dec. 31, 2014 (Norvale County Sheriff's Office)": a date right before the credit that ends its
/// line is that of the picture.
pub(crate) fn is_credited(report: &Report, time: &TimeMention) -> bool {
    let rest = report.text.get(time.span.end..).unwrap_or("");
    let line = rest.lines().next().unwrap_or("").trim_start_matches(['.', ',', ' ']).trim_end();
    let Some(credit) = line.strip_prefix('(').and_then(|inside| inside.strip_suffix(')')) else { return false };
    let capital = |c: char| c.is_uppercase();
    !credit.contains([')', '('])
        && credit.starts_with(capital)
        && credit.split(' ').filter(|w| w.starts_with(capital)).count() > 1
}

/// "(Published Saturday, May 2, 2015)", "(Nov. 18, 2015)": a date in brackets of its own is that of the writing; but
/// "Tuesday (January 3)" says which Tuesday.
pub(crate) fn is_bracketed(report: &Report, time: &TimeMention) -> bool {
    let before = report.text.get(..time.span.start).unwrap_or("");
    let after = report.text.get(time.span.end..).unwrap_or("").trim_start_matches(['.', ' ']);
    // "— A Name (@handle) May 11, 2016"
    let tweeted =
        before.trim_end().strip_suffix(')').and_then(|b| b.rsplit('(').next()).is_some_and(|h| h.starts_with('@'));
    if tweeted {
        return true;
    }
    let Some(open) = before.rfind('(').filter(|at| before.len() - at <= 24) else { return false };
    let inside = &before[open + 1..];
    let day = before[..open].trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    after.starts_with(')') && !inside.contains(')') && !has("time_word", &day) && day != "today"
}

/// What the nearest noun that a time hangs on makes of it, before any verb: "are investigating a Friday night
/// shooting", "the attack on May 3"; "said in a Friday statement", "at his arraignment Monday".
fn noun_above(line: &Line, time: &TimeMention) -> Option<Tie> {
    let events = event_words(line);
    let harmed = hits(line);
    let deed = |i: usize| {
        events.iter().any(|e| (e.first..e.end).contains(&i))
            || harmed.iter().any(|h| (h.first..h.end).contains(&i))
            || has("deed_noun", line.lower(i))
    };
    above(line, time).take_while(|&i| !line.words[i].tag.starts_with("VB")).find_map(|i| match () {
        () if has("later_noun", line.lower(i)) => Some(Tie::After),
        () if deed(i) => Some(Tie::Deed),
        () => None,
    })
}

/// Whether the noun that a time hangs on is what police do: "an operation", "a search".
fn is_of_pursuit(line: &Line, time: &TimeMention) -> bool {
    let mut nouns = above(line, time).filter(|&i| line.words[i].tag.starts_with("NN"));
    nouns.next().is_some_and(|i| has("pursuit_noun", line.lower(i)))
}

/// "was in critical condition Tuesday after …": how someone fares, not when it happened.
fn is_condition(line: &Line, verb: usize) -> bool {
    let be = matches!(line.lower(verb), "is" | "was" | "were" | "are" | "remained" | "remains" | "listed");
    let fights = line.lower(verb) == "fighting" && line.lower(verb + 1) == "for";
    fights
        || be
            && (verb + 1..verb + 6)
                .any(|k| matches!(line.lower(k), "bars" | "condition" | "custody" | "court" | "jail"))
}

/// "died on Sunday from wounds suffered a day earlier", "died in hospital on Monday".
pub(crate) fn dies_later(line: &Line, verb: usize) -> bool {
    let dies = matches!(line.lower(verb), "died" | "dies" | "succumbed" | "pronounced");
    line.lower(verb) == "succumbed"
        || dies
            && (verb + 1..verb + 9).any(|k| {
                matches!(line.lower(k), "burns" | "injuries" | "wounds" | "hospital" | "medical")
                    || line.lower(k) == "next" && line.lower(k + 1) == "day"
                    || line.lower(k) == "after" && line.lower(k + 1) == "being"
            })
}

/// "The bombing claimed nine lives on Tuesday".
fn costs_lives(line: &Line, verb: usize) -> bool {
    line.lower(verb) == "claimed" && (verb + 1..verb + 7).any(|k| has("lives_taken", line.lower(k)))
}

/// "pulled two more bodies from the rubble on Friday", "Another body was found on Monday, bringing the toll to nine": the
/// dead are of a day before.
fn is_of_rubble(line: &Line, verb: usize) -> bool {
    let body = |k: usize| has("remains_noun", line.lower(k));
    let bodies = (0..line.words.len()).any(body);
    let late = line.words.iter().any(|w| has("rubble", &w.lower) || has("brings", &w.lower) && w.tag == "VBG");
    let more = (1..line.words.len()).any(|k| body(k) && matches!(line.lower(k - 1), "another" | "more"));
    has("retrieves", line.lower(verb)) && bodies && (late || more)
}

/// The words above a time in the tree, from the nearest up: "arrested" of "arrested for a shooting Thursday" is the last.
fn above<'l>(line: &'l Line, time: &TimeMention) -> impl Iterator<Item = usize> + 'l {
    let first = line.word_from(time.span.start);
    let end = line.word_from(time.span.end);
    // the word of the expression that hangs on a word outside it
    let inside = move |i: usize| (first..end).contains(&i);
    let top = (first..end).find(|&i| !inside(line.words[i].head)).map(|i| line.words[i].head);
    let up = |&at: &usize| line.words.get(at).map(|w| w.head).filter(|&head| head != at);
    std::iter::successors(top, up).take(6)
}

/// Whether a time is that of an arrest, a trial or another thing that came after: "were arrested on Wednesday for".
pub(crate) fn is_of_aftermath(line: &Line, time: &TimeMention) -> bool {
    governing_verb(line, time)
        .is_some_and(|verb| ["aftermath", "trial", "said"].iter().any(|set| has(set, line.lower(verb))))
}

/// The verb that a time hangs on: "arrested Thursday", "was shot on Jan. 19".
pub(crate) fn governing_verb(line: &Line, time: &TimeMention) -> Option<usize> {
    above(line, time).find(|&i| line.words[i].tag.starts_with("VB"))
}
