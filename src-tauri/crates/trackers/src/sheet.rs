//! A tracker's table, declared as its columns.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;

use crate::files::{Files, Part};
use crate::report::{Report, Severity};
use crate::table::{Quotes, write_record};
use crate::ticket::{Ticket, Tickets};

/// A table with a row for each ticket.
pub(crate) struct Sheet {
    pub columns: &'static [Column],
    pub rows: RowOrder,
    /// The tickets that have a row of their own.
    pub wants: for<'p> fn(Ticket<'p>) -> bool,
    /// What is lost of those that have none.
    pub unwanted: &'static str,
    /// The most rows that one file may have; further files go on where it ends.
    pub most_rows: usize,
    /// The most bytes that one file may have; further files go on where it ends.
    pub most_bytes: usize,
    /// Begins with a byte order mark.
    pub marked: bool,
    pub quotes: Quotes,
    /// Looks at how the first file begins, for trackers that guess its form from there.
    pub glance: fn(&[u8], &mut Report),
    /// Keeps the text of a cell from being more than text.
    pub shield: fn(&str) -> Cow<'_, str>,
}

impl Sheet {
    /// Depth first in the order of the backlog, in one file.
    pub const PLAIN: Self = Self {
        columns: &[],
        rows: RowOrder::BelowParents,
        wants: |_| true,
        unwanted: "",
        most_rows: usize::MAX,
        most_bytes: usize::MAX,
        marked: false,
        quotes: Quotes::WhereNeeded,
        glance: |_, _| (),
        shield: |text| Cow::Borrowed(text),
    };
}

/// The order of the rows.
pub(crate) enum RowOrder {
    /// As in the outline.
    Outline,
    /// Depth first, siblings in the order of the backlog.
    BelowParents,
    /// All of a level before the next one, each in the order of the backlog.
    LevelByLevel,
    /// In the order of the backlog, but below whatever a ticket is part of or needs first.
    BelowNeeds,
    /// In the order of the backlog; what has no place in it comes last.
    Backlog,
}

/// One column, or several of the same nature.
pub(crate) enum Column {
    /// A word or a number.
    One(&'static str, for<'p> fn(Ticket<'p>) -> Cow<'p, str>),
    /// A text that may have to be cut, which is noted.
    Told(&'static str, fn(Ticket<'_>, &mut Report) -> String),
    /// As many columns of this name as the longest list needs.
    Many(&'static str, for<'p> fn(Ticket<'p>) -> Vec<Cow<'p, str>>),
    /// `Title 1`, `Title 2`, …: a column for each level, of which one is filled.
    ByLevel(&'static str, for<'p> fn(Ticket<'p>) -> Cow<'p, str>),
}

impl Column {
    /// How many columns these tickets need.
    fn width(&self, tickets: &Tickets<'_>) -> usize {
        match self {
            Self::One(..) | Self::Told(..) => 1,
            Self::Many(_, cells) => {
                tickets.iter().map(|ticket| cells(ticket).len()).max().unwrap_or(0)
            }
            Self::ByLevel(..) => tickets.iter().map(|ticket| ticket.level() + 1).max().unwrap_or(1),
        }
    }

    fn names(&self, width: usize) -> Vec<Cow<'static, str>> {
        match self {
            Self::One(name, _) | Self::Told(name, _) | Self::Many(name, _) => {
                vec![Cow::Borrowed(*name); width]
            }
            Self::ByLevel(name, _) if width == 1 => vec![Cow::Borrowed(*name)],
            Self::ByLevel(name, _) => {
                (1..=width).map(|level| Cow::Owned(format!("{name} {level}"))).collect()
            }
        }
    }

    fn fill<'p>(
        &self,
        ticket: Ticket<'p>,
        width: usize,
        row: &mut Vec<Cow<'p, str>>,
        report: &mut Report,
    ) {
        let end = row.len() + width;
        match self {
            Self::One(_, cell) => row.push(cell(ticket)),
            Self::Told(_, cell) => row.push(Cow::Owned(cell(ticket, report))),
            Self::Many(_, cells) => row.extend(cells(ticket)),
            Self::ByLevel(_, cell) => {
                row.extend(std::iter::repeat_n(Cow::Borrowed(""), ticket.level()));
                row.push(cell(ticket));
            }
        }
        row.resize(end, Cow::Borrowed(""));
    }
}

/// Writes all tickets, in several files where one may not hold them.
pub(crate) fn write(
    sheet: &Sheet,
    tickets: &Tickets<'_>,
    files: &mut dyn Files,
    report: &mut Report,
) -> io::Result<()> {
    let widths: Vec<usize> = sheet.columns.iter().map(|column| column.width(tickets)).collect();
    let mut order = match sheet.rows {
        RowOrder::Outline => (0..tickets.len()).collect(),
        RowOrder::BelowParents => tickets.by_rank_below_parents(),
        RowOrder::LevelByLevel => tickets.by_level_and_rank(),
        RowOrder::BelowNeeds => tickets.by_rank_below_needs(),
        RowOrder::Backlog => tickets.by_rank(),
    };
    order.retain(|index| (sheet.wants)(tickets.get(*index)));
    if order.len() < tickets.len() && !sheet.unwanted.is_empty() {
        report.note(Severity::Lost, sheet.unwanted);
    }
    let many = files.are_many();
    let parts = if many { parts(tickets, &order, sheet.most_rows) } else { vec![&order[..]] };
    note_parts(sheet, tickets, &parts, report);
    let header = header(sheet, &widths)?;
    let mut head = header.clone();
    let (mut number, mut size) = (0, 0);
    for rows in &parts {
        number += 1;
        let mut out = begin(files, number, &header)?;
        size = header.len();
        // A few thousand rows at a time, so that memory stays flat whatever the number of rows.
        for block in rows.chunks(ROWS_AT_A_TIME) {
            let made = |rows: &[usize]| make_rows(sheet, tickets, &widths, rows);
            let made: Vec<io::Result<Made>> = block.par_chunks(ROWS_TOGETHER).map(made).collect();
            for made in made {
                let made = made?;
                for row in made.rows() {
                    let fits = size + row.len() <= sheet.most_bytes || size == header.len();
                    if many && !fits {
                        number += 1;
                        out = begin(files, number, &header)?;
                        size = header.len();
                    }
                    size += row.len();
                    out.write_all(row)?;
                    if head.len() < GLANCE {
                        head.extend_from_slice(row);
                    }
                }
                report.append(made.notes);
            }
        }
    }
    (sheet.glance)(&head[..head.len().min(GLANCE)], report);
    note_size(sheet, number as usize > parts.len(), size, report);
    Ok(())
}

