use proptest::prelude::*;
use slicing::{Status, Workshop};
use trackers::{Fact, Format, Severity};

use crate::workshops::{Said, read, said, workshop, written};

/// Writing and reading back gives what was written, up to what the format does not hold.
fn check(format: Format, workshop: &Workshop) -> Result<(), TestCaseError> {
    let (text, _) = written(format, workshop);
    let incoming = trackers::read(format, text.as_bytes()).unwrap();
    let mut actual = read(&incoming, workshop).held_by(format);
    let mut expected = said(workshop).held_by(format);
    if !format.keeps_dropped() {
        without_dropped(&mut expected, workshop);
        actual.slices.sort_by_key(|slice| slice.place);
    }
    prop_assert_eq!(&actual, &expected, "{}", text);
    if format.holds(Fact::Reference) {
        prop_assert!(incoming.slices.iter().all(|slice| slice.reference.is_some()));
    }
    let skipped: Vec<_> = incoming.report.of(Severity::Skipped).collect();
    prop_assert!(skipped.is_empty(), "{skipped:?}");
    Ok(())
}

/// Trackers get open work only: what was dropped, with everything below it, is left out, and so are
/// dependencies on it.
fn without_dropped(said: &mut Said, workshop: &Workshop) {
    let wanted = |place: u32| {
        let (slice, _) = workshop.tree.walk().nth(place as usize).unwrap();
        workshop.tree.subtree(slice.id).any(|(below, _)| below.status != Status::Dropped)
    };
    said.slices.retain(|slice| wanted(slice.place));
    for slice in &mut said.slices {
        slice.needs.retain(|needed| wanted(*needed));
    }
}

/// What every file tells by how it looks.
const RECOGNISED: &[Format] = &[
    Format::Json,
    Format::Csv,
    Format::JiraCsv,
    Format::Markdown,
    Format::GithubJson,
    Format::Opml,
    Format::AzureCsv,
    Format::GitlabCsv,
    Format::RedmineCsv,
    Format::LinearCsv,
    Format::AsanaCsv,
    Format::TrelloJson,
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn an_outline_reads_back(workshop in workshop(8)) {
        check(Format::Outline, &workshop)?;
    }

    #[test]
    fn markdown_reads_back(workshop in workshop(8)) {
        check(Format::Markdown, &workshop)?;
    }

    #[test]
    fn json_reads_back(workshop in workshop(8)) {
        check(Format::Json, &workshop)?;
    }

    #[test]
    fn a_spreadsheet_reads_back(workshop in workshop(8)) {
        check(Format::Csv, &workshop)?;
    }

    #[test]
    fn a_jira_file_reads_back(workshop in workshop(8)) {
        check(Format::JiraCsv, &workshop)?;
    }

    #[test]
    fn a_file_for_jira_on_a_server_reads_back(workshop in workshop(8)) {
        check(Format::JiraServerCsv, &workshop)?;
    }

    #[test]
    fn a_github_document_reads_back(workshop in workshop(8)) {
        check(Format::GithubJson, &workshop)?;
    }

    #[test]
    fn opml_reads_back(workshop in workshop(8)) {
        check(Format::Opml, &workshop)?;
    }

    #[test]
    fn a_file_for_azure_reads_back(workshop in workshop(8)) {
        for format in
            [Format::AzureCsv, Format::AzureScrumCsv, Format::AzureBasicCsv, Format::AzureCmmiCsv]
        {
            check(format, &workshop)?;
        }
    }

    #[test]
    fn a_gitlab_file_reads_back(workshop in workshop(8)) {
        check(Format::GitlabCsv, &workshop)?;
    }

    #[test]
    fn a_redmine_file_reads_back(workshop in workshop(8)) {
        check(Format::RedmineCsv, &workshop)?;
    }

    #[test]
    fn every_format_is_recognised_by_its_looks(workshop in workshop(6)) {
        for format in RECOGNISED {
            let (text, _) = written(*format, &workshop);
            prop_assert_eq!(trackers::guess(None, text.as_bytes()), *format);
        }
    }

    #[test]
    fn a_linear_file_reads_back(workshop in workshop(8)) {
        check(Format::LinearCsv, &workshop)?;
    }

    #[test]
    fn an_asana_file_reads_back(workshop in workshop(8)) {
        check(Format::AsanaCsv, &workshop)?;
    }

    #[test]
    fn in_asana_what_a_task_refers_to_stands_above_it(workshop in workshop(8)) {
        let (text, _) = written(Format::AsanaCsv, &workshop);
        let incoming = trackers::read(Format::AsanaCsv, text.as_bytes()).unwrap();
        let line = |at: u32| incoming.slices[at as usize].line;
        for slice in &incoming.slices {
            prop_assert!(slice.parent.is_none_or(|parent| line(parent) < slice.line));
            prop_assert!(slice.needs.iter().all(|needed| line(*needed) < slice.line));
        }
    }

    #[test]
    fn a_trello_board_reads_back(workshop in workshop(8)) {
        check(Format::TrelloJson, &workshop)?;
    }
}
