//! A ledger made by hand, of an invented attack in an invented town: every noun, every optional field once filled and
//! once empty, and letters of one to four bytes before the evidence. The tests of the faces use it too.

use dateline_model::*;
use jiff::civil::{Date, date};

const FIRST: &str = "Blasts and gunfire in Kélou\n\nKÉLOU, Zamaria, May 6 (AFP) — Gunmen stormed the market of Kélou \
at dawn on Tuesday, killing at least 12 people, the governor said.\n\nA nurse at the district hospital, who asked not \
to be named because she was not authorised to speak to journalists, told AFP that 19 bodies had been brought in and \
“dozens” of people wounded.\n\nIn 2016, gunmen attacked a hotel in Kélou; no casualties were reported.";
const SECOND: &str = "Kélou: le bilan s’alourdit 𐍈\n\nThe army said on Thursday that 17 civilians were killed in \
Tuesday’s attack, correcting the figure of 19 given earlier. It blamed the Front of the Plains.\n\nThe Front of the \
Plains claimed the attack on its channel, saying it had killed “hundreds” of soldiers. Two arrests were made <b>&amp; \
more are expected</b>. About 40 stalls were burned, the governor said.";
const THIRD: &str = "The Zamarian budget was voted on Friday.";

/// The whole ledger.
pub fn ledger() -> Ledger {
    let (accounts, claims) = (accounts(), claims());
    Ledger { reports: reports(), accounts, claims, incidents: vec![market(), hotel()] }
}

/// The first place `words` stand in `text`.
pub fn at(text: &str, words: &str) -> Span {
    let start = text.find(words).unwrap_or_else(|| panic!("“{words}” is not in the text"));
    Span::new(start, start + words.len())
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    for part in text.split("\n\n") {
        let kind = if blocks.is_empty() { BlockKind::Title } else { BlockKind::Paragraph };
        blocks.push(Block { span: at(text, part), kind });
    }
    blocks
}

fn report(id: &str, path: &str, text: &str) -> Report {
    Report {
        id: ReportId(id.into()),
        path: Some(path.into()),
        url: None,
        outlet: None,
        title: Some(text.lines().next().unwrap_or("").into()),
        language: Some("en".into()),
        published: None,
        agencies: Vec::new(),
        copy_of: None,
        origin: OriginId(format!("o-{id}")),
        kind: ReportKind::Incident,
        text: text.into(),
        blocks: blocks(text),
        dateline_place: None,
        notes: Vec::new(),
    }
}

fn reports() -> Vec<Report> {
    let first = Report {
        url: Some("https://courier.example/kelou".into()),
        outlet: Some(Outlet {
            name: Some("The Courier".into()),
            domain: Some("courier.example".into()),
            country: Some("XZ".into()),
        }),
        published: published(date(2025, 5, 6), PublishedPrecision::Hour, PublishedBasis::Header),
        agencies: vec!["AFP".into()],
        dateline_place: Some(at(FIRST, "KÉLOU")),
        ..report("r1", "reports/001.txt", FIRST)
    };
    let second = Report {
        published: published(date(2025, 5, 8), PublishedPrecision::Day, PublishedBasis::Inferred),
        notes: vec![Note::new("date-inferred", "it writes on a Thursday of Tuesday’s attack, dated by 001")],
        copy_of: Some(ReportId("r1".into())),
        ..report("r2", "reports/002.txt", SECOND)
    };
    let third = Report {
        kind: ReportKind::Other,
        path: None,
        title: None,
        published: published(date(2025, 5, 1), PublishedPrecision::Month, PublishedBasis::Url),
        ..report("r3", "", THIRD)
    };
    vec![first, second, third]
}

fn published(date: Date, precision: PublishedPrecision, basis: PublishedBasis) -> Option<Published> {
    let time = (precision == PublishedPrecision::Hour).then(|| jiff::civil::time(9, 5, 0, 0));
    Some(Published { date, time, precision, basis })
}

fn place(text: &str, words: &str) -> Option<Place> {
    Some(Place {
        name: Some("Kélou".into()),
        site: Some("market of Kélou".into()),
        admin1: Some("Plains".into()),
        country: Some("XZ".into()),
        latitude: Some(-12.639_999_389_648_438),
        longitude: Some(-8.0),
        geonames: Some(1234),
        precision: PlacePrecision::Site,
        backed: true,
        evidence: vec![at(text, words)],
    })
}

