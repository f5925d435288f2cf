//! Finds the weights of one label: logistic regression with an elastic net (Zou and Hastie 2005), and
//! bounds for weights that may only help, by coordinate descent (Genkin, Lewis and Madigan 2007).
//!
//! The same examples give the same weights, bit for bit: nothing is drawn by chance.

/// One labelled card.
#[derive(Debug, Clone)]
pub struct Example {
    /// What it shows, as columns.
    pub shows: Vec<usize>,
    /// What is known before anything is learned, as the logarithm of the odds.
    pub before: f64,
    /// Whether the label is right.
    pub is_so: bool,
    /// How much the example counts.
    pub counts: f64,
}

/// What a weight may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Anything.
    Free,
    /// Nothing below zero.
    OnlyFor,
    /// Nothing above zero.
    OnlyAgainst,
}

impl Bound {
    fn keep(self, weight: f64) -> f64 {
        match self {
            Self::Free => weight,
            Self::OnlyFor => weight.max(0.0),
            Self::OnlyAgainst => weight.min(0.0),
        }
    }
}

/// Weights as the logarithm of the odds.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// What every card starts from.
    pub start: f64,
    /// One for each column.
    pub weights: Vec<f64>,
}

impl Fitted {
    /// The logarithm of the odds for a card.
    pub fn odds(&self, example: &Example) -> f64 {
        let shown: f64 = example.shows.iter().map(|column| self.weights[*column]).sum();
        example.before + self.start + shown
    }
}

const PASSES: usize = 60;
/// A step is no longer than this: far from the optimum the curve is flatter than it looks.
const LONGEST_STEP: f64 = 2.0;
const CLOSE_ENOUGH: f64 = 1e-4;

/// What pulls the weights to zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pull {
    /// In proportion to a weight: keeps all of them small.
    pub ridge: f64,
    /// The same for each weight: leaves those out that explain little.
    pub lasso: f64,
}

/// Fits the weights.
pub fn fit(examples: &[Example], bounds: &[Bound], pull: Pull) -> Fitted {
    const NONE: Pull = Pull { ridge: 1e-6, lasso: 0.0 };
    let columns = by_column(examples, bounds.len());
    let everything: Vec<usize> = (0..examples.len()).collect();
    let mut chances = Chances::of(examples);
    let mut fitted = Fitted { start: 0.0, weights: vec![0.0; bounds.len()] };
    for _ in 0..PASSES {
        let mut longest =
            step(examples, &everything, &mut chances, &mut fitted.start, Bound::Free, NONE);
        for (column, bound) in bounds.iter().enumerate() {
            let weight = &mut fitted.weights[column];
            let moved = step(examples, &columns[column], &mut chances, weight, *bound, pull);
            longest = longest.max(moved);
        }
        if longest < CLOSE_ENOUGH {
            break;
        }
    }
    fitted
}

/// What is thought of each example so far.
struct Chances {
    /// The logarithm of the odds.
    odds: Vec<f64>,
    /// The same from 0 to 1.
    likely: Vec<f64>,
}

impl Chances {
    fn of(examples: &[Example]) -> Self {
        let odds: Vec<f64> = examples.iter().map(|example| example.before).collect();
        let likely = odds.iter().copied().map(chance).collect();
        Self { odds, likely }
    }

    fn add(&mut self, row: usize, odds: f64) {
        self.odds[row] += odds;
        self.likely[row] = chance(self.odds[row]);
    }
}

