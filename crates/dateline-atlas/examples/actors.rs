//! Prints the actors that each line of standard input names: the line, a tab, then what was written and whose id it is.
//!
//! Made for looking at the directory while writing it; leaves everything else to the program.

use std::io::BufRead;

/// One line in, one line out.
fn main() {
    let atlas = dateline_atlas::Atlas::embedded();
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let actors = atlas.actors_in(&line);
        let found: Vec<String> = actors.iter().map(|m| format!("{} = {}", m.span.slice(&line), m.actor.id)).collect();
        println!("{line}\t{}", found.join("; "));
    }
}
