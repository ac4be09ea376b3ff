//! Every format gives the reports it holds; what is broken or hostile in it is named, and the rest is read.

use dateline_model::{PublishedBasis, Report};
use dateline_reading::{Options, ReadError, Reading, Source, read, read_all, read_stream};
use std::io::Write;
use std::ops::ControlFlow;

fn all(bytes: &[u8], path: &str) -> Reading {
    read_all(bytes, &Source::path(path), &Options::default()).unwrap()
}

fn first(bytes: &[u8], path: &str) -> Report {
    let reading = all(bytes, path);
    assert!(reading.skipped.is_empty(), "{:?}", reading.skipped);
    reading.reports.into_iter().next().expect("a report")
}

fn date(report: &Report) -> String {
    report.published.as_ref().expect("dated").date.to_string()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Raid on Norvale kills four - The Norvale Post</title>
<meta property="og:title" content="Raid on Norvale kills four"><meta property="og:site_name" content="The Norvale Post">
<link rel="canonical" href="https://example.org/raid">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Raid on Norvale kills four","datePublished":"2031-03-04T10:20:00+01:00","author":{"name":"AFP"}}</script>
</head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Raid on Norvale kills four</h1>
<p class="lead">Armed men killed four people in the village of Norvale on Tuesday, the regional governor said.</p>
<p>The attackers came on motorcycles before dawn, he told reporters, and burnt the market, the school and a dozen houses.</p>
<h2>Soldiers sent</h2><p>Soldiers were sent to the area, he said, adding that nine wounded people had been taken to hospital in the capital.</p>
<figure><img src="a.jpg"><figcaption>A market in Norvale. Photo: Example</figcaption></figure>
<p>No group has claimed the attack, which is the third in the region since January, according to the governor's office.</p>
<div class="related-articles"><h3>Related</h3><a href="/x">An older raid on Estmere killed nine people in the north</a></div></article>
<footer>Copyright 2031 The Norvale Post. All rights reserved.</footer></body></html>"#;

#[test]
fn a_page_gives_text_title_date_outlet_and_wire() {
    let report = first(PAGE.as_bytes(), "a.html");
    assert_eq!(report.title.as_deref(), Some("Raid on Norvale kills four"));
    assert_eq!(
        (date(&report), report.published.as_ref().unwrap().basis),
        ("2031-03-04".into(), PublishedBasis::Metadata)
    );
    assert_eq!(report.outlet.as_ref().unwrap().name.as_deref(), Some("The Norvale Post"));
    assert_eq!(report.agencies, ["AFP"]);
    assert_eq!(report.url.as_deref(), Some("https://example.org/raid"));
    assert!(report.text.contains("Armed men killed four") && report.text.contains("Soldiers sent"));
    assert!(
        !report.text.contains("Estmere") && !report.text.contains("Home") && !report.text.contains("Copyright"),
        "{}",
        report.text
    );
}

#[test]
fn an_encoding_declared_wrongly_is_found_out() {
    let page = PAGE
        .replace("<head>", "<head><meta charset=\"iso-8859-1\">")
        .replace("governor said", "governor of Vallée said");
    assert!(first(page.as_bytes(), "a.html").text.contains("Vallée"));
    let latin: Vec<u8> = page.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert!(first(&latin, "a.html").text.contains("Vallée"));
}

#[test]
fn feeds_give_a_report_an_entry() {
    let rss = r#"<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Norvale Post</title>
        <language>en-gb</language><item><title>Raid kills four</title><link>https://example.org/1</link><pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate>
        <description>Four died.</description><content:encoded><![CDATA[<p>NORVALE (Reuters) - Four people died in a raid, police said.</p><p>Nine were hurt.</p>]]></content:encoded></item>
        <item><title>Calm returns</title><description>The market has opened again, the mayor said.</description></item></channel></rss>"#;
    let reading = all(rss.as_bytes(), "feed.xml");
    assert_eq!(reading.reports.len(), 2);
    assert_eq!(
        (date(&reading.reports[0]), reading.reports[0].agencies.clone()),
        ("2031-03-04".into(), vec!["Reuters".to_owned()])
    );
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Post</title><id>x</id><updated>2031-03-05T00:00:00Z</updated><entry><id>1</id><title>Raid kills four</title>
        <published>2031-03-04T09:00:00Z</published><updated>2031-03-05T09:00:00Z</updated><content type="html">&lt;p&gt;Four people died in a raid, police said.&lt;/p&gt;</content></entry></feed>"#;
    assert_eq!(date(&first(atom.as_bytes(), "feed.atom")), "2031-03-04");
    let json = r#"{"version":"https://jsonfeed.org/version/1.1","title":"Post","items":[{"id":"1","title":"Raid kills four","date_published":"2031-03-04T09:00:00Z","content_text":"Four people died in a raid, police said."}]}"#;
    assert_eq!(date(&first(json.as_bytes(), "feed.json")), "2031-03-04");
}

#[test]
fn exports_of_other_tools() {
    let lines = concat!(
        r#"{"maintext": "Four people died in a raid, police said.", "title": "Raid kills four", "date_publish": "2031-03-04 10:00:00", "source_domain": "dawn.com", "language": "en"}"#,
        "\n",
        r#"{"headline": "Raid kills five", "versioncreated": "2031-03-05T10:00:00Z", "body_html": "<p>Five people died in a raid, police said.</p>", "copyrightholder": "AFP"}"#,
        "\nnot json\n"
    );
    let reading = all(lines.as_bytes(), "x.jsonl");
    assert_eq!((reading.reports.len(), reading.skipped.len()), (2, 1));
    assert_eq!(reading.reports[0].outlet.as_ref().unwrap().country.as_deref(), Some("PK"));
    assert_eq!(date(&reading.reports[1]), "2031-03-05");
    let list = r#"{"total": 1, "articles": [{"content": "Four people died in a raid, police said.", "publishedAt": "2031-03-04T10:00:00Z", "source": {"name": "Post"}}]}"#;
    assert_eq!(first(list.as_bytes(), "x.json").outlet.unwrap().name.as_deref(), Some("Post"));
    let table = "story_id,when,prose\n1,2031-03-04,\"Four people died in a raid, police said.\"\n";
    let error = read(table.as_bytes(), &Source::path("x.csv"), &Options::default()).unwrap_err();
    assert!(matches!(error, ReadError::Malformed { format: "table", .. }), "{error}");
    let fields = [("text", "prose"), ("date", "when")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
    let reports = read(table.as_bytes(), &Source::path("x.csv"), &Options { fields, ..Options::default() }).unwrap();
    assert_eq!(date(&reports[0]), "2031-03-04");
}

fn record(kind: &str, url: &str, content: &str, block: &[u8]) -> Vec<u8> {
    let length = block.len();
    let mut out = format!("WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {content}\r\nContent-Length: {length}\r\n\r\n").into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

fn response(url: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let mut block = format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").into_bytes();
    block.extend_from_slice(body);
    record("response", url, "application/http; msgtype=response", &block)
}

fn archive() -> Vec<u8> {
    let chunked = format!("{:x}\r\n{PAGE}\r\n0\r\n\r\n", PAGE.len());
    [
        record("warcinfo", "", "application/warc-fields", b"software: test"),
        response("https://example.org/2031/03/04/a", "Content-Type: text/html; charset=utf-8", PAGE.as_bytes()),
        response("https://example.org/a.png", "Content-Type: image/png", b"\x89PNG"),
        response("https://example.org/b", "Content-Type: text/html\r\nTransfer-Encoding: chunked", chunked.as_bytes()),
        response("https://example.org/c", "Content-Type: text/html\r\nContent-Encoding: gzip", &gzip(PAGE.as_bytes())),
        response("https://example.org/empty", "Content-Type: text/html", b"<html><body></body></html>"),
    ]
    .concat()
}

#[test]
fn web_archives_are_read_record_by_record_and_resumed() {
    let packed: Vec<u8> = archive().split_inclusive(|b| *b == b'W').flat_map(gzip).collect();
    for bytes in [archive(), packed] {
        let reading = all(&bytes, "crawl.warc.gz");
        assert_eq!((reading.reports.len(), reading.skipped.len()), (3, 1), "{:?}", reading.skipped);
        assert_eq!(reading.skipped[0].part, "crawl.warc.gz/6");
        let mut seen = Vec::new();
        let mut run = |from: u64, most: usize| {
            let mut count = 0;
            let source = Source::path("crawl.warc.gz");
            read_stream(&mut &bytes[..], &source, &Options::default(), from, &mut |_, report| {
                seen.extend(report.ok().map(|r| r.path));
                count += 1;
                if count >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            })
            .unwrap_or(from)
        };
        let at = run(0, 2);
        assert_eq!(run(at, usize::MAX), 6);
        assert_eq!(seen, reading.reports.iter().map(|r| r.path.clone()).collect::<Vec<_>>());
    }
    let cut = &archive()[..2000];
    assert_eq!(all(cut, "cut.warc").skipped.len(), 1);
}

fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn archives_are_opened_and_their_tricks_refused() {
    let text = b"Four people died in a raid on Norvale, police said.";
    let inner = zip(&[("inner.txt", b"Five people died in a raid on Norvale, police said.")]);
    let bytes = zip(&[
        ("news/a.txt", text),
        ("../../etc/b.txt", text),
        ("logo.png", b"\x89PNG"),
        ("c.zip", &inner),
        ("d.html", PAGE.as_bytes()),
    ]);
    let reading = all(&bytes, "saved.zip");
    assert_eq!(reading.reports.len(), 3);
    assert_eq!(reading.reports[0].label(), "a");
    assert!(
        matches!(&reading.skipped[..], [s] if matches!(s.reason, ReadError::Hostile { .. })),
        "{:?}",
        reading.skipped
    );
    let wacz =
        zip(&[("datapackage.json", b"{}"), ("archive/data.warc.gz", &gzip(&archive())), ("pages/pages.jsonl", b"{}")]);
    assert_eq!(all(&wacz, "x.wacz").reports.len(), 3);
    assert_eq!(first(&gzip(text), "a.txt.gz").path.as_deref(), Some("a.txt.gz"));
}

#[test]
fn hostile_files_are_refused_by_name() {
    let refused = |bytes: &[u8], path: &str| read(bytes, &Source::path(path), &Options::default()).unwrap_err();
    let zeros = vec![b'a'; 64 << 20];
    assert!(matches!(refused(&gzip(&zeros), "bomb.gz"), ReadError::Hostile { .. }));
    assert!(matches!(refused(&zip(&[("bomb.txt", &zeros)]), "bomb.zip"), ReadError::Hostile { .. }));
    let nested = (0..6).fold(b"Three died.".to_vec(), |inner, _| gzip(&inner));
    assert!(matches!(refused(&nested, "n.gz"), ReadError::Hostile { .. }));
    let deep = format!("<html><body>{}Three died.", "<div>".repeat(100_000));
    assert!(matches!(refused(deep.as_bytes(), "deep.html"), ReadError::Hostile { .. }));
    let wide = format!("<html><body>{}", "<br>".repeat(300_000));
    assert!(matches!(refused(wide.as_bytes(), "wide.html"), ReadError::TooMany { .. }));
    let laughs = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [{}]><rss><channel><item><title>&a9;</title></item></channel></rss>",
        "<!ENTITY a1 \"&a0;&a0;\">".repeat(100)
    );
    assert!(matches!(refused(laughs.as_bytes(), "laugh.xml"), ReadError::Hostile { .. }));
    let braces = format!("{{\"text\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    assert!(matches!(refused(braces.as_bytes(), "deep.json"), ReadError::Malformed { .. }));
    let attribute = format!("<html><body><p title=\"{}\">x</p></body></html>", "a".repeat(100 << 20));
    assert!(matches!(refused(attribute.as_bytes(), "a.html"), ReadError::TooLarge { .. }));
    assert!(matches!(refused(b"PK\x03\x04rubbish", "x.zip"), ReadError::Malformed { .. }));
    assert!(matches!(refused(b"\x1F\x8Brubbish", "x.gz"), ReadError::Malformed { .. }));
    assert!(matches!(refused(b"\x28\xB5\x2F\xFDrubbish", "x.zst"), ReadError::Malformed { .. }));
    assert!(matches!(refused(b"<rss><channel><item>", "x.xml"), ReadError::Malformed { .. } | ReadError::NoStory));
}

#[test]
fn live_blogs_are_cut_into_dated_entries() {
    let update = |at: &str, title: &str, body: &str| {
        format!(
            "{{\"@type\":\"BlogPosting\",\"headline\":\"{title}\",\"datePublished\":\"{at}\",\"articleBody\":\"{body}\"}}"
        )
    };
    let list = [
        update(
            "2031-03-05T08:00:00+01:00",
            "Toll rises",
            "The governor said on Wednesday that six people had died in Norvale.",
        ),
        update("2031-03-04T23:30:00Z", "", "<p>Four people died in a raid on Norvale, the police said.</p>"),
        update("2031-03-04T22:00:00Z", "Welcome", "Good evening."),
    ]
    .join(",");
    let page = format!(
        "<!DOCTYPE html><html><head><title>Live: raid on Norvale</title><script type=application/ld+json>{{\"@type\":\
         [\"LiveBlogPosting\"],\"datePublished\":\"2031-03-04\",\"liveBlogUpdate\":[{list}]}}</script></head><body>{}</body></html>",
        "<p>Six people died, and the governor of the province spoke to reporters about it at some length.</p>"
            .repeat(9)
    );
    let reading = read_all(
        page.as_bytes(),
        &Source { path: Some("b.html"), url: Some("https://example.de/b") },
        &Options::default(),
    );
    let reports = reading.unwrap().reports;
    assert_eq!(reports.iter().map(date).collect::<Vec<_>>(), ["2031-03-05", "2031-03-05"]);
    assert_eq!(reports[0].title.as_deref(), Some("Toll rises"));
    assert_eq!(reports[1].path.as_deref(), Some("b.html#2"));
    assert_eq!(reports[1].published.as_ref().unwrap().time.unwrap().to_string(), "00:30:00");
}

#[test]
fn live_blogs_made_of_markup_are_cut_and_other_pages_are_not() {
    let entry = |n: usize| {
        format!(
            "<article id=block-{n}><time datetime=2031-03-0{n}T10:00:00>10:00</time><h2>Part {n}</h2><p>The governor said on that \
             day that {n} people had died in the village of Norvale.</p></article>"
        )
    };
    let page = format!(
        "<!DOCTYPE html><html><head><title>Raid</title></head><body>{}{}{}</body></html>",
        entry(4),
        entry(5),
        entry(6)
    );
    let at = |url: &str| {
        read_all(page.as_bytes(), &Source { path: None, url: Some(url) }, &Options::default()).unwrap().reports
    };
    let live = at("https://example.org/world/live/2031/mar/04/raid");
    assert_eq!(live.iter().map(date).collect::<Vec<_>>(), ["2031-03-04", "2031-03-05", "2031-03-06"]);
    assert_eq!(live[1].title.as_deref(), Some("Part 5"));
    assert!(live[2].url.as_ref().unwrap().ends_with("#block-6") && !live[2].text.contains("10:00"));
    assert_eq!(at("https://example.org/raid").len(), 1);
}

#[test]
fn ninjs_of_both_versions() {
    let one = r#"{"uri": "https://example.org/a", "type": "text", "headline": "Raid kills four", "versioncreated": "2031-03-04T10:00:00Z",
        "language": "en", "copyrightholder": "Norvale Post", "byline": "By A. Writer, AFP",
        "body_xhtml": "<p>Four people died in a raid on Norvale.</p><p>The governor said so.</p>"}"#;
    let report = first(one.as_bytes(), "a.ninjs");
    assert_eq!((report.title.as_deref(), date(&report).as_str()), (Some("Raid kills four"), "2031-03-04"));
    assert_eq!(report.agencies, ["AFP"]);
    assert!(report.text.contains("The governor said so.") && !report.text.contains('<'));
    let two = r#"{"uri": "urn:newsml:example.org:1", "headlines": [{"role": "main", "value": "Raid kills four"}], "firstcreated":
        "2031-03-03T10:00:00Z", "versioncreated": "2031-03-04T10:00:00Z", "bodies": [{"contenttype": "text/html", "value":
        "<p>Four people died in a raid on Norvale.</p>"}], "infosources": [{"name": "Reuters", "role": "originator"}],
        "renditions": [{"href": "https://example.org/a.jpg"}]}"#;
    let report = first(two.as_bytes(), "b.json");
    assert_eq!(report.title.as_deref(), Some("Raid kills four"));
    assert_eq!(report.agencies, ["Reuters"]);
    assert!(report.text.contains("Four people died"), "{}", report.text);
}
