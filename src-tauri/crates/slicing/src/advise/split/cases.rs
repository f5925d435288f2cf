//! Cases of each check: splits about which it speaks, and splits that look alike about which it
//! must stay silent. Parts stand between semicolons, behind the whole.

use super::growth::DROPPABLE;
use super::split_checks;
use super::tests::judged;
use crate::model::Product;

struct Cases {
    check: &'static str,
    speaks: &'static [&'static str],
    silent: &'static [&'static str],
}

const fn of(
    check: &'static str,
    speaks: &'static [&'static str],
    silent: &'static [&'static str],
) -> Cases {
    Cases { check, speaks, silent }
}

const CASES: &[Cases] = &[
    of(
        "layers",
        &[
            "Pay by card; Database tables for cards; Payment API; Payment form",
            "Rent a boat; Front end for boats; Back end for boats; Rent a boat for an hour",
            "Rate a driver; As a user I want a database for ratings; As a user I want a back end for ratings",
            "Sell tickets; SQL scripts; Java services; Angular components",
        ],
        &[
            "Book a table; Book a table for tonight; Book a table by the window",
            "Offer a service; Offer one service by hand; Offer a service every week",
            "Quote over the API; Quote a parcel over the API; Quote a letter over the API",
        ],
    ),
    of(
        "screens",
        &[
            "Manage my energy; Build the home page; Build the settings page",
            "Sell; Start screen; Customer screen",
        ],
        &["Read the news; See one article on the start page; See pictures on the start page"],
    ),
    of(
        "team-roles",
        &["Faster checkout; As a developer I want a new design; As a tester I want test data"],
        &["Learn; As a game developer's customer I see offers; As a reader I see news"],
    ),
    of(
        "wiring",
        &[
            "Rate a film; Add the rate button; Wire the rate button",
            "Contact; Name field; E-mail field; Send button",
        ],
        &[
            "Labels; Print a label for one parcel; Print a label for another country",
            "Plan crops; Sow a field; Mow a field",
        ],
    ),
    of(
        "phases",
        &[
            "Order history; Design the order history; Build the order history; Test the order history",
            "Export; Analysis; Implementation; Testing; Go-live",
            "Complaints; Making analysis of complaints; Making implementation; Making documentation",
        ],
        &[
            "Blood tests; Test one sample for iron; Test a sample for sugar",
            "Trips; Plan a trip by train; Plan a trip by bus; Build an album of a trip",
        ],
    ),
    of(
        "spikes",
        &["Read receipts; Spike: OCR; Spike: data format; Spike: hosting"],
        &[
            "Investigate a burglary; Investigate a burglary by one officer; Investigate a burglary by two",
            "Read receipts; Find out what a bought service reads; Read the total; Read the date",
        ],
    ),
    of(
        "steps",
        &[
            "Check out; Enter address; Choose payment; Confirm",
            "Publish an article; Write the draft; Submit the draft; Approve the draft; Publish the article",
            "Sell a house; Enter address; Enter size; Enter price",
        ],
        &[
            "Upload a CV; Upload a PDF; Upload a Word file; Upload a scan",
            "Order lunch; Order today's only dish; Choose among three dishes; Pay at the end of the month",
            "Check out; Enter address; Confirm",
        ],
    ),
    of(
        "login-first",
        &[
            "Lend a book; Log in; Lend a book to a member",
            "Plan; User accounts and permissions; See who is away",
        ],
        &[
            "Log in with a company account; Log in with Google; Log in with Okta",
            "Lend; Lend one book; Log in",
        ],
    ),
    of(
        "errors-first",
        &[
            "Pay; Tell that the card is refused; Pay with a valid card",
            "Send; Handle invalid addresses; Send one letter",
        ],
        &[
            "Pay; Pay with a valid card; Tell that the card is refused",
            "Show errors; Show the last error; Show errors by day",
        ],
    ),
    of(
        "infrastructure-first",
        &[
            "Read sensors; Set up a Kubernetes cluster; Show one sensor",
            "Phone book; Provision servers; Find a number",
        ],
        &[
            "Read sensors; Show one sensor; Set up a Kubernetes cluster",
            "Cook; Order an oven; See the kitchen",
        ],
    ),
    of(
        "admin-first",
        &[
            "Order lunch; Administrator maintains the menu; Employee orders a dish",
            "Survey; Configure question types; Configure groups; Answer a survey",
        ],
        &[
            "Order lunch; Employee orders the only dish; Administrator maintains the menu",
            "Configure alarms; Configure one alarm; Configure alarms by night",
        ],
    ),
    of(
        "halves",
        &[
            "Order history; Order history part 1; Order history part 2",
            "Search; Search for members (1/2); Search for members (2/2)",
            "Profit; Profit report, first half; Profit report, second half",
            "Plan; Staff planning - minimum; Staff planning - maximum",
        ],
        &[
            "Order parts; Order one part by its number; Order spare parts again",
            "Post to Instagram and TikTok; Post to Instagram; Post to TikTok",
        ],
    ),
    of(
        "same-twice",
        &[
            "Export; Export as CSV; export as CSV.",
            "Pin; Pin a message in a channel; Pin messages in channels",
        ],
        &[
            "Send; Send with pictures; Send without pictures",
            "Export; Export as CSV; Export as PDF",
        ],
    ),
    of(
        "whole-again",
        &["Search for books; Search for books; Search by title"],
        &[
            "Pin a message; Pin one message; Unpin it",
            "Search for books; Search for books by title; Search by author",
        ],
    ),
    of(
        "things",
        &["Shelter; Dogs; Cats; Vaccinations; Owners", "Hotel; Guest; Receptionist; Manager"],
        &[
            "Search; Search by title; Search by author",
            "Shipping; One price for all; Price by weight",
            "Tax form; Tax form: farmers; Tax form: pensioners",
        ],
    ),
    of(
        "one-reason",
        &["Report; See a table so that I decide well; See a chart so that I decide well."],
        &[
            "Report; See a table so that I decide well; See a chart so that I see trends",
            "Report; See a table; See a chart",
        ],
    ),
    of("alone", &["Search; Search by title"], &["Search; Search by title; Search by author"]),
    of(
        "many",
        &["Rates; EUR; USD; GBP; JPY; CHF; SEK; NOK; DKK; PLN"],
        &["Rates; Show EUR; Show USD; Show GBP"],
    ),
    of(
        "uneven",
        &["Inventory; Count one shelf; Manage all warehouses, all articles and all returns"],
        &["Rates; Convert euro into dollar; Everything else, all currencies, any day and any bank"],
    ),
    of(
        "thick-first",
        &[
            "Translate; Translate all messages into all languages in real time; Translate one message",
        ],
        &[
            "Translate; Translate one message; Translate all messages into all languages in real time",
        ],
    ),
    of(
        "told-needs",
        &[
            "Auction; Create bidding (needs article); Create article (needs bidding)",
            "Fees; Pharmacy part, blocked by the others; Doctor part",
        ],
        &["Fees; The fee depends on income; The fee depends on age"],
    ),
    of(
        "backwards",
        &["Expenses; Delete an expense; Add an expense"],
        &[
            "Expenses; Add an expense; Delete an expense",
            "Expenses; Delete an expense; See an expense",
        ],
    ),
    of(
        "thin-first",
        &["Send mail; Send one plain text by hand; Send with pictures"],
        &["Send mail; Send with templates; Send one plain text"],
    ),
    of(
        "behaviours",
        &[
            "Books; Reader reserves a book; Reader returns a book",
            "Books; As a reader I borrow a book; As a reader I see my books",
        ],
        &["Books; Catalogue; Shelves", "Books; Analysis; Testing"],
    ),
    of(
        "variants",
        &["Pay; Pay by card; Pay by invoice; Pay in cash"],
        &["House; Enter address; Enter size; Enter price", "Pay; Order a book; Pay by card"],
    ),
    of(
        "equal",
        &["Pay; Pay by card; Pay by invoice; Pay in cash"],
        &[
            "Pay; Pay by card; Pay in cash",
            "Pay; Pay by card, cash, cheque and coins; Pay in cash; Pay later",
        ],
    ),
    of(
        "risk-first",
        &[
            "Pay with crypto; Spike: what does the law ask?; Pay with Bitcoin; Show the price in Bitcoin",
        ],
        &["Pay with crypto; Pay with Bitcoin; Spike: what does the law ask?; Show the price"],
    ),
    of(
        "droppable",
        &["Attach a receipt; Attach a JPEG; Attach a PDF; Attach a scan"],
        &["Check out; Enter address; Choose payment; Confirm", "Search; Search by title"],
    ),
];

fn says(case: &str, check: &str) -> bool {
    let (whole, parts) = case.split_once("; ").expect("a whole and its parts");
    let parts: Vec<&str> = parts.split("; ").collect();
    judged(whole, &parts, Product::App).iter().any(|remark| remark.check == check)
}

#[test]
fn every_check_speaks_where_it_should_and_nowhere_else() {
    for cases in CASES {
        for case in cases.speaks {
            assert!(says(case, cases.check), "{} is silent about {case}", cases.check);
        }
        for case in cases.silent {
            assert!(!says(case, cases.check), "{} speaks about {case}", cases.check);
        }
    }
}

#[test]
fn every_check_has_cases() {
    let names = split_checks().map(|check| check.name).chain([DROPPABLE.name]);
    for name in names {
        assert!(CASES.iter().any(|cases| cases.check == name), "{name} has no cases");
    }
}
