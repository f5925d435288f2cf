//! What people type and paste, made fit to be kept.

/// One line without control characters and without space around it.
pub(crate) fn line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_whitespace() || is_break(c) { ' ' } else { c })
        .filter(|c| !c.is_control())
        .collect();
    spaced.trim().to_owned()
}

/// Several lines, each ended by a line feed; tabs stay, other control characters go.
pub(crate) fn block(text: &str) -> String {
    let unified = text.replace("\r\n", "\n");
    let kept: String = unified
        .chars()
        .map(|c| if c == '\r' || is_break(c) { '\n' } else { c })
        .filter(|c| matches!(c, '\n' | '\t') || !c.is_control())
        .collect();
    kept.trim_end().to_owned()
}

/// Labels: one line each, not empty, sorted, each once.
pub(crate) fn tags(tags: &[String]) -> Vec<String> {
    let mut kept: Vec<String> =
        tags.iter().map(|tag| line(tag)).filter(|tag| !tag.is_empty()).collect();
    kept.sort();
    kept.dedup();
    kept
}

/// The line and paragraph separators of Unicode.
fn is_break(c: char) -> bool {
    matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_one_line() {
        assert_eq!(line(" Pay\r\nby\tcard\u{2028}now\0\u{7} "), "Pay  by card now");
        assert_eq!(line("支払う\u{200f}"), "支払う\u{200f}");
    }

    #[test]
    fn a_narrative_keeps_its_lines_and_tabs() {
        assert_eq!(
            block("As a clerk\r\n\tI want\rit\u{1b}[0m \n\n"),
            "As a clerk\n\tI want\nit[0m"
        );
    }

    #[test]
    fn tags_are_sorted_and_each_there_once() {
        assert_eq!(tags(&["b".into(), " a\n".into(), "b".into(), " ".into()]), ["a", "b"]);
    }
}
