//! Words and phrases that hint at a pattern, each with its senses. A hint is not yet evidence:
//! the cues decide what it means where it stands.
//!
//! Sources of the groups: Lawrence's cheat sheet, Cohn's SPIDR, Wake's twenty ways, Adzic's
//! conjunction flags; the words were chosen by us.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::language::{Tag, Word};
use crate::model::words;

words! {
    /// What a word or phrase hints at.
    Sense {
        /// Hides several operations: manage, maintain.
        Manage = "manage",
        /// Brings something into the world.
        Add = "add",
        /// Looks at it.
        View = "view",
        /// Alters it.
        Change = "change",
        /// Ends it.
        Remove = "remove",
        /// Somebody must agree before it goes on.
        Gate = "gate",
        /// Puts one thing behind another.
        Order = "order",
        /// A noun that is a whole journey.
        Journey = "journey",
        /// Opens a condition.
        Condition = "condition",
        /// A noun or verb that is governed by rules.
        Rule = "rule",
        /// Hides that several rules exist: flexible, valid.
        Pliable = "pliable",
        /// A noun that hides a list of kinds.
        Kind = "kind",
        /// A noun that hides a list only as somebody's object of search or record.
        Generic = "generic",
        /// All, any, every.
        Universal = "universal",
        /// A way to reach the product.
        Channel = "channel",
        /// A rich piece of interface.
        Widget = "widget",
        /// A way to enter data.
        Entry = "entry",
        /// A file or message format, or a natural language.
        Format = "format",
        /// A product or company behind which a near-identical one stands.
        Provider = "provider",
        /// A noun for near-identical third parties.
        Vendor = "vendor",
        /// The first variant carries the cost.
        Rest = "rest",
        /// Ambition that grows while one looks at it.
        Ambition = "ambition",
        /// A product in two words.
        Vast = "vast",
        /// One more wish.
        Addition = "addition",
        /// A quality with a number, or that wants one.
        Quality = "quality",
        /// A unit of load, time or volume.
        Load = "load",
        /// Something nobody knows.
        Unknown = "unknown",
        /// Something to be evaluated, by the team or by the user.
        Inquiry = "inquiry",
        /// Somebody who is served.
        Person = "person",
        /// Everybody at once.
        Everyone = "everyone",
        /// Something goes wrong.
        Failure = "failure",
        /// What normally happens.
        Usual = "usual",
        /// Asks for an exception.
        Exception = "exception",
        /// Work on the product's inside.
        Inside = "inside",
        /// Work of the team on its own work.
        Chore = "chore",
        /// The team itself as the role.
        Team = "team",
        /// A verb for one small visible thing.
        Small = "small",
    }
}

use Sense::*;

