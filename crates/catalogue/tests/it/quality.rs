//! Quality of grouping and of search on a generated load with its truth: noisy records of twelve libraries in every
//! format and encoding, through the real importer.

use std::collections::BTreeMap;

use catalogue::model::RunCounts;
use store::Db;
use store::testing::SqlitePlace;

use crate::book::{Book, Habit};
use crate::house::{House, Shelf, asked, rooms};

/// SplitMix64: the same load on every machine.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn new(seed: u64) -> Dice {
        Dice(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `most`.
    pub(crate) fn below(&mut self, most: usize) -> usize {
        (self.next() % most as u64) as usize
    }

    fn percent(&mut self, chance: usize) -> bool {
        self.below(100) < chance
    }

    fn pick<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

const THINGS: [&str; 40] = [
    "maison",
    "rivière",
    "forêt",
    "fenêtre",
    "lumière",
    "nuit",
    "tempête",
    "montagne",
    "clé",
    "chambre",
    "lettre",
    "mémoire",
    "horloge",
    "frontière",
    "gare",
    "plage",
    "cathédrale",
    "bibliothèque",
    "ville",
    "guerre",
    "mère",
    "sœur",
    "neige",
    "couleur",
    "promesse",
    "trahison",
    "île",
    "danse",
    "reine",
    "valise",
    "vigne",
    "cité",
    "bête",
    "main",
    "voix",
    "brume",
    "fille",
    "ombre",
    "étoile",
    "barque",
];
const LOOKS: [&str; 24] = [
    "oubliée",
    "blanche",
    "perdue",
    "étrange",
    "silencieuse",
    "bleue",
    "immobile",
    "dernière",
    "invisible",
    "rouge",
    "amère",
    "secrète",
    "profonde",
    "endormie",
    "brûlée",
    "fragile",
    "lointaine",
    "légère",
    "interdite",
    "première",
    "inachevée",
    "sauvage",
    "dorée",
    "muette",
];
const PLACES: [&str; 30] = [
    "Flandre",
    "Bretagne",
    "Venise",
    "Lisbonne",
    "Prague",
    "Dakar",
    "Alger",
    "Naples",
    "Marseille",
    "Bruges",
    "Odessa",
    "Séville",
    "Grenade",
    "Trieste",
    "Tanger",
    "Québec",
    "Anvers",
    "Cracovie",
    "Alexandrie",
    "Nantes",
    "Roubaix",
    "Dunkerque",
    "Vienne",
    "Beyrouth",
    "Saïgon",
    "Rouen",
    "Honfleur",
    "Arles",
    "Colmar",
    "Gand",
];
const FAMILIES: [&str; 40] = [
    "Delcourt",
    "Vanhove",
    "Leclercq",
    "Desrousseaux",
    "Carpentier",
    "Wattrelos",
    "Maës",
    "Hénin",
    "Lefèvre",
    "Bécquart",
    "Morel",
    "Fontaine",
    "Rousselle",
    "Dupré",
    "Guérin",
    "Lacroix",
    "Béranger",
    "Châtelain",
    "Duvivier",
    "Mercier",
    "Picard",
    "Roussel",
    "Savary",
    "Thévenin",
    "Vasseur",
    "Wallaert",
    "Quenelle",
    "Obry",
    "Noël",
    "Ménard",
    "Lambrecht",
    "Kerouac",
    "Joncour",
    "Hugot",
    "Grimaud",
    "Flahaut",
    "Estève",
    "Darras",
    "Cazier",
    "Avril",
];
const GIVEN: [&str; 14] = [
    "Jeanne",
    "Émile",
    "Margaux",
    "Antoine",
    "Hélène",
    "Baptiste",
    "Clémence",
    "Raphaël",
    "Noémie",
    "Thibault",
    "Solène",
    "Victor",
    "Agnès",
    "Gaspard",
];
const HOUSES: [&str; 10] = [
    "Gallimard",
    "Albin Michel",
    "Le Seuil",
    "Flammarion",
    "Actes Sud",
    "Grasset",
    "Stock",
    "Fayard",
    "Julliard",
    "Plon",
];
const SUBJECTS: [&str; 8] =
    ["Amitié", "Exil", "Famille", "Guerre mondiale (1939-1945)", "Mer", "Mines de charbon", "Secret", "Voyages"];

/// What a library is: how it writes.
const HABITS: [Habit; 12] = [
    Habit::UnimarcUtf8,
    Habit::UnimarcIso5426,
    Habit::Marc21Utf8,
    Habit::UnimarcLatin1,
    Habit::UnimarcUtf8,
    Habit::Marc21Marc8,
    Habit::UnimarcIso5426,
    Habit::UnimarcUtf8,
    Habit::Marc21Utf8,
    Habit::UnimarcUtf8,
    Habit::Marc21Marc8,
    Habit::UnimarcLatin1,
];

struct Edition {
    isbn: String,
    publisher: &'static str,
    year: u16,
    pages: u16,
    /// Title in another language, for a translation.
    translated: Option<String>,
}

struct Work {
    title: String,
    subtitle: &'static str,
    author: (&'static str, &'static str),
    subject: &'static str,
    editions: Vec<Edition>,
}

/// A record's edition and work, in truth.
type Truth = BTreeMap<(String, String), (usize, usize)>;

pub(crate) struct Load {
    works: Vec<Work>,
    /// Each library's file.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    truth: Truth,
}

/// ISBN-13 of a number, or its ISBN-10.
fn isbn(number: usize, ten: bool) -> String {
    let core = format!("2{number:08}");
    if ten {
        let sum: usize = core.bytes().enumerate().map(|(at, digit)| (10 - at) * usize::from(digit - b'0')).sum();
        let check = (11 - sum % 11) % 11;
        return if check == 10 { format!("{core}X") } else { format!("{core}{check}") };
    }
    let core = format!("978{core}");
    let sum: usize = core.bytes().enumerate().map(|(at, digit)| (1 + at % 2 * 2) * usize::from(digit - b'0')).sum();
    format!("{core}{}", (10 - sum % 10) % 10)
}

fn works(dice: &mut Dice, count: usize) -> Vec<Work> {
    let mut works: Vec<Work> = Vec::with_capacity(count);
    let mut titles = std::collections::BTreeSet::new();
    let mut books = 10_000;
    while works.len() < count {
        let author = (dice.pick(&FAMILIES), dice.pick(&GIVEN));
        // One title in thirty is an earlier one's, by someone else.
        let title = if works.len() > 30 && dice.percent(3) {
            let twin = &works[dice.below(works.len())];
            if twin.author.0 == author.0 {
                continue;
            }
            twin.title.clone()
        } else {
            let title = format!("La {} {} de {}", dice.pick(&THINGS), dice.pick(&LOOKS), dice.pick(&PLACES));
            if !titles.insert(title.clone()) {
                continue;
            }
            title
        };
        let subtitle = if dice.percent(30) { dice.pick(&["roman", "récit", "nouvelles et récits"]) } else { "" };
        let mut editions = Vec::new();
        let mut year = 1960 + dice.below(40) as u16;
        for _ in 0..=[0, 0, 0, 1, 1, 2][dice.below(6)] {
            books += 1 + dice.below(500);
            let translated = (!editions.is_empty() && dice.percent(20))
                .then(|| format!("The {} book of {}", works.len(), dice.pick(&PLACES)));
            editions.push(Edition {
                isbn: format!("{books}"),
                publisher: dice.pick(&HOUSES),
                year,
                pages: 120 + dice.below(500) as u16,
                translated,
            });
            year += 4 + dice.below(9) as u16;
        }
        works.push(Work { title, subtitle, author, subject: dice.pick(&SUBJECTS), editions });
    }
    works
}

/// A record of an edition, with what a cataloguer does to it.
fn noisy(dice: &mut Dice, work: &Work, edition: &Edition, number: &str) -> Book {
    let book_number: usize = edition.isbn.parse().expect("a number");
    let mut book = Book {
        number: number.to_owned(),
        title: work.title.clone(),
        subtitle: work.subtitle.to_owned(),
        author: (work.author.0.to_owned(), work.author.1.to_owned()),
        isbn: isbn(book_number, dice.percent(30)),
        publisher: edition.publisher.to_owned(),
        year: edition.year,
        pages: edition.pages,
        language: "fre".to_owned(),
        original: None,
        subject: work.subject.to_owned(),
    };
    if let Some(translated) = &edition.translated {
        book.original = Some((book.title, "fre".to_owned()));
        book.title = translated.clone();
        book.language = "eng".to_owned();
    }
    if dice.percent(15) {
        book.isbn.clear();
    } else if dice.percent(1) {
        // Wrong: some other book's.
        book.isbn = isbn(10_000 + dice.below(90_000), false);
    }
    match dice.below(30) {
        0 => {
            book.title = book
                .title
                .to_uppercase()
                .replace(['É', 'È', 'Ê'], "E")
                .replace(['Î', 'Ï'], "I")
                .replace('Ç', "C")
                .replace('Œ', "OE")
                .replace('Ô', "O")
                .replace('Û', "U")
                .replace('Â', "A")
                .replace('Ë', "E")
        }
        1 => book.title = unaccented(&book.title),
        2 => book.title = mistyped(dice, &book.title),
        3 => book.subtitle.clear(),
        4 => book.title = book.title.trim_start_matches("La ").to_owned(),
        5 => book.author.1 = book.author.1.chars().take(1).collect::<String>() + ".",
        6 => book.publisher = format!("Éd. {}", book.publisher).replace("Éd. Le ", "Éd. du "),
        7 => book.year += 1,
        8 if !book.isbn.is_empty() => book.author = Default::default(),
        9 => book.pages += 2,
        _ => {}
    }
    book
}

fn unaccented(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' => 'o',
            'û' | 'ù' => 'u',
            'â' | 'à' => 'a',
            'ç' => 'c',
            other => other,
        })
        .collect()
}

