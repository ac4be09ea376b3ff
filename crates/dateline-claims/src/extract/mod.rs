//! From a reading to accounts and claims: ids, voices, modality, evidence.

mod admitted;
mod answers;
mod arms;
mod charged;
mod doers;
mod further;
mod meant;
mod sides;
mod singly;
mod stances;
mod titles;
mod voices;

use crate::accounts::{Recalled, background_account, is_worth_telling, main_account, mentioned, recalled};
use crate::attribution::Attribution;
use crate::binding::Figure;
use crate::companions::{Company, companies};
use crate::individuals::{Individual, befallen};
use crate::lexicon::{Phrases, own_rows};
use crate::modality::modality;
use crate::reading::Reading;
use crate::speakers::{Memory, Voice};
use crate::words::Line;
use dateline_model::{
    Account, AccountId, Casualties, Category, Claim, ClaimId, ClaimKind, Modality, Muc, Participant, Quantity, Role,
    Said, Standing,
};
use singly::Alone;
use std::sync::LazyLock;

/// What a report says: its accounts and its claims.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Main first, then in the order of the text.
    pub accounts: Vec<Account>,
    /// Figures, who answers for them and what is not known, in the order of the text; then what else is said.
    pub claims: Vec<Claim>,
}

static STATUS: LazyLock<Phrases<String>> = LazyLock::new(|| {
    let rows = own_rows("status.txt", include_str!("../../lexicon/status.txt")).into_iter();
    Phrases::new(rows.flat_map(|row| row.entries.into_iter().map(move |e| (e, row.key.clone())).collect::<Vec<_>>()))
});

/// The accounts and claims of a reading.
pub fn accounts_and_claims(reading: &Reading) -> Told {
    let main = main_account(reading);
    let mut apart = recalled(reading);
    apart.extend(mentioned(reading));
    let first_rank = usize::from(main.is_some());
    apart.retain(|r| is_worth_telling(reading, main.as_ref(), &background_account(reading, r, 0), r));
    let mut accounts: Vec<Account> = main.into_iter().collect();
    accounts.extend(apart.iter().enumerate().map(|(k, r)| background_account(reading, r, first_rank + k)));
    let mut writer = Writer {
        reading,
        apart: &apart,
        accounts: &accounts,
        memory: Memory::default(),
        before: None,
        claims: Vec::new(),
        further: Vec::new(),
        alone: Vec::new(),
        answerable: Vec::new(),
        tells_of_death: crate::tolls::tells_of(reading, Category::Killed),
        tells_of_wounds: crate::tolls::tells_of(reading, Category::Wounded)
            || crate::tolls::tells_of(reading, Category::Casualties),
    };
    for i in 0..reading.lines.len() {
        writer.line(i);
    }
    writer.one_by_one();
    let (claims, further, answerable) = (writer.claims, writer.further, writer.answerable);
    let mut claims = titles::without_repeats(reading, claims);
    if let Some(main) = accounts.first_mut().filter(|a| a.standing == Standing::Main) {
        answers::join_answerable(&mut main.participants, answerable);
    }
    crate::unverified::mark_unverified(reading, &mut claims);
    crate::subtolls::mark(reading, &mut claims);
    crate::tolls::replace_risen(reading, &mut claims);
    crate::tolls::replace_earlier(reading, &mut claims);
    further::number(&reading.report.id, &mut claims, further);
    Told { accounts, claims }
}

struct Writer<'r, 'a> {
    reading: &'r Reading<'a>,
    apart: &'r [Recalled],
    accounts: &'r [Account],
    memory: Memory,
    /// Who spoke last before the sentence.
    before: Option<Voice>,
    claims: Vec<Claim>,
    /// What else is said; numbered behind all other claims.
    further: Vec<Claim>,
    alone: Vec<Alone>,
    /// Who is said to have done what the report is about, in the order of the text.
    answerable: Vec<Participant>,
    /// Whether anyone is said to have died in the report's own incident.
    tells_of_death: bool,
    /// Whether anyone is said to have been shot or hurt in it.
    tells_of_wounds: bool,
}

