//! View-models to look at pages and to test them: real titles, invented holdings.

use shell::map::{Map, Mark, Shape};
use shell::{FormState, Pagination};

use crate::availability::{HitNow, Now, State};
use crate::pages::edition::{Edition, IdentifierLine, RecordLine};
use crate::pages::home::{AtHome, Figure, Home, LastImport, OnStage, WidestLibrary};
use crate::pages::libraries_map::{CommuneLibraries, LibrariesMap, LibraryLine};
use crate::pages::library::{DayHours, Library};
use crate::pages::office_grouping::{Decision, EditionGroup, Grouping, Join, RecordName, RecordSeen, Why};
use crate::pages::office_import::{Counts, RepairLine, RunPage, SetAsideLine, UploadPage};
use crate::pages::office_sources::{RunLine, SourceLine, Sources};
use crate::pages::paths;
use crate::pages::results::{Chip, Commune, Dropped, Facet, FacetValue, Results, Sort, WorkHit};
use crate::pages::tile::{Holder, Link, Online, WorkTile};
use crate::pages::work::{Contributor, EditionLine, Reason, Work};

const WORKS: [(&str, &str, &str, i16, u64); 20] = [
    ("Germinal", "Émile Zola", "book", 1885, 41),
    ("Les Misérables", "Victor Hugo", "book", 1862, 38),
    ("Le Petit Prince", "Antoine de Saint-Exupéry", "book", 1943, 52),
    ("Le Comte de Monte-Cristo", "Alexandre Dumas", "book", 1844, 33),
    ("L’Œuvre au noir", "Marguerite Yourcenar", "book", 1968, 19),
    ("Tintin au Tibet", "Hergé", "comic", 1960, 47),
    ("Vingt mille lieues sous les mers", "Jules Verne", "audiobook", 1870, 24),
    ("Bienvenue chez les Ch’tis", "Dany Boon", "film", 2008, 36),
    ("Het verdriet van België", "Hugo Claus", "book", 1983, 7),
    ("La Princesse de Clèves", "Madame de La Fayette", "book", 1678, 22),
    ("Wuthering Heights", "Emily Brontë", "book", 1847, 12),
    ("Le P’tit Quinquin et autres chansons lilloises", "Alexandre Desrousseaux", "music", 1853, 9),
    ("À la recherche du temps perdu", "Marcel Proust", "book", 1913, 28),
    ("Contes du Nord", "", "book", 1996, 5),
    ("Atlas de la métropole lilloise", "Agence d’urbanisme", "map", 2018, 11),
    ("Carmen", "Georges Bizet", "score", 1875, 6),
    ("La Voix du Nord", "", "serial", 1944, 14),
    ("Persepolis", "Marjane Satrapi", "comic", 2000, 31),
    ("Alice’s Adventures in Wonderland", "Lewis Carroll", "book", 1865, 16),
    ("L’Étranger", "Albert Camus", "book", 1942, 44),
];

/// A map of four towns.
pub(crate) fn small_map() -> Map {
    let towns = [
        ("59350", "Lille", 20.0),
        ("59512", "Roubaix", 70.0),
        ("59599", "Tourcoing", 120.0),
        ("59386", "Marcq-en-Barœul", 170.0),
    ];
    let shapes = towns
        .iter()
        .map(|(id, name, x)| Shape {
            id: (*id).to_owned(),
            name: (*name).to_owned(),
            path: format!("M{x} 20L{} 20L{} 70L{x} 70Z", x + 45.0, x + 45.0),
            cx: x + 22.0,
            cy: 45.0,
            lit: *id != "59386",
            href: (*id != "59386").then(|| format!("/bibliotheques#c-{id}")),
            value: Some("2 bibliothèques".to_owned()),
        })
        .collect();
    Map::new("0 0 240 90", "Carte : 3 communes partagent un catalogue", shapes)
}

fn tiles(from: usize, count: usize) -> Vec<WorkTile> {
    WORKS
        .iter()
        .enumerate()
        .cycle()
        .skip(from)
        .take(count)
        .map(|(index, (title, author, kind, year, libraries))| WorkTile {
            id: index as i64 + 100,
            href: paths::work(index as i64 + 100),
            title: (*title).to_owned(),
            author: (*author).to_owned(),
            kind,
            year: Some(*year),
            libraries: *libraries,
        })
        .collect()
}

