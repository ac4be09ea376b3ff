//! In which language is a text? Small words first, then letter groups for what the table does not know.

use foldhash::HashMap;
use std::borrow::Cow;
use std::sync::LazyLock;

static SMALL_WORDS: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut words: HashMap<&'static str, Vec<usize>> = HashMap::default();
    for (at, (_, list)) in table().enumerate() {
        for word in list.split_whitespace() {
            words.entry(word).or_default().push(at);
        }
    }
    words
});

/// Bytes of the longest of them, and as many again: small letters may be longer than capitals.
static LONGEST: LazyLock<usize> = LazyLock::new(|| SMALL_WORDS.keys().map(|word| word.len()).max().unwrap_or(0) * 2);

fn table() -> impl Iterator<Item = (&'static str, &'static str)> {
    include_str!("../data/languages.txt").lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split_once(" | "))
}

/// The language of `text` (BCP 47), or none if there is too little of it to tell.
pub(crate) fn detect(text: &str) -> Option<String> {
    let mut end = text.len().min(3000);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let sample = &text[..end];
    small_words(sample).or_else(|| letter_groups(sample)).map(str::to_owned)
}

/// The language whose small words are most frequent, if it leads clearly.
fn small_words(sample: &str) -> Option<&'static str> {
    let codes: Vec<&str> = table().map(|(code, _)| code).collect();
    let mut hits = vec![0usize; codes.len()];
    let mut words = 0usize;
    for word in sample.split(|c: char| !c.is_alphabetic()).filter(|w| !w.is_empty()) {
        words += 1;
        // Small words are small, and few are written large.
        if word.len() > *LONGEST {
            continue;
        }
        let lower = match word.bytes().all(|b| b.is_ascii_lowercase()) {
            true => Cow::Borrowed(word),
            false => Cow::Owned(word.to_lowercase()),
        };
        for &at in SMALL_WORDS.get(&*lower).into_iter().flatten() {
            hits[at] += 1;
        }
    }
    let mut ranked: Vec<(usize, usize)> = hits.iter().copied().enumerate().map(|(at, n)| (n, at)).collect();
    ranked.sort_unstable_by(|a, b| b.cmp(a));
    let (first, second) = (ranked.first()?, ranked.get(1)?);
    let clear = first.0 >= 3 && first.0 * 6 >= words && first.0 * 10 >= second.0 * 12;
    clear.then(|| codes[first.1])
}

fn letter_groups(sample: &str) -> Option<&'static str> {
    let info = whatlang::detect(sample)?;
    if !info.is_reliable() {
        return None;
    }
    bcp47(info.lang())
}

/// The short code where one exists.
fn bcp47(lang: whatlang::Lang) -> Option<&'static str> {
    const CODES: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    CODES.iter().find(|(long, _)| *long == lang.code()).map(|(_, short)| *short)
}

/// A language tag as pages declare it ("en_US", "EN-us", "english") in short form, or none.
pub(crate) fn normal_tag(tag: &str) -> Option<String> {
    let first = tag.trim().split(['-', '_', ',', ';', ' ']).next()?.to_ascii_lowercase();
    ((2..=3).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_lowercase())).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_in_many_languages() {
        for (text, code) in [
            ("The army said on Tuesday that it had killed the men who were in the village.", "en"),
            ("L'armée a annoncé mardi la mort de trois soldats dans une attaque au nord du pays.", "fr"),
            ("Al menos tres soldados murieron en un ataque de los rebeldes en el sur del país.", "es"),
            ("Pelo menos três soldados foram mortos em um ataque no norte do país, disse a polícia.", "pt"),
            ("Bei einem Angriff auf das Dorf sind drei Soldaten getötet worden, wie die Armee mitteilte.", "de"),
            ("Takriban watu watatu wameuawa katika shambulio la kijiji hicho, alisema gavana wa jimbo.", "sw"),
            ("Трое военных погибли в результате нападения на деревню, сообщила армия во вторник.", "ru"),
        ] {
            assert_eq!(detect(text).as_deref(), Some(code), "{text}");
        }
        assert_eq!(detect("12 34"), None);
    }
}
