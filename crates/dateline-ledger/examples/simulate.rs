//! A small world with known truth, to watch how linking grows: `simulate 10000 100000`.
//!
//! Each incident has a day, a town, a group and a toll; its reports come days apart, some undated, some copies, some
//! with a lower or a party's figure. Prints, for each size, seconds, microseconds a report and B-cubed precision and
//! recall against the truth.

use dateline_ledger::{Rule, link, reconcile_whole};
use dateline_model::*;
use jiff::civil::{Date, date};
use std::collections::HashMap;
use std::time::Instant;

fn main() {
    for size in std::env::args().skip(1).filter_map(|a| a.parse::<usize>().ok()) {
        let (reports, accounts, claims, truth) = world(size);
        let start = Instant::now();
        let linked = link(reports, accounts, claims);
        let linking = start.elapsed();
        let ledger = reconcile_whole(linked, Rule::default());
        let both = start.elapsed();
        let each = linking.as_secs_f64() * 1e6 / size as f64;
        let (precision, recall) = b_cubed(&ledger.accounts, &truth);
        println!(
            "{size} reports: linking {:.2} s ({each:.0} µs a report), with reconciling {:.2} s; {} incidents; P {precision:.3} R {recall:.3}",
            linking.as_secs_f64(),
            both.as_secs_f64(),
            ledger.incidents.len()
        );
    }
}

/// Numbers that look random and are the same in every run (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn name(&mut self) -> String {
        const PARTS: [&str; 16] =
            ["ba", "kor", "din", "sa", "mel", "tu", "ra", "gon", "fi", "lem", "zou", "nar", "wi", "hal", "pe", "oma"];
        let mut name: String = (0..3).map(|_| PARTS[self.roll(PARTS.len())]).collect();
        name[..1].make_ascii_uppercase();
        name
    }
}

struct Event {
    day: i32,
    town: usize,
    group: usize,
    toll: u64,
    names: [String; 4],
}

type World = (Vec<Report>, Vec<Account>, Vec<Claim>, HashMap<String, usize>);

fn world(size: usize) -> World {
    let mut dice = Dice(7);
    let (mut reports, mut accounts, mut claims, mut truth) = (Vec::new(), Vec::new(), Vec::new(), HashMap::new());
    let incidents = size / 4;
    // A news stream of some hundred incidents a week, whatever its length.
    let days = (incidents / 16).max(30);
    let mut event = None;
    for n in 0..size {
        if n % 4 == 0 {
            let names = [dice.name(), dice.name(), dice.name(), dice.name()];
            let toll = 1 + dice.roll(40) as u64;
            event =
                Some(Event { day: dice.roll(days) as i32, town: dice.roll(3000), group: dice.roll(40), toll, names });
        }
        let Some(event) = &event else { continue };
        let told = tell(event, n, &mut dice);
        truth.insert(told.0.id.0.clone(), n / 4);
        reports.push(told.0);
        accounts.push(told.1);
        claims.push(told.2);
    }
    (reports, accounts, claims, truth)
}

fn day(n: i32) -> Date {
    date(2000, 1, 1).checked_add(jiff::Span::new().days(n)).unwrap_or(date(2000, 1, 1))
}

fn tell(event: &Event, n: usize, dice: &mut Dice) -> (Report, Account, Claim) {
    const WAYS: [&str; 4] = [
        "Gunmen of {g} attacked the town of {t}, killing {k} people, elder {a} said. They burned the house of {b} near {c}.",
        "At least {k} people died when {g} raided {t}, according to {a}. Survivor {d} hid by the road to {c}.",
        "The toll of the raid on {t} by {g} stands at {k}, said {a}, who buried {b} and {d} that evening.",
        "{k} were killed in {t}. Witness {d} saw fighters of {g} come from {c}, and {b} is among the dead.",
    ];
    let toll = if dice.roll(4) == 0 { event.toll / 2 + 1 } else { event.toll };
    let mut text = WAYS[dice.roll(WAYS.len())].replace("{k}", &toll.to_string());
    for (mark, name) in ["{a}", "{b}", "{c}", "{d}"].iter().zip(&event.names) {
        text = text.replace(mark, name);
    }
    text = text.replace("{t}", &format!("Town{}", event.town)).replace("{g}", &format!("Front {}", event.group));
    let published = (dice.roll(10) > 0).then(|| Published {
        date: day(event.day + dice.roll(5) as i32),
        time: None,
        precision: PublishedPrecision::Day,
        basis: PublishedBasis::Header,
    });
    let report = report(n, text, published);
    let account = account(&report, event, dice);
    let claim = claim(&report, &account, toll);
    (report, account, claim)
}

