//! Runs the sentences in `specs/` and compares the claims found with the ones written under them.
//!
//! A spec is a heading (`== …`), an optional `date: 2031-03-04`, a text of one or more lines, and what must be found,
//! one claim a line after `→` (in `asides.txt`, `scenes.txt` and `subjects.txt` one account, with its day and place; in `parties.txt` and
//! `victims.txt` one account, with those who took part; in `further.txt` the claims that are neither figures, nor of who
//! did it, nor of what is not known, which all other files leave out). A text that opens with a place in capitals and a dash
//! was filed there. A line after `✗` is what should be found but is not yet: it is
//! counted, and must go as soon as it is found. `UPDATE_SPECS=1 cargo test -p dateline-claims --test specs` rewrites the `→` lines.

use dateline_atlas::Atlas;
use dateline_claims::{FrameSet, extract};
use dateline_language::{Language, embedded_english};
use dateline_model::{
    Account, Block, BlockKind, Claim, ClaimKind, Confidence, OriginId, Participant, Published, PublishedBasis,
    PublishedPrecision, Quantity, Report, ReportId, ReportKind, Span, Stage, Standing,
};
use std::fmt::Write as _;
use std::path::Path;

struct Spec {
    heading: String,
    date: Option<String>,
    text: String,
    found: Vec<String>,
    wanted: Vec<String>,
}

#[test]
fn every_spec_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let update = std::env::var_os("UPDATE_SPECS").is_some();
    let english = Language::load(embedded_english()).unwrap();
    let (mut wrong, mut known, mut count) = (String::new(), 0, 0);
    let mut files: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|e| e.unwrap().path()).collect();
    files.retain(|path| path.is_file());
    files.sort();
    for file in files {
        let written = std::fs::read_to_string(&file).unwrap();
        let (head, specs) = parse(&written);
        let mut rewritten = head;
        for spec in specs {
            count += 1;
            let found = match file.file_stem().and_then(|stem| stem.to_str()) {
                Some("asides" | "scenes" | "subjects" | "villages") => accounts(&spec, &english),
                Some("parties" | "victims") => parties(&spec, &english),
                Some("further") => claims(&spec, &english, true),
                _ => claims(&spec, &english, false),
            };
            known += spec.wanted.len();
            let arrived: Vec<_> = spec.wanted.iter().filter(|w| found.contains(w)).cloned().collect();
            if found != spec.found || !arrived.is_empty() {
                let name = file.file_name().unwrap().to_string_lossy();
                writeln!(
                    wrong,
                    "\n{name}: {}\n  expected {:#?}\n  found    {found:#?}\n  now found, take the ✗ away: {arrived:?}",
                    spec.heading, spec.found
                )
                .unwrap();
            }
            rewritten += &print(&Spec {
                found,
                wanted: spec.wanted.iter().filter(|w| !arrived.contains(w)).cloned().collect(),
                ..spec
            });
        }
        if update {
            std::fs::write(&file, rewritten).unwrap();
        }
    }
    println!("{count} specs, {known} known wrong");
    assert!(update || wrong.is_empty(), "{wrong}");
}

fn parse(written: &str) -> (String, Vec<Spec>) {
    let (mut head, mut specs) = (String::new(), Vec::<Spec>::new());
    for line in written.lines() {
        if let Some(heading) = line.strip_prefix("== ") {
            specs.push(Spec {
                heading: heading.to_owned(),
                date: None,
                text: String::new(),
                found: vec![],
                wanted: vec![],
            });
            continue;
        }
        let Some(spec) = specs.last_mut() else {
            head += &format!("{line}\n");
            continue;
        };
        if let Some(date) = line.strip_prefix("date: ") {
            spec.date = Some(date.to_owned());
        } else if let Some(claim) = line.strip_prefix("→ ") {
            spec.found.push(claim.to_owned());
        } else if let Some(claim) = line.strip_prefix("✗ ") {
            spec.wanted.push(claim.to_owned());
        } else if !line.trim().is_empty() || !spec.text.is_empty() && spec.found.is_empty() {
            spec.text += &format!("{line}\n");
        }
    }
    (head, specs)
}

fn print(spec: &Spec) -> String {
    let mut out = format!("== {}\n", spec.heading);
    if let Some(date) = &spec.date {
        writeln!(out, "date: {date}").unwrap();
    }
    writeln!(out, "{}", spec.text.trim_end()).unwrap();
    spec.found.iter().for_each(|c| writeln!(out, "→ {c}").unwrap());
    spec.wanted.iter().for_each(|c| writeln!(out, "✗ {c}").unwrap());
    out.push('\n');
    out
}

fn claims(spec: &Spec, english: &Language, further: bool) -> Vec<String> {
    let report = report(spec);
    let extraction =
        extract(&report, &english.parse(&report.text, &report.blocks), Atlas::embedded(), FrameSet::embedded(), None);
    let standing = |c: &Claim| {
        extraction.accounts.iter().find(|a| Some(&a.id) == c.account.as_ref()).map_or("no account", |a| {
            match a.standing {
                Standing::Main => "main",
                Standing::Other => "other",
                Standing::Background => "background",
            }
        })
    };
    let shown = extraction.claims.iter().filter(|claim| claim.matter.is_some() == further);
    shown.map(|claim| line(claim, standing(claim))).collect()
}

