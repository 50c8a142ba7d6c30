//! The queue as browsers meet it: no script, only cookies, pages and the hour.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

mod ground;

use std::time::Duration;

use axum::http::{HeaderMap, StatusCode, header};
use box_office::model::{SaleState, TariffKind};
use box_office::queue::{self, Admitted};
use box_office::sale::{self, NewTariff, Setup};
use box_office::{Web, hold};
use ground::SETS;
use jiff::{SignedDuration, Timestamp};
use ledger::Cents;
use people::Actor;
use people::testing::{self, Answer, Browser, Site};
use programme::performance::{self, Performance, PerformanceState};
use programme::show::{self, Genre, Show};
use programme::{InstitutionKind, institution};
use shell::Frame;
use store::testing::on_both_at;
use store::{Db, prelude::*};

const NOW: &str = "2026-10-03T07:00:00Z";
/// An hour after.
const OPENS: &str = "2026-10-03T08:00:00Z";

struct House {
    db: Db,
    item: String,
    frame: Frame,
}

/// One server on the house's database: several are several nodes, one after another is a restart.
struct Node {
    web: Web,
    site: Site,
}

/// How many the page says are ahead.
fn ahead(page: &Answer) -> i64 {
    let title = page.text.split("<title>").nth(1).unwrap().split('<').next().unwrap();
    let digits: String = title.split('·').next().unwrap().chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or_else(|_| panic!("no figure in {title}"))
}

impl House {
    async fn open(db: Db) -> Self {
        let mut write = db.write().await.unwrap();
        ground::lille(&mut write).await;
        let stage = institution::declare(&mut write, &ground::named(InstitutionKind::Stage, "prato", "prato", "59350"))
            .await
            .unwrap();
        let hall =
            institution::declare(&mut write, &ground::named(InstitutionKind::TownHall, "bondues", "bondues", "59090"))
                .await
                .unwrap();
        let show = Show { minutes: Some(60), artists: Some(3), ..ground::show(&stage, "Clair de lune", Genre::Circus) };
        let show = show::keep(&mut write, &show).await.unwrap();
        let starts_at: Timestamp = "2026-11-14T19:00:00Z".parse().unwrap();
        let played = Performance {
            item: String::new(),
            show,
            series: "belles-sorties-2026".into(),
            host: hall,
            seller: Some(stage),
            licence: None,
            place_name: "Espace Poher".into(),
            place_kind: "ESPACE_POLYVALENT".into(),
            address: String::new(),
            postal_code: "59910".into(),
            commune: "59090".into(),
            position: None,
            starts_at,
            doors_at: None,
            places: Some(200),
            price_cap: Some(500),
            access: Vec::new(),
            state: PerformanceState::Announced,
            told: String::new(),
            changed_at: starts_at,
        };
        let item = performance::announce(&mut write, &played, &access::local_zone()).await.unwrap();
        let setup = Setup {
            opens_at: Some(OPENS.parse().unwrap()),
            closes_at: starts_at,
            online_until: starts_at,
            capacity: 200,
            numbered: false,
            most_per_order: 8,
            waiting_list: true,
            queue: true,
            cancel_hours: 48,
            pay_later: true,
        };
        let actor = Actor::System("test");
        sale::set_up(&mut write, &item, &setup, &actor).await.unwrap();
        let full = NewTariff {
            code: "plein".into(),
            label: ["Plein tarif".into(), String::new(), String::new()],
            price: Cents(500),
            category: "Placement libre".into(),
            kind: TariffKind::Full,
            condition: String::new(),
            online: true,
            desk: true,
        };
        sale::set_tariffs(&mut write, &item, &[full], &actor).await.unwrap();
        sale::set_state(&mut write, &item, SaleState::Open, &actor).await.unwrap();
        write.commit().await.unwrap();
        let frame = Frame::builder().wing(queue::WING).base_url("https://culture.example.fr").build().unwrap();
        Self { db, item, frame }
    }

