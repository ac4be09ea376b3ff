//! Where one line comes from: a claim's sentence in its paragraph, an estimate's claims that won and lost.

use super::paint::Paint;
use super::wrap::{hang, wrap};
use crate::DossierOptions;
use crate::index::Index;
use crate::prose;
use crate::sheet;
use dateline_model::{Account, Claim, Estimate, Incident, Ledger, Report, ReportId, Span};

/// The explanation of the noun with this id, or with the only id that begins so.
pub(crate) fn explain(ledger: &Ledger, id: &str, options: &DossierOptions) -> Option<String> {
    let index = Index::of(ledger);
    let teller =
        Teller { index: &index, columns: options.width.max(40), paint: Paint(options.colour), lines: Vec::new() };
    let found = find(ledger, id)?;
    Some(teller.tell(&found))
}

enum Noun<'a> {
    Report(&'a Report),
    Account(&'a Account),
    Claim(&'a Claim),
    Incident(&'a Incident),
}

fn find<'a>(ledger: &'a Ledger, id: &str) -> Option<Noun<'a>> {
    let reports = ledger.reports.iter().map(|one| (one.id.as_str(), Noun::Report(one)));
    let accounts = ledger.accounts.iter().map(|one| (one.id.as_str(), Noun::Account(one)));
    let claims = ledger.claims.iter().map(|one| (one.id.as_str(), Noun::Claim(one)));
    let incidents = ledger.incidents.iter().map(|one| (one.id.as_str(), Noun::Incident(one)));
    let mut begun: Vec<(&str, Noun)> =
        reports.chain(accounts).chain(claims).chain(incidents).filter(|(one, _)| one.starts_with(id)).collect();
    if let Some(exact) = begun.iter().position(|(one, _)| *one == id) {
        return Some(begun.swap_remove(exact).1);
    }
    if begun.len() == 1 && !id.is_empty() { begun.pop().map(|(_, noun)| noun) } else { None }
}

struct Teller<'a> {
    index: &'a Index<'a>,
    columns: usize,
    paint: Paint,
    lines: Vec<String>,
}

