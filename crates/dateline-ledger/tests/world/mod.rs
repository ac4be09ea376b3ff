//! Invented reports, accounts and claims for specs: a few words each, everything else filled in.

#![allow(dead_code, reason = "every spec file uses its own part of it")]

use dateline_ledger::{Linked, Options, Rule, link, reconcile};
use dateline_model::*;
use jiff::civil::Date;

/// One report with its accounts and claims.
#[derive(Clone)]
pub struct Told {
    pub report: Report,
    pub accounts: Vec<Account>,
    pub claims: Vec<Claim>,
}

/// A report called `name`, published on `day` ("" for none).
pub fn report(name: &str, day: &str, text: &str) -> Told {
    let published = day.parse::<Date>().ok().map(|date| Published {
        date,
        time: None,
        precision: PublishedPrecision::Day,
        basis: PublishedBasis::Header,
    });
    Told {
        report: Report {
            id: ReportId(format!("r-{name}")),
            path: Some(format!("{name}.txt")),
            url: None,
            outlet: Some(Outlet { name: None, domain: Some(format!("{name}.example")), country: None }),
            title: None,
            language: Some("en".to_owned()),
            published,
            agencies: Vec::new(),
            copy_of: None,
            origin: OriginId(String::new()),
            kind: ReportKind::Incident,
            text: text.to_owned(),
            blocks: Vec::new(),
            dateline_place: None,
            notes: Vec::new(),
        },
        accounts: Vec::new(),
        claims: Vec::new(),
    }
}

/// A place of the invented map.
pub fn town(name: &str) -> Place {
    let (country, admin1, latitude, longitude) = match name {
        "Talba" => ("ML", "Mopti", 14.5, -4.2),
        "Talba Nord" => ("ML", "Mopti", 14.6, -4.15),
        "Sarako" => ("ML", "Mopti", 14.8, -4.0),
        "Douro" => ("ML", "Mopti", 15.2, -3.1),
        "Kessira" => ("NE", "Tillabéri", 14.0, 1.5),
        _ => ("NE", "Zinder", 13.8, 9.0),
    };
    Place {
        name: Some(name.to_owned()),
        site: None,
        admin1: Some(admin1.to_owned()),
        country: Some(country.to_owned()),
        latitude: Some(latitude),
        longitude: Some(longitude),
        geonames: None,
        precision: PlacePrecision::Town,
        backed: true,
        evidence: Vec::new(),
    }
}

pub fn on(day: &str) -> Option<EventDate> {
    let date = day.parse::<Date>().ok()?;
    let evidence = vec![Span::new(0, 1)];
    Some(EventDate {
        start: date,
        end: date,
        open: false,
        precision: DatePrecision::Day,
        basis: "weekday".to_owned(),
        evidence,
    })
}

pub fn event(subtype: Subtype) -> Event {
    Event { subtype, muc: Some(Muc::Attack), stage: Stage::Accomplished }
}

pub fn participant(role: Role, kind: ParticipantKind, name: &str) -> Participant {
    Participant {
        role,
        kind,
        mentions: vec![name.to_owned()],
        name: Some(name.to_owned()),
        actor: (role == Role::Perpetrator).then(|| name.to_lowercase()),
        nationality: None,
        number: None,
        effect: None,
        confidence: None,
        evidence: vec![Span::new(0, 1)],
    }
}

impl Told {
    /// An account of an attack in `place` ("" for none) on `day` ("" for none); the evidence is the whole text.
    pub fn account(mut self, standing: Standing, day: &str, place: &str) -> Told {
        let n = self.accounts.len();
        let text = self.report.text.len();
        self.accounts.push(Account {
            id: AccountId(format!("{}-a{n}", self.report.id)),
            report: self.report.id.clone(),
            incident: None,
            standing,
            event: event(Subtype::Attack),
            date: on(day),
            time_of_day: None,
            place: (!place.is_empty()).then(|| town(place)),
            participants: Vec::new(),
            evidence: vec![Span::new(0, text)],
            reason: String::new(),
        });
        self
    }

    pub fn main(self, day: &str, place: &str) -> Told {
        self.account(Standing::Main, day, place)
    }

    /// The last account's evidence is only `part` of the text.
    pub fn from(mut self, part: &str) -> Told {
        let start = self.report.text.find(part).expect("the part stands in the text");
        self.last().evidence = vec![Span::new(start, start + part.len())];
        self
    }

