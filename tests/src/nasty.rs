//! A workshop of everything that some format takes for something else.

use serde_json::{Map, Value, json};

/// Titles that some tracker, spreadsheet or markup would act on.
const TITLES: &[&str] = &[
    "=HYPERLINK(\"https://example.org\",\"Pay\")",
    "=1+2",
    "+49 30 1234",
    "-1 is allowed",
    "@SUM(A1:A9)",
    "≠ and ± begin formulas for Linear, × ends one",
    "/close",
    "/label ~\"not a label\"",
    "@all please look",
    "h1. No heading",
    "bq. No quotation",
    "{code}no code{code}",
    "{color:red}no colour{color}",
    "# No heading",
    "###### No heading either",
    "- No item",
    "* No item, *not bold*, _not italic_",
    "1. No number",
    "> No quotation",
    "```no code",
    "| no | table |",
    "||no||table||",
    "---",
    "----",
    "[no link](https://example.org)",
    "[no link|https://example.org]",
    "![no picture](https://example.org/a.png)",
    "!no-picture.png!",
    "<b>not bold</b> <script>alert(1)</script> &amp; &#35; &nbsp;",
    "<!-- no comment -->",
    "[~kim] and @kim and !kim",
    "(/) (x) (!) :) ;) :D",
    "SHOP-12 and #12 and !12 and ~label and %milestone and $snippet",
    "\"Quoted\" from its first character",
    "\"",
    "'Single' quotes",
    "'=1+2 behind an apostrophe",
    "; semicolons; in; it;",
    ", commas, in, it,",
    "Tabs\tbetween\twords",
    "\\ backslashes \\ and \\n and \\\\",
    "$(touch nothing) `touch nothing` $HOME %PATH%",
    "EOF",
    "CARPACCIO",
    "{{macro}} ${variable} <%= erb %> {% liquid %}",
    "~~not struck~~ ++not inserted++ ^not up^ ??no citation??",
    "Feature: no feature",
    "Scenario: no scenario",
    "Given no step",
    "* no step",
    "@no-tag",
    "\"\"\" no doc string",
    "root((no circle))",
    "::icon(no icon)",
    "S1",
    "null",
    "0",
    "1e3",
    "007",
    "TRUE",
    "2026-02-30",
    "Acceptance criteria",
    "Reference: carpaccio:elsewhere:S1",
    "[ ] no checkbox",
    "[x] no checkbox",
    "As a buyer, I want \"this; that\" so that 'all' is | well",
];

/// Texts in scripts and with signs that lose their way.
const SCRIPTS: &[&str] = &[
    "العربية: ادفع بالبطاقة (1, 2) ثم اطبع",
    "עברית: שלם בכרטיס, \"מיד\"",
    "Mixed: pay שלם in \u{2067}one\u{2069} line",
    "日本語：カードで支払う、そして印刷する",
    "ไทย: ชำระด้วยบัตร",
    "हिन्दी: कार्ड से भुगतान",
    "👩\u{200d}👩\u{200d}👧\u{200d}👦 pays with 💳 in 🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}",
    "e\u{301} is not é, and ﬁ is not fi",
    "𝒜 beyond the first plane 𠜎",
    "Non\u{a0}breaking and thin\u{2009}spaces",
    "“Curly” ‘quotes’ – dashes — and … dots",
    "ß ẞ ı İ ŉ",
];

