//! Which sentences behind a report's lead leave it for a deed of their own: "On Wednesday, gunmen shot dead two policemen at
//! Osta" at the end of a report of a raid elsewhere.
//!
//! Made from what the title and the first paragraph tell: how many were harmed, and which places they name. A sentence
//! departs only where somebody or something new strikes, other numbers are harmed, and it opens with a day or a place
//! of its own, or names both. Leaves what becomes of such sentences to [`crate::several`].

use crate::concerted::Reach;
use crate::events::{EventWord, event_words};
use crate::frames::{Deed, Fill};
use crate::reading::Reading;
use crate::scene::{holds, kilometres};
use crate::sets::has;
use crate::several::is_fresh;
use crate::times::{TimeKind, TimeMention};
use crate::whereabouts::stands_in;
use crate::words::Line;
use dateline_atlas::PlaceMention;
use dateline_model::{BlockKind, Category, PlacePrecision, Role, Subtype};

/// Kilometres within which two towns may be one scene.
const NEAR: f64 = 25.0;

/// Inhabitants from which a town of another country is surely meant.
pub(crate) const GREAT: u32 = 500_000;

/// So few are killed or hurt in many incidents.
pub(crate) const FEW: u64 = 5;

/// What the title and the first paragraph of a report tell.
pub(crate) struct Lead<'r> {
    /// Ranks of the sentences: the title and those of the first paragraph that tells of the incident.
    ranks: Vec<usize>,
    /// Places named in them, the dateline left out.
    places: Vec<&'r PlaceMention>,
    /// The country that the report is of.
    country: Option<&'r str>,
    /// Whether they tell of several deeds: "a wave of attacks".
    many: bool,
    /// How far their own deed reaches.
    reach: Reach<'r>,
}

impl<'r> Lead<'r> {
    /// The lead of a report: its title and the first paragraph for which `told` holds.
    pub fn of(reading: &'r Reading, told: impl Fn(usize) -> bool) -> Self {
        let block = (0..reading.lines.len()).find(|&i| told(i)).map(|i| reading.lines[i].block);
        let leads = |line: &Line| line.kind == BlockKind::Title || Some(line.block) == block;
        let ranks: Vec<usize> = (0..reading.lines.len()).filter(|&i| leads(&reading.lines[i])).collect();
        let dateline = reading.report.dateline_place;
        let all = reading.names.places.iter();
        let filed = all.clone().find(|m| dateline.is_some_and(|d| d.overlaps(m.span)));
        // "Rebels raid Osta; shells fall on Norvale": the second half is of another
        let second = |line: &Line| {
            let half = line.words.iter().find(|w| w.text == ";").filter(|_| line.kind == BlockKind::Title);
            half.map_or(line.span.end, |w| w.span.start)
        };
        let inside = |line: &Line, m: &PlaceMention| line.span.contains(m.span) && m.span.start < second(line);
        let within = |m: &&PlaceMention| ranks.iter().any(|&i| inside(&reading.lines[i], m));
        let places: Vec<&PlaceMention> =
            all.filter(within).filter(|m| dateline.is_none_or(|d| !d.overlaps(m.span))).collect();
        let country = places.first().copied().or(filed).and_then(|m| m.country.as_deref());
        let several = |w: &crate::words::Word| has("many_deeds", &w.lower) || w.lower == "bombs" && w.tag == "NNS";
        let many = ranks.iter().any(|&i| reading.lines[i].words.iter().any(several));
        let reach = Reach::of(&reading.lines, &ranks, &places);
        Lead { ranks, places, country, many, reach }
    }

    /// "A wave of attacks", "Bombs at three churches": the places need not be others'.
    pub fn tells_of_many(&self) -> bool {
        self.many
    }

