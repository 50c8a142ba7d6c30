//! The demonstration's readers and its media library: brought in by the same verbs a desk and a librarian use.

use access::budgets::{self, Budget};
use access::{QuotaPeriod, local_zone};
use anyhow::{Context, Result};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use library_card::cards::{self, Beginning};
use mediatheque::content::Content;
use mediatheque::editorial::{Selection, SelectionItem, proposals, selections};
use mediatheque::ingest::{self, Caption, Details, NewContent, Source, Terms};
use mediatheque::model::{Creator, ResourceKind, TrackKind};
use people::holder::NewHolder;
use people::{Actor, People};
use programme::institution;
use store::Db;

const ACTOR: Actor = Actor::System("demonstration");
/// One PIN for the demonstration's readers, who exist nowhere else.
pub(crate) const PIN: &str = "7294";

/// A reader of the demonstration.
pub(crate) struct DemoReader {
    pub(crate) given: &'static str,
    pub(crate) family: &'static str,
    pub(crate) card: &'static str,
    email: Option<&'static str>,
    born: Date,
    postal_code: &'static str,
    commune: &'static str,
    library: &'static str,
    language: &'static str,
    /// The place of the parent in this list.
    guardian: Option<usize>,
}

/// A parent, her child, a neighbour from across the border.
pub(crate) const READERS: [DemoReader; 3] = [
    DemoReader {
        given: "Ada",
        family: "Lecourt",
        card: "29593500000014",
        email: Some("ada@demo.example"),
        born: date(1984, 5, 12),
        postal_code: "59118",
        commune: "59636",
        library: "roubaix",
        language: "fr",
        guardian: None,
    },
    DemoReader {
        given: "Nino",
        family: "Lecourt",
        card: "29593500000022",
        email: None,
        born: date(2017, 3, 4),
        postal_code: "59118",
        commune: "59636",
        library: "roubaix",
        language: "fr",
        guardian: Some(0),
    },
    DemoReader {
        given: "Jan",
        family: "Vermeersch",
        card: "29593500000030",
        email: Some("jan@demo.example"),
        born: date(1958, 10, 30),
        postal_code: "59560",
        commune: "59152",
        library: "roubaix",
        language: "nl",
        guardian: None,
    },
];

/// Registers the readers; those known are left as they are.
pub(crate) async fn install_readers(db: &Db, people: &People) -> Result<()> {
    let mut accounts: Vec<String> = Vec::new();
    for reader in &READERS {
        if let Some(card) = people.card_by_number(reader.card).await? {
            accounts.push(card.account);
            continue;
        }
        let pin = people.hash_pin(PIN, Some(reader.born)).await?;
        let mut write = db.write().await?;
        let library = institution::by_code(&mut write, reader.library).await?.id;
        let guardian = reader.guardian.map(|place| accounts[place].clone());
        let new = NewHolder {
            given_name: reader.given,
            family_name: reader.family,
            birth_date: Some(reader.born),
            postal_code: Some(reader.postal_code),
            commune: Some(reader.commune),
            library: Some(&library),
            guardian: guardian.as_deref(),
            language: reader.language,
            email: reader.email,
            origin: "desk",
            source: None,
            confirmed: true,
            demo: true,
        };
        let beginning = Beginning { number: Some(reader.card), last_day: None };
        let registered = cards::register(&mut write, &ACTOR, &new, Some(&pin), beginning).await?;
        write.commit().await?;
        accounts.push(registered.account);
    }
    Ok(())
}

macro_rules! file {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../../data/mediatheque/", $name)).as_slice())
    };
}

type File = (&'static str, &'static [u8]);

fn caption(file: File, language: &str, label: &str) -> Caption {
    Caption {
        kind: TrackKind::Captions,
        file_name: file.0.to_owned(),
        language: language.to_owned(),
        label: label.to_owned(),
        bytes: file.1.to_vec(),
    }
}

fn by(name: &str) -> Vec<Creator> {
    vec![Creator { name: name.to_owned(), filed_as: None, role: "aut".to_owned() }]
}

