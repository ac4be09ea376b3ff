//! The ledger's values as people write them: dates, numbers, countries, what happened to whom, how sure.

use dateline_model::{
    Category, Change, Claim, Event, EventDate, Matter, Modality, Place, Published, PublishedBasis, PublishedPrecision,
    Quantity, Report, Sort, Speaker, Stage, Stance,
};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::LazyLock;

const COUNTRIES: &str = include_str!("../../../atlas/countries.txt");

/// A country's name; its code where the atlas has none.
pub(crate) fn country(code: &str) -> &str {
    static NAMES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| {
        let line = |line: &'static str| {
            let mut cells = line.split('|').map(str::trim);
            Some((cells.next()?, cells.next()?))
        };
        COUNTRIES.lines().filter(|one| !one.starts_with('#')).filter_map(line).collect()
    });
    NAMES.get(code).copied().unwrap_or(code)
}

/// "17 September 2024".
pub(crate) fn long_day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// "17 Sep", with the year where it is not `year`.
pub(crate) fn short_day(day: Date, year: Option<i16>) -> String {
    let form = if year == Some(day.year()) { "%-d %b" } else { "%-d %b %Y" };
    day.strftime(form).to_string()
}

/// "17 September 2024", "15–21 September 2024", "September 2024", "2016"; "17 September 2024 or before".
pub(crate) fn event_date(date: &EventDate) -> String {
    let (start, end) = (date.start, date.end);
    if date.open {
        format!("{} or before", long_day(end))
    } else if date.is_day() {
        long_day(start)
    } else if start == start.first_of_year() && end == start.last_of_year() {
        start.year().to_string()
    } else if start == start.first_of_month() && end == start.last_of_month() {
        start.strftime("%B %Y").to_string()
    } else if start.first_of_month() == end.first_of_month() {
        format!("{}–{}", start.day(), long_day(end))
    } else if start.year() == end.year() {
        format!("{} – {}", start.strftime("%-d %B"), long_day(end))
    } else {
        format!("{} – {}", long_day(start), long_day(end))
    }
}

/// "17 Sep 2024", "Sep 2024", "2024"; with a star where it is inferred.
pub(crate) fn published(published: &Published) -> String {
    let form = match published.precision {
        PublishedPrecision::Hour | PublishedPrecision::Day => "%-d %b %Y",
        PublishedPrecision::Month => "%b %Y",
        PublishedPrecision::Year => "%Y",
    };
    let star = if published.basis == PublishedBasis::Inferred { "*" } else { "" };
    format!("{}{star}", published.date.strftime(form))
}

/// "Bamako, Mali"; the country alone where no more is known.
pub(crate) fn place(place: &Place) -> String {
    let nation = place.country.as_deref().map(country);
    let area = place.admin1.as_deref().filter(|_| place.name.is_none());
    let mut parts: Vec<&str> = [place.name.as_deref(), area, nation].into_iter().flatten().collect();
    parts.dedup();
    if parts.is_empty() { place.site.as_deref().unwrap_or("place unknown").to_owned() } else { parts.join(", ") }
}

/// "Battles / Armed clash", with the stage where it did not come about.
pub(crate) fn event(event: &Event) -> String {
    let kind = format!("{} / {}", event.event_type().code(), event.subtype.code());
    if event.stage == Stage::Accomplished { kind } else { format!("{kind} ({})", event.stage.code()) }
}

/// "1 report", "2 reports".
pub(crate) fn count(n: usize, one: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {one}s") }
}

/// What happened to the people counted, as a heading.
pub(crate) fn category(category: Category) -> &'static str {
    match category {
        Category::Casualties => "killed or wounded",
        other => other.code(),
    }
}

/// A contract group as words: "security forces"; empty where it is not said who they were, "at Norvale" of a figure of one
/// place.
pub(crate) fn group(group: &str) -> String {
    let who = group.strip_prefix("unspecified").unwrap_or(group);
    who.trim_start().replace('_', " ")
}

/// The figure as the report put it: "more than 70", “hundreds”.
pub(crate) fn figure(quantity: &Quantity) -> String {
    if quantity.is_word() { format!("“{}”", quantity.text) } else { quantity.text.clone() }
}

/// "77", "at least 71", "at most 30", "71 to 100"; `None` where nothing is known.
pub(crate) fn bounds(low: Option<u64>, high: Option<u64>) -> Option<String> {
    match (low, high) {
        (Some(low), Some(high)) if low == high => Some(low.to_string()),
        (Some(low), Some(high)) => Some(format!("{low} to {high}")),
        (Some(low), None) => Some(format!("at least {low}")),
        (None, Some(high)) => Some(format!("at most {high}")),
        (None, None) => None,
    }
}

/// "77 (71 to 100)", "77", "at least 71"; `None` where nothing is known.
pub(crate) fn range(low: Option<u64>, best: Option<u64>, high: Option<u64>) -> Option<String> {
    match (best, bounds(low, high)) {
        (Some(best), Some(range)) if range != best.to_string() => Some(format!("{best} ({range})")),
        (Some(best), _) => Some(best.to_string()),
        (None, range) => range,
    }
}

/// Who said it, as written and, where that differs, by name; the outlet where it is the outlet's own word.
pub(crate) fn said_by(claim: &Claim, report: Option<&Report>) -> String {
    let Some(speaker) = &claim.speaker else {
        let outlet = report.and_then(|report| report.outlet.as_ref()).and_then(|outlet| outlet.name.as_deref());
        return outlet.map_or_else(|| "the outlet".to_owned(), |name| format!("the outlet ({name})"));
    };
    let named = speaker_name(speaker);
    let told = named.to_lowercase().contains("anonym") || named.contains("not to be named");
    if claim.anonymous && !told { format!("{named} (anonymous)") } else { named }
}

