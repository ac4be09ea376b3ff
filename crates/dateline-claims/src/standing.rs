//! Which figures and sentences belong to the report's own incident, and which are recalled from another.

use crate::besides::{among_others, further, told_after, told_before, told_elsewhere};
use crate::events::event_words;
use crate::lexicon::{Phrases, own_rows};
use crate::sets::has;
use crate::times::{TimeKind, TimeMention};
use crate::words::Line;
use dateline_model::{Span, Standing};
use jiff::ToSpan;
use jiff::civil::Date;
use std::sync::LazyLock;

/// A sentence's place in its report, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Main, other or background.
    pub standing: Standing,
    /// In a sentence.
    pub reason: String,
    /// The time expression that decided, if one did.
    pub time: Option<Span>,
}

impl Verdict {
    fn main(reason: &str) -> Self {
        Verdict { standing: Standing::Main, reason: reason.to_owned(), time: None }
    }

    /// Another incident than the report's own: a second one of these weeks, or one that is only recalled.
    fn dated(end: Date, day: Date, width: i32, published: Option<Date>, time: Span) -> Self {
        let recent = width <= 3 && published.is_some_and(|p| end >= p.saturating_sub(RECENT.days()));
        let standing = if recent { Standing::Other } else { Standing::Background };
        Verdict { standing, reason: format!("it is dated {end}, the incident {day}"), time: Some(time) }
    }

    fn background(reason: String, time: Option<Span>) -> Self {
        Verdict { standing: Standing::Background, reason, time }
    }
}

/// For how many days clashes may go on that a report begins with.
const CLASHES: i32 = 14;

/// For how many days another incident is current.
const RECENT: i32 = 60;

pub(crate) static STANDING: LazyLock<Phrases<String>> = LazyLock::new(|| {
    let rows = own_rows("standing.txt", include_str!("../lexicon/standing.txt")).into_iter();
    Phrases::new(rows.flat_map(|row| row.entries.into_iter().map(move |e| (e, row.key.clone())).collect::<Vec<_>>()))
});

/// What is known of the report's incident before its sentences are sorted.
pub struct Frame<'a> {
    /// The incident's day, as far as it is known.
    pub day: Option<Date>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The report's time expressions.
    pub times: &'a [TimeMention],
    /// The rank of the first sentence behind the title that counts people or tells of an attack.
    pub lead: usize,
    /// The greatest figure of people killed or wounded in the first sentences: the scale of the incident.
    pub scale: Option<u64>,
}

