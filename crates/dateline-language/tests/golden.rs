//! The same analysis as the training library's, token by token: `golden.txt` is what it says of sentences of our own.

mod golden_file;

use dateline_language::{Language, embedded_english};

#[test]
fn every_token_is_as_the_training_library_has_it() {
    let english = Language::load(embedded_english()).expect("the embedded model loads");
    let sentences = golden_file::compare(&english, include_str!("golden.txt"));
    assert!(sentences >= 30, "the golden file is cut short: {sentences} sentences");
}
