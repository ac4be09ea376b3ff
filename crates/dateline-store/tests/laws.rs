//! The laws of a store: what it holds is what one run over the same reports gives, in whatever order they came.

mod common;

use common::{add, all, examples, fresh, named, sound, stamp, text, with};
use dateline_ledger::Options;
use dateline_store::{Filter, Store};

fn options() -> Options {
    Options::default()
}

/// Numbers that look random and are the same in every run.
fn dice(seed: u64) -> impl FnMut(usize) -> usize {
    let mut state = seed;
    move |sides| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((state >> 33) % sides as u64) as usize
    }
}

#[test]
fn the_store_holds_what_one_run_gives() {
    let (_folder, store) = with(all());
    sound(&store);
    let run = dateline::run(examples(), &dateline::Options::default());
    assert_eq!(store.ledger(&options()).unwrap(), run.ledger);
    for rule in dateline_ledger::rules() {
        let named = dateline_ledger::Rule::named(&rule.name).unwrap();
        let run = dateline::run(examples(), &dateline::Options { rule: rule.name.clone(), ..Default::default() });
        assert_eq!(store.ledger(&Options { rule: named, as_of: None }).unwrap(), run.ledger, "{}", rule.name);
    }
}

#[test]
fn the_order_of_arrival_does_not_change_the_ledger() {
    let (_folder, whole) = with(all());
    let expected = whole.ledger(&options()).unwrap();
    for seed in 1..=6 {
        let mut roll = dice(seed);
        let mut reports = all();
        for n in (1..reports.len()).rev() {
            reports.swap(n, roll(n + 1));
        }
        let (_folder, path) = fresh();
        let mut store = Store::open_or_make(&path).unwrap();
        while !reports.is_empty() {
            let some = reports.split_off(reports.len().saturating_sub(1 + roll(5)));
            add(&mut store, some);
        }
        assert_eq!(store.ledger(&options()).unwrap(), expected, "seed {seed}");
    }
}

#[test]
fn an_id_is_found_whatever_it_was_merged_into() {
    let mut ids = Vec::new();
    for one in all() {
        let (_folder, store) = with(vec![one]);
        ids.extend(store.incidents(&Filter::default()).unwrap().into_iter().map(|i| i.id));
    }
    assert!(ids.len() > 5);
    let (_folder, store) = with(all());
    for id in ids {
        let found = store.incident(id.as_str()).unwrap();
        let incident = &store.slice(std::slice::from_ref(&found), &options()).unwrap().incidents[0];
        assert!(incident.id == id || incident.absorbed.contains(&id), "{id} is {found}");
    }
}

#[test]
fn adding_twice_changes_nothing() {
    let (_folder, mut store) = with(all());
    let (before, log) = (store.ledger(&options()).unwrap(), store.log().unwrap());
    let added = store.add(all(), &stamp(""), &mut |_| {}).unwrap();
    assert_eq!((added.new, added.known), (0, all().len()));
    assert_eq!((store.ledger(&options()).unwrap(), store.log().unwrap()), (before, log));
}

#[test]
fn one_content_under_two_names_is_one_report() {
    let words = " date 2031-03-04 A bomb killed six people in Gao, Mali, on Tuesday, police said.";
    let (_folder, mut store) = with(text("b.txt", words));
    add(&mut store, text("a.txt", words));
    let one = store.ledger(&options()).unwrap();
    assert_eq!((one.reports.len(), one.incidents.len()), (1, 1));
    let (_folder, mut other) = with(text("a.txt", words));
    add(&mut other, text("b.txt", words));
    assert_eq!(other.ledger(&options()).unwrap(), one);
}

#[test]
fn an_undo_restores() {
    let (_folder, mut store) = with(named(&["ayorou"]));
    let before = store.ledger(&options()).unwrap();
    let number = store.log().unwrap().len() as u64 + 1;
    add(&mut store, named(&["tumaco"]));
    let after = store.ledger(&options()).unwrap();
    assert_ne!(before, after);
    let undo = store.undo(number, &stamp("")).unwrap();
    sound(&store);
    assert_eq!(store.ledger(&options()).unwrap(), before);
    assert!(store.incidents(&Filter { text: Some("Tumaco".into()), ..Filter::default() }).unwrap().is_empty());
    assert!(store.undo(number, &stamp("")).is_err());
    store.undo(undo, &stamp("")).unwrap();
    sound(&store);
    assert_eq!(store.ledger(&options()).unwrap(), after);
    store.undo(store.log().unwrap().len() as u64, &stamp("")).unwrap();
    add(&mut store, named(&["tumaco"]));
    assert_eq!(store.ledger(&options()).unwrap(), after);
}

#[test]
fn compacting_changes_nothing_that_is_told() {
    let (_folder, mut store) = with(all());
    let before = store.ledger(&options()).unwrap();
    store.compact().unwrap();
    sound(&store);
    assert_eq!(store.ledger(&options()).unwrap(), before);
}

#[test]
fn each_filter_finds_its_own() {
    let (_folder, store) = with(all());
    let every = store.incidents(&Filter::default()).unwrap();
    let found = |filter: Filter| store.incidents(&filter).unwrap();
    let day = |text: &str| Some(text.parse().unwrap());
    let at = |i: &dateline_model::Incident| i.place.as_ref().and_then(|p| p.name.clone()).unwrap_or_default();
    let tumaco = found(Filter { place: Some("tumaco".into()), ..Filter::default() });
    assert!(!tumaco.is_empty() && tumaco.iter().all(|i| at(i) == "Tumaco"));
    let within = dateline_store::GeoBox { south: 1.0, west: -80.0, north: 3.0, east: -77.0 };
    let boxed = found(Filter { within: Some(within), ..Filter::default() });
    assert!(boxed.iter().any(|i| at(i) == "Tumaco") && !boxed.iter().any(|i| at(i) == "Ayorou"));
    let later = found(Filter { from: day("2031-06-01"), ..Filter::default() });
    assert!(later.len() < every.len() && tumaco.iter().any(|t| later.contains(t)));
    let earlier = found(Filter { to: day("2031-05-31"), ..Filter::default() });
    assert!(earlier.iter().all(|i| !later.contains(i)));
    assert!(found(Filter { toll: Some(1000), ..Filter::default() }).is_empty());
    assert!(found(Filter { toll: Some(5), ..Filter::default() }).len() < every.len());
    assert!(!found(Filter { kind: Some("explosions".into()), ..Filter::default() }).is_empty());
    assert!(!found(Filter { text: Some("Voces del Mira".into()), ..Filter::default() }).is_empty());
    assert!(found(Filter { text: Some("zebra \" OR NEAR( *".into()), ..Filter::default() }).is_empty());
    assert!(!found(Filter { actor: Some("southern dawn".into()), ..Filter::default() }).is_empty());
}
