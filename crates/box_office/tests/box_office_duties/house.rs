//! A town hall that sells an opera in its hall, its neighbours, and their agents' browsers.

#[path = "../ground/mod.rs"]
mod ground;

use std::collections::BTreeMap;
use std::future::Future;
use std::sync::Arc;

use box_office::duties::{Sibil, SibilAccount};
use box_office::hold::{Wanted, hold};
use box_office::model::{Channel, Order, SaleState, TariffKind, Ticket};
use box_office::order::{Buyer, place};
use box_office::sale::{self, NewTariff, Setup};
use box_office::{FULFILMENT, Result, Web, order, ticket};
use ground::SETS;
use ledger::Cents;
use payment::Payments;
use payment::provider::test::{Choice, Test};
use people::testing::{self, Answer, Browser, Site};
use people::{Actor, Grant, People, Role, Scope};
use programme::show::Genre;
use programme::{InstitutionKind, Performance, PerformanceState, Show, institution, performance, show};
use shell::{Frame, Lang};
use store::Db;
use store::testing::on_both_at;

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
const URL: &str = "https://culture.example.fr";
pub(crate) const ME: Actor = Actor::System("test");
pub(crate) const SELLER: &str = "mairie-59013";

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    pub(crate) town_hall: String,
    pub(crate) show: String,
    /// On 28 November at 20:30, sold: 5 €, 3 €, free.
    pub(crate) item: String,
    people: People,
    site: Site,
    payments: Payments,
    test: Test,
}

/// Runs a scenario on both databases.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(House) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&SETS, NOW, |db| async {
        let house = House::open(db).await;
        body(house).await;
    })
    .await;
}

pub(crate) fn tariff(code: &str, cents: i64, kind: TariffKind, category: &str) -> NewTariff {
    NewTariff {
        code: code.into(),
        label: [code.into(), String::new(), String::new()],
        price: Cents(cents),
        category: category.into(),
        kind,
        condition: String::new(),
        online: true,
        desk: true,
    }
}

fn pages(db: &Db, frame: &Frame, people: &People, accounts: BTreeMap<String, SibilAccount>) -> Site {
    let web = Web::new(db.clone(), frame.clone(), URL).with_sibil(Sibil::new(accounts));
    Site::new(box_office::routes(web), frame, people, "/bureau")
}

impl House {
    async fn open(db: Db) -> Self {
        let people = testing::people(&db);
        let mut write = db.write().await.unwrap();
        ground::lille(&mut write).await;
        access::keyring::prepare(&mut write).await.unwrap();
        let opera = ground::named(InstitutionKind::Stage, "opera", "Opéra de Lille", "59350");
        let opera = institution::declare(&mut write, &opera).await.unwrap();
        let town_hall = ground::named(InstitutionKind::TownHall, SELLER, "Mairie d’Anstaing", "59013");
        let town_hall = institution::declare(&mut write, &town_hall).await.unwrap();
        let neighbours = ground::named(InstitutionKind::TownHall, "mairie-59275", "Mairie de Gruson", "59275");
        institution::declare(&mut write, &neighbours).await.unwrap();
        let played = Show {
            credits: "D’après Bizet".into(),
            minutes: Some(70),
            ..ground::show(&opera, "=Carmen & Cie", Genre::Opera)
        };
        let show = show::keep(&mut write, &played).await.unwrap();
        write.commit().await.unwrap();
        let frame = box_office::WINGS.into_iter().fold(Frame::builder(), shell::FrameBuilder::wing);
        let frame = frame.wing(regie::WING).key([7; 32]).base_url(URL).build().expect("the wings are sound");
        let test = Test::new(db.clone());
        let payments = Payments::new(db.clone(), vec![Arc::new(test.clone())], &[FULFILMENT], URL);
        let site = pages(&db, &frame, &people, BTreeMap::new());
        let mut house = Self { db, frame, town_hall, show, item: String::new(), people, site, payments, test };
        house.item = house.announced("2026-11-28T19:30:00Z", |_| {}).await;
        let tariffs = [
            tariff("plein", 500, TariffKind::Full, "Placement libre"),
            tariff("reduit", 300, TariffKind::Reduced, "Placement libre"),
            tariff("gratuit", 0, TariffKind::Free, "Placement libre"),
        ];
        house.on_sale(&house.item.clone(), 40, &tariffs).await;
        house
    }

    /// The same house, with the seller's account at SIBIL.
    pub(crate) fn with_account(&self, account: SibilAccount) -> Self {
        let accounts = BTreeMap::from([(SELLER.to_owned(), account)]);
        Self { site: pages(&self.db, &self.frame, &self.people, accounts), ..self.clone() }
    }

