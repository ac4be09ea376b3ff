//! The head of a wire story: "BAMAKO, Sept 17 (Reuters) - ", "QUETTA, Pakistan — ", "(AFP) -". It stays in the text.

use crate::dates::{self, Stated};
use crate::wires::wires;
use std::ops::Range;

/// What a dateline says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Dateline {
    /// The place's name, in bytes of the paragraph.
    pub place: Option<Range<usize>>,
    /// The day, its year perhaps missing.
    pub date: Option<Stated>,
    /// Codes of the wires it names.
    pub agencies: Vec<String>,
    /// More than a capitalised word before a colon: capitals, a date, an agency, or a region.
    pub sure: bool,
    /// It ends in a colon.
    pub colon: bool,
}

impl Dateline {
    /// Whether it is no more than names before a colon, as headlines have them too: "NORVALE: Army chief dismissed".
    pub fn is_place_with_colon(&self) -> bool {
        self.colon && self.date.is_none() && self.agencies.is_empty()
    }
}

/// No dateline is longer than this, in bytes.
const REACH: usize = 140;

/// Words that look like a place before a dash or colon, and are none.
const NOT_PLACES: &str = " update updated breaking watch video exclusive original analysis explainer live opinion editorial photos \
    photo related correction clarification note editor's warning alert story more read see also caption fact summary review profile recap obituary tributes live-blog breaking-news \
    background timeline factbox interview report press statement question answer q a police suspect victim victims man woman \
    part comment context key why how what who where when the a an in on at for and but by from his her they it he she we i you \
    this that there here yes no not all advertisement name age date address city state phone race sex type location charges \
    bond height weight result results sources source today yesterday tomorrow pm am ";

/// Reads the dateline a paragraph begins with, if it begins with one.
pub(crate) fn parse(paragraph: &str) -> Option<Dateline> {
    let mut reach = paragraph.len().min(REACH);
    while !paragraph.is_char_boundary(reach) {
        reach -= 1;
    }
    let head = &paragraph[..reach];
    separators(head).into_iter().find_map(|(at, width, colon)| {
        let after =
            paragraph[at + width..].trim_start_matches(['-', '–', '—', '_', ' ', '"', '“', '\'', '‘', '«', '[']);
        let opens = after
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || c.is_numeric() || !c.is_ascii() && c.is_alphabetic());
        let bracketed = paragraph[at + width..].trim_start_matches([' ', '-']).starts_with('[');
        let mut line = (opens || bracketed).then(|| parse_head(&head[..at], colon)).flatten()?;
        line.date = line.date.or_else(|| day_between(&head[at + width..])).or_else(|| day_alone(&head[at + width..]));
        Some(line)
    })
}

/// The day that stands between the first dash and a second: "NORVALE (AP) — May 12, 2031 — Gunmen came."
fn day_between(rest: &str) -> Option<Stated> {
    let (at, _, colon) = separators(rest).into_iter().find(|(at, _, _)| !rest[..*at].trim().is_empty())?;
    dates::whole(&rest[..at]).filter(|_| !colon)
}

/// The day that is a sentence of its own behind the dash: "Norvale (NNA) - 17 May 2031. Gunmen came."
fn day_alone(rest: &str) -> Option<Stated> {
    let (day, _) = rest.split_once(". ")?;
    dates::whole(day.trim_start_matches(['-', '–', '—', ' '])).filter(|_| day.len() <= 30)
}

/// Reads a line that is nothing but a dateline: "Norvale, April (21)".
pub(crate) fn alone(line: &str) -> Option<Dateline> {
    let short = line.len() <= 60 && line.contains(',') && !line.ends_with('?');
    let head = if short { parse_head(line, false)? } else { return None };
    // "Battle of Norvale, 3 May 2031" heads what is told of that day
    let place = head.place.clone().map(|range| &line[range])?;
    let told = place.split([' ', '/']).any(crate::bylines::is_told);
    (head.date.is_some() && !told).then_some(head)
}

