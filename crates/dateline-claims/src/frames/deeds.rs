//! Finding the deeds of a sentence: a frame's word, and the phrases that fill its roles by the tree.

use super::aspect::{is_asked_for, stage};
use super::bodies::{whole_name, with_body};
use super::charged::{charged, partaker};
use super::clipped::sufferer;
use super::hung::{light_verb, obliques};
use super::kinds::{Kind, kind};
use super::laden::{laden_with, stands_by};
use super::persons::{each_named, explained, person_named};
use super::pronouns::referent;
use super::series::{company, members};
use super::stray::{gerund_doer, lost_subject, set_off_behind, stray_agent, stray_doer, subject_behind_preposition};
use super::towns::{is_let_go_by_law, is_search, leave_towns_out};
use super::{Filler, Frame, FrameSet, Part, Path, Trigger};
use crate::counts::people_named;
use crate::sets::has;
use dateline_atlas::ActorMention;
use dateline_language::{Document, Pos, Sentence, Syntax};
use dateline_model::{Effect, Event, Role, Span, Stage};
use std::ops::Range;

/// A parsed report as the frames see it.
#[derive(Clone, Copy)]
pub struct Scene<'s> {
    /// The report's text.
    pub text: &'s str,
    /// Its sentences.
    pub document: &'s Document,
    /// Its trees.
    pub syntax: &'s Syntax<'s>,
    /// The actors it names.
    pub actors: &'s [ActorMention<'s>],
}

impl Scene<'_> {
    /// The word of a token, as written.
    pub(super) fn word(&self, token: usize) -> &str {
        self.document.tokens.get(token).map_or("", |t| t.text(self.text))
    }

    /// Whether a token is the first of its sentence.
    pub(super) fn opens_sentence(&self, token: usize) -> bool {
        self.document.sentence_of(token).is_some_and(|s| s.tokens.start == token)
    }
}

/// A phrase that fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fill {
    /// What it does.
    pub role: Role,
    /// What befell it.
    pub effect: Option<Effect>,
    /// What it is.
    pub kind: Kind,
    /// Its head, as an index of the document's tokens.
    pub head: usize,
    /// The phrase without article and number, in bytes of the text.
    pub mention: Span,
    /// A person's name, where the phrase gives one.
    pub name: Option<Span>,
    /// What a named person is called besides: "the mayor".
    pub described: Option<Span>,
    /// The whole phrase.
    pub span: Span,
    /// Whether its noun speaks of fighters: then a name before it is that of their group ("Hamas gunmen").
    pub fights: bool,
    /// Of those who did it: whether they are only said to answer for it ("were charged with the murder").
    pub charged: bool,
}

/// A deed that a sentence tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// Rank of its frame.
    pub frame: usize,
    /// Where the word that tells of it stands, in bytes.
    pub place: Span,
    /// Whether its word alone tells of violence.
    pub alone: bool,
    /// What happened, as its frame names it, and how far it got.
    pub event: Event,
    /// Who and what took part, in the order of the text.
    pub fills: Vec<Fill>,
}

impl FrameSet {
    /// The deeds that a sentence tells of, in its order; none where it was not parsed.
    pub fn deeds(&self, scene: &Scene, sentence: &Sentence) -> Vec<Deed> {
        if !sentence.parsed {
            return Vec::new();
        }
        let mut found: Vec<Deed> = Vec::new();
        for at in sentence.tokens.clone() {
            let Some(triggers) = self.triggers_at(scene, at) else { continue };
            let mut longest = 0;
            for trigger in triggers.iter().filter(|t| fits(scene, at, t, sentence)) {
                // "shoot dead" is not "shoot" again
                if trigger.rest.len() < longest {
                    break;
                }
                longest = trigger.rest.len();
                found.extend(self.deed(scene, at, trigger, sentence));
            }
        }
        found
    }

    /// The triggers whose first word, or whose noun, the token may be.
    fn triggers_at(&self, scene: &Scene, at: usize) -> Option<&Vec<Trigger>> {
        let by_form = || self.lemmas.get(&scene.word(at).to_lowercase());
        let token = scene.document.tokens.get(at)?;
        self.triggers.get(token.lemma()).or_else(|| self.triggers.get(by_form().filter(|_| token.pos == Pos::Verb)?))
    }

