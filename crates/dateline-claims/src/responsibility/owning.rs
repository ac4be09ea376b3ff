//! Deeds that a speaker who bears arms owns up to without the word: "the army said it had struck a camp", "yes, we
//! launched the raid", "the navy admitted shelling the port", "the military said that the target was a depot".
//!
//! Read from the tree and the frames' deeds; leaves to [`crate::responsibility`] what is said outright.

use super::denials::denials;
use super::envoys::{envoy, is_caller};
use super::{Manner, Stated, opens_with_wing, whole_name};
use crate::attribution::Attribution;
use crate::counts::people_named;
use crate::events::event_words;
use crate::frames::Deed;
use crate::harm::{Shape, hits};
use crate::sets::has;
use crate::words::Line;
use dateline_model::{Modality, Role, Span, SpeakerType, Stance};
use std::ops::Range;

/// What kind of armed body a stretch of text names, if it names one.
pub type BearsArms<'a> = &'a dyn Fn(Span) -> Option<SpeakerType>;

/// Whether a sentence may hold such a statement: worth the parser's time even without a word of violence.
pub fn may_own(line: &Line) -> bool {
    let any = |set: &str| line.words.iter().any(|w| has(set, &w.lower));
    let word = |word: &str| line.words.iter().any(|w| w.lower == word);
    let (says, owning) = (any("says"), any("owning_cue"));
    let owns = owning && any("state_forces") && (any("enemy_target") || any("own_forces"));
    let denies = || any("denies") && ["takes_part", "hand_in", "own_forces", "state_forces"].iter().any(|set| any(set));
    // "dismissed as untrue a report that its jets", "ruled out any involvement of its men"
    let dismisses = || any("dismisses") && (any("own_forces") || any("state_forces"));
    let rules_out = || word("ruled") && word("out") && any("hand_in");
    let body = || ["body_called", "band_name", "own_mark"].iter().any(|set| any(set));
    let rings = || (owning || word("say")) && (any("contacts") || word("caller")) && body();
    // "he charged that the ambush had been staged by men of the Front"
    let deed = || any("claimable") || any("crime_noun") || ["crime", "action", "it"].iter().any(|w| word(w));
    let tells = || (says || word("charged")) && any("carries_out") && deed();
    // "the governor said Front fighters had sent the bomb"
    let weapon = || any("weapon_noun") || any("fired_thing");
    let sends = || weapon() && (any("plants") || any("drops")) || any("vehicle_sent") && word("sent");
    // "the army said it suspected the Front", "local people suspect the Front"
    let suspecter = |w: &str| has("pronoun", w) || has("suspecters", w);
    let suspects = || line.words.windows(2).any(|w| w[1].lower.starts_with("suspect") && suspecter(&w[0].lower));
    // "the attackers were from the Front"
    let of_body =
        || any("those_who_did_it") && ["from", "belong", "belonged", "worked", "members"].iter().any(|w| word(w));
    owns || denies()
        || of_body()
        || suspects()
        || dismisses()
        || rules_out()
        || rings()
        || tells()
        || (says || owning) && sends()
        || says && tells_of_sides(line)
}

/// Whether what is said in a sentence may be of those who bear arms, though no word of violence is in it.
fn tells_of_sides(line: &Line) -> bool {
    let any = |set: &str| line.words.iter().any(|w| has(set, &w.lower));
    let word = |word: &str| line.words.iter().any(|w| w.lower == word);
    // "the Front said it had no link with the raid", "the army said that was a lie"
    let disowns = || word("no") && any("hand_in") || any("falsehood") || any("baseless");
    // "had seized an army post", "had inflicted nine casualties", "had blown himself up"
    let strikes =
        || any("captures") && any("armed") || any("inflicts") && any("count_of_harm") || any("oneself") && word("up");
    // "residents said soldiers had taken the brothers from their home"
    let armed = || ["troops", "state_forces", "ours_of_police", "attackers"].iter().any(|set| any(set));
    let taken = || any("taken_from") && any("takes_away");
    let maltreats = || any("maltreats") || word("holding") || taken() || any("supplies");
    // "our men were not there", "his troops were far away"
    let absent = || any("own_mark") && any("own_forces") && (any("presence") || any("outside"));
    let not_so = || line.words.iter().find(|w| !w.is_quote()).is_some_and(|w| w.lower == "not") && word("so");
    absent() || not_so() || disowns() || strikes() || maltreats() && armed()
}

