//! The use cases, through the desk, on real files in a temporary folder.

mod bench;
mod exchange;
mod files;
mod gestures;
mod planning;
mod random_gestures;
mod samples;
mod scale;
