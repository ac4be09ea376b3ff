//! What else a report says of its incidents: what was damaged, how many came, who was arrested, how others reacted, and
//! who says that it happened.
//!
//! Made from the deeds, the attributions and the words of a sentence, all found before. A kind has a file each; here is
//! what they share: whose account a sentence belongs to, and when two sentences say one thing. Leaves figures of people
//! and who did it to the files beside this folder: no claim made here changes one of theirs.

mod arrests;
mod damage;
mod occurrence;
mod reactions;
mod strength;

use super::Writer;
use crate::attribution::Attribution;
use crate::modality::modality_at;
use crate::speakers::Voice;
use dateline_model::{
    AccountId, Claim, ClaimId, ClaimKind, Matter, Modality, Quantity, ReportId, Sort, Span, Speaker, Standing,
};

/// Puts the further claims behind the others, numbered on from them.
pub(super) fn number(report: &ReportId, claims: &mut Vec<Claim>, further: Vec<Claim>) {
    for mut claim in further {
        claim.id = ClaimId(format!("{report}/c{}", claims.len()));
        claims.push(claim);
    }
}

/// What a sentence says, before it is known whether it was said before.
struct Said {
    kind: ClaimKind,
    /// Rank of the word that tells of it.
    at: usize,
    account: AccountId,
    matter: Matter,
    read_by: String,
}

impl Writer<'_, '_> {
    /// The further claims of sentence `i`.
    pub(super) fn further(&mut self, i: usize, voices: &[Voice]) {
        if self.accounts.is_empty() {
            return;
        }
        self.damage(i, voices);
        self.strength(i, voices);
        let main = self.accounts.iter().any(|a| a.standing == Standing::Main);
        if main && self.reading.judgement.is_incident {
            self.arrests(i, voices);
            self.reactions(i, voices);
            self.occurrence(i, voices);
        }
    }

    /// The account that word `at` of sentence `i` tells of; `deed` where it is that deed's.
    fn account_at(&self, i: usize, at: usize, deed: Option<usize>) -> Option<AccountId> {
        let main = self.accounts.iter().any(|a| a.standing == Standing::Main);
        let of = |k: usize| self.apart.iter().position(|r| r.deeds.contains(&(i, k)));
        if let Some(k) = deed.filter(|&k| self.reading.is_apart(i, k)) {
            return self.accounts.get(of(k)? + usize::from(main)).map(|a| a.id.clone());
        }
        let standing = self.reading.verdict(i, at).standing;
        self.account_for(i, standing).or_else(|| self.account_for(i, Standing::Other).filter(|_| !main))
    }

    /// The report's own account, where word `at` of sentence `i` speaks of it.
    fn own_account(&self, i: usize, at: usize) -> Option<AccountId> {
        let own = self.reading.verdict(i, at).standing == Standing::Main;
        self.account_for(i, Standing::Main).filter(|_| own)
    }

    /// Puts down what sentence `i` says, by the one whose words they are.
    fn say(&mut self, i: usize, said: Said, voices: &[Voice]) {
        let (voice, attribution) = self.voice_at(i, said.at, voices);
        let attribution = attribution.cloned();
        self.put(i, said, voice, attribution.as_ref());
    }

    /// Puts down what somebody says in sentence `i`, or adds the sentence to the claim that said it before.
    fn put(&mut self, i: usize, said: Said, voice: Voice, attribution: Option<&Attribution>) {
        let line = &self.reading.lines[i];
        if said.matter.what.is_empty() {
            return;
        }
        let modality = match said.kind {
            // that somebody reacted is as sure as the report is
            ClaimKind::Reaction => Modality::Asserted,
            _ => modality_at(line, said.at, attribution, &voice),
        };
        let mut claim = self.claim(said.kind, modality, voice, Some(said.account), line);
        claim.said = attribution.and_then(|a| self.said_on(line, a)).or(claim.said);
        claim.matter = Some(said.matter);
        claim.read_by = said.read_by;
        match self.further.iter_mut().find(|old| is_again(old, &claim)) {
            Some(old) => add(old, claim),
            None => self.further.push(claim),
        }
    }
}

/// Adds to a claim the sentence, and the number, of another that says the same.
fn add(old: &mut Claim, new: Claim) {
    let more: Vec<Span> = new.evidence.into_iter().filter(|s| !old.evidence.contains(s)).collect();
    old.evidence.extend(more);
    if let (Some(known), Some(told)) = (&mut old.matter, new.matter) {
        known.quantity = known.quantity.take().or(told.quantity);
    }
}

/// Whether two claims say one thing: the same speaker, the same account, the same thing and no other number.
fn is_again(old: &Claim, new: &Claim) -> bool {
    let voiced = |c: &Claim| c.speaker.as_ref().map(who);
    let same = old.kind == new.kind && old.account == new.account && voiced(old) == voiced(new);
    let (Some(a), Some(b)) = (&old.matter, &new.matter) else { return false };
    same && a.sort == b.sort
        && match new.kind {
            ClaimKind::Damage => noun(&a.what) == noun(&b.what) && is_as_many(a.quantity.as_ref(), b.quantity.as_ref()),
            // "two men", "two gunmen", but "two cars"
            ClaimKind::Strength => {
                let people = [a, b].iter().all(|m| !strength::are_vehicles(&m.what));
                (people || noun(&a.what) == noun(&b.what)) && is_as_many(a.quantity.as_ref(), b.quantity.as_ref())
            }
            ClaimKind::Reaction => true,
            _ => (old.modality == Modality::Denied) == (new.modality == Modality::Denied),
        }
}

fn who(speaker: &Speaker) -> String {
    let named = speaker.actor.as_ref().filter(|_| speaker.name.is_none()).or(speaker.name.as_ref());
    named.unwrap_or(&speaker.text).trim_start_matches("the ").trim_start_matches("The ").to_lowercase()
}

/// The last word of a phrase, in lower case and without the ending of a plural.
fn noun(what: &str) -> String {
    let last = what.rsplit(' ').next().unwrap_or(what).to_lowercase();
    last.strip_suffix('s').map(str::to_owned).unwrap_or(last)
}

fn is_as_many(a: Option<&Quantity>, b: Option<&Quantity>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a.low, a.high) == (b.low, b.high),
        _ => true,
    }
}

/// What is spoken of, without its number: "multiple gunmen" are gunmen, an "11-floor building" is one.
fn matter(what: &str, sort: Option<Sort>, quantity: Option<Quantity>, span: Span) -> Matter {
    let what = what.split_whitespace().collect::<Vec<_>>().join(" ");
    let rest = quantity.as_ref().and_then(|q| what.strip_prefix(q.text.as_str()));
    match rest {
        Some(rest) if rest.starts_with('-') => Matter { what, sort, quantity: None, span },
        Some(rest) if rest.starts_with(' ') => Matter { what: rest.trim_start().to_owned(), sort, quantity, span },
        _ => Matter { what, sort, quantity, span },
    }
}
