//! Cases of each check: stories in which it speaks, and stories that look alike in which it must
//! stay silent.

use super::checks;
use super::tests::judged;
use crate::model::Kind;

struct Cases {
    check: &'static str,
    kind: Kind,
    speaks: &'static [&'static str],
    silent: &'static [&'static str],
}

const fn slices(
    check: &'static str,
    speaks: &'static [&'static str],
    silent: &'static [&'static str],
) -> Cases {
    Cases { check, kind: Kind::Slice, speaks, silent }
}

const fn of(
    kind: Kind,
    check: &'static str,
    speaks: &'static [&'static str],
    silent: &'static [&'static str],
) -> Cases {
    Cases { check, kind, speaks, silent }
}

const CASES: &[Cases] = &[
    slices(
        "outside-actor",
        &[
            "As a baker I see tomorrow's orders",
            "A visitor can pick a seat",
            "As a user of the system I see my bill",
            "As a third-party developer I get a token",
        ],
        &["As a developer I want a mock", "As the system I want a queue", "Backend for orders"],
    ),
    slices(
        "team-actor",
        &[
            "As a developer I want a mock",
            "As a tester, I want test data",
            "As product owner I want the import finished",
            "As the dev team we want fewer warnings",
        ],
        &[
            "As a game developer's customer I see offers",
            "As a sales team I see offers",
            "As a partner developer I get a token",
        ],
    ),
    slices(
        "system-actor",
        &[
            "As the system I want to validate orders",
            "As an API I return the order",
            "As a server I store orders",
        ],
        &["As a system administrator I lock an account", "As a user of the application I log in"],
    ),
    slices(
        "layer",
        &[
            "Create the customers table",
            "Backend for orders",
            "Implement a REST endpoint for orders",
            "As a user I want a back end for orders",
            "Extract an IMailSender interface",
        ],
        &[
            "As a guest I book a table for four",
            "As a pupil I see my class",
            "As a client I call my lawyer",
            "As a visitor I read the column about gardens",
        ],
    ),
    slices(
        "phase",
        &[
            "Write unit tests for the till",
            "Code review of the import",
            "Analyse the claims process",
            "UAT of release 3",
            "Investigate the slow import",
        ],
        &[
            "As a pupil I take a test",
            "As a nurse I review a chart",
            "As a customer I plan a trip",
            "Test results are sent to the patient",
        ],
    ),
    slices(
        "screen",
        &["Build the settings page", "Create the statistics dashboard", "Implement the order form"],
        &["As a clerk I see the total on the order page", "The order page shows the total"],
    ),
    slices(
        "observable-outcome",
        &[
            "As a baker I see tomorrow's orders",
            "As a rider I cancel a trip",
            "A visitor can pick a seat",
        ],
        &["As a rider I want a map", "Implement the order list"],
    ),
    slices(
        "no-outcome",
        &[
            "Set up the new server",
            "Move the application to the cloud",
            "Write the concept for archiving",
        ],
        &["Pay by card", "Set up a reminder for the patient", "The door opens at six o'clock"],
    ),
    slices(
        "statement",
        &["The display shows the next tram", "Approvals should be faster"],
        &[
            "As a rider I see the next tram",
            "Move the application to the cloud",
            "The database stores the orders",
            "Statistics page",
        ],
    ),
    slices(
        "event-and-outcome",
        &[
            "As a parent I get a message when the bus is late",
            "When the oven is hot, the baker gets a message",
        ],
        &["As a baker I see tomorrow's orders", "Build the page when the design is done"],
    ),
    slices(
        "benefit",
        &[
            "As a cook I see orders so that nothing burns",
            "As a cook I see orders",
            "As a cook I want to sort orders so that I can sort orders",
            "As a developer I want a table so that the frontend can start",
        ],
        &["Orders are sorted by time", "A visitor can pick a seat"],
    ),
    slices(
        "protection",
        &[
            "As a patient I give my consent before the scan",
            "As a bank customer I am told about fraud",
        ],
        &["As a cook I see orders"],
    ),
    slices(
        "person-served",
        &["Show the customer the price with tax", "My basket is kept until tomorrow"],
        &["As a cook I see orders", "Create the customer table", "Orders are sorted by time"],
    ),
    slices(
        "vague-term",
        &[
            "As a guest I want a fast check-in",
            "As a guest I want a user-friendly form",
            "As a guest I want better food",
            "As a guest I get an appropriate room",
            "As a guest I am told as soon as possible",
        ],
        &[
            "As a guest I want to be able to cancel",
            "As a guest I order soup so that eating is easy",
            "As a guest I see some rooms",
        ],
    ),
    slices(
        "undefined-term",
        &["As a manager I approve large orders", "As a clerk I usually see the contract"],
        &[
            "As a manager I approve large orders, that is above 500 euros",
            "As a clerk I correct a typing error",
        ],
    ),
    slices(
        "open-end",
        &[
            "As a guest I order tea, coffee, etc. at the table",
            "As a guest I see rooms, prices and so on",
        ],
        &["As a guest I order tea and coffee"],
    ),
    slices(
        "nothing-definite",
        &["As a guest I want to do things online", "As a guest I want a solution for the stairs"],
        &["As a guest I order tea"],
    ),
    slices(
        "only-a-heading",
        &["Statistics page", "Rooms and prices", "As a guest I want a map"],
        &["As a guest I order tea at the table", "The door opens at six o'clock"],
    ),
    slices(
        "scenario",
        &[
            "Given a full train, when I book, then I am put on the waiting list",
            "When it rains, then the roof closes",
        ],
        &["As a guest I order tea and then pay"],
    ),
    slices(
        "concrete-value",
        &[
            "The alarm rings within 5 minutes",
            "A student pays 10 % less",
            "As a guest I read \"sold out\" next to the dish",
        ],
        &["As a guest I order tea", "As a guest I see the guests' names"],
    ),
    slices(
        "criteria",
        &[
            "As a guest I order tea.\nAcceptance criteria:\n- tea comes hot",
            "Als Gast bestelle ich einen Tee und möchte ihn heiß bekommen.\n- [ ] Tee ist heiß",
        ],
        &["As a guest I order tea"],
    ),
    slices(
        "bundle-verb",
        &["As a clerk I want to manage contracts", "As a clerk I maintain prices"],
        &["As a manager I see contracts", "As a clerk I open the process manual"],
    ),
    slices(
        "whole-product",
        &["As a club we need a portal for members", "Admin console", "As an editor I want a CMS"],
        &["As a club member I see my fee"],
    ),
    slices(
        "many-criteria",
        &[
            "As a guest I pay.\n- one is kept\n- two is kept\n- three is kept\n- four is kept\n- five is kept",
        ],
        &["As a guest I pay.\n- one is kept\n- two is kept\n- three is kept\n- four is kept"],
    ),
    slices(
        "quantifier",
        &["As a clerk I print all letters", "As a clerk I open any file"],
        &[
            "As a clerk I print a letter at all times so that all people are glad",
            "After all I print it",
        ],
    ),
    slices(
        "several-actors",
        &["As a buyer or seller I see offers"],
        &[
            "As a head of research and development I see offers",
            "As a buyer I see offers and prices",
        ],
    ),
    slices(
        "quality-number",
        &[
            "As a fan I watch the match in real time",
            "As a bank we serve 5,000 customers at the same time",
        ],
        &["As a fan I watch the match on Sunday"],
    ),
    slices(
        "big-technology",
        &[
            "As a driver I want my route optimised by artificial intelligence",
            "Migrate to the new server",
        ],
        &["As a driver I see my next stop"],
    ),
    slices(
        "joined-behaviours",
        &[
            "As a cook I sort orders and print the list",
            "As a cook I add, change and delete dishes",
            "As a club I want help with inviting guests, selling tickets and counting votes",
        ],
        &[
            "As a cook I sort orders and bills",
            "As a cook I open an order and see the table",
            "As a buyer I accept the terms and conditions",
            "As a cook I see orders that are paid and packed",
        ],
    ),
    slices(
        "long-list",
        &[
            "As a clerk I see contracts, letters, calls and visits",
            "Als Gast sehe ich Zimmer, Preise, Bilder, Wetter",
        ],
        &["As a clerk I see contracts and letters"],
    ),
    slices(
        "several-channels",
        &["As a patient I am told by e-mail and SMS", "As a clerk I export CSV or Excel"],
        &["As a patient I am told by e-mail", "As a cook I sort orders and bills"],
    ),
    slices(
        "several-stories",
        &["As a buyer I see offers.\nAs a seller I add an offer."],
        &["As a buyer I see offers as a list"],
    ),
    slices(
        "prescribed-interface",
        &["As a guest I click a blue button to pay", "As a guest I pick the day from a dropdown"],
        &["As a guest I pick the day"],
    ),
    slices(
        "prescribed-technology",
        &["As a guest I want my order stored in MongoDB", "Orders go to the order_items list"],
        &["As a guest I want my order kept until tomorrow"],
    ),
    slices(
        "open-question",
        &[
            "As a guest I pay with the new card; it is not clear how refunds work",
            "The discount is TBD",
        ],
        &["As a guest I want to find out when the bar opens"],
    ),
    slices(
        "outside-party",
        &[
            "As a clerk I send the form to the government",
            "As a clerk I read data from the legacy system",
        ],
        &["As a clerk I send the form to my boss"],
    ),
    slices(
        "says-little",
        &[
            "Login",
            "",
            "Pay by card",
            "Als Gast möchte ich einen Tee bestellen, damit mir warm wird",
        ],
        &["As a guest I order tea at the table"],
    ),
    of(Kind::Spike, "spike-question", &["Which bank file format do we need?", "Look at maps"], &[]),
    of(Kind::Spike, "spike-time-box", &["Which bank? At most 4 hours", "Which bank?"], &[]),
    of(
        Kind::Spike,
        "spike-exit",
        &["Which bank? Then we decide on the export", "Which bank?"],
        &[],
    ),
    of(Kind::Task, "task", &["Order new chairs", ""], &[]),
];

