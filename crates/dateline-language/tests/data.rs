//! The data files: a head that says where they are from, entries sorted and once each.

#[test]
fn data_files_are_sorted_and_say_where_they_are_from() {
    let files = [
        ("abbreviations.txt", include_str!("../data/abbreviations.txt")),
        ("capital_words.txt", include_str!("../data/capital_words.txt")),
        ("function_words.txt", include_str!("../data/function_words.txt")),
        ("openers.txt", include_str!("../data/openers.txt")),
        ("relations.txt", include_str!("../data/relations.txt")),
        ("symbols.txt", include_str!("../data/symbols.txt")),
        ("norms.txt", include_str!("../data/norms.txt")),
    ];
    for (name, text) in files {
        let head: String = text.lines().take_while(|line| line.starts_with("# ")).collect();
        for word in ["Source:", "Licence:", "Date:"] {
            assert!(head.contains(word), "{name} does not give its {word}");
        }
        let keys: Vec<&str> = text.lines().filter(|line| !line.starts_with("# ")).map(key).collect();
        for pair in keys.windows(2) {
            assert!(pair[0] < pair[1], "{name}: {:?} stands before {:?}", pair[0], pair[1]);
        }
    }
}

fn key(line: &str) -> &str {
    line.split_once(' ').map_or(line, |(key, _)| key)
}
