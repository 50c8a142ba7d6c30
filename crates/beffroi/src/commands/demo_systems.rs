//! The demonstration's libraries' own systems: five of them in miniature on this machine, behind real SIP2 and ILS-DI
//! servers, so that availability, loans and holds are asked of something that answers.
//!
//! They live as long as the process: what is renewed or reserved there is forgotten at the next start. Records and copies
//! are those of the catalogue's demonstration files.

use std::sync::{Arc, Mutex, PoisonError};

use anyhow::{Context, Result};
use ils_simulator::{Handle, Item, ItemStatus, Library, Patron};
use jiff::ToSpan;
use library_systems::settings::{self, Pickup, Protocol, Settings};
use library_systems::{PatronKey, Secret};
use people::Actor;
use programme::{institution, tenant};
use store::Db;
use territory::demonstration;

use super::demo_media::{PIN, READERS};

const ACTOR: Actor = Actor::System("demonstration");
/// How the network signs in at the libraries that want it.
const LOGIN: (&str, &str) = ("reseau", "cle-du-reseau");
/// One who borrows what the records say is on loan.
const NEIGHBOUR: &str = "90000001";
/// The setting that says that Ada's accounts were linked.
const LINKED: &str = "demo.accounts_linked";
/// The address everything listens on: this machine's own, any free port.
const HERE: ([u8; 4], u16) = ([127, 0, 0, 1], 0);

/// A library of the demonstration with a system of its own.
struct Told {
    code: &'static str,
    protocol: Protocol,
    /// Ada's number there, when she has one that is not the network's.
    number: Option<&'static str>,
    pickups: &'static [(&'static str, &'static str)],
}

const LIBRARIES: [Told; 5] = [
    Told {
        code: "roubaix",
        protocol: Protocol::Sip2,
        number: None,
        pickups: &[("GRAND", "La Grand-Plage"), ("BUS", "Bibliobus")],
    },
    Told {
        code: "lille-jean-levy",
        protocol: Protocol::IlsDi,
        number: Some("00418877"),
        pickups: &[("LEVY", "Jean-Lévy"), ("FIVES", "Fives"), ("WAZEM", "Wazemmes")],
    },
    Told {
        code: "tourcoing-andre-malraux",
        protocol: Protocol::IlsDi,
        number: Some("00590214"),
        pickups: &[("MALRAUX", "André-Malraux")],
    },
    Told { code: "wattrelos", protocol: Protocol::Sip2, number: None, pickups: &[("CENTRE", "Centre")] },
    Told {
        code: "villeneuve-d-ascq",
        protocol: Protocol::IlsDi,
        number: None,
        pickups: &[("VILLE", "Médiathèque municipale")],
    },
];

/// A library's system that runs in this process.
pub(crate) struct Simulated {
    /// The institution's code.
    pub(crate) code: &'static str,
    /// The institution's name.
    pub(crate) name: String,
    /// What it has, and how it behaves.
    pub(crate) library: Library,
    _server: Handle,
}

/// The systems that run; empty outside the demonstration. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Stand(Arc<Mutex<Vec<Simulated>>>);

impl Stand {
    /// Something of each system, in the order of their making.
    pub(crate) fn each<T>(&self, tell: impl FnMut(&Simulated) -> T) -> Vec<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().map(tell).collect()
    }

    /// Whether any runs.
    pub(crate) fn is_up(&self) -> bool {
        !self.0.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Starts them all, and says where they answer. A library somebody gave a system of their own is left alone.
    pub(crate) async fn start(&self, db: &Db) -> Result<()> {
        for told in &LIBRARIES {
            let mut read = db.read().await?;
            let institution = institution::by_code(&mut read, told.code).await?;
            let known = settings::of(&mut read, &institution.id).await?;
            drop(read);
            if known.is_some_and(|known| !is_ours(&known)) {
                continue;
            }
            let library = tokio::task::spawn_blocking(|| stocked(told)).await??;
            let server = match told.protocol {
                Protocol::Sip2 => ils_simulator::serve_sip2(library.clone(), HERE.into()).await,
                Protocol::IlsDi => ils_simulator::serve_ils_di(library.clone(), HERE.into()).await,
            }
            .with_context(|| format!("the demonstration's system of {} can't be started", told.code))?;
            let reached = reached(told, &institution.id, server.addr.port());
            let mut write = db.write().await?;
            settings::keep(&mut write, &reached, false, &ACTOR).await?;
            write.commit().await?;
            let one = Simulated { code: told.code, name: institution.name, library, _server: server };
            self.0.lock().unwrap_or_else(PoisonError::into_inner).push(one);
        }
        link(db).await
    }
}

/// Links Ada's card to her accounts in Roubaix and Lille, once: whoever unlinks them finds them unlinked.
async fn link(db: &Db) -> Result<()> {
    let mut write = db.write().await?;
    if tenant::setting(&mut write, LINKED).await?.is_some() {
        return Ok(());
    }
    let Some(card) = people::card::by_number(&mut write, READERS[0].card).await? else { return Ok(()) };
    for told in &LIBRARIES[..2] {
        let institution = institution::by_code(&mut write, told.code).await?.id;
        let barcode = told.number.unwrap_or(READERS[0].card).to_owned();
        // What its system answers for her: over SIP2 the card's number, over ILS-DI a number of its own.
        let id = match told.protocol {
            Protocol::Sip2 => barcode.clone(),
            Protocol::IlsDi => Patron::new(&*barcode, PIN, "").id,
        };
        let key = PatronKey { barcode, id, pin: None };
        library_systems::mine::link(&mut write, &card.account, &card.account, &institution, &key).await?;
    }
    tenant::set(&mut write, LINKED, "yes").await?;
    write.commit().await?;
    Ok(())
}