fn speaker_name(speaker: &Speaker) -> String {
    let text = speaker.text.trim();
    match speaker.name.as_deref().map(str::trim) {
        Some(name) if is_pronoun(text) => name.to_owned(),
        Some(name) if !covers(text, name) => format!("{text} ({name})"),
        _ => text.to_owned(),
    }
}

fn is_pronoun(text: &str) -> bool {
    matches!(text.to_lowercase().as_str(), "he" | "she" | "it" | "they" | "who" | "i" | "we")
}

fn covers(text: &str, name: &str) -> bool {
    text.to_lowercase().contains(&name.to_lowercase())
}

/// Through whom it reached the outlet, nearest to the speaker first.
pub(crate) fn via(claim: &Claim) -> String {
    claim.via.iter().map(|relay| relay.text.as_str()).collect::<Vec<_>>().join(", ")
}

/// How sure it was said to be.
pub(crate) fn how_sure(modality: Modality) -> &'static str {
    match modality {
        Modality::Unconfirmed => "unverified",
        other => other.code(),
    }
}

/// What is said of the actor: "claimed by", "attributed to".
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Claims => "claimed by",
        Stance::Denies => "denied by",
        Stance::Accuses => "blamed on",
        Stance::Suspects => "suspected:",
        Stance::Admits => "admitted by",
    }
}

/// What a further claim speaks of, with its number: "about 40 houses", "dozens of homes", "gunmen".
pub(crate) fn matter(about: &Matter) -> String {
    let crowd =
        |text: &str| ["dozens", "scores", "hundreds", "thousands"].iter().any(|w| text.to_lowercase().ends_with(w));
    match &about.quantity {
        Some(quantity) if crowd(&quantity.text) => format!("{} of {}", quantity.text, about.what),
        Some(quantity) => format!("{} {}", quantity.text, about.what),
        None => about.what.clone(),
    }
}

/// The manner of a reaction, before the one who reacted.
pub(crate) fn reaction(sort: Option<Sort>) -> &'static str {
    match sort {
        Some(Sort::Condemnation) => "condemned by",
        Some(Sort::Condolence) => "condolences from",
        Some(Sort::Concern) => "concern of",
        Some(Sort::Praise) => "praised by",
        Some(Sort::Call) => "call by",
        Some(Sort::Vow) => "vow by",
        _ => "reaction of",
    }
}

/// What a new figure did.
pub(crate) fn change(change: Change) -> &'static str {
    match change {
        Change::First => "first",
        Change::Update => "updated",
        Change::Correction => "corrected",
        Change::Contradiction => "contradicted",
    }
}

/// The text on one line, without control characters or marks that turn the direction of writing: what a report says
/// must not steer the terminal.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if letter.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if !letter.is_control() && !turns_direction(letter) {
            out.push(letter);
        }
    }
    out
}

fn turns_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_model::DatePrecision;
    use jiff::civil::date;

    #[test]
    fn a_group_is_named_as_people_would() {
        assert_eq!(
            ["unspecified", "security_forces", "unspecified at Norvale"].map(group),
            ["", "security forces", "at Norvale"]
        );
    }

    #[test]
    fn what_is_spoken_of_reads_with_its_number() {
        let told = |quantity: Option<Quantity>| {
            matter(&Matter { what: "homes".into(), sort: None, quantity, span: Default::default() })
        };
        assert_eq!(told(None), "homes");
        assert_eq!(told(Some(Quantity::about(40, "about 40"))), "about 40 homes");
        assert_eq!(told(Some(Quantity::at_least(24, "Dozens"))), "Dozens of homes");
    }

    fn range(start: Date, end: Date) -> String {
        event_date(&EventDate {
            start,
            end,
            open: false,
            precision: DatePrecision::Week,
            basis: String::new(),
            evidence: Vec::new(),
        })
    }

    #[test]
    fn dates_read_as_people_write_them() {
        assert_eq!(range(date(2024, 9, 17), date(2024, 9, 17)), "17 September 2024");
        assert_eq!(range(date(2024, 9, 15), date(2024, 9, 21)), "15–21 September 2024");
        assert_eq!(range(date(2024, 2, 1), date(2024, 2, 29)), "February 2024");
        assert_eq!(range(date(2016, 1, 1), date(2016, 12, 31)), "2016");
        assert_eq!(range(date(2024, 8, 30), date(2024, 9, 2)), "30 August – 2 September 2024");
        assert_eq!(range(date(2023, 12, 30), date(2024, 1, 2)), "30 December 2023 – 2 January 2024");
        assert_eq!(short_day(date(2024, 9, 7), Some(2024)), "7 Sep");
        assert_eq!(short_day(date(2024, 9, 7), None), "7 Sep 2024");
    }

    #[test]
    fn bounds_say_what_is_known() {
        assert_eq!(bounds(Some(71), Some(100)).as_deref(), Some("71 to 100"));
        assert_eq!(bounds(Some(71), None).as_deref(), Some("at least 71"));
        assert_eq!(bounds(None, Some(30)).as_deref(), Some("at most 30"));
        assert_eq!(bounds(Some(7), Some(7)).as_deref(), Some("7"));
        assert_eq!(bounds(None, None), None);
    }

    #[test]
    fn countries_have_names_and_unknown_codes_stay() {
        assert_eq!(country("ML"), "Mali");
        assert_eq!(country("ZZ"), "ZZ");
    }

    #[test]
    fn nothing_a_report_says_can_steer_the_terminal() {
        assert_eq!(plain("a\u{1b}[31mred\r\n\tb\u{202e}c\u{9b}d"), "a[31mred bcd");
    }
}