/// Where a dateline might end, nearest first: offset, width, and whether it is a colon.
fn separators(head: &str) -> Vec<(usize, usize, bool)> {
    let mut found = Vec::new();
    for mark in ["--", "—", "–", " - ", " _ ", ".-", ") - ", ": "] {
        if let Some(at) = head.find(mark) {
            let skip = usize::from(mark.starts_with(')'));
            found.push((at + skip, mark.len() - skip, mark == ": "));
        }
    }
    found.extend(glued(head).map(|at| (at, 1, false)));
    found.sort_unstable();
    found
}

/// The hyphen of "NORVALE CITY, Norland-The army said": behind a place in capitals and what it lies in, glued to a word.
fn glued(head: &str) -> Option<usize> {
    let cried = head.split([',', '(']).next().filter(|place| place.len() < head.len())?;
    let letters = cried.chars().filter(|c| c.is_alphabetic()).count();
    let upper = letters >= 3 && !cried.chars().any(char::is_lowercase);
    let word = |at: usize| {
        let mut next = head[at + 1..].chars();
        let small = |c: char| c.is_lowercase() || c == ' ';
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(small)
    };
    let closed = |at: usize| head[..at].ends_with(|c: char| c.is_alphabetic() || c == ')');
    head.match_indices('-').map(|(at, _)| at).find(|&at| upper && at > cried.len() && closed(at) && word(at))
}

fn parse_head(head: &str, colon: bool) -> Option<Dateline> {
    let mut line = Dateline { place: None, date: None, agencies: Vec::new(), sure: false, colon };
    if let Some(inside) = in_brackets(head) {
        // "(Norvale, May 12, 2031) –"; "(CNN) –" names an outlet
        let read = parse_head(&head[inside.clone()], false)?;
        let outlet = read.date.is_none() && read.place.clone().is_some_and(|r| is_sign(&head[inside.clone()][r]));
        let place = read.place.filter(|_| !outlet).map(|r| r.start + inside.start..r.end + inside.start);
        return Some(Dateline { place, sure: true, colon, ..read });
    }
    let outside = take_brackets(head, &mut line)?;
    // "NORVALE (August 2, 2031):": the place is read as if no date had been told yet
    let in_brackets = line.date.take();
    let mut parts = Parts { upper: false, regions: 0, places: 0 };
    for part in outside {
        read_part(head, part, &mut line, &mut parts)?;
    }
    line.date = line.date.or(in_brackets);
    line.sure =
        parts.upper || parts.regions > 0 || line.date.is_some() || !line.agencies.is_empty() || head.contains('(');
    let something = line.place.is_some() || line.date.is_some() || !line.agencies.is_empty();
    // "Smith: …" is a speaker as often as a place, and a colon after two capitalised words mostly so.
    let weak = !line.sure && (parts.places > 1 || colon && head.split_whitespace().count() > 1);
    (something && !weak).then_some(line)
}

/// What stands in the only brackets of a head that has nothing outside them, unless a wire does.
fn in_brackets(head: &str) -> Option<Range<usize>> {
    let inside = head.trim().strip_prefix('(')?.strip_suffix(')')?;
    let start = head.find('(')? + 1;
    let plain = !inside.contains(['(', ')', '[', '/']) && wires().find(inside).is_none();
    (plain && dates::whole(inside).is_none()).then_some(start..start + inside.len())
}

/// "CNN", "WXYZ": the letters of an outlet or a station.
fn is_sign(name: &str) -> bool {
    name.len() <= 5 && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
}

struct Parts {
    upper: bool,
    regions: usize,
    places: usize,
}

/// Reads what stands in brackets (agencies, dates) and returns the comma-separated parts outside them.
fn take_brackets(head: &str, line: &mut Dateline) -> Option<Vec<Range<usize>>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut open: Option<usize> = None;
    for (at, c) in head.char_indices() {
        match c {
            '(' | '[' if open.is_none() => {
                parts.push(start..at);
                open = Some(at + 1);
            }
            ')' | ']' => {
                let inside = &head[open.take()?..at];
                match dates::whole(inside) {
                    Some(date) => line.date = Some(date),
                    None if inside.split_whitespace().count() > 8 => return None,
                    None => credit(inside, line),
                }
                start = at + c.len_utf8();
            }
            ',' if open.is_none() => {
                parts.push(start..at);
                start = at + 1;
            }
            _ => {}
        }
    }
    if open.is_some() {
        return None;
    }
    parts.push(start..head.len());
    Some(rejoin_dates(head, parts))
}

