//! What one incident is: its event, date, place, actors and title, chosen among its accounts.
//!
//! Made from the accounts of one incident by plain votes, ties broken the same way always. Leaves figures, history
//! and questions to `reconcile`.

use crate::calendar::in_words;
use crate::linking::{Linked, Membership};
use crate::words::{Map, fold};
use dateline_model::{
    Account, Claim, ClaimId, Confidence, DatePrecision, Event, EventDate, Incident, NamedActor, Place, PlacePrecision,
    Report, ReportId, Role, Sources, Standing, Status, Subtype,
};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Reports and claims by what they belong to.
pub(crate) struct Index<'a> {
    reports: Map<&'a str, &'a Report>,
    claims: Map<&'a str, Vec<&'a Claim>>,
    rejected: &'a BTreeSet<ClaimId>,
}

impl<'a> Index<'a> {
    pub fn of(linked: &'a Linked) -> Index<'a> {
        let mut claims: Map<&str, Vec<&Claim>> = Map::default();
        for claim in &linked.claims {
            if let Some(incident) = &claim.incident {
                claims.entry(incident.as_str()).or_default().push(claim);
            }
        }
        let reports = linked.reports.iter().map(|r| (r.id.as_str(), r)).collect();
        Index { reports, claims, rejected: &linked.rejected }
    }
}

/// One incident's accounts, claims and reports.
pub(crate) struct Members<'a> {
    membership: &'a Membership,
    pub accounts: Vec<&'a Account>,
    /// Those that count.
    pub claims: Vec<&'a Claim>,
    all_claims: Vec<&'a Claim>,
    reports: BTreeMap<&'a str, &'a Report>,
}

impl<'a> Members<'a> {
    pub fn of(linked: &'a Linked, index: &Index<'a>, membership: &'a Membership) -> Members<'a> {
        let accounts: Vec<&Account> = membership.accounts.iter().filter_map(|n| linked.accounts.get(*n)).collect();
        let held = |a: &&'a Account| index.reports.get(a.report.as_str()).map(|r| (a.report.as_str(), *r));
        let reports = accounts.iter().filter_map(held).collect();
        let all_claims = index.claims.get(membership.id.as_str()).cloned().unwrap_or_default();
        let claims = all_claims.iter().copied().filter(|c| !index.rejected.contains(&c.id)).collect();
        Members { membership, accounts, claims, all_claims, reports }
    }

    pub fn report(&self, id: &ReportId) -> Option<&'a Report> {
        self.reports.get(id.as_str()).copied()
    }