/// Two neighbouring letters of a long word change places.
fn mistyped(dice: &mut Dice, text: &str) -> String {
    let mut letters: Vec<char> = text.chars().collect();
    let places: Vec<usize> =
        (4..letters.len() - 1).filter(|at| letters[*at - 1..=*at + 1].iter().all(|c| c.is_lowercase())).collect();
    let at = places[dice.below(places.len())];
    letters.swap(at, at - 1);
    letters.into_iter().collect()
}

pub(crate) fn load(seed: u64, count: usize) -> Load {
    let mut dice = Dice::new(seed);
    let works = works(&mut dice, count);
    let mut files: Vec<(String, Vec<u8>)> =
        (0..HABITS.len()).map(|library| (format!("LIB{library:02}"), Vec::new())).collect();
    let mut truth = Truth::new();
    let (mut edition_number, mut record) = (0, 0);
    for (work_number, work) in works.iter().enumerate() {
        for edition in &work.editions {
            let holders = [1, 1, 1, 2, 3, 5][dice.below(6)];
            let first = dice.below(HABITS.len());
            for holder in 0..holders {
                let library = (first + holder * 5) % HABITS.len();
                record += 1;
                let number = format!("R{record:06}");
                let book = noisy(&mut dice, work, edition, &number);
                files[library].1.extend(book.bytes(HABITS[library]));
                truth.insert((files[library].0.clone(), number), (edition_number, work_number));
            }
            edition_number += 1;
        }
    }
    Load { works, files, truth }
}

