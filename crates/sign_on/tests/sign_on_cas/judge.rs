//! PyPI's `python-cas` as a vendor. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names `python-cas`.

use std::io::{BufRead, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value as Json;

pub(crate) struct Judge {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Judge {
    /// The judge, if it is installed.
    pub(crate) fn new() -> Option<Judge> {
        let known = Command::new("python3")
            .args(["-c", "from cas import CASClient"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !known {
            eprintln!("NOT JUDGED: python-cas is not installed here");
            let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
            assert!(!required.contains("python-cas"), "BEFFROI_REQUIRE asks for python-cas, which is not installed");
            return None;
        }
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sign_on_cas/judge.py");
        let mut child = Command::new("python3")
            .arg(script)
            .env("NO_PROXY", "127.0.0.1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (questions, answers) = (child.stdin.take().expect("its input"), child.stdout.take().expect("its output"));
        Some(Judge { child, questions, answers: BufReader::new(answers) })
    }

    /// Asks, and waits for the answer.
    pub(crate) async fn ask(&mut self, question: Json) -> Json {
        tokio::task::block_in_place(|| {
            writeln!(self.questions, "{question}").expect("it listens");
            let mut line = String::new();
            self.answers.read_line(&mut line).expect("it answers");
            serde_json::from_str(&line).unwrap_or_else(|_| panic!("to {question} it answered {line:?}"))
        })
    }
}

impl Drop for Judge {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
