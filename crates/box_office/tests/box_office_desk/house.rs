//! A town hall that receives a show and sells it, its till, the neighbours' till, and agents' browsers.

#[path = "../ground/mod.rs"]
mod ground;

use std::future::Future;
use std::sync::Arc;

use axum::http::StatusCode;
use box_office::model::{Order, SaleState, Tariff, TariffKind, Ticket};
use box_office::sale::{self, NewAllotment, NewTariff, Setup};
use box_office::{FULFILMENT, Web, order, ticket};
use ground::SETS;
use jiff::SignedDuration;
use ledger::Cents;
use payment::Payments;
use payment::provider::test::Test;
use people::testing::{self, Answer, Browser, Site};
use people::{Actor, Grant, People, Role, Scope};
use programme::show::Genre;
use programme::{InstitutionKind, NewInstitution, Performance, PerformanceState, Show, institution, performance, show};
use regie::{Means, NewRegie, TillSession};
use shell::{Frame, Lang};
use store::testing::on_both_at;
use store::{Db, prelude::*};

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
const URL: &str = "https://culture.example.fr";

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) frame: Frame,
    pub(crate) town_hall: String,
    pub(crate) neighbours: String,
    pub(crate) show: String,
    pub(crate) item: String,
    people: People,
    site: Site,
    _payments: Arc<Payments>,
}

/// Runs a scenario on both databases: a performance on sale in Anstaing, forty places, of which ten for schools.
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

pub(crate) fn actor() -> Actor {
    Actor::System("test")
}

fn tariff(code: &str, label: &str, cents: i64, kind: TariffKind) -> NewTariff {
    NewTariff {
        code: code.into(),
        label: [label.into(), String::new(), String::new()],
        price: Cents(cents),
        category: "Placement libre".into(),
        kind,
        condition: String::new(),
        online: true,
        desk: true,
    }
}

impl House {
    async fn open(db: Db) -> Self {
        let people = testing::people(&db);
        let mut write = db.write().await.unwrap();
        ground::lille(&mut write).await;
        access::keyring::prepare(&mut write).await.unwrap();
        let declared = |kind, code, name, commune| NewInstitution {
            address: Some("1 place de la Mairie"),
            postal_code: Some("59152"),
            ..ground::named(kind, code, name, commune)
        };
        let opera = declared(InstitutionKind::Stage, "opera", "Opéra de Lille", "59350");
        let opera = institution::declare(&mut write, &opera).await.unwrap();
        let town_hall = declared(InstitutionKind::TownHall, "mairie-59013", "Mairie d’Anstaing", "59013");
        let town_hall = institution::declare(&mut write, &town_hall).await.unwrap();
        let neighbours = declared(InstitutionKind::TownHall, "mairie-59275", "Mairie de Gruson", "59275");
        let neighbours = institution::declare(&mut write, &neighbours).await.unwrap();
        for (code, institution) in [("ANSTAING", &town_hall), ("GRUSON", &neighbours)] {
            let regie = NewRegie {
                code,
                institution,
                name: &format!("Régie de {code}"),
                act: "n° 2026-1",
                regisseur: "Lou Mairie",
                accountant: "SGC de Lille",
                ceiling: Cents::from_euros(3000),
                float: Cents::from_euros(100),
                means: &[Means::Cash, Means::Card, Means::Cheque],
                open: true,
            };
            let regie = regie::regies::declare(&mut write, &regie).await.unwrap();
            regie::regies::set_till(&mut write, &regie, "Accueil", true).await.unwrap();
        }
        let played = Show {
            credits: "D’après Bizet".into(),
            minutes: Some(70),
            ..ground::show(&opera, "=Carmen & Cie", Genre::Opera)
        };
        let show = show::keep(&mut write, &played).await.unwrap();
        write.commit().await.unwrap();
        let frame = box_office::WINGS.into_iter().fold(Frame::builder(), shell::FrameBuilder::wing);
        let frame = frame.wing(regie::WING).key([7; 32]).base_url(URL).build().expect("the wings are sound");
        let web = Web::new(db.clone(), frame.clone(), URL);
        let test = Test::new(db.clone());
        let payments = Payments::new(db.clone(), vec![Arc::new(test)], &[FULFILMENT], URL);
        let site = Site::new(box_office::routes(web), &frame, &people, "/bureau");
        let mut house = Self {
            db,
            frame,
            town_hall,
            neighbours,
            show,
            item: String::new(),
            people,
            site,
            _payments: Arc::new(payments),
        };
        house.item = house.announced("2026-12-12T19:30:00Z").await;
        house.on_sale().await;
        house
    }

