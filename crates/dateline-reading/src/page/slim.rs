//! A page without the insides of its scripts, style sheets and drawings: half of its bytes, and nothing that is read.
//!
//! Only data for search engines (JSON-LD) is kept. Tags are followed with their quotes, so that `"<script>"` within an
//! attribute or a comment is what it is.

use std::borrow::Cow;

/// Elements whose insides go.
const HOLLOW: &[&str] = &["script", "style", "svg"];

/// The page, its scripts, style sheets and drawings empty.
pub(super) fn slim(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let (mut out, mut kept, mut at) = (String::new(), 0, 0);
    while let Some(open) = find(bytes, at, b'<') {
        if bytes[open..].starts_with(b"<!--") {
            at = html[open + 4..].find("-->").map_or(bytes.len(), |end| open + 4 + end + 3);
            continue;
        }
        if !bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            at = open + 1;
            continue;
        }
        let end = end_of_tag(bytes, open + 1);
        let name = HOLLOW.iter().find(|name| is_tag(&bytes[open + 1..end], name));
        at = end;
        let Some(name) = name.filter(|_| !bytes[open..end].ends_with(b"/>")) else { continue };
        let linked = bytes[open..end].windows(7).any(|w| w.eq_ignore_ascii_case(b"ld+json"));
        // An element that is never closed swallows the rest in a browser; here it is left to the parser.
        let Some(close) = closing(bytes, end, name) else { continue };
        if !linked {
            out.push_str(&html[kept..end]);
            kept = close;
        }
        at = close;
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[kept..]);
    Cow::Owned(out)
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memchr::memchr(wanted, rest).map(|at| from + at)
}

fn is_tag(inside: &[u8], name: &str) -> bool {
    inside.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
        && !inside.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// Behind the `>` of the tag whose name begins at `from`; values in quotes may hold one themselves.
fn end_of_tag(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'>' => return at,
            b'=' => {
                let blanks = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(at + blanks) {
                    at = find(bytes, at + blanks + 1, *quote).map_or(bytes.len(), |end| end + 1);
                }
            }
            _ => {}
        }
    }
    bytes.len()
}

/// Where the closing tag of an element begins.
fn closing(bytes: &[u8], from: usize, name: &str) -> Option<usize> {
    let mut at = from;
    loop {
        let open = find(bytes, at, b'<')?;
        if bytes.get(open + 1) == Some(&b'/') && is_tag(&bytes[open + 2..], name) {
            return Some(open);
        }
        at = open + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insides_of_scripts_go() {
        for (page, slimmed) in [
            ("<p>a</p><script>if (a < b) '<p>x</p>'</script><p>b</p>", "<p>a</p><script></script><p>b</p>"),
            ("<STYLE media=x>p{}</STYLE >b", "<STYLE media=x></STYLE >b"),
            ("<svg viewBox='0 0'><g><path d=''/></g></svg>b", "<svg viewBox='0 0'></svg>b"),
        ] {
            assert_eq!(slim(page), slimmed);
        }
    }

    #[test]
    fn all_else_stays() {
        for page in [
            "<script type=\"application/ld+json\">{\"a\": 1}</script>",
            "<p title='<script>'>three died</p><p>four</p>",
            "<!-- <script> --><p>three died</p>",
            "<p>a < b</p>",
            "<script>never closed",
            "<script",
            "<scripture>a</scripture>",
            "",
            "<p title='",
        ] {
            assert_eq!(slim(page), page);
        }
    }
}
