//! Claims of strength: "some 200 fighters stormed", "gunmen on 30 motorcycles".
//!
//! Made from the numbers of those whom the frames found to have done a deed, and of what they came on.

use super::{Said, matter};
use crate::extract::Writer;
use crate::frames::{Deed, Fill, Kind, is_vehicle};
use crate::lexicon::plural;
use crate::numbers::{NumberKind, numbers};
use crate::reading::Reading;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{ClaimKind, Matter, Quantity, Role, Stage};

impl Writer<'_, '_> {
    /// The claims of strength of sentence `i`.
    pub(super) fn strength(&mut self, i: usize, voices: &[Voice]) {
        let reading = self.reading;
        let (line, text) = (&reading.lines[i], &reading.report.text);
        for (k, deed) in reading.deeds[i].iter().enumerate() {
            if deed.event.stage != Stage::Accomplished || crate::roles::strikes_attackers(reading, deed) {
                continue;
            }
            let at = line.word_from(deed.place.start);
            if at >= line.words.len() {
                continue;
            }
            for fill in deed.fills.iter().filter(|f| acts(f)) {
                // "four people shot at a party" are counted as those who suffered it
                let suffer = reading.figures[i].iter().any(|f| f.count.span(line).overlaps(fill.span));
                let counted = crate::roles::quantity(reading, i, fill).filter(is_number);
                let told =
                    !suffer && is_done_by(line, at, fill) && is_aimed(line, at, deed, fill) && !is_part(line, fill);
                if let Some(quantity) = counted.filter(|_| told) {
                    let about = matter(fill.mention.slice(text), None, Some(quantity), fill.span);
                    self.came(i, Some(k), at, about, voices);
                }
            }
        }
        for (at, about) in vehicles(reading, i).into_iter().chain(attackers(reading, i)) {
            let deed = reading.deeds[i].iter().position(|d| line.word_from(d.place.start) == at);
            self.came(i, deed, at, about, voices);
        }
    }

    fn came(&mut self, i: usize, deed: Option<usize>, at: usize, matter: Matter, voices: &[Voice]) {
        let Some(account) = self.account_at(i, at, deed) else { return };
        let read_by = format!("frames: \"{}\"", self.reading.lines[i].lower(at));
        self.say(i, Said { kind: ClaimKind::Strength, at, account, matter, read_by }, voices);
    }
}

/// Whether a phrase is that of several who did it; those only charged are the court's.
fn acts(fill: &Fill) -> bool {
    let many = matches!(fill.kind, Kind::People | Kind::Armed);
    fill.role == Role::Perpetrator && !fill.charged && fill.name.is_none() && many
}

/// Whether the words count: not "a gunman", "the attackers".
fn is_number(quantity: &Quantity) -> bool {
    let first = quantity.text.to_lowercase();
    let vague = matches!(first.as_str(), "a" | "an" | "another" | "both" | "one" | "some" | "many");
    !vague && quantity.point().is_some_and(|n| n > 1)
}

/// "two of the attackers", "two others": no number of all.
fn is_part(line: &Line, fill: &Fill) -> bool {
    let (first, end) = (line.word_from(fill.span.start), line.word_from(fill.span.end));
    let of = |k: usize| line.lower(k) == "of" && has("definite", line.lower(k + 1));
    let one_of = first > 1 && line.lower(first - 1) == "of" && crate::numbers::numeral(line.lower(first - 2)).is_some();
    one_of || (first..end).any(|k| of(k) || has("not_all", line.lower(k)))
}

/// Whether a verb says that they did it, or "by": "two suspects sought in a shooting" did not shoot in so many words.
fn is_done_by(line: &Line, at: usize, fill: &Fill) -> bool {
    let first = line.word_from(fill.span.start);
    let by = (first.saturating_sub(4)..=first).any(|k| line.lower(k) == "by");
    let last = line.lower(line.word_from(fill.mention.end).saturating_sub(1));
    let noun = last.ends_with(char::is_alphabetic) && crate::numbers::numeral(last).is_none();
    // "two men indicted in the shooting"
    let answer = (first..at).any(|k| has("answers_now", line.lower(k)));
    noun && !answer && (by || line.words[at].tag.starts_with("VB"))
}

/// "two men shot her", "gunmen shot at the crowd"; of "six people shot at a party" nobody says whom they shot.
fn is_aimed(line: &Line, at: usize, deed: &Deed, fill: &Fill) -> bool {
    let struck = || deed.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target));
    !has("shot_or_stabbed", line.lower(at)) || fill.kind == Kind::Armed || struck()
}

