//! A page without what nobody reads: the insides of scripts, style sheets and drawings, comments, white space between
//! tags, and attributes that say nothing about the story. A third of its bytes is left, and of the time to build its tree.
//!
//! Only data for search engines (JSON-LD) is kept of the scripts. Tags are followed with their quotes, so that
//! `"<script>"` within an attribute or a comment is what it is.

use std::borrow::Cow;
use std::ops::Range;

/// Elements whose insides go.
const HOLLOW: &[&str] = &[
    "script", "style", "svg", "noscript", "select", "template", "button", "textarea", "iframe", "video", "audio", "map",
];

/// Elements whose white space stands for itself, and whose tags are kept to the letter for what is read off them.
const WHOLE: &[&str] = &[
    "html", "meta", "link", "script", "time", "abbr", "base", "iframe", "embed", "object", "video", "figure", "table",
];

/// Most bytes of the address of a link or picture that are looked at: whether there is one, and of what kind.
const ADDRESS: usize = 12;

/// The page, its scripts, style sheets and drawings empty, its tags short.
pub(super) fn slim(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = Slim { html, out: String::new(), kept: 0 };
    // Between a closing and an opening tag white space is all alike, but not within preformatted text.
    let (mut at, mut pre, mut away) = (0, false, Vec::new());
    while let Some(open) = find(bytes, at, b'<') {
        if !pre && open > at + 1 && at > 0 && bytes[at..open].iter().all(u8::is_ascii_whitespace) {
            out.drop(at + 1..open);
        }
        if bytes[open..].starts_with(b"<!--") {
            // A comment that is never closed swallows the rest, as it does in a browser.
            at = html[open + 4..].find("-->").map_or(bytes.len(), |end| open + 4 + end + 3);
            // "<!-->" and "<!--->" are comments too, and end at once.
            if at < bytes.len() && !bytes[open + 4..].starts_with(b">") && !bytes[open + 4..].starts_with(b"->") {
                out.drop(open..at);
            }
            continue;
        }
        if !bytes.get(open + 1).is_some_and(u8::is_ascii_alphabetic) {
            let closes = bytes.get(open + 1) == Some(&b'/');
            pre &= !(closes && is_any(&bytes[open + 2..], &["pre", "textarea"]));
            at = if closes { read_tag(bytes, open + 2, &mut away) } else { open + 1 };
            continue;
        }
        let end = read_tag(bytes, open + 1, &mut away);
        let tag = &bytes[open + 1..end];
        at = end;
        pre |= is_any(tag, &["pre", "textarea"]);
        if is_tag(tag, "link") && !tag.windows(9).any(|w| w.eq_ignore_ascii_case(b"canonical")) {
            out.drop(open..end);
            continue;
        }
        if !is_any(tag, WHOLE) && tag.ends_with(b">") {
            away.iter().for_each(|stretch| out.drop(stretch.clone()));
        }
        if !is_any(tag, HOLLOW) || tag.ends_with(b"/>") {
            continue;
        }
        // An element that is never closed swallows the rest in a browser; here it is left to the parser.
        let Some(close) = HOLLOW.iter().find(|name| is_tag(tag, name)).and_then(|name| closing(bytes, end, name))
        else {
            continue;
        };
        if !tag.windows(7).any(|w| w.eq_ignore_ascii_case(b"ld+json")) {
            out.drop(end..close);
        }
        at = close;
    }
    out.finish()
}

/// The page on its way out: stretches are dropped from front to back.
struct Slim<'a> {
    html: &'a str,
    out: String,
    kept: usize,
}

impl<'a> Slim<'a> {
    fn drop(&mut self, away: Range<usize>) {
        // The ends stand beside ASCII marks, so on boundaries of characters; were one not, the stretch stays.
        if let Some(before) = self.html.get(self.kept..away.start).filter(|_| self.html.is_char_boundary(away.end)) {
            self.out.push_str(before);
            self.kept = away.end;
        }
    }

    fn finish(mut self) -> Cow<'a, str> {
        if self.kept == 0 {
            return Cow::Borrowed(self.html);
        }
        self.out.push_str(&self.html[self.kept..]);
        Cow::Owned(self.out)
    }
}

