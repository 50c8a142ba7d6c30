//! What devices ask: enrolment, the bundle, desk records, numbers, the log, erasure.

use access::keyring::{self, Purpose};
use access::{RightState, credentials, rights};
use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use base64::prelude::{BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use credential::bundle::Bundle;
use credential::status_list::{Status, StatusList};
use credential::{KeyRing, SigningKey, Tolerance, Trust, VerifyingKey, desk_record};
use gate::bench::Gate;
use gate::devices;
use serde_json::{Value, json};
use store::testing::on_both_at;

use crate::world::{HOUR, MINUTE, NOW, SETS, World};

fn unhex<const N: usize>(text: &str) -> [u8; N] {
    let bytes: Vec<u8> = (0..N).map(|at| u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).unwrap()).collect();
    bytes.try_into().unwrap()
}

fn keys(list: &Value) -> KeyRing {
    list.as_array()
        .unwrap()
        .iter()
        .map(|key| {
            let bytes: [u8; 32] = B64.decode(key["x"].as_str().unwrap()).unwrap().try_into().unwrap();
            let trust = Trust { until: key["until_s"].as_i64(), revoked: key["revoked"].as_bool().unwrap_or(false) };
            (VerifyingKey::from_bytes(unhex(key["kid"].as_str().unwrap()), &bytes).unwrap(), trust)
        })
        .collect()
}

fn status_of(bundle: &Value, text: &str) -> Status {
    let list = B64.decode(bundle["status"]["lst"].as_str().unwrap()).unwrap();
    let list = StatusList::from_compressed(2, &list).unwrap();
    let read = credential::verify(text, &keys(&bundle["keys"]), 0, &Tolerance { clock: i64::MAX / 4 }).unwrap();
    list.get(read.claims.status_index).unwrap()
}

async fn bundle(world: &World, gate: &Gate) -> Value {
    let answer = world.device(gate, "GET", "/controle/ballot", "").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let mut read = world.db.read().await.unwrap();
    let ring = keyring::ring(&mut read, Purpose::Bundle).await.unwrap();
    let read = Bundle::verify(&answer.bytes, "beffroi-gate", &ring).unwrap();
    serde_json::from_slice(&read.payload).unwrap()
}

async fn enrol(world: &World, body: &Value) -> (StatusCode, Value) {
    let request = Request::post("/controle/appareil")
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(body.to_string()))
        .unwrap();
    let answer = world.ask(None, request).await;
    (answer.status, answer.json())
}

#[tokio::test]
async fn a_device_is_enrolled_once_with_a_code_of_ten_minutes() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let key = SigningKey::from_seed([0, 0], &[9; 32]);
        let public_key = B64.encode(key.verifying_key().to_bytes());
        let begin = async || {
            let mut write = world.db.write().await.unwrap();
            let code = devices::begin(&mut write, &world.palais.1, "claire").await.unwrap().code;
            write.commit().await.unwrap();
            code
        };
        let body = |code: &str| {
            let proof = key.sign_bytes(format!("beffroi-enrol-1\n{code}\n{public_key}").as_bytes());
            json!({ "code": code, "name": "Tablette", "public_key": public_key, "proof": B64.encode(proof),
                    "device_time": world.now() - 5 * HOUR })
        };
        let code = begin().await;
        assert!(code.len() == 8 && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()), "{code}");
        for (wrong, status, why) in [
            (json!({}), StatusCode::BAD_REQUEST, "malformed"),
            (
                {
                    let mut b = body(&code);
                    b["name"] = " ".into();
                    b
                },
                StatusCode::BAD_REQUEST,
                "malformed",
            ),
            (
                {
                    let mut b = body(&code);
                    b["public_key"] = "AAAA".into();
                    b
                },
                StatusCode::BAD_REQUEST,
                "malformed",
            ),
            (
                {
                    let mut b = body(&code);
                    b["proof"] = B64.encode([1; 64]).into();
                    b
                },
                StatusCode::BAD_REQUEST,
                "proof",
            ),
            (body("ABCDEFGH"), StatusCode::NOT_FOUND, "code"),
        ] {
            let (said, answer) = enrol(&world, &wrong).await;
            assert_eq!((said, answer["code"].as_str()), (status, Some(why)), "{wrong}");
        }
        let (status, answer) = enrol(&world, &body(&code)).await;
        assert_eq!(status, StatusCode::CREATED, "{answer}");
        assert_eq!(answer["door"]["institution"], world.palais.0.as_str());
        assert!(!keys(&answer["bundle_keys"]).is_empty());
        let device =
            devices::by_id(&mut world.db.read().await.unwrap(), answer["device"].as_str().unwrap()).await.unwrap();
        assert_eq!(device.offset_ms, 5 * HOUR, "its clock was measured");
        assert_eq!(enrol(&world, &body(&code)).await.0, StatusCode::NOT_FOUND, "once");

        let old = begin().await;
        world.db.clock().advance(std::time::Duration::from_secs(601));
        assert_eq!(enrol(&world, &body(&old)).await.0, StatusCode::NOT_FOUND, "ten minutes");
        // Whoever tries codes is slowed down.
        let mut last = StatusCode::OK;
        for _ in 0..62 {
            last = enrol(&world, &body("ABCDEFGH")).await.0;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}

