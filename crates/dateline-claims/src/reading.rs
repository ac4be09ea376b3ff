//! One report with everything the stages before saw in it, sentence by sentence.

use crate::about::{About, about};
use crate::accounts::Recalled;
use crate::anaphora::add_pointing;
use crate::areas::is_misread;
use crate::attribution::{Attribution, attributions};
use crate::binding::{Figure, figures};
use crate::day::{When, incident_day};
use crate::events::{Judgement, event_words, judge};
use crate::frames::{Deed, FrameSet, Scene};
use crate::harm::Form;
use crate::headline::headline;
use crate::individuals::individuals;
use crate::names::Names;
use crate::sets::has;
use crate::spots::unknown_spots;
use crate::standing::{Frame, Verdict};
use crate::tie::{Tie, tie_of};
use crate::times::{self, TimeMention};
use crate::words::Line;
use dateline_atlas::Atlas;
use dateline_atlas::PlaceMention;
use dateline_language::{Document, Syntax};
use dateline_model::{Block, BlockKind, Category, PublishedBasis, Report, Role, Span, Stage, Standing};
use jiff::civil::Date;

/// How many a single raid does not drive from their homes.
const FLIGHT: u64 = 50_000;

/// A report, read sentence by sentence.
pub struct Reading<'a> {
    /// The report.
    pub report: &'a Report,
    /// Its sentences.
    pub lines: Vec<Line<'a>>,
    /// Its time expressions.
    pub times: Vec<TimeMention>,
    /// Its names.
    pub names: Names<'a>,
    /// The figures of each sentence.
    pub figures: Vec<Vec<Figure>>,
    /// The deeds that each sentence tells of.
    pub deeds: Vec<Vec<Deed>>,
    /// The attributions of each sentence.
    pub attributions: Vec<Vec<Attribution>>,
    /// What the report is about.
    pub judgement: Judgement,
    /// The day of its incident.
    pub when: When,
    /// The standing of each sentence as a whole.
    pub verdicts: Vec<Verdict>,
    /// The incidents told besides the report's own that happened elsewhere.
    pub elsewhere: Vec<Recalled>,
    /// The incidents told in the report's own sentences besides its own.
    pub apart: Vec<Recalled>,
    /// Ranks of the sentences whose dead make up the total of the lead.
    pub summed: Vec<usize>,
}

