//! Words and phrases that hint at a pattern, each with its senses. A hint is not yet evidence:
//! the cues decide what it means where it stands.
//!
//! Sources of the groups: Lawrence's cheat sheet, Cohn's SPIDR, Wake's twenty ways, Adzic's
//! conjunction flags; the words were chosen by us.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::Word;

/// What a word or phrase hints at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Sense {
    /// Hides several operations: manage, maintain.
    Manage,
    /// Brings something into the world.
    Add,
    /// Looks at it.
    View,
    /// Alters it.
    Change,
    /// Ends it.
    Remove,
    /// Somebody must agree before it goes on.
    Gate,
    /// Puts one thing behind another.
    Order,
    /// A noun that is a whole journey.
    Journey,
    /// Opens a condition.
    Condition,
    /// A noun or verb that is governed by rules.
    Rule,
    /// Hides that several rules exist: flexible, valid.
    Pliable,
    /// A noun that hides a list of kinds.
    Kind,
    /// A noun that hides a list only as somebody's object of search or record.
    Generic,
    /// All, any, every.
    Universal,
    /// A way to reach the product.
    Channel,
    /// A rich piece of interface.
    Widget,
    /// A way to enter data.
    Entry,
    /// A file or message format, or a natural language.
    Format,
    /// A product or company behind which a near-identical one stands.
    Provider,
    /// A noun for near-identical third parties.
    Vendor,
    /// The first variant carries the cost.
    Rest,
    /// Ambition that grows while one looks at it.
    Ambition,
    /// A product in two words.
    Vast,
    /// One more wish.
    Addition,
    /// A quality with a number, or that wants one.
    Quality,
    /// A unit of load, time or volume.
    Load,
    /// Something nobody knows.
    Unknown,
    /// Something to be evaluated, by the team or by the user.
    Inquiry,
    /// Somebody who is served.
    Person,
    /// Everybody at once.
    Everyone,
    /// Something goes wrong.
    Failure,
    /// What normally happens.
    Usual,
    /// Asks for an exception.
    Exception,
    /// Work on the product's inside.
    Inside,
    /// Work of the team on its own work.
    Chore,
    /// The team itself as the role.
    Team,
    /// A verb for one small visible thing.
    Small,
}

use Sense::*;

