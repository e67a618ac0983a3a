use super::*;

#[test]
fn wrong_usage_is_exit_code_2() {
    for wrong in [
        &["no-such-command"][..],
        &["run"],
        &["run", "x"],
        &["export", "case", "--to", "papyrus", "-o", "x"],
        &["stories", "x", "--jobs", "0"],
    ] {
        let done = headwater(wrong);
        assert_eq!(done.code, 2, "{wrong:?}");
        assert!(done.err.contains("error"), "{wrong:?}: {}", done.err);
    }
}

#[test]
fn help_names_every_command_with_what_it_does() {
    let done = headwater(["--help"]);
    assert_eq!(done.code, 0);
    for command in [
        "run",
        "clean",
        "annotate",
        "stories",
        "show",
        "export",
        "bundle",
        "verify",
        "mcp",
        "train",
        "completions",
    ] {
        assert!(
            done.out.contains(&format!("  {command} ")),
            "{command} in {}",
            done.out
        );
    }
}
