//! The outlet a page names in its furniture: "Download the WXYZ app", "your NorvaleHerald.com profile", "Copyright 2031
//! Norvale Broadcasting", "Blast kills three - Norvale News 7".
//!
//! Made from the pieces of a draft before they are swept, and the title as the page gives it; asked only where neither
//! an address nor the format names the outlet. Leaves whose outlet it is to whoever reads the name.

use crate::clean::word_count;
use crate::draft::Draft;
use crate::title;
use crate::wires::wires;

/// Most words of a name.
const MOST: usize = 6;

/// What the page calls its outlet: behind its headline, or in its notices.
pub(crate) fn outlet_name(draft: &Draft) -> Option<String> {
    let first = draft.title.as_deref().or(draft.pieces.first().map(|p| p.text.as_str()));
    let behind = first.and_then(behind_headline);
    let name = behind.or_else(|| draft.pieces.iter().find_map(|piece| in_notice(&piece.text)))?;
    (!is_agency(name)).then(|| name.to_owned())
}

/// "Norvale News 7" of "Blast kills three - Norvale News 7".
fn behind_headline(line: &str) -> Option<&str> {
    if !title::is_headline(line) {
        return None;
    }
    let rest = line.trim().strip_prefix(title::trim_site(line, None))?;
    let name = rest.trim_matches([' ', '-', '–', '—', '|', ':', '»']);
    (name.chars().filter(|c| c.is_alphabetic()).count() > 2).then_some(name)
}

/// The name in a notice about accounts, apps or rights.
fn in_notice(line: &str) -> Option<&str> {
    let between = |before: &str, after: &str| {
        let from = line.find(before)? + before.len();
        let name = &line[from..from + line[from..].find(after)?];
        is_name(name).then_some(name)
    };
    let held = || {
        let from = ["Copyright ", "©"].iter().find_map(|mark| line.find(mark).map(|at| at + mark.len()))?;
        let rest = line[from..].trim_start_matches(|c: char| c.is_ascii_digit() || " ©()cC,-–by".contains(c));
        let end = rest.find(['.', ',', '|']).unwrap_or(rest.len());
        let name = rest[..end].split(" All ").next().unwrap_or("").trim();
        is_name(name).then_some(name)
    };
    between("using your ", " profile")
        .or_else(|| between("activate your ", " profile"))
        .or_else(|| between("Download the ", " app"))
        .or_else(held)
}

/// "The Associated Press": whoever holds the rights is not who published the page.
fn is_agency(name: &str) -> bool {
    wires().all().iter().any(|wire| name.contains(&wire.name) || name == wire.code)
}

/// Whether a stretch of a notice is a name: few words, the first with a capital or all of it one word.
fn is_name(name: &str) -> bool {
    let words = word_count(name);
    let capital = name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    (1..=MOST).contains(&words) && (capital || words == 1 && name.len() > 2)
}

#[cfg(test)]
mod tests {
    use super::{behind_headline, in_notice};

    #[test]
    fn notices_and_titles_name_the_outlet() {
        for (line, name) in [
            ("Sign in using your wxyz profile", "wxyz"),
            ("You must activate your NorvaleHerald.com profile.", "NorvaleHerald.com"),
            ("Download the Norvale 7 News app.", "Norvale 7 News"),
            ("Copyright 2031 Norvale Broadcasting. All rights reserved.", "Norvale Broadcasting"),
            ("© 2031 The Norvale Herald", "The Norvale Herald"),
        ] {
            assert_eq!(in_notice(line), Some(name), "{line}");
        }
        assert_eq!(
            behind_headline("Blast kills three - Norvale News 7, Norvale, OH"),
            Some("Norvale News 7, Norvale, OH")
        );
    }

    #[test]
    fn what_names_none_is_left_alone() {
        for line in [
            "He had posted from your profile, she said.",
            "Officers were using your help.",
            "The copyright law of 2031 was changed.",
            "Download the form.",
        ] {
            assert_eq!(in_notice(line), None, "{line}");
        }
        assert_eq!(behind_headline("Army - rebels clash near Norvale"), None);
    }
}
