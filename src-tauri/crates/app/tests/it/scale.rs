//! A large workshop keeps working; `cargo xtask bench` measures how fast.

use app::api::*;

use super::bench::{Bench, id, ids};

#[test]
fn in_a_large_workshop_an_edit_sends_only_what_it_touched() {
    let lines: Vec<String> = (0..3_000)
        .map(|at| format!("{}Slice {at}", if at % 10 == 0 { "" } else { "  " }))
        .collect();
    let bench = Bench::with(&lines.join("\n"));
    let outline = bench.desk.outline_load().unwrap();
    assert!(outline.rows.iter().all(|row| row.score.is_none()));
    let scored = bench.desk.rows_score(ids(&[1, 2, 9_999])).unwrap();
    assert_eq!(scored.len(), 2);
    let edited = bench.edit(Gesture::Shift { ids: ids(&[3]), direction: Direction::Up });
    assert_eq!(edited.rows.iter().map(|row| row.id).collect::<Vec<_>>(), [id(3)]);
    assert!(edited.rows[0].score.is_some());
    assert_eq!(bench.desk.backlog_show().unwrap().entries.len(), 2_700);
}
