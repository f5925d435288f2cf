//! Trello: a board as Trello exports it, which other programs read, and the boards that it exports.
//!
//! Trello itself imports no boards. Cards are flat: what was split stands in a list of its own, and a
//! card says what it is part of. Criteria are a checklist. Whatever reads boards wants `actions` to
//! be a list and every card to have `attachments`.
//! <https://developer.atlassian.com/cloud/trello/rest/>

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use slicing::Status;

use super::json::{Lines, item, list, reason};
use super::{Read, Tracker};
use crate::ReadError;
use crate::fact::{Fact, Keep};
use crate::gather::{Draft, Gathering};
use crate::incoming::IncomingSlice;
use crate::markdown::{Flavour, with_mentions, without_mentions};
use crate::prose::Prose;
use crate::report::{Report, Severity, count, named};
use crate::rows;
use crate::text::one_line;
use crate::ticket::{MVP, Shape, Ticket, Tickets, is_title_of};

pub(crate) const TRACKER: Tracker = Tracker {
    id: "trello-json",
    title: "Trello (board)",
    about: "A board with lists for the MVP and what comes later, for programs that read Trello’s boards.",
    extension: "json",
    keeps: &[
        (Fact::Narrative, Keep::Field),
        (Fact::Kind, Keep::LINES),
        (Fact::Status, Keep::As("the lists Doing and Done, and lines of the description")),
        (Fact::Pattern, Keep::LINES),
        (Fact::Persona, Keep::LINES),
        (Fact::Step, Keep::LINES),
        (Fact::Value, Keep::LINES),
        (Fact::Effort, Keep::LINES),
        (Fact::Mvp, Keep::As("the list MVP, and lines of the description")),
        (Fact::Release, Keep::LINES),
        (Fact::Pin, Keep::LINES),
        (Fact::Wish, Keep::LINES),
        (Fact::Because, Keep::LINES),
        (Fact::Acceptance, Keep::As("a checklist")),
        (Fact::Needs, Keep::LINES),
        (Fact::Questions, Keep::LIST),
        (Fact::Deferrals, Keep::LIST),
        (Fact::Tags, Keep::As("labels, and lines of the description")),
        (Fact::Notes, Keep::TEXT),
        (Fact::Reference, Keep::LINES),
    ],
    shape: SHAPE,
    guide: &[
        "Trello itself imports no boards; WeKan, Focalboard, Kanri and Linear’s importer read this file.",
        "In such a program, choose Import from Trello, and the file.",
        "The lists are Epics, MVP, Later, Doing and Done; criteria are checklists.",
        "For Trello itself, copy the outline instead and paste it where a card is added: it offers a card for each line.",
        "To bring a board back: in Trello, open the menu, Print, export and share, Export as JSON.",
    ],
    write: Some(super::Write::Tickets(write)),
    read: Some(Read::Text(read)),
    ..Tracker::PLAIN
};

const PROSE: Prose = Prose::Markdown(Flavour::Plain);
const SHAPE: Shape = Shape {
    levels: 1,
    longest_title: 512,
    prose: PROSE,
    longest_description: 16_384,
    criteria_in_text: false,
    ..Shape::PLAIN
};

/// The lists from left to right.
const LISTS: [&str; 5] = ["Epics", MVP, "Later", "Doing", "Done"];
const CRITERIA: &str = "Acceptance criteria";
const COLORS: [&str; 10] =
    ["green", "yellow", "orange", "red", "purple", "blue", "sky", "lime", "pink", "black"];

/// Trello's ids are 24 hexadecimal digits; the first one says what it is the id of.
fn id(nature: u8, number: usize) -> String {
    format!("{nature:x}{number:023x}")
}

const BOARD: u8 = 0xb;
const LIST: u8 = 1;
const LABEL: u8 = 2;
const CARD: u8 = 0xc;
const CHECKLIST: u8 = 4;
const CHECK: u8 = 5;

#[derive(Serialize)]
struct OutList {
    id: String,
    name: &'static str,
    closed: bool,
    pos: usize,
}

