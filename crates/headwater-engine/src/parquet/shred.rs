//! JSON values to the columns of Parquet, with definition and repetition levels as in Dremel
//! (Melnik and others, 2010).

use super::schema::{Kind, Type};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::Result;
use serde_json::Value;

/// The values of a column with their levels; the order of leaves is that of the schema.
pub struct Leaf {
    definition: Vec<i16>,
    repetition: Vec<i16>,
    values: Values,
}

enum Values {
    Text(Vec<ByteArray>),
    Json(Vec<ByteArray>),
    Int(Vec<i64>),
    Number(Vec<f64>),
    Bool(Vec<bool>),
}

/// A type with room for the values of its leaves. Everything may be absent.
pub enum Node {
    /// A column.
    Leaf(Leaf),
    /// Named members.
    Group(Vec<(&'static str, Node)>),
    /// Repeated, at that depth of repetition.
    List(Box<Node>, i16),
}

impl Node {
    /// Room for values of type `of` inside `depth` lists.
    pub fn new(of: &Type, depth: i16) -> Node {
        let leaf = |values| {
            Node::Leaf(Leaf {
                definition: Vec::new(),
                repetition: Vec::new(),
                values,
            })
        };
        match of {
            Type::One(Kind::Text) => leaf(Values::Text(Vec::new())),
            Type::One(Kind::Json) => leaf(Values::Json(Vec::new())),
            Type::One(Kind::Int) => leaf(Values::Int(Vec::new())),
            Type::One(Kind::Number) => leaf(Values::Number(Vec::new())),
            Type::One(Kind::Bool) => leaf(Values::Bool(Vec::new())),
            Type::List(item) => Node::List(Box::new(Node::new(item, depth + 1)), depth + 1),
            Type::Group(members) => {
                let member = |(name, of): &(&'static str, Type)| (*name, Node::new(of, depth));
                Node::Group(members.iter().map(member).collect())
            }
        }
    }

    /// Adds a value that stands inside `definition` values that are there, and repeats the list at
    /// depth `repetition`. The error says what does not fit the type.
    pub fn put(&mut self, value: &Value, definition: i16, repetition: i16) -> Result<(), String> {
        match (self, value) {
            (node, Value::Null) => node.absent(definition, repetition),
            (Node::Leaf(leaf), value) => leaf.put(value, definition + 1, repetition)?,
            (Node::Group(members), Value::Object(given)) => {
                let known = |name: &String| members.iter().any(|(m, _)| m == name);
                if let Some(unknown) = given.keys().find(|name| !known(name)) {
                    return Err(format!("no column for '{unknown}'"));
                }
                for (name, node) in members {
                    let value = given.get(*name).unwrap_or(&Value::Null);
                    let told = |what: String| format!("{name}: {what}");
                    node.put(value, definition + 1, repetition).map_err(told)?;
                }
            }
            (Node::List(item, _), Value::Array(given)) if given.is_empty() => {
                item.absent(definition + 1, repetition);
            }
            (Node::List(item, depth), Value::Array(given)) => {
                for (n, value) in given.iter().enumerate() {
                    let repetition = if n == 0 { repetition } else { *depth };
                    item.put(value, definition + 2, repetition)?;
                }
            }
            (_, other) => return Err(format!("unexpected {other}")),
        }
        Ok(())
    }

    fn absent(&mut self, definition: i16, repetition: i16) {
        match self {
            Node::Leaf(leaf) => leaf.level(definition, repetition),
            Node::List(item, _) => item.absent(definition, repetition),
            Node::Group(members) => members
                .iter_mut()
                .for_each(|(_, node)| node.absent(definition, repetition)),
        }
    }

    /// Hands over every leaf, in the order of the schema.
    pub fn leaves(&mut self, each: &mut dyn FnMut(&mut Leaf) -> Result<()>) -> Result<()> {
        match self {
            Node::Leaf(leaf) => each(leaf),
            Node::List(item, _) => item.leaves(each),
            Node::Group(members) => members
                .iter_mut()
                .try_for_each(|(_, node)| node.leaves(each)),
        }
    }
}

impl Leaf {
    fn level(&mut self, definition: i16, repetition: i16) {
        self.definition.push(definition);
        self.repetition.push(repetition);
    }

    fn put(&mut self, value: &Value, definition: i16, repetition: i16) -> Result<(), String> {
        let unexpected = || format!("unexpected {value}");
        match &mut self.values {
            Values::Text(all) => all.push(value.as_str().ok_or_else(unexpected)?.into()),
            Values::Json(all) => all.push(value.to_string().as_str().into()),
            Values::Int(all) => all.push(value.as_i64().ok_or_else(unexpected)?),
            Values::Number(all) => all.push(value.as_f64().ok_or_else(unexpected)?),
            Values::Bool(all) => all.push(value.as_bool().ok_or_else(unexpected)?),
        }
        self.level(definition, repetition);
        Ok(())
    }

    /// Writes the values and forgets them.
    pub fn write(&mut self, column: &mut ColumnWriter) -> Result<()> {
        let levels = (
            Some(self.definition.as_slice()),
            Some(self.repetition.as_slice()),
        );
        match (&mut self.values, column) {
            (Values::Text(all) | Values::Json(all), ColumnWriter::ByteArrayColumnWriter(out)) => {
                out.write_batch(all, levels.0, levels.1)?;
                all.clear();
            }
            (Values::Int(all), ColumnWriter::Int64ColumnWriter(out)) => {
                out.write_batch(all, levels.0, levels.1)?;
                all.clear();
            }
            (Values::Number(all), ColumnWriter::DoubleColumnWriter(out)) => {
                out.write_batch(all, levels.0, levels.1)?;
                all.clear();
            }
            (Values::Bool(all), ColumnWriter::BoolColumnWriter(out)) => {
                out.write_batch(all, levels.0, levels.1)?;
                all.clear();
            }
            _ => {
                return Err(parquet::errors::ParquetError::General(
                    "column order".into(),
                ));
            }
        }
        self.definition.clear();
        self.repetition.clear();
        Ok(())
    }
}
