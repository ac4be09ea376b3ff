//! The faces of the hand-made ledger, against stored copies (`SNAPSHOTS=overwrite` rewrites them), and their laws.

#[path = "../../dateline-wire/tests/made/mod.rs"]
mod made;

use dateline_faces::{DossierOptions, dossier, explain, html};
use snapbox::{Data, assert_data_eq, data::DataFormat, file};
use unicode_width::UnicodeWidthStr;

fn at(width: usize) -> DossierOptions {
    DossierOptions { width, ..DossierOptions::default() }
}

fn text(actual: String) -> Data {
    Data::text(actual).is(DataFormat::Text)
}

#[test]
fn the_dossier_reads_well_in_80_columns() {
    assert_data_eq!(text(dossier(&made::ledger(), &at(80))).raw(), file!["golden/dossier.txt"].raw());
}

#[test]
fn the_dossier_shows_sentences_on_request() {
    let options = DossierOptions { explain: true, ..at(100) };
    assert_data_eq!(text(dossier(&made::ledger(), &options)).raw(), file!["golden/explained.txt"].raw());
}

#[test]
fn each_noun_can_be_explained() {
    let ids = ["r2-c0", "r2-c3", "r2-c5", "i-1", "r1-a0", "r2"];
    let told: Vec<String> = ids.iter().map(|id| explain(&made::ledger(), id, &at(80)).unwrap()).collect();
    assert_data_eq!(text(told.join("\n")).raw(), file!["golden/explain.txt"].raw());
}

#[test]
fn an_unknown_or_ambiguous_id_is_not_explained() {
    for id in ["", "r", "r2-", "nothing"] {
        assert_eq!(explain(&made::ledger(), id, &at(80)), None, "{id}");
    }
}

#[test]
fn no_line_is_wider_than_asked() {
    for width in [40, 60, 80, 120] {
        for explain in [false, true] {
            for line in dossier(&made::ledger(), &DossierOptions { explain, ..at(width) }).lines() {
                assert!(line.width() <= width, "{} columns at {width}: {line}", line.width());
            }
        }
    }
}

#[test]
fn colour_changes_no_letter() {
    let painted = dossier(&made::ledger(), &DossierOptions { colour: true, ..at(80) });
    let mut plain = String::new();
    let mut parts = painted.split('\u{1b}');
    plain.push_str(parts.next().unwrap());
    parts.for_each(|part| plain.push_str(part.split_once('m').unwrap().1));
    assert_eq!(plain, dossier(&made::ledger(), &at(80)));
}

#[test]
fn the_page_is_as_stored() {
    assert_data_eq!(text(html(&made::ledger())).raw(), file!["golden/page.html"].raw());
}

#[test]
fn the_page_has_each_id_once_and_no_link_without_its_end() {
    let page = html(&made::ledger());
    let ids: Vec<&str> = parts(&page, " id=\"");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(ids.len(), once.len(), "an id stands twice: {ids:?}");
    for link in parts(&page, "href=\"#") {
        assert!(ids.contains(&link), "{link} leads nowhere");
    }
    assert!(ids.len() > 20);
}

/// What stands between each `before` and the next quote.
fn parts<'a>(page: &'a str, before: &str) -> Vec<&'a str> {
    page.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_closes_what_it_opens() {
    let page = html(&made::ledger());
    let body = &page[page.find("<body>").unwrap()..];
    let mut open: Vec<&str> = Vec::new();
    for tag in body.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
        match tag.strip_prefix('/') {
            Some("html") => {}
            Some(name) => assert_eq!(open.pop(), Some(name), "before </{name}>"),
            None => open.push(tag.split(' ').next().unwrap()),
        }
    }
    assert!(open.is_empty(), "{open:?}");
}

#[test]
fn the_page_takes_nothing_from_elsewhere() {
    let page = html(&made::ledger());
    for outside in ["<script", "<link", "<img", "src=", "@import", "url(", "href=\"http", "onclick"] {
        assert!(!page.contains(outside), "{outside}");
    }
    assert!(!page.contains("<b>&amp; more"), "a report's markup is text");
}

#[test]
fn evidence_that_overlaps_is_marked_for_each_claim() {
    let mut ledger = made::ledger();
    // The second claim's sentence, and a stretch that begins in its middle and ends in the next.
    let start = ledger.claims[1].evidence[0].start + 20;
    let end = ledger.claims[1].evidence[0].end + 30;
    ledger.claims[0].evidence = vec![dateline_model::Span::new(start, end)];
    let page = html(&ledger);
    assert!(page.contains("<mark class=\"e-r1-c0 e-r1-c1 e-r1-c2\">"));
    assert!(page.contains("body:has(#c-r1-c0:target) .e-r1-c0"));
}
