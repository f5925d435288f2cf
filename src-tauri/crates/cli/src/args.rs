//! What can be said on the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use clap_complete::Shell;

/// Cut epics into thin slices, score them, put them in order and hand them over.
#[derive(Debug, Parser)]
#[command(
    name = "carpaccio",
    version,
    propagate_version = true,
    after_help = "\
Examples:
  carpaccio new expenses.carpaccio --title \"Expense reporting\"
  carpaccio import expenses.carpaccio notes.md
  carpaccio order expenses.carpaccio
  carpaccio export expenses.carpaccio --to jira-csv --output expenses.csv

Exit status: 0; 1 for a problem with the data, told on standard error in one line; 2 for wrong usage."
)]
pub struct Arguments {
    #[command(subcommand)]
    pub command: Command,
}

/// How a result is printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct Shape {
    /// Print JSON for other programs
    #[arg(long)]
    pub json: bool,
}

/// How fast a team is, and when it wants to be done.
#[derive(Debug, Clone, Args)]
pub struct Pace {
    /// Slices finished in each past week, the oldest first
    #[arg(long, value_name = "NUMBERS", value_delimiter = ',', conflicts_with = "count")]
    pub throughput: Option<Vec<u32>>,
    /// Count them in a tracker's export with dates
    #[arg(long, value_name = "FILE")]
    pub count: Option<PathBuf>,
    /// When the work begins; today when left out
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// When the MVP is wanted
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,
    /// What 100 slices become by being split on the way, 100 to 300
    #[arg(long, value_name = "NUMBER")]
    pub growth: Option<u16>,
    /// How many people there are from now on
    #[arg(long, value_name = "NUMBER")]
    pub people: Option<u8>,
    /// How many people finished the past slices
    #[arg(long, value_name = "NUMBER")]
    pub people_before: Option<u8>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a workshop, empty or from a template
    #[command(after_help = "\
Examples:
  carpaccio new expenses.carpaccio --title \"Expense reporting\"
  carpaccio new practice.carpaccio --template quoting-calculator

Templates: expense-reporting, user-dashboard, quoting-calculator, hiring-round")]
    New {
        /// The workshop file to make
        workshop: PathBuf,
        /// Its title
        #[arg(long, required_unless_present = "template")]
        title: Option<String>,
        /// A workshop that teaches, to begin with
        #[arg(long, value_name = "NAME")]
        template: Option<String>,
        #[command(flatten)]
        shape: Shape,
    },
    /// Import a file; the workshop is made when there is none
    #[command(after_help = "\
Examples:
  carpaccio import expenses.carpaccio notes.md
  carpaccio import expenses.carpaccio export.csv --from jira-csv --dry-run
  carpaccio import expenses.carpaccio export.csv --theirs
  carpaccio import expenses.carpaccio plan.csv --column Feature=title --column Weight=points
  pbpaste | carpaccio import expenses.carpaccio -

The format is guessed from the name and the first lines unless --from names it. What the file knows by
a reference or by a tracker's key is updated where only the file has changed it; where both sides have
changed something, the workshop's holds unless --theirs is given. Nothing is removed.")]
    Import {
        /// The workshop file
        workshop: PathBuf,
        /// The file to read; - for standard input
        file: PathBuf,
        /// The format of the file
        #[arg(long, value_name = "FORMAT")]
        from: Option<String>,
        /// What a column of a table means: title, parent, description, …; nothing skips it
        #[arg(long, value_name = "HEADER=MEANING", value_parser = header_and_meaning)]
        column: Vec<(String, String)>,
        /// Only tell what would be imported
        #[arg(long)]
        dry_run: bool,
        /// Where both sides have changed something, take what is in the file
        #[arg(long)]
        theirs: bool,
        #[command(flatten)]
        shape: Shape,
    },
    /// Show the outline with value, testability and effort
    #[command(after_help = "\
Examples:
  carpaccio show expenses.carpaccio
  carpaccio show expenses.carpaccio --json | jq '.slices[].title'

An estimate is marked with ~. The JSON holds the path, what the workshop is about (frame), and its
slices, parents before children, each with its scores.")]
    Show {
        /// The workshop file
        workshop: PathBuf,
        #[command(flatten)]
        shape: Shape,
    },
    /// Score the leaves of a workshop, or stories from standard input
    #[command(after_help = "\
Examples:
  carpaccio score expenses.carpaccio
  carpaccio score expenses.carpaccio --json
  carpaccio score - < stories.jsonl > scores.jsonl

With - it reads JSON Lines, {\"id\":\"S1\",\"title\":\"…\",\"text\":\"…\",\"acceptance\":[\"…\"]}, and writes one
line of scores for each, in the same order. Spans count characters; in the field acceptance they
count in all criteria joined by line feeds, and item tells which of them it is.")]
    Score {
        /// The workshop file; - for JSON Lines from standard input
        workshop: PathBuf,
        #[command(flatten)]
        shape: Shape,
    },
    /// Advise how to split the leaves of a workshop, or stories from standard input
    #[command(after_help = "\
Examples:
  carpaccio advise expenses.carpaccio
  carpaccio advise - < stories.jsonl > advice.jsonl

With - it reads the same JSON Lines as score, and writes one line of advice for each.")]
    Advise {
        /// The workshop file; - for JSON Lines from standard input
        workshop: PathBuf,
        #[command(flatten)]
        shape: Shape,
    },
    /// Put the backlog in the order with the least cost of delay
    #[command(after_help = "\
Examples:
  carpaccio order expenses.carpaccio
  echo '{\"slices\":[{\"id\":\"a\",\"value\":8,\"effort\":3,\"after\":[\"b\"]},{\"id\":\"b\",\"value\":1,\"effort\":2}]}' |
    carpaccio order -

With - it reads one JSON document and writes one: the order, its cost (the sum of value × completion
time), a lower bound, whether the order is proven best, and the blocks. Values are whole numbers from
0, efforts from 1, both at most 1,000,000,000,000.")]
    Order {
        /// The workshop file; - for a JSON document from standard input
        workshop: PathBuf,
        #[command(flatten)]
        shape: Shape,
    },
    /// Show the whole plan: order, releases, how firm it is, dependencies, dates
    #[command(after_help = "\
Examples:
  carpaccio plan expenses.carpaccio
  carpaccio plan expenses.carpaccio --json | jq '.releases[0].says'

A rank with = before it is pinned. How firm the plan is comes from draws with ±30 % on every value and
effort. Dates need the throughput that the workshop keeps; see carpaccio forecast.")]
    Plan {
        /// The workshop file
        workshop: PathBuf,
        /// How many draws tell how firm the plan is, at most 1000
        #[arg(long, value_name = "NUMBER", default_value_t = 1000)]
        draws: u32,
        #[command(flatten)]
        shape: Shape,
    },
    /// Forecast when each release will be done
    #[command(after_help = "\
Examples:
  carpaccio forecast expenses.carpaccio --throughput 3,5,2,4,0,6,3,4
  carpaccio forecast expenses.carpaccio --count jira.csv --from 2026-06-01 --by 2026-09-30
  carpaccio forecast expenses.carpaccio --growth 130 --people 5 --people-before 4 --json

10,000 runs resample the weeks (at least six). P85 is the date that holds in 85 of 100 cases. What is
not given is what the workshop keeps; nothing is written.")]
    Forecast {
        /// The workshop file
        workshop: PathBuf,
        #[command(flatten)]
        pace: Pace,
        #[command(flatten)]
        shape: Shape,
    },
    /// Try how often such forecasts held, on real projects or on your own weeks
    #[command(after_help = "\
Examples:
  carpaccio back-test
  carpaccio back-test --throughput 3,5,2,4,0,6,3,4,5,3,2,6,4,3,5,1,4,4,3,6,2,5,4,3,5,2,4,4
  carpaccio back-test --count jira.csv

Without weeks it tries the forecast on the projects that it was calibrated without.")]
    BackTest {
        #[command(flatten)]
        pace: Pace,
        #[command(flatten)]
        shape: Shape,
    },
    /// Write the workshop in a format for other programs
    #[command(after_help = "\
Examples:
  carpaccio export expenses.carpaccio --to json > expenses.json
  carpaccio export expenses.carpaccio --to jira-csv --output expenses.csv
  carpaccio export expenses.carpaccio --to jira-csv --dry-run
  carpaccio export expenses.carpaccio --to jira-csv --changed --output changes.csv

The file is written whole or not at all. What the format cannot hold is told. The workshop remembers
what was handed over, so that --changed can write only what is new or changed since.")]
    Export {
        /// The workshop file
        workshop: PathBuf,
        /// The format
        #[arg(long, value_name = "FORMAT")]
        to: String,
        /// Where to write it; standard output when left out
        #[arg(long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Only what is new or changed since the last export to this format
        #[arg(long)]
        changed: bool,
        /// Only tell what would be written
        #[arg(long)]
        dry_run: bool,
    },
    /// List what is new, changed or gone since the last export to a format
    #[command(after_help = "\
Examples:
  carpaccio changes expenses.carpaccio --to jira-csv
  carpaccio changes expenses.carpaccio --to jira-csv --json")]
    Changes {
        /// The workshop file
        workshop: PathBuf,
        /// The format
        #[arg(long, value_name = "FORMAT")]
        to: String,
        #[command(flatten)]
        shape: Shape,
    },
    /// Show or set what a tracker calls epics, slices, spikes and tasks
    #[command(after_help = "\
Examples:
  carpaccio types expenses.carpaccio --to jira-csv
  carpaccio types expenses.carpaccio --to jira-csv spike=Research task=Chore
  carpaccio types expenses.carpaccio --to jira-csv spike=

Roles: epic, split (a slice that was split further), slice, spike, task, part (below the levels that
the tracker can nest). Without a name, a role has its usual type again.")]
    Types {
        /// The workshop file
        workshop: PathBuf,
        /// The format
        #[arg(long, value_name = "FORMAT")]
        to: String,
        /// A role and its type
        #[arg(value_name = "ROLE=NAME", value_parser = role_and_name)]
        names: Vec<(String, String)>,
        #[command(flatten)]
        shape: Shape,
    },
    /// Take the last change back
    #[command(after_help = "Example:\n  carpaccio undo expenses.carpaccio")]
    Undo {
        /// The workshop file
        workshop: PathBuf,
        #[command(flatten)]
        shape: Shape,
    },
    /// Make a change again that was taken back
    #[command(after_help = "Example:\n  carpaccio redo expenses.carpaccio")]
    Redo {
        /// The workshop file
        workshop: PathBuf,
        #[command(flatten)]
        shape: Shape,
    },
    /// List the changes, the last one first
    #[command(after_help = "Example:\n  carpaccio history expenses.carpaccio")]
    History {
        /// The workshop file
        workshop: PathBuf,
        #[command(flatten)]
        shape: Shape,
    },
    /// Look into a workshop file: integrity, sizes, version
    #[command(after_help = "\
Examples:
  carpaccio doctor expenses.carpaccio
  carpaccio doctor expenses.carpaccio --repair

--repair saves what can be read into NAME-repaired.carpaccio beside the file, which is not touched.")]
    Doctor {
        /// The workshop file
        workshop: PathBuf,
        /// Save what can be read into a new file
        #[arg(long)]
        repair: bool,
        #[command(flatten)]
        shape: Shape,
    },
    /// Print completions for a shell
    #[command(
        after_help = "Example:\n  carpaccio completions bash > ~/.local/share/bash-completion/completions/carpaccio"
    )]
    Completions {
        /// The shell
        shell: Shell,
    },
}

/// Takes `HEADER=MEANING` apart; a header may have equals signs of its own.
fn header_and_meaning(text: &str) -> Result<(String, String), String> {
    let (header, meaning) = text.rsplit_once('=').ok_or("write it as HEADER=MEANING")?;
    Ok((header.to_owned(), meaning.to_owned()))
}

/// Takes `ROLE=NAME` apart.
fn role_and_name(text: &str) -> Result<(String, String), String> {
    let (role, name) = text.split_once('=').ok_or("write it as ROLE=NAME")?;
    Ok((role.to_owned(), name.to_owned()))
}
