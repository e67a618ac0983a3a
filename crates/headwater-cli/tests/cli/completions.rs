use super::*;

#[test]
fn name_every_command() {
    let done = headwater(["completions", "bash"]);
    assert_eq!(done.code, 0);
    for command in ["run", "clean", "annotate", "stories", "show", "export"] {
        assert!(done.out.contains(command), "{command}");
    }
}
