//! Scores and advice.

use std::io;
use std::path::Path;

use app::api::{Named, OverviewView};
use app::jobs::{Advice, Scored, Story};

use super::{is_standard_input, opened};
use crate::args::Shape;
use crate::out::{self, Failure, Style, print, print_lines};
use crate::stream;
use crate::table::{Align, Table};

/// Scores the leaves of a workshop, or the stories of standard input.
pub fn score(workshop: &Path, shape: Shape) -> Result<(), Failure> {
    if is_standard_input(workshop) {
        return stream::answer(io::stdin().lock(), Story::score);
    }
    let (desk, _) = opened(workshop)?;
    let scored = desk.leaves_score()?;
    if shape.json {
        return print_lines(scored.iter().map(|(_, scored)| scored));
    }
    let overview = desk.leaves_overview(&scored)?;
    print(&format!("{}{}", score_table(&scored), summary(&overview)))
}

fn score_table(scored: &[(Named, Scored)]) -> String {
    if scored.is_empty() {
        return "There is nothing to score yet.\n".to_owned();
    }
    let mut table = Table::new(&[
        ("id", Align::Left),
        ("slice", Align::Left),
        ("value", Align::Right),
        ("test", Align::Right),
        ("ask the room", Align::Left),
    ]);
    for (name, scored) in scored {
        let question = scored.findings.first().map(|finding| finding.question.clone());
        table.row(
            vec![
                name.id.to_string(),
                name.title.clone(),
                scored.value.to_string(),
                scored.testability.to_string(),
                question.unwrap_or_default(),
            ],
            Style::Plain,
        );
    }
    table.print(out::is_coloured())
}

/// Which criteria fail how often, the worst first; nothing where nothing fails.
fn summary(overview: &OverviewView) -> String {
    let failing = overview.criteria.iter().filter(|one| one.leaves > 0);
    let told: Vec<String> =
        failing.map(|one| format!("{} {}", one.criterion, one.leaves)).collect();
    let leaves = overview.leaves;
    match told.as_slice() {
        [] => String::new(),
        told => format!("Failing most, of {leaves} still to do: {}\n", told.join(", ")),
    }
}

/// Advises on the leaves of a workshop, or the stories of standard input.
pub fn advise(workshop: &Path, shape: Shape) -> Result<(), Failure> {
    if is_standard_input(workshop) {
        return stream::answer(io::stdin().lock(), Story::advise);
    }
    let (desk, _) = opened(workshop)?;
    let advised = desk.leaves_advise()?;
    if shape.json {
        return print_lines(advised.iter().map(|(_, advice)| advice));
    }
    if advised.is_empty() {
        return print("There is nothing to split yet.\n");
    }
    let is_coloured = out::is_coloured();
    let told: Vec<String> =
        advised.iter().map(|(name, advice)| advice_text(name, advice, is_coloured)).collect();
    print(&told.join("\n"))
}

fn advice_text(name: &Named, advice: &Advice, is_coloured: bool) -> String {
    let verdict = match advice.verdict {
        app::Advised::Split => "split it",
        app::Advised::Thin => "thin: leave it alone",
        app::Advised::Spike => "answer a question first",
        app::Advised::Reframe => "reframe: say who gains what, or combine it",
    };
    let title = out::styled(&out::one_line(&name.title), Style::Bold, is_coloured);
    let mut text = format!("{}  {title}\n    {verdict}\n", name.id);
    if let Some(question) = &advice.question {
        text.push_str(&format!("    first: {}\n", out::one_line(question)));
    }
    for suggestion in &advice.suggestions {
        let pattern = out::styled(suggestion.pattern.id(), Style::Accent, is_coloured);
        let strength = suggestion.strength;
        let question = out::one_line(&suggestion.question);
        text.push_str(&format!("    {pattern} (right in {strength} of 100): {question}\n"));
        for (number, draft) in (1..).zip(&suggestion.drafts) {
            text.push_str(&format!("      {number} {}\n", out::one_line(&draft.title)));
        }
    }
    text
}
