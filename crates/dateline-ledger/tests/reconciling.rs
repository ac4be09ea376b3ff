//! What figures add up to: specs over invented reports.

mod world;

use dateline_ledger::{Options, Rule, reconcile, rules};
use dateline_model::{Change, Estimate, Ledger, Modality, Quantity, Span, Stance};
use world::{Told, ledger, linked, report};

const RAID: &str = "Gunmen raided the cattle market of Talba and shot at herders, mayor Oumar Sidi said by phone.";

fn raid(name: &str, day: &str) -> Told {
    report(name, day, &format!("{RAID} Reported for {name}.")).main("2031-03-04", "Talba")
}

fn best(ledger: &Ledger, category: &str, group: &str) -> Option<Estimate> {
    let of = &ledger.incidents[0].estimates;
    of.iter().find(|e| e.category.code() == category && e.group == group).cloned()
}

fn killed(world: &[Told], rule: &str) -> (Option<u64>, Option<u64>, Option<u64>) {
    let ledger = ledger(world, rule);
    assert_eq!(ledger.incidents.len(), 1, "one incident");
    best(&ledger, "killed", "unspecified").map_or((None, None, None), |e| (e.low, e.best, e.high))
}

#[test]
fn each_rule_takes_the_figure_its_practice_takes() {
    let world = [
        raid("a", "2031-03-04").killed(8, "the governor"),
        raid("b", "2031-03-05").killed(12, "the mayor"),
        raid("c", "2031-03-05").killed(12, "a doctor at the hospital"),
        raid("d", "2031-03-06").killed(14, "the governor"),
        raid("e", "2031-03-07").killed(40, "the Red front").but(|c| c.modality = Modality::Claimed),
    ];
    for (rule, low, best, high) in [
        ("recent", 8, Some(14), 40),
        ("lowest", 8, Some(8), 40),
        ("low-best-high", 8, Some(12), 14),
        ("min-max", 8, None, 40),
        ("conservative", 8, Some(8), 8),
        ("informative", 8, Some(40), 40),
        ("representative", 8, Some(12), 40),
    ] {
        assert_eq!(killed(&world, rule), (Some(low), best, Some(high)), "{rule}");
    }
    assert_eq!(rules().len(), 7);
}

/// ACLED: "dozens" is twelve, "hundreds" a hundred, an unknown few three.
#[test]
fn words_are_numbers_under_the_rule_that_says_so() {
    use dateline_model::Qualifier;
    for (qualifier, low, wanted) in
        [(Qualifier::Dozens, 24, 12), (Qualifier::Hundreds, 200, 100), (Qualifier::Vague, 2, 3)]
    {
        let word = move |c: &mut dateline_model::Claim| {
            c.casualties.as_mut().unwrap().quantity = Quantity::new(Some(low), None, qualifier, "a word".to_owned());
        };
        let world = [raid("a", "2031-03-05").killed(1, "a resident").but(word)];
        assert_eq!(killed(&world, "lowest").1, Some(wanted), "{qualifier:?}");
    }
}

/// GTD: the most recent; among equally recent ones the majority, without one the lowest; a perpetrator's word only
/// where there is no other.
#[test]
fn the_recent_rule_goes_by_day_then_majority_then_the_lowest() {
    let day = "2031-03-06";
    let three = [
        raid("a", "2031-03-04").killed(30, "the governor"),
        raid("b", day).killed(11, "a resident"),
        raid("c", day).killed(14, "the hospital"),
        raid("d", day).killed(14, "a driver"),
    ];
    assert_eq!(killed(&three, "recent").1, Some(14));
    assert_eq!(killed(&three[..3], "recent").1, Some(11));
    let boast = [raid("e", "2031-03-07").killed(60, "the Red front")];
    assert_eq!(killed(&boast, "recent").1, Some(60), "where nobody else gives a figure");
}

/// UCDP: low and high are the lowest and highest reliable figures.
#[test]
fn a_boast_and_a_rumour_bound_no_reliable_range() {
    let world = [
        raid("a", "2031-03-05").killed(12, "the mayor"),
        raid("b", "2031-03-05").killed(15, "the hospital"),
        raid("c", "2031-03-05").killed(60, "the Red front").but(|c| c.modality = Modality::Claimed),
        raid("d", "2031-03-05").killed(3, "a driver").but(|c| c.modality = Modality::Unconfirmed),
    ];
    let (low, best, high) = killed(&world, "low-best-high");
    assert_eq!((low, high), (Some(12), Some(15)));
    assert!(best == Some(12) || best == Some(15));
    assert_eq!(killed(&world, "min-max"), (Some(3), None, Some(60)));
}

