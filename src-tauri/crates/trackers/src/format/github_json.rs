//! GitHub issues as JSON: the requests that make them, for other programs to send, and the lists
//! that `gh issue list --json …` and the REST interface give.
//!
//! Written as `requests` in an order in which they can be sent: labels, the milestone, issues with
//! parents first, sub-issues, dependencies. `{owner}` and `{repo}` stand for the repository. A request
//! with `as` gives its answer a name; `{S1.number}` in a later path is the number in that answer, and
//! `fill` says which fields of a body come from which answers.
//! <https://docs.github.com/rest/issues>

use std::collections::BTreeMap;
use std::fmt;
use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use slicing::{Kind, Status};

use super::github::{self, KEEPS, SHAPE};
use super::json::{Items, Lines, item, list, reason};
use super::{Read, Tracker};
use crate::ReadError;
use crate::gather::{Above, Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::report::{Report, Severity, count};
use crate::text::cut;
use crate::ticket::{MVP, Ticket, Tickets};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "github-json",
    title: "GitHub (JSON)",
    about: "The requests that make issues, sub-issues and dependencies, for programs that talk to GitHub.",
    extension: "json",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "Without a program of your own, take the shell script for GitHub instead.",
        "Send the requests one after the other, one a second, with the right to push: without it GitHub drops labels and milestones.",
        "Put the repository for {owner} and {repo}, and the numbers and ids of earlier answers where a path or “fill” names them.",
        "To bring issues back: gh issue list --state all --limit 1000 --json number,title,body,labels,state,stateReason,milestone",
    ],
    write: Some(super::Write::Tickets(write)),
    read: Some(Read::Text(read)),
    ..Tracker::PLAIN
};

pub(crate) const FORMAT: &str = "carpaccio-github";
const VERSION: u64 = 1;

/// One call of the REST interface.
#[derive(Serialize)]
struct Request {
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    method: &'static str,
    path: String,
    body: Value,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    fill: BTreeMap<&'static str, String>,
}

impl Request {
    fn post(path: &str, body: Value) -> Self {
        let path = format!("/repos/{{owner}}/{{repo}}/{path}");
        Self { name: None, method: "POST", path, body, fill: BTreeMap::new() }
    }

    fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }

    fn filled(mut self, field: &'static str, from: String) -> Self {
        self.fill.insert(field, from);
        self
    }
}

fn write(tickets: &Tickets<'_>, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    write!(out, "{{\n  \"format\": \"{FORMAT}\",\n  \"version\": {VERSION}")?;
    let families = tickets.families();
    let labels = github::all_labels(tickets)
        .into_iter()
        .map(|label| Request::post("labels", serde_json::json!(label)));
    let has_mvp = tickets.iter().any(|ticket| !ticket.milestone().is_empty());
    let milestone = has_mvp
        .then(|| Request::post("milestones", serde_json::json!({ "title": MVP })).named(MVP));
    let order = tickets.by_rank_below_parents();
    let issues = order.iter().flat_map(|index| issue(tickets.get(*index), report));
    let links = families.iter().flat_map(|(parent, children)| {
        children.iter().map(|child| sub_issue(tickets.get(*parent), tickets.get(*child)))
    });
    let needs = order.iter().map(|index| tickets.get(*index)).flat_map(dependencies);
    list(out, "requests", labels.chain(milestone).chain(issues).chain(links).chain(needs))?;
    out.write_all(b"\n}\n")
}

fn name(ticket: Ticket<'_>) -> String {
    ticket.card.slice.id.to_string()
}

/// The request that makes an issue and, where it is done already, the one that closes it.
fn issue(ticket: Ticket<'_>, report: &mut Report) -> Vec<Request> {
    let body = serde_json::json!({
        "title": ticket.title(),
        "body": ticket.description(report),
        "labels": github::labels(ticket),
    });
    let mut create = Request::post("issues", body).named(name(ticket));
    if !ticket.milestone().is_empty() {
        create = create.filled("milestone", format!("{MVP}.number"));
    }
    let mut requests = vec![create];
    if github::is_closed(ticket) {
        let body = serde_json::json!({ "state": "closed", "state_reason": "completed" });
        let path = format!("issues/{{{}.number}}", name(ticket));
        requests.push(Request { method: "PATCH", ..Request::post(&path, body) });
    }
    requests
}

fn sub_issue(parent: Ticket<'_>, child: Ticket<'_>) -> Request {
    let path = format!("issues/{{{}.number}}/sub_issues", name(parent));
    Request::post(&path, serde_json::json!({}))
        .filled("sub_issue_id", format!("{}.id", name(child)))
}

