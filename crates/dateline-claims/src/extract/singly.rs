//! Persons whom a report speaks of one at a time: added up where it gives no figure of its own, and each for one where
//! it does ("nine people were killed … His driver was wounded").
//!
//! Made from the persons of [`crate::individuals`]. Who stands beside a count in one list is asked in
//! [`crate::companions`].

use super::Writer;
use crate::binding::Figure;
use crate::companions::{Company, is_a_person, is_counted};
use crate::counts::people_at;
use crate::individuals::{Individual, befallen_together, tally};
use crate::modality::modality_at;
use crate::sets::has;
use crate::speakers::Voice;
use crate::words::Line;
use dateline_model::{
    AccountId, BlockKind, Casualties, Category, Claim, ClaimId, ClaimKind, Modality, Quantity, Standing,
};
use std::ops::Range;

/// One person told of in the main account, and who tells it.
#[derive(Debug, Clone)]
pub(super) struct Alone {
    line: usize,
    one: Individual,
    voice: Voice,
    modality: Modality,
}

impl Writer<'_, '_> {
    /// A person of sentence `i`, with the voice that speaks of them there.
    pub(super) fn alone(&self, i: usize, one: Individual, voices: &[Voice]) -> Alone {
        let (voice, attribution) = self.voice_at(i, one.words.start, voices);
        let modality = modality_at(&self.reading.lines[i], one.trigger, attribution, &voice);
        Alone { line: i, one, voice, modality }
    }

    /// Each person named beside a count, as a part of their sum.
    pub(super) fn each_of(&mut self, i: usize, figure: &Figure, company: &Company, voices: &[Voice]) {
        let Some(sum) = self.claims.last().map(|c| c.id.clone()) else { return };
        for one in &company.persons {
            let mut claim = self.casualties(i, figure, voices, &[]);
            self.make_one(&mut claim, i, one, Some(sum.clone()));
            self.claims.push(claim);
        }
    }

    /// Turns a claim of sentence `i` into one of a single person.
    fn make_one(&self, claim: &mut Claim, i: usize, one: &Individual, part_of: Option<ClaimId>) {
        let line = &self.reading.lines[i];
        let span = line.stretch(one.words.start, one.words.end);
        let text = span.slice(&self.reading.report.text).to_owned();
        claim.casualties = Some(Casualties {
            category: one.category,
            group: group_of_one(line, one),
            quantity: Quantity::exact(1, text),
            superseded: false,
            part_of,
            site: None,
            span,
        });
        claim.read_by = format!("lexicon/harm.txt: \"{}\", one person", line.lower(one.trigger));
    }

    /// Where the report gives no figure of its own: the persons it speaks of one at a time, added up.
    pub(super) fn one_by_one(&mut self) {
        let Some(main) = self.accounts.iter().find(|a| a.standing == Standing::Main).map(|a| a.id.clone()) else {
            return;
        };
        let mut only: Vec<Category> = Vec::new();
        // "was shot" is wounded where nothing in the report speaks of a death
        let dead = |category: Category| matches!(category, Category::Killed | Category::Casualties);
        let killed = self.claims.iter().any(|c| c.casualties.as_ref().is_some_and(|k| dead(k.category)))
            || self.alone.iter().any(|a| a.one.category == Category::Killed);
        for category in [Category::Killed, Category::Wounded] {
            let counted = self.claims.iter().any(|c| {
                let both = |k: Category| k == Category::Casualties && category == Category::Wounded;
                let figure = c.casualties.as_ref().is_some_and(|k| both(k.category) || k.category == category);
                figure && c.account.as_ref() == Some(&main)
            });
            let shot = |one: &Individual| one.category == Category::Casualties && category == Category::Wounded;
            let of_those =
                |a: &&Alone| a.one.group != "attackers" && (a.one.category == category || shot(&a.one) && !killed);
            let mentions: Vec<&Alone> = self.alone.iter().filter(of_those).collect();
            let told: Vec<(usize, &Individual)> = mentions.iter().map(|a| (a.line, &a.one)).collect();
            let alone = || tally(&told.iter().map(|(_, one)| *one).collect::<Vec<_>>());
            let Some((number, chosen)) =
                befallen_together(&self.reading.lines, &told).or_else(alone).filter(|_| !counted)
            else {
                continue;
            };
            let Alone { line: i, one: first, voice, .. } = mentions[chosen[0]];
            let line = &self.reading.lines[*i];
            only.extend((number == 1).then_some(category));
            let span = line.stretch(first.words.start, first.words.end);
            let text = span.slice(&self.reading.report.text).to_owned();
            let mut claim =
                self.claim(ClaimKind::Casualties, Modality::Asserted, voice.clone(), Some(main.clone()), line);
            claim.evidence = chosen.iter().map(|&k| self.reading.lines[mentions[k].line].span).collect();
            claim.evidence.dedup();
            claim.casualties = Some(Casualties {
                category,
                group: if number == 1 { first.group.clone() } else { "unspecified".to_owned() },
                quantity: Quantity::exact(number, text),
                superseded: false,
                part_of: None,
                site: None,
                span,
            });
            claim.read_by = format!("lexicon/harm.txt: \"{}\", persons named one by one", line.lower(first.trigger));
            self.claims.push(claim);
        }
        self.beside_counts(&main, &only);
    }

