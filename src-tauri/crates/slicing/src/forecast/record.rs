//! The weekly throughput of real projects, by which the forecast is calibrated and tried.

/// What one project finished, week by week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// `teams`, `issues` or `changes`: what was counted.
    pub kind: &'static str,
    /// Which project.
    pub name: &'static str,
    /// Whether the forecast was calibrated without it, so that it may be judged by it.
    pub held_out: bool,
    /// Items finished in each week, the oldest first.
    pub items: Vec<u32>,
}

/// Every series, with its source in `data/throughput.tsv`.
pub fn recorded() -> Vec<Series> {
    let lines = include_str!("../../data/throughput.tsv").lines();
    lines.filter(|line| !line.starts_with('#')).skip(1).filter_map(series).collect()
}

/// A line: kind, name, half, unit, source, licence, first Monday, items.
fn series(line: &'static str) -> Option<Series> {
    let [kind, name, half, _, _, _, _, items] =
        line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let items = items.split(' ').map(|items| items.parse().ok()).collect::<Option<_>>()?;
    Some(Series { kind, name, held_out: half == "held-out", items })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read_and_some_series_of_every_kind_are_held_out() {
        let lines = include_str!("../../data/throughput.tsv").lines();
        let all = recorded();
        assert_eq!(all.len(), lines.filter(|line| !line.starts_with('#')).count() - 1);
        for kind in ["teams", "issues", "changes"] {
            let of = |held_out| all.iter().any(|s| s.kind == kind && s.held_out == held_out);
            assert!(of(true) && of(false), "{kind}");
        }
    }
}
