//! A line that says the program is at work: on a terminal only, and only when it takes longer than a moment.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

const MOMENT: Duration = Duration::from_millis(250);

/// A spinner that goes when it is dropped.
pub(crate) struct Progress {
    ended: Option<Sender<()>>,
    worker: Option<JoinHandle<()>>,
}

impl Progress {
    /// Says `what` from a moment on, for as long as the value lives.
    pub(crate) fn start(what: String) -> Self {
        if !std::io::stderr().is_terminal() {
            return Progress { ended: None, worker: None };
        }
        let (ended, end) = channel();
        let worker = std::thread::spawn(move || {
            if end.recv_timeout(MOMENT) == Err(RecvTimeoutError::Timeout) {
                let bar = ProgressBar::new_spinner().with_message(what);
                if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
                    bar.set_style(style);
                }
                bar.enable_steady_tick(Duration::from_millis(120));
                let _ = end.recv();
                bar.finish_and_clear();
            }
        });
        Progress { ended: Some(ended), worker: Some(worker) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        // Dropping the sender wakes the worker; waiting for it leaves no half-drawn line behind.
        drop(self.ended.take());
        if let Some(worker) = self.worker.take() {
            let _ = worker.join();
        }
    }
}
