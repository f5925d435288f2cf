//! The leaves of a workshop in order, with the MVP line and the reasons.
