//! Headlines of other stories and of films that stand as lines of their own in a text without markup.
//!
//! They look like headings, but head nothing of this story. They would put other incidents into the report.

use crate::clean::{ends_sentence, word_count};
use crate::draft::Piece;
use crate::notices::is_video_caption;
use crate::title;
use dateline_model::BlockKind;

/// Most headlines that are looked for at the end.
const AT_END: usize = 3;

/// Drops them.
pub(crate) fn drop(pieces: &mut Vec<Piece>) {
    let away: Vec<bool> = (0..pieces.len()).map(|at| is_strewn(pieces, at) || heads_film(pieces, at)).collect();
    let mut away = away.into_iter();
    pieces.retain(|_| !away.next().unwrap_or(false));
    for _ in 0..AT_END {
        if !is_left_over(pieces) {
            break;
        }
        pieces.pop();
    }
}

/// Headlines that pages strew among the paragraphs are longer than headings, and each stands alone; a true heading of
/// that length tells nothing new.
fn is_strewn(pieces: &[Piece], at: usize) -> bool {
    let stops = |at: Option<usize>| at.and_then(|at| pieces.get(at)).is_some_and(|p| ends_sentence(&p.text));
    let piece = &pieces[at];
    piece.at.end > 0
        && piece.kind == Some(BlockKind::Heading)
        && word_count(&piece.text) >= 7
        && stops(at.checked_sub(1))
        && stops(Some(at + 1))
}

/// The title of a film, right above its caption.
fn heads_film(pieces: &[Piece], at: usize) -> bool {
    let piece = &pieces[at];
    piece.at.end > 0
        && piece.kind != Some(BlockKind::Title)
        && !ends_sentence(&piece.text)
        && word_count(&piece.text) <= 16
        && pieces.get(at + 1).is_some_and(|next| is_video_caption(&next.text))
}

/// A headline below the last paragraph: a heading after which nothing comes heads nothing. A list ends otherwise, its
/// items have figures or commas.
fn is_left_over(pieces: &[Piece]) -> bool {
    let [.., before, last] = pieces else { return false };
    last.at.end > 0
        && matches!(last.kind, None | Some(BlockKind::Heading))
        && (4..=16).contains(&word_count(&last.text))
        && title::is_headline(&last.text)
        && !ends_sentence(&last.text)
        && !last.text.contains([',', ':', ';', '"', '“', '•'])
        && !last.text.bytes().any(|b| b.is_ascii_digit())
        && last.text.starts_with(char::is_uppercase)
        && ends_sentence(&before.text)
        && before.kind.is_none()
        && pieces.len() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(lines: &[&str]) -> Vec<String> {
        let mut pieces: Vec<Piece> =
            lines.iter().map(|line| Piece { text: (*line).to_owned(), kind: None, at: 0..line.len() }).collect();
        drop(&mut pieces);
        pieces.into_iter().map(|p| p.text).collect()
    }

    const STORY: [&str; 3] = [
        "Four people died in a raid on the village of Norvale on Monday, the police said.",
        "Nine people were taken to hospital, a doctor said.",
        "Nobody has been held.",
    ];

    #[test]
    fn a_headline_below_the_story_goes() {
        let lines = [&STORY[..], &["Ferry collides with a barge off Port Anders"]].concat();
        assert_eq!(left(&lines), STORY);
    }

    #[test]
    fn the_title_of_a_film_goes() {
        let film = ["Third Arrest in Norvale Raid", "Jane Doe has the story. (Published Tuesday, March 4, 2031)"];
        let lines = [&STORY[..2], &film, &STORY[2..]].concat();
        assert!(!left(&lines).contains(&film[0].to_owned()));
    }

    #[test]
    fn lists_and_cut_sentences_stay() {
        for end in
            ["Jane Doe, 34, of Estmere", "The dead: three men of Norvale", "Nine", "and the mayor of Norvale said so"]
        {
            let lines = [&STORY[..], &[end]].concat();
            assert_eq!(left(&lines), lines, "{end}");
        }
    }
}
