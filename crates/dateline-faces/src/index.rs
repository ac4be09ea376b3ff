//! Finding a ledger's nouns by id, and naming a place in a report for people: `[2] ¶3`.

use dateline_model::{
    Account, AccountId, BlockKind, Claim, ClaimId, Incident, IncidentId, Ledger, Report, ReportId, Span,
};
use std::collections::{HashMap, HashSet};

/// A ledger's nouns by id.
pub(crate) struct Index<'a> {
    pub(crate) ledger: &'a Ledger,
    reports: HashMap<&'a ReportId, (usize, &'a Report)>,
    accounts: HashMap<&'a AccountId, &'a Account>,
    claims: HashMap<&'a ClaimId, &'a Claim>,
    incidents: HashMap<&'a IncidentId, &'a Incident>,
    telling: HashSet<&'a ReportId>,
}

impl<'a> Index<'a> {
    pub(crate) fn of(ledger: &'a Ledger) -> Self {
        let numbered = ledger.reports.iter().enumerate();
        Index {
            ledger,
            reports: numbered.map(|(rank, report)| (&report.id, (rank + 1, report))).collect(),
            accounts: ledger.accounts.iter().map(|account| (&account.id, account)).collect(),
            claims: ledger.claims.iter().map(|claim| (&claim.id, claim)).collect(),
            incidents: ledger.incidents.iter().map(|incident| (&incident.id, incident)).collect(),
            telling: ledger.incidents.iter().flat_map(|incident| &incident.reports).collect(),
        }
    }

    pub(crate) fn report(&self, id: &ReportId) -> Option<&'a Report> {
        self.reports.get(id).map(|&(_, report)| report)
    }

    /// The report's number in the list of reports, from 1.
    pub(crate) fn number(&self, id: &ReportId) -> usize {
        self.reports.get(id).map_or(0, |&(number, _)| number)
    }

    /// Whether some incident rests on this report.
    pub(crate) fn tells(&self, id: &ReportId) -> bool {
        self.telling.contains(id)
    }

    pub(crate) fn account(&self, id: &AccountId) -> Option<&'a Account> {
        self.accounts.get(id).copied()
    }

    pub(crate) fn claim(&self, id: &ClaimId) -> Option<&'a Claim> {
        self.claims.get(id).copied()
    }

    pub(crate) fn claims(&self, ids: &'a [ClaimId]) -> Vec<&'a Claim> {
        ids.iter().filter_map(|id| self.claim(id)).collect()
    }

    pub(crate) fn incident(&self, id: &IncidentId) -> Option<&'a Incident> {
        self.incidents.get(id).copied()
    }

    /// Where a claim stands: `[2] ¶3`.
    pub(crate) fn place(&self, claim: &Claim) -> String {
        self.spot(&claim.report, claim.evidence.first().copied())
    }

    /// Where a span stands in its report: `[2] ¶3`, `[2] title`; the report alone where no block holds it.
    pub(crate) fn spot(&self, report: &ReportId, span: Option<Span>) -> String {
        let number = self.number(report);
        let within = self.report(report).zip(span).and_then(|(report, span)| block_name(report, span));
        within.map_or_else(|| format!("[{number}]"), |within| format!("[{number}] {within}"))
    }

    /// The words of a claim's evidence; stretches apart are joined by "…".
    pub(crate) fn words(&self, claim: &Claim) -> String {
        self.quote(&claim.report, &claim.evidence)
    }

    /// The words the spans cover; stretches apart are joined by "…".
    pub(crate) fn quote(&self, report: &ReportId, spans: &[Span]) -> String {
        let Some(report) = self.report(report) else { return String::new() };
        spans.iter().map(|span| span.slice(&report.text)).collect::<Vec<_>>().join(" … ")
    }
}

/// The paragraph a span begins in, counted without titles, headings and captions.
fn block_name(report: &Report, span: Span) -> Option<String> {
    let mut paragraph = 0;
    for block in &report.blocks {
        paragraph += usize::from(block.kind == BlockKind::Paragraph);
        if span.start < block.span.end {
            return Some(match block.kind {
                BlockKind::Paragraph => format!("¶{paragraph}"),
                other => other.code().to_owned(),
            });
        }
    }
    None
}