#[tokio::test]
async fn only_an_enrolled_device_is_answered() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let gate = world.gate(&world.palais.1, 1, 0).await;
        let other = world.gate(&world.palais.1, 2, 0).await;
        let code = |answer: crate::world::Answer| answer.json()["code"].as_str().unwrap_or_default().to_owned();
        let now = world.now();
        let ask = async |authorization: String| {
            let request =
                Request::get("/controle/ballot").header(header::AUTHORIZATION, authorization).body(Body::empty());
            world.ask(None, request.unwrap()).await
        };
        let good = gate.authorization("GET", "/controle/ballot", now, b"");
        assert_eq!(ask(good.clone()).await.status, StatusCode::OK);
        for wrong in [
            String::new(),
            "Basic eDp5".into(),
            "Beffroi-Device a.b".into(),
            format!("{good}."),
            gate.authorization("POST", "/controle/ballot", now, b""),
            gate.authorization("GET", "/controle/fiches", now, b""),
            gate.authorization("GET", "/controle/ballot", now, b"x"),
            good.replace(&gate.device.id, &other.device.id),
            good.replace(&now.to_string(), &(now + 1).to_string()),
            good.replace(&now.to_string(), "99999999999999999999"),
        ] {
            let answer = ask(wrong.clone()).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong}");
            assert_eq!(code(answer), "signature", "{wrong}");
        }
        assert_eq!(code(ask(good.replace(&gate.device.id, "nobody")).await), "unknown_device");
        // A clock five hours wrong is told the time, and asks again with it.
        let late = ask(gate.authorization("GET", "/controle/ballot", now - 5 * HOUR, b"")).await;
        let told: i64 = late.header("x-beffroi-time").parse().unwrap();
        assert_eq!((told, late.json()["server_time"].as_i64()), (now, Some(now)));
        assert_eq!(code(late), "clock");
        assert_eq!(ask(gate.authorization("GET", "/controle/ballot", told, b"")).await.status, StatusCode::OK);
        for never in [i64::MIN, i64::MAX] {
            assert_eq!(code(ask(gate.authorization("GET", "/controle/ballot", never, b"")).await), "clock");
        }
    })
    .await;
}

