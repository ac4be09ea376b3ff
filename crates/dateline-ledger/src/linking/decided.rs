//! What people decided about the groups of accounts, put over what linking found.
//!
//! Made from the groups and the decisions in the order of their numbers. A decision that no longer applies is said to,
//! with its reason; none is dropped. Fields that were set are left to `reconcile`.

use super::{Linked, founding_id};
use dateline_model::{Account, Claim, ClaimId, Decision, NamedClaim, NamedIncident, ReportId, Ruling, Standing};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Groups after the decisions, and what they mean for the rest of the ledger.
#[derive(Default)]
pub(super) struct Decided {
    /// Sorted groups, ordered by first member.
    pub groups: Vec<Vec<usize>>,
    /// Each decision with the accounts whose incidents it is about.
    pub about: Vec<(Decision, BTreeSet<usize>)>,
    /// Claims that do not count.
    pub rejected: BTreeSet<ClaimId>,
    /// Claims added by hand.
    pub added: Vec<Claim>,
    /// The numbers of decisions that do not apply, with the reason.
    pub unapplied: BTreeMap<u64, String>,
}

/// Applies the decisions, by number.
pub(super) fn decide(linked: &Linked, groups: Vec<Vec<usize>>, decisions: &[Decision]) -> Decided {
    if decisions.is_empty() {
        return Decided { groups, ..Decided::default() };
    }
    let mut desk = Desk::of(linked, groups);
    let mut ordered: Vec<&Decision> = decisions.iter().collect();
    ordered.sort_by_key(|d| d.number);
    let mut done = Decided::default();
    for decision in ordered {
        match desk.rule(&decision.ruling, &mut done) {
            Ok(about) => done.about.push((decision.clone(), about)),
            Err(reason) => {
                done.unapplied.insert(decision.number, reason);
            }
        }
    }
    done.groups = desk.groups;
    done.groups.iter_mut().for_each(|g| g.sort_unstable());
    done.groups.retain(|g| !g.is_empty());
    done.groups.sort_unstable();
    done
}

/// The groups while they are worked on.
struct Desk<'a> {
    linked: &'a Linked,
    groups: Vec<Vec<usize>>,
    group_of: Vec<usize>,
    founding: HashMap<String, usize>,
    main: HashMap<&'a str, usize>,
}

