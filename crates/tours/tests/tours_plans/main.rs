//! An edition's plan, by verbs and by pages, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops there")]

#[path = "../tours_calls/house.rs"]
#[allow(dead_code, reason = "what the calls' tests need and these do not")]
mod house;
mod words;

use axum::http::StatusCode;
use house::{HAUBOURDIN, House, TEST, WICRES, scenario};
use people::{Role, Scope};
use tour_planner::{Pin, Reason, check};
use tours::model::{Hall, Needs};
use tours::plans::{self, State};
use tours::{By, Error, halls, proposals, wishes};

const BASE: &str = "/bureau/belles-sorties/2026/plan";

/// Two shows, one of which needs six metres under the grid; two communes, one hall of which is too low.
async fn wished(house: &House) -> (String, String) {
    house.call().await;
    let high = house.kept_show("La Malle", Needs { height_cm: Some(600), ..Needs::default() }).await;
    let low = house.kept_show("Le Banc", Needs::default()).await;
    let hall = house.hall(HAUBOURDIN, "Salle des fêtes", Some(450)).await;
    let other = house.hall(WICRES, "Salle polyvalente", Some(700)).await;
    house.wishes(HAUBOURDIN, &[&high, &low], &[&hall]).await;
    house.wishes(WICRES, &[&high, &low], &[&other]).await;
    (high, low)
}

