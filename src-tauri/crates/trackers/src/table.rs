//! Tables of text: comma-separated values from many programs, read tolerantly and written strictly
//! (RFC 4180).

use std::borrow::Cow;
use std::io::{self, Write};

use crate::gather::Gathering;
use crate::report::Severity;
use crate::text::{LineCounter, cut, one_line};

/// Which fields stand between quotation marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    /// Those that any program could misread.
    WhereNeeded,
    /// All of them.
    Everywhere,
}

/// Writes one record.
pub(crate) fn write_record<'a>(
    out: &mut dyn Write,
    quotes: Quotes,
    fields: impl IntoIterator<Item = Cow<'a, str>>,
) -> io::Result<()> {
    for (at, field) in fields.into_iter().enumerate() {
        if at > 0 {
            out.write_all(b",")?;
        }
        write_field(out, quotes, &field)?;
    }
    out.write_all(b"\r\n")
}

fn write_field(out: &mut dyn Write, quotes: Quotes, field: &str) -> io::Result<()> {
    let special = |byte: &u8| matches!(byte, b',' | b';' | b'"' | b'\t' | b'\r' | b'\n');
    let ends = [field.chars().next(), field.chars().next_back()];
    let spaced = ends.into_iter().flatten().any(char::is_whitespace);
    let safe = !spaced && !field.as_bytes().iter().any(special);
    if safe && quotes == Quotes::WhereNeeded {
        return out.write_all(field.as_bytes());
    }
    out.write_all(b"\"")?;
    for (at, part) in field.split('"').enumerate() {
        if at > 0 {
            out.write_all(b"\"\"")?;
        }
        out.write_all(part.as_bytes())?;
    }
    out.write_all(b"\"")
}

/// One record with the columns that are known; a column can occur several times.
pub(crate) struct Row<'r, C> {
    pub line: u32,
    cells: Vec<(C, &'r str)>,
}

impl<'r, C: PartialEq + Copy> Row<'r, C> {
    /// The first filled cell of a column.
    pub fn first(&self, column: C) -> Option<&'r str> {
        self.all(column).next()
    }

    /// All filled cells of a column, from left to right.
    pub fn all(&self, column: C) -> impl Iterator<Item = &'r str> {
        self.cells.iter().filter(move |(of, _)| *of == column).map(|(_, cell)| *cell)
    }

    /// All filled cells of known columns.
    pub fn cells(&self) -> impl Iterator<Item = (C, &'r str)> {
        self.cells.iter().copied()
    }
}

/// The columns that a reader knows: names as [`plain`] makes them, and what they mean.
pub(crate) type Known<C> = &'static [(&'static str, C)];

/// What somebody said that a column means, by its header; `None` means that it is not read.
pub(crate) type Chosen<'a, C> = &'a [(String, Option<C>)];

/// What the columns of a table can mean.
pub(crate) struct Columns<'a, C: 'static> {
    pub known: Known<C>,
    /// Stronger than what is known.
    pub chosen: Chosen<'a, C>,
    /// The meaning that the first column has where none has it.
    pub title: C,
    /// Whether a column of this meaning has titles.
    pub is_title: fn(C) -> bool,
}

impl<C: PartialEq + Copy> Columns<'_, C> {
    /// What a column of this name means.
    pub fn meaning(&self, header: &str) -> Option<C> {
        let chosen = self.chosen.iter().find(|(name, _)| name.trim() == header.trim());
        if let Some((_, meaning)) = chosen {
            return *meaning;
        }
        let plain = plain(header);
        self.known.iter().find(|(known, _)| *known == plain).map(|(_, column)| *column)
    }
}

