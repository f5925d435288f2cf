//! How numbers and names are put into sentences.

/// A title in quotation marks, cut after 40 characters.
pub(crate) fn quoted(title: &str) -> String {
    const MOST: usize = 40;
    if title.trim().is_empty() {
        return "an empty slice".to_owned();
    }
    let mut chars = title.chars();
    let mut short: String = chars.by_ref().take(MOST).collect();
    if chars.next().is_some() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    format!("“{short}”")
}

/// `1 slice`, `2 slices`, `1,200 slices`.
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number as u128), if number == 1 { one } else { many })
}

/// One slice by its title, several by their number.
pub(crate) fn slices<'a>(titles: impl ExactSizeIterator<Item = &'a str>) -> String {
    let number = titles.len();
    match titles.last() {
        Some(title) if number == 1 => quoted(title),
        _ => count(number, "slice", "slices"),
    }
}

/// Half days as people say them: `½ day`, `2½ days`.
pub(crate) fn days(half_days: u64) -> String {
    let number = match (half_days / 2, half_days % 2) {
        (0, 1) => "½".to_owned(),
        (whole, 0) => grouped(u128::from(whole)),
        (whole, _) => format!("{}½", grouped(u128::from(whole))),
    };
    format!("{number} {}", if half_days <= 2 && half_days > 0 { "day" } else { "days" })
}

/// A number with a comma between thousands.
pub(crate) fn grouped(number: u128) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 4 / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Tenths of a per cent as `4.2 %`, and as `41 %` from ten per cent on.
pub(crate) fn per_cent(tenths: u32) -> String {
    if tenths >= 100 {
        format!("{} %", (tenths + 5) / 10)
    } else {
        format!("{}.{} %", tenths / 10, tenths % 10)
    }
}

/// `first` to `tenth`, then `11th`, `22nd`.
pub(crate) fn ordinal(number: u32) -> String {
    const WORDS: [&str; 10] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth",
        "tenth",
    ];
    if let Some(word) = number.checked_sub(1).and_then(|at| WORDS.get(at as usize)) {
        return (*word).to_owned();
    }
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// `a`, `a and b`, `a, b and c`; with more than `most` items, `a, b and 3 more`.
pub(crate) fn listed(items: &[String], most: usize) -> String {
    let more;
    let (shown, last) = match items {
        [] => return String::new(),
        [only] => return only.clone(),
        _ if items.len() > most => {
            more = format!("{} more", items.len() - most);
            (&items[..most], &more)
        }
        [shown @ .., last] => (shown, last),
    };
    format!("{} and {last}", shown.join(", "))
}

/// The text with a capital letter at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().collect::<String>());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

/// A sentence begins with a capital letter and ends with a full stop.
pub(crate) fn sentence(text: &str) -> String {
    let stop = if text.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{}{stop}", capital(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_days_read_as_people_say_them() {
        let said: Vec<String> = [0, 1, 2, 3, 4, 11, 2000].into_iter().map(days).collect();
        assert_eq!(
            said,
            ["0 days", "½ day", "1 day", "1½ days", "2 days", "5½ days", "1,000 days"]
        );
    }

    #[test]
    fn long_titles_are_cut_between_characters() {
        assert_eq!(quoted("Pay by card"), "“Pay by card”");
        assert_eq!(quoted(&"ä".repeat(41)), format!("“{}…”", "ä".repeat(40)));
        assert_eq!(quoted(&"ä".repeat(40)), format!("“{}”", "ä".repeat(40)));
        assert_eq!(quoted(" "), "an empty slice");
    }

    #[test]
    fn ranks_and_shares_read_as_people_say_them() {
        let said: Vec<String> = [1, 10, 11, 12, 21, 22, 113].into_iter().map(ordinal).collect();
        assert_eq!(said, ["first", "tenth", "11th", "12th", "21st", "22nd", "113th"]);
        assert_eq!([per_cent(42), per_cent(414), per_cent(0)], ["4.2 %", "41 %", "0.0 %"]);
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn lists_stay_short() {
        let items = ["a", "b", "c", "d"].map(str::to_owned);
        assert_eq!(listed(&items[..1], 2), "a");
        assert_eq!(listed(&items[..2], 2), "a and b");
        assert_eq!(listed(&items, 2), "a, b and 2 more");
        assert_eq!(listed(&items, 4), "a, b, c and d");
    }

    #[test]
    fn one_slice_goes_by_its_title() {
        assert_eq!(slices(["Pay"].into_iter()), "“Pay”");
        assert_eq!(slices(["Pay", "Ship"].into_iter()), "2 slices");
    }
}
