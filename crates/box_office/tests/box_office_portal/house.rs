//! A town hall that receives a show and sells it, a provider of payments, and browsers to book with.

#[path = "../ground/mod.rs"]
mod ground;

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use box_office::model::{Order, SaleState, Tariff, TariffKind, Ticket};
use box_office::portal::Wallets;
use box_office::sale::{self, NewTariff, Setup};
use box_office::{FULFILMENT, Web, keep, order, ticket};
use ground::SETS;
use ledger::Cents;
use payment::Payments;
use payment::provider::test::{Choice, Test};
use people::Actor;
use people::testing::{self, Answer, Browser, Site};
use programme::show::Genre;
use programme::{InstitutionKind, Performance, PerformanceState, Show, institution, performance, show};
use shell::Frame;
use store::testing::on_both_at;
use store::{Db, prelude::*};

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
pub(crate) const MINUTE: Duration = Duration::from_secs(60);
pub(crate) const DAY: Duration = Duration::from_secs(86_400);
pub(crate) const URL: &str = "https://culture.example.fr";

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    /// What is sold: `<i>Carmen</i> & Cie`, at the salle des fêtes.
    pub(crate) item: String,
    pub(crate) town_hall: String,
    pub(crate) show: String,
    pub(crate) web: Web,
    pub(crate) payments: Payments,
    pub(crate) test: Test,
    site: Site,
}

/// Runs a scenario on both databases: forty places online, 5 €, 3 € and free; one may pay at the town hall, cancel until
/// two days before, and wait once it is full.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    scenario_with(Wallets::default(), 40, body).await;
}

/// The same with this many places, and what signs for wallets.
pub(crate) async fn scenario_with<F, Fut>(wallets: Wallets, places: i64, body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&SETS, NOW, |db| async {
        let house = House::open(db, wallets.clone(), places).await;
        body(house).await;
    })
    .await;
}

pub(crate) fn actor() -> Actor {
    Actor::System("test")
}

fn tariff(code: &str, label: [&str; 3], cents: i64, kind: TariffKind, online: bool) -> NewTariff {
    NewTariff {
        code: code.into(),
        label: label.map(str::to_owned),
        price: Cents(cents),
        category: "Unique".into(),
        kind,
        condition: if kind == TariffKind::Reduced { "moins de 26 ans".into() } else { String::new() },
        online,
        desk: true,
    }
}

impl House {
    async fn open(db: Db, wallets: Wallets, places: i64) -> Self {
        let mut write = db.write().await.unwrap();
        ground::lille(&mut write).await;
        access::keyring::prepare(&mut write).await.unwrap();
        let opera = ground::named(InstitutionKind::Stage, "opera", "Opéra de Lille", "59350");
        let opera = institution::declare(&mut write, &opera).await.unwrap();
        let town_hall = ground::named(InstitutionKind::TownHall, "mairie-59013", "Mairie d'Anstaing", "59013");
        let town_hall = institution::declare(&mut write, &town_hall).await.unwrap();
        let played = Show {
            credits: "D'après Bizet".into(),
            summary: "L'histoire en une heure.".into(),
            audience: "dès 8 ans".into(),
            minutes: Some(70),
            age_from: Some(8),
            artists: Some(6),
            ..ground::show(&opera, "<i>Carmen</i> & Cie", Genre::Opera)
        };
        let show = show::keep(&mut write, &played).await.unwrap();
        write.commit().await.unwrap();
        let frame = box_office::WINGS.into_iter().fold(Frame::builder(), shell::FrameBuilder::wing);
        let frame = frame.key([7; 32]).base_url(URL).build().expect("the wings are sound");
        let web = Web::new(db.clone(), frame.clone(), URL).with_wallets(wallets);
        let test = Test::new(db.clone());
        let payments = Payments::new(db.clone(), vec![Arc::new(test.clone())], &[FULFILMENT], URL);
        let site = Site::new(box_office::routes(web.clone()), &frame, &testing::people(&db), "/ma-carte");
        let mut house = Self { db, item: String::new(), town_hall, show, web, payments, test, site };
        house.item = house.performance("2026-12-12T19:30:00Z", places).await;
        house
    }

    /// A performance on sale.
    pub(crate) async fn performance(&self, starts_at: &str, places: i64) -> String {
        let played = Performance {
            item: String::new(),
            show: self.show.clone(),
            series: "belles-sorties-2026".into(),
            host: self.town_hall.clone(),
            seller: Some(self.town_hall.clone()),
            licence: Some("PLATESV-D-2026-000123".into()),
            place_name: "Salle des fêtes".into(),
            place_kind: "ESPACE_POLYVALENT".into(),
            address: "2 rue de l'Église".into(),
            postal_code: "59152".into(),
            commune: "59013".into(),
            position: Some(territory::Position { lat: 50.6048, lon: 3.1905 }),
            starts_at: starts_at.parse().unwrap(),
            doors_at: Some(starts_at.parse::<jiff::Timestamp>().unwrap() - jiff::SignedDuration::from_mins(30)),
            places: Some(200),
            price_cap: Some(500),
            access: vec!["wheelchair".into(), "hearing_loop".into()],
            state: PerformanceState::Announced,
            told: String::new(),
            changed_at: self.db.clock().now(),
        };
        let mut write = self.db.write().await.unwrap();
        let item = performance::announce(&mut write, &played, &access::local_zone()).await.unwrap();
        let setup = Setup {
            opens_at: Some(self.db.clock().now()),
            closes_at: played.starts_at,
            online_until: played.starts_at - jiff::SignedDuration::from_hours(1),
            capacity: places,
            numbered: false,
            most_per_order: 6,
            waiting_list: true,
            queue: false,
            cancel_hours: 48,
            pay_later: true,
        };
        sale::set_up(&mut write, &item, &setup, &actor()).await.unwrap();
        let tariffs = [
            tariff("plein", ["Plein tarif", "Volle prijs", "Full price"], 500, TariffKind::Full, true),
            tariff("reduit", ["Tarif réduit", "Verlaagde prijs", "Reduced price"], 300, TariffKind::Reduced, true),
            tariff("gratuit", ["Moins de 12 ans", "Jonger dan 12", "Under 12"], 0, TariffKind::Free, true),
            tariff("accompagnant", ["Accompagnant", "Begeleider", "Companion"], 0, TariffKind::Companion, true),
            tariff("scolaire", ["Scolaires", "", ""], 100, TariffKind::School, false),
        ];
        sale::set_tariffs(&mut write, &item, &tariffs, &actor()).await.unwrap();
        sale::set_state(&mut write, &item, SaleState::Open, &actor()).await.unwrap();
        write.commit().await.unwrap();
        item
    }

