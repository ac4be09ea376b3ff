//! The tables of a package: tokeniser rules and exceptions, normal forms, attribute rules, lemmas, morphological tags.

use super::msgpack::Value;
use super::wheel::Wheel;
use crate::document::Pos;
use crate::error::LanguageError;
use crate::lexical::string_id;
use crate::parts::{ConditionParts, ExtraLemmaParts, LemmaParts, Parts, RuleParts, TagParts};
use crate::tokenizer::{Affixes, Exception, Tokenizer};
use serde::Deserialize;
use serde::de::{MapAccess, Visitor};

type Read<T> = Result<T, LanguageError>;

fn read(wheel: &Wheel, path: &str) -> Read<Value> {
    Value::read(wheel.file(path)?).ok_or_else(|| LanguageError::Package(format!("its {path} cannot be read")))
}

fn wrong(what: &str) -> LanguageError {
    LanguageError::Package(format!("its {what} cannot be read"))
}

/// The tokeniser's rules, and how affix rules cut each exception they apply to.
pub fn tokenizer(wheel: &Wheel, parts: &mut Parts) -> Read<()> {
    let value = read(wheel, "tokenizer")?;
    let pattern = |name: &str| value.get(name).and_then(Value::text).map(str::to_owned);
    parts.affixes = Affixes {
        prefix: pattern("prefix_search"),
        suffix: pattern("suffix_search"),
        infix: pattern("infix_finditer"),
        whole: pattern("token_match"),
        url: pattern("url_match"),
    };
    let affixes = Tokenizer::new(&parts.affixes, Vec::new());
    let affixes = affixes.map_err(|what| LanguageError::Unsupported(format!("the notation of its {what}")))?;
    let orth = string_id("ORTH");
    let norm = string_id("NORM");
    for (text, tokens) in value.get("exceptions").map_or(&[][..], Value::entries) {
        let text = text.text().ok_or_else(|| wrong("tokeniser exceptions"))?.to_owned();
        let attribute = |token: &Value, id: u64| {
            let found = token.entries().iter().find(|(key, _)| key.number() == Some(id));
            found.and_then(|(_, value)| value.text()).map(str::to_owned)
        };
        let cut = |token: &Value| Some((attribute(token, orth)?.len(), attribute(token, norm)));
        let cuts: Option<Vec<_>> = tokens.items().iter().map(cut).collect();
        let cuts = cuts.ok_or_else(|| wrong("tokeniser exceptions"))?;
        let lengths = if affixes.has_affix(&text) {
            affixes.split_affixes(&text, false).iter().map(|piece| piece.end - piece.start).collect()
        } else {
            Vec::new()
        };
        parts.exceptions.push(Exception { text, parts: cuts, affixes: lengths });
    }
    parts.exceptions.sort_by(|a, b| a.text.cmp(&b.text));
    Ok(())
}

/// Normal forms by the word's hash.
pub fn norms(wheel: &Wheel) -> Read<Vec<(u64, String)>> {
    let value = read(wheel, "vocab/lookups.bin")?;
    let table = value.get("lexeme_norm").map_or(&[][..], Value::entries);
    let entry = |(key, norm): &(Value, Value)| Some((key.number()?, norm.text()?.to_owned()));
    let mut norms: Vec<_> = table.iter().map(entry).collect::<Option<_>>().ok_or_else(|| wrong("normal forms"))?;
    norms.sort();
    Ok(norms)
}

