//! The real window, driven as a user would.
