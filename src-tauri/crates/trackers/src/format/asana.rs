//! Asana: a table for its CSV importer, and the tables that it exports.
//!
//! Tasks refer to each other by name, so names are unique and have no commas. A parent and whatever a
//! task needs first stand above it. The section says whether a task is in the MVP.
//! <https://help.asana.com/hc/articles/14244171470491>

use std::borrow::Cow;

use super::{Read, Tracker, Write};
use crate::fact::{Fact, Keep};
use crate::prose::Prose;
use crate::rows::{Field, Rows};
use crate::sheet::{Column, RowOrder, Sheet};
use crate::table::Known;
use crate::ticket::{MVP, Shape, Ticket};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "asana-csv",
    title: "Asana (CSV)",
    about: "Tasks, subtasks and dependencies by name, in sections for the MVP and what comes later.",
    extension: "csv",
    keeps: &[
        (Fact::Narrative, Keep::Field),
        (Fact::Kind, Keep::LINES),
        (Fact::Status, Keep::LINES),
        (Fact::Pattern, Keep::LINES),
        (Fact::Persona, Keep::LINES),
        (Fact::Step, Keep::LINES),
        (Fact::Value, Keep::LINES),
        (Fact::Effort, Keep::LINES),
        (Fact::Mvp, Keep::As("the section MVP")),
        (Fact::Release, Keep::LINES),
        (Fact::Pin, Keep::LINES),
        (Fact::Wish, Keep::LINES),
        (Fact::Because, Keep::LINES),
        (Fact::Acceptance, Keep::LIST),
        (Fact::Needs, Keep::As("names of tasks")),
        (Fact::Questions, Keep::LIST),
        (Fact::Deferrals, Keep::LIST),
        (Fact::Tags, Keep::LINES),
        (Fact::Notes, Keep::TEXT),
        (Fact::Reference, Keep::LINES),
    ],
    shape: SHAPE,
    guide: &[
        "In Asana, open the project, choose the arrow beside its name, Import, CSV.",
        "Choose the file and look at the preview; Name is the name of the task.",
        "Map Subtask of to the parent task, Dependencies to dependencies, Section/Column to the section.",
        "Import into a project without sections called MVP or Later, because Asana makes them again.",
        "Asana never updates tasks: hand over only what has changed the next time.",
    ],
    write: Some(Write::Sheet(Sheet {
        columns: &[
            Column::One("Name", |ticket| ticket.title().into()),
            Column::Told("Description", |ticket, report| ticket.description(report)),
            Column::One("Section/Column", |ticket| section(ticket).into()),
            Column::One("Subtask of", |ticket| {
                ticket.parent().map_or("", |above| above.title()).into()
            }),
            Column::One("Dependencies", needs),
        ],
        rows: RowOrder::BelowNeeds,
        ..Sheet::PLAIN
    })),
    read: Some(Read::Rows(Rows {
        columns: COLUMNS,
        separators: &[','],
        prose: Prose::Plain,
        shape: &SHAPE,
        ..Rows::PLAIN
    })),
    ..Tracker::PLAIN
};

const SHAPE: Shape = Shape {
    levels: 5,
    longest_title: 1_024,
    title: without_commas,
    unique_titles: true,
    ..Shape::PLAIN
};

/// Commas stand between names.
fn without_commas(title: &str) -> Cow<'_, str> {
    if title.contains(',') { Cow::Owned(title.replace(',', ";")) } else { Cow::Borrowed(title) }
}

fn section(ticket: Ticket<'_>) -> &'static str {
    match (ticket.level(), ticket.leads_to_mvp()) {
        (0, true) => MVP,
        (0, false) => "Later",
        _ => "",
    }
}

fn needs(ticket: Ticket<'_>) -> Cow<'_, str> {
    let names: Vec<&str> = ticket.needs().map(Ticket::title).collect();
    Cow::Owned(names.join(","))
}

const COLUMNS: Known<Field> = &[
    ("taskid", Field::Key),
    ("name", Field::Title),
    ("taskname", Field::Title),
    ("notes", Field::Description),
    ("description", Field::Description),
    ("parenttask", Field::Parent),
    ("subtaskof", Field::Parent),
    ("dependencies", Field::Needs),
    ("blockedbydependencies", Field::Needs),
    ("blockingdependencies", Field::Blocks),
    ("sectioncolumn", Field::Section),
    ("tags", Field::Label),
    ("completedat", Field::Closed),
    ("createdat", Field::Ignored),
    ("lastmodified", Field::Ignored),
];

#[cfg(test)]
mod tests {
    use slicing::Status;

    use crate::{Format, Severity};

    const EXPORT: &str = "\
Task ID,Created At,Completed At,Last Modified,Name,Section/Column,Assignee,Assignee Email,Start Date,Due Date,Tags,Notes,Projects,Parent task,Blocked By (Dependencies)
1201,2026-02-01,,2026-02-03,Wash the van,MVP,,,,,\"fleet,weekly\",\"Once a week.

Acceptance criteria:
- No mud\",Fleet,,
1202,2026-02-01,2026-02-02,2026-02-03,Buy soap,,Ann,ann@example.org,,,,,Fleet,Wash the van,
1203,2026-02-01,,2026-02-03,Hand over the key,Later,,,,,,,Fleet,,Wash the van
";

    #[test]
    fn an_export_is_read_with_its_parents_dependencies_and_sections() {
        let incoming = crate::read(Format::AsanaCsv, EXPORT.as_bytes()).unwrap();
        let tree: Vec<_> =
            incoming.slices.iter().map(|slice| (slice.title.as_str(), slice.parent)).collect();
        let expected = [("Wash the van", None), ("Buy soap", Some(0)), ("Hand over the key", None)];
        assert_eq!(tree, expected);
        let van = &incoming.slices[0];
        assert_eq!(
            (van.in_mvp, van.tags.len(), &van.acceptance[..]),
            (true, 2, &["No mud".to_owned()][..])
        );
        assert_eq!(incoming.slices[1].status, Status::Done);
        assert_eq!(incoming.slices[2].needs, [0]);
        assert_eq!(van.tracker_key.as_deref(), Some("1201"));
    }

    #[test]
    fn columns_that_say_nothing_to_us_are_told() {
        let incoming = crate::read(Format::AsanaCsv, EXPORT.as_bytes()).unwrap();
        let told: Vec<_> =
            incoming.report.of(Severity::Skipped).map(|note| note.what.as_str()).collect();
        assert_eq!(told, ["columns: Assignee, Assignee Email, Start Date, Due Date, Projects"]);
    }
}
