//! How failures of the parts become what a person can act on.

use slicing::tree::Refusal;
use slicing::{SliceId, Tree};

use crate::api::{AppError, ErrorCode};
use crate::say::{self, quoted};

impl AppError {
    /// A failure without a cause from elsewhere.
    pub(crate) fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: String::new() }
    }

    /// An edit that would break a rule.
    pub(crate) fn refused(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::Refused, message)
    }

    /// Something that cannot be read.
    pub(crate) fn bad_input(message: impl Into<String>) -> Self {
        Self::new(ErrorCode::BadInput, message)
    }

    /// No workshop is open.
    pub(crate) fn not_open() -> Self {
        Self::new(ErrorCode::NotOpen, "No workshop is open. Open one, or make a new one.")
    }

    /// The system would not let us read or write.
    pub(crate) fn from_io(what: &str, error: &std::io::Error) -> Self {
        let code = match error.kind() {
            std::io::ErrorKind::NotFound => ErrorCode::Missing,
            _ => ErrorCode::System,
        };
        let next = match error.kind() {
            std::io::ErrorKind::NotFound => "there is nothing at this place; check the name",
            std::io::ErrorKind::PermissionDenied => {
                "you may not do that there; choose a folder of your own"
            }
            std::io::ErrorKind::StorageFull => "the disk is full; free some space and try again",
            std::io::ErrorKind::IsADirectory => "this is a folder; choose a file",
            _ => "the system refused; see the details, then try again or choose another place",
        };
        Self { code, message: format!("{what}: {next}."), detail: error.to_string() }
    }
}

impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        use store::Error as E;
        let code = match &error {
            E::Missing(_) => ErrorCode::Missing,
            E::ReadOnly(_) => ErrorCode::ReadOnly,
            E::Exists(_) | E::NameTaken(_) | E::Unknown(_) | E::Refused(_) => ErrorCode::Refused,
            E::Empty(_) | E::NotAWorkshop(_) | E::Foreign(_) => ErrorCode::Unusable,
            _ => ErrorCode::System,
        };
        let begins_with_its_path = matches!(
            &error,
            E::Exists(_)
                | E::Directory(_)
                | E::NoPermission(_)
                | E::NotWritable(_)
                | E::Empty(_)
                | E::NotAWorkshop(_)
                | E::Foreign(_)
                | E::Newer { .. }
        );
        let text = error.to_string();
        let message = if begins_with_its_path { format!("{text}.") } else { say::sentence(&text) };
        let detail = match &error {
            E::Damaged(why) | E::Disk(why) => why.clone(),
            E::Sqlite(cause) => cause.to_string(),
            _ => String::new(),
        };
        Self { code, message, detail }
    }
}

/// Says a refusal of the tree by the slices' titles.
pub(crate) fn refusal(tree: &Tree, refusal: &Refusal) -> AppError {
    let message = match refusal {
        Refusal::Unknown(id) => {
            format!("There is no slice {id} any more. Somebody may have removed it.")
        }
        Refusal::IntoItself(id) => {
            format!(
                "{} cannot move below itself. Choose another place.",
                say::capital(&title(tree, *id))
            )
        }
        Refusal::Circle(ids) => circle(tree, ids),
    };
    AppError::refused(message)
}

fn circle(tree: &Tree, ids: &[SliceId]) -> String {
    let mut names: Vec<String> = ids.iter().map(|id| title(tree, *id)).collect();
    names.extend(names.first().cloned());
    format!(
        "These slices would wait for each other in a circle: {}. Remove one of the dependencies \
         first.",
        names.join(" → ")
    )
}

/// The title of a slice in quotation marks.
pub(crate) fn title(tree: &Tree, id: SliceId) -> String {
    tree.get(id).map_or_else(|| id.to_string(), |slice| quoted(&slice.title))
}

#[cfg(test)]
mod tests {
    use slicing::{OrderKey, Slice};

    use super::*;

    #[test]
    fn a_path_is_not_given_a_capital_letter() {
        let error = AppError::from(store::Error::Empty("a.carpaccio".into()));
        assert_eq!(error.code, ErrorCode::Unusable);
        assert!(error.message.starts_with("a.carpaccio is empty"), "{}", error.message);
        let error = AppError::from(store::Error::Locked);
        assert_eq!(error.code, ErrorCode::System);
        assert!(error.message.starts_with("Another program"), "{}", error.message);
    }

    #[test]
    fn a_circle_is_told_by_titles() {
        let slice = |id, title| Slice::new(SliceId(id), None, OrderKey::first(), title);
        let tree = Tree::from_slices([slice(1, "Pay"), slice(2, "Ship")]);
        let error = refusal(&tree, &Refusal::Circle(vec![SliceId(1), SliceId(2)]));
        assert_eq!(error.code, ErrorCode::Refused);
        assert!(error.message.contains("“Pay” → “Ship” → “Pay”"), "{}", error.message);
    }
}