pub(crate) fn home(map: Map) -> Home {
    let lit = map.shapes.iter().filter(|shape| shape.lit).count() as u64;
    Home {
        territory: "Métropole européenne de Lille".to_owned(),
        libraries: 125,
        works: 9_214,
        map,
        communes_lit: lit,
        examples: ["Germinal", "Jules Verne", "contes du Nord"].map(link).to_vec(),
        last_import: Some(LastImport {
            library: "Médiathèque La Grand-Plage".to_owned(),
            href: paths::library("ROUBAIX"),
            at: "2026-11-22T19:40:00Z".to_owned(),
            new: 1_204,
            changed: 37,
        }),
        widest: Some(WidestLibrary {
            name: "Médiathèque Jean-Lévy".to_owned(),
            href: paths::library("LILLE-JL"),
            commune: "Lille".to_owned(),
            works: 3_120,
        }),
        online: 2_480,
        online_href: paths::search_with(&[("en_ligne", "1")]),
        at_home: [("Germinal", "Émile Zola", "read", true), ("Le carillon", "Beffroi", "watch", false)]
            .map(|(title, by, verb, open)| AtHome {
                id: title.to_owned(),
                href: "/mediatheque/x".to_owned(),
                title: title.to_owned(),
                by: by.to_owned(),
                verb,
                open,
            })
            .to_vec(),
        on_stage: vec![OnStage {
            id: "petit-jour".to_owned(),
            href: "/sorties/date/x".to_owned(),
            title: "Petit Jour".to_owned(),
            by: "Le Grand Bleu".to_owned(),
            at: "2026-11-27T19:00:00Z".parse().unwrap_or_default(),
            commune: "Wambrechies".to_owned(),
        }],
        arrivals: tiles(5, 10),
        most_held: tiles(0, 10),
        figures: [
            ("communes", 95, "Insee, code officiel géographique 2026"),
            ("inhabitants", 1_194_040, "Insee, populations légales 2023, population municipale"),
            ("libraries", 125, "Ministère de la Culture, adresses des bibliothèques publiques, 2025"),
            ("works", 9_214, "Œuvres distinctes après rapprochement, calculé à l’instant"),
            ("editions", 9_870, "Éditions distinctes, calculé à l’instant"),
            ("records", 10_412, "Notices reçues des bibliothèques, calculé à l’instant"),
        ]
        .map(|(code, value, source)| Figure { code, value, source: source.to_owned(), href: None })
        .to_vec(),
        demo: true,
    }
}

fn link(words: &str) -> Link {
    Link { label: words.to_owned(), href: paths::search(words) }
}

/// Every way a library may answer.
fn now(index: usize) -> Option<Now> {
    let states = [
        State::Live,
        State::LastKnownLate,
        State::LastKnownDown,
        State::Late,
        State::Down,
        State::Live,
        State::LastKnown,
    ];
    let state = *states.get(index % 8)?;
    let known = !matches!(state, State::Late | State::Down);
    Some(Now {
        state,
        available: known.then_some(index.is_multiple_of(2)),
        free: u64::from(known && index.is_multiple_of(2)),
        copies: if known { index as u64 % 3 + 1 } else { 0 },
        due: (known && index == 1).then(|| "2026-12-03".to_owned()),
        said: if index == 5 { "à consulter sur place".to_owned() } else { String::new() },
        holds: if index == 1 { 2 } else { 0 },
        asked_at: known.then(|| "2026-11-23T09:00:00Z".to_owned()),
        minutes: known.then_some([0, 12, 1_100][index % 3]),
    })
}

