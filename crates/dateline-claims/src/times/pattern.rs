//! The pattern language of the time rules, and its matcher.
//!
//! A pattern is a row of items parted by spaces. Written so:
//! `word` or `one|two` – these words, lower case; `<month>` – a word of that class, or one of the built-in shapes
//! (`<number>`, `<year>`, `<day>` …); `<day:last>` – the same, kept under another name; `item?` and `( … )?` – may be
//! missing; `~item` – must stand there but is not part of the expression; `!item` – must not stand there;
//! `\(` – a bracket itself. Optional parts are written out when the file is read, so that matching is a plain walk
//! without any going back.

use super::lexicon::Lexicon;
use super::shapes::{self, Shape};
use super::tokens::{Token, TokenKind};

/// Most rows that one pattern may be written out to.
const MAX_ROWS: usize = 256;

/// What one item asks of the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ask {
    Words(Vec<u16>),
    Class(u16),
    Shape(Shape),
}

/// How an item counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Inside,
    Beside,
    Forbidden,
}

/// One item of a row.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub ask: Ask,
    pub place: Place,
    pub slot: String,
}

/// What a slot holds after a match.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Held {
    /// The class's value for the word.
    Code(&'static str),
    /// A whole number: a year, a day.
    Int(i64),
    /// A count; `None` when the words give none ("several").
    Count(Option<f64>),
    /// Hour and minute.
    Clock(i8, i8),
    /// Three numbers of a date, in an order still to be told.
    Figures(i64, i64, i64),
}

/// A row that fits: which tokens it covers, and what its slots hold.
#[derive(Debug, Clone)]
pub(super) struct Match<'r> {
    pub first: usize,
    pub last: usize,
    pub held: Vec<(&'r str, Held)>,
}

impl Match<'_> {
    pub fn get(&self, slot: &str) -> Option<Held> {
        self.held.iter().find(|(name, _)| *name == slot).map(|(_, held)| *held)
    }
    pub fn code(&self, slot: &str) -> Option<&'static str> {
        if let Some(Held::Code(code)) = self.get(slot) { Some(code) } else { None }
    }
    pub fn int(&self, slot: &str) -> Option<i64> {
        match self.get(slot)? {
            Held::Int(n) => Some(n),
            Held::Code(code) => code.parse().ok(),
            _ => None,
        }
    }
}

/// All rows of a lexicon, with equal beginnings told once.
#[derive(Debug, Default)]
pub(super) struct Tree {
    nodes: Vec<Node>,
}

#[derive(Debug)]
struct Node {
    item: Item,
    next: Vec<usize>,
    /// The rules of which a row ends here.
    rules: Vec<usize>,
}

impl Tree {
    /// Adds a row of a rule; the number of its first node, under which it is to be looked for.
    pub fn add(&mut self, row: &[Item], rule: usize, firsts: &mut Vec<usize>) {
        let mut at: Option<usize> = None;
        for item in row {
            let siblings: &[usize] = at.map_or(firsts, |node| &self.nodes[node].next);
            let known = siblings.iter().copied().find(|node| self.nodes[*node].item == *item);
            let node = known.unwrap_or_else(|| {
                self.nodes.push(Node { item: item.clone(), next: Vec::new(), rules: Vec::new() });
                let new = self.nodes.len() - 1;
                match at {
                    Some(parent) => self.nodes[parent].next.push(new),
                    None => firsts.push(new),
                }
                new
            });
            at = Some(node);
        }
        if let Some(node) = at {
            self.nodes[node].rules.push(rule);
        }
    }

    /// What a first node asks for.
    pub fn ask(&self, node: usize) -> &Ask {
        &self.nodes[node].item.ask
    }
}

