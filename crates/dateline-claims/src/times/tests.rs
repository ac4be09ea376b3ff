//! The lexicons' own examples, and the laws every reading keeps.

use super::*;
use lexicon::{Language, Lexicon, of, source};

const LANGUAGES: [Language; 3] = [Language::English, Language::French, Language::Spanish];

fn anchor() -> Date {
    jiff::civil::date(2024, 9, 17)
}

/// "They left [three days ago = 2024-09-14]." as its plain text and what must be found in it.
fn unmark(marked: &str) -> (String, Vec<(String, String)>) {
    let (mut plain, mut wanted, mut rest) = (String::new(), Vec::new(), marked);
    while let Some((before, after)) = rest.split_once('[') {
        let (inside, tail) = after.split_once(']').expect("a closing bracket");
        let (words, value) = inside.rsplit_once(" = ").expect("words = value");
        plain.push_str(before);
        plain.push_str(words);
        wanted.push((words.to_owned(), value.to_owned()));
        rest = tail;
    }
    plain.push_str(rest);
    (plain, wanted)
}

#[test]
fn every_example_of_the_lexicons_holds() {
    let mut wrong = Vec::new();
    for language in LANGUAGES {
        let lexicon = Lexicon::read(source(language)).expect("a sound lexicon");
        for rule in &lexicon.rules {
            for example in rule.yes.iter().chain(&rule.no) {
                let (text, wanted) = unmark(example);
                let found = find_in(&text, language, Some(anchor()));
                // "the" belongs to an expression; the marks leave it out or take it in.
                let bare = |s: &str| s.strip_prefix("the ").or(s.strip_prefix("The ")).unwrap_or(s).to_owned();
                let got: Vec<_> = found.iter().map(|t| (bare(t.span.slice(&text)), t.value.clone())).collect();
                let wanted: Vec<_> = wanted.iter().map(|(w, v)| (bare(w), v.clone())).collect();
                if got != wanted {
                    wrong.push(format!("{}: {text}\n  wanted {wanted:?}\n  got    {got:?}", rule.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn keep_the_laws(text: &str) {
    for language in LANGUAGES {
        for day in [None, Some(anchor()), Some(Date::MIN), Some(Date::MAX)] {
            let found = find_in(text, language, day);
            let mut end = 0;
            for time in &found {
                assert!(time.span.start >= end && time.span.end > time.span.start, "{text:?} {time:?}");
                assert!(text.get(time.span.range()).is_some(), "{text:?} {time:?}");
                assert!(time.days.is_none_or(|(first, last)| first <= last), "{text:?} {time:?}");
                assert!(!time.value.is_empty());
                end = time.span.end;
            }
            assert_eq!(found, find_in(text, language, day));
        }
    }
}

#[test]
fn random_texts_keep_the_laws() {
    let pieces = [
        "last",
        " ",
        "Tuesday",
        "'",
        "’",
        "9999",
        "0000",
        "99",
        "é",
        "\n\n",
        ".",
        ",",
        "-",
        "/",
        ":",
        "ago",
        "year",
        "years",
        "a",
        "two",
        "thousand",
        "hundred",
        "Sept.",
        "30",
        "31",
        "Feb.",
        "the",
        "quarter",
        "third",
        "next",
        "century",
        "1990",
        "s",
        "pm",
        "GMT",
        "(",
        ")",
        "12:30",
        "日",
        "🎉",
        "every",
        "later",
        "100000000000000000000",
        "weekend",
        "morning",
        "of",
        "and",
        "half",
        "first",
        "mid",
        "in",
        "since",
        "İ",
        "ß",
        "rd",
        "3",
        "th",
        "day",
    ];
    let mut seed: u64 = 7;
    let mut next = |n: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % n
    };
    for _ in 0..3000 {
        let text: String = (0..next(14)).map(|_| pieces[next(pieces.len())].to_owned() + [" ", ""][next(2)]).collect();
        keep_the_laws(&text);
    }
}

#[test]
fn an_empty_text_has_no_times() {
    assert_eq!(find("", Some(anchor())), Vec::new());
}

#[test]
fn every_language_has_a_lexicon() {
    for language in LANGUAGES {
        assert!(of(language).is_some());
    }
}

#[test]
fn every_reading_that_a_rule_names_is_known() {
    let known = [
        "nothing",
        "date",
        "figures",
        "shift",
        "unit",
        "quarter",
        "decade",
        "century",
        "clock",
        "part",
        "duration",
        "set",
        "reference",
    ];
    for language in LANGUAGES {
        for rule in &Lexicon::read(source(language)).expect("a sound lexicon").rules {
            assert!(known.contains(&rule.read.as_str()), "rule '{}' reads '{}'", rule.name, rule.read);
        }
    }
}

#[test]
fn the_lexicons_are_in_order() {
    let built_in = ["number", "ordinal", "ordinal-ending", "apostrophe", "cue", "lead", "counted", "number-noun"];
    for language in LANGUAGES {
        let file: toml::Table = source(language).parse().expect("TOML");
        let rules = source(language).split_once("[[rule]]").expect("rules").1;
        for (class, values) in file["classes"].as_table().expect("classes") {
            let used = rules.contains(&format!("<{class}>")) || rules.contains(&format!("<{class}:"));
            let kept = built_in.contains(&class.as_str()) || ["abbreviation", "year-before"].contains(&class.as_str());
            assert!(used || kept, "{language:?}: no rule uses class '{class}'");
            let mut words: Vec<_> = values.as_table().expect("values").values().filter_map(|v| v.as_str()).collect();
            words = words.iter().flat_map(|w| w.split_whitespace()).collect();
            let before = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(before, words.len(), "{language:?}: class '{class}' has a word twice");
            assert!(words.iter().all(|w| w.to_lowercase() == **w), "{language:?}: class '{class}' has a capital");
        }
        let rules = Lexicon::read(source(language)).expect("a sound lexicon").rules;
        for rule in &rules {
            assert!(rule.read == "nothing" || !rule.yes.is_empty(), "{language:?}: rule '{}' shows nothing", rule.name);
        }
    }
}

#[test]
fn a_broken_rule_says_which() {
    let source = "capital = []\n[classes]\n[[rule]]\nname = \"odd\"\nread = \"set\"\nmatch = [\"<nowhere>\"]\n";
    let error = Lexicon::read(source).expect_err("a class that is not there");
    assert_eq!(error.to_string(), "times lexicon, rule 'odd': no class or shape is called 'nowhere'");
}

#[test]
fn without_an_anchor_nothing_is_made_up() {
    let found = find("They left on Tuesday, on 3 May and last week.", None);
    let values: Vec<_> = found.iter().map(|t| (t.value.as_str(), t.days)).collect();
    assert_eq!(values, [("XXXX-WXX-2", None), ("XXXX-05-03", None), ("PAST_REF", None)]);
}

#[test]
fn a_clock_time_takes_the_day_of_its_sentence_only() {
    let found = find("Gunmen came on Friday at 5:00 am. Others fled at 6:00 am.", Some(anchor()));
    let friday = jiff::civil::date(2024, 9, 13);
    assert_eq!(found[1].days, Some((friday, friday)));
    assert_eq!((found[2].days, found[2].time_of_day.as_deref()), (None, Some("06:00")));
}
