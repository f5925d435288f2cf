//! `score -`, `advise -` and `order -`.

use expect_test::expect;
use serde_json::Value;

use super::runner::Folder;

fn lines(out: &str) -> Vec<Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn stories_are_scored_in_their_order() {
    let folder = Folder::new();
    let stories: String = (0..5_000)
        .map(|at| {
            format!("{{\"id\":\"S{at}\",\"title\":\"As a clerk I want to see order {at}\"}}\n")
        })
        .collect();
    let ran = folder.run_with("score -", stories);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ids: Vec<_> = lines(&ran.out).iter().map(|line| line["id"].clone()).collect();
    assert_eq!(ids, (0..5_000).map(|at| Value::from(format!("S{at}"))).collect::<Vec<_>>());
}

#[test]
fn a_score_has_the_documented_shape() {
    let folder = Folder::new();
    let story = r#"{"id":"x","title":"Fast export","text":"The export should be fast and user friendly.","acceptance":["It works","It is quick and easy to use"]}"#;
    let ran = folder.run_with("score -", story);
    let line = &lines(&ran.out)[0];
    let keys: Vec<&str> =
        line["criteria"].as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys.len(), 7);
    for name in ["vertical", "valuable", "testable", "small", "atomic", "negotiable", "estimable"] {
        assert!(line["criteria"][name]["score"].is_u64(), "{name}");
        assert!(line["criteria"][name]["holds"].is_boolean(), "{name}");
    }
    let all = "It works\nIt is quick and easy to use";
    let texts = [
        ("title", "Fast export"),
        ("text", "The export should be fast and user friendly."),
        ("acceptance", all),
    ];
    let mut about_words = 0;
    for finding in line["findings"].as_array().unwrap() {
        assert!(finding["check"].is_string() && finding["question"].is_string());
        let Some(field) = finding["field"].as_str() else { continue };
        let (_, text) = texts.iter().find(|(name, _)| *name == field).unwrap();
        let span = |at: usize| finding["span"][at].as_u64().unwrap() as usize;
        assert!(span(0) < span(1) && span(1) <= text.chars().count(), "{finding}");
        about_words += 1;
    }
    assert!(about_words > 0);
}

#[test]
fn advice_has_the_documented_shape() {
    let folder = Folder::new();
    let story = r#"{"id":"x","title":"Manage customers","text":"As a clerk I want to create, view, change and delete customers"}"#;
    let line = &lines(&folder.run_with("advise -", story).out)[0];
    assert_eq!(line["verdict"], "split");
    let suggestions = line["suggestions"].as_array().unwrap();
    assert!((1..=3).contains(&suggestions.len()));
    assert_eq!(suggestions[0]["pattern"], "operations-crud");
    assert!(suggestions[0]["drafts"][0]["title"].is_string());
    assert!(suggestions[0]["why"][0]["span"][1].is_u64());
}

#[test]
fn a_heading_is_asked_about_before_it_is_split() {
    let folder = Folder::new();
    let stories = concat!(
        r#"{"id":"a","title":"Payments"}"#,
        "\n",
        r#"{"id":"b","title":"As a clerk I want to create, view, change and delete customers"}"#
    );
    let advised = lines(&folder.run_with("advise -", stories).out);
    let question = advised[0]["question"].as_str().unwrap();
    assert!(question.contains("Payments") && question.ends_with('?'), "{question}");
    for suggestion in advised[0]["suggestions"].as_array().unwrap() {
        assert!(suggestion["strength"].as_u64().unwrap() <= 50, "{suggestion}");
    }
    assert_eq!(advised[1].get("question"), None);
}

#[test]
fn a_mark_carriage_returns_and_blank_lines_are_fine() {
    let folder = Folder::new();
    let input =
        "\u{feff}{\"id\":\"a\",\"title\":\"Pay\"}\r\n\r\n  \n{\"id\":\"b\",\"title\":\"Ship\"}";
    let ran = folder.run_with("score -", input);
    assert_eq!((ran.code, lines(&ran.out).len()), (0, 2));
    assert_eq!(folder.run_with("score -", "").code, 0);
}

#[test]
fn a_bad_line_is_named_after_the_lines_before_it_are_answered() {
    let folder = Folder::new();
    let good = "{\"id\":\"a\",\"title\":\"Pay\"}\n";
    for (bad, what) in [
        ("{\"id\":\"b\"}\n", "missing field `title`"),
        ("nonsense\n", "expected ident"),
        ("{\"id\":1,\"title\":\"x\"}\n", "invalid type"),
    ] {
        let ran = folder.run_with("score -", format!("{good}\n{bad}{good}"));
        assert_eq!(lines(&ran.out).len(), 1);
        let problem = ran.problem();
        assert!(problem.starts_with("carpaccio: standard input, line 3, column "), "{problem}");
        assert!(problem.contains(what), "{problem}");
    }
    let ran = folder.run_with("advise -", b"{\"id\":\"a\",\"title\":\"\xff\"}\n");
    assert!(ran.problem().contains("line 1"));
}

#[test]
fn an_order_comes_with_its_proof() {
    let folder = Folder::new();
    let document = r#"{"slices":[{"id":"a","value":8,"effort":3,"after":["b"]},{"id":"b","value":1,"effort":2},{"id":"c","value":3,"effort":2.0}]}"#;
    let ran = folder.run_with("order -", document.replace("2.0", "2"));
    expect![[r#"
        {"order":["b","a","c"],"cost":63,"lower_bound":63,"proven":true,"blocks":[{"ids":["b","a"],"value":9,"effort":5,"settled":"forest"},{"ids":["c"],"value":3,"effort":2,"settled":"single"}]}
    "#]]
    .assert_eq(&ran.out);
}

#[test]
fn what_is_wrong_with_a_document_is_named() {
    let folder = Folder::new();
    let slice = |id: &str, value: &str, effort: &str, after: &str| {
        format!(r#"{{"id":"{id}","value":{value},"effort":{effort},"after":[{after}]}}"#)
    };
    let problem = |slices: &[String]| {
        let ran = folder.run_with("order -", format!("{{\"slices\":[{}]}}", slices.join(",")));
        assert_eq!(ran.out, "");
        ran.problem().to_owned()
    };
    let one = |value: &str, effort: &str| problem(&[slice("a", value, effort, "")]);
    expect![[r#"carpaccio: standard input: slice "a": the value -1 is negative"#]]
        .assert_eq(&one("-1", "1"));
    expect![[r#"carpaccio: standard input: slice "a": the value 1.5 is not a whole number"#]]
        .assert_eq(&one("1.5", "1"));
    expect![[r#"carpaccio: standard input: slice "a": the effort 0 is less than 1"#]]
        .assert_eq(&one("1", "0"));
    assert!(one("1e30", "1").contains("more than"));
    assert!(one("99999999999999999999999", "1").contains("more than"));
    expect![[r#"carpaccio: standard input: slice "a" comes after "z", which is not there"#]]
        .assert_eq(&problem(&[slice("a", "1", "1", "\"z\"")]));
    expect![[r#"carpaccio: standard input: the id "a" comes twice"#]]
        .assert_eq(&problem(&[slice("a", "1", "1", ""), slice("a", "1", "1", "")]));
    expect![[r#"carpaccio: standard input: slices need each other in a cycle: "a" → "b" → "a""#]]
        .assert_eq(&problem(&[slice("a", "1", "1", "\"b\""), slice("b", "1", "1", "\"a\"")]));
    let ran = folder.run_with("order -", "{\"slices\":\n[{]}");
    assert!(ran.problem().starts_with("carpaccio: standard input, line 2, column "));
}
