//! Tables for people: aligned by the width that characters take on a terminal.

use unicode_width::UnicodeWidthStr;

use crate::out::{Style, one_line, styled};

/// How a column is aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers.
    Right,
}

/// Rows under headings.
#[derive(Debug)]
pub struct Table {
    columns: Vec<(&'static str, Align)>,
    rows: Vec<Row>,
}

#[derive(Debug)]
enum Row {
    Cells(Vec<String>, Style),
    /// Across all columns.
    Line(String, Style),
}

/// Titles are shown up to this width.
const WIDEST: usize = 60;

impl Table {
    /// A table with these headings.
    pub fn new(columns: &[(&'static str, Align)]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>, style: Style) {
        self.rows.push(Row::Cells(cells.iter().map(|cell| cut(cell)).collect(), style));
    }

    /// Adds a line of text across all columns.
    pub fn line(&mut self, text: &str, style: Style) {
        self.rows.push(Row::Line(one_line(text), style));
    }

    /// The table as text, each line ended by a line feed.
    pub fn print(&self, is_coloured: bool) -> String {
        let widths = self.widths();
        let headings: Vec<String> =
            self.columns.iter().map(|(heading, _)| (*heading).to_owned()).collect();
        let mut text = self.cells(&headings, &widths, Style::Dim, is_coloured);
        for row in &self.rows {
            match row {
                Row::Cells(cells, style) => {
                    text.push_str(&self.cells(cells, &widths, *style, is_coloured));
                }
                Row::Line(line, style) => {
                    text.push_str(&styled(line, *style, is_coloured));
                    text.push('\n');
                }
            }
        }
        text
    }

    fn widths(&self) -> Vec<usize> {
        let mut widths: Vec<usize> =
            self.columns.iter().map(|(heading, _)| heading.width()).collect();
        for row in &self.rows {
            if let Row::Cells(cells, _) = row {
                for (width, cell) in widths.iter_mut().zip(cells) {
                    *width = (*width).max(cell.width());
                }
            }
        }
        widths
    }

    fn cells(&self, cells: &[String], widths: &[usize], style: Style, is_coloured: bool) -> String {
        let padded: Vec<String> = cells
            .iter()
            .zip(widths)
            .zip(&self.columns)
            .map(|((cell, width), (_, align))| {
                let space = " ".repeat(width.saturating_sub(cell.width()));
                match align {
                    Align::Left => format!("{cell}{space}"),
                    Align::Right => format!("{space}{cell}"),
                }
            })
            .collect();
        let line = styled(padded.join("  ").trim_end(), style, is_coloured);
        format!("{line}\n")
    }
}

/// One line of bounded width.
fn cut(text: &str) -> String {
    let text = one_line_keeping_indent(text);
    if text.width() <= WIDEST {
        return text;
    }
    let mut short = String::new();
    for c in text.chars() {
        if short.width() + c.to_string().width() >= WIDEST {
            break;
        }
        short.push(c);
    }
    format!("{}…", short.trim_end())
}

fn one_line_keeping_indent(text: &str) -> String {
    let indent = text.len() - text.trim_start_matches(' ').len();
    format!("{}{}", " ".repeat(indent.min(WIDEST / 2)), one_line(text))
}

#[cfg(test)]
mod tests {
    use expect_test::expect;

    use super::*;

    #[test]
    fn columns_are_aligned_by_what_characters_take_on_a_terminal() {
        let mut table = Table::new(&[("title", Align::Left), ("value", Align::Right)]);
        table.row(vec!["Pay".into(), "7".into()], Style::Plain);
        table.row(vec!["  支払う".into(), "100".into()], Style::Plain);
        table.line("MVP", Style::Accent);
        table.row(vec!["e\u{301}te\u{301}".into(), "~12".into()], Style::Dim);
        expect![[r#"
            title     value
            Pay           7
              支払う    100
            MVP
            ete         ~12
        "#]]
        .assert_eq(&table.print(false).replace('\u{301}', ""));
    }

    #[test]
    fn a_long_title_is_cut() {
        let mut table = Table::new(&[("title", Align::Left)]);
        table.row(vec!["長".repeat(500)], Style::Plain);
        let printed = table.print(false);
        let line = printed.lines().nth(1).unwrap_or_default();
        assert!(line.ends_with('…') && line.width() <= WIDEST);
    }
}