    /// Whether a parsed sentence holds a frame's word, as a deed that was done: then a name may have part in it.
    pub(crate) fn asks_for_names(&self, scene: &Scene, sentence: &Sentence) -> bool {
        let told = |at: usize| {
            let triggers = self.triggers_at(scene, at);
            triggers.is_some_and(|triggers| triggers.iter().any(|t| fits(scene, at, t, sentence)))
                && stage(scene.document, scene.syntax, at).is_some()
        };
        sentence.parsed && sentence.tokens.clone().any(told)
    }

    fn deed(&self, scene: &Scene, at: usize, trigger: &Trigger, sentence: &Sentence) -> Option<Deed> {
        let frame = &self.frames[trigger.frame];
        let befalls = |effect: Effect| frame.parts.iter().any(|part| part.effect == Some(effect));
        let asked_for = befalls(Effect::Escaped) && is_asked_for(scene.document, scene.syntax, at);
        // "the judge was not hurt"
        let spared = trigger.verb && befalls(Effect::Injury) && has("hurts", scene.document.tokens[at].lemma());
        // "none of the four priests was hurt"
        let subject = scene.syntax.subject(at).or_else(|| scene.syntax.passive_subject(at));
        let nobody = trigger.verb && subject.is_some_and(|t| has("none_of", &scene.word(t).to_lowercase()));
        let spared = spared && scene.syntax.is_passive(at) && (scene.syntax.negation(at).is_some() || nobody);
        if nobody && !spared {
            return None;
        }
        let reached = stage(scene.document, scene.syntax, at).or_else(|| spared.then_some(Stage::Accomplished));
        let stage = match reached? {
            Stage::Accomplished => frame.stage,
            other => other,
        };
        let event = Event { subtype: frame.subtype, muc: frame.muc, stage };
        let own = own_tokens(scene, at, trigger, sentence);
        let mut fills: Vec<Fill> = Vec::new();
        for part in &frame.parts {
            for fill in fills_of(scene, at, trigger.verb, part, &own, spared) {
                if !fills.iter().any(|f| f.head == fill.head) {
                    fills.push(fill);
                }
            }
        }
        // "threatened to kill teachers", "tried to burn the mill", "asked to free her": nothing befell them
        if stage != frame.stage || asked_for {
            fills.iter_mut().for_each(|f| f.effect = None);
        }
        if spared {
            fills.retain(|f| f.role == Role::Victim && (nobody || f.name.is_some() || is_definite(scene, f)));
            fills.iter_mut().for_each(|f| f.effect = Some(Effect::None));
        }
        leave_towns_out(scene, &mut fills);
        if own.len() == 1 && is_search(scene, at, &fills) || befalls(Effect::Escaped) && is_let_go_by_law(scene, at) {
            return None;
        }
        fills.sort_by_key(|f| f.head);
        // "the senator attacked the plan": who acts must bear arms; "opened fire" needs no more
        let nobody = scene.syntax.undergoer(at).is_none_or(|u| own.contains(&u)) || stray_doer(scene, at).is_some();
        let plain = frame.alone && trigger.verb && !trigger.rest.is_empty() && nobody;
        let acts = |f: &Fill| f.role != Role::Perpetrator || f.kind.fills(Filler::Armed) || plain;
        let filled = frame.needs.is_empty() || fills.iter().any(|f| frame.needs.contains(&f.role) && acts(f));
        // "we launched the air strike": who it was, the sentence around it says
        // "both were kidnapped by rebels": by those who bear arms, whoever suffered it
        let armed = fills.iter().any(|f| f.role == Role::Perpetrator && f.kind.fills(Filler::Armed));
        let unnamed = scene.syntax.undergoer(at).is_none_or(|u| scene.document.tokens[u].pos != Pos::Noun);
        let enough = filled
            || frame.alone
                && (armed && unnamed
                    || done_by_speaker(scene, at, trigger.verb)
                    || done_to_someone(scene, at, &fills)
                    || suffered_unseen(scene, at, &fills))
            || armed && trigger.verb && suffers(frame) && done_to_someone(scene, at, &fills);
        enough.then_some(Deed {
            frame: trigger.frame,
            place: scene.document.tokens[at].span,
            alone: frame.alone,
            event,
            fills,
        })
    }
}

