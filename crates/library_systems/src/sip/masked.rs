//! Messages as the test page shows them: whoever reads it must learn no code, no password and nobody's name or loans.

use sip2::Message;

/// What is shown as it is: nothing of it is a secret or a person's.
const SHOWN: [&str; 31] = [
    "AB", "AH", "AJ", "AM", "AN", "AO", "AP", "AQ", "BG", "BH", "BL", "BR", "BS", "BT", "BW", "BX", "BY", "CA", "CB",
    "CC", "CF", "CH", "CJ", "CK", "CL", "CM", "CN", "CP", "CQ", "CS", "BZ",
];

const HIDDEN: &str = "•••";

/// A message, masked. The sequence number is shown, the checksum is not: it is made of what is hidden.
pub(super) fn message(message: &Message) -> String {
    let about_a_patron = matches!(message.code(), "24" | "64" | "36");
    // What a system puts on a terminal's screen may greet the reader by name.
    let greets = about_a_patron && message.flag("BL") == Some(true);
    let mut text = format!("{}{}", message.code(), message.fixed());
    for (name, value) in message.fields() {
        text.push_str(name);
        match name {
            _ if value.is_empty() => {}
            "AA" => {
                text.push_str(HIDDEN);
                text.push_str(&ending(value));
            }
            "AF" | "AG" if !greets => text.push_str(value),
            name if SHOWN.contains(&name) => text.push_str(value),
            _ => text.push_str(HIDDEN),
        }
        text.push('|');
    }
    if let Some(sequence) = message.sequence {
        text.push_str(&format!("AY{sequence}"));
    }
    text
}

/// The last three characters of a card's number, when it is long enough to hide the rest.
fn ending(value: &str) -> String {
    let letters: Vec<char> = value.chars().collect();
    if letters.len() < 8 { String::new() } else { letters[letters.len() - 3..].iter().collect() }
}

/// What came: masked when it is a message; its beginning when it is none at all; only its kind and length when it is a
/// message that can't be read, for it may hold a person's data where none is looked for.
pub(super) fn received(line: &[u8], parsed: Option<&Message>) -> String {
    if let Some(read) = parsed {
        return message(read);
    }
    match line {
        [a, b, ..] if a.is_ascii_digit() && b.is_ascii_digit() => {
            format!("{}{}… ({})", char::from(*a), char::from(*b), line.len())
        }
        _ => {
            let text = String::from_utf8_lossy(line);
            text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(80).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use sip2::Rules;

    use super::*;

    #[test]
    fn secrets_and_persons_are_hidden() {
        let login = Message::new("93", "00").with("CN", "beffroi").with("CO", "s3cret").with("CP", "WEB");
        assert_eq!(message(&login), "9300CNbeffroi|CO•••|CPWEB|");
        let answer = Message::new("64", &" ".repeat(59))
            .with("AO", "BIB")
            .with("AA", "20012345678")
            .with("AE", "Ève d'Hérouville")
            .with("BL", "Y")
            .with("CQ", "Y")
            .with("BV", "12.00")
            .with("AU", "31234")
            .with("BE", "eve@example.org")
            .with("PB", "19800101")
            .with("AF", "Bonjour Ève");
        let shown = message(&answer);
        for hidden in ["Ève", "200123", "12.00", "31234", "eve@", "1980"] {
            assert!(!shown.contains(hidden), "{hidden} in {shown}");
        }
        assert!(shown.contains("AOBIB|AA•••678|AE•••|BLY|CQY|"), "{shown}");
        let refused = Message::new("64", &" ".repeat(59)).with("AA", "1").with("BL", "N").with("AF", "Carte inconnue");
        assert!(message(&refused).contains("AFCarte inconnue|"));
        let bytes = answer.encode(&Rules::default());
        assert_eq!(received(&bytes[..40], None), "64… (40)");
        assert_eq!(received(b"HTTP/1.1 400 Bad\x07Request", None), "HTTP/1.1 400 Bad Request");
    }
}