fn dependencies(ticket: Ticket<'_>) -> impl Iterator<Item = Request> {
    let path = format!("issues/{{{}.number}}/dependencies/blocked_by", name(ticket));
    ticket.needs().map(move |needed| {
        Request::post(&path, serde_json::json!({}))
            .filled("issue_id", format!("{}.id", name(needed)))
    })
}

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let document = parse(text, into)?;
    let mut lines = Lines::new(text);
    if document.issues.is_empty() {
        read_requests(document.requests, &mut lines, into);
    } else {
        read_issues(document.issues, &mut lines, into);
    }
    Ok(())
}

/// Takes the document apart: one list, or several behind each other as `gh api --paginate` gives
/// them. A document that ends in the middle keeps what came before.
fn parse<'a>(text: &'a str, into: &mut Gathering) -> Result<Document<'a>, ReadError> {
    let mut document = Document::default();
    let mut parser = serde_json::Deserializer::from_str(text);
    loop {
        let Err(error) = Top(&mut document).deserialize(&mut parser) else {
            match parser.end() {
                Ok(()) if document.has_list => return Ok(document),
                Ok(()) => return Err(ReadError::NotAWorkshop),
                Err(_) => continue,
            }
        };
        let what = reason(&error);
        let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
        if !document.issues.is_empty() || !document.requests.is_empty() {
            into.report.at(line, Severity::Skipped, format!("the rest of the file: {what}"));
            return Ok(document);
        }
        if error.is_data() {
            return Err(ReadError::NotAWorkshop);
        }
        let column = u32::try_from(error.column()).unwrap_or(u32::MAX);
        return Err(ReadError::NotJson { line, column, what });
    }
}

#[derive(Default)]
struct Document<'a> {
    issues: Vec<&'a RawValue>,
    requests: Vec<&'a RawValue>,
    has_list: bool,
}

/// Reads the top level into a document that stays when the reading fails.
struct Top<'d, 'a>(&'d mut Document<'a>);

