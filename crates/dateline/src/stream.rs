//! Many and large inputs in bounded memory: read batch by batch, only their reports are kept.
//!
//! A batch's bytes are gone before the next batch is read. What an outlet repeats is learnt from all reports; only then
//! are they analysed. Neither the size of the batches nor the order of the inputs changes a byte of the ledger.

use crate::guard::guarded;
use crate::run::{add_up, anchored, in_pool, name_apart, read_guarded, reading_options};
use crate::{Input, Options, Outcome, Skipped};
use dateline_model::Report;
use dateline_reading::{Part, Source, drop_repeated, parts};
use jiff::civil::Date;
use rayon::prelude::*;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;

/// An input that is found now and read when its turn comes.
pub enum Found {
    /// A file, its bytes at hand.
    Whole(Input),
    /// A web archive or JSON lines: read a record at a time.
    Stream {
        /// Where it is read, as the user named it.
        path: String,
        /// Its bytes.
        bytes: Box<dyn io::Read + Send>,
        /// Records passed over at its beginning.
        from: u64,
    },
    /// Something that could not be opened.
    Refused(Skipped),
}

/// How far a run is, for who looks on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Files begun.
    pub files: usize,
    /// Reports read.
    pub reports: usize,
}

/// Most bytes of a batch; a larger file is a batch of its own.
const BATCH_BYTES: usize = 48 << 20;
/// Most inputs or records of a batch.
const BATCH_ITEMS: usize = 512;

/// Like [`crate::run()`], for inputs that come one after another and are together larger than memory.
///
/// `look` is told now and then how far the run is.
pub fn run_each(
    inputs: impl Iterator<Item = Found> + Send,
    options: &Options,
    look: &mut (dyn FnMut(Progress) + Send),
) -> Outcome {
    in_pool(options.threads, || {
        let (mut reports, mut skipped) = gather(inputs, options, look);
        distil(&mut reports, options);
        let (ledger, broken) = add_up(reports, options);
        skipped.extend(broken);
        Outcome { ledger, skipped }
    })
}

/// Only reads inputs that come one after another, as [`crate::read`] does those at hand.
pub fn read_each(
    inputs: impl Iterator<Item = Found> + Send,
    options: &Options,
    look: &mut (dyn FnMut(Progress) + Send),
) -> (Vec<(Report, Option<Date>)>, Vec<Skipped>) {
    in_pool(options.threads, || {
        let (reports, skipped) = gather(inputs, options, look);
        (reports.into_iter().map(|report| anchored(report, options)).collect(), skipped)
    })
}

/// Who takes what [`read_batches`] has read: reports with the day each is to be read against, what could not be read,
/// and how far the run is.
pub type Taker<'a> = &'a mut (dyn FnMut(Vec<(Report, Option<Date>)>, Vec<Skipped>, Progress) -> ControlFlow<()> + Send);

/// Like [`read_each`], but hands the reports over batch by batch and keeps none: for those who put them on a disk, and
/// so for inputs of any size. Ends early where `take` says so.
pub fn read_batches(inputs: impl Iterator<Item = Found> + Send, options: &Options, take: Taker) {
    in_pool(options.threads, || {
        let mut hand = |done: Vec<Done>, progress: Progress| {
            let (mut reports, mut skipped) = (Vec::new(), Vec::new());
            for (_, read, unread) in done {
                reports.extend(read.into_iter().map(|report| anchored(report, options)));
                skipped.extend(unread);
            }
            take(reports, skipped, progress)
        };
        // Who took the last batch knows whether it was the last.
        let _ = Reader { options, progress: Progress::default(), hand: &mut hand }.all(inputs);
    });
}

/// Leaves out what the outlets of a run repeat, and gives reports of one content names of their own. A store does
/// neither: what it holds of a report must not hang on what else was read that day.
pub(crate) fn distil(reports: &mut [Report], options: &Options) {
    if !options.raw {
        drop_repeated(reports);
    }
    name_apart(reports);
}

