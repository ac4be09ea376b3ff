//! Who is subject of what: a view of a parsed document that hides which label scheme its model speaks.
//!
//! Built once for a document, then asked by token index. Labels are sorted into the view's words by
//! `data/relations.txt`. It says what the tree says and what the tree leaves to understand (a shared subject, the
//! antecedent of "who"); what a verb means is not its business.

use crate::document::{Document, Pos};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

macro_rules! roles {
    ($($variant:ident = $name:literal),+ $(,)?) => {
        /// A word of the view for a relation.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs)]
        pub enum Relation { $($variant),+ }

        impl Relation {
            fn from_name(name: &str) -> Option<Relation> {
                match name { $($name => Some(Relation::$variant),)+ _ => None }
            }
        }
    };
}

roles! {
    Adjective = "adjective", Adverb = "adverb", Agent = "agent", Apposition = "apposition", Auxiliary = "auxiliary",
    Clause = "clause", Complement = "complement", Compound = "compound", Conjunct = "conjunct", Content = "content",
    Determiner = "determiner", Indirect = "indirect", Marker = "marker", Negation = "negation", Number = "number",
    Object = "object", Oblique = "oblique", PassiveAuxiliary = "passive_auxiliary",
    PassiveSubject = "passive_subject", Possessor = "possessor", Preposition = "preposition",
    Quantifier = "quantifier", Relative = "relative", Subject = "subject",
}

fn table() -> &'static BTreeMap<Relation, Vec<&'static str>> {
    static TABLE: OnceLock<BTreeMap<Relation, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("../data/relations.txt").lines().filter(|line| !line.starts_with('#'));
        let entry = |line: &'static str| {
            let (name, labels) = line.split_once(' ')?;
            Some((Relation::from_name(name)?, labels.split(' ').collect()))
        };
        lines.filter_map(entry).collect()
    })
}

/// Whether a model's label means this relation.
fn means(label: &str, relation: Relation) -> bool {
    let labels = table().get(&relation).map_or(&[][..], Vec::as_slice);
    labels.iter().any(|&one| one.strip_suffix('*').map_or(one == label, |start| label.starts_with(start)))
}

/// A phrase hung on with a preposition: "in Gao".
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Oblique {
    /// The preposition's token.
    pub preposition: usize,
    /// The head of what it governs.
    pub object: usize,
}

