//! Dictionary forms in French and Spanish, as their packages' own rules find them.
//!
//! French looks in tables by part of speech, then in rules, then in one large table. Spanish picks a group of rules by
//! the word's features, tries changed vowels for verbs, and takes clitic pronouns off.

use crate::document::Pos;
use crate::lemmas::Table;
use crate::lexical::{is_letter, string_id};
use rustc_hash::FxHashMap;

/// The tables that only these languages have.
#[derive(Debug, Default)]
pub struct Extra {
    /// Lemma by the word's hash.
    pub lookup: FxHashMap<u64, String>,
    /// Rules by name.
    pub named: FxHashMap<String, Vec<(String, String)>>,
    /// By part of speech: a rule's name and the features it asks for.
    pub groups: FxHashMap<Pos, Vec<(String, Vec<String>)>>,
}

/// Tables by part of speech, and the extra ones.
#[derive(Debug, Clone, Copy)]
pub struct Tables<'t> {
    pub tables: &'t FxHashMap<Pos, Table>,
    pub extra: &'t Extra,
}

impl<'t> Tables<'t> {
    /// The lemma of a French word.
    pub fn french(&self, word: &str, pos: Pos) -> String {
        use Pos::{Adj, Adp, Adv, Aux, Cconj, Det, Noun, Pron, Punct, Sconj, Verb};
        let looked_up = |word: &str| self.extra.lookup.get(&string_id(word)).map_or(word, String::as_str).to_owned();
        if !matches!(pos, Noun | Verb | Adj | Adp | Adv | Aux | Cconj | Det | Pron | Punct | Sconj) {
            return looked_up(word);
        }
        let word = word.to_lowercase();
        let Some(table) = self.tables.get(&pos) else { return looked_up(&word) };
        if table.index.contains(&word) {
            return word;
        }
        if let Some(form) = table.exceptions.get(&word).and_then(|forms| forms.first()) {
            return form.clone();
        }
        let stems = table.rules.iter().filter_map(|(old, new)| Some(word.strip_suffix(old.as_str())?.to_owned() + new));
        let forms: Vec<String> = stems.filter(|form| !form.is_empty()).collect();
        let known = forms.iter().find(|form| table.index.contains(*form) || !form.chars().all(is_letter));
        known.or(forms.first()).cloned().unwrap_or_else(|| looked_up(&word))
    }

    /// The lemma of a Spanish word; `first` where it opens a sentence.
    pub fn spanish(&self, word: &str, pos: Pos, morph: &str, first: bool) -> String {
        use Pos::{Adj, Adp, Adv, Aux, Cconj, Det, Intj, Noun, Num, Part, Pron, Propn, Punct, Sconj, Sym, Verb, X};
        if matches!(pos, Adp | Cconj | Intj | Part | Propn | Punct | Sconj | Sym | X) {
            return if first && pos != Propn { word.to_lowercase() } else { word.to_owned() };
        }
        let word = word.to_lowercase();
        if let Some(form) = self.exception(pos, &word) {
            return form;
        }
        let features: Vec<&str> = morph.split('|').filter(|feature| !feature.is_empty()).collect();
        let pos = if pos == Aux { Verb } else { pos };
        let rule = self.group(pos, &features);
        match pos {
            Adj | Noun => self.nominal(&word, pos, &features, rule),
            Verb => self.verb(&word, &features, rule),
            Adv => self.fixed(&["adverbs"], &word).unwrap_or(word),
            Det | Pron => self.pronoun(&word, pos),
            Num => self.fixed(&["num"], &word).unwrap_or_else(|| number(&word)),
            _ => word,
        }
    }

    fn exception(&self, pos: Pos, word: &str) -> Option<String> {
        self.tables.get(&pos)?.exceptions.get(word)?.first().cloned()
    }

