//! When it will be done: a Monte Carlo forecast from how many items were finished in past weeks
//! (Magennis 2011; Vacanti, *When Will It Be Done?*, 2020). Items are counted, not points.
//!
//! - [`Throughput`]: the past weeks, at least six of them;
//! - [`Work`]: what is left up to each target, and how it may grow;
//! - [`Sampling`]: runs in pieces, which give a [`Forecast`];
//! - [`BackTest`]: how often such forecasts held.
//!
//! The plain method draws past weeks one by one. Dates that it promises at 85 % hold in about 75 of 100 cases. It
//! leaves out three things, each of which [`Method::Calibrated`] puts back:
//!
//! - **Good and bad weeks come in rows.** Weeks are drawn in blocks, from a circle of the past weeks (the
//!   circular block bootstrap: Künsch 1989, Politis & Romano 1992). A block has as many weeks as the cube root of
//!   the number of weeks known.
//! - **A few weeks are not all that can happen.** Each run has a past of its own, in which parts of the real one
//!   weigh more or less (the Bayesian bootstrap, Rubin 1981, over parts as long as a block), and begins at a pace
//!   whose logarithm is off by 2.5 divided by the number of weeks.
//! - **A pace does not stay.** Its logarithm takes a random step each week and slowly returns, the more so the
//!   more the past weeks differ beyond chance.
//!
//! Three numbers (`Wander` in `past.rs`) say how much. They were found on one half of the series in
//! `data/throughput.tsv`; `tests/throughput.rs` tells how often promises held on the other.
//!
//! What is deliberately not here: dates and calendars (a week is a week, holidays are in the past weeks or
//! nowhere), points and hours, several teams, and anything that is known about a single slice.

mod back_test;
mod outlook;
mod past;
mod record;
mod sampling;
mod throughput;
mod work;

pub use back_test::{BackTest, Held};
pub use outlook::{Forecast, HORIZON, Outlook, Weeks};
pub use past::Method;
pub use record::{Series, recorded};
pub use sampling::Sampling;
pub use throughput::{Throughput, ThroughputError};
pub use work::{AssumptionError, Growth, People, Work};
