//! What all pages have in common.

use base64::Engine;
use sha2::{Digest, Sha256};

/// The one style sheet.
pub const STYLE: &str = include_str!("../../../templates/style.css");

/// What stands around the main part of a page.
pub struct Frame {
    /// Name of the page.
    pub title: String,
    /// The page is one of a site, with files beside it; otherwise it holds all it needs.
    pub site: bool,
}

impl Frame {
    /// Around a page that holds all it needs.
    pub fn page(title: String) -> Self {
        Frame { title, site: false }
    }

    /// Around a page of a site.
    pub fn site(title: impl Into<String>) -> Self {
        Frame {
            title: title.into(),
            site: true,
        }
    }

    pub(super) fn style(&self) -> &'static str {
        STYLE
    }

    /// Lets the style sheet pass the page's security policy.
    pub(super) fn style_hash(&self) -> String {
        base64::prelude::BASE64_STANDARD.encode(Sha256::digest(STYLE))
    }

    pub(super) fn version(&self) -> &'static str {
        env!("CARGO_PKG_VERSION")
    }
}