    /// How far its own deed reaches.
    pub fn reach(&self) -> &Reach<'r> {
        &self.reach
    }

    /// Whether it tells of one deed, and not of this place.
    pub fn leaves_out(&self, place: &PlaceMention) -> bool {
        !self.many && !self.places.iter().any(|m| m.name == place.name || m.geonames == place.geonames)
    }

    /// Whether it names the country of a place.
    pub fn names_country(&self, place: &PlaceMention) -> bool {
        self.places.iter().any(|m| m.country == place.country)
    }

    /// Whether a great town lies in another country than the one that a lead without a place is filed from.
    pub fn is_abroad(&self, place: &PlaceMention, is_led: bool) -> bool {
        let great = place.precision == PlacePrecision::Town && place.population >= GREAT;
        !is_led && great && self.country.is_some_and(|c| place.country.as_deref() != Some(c))
    }

    /// The place where the title says that something happened: "Rebels kill 38 in Osta".
    pub fn of_title(&self, reading: &Reading) -> Option<&'r PlaceMention> {
        self.places.iter().copied().find(|m| {
            let title = reading.lines.iter().find(|l| l.kind == BlockKind::Title && l.span.contains(m.span));
            let told = title.filter(|l| !crate::harm::hits(l).is_empty() || !crate::events::event_words(l).is_empty());
            // "Toll of Osta raid rises"
            let after = |l: &Line| l.word_from(m.span.end);
            let of_deed = |l: &Line| event_words(l).iter().any(|e| (after(l)..after(l) + 2).contains(&e.first));
            let there = |l: &Line| stands_in(l, l.word_from(m.span.start)) || of_deed(l);
            told.is_some_and(|l| m.precision <= PlacePrecision::Admin1 && there(l))
        })
    }

    /// Whether the sentence leaves the lead for a deed of its own.
    pub fn departs(&self, reading: &Reading, i: usize) -> bool {
        let line = &reading.lines[i];
        let late = line.kind != BlockKind::Title && !self.ranks.contains(&i) && line.is_parsed() && !self.many;
        let abroad = self.opens_abroad(reading, line).is_some() && is_fresh(reading, i);
        let anew = || opens_anew(reading, line) || is_dated(reading, line);
        let newcomers = || reading.deeds[i].iter().any(|d| is_of_newcomers(reading, d)) && !self.is_struck(reading, i);
        late && (abroad || newcomers() && (is_hours_before(line) || anew()))
            && (is_hours_before(line) || self.counts_others(reading, i))
    }

    /// Whether what a sentence says was struck is a thing that the lead names: "a bus" of the report of an attack on a bus.
    fn is_struck(&self, reading: &Reading, i: usize) -> bool {
        let text = &reading.report.text;
        let targets = reading.deeds[i].iter().flat_map(|d| &d.fills).filter(|f| f.role == Role::Target);
        let last = |f: &Fill| f.mention.slice(text).rsplit(' ').next().unwrap_or("").to_lowercase();
        let named = |noun: &String| self.ranks.iter().any(|&k| reading.lines[k].words.iter().any(|w| w.lower == *noun));
        targets.map(last).any(|noun| named(&noun))
    }

    /// Whether it counts people of a group: "soldiers".
    pub fn names(&self, reading: &Reading, group: &str) -> bool {
        self.counts(reading).iter().any(|(_, other, _)| *other == group)
    }

    /// Ranks of its sentences.
    pub fn ranks(&self) -> &[usize] {
        &self.ranks
    }

    /// Whether a place lies away from all that the lead names.
    pub fn is_foreign(&self, place: &PlaceMention) -> bool {
        let same = |m: &&&PlaceMention| m.precision <= PlacePrecision::District;
        let mut towns = self.places.iter().filter(same);
        !towns.any(|m| {
            m.geonames.is_some() && m.geonames == place.geonames
                || m.name == place.name
                || holds(m, place)
                || holds(place, m)
                || kilometres(m, place) < NEAR
        })
    }

    /// "the ambush", in a report that leads with an air strike: a deed of another kind, on the ground.
    pub fn is_of_other_kind(&self, reading: &Reading, line: &Line) -> bool {
        let far = |s: Subtype| matches!(s, Subtype::AirStrike | Subtype::Shelling);
        let lead: Vec<Subtype> =
            self.ranks.iter().flat_map(|&i| event_words(&reading.lines[i])).map(|e| e.subtype).collect();
        let here = event_words(line);
        let ambush =
            |e: &EventWord| has("ambush_noun", line.lower(e.first)) && e.first > 0 && line.lower(e.first - 1) == "the";
        lead.iter().any(|s| far(*s))
            && !lead.contains(&Subtype::ArmedClash)
            && !here.iter().any(|e| far(e.subtype))
            && here.iter().any(ambush)
    }

    /// "In Mali on Sunday, rebels attacked …", in a report of Niger: the country.
    pub fn opens_abroad(&self, reading: &'r Reading, line: &Line) -> Option<&'r PlaceMention> {
        let other = |m: &&PlaceMention| {
            let at = line.word_from(m.span.start);
            m.precision == PlacePrecision::Country
                && line.span.contains(m.span)
                && (1..8).contains(&at)
                && self.country.is_some_and(|c| m.country.as_deref().is_some_and(|other| other != c))
                && !self.places.iter().any(|lead| lead.country == m.country)
        };
        let opens = has("located", line.lower(0)) || line.lower(0) == "across";
        reading.names.places.iter().find(other).filter(|_| opens)
    }

    /// Whether a sentence counts none of those that the lead counts, where both count any.
    fn counts_others(&self, reading: &Reading, i: usize) -> bool {
        let (lead, here) = (self.counts(reading), counts_of(reading, i));
        !lead.is_empty() && !here.is_empty() && !self.counts_again(reading, i)
    }

    /// Whether a sentence counts any of those whom the lead counts, or parts of them.
    pub fn counts_again(&self, reading: &Reading, i: usize) -> bool {
        let lead = self.counts(reading);
        // "eight men and a girl" are the nine of the lead
        let line = &reading.lines[i];
        let counted = |w: &std::ops::Range<usize>| reading.figures[i].iter().any(|f| w.contains(&f.count.first()));
        let persons = crate::individuals::individuals(line);
        let parts = [Category::Killed, Category::Wounded, Category::Casualties].into_iter().any(|of| {
            let whole = reading.figures[i].iter().filter(|f| f.part_of.is_none() && f.category == of);
            let same: Vec<u64> = whole.filter_map(|f| f.count.number.quantity.point()).collect();
            let alone = persons.iter().filter(|p| p.category == of && !counted(&p.words)).count() as u64;
            let own = |n: u64| lead.iter().any(|(of_lead, _, c)| *of_lead == n && *c == of);
            let all = same.iter().sum::<u64>();
            same.len() > 1 && own(all) || !same.is_empty() && own(all + alone) && alone > 0
        });
        self.counts_one_again(reading, i) || parts
    }

    /// Whether a sentence counts some as the lead does.
    pub fn counts_one_again(&self, reading: &Reading, i: usize) -> bool {
        let (lead, here) = (self.counts(reading), counts_of(reading, i));
        // "three soldiers" are not the "three rebels"
        let vague = |n: u64, group: &str| n > FEW && group == "unspecified";
        let same = |n: u64, a: &str, b: &str| vague(n, a) || vague(n, b) || a == b;
        here.iter().any(|(n, of, _)| lead.iter().any(|(m, other, _)| *n > 1 && n == m && same(*n, of, other)))
    }

    fn counts<'t>(&self, reading: &'t Reading) -> Vec<(u64, &'t str, Category)> {
        self.ranks.iter().flat_map(|&k| counts_of(reading, k)).collect()
    }
}

