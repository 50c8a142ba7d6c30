//! A stage with a town hall, a show, a till, a provider of payments.

#[path = "../ground/mod.rs"]
mod ground;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use box_office::hold::{Wanted, hold};
use box_office::model::{Channel, Order, SaleState, TariffKind};
use box_office::order::{Buyer, place};
use box_office::sale::{self, NewTariff, Setup};
use box_office::statement::{self, Verdict};
use box_office::{Error, FULFILMENT, Result};
pub(crate) use ground::SETS;
use jiff::Timestamp;
use ledger::Cents;
use payment::Payments;
use payment::provider::test::{Choice, Test};
use people::Actor;
use programme::performance::{self, Performance, PerformanceState};
use programme::show::{self, Genre, Show};
use programme::{InstitutionKind, institution};
use regie::{Means, NewRegie, TillSession};
use store::testing::on_both_at;
use store::{Db, prelude::*};

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
pub(crate) const ME: Actor = Actor::System("test");
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const DAY: Duration = Duration::from_secs(86_400);

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) seller: String,
    pub(crate) host: String,
    pub(crate) show: String,
    pub(crate) item: String,
    pub(crate) payments: Payments,
    pub(crate) test: Test,
}

/// Runs a scenario on both databases, at noon of a fixed day, with a performance of so many places five days later.
pub(crate) async fn scenario<F, Fut>(places: i64, body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&SETS, NOW, |db| async {
        let house = House::open(db, places).await;
        body(house).await;
    })
    .await;
}

pub(crate) fn tariff(code: &str, cents: i64, kind: TariffKind) -> NewTariff {
    NewTariff {
        code: code.into(),
        label: [code.into(), String::new(), String::new()],
        price: Cents(cents),
        category: "Placement libre".into(),
        kind,
        condition: String::new(),
        online: true,
        desk: true,
    }
}

impl House {
    async fn open(db: Db, places: i64) -> Self {
        let mut write = db.write().await.unwrap();
        ground::lille(&mut write).await;
        let seller = ground::named(InstitutionKind::Stage, "le-grand-bleu", "Le Grand Bleu", "59350");
        let seller = institution::declare(&mut write, &seller).await.unwrap();
        let host = ground::named(InstitutionKind::TownHall, "mairie-bondues", "Mairie de Bondues", "59090");
        let host = institution::declare(&mut write, &host).await.unwrap();
        let show = Show { minutes: Some(60), artists: Some(3), ..ground::show(&seller, "L’Envol", Genre::Theatre) };
        let show = show::keep(&mut write, &show).await.unwrap();
        let regie = NewRegie {
            code: "BLEU",
            institution: &seller,
            name: "Régie du Grand Bleu",
            act: "n° 2026-2",
            regisseur: "Lou Régie",
            accountant: "SGC de Lille",
            ceiling: Cents::from_euros(3000),
            float: Cents::from_euros(100),
            means: &[Means::Cash, Means::Card],
            open: true,
        };
        let regie = regie::regies::declare(&mut write, &regie).await.unwrap();
        regie::regies::set_till(&mut write, &regie, "Accueil", true).await.unwrap();
        write.commit().await.unwrap();
        let test = Test::new(db.clone());
        let payments =
            Payments::new(db.clone(), vec![Arc::new(test.clone())], &[FULFILMENT], "https://culture.example.fr");
        let mut house = Self { db, seller, host, show, item: String::new(), payments, test };
        house.item = house.announced("2026-11-28T19:00:00Z", places).await;
        house.opened(&house.item.clone(), places).await;
        house
    }

    /// A performance announced at an hour.
    pub(crate) async fn announced(&self, starts_at: &str, places: i64) -> String {
        let mut write = self.db.write().await.unwrap();
        let one = self.performance(starts_at, places);
        let item = performance::announce(&mut write, &one, &access::local_zone()).await.unwrap();
        write.commit().await.unwrap();
        item
    }

    pub(crate) fn performance(&self, starts_at: &str, places: i64) -> Performance {
        let starts_at: Timestamp = starts_at.parse().unwrap();
        Performance {
            item: String::new(),
            show: self.show.clone(),
            series: "belles-sorties-2026".into(),
            host: self.host.clone(),
            seller: Some(self.seller.clone()),
            licence: Some("PLATESV-D-2026-000123".into()),
            place_name: "Espace Poher".into(),
            place_kind: "ESPACE_POLYVALENT".into(),
            address: String::new(),
            postal_code: "59910".into(),
            commune: "59090".into(),
            position: None,
            starts_at,
            doors_at: None,
            places: Some(places),
            price_cap: Some(500),
            access: Vec::new(),
            state: PerformanceState::Announced,
            told: String::new(),
            changed_at: starts_at,
        }
    }