/// The attribute rules, one for each pattern.
pub fn rules(wheel: &Wheel) -> Read<Vec<RuleParts>> {
    let Some(bytes) = wheel.find("attribute_ruler/patterns") else { return Ok(Vec::new()) };
    let value = Value::read(bytes).ok_or_else(|| wrong("attribute rules"))?;
    let mut rules = Vec::new();
    for entry in value.items() {
        let sets: Option<Vec<(String, String)>> = entry
            .get("attrs")
            .map_or(&[][..], Value::entries)
            .iter()
            .map(|(name, value)| Some((name.text()?.to_owned(), value.text()?.to_owned())))
            .collect();
        let sets = sets.ok_or_else(|| wrong("attribute rules"))?;
        let index = entry.get("index").and_then(Value::number).ok_or_else(|| wrong("attribute rules"))? as usize;
        for pattern in entry.get("patterns").map_or(&[][..], Value::items) {
            let tokens: Read<Vec<Vec<ConditionParts>>> = pattern.items().iter().map(conditions).collect();
            rules.push(RuleParts { tokens: tokens?, sets: sets.clone(), index });
        }
    }
    Ok(rules)
}

fn conditions(token: &Value) -> Read<Vec<ConditionParts>> {
    token.entries().iter().map(|(name, value)| condition(name, value)).collect()
}

fn condition(name: &Value, value: &Value) -> Read<ConditionParts> {
    let attribute = name.text().ok_or_else(|| wrong("attribute rules"))?.to_uppercase();
    let plain = |values: Vec<String>, negative, pattern| ConditionParts {
        attribute: attribute.clone(),
        negative,
        pattern,
        values,
    };
    match value {
        Value::Text(text) => Ok(plain(vec![text.clone()], false, false)),
        Value::Bool(flag) => Ok(plain(vec![flag.to_string()], false, false)),
        Value::Map(entries) if entries.len() == 1 => {
            let (operator, operand) = &entries[0];
            let list: Vec<String> = operand.items().iter().filter_map(Value::text).map(str::to_owned).collect();
            match operator.text() {
                Some("IN") => Ok(plain(list, false, false)),
                Some("NOT_IN") => Ok(plain(list, true, false)),
                Some("REGEX") => Ok(plain(operand.text().map(str::to_owned).into_iter().collect(), false, true)),
                _ => Err(LanguageError::Unsupported("an operator of its attribute rules".to_owned())),
            }
        }
        _ => Err(LanguageError::Unsupported("an operator of its attribute rules".to_owned())),
    }
}

/// The lemma tables by part of speech.
pub fn lemmas(wheel: &Wheel) -> Read<Vec<LemmaParts>> {
    let Some(bytes) = wheel.find("lemmatizer/lookups/lookups.bin") else { return Ok(Vec::new()) };
    let value = Value::read(bytes).ok_or_else(|| wrong("lemmas"))?;
    let mut all = Vec::new();
    for pos in Pos::ALL {
        let name = pos.code().to_lowercase();
        let id = string_id(&name);
        let table = |table: &str| {
            let entries = value.get(table).map_or(&[][..], Value::entries);
            entries.iter().find(|(key, _)| key.number() == Some(id)).map(|(_, value)| value)
        };
        let pair =
            |rule: &Value| Some((rule.items().first()?.text()?.to_owned(), rule.items().get(1)?.text()?.to_owned()));
        let strings =
            |value: &Value| value.items().iter().filter_map(Value::text).map(str::to_owned).collect::<Vec<_>>();
        let exception = |(word, forms): &(Value, Value)| Some((word.text()?.to_owned(), strings(forms)));
        let (rules, exceptions, index) = (table("lemma_rules"), table("lemma_exc"), table("lemma_index"));
        let mut part = LemmaParts {
            pos: name,
            rules: rules.map_or(&[][..], Value::items).iter().filter_map(pair).collect(),
            exceptions: exceptions.map_or(&[][..], Value::entries).iter().filter_map(exception).collect(),
            index: index.map(strings).unwrap_or_default(),
        };
        part.exceptions.sort();
        part.index.sort();
        if !part.rules.is_empty() || !part.exceptions.is_empty() || !part.index.is_empty() {
            all.push(part);
        }
    }
    Ok(all)
}

