//! Which lines of a page's text are furniture: share bars, notices, invitations, captcha texts, bylines, contacts.
//!
//! The words are in `data/furniture.txt`; here is only how they are matched. A long paragraph that ends like a
//! sentence is story, whatever words it holds: a lost sentence of a report costs more than a kept notice.

use crate::clean::{ends_sentence, key, word_count};
use crate::notices;
use crate::prompts;
use aho_corasick::AhoCorasick;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a line of a page is, when it is no story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Furniture {
    /// A notice, a share bar, an invitation.
    Notice,
    /// A heading over related headlines or comments.
    Tail,
    /// Who wrote it.
    Byline,
    /// Whose right it is: read for the wires it names, then dropped.
    Copyright,
    /// A telephone number, address or handle of the newsroom.
    Contact,
}

/// Longest line, in words, that a phrase of the table can condemn.
const LONGEST: usize = 45;

struct Table {
    whole: BTreeSet<&'static str>,
    starts: BTreeSet<&'static str>,
    tail: BTreeSet<&'static str>,
    label: BTreeSet<&'static str>,
    share: BTreeSet<&'static str>,
    holds: Option<AhoCorasick>,
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut holds = Vec::new();
    let mut table = Table {
        whole: BTreeSet::new(),
        starts: BTreeSet::new(),
        tail: BTreeSet::new(),
        label: BTreeSet::new(),
        share: BTreeSet::new(),
        holds: None,
    };
    for line in include_str!("../data/furniture.txt").lines().filter(|l| !l.starts_with('#')) {
        let Some((kind, words)) = line.split_once('|') else { continue };
        let words = words.trim();
        match kind.trim() {
            "whole" => drop(table.whole.insert(words)),
            "starts" => drop(table.starts.insert(words)),
            "tail" => drop(table.tail.insert(words)),
            "label" => drop(table.label.insert(words)),
            "share" => drop(table.share.insert(words)),
            _ => holds.push(format!(" {words} ")),
        }
    }
    table.holds = AhoCorasick::new(holds).ok();
    table
});

/// What furniture the line is, if it is any.
pub(crate) fn classify(line: &str) -> Option<Furniture> {
    let words = word_count(line);
    if is_copyright(line, words) {
        return Some(Furniture::Copyright);
    }
    if words > LONGEST {
        return (notices::is_notice(line, words) || prompts::runs_headlines(line)).then_some(Furniture::Notice);
    }
    let key = key(line);
    if key.is_empty() {
        return Some(Furniture::Notice);
    }
    if TABLE.tail.contains(key.as_str()) {
        return Some(Furniture::Tail);
    }
    if let Some(pointer) = pointer(line) {
        return Some(pointer);
    }
    if is_byline(line) {
        return Some(Furniture::Byline);
    }
    if is_contact(line, words) {
        return Some(Furniture::Contact);
    }
    (is_notice(line, &key, words) || notices::is_notice(line, words) || prompts::is_prompt(line, words))
        .then_some(Furniture::Notice)
}

fn is_notice(line: &str, key: &str, words: usize) -> bool {
    if TABLE.whole.contains(key) || is_share_bar(key) || line.contains("{*") || is_signed(line, words) {
        return true;
    }
    let story = words > 24 && ends_sentence(line) && line.contains(", ");
    let quoted = line.starts_with(['"', '“', '«', '‘']);
    if quoted || story {
        return false;
    }
    let follow = words <= 5 && line.ends_with(':') && key.starts_with("follow ");
    follow || starts_with_phrase(key) || TABLE.holds.as_ref().is_some_and(|holds| holds.is_match(&format!(" {key} ")))
}

/// "► Related: Dog saves three from a fire", "ALSO:" and the headlines below it. A sentence behind the label is story.
fn pointer(line: &str) -> Option<Furniture> {
    let bare = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (label, rest) = bare.split_once([':', '|'])?;
    if label.len() > 30 || !TABLE.label.contains(key(label).as_str()) {
        return None;
    }
    match rest.trim().is_empty() {
        true => Some(Furniture::Tail),
        false => (!ends_sentence(rest) || rest.ends_with(['?', '!'])).then_some(Furniture::Notice),
    }
}