pub(crate) fn holders(count: usize) -> Vec<Holder> {
    let known = [
        ("Médiathèque Jean-Lévy", "Lille", "R ZOL", "", Some(true)),
        ("Médiathèque La Grand-Plage", "Roubaix", "R ZOL G", "Emprunté jusqu’au 3 déc.", Some(false)),
        ("Médiathèque de Wambrechies", "Wambrechies", "", "", None),
        ("Bibliothèque Van der Meersch", "Wasquehal", "840-3 ZOL", "", Some(true)),
        ("Médiathèque André-Malraux", "Tourcoing", "RO ZOL", "Consultable sur place", None),
    ];
    known
        .iter()
        .cycle()
        .take(count)
        .enumerate()
        .map(|(index, (library, commune, call, status, available))| Holder {
            library: if index < 5 { (*library).to_owned() } else { format!("{library} {index}") },
            href: paths::library(&format!("BIB{index}")),
            commune: (*commune).to_owned(),
            call_number: (*call).to_owned(),
            status: (*status).to_owned(),
            available: *available,
            copies: if index == 1 { 3 } else { 1 },
            now: now(index),
            reserve: (index % 3 != 2).then(|| "/ma-carte/reserver/i/812?titre=Germinal".to_owned()),
            ..Holder::default()
        })
        .collect()
}

pub(crate) fn results() -> Results {
    let facet = |name, values: &[(&str, &str, u64, bool)]| Facet {
        name,
        values: values
            .iter()
            .map(|(value, label, count, selected)| FacetValue {
                value: (*value).to_owned(),
                label: (*label).to_owned(),
                count: *count,
                selected: *selected,
            })
            .collect(),
    };
    Results {
        query: "zola".to_owned(),
        inside: None,
        total: 1_264,
        sorts: ["pertinence", "recent", "ancien", "titre", "auteur"]
            .map(|value| Sort { value, selected: value == "pertinence" })
            .to_vec(),
        near: ["Lille", "Roubaix", "Wambrechies"]
            .iter()
            .enumerate()
            .map(|(index, name)| Commune {
                value: format!("5935{index}"),
                label: (*name).to_owned(),
                selected: index == 2,
            })
            .collect(),
        facets: vec![
            facet(
                "bibliotheque",
                &[
                    ("A", "Médiathèque Jean-Lévy", 412, false),
                    ("B", "Médiathèque La Grand-Plage", 388, false),
                    ("C", "Médiathèque André-Malraux", 240, false),
                    ("D", "Médiathèque de Wambrechies", 90, false),
                    ("E", "Bibliothèque Van der Meersch", 77, false),
                    ("F", "La Corderie", 61, false),
                    ("G", "Le Singuliers", 44, false),
                    ("H", "Médiathèque de Halluin", 12, false),
                ],
            ),
            facet(
                "type",
                &[
                    ("book", "book", 1_010, true),
                    ("audiobook", "audiobook", 120, false),
                    ("film", "film", 64, false),
                    ("comic", "comic", 12, false),
                ],
            ),
            facet(
                "langue",
                &[
                    ("fre", "fre", 1_100, false),
                    ("eng", "eng", 88, false),
                    ("dut", "dut", 40, false),
                    ("xyz", "xyz", 1, false),
                ],
            ),
            facet("periode", &[("2000", "2000", 300, false), ("1950", "1950", 410, false)]),
            facet("public", &[("adults", "adults", 900, false), ("children", "children", 60, false)]),
            facet("sujet", &[("mines", "Mines de charbon — Romans", 60, false)]),
            facet("en_ligne", &[("1", "1", 214, false)]),
        ],
        chips: vec![
            Chip { facet: "type", label: "book".to_owned(), href: "/recherche?q=zola".to_owned() },
            Chip { facet: "pres", label: "Wambrechies".to_owned(), href: "/recherche?q=zola".to_owned() },
        ],
        clear_href: Some("/recherche?q=zola".to_owned()),
        hits: WORKS
            .iter()
            .enumerate()
            .map(|(index, (title, author, kind, year, libraries))| WorkHit {
                id: index as i64 + 100,
                href: paths::work(index as i64 + 100),
                title: (*title).to_owned(),
                subtitle: if index == 3 { "roman, texte intégral".to_owned() } else { String::new() },
                author: (*author).to_owned(),
                kind,
                first_year: Some(*year),
                last_year: (index % 2 == 0).then_some(2019),
                editions: index as u64 % 7 + 1,
                libraries: *libraries,
                holders: holders(3),
                online: (index % 4 == 0)
                    .then(|| Online { href: "https://www.gutenberg.org/ebooks/5711".to_owned(), here: false }),
                now: (index < 4).then_some(HitNow {
                    libraries: index as u64 % 3,
                    unsure: index % 2 == 0,
                    told: index != 3,
                    ..HitNow::default()
                }),
            })
            .collect(),
        suggestion: Some(link("émile zola")),
        dropped: vec![],
        drop_a_word: vec![],
        pagination: Pagination::new(1_264, 20, 3, 50, |page| format!("/recherche?q=zola&page={page}")),
    }
}

