//! Record numbers of national and union catalogues, and addresses that carry them.

use crate::identifier::Identifier;

/// Reads an address that names a record or an electronic text: a Sudoc PPN, an ARK of the BnF or of anyone else, the
/// number of a Project Gutenberg text.
pub(crate) fn of_address(address: &str) -> Option<Identifier> {
    let address = address.trim();
    if let Some(at) = address.find("ark:/") {
        let ark = address[at..].split([' ', '?', '#', '"']).next().unwrap_or_default();
        return (ark.len() > 8).then(|| Identifier::Ark(ark.to_owned()));
    }
    for place in ["gutenberg.org/ebooks/", "gutenberg.org/etext/"] {
        if let Some((_, number)) = address.split_once(place) {
            let digits = number.find(|c: char| !c.is_ascii_digit()).unwrap_or(number.len());
            return (digits > 0).then(|| Identifier::Catalogue("gutenberg".to_owned(), number[..digits].to_owned()));
        }
    }
    let (_, ppn) = address.split_once("sudoc.fr/")?;
    named("ppn", ppn)
}

/// Reads a system control number: "(OCoLC)ocm00012345", "(FrPBN)FRBNF…", "(PPN)026…", "FRBNF374…".
pub(crate) fn of_system_number(written: &str) -> Option<Identifier> {
    let written = written.trim();
    if written.contains("ark:/") {
        return of_address(written);
    }
    if starts_with_ignoring_case(written, "FRBNF") {
        return named("frbnf", &written[5..]);
    }
    let (source, number) = written.strip_prefix('(')?.split_once(')')?;
    let lower = source.to_ascii_lowercase();
    match lower.as_str() {
        "ocolc" => named("oclc", number.trim_start_matches(|c: char| !c.is_ascii_digit())).map(without_leading_zeros),
        "ppn" | "frsudoc" | "sudoc" | "frpbabes" => named("ppn", number),
        _ if starts_with_ignoring_case(number.trim(), "FRBNF") => named("frbnf", &number.trim()[5..]),
        // A library's own number means nothing elsewhere; a source everybody names the same way does.
        "dlc" | "de-101" | "de-599" | "uk" | "uk-bles" | "rero" => named(&lower, number),
        _ => None,
    }
}

/// Reads UNIMARC 020$b, the number in a national bibliography; only the BnF's are written alike everywhere.
pub(crate) fn of_national_number(written: &str) -> Option<Identifier> {
    let written = written.trim();
    starts_with_ignoring_case(written, "FRBNF").then(|| named("frbnf", &written[5..])).flatten()
}

/// Reads a Library of Congress control number (MARC21 010$a).
pub(crate) fn of_lccn(written: &str) -> Option<Identifier> {
    named("lccn", written)
}

/// Keeps a publisher's number (music, films) when it is long enough to mean something.
pub(crate) fn publisher_number(written: &str) -> Option<Identifier> {
    let written = written.trim();
    let significant = written.chars().filter(|c| c.is_alphanumeric()).count();
    (significant >= 4 && written.bytes().any(|byte| byte.is_ascii_digit()))
        .then(|| Identifier::PublisherNumber(written.to_owned()))
}

fn named(source: &str, number: &str) -> Option<Identifier> {
    let number: String = number
        .chars()
        .take_while(|c| !matches!(c, '/' | '?' | '#' | '('))
        .filter(|c| c.is_ascii_alphanumeric())
        .collect();
    (number.len() >= 4 && number.bytes().any(|byte| byte.is_ascii_digit()))
        .then(|| Identifier::Catalogue(source.to_owned(), number))
}

fn without_leading_zeros(identifier: Identifier) -> Identifier {
    match identifier {
        Identifier::Catalogue(source, number) => {
            Identifier::Catalogue(source, number.trim_start_matches('0').to_owned())
        }
        other => other,
    }
}

fn starts_with_ignoring_case(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue(source: &str, number: &str) -> Option<Identifier> {
        Some(Identifier::Catalogue(source.into(), number.into()))
    }

    #[test]
    fn numbers_lose_their_dress() {
        assert_eq!(of_address("http://www.sudoc.fr/026734397"), catalogue("ppn", "026734397"));
        assert_eq!(
            of_address("http://catalogue.bnf.fr/ark:/12148/cb37422609f"),
            Some(Identifier::Ark("ark:/12148/cb37422609f".into()))
        );
        assert_eq!(of_address("https://www.gutenberg.org/ebooks/5711"), catalogue("gutenberg", "5711"));
        assert_eq!(of_system_number("(OCoLC)ocm00012345"), catalogue("oclc", "12345"));
        assert_eq!(of_system_number("FRBNF374226090000006"), catalogue("frbnf", "374226090000006"));
        assert_eq!(of_system_number("(FR-123456)99"), None);
        assert_eq!(of_system_number("local 12345"), None);
    }
}