#[derive(Serialize, Clone)]
struct OutLabel {
    id: String,
    name: String,
    color: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutCard<'p> {
    id: String,
    id_list: String,
    id_short: usize,
    name: &'p str,
    desc: String,
    short_url: &'static str,
    closed: bool,
    pos: usize,
    labels: Vec<OutLabel>,
    id_labels: Vec<String>,
    id_checklists: Vec<String>,
    attachments: [(); 0],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct OutChecklist {
    id: String,
    id_card: String,
    name: &'static str,
    pos: usize,
    check_items: Vec<OutCheck>,
}

#[derive(Serialize)]
struct OutCheck {
    id: String,
    name: String,
    state: &'static str,
    pos: usize,
}

fn write(tickets: &Tickets<'_>, out: &mut dyn Write, report: &mut Report) -> io::Result<()> {
    let title = one_line(&tickets.plan.workshop.about.title);
    write!(out, "{{\n  \"id\": \"{}\",\n  \"name\": ", id(BOARD, 1))?;
    serde_json::to_writer(&mut *out, &title)?;
    out.write_all(b",\n  \"desc\": \"\",\n  \"closed\": false,\n  \"actions\": []")?;
    let list_of = |(at, name)| OutList { id: id(LIST, at), name, closed: false, pos: at };
    list(out, "lists", LISTS.into_iter().enumerate().map(list_of))?;
    let labels = labels(tickets);
    list(out, "labels", labels.values().cloned())?;
    let order = tickets.by_rank();
    let card = |(pos, index): (usize, &usize)| card(tickets.get(*index), pos, &labels, report);
    list(out, "cards", order.iter().enumerate().map(card))?;
    let checklists = order.iter().filter_map(|index| checklist(tickets.get(*index)));
    list(out, "checklists", checklists)?;
    out.write_all(b"\n}\n")
}

/// Every label once.
fn labels(tickets: &Tickets<'_>) -> BTreeMap<String, OutLabel> {
    let mut labels = BTreeMap::new();
    for name in tickets.iter().flat_map(Ticket::labels).map(Cow::into_owned) {
        let number = labels.len();
        labels.entry(name.clone()).or_insert_with(|| OutLabel {
            id: id(LABEL, number),
            name,
            color: COLORS[number % COLORS.len()],
        });
    }
    labels
}

fn card<'p>(
    ticket: Ticket<'p>,
    pos: usize,
    labels: &BTreeMap<String, OutLabel>,
    report: &mut Report,
) -> OutCard<'p> {
    let labels: Vec<OutLabel> =
        ticket.labels().filter_map(|name| labels.get(name.as_ref()).cloned()).collect();
    let number = ticket.card.slice.id.0 as usize;
    let has_checklist = !ticket.card.slice.acceptance.is_empty();
    OutCard {
        id: id(CARD, number),
        id_list: id(LIST, list_at(ticket)),
        id_short: number,
        name: ticket.title(),
        desc: ticket.description(report),
        short_url: "",
        closed: false,
        pos,
        id_labels: labels.iter().map(|label| label.id.clone()).collect(),
        labels,
        id_checklists: has_checklist.then(|| id(CHECKLIST, number)).into_iter().collect(),
        attachments: [],
    }
}

/// Which of [`LISTS`].
fn list_at(ticket: Ticket<'_>) -> usize {
    match ticket.card.slice.status {
        _ if !ticket.card.leaf => 0,
        Status::Doing => 3,
        Status::Done => 4,
        _ if ticket.card.in_mvp() => 1,
        _ => 2,
    }
}

fn checklist(ticket: Ticket<'_>) -> Option<OutChecklist> {
    let slice = ticket.card.slice;
    if slice.acceptance.is_empty() {
        return None;
    }
    let number = slice.id.0 as usize;
    let items = slice.acceptance.iter().enumerate().map(|(pos, criterion)| OutCheck {
        id: id(CHECK, criterion.id.0 as usize),
        name: without_mentions(&criterion.text),
        state: "incomplete",
        pos,
    });
    Some(OutChecklist {
        id: id(CHECKLIST, number),
        id_card: id(CARD, number),
        name: CRITERIA,
        pos: 0,
        check_items: items.collect(),
    })
}

#[derive(Deserialize)]
struct Board<'a> {
    #[serde(borrow, default)]
    name: Option<Cow<'a, str>>,
    #[serde(borrow)]
    lists: Vec<&'a RawValue>,
    #[serde(borrow)]
    cards: Vec<&'a RawValue>,
    #[serde(borrow, default)]
    checklists: Vec<&'a RawValue>,
}

