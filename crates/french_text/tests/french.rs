//! Pairs a librarian expects to be one word.

use french_text::{Stemmer, folded, tokens};

/// The same word as it is printed and as it is typed.
const PAIRS: [(&str, &str); 24] = [
    ("économie", "economie"),
    ("Économies", "ECONOMIE"),
    ("bibliothèque", "bibliotheques"),
    ("L'étranger", "etranger"),
    ("l’été", "ete"),
    ("sœur", "soeurs"),
    ("Œuvres", "oeuvre"),
    ("élèves", "eleve"),
    ("château", "chateaux"),
    ("forêt", "forets"),
    ("pêcheur", "pecheurs"),
    ("française", "francaises"),
    ("européenne", "europeenne"),
    ("poésies", "poesie"),
    ("théâtre", "theatre"),
    ("mémoires", "memoire"),
    ("Misérables", "miserable"),
    ("générations", "generation"),
    ("créé", "cree"),
    ("naïveté", "naivete"),
    ("aiguë", "aigue"),
    ("jusqu'à", "a"),
    ("d'aujourd’hui", "aujourd'hui"),
    ("répétées", "repetees"),
];

fn analysed(text: &str) -> Vec<String> {
    let stemmer = Stemmer::french();
    tokens(&folded(text)).map(|word| stemmer.stem(word).into_owned()).collect()
}

#[test]
fn accents_elision_and_number_never_part_a_word() {
    let unequal: Vec<_> = PAIRS.iter().filter(|(printed, typed)| analysed(printed) != analysed(typed)).collect();
    assert!(unequal.is_empty(), "{unequal:?}");
}