fn report(n: usize, text: String, published: Option<Published>) -> Report {
    let id = ReportId(format!("{n:08}"));
    let kind = ReportKind::Incident;
    let origin = OriginId(id.0.clone());
    let (agencies, blocks, notes) = (Vec::new(), Vec::new(), Vec::new());
    let (path, url, outlet, title, language) = (Some(format!("{n:08}.txt")), None, None, None, None);
    let (copy_of, dateline_place) = (None, None);
    Report {
        id,
        path,
        url,
        outlet,
        title,
        language,
        published,
        agencies,
        copy_of,
        origin,
        kind,
        text,
        blocks,
        dateline_place,
        notes,
    }
}

fn account(report: &Report, event: &Event, dice: &mut Dice) -> Account {
    let start = day(event.day);
    let dated = report.published.is_some() && dice.roll(8) > 0;
    let evidence = vec![Span::new(0, report.text.len())];
    let exact = EventDate {
        start,
        end: start,
        precision: DatePrecision::Day,
        basis: "weekday".into(),
        evidence: evidence.clone(),
    };
    let place = Place {
        name: Some(format!("Town{}", event.town)),
        site: None,
        admin1: Some(format!("Area{}", event.town / 50)),
        country: Some(["ML", "NE", "BF", "NG", "TD"][event.town % 5].into()),
        latitude: Some((event.town / 60) as f64 * 0.6 - 15.0),
        longitude: Some((event.town % 60) as f64 * 0.6),
        geonames: None,
        precision: PlacePrecision::Town,
        evidence: Vec::new(),
    };
    Account {
        id: AccountId(format!("{}-a0", report.id)),
        report: report.id.clone(),
        incident: None,
        standing: Standing::Main,
        event: dateline_model::Event { subtype: Subtype::Attack, muc: Some(Muc::Attack), stage: Stage::Accomplished },
        date: dated.then_some(exact),
        time_of_day: None,
        place: Some(place),
        participants: Vec::new(),
        evidence,
        reason: String::new(),
    }
}

fn claim(report: &Report, account: &Account, toll: u64) -> Claim {
    let span = Span::new(0, 1);
    let (group, quantity) = ("unspecified".to_owned(), Quantity::exact(toll, toll.to_string()));
    let category = Category::Killed;
    Claim {
        id: ClaimId(format!("{}-c0", report.id)),
        report: report.id.clone(),
        account: Some(account.id.clone()),
        incident: None,
        kind: ClaimKind::Casualties,
        modality: Modality::Asserted,
        speaker: None,
        via: Vec::new(),
        anonymous: false,
        said: None,
        evidence: vec![span],
        casualties: Some(Casualties { category, group, quantity, superseded: false, part_of: None, site: None, span }),
        responsibility: None,
        read_by: String::new(),
    }
}

fn b_cubed(accounts: &[Account], truth: &HashMap<String, usize>) -> (f64, f64) {
    let mut found: HashMap<&str, HashMap<usize, usize>> = HashMap::new();
    let mut real: HashMap<usize, usize> = HashMap::new();
    for account in accounts {
        let Some(event) = truth.get(account.report.as_str()) else { continue };
        let incident = account.incident.as_ref().map_or("", |i| i.as_str());
        *found.entry(incident).or_default().entry(*event).or_default() += 1;
        *real.entry(*event).or_default() += 1;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for events in found.values() {
        let all: usize = events.values().sum();
        for (event, n) in events {
            precision += (n * n) as f64 / all as f64;
            recall += (n * n) as f64 / real[event] as f64;
        }
    }
    let n = accounts.len().max(1) as f64;
    (precision / n, recall / n)
}
