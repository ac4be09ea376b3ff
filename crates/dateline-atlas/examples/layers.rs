//! Prints the `places` layer of text files, one JSON object a line, with offsets in code points.
//!
//! Usage: `cargo run --release -p dateline-atlas --example layers -- FILE…`

use dateline_atlas::{Atlas, PlaceContext};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let atlas = Atlas::embedded();
    for path in std::env::args().skip(1) {
        let text = String::from_utf8(std::fs::read(&path)?)?;
        let context = PlaceContext { demonyms: true, ..PlaceContext::default() };
        let chars = |byte: usize| text[..byte].chars().count();
        let places: Vec<serde_json::Value> = atlas
            .places_in(&text, &context)
            .into_iter()
            .map(|p| {
                serde_json::json!({
                    "start": chars(p.span.start), "end": chars(p.span.end), "name": p.name, "geonames": p.geonames,
                    "latitude": p.latitude, "longitude": p.longitude, "country": p.country,
                    "precision": p.precision.code(), "admin1": p.admin1, "role": format!("{:?}", p.role),
                })
            })
            .collect();
        println!("{}", serde_json::json!({"type": "layers", "id": path, "path": path, "text": text, "places": places}));
    }
    Ok(())
}
