//! Jira Cloud: a CSV file for its importer, and the CSV files that it exports.
//!
//! Three levels: epics, stories and sub-tasks. An epic without children is a story. Whatever is
//! deeper becomes a sub-task of the story above, and its description begins with what it is part
//! of. Rows come level by level, parents first, in the order of the backlog.
//! <https://support.atlassian.com/jira/kb/keep-issue-parent-child-mapping-during-csv-import-to-jira-cloud>

use std::borrow::Cow;
use std::io::{self, Write};

use slicing::{Kind, Status};

use super::{Tracker, Wants};
use crate::ReadError;
use crate::body::{self, Extras};
use crate::fact::Fact;
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::plan::{Card, Plan};
use crate::report::{Report, Severity, count, named};
use crate::table::{self, Row, write_record};
use crate::text::cut;
use crate::wiki::{self, Wiki};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "jira-csv",
    title: "Jira Cloud (CSV)",
    about: "Epics, stories and sub-tasks in the order of the backlog, for Jira Cloud’s importer.",
    extension: "csv",
    holds: &[
        Fact::Narrative,
        Fact::Kind,
        Fact::Status,
        Fact::Pattern,
        Fact::Persona,
        Fact::Step,
        Fact::Value,
        Fact::Effort,
        Fact::Mvp,
        Fact::Rank,
        Fact::Acceptance,
        Fact::Needs,
        Fact::Questions,
        Fact::Deferrals,
        Fact::Tags,
        Fact::Notes,
        Fact::Reference,
    ],
    shows_backlog: true,
    wants: Wants::OpenWork,
    write: Some(write),
    read: Some(read),
};

/// Jira refuses longer summaries.
const LONGEST_SUMMARY: usize = 255;
/// Jira refuses longer descriptions.
const LONGEST_DESCRIPTION: usize = 32_767;
const MVP: &str = "MVP";

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Epic,
    Story,
    SubTask,
}

impl Level {
    fn of(card: &Card<'_>) -> Self {
        match card.depth {
            0 if !card.leaf => Self::Epic,
            0 | 1 => Self::Story,
            _ => Self::SubTask,
        }
    }

    fn work_type(self, kind: Kind) -> &'static str {
        match (self, kind) {
            (Self::Epic, _) => "Epic",
            (Self::Story, Kind::Slice) => "Story",
            (Self::Story, Kind::Spike | Kind::Task) => "Task",
            (Self::SubTask, _) => "Sub-task",
        }
    }
}

fn write(plan: &Plan<'_>, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    note_changes(plan, report);
    let labels = plan.cards.iter().map(|card| card.slice.tags.len()).max().unwrap_or(0);
    let before = ["Work type", "Work item ID", "Parent", "Summary", "Description"];
    let after = ["Fix versions", "Story point estimate"];
    let labels_header = std::iter::repeat_n("Labels", labels);
    let header = before.into_iter().chain(labels_header).chain(after);
    write_record(out, header.map(Cow::Borrowed))?;
    for index in in_rank_order(plan) {
        write_record(out, row(plan, &plan.cards[index], labels, report))?;
    }
    Ok(())
}

fn row<'p>(
    plan: &Plan<'_>,
    card: &'p Card<'_>,
    labels: usize,
    report: &mut Report,
) -> Vec<Cow<'p, str>> {
    let level = Level::of(card);
    let parent = issue_above(plan, card).map(|parent| parent.slice.id.0.to_string());
    let summary = cut(&card.title, LONGEST_SUMMARY);
    if summary.is_some() {
        let what =
            format!("the summary of {}; its description begins with all of it", named(&card.title));
        report.note(Severity::Cut, what);
    }
    let mut row = Vec::with_capacity(7 + labels);
    row.push(level.work_type(card.slice.kind).into());
    row.push(card.slice.id.0.to_string().into());
    row.push(parent.unwrap_or_default().into());
    let description = description(plan, card, summary.is_some(), report);
    row.push(summary.map_or(Cow::Borrowed(card.title.as_ref()), Cow::Owned));
    row.push(description.into());
    let tags = card.slice.tags.iter().map(|tag| Cow::Owned(label(tag)));
    row.extend(tags.chain(std::iter::repeat(Cow::Borrowed(""))).take(labels));
    row.push(if card.in_mvp() { MVP } else { "" }.into());
    row.push(card.effort().map(|effort| effort.number.to_string()).unwrap_or_default().into());
    row
}

