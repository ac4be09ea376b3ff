//! Near-copies: invented reports, edited as desks edit wire copy, must be found; another desk's own words must not.

use dateline_ledger::find_copies;
use dateline_model::{OriginId, Report, ReportId, ReportKind};
use std::collections::BTreeSet;

/// Each block: a wire's report, a sentence a line; then the same event in another desk's own words after the bar.
const EVENTS: [(&[&str], &[&str]); 5] = [
    (
        &[
            "Gunmen on motorbikes stormed a cattle market in the town of Talba on Tuesday, killing 14 herders, the mayor said.",
            "The attackers arrived shortly after dawn and fired at traders who were unloading animals, Oumar Sidi told reporters.",
            "Another 22 people were wounded and taken to the regional hospital in Douro, about 40 kilometres to the south.",
            "Soldiers pursued the gunmen towards the Baraba forest but lost them at the river, an army officer said.",
            "It was the third raid on a market in the district since the rains ended, according to a local association of traders.",
            "No group has claimed responsibility for the attack, which the governor called an act of cowardice.",
            "Shops stayed shut on Wednesday as families buried their dead in the cemetery behind the mosque.",
        ],
        &[
            "At least 14 people died when armed men raided Talba's livestock fair, residents of the town say.",
            "“We heard shots while it was still half dark,” said Awa Sidi, whose brother sells goats there.",
            "Doctors in Douro treated two dozen patients, most of them for bullet wounds in the legs.",
            "The army says that it followed the raiders into the forest of Baraba without catching any of them.",
        ],
    ),
    (
        &[
            "A car packed with explosives blew up outside the customs office of Port Elvira on Friday, wounding 31 people.",
            "Windows broke as far away as the fish auction hall, and smoke hung over the harbour until the afternoon.",
            "The interior minister, Ines Falk, said that the driver had left the vehicle only minutes before the blast.",
            "Police found parts of a timer on the roof of a warehouse and are looking at film from 12 cameras.",
            "Dockers downed tools for the day and demanded guards at every gate, their union said in a statement.",
            "The harbour handles two thirds of the country's grain and had been threatened by smugglers before.",
        ],
        &[
            "Thirty-one people were hurt by a bomb at the gates of Elvira's port, the fire brigade reported.",
            "It went off in a parked saloon next to the building in which customs officers work.",
            "Minister Falk told parliament that whoever drove it there walked away just before.",
            "Unions called a strike at the docks until the entrances are watched.",
        ],
    ),
    (
        &[
            "Rebels of the Southern Dawn ambushed an army convoy near the village of Kessira late on Sunday and killed 9 soldiers.",
            "Two lorries were burned and a third was driven off with ammunition, a security source told the agency.",
            "The general staff confirmed losses in its ranks but gave no figure, and said that reinforcements were on their way.",
            "In a message sent to local radio stations the rebels claimed to have killed 40 men and to hold 6 prisoners.",
            "Villagers said that helicopters circled over the hills through the night and that the road remained closed.",
            "Peace talks between the government and the movement broke down in the capital only last month.",
        ],
        &[
            "The military has lost nine men in an ambush on the road to Kessira, officers in the garrison say.",
            "Radio stations received a statement in which the insurgents boast of forty killed and six taken.",
            "Helicopters were heard above the valley until morning; nobody may travel there for now.",
        ],
    ),
    (
        &[
            "Armed men abducted 47 pupils from a boarding school outside Wame in the early hours of Thursday.",
            "They cut through the fence behind the dormitories and marched the girls towards the border, a teacher said.",
            "Five of them escaped when a bridge of planks gave way under the group, and reached a farm by noon.",
            "The state's commissioner for education, Ruth Adeye, closed all boarding schools in four districts.",
            "Parents waited at the gates and read out the names of the missing to anyone who would write them down.",
            "A similar raid two years ago ended with the release of every child after three weeks of talks.",
        ],
        &[
            "A school near Wame counts its missing: 42 girls have not come back since the night of the raid.",
            "Five others slipped away on a broken footbridge and told farmers what had happened.",
            "All schools with dormitories in the area are now shut by order of commissioner Adeye.",
            "Mothers stood outside with lists in their hands.",
        ],
    ),
    (
        &[
            "A rocket struck a bakery in the eastern suburb of Harun on Monday evening and killed 8 people queuing for bread.",
            "Rescue workers pulled 3 children alive out of the cellar after six hours, the civil defence said.",
            "The government blamed the opposition's artillery on the ridge, while a spokesman for the rebels denied any firing.",
            "Observers of the ceasefire commission measured the crater and will report within a week, their chairman said.",
            "Hospitals appealed for blood of all groups, and power was cut in most of the suburb until midnight.",
            "The truce, which both sides signed in April, had largely held along this part of the line.",
        ],
        &[
            "Eight dead at a bakery: that is what a single projectile left in Harun's east on Monday, rescuers say.",
            "Three small survivors were dug from the basement towards midnight.",
            "Each side says the other fired; the commission that watches over the truce has sent its experts.",
        ],
    ),
];