impl Frame<'_> {
    /// A figure far beyond the incident's own is a total of something larger.
    pub fn outsized(&self, rank: usize, figure: Option<u64>) -> Option<Verdict> {
        let (scale, figure) = (self.scale?, figure?);
        let beyond = rank > 2 && figure >= 1000 && figure >= scale.saturating_mul(20);
        beyond.then(|| {
            Verdict::background(
                format!("{figure} is far beyond the incident's {scale}: a total of something larger"),
                None,
            )
        })
    }

    /// The standing of what stands at word `word` of the sentence with this rank in its report.
    pub fn verdict(&self, line: &Line, rank: usize, word: usize) -> Verdict {
        let times: Vec<&TimeMention> = self.times.iter().filter(|t| line.span.contains(t.span)).collect();
        if let Some(total) = self.since(line, rank, word, &times) {
            return total;
        }
        if let Some(words) = crate::totals::total(line, word).filter(|_| rank > 1) {
            return Verdict::background("a total of a war or of a long time".to_owned(), Some(words));
        }
        if let Some(words) = crate::comparisons::compared(line, word) {
            return Verdict::background("it is compared with it".to_owned(), Some(words));
        }
        if let Some(words) = among_others(line, word).filter(|_| rank > 1) {
            let reason = "told of other incidents".to_owned();
            return Verdict { standing: Standing::Other, reason, time: Some(words) };
        }
        if let Some(words) = told_elsewhere(line, word) {
            let reason = "told of elsewhere".to_owned();
            return Verdict { standing: Standing::Other, reason, time: Some(words) };
        }
        if let Some(words) = told_after(line, word) {
            return Verdict::background("what happened came after it".to_owned(), Some(words));
        }
        if let Some(words) = told_before(line, word).filter(|_| rank > self.lead) {
            return Verdict { standing: Standing::Other, reason: "it came before".to_owned(), time: Some(words) };
        }
        if let Some(words) = further(line, word).filter(|_| rank > 1) {
            return Verdict {
                standing: Standing::Other,
                reason: "told as a further incident".to_owned(),
                time: Some(words),
            };
        }
        if let Some(verdict) = self.nearest(line, word, &times).and_then(|time| self.by_time(line, rank, time)) {
            // "killed 60 in fighting elsewhere on the same day"
            let beside = line.find("elsewhere", word + 1).filter(|_| rank > 1 && verdict.standing == Standing::Main);
            let same =
                beside.filter(|&at| !(word..at).any(|i| matches!(line.lower(i), "," | ";" | "and" | "but" | "while")));
            return match same.filter(|&at| line.lower(at - 1) != "taken") {
                Some(at) => {
                    let (reason, time) = ("told of elsewhere".to_owned(), Some(line.stretch(at, at + 1)));
                    Verdict { standing: Standing::Other, reason, time }
                }
                None => verdict,
            };
        }
        // "an earlier report put the dead at 13": another figure, of the same deed
        let told = |first: usize, n: usize| {
            let one = line.lower(first + n) == "one" && (0..first).any(|i| has("what_is_told", line.lower(i)));
            one || (first..first + n + 1).any(|i| has("what_is_told", line.lower(i)))
        };
        // "the town, besieged since the war began"
        let which = |first: usize| {
            (word..first).any(|i| i + 14 > first && line.lower(i) == "which" && line.lower(i - 1) == ",")
        };
        let of_clause = |first: usize, kind: &str| match kind {
            "total" => is_of_other_clause(line, first, word) || which(first),
            "past" => {
                let deeper = (first..word).any(|i| has("relative", line.lower(i)));
                first < word && !deeper && is_of_other_clause(line, first, word)
            }
            _ => false,
        };
        // "were moved elsewhere"
        let moved = |first: usize| {
            let verb = first.checked_sub(1).filter(|&i| line.words[i].tag.starts_with("VB"));
            let harms = |i: usize| crate::harm::hits(line).iter().any(|h| (h.first..h.end).contains(&i));
            line.lower(first) == "elsewhere" && verb.is_some_and(|i| !harms(i))
        };
        // "for fear of another attack"
        let feared = |first: usize| (first.saturating_sub(3)..first).any(|i| has("wards_off", line.lower(i)));
        let cues = STANDING
            .all_in(line)
            .into_iter()
            .filter(|(first, _, kind)| !of_clause(*first, kind) && !feared(*first) && !moved(*first));
        let cue = cues.into_iter().find(|(first, n, kind)| *kind != "anchor" && !told(*first, *n));
        let superlative = line.words.iter().any(|w| w.lower.ends_with("est") && w.lower.len() > 5)
            || line.has("first")
            || line.has("most");
        match cue {
            Some((first, n, kind)) if rank > usize::from(kind != "total") && !superlative => {
                let words = line.stretch(first, first + n);
                let phrase: Vec<&str> = line.words[first..first + n].iter().map(|w| w.text).collect();
                let standing = if kind == "other" { Standing::Other } else { Standing::Background };
                let reason = format!("\"{}\" sets it apart ({kind})", phrase.join(" "));
                Verdict { standing, reason, time: Some(words) }
            }
            _ => Verdict::main("nothing sets it apart"),
        }
    }

    /// "since Oct. 7", "since 2012": a total over a stretch that began long before. A report that begins with the toll of
    /// clashes "since Sunday" is about these.
    fn since(&self, line: &Line, rank: usize, word: usize, times: &[&TimeMention]) -> Option<Verdict> {
        let reference = self.day.or(self.published);
        let lasting =
            |start: Date| rank < 2 && self.published.is_some_and(|p| start >= p.saturating_sub(CLASHES.days()));
        // "the Front, which has fought since April, put the dead at nine"
        let own = times.iter().filter(|t| !is_of_relative_clause(line, t, word));
        own.into_iter().find_map(|t| {
            let at = line.word_from(t.span.start);
            let since = at > 0 && matches!(line.lower(at - 1), "since") || line.lower(at) == "since";
            let since = since || begins_since(line, t).is_some();
            let superlative = (0..at).any(|i| {
                line.lower(i).ends_with("est") && line.lower(i).len() > 5
                    || matches!(line.lower(i), "first" | "worst" | "most")
            });
            let early = match (t.days, reference) {
                (Some((start, _)), Some(day)) => start < day.saturating_sub(2.days()) && !lasting(start),
                (Some(_), None) => true,
                _ => false,
            };
            // "since the Dec. 23 shooting": the day is the deed's own
            let end = line.word_from(t.span.end);
            let names_deed = event_words(line).iter().any(|event| event.first == end);
            (since && early && !superlative && !names_deed)
                .then(|| Verdict::background("a total since an earlier time".to_owned(), Some(t.span)))
        })
    }

    /// The dated expression closest to the word; one after it counts as closer than one before.
    fn nearest<'t>(&self, line: &Line, word: usize, times: &[&'t TimeMention]) -> Option<&'t TimeMention> {
        let dated = times.iter().filter(|t| matches!(t.kind, TimeKind::Date | TimeKind::Time) && t.days.is_some());
        let distance = |t: &TimeMention| {
            let at = line.word_from(t.span.start);
            if at >= word { 2 * (at - word) } else { 3 * (word - at) }
        };
        // "the worst loss since the siege began there in May": the day of the siege
        let long = |t: &TimeMention| begins_since(line, t).is_some_and(|since| word < since);
        let other = |t: &TimeMention| {
            is_of_relative_clause(line, t, word)
                || is_of_ordinal(line, t, word)
                || is_of_reason(line, t, word)
                || long(t)
        };
        let own = dated.filter(|t| !is_said_time(line, t) && !other(t));
        own.min_by_key(|t| distance(t)).copied()
    }

    fn by_time(&self, line: &Line, rank: usize, time: &TimeMention) -> Option<Verdict> {
        let (start, end) = time.days?;
        let Some(day) = self.day else {
            // in a report without a date, a day told further down is that of what it recalls
            let told = time.precision == crate::times::Precision::Year || rank > 1;
            if self.published.is_none() && rank > 0 && told {
                return Some(Verdict::background(format!("it is dated {}", start.year()), Some(time.span)));
            }
            let published = self.published?;
            let old = end < published.saturating_sub(45.days());
            return old
                .then(|| Verdict::background(format!("it is dated {end}, long before the report"), Some(time.span)));
        };
        let width = (end - start).get_days();
        // the lead tells of its own: "on Friday night and yesterday"
        let spans =
            rank == self.lead + 1 && has("between_days", line.lower(line.word_from(time.span.start).saturating_sub(1)));
        if (rank <= self.lead || spans)
            && width <= 1
            && (0..=1).contains(&(day - end).get_days())
            && !is_recalled_there(line, time)
        {
            return None;
        }
        // "has admitted that it killed 100 civilians last week": the lead's own, though it came to light later
        if rank <= self.lead && width > 2 && width < 10 && !is_recalled_there(line, time) && !line.has("again") {
            return None;
        }
        // "last week's raid", on a Tuesday of Monday's
        if end < day.saturating_sub(1.days()) || end < day && width > 2 {
            return Some(Verdict::dated(end, day, width, self.published, time.span));
        }
        let at = line.word_from(time.span.start);
        // "this year", and "in 2015" where the incident has a day: what is counted is counted over a longer time
        let year = time.precision == crate::times::Precision::Year && rank > 0;
        if width > 20 && start < day && (year || matches!(line.lower(at), "this")) {
            return Some(Verdict::background("a total over a longer time".to_owned(), Some(time.span)));
        }
        if width <= 1 && end == day.saturating_sub(1.days()) && start == end && self.published.is_some_and(|p| p >= day)
        {
            return Some(Verdict::dated(end, day, width, self.published, time.span));
        }
        // "the group of 9 May", in April
        let past = self.published.is_none_or(|p| start <= p);
        (width <= 1 && past).then(|| Verdict { time: Some(time.span), ..Verdict::main("it bears the incident's date") })
    }
}

