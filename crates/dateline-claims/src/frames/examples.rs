//! The example sentences of frames, tried: what a frame should read, what it reads.

use super::{Frame, FrameSet, Scene};
use dateline_atlas::Atlas;
use dateline_language::{Document, Syntax};

/// An example sentence that a frame does not read as written under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misread {
    /// The frame's file.
    pub file: String,
    /// The line of the example, counted from one.
    pub line: usize,
    /// The frame's name.
    pub frame: String,
    /// The sentence.
    pub text: String,
    /// What should be read, in order; `None` for nothing.
    pub wanted: Option<Vec<String>>,
    /// What is read, in order; `None` for nothing.
    pub found: Option<Vec<String>>,
}

impl FrameSet {
    /// The examples of all frames that are not read as written; `parse` makes the document of a sentence.
    pub fn misread(&self, parse: &dyn Fn(&str) -> Document, atlas: &Atlas) -> Vec<Misread> {
        let mut wrong = Vec::new();
        for frame in self.frames() {
            for example in &frame.examples {
                let (mut found, mut wanted) = (self.read_by(frame, &example.text, parse, atlas), example.read.clone());
                for list in [&mut found, &mut wanted].into_iter().flatten() {
                    list.sort();
                }
                if found != wanted {
                    let file = frame.place.rsplit_once(':').map_or("", |(file, _)| file).to_owned();
                    let (line, text) = (example.line, example.text.clone());
                    wrong.push(Misread { file, line, frame: frame.name.clone(), text, wanted, found });
                }
            }
        }
        wrong
    }

    /// The roles that one frame reads in a text, as an example writes them; `None` where it reads no deed.
    fn read_by(
        &self,
        frame: &Frame,
        text: &str,
        parse: &dyn Fn(&str) -> Document,
        atlas: &Atlas,
    ) -> Option<Vec<String>> {
        let document = parse(text);
        let syntax = Syntax::new(&document);
        let actors = atlas.actors_in(text);
        let scene = Scene { text, document: &document, syntax: &syntax, actors: &actors };
        let deeds = document.sentences.iter().flat_map(|s| self.deeds(&scene, s));
        let mut own = deeds.filter(|d| self.frames()[d.frame].name == frame.name).peekable();
        own.peek()?;
        let fills = own.flat_map(|d| d.fills).map(|f| {
            let effect = f.effect.map(|e| format!(" = {}", e.code())).unwrap_or_default();
            format!("{} {}{effect}", f.role.code(), f.mention.slice(text))
        });
        Some(fills.collect())
    }
}
