//! What the project needs from the system, how to see whether it is there, and how to get it.

use std::path::Path;

use crate::command::{self, Outcome, program, run};
use crate::set_up::For;

/// Something that the system provides.
pub struct Need {
    /// What it is for, in a few words.
    pub what: &'static str,
    /// The least that needs it.
    pub from: For,
    /// Debian's packages for it.
    debian: &'static [&'static str],
    is_there: fn() -> bool,
}

/// What Linux must provide. Windows and macOS bring a web view; what they need is in [`advice`].
const NEEDS: &[Need] = &[
    Need {
        what: "the web view",
        from: For::Running,
        debian: &["libwebkit2gtk-4.1-dev"],
        is_there: || library("webkit2gtk-4.1"),
    },
    Need {
        what: "a C compiler",
        from: For::Running,
        debian: &["build-essential", "pkg-config"],
        is_there: || {
            command::answers("cc", "--version") && command::answers("pkg-config", "--version")
        },
    },
    Need {
        what: "libclang, for SQLite's bindings",
        from: For::Running,
        debian: &["libclang-dev"],
        is_there: libclang,
    },
    Need {
        what: "icons in the window",
        from: For::Running,
        debian: &["librsvg2-dev"],
        is_there: || library("librsvg-2.0"),
    },
    Need {
        what: "a driver for the web view",
        from: For::Tests,
        debian: &["webkit2gtk-driver"],
        is_there: || found("WebKitWebDriver"),
    },
    Need {
        what: "a display without a screen",
        from: For::Tests,
        debian: &["xvfb"],
        is_there: || found("Xvfb"),
    },
    Need {
        what: "a browser for the interface's own tests",
        from: For::Tests,
        debian: &["chromium"],
        is_there: || found("chromium"),
    },
    Need {
        what: "type for every script",
        from: For::Tests,
        debian: &["fonts-noto-core", "fonts-noto-cjk"],
        is_there: || Path::new("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc").exists(),
    },
    Need {
        what: "Redmine, to read what is handed over to it",
        from: For::Readers,
        debian: &["redmine", "redmine-sqlite"],
        is_there: || Path::new("/usr/share/redmine/bin/rails").exists(),
    },
    Need {
        what: "LibreOffice, to read spreadsheets",
        from: For::Readers,
        debian: &["libreoffice-calc-nogui"],
        is_there: || found("soffice"),
    },
];

/// What is missing on this machine.
pub fn missing(purpose: For) -> Vec<&'static Need> {
    if !cfg!(target_os = "linux") {
        return Vec::new();
    }
    NEEDS.iter().filter(|need| need.from <= purpose && !(need.is_there)()).collect()
}

/// Installs with apt where that is allowed, else says what to type.
pub fn install(needs: &[&Need]) -> Outcome {
    let packages: Vec<&str> = needs.iter().flat_map(|need| need.debian).copied().collect();
    for need in needs {
        println!("   missing: {}", need.what);
    }
    if !may_use_apt() {
        return Err(format!("Please install what is missing, then try again.\n\n{}", advice()));
    }
    let apt = |arguments: &[&str]| {
        run(program("apt-get").env("DEBIAN_FRONTEND", "noninteractive").args(arguments))
    };
    apt(&["update", "-qq"])?;
    apt(&[&["install", "-y", "-qq", "--no-install-recommends"], packages.as_slice()].concat())
        .map_err(|error| format!("{error}\n\n{}", advice()))
}

fn may_use_apt() -> bool {
    found("apt-get") && command::output(program("id").arg("-u")).is_some_and(|id| id == "0")
}

/// The exact command for each system, without the readers of other programs.
pub fn advice() -> String {
    let usual = NEEDS.iter().filter(|need| need.from <= For::Tests);
    let debian: Vec<&str> = usual.flat_map(|need| need.debian).copied().collect();
    format!(
        "Debian, Ubuntu:  sudo apt-get install {}
Fedora:          sudo dnf install webkit2gtk4.1-devel gcc gcc-c++ make pkgconf-pkg-config clang-devel librsvg2-devel webkit2gtk-driver xorg-x11-server-Xvfb chromium google-noto-sans-fonts google-noto-sans-cjk-fonts nodejs npm
Arch:            sudo pacman -S --needed webkit2gtk-4.1 base-devel clang librsvg xorg-server-xvfb chromium noto-fonts noto-fonts-cjk nodejs npm
macOS:           xcode-select --install && brew install llvm node
Windows:         winget install Microsoft.VisualStudio.2022.BuildTools LLVM.LLVM OpenJS.NodeJS.LTS Microsoft.EdgeWebView2Runtime",
        debian.join(" ")
    )
}

fn library(name: &str) -> bool {
    command::output(program("pkg-config").args(["--exists", name])).is_some()
}

fn found(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).exists()))
}

fn libclang() -> bool {
    if std::env::var_os("LIBCLANG_PATH").is_some() {
        return true;
    }
    let in_folder = |folder: &Path| {
        std::fs::read_dir(folder).is_ok_and(|files| {
            files.flatten().any(|file| {
                let name = file.file_name().to_string_lossy().into_owned();
                name == "libclang.so"
                    || name.starts_with("libclang.so.")
                    || name.starts_with("libclang-1")
            })
        })
    };
    let versions = std::fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    versions
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("llvm"))
        .map(|entry| entry.path().join("lib"))
        .chain(["/usr/lib", "/usr/lib64", "/usr/lib/x86_64-linux-gnu"].map(Into::into))
        .any(|folder| in_folder(&folder))
}