/// Reads every record below the header. Where no header names the title, the first column is
/// taken for it, and the first record too is data when none of its names is known.
pub(crate) fn read<C: PartialEq + Copy>(
    text: &str,
    columns: &Columns<'_, C>,
    into: &mut Gathering,
    mut each: impl FnMut(&Row<'_, C>, &mut Gathering),
) {
    if text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1 {
        into.report
            .note(Severity::Guessed, "a quotation mark is not closed; the file may end early");
    }
    let mut reader = reader(text);
    let mut record = csv::StringRecord::new();
    let mut meanings: Option<Vec<Option<C>>> = None;
    let mut lines = LineCounter::new(text);
    while let Ok(true) = reader.read_record(&mut record) {
        let start = record.position().map_or(0, |position| position.byte());
        let line = lines.first_filled(usize::try_from(start).unwrap_or(usize::MAX));
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let meanings = match &meanings {
            Some(meanings) => meanings,
            None => {
                let found = header(&record, columns, into);
                let is_header = found.is_header;
                let found = meanings.insert(found.columns);
                if is_header {
                    continue;
                }
                found
            }
        };
        let cells = record.iter().zip(meanings);
        let cells = cells.filter_map(|(cell, column)| Some(((*column)?, cell)));
        let cells = cells.filter(|(_, cell)| !cell.trim().is_empty()).collect();
        let row = Row { line, cells };
        each(&row, into);
    }
}

/// The header as it stands, and the first filled cells of each column.
pub(crate) fn shown(text: &str, most: usize) -> Vec<(String, Vec<String>)> {
    const LOOKED_AT: usize = 200;
    const LONGEST: usize = 80;
    let mut reader = reader(text);
    let mut records = reader.records().filter_map(Result::ok);
    let is_filled = |record: &csv::StringRecord| record.iter().any(|cell| !cell.trim().is_empty());
    let Some(header) = records.find(is_filled) else { return Vec::new() };
    let name = |cell: &str| (cell.trim_start_matches('\u{feff}').trim().to_owned(), Vec::new());
    let mut columns: Vec<(String, Vec<String>)> = header.iter().map(name).collect();
    for record in records.take(LOOKED_AT) {
        for ((_, samples), cell) in columns.iter_mut().zip(&record) {
            if samples.len() < most && !cell.trim().is_empty() {
                let line = one_line(cell);
                samples.push(cut(&line, LONGEST).unwrap_or_else(|| line.into_owned()));
            }
        }
    }
    columns
}

/// Whether a text without a name that is known looks like a table all the same: at least three columns
/// in each of its first records, with a short name over each and something in the first one.
pub(crate) fn is_even(text: &str) -> bool {
    const LOOKED_AT: usize = 50;
    const COLUMNS: usize = 3;
    const LONGEST_NAME: usize = 30;
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let whole = text.char_indices().nth(LOOKED_AT * 1000).map_or(text, |(end, _)| &text[..end]);
    let records = records(whole, LOOKED_AT);
    let Some((header, rows)) = records.split_first() else { return false };
    let names = |name: &String| {
        let length = name.trim().chars().count();
        (1..=LONGEST_NAME).contains(&length) && !name.trim_end().ends_with(['.', '!', '?'])
    };
    let is_row = |row: &Vec<String>| {
        row.len() == header.len() && row.first().is_some_and(|cell| !cell.trim().is_empty())
    };
    header.len() >= COLUMNS
        && !rows.is_empty()
        && header.iter().all(names)
        && rows.iter().all(is_row)
}

/// The first whole records.
pub(crate) fn records(text: &str, most: usize) -> Vec<Vec<String>> {
    let cells = |record: csv::StringRecord| record.iter().map(str::to_owned).collect();
    let text = text.trim_start_matches('\u{feff}');
    let whole = text.rfind("\r\n").map_or(text, |end| &text[..end]);
    reader(whole).records().filter_map(Result::ok).take(most).map(cells).collect()
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes())
}

struct Header<C> {
    columns: Vec<Option<C>>,
    is_header: bool,
}

fn header<C: PartialEq + Copy>(
    record: &csv::StringRecord,
    wanted: &Columns<'_, C>,
    into: &mut Gathering,
) -> Header<C> {
    let mut columns: Vec<_> = record.iter().map(|name| wanted.meaning(name)).collect();
    let is_header = columns.iter().any(Option::is_some) || !wanted.chosen.is_empty();
    if !columns.iter().flatten().any(|column| (wanted.is_title)(*column)) {
        into.report.note(Severity::Guessed, "no column is called title; the first one is taken");
        if let Some(first) = columns.first_mut() {
            *first = Some(wanted.title);
        }
    }
    let unread: Vec<_> = record
        .iter()
        .zip(&columns)
        .filter(|(name, column)| is_header && column.is_none() && !name.trim().is_empty())
        .map(|(name, _)| name.trim())
        .collect();
    if !unread.is_empty() {
        let mut names = unread.clone();
        names.dedup();
        names.truncate(40);
        into.report.at(1, Severity::Skipped, format!("columns: {}", names.join(", ")));
    }
    Header { columns, is_header }
}