fn chance(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

fn by_column(examples: &[Example], columns: usize) -> Vec<Vec<usize>> {
    let mut rows = vec![Vec::new(); columns];
    for (row, example) in examples.iter().enumerate() {
        for column in &example.shows {
            rows[*column].push(row);
        }
    }
    rows
}

/// One Newton step of one weight; how far it went.
fn step(
    examples: &[Example],
    rows: &[usize],
    chances: &mut Chances,
    weight: &mut f64,
    bound: Bound,
    pull: Pull,
) -> f64 {
    let (mut slope, mut curve) = (pull.ridge * *weight, pull.ridge);
    for row in rows {
        let example = &examples[*row];
        let likely = chances.likely[*row];
        slope += example.counts * (likely - f64::from(u8::from(example.is_so)));
        curve += example.counts * likely * (1.0 - likely);
    }
    let curve = curve.max(1e-9);
    let free = *weight - (slope / curve).clamp(-LONGEST_STEP, LONGEST_STEP);
    let wanted = free.signum() * (free.abs() - pull.lasso / curve).max(0.0);
    let kept = bound.keep(wanted);
    let moved = kept - *weight;
    if moved != 0.0 {
        rows.iter().for_each(|row| chances.add(*row, moved));
    }
    *weight = kept;
    moved.abs()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(shows: &[usize], is_so: bool) -> Example {
        Example { shows: shows.to_vec(), before: 0.0, is_so, counts: 1.0 }
    }

    fn ridge(ridge: f64) -> Pull {
        Pull { ridge, lasso: 0.0 }
    }

    #[test]
    fn what_explains_little_is_left_out() {
        let examples: Vec<_> =
            (0..40).map(|at| example(if at < 2 { &[0, 1] } else { &[0] }, at < 20)).collect();
        let weights = |lasso| fit(&examples, &[Bound::Free; 2], Pull { ridge: 0.1, lasso }).weights;
        assert!(weights(0.0)[1] > 0.5, "{:?}", weights(0.0));
        assert_eq!(weights(2.0)[1], 0.0);
    }

    #[test]
    fn what_goes_with_the_label_gets_weight_and_what_does_not_gets_none() {
        let mut examples = Vec::new();
        for at in 0..40 {
            let is_so = at % 2 == 0;
            examples.push(example(if is_so { &[0, 2] } else { &[1, 2] }, is_so));
        }
        let fitted = fit(&examples, &[Bound::Free; 3], ridge(1.0));
        assert!(fitted.weights[0] > 1.0 && fitted.weights[1] < -1.0, "{fitted:?}");
        assert!(fitted.weights[2].abs() < 0.01, "{fitted:?}");
    }

    #[test]
    fn a_weight_that_may_only_help_never_hurts() {
        let examples: Vec<_> =
            (0..20).map(|at| example(&[0], at == 0)).chain([example(&[], true)]).collect();
        assert!(fit(&examples, &[Bound::Free], ridge(0.1)).weights[0] < 0.0);
        assert_eq!(fit(&examples, &[Bound::OnlyFor], ridge(0.1)).weights, [0.0]);
        assert!(fit(&examples, &[Bound::OnlyAgainst], ridge(0.1)).weights[0] < 0.0);
    }

    #[test]
    fn the_optimum_is_reached() {
        let examples: Vec<_> =
            (0..30).map(|at| example(&[at % 3, 3 + at % 2], at % 5 < 2)).collect();
        let fitted = fit(&examples, &[Bound::Free; 5], ridge(0.5));
        for column in 0..5 {
            let rows = examples.iter().filter(|example| example.shows.contains(&column));
            let slope: f64 = rows
                .map(|e| 1.0 / (1.0 + (-fitted.odds(e)).exp()) - f64::from(u8::from(e.is_so)))
                .sum();
            assert!((slope + 0.5 * fitted.weights[column]).abs() < 1e-2, "{column}: {slope}");
        }
    }

    #[test]
    fn what_is_known_before_is_not_learned_again() {
        let sure = |is_so| Example {
            before: if is_so { 6.0 } else { -6.0 },
            ..example(&[usize::from(is_so)], is_so)
        };
        let examples: Vec<_> = (0..20).map(|at| sure(at % 2 == 0)).collect();
        assert!(
            fit(&examples, &[Bound::Free; 2], ridge(1.0)).weights.iter().all(|w| w.abs() < 0.1)
        );
    }
}
