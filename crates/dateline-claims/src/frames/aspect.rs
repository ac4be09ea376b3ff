//! Whether a deed was done: denied, only spoken of, threatened, tried, or accomplished.
//!
//! Read from what governs the word ("tried to kill", "an attempt to kill", "threatened to"), by `lexicon/aspect.txt`.

use crate::lexicon::own_rows;
use crate::sets::has;
use dateline_language::{Document, Syntax};
use dateline_model::Stage;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static GOVERNORS: LazyLock<BTreeMap<String, Option<Stage>>> = LazyLock::new(|| {
    let mut table = BTreeMap::new();
    for row in own_rows("aspect.txt", include_str!("../../lexicon/aspect.txt")) {
        let stage = Stage::from_code(&row.key);
        table.extend(row.entries.into_iter().map(|word| (word, stage)));
    }
    table
});

/// How far the deed got that token `at` tells of; `None` where it did not happen, or is only spoken of.
pub(super) fn stage(document: &Document, syntax: &Syntax, at: usize) -> Option<Stage> {
    if syntax.negation(at).is_some() || is_unreal(document, syntax, at) || is_of_words(document, syntax, at) {
        return None;
    }
    if let Some(reached) = meant(document, syntax, at) {
        return reached;
    }
    let mut token = at;
    for _ in 0..4 {
        let Some(head) = syntax.head(token) else { break };
        let relation = document.tokens[token].relation;
        // "an assassination attempt", "a plot to kill", "tried to kill", "charged with killing"
        let governs =
            matches!(relation, "xcomp" | "acl" | "compound" | "pcomp" | "prep" | "dobj" | "pobj" | "nmod" | "amod");
        // "a plot to kill": the tree may take it for a relative clause
        let governs = governs || relation == "relcl" && document.tokens[token].tag == "VB";
        if !governs {
            break;
        }
        // who denies a part in a deed does not deny the deed
        if has("blame", document.tokens[head].lemma()) {
            break;
        }
        // "could launch an attack", "threatened to carry out raids": as far as the verb got
        if has("light_verb", document.tokens[head].lemma()) && relation == "dobj" {
            return stage(document, syntax, head);
        }
        // "the plan includes the murder of a judge"
        if relation == "dobj" && has("includes", document.tokens[head].lemma()) {
            let whole = syntax.subject(head).and_then(|s| GOVERNORS.get(document.tokens[s].lemma()));
            return whole.copied().unwrap_or(Some(Stage::Accomplished));
        }
        // "were going to kill"
        if relation == "xcomp" && document.tokens[head].lemma() == "go" && document.tokens[head].tag == "VBG" {
            return None;
        }
        match GOVERNORS.get(document.tokens[head].lemma()) {
            Some(None) => return None,
            Some(Some(stage)) => return (!is_unreal(document, syntax, head)).then_some(*stage),
            None if syntax.negation(head).is_some() => return None,
            None => {}
        }
        if !matches!(relation, "pcomp" | "prep" | "pobj") {
            break;
        }
        token = head;
    }
    Some(Stage::Accomplished)
}

/// "There was an attempt on Monday to kill the judge": how far an infinitive got by the noun it explains, where other words
/// stand between and the tree hangs it on the verb.
fn meant(document: &Document, syntax: &Syntax, at: usize) -> Option<Option<Stage>> {
    let tokens = &document.tokens;
    let infinitive = syntax.children(at).any(|t| tokens[t].tag == "TO");
    let verb = syntax.head(at).filter(|_| infinitive && matches!(tokens[at].relation, "advcl" | "relcl" | "ccomp"))?;
    let noun = |t: &usize| {
        let role = matches!(tokens[*t].relation, "attr" | "dobj" | "nsubj" | "nsubjpass");
        *t < at && role && tokens[*t].tag == "NN"
    };
    syntax.children(verb).filter(noun).find_map(|t| GOVERNORS.get(tokens[t].lemma()).copied())
}

/// "demanded the release of the nurse", "promised to free her", "talks on his release": nobody is free yet.
pub(super) fn is_asked_for(document: &Document, syntax: &Syntax, at: usize) -> bool {
    let above = |t: usize| syntax.head(t).filter(|_| document.tokens[t].relation != "ROOT");
    let told = |t: usize| has("only_asked_for", document.tokens[t].lemma());
    let Some(head) = above(at) else { return false };
    match document.tokens[at].relation {
        "xcomp" | "dobj" | "acl" | "nsubjpass" | "advcl" => told(head),
        "pobj" | "pcomp" => above(head).is_some_and(told),
        _ => false,
    }
}

/// "harshly attacked the minister", "verbal attacks".
fn is_of_words(document: &Document, syntax: &Syntax, at: usize) -> bool {
    let told = |t: usize| matches!(document.tokens[t].relation, "advmod" | "amod");
    let attack = matches!(document.tokens[at].lemma(), "attack" | "assail");
    attack && syntax.children(at).any(|t| told(t) && has("in_words", document.tokens[t].lemma()))
}

/// "could attack", "would kill", "if they attack": no deed yet.
fn is_unreal(document: &Document, syntax: &Syntax, at: usize) -> bool {
    // "may have been killed" may be so; "would have been killed" is not
    let have = || syntax.auxiliaries(at).any(|other| document.tokens[other].lemma() == "have");
    let modal = syntax.auxiliaries(at).any(|aux| {
        let lemma = document.tokens[aux].lemma();
        has("modal", lemma) && (matches!(lemma, "would" | "could") || !have())
    });
    let conditional = syntax.children(at).any(|child| {
        document.tokens[child].relation == "mark"
            && matches!(document.tokens[child].lemma(), "if" | "unless" | "whether")
    });
    modal || conditional
}
