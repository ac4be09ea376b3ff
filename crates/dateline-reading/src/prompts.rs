//! Lines that are made for the screen and tell nothing: counts of pages, marks of age, paths and bars of links, questions
//! to the reader, initials of a desk; and runs of films, each behind its length.

use crate::clean::{ends_sentence, word_count};
use crate::draft::Piece;
use std::ops::Range;

/// Whether a line of so many words is one.
pub(crate) fn is_prompt(line: &str, words: usize) -> bool {
    words <= 8 && (is_count(line) || is_age(line) || is_initials(line) || is_cut_off(line, words) || is_more(line))
        || words <= 24 && (is_path(line) || asks_reader(line, words) || is_aside(line) || lists_networks(line))
        || words <= 10 && is_dated(line)
        || words <= 30 && (leads_on(line) || asks_for_software(line) || promises(line) || is_pointed(line))
        || words <= 60 && shows_film(line)
        || runs_headlines(line)
}

/// "Page 1 of 3", "3 / 12", "12 comments".
fn is_count(line: &str) -> bool {
    const THINGS: &[&str] = &[
        "page",
        "slide",
        "photo",
        "image",
        "video",
        "comments",
        "comment",
        "replies",
        "shares",
        "views",
        "likes",
        "photos",
        "images",
        "videos",
        "items",
        "results",
        "kommentare",
        "commentaires",
        "comentarios",
        "comentários",
        "commenti",
    ];
    let number = |word: &str| !word.is_empty() && word.len() <= 6 && word.bytes().all(|b| b.is_ascii_digit());
    let between = |word: &str| matches!(word, "of" | "/" | "von" | "de" | "sur" | "di" | "из");
    let bare = line.trim_matches(|c: char| !c.is_alphanumeric());
    let parts: Vec<String> = bare.split_whitespace().map(str::to_lowercase).collect();
    match parts.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [thing, first, mark, last] => THINGS.contains(&thing) && number(first) && between(mark) && number(last),
        [first, "/", last] => number(first) && number(last),
        [first, thing] => number(first) && THINGS.contains(&thing) && !ends_sentence(line),
        _ => false,
    }
}

/// "Jane Doe · 3 years ago", "il y a 2 heures", "vor 5 Minuten": the age of a comment or teaser, as machines write it.
fn is_age(line: &str) -> bool {
    const UNITS: &[&str] = &[
        "second", "seconds", "sec", "secs", "minute", "minutes", "min", "mins", "hour", "hours", "hr", "hrs", "day",
        "days", "week", "weeks", "month", "months", "year", "years",
    ];
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let [.., number, unit, "ago"] = words[..] else { return false };
    let rest = &words[..words.len() - 3];
    number.bytes().all(|b| b.is_ascii_digit())
        && UNITS.contains(&unit.to_lowercase().as_str())
        && !ends_sentence(line)
        && rest.iter().all(|word| word.starts_with(|c: char| c.is_uppercase()))
}

/// "NORVALE POST |": the first of a bar of links, the rest of which is lost.
fn is_cut_off(line: &str, words: usize) -> bool {
    words <= 5
        && line.ends_with(['|', '»', '›'])
        && !line.contains(['"', '“', '«'])
        && line.matches(['|', '»', '›']).count() == 1
}

/// "Related Post Stories", "Latest Headlines": a heading over what is no part of this story.
fn is_more(line: &str) -> bool {
    const OPEN: &[&str] = &["related", "other", "latest", "recent", "similar", "top", "popular", "trending", "more"];
    const THINGS: &[&str] =
        &["stories", "headlines", "articles", "news", "videos", "posts", "coverage", "links", "galleries"];
    let words: Vec<String> = line.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| !word.is_empty()).collect();
    let [first, between @ .., last] = words.as_slice() else { return false };
    OPEN.contains(first) && THINGS.contains(last) && between.len() <= 3 && !ends_sentence(line)
}

/// "Related Stories BLAST AT MARKET Town mourns its dead Who sells arms?": the heading, and the headlines run on behind it.
pub(crate) fn runs_headlines(line: &str) -> bool {
    const THINGS: &[&str] = &["Stories", "Articles", "Content", "Coverage", "Headlines", "News", "Posts", "Videos"];
    let mut words = line.split_whitespace();
    let related = words.next() == Some("Related") && words.next().is_some_and(|word| THINGS.contains(&word));
    let first = words.next().and_then(|word| word.chars().find(|c| c.is_alphanumeric()));
    related && first.is_some_and(|c| !c.is_lowercase()) && !line.trim_end_matches(['"', '”', '’']).ends_with('.')
}

