//! A file of frames becomes values: `== name` opens a frame, `key: value` lines describe it, `+` and `-` lines are its
//! examples.

use super::{Example, Filler, Frame, Part, Path, Slot};
use dateline_model::{Effect, Muc, Role, Stage, Subtype};

/// A line of a frame file that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct FrameError {
    /// The file, as it was named.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What is wrong, and what to do.
    pub problem: String,
}

/// The frames of one file, in its order.
pub(super) fn frames(file: &str, text: &str) -> Result<Vec<Frame>, FrameError> {
    let mut found: Vec<Frame> = Vec::new();
    for (at, line) in text.lines().enumerate().map(|(i, l)| (i + 1, l.trim())) {
        let error = |problem: String| FrameError { file: file.to_owned(), line: at, problem };
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(name) = line.strip_prefix("== ") {
            close(found.last()).map_err(error)?;
            found.push(blank(name.trim(), format!("{file}:{at}")));
            continue;
        }
        let Some(frame) = found.last_mut() else {
            return Err(error("a frame begins with `== name`; put one before this line".to_owned()));
        };
        read_line(frame, line, at).map_err(error)?;
    }
    let last = text.lines().count();
    close(found.last()).map_err(|problem| FrameError { file: file.to_owned(), line: last, problem })?;
    Ok(found)
}

/// That no frame of this name is there yet.
pub(super) fn check_new(frames: &[Frame], new: &Frame) -> Result<(), FrameError> {
    let Some(old) = frames.iter().find(|f| f.name == new.name) else { return Ok(()) };
    let (file, line) = new.place.rsplit_once(':').unwrap_or((&new.place, "0"));
    Err(FrameError {
        file: file.to_owned(),
        line: line.parse().unwrap_or(0),
        problem: format!("there is a frame {:?} already, at {}; give this one another name", new.name, old.place),
    })
}

fn blank(name: &str, place: String) -> Frame {
    Frame {
        name: name.to_owned(),
        place,
        subtype: Subtype::Attack,
        muc: None,
        stage: Stage::Accomplished,
        verbs: Vec::new(),
        nouns: Vec::new(),
        parts: Vec::new(),
        alone: false,
        needs: Vec::new(),
        examples: Vec::new(),
    }
}

/// That a frame is whole before the next begins.
fn close(frame: Option<&Frame>) -> Result<(), String> {
    match frame {
        Some(f) if f.verbs.is_empty() && f.nouns.is_empty() => {
            Err(format!("the frame {:?} has no words; add a line `verbs: …` or `nouns: …`", f.name))
        }
        Some(f) if f.parts.is_empty() => {
            Err(format!("the frame {:?} has no roles; add a line such as `victim death: undergoer person`", f.name))
        }
        _ => Ok(()),
    }
}

fn read_line(frame: &mut Frame, line: &str, at: usize) -> Result<(), String> {
    if let Some(text) = line.strip_prefix("- ") {
        frame.examples.push(Example { text: text.trim().to_owned(), read: None, line: at });
        return Ok(());
    }
    if let Some(rest) = line.strip_prefix("+ ") {
        let (text, read) = rest.split_once(" → ").unwrap_or((rest, ""));
        let read = read.split("; ").map(|r| r.trim().to_owned()).filter(|r| !r.is_empty()).collect();
        frame.examples.push(Example { text: text.trim().to_owned(), read: Some(read), line: at });
        return Ok(());
    }
    let (key, value) = line.split_once(": ").ok_or("write it as `key: value`")?;
    let list = || value.split(", ").map(|w| w.trim().to_owned()).filter(|w| !w.is_empty()).collect::<Vec<_>>();
    match key {
        "event" => (frame.subtype, frame.muc) = event(value)?,
        "verbs" => frame.verbs = list(),
        "nouns" => frame.nouns = list(),
        "stage" => {
            frame.stage = Stage::from_code(value)
                .ok_or_else(|| format!("{value:?} is no stage: write accomplished, attempted or threatened"))?;
        }
        "alone" if value == "yes" => frame.alone = true,
        "alone" => return Err("write `alone: yes`, or leave the line out".to_owned()),
        "needs" => {
            frame.needs = list()
                .iter()
                .map(|r| Role::from_code(r).ok_or_else(|| format!("no role {r:?}")))
                .collect::<Result<_, _>>()?;
        }
        _ => frame.parts.push(part(key, value)?),
    }
    Ok(())
}

fn event(value: &str) -> Result<(Subtype, Option<Muc>), String> {
    let (subtype, muc) = value.split_once(" | ").ok_or("write it as `event: sub-event type | muc`")?;
    let subtype = Subtype::from_code(subtype.trim()).ok_or_else(|| {
        format!("{subtype:?} is no sub-event type of ACLED; lexicon/events.txt shows how they are written")
    })?;
    let muc = muc.trim();
    match Muc::from_code(muc) {
        None if muc != "-" => Err(format!("{muc:?} is no incident type of MUC-4; write `-` where none fits")),
        found => Ok((subtype, found)),
    }
}

fn part(key: &str, value: &str) -> Result<Part, String> {
    let (role, effect) = key.split_once(' ').map_or((key, None), |(r, e)| (r, Some(e)));
    let role = Role::from_code(role)
        .ok_or_else(|| format!("{key:?} is no key: write event, stage, verbs, nouns, alone, needs, or a role (perpetrator, victim, target, instrument)"))?;
    let effect = match effect {
        None => None,
        Some(word) => Some(Effect::from_code(word).ok_or_else(|| format!("{word:?} is no effect"))?),
    };
    let slots = value.split("; ").map(slot).collect::<Result<_, _>>()?;
    Ok(Part { role, effect, slots })
}

fn slot(text: &str) -> Result<Slot, String> {
    let (path, filler) = text
        .trim()
        .rsplit_once(' ')
        .ok_or_else(|| format!("{text:?}: write where the phrase stands and what it is, such as `undergoer person`"))?;
    let path = match path {
        "doer" => Path::Doer,
        "undergoer" => Path::Undergoer,
        "possessor" => Path::Possessor,
        "modifier" => Path::Modifier,
        preposition => Path::Preposition(preposition.to_owned()),
    };
    let filler = match filler {
        "person" => Filler::Person,
        "agent" => Filler::Agent,
        "armed" => Filler::Armed,
        "thing" => Filler::Thing,
        "weapon" => Filler::Weapon,
        other => return Err(format!("{other:?} is no filler: write person, agent, armed, thing or weapon")),
    };
    Ok(Slot { path, filler })
}
