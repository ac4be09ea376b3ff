//! People harmed one at a time, without a number: "Amina Bello was killed", "the 17-year-old died", "kills wife".
//!
//! They count only where a report gives no figure of its own; names are kept as the words of the evidence, no more.

use crate::counts::people_at;
use crate::fate::dies;
use crate::harm::{Form, Hit, Shape, hits};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{BlockKind, Category};
use std::ops::Range;

/// One person to whom something happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Individual {
    /// The words that name or describe the person.
    pub words: Range<usize>,
    /// What happened.
    pub category: Category,
    /// Rank of the word that says so.
    pub trigger: usize,
    /// The family name, in lower case; `None` for a description.
    pub name: Option<String>,
    /// Who the person was, by the noun.
    pub group: String,
}

/// The persons killed or hurt in a parsed sentence, in its order; an unparsed one gives none.
pub fn individuals(line: &Line) -> Vec<Individual> {
    let harmed = |one: &Individual| matches!(one.category, Category::Killed | Category::Wounded | Category::Casualties);
    befallen(line).into_iter().filter(harmed).collect()
}

/// The persons harmed, and those taken, held or let go.
pub fn befallen(line: &Line) -> Vec<Individual> {
    if !line.is_parsed() {
        return Vec::new();
    }
    let all = hits(line);
    let fated = |hit: &Hit| match hit.category == Category::Casualties && dies(line, &all, hit) {
        true => Hit { category: Category::Killed, ..hit.clone() },
        false => hit.clone(),
    };
    all.iter().map(fated).filter(|hit| hit.category != Category::Displaced).flat_map(|hit| of_hit(line, &hit)).collect()
}

fn of_hit(line: &Line, hit: &Hit) -> Vec<Individual> {
    if let Some(heads) = listed_as_harmed(line, hit) {
        let all = heads.into_iter().flat_map(|head| conjuncts(line, head));
        return all.filter_map(|head| person(line, head, hit)).collect();
    }
    let verb = (hit.first..hit.end)
        .find(|&i| line.words[i].tag.starts_with("VB") || line.words[i].tag == "JJ")
        .unwrap_or(hit.first);
    let unreal = |i: usize| has("modal", line.lower(i)) || matches!(line.lower(i), "not" | "n't" | "never" | "if");
    if line.children(verb).any(|(k, _)| k < verb && unreal(k)) {
        return Vec::new();
    }
    let wanted: &[&str] = match (hit.shape, hit.form) {
        (Shape::Hits, Form::Either | Form::Participle) => &["nsubjpass", "dobj"],
        (Shape::Hits, _) => &["dobj"],
        (Shape::Befalls | Shape::State, _) => &["nsubj", "nsubjpass"],
        (Shape::Noun, _) => return of_noun(line, hit),
        _ => return Vec::new(),
    };
    // "To Kill a Mockingbird": a title within a sentence
    if line.kind != BlockKind::Title && line.words[verb].is_capitalised() && verb > 0 {
        return Vec::new();
    }
    // "was pronounced dead": the subject is that of the verb
    let above = line.words[verb].head;
    let named = line.children(verb).any(|(_, relation)| wanted.contains(&relation));
    let said_to_be = hit.shape == Shape::State
        && !named
        && matches!(line.words[verb].relation, "oprd" | "acomp" | "advcl" | "xcomp");
    let verb = if said_to_be && has("pronounce", line.lower(above)) { above } else { verb };
    let heads = line.children(verb).filter(|(_, relation)| wanted.contains(relation)).map(|(k, _)| k);
    let by_himself = |k: usize| matches!(line.lower(k), "himself" | "herself");
    let own = hit.lemma.ends_with("own life")
        || hit.lemma.ends_with("self")
        || line.children(verb).any(|(k, r)| r == "dobj" && by_himself(k));
    if own && hit.category == Category::Killed {
        return doer_of(line, verb).and_then(|head| person(line, head, hit)).into_iter().collect();
    }
    let with_conjuncts = heads.flat_map(|head| conjuncts(line, head));
    let found: Vec<Individual> = with_conjuncts.filter_map(|head| person(line, head, hit)).collect();
    if found.is_empty() { headline(line, hit).into_iter().collect() } else { found }
}

