//! `cargo xtask package`: a Debian package that is shown to install, start and remove cleanly.

use std::fs;
use std::path::{Path, PathBuf};

use crate::command::{Outcome, cargo, output, program, run, step};
use crate::run::{Profile, build};
use crate::set_up::{For, set_up, tool};
use crate::tree;

/// The version of the program that makes the package.
const CARGO_DEB: &str = "3.8.0";

/// Builds the package, and tries it where packages may be installed.
pub fn package() -> Outcome {
    set_up(For::Tests)?;
    step("build", || {
        build(Profile::Release)?;
        completions()
    })?;
    step("bundle", || {
        tool("cargo-deb", CARGO_DEB)?;
        run(cargo().args(["deb", "--package", "carpaccio-desktop", "--no-build"]))
    })?;
    let deb = newest_package()?;
    println!("{}", deb.display());
    if output(program("id").arg("-u")).as_deref() == Some("0") {
        step("install, start, remove", || try_out(&deb))?;
    }
    Ok(())
}

/// Writes the shells' completions to where the package takes them from.
fn completions() -> Outcome {
    let folder = tree::top().join("target/completions");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    for (shell, name) in [("bash", "carpaccio"), ("zsh", "_carpaccio"), ("fish", "carpaccio.fish")]
    {
        let text =
            output(program(tree::built("release", "carpaccio")).args(["completions", shell]))
                .ok_or("`carpaccio completions` failed")?;
        fs::write(folder.join(name), text).map_err(|error| format!("{name}: {error}"))?;
    }
    Ok(())
}

fn newest_package() -> Outcome<PathBuf> {
    let folder = tree::target().join("debian");
    fs::read_dir(&folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .flatten()
        .map(|file| file.path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "deb"))
        .max_by_key(|path| path.metadata().and_then(|data| data.modified()).ok())
        .ok_or_else(|| "the bundler made no package".to_owned())
}

fn try_out(deb: &Path) -> Outcome {
    run(program("apt-get").args(["install", "-y", "-qq", "--no-install-recommends"]).arg(deb))?;
    let tried = run(program("/usr/bin/carpaccio").arg("--version")).and_then(|()| {
        run(cargo().env("CARPACCIO_WINDOW", "/usr/bin/carpaccio-desktop").args([
            "test",
            "--quiet",
            "--package",
            "carpaccio-tests",
            "--test",
            "window",
            "starts",
        ]))
    });
    run(program("apt-get").args(["remove", "-y", "-qq", "carpaccio"]))?;
    tried?;
    let left = ["/usr/bin/carpaccio", "/usr/bin/carpaccio-desktop"];
    match left.iter().find(|path| Path::new(path).exists()) {
        Some(path) => Err(format!("removing the package left {path}")),
        None => Ok(()),
    }
}
