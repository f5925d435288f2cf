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
