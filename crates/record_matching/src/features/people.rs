//! Names, made comparable: one surname, the other words as initials and hashes.

use bibliography::{Contributor, Description};
use french_text::{fold, sound, tokens};

use super::words::is_particle;
use crate::hash::{short, stable};

/// Names kept of one record.
const LIMIT: usize = 4;
/// Words of a name kept besides the surname.
const REST_LIMIT: usize = 3;

/// Relator codes and words of people who did not make the work: a translator in common proves nothing.
fn is_secondary(role: &str) -> bool {
    matches!(
        role,
        "730"
            | "trl"
            | "440"
            | "ill"
            | "080"
            | "aui"
            | "650"
            | "pbl"
            | "610"
            | "prt"
            | "550"
            | "nrt"
            | "340"
            | "edt"
            | "020"
            | "220"
            | "com"
            | "320"
            | "390"
            | "spn"
            | "310"
            | "bkp"
            | "120"
            | "090"
            | "translator"
            | "illustrator"
            | "editor"
            | "traducteur"
            | "illustrateur"
    )
}

/// Appends the people of a record to `out`, in the layout of the features.
pub(super) fn append_people(description: &Description, scratch: &mut String, out: &mut Vec<u8>) {
    let start = out.len();
    let mut count = 0;
    for Contributor { name, role } in &description.contributors {
        if count == LIMIT {
            break;
        }
        if count > 0 && is_secondary(role) {
            continue;
        }
        scratch.clear();
        fold(&name.family, scratch);
        let family_len = scratch.len();
        scratch.push(' ');
        fold(&name.given, scratch);
        let (family, given) = scratch.split_at(family_len);
        let surname_first = name.corporate || begins_in_capitals(&name.family);
        count += usize::from(append_person(family, given, surname_first, out));
    }
    if out.len() == start {
        append_from_statement(&description.responsibility, scratch, out);
    }
}

/// "HUGO Victor": capitals say which word is the surname.
fn begins_in_capitals(name: &str) -> bool {
    let capitals = |word: &str| word.len() > 2 && word.chars().all(char::is_uppercase);
    let mut words = name.split(' ');
    words.next().is_some_and(capitals) && words.next_back().is_some_and(|last| !capitals(last))
}

fn append_person(family: &str, given: &str, surname_first: bool, out: &mut Vec<u8>) -> bool {
    let telling = |word: &&str| !is_particle(word);
    let mut words = tokens(family).filter(telling);
    let head = if surname_first {
        words.next()
    } else {
        let last = words.clone().filter(|word| word.len() > 1).last();
        last.or_else(|| words.last())
    };
    // "D', A.": a name of particles only is still a name.
    let Some(head) = head.or_else(|| tokens(family).next()) else {
        return false;
    };
    let at = out.len();
    out.extend_from_slice(&surname_hash(head).to_le_bytes());
    out.push(0);
    let mut kept = 0;
    for word in tokens(given).chain(tokens(family)).filter(telling) {
        if std::ptr::eq(word, head) || kept == REST_LIMIT as u8 {
            continue;
        }
        out.extend_from_slice(&word_hash(word).to_le_bytes());
        kept += 1;
    }
    out[at + 2] = kept;
    true
}

/// Surnames compare by sound: Dostoïevski, Dostoyevsky.
fn surname_hash(word: &str) -> u16 {
    let mut code = String::new();
    if word.len() > 3 {
        sound(word, &mut code);
    }
    if code.len() < 2 { short(word) } else { short(&code) }
}

/// Five bits of initial, eleven of the word; a lone initial leaves the eleven empty.
fn word_hash(word: &str) -> u16 {
    let first = word.bytes().next().unwrap_or(0);
    let initial = match first {
        b'a'..=b'z' => u16::from(first - b'a') + 1,
        _ => 27 + u16::from(first % 5),
    };
    let rest = if word.chars().nth(1).is_none() { 0 } else { ((stable(word.as_bytes()) & 0x07FF) as u16).max(1) };
    initial << 11 | rest
}

/// Without headings, the statement of responsibility is read: "Émile Zola ; trad. par X", "by A. Christie and B. Y".
fn append_from_statement(statement: &str, scratch: &mut String, out: &mut Vec<u8>) {
    scratch.clear();
    fold(statement.split(';').next().unwrap_or(""), scratch);
    let mut count = 0;
    for part in scratch.split([',', '/', '[', ']', '(', ')', '&']).flat_map(|part| part.split(" et ")) {
        let mut part = part.trim();
        for opening in ["par ", "by ", "de ", "texte de ", "text by ", "written by ", "realise par ", "directed by "] {
            part = part.strip_prefix(opening).unwrap_or(part);
        }
        let words = tokens(part).count();
        let somebody = (2..=4).contains(&words) && !part.starts_with("trad") && !part.starts_with("ill");
        if somebody && count < 2 && append_person(part, "", false, out) {
            count += 1;
        }
    }
}
