//! Prints what the frames read in the text on standard input: `cargo run -p dateline-claims --example deeds < a.txt`.

use dateline_atlas::Atlas;
use dateline_claims::frames::{FrameSet, Scene};
use dateline_language::{Language, Syntax, embedded_english};
use std::io::Read as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text)?;
    let english = Language::load(embedded_english())?;
    let document = english.parse(&text, &[]);
    let syntax = Syntax::new(&document);
    let frames = FrameSet::embedded();
    let actors = Atlas::embedded().actors_in(&text);
    let scene = Scene { text: &text, document: &document, syntax: &syntax, actors: &actors };
    for sentence in &document.sentences {
        println!("{}", sentence.span.slice(&text));
        for at in sentence.tokens.clone().filter(|_| std::env::args().any(|a| a == "--tree")) {
            let t = &document.tokens[at];
            println!("    {at} {} {} {} -> {} {}", t.text(&text), t.lemma(), t.tag, t.head, t.relation);
        }
        for deed in frames.deeds(&scene, sentence) {
            println!("  {} ({})", frames.frames()[deed.frame].name, deed.place.slice(&text));
            for fill in &deed.fills {
                println!(
                    "    {} {:?} {:?} {:?} {:?}",
                    fill.role.code(),
                    fill.kind,
                    fill.mention.slice(&text),
                    fill.name.map(|n| n.slice(&text)),
                    fill.described.map(|n| n.slice(&text))
                );
            }
        }
    }
    Ok(())
}