pub(crate) fn nothing_found() -> Results {
    Results {
        query: "germinale zolla <b>".to_owned(),
        total: 0,
        facets: vec![],
        near: vec![],
        chips: vec![],
        clear_href: Some("/recherche?q=germinale".to_owned()),
        hits: vec![],
        suggestion: Some(link("germinal zola")),
        drop_a_word: vec![Dropped { word: "germinale".to_owned(), total: 12, href: paths::search("zolla") }],
        pagination: None,
        ..results()
    }
}

pub(crate) fn work() -> Work {
    let edition = |id, publisher: &str, date: &str, count, online: bool| EditionLine {
        id,
        href: paths::edition(id),
        title: if id == 2 { "Germinal : texte abrégé".to_owned() } else { String::new() },
        publisher: publisher.to_owned(),
        date: date.to_owned(),
        languages: vec!["fre".to_owned()],
        extent: "591 p.".to_owned(),
        kind: "book",
        isbns: if id == 1 { vec!["978-2-07-041142-9".to_owned()] } else { vec![] },
        online: online.then(|| Online { href: "https://www.gutenberg.org/ebooks/5711".to_owned(), here: false }),
        holders: holders(count),
    };
    Work {
        id: 100,
        title: "Germinal".to_owned(),
        subtitle: String::new(),
        author: "Émile Zola".to_owned(),
        author_href: Some(paths::search("Émile Zola")),
        contributors: vec![Contributor {
            name: "Henri Mitterand".to_owned(),
            role: "édition critique".to_owned(),
            href: paths::search("Henri Mitterand"),
        }],
        kind: "book",
        summary: "Dans le nord de la France, Étienne Lantier descend à la mine et entraîne les mineurs de Montsou dans la grève.".to_owned(),
        languages: vec!["fre".to_owned(), "eng".to_owned()],
        original_languages: vec!["fre".to_owned()],
        audience: "adults",
        subjects: ["Mineurs de charbon — Romans", "Grèves — Romans", "Nord (France) — 19e siècle"].map(link).to_vec(),
        series: vec![link("Les Rougon-Macquart")],
        libraries: 41,
        editions: vec![
            edition(1, "Gallimard", "1999", 9, false),
            edition(2, "Le Livre de poche", "DL 2000", 3, false),
            edition(3, "Project Gutenberg", "2004", 0, true),
        ],
        records: 58,
        reasons: vec![
            Reason { code: "isbn".to_owned(), detail: "9782070411429".to_owned(), records: 31 },
            Reason { code: "title-author".to_owned(), detail: "germinal / zola".to_owned(), records: 26 },
            Reason { code: "librarian".to_owned(), detail: String::new(), records: 1 },
        ],
        grouping_href: Some(paths::office_grouping(100)),
        similar: tiles(1, 5),
    }
}

pub(crate) fn edition() -> Edition {
    Edition {
        id: 1,
        work: Link { label: "Germinal".to_owned(), href: paths::work(100) },
        work_id: 100,
        title: "Germinal".to_owned(),
        subtitle: String::new(),
        responsibility: "Émile Zola ; préface d’André Wurmser".to_owned(),
        kind: "book",
        statement: "Édition établie et annotée par Henri Mitterand".to_owned(),
        place: "Paris".to_owned(),
        publisher: "Gallimard".to_owned(),
        date: "1999".to_owned(),
        extent: "591 p.".to_owned(),
        dimensions: "18 cm".to_owned(),
        languages: vec!["fre".to_owned()],
        original_languages: vec![],
        series: vec![link("Folio classique, 3304")],
        subjects: vec![link("Mineurs de charbon — Romans")],
        summary: String::new(),
        identifiers: vec![
            IdentifierLine { scheme: "ISBN".to_owned(), value: "978-2-07-041142-9".to_owned() },
            IdentifierLine { scheme: "PPN".to_owned(), value: "045365873".to_owned() },
        ],
        online: vec![],
        holders: holders(9),
        records: vec![RecordLine {
            library: "Médiathèque Jean-Lévy".to_owned(),
            local_id: "FRBNF37040187".to_owned(),
            href: Some("/notice/1".to_owned()),
        }],
    }
}

