//! Lists: "a bank, two clinics and a shop" are four things, however the tree hangs them together.
//!
//! Made from the tree below the first member. A parser takes the second member of a long list for an apposition of the
//! first, or of the subject; what stands in line with the first all the same is a member. Leaves who fills which role
//! to [`super::deeds`].

use super::deeds::Scene;
use super::kinds::{Kind, kind};
use super::listed::listed;
use crate::numbers::numeral;
use crate::sets::has;
use dateline_language::{Pos, Relation};

/// No list has more members.
const MOST: usize = 16;
/// Words between two members of a list, at the most.
const REACH: usize = 16;

/// The members of the list that opens with `first`, itself first; `at` is the word that tells of the deed.
pub(super) fn members(scene: &Scene, at: usize, first: usize) -> Vec<usize> {
    let noun = |t: &usize| matches!(scene.document.tokens[*t].pos, Pos::Noun | Pos::Propn | Pos::Num | Pos::Adj);
    let mut all = vec![first];
    all.extend(scene.syntax.conjuncts(first).into_iter().filter(|t| noun(t) && !is_of_them(scene, *t)));
    all.extend(parted(scene, at, first).into_iter().filter(|t| !all.contains(t)).collect::<Vec<_>>());
    all.extend(parted_things(scene, at, first).into_iter().filter(|t| !all.contains(t)).collect::<Vec<_>>());
    let written = listed(scene, at, first).into_iter();
    all.extend(written.filter(|w| !all.iter().any(|t| w.contains(t))).map(|w| w.end - 1).collect::<Vec<_>>());
    let mut next = 0;
    while next < all.len() && all.len() < MOST {
        let member = all[next];
        next += 1;
        let more = beside_breakdown(scene, member);
        all.extend(more.into_iter().filter(|t| !all.contains(t)).collect::<Vec<_>>());
        all.extend(their_own(scene, member).filter(|t| !all.contains(t)));
        for apposed in apposed(scene, at, member) {
            let mut more = match belongs(scene, member, apposed) {
                // "Ana Ruiz, the mayor, and her driver"
                false if is_explained(scene, member, apposed) => {
                    let theirs = |t: &usize| is_someone_of_theirs(scene, *t);
                    scene.syntax.conjuncts(apposed).into_iter().filter(theirs).collect()
                }
                true => [vec![apposed], scene.syntax.conjuncts(apposed)].concat(),
                // "the mayor, Ana Ruiz, and two guards": the guards stand in line with the mayor
                // and "the judge Ana Ruiz, Colonel Luis Sol, and Senator Mario Vela" are three
                false if is_name_of(scene, member, apposed) => {
                    let others = names(scene, apposed).into_iter().filter(|t| *t != apposed);
                    [scene.syntax.conjuncts(apposed), others.filter(|t| is_full_name(scene, *t)).collect()].concat()
                }
                false => Vec::new(),
            };
            let own = |t: usize| is_counted(scene, t) || !belongs(scene, member, apposed) && is_full_name(scene, t);
            more.sort_unstable();
            more.dedup();
            more.retain(|t| *t > first && noun(t) && (*t == apposed || own(*t)) && !all.contains(t));
            all.extend(more);
        }
    }
    all
}

/// The names of a list: "three journalists: Ana Ruiz, a photographer, Luis Sol, and Mario Vela".
pub(super) fn names(scene: &Scene, first: usize) -> Vec<usize> {
    let mut all = vec![first];
    let mut next = 0;
    while next < all.len() && all.len() < MOST {
        let here = all[next];
        next += 1;
        let below = scene.syntax.children(here).filter(|&t| {
            let relation = scene.document.tokens[t].relation;
            t > here && matches!(relation, "conj" | "appos") && !all.contains(&t)
        });
        let below: Vec<usize> = below.collect();
        all.extend(below);
        // "Ana Ruiz of Osta and Luis Sol of Norvale": the tree may hang him on Osta
        let person = |t: &usize| scene.document.entity_of(*t).is_some_and(|e| e.label == "PERSON");
        let homes = ["of", "from"].into_iter().flat_map(|word| scene.syntax.oblique(here, word));
        let beside: Vec<usize> = homes.flat_map(|t| scene.syntax.conjuncts(t)).filter(person).collect();
        all.extend(beside.into_iter().filter(|t| !all.contains(t)).collect::<Vec<_>>());
    }
    // "…, and Luis Sol, the first two Spaniards": no further name
    let article = |t: usize| scene.syntax.children(t).any(|c| scene.document.tokens[c].relation == "det");
    let name = |t: &usize| scene.document.tokens[*t].pos == Pos::Propn && (*t == first || !article(*t));
    let mut found: Vec<usize> = all.into_iter().filter(name).collect();
    found.sort_unstable();
    found
}