/// How many rows are in memory at once.
const ROWS_AT_A_TIME: usize = 8192;
/// How many rows are made by one thread at once.
const ROWS_TOGETHER: usize = 256;
/// How many bytes trackers look at to guess the form of a file.
const GLANCE: usize = 4096;

fn begin<'f>(
    files: &'f mut dyn Files,
    number: u32,
    header: &[u8],
) -> io::Result<&'f mut dyn Write> {
    let part = if number == 1 { Part::Only } else { Part::Number(number) };
    let out = files.begin(part)?;
    out.write_all(header)?;
    Ok(out)
}

/// Some rows as they are written.
struct Made {
    bytes: Vec<u8>,
    /// Where each row ends.
    ends: Vec<usize>,
    notes: Report,
}

impl Made {
    fn rows(&self) -> impl Iterator<Item = &[u8]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, end)| &self.bytes[start..*end])
    }
}

fn make_rows(
    sheet: &Sheet,
    tickets: &Tickets<'_>,
    widths: &[usize],
    rows: &[usize],
) -> io::Result<Made> {
    let mut made = Made {
        bytes: Vec::with_capacity(rows.len() * 512),
        ends: Vec::with_capacity(rows.len()),
        notes: Report::default(),
    };
    let mut row: Vec<Cow<'_, str>> = Vec::new();
    for index in rows {
        for (column, width) in sheet.columns.iter().zip(widths) {
            column.fill(tickets.get(*index), *width, &mut row, &mut made.notes);
        }
        let cells = row.drain(..).map(|cell| shielded(cell, sheet.shield));
        write_record(&mut made.bytes, sheet.quotes, cells)?;
        made.ends.push(made.bytes.len());
    }
    Ok(made)
}

fn header(sheet: &Sheet, widths: &[usize]) -> io::Result<Vec<u8>> {
    let mut header = Vec::new();
    if sheet.marked {
        header.extend_from_slice("\u{feff}".as_bytes());
    }
    let names = sheet.columns.iter().zip(widths).flat_map(|(column, width)| column.names(*width));
    write_record(&mut header, sheet.quotes, names)?;
    Ok(header)
}

fn shielded<'c>(cell: Cow<'c, str>, shield: fn(&str) -> Cow<'_, str>) -> Cow<'c, str> {
    match cell {
        Cow::Borrowed(cell) => shield(cell),
        Cow::Owned(cell) => Cow::Owned(shield(&cell).into_owned()),
    }
}

/// Parts of at most so many rows, each ending where an epic ends as long as an epic fits.
fn parts<'o>(tickets: &Tickets<'_>, order: &'o [usize], most: usize) -> Vec<&'o [usize]> {
    let is_top =
        |at: usize| order.get(at).is_none_or(|index| tickets.get(*index).card.parent.is_none());
    let mut parts = Vec::new();
    let mut from = 0;
    while order.len() - from > most {
        let whole = (from + 1..=from + most).rev().find(|end| is_top(*end));
        let end = whole.unwrap_or(from + most);
        parts.push(&order[from..end]);
        from = end;
    }
    parts.push(&order[from..]);
    parts
}

/// Notes what became of a limit in bytes; `size` is that of the last file.
fn note_size(sheet: &Sheet, split: bool, size: usize, report: &mut Report) {
    let megabytes = sheet.most_bytes / 1_000_000;
    if split {
        let what = format!("the rows into several files, because one may have {megabytes} MB");
        report.note(Severity::Flattened, what);
    } else if size > sheet.most_bytes {
        let what = format!(
            "nothing here, but the tracker takes at most {megabytes} MB of a file: hand over to a \
             file, which is split for it"
        );
        report.note(Severity::Flattened, what);
    }
}

fn note_parts(sheet: &Sheet, tickets: &Tickets<'_>, parts: &[&[usize]], report: &mut Report) {
    let most = sheet.most_rows;
    if parts.len() > 1 {
        let what = format!("the rows into {} files, because one may have {most}", parts.len());
        report.note(Severity::Flattened, what);
    } else if tickets.len() > most {
        let what = format!(
            "nothing here, but the tracker takes at most {most} rows of a file: hand over to a file, \
             which is split for it"
        );
        report.note(Severity::Flattened, what);
    }
    for part in parts.iter().skip(1) {
        let first = part.first().map(|index| tickets.get(*index));
        if let Some(parent) = first.and_then(|ticket| ticket.parent()) {
            let what = format!(
                "the epic above “{}”, which continues in another file: connect them by hand",
                parent.title()
            );
            report.note(Severity::Flattened, what);
        }
    }
}