/// "Aug. 10, 2031": the comma inside a date does not part it.
fn rejoin_dates(head: &str, parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for part in parts {
        let year = head[part.clone()].trim();
        let joins = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
        match out.last_mut() {
            Some(last) if joins => last.end = part.end,
            _ => out.push(part),
        }
    }
    out
}

fn credit(inside: &str, line: &mut Dateline) {
    for name in inside.split(['/', ',', '-', '–']) {
        if let Some(wire) = wires().find(name.trim()) {
            line.agencies.push(wire.code.clone());
        }
    }
}

/// Reads one part outside brackets: the place first, then regions, dates and agencies in any order.
fn read_part(head: &str, range: Range<usize>, line: &mut Dateline, parts: &mut Parts) -> Option<()> {
    let raw = &head[range.clone()];
    let text = raw.trim_matches([' ', '.', '-', '–', '—', '*', '•', '×']);
    if text.is_empty() {
        return Some(());
    }
    // A weekday alone adds nothing: "LONDON, Tuesday, Sept 17 (AFP)".
    if dates::is_weekday(text) {
        return (line.place.is_some() || line.date.is_some()).then_some(());
    }
    if let Some(date) = dates::whole(text) {
        line.date = Some(date);
        return Some(());
    }
    // "NORVALE. Aug 25", "NORVALE, Norland. Aug 25": a full stop parts the place from the day
    if let Some((before, date)) = text.split_once(". ").and_then(|(a, b)| Some((a, dates::whole(b)?))) {
        let start = range.start + raw.find(before)?;
        read_part(head, start..start + before.len(), line, parts)?;
        line.date = Some(date);
        return Some(());
    }
    // "NORVALE May 17 AFP": nothing but blanks between the place, the day and the wire
    if line.place.is_none()
        && line.date.is_none()
        && let Some((place, date, wire)) = unparted(text)
    {
        let start = range.start + raw.find(text)?;
        read_part(head, start..start + place, line, parts)?;
        line.date = Some(date);
        line.agencies.extend(wire);
        return Some(());
    }
    if let Some(wire) = wires().find(text).filter(|_| line.place.is_some()) {
        line.agencies.push(wire.code.clone());
        return Some(());
    }
    if line.place.is_none() {
        if line.date.is_some() || !is_place(text) {
            return None;
        }
        let start = range.start + raw.find(text)?;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        parts.upper = letters >= 3 && !text.chars().any(char::is_lowercase);
        parts.places += 1;
        line.place = Some(start..start + text.len());
        return Some(());
    }
    (is_place(text) && parts.regions < 3).then(|| parts.regions += 1)
}

/// The length of the place, the day and the wire's code of "NORVALE May 17 AFP".
fn unparted(text: &str) -> Option<(usize, Stated, Option<String>)> {
    let blanks: Vec<usize> = text.match_indices(' ').map(|(at, _)| at).collect();
    blanks.iter().find_map(|&at| {
        let (place, rest) = (&text[..at], text[at..].trim());
        let tail = rest.rsplit_once(' ').and_then(|(day, last)| Some((day, wires().find(last)?.code.clone())));
        let date = |day: &str| dates::whole(day).filter(|d| d.day.is_some());
        let (stated, wire) = match (date(rest), tail) {
            (Some(stated), _) => (stated, None),
            (None, Some((day, code))) => (date(day)?, Some(code)),
            _ => return None,
        };
        (place.chars().any(char::is_uppercase) && !place.chars().any(char::is_lowercase)).then_some((at, stated, wire))
    })
}

