//! The office's pages: within the museums one answers for.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{StatusCode, header};
use people::{Account, AccountState, Grant, OpenedBy, Role, Scope, Session};
use store::testing::on_both_at;

use crate::world::{Answer, HOUR, MINUTE, NOW, SETS, World};

fn session(role: Role, scope: Scope) -> Session {
    Session {
        id: "s".into(),
        account: Account {
            id: "claire".into(),
            name: "Claire".into(),
            email: None,
            language: "fr".into(),
            state: AccountState::Active,
            demo: false,
            created_at_ms: 0,
        },
        grants: vec![Grant { role, scope }],
        binding: "binding".into(),
        expires_at_ms: i64::MAX,
        opened_by: OpenedBy::Password,
        began_at_ms: 0,
    }
}

async fn get(world: &World, session: Option<&Session>, path: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    world.ask(session, request).await
}

async fn post(world: &World, session: &Session, path: &str, body: &str) -> Answer {
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap();
    world.ask(Some(session), request).await
}

fn token(text: &str) -> String {
    let (_, rest) = text.split_once("name=\"form_token\" value=\"").expect("a form");
    rest.split_once('"').unwrap().0.to_owned()
}

#[tokio::test]
async fn a_museum_enrols_its_devices_and_sees_who_is_inside() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let agent = session(Role::MuseumAgent, Scope::Institution(world.palais.0.clone()));
        let list = get(&world, Some(&agent), "/bureau/portes").await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.text().contains("Palais des Beaux-Arts") && !list.text().contains("LaM"));
        let home = format!("/bureau/portes/{}", world.palais.1);
        let page = get(&world, Some(&agent), &home).await;
        let token = token(&page.text());
        assert_eq!(post(&world, &agent, &format!("{home}/appareils"), "x=y").await.status, StatusCode::FORBIDDEN);
        let form = format!("form_token={token}");
        let made = post(&world, &agent, &format!("{home}/appareils"), &form).await;
        assert_eq!((made.status, made.header("location")), (StatusCode::SEE_OTHER, home.clone()));
        let shown = get(&world, Some(&agent), &home).await;
        assert_eq!(shown.header("cache-control"), "no-store");
        let text = shown.text();
        let (_, code) = text.split_once("gate-code-letters\">").unwrap();
        assert_eq!(code.as_bytes()[4], b'-', "{}", &code[..9]);
        assert!(text.contains("<svg"), "a picture of the address");

        // Another museum's door is not theirs.
        let other = format!("/bureau/portes/{}", world.lam.1);
        for path in [other.clone(), format!("{other}/direct")] {
            assert_eq!(get(&world, Some(&agent), &path).await.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(post(&world, &agent, &format!("{other}/appareils"), &form).await.status, StatusCode::FORBIDDEN);
        assert_eq!(get(&world, Some(&agent), "/bureau/portes/nowhere").await.status, StatusCode::NOT_FOUND);
        let librarian = session(Role::Librarian, Scope::Institution(world.palais.0.clone()));
        assert_eq!(get(&world, Some(&librarian), "/bureau/portes").await.status, StatusCode::FORBIDDEN);
        assert_eq!(get(&world, None, "/bureau/portes").await.status, StatusCode::SEE_OTHER);
        // The town hall keeps the doors of its commune.
        let town = session(Role::CommuneAgent, Scope::Commune(world.commune.clone()));
        assert!(get(&world, Some(&town), "/bureau/portes").await.text().contains("Palais"));

        // Live.
        let (one, two) = (world.pass(1).await, world.pass(2).await);
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        gate.let_in(&one.code, world.now() - 2 * HOUR, 0, 1);
        gate.let_in(&two.code, world.now() - 20 * MINUTE, 0, 2);
        gate.let_in(&two.code, world.now() - 10 * MINUTE, 0, 2);
        gate.write(&format!(
            "\"kind\":\"scan\",\"at\":{},\"offset\":0,\"verdict\":\"red\",\"reason\":\"bad_signature\",\"people\":0",
            world.now() - MINUTE
        ));
        world.take_all(&gate).await;
        let rules = gate::Rules::default();
        let live = async || {
            let mut read = world.db.read().await.unwrap();
            gate::live::live(&mut read, &world.palais.0, world.now(), &rules).await.unwrap()
        };
        let now = live().await;
        assert_eq!((now.entered, now.inside, now.left, now.red), (3, 2, None, 1), "re-entry counted once");
        assert_eq!(now.quarters.iter().map(|quarter| quarter.people).sum::<i64>(), 3);
        gate.write(&format!("\"kind\":\"out\",\"at\":{},\"offset\":0,\"people\":1", world.now()));
        world.take_all(&gate).await;
        let now = live().await;
        assert_eq!((now.inside, now.left), (2, Some(1)));
        let page = get(&world, Some(&agent), &format!("{home}/direct")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.text().contains("fausse signature") && !page.text().contains(&two.code));

        // Erased from the office, once.
        let wipe = format!("/bureau/portes/appareils/{}/effacer", gate.device.id);
        assert_eq!(post(&world, &agent, &wipe, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(post(&world, &agent, &wipe, &form).await.status, StatusCode::NOT_FOUND);
        assert_eq!(world.device(&gate, "GET", "/controle/ballot", "").await.status, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn who_went_out_and_came_back_is_inside_and_a_ticket_comes_once() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let (group, alone, ticket) = (world.pass(10).await, world.pass(1).await, world.ticket().await);
        let mut gate = world.gate(&world.palais.1, 1, 0).await;
        let live = async |gate: &gate::bench::Gate| {
            world.take_all(gate).await;
            let mut read = world.db.read().await.unwrap();
            gate::live::live(&mut read, &world.palais.0, world.now(), &gate::Rules::default()).await.unwrap()
        };
        let minutes = |ago: i64| world.now() - ago * MINUTE;
        let out = |ago: i64, people: u32| {
            format!("\"kind\":\"out\",\"at\":{},\"offset\":0,\"people\":{people}", minutes(ago))
        };
        // Nobody leaves who did not come in.
        gate.write(&out(130, 3));
        gate.let_in(&group.code, minutes(120), 0, 10);
        gate.write(&out(115, 6));
        assert_eq!(live(&gate).await.inside, 4);
        gate.let_in(&group.code, minutes(100), 0, 6);
        let now = live(&gate).await;
        assert_eq!((now.entered, now.inside, now.left), (10, 10, Some(9)));
        // Shown again on the way in: nobody had left.
        gate.let_in(&group.code, minutes(95), 0, 10);
        gate.let_in(&alone.code, minutes(90), 0, 1);
        assert_eq!(live(&gate).await.inside, 11);
        // Back after the interval, an hour and a half later.
        gate.let_in(&ticket.code, minutes(110), 0, 1);
        gate.let_in(&ticket.code, minutes(20), 0, 1);
        let now = live(&gate).await;
        assert_eq!((now.entered, now.inside), (12, 12));
        assert_eq!(now.quarters.iter().map(|quarter| quarter.people).sum::<i64>(), 12);
    })
    .await;
}

#[tokio::test]
async fn conflicts_are_looked_at_by_the_museums_concerned() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let pass = world.pass(1).await;
        let at = world.now() - HOUR;
        let (mut palais, mut lam) = (world.gate(&world.palais.1, 1, 0).await, world.gate(&world.lam.1, 2, 0).await);
        palais.let_in(&pass.code, at, 0, 1);
        lam.let_in(&pass.code, at + MINUTE, 0, 1);
        lam.let_in("2222222222222222", at, 0, 1);
        world.take_all(&palais).await;
        world.take_all(&lam).await;
        let agent = session(Role::MuseumAgent, Scope::Institution(world.palais.0.clone()));
        let page = get(&world, Some(&agent), "/bureau/portes/conflits").await;
        let text = page.text();
        assert!(text.contains("Deux musées, trop vite") && !text.contains("Code inconnu"), "only what concerns them");
        let token = token(&text);
        let (_, after) = text.split_once("/bureau/portes/conflits/").unwrap();
        let close = format!("/bureau/portes/conflits/{}", &after[..after.find('"').unwrap()]);
        let form = format!("form_token={token}&note=Un+p%C3%A8re+et+sa+fille");
        let elsewhere = session(Role::MuseumAgent, Scope::Institution("elsewhere".into()));
        assert_eq!(post(&world, &elsewhere, &close, &form).await.status, StatusCode::FORBIDDEN);
        assert_eq!(post(&world, &agent, &close, &form).await.status, StatusCode::SEE_OTHER);
        assert_eq!(post(&world, &agent, &close, &form).await.status, StatusCode::NOT_FOUND);
        assert!(get(&world, Some(&agent), "/bureau/portes/conflits").await.text().contains("Un père et sa fille"));
        // Told again, it stays closed.
        lam.let_in(&pass.code, at + 2 * MINUTE, 0, 1);
        world.take_all(&lam).await;
        assert!(get(&world, Some(&agent), "/bureau/portes/conflits").await.text().contains("Un père et sa fille"));
        assert!(get(&world, Some(&agent), "/bureau/portes").await.text().contains("Rien à regarder"));
    })
    .await;
}

#[tokio::test]
async fn the_page_and_its_files_are_served_under_their_own_policy() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        let page = get(&world, None, "/controle").await;
        assert_eq!(page.status, StatusCode::OK);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("'wasm-unsafe-eval'") && !policy.contains("unsafe-inline"), "{policy}");
        for needed in ["/controle/fichiers/gate.js", "/controle/manifest.webmanifest"] {
            assert!(page.text().contains(needed), "{needed}");
        }
        let worker = get(&world, None, "/controle/sw.js").await;
        assert_eq!(worker.header("service-worker-allowed"), "/controle");
        assert!(worker.text().starts_with("const VERSION = \""));
        let wasm = get(&world, None, "/controle/fichiers/zxing.wasm").await;
        assert_eq!((wasm.status, wasm.header("content-type")), (StatusCode::OK, "application/wasm".to_owned()));
        assert_eq!(get(&world, None, "/controle/fichiers/office.css").await.status, StatusCode::NOT_FOUND);
        let manifest = get(&world, None, "/controle/manifest.webmanifest").await.json();
        assert_eq!(
            (manifest["scope"].as_str(), manifest["start_url"].as_str()),
            (Some("/controle"), Some("/controle"))
        );
    })
    .await;
}
