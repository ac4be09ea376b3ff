//! What a model file holds, as plain data: written by the converter, read when a language is loaded.

use crate::error::LanguageError;
use crate::format::{MAGIC, Reader, VERSION, Writer};
use crate::tokenizer::{Affixes, Exception};

/// Where a model came from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Origin {
    /// The package's name ("en_core_web_sm").
    pub name: String,
    /// Language, BCP 47.
    pub language: String,
    /// The package's version.
    pub version: String,
    /// The package's licence.
    pub licence: String,
    /// Where the package's makers publish it.
    pub source: String,
    /// BLAKE3 of the package the file was made from, in hexadecimal.
    pub hash: String,
}

/// A matrix: rows one after the other.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Matrix {
    /// All values.
    pub values: Vec<f32>,
    /// Values in a row.
    pub width: usize,
}

impl Matrix {
    /// Number of rows.
    pub fn height(&self) -> usize {
        self.values.len().checked_div(self.width).unwrap_or(0)
    }
}

/// One maxout layer with its normalisation; the rows of `weights` are output × piece.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LayerParts {
    /// (output × piece) × input.
    pub weights: Matrix,
    /// Output × piece.
    pub bias: Vec<f32>,
    /// Of the normalisation, by output.
    pub gain: Vec<f32>,
    /// Of the normalisation, by output.
    pub shift: Vec<f32>,
}

/// One feature's hashed embedding.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableParts {
    /// The feature's name ("NORM").
    pub feature: String,
    /// Seed of the hash.
    pub seed: usize,
    /// Row × width.
    pub rows: Matrix,
}

/// Embedding tables, the layer that mixes them, and the window layers.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct EncoderParts {
    /// One for each feature.
    pub tables: Vec<TableParts>,
    /// The mixing layer first, then the window layers.
    pub layers: Vec<LayerParts>,
}

/// A linear layer.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LinearParts {
    /// Output × input.
    pub weights: Matrix,
    /// By output.
    pub bias: Vec<f32>,
}

/// A transition system: of the parser or of the names.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TransitionParts {
    /// From the encoder's width to the hidden width.
    pub reduce: LinearParts,
    /// (Feature × hidden × piece) × input.
    pub lower: LinearParts,
    /// What stands for a token that is not there: feature × hidden × piece.
    pub pad: Vec<f32>,
    /// Number of features.
    pub features: usize,
    /// From the hidden layer to the moves.
    pub upper: LinearParts,
    /// Each move's kind and label, in the order of `upper`.
    pub moves: Vec<(usize, String)>,
}

/// What a tagger's class stands for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TagParts {
    /// Fine tag.
    pub tag: String,
    /// Coarse part of speech.
    pub pos: String,
    /// Features.
    pub morph: String,
}

/// A condition of a rule on one token: attribute, whether it is negated, and its values.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ConditionParts {
    /// "TAG", "LOWER", "DEP", "ORTH", "IS_SPACE".
    pub attribute: String,
    /// Whether the values are excluded.
    pub negative: bool,
    /// Whether the only value is a pattern.
    pub pattern: bool,
    /// The values.
    pub values: Vec<String>,
}

/// A rule that sets attributes of one token of a short sequence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleParts {
    /// Conditions, for each token of the sequence.
    pub tokens: Vec<Vec<ConditionParts>>,
    /// Attribute and value.
    pub sets: Vec<(String, String)>,
    /// Which token of the sequence is changed.
    pub index: usize,
}

/// The lemmatiser's tables of one part of speech ("noun").
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LemmaParts {
    /// Part of speech in lower case.
    pub pos: String,
    /// Ending and what replaces it, in order.
    pub rules: Vec<(String, String)>,
    /// Word and its lemmas; sorted.
    pub exceptions: Vec<(String, Vec<String>)>,
    /// Known lemmas; sorted.
    pub index: Vec<String>,
}

