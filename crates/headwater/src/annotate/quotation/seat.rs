//! Places that speak for those who govern there: 'the White House said'.

use super::listed::LISTED;
use crate::annotate::name::gazetteer::{self, COUNTRY, GIVEN, SURNAME};
use crate::annotate::name::hash;

/// A listed seat, or a country that nobody is called by.
pub(super) fn is_seat(name: &str) -> bool {
    let country = || {
        let lists = gazetteer::word(hash::word(name));
        lists & COUNTRY != 0 && lists & (GIVEN | SURNAME) == 0
    };
    LISTED.seats.contains(name) || country()
}
