//! How linking grows: time, memory and accuracy on invented worlds of several sizes.
//!
//! Made from `world` without the stages that read text: each report comes as the account and the figure that reading
//! would give. Every size is measured in a process of its own, once with and once without linking: the difference is
//! linking's CPU time. Reading texts at size is measured by `keeping`.

use crate::world::{Dice, Telling, world};
use anyhow::{Context, Result, bail};
use clap::Args;
use dateline_ledger::{Rule, link, reconcile_whole};
use dateline_model::*;
use std::collections::HashMap;
use std::process::{Command, ExitCode, Stdio};
use wait4::Wait4;

/// Which sizes.
#[derive(Debug, Args)]
pub struct GrowthArgs {
    /// Numbers of reports.
    #[arg(default_values_t = [10_000, 100_000, 1_000_000])]
    sizes: Vec<usize>,
    /// Only make the world of the first size (for the measuring itself).
    #[arg(long, hide = true)]
    world: bool,
    /// Make and link the world of the first size (for the measuring itself).
    #[arg(long, hide = true)]
    one: bool,
}

const TOWNS: usize = 3000;
const GROUPS: usize = 40;

/// Measures and prints.
pub fn run(args: &GrowthArgs) -> Result<ExitCode> {
    let size = args.sizes.first().copied().unwrap_or(10_000);
    if args.world {
        println!("{}", values(size).0.len());
    } else if args.one {
        println!("{}", linked(size));
    } else {
        println!("  reports  linking µs CPU/report  with reconciling  peak MiB");
        for size in &args.sizes {
            let (world, _, _) = child(*size, "--world")?;
            let (whole, peak, said) = child(*size, "--one")?;
            let each = (whole - world) * 1e6 / (*size).max(1) as f64;
            println!("{size:>9}{each:>23.1}{peak:>26.0}  {said}");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// CPU seconds, peak memory in MiB and output of a run of its own.
fn child(size: usize, mode: &str) -> Result<(f64, f64, String)> {
    let me = std::env::current_exe().context("the path of this program")?;
    let mut command = Command::new(me);
    command.args(["growth", &size.to_string(), mode]).stdout(Stdio::piped());
    let mut child = command.spawn().context("running itself")?;
    let said = std::io::read_to_string(child.stdout.take().context("its output")?)?;
    let used = child.wait4().context("waiting for it")?;
    if !used.status.success() {
        bail!("{size} reports: {}", used.status);
    }
    let cpu = (used.rusage.utime + used.rusage.stime).as_secs_f64();
    Ok((cpu, used.rusage.maxrss as f64 / f64::from(1 << 20), said.trim().to_owned()))
}

fn linked(size: usize) -> String {
    let (reports, accounts, claims, truth) = values(size);
    let ledger = reconcile_whole(link(reports, accounts, claims), Rule::default());
    let (precision, recall) = b_cubed(&ledger.accounts, &truth);
    format!("{} incidents, P {precision:.3} R {recall:.3}", ledger.incidents.len())
}

type Values = (Vec<Report>, Vec<Account>, Vec<Claim>, Vec<usize>);

/// A world as the stages before linking would hand it over, with the incident of each report.
fn values(size: usize) -> Values {
    let mut dice = Dice::new(11);
    let (mut reports, mut accounts, mut claims, mut truth) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for telling in world(size, 7, TOWNS, GROUPS) {
        let told = tell(&telling, &mut dice);
        truth.push(telling.event.number);
        reports.push(told.0);
        accounts.push(told.1);
        claims.push(told.2);
    }
    (reports, accounts, claims, truth)
}

fn tell(telling: &Telling, dice: &mut Dice) -> (Report, Account, Claim) {
    let event = &telling.event;
    const WAYS: [&str; 4] = [
        "Gunmen of {g} attacked the town of {t}, killing {k} people, elder {a} said. They burned the house of {b} near {c}.",
        "At least {k} people died when {g} raided {t}, according to {a}. Survivor {d} hid by the road to {c}.",
        "The toll of the raid on {t} by {g} stands at {k}, said {a}, who buried {b} and {d} that evening.",
        "{k} were killed in {t}. Witness {d} saw fighters of {g} come from {c}, and {b} is among the dead.",
    ];
    let toll = if dice.one_in(4) { event.first_toll } else { event.toll.0 };
    let mut text = WAYS[dice.roll(WAYS.len())].replace("{k}", &toll.to_string());
    for (mark, name) in ["{a}", "{b}", "{c}", "{d}"].iter().zip(&event.names) {
        text = text.replace(mark, name);
    }
    text = text.replace("{t}", &format!("Town{}", event.town)).replace("{g}", &format!("Front {}", event.group));
    let published = telling.published.map(|date| Published {
        date,
        time: None,
        precision: PublishedPrecision::Day,
        basis: PublishedBasis::Header,
    });
    let report = report(telling.number, text, published);
    let account = account(&report, telling, dice);
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

fn account(report: &Report, telling: &Telling, dice: &mut Dice) -> Account {
    let event = &telling.event;
    let start = event.day;
    let dated = report.published.is_some() && dice.roll(8) > 0;
    let evidence = vec![Span::new(0, report.text.len())];
    let exact = EventDate {
        start,
        end: start,
        precision: DatePrecision::Day,
        basis: "weekday".into(),
        evidence: evidence.clone(),
        open: false,
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
        backed: true,
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
        matter: None,
        read_by: String::new(),
    }
}

fn b_cubed(accounts: &[Account], truth: &[usize]) -> (f64, f64) {
    let mut found: HashMap<&str, HashMap<usize, usize>> = HashMap::new();
    let mut real: HashMap<usize, usize> = HashMap::new();
    for account in accounts {
        // Reports are called by their rank.
        let Some(event) = account.report.0.parse::<usize>().ok().and_then(|n| truth.get(n)) else { continue };
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