impl<'a> Reading<'a> {
    /// Reads a report that was cut into sentences.
    pub fn new(
        report: &'a Report,
        document: &Document,
        atlas: &'a Atlas,
        frames: &'a FrameSet,
        anchor: Option<Date>,
    ) -> Self {
        let dateline = dateline(report);
        let lines: Vec<Line> =
            document.sentences.iter().map(|s| Line::new(&report.text, document, s, &report.blocks, dateline)).collect();
        let published = report.published.as_ref().map(|p| p.date).or(anchor);
        // the date in a dateline is when the report was filed
        let against = filed(report, dateline, published).or(published);
        let times: Vec<TimeMention> = times::find(&report.text, against)
            .into_iter()
            .filter(|t| {
                !dateline.contains(t.span)
                    && !is_in_a_name(&report.text, t.span)
                    && !is_no_year(&report.text, t.span)
                    && !is_of_a_beginning(&report.text, t.span)
                    && !is_a_spot(&report.text, t.span)
            })
            .collect();
        let times = crate::undated::settled(published, &lines, times);
        let taken: Vec<Span> = times.iter().map(|t| t.span).collect();
        let mut figures: Vec<Vec<Figure>> = lines.iter().map(|line| figures(line, within(&taken, line.span))).collect();
        add_pointing(&lines, &mut figures, &|span| within(&taken, span).to_vec());
        let attributions = lines.iter().map(attributions).collect();
        let counted: Vec<usize> = figures.iter().map(Vec::len).collect();
        let alone = lines.iter().map(|line| individuals(line).len());
        let harmed: Vec<usize> = counted.iter().zip(alone).map(|(n, m)| n + m).collect();
        let own = crate::undated::own_times(published, &lines, &times);
        let when = incident_day(report, against, &lines, &own, &counted, &[]);
        let mut names = Names::of(report, atlas);
        let misread = |m: &&PlaceMention| !is_misread(report, &lines, &names, m);
        names.places = names.places.iter().filter(misread).cloned().collect();
        names.spots = unknown_spots(document, &lines, &names);
        let deeds = deeds(report, document, &names, frames);
        let struck: Vec<bool> = deeds.iter().map(|deeds| deeds.iter().any(strikes)).collect();
        let mut judgement = judge(&lines, &harmed, &struck);
        if judgement.is_incident && !tells_of_a_deed(&lines, &deeds, &harmed) {
            judgement.is_incident = false;
            judgement.reason = "words of violence, but of no deed".to_owned();
        }
        let about = if judgement.is_incident { about(&lines, published, &times) } else { None };
        if let Some(about) = &about {
            judgement.about(about);
        }
        let verdicts = Vec::new();
        let (elsewhere, apart) = (Vec::new(), Vec::new());
        let mut reading = Reading {
            report,
            lines,
            times,
            names,
            figures,
            deeds,
            attributions,
            judgement,
            when,
            verdicts,
            elsewhere,
            apart,
            summed: Vec::new(),
        };
        reading.sort(about.as_ref());
        if reading.is_dated_by_others() {
            // what only that day set apart may be the report's own
            let by_day =
                |r: &&Recalled| r.place.is_none() && reading.times.iter().any(|t| r.verdict.time == Some(t.span));
            let others = reading.elsewhere.iter().filter(|r| !by_day(r));
            let ranks: Vec<usize> = others.flat_map(|r| r.lines.iter().copied()).collect();
            let own = crate::undated::own_times(published, &reading.lines, &reading.times);
            reading.when = incident_day(report, against, &reading.lines, &own, &counted, &ranks);
            reading.sort(about.as_ref());
        }
        reading.apart = crate::apart::apart(&reading);
        reading
    }

    /// Sorts the sentences: which tell of the report's own incident, which of others.
    fn sort(&mut self, about: Option<&About>) {
        self.elsewhere = Vec::new();
        self.summed = Vec::new();
        self.verdicts = (0..self.lines.len()).map(|i| self.line_verdict(i)).collect();
        self.elsewhere = match about {
            Some(About::Past(time)) => self.past(*time),
            Some(About::Beside(_)) => self.paragraphs_of_violence(),
            _ => crate::several::elsewhere(self),
        };
        self.summed = crate::concerted::parts_of_total(self);
        let summed = self.summed.clone();
        for group in &mut self.elsewhere {
            group.lines.retain(|i| !summed.contains(i));
        }
        self.elsewhere.retain(|group| !group.lines.is_empty());
        self.elsewhere.extend(crate::later::of_trial(self));
        for group in &self.elsewhere {
            for &i in &group.lines {
                self.verdicts[i] = group.verdict.clone();
            }
        }
    }

    /// Whether the day of the incident was taken from a sentence that turned out to tell of another.
    fn is_dated_by_others(&self) -> bool {
        let current = |r: &&Recalled| r.verdict.standing == Standing::Other;
        let mut lines = self.elsewhere.iter().filter(current).flat_map(|r| &r.lines);
        let dated = self.when.date.as_ref();
        lines.any(|&i| dated.is_some_and(|d| d.evidence.iter().any(|s| self.lines[i].span.contains(*s))))
    }

    /// The deed of another time that a report on a trial or a commemoration goes back to: all it tells of violence.
    fn past(&self, time: Option<Span>) -> Vec<Recalled> {
        let of_now = |i: usize| i > 3 && self.verdicts[i].standing == Standing::Other;
        let lines: Vec<usize> = (0..self.lines.len()).filter(|&i| self.tells(i) && !of_now(i)).collect();
        let reason = "what the report goes back to".to_owned();
        let verdict = Verdict { standing: Standing::Background, reason, time };
        let recalled = Recalled { lines, verdict, place: None, deeds: Vec::new() };
        if recalled.lines.is_empty() { Vec::new() } else { vec![recalled] }
    }