    fn node(&self) -> Node {
        let web = Web::new(self.db.clone(), self.frame.clone(), "https://culture.example.fr");
        let site = Site::new(queue::routes(web.clone()), &self.frame, &testing::people(&self.db), "/ma-carte");
        Node { web, site }
    }

    fn page(&self) -> String {
        format!("/billetterie/file/{}", self.item)
    }

    fn pass(&self, seconds: u64) {
        self.db.clock().advance(Duration::from_secs(seconds));
    }

    /// Sets the clock some seconds from the opening.
    fn at_opening(&self, seconds: i64) {
        let to: Timestamp = OPENS.parse().unwrap();
        let to = to + SignedDuration::from_secs(seconds);
        let by = to.duration_since(self.db.clock().now());
        self.db.clock().advance(by.try_into().unwrap());
    }

    async fn sql(&self, sql: &str) {
        let mut write = self.db.write().await.unwrap();
        write.execute(sql, params![]).await.unwrap();
        write.commit().await.unwrap();
    }
}

impl Node {
    async fn get(&self, browser: &Browser, path: &str) -> Answer {
        self.site.get(browser, path).await
    }

    async fn beat(&self) {
        queue::beat(&self.web).await.unwrap();
    }

    /// Whether the booking page lets this browser in.
    async fn admits(&self, browser: &Browser, item: &str) -> Admitted {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, browser.cookies().parse().unwrap());
        queue::admitted(&self.web, &headers, item).await
    }

    async fn is_in(&self, browser: &Browser, item: &str) -> bool {
        matches!(self.admits(browser, item).await, Admitted::In(_))
    }
}

#[tokio::test]
async fn order_is_by_arrival_whatever_one_reloads_and_through_a_restart() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let (node, item, page) = (house.node(), house.item.clone(), house.page());
        house.at_opening(5);
        // The first to come walks straight in, the line being empty; then it is held at one person every two seconds.
        let first = Browser::default();
        assert_eq!(node.get(&first, &page).await.status, StatusCode::OK);
        node.beat().await;
        assert!(node.is_in(&first, &item).await);
        house.pass(10);
        house.sql("UPDATE box_office_queue_lines SET rate_milli = 500, most_milli = 500").await;
        let mut browsers = Vec::new();
        for _ in 0..12 {
            let browser = Browser::default();
            let answer = node.get(&browser, &page).await;
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.headers.contains_key(header::REFRESH), "the page moves on without a script");
            browsers.push(browser);
            house.db.clock().advance(Duration::from_millis(300));
        }
        node.beat().await;
        // A reload, ten of them, change nothing; nor does another node, nor the same one started again.
        let before = ahead(&node.get(&browsers[8], &page).await);
        for _ in 0..10 {
            assert_eq!(ahead(&node.get(&browsers[8], &page).await), before);
        }
        let second = house.node();
        second.get(&browsers[8], &page).await;
        second.beat().await;
        assert_eq!(ahead(&second.get(&browsers[8], &page).await), before);
        drop(node);
        let node = second;

        let mut came_in = Vec::new();
        for _ in 0..60 {
            house.pass(1);
            node.beat().await;
            for (number, browser) in browsers.iter().enumerate() {
                if !came_in.contains(&number) {
                    let answer = node.get(browser, &page).await;
                    if answer.status == StatusCode::SEE_OTHER {
                        assert_eq!(answer.location, format!("/billetterie/{item}"));
                        came_in.push(number);
                    } else {
                        assert!(!node.is_in(browser, &item).await, "whoever waits is not let in at the door either");
                    }
                }
            }
        }
        assert_eq!(came_in, (0..12).collect::<Vec<_>>());
    })
    .await;
}