/// Narratives of several lines in which each line would like to be something else.
const NARRATIVES: &[&str] = &[
    "As a buyer\nI want to pay by card\nso that I need no cash",
    "h2. No heading\n* no item\n# no number\nbq. no quotation\n{quote}\n{noformat}\n{panel:title=x}",
    "# No heading\n- no item\n  - no item below\n> no quotation\n```\nno code\n```\n***",
    "Some text\n=========\nand more text\n---------\nbehind it",
    "/close\n/assign @kim\n/label ~bug\n/spend 3h\nText, then\n/due tomorrow",
    "First\n\n\nafter two empty lines\n\n    four spaces in front\n\tand a tab",
    "\"quoted\"\n;\n,\n'\n\\\n|\n\"\"\n\"a\",\"b\"",
    "=1+2\n+1\n-1\n@all\n\t=1+2",
    "| a | b |\n| - | - |\n| 1 | 2 |",
    "<p>no paragraph</p>\n<!-- no comment\n&lt;b&gt; stays; &copy; stays; &#x41; stays",
    "Line one\\\nline two\\\\\nline three  \nline four",
    "Acceptance criteria\n- Not a criterion\nNotes\nDetails\n* Reference: carpaccio:elsewhere:S1",
    "https://example.org/a_b_c?d=e&f=*g*#h and www.example.org and kim@example.org",
    "**Bold** and *italic* and `code` and ~~struck~~ and __also bold__",
    "EOF\nCARPACCIO\n$(touch nothing)\n`touch nothing`\n$HOME",
];

/// Criteria that would like to be something else.
const CRITERIA: &[&str] = &[
    "Given 3 items, when I pay, then I see \"Paid\"",
    "=SUM(A1:A9) is shown as text",
    "- begins like an item",
    "[ ] begins like a checkbox",
    "* begins like a bold word*",
    "# begins like a number",
    "Two lines,\nthe second of which is another",
    "Semicolons; commas, pipes | and \"quotes\"",
    "{code}braces{code}",
    "Given a table:\n| a | b |\n| 1 | 2 |",
    "@all are told",
    "Scenario: none",
];

const TAGS: &[&str] = &[
    "plain",
    "two words",
    "comma, inside",
    "semicolon; inside",
    "\"quoted\"",
    "#hash",
    "a/b",
    "=1+2",
    "öffentlich",
    "Type: Story",
    "~tilde",
    "pipe|inside",
];

/// How many levels the deepest branch has.
pub const LEVELS: usize = 12;
/// How many children the widest slice has.
pub const CHILDREN: usize = 500;
/// How many characters the longest texts have.
pub const LONGEST: usize = 10_000;

/// The workshop in the lossless format: every text above, every ASCII sign at both ends of a title,
/// long texts, deep and wide branches, equal titles, and dependencies across branches.
pub fn nasty_workshop() -> Value {
    let mut slices = Slices::default();
    let signs = slices.epic("Signs; \"all\", of | them");
    for (at, title) in TITLES.iter().enumerate() {
        slices.full(signs, title, at);
    }
    for sign in (b'!'..=b'~').map(char::from).filter(char::is_ascii_punctuation) {
        slices.full(signs, &format!("{sign} at both ends {sign}{sign} and twice {sign}"), 0);
    }
    let scripts = slices.epic("Scripts — لغات 🗺\u{fe0f}");
    for text in SCRIPTS {
        let slice = slices.full(scripts, text, 0);
        slices.set(slice, "narrative", json!(format!("{text}\n{text}")));
        slices.set(slice, "acceptance", json!([text, format!("Given {text}")]));
    }
    slices.long();
    slices.deep();
    let wide = slices.epic("Wide");
    for child in 1..=CHILDREN {
        slices.add(Some(wide), &format!("Child {child} of {CHILDREN}"));
    }
    slices.equal_titles();
    slices.across();
    json!({
        "format": "carpaccio-workshop",
        "version": 1,
        "identity": "nasty-1",
        "about": { "title": "Nasty; \"quoted\", <b>&amp;</b> =1+2", "goal": NARRATIVES[1] },
        "personas": [
            { "id": "P1", "name": "Kim \"K.\"; O'Hara, <kim@example.org>" },
            { "id": "P2", "name": "@all" },
        ],
        "steps": [
            { "id": "J1", "name": "Pay; or = not", "essential": true },
            { "id": "J2", "name": "h1. Ship" },
        ],
        "slices": slices.0,
    })
}

/// The slices so far, depth first; their ids are `S1`, `S2` … in this order.
#[derive(Default)]
struct Slices(Vec<Value>);