    /// What people call the report of an account.
    pub fn label(&self, account: &'a Account) -> &'a str {
        self.report(&account.report).map_or(account.report.as_str(), Report::label)
    }

    /// Directory ids of those who are said to have done it.
    pub fn perpetrator_ids(&self) -> BTreeSet<String> {
        let doers = self.accounts.iter().flat_map(|a| &a.participants).filter(|p| p.role == Role::Perpetrator);
        doers.filter(|p| p.confidence != Some(Confidence::Denied)).filter_map(|p| p.actor.clone()).collect()
    }
}

/// The incident without its figures.
pub(crate) fn describe(members: &Members<'_>) -> Option<Incident> {
    let accounts = &members.accounts;
    let event = event(accounts)?;
    let (date, dated) = date(accounts);
    let (mut place, placed) = place(accounts);
    let first = *accounts.first()?;
    let evidence = dated.or(placed).unwrap_or(first);
    if let Some(place) = place.as_mut().filter(|_| placed.is_some_and(|p| p.report != evidence.report)) {
        // The contract names one report for the evidence of both.
        place.evidence = accounts.iter().find(|a| a.report == evidence.report).map_or_else(Vec::new, |a| {
            let one = |p: &&Place| p.name == place.name || p.geonames.is_some() && p.geonames == place.geonames;
            let same = a.place.as_ref().filter(one);
            same.map(|p| p.evidence.clone()).unwrap_or_default()
        });
    }
    let targets = named(accounts, &[Role::Target], true);
    let title = title(event, date.as_ref(), place.as_ref(), &targets);
    Some(Incident {
        id: members.membership.id.clone(),
        title,
        event,
        date,
        place,
        perpetrators: named(accounts, &[Role::Perpetrator], false),
        targets,
        weapons: weapons(accounts),
        responsibility: Vec::new(),
        reports: members.accounts.iter().map(|a| a.report.clone()).fold(Vec::new(), push_new),
        accounts: accounts.iter().map(|a| a.id.clone()).collect(),
        claims: members.all_claims.iter().map(|c| c.id.clone()).collect(),
        absorbed: members.membership.absorbed.clone(),
        sources: sources(members),
        estimates: Vec::new(),
        history: Vec::new(),
        open_questions: Vec::new(),
        status: Status::Open,
        evidence_report: evidence.report.clone(),
        background: members.membership.background,
        decisions: Vec::new(),
        joined: Vec::new(),
    })
}

fn push_new(mut list: Vec<ReportId>, id: ReportId) -> Vec<ReportId> {
    if !list.contains(&id) {
        list.push(id);
    }
    list
}

/// How much an account's word counts: those whose report is about it before those that recall it.
fn say(account: &Account) -> u32 {
    match account.standing {
        Standing::Main => 4,
        Standing::Other => 2,
        Standing::Background => 1,
    }
}

/// The value with the most say; of equals the smallest.
fn vote<K: Ord + Clone>(values: impl Iterator<Item = (K, u32)>) -> Option<K> {
    let mut votes: BTreeMap<K, u32> = BTreeMap::new();
    for (value, weight) in values {
        *votes.entry(value).or_default() += weight;
    }
    let most = votes.values().copied().max()?;
    votes.into_iter().find(|(_, n)| *n == most).map(|(value, _)| value)
}

/// The type most accounts give, then the sub-type: what is told exactly counts for more than "an attack".
fn event(accounts: &[&Account]) -> Option<Event> {
    let telling = |s: Subtype| match s {
        Subtype::Other => 1,
        Subtype::Attack | Subtype::ArmedClash => 2,
        _ => 4,
    };
    let votes = || accounts.iter().map(|a| (a.event.subtype, say(a) * telling(a.event.subtype)));
    let kind = vote(votes().map(|(s, n)| (s.event_type(), n)))?;
    let subtype = vote(votes().filter(|(s, _)| s.event_type() == kind))?;
    let of = || accounts.iter().filter(|a| a.event.subtype == subtype);
    let muc = vote(of().filter(|a| a.event.muc.is_some()).map(|a| (a.event.muc, say(a)))).flatten();
    let stage = vote(of().map(|a| (a.event.stage, say(a))))?;
    Some(Event { subtype, muc, stage })
}

/// The date of an incident, for those who need it before it is reconciled.
pub(crate) fn date_of(linked: &Linked, membership: &Membership) -> Option<EventDate> {
    let accounts: Vec<&Account> = membership.accounts.iter().filter_map(|n| linked.accounts.get(*n)).collect();
    date(&accounts).0
}

/// The date most accounts give: a single day before a range; with the account it was taken from.
fn date<'a>(accounts: &[&'a Account]) -> (Option<EventDate>, Option<&'a Account>) {
    let dated = || accounts.iter().filter_map(|a| a.date.as_ref().map(|d| (*a, d)));
    let exact = |d: &EventDate| d.is_day() && d.precision <= DatePrecision::Day;
    // a day taken from that of the report speaks only where no words tell of one
    let told = dated().any(|(a, d)| exact(d) && a.standing == Standing::Main && certain(d) > 1);
    let votes = dated().filter(|(_, d)| exact(d) && (!told || certain(d) > 1));
    let day = vote(votes.map(|(a, d)| ((d.start, d.end), say(a) * certain(d))));
    let range = || {
        dated()
            .map(|(_, d)| (d.end, d.start))
            .min_by_key(|(end, start)| (crate::calendar::day(*end) - crate::calendar::day(*start), *start))
    };
    let Some((start, end)) = day.or_else(|| range().map(|(end, start)| (start, end))) else { return (None, None) };
    let chosen = dated().filter(|(_, d)| (d.start, d.end) == (start, end));
    let chosen = chosen.max_by_key(|(a, d)| (say(a), certain(d), std::cmp::Reverse(&a.id)));
    // what the reports leave open is settled here: the likeliest day
    (chosen.map(|(_, d)| EventDate { open: false, ..d.clone() }), chosen.map(|(a, _)| a))
}

