//! Which accounts are of one incident: specs over invented reports.

mod world;

use dateline_model::{PublishedBasis, Standing, Subtype};
use world::{groups, linked, report};

const MARKET: &str = "Gunmen opened fire on the cattle market of Talba, killing twelve herders, the mayor Oumar Sidi said. \
    The attackers came on motorbikes from the Baraba forest.";
const AGAIN: &str = "Twelve herders were killed when men on motorbikes shot at the cattle market in Talba, mayor Oumar \
    Sidi told reporters. They fled towards the Baraba forest.";

#[test]
fn two_reports_of_one_attack_are_one_incident() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba").killed(12, "the mayor"),
        report("b", "2031-03-05", AGAIN).main("2031-03-04", "Talba").killed(12, "the mayor"),
    ];
    assert_eq!(groups(&world), ["a.0 b.0"]);
}

#[test]
fn attacks_in_two_countries_on_one_day_stay_apart() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba").by("Red Front").killed(12, ""),
        report("b", "2031-03-05", "Red Front fighters raided a gold mine at Kessira and killed twelve miners.")
            .main("2031-03-04", "Kessira")
            .by("Red Front")
            .killed(12, ""),
    ];
    assert_eq!(groups(&world), ["a.0", "b.0"]);
}

#[test]
fn twin_attacks_in_one_town_on_one_day_stay_apart() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba").at("cattle market").killed(12, ""),
        report("b", "2031-03-05", AGAIN).main("2031-03-04", "Talba").at("cattle market").killed(12, ""),
        report("c", "2031-03-05", "A car bomb wounded three customs agents at the Hamdallaye bus depot in Talba. A police officer, Awa Koné, blamed smugglers.")
            .main("2031-03-04", "Talba").at("Hamdallaye bus depot").kind(Subtype::RemoteExplosive),
        report("d", "2031-03-05", "Three customs agents were hurt as a car packed with explosives went off by the Hamdallaye bus depot in Talba, Awa Koné said.")
            .main("2031-03-04", "Talba").at("Hamdallaye bus depot").kind(Subtype::RemoteExplosive),
    ];
    assert_eq!(groups(&world), ["a.0 b.0", "c.0 d.0"]);
}

#[test]
fn a_second_attack_next_day_stays_apart() {
    let world = [
        report("a", "2031-03-05", MARKET)
            .main("2031-03-04", "Talba")
            .at("cattle market")
            .by("Red Front")
            .killed(12, ""),
        report("b", "2031-03-05", AGAIN).main("2031-03-04", "Talba").at("cattle market").by("Red Front").killed(12, ""),
        report(
            "c",
            "2031-03-06",
            "Rebels of the Red Front burned the school of Talba a day after they raided its market. A teacher died.",
        )
        .main("2031-03-05", "Talba")
        .at("school")
        .by("Red Front")
        .killed(1, ""),
    ];
    assert_eq!(groups(&world), ["a.0 b.0", "c.0"]);
}

#[test]
fn the_same_group_striking_twice_is_two_incidents() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba").by("Red Front").killed(12, ""),
        report("b", "2031-04-20", "Red Front gunmen attacked the cattle market of Talba again, killing nine traders.")
            .main("2031-04-19", "Talba")
            .by("Red Front")
            .killed(9, ""),
    ];
    assert_eq!(groups(&world), ["a.0", "b.0"]);
}

/// The words may be nearly the same: each was told at once, on a day of its own.
#[test]
fn the_same_words_weeks_apart_are_two_incidents() {
    let bus = "Red Front fighters opened fire on a bus on the road to Baraba, killing ten passengers, police said.";
    let world = [
        report("a", "2031-03-05", bus).main("2031-03-04", "Talba").by("Red Front").killed(10, ""),
        report("b", "2031-04-20", &format!("{bus} It went up in flames."))
            .main("2031-04-19", "Talba")
            .by("Red Front")
            .killed(10, ""),
    ];
    assert_eq!(groups(&world), ["a.0", "b.0"]);
}

