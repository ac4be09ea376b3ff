//! Characters that only look: invisible marks, direction tricks, odd spaces. Removed so that evidence is what one sees.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The text with white space folded to single blanks, invisible characters removed, in composed form (NFC).
pub(crate) fn tidy(text: &str) -> String {
    // Most text needs nothing but its blanks folded.
    if text.is_ascii() || text.chars().all(is_plain) {
        return folded(text);
    }
    let out = folded(&drop_invisible(text));
    match is_nfc_quick(out.chars()) {
        IsNormalized::Yes => out,
        _ => out.nfc().collect(),
    }
}

/// The words of a text, parted by single blanks.
fn folded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    if bytes.iter().all(|b| (b' '..=b'~').contains(b)) && !bytes.windows(2).any(|w| w == b"  ") {
        out.push_str(text.trim_matches(' '));
        return out;
    }
    for word in text.split(is_blank).filter(|w| !w.is_empty()) {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Letters and marks of Latin, Greek and Cyrillic, dashes and quotes: visible, composed, and what they seem.
pub(crate) fn is_plain(c: char) -> bool {
    matches!(c,
        '\0'..='\x7F' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{2FF}' | '\u{391}'..='\u{3CE}' | '\u{400}'..='\u{481}'
        | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{203A}' | '\u{20A0}'..='\u{20BF}')
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Joiners matter inside Persian or Indic words and nowhere else; the other invisible marks matter nowhere.
fn drop_invisible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let c = mend_control(c);
        let keep = match c {
            '\u{200C}' | '\u{200D}' => {
                let after = chars.peek().copied().unwrap_or(' ');
                !before.is_ascii() && !after.is_ascii()
            }
            _ => !is_invisible(c),
        };
        if keep {
            out.push(c);
            before = c;
        }
    }
    out
}

/// A Windows-1252 quote or dash that was taken for a Latin-1 control code, as old pages have it.
fn mend_control(c: char) -> char {
    match u8::try_from(u32::from(c)) {
        Ok(byte @ (0x80 | 0x82..=0x8C | 0x8E | 0x91..=0x9C | 0x9E | 0x9F)) => {
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
            text.chars().next().unwrap_or(c)
        }
        _ => c,
    }
}

/// Zero-width marks, direction overrides, soft hyphens, language tags, stray byte order marks.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{00AD}' | '\u{034F}' | '\u{061C}' | '\u{180E}' | '\u{200B}' | '\u{200E}' | '\u{200F}'
        | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The line as a key for comparison: lower case, letters and digits only, single blanks.
pub(crate) fn key(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    if line.is_ascii() {
        for b in line.bytes() {
            match b {
                b'\'' => {}
                b if b.is_ascii_alphanumeric() => out.push(char::from(b.to_ascii_lowercase())),
                _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
                _ => {}
            }
        }
        out.truncate(out.trim_end().len());
        return out;
    }
    for c in line.chars().flat_map(char::to_lowercase) {
        match c {
            '\'' | '’' | '‘' => {}
            c if c.is_alphanumeric() => out.push(c),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether the text ends like a sentence, closing quotes and brackets aside.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches([' ', '"', '”', '’', '\'', '»', ')', ']', '“']);
    bare.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'])
}

/// Number of words.
pub(crate) fn word_count(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    // Lines are counted over and over, and most are of plain letters.
    let blank = |b: u8| matches!(b, b'\t'..=b'\r' | b' ');
    let mut before = b' ';
    text.bytes().map(|b| usize::from(blank(std::mem::replace(&mut before, b)) && !blank(b))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tricks_vanish_and_words_stay() {
        assert_eq!(tidy("ki\u{200B}lled\u{202E} \u{00A0} 12\n"), "killed 12");
        assert_eq!(tidy("می\u{200C}رود"), "می\u{200C}رود");
        assert_eq!(tidy("e\u{301}cole"), "école");
        assert_eq!(tidy("the army\u{92}s word"), "the army’s word");
    }

    #[test]
    fn sentences_end_before_quotes() {
        assert!(ends_sentence("\"We saw it.\""));
        assert!(!ends_sentence("'Under control'"));
    }
}