    /// A performance put on sale: full price 5 €, reduced 3 €, free.
    pub(crate) async fn opened(&self, item: &str, places: i64) {
        let mut write = self.db.write().await.unwrap();
        let starts_at = performance::by_item(&mut write, item).await.unwrap().starts_at;
        let setup = self.setup(starts_at, places);
        sale::set_up(&mut write, item, &setup, &ME).await.unwrap();
        let tariffs = [
            tariff("plein", 500, TariffKind::Full),
            tariff("reduit", 300, TariffKind::Reduced),
            tariff("gratuit", 0, TariffKind::Free),
        ];
        sale::set_tariffs(&mut write, item, &tariffs, &ME).await.unwrap();
        sale::set_state(&mut write, item, SaleState::Open, &ME).await.unwrap();
        write.commit().await.unwrap();
    }

    pub(crate) fn setup(&self, starts_at: Timestamp, places: i64) -> Setup {
        Setup {
            opens_at: Some("2026-11-20T09:00:00Z".parse().unwrap()),
            closes_at: starts_at,
            online_until: starts_at,
            capacity: places,
            numbered: false,
            most_per_order: 6,
            waiting_list: true,
            queue: false,
            cancel_hours: 24,
            pay_later: true,
        }
    }

    pub(crate) fn wanted(&self, lines: &[(&str, i64)]) -> Wanted {
        Wanted {
            item: self.item.clone(),
            lines: lines.iter().map(|(code, many)| ((*code).to_owned(), *many)).collect(),
            ..Wanted::default()
        }
    }

    /// Books online.
    pub(crate) async fn book(&self, email: &str, lines: &[(&str, i64)]) -> Result<Order> {
        let mut write = self.db.write().await?;
        let held = hold(&mut write, Channel::Online, &self.wanted(lines)).await?;
        let order = place(&mut write, &held.secret, &buyer(email)).await?;
        write.commit().await?;
        Ok(order)
    }

    /// Books and pays online.
    pub(crate) async fn bought(&self, email: &str, lines: &[(&str, i64)]) -> Order {
        let order = self.book(email, lines).await.unwrap();
        if let Some(payment) = &order.payment {
            self.pay(payment, Choice::Pay).await;
        }
        self.order(&order.id).await
    }

    pub(crate) async fn order(&self, id: &str) -> Order {
        box_office::order::by_id(&mut self.db.read().await.unwrap(), id).await.unwrap()
    }

    /// Goes to the test provider and does there what one chooses.
    pub(crate) async fn pay(&self, payment: &str, choice: Choice) {
        let trial = self.trial(payment).await;
        self.test.decide(&trial, choice).await.unwrap();
        self.payments.look(payment).await.unwrap();
    }

    /// Someone at the test provider.
    pub(crate) async fn trial(&self, payment: &str) -> payment::provider::test::Trial {
        let url = self.payments.begin(payment).await.unwrap();
        self.test.trial(url.rsplit('/').next().unwrap()).await.unwrap()
    }

    /// How many places are left online.
    pub(crate) async fn left(&self) -> i64 {
        let now = self.db.clock().now();
        let all = sale::allotments(&mut self.db.read().await.unwrap(), &self.item, now).await.unwrap();
        all.iter().find(|one| one.code == "online").unwrap().left()
    }

    /// An open till.
    pub(crate) async fn till(&self) -> TillSession {
        let mut write = self.db.write().await.unwrap();
        let regie = regie::regies::by_code(&mut write, "BLEU").await.unwrap();
        let till = regie::regies::tills(&mut write, &regie.id).await.unwrap().remove(0);
        let session = regie::open(&mut write, &till.id, "lou", Cents::from_euros(100)).await.unwrap();
        write.commit().await.unwrap();
        session
    }

    /// How many letters of a kind were noted.
    pub(crate) async fn noted(&self, kind: &str) -> i64 {
        let sql = "SELECT COUNT(*) FROM box_office_letters WHERE kind = $1";
        self.db.read().await.unwrap().one(sql, params![kind]).await.unwrap().get(0).unwrap()
    }

    /// Statement, journal and ledger say the same.
    pub(crate) async fn adds_up(&self) {
        let mut read = self.db.read().await.unwrap();
        let verdict = statement::verify(&mut read, &self.item).await.unwrap();
        assert!(matches!(verdict, Verdict::Whole(_)), "{verdict:?}");
        let (from, before) = (Timestamp::UNIX_EPOCH, Timestamp::MAX);
        let agreed = statement::agreement(&mut read, "le-grand-bleu", from, before).await.unwrap();
        assert_eq!(agreed.difference(), 0, "{agreed:?}");
        assert_eq!(ledger::unbalanced(&mut read).await.unwrap(), Vec::<String>::new());
    }
}

pub(crate) fn buyer(email: &str) -> Buyer {
    Buyer { name: "Ana Vasseur".into(), email: Some(email.into()), ..Buyer::default() }
}

/// What an error refuses with.
pub(crate) fn why(error: &Error) -> &'static str {
    error.message().unwrap_or("another fault")
}