    /// What a report on talks, a find or a year's figures tells of violence: each paragraph of its own deeds.
    fn paragraphs_of_violence(&self) -> Vec<Recalled> {
        let mut found: Vec<Recalled> = Vec::new();
        let counts = |i: usize| {
            let harmed = |f: &&Figure| crate::accounts::harms(f.category) && f.count.number.quantity.point() != Some(0);
            self.figures[i].iter().any(|f| harmed(&f))
        };
        let owned = |i: usize| !crate::responsibility::stated(&self.lines[i]).is_empty();
        for i in (0..self.lines.len()).filter(|&i| self.lines[i].kind != BlockKind::Title) {
            let same = |r: &Recalled| r.lines.iter().any(|&k| self.lines[k].block == self.lines[i].block);
            if !(counts(i) || owned(i) && found.last().is_some_and(same)) {
                continue;
            }
            let joins = |r: &&mut Recalled| same(r);
            match found.last_mut().filter(joins) {
                Some(r) => r.lines.push(i),
                None => {
                    let days = |t: &&TimeMention| t.days.is_some() && t.precision.of_event().is_some();
                    let line = &self.lines[i];
                    let dates = |t: &&TimeMention| line.span.contains(t.span) && tie_of(line, t) != Tie::After;
                    let time = self.times.iter().filter(days).find(dates).map(|t| t.span);
                    let reason = "the report is about something else, and goes back to this".to_owned();
                    let verdict = Verdict { standing: Standing::Background, reason, time };
                    found.push(Recalled { lines: vec![i], verdict, place: None, deeds: Vec::new() });
                }
            }
        }
        found
    }

    /// The standing of what stands at word `word` of sentence `i`.
    pub fn verdict(&self, i: usize, word: usize) -> Verdict {
        let word = self.replacement(i, word).unwrap_or(word);
        // more people flee a raid than die in it
        let flight = |f: &&Figure, n: &u64| f.category == Category::Displaced && *n < FLIGHT;
        let figure = self.figures[i].iter().find(|f| f.count.first() == word);
        let figure = figure.and_then(|f| f.count.number.quantity.point().filter(|n| !flight(&f, n)));
        let frame = self.frame();
        let verdict = frame.outsized(i, figure).unwrap_or_else(|| frame.verdict(&self.lines[i], i, word));
        let verdict = if crate::later::repeats_title(self, i, word, &verdict) {
            Verdict { standing: Standing::Main, reason: "the title's own figure".to_owned(), time: None }
        } else {
            verdict
        };
        match self.elsewhere.iter().find(|group| group.lines.contains(&i)) {
            Some(group) if verdict.standing == Standing::Main => group.verdict.clone(),
            None if verdict.standing == Standing::Main => {
                crate::later::of_later(self, i, &verdict).filter(|_| !self.summed.contains(&i)).unwrap_or(verdict)
            }
            _ => verdict,
        }
    }

    /// The word of the figure that replaces the one at `word`: "rose to 45 from 31 a day earlier" tells of one incident.
    fn replacement(&self, i: usize, word: usize) -> Option<usize> {
        let old = self.figures[i].iter().find(|f| f.superseded && f.count.first() == word)?;
        let new = self.figures[i].iter().find(|f| !f.superseded && f.category == old.category)?;
        Some(new.count.first())
    }

