//! Language codes, as ISO 639-2/B in lower case.

/// Adds the codes of one subfield: "fre", "FRA", or the old habit of several glued together ("engfre").
pub(crate) fn add_languages(raw: &str, list: &mut Vec<String>) {
    let letters = raw.trim();
    if letters.is_empty() || !letters.len().is_multiple_of(3) || letters.len() > 18 {
        return;
    }
    if !letters.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return;
    }
    for start in (0..letters.len()).step_by(3) {
        let lower = letters[start..start + 3].to_ascii_lowercase();
        let code = bibliographic(&lower);
        if matches!(code, "und" | "zxx" | "mul") || list.iter().any(|known| known == code) {
            continue;
        }
        if code == lower {
            list.push(lower);
        } else {
            list.push(code.to_owned());
        }
    }
}

/// ISO 639-2 has two codes for some languages; libraries' formats use the bibliographic one.
fn bibliographic(code: &str) -> &str {
    match code {
        "fra" => "fre",
        "deu" => "ger",
        "nld" => "dut",
        "zho" => "chi",
        "ces" => "cze",
        "ell" => "gre",
        "eus" => "baq",
        "fas" => "per",
        "hye" => "arm",
        "isl" => "ice",
        "kat" => "geo",
        "mkd" => "mac",
        "msa" => "may",
        "mya" => "bur",
        "ron" => "rum",
        "slk" => "slo",
        "sqi" => "alb",
        "bod" => "tib",
        "cym" => "wel",
        other => other,
    }
}

/// Articles that a sort skips at the beginning of a title, when the record marks none itself.
pub(crate) fn leading_article(title: &str, language: Option<&str>) -> u8 {
    let articles: &[&str] = match language.unwrap_or("fre") {
        "fre" => &["Le ", "La ", "Les ", "L'", "L’", "Un ", "Une ", "Des "],
        "eng" => &["The ", "A ", "An "],
        "ger" => &["Der ", "Die ", "Das ", "Ein ", "Eine "],
        "spa" => &["El ", "La ", "Los ", "Las ", "Un ", "Una "],
        "ita" => &["Il ", "Lo ", "La ", "I ", "Gli ", "Le ", "L'", "L’", "Un ", "Una "],
        "dut" => &["De ", "Het ", "Een ", "'t "],
        "por" => &["O ", "A ", "Os ", "As ", "Um ", "Uma "],
        "cat" => &["El ", "La ", "Els ", "Les ", "L'", "L’"],
        _ => &[],
    };
    articles
        .iter()
        .find(|article| {
            title.get(..article.len()).is_some_and(|start| start.eq_ignore_ascii_case(article))
                && title.len() > article.len()
        })
        .map_or(0, |article| article.chars().count() as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_bibliographic_and_apart() {
        let mut list = Vec::new();
        for raw in ["fra", "engfre", "FRE", "und", "x", "fr1"] {
            add_languages(raw, &mut list);
        }
        assert_eq!(list, ["fre", "eng"]);
    }

    #[test]
    fn articles_follow_the_language() {
        assert_eq!(leading_article("Le chat", Some("fre")), 3);
        assert_eq!(leading_article("L’enfant", Some("fre")), 2);
        assert_eq!(leading_article("The cat", Some("eng")), 4);
        assert_eq!(leading_article("Die hard", Some("eng")), 0);
        assert_eq!(leading_article("Un ", Some("fre")), 0);
    }
}
