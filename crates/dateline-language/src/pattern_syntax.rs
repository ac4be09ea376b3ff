//! Reads Python's notation of regular expressions into the nodes that `pattern` matches.

use crate::pattern::{Class, Node};

type Branches = Vec<Vec<Node>>;

/// The alternatives of a pattern, and whether case is ignored; `None` for notation that is not known.
pub(crate) fn read(source: &str) -> Option<(Branches, bool)> {
    let mut reader = Reader { rest: source.chars().collect(), at: 0, fold: false, depth: 0 };
    let branches = reader.branches()?;
    (reader.at == reader.rest.len()).then_some((branches, reader.fold))
}

struct Reader {
    rest: Vec<char>,
    at: usize,
    fold: bool,
    depth: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += 1;
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let found = text.chars().enumerate().all(|(i, c)| self.rest.get(self.at + i) == Some(&c));
        if found {
            self.at += text.chars().count();
        }
        found
    }

    fn branches(&mut self) -> Option<Branches> {
        self.depth += 1;
        if self.depth > 50 {
            return None;
        }
        let mut all = vec![Vec::new()];
        while let Some(c) = self.peek().filter(|&c| c != ')') {
            if c == '|' {
                self.at += 1;
                all.push(Vec::new());
            } else if let Some(node) = self.item()? {
                all.last_mut()?.push(node);
            }
        }
        self.depth -= 1;
        Some(all)
    }

    /// One atom with its quantifier; `Some(None)` for a flag group, which matches nothing.
    fn item(&mut self) -> Option<Option<Node>> {
        let Some(node) = self.atom()? else { return Some(None) };
        let (min, max) = match self.peek() {
            Some('*') => (0, usize::MAX),
            Some('+') => (1, usize::MAX),
            Some('?') => (0, 1),
            Some('{') => match self.counts() {
                Some(counts) => counts,
                None => return Some(Some(node)),
            },
            _ => return Some(Some(node)),
        };
        if self.peek() != Some('{') {
            self.at += 1;
        }
        let greedy = !self.eat("?");
        Some(Some(Node::Repeat { node: Box::new(node), min, max, greedy }))
    }

    /// `{2}`, `{2,}`, `{2,5}`: leaves the reader one before the end; anything else leaves it where it was.
    fn counts(&mut self) -> Option<(usize, usize)> {
        let close = self.rest[self.at..].iter().position(|&c| c == '}')?;
        let inside: String = self.rest[self.at + 1..self.at + close].iter().collect();
        let (low, high) = inside.split_once(',').unwrap_or((&inside, &inside));
        let min = if low.is_empty() { 0 } else { low.parse().ok()? };
        let max = if high.is_empty() { usize::MAX } else { high.parse().ok()? };
        self.at += close;
        Some((min, max))
    }

    fn atom(&mut self) -> Option<Option<Node>> {
        let node = match self.next()? {
            '(' => return self.group(),
            '[' => Node::Class(self.class()?),
            '.' => Node::Any,
            '^' => Node::Start,
            '$' => Node::End,
            '\\' => self.escape()?,
            c => Node::Char(c),
        };
        Some(Some(node))
    }

    fn group(&mut self) -> Option<Option<Node>> {
        if self.eat("?u)") {
            return Some(None);
        }
        if self.eat("?i)") || self.eat("?iu)") || self.eat("?ui)") {
            self.fold = true;
            return Some(None);
        }
        let look = if self.eat("?=") {
            Some((true, false))
        } else if self.eat("?!") {
            Some((true, true))
        } else if self.eat("?<=") {
            Some((false, false))
        } else if self.eat("?<!") {
            Some((false, true))
        } else {
            if !self.eat("?:") && self.peek() == Some('?') {
                return None;
            }
            None
        };
        let branches = self.branches()?;
        if self.next()? != ')' {
            return None;
        }
        Some(Some(match look {
            Some((ahead, negative)) => Node::Look { ahead, negative, branches },
            None => Node::Group(branches),
        }))
    }

    fn escape(&mut self) -> Option<Node> {
        match self.peek()? {
            'b' => {
                self.at += 1;
                Some(Node::WordEdge)
            }
            kind @ ('w' | 'W' | 's' | 'S' | 'd' | 'D') => {
                self.at += 1;
                Some(Node::Class(Class { kinds: vec![kind], ..Class::default() }.finish()))
            }
            _ => self.escaped_char().map(Node::Char),
        }
    }

    fn escaped_char(&mut self) -> Option<char> {
        Some(match self.next()? {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'x' => self.code(2)?,
            'u' => self.code(4)?,
            'U' => self.code(8)?,
            c if c.is_ascii_alphanumeric() => return None,
            c => c,
        })
    }

    fn code(&mut self, digits: usize) -> Option<char> {
        let text: String = self.rest.get(self.at..self.at + digits)?.iter().collect();
        self.at += digits;
        let code = u32::from_str_radix(&text, 16).ok()?;
        // Halves of surrogate pairs cannot stand in a text; any other character that cannot occur serves as well.
        Some(char::from_u32(code).unwrap_or('\u{10FFFF}'))
    }

    fn class(&mut self) -> Option<Class> {
        let mut class = Class { negative: self.eat("^"), ..Class::default() };
        let mut first = true;
        loop {
            let low = match self.next()? {
                ']' if !first => return Some(class.finish()),
                '\\' => match self.peek()? {
                    kind @ ('w' | 'W' | 's' | 'S' | 'd' | 'D') => {
                        self.at += 1;
                        class.kinds.push(kind);
                        first = false;
                        continue;
                    }
                    _ => self.escaped_char()?,
                },
                c => c,
            };
            first = false;
            let ranged = self.peek() == Some('-') && self.rest.get(self.at + 1).is_some_and(|&c| c != ']');
            let high = if ranged {
                self.at += 1;
                match self.next()? {
                    '\\' => self.escaped_char()?,
                    c => c,
                }
            } else {
                low
            };
            class.ranges.push((low, high));
        }
    }
}
