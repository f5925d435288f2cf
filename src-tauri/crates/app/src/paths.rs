//! Names and places of files, and writing them whole or not at all.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The end of the names of workshop files, without the dot.
pub(crate) const EXTENSION: &str = "carpaccio";

/// A title as the name of a file that Linux, macOS and Windows accept, without an extension.
pub(crate) fn file_stem(title: &str) -> String {
    const MOST: usize = 80;
    const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];
    let allowed = |c: char| {
        if c.is_control() || r#"<>:"/\|?*"#.contains(c) { ' ' } else { c }
    };
    let spaced: String = title.chars().map(allowed).collect();
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut stem: String = words.join(" ").chars().take(MOST).collect();
    stem = stem.trim_matches(['.', ' ']).to_owned();
    let lower = stem.to_lowercase();
    let base = lower.split('.').next().unwrap_or_default();
    let is_port = base.len() == 4
        && (base.starts_with("com") || base.starts_with("lpt"))
        && base.ends_with(|c: char| c.is_ascii_digit());
    if RESERVED.contains(&base) || is_port {
        stem.insert(0, '_');
    }
    if stem.is_empty() { "Workshop".to_owned() } else { stem }
}

/// The first free path of `STEM.EXTENSION`, `STEM 2.EXTENSION`, … in a folder.
pub(crate) fn free(folder: &Path, stem: &str, extension: &str) -> PathBuf {
    let named = |name: String| folder.join(name);
    let mut path = named(format!("{stem}.{extension}"));
    let mut number = 2;
    while path.exists() {
        path = named(format!("{stem} {number}.{extension}"));
        number += 1;
    }
    path
}

/// Writes a file whole or not at all: into a new file beside it, which is then renamed. A link
/// stays, and the file that it leads to is written; a pipe or a device is written to, never replaced.
///
/// # Errors
/// Those of the system and of `fill`; what was at `path` is unchanged then.
pub(crate) fn write_whole<T>(
    path: &Path,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    if fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir()) {
        return pour(path, fill);
    }
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (beside, file) = create_beside(path)?;
    let written = fill_and_flush(file, fill).and_then(|value| {
        fs::rename(&beside, path)?;
        Ok(value)
    });
    if written.is_err() {
        // Whether it is gone matters less than why the writing failed.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Writes to what is no file.
fn pour<T>(path: &Path, fill: impl FnOnce(&mut dyn Write) -> io::Result<T>) -> io::Result<T> {
    let mut out = BufWriter::new(File::options().write(true).open(path)?);
    let value = fill(&mut out)?;
    out.flush()?;
    Ok(value)
}

fn fill_and_flush<T>(
    file: File,
    fill: impl FnOnce(&mut dyn Write) -> io::Result<T>,
) -> io::Result<T> {
    let mut out = BufWriter::new(file);
    let value = fill(&mut out)?;
    let file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    file.sync_all()?;
    Ok(value)
}

/// A new file beside a place, to be renamed to it.
///
/// # Errors
/// Those of the system; a folder is no place for a file.
pub(crate) fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
    if path.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    for number in 0_u32.. {
        let mut beside = OsString::from(".");
        beside.push(name);
        beside.push(format!(".{}-{number}.part", std::process::id()));
        let beside = path.with_file_name(beside);
        match File::create_new(&beside) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|file| (beside, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_becomes_a_name_that_every_system_accepts() {
        assert_eq!(file_stem("Expenses: 2026/27?"), "Expenses 2026 27");
        assert_eq!(file_stem("..."), "Workshop");
        assert_eq!(file_stem("con"), "_con");
        assert_eq!(file_stem("COM1.old"), "_COM1.old");
        assert_eq!(file_stem("Console"), "Console");
        assert_eq!(file_stem("経費 精算"), "経費 精算");
        assert_eq!(file_stem(&"x".repeat(300)).len(), 80);
    }

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("A.csv"), "").unwrap();
        fs::write(folder.path().join("A 2.csv"), "").unwrap();
        assert_eq!(free(folder.path(), "A", "csv"), folder.path().join("A 3.csv"));
        assert_eq!(free(folder.path(), "B", "csv"), folder.path().join("B.csv"));
    }

    #[test]
    fn a_failed_write_leaves_the_old_file_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.csv");
        fs::write(&path, "old").unwrap();
        let failed: io::Result<()> = write_whole(&path, |out| {
            out.write_all(b"half")?;
            Err(io::ErrorKind::StorageFull.into())
        });
        assert!(failed.is_err());
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        write_whole(&path, |out| out.write_all(b"new")).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_and_the_file_behind_it_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("out.csv"), folder.path().join("link.csv"));
        fs::write(&file, "old").unwrap();
        std::os::unix::fs::symlink("out.csv", &link).unwrap();
        write_whole(&link, |out| out.write_all(b"new")).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&file).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_file_is_never_replaced() {
        use std::os::unix::fs::FileTypeExt;
        let folder = tempfile::tempdir().unwrap();
        let socket = folder.path().join("socket");
        let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        assert!(write_whole(&socket, |out| out.write_all(b"new")).is_err());
        assert!(fs::metadata(&socket).unwrap().file_type().is_socket());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
