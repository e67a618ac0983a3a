//! `cargo xtask tidy`: invariants of ARCHITECTURE.md that the compiler does not check.

use std::collections::BTreeSet;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// Longest Rust file, in lines.
const LINES: usize = 400;

/// Stages of the library, and what they may use of the crate beside themselves.
const STAGES: &[&str] = &["read", "clean", "annotate", "relate", "publish"];
const SHARED: &[&str] = &["model", "lexicon"];

/// What the library may not touch: files, network, threads, clocks, the terminal.
const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::net",
    "std::thread",
    "std::process",
    "std::env",
    "println!",
    "eprintln!",
];

/// What its tests may not use either: a timed test fails on a busy machine.
const CLOCKS: &[&str] = &["SystemTime", "Instant::now"];

/// Prints what is wrong; an error when anything is.
pub fn run(root: &Path) -> Result<(), Box<dyn Error>> {
    let faults = faults(root)?;
    faults.iter().for_each(|fault| println!("{fault}"));
    match faults.len() {
        0 => Ok(()),
        n => Err(format!("{n} faults").into()),
    }
}

fn faults(root: &Path) -> Result<Vec<String>, String> {
    let mut faults = Vec::new();
    let mut paths = Vec::new();
    for folder in ["crates", "xtask"] {
        files(&root.join(folder), &mut paths)?;
    }
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "rs"))
    {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        faults.extend(
            of_file(&name, &text)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    for path in paths.iter().filter(|path| is_rules(path)) {
        let text = fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))?;
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        faults.extend(
            of_rules(&text)
                .into_iter()
                .map(|fault| format!("{name}: {fault}")),
        );
    }
    Ok(faults)
}

fn is_rules(path: &Path) -> bool {
    let folders = path.components().any(|part| part.as_os_str() == "lang");
    folders && path.extension().is_some_and(|e| e == "toml")
}

/// Rules without a case, and names used twice. A rule is a table that has a pattern.
fn of_rules(text: &str) -> Vec<String> {
    let file: toml::Table = match toml::from_str(text) {
        Ok(file) => file,
        Err(e) => return vec![e.to_string()],
    };
    let mut faults = Vec::new();
    let mut names = BTreeSet::new();
    for rule in file.values().filter_map(toml::Value::as_array).flatten() {
        let name = rule.get("name").and_then(toml::Value::as_str).unwrap_or("");
        if rule.get("pattern").is_none() {
            continue;
        }
        let has = |key| {
            rule.get(key)
                .and_then(toml::Value::as_array)
                .is_some_and(|a| !a.is_empty())
        };
        if !has("yes") && !has("cases") {
            faults.push(format!("rule '{name}' has no case"));
        }
        if !name.is_empty() && !names.insert(name) {
            faults.push(format!("two rules are named '{name}'"));
        }
    }
    faults
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        match path.is_dir() {
            true if path.ends_with("target") => {}
            true => files(&path, found)?,
            false => found.push(path),
        }
    }
    Ok(())
}

/// Faults of one Rust file, named from the root of the workspace.
fn of_file(name: &str, text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let lines = text.lines().count();
    if lines > LINES {
        faults.push(format!("{lines} lines, at most {LINES}"));
    }
    let tests = name.ends_with("tests.rs") || name.contains("/tests/");
    if !tests && !text.starts_with("//!") {
        faults.push("no module documentation at its top".to_string());
    }
    let Some(module) = name.strip_prefix("crates/headwater/src/") else {
        return faults;
    };
    let code = without_tests(name, text);
    let uses = |text: &str, word: &str| {
        text.lines()
            .any(|line| !is_comment(line) && line.contains(word))
    };
    let forbidden = FORBIDDEN.iter().filter(|word| uses(code, word));
    let clocks = CLOCKS.iter().filter(|word| uses(text, word));
    faults.extend(forbidden.chain(clocks).map(|word| format!("uses {word}")));
    let module = module.split(['/', '.']).next().unwrap_or_default();
    let allowed = |used: &str| used == module || SHARED.contains(&used) && module != "model";
    if module == "model" || STAGES.contains(&module) {
        let used = STAGES.iter().chain(SHARED).chain(&["pipeline"]);
        let bad = used.filter(|used| code.contains(&format!("crate::{used}")) && !allowed(used));
        faults.extend(bad.map(|used| format!("{module} may not use {used}")));
        let grouped = code.contains("use crate::{");
        if grouped && module != "model" {
            faults.extend(
                grouped_uses(code)
                    .filter(|u| !allowed(u))
                    .map(|used| format!("{module} may not use {used}")),
            );
        }
    }
    faults
}

/// Modules named in `use crate::{a, b::C}`.
fn grouped_uses(code: &str) -> impl Iterator<Item = &str> {
    let groups = code.split("use crate::{").skip(1);
    let inner = groups.filter_map(|rest| rest.split(';').next());
    inner.flat_map(|group| {
        STAGES.iter().copied().filter(move |stage| {
            group
                .split([',', '{', '}', ' ', '\n'])
                .any(|word| word.split("::").next() == Some(stage))
        })
    })
}

/// The text up to its tests, which may use anything.
fn without_tests<'a>(name: &str, text: &'a str) -> &'a str {
    match name.ends_with("tests.rs") {
        true => "",
        false => text.split("#[cfg(test)]").next().unwrap_or(text),
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workspace_is_tidy() {
        let root = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        let faults = faults(root).expect("workspace can be read");
        assert!(faults.is_empty(), "{faults:#?}");
    }

    #[test]
    fn rules_have_cases() {
        let rule = |name: &str, yes: &str| {
            format!("[[rule]]\nname = '{name}'\npattern = 'x'\nyes = [{yes}]\n")
        };
        assert!(of_rules(&rule("a", "'x'")).is_empty());
        assert_eq!(of_rules(&rule("a", "")).len(), 1);
        assert_eq!(of_rules(&(rule("a", "'x'") + &rule("a", "'x'"))).len(), 1);
        assert_eq!(of_rules("not toml").len(), 1);
    }

    #[test]
    fn faults_are_seen() {
        let of = |name: &str, code: &str| of_file(name, &format!("//! Module.\n{code}"));
        let file = "crates/headwater/src/annotate/time.rs";
        assert_eq!(of(file, "use crate::relate::Pile;").len(), 1);
        assert_eq!(of(file, "use crate::{model::Span, relate::Pile};").len(), 1);
        assert_eq!(
            of(file, "fn now() { std::time::SystemTime::now(); }").len(),
            1
        );
        let timed = "#[cfg(test)]\nfn timed() { Instant::now(); }";
        assert_eq!(of(file, timed).len(), 1);
        assert_eq!(
            of("crates/headwater/src/model/span.rs", "use crate::lexicon;").len(),
            1
        );
        assert_eq!(of(file, &"\n".repeat(LINES)).len(), 1);
        assert_eq!(of_file(file, "fn bare() {}").len(), 1);
        assert!(of(file, "use crate::model::Span;\nuse super::Scan;").is_empty());
        assert!(of("crates/headwater-cli/src/main.rs", "use std::fs;").is_empty());
    }
}
