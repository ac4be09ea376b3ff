//! Breaking text into lines by the columns it takes, and filling cells.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns the text takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// The text in lines of at most `columns`, broken between words, and within a word only where it is longer than a
/// line; a hard blank holds its words together. No text makes one empty line.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let wide = width(word);
        if used > 0 && used + 1 + wide > columns {
            lines.push(String::new());
            used = 0;
        } else if used > 0 {
            push(&mut lines, ' ');
            used += 1;
        }
        if wide <= columns {
            lines.last_mut().expect("there is always a line").push_str(word);
            used += wide;
        } else {
            used = split(word, columns, &mut lines);
        }
    }
    lines
}

/// Adds a word longer than a line; returns the columns its last piece takes.
fn split(word: &str, columns: usize, lines: &mut Vec<String>) -> usize {
    let mut used = 0;
    for letter in word.chars() {
        let wide = letter.width().unwrap_or(0);
        if used > 0 && used + wide > columns {
            lines.push(String::new());
            used = 0;
        }
        push(lines, letter);
        used += wide;
    }
    used
}

fn push(lines: &mut [String], letter: char) {
    if let Some(line) = lines.last_mut() {
        line.push(letter);
    }
}

/// The first `most` lines; the last of them ends in "…" where lines are left off.
pub(crate) fn clip(mut lines: Vec<String>, most: usize, columns: usize) -> Vec<String> {
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            if width(last) + 1 > columns
                && let Some((head, _)) = last.rsplit_once(' ')
            {
                last.truncate(head.len());
            }
            while width(last) + 1 > columns && last.pop().is_some() {}
            last.truncate(last.trim_end_matches([' ', ',', ';']).len());
            last.push('…');
        }
    }
    lines
}

/// The text filled up with blanks to `columns`.
pub(crate) fn fill(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The text in lines under a hanging indent: `first` before the first line, blanks of the same width before the rest.
pub(crate) fn hang(first: &str, text: &str, columns: usize) -> Vec<String> {
    let margin = width(first);
    let lines = wrap(text, columns.saturating_sub(margin).max(16));
    let blank = " ".repeat(margin);
    lines.iter().enumerate().map(|(rank, line)| format!("{}{line}", if rank == 0 { first } else { &blank })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("a security source told AFP", 10), ["a security", "source", "told AFP"]);
        assert_eq!(wrap("", 10), [""]);
        assert_eq!(wrap("  a  b ", 10), ["a b"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_split() {
        assert_eq!(wrap("to abcdefghij", 4), ["to", "abcd", "efgh", "ij"]);
    }

    #[test]
    fn no_line_is_wider_than_asked() {
        let text = "Kélou 東京の警察 told 𐍈 the \u{301}e army’s spokesman, a very-long-hyphenated-word-indeed";
        for columns in 2..40 {
            for line in wrap(text, columns) {
                assert!(width(&line) <= columns, "{line:?} at {columns}");
            }
        }
    }

    #[test]
    fn clipping_marks_what_is_left_off() {
        let lines = clip(wrap("a nurse at the district hospital", 8), 2, 8);
        assert_eq!(lines, ["a nurse", "at the…"]);
        assert_eq!(clip(wrap("a nurse", 8), 2, 8), ["a nurse"]);
    }
}