/// "-- Jane Doe", "Staff writer John Roe contributed.": the end of a story that names its writers.
fn is_signed(line: &str, words: usize) -> bool {
    let dashed = line.trim_start_matches(['-', '–', '—', ' ']);
    let name = dashed.len() < line.len()
        && (2..=4).contains(&words)
        && !ends_sentence(line)
        && dashed.split_whitespace().all(is_name_word);
    let lower = line.to_lowercase();
    let staff = words <= 16
        && (lower.contains("staff writer") || lower.contains("reporter"))
        && (lower.ends_with("contributed.") || lower.contains("reach "));
    name && !line.contains(['?', '"']) || staff
}

/// Whether a phrase of the table stands at the start, as whole words.
fn starts_with_phrase(key: &str) -> bool {
    let ends = key.match_indices(' ').map(|(at, _)| at).chain([key.len()]).take(8);
    ends.into_iter().any(|end| TABLE.starts.contains(&key[..end]))
}

fn is_share_bar(key: &str) -> bool {
    let mut words = key.split(' ').peekable();
    words.peek().is_some()
        && key.split(' ').count() <= 16
        && words
            .all(|word| TABLE.share.contains(word) || word.len() < 4 && word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The story that runs on in the line of a copyright notice ("© 2031 Example. Two men were held …"), if any does.
pub(crate) fn after_copyright(line: &str) -> Option<&str> {
    let (notice, rest) = line.split_once(". ")?;
    let lower = rest.to_lowercase();
    let rights = [
        "rights",
        "reserv",
        "redistribut",
        "contributed",
        "copyright",
        "published",
        "republication",
        "rebroadcast",
        "prohibited",
    ]
    .iter()
    .any(|w| lower.contains(w));
    (word_count(notice) <= 8 && word_count(rest) >= 8 && ends_sentence(rest) && !rights).then_some(rest)
}

fn is_copyright(line: &str, words: usize) -> bool {
    if words > 90 {
        return false;
    }
    let bare = line.trim_start_matches(['(', '[', ' ', '*']);
    let lower = bare.get(..bare.len().min(9)).map(str::to_lowercase).unwrap_or_default();
    bare.starts_with('©')
        || lower == "copyright"
        || lower.starts_with("(c) ")
        || bare.ends_with("rights reserved.") && words < 30
        || opens_with_rights(bare)
}

/// "TM and Copyright 2031 Example Radio …": the notice opens with it, and names the rights.
fn opens_with_rights(line: &str) -> bool {
    let mut opening = line.split_whitespace().take(5);
    opening.any(|word| word.trim_matches(['(', ')', ',']).eq_ignore_ascii_case("copyright") || word.contains('©'))
        && line.to_lowercase().contains("rights reserved")
}

/// "By Jane Doe and John Roe", "Par la rédaction", "John Roe, Associated Press", "The Associated Press".
pub(crate) fn is_byline(line: &str) -> bool {
    if line.len() > 160 {
        return false;
    }
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some(first) = words.first().filter(|_| words.len() <= 16) else { return false };
    let by = matches!(
        first.to_lowercase().trim_end_matches(':'),
        "by" | "par" | "por" | "von" | "di" | "da" | "автор" | "oleh" | "door" | "written" | "reported"
    ) && words.len() > 1;
    if by {
        return !ends_sentence_or_clause(line) && words[1..].iter().all(|word| is_name_word(word));
    }
    let rest = line.trim_matches(['-', '—', '–', '|', '(', ')', ' ', '/']);
    crate::wires::wires().find(rest).is_some() || crate::outlets::outlets().by_name(rest).is_some()
}

fn ends_sentence_or_clause(line: &str) -> bool {
    let initials = line.rsplit(' ').next().is_some_and(|last| last.len() <= 4);
    ends_sentence(line) && !initials
}

fn is_name_word(word: &str) -> bool {
    const LINKS: &[&str] = &[
        "and",
        "et",
        "y",
        "und",
        "e",
        "for",
        "of",
        "in",
        "the",
        "staff",
        "with",
        "de",
        "la",
        "du",
        "da",
        "van",
        "von",
        "bin",
        "by",
        "avec",
        "con",
        "rédaction",
        "redacción",
        "|",
        "-",
        "–",
        "—",
        "/",
        "•",
        "&",
        "at",
        "al",
    ];
    let lower = word.to_lowercase();
    let first = word.trim_start_matches(['(', '"', '“', '@']).chars().next();
    first.is_some_and(char::is_uppercase)
        || LINKS.contains(&lower.trim_matches([',', ';']))
        || word.contains('@')
        || word.contains('.') && word.len() > 5
}

/// Words beside the address of who wrote a story.
const REACHED: &[&str] = &[
    "and",
    "at",
    "be",
    "by",
    "can",
    "contact",
    "correspondent",
    "editor",
    "email",
    "follow",
    "follows",
    "her",
    "him",
    "on",
    "or",
    "phone",
    "reach",
    "reached",
    "reporter",
    "staff",
    "them",
    "twitter",
    "via",
    "writer",
];

/// A line that is an address, a handle or a telephone number, with a name at most.
fn is_contact(line: &str, words: usize) -> bool {
    if words == 1 && line.contains('@') {
        return true;
    }
    let reach = ["Reach ", "Contact "].iter().any(|start| line.starts_with(start));
    // A reporter's address may come with a telephone number and a second reporter.
    if words > if line.contains('@') { 40 } else { 9 } || ends_sentence(line) && !line.contains('@') && !reach {
        return false;
    }
    let mark = |word: &str| {
        let word = word.trim_matches(['(', ')', ',', '.', ':', ';', '<', '>', '[', ']']);
        let mail = word.contains('@') && word.len() > 3 && (word.starts_with('@') || word.contains('.'));
        let site = ["http", "www.", "bit.ly", "twitter.com/", "facebook.com/"]
            .iter()
            .any(|s| word.to_lowercase().starts_with(s));
        let phone = word.len() >= 8
            && word.bytes().filter(u8::is_ascii_digit).count() >= 7
            && word.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'(' | b')' | b'+'));
        let short_phone =
            word.len() == 8 && word.as_bytes()[3] == b'-' && word.bytes().filter(u8::is_ascii_digit).count() == 7;
        mail || site || phone || short_phone
    };
    line.split_whitespace().any(mark)
        && line.split_whitespace().filter(|w| !mark(w)).all(|w| {
            !w.chars().next().is_some_and(char::is_lowercase) || REACHED.contains(&w.trim_matches([',', '.', ':']))
        })
}

