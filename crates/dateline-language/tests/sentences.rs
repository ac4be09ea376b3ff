//! Where sentences end: each line is a text with `|` where the splitter must cut, and nowhere else.

use dateline_language::segment;
use dateline_model::{Block, BlockKind, Span};

const SPECS: &str = include_str!("sentences.txt");

#[test]
fn sentences_end_where_the_specs_say() {
    let mut wrong = Vec::new();
    for spec in SPECS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let text = spec.replace('|', "");
        let document = segment(&text, &[]);
        let found: Vec<&str> = document.sentences.iter().map(|sentence| sentence.span.slice(&text)).collect();
        let expected: Vec<&str> = spec.split('|').map(str::trim).collect();
        if found != expected {
            wrong.push(format!("expected {expected:?}\n   found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_sentence_crosses_a_block() {
    let text = "Ten killed in raid\nThe army said so on Monday";
    let block = |start, end, kind| Block { span: Span::new(start, end), kind };
    let document = segment(text, &[block(0, 18, BlockKind::Title), block(19, 45, BlockKind::Paragraph)]);
    assert_eq!(document.sentences.len(), 2);
}

#[test]
fn figures_times_and_names_are_cut_as_the_models_expect() {
    let cases = [
        ("At least 1,200 fled.", vec!["At", "least", "1,200", "fled", "."]),
        ("al-Shabaab struck at 5:00 a.m.", vec!["al", "-", "Shabaab", "struck", "at", "5:00", "a.m."]),
        ("The U.S. didn't say.", vec!["The", "U.S.", "did", "n't", "say", "."]),
        ("It was 0500 (GMT).", vec!["It", "was", "0500", "(", "GMT", ")", "."]),
        ("Mali's army", vec!["Mali", "'s", "army"]),
    ];
    for (text, expected) in cases {
        let document = segment(text, &[]);
        let found: Vec<&str> = document.tokens.iter().map(|token| token.text(text)).collect();
        assert_eq!(found, expected);
    }
}
