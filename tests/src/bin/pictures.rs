//! Takes the README's pictures.
fn main() {}
