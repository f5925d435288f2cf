//! The walking skeleton (Cockburn; Patton): the cheapest set of slices, closed under dependencies,
//! that touches every essential step.
