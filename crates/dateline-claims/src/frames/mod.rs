//! Frames: which words tell of a deed, and which phrases around them say who did it, to whom, with what.
//!
//! The frames are text files in `frames/`, one topic a file (`file.rs` reads them); `deeds.rs` finds them in parsed
//! sentences by the tree, `kinds.rs` says what a phrase can be, `aspect.rs` whether the deed was done, tried or only
//! spoken of. What becomes of the deeds is for the account that they belong to.

mod aspect;
mod bodies;
mod charged;
mod clipped;
mod deeds;
mod examples;
mod file;
mod hung;
mod kinds;
mod laden;
mod listed;
mod persons;
mod pronouns;
mod series;
mod stray;
mod towns;

pub use deeds::{Deed, Fill, Scene};
pub use examples::Misread;
pub use file::FrameError;
pub use kinds::Kind;
pub(crate) use kinds::{is_facility, is_vehicle, keeps_order};

use crate::harm::verb_forms;
use crate::lexicon::{Phrases, plural};
use crate::words::Line;
use dateline_model::{Effect, Muc, Role, Stage, Subtype};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Where a role's phrase stands, seen from the word that tells of the deed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Path {
    /// Who does it, stated or understood; of a noun, who "carries it out".
    Doer,
    /// Who it is done to, stated or understood.
    Undergoer,
    /// "the mayor's killing".
    Possessor,
    /// "a rebel attack", "the hotel bombing".
    Modifier,
    /// The phrase hung on with this preposition: "by", "on", "of".
    Preposition(String),
}

/// What a phrase must be to fill a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filler {
    /// People, named or described.
    Person,
    /// Whoever can act: people, groups, organisations.
    Agent,
    /// Those who bear arms.
    Armed,
    /// Buildings, vehicles, and other things that can be hit.
    Thing,
    /// What it is done with.
    Weapon,
}

/// One place where a role may be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Where.
    pub path: Path,
    /// What.
    pub filler: Filler,
}

/// A role of a frame: where its phrases are looked for, and what befell them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What the phrase does in the deed.
    pub role: Role,
    /// What the deed did to it.
    pub effect: Option<Effect>,
    /// Where to look.
    pub slots: Vec<Slot>,
}

/// An example sentence of a frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// What must be read from it ("victim two judges = death"); `None` where the frame must read nothing.
    pub read: Option<Vec<String>>,
    /// The line of the file, counted from one.
    pub line: usize,
}

/// One kind of deed and how sentences tell of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// Its name, unique among the frames.
    pub name: String,
    /// The file and line it stands in.
    pub place: String,
    /// ACLED's sub-event type.
    pub subtype: Subtype,
    /// The incident type of MUC-4.
    pub muc: Option<Muc>,
    /// How far the deed got where nothing else is said: a threat is only threatened.
    pub stage: Stage,
    /// Verbs: the dictionary form of the first word, then what goes with it ("gun down").
    pub verbs: Vec<String>,
    /// Nouns, in the singular.
    pub nouns: Vec<String>,
    /// The roles.
    pub parts: Vec<Part>,
    /// Whether the word alone tells of violence, whoever did it: "murder", "bombing", but not "death".
    pub alone: bool,
    /// A deed counts only if one of these roles is filled; empty for one that always counts.
    pub needs: Vec<Role>,
    /// Sentences that the frame must and must not read.
    pub examples: Vec<Example>,
}

/// The frames of a run, found by the words that tell of them.
#[derive(Debug, Clone, Default)]
pub struct FrameSet {
    frames: Vec<Frame>,
    /// By the dictionary form of the first word: rank of the frame, the whole trigger, whether it is a verb.
    triggers: FxHashMap<String, Vec<Trigger>>,
    /// The lemmas of the verb forms that the files give, for verbs that the parser does not know.
    lemmas: FxHashMap<String, String>,
    /// Every written form of every trigger.
    forms: Phrases<()>,
    /// Those of the frames that a user added.
    added: Phrases<()>,
}

/// A word or phrase that tells of a frame's deed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Trigger {
    frame: usize,
    verb: bool,
    rest: Vec<String>,
}

macro_rules! topics {
    ($($name:literal),+ $(,)?) => { &[$(($name, include_str!(concat!("../../frames/", $name)))),+] };
}

/// The files that ship with the program.
const OWN: &[(&str, &str)] = topics!["abduction.txt", "attack.txt", "bombing.txt", "harm.txt", "property.txt"];

static EMBEDDED: LazyLock<FrameSet> =
    // a broken one is our bug, and the frame test names it
    LazyLock::new(|| FrameSet::read(OWN.iter().copied()).unwrap_or_default());

