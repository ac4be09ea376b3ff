//! Picks the nouns for persons out of an English wordnet: those whose first sense, the commonest, is a kind of person.
//!
//! Reads the database files of WordNet 3.0 (`wndb(5WN)`): `index.noun`, `data.noun`, `noun.exc`, `cntlist.rev`, and
//! `index.adj` and `index.verb` for the words that are something else besides.

use anyhow::{Context, Result, ensure};
use dateline_claims::lexicon::{plural, rows};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

/// Pick the nouns for persons out of WordNet's database files.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Folder with the database files.
    dict: PathBuf,
    /// The list kept by hand, whose nouns are left out.
    #[arg(long, default_value = "crates/dateline-claims/lexicon/people.txt")]
    people: PathBuf,
    /// File to write.
    #[arg(long, default_value = "crates/dateline-claims/lexicon/persons.txt")]
    out: PathBuf,
    /// Day of the build, for the head.
    #[arg(long)]
    date: String,
}

/// Lexicographers' files of what could be counted and is no person: animals, things, bodies, food, feelings that are
/// objects of desire, natural objects and phenomena, plants, amounts, substances, times.
const THINGS: [u8; 10] = [5, 6, 8, 13, 16, 17, 19, 20, 23, 27];
/// How often a sense must stand in the tagged texts to outweigh such a second sense.
const COMMON: u32 = 5;
/// Words in a gloss or a usage note that mark an insult.
const INSULTS: [&str; 7] = ["slur", "offensive", "derogatory", "disparag", "obscen", "vulgar", "abusive"];

/// Nouns in -man that take a plain s.
const NOT_MEN: [&str; 8] = ["ataman", "brahman", "hetman", "human", "ottoman", "shaman", "superhuman", "talisman"];

/// Picks and writes the nouns.
pub fn run(args: &Args) -> Result<()> {
    let wordnet = WordNet::read(&args.dict)?;
    let by_hand = by_hand(&args.people)?;
    let mut rows: BTreeMap<(bool, char), BTreeSet<String>> = BTreeMap::new();
    for (noun, senses) in &wordnet.senses {
        let plain = noun.len() > 2 && noun.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        if !plain || by_hand.contains(noun.as_str()) || !wordnet.is_mostly_person(noun, senses) {
            continue;
        }
        let (regular, many) = (plural(noun), wordnet.plural(noun));
        let only_many = wordnet.elsewhere.contains(noun) || wordnet.is_name(noun, &senses[0]);
        let entry = match (only_many, regular == many) {
            (true, _) => many,
            (false, true) => noun.clone(),
            (false, false) => format!("{noun}/{many}"),
        };
        rows.entry((only_many, noun.chars().next().unwrap_or('a'))).or_default().insert(entry);
    }
    ensure!(!rows.is_empty(), "{} holds no noun for a person", args.dict.display());
    let head = format!(
        "# What: nouns for persons besides those of people.txt; the group is the phrase itself. Rows ending in \"many\" \
         hold plurals alone: in the singular they are adjectives, verbs or names as well.\n\
         # Form: row: singular[/plural], …   (a plural that only adds s, es or turns y into ies need not be given)\n\
         # Source: WordNet 3.0 (Princeton University), data.noun with BLAKE3 {}: nouns whose first sense is a person, \
         insults left out. Licence: WordNet 3.0 (persons.LICENSE). Date: {}. \
         Rebuild: cargo run -p xtask -- persons DICT --date DAY\n",
        wordnet.hash, args.date
    );
    let rows = rows.iter().map(|((many, letter), nouns)| {
        let nouns: Vec<_> = nouns.iter().map(String::as_str).collect();
        format!("{letter}{}: {}\n", if *many { " many" } else { "" }, nouns.join(", "))
    });
    std::fs::write(&args.out, head + &rows.collect::<String>())
        .with_context(|| format!("{} cannot be written", args.out.display()))
}

