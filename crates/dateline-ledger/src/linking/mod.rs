//! Which accounts tell of one incident?
//!
//! Made from reports, accounts and claims: blocking, a scored and explained pair decision, clusters that do not
//! chain. Also dates undated reports by the incident they join and finds their text origins. Leaves what the claims
//! add up to, to `reconcile`.

mod block;
mod cluster;
mod credit;
mod decided;
mod input;
mod late;
mod pair;
mod profile;
mod published;

pub(crate) use pair::kilometres;
pub use pair::{Feature, PairDecision};
pub use published::infer_published;

use crate::origin::{Copies, find_copies};
use crate::words::Map;
use cluster::Edge;
use dateline_model::{Account, AccountId, Claim, ClaimId, Decision, IncidentId, Joined, Report, Standing};
use pair::decide;
use profile::{Profile, Rarity};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// One incident's accounts.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// Its id.
    pub id: IncidentId,
    /// Indexes of its accounts in [`Linked::accounts`], in order.
    pub accounts: Vec<usize>,
    /// Whether every account only recalls it.
    pub background: bool,
    /// The ids its other accounts would have founded, sorted: whoever knew the incident by one of them finds it.
    pub absorbed: Vec<IncidentId>,
}

/// Reports, accounts and claims in their order, grouped into incidents.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Linked {
    /// By path, then id.
    pub reports: Vec<Report>,
    /// By report, then rank.
    pub accounts: Vec<Account>,
    /// By report, then rank.
    pub claims: Vec<Claim>,
    /// By id.
    pub incidents: Vec<Membership>,
    /// For each account that was joined to another: the one it was closest to, and why; by account.
    pub joined: Vec<Joined>,
    /// What people decided about each incident, by number.
    pub decided: BTreeMap<IncidentId, Vec<Decision>>,
    /// Claims that people rejected: they stay, and count for nothing.
    pub rejected: BTreeSet<ClaimId>,
    /// The numbers of decisions that no longer apply, with the reason.
    pub unapplied: BTreeMap<u64, String>,
}

/// Groups accounts into incidents.
///
/// Sets `incident` of accounts and claims, `copy_of` and `origin` of reports, and the date of publication of undated
/// reports that join a dated incident (basis `inferred`, with a note `date-inferred`). An account that is only
/// recalled, without date and place, belongs to no incident.
pub fn link(reports: Vec<Report>, accounts: Vec<Account>, claims: Vec<Claim>) -> Linked {
    link_decided(reports, accounts, claims, &[])
}

/// [`link`], and then what people decided: they have the last word.
pub fn link_decided(
    reports: Vec<Report>,
    accounts: Vec<Account>,
    claims: Vec<Claim>,
    decisions: &[Decision],
) -> Linked {
    let mut linked = input::ordered(reports, accounts, claims);
    let copies = find_copies(&linked.reports);
    let view = View::of(&linked, &copies);
    let groups = view.groups();
    linked.joined = view.explain(&groups, &linked.accounts);
    // Large ledgers fill the memory.
    drop(view);
    let decided = decided::decide(&linked, groups, decisions);
    linked.incidents = memberships(&linked, decided.groups);
    decided::insert(&mut linked, decided.added);
    write_incidents(&mut linked);
    for (decision, about) in decided.about {
        let incidents: BTreeSet<IncidentId> =
            about.iter().filter_map(|n| linked.accounts[*n].incident.clone()).collect();
        for incident in incidents {
            linked.decided.entry(incident).or_default().push(decision.clone());
        }
    }
    (linked.rejected, linked.unapplied) = (decided.rejected, decided.unapplied);
    published_by_incident(&mut linked);
    credit::write_origins(&mut linked, &copies);
    linked
}

/// Every pair of accounts that blocking brings together, by their indexes in [`Linked::accounts`], with its decision:
/// what the weights are learned from.
pub fn compare(linked: &Linked) -> Vec<(usize, usize, PairDecision)> {
    let view = View::of(linked, &find_copies(&linked.reports));
    let pairs = block::candidates(&view.profiles, &view.rarity);
    let judged = pairs.par_iter().map(|(a, b)| (*a as usize, *b as usize));
    judged.map(|(a, b)| (a, b, view.decide(a, b))).collect()
}

/// What the decisions are made on.
struct View {
    profiles: Vec<Profile>,
    rarity: Rarity,
    shared: Map<(usize, usize), f64>,
}

impl View {
    fn of(linked: &Linked, copies: &Copies) -> View {
        let report_of: Map<&str, usize> = linked.reports.iter().enumerate().map(|(n, r)| (r.id.as_str(), n)).collect();
        let mut claims: Map<&str, Vec<&Claim>> = Map::default();
        for claim in &linked.claims {
            if let Some(account) = &claim.account {
                claims.entry(account.as_str()).or_default().push(claim);
            }
        }
        let none = Vec::new();
        let profile_of = |account: &Account| {
            let report = report_of.get(account.report.as_str()).copied().unwrap_or(0);
            let said = claims.get(account.id.as_str()).unwrap_or(&none);
            profile::profile(account, report, &linked.reports[report], said)
        };
        let mut profiles: Vec<Profile> = linked.accounts.par_iter().map(profile_of).collect();
        let rarity = Rarity::weigh(&mut profiles, |p| &mut p.words);
        Rarity::weigh(&mut profiles, |p| &mut p.story);
        late::doubt(&mut profiles, pair::alike);
        let shared = copies.pairs.iter().map(|p| ((p.a, p.b), p.share)).collect();
        View { profiles, rarity, shared }
    }

