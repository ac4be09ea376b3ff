//! The tree of a page, built by html5ever of tokens that are cut here: twice as fast as with its own tokenizer, which
//! takes a page letter by letter.
//!
//! Cut is what [`super::slim`] leaves: tags, text, a document type; of comments it is only told that they are there.
//! Which elements a tag opens and closes is html5ever's business alone.

use dom_query::Document;
use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts, TreeSink};
use html5ever::{Attribute, LocalName, QualName, local_name, ns};

/// Most attributes of one element: each is looked for among the others.
const MOST_ATTRIBUTES: usize = 200;

/// The tree of a page.
pub(super) fn build(html: &str) -> Document {
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    // Tendrils count in 32 bits; no page that large is let in.
    let page = Page { html, shared: StrTendril::from(html), builder: TreeBuilder::new(Document::default(), options) };
    page.feed();
    let _ = page.token(Token::EOFToken);
    page.builder.end();
    page.builder.sink.finish()
}

struct Page<'a> {
    html: &'a str,
    /// The same, of which the text of the tree is shared.
    shared: StrTendril,
    builder: TreeBuilder<dom_query::NodeId, Document>,
}

impl Page<'_> {
    fn token(&self, token: Token) -> TokenSinkResult<dom_query::NodeId> {
        self.builder.process_token(token, 1)
    }

    fn feed(&self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            let open = self.next_mark(at);
            self.text(at, open, true);
            at = match (bytes.get(open + 1), bytes.get(open + 2)) {
                (Some(b), _) if b.is_ascii_alphabetic() => self.tag(open + 1, TagKind::StartTag),
                (Some(b'/'), Some(b)) if b.is_ascii_alphabetic() => self.tag(open + 2, TagKind::EndTag),
                (Some(b'!' | b'?' | b'/'), _) => self.declaration(open),
                _ => bytes.len(),
            };
        }
    }

    /// The next `<` that opens anything.
    fn next_mark(&self, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        let opens = |at: &usize| {
            bytes.get(at + 1).is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'!' | b'?'))
                || bytes.get(at + 1) == Some(&b'/') && bytes.get(at + 2).is_some()
        };
        memchr::memchr_iter(b'<', &bytes[from..]).map(|at| from + at).find(opens).unwrap_or(bytes.len())
    }

    fn text(&self, from: usize, to: usize, references: bool) {
        if from < to {
            let _ = self.token(Token::CharacterTokens(self.slice(from, to, references.then_some(false))));
        }
    }

    /// A stretch of the page, its references to characters resolved: those of text, or those of an attribute.
    fn slice(&self, from: usize, to: usize, references: Option<bool>) -> StrTendril {
        let raw = &self.html[from..to];
        let plain = !raw.bytes().any(|b| matches!(b, b'&' | b'\r' | b'\0'));
        match (plain, u32::try_from(from), u32::try_from(to - from)) {
            (true, Ok(from), Ok(length)) => self.shared.subtendril(from, length),
            _ => {
                let raw = raw.replace("\r\n", "\n").replace('\r', "\n").replace('\0', "");
                references.map_or_else(|| StrTendril::from(&*raw), |attribute| resolved(&raw, attribute))
            }
        }
    }

    /// Reads a tag whose name begins at `from`, and the text of an element that holds nothing else. Returns where it ends.
    fn tag(&self, from: usize, kind: TagKind) -> usize {
        let bytes = self.html.as_bytes();
        let end = skip(bytes, from, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'));
        let name = local(&self.html[from..end]);
        let mut tag = Tag { kind, name, self_closing: false, attrs: Vec::new(), had_duplicate_attributes: false };
        let Some(after) = self.attributes(end, &mut tag) else { return bytes.len() };
        match self.token(Token::TagToken(tag)) {
            TokenSinkResult::RawData(kind) => self.raw(&self.html[from..end], after, kind),
            TokenSinkResult::Plaintext => {
                self.text(after, bytes.len(), false);
                bytes.len()
            }
            _ => after,
        }
    }

    /// The attributes of a tag; returns where it ends, if it does.
    fn attributes(&self, from: usize, tag: &mut Tag) -> Option<usize> {
        let bytes = self.html.as_bytes();
        let mut at = from;
        loop {
            at = skip(bytes, at, |b| !b.is_ascii_whitespace() && b != b'/');
            if *bytes.get(at)? == b'>' {
                tag.self_closing = bytes[at - 1] == b'/';
                return Some(at + 1);
            }
            // A name may open with "=", of all things.
            let end = skip(bytes, at + 1, |b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>' | b'='));
            let name = local(&self.html[at..end]);
            at = skip(bytes, end, |b| !b.is_ascii_whitespace());
            let mut value = at..at;
            if bytes.get(at) == Some(&b'=') {
                let open = skip(bytes, at + 1, |b| !b.is_ascii_whitespace());
                (value, at) = match bytes.get(open) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let close = open + 1 + memchr::memchr(*quote, bytes.get(open + 1..)?)?;
                        (open + 1..close, close + 1)
                    }
                    _ => {
                        let close = skip(bytes, open, |b| b.is_ascii_whitespace() || b == b'>');
                        (open..close, close)
                    }
                };
            }
            let room = tag.kind == TagKind::StartTag && tag.attrs.len() < MOST_ATTRIBUTES;
            if room && !tag.attrs.iter().any(|a| a.name.local == name) {
                let value = self.slice(value.start, value.end, Some(true));
                tag.attrs.push(Attribute { name: QualName::new(None, ns!(), name), value });
            }
        }
    }

    /// The text of an element that holds nothing but text, up to its closing tag.
    fn raw(&self, name: &str, from: usize, kind: RawKind) -> usize {
        let bytes = self.html.as_bytes();
        let closes = |at: &usize| {
            let rest = &bytes[from + at + 1..];
            rest.first() == Some(&b'/')
                && rest.get(1..=name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name.as_bytes()))
                && rest.get(name.len() + 1).is_some_and(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))
        };
        let end = memchr::memchr_iter(b'<', &bytes[from..]).find(closes).map_or(bytes.len(), |at| from + at);
        self.text(from, end, kind == RawKind::Rcdata);
        end
    }

    /// Reads a document type; of comments, and of what a browser takes for one, only the end is looked for.
    fn declaration(&self, open: usize) -> usize {
        let rest = &self.html[open..];
        if let Some(inner) = rest.strip_prefix("<!--") {
            let short = [">", "->"].into_iter().find(|end| inner.starts_with(end)).map(str::len);
            let end = short.or_else(|| inner.find("-->").map(|end| end + 3));
            let comment = Token::CommentToken(StrTendril::new());
            let _ = self.token(comment);
            return end.map_or(self.html.len(), |end| open + 4 + end);
        }
        let end = memchr::memchr(b'>', rest.as_bytes()).unwrap_or(rest.len());
        let token = match rest.get(2..9).is_some_and(|word| word.eq_ignore_ascii_case("doctype")) {
            true => Token::DoctypeToken(doctype(&rest[9..end.max(9)])),
            false => Token::CommentToken(StrTendril::new()),
        };
        if !rest.starts_with("</>") {
            let _ = self.token(token);
        }
        (open + end + 1).min(self.html.len())
    }
}

