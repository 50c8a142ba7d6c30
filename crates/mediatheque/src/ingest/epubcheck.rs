//! EPUBCheck, where it is installed: the command `epubcheck`, or the jar that `BEFFROI_EPUBCHECK_JAR` names, run by java.
//! Absent, our own checks stand alone.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use content_package::{Fault, Kind};

use super::blocking;
use crate::Result;
use crate::model::Note;

/// How many of its messages are kept.
const MESSAGES_MOST: usize = 50;

/// What EPUBCheck says of a book: its warnings, as notes. Nothing for another kind, or where it is not installed.
///
/// # Errors
/// [`Fault::Refused`] with its first message when it finds an error that makes the book unreadable (`FATAL`). Its plain
/// errors are notes: many a book that reads well has some.
pub(super) async fn check(path: &Path, kind: Kind) -> Result<Vec<Note>> {
    if kind != Kind::Epub {
        return Ok(Vec::new());
    }
    let path = path.to_owned();
    blocking(move || {
        let Some(mut command) = command() else { return Ok(Vec::new()) };
        command.arg("--json").arg("-").arg(&path).stdin(Stdio::null()).stderr(Stdio::null());
        let output = match command.output() {
            Ok(output) => output,
            Err(error) => {
                tracing::warn!(%error, "EPUBCheck could not be run; our own checks stand alone");
                return Ok(Vec::new());
            }
        };
        read(&output.stdout)
    })
    .await
}

fn command() -> Option<Command> {
    if let Some(jar) = std::env::var_os("BEFFROI_EPUBCHECK_JAR").map(PathBuf::from).filter(|jar| jar.is_file()) {
        let mut command = Command::new("java");
        command.arg("-jar").arg(jar);
        return Some(command);
    }
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join("epubcheck")).find(|path| path.is_file()).map(Command::new)
}

fn read(report: &[u8]) -> Result<Vec<Note>> {
    // Some versions say a word before their report.
    let start = report.iter().position(|byte| *byte == b'{').unwrap_or(report.len());
    let Ok(report) = serde_json::from_slice::<serde_json::Value>(&report[start..]) else {
        tracing::warn!("EPUBCheck gave no report; our own checks stand alone");
        return Ok(Vec::new());
    };
    let mut notes = Vec::new();
    for message in report["messages"].as_array().into_iter().flatten() {
        let text = message["message"].as_str().unwrap_or_default().to_owned();
        let about = message["locations"][0]["path"].as_str().unwrap_or_default().to_owned();
        match message["severity"].as_str().unwrap_or_default() {
            "FATAL" => return Err(Fault::Refused(format!("{text} ({about})")).into()),
            "ERROR" | "WARNING" if notes.len() < MESSAGES_MOST => notes.push(Note {
                code: format!("epubcheck_{}", message["ID"].as_str().unwrap_or_default()),
                about,
                text,
            }),
            _ => {}
        }
    }
    Ok(notes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_read() {
        let report = br#"{"messages":[
            {"ID":"RSC-005","severity":"ERROR","message":"m","locations":[{"path":"a.xhtml"}]},
            {"ID":"ACC-001","severity":"USAGE","message":"u","locations":[]}]}"#;
        let notes = read(report).expect("no fatal");
        assert_eq!(notes.len(), 1);
        assert_eq!((notes[0].code.as_str(), notes[0].about.as_str()), ("epubcheck_RSC-005", "a.xhtml"));
        let fatal = br#"Check {"messages":[{"ID":"PKG-008","severity":"FATAL","message":"cut","locations":[]}]}"#;
        assert!(read(fatal).is_err());
        assert!(read(b"nothing").expect("no report").is_empty());
    }
}
