//! What a tracker calls the slices.

use std::path::Path;

use app::api::{Gesture, TypeView};

use super::opened;
use crate::args::Shape;
use crate::out::{self, Failure, Style, print, print_json};
use crate::table::{Align, Table};

/// Sets the types of some roles, all of them or none, and shows those of every role that the
/// tracker tells apart; a name that is not the team's own is dim.
pub fn types(
    workshop: &Path,
    format: &str,
    names: Vec<(String, String)>,
    shape: Shape,
) -> Result<(), Failure> {
    let (desk, _) = opened(workshop)?;
    if !names.is_empty() {
        let named = |(role, name): (String, String)| TypeView {
            role,
            name: Some(name).filter(|name| !name.is_empty()),
        };
        let types = names.into_iter().map(named).collect();
        desk.workshop_edit(Gesture::SetTypes { format: format.to_owned(), types })?;
    }
    let types = desk.types_list(format.to_owned())?;
    desk.workshop_close()?;
    if shape.json {
        return print_json(&types);
    }
    if types.is_empty() {
        return print(&format!("{format} knows no types\n"));
    }
    let mut table = Table::new(&[("role", Align::Left), ("type", Align::Left)]);
    for role in types {
        let (name, style) = match role.name {
            Some(name) => (name, Style::Plain),
            None => (role.usual, Style::Dim),
        };
        table.row(vec![role.role, name], style);
    }
    print(&table.print(out::is_coloured()))
}