    fn frame(&self) -> Frame<'_> {
        let lead = self.figures.iter().take(3).flatten();
        let scale = lead.filter_map(|f| f.count.number.quantity.point()).max();
        let tells = |i: &usize| self.lines[*i].kind != BlockKind::Title && self.tells(*i);
        let lead = (0..self.lines.len().min(6)).find(tells).unwrap_or(0);
        Frame {
            day: self.day(),
            published: self.report.published.as_ref().map(|p| p.date),
            times: &self.times,
            lead,
            scale,
        }
    }

    fn line_verdict(&self, i: usize) -> Verdict {
        let events = event_words(&self.lines[i]);
        let word = events.first().map_or_else(|| self.figures[i].first().map_or(0, |f| f.count.first()), |e| e.first);
        self.verdict(i, word)
    }

    /// The day of the incident, when it is one single day.
    pub fn day(&self) -> Option<Date> {
        self.when.date.as_ref().filter(|d| d.is_day()).map(|d| d.start)
    }

    /// The sentences of the report's own incident, with their rank.
    pub fn main_lines(&self) -> Vec<(usize, &Line<'a>)> {
        self.lines.iter().enumerate().filter(|(i, _)| self.verdicts[*i].standing == Standing::Main).collect()
    }

    /// Whether the sentence tells of violence: by a word for it, or by a figure.
    pub fn tells(&self, i: usize) -> bool {
        !self.figures[i].is_empty() || !event_words(&self.lines[i]).is_empty()
    }

    /// Whether a deed of sentence `i` is told besides the report's own incident.
    pub fn is_apart(&self, i: usize, k: usize) -> bool {
        self.apart.iter().any(|r| r.deeds.contains(&(i, k)))
    }

    /// Whether a phrase of sentence `i` is a victim of a deed that is told besides.
    pub fn is_struck_apart(&self, i: usize, span: Span) -> bool {
        let apart = self.apart.iter().flat_map(|r| &r.deeds).filter(|(line, _)| *line == i);
        let mut fills = apart.flat_map(|&(line, k)| &self.deeds[line][k].fills);
        fills.any(|f| f.role == Role::Victim && f.span.overlaps(span))
    }

    /// Whether the sentence says whom or what a deed struck.
    pub fn says_struck(&self, i: usize) -> bool {
        let struck = |deed: &Deed| deed.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target));
        self.deeds[i].iter().any(struck)
    }
}

/// "the Monday Market", "Friday Mosque", "the 14 June Movement": a day that is part of a name.
fn is_in_a_name(text: &str, day: Span) -> bool {
    let next = text.get(day.end..).unwrap_or("").strip_prefix(' ').unwrap_or("");
    let word: &str = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let dated = day.slice(text).contains(|c: char| c.is_ascii_digit());
    // "the Front of May 4"
    let before = text.get(..day.start).unwrap_or("").strip_suffix("of ").unwrap_or("").split_whitespace().next_back();
    let body = |w: &str| ["band_name", "body_called", "named_by_date"].iter().any(|set| has(set, &w.to_lowercase()));
    let of_body = before.is_some_and(|w| w.starts_with(char::is_uppercase) && body(w));
    dated && (of_body || has("named_by_date", &word.to_lowercase()))
        || word.starts_with(char::is_uppercase) && has("named_by_day", &word.to_lowercase())
}

/// "the Koro quarter", "the old quarter", "a Christmas market": part of a town, or a thing of the season.
fn is_a_spot(text: &str, span: Span) -> bool {
    let said = span.slice(text).to_lowercase();
    let next = text.get(span.end..).unwrap_or("").split_whitespace().next().unwrap_or("");
    let before = text.get(..span.end - said.len().min(span.end)).unwrap_or("");
    let last = before.split_whitespace().next_back().unwrap_or("");
    let named = last.starts_with(char::is_uppercase) || has("of_a_town", last);
    said.ends_with("quarter")
        && (named || matches!(next, "of" | "called" | "known" | "named" | "where"))
        && !said.contains(|c: char| c.is_ascii_digit())
        || has("feast", &said) && has("feast_thing", next.trim_end_matches([',', '.']))
}

