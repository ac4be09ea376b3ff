//! The statements of one sentence: for each verb, noun or adjective in the lexicon, what fills its complement.

use super::Statement;
use super::complements::{Complements, complements};
use super::tree::{Subject, Tree, Words};
use crate::sets::has;
use crate::words::Line;

/// The statements of a parsed sentence; words count from its first.
pub(super) fn statements(line: &Line) -> Vec<Statement> {
    if !line.is_parsed() {
        return Vec::new();
    }
    let tree = Tree::new(line);
    (0..line.words.len()).filter_map(|i| at(&tree, i)).filter(|s| !s.content.is_empty()).collect()
}

fn at(tree: &Tree, i: usize) -> Option<Statement> {
    let word = tree.line.words.get(i)?;
    if word.lower == "according" {
        return according(tree, i);
    }
    // tagged a noun, but with what is said before it: "…, Radio One reports"
    let acts = tree.kid(i, "ccomp").is_some_and(|said| said < i);
    let tag = if acts { "VB" } else { word.tag };
    let takes = complements(tag, &word.lower)?;
    match tag.get(..2)? {
        "VB" if is_passive(tree, i) => passive(tree, i, takes),
        "VB" => verb(tree, i, takes),
        "NN" => noun(tree, i, takes),
        _ => adjective(tree, i, takes),
    }
}

/// "…, according to the ministry": the sentence or clause that it hangs on is what is said.
fn according(tree: &Tree, i: usize) -> Option<Statement> {
    let to = tree.children(i).iter().copied().find(|&c| tree.lower(c) == "to")?;
    let source = tree.phrase(tree.governed(to)?);
    let mut clause = tree.head(i);
    while matches!(tree.relation(clause), "prep" | "pobj") && tree.head(clause) != clause {
        clause = tree.head(clause);
    }
    let content = &tree.phrase(clause) - &tree.phrase(i);
    Some(Statement { source, cue: Words::from([i, to]), content, quotes: true })
}

/// "was accused", or "a man accused of …".
fn is_passive(tree: &Tree, verb: usize) -> bool {
    let marked = tree.kids(verb, &["nsubjpass", "auxpass"]).next().is_some();
    let describes = tree.relation(verb) == "acl"
        && !tree.lower(verb).ends_with("ing")
        && tree.kids(verb, &["nsubj", "aux", "dobj"]).next().is_none();
    marked || describes
}

/// "He is accused of …", "the plan was announced by …", "a fact reported by …".
fn passive(tree: &Tree, verb: usize, takes: &Complements) -> Option<Statement> {
    let agent = tree.kid(verb, "agent");
    let source = agent.and_then(|by| tree.governed(by)).map(|a| tree.phrase(a)).unwrap_or_default();
    let active = takes.take("object") || takes.take("clause") || takes.take("predicate");
    if !takes.take("passive") && (source.is_empty() || !active) {
        return None;
    }
    let rest: Vec<usize> = tree.kids(verb, &["ccomp", "xcomp", "oprd"]).collect();
    let mut content = if tree.relation(verb) == "acl" {
        if source.is_empty() && rest.is_empty() {
            return None;
        }
        &tree.phrase(tree.head(verb)) - &tree.phrase(verb)
    } else {
        tree.phrase(tree.kid(verb, "nsubjpass")?)
    };
    rest.into_iter().for_each(|k| content.extend(tree.phrase(k)));
    let mut cue = cue_of(tree, verb);
    for (preposition, governed) in prepositions(tree, verb, takes) {
        cue.insert(preposition);
        content.extend(tree.phrase(governed));
    }
    cue.extend(agent.filter(|_| !source.is_empty()));
    content = &content - &cue;
    Some(Statement { source, cue, content, quotes: false })
}

/// "said that …", "plans to …", "criticised the plan", "called for a truce".
fn verb(tree: &Tree, verb: usize, takes: &Complements) -> Option<Statement> {
    let mut cue = cue_of(tree, verb);
    if tree.kids(verb, &["aux"]).any(|a| tree.lower(a) == "to") {
        return None;
    }
    let (content, preposition) = complement(tree, verb, takes)?;
    cue.extend(preposition);
    let mut source = source_of(tree, verb);
    source.retain(|i| !content.contains(i) && !cue.contains(i));
    if takes.take("seeming") {
        let content = &(&content | &source) - &cue;
        return Some(Statement { source: Words::new(), cue, content, quotes: false });
    }
    let content = &content - &cue;
    (!source.is_empty()).then(|| Statement { source, cue, content, quotes: takes.take("quote") })
}

/// What the verb hands over, by the first of its complements that is filled; and the preposition that belongs to the cue.
fn complement(tree: &Tree, verb: usize, takes: &Complements) -> Option<(Words, Option<usize>)> {
    let all = |relations: &[&str]| tree.kids(verb, relations).flat_map(|k| tree.phrase(k)).collect::<Words>();
    let filled = |relation: &str| tree.kid(verb, relation).is_some();
    let seems = takes.take("seeming");
    if filled("ccomp") && (takes.take("clause") || seems) {
        return Some((all(&["ccomp"]), None));
    }
    if filled("xcomp") && (takes.take("infinitive") || seems) {
        let told = matches!(tree.lower(verb), "told" | "tell" | "tells" | "telling");
        return Some((if told { all(&["xcomp"]) } else { all(&["dobj", "xcomp"]) }, None));
    }
    if (filled("dobj") || filled("oprd")) && takes.take("object") {
        return Some((object(tree, verb), None));
    }
    if filled("oprd") && (takes.take("predicate") || seems) {
        return Some((all(&["nsubj", "dobj", "oprd"]), None));
    }
    if let Some((preposition, governed)) = prepositions(tree, verb, takes).next() {
        return Some((tree.phrase(governed), Some(preposition)));
    }
    if tree.relation(verb) == "parataxis" && (takes.take("clause") || takes.take("quote")) {
        let whole = tree.phrase(tree.head(verb));
        return Some((&whole - &tree.phrase(verb), None));
    }
    (takes.take("quote") && !filled("dobj") && tree.relation(verb) == "ROOT")
        .then(|| (quoted(tree.line), None))
        .filter(|(content, _)| !content.is_empty())
}

