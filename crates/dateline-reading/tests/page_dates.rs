//! When invented pages appeared, by what they state in many ways; and what is no date of publication.

use dateline_model::PublishedBasis::{self, Metadata, Text, Url};
use dateline_reading::{Options, Source, read};

const STORY: &str = "<p>Four people died in a raid on the village of Norvale, the governor of the province told reporters \
    there on the next day, and three houses burnt down.</p><p>The army said that it had sent two helicopters, and that it \
    would look for those who had done this until it had found them.</p>";

/// The day of a page with this head and these elements around its story, at this address.
fn day(url: &str, head: &str, above: &str, below: &str) -> Option<(String, PublishedBasis)> {
    let page = format!(
        "<!DOCTYPE html><html><head><title>Raid kills four</title>{head}</head><body><article><h1>Raid kills four in \
         Norvale</h1>{above}{STORY}</article>{below}</body></html>"
    );
    let report = read(page.as_bytes(), &Source::url(url), &Options::default()).unwrap().remove(0);
    report.published.map(|p| (p.date.to_string(), p.basis))
}

fn is(found: Option<(String, PublishedBasis)>, date: &str, basis: PublishedBasis) {
    assert_eq!(found, Some((date.to_owned(), basis)));
}

#[test]
fn a_moment_in_utc_has_the_newsrooms_day() {
    let meta = "<meta property=article:published_time content=2031-03-04T23:30:00Z>";
    is(day("https://example.de/a", meta, "", ""), "2031-03-05", Metadata);
    is(day("https://example.com.ar/a", meta, "", ""), "2031-03-04", Metadata);
    // No single clock: the day that the page shows, or its address.
    is(day("https://example.com/a", meta, "<p class=byline-date>March 5, 2031</p>", ""), "2031-03-05", Metadata);
    is(day("https://example.com/2031/03/05/a", meta, "", ""), "2031-03-05", Metadata);
    is(day("https://example.com/2031/03/09/a", meta, "", ""), "2031-03-04", Metadata);
}

#[test]
fn of_two_statements_the_one_shown_counts() {
    let head = "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"datePublished\":\"2031-03-01\"}</script>\
        <meta property=article:published_time content=2031-03-04>";
    is(day("https://example.org/a", head, "", ""), "2031-03-01", Metadata);
    is(day("https://example.org/a", head, "<span class=entry-date>4 March 2031</span>", ""), "2031-03-04", Metadata);
}

#[test]
fn labels_name_the_day() {
    let unsure = "<meta name=date content=2031-03-09>";
    is(
        day("https://example.org/a", unsure, "", "<div>Erschienen am:</div><h2>04.03.2031</h2>"),
        "2031-03-04",
        Metadata,
    );
    let line = "<div><b>Datum:</b> 04.03.2031<br><b>Autor:</b> Jan Muster</div>";
    is(day("https://example.org/a", "", "", line), "2031-03-04", Metadata);
    is(day("https://example.org/a", unsure, "", ""), "2031-03-09", Metadata);
}

#[test]
fn comments_and_teasers_name_other_days() {
    let comment = "<div class=comment><p class=comment-date>9 March 2031</p><p>Sad.</p></div>";
    is(day("https://example.org/a", "", "<p>4 March 2031</p>", comment), "2031-03-04", Text);
    assert_eq!(day("https://example.org/a", "", "", comment), None);
    is(day("https://example.org/2031/03/04/a", "", "", comment), "2031-03-04", Url);
    // Of dates that nothing names, the one at the headline counts, not the clock at the top of the page.
    let clock = "<p id=uhr>Sunday, 9 March 2031</p>";
    is(day("https://example.org/a", "", "<p>4 March 2031</p>", clock), "2031-03-04", Text);
}

#[test]
fn scripts_tell_when_nothing_else_does() {
    let state = "<script>window.state = {\"id\": 7, \"publishedAt\":\"2031-03-04T10:00:00.000Z\"}</script>";
    is(day("https://example.org/a", state, "", ""), "2031-03-04", Metadata);
    is(day("https://example.org/a", state, "<time datetime=2031-03-05>5 March</time>", ""), "2031-03-05", Metadata);
    let other = "<script>var publishedAt = \"2031-03-04\"; call('x', {\"until\": \"2031-03-04\"})</script>";
    assert_eq!(day("https://example.org/a", other, "", ""), None);
}

#[test]
fn the_very_last_line_may_date_a_text() {
    let day = |last: &str| {
        let told = "The raid began at dawn, the governor of the province told reporters there on the next day.\n\n";
        let text = format!(
            "Raid kills four\n\nNORVALE - Four people died in a raid on the village of Norvale.\n\n{told}{told}{told}{last}\n"
        );
        let report = read(text.as_bytes(), &Source::path("a.txt"), &Options::default()).unwrap().remove(0);
        report.published.map(|p| p.date.to_string())
    };
    assert_eq!(day("May 4, 2031 3:05 PM GMT").as_deref(), Some("2031-05-04"));
    assert_eq!(day("The war began on May 4, 2031."), None);
}