#[tokio::test]
async fn a_bundle_says_all_a_door_needs_and_follows_what_changes() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let (good, bad) = (world.pass(1).await, world.pass(2).await);
        let gate = world.gate(&world.palais.1, 1, 0).await;
        let first = bundle(&world, &gate).await;
        assert_eq!(first["type"], "beffroi-gate-bundle-1");
        assert_eq!(first["door"]["id"], world.palais.1.as_str());
        assert_eq!(first["door"]["accepts"], json!(["pass", "ticket", "invitation"]));
        assert_eq!(first["museums"][0]["institution"], world.lam.0.as_str());
        let travel = first["museums"][0]["travel_ms"].as_i64().unwrap();
        assert!((3 * MINUTE..6 * MINUTE).contains(&travel), "{travel}");
        assert!(first["not_after"].as_i64() > first["fresh_until"].as_i64());
        assert!(!first["totp"].as_array().unwrap().is_empty());
        // A door with nothing but the bundle verifies a code.
        let now = world.now() / 1000;
        let read = credential::verify(&bad.text, &keys(&first["keys"]), now, &Tolerance::default()).unwrap();
        assert_eq!(read.claims.admits, 2);
        assert_eq!(status_of(&first, &bad.text), Status::Valid);

        let answer = world.device(&gate, "GET", "/controle/ballot", "").await;
        let etag = answer.header("etag");
        assert_eq!(answer.header("content-type"), "application/cose; cose-type=\"cose-sign1\"");
        let known = Request::get("/controle/ballot")
            .header(header::AUTHORIZATION, gate.authorization("GET", "/controle/ballot", world.now(), b""))
            .header(header::IF_NONE_MATCH, etag.clone())
            .body(Body::empty())
            .unwrap();
        assert_eq!(world.ask(None, known).await.status, StatusCode::NOT_MODIFIED);

        // Taken back: known within seconds, under a later epoch, and told with the log's answer.
        let mut write = world.db.write().await.unwrap();
        rights::set_state(&mut write, &bad.right, RightState::Cancelled).await.unwrap();
        write.commit().await.unwrap();
        world.db.clock().advance(std::time::Duration::from_secs(10));
        let body =
            json!({ "first": 1, "prev": "0".repeat(64), "entries": [], "head": "", "signature": "" }).to_string();
        let told = world.device(&gate, "POST", "/controle/passages", &body).await.json();
        assert!(told["epoch"].as_i64() > first["epoch"].as_i64(), "{told}");
        let second = bundle(&world, &gate).await;
        assert_eq!(second["epoch"], told["epoch"]);
        assert_eq!((status_of(&second, &good.text), status_of(&second, &bad.text)), (Status::Valid, Status::Invalid));
        // The same again an hour later is issued anew, under the same epoch.
        world.db.clock().advance(std::time::Duration::from_secs(3600));
        let third = bundle(&world, &gate).await;
        assert_eq!(third["epoch"], second["epoch"]);
        assert!(third["issued_at"].as_i64() > second["issued_at"].as_i64());
    })
    .await;
}

#[tokio::test]
async fn a_bundle_names_what_the_museum_offers_and_what_its_invitations_are_for() {
    on_both_at(SETS, NOW, |db| async move {
        let mut world = World::new(db).await;
        let palais = world.palais.0.clone();
        world.web = world.web.clone().with_benefits(std::sync::Arc::new(move |_, institution, today| {
            let here = institution == palais;
            Box::pin(async move {
                let detail = today.to_string();
                Ok(if here { vec![gate::Benefit { title: "Café offert".into(), detail }] } else { vec![] })
            })
        }));
        let mut write = world.db.write().await.unwrap();
        let evening = programme::Item {
            id: String::new(),
            institution: world.palais.0.clone(),
            kind: programme::ItemKind::Exhibition,
            title: "Nocturne".into(),
            starts_on: Some("2026-12-01".parse().unwrap()),
            ends_on: Some("2026-12-01".parse().unwrap()),
            demo: false,
            source: "test".into(),
        };
        let item = programme::item::offer(&mut write, &evening).await.unwrap();
        let number = access::scopes::number(&mut write, &item, &world.palais.0).await.unwrap();
        write.commit().await.unwrap();
        let (palais, lam) = (world.gate(&world.palais.1, 1, 0).await, world.gate(&world.lam.1, 2, 0).await);
        let here = bundle(&world, &palais).await;
        assert_eq!(here["benefits"], json!([{ "title": "Café offert", "detail": "2026-11-23" }]));
        let instant = |text: &str| text.parse::<jiff::Timestamp>().unwrap().as_millisecond();
        assert_eq!(
            here["door"]["scopes"],
            json!([{ "number": number, "title": "Nocturne", "from": instant("2026-11-30T23:00:00Z"),
                     "until": instant("2026-12-02T03:00:00Z") }])
        );
        let there = bundle(&world, &lam).await;
        assert_eq!((&there["benefits"], &there["door"]["scopes"]), (&json!([]), &json!([])));
    })
    .await;
}