/// "(READ: Town mourns its dead)", "(EDITORS: STORY MAY END HERE)": a desk to its readers, in brackets and capitals. What
/// corrects a story is part of it.
fn is_aside(line: &str) -> bool {
    let Some(inner) = line.trim().strip_prefix('(').and_then(|line| line.strip_suffix(')')) else { return false };
    let label = inner.split_once(':').map_or(inner, |(label, _)| label);
    let capitals = label.chars().filter(|c| c.is_uppercase()).count();
    let loud = capitals >= 4 && !label.chars().any(char::is_lowercase);
    loud && word_count(inner) >= 2 && !inner.contains(['(', ')', '"', '“']) && !label.contains("CORRECT")
}

/// "FOR LIVE UPDATES: Twitter, Facebook".
fn lists_networks(line: &str) -> bool {
    const NETWORKS: &[&str] = &[
        "facebook",
        "twitter",
        "instagram",
        "telegram",
        "whatsapp",
        "youtube",
        "linkedin",
        "tiktok",
        "threads",
        "bluesky",
    ];
    let Some((_, list)) = line.rsplit_once(':').filter(|_| word_count(line) <= 8 && !ends_sentence(line)) else {
        return false;
    };
    let lower = list.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty() && *w != "and").peekable();
    words.peek().is_some() && words.all(|word| NETWORKS.contains(&word))
}

/// "KJS/MMB 10-19-31": who of a desk wrote a line, and when.
fn is_initials(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (Some(first), last, None) = (words.next(), words.next(), words.next()) else { return false };
    let initials = |part: &str| (2..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_uppercase());
    let date = |word: &str| {
        let parts: Vec<&str> = word.split(['-', '/', '.']).collect();
        parts.len() == 3 && parts.iter().all(|p| !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit()))
    };
    first.contains('/') && first.split('/').all(initials) && last.is_some_and(date)
}