/// Whether the token can be this trigger: the right part of speech, the further words in their places.
fn fits(scene: &Scene, at: usize, trigger: &Trigger, sentence: &Sentence) -> bool {
    let pos = scene.document.tokens[at].pos;
    let right = if trigger.verb { matches!(pos, Pos::Verb | Pos::Aux) } else { matches!(pos, Pos::Noun | Pos::Propn) };
    right && rest_of(scene, at, trigger, sentence).is_some()
}

/// Where the further words of a trigger stand: right before a noun; right after a verb, or a few words on below it
/// ("blew the bridge up").
fn rest_of(scene: &Scene, at: usize, trigger: &Trigger, sentence: &Sentence) -> Option<Vec<usize>> {
    let same = |token: usize, word: &str| {
        let t = &scene.document.tokens[token];
        t.lemma() == word || t.text(scene.text).eq_ignore_ascii_case(word)
    };
    if !trigger.verb {
        let start = at.checked_sub(trigger.rest.len()).filter(|s| *s >= sentence.tokens.start)?;
        return trigger.rest.iter().enumerate().all(|(k, w)| same(start + k, w)).then(|| (start..at).collect());
    }
    let mut places = Vec::new();
    let mut from = at + 1;
    for word in &trigger.rest {
        let reach = sentence.tokens.end.min(at + 9);
        let next =
            (from..reach).find(|&token| same(token, word) && (token == from || hangs_below(scene, token, at)))?;
        places.push(next);
        from = next + 1;
    }
    Some(places)
}

fn hangs_below(scene: &Scene, mut token: usize, top: usize) -> bool {
    for _ in 0..3 {
        match scene.syntax.head(token) {
            Some(head) if head == top => return true,
            Some(head) => token = head,
            None => return false,
        }
    }
    false
}

/// The words that make up the trigger itself: they fill no role.
fn own_tokens(scene: &Scene, at: usize, trigger: &Trigger, sentence: &Sentence) -> Vec<usize> {
    let mut own = rest_of(scene, at, trigger, sentence).unwrap_or_default();
    own.push(at);
    own
}

fn fills_of(scene: &Scene, at: usize, verb: bool, part: &Part, own: &[usize], spared: bool) -> Vec<Fill> {
    let mut found = Vec::new();
    // "Ruiz was linked to the death of a judge": it is not Ruiz who died
    let answered = part.role == Role::Victim && answers(scene, at).is_some();
    for slot in part.slots.iter().filter(|slot| !(answered && slot.path == Path::Doer)) {
        for (outer, head) in heads(scene, at, verb, &slot.path, own) {
            // "a van packed with dynamite exploded"
            let load = laden_with(scene, head).filter(|_| slot.filler == Filler::Weapon);
            let (outer, head) = load.map_or((outer, head), |load| (load, load));
            let carries =
                part.role == Role::Target && matches!(&slot.path, Path::Preposition(w) if w == "in" || w == "on");
            let (outer, head) = stands_by(scene, head).filter(|_| carries).map_or((outer, head), |site| (site, site));
            let of_kind = kind(scene, head);
            let of_members = outer < head && scene.document.tokens[outer].lemma() == "member";
            // "members of a commission were murdered"
            let body = matches!(of_kind, Kind::Name | Kind::Person) && !is_of_person(scene, head);
            let people = of_members && slot.filler == Filler::Person && (body || !of_kind.fills(Filler::Person));
            let of_kind = if people { Kind::People } else { of_kind };
            // "opened fire on Park Avenue" says where, "blew up the road" what
            let spot = matches!(slot.path, Path::Preposition(_)) && is_way(scene, head) && part.role == Role::Target;
            if !own.contains(&head) && of_kind.fills(slot.filler) && !spot && (spared || !is_none(scene, outer)) {
                let (mention, span) = phrase(scene, head);
                let mention = if of_kind == Kind::Organisation { whole_name(scene, head) } else { mention };
                // "members of the Eighth Front"
                let members = of_members && matches!(of_kind, Kind::Armed | Kind::People);
                let first = if members { scene.document.tokens[outer].span.start } else { mention.start };
                let mention = Span::new(first.min(mention.start), mention.end);
                let span = if outer == head { span } else { phrase(scene, outer).1.cover(span) };
                let person = matches!(of_kind, Kind::Person | Kind::Name | Kind::Armed);
                let (name, described) = if person { person_named(scene, head) } else { (None, None) };
                let (role, effect) = (part.role, part.effect);
                let fights = fighters(scene, head);
                let charged = role == Role::Perpetrator && slot.path == Path::Doer && answers(scene, at).is_some();
                let fill = Fill { role, effect, kind: of_kind, head, mention, name, described, span, fights, charged };
                let each = each_named(scene, &fill, outer);
                let more = with_body(scene, outer, &fill);
                match each.is_empty() {
                    true => found.push(fill),
                    false => found.extend(each),
                }
                found.extend(more);
            }
        }
    }
    found
}

