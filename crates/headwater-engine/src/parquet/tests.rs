use super::*;
use headwater::model::{Decision, EntityType, Inset, InsetKind, Problem, Span, Verdict};
use headwater::pipeline::{assemble, prepare};
use headwater::publish::tables::TABLES;
use headwater::read;
use headwater::relate::workers::Workers;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

/// The case of the sample, with a record that has fields of its own and a problem.
fn case() -> headwater::model::Case {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample");
    let mut inputs: Vec<(String, Vec<u8>)> = fs::read_dir(sample)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.display().to_string(), fs::read(&path).unwrap()))
        .collect();
    let own = r#"{"text":"A bridge was closed in Kelbridge.","desk":{"n":[1,2.5,null]}}"#;
    inputs.push(("own.jsonl".into(), own.into()));
    inputs.push(("copy.jsonl".into(), own.into()));
    let (mut prepared, mut problems) = (Vec::new(), vec![problem()]);
    for (name, bytes) in &inputs {
        let flow = read::read(
            name,
            &mut bytes.as_slice(),
            read::Options::default(),
            &mut |item| {
                match item {
                    Ok(raw) => prepared.push(prepare(raw)),
                    Err(problem) => problems.push(problem),
                }
                ControlFlow::Continue(())
            },
        );
        assert!(flow.is_continue());
    }
    let decision = Decision {
        decision: Verdict::Unsure,
        a: "Ilan".into(),
        b: "Vesk".into(),
        kind: EntityType::Person,
    };
    let mut case = assemble(prepared, problems, vec![decision], Workers::ALONE);
    case.documents[0].insets.push(Inset {
        kind: InsetKind::Post,
        span: Span::new(0, 4),
        author: Some("Ilan Vesk".into()),
        by: Some(Span::new(1, 3)),
        published: None,
        url: None,
    });
    case
}

fn problem() -> Problem {
    Problem {
        path: "gone".into(),
        record: Some(3),
        stage: "read".into(),
        what: "cannot be opened".into(),
        remedy: "check the name".into(),
    }
}

/// The column whose values are JSON, which is read back as text.
const OF_ANY_SHAPE: &str = "extra";

fn row(row: &Row) -> Value {
    let column = |(name, field): (&String, &Field)| match field {
        Field::Str(json) if name == OF_ANY_SHAPE => {
            (name.clone(), serde_json::from_str(json).unwrap())
        }
        field => (name.clone(), value(field)),
    };
    row.get_column_iter().map(column).collect()
}

fn value(field: &Field) -> Value {
    match field {
        Field::Null => Value::Null,
        Field::Bool(it) => (*it).into(),
        Field::Long(it) => (*it).into(),
        Field::Double(it) => (*it).into(),
        Field::Str(it) => it.as_str().into(),
        Field::Bytes(it) => serde_json::from_slice(it.data()).unwrap(),
        Field::Group(it) => row(it),
        Field::ListInternal(it) => it.elements().iter().map(value).collect(),
        other => panic!("{other:?}"),
    }
}

/// A row of JSON Lines with what it leaves out put in.
fn full(row: &Value, columns: &[(&str, schema::Type)]) -> Value {
    let column = |(name, _): &(&str, schema::Type)| (name.to_string(), row[*name].clone());
    columns.iter().map(column).collect()
}

#[test]
fn what_is_read_back_is_what_json_lines_say() {
    let case = case();
    for table in TABLES {
        let mut rows = Vec::new();
        table.write(&case, &mut rows).unwrap();
        let mut file = Vec::new();
        write(table, &mut rows.as_slice(), &mut file).unwrap();
        let mut again = Vec::new();
        write(table, &mut rows.as_slice(), &mut again).unwrap();
        assert_eq!(file, again, "{}", table.name);
        let columns = schema::columns(table.name).unwrap();
        for column in table.columns {
            assert!(columns.iter().any(|(name, _)| name == column), "{column}");
        }
        let expected: Vec<Value> = rows
            .split(|b| *b == b'\n')
            .filter(|line| !line.is_empty())
            .map(|line| full(&serde_json::from_slice(line).unwrap(), columns))
            .collect();
        assert!(!expected.is_empty(), "{}", table.name);
        let reader = SerializedFileReader::new(bytes::Bytes::from(file)).unwrap();
        let found: Vec<Value> = reader
            .get_row_iter(None)
            .unwrap()
            .map(|r| row(&r.unwrap()))
            .collect();
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{}", table.name);
        }
        assert_eq!(found.len(), expected.len(), "{}", table.name);
    }
}

#[test]
fn a_field_without_column_is_told() {
    let table = TABLES.iter().find(|t| t.name == "stories").unwrap();
    let mut rows = &b"{\"id\":\"s1\"}\n{\"id\":\"s2\",\"mood\":1}\n"[..];
    let error = write(table, &mut rows, &mut Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "line 2: no column for 'mood'");
}
