//! Where a hand-over goes: to disk, whole or not at all, or under a glance that keeps its beginning.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use trackers::{Files, Part};

use crate::api::FileView;
use crate::paths::create_beside;
use crate::view::number;

/// How much of a hand-over a preview shows, in bytes.
const SHOWN: usize = 200_000;

/// The beginning of a hand-over, and how large it is, without keeping the rest in memory.
pub(crate) struct Glance {
    file_name: String,
    shown: Vec<u8>,
    bytes: usize,
    files: Vec<(String, usize)>,
}

impl Glance {
    /// Of a file that would be called so.
    pub fn new(file_name: String) -> Self {
        Self { file_name, shown: Vec::new(), bytes: 0, files: Vec::new() }
    }

    /// The beginning as text, up to a whole character.
    pub fn text(&self) -> String {
        let whole = match std::str::from_utf8(&self.shown) {
            Err(error) if error.error_len().is_none() => &self.shown[..error.valid_up_to()],
            _ => &self.shown,
        };
        String::from_utf8_lossy(whole).into_owned()
    }

    /// Whether there is more than is shown.
    pub fn is_cut(&self) -> bool {
        self.shown.len() < self.bytes
    }

    /// The size of all files in bytes.
    pub fn bytes(&self) -> u32 {
        number(self.bytes)
    }

    /// The files with their sizes.
    pub fn files(&self) -> Vec<FileView> {
        let view = |(name, bytes): &(String, usize)| FileView {
            name: name.clone(),
            bytes: number(*bytes),
        };
        self.files.iter().map(view).collect()
    }
}