fn day(text: &str, words: &str) -> Option<EventDate> {
    let start = date(2025, 5, 6);
    let basis = "weekday against the dateline".to_owned();
    Some(EventDate {
        start,
        end: start,
        open: false,
        precision: DatePrecision::Exact,
        basis,
        evidence: vec![at(text, words)],
    })
}

fn event() -> Event {
    Event { subtype: Subtype::Attack, muc: Some(Muc::Attack), stage: Stage::Accomplished }
}

fn account(id: &str, report: &str, incident: &str, standing: Standing, evidence: Vec<Span>) -> Account {
    Account {
        id: AccountId(id.into()),
        report: ReportId(report.into()),
        incident: Some(IncidentId(incident.into())),
        standing,
        event: event(),
        date: None,
        time_of_day: None,
        place: None,
        participants: Vec::new(),
        evidence,
        reason: "its title tells of it".into(),
    }
}

fn accounts() -> Vec<Account> {
    let victims = Participant {
        role: Role::Victim,
        kind: ParticipantKind::Group,
        mentions: vec!["12 people".into()],
        name: None,
        actor: None,
        nationality: None,
        number: Some(Quantity::at_least(12, "at least 12")),
        effect: Some(Effect::Death),
        confidence: None,
        evidence: vec![at(FIRST, "12 people")],
    };
    let main = Account {
        date: day(FIRST, "Tuesday"),
        time_of_day: Some("dawn".into()),
        place: place(FIRST, "market of Kélou"),
        participants: vec![victims],
        ..account("r1-a0", "r1", "i-1", Standing::Main, vec![at(FIRST, "Gunmen stormed the market")])
    };
    let recalled = vec![at(FIRST, "In 2016, gunmen attacked a hotel in Kélou; no casualties were reported.")];
    vec![
        main,
        account("r1-a1", "r1", "i-0", Standing::Background, recalled),
        account("r2-a0", "r2", "i-1", Standing::Main, vec![at(SECOND, "Tuesday’s attack")]),
    ]
}

fn claim(id: &str, report: &str, text: &str, sentence: &str) -> Claim {
    Claim {
        id: ClaimId(id.into()),
        report: ReportId(report.into()),
        account: Some(AccountId(format!("{report}-a0"))),
        incident: Some(IncidentId("i-1".into())),
        kind: ClaimKind::Casualties,
        modality: Modality::Asserted,
        speaker: None,
        via: Vec::new(),
        anonymous: false,
        said: None,
        evidence: vec![at(text, sentence)],
        casualties: None,
        responsibility: None,
        matter: None,
        read_by: "frames/toll.txt: PEOPLE were killed".into(),
    }
}

fn figure(category: Category, group: &str, quantity: Quantity, span: Span) -> Option<Casualties> {
    Some(Casualties { category, group: group.into(), quantity, superseded: false, part_of: None, site: None, span })
}

fn speaker(text: &str, words: &str, kind: SpeakerType) -> Option<Speaker> {
    Some(Speaker { text: words.into(), name: None, actor: None, kind, span: at(text, words) })
}

fn said(date: Date) -> Option<Said> {
    Some(Said { date, basis: "text".into() })
}

const NURSE: &str = "A nurse at the district hospital, who asked not to be named because she was not authorised to \
speak to journalists";

fn claims() -> Vec<Claim> {
    let mut claims = first_claims();
    claims.extend(second_claims());
    claims
}

