//! Invented reports, and what reading must find in them.

use dateline_model::{BlockKind, PublishedBasis, PublishedPrecision, Report};
use dateline_reading::{Options, Source, read};

fn one(text: &str) -> Report {
    read(text.as_bytes(), &Source::default(), &Options::default()).unwrap().remove(0)
}

fn date(report: &Report) -> (String, PublishedBasis) {
    let published = report.published.as_ref().expect("dated");
    (published.date.to_string(), published.basis)
}

#[test]
fn a_header_dates_the_report_and_leaves_the_text() {
    let report = one(
        " date 2031-09-17 A band of armed men on Tuesday attacked a barracks in Norvale.\n\nThe army said three had died.\n",
    );
    assert_eq!(date(&report), ("2031-09-17".into(), PublishedBasis::Header));
    assert!(report.text.starts_with("A band of armed men"));
    assert_eq!(report.title, None);
}

#[test]
fn headings_between_paragraphs_are_headings() {
    let report = one(
        "The army said it had retaken the town on Monday.\n\n'Under control'\n\nNobody was seen in the streets, a witness told AFP.\n",
    );
    assert_eq!(report.blocks[1].kind, BlockKind::Heading);
    assert_eq!(report.agencies, ["AFP"]);
}

#[test]
fn furniture_goes() {
    let report = one(
        "Please enable JavaScript to read this content.\nA raid left seven dead in Norvale, the police said on Monday.\nCondemnation\nStay informed. \
         Subscribe to our newsletter\nThe raid was condemned by all parties.\nFollow us on Telegram\nCopyright 2031 The Associated Press. All rights reserved.\n",
    );
    assert_eq!(report.blocks.len(), 3, "{}", report.text);
    assert_eq!(report.blocks[1].kind, BlockKind::Heading);
    assert_eq!(report.agencies, ["AP"]);
}

#[test]
fn date_lines_date_the_report() {
    let report = one(
        "Seven die in Norvale raid\nOctober 13, 2031\n\nNorvale saw its worst raid in years on Monday, the mayor said.\n",
    );
    assert_eq!(date(&report), ("2031-10-13".into(), PublishedBasis::Text));
    assert_eq!(report.title.as_deref(), Some("Seven die in Norvale raid"));
    assert!(!report.text.contains("October"));
    let hour = one(
        "Seven die in Norvale raid\n\nPublished: 3 May 2031 14:02 GMT\n\nNorvale saw its worst raid in years, the mayor said.\n",
    );
    assert_eq!(hour.published.unwrap().precision, PublishedPrecision::Hour);
}

#[test]
fn a_dateline_takes_its_year_from_the_header() {
    let report = one(
        " date 2031-01-01 Raid kills four\n\nNORVALE, Dec 31 (Xinhua) -- At least four people were killed, officials said.\n",
    );
    assert_eq!(report.dateline_place.unwrap().slice(&report.text), "NORVALE");
    assert_eq!(date(&report).0, "2031-01-01");
    let coarse = one(
        " date 2031-06 Raid kills four\n\nNORVALE, 6 June 2031 (Xinhua) -- At least four people were killed, officials said.\n",
    );
    assert_eq!(date(&coarse), ("2031-06-06".into(), PublishedBasis::Header));
    assert_eq!(coarse.agencies, ["Xinhua"]);
}

#[test]
fn a_story_that_was_moved_keeps_its_datelines_day() {
    let moved = one(
        " date 2033-01-05 Raid kills four\n\nNORVALE, August 2, 2031 (AP) - At least four people were killed, officials said.\n",
    );
    assert_eq!(date(&moved), ("2031-08-02".into(), PublishedBasis::Dateline));
    assert_eq!(moved.notes[0].code, "date-disputed");
    let kept = one(
        " date 2031-08-05 Raid kills four\n\nNORVALE, August 2, 2031 (AP) - At least four people were killed, officials said.\n",
    );
    assert_eq!(date(&kept), ("2031-08-05".into(), PublishedBasis::Header));
}

#[test]
fn a_story_that_was_moved_keeps_the_day_in_its_headline() {
    let moved = one(
        " date 2031-11-27 Evening bulletin - October 2, 2031\n\nAt least four people were killed, officials said.\n",
    );
    assert_eq!(date(&moved), ("2031-10-02".into(), PublishedBasis::Dateline));
    let kept = one(
        " date 2031-10-05 Evening bulletin - October 2, 2031\n\nAt least four people were killed, officials said.\n",
    );
    assert_eq!(date(&kept), ("2031-10-05".into(), PublishedBasis::Header));
}

#[test]
fn an_undated_report_has_no_date_and_says_why() {
    let report =
        one("NORVALE, Dec 31 (AFP) - At least four people were killed in a raid on Tuesday, officials said.\n");
    assert_eq!(report.published, None);
    assert_eq!(report.notes[0].code, "date-without-year");
    let anchored = read(
        report.text.as_bytes(),
        &Source::default(),
        &Options { anchor: Some(jiff::civil::date(2032, 1, 2)), ..Options::default() },
    );
    assert_eq!(date(&anchored.unwrap()[0]), ("2031-12-31".into(), PublishedBasis::Dateline));
}