#[tokio::test]
async fn a_key_turned_while_a_door_was_offline_is_known_to_it() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let gate = world.gate(&world.palais.1, 1, 0).await;
        let old = bundle(&world, &gate).await;
        let mut write = world.db.write().await.unwrap();
        for purpose in [Purpose::Code, Purpose::Bundle] {
            keyring::rotate(&mut write, purpose).await.unwrap();
        }
        write.commit().await.unwrap();
        world.db.clock().advance(std::time::Duration::from_secs(10));
        // Sold after the door went offline, under the key that was next: its signature holds there.
        let pass = world.pass(1).await;
        let now = world.now() / 1000;
        assert!(credential::verify(&pass.text, &keys(&old["keys"]), now, &Tolerance::default()).is_ok());
        // Back online: the new bundle is signed with the key the old one announced.
        let answer = world.device(&gate, "GET", "/controle/ballot", "").await;
        let new = Bundle::verify(&answer.bytes, "beffroi-gate", &keys(&old["bundle_keys"])).unwrap();
        let new: Value = serde_json::from_slice(&new.payload).unwrap();
        assert_eq!(status_of(&new, &pass.text), Status::Valid);

        // Turned twice: a door that missed both cannot know the key. It keeps the text, and the server believes its own.
        let mut write = world.db.write().await.unwrap();
        keyring::rotate(&mut write, Purpose::Code).await.unwrap();
        write.commit().await.unwrap();
        let unknown = world.pass(1).await;
        let refused = credential::verify(&unknown.text, &keys(&old["keys"]), now, &Tolerance::default());
        assert_eq!(refused.unwrap_err().code(), "unknown_key");
        let mut gate = world.gate(&world.palais.1, 2, 0).await;
        let at = world.now() - HOUR;
        let forged = unknown.text.replace(&unknown.text[60..64], "AAAA");
        for text in [&unknown.text, &forged] {
            let seq = gate.write(&format!(
                "\"kind\":\"scan\",\"at\":{at},\"offset\":0,\"text\":{},\"verdict\":\"amber\",\"reason\":\"unknown_key\",\"people\":0",
                json!(text)
            ));
            gate.write(&format!("\"kind\":\"fix\",\"at\":{at},\"offset\":0,\"of\":{seq},\"people\":1"));
        }
        world.take_all(&gate).await;
        assert_eq!(world.visits(&unknown).await.len(), 1);
        assert_eq!(world.conflicts().await, ["forged"]);
    })
    .await;
}

#[tokio::test]
async fn desk_records_open_only_with_the_code() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let mut passes = Vec::new();
        for _ in 0..3 {
            passes.push(world.pass(1).await);
        }
        let mut write = world.db.write().await.unwrap();
        for (pass, name) in passes.iter().zip(["Jeanne", "Ahmed", "Zoé"]) {
            credentials::set_desk_record(&mut write, &pass.right, name, None).await.unwrap();
        }
        write.commit().await.unwrap();
        let gate = world.gate(&world.palais.1, 1, 0).await;
        let answer = world.device(&gate, "GET", "/controle/fiches", "").await;
        let page = answer.json();
        let records = page["records"].as_array().unwrap();
        assert_eq!((records.len(), &page["next"]), (3, &Value::Null));
        assert!(!answer.text().contains("Jeanne"));
        let signature = credential::signature(&passes[2].text).unwrap();
        let lookup = desk_record::lookup_id(&signature);
        let wanted: String = lookup.0.iter().map(|byte| format!("{byte:02x}")).collect();
        let sealed = records.iter().find(|one| one[0] == wanted.as_str()).expect("found by its code");
        let sealed = B64.decode(sealed[1].as_str().unwrap()).unwrap();
        assert_eq!(desk_record::open(&sealed, &signature).unwrap().first_name, "Zoé");
        let other = credential::signature(&passes[0].text).unwrap();
        assert!(desk_record::open(&sealed, &other).is_err());
        // What follows the last is empty, not an error.
        let path = format!("/controle/fiches?apres={}", records[2][0].as_str().unwrap());
        assert_eq!(world.device(&gate, "GET", &path, "").await.json(), json!({ "records": [], "next": null }));
    })
    .await;
}