#[tokio::test]
async fn who_comes_before_the_opening_is_drawn_and_nobody_is_in_before() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let (node, item, page) = (house.node(), house.item.clone(), house.page());
        house.at_opening(-3_600);
        let mut browsers = Vec::new();
        for _ in 0..40 {
            let browser = Browser::default();
            let answer = node.get(&browser, &page).await;
            assert!(answer.text.contains("tiré au sort") || answer.text.contains("tirage"), "{}", answer.text);
            browsers.push(browser);
            house.pass(60);
        }
        house.at_opening(-1);
        node.beat().await;
        let hash = {
            let answer = node.get(&browsers[0], &page).await;
            let row = house
                .db
                .read()
                .await
                .unwrap()
                .one("SELECT seed, seed_hash FROM box_office_queue_lines", params![])
                .await;
            let row = row.unwrap();
            let (seed, hash): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
            assert!(answer.text.contains(&hash) && !answer.text.contains(&seed), "the hash before, the seed after");
            hash
        };
        for browser in &browsers {
            assert!(!node.is_in(browser, &item).await);
        }
        assert!(!node.is_in(&Browser::default(), &item).await);
        house.at_opening(1);
        house.sql("UPDATE box_office_queue_lines SET rate_milli = 1000, most_milli = 1000").await;
        let mut came_in = Vec::new();
        for _ in 0..60 {
            node.beat().await;
            for (number, browser) in browsers.iter().enumerate() {
                if !came_in.contains(&number) {
                    let answer = node.get(browser, &page).await;
                    if answer.status == StatusCode::SEE_OTHER {
                        came_in.push(number);
                    } else {
                        assert!(answer.text.contains(&hash));
                    }
                }
            }
            house.pass(1);
        }
        assert_eq!(came_in.len(), 40);
        let by_arrival: Vec<usize> = (0..40).collect();
        assert_ne!(came_in, by_arrival, "drawn: arriving first gave nothing (1 chance in 40! to be the same)");
        // And the draw is the one anyone computes from the seed now shown.
        let seed: String = house
            .db
            .read()
            .await
            .unwrap()
            .one("SELECT seed FROM box_office_queue_lines", params![])
            .await
            .unwrap()
            .get(0)
            .unwrap();
        let opens_at = OPENS.parse::<Timestamp>().unwrap().as_millisecond();
        let stands = |browser: &Browser| {
            let cookies = browser.cookies();
            let (_, cookie) = cookies.split_once('=').unwrap();
            queue::line::drawn(&seed, cookie.split('.').nth(2).unwrap(), opens_at)
        };
        let order: Vec<i64> = came_in.iter().map(|number| stands(&browsers[*number])).collect();
        // Several come in within one beat: between beats the order is the draw's.
        let (early, late) = order.split_at(20);
        assert!(early.iter().sum::<i64>() < late.iter().sum::<i64>());
        assert!(order.first() < order.last());
    })
    .await;
}

#[tokio::test]
async fn a_forged_or_foreign_place_opens_nothing_and_a_turn_ends() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let (node, item, page) = (house.node(), house.item.clone(), house.page());
        house.at_opening(5);
        let browser = Browser::default();
        node.get(&browser, &page).await;
        node.beat().await;
        assert!(node.is_in(&browser, &item).await);
        // Now a line is held up: whoever comes waits.
        house.pass(10);
        house.sql("UPDATE box_office_queue_lines SET paused = TRUE").await;
        node.beat().await;
        assert!(!node.is_in(&Browser::default(), &item).await);
        let late = Browser::default();
        node.get(&late, &page).await;
        assert!(!node.is_in(&late, &item).await);
        let cookies = late.cookies();
        let (name, value) = cookies.split_once('=').unwrap();
        let arrival = value.split('.').nth(1).unwrap().to_owned();
        let earlier = format!("{:x}", i64::from_str_radix(&arrival, 16).unwrap() - 60_000_000);
        let forged = [
            value.replace(&arrival, &earlier),
            format!("a.{earlier}.0123456789abcdef.{}", "0".repeat(32)),
            String::new(),
            "x".repeat(4_000),
        ];
        for value in forged {
            let forger = Browser::default();
            forger.set(name, &value);
            assert!(!node.is_in(&forger, &item).await);
        }
        // The place of whoever came in is theirs for a quarter of an hour, even while the line stands still.
        house.pass(14 * 60);
        assert!(node.is_in(&browser, &item).await);
        house.pass(2 * 60);
        assert!(!node.is_in(&browser, &item).await);
        let answer = node.get(&browser, &page).await;
        assert_eq!(answer.status, StatusCode::OK, "one's turn passed: one waits again");
        // Where there is nothing to wait for, nothing is found.
        assert_eq!(node.get(&Browser::default(), "/billetterie/file/nulle-part").await.status, StatusCode::NOT_FOUND);
        assert!(!node.is_in(&browser, "nulle-part").await);
    })
    .await;
}