/// "a woman born in 1958", "a school built in 2009": when somebody or something began dates no deed.
fn is_of_a_beginning(text: &str, span: Span) -> bool {
    let before = text.get(..span.start).unwrap_or("");
    let mut words = before.split_whitespace().rev();
    let last = words.next().unwrap_or("");
    let verb = if matches!(last, "in" | "on") { words.next().unwrap_or("") } else { last };
    has("begins", verb)
}

/// "1904 Cedar Street", "her 2011 Ford": the number of a house, the make of a car.
fn is_no_year(text: &str, year: Span) -> bool {
    if year.end - year.start != 4 || !year.slice(text).bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let next = text.get(year.end..).unwrap_or("").strip_prefix(' ').unwrap_or("");
    let mut words = next.split(' ').take(4).map(|w| (w.trim_end_matches([',', '.', ';', ':', ')']), w));
    let first = words.next().map_or("", |(w, _)| w);
    let side = first.len() == 1 && matches!(first, "N" | "S" | "E" | "W");
    let name = |w: &str| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    // the name goes on as long as no sentence or phrase ends
    let street = words.take_while(|(w, _)| name(w)).any(|(w, _)| has("street_word", &w.to_lowercase()));
    has("car_make", &first.to_lowercase()) || side || name(first) && street
}

/// Whether any sentence tells of something done: somebody or something struck, people harmed, an attack that took
/// place. "the wave of violence that is sweeping the country", "the guerrillas end their attacks" are none.
fn tells_of_a_deed(lines: &[Line], deeds: &[Vec<Deed>], harmed: &[usize]) -> bool {
    let took_place = |line: &Line| {
        line.words.iter().any(|w| has("takes_place", &w.lower) || has("goes_off", &w.lower))
            && !event_words(line).is_empty()
    };
    let verb = |line: &Line| {
        let told = |hit: &crate::harm::Hit| !matches!(hit.form, Form::Nominal) && line.may_be_verb(hit.first);
        crate::harm::hits(line).iter().any(told)
    };
    let struck = |deed: &Deed| {
        let of = |role: Role| deed.fills.iter().filter(|f| f.role == role).count();
        of(Role::Victim) + of(Role::Target) + of(Role::Instrument) > 0 || of(Role::Perpetrator) > 1
    };
    deeds.iter().flatten().any(struck)
        || harmed.iter().any(|n| *n > 0)
        || lines.iter().enumerate().any(|(rank, line)| {
            // "Gunman says fatal shooting was self-defense": a headline need not say more
            let headline = rank < 2 && (line.kind == BlockKind::Title || !crate::harm::hits(line).is_empty());
            headline && !event_words(line).is_empty() || took_place(line) || verb(line)
        })
}

/// Whether a deed that can only be violence struck somebody or something: "bomb attacks were carried out against the mill".
fn strikes(deed: &Deed) -> bool {
    let struck = deed.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target));
    deed.alone && struck && deed.event.stage == Stage::Accomplished
}

/// The deeds of each sentence.
fn deeds(report: &Report, document: &Document, names: &Names, frames: &FrameSet) -> Vec<Vec<Deed>> {
    let syntax = Syntax::new(document);
    let scene = Scene { text: &report.text, document, syntax: &syntax, actors: &names.actors };
    document.sentences.iter().map(|sentence| frames.deeds(&scene, sentence)).collect()
}

/// The blocks of a report without its dateline and the outlet's name in its title, which are no part of any sentence:
/// "NIAMEY, March 5 (Reuters) - Gunmen …" would be parsed as one.
pub fn told_blocks(report: &Report) -> Vec<Block> {
    let dateline = dateline(report);
    let after = |block: &Block| match dateline.is_empty() || !block.span.contains(dateline) {
        true => *block,
        false => {
            let rest = Span::new(dateline.end, block.span.end).slice(&report.text);
            let blank = rest.len() - rest.trim_start().len();
            Block { span: Span::new((dateline.end + blank).min(block.span.end), block.span.end), ..*block }
        }
    };
    let headed = |block: Block| match block.kind {
        BlockKind::Title => {
            let told = headline(block.span.slice(&report.text));
            Block { span: Span::new(block.span.start + told.start, block.span.start + told.end), ..block }
        }
        _ => block,
    };
    report.blocks.iter().map(after).map(headed).filter(|block| !block.span.is_empty()).collect()
}

