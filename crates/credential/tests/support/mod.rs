//! Judges that are somebody else's.

use std::io::Write;
use std::process::{Command, Stdio};

/// Whether a program is to be compared with. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names it.
pub(crate) fn is_available(name: &str, command: &str, arguments: &[&str]) -> bool {
    let status =
        Command::new(command).args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let found = status.is_ok_and(|status| status.success());
    if !found {
        eprintln!("NOT COMPARED: {name} is not installed here");
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains(name), "BEFFROI_REQUIRE asks for {name}, which is not installed");
    }
    found
}

/// Runs a program on `input` and gives what it prints, if it ends well.
pub(crate) fn run(command: &str, arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new(command)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    // What it does not want to read it may leave.
    let _ = child.stdin.take().expect("its input").write_all(input);
    let output = child.wait_with_output().expect("it ends");
    output.status.success().then_some(output.stdout)
}
