//! A page without what nobody reads: the insides of scripts, style sheets and drawings, comments, white space between
//! tags, and attributes that say nothing about the story. A third of its bytes is left, and of the time to build its tree.
//!
//! Only data for search engines (JSON-LD) is kept of the scripts. Tags are followed with their quotes, so that
//! `"<script>"` within an attribute or a comment is what it is.

use std::borrow::Cow;
use std::ops::Range;

/// Most scripts of data for search engines that are kept.
const MOST_SCRIPTS: usize = 20;

/// What is done with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Make {
    /// Its tag is shortened.
    Short,
    /// The same, and of pictures more attributes tell something.
    Picture,
    /// Its tag stays to the letter, for what is read off it.
    Whole,
    /// It goes, unless it is the page's own address.
    Link,
    /// Its white space stands for itself.
    Pre,
    /// Its inside goes; its tag stays, to the letter where that is read.
    Hollow { whole: bool },
    /// It goes with its inside.
    Gone,
}

impl Make {
    /// What is done with an element of this name, and whether it stands for itself, so that white space beside its tags
    /// is none of the text's.
    fn of(name: &[u8]) -> (Make, bool) {
        let mut lower = [0u8; 10];
        let Some(lower) = lower.get_mut(..name.len()) else { return (Make::Short, false) };
        lower.copy_from_slice(name);
        lower.make_ascii_lowercase();
        let block = matches!(
            &*lower,
            b"div"
                | b"p"
                | b"li"
                | b"ul"
                | b"ol"
                | b"dl"
                | b"dd"
                | b"dt"
                | b"h1"
                | b"h2"
                | b"h3"
                | b"h4"
                | b"h5"
                | b"h6"
                | b"tr"
                | b"td"
                | b"th"
                | b"table"
                | b"tbody"
                | b"thead"
                | b"section"
                | b"article"
                | b"header"
                | b"footer"
                | b"nav"
                | b"aside"
                | b"main"
                | b"figure"
                | b"figcaption"
                | b"form"
                | b"blockquote"
                | b"html"
                | b"head"
                | b"body"
                | b"meta"
                | b"link"
                | b"title"
        );
        let make = match &*lower {
            b"script" | b"style" | b"noscript" => Make::Gone,
            b"svg" | b"select" | b"template" | b"button" | b"textarea" | b"audio" | b"map" => {
                Make::Hollow { whole: false }
            }
            b"iframe" | b"video" => Make::Hollow { whole: true },
            b"html" | b"meta" | b"time" | b"abbr" | b"base" | b"embed" | b"object" | b"figure" | b"table" => {
                Make::Whole
            }
            b"link" => Make::Link,
            b"img" => Make::Picture,
            b"pre" => Make::Pre,
            _ => Make::Short,
        };
        (make, block)
    }

    fn is_short(self) -> bool {
        matches!(self, Make::Short | Make::Picture | Make::Pre | Make::Hollow { whole: false })
    }
}

/// A page made short.
pub(super) struct Slim<'a> {
    /// The page, its scripts and style sheets gone, its drawings empty, its tags short.
    pub html: Cow<'a, str>,
    /// The insides of its scripts that are data for search engines (JSON-LD).
    pub linked: Vec<&'a str>,
}

