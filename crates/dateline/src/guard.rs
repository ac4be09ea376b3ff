//! One report that breaks a stage must not end the run: it is skipped by name, with the words the stage broke with.

use crate::Skipped;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What `work` makes of the input at `path`, or why it made nothing.
///
/// A stage that panics is wrong and is to be mended; until then the other inputs are read.
pub(crate) fn guarded<T>(path: &str, work: impl FnOnce() -> T) -> Result<T, Skipped> {
    // What is shared between reports (word lists, models) is never changed after it is made.
    catch_unwind(AssertUnwindSafe(work)).map_err(|payload| {
        let said = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
        let said = said.or_else(|| payload.downcast_ref::<String>().cloned());
        let said = said.unwrap_or_else(|| "no words".to_owned());
        Skipped { path: path.to_owned(), reason: format!("reading it broke the program ({said}); please report this") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_reason() {
        assert_eq!(guarded("a.txt", || 7), Ok(7));
        let skipped = guarded::<()>("a.txt", || panic!("index 3 of {}", 2)).unwrap_err();
        assert_eq!(skipped.path, "a.txt");
        assert!(skipped.reason.contains("(index 3 of 2)"), "{}", skipped.reason);
    }
}