/// Groups of entries, separated by commas; several words make a phrase.
const GROUPS: &[(Sense, &str)] = &[
    (
        Manage,
        "manage, maintain, administer, administrate, handle, configure, keep track of, organise, organize, \
      look after, master data, registry, management, maintenance, administration, register of",
    ),
    (
        Add,
        "add, create, enter, enrol, enroll, hire, open, register, sign up, put, insert, new, make, upload, issue, \
      record, subscribe, start, invite, post, put in, publish",
    ),
    (
        View,
        "view, see, list, read, browse, look up, show, display, search, find, check, print, export, follow",
    ),
    (
        Change,
        "edit, change, update, correct, modify, move, rename, amend, adjust, replace, reschedule, reorder, \
      rearrange, restore, reassign, transfer, merge, extend, switch",
    ),
    (
        Remove,
        "delete, remove, cancel, archive, retire, fire, close, discard, take out, throw away, throw, \
      withdraw, unsubscribe, deactivate, disable, drop, take off, take them off, take them out, deceased, end, revoke",
    ),
    (
        Gate,
        "approve, approval, review, sign off, sign-off, signed off, agree, confirm, confirmation, grade, accept, \
      decide, decision, assess, assessor, approver, sign, refuse, editorial, legal, supervisor, checked by",
    ),
    (
        Order,
        "then, after, afterwards, before, until, finally, next, at the end, when leaving, subsequently, once done, \
      comes back, goes from, and back, hand over, handed over, in the end, start to finish, end to end, later, when finished, begin to end",
    ),
    (
        Journey,
        "checkout, check-out, onboarding, offboarding, journey, process, workflow, approval, claim, application, lifecycle, \
      life cycle, admission, procurement, enrolment, enrollment, recruitment, hiring, booking process, fulfilment, fulfillment, \
      signed contract, tender, settlement, handover, returns, referral, accreditation, clearance",
    ),
    (
        Condition,
        "if, when, unless, except, only if, only when, provided that, as long as, depending on, depends on, \
      depend on, in case, based on, according to, vary by, varies by, differ by, differs by, differ, differs, vary, varies",
    ),
    (
        Rule,
        "discount, fee, tax, vat, eligibility, eligible, limit, quota, rule, duty, overtime, rate, policy, penalty, threshold, \
      tier, qualify, entitlement, entitled, surcharge, premium, bonus, commission, points, interest, allowance, deduction, free until, \
      free, double, triple, half price, full price, allowed, forbidden, permitted, refund, benefit, exempt, constraint, regulation, \
      no more than, up to, at most, not more than, at least, over 18, within, weekdays, weekends, membership level, minors, restriction, \
      how often, how long, how many, how much, contract, tariff, pricing, cap, deadline, valid until, scholarship",
    ),
    (
        Pliable,
        "flexible, flexibly, valid, correctly, properly, appropriate, compliant, validate, validation, fair, fairly, \
      special cases, exceptions, suitable, plausible, permissible",
    ),
    (
        Kind,
        "type, kind, sort of, format, language, category, variety, currency, country, source, species, brand, model, dialect, \
      version, field, criterion, criteria, unit, dimension, medium, media, document types, record types, data types, areas, region",
    ),
    (
        Generic,
        "activity, activities, content, information, item, goods, thing, things, data, event, object, material, asset, medical history, \
      history, details, records, balance sheet, profile, questionnaire, survey, form, master record, tax return, declaration, inventory",
    ),
    (
        Universal,
        "all, any, every, each, arbitrary, whatever, various, different, multiple, several, many, diverse, common, complete, whole, other",
    ),
    (
        Channel,
        "phone, tablet, desktop, browser, iphone, ipad, android, ios, web, website, mobile, watch, smartwatch, kiosk, terminal, sms, text, \
      text message, e-mail, email, mail, letter, push, push message, push notification, chat, whatsapp, facebook, messenger, telegram, fax, \
      call, calling, phone call, app, safari, chrome, firefox, edge, ie, opera, laptop, computer, pc, tv, smart tv, \
      in-app, hand-held, handheld, intranet, alexa, wearable, car display, command line, screen reader, post, branch, counter, hotline, \
      post card, signal, telephone, touch screen, touchscreen, wall display, beamer, radio, loudspeaker, bot, chatbot, webview, windows, macos, linux",
    ),
    (
        Widget,
        "drag and drop, drag-and-drop, calendar, date picker, slider, autocomplete, auto-complete, interactive map, interactive, map, zoom, \
      rotate, fancy, rich text, rich, wysiwyg, carousel, animated, animation, 3d, swipe, gesture, responsive, one tap, progress bar, \
      floor plan, colour wheel, color picker, timeline view, infinite scroll, tooltip, keyboard shortcuts, tree view, kanban board, wizard, \
      type ahead, typeahead, dark mode, full screen, preview, split screen",
    ),
    (
        Entry,
        "typing, type, by voice, voice, speech, dictate, dictation, scanning, scan, scanner, camera, barcode, qr code, gallery, by hand, nfc, \
      fingerprint, face, pin, photo, ocr, from a file, copy and paste, paste, current position, gps, handwriting, pen, clipboard, shared from, \
      by calling, microphone, keyboard, joystick, remote control, gamepad, address book, screenshot, card reader",
    ),
    (
        Format,
        "pdf, csv, xml, json, excel, xlsx, xls, word, docx, jpeg, jpg, png, gif, heic, svg, txt, html, markdown, bibtex, ris, endnote, xbrl, edifact, \
      mt940, ics, vcard, mp3, mp4, zip, kml, gpx, geojson, epub, mobi, yaml, parquet, avro, latex, rtf, odt, tiff, dicom, hl7, fhir, swift, sepa, \
      german, french, italian, spanish, english, dutch, polish, turkish, arabic, portuguese, chinese, japanese, romansh, russian, ukrainian, \
      czech, danish, swedish, norwegian, finnish, greek, hebrew, korean, hindi, welsh, irish, catalan, video, image, picture, picture file, audio, log, \
      spreadsheet",
    ),
    (
        Provider,
        "visa, mastercard, amex, american express, diners, discover, maestro, girocard, paypal, stripe, adyen, klarna, twint, apple pay, google pay, \
      apple, google, linkedin, twitter, github, gitlab, bitbucket, microsoft, okta, auth0, entra, entra id, ping, keycloak, saml, outlook, \
      google calendar, icloud, exchange, zebra, brother, dymo, dhl, ups, fedex, dpd, gls, hermes, usps, slack, teams, pagerduty, discord, \
      dropbox, onedrive, s3, box, booking, expedia, airbnb, aws, azure, gcp, google cloud, ebay, amazon, etsy, shopify, sap, salesforce, \
      hubspot, oracle, netsuite, deepl, zoom, webex, garmin, fitbit, polar, strava, siemens, bosch, datev, xero, quickbooks, sage, mailchimp, \
      jira, asana, trello, spotify, youtube, vimeo, tiktok, instagram, postgres, mysql, sqlite, mariadb, epson, canon, hp, ing, \
      bancontact, ideal, sofort, venmo, alipay, wechat pay, worldpay",
    ),
    (
        Vendor,
        "provider, carrier, payment method, payment gateway, gateway, credit card, printer, vendor, manufacturer, supplier system, marketplace, \
      bank, partner, courier service, identity provider, exchange, cloud, platform, protocol, telematics, card, scale, operator",
    ),
    (
        Rest,
        "once the first, the first one, first one needs, the others are, the other are, plumbing is the same, the rest is easy, whole infrastructure, \
      same for all, rest are, others follow, similar, work the same, same way, same interface, one after another, all work alike",
    ),
    (
        Ambition,
        "intelligent, intelligently, smart, automatic, automatically, automated, automate, optimise, optimize, optimal, optimised, optimized, best possible, \
      advanced, comprehensive, sophisticated, powerful, fully, full-blown, everything, bells and whistles, ai, ai-based, machine learning, artificial intelligence, \
      recommend, recommendation, suggest, suggestion, predict, prediction, forecast, propose, proposal, simulation, simulate, collaborative, \
      simultaneous, simultaneously, at the same time, multi-player, multiplayer, multi-user, personalised, personalized, ultimate, detect, recognise, \
      recognize, generate, auto-generated, self-learning, algorithm, one-stop, all-in-one, complete, takes into account, taken into account, considers, \
      considering, respects, holistic, just like, as good as, real names, without overwriting, together with others, works out, by itself, on its own, learns",
    ),
    (
        Vast,
        "dashboard, planner, editor, generator, optimiser, optimizer, assistant, portal, website, platform, scheduler, configurator, recommender, \
      analytics, reporting, suite, game, simulator, wizard, marketplace, help centre, help center, seating plan, cockpit, app, calculator, finder, \
      chatbot, forum, wiki, search engine, knowledge base, toolkit, intranet, social network, shop, analysis, engine, copilot, tutor, studio, crm, erp",
    ),
    (
        Addition,
        "also, plus, including, as well as, and also, in addition, additionally, on top, ideally, optionally, would be nice, nice to have, oh and, \
      even, including but, with, possibly, later also, moreover, furthermore, extra, preferably, if possible, not to mention, together with",
    ),
    (
        Quality,
        "real time, real-time, realtime, scalable, scalability, concurrent, concurrently, offline, sub-second, latency, high performance, performance, throughput, \
      availability, available, highly available, under load, heavy load, load, without delay, without any delay, live, 24/7, around the clock, any hour, all time zones, \
      at peak, peak, scale, instantly, instantaneous, immediately, fast, quick, quickly, response time, respond, response, p99, p95, uptime, survive, high volume, \
      huge, massive, simultaneous users, worldwide, without interruption, any time, zero downtime, downtime, no internet, no connection, at any time, \
      without network, without internet, up to the second, quick with, speedy, lag, in no time, millions, whole country, day and night, load time, page load, loads",
    ),
    (
        Load,
        "ms, millisecond, milliseconds, second, seconds, sec, minutes, users, visitors, requests, rows, players, records, tb, gb, terabytes, gigabytes, concurrent, \
      transactions, messages, documents, devices, sensors, entries, contracts, customers, events, sessions, rps, qps, readings, files, participants, orders, spectators, calls",
    ),
    (
        Unknown,
        "don't know, do not know, doesn't know, does not know, nobody knows, no one knows, no one alive knows, no idea, not sure, unsure, unclear, unknown, never done, \
      never worked, never used, ever done, no documentation, undocumented, without documentation, not documented, feasible, feasibility, whether it is possible, proof of concept, \
      poc, completely open, still open, open question, estimates go, estimates range, estimates differ, estimates of the team, team disagree, estimates disagree, \
      not available yet, has not shown, won't show, will not show, vendor is gone, no experience, find out why, find out whether, find out if, find out how, figure out, \
      no clue, to be clarified, uncertain, spike, can't tell, cannot tell, cannot say, who knows, is it possible, is possible at all, at all, cause is, find out what, \
      cannot reproduce, can't reproduce, nobody in the team, nobody in team, no one on the team, nobody has, nobody on the team, has ever, have ever, \
      never tried, root cause, experiment, prototype, technically possible, can it, would it work, if it works, which technology, which framework, haven't decided, not decided, undecided, \
      how hard, hard to say, we are guessing, guess",
    ),
    (
        Inquiry,
        "investigate, evaluate, research, explore, analyse, analyze, decide between, compare, assess whether, decide whether, check whether, check if, \
      see if, see whether, test whether, try out, look into, clarify, study, which library, choose between, benchmark, select a",
    ),
    (
        Person,
        "student, teacher, parent, citizen, company, buyer, seller, beginner, novice, expert, visitor, guest, customer, client, patient, doctor, nurse, \
      employee, manager, admin, administrator, developer, lead, team lead, board, artist, helper, volunteer, applicant, recruiter, landlord, tenant, child, children, \
      member, user, driver, passenger, farmer, accountant, agent, clerk, supplier, dealer, owner, resident, tourist, coach, player, referee, trainer, editor, \
      author, reader, operator, dispatcher, technician, pharmacist, librarian, supervisor, staff, team, teenager, couple, adult, senior, family, families, \
      pensioner, worker, picker, organiser, organizer, moderator, subscriber, investor, donor, charity, borrower, lender, host, traveller, traveler, commuter, cyclist, \
      pupil, lecturer, professor, school, principal, cook, chef, waiter, shopper, merchant, partner, sponsor, inspector, engineer, analyst, salesperson, \
      sales, auditor, lawyer, judge, police, firefighter, carer, therapist, physician, surgeon, caretaker, tutor, learner, newcomer, professional, power user, shift lead, \
      head office, franchisee, reviewer, approver, requester, shareholder, voter, neighbour, minor, people, kid, elderly, planner, courier, controller, executive, \
      project lead, leadership, freelancer, contractor, vet, breeder, spectator, journalist, candidate, graduate, apprentice, crew, pilot, musician, gardener, \
      gold members, business, businesses, ceo, hr, it, payroll, legal, kitchen, reception, secretary, housekeeper, porter, foreman, fan, blind, deaf, wheelchair user",
    ),
    (
        Everyone,
        "everyone, everybody, anyone, anybody, all users, any user, all employees, all staff, all kinds of users, whole company, all people, \
      each user, every user, every employee, all customers, all citizens, all passengers, all residents, different users, various users, all roles, all departments, people of all ages",
    ),
    (
        Failure,
        "fails, fail, failed, failure, expired, expires, invalid, refused, refusal, rejected, rejection, lost, timeout, time out, times out, missing, broken, damaged, wrong, \
      drop, full, down, empty, bounces, bounced, overbooked, incomplete, unavailable, forgotten, locked, error, too large, unsupported, cancelled, canceled, cancellation, \
      nobody is home, no one opens, not exist, already used, used before, dies, no signal, twice, late, dirty, scratch, declined, denied, interrupted, blocked, stolen, \
      retry, out of stock, sold out, unreadable, not found, not available, no connection, goes wrong, unreachable, duplicate, mismatch, disputed, no-show, ill, misses, unpaid, \
      double-booked, stuck, no show, runs out, run out, breaks, crash, crashes, offline, breaks off, closed, does not match, do not match, insufficient, too late, corrupted, unanswered",
    ),
    (
        Usual,
        "normally, usually, in most cases, usual case, typically, as a rule, in the normal case, most of the time, ordinarily",
    ),
    (
        Exception,
        "unless, otherwise, what if, what happens when, what happens if, except when, in case of, if not, except, or else, what about, recovery, fallback, instead",
    ),
    (
        Inside,
        "schema, database, table, endpoint, backend, back-end, back end, frontend, front-end, front end, repository, microservice, service layer, controller, class, module, \
      unit tests, unit test, ci pipeline, pipeline, ci, library, framework, server, test data, staging, mock-ups, mockups, wireframe, code, docker, kubernetes, cluster, \
      architecture, data model, orm, java, python, angular, react, branch protection, jenkins, github actions, terraform, linter, release, environment, logging, \
      build, dependency, dependencies, integration tests, test suite, technical debt, cache layer, index on, migration script, adr, stored procedure, stub, api layer, ui layer",
    ),
    (
        Chore,
        "refactor, upgrade, set up, setup, implement, install, deploy, write unit tests, write tests, write integration tests, code review, design the mock-ups, clean up, document the code, \
      configure the server, migrate from, create table, create a table, rewrite, port, bump, wire, draw, design, develop, test, document, write, review, provision, scaffold, add index, \
      rename class, extract, define, create",
    ),
    (
        Team,
        "developer, tester, qa, scrum master, dev, programmer, system, devops engineer, software engineer, backend developer, frontend developer, devops, architect, team member, product team",
    ),
    (
        Small,
        "see, show, display, sort, filter, rename, hear, note, mark, tell, print, download, hide, highlight, count, sees, prints, shows, know, read, get, give, put, cancel, change, accept, \
      withdraw, undo, copy, click, tick, star, like, rate, call, ring, add, puts, leave, choose, pick, send, receive, open, log, delete, remove, skip, share, view, find",
    ),
];

