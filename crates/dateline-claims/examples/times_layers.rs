//! Prints the `times` layer of every text in a folder, one JSON object a line, for a scorer.
//!
//! `cargo run -p dateline-claims --example times_layers -- FOLDER`: FOLDER holds `ID.txt` files and `anchors.json`
//! (`{ID: "2024-09-17"}`). Offsets count code points.

use dateline_claims::times;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("which folder?")?;
    let folder = Path::new(&folder);
    let anchors: BTreeMap<String, String> =
        serde_json::from_str(&std::fs::read_to_string(folder.join("anchors.json"))?)?;
    let mut paths: Vec<_> = std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    paths.retain(|p| p.extension().is_some_and(|e| e == "txt"));
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let id = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        let anchor = anchors.get(&id).and_then(|day| day.parse().ok());
        let points = |byte: usize| text[..byte].chars().count();
        let times: Vec<_> = times::find(&text, anchor)
            .iter()
            .map(|t| {
                serde_json::json!({
                    "start": points(t.span.start), "end": points(t.span.end), "kind": t.kind.code(),
                    "value": t.value, "rule": t.rule,
                })
            })
            .collect();
        let path = path.display().to_string();
        println!("{}", serde_json::json!({"type": "layers", "id": id, "path": path, "text": text, "times": times}));
    }
    Ok(())
}