/// The nouns of the list kept by hand, singular.
fn by_hand(path: &Path) -> Result<HashSet<String>> {
    let rows = rows(&path.display().to_string(), &text(path)?)?;
    let entries = rows.into_iter().flat_map(|row| row.entries);
    Ok(entries.map(|entry| entry.split('/').next().unwrap_or(&entry).to_owned()).collect())
}

/// What the files say of nouns. Senses are synset offsets as the files write them.
struct WordNet {
    /// Each noun's senses, the commonest first.
    senses: BTreeMap<String, Vec<String>>,
    synsets: HashMap<String, Synset>,
    /// How often a noun's nth sense, from one, was tagged.
    tagged: HashMap<(String, usize), u32>,
    /// Irregular plurals.
    plurals: HashMap<String, Vec<String>>,
    /// Words that are adjectives or verbs too.
    elsewhere: HashSet<String>,
    /// BLAKE3 of the nouns' data.
    hash: String,
}

struct Synset {
    file: u8,
    words: Vec<String>,
    /// The synsets it is a kind of; an instance is a kind of nothing here.
    kinds: Vec<String>,
    /// The synsets that say how it is used.
    usage: Vec<String>,
    gloss: String,
}

const PERSON: &str = "00007846";

impl WordNet {
    fn read(dict: &Path) -> Result<Self> {
        let lines = |name: &str| text(&dict.join(name));
        let body = |text: &str| text.lines().filter(|l| !l.starts_with("  ")).map(str::to_owned).collect::<Vec<_>>();
        let synsets =
            body(&lines("data.noun")?).iter().filter_map(|line| Synset::read(line)).collect::<HashMap<_, _>>();
        let person = synsets.get(PERSON).is_some_and(|s| s.words.iter().any(|w| w == "person"));
        ensure!(person, "{} is not the database of WordNet 3.0", dict.display());
        let senses = body(&lines("index.noun")?).iter().filter_map(|line| senses(line)).collect();
        let tagged = lines("cntlist.rev")?.lines().filter_map(tagged).collect();
        let mut plurals: HashMap<String, Vec<String>> = HashMap::new();
        for line in lines("noun.exc")?.lines() {
            if let Some((many, one)) = line.split_once(' ') {
                plurals.entry(one.to_owned()).or_default().push(many.to_owned());
            }
        }
        let mut elsewhere = HashSet::new();
        for name in ["index.adj", "index.verb"] {
            elsewhere.extend(body(&lines(name)?).iter().filter_map(|l| l.split(' ').next().map(str::to_owned)));
        }
        let hash = blake3::hash(&std::fs::read(dict.join("data.noun"))?).to_string();
        Ok(Self { senses, synsets, tagged, plurals, elsewhere, hash })
    }

    /// Whether the first sense is a person, no insult, and no other sense rivals it.
    fn is_mostly_person(&self, noun: &str, senses: &[String]) -> bool {
        let tags = |n: usize| self.tagged.get(&(noun.to_owned(), n + 1)).copied().unwrap_or(0);
        let (persons, others): (Vec<_>, Vec<_>) = (0..senses.len()).partition(|&n| self.is_person(&senses[n]));
        let (as_person, as_other) =
            (persons.iter().map(|&n| tags(n)).sum::<u32>(), others.iter().map(|&n| tags(n)).sum::<u32>());
        let things = others.iter().any(|&n| self.synsets.get(&senses[n]).is_some_and(|s| THINGS.contains(&s.file)));
        persons.first() == Some(&0)
            && !self.insults(&senses[0])
            && (!things || as_person >= COMMON)
            && as_other * 4 <= as_person
    }

    fn is_person(&self, sense: &str) -> bool {
        sense == PERSON || self.synsets.get(sense).is_some_and(|s| s.kinds.iter().any(|kind| self.is_person(kind)))
    }