const NUMERALS: [(&str, &str); 8] = [
    ("14", "fourteen"),
    ("22", "twenty-two"),
    ("31", "thirty-one"),
    ("9", "nine"),
    ("40", "forty"),
    ("47", "forty-seven"),
    ("8", "eight"),
    ("6", "six"),
];

/// The ways desks edit copy.
fn edited(lines: &[&str]) -> Vec<String> {
    let whole = lines.join("\n\n");
    let spelled = |text: &str| {
        let word = |w: &str| NUMERALS.iter().find(|(n, _)| *n == w).map_or(w.to_owned(), |(_, s)| (*s).to_owned());
        text.split(' ').map(word).collect::<Vec<_>>().join(" ")
    };
    let lede = "Officials and witnesses described scenes of chaos on the spot, and many questions are still open.";
    let shuffled: Vec<&str> = lines.iter().skip(2).chain(lines.iter().take(2)).copied().collect();
    vec![
        whole.clone(),
        format!("What we know so far\n\n{whole}"),
        lines[..lines.len() / 2 + 1].join("\n\n"),
        lines[1..].join("\n\n"),
        format!("{lede}\n\n{}", lines[1..].join("\n\n")),
        spelled(&whole),
        shuffled.join("\n\n"),
        whole.replace(", the mayor said", "").replace(" said.", " told our reporter.").replace(" on ", " this "),
        format!(
            "{}\n\nOur own correspondent adds that the streets were calm by evening and that buses ran again.",
            lines[..4].join("\n\n")
        ),
    ]
}

fn report(n: usize, text: String) -> Report {
    let id = ReportId(format!("{n:04}"));
    Report {
        origin: OriginId(id.0.clone()),
        id,
        path: None,
        url: None,
        outlet: None,
        title: None,
        language: None,
        published: None,
        agencies: Vec::new(),
        copy_of: None,
        kind: ReportKind::Incident,
        text,
        blocks: Vec::new(),
        dateline_place: None,
        notes: Vec::new(),
    }
}

#[test]
fn edited_copies_are_found_and_own_words_are_not() {
    let (mut reports, mut origin) = (Vec::new(), Vec::new());
    for (n, (wire, own)) in EVENTS.iter().enumerate() {
        for text in edited(wire) {
            origin.push(2 * n);
            reports.push(report(reports.len(), text));
        }
        origin.push(2 * n + 1);
        reports.push(report(reports.len(), own.join("\n\n")));
    }
    let groups = find_copies(&reports).groups(reports.len());
    let pairs = |of: &[usize]| -> BTreeSet<(usize, usize)> {
        let all = (0..of.len()).flat_map(|a| (a + 1..of.len()).map(move |b| (a, b)));
        all.filter(|(a, b)| of[*a] == of[*b]).collect()
    };
    let (found, real) = (pairs(&groups), pairs(&origin));
    let right = found.intersection(&real).count() as f64;
    let (precision, recall) = (right / found.len() as f64, right / real.len() as f64);
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("near-copies: P {precision:.3} R {recall:.3} F1 {f1:.3} over {} pairs", real.len());
    assert!(f1 >= 0.95, "P {precision:.3} R {recall:.3} F1 {f1:.3}");
}
