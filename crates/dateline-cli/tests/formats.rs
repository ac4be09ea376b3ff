//! Every format that `dateline read` knows, from a hand-written sample; and of each kind a broken one, which is named
//! while the rest is read.

use snapbox::cmd::{Command, cargo_bin};
use std::fs;
use std::io::Write;
use std::path::Path;

const TITLE: &str = "Raid on Kidal kills four";
const TEXT: &str =
    "Armed men killed four people in a raid on Kidal, Mali, on Tuesday, police said. Nine were wounded in the raid.";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A zstd frame that holds the bytes as they are.
fn zstd(bytes: &[u8]) -> Vec<u8> {
    let size = u32::try_from(bytes.len()).unwrap();
    let block = (size << 3 | 1).to_le_bytes();
    [&[0x28, 0xB5, 0x2F, 0xFD, 0xA0][..], &size.to_le_bytes(), &block[..3], bytes].concat()
}

fn page() -> String {
    format!(
        "<!doctype html><html lang=en><head><title>{TITLE}</title><meta property='article:published_time' \
         content='2031-03-04T10:00:00Z'></head><body><nav><a href=/>Home</a></nav><article><h1>{TITLE}</h1><p>{TEXT}</p>\
         </article><footer>All rights reserved.</footer></body></html>"
    )
}

fn record(url: &str, body: &str) -> String {
    let response = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: \
         {}\r\n\r\n{response}\r\n\r\n",
        response.len()
    )
}

/// An export of one tool: its object with the text, title and date under its own names.
fn object(text: &str, title: &str, date: &str, day: &str) -> String {
    format!(
        "{{\"{text}\": \"{TEXT}\", \"{title}\": \"{TITLE}\", \"{date}\": \"{day}\", \"url\": \"https://post.example/1\"}}"
    )
}