/// Whether a word is the last of a person's name.
fn is_of_person(scene: &Scene, head: usize) -> bool {
    scene.document.entity_of(head).is_some_and(|e| e.label == "PERSON")
}

/// "the judge", "his wife": somebody of whom the report spoke, or who belongs to them.
fn is_definite(scene: &Scene, fill: &Fill) -> bool {
    let first = fill.span.slice(scene.text).split(' ').next().unwrap_or("").to_lowercase();
    has("definite", &first) || has("own_mark", &first)
}

/// "not a single person", "no passenger": nobody.
fn is_none(scene: &Scene, head: usize) -> bool {
    let start = scene.syntax.noun_phrase(head).start;
    let not_a =
        |t: usize| scene.word(t).eq_ignore_ascii_case("not") && (t + 1..head).any(|k| scene.word(k) == "single");
    let first = scene.word(start).to_lowercase();
    // "no person or group has claimed"
    let opens = scene.syntax.first_conjunct(head);
    let or = opens < head && (opens..head).any(|t| scene.word(t) == "or");
    let of_none = || scene.word(scene.syntax.noun_phrase(opens).start).eq_ignore_ascii_case("no");
    first == "no" || or && of_none() || has("none_of", &first) || (start.saturating_sub(2)..=start).any(not_a)
}

/// A street, a quarter: what things happen on or in.
fn is_way(scene: &Scene, head: usize) -> bool {
    let lower = scene.word(head).to_lowercase();
    has("way_noun", &lower) || lower.strip_suffix('s').is_some_and(|noun| has("way_noun", noun))
}

/// The heads of the phrases that stand where `path` says, each member of a coordination by itself.
fn heads(scene: &Scene, at: usize, verb: bool, path: &Path, own: &[usize]) -> Vec<(usize, usize)> {
    let syntax = scene.syntax;
    let firsts: Vec<usize> = match path {
        Path::Doer => doer(scene, at, verb, own).into_iter().collect(),
        Path::Undergoer if verb => undergoers(scene, at, own),
        Path::Undergoer => Vec::new(),
        Path::Possessor => syntax.all(at, dateline_language::Relation::Possessor).collect(),
        // "a criminal attack": what it was, whoever did it
        Path::Modifier => {
            let told = |t: &usize| !has("names_the_deed", scene.document.tokens[*t].lemma());
            syntax.all(at, dateline_language::Relation::Compound).filter(told).collect()
        }
        Path::Preposition(word) => obliques(scene, at, verb, word, own),
    };
    // "an attempt on the mayor's life": on the mayor
    let whose = |t: usize| scene.syntax.all(t, dateline_language::Relation::Possessor).next();
    let alive = |t: usize| whose(t).filter(|_| scene.document.tokens[t].lemma() == "life").unwrap_or(t);
    let firsts: Vec<usize> = firsts.into_iter().map(alive).map(|t| referent(scene, t, at).unwrap_or(t)).collect();
    // "a group of gunmen" opens with "group" and speaks of gunmen
    let suffered = verb && *path == Path::Undergoer || !verb && matches!(path, Path::Preposition(word) if word == "of");
    let all = firsts.into_iter().flat_map(|first| {
        if let Some(named) = explained(scene, first).filter(|_| suffered) {
            return vec![named];
        }
        let mut all = members(scene, at, first);
        if suffered {
            all.extend(company(scene, at, &all));
        }
        all
    });
    all.map(|t| (t, of_whom(scene, t))).collect()
}

