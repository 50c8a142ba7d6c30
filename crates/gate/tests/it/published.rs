//! What anyone may know: enough to judge a code at a door that is not ours.

use access::{RightState, rights};
use axum::body::Body;
use axum::extract::Request;
use axum::http::StatusCode;
use base64::prelude::{BASE64_URL_SAFE_NO_PAD as B64, Engine as _};
use credential::status_list::{Published, Status};
use credential::{KeyRing, Tolerance, Trust, VerifyingKey, verify};
use std::time::Duration;
use store::testing::on_both_at;

use crate::world::{Answer, HOUR, NOW, SETS, World};

async fn get(world: &World, path: &str) -> Answer {
    world.ask(None, Request::get(path).body(Body::empty()).unwrap()).await
}

/// The keys published for a purpose.
async fn ring(world: &World, purpose: &str) -> KeyRing {
    let answer = get(world, "/codes/cles").await;
    assert_eq!((answer.status, answer.header("content-type").as_str()), (StatusCode::OK, "application/jwk-set+json"));
    let keys = answer.json()["keys"].as_array().unwrap().clone();
    assert!(keys.iter().all(|key| key["kty"] == "OKP" && key["crv"] == "Ed25519" && key.get("d").is_none()));
    keys.iter()
        .filter(|key| key["purpose"] == purpose)
        .map(|key| {
            let kid = u16::from_str_radix(key["kid"].as_str().unwrap(), 16).unwrap();
            let x: [u8; 32] = B64.decode(key["x"].as_str().unwrap()).unwrap().try_into().unwrap();
            let trust = Trust { until: key["until"].as_i64(), revoked: key["revoked"].as_bool().unwrap() };
            (VerifyingKey::from_bytes(kid.to_be_bytes(), &x).unwrap(), trust)
        })
        .collect()
}

#[tokio::test]
async fn a_door_that_is_not_ours_judges_with_what_is_published() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(2).await;
        let now = (world.now() + HOUR).div_euclid(1000);
        let verified = verify(&pass.text, &ring(&world, "code").await, now, &Tolerance::default()).unwrap();
        assert_eq!(verified.claims.admits, 2);
        let statuses = ring(&world, "status").await;
        let list = || async {
            let answer = get(&world, "/codes/statuts").await;
            assert_eq!(answer.header("content-type"), "application/statuslist+cwt");
            Published::verify(&answer.bytes, &statuses).unwrap()
        };
        let published = list().await;
        assert!(published.address.ends_with("/codes/statuts"));
        assert_eq!(published.list.get(verified.claims.status_index), Some(Status::Valid));
        let mut write = world.db.write().await.unwrap();
        rights::set_state(&mut write, &pass.right, RightState::Cancelled).await.unwrap();
        write.commit().await.unwrap();
        world.db.clock().advance(Duration::from_secs(61));
        let published = list().await;
        assert_eq!(published.list.get(verified.claims.status_index), Some(Status::Invalid), "a minute later");
    })
    .await;
}
