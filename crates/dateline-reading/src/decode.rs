//! Bytes to characters: byte order marks, UTF-8, then a guess that must be plausible; never a silent loss.
//!
//! Pages declare their encoding themselves; that is read in the page reader, which passes the label here.

use crate::error::ReadError;
use chardetng::EncodingDetector;
use dateline_model::Note;
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Characters, and what had to be said about their encoding.
pub(crate) struct Decoded {
    pub text: String,
    pub notes: Vec<Note>,
}

/// Decodes `bytes` as [`exact`] does, and puts right what was decoded wrongly before it was written.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Result<Decoded, ReadError> {
    let Decoded { text, mut notes } = exact(bytes, label)?;
    let text = crate::mojibake::mend(text, &mut notes);
    Ok(Decoded { text, notes })
}

/// Decodes `bytes`; `label` is the encoding the file or its transport declares, which is believed only if it fits.
pub(crate) fn exact(bytes: &[u8], label: Option<&str>) -> Result<Decoded, ReadError> {
    if let Some((encoding, skip)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[skip..]);
        if broken {
            return Err(ReadError::Encoding { at: skip });
        }
        return Ok(Decoded { text: text.into_owned(), notes: Vec::new() });
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => {
            refuse_binary(bytes)?;
            Ok(Decoded { text: text.to_owned(), notes: Vec::new() })
        }
        Err(error) => decode_legacy(bytes, label, error.valid_up_to()),
    }
}

/// A text that is not UTF-8: the declared encoding if it decodes without loss, else the detector's guess.
fn decode_legacy(bytes: &[u8], label: Option<&str>, at: usize) -> Result<Decoded, ReadError> {
    refuse_binary(bytes)?;
    let declared = label.and_then(|name| Encoding::for_label(name.trim().as_bytes())).filter(|e| *e != UTF_8);
    // The guess is slow; it is only made when what is declared does not fit.
    for encoding in declared.into_iter().chain(std::iter::once_with(|| guess(bytes))) {
        let (text, broken) = encoding.decode_without_bom_handling(bytes);
        if !broken && (Some(encoding) == declared || plausible(&text)) {
            let note = Note::new("encoding-guessed", format!("read as {}, for it is not UTF-8", encoding.name()));
            return Ok(Decoded { text: text.into_owned(), notes: vec![note] });
        }
    }
    mend_utf8(bytes, at)
}

/// UTF-8 with a few broken bytes (a cut page, a mixed-in line) is read with replacement marks and a note.
fn mend_utf8(bytes: &[u8], at: usize) -> Result<Decoded, ReadError> {
    let text = String::from_utf8_lossy(bytes);
    let lost = text.chars().filter(|c| *c == '\u{FFFD}').count();
    let kept = text.chars().filter(|c| !c.is_ascii() && *c != '\u{FFFD}').count();
    if lost * 300 > text.len() || (kept < lost && lost > 1) {
        return Err(ReadError::Encoding { at });
    }
    let note = Note::new("encoding-broken", format!("{lost} characters could not be decoded"));
    Ok(Decoded { text: text.into_owned(), notes: vec![note] })
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new();
    detector.feed(&bytes[..bytes.len().min(64 << 10)], true);
    let encoding = detector.guess(None, false);
    if encoding == UTF_8 { WINDOWS_1252 } else { encoding }
}

/// Refuses what no person wrote: NUL bytes and more than a few control characters.
pub(crate) fn refuse_binary(bytes: &[u8]) -> Result<(), ReadError> {
    let head = &bytes[..bytes.len().min(32 << 10)];
    // Sixteen at a time, for a compiler that knows how.
    let is_control = |b: &u8| u8::from((*b < 32 && !(9..=13).contains(b) && *b != 27) | (*b == 127));
    let control: usize = head.chunks(128).map(|chunk| usize::from(chunk.iter().map(is_control).sum::<u8>())).sum();
    if control * 200 > head.len() || memchr::memchr(0, &head[..head.len().min(8192)]).is_some() {
        return Err(ReadError::NotText { found: name_bytes(bytes).to_owned() });
    }
    Ok(())
}

/// Whether a decoded text reads like words: letters and spaces in the ordinary proportions, no control codes.
fn plausible(text: &str) -> bool {
    let (mut letters, mut odd, mut high, mut all) = (0usize, 0usize, 0usize, 0usize);
    for c in text.chars().take(100_000) {
        all += 1;
        letters += usize::from(c.is_alphabetic() || c.is_whitespace());
        odd +=
            usize::from(matches!(c, '\u{80}'..='\u{9f}' | '\u{FFFD}' | '¤' | '¦' | '¬' | '¶' | 'þ' | 'ÿ' | 'Ð' | '÷'));
        high += usize::from(!c.is_ascii());
    }
    let latin = text.chars().take(100_000).filter(|c| c.is_ascii_alphabetic()).count();
    let spaced = all < 40 || text.split_ascii_whitespace().count() * 25 > all;
    let marked = text.contains("</");
    (marked || letters * 10 >= all * 7) && odd * 100 <= all && spaced && (high * 4 <= latin || high * 2 >= all)
}

/// What a binary file is, from its first bytes.
pub(crate) fn name_bytes(bytes: &[u8]) -> &'static str {
    const KINDS: &[(&[u8], &str)] = &[
        (b"%PDF", "a PDF"),
        (b"\x89PNG", "a PNG picture"),
        (b"\xFF\xD8\xFF", "a JPEG picture"),
        (b"GIF8", "a GIF picture"),
        (b"RIFF", "a RIFF sound, film or picture"),
        (b"\x7FELF", "a program"),
        (b"MZ", "a program"),
        (b"\xD0\xCF\x11\xE0", "an old Office document"),
        (b"SQLite format 3", "an SQLite database"),
        (b"PAR1", "a Parquet table"),
        (b"Rar!", "a RAR archive"),
        (b"7z\xBC\xAF", "a 7z archive"),
        (b"BZh", "bzip2 data"),
        (b"\xFD7zXZ", "xz data"),
    ];
    KINDS.iter().find(|(magic, _)| bytes.starts_with(magic)).map_or("binary data", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn western_text_is_read_with_a_note() {
        let bytes = b"L'arm\xe9e a annonc\xe9 la mort de trois soldats \xe0 l'a\xe9roport, selon la r\xe9gion.";
        let decoded = decode(bytes, None).unwrap();
        assert!(decoded.text.contains("armée a annoncé"));
        assert_eq!(decoded.notes[0].code, "encoding-guessed");
    }

    #[test]
    fn noise_is_refused() {
        let noise: Vec<u8> = (0u32..4000).map(|i| (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(matches!(decode(&noise, None), Err(ReadError::NotText { .. })));
        let high: Vec<u8> = (0u32..4000).map(|i| 0x80 | (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
        assert!(decode(&high, None).is_err());
    }

    #[test]
    fn byte_order_marks_are_believed() {
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("Fünf".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16, None).unwrap().text, "Fünf");
    }
}