/// Imports every library's file; the libraries are in three communes.
pub(crate) async fn import_all(house: &House, load: &Load) -> RunCounts {
    let mut all = RunCounts::default();
    for (at, (library, bytes)) in load.files.iter().enumerate() {
        let source = house.source_in(library, ["59350", "59512", "59599"][at % 3]).await;
        let counts = house.import(&source, bytes).await.counts;
        all.read += counts.read;
        all.new += counts.new;
        all.set_aside += counts.set_aside;
    }
    all
}

/// Pairwise precision and recall of numbers given against numbers true.
fn pairwise(pairs: impl Iterator<Item = (i64, usize)>) -> (f64, f64) {
    let mut given: BTreeMap<i64, u64> = BTreeMap::new();
    let mut real: BTreeMap<usize, u64> = BTreeMap::new();
    let mut both: BTreeMap<(i64, usize), u64> = BTreeMap::new();
    for (one, other) in pairs {
        *given.entry(one).or_default() += 1;
        *real.entry(other).or_default() += 1;
        *both.entry((one, other)).or_default() += 1;
    }
    fn twos<'a>(counts: impl Iterator<Item = &'a u64>) -> f64 {
        counts.map(|n| (n * (n - 1) / 2) as f64).sum()
    }
    let right = twos(both.values());
    (right / twos(given.values()), right / twos(real.values()))
}

#[tokio::test]
async fn grouping_and_search_stay_good() {
    let place = SqlitePlace::new();
    let db = Db::open(place.url(), store::Options::default()).await.expect("a database");
    db.migrate(&rooms()).await.expect("migrated");
    let house = House::on(&db).await;
    let load = load(7, 900);
    let counts = import_all(&house, &load).await;
    assert_eq!((counts.new, counts.set_aside), (load.truth.len() as i64, 0));

    let clusters = house.clusters().await;
    assert_eq!(clusters.len(), load.truth.len());
    let (precision, recall) = pairwise(clusters.iter().map(|(record, given)| (given.0, load.truth[record].0)));
    println!("editions: precision {precision:.4}, recall {recall:.4}");
    assert!(precision >= 0.99 && recall >= 0.95, "editions: precision {precision:.4}, recall {recall:.4}");
    let (precision, recall) = pairwise(clusters.iter().map(|(record, given)| (given.1, load.truth[record].1)));
    println!("works: precision {precision:.4}, recall {recall:.4}");
    assert!(precision >= 0.985 && recall >= 0.93, "works: precision {precision:.4}, recall {recall:.4}");

    let directory = tempfile::tempdir().expect("a directory");
    let mut shelf = Shelf::open(&house, directory.path());
    shelf.catch_up().await;
    let mut numbers: BTreeMap<usize, Vec<i64>> = BTreeMap::new();
    for (record, given) in &clusters {
        numbers.entry(load.truth[record].1).or_default().push(given.1);
    }
    let mut dice = Dice::new(99);
    let (mut wanted, mut found) = (0, 0);
    let mut missed = Vec::new();
    for _ in 0..60 {
        let number = dice.below(load.works.len());
        let work = &load.works[number];
        let short = work.title.trim_start_matches("La ");
        for query in [
            work.title.clone(),
            format!("{} {}", work.author.0, short),
            unaccented(short).to_lowercase(),
            mistyped(&mut dice, short),
            isbn(work.editions[0].isbn.parse().expect("a number"), false),
        ] {
            let answer = shelf.finder.search(&asked(&[("q", &query)])).expect("an answer");
            wanted += 1;
            let hit = answer.hits.iter().any(|hit| numbers[&number].contains(&hit.work));
            found += usize::from(hit);
            if !hit {
                missed.push(query);
            }
        }
    }
    println!("found within 20: {found} of {wanted}");
    assert!(found * 10 >= wanted * 9, "found within 20: {found} of {wanted}; missed {missed:?}");
    house.sound().await;
}
