//! From a reading to accounts and claims: ids, voices, modality, evidence.

use crate::accounts::{Recalled, background_account, is_worth_telling, main_account, mentioned, recalled};
use crate::attribution::Attribution;
use crate::binding::Figure;
use crate::companions::{Company, companies};
use crate::frames::Kind;
use crate::individuals::{Individual, befallen_together, individuals, tally};
use crate::lexicon::{Phrases, own_rows};
use crate::modality::modality;
use crate::owning::owned;
use crate::reading::Reading;
use crate::responsibility::{accuser, stated};
use crate::sets::has;
use crate::speakers::{Memory, Voice};
use crate::words::Line;
use dateline_atlas::ActorMention;
use dateline_model::{
    Account, AccountId, Casualties, Category, Claim, ClaimId, ClaimKind, Modality, Muc, Quantity, Responsibility, Role,
    Said, Span, SpeakerType, Stance, Standing,
};
use std::sync::LazyLock;

/// What a report says: its accounts and its claims.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Main first, then in the order of the text.
    pub accounts: Vec<Account>,
    /// In the order of the text.
    pub claims: Vec<Claim>,
}

static STATUS: LazyLock<Phrases<String>> = LazyLock::new(|| {
    let rows = own_rows("status.txt", include_str!("../lexicon/status.txt")).into_iter();
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
        claims: Vec::new(),
        alone: Vec::new(),
        tells_of_death: crate::tolls::tells_of(reading, Category::Killed),
        tells_of_wounds: crate::tolls::tells_of(reading, Category::Wounded)
            || crate::tolls::tells_of(reading, Category::Casualties),
    };
    for i in 0..reading.lines.len() {
        writer.line(i);
    }
    writer.one_by_one();
    let mut claims = writer.claims;
    crate::subtolls::mark(reading, &mut claims);
    crate::tolls::replace_earlier(reading, &mut claims);
    Told { accounts, claims }
}