/// When and where each account says its incident happened.
fn accounts(spec: &Spec, english: &Language) -> Vec<String> {
    let report = report(spec);
    let document = english.parse(&report.text, &report.blocks);
    let extraction = extract(&report, &document, Atlas::embedded(), FrameSet::embedded(), None);
    let line = |account: &Account| {
        let date = account.date.as_ref().map_or("no day".to_owned(), |d| match d.start == d.end {
            true => d.start.to_string(),
            false => format!("{} to {}", d.start, d.end),
        });
        let open = if account.date.as_ref().is_some_and(|d| d.open) { " or before" } else { "" };
        let inferred = account.date.as_ref().is_some_and(|d| d.evidence.is_empty());
        let place = account.place.as_ref().map_or("no place".to_owned(), |p| {
            let parts = [p.site.as_deref(), p.name.as_deref(), p.admin1.as_deref(), p.country.as_deref()];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        format!("{} · {date}{open}{} · {place}", account.standing, if inferred { " (inferred)" } else { "" })
    };
    extraction.accounts.iter().map(line).collect()
}

/// One account a line: its standing, its kind, and who took part.
fn parties(spec: &Spec, english: &Language) -> Vec<String> {
    let report = report(spec);
    let document = english.parse(&report.text, &report.blocks);
    let extraction = extract(&report, &document, Atlas::embedded(), FrameSet::embedded(), None);
    let one = |p: &Participant| {
        let number = p.number.as_ref().and_then(Quantity::point).map_or(String::new(), |n| format!(" {n}"));
        let country = p.nationality.as_ref().map_or(String::new(), |name| format!(" [{name}]"));
        let effect = p.effect.map_or(String::new(), |e| format!(" = {}", e.code()));
        let sure =
            p.confidence.filter(|c| *c != Confidence::Fact).map_or(String::new(), |c| format!(" ({})", c.code()));
        format!("{}{number} {}{country}{effect}{sure}", p.role.code(), p.mentions.join("/"))
    };
    let line = |account: &Account| {
        let kind = account.event.muc.map_or("-", |m| m.code());
        let stage = if account.event.stage == Stage::Accomplished { "" } else { account.event.stage.code() };
        let mut parts = vec![account.standing.to_string(), format!("{kind} {stage}").trim_end().to_owned()];
        parts.extend(account.participants.iter().map(one));
        parts.join(" · ")
    };
    extraction.accounts.iter().map(line).collect()
}

fn report(spec: &Spec) -> Report {
    let text = spec.text.trim_end().to_owned();
    // "NIAMEY - Gunmen …"
    let place = text.split_once(" - ").map(|(place, _)| place).filter(|p| !p.contains(char::is_lowercase));
    let filed = place.map(|p| Span::new(0, p.len()));
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        if !trimmed.is_empty() {
            let kind = if blocks.is_empty() && !trimmed.ends_with(['.', '"', '”']) {
                BlockKind::Title
            } else {
                BlockKind::Paragraph
            };
            blocks.push(Block { span: Span::new(at, at + trimmed.len()), kind });
        }
        at += line.len();
    }
    let published = spec.date.as_ref().map(|d| Published {
        date: d.parse().unwrap(),
        time: None,
        precision: PublishedPrecision::Day,
        basis: PublishedBasis::Header,
    });
    Report {
        id: ReportId("r".into()),
        path: None,
        url: None,
        outlet: None,
        title: None,
        language: Some("en".into()),
        published,
        agencies: vec![],
        copy_of: None,
        origin: OriginId("r".into()),
        kind: ReportKind::Other,
        text,
        blocks,
        dateline_place: filed,
        notes: vec![],
    }
}

fn line(claim: &Claim, standing: &str) -> String {
    let what = match (&claim.casualties, &claim.responsibility) {
        (Some(c), _) => {
            let old = if c.superseded { " (superseded)" } else { "" };
            let part = if c.part_of.is_some() { " (part)" } else { "" };
            format!("{} {} {}{old}{part}", c.category, bounds(&c.quantity), c.group)
        }
        (_, Some(r)) => format!("responsibility {} {}", r.stance, r.actor),
        _ if claim.kind == ClaimKind::Status => "status".to_owned(),
        _ if claim.matter.is_some() => further(claim),
        _ => claim.kind.to_string(),
    };
    let speaker = claim.speaker.as_ref().map_or("the outlet".to_owned(), |s| {
        let name = s.name.as_ref().filter(|n| **n != s.text).map_or(String::new(), |n| format!(" = {n}"));
        format!("{}{name} [{}]", s.text, s.kind)
    });
    let via: String = claim.via.iter().map(|v| format!(" via {}", v.text)).collect();
    format!("{what} · {speaker}{via} · {} · {standing}", claim.modality)
}

/// "damage 40 houses burned", "reaction condemned condemnation".
fn further(claim: &Claim) -> String {
    let Some(about) = &claim.matter else { return String::new() };
    let number = about.quantity.as_ref().map(|q| format!(" {}", bounds(q))).unwrap_or_default();
    let sort = about.sort.map(|s| format!(" {s}")).unwrap_or_default();
    format!("{}{number} {}{sort}", claim.kind, about.what)
}

fn bounds(q: &Quantity) -> String {
    let show = |n: Option<u64>| n.map_or(String::new(), |n| n.to_string());
    if q.low == q.high {
        format!("{}{}", if q.qualifier == dateline_model::Qualifier::About { "~" } else { "" }, show(q.low))
    } else {
        format!("{}-{}", show(q.low), show(q.high)) + if q.is_word() { "?" } else { "" }
    }
}
