//! The machine that is measured, and its processes.

use std::fs;
use std::io::{Error, Result};
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// The machine in one line, so that figures can be compared.
pub fn described() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model =
        processors.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let model = model.map_or(std::env::consts::ARCH, |(_, model)| model);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split_whitespace().next().unwrap_or("unknown");
    format!("{} on {cores} × {model}, load {load} before the start", std::env::consts::OS)
}

/// A running process of Linux, by its number.
#[derive(Debug, Clone, Copy)]
pub struct Process(u32);

impl Process {
    /// This one.
    pub fn this() -> Self {
        Self(std::process::id())
    }

    /// The one that was started as this program with this argument.
    pub fn started_as(program: &Path, argument: &Path) -> Result<Self> {
        let wanted = [program, argument].map(|path| path.as_os_str().as_encoded_bytes());
        let is_it = |number: &u32| {
            fs::read(format!("/proc/{number}/cmdline"))
                .is_ok_and(|line| line.split(|byte| *byte == 0).take(2).eq(wanted))
        };
        let entries = fs::read_dir("/proc")?.flatten();
        let mut numbers = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
        let number = numbers.find(is_it);
        number.map(Self).ok_or_else(|| Error::other("the window's process is not to be found"))
    }

    /// When it was started, to 10 ms. A program that replaces itself stays the same process.
    pub fn start(self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.0))?;
        let after_name = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        let ticks = parsed(after_name.split_whitespace().nth(19))?;
        let uptime = fs::read_to_string("/proc/uptime")?;
        let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(Error::other)?;
        // Linux tells times of processes in hundredths of a second since it started.
        let age = parsed(uptime.split_whitespace().next())? - ticks / 100.0;
        Ok(now.saturating_sub(Duration::from_secs_f64(age.max(0.0))))
    }

    /// What `/proc` tells about its memory, in MB.
    pub fn memory(self, what: &str) -> Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0))?;
        let line = status.lines().find_map(|line| line.strip_prefix(what)?.strip_prefix(':'));
        let kilobytes = parsed(line.and_then(|line| line.split_whitespace().next()))?;
        Ok(kilobytes * 1024.0 / 1e6)
    }
}

fn parsed(text: Option<&str>) -> Result<f64> {
    text.and_then(|text| text.parse().ok()).ok_or_else(|| Error::other("/proc is not as expected"))
}