/// The deeds of a sentence that a speaker who bears arms says to be its own.
pub fn owned(line: &Line, attributions: &[Attribution], deeds: &[Deed], bears_arms: BearsArms) -> Vec<Stated> {
    let violent = violent_words(line, deeds);
    let asserted = || attributions.iter().filter(|a| a.modality != Modality::Denied);
    let told = asserted().filter_map(|attribution| {
        let source = attribution.source.clone()?;
        // "the armed wing of the Front, the River Brigades, said"
        let wing = opens_with_wing(line, &source);
        let named =
            attribution.apposition.clone().filter(|a| wing && a.clone().any(|k| line.words[k].is_capitalised()));
        let source = named.unwrap_or(source);
        // "a group calling itself the Front said"
        let source = super::self_styled(line, &source).unwrap_or(source);
        // a senator is of no force
        if source.clone().any(|k| has("lawmaker", line.lower(k))) {
            return None;
        }
        let known = bears_arms(line.stretch(source.start, source.end));
        let sent = || envoy(line, &source, bears_arms).map(|e| e.body);
        let known = known.or_else(|| is_a_band(line, &source).then_some(SpeakerType::ArmedGroup));
        let of = |b: Range<usize>| bears_arms(line.stretch(b.start, b.end)).unwrap_or(SpeakerType::ArmedGroup);
        let kind = known.or_else(|| sent().map(of))?;
        let speaker = Speaker { line, source: &source, cue: attribution.cue.start, kind: Some(kind) };
        // of a shot that was fired: "it killed the boy", a police spokesman said
        let wards = |k: usize| {
            let back = matches!(line.lower(k + 1), "back" | "off");
            has("beats_off", line.lower(k)) || back && matches!(line.lower(k), "beat" | "beaten" | "drove" | "fought")
        };
        // "the army said it had repelled the attackers, killing nine": a fight, and no deed to own up to
        if is_of_state(kind) && (0..line.words.len()).any(|k| attribution.covers(k) && wards(k)) {
            return None;
        }
        let it = |at: usize| known.is_none() && subject_of(line, at).is_some_and(|s| line.lower(s) == "it");
        // "the Front said it had seized an army post"
        let took = |at: &usize| {
            let post = |o: usize| has("armed", line.lower(o)) || has("armed", line.lower(o).trim_end_matches('s'));
            let group = kind == SpeakerType::ArmedGroup && has("captures", line.lower(*at));
            group && line.children(*at).any(|(o, relation)| relation == "dobj" && post(o))
        };
        let own = |at: &usize| {
            let mistaken = || (*at..line.words.len().min(*at + 8)).any(|k| has("by_mistake", line.lower(k)));
            let behind = (attribution.cue.end <= *at || mistaken()) && its_troops_do(line, *at, kind);
            let body = || kind == SpeakerType::ArmedGroup && behind_cue(attribution, *at) && speaker.body_does(*at);
            // "who police say shot them": the source is no doer
            let source = subject_of(line, *at).is_some_and(|s| speaker.source.contains(&s));
            let told = does_it_itself(line, *at) && !speaker.points_elsewhere(*at);
            attribution.covers(*at) && !it(*at) && !source && (told || behind || body())
        };
        let at = violent.iter().copied().chain((0..line.words.len()).filter(took)).find(own)?;
        Some(stated(line, source, kind, &attribution.lemma, at))
    });
    let mut found: Vec<Stated> = told.collect();
    found.extend(asserted().filter_map(|a| lent(line, a, &violent, bears_arms)));
    found.extend(denials(line, attributions, &violent, bears_arms));
    let warded = (0..line.words.len()).any(|k| has("beats_off", line.lower(k)));
    for cue in (0..line.words.len()).filter(|&i| !warded && has("owning_cue", line.lower(i))) {
        let Some((source, _)) = crate::syntax::subject(line, cue) else { continue };
        let known = bears_arms(line.stretch(source.start, source.end));
        let sent = || envoy(line, &source, bears_arms).and_then(|e| bears_arms(line.stretch(e.body.start, e.body.end)));
        let Some(kind) = known.or_else(sent) else { continue };
        let speaker = Speaker { line, source: &source, cue, kind: Some(kind) };
        let at = speaker.quoted_own(&violent).or_else(|| speaker.admitted(&violent, deeds)).or_else(|| speaker.aimed());
        found.extend(at.map(|at| stated(line, source.clone(), kind, line.lower(cue), at)));
    }
    found.dedup_by(|b, a| a.actor == b.actor && a.stance == b.stance);
    found
}

