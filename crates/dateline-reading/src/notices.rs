//! Furniture that is told by its make and not by its words: menus, embedded posts, galleries, credits, signatures.

use crate::clean::{ends_sentence, word_count};
use crate::dates::{self, Order};
use std::collections::BTreeSet;

/// Networks that pages ask to be followed on.
const NETWORKS: &[&str] =
    &["facebook", "twitter", "instagram", "telegram", "whatsapp", "youtube", "linkedin", "x", "tiktok"];

/// Whether a line of so many words is furniture by its make.
pub(crate) fn is_notice(line: &str, words: usize) -> bool {
    words <= 250 && (is_gallery(line) || is_menu(line, words) || says_twice(line))
        || words <= 70 && speaks_to_reader(line)
        || words <= 30 && (is_signature(line) || is_bracketed(line, words))
        || words <= 40 && invites(line, words)
        || words <= 12 && (is_follow_bar(line) || is_handle(line, words) || is_clock(line) || is_credit(line))
        || words <= 60 && is_wire_matter(line)
        || words <= 5 && (is_code(line) || asks_to_watch(line))
}

/// "Image 3 of 8 …", "Caption … Caption …": the captions of a gallery.
fn is_gallery(line: &str) -> bool {
    let captions = line.starts_with("Caption ") && line.contains(" Caption ");
    if captions || !line.contains(" of ") {
        return captions;
    }
    let words: Vec<&str> = line.split_whitespace().take(12).collect();
    let number = |word: &str| word.len() < 4 && word.bytes().all(|b| b.is_ascii_digit());
    let named = |word: &str| ["image", "photo", "slide"].iter().any(|name| name.eq_ignore_ascii_case(word));
    words.windows(4).any(|w| named(w[0]) && number(w[1]) && w[2] == "of" && (w[3] == "/" || number(w[3])))
}

/// The same eight words twice, one after the other or a sentence apart: titles and texts of films and pictures stand
/// once for the eye and once for the machine. Nobody writes so. What is repeated opens a sentence: "thirty per cent of
/// the windows in the building" may be said twice.
fn says_twice(line: &str) -> bool {
    const RUN: usize = 8;
    let words: Vec<&str> = line.split_whitespace().collect();
    if words.len() < 2 * RUN || line.contains(['"', '“', '«']) {
        return false;
    }
    let sums: Vec<u64> = words.iter().map(|word| checksum(word)).collect();
    let sum = |run: &[u64]| run.iter().fold(0u64, |sum, word| sum.wrapping_mul(0x0100_0000_01B3) ^ word);
    let mut runs: Vec<(u64, usize)> = sums.windows(RUN).map(sum).zip(0..).collect();
    runs.sort_unstable();
    runs.windows(2).any(|two| {
        let ((first, at), (second, again)) = (two[0], two[1]);
        let run = &words[at..at + RUN];
        // Few words over and over are rhetoric.
        let varied = || run.iter().collect::<BTreeSet<_>>().len() >= 6;
        let same = (0..at).rev().zip((0..again).rev()).take_while(|(a, b)| words[*a] == words[*b]).count();
        let opens = at == same || words[at - same - 1].ends_with(['.', '!', '?', ':', '…']);
        first == second && again >= at + RUN && run == &words[again..again + RUN] && varied() && opens
    })
}

fn checksum(word: &str) -> u64 {
    word.bytes().fold(0xCBF2_9CE4_8422_2325, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3))
}

/// "(Reporting by Jane Doe; Editing by John Roe)", "BC-Mali-Raid, 2nd Ld-Writethru", "AP-NY-03-05-31 1412GMT".
fn is_wire_matter(line: &str) -> bool {
    const CREDITS: &[&str] = &[
        "(Reporting by",
        "(Additional reporting by",
        "(Writing by",
        "(Editing by",
        "(Compiled by",
        "(Reporting and",
        "Reporting by",
        "Additional reporting by",
        "Writing by",
        "Editing by",
    ];
    let slug = line.starts_with("BC-") || line.contains("Ld-Writethru") || line.contains("-Writethru");
    let clock = ["GMT", "EST", "EDT", "UTC"].iter().any(|zone| line.ends_with(zone));
    let sent = !line.contains(' ') || line.split(' ').count() == 2;
    let said = [" said", " told "].iter().any(|word| line.contains(word));
    !said && CREDITS.iter().any(|credit| line.starts_with(credit))
        || slug && !ends_sentence(line) && line.len() < 100
        || clock && sent && line.matches('-').count() >= 4
}

