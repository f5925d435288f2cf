//! Role, want and benefit: "As a …, I want …, so that …" and its many relatives.

use std::ops::Range;

use crate::judge::Field;
use crate::language::{Tag, Text, Word};

use super::{Story, Voice};

/// Fills in voice, role, actors, want, benefit and details from the words before `end`.
pub(super) fn read(story: &mut Story<'_>, end: usize) {
    let in_text = found(story.text.words(), end);
    let (field, parts) = match in_text {
        Some(parts) => (Field::Text, parts),
        None => match found(story.title.words(), story.title.words().len()) {
            Some(parts) => (Field::Title, parts),
            None => (story.main_field(), plain(story, end)),
        },
    };
    let part = |words: Option<Range<usize>>| words.and_then(|words| story.part(field, 0, words));
    let (role, want, benefit) = (part(parts.role), part(parts.want), part(parts.benefit));
    story.voice = parts.voice;
    story.actors =
        role.as_ref().map(|role| actors(story, field, role.words.clone())).unwrap_or_default();
    let taken: Vec<_> = [&role, &want, &benefit]
        .into_iter()
        .flatten()
        .filter(|part| part.place.field == Field::Text)
        .map(|part| part.words.clone())
        .collect();
    story.details = story
        .text
        .sentences()
        .iter()
        .take_while(|sentence| sentence.start < end)
        .filter(|s| !taken.iter().any(|t| t.start < s.end && s.start < t.end))
        .filter_map(|sentence| story.part(Field::Text, 0, sentence.start..sentence.end.min(end)))
        .collect();
    (story.role, story.want, story.benefit) = (role, want, benefit);
}

#[derive(Debug, Default)]
struct Parts {
    voice: Voice,
    role: Option<Range<usize>>,
    want: Option<Range<usize>>,
    benefit: Option<Range<usize>>,
}