impl Slices {
    fn add(&mut self, parent: Option<usize>, title: &str) -> usize {
        let mut slice = Map::new();
        slice.insert("id".to_owned(), json!(format!("S{}", self.0.len() + 1)));
        if let Some(parent) = parent {
            slice.insert("parent".to_owned(), json!(format!("S{}", parent + 1)));
        }
        slice.insert("title".to_owned(), json!(title));
        self.0.push(Value::Object(slice));
        self.0.len() - 1
    }

    fn set(&mut self, slice: usize, key: &str, value: Value) {
        self.0[slice][key] = value;
    }

    fn epic(&mut self, title: &str) -> usize {
        self.add(None, title)
    }

    /// A slice with a bit of everything; `turn` chooses the texts.
    fn full(&mut self, parent: usize, title: &str, turn: usize) -> usize {
        let slice = self.add(Some(parent), title);
        let of = |texts: &[&'static str], turn: usize| texts[turn % texts.len()];
        let at = slice + turn;
        self.set(slice, "narrative", json!(of(NARRATIVES, at)));
        self.set(slice, "acceptance", json!([of(CRITERIA, at), of(CRITERIA, at + 5)]));
        self.set(slice, "tags", json!([of(TAGS, at), of(TAGS, at + 3)]));
        self.set(slice, "notes", json!(of(NARRATIVES, at + 7)));
        self.set(slice, "kind", json!(of(&["slice", "slice", "spike", "task"], at)));
        self.set(slice, "status", json!(of(&["open", "open", "doing", "open", "done"], at)));
        self.set(slice, "persona", json!(of(&["P1", "P2"], at)));
        self.set(slice, "step", json!(of(&["J1", "J2"], at)));
        self.set(slice, "value", json!(1 + at % 100));
        self.set(slice, "effort", json!(1 + at % 9));
        let question = json!({ "text": of(CRITERIA, at + 2), "owner": "@kim; \"K.\"" });
        self.set(slice, "questions", json!([question]));
        let deferral = json!({ "text": of(CRITERIA, at + 4), "owner": "=kim" });
        self.set(slice, "deferrals", json!([deferral]));
        slice
    }

    fn long(&mut self) {
        let epic = self.epic("Long");
        let words = |first: &str| first.chars().cycle().take(LONGEST).collect::<String>();
        let title = self.add(Some(epic), &words("A title that goes on and on, "));
        self.set(title, "narrative", json!("Short"));
        let text = self.add(Some(epic), "Long text");
        self.set(text, "narrative", json!(words("As a buyer; I want \"much\" \u{1f4b3}\n")));
        self.set(text, "notes", json!(words("{code} *and* _more_ ")));
        let criterion = self.add(Some(epic), "Long criterion");
        self.set(criterion, "acceptance", json!([words("Given this, and "), "Short"]));
        let word = self.add(Some(epic), "One word");
        self.set(word, "narrative", json!("x".repeat(LONGEST)));
    }

    fn deep(&mut self) {
        let mut above = self.epic("Level 1");
        for level in 2..=LEVELS {
            above = self.full(above, &format!("Level {level}"), level);
            self.set(above, "status", json!("open"));
        }
    }

    fn equal_titles(&mut self) {
        for epic in ["Equal", "Equal"] {
            let epic = self.epic(epic);
            self.add(Some(epic), "Equal");
            self.add(Some(epic), "Equal");
            let dropped = self.add(Some(epic), "Dropped");
            self.set(dropped, "status", json!("dropped"));
        }
    }

    /// Every seventh slice below an epic needs the one before it of those and one far behind it.
    fn across(&mut self) {
        let inner: Vec<usize> =
            (0..self.0.len()).filter(|at| self.0[*at].get("parent").is_some()).collect();
        let some: Vec<usize> = inner.into_iter().step_by(7).collect();
        for (place, slice) in some.iter().enumerate().skip(1) {
            let needed = [some[place - 1], some[place / 2]].map(|at| format!("S{}", at + 1));
            let different = usize::from(needed[0] != needed[1]) + 1;
            self.set(*slice, "needs", json!(needed[..different]));
        }
    }
}
