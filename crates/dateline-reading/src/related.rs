//! Headlines of other stories and of films that stand as lines of their own in a text without markup.
//!
//! They look like headings, but head nothing of this story. They would put other incidents into the report.

use crate::clean::{ends_sentence, word_count};
use crate::draft::Piece;
use crate::furniture::{self, Furniture};
use crate::notices::is_video_caption;
use crate::prompts;
use crate::title;
use dateline_model::BlockKind;
use std::collections::BTreeSet;

/// Most headlines that are looked for at the end.
const AT_END: usize = 3;

/// Drops them.
pub(crate) fn drop(pieces: &mut Vec<Piece>) {
    for run in prompts::films(pieces).into_iter().rev() {
        pieces.drain(run);
    }
    drop_teasers(pieces);
    drop_repeated(pieces);
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

/// Where a heading over related headlines begins that only headlines follow, some of which read like sentences.
pub(crate) fn tail(pieces: &[Piece]) -> Option<usize> {
    const LONGEST: usize = 22;
    let from = pieces.len().saturating_sub(6);
    let short = |piece: &Piece| word_count(&piece.text) <= LONGEST && piece.kind.is_none();
    (from.max(2)..pieces.len()).find(|at| {
        pieces[*at].text.ends_with(':')
            && furniture::classify(&pieces[*at].text) == Some(Furniture::Tail)
            && pieces[*at + 1..].iter().all(short)
            && pieces[..*at].iter().any(|p| word_count(&p.text) > LONGEST && ends_sentence(&p.text))
    })
}

/// A column of other stories: of each the beginning, and below it the same words and more.
fn drop_teasers(pieces: &mut Vec<Piece>) {
    const FEWEST: usize = 3;
    let opens = |at: usize| {
        let (this, next) = (&pieces[at], &pieces[at + 1]);
        let long = word_count(&this.text) >= 8 && this.kind.is_none() && this.at.end > 0;
        long && next.text.contains(this.text.as_str())
    };
    let pairs: Vec<usize> = (0..pieces.len().saturating_sub(1)).filter(|at| opens(*at)).collect();
    let (Some(first), Some(last)) = (pairs.first(), pairs.last()) else { return };
    let column = *first..*last + 2;
    let outside = pieces.iter().enumerate().filter(|(at, piece)| {
        !column.contains(at) && word_count(&piece.text) >= 12 && ends_sentence(&piece.text) && piece.kind.is_none()
    });
    if pairs.len() >= FEWEST && pairs.len() * 3 >= column.len() && outside.count() >= 2 {
        pieces.drain(column);
    }
}

/// A paragraph that stands twice tells nothing the second time.
fn drop_repeated(pieces: &mut Vec<Piece>) {
    let mut seen = BTreeSet::new();
    pieces.retain(|piece| piece.at.end == 0 || word_count(&piece.text) < 8 || seen.insert(piece.text.clone()));
}

/// Headlines that pages strew among the paragraphs are longer than headings, and each stands alone; a true heading of
/// that length tells nothing new.
fn is_strewn(pieces: &[Piece], at: usize) -> bool {
    let stops = |at: Option<usize>| at.and_then(|at| pieces.get(at)).is_some_and(|p| ends_sentence(&p.text));
    let piece = &pieces[at];
    piece.at.end > 0
        && piece.kind == Some(BlockKind::Heading)
        && word_count(&piece.text) >= 7
        && !tells(&piece.text)
        && stops(at.checked_sub(1))
        && stops(Some(at + 1))
}

/// A sentence whose stop was lost: headlines leave out articles, and the verbs that stand by others.
fn tells(line: &str) -> bool {
    const OPEN: &[&str] =
        &["the", "a", "an", "he", "she", "it", "they", "there", "his", "her", "their", "this", "that"];
    const VERBS: &[&str] = &["is", "was", "are", "were", "has", "had", "have", "will", "would", "said", "did"];
    let mut words = line.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let opens = words.next().is_some_and(|first| OPEN.contains(&first.to_lowercase().as_str()));
    opens && words.any(|word| VERBS.contains(&word))
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
    fn headlines_below_their_heading_are_a_tail() {
        let piece = |line: &&str| Piece { text: (*line).to_owned(), kind: None, at: 0..line.len() };
        let long = "Four people died in a raid on the village of Norvale on Monday, the police of the region said, and \
                    nine more were taken to the hospital of Estmere.";
        let pieces = |lines: &[&str]| lines.iter().map(piece).collect::<Vec<_>>();
        assert_eq!(
            tail(&pieces(&[long, STORY[1], "Read more:", "Who are the raiders? We do not know.", "Ferry sinks"])),
            Some(2)
        );
        assert_eq!(tail(&pieces(&[long, STORY[1], "Read more:", "Ferry sinks", long])), None);
        assert_eq!(tail(&pieces(&[long, STORY[1], "The police said:", "Nobody is held."])), None);
    }

    #[test]
    fn a_column_of_teasers_goes_and_what_stands_twice() {
        let teasers: Vec<String> = (1..5)
            .flat_map(|n| {
                let opening = format!("Ferry number {n} collided with a barge off Port Anders in the fog.");
                [opening.clone(), format!("{opening} Nobody came to harm, its owners said, and the")]
            })
            .collect();
        let mut lines: Vec<&str> = teasers.iter().map(String::as_str).collect();
        let nine = "Nine people were taken to the hospital of Estmere that night, a doctor there said.";
        lines.extend([STORY[0], nine, STORY[2], STORY[0]]);
        assert_eq!(left(&lines), [STORY[0], nine, STORY[2]]);
        // Two pairs are no column.
        assert_eq!(left(&[lines[0], lines[1], lines[2], lines[3], STORY[0], nine]).len(), 6);
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
