//! Captions: WebVTT (W3C, *WebVTT: The Web Video Text Tracks Format*), read strictly enough that a player shows what was
//! meant. Browsers skip what they don't understand without a word; a librarian wants to know before.

use serde::{Deserialize, Serialize};

use crate::Fault;

/// A cue: some words during some time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// When it appears, in milliseconds.
    pub start_ms: u64,
    /// When it goes, in milliseconds; after its start.
    pub end_ms: u64,
    /// Its words, lines kept, tags and all.
    pub text: String,
}

/// Reads captions.
///
/// # Errors
/// [`Fault::Line`] at the first line a player would not understand, [`Fault::Empty`] when there is no cue.
pub fn read(text: &str) -> Result<Vec<Cue>, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    if !lines
        .first()
        .is_some_and(|line| *line == "WEBVTT" || line.starts_with("WEBVTT ") || line.starts_with("WEBVTT\t"))
    {
        return Err(fault(1, "un fichier de sous-titres WebVTT commence par « WEBVTT »"));
    }
    let mut cues = Vec::new();
    let mut block: Vec<(usize, &str)> = Vec::new();
    let header_end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
    for (number, line) in (1_usize..).zip(lines.iter().copied()).skip(header_end).chain([(lines.len() + 1, "")]) {
        if !line.is_empty() {
            block.push((number, line));
        } else if !block.is_empty() {
            cues.extend(cue(&block)?);
            block.clear();
        }
    }
    if cues.is_empty() { Err(Fault::Empty) } else { Ok(cues) }
}

/// A block between blank lines: a cue, or a note, a style or a region, which hold none.
fn cue(block: &[(usize, &str)]) -> Result<Option<Cue>, Fault> {
    let (first_line, first) = block[0];
    let word = first.split([' ', '\t']).next().unwrap_or_default();
    if matches!(word, "NOTE" | "STYLE" | "REGION") && !first.contains("-->") {
        return Ok(None);
    }
    let (timing, words) = if first.contains("-->") {
        (block[0], &block[1..])
    } else {
        let timing = block.get(1).filter(|(_, line)| line.contains("-->"));
        (
            *timing.ok_or_else(|| fault(first_line, "on attend ici un temps : « 00:00:01.000 --> 00:00:04.000 »"))?,
            &block[2..],
        )
    };
    let (line, text) = timing;
    let (from, rest) = text.split_once("-->").unwrap_or_default();
    let until = rest.split_whitespace().next().unwrap_or_default();
    let start_ms =
        instant(from.trim()).ok_or_else(|| fault(line, format!("« {} » n’est pas un temps", from.trim())))?;
    let end_ms = instant(until).ok_or_else(|| fault(line, format!("« {until} » n’est pas un temps")))?;
    if end_ms <= start_ms {
        return Err(fault(line, "le sous-titre finit avant d’avoir commencé"));
    }
    let text = words.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n");
    Ok(Some(Cue { start_ms, end_ms, text }))
}

/// `mm:ss.mmm` or `hh:mm:ss.mmm` (§4.2), in milliseconds.
fn instant(text: &str) -> Option<u64> {
    let (clock, thousandths) = text.split_once('.')?;
    let digits = |text: &str, least: usize, most: usize| -> Option<u64> {
        let sound = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| text.parse().ok()).flatten()
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, digits(minutes, 2, 2)?, digits(seconds, 2, 2)?),
        [hours, minutes, seconds] => (digits(hours, 2, 6)?, digits(minutes, 2, 2)?, digits(seconds, 2, 2)?),
        _ => return None,
    };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    Some(((hours * 60 + minutes) * 60 + seconds) * 1000 + digits(thousandths, 3, 3)?)
}

fn fault(line: usize, why: impl Into<String>) -> Fault {
    Fault::Line { line, why: why.into() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cues_are_read_with_their_times() {
        let text = "\u{feff}WEBVTT - essai\r\nKind: captions\r\n\r\nNOTE rien\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n1\r\n00:00:01.200 --> 00:00:02.900 line:0\r\n[Vent.]\r\nUn mot.\r\n\r\n00:03.000 --> 100:00:04.000\nFin";
        let cues = read(text).unwrap();
        assert_eq!(cues.len(), 2);
        assert_eq!((cues[0].start_ms, cues[0].end_ms, cues[0].text.as_str()), (1_200, 2_900, "[Vent.]\nUn mot."));
        assert_eq!(cues[1].end_ms, 360_004_000);
    }

    #[test]
    fn what_a_player_would_skip_is_said() {
        let said = |text: &str| read(text).unwrap_err().to_string();
        assert!(said("1\n00:01.000 --> 00:02.000\nx").contains("WEBVTT"));
        assert!(said("WEBVTT\n\n00:01,000 --> 00:02,000\nx").starts_with("Ligne 3 : « 00:01,000 » n’est pas un temps"));
        assert!(said("WEBVTT\n\n00:02.000 --> 00:01.000\nx").contains("avant"));
        assert!(said("WEBVTT\n\n00:61.000 --> 00:62.000\nx").starts_with("Ligne 3"));
        assert!(said("WEBVTT\n\nbonjour\nà tous").contains("temps"));
        assert!(said("WEBVTT\n").contains("vide"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "WEBVTT(\n|-->|[0-9:. a-z\n]){0,120}") {
            for cue in read(&text).unwrap_or_default() {
                prop_assert!(cue.end_ms > cue.start_ms);
            }
        }
    }
}
