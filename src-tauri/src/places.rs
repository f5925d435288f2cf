//! Where this user keeps settings and documents, which language it is, and what time.

use std::io;

use app::Places;
use jiff::Zoned;

/// The folders of the user who runs the program.
///
/// # Errors
/// When the system does not say where settings go.
pub fn of_this_user() -> io::Result<Places> {
    let unknown = || io::Error::other("the system does not say where settings are kept");
    Ok(Places {
        config: dirs::config_dir().ok_or_else(unknown)?.join("carpaccio"),
        documents: dirs::document_dir().or_else(dirs::home_dir).ok_or_else(unknown)?,
        locale: sys_locale::get_locale().unwrap_or_default(),
    })
}

/// The time of the system's clock, in the system's time zone.
pub fn now() -> Zoned {
    Zoned::now()
}
