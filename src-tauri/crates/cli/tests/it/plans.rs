//! The whole plan and its dates.

use serde_json::Value;

use super::runner::Folder;

const WEEKS: &str = "3,5,2,4,0,6,3,4";

fn with_sample() -> Folder {
    let folder = Folder::new();
    folder.ok("new w.carpaccio --template expense-reporting");
    folder
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn the_plan_says_order_releases_firmness_dependencies_and_dates() {
    let folder = with_sample();
    let told = folder.ok("plan w.carpaccio --draws 100");
    assert!(told.contains("──── MVP ────"), "{told}");
    assert!(told.contains("In 100 draws with ±30 % on every value and effort"), "{told}");
    assert!(told.contains("dependencies between"), "{told}");
    assert!(told.contains("With six weeks or more, there are dates."), "{told}");
    let plan = json(&folder.ok("plan w.carpaccio --json --draws 20"));
    assert_eq!(plan["stability"]["draws"], 20);
    assert_eq!(plan["releases"][0]["name"], "MVP");
    let entries = plan["entries"].as_array().unwrap().len();
    assert_eq!(plan["curve"].as_array().unwrap().len(), entries + 1);
    assert_eq!(plan["stability"]["entries"].as_array().unwrap().len(), entries);
    assert!(plan["needs"]["links"].as_array().is_some_and(|links| !links.is_empty()));
    assert_eq!(plan["forecast"]["runs"], 0);
    let order = json(&folder.ok("order w.carpaccio --json"));
    assert_eq!(order["order"].as_array().unwrap().len(), entries);
}

#[test]
fn a_forecast_is_made_from_the_weeks_that_are_given_and_writes_nothing() {
    let folder = with_sample();
    let before = std::fs::read(folder.path("w.carpaccio")).unwrap();
    let line =
        format!("forecast w.carpaccio --throughput {WEEKS} --from 2026-06-01 --by 2026-06-28");
    let told = folder.ok(&line);
    assert!(told.contains("8 weeks of throughput, 10,000 runs"), "{told}");
    let forecast = json(&folder.ok(&format!("{line} --json")));
    assert_eq!((&forecast["samples"], &forecast["runs"]), (&8.into(), &10_000.into()));
    let mvp = &forecast["lines"][0];
    let date = |name: &str| mvp[name].as_str().unwrap().to_owned();
    assert!("2026-06-07" <= date("p50").as_str() && date("p50") <= date("p85"), "{mvp}");
    assert!(date("p85") <= date("p95") && mvp["chance"].as_u64().is_some_and(|c| c <= 1_000));
    assert_eq!(std::fs::read(folder.path("w.carpaccio")).unwrap(), before);
    let more = json(&folder.ok(&format!("{line} --growth 200 --json")));
    assert!(more["lines"][0]["p85"].as_str() >= mvp["p85"].as_str());
}

#[test]
fn too_few_weeks_and_wrong_dates_are_refused_in_one_line() {
    let folder = with_sample();
    for (line, says) in [
        ("forecast w.carpaccio", "How many slices were finished"),
        ("forecast w.carpaccio --throughput 3,5,2", "6"),
        ("forecast w.carpaccio --throughput 0,0,0,0,0,0", "finished"),
        ("forecast w.carpaccio --throughput 1,2,3,4,5,6 --from 2026-02-30", "2026-05-09"),
        ("forecast w.carpaccio --throughput 1,2,3,4,5,6 --growth 99", "100 to 300"),
        ("back-test --throughput 1,2,3,4,5,6", "too few"),
    ] {
        let problem = folder.run(line);
        assert!(problem.problem().contains(says), "{line}");
    }
    assert_eq!(folder.run("forecast w.carpaccio --throughput 3,x").code, 2);
}

#[test]
fn weeks_are_counted_in_an_export_with_dates() {
    let folder = with_sample();
    let mut csv = "Issue key,Summary,Resolved\n".to_owned();
    for week in 0..10_u32 {
        for item in 0..=week % 3 {
            let day =
                jiff::civil::date(2026, 1, 5).checked_add(jiff::Span::new().days(week * 7 + item));
            csv += &format!("A-{week}{item},Item,{}\n", day.unwrap());
        }
    }
    folder.write("jira.csv", &csv);
    let line = "forecast w.carpaccio --count jira.csv --from 2026-06-01 --json";
    let ran = folder.run(line);
    assert!(ran.err.contains("19 of 19 items with a date in \"Resolved\""), "{}", ran.err);
    let forecast = json(&ran.out);
    assert!(forecast["samples"].as_u64().unwrap() >= 10, "{forecast}");
    folder.write("none.csv", "Summary\nA\n");
    assert!(folder.run("forecast w.carpaccio --count none.csv").problem().contains("none.csv"));
}

#[test]
fn a_back_test_tells_how_often_promises_held() {
    let folder = Folder::new();
    let weeks = ["4", "6"].repeat(30).join(",");
    let told = folder.ok(&format!("back-test --throughput {weeks}"));
    assert!(told.contains("your weeks") && told.contains("P85 held"), "{told}");
    let tested = json(&folder.ok(&format!("back-test --throughput {weeks} --json")));
    assert!(tested["all"]["cases"].as_u64().unwrap() > 30);
    assert!(tested["all"]["calibrated"]["p85"].as_u64().unwrap() >= 850);
}