/// `html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://…"`: old ones decide how a page is read.
fn doctype(text: &str) -> Doctype {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (name, rest) = (text[..end].to_ascii_lowercase(), text[end..].trim_start());
    let public = rest.get(..6).is_some_and(|word| word.eq_ignore_ascii_case("public"));
    let mut quoted = rest.split(['"', '\'']).skip(1).step_by(2).map(StrTendril::from);
    Doctype {
        force_quirks: name.is_empty(),
        name: (!name.is_empty()).then(|| StrTendril::from(name.as_str())),
        public_id: public.then(|| quoted.next()).flatten(),
        system_id: quoted.next(),
    }
}

fn skip(bytes: &[u8], from: usize, ends: fn(u8) -> bool) -> usize {
    bytes.get(from..).and_then(|rest| rest.iter().position(|b| ends(*b))).map_or(bytes.len(), |length| from + length)
}

/// A name of a tag or attribute; the commonest are known by heart.
fn local(name: &str) -> LocalName {
    match name {
        "div" => local_name!("div"),
        "a" => local_name!("a"),
        "li" => local_name!("li"),
        "span" => local_name!("span"),
        "p" => local_name!("p"),
        "ul" => local_name!("ul"),
        "img" => local_name!("img"),
        "class" => local_name!("class"),
        "href" => local_name!("href"),
        "id" => local_name!("id"),
        "src" => local_name!("src"),
        _ if name.bytes().any(|b| b.is_ascii_uppercase()) => LocalName::from(name.to_ascii_lowercase()),
        _ => LocalName::from(name),
    }
}

/// The text, its references to characters resolved as browsers do.
fn resolved(text: &str, attribute: bool) -> StrTendril {
    let mut out = StrTendril::new();
    let mut rest = text;
    while let Some(at) = memchr::memchr(b'&', rest.as_bytes()) {
        out.push_slice(&rest[..at]);
        let (chars, length) = match rest.as_bytes().get(at + 1) {
            Some(b'#') => numbered(&rest[at + 2..]).map(|(c, length)| ([c, '\0'], length + 1)),
            _ => named(&rest[at + 1..], attribute),
        }
        .unwrap_or((['&', '\0'], 0));
        chars.into_iter().filter(|c| *c != '\0').for_each(|c| out.push_char(c));
        rest = &rest[at + 1 + length..];
    }
    out.push_slice(rest);
    out
}

