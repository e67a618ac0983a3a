//! The tables of a case as Apache Parquet: the columns of the JSON Lines, nested ones as groups and
//! lists, in row groups of bounded size.
//!
//! The low-level writer of the crate `parquet` is used, without Arrow, which would double the time
//! to build headwater.

mod columns;
mod schema;
mod shred;

use headwater::publish::tables::Table;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use serde_json::Value;
use shred::Node;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

/// Bytes of JSON in a row group, about; what is held in memory.
const ROW_GROUP: usize = 32 << 20;

/// Writes the JSON Lines `rows` of `table`.
pub fn write(
    table: &Table,
    rows: &mut dyn BufRead,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let columns = schema::columns(table.name)
        .ok_or_else(|| io::Error::other(format!("no columns for the table {}", table.name)))?;
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .set_created_by(concat!("headwater ", env!("CARGO_PKG_VERSION")).into());
    let message = Arc::new(schema::message(table.name, columns).map_err(io::Error::other)?);
    let mut file = SerializedFileWriter::new(out, message, Arc::new(properties.build()))
        .map_err(io::Error::other)?;
    let mut node = Node::new(&schema::Type::Group(columns), 0);
    let (mut row, mut line, mut held) = (Vec::new(), 0, 0);
    loop {
        row.clear();
        let read = rows.read_until(b'\n', &mut row)?;
        if read > 0 {
            line += 1;
            let told = |what: String| io::Error::other(format!("line {line}: {what}"));
            let value: Value = serde_json::from_slice(&row)?;
            // The row itself is always there: its columns are the first that can be absent.
            node.put(&value, -1, 0).map_err(told)?;
            held += read;
        }
        if held >= ROW_GROUP || (read == 0 && held > 0) {
            group(&mut file, &mut node).map_err(io::Error::other)?;
            held = 0;
        }
        if read == 0 {
            file.close().map_err(io::Error::other)?;
            return Ok(());
        }
    }
}

fn group<W: Write + Send>(
    file: &mut SerializedFileWriter<W>,
    node: &mut Node,
) -> parquet::errors::Result<()> {
    let mut group = file.next_row_group()?;
    node.leaves(&mut |leaf| match group.next_column()? {
        Some(mut column) => {
            leaf.write(column.untyped())?;
            column.close()
        }
        None => Ok(()),
    })?;
    group.close()?;
    Ok(())
}

#[cfg(test)]
mod tests;