/// The entries that begin with one word: the words that must follow, and the sense.
type Entries = Vec<(Vec<&'static str>, Sense)>;

static TABLE: LazyLock<FxHashMap<&'static str, Entries>> = LazyLock::new(|| {
    let mut table: FxHashMap<_, Entries> = FxHashMap::default();
    for (sense, words) in GROUPS {
        for entry in words.split(',').map(str::trim) {
            let mut words = entry.split(' ');
            let first = words.next().unwrap_or_default();
            table.entry(first).or_default().push((words.collect(), *sense));
        }
    }
    table
});

/// Calls `found` for every entry that begins at word `at`, matched by form or by lemma, with its
/// sense and its length.
pub(super) fn senses_at(words: &[Word<'_>], at: usize, mut found: impl FnMut(Sense, usize)) {
    let word = &words[at];
    entries_at(&word.lower, words, at, &mut found);
    if word.lemma != word.lower {
        entries_at(&word.lemma, words, at, &mut found);
    }
}

fn entries_at(first: &str, words: &[Word<'_>], at: usize, found: &mut impl FnMut(Sense, usize)) {
    for (rest, sense) in TABLE.get(first).into_iter().flatten() {
        let following = words.get(at + 1..at + 1 + rest.len());
        let follows = following.is_some_and(|following| {
            following
                .iter()
                .zip(rest)
                .all(|(word, form)| word.lower == *form || word.lemma == *form)
        });
        if follows {
            found(*sense, rest.len() + 1);
        }
    }
}