/// A date read from the words counts for more than one taken from the day of publication.
fn certain(date: &EventDate) -> u32 {
    if date.evidence.is_empty() { 1 } else { 3 }
}

/// How many times more a place counts whose area more than its name speaks for: "Albany" alone may be any.
const BACKED: u32 = 3;

/// The place most accounts give, the more exact first, and that of which a report tells in which area it lies; with the
/// account it was taken from.
fn place<'a>(accounts: &[&'a Account]) -> (Option<Place>, Option<&'a Account>) {
    let placed = || accounts.iter().filter_map(|a| a.place.as_ref().map(|p| (*a, p)));
    let exactness = |p: &Place| match p.precision {
        PlacePrecision::Site | PlacePrecision::Town => 8,
        PlacePrecision::District => 4,
        PlacePrecision::Admin1 => 2,
        PlacePrecision::Country => 1,
    };
    // one report's state speaks for the town that another only names
    let same_area = |p: &Place, q: &Place| p.country == q.country && p.admin1.is_some() && p.admin1 == q.admin1;
    let backed = |p: &Place| p.backed || placed().any(|(_, q)| q.backed && same_area(p, q));
    let weight = |p: &Place| exactness(p) * if backed(p) { BACKED } else { 1 };
    let key = |p: &Place| (p.name.as_deref().map(fold), p.admin1.clone(), p.country.clone());
    let Some(most) = vote(placed().map(|(a, p)| (key(p), say(a) * weight(p)))) else { return (None, None) };
    let same = || placed().filter(|(_, p)| key(p) == most);
    let site = vote(same().filter_map(|(a, p)| p.site.as_ref().map(|s| (s.clone(), say(a)))));
    let chosen = same().max_by_key(|(a, p)| (say(a), p.site == site, p.latitude.is_some(), std::cmp::Reverse(&a.id)));
    let Some((account, place)) = chosen else { return (None, None) };
    (Some(Place { site, ..place.clone() }), Some(account))
}

/// One participant under all the names it goes by.
#[derive(Default)]
struct Named {
    say: u32,
    by_name: bool,
    names: BTreeMap<String, u32>,
    actor: Option<String>,
}

impl Named {
    fn best(&self) -> String {
        vote(self.names.iter().map(|(name, n)| (name.clone(), *n))).unwrap_or_default()
    }
}

/// Those who take part in one of `roles`, the most often named first; "gunmen" only where nobody has a name.
fn named(accounts: &[&Account], roles: &[Role], things: bool) -> Vec<NamedActor> {
    let mut found: BTreeMap<String, Named> = BTreeMap::new();
    for account in accounts {
        let said = account.participants.iter().filter(|p| roles.contains(&p.role));
        for part in said.filter(|p| p.confidence != Some(Confidence::Denied)) {
            let Some(name) = part.name.as_ref().or(part.mentions.first()) else { continue };
            let entry = found.entry(part.actor.clone().unwrap_or_else(|| fold(name))).or_default();
            entry.say += say(account);
            entry.by_name |= part.name.as_deref().is_some_and(is_name) || part.actor.is_some();
            entry.actor = part.actor.clone();
            *entry.names.entry(name.clone()).or_default() += say(account);
        }
    }
    let any_named = found.values().any(|f| f.by_name);
    let mut list: Vec<Named> = found.into_values().filter(|f| f.by_name || !any_named || things).collect();
    list.sort_by_cached_key(|f| (std::cmp::Reverse(f.say), f.best()));
    list.into_iter().map(|f| NamedActor { name: f.best(), actor: f.actor }).collect()
}

/// Whether a name is one: not "an armed group", and in capitals where its script has them.
fn is_name(name: &str) -> bool {
    let described =
        ["a ", "an ", "the ", "some ", "two ", "unknown "].iter().any(|a| name.to_lowercase().starts_with(a));
    !described && name.chars().next().is_some_and(|c| !c.is_lowercase())
}