/// "Inc. #118179616", "Ref. 2031-00412": the number of a file.
fn is_code(line: &str) -> bool {
    const NAMES: &[&str] = &["ref", "inc", "case", "file", "no", "nr", "id", "reference"];
    let run = |word: &str| word.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let first = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let number = |word: &str| run(word) >= 5 && (word.starts_with('#') || NAMES.contains(&first.as_str()));
    line.split_whitespace().any(number) && !ends_sentence(line) && dates::find(line, Order::DayFirst).is_none()
}

/// "Get breaking news on the go.", "Watch the story.", "More Norvale News": pages ask, reports do not. Who is quoted or
/// reported may ask anything.
fn invites(line: &str, words: usize) -> bool {
    const ASKS: &[&str] =
        &["Get", "Download", "Tune", "Subscribe", "Click", "Tap", "Bookmark", "Register", "Install", "Swipe"];
    const SHOWS: &[&str] =
        &["Watch", "Read", "View", "Hear", "Listen", "Visit", "Follow", "Share", "Send", "See", "Browse"];
    const WHAT: &[&str] = &[
        "the", "a", "an", "our", "this", "here", "more", "it", "us", "live", "on", "to", "full", "all", "these",
        "your", "how", "what", "why", "who", "below", "above", "now", "in", "with",
    ];
    const THINGS: &[&str] = &["news", "stories", "reports", "headlines", "coverage", "videos", "photos", "articles"];
    let mut all = line.split_whitespace();
    let (first, second) = (all.next().unwrap_or_default(), all.next().unwrap_or_default().to_lowercase());
    let more = words <= 7
        && first.eq_ignore_ascii_case("more")
        && second != "than"
        && !ends_sentence(line)
        && line.split(|c: char| !c.is_alphabetic()).any(|w| THINGS.contains(&w.to_lowercase().as_str()));
    let shows = words <= 10 && SHOWS.contains(&first) && WHAT.contains(&second.trim_end_matches(['.', ':', ',']));
    let mut said = line.split(|c: char| !c.is_alphabetic()).map(str::to_lowercase);
    (more || shows || words <= 40 && ASKS.contains(&first) && words >= 2)
        && !line.contains(['"', '“', '«', '‘'])
        && !said.any(|w| matches!(w.as_str(), "said" | "says" | "police" | "tips" | "sheriff" | "detectives" | "told"))
}

/// "[Woman describes the night of the raid]": a pointer to another story. What corrects this one is part of it.
fn is_bracketed(line: &str, words: usize) -> bool {
    let inner = line.trim().strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    inner.is_some_and(|inner| {
        let lower = inner.to_lowercase();
        words >= 4 && !inner.contains(['[', ']']) && !lower.contains("correct") && !lower.contains("earlier version")
    })
}

/// "Watch Mobile Video", "View Slideshow".
fn asks_to_watch(line: &str) -> bool {
    let lower = line.to_lowercase();
    let asks = ["watch ", "view ", "play ", "see ", "click ", "tap "].iter().any(|word| lower.starts_with(word));
    let things = ["video", "videos", "gallery", "slideshow", "photos", "live stream", "livestream", "map"];
    asks && things.iter().any(|thing| lower.trim_end_matches(['.', '!', ':', '»', '>', ' ']).ends_with(thing))
}

/// A menu or a list of choices: many words, nearly all of them capitalised, and never a stop.
fn is_menu(line: &str, words: usize) -> bool {
    if words < 25 || ends_sentence(line) || line.contains(['"', '“', ';']) {
        return false;
    }
    let capital = |word: &&str| word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic());
    let commas = line.matches(", ").count();
    line.split_whitespace().filter(capital).count() * 10 >= words * 8 && commas * 8 < words
}

