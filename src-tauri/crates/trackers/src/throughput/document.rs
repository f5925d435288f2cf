//! Lists of issues in JSON, as the interfaces and command lines of trackers answer them: one list, a list
//! in an object, or page after page.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::{Facts, Item, Items};
use crate::ReadError;
use crate::report::Severity;

/// Under these names, the outermost first, trackers keep their lists.
const LISTS: &[&str] = &[
    "issues",
    "items",
    "value",
    "data",
    "nodes",
    "tasks",
    "stories",
    "workItems",
    "results",
    "cards",
    "work_packages",
];

/// Under these names issues keep their facts.
const INSIDE: &[&str] = &["fields", "attributes"];

/// Every object of every list.
///
/// # Errors
/// [`ReadError::NotJson`] when not even the first page can be read.
pub(super) fn read(text: &str, items: &mut Items) -> Result<(), ReadError> {
    let pages = serde_json::Deserializer::from_str(text).into_iter::<Value>();
    for (before, page) in pages.enumerate() {
        match page {
            Ok(page) => list(&page).for_each(|issue| item(issue, items)),
            Err(error) if before == 0 => return Err(not_json(&error)),
            Err(error) => {
                let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
                let what = format!("the rest of the file: {}", reason(&error));
                items.report.at(line, Severity::Skipped, what);
                break;
            }
        }
    }
    Ok(())
}

fn list(page: &Value) -> impl Iterator<Item = &Value> {
    // A list can be the field of an object that is the field of another: `{"data": {"issues": {"nodes": […]}}}`.
    const DEEPEST: usize = 6;
    let mut at = page;
    for _ in 0..DEEPEST {
        let Some(inner) = LISTS.iter().find_map(|name| at.get(name)) else { break };
        at = inner;
    }
    match at {
        Value::Array(list) => list.iter(),
        only => std::slice::from_ref(only).iter(),
    }
}

fn item(issue: &Value, items: &mut Items) {
    let Value::Object(issue) = issue else {
        items.strange += 1;
        return;
    };
    let mut item = Item::default();
    let inside = INSIDE.iter().filter_map(|name| issue.get(*name)?.as_object());
    for facts in std::iter::once(issue).chain(inside) {
        take(facts, &mut item, &mut items.facts);
    }
    items.list.push(item);
}

fn take(from: &Map<String, Value>, item: &mut Item, facts: &mut Facts) {
    for (name, value) in from {
        let cell = match value {
            Value::String(text) => Cow::Borrowed(text.as_str()),
            Value::Number(number) => Cow::Owned(number.to_string()),
            // `{"name": "Done"}`
            Value::Object(inner) => match inner.get("name").or(inner.get("status")) {
                Some(Value::String(text)) => Cow::Borrowed(text.as_str()),
                _ => continue,
            },
            _ => continue,
        };
        // `System.State`
        let short = name.rsplit('.').next().unwrap_or(name);
        item.take(facts.column(short), &cell);
    }
}

fn not_json(error: &serde_json::Error) -> ReadError {
    let place = |number| u32::try_from(number).unwrap_or(u32::MAX);
    ReadError::NotJson {
        line: place(error.line()),
        column: place(error.column()),
        what: reason(error),
    }
}

fn reason(error: &serde_json::Error) -> String {
    error.to_string().split(" at line ").next().unwrap_or_default().to_owned()
}