    fn rules(&self, name: &str) -> &'t [(String, String)] {
        self.extra.named.get(name).map_or(&[], Vec::as_slice)
    }

    fn group(&self, pos: Pos, features: &[&str]) -> &'t str {
        let groups = self.extra.groups.get(&pos).map_or(&[][..], Vec::as_slice);
        let fits = |wanted: &[String]| wanted.iter().all(|one| features.contains(&one.as_str()));
        groups.iter().find(|(_, wanted)| fits(wanted)).map_or("", |(name, _)| name)
    }

    fn knows(&self, pos: Pos, word: &str) -> bool {
        self.tables.get(&pos).is_some_and(|table| table.index.contains(word))
    }

    fn fixed(&self, names: &[&str], word: &str) -> Option<String> {
        let mut rules = names.iter().flat_map(|name| self.rules(name));
        rules.find(|(old, _)| old == word).map(|(_, new)| new.clone())
    }

    /// What the rules of a group make of a word, without those that leave it as it is.
    fn changed(&self, word: &str, rule: &str) -> Vec<String> {
        let made =
            self.rules(rule).iter().filter_map(|(old, new)| Some(word.strip_suffix(old.as_str())?.to_owned() + new));
        made.filter(|form| form != word).collect()
    }

    fn best(&self, forms: Vec<String>, pos: Pos, word: &str) -> String {
        let known = forms.iter().find(|form| self.knows(pos, form)).or(forms.first());
        known.cloned().unwrap_or_else(|| word.to_owned())
    }

    fn nominal(&self, word: &str, pos: Pos, features: &[&str], rule: &str) -> String {
        let mut forms = self.changed(word, rule);
        if features.contains(&"Number=Plur") {
            let plain: Vec<String> = forms.iter().filter(|form| form.ends_with(['n', 's'])).cloned().collect();
            for form in plain {
                forms.extend(self.rules("accents").iter().map(|(old, new)| form.replace(old.as_str(), new)));
            }
        }
        self.best(forms, pos, word)
    }

    fn pronoun(&self, word: &str, pos: Pos) -> String {
        let own = if pos == Pos::Det { "det" } else { "pron" };
        if let Some(form) = self.fixed(&[own, "det_and_pron_fixed"], word) {
            return form;
        }
        let keep = pos == Pos::Det;
        let general =
            self.rules("det_and_pron_general").iter().map(|(old, new)| match word.strip_suffix(old.as_str()) {
                Some(stem) => stem.to_owned() + new,
                None => word.to_owned(),
            });
        let mut forms: Vec<String> = general.filter(|form| keep || form != word).collect();
        forms.push(word.to_owned());
        self.best(forms, pos, word)
    }

    fn verb(&self, word: &str, features: &[&str], rule: &str) -> String {
        if features.contains(&"PronType=Prs") {
            return self.verb_with_pronouns(word, features);
        }
        let forms = self.changed(word, rule);
        if let Some(known) = forms.iter().find(|form| self.knows(Pos::Verb, form)) {
            return known.clone();
        }
        let altered = forms.iter().flat_map(|form| self.vowel_changes(form));
        if let Some(known) = altered.into_iter().find(|form| self.knows(Pos::Verb, form)) {
            return known;
        }
        forms.into_iter().next().unwrap_or_else(|| word.to_owned())
    }

    fn vowel_changes(&self, form: &str) -> Vec<String> {
        let mut found = Vec::new();
        for (old, new) in self.rules("voc_alt_1") {
            for (at, _) in form.match_indices(old.as_str()).filter(|_| old.chars().count() == 1) {
                found.push(format!("{}{new}{}", &form[..at], &form[at + old.len()..]));
            }
        }
        let changed = self.rules("voc_alt_2").iter().filter(|(old, _)| form.contains(old.as_str()));
        found.extend(changed.map(|(old, new)| form.replacen(old.as_str(), new, 1)));
        found
    }

    fn verb_with_pronouns(&self, word: &str, features: &[&str]) -> String {
        let mut verb = word.to_owned();
        let mut pronouns: Vec<&str> = Vec::new();
        while let Some(pronoun) = clitic(&verb).filter(|_| pronouns.len() <= 3) {
            verb.truncate(verb.len() - pronoun.len());
            pronouns.insert(0, pronoun);
        }
        // A rule that lengthens a word, in a damaged model, could do so again and again.
        for (old, new) in self.rules("accents").iter().filter(|(old, new)| new.len() <= old.len()) {
            verb = verb.replace(old.as_str(), new);
        }
        let rest: Vec<&str> = features.iter().copied().filter(|feature| *feature != "PronType=Prs").collect();
        let rule = self.group(Pos::Verb, features);
        let mut lemma = self.exception(Pos::Verb, &verb).unwrap_or_else(|| self.verb(&verb, &rest, rule));
        let own =
            |pronoun: &str| self.exception(Pos::Pron, pronoun).unwrap_or_else(|| self.pronoun(pronoun, Pos::Pron));
        let pronouns: Vec<String> = pronouns.into_iter().map(own).collect();
        lemma.push(' ');
        lemma + &pronouns.join(" ")
    }
}

/// The pronoun a verb form ends in; the longest, since the shortest stem is tried first.
fn clitic(verb: &str) -> Option<&'static str> {
    const CLITICS: [&str; 11] = ["los", "las", "les", "nos", "me", "te", "se", "la", "le", "lo", "os"];
    CLITICS.into_iter().find(|pronoun| verb.ends_with(pronoun))
}

/// "1.200,5" is written "1200.5".
fn number(word: &str) -> String {
    let whole = word.split(',').next().unwrap_or("");
    let tail = whole.rsplit_once('.').map(|(_, tail)| tail);
    let grouped = tail.is_some_and(|tail| tail.len() == 3 && tail.bytes().all(|b| b.is_ascii_digit()));
    let plain = if grouped { word.replace('.', "") } else { word.to_owned() };
    plain.replace(',', ".")
}