/// "Again" speaks of another attack; a slip of a day in the telling does not say so.
#[test]
fn attacked_again_next_day_is_another_attack() {
    let first = "Gunmen killed eight people in the village of Talba, local officials said.";
    let again = "Gunmen attacked the village of Talba again, killing five people, officials said.";
    let slip = "Gunmen killed eight people in the village of Talba, a local official told radio.";
    let (a, b) = (report("a", "2031-03-05", first).main("2031-03-04", "Talba").killed(8, ""), "2031-03-06");
    let second = report("b", b, again).main("2031-03-05", "Talba").killed(5, "");
    assert_eq!(groups(&[a.clone(), second]), ["a.0", "b.0"]);
    let slipped = report("b", b, slip).main("2031-03-05", "Talba").killed(8, "");
    assert_eq!(groups(&[a, slipped]), ["a.0 b.0"]);
}

#[test]
fn a_funeral_and_a_court_weeks_later_join() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba").at("cattle market").killed(12, "the mayor"),
        report("b", "2031-03-08", "Mourners carried the coffins of twelve herders, shot dead by gunmen at the cattle market of Talba on Tuesday, through the town.")
            .main("2031-03-04", "Talba").at("cattle market").killed(12, ""),
        report("c", "2031-05-02", "A court charged two men with the killing of twelve herders by gunmen at the cattle market of Talba on 4 March. They had come from the Baraba forest, it heard.")
            .main("2031-03-04", "Talba").at("cattle market").killed(12, "the court"),
    ];
    assert_eq!(groups(&world), ["a.0 b.0 c.0"]);
}

#[test]
fn a_bomb_laid_and_a_bomb_dropped_in_one_town_stay_apart() {
    let world = [
        report(
            "a",
            "2031-03-05",
            "A bomb hidden in a cart killed four people at the grain market of Talba, a trader said.",
        )
        .main("2031-03-04", "Talba")
        .kind(Subtype::RemoteExplosive)
        .killed(4, ""),
        report("b", "2031-03-05", "Jets of the army hit a convoy outside Talba, killing nine people, a herder said.")
            .main("2031-03-04", "Talba")
            .kind(Subtype::AirStrike)
            .killed(9, ""),
    ];
    assert_eq!(groups(&world), ["a.0", "b.0"]);
}

#[test]
fn an_anniversary_piece_joins_the_attack_it_recalls() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba").killed(12, "the mayor"),
        report(
            "b",
            "2032-03-04",
            "A year after gunmen killed twelve herders at the cattle market of Talba, mayor Oumar Sidi laid a wreath.",
        )
        .main("2031-03-04", "Talba")
        .killed(12, ""),
    ];
    assert_eq!(groups(&world), ["a.0 b.0"]);
}

#[test]
fn a_follow_up_weeks_later_joins_and_brings_its_toll() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba").killed(12, "the mayor"),
        report("b", "2031-03-29", "The toll of the 4 March raid on the cattle market of Talba rose to fourteen after two herders died in hospital.")
            .main("2031-03-04", "Talba").killed(14, "the hospital"),
    ];
    assert_eq!(groups(&world), ["a.0 b.0"]);
}

#[test]
fn a_recalled_attack_is_its_own_incident() {
    let text = format!("{MARKET} In 2027, gunmen killed forty people at a hotel in Talba.");
    let world = [
        report("a", "2031-03-05", &text)
            .main("2031-03-04", "Talba")
            .from(MARKET)
            .killed(12, "")
            .account(Standing::Background, "2027-06-01", "Talba")
            .from("In 2027, gunmen killed forty people at a hotel in Talba."),
        report("b", "2031-03-05", AGAIN).main("2031-03-04", "Talba").killed(12, ""),
    ];
    assert_eq!(groups(&world), ["a.0 b.0", "a.1"]);
    let linked = linked(&world);
    assert_eq!(linked.incidents.iter().filter(|i| i.background).count(), 1);
}

#[test]
fn a_recalled_attack_without_date_and_place_is_no_incident() {
    let text = format!("{MARKET} Similar raids have killed hundreds.");
    let world = [report("a", "2031-03-05", &text)
        .main("2031-03-04", "Talba")
        .from(MARKET)
        .account(Standing::Background, "", "")
        .from("Similar raids have killed hundreds.")];
    assert_eq!(groups(&world), ["a.0"]);
}