/// What the tree makes an apposition of a member, or of a word before the deed though it stands behind the member.
fn apposed(scene: &Scene, at: usize, member: usize) -> Vec<usize> {
    let tokens = &scene.document.tokens;
    let mut found: Vec<usize> =
        scene.syntax.all(member, Relation::Apposition).filter(|&t| t > member && t < member + REACH).collect();
    if member > at {
        let end = scene.document.sentence_of(member).map_or(member, |s| s.tokens.end).min(member + REACH);
        let phrase = (member + 1..end).take_while(|&t| !matches!(tokens[t].pos, Pos::Verb | Pos::Aux | Pos::Sconj));
        found.extend(phrase.filter(|&t| tokens[t].relation == "appos" && tokens[t].head < at));
    }
    found.dedup();
    found
}

/// Whether an apposition is a further member of a list, and no explanation of the one before it.
fn belongs(scene: &Scene, member: usize, apposed: usize) -> bool {
    let (one, other) = (kind(scene, member), kind(scene, apposed));
    let thing = |k: Kind| matches!(k, Kind::Facility | Kind::Vehicle);
    let person = |k: Kind| matches!(k, Kind::Person | Kind::People | Kind::Armed);
    // "six Jesuits" have a number, whatever their noun is
    let common = |t: usize| scene.document.tokens[t].pos == Pos::Noun || scene.document.tokens[t].tag == "NNPS";
    let goes_on = scene.syntax.conjuncts(apposed).iter().any(|&t| t > apposed && is_counted(scene, t));
    let both = number(scene, member).is_some() && number(scene, apposed).is_some();
    if is_breakdown(scene, member, apposed) || is_of_them(scene, apposed) {
        return false;
    }
    if thing(one) && thing(other) {
        return goes_on || both;
    }
    // "Luis Sol, his son, and two others"
    let kin = scene.syntax.all(apposed, Relation::Possessor).any(|t| scene.document.tokens[t].tag == "PRP$");
    if kin && goes_on && one != Kind::Facility && person(other) && scene.document.tokens[apposed].pos == Pos::Noun {
        return true;
    }
    let plural = matches!(scene.document.tokens[member].tag, "NNS" | "NNPS");
    let single = scene.document.tokens[apposed].tag == "NN" && is_article(scene, apposed);
    person(one) && person(other) && common(member) && common(apposed) && (plural && single || both || single && goes_on)
}

/// "four nurses, three of whom were Danes, and two cooks": the tree hangs the cooks on the Danes.
fn beside_breakdown(scene: &Scene, member: usize) -> Vec<usize> {
    let tokens = &scene.document.tokens;
    let of_whom = |v: &usize| {
        tokens[*v].relation == "relcl"
            && scene.syntax.children(*v).any(|s| {
                let whom = |t: &usize| tokens[*t].lemma().starts_with("who");
                tokens[s].relation.starts_with("nsubj") && scene.syntax.oblique(s, "of").iter().any(whom)
            })
    };
    let clauses = scene.syntax.children(member).filter(of_whom);
    let below =
        clauses.flat_map(|v| scene.syntax.children(v).filter(move |&c| c > v)).flat_map(|c| scene.syntax.conjuncts(c));
    let listed = |t: &usize| *t > member + 3 && number(scene, *t).is_some() && tokens[*t].pos == Pos::Noun;
    let behind_comma = |t: &usize| {
        let start = scene.syntax.noun_phrase(*t).start;
        start > 2 && scene.word(start - 1) == "and" && scene.word(start - 2) == ","
    };
    below.filter(|t| listed(t) && behind_comma(t)).collect()
}