/// "The mayor was among the dead", "Among the wounded were the mayor and", "The dead included the mayor": by the tree, who
/// stands in the list of those whom the word names.
pub fn listed_as_harmed(line: &Line, hit: &Hit) -> Option<Vec<usize>> {
    // "the victims included a boy": dead or hurt
    let word = line.words.get(hit.end - 1).filter(|_| hit.shape != Shape::Bodies)?;
    let the = hit.first > 0 && matches!(line.lower(hit.first - 1), "the" | "those" | "people");
    let above = line.words.get(word.head).filter(|_| the)?;
    let among = word.relation == "pobj" && has("among_word", &above.lower) && has("be", line.lower(above.head));
    let of_verb = |verb: usize, wanted: &str| {
        let heads = line.children(verb).filter(|(_, relation)| *relation == wanted).map(|(k, _)| k);
        Some(heads.collect::<Vec<_>>()).filter(|heads| !heads.is_empty())
    };
    if among {
        return of_verb(above.head, "nsubj").or_else(|| of_verb(above.head, "attr"));
    }
    // "those killed included"
    let subject = if word.relation == "acl" { above } else { word };
    let includes = subject.relation == "nsubj" && has("includes", line.lower(subject.head));
    includes.then(|| of_verb(subject.head, "dobj")).flatten()
}

/// Who does what a verb says, though the subject stands with a verb above it: "shot four before killing himself".
fn doer_of(line: &Line, verb: usize) -> Option<usize> {
    let mut at = verb;
    for _ in 0..4 {
        if let Some((subject, _)) = line.children(at).find(|(_, relation)| *relation == "nsubj") {
            return Some(subject);
        }
        let word = line.words.get(at)?;
        let joins = matches!(word.relation, "conj" | "advcl" | "xcomp" | "pcomp" | "prep");
        at = Some(word.head).filter(|&head| joins && head != at)?;
    }
    None
}

/// A word and those that stand in one list with it: "Ana, her husband and the guard"; her husband is no other name of Ana's.
fn conjuncts(line: &Line, head: usize) -> Vec<usize> {
    let theirs = |k: usize| line.children(k).any(|(p, relation)| relation == "poss" && line.words[p].tag == "PRP$");
    let mut list = vec![head];
    let mut next = 0;
    while let Some(&at) = list.get(next) {
        let listed = |k: usize, relation: &str| relation == "conj" || relation == "appos" && theirs(k);
        let more = line.children(at).filter(|(k, relation)| *k > at && listed(*k, relation)).map(|(k, _)| k);
        list.extend(more.collect::<Vec<_>>());
        next += 1;
    }
    list
}

/// "the killing of a toddler", "the fatal shooting of Elijah Walker".
fn of_noun(line: &Line, hit: &Hit) -> Vec<Individual> {
    let of = (hit.end..hit.end + 1).find(|&i| line.lower(i) == "of");
    let object = of.and_then(|i| line.children(i).find(|(_, relation)| *relation == "pobj"));
    // "his brother's death"
    let object = object.or_else(|| {
        line.children(hit.first)
            .find(|(_, relation)| *relation == "poss")
            .or_else(|| line.children(hit.end - 1).find(|(_, relation)| *relation == "poss"))
    });
    object.and_then(|(head, _)| person(line, head, hit)).into_iter().collect()
}

/// "Teen found shot to death", "Eighth grader dead": headlines leave out the verb that would join the two.
fn headline(line: &Line, hit: &Hit) -> Option<Individual> {
    let active = matches!(hit.form, Form::Present | Form::Gerund) && hit.shape == Shape::Hits;
    if line.kind != BlockKind::Title || hit.first == 0 || active {
        return None;
    }
    let before = (0..hit.first)
        .rev()
        .find(|&i| !matches!(line.lower(i), "found" | "pronounced" | "fatally" | "accidentally" | "is" | "was"))?;
    person(line, before, hit).filter(|one| one.name.is_none())
}

