//! Names of persons and bodies, from the subfields of either format.

use crate::description::Name;
use crate::wording::{append_words, trim_full_stop, trim_isbd};

/// A person's name whose entry part and rest are in one string ("Hugo, Victor,") or already apart.
///
/// `family` may hold the whole name; `given` is what the record keeps apart (UNIMARC $b), empty when it does not.
/// A name without a comma stays whole in [`Name::family`]: nobody can say which word is the surname.
pub(crate) fn person(family: &str, given: &str, dates: &str) -> Name {
    let mut name = Name::default();
    append_words(family, &mut name.family);
    trim_isbd(&mut name.family, 0);
    append_words(given, &mut name.given);
    trim_isbd(&mut name.given, 0);
    if name.given.is_empty()
        && let Some(comma) = name.family.find(',')
    {
        name.given.push_str(name.family[comma + 1..].trim());
        name.family.truncate(comma);
        trim_isbd(&mut name.family, 0);
    }
    trim_full_stop(&mut name.given, 0);
    if name.given.is_empty() {
        trim_full_stop(&mut name.family, 0);
    }
    lower_surname(&mut name);
    append_dates(dates, &mut name.dates);
    name
}

/// The name of a body, its subordinate units joined by ". ".
pub(crate) fn body(parts: &[&str]) -> Name {
    let mut name = Name { corporate: true, ..Name::default() };
    for part in parts {
        if !name.family.is_empty() {
            name.family.push_str(". ");
        }
        let start = name.family.len();
        append_words(part, &mut name.family);
        trim_isbd(&mut name.family, start);
        trim_full_stop(&mut name.family, start);
    }
    name
}

fn append_dates(dates: &str, out: &mut String) {
    append_words(dates, out);
    trim_isbd(out, 0);
    if out.starts_with('(') && out.ends_with(')') {
        out.pop();
        out.remove(0);
    }
    trim_full_stop(out, 0);
}

/// "HUGO, Victor" is written "Hugo, Victor": capitals are a habit of some systems, not a spelling.
fn lower_surname(name: &mut Name) {
    let all_capitals = name.family.chars().filter(|c| c.is_alphabetic()).count() > 2
        && !name.family.chars().any(char::is_lowercase)
        && name.given.chars().any(char::is_lowercase);
    if !all_capitals {
        return;
    }
    let mut lowered = String::with_capacity(name.family.len());
    let mut inside_word = false;
    for c in name.family.chars() {
        if inside_word {
            lowered.extend(c.to_lowercase());
        } else {
            lowered.push(c);
        }
        inside_word = c.is_alphabetic();
    }
    name.family = lowered;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(family: &str, given: &str) -> (String, String) {
        let name = person(family, given, "");
        (name.family, name.given)
    }

    #[test]
    fn comma_or_subfield_alike() {
        let hugo = ("Hugo".to_owned(), "Victor".to_owned());
        assert_eq!(parts("Hugo, Victor,", ""), hugo);
        assert_eq!(parts("Hugo", "Victor"), hugo);
        assert_eq!(parts("HUGO", "Victor"), hugo);
        assert_eq!(parts("HUGO, Victor", ""), hugo);
        assert_eq!(parts("Hugo, Victor.", ""), hugo);
    }

    #[test]
    fn initials_and_direct_order_stay() {
        assert_eq!(parts("Hugo, V.", ""), ("Hugo".into(), "V.".into()));
        assert_eq!(parts("Victor Hugo", ""), ("Victor Hugo".into(), "".into()));
        assert_eq!(parts("IAM", ""), ("IAM".into(), "".into()));
        assert_eq!(parts("SAINT-EXUPÉRY", "Antoine de"), ("Saint-Exupéry".into(), "Antoine de".into()));
    }

    #[test]
    fn bodies_keep_their_units() {
        assert_eq!(body(&["France.", "Ministère de la culture,"]).family, "France. Ministère de la culture");
    }

    #[test]
    fn dates_lose_their_brackets() {
        assert_eq!(person("Hugo", "Victor", "(1802-1885)").dates, "1802-1885");
        assert_eq!(person("Hugo, Victor,", "", "1802-1885.").dates, "1802-1885");
    }
}