    /// Where the report counts others: each person told of besides, once, as one of those counted where they can be.
    fn beside_counts(&mut self, main: &AccountId, only: &[Category]) {
        let all = std::mem::take(&mut self.alone);
        for alone in &all {
            let Alone { line: i, one, voice, modality } = alone;
            let (line, group) = (&self.reading.lines[*i], group_of_one(&self.reading.lines[*i], one));
            let lone = self.is_lone(main, line, one, &group);
            let by_themselves = stands_alone(line, one) || lone;
            let told = line.kind != BlockKind::Title && by_themselves && is_a_person(self.reading, line, one);
            let told = told && !self.speaks(alone);
            let counted = is_counted(one, &self.reading.figures[*i]);
            let by_own_hand = is_by_own_hand(line, one);
            let felled = one.category == Category::Killed && is_the_attacker(line, one) || by_own_hand;
            let counted_on = group == "attackers" && !is_one_more(line, one) && !felled;
            let known = only.contains(&one.category) || one.category == Category::Casualties || counted_on;
            // "the fire that claimed his brother"
            let known = known || line.lower(one.trigger).starts_with("claim");
            if !told || counted || known || self.tells_of_one(one, &group) {
                continue;
            }
            // "the manager and his driver were abducted", where nobody counts the abducted
            let listed = all.iter().filter(|a| a.line == *i && a.one.trigger == one.trigger).count() > 1;
            let among = is_listed(line, one);
            let untold = (listed && group != "unspecified" || lone || felled || among).then_some(None);
            let total = self.total_with(main, one.category, &group).filter(|_| !felled);
            let Some(total) = total.or(untold) else { continue };
            let mut claim = self.claim(ClaimKind::Casualties, *modality, voice.clone(), Some(main.clone()), line);
            self.make_one(&mut claim, *i, one, total);
            self.claims.push(claim);
        }
    }

    /// "The driver of the van, who ran away, was arrested", "her brother is missing": by trade or as somebody's, where nobody
    /// counts the arrested or the missing.
    fn is_lone(&self, main: &AccountId, line: &Line, one: &Individual, group: &str) -> bool {
        let start = one.words.start;
        let theirs = has("possessive", line.lower(start)) || line.lower(start) == "my";
        let held = one.category == Category::Arrested || one.category == Category::Missing && theirs;
        let definite = line.lower(start) == "the" || theirs;
        let of_main = self.claims.iter().filter(|c| c.account.as_ref() == Some(main));
        let mut counted = of_main.filter_map(|c| c.casualties.as_ref()).filter(|k| k.category == one.category);
        let trade = one.name.is_none() && !has("armed_side", group) && !has("no_trade", group);
        held && definite && trade && counted.next().is_none()
    }

    /// "According to the coordinator, Ana Ruiz, 11 people died": who speaks is not who died.
    fn speaks(&self, alone: &Alone) -> bool {
        let words = &alone.one.words;
        let here = |r: &Range<usize>| r.start < words.end && words.start < r.end;
        let cues = &self.reading.attributions[alone.line];
        let called = |name: &String| {
            let speaker = alone.voice.speaker.as_ref().and_then(|s| s.name.as_ref());
            cues.iter().any(|a| a.source.iter().chain(&a.apposition).any(here))
                || speaker.is_some_and(|s| s.to_lowercase().contains(name.as_str()))
        };
        alone.one.name.as_ref().is_some_and(called)
    }

    /// Whether a claim counts this person already: by the name, or as the one of that kind.
    fn tells_of_one(&self, one: &Individual, group: &str) -> bool {
        let text = &self.reading.report.text;
        self.claims.iter().filter_map(|c| c.casualties.as_ref()).filter(|c| c.category == one.category).any(|c| {
            let named = one.name.as_ref().is_some_and(|n| c.span.slice(text).to_lowercase().contains(n.as_str()));
            let like = one.name.is_none() && c.group == group && c.quantity.point() == Some(1);
            named || like
        })
    }