#[tokio::test]
async fn a_typed_number_is_looked_up_thirty_times_a_minute() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(2).await;
        let gate = world.gate(&world.palais.1, 1, 0).await;
        let path = format!("/controle/numero/{}", pass.number);
        let found = world.device(&gate, "GET", &path, "").await;
        let said = found.json();
        assert_eq!((said["code"].as_str(), said["admits"].as_i64(), said["status"].as_i64()), (Some(pass.code.as_str()), Some(2), Some(0)));
        let mut write = world.db.write().await.unwrap();
        rights::set_state(&mut write, &pass.right, RightState::Suspended).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(world.device(&gate, "GET", &path, "").await.json()["status"], 2);
        for nobody in ["12345678901", "12", "douze"] {
            let answer = world.device(&gate, "GET", &format!("/controle/numero/{nobody}"), "").await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (StatusCode::NOT_FOUND, Some("number")));
        }
        let mut last = StatusCode::OK;
        for _ in 0..26 {
            last = world.device(&gate, "GET", &path, "").await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        world.db.clock().advance(std::time::Duration::from_secs(60));
        assert_eq!(world.device(&gate, "GET", &path, "").await.status, StatusCode::OK);

        // Typed at a door without a network: whose it is comes out here.
        let mut gate = world.gate(&world.palais.1, 2, 0).await;
        gate.write(&format!(
            "\"kind\":\"typed\",\"at\":{},\"offset\":0,\"number\":\"{}\",\"verdict\":\"amber\",\"reason\":\"typed_offline\",\"people\":2",
            world.now() - HOUR,
            pass.number
        ));
        world.take_all(&gate).await;
        assert_eq!(world.visits(&pass).await.iter().map(|visit| visit.people).collect::<Vec<_>>(), [2]);
    })
    .await;
}