    /// The field of a tariff in the booking form.
    pub(crate) async fn field(&self, code: &str) -> String {
        let tariffs: Vec<Tariff> = sale::tariffs(&mut self.db.read().await.unwrap(), &self.item).await.unwrap();
        format!("n-{}", tariffs.iter().find(|tariff| tariff.code == code).expect(code).id)
    }

    pub(crate) fn booking(&self) -> String {
        format!("/billetterie/{}", self.item)
    }

    /// Chooses places and gives the basket's address.
    pub(crate) async fn chooses(&self, browser: &Browser, wanted: &[(&str, &str)]) -> String {
        let mut fields = Vec::new();
        for (code, count) in wanted {
            fields.push((self.field(code).await, (*count).to_owned()));
        }
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, count)| (name.as_str(), count.as_str())).collect();
        let answer = self.post(browser, &self.booking(), &self.booking(), &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        assert!(answer.location.starts_with("/billetterie/panier/"), "{}", answer.location);
        answer.location
    }

    /// Books to the end and gives the order; what is due is paid online, or at the town hall when `later`.
    pub(crate) async fn books(&self, browser: &Browser, wanted: &[(&str, &str)], who: Who<'_>) -> Order {
        let basket = self.chooses(browser, wanted).await;
        let way = if who.later { "town_hall" } else { "online" };
        let fields = [("name", who.name), ("email", who.email), ("way", way)];
        let answer = self.post(browser, &basket, &basket, &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        let mut order = self.last_order().await;
        if let Some(payment) = answer.location.strip_prefix("/paiement/") {
            self.pay(payment, Choice::Pay).await;
            order = self.order(&order.id).await;
        }
        order
    }

    pub(crate) async fn pay(&self, payment: &str, choice: Choice) {
        let url = self.payments.begin(payment).await.unwrap();
        let trial = self.test.trial(url.rsplit('/').next().unwrap()).await.unwrap();
        self.test.decide(&trial, choice).await.unwrap();
        self.payments.look(payment).await.unwrap();
    }

    pub(crate) async fn last_order(&self) -> Order {
        let mut read = self.db.read().await.unwrap();
        let row = read
            .one("SELECT id FROM box_office_orders ORDER BY created_at DESC, id DESC LIMIT 1", params![])
            .await
            .unwrap();
        order::by_id(&mut read, row.text(0).unwrap()).await.unwrap()
    }

    pub(crate) async fn order(&self, id: &str) -> Order {
        order::by_id(&mut self.db.read().await.unwrap(), id).await.unwrap()
    }

    pub(crate) async fn tickets(&self, order: &str) -> Vec<Ticket> {
        ticket::of_order(&mut self.db.read().await.unwrap(), order).await.unwrap()
    }

    /// What the server does beside serving.
    pub(crate) async fn a_minute(&self) {
        keep::run(&self.web).await;
    }

    /// Letters waiting to leave, the oldest first: to whom, subject, text.
    pub(crate) async fn letters(&self) -> Vec<(String, String, String)> {
        let sql = "SELECT recipient, subject, body FROM mail_letters ORDER BY posted_at, id";
        let rows = self.db.read().await.unwrap().all(sql, params![]).await.unwrap();
        rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap(), row.get(2).unwrap())).collect()
    }

    /// The one letter that says this in its subject.
    pub(crate) async fn letter(&self, subject: &str) -> (String, String) {
        let all = self.letters().await;
        let mut found: Vec<_> = all.iter().filter(|(_, said, _)| plain(said).contains(subject)).collect();
        assert_eq!(found.len(), 1, "one letter “{subject}” among {all:#?}");
        let (to, _, text) = found.remove(0);
        (to.clone(), text.clone())
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.db.read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap()
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    /// Sends a form with a token taken from a page of the same visitor; an empty one when the page is empty.
    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        if page.is_empty() {
            return self.site.send(browser, path, &[&[("form_token", "")][..], fields].concat()).await;
        }
        self.site.post(browser, page, path, fields).await
    }
}

/// Who books, and whether they pay at the town hall.
#[derive(Clone, Copy)]
pub(crate) struct Who<'a> {
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    pub(crate) later: bool,
}

pub(crate) const ANA: Who<'static> = Who { name: "Ana Lopez", email: "ana@exemple.example", later: false };

/// Words with the spaces and apostrophes of typography made plain.
pub(crate) fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ").replace('’', "'").replace("&#39;", "'").replace("&#x27;", "'")
}
