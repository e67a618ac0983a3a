//! A large JSON object, written member by member.

use serde::Serialize;
use std::io::{self, Write};

/// An object that is being written; [`Objects::end`] closes it.
pub struct Objects<'a> {
    out: &'a mut dyn Write,
    empty: bool,
}

impl<'a> Objects<'a> {
    /// Opens an object.
    pub fn begin(out: &'a mut dyn Write) -> io::Result<Self> {
        out.write_all(b"{")?;
        Ok(Objects { out, empty: true })
    }

    /// Adds a member.
    pub fn put(&mut self, name: &str, value: &impl Serialize) -> io::Result<()> {
        self.name(name)?;
        Ok(serde_json::to_writer(&mut *self.out, value)?)
    }

    /// Adds a member that is an object itself.
    pub fn inside(&mut self, name: &str) -> io::Result<Objects<'_>> {
        self.name(name)?;
        Objects::begin(self.out)
    }

    /// Closes it.
    pub fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n}")
    }

    fn name(&mut self, name: &str) -> io::Result<()> {
        let comma = if self.empty { "\n" } else { ",\n" };
        self.empty = false;
        self.out.write_all(comma.as_bytes())?;
        serde_json::to_writer(&mut *self.out, name)?;
        self.out.write_all(b":")
    }
}
