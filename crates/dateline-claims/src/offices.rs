//! What a phrase says of the one it names: a person or a body, an office, and the name that goes with it.

use crate::counts::people_named;
use crate::names::Names;
use crate::sets::has;
use crate::speakers::{kind_of, tidy};
use crate::words::Line;
use dateline_model::{Speaker, SpeakerType};
use std::ops::Range;

/// Whether a speaker is one person, by his name or office.
pub(crate) fn is_person(speaker: &Speaker) -> bool {
    let lower = speaker.text.to_lowercase();
    let bare = speaker.text.strip_prefix("The ").or_else(|| speaker.text.strip_prefix("the ")).unwrap_or(&speaker.text);
    // a body of the directory, by its own name
    if speaker.actor.is_some() && speaker.name.as_deref() == Some(bare) {
        return false;
    }
    // "The Osta Emergency Room": nobody is called so
    let titled = |w: &str| holds_office(w) || has("rank", w.trim_end_matches('.'));
    if bare.len() < speaker.text.len() && speaker.name.as_deref() == Some(bare) && !lower.split(' ').any(titled) {
        return false;
    }
    let one = matches!(lower.as_str(), "he" | "she");
    // "the daily La Plata", a list: no person, but for a journalist
    let printed = matches!(speaker.kind, SpeakerType::Media | SpeakerType::Document);
    if printed && !lower.split(' ').any(holds_office) && !one {
        return false;
    }
    // "Ruiz", once Ana Ruiz has spoken
    // and "Capt Ruiz"
    let last = lower.rsplit(' ').next().unwrap_or(&lower);
    let family = |n: &str| n.to_lowercase().ends_with(&format!(" {last}"));
    let written = |n: &str| one || family(n) || lower.contains(&n.to_lowercase());
    let personal = |n: &str| n.contains(' ') && !n.contains(" of ") && written(n);
    // "Captain Amo Sel of the river police"
    // "a man who gave his name", "the lawmaker representing the area"
    let ends =
        |w: &&str| !matches!(*w, "of" | "for" | "in" | "at" | "from" | "who" | "representing") && !w.starts_with('(');
    let head = lower.split(' ').take_while(ends).last();
    // "the Bar Association", "the Press Committee (PRECO)"
    let body = |w: &str| has("organisation", w) || has("body_of", w);
    speaker.name.as_deref().is_some_and(personal) && !head.is_some_and(body)
        || lower.split(' ').any(|w| has("person_noun", w))
        || head.is_some_and(holds_office)
}

/// Whether a word names the holder of an office, or what a person does: "governor", "coordinator", "head".
fn holds_office(noun: &str) -> bool {
    has("person_noun", noun) || has("office_holder", noun) || names_one(noun)
}

/// Whether a phrase is that of an office and whose it is: "the army's spokesman in the north".
pub(crate) fn names_an_office(written: &str) -> bool {
    let goes_on = |w: &&str| matches!(*w, "for" | "of" | "in" | "at" | "on" | "from" | "near" | "with");
    let title = written.split_whitespace().take_while(|w| !goes_on(w));
    title.last().is_some_and(|w| holds_office(&w.to_lowercase()))
}

/// Whether a phrase is that of a body without its name: "a human rights group", "the church's legal aid office".
pub(crate) fn names_a_body(written: &str) -> bool {
    let last = written.split_whitespace().next_back().unwrap_or("");
    has("organisation", last) && !has("office_word", last) && last != "hospital"
}

/// "But a community leader, Ana Ruiz, faulted the account", "Army spokesman Colonel Omar Sel disputed that": who a sentence
/// that was not parsed begins with, office and name.
pub(crate) fn introduced(text: &str, line: &Line, names: &Names) -> Option<Speaker> {
    let start = (0..line.words.len()).find(|&i| !has("opening", line.lower(i)))?;
    let titled = |i: &usize| {
        let word = &line.words[*i];
        let bare = word.lower.trim_end_matches('.');
        word.is_capitalised() || word.lower == "." || has("rank", bare) || has("person_noun", bare)
    };
    let end = start + (start..line.words.len().min(start + 9)).take_while(titled).count();
    let comma = || (start..line.words.len().min(start + 12)).find(|&i| line.lower(i) == ",").filter(|&i| i > start);
    let phrase = |end: usize| {
        let span = line.stretch(start, end);
        (tidy(span.slice(text)), span)
    };
    let ranked = (start..end).any(|i| has("rank", line.lower(i).trim_end_matches('.')));
    let own = || proper_name(&phrase(end).0).filter(|name| ranked && name.contains(' '));
    let (written, span, name) = if let Some(name) = own() {
        let (written, span) = phrase(end);
        (written, span, name)
    } else {
        let (written, span) = phrase(comma()?);
        let name = name_set_off(text, line, comma()?).filter(|_| names_an_office(&written))?;
        (written, span, name)
    };
    let kind = kind_of(names, &written).unwrap_or(SpeakerType::Other);
    Some(Speaker { text: written, name: Some(name), actor: None, kind, span })
}