/// "a day after Monday's raid": the lead may recall the day before.
fn is_recalled_there(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    (0..line.words.len()).any(|i| {
        let near = i < at + 6 && i + 8 > at;
        near && matches!(line.lower(i), "after" | "before" | "follows" | "followed" | "earlier" | "avenge" | "since")
    })
}

/// "Tuesday's attack", "the latest raid": the report's own incident again.
pub(crate) fn is_anchored(line: &Line) -> bool {
    STANDING.all_in(line).into_iter().any(|(_, _, kind)| *kind == "anchor")
}

/// "In another incident,", "In a separate attack,".
pub(crate) fn opens_another(line: &Line) -> bool {
    STANDING.at(line, 0).is_some_and(|(_, kind)| kind == "other")
}

/// Whether a sentence behind the first two opens with words for another incident, or for all of a war or a year.
pub(crate) fn is_of_others(line: &Line, rank: usize) -> bool {
    let opens = |(first, _, kind): (usize, usize, &String)| first < 6 && (kind == "other" || kind == "total");
    // "Last Wednesday nine people were killed in nearby Osta"
    let nearby =
        |i: usize| has("nearby", line.lower(i)) && line.lower(i - 1) == "in" && line.words[i + 1].is_capitalised();
    rank > 1 && (STANDING.all_in(line).into_iter().any(opens) || (1..line.words.len().max(1) - 1).any(nearby))
}

