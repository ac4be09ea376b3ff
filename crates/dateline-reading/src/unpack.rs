//! Compressed files and archives, unpacked in memory under a budget; nothing is ever written to disk.

use crate::error::ReadError;
use crate::formats::Format;
use std::io::{BufRead, BufReader, Cursor, Read};

/// Most bytes that one compressed file may become.
pub(crate) const LARGEST: u64 = 1 << 30;
/// A file that grows more than this many times, beyond a few megabytes, is a bomb.
const STEEPEST: u64 = 150;
/// Deepest nesting of archives in archives.
pub(crate) const DEEPEST: u8 = 3;
/// Most entries of one archive.
const MOST_ENTRIES: usize = 200_000;

/// Everything a compressed file holds, or the reason it is refused.
pub(crate) fn decompress(bytes: &[u8], format: Format) -> Result<Vec<u8>, ReadError> {
    let name = if format == Format::Gzip { "gzip" } else { "zstd" };
    let mut reader = decoder(BufReader::new(bytes), format)?;
    read_bounded(&mut reader, bytes.len() as u64, name)
}

/// A reader of what a compressed stream holds.
pub(crate) fn decoder<'a, R: BufRead + 'a>(reader: R, format: Format) -> Result<Box<dyn Read + 'a>, ReadError> {
    match format {
        Format::Gzip => Ok(Box::new(flate2::bufread::MultiGzDecoder::new(reader))),
        Format::Zstandard => Ok(Box::new(Frames { reader: Some(reader), frame: None })),
        _ => Ok(Box::new(reader)),
    }
}

fn read_bounded(reader: &mut dyn Read, packed: u64, format: &'static str) -> Result<Vec<u8>, ReadError> {
    let ratio_limit = packed.saturating_mul(STEEPEST).max(16 << 20);
    let limit = LARGEST.min(ratio_limit);
    let mut out = Vec::new();
    let read = reader.take(limit + 1).read_to_end(&mut out);
    if out.len() as u64 > limit {
        return Err(match limit < LARGEST {
            true => ReadError::Hostile {
                reason: format!("it grows more than {STEEPEST} times when unpacked (a decompression bomb)"),
            },
            false => ReadError::TooLarge { what: "what it unpacks to", limit },
        });
    }
    match read {
        // What could be read of a cut file is read; the format's own reader says what is missing.
        Err(error) if out.is_empty() => Err(ReadError::Malformed { format, reason: error.to_string() }),
        _ => Ok(out),
    }
}

/// Zstandard frames, one after another.
struct Frames<R: BufRead> {
    reader: Option<R>,
    frame: Option<ruzstd::decoding::StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>,
}

impl<R: BufRead> Read for Frames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        loop {
            if let Some(frame) = &mut self.frame {
                let read = frame.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.reader = self.frame.take().map(ruzstd::decoding::StreamingDecoder::into_inner);
            }
            let Some(mut reader) = self.reader.take() else { return Ok(0) };
            if reader.fill_buf()?.is_empty() {
                return Ok(0);
            }
            let frame = ruzstd::decoding::StreamingDecoder::new(reader).map_err(std::io::Error::other)?;
            self.frame = Some(frame);
        }
    }
}

/// One entry of an archive: its name, and its bytes or why they are refused.
pub(crate) type Entry = (String, Result<Vec<u8>, ReadError>);

/// Hands the entries of a zip archive over, in the order of its directory.
pub(crate) fn each_zip_entry(bytes: &[u8], each: &mut dyn FnMut(Entry)) -> Result<(), ReadError> {
    let broken =
        |error: zip::result::ZipError| ReadError::Malformed { format: "zip archive", reason: error.to_string() };
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
    if archive.len() > MOST_ENTRIES {
        return Err(ReadError::TooMany { what: "entries", limit: MOST_ENTRIES as u64 });
    }
    if archive.has_overlapping_files().map_err(broken)? {
        return Err(ReadError::Hostile { reason: "its entries overlap (a decompression bomb)".to_owned() });
    }
    let wacz = archive.index_for_name("datapackage.json").is_some();
    let mut left = LARGEST;
    for at in 0..archive.len() {
        let mut entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => {
                each((format!("entry {at}"), Err(broken(error))));
                continue;
            }
        };
        let name = entry.name().to_owned();
        if entry.is_dir() || !is_wanted(&name, wacz) {
            continue;
        }
        if let Some(reason) = refusal(&name, entry.is_symlink()) {
            each((name, Err(ReadError::Hostile { reason })));
            continue;
        }
        let packed = entry.compressed_size();
        let result = read_bounded(&mut entry, packed, "zip archive");
        left = left.saturating_sub(result.as_ref().map_or(0, |b| b.len() as u64));
        each((name, result));
        if left == 0 {
            return Err(ReadError::TooLarge { what: "what it unpacks to", limit: LARGEST });
        }
    }
    Ok(())
}

/// Reports, not the pictures and scripts saved with them; of a web archive only the archived pages.
fn is_wanted(name: &str, wacz: bool) -> bool {
    const RESOURCES: &[&str] = &[
        ".css",
        ".js",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".webp",
        ".svg",
        ".ico",
        ".woff",
        ".woff2",
        ".ttf",
        ".mp4",
        ".mp3",
        ".map",
        ".cdx",
        ".cdxj",
        ".idx",
        ".ds_store",
    ];
    let lower = name.to_lowercase();
    if wacz {
        return lower.contains("archive/") && (lower.ends_with(".warc") || lower.ends_with(".warc.gz"));
    }
    !lower.starts_with("__macosx") && !RESOURCES.iter().any(|end| lower.ends_with(end))
}

/// Why an entry's name or kind is refused.
fn refusal(name: &str, symlink: bool) -> Option<String> {
    if symlink {
        return Some("it is a symbolic link inside an archive".to_owned());
    }
    let climbs = name.split(['/', '\\']).any(|part| part == "..");
    let rooted = name.starts_with(['/', '\\']) || name.as_bytes().get(1) == Some(&b':');
    (climbs || rooted || name.contains('\0')).then(|| "its name leads out of the archive".to_owned())
}

/// The first bytes of a stream, as many as there are of the few thousand that tell its format.
pub(crate) fn head(reader: &mut dyn Read) -> Result<Vec<u8>, ReadError> {
    let mut head = Vec::new();
    let read = reader.take(16 << 10).read_to_end(&mut head);
    match read {
        Err(error) if head.is_empty() => Err(ReadError::Malformed { format: "stream", reason: error.to_string() }),
        _ => Ok(head),
    }
}