struct Writer<'r, 'a> {
    reading: &'r Reading<'a>,
    apart: &'r [Recalled],
    accounts: &'r [Account],
    memory: Memory,
    claims: Vec<Claim>,
    alone: Vec<(usize, Individual, Voice)>,
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
        let voices: Vec<Voice> =
            reading.attributions[i].iter().map(|a| self.memory.voice(text, line, a, &reading.names)).collect();
        let persons = individuals(line);
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
            for one in persons {
                if one.group != "attackers" && reading.verdict(i, one.words.start).standing == Standing::Main {
                    let (voice, _) = self.voice_at(i, one.words.start, &voices);
                    self.alone.push((i, one, voice));
                }
            }
            self.responsibility(i, &voices);
            self.status(i, &voices);
        }
    }

    /// Where the report gives no figure of its own: the persons it speaks of one at a time, added up.
    fn one_by_one(&mut self) {
        let Some(main) = self.accounts.iter().find(|a| a.standing == Standing::Main).map(|a| a.id.clone()) else {
            return;
        };
        // "was shot" is wounded where nothing in the report speaks of a death
        let dead = |category: Category| matches!(category, Category::Killed | Category::Casualties);
        let killed = self.claims.iter().any(|c| c.casualties.as_ref().is_some_and(|k| dead(k.category)))
            || self.alone.iter().any(|(_, one, _)| one.category == Category::Killed);
        for category in [Category::Killed, Category::Wounded] {
            let counted = self.claims.iter().any(|c| {
                let both = |k: Category| k == Category::Casualties && category == Category::Wounded;
                let figure = c.casualties.as_ref().is_some_and(|k| both(k.category) || k.category == category);
                figure && c.account.as_ref() == Some(&main)
            });
            let mentions: Vec<&(usize, Individual, Voice)> = self
                .alone
                .iter()
                .filter(|(_, one, _)| {
                    one.category == category
                        || (one.category == Category::Casualties && category == Category::Wounded && !killed)
                })
                .collect();
            let told: Vec<(usize, &Individual)> = mentions.iter().map(|(i, one, _)| (*i, one)).collect();
            let alone = || tally(&told.iter().map(|(_, one)| *one).collect::<Vec<_>>());
            let Some((number, chosen)) =
                befallen_together(&self.reading.lines, &told).or_else(alone).filter(|_| !counted)
            else {
                continue;
            };
            let (i, first, voice) = mentions[chosen[0]];
            let line = &self.reading.lines[*i];
            let span = line.stretch(first.words.start, first.words.end);
            let text = span.slice(&self.reading.report.text).to_owned();
            let mut claim =
                self.claim(ClaimKind::Casualties, Modality::Asserted, voice.clone(), Some(main.clone()), line);
            claim.evidence = chosen.iter().map(|&k| self.reading.lines[mentions[k].0].span).collect();
            claim.evidence.dedup();
            claim.casualties = Some(Casualties {
                category,
                group: if number == 1 { first.group.clone() } else { "unspecified".to_owned() },
                quantity: Quantity::exact(number, text),
                superseded: false,
                part_of: None,
                site: None,
                span,
            });
            claim.read_by = format!("lexicon/harm.txt: \"{}\", persons named one by one", line.lower(first.trigger));
            self.claims.push(claim);
        }
    }

    /// Drills, films and matches have no dead.
    fn tells_real_harm(&self) -> bool {
        self.reading.judgement.is_incident || !self.reading.judgement.is_unreal()
    }

    /// The attribution that covers a word, the narrowest first.
    fn cover(&self, i: usize, word: usize) -> Option<usize> {
        let all = &self.reading.attributions[i];
        (0..all.len()).filter(|&k| all[k].covers(word)).min_by_key(|&k| (all[k].width(), k))
    }

    /// Who says what stands at a word: a cue of the sentence, an open quotation, or the outlet.
    fn voice_at(&self, i: usize, word: usize, voices: &[Voice]) -> (Voice, Option<&Attribution>) {
        if let Some(k) = self.cover(i, word) {
            return (voices[k].clone(), Some(&self.reading.attributions[i][k]));
        }
        let none = Voice { speaker: None, via: Vec::new(), anonymous: false };
        if let Some(voice) = self.voice_ahead(i, word) {
            return (voice, None);
        }
        let carried =
            self.reading.attributions[i].is_empty() && self.inside_quotation(i, word) && !self.is_handed_over(i);
        match self.memory.last().filter(|_| carried) {
            Some(speaker) => (Voice { speaker: Some(speaker.clone()), ..none }, None),
            None => (none, None),
        }
    }

    /// Who says, further on, what a quotation holds that begins in this sentence: "“Nine died. More are missing,” he said."
    fn voice_ahead(&self, i: usize, word: usize) -> Option<Voice> {
        let line = &self.reading.lines[i];
        let opens = line.words.first().is_some_and(|w| w.is_quote()) && word > 0;
        let runs_on = line.words.iter().filter(|w| w.is_quote()).count() == 1;
        if !opens || !runs_on || !self.reading.attributions[i].is_empty() {
            return None;
        }
        let block = |j: &usize| self.reading.lines.get(*j).is_some_and(|l| l.block == line.block);
        let closes = |j: &usize| self.reading.lines[*j].words.iter().any(|w| w.is_quote());
        let end = (i + 1..i + 6).take_while(block).find(closes)?;
        let close = self.reading.lines[end].words.iter().position(|w| w.is_quote())?;
        let told = self.reading.attributions[end].iter().find(|a| a.cue.start > close && a.source.is_some())?;
        let mut memory = self.memory.clone();
        let line = &self.reading.lines[end];
        Some(memory.voice(&self.reading.report.text, line, told, &self.reading.names))
    }

    /// Whether words go on behind the quotation that ends in a sentence: they say whose it is, whatever they are.
    fn is_handed_over(&self, i: usize) -> bool {
        let line = &self.reading.lines[i];
        let close = (1..line.words.len()).rev().find(|&k| line.words[k].is_quote() && line.words[k].text != "“");
        close.is_some_and(|k| line.words[k..].iter().filter(|w| w.is_wordlike()).count() > 2)
    }

    /// Whether a quotation that began earlier in the same block, or opens this sentence, holds the word.
    fn inside_quotation(&self, i: usize, word: usize) -> bool {
        let line = &self.reading.lines[i];
        let block = self.reading.report.blocks.get(line.block);
        let start = block.map_or(line.span.start, |b| b.span.start);
        let at = line.words.get(word).map_or(line.span.end, |w| w.span.start);
        let before = self.reading.report.text.get(start..at).unwrap_or("");
        let (open, close) = (before.matches(['“', '«']).count(), before.matches(['”', '»']).count());
        open > close || before.matches('"').count() % 2 == 1
    }

    fn casualties(&self, i: usize, figure: &Figure, voices: &[Voice], ids: &[ClaimId]) -> Claim {
        let line = &self.reading.lines[i];
        let word = figure.count.number.core;
        let (voice, attribution) = self.voice_at(i, word, voices);
        let verdict = self.reading.verdict(i, figure.count.first());
        let account = self.account_of_deed(i, figure).or_else(|| self.account_for(i, verdict.standing));
        let modality = modality(line, figure, attribution, &voice);
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
            group: figure.count.group.clone(),
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
        let k = self.apart.iter().position(struck)?;
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

    fn responsibility(&mut self, i: usize, voices: &[Voice]) {
        let line = &self.reading.lines[i];
        let mut statements = stated(line);
        let names = &self.reading.names;
        let official = |kind: &SpeakerType| {
            matches!(
                kind,
                SpeakerType::Military | SpeakerType::Government | SpeakerType::Police | SpeakerType::ArmedGroup
            )
        };
        let kind = |span: Span| {
            let armed = names.actors.iter().find(|m| span_meets(span, m) && m.is_armed()).map(|m| m.actor.kind);
            armed.or_else(|| names.speaker_type(span.slice(&self.reading.report.text)).filter(official)).or_else(|| {
                // "the junta's spokesman"
                let forced = |w: &&crate::words::Word| span.contains(w.span) && has("military_noun", &w.lower);
                line.words.iter().find(forced).map(|_| SpeakerType::Military)
            })
        };
        let own = owned(line, &self.reading.attributions[i], &self.reading.deeds[i], &kind);
        let new = |o: &crate::responsibility::Stated| {
            statements.iter().all(|s| s.stance != o.stance && s.stance != Some(Stance::Claims))
        };
        // that a force killed the attackers, told further down, is no owning up to the attack
        let (deeds, lead) = (&self.reading.deeds[i], i < 3);
        let text = &self.reading.report.text;
        let fells = |o: &crate::responsibility::Stated| {
            let told = deeds.iter().filter(|d| line.word_from(d.place.start) == o.at);
            let mut felled = told.flat_map(|d| &d.fills).filter(|f| f.role == Role::Victim && f.kind == Kind::Armed);
            felled.any(|f| !lead || f.mention.slice(text).to_lowercase().contains("attacker"))
        };
        statements.extend(own.into_iter().filter(|o| new(o) && !fells(o)).collect::<Vec<_>>());
        for statement in statements {
            let Some(stance) = statement.stance else { continue };
            // an accusation that nobody made is not of the deed
            let answers = ["accusation", "allegation", "charge", "claim"].iter().any(|w| statement.phrase.contains(w));
            if stance == Stance::Denies && answers && !self.is_anyone_accused() {
                continue;
            }
            let accuser = accuser(line, &statement).filter(|_| matches!(stance, Stance::Accuses | Stance::Suspects));
            let Some(range) = statement.actor else { continue };
            let span = line.stretch(range.start, range.end);
            // what an armed group claims, a state admits
            let bears = kind(span);
            let state = matches!(bears, Some(SpeakerType::Military | SpeakerType::Government | SpeakerType::Police));
            let stance = if state && stance == Stance::Claims { Stance::Admits } else { stance };
            let written = span.slice(&self.reading.report.text).to_owned();
            let names = &self.reading.names;
            // "government forces" are known by what they are
            let forces =
                line.words[range.clone()].iter().any(|w| has("military_noun", &w.lower) || has("troops", &w.lower));
            let unnamed = crate::participants::names_no_one(line, &range) && !forces;
            let pronoun = has("pronoun", &written.to_lowercase());
            let known =
                forces || names.actor_in(span).is_some() || (unnamed && names.chief_group().is_some()) || pronoun;
            if (!crate::participants::can_answer(line, &range) || unnamed) && !known {
                continue;
            }
            let meant = if pronoun { self.meant(&written, stance, i, statement.at, voices) } else { None };
            let chief = || names.chief_group().filter(|_| unnamed && meant.is_none());
            let stands_for = || meant.as_ref().and_then(|s| names.actor_called(s.actor.as_ref()?));
            let actor = names.actor_in(span).or_else(stands_for).or_else(chief);
            let bears = bears.or(meant.as_ref().map(|s| s.kind));
            let resolved = meant.map(|s| s.name.unwrap_or(s.text));
            let named = !unnamed && !pronoun;
            let as_written = written.trim_start_matches("The ").trim_start_matches("the ").to_owned();
            // armed groups go by many names; forces of a state by what they are
            let group = actor.filter(|a| a.kind == SpeakerType::ArmedGroup).map(crate::names::display);
            let known_as = actor.map(crate::names::display);
            let name = if named {
                group.unwrap_or(as_written)
            } else {
                known_as.or(resolved).unwrap_or_else(|| written.clone())
            };
            if written.is_empty() || pronoun && name == written {
                continue;
            }
            let (mut voice, _) = self.voice_at(i, statement.at, voices);
            if matches!(stance, Stance::Claims | Stance::Admits | Stance::Denies) {
                let kind = actor.map(|a| a.kind).or(bears).unwrap_or(SpeakerType::ArmedGroup);
                voice.speaker = Some(dateline_model::Speaker {
                    text: written,
                    name: Some(name.clone()),
                    actor: actor.map(|a| a.id.clone()),
                    kind,
                    span,
                });
                voice.speaker.iter().for_each(|speaker| self.memory.remember(speaker));
            }
            // "The government blamed the Front"; the outlet itself only where nobody is said to
            if let Some(subject) = accuser.filter(|_| voice.speaker.is_none()) {
                voice = self.voice_of_subject(i, subject, statement.at).unwrap_or(voice);
            }
            // "was carried out by the Front": an accusation where somebody is said to make it; nobody accuses himself
            let told = statement.phrase.ends_with(" by") && matches!(stance, Stance::Accuses);
            let own = actor.is_some() && voice.speaker.as_ref().and_then(|s| s.actor.as_ref()) == actor.map(|a| &a.id);
            if told && voice.speaker.is_none() || own && matches!(stance, Stance::Accuses | Stance::Suspects) {
                continue;
            }
            // where no recalled incident was made of the sentence, it speaks of the report's own
            let account = self.account_for(i, self.reading.verdicts[i].standing);
            let account = account.or_else(|| self.account_for(i, Standing::Main));
            let modality = match stance {
                Stance::Claims => Modality::Claimed,
                Stance::Admits => Modality::Admitted,
                Stance::Denies => Modality::Denied,
                Stance::Accuses => Modality::Asserted,
                Stance::Suspects => Modality::Unconfirmed,
            };
            let mut claim = self.claim(ClaimKind::Responsibility, modality, voice, account, line);
            claim.responsibility = Some(Responsibility { stance, actor: name, actor_id: actor.map(|a| a.id.clone()) });
            claim.read_by = format!("lexicon/responsibility.txt: \"{}\"", statement.phrase);
            self.claims.push(claim);
        }
    }

    /// Whom "it", "we", "the group" stands for where a deed is claimed or denied at word `at` of sentence `i`.
    fn meant(
        &self,
        written: &str,
        stance: Stance,
        i: usize,
        at: usize,
        voices: &[Voice],
    ) -> Option<dateline_model::Speaker> {
        let (voice, _) = self.voice_at(i, at, voices);
        let speaker = match written.to_lowercase().as_str() {
            "we" => voice.speaker,
            lower => self.memory.antecedent(lower).or(self.memory.last()).cloned(),
        };
        let answers = |s: &dateline_model::Speaker| match (stance, s.kind) {
            (_, SpeakerType::ArmedGroup | SpeakerType::Other) => true,
            (Stance::Claims, _) => false,
            (_, SpeakerType::Military | SpeakerType::Government | SpeakerType::Police) => true,
            _ => false,
        };
        speaker.filter(answers)
    }

    /// Whether anyone has been accused or suspected so far.
    fn is_anyone_accused(&self) -> bool {
        let stances = self.claims.iter().filter_map(|c| c.responsibility.as_ref()).map(|r| r.stance);
        stances.into_iter().any(|s| matches!(s, Stance::Accuses | Stance::Suspects))
    }

    /// The voice of who is the subject of a verb that hands nothing over, where that is one who can speak.
    fn voice_of_subject(&mut self, i: usize, subject: std::ops::Range<usize>, at: usize) -> Option<Voice> {
        let (line, text) = (&self.reading.lines[i], &self.reading.report.text);
        let written = line.stretch(subject.start, subject.end).slice(text);
        let names = &self.reading.names;
        let speaks = has("pronoun", &written.to_lowercase()) || names.speaker_type(written).is_some();
        let attribution = Attribution {
            source: Some(subject),
            apposition: None,
            cue: at..at + 1,
            content: Vec::new(),
            via: Vec::new(),
            modality: Modality::Asserted,
            lemma: "accuse".to_owned(),
        };
        speaks.then(|| self.memory.voice(text, line, &attribution, names))
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

fn span_meets(span: Span, mention: &ActorMention) -> bool {
    span.overlaps(mention.span)
}