/// "a man who rang the station said the Front had planted it": what an unknown voice says that a group did is claimed for it.
fn lent(line: &Line, attribution: &Attribution, violent: &[usize], bears_arms: BearsArms) -> Option<Stated> {
    // "Radio Fanar, the Front's station, claimed that Front units had"
    let medium = |source: &Range<usize>| {
        !source.clone().any(|k| ["own_mark", "envoy"].iter().any(|set| has(set, line.lower(k))))
            && bears_arms(line.stretch(source.start, source.end)) == Some(SpeakerType::ArmedGroup)
            && source.clone().any(|k| has("medium", line.lower(k)))
    };
    let source = attribution.source.clone().filter(|source| is_caller(line, source) || medium(source))?;
    let group = |at: usize| {
        let range = crate::syntax::phrase_of(line, subject_of(line, at)?);
        let armed = bears_arms(line.stretch(range.start, range.end)) == Some(SpeakerType::ArmedGroup);
        let own = range.clone().any(|k| has("own_mark", line.lower(k)));
        let fighters = |k: usize| ["attackers", "rebel_noun", "body_called"].iter().any(|set| has(set, line.lower(k)));
        let armed = armed || medium(&source) && range.clone().any(fighters);
        (!own && (armed || is_a_band(line, &range))).then_some((range, at))
    };
    // "the Front was holding the man"
    let holds = (0..line.words.len()).filter(|&i| line.lower(i) == "holding" && line.words[i].tag == "VBG");
    let told = violent.iter().copied().chain(holds);
    let told = told.filter(|&at| attribution.covers(at) && behind_cue(attribution, at));
    let (group, at) = told.filter_map(group).next()?;
    // what a group's own voice says that fighters did, the group claims
    if medium(&source) {
        return Some(stated(line, source, SpeakerType::ArmedGroup, &attribution.lemma, at));
    }
    let claim = stated(line, group, SpeakerType::ArmedGroup, &attribution.lemma, at);
    Some(Stated { teller: Some(source), ..claim })
}

/// Whether a word stands behind the verb of saying.
fn behind_cue(attribution: &Attribution, at: usize) -> bool {
    attribution.cue.end <= at
}

/// "the River Warriors", "the Brigade of the Hills": several of one name; who says of these that they attacked bears arms.
pub(crate) fn is_a_band(line: &Line, source: &Range<usize>) -> bool {
    let name: Vec<usize> = source.clone().filter(|&i| line.words[i].is_capitalised()).collect();
    let band = |i: usize| has("body_called", line.lower(i)) || has("band_name", line.lower(i));
    // "the Kano gang"
    let outlaws = source.len() > 1 && has("outlaw_body", line.lower(source.end - 1));
    let called = outlaws && name.iter().any(|&i| i + 1 == source.end - 1 && i > 0);
    let quiet = source.clone().all(|i| !line.words[i].tag.starts_with("VB"));
    quiet && (called || name.len() > 1 && name.into_iter().any(band))
}

pub(super) fn is_of_state(kind: SpeakerType) -> bool {
    matches!(kind, SpeakerType::Military | SpeakerType::Government | SpeakerType::Police)
}