/// The issue that Jira shows above a card: the epic of a story, the story of a sub-task.
fn issue_above<'p, 'a>(plan: &'p Plan<'a>, card: &Card<'a>) -> Option<&'p Card<'a>> {
    let mut above = &plan.cards[card.parent?];
    while above.depth > 1 {
        above = &plan.cards[above.parent?];
    }
    Some(above)
}

fn description(plan: &Plan<'_>, card: &Card<'_>, cut_title: bool, report: &mut Report) -> String {
    let extras = Extras {
        full_title: cut_title.then_some(card.title.as_ref()),
        part_of: card.parent.filter(|_| card.depth > 2).map(|parent| &plan.cards[parent]),
    };
    let mut wiki = Wiki::default();
    body::write(plan, card, &extras, &mut wiki);
    match cut(&wiki.text, LONGEST_DESCRIPTION) {
        None => wiki.text,
        Some(short) => {
            let what = format!(
                "the description of {} after {LONGEST_DESCRIPTION} characters; the rest stays in the workshop",
                named(&card.title)
            );
            report.note(Severity::Cut, what);
            short
        }
    }
}

/// Jira's labels have no spaces.
fn label(tag: &str) -> String {
    let label: String = tag.chars().map(|c| if c.is_whitespace() { '-' } else { c }).collect();
    cut(&label, LONGEST_SUMMARY).unwrap_or(label)
}

/// Level by level, and in each level by the best place that a leaf below has in the backlog; what
/// has none comes last, as in the outline.
fn in_rank_order(plan: &Plan<'_>) -> Vec<usize> {
    let mut best: Vec<u32> = plan.cards.iter().map(|card| card.rank.unwrap_or(u32::MAX)).collect();
    for (index, card) in plan.cards.iter().enumerate().rev() {
        if let Some(parent) = card.parent {
            best[parent] = best[parent].min(best[index]);
        }
    }
    let mut order: Vec<usize> = (0..plan.cards.len()).collect();
    order.sort_by_key(|index| (Level::of(&plan.cards[*index]), best[*index], *index));
    order
}

