use proptest::prelude::*;
use serde_json::Value;
use trackers::Format;

use crate::workshops::{workshop, written};

const SCHEMA: &str = include_str!("../../schema/workshop.schema.json");

fn validator() -> jsonschema::Validator {
    jsonschema::validator_for(&serde_json::from_str(SCHEMA).unwrap()).unwrap()
}

#[test]
fn the_schema_is_a_valid_schema() {
    assert!(jsonschema::meta::is_valid(&serde_json::from_str(SCHEMA).unwrap()));
}

#[test]
fn the_schema_refuses_what_is_not_a_workshop() {
    for text in ["{}", r#"{"format":"carpaccio-workshop","version":1,"slices":[{"id":"S1"}]}"#] {
        let value: Value = serde_json::from_str(text).unwrap();
        assert!(!validator().is_valid(&value), "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn every_export_keeps_the_schema(workshop in workshop(10)) {
        let (text, _) = written(Format::Json, &workshop);
        let value: Value = serde_json::from_str(&text).unwrap();
        let errors: Vec<_> = validator().iter_errors(&value).map(|e| e.to_string()).collect();
        prop_assert!(errors.is_empty(), "{errors:?}");
    }
}

const SAMPLES: [(&str, &str); 4] = [
    ("expense-reporting", include_str!("../../../app/samples/expense-reporting.json")),
    ("user-dashboard", include_str!("../../../app/samples/user-dashboard.json")),
    ("quoting-calculator", include_str!("../../../app/samples/quoting-calculator.json")),
    ("hiring-round", include_str!("../../../app/samples/hiring-round.json")),
];

#[test]
fn every_sample_keeps_the_schema_and_is_read_whole() {
    for (name, text) in SAMPLES {
        let value: Value = serde_json::from_str(text).unwrap();
        let errors: Vec<_> = validator().iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{name}: {errors:?}");
        let incoming = trackers::read(Format::Json, text.as_bytes()).unwrap();
        assert_eq!(incoming.report.notes, [], "{name}");
        assert_eq!(incoming.slices.len(), value["slices"].as_array().unwrap().len());
    }
}

#[test]
fn every_sample_teaches_with_flawed_cards_that_explain_themselves() {
    for (name, text) in SAMPLES {
        let incoming = trackers::read(Format::Json, text.as_bytes()).unwrap();
        assert!((12..=30).contains(&incoming.slices.len()), "{name}");
        let flawed =
            incoming.slices.iter().filter(|s| s.tags.iter().any(|tag| tag == "flawed on purpose"));
        let flawed: Vec<_> = flawed.collect();
        assert!((1..=4).contains(&flawed.len()), "{name}");
        assert!(flawed.iter().all(|slice| !slice.notes.is_empty()), "{name}");
    }
}
