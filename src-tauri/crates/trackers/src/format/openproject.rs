//! OpenProject: the requests that make work packages through its interface, in JSON, for a program or a
//! script to send. It has no import of files.
//!
//! `requests` stand in an order in which they can be sent: the version, work packages with parents
//! first and in the order of the backlog, then relations. Some numbers are only known while sending;
//! for them the `path` of a request and the `href` of a link have a placeholder in braces, and
//! `placeholders` says what each is. **Nothing that a user typed stands in a path or an `href`.**
//! <https://www.openproject.org/docs/api/endpoints/work-packages/>

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde_json::{Value, json};
use slicing::Role;

use super::Tracker;
use super::json::list;
use crate::fact::{Fact, Keep};
use crate::markdown::Flavour;
use crate::prose::Prose;
use crate::report::Report;
use crate::ticket::{MVP, Shape, Ticket, Tickets};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "openproject-json",
    title: "OpenProject (JSON)",
    about: "The requests that make work packages with parents and relations, for programs that talk to OpenProject.",
    extension: "json",
    keeps: KEEPS,
    shape: SHAPE,
    guide: &[
        "Make an API token in OpenProject under My account, Access tokens.",
        "Send the requests one after the other, in the order of the file.",
        "Put numbers for what stands in braces in paths and links; “placeholders” says where each comes from.",
        "The types must be active in the project. Where yours have other names, put their numbers.",
        "Try it in an empty project: sending the file again makes everything a second time.",
    ],
    write: Some(super::Write::Tickets(write)),
    ..Tracker::PLAIN
};

/// Everything is in the description too, where people see it.
const KEEPS: &[(Fact, Keep)] = &[
    (Fact::Narrative, Keep::Field),
    (Fact::Kind, Keep::As("types and lines of the description")),
    (Fact::Status, Keep::LINES),
    (Fact::Pattern, Keep::LINES),
    (Fact::Persona, Keep::LINES),
    (Fact::Step, Keep::LINES),
    (Fact::Value, Keep::LINES),
    (Fact::Effort, Keep::As("estimated hours, four for half a day")),
    (Fact::Mvp, Keep::As("the version MVP")),
    (Fact::Release, Keep::As("a version each")),
    (Fact::Pin, Keep::LINES),
    (Fact::Wish, Keep::LINES),
    (Fact::Because, Keep::LINES),
    (Fact::Acceptance, Keep::LIST),
    (Fact::Needs, Keep::Field),
    (Fact::Questions, Keep::LIST),
    (Fact::Deferrals, Keep::LIST),
    (Fact::Tags, Keep::LINES),
    (Fact::Notes, Keep::TEXT),
    (Fact::Reference, Keep::LINES),
];

/// The types that a new OpenProject has.
const SHAPE: Shape = Shape {
    types: &[
        (Role::Epic, "Epic"),
        (Role::Split, "Feature"),
        (Role::Slice, "User story"),
        (Role::Spike, "Task"),
        (Role::Task, "Task"),
    ],
    longest_title: 255,
    // References are looked for after the Markdown is understood, as GitHub does.
    prose: Prose::Markdown(Flavour::GitHub),
    ..Shape::PLAIN
};

/// One call of the interface.
#[derive(Serialize)]
struct Request {
    /// The name that placeholders use for the number in the answer.
    #[serde(rename = "as", skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    method: &'static str,
    path: String,
    body: Value,
}

impl Request {
    fn post(path: impl Into<String>, body: Value) -> Self {
        Self { name: None, method: "POST", path: path.into(), body }
    }

    fn named(self, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..self }
    }
}

fn write(tickets: &Tickets<'_>, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    write!(out, "{{\n  \"format\": \"carpaccio-openproject\",\n  \"version\": 1,\n")?;
    write!(out, "  \"placeholders\": {}", serde_json::to_string(&placeholders(tickets))?)?;
    let order = tickets.by_rank_below_parents();
    let versions = Versions::of(order.iter().map(|index| tickets.get(*index)));
    let packages = order.iter().map(|index| work_package(tickets.get(*index), &versions, report));
    let relations = order.iter().map(|index| tickets.get(*index)).flat_map(relations);
    list(out, "requests", versions.requests().chain(packages).chain(relations))?;
    out.write_all(b"\n}\n")
}

/// What stands in braces, and where its number comes from.
fn placeholders(tickets: &Tickets<'_>) -> BTreeMap<String, String> {
    let type_of = |ticket: Ticket<'_>| {
        let name = ticket.type_name();
        let what = format!("the id of the type {name}, as GET /api/v3/types tells");
        (type_name(ticket), what)
    };
    let others = [
        ("project", "the number of the project, which its identifier does not replace in links"),
        ("S1", "the id in the answer to the request that is called S1, and so for every name"),
    ];
    let others = others.map(|(name, what)| (name.to_owned(), what.to_owned()));
    tickets.iter().map(type_of).chain(others).collect()
}

/// `type-user-story`.
fn type_name(ticket: Ticket<'_>) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    format!("type-{}", ticket.type_name().chars().map(plain).collect::<String>())
}

fn link(collection: &str, placeholder: &str) -> Value {
    json!({ "href": format!("/api/v3/{collection}/{{{placeholder}}}") })
}

fn name(ticket: Ticket<'_>) -> String {
    ticket.card.slice.id.to_string()
}