fn members(label: &str) -> Terms {
    Terms { label: label.to_owned(), ..Terms::default() }
}

/// Four films a month, whichever.
fn four_a_month() -> Terms {
    Terms { views: Some(4), group: "films".to_owned(), ..members("Quatre films par mois") }
}

/// A drawn film of the demonstration.
fn film(slug: &str, title: &str, about: &str, (picture, captions): (File, File), terms: Terms) -> Details {
    Details {
        slug: Some(slug.to_owned()),
        title: Some(title.to_owned()),
        creators: by("Beffroi"),
        language: Some("fr".to_owned()),
        published_on: Some("2026".to_owned()),
        description: Some(about.to_owned()),
        subjects: vec!["Court métrage".to_owned(), "Film d’animation".to_owned()],
        rights: Some("EUPL-1.2".to_owned()),
        captions: vec![caption(captions, "fr", "Français")],
        poster: Some(picture.1.to_vec()),
        licences: vec![terms],
        ..Details::default()
    }
}

/// Everything of the shelf, the least first: the last ones are the newest on the pages.
fn shelf(today: Date) -> Result<Vec<(File, Details)>> {
    let in_a_month = today.checked_add(30.days())?.to_zoned(local_zone())?.timestamp();
    let paid = Terms {
        price_cents: 250,
        fund: Some("vod".to_owned()),
        ..Terms { label: "À l’acte, 2,50 €".to_owned(), ..four_a_month() }
    };
    let trial = Terms { trial: true, ends_at: Some(in_a_month), ..four_a_month() };
    let gpl = "EUPL-1.2".to_owned();
    Ok(vec![
        (
            file!("le-canal.mp4"),
            film("le-canal", "Le canal", "Une péniche de briques traverse l’image, et le soleil avec elle.", (file!("le-canal.jpg"), file!("le-canal.fr.vtt")), four_a_month()),
        ),
        (
            file!("briques.mp4"),
            film("briques", "Briques", "Cent cinquante briques tombent en place ; une porte s’ouvre.", (file!("briques.jpg"), file!("briques.fr.vtt")), trial),
        ),
        (
            file!("les-geants.mp4"),
            film("les-geants", "Les géants défilent", "Trois géants de carton passent en dansant, un jour de fête.", (file!("les-geants.jpg"), file!("les-geants.fr.vtt")), paid),
        ),
        (
            file!("quatre-vingt-quinze.mp4"),
            film("quatre-vingt-quinze", "Quatre-vingt-quinze", "La métropole s’allume, commune après commune, du centre vers les bords.", (file!("quatre-vingt-quinze.jpg"), file!("quatre-vingt-quinze.fr.vtt")), four_a_month()),
        ),
        (
            file!("carillon.mp4"),
            film("carillon", "Le carillon", "Une cloche, et les cercles que fait le son au-dessus des toits.", (file!("carillon.jpg"), file!("carillon.fr.vtt")), four_a_month()),
        ),
        (
            file!("big-buck-bunny-extrait.mp4"),
            Details {
                slug: Some("big-buck-bunny".to_owned()),
                title: Some("Big Buck Bunny (extrait)".to_owned()),
                creators: vec![Creator { name: "Sacha Goedegebure".to_owned(), filed_as: None, role: "drt".to_owned() }],
                publisher: Some("Blender Foundation".to_owned()),
                language: Some("zxx".to_owned()),
                published_on: Some("2008".to_owned()),
                description: Some("Un lapin sort de son terrier et s’étire. Cinq secondes d’un court métrage entièrement libre.".to_owned()),
                subjects: vec!["Court métrage".to_owned(), "Film d’animation".to_owned(), "Lapins".to_owned()],
                rights: Some("CC BY 3.0".to_owned()),
                licence_url: Some("https://creativecommons.org/licenses/by/3.0/".to_owned()),
                attribution: Some("© Blender Foundation, peach.blender.org".to_owned()),
                captions: vec![
                    caption(file!("big-buck-bunny-extrait.fr.vtt"), "fr", "Français"),
                    caption(file!("big-buck-bunny-extrait.nl.vtt"), "nl", "Nederlands"),
                ],
                poster: Some(file!("big-buck-bunny-extrait.jpg").1.to_vec()),
                licences: vec![four_a_month()],
                ..Details::default()
            },
        ),
        (
            file!("idpf-sous-le-vent.epub"),
            Details {
                slug: Some("sous-le-vent".to_owned()),
                kind: Some(ResourceKind::Comic),
                min_age: Some(12),
                rights: Some("CC BY-SA 3.0".to_owned()),
                licence_url: Some("https://creativecommons.org/licenses/by-sa/3.0/".to_owned()),
                attribution: Some("Jean-Bernard Pouy, Joe G. Pinelli, éditions Jean-Claude Lattès ; échantillon de l’IDPF".to_owned()),
                description: Some("Un roman noir dessiné, en extrait.".to_owned()),
                licences: vec![Terms { seats: Some(2), ..members("Deux lecteurs à la fois") }],
                ..Details::default()
            },
        ),
        (
            file!("idpf-page-blanche.epub"),
            Details {
                slug: Some("la-page-blanche".to_owned()),
                kind: Some(ResourceKind::Comic),
                title: Some("La Page blanche".to_owned()),
                creators: vec![
                    Creator { name: "Boulet".to_owned(), filed_as: None, role: "aut".to_owned() },
                    Creator { name: "Pénélope Bagieu".to_owned(), filed_as: Some("Bagieu, Pénélope".to_owned()), role: "ill".to_owned() },
                ],
                rights: Some("CC BY-SA 3.0".to_owned()),
                licence_url: Some("https://creativecommons.org/licenses/by-sa/3.0/".to_owned()),
                attribution: Some("Boulet, Pénélope Bagieu, éditions Delcourt ; échantillon de l’IDPF".to_owned()),
                description: Some("Une jeune femme reprend conscience sur un banc, sans rien savoir d’elle-même. En extrait.".to_owned()),
                licences: vec![members("Réseau")],
                ..Details::default()
            },
        ),
        (
            file!("feuille-du-beffroi-1.pdf"),
            Details {
                slug: Some("la-feuille-du-beffroi".to_owned()),
                kind: Some(ResourceKind::Newspaper),
                title: Some("La Feuille du Beffroi, n° 1".to_owned()),
                creators: Vec::new(),
                publisher: Some("Beffroi".to_owned()),
                language: Some("fr".to_owned()),
                published_on: Some("2026-11".to_owned()),
                description: Some("Un journal de quatre pages, écrit pour montrer le lecteur de presse : une carte et cent vingt-cinq portes, le pays en chiffres, Germinal, le coin du guichet.".to_owned()),
                subjects: vec!["Presse locale".to_owned()],
                rights: Some(gpl.clone()),
                licences: vec![members("Réseau")],
                ..Details::default()
            },
        ),
        (
            file!("trouver-dans-le-catalogue.zip"),
            Details {
                slug: Some("trouver-dans-le-catalogue".to_owned()),
                creators: by("Beffroi"),
                language: Some("fr".to_owned()),
                published_on: Some("2026".to_owned()),
                description: Some("Cinq minutes pour chercher comme on parle, choisir une édition, filtrer sans perdre. Avec un exercice.".to_owned()),
                subjects: vec!["Recherche documentaire".to_owned()],
                rights: Some(gpl.clone()),
                licences: vec![members("Réseau")],
                ..Details::default()
            },
        ),
        (
            file!("germinal-et-le-pays-noir.quiz"),
            Details {
                slug: Some("germinal-et-le-pays-noir".to_owned()),
                creators: by("Beffroi"),
                published_on: Some("2026".to_owned()),
                description: Some("Huit questions sur le roman et sur ceux qui l’ont inspiré.".to_owned()),
                subjects: vec!["Zola, Émile".to_owned(), "Mines".to_owned()],
                rights: Some(gpl),
                licences: vec![members("Réseau")],
                ..Details::default()
            },
        ),
        (
            file!("germinal-zola.epub"),
            Details {
                slug: Some("germinal".to_owned()),
                creators: vec![Creator { name: "Émile Zola".to_owned(), filed_as: Some("Zola, Émile (1840-1902)".to_owned()), role: "aut".to_owned() }],
                description: Some("Étienne Lantier arrive de nuit à Montsou, sans travail. Le Voreux l’engage. Bientôt la paie baisse, et la mine se met en grève.".to_owned()),
                subjects: vec!["Mines".to_owned(), "Grèves et lock-outs".to_owned(), "Roman".to_owned()],
                open: true,
                ..Details::default()
            },
        ),
    ])
}