/// Makes a page short.
pub(super) fn slim(html: &str) -> Slim<'_> {
    let bytes = html.as_bytes();
    let mut out = Out { html, out: String::new(), kept: 0 };
    let mut linked = Vec::new();
    // Between a closing and an opening tag white space is all alike, but not within preformatted text.
    let (mut at, mut pre, mut away) = (0, false, Vec::new());
    let mut behind_block = false;
    // Elements of which none is closed any more: a page of nothing else is read once, not once for each.
    let mut unclosed = Vec::new();
    while let Some(open) = find(bytes, at, b'<') {
        let blank = at..open;
        if !bytes[blank.clone()].iter().all(u8::is_ascii_whitespace) {
            behind_block = false;
        } else if !pre && at > 0 && open > at {
            let start = open + 1 + usize::from(bytes.get(open + 1) == Some(&b'/'));
            let beside_block = behind_block || Make::of(&bytes[start..name_end(bytes, start)]).1;
            out.drop(at + usize::from(!beside_block)..open);
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
            pre &= !(closes && is_tag(&bytes[open + 2..], b"pre"));
            if closes {
                behind_block = Make::of(&bytes[open + 2..name_end(bytes, open + 2)]).1;
            }
            at = if closes { read_tag(bytes, open + 2, Make::Whole, &mut away) } else { open + 1 };
            continue;
        }
        let name = &bytes[open + 1..name_end(bytes, open + 1)];
        let (make, block) = Make::of(name);
        let end = read_tag(bytes, open + 1, make, &mut away);
        let tag = &bytes[open + 1..end];
        at = end;
        behind_block = block || make == Make::Gone && behind_block;
        pre |= make == Make::Pre;
        if make == Make::Link && !tag.windows(9).any(|w| w.eq_ignore_ascii_case(b"canonical")) {
            out.drop(open..end);
            continue;
        }
        if make.is_short() && tag.ends_with(b">") {
            away.iter().for_each(|stretch| out.drop(stretch.clone()));
        }
        if !matches!(make, Make::Hollow { .. } | Make::Gone) || tag.ends_with(b"/>") {
            continue;
        }
        // An element that is never closed swallows the rest in a browser; here it is left to the parser.
        if unclosed.iter().any(|other: &&[u8]| other.eq_ignore_ascii_case(name)) {
            continue;
        }
        let Some(close) = closing(bytes, end, name) else {
            unclosed.push(name);
            continue;
        };
        at = close;
        if make != Make::Gone {
            out.drop(end..close);
            continue;
        }
        let data = tag.windows(7).any(|w| w.eq_ignore_ascii_case(b"ld+json"));
        linked.extend(html.get(end..close).filter(|_| data && linked.len() < MOST_SCRIPTS));
        at = find(bytes, close, b'>').map_or(bytes.len(), |end| end + 1);
        out.drop(open..at);
    }
    Slim { html: out.finish(), linked }
}

/// The page on its way out: stretches are dropped from front to back.
struct Out<'a> {
    html: &'a str,
    out: String,
    kept: usize,
}

impl<'a> Out<'a> {
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
fn read_tag(bytes: &[u8], from: usize, make: Make, away: &mut Vec<Range<usize>>) -> usize {
    away.clear();
    let skip = |at: usize, ends: fn(u8) -> bool| {
        bytes[at..].iter().position(|b| ends(*b)).map_or(bytes.len(), |length| at + length)
    };
    let mut at = name_end(bytes, from);
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
        let value = match bytes.get(at) {
            Some(b'=') => {
                let open = skip(at + 1, |b| !b.is_ascii_whitespace());
                let value = match bytes.get(open) {
                    Some(quote @ (b'"' | b'\'')) => open + 1..find(bytes, open + 1, *quote).unwrap_or(bytes.len()),
                    _ => open..skip(open, |b| b.is_ascii_whitespace() || b == b'>'),
                };
                at = (value.end + usize::from(value.start > open)).min(bytes.len());
                value
            }
            _ => {
                at = name.end;
                at..at
            }
        };
        if !make.is_short() {
            continue;
        }
        match reads(&bytes[name], &bytes[value.clone()], make == Make::Picture) {
            0 => away.push(start..at),
            most if value.len() > most && bytes[value.start..value.start + most].is_ascii() => {
                away.push(value.start + most..value.end);
            }
            _ => {}
        }
    }
}