/// A rule's name and the features it asks for.
pub type RuleGroup = (String, Vec<String>);

/// Lemma tables that only some packages have.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ExtraLemmaParts {
    /// Lemma by the word's hash; sorted.
    pub lookup: Vec<(u64, String)>,
    /// Rules by name; sorted.
    pub named: Vec<(String, Vec<(String, String)>)>,
    /// By part of speech: a rule's name and the features it asks for, in order.
    pub groups: Vec<(String, Vec<RuleGroup>)>,
}

/// Everything in a model file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parts {
    /// Where it came from.
    pub origin: Origin,
    /// The tokeniser's rules.
    pub affixes: Affixes,
    /// The tokeniser's exceptions.
    pub exceptions: Vec<Exception>,
    /// Normal forms by the word's hash; sorted.
    pub norms: Vec<(u64, String)>,
    /// The encoder that tagger and parser share.
    pub shared: EncoderParts,
    /// The names' own encoder.
    pub naming: EncoderParts,
    /// Tagger weights.
    pub tagger: LinearParts,
    /// What the tagger's classes stand for.
    pub tags: Vec<TagParts>,
    /// The parser.
    pub parser: TransitionParts,
    /// The names.
    pub names: TransitionParts,
    /// Rules on attributes, in order.
    pub rules: Vec<RuleParts>,
    /// How lemmas are found: "english", "french", "spanish".
    pub lemmatiser: String,
    /// Lemma tables; sorted by part of speech.
    pub lemmas: Vec<LemmaParts>,
    /// Further lemma tables.
    pub extra_lemmas: ExtraLemmaParts,
}

const CHECKSUM: usize = 32;

impl Parts {
    /// The model file's bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut body = Writer::default();
        self.write_body(&mut body);
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(blake3::hash(&body.bytes).as_bytes());
        bytes.extend(body.bytes);
        bytes
    }

    /// Reads a model file; every length is checked and the checksum must fit.
    pub fn read(bytes: &[u8]) -> Result<Parts, LanguageError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(LanguageError::NotAModel)?;
        let (version, rest) = rest.split_first_chunk::<4>().ok_or(LanguageError::Truncated("its head"))?;
        let found = u32::from_le_bytes(*version);
        if found != VERSION {
            return Err(LanguageError::Version { found, expected: VERSION });
        }
        let (checksum, body) = rest.split_at_checked(CHECKSUM).ok_or(LanguageError::Truncated("its head"))?;
        if blake3::hash(body).as_bytes() != checksum {
            return Err(LanguageError::Corrupt("the checksum does not fit"));
        }
        let mut reader = Reader::new(body);
        let parts = read_body(&mut reader)?;
        if reader.is_empty() { Ok(parts) } else { Err(reader.corrupt()) }
    }

    fn write_body(&self, w: &mut Writer) {
        let o = &self.origin;
        [&o.name, &o.language, &o.version, &o.licence, &o.source, &o.hash].iter().for_each(|text| w.text(text));
        let a = &self.affixes;
        [&a.prefix, &a.suffix, &a.infix, &a.whole, &a.url].iter().for_each(|text| w.maybe(text.as_deref()));
        w.list(&self.exceptions, write_exception);
        w.list(&self.norms, |w, (hash, norm)| {
            w.hash(*hash);
            w.text(norm);
        });
        write_encoder(w, &self.shared);
        write_encoder(w, &self.naming);
        write_linear(w, &self.tagger);
        w.list(&self.tags, |w, tag| [&tag.tag, &tag.pos, &tag.morph].iter().for_each(|text| w.text(text)));
        write_transitions(w, &self.parser);
        write_transitions(w, &self.names);
        w.list(&self.rules, write_rule);
        w.text(&self.lemmatiser);
        w.list(&self.lemmas, write_lemmas);
        write_extra(w, &self.extra_lemmas);
    }
}

type Read<T> = Result<T, LanguageError>;