    pub fn by(mut self, group: &str) -> Told {
        self.last().participants.push(participant(Role::Perpetrator, ParticipantKind::Group, group));
        self
    }

    pub fn at(mut self, site: &str) -> Told {
        if let Some(place) = &mut self.last().place {
            place.site = Some(site.to_owned());
        }
        self
    }

    pub fn kind(mut self, subtype: Subtype) -> Told {
        self.last().event = event(subtype);
        self
    }

    pub fn wire(mut self, agency: &str) -> Told {
        self.report.agencies.push(agency.to_owned());
        self
    }

    pub fn last(&mut self) -> &mut Account {
        self.accounts.last_mut().expect("an account")
    }

    /// A figure of the last account: "killed", "soldiers", exactly `n`, said by `speaker` ("" for the outlet).
    pub fn figure(mut self, category: &str, group: &str, n: u64, speaker: &str) -> Told {
        let casualties = Casualties {
            category: Category::from_code(category).expect("a category"),
            group: group.to_owned(),
            quantity: Quantity::exact(n, n.to_string()),
            superseded: false,
            part_of: None,
            site: None,
            span: Span::new(0, 1),
        };
        let claim = Claim { kind: ClaimKind::Casualties, casualties: Some(casualties), ..self.claim(speaker) };
        self.claims.push(claim);
        self
    }

    pub fn killed(self, n: u64, speaker: &str) -> Told {
        self.figure("killed", "unspecified", n, speaker)
    }

    pub fn responsible(mut self, actor: &str, stance: Stance, speaker: &str) -> Told {
        let stated = Responsibility { stance, actor: actor.to_owned(), actor_id: Some(actor.to_lowercase()) };
        let claim = Claim { kind: ClaimKind::Responsibility, responsibility: Some(stated), ..self.claim(speaker) };
        self.claims.push(claim);
        self
    }

    /// A sentence of the text that calls something unclear.
    pub fn unclear(mut self, sentence: &str) -> Told {
        let start = self.report.text.find(sentence).expect("the sentence stands in the text");
        let evidence = vec![Span::new(start, start + sentence.len())];
        let claim = Claim { kind: ClaimKind::Status, modality: Modality::Unconfirmed, evidence, ..self.claim("") };
        self.claims.push(claim);
        self
    }

    /// Changes the last claim.
    pub fn but(mut self, change: impl FnOnce(&mut Claim)) -> Told {
        change(self.claims.last_mut().expect("a claim"));
        self
    }

    fn claim(&self, speaker: &str) -> Claim {
        let kind = match speaker {
            s if s.contains("governor") => SpeakerType::Government,
            s if s.contains("army") => SpeakerType::Military,
            s if s.contains("front") => SpeakerType::ArmedGroup,
            s if s.contains("hospital") => SpeakerType::Medical,
            _ => SpeakerType::Other,
        };
        Claim {
            id: ClaimId(format!("{}-c{}", self.report.id, self.claims.len())),
            report: self.report.id.clone(),
            account: self.accounts.last().map(|a| a.id.clone()),
            incident: None,
            kind: ClaimKind::Occurrence,
            modality: Modality::Asserted,
            speaker: (!speaker.is_empty()).then(|| Speaker {
                text: speaker.to_owned(),
                name: Some(speaker.to_owned()),
                actor: None,
                kind,
                span: Span::new(0, 1),
            }),
            via: Vec::new(),
            anonymous: false,
            said: None,
            evidence: vec![Span::new(0, 1)],
            casualties: None,
            responsibility: None,
            matter: None,
            read_by: String::new(),
        }
    }
}

pub fn linked(world: &[Told]) -> Linked {
    link(
        world.iter().map(|t| t.report.clone()).collect(),
        world.iter().flat_map(|t| t.accounts.clone()).collect(),
        world.iter().flat_map(|t| t.claims.clone()).collect(),
    )
}

pub fn ledger(world: &[Told], rule: &str) -> Ledger {
    reconcile(&linked(world), &Options { rule: Rule::named(rule).expect("a rule"), as_of: None })
}

/// The incidents as sets of account ids ("a.0 b.0"), sorted: easy to read in an assertion.
pub fn groups(world: &[Told]) -> Vec<String> {
    let linked = linked(world);
    let named = |n: &usize| linked.accounts[*n].id.as_str().replace("r-", "").replace("-a", ".");
    let mut out: Vec<String> =
        linked.incidents.iter().map(|i| i.accounts.iter().map(named).collect::<Vec<_>>().join(" ")).collect();
    out.sort();
    out
}