/// A page that speaks to its reader of its own doings ("Visit us and sign in to update your profile"). In a story who
/// says "you" is quoted, or asks for what people saw.
fn speaks_to_reader(line: &str) -> bool {
    const DOINGS: &[&str] = &[
        "facebook",
        "profile",
        "account",
        "newsletter",
        "alerts",
        "app",
        "inbox",
        "notifications",
        "password",
        "browser",
        "comment",
        "comments",
        "bookmark",
        "subscription",
        "cookies",
        "sign",
        "log",
        "iphone",
        "ipad",
        "smartphone",
        "icon",
        "icons",
        "menu",
        "quiz",
        "contest",
        "prizes",
        "sweepstakes",
        "giveaway",
    ];
    const ASKS: &[&str] =
        &["police", "information", "crime", "tips", "detectives", "sheriff", "investigators", "witnesses"];
    if !(line.contains("you") || line.contains("You") || line.contains("YOU")) || line.contains(['"', '“', '«', '„'])
    {
        return false;
    }
    let lower = line.to_lowercase();
    let (mut you, mut doings) = (0, 0);
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        if ASKS.contains(&word) {
            return false;
        }
        you += usize::from(matches!(word, "you" | "your"));
        doings += usize::from(DOINGS.contains(&word));
    }
    you >= 2 && doings >= 1
}

/// "Jane Doe is a staff writer for …", "Reporters John Roe and Jane Doe contributed.", "With John Roe".
fn is_signature(line: &str) -> bool {
    const TRADES: &[&str] = &[
        "staff writer",
        "writer for",
        "staff reporter",
        "reporter for",
        "correspondent for",
        "columnist",
        "editor of",
        "editor for",
    ];
    let may_be = line.contains(" is ") || line.starts_with(['W', 'w']) || line.contains(" contributed");
    if !may_be {
        return false;
    }
    let lower = line.to_lowercase();
    let opening: String = line.split_whitespace().take(6).collect::<Vec<_>>().join(" ");
    let is_one = [" is a ", " is an ", " is the "].iter().any(|is| opening.contains(is));
    let names = line.split_whitespace().take(2).all(|w| w.starts_with(char::is_uppercase));
    if is_one && names && TRADES.iter().any(|trade| lower.contains(trade)) {
        return true;
    }
    let words = word_count(line);
    let capitals = line.split_whitespace().filter(|w| w.starts_with(char::is_uppercase)).count();
    let with = (3..=8).contains(&words)
        && (line.starts_with("With ") || line.starts_with("with "))
        && !line.ends_with(['.', '!', '?', ':', '…'])
        && line
            .split_whitespace()
            .skip(1)
            .all(|w| w.starts_with(char::is_uppercase) || matches!(w, "and" | "in" | "," | "&"));
    let helped = words <= 16
        && lower.trim_end_matches(['.', ')', ' ']).ends_with(" contributed")
        && capitals * 2 >= words
        && capitals >= 2;
    with || helped
}

/// "Follow The Norvale Post: Facebook | Twitter".
fn is_follow_bar(line: &str) -> bool {
    let lower = line.to_lowercase();
    let network = |word: &str| NETWORKS.contains(&word.trim_matches(|c: char| !c.is_alphanumeric()));
    let asks = ["follow ", "like ", "find ", "connect ", "join "].iter().any(|word| lower.starts_with(word));
    asks && !ends_sentence(line) && lower.split_whitespace().next_back().is_some_and(network)
}

/// "Jane Doe @JaneDoe": who wrote an embedded post.
fn is_handle(line: &str, words: usize) -> bool {
    let last = line.split_whitespace().next_back().unwrap_or_default();
    words <= 5 && last.len() > 3 && last.trim_start_matches('(').starts_with('@') && !ends_sentence(line)
}

/// "5:07 AM - 29 Jun 2031": the time of an embedded post. Where it stands near the head it has dated the report before.
fn is_clock(line: &str) -> bool {
    if line.len() > 40 || dates::find_time(line).is_none() {
        return false;
    }
    let Some((_, date)) = dates::find(line, Order::DayFirst) else { return false };
    let rest = format!("{} {}", &line[..date.start], &line[date.end..]).to_lowercase();
    rest.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| {
        w.bytes().all(|b| b.is_ascii_digit())
            || matches!(w, "am" | "pm" | "at" | "h" | "m" | "a" | "p" | "um" | "à" | "uhr")
    })
}

