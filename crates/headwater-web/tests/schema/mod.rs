//! Whether a value fits a schema of the description: types, fields, lists, words, alternatives.

use serde_json::Value;

/// What does not fit, with the way to it.
pub fn check(api: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    if let Some(name) = schema["$ref"].as_str() {
        let schema = api.pointer(name.trim_start_matches('#'));
        return check(api, schema.ok_or(format!("no {name}"))?, value);
    }
    if let Some(any) = schema["anyOf"].as_array() {
        let fits = any.iter().any(|schema| check(api, schema, value).is_ok());
        return if fits {
            Ok(())
        } else {
            Err(format!("{value} fits none"))
        };
    }
    for schema in schema["allOf"].as_array().into_iter().flatten() {
        check(api, schema, value)?;
    }
    if !schema["type"].is_null() && !is_one_of(&schema["type"], value) {
        return Err(format!("{value} is not {}", schema["type"]));
    }
    if let Some(words) = schema["enum"].as_array()
        && !words.contains(value)
    {
        return Err(format!("{value} is none of {words:?}"));
    }
    for field in schema["required"].as_array().into_iter().flatten() {
        if value.get(field.as_str().unwrap()).is_none() {
            return Err(format!("lacks {field}"));
        }
    }
    for (name, schema) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(name) {
            check(api, schema, value).map_err(|wrong| format!("{name}: {wrong}"))?;
        }
    }
    for (n, item) in value.as_array().into_iter().flatten().enumerate() {
        check(api, &schema["items"], item).map_err(|wrong| format!("{n}: {wrong}"))?;
    }
    Ok(())
}

fn is_one_of(types: &Value, value: &Value) -> bool {
    let is = |kind: &Value| match kind.as_str().unwrap_or_default() {
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        "null" => value.is_null(),
        other => panic!("unknown type {other}"),
    };
    match types.as_array() {
        Some(types) => types.iter().any(is),
        None => is(types),
    }
}
