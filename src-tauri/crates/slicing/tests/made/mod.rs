//! Throughput of teams that do not exist: series of known kinds, from a seed.

/// A kind of team.
pub struct Kind {
    pub name: &'static str,
    /// The mean pace in a week, from the chance and what it remembers.
    pace: fn(&mut Team, usize) -> f64,
}

impl Kind {
    /// So many weeks of one team.
    pub fn weeks(&self, seed: u64, weeks: usize) -> Vec<u32> {
        let name: u64 = self.name.bytes().map(u64::from).sum();
        let mut team = Team {
            chance: Chance(seed * 1_000_003 + name),
            offset: 9 * seed as usize,
            log_pace: 0.0,
        };
        let offset = team.offset;
        let week = |week| {
            let pace = (self.pace)(&mut team, week + offset);
            team.chance.poisson(USUAL * pace)
        };
        (0..weeks).map(week).collect()
    }
}

/// Items a week.
const USUAL: f64 = 5.0;

pub struct Team {
    chance: Chance,
    /// Where in the year it begins.
    offset: usize,
    log_pace: f64,
}

pub const KINDS: &[Kind] = &[
    Kind { name: "steady", pace: |_, _| 1.0 },
    // A gamma of shape 2 makes the Poisson a negative binomial.
    Kind {
        name: "dispersed",
        pace: |team, _| (team.chance.exponential() + team.chance.exponential()) / 2.0,
    },
    Kind { name: "holidays", pace: |_, week| holidays(week % 52) },
    Kind { name: "autocorrelated", pace: |team, _| team.walk(0.7, 0.3) },
    Kind { name: "drift", pace: |team, _| team.walk(1.0, 0.05) },
    Kind { name: "sprints", pace: |_, week| if week % 2 == 0 { 0.4 } else { 1.6 } },
];

fn holidays(week_of_year: usize) -> f64 {
    match week_of_year {
        50.. => 0.0,
        28..33 => 0.4,
        _ => 1.0,
    }
}

impl Team {
    fn walk(&mut self, stays: f64, step: f64) -> f64 {
        self.log_pace = stays * self.log_pace + step * self.chance.normal();
        self.log_pace.exp()
    }
}

/// A generator of its own (xorshift64*, Vigna 2016), so that nothing is tested with what it is made of.
struct Chance(u64);

impl Chance {
    fn unit(&mut self) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn exponential(&mut self) -> f64 {
        -(1.0 - self.unit()).ln()
    }

    fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Knuth's way, for small means.
    fn poisson(&mut self, mean: f64) -> u32 {
        let (least, mut product, mut items) = ((-mean).exp(), self.unit(), 0);
        while product > least {
            product *= self.unit();
            items += 1;
        }
        items
    }
}
