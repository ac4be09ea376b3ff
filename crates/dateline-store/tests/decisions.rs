//! People decide last: what each decision does, that it lasts, and that one that no longer applies is told.

mod common;

use common::{add, named, sound, stamp, text, with};
use dateline_ledger::Options;
use dateline_model::{Category, Incident, Modality, Quantity, SpeakerType, Status};
use dateline_store::{Figure, Filter, HandClaim, Review, Store, StoreError};
use tempfile::TempDir;

const GAO: &str = " date 2031-03-05 Blast in Gao kills six\n\nGAO, Mali, March 5 (AFP) - A bomb killed six people at a \
market in Gao, Mali, on Tuesday, police said. Elders spoke of eight graves.\n";
const KIDAL: &str = " date 2031-04-12 Gunmen kill three in Kidal\n\nGunmen killed three traders on a road near Kidal, \
Mali, on Friday, the mayor said.\n";

fn two() -> (TempDir, Store, Incident, Incident) {
    let (folder, mut store) = with(text("gao.txt", GAO));
    add(&mut store, text("kidal.txt", KIDAL));
    let found = store.incidents(&Filter::default()).unwrap();
    let [gao, kidal] = found.as_slice() else { panic!("{} incidents", found.len()) };
    let (gao, kidal) = (gao.clone(), kidal.clone());
    (folder, store, gao, kidal)
}

fn decide(store: &mut Store, review: Review) -> u64 {
    let done = store.review(&review, &stamp("it was in the hospital's list")).unwrap();
    assert_eq!(done.unapplied, None);
    sound(store);
    done.number
}

fn incidents(store: &Store) -> Vec<Incident> {
    store.incidents(&Filter::default()).unwrap()
}

#[test]
fn two_incidents_become_one_and_two_again() {
    let (_folder, mut store, gao, kidal) = two();
    let merge = decide(&mut store, Review::Merge(gao.id.0.clone(), kidal.id.0.clone()));
    let [one] = incidents(&store).try_into().unwrap();
    assert_eq!((&one.id, one.reports.len(), one.status), (&gao.id, 2, Status::Reviewed));
    assert!(one.absorbed.contains(&kidal.id));
    assert_eq!(one.decisions[0].why, "it was in the hospital's list");
    assert_eq!(store.incident(kidal.id.as_str()).unwrap(), gao.id);
    decide(&mut store, Review::Split(one.id.0.clone(), vec!["kidal.txt".into()]));
    assert_eq!(incidents(&store).iter().map(|i| &i.id).collect::<Vec<_>>(), [&gao.id, &kidal.id]);
    store.undo(merge, &stamp("")).unwrap();
    sound(&store);
    // The split has nothing to split any more, and says so.
    let log = store.log().unwrap();
    let split = log.iter().find(|e| e.what.contains("tells of another")).unwrap();
    assert!(split.unapplied.as_ref().unwrap().contains("none of these reports is in"), "{split:?}");
}

#[test]
fn a_report_is_moved() {
    let (_folder, mut store, gao, kidal) = two();
    decide(&mut store, Review::Move("kidal".to_owned() + ".txt", gao.id.0.clone()));
    assert_eq!(incidents(&store).len(), 1);
    assert_eq!(store.incident(kidal.id.as_str()).unwrap(), gao.id);
}

#[test]
fn fields_are_set_and_say_so() {
    let (_folder, mut store, gao, _) = two();
    for (field, value) in
        [("killed", "7 to 9, best 8"), ("date", "2031-03-03"), ("place", "Ansongo"), ("latitude", "15.7")]
    {
        decide(&mut store, Review::Set(gao.id.0.clone(), field.into(), value.into()));
    }
    let ledger = store.slice(std::slice::from_ref(&gao.id), &Options::default()).unwrap();
    let set = &ledger.incidents[0];
    let killed = set.estimates.iter().find(|e| e.category == Category::Killed).unwrap();
    assert_eq!((killed.low, killed.best, killed.high), (Some(7), Some(8), Some(9)));
    assert_eq!(
        (killed.rule.as_str(), killed.why.as_str()),
        ("decision", "Set by A. Desk: it was in the hospital's list.")
    );
    assert!(set.title.contains("Ansongo") && set.title.ends_with("3 March 2031"), "{}", set.title);
    assert_eq!(set.decisions.len(), 4);
    let refused = |field: &str, value: &str| {
        let review = Review::Set(gao.id.0.clone(), field.into(), value.into());
        store.ruling_fails(&review)
    };
    assert!(refused("date", "Tuesday").contains("2031-03-04"));
    assert!(refused("colour", "red").contains("there is no field “colour”"));
    assert!(refused("killed", "9 to 7").contains("does not lie"));
}

