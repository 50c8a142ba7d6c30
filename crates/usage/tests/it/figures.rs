//! Our reports over the API, vendors' reports harvested and handed in, the sheet.

use std::sync::{Arc, Mutex};

use access::local_zone;
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::routing::get;
use counter::ReportId;
use serde_json::Value;
use store::prelude::*;
use store::testing::{assert_same_schema, on_both_at};
use usage::dashboard::{self, Over};
use usage::vendors::{self, Source, Vendor};
use usage::{harvest, keys};

use crate::world::{NOW, SETS, World, at, month};

#[tokio::test]
async fn the_schema_is_the_same_on_both_databases() {
    assert_same_schema(SETS).await;
}

/// The official schema of a report or of another answer of the API.
fn schema(name: &str) -> jsonschema::Validator {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../counter/tests/fixtures/COUNTER_API.json");
    let text = std::fs::read_to_string(path).unwrap().replace("{1,3,4}", "{1,4}");
    let api: Value = serde_json::from_str(&text).unwrap();
    let schema = serde_json::json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": { "schemas": api["components"]["schemas"] },
    });
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn assert_valid(name: &str, value: &Value) {
    let faults: Vec<String> = schema(name).iter_errors(value).map(|error| error.to_string()).collect();
    assert!(faults.is_empty(), "{name}: {faults:#?}\n{value:#}");
}

fn read(value: &Value) -> counter::Report {
    counter::read(&value.to_string()).unwrap()
}

#[tokio::test]
async fn our_reports_are_harvested_over_the_api() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let key = world.key("").await;
        let (status, answer) = world.get("/r51/status").await;
        assert_eq!(status, StatusCode::OK);
        assert_valid("Status", &answer[0]);
        let (_, members) = world.get(&format!("/r51/members?customer_id=network&{key}")).await;
        assert_eq!(members.as_array().unwrap().len(), 3);
        members.as_array().unwrap().iter().for_each(|member| assert_valid("Member", member));
        let (_, list) = world.get(&format!("/r51/reports?customer_id=network&{key}")).await;
        assert_eq!(list.as_array().unwrap().len(), 16);
        list.as_array().unwrap().iter().for_each(|report| assert_valid("Report", report));
        assert_eq!(
            (&list[0]["First_Month_Available"], &list[0]["Last_Month_Available"]),
            (&"2026-11".into(), &"2026-11".into())
        );

        let dates = "begin_date=2026-11-01&end_date=2026-11-30";
        for id in ReportId::ALL {
            let path = format!("/r51/reports/{}?customer_id=network&{key}&{dates}", id.code().to_lowercase());
            let (status, report) = world.get(&path).await;
            assert_eq!(status, StatusCode::OK);
            assert_valid(id.code(), &report);
        }
        let ask = async |tail: &str| world.get(&format!("/r51/reports/{tail}&{key}&{dates}")).await.1;
        let films = read(&ask("ir_m1?customer_id=network").await);
        assert_eq!((films.total("Total_Item_Requests"), films.total("Unique_Item_Requests")), (10, 10));
        let of_roubaix = read(&ask("ir_m1?customer_id=roubaix").await);
        assert_eq!(of_roubaix.total("Total_Item_Requests"), 2);
        let titles = ask("tr?customer_id=network&attributes_to_show=YOP%7CAccess_Type%7CCustomer_ID").await;
        assert_valid("TR", &titles);
        let titles = read(&titles);
        assert_eq!(titles.total("Unique_Title_Requests"), 1);
        assert_eq!(titles.total("Total_Item_Investigations"), 2);
        let line = &titles.lines[0];
        assert_eq!(line.subject.ids["ISBN"], "978-2-07-041142-9");
        assert_eq!(line.subject.ids["URI"], "https://culture.example.org/mediatheque/germinal");
        assert_eq!((line.yop.as_deref(), line.access_type.as_deref()), (Some("1885"), Some("Open")));
        assert_eq!(line.customer_id.as_deref(), Some("lille"));
    })
    .await;
}

