//! What a team has planned: releases, pins, wishes, pace; and documents of before there were any.

use serde_json::{Value, json};
use slicing::{Cut, Goal, Pace, Workshop};
use trackers::{Format, Incoming};

use crate::workshops::{small, written};

fn read(document: &Value) -> Incoming {
    trackers::read(Format::Json, document.to_string().as_bytes()).unwrap()
}

fn notes(incoming: &Incoming) -> Vec<&str> {
    incoming.report.notes.iter().map(|note| note.what.as_str()).collect()
}

fn ordered_by_hand(mvp: &str, order: &str) -> Value {
    json!({
        "format": "carpaccio-workshop",
        "version": 1,
        "about": { "mvp": mvp, "order": order },
        "slices": [
            { "id": "S1", "title": "Travel", "handRank": 1 },
            { "id": "S2", "parent": "S1", "title": "Hotel", "handRank": 5 },
            { "id": "S3", "parent": "S1", "title": "Train", "handRank": 6, "status": "doing", "inMvp": true },
            { "id": "S4", "parent": "S1", "title": "Visa", "inMvp": true },
            { "id": "S5", "parent": "S1", "title": "Taxi", "handRank": 2 },
            { "id": "S6", "parent": "S1", "title": "Ask", "handRank": 0, "status": "done" },
            { "id": "S7", "parent": "S1", "title": "Fax", "handRank": 3, "status": "dropped" },
            { "id": "S8", "parent": "S1", "title": "Pay", "handRank": 4, "inMvp": true },
            { "id": "S9", "parent": "S1", "title": "Rate" },
        ],
    })
}

#[test]
fn what_was_ordered_by_hand_before_there_were_pins_is_pinned_where_it_stood() {
    for (mvp, order, expected) in [
        ("by-hand", "by-hand", &[("Hotel", 6), ("Train", 3), ("Taxi", 5), ("Pay", 2)][..]),
        ("proposed", "by-hand", &[("Hotel", 4), ("Train", 5), ("Taxi", 2), ("Pay", 3)]),
        ("by-hand", "proposed", &[]),
    ] {
        let incoming = read(&ordered_by_hand(mvp, order));
        let pin = |slice: &'_ trackers::IncomingSlice| Some((slice.title.clone(), slice.pin?));
        let pins: Vec<_> = incoming.slices.iter().filter_map(pin).collect();
        let expected: Vec<_> = expected.iter().map(|(t, pin)| ((*t).to_owned(), *pin)).collect();
        assert_eq!((pins, notes(&incoming)), (expected, vec![]), "mvp {mvp}, order {order}");
        assert_eq!(incoming.about.mvp, Cut::from_id(mvp));
    }
}

#[test]
fn what_is_out_of_its_range_is_told_and_the_rest_is_read() {
    let incoming = read(&json!({
        "version": 1,
        "about": {
            "timeBox": 0,
            "mvp": "share 101",
            "mvpOutcome": "Paid\nat all",
            "worth": { "amount": 0, "unit": "€" },
            "pace": {
                "throughput": [3, -1, 5],
                "growth": 99,
                "peopleThen": 2,
                "people": 101,
                "from": "2026-05-04",
                "due": "soon",
                "mood": "good",
            },
            "colour": "red",
        },
        "releases": [{ "id": "R1", "outcome": "No paper", "cut": "sometimes", "colour": 1 }, 7],
        "slices": [
            { "id": "S1", "title": "Pay", "pin": 0, "wish": "maybe", "release": "R9" },
            { "id": "S2", "title": "Scan", "pin": -3, "wish": "must", "release": "R1", "colour": 1 },
        ],
    }));
    assert_eq!(
        notes(&incoming),
        [
            "the time-box 0: not from 1 to 100",
            "the line of a release “share 101”, which is unknown",
            "the worth of a point 0: not from 1 to 1000000",
            "the slices of a week -1: not from 0 to 10000",
            "the number of people 101: not from 1 to 100",
            "the growth 99: not from 100 to 300",
            "the date “soon”: not like 2026-05-09",
            "the line of a release “sometimes”, which is unknown",
            "a release: invalid type: integer `7`, expected a release",
            "the release “R9”, which is not in this file",
            "the wish “maybe”, which is unknown",
            "the place by hand -3: out of range",
            "the place by hand 0: not from 1 to 4294967295",
        ]
    );
    let about = &incoming.about;
    assert_eq!((about.mvp, about.worth.as_ref()), (None, None));
    assert_eq!(about.mvp_outcome.as_deref(), Some("Paid at all"));
    let from = Some("2026-05-04".to_owned());
    let pace = Pace { throughput: vec![3, 5], people_then: 2, from, ..Pace::default() };
    assert_eq!(about.pace, Some(pace));
    let outcome = "No paper".to_owned();
    assert_eq!(incoming.releases, [Goal { outcome, ..Goal::default() }]);
    let releases: Vec<_> = incoming.slices.iter().map(|slice| slice.release).collect();
    assert_eq!(releases, [None, Some(0)]);
}