/// "claimed the raid as revenge for the killing of its founder last August": the day of what was avenged.
fn is_of_reason(line: &Line, time: &TimeMention, word: usize) -> bool {
    let at = line.word_from(time.span.start);
    let clause = |k: &usize| !matches!(line.lower(*k), "," | ";" | "and" | "but") && line.words[*k].tag != "VBD";
    let why = (word + 1..at).rev().take_while(clause).find(|&k| has("for_earlier_deed", line.lower(k)));
    why.is_some_and(|k| matches!(line.lower(k + 1), "for" | "the" | "a" | "an" | "against"))
}

/// "Ruiz, leader of the group that laid down its arms on 9 March, was killed", "In spite of the ban declared a fortnight ago,
/// three mills were blown up": the clause about the group or the ban has a time of its own.
fn is_of_relative_clause(line: &Line, time: &TimeMention, word: usize) -> bool {
    is_of_other_clause(line, line.word_from(time.span.start), word)
}

fn is_of_other_clause(line: &Line, at: usize, word: usize) -> bool {
    let peaceful = |i: usize| {
        let violent = |at: usize| event_words(line).iter().any(|e| (e.first..e.end).contains(&at));
        let hit = crate::harm::hits(line).iter().any(|hit| (hit.first..hit.end).contains(&i));
        !hit && !violent(i) && !violent(line.words[i].head) && !has("carries_out", line.lower(i))
    };
    let of_clause = |&i: &usize| match line.words[i].relation {
        "relcl" => true,
        "acl" => line.words[i].tag == "VBN" && line.words[i].head < i && peaceful(i),
        _ => false,
    };
    let clause = climb(line, at).find(of_clause);
    clause.is_some_and(|verb| word != verb && climb(line, word).all(|i| i != verb))
}