/// Reads a tag whose name begins at `from`, to behind its `>`; values in quotes may hold one themselves. Notes in `away`
/// the attributes that nobody reads, and all but the beginning of addresses.
fn read_tag(bytes: &[u8], from: usize, away: &mut Vec<Range<usize>>) -> usize {
    away.clear();
    let skip = |at: usize, ends: fn(u8) -> bool| {
        bytes[at..].iter().position(|b| ends(*b)).map_or(bytes.len(), |length| at + length)
    };
    let mut at = skip(from, ends_name);
    let picture = bytes[from..at].eq_ignore_ascii_case(b"img");
    loop {
        let start = at;
        at = skip(at, |b| !b.is_ascii_whitespace() && b != b'/');
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'>') => return at + 1,
            _ => {}
        }
        // A name may open with "=", of all things.
        let name = at..skip(at + 1, ends_name);
        at = skip(name.end, |b| !b.is_ascii_whitespace());
        if bytes.get(at) != Some(&b'=') {
            at = name.end;
            continue;
        }
        let open = skip(at + 1, |b| !b.is_ascii_whitespace());
        let value = match bytes.get(open) {
            Some(quote @ (b'"' | b'\'')) => open + 1..find(bytes, open + 1, *quote).unwrap_or(bytes.len()),
            _ => open..skip(open, |b| b.is_ascii_whitespace() || b == b'>'),
        };
        at = (value.end + usize::from(value.start > open)).min(bytes.len());
        match reads(&bytes[name], &bytes[value.clone()], picture) {
            Read::Never => away.push(start..at),
            Read::Beginning if value.len() > ADDRESS && bytes[value.start..value.start + ADDRESS].is_ascii() => {
                away.push(value.start + ADDRESS..value.end);
            }
            Read::Beginning | Read::Whole => {}
        }
    }
}

/// How much of an attribute is read, by anyone.
enum Read {
    Whole,
    Beginning,
    Never,
}

fn reads(name: &[u8], value: &[u8], picture: bool) -> Read {
    match name {
        b"href" => Read::Beginning,
        b"src" | b"srcset" | b"data-src" | b"data-srcset" if picture => Read::Beginning,
        b"style" => match value.windows(4).any(|w| w == b"disp" || w == b"visi") {
            true => Read::Whole,
            false => Read::Never,
        },
        b"data-component" => Read::Whole,
        b"target" | b"width" | b"height" | b"tabindex" | b"aria-label" | b"aria-labelledby" | b"aria-controls"
        | b"aria-expanded" | b"xmlns" | b"itemtype" | b"media" | b"sizes" | b"loading" | b"onclick" | b"onload"
        | b"onerror" | b"onmousedown" | b"onmouseover" | b"placeholder" | b"action" | b"value" | b"type" | b"for"
        | b"method" | b"coords" | b"shape" | b"hreflang" | b"bgcolor" | b"border" | b"valign" => Read::Never,
        // Pictures that are loaded late name theirs here.
        name if name.starts_with(b"data-") && !picture => Read::Never,
        _ => Read::Whole,
    }
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=')
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memchr::memchr(wanted, rest).map(|at| from + at)
}

fn is_any(inside: &[u8], names: &[&str]) -> bool {
    let Some(first) = inside.first().map(u8::to_ascii_lowercase) else { return false };
    names.iter().any(|name| name.as_bytes()[0] == first && is_tag(inside, name))
}

fn is_tag(inside: &[u8], name: &str) -> bool {
    inside.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
        && !inside.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
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
    fn what_nobody_reads_goes() {
        for (page, slimmed) in [
            ("<p>a</p><script>if (a < b) '<p>x</p>'</script><p>b</p>", "<p>a</p><script></script><p>b</p>"),
            ("<STYLE media=x>p{}</STYLE >b", "<STYLE></STYLE >b"),
            ("<svg viewBox='0 0'><g><path d=''/></g></svg>b", "<svg viewBox='0 0'></svg>b"),
            ("<p>a</p>\n \n\t <p>b</p>", "<p>a</p>\n<p>b</p>"),
            ("<p>a</p><!-- <script> --><p>three died</p>", "<p>a</p><p>three died</p>"),
            ("<div class=\"story\" data-x=\"a>b\" onclick='x()' id=main>a", "<div class=\"story\" id=main>a"),
            ("<a href=\"https://post.example/a/long/way\" target=_blank>a</a>", "<a href=\"https://post\">a</a>"),
            ("<p style=\"color: red\" lang=en title='of the'>a", "<p lang=en title='of the'>a"),
            ("<p style=\"display: none\" data-a hidden data-b=\"c\"/>a", "<p style=\"display: none\" data-a hidden/>a"),
        ] {
            assert_eq!(slim(page), slimmed);
        }
    }

    #[test]
    fn all_else_stays() {
        for page in [
            "<script type=\"application/ld+json\">{\"a\": 1}</script>",
            "<p title='<script>'>three died</p><p>four</p>",
            "<p>a < b</p>",
            "<pre>a</pre>",
            "<pre><b>a</b>  <b>b</b></pre>",
            "<p>a   b</p> <p>c",
            "<script>never closed",
            "<script",
            "<scripture>a</scripture>",
            "",
            "<p title='",
            "<p class=\"never closed and long enough",
            "<p data-x=\"never closed and long enough",
            "<div data-xyz=never-closed-and-long-enough",
            "<div class=a é=\"é\" ==\"\" / />a long enough tag</div>",
            "<!-->a<p>b",
            "<!--",
        ] {
            assert_eq!(slim(page), page);
        }
    }
}