/// How many bytes of an attribute's value are read, by anyone; none where the attribute is not looked at.
fn reads(name: &[u8], value: &[u8], picture: bool) -> usize {
    const WHOLE: usize = usize::MAX;
    match name {
        b"class" | b"id" | b"role" | b"itemprop" | b"hidden" | b"datetime" | b"content" | b"pubdate" => WHOLE,
        b"aria-hidden" | b"aria-modal" | b"data-component" | b"colspan" | b"summary" | b"datatable" => WHOLE,
        // Whether there is an address, and whether it leads away.
        b"href" if value.starts_with(b"javascript:") => b"javascript:".len(),
        b"href" => 2,
        b"src" | b"srcset" | b"data-src" | b"data-srcset" if picture => 2,
        b"style" if value.windows(4).any(|w| w == b"disp" || w == b"visi") => WHOLE,
        b"title" if value.iter().any(u8::is_ascii_digit) => WHOLE,
        b"rel" if value.windows(6).any(|w| w == b"author") => WHOLE,
        // Pictures that are loaded late name theirs anywhere.
        _ if picture && value.contains(&b'.') => WHOLE,
        b"loading" if picture => WHOLE,
        // Names are written small, and where they are not they are left alone.
        name if name.iter().any(u8::is_ascii_uppercase) => WHOLE,
        _ => 0,
    }
}

fn name_end(bytes: &[u8], from: usize) -> usize {
    bytes[from..].iter().position(|b| ends_name(*b)).map_or(bytes.len(), |length| from + length)
}

fn ends_name(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'=')
}

fn find(bytes: &[u8], from: usize, wanted: u8) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memchr::memchr(wanted, rest).map(|at| from + at)
}

fn is_tag(inside: &[u8], name: &[u8]) -> bool {
    inside.get(..name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name))
        && !inside.get(name.len()).is_some_and(u8::is_ascii_alphanumeric)
}

/// Where the closing tag of an element begins.
fn closing(bytes: &[u8], from: usize, name: &[u8]) -> Option<usize> {
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

    fn slimmed(page: &str) -> String {
        slim(page).html.into_owned()
    }

    #[test]
    fn what_nobody_reads_goes() {
        for (page, left) in [
            ("<p>a</p><script>if (a < b) '<p>x</p>'</script><p>b</p>", "<p>a</p><p>b</p>"),
            ("<STYLE media=x>p{}</STYLE >b", "b"),
            ("<svg viewBox='0 0'><g><path d=''/></g></svg>b", "<svg viewBox='0 0'></svg>b"),
            ("<p>a</p>\n \n\t <p>b</p>", "<p>a</p><p>b</p>"),
            ("<p><b>a</b>\n \n<i>b</i>\n <script>x</script> c</p>", "<p><b>a</b>\n<i>b</i>\n c</p>"),
            ("<p>a</p><!-- <script> --><p>three died</p>", "<p>a</p><p>three died</p>"),
            ("<div class=\"story\" data-x=\"a>b\" onclick='x()' id=main>a", "<div class=\"story\" id=main>a"),
            ("<a href=\"https://post.example/a/long/way\" target=_blank>a</a>", "<a href=\"ht\">a</a>"),
            ("<a href='javascript:void(0)'>a</a>", "<a href='javascript:'>a</a>"),
            ("<p style=\"color: red\" lang=en title='of the'>a", "<p>a"),
            ("<p title='4 March 2031' rel=author>a", "<p title='4 March 2031' rel=author>a"),
            ("<p style=\"display: none\" data-a hidden data-b=\"c\"/>a", "<p style=\"display: none\" hidden/>a"),
        ] {
            assert_eq!(slimmed(page), left);
        }
    }

    #[test]
    fn data_for_search_engines_is_kept_apart() {
        let page = slim("a<script type=\"application/ld+json\">{\"a\": 1}</script>b");
        assert_eq!((&*page.html, page.linked), ("ab", vec!["{\"a\": 1}"]));
    }

    #[test]
    fn all_else_stays() {
        for page in [
            "<p id='<script>'>three died</p><p>four</p>",
            "<p>a < b</p>",
            "<pre>a</pre>",
            "<pre><b>a</b>  <b>b</b></pre>",
            "<p>a   b</p><p>c",
            "<script>never closed",
            "<script",
            "<scripture>a</scripture>",
            "",
            "<p title='",
            "<p class=\"never closed and long enough",
            "<p data-x=\"never closed and long enough",
            "<div data-xyz=never-closed-and-long-enough",
            "<div class=a />a long enough tag</div>",
            "<!-->a<p>b",
            "<!--",
        ] {
            assert_eq!(slimmed(page), page);
        }
    }
}