#[tokio::test]
async fn the_api_says_no_in_the_words_of_the_standard() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let (network, lille) = (world.key("").await, world.key(&world.lille).await);
        let dates = "begin_date=2026-11&end_date=2026-11";
        let refused = async |path: String, status: u16, code: u64| {
            let (got, answer) = world.get(&path).await;
            assert_eq!((got.as_u16(), answer["Code"].as_u64()), (status, Some(code)), "{path}: {answer}");
            assert_valid(&format!("Exception_{code}"), &answer);
        };
        refused("/r51/reports/pr".into(), 400, 1030).await;
        refused(format!("/r51/members?customer_id=lille&{lille}x"), 401, 2000).await;
        refused(format!("/r51/reports/pr?customer_id=roubaix&{lille}&{dates}"), 403, 2010).await;
        refused(format!("/r51/reports/pr?customer_id=network&{lille}&{dates}"), 403, 2010).await;
        refused(format!("/r51/reports/pr?customer_id=nowhere&{network}&{dates}"), 403, 2010).await;
        refused(format!("/r51/reports/pr?customer_id=network&{network}"), 400, 1030).await;
        for dates in ["begin_date=2026-11&end_date=2026-10", "begin_date=hier&end_date=2026-10"] {
            refused(format!("/r51/reports/pr?customer_id=network&{network}&{dates}"), 400, 3020).await;
        }
        assert_eq!(
            world.get(&format!("/r51/reports/jr1?customer_id=lille&{lille}&{dates}")).await.0,
            StatusCode::NOT_FOUND
        );

        // What makes no sense is left aside, and said.
        let said = async |tail: &str| {
            let (status, report) = world.get(&format!("/r51/reports/{tail}&{network}")).await;
            assert_eq!(status, StatusCode::OK);
            assert_valid(report["Report_Header"]["Report_ID"].as_str().unwrap(), &report);
            let codes = report["Report_Header"]["Exceptions"].as_array().cloned().unwrap_or_default();
            codes.iter().map(|one| one["Code"].as_u64().unwrap()).collect::<Vec<_>>()
        };
        let base = "customer_id=network";
        assert_eq!(said(&format!("pr?{base}&{dates}&metric_type=Loans")).await, [3060]);
        assert_eq!(said(&format!("pr?{base}&{dates}&colour=red")).await, [3050]);
        assert_eq!(said(&format!("pr?{base}&{dates}&attributes_to_show=Shoe_Size")).await, [3062]);
        assert_eq!(said(&format!("pr_p1?{base}&{dates}&data_type=Book")).await, [3050]);
        assert_eq!(said(&format!("pr?{base}&begin_date=2026-11&end_date=2026-12")).await, [3031]);
        assert_eq!(said(&format!("pr?{base}&begin_date=2026-12&end_date=2026-12")).await, [3031]);
        assert_eq!(said(&format!("pr?{base}&begin_date=2026-01&end_date=2026-02")).await, [3030]);

        // A key taken back opens nothing at once.
        let mut write = world.db.write().await.unwrap();
        for key in keys::list(&mut write).await.unwrap() {
            keys::revoke(&mut write, &key.id).await.unwrap();
        }
        write.commit().await.unwrap();
        refused(format!("/r51/members?customer_id=lille&{lille}"), 401, 2000).await;
    })
    .await;
}

fn sample(name: &str) -> counter::Report {
    let path = format!("{}/../counter/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"));
    counter::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[tokio::test]
