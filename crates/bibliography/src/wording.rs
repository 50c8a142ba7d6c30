//! What cataloguing rules add to words: ISBD punctuation, non-sorting marks, material designations.

use crate::description::Kind;

/// Appends `raw` without the marks that are not words: control characters, non-sorting marks, runs of spaces.
///
/// Returns how many characters a sort must skip when the text begins with a marked article.
pub(crate) fn append_words(raw: &str, out: &mut String) -> Option<u8> {
    if is_plain(raw.as_bytes()) {
        out.push_str(raw.trim());
        return None;
    }
    let start = out.len();
    let mut nonfiling = None;
    let mut skip_space = true;
    let mut chars = raw.chars().peekable();
    let mut opened_by_not_sign = false;
    while let Some(c) = chars.next() {
        let closes = match c {
            '\u{88}' | '\u{98}' => continue,
            '\u{89}' | '\u{9c}' => true,
            '¬' if opened_by_not_sign => {
                opened_by_not_sign = false;
                true
            }
            '¬' if out.len() == start => {
                opened_by_not_sign = true;
                continue;
            }
            '<' if chars.peek() == Some(&'<') => {
                chars.next();
                continue;
            }
            '>' if chars.peek() == Some(&'>') => {
                chars.next();
                true
            }
            _ => false,
        };
        if closes {
            // "<<L'>> enfant" is "L'enfant", "<<Le>>chat" is "Le chat".
            let elided = out.ends_with(['\'', '’']);
            if !elided && !out.ends_with(' ') && out.len() > start {
                out.push(' ');
            }
            skip_space = true;
            if nonfiling.is_none() {
                nonfiling = u8::try_from(out[start..].chars().count()).ok();
            }
        } else if c.is_whitespace() {
            if !skip_space {
                out.push(' ');
            }
            skip_space = true;
        } else if !c.is_control() {
            out.push(c);
            skip_space = false;
        }
    }
    if out.len() > start && out.ends_with(' ') {
        out.pop();
    }
    nonfiling
}

fn is_plain(raw: &[u8]) -> bool {
    let mut previous = b' ';
    for &byte in raw {
        // 0xC2 leads the C1 controls and the no-break space; 0xE2 leads the typographic spaces.
        if byte < b' ' || byte == 0xC2 || byte == 0xE2 || byte == 0x7F {
            return false;
        }
        if byte == previous && matches!(byte, b' ' | b'<') {
            return false;
        }
        previous = byte;
    }
    true
}

/// Cuts the punctuation that ISBD puts between areas from both ends of `out[from..]`: " :", " /", " ;", " =", ",".
pub(crate) fn trim_isbd(out: &mut String, from: usize) {
    loop {
        let kept =
            out[from..].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '/' | ';' | '=' | ','));
        let kept = from + kept.len();
        if kept == out.len() {
            break;
        }
        out.truncate(kept);
    }
    let lead = out[from..]
        .find(|c: char| !(c.is_whitespace() || matches!(c, ':' | '/' | ';' | '=' | ',')))
        .unwrap_or(out.len() - from);
    if lead > 0 {
        out.replace_range(from..from + lead, "");
    }
}

/// Cuts one full stop at the end of `out[from..]`, unless it belongs to an abbreviation, initials or an ellipsis.
pub(crate) fn trim_full_stop(out: &mut String, from: usize) {
    let Some(body) = out[from..].strip_suffix('.') else {
        return;
    };
    if body.ends_with('.') {
        return;
    }
    let last_word = body.rsplit([' ', '-', '\'']).next().unwrap_or("");
    let abbreviation = last_word.contains('.')
        || last_word.chars().count() <= 1
        || matches!(last_word, "etc" | "Jr" | "Sr" | "St" | "éd" | "ed" | "vol" | "p" | "ill" | "coll");
    if !abbreviation {
        out.pop();
    }
}

/// Removes square and round brackets around a whole statement: "[Paris]" is "Paris".
pub(crate) fn trim_brackets(out: &mut String, from: usize) {
    let text = &out[from..];
    if !text.contains(['[', ']']) {
        return;
    }
    let kept: String = text.chars().filter(|c| !matches!(c, '[' | ']')).collect();
    out.truncate(from);
    out.push_str(kept.trim());
}

/// Appends a statement: its words, without ISBD punctuation around.
pub(crate) fn append_statement(raw: &str, out: &mut String) {
    let start = out.len();
    append_words(raw, out);
    trim_isbd(out, start);
}

/// Appends `raw` as a further statement of `out`, after `separator` when something is already there.
pub(crate) fn append_further(raw: &str, separator: &str, out: &mut String) {
    let before = out.len();
    if before > 0 {
        out.push_str(separator);
    }
    let start = out.len();
    append_statement(raw, out);
    if out.len() == start {
        out.truncate(before);
    }
}

