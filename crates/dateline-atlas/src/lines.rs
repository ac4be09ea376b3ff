//! Reads the atlas's hand-kept text files: a head of `#` lines, then one entry a line, cells parted by `|`.
//!
//! Leaves the meaning of the cells to each caller; a line with too few cells is skipped here and caught by the audit.

/// The entries of a hand-kept file: trimmed cells of every line that is neither empty nor a comment.
pub(crate) fn entries(text: &str) -> impl Iterator<Item = Vec<&str>> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('|').map(str::trim).collect())
}

/// The parts of a cell that lists several, parted by `;`.
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';').map(str::trim).filter(|part| !part.is_empty())
}

/// "12.5, -7.9" as degrees north and east.
pub(crate) fn coordinates(cell: &str) -> Option<(f64, f64)> {
    let (latitude, longitude) = cell.split_once(',')?;
    let (latitude, longitude): (f64, f64) = (latitude.trim().parse().ok()?, longitude.trim().parse().ok()?);
    ((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude)).then_some((latitude, longitude))
}

/// The value of a key in a file's head: "what", "source", "licence", "date", "rebuild".
pub(crate) fn head<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    text.lines()
        .take(16)
        .find_map(|line| line.trim_start_matches('#').trim().strip_prefix(key)?.strip_prefix(':'))
        .map(str::trim)
}
