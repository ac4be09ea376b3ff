//! The English model that ships with the project, as bytes.

/// The English model file: `en_core_web_sm` 3.8.0 (MIT), for [`Language::load`](crate::Language::load).
///
/// ```
/// let english = dateline_language::Language::load(dateline_language::embedded_english())?;
/// let document = english.parse("Gunmen killed 12 soldiers in Gao.", &[]);
/// let killed = &document.tokens[1];
/// assert_eq!((killed.lemma(), killed.relation), ("kill", "ROOT"));
/// # Ok::<(), dateline_language::LanguageError>(())
/// ```
pub fn embedded_english() -> &'static [u8] {
    include_bytes!("../../../models/en_core_web_sm-3.8.0.model")
}
