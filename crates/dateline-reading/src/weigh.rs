//! Several dates of one report are weighed into the date of publication, with its basis.

use crate::compose::undated;
use crate::dates::{self, Order, Stated};
use crate::draft::DatedBy;
use dateline_model::{Note, Published, PublishedBasis, PublishedPrecision};
use jiff::civil::Date;

/// The date of publication: the header's, else the metadata's, the address's, a date line's, the dateline's (or the day
/// that ends a headline), else the anchor. A finer date within a coarse one ("2031-06", then "June 6, 2031") is preferred to it.
pub(crate) fn published(
    dated: &[DatedBy],
    url: Option<&str>,
    anchor: Option<Date>,
    notes: &mut Vec<Note>,
) -> Option<Published> {
    let mut all: Vec<DatedBy> = dated.to_vec();
    all.extend(url.and_then(in_url).map(|stated| DatedBy { stated, basis: PublishedBasis::Url, updated: false }));
    let full: Vec<&DatedBy> = ranked(&all).into_iter().filter(|d| d.stated.date().is_some()).collect();
    let known = full.first().and_then(|d| d.stated.date()).or(anchor);
    let yearless: Vec<&DatedBy> = all.iter().filter(|d| d.stated.year.is_none()).collect();
    let placed = known.and_then(|anchor| placed(&yearless, anchor));
    if let Some(own) = full.first().and_then(|best| earlier_dateline(best, &full)) {
        let text =
            "the dateline's or headline's own date is weeks before the one the page or header gives, and is taken";
        notes.push(Note::new("date-disputed", text));
        return publish(&own.stated, own.basis);
    }
    if let Some(best) = full.first() {
        let finer = full.iter().map(|d| d.stated).chain(placed).find(|s| refines(&best.stated, s));
        let stated = finer.unwrap_or(best.stated);
        return publish(&with_time(stated, &full), best.basis);
    }
    if let Some(stated) = placed {
        return publish(&stated, PublishedBasis::Dateline);
    }
    if let Some(date) = anchor {
        notes.push(Note::new("date-given", "the report bears no date; the one given with it is taken"));
        let precision = PublishedPrecision::Day;
        return Some(Published { date, time: None, precision, basis: PublishedBasis::Metadata });
    }
    notes.extend(yearless.first().map(|d| undated(&d.stated)));
    None
}

/// Days that a page's date may be later than its dateline's: a story that was moved bears the day of the move.
const MOVED: i32 = 14;

/// The dateline's date with its year, where it is weeks before the date that would be taken.
fn earlier_dateline<'d>(best: &DatedBy, full: &[&'d DatedBy]) -> Option<&'d DatedBy> {
    let taken = best.stated.date().filter(|_| best.basis != PublishedBasis::Dateline)?;
    full.iter().copied().find(|d| {
        let own = d.stated.date().filter(|_| d.basis == PublishedBasis::Dateline && d.stated.day.is_some());
        let days = own.and_then(|own| taken.since(own).ok()).map(|span| span.get_days());
        days.is_some_and(|days| days >= MOVED)
    })
}

/// By the trust their basis earns; publications before changes; otherwise in the order found.
fn ranked(all: &[DatedBy]) -> Vec<&DatedBy> {
    let mut ranked: Vec<&DatedBy> = all.iter().collect();
    ranked.sort_by_key(|d| {
        let trust = match d.basis {
            PublishedBasis::Header => 0,
            PublishedBasis::Metadata => 1,
            PublishedBasis::Url if d.stated.day.is_some() => 2,
            PublishedBasis::Text => 3,
            PublishedBasis::Dateline => 4,
            // A month alone, as many addresses have, is less than a day stated by the page.
            PublishedBasis::Url => 5,
            PublishedBasis::Inferred => 6,
        };
        (d.updated, trust)
    });
    ranked
}

/// A dateline's day in the year that puts it near `anchor`; one further away than two months is another story's.
fn placed(yearless: &[&DatedBy], anchor: Date) -> Option<Stated> {
    yearless.iter().map(|d| d.stated.near(anchor)).find(|stated| {
        let days = stated.date().and_then(|d| d.since(anchor).ok()).map(|span| span.get_days().abs());
        days.is_some_and(|days| days <= 62)
    })
}

fn refines(coarse: &Stated, fine: &Stated) -> bool {
    coarse.day.is_none() && fine.day.is_some() && coarse.year == fine.year && coarse.month == fine.month
}

/// The time another source states for the same day.
fn with_time(mut stated: Stated, others: &[&DatedBy]) -> Stated {
    if stated.time.is_none() {
        let same = |s: &Stated| (s.year, s.month, s.day) == (stated.year, stated.month, stated.day);
        stated.time = others.iter().filter(|d| !d.updated).map(|d| d.stated).filter(same).find_map(|s| s.time);
    }
    stated
}

fn publish(stated: &Stated, basis: PublishedBasis) -> Option<Published> {
    let precision = match (stated.day, stated.time) {
        (None, _) => PublishedPrecision::Month,
        (_, Some(_)) => PublishedPrecision::Hour,
        _ => PublishedPrecision::Day,
    };
    let time = stated.time.filter(|_| stated.day.is_some());
    Some(Published { date: stated.date()?, time, precision, basis })
}

/// The date in an address: "/2031/09/17/", "/2031-09-17-", "20310917", else "/2031/09/" as a month.
pub(crate) fn in_url(url: &str) -> Option<Stated> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let pieces: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let triple = pieces.windows(3).find_map(|w| numbers(w[0], w[1], w[2]));
    let packed = || {
        pieces.iter().find_map(|p| {
            let plain = p.len() == 8 && p.bytes().all(|b| b.is_ascii_digit());
            plain.then(|| numbers(&p[..4], &p[4..6], &p[6..])).flatten()
        })
    };
    let named = || {
        pieces.windows(3).find_map(|w| {
            let day = w[2].chars().take_while(char::is_ascii_digit).collect::<String>();
            (w[0].len() == 4 && dates::is_month(w[1]))
                .then(|| dates::find(&format!("{day} {} {}", w[1], w[0]), Order::DayFirst))
                .flatten()
        })
    };
    triple.or_else(packed).or_else(|| named().map(|(s, _)| s)).or_else(|| {
        pieces.windows(2).find_map(|w| {
            let month =
                (w[1].len() == 2).then(|| dates::iso_prefix(&format!("{}-{}", w[0], w[1])).map(|(s, _)| s)).flatten();
            month.filter(|_| path.contains(&format!("/{}/{}/", w[0], w[1])))
        })
    })
}

fn numbers(year: &str, month: &str, day: &str) -> Option<Stated> {
    let two = |n: &str| (1..=2).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !two(month) || !two(day) {
        return None;
    }
    dates::iso_prefix(&format!("{year}-{month:0>2}-{day:0>2}")).map(|(stated, _)| stated)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_bear_a_date() {
        for (url, date) in [
            ("https://example.org/2031/09/17/story", "2031-09-17"),
            ("https://example.org/news/story-2031-09-17", "2031-09-17"),
            ("https://example.org/a/20310917/b.html", "2031-09-17"),
            ("https://example.org/2031/sep/17/story", "2031-09-17"),
            ("https://example.org/2031/09/story", "2031-09-01"),
        ] {
            assert_eq!(in_url(url).and_then(|s| s.date()).map(|d| d.to_string()).as_deref(), Some(date), "{url}");
        }
        for url in [
            "https://example.org/12345678/x",
            "https://example.org/2031/99/story",
            "https://example.org/a-40-day-siege",
        ] {
            assert_eq!(in_url(url), None, "{url}");
        }
    }
}
