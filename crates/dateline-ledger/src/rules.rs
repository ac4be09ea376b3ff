//! The rules of estimation: which of several figures is taken for the best, and why.
//!
//! Made from `data/rules.toml`; the engine here only filters a list of figures by named criteria. Leaves gathering
//! the figures, and what the estimate is of, to `reconcile`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A rule of estimation, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleInfo {
    /// What it is called.
    pub name: String,
    /// What it does, in a sentence.
    pub summary: String,
    /// Whose practice it follows.
    pub practice: String,
}

/// No rule has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no rule called {name:?}; the rules are {}", names())]
#[non_exhaustive]
pub struct UnknownRule {
    /// The name asked for.
    pub name: String,
}

fn names() -> String {
    rules().iter().map(|r| r.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Figures a rule sets aside while others remain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Aside {
    Doubtful,
    Party,
}

/// What keeps some of the figures and drops the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Criterion {
    Lowest,
    Highest,
    MostRecent,
    Majority,
    Exact,
    Definite,
    Authority,
}

/// What the low and high bounds of an estimate are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Range {
    Reported,
    Reliable,
    Best,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spec {
    pub name: String,
    summary: String,
    practice: String,
    pub aside: Vec<Aside>,
    pub best: Vec<Criterion>,
    pub range: Range,
    #[serde(default)]
    pub graded: bool,
    #[serde(default)]
    pub words: BTreeMap<String, u64>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    authority: Vec<String>,
    rule: Vec<Spec>,
}

// The file is part of the program; a test reads it.
static FILE: LazyLock<File> = LazyLock::new(|| toml::from_str(include_str!("../data/rules.toml")).unwrap_or_default());

static INFO: LazyLock<Vec<RuleInfo>> = LazyLock::new(|| {
    let info = |r: &Spec| RuleInfo { name: r.name.clone(), summary: r.summary.clone(), practice: r.practice.clone() };
    FILE.rule.iter().map(info).collect()
});

/// The rules there are; the first is the default.
///
/// ```
/// assert_eq!(dateline_ledger::rules()[0].name, "recent");
/// ```
pub fn rules() -> &'static [RuleInfo] {
    &INFO
}

/// One of [`rules`]; by default the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rule {
    index: usize,
}

impl Rule {
    /// The rule of this name.
    ///
    /// ```
    /// use dateline_ledger::Rule;
    /// assert_eq!(Rule::named("lowest").map(|r| r.name()), Ok("lowest"));
    /// assert!(Rule::named("loudest").is_err());
    /// ```
    pub fn named(name: &str) -> Result<Rule, UnknownRule> {
        let index = rules().iter().position(|r| r.name == name);
        index.map(|index| Rule { index }).ok_or_else(|| UnknownRule { name: name.to_owned() })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        rules().get(self.index).map_or("", |r| r.name.as_str())
    }

    pub(crate) fn spec(self) -> Option<&'static Spec> {
        FILE.rule.get(self.index)
    }
}

/// How well placed a kind of source is; less is better.
pub(crate) fn authority(kind: &str) -> usize {
    FILE.authority.iter().position(|k| k == kind).unwrap_or(FILE.authority.len())
}

#[cfg(test)]
mod tests {
    use super::{FILE, Rule, rules};
    use dateline_model::SpeakerType;

    #[test]
    fn the_file_reads() {
        let names: Vec<&str> = rules().iter().map(|r| r.name.as_str()).collect();
        assert_eq!(
            names,
            ["recent", "lowest", "low-best-high", "min-max", "conservative", "informative", "representative"]
        );
        assert!(rules().iter().all(|r| r.summary.ends_with('.') && !r.practice.is_empty()));
        assert_eq!(Rule::default().name(), "recent");
        for kind in SpeakerType::ALL {
            assert!(FILE.authority.iter().any(|k| k == kind.code()), "{kind} has no rank");
        }
    }
}