#[tokio::test]
async fn the_log_is_taken_whatever_is_in_it() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(1).await;
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        let other = world.gate(&world.lam.1, 2, 0).await;
        let at = world.now() - HOUR;
        gate.let_in(&pass.code, at, 0, 1);
        gate.write("\"kind\":42");
        gate.write(&format!("\"kind\":\"scan\",\"at\":{at},\"note\":\"{}\"", "x".repeat(5000)));
        gate.let_in(&pass.code, at + 40 * MINUTE, 0, 1);
        gate.write(&format!("\"kind\":\"out\",\"at\":{at},\"offset\":0,\"people\":1"));
        let batches = gate.batches(2);
        let send = async |body: &str| world.device(&gate, "POST", "/controle/passages", body).await;
        // The last first: what is missing is said.
        let answer = send(&Gate::body(&batches[2])).await.json();
        assert_eq!((answer["accepted_to"].as_i64(), &answer["missing"]), (Some(0), &json!([[1, 4]])));
        assert_eq!(answer["highest"], 5);
        let answer = send(&Gate::body(&batches[0])).await.json();
        assert_eq!((answer["accepted_to"].as_i64(), &answer["missing"]), (Some(2), &json!([[3, 4]])));
        let answer = send(&Gate::body(&batches[1])).await.json();
        assert_eq!((answer["accepted_to"].as_i64(), &answer["missing"]), (Some(5), &json!([])));
        let scans = world.count("gate_scans").await;
        assert_eq!(send(&Gate::body(&batches[1])).await.json()["accepted_to"], 5);
        assert_eq!(world.count("gate_scans").await, scans, "twice changes nothing");
        world.settle().await;
        assert_eq!(world.visits(&pass).await.len(), 2, "what cannot be read stopped nothing");
        assert_eq!(world.conflicts().await, ["damaged-log", "damaged-log"]);
        // Another device at another door hears of it.
        let body =
            json!({ "first": 1, "prev": "0".repeat(64), "entries": [], "head": "", "signature": "", "seen_after": 0 });
        let heard = world.device(&other, "POST", "/controle/passages", &body.to_string()).await.json();
        assert_eq!(heard["seen"], json!([[pass.code, at + 40 * MINUTE, world.palais.0]]));

        // A seal that does not hold is noted, the entries are taken.
        gate.let_in(&pass.code, world.now(), 0, 1);
        let mut last = gate.batches(2).pop().unwrap();
        last.head = "0".repeat(64);
        assert_eq!(
            world.device(&gate, "POST", "/controle/passages", &Gate::body(&last)).await.json()["accepted_to"],
            6
        );
        assert_eq!(world.conflicts().await, ["damaged-log"; 3]);
        // So is a chain that does not follow, and two entries under one number.
        gate.let_in(&pass.code, world.now(), 0, 1);
        let mut astray = gate.batches(1).pop().unwrap();
        astray.prev = [3; 32];
        world.take(&gate, &astray).await;
        let conflicts = world.conflicts().await;
        assert_eq!(
            conflicts.iter().filter(|kind| **kind == "damaged-log").count(),
            5,
            "its seal and its place: {conflicts:?}"
        );
        let right = gate.batches(1).pop().unwrap();
        world.take(&gate, &right).await;
        let conflicts = world.conflicts().await;
        assert!(conflicts.contains(&"fork"), "{conflicts:?}");

        for wrong in [
            "".to_owned(),
            "[]".into(),
            json!({ "first": 0, "prev": "0".repeat(64), "entries": ["{}"], "head": "", "signature": "" }).to_string(),
            json!({ "first": i64::MAX, "prev": "0".repeat(64), "entries": ["{}"], "head": "", "signature": "" })
                .to_string(),
            json!({ "first": 1, "prev": "zz", "entries": ["{}"], "head": "", "signature": "" }).to_string(),
            json!({ "first": 1, "prev": "é".repeat(32), "entries": ["{}"], "head": "", "signature": "" }).to_string(),
            json!({ "first": 1, "prev": "0".repeat(64), "entries": vec!["{}"; 501], "head": "", "signature": "" })
                .to_string(),
        ] {
            let answer = world.device(&gate, "POST", "/controle/passages", &wrong).await;
            assert_eq!(
                (answer.status, answer.json()["code"].as_str()),
                (StatusCode::BAD_REQUEST, Some("malformed")),
                "{wrong}"
            );
        }
        let huge = "x".repeat(1_100_000);
        let answer = world.device(&gate, "POST", "/controle/passages", &huge).await;
        assert_eq!((answer.status, answer.json()["code"].as_str()), (StatusCode::PAYLOAD_TOO_LARGE, Some("too_large")));
    })
    .await;
}