async fn a_report_received_twice_is_one() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let vendor = world.vendor("", None).await;
        let report = sample("TR_sample_r51.json");
        let requests = report.total("Total_Item_Requests");
        for _ in 0..2 {
            let mut write = world.db.write().await.unwrap();
            vendors::keep(&mut write, &vendor, &report, Source::Upload).await.unwrap();
            write.commit().await.unwrap();
        }
        // The broader report says the same uses again: they are not added.
        let mut write = world.db.write().await.unwrap();
        let platform = sample("PR_sample_r51.json");
        let span = (month("2022-01"), month("2022-12"));
        assert_eq!(vendors::requests(&mut write, &vendor, span.0, span.1).await.unwrap(), Some(requests));
        vendors::keep(&mut write, &vendor, &platform, Source::Upload).await.unwrap();
        let broad = vendors::requests(&mut write, &vendor, span.0, span.1).await.unwrap();
        assert_eq!(broad, Some(platform.total("Total_Item_Requests")));
        assert_eq!(vendors::requests(&mut write, &vendor, month("2021-01"), month("2021-12")).await.unwrap(), None);
        let refused = vendors::keep(&mut write, "nobody", &report, Source::Upload).await;
        assert!(matches!(refused, Err(usage::Error::NotFound)));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_vendor_is_harvested_over_the_same_api() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        // The vendor is ourselves: what we give, we can read.
        let key = world.key("").await;
        let (requestor, secret) = key.split_once('&').unwrap();
        let (requestor, secret) =
            (requestor.split_once('=').unwrap().1.to_owned(), secret.split_once('=').unwrap().1.to_owned());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = world.router();
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let vendor = Vendor {
            id: world.vendor(&address, None).await,
            name: "Nous".into(),
            platform: String::new(),
            address: address.clone(),
            release: "5.1".into(),
            customer: "network".into(),
            requestor: requestor.clone(),
            api_key: secret,
            cost_cents: None,
            harvested: true,
        };
        let november = month("2026-11");
        // First with a wrong key.
        let outcome = harvest::harvest(&world.db, &vendor.id, november, november).await.unwrap();
        assert_eq!((outcome.received, outcome.failed), (0, 4));
        let mut write = world.db.write().await.unwrap();
        let notes = vendors::harvests(&mut write, &vendor.id, 10).await.unwrap();
        assert!(notes.iter().all(|note| note.outcome == "failed" && note.detail.contains("2000")), "{notes:?}");
        vendors::declare(&mut write, &vendor).await.unwrap();
        write.commit().await.unwrap();

        let outcome = harvest::harvest(&world.db, &vendor.id, november, november).await.unwrap();
        assert_eq!((outcome.received, outcome.nothing, outcome.failed), (3, 1, 0), "no database here");
        let mut read = world.db.read().await.unwrap();
        assert_eq!(vendors::requests(&mut read, &vendor.id, november, november).await.unwrap(), Some(11));
        drop(read);
        assert_eq!(harvest::harvest_due(&world.db).await.unwrap(), 0, "last month is here");
        // A month that is not over is no month of zero; the one before it comes all the same.
        let december = month("2026-12");
        let outcome = harvest::harvest(&world.db, &vendor.id, december, december).await.unwrap();
        assert_eq!((outcome.received, outcome.nothing, outcome.failed), (0, 0, 4));
        let outcome = harvest::harvest(&world.db, &vendor.id, november, december).await.unwrap();
        assert_eq!(outcome.failed, 4);
        let mut read = world.db.read().await.unwrap();
        let received = vendors::received(&mut read, &vendor.id).await.unwrap();
        assert!(received.iter().all(|(_, month)| month == "2026-11"), "{received:?}");
        assert_eq!(vendors::requests(&mut read, &vendor.id, december, december).await.unwrap(), None);
        assert_eq!(vendors::requests(&mut read, &vendor.id, november, december).await.unwrap(), None);
        assert_eq!(vendors::requests(&mut read, &vendor.id, november, november).await.unwrap(), Some(11));
        drop(read);
        server.abort();
        let _ = server.await;
        let outcome = harvest::harvest(&world.db, &vendor.id, month("2026-10"), month("2026-10")).await.unwrap();
        assert_eq!(outcome.failed, 4, "a vendor that does not answer is noted, and harms nothing");
        let notes = vendors::harvests(&mut world.db.read().await.unwrap(), &vendor.id, 1).await.unwrap();
        assert!(!notes[0].detail.contains("127.0.0.1") && !notes[0].detail.contains(&requestor), "{notes:?}");
    })
    .await;
}