impl Teller<'_> {
    fn tell(mut self, noun: &Noun) -> String {
        match noun {
            Noun::Report(report) => self.report(report),
            Noun::Account(account) => self.account(account),
            Noun::Claim(claim) => self.claim(claim),
            Noun::Incident(incident) => self.incident(incident),
        }
        self.lines.join("\n") + "\n"
    }

    fn head(&mut self, text: &str) {
        let lines = wrap(&prose::plain(text), self.columns);
        self.lines.extend(lines.iter().map(|line| self.paint.bold(line)));
    }

    fn say(&mut self, label: &str, text: &str) {
        if !text.trim().is_empty() {
            self.lines.extend(hang(&format!("  {label:<11} "), &prose::plain(text), self.columns));
        }
    }

    fn gap(&mut self) {
        self.lines.push(String::new());
    }

    /// The paragraph around the spans, with the spans between arrows.
    fn paragraph(&mut self, report: &ReportId, spans: &[Span]) {
        let Some(report) = self.index.report(report) else { return };
        for span in spans {
            let block = report.blocks.iter().map(|block| block.span).find(|block| block.overlaps(*span));
            let around = block.map_or(*span, |block| block.cover(*span));
            let [before, after] = [Span::new(around.start, span.start), Span::new(span.end, around.end)];
            let cut = |span: Span| span.slice(&report.text);
            let text = format!("{}»{}«{}", cut(before), cut(*span), cut(after));
            let lines = wrap(prose::plain(&text).trim(), self.columns.saturating_sub(4));
            self.lines.extend(lines.iter().map(|line| format!("  │ {line}")));
        }
    }

    fn source(&mut self, id: &ReportId, span: Option<Span>) {
        let Some(report) = self.index.report(id) else { return };
        let date = report.published.as_ref().map_or_else(|| "undated".to_owned(), prose::published);
        let title = report.title.as_deref().unwrap_or("untitled");
        let path = report.path.as_deref().or(report.url.as_deref()).unwrap_or("");
        self.say("report", &format!("{} · {date} · “{title}” · {path}", self.index.spot(id, span)));
    }

    fn claim(&mut self, claim: &Claim) {
        let report = self.index.report(&claim.report);
        let what = match (&claim.casualties, &claim.responsibility) {
            (Some(figure), _) => {
                let group = prose::group(&figure.group);
                format!("{}, {} {group}", prose::category(figure.category), prose::figure(&figure.quantity))
            }
            (None, Some(about)) => format!("responsibility, {} {}", about.stance, about.actor),
            (None, None) => further(claim),
        };
        self.head(&format!("claim {}: {what}", claim.id));
        if let Some(figure) = &claim.casualties {
            let bounds = prose::bounds(figure.quantity.low, figure.quantity.high);
            self.say("read as", &format!("{} ({})", bounds.unwrap_or_default(), figure.quantity.qualifier));
        }
        if let Some(quantity) = claim.matter.as_ref().and_then(|about| about.quantity.as_ref()) {
            let bounds = prose::bounds(quantity.low, quantity.high);
            self.say("read as", &format!("{} ({})", bounds.unwrap_or_default(), quantity.qualifier));
        }
        self.say("said by", &prose::said_by(claim, report));
        self.say("kind", claim.speaker.as_ref().map_or("unattributed", |speaker| speaker.kind.code()));
        self.say("via", &prose::via(claim));
        let said = claim.said.as_ref().map(|said| format!("{} ({})", prose::long_day(said.date), said.basis));
        self.say("said", &said.unwrap_or_default());
        self.say("how sure", prose::how_sure(claim.modality));
        self.source(&claim.report, claim.evidence.first().copied());
        self.say("read by", &claim.read_by);
        self.say("account", claim.account.as_ref().map_or("none", |id| id.as_str()));
        self.weighed(claim);
        self.gap();
        self.paragraph(&claim.report, &claim.evidence);
    }

    /// What became of the claim in its incident's estimates.
    fn weighed(&mut self, claim: &Claim) {
        let Some(incident) = claim.incident.as_ref().and_then(|id| self.index.incident(id)) else {
            return self.say("incident", "none");
        };
        self.say("incident", &format!("{} · {}", incident.id, incident.title));
        for estimate in incident.estimates.iter().filter(|one| one.claims.contains(&claim.id)) {
            let outcome = if estimate.winner.as_ref() == Some(&claim.id) { "won" } else { "lost" };
            self.say("estimate", &format!("{outcome}: {}", summary(estimate)));
        }
    }

    fn incident(&mut self, incident: &Incident) {
        self.head(&format!("incident {}: {}", incident.id, incident.title));
        for report in &incident.reports {
            self.source(report, None);
        }
        for id in &incident.accounts {
            let reason =
                self.index.account(id).map(|account| format!("{id}: {}, {}", account.standing, account.reason));
            self.say("account", &reason.unwrap_or_default());
        }
        for joined in &incident.joined {
            self.say("joined", &format!("{} to {}: {}", joined.account, joined.to, joined.why));
        }
        if let Some(place) = &incident.place {
            self.say("place", &prose::place(place));
            self.paragraph(&incident.evidence_report, &place.evidence);
        }
        if let Some(date) = &incident.date {
            self.say("date", &format!("{} ({})", prose::event_date(date), date.basis));
            self.paragraph(&incident.evidence_report, &date.evidence);
        }
        for estimate in &incident.estimates {
            self.gap();
            self.estimate(estimate);
        }
    }

    fn estimate(&mut self, estimate: &Estimate) {
        self.head(&summary(estimate));
        let (won, lost): (Vec<_>, Vec<_>) =
            self.index.claims(&estimate.claims).into_iter().partition(|one| Some(&one.id) == estimate.winner.as_ref());
        for (label, claims) in [("won", won), ("lost", lost)] {
            for claim in claims {
                let figure =
                    claim.casualties.as_ref().map(|figure| prose::figure(&figure.quantity)).unwrap_or_default();
                let by = prose::said_by(claim, self.index.report(&claim.report));
                let place = self.index.place(claim);
                self.say(
                    label,
                    &format!("{figure} · {by} · {} · {place} · {}", prose::how_sure(claim.modality), claim.id),
                );
                self.paragraph(&claim.report, &claim.evidence);
            }
        }
    }

    fn account(&mut self, account: &Account) {
        self.head(&format!("account {}: {}", account.id, prose::event(&account.event)));
        self.say("standing", &format!("{}: {}", account.standing, account.reason));
        self.say("incident", account.incident.as_ref().map_or("none", |id| id.as_str()));
        self.source(&account.report, account.evidence.first().copied());
        if let Some(date) = &account.date {
            self.say("date", &format!("{} ({})", prose::event_date(date), date.basis));
        }
        self.say("time", account.time_of_day.as_deref().unwrap_or(""));
        self.say("place", &account.place.as_ref().map(prose::place).unwrap_or_default());
        for one in &account.participants {
            let name = one.name.clone().unwrap_or_else(|| one.mentions.join("; "));
            self.say(one.role.code(), &format!("{name} ({})", one.kind));
        }
        self.gap();
        self.paragraph(&account.report, &account.evidence);
    }

    fn report(&mut self, report: &Report) {
        self.head(&format!("report {}", report.id));
        self.source(&report.id, None);
        let basis = report.published.as_ref().map(|published| published.basis.code());
        self.say("dated by", basis.unwrap_or("nothing"));
        self.say("kind", report.kind.code());
        self.say("origin", report.origin.as_str());
        self.say("copy of", report.copy_of.as_ref().map_or("", |id| id.as_str()));
        self.say("agencies", &report.agencies.join(", "));
        for note in &report.notes {
            self.say("note", &note.to_string());
        }
        for account in self.index.ledger.accounts.iter().filter(|one| one.report == report.id) {
            self.say("account", &format!("{} · {} · {}", account.id, account.standing, prose::event(&account.event)));
        }
        for claim in self.index.ledger.claims.iter().filter(|one| one.report == report.id) {
            let figure = claim
                .casualties
                .as_ref()
                .map(|figure| format!("{} {}", prose::category(figure.category), prose::figure(&figure.quantity)));
            let what = figure.unwrap_or_else(|| further(claim));
            self.say("claim", &format!("{} · {what} · {}", claim.id, prose::said_by(claim, Some(report))));
        }
    }
}

/// "damage, about 40 houses (burned)", "status".
fn further(claim: &Claim) -> String {
    let Some(about) = &claim.matter else { return claim.kind.code().to_owned() };
    let sort = about.sort.map(|sort| format!(" ({sort})")).unwrap_or_default();
    format!("{}, {}{sort}", claim.kind.code(), prose::matter(about))
}

/// "killed: 17 (12 to 19) civilians – recent: …".
fn summary(estimate: &Estimate) -> String {
    let name = prose::category(estimate.category);
    format!("{name}: {} – {}: {}", sheet::best(estimate), estimate.rule, estimate.why)
}