fn first_claims() -> Vec<Claim> {
    let twelve =
        "Gunmen stormed the market of Kélou at dawn on Tuesday, killing at least 12 people, the governor said.";
    let nineteen = at(FIRST, "A nurse at").cover(at(FIRST, "wounded."));
    let governor = Claim {
        speaker: speaker(FIRST, "the governor", SpeakerType::Government),
        said: said(date(2025, 5, 6)),
        casualties: figure(
            Category::Killed,
            "unspecified",
            Quantity::at_least(12, "at least 12"),
            at(FIRST, "at least 12"),
        ),
        ..claim("r1-c0", "r1", FIRST, twelve)
    };
    let nurse = Claim {
        evidence: vec![nineteen],
        speaker: speaker(FIRST, NURSE, SpeakerType::Medical),
        via: vec![Relay { text: "AFP".into(), actor: Some("agency:afp".into()) }],
        anonymous: true,
        ..claim("r1-c1", "r1", FIRST, "19 bodies")
    };
    let bodies = Claim {
        casualties: figure(Category::Killed, "unspecified", Quantity::exact(19, "19"), at(FIRST, "19")),
        ..nurse.clone()
    };
    let dozens = Quantity::new(Some(24), None, Qualifier::Dozens, "dozens");
    let wounded = Claim {
        id: ClaimId("r1-c2".into()),
        casualties: figure(Category::Wounded, "unspecified", dozens, at(FIRST, "dozens")),
        ..nurse
    };
    let hotel = "In 2016, gunmen attacked a hotel in Kélou; no casualties were reported.";
    let none = Claim {
        account: Some(AccountId("r1-a1".into())),
        incident: Some(IncidentId("i-0".into())),
        casualties: figure(
            Category::Casualties,
            "unspecified",
            Quantity::exact(0, "no casualties"),
            at(FIRST, "no casualties"),
        ),
        ..claim("r1-c3", "r1", FIRST, hotel)
    };
    vec![governor, bodies, wounded, none]
}

fn second_claims() -> Vec<Claim> {
    let army = "The army said on Thursday that 17 civilians were killed in Tuesday’s attack, correcting the figure of 19 \
given earlier.";
    let front =
        "The Front of the Plains claimed the attack on its channel, saying it had killed “hundreds” of soldiers.";
    let seventeen = Claim {
        speaker: Some(Speaker {
            actor: Some("actor:zamarian-army".into()),
            name: Some("Zamarian Army".into()),
            ..speaker(SECOND, "The army", SpeakerType::Military).unwrap()
        }),
        said: said(date(2025, 5, 8)),
        casualties: figure(Category::Killed, "civilians", Quantity::exact(17, "17"), at(SECOND, "17")),
        ..claim("r2-c0", "r2", SECOND, army)
    };
    let old = Claim {
        id: ClaimId("r2-c1".into()),
        casualties: Some(Casualties {
            superseded: true,
            ..figure(Category::Killed, "unspecified", Quantity::exact(19, "19"), at(SECOND, "19")).unwrap()
        }),
        said: None,
        ..seventeen.clone()
    };
    vec![
        seventeen,
        old,
        blames(
            "r2-c2",
            "It blamed the Front of the Plains.",
            Stance::Accuses,
            speaker(SECOND, "It", SpeakerType::Military),
        ),
        blames(
            "r2-c3",
            front,
            Stance::Claims,
            speaker(
                SECOND,
                "The Front of the \
Plains",
                SpeakerType::ArmedGroup,
            ),
        ),
        hundreds(front),
        stalls(),
    ]
}

/// What was burned, by whose word.
fn stalls() -> Claim {
    let about = Matter {
        what: "stalls".into(),
        sort: Some(Sort::Burned),
        quantity: Some(Quantity::about(40, "About 40")),
        span: at(SECOND, "About 40 stalls"),
    };
    Claim {
        kind: ClaimKind::Damage,
        speaker: speaker(SECOND, "the governor", SpeakerType::Government),
        matter: Some(about),
        read_by: "frames: \"burned\"".into(),
        ..claim("r2-c5", "r2", SECOND, "About 40 stalls were burned, the governor said.")
    }
}

fn blames(id: &str, sentence: &str, stance: Stance, by: Option<Speaker>) -> Claim {
    Claim {
        kind: ClaimKind::Responsibility,
        modality: if stance == Stance::Claims { Modality::Claimed } else { Modality::Asserted },
        speaker: by,
        responsibility: Some(Responsibility {
            stance,
            actor: "Front of the Plains".into(),
            actor_id: Some("actor:front-of-the-plains".into()),
        }),
        ..claim(id, "r2", SECOND, sentence)
    }
}

fn hundreds(sentence: &str) -> Claim {
    let hundreds = Quantity::new(Some(200), None, Qualifier::Hundreds, "hundreds");
    Claim {
        modality: Modality::Claimed,
        speaker: speaker(SECOND, "The Front of the Plains", SpeakerType::ArmedGroup),
        casualties: Some(Casualties {
            part_of: Some(ClaimId("r2-c0".into())),
            site: Some("market of Kélou".into()),
            ..figure(Category::Killed, "soldiers", hundreds, at(SECOND, "hundreds")).unwrap()
        }),
        ..claim("r2-c4", "r2", SECOND, sentence)
    }
}

