use proptest::prelude::*;
use trackers::{Format, Incoming, ReadError, Severity};

use crate::workshops::{workshop, written};

/// What [`Incoming`] promises about its tree, whatever was read.
fn assert_sound(incoming: &Incoming) {
    let mut path: Vec<usize> = Vec::new();
    for (index, slice) in incoming.slices.iter().enumerate() {
        match slice.parent {
            None => path.clear(),
            Some(parent) => {
                while path.last().is_some_and(|last| *last != parent as usize) {
                    path.pop();
                }
                assert!(!path.is_empty(), "depth first, parents first");
            }
        }
        path.push(index);
        assert!(slice.needs.is_sorted_by(|a, b| a < b));
        assert!(slice.needs.iter().all(|needed| *needed as usize != index));
        assert!(!slice.title.contains(['\n', '\r']));
        assert!(slice.value.is_none_or(|value| (1..=100).contains(&value)));
        assert!(slice.effort.is_none_or(|effort| (1..=2000).contains(&effort)));
        assert!(slice.pin != Some(0) && !slice.because.contains('\n'));
        let releases = incoming.releases.len();
        assert!(slice.release.is_none_or(|at| (at as usize) < releases));
        let listed = |name: &String| incoming.personas.contains(name);
        assert!(slice.persona.as_ref().is_none_or(listed));
    }
    assert_eq!(incoming.report.counts.slices as usize, incoming.slices.len());
}

fn read(format: Format, bytes: &[u8]) -> Incoming {
    let incoming = trackers::read(format, bytes).unwrap();
    assert_sound(&incoming);
    incoming
}

fn titles(incoming: &Incoming) -> Vec<&str> {
    incoming.slices.iter().map(|slice| slice.title.as_str()).collect()
}

fn notes(incoming: &Incoming, severity: Severity) -> Vec<(Option<u32>, &str)> {
    incoming.report.of(severity).map(|note| (note.line, note.what.as_str())).collect()
}

#[test]
fn an_empty_file_is_read_as_nothing_and_says_so() {
    for format in Format::ALL.iter().filter(|format| format.reads()) {
        for bytes in [&b""[..], b"\n \r\n", b"\xef\xbb\xbf"] {
            let incoming = read(*format, bytes);
            assert_eq!(notes(&incoming, Severity::Skipped), [(None, "the file is empty")]);
        }
    }
}