/// "criticised the plan as reckless", "thanked them for their help": the object with what is said of it.
fn object(tree: &Tree, verb: usize) -> Words {
    let first = tree.kid(verb, "dobj").unwrap_or(verb);
    let belongs = |&k: &usize| match tree.relation(k) {
        "dobj" | "oprd" | "xcomp" => true,
        "prep" => k > first && matches!(tree.lower(k), "as" | "for" | "of" | "with"),
        _ => false,
    };
    tree.children(verb).iter().filter(|k| belongs(k)).flat_map(|&k| tree.phrase(k)).collect()
}

/// The prepositions on a word that it takes, with what they govern.
fn prepositions<'a>(tree: &'a Tree, on: usize, takes: &'a Complements) -> impl Iterator<Item = (usize, usize)> + 'a {
    tree.kids(on, &["prep"]).filter(|&p| takes.take(tree.lower(p))).filter_map(|p| Some((p, tree.governed(p)?)))
}

/// The phrase of the one whose deed the verb is.
fn source_of(tree: &Tree, verb: usize) -> Words {
    match tree.subject(verb) {
        Some(Subject::Own(head)) if head < verb => tree.phrase(head).into_iter().filter(|&i| i < verb).collect(),
        Some(Subject::Own(head)) => &tree.phrase(head) - &Words::from([verb]),
        Some(Subject::Described(head)) => &tree.phrase(head) - &tree.phrase(verb),
        None => Words::new(),
    }
}

/// The verb with its auxiliaries, its negation, its particle and an adverb right before it.
fn cue_of(tree: &Tree, verb: usize) -> Words {
    let mut cue: Words = tree.kids(verb, &["aux", "auxpass", "neg", "prt"]).collect();
    cue.insert(verb);
    let first = cue.iter().copied().find(|&i| i <= verb).unwrap_or(verb);
    let near = |&k: &usize| k + 2 > first && k < verb && !matches!(tree.lower(k), "when" | "how" | "why" | "where");
    cue.extend(tree.kids(verb, &["advmod"]).filter(near));
    cue
}

/// The words of the sentence in quotation marks.
fn quoted(line: &Line) -> Words {
    let mut open = false;
    let mut found = Words::new();
    for (i, word) in line.words.iter().enumerate() {
        match word.text {
            "“" | "``" => open = true,
            "”" | "''" => open = false,
            "\"" => open = !open,
            _ if open => {
                found.insert(i);
            }
            _ => {}
        }
    }
    found
}

/// "his claim that …", "criticism of the plan by …", "expressed hope that …".
fn noun(tree: &Tree, noun: usize, takes: &Complements) -> Option<Statement> {
    let mut cue = Words::from([noun]);
    let clauses: Vec<usize> = tree.kids(noun, &["acl", "ccomp"]).collect();
    let content = if takes.take("clause") && !clauses.is_empty() {
        clauses.into_iter().flat_map(|k| tree.phrase(k)).collect()
    } else {
        let (preposition, governed) = prepositions(tree, noun, takes).next()?;
        cue.insert(preposition);
        tree.phrase(governed)
    };
    let by = tree.kids(noun, &["prep"]).filter(|&p| matches!(tree.lower(p), "by" | "from"));
    let source = if let Some(owner) = tree.kid(noun, "poss") {
        tree.phrase(owner)
    } else if let Some(by) = by.filter_map(|p| tree.governed(p)).next() {
        tree.phrase(by)
    } else if tree.relation(noun) == "dobj" && has("gives_voice", tree.lower(tree.head(noun))) {
        cue.insert(tree.head(noun));
        source_of(tree, tree.head(noun))
    } else {
        Words::new()
    };
    let content = &content - &source;
    Some(Statement { source: &source - &cue, content: &content - &cue, cue, quotes: false })
}

/// "is confident that …", "was critical of …".
fn adjective(tree: &Tree, adjective: usize, takes: &Complements) -> Option<Statement> {
    let verb = tree.head(adjective);
    if tree.relation(adjective) != "acomp" {
        return None;
    }
    let mut cue: Words = tree.kids(verb, &["aux", "neg"]).collect();
    cue.extend([adjective, verb]);
    let taken: &[&str] = match (takes.take("clause"), takes.take("infinitive")) {
        (true, _) => &["ccomp", "xcomp"],
        (_, true) => &["xcomp"],
        _ => &[],
    };
    let mut content: Words = tree.kids(adjective, taken).flat_map(|k| tree.phrase(k)).collect();
    if content.is_empty() {
        let (preposition, governed) = prepositions(tree, adjective, takes).next()?;
        cue.insert(preposition);
        content = tree.phrase(governed);
    }
    let source = source_of(tree, verb);
    (!source.is_empty()).then(|| Statement { source: &source - &cue, cue, content, quotes: false })
}
