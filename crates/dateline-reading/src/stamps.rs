//! Lines that date a report: "October 13, 2031", "Published: 3 May 2031 14:02 GMT", "By A. Writer | 26.04.2031".

use crate::clean::word_count;
use crate::dates::{self, Order, Stated};
use crate::outlets::outlets;
use crate::wires::wires;

/// A line that says when the report appeared.
pub(crate) struct Stamp {
    pub stated: Stated,
    /// It says "updated" and not "published".
    pub updated: bool,
    /// It says one of the two, rather than bearing a bare date.
    pub named: bool,
}

/// Words that may stand beside the date in such a line.
const BESIDE: &str = " @ story published updated posted last on at by the of modified first edition date dated created issued released \
    publié publie le mis à a jour modifié el la de del publicado actualizado fecha hora al em atualizado publicada \
    veröffentlicht aktualisiert stand am um den uhr vom pubblicato aggiornato il alle ore data datum fecha: vom \
    gmt utc bst cet cest est edt et ct cst cdt mt mst mdt pt pst pdt ist eat wat cat sast pkt jst kst sgt hkt aest aedt msk \
    pht wib wita wit myt ict npt bdt trt gst ast akst hst brt art clt cot pet vet nzst nzdt acst awst eest eet wet ndt mmt uzt \
    p.m a.m p m am pm h hrs local time min read mins minute minutes опубликовано обновлено года г diterbitkan pukul wib \
    yayınlanma güncelleme tarihi publish published: ago hour hours day days just now ";

const CHANGED: &[&str] = &[
    "updated",
    "modified",
    "mis à jour",
    "modifié",
    "actualizado",
    "atualizado",
    "aktualisiert",
    "aggiornato",
    "обновлено",
];
const APPEARED: &[&str] = &[
    "publi",
    "posted",
    "first",
    "issued",
    "released",
    "created",
    "veröffentlicht",
    "pubblicato",
    "опубликовано",
    "date",
];

/// Reads a line as a stamp, or finds that it is none.
pub(crate) fn stamp(line: &str, order: Order) -> Option<Stamp> {
    if line.len() > 200 {
        return None;
    }
    let (stated, range) = dates::find(line, order).filter(|_| word_count(line) <= 24)?;
    let lower = line.to_lowercase();
    let changed = CHANGED.iter().any(|word| lower.contains(word));
    let unchanged = lower.replace("updated", "");
    let appeared = APPEARED.iter().any(|word| unchanged.contains(word));
    let mut rest = format!("{} {}", &line[..range.start], &line[range.end..]);
    // A second date ("Published … Updated …") leaves with the first.
    while let Some((_, again)) = dates::find(&rest, order) {
        rest.replace_range(again, " ");
    }
    only_furniture_beside(&rest).then_some(Stamp { stated, updated: changed && !appeared, named: appeared || changed })
}

/// The day a sentence points at as its own: "ce mardi 17 septembre 2031", "today, May 3, 2031", "hoy 4 de octubre de 2031".
pub(crate) fn deictic(sentence: &str) -> Option<Stated> {
    const HERE: &[&str] =
        &["ce", "today", "hoy", "heute", "oggi", "hoje", "this", "este", "questo", "aujourd'hui", "сегодня"];
    // looking for a date is dear: first see whether there is a number at all, and such a word
    let here = |word: &str| HERE.contains(&word) || HERE.contains(&word.to_lowercase().as_str());
    if !sentence.bytes().any(|b| b.is_ascii_digit()) || !sentence.split([' ', ',', '(']).any(here) {
        return None;
    }
    let (stated, range) = dates::find(sentence, Order::Unknown)?;
    let before = sentence[..range.start].trim_end_matches([' ', ',', '(']);
    let mut words = before.rsplit(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty());
    let mut word = words.next()?.to_lowercase();
    if dates::is_weekday(&word) {
        word = words.next()?.to_lowercase();
    }
    HERE.contains(&word.as_str()).then_some(Stated { time: None, ..stated })
}

/// Whether nothing but date words, bylines, outlets and wires stands beside the date.
fn only_furniture_beside(rest: &str) -> bool {
    let parts = rest.split(['|', '•', '·', '–', '—', '/', '\n']).flat_map(|part| part.split(" - "));
    parts.map(|part| part.trim_matches([' ', '-', ',', '.', ':', ';', '(', ')'])).all(is_beside)
}

fn is_beside(part: &str) -> bool {
    if part.is_empty() || crate::furniture::is_byline(part) {
        return true;
    }
    if outlets().by_name(part).is_some() || wires().find(part).is_some() {
        return true;
    }
    part.split(|c: char| c.is_whitespace() || matches!(c, ',' | ':' | '.' | '(' | ')' | '+' | '-' | '\'' | '’'))
        .filter(|word| !word.is_empty())
        .all(is_beside_word)
}

/// Whether a word may stand beside the date in a line that dates a report.
pub(crate) fn is_beside_word(word: &str) -> bool {
    let lower = word.to_lowercase();
    word.chars().all(|c| c.is_ascii_digit())
        || dates::is_weekday(&lower)
        || BESIDE.contains(&format!(" {lower} "))
        || dates::find_time(word).is_some()
        || is_clock(&lower)
}

/// "10h15", "14uhr", "gmt7".
fn is_clock(word: &str) -> bool {
    let bare = word.trim_start_matches(|c: char| c.is_ascii_digit());
    bare.len() < word.len()
        && matches!(
            bare.trim_end_matches(|c: char| c.is_ascii_digit()),
            "h" | "am" | "pm" | "uhr" | "th" | "st" | "nd" | "rd"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_date_a_report() {
        for line in [
            "October 13, 2031",
            "Updated November 09, 2031 at 04:37 AM ET",
            "Published: 3 May 2031 14:02 GMT",
            "Le 4 octobre 2031",
            "13 de octubre de 2031",
            "Publié le 4 octobre 2031 à 10h15 - Mis à jour le 5 octobre 2031",
            "By Admin 14 Apr 2031",
            "AA | 26.04.2031",
            "- The Washington Times - Monday, September 8, 2031",
            "October 26, 2031 10:40 AM GMT+7",
            "Published: Nov. 8, 2031 at 6:52 AM CST | Updated: 4 hours ago",
        ] {
            assert!(stamp(line, Order::Unknown).is_some(), "{line}");
        }
    }

    #[test]
    fn sentences_with_dates_are_no_stamps() {
        for line in [
            "The attack of October 7, 2031",
            "Solhan mourns on June 5, 2031",
            "Nine people died on May 3, 2031, the mayor said.",
            "Battle of Norvale, 3 May 2031",
        ] {
            assert!(stamp(line, Order::Unknown).is_none(), "{line}");
        }
    }

    #[test]
    fn sentences_that_point_at_their_own_day() {
        let day = |s: &str| deictic(s).and_then(|d| d.date()).map(|d| d.to_string());
        assert_eq!(day("Ce mardi 17 septembre 2031, des hommes armés ont attaqué.").as_deref(), Some("2031-09-17"));
        assert_eq!(day("Le 17 septembre 2031, des hommes armés ont attaqué."), None);
        assert_eq!(day("The strike of May 3, 2031 was condemned."), None);
    }

    #[test]
    fn a_change_is_told_from_a_publication() {
        assert!(stamp("Updated May 3, 2031", Order::Unknown).unwrap().updated);
        assert!(!stamp("Published May 3, 2031, updated May 4, 2031", Order::Unknown).unwrap().updated);
    }
}
