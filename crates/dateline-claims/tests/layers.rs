//! Runs the sentences in `specs/layers/` and compares the attributions and the quantities seen with those below them.
//!
//! A spec is a heading (`== …`), a text, and what must be seen in it, one a line after `→`: in `attributions.txt`
//! source | cue | content, in `quantities.txt` the words, the bounds, the qualifier and the unit. A spec without such a
//! line says that nothing must be seen. `UPDATE_SPECS=1 cargo test -p dateline-claims --test layers` rewrites them.

use dateline_atlas::Atlas;
use dateline_claims::{Seen, see};
use dateline_language::{Language, embedded_english};
use dateline_model::{Block, BlockKind, OriginId, Qualifier, Report, ReportId, ReportKind, Span};
use std::fmt::Write as _;
use std::path::Path;

#[test]
fn every_attribution_is_seen() {
    run("attributions.txt", |seen, text| {
        let cut = |span: Option<Span>| span.map_or("–", |s| s.slice(text));
        let content = |spans: &[Span]| spans.iter().map(|s| s.slice(text)).collect::<Vec<_>>().join(" + ");
        let all = seen.attributions.iter();
        all.map(|a| format!("{} | {} | {}", cut(a.source), cut(a.cue), content(&a.content))).collect()
    });
}

#[test]
fn every_quantity_is_seen() {
    run("quantities.txt", |seen, text| {
        let show = |n: Option<f64>| n.map_or(String::new(), |n| format!("{}", (n * 1000.0).round() / 1000.0));
        let all = seen.quantities.iter();
        all.map(|q| {
            let bounds = if q.low == q.high { show(q.low) } else { format!("{}–{}", show(q.low), show(q.high)) };
            let kind = if q.qualifier == Qualifier::Exact { "" } else { q.qualifier.code() };
            let unit = q.unit.as_deref().unwrap_or("");
            format!("{}: {bounds} {kind} {unit}", q.span.slice(text)).replace("  ", " ").trim().to_owned()
        })
        .collect()
    });
}

fn run(name: &str, look: impl Fn(&Seen, &str) -> Vec<String>) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs/layers").join(name);
    let english = Language::load(embedded_english()).unwrap();
    let written = std::fs::read_to_string(&file).unwrap();
    let mut specs = written.split("\n== ");
    let (mut rewritten, mut wrong) = (specs.next().unwrap().trim_end().to_owned() + "\n", String::new());
    for spec in specs {
        let expected: Vec<&str> = spec.lines().filter_map(|l| l.strip_prefix("→ ")).collect();
        let mut lines = spec.lines().filter(|l| !l.starts_with('→') && !l.trim().is_empty());
        let heading = lines.next().unwrap();
        let text = lines.collect::<Vec<_>>().join("\n");
        let report = report(&text);
        let seen = see(&report, &english.parse(&report.text, &report.blocks), Atlas::embedded(), None);
        let found = look(&seen, &text);
        if found != expected {
            writeln!(wrong, "\n{heading}\n  expected {expected:#?}\n  found    {found:#?}").unwrap();
        }
        write!(rewritten, "\n== {heading}\n{text}\n").unwrap();
        found.iter().for_each(|f| writeln!(rewritten, "→ {f}").unwrap());
    }
    let update = std::env::var_os("UPDATE_SPECS").is_some();
    if update {
        std::fs::write(&file, rewritten).unwrap();
    }
    assert!(update || wrong.is_empty(), "{wrong}");
}

fn report(text: &str) -> Report {
    let mut blocks = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        blocks.push(Block { span: Span::new(at, at + line.trim_end().len()), kind: BlockKind::Paragraph });
        at += line.len();
    }
    Report {
        id: ReportId("r".into()),
        path: None,
        url: None,
        outlet: None,
        title: None,
        language: Some("en".into()),
        published: None,
        agencies: vec![],
        copy_of: None,
        origin: OriginId("r".into()),
        kind: ReportKind::Other,
        text: text.to_owned(),
        blocks,
        dateline_place: None,
        notes: vec![],
    }
}
