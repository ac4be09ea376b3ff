//! Invented worlds with known truth: incidents, and the reports that outlets write about each.
//!
//! Made from a number of reports and a seed, so that one size is the same world on every machine. An incident has a
//! day, a town, a site, a group and a toll; its reports come days apart, some undated, some copied in part, some with
//! an earlier or corrected toll, some with the figure a party claims, some weeks later. Words are left to `tell`, the
//! values of the stages before linking to `growth`.

use jiff::civil::{Date, date};

/// Numbers that look random and are the same in every run (splitmix64).
pub struct Dice(u64);

impl Dice {
    /// Dice that begin at a seed.
    pub fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    /// A number from 0 to `sides` - 1.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    /// Whether it is one of `of` sides.
    pub fn one_in(&mut self, of: usize) -> bool {
        self.roll(of) == 0
    }

    /// One of a list.
    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.roll(list.len())]
    }

    /// A name of nobody.
    pub fn name(&mut self) -> String {
        const PARTS: [&str; 32] = [
            "ba", "kor", "din", "sa", "mel", "tu", "ra", "gon", "fi", "lem", "zou", "nar", "wi", "hal", "pe", "oma",
            "du", "ker", "vi", "tan", "lo", "shi", "mar", "yu", "bel", "cho", "ez", "ru", "ka", "jin", "po", "ses",
        ];
        let syllables = 2 + self.roll(2);
        let mut name: String = (0..syllables).map(|_| *self.of(&PARTS)).collect();
        name[..1].make_ascii_uppercase();
        name
    }
}

/// What kind of deed an incident is.
pub const DEEDS: [&str; 4] = ["raid", "bomb", "strike", "ambush"];

/// One incident as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Its rank: what the reports of one incident share.
    pub number: usize,
    /// When.
    pub day: Date,
    /// Where, as a rank in some list of towns.
    pub town: usize,
    /// Who did it, as a rank in some list of groups.
    pub group: usize,
    /// One of [`DEEDS`].
    pub deed: &'static str,
    /// How many were killed and wounded.
    pub toll: (u64, u64),
    /// A figure that was given first and was wrong.
    pub first_toll: u64,
    /// What a party makes of it.
    pub claimed_toll: u64,
    /// Names of people and quarters.
    pub names: [String; 5],
}

/// What a report is to its incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// One of the first.
    Lead,
    /// One with a new toll.
    Update,
    /// One with a party's figure.
    Lie,
    /// One that takes a toll back.
    Correction,
    /// Weeks later: a court, a funeral.
    Later,
    /// The words of the report before it, cut.
    Copy,
}

/// One report of an incident, before it is put into words.
#[derive(Debug, Clone, PartialEq)]
pub struct Telling {
    /// Its rank.
    pub number: usize,
    /// The incident it tells of.
    pub event: Event,
    /// What it is to it.
    pub part: Part,
    /// When it came out; nothing where it does not say.
    pub published: Option<Date>,
}

/// The reports of a world, incident by incident. A busy news stream of some hundred incidents a week, whatever its
/// length: a larger world is a longer one.
pub fn world(reports: usize, seed: u64, towns: usize, groups: usize) -> impl Iterator<Item = Telling> {
    let mut dice = Dice::new(seed);
    let days = (reports / 4 / 16).max(30);
    let mut left = 0;
    let mut event = happening(&mut dice, 0, days, towns, groups);
    (0..reports).map(move |number| {
        if number == 0 || left == 0 {
            let rank = if number == 0 { 0 } else { event.number + 1 };
            event = happening(&mut dice, rank, days, towns, groups);
            left = 1 + dice.roll(4) + dice.roll(4);
        }
        left -= 1;
        telling(&event, number, &mut dice)
    })
}

fn happening(dice: &mut Dice, number: usize, days: usize, towns: usize, groups: usize) -> Event {
    let killed = 1 + dice.roll(8) as u64 * (1 + dice.roll(5) as u64);
    let day = date(2000, 1, 1).checked_add(jiff::Span::new().days(dice.roll(days) as i64));
    Event {
        number,
        day: day.unwrap_or(Date::MAX),
        town: dice.roll(towns),
        group: dice.roll(groups),
        deed: DEEDS[dice.roll(DEEDS.len())],
        toll: (killed, 2 + dice.roll(30) as u64),
        first_toll: killed / 2 + 1,
        claimed_toll: killed * 3 + 2,
        names: std::array::from_fn(|_| dice.name()),
    }
}

fn telling(event: &Event, number: usize, dice: &mut Dice) -> Telling {
    let part = match dice.roll(20) {
        0..8 => Part::Lead,
        8..12 => Part::Update,
        12..14 => Part::Lie,
        14 => Part::Correction,
        15 => Part::Later,
        _ => Part::Copy,
    };
    let late = match part {
        Part::Later => 14 + dice.roll(40),
        Part::Correction => 2 + dice.roll(4),
        Part::Update => 1 + dice.roll(2),
        _ => dice.roll(3),
    };
    let day = event.day.checked_add(jiff::Span::new().days(late as i64)).unwrap_or(event.day);
    let published = (part == Part::Later || !dice.one_in(12)).then_some(day);
    Telling { number, event: event.clone(), part, published }
}

#[cfg(test)]
mod tests {
    use super::world;

    #[test]
    fn a_size_is_one_world() {
        let (one, two): (Vec<_>, Vec<_>) = (world(500, 7, 90, 9).collect(), world(500, 7, 90, 9).collect());
        assert_eq!(one, two);
        assert!(one.len() == 500 && one.last().is_some_and(|t| (90..200).contains(&t.event.number)));
        assert!(one.iter().any(|t| t.published.is_none()));
        assert!(one.iter().filter_map(|t| t.published).all(|day| day.year() >= 2000));
    }
}