pub(crate) fn library(map: Map) -> Library {
    let mark = Mark {
        x: map.centre_x,
        y: map.centre_y,
        label: "Médiathèque de Wambrechies".to_owned(),
        href: None,
        bright: true,
    };
    Library {
        code: "WAMBRECHIES".to_owned(),
        name: "Médiathèque de Wambrechies".to_owned(),
        commune: "Wambrechies".to_owned(),
        address: vec!["3 place du Général-de-Gaulle".to_owned(), "59118 Wambrechies".to_owned()],
        phone: "03 28 38 84 20".to_owned(),
        email: "mediatheque@example.org".to_owned(),
        website: "https://www.example.org".to_owned(),
        hours: (0..7)
            .map(|weekday| DayHours {
                weekday,
                spans: match weekday {
                    1 => vec![("14:00".to_owned(), "18:30".to_owned())],
                    2 => vec![("10:00".to_owned(), "12:30".to_owned()), ("14:00".to_owned(), "19:00".to_owned())],
                    _ => vec![],
                },
            })
            .collect(),
        source: "Ministère de la Culture, adresses des bibliothèques publiques, 2025.".to_owned(),
        demo: true,
        map: map.with_marks(vec![mark]),
        works: 1_204,
        records: 1_311,
        last_import: Some("2026-11-22T19:40:00Z".to_owned()),
        latest: tiles(7, 10),
        strengths: ["Romans", "Bandes dessinées", "Histoire du Nord"].map(link).to_vec(),
    }
}

pub(crate) fn libraries_map(map: Map) -> LibrariesMap {
    let communes = map
        .shapes
        .iter()
        .enumerate()
        .map(|(index, shape)| CommuneLibraries {
            insee: shape.id.clone(),
            name: shape.name.clone(),
            libraries: (0..=index % 2)
                .map(|number| LibraryLine {
                    name: format!("Médiathèque de {}{}", shape.name, if number == 0 { "" } else { ", annexe" }),
                    href: paths::library(&format!("{}-{number}", shape.id)),
                    works: (shape.lit && number == 0).then_some(1_204),
                    demo: shape.lit && number == 0,
                })
                .collect(),
        })
        .collect();
    LibrariesMap {
        territory: "Métropole européenne de Lille".to_owned(),
        total: 125,
        sharing: 8,
        map,
        communes,
        source: "Ministère de la Culture, adresses des bibliothèques publiques, 2025.".to_owned(),
    }
}

pub(crate) fn sources() -> Sources {
    Sources {
        sources: vec![
            SourceLine {
                name: "Catalogue".to_owned(),
                library: "Médiathèque de Wambrechies".to_owned(),
                kind: "file",
                format: "UNIMARC".to_owned(),
                records: 1_311,
                last_run: Some("2026-11-22T19:40:00Z".to_owned()),
                upload_href: Some(paths::office_upload(1)),
                harvest_action: None,
            },
            SourceLine {
                name: "Fonds patrimonial".to_owned(),
                library: "Médiathèque La Grand-Plage".to_owned(),
                kind: "oai",
                format: "marcxml".to_owned(),
                records: 8_020,
                last_run: None,
                upload_href: None,
                harvest_action: Some(paths::office_harvest(2)),
            },
        ],
        runs: ["running", "done", "failed", "to_confirm", "waiting", "interrupted"]
            .iter()
            .enumerate()
            .map(|(index, state)| RunLine {
                href: paths::office_run(index as i64),
                label: format!("export-{index}.mrc"),
                library: "Médiathèque de Wambrechies".to_owned(),
                started_at: "2026-11-22T19:40:00Z".to_owned(),
                state,
                read: 12_034,
                new: 1_204,
                changed: 37,
                set_aside: 3,
            })
            .collect(),
    }
}