#[test]
fn the_address_tells_the_outlet_and_the_day() {
    let source = Source { path: None, url: Some("https://www.dawn.com/2031/03/04/raid") };
    let report = read(b"A raid in Norvale killed four men, the police told reporters.\n", &source, &Options::default())
        .unwrap()
        .remove(0);
    assert_eq!(date(&report), ("2031-03-04".into(), PublishedBasis::Url));
    assert_eq!(report.outlet.unwrap().country.as_deref(), Some("PK"));
}

#[test]
fn the_same_story_has_the_same_id() {
    let text = "Raid kills four\n\nFour men died in a raid on Norvale, the police said.\n";
    assert_eq!(one(text).id, one(&text.replace("\n\n", "\n\nAdvertisement\n\n")).id);
    assert_ne!(one(text).id, one(&text.replace("Four men", "Five men")).id);
}

#[test]
fn several_reports_of_one_file_are_several() {
    let text = "date 2031-03-05\n\nBlast in Gao kills six\n\nGAO, Mali, March 5 (AFP) - A bomb killed six people, police said.\n\n\
                date 2031-04-12\n\nGunmen kill three\n\nKIDAL, Mali (Reuters) - Gunmen killed three traders, the mayor said.\n";
    let reports = read(text.as_bytes(), &Source::path("two.txt"), &Options::default()).unwrap();
    let told: Vec<_> =
        reports.iter().map(|r| (r.title.as_deref().unwrap(), r.agencies[0].as_str(), date(r).0)).collect();
    let wanted = [("Blast in Gao kills six", "AFP", "2031-03-05"), ("Gunmen kill three", "Reuters", "2031-04-12")];
    assert_eq!(told, wanted.map(|(title, wire, day)| (title, wire, day.to_owned())));
    assert_eq!(reports[1].path.as_deref(), Some("two.txt/2"));
}

#[test]
fn a_letter_and_a_wires_own_matter() {
    let letter = one(
        "From: desk@post.example\nTo: all@post.example\nSubject: Blast in Gao kills six\nDate: Tue, 5 Mar 2031 10:00:00 +0000\n\n\
                      A bomb killed six people at a market in Gao, Mali, police said.\n",
    );
    assert_eq!((letter.title.as_deref(), date(&letter).1), (Some("Blast in Gao kills six"), PublishedBasis::Header));
    let wire = one(
        "BC-Mali-Raid, 2nd Ld-Writethru\n\nBAMAKO, Mali (AP) _ Gunmen killed four people in Kidal on Monday, officials said.\n\n\
                    (Reporting by Jane Doe; Editing by John Roe)\n\nAP-NY-03-05-31 1412GMT\n",
    );
    assert_eq!(wire.blocks.len(), 1, "{}", wire.text);
    assert_eq!(wire.agencies, ["AP"]);
}

#[test]
fn a_line_of_names_with_a_day_under_the_headline_dates_the_report() {
    let story = "Gunmen attacked the village of Norvale on Wednesday, killing 12 people, residents of the town said.\n\n\
        On December 30, 2023, a raid on the same village had killed 25 people, according to the governor.\n";
    for line in [
        "12 May 2031 / The Norvale Courier",
        "Norvale, 12 May 2031",
        "May 12, 2031 3:40 PM PHT",
        "Posted on May 12, 2031 by admin",
        "The Norvale Courier | May 12, 2031",
        "THE NORVALE COURIER, Thursday, May 12, 2031",
        "May 12, 2031 at 2:20 p.m. EDT",
        "Norvale, May 12, 2031 (NORVALE.CD)",
    ] {
        let report = one(&format!("Gunmen kill 12 in Norvale\n\n{line}\n\n{story}"));
        assert_eq!(date(&report).0, "2031-05-12", "{line}");
        assert_eq!(report.title.as_deref(), Some("Gunmen kill 12 in Norvale"), "{line}");
    }
    // no year, or no telling which number is the month
    for line in ["Norvale, May 12 (EFE)", "05/12/2031", "Battle of Norvale, 3 May 2023"] {
        let report = one(&format!("Gunmen kill 12 in Norvale\n\n{line}\n\n{story}"));
        assert_eq!(report.published, None, "{line}");
    }
}

#[test]
fn a_headline_may_begin_with_a_name_and_a_colon() {
    let story = "The commander of the brigade was killed on Wednesday, the army of the republic said in a statement.\n";
    let report = one(&format!("ARMY: Brigade commander among 12 killed in Norvale\n\n{story}"));
    assert_eq!(report.title.as_deref(), Some("ARMY: Brigade commander among 12 killed in Norvale"));
    let report = one(&format!("NORVALE, May 3 (Reuters) - Brigade commander among 12 killed\n\n{story}"));
    assert_eq!(report.title, None);
}