impl Writer<'_, '_> {
    fn line(&mut self, i: usize) {
        let (reading, line) = (self.reading, &self.reading.lines[i]);
        let text = &reading.report.text;
        self.memory.about(text, i.checked_sub(1).map(|before| &reading.lines[before]), &reading.names);
        self.before = self.memory.going_on();
        let voices: Vec<Voice> =
            reading.attributions[i].iter().map(|a| self.memory.voice(text, line, a, &reading.names)).collect();
        let persons = befallen(line);
        let companies = companies(reading, line, &reading.figures[i], &persons);
        let mut ids: Vec<ClaimId> = Vec::new();
        let mut sums: Vec<(&Company, ClaimId)> = Vec::new();
        for (rank, figure) in reading.figures[i].iter().enumerate() {
            if !self.tells_real_harm() {
                continue;
            }
            if let Some(company) = companies.iter().find(|c| c.figures.first() == Some(&rank)) {
                let sum = self.sum(i, figure, company, &voices);
                sums.push((company, sum.id.clone()));
                self.claims.push(sum);
                self.each_of(i, figure, company, &voices);
            }
            let mut claim = self.casualties(i, figure, &voices, &ids);
            let sum = sums.iter().find(|(company, _)| company.figures.contains(&rank)).map(|(_, id)| id.clone());
            if let Some(casualties) = claim.casualties.as_mut().filter(|_| sum.is_some()) {
                casualties.part_of = sum;
            }
            ids.push(claim.id.clone());
            self.claims.push(claim);
        }
        if reading.judgement.is_incident {
            let beside = |one: &Individual| companies.iter().any(|c| c.persons.contains(one));
            for one in persons {
                if !beside(&one)
                    && (one.group != "attackers"
                        || singly::is_the_attacker(line, &one)
                        || singly::is_by_own_hand(line, &one))
                    && reading.verdict(i, one.words.start).standing == Standing::Main
                {
                    let alone = self.alone(i, one, &voices);
                    self.alone.push(alone);
                }
            }
            self.status(i, &voices);
        }
        if reading.judgement.is_incident || !reading.judgement.is_unreal() {
            self.responsibility(i, &voices);
        }
        self.further(i, &voices);
    }

    /// Drills, films and matches have no dead.
    fn tells_real_harm(&self) -> bool {
        self.reading.judgement.is_incident || !self.reading.judgement.is_unreal()
    }

    fn casualties(&self, i: usize, figure: &Figure, voices: &[Voice], ids: &[ClaimId]) -> Claim {
        let line = &self.reading.lines[i];
        let word = figure.count.number.core;
        let (voice, attribution) = self.voice_at(i, word, voices);
        let verdict = self.reading.verdict(i, figure.count.first());
        let account = self.account_of_deed(i, figure).or_else(|| self.account_for(i, verdict.standing));
        let modality = modality(line, figure, attribution, &voice);
        let own = crate::own_men::group_of_own(line, figure, &voice)
            .or_else(|| crate::own_men::group_of_members(line, &figure.count, &self.reading.names))
            .or_else(|| crate::inherited::group_before(self.reading, i, figure));
        let mut claim = self.claim(ClaimKind::Casualties, modality, voice, account, line);
        let abducted =
            self.accounts.first().is_some_and(|a| a.standing == Standing::Main && a.event.muc == Some(Muc::Kidnapping));
        let victims = crate::tolls::counts_victims(line, figure);
        let category = match figure.category {
            _ if victims && abducted && !self.tells_of_death => Category::Kidnapped,
            Category::Killed if victims && self.tells_of_wounds && !self.tells_of_death => Category::Wounded,
            Category::Casualties if figure.count.group == "survivors" => Category::Wounded,
            Category::Casualties if figure.shot && !self.tells_of_death => Category::Wounded,
            category => category,
        };
        claim.said = attribution.and_then(|a| self.said_on(line, a)).or(claim.said);
        claim.casualties = Some(Casualties {
            category,
            group: own.unwrap_or_else(|| figure.count.group.clone()),
            quantity: figure.count.number.quantity.clone(),
            superseded: figure.superseded,
            part_of: figure.part_of.and_then(|k| ids.get(k).cloned()),
            site: None,
            span: figure.count.span(line),
        });
        let trigger = line.words.get(figure.trigger).map_or("", |w| w.lower.as_str());
        claim.read_by = format!("lexicon/harm.txt: \"{trigger}\", rule {}", figure.rule);
        claim
    }

