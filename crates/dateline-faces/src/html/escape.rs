//! Text made safe for a page, and ids made safe for links.

use std::fmt::Write;

/// The text with the five characters that mean something in HTML spelled out, and without control characters.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(letter),
            _ if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out
}

/// A page's id for one of the ledger's: its letters, digits, `-` and `_` as they are, all else by its code, so that
/// two ids never become one.
pub(super) fn anchor(kind: &str, id: &str) -> String {
    let mut out = format!("{kind}-");
    for letter in id.chars() {
        if letter.is_ascii_alphanumeric() || letter == '-' || letter == '_' {
            out.push(letter);
        } else {
            let _ = write!(out, ".{:x}.", u32::from(letter));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_becomes_text() {
        assert_eq!(escape("<b onclick=\"x('y')\">&amp;"), "&lt;b onclick=&quot;x(&#39;y&#39;)&quot;&gt;&amp;amp;");
        assert_eq!(escape("a\u{0}\u{1b}[1mb\nc"), "a[1mb\nc");
    }

    #[test]
    fn anchors_are_safe_and_distinct() {
        assert_eq!(anchor("c", "r1-c0"), "c-r1-c0");
        assert_eq!(anchor("c", "a b\""), "c-a.20.b.22.");
        assert_ne!(anchor("c", "a b"), anchor("c", "a.20.b"));
    }
}
