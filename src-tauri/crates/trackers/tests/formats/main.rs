//! The formats as a caller sees them.

mod hostile;
mod round_trip;
mod schema;
mod workshops;
mod written;
