//! Measures what the documentation claims.
fn main() {}
