//! Finds role, want, benefit and scenarios in free text, tolerantly (QUS; Lucassen et al. 2016).