    fn insults(&self, sense: &str) -> bool {
        let marked = |synset: &Synset| {
            let said = format!("{} {}", synset.gloss, synset.words.join(" "));
            INSULTS.iter().any(|word| said.contains(word))
        };
        let Some(synset) = self.synsets.get(sense) else { return false };
        let gloss = INSULTS.iter().any(|word| synset.gloss.contains(word));
        gloss || synset.usage.iter().filter_map(|used| self.synsets.get(used)).any(marked)
    }

    /// Whether the noun is written with a capital: a people, a faith.
    fn is_name(&self, noun: &str, sense: &str) -> bool {
        let Some(synset) = self.synsets.get(sense) else { return false };
        synset.words.iter().any(|w| w.to_lowercase() == noun && w.starts_with(|c: char| c.is_uppercase()))
    }

    fn plural(&self, noun: &str) -> String {
        let name = self.senses.get(noun).is_some_and(|senses| self.is_name(noun, &senses[0]));
        let men =
            noun.strip_suffix("man").filter(|_| !name && !NOT_MEN.contains(&noun)).map(|stem| format!("{stem}men"));
        match (noun.strip_suffix("-in-law"), men, self.plurals.get(noun)) {
            (Some(kin), ..) => format!("{kin}s-in-law"),
            (_, Some(men), _) => men,
            (_, _, Some(listed)) => listed[0].clone(),
            _ if name && noun.ends_with("ese") => noun.to_owned(),
            _ => plural(noun),
        }
    }
}

impl Synset {
    fn read(line: &str) -> Option<(String, Self)> {
        let (fields, gloss) = line.split_once(" | ")?;
        let fields: Vec<&str> = fields.split(' ').collect();
        let count = usize::from_str_radix(fields.get(3)?, 16).ok()?;
        let words = (0..count).filter_map(|n| fields.get(4 + 2 * n)).map(|w| (*w).to_owned()).collect();
        let pointers: Vec<&[&str]> = fields.get(5 + 2 * count..)?.chunks_exact(4).collect();
        let to = |mark: &str| pointers.iter().filter(|p| p[0] == mark).map(|p| p[1].to_owned()).collect();
        let file = fields.get(1)?.parse().ok()?;
        let synset = Self { file, words, kinds: to("@"), usage: to(";u"), gloss: gloss.to_lowercase() };
        Some(((*fields.first()?).to_owned(), synset))
    }
}

fn senses(line: &str) -> Option<(String, Vec<String>)> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let count: usize = fields.get(2)?.parse().ok()?;
    let senses = fields.get(fields.len().checked_sub(count)?..)?;
    Some(((*fields.first()?).to_owned(), senses.iter().map(|s| (*s).to_owned()).collect()))
}

/// `word%1:18:00:: 1 25`: the word as a noun (1), its sense and how often it was tagged.
fn tagged(line: &str) -> Option<((String, usize), u32)> {
    let mut fields = line.split(' ');
    let (word, key) = fields.next()?.split_once('%')?;
    let (sense, count) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    key.starts_with('1').then(|| ((word.to_owned(), sense), count))
}

fn text(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines_of_the_database() {
        let line =
            "10076604 18 n 02 foot_soldier 0 infantryman 0 002 @ 10622053 n 0000 ;u 06717170 n 0101 | fights on foot";
        let (offset, synset) = Synset::read(line).unwrap();
        assert_eq!((offset.as_str(), synset.file, synset.words.len()), ("10076604", 18, 2));
        assert_eq!((synset.kinds, synset.usage), (vec!["10622053".to_owned()], vec!["06717170".to_owned()]));
        let (noun, found) = senses("miner n 1 3 @ ~ + 1 1 10322238  ").unwrap();
        assert_eq!((noun.as_str(), found), ("miner", vec!["10322238".to_owned()]));
        assert_eq!(tagged("miner%1:18:00:: 1 7"), Some((("miner".to_owned(), 1), 7)));
        assert_eq!(tagged("mine%2:35:00:: 1 7"), None);
    }
}