/// The name of a subject: its own, or that set off behind its office.
pub(crate) fn subject_name(text: &str, line: &Line, range: &Range<usize>, written: &str) -> Option<String> {
    let behind = || name_set_off(text, line, range.end).filter(|_| names_an_office(written));
    proper_name(written).or_else(behind)
}

/// "the coordinator of the council, Ana Ruiz, who …": the name set off by commas at word `at`.
pub(crate) fn name_set_off(text: &str, line: &Line, at: usize) -> Option<String> {
    // "the Front (FRT), Ana Ruiz, said"
    let close = (at + 1..at + 4).find(|&i| line.lower(i) == ")" && line.lower(at) == "(");
    let at = close.map_or(at, |i| i + 1);
    // "the first witness, retired sergeant Ana Ruiz, came in"
    let adjective = |i: &usize| line.words[*i].tag.starts_with("JJ") || matches!(line.lower(*i), "former" | "retired");
    let start = at + 1 + (at + 1..line.words.len().min(at + 3)).take_while(adjective).count();
    let name = |i: &usize| {
        let word = &line.words[*i];
        let rank = has("rank", word.lower.trim_end_matches('.'));
        word.is_capitalised() || rank || matches!(word.lower.as_str(), "." | "-")
    };
    let end = start + (start..line.words.len().min(start + 8)).take_while(name).count();
    let closed = matches!(line.lower(at), ",") && end > start + 1 && matches!(line.lower(end), "," | "");
    let written = closed.then(|| tidy(line.stretch(start, end).slice(text)))?;
    proper_name(&written)
}

/// Whether letters stand for the office that a speaker was introduced with: "the DPO" for "District Police Officer Ana Ruiz".
pub(crate) fn is_cut_short(speaker: &Speaker, letters: &str) -> bool {
    let short = (2..=5).contains(&letters.len()) && letters.chars().all(|c| c.is_ascii_uppercase());
    let initials: String = speaker.text.split([' ', '-']).filter_map(|w| w.chars().next()).collect();
    let titled = initials.strip_prefix(['t', 'T']).unwrap_or(&initials);
    short && is_person(speaker) && [initials.as_str(), titled].iter().any(|i| i.starts_with(letters))
}

/// Whether a word names one person: "commissioner", "nurse".
fn names_one(word: &str) -> bool {
    has("rank", word) || people_named(word).is_some_and(|(_, many)| !many)
}

/// "A rebel who calls himself Tarel contradicted this", "the lawmaker gave another account": one person, whom his verb has
/// tell his side.
pub(crate) fn speaks_for_himself(line: &Line, subject: &Range<usize>) -> bool {
    let Some(verb) = line.words.iter().position(|w| w.relation == "ROOT") else { return false };
    let account = || line.children(verb).any(|(k, relation)| relation == "dobj" && has("own_version", line.lower(k)));
    let ends = |i: &usize| !matches!(line.words[*i].tag, "IN" | "WP" | "WDT" | "VBG" | "VBN");
    let head = subject.clone().take_while(ends).last();
    let person = head.is_some_and(|i| holds_office(line.lower(i)));
    person && (has("takes_issue", line.lower(verb)) || account())
}

/// Whether a speaker is several people: "residents", "two officials", "doctors at the hospital".
pub(crate) fn is_many(speaker: &Speaker) -> bool {
    let lower = speaker.text.to_lowercase();
    let words = lower.split(' ').take_while(|w| !matches!(*w, "at" | "in" | "of" | "from" | "who" | "with"));
    let head = words.last().unwrap_or("");
    let plural = head.ends_with('s') && !head.ends_with("ss") && !has("organisation", head);
    plural && speaker.name.is_none() || has("plural_speaker", head) && head != "police"
}

/// Whether "it" can mean a speaker: a ministry, an army, a group.
pub(crate) fn is_body(speaker: &Speaker) -> bool {
    let personal = matches!(
        speaker.kind,
        SpeakerType::Witness
            | SpeakerType::Resident
            | SpeakerType::Family
            | SpeakerType::AnonymousOfficial
            | SpeakerType::Expert
    );
    !personal && !is_person(speaker) && !is_many(speaker)
}

