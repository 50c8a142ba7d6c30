//! Names of places as people type them.

/// A place name without accents, case, ligatures, hyphens and apostrophes: `Annœullin` → `annoeullin`,
/// `L'Haÿ-les-Roses` → `l hay les roses`.
///
/// The letters are those of French place names (and of neighbours across the border); others pass unchanged.
#[must_use]
pub fn fold_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'à' | 'á' | 'â' | 'ä' | 'ã' => folded.push('a'),
            'ç' => folded.push('c'),
            'è' | 'é' | 'ê' | 'ë' => folded.push('e'),
            'ì' | 'í' | 'î' | 'ï' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ò' | 'ó' | 'ô' | 'ö' | 'õ' => folded.push('o'),
            'ù' | 'ú' | 'û' | 'ü' => folded.push('u'),
            'ý' | 'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            // Combining marks: text typed on some keyboards arrives decomposed.
            '\u{300}'..='\u{36f}' => {}
            letter if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn folds_what_people_leave_out() {
        for (name, folded) in [
            ("Annœullin", "annoeullin"),
            ("L'Haÿ-les-Roses", "l hay les roses"),
            ("Saint-André-lez-Lille", "saint andre lez lille"),
            ("  Deu\u{302}le\u{301}mont ", "deulemont"),
            ("", ""),
        ] {
            assert_eq!(fold_name(name), folded);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(name in "\\PC{0,40}") {
            let once = fold_name(&name);
            prop_assert_eq!(fold_name(&once), once);
        }
    }
}
