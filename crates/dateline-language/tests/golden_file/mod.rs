//! Compares a language pack's analysis with a golden file, as `measure/parity/golden.py` writes it.

use dateline_language::{Document, Language};

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

/// Checks every sentence of the file, token by token, and says how many there are.
pub(crate) fn compare(language: &Language, golden: &str) -> usize {
    let mut sentences = 0;
    for block in golden.split("\n> ").skip(1) {
        let mut lines = block.lines();
        let text = lines.next().expect("a text");
        let expected: Vec<String> = lines.map(str::to_owned).collect();
        assert_eq!(written(&language.parse_whole(text), text), expected, "{text}");
        sentences += 1;
    }
    sentences
}
