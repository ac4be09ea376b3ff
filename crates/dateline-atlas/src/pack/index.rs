//! The index of a pack: sorted keys, each with one number, searched where they lie.
//!
//! Made by `build` from sorted pairs. Keys stand in blocks of [`BLOCK`]: the first of a block whole, each other by what
//! it shares with the one before it. A look-up halves its way to the block and reads on in it; nothing is unpacked and
//! nothing allocated. Layout: count of keys, width of numbers, ends of the blocks' offsets, offsets, blocks.

use super::sections::{number, u32_at};
use std::borrow::Cow;
use std::cmp::Ordering;

/// Keys in a block.
const BLOCK: usize = 32;
/// Bytes before the offsets.
const FRONT: usize = 5;

/// An index where it lies.
#[derive(Default)]
pub(super) struct Index {
    bytes: Cow<'static, [u8]>,
    count: usize,
    width: usize,
    blocks: usize,
}

/// An entry as it is read: what it shares with the one before, the rest of its key, its number, where the next begins.
struct Entry<'a> {
    shared: usize,
    rest: &'a [u8],
    value: u32,
    next: usize,
}

impl Index {
    /// The index in these bytes, if they can hold one.
    pub fn new(bytes: Cow<'static, [u8]>) -> Option<Index> {
        let count = u32_at(&bytes, 0)? as usize;
        let width = usize::from(*bytes.get(4)?);
        let blocks = count.div_ceil(BLOCK);
        let fits = (1..=4).contains(&width) && bytes.len() >= FRONT + blocks * 4;
        fits.then_some(Index { bytes, count, width, blocks })
    }

    pub fn len(&self) -> usize {
        self.count
    }

    /// Bytes of a number, in the index and in the postings it points to.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of a key.
    pub fn get(&self, key: &str) -> Option<u32> {
        let key = key.as_bytes();
        let mut at = self.block_of(key)?;
        let mut same = 0;
        for n in 0..BLOCK {
            let entry = self.entry(at, n == 0)?;
            // Up to `same` bytes the entry before agreed with the key, and was smaller. One that shares more with
            // that entry is smaller for the same reason; one that shares less is greater, and so are all after it.
            match entry.shared.cmp(&same) {
                Ordering::Less => return None,
                Ordering::Greater => {}
                Ordering::Equal => {
                    let wanted = key.get(same..)?;
                    let more = entry.rest.iter().zip(wanted).take_while(|(a, b)| a == b).count();
                    if more == entry.rest.len() && more == wanted.len() {
                        return Some(entry.value);
                    }
                    if entry.rest.get(more) > wanted.get(more) {
                        return None;
                    }
                    same += more;
                }
            }
            at = entry.next;
        }
        None
    }

    /// Keys that begin with `prefix`, in order, at most `most`.
    pub fn from(&self, prefix: &str, most: usize) -> Vec<String> {
        let mut out = Vec::new();
        let wanted = prefix.as_bytes();
        let first = self.rank_of_block(wanted).unwrap_or(0);
        let mut key: Vec<u8> = Vec::new();
        for block in first..self.blocks {
            let Some(mut at) = self.offset(block) else { return out };
            for n in 0..BLOCK.min(self.count - block * BLOCK) {
                let Some(entry) = self.entry(at, n == 0) else { return out };
                key.truncate(entry.shared);
                key.extend(entry.rest);
                at = entry.next;
                if key.starts_with(wanted) {
                    out.push(String::from_utf8_lossy(&key).into_owned());
                }
                let past = key.as_slice() > wanted && !key.starts_with(wanted);
                if past || out.len() >= most {
                    return out;
                }
            }
        }
        out
    }

    fn offset(&self, block: usize) -> Option<usize> {
        let at = u32_at(&self.bytes, FRONT + block * 4)? as usize;
        Some(FRONT + self.blocks * 4 + at)
    }

    /// The last block whose first key is not greater than `key`.
    fn rank_of_block(&self, key: &[u8]) -> Option<usize> {
        let (mut low, mut high) = (0, self.blocks);
        while low < high {
            let middle = low + (high - low) / 2;
            let head = self.entry(self.offset(middle)?, true)?;
            if head.rest <= key { low = middle + 1 } else { high = middle }
        }
        low.checked_sub(1)
    }

    fn block_of(&self, key: &[u8]) -> Option<usize> {
        self.rank_of_block(key).and_then(|block| self.offset(block))
    }

    fn entry(&self, at: usize, first: bool) -> Option<Entry<'_>> {
        let lengths = *self.bytes.get(at)?;
        let mut next = at + 1;
        let mut length = |nibble: u8| {
            let extra = if nibble == 15 { usize::from(*self.bytes.get(next)?) } else { 0 };
            next += usize::from(nibble == 15);
            Some(usize::from(nibble) + extra)
        };
        let shared = length(lengths >> 4)?;
        let rest = length(lengths & 15)?;
        let end = next + rest + self.width;
        let bytes = self.bytes.get(next..end)?;
        let (rest, value) = bytes.split_at(rest);
        Some(Entry { shared: if first { 0 } else { shared }, rest, value: number(value), next: end })
    }
}

