//! Armed groups that no directory knows: one id in every report that names them. The reports are invented.

use dateline::{Input, Options, run};

const FIRST: &str = "GAO, March 4 (AFP) - Gunmen killed nine soldiers near Ansongo, in Mali, on Monday. A self-styled \
    Brigade of the Northern Wind claimed responsibility for the attack.\n";
const SECOND: &str = "BAMAKO, March 5 (Reuters) - Nine soldiers were killed near Ansongo, in Mali, on Monday, the army \
    said. A group calling itself the Brigade of the Northern Wind (BNW) said it had carried out the attack. BNW claimed \
    responsibility for a bombing last year.\n";

#[test]
fn one_name_is_one_group_in_every_report() {
    let inputs =
        [("a.txt", FIRST), ("b.txt", SECOND)].map(|(path, text)| Input { path: path.into(), bytes: text.into() });
    let ledger = run(inputs.to_vec(), &Options::default()).ledger;
    let ids: Vec<&str> = ledger.claims.iter().filter_map(|c| c.responsibility.as_ref()?.actor_id.as_deref()).collect();
    let speakers = ledger.claims.iter().filter_map(|c| c.speaker.as_ref()?.actor.as_deref());
    let all: Vec<&str> = ids.iter().copied().chain(speakers).filter(|id| id.starts_with("local-")).collect();
    assert!(all.len() >= 2 && all.iter().all(|id| *id == "local-brigade-of-the-northern-wind"), "{all:?}");
    let reports: std::collections::BTreeSet<_> = ledger
        .claims
        .iter()
        .filter(|c| c.responsibility.as_ref().is_some_and(|r| r.actor_id.as_deref() == Some(all[0])))
        .map(|c| &c.report)
        .collect();
    assert_eq!(reports.len(), 2, "{:?}", ledger.claims);
}
