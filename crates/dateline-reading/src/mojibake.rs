//! Text whose UTF-8 was once taken for Windows-1252 ("armÃ©e", "armyâ€™s"), put right.
//!
//! A sequence that decodes is not enough, for "LIBERTÉ»" decodes too: only what such accidents make of Latin letters,
//! quotes and dashes, of Cyrillic and of Arabic is looked for, and a report is touched only where it holds enough of it.

use dateline_model::Note;
use encoding_rs::WINDOWS_1252;

/// How often a text may have been spoilt.
const ROUNDS: usize = 2;
/// Fewest letters of one script that are no accident.
const FEWEST: usize = 2;
const FEWEST_OTHER: usize = 6;

/// Puts a text right, and says so.
pub(crate) fn mend(mut text: String, notes: &mut Vec<Note>) -> String {
    let mut mended = 0;
    for _ in 0..ROUNDS {
        let found = Found::of(&text);
        if !found.is_enough() {
            break;
        }
        text = put_right(&text);
        mended += found.latin + found.marks + found.other;
    }
    if mended > 0 {
        let message = format!("{mended} characters that had been decoded wrongly were put right");
        notes.push(Note::new("mojibake-repaired", message));
    }
    text
}

/// What spoilt characters a text holds.
#[derive(Debug, Default)]
struct Found {
    latin: usize,
    /// Quotes and dashes: "â€™" is nothing else.
    marks: usize,
    other: usize,
}

impl Found {
    fn of(text: &str) -> Found {
        let mut found = Found::default();
        // Every lead is a letter whose UTF-8 begins so.
        for at in memchr::memchr_iter(0xC3, text.as_bytes()) {
            match spoilt(&text[at..]).map(|(c, _)| c) {
                Some('\u{A0}'..='\u{17F}') => found.latin += 1,
                Some('\u{2010}'..='\u{2122}') => found.marks += 1,
                Some(_) => found.other += 1,
                None => {}
            }
        }
        found
    }

    fn is_enough(&self) -> bool {
        self.marks > 0 || self.latin >= FEWEST || self.other >= FEWEST_OTHER
    }
}

fn is_lead(c: char) -> bool {
    matches!(c, 'Â' | 'Ã' | 'Ä' | 'Å' | 'â' | 'Ð' | 'Ñ' | 'Ø' | 'Ù' | 'Ú' | 'Û')
}

/// The character that the beginning of a text was, and the bytes it takes now.
fn spoilt(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0u8; 4];
    let mut taken = 0;
    let mut chars = text.chars();
    let lead = byte_of(chars.next().filter(|c| is_lead(*c))?)?;
    let count = if lead >= 0xE0 { 3 } else { 2 };
    bytes[0] = lead;
    taken += text.chars().next()?.len_utf8();
    for slot in bytes.iter_mut().take(count).skip(1) {
        let c = chars.next()?;
        *slot = byte_of(c).filter(|byte| (0x80..0xC0).contains(byte))?;
        taken += c.len_utf8();
    }
    let c = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    let likely =
        matches!(c, '\u{A0}'..='\u{17F}' | '\u{2010}'..='\u{2122}' | '\u{400}'..='\u{4FF}' | '\u{600}'..='\u{6FF}');
    likely.then_some((c, taken))
}

/// The byte that Windows-1252 has for a character.
fn byte_of(c: char) -> Option<u8> {
    let mut buffer = [0u8; 4];
    let (bytes, _, lost) = WINDOWS_1252.encode(c.encode_utf8(&mut buffer));
    bytes.first().copied().filter(|_| !lost && bytes.len() == 1 && !c.is_ascii())
}

fn put_right(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if is_lead(c)
            && let Some((was, taken)) = spoilt(rest)
        {
            out.push(was);
            rest = &rest[taken..];
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match (c, rest.chars().next()) {
            // The second half was a blank that does not break, and is a plain one since, or a soft hyphen, and is gone.
            ('Ã', Some(' ') | None) => out.push('à'),
            ('Ã', Some(next)) if next.is_ascii_lowercase() => out.push('í'),
            ('Â', Some(' ') | None) => {}
            // Of "”" the last third is no character of Windows-1252, and is often lost.
            ('â', Some('€')) if !rest[3..].starts_with(char::is_alphanumeric) => {
                out.push('”');
                rest = &rest[3..];
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(text: &str) -> (String, bool) {
        let mut notes = Vec::new();
        let text = mend(text.to_owned(), &mut notes);
        (text, !notes.is_empty())
    }

    /// The text as one sees it whose UTF-8 was taken for Windows-1252.
    fn spoil(text: &str) -> String {
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[test]
    fn spoilt_text_is_put_right() {
        for text in [
            "L'armée a annoncé la mort de trois soldats à l'aéroport de Norvale, où ils étaient.",
            "The army’s word — “four dead” — was doubted…",
            "Трое погибли в Норвале, сообщила полиция.",
            "Aquí murieron cinco niños, según la policía.",
        ] {
            assert_eq!(mended(&spoil(text)), (text.to_owned(), true), "{}", spoil(text));
        }
        // Blanks folded since, and what is no character gone.
        assert_eq!(mended("voilÃ trois morts de lâ€™armÃ©e").0, "voilà trois morts de l’armée");
        let tidied = crate::clean::tidy(&spoil("L’armée dit “rien” à Norvale"));
        assert_eq!(mended(&tidied).0, "L’armée dit “rien” à Norvale");
        let twice = spoil(&spoil("L'armée a été annoncée"));
        assert_eq!(mended(&twice).0, "L'armée a été annoncée");
    }

    #[test]
    fn sound_text_is_left() {
        for text in [
            "«LIBERTÉ» et «ÉGALITÉ», disait-il à l’armée.",
            "NÃO HÁ ÁGUA EM SÃO TOMÉ",
            "Ñandú, Ángel y Íñigo murieron.",
            "Трое погибли в Норвале.",
            "Die Straße nach Køge, Ålborg und Österreich",
            "قتل أربعة أشخاص",
        ] {
            assert_eq!(mended(text), (text.to_owned(), false));
        }
    }
}