    fn decide(&self, a: usize, b: usize) -> PairDecision {
        let (x, y) = (&self.profiles[a], &self.profiles[b]);
        let reports = (x.report.min(y.report), x.report.max(y.report));
        decide(x, y, self.shared.get(&reports).copied().unwrap_or(0.0))
    }

    fn score(&self, a: usize, b: usize) -> Option<f32> {
        let decision = self.decide(a, b);
        decision.conflict.is_none().then(|| decision.score())
    }

    fn groups(&self) -> Vec<Vec<usize>> {
        let pairs = block::candidates(&self.profiles, &self.rarity);
        let edges: Vec<Edge> = pairs
            .par_iter()
            .filter_map(|(a, b)| {
                let (a, b) = (*a as usize, *b as usize);
                let score = self.score(a, b).filter(|s| *s >= pair::WEIGHTS.weigh)?;
                Some(Edge { a, b, score })
            })
            .collect();
        cluster::cluster(self.profiles.len(), edges, |a, b| self.score(a, b))
    }

    /// For each account of a group of several, the member it is closest to.
    fn explain(&self, groups: &[Vec<usize>], accounts: &[Account]) -> Vec<Joined> {
        let closest = |group: &Vec<usize>, a: usize| {
            // A large group is explained by its first members: the reason is the same, the work is not.
            let others = group.iter().copied().filter(|b| *b != a).take(32);
            let scored = others.map(|b| (b, self.decide(a.min(b), a.max(b))));
            scored.max_by(|x, y| x.1.score().total_cmp(&y.1.score()).then(y.0.cmp(&x.0)))
        };
        let mut out: Vec<(usize, usize, String)> = groups
            .par_iter()
            .filter(|g| g.len() > 1)
            .flat_map_iter(|g| {
                let joined = g.iter().filter_map(|a| closest(g, *a).map(|(b, d)| (*a, b, d.in_words())));
                joined.collect::<Vec<_>>()
            })
            .collect();
        out.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        let joined = |(a, b, why): (usize, usize, String)| Joined {
            account: accounts[a].id.clone(),
            to: accounts[b].id.clone(),
            why,
        };
        out.into_iter().map(joined).collect()
    }
}

fn memberships(linked: &Linked, groups: Vec<Vec<usize>>) -> Vec<Membership> {
    let published: Map<&str, _> =
        linked.reports.iter().map(|r| (r.id.as_str(), r.published.as_ref().map(|p| p.date))).collect();
    let mut out = BTreeMap::new();
    for accounts in groups {
        let members = || accounts.iter().map(|n| &linked.accounts[*n]);
        let background = members().all(|a| a.standing == Standing::Background);
        if background && members().all(|a| a.date.is_none() && a.place.is_none()) {
            continue;
        }
        // The earliest report founds the incident: later ones do not change its id.
        let age = |a: &Account| {
            let day = published.get(a.report.as_str()).copied().flatten();
            (a.standing == Standing::Background, day.is_none(), day)
        };
        let founder = members().min_by(|a, b| age(a).cmp(&age(b)).then_with(|| a.id.cmp(&b.id)));
        let Some(founder) = founder else { continue };
        let id = founding_id(founder);
        let absorbed: BTreeSet<IncidentId> = members().map(founding_id).filter(|other| *other != id).collect();
        let absorbed = absorbed.into_iter().collect();
        out.insert(id.clone(), Membership { id, accounts, background, absorbed });
    }
    out.into_values().collect()
}

/// The id of the incident that an account founds.
fn founding_id(account: &Account) -> IncidentId {
    let hash = blake3::hash(account.id.as_str().as_bytes());
    IncidentId(format!("i-{}", &hash.to_hex()[..12]))
}

fn write_incidents(linked: &mut Linked) {
    let mut incident_of: Map<AccountId, IncidentId> = Map::default();
    linked.accounts.iter_mut().for_each(|a| a.incident = None);
    for incident in &linked.incidents {
        for n in &incident.accounts {
            linked.accounts[*n].incident = Some(incident.id.clone());
            incident_of.insert(linked.accounts[*n].id.clone(), incident.id.clone());
        }
    }
    for claim in &mut linked.claims {
        claim.incident = claim.account.as_ref().and_then(|a| incident_of.get(a)).cloned();
    }
}

/// Dates undated reports by the incident their main account joined.
fn published_by_incident(linked: &mut Linked) {
    let report_of: Map<String, usize> = linked.reports.iter().enumerate().map(|(n, r)| (r.id.0.clone(), n)).collect();
    let mut dated: BTreeMap<usize, (IncidentId, dateline_model::EventDate)> = BTreeMap::new();
    for incident in &linked.incidents {
        let Some(date) = crate::incident::date_of(linked, incident).filter(|d| d.is_day()) else { continue };
        for n in &incident.accounts {
            let account = &linked.accounts[*n];
            let Some(report) = report_of.get(account.report.as_str()) else { continue };
            if account.standing == Standing::Main && linked.reports[*report].published.is_none() {
                dated.insert(*report, (incident.id.clone(), date.clone()));
            }
        }
    }
    for (n, (incident, date)) in &dated {
        published::write_inferred(&mut linked.reports[*n], incident, date.start);
    }
    for claim in linked.claims.iter_mut().filter(|c| c.said.is_none()) {
        let report = report_of.get(claim.report.as_str()).filter(|n| dated.contains_key(n));
        let published = report.and_then(|n| linked.reports[*n].published.as_ref());
        claim.said = published.map(|p| dateline_model::Said { date: p.date, basis: "published".to_owned() });
    }
}
