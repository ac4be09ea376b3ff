//! Which of a place's many names a report would write.

use crate::fold::fold;
use std::collections::BTreeSet;

/// Articles that begin a name in lower case.
const ARTICLES: [&str; 10] = ["al-", "ad-", "an-", "ar-", "as-", "ash-", "at-", "az-", "el-", "es-"];

/// The names worth keeping beside `name`, each folded form once, in their order.
pub(super) fn worth_keeping<'a>(name: &str, others: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen = BTreeSet::from([fold(name)]);
    others.map(str::trim).filter(|other| is_written(other) && seen.insert(fold(other))).map(str::to_owned).collect()
}

/// Lower-case names are machine romanisations, short capitals codes, long runs of words official titles.
pub(super) fn is_written(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    let code = letters <= 4 && name.chars().all(|c| c.is_ascii_uppercase() || !c.is_alphabetic());
    let named = name.chars().find(|c| c.is_alphabetic()).is_some_and(|c| !c.is_lowercase());
    let article = ARTICLES.iter().any(|a| name.starts_with(a));
    let link = name.contains("://");
    letters >= 2 && !code && !link && (named || article) && name.len() < 80 && name.split(' ').count() <= 6
}

#[test]
fn codes_links_and_machine_spellings_are_left_out() {
    let kept = worth_keeping("Gao", ["GAO", "GAQ", "gaao", "Gawgaw", "غاو", "https://x.org/Gao", "Gâo"].into_iter());
    assert_eq!(kept, ["Gawgaw", "غاو"]);
}