/// What a body calls its own men where it says no more than that.
pub(super) fn troops_of(kind: SpeakerType) -> &'static str {
    match kind {
        SpeakerType::ArmedGroup => "ours_of_armed_group",
        SpeakerType::Police => "ours_of_police",
        _ => "ours_of_state",
    }
}

/// The words that tell of a deed, in order: those of the frames, and verbs and nouns of blows ("bombed", "the strike").
fn violent_words(line: &Line, deeds: &[Deed]) -> Vec<usize> {
    let verb = |i: &usize| line.words[*i].tag.starts_with("VB");
    let events = event_words(line).into_iter().flat_map(|w| w.first..w.end).filter(verb);
    let mut all: Vec<usize> = struck_words(line, deeds);
    all.extend(events);
    // "had blown himself up", "his men had done it"
    let blew = |k: usize| {
        line.lower(k).starts_with("bl") && line.children(k).any(|(c, r)| r == "dobj" && has("oneself", line.lower(c)))
    };
    let did = |k: usize| matches!(line.lower(k), "did" | "done") && has("that_deed", line.lower(k + 1));
    all.extend((0..line.words.len()).filter(|&k| verb(&k) && (blew(k) || did(k))));
    // "soldiers had taken the man for a gunman"
    let taken_for = |k: usize| {
        let gunman = |c: usize| line.children(c).any(|(o, r)| r == "pobj" && people_named(line.lower(o)).is_some());
        matches!(line.lower(k), "took" | "taken") && line.children(k).any(|(c, _)| line.lower(c) == "for" && gunman(c))
    };
    all.extend((0..line.words.len()).filter(|&k| taken_for(k)));
    all.extend(
        (0..line.words.len()).filter(|&k| has("takes_for", line.lower(k)) && line.words[k].tag.starts_with("VB")),
    );
    // "conceded that nine soldiers had died": a loss, and no deed
    let befell = hits(line).into_iter().filter(|hit| hit.shape == Shape::Befalls);
    let befell: Vec<usize> = befell.flat_map(|hit| hit.first..hit.end).collect();
    // "said it had freed 12 fishermen": no blow
    all.retain(|k| !befell.contains(k) && !has("gets_back", line.lower(*k)));
    all.sort_unstable();
    all.dedup();
    all
}

/// Those of them that are blows: words of the frames' deeds, strikes, what was carried out or planted.
pub(crate) fn struck_words(line: &Line, deeds: &[Deed]) -> Vec<usize> {
    let verb = |i: &usize| line.words[*i].tag.starts_with("VB");
    let below = |verb: usize| line.children(verb).find(|(_, relation)| *relation == "dobj").map(|(k, _)| k);
    // "had inflicted nine casualties"
    let losses =
        |i: &usize| has("inflicts", line.lower(*i)) && below(*i).is_some_and(|o| has("count_of_harm", line.lower(o)));
    let blows =
        (0..line.words.len()).filter(|&i| has("heavy_blow", line.lower(i)) && line.words[i].tag.starts_with("NN"));
    // "carried out the killings", "planted the bomb"
    let done = |i: &usize| {
        let (noun, verb) = (line.lower(*i), line.lower(line.words[*i].head));
        let object = line.words[*i].relation == "dobj";
        object
            && (has("claimable", noun) && has("carries_out", verb)
                || has("vehicle_sent", noun) && matches!(verb, "sent" | "left" | "parked" | "rammed")
                || noun == "action" && has("carries_out", verb)
                || has("weapon_noun", noun.trim_end_matches('s')) && (has("plants", verb) || has("drops", verb)))
    };
    let blows = blows.chain((0..line.words.len()).filter(done));
    let down = |i: usize| line.lower(i) == "brought" && line.lower(i + 1) == "down";
    let carried_it =
        |i: usize| has("carries_out", line.lower(i)) && line.lower(i + 1) == "it" && line.lower(i + 2) == "out";
    let hits = |&i: &usize| has("strikes", line.lower(i)) && verb(&i) || down(i) || carried_it(i);
    let blows = blows.chain((0..line.words.len()).filter(hits)).chain((0..line.words.len()).filter(losses));
    deeds.iter().map(|d| line.word_from(d.place.start)).chain(blows).collect()
}