#[derive(Deserialize)]
struct InList {
    id: String,
    name: String,
    #[serde(default)]
    closed: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InCard {
    id: String,
    id_list: String,
    name: String,
    #[serde(default)]
    desc: String,
    #[serde(default)]
    closed: bool,
    #[serde(default)]
    pos: f64,
    #[serde(default)]
    labels: Vec<InLabel>,
    #[serde(default)]
    short_link: Option<String>,
    #[serde(default)]
    due_complete: bool,
}

#[derive(Deserialize)]
struct InLabel {
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InChecklist {
    id_card: String,
    #[serde(default)]
    check_items: Vec<InCheck>,
}

#[derive(Deserialize)]
struct InCheck {
    name: String,
    #[serde(default)]
    pos: f64,
}

fn read(text: &str, into: &mut Gathering) -> Result<(), ReadError> {
    let board: Board<'_> = serde_json::from_str(text).map_err(|error| {
        if error.is_data() {
            return ReadError::NotAWorkshop;
        }
        let place = |number| u32::try_from(number).unwrap_or(u32::MAX);
        let (line, column) = (place(error.line()), place(error.column()));
        ReadError::NotJson { line, column, what: reason(&error) }
    })?;
    into.about.title = board.name.map(Cow::into_owned).filter(|name| !name.is_empty());
    let mut lines = Lines::new(text);
    let lists: Vec<InList> =
        board.lists.iter().filter_map(|raw| item(raw, "list", &mut lines, into)).collect();
    let lists: FxHashMap<String, (usize, InList)> =
        lists.into_iter().enumerate().map(|(at, list)| (list.id.clone(), (at, list))).collect();
    let mut cards: Vec<(u32, InCard)> = Vec::with_capacity(board.cards.len());
    for raw in board.cards {
        let line = lines.of(raw);
        cards.extend(item(raw, "card", &mut lines, into).map(|card| (line, card)));
    }
    let mut criteria: FxHashMap<String, Vec<InCheck>> = FxHashMap::default();
    for raw in board.checklists {
        if let Some(found) = item::<InChecklist>(raw, "checklist", &mut lines, into) {
            criteria.entry(found.id_card).or_default().extend(found.check_items);
        }
    }
    let column = |card: &InCard| lists.get(&card.id_list).map_or(usize::MAX, |(at, _)| *at);
    cards.sort_by(|(_, a), (_, b)| column(a).cmp(&column(b)).then(a.pos.total_cmp(&b.pos)));
    let mut reader = Reader::default();
    for (line, card) in cards {
        let list = lists.get(&card.id_list).map(|(_, list)| list);
        let checks = criteria.remove(&card.id).unwrap_or_default();
        reader.card(line, card, list, checks, into);
    }
    reader.tell(&mut into.report);
    Ok(())
}

#[derive(Default)]
struct Reader {
    archived: usize,
    /// The lists whose name says no status, and how many cards are in them.
    unknown: BTreeMap<String, usize>,
}

impl Reader {
    fn card(
        &mut self,
        line: u32,
        card: InCard,
        list: Option<&InList>,
        mut checks: Vec<InCheck>,
        into: &mut Gathering,
    ) {
        if card.closed || list.is_some_and(|list| list.closed) {
            self.archived += 1;
            return;
        }
        let slice = IncomingSlice { line, title: card.name.clone(), ..IncomingSlice::default() };
        let mut draft = Draft { slice, ..Draft::default() };
        PROSE.read(&card.desc, &mut draft, &mut into.report);
        checks.sort_by(|a, b| a.pos.total_cmp(&b.pos));
        draft.slice.acceptance.extend(checks.iter().map(|check| with_mentions(&check.name)));
        let slice = &mut draft.slice;
        slice.tracker_key = card.short_link.clone();
        draft.names.extend([Some(card.id.clone()), card.short_link].into_iter().flatten());
        let names = card.labels.into_iter().map(|label| label.name).filter(|name| !name.is_empty());
        let is_ours = slice.reference.is_some();
        let known: Vec<String> = if is_ours { slice.tags.clone() } else { Vec::new() };
        slice.tags.extend(names.filter(|name| !known.contains(name)));
        let id = slice.reference.as_ref().map(|reference| reference.slice);
        if is_ours && !is_title_of(&SHAPE, &card.name, &slice.title, id) {
            slice.title = card.name;
        }
        self.place(list, card.due_complete, is_ours, slice);
        into.push(draft);
    }