fn read_body(r: &mut Reader<'_>) -> Read<Parts> {
    let mut parts = Parts::default();
    let o = &mut parts.origin;
    for text in [&mut o.name, &mut o.language, &mut o.version, &mut o.licence, &mut o.source, &mut o.hash] {
        r.text()?.clone_into(text);
    }
    r.part("the tokeniser");
    let a = &mut parts.affixes;
    for text in [&mut a.prefix, &mut a.suffix, &mut a.infix, &mut a.whole, &mut a.url] {
        *text = r.maybe()?;
    }
    parts.exceptions = r.list(read_exception)?;
    parts.norms = r.list(|r| Ok((r.hash()?, r.text()?.to_owned())))?;
    r.part("the encoder");
    parts.shared = read_encoder(r)?;
    parts.naming = read_encoder(r)?;
    r.part("the tagger");
    parts.tagger = read_linear(r)?;
    parts.tags =
        r.list(|r| Ok(TagParts { tag: r.text()?.to_owned(), pos: r.text()?.to_owned(), morph: r.text()?.to_owned() }))?;
    r.part("the parser");
    parts.parser = read_transitions(r)?;
    r.part("the names");
    parts.names = read_transitions(r)?;
    r.part("the rules");
    parts.rules = r.list(read_rule)?;
    r.part("the lemmas");
    r.text()?.clone_into(&mut parts.lemmatiser);
    parts.lemmas = r.list(read_lemmas)?;
    parts.extra_lemmas = read_extra(r)?;
    Ok(parts)
}

fn write_exception(w: &mut Writer, exception: &Exception) {
    w.text(&exception.text);
    w.list(&exception.parts, |w, (len, norm)| {
        w.number(*len);
        w.maybe(norm.as_deref());
    });
    w.list(&exception.affixes, |w, len| w.number(*len));
}

fn read_exception(r: &mut Reader<'_>) -> Read<Exception> {
    Ok(Exception {
        text: r.text()?.to_owned(),
        parts: r.list(|r| Ok((r.number()?, r.maybe()?)))?,
        affixes: r.list(Reader::number)?,
    })
}

fn write_matrix(w: &mut Writer, matrix: &Matrix) {
    w.rows(&matrix.values, matrix.width);
}

fn read_matrix(r: &mut Reader<'_>) -> Read<Matrix> {
    let (values, width) = r.rows()?;
    Ok(Matrix { values, width })
}

fn write_encoder(w: &mut Writer, encoder: &EncoderParts) {
    w.list(&encoder.tables, |w, table| {
        w.text(&table.feature);
        w.number(table.seed);
        write_matrix(w, &table.rows);
    });
    w.list(&encoder.layers, |w, layer| {
        write_matrix(w, &layer.weights);
        [&layer.bias, &layer.gain, &layer.shift].iter().for_each(|values| w.floats(values));
    });
}

fn read_encoder(r: &mut Reader<'_>) -> Read<EncoderParts> {
    let tables =
        r.list(|r| Ok(TableParts { feature: r.text()?.to_owned(), seed: r.number()?, rows: read_matrix(r)? }))?;
    let layers = r.list(|r| {
        Ok(LayerParts { weights: read_matrix(r)?, bias: r.floats()?, gain: r.floats()?, shift: r.floats()? })
    })?;
    Ok(EncoderParts { tables, layers })
}

fn write_linear(w: &mut Writer, linear: &LinearParts) {
    write_matrix(w, &linear.weights);
    w.floats(&linear.bias);
}

fn read_linear(r: &mut Reader<'_>) -> Read<LinearParts> {
    Ok(LinearParts { weights: read_matrix(r)?, bias: r.floats()? })
}

fn write_transitions(w: &mut Writer, parts: &TransitionParts) {
    write_linear(w, &parts.reduce);
    write_linear(w, &parts.lower);
    w.floats(&parts.pad);
    w.number(parts.features);
    write_linear(w, &parts.upper);
    w.list(&parts.moves, |w, (kind, label)| {
        w.number(*kind);
        w.text(label);
    });
}

