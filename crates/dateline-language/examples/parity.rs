//! Parses one JSON string a line from standard input with a model file and prints what it found, one object a line.
//! `parity MODEL [whole|sentences]`; `measure/parity/compare.py` holds it against the training library.

use dateline_language::{Document, Language};
use serde_json::json;
use std::io::{BufRead, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let model = std::fs::read(arguments.next().ok_or("usage: parity MODEL [whole|sentences]")?)?;
    let by_sentence = arguments.next().as_deref() == Some("sentences");
    let language = Language::load(&model)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let text: String = serde_json::from_str(&line?)?;
        let document = if by_sentence { language.parse(&text, &[]) } else { language.parse_whole(&text) };
        writeln!(out, "{}", object(&document))?;
    }
    Ok(())
}

fn object(document: &Document) -> serde_json::Value {
    let tokens: Vec<_> = document
        .tokens
        .iter()
        .map(|t| json!([t.span.start, t.span.end, t.tag, t.pos.code(), t.morph, t.head, t.relation, t.lemma()]))
        .collect();
    let entities: Vec<_> = document.entities.iter().map(|e| json!([e.tokens.start, e.tokens.end, e.label])).collect();
    let sentences: Vec<_> = document.sentences.iter().map(|s| s.tokens.start).collect();
    json!({"tokens": tokens, "entities": entities, "sentences": sentences})
}
