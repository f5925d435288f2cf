//! Infinitives and singulars by rule, with the irregular ones that stories use.

use std::borrow::Cow;

use super::tag::is_product_verb;
use super::{Tag, Word};

const IRREGULAR_VERBS: &[(&str, &str)] = &[
    ("am", "be"),
    ("are", "be"),
    ("ate", "eat"),
    ("became", "become"),
    ("been", "be"),
    ("began", "begin"),
    ("begun", "begin"),
    ("being", "be"),
    ("bought", "buy"),
    ("broke", "break"),
    ("broken", "break"),
    ("brought", "bring"),
    ("built", "build"),
    ("came", "come"),
    ("caught", "catch"),
    ("chose", "choose"),
    ("chosen", "choose"),
    ("cutting", "cut"),
    ("did", "do"),
    ("does", "do"),
    ("done", "do"),
    ("drawn", "draw"),
    ("drew", "draw"),
    ("driven", "drive"),
    ("fed", "feed"),
    ("felt", "feel"),
    ("forgot", "forget"),
    ("forgotten", "forget"),
    ("found", "find"),
    ("gave", "give"),
    ("given", "give"),
    ("goes", "go"),
    ("gone", "go"),
    ("got", "get"),
    ("gotten", "get"),
    ("grown", "grow"),
    ("had", "have"),
    ("has", "have"),
    ("heard", "hear"),
    ("held", "hold"),
    ("hidden", "hide"),
    ("is", "be"),
    ("kept", "keep"),
    ("knew", "know"),
    ("known", "know"),
    ("led", "lead"),
    ("left", "leave"),
    ("lent", "lend"),
    ("lost", "lose"),
    ("lying", "lie"),
    ("made", "make"),
    ("meant", "mean"),
    ("met", "meet"),
    ("paid", "pay"),
    ("ran", "run"),
    ("rang", "ring"),
    ("risen", "rise"),
    ("said", "say"),
    ("sang", "sing"),
    ("saw", "see"),
    ("seen", "see"),
    ("sent", "send"),
    ("setting", "set"),
    ("shown", "show"),
    ("sold", "sell"),
    ("spent", "spend"),
    ("spoken", "speak"),
    ("stood", "stand"),
    ("taken", "take"),
    ("taught", "teach"),
    ("thought", "think"),
    ("told", "tell"),
    ("took", "take"),
    ("tying", "tie"),
    ("understood", "understand"),
    ("was", "be"),
    ("went", "go"),
    ("were", "be"),
    ("won", "win"),
    ("woke", "wake"),
    ("written", "write"),
    ("wrote", "write"),
];

const IRREGULAR_NOUNS: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("bases", "base"),
    ("children", "child"),
    ("criteria", "criterion"),
    ("feet", "foot"),
    ("halves", "half"),
    ("indices", "index"),
    ("knives", "knife"),
    ("leaves", "leave"),
    ("lives", "life"),
    ("matrices", "matrix"),
    ("men", "man"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("people", "person"),
    ("phenomena", "phenomenon"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("species", "species"),
    ("status", "status"),
    ("statuses", "status"),
    ("teeth", "tooth"),
    ("vertices", "vertex"),
    ("women", "woman"),
    ("cookies", "cookie"),
    ("news", "news"),
    ("canvas", "canvas"),
    ("bus", "bus"),
    ("gas", "gas"),
    ("analysis", "analysis"),
];

/// The infinitive of a verb or auxiliary, the singular of a noun, else the lower case form.
pub(super) fn lemma<'a>(word: &Word<'a>) -> Cow<'a, str> {
    let irregular = |table: &[(&str, &'static str)]| {
        table.iter().find(|(form, _)| *form == word.lower).map(|(_, lemma)| Cow::Borrowed(*lemma))
    };
    let regular = match word.tag {
        Tag::Verb | Tag::Auxiliary => {
            irregular(IRREGULAR_VERBS).or_else(|| infinitive(&word.lower))
        }
        Tag::Noun => irregular(IRREGULAR_NOUNS).or_else(|| singular(&word.lower)),
        _ => None,
    };
    regular.unwrap_or_else(|| word.lower.clone())
}

fn infinitive(form: &str) -> Option<Cow<'static, str>> {
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y").into());
    }
    if let Some(stem) = form.strip_suffix("ied").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y").into());
    }
    if form.ends_with("ss") || form.ends_with("us") || form.ends_with("'s") {
        return None;
    }
    if let Some(stem) = form.strip_suffix("es").filter(|stem| has_sibilant_end(stem)) {
        return Some(restored(stem));
    }
    if let Some(stem) = form.strip_suffix('s').filter(|stem| stem.len() > 1) {
        return Some(stem.to_owned().into());
    }
    let stem = form.strip_suffix("ing").or_else(|| form.strip_suffix("ed"))?;
    (stem.len() > 1 && stem.contains(is_vowel)).then(|| restored(stem))
}

/// Gives a stem back the `e` that it lost, or takes away the consonant that was doubled.
fn restored(stem: &str) -> Cow<'static, str> {
    let with_e = format!("{stem}e");
    let mut ends = stem.chars().rev();
    let (last, previous) = (ends.next(), ends.next());
    let doubled = last.filter(|c| !is_vowel(*c) && last == previous);
    let undoubled = doubled.and_then(|_| stem.get(..stem.len() - 1)).unwrap_or(stem);
    if is_product_verb(stem) {
        stem.to_owned().into()
    } else if is_product_verb(&with_e) {
        with_e.into()
    } else if is_product_verb(undoubled) || doubled.is_some_and(|c| !"lsfz".contains(c)) {
        undoubled.to_owned().into()
    } else if loses_e(stem) {
        with_e.into()
    } else {
        stem.to_owned().into()
    }
}

fn loses_e(stem: &str) -> bool {
    const ENDS: &[&str] = &[
        "at", "iz", "is", "ur", "iv", "ag", "ov", "uc", "id", "ut", "ang", "nc", "rg", "as", "av",
        "ib", "uir", "ak", "os", "us", "ac", "ic", "bl", "pl", "tl", "dl", "gl", "in", "ar", "im",
        "rc", "rs", "lv", "rv",
    ];
    const KEEPS: &[&str] = &[
        "visit", "edit", "limit", "submit", "format", "repeat", "treat", "eat", "gain", "train",
        "explain", "contain", "obtain", "remain", "maintain", "appear", "hear", "clear", "join",
        "focus", "audit", "exit", "fast", "wait", "await",
    ];
    ENDS.iter().any(|end| stem.ends_with(end)) && !KEEPS.contains(&stem)
}

fn has_sibilant_end(stem: &str) -> bool {
    ["s", "x", "z", "ch", "sh", "o"].iter().any(|end| stem.ends_with(end)) && stem.len() > 2
}

fn singular(form: &str) -> Option<Cow<'static, str>> {
    if let Some(stem) = form.strip_suffix("ies").filter(|stem| stem.len() > 1) {
        return Some(format!("{stem}y").into());
    }
    if ["ss", "us", "is", "'s"].iter().any(|end| form.ends_with(end)) || form.len() < 4 {
        return None;
    }
    let sibilant = ["ss", "x", "ch", "sh", "zz"];
    match form.strip_suffix("es").filter(|stem| sibilant.iter().any(|end| stem.ends_with(end))) {
        Some(stem) => Some(stem.to_owned().into()),
        None => form.strip_suffix('s').map(|stem| stem.to_owned().into()),
    }
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}
