//! Where and when a report's own incident took place: invented reports with the place and the day they must be given.

use dateline::{Input, Options, run};

/// Share of the list that must come out right.
const ENOUGH: f64 = 0.95;

#[test]
fn incidents_are_put_where_they_took_place() {
    let (mut all, mut wrong) = (0, Vec::new());
    for line in include_str!("scenes.txt").lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let [text, name, area, country] = cells.as_slice() else { panic!("four cells: {line}") };
        let input = Input { path: "a.txt".into(), bytes: format!("{text}\n").into() };
        let ledger = run(vec![input], &Options::default()).ledger;
        let place = ledger.accounts.first().and_then(|a| a.place.clone());
        let got = place.as_ref().map(|p| [p.name.as_deref(), p.admin1.as_deref(), p.country.as_deref()]);
        all += 1;
        if got != Some([Some(*name), Some(*area), Some(*country)]) {
            wrong.push(format!("{text}\n  wanted {name}, {area}, {country}; got {got:?}"));
        }
    }
    let right = 1.0 - wrong.len() as f64 / f64::from(all);
    println!("{} of {all}\n{}", all as usize - wrong.len(), wrong.join("\n"));
    assert!(right >= ENOUGH, "{}", wrong.join("\n"));
}

#[test]
fn last_night_is_that_before_the_day_of_the_dateline() {
    let text = " date 2031-03-06 Raid near Gao\n\nGAO, Mali, March 5 (AFP) - Nine people were gunned down in Gao late last \
        night by armed men, the police said today.\n";
    let input = Input { path: "a.txt".into(), bytes: text.into() };
    let ledger = run(vec![input], &Options::default()).ledger;
    let date = ledger.accounts.first().and_then(|a| a.date.clone()).unwrap();
    assert_eq!(
        (date.end.to_string(), date.basis.as_str()),
        ("2031-03-04".into(), "\"late last night\", read against 2031-03-05")
    );
}
