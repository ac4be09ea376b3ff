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

/// Well-formed samples of every format, by file name.
fn samples() -> Vec<(&'static str, Vec<u8>)> {
    use std::io::Write;
    let page = b"<!DOCTYPE html><html><head><meta charset=utf-8><title>Raid kills four</title><script type=\"application/ld+json\">\
        {\"@type\":\"NewsArticle\",\"datePublished\":\"2031-03-04\"}</script></head><body><article><h1>Raid kills four</h1><p class=lead>NORVALE, \
        March 4 (AFP) - Four people died in a raid on a village, the governor said on Tuesday.</p><ul><li>One<li>Two</ul><figure>\
        <figcaption>A street</figcaption></figure><table><tr><td>x</table></article></body></html>"
        .to_vec();
    let feed = b"<rss version=\"2.0\"><channel><title>Post</title><item><title>Raid</title><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate>\
        <description><![CDATA[<p>Four people died.</p>]]></description></item></channel></rss>"
        .to_vec();
    let line =
        b"{\"text\": \"Four people died in a raid.\", \"date\": \"2031-03-04\", \"url\": \"https://example.org/a\"}\n"
            .repeat(3);
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/a\r\nContent-Type: application/http\r\n";
    let http = [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n".to_vec(), page.clone()].concat();
    let record =
        [format!("{head}Content-Length: {}\r\n\r\n", http.len()).into_bytes(), http, b"\r\n\r\n".to_vec()].concat();
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(&record).unwrap();
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    archive.start_file("a.html", zip::write::SimpleFileOptions::default()).unwrap();
    archive.write_all(&page).unwrap();
    vec![
        ("x.html", page),
        ("x.xml", feed),
        (
            "x.json",
            b"{\"articles\": [{\"content\": \"Four people died in a raid.\", \"publishedAt\": 1930000000}]}".to_vec(),
        ),
        ("x.jsonl", line),
        ("x.csv", b"text,date,title\n\"Four people, all men, died.\",2031-03-04,Raid\n".to_vec()),
        ("x.warc", record.repeat(2)),
        ("x.warc.gz", packer.finish().unwrap()),
        ("x.zip", archive.finish().unwrap().into_inner()),
    ]
}

#[test]
fn damaged_files_of_every_format() {
    let mut noise = Noise(23);
    for (name, sample) in samples() {
        let source = Source { path: Some(name), url: None };
        assert!(!read(&sample, &source, &Options::default()).expect(name).is_empty());
        for _ in 0..150 {
            let mut bytes = sample.clone();
            for _ in 0..1 + noise.next() % 6 {
                let at = noise.next() % bytes.len().max(1);
                match noise.next() % 4 {
                    0 => bytes.truncate(at.max(1)),
                    1 => bytes[at] = noise.next() as u8,
                    2 => drop(bytes.remove(at)),
                    _ => {
                        let piece = bytes[at..(at + 40).min(bytes.len())].to_vec();
                        let to = noise.next() % bytes.len();
                        bytes.splice(to..to, piece);
                    }
                }
                if bytes.is_empty() {
                    break;
                }
            }
            let first = dateline_reading::read_all(&bytes, &source, &Options::default());
            assert_eq!(first, dateline_reading::read_all(&bytes, &source, &Options::default()), "{name}");
            if let Ok(reading) = first {
                check(&reading.reports);
            }
        }
    }
}