/// "Photo credit: Norvale Police": names whose picture it is, and nothing of what it shows.
fn is_credit(line: &str) -> bool {
    const LABELS: &[&str] = &[
        "photo",
        "photos",
        "image",
        "video",
        "photo credit",
        "image credit",
        "video credit",
        "photo by",
        "photos by",
        "credit",
        "crédit photo",
        "foto",
    ];
    let Some((label, name)) = line.split_once(':') else { return false };
    LABELS.contains(&label.trim().to_lowercase().as_str())
        && !ends_sentence(name)
        && (1..=8).contains(&word_count(name))
        && name
            .split_whitespace()
            .all(|w| w.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric()) || matches!(w, "of" | "for"))
}

/// Whether the line is the caption of a video: "… has the story. (Published Tuesday, March 4, 2031)".
pub(crate) fn is_video_caption(line: &str) -> bool {
    let Some((_, tail)) = line.trim_end().strip_suffix(')').and_then(|line| line.rsplit_once('(')) else {
        return false;
    };
    let tail = tail.to_lowercase();
    tail.len() < 60
        && ["published ", "posted ", "aired "].iter().any(|word| tail.starts_with(word))
        && dates::find(&tail, Order::DayFirst).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> bool {
        is_notice(line, word_count(line))
    }

    #[test]
    fn furniture_by_its_make() {
        for line in [
            "Visit us and sign in to update your profile, receive the news you want and keep up with alerts.",
            "Jane Doe is a Norvale Post staff writer. E-mail: jdoe@example.org",
            "Post reporters Jane Doe and John Roe contributed.",
            "With John Roe and Jane Doe",
            "Follow The Norvale Post: Facebook | Twitter",
            "jane doe @janedoe",
            "5:07 AM - 29 Jun 2031",
            "Photo credit: Norvale Police",
            "Watch Mobile Video",
            "Watch the story.",
            "(Reporting by Jane Doe in Norvale; Editing by John Roe)",
            "BC-Norvale-Raid, 2nd Ld-Writethru",
            "AP-NY-03-05-31 1412GMT",
            "Get breaking news, weather and traffic on the go.",
            "More Reports by Jane Doe",
            "[Woman describes the night of the raid on Norvale]",
            "Inc. #20310304118",
            "Video (00:51): What we know of the raid on Norvale Video (00:51): What we know of the raid on Norvale",
            "Caption A ferry in fog A ferry in the fog off Port Anders. Caption A bridge A bridge at Estmere.",
            "All Regions Norvale Estmere Quillon Tarsk Halden Ford Old Merrin Vessely Port Anders Rook Hill Samara Bend \
             Past Week Past Month Past Year All Time News Sport Weather Culture Opinion Jobs Cars Homes",
        ] {
            assert!(told(line), "{line}");
        }
        assert!(is_video_caption("Jane Doe has the story of the raid. (Published Tuesday, March 4, 2031)"));
    }

    #[test]
    fn story_by_its_make() {
        for line in [
            "With the bridge closed, nobody left Norvale.",
            "With Tarsk fallen",
            "If you have any information, log on to the site of your police and leave your account of it.",
            "\"You lock your doors and check your alerts,\" she said of your account of the night.",
            "Jane Doe is a teacher in Norvale.",
            "The dead were named as Jane Doe, 34, John Roe, 41, Mary Major, 19, Richard Miles, 27, Ann Other, 52, Paul Poe, 60, \
             Sam Sole, 33, Max Moor, 21, Lea Lane, 18, Tom Thorn, 45",
            "Neighbours contributed.",
            "2031: 118 dead",
            "[Corrects the toll in the second paragraph.]",
            "[REPORT] The guerrillas said so.",
            "120,000 displaced",
            "Zip Code – 70802",
            "Reporting by night, the clerk said, was forbidden.",
            "Get out of the city, the army told the people of Norvale.",
            "Watch towers burnt",
            "Reports of more news followed.",
            "More than nine reports of looting",
            "Jane Doe, 34",
            "Tel Aviv 2029-2031",
            "They ran and ran and ran and ran and ran and ran and ran and ran and ran to the river, she said.",
            "He posted it @ 5:07 AM on 29 Jun 2031, police said.",
            "Credit: the army said it had freed nine men.",
        ] {
            assert!(!told(line), "{line}");
        }
        assert!(!is_video_caption("The raid killed four (three of them children)"));
        assert!(!is_video_caption("The count (published in May 2031 by the army) is disputed."));
    }
}
