//! What holds for every input: the order of arrival and repeats change nothing.

mod world;

use dateline_ledger::{Options, link, reconcile};
use world::{Told, linked, report};

fn world() -> Vec<Told> {
    let text = |n: usize| {
        format!(
            "Gunmen raided the village of sector {n} at dawn, killing {n} farmers near the Baraba dam, elder Salif Ouane {n} said."
        )
    };
    let mut out = Vec::new();
    for n in 0..12 {
        let day = format!("2031-03-{:02}", 1 + n / 3 * 4);
        let place = ["Talba", "Douro", "Kessira", "Wame"][n / 3];
        let date = if n % 3 == 2 { "" } else { day.as_str() };
        out.push(report(&format!("n{n}"), date, &text(n / 3 + 2)).main(&day, place).killed(n as u64 / 3 + 2, "elder"));
    }
    out
}

#[test]
fn the_order_of_arrival_changes_nothing() {
    let world = world();
    let first = reconcile(&linked(&world), &Options::default());
    for turn in 1..world.len() {
        let mut turned = world.clone();
        turned.rotate_left(turn);
        turned.swap(0, turn / 2);
        let again = reconcile(&linked(&turned), &Options::default());
        assert_eq!(first, again, "turned by {turn}");
    }
}

#[test]
fn the_same_input_twice_changes_nothing() {
    let world = world();
    let once = reconcile(&linked(&world), &Options::default());
    let doubled: Vec<Told> = world.iter().chain(&world).cloned().collect();
    let twice = reconcile(&linked(&doubled), &Options::default());
    assert_eq!(once.incidents, twice.incidents);
    assert_eq!(once.claims, twice.claims);
}

#[test]
fn later_reports_leave_an_incidents_id_alone() {
    let world = world();
    let early: Vec<Told> = world.iter().take(1).cloned().collect();
    let id = linked(&early).incidents[0].id.clone();
    assert!(linked(&world).incidents.iter().any(|i| i.id == id));
}

#[test]
fn accounts_of_no_report_are_left_out() {
    let world = world();
    let linked = link(Vec::new(), world[0].accounts.clone(), world[0].claims.clone());
    assert!(linked.accounts.is_empty() && linked.claims.is_empty() && linked.incidents.is_empty());
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let world = world();
    let run = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| reconcile(&linked(&world), &Options::default()))
    };
    assert_eq!(run(1), run(4));
}