#[test]
fn fewer_than_a_group_counted_beside_them_are_not_everyone() {
    let world = [
        raid("a", "2031-03-05").figure("killed", "soldiers", 51, "the Red front").killed(4, "the Red front"),
        raid("b", "2031-03-06").killed(11, "the hospital"),
    ];
    assert_eq!(killed(&world, "lowest").0, Some(11));
    let alone = ledger(&world[..1], "lowest");
    let total = best(&alone, "killed", "unspecified").expect("a total");
    assert_eq!(
        (total.best, total.why.as_str()),
        (Some(51), "No report gives a total; soldiers is the largest group counted.")
    );
}

#[test]
fn the_two_sides_dead_stand_apart() {
    let world = [
        raid("a", "2031-03-05").figure("killed", "soldiers", 7, "the army").figure(
            "killed",
            "attackers",
            32,
            "the army",
        ),
        raid("b", "2031-03-05").figure("killed", "soldiers", 51, "the Red front").figure(
            "killed",
            "attackers",
            4,
            "the Red front",
        ),
    ];
    let ledger = ledger(&world, "recent");
    let of = |group: &str| best(&ledger, "killed", group).map(|e| (e.low, e.best, e.high));
    assert_eq!(of("soldiers"), Some((Some(7), Some(7), Some(51))));
    assert_eq!(of("attackers"), Some((Some(4), Some(32), Some(32))));
    assert_eq!(of("unspecified"), Some((Some(7), Some(7), Some(51))), "attackers are not added to the soldiers");
    let asked = &ledger.incidents[0].open_questions;
    assert!(asked.iter().any(|q| q.starts_with("How many killed (soldiers)?")), "{asked:?}");
}

#[test]
fn a_lower_figure_of_a_lesser_source_corrects_nothing() {
    let steps = |world: &[Told]| -> Vec<Change> {
        ledger(world, "recent").incidents[0].history.iter().map(|h| h.change).collect()
    };
    let first = raid("a", "2031-03-04").killed(14, "the governor");
    assert_eq!(
        steps(&[first.clone(), raid("b", "2031-03-05").killed(9, "a driver")]),
        [Change::First, Change::Contradiction]
    );
    let down = raid("b", "2031-03-05").killed(9, "the governor");
    let up = raid("c", "2031-03-06").killed(20, "a driver");
    assert_eq!(steps(&[first, down, up]), [Change::First, Change::Correction, Change::Contradiction]);
}

#[test]
fn a_reason_names_what_was_set_aside() {
    let world = [
        raid("a", "2031-03-06").killed(14, "the governor"),
        raid("b", "2031-03-07").killed(40, "the Red front").but(|c| c.modality = Modality::Claimed),
    ];
    let total = best(&ledger(&world, "recent"), "killed", "unspecified").expect("a total");
    assert_eq!(total.why, "Of 2 figures, 1 set aside as resting on a party's own claim.");
    assert_eq!(total.winner.as_ref().map(|w| w.as_str()), Some("r-a-c0"));
}

#[test]
fn one_spokesman_in_six_dailies_is_one_voice() {
    let mut world: Vec<Told> = (0..6).map(|n| raid(&format!("n{n}"), "2031-03-05").killed(9, "the governor")).collect();
    world.push(raid("x", "2031-03-05").killed(11, "the mayor"));
    world.push(raid("y", "2031-03-05").killed(11, "a doctor at the hospital"));
    assert_eq!(killed(&world, "representative").1, Some(11));
}

#[test]
fn a_part_is_never_added_to_its_whole() {
    let world =
        [raid("a", "2031-03-05").killed(12, "").figure("killed", "women", 4, "").figure("killed", "soldiers", 3, "")];
    assert_eq!(killed(&world, "recent").1, Some(12));
}

#[test]
fn groups_listed_side_by_side_add_up() {
    let told = |between: &str| {
        let text = format!("{RAID} Gunmen killed 12 students{between}four children.");
        let spans = ["12 students", "four children"].map(|part| {
            let start = text.find(part).expect("the part stands in the text");
            Span::new(start, start + part.len())
        });
        let mut told = report("a", "2031-03-05", &text)
            .main("2031-03-04", "Talba")
            .figure("killed", "students", 12, "")
            .figure("killed", "children", 4, "");
        for (claim, span) in told.claims.iter_mut().zip(spans) {
            claim.casualties.iter_mut().for_each(|c| c.span = span);
        }
        let ledger = ledger(&[told], "recent");
        best(&ledger, "killed", "unspecified").expect("a total")
    };
    let total = told(" and ");
    assert_eq!(total.best, Some(16));
    assert_eq!(total.why, "No report gives a total; it is the sum of 4 children and 12 students.");
    assert_eq!(told(" in Talba; the army spoke of ").best, Some(12));
}

