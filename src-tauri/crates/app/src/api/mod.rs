//! What the use cases take and give, as the interface and the command line see it.
//!
//! These are the only types that are serialised for a window. They hold no rules: the words come
//! from `slicing`, the numbers are whole, ids are strings such as `S17`, and a span counts
//! characters (Unicode scalar values).

mod backlog;
mod details;
mod error;
mod exchange;
mod gesture;
mod home;
mod outline;
mod overview;
mod plan;

pub use backlog::*;
pub use details::*;
pub use error::*;
pub use exchange::*;
pub use gesture::*;
pub use home::*;
pub use outline::*;
pub use overview::*;
pub use plan::*;
