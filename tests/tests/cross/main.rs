//! What no single crate can promise: the layout, and the way through all of them.

mod round_trips;
mod tidy;
