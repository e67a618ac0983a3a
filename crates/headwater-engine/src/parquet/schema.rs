//! Types of columns, and tables as message types of Parquet.

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::errors::Result;
use parquet::schema::types::{GroupTypeBuilder, Type as Parquet, TypePtr};
use std::sync::Arc;

/// What a column holds.
#[derive(Clone, Copy)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// JSON of any shape.
    Json,
    /// 64 bits: counts and offsets.
    Int,
    /// 64 bits.
    Number,
    /// True or false.
    Bool,
}

/// A type; every value may be absent.
#[derive(Clone, Copy)]
pub enum Type {
    /// A column.
    One(Kind),
    /// Any number of values.
    List(&'static Type),
    /// Named members.
    Group(&'static [(&'static str, Type)]),
}

/// The columns of a table.
pub fn columns(table: &str) -> Option<&'static [(&'static str, Type)]> {
    let found = super::columns::TABLES
        .iter()
        .find(|(name, _)| *name == table);
    found.map(|(_, columns)| *columns)
}

/// A table as a message type of Parquet.
pub fn message(table: &str, columns: &[(&str, Type)]) -> Result<Parquet> {
    let fields = columns.iter().map(|(name, of)| field(name, of));
    Parquet::group_type_builder(table)
        .with_fields(fields.collect::<Result<_>>()?)
        .build()
}

/// Lists have the three levels that the format's description of logical types asks for.
fn field(name: &str, of: &Type) -> Result<TypePtr> {
    let built = match of {
        Type::One(kind) => primitive(name, *kind)?,
        Type::Group(members) => {
            let members = members.iter().map(|(name, of)| field(name, of));
            group(name, members.collect::<Result<_>>()?)
                .with_repetition(Repetition::OPTIONAL)
                .build()?
        }
        Type::List(item) => {
            let list = group("list", vec![field("element", item)?])
                .with_repetition(Repetition::REPEATED)
                .build()?;
            group(name, vec![Arc::new(list)])
                .with_repetition(Repetition::OPTIONAL)
                .with_logical_type(Some(LogicalType::List))
                .build()?
        }
    };
    Ok(Arc::new(built))
}

fn group(name: &str, fields: Vec<TypePtr>) -> GroupTypeBuilder<'_> {
    Parquet::group_type_builder(name).with_fields(fields)
}

fn primitive(name: &str, kind: Kind) -> Result<Parquet> {
    let (physical, logical) = match kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Json => (Physical::BYTE_ARRAY, Some(LogicalType::Json)),
        Kind::Int => (Physical::INT64, None),
        Kind::Number => (Physical::DOUBLE, None),
        Kind::Bool => (Physical::BOOLEAN, None),
    };
    Parquet::primitive_type_builder(name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}
