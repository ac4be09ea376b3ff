//! The data sets: read from `measure/sets.toml`, run as commands, turned into figures.

use crate::Where;
use crate::figures::{Figures, flatten};
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

const SETS: &str = include_str!("../sets.toml");

/// Everything `sets.toml` says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sets {
    /// A fall of a share beyond this is a drop.
    pub tolerance: f64,
    /// Last parts of the names of figures where less is better.
    pub lower_is_better: Vec<String>,
    /// Last parts of the names of figures that are never judged.
    pub neutral: Vec<String>,
    /// The sets, sorted by name.
    pub set: Vec<Set>,
    /// The texts for measuring speed.
    pub speed: SpeedSet,
}

/// One data set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    /// What people call it.
    pub name: String,
    /// What it measures, in a line.
    pub about: String,
    /// A path under the data folder.
    pub needs: String,
    /// Extra environment of the commands.
    #[serde(default)]
    env: BTreeMap<String, String>,
    steps: Vec<Step>,
    figures: String,
    keep: Option<Vec<String>>,
}

/// The texts for measuring speed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SpeedSet {
    /// A path under the data folder.
    pub needs: String,
    steps: Vec<Step>,
}

/// One command.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    run: Vec<String>,
    out: Option<String>,
}

impl Sets {
    /// The sets this program was built with.
    pub fn load() -> Result<Self> {
        toml::from_str(SETS).context("measure/sets.toml")
    }
}

/// What the commands are run with.
#[derive(Debug)]
pub struct Tools {
    data: PathBuf,
    scorers: PathBuf,
    python: String,
    /// The program that is measured.
    pub dateline: PathBuf,
    work: PathBuf,
    keep: bool,
}

impl Tools {
    /// Finds them as the command line says, and builds the program if none is named.
    pub fn find(at: &Where) -> Result<Self> {
        let data = std::path::absolute(&at.data)?;
        let beside = || data.parent().unwrap_or(&data).join("tools");
        let scorers = at.tools.as_ref().map_or_else(|| Ok(beside()), std::path::absolute)?;
        let work = match &at.keep {
            Some(folder) => std::path::absolute(folder)?,
            None => std::env::temp_dir().join(format!("measure-{}", std::process::id())),
        };
        let dateline = crate::program(at)?;
        Ok(Self { data, scorers, python: at.python.clone(), dateline, work, keep: at.keep.is_some() })
    }

    /// An empty folder for one set.
    fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.work.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
        }
        fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        Ok(folder)
    }

    fn fill(&self, argument: &str, work: &Path) -> String {
        let places = [("data", &*self.data), ("tools", &*self.scorers), ("dateline", &*self.dateline), ("work", work)];
        let filled = argument.replace("{python}", &self.python);
        places.iter().fold(filled, |s, (name, path)| s.replace(&format!("{{{name}}}"), &path.to_string_lossy()))
    }

    fn run(&self, step: &Step, env: &BTreeMap<String, String>, work: &Path) -> Result<()> {
        let words: Vec<String> = step.run.iter().map(|a| self.fill(a, work)).collect();
        let shown = words.join(" ");
        let (program, arguments) = words.split_first().context("an empty command in sets.toml")?;
        let out = match &step.out {
            Some(name) => Stdio::from(File::create(work.join(name))?),
            None => Stdio::null(),
        };
        let errors = work.join("stderr.txt");
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::null()).stdout(out).stderr(File::create(&errors)?);
        command.envs(env.iter().map(|(k, v)| (k, self.fill(v, work))));
        let status = command.status().with_context(|| format!("running `{shown}`"))?;
        // 3: done, some inputs skipped. The scorer sees what is missing.
        if !status.success() && status.code() != Some(3) {
            let said = fs::read_to_string(&errors).unwrap_or_default();
            bail!("`{shown}`: {status}\n{}", tail(&said, 12));
        }
        Ok(())
    }
}

impl Drop for Tools {
    fn drop(&mut self) {
        if !self.keep {
            // Left-over temporary files are no reason to fail.
            let _ = fs::remove_dir_all(&self.work);
        }
    }
}

impl Set {
    /// Lays the set out, reads it, scores it.
    pub fn measure(&self, tools: &Tools) -> Result<Figures> {
        let work = tools.folder(&self.name)?;
        for step in &self.steps {
            tools.run(step, &self.env, &work)?;
        }
        let path = work.join(&self.figures);
        let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
        let mut figures = flatten(&serde_json::from_str(&text).context("the scorer's figures")?);
        if let Some(keep) = &self.keep {
            figures.retain(|name, _| keep.iter().any(|k| name.starts_with(k)));
        }
        Ok(figures)
    }
}

impl SpeedSet {
    /// Lays the texts out; returns their folder.
    pub fn texts(&self, tools: &Tools) -> Result<PathBuf> {
        let work = tools.folder("speed")?;
        for step in &self.steps {
            tools.run(step, &BTreeMap::new(), &work)?;
        }
        Ok(work.join("texts"))
    }
}

/// The last lines of a text.
fn tail(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_are_sorted_and_complete() {
        let sets = Sets::load().unwrap();
        let names: Vec<_> = sets.set.iter().map(|s| s.name.as_str()).collect();
        assert!(names.is_sorted(), "{names:?}");
        for set in &sets.set {
            let written: Vec<_> = set.steps.iter().filter_map(|s| s.out.as_deref()).collect();
            let named = set.steps.iter().any(|s| s.run.iter().any(|a| a.ends_with(&set.figures)));
            assert!(written.contains(&set.figures.as_str()) || named, "{}: nothing writes {}", set.name, set.figures);
        }
    }

    #[test]
    fn only_the_end_of_a_long_complaint_is_shown() {
        assert_eq!(tail("a\nb\nc\n", 2), "b\nc");
        assert_eq!(tail("", 2), "");
    }
}