/// A report of November, as a vendor gives it.
fn november(code: &str, exceptions: Value, items: Value) -> Value {
    serde_json::json!({
        "Report_Header": {
            "Report_ID": code, "Release": "5.1", "Exceptions": exceptions,
            "Report_Filters": { "Begin_Date": "2026-11-01", "End_Date": "2026-11-30" },
        },
        "Report_Items": items,
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn reports_that_did_not_come_are_asked_for_again_and_no_others() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let asked = Arc::new(Mutex::new(Vec::<String>::new()));
        let seen = Arc::clone(&asked);
        let answer = move |Path(report): Path<String>| async move {
            let mut seen = seen.lock().unwrap();
            let first = !seen.contains(&report);
            seen.push(report.clone());
            let code = report.to_uppercase();
            let exception = |code: u32, message: &str| serde_json::json!({ "Code": code, "Message": message });
            let uses = |count: u64| {
                serde_json::json!([{ "Platform": "Ailleurs", "Title": "Méthode", "Attribute_Performance": [
                    { "Data_Type": "Book", "Performance": { "Total_Item_Requests": { "2026-11": count } } },
                ] }])
            };
            match (report.as_str(), first) {
                ("pr", true) => (StatusCode::INTERNAL_SERVER_ERROR, Json(Value::Null)),
                ("tr", true) => {
                    let soon = [exception(3031, "Usage Not Ready for Requested Dates")];
                    (StatusCode::OK, Json(november(&code, soon.to_vec().into(), Value::Array(Vec::new()))))
                }
                ("dr", _) => (StatusCode::NOT_FOUND, Json(exception(3000, "Report Not Supported"))),
                ("tr", _) => (StatusCode::OK, Json(november(&code, Value::Null, uses(7)))),
                ("ir", _) => {
                    let none = [exception(3030, "No Usage Available for Requested Dates")];
                    (StatusCode::OK, Json(november(&code, none.to_vec().into(), Value::Array(Vec::new()))))
                }
                _ => (StatusCode::OK, Json(november(&code, Value::Null, uses(9)))),
            }
        };
        let router = axum::Router::new().route("/r51/reports/{report}", get(answer));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        let vendor = world.vendor(&address, None).await;

        assert_eq!(harvest::harvest_due(&world.db).await.unwrap(), 1);
        assert_eq!(*asked.lock().unwrap(), ["pr", "tr", "dr", "ir"]);
        let received = vendors::received(&mut world.db.read().await.unwrap(), &vendor).await.unwrap();
        assert_eq!(received, [("IR".to_owned(), "2026-11".to_owned())], "a month without use is zero");
        let notes = vendors::harvests(&mut world.db.read().await.unwrap(), &vendor, 9).await.unwrap();
        let outcomes: Vec<_> = notes.iter().map(|note| (note.report.as_str(), note.outcome.as_str())).collect();
        assert_eq!(outcomes, [("IR", "nothing"), ("DR", "nothing"), ("TR", "failed"), ("PR", "failed")]);
        assert!(notes[2].detail.contains("3031"), "{notes:?}");

        world.db.clock().advance(std::time::Duration::from_secs(24 * 3600));
        assert_eq!(harvest::harvest_due(&world.db).await.unwrap(), 1);
        assert_eq!(asked.lock().unwrap()[4..], ["pr", "tr"]);
        let mut read = world.db.read().await.unwrap();
        let last = month("2026-11");
        assert_eq!(vendors::requests(&mut read, &vendor, last, last).await.unwrap(), Some(9));
        drop(read);
        assert_eq!(harvest::harvest_due(&world.db).await.unwrap(), 0);
        server.abort();
    })
    .await;
}

#[tokio::test]
async fn a_vendors_key_is_kept_sealed_and_one_of_before_is_still_read() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let id = world.vendor("https://vendor.example", None).await;
        let mut write = world.db.write().await.unwrap();
        let sql = "SELECT api_key, sealed_key FROM usage_vendors";
        let row = write.one(sql, params![]).await.unwrap();
        let (clear, sealed): (String, String) = (row.get(0).unwrap(), row.get(1).unwrap());
        assert!(clear.is_empty() && sealed.len() > 20, "{clear:?} {sealed:?}");
        let kept = vendors::by_id(&mut write, &id).await.unwrap();
        assert_eq!(kept.api_key, "k");
        // As it was kept before keys were sealed; given again, it is sealed.
        write.execute("UPDATE usage_vendors SET api_key = 'old', sealed_key = ''", params![]).await.unwrap();
        let kept = vendors::by_id(&mut write, &id).await.unwrap();
        assert_eq!(kept.api_key, "old");
        vendors::declare(&mut write, &kept).await.unwrap();
        assert_eq!(write.one(sql, params![]).await.unwrap().text(0).unwrap(), "");
        assert_eq!(vendors::list(&mut write).await.unwrap()[0].api_key, "old");
        // Sealed for another vendor, it opens nothing, and the list is still shown.
        write.execute("UPDATE usage_vendors SET id = 'another'", params![]).await.unwrap();
        assert_eq!(vendors::list(&mut write).await.unwrap()[0].api_key, "");
    })
    .await;
}