/// Groups of entries, separated by commas; several words make a phrase.
const GROUPS: &[(Sense, &str)] = &[
    (
        Manage,
        "curate, take care of, look after, keep a list of, keep records of, keep the books, oversee, care for, bookkeeping, directory of, catalogue of, upkeep, register and update, crud, manage, maintain, administer, administrate, handle, configure, keep track of, organise, organize, \
      look after, master data, registry, management, maintenance, administration, register of",
    ),
    (
        Add,
        "set up, store, save, capture, log, register, submit, propose, note, book, order, define, apply for, bring in, take on, draft, compose, add, create, enter, enrol, enroll, hire, open, register, sign up, put, insert, new, make, upload, issue, \
      record, subscribe, start, invite, post, put in, publish",
    ),
    (
        View,
        "look at, inspect, query, filter, run again, download, overview of, report on, monitor, watch, view, see, list, read, browse, look up, show, display, search, find, check, print, export, follow",
    ),
    (
        Change,
        "fix, extend, renew, reset, rewrite, promote, swap, alter, convert, revise, refresh, maintain, set, edit, change, update, correct, modify, move, rename, amend, adjust, replace, reschedule, reorder, \
      rearrange, restore, reassign, transfer, merge, extend, switch",
    ),
    (
        Remove,
        "kick out, sign off, take away, unpublish, hide, deregister, terminate, cancel again, withdraw again, weed out, erase, wipe, opt out, leave, quit, revoke, return, fire, delete, remove, cancel, archive, retire, fire, close, discard, take out, throw away, throw, \
      withdraw, unsubscribe, deactivate, disable, drop, take off, take them off, take them out, deceased, end, revoke",
    ),
    (
        Gate,
        "looked at by, countersigned, countersign, inspected, inspect, verified, verify, authorised, authorise, authorized, proofread, vetted, released by, endorsed, acceptance, permission, validated by, consent, second signature, sign-off, reject, refuses, rejects, agrees, audit, checks whether, checked, approve, approval, review, sign off, sign-off, signed off, agree, confirm, confirmation, grade, accept, \
      decide, decision, assess, assessor, approver, sign, refuse, editorial, legal, supervisor, checked by",
    ),
    (
        Order,
        "turn it into, turned into, followed by, once, as soon as, first, step by step, all the way, the whole way, whole path, in turn, forwarded, passes it on, passed on, pass on, sends it on, through the entire, entire, so on to, hand it over, from invitation, back to, begins with, ends with, up to the, then, after, afterwards, before, until, finally, next, at the end, when leaving, subsequently, once done, \
      comes back, goes from, and back, hand over, handed over, in the end, start to finish, end to end, later, when finished, begin to end",
    ),
    (
        Journey,
        "registration process, repair, building permit, permit, expense report, hiring round, licensing, procedure, sales cycle, purchase, purchasing, order to cash, moving in, moving out, examination, mortgage application, subsidy, grant application, naturalisation, adoption, complaint, recall, production order, campaign, election, release, visa application, loan application, discharge, change request, donation day, evaluation round, audit, checkout, check-out, onboarding, offboarding, journey, process, workflow, approval, claim, application, lifecycle, \
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
        "guideline, notice period, fare, flat, costs, cost, per km, per hour, per day, base fee, never pay, priority, requirement, entitlements, rounding, age, conditions apply, only work, only for new, maximum, minimum, ceiling, quota, penalties, gradation, scale of, law, legal, subsidy, grant, deposit, tip, margin, markup, ratio, income, bracket, compensation, overbooking, cancellation policy, blackout, credit score, score, counts as, count as, counts, excluded, included, opening rule, waived, prorated, pro rata, part-timers, discount, fee, tax, vat, eligibility, eligible, limit, quota, rule, duty, overtime, rate, policy, penalty, threshold, \
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
        "species, breed, material type, measurement, sample, voucher type, file type, input, standard, taxes, unit system, size, shape, jurisdiction, market, template, segment, type, kind, sort of, format, language, category, variety, currency, country, source, species, brand, model, dialect, \
      version, field, criterion, criteria, unit, dimension, medium, media, document types, record types, data types, areas, region",
    ),
    (
        Generic,
        "questionnaire, application form, contact details, master file, patient record, personal details, figures, statistics, attributes, properties, findings, assets, accidents, incidents, documents, contents, resources, records, activity, activities, content, information, item, goods, thing, things, data, event, object, material, asset, medical history, \
      history, details, records, balance sheet, profile, questionnaire, survey, form, master record, tax return, declaration, inventory",
    ),
    (
        Universal,
        "all, any, every, each, arbitrary, whatever, various, different, multiple, several, many, diverse, common, complete, whole, other",
    ),
    (
        Channel,
        "big screen, screen, lobby, on-board computer, mobiles, smartphone, cell phone, landline, voicemail, social media, slack channel, dashboard widget, home screen, lock screen, e-reader, projector, vr, headset, smart speaker, web client, mobile app, native app, progressive web app, pager, ticker, notification centre, rss, onsite, live chat, video call, at the desk, in the shop, in store, online, phone, tablet, desktop, browser, iphone, ipad, android, ios, web, website, mobile, watch, smartwatch, kiosk, terminal, sms, text, \
      text message, e-mail, email, mail, letter, push, push message, push notification, chat, whatsapp, facebook, messenger, telegram, fax, \
      call, calling, phone call, app, safari, chrome, firefox, edge, ie, opera, laptop, computer, pc, tv, smart tv, \
      in-app, hand-held, handheld, intranet, alexa, wearable, car display, command line, screen reader, counter, hotline, \
      post card, signal, telephone, touch screen, touchscreen, wall display, beamer, radio, loudspeaker, bot, chatbot, webview, windows, macos, linux",
    ),
    (
        Widget,
        "kanban, slick, satellite picture, gantt, chart, graph, heat map, floor map, whiteboard, colour picker, sortable, draggable, inline editing, hover, pop-up, popup, mini map, street view, tree, timeline, dropdown, visual editor, touch gestures, pinch, spinner, avatar, emoji, theme, skin, 3d view, graphical, mouse, drag and drop, drag-and-drop, calendar, date picker, slider, autocomplete, auto-complete, interactive map, interactive, map, zoom, \
      rotate, fancy, rich text, rich, wysiwyg, carousel, animated, animation, 3d, swipe, gesture, responsive, one tap, progress bar, \
      floor plan, colour wheel, color picker, timeline view, infinite scroll, tooltip, keyboard shortcuts, tree view, kanban board, wizard, \
      type ahead, typeahead, dark mode, full screen, preview, split screen",
    ),
    (
        Entry,
        "finger, mouse, stylus, badge, reader, fingerprint reader, chip, rfid, uploading, upload, pasting, taking a photo, photographing, take a photo, dropping, forwarding an e-mail, e-mailing, dictating, speaking, drawing, clicking, tapping, hand-written, handwritten, typing in, selecting from, excel upload, key in, keying, shouting, selfie, video ident, typing, by voice, voice, speech, dictate, dictation, scanning, scan, scanner, camera, barcode, qr code, gallery, by hand, nfc, \
      fingerprint, face, pin, photo, ocr, from a file, copy and paste, paste, current position, gps, handwriting, pen, clipboard, shared from, \
      by calling, microphone, keyboard, joystick, remote control, gamepad, address book, screenshot, card reader",
    ),
    (
        Format,
        "edi, zugferd, paper scans, scans, docbook, asciidoc, plain text, flac, wav, webp, avi, mov, dwg, dxf, shapefile, ical, vcf, protobuf, toml, ini, sql, ean, isbn, utf-8, iso 20022, camt.053, camt, ubl, peppol, croatian, slovak, slovenian, hungarian, romanian, bulgarian, estonian, latvian, lithuanian, persian, urdu, vietnamese, thai, swahili, tamil, bengali, luxembourgish, frisian, sign language, easy language, plain language, pdf, csv, xml, json, excel, xlsx, xls, word, docx, jpeg, jpg, png, gif, heic, svg, txt, html, markdown, bibtex, ris, endnote, xbrl, edifact, \
      mt940, ics, vcard, mp3, mp4, zip, kml, gpx, geojson, epub, mobi, yaml, parquet, avro, latex, rtf, odt, tiff, dicom, hl7, fhir, swift, sepa, \
      german, french, italian, spanish, english, dutch, polish, turkish, arabic, portuguese, chinese, japanese, romansh, russian, ukrainian, \
      czech, danish, swedish, norwegian, finnish, greek, hebrew, korean, hindi, welsh, irish, catalan, video, image, picture, picture file, audio, log, \
      spreadsheet",
    ),
    (
        Provider,
        "lexware, landis, itron, kamstrup, wise, revolut, mollie, square, braintree, n26, sumup, ali pay, jcb, unionpay, postfinance, swish, mobilepay, giropay, eps, sofortüberweisung, twilio, sendgrid, mailgun, vonage, azure ad, active directory, ldap, facebook login, yahoo, hotmail, gmail, office 365, sharepoint, confluence, notion, linear, monday, clickup, basecamp, zendesk, freshdesk, intercom, pipedrive, zoho, dynamics, workday, personio, bamboohr, deliveroo, uber, lyft, bolt, uber eats, doordash, just eat, booking.com, vrbo, tripadvisor, opentable, deutsche post, royal mail, canada post, la poste, swiss post, postnord, tnt, aramex, apple health, google fit, withings, oura, suunto, philips hue, sonos, nest, ring, tado, homekit, zigbee, z-wave, matter, openai, anthropic, mistral, gemini, elasticsearch, redis, snowflake, bigquery, redshift, databricks, kafka, rabbitmq, docker hub, digitalocean, hetzner, heroku, zalando, otto, allegro, walmart, kaufland, lexmark, ricoh, kyocera, xerox, john deere, claas, fendt, tesla, bmw, vw, ford, toyota, schufa, experian, equifax, here, mapbox, openstreetmap, tomtom, bing, visa, mastercard, amex, american express, diners, discover, maestro, girocard, paypal, stripe, adyen, klarna, twint, apple pay, google pay, \
      apple, google, linkedin, twitter, github, gitlab, bitbucket, microsoft, okta, auth0, entra, entra id, ping, keycloak, saml, outlook, \
      google calendar, icloud, exchange, zebra, brother, dymo, dhl, ups, fedex, dpd, gls, hermes, usps, slack, teams, pagerduty, discord, \
      dropbox, onedrive, s3, box, booking, expedia, airbnb, aws, azure, gcp, google cloud, ebay, amazon, etsy, shopify, sap, salesforce, \
      hubspot, oracle, netsuite, deepl, zoom, webex, garmin, fitbit, polar, strava, siemens, bosch, datev, xero, quickbooks, sage, mailchimp, \
      jira, asana, trello, spotify, youtube, vimeo, tiktok, instagram, postgres, mysql, sqlite, mariadb, epson, canon, hp, ing, \
      bancontact, ideal, sofort, venmo, alipay, wechat pay, worldpay",
    ),
    (
        Vendor,
        "card terminal, supplier, brand of, data source, network, telco, airline, insurer, exchange, wallet, broker, payment provider, shipping company, map provider, messenger, hardware, device type, machine type, meter, printer model, external system, accounting system, interface partner, provider, carrier, payment method, payment gateway, gateway, credit card, printer, vendor, manufacturer, supplier system, marketplace, \
      bank, partner, courier service, identity provider, exchange, cloud, platform, protocol, telematics, card, scale, operator",
    ),
    (
        Rest,
        "after the first, each further, every further, another one is, the next ones, others are easy, others will be, rest follows, adding another, adding more, further ones, all the same, more or less the same, same principle, only differ in, first of them, first integration, setting up the first, one of them works, once the first, the first one, first one needs, the others are, the other are, plumbing is the same, the rest is easy, whole infrastructure, \
      same for all, rest are, others follow, similar, work the same, same way, same interface, one after another, all work alike",
    ),
    (
        Ambition,
        "ideal, best, really powerful, powerful search, tips, match my, matches my, my taste, tailored, adaptive, proactive, warns me early, early warning, real collaboration, collaborate, state of the art, cutting-edge, world-class, next-generation, anything, any question, understands, natural language, semantic, fuzzy, chess engine, auto-complete, autopilot, self-service, without any manual, no manual, hands-free, fully featured, full-featured, feature-rich, extensive, elaborate, perfect, universal, all-round, end-to-end automation, learn from, neural, score leads, anticipate, estimate automatically, classify, categorise, categorize, could ask for, dream, everything else, all in one, substitution plan, seamless, intelligent, intelligently, smart, automatic, automatically, automated, automate, optimise, optimize, optimal, optimised, optimized, best possible, \
      advanced, comprehensive, sophisticated, powerful, fully, full-blown, everything, bells and whistles, ai, ai-based, machine learning, artificial intelligence, \
      recommend, recommendation, suggest, suggestion, predict, prediction, forecast, propose, proposal, simulation, simulate, collaborative, \
      simultaneous, simultaneously, at the same time, multi-player, multiplayer, multi-user, personalised, personalized, ultimate, detect, recognise, \
      recognize, generate, auto-generated, self-learning, algorithm, one-stop, all-in-one, complete, takes into account, taken into account, considers, \
      considering, respects, holistic, just like, as good as, real names, without overwriting, together with others, works out, by itself, on its own, learns",
    ),
    (
        Vast,
        "overview, monitoring, budget app, tool, toolbox, whiteboard, substitution plan, timetable, roster, builder, designer, modeller, visualisation, visualization, management console, control panel, control centre, control center, workspace, application, library, store, market, exchange platform, e-learning, learning platform, quiz, tracker, messenger, community, blog, magazine, newsroom, map viewer, player, hub, console, workbench, playground, sandbox, module, dashboard, planner, editor, generator, optimiser, optimizer, assistant, portal, website, platform, scheduler, configurator, recommender, \
      analytics, reporting, suite, game, simulator, wizard, marketplace, help centre, help center, seating plan, cockpit, app, calculator, finder, \
      chatbot, forum, wiki, search engine, knowledge base, toolkit, intranet, social network, shop, analysis, engine, copilot, tutor, studio, crm, erp",
    ),
    (
        Addition,
        "oh and, and then also, as an option, optional, for good measure, at the same time also, along with, apart from that, besides, furthermore, later on, maybe also, perhaps, and of course, and so on, etc, also, plus, including, as well as, and also, in addition, additionally, on top, ideally, optionally, would be nice, nice to have, oh and, \
      even, including but, with, possibly, later also, moreover, furthermore, extra, preferably, if possible, not to mention, together with",
    ),
    (
        Quality,
        "at once, cope with, copes with, stays up, stay up, no reception, reception, syncs later, sync later, synced later, once online, when online, in parallel, half a second, within seconds, within a second, times a second, every second, each second, without waiting, no waiting, never goes down, no outage, outage, fail-over, failover, black friday, rush hour, peak hours, high traffic, traffic, spike in traffic, sub second, sub-minute, near real-time, near real time, milliseconds, in the tunnel, in the basement, in airplane mode, underground, poor connection, bad connection, weak connection, slow connection, low bandwidth, disconnected, every day of the year, around the world, all year, resilient, redundancy, load balancing, elastic, big data, lightning fast, blazing, snappy, smoothly, smooth, no lag, without lag, immediate, delay, delays, up to date at all times, all day long, simultaneous, low latency, terabyte, petabytes, real time, real-time, realtime, scalable, scalability, concurrent, concurrently, offline, sub-second, latency, high performance, performance, throughput, \
      availability, available, highly available, under load, heavy load, load, without delay, without any delay, live, 24/7, around the clock, any hour, all time zones, \
      at peak, peak, scale, instantly, instantaneous, immediately, fast, quick, quickly, response time, respond, response, p99, p95, uptime, survive, high volume, \
      huge, massive, simultaneous users, worldwide, without interruption, any time, zero downtime, downtime, no internet, no connection, at any time, \
      without network, without internet, up to the second, quick with, speedy, lag, in no time, millions, whole country, day and night, load time, page load, loads",
    ),
    (
        Load,
        "pages, lines, images, parents, students, citizens, people, messages per second, calls per hour, articles, products, items, customers, accounts, transactions, points, queries, hits, downloads, connections, meters, vehicles, tickets, buyers, clients, members, employees, passengers, photos, gb, megabytes, mb, persons, subscribers, guests, fans, runners, bidders, tests, measurements, jobs, lots, parcels, ms, millisecond, milliseconds, second, seconds, sec, minutes, users, visitors, requests, rows, players, records, tb, gb, terabytes, gigabytes, concurrent, \
      transactions, messages, documents, devices, sensors, entries, contracts, customers, events, sessions, rps, qps, readings, files, participants, orders, spectators, calls",
    ),
    (
        Unknown,
        "cannot estimate, can't estimate, could not estimate, cannot be estimated, no experience, has tried, have tried, never tried, find the cause, the cause, behaves when, how it behaves, whether the regulator, question whether, open whether, do we need, should we use, which one to use, no one has, nobody ever, we've never, we have never, not certain, not known, isn't clear, not clear, is not clear, remains to be seen, to be found out, tbd, tbc, good enough, not yet decided, anyone knows, documentation is missing, there are no docs, no docs, without docs, reverse engineer, reverse-engineer, blackbox, black box, legally allowed, works at all, accurate enough, fast enough, does it scale, would be possible, possible to, might work, may not work, untested, unproven, in doubt, have no feeling, wildly, from 2 to, between 3 and, don't know, do not know, doesn't know, does not know, nobody knows, no one knows, no one alive knows, no idea, not sure, unsure, unclear, unknown, never done, \
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
        "find the cause of, choose a, choose an, choose the, pick a, pick the, select the, decide on, decide which, decide how, find a way, test if, verify whether, verify that, learn how, learn whether, trial, measure whether, analyse why, understand why, understand how, assess, review options, compare options, get to know, spike on, investigate, evaluate, research, explore, analyse, analyze, decide between, compare, assess whether, decide whether, check whether, check if, \
      see if, see whether, test whether, try out, look into, clarify, study, which library, choose between, benchmark, select a",
    ),
    (
        Person,
        "mentee, mentor, director, janitor, singer, trainee, mediator, freelancer, vegetarian, vegan, allergy sufferer, sufferer, doctor, head, head of office, head of school, applicant, expert, specialist, curator, beekeeper, baker, butcher, farmer, fisher, hunter, broker, underwriter, adviser, advisor, consultant, researcher, scientist, technician, electrician, plumber, mechanic, fitter, builder, architect, carpenter, homeowner, home owner, freight forwarder, shipper, carrier, consignee, exporter, importer, publisher, translator, interpreter, photographer, designer, blogger, influencer, streamer, gamer, viewer, listener, commuter, pedestrian, motorist, biker, climber, swimmer, runner, athlete, choir, orchestra, soldier, officer, ranger, warden, prisoner, refugee, immigrant, tourist guide, guide, concierge, cleaner, bidder, auctioneer, treasurer, notary, councillor, mayor, minister, civil servant, delegate, deputy, substitute, foster parent, guardian, grandparent, au pair, babysitter, midwife, paramedic, dentist, optician, radiologist, lab, laboratory, workshop, branch office, department, procurement, marketing, finance, controlling, management, works council, union, supplier side, authority, insurer, insurance, court, committee, jury, private drivers, head office, student, teacher, parent, citizen, company, buyer, seller, beginner, novice, expert, visitor, guest, customer, client, patient, doctor, nurse, \
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
        "all members, all parents, all students, all teachers, all drivers, all colleagues, all participants, all guests, all visitors, all departments, whole team, whole staff, the public, general public, anyone in, everyone in, each employee, every citizen, every customer, every member, every student, any customer, any employee, any citizen, different groups, different people, different kinds of users, several user groups, user groups, all stakeholders, stakeholders, all sorts of people, people with very different, young and old, users of all kinds, all age groups, our users, internal and external, everyone, everybody, anyone, anybody, all users, any user, all employees, all staff, all kinds of users, whole company, all people, \
      each user, every user, every employee, all customers, all citizens, all passengers, all residents, different users, various users, all roles, all departments, people of all ages",
    ),
    (
        Failure,
        "walks away, is off, breaks off, withdrawn, not covered, unknown card, card unknown, throttles, does not recognise, not recognise, doesn't recognise, doesn't exist, does not exist, no answer, no reply, does not answer, doesn't answer, does not show up, doesn't show up, changes their mind, change their mind, too small, too short, too long, too old, too early, exceeded, exceeds, over the limit, misspelled, malformed, corrupt, already taken, taken already, already exists, does not arrive, never arrives, delayed, jam, jammed, power cut, network down, goes offline, gets lost, gets stolen, hangs, wrong address, wrong password, wrong pin, mistyped, typo, abort, aborted, aborts, abandons, cancels, cancelled by, chargeback, dispute, bounced back, undeliverable, unable to, cannot be reached, can't be reached, cannot be read, can't be read, cannot be found, no longer available, no longer valid, mixed up, conflict, overlapping, overlap, inconsistent, does not fit, doesn't fit, is not free, no seat, no slot, no stock, not enough, runs dry, defective, faulty, fault, leak, spoiled, rotten, expires, fails, fail, failed, failure, expired, expires, invalid, refused, refusal, rejected, rejection, lost, timeout, time out, times out, missing, broken, damaged, wrong, \
      drop, full, down, empty, bounces, bounced, overbooked, incomplete, unavailable, forgotten, locked, error, too large, unsupported, cancelled, canceled, cancellation, \
      nobody is home, no one opens, not exist, already used, used before, dies, no signal, twice, late, dirty, scratch, declined, denied, interrupted, blocked, stolen, \
      retry, out of stock, sold out, unreadable, not found, not available, no connection, goes wrong, unreachable, duplicate, mismatch, disputed, no-show, ill, misses, unpaid, \
      double-booked, stuck, no show, runs out, run out, breaks, crash, crashes, offline, breaks off, closed, does not match, do not match, insufficient, too late, corrupted, unanswered",
    ),
    (
        Usual,
        "in nine of ten, most parcels, mostly, as a normal case, generally, in general, by default, standard case, normal case, regular case, main case, normally, usually, in most cases, usual case, typically, as a rule, in the normal case, most of the time, ordinarily",
    ),
    (
        Exception,
        "in the event of, in the event that, should the, what to do when, what to do if, if none, if not all, if nobody, if no one, failing that, exceptionally, in exceptional cases, exception, alternatively, or if, but if, and if, even if, unless, otherwise, what if, what happens when, what happens if, except when, in case of, if not, except, or else, what about, recovery, fallback, instead",
    ),
    (
        Inside,
        "rest api, api, npm, npm packages, packages, index, test coverage, coverage, documentation, deployment, data layer, message broker, event bus, webpack, bundler, api gateway, load balancer, certificates, secrets, sdk, websocket, graphql, dto, feature flag, feature flags, sonar, eslint, monorepo, helm, kubernetes cluster, virtual machine, vm, dev environment, local environment, test environment, acceptance tests, e2e tests, end-to-end tests, regression tests, mock server, mocks, fixtures, seed data, entity, entities, jpa, hibernate, spring boot, node, react components, component library, design system, er diagram, uml, sequence diagram, interface specification, technical concept, concept, wireframes, mockup, schema, database, table, endpoint, backend, back-end, back end, frontend, front-end, front end, repository, microservice, service layer, controller, class, module, \
      unit tests, unit test, ci pipeline, pipeline, ci, library, framework, server, test data, staging, mock-ups, mockups, wireframe, code, docker, kubernetes, cluster, \
      architecture, data model, orm, java, python, angular, react, branch protection, jenkins, github actions, terraform, linter, release, environment, logging, \
      build, dependency, dependencies, integration tests, test suite, technical debt, cache layer, index on, migration script, adr, stored procedure, stub, api layer, ui layer",
    ),
    (
        Chore,
        "add, update, increase, improve, introduce, remove, replace, migrate, move, switch, integrate, configure, fix, prepare, finish, complete, clean, automate, build, code, program, specify, model, split, merge, connect, hook up, harden, tune, optimise, optimize, patch, containerise, containerize, dockerize, modernise, modernize, restructure, decouple, mock, stub, analyse, research, conduct, plan, refactor, upgrade, set up, setup, implement, install, deploy, write unit tests, write tests, write integration tests, code review, design the mock-ups, clean up, document the code, \
      configure the server, migrate from, create table, create a table, rewrite, port, bump, wire, draw, design, develop, test, document, write, review, provision, scaffold, add index, \
      rename class, extract, define, create",
    ),
    (
        Team,
        "team, software developer, data engineer, qa engineer, test manager, test engineer, platform engineer, sre, tech lead, web developer, frontend team, backend team, development team, dev team, ux designer, maintainer, engineer on the team, developer, tester, qa, scrum master, dev, programmer, system, devops engineer, software engineer, backend developer, frontend developer, devops, architect, team member, product team",
    ),
    (
        Small,
        "highlight, assign, freeze, mute, pin, colour, color, remember, notify, inform, be told, enlarge, collapse, expand, zoom, group, jump, go back, reopen, resend, repeat, confirm, reply, comment, rate, block, favourite, bookmark, save, set, enter, attach, flag, request, check, join, order, book, want, look, scan, ask, answer, stop, pause, switch, reset, report, link, try, format, limit, lock, unlock, close, label, name, number, remind, warn, appear, contain, include, ends, start, begin, play, listen, track, see, show, display, sort, filter, rename, hear, note, mark, tell, print, download, hide, highlight, count, sees, prints, shows, know, read, get, give, put, cancel, change, accept, \
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

/// Nouns that end like people but are things.
const THINGS: &[&str] = &[
    "number",
    "order",
    "letter",
    "printer",
    "scanner",
    "folder",
    "filter",
    "computer",
    "server",
    "parameter",
    "voucher",
    "offer",
    "header",
    "paper",
    "water",
    "weather",
    "newsletter",
    "timer",
    "meter",
    "locker",
    "container",
    "buffer",
    "chapter",
    "character",
    "center",
    "trigger",
    "error",
    "mirror",
    "color",
    "floor",
    "door",
    "sensor",
    "monitor",
    "vector",
    "factor",
    "motor",
    "indicator",
    "calculator",
    "generator",
    "router",
    "adapter",
    "counter",
    "register",
    "ledger",
    "transfer",
    "answer",
    "corner",
    "dinner",
    "summer",
    "winter",
    "matter",
    "power",
    "layer",
    "cover",
    "poster",
    "banner",
    "planner",
    "slider",
    "tracker",
    "finder",
    "reminder",
    "sticker",
    "barometer",
    "tender",
    "quarter",
    "semester",
    "shower",
    "river",
    "flyer",
    "trailer",
    "drawer",
    "controller",
    "charger",
    "cluster",
    "identifier",
    "placeholder",
    "browser",
    "footer",
    "user-agent",
    "thermometer",
    "kilometer",
    "metre",
    "tractor",
    "elevator",
    "conveyor",
    "behavior",
    "flavor",
    "labor",
    "editor",
    "simulator",
    "divider",
    "pointer",
    "marker",
    "slicer",
    "roster",
    "master",
    "disaster",
    "danger",
    "finger",
    "shoulder",
    "chamber",
    "border",
    "gender",
    "calender",
    "other",
    "another",
    "laser",
    "october",
    "november",
    "december",
    "september",
    "wrapper",
    "helper",
    "parser",
    "compiler",
    "loader",
    "picker",
    "importer",
    "exporter",
    "optimiser",
    "optimizer",
    "scheduler",
    "configurator",
    "denominator",
    "processor",
    "connector",
    "compressor",
    "interior",
    "exterior",
    "anchor",
    "cursor",
    "committee",
    "fee",
    "coffee",
    "degree",
    "tree",
    "employee",
    "list",
    "assist",
    "checklist",
    "wishlist",
    "shortlist",
    "playlist",
    "watchlist",
    "waitlist",
    "blacklist",
    "whitelist",
    "twist",
    "mist",
    "fist",
    "wrist",
    "exist",
    "resist",
    "helicopter",
    "scooter",
    "boiler",
    "freezer",
    "cooker",
    "burner",
    "dryer",
    "washer",
    "mixer",
    "trigger",
    "cooler",
    "heater",
    "ever",
    "never",
    "under",
    "over",
    "after",
    "later",
    "better",
    "supper",
    "butter",
    "pepper",
    "sugar",
    "ginger",
    "silver",
    "copper",
    "leather",
    "rubber",
    "timber",
    "lumber",
    "flower",
    "tower",
    "cancer",
    "fever",
    "cyber",
    "fiber",
    "fibre",
    "starter",
    "dumpster",
    "hamper",
    "hanger",
    "sprinkler",
    "blender",
    "toaster",
    "speaker",
    "loudspeaker",
    "amplifier",
    "receiver",
    "transmitter",
    "modem",
    "starter",
    "bumper",
    "eraser",
    "ruler",
    "stapler",
    "binder",
    "envelope",
    "hammer",
    "screwdriver",
    "manner",
    "career",
    "per",
    "decoder",
    "encoder",
    "folder",
    "amber",
    "ladder",
    "layover",
    "turnover",
    "takeover",
    "handover",
    "leftover",
    "rollover",
    "changeover",
    "encounter",
    "adventure",
    "theater",
    "theatre",
    "lighter",
    "diameter",
    "perimeter",
    "odometer",
    "speedometer",
    "tier",
    "pier",
    "supplier-portal",
    "barrier",
    "frontier",
    "tensor",
];

/// Whether a noun looks like somebody who does something: "beekeeper", "mentor", "florist".
pub(super) fn is_agent(word: &Word<'_>) -> bool {
    const ENDINGS: &[&str] = &["er", "or", "ist", "ee", "ician", "eer", "man", "woman", "person"];
    let lemma = word.lemma.as_ref();
    word.tag == Tag::Noun
        && lemma.len() >= 5
        && ENDINGS.iter().any(|ending| lemma.ends_with(ending))
        && !THINGS.contains(&lemma)
}
