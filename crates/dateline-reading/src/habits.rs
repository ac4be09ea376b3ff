//! Furniture that no word list knows: lines which one outlet repeats from story to story, learnt from a run's reports.
//!
//! What is counted are stories, not reports: copies and updates of one story share their lines by right. A sentence
//! goes only where it always stands at an edge of the text and tells no figure; a lost sentence costs more than a kept
//! line. The order of the reports changes nothing.

use crate::clean::{ends_sentence, key, word_count};
use crate::compose::content_id;
use dateline_model::{Block, BlockKind, Note, Report, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// In how many stories of an outlet a line must stand.
const LINES: usize = 3;
/// In how many a sentence must.
const SENTENCES: usize = 4;
/// How near to the beginning or end of each of them, in blocks.
const EDGE: usize = 3;
/// Longest line that is learnt, in words.
const LONGEST: usize = 60;

/// Where a line stands in the reports of an outlet.
#[derive(Debug, Default)]
struct Standing {
    /// The stories it stands in, by their leads.
    stories: BTreeSet<String>,
    /// It is a sentence, somewhere.
    sentence: bool,
    /// It stands in the midst of a text, somewhere.
    amidst: bool,
}

/// Removes the lines that are furniture of their outlet; returns how many lines of how many reports.
pub fn drop_repeated(reports: &mut [Report]) -> (usize, usize) {
    let mut outlets: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, report) in reports.iter().enumerate() {
        if let Some(name) = report.outlet.as_ref().and_then(|o| o.domain.clone().or_else(|| o.name.clone())) {
            outlets.entry(name).or_default().push(at);
        }
    }
    let (mut lines, mut touched) = (0, 0);
    for (outlet, members) in outlets.iter().filter(|(_, members)| members.len() >= LINES) {
        let furniture = learn(members.iter().map(|at| &reports[*at]));
        if furniture.is_empty() {
            continue;
        }
        for at in members {
            let dropped = clear(&mut reports[*at], &furniture, outlet);
            lines += dropped;
            touched += usize::from(dropped > 0);
        }
    }
    (lines, touched)
}

/// The keys of the lines that are furniture in these reports of one outlet.
fn learn<'a>(reports: impl Iterator<Item = &'a Report>) -> BTreeSet<String> {
    let mut lines: BTreeMap<String, Standing> = BTreeMap::new();
    for report in reports {
        let story = lead(report);
        let last = report.blocks.len();
        for (at, block) in report.blocks.iter().enumerate() {
            let Some((key, text)) = line(report, block) else { continue };
            let standing = lines.entry(key).or_default();
            standing.stories.insert(story.clone());
            standing.sentence |= ends_sentence(text);
            standing.amidst |= at > EDGE && at + EDGE < last;
        }
    }
    let figures = |key: &str| key.bytes().any(|b| b.is_ascii_digit());
    let furniture = lines.into_iter().filter(|(key, standing)| match standing.sentence {
        false => standing.stories.len() >= LINES,
        true => standing.stories.len() >= SENTENCES && !standing.amidst && !figures(key),
    });
    furniture.map(|(key, _)| key).collect()
}

/// What tells stories apart: the first paragraph that is one.
fn lead(report: &Report) -> String {
    let paragraphs = report.blocks.iter().filter(|b| b.kind == BlockKind::Paragraph);
    let long =
        paragraphs.map(|b| b.span.slice(&report.text)).find(|text| word_count(text) >= 12 && ends_sentence(text));
    key(long.unwrap_or(&report.text)).chars().take(80).collect()
}

fn line<'a>(report: &'a Report, block: &Block) -> Option<(String, &'a str)> {
    let text = block.span.slice(&report.text);
    let counts = block.kind != BlockKind::Title && word_count(text) <= LONGEST;
    let key = counts.then(|| key(text)).filter(|key| key.len() >= 3)?;
    Some((key, text))
}