/// "killed 14 soldiers, the third raid this month": the month is that of all three.
fn is_of_ordinal(line: &Line, time: &TimeMention, word: usize) -> bool {
    let at = line.word_from(time.span.start);
    let clause = (0..at).rev().take_while(|&i| line.lower(i) != ",").last().unwrap_or(at);
    let counts = |i: usize| has("one_more", line.lower(i)) && line.lower(i.saturating_sub(1)) == "the";
    clause > word && (clause..(clause + 2).min(at)).any(counts)
}

/// "since violence broke out in the province on 3 May", "since a siege began there five months ago": the word that opens the
/// clause which tells when something began that goes on.
pub(crate) fn begins_since(line: &Line, time: &TimeMention) -> Option<usize> {
    let at = line.word_from(time.span.start);
    let since = (at.saturating_sub(14)..at).rev().find(|&i| line.lower(i) == "since")?;
    let one = !(since..at).any(|i| matches!(line.lower(i), "," | ";" | "and" | "but" | "when"));
    let mut begun = (since + 2..at).filter(|&i| line.words[i].tag.starts_with("VB"));
    (one && begun.clone().count() == 1 && begun.any(|i| has("gets_going", line.lower(i)))).then_some(since)
}

/// "said that on Monday nine had died": what is dated stands in the clause that was said. Not "said that day".
fn opens_clause(line: &Line, at: usize) -> bool {
    line.lower(at) == "that" && !has("part_of_day", line.lower(at + 1))
}

/// A word's heads, from the nearest up.
fn climb<'l>(line: &'l Line, word: usize) -> impl Iterator<Item = usize> + 'l {
    let above = |&i: &usize| line.words.get(i).map(|w| w.head).filter(|head| *head != i);
    std::iter::successors(above(&word), above).take(24)
}

/// "A day earlier, police had said five were hurt", "who confirmed the raid to reporters in Osta on Tuesday": the day is
/// that of the saying, by the tree.
fn is_of_earlier_speech(line: &Line, at: usize) -> bool {
    let verb = climb(line, at).find(|&i| line.words[i].tag.starts_with("VB"));
    if verb.is_some_and(|v| v < at && has("said", line.lower(v)) && line.words[v].relation == "relcl") {
        return true;
    }
    verb.filter(|&v| at < v && has("said", line.lower(v)) && line.words[v].tag == "VBN")
        .is_some_and(|v| line.children(v).any(|(k, _)| line.lower(k) == "had"))
}

/// Whether the expression tells when something was said, not when it happened: "said on Wednesday".
pub fn is_said_time(line: &Line, time: &TimeMention) -> bool {
    let at = line.word_from(time.span.start);
    // "said a soldier was killed Wednesday in Osta", "said it attacked the farmers on Saturday"
    let (harms, events) = (crate::harm::hits(line), event_words(line));
    let harmed = |i: usize| {
        let told = harms.iter().any(|hit| (hit.first..hit.end).contains(&i))
            || events.iter().any(|e| (e.first..e.end).contains(&i));
        told && matches!(line.words[i].tag, "VBN" | "VBD")
    };
    // "said last week's raid had killed nine"
    let owns = matches!(line.lower(line.word_from(time.span.end)), "'s" | "’s");
    !owns
        && (is_of_earlier_speech(line, at)
            || (at.saturating_sub(6)..at)
                .rev()
                .take_while(|&i| line.words[i].is_wordlike() && !harmed(i) && !opens_clause(line, i))
                .any(|i| has("said", line.lower(i)))
            || line.words.get(line.word_from(time.span.end)).is_some_and(|w| has("said", &w.lower))
            || (line.word_from(time.span.end)..line.word_from(time.span.end) + 2)
                .any(|i| matches!(line.lower(i), "edition" | "issue")))
}
