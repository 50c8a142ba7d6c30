//! Other people's clients as vendors: npm `openid-client`, PyPI `authlib`. Absent, it is said aloud, and fails if
//! `BEFFROI_REQUIRE` names them.

use std::io::{BufRead, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::Value as Json;

pub(crate) struct Judge {
    child: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sign_on_oidc");

impl Judge {
    /// `openid-client`, by its author the certified client of JavaScript.
    pub(crate) fn openid_client() -> Option<Judge> {
        Self::start(
            "openid-client",
            "node",
            &["-e", "import('openid-client').catch(() => process.exit(1))"],
            "judge.mjs",
        )
    }

    /// `authlib`, the usual client of Python.
    pub(crate) fn authlib() -> Option<Judge> {
        Self::start("authlib", "python3", &["-c", "import authlib, requests"], "judge.py")
    }

    fn start(name: &str, program: &str, known: &[&str], script: &str) -> Option<Judge> {
        let known = Command::new(program)
            .args(known)
            .current_dir(FOLDER)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success());
        if !known {
            eprintln!("NOT JUDGED: {name} is not installed here");
            let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
            assert!(!required.contains(name), "BEFFROI_REQUIRE asks for {name}, which is not installed");
            return None;
        }
        let mut child = Command::new(program)
            .arg(script)
            .current_dir(FOLDER)
            .env("NO_PROXY", "127.0.0.1")
            .env("AUTHLIB_INSECURE_TRANSPORT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let (questions, answers) = (child.stdin.take().expect("its input"), child.stdout.take().expect("its output"));
        Some(Judge { child, questions, answers: BufReader::new(answers) })
    }

    /// Asks, and waits for the answer. An answer with `refused` says why the client would have none of it.
    pub(crate) fn ask(&mut self, question: Json) -> Json {
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
