//! The table of one category: who said how many, through whom, when, how sure, where.

use super::paint::Paint;
use super::wrap::{clip, fill, hang, width, wrap};
use crate::figures::{Row, Table};
use crate::index::Index;
use crate::prose;

/// Lines a long speaker may take before it is cut; `explain` gives it whole.
const MOST_LINES: usize = 4;
const GAP: usize = 2;
/// A blank at which no line is broken.
const HARD: &str = "\u{a0}";
const HEADS: [&str; 6] = ["said by", "figure", "how sure", "said", "via", "report"];
/// The widest each column may grow; the first takes what is left.
const WIDEST: [usize; 6] = [usize::MAX, 20, 14, 12, 12, 12];
/// No column is made narrower than its longest word, up to so many columns.
const LONGEST_WORD: usize = 14;
const MARGIN: usize = 2;
/// Columns a speaker keeps before the other cells give way.
const COMFORTABLE: usize = 22;

/// The rows of a table within `columns`.
pub(crate) fn rows(table: &Table, columns: usize, explain: bool, paint: Paint, index: &Index) -> Vec<String> {
    let cells: Vec<[String; 6]> = table.rows.iter().map(cells).collect();
    let widths = widths(&cells, columns);
    let heads =
        std::array::from_fn(|at| if width(HEADS[at]) > widths[at] { String::new() } else { HEADS[at].to_owned() });
    let mut lines = vec![paint.dim(&line("  ", &heads, &widths, str::to_owned))];
    for (row, cells) in table.rows.iter().zip(&cells) {
        lines.extend(set(row, cells, &widths, paint));
        if explain {
            lines.extend(evidence(row, columns, paint, index));
        }
    }
    lines
}

fn cells(row: &Row) -> [String; 6] {
    let or_dash = |text: &String| if text.is_empty() { "–".to_owned() } else { text.clone() };
    [
        row.said_by.clone(),
        row.figure.clone(),
        row.sure.clone(),
        or_dash(&row.said),
        or_dash(&row.via),
        // A report's number stays with its paragraph.
        row.places.iter().map(|place| place.replace(' ', HARD)).collect::<Vec<_>>().join(", "),
    ]
}

/// Each column as wide as its widest cell, within its bound; what is left goes to the speakers.
fn widths(cells: &[[String; 6]], columns: usize) -> [usize; 6] {
    let mut widths = [0; 6];
    for (at, head) in HEADS.iter().enumerate() {
        let widest = cells.iter().map(|row| width(&row[at])).chain([width(head)]).max().unwrap_or(0);
        widths[at] = widest.min(WIDEST[at]);
    }
    if cells.iter().all(|row| row[4] == "–") {
        // Nothing was relayed: the column is left out.
        widths[4] = 0;
    }
    let shown = widths.iter().filter(|&&wide| wide > 0).count();
    let least = std::array::from_fn(|at| cells.iter().map(|row| longest_word(&row[at])).max().unwrap_or(0));
    shrink(&mut widths, &least, columns.saturating_sub(MARGIN + GAP * shown.saturating_sub(1)));
    widths
}

fn longest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0).min(LONGEST_WORD)
}

/// Takes columns from the speakers first, then from whichever cell is widest, until the row fits.
fn shrink(widths: &mut [usize; 6], least: &[usize; 6], room: usize) {
    while widths.iter().sum::<usize>() > room {
        let spare = |&at: &usize| widths[at] > least[at];
        let widest = (1..6).filter(spare).max_by_key(|&at| widths[at]);
        let any = (0..6).max_by_key(|&at| widths[at]).filter(|&at| widths[at] > 1);
        match widest {
            Some(at) if widths[0] <= COMFORTABLE => widths[at] -= 1,
            _ if widths[0] > least[0].max(1) => widths[0] -= 1,
            _ => match any {
                Some(at) => widths[at] -= 1,
                None => return,
            },
        }
    }
}

fn set(row: &Row, cells: &[String; 6], widths: &[usize; 6], paint: Paint) -> Vec<String> {
    let columns: Vec<Vec<String>> =
        cells.iter().zip(widths).map(|(text, &wide)| clip(wrap(text, wide.max(1)), MOST_LINES, wide)).collect();
    let height = (0..6).filter(|&at| widths[at] > 0).map(|at| columns[at].len()).max().unwrap_or(0);
    let nth = |line: usize| {
        let texts: [String; 6] = std::array::from_fn(|at| columns[at].get(line).cloned().unwrap_or_default());
        let mark = if row.won && line == 0 { "▸ " } else { "  " };
        let tone = |text: &str| if row.won { paint.won(text) } else { text.to_owned() };
        self::line(mark, &texts, widths, tone)
    };
    (0..height).map(nth).collect()
}

fn line(mark: &str, texts: &[String; 6], widths: &[usize; 6], tone: impl Fn(&str) -> String) -> String {
    let shown: Vec<usize> = (0..6).filter(|&at| widths[at] > 0).collect();
    let mut out = mark.to_owned();
    for (rank, &at) in shown.iter().enumerate() {
        let last = rank + 1 == shown.len();
        let text = texts[at].replace(HARD, " ");
        let cell = if last { text } else { fill(&text, widths[at] + GAP) };
        out.push_str(&if at == 1 { tone(&cell) } else { cell });
    }
    out.trim_end().to_owned()
}

/// Each claim of a row with its id and its sentence.
fn evidence(row: &Row, columns: usize, paint: Paint, index: &Index) -> Vec<String> {
    let of = |claim: &&dateline_model::Claim| {
        let text = format!("“{}” {} {}", index.words(claim).trim(), index.place(claim), claim.id);
        hang("      ", &prose::plain(&text), columns)
    };
    row.claims.iter().flat_map(of).map(|line| paint.dim(&line)).collect()
}