impl Write for Glance {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let room = SHOWN.saturating_sub(self.shown.len());
        self.shown.extend_from_slice(&bytes[..room.min(bytes.len())]);
        self.bytes += bytes.len();
        if let Some((_, size)) = self.files.last_mut() {
            *size += bytes.len();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Files for Glance {
    fn are_many(&self) -> bool {
        true
    }

    fn begin(&mut self, part: Part<'_>) -> io::Result<&mut dyn Write> {
        let name = match part {
            Part::Only => self.file_name.clone(),
            Part::Number(number) => numbered(Path::new(&self.file_name), number),
            Part::Named(name) => name.to_owned(),
        };
        self.files.push((name, 0));
        Ok(self)
    }
}

/// `backlog-2.csv` for the second part of `backlog.csv`.
fn numbered(path: &Path, number: u32) -> String {
    let text = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let (stem, extension) = (text(path.file_stem()), text(path.extension()));
    let dot = if extension.is_empty() { "" } else { "." };
    format!("{stem}-{number}{dot}{extension}")
}

/// The files of a hand-over on their way to disk: new files beside their places, which take their
/// names when all of them are complete.
pub(crate) struct Parcel {
    target: PathBuf,
    /// The folder that was made for files with names of their own.
    made: Option<PathBuf>,
    open: Option<BufWriter<File>>,
    /// Where each is, and where it belongs.
    files: Vec<(PathBuf, PathBuf)>,
}

impl Parcel {
    /// A hand-over that is to stand at this path: as a file, or as a folder where the format makes
    /// files with names of their own.
    pub fn new(target: &Path) -> Self {
        let target = fs::canonicalize(target).unwrap_or_else(|_| target.to_owned());
        Self { target, made: None, open: None, files: Vec::new() }
    }

    /// Gives all files their names.
    ///
    /// # Errors
    /// Those of the system.
    pub fn arrive(mut self) -> io::Result<()> {
        self.close()?;
        for (from, to) in std::mem::take(&mut self.files) {
            if let Err(error) = fs::rename(&from, &to) {
                let _ = fs::remove_file(&from);
                return Err(error);
            }
        }
        self.made = None;
        Ok(())
    }

    fn close(&mut self) -> io::Result<()> {
        let Some(file) = self.open.take() else { return Ok(()) };
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
    }

    fn place(&mut self, part: Part<'_>) -> io::Result<PathBuf> {
        Ok(match part {
            Part::Only => self.target.clone(),
            Part::Number(number) => self.target.with_file_name(numbered(&self.target, number)),
            Part::Named(name) => {
                if !self.target.is_dir() {
                    fs::create_dir(&self.target)?;
                    self.made = Some(self.target.clone());
                }
                self.target.join(name)
            }
        })
    }
}

impl Drop for Parcel {
    /// What did not arrive leaves nothing behind.
    fn drop(&mut self) {
        for (from, _) in &self.files {
            let _ = fs::remove_file(from);
        }
        if let Some(folder) = &self.made {
            let _ = fs::remove_dir(folder);
        }
    }
}

impl Files for Parcel {
    fn are_many(&self) -> bool {
        true
    }

    fn begin(&mut self, part: Part<'_>) -> io::Result<&mut dyn Write> {
        self.close()?;
        let place = self.place(part)?;
        let (beside, file) = create_beside(&place)?;
        self.files.push((beside, place));
        Ok(self.open.insert(BufWriter::with_capacity(1 << 16, file)))
    }
}

/// Writes a file whole under another name and gives it its name then.
///
/// # Errors
/// Those of the system; what was there before stays.
pub(crate) fn whole(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> io::Result<()> {
    let mut parcel = Parcel::new(path);
    write(parcel.begin(Part::Only)?)?;
    parcel.arrive()
}

/// Whether a path is a pipe or a device, which is written to and never replaced.
pub(crate) fn is_stream(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|there| !there.is_file() && !there.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let name =
            |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name().into_string().unwrap();
        let mut names: Vec<String> = fs::read_dir(folder).unwrap().map(name).collect();
        names.sort();
        names
    }

    #[test]
    fn parts_stand_beside_each_other_once_all_are_complete() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("backlog.csv");
        let mut parcel = Parcel::new(&target);
        parcel.begin(Part::Only).unwrap().write_all(b"one").unwrap();
        parcel.begin(Part::Number(2)).unwrap().write_all(b"two").unwrap();
        assert!(!target.exists());
        parcel.arrive().unwrap();
        assert_eq!(names(folder.path()), ["backlog-2.csv", "backlog.csv"]);
        assert_eq!(fs::read(folder.path().join("backlog-2.csv")).unwrap(), b"two");
    }

    #[test]
    fn files_with_names_of_their_own_stand_in_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("features");
        let mut parcel = Parcel::new(&target);
        parcel.begin(Part::Named("pay.feature")).unwrap().write_all(b"Feature: Pay").unwrap();
        parcel.arrive().unwrap();
        assert_eq!(names(&target), ["pay.feature"]);
    }

    #[test]
    fn what_does_not_arrive_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("backlog.csv"), "before").unwrap();
        let mut parcel = Parcel::new(&folder.path().join("backlog.csv"));
        parcel.begin(Part::Only).unwrap().write_all(b"half").unwrap();
        drop(parcel);
        let mut parcel = Parcel::new(&folder.path().join("features"));
        parcel.begin(Part::Named("pay.feature")).unwrap();
        drop(parcel);
        assert_eq!(names(folder.path()), ["backlog.csv"]);
        assert_eq!(fs::read(folder.path().join("backlog.csv")).unwrap(), b"before");
    }

    #[test]
    fn a_glance_keeps_the_beginning_and_counts_the_rest() {
        let mut glance = Glance::new("backlog.csv".to_owned());
        let out = glance.begin(Part::Only).unwrap();
        out.write_all(&"é".repeat(SHOWN).into_bytes()).unwrap();
        glance.begin(Part::Number(2)).unwrap().write_all(b"more").unwrap();
        assert!(glance.is_cut());
        assert_eq!(glance.text().len(), SHOWN);
        let files: Vec<_> =
            glance.files().into_iter().map(|file| (file.name, file.bytes)).collect();
        let first = u32::try_from(2 * SHOWN).unwrap();
        assert_eq!(files, [("backlog.csv".to_owned(), first), ("backlog-2.csv".to_owned(), 4)]);
    }
}