/// Whether what a frame's verb takes is who or what suffers it: "killed them", but not "placed them" of a bomb.
fn suffers(frame: &Frame) -> bool {
    let struck = |role: Role| matches!(role, Role::Victim | Role::Target);
    frame.parts.iter().any(|part| struck(part.role) && part.slots.iter().any(|slot| slot.path == Path::Undergoer))
}

/// Who does it. Of those who are suspected of having done it, they; not who suspects them.
fn doer(scene: &Scene, at: usize, verb: bool, own: &[usize]) -> Option<usize> {
    answers(scene, at).or_else(|| match verb {
        true if sufferer(scene, at, own).is_some() => scene.syntax.oblique(at, "by").into_iter().next(),
        true => lost_subject(scene, at, own)
            .or_else(|| stray_doer(scene, at))
            .or_else(|| subject_behind_preposition(scene, at))
            .or_else(|| scene.syntax.doer(at))
            .or_else(|| gerund_doer(scene, at))
            .or_else(|| stray_agent(scene, at)),
        false => partaker(scene, at)
            .or_else(|| light_verb(scene, at).and_then(|v| scene.syntax.doer(v).or_else(|| stray_agent(scene, v)))),
    })
}

/// Who answers for a deed; nobody where the sentence names those who did it.
fn answers(scene: &Scene, at: usize) -> Option<usize> {
    charged(scene, at).filter(|_| scene.syntax.oblique(at, "by").is_empty())
}

/// "a group of gunmen", "dozens of villagers", "members of the Front": the phrase speaks of the latter.
fn of_whom(scene: &Scene, head: usize) -> usize {
    let token = &scene.document.tokens[head];
    let counted = token.pos == Pos::Num
        || has("counting_noun", token.lemma())
        || ["counting_noun", "none_of"].iter().any(|set| has(set, &scene.word(head).to_lowercase()));
    let of = || scene.syntax.oblique(head, "of").into_iter().next();
    // "the sixth floor of the hotel", "a section of the pipeline"
    let counted = counted || has("part_noun", token.lemma());
    if !counted {
        return head;
    }
    let whom = of().unwrap_or(head);
    // "members of the northern wing of the Front"
    let part = has("part_of_body", scene.document.tokens[whom].lemma());
    scene.syntax.oblique(whom, "of").into_iter().next().filter(|_| part).unwrap_or(whom)
}

/// Whether "we", "it" or "they" did it.
fn done_by_speaker(scene: &Scene, at: usize, verb: bool) -> bool {
    let act = if verb { Some(at).filter(|v| scene.syntax.undergoer(*v).is_some()) } else { light_verb(scene, at) };
    let doer = act.and_then(|verb| scene.syntax.doer(verb));
    doer.is_some_and(|d| matches!(scene.document.tokens[d].lemma(), "we" | "it" | "they"))
}

/// "somebody came up to her and shot her": whom it befell, the sentences before say.
fn done_to_someone(scene: &Scene, at: usize, fills: &[Fill]) -> bool {
    let someone = |t: usize| matches!(scene.document.tokens[t].lemma(), "he" | "she" | "they" | "him" | "her" | "them");
    let done = fills.iter().any(|f| f.role == Role::Perpetrator && f.name.is_none());
    // "fired at him"
    let aimed = || scene.syntax.oblique(at, "at").into_iter().next();
    done && scene.syntax.undergoer(at).or_else(aimed).is_some_and(someone)
}

/// "…, were murdered by men in uniform": whom it befell, the tree has lost.
fn suffered_unseen(scene: &Scene, at: usize, fills: &[Fill]) -> bool {
    let agent =
        scene.syntax.agent(at).is_some_and(|a| fills.iter().any(|f| f.role == Role::Perpetrator && f.head == a));
    agent && scene.syntax.undergoer(at).is_none()
}