    /// What the list says. Ours say it only where they were moved.
    fn place(
        &mut self,
        list: Option<&InList>,
        is_done: bool,
        is_ours: bool,
        slice: &mut IncomingSlice,
    ) {
        let Some(name) = list.map(|list| list.name.trim()) else { return };
        let says = match name {
            "Epics" if is_ours => return,
            MVP | "Later" | "Epics" => Some(Status::Open),
            _ => rows::status(name),
        };
        match says {
            Some(Status::Open) if is_ours && slice.status == Status::Dropped => {}
            Some(status) => slice.status = status,
            None if !is_ours => *self.unknown.entry(name.to_owned()).or_default() += 1,
            None => {}
        }
        if is_done && !is_ours {
            slice.status = Status::Done;
        }
        match name {
            MVP => slice.in_mvp = true,
            "Later" => slice.in_mvp = false,
            _ => {}
        }
    }

    fn tell(self, report: &mut Report) {
        const MOST: usize = 40;
        for (name, cards) in self.unknown.into_iter().take(MOST) {
            let cards = count(cards, "card", "cards");
            let what = format!("the list {} of {cards}: taken for open", named(&name));
            report.note(Severity::Guessed, what);
        }
        if self.archived > 0 {
            let cards = count(self.archived, "card", "cards");
            report.note(Severity::Skipped, format!("{cards} that were archived"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Format, Incoming};

    fn read(text: &str) -> Incoming {
        crate::read(Format::TrelloJson, text.as_bytes()).unwrap()
    }

    const BOARD: &str = r#"{"name":"Bakery","lists":[
        {"id":"l1","name":"Ideas","closed":false},{"id":"l2","name":"Doing"},
        {"id":"l3","name":"Old","closed":true}],
      "cards":[
        {"id":"c2","idList":"l2","name":"Bake rolls","desc":"For Sunday.","pos":2,"labels":[{"name":"bread"},{"name":""}],"shortLink":"aB3"},
        {"id":"c1","idList":"l1","name":"Sell jam","pos":1,"dueComplete":true},
        {"id":"c3","idList":"l3","name":"Gone","pos":3},
        {"id":"c4","idList":"l1","name":"Hidden","closed":true},
        {"idList":"l1"}],
      "checklists":[{"idCard":"c2","name":"Steps","checkItems":[{"name":"golden","pos":2},{"name":"by 7","pos":1}]}],
      "actions":[{"type":"createCard"}]}"#;

    #[test]
    fn a_board_is_read_list_by_list_with_labels_and_checklists() {
        let incoming = read(BOARD);
        let titles: Vec<_> = incoming.slices.iter().map(|slice| slice.title.as_str()).collect();
        assert_eq!(titles, ["Sell jam", "Bake rolls"]);
        let rolls = &incoming.slices[1];
        assert_eq!((rolls.status, rolls.narrative.as_str()), (Status::Doing, "For Sunday."));
        assert_eq!(
            (rolls.acceptance.join(" "), rolls.tags.join(" ")),
            ("by 7 golden".into(), "bread".into())
        );
        assert_eq!(rolls.tracker_key.as_deref(), Some("aB3"));
        assert_eq!(incoming.slices[0].status, Status::Done);
        assert_eq!(incoming.about.title.as_deref(), Some("Bakery"));
    }

    #[test]
    fn what_is_left_out_or_guessed_is_told() {
        let incoming = read(BOARD);
        let told: Vec<_> = incoming.report.notes.iter().map(|note| note.what.as_str()).collect();
        assert!(told[0].starts_with("a card: missing field"), "{told:?}");
        let rest = ["the list “Ideas” of 1 card: taken for open", "2 cards that were archived"];
        assert_eq!(told[1..], rest);
    }

    #[test]
    fn what_is_no_board_is_refused() {
        let refused = crate::read(Format::TrelloJson, b"{\"slices\":[]}");
        assert_eq!(refused, Err(ReadError::NotAWorkshop));
    }
}