/// The people killed or hurt that a sentence counts.
fn counts_of<'t>(reading: &'t Reading, i: usize) -> Vec<(u64, &'t str, Category)> {
    let harmed = |c: Category| matches!(c, Category::Killed | Category::Wounded | Category::Casualties);
    let figures = reading.figures[i].iter().filter(|f| harmed(f.category));
    figures.filter_map(|f| Some((f.count.number.quantity.point()?, f.count.group.as_str(), f.category))).collect()
}

/// Whether a deed is that of somebody, or of a weapon, not spoken of before: "gunmen", "a bomb"; not "the rebels", "they".
fn is_of_newcomers(reading: &Reading, deed: &Deed) -> bool {
    let text = &reading.report.text;
    let new = |f: &Fill| {
        let first = f.span.slice(text).split(' ').next().unwrap_or("").to_lowercase();
        matches!(f.role, Role::Perpetrator | Role::Instrument)
            && f.name.is_none()
            && !has("definite", &first)
            && !has("pronoun", &first)
    };
    deed.fills.iter().any(new) && deed.fills.iter().any(|f| matches!(f.role, Role::Victim | Role::Target))
}

/// Whether a sentence opens with a day, a stretch of time or a place of its own: "On Wednesday,", "Last week,", "In Osta,",
/// "Hours earlier,".
pub(crate) fn opens_anew(reading: &Reading, line: &Line) -> bool {
    let first = usize::from(matches!(line.lower(0), "on" | "in" | "at" | "near" | "but" | "and"));
    let day = reading
        .times
        .iter()
        .any(|t| is_of_days(t) && line.span.contains(t.span) && line.word_from(t.span.start) <= first);
    let placed = |m: &&PlaceMention| line.span.contains(m.span) && line.word_from(m.span.start) == first && first > 0;
    day || is_hours_before(line) || reading.names.places.iter().any(|m| placed(&m))
}

/// "Hours earlier, rebels ambushed a convoy", "Earlier on Monday a mine killed two soldiers".
pub(crate) fn is_hours_before(line: &Line) -> bool {
    let hours =
        has("stretch_of_time", line.lower(0)) && matches!(line.lower(1), "before" | "earlier") && line.lower(2) == ",";
    hours || line.lower(0) == "earlier" && matches!(line.lower(1), "in" | "on" | "that") || is_hours_later(line)
}

/// "A few hours later a bomb wrecked a car", "Two hours later, another mine went off".
fn is_hours_later(line: &Line) -> bool {
    let weapon = |k: usize| {
        matches!(line.lower(k), "a" | "an" | "another") && (k + 1..k + 4).any(|n| has("weapon_noun", line.lower(n)))
    };
    let later = (1..4).find(|&k| line.lower(k) == "later" && has("stretch_of_time", line.lower(k - 1)));
    later.is_some_and(|k| weapon(k + 1) || line.lower(k + 1) == "," && weapon(k + 2))
}

fn is_of_days(time: &TimeMention) -> bool {
    matches!(time.kind, TimeKind::Date | TimeKind::Time) && time.days.is_some()
}

/// Whether a sentence dates what it tells.
fn is_dated(reading: &Reading, line: &Line) -> bool {
    let dates = |t: &&TimeMention| is_of_days(t) && crate::tie::tie_of(line, t) == crate::tie::Tie::Deed;
    reading.times.iter().filter(|t| line.span.contains(t.span)).any(|t| dates(&t))
}
