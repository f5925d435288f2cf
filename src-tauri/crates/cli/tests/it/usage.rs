//! Wrong usage, help and completions.

use super::runner::Folder;

#[test]
fn wrong_usage_ends_with_2() {
    let folder = Folder::new();
    for line in ["", "slice", "show", "new a.carpaccio", "export a.carpaccio", "show a b"] {
        assert_eq!(folder.run(line).code, 2, "{line:?}");
    }
}

#[test]
fn every_command_has_help_with_an_example() {
    let folder = Folder::new();
    let commands = [
        "new",
        "import",
        "show",
        "score",
        "advise",
        "order",
        "export",
        "changes",
        "types",
        "undo",
        "redo",
        "history",
        "doctor",
        "completions",
    ];
    for command in commands {
        let help = folder.ok(&format!("{command} --help"));
        assert!(help.contains("Example"), "{command}");
        assert!(help.contains(&format!("carpaccio {command}")), "{command}");
    }
    assert!(folder.ok("--help").contains("Exit status"));
}

#[test]
fn completions_are_made_for_every_shell() {
    let folder = Folder::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(folder.ok(&format!("completions {shell}")).contains("carpaccio"), "{shell}");
    }
}