/// Lays the report out again without these lines; a report that would be left without text stays as it is.
fn clear(report: &mut Report, furniture: &BTreeSet<String>, outlet: &str) -> usize {
    let away = |block: &Block| line(report, block).is_some_and(|(key, _)| furniture.contains(&key));
    let kept: Vec<Block> = report.blocks.iter().filter(|block| !away(block)).copied().collect();
    let dropped = report.blocks.len() - kept.len();
    if dropped == 0 || !kept.iter().any(|b| b.kind == BlockKind::Paragraph) {
        return 0;
    }
    let (mut text, mut blocks, mut place) = (String::with_capacity(report.text.len()), Vec::new(), None);
    for block in kept {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(block.span.slice(&report.text));
        blocks.push(Block { span: Span::new(start, text.len()), kind: block.kind });
        let inside = |place: &Range<usize>| block.span.start <= place.start && place.end <= block.span.end;
        if let Some(old) = report.dateline_place.map(|p| p.range()).filter(inside) {
            let from = start + old.start - block.span.start;
            place = Some(Span::new(from, from + old.len()));
        }
    }
    (report.text, report.blocks, report.dateline_place) = (text, blocks, place);
    let id = content_id(report.title.as_deref(), &report.text);
    (report.id.0, report.origin.0) = (id.clone(), id);
    let message = format!("{dropped} lines that stand in other stories of {outlet} too were left out");
    report.notes.push(Note::new("furniture-learnt", message));
    dropped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, Source, read};

    /// Reports of one outlet from paragraphs.
    fn reports(texts: &[&[&str]]) -> Vec<Report> {
        let one = |(at, lines): (usize, &&[&str])| {
            let url = format!("https://post.example/{at}");
            read(lines.join("\n\n").as_bytes(), &Source::url(&url), &Options::default()).unwrap().remove(0)
        };
        texts.iter().enumerate().map(one).collect()
    }

    const LEADS: [&str; 5] = [
        "Four people died in a raid on the village of Norvale on Monday, the police said.",
        "The council of Estmere voted on Tuesday to widen the bridge over the river there.",
        "A library opened in Quillon on Friday with nine thousand books given by its people.",
        "Farmers around Tarsk expect more maize this year after the best rains in a decade.",
        "Two ferries collided in the fog off Port Anders on Sunday, and nobody came to harm.",
    ];
    const NEXT: &str = "Nobody could be reached for comment on the evening of that day, a clerk said.";

    #[test]
    fn what_an_outlet_repeats_goes() {
        let texts: Vec<Vec<&str>> = LEADS.iter().map(|lead| vec![*lead, "Norvale Post morning desk", NEXT]).collect();
        let mut all = reports(&texts.iter().map(Vec::as_slice).collect::<Vec<_>>());
        assert_eq!(drop_repeated(&mut all), (10, 5));
        assert!(all.iter().all(|r| !r.text.contains("desk") && r.blocks.len() == 1), "{:?}", all[0].text);
        assert_eq!(all[0].notes[0].code, "furniture-learnt");
        for block in all.iter().flat_map(|r| r.blocks.iter().map(move |b| b.span.slice(&r.text))) {
            assert!(LEADS.contains(&block));
        }
        let mut backwards = reports(&texts.iter().map(Vec::as_slice).collect::<Vec<_>>());
        backwards.reverse();
        drop_repeated(&mut backwards);
        backwards.reverse();
        assert_eq!(all, backwards);
    }

    #[test]
    fn what_stories_share_by_right_stays() {
        // Copies of one story.
        let copy: &[&str] = &[LEADS[0], "Norvale Post morning desk", NEXT];
        assert_eq!(drop_repeated(&mut reports(&[copy, copy, copy, copy])), (0, 0));
        // A sentence with a figure, that each story recalls.
        let recall = "The war has killed 900 people in the region since its beginning, a count by aid groups says.";
        let texts: Vec<Vec<&str>> = LEADS.iter().map(|lead| vec![*lead, recall]).collect();
        assert_eq!(drop_repeated(&mut reports(&texts.iter().map(Vec::as_slice).collect::<Vec<_>>())), (0, 0));
        // Two stories are no habit; neither are different outlets.
        let two: Vec<Vec<&str>> =
            LEADS[..2].iter().map(|lead| vec![*lead, "Norvale Post morning desk", NEXT]).collect();
        assert_eq!(drop_repeated(&mut reports(&two.iter().map(Vec::as_slice).collect::<Vec<_>>())), (0, 0));
    }
}