fn weapons(accounts: &[&Account]) -> Vec<String> {
    let tools = accounts.iter().flat_map(|a| &a.participants).filter(|p| p.role == Role::Instrument);
    let said: BTreeSet<String> =
        tools.filter_map(|p| p.name.as_ref().or(p.mentions.first())).map(|m| m.trim().to_lowercase()).collect();
    said.into_iter().collect()
}

fn sources(members: &Members<'_>) -> Sources {
    let reports: BTreeSet<&str> = members.reports.keys().copied().collect();
    let outlet = |r: &&Report| {
        let known = r.outlet.as_ref().and_then(|o| o.domain.clone().or_else(|| o.name.as_deref().map(fold)));
        known.unwrap_or_else(|| format!("? {}", r.id))
    };
    let outlets: BTreeSet<String> = members.reports.values().map(outlet).collect();
    let origins: BTreeSet<&str> = members.reports.values().map(|r| r.origin.as_str()).collect();
    Sources { reports: reports.len(), outlets: outlets.len(), independent: origins.len() }
}

static NOUNS: LazyLock<BTreeMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    let lines = include_str!("../data/titles.txt").lines().filter(|l| !l.starts_with('#'));
    let parts = lines.filter_map(|l| {
        let mut parts = l.split('|').map(str::trim);
        Some((parts.next()?, (parts.next()?, parts.next()?)))
    });
    parts.collect()
});

static COUNTRIES: LazyLock<BTreeMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../../atlas/countries.txt").lines().filter(|l| !l.starts_with('#'));
    let parts = lines.filter_map(|l| {
        let mut parts = l.split('|').map(str::trim);
        Some((parts.next()?, parts.next()?))
    });
    parts.collect()
});

/// "Attack on the Faladie military police school in Bamako, Mali, 17 September 2024".
pub(crate) fn title(event: Event, date: Option<&EventDate>, place: Option<&Place>, targets: &[NamedActor]) -> String {
    let (alone, with) = NOUNS.get(event.subtype.code()).copied().unwrap_or(("Incident", "Incident at"));
    let site = place.and_then(|p| p.site.as_deref());
    let hit = site.or(targets.first().map(|t| t.name.as_str())).map(str::trim).filter(|t| !t.is_empty());
    let hit = hit.map(|h| h.strip_prefix("at ").unwrap_or(h));
    let country = place.and_then(|p| p.country.as_deref());
    let country = country.map(|c| COUNTRIES.get(c).copied().unwrap_or(c));
    // "the Kenya college in Lodwar, Kenya": said once is enough.
    let hit = hit.map(|h| without_place(h, place, country));
    let mut out = match hit {
        Some(hit) => format!("{with} {}", with_article(hit)),
        None => alone.to_owned(),
    };
    let town = place.and_then(|p| p.name.as_deref()).filter(|n| Some(*n) != country);
    let town = town.filter(|t| hit.is_none_or(|h| !fold(h).contains(&fold(t)) || place.is_none()));
    let at: Vec<&str> = town.into_iter().chain(country).collect();
    if !at.is_empty() {
        out.push_str(" in ");
        out.push_str(&at.join(", "));
    }
    if let Some(date) = date {
        out.push_str(", ");
        out.push_str(&in_words(date));
    }
    out
}

/// A description without the name of the place it begins with.
fn without_place<'t>(hit: &'t str, place: Option<&Place>, country: Option<&str>) -> &'t str {
    let Some((first, rest)) = hit.split_once(' ') else { return hit };
    let described = rest.chars().next().is_some_and(char::is_lowercase);
    let names = [place.and_then(|p| p.name.as_deref()), place.and_then(|p| p.admin1.as_deref()), country];
    let named = names.into_iter().flatten().any(|name| fold(name).split(' ').next() == Some(fold(first).as_str()));
    if described && named { rest } else { hit }
}

/// A description takes the article ("the military police school"), a plain name none ("Garissa University College").
fn with_article(hit: &str) -> String {
    let first = hit.split_whitespace().next().unwrap_or("");
    let has_one = matches!(fold(first).as_str(), "the" | "a" | "an" | "several" | "two" | "three" | "their" | "his");
    let last = hit.split_whitespace().last().unwrap_or("");
    let described = last.chars().next().is_some_and(char::is_lowercase) && !last.ends_with('s');
    if !has_one && described { format!("the {hit}") } else { hit.to_owned() }
}