/// The personal or proper name at the end of a phrase: "the army spokesman Umaru Bello" gives "Umaru Bello".
pub(crate) fn proper_name(written: &str) -> Option<String> {
    let words: Vec<&str> = written.split_whitespace().collect();
    let common = |w: Option<&&str>, set: &str| w.is_some_and(|w| has(set, &w.to_lowercase()));
    // "He", "the Public Relations Officer": nobody's name
    let held = |set: &str| common(words.last(), set);
    let office = common(words.first(), "article") && ["rank", "office_holder", "person_noun"].into_iter().any(held);
    if office || words.len() == 1 && common(words.first(), "third_person") {
        return None;
    }
    let particle = |w: &str| {
        matches!(
            w,
            "al" | "bin" | "ibn" | "de" | "van" | "von" | "der" | "el" | "da" | "dos" | "ben" | "of" | "for" | "and"
        )
    };
    let capital = |w: &str| {
        w.trim_start_matches(['"', '“', '\'', '‘', '-']).chars().next().is_some_and(char::is_uppercase)
            || w.starts_with("al-")
            || w.starts_with("el-")
    };
    // "Captain Amo Sel of the Osta police"
    let ranked = |k: usize| {
        let ranks = |w: &&str| has("rank", w.trim_end_matches('.').to_lowercase().as_str());
        k > 2 && words[..k - 1].iter().any(ranks) && words[..k].iter().all(|w| capital(w))
    };
    // "Ana Ruiz of the Red Cross", but not "the Human Rights Commission of the Senate"
    let body = |w: &str| ["organisation", "body_of", "office_word"].iter().any(|set| has(set, &w.to_lowercase()));
    let person = |k: usize| {
        (2..=4).contains(&k)
            && words.get(k + 1) == Some(&"the")
            && words.get(k + 2).is_some_and(|w| capital(w))
            && words[..k].iter().all(|w| capital(w) && !body(w) && !w.ends_with('s'))
    };
    // "the Health Ministry in Osta", "a resident of Osta": the place is not who speaks
    let located = |k: &usize| {
        let common = words[*k - 1].chars().next().is_some_and(char::is_lowercase);
        // "A militia allied with Osta"
        let bound = |w: &str| w.ends_with("ed") || matches!(w, "led" | "loyal" | "close");
        let tied = common && k > &1 && matches!(words[*k], "with" | "to" | "by") && bound(words[*k - 1]);
        tied || matches!(words[*k], "in" | "at" | "from" | "near")
            || words[*k] == "of"
                && (common || ranked(*k) || person(*k))
                && !has("body_of", &words[*k - 1].to_lowercase())
    };
    let whole = words.len();
    let cut = (1..whole).find(located).unwrap_or(whole);
    let words = &words[..cut];
    let end = words.iter().rposition(|w| capital(w))? + 1;
    let mut start = end - 1;
    // "Observatory for Human Rights", "Ministry of Defence", but not "Governor of Norland Ana Ruiz"
    let of_body = |k: usize| {
        let noun = words[k - 1].to_lowercase();
        let the = words.get(k + 1) == Some(&"the") && has("organisation", &noun);
        matches!(words[k], "of" | "for") && (has("body_of", &noun) || the)
    };
    let goes_on = |k: usize| match words[k] {
        // "Union for the Defence of Rights"
        "of" | "for" => of_body(k) || (1..k).any(of_body),
        // "Commission of the Senate"
        "the" => k > 1 && of_body(k - 1),
        "and" => (1..k).any(of_body),
        word => particle(word),
    };
    while start > 0
        && (capital(words[start - 1])
            || start >= 2 && (capital(words[start - 2]) || words[start - 1] == "the") && goes_on(start - 1))
    {
        start -= 1;
    }
    let rank = |w: &str| has("rank", w.trim_end_matches('.').to_lowercase().as_str());
    let office = |w: &str| rank(w) || has("office_word", &w.to_lowercase());
    // "Regional Commissioner Ana Ruiz": what stands before the last rank is the office
    if let Some(last) = (start..end.saturating_sub(2)).rev().find(|&k| rank(words[k])) {
        start = last + 1;
    }
    while start + 1 < end && office(words[start]) {
        start += 1;
    }
    let alone = end - start == 1 && (office(words[start]) || (start == 0 && words.len() > 1));
    (!alone && end == words.len()).then(|| {
        words[start..end]
            .join(" ")
            .trim_matches(['"', '“', '”', ','])
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned()
    })
}

/// Whether "the general" can be one who was called "Gen. Ana Ruiz": a rank, in full or cut short, that his words hold.
pub(crate) fn bears_rank(speaker: &Speaker, noun: &str) -> bool {
    let lower = speaker.text.to_lowercase();
    let mut words = lower.split(' ').map(|w| w.trim_end_matches('.'));
    let initials = |a: &str, b: &str| noun.len() == 2 && noun.starts_with(&a[..1]) && noun.ends_with(&b[..1]);
    let pairs: Vec<&str> = words.clone().filter(|w| w.is_ascii() && !w.is_empty()).collect();
    let cut = |w: &str| match (w, noun) {
        ("lt", "lieutenant") | ("sgt", "sergeant") | ("col", "colonel") => true,
        _ => w == noun || w.len() > 2 && has("rank", w) && noun.starts_with(w),
    };
    let uniformed = matches!(speaker.kind, SpeakerType::Military | SpeakerType::Police);
    is_person(speaker)
        && (noun == "officer" && uniformed
            || words.any(cut)
            || pairs.windows(2).any(|two| has("rank", two[1]) && initials(two[0], two[1])))
}