/// Keys with the records that bear them, gathered without a string for each.
#[derive(Debug, Default)]
pub(super) struct Keys {
    text: String,
    list: Vec<(u32, u8, u32)>,
}

/// Longest key, in bytes: names are shorter.
const LONGEST: usize = 120;

impl Keys {
    /// Adds a key of a record; those too long for a name are left out.
    pub fn push(&mut self, key: &str, record: u32) {
        let Ok(at) = u32::try_from(self.text.len()) else { return };
        if let Some(len) = u8::try_from(key.len()).ok().filter(|&l| l > 0 && usize::from(l) <= LONGEST) {
            self.text.push_str(key);
            self.list.push((at, len, record));
        }
    }

    /// Bytes of text gathered.
    pub(super) fn size(&self) -> usize {
        self.text.len()
    }

    fn key(&self, (at, len, _): (u32, u8, u32)) -> &str {
        &self.text[at as usize..at as usize + usize::from(len)]
    }

    /// Calls `each` with every key and its records, in the order of the keys, after `renumber` has been applied.
    pub(super) fn grouped(mut self, renumber: &[u32], mut each: impl FnMut(&str, &mut Vec<u32>)) {
        let mut list = std::mem::take(&mut self.list);
        for entry in &mut list {
            entry.2 = renumber.get(entry.2 as usize).copied().unwrap_or(0);
        }
        list.sort_unstable_by(|a, b| self.key(*a).cmp(self.key(*b)).then(a.2.cmp(&b.2)));
        let mut records = Vec::new();
        let mut from = 0;
        while let Some(first) = list.get(from) {
            let key = self.key(*first);
            records.clear();
            let same = list[from..].iter().take_while(|e| self.key(**e) == key);
            records.extend(same.map(|e| e.2));
            from += records.len();
            records.dedup();
            each(key, &mut records);
        }
    }
}

/// The bytes of an index over sorted keys.
pub(super) fn build(pairs: &[(String, u32)], width: usize) -> Vec<u8> {
    let (mut offsets, mut blocks) = (Vec::new(), Vec::new());
    let mut before: &[u8] = b"";
    for (n, (key, value)) in pairs.iter().enumerate() {
        let key = key.as_bytes();
        let first = n % BLOCK == 0;
        if first {
            offsets.extend(u32::try_from(blocks.len()).unwrap_or(u32::MAX).to_le_bytes());
        }
        let shared = if first { 0 } else { before.iter().zip(key).take_while(|(a, b)| a == b).count() };
        let rest = &key[shared..];
        blocks.push((shared.min(15) as u8) << 4 | rest.len().min(15) as u8);
        for length in [shared, rest.len()] {
            if length >= 15 {
                blocks.push(u8::try_from(length - 15).unwrap_or(u8::MAX));
            }
        }
        blocks.extend(rest);
        blocks.extend(&value.to_le_bytes()[..width]);
        before = key;
    }
    let mut out = u32::try_from(pairs.len()).unwrap_or(u32::MAX).to_le_bytes().to_vec();
    out.push(width as u8);
    out.extend(offsets);
    out.extend(blocks);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(keys: &[String]) -> Index {
        let pairs: Vec<(String, u32)> = keys.iter().zip(0..).map(|(k, n)| (k.clone(), n)).collect();
        Index::new(build(&pairs, 3).into()).expect("an index")
    }

    #[test]
    fn every_key_is_found_and_no_other() {
        let mut keys: Vec<String> = (0..1000).map(|n| format!("town {}", n * 7919 % 10_007)).collect();
        keys.push("a".repeat(100));
        keys.push(format!("{}b", "a".repeat(99)));
        keys.push("gao".to_owned());
        keys.sort();
        keys.dedup();
        let index = index(&keys);
        for (n, key) in keys.iter().enumerate() {
            assert_eq!(index.get(key), Some(n as u32), "{key}");
            assert_eq!(index.get(&format!("{key}x")), None);
            assert_eq!(
                index.get(&key[..key.len() - 1]),
                keys.binary_search(&key[..key.len() - 1].to_owned()).ok().map(|n| n as u32)
            );
        }
        for none in ["", "zz", "0", "ga", "gaoo", "town"] {
            assert_eq!(index.get(none), None, "{none}");
        }
        assert_eq!(index.from("ga", 9), ["gao"]);
        assert_eq!(index.from("town 1", 3).len(), 3);
        assert_eq!(index.from("zz", 3), Vec::<String>::new());
        assert_eq!(index.from("", 5000).len(), keys.len());
    }

    #[test]
    fn an_empty_index_knows_nothing() {
        assert_eq!(index(&[]).get("gao"), None);
        assert!(Index::new(vec![1, 0, 0].into()).is_none());
    }
}
