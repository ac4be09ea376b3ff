//! What holds for every text and every model file: spans in range and ordered, no panic, the same answer twice.

use dateline_language::{Document, Language, LanguageError, Syntax, embedded_english, segment};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

fn english() -> &'static Language {
    static ENGLISH: OnceLock<Language> = OnceLock::new();
    ENGLISH.get_or_init(|| Language::load(embedded_english()).expect("the embedded model loads"))
}

/// Random texts out of awkward pieces; the same on every run.
fn texts() -> impl Iterator<Item = String> {
    const PIECES: [&str; 40] = [
        " ",
        "  ",
        "\n",
        "\n\n",
        "\t",
        ".",
        "...",
        "!",
        "?\"",
        "\"",
        "“",
        "”",
        "’s",
        "n't",
        "(",
        ")",
        "-",
        "—",
        "U.S.",
        "Lt.",
        "a.m.",
        "12",
        "1,200",
        "$5",
        "http://x.y/z",
        "a@b.co",
        "killed",
        "Gao",
        "said",
        "the",
        "SOLDIERS",
        "é",
        "日本",
        "👩‍🚀",
        "\u{0}",
        "\u{feff}",
        "\u{a0}",
        "İ",
        "ß",
        ":-)",
    ];
    let mut seed = 7u64;
    let mut next = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize
    };
    (0..300).map(move |_| (0..next() % 60).map(|_| PIECES[next() % PIECES.len()]).collect())
}

fn check(text: &str, document: &Document) {
    let mut end = 0;
    for token in &document.tokens {
        assert!(token.span.start >= end && token.span.start < token.span.end, "{text:?} {token:?}");
        assert!(text.get(token.span.range()).is_some(), "{text:?} {token:?}");
        end = token.span.end;
    }
    let mut at = 0;
    for sentence in &document.sentences {
        assert_eq!(sentence.tokens.start, at, "{text:?}");
        at = sentence.tokens.end;
        let inside = |&token: &usize| sentence.tokens.contains(&document.tokens[token].head);
        assert!(sentence.tokens.clone().all(|token| inside(&token)), "{text:?}");
        assert_eq!(sentence.span.slice(text).trim(), sentence.span.slice(text), "{text:?}");
    }
    assert_eq!(at, document.tokens.len(), "{text:?}");
    let mut last = 0;
    for entity in &document.entities {
        assert!(entity.tokens.start >= last && entity.tokens.start < entity.tokens.end);
        last = entity.tokens.end;
        let sentence = document.sentence_of(entity.tokens.start).expect("a sentence");
        assert!(sentence.tokens.contains(&(entity.tokens.end - 1)), "{text:?}");
    }
    let syntax = Syntax::new(document);
    for token in 0..document.tokens.len() {
        assert!(syntax.subtree(token).contains(&token));
        assert!(syntax.noun_phrase(token).contains(&token));
        let _ = (syntax.doer(token), syntax.undergoer(token), syntax.obliques_around(token), syntax.negation(token));
    }
}

#[test]
fn any_text_gives_a_sound_document() {
    for text in texts() {
        check(&text, &segment(&text, &[]));
        let document = english().parse(&text, &[]);
        assert!(document.parsed);
        check(&text, &document);
        assert_eq!(english().parse(&text, &[]), document, "{text:?}");
    }
}

#[test]
fn a_sentence_is_parsed_alike_alone_and_in_company() {
    let text = "Gunmen killed ten soldiers. The army said so. It denied a second attack. Two men fled to Gao.";
    let all = english().parse(text, &[]);
    for which in 0..all.sentences.len() {
        let mut document = english().segment(text, &[]);
        english().parse_sentences(text, &mut document, &[which, which, 99]);
        let tokens = all.sentences[which].tokens.clone();
        assert_eq!(document.tokens[tokens.clone()], all.tokens[tokens]);
        assert!(!document.parsed && document.sentences[which].parsed);
    }
}

#[test]
fn threads_share_a_language_and_agree() {
    let text = "Rebels attacked the town of Tarkoy on Monday, killing six people, police said.";
    let here = english().parse(text, &[]);
    let there: Vec<Document> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..4).map(|_| scope.spawn(|| english().parse(text, &[]))).collect();
        running.into_iter().map(|one| one.join().expect("no panic")).collect()
    });
    assert!(there.iter().all(|document| *document == here));
}

#[test]
fn a_sentence_of_megabytes_is_bounded() {
    let start = Instant::now();
    for piece in ["killed ten men and ", "x", "(((", "a.b-", "...", "é"] {
        let text = piece.repeat(300_000 / piece.len());
        let document = english().segment(&text, &[]);
        assert!(document.sentences.iter().all(|sentence| sentence.span.len() <= 6000));
        assert!(!document.tokens.is_empty());
    }
    let text = "killed ten men and ".repeat(3000);
    assert!(english().parse(&text, &[]).parsed);
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
}

#[test]
fn damaged_model_files_say_what_is_wrong() {
    let good = embedded_english();
    assert_eq!(Language::load(b"").err(), Some(LanguageError::NotAModel));
    assert_eq!(Language::load(b"PK\x03\x04 a zip file").err(), Some(LanguageError::NotAModel));
    assert!(matches!(Language::load(&good[..10]), Err(LanguageError::Truncated(_))));
    assert!(matches!(Language::load(&good[..good.len() / 2]), Err(LanguageError::Corrupt(_))));
    let mut flipped = good.to_vec();
    flipped[good.len() / 3] ^= 0x40;
    assert!(matches!(Language::load(&flipped), Err(LanguageError::Corrupt(_))));
    let mut later = good.to_vec();
    later[8] = 9;
    assert!(matches!(Language::load(&later), Err(LanguageError::Version { found: 9, expected: 2 })));
}

/// Damage behind a checksum that fits: the values themselves must be checked.
#[test]
fn no_damage_makes_loading_panic() {
    const HEAD: usize = 8 + 4 + 32;
    let good = embedded_english();
    let mut seed = 11usize;
    for round in 0..24 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        // Most rounds damage the tables at the front, where lengths stand close together.
        let place = HEAD + (seed >> 20) % if round % 3 == 0 { good.len() - HEAD } else { 120_000 };
        let mut damaged = good.to_vec();
        damaged[place] ^= 1 << (round % 8);
        let checksum = *blake3::hash(&damaged[HEAD..]).as_bytes();
        damaged[12..HEAD].copy_from_slice(&checksum);
        if let Ok(language) = Language::load(&damaged) {
            assert!(language.parse("Gunmen didn't kill 12 men in Gao (Mali).", &[]).parsed);
        }
    }
}

#[test]
fn what_is_no_package_is_refused() {
    assert!(matches!(dateline_language::convert(b"no wheel"), Err(LanguageError::Package(_))));
    assert!(matches!(dateline_language::convert(&[]), Err(LanguageError::Package(_))));
}

#[test]
fn the_model_says_where_it_came_from() {
    let origin = english().origin();
    assert_eq!((origin.name.as_str(), origin.version.as_str()), ("en_core_web_sm", "3.8.0"));
    assert_eq!((origin.language.as_str(), origin.licence.as_str(), origin.hash.len()), ("en", "MIT", 64));
}
