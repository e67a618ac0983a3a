//! What every fuzz target does: reads bytes as one format, cleans what comes, and checks what
//! always holds.

use headwater::clean::clean;
use headwater::model::Document;
use headwater::read::{self, Options};
use std::ops::ControlFlow;

/// Reads `bytes` under a name that tells their format.
///
/// # Panics
/// When nothing comes of it, a problem says no remedy, or the blocks of a document do not
/// partition its text.
pub fn check(name: &str, bytes: &[u8]) {
    let options = Options {
        max_bytes: 1 << 20,
        ..Options::default()
    };
    let mut items = 0;
    let _ = read::read(name, &mut &bytes[..], options, &mut |item| {
        items += 1;
        match item {
            Ok(raw) => partition(&clean(raw)),
            Err(problem) => assert!(!problem.remedy.is_empty()),
        }
        if items < 64 {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    });
}

fn partition(document: &Document) {
    let mut at = 0;
    for block in &document.blocks {
        assert_eq!(block.span.start, at);
        assert!(document.text.is_char_boundary(block.span.end));
        at = block.span.end;
    }
    assert_eq!(at, document.text.len());
    for inset in &document.insets {
        assert!(document.text.get(inset.span.start..inset.span.end).is_some());
    }
}
