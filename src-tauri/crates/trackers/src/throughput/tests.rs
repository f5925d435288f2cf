use expect_test::{Expect, expect};
use jiff::civil::date;
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 6, 3);

fn finished(text: &str) -> Finished {
    finished_by_week(text.as_bytes(), None, TODAY).unwrap()
}

fn told(finished: &Finished) -> String {
    let Finished { from, weeks, column, others, rows, counted, report } = finished;
    let from = from.map_or_else(|| "never".to_owned(), |from| from.to_string());
    let column = column.as_deref().unwrap_or("nothing");
    let others =
        if others.is_empty() { String::new() } else { format!(" not {}", others.join(", ")) };
    let mut told = format!("{column}{others}: {counted} of {rows} from {from} {weeks:?}\n");
    for note in &report.notes {
        let line = note.line.map_or_else(String::new, |line| format!("{line}: "));
        told += &format!("  {} {line}{}\n", note.severity.id(), note.what);
    }
    told
}

fn check(text: &str, expected: &Expect) {
    expected.assert_eq(&told(&finished(text)));
}

/// All of these say: two items in the week of 4 May, none in the next, one in that of 18 May, one open.
const EXPORTS: &[(&str, &str)] = &[
    (
        "Jira",
        "Summary,Issue key,Status,Created,Resolved\n\
         Pay,S-1,Done,01/May/26 9:00 AM,09/May/26 2:03 PM\nShip,S-2,Done,01/May/26 9:00 AM,04/May/26 8:00 AM\n\
         Count,S-3,Done,01/May/26 9:00 AM,18/May/26 11:59 PM\nOpen,S-4,To Do,01/May/26 9:00 AM,\n",
    ),
    (
        "Azure DevOps",
        "ID,Work Item Type,Title,State,Created Date,Closed Date\r\n\
         1,User Story,Pay,Closed,5/1/2026 9:00:00 AM,5/9/2026 2:03:11 PM\r\n\
         2,User Story,Ship,Closed,5/1/2026 9:00:00 AM,5/4/2026 2:03:11 PM\r\n\
         3,Bug,Count,Closed,5/1/2026 9:00:00 AM,5/18/2026 2:03:11 PM\r\n\
         4,Bug,Open,New,5/1/2026 9:00:00 AM,\r\n",
    ),
    (
        "GitLab",
        "Title,Issue ID,State,Created At (UTC),Closed At (UTC)\n\
         Pay,1,Closed,2026-05-01 09:00:00,2026-05-09 14:03:11\nShip,2,Closed,2026-05-01 09:00:00,2026-05-04 14:03:11\n\
         Count,3,Closed,2026-05-01 09:00:00,2026-05-18 14:03:11\nOpen,4,Open,2026-05-01 09:00:00,\n",
    ),
    (
        "Linear",
        "ID,Title,Status,Created,Completed,Canceled\n\
         L-1,Pay,Done,2026-05-01T09:00:00.000Z,2026-05-09T14:03:11.000Z,\n\
         L-2,Ship,Done,2026-05-01T09:00:00.000Z,2026-05-04T14:03:11.000Z,\n\
         L-3,Count,Done,2026-05-01T09:00:00.000Z,2026-05-18T14:03:11.000Z,\nL-4,Open,Todo,2026-05-01T09:00:00.000Z,,\n",
    ),
    (
        "Asana",
        "Task ID,Created At,Completed At,Last Modified,Name\n\
         1,2026-05-01,2026-05-09,2026-05-20,Pay\n2,2026-05-01,2026-05-04,2026-05-20,Ship\n\
         3,2026-05-01,2026-05-18,2026-05-20,Count\n4,2026-05-01,,2026-05-20,Open\n",
    ),
    (
        "Shortcut",
        "id,name,type,is_completed,created_at,completed_at\n\
         1,Pay,feature,TRUE,2026/05/01 09:00:00,2026/05/09 14:03:11\n2,Ship,feature,TRUE,2026/05/01 09:00:00,2026/05/04 14:03:11\n\
         3,Count,bug,TRUE,2026/05/01 09:00:00,2026/05/18 14:03:11\n4,Open,chore,FALSE,2026/05/01 09:00:00,\n",
    ),
    (
        "ClickUp",
        "Task ID,Task Name,Status,Date Created,Date Closed\n\
         a,Pay,closed,1777618800000,1778335391000\nb,Ship,closed,1777618800000,1777903391000\n\
         c,Count,closed,1777618800000,1779112991000\nd,Open,to do,1777618800000,\n",
    ),
    (
        "Redmine, as a spreadsheet in Germany saves it",
        "#;Tracker;Status;Thema;Geschlossen\r\n1;Feature;Erledigt;Pay;09.05.2026 14:03\r\n\
         2;Feature;Erledigt;Ship;04.05.2026 14:03\r\n3;Bug;Erledigt;Count;18.05.2026 14:03\r\n4;Bug;Neu;Open;\r\n",
    ),
    (
        "GitHub",
        r#"[{"number":1,"title":"Pay","state":"closed","created_at":"2026-05-01T09:00:00Z","closed_at":"2026-05-09T14:03:11Z"},
        {"number":2,"state":"closed","closed_at":"2026-05-04T14:03:11Z"}]
        [{"number":3,"state":"closed","closed_at":"2026-05-18T14:03:11Z"},{"number":4,"state":"open","closed_at":null}]"#,
    ),
    (
        "Jira, its interface",
        r#"{"total":4,"issues":[{"key":"S-1","fields":{"status":{"name":"Done"},"resolutiondate":"2026-05-09T14:03:11.000+0200"}},
        {"key":"S-2","fields":{"resolutiondate":"2026-05-04T14:03:11.000+0200"}},
        {"key":"S-3","fields":{"resolutiondate":"2026-05-18T14:03:11.000+0200"}},{"key":"S-4","fields":{"resolutiondate":null}}]}"#,
    ),
    (
        "Linear, its interface",
        r#"{"data":{"issues":{"nodes":[{"completedAt":"2026-05-09T14:03:11Z"},{"completedAt":"2026-05-04T14:03:11Z"},
        {"completedAt":"2026-05-18T14:03:11Z"},{"completedAt":null}]}}}"#,
    ),
    (
        "Azure DevOps, its interface",
        r#"{"count":4,"value":[{"id":1,"fields":{"System.State":"Closed","Microsoft.VSTS.Common.ClosedDate":"2026-05-09T14:03:11Z"}},
        {"fields":{"Microsoft.VSTS.Common.ClosedDate":"2026-05-04T14:03:11Z"}},
        {"fields":{"Microsoft.VSTS.Common.ClosedDate":"2026-05-18T14:03:11Z"}},{"fields":{"System.State":"New"}}]}"#,
    ),
];

