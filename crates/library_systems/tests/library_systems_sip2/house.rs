//! A library with a system of its own behind a socket, on both databases.

use std::sync::Arc;
use std::time::Duration;

use ils_simulator::{Handle, Item, Library, Patron, serve_sip2};
use library_systems::{LibrarySystem, PatronKey, Protocol, Settings, Systems};
use programme::{InstitutionKind, NewInstitution, institution};
use store::testing::on_both_at;
use store::{Db, MigrationSet};

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
pub(crate) const ROOMS: [MigrationSet; 5] =
    [people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, mail::MIGRATIONS, library_systems::MIGRATIONS];

pub(crate) const CARD: &str = "20012345678";
pub(crate) const PIN: &str = "1234";

/// Roubaix, its own system, and the registry that knows it.
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) systems: Systems,
    pub(crate) library: Library,
    pub(crate) institution: String,
    pub(crate) server: Handle,
}

/// Runs a scenario on both databases, at noon of a fixed day.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&ROOMS, NOW, |db| async {
        let house = House::open(db).await;
        body(house).await;
    })
    .await;
}

pub(crate) async fn declare(db: &Db, code: &str, name: &str, commune: &str) -> String {
    let new = NewInstitution {
        kind: InstitutionKind::Library,
        code,
        name,
        commune,
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: false,
        source: "test",
    };
    let mut write = db.write().await.unwrap();
    let id = institution::declare(&mut write, &new).await.unwrap();
    write.commit().await.unwrap();
    id
}

/// A system with a reader, Ève, and some copies.
pub(crate) fn library(db: &Db) -> Library {
    let clock = db.clock().clone();
    let library = Library::with_clock("Médiathèque de Roubaix", move || clock.now());
    library.add_patron(Patron::new(CARD, PIN, "Ève d'Hérouville|AFje suis un directeur"));
    library.add_patron(Patron::new("20099999999", "9999", "Adam"));
    for number in 0..80 {
        library.add_item(Item::new(
            format!("B{number:03}"),
            format!("R{number}"),
            format!("Œuvre n° {number} : l'été"),
        ));
    }
    library
}

impl House {
    async fn open(db: Db) -> Self {
        let mut write = db.write().await.unwrap();
        let france = territory::France::load();
        let epci = france.epci("200093201").unwrap();
        programme::tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.unwrap();
        write.commit().await.unwrap();
        let institution = declare(&db, "roubaix", "Médiathèque de Roubaix", "59512").await;
        let library = library(&db);
        let server = serve_sip2(library.clone(), "127.0.0.1:0".parse().unwrap()).await.unwrap();
        Self { systems: Systems::new(db.clone()), db, library, institution, server }
    }

    /// How Roubaix is reached.
    pub(crate) fn settings(&self) -> Settings {
        Settings {
            host: self.server.addr.ip().to_string(),
            port: self.server.addr.port(),
            private: true,
            // Long enough for a busy machine; tests that want a late answer say so.
            answer_ms: 20_000,
            ..Settings::new(self.institution.as_str(), Protocol::Sip2)
        }
    }

    /// Waits until its port is open, or closed: that happens a moment after it is told to.
    pub(crate) async fn opens(&self, open: bool) {
        let waiting = async {
            while tokio::net::TcpStream::connect(self.server.addr).await.is_ok() != open {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(60), waiting).await.expect("the port follows");
    }

    /// Roubaix's system, without a fuse.
    pub(crate) fn open_with(&self, change: impl FnOnce(&mut Settings)) -> Arc<dyn LibrarySystem> {
        let mut settings = self.settings();
        change(&mut settings);
        self.systems.apart(settings)
    }

    pub(crate) fn system(&self) -> Arc<dyn LibrarySystem> {
        self.open_with(|_| {})
    }
}

/// Ève as Roubaix knows her.
pub(crate) fn eve() -> PatronKey {
    PatronKey { barcode: CARD.to_owned(), id: CARD.to_owned(), pin: None }
}
