//! What holds for every text, however odd: spans lie in it, ids are in order, twice the same, never a panic.

use dateline_atlas::Atlas;
use dateline_claims::{Extraction, FrameSet, extract, may_tell_of_harm, see, worth_parsing};
use dateline_language::{Document, Language, embedded_english, segment};
use dateline_model::{
    Block, BlockKind, OriginId, Published, PublishedBasis, PublishedPrecision, Report, ReportId, ReportKind, Span,
};
use std::sync::LazyLock;

static ENGLISH: LazyLock<Language> = LazyLock::new(|| Language::load(embedded_english()).unwrap());

fn report(text: &str, dated: bool) -> Report {
    let published = dated.then(|| Published {
        date: "2031-03-04".parse().unwrap(),
        time: None,
        precision: PublishedPrecision::Day,
        basis: PublishedBasis::Header,
    });
    let whole = Block { span: Span::new(0, text.len()), kind: BlockKind::Paragraph };
    Report {
        id: ReportId("r".into()),
        path: None,
        url: None,
        outlet: None,
        title: None,
        language: None,
        published,
        agencies: vec![],
        copy_of: None,
        origin: OriginId("r".into()),
        kind: ReportKind::Other,
        text: text.to_owned(),
        blocks: if text.trim().is_empty() { vec![] } else { vec![whole] },
        dateline_place: None,
        notes: vec![],
    }
}

/// A text of words that the rules care about and of characters that try them, from a small random series.
fn odd_text(seed: u64) -> String {
    let words = [
        "killed",
        "12",
        "people",
        "said",
        "Monday",
        ",",
        "\"",
        "“",
        "”",
        "and",
        "at least",
        "the",
        "of",
        "toll",
        "to",
        "from",
        "wounded",
        "were",
        "dead",
        "according to",
        "police",
        "JNIM",
        "(",
        ")",
        ".",
        "-",
        "—",
        "two",
        "dozen",
        "hundreds",
        "no",
        "é",
        "爆炸",
        "\u{200f}",
        "\n\n",
        "’s",
        "a",
        "bomb",
        "in",
        "Gao",
        "claimed responsibility",
        "including",
        "children",
        "18446744073709551615",
        "1,000,000",
        "3.5",
        "million",
        "😀",
        "between",
        "who",
        "had",
        "been",
        "victims",
        "shot",
        "on",
        "2016",
        "since",
    ];
    let mut state = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    let mut text = String::new();
    for _ in 0..(20 + seed % 60) {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        text += words[(state >> 33) as usize % words.len()];
        text.push(' ');
    }
    text
}

fn check(report: &Report, extraction: &Extraction) {
    let whole = |span: &Span| report.text.get(span.range()).is_some();
    for (rank, claim) in extraction.claims.iter().enumerate() {
        assert_eq!(claim.id.as_str(), format!("r/c{rank}"));
        assert!(!claim.evidence.is_empty() && claim.evidence.iter().all(whole), "{claim:?}");
        assert!(claim.casualties.as_ref().is_none_or(|c| whole(&c.span) && !c.quantity.text.is_empty()), "{claim:?}");
        assert!(claim.matter.as_ref().is_none_or(|m| whole(&m.span) && !m.what.is_empty()), "{claim:?}");
        assert!(claim.speaker.as_ref().is_none_or(|s| whole(&s.span) && !s.text.is_empty()), "{claim:?}");
        let known = |id| extraction.accounts.iter().any(|a| &a.id == id);
        assert!(claim.account.as_ref().is_none_or(known), "{claim:?}");
    }
    for account in &extraction.accounts {
        assert!(account.evidence.iter().all(whole));
        assert!(account.participants.iter().all(|p| !p.mentions.is_empty() && p.evidence.iter().all(whole)));
    }
}

fn documents(report: &Report) -> [Document; 2] {
    [segment(&report.text, &report.blocks), ENGLISH.parse(&report.text, &report.blocks)]
}

#[test]
fn odd_texts_keep_the_laws() {
    for seed in 0..300 {
        let report = report(&odd_text(seed), seed % 2 == 0);
        for document in documents(&report) {
            let once = extract(&report, &document, Atlas::embedded(), FrameSet::embedded(), None);
            check(&report, &once);
            let twice = extract(&report, &document, Atlas::embedded(), FrameSet::embedded(), None);
            assert_eq!((once.accounts, once.claims), (twice.accounts, twice.claims));
            let seen = see(&report, &document, Atlas::embedded(), None);
            assert!(seen.quantities.iter().all(|q| report.text.get(q.span.range()).is_some()));
        }
    }
}

#[test]
fn a_report_without_harm_is_not_worth_parsing() {
    let text = "The bakery on the corner won a prize for its bread. The mayor came and ate three rolls.";
    assert!(!may_tell_of_harm(text));
    assert!(worth_parsing(text, &segment(text, &[]), FrameSet::embedded()).is_empty());
}

#[test]
fn skipping_the_parser_where_it_cannot_help_changes_no_figure() {
    let text = "Police came. A bomb killed six people in Gao on Monday, the mayor said. The sun shone.";
    let report = report(text, true);
    let mut lazy = ENGLISH.segment(text, &report.blocks);
    let which = worth_parsing(text, &lazy, FrameSet::embedded());
    assert_eq!(which, [1]);
    ENGLISH.parse_sentences(text, &mut lazy, &which);
    let (lazy, full) = (
        extract(&report, &lazy, Atlas::embedded(), FrameSet::embedded(), None),
        extract(&report, &ENGLISH.parse(text, &report.blocks), Atlas::embedded(), FrameSet::embedded(), None),
    );
    assert_eq!(lazy.claims, full.claims);
}

#[test]
fn a_long_line_takes_linear_time() {
    let text = "Gunmen killed 12 people and wounded 30 , ".repeat(2_000);
    let report = report(&text, true);
    let extraction =
        extract(&report, &segment(&report.text, &report.blocks), Atlas::embedded(), FrameSet::embedded(), None);
    check(&report, &extraction);
}