/// Runs `dateline read PATH… --format jsonl`: its exit code, its reports, what it said.
fn read(at: &Path, arguments: &[&str]) -> (i32, Vec<serde_json::Value>, String) {
    let done = Command::new(cargo_bin!("dateline"))
        .env_clear()
        .current_dir(at)
        .args(["read", "--format", "jsonl"])
        .args(arguments)
        .assert();
    let output = done.get_output();
    let lines = String::from_utf8(output.stdout.clone()).unwrap();
    let objects = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let reports = objects.filter(|object| object["type"] == "report").collect();
    (output.status.code().unwrap(), reports, String::from_utf8_lossy(&output.stderr).into_owned())
}

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let text = format!("date 2031-03-04\n\n{TITLE}\n\n{TEXT}\n");
    let html = TEXT.replace(", police said", ", <b>police</b> said");
    let rss = format!(
        "<rss version=\"2.0\"><channel><title>Post</title><item><title>{TITLE}</title><link>https://post.example/1</link>\
         <pubDate>Tue, 04 Mar 2031 10:00:00 GMT</pubDate><description><![CDATA[<p>{html}</p>]]></description></item></channel></rss>"
    );
    let atom = format!(
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Post</title><id>p</id><updated>2031-03-04T10:00:00Z</updated><entry>\
         <id>a</id><title>{TITLE}</title><updated>2031-03-04T10:00:00Z</updated><content type=\"html\">&lt;p&gt;{TEXT}&lt;/p&gt;\
         </content></entry></feed>"
    );
    let feed = format!(
        "{{\"version\": \"https://jsonfeed.org/version/1.1\", \"title\": \"Post\", \"items\": [{{\"id\": \"1\", \"title\": \"{TITLE}\", \
         \"content_text\": \"{TEXT}\", \"date_published\": \"2031-03-04T10:00:00Z\"}}]}}"
    );
    let ninjs = format!(
        "{{\"uri\": \"urn:1\", \"type\": \"text\", \"versioncreated\": \"2031-03-04T10:00:00Z\", \"headline\": \"{TITLE}\", \
         \"body_html\": \"<p>{TEXT}</p>\"}}"
    );
    let ninjs2 = format!(
        "{{\"uri\": \"urn:1\", \"standard\": {{\"name\": \"ninjs\", \"version\": \"2.0\"}}, \"versionCreated\": \"2031-03-04T10:00:00Z\", \
         \"headlines\": [{{\"role\": \"main\", \"value\": \"{TITLE}\"}}], \"bodies\": [{{\"role\": \"main\", \"contentType\": \"text/plain\", \
         \"value\": \"{TEXT}\"}}]}}"
    );
    let warc = record("https://post.example/1", &page());
    let latin: Vec<u8> =
        text.replace("Armed men", "Armed men (à Kidal, où l'armée)").chars().map(|c| c as u8).collect();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        ("text.txt", text.clone().into_bytes()),
        ("latin.txt", latin),
        ("utf16.txt", utf16),
        ("mojibake.txt", text.replace("Armed men", "Les armÃ©es â€“ â€œmenâ€\u{9d} Ã\u{a0} Kidal").into_bytes()),
        ("page.html", page().into_bytes()),
        ("rss.xml", rss.into_bytes()),
        ("atom.xml", atom.into_bytes()),
        ("feed.json", feed.into_bytes()),
        ("crawl.warc", warc.clone().into_bytes()),
        ("crawl.warc.gz", gzip(warc.as_bytes())),
        ("crawl.wacz", zipped(&[("archive/data.warc.gz", &gzip(warc.as_bytes())), ("datapackage.json", b"{}")])),
        ("newsplease.jsonl", object("maintext", "title", "date_publish", "2031-03-04 10:00:00").into_bytes()),
        ("newspaper.jsonl", object("text", "title", "publish_date", "2031-03-04T10:00:00").into_bytes()),
        ("trafilatura.json", object("text", "title", "date", "2031-03-04").into_bytes()),
        ("mediacloud.jsonl", object("text", "title", "publish_date", "2031-03-04 10:00:00.000").into_bytes()),
        ("ninjs.json", ninjs.into_bytes()),
        ("ninjs2.json", ninjs2.into_bytes()),
        ("table.csv", format!("id,title,text,date\n7,{TITLE},\"{TEXT}\",2031-03-04\n").into_bytes()),
        ("table.tsv", format!("title\ttext\tdate\n{TITLE}\t{TEXT}\t2031-03-04\n").into_bytes()),
        ("text.txt.gz", gzip(text.as_bytes())),
        ("text.txt.zst", zstd(text.as_bytes())),
        ("texts.zip", zipped(&[("in/a.txt", text.as_bytes())])),
    ]
}

#[test]
fn every_format_gives_its_report() {
    for (name, bytes) in samples() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        let (code, reports, said) = read(folder.path(), &[name]);
        assert!((code, said.is_empty(), reports.len()) == (0, true, 1), "{name}: {code} {said} {}", reports.len());
        let report = &reports[0];
        assert_eq!(report["title"], TITLE, "{name}");
        assert_eq!(report["published"]["date"].as_str().map(|d| &d[..10]), Some("2031-03-04"), "{name}");
        let text = report["text"].as_str().unwrap();
        assert!(text.contains("killed four people in a raid on Kidal") && !text.contains("rights"), "{name}: {text}");
        assert!(!text.contains(['Ã', '\u{FFFD}', '<']), "{name}: {text}");
    }
}

#[test]
fn fields_of_any_name_are_read() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!("{{\"payload\": {{\"words\": \"{TEXT}\"}}, \"head\": \"{TITLE}\", \"seen\": \"2031-03-04\"}}\n");
    fs::write(folder.path().join("own.jsonl"), line).unwrap();
    let fields = ["own.jsonl", "--fields", "text=payload.words,title=head,date=seen"];
    let (code, reports, _) = read(folder.path(), &fields);
    assert_eq!((code, reports[0]["title"].as_str()), (0, Some(TITLE)));
    assert_eq!(reports[0]["published"]["date"], "2031-03-04");
    let (code, reports, said) = read(folder.path(), &["own.jsonl"]);
    assert_eq!((code, reports.len()), (1, 0));
    assert!(said.contains("name its field with the fields option"), "{said}");
}