/// "a maid, and her daughter": the next words, where the tree hangs them on a word further up.
fn their_own(scene: &Scene, member: usize) -> Option<usize> {
    let tokens = &scene.document.tokens;
    let end = scene.document.sentence_of(member)?.tokens.end;
    let comma = usize::from(member + 1 < end && scene.word(member + 1) == ",");
    let and = member + 1 + comma;
    let noun = and + 2;
    let next = noun < end && and < end && scene.word(and) == "and" && tokens[and + 1].tag == "PRP$";
    let person = |t: usize| matches!(kind(scene, t), Kind::Person | Kind::People) && tokens[t].relation == "conj";
    (next && matches!(kind(scene, member), Kind::Person) && person(noun)).then_some(noun)
}

/// Who shares what befell somebody: "along with two guards", "together with her driver".
pub(super) fn company(scene: &Scene, at: usize, members: &[usize]) -> Vec<usize> {
    let tokens = &scene.document.tokens;
    let Some(&last) = members.last() else { return Vec::new() };
    let along = |t: &usize| *t > last && has("alongside", tokens[*t].lemma());
    let own = members.iter().flat_map(|&m| scene.syntax.children(m).collect::<Vec<_>>());
    // "was shot and killed, along with two guards": of both
    let above = scene.syntax.head(at).filter(|_| tokens[at].relation == "conj");
    let verbs = [Some(at), above].into_iter().flatten().flat_map(|v| scene.syntax.children(v).collect::<Vec<_>>());
    // "together with", "along with": the tree may hang "together" on "with"
    let joined = |t: &usize| {
        let together = |c: usize| c < *t && has("alongside", tokens[c].lemma());
        *t > last && tokens[*t].lemma() == "with" && scene.syntax.children(*t).any(together)
    };
    let beside: Vec<usize> = own.chain(verbs).filter(|t| along(t) || joined(t)).collect();
    let with = |t: usize| match tokens[t].lemma() {
        "alongside" | "with" => scene.syntax.children(t).filter(|&c| tokens[c].relation == "pobj").collect::<Vec<_>>(),
        _ => scene.syntax.oblique(t, "with"),
    };
    let mut found: Vec<usize> = beside.into_iter().flat_map(with).collect();
    // "killed nine people on Monday, including the minister Ana Ruiz": who is told by name
    let including = |t: &usize| *t > last && scene.word(*t) == "including";
    let told = scene.syntax.children(at).filter(including).flat_map(|t| scene.syntax.children(t).collect::<Vec<_>>());
    let objects = told.filter(|&t| matches!(tokens[t].relation, "pobj" | "dobj"));
    found.extend(objects.filter(|&t| super::persons::person_named(scene, t).0.is_some()));
    let more: Vec<usize> = found.iter().flat_map(|&t| scene.syntax.conjuncts(t)).collect();
    found.extend(more);
    found.sort_unstable();
    found.dedup();
    found.retain(|t| !members.contains(t) && matches!(tokens[*t].pos, Pos::Noun | Pos::Propn | Pos::Num));
    found
}

/// "six priests, five Spaniards and one Pole": the same six, told by what they are.
fn is_breakdown(scene: &Scene, member: usize, apposed: usize) -> bool {
    let parts = [vec![apposed], scene.syntax.conjuncts(apposed)].concat();
    let sum: u64 = parts.into_iter().map(|t| number(scene, t).unwrap_or(1)).sum();
    number(scene, member).is_some_and(|whole| whole > 1 && whole == sum)
}

/// "six priests, five of them Spaniards".
fn is_of_them(scene: &Scene, apposed: usize) -> bool {
    let them = |t: usize| matches!(scene.document.tokens[t].lemma(), "them" | "they" | "who" | "whom");
    apposed > 0 && them(apposed - 1) && scene.word(apposed.saturating_sub(2)) == "of"
        || scene.syntax.oblique(apposed, "of").into_iter().any(them)
}

/// "the mayor, Ana Ruiz".
fn is_name_of(scene: &Scene, member: usize, apposed: usize) -> bool {
    scene.document.tokens[member].tag == "NN"
        && scene.document.tokens[apposed].pos == Pos::Propn
        && kind(scene, member) == Kind::Person
}

/// "Ana Ruiz, the mayor": who the named one is.
fn is_explained(scene: &Scene, member: usize, apposed: usize) -> bool {
    is_full_name(scene, member)
        && scene.document.tokens[apposed].pos == Pos::Noun
        && kind(scene, apposed) == Kind::Person
}