fn person(line: &Line, head: usize, hit: &Hit) -> Option<Individual> {
    let word = line.words.get(head)?;
    if word.lower == "old" && head >= 4 {
        return aged(line, head, hit);
    }
    let counted = line
        .children(head)
        .any(|(k, relation)| k < head && (relation == "nummod" || crate::numbers::numeral(line.lower(k)).is_some()));
    let negative = line.children(head).any(|(k, _)| has("negative_subject", line.lower(k)));
    if counted || negative {
        return None;
    }
    let start = (0..=head)
        .rev()
        .take_while(|&k| k == head || (line.words[k].head == head && line.words[k].is_wordlike()))
        .last()
        .unwrap_or(head);
    let made = |name: Option<String>, group: String| Individual {
        words: start..head + 1,
        category: hit.category,
        trigger: hit.first,
        name,
        group,
    };
    match word.tag {
        // "where she died": somebody the report spoke of before
        "PRP" if matches!(word.lower.as_str(), "he" | "she") && hit.category == Category::Killed => {
            Some(made(None, "unspecified".to_owned()))
        }
        "NNP" if word.is_capitalised() && word.text.len() > 2 => {
            Some(made(Some(word.lower.to_string()), "unspecified".to_owned()))
        }
        "NN" | "NNP" | "JJ" => {
            let (_, group, many) = people_at(line, head)?;
            let body = has("not_a_person", &word.lower);
            (!many && !body).then(|| made(None, if group == "own" { word.lower.to_string() } else { group }))
        }
        _ => None,
    }
}

/// "a 3-year-old": a person by age alone.
fn aged(line: &Line, head: usize, hit: &Hit) -> Option<Individual> {
    let number = (head.saturating_sub(4)..head).find_map(|i| crate::numbers::numeral(line.lower(i)).map(|n| (i, n)))?;
    let years = (number.0..head).any(|i| line.lower(i) == "year");
    let group = if number.1 < 18 { "children" } else { "unspecified" };
    years.then(|| Individual {
        words: number.0..head + 1,
        category: hit.category,
        trigger: hit.first,
        name: None,
        group: group.to_owned(),
    })
}

/// The persons whom one verb of one sentence befell, where they are more than the names told: "the mayor and his wife".
pub fn befallen_together(lines: &[Line], found: &[(usize, &Individual)]) -> Option<(u64, Vec<usize>)> {
    let of = |k: usize| (found[k].0, found[k].1.trigger);
    let between = |pair: &[usize], word: &str| {
        let (line, a, b) = (&lines[found[pair[0]].0], found[pair[0]].1, found[pair[1]].1);
        let words = a.words.end..b.words.start;
        words.len() < 9 && words.into_iter().any(|i| line.lower(i) == word)
    };
    // "a father … after his daughter was killed" are no two
    let listed = |members: &[usize]| {
        let last = members.windows(2).last().is_some_and(|pair| between(pair, "and"));
        last && members.windows(2).all(|pair| between(pair, "and") || between(pair, ","))
    };
    let named: std::collections::BTreeSet<&str> = found.iter().filter_map(|(_, one)| one.name.as_deref()).collect();
    let group = |k: usize| (0..found.len()).filter(|&m| of(m) == of(k)).collect::<Vec<usize>>();
    let most = (0..found.len()).map(group).max_by_key(|members| (members.len(), std::cmp::Reverse(members[0])))?;
    if most.len() > named.len().max(1) && listed(&most) { Some((most.len() as u64, most)) } else { None }
}

/// Several mentions of individuals add up: how many persons they are, and which mentions speak of them.
///
/// Names are told apart by the family name; a description ("the teenager") adds no one to those who are named, and
/// one person where no one is. The mentions are given by their ranks in `found`.
pub fn tally(found: &[&Individual]) -> Option<(u64, Vec<usize>)> {
    let mut names: Vec<&str> = Vec::new();
    let mut chosen = Vec::new();
    for (rank, one) in found.iter().enumerate() {
        match one.name.as_deref() {
            Some(name) if !names.contains(&name) => {
                names.push(name);
                chosen.push(rank);
            }
            _ => {}
        }
    }
    if chosen.is_empty() {
        chosen.extend((!found.is_empty()).then_some(0));
    }
    (!chosen.is_empty()).then_some((chosen.len() as u64, chosen))
}
