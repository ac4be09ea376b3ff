//! A line that says the program is at work: on a terminal only, and only when it takes longer than a moment.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const MOMENT: Duration = Duration::from_millis(250);

/// A spinner that goes when it is dropped.
pub(crate) struct Progress {
    words: Option<Sender<String>>,
    worker: Option<JoinHandle<()>>,
}

impl Progress {
    /// Says `what` from a moment on, for as long as the value lives.
    pub(crate) fn start(what: String) -> Self {
        if !std::io::stderr().is_terminal() {
            return Progress { words: None, worker: None };
        }
        let (words, heard) = channel();
        let worker = std::thread::spawn(move || show(what, &heard));
        Progress { words: Some(words), worker: Some(worker) }
    }

    /// Says something else from now on.
    pub(crate) fn say(&self, what: String) {
        if let Some(words) = &self.words {
            let _ = words.send(what);
        }
    }
}

/// Waits a moment, then shows what is said until nobody can say anything any more.
fn show(mut what: String, heard: &Receiver<String>) {
    let moment = Instant::now() + MOMENT;
    loop {
        match heard.recv_timeout(moment.saturating_duration_since(Instant::now())) {
            Ok(words) => what = words,
            Err(RecvTimeoutError::Timeout) => break,
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
    let bar = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    while let Ok(words) = heard.recv() {
        bar.set_message(words);
    }
    bar.finish_and_clear();
}

impl Drop for Progress {
    fn drop(&mut self) {
        // Dropping the sender wakes the worker; waiting for it leaves no half-drawn line behind.
        drop(self.words.take());
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}
