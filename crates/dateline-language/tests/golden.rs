//! The same analysis as the training library's, token by token: `golden.txt` is what it says of sentences of our own.

use dateline_language::{Document, Language, embedded_english};

fn written(document: &Document, text: &str) -> Vec<String> {
    let escape = |text: &str| text.replace('\t', "\\t");
    let tokens = document.tokens.iter().map(|token| {
        let morph = if token.morph.is_empty() { "_" } else { token.morph };
        let head = token.head.to_string();
        let lemma = escape(token.lemma());
        [&escape(token.text(text)), token.tag, token.pos.code(), morph, &head, token.relation, &lemma].join("\t")
    });
    let entities = document.entities.iter();
    tokens.chain(entities.map(|e| format!("= {} {} {}", e.tokens.start, e.tokens.end - 1, e.label))).collect()
}

#[test]
fn every_token_is_as_the_training_library_has_it() {
    let english = Language::load(embedded_english()).expect("the embedded model loads");
    let golden = include_str!("golden.txt");
    let mut sentences = 0;
    for block in golden.split("\n> ").skip(1) {
        let mut lines = block.lines();
        let text = lines.next().expect("a text");
        let expected: Vec<String> = lines.map(str::to_owned).collect();
        assert_eq!(written(&english.parse_whole(text), text), expected, "{text}");
        sentences += 1;
    }
    assert!(sentences >= 30, "the golden file is cut short: {sentences} sentences");
}
