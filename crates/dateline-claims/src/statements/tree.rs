//! A sentence's tree, asked from the head downwards.

use crate::words::Line;
use std::collections::BTreeSet;

/// The words of a sentence that belong together, by rank.
pub(super) type Words = BTreeSet<usize>;

/// A parsed sentence with the words that hang on each word.
pub(super) struct Tree<'l, 't> {
    pub(super) line: &'l Line<'t>,
    children: Vec<Vec<usize>>,
}

/// Whose word a subject is.
#[derive(Debug, Clone, Copy)]
pub(super) enum Subject {
    /// The head of the subject's own phrase.
    Own(usize),
    /// The noun that the verb describes ("people saying …").
    Described(usize),
}

impl<'l, 't> Tree<'l, 't> {
    pub(super) fn new(line: &'l Line<'t>) -> Self {
        let mut children = vec![Vec::new(); line.words.len()];
        for (i, word) in line.words.iter().enumerate() {
            if word.head != i
                && let Some(list) = children.get_mut(word.head)
            {
                list.push(i);
            }
        }
        Tree { line, children }
    }

    pub(super) fn lower(&self, i: usize) -> &str {
        self.line.lower(i)
    }

    pub(super) fn relation(&self, i: usize) -> &'static str {
        self.line.words.get(i).map_or("", |w| w.relation)
    }

    pub(super) fn head(&self, i: usize) -> usize {
        self.line.words.get(i).map_or(i, |w| w.head)
    }

    pub(super) fn is_verb(&self, i: usize) -> bool {
        self.line.words.get(i).is_some_and(|w| w.tag.starts_with("VB") || w.tag == "MD")
    }

    /// The words that hang on `i`, in the order of the text.
    pub(super) fn children(&self, i: usize) -> &[usize] {
        self.children.get(i).map_or(&[], Vec::as_slice)
    }

    /// The words that hang on `i` in one of these relations.
    pub(super) fn kids<'a>(&'a self, i: usize, relations: &'a [&str]) -> impl Iterator<Item = usize> + 'a {
        self.children(i).iter().copied().filter(|&c| relations.contains(&self.relation(c)))
    }

    /// The first word that hangs on `i` in this relation.
    pub(super) fn kid(&self, i: usize, relation: &str) -> Option<usize> {
        self.children(i).iter().copied().find(|&c| self.relation(c) == relation)
    }

    /// What a preposition governs.
    pub(super) fn governed(&self, preposition: usize) -> Option<usize> {
        self.kids(preposition, &["pobj", "pcomp"]).next()
    }

    /// The word `i` and all that hangs on it.
    pub(super) fn phrase(&self, i: usize) -> Words {
        let (mut found, mut open) = (Words::from([i]), vec![i]);
        while let Some(at) = open.pop() {
            open.extend(self.children(at).iter().copied().filter(|&c| found.insert(c)));
        }
        found
    }

    /// Whose deed the verb at `verb` is: its own subject, that of the verb it is joined to, or the noun it describes.
    pub(super) fn subject(&self, verb: usize) -> Option<Subject> {
        let mut at = verb;
        for _ in 0..4 {
            if let Some(own) = self.kid(at, "nsubj") {
                return Some(Subject::Own(own));
            }
            if at != verb
                && let Some(own) = self.kid(at, "nsubjpass")
            {
                return Some(Subject::Own(own));
            }
            let up = self.head(at);
            if up == at {
                return None;
            }
            match self.relation(at) {
                "conj" if self.is_verb(up) => at = up,
                "xcomp" => {
                    let object = self.kid(up, "dobj").filter(|&o| o < verb);
                    if let Some(object) = object {
                        return Some(Subject::Own(object));
                    }
                    at = up;
                }
                "advcl" if self.kid(at, "mark").is_none() => at = up,
                "acl" => return Some(Subject::Described(up)),
                "pcomp" => {
                    at = self.head(up);
                    if !self.is_verb(at) {
                        return None;
                    }
                }
                _ => return None,
            }
        }
        None
    }
}