/// ", and her driver": somebody who belongs to the one before, told behind a comma.
fn is_someone_of_theirs(scene: &Scene, noun: usize) -> bool {
    let start = scene.syntax.noun_phrase(noun).start;
    let theirs = start > 1 && scene.document.tokens[start].tag == "PRP$" || number(scene, noun).is_some();
    theirs
        && scene.word(start.saturating_sub(1)) == "and"
        && scene.word(start.saturating_sub(2)) == ","
        && matches!(kind(scene, noun), Kind::Person | Kind::People | Kind::Armed)
}

/// "Luis Sol, a driver; Ana Ruiz, a nurse; and Mario Vela": the names behind the first, where semicolons part the list.
fn parted(scene: &Scene, at: usize, first: usize) -> Vec<usize> {
    let Some(sentence) = scene.document.sentence_of(first).filter(|_| is_full_name(scene, first)) else {
        return Vec::new();
    };
    let end = if first < at { at } else { sentence.tokens.end };
    let Some(part) = (first + 1..end).find(|&t| scene.word(t) == ";") else { return Vec::new() };
    let opens = |t: usize| matches!(scene.word(t), ";" | "," | "and" | "as");
    let named = |t: &usize| {
        let entity = scene.document.entity_of(*t).filter(|e| e.tokens.end == *t + 1);
        // "son of Luis Sol" is another
        entity.is_some_and(|e| {
            is_full_name(scene, *t) && e.tokens.start > part && opens_name(scene, e.tokens.start, &opens)
        })
    };
    (part + 1..end).filter(named).collect()
}

/// "the town hall; a telephone office, in the old quarter; and a bank": the things behind the first.
fn parted_things(scene: &Scene, at: usize, first: usize) -> Vec<usize> {
    let thing = |t: usize| matches!(kind(scene, t), Kind::Facility | Kind::Vehicle);
    let Some(sentence) = scene.document.sentence_of(first).filter(|_| thing(first) && first > at) else {
        return Vec::new();
    };
    let clause = first + 1..sentence.tokens.end;
    let ends = clause.clone().find(|&t| scene.document.tokens[t].tag == "VBD").unwrap_or(clause.end);
    let behind = |t: usize| {
        let start = scene.syntax.noun_phrase(t).start;
        let and = usize::from(scene.word(start - 1) == "and");
        start > first && scene.word(start - 1 - and) == ";"
    };
    let head = |t: &usize| {
        let token = &scene.document.tokens[*t];
        matches!(token.pos, Pos::Noun | Pos::Propn) && token.relation != "compound" && is_counted(scene, *t)
    };
    clause.filter(|&t| t < ends).filter(|t| head(t) && behind(*t) && thing(*t)).collect()
}

/// Whether a name stands behind a mark of the list, with no more than a title between.
fn opens_name(scene: &Scene, start: usize, opens: &dyn Fn(usize) -> bool) -> bool {
    let title = |t: usize| scene.document.tokens[t].tag.starts_with("NN");
    let before = (start.saturating_sub(3)..start).rev().find(|&t| !title(t));
    before.is_some_and(opens)
}

/// "Luis Sol": a person's name of two words or more.
fn is_full_name(scene: &Scene, head: usize) -> bool {
    let entity = scene.document.entity_of(head).filter(|e| e.label == "PERSON");
    scene.document.tokens[head].tag == "NNP" && entity.is_some_and(|e| e.tokens.len() > 1)
}

/// How many a phrase counts, if it does.
fn number(scene: &Scene, noun: usize) -> Option<u64> {
    scene.syntax.number_modifier(noun).and_then(|n| numeral(&scene.word(n).to_lowercase()))
}

/// Whether a noun has a number, an article or an owner: a member of its own, not "priests and nuns".
fn is_counted(scene: &Scene, noun: usize) -> bool {
    let owned = || scene.syntax.children(noun).any(|c| matches!(scene.document.tokens[c].relation, "det" | "poss"));
    // "the mayor and one of her guards"
    let of_several = || scene.document.tokens[noun].pos == Pos::Num && !scene.syntax.oblique(noun, "of").is_empty();
    number(scene, noun).is_some() || owned() || of_several()
}

fn is_article(scene: &Scene, noun: usize) -> bool {
    scene.syntax.children(noun).any(|c| matches!(scene.word(c).to_lowercase().as_str(), "a" | "an"))
}
