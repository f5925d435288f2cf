//! trackers
