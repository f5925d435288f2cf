//! Measures what the documentation claims and prints it as a table.
//!
//! Each figure is the median of several runs, through the programs that people use: the command
//! line, the desk behind the window, the window itself; only the order is also measured by itself.
//! Deliberately not here: anything that fails
//! when a figure is worse than its target; that depends on the machine and on what else it does.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "it talks to a terminal")]

mod desk;
mod figure;
mod machine;
mod made;
mod order;
mod plan;
mod terminal;
mod window;

use std::io::Result;
use std::path::Path;

use figure::Figure;
use terminal::Terminal;

#[tokio::main]
async fn main() {
    if let Some(workshop) = desk::to_hold() {
        return tell(desk::hold(&workshop));
    }
    println!("{}\n\n{}", machine::described(), Figure::HEAD);
    match std::env::args().nth(1).as_deref() {
        Some("order") => return in_order(),
        Some("plan") => return alone(planned()),
        _ => {}
    }
    alone(measure().await);
}

fn alone(measured: Result<()>) {
    if let Err(error) = measured {
        eprintln!("Not everything could be measured: {error}");
    }
}

async fn measure() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let terminal = Terminal::new(folder.path());
    tell(terminal.score(100_000));
    tell(terminal.advise(30_000));
    tell(terminal.order_small());
    tell(terminal.order_forest(10_000));
    in_order();
    planned()?;
    tell(terminal.import(100_000));
    tell(terminal.export(100_000));
    let (large, usual) = (terminal.workshop(100_000)?, terminal.workshop(10_000)?);
    tell(desk::open(&large));
    tell(desk::edit(&large));
    desk::hold_elsewhere(&usual)?;
    on_the_screen(&large, &usual).await
}

/// All about the order that needs no other program; alone with the argument `order`.
fn in_order() {
    tell(order::shapes());
    tell(order::again());
    tell(order::rules());
}

/// What the planner takes; alone with the argument `plan`.
fn planned() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let terminal = Terminal::new(folder.path());
    tell(plan::edits(&terminal.workshop(10_000)?));
    tell(plan::sums(&terminal.workshop(60)?));
    tell(plan::sums(&terminal.workshop(1_000)?));
    Ok(())
}

async fn on_the_screen(large: &Path, usual: &Path) -> Result<()> {
    tell(window::start().await);
    tell(window::memory(usual).await);
    tell(window::keys(large).await);
    Ok(())
}

/// Prints figures, or why there are none.
fn tell(measured: Result<Vec<Figure>>) {
    match measured {
        Ok(figures) => figures.iter().for_each(|figure| println!("{figure}")),
        Err(error) => println!("| not measured: {error} | | | |"),
    }
}
