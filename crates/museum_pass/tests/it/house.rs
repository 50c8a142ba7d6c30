//! A museum with a till, products, a provider of payments, and a browser to walk the pages with.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use ledger::Cents;
use museum_pass::model::pass::Names;
use museum_pass::order::{Buyer, Wanted, place};
use museum_pass::{FULFILMENT, Pass, Web, defaults};
use payment::Payments;
use payment::provider::test::{Choice, Test};
use people::testing::{self, Answer, Browser, Site};
use people::{Grant, People, Role, Scope};
use programme::{InstitutionKind, NewInstitution, institution};
use regie::{Means, NewRegie, TillSession};
use shell::Frame;
use store::testing::on_both_at;
use store::{Db, MigrationSet, prelude::*};

pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";
pub(crate) const DAY: Duration = Duration::from_secs(86_400);
const SETS: [MigrationSet; 8] = [
    people::MIGRATIONS,
    programme::MIGRATIONS,
    access::MIGRATIONS,
    mail::MIGRATIONS,
    ledger::MIGRATIONS,
    payment::MIGRATIONS,
    regie::MIGRATIONS,
    museum_pass::MIGRATIONS,
];

/// The house of one test on one database.
#[derive(Clone)]
pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) museum: String,
    pub(crate) web: Web,
    pub(crate) payments: Payments,
    pub(crate) test: Test,
    pub(crate) people: People,
    site: Site,
}

/// Runs a scenario on both databases, at noon of a fixed day.
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

impl House {
    async fn open(db: Db) -> Self {
        let people = testing::people(&db);
        let mut write = db.write().await.unwrap();
        let france = territory::France::load();
        let epci = france.epci("200093201").unwrap();
        programme::tenant::install(&mut write, epci, france.communes_of("200093201"), false).await.unwrap();
        let museum = NewInstitution {
            kind: InstitutionKind::Museum,
            code: "la-piscine",
            name: "La Piscine",
            commune: "59512",
            address: None,
            postal_code: None,
            position: Some(territory::Position { lat: 50.6923, lon: 3.1671 }),
            website: Some("https://musee.example"),
            weekly_minutes: None,
            demo: false,
            source: "test",
        };
        let museum = institution::declare(&mut write, &museum).await.unwrap();
        defaults::install(&mut write).await.unwrap();
        let regie = NewRegie {
            code: "PISCINE",
            institution: &museum,
            name: "Régie de La Piscine",
            act: "n° 2026-1",
            regisseur: "Lou Musée",
            accountant: "SGC de Lille",
            ceiling: Cents::from_euros(3000),
            float: Cents::from_euros(100),
            means: &[Means::Cash, Means::Card, Means::Cheque],
            open: true,
        };
        let regie = regie::regies::declare(&mut write, &regie).await.unwrap();
        regie::regies::set_till(&mut write, &regie, "Accueil", true).await.unwrap();
        write.commit().await.unwrap();
        let frame = Frame::builder().wing(museum_pass::WING).wing(regie::WING).build().expect("the wings are sound");
        let web = Web::new(db.clone(), frame.clone(), "https://culture.example.fr");
        let test = Test::new(db.clone());
        let payments =
            Payments::new(db.clone(), vec![Arc::new(test.clone())], &[FULFILMENT], "https://culture.example.fr");
        let site = Site::new(museum_pass::routes(web.clone()), &frame, &people, "/bureau");
        Self { db, museum, web, payments, test, people, site }
    }

    /// Orders online.
    pub(crate) async fn order(&self, wanted: &[Wanted]) -> museum_pass::Result<museum_pass::model::sale::Order> {
        let buyer = Buyer { account: None, email: Some("ana@exemple.example".into()), lang: "fr".into() };
        let mut write = self.db.write().await.unwrap();
        let order = place(&mut write, &buyer, wanted, "/pass/commande/{order}").await?;
        write.commit().await.unwrap();
        Ok(order)
    }

    /// Goes to the test provider for an order and does there what one chooses.
    pub(crate) async fn pay(&self, payment: &str, choice: Choice) {
        let url = self.payments.begin(payment).await.unwrap();
        let trial = self.test.trial(url.rsplit('/').next().unwrap()).await.unwrap();
        self.test.decide(&trial, choice).await.unwrap();
        self.payments.look(payment).await.unwrap();
    }

    /// A pass bought and paid online.
    pub(crate) async fn bought(&self, wanted: Wanted) -> Pass {
        let order = self.order(&[wanted]).await.unwrap();
        if let Some(payment) = &order.payment {
            self.pay(payment, Choice::Pay).await;
        }
        self.passes_of(&order.id).await.remove(0)
    }

    /// The passes an order made.
    pub(crate) async fn passes_of(&self, order: &str) -> Vec<Pass> {
        let mut read = self.db.read().await.unwrap();
        museum_pass::order::passes_of(&mut read, order).await.unwrap()
    }

    pub(crate) async fn pass(&self, id: &str) -> Pass {
        museum_pass::order::pass(&mut self.db.read().await.unwrap(), id).await.unwrap()
    }

    /// A till opened by an agent.
    pub(crate) async fn till(&self, agent: &str) -> TillSession {
        let mut write = self.db.write().await.unwrap();
        let regie = regie::regies::by_code(&mut write, "PISCINE").await.unwrap();
        let till = regie::regies::tills(&mut write, &regie.id).await.unwrap().remove(0);
        let session = regie::open(&mut write, &till.id, agent, Cents::from_euros(100)).await.unwrap();
        write.commit().await.unwrap();
        session
    }

    /// Whether the hub says a right is good now.
    pub(crate) async fn good(&self, right: &str) -> bool {
        let right = access::rights::by_id(&mut self.db.read().await.unwrap(), right).await.unwrap();
        let now = self.db.clock().now();
        right.state == access::RightState::Active
            && right.valid_from <= now
            && right.valid_until.is_none_or(|until| now < until)
    }

    pub(crate) async fn code(&self, right: &str) -> Option<String> {
        access::credentials::text(&mut self.db.read().await.unwrap(), right).await.unwrap()
    }

    pub(crate) async fn count(&self, sql: &str) -> i64 {
        self.db.read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap()
    }

    /// Subjects of the letters waiting.
    pub(crate) async fn letters(&self) -> Vec<String> {
        let rows =
            self.db.read().await.unwrap().all("SELECT subject FROM mail_letters ORDER BY id", params![]).await.unwrap();
        rows.iter().map(|row| row.get(0).unwrap()).collect()
    }

    pub(crate) async fn staff(&self, email: &str, role: Role) -> (Browser, String) {
        let scope = match role {
            Role::MuseumAgent => Scope::Institution(self.museum.clone()),
            _ => Scope::Whole,
        };
        let browser = testing::staff(&self.people, "Lou Musée", email, Grant { role, scope }).await;
        let session = self.people.session(&browser.session().unwrap()).await.unwrap().unwrap();
        (browser, session.account.id)
    }

    pub(crate) async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    pub(crate) async fn post(&self, browser: &Browser, page: &str, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.site.post(browser, page, path, fields).await
    }
}

/// A pass wanted for someone.
pub(crate) fn wanted(product: &str, first: &str, last: &str) -> Wanted {
    Wanted {
        product: product.into(),
        names: Names { first: first.into(), last: last.into(), ..Names::default() },
        declared: true,
        ..Wanted::default()
    }
}