    /// The largest total of the main account that a person of this kind may be one of; `Some(None)` where only others are
    /// counted, and nothing where nobody is: then the person may be the one whom the report is about.
    fn total_with(&self, main: &AccountId, category: Category, group: &str) -> Option<Option<ClaimId>> {
        let of_main = self.claims.iter().filter(|c| c.account.as_ref() == Some(main) && c.modality != Modality::Denied);
        let counted = of_main.filter_map(|c| c.casualties.as_ref().map(|k| (k, &c.id)));
        let several = |k: &Casualties| k.category == category && k.part_of.is_none() && k.quantity.low > Some(1);
        let totals: Vec<(&Casualties, &ClaimId)> = counted.filter(|(k, _)| several(k)).collect();
        let fits = totals.iter().filter(|(k, _)| k.group == "unspecified" || k.group == group);
        let total = fits.max_by_key(|(k, _)| k.quantity.low).map(|(_, id)| (*id).clone());
        (total.is_some() || group != "unspecified" && !totals.is_empty()).then_some(total)
    }
}

/// Whether a person is told of for their own sake: by the full name, as somebody's, or as "the driver of the bus"; not "the
/// man", who was counted before.
fn stands_alone(line: &Line, one: &Individual) -> bool {
    let head = one.words.end - 1;
    if one.name.is_some() {
        return one.words.len() > 1 && line.words[one.words.clone()].iter().filter(|w| w.is_capitalised()).count() > 1;
    }
    let theirs = line.children(head).any(|(_, relation)| relation == "poss");
    let of = line.lower(one.words.start) == "the" && line.lower(one.words.end) == "of";
    theirs
        || of
        || is_listed(line, one)
        || is_one_more(line, one)
        || is_the_attacker(line, one)
        || is_by_own_hand(line, one)
}

/// "The mayor was among the dead", by name or by office.
fn is_listed(line: &Line, one: &Individual) -> bool {
    let hit = crate::harm::hits(line).into_iter().find(|h| h.first == one.trigger);
    hit.is_some_and(|hit| crate::individuals::listed_as_harmed(line, &hit).is_some())
}

/// "A guard shot dead four colleagues before taking his own life", "and then shot himself dead".
pub(super) fn is_by_own_hand(line: &Line, one: &Individual) -> bool {
    let end = line.words.len().min(one.trigger + 5);
    let own = |k: usize| line.lower(k) == "own" && line.lower(k + 1) == "life";
    let himself = |k: usize| matches!(line.lower(k), "himself" | "herself") && one.words.end < k;
    (one.trigger + 1..end).any(|k| own(k) || himself(k))
}

/// "The gunman was shot dead by police": the one who did it, whom no count of the victims holds.
pub(super) fn is_the_attacker(line: &Line, one: &Individual) -> bool {
    one.name.is_none()
        && one.group == "attackers"
        && line.lower(one.words.start) == "the"
        && one.words.clone().any(|k| has("attacker_noun", line.lower(k)))
}

/// "The bomber also died": besides those told of before.
fn is_one_more(line: &Line, one: &Individual) -> bool {
    (one.words.end..one.trigger).any(|i| line.lower(i) == "also")
}

/// Who a person is: by the noun, or beside a name by the title or by what is said of them.
fn group_of_one(line: &Line, one: &Individual) -> String {
    if is_under_age(line, one) {
        return "children".to_owned();
    }
    if one.name.is_none() {
        return one.group.clone();
    }
    // "Ana Ruiz, her brother and two cousins": the brother is somebody else
    let theirs = |k: usize| line.children(k).any(|(_, relation)| relation == "poss");
    let said = line.children(one.words.end - 1).filter(|(k, relation)| *k >= one.words.end && *relation == "appos");
    let said = said.filter(|(k, _)| !theirs(*k));
    let kind = |k: usize| people_at(line, k).filter(|(_, group, many)| !many && group != "unspecified");
    let found = one.words.clone().chain(said.map(|(k, _)| k)).find_map(|k| Some((k, kind(k)?)));
    match found {
        Some((k, (n, group, _))) if group == "own" => {
            line.words[k..k + n].iter().map(|w| w.lower.as_str()).collect::<Vec<_>>().join(" ")
        }
        Some((_, (_, group, _))) => group,
        None => one.group.clone(),
    }
}

/// "Amin Haro, 16, was shot", "the tailor's 9-year-old son".
fn is_under_age(line: &Line, one: &Individual) -> bool {
    let under = |i: usize| crate::numbers::numeral(line.lower(i)).is_some_and(|n| (1..18).contains(&n));
    let (start, end) = (one.words.start, one.words.end);
    let behind = one.name.is_some() && line.lower(end) == "," && under(end + 1) && line.lower(end + 2) == ",";
    let years = |i: usize| {
        under(i) && (i + 1..end).any(|k| line.lower(k) == "year") && (i + 2..end).any(|k| line.lower(k) == "old")
    };
    behind || (start.saturating_sub(5)..end).any(|i| i + 5 >= end.saturating_sub(1) && years(i))
}