/// What ends a dateline.
const DASHES: [&str; 6] = ["—", "–", " - ", " _ ", "--", ".-"];

/// Days that a story may be filed before the page bears its date.
const FILED_BEFORE: i32 = 3;

/// "NORVALE, Dec 4 (AFP)" under a report published on 5 December: the day that "today" and "last night" are read against.
fn filed(report: &Report, dateline: Span, published: Option<Date>) -> Option<Date> {
    let published = published?;
    let stated = times::find(dateline.slice(&report.text), Some(published));
    let mut days = stated.iter().filter(|t| t.weekday.is_none()).filter_map(|t| t.days).filter(|(a, b)| a == b);
    days.next().map(|(day, _)| day).filter(|day| (1..=FILED_BEFORE).contains(&(published - *day).get_days()))
}

/// The dateline with its dash ("NIAMEY, March 5 (Reuters) -", "3 May 2031 –"); empty where there is none.
fn dateline(report: &Report) -> Span {
    let Some(place) = report.dateline_place else { return day_alone(report) };
    let block = report.blocks.iter().find(|block| block.span.contains(place));
    // a line that is nothing but a dateline
    if let Some(line) = block.filter(|block| block.kind == BlockKind::Heading) {
        return line.span;
    }
    let end = block.map_or(report.text.len(), |block| block.span.end);
    let head = start_of(report.text.get(place.end..end).unwrap_or(""), 80);
    let found = DASHES.iter().filter_map(|d| head.find(d).map(|i| i + d.len())).min();
    let found = found.map(|end| end + day_between(&head[end..]));
    let found = found.or_else(|| head.find(": ").map(|i| i + 1).filter(|i| *i <= 24));
    Span::new(place.start, place.end + found.unwrap_or(0))
}

/// Bytes of the day that stands before a second dash: "NIAMEY (AP) — May 12, 2031 — Gunmen …".
fn day_between(rest: &str) -> usize {
    let dash = DASHES.iter().filter_map(|d| rest.find(d).map(|i| (i, i + d.len()))).min();
    let Some((at, end)) = dash.filter(|(at, _)| *at <= 32) else { return 0 };
    let day = &rest[..at];
    if day.bytes().any(|b| b.is_ascii_digit()) && day.split_whitespace().count() <= 5 { end } else { 0 }
}

/// The day that a story without a place begins with, where it dates the report: "3 May 2031 – Gunmen …".
fn day_alone(report: &Report) -> Span {
    let Some(day) = report.published.as_ref().filter(|p| p.basis == PublishedBasis::Dateline) else {
        return Span::default();
    };
    let paragraphs = report.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph).take(3);
    let heads = paragraphs.filter_map(|block| {
        let head = start_of(block.span.slice(&report.text), 60);
        let (at, end) = DASHES.iter().filter_map(|d| head.find(d).map(|i| (i, i + d.len()))).min()?;
        let mut words = head[..at].split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let dated = words.clone().count() <= 6 && words.any(|w| w.parse::<i8>() == Ok(day.date.day()));
        dated.then(|| Span::new(block.span.start, block.span.start + end))
    });
    heads.take(1).next().unwrap_or_default()
}

/// The first characters of a text.
fn start_of(text: &str, characters: usize) -> &str {
    let end: usize = text.chars().take(characters).map(char::len_utf8).sum();
    text.get(..end).unwrap_or(text)
}

/// The spans that overlap `outer`; both lists are in the order of the text.
fn within(spans: &[Span], outer: Span) -> &[Span] {
    let start = spans.partition_point(|s| s.end <= outer.start);
    let end = spans.partition_point(|s| s.start < outer.end);
    spans.get(start..end).unwrap_or(&[])
}