/// Whether the line is the caption or credit of a picture: "(Photo: …)", "FILE PHOTO: …", "… /Getty Images".
pub(crate) fn is_caption(line: &str) -> bool {
    const STARTS: &[&str] = &[
        "photo:",
        "buy photo",
        "photos:",
        "photo by",
        "photo credit",
        "photo courtesy",
        "(photo",
        "file photo",
        "file -",
        "file –",
        "file —",
        "image:",
        "image credit",
        "image via",
        "image courtesy",
        "picture:",
        "pictured:",
        "caption:",
        "fotos:",
        "foto:",
        "crédit photo",
        "crédits photo",
        "© ",
        "video:",
        "bild:",
        "screenshot",
        "screengrab",
        "[photo",
        "[image",
        "above (left",
        "courtesy of",
        "image copyright",
        "credit:",
    ];
    const ENDS: &[&str] = &[
        "getty images",
        "getty images)",
        "(ap photo)",
        "ap photo",
        "/afp)",
        "/reuters)",
        "/ap)",
        "shutterstock",
        "/reuters",
        "/afp",
        "[file photo]",
        "(file photo)",
        "(file)",
        "[file]",
        "/getty",
    ];
    let words = word_count(line);
    if words > 90 {
        return false;
    }
    if notices::is_video_caption(line) {
        return true;
    }
    let lower = line.to_lowercase();
    let bracket =
        lower.rfind("(photo").or(lower.rfind("(image")).or(lower.rfind("(ap photo")).or(lower.rfind("(credit"));
    let tagged = bracket.is_some_and(|at| lower.len() - at < 90 && lower.trim_end().ends_with(')'));
    STARTS.iter().any(|s| lower.starts_with(s)) || ENDS.iter().any(|e| lower.ends_with(e)) || tagged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_of_many_pages() {
        for line in [
            "Please enable JavaScript to read this content.",
            "Stay informed. Subscribe to our newsletter",
            "Facebook Twitter Email Print",
            "Share this: Facebook",
            "Advertisement",
            "READ MORE: Norvale mourns its dead",
            "Copyright 2031 Norvale Media. All rights reserved.",
            "© 2031 Norvale Media",
            "Rejoignez Norvale-Info sur Facebook et Telegram",
            "You must enter the characters with black color that stand out",
            "By Jane Doe and John Roe",
            "By Associated Press",
            "jane@example.org",
            "Jane Doe: (555) 555-0142",
            "Leia também: Ataque em Norvale",
            "___",
            "Comments",
            "Image 2 of 8 A street in Norvale. January 19, 2031",
            "-- Jane Doe",
            "Staff writer John Roe contributed.",
            "► Related: Dog saves three from a fire in Estmere",
            "ALSO:",
            "Photos: A street in Norvale after the raid",
            "Follow The Norvale Post:",
            "Jane Doe: jdoe@example.org, 555-555-0142 or on Twitter: @JaneDoe. John Roe: jroe@example.org.",
            "Example.org reporter Jane Doe can be reached at 555-555-0142 or jane@example.org. Follow Jane on Twitter.",
            "Stay with Channel 9 for updates on this developing story.",
        ] {
            assert!(classify(line).is_some(), "{line}");
        }
    }

    #[test]
    fn pointers_need_a_label_and_no_sentence() {
        for line in [
            "Video: the governor said that four people had died, and that nobody had been held.",
            "Watch: Police said the man had been seen near the market.",
            "More: nine of the wounded are children, the hospital said.",
            "The police chief can be reached, his office said: he has not left.",
            "Anyone with information is asked to call the police at 555-0142 or write to tips@example.org.",
            "Related: the two deaths are, the governor said.",
        ] {
            assert_eq!(classify(line), None, "{line}");
        }
    }

    #[test]
    fn story_lines_stay() {
        for line in [
            "By Tuesday evening the army had retaken the town.",
            "\"Subscribe to our cause,\" the leaflet said.",
            "Facebook said it had removed the video.",
            "The group shared the video on Telegram and Facebook, where it was seen by thousands, the ministry said in a statement on Tuesday.",
            "'Under control'",
            "Airport temporarily closed",
            "Follow-up attacks killed two more people, police said.",
            "Anyone with information is asked to call police.",
            "More than 12 people were hurt.",
            "Sign of hope",
        ] {
            assert_eq!(classify(line), None, "{line}");
        }
    }

    #[test]
    fn the_table_is_sorted_and_normal() {
        let rows: Vec<&str> = include_str!("../data/furniture.txt").lines().filter(|l| !l.starts_with('#')).collect();
        assert!(rows.windows(2).all(|w| w[0] < w[1]));
        for row in rows {
            let (kind, words) = row.split_once(" | ").expect(row);
            assert!(["whole", "starts", "holds", "tail", "label", "share"].contains(&kind), "{row}");
            assert_eq!(key(words), words, "{row}");
        }
    }
}