/// Brings in the media library's demonstration; what is there already is left as it is.
pub(crate) async fn install_shelf(content: &Content, institution: &str) -> Result<()> {
    let db = &content.db;
    let today = cards::today(db.clock());
    let mut write = db.write().await?;
    let vod = Budget {
        id: String::new(),
        fund: "vod".to_owned(),
        library: String::new(),
        label: "Films à l’acte".to_owned(),
        cents: 1_000,
        period: QuotaPeriod::Month,
    };
    budgets::declare(&mut write, &vod).await?;
    write.commit().await?;
    let mut by_slug = std::collections::BTreeMap::new();
    for ((file_name, bytes), details) in shelf(today)? {
        let new = NewContent {
            file_name: file_name.to_owned(),
            source: Source::Bytes(bytes.to_vec()),
            origin: "demonstration",
            actor: ACTOR,
            institution: institution.to_owned(),
            details: Details { publish: true, demo: true, source: Some("Démonstration".to_owned()), ..details },
        };
        let added = ingest::add(content, new).await.with_context(|| format!("{file_name} could not be taken in"))?;
        by_slug.insert(added.resource.slug.clone(), added.resource.id);
    }
    install_editorial(db, &by_slug, today).await
}

async fn install_editorial(db: &Db, by_slug: &std::collections::BTreeMap<String, String>, today: Date) -> Result<()> {
    let mut write = db.write().await?;
    if !selections::all(&mut write).await?.is_empty() {
        return Ok(());
    }
    let items = |all: &[(&str, &str)]| -> Vec<SelectionItem> {
        all.iter()
            .filter_map(|(slug, note)| {
                Some(SelectionItem { resource: by_slug.get(*slug)?.clone(), note: (*note).to_owned() })
            })
            .collect()
    };
    let selection =
        |title: &str, theme: &str, words: &str, items: Vec<SelectionItem>, days: i64| -> Result<Selection> {
            Ok(Selection {
                id: String::new(),
                institution: None,
                title: title.to_owned(),
                theme: theme.to_owned(),
                words: words.to_owned(),
                starts_on: Some(today),
                ends_on: Some(today.checked_add(days.days())?),
                published: true,
                items,
            })
        };
    let mines = selection(
        "Au pays noir",
        "Littérature",
        "Un roman, un quiz, un journal : trois façons d’entrer dans le bassin minier.\n\nLe texte de Zola est en entier, sans carte.",
        items(&[
            ("germinal", "En sept parties, à lire où l’on veut."),
            ("germinal-et-le-pays-noir", ""),
            ("la-feuille-du-beffroi", "Page 3."),
        ]),
        60,
    )?;
    let short = selection(
        "Moins de douze secondes",
        "Films",
        "Six films plus courts qu’un feu rouge, tous sous-titrés.",
        items(&[
            ("big-buck-bunny", ""),
            ("carillon", ""),
            ("quatre-vingt-quinze", ""),
            ("le-canal", ""),
            ("briques", ""),
            ("les-geants", ""),
        ]),
        60,
    )?;
    selections::keep(&mut write, &short).await?;
    selections::keep(&mut write, &mines).await?;
    // A wish of a reader, to vote on.
    if let Some(card) = people::card::by_number(&mut write, READERS[2].card).await? {
        let why = "Pour lire en néerlandais ce que nos voisins ont lu à l’école.";
        proposals::propose(&mut write, &card.account, ResourceKind::Book, "Het verdriet van België", "Hugo Claus", why)
            .await?;
    }
    write.commit().await?;
    Ok(())
}