/// "Home > News > Local", "News | Sports | Weather | Video": the way to a page, or the ways from it. What has figures in
/// it may be a list of the story.
fn is_path(line: &str) -> bool {
    let parts: Vec<&str> = line.split(['|', '>', '»', '›']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let label = |part: &&str| word_count(part) <= 3 && part.starts_with(char::is_uppercase);
    // The dead are named so too, but with two names.
    let short = parts.iter().filter(|part| word_count(part) == 1).count();
    parts.len() >= 3
        && parts.iter().all(label)
        && short * 2 >= parts.len()
        && !ends_sentence(line)
        && !line.contains(['"', '“', '(', ':', ','])
        && !line.bytes().any(|b| b.is_ascii_digit())
}

/// "Looking for box scores?", "Have a story idea?": a page asks its reader; a report quotes who asks, and an interview
/// asks in whole sentences.
fn asks_reader(line: &str, words: usize) -> bool {
    const OPEN: &[&str] = &[
        "looking for",
        "have a",
        "have an",
        "got a",
        "want to",
        "want more",
        "want the",
        "need to",
        "need help",
        "viewing on",
        "reading on",
        "using a",
        "using the",
        "on mobile",
        "interested in",
        "know something",
        "see something",
        "spotted a",
        "spot a",
        "notice a",
        "find a",
        "found a",
        "missed a",
        "trouble viewing",
        "having trouble",
        "new to",
        "forgot your",
        "forgot password",
        "like what",
        "enjoy this",
        "love the",
    ];
    if !line.trim_end().ends_with('?') || line.contains(['"', '“', '«', '„', '‘']) || words > 14 {
        return false;
    }
    let lower = line.to_lowercase();
    OPEN.iter().any(|open| lower.strip_prefix(open).is_some_and(|rest| rest.starts_with(' ')))
}

/// "To read the documents, click here.", "Click/tap here for scores", "Information from: The Norvale Post, http://…".
fn leads_on(line: &str) -> bool {
    let lower = line.to_lowercase();
    let quoted = line.contains(['"', '“', '«']);
    let here = ["click here", "tap here", "clicking here", "click on the link", "click the link", "follow this link"];
    let first = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let tells = [" said", " told ", " police"].iter().any(|word| lower.contains(word));
    let opens = matches!(first, "to" | "for" | "if" | "click" | "tap" | "you" | "please" | "just" | "see" | "sign");
    !quoted && !tells && opens && here.iter().any(|words| lower.contains(words))
        || !quoted && matches!(first, "click" | "tap") && lower[first.len()..].starts_with('/')
        || !quoted && (lower.ends_with(" after the jump.") || lower.ends_with(" after the jump"))
        || ["distributed by ", "syndicated by "].iter().any(|by| lower.starts_with(by)) && word_count(line) <= 8
        || lower.starts_with("information from:")
        || lower.starts_with("information from ") && (lower.contains("http") || lower.contains("www."))
}

/// "You need the latest version of a player to view this."
fn asks_for_software(line: &str) -> bool {
    const WHAT: &[&str] = &["flash player", "javascript", "your browser", "html5 video", "video player to view"];
    let lower = line.to_lowercase();
    WHAT.iter().any(|what| lower.contains(what))
        && !line.contains(['"', '“', '«'])
        && ![" said", " told ", " police"].iter().any(|word| lower.contains(word))
}

/// "Last updated at 2:51 p.m. on Wednesday": a stamp without a year. "Posted bail" is none.
fn is_dated(line: &str) -> bool {
    const WORDS: &[&str] = &["updated", "posted", "published", "modified"];
    let lower = line.to_lowercase();
    let bare =
        ["last ", "first ", "originally ", "story "].iter().find_map(|word| lower.strip_prefix(word)).unwrap_or(&lower);
    let behind = WORDS.iter().find_map(|word| bare.strip_prefix(word));
    let marked = behind.is_some_and(|rest| [":", " at ", " on "].iter().any(|mark| rest.starts_with(mark)));
    marked && line.bytes().any(|b| b.is_ascii_digit()) && (!ends_sentence(line) || lower.ends_with(".m."))
}

/// "We have a crew on the scene and will update this page": a newsroom speaks of what it will do.
fn promises(line: &str) -> bool {
    const WHAT: &[&str] = &[
        "update this page",
        "update this story",
        "update this article",
        "update this report",
        "updates to this story",
        "bring you new",
        "bring you more",
        "bring you the latest",
        "bring you updates",
        "keep you updated",
        "keep you posted",
        "keep you informed",
        "as we learn more",
        "as we get more",
        "as we receive more",
    ];
    let lower = line.to_lowercase();
    WHAT.iter().any(|what| lower.contains(what))
        && !line.contains(['"', '“', '«'])
        && ![" said", " told ", " police", " sheriff"].iter().any(|word| lower.contains(word))
}

/// "► Update: Town mourns its dead": an arrow leads elsewhere. A sentence behind one may be an item of the story.
fn is_pointed(line: &str) -> bool {
    let bare = line.trim_start_matches(['►', '▶', '➤', '→', '➡', '▸', '»', '>', ' ', '\u{fe0f}']);
    let label = bare.split_once(':').map(|(label, _)| label.to_lowercase()).unwrap_or_default();
    let elsewhere =
        matches!(label.as_str(), "related" | "more" | "read more" | "see also" | "also" | "video" | "photos");
    bare.len() + 2 < line.len() && !bare.contains(" said") && (elsewhere || !ends_sentence(bare))
}

/// "NOW SHOWING Town mourns its dead … Town mourns its dead 01:17": the title of a film for the eye and for the machine,
/// and its length.
fn shows_film(line: &str) -> bool {
    const TITLE: usize = 4;
    let Some((rest, clock)) = line.rsplit_once(' ') else { return false };
    let Some((minutes, seconds)) = clock.split_once(':') else { return false };
    let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let words: Vec<&str> = rest.split_whitespace().collect();
    let Some(from) = words.len().checked_sub(TITLE) else { return false };
    let (before, title) = words.split_at(from);
    digits(minutes) && digits(seconds) && seconds.len() == 2 && before.windows(TITLE).any(|run| run == title)
}

/// Fewest films of a run.
const FEWEST: usize = 3;

/// Where films are listed, each title behind its length: "0:51 Town mourns its dead". A chronicle's hours rise, and its
/// entries are sentences.
pub(crate) fn films(pieces: &[Piece]) -> Vec<Range<usize>> {
    let lengths: Vec<Option<u32>> = pieces.iter().map(|piece| film(&piece.text)).collect();
    let mut runs = Vec::new();
    let mut at = 0;
    while at < lengths.len() {
        let run = lengths[at..].iter().map_while(|length| *length).collect::<Vec<u32>>();
        if run.len() >= FEWEST && !run.windows(2).all(|two| two[0] <= two[1]) {
            runs.push(at..at + run.len());
        }
        at += run.len().max(1);
    }
    runs
}

/// The length of the film that a line names, in seconds.
fn film(line: &str) -> Option<u32> {
    let (clock, title) = line.split_once(' ')?;
    let (minutes, seconds) = clock.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let named = title.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || matches!(c, '\'' | '"' | '‘' | '“'));
    let hour = ["a.m", "p.m", "am ", "pm ", "uhr", "gmt"].iter().any(|mark| title.to_lowercase().starts_with(mark));
    let stops = ends_sentence(title) && !title.ends_with('?');
    (digits(minutes) && digits(seconds) && seconds.len() == 2 && (1..=3).contains(&minutes.len()))
        .then(|| Some(minutes.parse::<u32>().ok()? * 60 + seconds.parse::<u32>().ok()?))
        .flatten()
        .filter(|_| named && !hour && !stops && word_count(title) <= 24)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> bool {
        is_prompt(line, word_count(line))
    }

    #[test]
    fn lines_for_the_screen() {
        for line in [
            "Page 1 of 3",
            "« 2 / 9 »",
            "12 Comments",
            "Jane Doe · 3 years ago",
            "5 hours ago",
            "KJS/MMB/JFC 10-19-31",
            "NORVALE POST |",
            "Home > News > Local News",
            "News | Sports | Weather | Video",
            "Looking for box scores and other late results?",
            "Have a story idea?",
            "Click/tap here for print-style scores",
            "To read the indictment, click here.",
            "Information from: The Norvale Post, http://post.example",
            "The governor's letter is after the jump.",
            "Related Post Stories",
            "Related Stories BLAST AT MARKET Town mourns its dead Who sells the arms?",
            "Related Articles Town mourns its dead Army sends more men to the north",
            "Last updated at 2:51 p.m. on Wednesday, Dec. 14",
            "Posted: 11:02 PM, Jul 04",
            "We have a crew on the scene and will update this page when more is known.",
            "9 News is working to bring you new information as it becomes available.",
            "► Update: Town mourns its dead",
            "►Related: Signs painted on a hall spark \"protest march.\"",
            "Latest headlines",
            "(READ: Town mourns its dead)",
            "(EDITORS: STORY MAY END HERE)",
            "FOR LIVE UPDATES: Twitter, Facebook",
            "Distributed by Norvale Content Agency, LLC.",
            "You need the latest version of the Flash Player to view the video. Download now.",
            "NOW SHOWING Town mourns its many dead More films NEXT Town mourns its many dead 01:17",
        ] {
            assert!(told(line), "{line}");
        }
    }

    #[test]
    fn lines_of_the_story() {
        for line in [
            "Related stories of abuse were told to the court",
            "Related Stories BLAST AT MARKET At least nine people died, the mayor said.",
            "9 of 12",
            "12 dead",
            "Three people died 3 years ago.",
            "He was shot two days ago",
            "AP/AFP",
            "Jane Doe, 34 | John Roe, 41 | Mary Major, 19",
            "Norvale | Estmere",
            "\"Did you see him?\"",
            "Who fired the shots?",
            "Posted bail on the 9 charges.",
            "Published reports put the toll at 9",
            "► Three people died in the raid.",
            "More will be released as it becomes available.",
            "The police will update this story of the raid as we learn more, he said.",
            "(AP)",
            "(CORRECTION: The toll was nine.)",
            "(The police have not said who fired.)",
            "Other victims of the raid",
            "It was shown on two networks: Facebook and its own.",
            "Food was distributed by soldiers in Norvale, Estmere and the two towns on the river.",
            "The clocks of the town hall stood still at 01:17",
            "Police said the message asked for your browser.",
            "Do the police know who fired?",
            "Did you go to school in Norvale?",
            "Jane Doe • John Roe • Mary Major",
            "Jane Doe | John Roe | Mary Major",
            "The men told people to click here, police said.",
            "The family has an account for the burial, click here to give.",
            "Information from the hospital was not to be had.",
        ] {
            assert!(!told(line), "{line}");
        }
    }

    #[test]
    fn runs_of_films_are_told_from_chronicles() {
        let pieces = |lines: &[&str]| lines.iter().map(|line| Piece::plain((*line).to_owned())).collect::<Vec<_>>();
        let list = pieces(&[
            "2:03 How a bridge is built Pause",
            "0:51 Town mourns its dead",
            "11:30 What we know of the raid",
        ]);
        assert_eq!(films(&list), vec![0..3]);
        for lines in [
            ["9:05 Shots are fired at the gate", "9:12 Soldiers reach the gate", "9:40 The gate is closed"],
            ["9:05 a.m. Shots at the gate", "8:12 a.m. Alarm", "9:40 a.m. All clear"],
            ["2:03 Four people died.", "0:51 Two fled.", "1:30 Nobody was held."],
        ] {
            assert!(films(&pieces(&lines)).is_empty(), "{lines:?}");
        }
    }
}