#[tokio::test]
async fn the_sheet_says_what_was_used_and_hides_whom() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let vendor = world.vendor("", Some(73_000)).await;
        let mut write = world.db.write().await.unwrap();
        let report = sample("PR_sample_r51.json");
        let moved = counter::Report {
            begin: month("2026-11"),
            end: month("2026-11"),
            lines: report
                .lines
                .iter()
                .take(2)
                .map(|line| counter::Line { counts: [(month("2026-11"), 30)].into(), ..line.clone() })
                .collect(),
            ..report
        };
        vendors::keep(&mut write, &vendor, &moved, Source::Upload).await.unwrap();
        write.commit().await.unwrap();
        let ask = async |over: Over| {
            let mut read = world.db.read().await.unwrap();
            let november = month("2026-11");
            dashboard::read(&mut read, &over, november, november, at(NOW), &local_zone()).await.unwrap()
        };
        let sheet = ask(Over::Network).await;
        assert_eq!((sheet.uses, sheet.readers, sheet.refused), (Some(11), Some(10), 0));
        let titles: Vec<_> = sheet.resources.iter().map(|used| (used.title.as_str(), used.uses)).collect();
        assert_eq!(titles, [("Le clip", Some(10)), ("Germinal", Some(1))]);
        assert_eq!(sheet.unused.iter().map(|unused| unused.title.as_str()).collect::<Vec<_>>(), ["Méthode"]);
        // Two readers of Roubaix are too few; Lille's figure would give theirs away.
        assert!(sheet.libraries.iter().all(|cell| cell.uses.is_none()), "{:?}", sheet.libraries);
        assert_eq!(sheet.ages.iter().map(|cell| cell.uses).collect::<Vec<_>>(), [Some(11)]);
        assert_eq!(sheet.budgets[0].forecast, "unknown");

        // 365 € a year for the film, 30 days of it over ten uses; the vendor's own count divides its own price.
        let costs = sheet.costs.as_ref().unwrap();
        let platform = |name: &str| costs.platforms.iter().find(|line| line.label == name).unwrap();
        assert_eq!((platform("Beffroi").cents, platform("Beffroi").per_use_cents), (Some(3_000), Some(273)));
        let elsewhere = platform("Ailleurs");
        assert_eq!((elsewhere.cents, elsewhere.uses), (Some(6_000), Some(0)));
        assert_eq!(elsewhere.per_use_cents, elsewhere.reported.map(|reported| 6_000 / reported as i64));
        assert!(costs.libraries.iter().all(|line| line.cents.is_none()), "hidden with the uses");

        let lille = ask(Over::Libraries(vec![world.lille.clone()])).await;
        assert_eq!((lille.uses, &lille.costs), (Some(9), &None));
        assert_eq!(lille.resources[0].uses, Some(8));
        assert_eq!(lille.resources[1].uses, None, "one reader of one library");
        let roubaix = ask(Over::Libraries(vec![world.roubaix.clone()])).await;
        assert_eq!((roubaix.uses, roubaix.readers, roubaix.months[0].uses), (None, None, None));

        let csv = lille.to_csv();
        assert!(csv.contains("ressource;Le clip;usages;8"), "{csv}");
        assert!(csv.contains("ressource;Germinal;usages;<5"), "{csv}");
    })
    .await;
}

#[tokio::test]
async fn figures_do_not_change_when_the_journal_folds() {
    on_both_at(SETS, NOW, |db| async move {
        let world = Arc::new(World::new(db).await);
        let ask = async || {
            let mut read = world.db.read().await.unwrap();
            let november = month("2026-11");
            dashboard::read(&mut read, &Over::Network, november, november, at(NOW), &local_zone()).await.unwrap()
        };
        let before = ask().await;
        let mut write = world.db.write().await.unwrap();
        for number in 0..10 {
            access::forget(&mut write, &format!("reader-{number}")).await.unwrap();
        }
        access::figures::fold(&mut write, at(NOW), &local_zone()).await.unwrap();
        assert!(write.all("SELECT 1 FROM access_journal", params![]).await.unwrap().is_empty());
        write.commit().await.unwrap();
        assert_eq!(ask().await, before);
    })
    .await;
}
