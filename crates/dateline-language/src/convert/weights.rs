//! The networks of a package: its layers found by name and order, their weights read.

use super::msgpack::Value;
use crate::error::LanguageError;
use crate::lexical::string_id;
use crate::parts::{EncoderParts, LayerParts, LinearParts, Matrix, TableParts, TransitionParts};

type Read<T> = Result<T, LanguageError>;

fn wrong(what: &str) -> LanguageError {
    LanguageError::Package(format!("its {what} cannot be read"))
}

/// A stored network: one entry a layer, in the order they are walked.
#[derive(Debug)]
pub struct Network {
    root: Value,
    name: &'static str,
}

impl Network {
    pub fn read(bytes: &[u8], name: &'static str) -> Read<Network> {
        Ok(Network { root: Value::read(bytes).ok_or_else(|| wrong(name))?, name })
    }

    fn wrong(&self) -> LanguageError {
        wrong(self.name)
    }

    /// The numbers of the layers with this name.
    fn layers(&self, name: &str) -> Vec<usize> {
        let nodes = self.root.get("nodes").map_or(&[][..], Value::items);
        let named = |(at, node): (usize, &Value)| (node.get("name")?.text()? == name).then_some(at);
        nodes.iter().enumerate().filter_map(named).collect()
    }

    fn reference(&self, name: &str) -> Read<usize> {
        let node = self.root.get("nodes").and_then(|nodes| nodes.items().first());
        let number = node.and_then(|node| node.get("refs")?.get(name)?.number());
        number.map(|number| number as usize).ok_or_else(|| self.wrong())
    }

    fn attribute(&self, layer: usize, name: &str) -> Option<Value> {
        Value::read(self.root.get("attrs")?.items().get(layer)?.get(name)?.bytes()?)
    }

    /// A parameter's values and shape.
    fn array(&self, layer: usize, name: &str) -> Read<(Vec<f32>, Vec<usize>)> {
        let found = || {
            let array = self.root.get("params")?.items().get(layer)?.get(name)?;
            let shape: Option<Vec<usize>> =
                array.get("shape")?.items().iter().map(|size| Some(size.number()? as usize)).collect();
            let (shape, bytes) = (shape?, array.get("data")?.bytes()?);
            let kind = array.get("type")?;
            let floats = kind.text() == Some("<f4") || kind.bytes() == Some(b"<f4");
            let fits = floats && shape.iter().product::<usize>() * 4 == bytes.len();
            let values = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
            fits.then_some((values, shape))
        };
        found().ok_or_else(|| self.wrong())
    }

    fn vector(&self, layer: usize, name: &str) -> Read<Vec<f32>> {
        Ok(self.array(layer, name)?.0)
    }

    /// A parameter as a matrix whose rows run along its last dimension.
    fn matrix(&self, layer: usize, name: &str) -> Read<Matrix> {
        let (values, shape) = self.array(layer, name)?;
        Ok(Matrix { values, width: shape.last().copied().unwrap_or(0) })
    }

    fn linear(&self, layer: usize) -> Read<LinearParts> {
        Ok(LinearParts { weights: self.matrix(layer, "W")?, bias: self.vector(layer, "b")? })
    }

    /// The tagger's output layer.
    pub fn softmax(&self) -> Read<LinearParts> {
        self.linear(*self.layers("softmax").first().ok_or_else(|| self.wrong())?)
    }

    /// Whether the network has embeddings of its own.
    pub fn has_encoder(&self) -> bool {
        !self.layers("hashembed").is_empty()
    }

    /// The embeddings and the layers above them.
    pub fn encoder(&self) -> Read<EncoderParts> {
        if !self.layers("static_vectors").is_empty() {
            return Err(LanguageError::Unsupported("static word vectors".to_owned()));
        }
        let names = *self.layers("extract_features").first().ok_or_else(|| self.wrong())?;
        let names = self.attribute(names, "columns").ok_or_else(|| self.wrong())?;
        let names: Vec<String> = names.items().iter().filter_map(feature_name).collect();
        let mut encoder = EncoderParts::default();
        for layer in self.layers("hashembed") {
            let column = self.attribute(layer, "column").and_then(|value| value.number());
            let seed = self.attribute(layer, "seed").and_then(|value| value.number());
            let (Some(column), Some(seed)) = (column, seed) else { return Err(self.wrong()) };
            let feature = names.get(column as usize).ok_or_else(|| self.wrong())?.clone();
            encoder.tables.push(TableParts { feature, seed: seed as usize, rows: self.matrix(layer, "E")? });
        }
        for (maxout, norm) in self.layers("maxout").into_iter().zip(self.layers("layernorm")) {
            encoder.layers.push(LayerParts {
                weights: self.matrix(maxout, "W")?,
                bias: self.vector(maxout, "b")?,
                gain: self.vector(norm, "G")?,
                shift: self.vector(norm, "b")?,
            });
        }
        Ok(encoder)
    }

    /// A transition system's layers; its moves are elsewhere.
    pub fn transitions(&self) -> Read<TransitionParts> {
        let (lower, upper) = (self.reference("lower")?, self.reference("upper")?);
        let reduce = self.layers("linear").into_iter().find(|&layer| layer != upper && layer != lower);
        let (values, shape) = self.array(lower, "W")?;
        let (features, inner) = match shape[..] {
            [features, _, _, inner] => (features, inner),
            _ => return Err(self.wrong()),
        };
        let weights = Matrix { values, width: inner };
        Ok(TransitionParts {
            reduce: self.linear(reduce.ok_or_else(|| self.wrong())?)?,
            lower: LinearParts { weights, bias: self.vector(lower, "b")? },
            pad: self.vector(lower, "pad")?,
            features,
            upper: self.linear(upper)?,
            moves: Vec::new(),
        })
    }
}

/// A feature's name; older packages give its number.
fn feature_name(value: &Value) -> Option<String> {
    if let Some(name) = value.text() {
        return Some(name.to_owned());
    }
    let names = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"];
    names.into_iter().find(|name| value.number() == Some(string_id(name))).map(str::to_owned)
}

/// The moves of a transition system in the order of its output layer.
pub fn moves(bytes: &[u8], names: bool) -> Read<Vec<(usize, String)>> {
    let failed = || wrong("moves");
    let value = Value::read(bytes).ok_or_else(failed)?;
    let text = value.get("moves").and_then(Value::text).ok_or_else(failed)?;
    let table: std::collections::BTreeMap<String, std::collections::BTreeMap<String, i64>> =
        serde_json::from_str(text).map_err(|_| failed())?;
    let mut found = Vec::new();
    let mut added: Vec<(i64, String, usize)> = Vec::new();
    for (kind, labels) in table {
        let kind: usize = kind.parse().map_err(|_| failed())?;
        let mut sorted: Vec<(i64, String)> = labels.into_iter().map(|(label, count)| (count, label)).collect();
        sorted.sort_by(|a, b| b.cmp(a));
        for (count, label) in sorted {
            let unused = names && (kind == 0 || kind == 5 && !label.is_empty());
            if count < 0 {
                added.push((count, label, kind));
            } else if !unused {
                found.push((kind, label));
            }
        }
    }
    // Labels that were added late come after all others, the earliest first.
    added.sort_by(|a, b| (b.0, &b.1).cmp(&(a.0, &a.1)).then(a.2.cmp(&b.2)));
    found.extend(added.into_iter().map(|(_, label, kind)| (kind, label)));
    Ok(found)
}
