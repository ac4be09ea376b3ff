//! What the view of syntax says, one sentence a line in `syntax.txt`: the sentence, then `verb: question = answer` parts.

use dateline_language::{Document, Language, Syntax, embedded_english};

const SPECS: &str = include_str!("syntax.txt");

fn answer(syntax: &Syntax<'_>, document: &Document, text: &str, token: usize, question: &str) -> String {
    let word = |token: usize| document.tokens[token].text(text).to_owned();
    let words = |tokens: Vec<usize>| tokens.into_iter().map(word).collect::<Vec<_>>().join(" ");
    let one = |token: Option<usize>| token.map_or_else(|| "-".to_owned(), word);
    let many = |tokens: Vec<usize>| if tokens.is_empty() { "-".to_owned() } else { words(tokens) };
    match question.split_once(' ') {
        Some(("oblique", preposition)) => many(syntax.oblique(token, preposition)),
        Some((other, _)) => format!("unknown question {other}"),
        None => match question {
            "subject" => one(syntax.subject(token)),
            "passive_subject" => one(syntax.passive_subject(token)),
            "agent" => one(syntax.agent(token)),
            "object" => one(syntax.object(token)),
            "complement" => one(syntax.complement(token)),
            "clausal_complement" => one(syntax.clausal_complement(token)),
            "relative_clauses" => many(syntax.relative_clauses(token).collect()),
            "apposition" => one(syntax.apposition(token)),
            "number" => one(syntax.number_modifier(token)),
            "negation" => one(syntax.negation(token)),
            "auxiliaries" => many(syntax.auxiliaries(token).collect()),
            "conjuncts" => many(syntax.conjuncts(token)),
            "doer" => one(syntax.doer(token)),
            "undergoer" => one(syntax.undergoer(token)),
            "phrase" => many(syntax.noun_phrase(token).collect()),
            "subtree" => many(syntax.subtree(token).collect()),
            "passive" => syntax.is_passive(token).to_string(),
            other => format!("unknown question {other}"),
        },
    }
}

#[test]
fn the_view_answers_as_the_specs_say() {
    let english = Language::load(embedded_english()).expect("the embedded model loads");
    let mut text = "";
    let mut wrong = Vec::new();
    for line in SPECS.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let Some(spec) = line.strip_prefix("  ") else {
            text = line;
            continue;
        };
        let (word, rest) = spec.split_once(": ").expect("word: question = answer");
        let (question, expected) = rest.split_once(" = ").expect("question = answer");
        let document = english.parse(text, &[]);
        let syntax = Syntax::new(&document);
        let token = document.tokens.iter().position(|token| token.text(text) == word).expect("the word is there");
        let found = answer(&syntax, &document, text, token, question);
        if found != expected {
            wrong.push(format!("{text}\n  {word}: {question} = {expected}, found {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