#[tokio::test]
async fn other_doors_hear_of_whoever_came_in_and_of_nobody_else() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let mut passes = Vec::new();
        for _ in 0..5 {
            passes.push(world.pass(1).await);
        }
        let [amber, nobody, refused, evening, morning] = passes.try_into().ok().unwrap();
        let (mut gate, other) = (world.gate(&world.palais.1, 1, 0).await, world.gate(&world.lam.1, 2, 0).await);
        let ask = async |after: i64| {
            let body = json!({ "first": 1, "prev": "0".repeat(64), "entries": [], "head": "", "signature": "",
                               "seen_after": after });
            world.device(&other, "POST", "/controle/passages", &body.to_string()).await.json()
        };
        let at = world.now() - MINUTE;
        let scan = |pass: &crate::world::Pass, verdict: &str| {
            format!(
                "\"kind\":\"scan\",\"at\":{at},\"offset\":0,\"code\":\"{}\",\"verdict\":\"{verdict}\",\"reason\":\"\",\"people\":0",
                pass.code
            )
        };
        let fix = |of: i64, people: u32| format!("\"kind\":\"fix\",\"at\":{at},\"offset\":0,\"of\":{of},\"people\":{people}");
        // Let in on amber, after a first mind; green, and nobody came in; red.
        let seq = gate.write(&scan(&amber, "amber"));
        gate.write(&fix(seq, 0));
        gate.write(&fix(seq, 1));
        let seq = gate.let_in(&nobody.code, at, 0, 1);
        gate.write(&fix(seq, 1));
        gate.write(&fix(seq, 0));
        gate.write(&scan(&refused, "red"));
        world.take_all(&gate).await;
        let heard = ask(0).await;
        assert_eq!(heard["seen"], json!([[amber.code, at, world.palais.0]]));

        // A gate that was off for hours tells what it saw to those that stayed on.
        world.db.clock().advance(std::time::Duration::from_secs(1800));
        assert_eq!(ask(heard["seen_at"].as_i64().unwrap() + 10 * MINUTE).await["seen"], json!([]));
        let after = world.now();
        let (long, longer) = (after - 3 * HOUR, after - 17 * HOUR);
        let mut late = world.gate(&world.palais.1, 3, 0).await;
        late.let_in(&evening.code, longer, 0, 1);
        late.let_in(&morning.code, long, 0, 1);
        late.let_in(&refused.code, after - 19 * HOUR, 0, 1);
        world.take_all(&late).await;
        let told = json!([[morning.code, long, world.palais.0], [evening.code, longer, world.palais.0]]);
        assert_eq!(ask(after).await["seen"], told);
        // Nobody came in after all is one more reason to say nothing; somebody did, to say it.
        world.db.clock().advance(std::time::Duration::from_secs(1800));
        gate.write(&fix(seq, 1));
        world.take_all(&gate).await;
        assert_eq!(ask(world.now()).await["seen"], json!([[nobody.code, at, world.palais.0]]));

        // What the box office let in by itself.
        world.db.clock().advance(std::time::Duration::from_secs(1800));
        let ticket = world.ticket().await;
        let visit = world.entered(&ticket, world.now()).await;
        assert_eq!(ask(world.now()).await["seen"], json!([[ticket.code, visit.at.as_millisecond(), world.palais.0]]));
    })
    .await;
}

#[tokio::test]
async fn a_lost_device_is_erased_and_what_it_told_before_counts() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let (before, after) = (world.pass(1).await, world.pass(1).await);
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        gate.let_in(&before.code, world.now() - HOUR, 0, 1);
        gate.let_in(&after.code, world.now() + HOUR, 0, 1);
        let mut write = world.db.write().await.unwrap();
        devices::wipe(&mut write, &gate.device.id).await.unwrap();
        assert!(devices::wipe(&mut write, &gate.device.id).await.is_err(), "once");
        write.commit().await.unwrap();
        world.db.clock().advance(std::time::Duration::from_secs(7200));
        for path in ["/controle/ballot", "/controle/fiches", "/controle/numero/12345678901"] {
            let answer = world.device(&gate, "GET", path, "").await;
            assert_eq!((answer.status, answer.json()["code"].as_str()), (StatusCode::GONE, Some("wiped")), "{path}");
        }
        let device = devices::by_id(&mut world.db.read().await.unwrap(), &gate.device.id).await.unwrap();
        assert!(device.wipe_told_at_ms.is_some());
        let answer = world.device(&gate, "POST", "/controle/passages", &Gate::body(&gate.batches(500)[0])).await;
        assert_eq!((answer.status, answer.json()["accepted_to"].as_i64()), (StatusCode::GONE, Some(2)));
        world.settle().await;
        assert_eq!((world.visits(&before).await.len(), world.visits(&after).await.len()), (1, 0));
        assert_eq!(world.conflicts().await, ["after-wipe"]);
    })
    .await;
}