#[test]
fn a_binary_file_is_refused_by_name() {
    for format in Format::ALL.iter().filter(|format| format.reads()) {
        let refused = trackers::read(*format, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        assert_eq!(refused, Err(ReadError::NotText { what: "a picture" }));
    }
}

#[test]
fn every_format_reads_every_encoding() {
    let workshop = "- Café\n  - Thé\n";
    let wide: Vec<u8> = workshop.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [workshop.as_bytes(), &wide, b"- Caf\xe9\r  - Th\xe9\r"] {
        for format in [Format::Outline, Format::Markdown] {
            assert_eq!(titles(&read(format, bytes)), ["Café", "Thé"]);
        }
    }
}

#[test]
fn a_thousand_levels_are_read_and_written_by_every_format() {
    let outline: String =
        (0..1000).map(|depth| format!("{}level {depth}\n", "\t".repeat(depth))).collect();
    assert_eq!(read(Format::Outline, outline.as_bytes()).slices.last().unwrap().parent, Some(998));
    let markdown: String =
        (0..300).map(|depth| format!("{}- level {depth}\n", "  ".repeat(depth))).collect();
    assert_eq!(
        read(Format::Markdown, markdown.as_bytes()).slices.last().unwrap().parent,
        Some(298)
    );
    let json: Vec<_> = (1..1000)
        .map(|id| format!(r#"{{"id":"S{}","parent":"S{id}","title":"x"}}"#, id + 1))
        .collect();
    let json =
        format!(r#"{{"version":1,"slices":[{{"id":"S1","title":"x"}},{}]}}"#, json.join(","));
    assert_eq!(read(Format::Json, json.as_bytes()).slices.last().unwrap().parent, Some(998));
}

#[test]
fn deep_nesting_in_json_and_markdown_does_not_overflow() {
    let arrays = format!(
        r#"{{"version":1,"x":{}{},"slices":[]}}"#,
        "[".repeat(200_000),
        "]".repeat(200_000)
    );
    assert!(read(Format::Json, arrays.as_bytes()).slices.is_empty());
    let slice = format!(
        r#"{{"version":1,"slices":[{{"id":"S1","title":{}1{}}},{{"id":"S2","title":"b"}}]}}"#,
        "[".repeat(5000),
        "]".repeat(5000)
    );
    assert_eq!(titles(&read(Format::Json, slice.as_bytes())), ["b"]);
    read(Format::Markdown, "- ".repeat(3000).as_bytes());
    read(Format::Markdown, "> ".repeat(3000).as_bytes());
    read(Format::Markdown, "*a ".repeat(3000).as_bytes());
    read(Format::Markdown, "[".repeat(20_000).as_bytes());
}

#[test]
fn a_title_of_a_megabyte_is_cut_and_kept_whole_below() {
    let long = "word ".repeat(200_000);
    for format in [Format::Outline, Format::Markdown] {
        let incoming = read(format, format!("- {long}\n").as_bytes());
        assert!(incoming.slices[0].title.chars().count() <= 500);
        assert_eq!(incoming.slices[0].narrative, long.trim_end());
        assert_eq!(notes(&incoming, Severity::Cut)[0].0, Some(1));
    }
}

#[test]
fn circles_of_needs_and_of_parents_are_opened_and_told() {
    let csv =
        "ID,Parent,Title,Needs\nA,,One,B\nB,,Two,C\nC,,Three,A\nD,E,Four,\nE,D,Five,\nF,F,Six,F\n";
    let incoming = read(Format::Csv, csv.as_bytes());
    assert_eq!(incoming.report.counts.needs, 2);
    assert_eq!(
        notes(&incoming, Severity::Skipped),
        [
            (Some(6), "the parent, which is below the slice itself"),
            (Some(7), "the parent, which is below the slice itself"),
            (Some(4), "the dependency on “One”, which closes a circle"),
            (Some(7), "the dependency on “Six”, which closes a circle"),
        ]
    );
}

#[test]
fn an_id_that_occurs_twice_is_told_with_its_line() {
    let csv = "ID,Parent,Title\nA,,One\nA,,Two\nB,A,Three\n";
    let incoming = read(Format::Csv, csv.as_bytes());
    assert_eq!(incoming.slices.iter().map(|s| s.parent).collect::<Vec<_>>(), [None, Some(0), None]);
    assert_eq!(notes(&incoming, Severity::Skipped), [(Some(3), "the id “A” a second time")]);
}

#[test]
fn a_reference_to_nothing_is_told_with_its_line() {
    let csv = "ID,Parent,Title,Needs\nA,X,One,Y\n";
    assert_eq!(
        notes(&read(Format::Csv, csv.as_bytes()), Severity::Skipped),
        [
            (Some(2), "the parent “X”, which is not in this file"),
            (Some(2), "the dependency on “Y”, which is not in this file"),
        ]
    );
}

#[test]
fn json_that_ends_in_the_middle_keeps_what_came_before() {
    let text = "{\"version\":1,\n\"slices\":[{\"id\":\"S1\",\"title\":\"a\"},\n{\"id\":\"S2\",\"ti";
    let incoming = read(Format::Json, text.as_bytes());
    assert_eq!(titles(&incoming), ["a"]);
    assert_eq!(notes(&incoming, Severity::Skipped)[0].0, Some(3));
}

#[test]
fn a_slice_that_is_wrong_is_skipped_with_line_and_reason() {
    let text = "{\"version\":1,\"slices\":[\n{\"id\":\"S1\",\"title\":7},\n{\"id\":\"S2\",\"title\":\"b\",\"value\":300,\"kind\":\"epic\"}]}";
    let incoming = read(Format::Json, text.as_bytes());
    assert_eq!(titles(&incoming), ["b"]);
    assert_eq!(
        notes(&incoming, Severity::Skipped),
        [
            (Some(2), "a slice: invalid type: integer `7`, expected a string"),
            (Some(3), "the kind “epic”, which is unknown"),
            (Some(3), "the value 300: out of range"),
        ]
    );
}

#[test]
fn json_of_another_kind_or_time_is_refused_with_its_place() {
    assert!(matches!(
        trackers::read(Format::Json, b"{\n  nonsense"),
        Err(ReadError::NotJson { line: 2, column: 3, .. })
    ));
    assert_eq!(trackers::read(Format::Json, b"{\"name\":1}"), Err(ReadError::NotAWorkshop));
    assert_eq!(trackers::read(Format::Json, b"[1]"), Err(ReadError::NotAWorkshop));
    let newer = trackers::read(Format::Json, b"{\"version\":2,\"slices\":[]}");
    assert_eq!(newer, Err(ReadError::Newer(2)));
}

#[test]
fn a_quotation_mark_that_is_not_closed_is_told() {
    let incoming = read(Format::Csv, b"Title,Notes\nOne,\"begins\nTwo,x\n");
    assert_eq!(titles(&incoming), ["One"]);
    assert_eq!(notes(&incoming, Severity::Guessed).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in Format::ALL.iter().filter(|format| format.reads()) {
            if let Ok(incoming) = trackers::read(*format, &bytes) {
                assert_sound(&incoming);
            }
        }
        trackers::guess(None, &bytes);
    }

    #[test]
    fn any_text_is_read(text in "[-*+#>`|=~\\[\\]()!<&;:,.\"'{}0-9a-cé\\\\ \t\r\n]{0,200}") {
        for format in Format::ALL.iter().filter(|format| format.reads()) {
            if let Ok(incoming) = trackers::read(*format, text.as_bytes()) {
                assert_sound(&incoming);
            }
        }
    }

    #[test]
    fn a_damaged_export_is_read_or_refused(
        workshop in workshop(6),
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), any::<u8>(), 0_usize..3), 1..12),
    ) {
        for format in Format::ALL.iter().filter(|format| format.reads()) {
            let mut bytes = written(*format, &workshop).0.into_bytes();
            for (at, byte, how) in &edits {
                let at = at.index(bytes.len());
                match how {
                    0 => bytes[at] = *byte,
                    1 => bytes.insert(at, *byte),
                    _ => bytes.truncate(at.max(1)),
                }
            }
            if let Ok(incoming) = trackers::read(*format, &bytes) {
                assert_sound(&incoming);
            }
        }
    }
}