/// Whether the settings are those of a demonstration before.
fn is_ours(known: &Settings) -> bool {
    match known.protocol {
        Protocol::Sip2 => known.host == "127.0.0.1",
        Protocol::IlsDi => known.base_url.starts_with("http://127.0.0.1:"),
    }
}

fn reached(told: &Told, institution: &str, port: u16) -> Settings {
    let mut settings = Settings::new(institution, told.protocol);
    match told.protocol {
        Protocol::Sip2 => {
            settings.host = "127.0.0.1".to_owned();
            settings.port = port;
            LOGIN.0.clone_into(&mut settings.login);
            settings.password = Secret::new(LOGIN.1);
        }
        Protocol::IlsDi => settings.base_url = format!("http://127.0.0.1:{port}/ilsdi.pl"),
    }
    settings.private = true;
    settings.network_card = told.number.is_none();
    settings.pickups = told
        .pickups
        .iter()
        .map(|(code, label)| Pickup { code: (*code).to_owned(), label: (*label).to_owned() })
        .collect();
    "Système en réduction, pour la démonstration : il répond sur cette machine.".clone_into(&mut settings.note);
    settings
}

/// A library with the copies of its demonstration files, a few readers, and what they have.
fn stocked(told: &Told) -> Result<Library> {
    let library = Library::new(told.code);
    library.set_rules(|rules| rules.pickups = told.pickups.iter().map(|(code, _)| (*code).to_owned()).collect());
    if told.protocol == Protocol::Sip2 {
        library.behave(|behaviour| behaviour.login = Some((LOGIN.0.to_owned(), LOGIN.1.to_owned())));
    }
    library.add_patron(Patron::new(NEIGHBOUR, "0000", "Voisine De La Démonstration"));
    library.set_rules(|rules| rules.loans = usize::MAX);
    let mut free = Vec::new();
    for file in demonstration::catalogue_files().iter().filter(|file| file.library == told.code) {
        let mut reader = marc::Reader::new(file.reader(), marc::Options::default());
        let mut description = bibliography::Description::default();
        while let Some(delivery) = reader.next()? {
            let marc::Outcome::Record { record, .. } = delivery.outcome else { continue };
            bibliography::describe(record, &mut description);
            shelve(&library, &description, &mut free);
        }
    }
    library.set_rules(|rules| rules.loans = 20);
    let ada = match told.number {
        Some(number) => {
            library.add_patron(Patron::new(number, PIN, format!("{} {}", READERS[0].given, READERS[0].family)));
            number
        }
        None => {
            for reader in &READERS {
                library.add_patron(Patron::new(reader.card, PIN, format!("{} {}", reader.given, reader.family)));
            }
            READERS[0].card
        }
    };
    borrow(&library, told, ada, &free);
    Ok(library)
}

/// Puts a record's copies on their shelves, and notes some that may be borrowed.
fn shelve(library: &Library, description: &bibliography::Description, free: &mut Vec<Item>) {
    let author = description.contributors.first().map(|who| format!("{} {}", who.name.given, who.name.family));
    for copy in description.holdings.iter().filter(|copy| !copy.barcode.is_empty()) {
        let mut item = Item::new(&copy.barcode, &description.control_number, &description.title);
        item.author = author.as_deref().unwrap_or_default().trim().to_owned();
        item.call_number.clone_from(&copy.call_number);
        let said = copy.status.to_lowercase();
        if said.contains("place") {
            item.status = ItemStatus::OnSite;
        }
        library.add_item(item.clone());
        if said.contains("prêt") || said.contains("loan") {
            // Back within three weeks, spread by the barcode's digits.
            let days = copy.barcode.bytes().map(i64::from).sum::<i64>() % 20 + 1;
            // What the rules refuse stays on its shelf.
            let _ = library.check_out_until(NEIGHBOUR, &copy.barcode, library.today() + days.days());
        } else if item.status == ItemStatus::Shelved
            && free.len() < 6
            && (8..40).contains(&item.title.len())
            && free.last().is_none_or(|last: &Item| last.title != item.title)
        {
            free.push(item);
        }
    }
}

/// What Ada has there: loans in Roubaix, one of them late and a sum to pay; holds in Lille.
fn borrow(library: &Library, told: &Told, ada: &str, free: &[Item]) {
    match told.code {
        "roubaix" => {
            for (item, days) in free.iter().zip([-2_i64, 5, 17]) {
                let _ = library.check_out_until(ada, &item.barcode, library.today() + days.days());
            }
            library.add_fee(ada, "Retard", 150);
        }
        "lille-jean-levy" => {
            if let [first, second, ..] = free {
                let _ = library.check_out_until(NEIGHBOUR, &first.barcode, library.today() + 9.days());
                let _ = library.hold(ada, &first.record, None, "LEVY");
                let _ = library.check_out_until(ada, &second.barcode, library.today() + 12.days());
            }
        }
        _ => {}
    }
}
