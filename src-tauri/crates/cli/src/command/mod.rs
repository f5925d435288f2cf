//! The commands, one function each; larger ones have a file of their own.

mod doctor;
mod exchange;
mod judge;
mod order;
mod plan;
mod show;
mod types;

use std::io;
use std::path::Path;

use app::Desk;
use app::api::{Edited, Outline};
use clap::CommandFactory;
use jiff::Zoned;
use serde::Serialize;

use crate::args::{Arguments, Command, Shape};
use crate::out::{self, Failure, Style, print, print_json};
use crate::table::{Align, Table};

/// Who signs the changes.
const BY: &str = "command line";

/// Does what was asked.
pub fn run(command: Command) -> Result<(), Failure> {
    match command {
        Command::New { workshop, title, template, shape } => {
            new(&workshop, title.unwrap_or_default(), template, shape)
        }
        Command::Import { workshop, file, from, column, dry_run, theirs, shape } => {
            let columns = exchange::columns(column);
            let choices = exchange::choices(theirs);
            exchange::import(&workshop, &file, (from, columns), (choices, dry_run), shape)
        }
        Command::Show { workshop, shape } => show::show(&workshop, shape),
        Command::Score { workshop, shape } => judge::score(&workshop, shape),
        Command::Advise { workshop, shape } => judge::advise(&workshop, shape),
        Command::Order { workshop, shape } => order::order(&workshop, shape),
        Command::Plan { workshop, draws, shape } => plan::plan(&workshop, draws, shape),
        Command::Forecast { workshop, pace, shape } => plan::forecast(&workshop, &pace, shape),
        Command::BackTest { pace, shape } => plan::back_test(&pace, shape),
        Command::Export { workshop, to, output, changed, dry_run } => {
            let scope = exchange::scope(changed);
            exchange::export(&workshop, &to, output.as_deref(), (scope, dry_run))
        }
        Command::Changes { workshop, to, shape } => exchange::changes(&workshop, to, shape),
        Command::Types { workshop, to, names, shape } => types::types(&workshop, &to, names, shape),
        Command::Undo { workshop, shape } => {
            let (desk, _) = opened(&workshop)?;
            replayed(&desk.history_undo()?, "Undone", "undo", shape)
        }
        Command::Redo { workshop, shape } => {
            let (desk, _) = opened(&workshop)?;
            replayed(&desk.history_redo()?, "Redone", "redo", shape)
        }
        Command::History { workshop, shape } => history(&workshop, shape),
        Command::Doctor { workshop, repair, shape } => doctor::doctor(&workshop, repair, shape),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "carpaccio", &mut script);
            print(&String::from_utf8_lossy(&script))
        }
    }
}

/// A desk for one command.
fn desk() -> Desk {
    Desk::without_memory(BY, Zoned::now)
}

/// A desk with the workshop open.
fn opened(workshop: &Path) -> Result<(Desk, Outline), Failure> {
    let desk = desk();
    let outline = desk.workshop_open(path(workshop)?)?;
    Ok((desk, outline))
}

fn path(path: &Path) -> Result<String, Failure> {
    let text = path.to_str().map(str::to_owned);
    text.ok_or_else(|| Failure::told(format!("{} is not a name in UTF-8", path.display())))
}

/// Whether standard input is meant.
fn is_standard_input(path: &Path) -> bool {
    path == Path::new("-")
}

#[derive(Serialize)]
struct Made<'a> {
    path: &'a str,
    title: &'a str,
    slices: usize,
}

fn new(
    workshop: &Path,
    title: String,
    template: Option<String>,
    shape: Shape,
) -> Result<(), Failure> {
    let desk = desk();
    let outline = desk.workshop_create(title, template, Some(path(workshop)?))?;
    let (path, title, slices) = (&outline.path, &outline.frame.title, outline.rows.len());
    desk.workshop_close()?;
    if shape.json {
        return print_json(&Made { path, title, slices });
    }
    print(&format!("Made {path}: “{}”, {slices} slices\n", out::one_line(title)))
}

#[derive(Serialize)]
struct Replayed<'a> {
    label: &'a str,
    undo: Option<&'a str>,
    redo: Option<&'a str>,
}

fn replayed(edited: &Edited, done: &str, verb: &str, shape: Shape) -> Result<(), Failure> {
    if edited.label.is_empty() {
        return Err(Failure::told(format!("there is nothing to {verb}")));
    }
    let (undo, redo) = (edited.history.undo.as_deref(), edited.history.redo.as_deref());
    if shape.json {
        return print_json(&Replayed { label: &edited.label, undo, redo });
    }
    print(&format!("{done}: {}\n", out::one_line(&edited.label)))
}

fn history(workshop: &Path, shape: Shape) -> Result<(), Failure> {
    let (desk, _) = opened(workshop)?;
    let entries = desk.history_list()?;
    if shape.json {
        return print_json(&entries);
    }
    if entries.is_empty() {
        return print("Nothing has been changed yet.\n");
    }
    let mut table = Table::new(&[
        ("#", Align::Right),
        ("when", Align::Left),
        ("who", Align::Left),
        ("what", Align::Left),
    ]);
    for entry in &entries {
        let number = entry.number.to_string();
        let what =
            if entry.undone { format!("{} (undone)", entry.label) } else { entry.label.clone() };
        let style = if entry.undone { Style::Dim } else { Style::Plain };
        let when = entry.at.replace('T', " ").trim_end_matches('Z').to_owned();
        table.row(vec![number, when, entry.by.clone(), what], style);
    }
    print(&table.print(out::is_coloured()))
}

/// Standard input as a whole.
fn read_standard_input() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes)
        .map_err(|error| Failure::told(format!("standard input cannot be read: {error}")))?;
    Ok(bytes)
}