fn stated(line: &Line, source: Range<usize>, kind: SpeakerType, cue: &str, at: usize) -> Stated {
    let stance = if is_of_state(kind) { Stance::Admits } else { Stance::Claims };
    let phrase = format!("{cue} … {}", line.lower(at));
    Stated {
        stance: Some(stance),
        actor: Some(whole_name(line, source)),
        at,
        phrase,
        manner: Manner::Outright,
        teller: None,
    }
}

/// Whether the verb's subject is the speaker, or what is the speaker's: "it", "we", "its aircraft", "our fighters". Who
/// brings down what flies in with nobody on board wards an attack off.
pub(super) fn does_it_itself(line: &Line, verb: usize) -> bool {
    let ahead = (verb + 1..line.words.len()).take_while(|&k| !line.words[k].tag.starts_with("VB")).take(8);
    let wards_off = ahead.take_while(|&k| line.lower(k) != ",").any(|k| has("flies_in", line.lower(k)));
    // "our men fought for five hours", "we fired on nobody", "when it exploded"
    let nobody = (verb + 1..verb + 4).any(|k| matches!(line.lower(k), "nobody" | "no"));
    let aside = line.words[verb].relation == "advcl" && !line.words[verb].tag.starts_with("VBG");
    !(wards_off || nobody || aside || has("defends", line.lower(verb)))
        && subject_of(line, verb).is_some_and(|s| {
            // "it was our aircraft that dropped it"
            let clause = line.words[s].head;
            let above = line.words[clause].head;
            let relative = has("relative", line.lower(s));
            let cleft = relative && line.words[clause].relation == "relcl";
            let attribute = || line.children(above).find(|(_, relation)| *relation == "attr").map(|(k, _)| k);
            let whose =
                if cleft { Some(above) } else { attribute().filter(|_| relative && has("be", line.lower(above))) };
            let s = whose.unwrap_or(s);
            matches!(line.lower(s), "it" | "we" | "they") || is_own_force(line, s)
        })
}

/// "the military said troops had struck a cell": its own, where no other's are named; the soldiers of whom an armed group
/// speaks are not its own.
fn its_troops_do(line: &Line, verb: usize, kind: SpeakerType) -> bool {
    if befalls_its_subject(line, verb) {
        return false;
    }
    let told = |relation: &str| matches!(relation, "amod" | "compound" | "poss" | "nmod");
    subject_of(line, verb)
        .is_some_and(|s| has(troops_of(kind), line.lower(s)) && !line.children(s).any(|(_, relation)| told(relation)))
}

/// "that nine soldiers wounded", "ten men killed": harm without anybody behind it befell whom it stands behind.
fn befalls_its_subject(line: &Line, verb: usize) -> bool {
    let harm = hits(line).iter().any(|hit| (hit.first..hit.end).contains(&verb));
    harm && !line.children(verb).any(|(_, relation)| relation == "dobj")
}

/// "its jets", "our men", "one of its columns".
pub(super) fn is_own_force(line: &Line, noun: usize) -> bool {
    let of = line.children(noun).find(|&(k, _)| line.lower(k) == "of").map(|(k, _)| k);
    let whole = of.and_then(|of| line.children(of).find(|(_, relation)| *relation == "pobj")).map(|(k, _)| k);
    let possessed = |noun: usize| {
        let mark = line.children(noun).any(|(k, relation)| relation == "poss" && has("own_mark", line.lower(k)));
        mark && has("own_forces", line.lower(noun))
    };
    possessed(noun) || whole.is_some_and(possessed)
}