pub(crate) fn upload() -> UploadPage {
    let mut form = FormState::default();
    form.fault("file", "catalogue-upload-not-marc");
    UploadPage {
        source: "Catalogue".to_owned(),
        library: "Médiathèque de Wambrechies".to_owned(),
        action: paths::office_upload(1),
        limit: 2_000_000_000,
        form,
    }
}

pub(crate) fn run(state: &'static str) -> RunPage {
    let ended = !matches!(state, "running" | "waiting");
    RunPage {
        source: "Catalogue".to_owned(),
        library: "Médiathèque de Wambrechies".to_owned(),
        label: "wambrechies-2026-11.mrc".to_owned(),
        actor: "Claire Delattre".to_owned(),
        full_load: state == "to_confirm",
        state,
        started_at: "2026-11-22T19:40:00Z".to_owned(),
        ended_at: ended.then(|| "2026-11-22T19:40:09Z".to_owned()),
        bytes_read: 8_400_000,
        bytes_total: Some(13_250_000),
        counts: Counts {
            read: 12_034,
            new: 1_204,
            changed: 37,
            unchanged: 10_790,
            repaired: 212,
            set_aside: 3,
            deleted: 0,
        },
        to_retire: (state == "to_confirm").then_some(2_310),
        confirm_action: (state == "to_confirm").then(|| paths::office_confirm(1)),
        message: if state == "failed" {
            "Le fichier s’arrête au milieu d’une notice : il a sans doute été coupé.".to_owned()
        } else {
            String::new()
        },
        detail: (state == "failed").then(|| "unexpected end of file in record 12,035".to_owned()),
        set_aside_href: Some(paths::office_set_aside(1)),
        set_aside: vec![
            SetAsideLine {
                position: 118,
                local_id: "FRBNF1234".to_owned(),
                reason: "La notice n’a pas de titre.".to_owned(),
            },
            SetAsideLine {
                position: 9_402,
                local_id: String::new(),
                reason: "La notice est coupée avant la fin de son répertoire.".to_owned(),
            },
        ],
        repairs: vec![
            RepairLine { label: "Longueur annoncée fausse".to_owned(), count: 180 },
            RepairLine { label: "ISO 5426 annoncé, UTF-8 trouvé".to_owned(), count: 32 },
        ],
        back_href: paths::OFFICE_SOURCES.to_owned(),
    }
}

pub(crate) fn grouping() -> Grouping {
    let record = |key: &str, library: &str, title: &str| RecordSeen {
        key: key.to_owned(),
        library: library.to_owned(),
        local_id: format!("{key}-77"),
        title: title.to_owned(),
        author: "Zola, Émile (1840-1902)".to_owned(),
        imprint: "Gallimard, 1999".to_owned(),
        identifiers: vec!["978-2-07-041142-9".to_owned()],
    };
    let name = |key: &str, label: &str| RecordName { key: key.to_owned(), label: label.to_owned() };
    Grouping {
        work: Link { label: "Germinal".to_owned(), href: paths::work(100) },
        author: "Émile Zola".to_owned(),
        editions: vec![EditionGroup {
            href: paths::edition(1),
            id: 1,
            records: vec![record("a", "Lille, Jean-Lévy", "Germinal"), record("b", "Roubaix", "Germinal : roman")],
        }],
        joins: vec![Join {
            level: "edition",
            left: name("a", "Lille, Jean-Lévy, no 77"),
            right: name("b", "Roubaix, no 1204"),
            whys: vec![
                Why { code: "isbn".to_owned(), detail: "9782070411429".to_owned() },
                Why { code: "title-author".to_owned(), detail: String::new() },
                Why { code: "année ± 1".to_owned(), detail: "1999, 2000".to_owned() },
            ],
        }],
        decisions: vec![Decision {
            verdict: "not_same",
            level: "work",
            left: "Lille, no 77".to_owned(),
            right: "Halluin, no 9".to_owned(),
            by: "Claire Delattre".to_owned(),
            at: "2026-11-20T10:00:00Z".to_owned(),
            undo_action: Some("/bureau/oeuvres/100/annuler".to_owned()),
        }],
        action: paths::office_grouping(100),
        form: FormState::default(),
    }
}
