//! Values of the tables by the names that their rows give them.

use serde::de::value::StrDeserializer;
use serde::de::{Deserialize, Error, IntoDeserializer};
use std::fmt::{self, Display, Formatter};

/// The value with this name; most names that are asked for are none's.
pub fn variant<'n, T: Deserialize<'n>>(name: &'n str) -> Option<T> {
    let name: StrDeserializer<'n, Unknown> = name.into_deserializer();
    T::deserialize(name).ok()
}

/// No value has that name. To say which names there are would take longer than to look.
#[derive(Debug)]
struct Unknown;

impl Error for Unknown {
    fn custom<M: Display>(_: M) -> Self {
        Unknown
    }
}

impl std::error::Error for Unknown {}

impl Display for Unknown {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        f.write_str("no value has this name")
    }
}
