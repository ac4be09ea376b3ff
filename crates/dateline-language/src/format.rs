//! The bytes of a model file: numbers, strings and tables, written once and read with every length checked.

use crate::error::LanguageError;

/// First bytes of every model file.
pub const MAGIC: &[u8; 8] = b"DATELANG";
/// Format version this build writes and reads.
pub const VERSION: u32 = 2;

/// Writes values one after the other.
#[derive(Debug, Default)]
pub struct Writer {
    /// What has been written.
    pub bytes: Vec<u8>,
}

impl Writer {
    /// A whole number.
    pub fn number(&mut self, value: usize) {
        // Lengths beyond four bytes cannot occur in a model; saturating makes the reader refuse such a file.
        self.bytes.extend(u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
    }

    /// A hash.
    pub fn hash(&mut self, value: u64) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// A float.
    pub fn float(&mut self, value: f32) {
        self.bytes.extend(value.to_le_bytes());
    }

    /// A string with its length.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.bytes.extend(text.as_bytes());
    }

    /// A string, or nothing.
    pub fn maybe(&mut self, text: Option<&str>) {
        self.number(usize::from(text.is_some()));
        if let Some(text) = text {
            self.text(text);
        }
    }

    /// A list with its length.
    pub fn list<T>(&mut self, items: &[T], mut write: impl FnMut(&mut Self, &T)) {
        self.number(items.len());
        items.iter().for_each(|item| write(self, item));
    }

    /// Floats in full.
    pub fn floats(&mut self, values: &[f32]) {
        self.list(values, |writer, &value| writer.float(value));
    }

    /// Rows of floats, each as 16-bit steps of its own largest value: an error of at most 1/65534 of that value.
    pub fn rows(&mut self, values: &[f32], width: usize) {
        self.number(values.len().checked_div(width).unwrap_or(0));
        self.number(width);
        for row in values.chunks_exact(width.max(1)) {
            let largest = row.iter().fold(0f32, |largest, value| largest.max(value.abs()));
            let step = if largest > 0.0 { largest / 32767.0 } else { 1.0 };
            self.float(step);
            for value in row {
                self.bytes.extend(((value / step).round() as i16).to_le_bytes());
            }
        }
    }
}

/// Reads what a [`Writer`] wrote.
#[derive(Debug)]
pub struct Reader<'b> {
    rest: &'b [u8],
    part: &'static str,
}

type Read<T> = Result<T, LanguageError>;

impl<'b> Reader<'b> {
    /// A reader at the start of `bytes`.
    pub fn new(bytes: &'b [u8]) -> Self {
        Reader { rest: bytes, part: "its head" }
    }

    /// Names the part that follows, for errors.
    pub fn part(&mut self, part: &'static str) {
        self.part = part;
    }

    /// An error about the part being read.
    pub fn corrupt(&self) -> LanguageError {
        LanguageError::Corrupt(self.part)
    }

    /// The next `len` bytes.
    pub fn bytes(&mut self, len: usize) -> Read<&'b [u8]> {
        let (head, rest) = self.rest.split_at_checked(len).ok_or(LanguageError::Truncated(self.part))?;
        self.rest = rest;
        Ok(head)
    }

    fn array<const N: usize>(&mut self) -> Read<[u8; N]> {
        let mut array = [0; N];
        array.copy_from_slice(self.bytes(N)?);
        Ok(array)
    }

    /// A whole number.
    pub fn number(&mut self) -> Read<usize> {
        Ok(u32::from_le_bytes(self.array()?) as usize)
    }

    /// A hash.
    pub fn hash(&mut self) -> Read<u64> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// A float; not-a-number and infinity are refused.
    pub fn float(&mut self) -> Read<f32> {
        let value = f32::from_le_bytes(self.array()?);
        if value.is_finite() { Ok(value) } else { Err(self.corrupt()) }
    }

    /// A string.
    pub fn text(&mut self) -> Read<&'b str> {
        let len = self.number()?;
        std::str::from_utf8(self.bytes(len)?).map_err(|_| self.corrupt())
    }

    /// A string, or nothing.
    pub fn maybe(&mut self) -> Read<Option<String>> {
        Ok(if self.number()? == 0 { None } else { Some(self.text()?.to_owned()) })
    }

    /// A list; its length is checked against what is left before anything is set aside for it.
    pub fn list<T>(&mut self, mut read: impl FnMut(&mut Self) -> Read<T>) -> Read<Vec<T>> {
        let len = self.number()?;
        if len > self.rest.len() {
            return Err(LanguageError::Truncated(self.part));
        }
        (0..len).map(|_| read(self)).collect()
    }

    /// Floats in full.
    pub fn floats(&mut self) -> Read<Vec<f32>> {
        self.list(Self::float)
    }

    /// Rows as [`Writer::rows`] writes them, with their width.
    pub fn rows(&mut self) -> Read<(Vec<f32>, usize)> {
        let (rows, width) = (self.number()?, self.number()?);
        let stored = width.checked_mul(2).and_then(|bytes| rows.checked_mul(bytes + 4));
        let mut bytes = self.bytes(stored.ok_or_else(|| self.corrupt())?)?;
        let mut values = Vec::with_capacity(rows * width);
        while let Some((head, rest)) = bytes.split_first_chunk::<4>() {
            let step = f32::from_le_bytes(*head);
            if !step.is_finite() {
                return Err(self.corrupt());
            }
            let (row, rest) = rest.split_at(width * 2);
            values.extend(row.chunks_exact(2).map(|pair| f32::from(i16::from_le_bytes([pair[0], pair[1]])) * step));
            bytes = rest;
        }
        Ok((values, width))
    }

    /// Whether everything has been read.
    pub fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }
}