fn refused<T: std::fmt::Debug>(result: tours::Result<T>) -> &'static str {
    match result {
        Err(Error::Refused(message)) => message,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_plan_is_proposed_explained_decided_around_and_adopted() {
    scenario(|house| async move {
        let mut write = house.db.write().await.unwrap();
        let nothing = plans::begin(&mut write, "2026", None, "", &TEST).await;
        assert_eq!(refused(nothing), "plans-refused-nothing");
        write.rollback().await.unwrap();
        let (high, low) = wished(&house).await;
        let first = plans::propose(&house.db, "2026", None, "  Premier jet ", &TEST).await.unwrap();
        assert_eq!(first, 1);
        let version = plans::by_number(&mut house.db.read().await.unwrap(), "2026", 1).await.unwrap();
        assert_eq!((version.line.state, version.line.note.as_str()), (State::Ready, "Premier jet"));
        let outcome = version.outcome.unwrap();
        assert!(outcome.proven);
        assert_eq!(outcome.plan.of_commune(WICRES).unwrap().show, high);
        assert_eq!(outcome.plan.of_commune(HAUBOURDIN).unwrap().show, low, "its hall is too low for the other");
        assert!(check(&version.instance, &outcome.plan).is_ok());
        let told = version.explanations.iter().find(|one| one.commune == HAUBOURDIN && one.show == high).unwrap();
        assert!(matches!(&told.reason, Reason::HallsUnfit { halls } if halls.len() == 1), "{told:?}");
        assert_eq!(plans::adopted(&mut house.db.read().await.unwrap(), "2026").await.unwrap(), None);

        // Wicres is moved by hand: to the other show, on the last Saturday of January.
        let day = jiff::civil::date(2027, 1, 30);
        let mut write = house.db.write().await.unwrap();
        let pin = |commune: &str, show: &str, day| Pin { commune: commune.into(), show: show.into(), hall: None, day };
        let impossible = plans::pin(&mut write, "2026", &pin(HAUBOURDIN, &high, None), &TEST).await;
        assert_eq!(refused(impossible), "plans-refused-pin");
        let strange = plans::pin(&mut write, "2026", &pin(WICRES, "nothing", None), &TEST).await;
        assert!(matches!(strange, Err(Error::NotFound)), "{strange:?}");
        plans::pin(&mut write, "2026", &pin(WICRES, &low, Some(day)), &TEST).await.unwrap();
        assert_eq!(refused(plans::adopt(&mut write, "2026", 1, &TEST).await), "plans-refused-changed");
        write.commit().await.unwrap();
        assert_eq!(plans::propose(&house.db, "2026", Some(1), "", &TEST).await.unwrap(), 2);
        let repaired = plans::by_number(&mut house.db.read().await.unwrap(), "2026", 2).await.unwrap();
        let now = repaired.outcome.unwrap().plan;
        let moved = now.of_commune(WICRES).unwrap();
        assert_eq!((moved.show.as_str(), moved.day), (low.as_str(), day));
        assert_eq!(now.of_commune(HAUBOURDIN), outcome.plan.of_commune(HAUBOURDIN), "the other stays");
        let mut write = house.db.write().await.unwrap();
        plans::adopt(&mut write, "2026", 2, &TEST).await.unwrap();
        write.commit().await.unwrap();
        let adopted = plans::adopted(&mut house.db.read().await.unwrap(), "2026").await.unwrap();
        assert_eq!(adopted, Some(now.clone()));

        // What is ruled out is ruled out of the next plan, until it is allowed again.
        let mut write = house.db.write().await.unwrap();
        plans::unpin(&mut write, "2026", WICRES, &TEST).await.unwrap();
        assert!(matches!(plans::unpin(&mut write, "2026", WICRES, &TEST).await, Err(Error::NotFound)));
        plans::forbid(&mut write, "2026", WICRES, None, None, &TEST).await.unwrap();
        write.commit().await.unwrap();
        plans::propose(&house.db, "2026", None, "", &TEST).await.unwrap();
        let without = plans::by_number(&mut house.db.read().await.unwrap(), "2026", 3).await.unwrap();
        assert!(without.outcome.unwrap().plan.of_commune(WICRES).is_none());
        let why = without.explanations.iter().filter(|one| one.commune == WICRES);
        assert!(why.clone().count() == 2 && why.into_iter().all(|one| one.reason == Reason::Forbidden));
        let mut write = house.db.write().await.unwrap();
        let ruled = plans::forbids(&mut write, "2026").await.unwrap();
        plans::allow(&mut write, "2026", &ruled[0].0, &TEST).await.unwrap();
        assert!(plans::forbids(&mut write, "2026").await.unwrap().is_empty());

        // A show withdrawn since: the plan that plays it can't be adopted any more.
        proposals::withdraw(&mut write, &low, &TEST).await.unwrap();
        assert_eq!(refused(plans::adopt(&mut write, "2026", 2, &TEST).await), "plans-refused-changed");
        write.commit().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn pins_that_cannot_all_be_kept_say_so() {
    scenario(|house| async move {
        let (_, low) = wished(&house).await;
        let day = Some(jiff::civil::date(2027, 1, 30));
        let mut write = house.db.write().await.unwrap();
        for commune in [WICRES, HAUBOURDIN] {
            let pin = Pin { commune: commune.into(), show: low.clone(), hall: None, day };
            plans::pin(&mut write, "2026", &pin, &TEST).await.unwrap();
        }
        write.commit().await.unwrap();
        let number = plans::propose(&house.db, "2026", None, "", &TEST).await.unwrap();
        let version = plans::by_number(&mut house.db.read().await.unwrap(), "2026", number).await.unwrap();
        assert_eq!(version.line.state, State::Failed);
        assert_eq!(version.trouble.unwrap()["name"], "too-tight", "one crew, one day, two communes");
        let director = house.director().await;
        let page = house.get(&director, &format!("{BASE}/{number}")).await;
        assert!(page.text.contains("ne peut pas jouer tout ce qui est fixé"), "{}", page.text);
        let mut write = house.db.write().await.unwrap();
        assert_eq!(refused(plans::adopt(&mut write, "2026", number, &TEST).await), "plans-refused-no-plan");
        write.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn work_that_another_node_ended_changes_nothing() {
    scenario(|house| async move {
        wished(&house).await;
        let mut write = house.db.write().await.unwrap();
        let number = plans::begin(&mut write, "2026", None, "", &TEST).await.unwrap();
        write.commit().await.unwrap();
        let both = tokio::join!(plans::work(&house.db, "2026", number), plans::work(&house.db, "2026", number));
        both.0.unwrap();
        both.1.unwrap();
        let mut read = house.db.read().await.unwrap();
        let list = plans::list(&mut read, "2026").await.unwrap();
        assert_eq!(list.len(), 1);
        assert_eq!(list[0].state, State::Ready);
    })
    .await;
}

#[tokio::test]
async fn one_works_at_a_version_however_often_its_page_is_opened() {
    scenario(|house| async move {
        wished(&house).await;
        let mut write = house.db.write().await.unwrap();
        plans::begin(&mut write, "2026", None, "", &TEST).await.unwrap();
        write.commit().await.unwrap();
        let minute = std::time::Duration::from_secs(60);
        house.db.clock().advance(minute * 2);
        // Another node is still at it, and says so.
        let turn = house.db.lease("tours.plan.2026.1", "another node", minute).await.unwrap();
        let director = house.director().await;
        let state = async || plans::list(&mut house.db.read().await.unwrap(), "2026").await.unwrap()[0].state;
        for _ in 0..2 {
            house.get(&director, &format!("{BASE}/1")).await;
            tokio::time::sleep(std::time::Duration::from_millis(300)).await;
            assert_eq!(state().await, State::Working);
        }
        // It says no more: whoever opens the page takes over.
        drop(turn);
        house.db.clock().advance(minute);
        house.get(&director, &format!("{BASE}/1")).await;
        let until = tokio::time::Instant::now() + minute;
        while state().await == State::Working && tokio::time::Instant::now() < until {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        assert_eq!(state().await, State::Ready);
    })
    .await;
}

#[tokio::test]
async fn a_hall_withdrawn_takes_the_wish_for_it_along() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let church = house.hall(WICRES, "Église", None).await;
        let mut list = house::list(WICRES, &[&show], &[&hall, &church]);
        list.wishes[0].hall = Some(church.clone());
        let mut write = house.db.write().await.unwrap();
        wishes::save(&mut write, &list, By::Programme, &TEST).await.unwrap();
        wishes::send(&mut write, "2026", WICRES, By::Programme, &TEST).await.unwrap();
        write.commit().await.unwrap();
        house.plan().await;
        let plan = plans::adopted(&mut house.db.read().await.unwrap(), "2026").await.unwrap().unwrap();
        assert_eq!(plan.of_commune(WICRES).unwrap().hall, church);
        let mut write = house.db.write().await.unwrap();
        let known = tours::store::halls::by_id(&mut write, &church).await.unwrap();
        halls::keep(&mut write, &Hall { offered: false, ..known }, &TEST).await.unwrap();
        assert_eq!(refused(plans::adopt(&mut write, "2026", 1, &TEST).await), "plans-refused-changed");
        write.commit().await.unwrap();
        plans::propose(&house.db, "2026", None, "", &TEST).await.unwrap();
        let version = plans::by_number(&mut house.db.read().await.unwrap(), "2026", 2).await.unwrap();
        let plan = version.outcome.unwrap().plan;
        assert!(plan.of_commune(WICRES).is_none(), "never in a hall nobody asked for: {plan:?}");
    })
    .await;
}

#[tokio::test]
async fn officers_walk_from_a_proposal_to_an_adopted_version() {
    scenario(|house| async move {
        let (high, low) = wished(&house).await;
        let director = house.director().await;
        let answer = house.get(&director, BASE).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.text.contains("2 spectacles retenus"), "{}", answer.text);
        let asked = house.post(&director, BASE, BASE, &[("note", "<b>Premier</b>")]).await;
        assert_eq!(asked.location, format!("{BASE}/1"));
        let page = house.get(&director, &asked.location).await;
        for expected in
            ["Démontré", "&lt;b&gt;Premier", "Haubourdin", "Wicres", "janvier 2027", "La Malle", "Salle polyvalente"]
        {
            assert!(page.text.contains(expected), "{expected}: {}", page.text);
        }
        assert!(page.text.len() < 100_000, "{}", page.text.len());

        let commune = format!("{BASE}/1/commune/{HAUBOURDIN}");
        let page = house.get(&director, &commune).await;
        assert!(page.text.contains("hauteur 4,5\u{a0}m, il faut 6\u{a0}m"), "{}", page.text);
        for (deed, show, expected) in
            [("pin", high.as_str(), "Impossible"), ("forbid", low.as_str(), "Exclusion"), ("pin", "x", "")]
        {
            let answer = house.post(&director, &commune, &commune, &[("deed", deed), ("show", show)]).await;
            if expected.is_empty() {
                assert_eq!(answer.status, StatusCode::NOT_FOUND);
            } else {
                let page = house.get(&director, &answer.location).await;
                assert!(page.text.contains(expected), "{expected}: {}", page.text);
            }
        }
        let wrong = house.post(&director, &commune, &commune, &[("deed", "forbid"), ("day", "hier")]).await;
        assert!(house.get(&director, &wrong.location).await.text.contains("pas une date"));

        // Moved by hand: a new version, repaired around it.
        let wicres = format!("{BASE}/1/commune/{WICRES}");
        let fields = [("deed", "move"), ("show", low.as_str()), ("hall", ""), ("day", "2027-01-29")];
        let moved = house.post(&director, &wicres, &wicres, &fields).await;
        assert_eq!(moved.location, format!("{BASE}/2"));
        let page = house.get(&director, &moved.location).await;
        assert!(page.text.contains("reprend la version 1") && page.text.contains("fixée"), "{}", page.text);
        let compared = house.get(&director, &format!("{BASE}/comparer?a=1&b=2")).await;
        assert!(compared.text.contains("autre spectacle"), "{}", compared.text);
        assert!(compared.text.contains("est plus servie"), "{}", compared.text);
        let listed = house.get(&director, BASE).await;
        assert!(
            listed.text.contains("Wicres accueille") && listed.text.contains("Exclu pour Haubourdin"),
            "{}",
            listed.text
        );

        let csv = house.get(&director, &format!("{BASE}/2/plan.csv")).await;
        assert!(csv.text.contains("\"2027-01-29\";\"Le Banc\";\"Wicres\";\"59658\""), "{}", csv.text);
        let documents = house.get(&director, &format!("{BASE}/2/dossier.json")).await;
        let value: serde_json::Value = serde_json::from_str(&documents.text).unwrap();
        let instance: tour_planner::Instance = serde_json::from_value(value["instance"].clone()).unwrap();
        let plan: tour_planner::Plan = serde_json::from_value(value["plan"].clone()).unwrap();
        assert!(check(&instance, &plan).is_ok() && value["previous"].is_object());

        let adopted = house.post(&director, &moved.location, &format!("{BASE}/2/adopter"), &[]).await;
        assert!(house.get(&director, &adopted.location).await.text.contains("Version adoptée"));
        let published = plans::adopted(&mut house.db.read().await.unwrap(), "2026").await.unwrap();
        assert_eq!(published, Some(plan));
        let freed = [("deed", "unpin"), ("commune", WICRES)];
        house.post(&director, BASE, &format!("{BASE}/decisions"), &freed).await;
        assert!(plans::pins(&mut house.db.read().await.unwrap(), "2026").await.unwrap().is_empty());
        let again = house.post(&director, &moved.location, &format!("{BASE}/1/reprendre"), &[("note", "")]).await;
        assert_eq!(again.location, format!("{BASE}/3"));
    })
    .await;
}

#[tokio::test]
async fn only_officers_see_plans_and_nothing_is_said_of_what_is_not() {
    scenario(|house| async move {
        wished(&house).await;
        plans::propose(&house.db, "2026", None, "", &TEST).await.unwrap();
        let commune = house.staff("mairie@exemple.example", Role::CommuneAgent, Scope::Commune(WICRES.into())).await;
        assert_eq!(house.get(&commune, &format!("{BASE}/1")).await.status, StatusCode::FORBIDDEN);
        let director = house.director().await;
        for path in ["/2", "/x", "/1/commune/59350", "/1/commune/nowhere", "/comparer?a=1&b=9", "/9/plan.csv"] {
            let answer = house.get(&director, &format!("{BASE}{path}")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let forged = house.send(&director, &format!("{BASE}/1/adopter"), "forged", &[]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        assert_eq!(house.get(&director, "/bureau/belles-sorties/1999/plan").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