/// The versions that the tickets are in.
struct Versions<'p>(Vec<Cow<'p, str>>);

impl<'p> Versions<'p> {
    fn of(tickets: impl Iterator<Item = Ticket<'p>>) -> Self {
        let mut seen = FxHashSet::default();
        let all = tickets.map(Ticket::version).filter(|version| !version.is_empty());
        Self(all.filter(|version| seen.insert(version.clone())).collect())
    }

    fn requests(&self) -> impl Iterator<Item = Request> {
        self.0.iter().map(|version| {
            let project = link("projects", "project");
            let body = json!({ "name": version, "_links": { "definingProject": project } });
            Request::post("/api/v3/versions", body).named(self.placeholder(version))
        })
    }

    /// `MVP` or `version-2`: the names of releases may have braces.
    fn placeholder(&self, version: &str) -> String {
        match self.0.iter().position(|known| known == version) {
            Some(at) if version != MVP => format!("version-{}", at + 1),
            _ => MVP.to_owned(),
        }
    }
}

fn work_package(ticket: Ticket<'_>, versions: &Versions<'_>, report: &mut Report) -> Request {
    let mut links = json!({ "type": link("types", &type_name(ticket)) });
    if let Some(parent) = ticket.parent() {
        links["parent"] = link("work_packages", &name(parent));
    }
    let version = ticket.version();
    if !version.is_empty() {
        links["version"] = link("versions", &versions.placeholder(&version));
    }
    let mut body = json!({
        "subject": ticket.title(),
        "description": { "format": "markdown", "raw": ticket.description(report) },
        "_links": links,
    });
    // A parent's hours are the sum of those below it.
    if ticket.card.leaf && !ticket.hours().is_empty() {
        body["estimatedTime"] = json!(format!("PT{}H", ticket.hours()));
    }
    Request::post("/api/v3/projects/{project}/work_packages", body).named(name(ticket))
}

/// What is needed blocks what needs it.
fn relations(ticket: Ticket<'_>) -> impl Iterator<Item = Request> {
    ticket.needs().map(move |needed| {
        let path = format!("/api/v3/work_packages/{{{}}}/relations", name(needed));
        let to = link("work_packages", &name(ticket));
        Request::post(path, json!({ "type": "blocks", "_links": { "to": to } }))
    })
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use slicing::SliceId;

    use crate::Format;
    use crate::format::testing::{slice, written};

    fn document() -> Value {
        let mut bank = slice(3, Some(1), "Ask {S1} & {project}");
        bank.effort = Some(3);
        bank.in_mvp = true;
        let mut card = slice(2, Some(1), "Pay by card");
        card.needs = vec![SliceId(3)];
        let (text, _) =
            written(Format::OpenprojectJson, vec![slice(1, None, "Payment"), card, bank]);
        serde_json::from_str(&text).unwrap()
    }

    fn requests(document: &Value) -> &Vec<Value> {
        document["requests"].as_array().unwrap()
    }

    /// Every text in a value that has this key.
    fn all<'v>(value: &'v Value, wanted: &str, found: &mut Vec<&'v str>) {
        match value {
            Value::Object(fields) => {
                for (key, value) in fields {
                    found.extend(value.as_str().filter(|_| key == wanted));
                    all(value, wanted, found);
                }
            }
            Value::Array(items) => items.iter().for_each(|item| all(item, wanted, found)),
            _ => {}
        }
    }

    fn placeholders(text: &str) -> impl Iterator<Item = &str> {
        text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
    }

    #[test]
    fn every_placeholder_is_explained_or_names_an_earlier_request() {
        let document = document();
        let mut known: Vec<&str> =
            document["placeholders"].as_object().unwrap().keys().map(String::as_str).collect();
        known.retain(|name| *name != "S1");
        for request in requests(&document) {
            let mut texts = vec![request["path"].as_str().unwrap()];
            all(request, "href", &mut texts);
            for name in texts.into_iter().flat_map(placeholders) {
                assert!(known.contains(&name), "{name} in {request}");
            }
            known.extend(request["as"].as_str());
        }
    }

    #[test]
    fn what_a_user_typed_stands_in_no_path_and_no_link() {
        let document = document();
        let mut texts = Vec::new();
        all(&document, "href", &mut texts);
        all(&document, "path", &mut texts);
        assert!(texts.iter().all(|text| !text.contains("Ask") && !text.contains(' ')), "{texts:?}");
        let subjects: Vec<_> =
            requests(&document).iter().filter_map(|r| r["body"]["subject"].as_str()).collect();
        assert_eq!(subjects, ["Payment", "Pay by card", "Ask {S1} & {project}"]);
    }

    #[test]
    fn parents_versions_hours_and_relations_are_those_of_the_workshop() {
        let document = document();
        let requests = requests(&document);
        assert_eq!(requests[0]["path"], "/api/v3/versions");
        let bank = &requests[3]["body"];
        assert_eq!(bank["_links"]["parent"]["href"], "/api/v3/work_packages/{S1}");
        assert_eq!(bank["_links"]["version"]["href"], "/api/v3/versions/{MVP}");
        assert_eq!(bank["estimatedTime"], "PT12H");
        assert_eq!(requests[4]["path"], "/api/v3/work_packages/{S3}/relations");
        assert_eq!(requests[4]["body"]["_links"]["to"]["href"], "/api/v3/work_packages/{S2}");
    }
}
