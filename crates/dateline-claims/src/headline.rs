//! The headline proper of a page's title, without the outlet's own name: "Six killed in Gao - Radio Sahel News".
//!
//! Made from a title and the set `outlet_word`; leaves to `reading` which blocks are parsed, and to the atlas whose the
//! outlet is.

use crate::sets::has;
use std::ops::Range;

/// What parts a headline from the outlet's name.
const JOINTS: [&str; 6] = [" - ", " – ", " — ", " | ", " « ", " :: "];
/// Fewest words of a headline.
const FEWEST: usize = 4;

/// The bytes of `title` that are its headline: all of it where no part is an outlet's name.
pub(crate) fn headline(title: &str) -> Range<usize> {
    let joints = || JOINTS.iter().flat_map(|j| title.match_indices(j)).map(|(at, j)| (at, at + j.len()));
    let long = |part: &str| part.split_whitespace().count() >= FEWEST;
    let behind =
        joints().filter(|(at, next)| long(&title[..*at]) && is_outlet(&title[*next..])).map(|(at, _)| at).min();
    let end = behind.unwrap_or(title.len());
    let before = joints().filter(|(at, next)| {
        *next < end && !long(&title[..*at]) && long(&title[*next..end]) && is_outlet(&title[..*at])
    });
    before.map(|(_, next)| next).max().unwrap_or(0)..end
}

/// Whether a part of a title names an outlet: by a word for one, a web address or a station's call sign; it then tells
/// nothing, so that no word but the first and such words is in small letters.
fn is_outlet(part: &str) -> bool {
    let words = || part.split([' ', '-', '|', ',', '/']).filter(|w| !w.is_empty());
    let sign =
        |w: &str| matches!(w.len(), 3 | 4) && w.starts_with(['K', 'W']) && w.bytes().all(|b| b.is_ascii_uppercase());
    let site = |w: &str| [".com", ".net", ".org", ".tv"].iter().any(|end| w.to_lowercase().ends_with(end));
    let named = |w: &str| has("outlet_word", &w.to_lowercase().trim_end_matches('.').replace(char::is_numeric, ""));
    let small = words().filter(|w| w.starts_with(char::is_lowercase) && !named(w) && !site(w));
    words().any(|w| sign(w) || site(w) || named(w))
        && small.filter(|w| !matches!(*w, "and" | "the" | "of" | "for")).count() == 0
}

#[cfg(test)]
mod tests {
    use super::headline;

    #[test]
    fn an_outlets_name_is_no_part_of_the_headline() {
        for (title, told) in [
            ("Six men shot dead in Gao market - Radio Sahel News", "Six men shot dead in Gao market"),
            ("Teenager found shot dead near river | KXYZ.com | Tyler, Texas", "Teenager found shot dead near river"),
            ("Two wounded in bus ambush - WXYZ Newtown", "Two wounded in bus ambush"),
            ("Channel 9 - Police find man dead in car", "Police find man dead in car"),
            ("Army - rebels clash - BBC News", "Army - rebels clash"),
            ("Market blast kills nine - The Northern Times", "Market blast kills nine"),
        ] {
            assert_eq!(&title[headline(title)], told);
        }
    }

    #[test]
    fn what_tells_something_stays() {
        for title in [
            "Mass shooting – four killed – police seek news of gunman",
            "Gao attack - what we know",
            "Killed at the door - the last hours of a Herald reporter",
            "Bomb kills six - army",
            "BBC News",
            "",
        ] {
            assert_eq!(headline(title), 0..title.len(), "{title}");
        }
    }
}