fn ids(ids: &[&str]) -> Vec<ClaimId> {
    ids.iter().map(|id| ClaimId((*id).into())).collect()
}

fn estimate(category: Category, group: &str, bounds: [Option<u64>; 3], winner: &str, claims: &[&str]) -> Estimate {
    let [low, best, high] = bounds;
    Estimate {
        category,
        group: group.into(),
        low,
        best,
        high,
        rule: "recent".into(),
        winner: Some(ClaimId(winner.into())),
        claims: ids(claims),
        why: "it is the latest figure that is not a party’s own".into(),
    }
}

fn step(day: Option<Date>, change: Change, best: u64, claim: &str) -> HistoryEntry {
    HistoryEntry {
        as_of: day,
        change,
        category: Category::Killed,
        group: "unspecified".into(),
        low: Some(12),
        best: Some(best),
        high: Some(19),
        claims: ids(&[claim]),
    }
}

fn market() -> Incident {
    let front = || NamedActor { name: "Front of the Plains".into(), actor: Some("actor:front-of-the-plains".into()) };
    let about = |stance, claim: &str| IncidentResponsibility {
        actor: front().name,
        actor_id: front().actor,
        stance,
        claims: ids(&[claim]),
    };
    Incident {
        date: day(FIRST, "Tuesday"),
        place: place(FIRST, "market of Kélou"),
        perpetrators: vec![front()],
        targets: vec![NamedActor { name: "market of Kélou".into(), actor: None }],
        weapons: vec!["guns".into()],
        responsibility: vec![about(Stance::Claims, "r2-c3"), about(Stance::Accuses, "r2-c2")],
        claims: ids(&["r1-c0", "r1-c1", "r1-c2", "r2-c0", "r2-c1", "r2-c2", "r2-c3", "r2-c4", "r2-c5"]),
        estimates: vec![
            estimate(
                Category::Killed,
                "unspecified",
                [Some(12), Some(17), Some(19)],
                "r2-c0",
                &["r1-c0", "r1-c1", "r2-c0", "r2-c1"],
            ),
            estimate(Category::Wounded, "unspecified", [Some(24), None, None], "r1-c2", &["r1-c2"]),
            Estimate {
                winner: None,
                why: "only a party to the fighting says so".into(),
                ..estimate(Category::Killed, "soldiers", [None, None, None], "", &["r2-c4"])
            },
        ],
        history: vec![
            step(Some(date(2025, 5, 6)), Change::First, 12, "r1-c0"),
            step(Some(date(2025, 5, 8)), Change::Correction, 17, "r2-c0"),
        ],
        open_questions: vec!["killed: 19 (a nurse at the district hospital) against 17 (the army)".into()],
        ..incident("i-1", "Attack on the market of Kélou, 6 May 2025", &["r1", "r2"], &["r1-a0", "r2-a0"])
    }
}

fn hotel() -> Incident {
    Incident {
        claims: ids(&["r1-c3"]),
        background: true,
        decisions: Vec::new(),
        joined: Vec::new(),
        status: Status::Reviewed,
        absorbed: vec![IncidentId("i-9".into())],
        ..incident("i-0", "Attack on a hotel in Kélou, 2016", &["r1"], &["r1-a1"])
    }
}

fn incident(id: &str, title: &str, reports: &[&str], accounts: &[&str]) -> Incident {
    Incident {
        id: IncidentId(id.into()),
        title: title.into(),
        event: event(),
        date: None,
        place: None,
        perpetrators: Vec::new(),
        targets: Vec::new(),
        weapons: Vec::new(),
        responsibility: Vec::new(),
        reports: reports.iter().map(|id| ReportId((*id).into())).collect(),
        accounts: accounts.iter().map(|id| AccountId((*id).into())).collect(),
        claims: Vec::new(),
        absorbed: Vec::new(),
        sources: Sources { reports: reports.len(), outlets: 1, independent: 1 },
        estimates: Vec::new(),
        history: Vec::new(),
        open_questions: Vec::new(),
        status: Status::Open,
        evidence_report: ReportId("r1".into()),
        background: false,
        decisions: Vec::new(),
        joined: Vec::new(),
    }
}