impl FrameSet {
    /// The frames that ship with the program.
    pub fn embedded() -> &'static FrameSet {
        &EMBEDDED
    }

    /// The files of the frames that ship with the program: name and text.
    pub fn own_files() -> impl Iterator<Item = (&'static str, &'static str)> {
        OWN.iter().copied()
    }

    /// Frames out of files, given as name and text.
    ///
    /// # Errors
    /// The first line that cannot be read, with its file, its number and what to do.
    ///
    /// ```
    /// use dateline_claims::frames::FrameSet;
    /// let file = "== stoning\nevent: Attack | attack\nverbs: stone\nvictim injury: undergoer person\n";
    /// assert_eq!(FrameSet::read([("mine.txt", file)]).unwrap().frames().len(), 1);
    /// let error = FrameSet::read([("mine.txt", "== stoning\nevnt: Attack")]).unwrap_err();
    /// assert!(error.to_string().starts_with("mine.txt, line 2:"));
    /// ```
    pub fn read<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<FrameSet, FrameError> {
        let mut frames: Vec<Frame> = Vec::new();
        for (name, text) in files {
            for frame in file::frames(name, text)? {
                file::check_new(&frames, &frame)?;
                frames.push(frame);
            }
        }
        Ok(FrameSet::of(frames))
    }

    /// These frames and further ones.
    ///
    /// # Errors
    /// As [`FrameSet::read`].
    pub fn with<'f>(&self, files: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<FrameSet, FrameError> {
        let (mut frames, own) = (self.frames.clone(), self.frames.len());
        for (name, text) in files {
            for frame in file::frames(name, text)? {
                file::check_new(&frames, &frame)?;
                frames.push(frame);
            }
        }
        let added = Phrases::new(written(&frames[own..]).map(|form| (form, ())));
        Ok(FrameSet { added, ..FrameSet::of(frames) })
    }

    fn of(frames: Vec<Frame>) -> FrameSet {
        let mut triggers: FxHashMap<String, Vec<Trigger>> = FxHashMap::default();
        let mut lemmas = FxHashMap::default();
        for verb in frames.iter().flat_map(|frame| &frame.verbs) {
            let mut given = verb.split('/').filter_map(|form| form.split(' ').next());
            let Some(lemma) = given.next() else { continue };
            lemmas.extend(given.map(|form| (form.to_owned(), lemma.to_owned())));
        }
        for (rank, frame) in frames.iter().enumerate() {
            let verbs = frame.verbs.iter().map(|v| (v, true));
            for (phrase, verb) in verbs.chain(frame.nouns.iter().map(|n| (n, false))) {
                let mut words = phrase.split('/').next().unwrap_or(phrase).split(' ').map(str::to_owned);
                let Some(mut first) = words.next() else { continue };
                let mut rest: Vec<String> = words.collect();
                if !verb && let Some(head) = rest.pop() {
                    // of a noun phrase the last word is the head: "car bomb"
                    rest.insert(0, first);
                    first = head;
                }
                triggers.entry(first).or_default().push(Trigger { frame: rank, verb, rest });
            }
        }
        for list in triggers.values_mut() {
            list.sort_by_key(|t| (std::cmp::Reverse(t.rest.len()), t.frame));
        }
        let forms = Phrases::new(written(&frames).map(|form| (form, ())));
        FrameSet { frames, triggers, lemmas, forms, added: Phrases::new([]) }
    }

    /// The frames, in the order of their files.
    pub fn frames(&self) -> &[Frame] {
        &self.frames
    }

    /// Whether a sentence, parsed or not, holds a word that may tell of a deed.
    pub(crate) fn may_read(&self, line: &Line) -> bool {
        self.forms.first_in(line).is_some()
    }

    /// Whether a sentence, parsed or not, holds a word of a frame that a user added.
    pub(crate) fn may_read_added(&self, line: &Line) -> bool {
        self.has_added() && self.added.first_in(line).is_some()
    }

    /// Whether a user added frames: then no report is set aside by the program's own words alone.
    pub fn has_added(&self) -> bool {
        !self.added.is_empty()
    }
}

/// Every written form of every word that tells of these frames' deeds.
fn written(frames: &[Frame]) -> impl Iterator<Item = String> + '_ {
    frames.iter().flat_map(|frame| {
        let verbs = frame.verbs.iter().flat_map(|verb| verb_forms(verb));
        verbs.chain(frame.nouns.iter().flat_map(|noun| [noun.clone(), plural(noun)])).collect::<Vec<_>>()
    })
}