/// A column's name without case, punctuation and `Custom field (…)`.
fn plain(name: &str) -> String {
    let name = name.trim().trim_start_matches('\u{feff}').to_lowercase();
    let inner = name.strip_prefix("custom field (").and_then(|rest| rest.strip_suffix(')'));
    inner.unwrap_or(&name).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The separator that the header line has most of, outside quotes.
fn delimiter(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [(b',', 0_usize), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(of, _)| *of == byte).for_each(|(_, count)| *count += 1),
        }
    }
    counts
        .into_iter()
        .rev()
        .max_by_key(|(_, count)| *count)
        .map_or(b',', |(delimiter, _)| delimiter)
}

/// The names in the first record, plain; one name or none when it is not a table.
pub(crate) fn header_names(text: &str) -> Vec<String> {
    let first = text.trim_start_matches('\u{feff}').trim_start();
    let mut reader = reader(first);
    let mut record = csv::StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) => record.iter().map(plain).collect(),
        _ => Vec::new(),
    }
}

/// Keeps a text from being taken for a formula: a `'` before what would begin one, which
/// spreadsheets treat as "this is text".
pub(crate) fn without_formula(text: &str) -> Cow<'_, str> {
    if begins_formula(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Takes the `'` away again.
pub(crate) fn with_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if begins_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn begins_formula(text: &str) -> bool {
    let first = text.trim_start().chars().next();
    text.starts_with(['\t', '\r', '\n'])
        || matches!(first, Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠'))
}

/// Items of a list in one cell: a bullet and two more spaces for each level.
pub(crate) fn list_cell<T: AsRef<str>>(items: &[(usize, T)]) -> String {
    let mut cell = String::new();
    for (depth, text) in items {
        if !cell.is_empty() {
            cell.push('\n');
        }
        let indent = "  ".repeat(*depth);
        let mut mark = format!("{indent}• ");
        for line in text.as_ref().split('\n') {
            let line_begins_like_an_item = !mark.ends_with("• ") && is_item(line);
            cell.push_str(&mark);
            if line_begins_like_an_item {
                cell.push('\\');
            }
            cell.push_str(line);
            mark = format!("\n{indent}  ");
        }
    }
    cell
}

fn is_item(line: &str) -> bool {
    line.trim_start_matches([' ', '\t', '\\']).starts_with('•')
}

/// The items of a cell; lines without a bullet at the start are items of their own.
pub(crate) fn list_items(cell: &str) -> Vec<(usize, String)> {
    let mut items: Vec<(usize, String)> = Vec::new();
    for line in cell.split('\n') {
        let line = line.strip_suffix('\r').unwrap_or(line);
        let rest = line.trim_start_matches(' ');
        if let Some(text) = rest.strip_prefix('•') {
            let depth = (line.len() - rest.len()) / 2;
            items.push((depth, text.strip_prefix(' ').unwrap_or(text).to_owned()));
            continue;
        }
        match items.last_mut() {
            Some((depth, text)) => {
                let line = continued(line, *depth * 2 + 2);
                text.push('\n');
                text.push_str(line);
            }
            None if rest.trim().is_empty() => {}
            None => {
                return cell.lines().filter(|l| !l.trim().is_empty()).map(foreign_item).collect();
            }
        }
    }
    items
}

fn continued(line: &str, indent: usize) -> &str {
    let spaces = line.bytes().take_while(|byte| *byte == b' ').count();
    let line = &line[spaces.min(indent)..];
    match line.strip_prefix('\\') {
        Some(rest) if is_item(rest) => rest,
        _ => line,
    }
}

fn foreign_item(line: &str) -> (usize, String) {
    let text = line.trim();
    let text = text.strip_prefix("- ").or_else(|| text.strip_prefix("* ")).unwrap_or(text);
    (0, text.trim_start().to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Copy, PartialEq, Debug)]
    enum Column {
        Title,
        Tag,
    }

    const KNOWN: Known<Column> = &[("title", Column::Title), ("tag", Column::Tag)];

    fn rows(text: &str) -> (Vec<(u32, Vec<String>)>, Gathering) {
        let mut rows = Vec::new();
        let mut into = Gathering::default();
        let is_title = |column| column == Column::Title;
        let columns = Columns { known: KNOWN, chosen: &[], title: Column::Title, is_title };
        read(text, &columns, &mut into, |row, _| {
            rows.push((row.line, row.cells().map(|(_, cell)| cell.to_owned()).collect()));
        });
        (rows, into)
    }

    #[test]
    fn every_usual_separator_and_line_end_is_understood() {
        for text in
            ["Title,Tag\nA,b", "Title;Tag\r\nA;b\r\n", "Title\tTag\rA\tb", "\"Title\"|Tag\nA|b"]
        {
            assert_eq!(rows(text).0, [(2, vec!["A".to_owned(), "b".to_owned()])], "{text:?}");
        }
    }

    #[test]
    fn repeated_columns_and_fields_of_several_lines_are_read() {
        let (rows, _) = rows("Tag,Title,Custom field (Tag)\nx,\"two\nlines\",y\n\n,B\n");
        assert_eq!(rows[0], (2, vec!["x".to_owned(), "two\nlines".to_owned(), "y".to_owned()]));
        assert_eq!(rows[1], (5, vec!["B".to_owned()]));
    }

    #[test]
    fn without_known_names_the_first_column_is_the_title_and_the_first_row_is_data() {
        let (rows, into) = rows("Pay by card,x\nPay by invoice,y\n");
        assert_eq!(rows.len(), 2);
        assert_eq!(into.report.notes[0].severity, Severity::Guessed);
    }

    #[test]
    fn an_even_table_is_known_by_its_looks_and_prose_is_none() {
        for table in ["Feature;Weight;Owner\nPay;5;Kim\nShip;;Lu\n", "a\tb\tc\n1\t2\t3"] {
            assert!(is_even(table), "{table}");
        }
        let prose = [
            "Pay, ship, and count\nBake, sell and clean up\n",
            "- Pay\n  - By card\n",
            "Feature;Weight;Owner\n",
            "As a buyer, I want to pay, so that I get it.\nAs a cook, I want rest, soon.\n",
            "Pay\n\tBy card\n\t\tVisa\n",
        ];
        for text in &prose[1..] {
            assert!(!is_even(text), "{text}");
        }
        assert!(!is_even(prose[0]));
    }

    #[test]
    fn columns_that_are_not_read_are_told() {
        let (_, into) = rows("Title,Colour,Tag\nA,red,b\n");
        assert_eq!(into.report.notes[0].what, "columns: Colour");
    }

    proptest! {
        #[test]
        fn a_record_reads_back(
            quotes in proptest::sample::select(vec![Quotes::WhereNeeded, Quotes::Everywhere]),
            fields in proptest::collection::vec("[ -~\n\r\t;é]{0,12}", 1..5),
        ) {
            let mut bytes = Vec::new();
            write_record(&mut bytes, quotes, fields.iter().map(|field| Cow::Borrowed(field.as_str()))).unwrap();
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&bytes[..]);
            let records: Vec<_> = reader.records().map(Result::unwrap).collect();
            prop_assume!(!records.is_empty());
            prop_assert_eq!(records[0].iter().collect::<Vec<_>>(), fields);
        }

        #[test]
        fn no_cell_begins_a_formula_and_each_reads_back(cell in "[='+@\t -]{0,4}[ -~]{0,8}") {
            let safe = without_formula(&cell);
            prop_assert!(!begins_formula(&safe));
            prop_assert_eq!(with_formula(&safe), cell.as_str());
        }

        #[test]
        fn a_list_reads_back_from_its_cell(
            items in proptest::collection::vec("[a-z][ •\\\\a-z\n]{0,12}", 0..4)
        ) {
            let items: Vec<_> = (0..).map(|at| usize::from(at % 3 == 1)).zip(items).collect();
            prop_assert_eq!(list_items(&list_cell(&items)), items);
        }
    }
}