#[test]
fn the_unit_of_a_worth_is_one_short_line() {
    for (unit, fits) in [("€", true), ("twelve chars", true), ("", false), (" €", false)]
        .into_iter()
        .chain([("thirteen char", false), ("a\nb", false)])
    {
        let about = json!({ "worth": { "amount": 5, "unit": unit } });
        let incoming = read(&json!({ "version": 1, "about": about, "slices": [] }));
        assert_eq!(incoming.about.worth.is_some(), fits, "{unit:?}");
        assert_eq!(notes(&incoming).is_empty(), fits, "{unit:?}");
    }
}

#[test]
fn only_the_latest_weeks_are_kept() {
    let weeks: Vec<u32> = (0..525).collect();
    let about = json!({ "pace": { "throughput": weeks } });
    let incoming = read(&json!({ "version": 1, "about": about, "slices": [] }));
    let throughput = incoming.about.pace.as_ref().map(|pace| pace.throughput.clone());
    assert_eq!(throughput.as_deref(), Some(&weeks[5..]));
    assert_eq!(notes(&incoming), ["the first 5 weeks of the throughput"]);
}

#[test]
fn a_column_of_releases_makes_them_by_hand() {
    let csv = "Title,Release\nPay,mvp\nScan,No paper\nShred,No paper\nRate,\n";
    let incoming = trackers::read(Format::Csv, csv.as_bytes()).unwrap();
    let put: Vec<_> = incoming.slices.iter().map(|slice| (slice.in_mvp, slice.release)).collect();
    assert_eq!(put, [(true, None), (false, Some(0)), (false, Some(0)), (false, None)]);
    let goal = Goal { outcome: "No paper".into(), cut: Cut::ByHand, ..Goal::default() };
    assert_eq!(incoming.releases, [goal]);
}

#[test]
fn a_markdown_document_of_before_still_says_that_its_mvp_is_by_hand() {
    let (text, _) = written(Format::Markdown, &small());
    let before = text.replace("MVP: capacity 30", "MVP: by hand");
    assert_ne!(before, text);
    let incoming = trackers::read(Format::Markdown, before.as_bytes()).unwrap();
    assert_eq!(incoming.about.mvp, Some(Cut::ByHand));
}

fn released(outcome: &str) -> Workshop {
    let mut workshop = small();
    workshop.releases[0].goal.outcome = outcome.to_owned();
    workshop
}

#[test]
fn a_later_release_is_a_version_where_the_tracker_has_versions() {
    use Format::{GitlabCsv, JiraCsv, JiraServerCsv, OpenprojectJson, RedmineCsv, YoutrackCsv};
    for format in [GitlabCsv, JiraCsv, JiraServerCsv, OpenprojectJson, RedmineCsv, YoutrackCsv] {
        for (outcome, name) in [("No paper", "No paper"), ("", "Release 2")] {
            let (text, report) = written(format, &released(outcome));
            let columns = text.lines().filter(|line| line.contains(name));
            let in_details =
                columns.clone().filter(|line| line.contains(&format!("Release: {name}")));
            assert!(columns.count() > in_details.count(), "{format:?}: {text}");
            let lost = report.of(trackers::Severity::Lost);
            assert!(lost.into_iter().all(|note| !note.what.contains("after the MVP")));
        }
    }
}

#[test]
fn in_openproject_the_name_of_a_version_is_short_and_stands_in_no_link() {
    let (text, _) = written(Format::OpenprojectJson, &released(&"{S1}/".repeat(20)));
    let document: Value = serde_json::from_str(&text).unwrap();
    let requests = document["requests"].as_array().unwrap();
    let version = &requests[0];
    assert_eq!(
        (&version["as"], &version["path"]),
        (&json!("version-1"), &json!("/api/v3/versions"))
    );
    assert_eq!(version["body"]["name"].as_str().unwrap().chars().count(), 60);
    let href = |request: &'_ Value| request["body"]["_links"]["version"]["href"].clone();
    let links: Vec<Value> = requests.iter().map(href).filter(|link| !link.is_null()).collect();
    assert_eq!(links, [json!("/api/v3/versions/{version-1}")]);
}