/// Where rows are to be fitted, and what has been found so far.
pub(super) struct Walk<'a> {
    pub text: &'a str,
    pub tokens: &'a [Token],
    pub lexicon: &'static Lexicon,
    /// The rules that fit, with their matches.
    pub found: Vec<(usize, Match<'static>)>,
    held: Vec<(&'static str, Held)>,
}

impl<'a> Walk<'a> {
    pub fn new(text: &'a str, tokens: &'a [Token], lexicon: &'static Lexicon) -> Self {
        Walk { text, tokens, lexicon, found: Vec::new(), held: Vec::new() }
    }

    /// Fits every row that begins with `node`, from token `here`; `covered` is what the items so far cover.
    pub fn follow(&mut self, node: usize, here: usize, covered: Option<(usize, usize)>) {
        let Some(Node { item, next, rules }) = self.lexicon.tree.nodes.get(node) else { return };
        let fitted = fit_item(item, self.text, self.tokens, here, self.lexicon);
        let (length, value) = match (item.place, fitted) {
            (Place::Forbidden, None) => (0, None),
            (Place::Forbidden, Some(_)) | (_, None) => return,
            (_, Some(found)) => found,
        };
        let covered = match (item.place, covered) {
            (Place::Inside, Some((first, _))) => Some((first, here + length)),
            (Place::Inside, None) => Some((here, here + length)),
            (_, covered) => covered,
        };
        let depth = self.held.len();
        self.held.extend(value.map(|value| (item.slot.as_str(), value)));
        if let Some((first, last)) = covered {
            let fits = rules.iter().map(|rule| (*rule, Match { first, last, held: self.held.clone() }));
            self.found.extend(fits);
        }
        for child in next {
            self.follow(*child, here + length, covered);
        }
        self.held.truncate(depth);
    }
}

fn fit_item(item: &Item, text: &str, tokens: &[Token], at: usize, lex: &Lexicon) -> Option<(usize, Option<Held>)> {
    let token = tokens.get(at).filter(|t| t.kind != TokenKind::Break)?;
    match &item.ask {
        Ask::Words(words) => (token.word != 0 && words.contains(&token.word)).then_some((1, None)),
        Ask::Class(class) => lex.in_class(token, *class).map(|code| (1, Some(Held::Code(code)))),
        Ask::Shape(shape) => shapes::fit(*shape, text, tokens, at, lex).map(|(n, held)| (n, Some(held))),
    }
}

/// Reads a pattern into its rows. The error says what is wrong with it.
pub(super) fn rows(pattern: &str, lex: &mut Lexicon) -> Result<Vec<Vec<Item>>, String> {
    let mut words = pattern.split_whitespace().peekable();
    let rows = sequence(&mut words, lex, false)?;
    let usable = |row: &Vec<Item>| row.iter().any(|i| i.place == Place::Inside);
    if rows.iter().all(usable) { Ok(rows) } else { Err(format!("'{pattern}' may match nothing at all")) }
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn sequence(words: &mut Words<'_>, lex: &mut Lexicon, inner: bool) -> Result<Vec<Vec<Item>>, String> {
    let mut rows: Vec<Vec<Item>> = vec![Vec::new()];
    while let Some(word) = words.next() {
        let (parts, optional) = match word {
            "(" => (sequence(words, lex, true)?, true),
            ")?" if inner => return Ok(rows),
            _ => {
                let optional = word.len() > 1 && word.ends_with('?');
                let bare = if optional { &word[..word.len() - 1] } else { word };
                (vec![vec![item(bare, lex)?]], optional)
            }
        };
        let mut grown = if optional { rows.clone() } else { Vec::new() };
        for row in &rows {
            grown.extend(parts.iter().map(|part| row.iter().chain(part).cloned().collect::<Vec<_>>()));
        }
        if grown.len() > MAX_ROWS {
            return Err(format!("too many optional parts near '{word}'"));
        }
        rows = grown;
    }
    if inner { Err("'(' without ')?'".to_owned()) } else { Ok(rows) }
}

fn item(word: &str, lex: &mut Lexicon) -> Result<Item, String> {
    let (place, rest) = match word.split_at_checked(1) {
        Some(("~", rest)) if !rest.is_empty() => (Place::Beside, rest),
        Some(("!", rest)) if !rest.is_empty() => (Place::Forbidden, rest),
        _ => (Place::Inside, word),
    };
    if let Some(name) = rest.strip_prefix('<').and_then(|r| r.strip_suffix('>')) {
        let (name, slot) = name.split_once(':').unwrap_or((name, name));
        let ask = match (Shape::named(name), lex.class(name)) {
            (Some(shape), _) => Ask::Shape(shape),
            (None, Some(class)) => Ask::Class(class),
            (None, None) => return Err(format!("no class or shape is called '{name}'")),
        };
        return Ok(Item { ask, place, slot: slot.to_owned() });
    }
    let words = rest.split('|').map(|w| lex.add_word(w.strip_prefix('\\').unwrap_or(w))).collect();
    Ok(Item { ask: Ask::Words(words), place, slot: String::new() })
}