    /// The sum of a count and of the persons named beside it.
    fn sum(&self, i: usize, figure: &Figure, company: &Company, voices: &[Voice]) -> Claim {
        let line = &self.reading.lines[i];
        let span = line.stretch(company.words.start, company.words.end);
        let mut claim = self.casualties(i, figure, voices, &[]);
        if let Some(casualties) = &mut claim.casualties {
            let text = span.slice(&self.reading.report.text).to_owned();
            "unspecified".clone_into(&mut casualties.group);
            (casualties.quantity, casualties.span) = (Quantity::exact(company.people, text), span);
        }
        claim.read_by.push_str(", with the persons named beside it");
        claim
    }

    fn claim(
        &self,
        kind: ClaimKind,
        modality: Modality,
        voice: Voice,
        account: Option<AccountId>,
        line: &Line,
    ) -> Claim {
        let published = self.reading.report.published.as_ref();
        Claim {
            id: ClaimId(format!("{}/c{}", self.reading.report.id, self.claims.len())),
            report: self.reading.report.id.clone(),
            account,
            incident: None,
            kind,
            modality,
            speaker: voice.speaker,
            via: voice.via,
            anonymous: voice.anonymous,
            said: published.map(|p| Said { date: p.date, basis: "published".to_owned() }),
            evidence: vec![line.span],
            casualties: None,
            responsibility: None,
            matter: None,
            read_by: String::new(),
        }
    }

    /// The day a cue itself bears: "admitted late Tuesday", "said on Wednesday".
    fn said_on(&self, line: &Line, attribution: &Attribution) -> Option<Said> {
        let near = attribution.cue.start.saturating_sub(3)..attribution.cue.end + 4;
        let times = self
            .reading
            .times
            .iter()
            .filter(|t| line.span.contains(t.span) && near.contains(&line.word_from(t.span.start)));
        let mut said = times.filter(|t| crate::standing::is_said_time(line, t)).filter_map(|t| t.days);
        let (date, _) = said.find(|(start, end)| start == end)?;
        let published = self.reading.report.published.as_ref();
        published.is_none_or(|p| date <= p.date).then(|| Said { date, basis: "text".to_owned() })
    }

    /// The account of the deed told besides that a figure of sentence `i` belongs to, if it does.
    fn account_of_deed(&self, i: usize, figure: &Figure) -> Option<AccountId> {
        let span = figure.count.span(&self.reading.lines[i]);
        let struck = |r: &Recalled| {
            let mut fills = r.deeds.iter().filter(|d| d.0 == i).flat_map(|d| &self.reading.deeds[d.0][d.1].fills);
            fills.any(|f| f.role == Role::Victim && f.span.overlaps(span))
        };
        let offset = usize::from(self.accounts.iter().any(|a| a.standing == Standing::Main));
        // "One of them was released", behind it
        let behind = |r: &Recalled| r.lines.contains(&i) && !r.deeds.is_empty() && r.deeds.iter().all(|d| d.0 < i);
        let k = self.apart.iter().position(struck).or_else(|| self.apart.iter().position(behind))?;
        self.accounts.get(offset + k).map(|a| a.id.clone())
    }

    /// The account that a figure of sentence `i` with this standing belongs to.
    fn account_for(&self, i: usize, standing: Standing) -> Option<AccountId> {
        let main = self.accounts.iter().find(|a| a.standing == Standing::Main);
        if standing == Standing::Main {
            return main.map(|a| a.id.clone());
        }
        let offset = usize::from(main.is_some());
        let k = self.apart.iter().position(|r| r.deeds.is_empty() && r.lines.contains(&i))?;
        self.accounts.get(offset + k).map(|a| a.id.clone())
    }

    fn status(&mut self, i: usize, voices: &[Voice]) {
        let line = &self.reading.lines[i];
        let Some((at, n, _)) = STATUS.first_in(line).filter(|_| self.reading.verdicts[i].standing == Standing::Main)
        else {
            return;
        };
        let phrase = line.words[at..at + n].iter().map(|w| w.text).collect::<Vec<_>>().join(" ");
        let (voice, _) = self.voice_at(i, at, voices);
        let account = self.account_for(i, Standing::Main);
        let mut claim = self.claim(ClaimKind::Status, Modality::Unconfirmed, voice, account, line);
        claim.read_by = format!("lexicon/status.txt: \"{phrase}\"");
        self.claims.push(claim);
    }
}