/// The head of the subject of a verb, or of the verb that a deed's noun belongs to ("we launched the air strike").
pub(crate) fn subject_of(line: &Line, deed: usize) -> Option<usize> {
    let noun = line.words[deed].tag.starts_with("NN") && line.words[deed].relation == "dobj";
    let verb = if noun { line.words[deed].head } else { deed };
    if noun && !["carries_out", "drops", "plants"].iter().any(|set| has(set, line.lower(verb)))
        || line.children(verb).any(|(_, relation)| relation == "neg")
    {
        return None;
    }
    let of_verb = |v: usize| line.children(v).find(|(_, relation)| *relation == "nsubj").map(|(k, _)| k);
    // "said it had targeted and destroyed": the subject is that of the first verb
    of_verb(verb).or_else(|| {
        let joined = matches!(line.words[verb].relation, "conj" | "xcomp");
        joined.then(|| of_verb(line.words[verb].head)).flatten()
    })
}

/// One who bears arms, and the word by which it speaks.
pub(super) struct Speaker<'l, 't> {
    pub(super) line: &'l Line<'t>,
    pub(super) source: &'l Range<usize>,
    pub(super) cue: usize,
    pub(super) kind: Option<SpeakerType>,
}

impl Speaker<'_, '_> {
    /// "police said two men came near thinking they had hit a car": "they" and "it" in a police officer's mouth are the police
    /// only right behind the verb.
    fn points_elsewhere(&self, verb: usize) -> bool {
        let police = self.kind == Some(SpeakerType::Police);
        police
            && subject_of(self.line, verb).is_some_and(|s| {
                let near = self.cue + 1 == s || self.cue + 2 == s && self.line.lower(s - 1) == "that";
                matches!(self.line.lower(s), "it" | "they") && !near
            })
    }

    /// "Yes, we launched the strike": a deed of "we" in quotation marks, the speaker outside them.
    fn quoted_own(&self, violent: &[usize]) -> Option<usize> {
        let quoted = |at: usize| self.line.words[..at].iter().filter(|w| w.is_quote()).count() % 2 == 1;
        let ours = |at: usize| subject_of(self.line, at).is_some_and(|s| self.line.lower(s) == "we");
        violent.iter().copied().find(|&at| quoted(at) && ours(at)).filter(|_| !quoted(self.cue))
    }

    /// "admitted bombing the hall", "confirmed that the military had carried out the strike".
    fn admitted(&self, violent: &[usize], deeds: &[Deed]) -> Option<usize> {
        let line = self.line;
        if !has("owns_up", line.lower(self.cue)) {
            return None;
        }
        let concedes = !line.lower(self.cue).starts_with("confirm");
        let owns = |at: usize| {
            let deed = deeds.iter().find(|d| line.word_from(d.place.start) == at);
            let fills = deed.into_iter().flat_map(|d| &d.fills).filter(|f| f.role == Role::Perpetrator);
            let mut doers: Vec<usize> = fills.map(|f| line.word_from(f.span.end.saturating_sub(1))).collect();
            if doers.is_empty() && !befalls_its_subject(line, at) {
                doers.extend(subject_of(line, at).filter(|s| *s > self.cue));
            }
            // only those who fly and own guns strike and shell
            let object = line.words[at].relation == "dobj" && has("heavy_blow", line.lower(at));
            let direct = line.words[at].head == self.cue && (line.words[at].tag == "VBG" || object);
            // "admitted bombing": the tree gives the gerund the subject of its verb
            if direct {
                concedes
            } else {
                self.said_below(at) && !doers.is_empty() && doers.iter().all(|&d| self.is_own(d))
            }
        };
        violent.iter().copied().find(|&at| owns(at))
    }

    /// Whether a word is part of what the cue hands over, by the tree.
    pub(super) fn said_below(&self, word: usize) -> bool {
        let mut at = word;
        for _ in 0..6 {
            if at == self.cue {
                return true;
            }
            at = self.line.words[at].head;
        }
        false
    }