/// The undergoer of a verb; where the trigger has taken the object's place ("set fire to the bus"), nobody.
fn undergoers(scene: &Scene, at: usize, own: &[usize]) -> Vec<usize> {
    if lost_subject(scene, at, own).or_else(|| stray_doer(scene, at)).is_some() {
        return scene.syntax.object(at).filter(|o| !own.contains(o)).into_iter().collect();
    }
    match set_off_behind(scene, at).or_else(|| scene.syntax.undergoer(at)) {
        // "took twelve drivers hostage": the tree may hang the drivers on the word that is the trigger's own
        Some(object) if own.contains(&object) => {
            let noun = |t: &usize| matches!(scene.document.tokens[*t].pos, Pos::Noun | Pos::Propn);
            scene.syntax.children(object).filter(noun).collect()
        }
        None => {
            let told = shared_subject(scene, at).or_else(|| described(scene, at));
            told.or_else(|| sufferer(scene, at, own)).into_iter().collect()
        }
        found => found.into_iter().collect(),
    }
}

/// "the murdered mayor", "the kidnapped students": what a participle before its noun says of it.
fn described(scene: &Scene, at: usize) -> Option<usize> {
    let token = &scene.document.tokens[at];
    scene.syntax.head(at).filter(|&noun| token.tag == "VBN" && token.relation == "amod" && noun > at)
}

/// "Six were killed, shot by gunmen": a bare participle shares the passive subject of the verb that it hangs on.
fn shared_subject(scene: &Scene, at: usize) -> Option<usize> {
    let token = &scene.document.tokens[at];
    let bare = token.tag == "VBN" && matches!(token.relation, "advcl" | "conj" | "ccomp" | "dep" | "oprd" | "xcomp");
    scene.syntax.passive_subject(scene.syntax.head(at).filter(|_| bare)?)
}

/// The phrase of a head without article and number, and the whole of it. A name keeps to the name.
pub(super) fn phrase(scene: &Scene, head: usize) -> (Span, Span) {
    let tokens = &scene.document.tokens;
    let whole = scene.syntax.noun_phrase(head);
    let span = stretch(scene, whole.clone());
    let light = |t: usize| {
        matches!(tokens[t].pos, Pos::Det | Pos::Num | Pos::Punct | Pos::Adp | Pos::Sconj | Pos::Cconj)
            || matches!(tokens[t].tag, "PRP$" | "DT" | "PDT" | "WDT" | "CD")
            || has("before_noun", tokens[t].lemma())
    };
    let mut start = whole.start;
    let aged = |t: usize| tokens[t].pos == Pos::Num && tokens.get(t + 1).is_some_and(|n| n.text(scene.text) == "-");
    while start < head && light(start) && !aged(start) {
        start += 1;
    }
    // "at least 12 soldiers", "between six and eight people"
    if let Some(last) = (start..head).rev().find(|&t| tokens[t].pos == Pos::Num && tokens[t].head == head) {
        start = last + 1;
    }
    // "Santa Rosa" farm: what opens a quotation that closes within goes with it
    let quote = |t: usize| matches!(scene.word(t), "\"" | "“" | "«");
    let open = start > whole.start && quote(start - 1);
    if open && (start..head).filter(|&t| matches!(scene.word(t), "\"" | "”" | "»")).count() % 2 == 1 {
        start -= 1;
    }
    (stretch(scene, start..head + 1), span)
}

fn fighters(scene: &Scene, head: usize) -> bool {
    let noun = scene.document.tokens[head].lemma();
    let group = people_named(noun).map(|(group, _)| group);
    // what one reservist does is not what his army does
    let several = matches!(scene.document.tokens[head].tag, "NNS" | "NNPS");
    matches!(group, Some("attackers" | "militants"))
        || group == Some("soldiers") && several
        || group.is_none() && has("armed_people", noun)
}

pub(super) fn stretch(scene: &Scene, range: Range<usize>) -> Span {
    let tokens = &scene.document.tokens;
    match (tokens.get(range.start), tokens.get(range.end.saturating_sub(1))) {
        (Some(a), Some(b)) if range.start < range.end => Span::new(a.span.start, b.span.end),
        _ => Span::default(),
    }
}
