//! Sentences in capitals are read like ordinary copy; the report's letters stay as they are.

use dateline_language::{Language, Syntax, embedded_english};

#[test]
fn capitals_are_read_like_ordinary_copy() {
    let english = Language::load(embedded_english()).expect("the embedded model loads");
    let text = "GUNMEN KILLED TEN SOLDIERS IN BAGHDAD ON FRIDAY, THE ARMY SAID.";
    let document = english.parse(text, &[]);
    let word = |token: usize| document.tokens[token].text(text);
    let syntax = Syntax::new(&document);
    assert_eq!(syntax.subject(1).map(word), Some("GUNMEN"));
    assert_eq!(syntax.object(1).map(word), Some("SOLDIERS"));
    assert_eq!(document.tokens[3].lemma(), "soldier");
    let labels: Vec<_> = document.entities.iter().map(|entity| (entity.span.slice(text), entity.label)).collect();
    assert!(labels.contains(&("BAGHDAD", "GPE")) && labels.contains(&("FRIDAY", "DATE")), "{labels:?}");
}

#[test]
fn an_acronym_is_no_shout() {
    let english = Language::load(embedded_english()).expect("the embedded model loads");
    for text in ["NATO denied it.", "UN", "The FARC and ELN met."] {
        let whole = english.parse_whole(text);
        let document = english.parse(text, &[]);
        assert_eq!(document.tokens, whole.tokens, "{text}");
    }
}