#[test]
fn roles_add_up_where_no_report_gives_a_total() {
    let world = [raid("a", "2031-03-05")
        .figure("killed", "civilians", 4, "")
        .figure("killed", "soldiers", 3, "")
        .figure("killed", "children", 2, "")
        .figure("killed", "attackers", 9, "")];
    let ledger = ledger(&world, "recent");
    let total = best(&ledger, "killed", "unspecified").expect("a total");
    assert_eq!((total.best, total.claims.len()), (Some(7), 2));
    assert_eq!(total.why, "No report gives a total; it is the sum of 3 soldiers and 4 civilians.");
    assert_eq!(best(&ledger, "killed", "attackers").and_then(|e| e.best), Some(9));
}

#[test]
fn the_attackers_dead_make_no_total() {
    let world = [raid("a", "2031-03-05").figure("killed", "attackers", 9, "the army")];
    assert!(best(&ledger(&world, "recent"), "killed", "unspecified").is_none());
}

#[test]
fn a_spot_is_told_apart_from_the_whole() {
    let world = [raid("a", "2031-03-05")
        .killed(12, "")
        .killed(5, "")
        .but(|c| c.casualties.as_mut().expect("a figure").site = Some("the well".to_owned()))];
    let ledger = ledger(&world, "recent");
    assert_eq!(best(&ledger, "killed", "unspecified").and_then(|e| e.best), Some(12));
    assert_eq!(best(&ledger, "killed", "unspecified at the well").and_then(|e| e.best), Some(5));
}

#[test]
fn the_only_spot_is_the_whole() {
    let world = [raid("a", "2031-03-05")
        .killed(5, "")
        .but(|c| c.casualties.as_mut().expect("a figure").site = Some("the well".to_owned()))];
    assert_eq!(killed(&world, "recent").1, Some(5));
}

#[test]
fn a_figure_a_report_calls_outdated_stands_only_in_history() {
    let world = [raid("a", "2031-03-05")
        .killed(14, "")
        .killed(9, "")
        .but(|c| c.casualties.as_mut().expect("a figure").superseded = true)];
    let ledger = ledger(&world, "lowest");
    assert_eq!(best(&ledger, "killed", "unspecified").map(|e| (e.low, e.best)), Some((Some(14), Some(14))));
    let steps: Vec<_> = ledger.incidents[0].history.iter().map(|h| (h.change, h.best)).collect();
    assert_eq!(steps, [(Change::First, Some(9)), (Change::Update, Some(14))]);
}

#[test]
fn history_tells_rise_correction_and_contradiction() {
    let world = [
        raid("a", "2031-03-04").killed(8, "the governor"),
        raid("b", "2031-03-05").killed(15, "the governor"),
        raid("c", "2031-03-06").killed(13, "the governor"),
        raid("d", "2031-03-07").killed(60, "the Red front"),
    ];
    let steps: Vec<_> =
        ledger(&world, "recent").incidents[0].history.iter().map(|h| (h.change, h.best, h.high)).collect();
    assert_eq!(
        steps,
        [
            (Change::First, Some(8), Some(8)),
            (Change::Update, Some(15), Some(15)),
            (Change::Correction, Some(13), Some(15)),
            (Change::Contradiction, Some(13), Some(60)),
        ]
    );
}

#[test]
fn as_of_a_day_nothing_later_is_known() {
    let world = [raid("a", "2031-03-04").killed(8, ""), raid("b", "2031-03-06").killed(14, "")];
    let until = |day: &str| {
        let options = Options { rule: Rule::default(), as_of: day.parse().ok() };
        reconcile(&linked(&world), &options)
    };
    assert_eq!(best(&until("2031-03-05"), "killed", "unspecified").and_then(|e| e.best), Some(8));
    assert_eq!(until("2031-03-05").reports.len(), 1);
    assert_eq!(until("2031-03-05").incidents[0].id, until("2031-03-06").incidents[0].id);
    assert!(until("2031-03-03").incidents.is_empty());
}

#[test]
fn some_is_no_number_where_others_give_one() {
    let world = [
        raid("a", "2031-03-05").killed(12, "the mayor"),
        raid("b", "2031-03-06").killed(2, "the army").but(|c| {
            let vague = Quantity::new(Some(2), None, dateline_model::Qualifier::Vague, "some");
            c.casualties.as_mut().expect("a figure").quantity = vague;
        }),
    ];
    assert_eq!(killed(&world, "recent"), (Some(12), Some(12), Some(12)));
}

#[test]
fn reports_that_rest_on_one_wire_are_one_source() {
    let world = [
        raid("a", "2031-03-05").wire("AFP").killed(12, ""),
        report(
            "b",
            "2031-03-06",
            "The raid on the cattle market of Talba killed twelve herders, mayor Oumar Sidi told AFP.",
        )
        .main("2031-03-04", "Talba")
        .wire("AFP")
        .killed(12, ""),
        report("c", "2031-03-06", "Herders fled the cattle market of Talba after Tuesday's raid, our reporter saw.")
            .main("2031-03-04", "Talba"),
    ];
    let sources = ledger(&world, "recent").incidents[0].sources;
    assert_eq!((sources.reports, sources.outlets, sources.independent), (3, 3, 2));
}