/// Files of each kind with something broken in them: how many reports they still give, and words of the reason.
fn broken() -> Vec<(&'static str, Vec<u8>, usize, &'static str)> {
    let good = object("text", "title", "date", "2031-03-04");
    let warc = record("https://post.example/1", &page());
    let cut = &warc.as_bytes()[..warc.len() - 60];
    let item = |words: &str| format!("<item><title>{TITLE}</title><description>{words}</description></item>");
    let rss = |items: &str| format!("<rss version=\"2.0\"><channel><title>Post</title>{items}</channel></rss>");
    let noise: Vec<u8> = (0u32..4000).map(|i| 0x80 | (i.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    vec![
        ("text.txt", noise, 0, "encoding"),
        ("page.html", b"<!doctype html><html><body><nav>Home</nav></body></html>".to_vec(), 0, "no report"),
        (
            "rss.xml",
            rss(&format!("{}<item><link>https://post.example/2</link></item>", item(TEXT))).into_bytes(),
            1,
            "no report",
        ),
        ("cut.xml", rss(&item(TEXT)).replace("</item></channel></rss>", "</itm").into_bytes(), 0, "broken"),
        ("atom.xml", b"<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>a".to_vec(), 0, "broken"),
        (
            "feed.json",
            b"{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\":".to_vec(),
            0,
            "broken",
        ),
        ("crawl.warc", [warc.as_bytes(), cut].concat(), 1, "ends within a record"),
        ("head.warc", [warc.as_bytes(), b"nonsense\r\n\r\n"].concat(), 1, "does not begin with its version"),
        ("crawl.warc.gz", gzip(warc.as_bytes())[..200].to_vec(), 0, "broken"),
        (
            "crawl.wacz",
            zipped(&[("archive/a.warc", warc.as_bytes()), ("archive/b.warc", cut)]),
            1,
            "ends within a record",
        ),
        ("lines.jsonl", format!("{good}\n{{\"text\": \n{good}\n").into_bytes(), 2, "broken"),
        ("list.json", format!("[{good}, {{\"nothing\": 1}}]").into_bytes(), 1, "holds no text"),
        ("object.json", b"{\"text\": \"Four".to_vec(), 0, "broken"),
        (
            "ninjs.json",
            b"{\"uri\": \"urn:1\", \"versioncreated\": \"2031-03-04\", \"headline\": \"a\"}".to_vec(),
            0,
            "holds no text",
        ),
        ("table.csv", format!("text,date\n\"{TEXT}\",2031-03-04\n,2031-03-05\n").into_bytes(), 1, "holds no text"),
        ("text.txt.gz", gzip(TEXT.as_bytes())[..30].to_vec(), 0, "broken"),
        ("text.txt.zst", zstd(TEXT.as_bytes())[..40].to_vec(), 0, "broken"),
        ("texts.zip", zipped(&[("a.txt", TEXT.as_bytes()), ("b.txt", b"\x89PNG\r\n\x1a\n\0\0")]), 1, "not text"),
    ]
}

#[test]
fn what_is_broken_is_named_and_the_rest_is_read() {
    for (name, bytes, held, reason) in broken() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(name), bytes).unwrap();
        fs::write(
            folder.path().join("good.txt"),
            format!("{TITLE}\n\nNobody was held after that raid, police said.\n"),
        )
        .unwrap();
        let (code, reports, said) = read(folder.path(), &["."]);
        assert_eq!((code, reports.len()), (3, held + 1), "{name}: {said}");
        let told = said.lines().find(|line| line.contains(&format!("skipped ./{name}"))).unwrap_or_default();
        assert!(told.contains(reason), "{name}: {reason}\n{said}");
    }
}
