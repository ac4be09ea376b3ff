//! Laws of reading: whatever the bytes, no panic, spans in range and order, the same report twice.

use dateline_model::Report;
use dateline_reading::{Options, ReadError, Source, read};

fn check(reports: &[Report]) {
    for report in reports {
        let mut end = 0;
        for block in &report.blocks {
            assert!(block.span.start >= end && !block.span.is_empty());
            let slice = report.text.get(block.span.range()).expect("on character boundaries");
            assert_eq!(slice.trim(), slice);
            end = block.span.end;
        }
        assert!(end <= report.text.len());
        if let Some(place) = report.dateline_place {
            assert!(report.text.get(place.range()).is_some_and(|p| !p.is_empty()));
        }
        assert_eq!(report.id.as_str().len(), 16);
    }
}

/// Reads twice, raw and cleaned, and checks the laws.
fn obey(bytes: &[u8]) {
    for raw in [false, true] {
        let options = Options { raw, ..Options::default() };
        let source = Source { path: Some("x.txt"), url: Some("https://example.org/2031/03/04/x") };
        let first = read(bytes, &source, &options);
        assert_eq!(first, read(bytes, &source, &options));
        if let Ok(reports) = first {
            check(&reports);
        }
    }
}

/// A small generator of numbers, the same on every run.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize
    }
}

#[test]
fn random_bytes() {
    let mut noise = Noise(7);
    for length in [1, 2, 3, 10, 100, 1000] {
        for _ in 0..40 {
            let bytes: Vec<u8> = (0..length).map(|_| noise.next() as u8).collect();
            obey(&bytes);
        }
    }
}

#[test]
fn random_news() {
    const PIECES: &[&str] = &[
        "date 2031-03-04 ",
        "\n",
        "\n\n",
        "NORVALE, March 4 (Reuters) - ",
        "(AFP) — ",
        "Three died.",
        "By Jane Doe",
        "é",
        "—",
        " ",
        "\u{200B}",
        "\u{202E}",
        "Updated November 09, 2031 at 04:37 AM ET",
        "Comments",
        "\r",
        "(",
        ")",
        "29 February 2031",
        "99/99/2031",
        "12:99",
        "'Calm'",
        "Copyright 2031 Example",
        "https://",
        "Title: ",
        "日本語",
        "ß",
        "İ",
        "\t",
        ": ",
        ",",
        "2031",
        "\u{2028}",
        "Facebook Twitter",
        "٣",
    ];
    let mut noise = Noise(11);
    for _ in 0..600 {
        let text: String = (0..noise.next() % 30).map(|_| PIECES[noise.next() % PIECES.len()]).collect();
        obey(text.as_bytes());
    }
}

#[test]
fn what_is_refused_is_named() {
    let read = |bytes: &[u8]| read(bytes, &Source::default(), &Options::default()).map(|r| r.len());
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert_eq!(read(b" \n\t"), Err(ReadError::Empty));
    assert_eq!(read(b"Advertisement\n\nFacebook Twitter\n"), Err(ReadError::NoStory));
    assert!(matches!(read(b"%PDF-1.7\n\0\0\0\x01\x02"), Err(ReadError::NotText { found }) if found == "a PDF"));
    let long = vec![b'a'; 50 << 20];
    assert!(matches!(read(&long), Err(ReadError::TooLarge { what: "a line", .. })));
}

#[test]
fn a_raw_text_is_the_file() {
    let text = "  date 2031-03-04 Title here\n\nThree  died.\nCopyright 2031 Example\n";
    let options = Options { raw: true, ..Options::default() };
    let report = read(text.as_bytes(), &Source::default(), &options).unwrap().remove(0);
    assert_eq!(report.text, text);
    assert_eq!(report.blocks.len(), 3);
    assert_eq!(report.published.unwrap().date.to_string(), "2031-03-04");
}