/// One to six capitalised words, small linking words aside, none of them known not to be a place.
fn is_place(text: &str) -> bool {
    const LINKS: &str = " de la le les el al of sur du des and upon bin ben da do dos the am an der und i y e ";
    let words: Vec<&str> = text.split([' ', '/']).filter(|w| !w.is_empty()).collect();
    let named = words.iter().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
    (1..=6).contains(&words.len())
        && named > 0
        && words.iter().enumerate().all(|(i, word)| {
            let lower = word.to_lowercase();
            let first = word.chars().next();
            let shaped = first.is_some_and(|c| c.is_uppercase() || c.is_alphabetic() && !c.is_lowercase())
                || LINKS.contains(&format!(" {lower} ")) && i > 0
                || first.is_some_and(|c| matches!(c, '\'' | '’'));
            let clean =
                word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.' | '‘' | 'ʿ' | 'ʼ'));
            shaped
                && clean
                && !(i == 0 && NOT_PLACES.contains(&format!(" {lower} ")))
                && !dates::is_weekday(&lower)
                && !dates::is_month(&lower)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str) -> Option<&str> {
        parse(text).and_then(|d| d.place).map(|r| &text[r])
    }

    #[test]
    fn heads_of_wire_stories() {
        for (text, expected) in [
            ("BAMAKO, Sept 17 (Reuters) - Gunmen attacked a school.", "BAMAKO"),
            ("QUETTA, Pakistan — A bomb went off.", "QUETTA"),
            ("KABUL (AP) — Two men died.", "KABUL"),
            ("Gaza City, Aug. 10 (Xinhua) -- At least four died.", "Gaza City"),
            ("BAKER, Calif. — More than ten were hurt.", "BAKER"),
            ("BAMAKO: More than seven died.", "BAMAKO"),
            ("Lewiston, Maine: It was an ordinary day.", "Lewiston"),
            ("GARISSA. — Armed men came.", "GARISSA"),
            ("Bogotá, 5 oct (EFE).- Tres soldados murieron.", "Bogotá"),
            ("SAN SALVADOR, 3 JAN 90 -- [REPORT] The guerrillas said so.", "SAN SALVADOR"),
            ("NEW DELHI, Jan. 5, 2031 (PTI) – Two were held.", "NEW DELHI"),
            ("PARIS/BAMAKO, Sept 17 (Reuters) - Gunmen came.", "PARIS/BAMAKO"),
            ("Islamabad: At least five died.", "Islamabad"),
            ("NORVALE, Cal. (August 2, 2031): Five were hurt.", "NORVALE"),
            ("(Norvale, May 12, 2031) – Gunmen came.", "Norvale"),
            ("(Nairobi) – Gunmen came, the group said.", "Nairobi"),
            ("NORVALE, Cal. (AP) — May 12, 2031 — Gunmen came.", "NORVALE"),
            ("NORVALE CITY, Norland-The army said that six had died.", "NORVALE CITY"),
            ("NORVALE (Norland)-Armed men came.", "NORVALE"),
        ] {
            assert_eq!(place(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn dates_and_agencies() {
        let line = parse("BAMAKO, Sept 17 (Reuters) - Gunmen came.").unwrap();
        assert_eq!((line.date.unwrap().month, line.date.unwrap().day), (9, Some(17)));
        assert_eq!(line.agencies, ["Reuters"]);
        let bare = parse("Oct 25 (Reuters) - Shots were fired.").unwrap();
        assert!(bare.place.is_none() && bare.date.is_some());
        assert_eq!(parse("(AFP) - Shots were fired.").unwrap().agencies, ["AFP"]);
        for text in ["(Norvale, May 12, 2031) – Gunmen came.", "NORVALE (AP) — May 12, 2031 — Gunmen came."] {
            assert_eq!(parse(text).unwrap().date.and_then(|d| d.date()).unwrap().to_string(), "2031-05-12", "{text}");
        }
        for text in [
            "NORVALE, Norland. May 12 (AFP) - Gunmen came.",
            "NORVALE. May 12 (AFP) - Gunmen came.",
            "NORVALE May 12 AFP - Gunmen came.",
        ] {
            let line = parse(text).expect(text);
            assert_eq!((&text[line.place.unwrap()], line.date.unwrap().day), ("NORVALE", Some(12)), "{text}");
        }
        assert_eq!(place("(CNN) – Gunmen came."), None);
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "UPDATE: The man has died.",
            "Police Chief Jane Doe: \"We saw it.\"",
            "The attack - the third this year - killed two.",
            "Saturday — Police said two had died.",
            "Two soldiers — both from Norvale — died.",
            "He said: We were there.",
            "Anne Smith: Were you there?",
            "NATO, the Anglo-Norlandic force and others were there.",
            "SOLDIERS, police in Norvale-Osta clash",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