    /// A performance of the show at the town hall, not on sale yet.
    pub(crate) async fn announced(&self, starts_at: &str, change: impl FnOnce(&mut Performance)) -> String {
        let mut played = Performance {
            item: String::new(),
            show: self.show.clone(),
            series: "belles-sorties-2026".into(),
            host: self.town_hall.clone(),
            seller: Some(self.town_hall.clone()),
            licence: Some("PLATESV-D-2026-000123".into()),
            place_name: "Salle des fêtes".into(),
            place_kind: "ESPACE_POLYVALENT".into(),
            address: "2 rue de l’Église".into(),
            postal_code: "59152".into(),
            commune: "59013".into(),
            position: None,
            starts_at: starts_at.parse().unwrap(),
            doors_at: None,
            places: Some(200),
            price_cap: Some(500),
            access: Vec::new(),
            state: PerformanceState::Announced,
            told: String::new(),
            changed_at: self.db.clock().now(),
        };
        change(&mut played);
        let mut write = self.db.write().await.unwrap();
        let item = performance::announce(&mut write, &played, &access::local_zone()).await.unwrap();
        write.commit().await.unwrap();
        item
    }

    pub(crate) async fn on_sale(&self, item: &str, capacity: i64, tariffs: &[NewTariff]) {
        let mut write = self.db.write().await.unwrap();
        let starts_at = performance::by_item(&mut write, item).await.unwrap().starts_at;
        let setup = Setup {
            opens_at: Some("2026-11-01T09:00:00Z".parse().unwrap()),
            closes_at: starts_at,
            online_until: starts_at,
            capacity,
            numbered: false,
            most_per_order: 50,
            waiting_list: false,
            queue: false,
            cancel_hours: 1,
            pay_later: true,
        };
        sale::set_up(&mut write, item, &setup, &ME).await.unwrap();
        sale::set_tariffs(&mut write, item, tariffs, &ME).await.unwrap();
        sale::set_state(&mut write, item, SaleState::Open, &ME).await.unwrap();
        write.commit().await.unwrap();
    }

    /// Books online, these seats or the best left.
    pub(crate) async fn book(&self, item: &str, lines: &[(&str, i64)], seats: &[&str]) -> Result<Order> {
        let wanted = Wanted {
            item: item.to_owned(),
            lines: lines.iter().map(|(code, many)| ((*code).to_owned(), *many)).collect(),
            seats: seats.iter().map(|seat| (*seat).to_owned()).collect(),
            ..Wanted::default()
        };
        let mut write = self.db.write().await?;
        let held = hold(&mut write, Channel::Online, &wanted).await?;
        let buyer = Buyer { name: "Ana".into(), email: Some("ana@exemple.example".into()), ..Buyer::default() };
        let order = place(&mut write, &held.secret, &buyer).await?;
        write.commit().await?;
        Ok(order)
    }

    /// Books and pays online.
    pub(crate) async fn bought(&self, item: &str, lines: &[(&str, i64)], seats: &[&str]) -> Order {
        let order = self.book(item, lines, seats).await.unwrap();
        if let Some(payment) = &order.payment {
            let url = self.payments.begin(payment).await.unwrap();
            let trial = self.test.trial(url.rsplit('/').next().unwrap()).await.unwrap();
            self.test.decide(&trial, Choice::Pay).await.unwrap();
            self.payments.look(payment).await.unwrap();
        }
        order::by_id(&mut self.db.read().await.unwrap(), &order.id).await.unwrap()
    }

    pub(crate) async fn tickets(&self, order: &str) -> Vec<Ticket> {
        ticket::of_order(&mut self.db.read().await.unwrap(), order).await.unwrap()
    }

    /// The seats of an order's tickets.
    pub(crate) async fn seats(&self, order: &str) -> Vec<String> {
        let mut seats: Vec<String> = self.tickets(order).await.into_iter().filter_map(|ticket| ticket.seat).collect();
        seats.sort();
        seats
    }

    /// An agent's browser, signed in.
    pub(crate) async fn agent(&self, email: &str, commune: &str) -> Browser {
        let grant = Grant { role: Role::CommuneAgent, scope: Scope::Commune(commune.into()) };
        testing::staff(&self.people, "Lou Mairie", email, grant).await
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        spaced(self.site.get(browser, path).await)
    }

    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        spaced(self.site.post(browser, page, path, fields).await)
    }

    /// Sends a form as it is.
    pub(crate) async fn send(&self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        spaced(self.site.send(browser, path, fields).await)
    }

    pub(crate) fn has_word(&self, lang: Lang, key: &str) -> bool {
        self.frame.messages().has(lang, key)
    }
}

/// Spaces of all widths made plain.
fn spaced(mut answer: Answer) -> Answer {
    answer.text = answer.plain();
    answer
}