#[test]
fn a_recalled_attack_without_a_date_does_not_join_a_dated_one() {
    let world = [
        report("a", "2031-03-05", MARKET).main("2031-03-04", "Talba"),
        report(
            "b",
            "2031-09-05",
            "Rebels shelled Douro. Gunmen also opened fire on the cattle market of Talba in the past.",
        )
        .main("2031-09-04", "Douro")
        .from("Rebels shelled Douro.")
        .account(Standing::Background, "", "Talba")
        .from("Gunmen also opened fire on the cattle market of Talba in the past."),
    ];
    assert_eq!(groups(&world), ["a.0", "b.0", "b.1"]);
}

#[test]
fn an_undated_report_joins_and_is_dated_by_its_weekdays() {
    let world = [
        report("a", "2031-03-04", MARKET).main("2031-03-04", "Talba").killed(12, ""),
        report("b", "", "Tuesday's raid on the cattle market of Talba left fourteen herders dead, mayor Oumar Sidi told the daily Le Matin on Thursday.")
            .main("", "Talba").killed(14, "the mayor"),
    ];
    let linked = linked(&world);
    assert_eq!(linked.incidents.len(), 1);
    let published = linked.reports[1].published.as_ref().expect("a date");
    assert_eq!((published.date.to_string().as_str(), published.basis), ("2031-03-06", PublishedBasis::Inferred));
    assert_eq!(linked.reports[1].notes[0].code, "date-inferred");
    assert_eq!(linked.claims[1].said.as_ref().map(|s| s.date.to_string()).as_deref(), Some("2031-03-06"));
}

#[test]
fn an_undated_report_of_another_attack_stays_alone() {
    let world = [
        report("a", "2031-03-04", MARKET).main("2031-03-04", "Talba").killed(12, ""),
        report("b", "", "Two hikers were stabbed near a lake at Kessira on Friday.").main("", "Kessira"),
    ];
    let linked = linked(&world);
    assert_eq!(linked.incidents.len(), 2);
    assert!(linked.reports[1].published.is_none());
}

/// A page that was moved bears the day of the move, and its "on Sunday" is a Sunday of that month: what was told of
/// weeks before did not happen then.
#[test]
fn two_great_tolls_told_weeks_before_outweigh_a_day_reckoned_from_the_page() {
    let hall = "A gunman killed 43 people and wounded 217 at a concert in Talba on Sunday night, the mayor Oumar Sidi \
        said. He fired from the roof of the Baraba hotel.";
    let moved = format!("{hall} He was found dead.");
    let tolls = |name: &str, told: &str, day: &str, text: &str, killed: u64| {
        report(name, told, text).main(day, "Talba").killed(killed, "the mayor").figure(
            "wounded",
            "unspecified",
            217,
            "the mayor",
        )
    };
    let first = tolls("a", "2031-03-05", "2031-03-04", hall, 43);
    assert_eq!(groups(&[first.clone(), tolls("b", "2031-05-06", "2031-05-04", &moved, 43)]), ["a.0 b.0"]);
    // another toll, another kind: another attack
    assert_eq!(groups(&[first.clone(), tolls("b", "2031-05-06", "2031-05-04", &moved, 44)]), ["a.0", "b.0"]);
    let other = "Shells hit a bus depot in Talba, killing 43 people and hurting 217, medics said.";
    let shelled = tolls("b", "2031-05-06", "2031-05-04", other, 43).kind(Subtype::Shelling);
    assert_eq!(groups(&[first, shelled]), ["a.0", "b.0"]);
}

/// One report knows the village by its district's town, the other by its own name.
#[test]
fn a_village_named_within_a_district_is_the_town_of_that_name() {
    let strike = "An air strike on the village of Sarako in Talba district killed dozens at a feast, a resident said.";
    let other = "Jets bombed a gathering in Sarako on Tuesday, residents said; bodies could not be counted.";
    let first = report("a", "2031-03-05", strike).main("2031-03-04", "Talba").kind(Subtype::AirStrike).killed(53, "");
    let second = report("b", "2031-03-05", other).main("2031-03-04", "Sarako").kind(Subtype::AirStrike);
    assert_eq!(groups(&[first.clone().at("Sarako village"), second.clone()]), ["a.0 b.0"]);
    let depot = "A fuel depot went up in flames when planes struck at dawn; drivers fled, a trader told the radio.";
    let third = report("b", "2031-03-05", depot).main("2031-03-04", "Sarako").kind(Subtype::AirStrike);
    assert_eq!(groups(&[first.at("feast hall"), third]), ["a.0", "b.0"]);
}