#[test]
fn every_check_speaks_and_stays_silent_in_its_cases() {
    let mut wrong = Vec::new();
    for cases in CASES {
        let speaks = |text: &str| {
            judged(cases.kind, text).iter().any(|finding| finding.check == cases.check)
        };
        let silent = cases.speaks.iter().filter(|text| !speaks(text));
        wrong.extend(silent.map(|text| format!("{} is silent about {text:?}", cases.check)));
        let speaking = cases.silent.iter().filter(|text| speaks(text));
        wrong.extend(speaking.map(|text| format!("{} speaks about {text:?}", cases.check)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_check_has_cases_a_reason_and_a_source() {
    for check in checks() {
        assert!(CASES.iter().any(|cases| cases.check == check.name), "{} has no cases", check.name);
        assert!(!check.reason.is_empty() && !check.source.is_empty(), "{}", check.name);
    }
    let mut names: Vec<_> = checks().map(|check| check.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), checks().count());
}

#[test]
fn checks_of_slices_stay_silent_on_spikes_and_tasks() {
    for kind in [Kind::Spike, Kind::Task] {
        let checks: Vec<_> =
            judged(kind, "Investigate the back end").iter().map(|finding| finding.check).collect();
        assert!(!checks.contains(&"phase") && !checks.contains(&"layer"), "{kind}: {checks:?}");
    }
}