impl<'a> Desk<'a> {
    fn of(linked: &'a Linked, groups: Vec<Vec<usize>>) -> Desk<'a> {
        let mut group_of = vec![0; linked.accounts.len()];
        for (n, group) in groups.iter().enumerate() {
            group.iter().for_each(|a| group_of[*a] = n);
        }
        let accounts = || linked.accounts.iter().enumerate();
        let founding = accounts().map(|(n, a)| (founding_id(a).0, n)).collect();
        let is_main = |(_, a): &(usize, &Account)| a.standing == Standing::Main;
        let main = accounts().filter(is_main).map(|(n, a)| (a.report.as_str(), n)).collect();
        Desk { linked, groups, group_of, founding, main }
    }

    /// Applies one ruling; gives the accounts it is about, or why it does not apply.
    fn rule(&mut self, ruling: &Ruling, done: &mut Decided) -> Result<BTreeSet<usize>, String> {
        match ruling {
            Ruling::Merge { a, b } => self.merge(self.anchor(a)?, self.anchor(b)?),
            Ruling::Split { incident, reports } => self.split(self.anchor(incident)?, reports, incident),
            Ruling::Move { report, incident } => self.send(report, self.anchor(incident)?),
            Ruling::Set { incident, field, value } => {
                crate::reconcile::settable(field, value)?;
                Ok(BTreeSet::from([self.anchor(incident)?]))
            }
            Ruling::Reject { claim } => {
                let found = self.claim(claim)?;
                done.rejected.insert(found.id.clone());
                let account = found.account.as_ref();
                let about = account.and_then(|id| self.linked.accounts.iter().position(|a| a.id == *id));
                Ok(about.into_iter().collect())
            }
            Ruling::AddClaim { incident, claim } => self.add(self.anchor(incident)?, claim, done),
        }
    }

    /// An account of the incident a decision names.
    fn anchor(&self, named: &NamedIncident) -> Result<usize, String> {
        let by_id = self.founding.get(named.id.as_str()).copied();
        let by_report = || named.reports.iter().find_map(|r| self.main.get(r.as_str()).copied());
        by_id.or_else(by_report).ok_or_else(|| format!("there is no incident {} any more", named.id))
    }

    fn merge(&mut self, a: usize, b: usize) -> Result<BTreeSet<usize>, String> {
        let (into, from) = (self.group_of[a], self.group_of[b]);
        if into != from {
            let moved = std::mem::take(&mut self.groups[from]);
            moved.iter().for_each(|m| self.group_of[*m] = into);
            self.groups[into].extend(moved);
        }
        Ok(BTreeSet::from([a, b]))
    }

    fn split(&mut self, anchor: usize, reports: &[ReportId], named: &NamedIncident) -> Result<BTreeSet<usize>, String> {
        let group = self.group_of[anchor];
        let leaves = |n: &usize| reports.contains(&self.linked.accounts[*n].report);
        let (gone, left): (Vec<usize>, Vec<usize>) = self.groups[group].iter().partition(|n| leaves(n));
        let (Some(first), Some(stays)) = (gone.first().copied(), left.first().copied()) else {
            let reason =
                if left.is_empty() { "no other report would be left in" } else { "none of these reports is in" };
            return Err(format!("{reason} {}", named.id));
        };
        self.groups[group] = left;
        self.group_of_new(gone);
        Ok(BTreeSet::from([stays, first]))
    }

    fn group_of_new(&mut self, members: Vec<usize>) {
        members.iter().for_each(|m| self.group_of[*m] = self.groups.len());
        self.groups.push(members);
    }

    fn send(&mut self, report: &ReportId, anchor: usize) -> Result<BTreeSet<usize>, String> {
        let main = self.main.get(report.as_str()).copied();
        let account = main.ok_or_else(|| format!("report {report} tells of no incident, or is not in the ledger"))?;
        let (from, into) = (self.group_of[account], self.group_of[anchor]);
        if from != into {
            self.groups[from].retain(|m| *m != account);
            self.groups[into].push(account);
            self.group_of[account] = into;
        }
        Ok(BTreeSet::from([account, anchor]))
    }

    /// The claim of this id and these words, or one of these words.
    fn claim(&self, named: &NamedClaim) -> Result<&'a Claim, String> {
        let text = self.linked.reports.iter().find(|r| r.id == named.report).map_or("", |r| r.text.as_str());
        let says = |c: &&Claim| {
            let figure = c.casualties.as_ref().map_or("", |f| f.quantity.text.as_str());
            c.evidence.first().is_some_and(|e| e.slice(text) == named.words) && figure == named.figure
        };
        let of = || self.linked.claims.iter().filter(|c| c.report == named.report);
        let found = of().filter(|c| c.id == named.id).find(says).or_else(|| of().find(says));
        found.ok_or_else(|| format!("report {} has no claim “{}” any more", named.report, named.words))
    }

    fn add(&self, anchor: usize, claim: &Claim, done: &mut Decided) -> Result<BTreeSet<usize>, String> {
        let of = |n: &&usize| self.linked.accounts[**n].report == claim.report;
        let account = self.groups[self.group_of[anchor]].iter().find(of);
        let account =
            account.ok_or_else(|| format!("report {} does not tell of this incident any more", claim.report))?;
        let text = self.linked.reports.iter().find(|r| r.id == claim.report).map_or("", |r| r.text.as_str());
        if claim.evidence.is_empty() || claim.evidence.iter().any(|e| e.slice(text).is_empty()) {
            return Err(format!("its words do not stand in report {} any more", claim.report));
        }
        let account_id = Some(self.linked.accounts[*account].id.clone());
        done.added.push(Claim { account: account_id, incident: None, ..claim.clone() });
        Ok(BTreeSet::from([*account]))
    }
}

/// Puts the claims added by hand behind those of their reports.
pub(super) fn insert(linked: &mut Linked, added: Vec<Claim>) {
    if added.is_empty() {
        return;
    }
    linked.claims.extend(added);
    let rank: HashMap<&str, usize> = linked.reports.iter().enumerate().map(|(n, r)| (r.id.as_str(), n)).collect();
    linked.claims.sort_by_key(|c| rank.get(c.report.as_str()).copied());
}