/// The lemma tables that only some packages have: one by word, and rules with names.
pub fn extra_lemmas(wheel: &Wheel) -> Read<ExtraLemmaParts> {
    let Some(bytes) = wheel.find("lemmatizer/lookups/lookups.bin") else { return Ok(ExtraLemmaParts::default()) };
    let value = Value::read(bytes).ok_or_else(|| wrong("lemmas"))?;
    let entries = |table: &str| value.get(table).map_or(&[][..], Value::entries);
    let lemma = |(key, lemma): &(Value, Value)| {
        let first = lemma.items().first().unwrap_or(lemma);
        Some((key.number()?, first.text()?.to_owned()))
    };
    let mut extra = ExtraLemmaParts {
        lookup: entries("lemma_lookup").iter().filter_map(lemma).collect(),
        ..ExtraLemmaParts::default()
    };
    extra.lookup.sort();
    let mut names: Vec<String> = RULE_NAMES.map(str::to_owned).to_vec();
    for pos in Pos::ALL.iter().map(|pos| pos.code().to_lowercase()) {
        let groups = entries("lemma_rules_groups").iter().find(|(key, _)| key.number() == Some(string_id(&pos)));
        let group = |group: &Value| {
            let features = group.items().get(1)?.items().iter().filter_map(Value::text).map(str::to_owned).collect();
            Some((group.items().first()?.text()?.to_owned(), features))
        };
        let groups: Vec<(String, Vec<String>)> =
            groups.map_or(&[][..], |(_, groups)| groups.items()).iter().filter_map(group).collect();
        names.extend(groups.iter().map(|(name, _)| name.clone()));
        if !groups.is_empty() {
            extra.groups.push((pos, groups));
        }
    }
    names.sort();
    names.dedup();
    for name in names.into_iter().filter(|_| !extra.groups.is_empty()) {
        let id = string_id(&name);
        let rules = entries("lemma_rules").iter().find(|(key, _)| key.number() == Some(id));
        let pair =
            |rule: &Value| Some((rule.items().first()?.text()?.to_owned(), rule.items().get(1)?.text()?.to_owned()));
        let rules = rules.map_or(&[][..], |(_, rules)| rules.items()).iter().filter_map(pair).collect();
        extra.named.push((name, rules));
    }
    Ok(extra)
}

/// Named rules that no group mentions.
const RULE_NAMES: [&str; 9] = [
    "accents",
    "adverbs",
    "det",
    "det_and_pron_fixed",
    "det_and_pron_general",
    "num",
    "pron",
    "voc_alt_1",
    "voc_alt_2",
];

/// A JSON object with its entries in the order of the file.
#[derive(Debug, Default)]
struct Ordered(Vec<(String, serde_json::Value)>);

impl<'de> Deserialize<'de> for Ordered {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Ordered;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Ordered, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}

#[derive(Debug, Default, Deserialize)]
struct MorphCfg {
    #[serde(default)]
    labels_morph: Ordered,
    #[serde(default)]
    labels_pos: Ordered,
}

/// The classes of a morphologizer: part of speech and features.
pub fn morph_tags(cfg: &[u8]) -> Read<Vec<TagParts>> {
    let cfg: MorphCfg = serde_json::from_slice(cfg).map_err(|error| LanguageError::Package(error.to_string()))?;
    let pos_of = |label: &str| {
        let (_, value) = cfg.labels_pos.0.iter().find(|(name, _)| name == label)?;
        match value {
            serde_json::Value::String(name) => Some(name.clone()),
            number => {
                Pos::ALL.iter().map(|pos| pos.code()).find(|c| number.as_u64() == Some(string_id(c))).map(str::to_owned)
            }
        }
    };
    let tag = |(label, morph): &(String, serde_json::Value)| TagParts {
        tag: String::new(),
        pos: pos_of(label).unwrap_or_default(),
        morph: morph.as_str().filter(|morph| *morph != "_").unwrap_or("").to_owned(),
    };
    Ok(cfg.labels_morph.0.iter().map(tag).collect())
}