fn note_changes(plan: &Plan<'_>, report: &mut Report) {
    let mut tell = |cards: usize, how: &str| {
        if cards > 0 {
            let what = format!("{} {how}", count(cards, "slice", "slices"));
            report.note(Severity::Flattened, what);
        }
    };
    let number = |is: fn(&Card<'_>) -> bool| plan.cards.iter().filter(|card| is(card)).count();
    tell(
        number(|card| card.depth > 2),
        "below the third level: sub-tasks of the story above, their parent under “Part of”",
    );
    tell(
        number(|card| !card.slice.needs.is_empty()),
        "with dependencies: named in the description",
    );
    tell(
        number(|card| card.slice.tags.iter().any(|tag| tag.contains(char::is_whitespace))),
        "with spaces in tags: hyphens in the labels, the tags as they are in the description",
    );
    tell(
        number(|card| card.effort().is_some()),
        "with an effort: story points are half days, estimates included",
    );
    if plan.cards.iter().any(|card| card.rank.is_some()) {
        let what = "the order among siblings: rows are in the order of the backlog";
        report.note(Severity::Flattened, what);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Column {
    Type,
    Id,
    Key,
    Parent,
    EpicLink,
    EpicName,
    Summary,
    Description,
    Acceptance,
    Label,
    Version,
    Points,
    Status,
    Resolution,
    NeedsThis,
    BlocksThat,
}

const KNOWN: table::Known<Column> = &[
    ("worktype", Column::Type),
    ("issuetype", Column::Type),
    ("type", Column::Type),
    ("workitemid", Column::Id),
    ("issueid", Column::Id),
    ("workitemkey", Column::Key),
    ("issuekey", Column::Key),
    ("key", Column::Key),
    ("parent", Column::Parent),
    ("parentid", Column::Parent),
    ("parentkey", Column::Parent),
    ("parentissue", Column::Parent),
    ("epiclink", Column::EpicLink),
    ("epicname", Column::EpicName),
    ("summary", Column::Summary),
    ("description", Column::Description),
    ("acceptancecriteria", Column::Acceptance),
    ("labels", Column::Label),
    ("label", Column::Label),
    ("fixversions", Column::Version),
    ("fixversion", Column::Version),
    ("storypointestimate", Column::Points),
    ("storypoints", Column::Points),
    ("status", Column::Status),
    ("resolution", Column::Resolution),
    ("inwardissuelinkblocks", Column::NeedsThis),
    ("outwardissuelinkblocks", Column::BlocksThat),
];

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let mut guessed_points = 0;
    table::read(text, KNOWN, Column::Summary, into, |row, into| {
        let Some(summary) = row.first(Column::Summary) else {
            into.report.at(row.line, Severity::Skipped, "a row without a summary");
            return;
        };
        let slice =
            IncomingSlice { line: row.line, title: summary.to_owned(), ..IncomingSlice::default() };
        let mut draft = Draft { slice, ..Draft::default() };
        fill(&mut draft, row);
        for description in row.all(Column::Description) {
            wiki::read(description, &mut draft, &mut into.report);
        }
        if draft.slice.reference.is_some() {
            ours(&mut draft.slice, row);
        } else {
            guessed_points += usize::from(foreign(&mut draft, row, &mut into.report));
        }
        into.push(draft);
    });
    if guessed_points > 0 {
        let what = format!(
            "{} with story points: read as half days",
            count(guessed_points, "issue", "issues")
        );
        into.report.note(Severity::Guessed, what);
    }
    Ok(())
}

/// What every row says in its columns. The description comes later, because it knows better.
fn fill(draft: &mut Draft, row: &Row<'_, Column>) {
    let names = [Column::Key, Column::Id, Column::EpicName].map(|column| row.first(column));
    draft.names.extend(names.into_iter().flatten().map(|name| name.trim().to_owned()));
    let above = row.first(Column::Parent).or_else(|| row.first(Column::EpicLink));
    draft.parent = above.map_or(Above::Nothing, |name| Above::Named(name.trim().to_owned()));
    draft.needs.extend(row.all(Column::NeedsThis).map(|key| key.trim().to_owned()));
    draft.blocks.extend(row.all(Column::BlocksThat).map(|key| key.trim().to_owned()));
    let slice = &mut draft.slice;
    slice.tracker_key = row.first(Column::Key).map(|key| key.trim().to_owned());
    slice.in_mvp = in_mvp(row);
    slice.acceptance.extend(
        row.all(Column::Acceptance)
            .flat_map(|cell| table::list_items(cell).into_iter().map(|(_, text)| text)),
    );
    let kind = row.first(Column::Type).map(str::trim).unwrap_or_default().to_lowercase();
    slice.kind = match kind.as_str() {
        "spike" => Kind::Spike,
        _ => Kind::Slice,
    };
    slice.status = status(row);
}

fn in_mvp(row: &Row<'_, Column>) -> bool {
    row.all(Column::Version).any(|version| version.trim() == MVP)
}

/// In a row that Carpaccio wrote, the description says exactly what was handed over, and the columns
/// say what the team has changed in Jira since.
fn ours(slice: &mut IncomingSlice, row: &Row<'_, Column>) {
    if row.first(Column::Status).is_some() {
        slice.status = status(row);
    }
    if row.first(Column::Key).is_some() {
        slice.in_mvp = in_mvp(row);
    }
    if let Some(summary) = row.first(Column::Summary)
        && cut(&slice.title, LONGEST_SUMMARY).as_deref() != Some(summary)
    {
        summary.clone_into(&mut slice.title);
    }
    let known: Vec<_> = slice.tags.iter().map(|tag| label(tag)).collect();
    let new = row.all(Column::Label).filter(|new| !known.iter().any(|known| known == new));
    slice.tags.extend(new.map(str::to_owned));
}

fn status(row: &Row<'_, Column>) -> Status {
    let lower =
        |column| row.first(column).map(|cell| cell.trim().to_lowercase()).unwrap_or_default();
    match (lower(Column::Status).as_str(), lower(Column::Resolution).as_str()) {
        (_, "won't do" | "won't fix" | "duplicate" | "cannot reproduce" | "declined") => {
            Status::Dropped
        }
        ("done" | "closed" | "resolved", _) => Status::Done,
        ("in progress" | "in review" | "in development" | "in test", _) => Status::Doing,
        _ => Status::Open,
    }
}

/// What is only taken from rows that Carpaccio did not write, because there the description says
/// it exactly. Tells whether story points were read.
fn foreign(draft: &mut Draft, row: &Row<'_, Column>, report: &mut Report) -> bool {
    let slice = &mut draft.slice;
    slice.tags.extend(row.all(Column::Label).flat_map(str::split_whitespace).map(str::to_owned));
    if row.first(Column::Type).is_some_and(|kind| kind.trim().eq_ignore_ascii_case("task")) {
        slice.kind = Kind::Task;
    }
    let Some(points) = row.first(Column::Points) else { return false };
    let number = points.trim().parse::<f64>().ok().map(f64::round);
    let halves = number.filter(|number| (1.0..=2000.0).contains(number));
    if halves.is_none() {
        let what = format!("the story points {}, which are no effort", named(points));
        report.at(slice.line, Severity::Skipped, what);
    }
    slice.effort = halves.map(|halves| halves as u16);
    halves.is_some()
}

#[cfg(test)]
mod tests {
    use slicing::{Kind, Status};

    use crate::{Format, Incoming, Severity};

    fn read(text: &str) -> Incoming {
        crate::read(Format::JiraCsv, text.as_bytes()).unwrap()
    }

    const SERVER: &str = "\
Summary,Issue key,Issue id,Parent id,Issue Type,Status,Resolution,Fix Version/s,Labels,Labels,\
Description,Outward issue link (Blocks),Custom field (Epic Link),Custom field (Epic Name),\
Custom field (Story Points),Created
Pay by card,SHOP-2,102,,Story,In Progress,,MVP,web,pay,\"As a buyer I want to pay.

h3. Acceptance Criteria
# Given 12.50
# Paid\",SHOP-3,SHOP-1,,3.0,25/Jun/20 12:44
Ask the bank,SHOP-3,103,102,Sub-task,Done,Done,,,,,,,,,25/Jun/20 12:44
Payment,SHOP-1,101,,Epic,To Do,,,,,,,,Payments,,25/Jun/20 12:44
Pay by fax,SHOP-4,104,,Task,Closed,Won't Do,,,,,,Payments,,many,25/Jun/20 12:44
";

    #[test]
    fn an_export_with_repeated_columns_and_fields_of_several_lines_is_read() {
        let incoming = read(SERVER);
        let tree: Vec<_> =
            incoming.slices.iter().map(|slice| (slice.title.as_str(), slice.parent)).collect();
        let expected = [
            ("Payment", None),
            ("Pay by card", Some(0)),
            ("Ask the bank", Some(1)),
            ("Pay by fax", Some(0)),
        ];
        assert_eq!(tree, expected);
        let story = &incoming.slices[1];
        assert_eq!(story.narrative, "As a buyer I want to pay.");
        assert_eq!(story.acceptance, ["Given 12.50", "Paid"]);
        assert_eq!(story.tags, ["pay", "web"]);
        assert_eq!((story.effort, story.in_mvp, story.status), (Some(3), true, Status::Doing));
        assert_eq!(story.tracker_key.as_deref(), Some("SHOP-2"));
        assert_eq!(
            (incoming.slices[3].kind, incoming.slices[3].status),
            (Kind::Task, Status::Dropped)
        );
    }

    #[test]
    fn what_an_export_says_in_vain_is_told() {
        let incoming = read(SERVER);
        let told: Vec<_> = incoming
            .report
            .of(Severity::Skipped)
            .map(|note| (note.line, note.what.as_str()))
            .collect();
        let expected = [
            (Some(1), "columns: Created"),
            (Some(9), "the story points “many”, which are no effort"),
            (Some(7), "the dependency on “Pay by card”, which closes a circle"),
        ];
        assert_eq!(told, expected);
    }

    #[test]
    fn what_the_team_changed_in_jira_wins_over_what_was_handed_over() {
        let text = "\
Summary,Issue key,Issue type,Status,Labels,Labels,Fix versions,Description
Pay by debit card,SHOP-2,Story,Done,first-release,urgent,,\"h3. Details
* MVP: yes
* Tag: first release
* Reference: carpaccio:x:S7\"
";
        let incoming = read(text);
        let slice = &incoming.slices[0];
        assert_eq!(slice.title, "Pay by debit card");
        assert_eq!((slice.status, slice.in_mvp), (Status::Done, false));
        assert_eq!(slice.tags, ["first release", "urgent"]);
        assert_eq!(slice.reference.as_ref().unwrap().to_string(), "carpaccio:x:S7");
    }
}
