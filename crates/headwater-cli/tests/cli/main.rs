//! The program as its users meet it: one file per command, and one for bad input.

mod annotate;
mod bad_input;
mod bundle;
mod clean;
mod completions;
mod export;
mod hostile;
mod mcp;
mod resume;
mod run;
mod serve;
mod show;
mod stories;
mod support;
mod train;
mod usage;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// What a run of the program did.
struct Done {
    code: i32,
    out: String,
    err: String,
}

fn headwater<S: AsRef<OsStr>>(args: impl IntoIterator<Item = S>) -> Done {
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new(env!("CARGO_BIN_EXE_headwater"))
        .args(args)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../.."))
        .env("COLUMNS", "80")
        .output()
        .unwrap();
    Done {
        code: status.code().unwrap(),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    }
}

/// A pile of two stories, one of them in three documents, in a new directory.
fn pile() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let articles = [
        ("a.txt", FERRY),
        ("b.txt", &format!("{FERRY}\n")),
        ("c.txt", &FERRY.replace("eight", "ten")),
        ("d.txt", STRIKE),
    ];
    for (name, text) in articles {
        std::fs::write(root.path().join(name), text).unwrap();
    }
    root
}

const FERRY: &str = "Ferry runs onto a sandbank off Kelbridge\n\nKELBRIDGE – A passenger ferry with \
    eight people aboard ran onto a sandbank outside Kelbridge harbour on Tuesday night after a \
    marker light failed, the harbour master said.\n\n“We lost the light long before the ferry \
    turned, and nobody on the quay noticed that it was gone,” harbour master Ilan Vesk told \
    reporters on Wednesday.\n\nNobody was hurt, and the ferry was towed back before dawn.\n";
const STRIKE: &str = "Teachers in Orvenia end their strike\n\nTeachers in the Orvenian capital went \
    back to work on Monday after the ministry agreed to raise their pay by four percent.\n\nThe \
    union said that the agreement would be put to a vote of its members within a month.\n";

fn args<'a>(command: &'a str, rest: &[&'a Path]) -> Vec<&'a OsStr> {
    std::iter::once(OsStr::new(command))
        .chain(rest.iter().map(|p| p.as_os_str()))
        .collect()
}

/// A case of the pile.
fn case() -> (TempDir, PathBuf) {
    let root = pile();
    let case = root.path().join("out/case");
    let done = headwater(args("run", &[root.path(), Path::new("-o"), &case]));
    assert_eq!(done.code, 0, "{}", done.err);
    (root, case)
}

fn rows(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn table(case: &Path, name: &str) -> Vec<serde_json::Value> {
    rows(&std::fs::read_to_string(case.join(name).with_extension("jsonl")).unwrap())
}