trait Fails {
    fn ruling_fails(&self, review: &Review) -> String;
}

impl Fails for Store {
    fn ruling_fails(&self, review: &Review) -> String {
        let mut again = Store::open(self.path()).unwrap();
        match again.review(review, &stamp("no reason at all")) {
            Err(StoreError::Refused(why)) => why,
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn a_rejected_claim_stays_and_counts_for_nothing() {
    let (_folder, mut store, gao, _) = two();
    let before = store.slice(std::slice::from_ref(&gao.id), &Options::default()).unwrap();
    let six = before.claims.iter().filter(|c| c.casualties.is_some()).map(|c| c.id.clone()).collect::<Vec<_>>();
    for claim in &six {
        decide(&mut store, Review::Reject(claim.0.clone()));
    }
    let after = store.slice(std::slice::from_ref(&gao.id), &Options::default()).unwrap();
    assert_eq!(after.claims.len(), before.claims.len());
    assert!(after.incidents[0].estimates.is_empty());
    assert_eq!(after.incidents[0].claims, before.incidents[0].claims);
    assert_eq!(after.incidents[0].decisions.len(), six.len());
}

#[test]
fn a_claim_is_added_by_hand() {
    let (_folder, mut store, gao, _) = two();
    let hand = |words: &str, number: &str| {
        let quantity = Quantity::exact(8, number);
        Review::AddClaim(HandClaim {
            incident: gao.id.0.clone(),
            report: "gao.txt".into(),
            words: words.into(),
            figure: Figure { category: Category::Killed, group: "unspecified".into(), quantity },
            speaker: Some("Elders".into()),
            speaker_kind: SpeakerType::Resident,
            modality: Modality::Asserted,
        })
    };
    assert!(store.ruling_fails(&hand("Elders spoke of nine graves", "nine")).contains("does not stand in"));
    let number = decide(&mut store, hand("Elders spoke of eight graves.", "eight"));
    let ledger = store.slice(std::slice::from_ref(&gao.id), &Options::default()).unwrap();
    let claim = ledger.claims.iter().find(|c| c.id.as_str().ends_with(&format!("/h{number}"))).unwrap();
    assert_eq!(claim.evidence[0].slice(&ledger.reports[0].text), "Elders spoke of eight graves.");
    assert_eq!(claim.incident.as_ref(), Some(&gao.id));
    assert!(ledger.incidents[0].estimates.iter().any(|e| e.claims.contains(&claim.id)));
}

#[test]
fn decisions_outlast_what_comes_later() {
    let (_folder, mut store, gao, kidal) = two();
    decide(&mut store, Review::Merge(gao.id.0.clone(), kidal.id.0.clone()));
    decide(&mut store, Review::Set(gao.id.0.clone(), "killed".into(), "9".into()));
    add(&mut store, named(&["tumaco"]));
    add(&mut store, text("gao-2.txt", &GAO.replace("2031-03-05", "2031-03-06").replace("six", "seven")));
    let id = store.incident(gao.id.as_str()).unwrap();
    let one = &store.slice(&[id], &Options::default()).unwrap().incidents[0];
    assert!(one.reports.len() >= 2 && one.decisions.len() == 2);
    assert_eq!(one.estimates.iter().find(|e| e.category == Category::Killed).unwrap().best, Some(9));
}

#[test]
fn a_decision_about_what_is_gone_is_told() {
    let (_folder, mut store, gao, kidal) = two();
    decide(&mut store, Review::Merge(gao.id.0, kidal.id.0));
    store.undo(1, &stamp("")).unwrap();
    sound(&store);
    let log = store.log().unwrap();
    assert!(
        log.iter().any(|e| e.unapplied.as_ref().is_some_and(|why| why.contains("there is no incident"))),
        "{log:?}"
    );
    store.undo(log.len() as u64, &stamp("")).unwrap();
    assert!(store.log().unwrap().iter().all(|e| e.unapplied.is_none()));
}

#[test]
fn a_decision_says_who_and_why() {
    let (_folder, mut store, gao, kidal) = two();
    let nobody = dateline_store::Stamp { at: "2031-03-09T10:00:00Z".into(), ..Default::default() };
    assert!(store.review(&Review::Merge(gao.id.0, kidal.id.0), &nobody).is_err());
}