#[test]
fn open_questions_quote_the_reports_and_their_contradictions() {
    let text = format!("{RAID} The number of attackers remains unclear.");
    let world = [
        report("a", "2031-03-05", &text)
            .main("2031-03-04", "Talba")
            .killed(12, "the mayor")
            .responsible("Red Front", Stance::Claims, "the Red front")
            .unclear("The number of attackers remains unclear."),
        raid("b", "2031-03-05").killed(9, "the governor").responsible("Dune Brigade", Stance::Accuses, "the governor"),
    ];
    assert_eq!(
        ledger(&world, "recent").incidents[0].open_questions,
        [
            "Open, by a: “The number of attackers remains unclear.”",
            "How many killed? 9 (the governor in b); 12 (the mayor in a)",
            "Who did it? Dune Brigade is accused (the governor in b); Red Front claims it (the Red front in a)",
        ]
    );
}

#[test]
fn open_questions_tell_of_means_and_of_harm() {
    use dateline_model::Subtype;
    let world = [
        raid("a", "2031-03-05").kind(Subtype::AirStrike).figure("casualties", "unspecified", 0, "the army"),
        raid("b", "2031-03-05").kind(Subtype::RemoteExplosive).figure("wounded", "unspecified", 2, "the hospital"),
    ];
    let asked = ledger(&world, "recent").incidents[0].open_questions.join("\n");
    assert!(asked.contains("By what means? Remote explosive/landmine/IED (b); Air/drone strike (a)"), "{asked}");
    assert!(asked.contains("Was anyone hurt? nobody (the army in a); somebody (the hospital in b)"), "{asked}");
    let agreed = ledger(&world[..1], "recent").incidents[0].open_questions.clone();
    assert!(agreed.is_empty(), "{agreed:?}");
}

/// A headline that gives the figure of someone the report quotes is no second voice.
#[test]
fn a_headline_is_no_voice_of_its_own() {
    let world = [
        raid("a", "2031-03-05").killed(9, "").killed(9, "the mayor"),
        raid("b", "2031-03-05").killed(11, "the hospital"),
        raid("c", "2031-03-05").killed(11, "a driver"),
    ];
    assert_eq!(killed(&world, "representative").1, Some(11));
}

#[test]
fn a_title_says_what_where_and_when() {
    let world = [raid("a", "2031-03-05").at("cattle market")];
    assert_eq!(ledger(&world, "recent").incidents[0].title, "Attack on the cattle market in Talba, Mali, 4 March 2031");
    let world = [raid("a", "2031-03-05")];
    assert_eq!(ledger(&world, "recent").incidents[0].title, "Attack in Talba, Mali, 4 March 2031");
}

fn loosely(low: u64) -> impl Fn(&mut dateline_model::Claim) {
    move |c| c.casualties.as_mut().expect("a figure").quantity = Quantity::more_than(low, format!("more than {low}"))
}

#[test]
fn more_than_70_does_not_speak_against_77() {
    let later = |low| {
        [
            raid("a", "2031-03-05").killed(77, "a security source"),
            raid("b", "2031-03-06").killed(low, "").but(loosely(low)),
        ]
    };
    assert_eq!(killed(&later(70), "recent").1, Some(77));
    // A floor far below, or above, is another toll.
    assert_eq!(killed(&later(40), "recent").1, Some(41));
    assert_eq!(killed(&later(80), "recent").1, Some(81));
}

#[test]
fn a_range_is_graded_by_who_bears_it_out() {
    let why = |world: &[world::Told]| {
        best(&ledger(world, "min-max"), "killed", "unspecified").map(|e| e.why.clone()).unwrap_or_default()
    };
    let one = raid("a", "2031-03-05").killed(12, "the mayor");
    let two =
        report("b", "2031-03-06", "The raid on the cattle market of Talba left nine dead, nurse Fanta Keita said.")
            .main("2031-03-04", "Talba")
            .killed(9, "Fanta Keita");
    assert!(why(std::slice::from_ref(&one)).ends_with("Grade: weak – a single source."));
    assert!(why(&[one.clone(), two.clone()]).contains("Grade: fair – 2 independent sources."));
    let claimed = two.clone().responsible("Red Front", Stance::Claims, "the Red front");
    assert!(why(&[one.clone(), claimed.clone()]).contains("Grade: confirmed"));
    let accused = one.responsible("Dune Brigade", Stance::Accuses, "the governor");
    assert!(why(&[accused, claimed]).contains("Grade: contested – 2 are said to have done it."));
}