impl<'a> DeserializeSeed<'a> for Top<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Top<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list of issues")
    }

    fn visit_seq<S: SeqAccess<'a>>(self, seq: S) -> Result<(), S::Error> {
        self.0.has_list = true;
        Items(&mut self.0.issues).visit_seq(seq)
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        let document = self.0;
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "requests" => {
                    document.has_list = true;
                    map.next_value_seed(Items(&mut document.requests))?;
                }
                "issues" | "items" | "nodes" => {
                    document.has_list = true;
                    map.next_value_seed(Items(&mut document.issues))?;
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct InRequest {
    #[serde(rename = "as")]
    name: Option<String>,
    path: String,
    body: InIssue,
    fill: BTreeMap<String, String>,
}

impl InRequest {
    /// The name in a path such as `…/issues/{S1.number}/sub_issues`.
    fn subject(&self) -> Option<&str> {
        let (_, rest) = self.path.split_once("/issues/{")?;
        Some(rest.split_once(".number}")?.0)
    }

    fn filled(&self, field: &str) -> Option<&str> {
        self.fill.get(field)?.strip_suffix(".id")
    }
}

/// Requests as they are written. What only GitHub needs is passed over.
fn read_requests(requests: Vec<&RawValue>, lines: &mut Lines<'_>, into: &mut Gathering) {
    let mut drafts: FxHashMap<String, usize> = FxHashMap::default();
    for raw in requests {
        let line = lines.of(raw);
        let Some(request) = item::<InRequest>(raw, "request", lines, into) else { continue };
        let subject = request.subject().and_then(|name| drafts.get(name)).copied();
        match (request.filled("sub_issue_id"), request.filled("issue_id"), subject) {
            (Some(child), _, Some(_)) => {
                if let Some(child) = drafts.get(child).copied() {
                    below(&mut into.drafts[child], request.subject().unwrap_or_default());
                }
            }
            (_, Some(needed), Some(draft)) => into.drafts[draft].needs.push(needed.to_owned()),
            _ if request.path.ends_with("/issues") => {
                let mut draft = request.body.draft(line, &mut into.report);
                let name = request.name.unwrap_or_default();
                draft.names.extend((!name.is_empty()).then(|| name.clone()));
                drafts.insert(name, into.push(draft));
            }
            _ => {}
        }
    }
}

/// Hangs a draft below another unless its description knows better.
fn below(draft: &mut Draft, parent: &str) {
    if draft.parent == Above::Nothing {
        draft.parent = Above::Named(parent.to_owned());
    }
}

/// Issues as GitHub lists them, newest first; they come in the order of their numbers, or in that of
/// the sub-issues where it is told.
fn read_issues(issues: Vec<&RawValue>, lines: &mut Lines<'_>, into: &mut Gathering) {
    let mut found = Vec::with_capacity(issues.len());
    let mut pull_requests = 0;
    let mut unread = BTreeMap::new();
    for raw in issues {
        let line = lines.of(raw);
        let Some(issue) = item::<InIssue>(raw, "issue", lines, into) else { continue };
        if issue.pull_request.is_some() {
            pull_requests += 1;
        } else {
            issue.unread(&mut unread);
            found.push((line, issue));
        }
    }
    let places = places(&found);
    found.sort_by_key(|(_, issue)| {
        let number = issue.number.unwrap_or(u64::MAX);
        (places.get(&number).map_or(usize::MAX, |(place, _)| *place), number)
    });
    for (line, issue) in found {
        let parent = issue.number.and_then(|number| places.get(&number)).map(|(_, parent)| *parent);
        let mut draft = issue.draft(line, &mut into.report);
        if let Some(parent) = parent {
            below(&mut draft, &parent.to_string());
        }
        into.push(draft);
    }
    if pull_requests > 0 {
        let what = count(pull_requests, "pull request", "pull requests");
        into.report.note(Severity::Skipped, what);
    }
    if !unread.is_empty() {
        let names: Vec<_> = unread.into_keys().collect();
        into.report.at(1, Severity::Skipped, format!("fields: {}", names.join(", ")));
    }
}

/// The place of each listed sub-issue below its parent, and the parent's number.
fn places(issues: &[(u32, InIssue)]) -> FxHashMap<u64, (usize, u64)> {
    let mut places = FxHashMap::default();
    for (_, issue) in issues {
        let Some(parent) = issue.number else { continue };
        for (place, child) in issue.sub_issues.numbers().enumerate() {
            places.insert(child, (place, parent));
        }
    }
    places
}

/// An issue in any of the shapes that GitHub gives it.
#[derive(Deserialize, Default)]
#[serde(default, rename_all = "camelCase")]
struct InIssue {
    number: Option<u64>,
    title: String,
    body: Option<String>,
    labels: Option<Vec<InLabel>>,
    state: Option<String>,
    #[serde(alias = "state_reason")]
    state_reason: Option<String>,
    #[serde(deserialize_with = "told")]
    milestone: Option<Option<InMilestone>>,
    #[serde(alias = "type")]
    issue_type: Option<InType>,
    parent: Option<InOther>,
    #[serde(rename = "parent_issue_url")]
    parent_url: Option<String>,
    #[serde(alias = "sub_issues")]
    sub_issues: InOthers,
    blocked_by: InOthers,
    blocking: InOthers,
    #[serde(alias = "pull_request")]
    pull_request: Option<IgnoredAny>,
    #[serde(flatten)]
    rest: BTreeMap<String, Value>,
}

/// `Some(None)` for what is told to be nothing.
fn told<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[derive(Deserialize)]
#[serde(untagged)]
enum InLabel {
    Name(String),
    Named { name: String },
}

impl InLabel {
    fn name(&self) -> &str {
        match self {
            Self::Name(name) | Self::Named { name } => name,
        }
    }
}

#[derive(Deserialize)]
struct InMilestone {
    title: String,
}

#[derive(Deserialize)]
struct InType {
    name: String,
}

#[derive(Deserialize)]
struct InOther {
    number: u64,
}

/// Other issues as a list, or as GraphQL gives them.
#[derive(Deserialize)]
#[serde(untagged)]
enum InOthers {
    List(Vec<InOther>),
    Nodes { nodes: Vec<InOther> },
    Nothing,
}

impl Default for InOthers {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl InOthers {
    fn numbers(&self) -> impl Iterator<Item = u64> {
        let others: &[InOther] = match self {
            Self::List(others) | Self::Nodes { nodes: others } => others,
            Self::Nothing => &[],
        };
        others.iter().map(|other| other.number)
    }
}

impl InIssue {
    /// Gathers the names of the fields that say something that is not read.
    fn unread(&self, names: &mut BTreeMap<String, ()>) {
        const OF_NO_USE: &[&str] = &["id", "url", "node_id", "html_url", "repository_url"];
        let empty = |value: &Value| match value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(items) => items.is_empty(),
            Value::Object(fields) => fields.is_empty(),
            _ => false,
        };
        let says = |(name, value): &(&String, &Value)| {
            !OF_NO_USE.contains(&name.as_str()) && !empty(value)
        };
        names.extend(self.rest.iter().filter(says).map(|(name, _)| (name.clone(), ())));
    }

    fn draft(self, line: u32, report: &mut Report) -> Draft {
        let slice = IncomingSlice { line, title: self.title.clone(), ..IncomingSlice::default() };
        let mut draft = Draft { slice, ..Draft::default() };
        draft.names.extend(self.number.map(|number| number.to_string()));
        draft.slice.tracker_key = self.number.map(|number| format!("#{number}"));
        if let Some(body) = &self.body {
            SHAPE.prose.read(body, &mut draft, report);
        }
        if draft.slice.reference.is_none() {
            draft.slice.kind = self.kind();
        }
        self.parent().into_iter().for_each(|parent| below(&mut draft, &parent));
        draft.needs.extend(self.blocked_by.numbers().map(|number| number.to_string()));
        draft.blocks.extend(self.blocking.numbers().map(|number| number.to_string()));
        self.changed_since(&mut draft.slice);
        draft
    }

    fn parent(&self) -> Option<String> {
        let by_url = || self.parent_url.as_deref()?.rsplit('/').next().map(str::to_owned);
        self.parent.as_ref().map(|parent| parent.number.to_string()).or_else(by_url)
    }

    fn labels(&self) -> impl Iterator<Item = &str> {
        self.labels.iter().flatten().map(InLabel::name)
    }

    /// What a label or the type says; the description of what was handed over says it exactly.
    fn kind(&self) -> Kind {
        let kind = self.issue_type.as_ref().map(|kind| kind.name.as_str());
        let kinds = self.labels().chain(kind).map(github::folded);
        kinds.filter_map(|kind| Kind::from_id(&kind)).next().unwrap_or_default()
    }

    /// What the fields say is newer than what the description says.
    fn changed_since(&self, slice: &mut IncomingSlice) {
        if cut(&slice.title, SHAPE.longest_title).as_ref() != Some(&self.title) {
            slice.title.clone_from(&self.title);
        }
        slice.status = self.status(slice.status);
        if let Some(milestone) = &self.milestone {
            slice.in_mvp = milestone.as_ref().is_some_and(|milestone| milestone.title == MVP);
        }
        let known: Vec<_> =
            slice.tags.iter().map(|tag| github::folded(&(SHAPE.label)(tag))).collect();
        let new = |label: &&str| {
            let label = github::folded(label);
            !known.contains(&label) && !github::is_role(&label)
        };
        slice.tags.extend(self.labels().filter(new).map(str::to_owned));
    }

    fn status(&self, before: Status) -> Status {
        let lower = |text: &Option<String>| text.as_deref().unwrap_or_default().to_lowercase();
        match (lower(&self.state).as_str(), lower(&self.state_reason).as_str()) {
            ("closed", "not_planned" | "duplicate") => Status::Dropped,
            ("closed", _) => Status::Done,
            ("open", _) if matches!(before, Status::Done | Status::Dropped) => Status::Open,
            _ => before,
        }
    }
}

#[cfg(test)]
mod tests {
    use slicing::{Kind, Status};

    use super::super::testing;
    use crate::{Format, Incoming, IncomingSlice, ReadError, Severity};

    fn read(text: &str) -> Incoming {
        crate::read(Format::GithubJson, text.as_bytes()).unwrap()
    }

    fn tree(incoming: &Incoming) -> Vec<(&str, Option<u32>)> {
        incoming.slices.iter().map(|slice| (slice.title.as_str(), slice.parent)).collect()
    }

    /// Newest first, as `gh issue list` gives them.
    const LISTED: &str = r##"[
  {"number": 9, "title": "Fax", "body": "", "labels": [{"id": "x", "name": "Spike", "color": "fff"}], "state": "CLOSED", "stateReason": "NOT_PLANNED", "milestone": null, "assignees": [{"login": "ann"}]},
  {"number": 8, "title": "Refund", "body": null, "labels": [], "state": "CLOSED", "stateReason": "COMPLETED", "milestone": {"number": 1, "title": "MVP"}},
  {"number": 7, "title": "Pay by card", "body": "As a buyer\r\nI want to pay.\r\n\r\n## Acceptance Criteria\r\n- [ ] Given 12.50\r\n- [x] Paid\r\n", "labels": [{"name": "web"}, {"name": "pay, later"}], "state": "OPEN", "stateReason": "", "milestone": {"number": 1, "title": "MVP"}, "blockedBy": {"nodes": [{"number": 8}], "totalCount": 1}},
  {"number": 5, "title": "Payment", "body": "", "labels": [{"name": "epic"}], "state": "OPEN", "subIssues": [{"number": 8, "title": "Refund"}, {"number": 7, "title": "Pay by card"}]}
]"##;

    #[test]
    fn children_that_are_too_many_name_their_parent_instead() {
        let mut slices = vec![testing::slice(1, None, "Epic")];
        slices.extend((2..=103).map(|id| testing::slice(id, Some(1), "Slice")));
        let (text, report) = testing::written(Format::GithubJson, slices.clone());
        assert_eq!(text.matches("/sub_issues").count(), 100);
        assert_eq!(text.matches("**Part of**\\n\\nS1 Epic").count(), 2);
        let told =
            report.of(Severity::Flattened).any(|note| note.what.starts_with("the place of 2"));
        assert!(told);
        let incoming = crate::read(Format::GithubJson, text.as_bytes()).unwrap();
        assert!(incoming.slices[1..].iter().all(|slice| slice.parent == Some(0)));
        let (script, _) = testing::written(Format::GithubScript, slices);
        assert_eq!(script.matches("**Part of**").count(), 2);
    }

    #[test]
    fn a_list_of_issues_is_read_with_its_sub_issues_in_their_order() {
        let incoming = read(LISTED);
        let expected =
            [("Payment", None), ("Refund", Some(0)), ("Pay by card", Some(0)), ("Fax", None)];
        assert_eq!(tree(&incoming), expected);
        let story = &incoming.slices[2];
        assert_eq!(story.narrative, "As a buyer\nI want to pay.");
        assert_eq!(story.acceptance, ["Given 12.50", "Paid"]);
        assert_eq!(story.tags, ["pay, later", "web"]);
        assert_eq!((story.in_mvp, story.needs.as_slice()), (true, &[1][..]));
        assert_eq!(story.tracker_key.as_deref(), Some("#7"));
        assert_eq!(incoming.slices[1].status, Status::Done);
        assert_eq!(
            (incoming.slices[3].kind, incoming.slices[3].status),
            (Kind::Spike, Status::Dropped)
        );
    }

    #[test]
    fn fields_that_are_not_read_are_told() {
        let told: Vec<_> = read(LISTED).report.of(Severity::Skipped).cloned().collect();
        assert_eq!(told[0].what, "fields: assignees");
        assert_eq!(told.len(), 1);
    }

    #[test]
    fn pages_of_the_rest_interface_are_read_behind_each_other() {
        let text = r#"[{"number":2,"title":"B","state":"open","state_reason":null,"parent_issue_url":"https://api.github.com/repos/o/r/issues/1","labels":["task"]},
{"number":3,"title":"Merge me","pull_request":{"url":"x"}}][{"number":1,"title":"A","state":"closed","state_reason":"completed"}]"#;
        let incoming = read(text);
        assert_eq!(tree(&incoming), [("A", None), ("B", Some(0))]);
        assert_eq!(incoming.slices[1].kind, Kind::Task);
        assert_eq!(incoming.report.notes[0].what, "1 pull request");
    }

    fn handed_over(fields: &str) -> IncomingSlice {
        let text = format!(
            r#"[{{"number":4,"title":"Pay","body":"**Details**\n\n- Status: doing\n- MVP: yes\n- Tag: first release\n- Reference: carpaccio:x:S7\n"{fields}}}]"#
        );
        read(&text).slices.remove(0)
    }

    #[test]
    fn what_the_team_changed_in_github_wins_over_what_was_handed_over() {
        let slice = handed_over("");
        assert_eq!((slice.status, slice.in_mvp), (Status::Doing, true));
        let slice = handed_over(
            r#","state":"CLOSED","milestone":null,"labels":[{"name":"First release"},{"name":"urgent"}]"#,
        );
        assert_eq!((slice.status, slice.in_mvp), (Status::Done, false));
        assert_eq!(slice.tags, ["first release", "urgent"]);
        assert_eq!(slice.reference.unwrap().to_string(), "carpaccio:x:S7");
        assert_eq!(handed_over(r#","state":"OPEN""#).status, Status::Doing);
    }

    #[test]
    fn a_list_that_ends_in_the_middle_keeps_what_came_before() {
        let incoming = read("[{\"number\":1,\"title\":\"A\"},\n{\"number\":2,\"ti");
        assert_eq!(tree(&incoming), [("A", None)]);
        assert_eq!(incoming.report.notes[0].line, Some(2));
    }

    #[test]
    fn json_without_a_list_of_issues_is_refused() {
        for text in ["{}", "7", "{\"name\":[]}"] {
            let refused = crate::read(Format::GithubJson, text.as_bytes());
            assert_eq!(refused, Err(ReadError::NotAWorkshop), "{text}");
        }
        let refused = crate::read(Format::GithubJson, b"[nonsense");
        assert!(matches!(refused, Err(ReadError::NotJson { line: 1, .. })));
    }
}