/// The template's parts, when any of its marks is there.
fn found(words: &[Word<'_>], end: usize) -> Option<Parts> {
    let words = &words[..end.min(words.len())];
    let role = role(words);
    let after_role = role.as_ref().map_or(0, |role| role.end);
    let subject = subject(words, after_role, role.is_some())?;
    let want_start = skip_wish(words, subject);
    let leading = leading_benefit(words, role.as_ref().map_or(subject, |role| role.start));
    let (want_end, trailing) = trailing_benefit(words, want_start);
    let voice = if is_first_person(words.get(subject)?) || is_wish(words.get(subject)?) {
        Voice::First
    } else {
        Voice::Third
    };
    Some(Parts { voice, role, want: Some(want_start..want_end), benefit: trailing.or(leading) })
}

/// The words after "As a", up to the subject of the sentence.
fn role(words: &[Word<'_>]) -> Option<Range<usize>> {
    let at = (0..words.len()).find(|at| opens_role(words, *at))?;
    let article = words.get(at + 1).is_some_and(|w| w.is_any(&["a", "an", "the", "any", "one"]));
    let start = at + 1 + usize::from(article);
    let mut comma = None;
    for here in start..words.len().min(start + 40) {
        let word = &words[here];
        let relative =
            words[here - 1].is_any(&["who", "that", "whom", "which", "whose", "when", "where"]);
        if (is_first_person(word) || is_wish(word)) && !relative && here > start {
            // "As a user, the app should …": the subject after the comma is not the role.
            let other_subject =
                comma.is_some_and(|comma| comma + 1 < here) && !is_first_person(word);
            return Some(start..comma.filter(|_| other_subject).unwrap_or(here));
        }
        if word.is(",") || word.is(":") {
            comma.get_or_insert(here);
        }
        if ends_sentence(words, here)
            && !words.get(here + 1).is_some_and(|w| is_first_person(w) || is_wish(w))
        {
            return Some(start..comma.unwrap_or(here + 1));
        }
    }
    (start < words.len()).then(|| start..comma.unwrap_or(words.len().min(start + 40)))
}

fn opens_role(words: &[Word<'_>], at: usize) -> bool {
    if !words[at].is_any(&["as", "for", "being"]) {
        return false;
    }
    let first = at == 0
        || words[at].starts_line
        || words[at - 1].tag == Tag::Bullet
        || ends_sentence(words, at - 1);
    let after_mark =
        at > 0 && words[at - 1].is_any(&[",", ":", ";", "-", "–", "—", "\"", "“", "("]);
    let Some(next) = words.get(at + 1) else { return false };
    let article = next.is_any(&["a", "an", "the", "any"]);
    let comparison = next.is_any(&[
        "soon",
        "well",
        "part",
        "far",
        "much",
        "many",
        "of",
        "per",
        "long",
        "it",
        "is",
        "described",
        "in",
        "result",
        "needed",
        "required",
        "requested",
        "expected",
        "usual",
        "if",
        "follows",
        "agreed",
        "before",
        "possible",
    ]) || words
        .get(at + 2)
        .is_some_and(|w| w.is_any(&["result", "consequence", "rule", "first"]));
    if words[at].is_any(&["for", "being"]) {
        return first && article && words[at + 2..].iter().take(8).any(is_first_person);
    }
    let named = !matches!(next.tag, Tag::Mark | Tag::Pronoun | Tag::Adverb) && !comparison;
    !comparison && ((first && (article || named)) || (after_mark && article))
}

/// Where the main clause begins: "I", "we", or with a role whatever follows it.
fn subject(words: &[Word<'_>], after_role: usize, has_role: bool) -> Option<usize> {
    let skipped = words[after_role..].iter().take_while(|w| !w.is_spoken()).count();
    let next = after_role + skipped;
    if has_role {
        return words.get(next).map(|_| next);
    }
    (0..words.len()).find(|at| {
        let first = *at == 0 || words[*at].starts_line || !words[at - 1].is_spoken();
        let wishes =
            words.get(at + 1).is_some_and(|w| is_wish(w) || w.is("am") || w.tag == Tag::Verb);
        first && is_first_person(&words[*at]) && wishes
    })
}

fn is_first_person(word: &Word<'_>) -> bool {
    word.is_any(&["i", "we", "i'd", "i'll", "i'm", "i've", "we'd", "we'll", "we're", "we've"])
}

fn is_wish(word: &Word<'_>) -> bool {
    word.is_any(&[
        "want", "wants", "need", "needs", "would", "should", "must", "wish", "wishes", "like",
        "can",
    ])
}

/// Skips "I would like to be able to".
fn skip_wish(words: &[Word<'_>], subject: usize) -> usize {
    let mut at = subject;
    while at < words.len() {
        let next = |offset: usize, form: &str| words.get(at + offset).is_some_and(|w| w.is(form));
        let ability = words[at].is_any(&["the", "an"])
            && words
                .get(at + 1)
                .is_some_and(|w| w.is_any(&["ability", "possibility", "option", "opportunity"]))
            && next(2, "to");
        // "I would like to" is a wish, "I can like a song" is not.
        if words[at].is("like")
            && at > subject
            && words[at - 1].is_any(&["can", "to", "could", "will"])
        {
            break;
        }
        let able = words[at].is_any(&["be", "am"]) && (next(1, "able") || next(1, "allowed"));
        let obliged = words[at].is_any(&["have", "has", "need"]) && next(1, "to");
        at += if ability {
            3
        } else if able || obliged {
            2
        } else if is_first_person(&words[at])
            || is_wish(&words[at])
            || words[at].is_any(&[
                "to", "could", "will", "may", "'d", "love", "also", "really", "just", "only",
                "able", ",", ":", "prefer", "please", "expect", "hope", "-", "quickly", "easily",
            ])
        {
            1
        } else {
            break;
        };
    }
    at.min(words.len().saturating_sub(1).max(subject))
}

/// "In order to X, as a …" and "So that X, as a …": what stands before the role or the subject.
fn leading_benefit(words: &[Word<'_>], before: usize) -> Option<Range<usize>> {
    let first = words.iter().position(Word::is_spoken)?;
    let cue = cue_len(words, first);
    (cue > 0 && first + cue < before).then(|| {
        let mut end = before;
        while end > first + cue && words[end - 1].is_any(&["as", "a", "an", "the", "for", ","]) {
            end -= 1;
        }
        first + cue..end
    })
}

/// The end of the want that begins at `start`, and the benefit after it.
fn trailing_benefit(words: &[Word<'_>], start: usize) -> (usize, Option<Range<usize>>) {
    let sentence_end =
        (start..words.len()).find(|at| ends_here(words, *at)).map_or(words.len(), |at| at + 1);
    let strong = (start + 1..words.len())
        .take_while(|at| *at <= sentence_end + 1)
        .find(|at| cue_len(words, *at) > 0);
    let later = || {
        (sentence_end..words.len()).find(|at| {
            let first = words[*at].starts_line || ends_sentence(words, at - 1);
            first && cue_len(words, *at) > 0
        })
    };
    let weak = || (start + 3..sentence_end).find(|at| is_purpose(words, *at));
    let Some((cue, len)) = strong
        .or_else(later)
        .map(|at| (at, cue_len(words, at)))
        .or_else(|| weak().map(|at| (at, 1)))
    else {
        return (sentence_end, None);
    };
    let from = cue + len;
    let to = (from..words.len()).find(|at| ends_here(words, *at)).map_or(words.len(), |at| at + 1);
    (sentence_end.min(cue), (from < to).then_some(from..to))
}

/// How many words of "so that that", "in order to", "because" … stand here; 0 when none.
fn cue_len(words: &[Word<'_>], at: usize) -> usize {
    let word = |offset: usize| words.get(at + offset);
    let is = |offset: usize, forms: &[&str]| word(offset).is_some_and(|w| w.is_any(forms));
    if is(0, &["so"]) {
        if is(1, &["that"]) {
            return if is(2, &["that"]) { 3 } else { 2 };
        }
        let subject = word(1).is_some_and(|w| {
            matches!(w.tag, Tag::Pronoun | Tag::Determiner | Tag::Name)
                || (w.tag == Tag::Noun && !is(1, &["far"]))
        });
        return usize::from(subject && !is(1, &["called", "much", "many"]));
    }
    if is(0, &["in"]) && is(1, &["order"]) && is(2, &["to", "that", "for"]) {
        return 3;
    }
    if is(0, &["because", "thereby"]) && !is(1, &["of"]) {
        return 1;
    }
    if is(0, &["this", "that"]) && is(1, &["way"]) {
        return 2;
    }
    let lets = is(1, &["allows", "lets", "helps", "enables", "saves"]);
    if is(0, &["which", "this"]) && lets { 1 } else { 0 }
}

/// "… to avoid double entry": an infinitive that can only be a purpose.
fn is_purpose(words: &[Word<'_>], at: usize) -> bool {
    const PURPOSES: &[&str] = &[
        "avoid",
        "save",
        "reduce",
        "ensure",
        "prevent",
        "gain",
        "help",
        "understand",
        "keep",
        "improve",
        "increase",
    ];
    words[at].is("to")
        && words.get(at + 1).is_some_and(|w| w.is_any(PURPOSES))
        && words[at - 1].tag.is_noun()
}

fn ends_sentence(words: &[Word<'_>], at: usize) -> bool {
    let closes = words[at].is_any(&[".", "!", "?"]);
    let next = words.get(at + 1);
    closes && next.is_none_or(|w| w.starts_line || !w.text.starts_with(char::is_lowercase))
}

/// Whether the clause ends after this word: with the sentence, or with a line whose next line
/// begins something new.
fn ends_here(words: &[Word<'_>], at: usize) -> bool {
    let new_line = words.get(at + 1).is_some_and(|w| {
        w.starts_line
            && (w.tag == Tag::Bullet || w.is_capitalised() || w.tag == Tag::Number)
            && cue_len(words, at + 1) == 0
    });
    let role_next = words[at].is(",")
        && words.get(at + 1).is_some_and(|w| w.is("as"))
        && opens_role(words, at + 1);
    ends_sentence(words, at) || new_line || role_next
}

/// The people named in a role: its nouns before any preposition or relative clause, cut at "and".
fn actors<'a>(story: &Story<'a>, field: Field, words: Range<usize>) -> Vec<super::Part<'a>> {
    let text = story.field(field, 0);
    let stop = words
        .clone()
        .find(|at| {
            let word = &text.words()[*at];
            matches!(word.tag, Tag::Preposition | Tag::Subordinator)
                || word.is_any(&["who", "whose", "that", "which", "with", "of", "in", "at"])
        })
        .unwrap_or(words.end);
    let mut people = Vec::new();
    let mut start = words.start;
    for at in words.start..stop {
        let word = &text.words()[at];
        if word.tag == Tag::Coordinator || word.is_any(&[",", "/", "&"]) {
            people.extend(story.part(field, 0, start..at));
            start = at + 1;
        }
    }
    people.extend(story.part(field, 0, start..stop));
    people
}

/// A card without the template: the first sentence, with a person as its subject if there is one.
fn plain(story: &Story<'_>, end: usize) -> Parts {
    let text = story.field(story.main_field(), 0);
    let end = if story.main_field() == Field::Text { end } else { text.words().len() };
    let Some(sentence) = text.sentences().iter().find(|s| s.start < end && has_words(text, s))
    else {
        return Parts::default();
    };
    let words = &text.words()[..end.min(text.words().len())];
    let start = sentence.start;
    let (want_end, benefit) = trailing_benefit(words, start);
    let leading = leading_benefit(words, want_end);
    match person_before_verb(words, main_clause(words, start..want_end)..want_end) {
        Some((role, verb)) => Parts {
            voice: Voice::Third,
            role: Some(role),
            want: Some(skip_wish(words, verb)..want_end),
            benefit,
        },
        None => match leading {
            Some(leading) => {
                let want = leading.end;
                Parts {
                    voice: Voice::Bare,
                    role: None,
                    want: Some(want..want_end.max(want)),
                    benefit: Some(leading),
                }
            }
            None => Parts { voice: Voice::Bare, role: None, want: Some(start..want_end), benefit },
        },
    }
}

/// Where the main clause begins: after "when …," and the like.
fn main_clause(words: &[Word<'_>], sentence: Range<usize>) -> usize {
    let opens =
        words[sentence.start].is_any(&["when", "if", "after", "before", "once", "whenever"]);
    let comma = sentence.clone().find(|at| words[*at].is(","));
    comma.filter(|_| opens).map_or(sentence.start, |comma| comma + 1)
}

fn has_words(text: &Text<'_>, sentence: &Range<usize>) -> bool {
    text.words()[sentence.clone()].iter().any(Word::is_spoken)
}

/// "A customer can pay …", "Employee sees …": the person and the verb or modal after it.
fn person_before_verb(words: &[Word<'_>], sentence: Range<usize>) -> Option<(Range<usize>, usize)> {
    let start = sentence.clone().find(|at| words[*at].is_spoken())?;
    let article = words[start].tag == Tag::Determiner;
    let noun = start + usize::from(article);
    let verb = (noun + 1..sentence.end.min(noun + 6))
        .find(|at| matches!(words[*at].tag, Tag::Verb | Tag::Auxiliary) || is_wish(&words[*at]))?;
    let head = words[noun..verb].iter().rev().find(|w| w.tag.is_noun() || w.tag == Tag::Other)?;
    let finite = words[verb].tag == Tag::Auxiliary
        || words[verb].lower.ends_with('s')
        || head.lower.ends_with('s')
        || is_wish(&words[verb]);
    let simple = words[noun..verb].iter().all(|w| {
        let nominal = w.tag.is_noun()
            || matches!(w.tag, Tag::Adjective | Tag::Number | Tag::Other | Tag::Coordinator);
        nominal && !w.is_any(&["which", "who", "what", "how", "whether", "that"])
    });
    (finite && simple && is_person(head)).then_some((noun..verb, verb))
}

/// Whether a noun names people: a known word, or an ending that makes one of a verb or subject.
pub(crate) fn is_person(noun: &Word<'_>) -> bool {
    const PEOPLE: &[&str] = &[
        "admin",
        "adult",
        "agent",
        "applicant",
        "author",
        "boss",
        "caregiver",
        "chef",
        "chief",
        "child",
        "citizen",
        "clerk",
        "client",
        "coach",
        "colleague",
        "contact",
        "cook",
        "crew",
        "customer",
        "director",
        "doctor",
        "driver",
        "editor",
        "everyone",
        "expert",
        "family",
        "farmer",
        "fan",
        "friend",
        "gp",
        "guard",
        "guest",
        "guide",
        "head",
        "host",
        "hr",
        "judge",
        "lead",
        "lawyer",
        "mechanic",
        "member",
        "moderator",
        "neighbour",
        "neighbor",
        "notary",
        "nurse",
        "operator",
        "organiser",
        "organizer",
        "owner",
        "parent",
        "participant",
        "passenger",
        "patient",
        "patron",
        "people",
        "person",
        "pilot",
        "player",
        "presenter",
        "pupil",
        "reader",
        "recipient",
        "rep",
        "representative",
        "resident",
        "reviewer",
        "sales",
        "shopper",
        "someone",
        "speaker",
        "sponsor",
        "staff",
        "staffer",
        "student",
        "subscriber",
        "superuser",
        "supervisor",
        "surgeon",
        "teacher",
        "team",
        "technician",
        "tenant",
        "tester",
        "trainer",
        "traveller",
        "traveler",
        "tutor",
        "user",
        "vet",
        "visitor",
        "volunteer",
        "voter",
        "warden",
        "woman",
        "man",
        "worker",
        "treasurer",
        "householder",
        "landlord",
        "buyer",
        "seller",
        "dispatcher",
    ];
    const THINGS: &[&str] = &[
        "server",
        "computer",
        "browser",
        "number",
        "order",
        "paper",
        "letter",
        "filter",
        "header",
        "footer",
        "folder",
        "container",
        "controller",
        "printer",
        "scanner",
        "newsletter",
        "parameter",
        "layer",
        "router",
        "timer",
        "pointer",
        "counter",
        "cluster",
        "register",
        "calendar",
        "reminder",
        "banner",
        "register",
        "voucher",
        "identifier",
        "handler",
        "parser",
        "helper",
        "docker",
        "wrapper",
        "trigger",
        "error",
        "monitor",
        "sensor",
        "vendor",
        "color",
        "behavior",
        "factor",
        "vector",
        "processor",
        "list",
        "checklist",
        "cursor",
        "selector",
        "connector",
        "indicator",
        "calculator",
        "constant",
        "restaurant",
        "variant",
        "grant",
        "artist",
        "playlist",
        "shortlist",
        "wishlist",
        "power",
        "offer",
        "transfer",
        "answer",
        "buffer",
        "user-interface",
        "dinner",
        "weather",
        "water",
        "corner",
        "master",
        "editor-in",
        "slider",
        "placeholder",
        "spinner",
        "tracker",
        "planner",
        "loader",
        "viewer",
    ];
    let lemma = noun.lemma.as_ref();
    let made = ["er", "or", "ist", "ant", "ee", "ian", "eur", "man", "holder"];
    PEOPLE.contains(&lemma)
        || PEOPLE.contains(&noun.lower.as_ref())
        || (lemma.len() > 4
            && made.iter().any(|end| lemma.ends_with(end))
            && !THINGS.contains(&lemma))
}
