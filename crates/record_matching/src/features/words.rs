//! Words that carry no identity: articles, joining words, words of publishers' names, titles that everybody uses.

/// Words that do not help to tell one title from another.
pub(crate) fn is_stop_word(word: &[u8]) -> bool {
    match word.len() {
        0 => true,
        1 => matches!(word, b"l" | b"d" | b"a" | b"y" | b"e" | b"i" | b"o"),
        2 => matches!(
            word,
            b"le"
                | b"la"
                | b"un"
                | b"de"
                | b"du"
                | b"au"
                | b"en"
                | b"et"
                | b"an"
                | b"of"
                | b"in"
                | b"to"
                | b"el"
                | b"il"
                | b"lo"
                | b"di"
                | b"da"
                | b"do"
                | b"os"
                | b"as"
        ),
        3 => matches!(
            word,
            b"les"
                | b"des"
                | b"une"
                | b"aux"
                | b"the"
                | b"and"
                | b"der"
                | b"die"
                | b"das"
                | b"dem"
                | b"den"
                | b"ein"
                | b"und"
                | b"von"
                | b"los"
                | b"las"
                | b"del"
                | b"gli"
                | b"het"
                | b"een"
                | b"van"
                | b"for"
                | b"sur"
                | b"par"
        ),
        4 => matches!(word, b"eine" | b"dans" | b"pour" | b"avec" | b"from" | b"with"),
        _ => false,
    }
}

/// Articles that a title may lose: habits differ, so every title is compared without.
pub(super) fn is_article(word: &[u8]) -> bool {
    match word.len() {
        1 => matches!(word, b"l" | b"a" | b"i" | b"o"),
        2 => matches!(word, b"le" | b"la" | b"un" | b"an" | b"el" | b"il" | b"lo" | b"os" | b"as" | b"um" | b"de"),
        3 => matches!(
            word,
            b"les"
                | b"une"
                | b"des"
                | b"the"
                | b"der"
                | b"die"
                | b"das"
                | b"ein"
                | b"los"
                | b"las"
                | b"gli"
                | b"una"
                | b"uno"
                | b"uma"
                | b"het"
                | b"een"
        ),
        4 => word == b"eine",
        _ => false,
    }
}

/// "and": written as a word or as "&", so never compared.
pub(super) fn is_conjunction(word: &str) -> bool {
    matches!(word, "et" | "and" | "und")
}

/// Words that announce the number of a part.
pub(super) fn is_volume_word(word: &str) -> bool {
    match word.len() {
        1 => matches!(word, "t" | "v" | "n"),
        2 => matches!(word, "vo" | "bd" | "no" | "nr" | "pt"),
        3 => matches!(word, "vol" | "tom" | "num" | "liv"),
        4 => matches!(word, "tome" | "tomo" | "band" | "teil" | "part" | "fasc" | "deel" | "book"),
        5 => matches!(word, "livre" | "libro" | "parte" | "tomes" | "cycle"),
        6 => matches!(word, "volume" | "numero" | "number" | "partie" | "saison" | "season"),
        7 => matches!(word, "volumes" | "episode"),
        9 => word == "fascicule",
        _ => false,
    }
}

/// A number written as one word, from two to twenty, in French, English or Dutch.
pub(super) fn number_word(word: &str) -> Option<u16> {
    Some(match word.len() {
        3 => match word {
            "six" | "zes" => 6,
            "dix" | "ten" => 10,
            "two" => 2,
            _ => return None,
        },
        4 => match word {
            "deux" | "twee" => 2,
            "drie" => 3,
            "four" | "vier" => 4,
            "cinq" | "five" | "vijf" => 5,
            "sept" => 7,
            "huit" | "acht" => 8,
            "neuf" | "nine" => 9,
            "tien" => 10,
            "onze" => 11,
            "cent" => 100,
            _ => return None,
        },
        5 => match word {
            "trois" | "three" => 3,
            "seven" | "zeven" => 7,
            "eight" => 8,
            "negen" => 9,
            "douze" => 12,
            "seize" => 16,
            "vingt" => 20,
            "mille" => 1000,
            _ => return None,
        },
        6 => match word {
            "quatre" => 4,
            "eleven" => 11,
            "twelve" | "twaalf" => 12,
            "treize" => 13,
            "quinze" => 15,
            "trente" => 30,
            "twenty" => 20,
            _ => return None,
        },
        8 => match word {
            "quatorze" => 14,
            "quarante" => 40,
            "thirteen" => 13,
            _ => return None,
        },
        9 => match word {
            "cinquante" => 50,
            _ => return None,
        },
        _ => return None,
    })
}

