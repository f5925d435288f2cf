//! Stories, outlines and backlogs, made of chance that is the same every time.

use std::fmt::Write as _;

use serde_json::{Value, json};

/// Chance with a memory (splitmix64, Steele et al. 2014).
pub struct Chance(u64);

impl Chance {
    /// The same chance for the same number.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below another.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        (mixed % end.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words.get(self.below(words.len())).copied().unwrap_or_default()
    }
}

const PEOPLE: &[&str] =
    &["baker", "shop assistant", "regular customer", "bookkeeper", "courier", "new apprentice"];
const DEEDS: &[&str] = &[
    "order",
    "cancel",
    "look up",
    "reserve",
    "compare",
    "print",
    "share",
    "approve",
    "manage",
    "import",
    "sort and filter",
    "create, change and delete",
];
const THINGS: &[&str] = &[
    "a birthday cake",
    "the bread of tomorrow",
    "my standing order",
    "the weekly delivery",
    "bills by e-mail, letter or text message",
    "the list of allergens",
    "vouchers",
    "opening hours",
    "a refund",
    "the recipes of all branches",
];
const REASONS: &[&str] = &[
    "nobody waits in vain",
    "I can plan the morning",
    "the oven is never empty",
    "I know what it costs before I decide",
    "fewer loaves are thrown away",
    "it is easy and fast",
];
const TEXTS: &[&str] = &[
    "",
    "Today this is written on paper and lost twice a week. The page should load quickly with 300 orders.",
    "First the order is taken, then it is paid, and finally it is packed. If the card is declined, the order is kept for ten minutes.",
    "It must work on the till, on the phone and in the web shop, and support several languages.",
];
const CRITERIA: &[&str] = &[
    "Given an order of 12 rolls, when I pay by card, then I see a receipt with number and date.",
    "Given the bakery is closed, when I order, then I am told the next day of delivery.",
    "It is user-friendly.",
    "An order above 200 needs the approval of the manager.",
];

/// A user story in one sentence.
pub fn story(chance: &mut Chance) -> String {
    let (who, deed) = (chance.of(PEOPLE), chance.of(DEEDS));
    let (thing, reason) = (chance.of(THINGS), chance.of(REASONS));
    format!("As a {who} I want to {deed} {thing} so that {reason}")
}

/// Stories as JSON Lines, each with a number that no other has.
pub fn stories(count: usize) -> String {
    let mut chance = Chance::new(1);
    let mut lines = String::with_capacity(count * 300);
    for number in 0..count {
        let wanted = chance.below(4);
        let criteria: Vec<&str> =
            CRITERIA.iter().copied().skip(chance.below(4)).take(wanted).collect();
        let title = format!("{} ({number})", story(&mut chance));
        let line = json!({
            "id": format!("S{number}"), "title": title, "text": chance.of(TEXTS), "acceptance": criteria,
        });
        // Writing to a string cannot fail.
        let _ = writeln!(lines, "{line}");
    }
    lines
}

/// An outline of so many lines, three levels deep.
pub fn outline(lines: usize) -> String {
    let mut chance = Chance::new(2);
    let mut text = String::with_capacity(lines * 90);
    for line in 0..lines {
        let indent = match line % 50 {
            0 => "",
            n if n % 10 == 1 => "  ",
            _ => "    ",
        };
        let _ = writeln!(text, "{indent}- {} ({line})", story(&mut chance));
    }
    text
}

/// A backlog with `quarters` dependencies for every four slices, wherever chance puts them.
pub fn backlog(slices: usize, quarters: usize, chance: &mut Chance) -> Value {
    let mut after = vec![Vec::new(); slices];
    for _ in 0..slices * quarters / 4 {
        let (one, other) = (chance.below(slices), chance.below(slices));
        let (first, then) = (one.min(other), one.max(other));
        if first != then && !after[then].contains(&first) {
            after[then].push(first);
        }
    }
    document(after, chance)
}

/// A backlog in which each slice needs at most one, which came before it.
pub fn forest(slices: usize, chance: &mut Chance) -> Value {
    let after = (0..slices)
        .map(
            |at| if at == 0 || chance.below(10) == 0 { Vec::new() } else { vec![chance.below(at)] },
        )
        .collect();
    document(after, chance)
}

fn document(after: Vec<Vec<usize>>, chance: &mut Chance) -> Value {
    let slice = |(at, after): (usize, Vec<usize>)| {
        let after: Vec<String> = after.into_iter().map(|at| format!("s{at}")).collect();
        json!({
            "id": format!("s{at}"), "value": 1 + chance.below(100), "effort": 1 + chance.below(20),
            "after": after,
        })
    };
    json!({ "slices": after.into_iter().enumerate().map(slice).collect::<Vec<_>>() })
}