#[test]
fn every_trackers_export_is_counted_alike() {
    for (tracker, export) in EXPORTS {
        let finished = finished(export);
        assert_eq!(finished.weeks, [2, 0, 1], "{tracker}: {}", told(&finished));
        assert_eq!(finished.from, Some(date(2026, 5, 4)), "{tracker}");
        assert_eq!((finished.rows, finished.counted), (4, 3), "{tracker}");
    }
}

#[test]
fn the_report_says_what_was_guessed_and_left_out() {
    check(
        "Key,Type,Status,Done\nA,Story,Done,5/4/2026\nB,Story,Done,5/6/2026\nC,Epic,Done,5/6/2026\nD,Story,Won't do,5/6/2026\n\
         E,Story,Done,soon\nF,Story,To do,\nG,Story,Done,6/1/2026\nH,Story,Done,7/1/2026\nI,Story,Done,5/1/2009\n",
        &expect![[r#"
            Done: 2 of 9 from 2026-05-04 [2]
              guessed the dates of “Done” have the month before the day; they would make sense either way
              skipped 6: the date “soon”, which is not understood
              skipped 1 item without a date, which is taken for unfinished
              skipped 1 item that is an epic
              skipped 1 item that was dropped
              skipped 1 item with a date in the future
              skipped 1 item from more than ten years ago
              skipped 1 item of this week, which is not over
        "#]],
    );
}

#[test]
fn weeks_after_the_last_date_are_told_instead_of_counted() {
    check(
        "Name,Finished\nA,2026-05-05\nB,2026-04-20\n",
        &expect![[r#"
            Finished: 2 of 2 from 2026-04-20 [1, 0, 1]
              guessed nothing was finished after 2026-05-05; the 3 weeks since then are not counted
        "#]],
    );
}

#[test]
fn of_several_columns_the_surest_counts_unless_it_is_mostly_empty() {
    check(
        "Name,Done,Resolved Date,Closed Date\nA,yes,2026-05-19,2026-05-27\nB,yes,2026-05-20,\nC,no,,\n",
        &expect![[r#"
            Closed Date not Resolved Date: 1 of 3 from 2026-05-25 [1]
              skipped 2 items without a date, which are taken for unfinished
        "#]],
    );
    check(
        "Name,Resolved Date,Closed Date\nA,2026-05-26,2026-05-27\nB,2026-05-20,\nC,2026-05-20,\n",
        &expect![[r#"
            Resolved Date not Closed Date: 3 of 3 from 2026-05-18 [2, 1]
        "#]],
    );
}

#[test]
fn a_column_can_be_chosen() {
    let text = "Name,Done,Deployed on\nA,2026-05-05,2026-05-26\n";
    let chosen = |column| finished_by_week(text.as_bytes(), Some(column), TODAY).unwrap();
    assert_eq!(chosen("Deployed on").from, Some(date(2026, 5, 25)));
    assert_eq!(chosen("deployed_on").column.as_deref(), Some("Deployed on"));
    let none = chosen("Shipped");
    assert_eq!(none.report.notes[0].what, "there is no column “Shipped” with dates");
    assert!(none.weeks.is_empty());
}

#[test]
fn a_file_without_such_dates_has_no_weeks_and_says_so() {
    let none = "no column says when items were finished: none is called Closed, Completed, Done, Finished, Resolved \
                or alike and has dates";
    for text in
        ["Title,Created\nPay,2026-05-04\n", "Title,Done\nPay,yes\n", "[]", "{}", "just words"]
    {
        let finished = finished(text);
        assert_eq!((finished.weeks.len(), finished.from), (0, None), "{text}");
        assert_eq!(
            finished.report.notes.last().map(|note| note.what.as_str()),
            Some(none),
            "{text}"
        );
    }
    assert_eq!(finished(" \n").report.notes[0].what, "the file is empty");
}

#[test]
fn what_is_no_text_or_broken_json_is_refused() {
    let refused = |bytes: &[u8]| finished_by_week(bytes, None, TODAY);
    assert!(matches!(refused(b"%PDF-1.7"), Err(ReadError::NotText { .. })));
    assert!(matches!(refused(b"[{\"closed_at\":"), Err(ReadError::NotJson { line: 1, .. })));
}

#[test]
fn of_a_broken_second_page_the_first_one_counts() {
    check(
        "[{\"closed_at\":\"2026-05-26\"}, 7]\n[{\"closed",
        &expect![[r#"
            closed_at: 1 of 1 from 2026-05-25 [1]
              skipped 2: the rest of the file: EOF while parsing a string
              skipped 1 item that is no issue
        "#]],
    );
}

#[test]
fn weeks_are_named_by_their_mondays() {
    let finished = finished("Done\n2026-05-10\n2026-05-18\n");
    let by_week: Vec<_> = finished.by_week().collect();
    assert_eq!(by_week, [(date(2026, 5, 4), 1), (date(2026, 5, 11), 0), (date(2026, 5, 18), 1)]);
}

#[test]
fn the_turn_of_the_year_is_no_gap() {
    let finished = finished("Done\n2025-12-28\n2025-12-31\n2026-01-04\n2026-01-05\n");
    assert_eq!(finished.weeks, [1, 2, 1]);
}

/// Pieces of which tables and lists are made, so that chance finds the ways of the reader.
fn arb_pieces() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop::sample::select(vec![
        "Done",
        "Closed Date",
        "Status",
        "Type",
        ",",
        ";",
        "\n",
        "\r\n",
        "\"",
        "5/9/2026",
        "13/5/26",
        "9.5.2026",
        "2026-05-09T14:03",
        "0001-01-01",
        "9999-12-31",
        "-9999-01-01",
        "99999999",
        "9999999999999",
        "May",
        "Sat",
        ":",
        "[",
        "]",
        "{",
        "}",
        "\"closed_at\":",
        "null",
        "é",
        "\u{feff}",
        "1778335391",
    ]);
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat().into_bytes())
}

/// What is promised about the counts, whatever was read.
fn assert_sound(finished: &Finished, today: Date) {
    assert_eq!(finished.from.is_none(), finished.weeks.is_empty());
    assert!(finished.weeks.first() != Some(&0) && finished.weeks.last() != Some(&0));
    assert!(finished.weeks.len() as i64 <= Finished::MOST_WEEKS);
    assert_eq!(finished.weeks.iter().sum::<u32>() as usize, finished.counted);
    assert!(finished.counted <= finished.rows);
    assert!(finished.by_week().all(|(week, _)| week == monday(week) && week < monday(today)));
}

proptest! {
    #[test]
    fn no_bytes_break_it(bytes: Vec<u8>) {
        if let Ok(finished) = finished_by_week(&bytes, None, TODAY) {
            assert_sound(&finished, TODAY);
        }
    }

    #[test]
    fn nothing_that_looks_like_an_export_breaks_it(
        bytes in arb_pieces(),
        column in prop::option::of("[A-Z][a-z]{0,5}"),
        today in prop::sample::select(vec![TODAY, Date::MIN, Date::MAX, date(1, 1, 1)]),
    ) {
        if let Ok(finished) = finished_by_week(&bytes, column.as_deref(), today) {
            assert_sound(&finished, today);
        }
    }

    #[test]
    fn any_cell_is_a_date_or_none(cell in "\\PC{0,30}") {
        date::read(&cell);
    }

    #[test]
    fn every_finished_item_is_counted_in_its_week(days in prop::collection::vec(0_i64..700, 1..60)) {
        let dates: Vec<Date> = days.iter().map(|day| TODAY.checked_sub(day.days()).unwrap()).collect();
        let text: String = dates.iter().map(|day| format!("{day}\n")).collect();
        let finished = finished(&format!("Done\n{text}"));
        for (week, items) in finished.by_week() {
            let there = dates.iter().filter(|day| monday(**day) == week).count();
            prop_assert_eq!(items as usize, there);
        }
        let before = dates.iter().filter(|day| monday(**day) < monday(TODAY)).count();
        prop_assert_eq!(finished.counted, before);
    }
}