/// Titles made only of these words belong to many authors: they say nothing alone.
pub(super) fn is_generic_word(word: &[u8]) -> bool {
    const GENERIC: &[&str] = &[
        "actes",
        "album",
        "ames",
        "annales",
        "annuaire",
        "annual",
        "annuel",
        "anthologie",
        "anthology",
        "autres",
        "ballades",
        "best",
        "bulletin",
        "cahiers",
        "carnets",
        "catalog",
        "catalogue",
        "chansons",
        "choisies",
        "choisis",
        "choix",
        "chroniques",
        "collected",
        "collection",
        "comedies",
        "complet",
        "complete",
        "completes",
        "complets",
        "concertos",
        "contes",
        "correspondance",
        "correspondence",
        "dialogues",
        "discours",
        "drama",
        "drames",
        "ecrits",
        "entretiens",
        "essai",
        "essais",
        "essay",
        "essays",
        "fables",
        "fragments",
        "gedichte",
        "greatest",
        "histoire",
        "histoires",
        "history",
        "hits",
        "inedites",
        "inedits",
        "journal",
        "letters",
        "lettres",
        "lieder",
        "livre",
        "melodies",
        "memoires",
        "memoirs",
        "miscellaneous",
        "morceaux",
        "nouvelle",
        "nouvelles",
        "novels",
        "oeuvre",
        "oeuvres",
        "opera",
        "operas",
        "other",
        "pages",
        "paroles",
        "pensees",
        "piano",
        "pieces",
        "plays",
        "poemas",
        "poeme",
        "poemes",
        "poems",
        "poesia",
        "poesias",
        "poesie",
        "poesies",
        "poetical",
        "poetry",
        "portraits",
        "preludes",
        "proceedings",
        "proses",
        "rapport",
        "recits",
        "recueil",
        "report",
        "revue",
        "roman",
        "romans",
        "selected",
        "selection",
        "selections",
        "sermons",
        "short",
        "sonatas",
        "sonates",
        "songs",
        "sonnets",
        "souvenirs",
        "stories",
        "suites",
        "symphonies",
        "tales",
        "textes",
        "theatre",
        "tragedies",
        "varia",
        "vers",
        "works",
        "writings",
    ];
    std::str::from_utf8(word).is_ok_and(|word| GENERIC.binary_search(&word).is_ok())
}

/// Subtitles that name a genre only: present in one library, absent in the next.
pub(super) fn is_genre_word(word: &str) -> bool {
    matches!(
        word,
        "roman"
            | "romans"
            | "recit"
            | "recits"
            | "nouvelles"
            | "poemes"
            | "poesie"
            | "theatre"
            | "novel"
            | "a"
            | "conte"
            | "contes"
            | "essai"
            | "policier"
            | "thriller"
            | "piece"
            | "texte"
            | "integral"
            | "biographie"
            | "comedie"
            | "drame"
            | "memoires"
            | "temoignage"
            | "historique"
            | "bande"
            | "dessinee"
            | "stories"
            | "poems"
            | "story"
    )
}

/// Words of publishers' names that most publishers share.
pub(super) fn is_publisher_word(word: &str) -> bool {
    matches!(
        word,
        "ed" | "edition"
            | "editions"
            | "edit"
            | "editeur"
            | "editeurs"
            | "edizioni"
            | "editorial"
            | "editore"
            | "publishing"
            | "publishers"
            | "publisher"
            | "publications"
            | "press"
            | "presses"
            | "verlag"
            | "books"
            | "librairie"
            | "impr"
            | "imprimerie"
            | "company"
            | "co"
            | "cie"
            | "inc"
            | "ltd"
            | "sons"
            | "group"
            | "sn"
            | "sl"
            | "s"
            | "n"
            | "productions"
            | "distrib"
            | "diff"
            | "ste"
            | "societe"
            | "uitgeverij"
    )
}

/// Parts of a name that habits put before or after, or leave out.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "l"
            | "von"
            | "van"
            | "der"
            | "den"
            | "di"
            | "da"
            | "del"
            | "della"
            | "dos"
            | "do"
            | "das"
            | "y"
            | "e"
            | "the"
            | "of"
            | "et"
            | "and"
            | "zu"
            | "ter"
            | "ten"
    )
}
