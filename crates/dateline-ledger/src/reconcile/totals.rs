//! The total of a category of which reports count only groups: "12 soldiers and four children were killed".
//!
//! Made from the estimates of the groups. Groups are added up where nobody can be of two of them: by role
//! (`data/groups.txt`), or because one sentence lists them side by side. Leaves the estimates themselves to `estimate`.

use super::figures::{Figure, Subject, WHOLE, part};
use dateline_model::{Casualties, Category, Claim, Estimate, Report, Span};
use std::collections::{BTreeMap, BTreeSet};

/// The groups that one sentence lists side by side, by category.
pub(crate) type Lists = BTreeSet<(Category, BTreeSet<String>)>;

/// The lists of groups that sentences give: one speaker's figures of a category with only "and" and commas between them.
pub(crate) fn lists<'a>(
    figures: &BTreeMap<Subject, Vec<Figure<'a>>>,
    report: &dyn Fn(&Claim) -> Option<&'a Report>,
) -> Lists {
    type Told<'f, 'a> = (Span, &'f str, &'f Figure<'a>);
    let mut told: BTreeMap<(&str, Category, &str), Vec<Told<'_, '_>>> = BTreeMap::new();
    for (subject, list) in figures.iter().filter(|(s, _)| s.group != WHOLE && part(&s.group) != "side") {
        for figure in list.iter().filter(|f| !f.outdated && is_whole(f.casualties)) {
            let of = (figure.claim.report.as_str(), subject.category, figure.voice.as_str());
            told.entry(of).or_default().push((figure.casualties.span, subject.group.as_str(), figure));
        }
    }
    let mut lists = Lists::new();
    for ((_, category, _), mut figures) in told {
        figures.sort_by_key(|(span, ..)| *span);
        let listed = |a: &Told<'_, '_>, b: &Told<'_, '_>| {
            let text = report(a.2.claim).map_or("", |r| r.text.as_str());
            text.get(a.0.end..b.0.start).is_some_and(joins)
        };
        for list in figures.chunk_by(listed) {
            let groups: BTreeSet<String> = list.iter().map(|(_, group, _)| (*group).to_owned()).collect();
            if groups.len() > 1 {
                lists.insert((category, groups));
            }
        }
    }
    lists
}

/// Whether a figure counts a group wherever it was: no part of others, not of one of several places.
fn is_whole(figure: &Casualties) -> bool {
    figure.part_of.is_none() && figure.site.is_none()
}

/// Whether words join the members of a list: " and ", ", ", " as well as ".
fn joins(between: &str) -> bool {
    between.chars().any(|c| !c.is_whitespace()) && words(between).all(|w| JOINING.contains(&w))
}

const JOINING: [&str; 6] = ["and", "as", "well", "plus", "also", "&"];

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_whitespace() || c == ',').filter(|w| !w.is_empty())
}

/// The total of a category that only groups are counted of: the largest of the sum of roles nobody has two of, the sum of
/// groups listed side by side, and the largest group.
pub(crate) fn total_from_groups(category: Category, given: &[Estimate], lists: &Lists) -> Option<Estimate> {
    let of: Vec<&Estimate> = given.iter().filter(|e| e.category == category && e.best.is_some()).collect();
    if of.iter().any(|e| e.group == WHOLE) {
        return None;
    }
    let parts: Vec<&Estimate> = of.into_iter().filter(|e| part(&e.group) != "side").collect();
    let largest = parts.iter().max_by_key(|e| (e.best, std::cmp::Reverse(&e.group)))?;
    let by_role: Vec<&Estimate> = [("forces", "all-forces"), ("others", "all-others")]
        .iter()
        .flat_map(|(each, all)| wider(&parts, each, all))
        .collect();
    let listed = lists.iter().filter(|(c, _)| *c == category).map(|(_, groups)| {
        let of_list = parts.iter().filter(|e| groups.contains(&e.group));
        of_list.copied().collect::<Vec<_>>()
    });
    let best = |list: &[&Estimate]| list.iter().filter_map(|e| e.best).sum::<u64>();
    let summed = listed.fold(by_role, |most, list| if best(&list) > best(&most) { list } else { most });
    let mut total = (*largest).clone();
    total.group = WHOLE.to_owned();
    total.why = format!("No report gives a total; {} is the largest group counted.", largest.group);
    if summed.len() > 1 && Some(best(&summed)) > largest.best {
        let sum = |of: fn(&Estimate) -> Option<u64>| summed.iter().filter_map(|e| of(e)).sum::<u64>();
        (total.low, total.best, total.high) = (Some(sum(|e| e.low)), Some(sum(|e| e.best)), Some(sum(|e| e.high)));
        total.claims = summed.iter().flat_map(|e| e.claims.clone()).collect();
        let said = summed.iter().map(|e| format!("{} {}", e.best.unwrap_or(0), e.group));
        total.why = format!("No report gives a total; it is the sum of {}.", said.collect::<Vec<_>>().join(" and "));
    }
    Some(total)
}

/// The groups of one kind of role, or the wider group they belong to, whichever counts more.
fn wider<'e>(parts: &[&'e Estimate], each: &str, all: &str) -> Vec<&'e Estimate> {
    let of = |kind: &str| parts.iter().copied().filter(|e| part(&e.group) == kind).collect::<Vec<_>>();
    let (narrow, wide) = (of(each), of(all));
    let sum = |list: &[&Estimate]| list.iter().filter_map(|e| e.best).sum::<u64>();
    if sum(&wide) >= sum(&narrow) { wide } else { narrow }
}