/// The view over one document.
#[derive(Debug, Clone)]
pub struct Syntax<'d> {
    document: &'d Document,
    /// Where each token's children begin in `children`, and one more for the end.
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl<'d> Syntax<'d> {
    /// The view over `document`; sentences that are not parsed have no relations in it.
    ///
    /// ```
    /// # use dateline_language::{Language, Syntax, embedded_english};
    /// # let english = Language::load(embedded_english())?;
    /// let text = "Twelve soldiers were killed by gunmen in Gao on Friday.";
    /// let document = english.parse(text, &[]);
    /// let syntax = Syntax::new(&document);
    /// let word = |token: usize| document.tokens[token].text(text);
    /// assert_eq!(syntax.passive_subject(3).map(word), Some("soldiers"));
    /// assert_eq!(syntax.agent(3).map(word), Some("gunmen"));
    /// assert_eq!(syntax.number_modifier(1).map(word), Some("Twelve"));
    /// # Ok::<(), dateline_language::LanguageError>(())
    /// ```
    pub fn new(document: &'d Document) -> Syntax<'d> {
        let count = document.tokens.len();
        let mut starts = vec![0u32; count + 2];
        let arcs = || document.tokens.iter().enumerate().filter(|(at, token)| token.head != *at && token.head < count);
        for (_, token) in arcs() {
            starts[token.head + 2] += 1;
        }
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut children = vec![0u32; arcs().count()];
        for (at, token) in arcs() {
            let slot = &mut starts[token.head + 1];
            children[*slot as usize] = at as u32;
            *slot += 1;
        }
        starts.pop();
        Syntax { document, starts, children }
    }

    /// The tokens whose head is `token`, in the order of the text.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = match (self.starts.get(token), self.starts.get(token + 1)) {
            (Some(&start), Some(&end)) => start as usize..end as usize,
            _ => 0..0,
        };
        self.children[range].iter().map(|&child| child as usize)
    }

    /// The children that stand in `relation` to `token`.
    pub fn all(&self, token: usize, relation: Relation) -> impl Iterator<Item = usize> + '_ {
        self.children(token).filter(move |&child| means(self.document.tokens[child].relation, relation))
    }

    fn first(&self, token: usize, relation: Relation) -> Option<usize> {
        self.all(token, relation).next()
    }

    /// Whether `token` stands in `relation` to its head.
    pub fn is(&self, token: usize, relation: Relation) -> bool {
        self.document.tokens.get(token).is_some_and(|one| means(one.relation, relation))
    }

    /// The head of `token`; `None` for a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        self.document.tokens.get(token).map(|one| one.head).filter(|&head| head != token)
    }

    /// The subject that stands with this predicate ("gunmen" of "killed").
    pub fn subject(&self, verb: usize) -> Option<usize> {
        self.first(verb, Relation::Subject)
    }

    /// The subject of a passive ("soldiers" of "were killed").
    pub fn passive_subject(&self, verb: usize) -> Option<usize> {
        self.first(verb, Relation::PassiveSubject)
    }

    /// Who a passive names as the doer ("by gunmen"): the noun.
    pub fn agent(&self, verb: usize) -> Option<usize> {
        let agent = self.first(verb, Relation::Agent)?;
        Some(self.governed(agent).unwrap_or(agent))
    }

    /// The direct object.
    pub fn object(&self, verb: usize) -> Option<usize> {
        self.first(verb, Relation::Object)
    }

    /// The one something is given or told to.
    pub fn indirect_object(&self, verb: usize) -> Option<usize> {
        let indirect = self.first(verb, Relation::Indirect)?;
        Some(self.governed(indirect).unwrap_or(indirect))
    }

    /// What the subject is said to be ("dead" of "is").
    pub fn complement(&self, verb: usize) -> Option<usize> {
        self.first(verb, Relation::Complement)
    }

    /// The clause that is said, thought or begun ("that ten died" of "said"): its head.
    pub fn clausal_complement(&self, verb: usize) -> Option<usize> {
        self.first(verb, Relation::Content)
    }

    /// The relative clauses that hang on a noun ("who fled"): their heads.
    pub fn relative_clauses(&self, noun: usize) -> impl Iterator<Item = usize> + '_ {
        self.all(noun, Relation::Relative)
    }

    /// What names the noun again ("Amadou Ba, the mayor").
    pub fn apposition(&self, noun: usize) -> Option<usize> {
        self.first(noun, Relation::Apposition)
    }

    /// The number that counts the noun ("twelve" of "soldiers").
    pub fn number_modifier(&self, noun: usize) -> Option<usize> {
        self.first(noun, Relation::Number)
    }

    /// The words that loosen or tighten a number ("at least" of "twelve").
    pub fn number_qualifiers(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        self.all(number, Relation::Quantifier)
    }

    /// "not", "never", "no" on the token.
    pub fn negation(&self, token: usize) -> Option<usize> {
        let says_no = |&child: &usize| {
            let one = &self.document.tokens[child];
            means(one.relation, Relation::Negation)
                || one.morph.contains("Polarity=Neg")
                || (matches!(one.lemma(), "no" | "neither" | "never") && one.head == token && child < token)
        };
        self.children(token).find(says_no)
    }

    /// The auxiliaries, in the order of the text ("may", "have", "been").
    pub fn auxiliaries(&self, verb: usize) -> impl Iterator<Item = usize> + '_ {
        self.all(verb, Relation::Auxiliary)
    }

    /// Whether the verb is in the passive: by its auxiliary or subject, or as a bare participle on a noun.
    pub fn is_passive(&self, verb: usize) -> bool {
        let marked = self.first(verb, Relation::PassiveAuxiliary).or_else(|| self.passive_subject(verb)).is_some();
        marked || self.is_bare_participle(verb)
    }

    /// "the soldiers killed in Gao": a past participle that hangs on a noun. One with an object of its own ("gunmen on
    /// motorcycles killed ten") is an active verb that was mistaken for one.
    fn is_bare_participle(&self, verb: usize) -> bool {
        let Some(token) = self.document.tokens.get(verb) else { return false };
        let past = token.tag == "VBN" || (token.morph.contains("VerbForm=Part") && token.morph.contains("Tense=Past"));
        let noun =
            |head: usize| matches!(self.document.tokens[head].pos, Pos::Noun | Pos::Propn | Pos::Pron | Pos::Num);
        let bare = self.first(verb, Relation::Auxiliary).or_else(|| self.object(verb)).is_none();
        past && bare && means(token.relation, Relation::Clause) && self.head(verb).is_some_and(noun)
    }

    /// The phrases hung on with prepositions, in the order of the text; each noun of "in Gao and Kidal" once.
    pub fn obliques(&self, token: usize) -> Vec<Oblique> {
        let mut found = Vec::new();
        for child in self.children(token) {
            let label = self.document.tokens[child].relation;
            if label == "prep" || means(label, Relation::Agent) || label == "dative" {
                self.governed_all(child, &mut found);
            } else if means(label, Relation::Oblique) || means(label, Relation::Indirect) {
                let preposition = self.first(child, Relation::Preposition);
                found.extend(preposition.map(|preposition| Oblique { preposition, object: child }));
            }
        }
        found
    }

    /// The obliques of a verb, and those of its object and subject: which of them "in Gao" hangs on is often a guess.
    pub fn obliques_around(&self, verb: usize) -> Vec<Oblique> {
        let around = [Some(verb), self.object(verb), self.passive_subject(verb), self.subject(verb)];
        let mut found: Vec<Oblique> = around.into_iter().flatten().flat_map(|token| self.obliques(token)).collect();
        found.sort_by_key(|one| one.object);
        found.dedup();
        found
    }

    fn governed_all(&self, preposition: usize, found: &mut Vec<Oblique>) {
        for child in self.children(preposition) {
            match self.document.tokens[child].relation {
                "pobj" | "pcomp" => {
                    found.push(Oblique { preposition, object: child });
                    let more = self.conjuncts(child);
                    found.extend(more.into_iter().map(|object| Oblique { preposition, object }));
                }
                // "from behind the wall", "in and around the town".
                "prep" | "conj" => self.governed_all(child, found),
                _ => {}
            }
        }
    }

    /// The noun a preposition governs.
    fn governed(&self, preposition: usize) -> Option<usize> {
        self.children(preposition).find(|&child| matches!(self.document.tokens[child].relation, "pobj" | "pcomp"))
    }

    /// The nouns hung on with this preposition (its dictionary form).
    pub fn oblique(&self, token: usize, preposition: &str) -> Vec<usize> {
        let obliques = self.obliques(token).into_iter();
        obliques
            .filter(|one| self.document.tokens[one.preposition].lemma() == preposition)
            .map(|one| one.object)
            .collect()
    }

    /// The further members of the coordination that `token` opens, in the order of the text.
    pub fn conjuncts(&self, token: usize) -> Vec<usize> {
        let mut found = Vec::new();
        let mut todo = vec![token];
        while let Some(one) = todo.pop() {
            for next in self.all(one, Relation::Conjunct) {
                found.push(next);
                todo.push(next);
            }
        }
        found.sort_unstable();
        found
    }

    /// The token that opens the coordination `token` belongs to; `token` itself where there is none.
    pub fn first_conjunct(&self, mut token: usize) -> usize {
        for _ in 0..self.document.tokens.len() {
            match self.head(token).filter(|_| self.is(token, Relation::Conjunct)) {
                Some(head) => token = head,
                None => break,
            }
        }
        token
    }

    /// Who does it, stated or understood: the subject, that of the verb it is coordinated with or hangs on, or the
    /// antecedent of a relative clause ("who", "that" are resolved to their noun). Never of a passive.
    pub fn doer(&self, verb: usize) -> Option<usize> {
        if self.is_passive(verb) {
            return self.agent(verb);
        }
        self.understood(verb, Relation::Subject, 0)
    }

    /// Who it is done to, stated or understood: the object, the subject of a passive, the noun a participle hangs on.
    pub fn undergoer(&self, verb: usize) -> Option<usize> {
        if !self.is_passive(verb) {
            return self.object(verb);
        }
        if self.is_bare_participle(verb) {
            return self.head(verb);
        }
        self.understood(verb, Relation::PassiveSubject, 0)
    }

    fn understood(&self, verb: usize, relation: Relation, depth: usize) -> Option<usize> {
        let stated = self.first(verb, relation).or_else(|| self.first(verb, Relation::Subject));
        if let Some(subject) = stated {
            return Some(self.resolved(subject, verb));
        }
        let head = self.head(verb).filter(|_| depth < 8)?;
        let label = self.document.tokens[verb].relation;
        if means(label, Relation::Relative) {
            return (self.object(verb).is_some() || relation == Relation::PassiveSubject).then_some(head);
        }
        if means(label, Relation::Clause)
            && matches!(self.document.tokens[head].pos, Pos::Noun | Pos::Propn | Pos::Pron)
        {
            return Some(head);
        }
        let shares = means(label, Relation::Conjunct) || matches!(label, "xcomp" | "advcl");
        if !shares {
            return None;
        }
        let above = if self.is_passive(head) { Relation::PassiveSubject } else { Relation::Subject };
        self.understood(head, above, depth + 1)
    }

    /// "who", "which", "that" as the subject of a relative clause stand for the clause's noun.
    fn resolved(&self, subject: usize, verb: usize) -> usize {
        let pronoun =
            matches!(self.document.tokens[subject].lemma(), "who" | "which" | "that" | "qui" | "que" | "quien");
        match self.head(verb).filter(|_| pronoun && self.is(verb, Relation::Relative)) {
            Some(noun) => noun,
            None => subject,
        }
    }

    /// From the leftmost to one past the rightmost token below `token`, itself included.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (mut low, mut high) = (token, token);
        let mut todo = vec![token];
        while let Some(one) = todo.pop() {
            low = low.min(one);
            high = high.max(one);
            todo.extend(self.children(one));
        }
        low..high + 1
    }

    /// The noun with what stands before it ("at least twelve young soldiers"), without what follows it.
    pub fn noun_phrase(&self, noun: usize) -> Range<usize> {
        let left = self.children(noun).filter(|&child| child < noun);
        let modifiers =
            left.filter(|&child| !matches!(self.document.tokens[child].relation, "punct" | "cc" | "preconj"));
        let low = modifiers.map(|child| self.subtree(child).start).min().unwrap_or(noun);
        low..noun + 1
    }

    /// The base noun phrases of the document, ordered and disjoint.
    pub fn noun_chunks(&self) -> Vec<Range<usize>> {
        let mut chunks: Vec<Range<usize>> = Vec::new();
        for (at, token) in self.document.tokens.iter().enumerate() {
            let noun = matches!(token.pos, Pos::Noun | Pos::Propn | Pos::Pron);
            if !noun || !self.heads_phrase(self.first_conjunct(at)) {
                continue;
            }
            let chunk = self.noun_phrase(at);
            if chunks.last().is_none_or(|last| last.end <= chunk.start) {
                chunks.push(chunk);
            }
        }
        chunks
    }

    fn heads_phrase(&self, token: usize) -> bool {
        use Relation::{Agent, Apposition, Complement, Indirect, Object, Oblique, PassiveSubject, Subject};
        let label = self.document.tokens[token].relation;
        let held = [Subject, PassiveSubject, Object, Indirect, Complement, Apposition, Oblique, Agent];
        matches!(label, "pobj" | "pcomp" | "ROOT") || held.into_iter().any(|relation| means(label, relation))
    }
}