    /// A performance of the show at the town hall, not on sale yet.
    pub(crate) async fn announced(&self, starts_at: &str) -> String {
        let played = Performance {
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
        let mut write = self.db.write().await.unwrap();
        let item = performance::announce(&mut write, &played, &access::local_zone()).await.unwrap();
        write.commit().await.unwrap();
        item
    }

    async fn on_sale(&self) {
        let starts_at = self.starts_at().await;
        let setup = Setup {
            opens_at: Some(self.db.clock().now()),
            closes_at: starts_at,
            online_until: starts_at - SignedDuration::from_hours(1),
            capacity: 40,
            numbered: false,
            most_per_order: 6,
            waiting_list: true,
            queue: false,
            cancel_hours: 48,
            pay_later: true,
        };
        let tariffs = [
            tariff("plein", "Plein tarif", 500, TariffKind::Full),
            tariff("reduit", "Tarif réduit", 300, TariffKind::Reduced),
            tariff("gratuit", "Moins de 12 ans", 0, TariffKind::Free),
            tariff("scolaire", "Scolaires", 100, TariffKind::School),
        ];
        let schools = NewAllotment { code: "schools".into(), label: "Écoles".into(), places: 10, release_at: None };
        let mut write = self.db.write().await.unwrap();
        sale::set_up(&mut write, &self.item, &setup, &actor()).await.unwrap();
        sale::set_tariffs(&mut write, &self.item, &tariffs, &actor()).await.unwrap();
        sale::set_allotments(&mut write, &self.item, &[schools], &actor()).await.unwrap();
        sale::set_state(&mut write, &self.item, SaleState::Open, &actor()).await.unwrap();
        write.commit().await.unwrap();
    }

    pub(crate) async fn starts_at(&self) -> jiff::Timestamp {
        performance::by_item(&mut self.db.read().await.unwrap(), &self.item).await.unwrap().starts_at
    }

    /// An agent's browser, signed in, and their account.
    pub(crate) async fn agent(&self, email: &str, role: Role, scope: Scope) -> (Browser, String) {
        let browser = testing::staff(&self.people, "Lou Mairie", email, Grant { role, scope }).await;
        let session = self.people.session(&browser.session().unwrap()).await.unwrap().unwrap();
        (browser, session.account.id)
    }

    /// The agent of Anstaing.
    pub(crate) async fn own(&self) -> (Browser, String) {
        self.agent("lou@anstaing.example", Role::CommuneAgent, Scope::Commune("59013".into())).await
    }

    /// A till opened by an agent, with a float of 100 €.
    pub(crate) async fn till(&self, agent: &str, regie: &str) -> TillSession {
        let mut write = self.db.write().await.unwrap();
        let regie = regie::regies::by_code(&mut write, regie).await.unwrap();
        let till = regie::regies::tills(&mut write, &regie.id).await.unwrap().remove(0);
        let session = regie::open(&mut write, &till.id, agent, Cents::from_euros(100)).await.unwrap();
        write.commit().await.unwrap();
        session
    }

    pub(crate) fn at(&self, rest: &str) -> String {
        format!("/bureau/billetterie/seance/{}{rest}", self.item)
    }

    /// The field of a tariff.
    pub(crate) async fn field(&self, code: &str) -> String {
        let tariffs: Vec<Tariff> = sale::tariffs(&mut self.db.read().await.unwrap(), &self.item).await.unwrap();
        format!("q-{}", tariffs.iter().find(|tariff| tariff.code == code).expect(code).id)
    }

    /// Sends a form of the page it is on, with that page's reference, and gives the order it led to.
    pub(crate) async fn sells(&self, browser: &Browser, fields: &[(&str, &str)]) -> Order {
        let page = self.at("/vendre");
        let answer = self.post(browser, &page, &page, fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        self.order_at(&answer.location).await
    }

    pub(crate) async fn order_at(&self, location: &str) -> Order {
        let id = location.rsplit('/').next().unwrap();
        order::by_id(&mut self.db.read().await.unwrap(), id).await.unwrap()
    }

    pub(crate) async fn tickets(&self, order: &str) -> Vec<Ticket> {
        ticket::of_order(&mut self.db.read().await.unwrap(), order).await.unwrap()
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.db.read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap()
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    /// Tariffs on sale.
    pub(crate) async fn tariffs(&self) -> Vec<box_office::model::Tariff> {
        let mut known = box_office::sale::tariffs(&mut self.db.read().await.unwrap(), &self.item).await.unwrap();
        known.retain(|tariff| !tariff.retired);
        known
    }

    /// Sends a form with the token (and the reference, where there is one) of a page of the same visitor.
    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        let shown = self.get(browser, page).await;
        let (token, reference) = (shown.token(), shown.hidden("reference"));
        let mut all = vec![("form_token", token.as_str())];
        if let Some(reference) = &reference
            && !fields.iter().any(|(name, _)| *name == "reference")
        {
            all.push(("reference", reference));
        }
        all.extend_from_slice(fields);
        self.send(browser, path, &all).await
    }

    /// Sends a form as it is.
    pub(crate) async fn send(&self, browser: &Browser, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.send(browser, path, fields).await
    }

    /// What is said on the next page.
    pub(crate) async fn said(&self, browser: &Browser, path: &str) -> String {
        let page = self.get(browser, path).await.text;
        let start = page.find("class=\"flash ").map_or(page.len(), |at| at);
        page[start..].split('>').nth(1).unwrap_or_default().split('<').next().unwrap_or_default().to_owned()
    }

    pub(crate) fn has_word(&self, lang: Lang, key: &str) -> bool {
        self.frame.messages().has(lang, key)
    }
}
