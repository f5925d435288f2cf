//! Chooses the web view's renderer before the toolkit starts.
//!
//! WebKitGTK's DMA-BUF renderer shows a blank window with some NVIDIA drivers and paints 23 frames
//! a second instead of 60 on a machine without a render node.

/// Starts this program again without the DMA-BUF renderer where that is known to be better and the
/// user has not chosen. Returns where nothing is to be changed.
#[cfg(target_os = "linux")]
pub fn choose() {
    use std::os::unix::process::CommandExt;

    const SWITCH: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
    if std::env::var_os(SWITCH).is_some() || !is_unfit() {
        return;
    }
    let Ok(program) = std::env::current_exe() else { return };
    // The environment of a running process cannot be changed safely, so the process replaces
    // itself, with the same number. Only a failure returns; the window then opens as it is.
    let _ = std::process::Command::new(program)
        .args(std::env::args_os().skip(1))
        .env(SWITCH, "1")
        .exec();
}

#[cfg(target_os = "linux")]
fn is_unfit() -> bool {
    use std::path::Path;

    let has_render_node = std::fs::read_dir("/dev/dri").is_ok_and(|nodes| {
        nodes.flatten().any(|node| node.file_name().to_string_lossy().starts_with("renderD"))
    });
    !has_render_node || Path::new("/proc/driver/nvidia/version").exists()
}

/// Other systems have one renderer.
#[cfg(not(target_os = "linux"))]
pub fn choose() {}