    /// Whether a doer is the speaker's own side: "the military" of an army's spokesman, "its jets".
    fn is_own(&self, doer: usize) -> bool {
        let same = self.source.clone().any(|i| self.line.lower(i) == self.line.lower(doer));
        let line = self.line;
        let forces = |k: usize| has("state_forces", line.lower(k)) && !line.words[k].is_capitalised();
        // "military aircraft", "government troops"
        let of_forces = || {
            let told = |(k, relation): (usize, &str)| matches!(relation, "amod" | "compound" | "nmod") && forces(k);
            has("own_forces", line.lower(doer)) && line.children(doer).any(told)
        };
        same || forces(doer) || of_forces() || self.is_of_it(doer)
    }

    /// "its jets"; "officers" of the police, "soldiers" of an army; "his group", "the organisation".
    pub(super) fn is_of_it(&self, noun: usize) -> bool {
        let line = self.line;
        let bare = !line.children(noun).any(|(_, r)| matches!(r, "amod" | "compound" | "poss" | "nmod"));
        let troops = bare && self.kind.is_some_and(|kind| has(troops_of(kind), line.lower(noun)));
        let owned = line.children(noun).any(|(k, r)| r == "poss" && has("own_mark", line.lower(k)));
        let body = has("body_called", line.lower(noun)) && (bare || owned);
        // "the group's fighters"
        let of_body = || {
            let mut owners = line.children(noun).filter(|(_, r)| *r == "poss");
            let plain = |k: usize| has("body_called", line.lower(k)) && !line.words[k].is_capitalised();
            has("own_forces", line.lower(noun)) && owners.any(|(k, _)| plain(k))
        };
        troops || body || of_body() || is_own_force(line, noun)
    }

    /// "the outfit had carried it out", "the Front had": the body for which the speaker speaks.
    fn body_does(&self, verb: usize) -> bool {
        let Some(subject) = subject_of(self.line, verb).filter(|s| *s > self.cue) else { return false };
        let word = &self.line.words[subject];
        let same = |i: usize| self.line.lower(i) == word.lower;
        let named = word.is_capitalised() && (0..self.cue).any(same);
        let men = ["body_called", "own_forces"].iter().any(|set| has(set, &word.lower));
        named || men && self.is_of_it(subject)
    }

    /// Whether the subject of a verb is the speaker's own side.
    pub(super) fn does(&self, verb: usize) -> bool {
        subject_of(self.line, verb).is_some_and(|s| self.is_of_it(s))
    }

    /// "said the target was a rebel commander", "said it was going after gunmen": what it aimed at, it shot at.
    fn aimed(&self) -> Option<usize> {
        let line = self.line;
        let enemy = |range: Range<usize>| {
            let own = |i: usize| matches!(line.lower(i), "its" | "our" | "their" | "his");
            range.clone().any(|i| has("enemy_target", line.lower(i))) && !range.clone().any(own)
        };
        let end = (self.cue + 1..line.words.len()).find(|&i| matches!(line.lower(i), ";" | "." | "but"));
        let end = end.unwrap_or(line.words.len());
        (self.cue + 1..end).find(|&at| {
            let negated = (at.saturating_sub(3)..at).any(|i| matches!(line.lower(i), "not" | "n't" | "never" | "no"));
            let after = at + 1..end;
            let doer = || {
                let s = subject_of(line, at)
                    .or_else(|| line.children(at).find(|(_, relation)| *relation == "nsubjpass").map(|(k, _)| k));
                s.is_some_and(|s| has("own_blow", line.lower(s)) || is_own_force(line, s))
            };
            let aims = match line.lower(at) {
                // "the target was X", "X had been the target"
                "target" => {
                    let linked = (at.saturating_sub(3)..(at + 6).min(end))
                        .any(|i| matches!(line.lower(i), "was" | "were" | "been"));
                    linked && enemy(self.cue + 1..end)
                }
                "targeting" | "targeted" | "pursuing" | "aimed" | "directed" => doer() && enemy(after),
                "going" if line.lower(at + 1) == "after" => doer() && enemy(after),
                "operating" if line.lower(at + 1) == "against" => doer() && enemy(after),
                _ => false,
            };
            aims && !negated
        })
    }
}
