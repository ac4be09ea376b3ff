//! Figures: a scorer's nested JSON object, flattened to dotted names.

use serde_json::Value;
use std::collections::BTreeMap;

/// Figures by dotted name ("figures.killed.recall"). `None` where the scorer had nothing to divide by.
pub type Figures = BTreeMap<String, Option<f64>>;

/// Flattens nested objects; what is neither a number nor null is left out.
pub fn flatten(value: &Value) -> Figures {
    let mut figures = Figures::new();
    walk(value, "", &mut figures);
    figures
}

fn walk(value: &Value, name: &str, figures: &mut Figures) {
    match value {
        Value::Object(fields) => {
            for (key, inner) in fields {
                let name = if name.is_empty() { key.clone() } else { format!("{name}.{key}") };
                walk(inner, &name, figures);
            }
        }
        Value::Number(n) => drop(figures.insert(name.to_owned(), n.as_f64().map(rounded))),
        Value::Null if !name.is_empty() => drop(figures.insert(name.to_owned(), None)),
        _ => {}
    }
}

/// To four places: more would make noise in the diff of the baseline.
fn rounded(x: f64) -> f64 {
    (x * 10_000.0).round() / 10_000.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn nested_objects_become_dotted_names() {
        let flat = flatten(&json!({"a": {"F1": 0.123_456, "n": 3}, "b": null, "c": "text", "d": [1]}));
        let expected = [("a.F1", Some(0.1235)), ("a.n", Some(3.0)), ("b", None)];
        assert_eq!(flat.into_iter().collect::<Vec<_>>(), expected.map(|(k, v)| (k.to_owned(), v)));
    }
}