/// Words of general material designations (ISBD area 0 before 2009, AACR2 245$h, and what libraries write instead),
/// with the kind each one says. Longer ones first where one contains another.
const DESIGNATIONS: &[(&str, Kind)] = &[
    ("texte enregistr", Kind::AudioBook),
    ("livre audio", Kind::AudioBook),
    ("livre lu", Kind::AudioBook),
    ("audiobook", Kind::AudioBook),
    ("enregistrement sonore", Kind::Music),
    ("sound recording", Kind::Music),
    ("disque compact", Kind::Music),
    ("musique imprim", Kind::Score),
    ("musique manuscrite", Kind::Score),
    ("partition", Kind::Score),
    ("printed music", Kind::Score),
    ("images anim", Kind::Film),
    ("enregistrement vid", Kind::Film),
    ("videorecording", Kind::Film),
    ("vidéo", Kind::Film),
    ("video", Kind::Film),
    ("dvd", Kind::Film),
    ("blu-ray", Kind::Film),
    ("motion picture", Kind::Film),
    ("film", Kind::Film),
    ("document cartographique", Kind::Map),
    ("carte", Kind::Map),
    ("cartographic", Kind::Map),
    ("image fixe", Kind::Image),
    ("document iconographique", Kind::Image),
    ("graphic", Kind::Image),
    ("picture", Kind::Image),
    ("texte imprim", Kind::Book),
    ("text", Kind::Book),
    ("livre num", Kind::Book),
    ("ebook", Kind::Book),
    ("microform", Kind::Book),
    ("braille", Kind::Book),
    ("gros caract", Kind::Book),
    ("texte manuscrit", Kind::Manuscript),
    ("manuscript", Kind::Manuscript),
    ("manuscrit", Kind::Manuscript),
    ("ressource électronique", Kind::Electronic),
    ("ressource electronique", Kind::Electronic),
    ("electronic resource", Kind::Electronic),
    ("computer file", Kind::Electronic),
    ("cd-rom", Kind::Electronic),
    ("cédérom", Kind::Electronic),
    ("jeu vid", Kind::Electronic),
    ("multimédia", Kind::Object),
    ("multimedia", Kind::Object),
    ("jeu", Kind::Object),
    ("game", Kind::Object),
    ("kit", Kind::Object),
    ("objet", Kind::Object),
    ("realia", Kind::Object),
    ("périodique", Kind::Serial),
    ("cd", Kind::Music),
];

/// The kind a material designation says, if it is one ("Enregistrement sonore", "electronic resource").
pub(crate) fn designated_kind(words: &str) -> Option<Kind> {
    let lower = words.trim().to_lowercase();
    if lower.len() > 60 {
        return None;
    }
    DESIGNATIONS
        .iter()
        .find(|(word, _)| {
            lower.strip_prefix(word).is_some_and(|rest| {
                // Short words must stand alone: "[texts]" is fine, "[jeunesse]" is not "[jeu]".
                word.len() > 5 || !rest.starts_with(char::is_alphabetic)
            })
        })
        .map(|&(_, kind)| kind)
}

/// Cuts a bracketed material designation out of `title[from..]` and returns the kind it says.
pub(crate) fn cut_designation(title: &mut String, from: usize) -> Option<Kind> {
    let mut search_end = title.len();
    while let Some(open) = title[from..search_end].rfind('[').map(|at| from + at) {
        let close = title[open..].find(']').map_or(title.len(), |at| open + at);
        if let Some(kind) = designated_kind(&title[open + 1..close]) {
            let end = (close + 1).min(title.len());
            title.replace_range(open..end, "");
            let tidy = title[from..].replace("  ", " ");
            title.truncate(from);
            title.push_str(tidy.trim());
            trim_isbd(title, from);
            return Some(kind);
        }
        search_end = open;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(raw: &str) -> (String, Option<u8>) {
        let mut out = String::new();
        let nonfiling = append_words(raw, &mut out);
        (out, nonfiling)
    }

    #[test]
    fn non_sorting_marks_become_a_count() {
        for raw in ["\u{98}Le \u{9c}chat", "\u{98}Le\u{9c} chat", "\u{88}Le \u{89}chat", "<<Le>> chat", "¬Le ¬chat"] {
            assert_eq!(words(raw), ("Le chat".into(), Some(3)), "{raw:?}");
        }
        for raw in ["\u{98}L'\u{9c}enfant", "<<L'>> enfant", "\u{88}L'\u{89}enfant"] {
            assert_eq!(words(raw), ("L'enfant".into(), Some(2)), "{raw:?}");
        }
        assert_eq!(words("  Le  chat\u{a0}noir "), ("Le chat noir".into(), None));
    }

    #[test]
    fn punctuation_between_areas_goes() {
        let mut title = String::from("Germinal : /");
        trim_isbd(&mut title, 0);
        assert_eq!(title, "Germinal");
        let mut responsibility = String::from("par Victor Hugo.");
        trim_full_stop(&mut responsibility, 0);
        assert_eq!(responsibility, "par Victor Hugo");
        for kept in ["Mémoires…", "Attendez...", "U.S.A.", "Hugo, V."] {
            let mut text = String::from(kept);
            trim_full_stop(&mut text, 0);
            assert_eq!(text, kept);
        }
    }

    #[test]
    fn designations_leave_the_title() {
        for (raw, title, kind) in [
            ("Nosferatu [DVD]", "Nosferatu", Some(Kind::Film)),
            ("Thriller [Enregistrement sonore] :", "Thriller", Some(Kind::Music)),
            ("Candide [Texte enregistré]", "Candide", Some(Kind::AudioBook)),
            ("La ferme [jeunesse]", "La ferme [jeunesse]", None),
            ("Un mot [sic] juste", "Un mot [sic] juste", None),
        ] {
            let mut text = String::from(raw);
            assert_eq!(cut_designation(&mut text, 0), kind);
            assert_eq!(text, title);
        }
    }
}