/// Whether a phrase speaks of vehicles.
pub(super) fn are_vehicles(what: &str) -> bool {
    is_of_vehicles(&what.rsplit(' ').next().unwrap_or(what).to_lowercase())
}

fn is_of_vehicles(word: &str) -> bool {
    let one = word.strip_suffix('s');
    one.is_some_and(|noun| is_vehicle(noun) && plural(noun) == word) || has("vehicles_of_war", word)
}

/// "gunmen on 30 motorcycles stormed", "the attackers arrived in five cars": what they came on, and the word that tells
/// of their coming or of the deed.
fn vehicles(reading: &Reading, i: usize) -> Option<(usize, Matter)> {
    let line = &reading.lines[i];
    if !line.is_parsed() || !line.words.iter().any(|w| is_of_vehicles(&w.lower)) {
        return None;
    }
    numbers(line).into_iter().find_map(|number| {
        let several = number.quantity.point().is_some_and(|n| n > 1);
        let counts = several && matches!(number.kind, NumberKind::Numeral | NumberKind::Crowd);
        let on = number.first.checked_sub(1).filter(|&k| counts && has("rides_on", line.lower(k)))?;
        let noun = (number.end..number.end + 4).find(|&k| is_of_vehicles(line.lower(k)))?;
        let first = number.end + usize::from(line.lower(number.end) == "of");
        let plain = (first..noun).all(|k| line.words[k].is_wordlike());
        let at = carried(reading, i, on).filter(|_| plain)?;
        let what = line.stretch(first, noun + 1).slice(&reading.report.text);
        Some((at, matter(what, None, Some(number.quantity), line.stretch(number.first, noun + 1))))
    })
}

/// "about 60 gunmen stopped traffic", "there were about 15 attackers": those whom no frame read as doers, by what
/// attackers do.
fn attackers(reading: &Reading, i: usize) -> Option<(usize, Matter)> {
    let line = &reading.lines[i];
    let attacker = |k: usize| {
        let men = line.lower(k) == "men" && k > 0 && has("looks_armed", line.lower(k - 1));
        men || has("attackers", line.lower(k))
    };
    if !line.is_parsed() || !(0..line.words.len()).any(attacker) {
        return None;
    }
    numbers(line).into_iter().find_map(|number| {
        let counts = number.quantity.point().is_some_and(|n| n > 1)
            && matches!(number.kind, NumberKind::Numeral | NumberKind::Crowd);
        let first = number.end + usize::from(line.lower(number.end) == "of");
        let noun = (first..first + 4).find(|&k| counts && attacker(k))?;
        let describes = |k: usize| matches!(line.words[k].tag, "JJ" | "NN" | "NNP" | "VBN");
        let plain = (first..noun).all(describes) && line.words[noun].tag == "NNS";
        let span = line.stretch(number.first, noun + 1);
        let suffer = reading.figures[i].iter().any(|f| f.count.span(line).overlaps(span));
        let of_them = line.lower(number.end) == "of" && has("definite", line.lower(first));
        let verb = line.words[noun].head;
        let act = line.words[noun].relation == "nsubj" && has("attackers_do", line.lower(verb));
        let be = number.first.checked_sub(1).filter(|&k| k > 0 && has("be", line.lower(k)));
        let were = be.filter(|&k| line.lower(k - 1) == "there" && !has("modal", line.lower(k)));
        let at = Some(verb).filter(|_| act).or(were).filter(|_| plain && !suffer && !of_them)?;
        let what = line.stretch(first, noun + 1).slice(&reading.report.text);
        Some((at, matter(what, None, Some(number.quantity), span)))
    })
}

/// The word for what those did whom the preposition at `on` carries: it hangs on the deed, on those who did it, or on how
/// the attackers came.
fn carried(reading: &Reading, i: usize, on: usize) -> Option<usize> {
    let line = &reading.lines[i];
    let head = line.words[on].head;
    let span = line.words[head].span;
    let doer = |f: &Fill| f.role == Role::Perpetrator && !f.charged;
    let of = |d: &&Deed| {
        let doers = || d.fills.iter().filter(|f| doer(f));
        let done = d.event.stage == Stage::Accomplished && doers().next().is_some();
        done && (d.place == span || doers().any(|f| f.mention.contains(span) && f.mention.end == span.end))
    };
    let deed = reading.deeds[i].iter().find(of).map(|d| line.word_from(d.place.start));
    let comes = || {
        let (subject, _) = crate::syntax::subject(line, head).filter(|_| has("comes_by", line.lower(head)))?;
        subject
            .into_iter()
            .any(|k| has("attackers", line.lower(k)) || has("armed_people", line.lower(k)))
            .then_some(head)
    };
    deed.or_else(comes)
}