/// Every input's reports, by path; and what could not be read.
pub(crate) fn gather(
    inputs: impl Iterator<Item = Found>,
    options: &Options,
    look: &mut (dyn FnMut(Progress) + Send),
) -> (Vec<Report>, Vec<Skipped>) {
    let (mut read, mut skipped) = (Vec::new(), Vec::new());
    let mut hand = |done: Vec<Done>, progress: Progress| {
        for (file, reports, unread) in done {
            read.extend(reports.into_iter().map(|one| (file.clone(), one)));
            skipped.extend(unread);
        }
        look(progress);
        ControlFlow::Continue(())
    };
    // It goes on to the end, for nobody says stop.
    let _ = Reader { options, progress: Progress::default(), hand: &mut hand }.all(inputs);
    // By path, and within a file in its order, whichever came first.
    read.sort_by(|(a, _): &(Arc<str>, Report), (b, _)| a.cmp(b));
    (read.into_iter().map(|(_, report)| report).collect(), skipped)
}

/// What an input or record gave: its file, its reports, what could not be read.
type Done = (Arc<str>, Vec<Report>, Vec<Skipped>);

/// Reads batch by batch and hands over what it read.
struct Reader<'a> {
    options: &'a Options,
    progress: Progress,
    hand: &'a mut (dyn FnMut(Vec<Done>, Progress) -> ControlFlow<()> + Send),
}

impl Reader<'_> {
    fn all(&mut self, inputs: impl Iterator<Item = Found>) -> ControlFlow<()> {
        let (mut batch, mut size) = (Vec::new(), 0);
        for found in inputs {
            self.progress.files += 1;
            match found {
                Found::Refused(skipped) => {
                    self.give(vec![(Arc::from(skipped.path.as_str()), Vec::new(), vec![skipped])])?;
                }
                Found::Stream { path, mut bytes, from } => {
                    size = 0;
                    self.files(std::mem::take(&mut batch))?;
                    self.stream(&path, &mut *bytes, from)?;
                }
                Found::Whole(input) => {
                    size += input.bytes.len();
                    batch.push(input);
                    if size >= BATCH_BYTES || batch.len() >= BATCH_ITEMS {
                        size = 0;
                        self.files(std::mem::take(&mut batch))?;
                    }
                }
            }
        }
        self.files(batch)
    }

    fn files(&mut self, batch: Vec<Input>) -> ControlFlow<()> {
        let options = self.options;
        let done: Vec<Done> = batch
            .into_par_iter()
            .map(|input| {
                let (reports, skipped) = read_guarded(&input, options);
                (Arc::from(input.path), reports, skipped)
            })
            .collect();
        self.give(done)
    }

    fn stream(&mut self, path: &str, bytes: &mut dyn io::Read, from: u64) -> ControlFlow<()> {
        let (mut batch, mut size, mut on) = (Vec::new(), 0, ControlFlow::Continue(()));
        let source = Source::path(path);
        let ended = parts(bytes, &source, from, &mut |part| {
            size += part.size();
            batch.push(part);
            if size >= BATCH_BYTES || batch.len() >= BATCH_ITEMS {
                size = 0;
                on = self.records(path, std::mem::take(&mut batch));
            }
            on
        });
        on?;
        self.records(path, batch)?;
        match ended {
            Ok(_) => ControlFlow::Continue(()),
            Err(reason) => {
                let skipped = Skipped { path: path.to_owned(), reason: reason.to_string() };
                self.give(vec![(Arc::from(path), Vec::new(), vec![skipped])])
            }
        }
    }

    fn records(&mut self, path: &str, batch: Vec<Part>) -> ControlFlow<()> {
        let options = self.options;
        let reading = reading_options(path, options);
        let file: Arc<str> = Arc::from(path);
        let done: Vec<Done> = batch
            .into_par_iter()
            .map(|part| {
                let name = format!("{path}/{}", part.number);
                let read = guarded(&name, || part.read(&reading));
                let reading = match read {
                    Ok(reading) => reading,
                    Err(broken) => return (file.clone(), Vec::new(), vec![broken]),
                };
                let named =
                    |part: &str| if part.starts_with(path) { part.to_owned() } else { format!("{path}/{part}") };
                let skipped =
                    reading.skipped.iter().map(|s| Skipped { path: named(&s.part), reason: s.reason.to_string() });
                (file.clone(), reading.reports, skipped.collect())
            })
            .collect();
        self.give(done)
    }

    fn give(&mut self, done: Vec<Done>) -> ControlFlow<()> {
        self.progress.reports += done.iter().map(|(_, reports, _)| reports.len()).sum::<usize>();
        if done.is_empty() { ControlFlow::Continue(()) } else { (self.hand)(done, self.progress) }
    }
}