/// The character behind `&#`, and the length of its number.
fn numbered(text: &str) -> Option<(char, usize)> {
    let hex = text.starts_with(['x', 'X']);
    let (base, start) = if hex { (16, 1) } else { (10, 0) };
    let digits = text[start..].bytes().take_while(|b| char::from(*b).is_digit(base)).count();
    if digits == 0 {
        return None;
    }
    let end = start + digits;
    let number = u32::from_str_radix(&text[start..end], base).ok();
    let c = match number {
        Some(n @ 0x80..=0x9F) => C1_REPLACEMENTS[(n - 0x80) as usize].or(char::from_u32(n)),
        Some(0) | None => None,
        Some(n) => char::from_u32(n),
    };
    Some((c.unwrap_or('\u{FFFD}'), end + usize::from(text.as_bytes().get(end) == Some(&b';'))))
}

/// The characters of the longest name behind `&`, and its length.
fn named(text: &str, attribute: bool) -> Option<([char; 2], usize)> {
    let letters = text.bytes().take(40).take_while(|b| b.is_ascii_alphanumeric() || *b == b';').count();
    let known = (1..=letters).map_while(|end| NAMED_ENTITIES.get(&text[..end]).map(|chars| (chars, end)));
    let ((first, second), end) = known.filter(|((first, _), _)| *first != 0).last()?;
    let next = text.as_bytes().get(end);
    let open = !text[..end].ends_with(';');
    if attribute && open && next.is_some_and(|b| *b == b'=' || b.is_ascii_alphanumeric()) {
        return None;
    }
    Some(([char::from_u32(*first)?, char::from_u32(*second)?], end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_those_of_a_browser() {
        for page in [
            "<!DOCTYPE html><title>a &amp; b</title><body class=x><p>one<p>two<br/>three &copy; &#8217; &#x92; &notit; &#0;",
            "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\"><p>a<table><tr><td>b</table>c",
            "<!doctype HTML public '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://x/strict.dtd'><p>a<table>b<tr><td>c</table>",
            "<DIV Class='a' class=b ID = c>x</DIV ><a href='?a=1&copy=2&amp;b&lt'>y</a>&lt &unknown; &",
            "<p>1 < 2 <b>a</i>b</b> </> <3",
            "<textarea>\n<b>&amp;</textarea><xmp>&amp;<b></xmp><pre>\n\na</pre>\r\nb\rc",
            "<ul><li>a<li>b</ul><select><option>a<option>b</select><svg><path/><g/></svg><math><mi>x</mi></math>",
            "<p a b=c/d e='f'g=\"h\"/><img src=x/>text<plaintext><b>",
            "<p title='never closed",
            "<p",
            "a",
            "",
        ] {
            assert_eq!(build(page).html(), Document::from(page).html(), "{page}");
        }
    }

    /// Soups of tags and text, as no newsroom makes them.
    #[test]
    fn trees_of_soups_are_those_of_a_browser() {
        const PARTS: &[&str] = &[
            "<p>",
            "</p>",
            "<b class='a b'>",
            "</b>",
            "<table>",
            "<tr>",
            "<td>",
            "</table>",
            "<a href=x>",
            "</a>",
            "<ul>",
            "<li>",
            "</ul>",
            "<svg>",
            "</svg>",
            "<math><mi>",
            "</math>",
            "<title>",
            "</title>",
            "<textarea>",
            "</textarea>",
            "<select>",
            "<option>",
            "</select>",
            "<template>",
            "</template>",
            "<form>",
            "</form>",
            "<br/>",
            "</br>",
            "<body id=b>",
            "<html lang=en>",
            "<head>",
            "</head>",
            "<frameset>",
            "<noscript>",
            "</noscript>",
            "<style>",
            "</style>",
            "<script>",
            "</script>",
            "<iframe>",
            "</iframe>",
            "<h1>",
            "</h2>",
            "<pre>",
            "\n",
            "&amp;",
            "&nbsp",
            "&#x41;",
            "&#65",
            "word ",
            "é",
            "<",
            "</",
            "< ",
            ">",
            "\"",
            "'",
            "=",
            "\r\n",
            "<i a=1 a=2 B>",
            "<input type=hidden>",
            "<caption>",
            "<col>",
            "<button>",
            "<nobr>",
            "<object>",
            "</object>",
            "<marquee>",
            "<image>",
        ];
        let comment = regex::Regex::new("(?s)<!--.*?-->").unwrap();
        let mut state = 7u32;
        let mut next = |most: usize| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) as usize % most
        };
        for _ in 0..3000 {
            let count = 1 + next(24);
            let page: String = (0..count).map(|_| PARTS[next(PARTS.len())]).collect();
            let theirs = comment.replace_all(&Document::from(page.as_str()).html(), "<!---->").into_owned();
            assert_eq!(&*build(&page).html(), theirs, "{page}");
        }
    }

    #[test]
    fn what_is_no_text_is_passed_over() {
        let page = "<p>a<!-- <b> -->b<?php x ?>c<!ELEMENT></ p>d</p>";
        assert_eq!(build(page).root().text().trim(), "abcd");
    }
}
