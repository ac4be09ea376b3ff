//! What saved texts carry above the story: "date 2031-09-17 …", or lines such as "URL: …", "Title: …", "Source: …".

use crate::dates;
use crate::draft::{DatedBy, Draft};
use dateline_model::PublishedBasis;

/// Takes the head off the draft's first pieces.
pub(crate) fn take(draft: &mut Draft) {
    take_date(draft);
    let mut taken = 0;
    while taken < 12 {
        let Some(piece) = draft.pieces.first().filter(|p| p.kind.is_none()) else { return };
        let Some((name, value)) = piece.text.split_once(':') else { return };
        let value = value.trim().to_owned();
        if !take_field(draft, name.trim().to_lowercase().as_str(), &value) {
            return;
        }
        draft.pieces.remove(0);
        taken += 1;
        take_date(draft);
    }
}

/// "date 2031-09-17 Three die in Norvale": the date goes, the rest of the line stays.
fn take_date(draft: &mut Draft) {
    let Some(piece) = draft.pieces.first_mut().filter(|p| p.kind.is_none()) else { return };
    let Some(rest) = ["date ", "Date ", "DATE "].iter().find_map(|mark| piece.text.strip_prefix(mark)) else { return };
    let Some((stated, rest)) = dates::iso_prefix(rest) else { return };
    draft.dates.push(DatedBy { stated, basis: PublishedBasis::Header, updated: false });
    match rest.trim() {
        "" => drop(draft.pieces.remove(0)),
        rest => {
            let rest = rest.to_owned();
            piece.text = rest;
        }
    }
}

/// Takes one "name: value" line; false if it is none of the head.
fn take_field(draft: &mut Draft, name: &str, value: &str) -> bool {
    match name {
        "url" | "link" | "source url" if value.starts_with("http") => {
            draft.url.get_or_insert_with(|| value.to_owned());
        }
        "title" | "headline" | "subject" if !value.is_empty() => draft.title = Some(value.to_owned()),
        "outlet" | "publication" | "publisher" | "newspaper" if !value.is_empty() && value.len() < 120 => {
            draft.outlet_name = Some(value.to_owned())
        }
        "language" | "lang" => match crate::language::normal_tag(value) {
            Some(tag) => draft.language = Some(tag),
            None => return false,
        },
        "date" | "published" | "publication date" | "date published" => match dates::find(value, dates::Order::Unknown)
        {
            Some((stated, range))
                if range.start == 0 || dates::is_weekday(value[..range.start].trim_matches([' ', ',', '.'])) =>
            {
                draft.dates.push(DatedBy { stated, basis: PublishedBasis::Header, updated: false })
            }
            _ => return false,
        },
        "author" | "authors" | "byline" if value.len() < 200 => draft.credits.push(value.to_owned()),
        // Who wrote a letter to whom; in a story such a word is followed by no address.
        "from" | "to" | "cc" | "reply-to" | "sender" | "message-id" | "mime-version" | "content-type"
            if value.contains(['@', '/']) || name.contains('-') => {}
        _ => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paragraphs;

    fn head(text: &str) -> Draft {
        let mut draft = Draft { pieces: paragraphs::split(text), ..Draft::default() };
        take(&mut draft);
        draft
    }

    #[test]
    fn heads_are_taken_and_stories_left() {
        let draft = head(" date 2031-09-17 Three die in Norvale\n\nThey died.");
        assert_eq!(draft.pieces[0].text, "Three die in Norvale");
        assert_eq!(draft.dates[0].stated.day, Some(17));
        let draft = head("URL: https://example.org/a\nTitle: Three die\nDate: 2031-09-17\n\nThey died.");
        assert_eq!((draft.pieces.len(), draft.title.as_deref()), (1, Some("Three die")));
        let draft = head("Date night in Norvale: what to do\n\nText.");
        assert_eq!(draft.pieces.len(), 2);
    }
}