#[tokio::test]
async fn a_place_has_one_basket_at_a_time_however_many_share_it() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let (node, item, page) = (house.node(), house.item.clone(), house.page());
        house.at_opening(5);
        let browser = Browser::default();
        node.get(&browser, &page).await;
        node.beat().await;
        let tariff = sale::tariffs(&mut house.db.read().await.unwrap(), &item).await.unwrap().remove(0).id;
        let mut secrets = Vec::new();
        for shared in [browser.clone(), browser.clone(), browser] {
            let Admitted::In(basket) = node.admits(&shared, &item).await else { panic!("it is their turn") };
            let mut write = house.db.write().await.unwrap();
            let wanted =
                hold::Wanted { item: item.clone(), lines: vec![(tariff.clone(), 4)], ..hold::Wanted::default() };
            let held = hold::hold(&mut write, box_office::model::Channel::Online, &wanted).await.unwrap();
            basket.keep(&mut write, &held.secret).await.unwrap();
            write.commit().await.unwrap();
            secrets.push(held.secret);
        }
        let now = house.db.clock().now();
        let mut read = house.db.read().await.unwrap();
        let mut good = Vec::new();
        for secret in &secrets {
            good.push(hold::by_secret(&mut read, secret).await.unwrap().is_good(now));
        }
        assert_eq!(good, [false, false, true]);
        let left = sale::allotments(&mut read, &item, now).await.unwrap()[0].left();
        assert_eq!(left, 196);
    })
    .await;
}

#[tokio::test]
async fn the_page_is_light_and_says_how_to_wait_in_three_languages() {
    on_both_at(&SETS, NOW, |db| async move {
        let house = House::open(db).await;
        let (node, page) = (house.node(), house.page());
        house.at_opening(-600);
        for (lang, words) in [("fr", "salle d’attente"), ("nl", "wachtkamer"), ("en", "waiting room")] {
            let answer = node.get(&Browser::default(), &format!("{page}?lang={lang}")).await;
            assert!(answer.text.contains(words), "{}", answer.text);
            assert!(answer.text.len() < 10_000, "{} bytes", answer.text.len());
            assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
            assert!(!answer.text.contains('#') || !answer.text.contains("#NUMBER#"));
        }
        // No write while waiting: what the page costs is memory.
        node.beat().await;
        let count = "SELECT CAST(COALESCE(SUM(people), 0) AS BIGINT) FROM box_office_queue_arrivals";
        let counted: i64 = house.db.read().await.unwrap().one(count, params![]).await.unwrap().get(0).unwrap();
        assert_eq!(counted, 3);
        let browser = Browser::default();
        node.get(&browser, &page).await;
        for _ in 0..5 {
            node.get(&browser, &page).await;
        }
        node.beat().await;
        let counted: i64 = house.db.read().await.unwrap().one(count, params![]).await.unwrap().get(0).unwrap();
        assert_eq!(counted, 4, "reloading counts once");
    })
    .await;
}