fn read_transitions(r: &mut Reader<'_>) -> Read<TransitionParts> {
    Ok(TransitionParts {
        reduce: read_linear(r)?,
        lower: read_linear(r)?,
        pad: r.floats()?,
        features: r.number()?,
        upper: read_linear(r)?,
        moves: r.list(|r| Ok((r.number()?, r.text()?.to_owned())))?,
    })
}

fn write_rule(w: &mut Writer, rule: &RuleParts) {
    w.list(&rule.tokens, |w, conditions| {
        w.list(conditions, |w, condition| {
            w.text(&condition.attribute);
            w.number(usize::from(condition.negative));
            w.number(usize::from(condition.pattern));
            w.list(&condition.values, |w, value| w.text(value));
        });
    });
    w.list(&rule.sets, |w, (attribute, value)| {
        w.text(attribute);
        w.text(value);
    });
    w.number(rule.index);
}

fn read_rule(r: &mut Reader<'_>) -> Read<RuleParts> {
    let condition = |r: &mut Reader<'_>| {
        Ok(ConditionParts {
            attribute: r.text()?.to_owned(),
            negative: r.number()? != 0,
            pattern: r.number()? != 0,
            values: r.list(|r| Ok(r.text()?.to_owned()))?,
        })
    };
    Ok(RuleParts {
        tokens: r.list(|r| r.list(condition))?,
        sets: r.list(|r| Ok((r.text()?.to_owned(), r.text()?.to_owned())))?,
        index: r.number()?,
    })
}

fn write_lemmas(w: &mut Writer, lemmas: &LemmaParts) {
    w.text(&lemmas.pos);
    w.list(&lemmas.rules, |w, (old, new)| {
        w.text(old);
        w.text(new);
    });
    w.list(&lemmas.exceptions, |w, (word, forms)| {
        w.text(word);
        w.list(forms, |w, form| w.text(form));
    });
    w.list(&lemmas.index, |w, word| w.text(word));
}

fn read_lemmas(r: &mut Reader<'_>) -> Read<LemmaParts> {
    Ok(LemmaParts {
        pos: r.text()?.to_owned(),
        rules: r.list(|r| Ok((r.text()?.to_owned(), r.text()?.to_owned())))?,
        exceptions: r.list(|r| Ok((r.text()?.to_owned(), r.list(|r| Ok(r.text()?.to_owned()))?)))?,
        index: r.list(|r| Ok(r.text()?.to_owned()))?,
    })
}

fn write_pairs(w: &mut Writer, pairs: &[(String, String)]) {
    w.list(pairs, |w, (old, new)| {
        w.text(old);
        w.text(new);
    });
}

fn write_extra(w: &mut Writer, extra: &ExtraLemmaParts) {
    w.list(&extra.lookup, |w, (hash, lemma)| {
        w.hash(*hash);
        w.text(lemma);
    });
    w.list(&extra.named, |w, (name, rules)| {
        w.text(name);
        write_pairs(w, rules);
    });
    w.list(&extra.groups, |w, (pos, groups)| {
        w.text(pos);
        w.list(groups, |w, (name, features)| {
            w.text(name);
            w.list(features, |w, feature| w.text(feature));
        });
    });
}

fn read_extra(r: &mut Reader<'_>) -> Read<ExtraLemmaParts> {
    let text = |r: &mut Reader<'_>| Ok(r.text()?.to_owned());
    Ok(ExtraLemmaParts {
        lookup: r.list(|r| Ok((r.hash()?, text(r)?)))?,
        named: r.list(|r| Ok((text(r)?, r.list(|r| Ok((text(r)?, text(r)?)))?)))?,
        groups: r.list(|r| Ok((text(r)?, r.list(|r| Ok((text(r)?, r.list(text)?)))?)))?,
    })
}
