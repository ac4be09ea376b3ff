//! Claims of arrests that give no figure: "the suspected gunman is in custody".
//!
//! How many were arrested is a figure like any other, and a claim of casualties; this is for the sentences that say that
//! somebody was and count nobody. Whom they name stays in the sentence.

use super::{Said, matter};
use crate::extract::Writer;
use crate::harm::{Form, Hit, Shape, hits};
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{BlockKind, Category, ClaimKind};

impl Writer<'_, '_> {
    /// The claims of arrests of sentence `i`.
    pub(super) fn arrests(&mut self, i: usize, voices: &[Voice]) {
        let reading = self.reading;
        let line = &reading.lines[i];
        let counted = reading.figures[i].iter().any(|f| f.category == Category::Arrested);
        if counted || !line.words.iter().any(|w| has("arrest_word", &w.lower)) {
            return;
        }
        let told = hits(line).into_iter().find(|hit| hit.category == Category::Arrested && is_done(line, hit));
        let Some(hit) = told else { return };
        let Some(account) = self.own_account(i, hit.first) else { return };
        let span = line.stretch(hit.first, hit.end);
        let matter = matter(span.slice(&reading.report.text), None, None, span);
        let read_by = format!("lexicon/harm.txt: \"{}\"", hit.lemma);
        self.say(i, Said { kind: ClaimKind::Arrests, at: hit.first, account, matter, read_by }, voices);
    }
}

/// Whether somebody was arrested: not "to arrest", "was not arrested", "an arrest warrant", "information leading to an
/// arrest", "resisting arrest".
fn is_done(line: &Line, hit: &Hit) -> bool {
    let before = |n: usize| hit.first.checked_sub(n).map_or("", |k| line.lower(k));
    let unreal = (1..5).any(|n| {
        let word = before(n);
        has("modal", word)
            || has("no_arrest_before", word)
            || matches!(word, "not" | "n't" | "never" | "no" | "without")
    });
    let open = before(1) == "to" || before(1) == "be" || has("no_arrest_after", line.lower(hit.end));
    // "investigate and arrest", "police who detain", "the detained men"; a headline tells in the present
    let word = &line.words[hit.first];
    let told = match word.tag {
        "VB" | "VBP" | "VBZ" => line.kind == BlockKind::Title,
        "JJ" => false,
        _ => word.relation != "amod" && hit.lemma != "round up",
    };
    let own = (hit.first.saturating_sub(4)..hit.first).any(|k| matches!(line.lower(k), "i" | "we"));
    let verb = matches!(hit.shape, Shape::Hits) && hit.form != Form::Gerund && line.may_be_verb(hit.first);
    told && !own
        && !unreal
        && !open
        && (verb || hit.shape == Shape::State && !(before(1) == "life" || before(1) == "years"))
}
