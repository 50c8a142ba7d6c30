//! The pages: who opens what, what forms need, what everyone reads.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::from_fn_with_state;
use pass_accounts::{Web, routes};
use people::{Account, AccountState, Grant, OpenedBy, People, Policy, Role, Scope, Session};
use shell::{Frame, Person};
use store::testing::on_both_at;
use tower::ServiceExt;

use crate::world::{NOW, SETS, SOLO, World};

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

struct Answer {
    status: StatusCode,
    location: String,
    text: String,
}

async fn ask(world: &World, session: Option<&Session>, mut request: Request) -> Answer {
    let frame = Frame::builder().wing(pass_accounts::WING).key([7; 32]).build().unwrap();
    let people = People::new(world.db.clone(), Policy::default());
    let router = routes(Web::new(world.db.clone(), people, frame.clone(), "https://culture.example.org"))
        .layer(from_fn_with_state(frame, shell::carry));
    if let Some(session) = session {
        request.extensions_mut().insert(Person {
            home: "/bureau".into(),
            name: session.account.name.clone(),
            office: Vec::new(),
            binding: session.binding.clone(),
        });
        request.extensions_mut().insert(session.clone());
    }
    let answer = router.oneshot(request).await.unwrap();
    let status = answer.status();
    let location = answer.headers().get(header::LOCATION).map(|value| value.to_str().unwrap().to_owned());
    let text = String::from_utf8(to_bytes(answer.into_body(), 1 << 22).await.unwrap().to_vec()).unwrap();
    Answer { status, location: location.unwrap_or_default(), text }
}

async fn get(world: &World, session: Option<&Session>, path: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT, "text/html").body(Body::empty()).unwrap();
    ask(world, session, request).await
}

async fn post(world: &World, session: &Session, path: &str, body: &str) -> Answer {
    let request = Request::post(path)
        .header(header::ACCEPT, "text/html")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(body.to_owned()))
        .unwrap();
    ask(world, Some(session), request).await
}

fn token(text: &str) -> String {
    let (_, rest) = text.split_once("name=\"form_token\" value=\"").expect("a form");
    rest.split_once('"').unwrap().0.to_owned()
}

const HOME: &str = "/bureau/comptes-du-pass";

#[tokio::test]
async fn a_settlement_is_made_from_its_pages_and_read_by_everyone() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        for _ in 0..6 {
            let pass = world.sell(&SOLO).await;
            world.visit(&pass, &[(0, "2026-03-05T10:00:00Z"), (1, "2026-03-06T10:00:00Z")]).await;
        }
        world.fold("2027-01-05T00:00:00Z").await;
        let period = world.period().await;
        let office = session(Role::Director, Scope::Whole);
        let list = get(&world, Some(&office), HOME).await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(list.text.contains(&format!("{HOME}/{period}")));
        let token = token(&list.text);
        let form = |rest: &str| format!("form_token={token}&{rest}");

        let page = format!("{HOME}/{period}");
        let compared = get(&world, Some(&office), &format!("{page}?unused=equally&taux=60&regle=pro_rata")).await;
        assert_eq!(compared.status, StatusCode::OK);
        assert!(compared.text.contains("Shapley") && compared.text.contains("240"));
        let csv = get(&world, Some(&office), &format!("{page}/comparaison.csv")).await;
        assert!(csv.text.contains("\"LaM\";6;80,00;120,00;120,00;"), "{}", csv.text);
        let file = get(&world, Some(&office), &format!("{page}/passes.json")).await;
        let worked: revenue_sharing::worked::Worked = serde_json::from_str(&file.text).unwrap();
        assert_eq!(worked.answers().unwrap().len(), 13);

        assert_eq!(post(&world, &office, &format!("{page}/musees"), "prix-lam=7").await.status, StatusCode::FORBIDDEN);
        let wrong = post(&world, &office, &format!("{page}/musees"), &form("prix-lam=cher")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("value=\"cher\""));
        let all = "prix-lam=7&prix-beaux-arts=10,00&prix-piscine=11&visiteurs-lam=100 000";
        assert_eq!(post(&world, &office, &format!("{page}/musees"), &form(all)).await.status, StatusCode::SEE_OTHER);
        let vote = format!("{page}/vote?regle=shapley");
        assert_eq!(post(&world, &office, &vote, &form("raison=")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            post(&world, &office, &format!("{page}/vote?regle=price_visitors"), &form("raison=x")).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the visitors of two museums are not known"
        );
        assert_eq!(post(&world, &office, &vote, &form("raison=Parce+que")).await.status, StatusCode::SEE_OTHER);
        assert_eq!(get(&world, None, &format!("/pass/comptes/{period}")).await.status, StatusCode::NOT_FOUND);
        let issued = post(&world, &office, &format!("{page}/releve"), &form("")).await;
        assert_eq!((issued.status, issued.location), (StatusCode::SEE_OTHER, format!("/pass/comptes/{period}")));
        assert_eq!(get(&world, Some(&office), &page).await.status, StatusCode::OK, "a settled period is still shown");

        let public = get(&world, None, &format!("/pass/comptes/{period}")).await;
        assert!(public.status == StatusCode::OK && public.text.contains("Parce que"));
        assert!(get(&world, None, "/pass/comptes").await.text.contains(&period));
        let signed = get(&world, None, &format!("/pass/comptes/{period}/releve.json")).await;
        let statement = revenue_sharing::statement::check(&signed.text, None).unwrap();
        assert_eq!(statement.shares[1].cents, 12_000);

        let agent = session(Role::MuseumAgent, Scope::Institution(world.museums[1].clone()));
        let own = get(&world, Some(&agent), &format!("{page}/musees/lam")).await;
        assert!(own.status == StatusCode::OK && own.text.contains("120"));
        for (path, status) in [
            (format!("{page}/musees/piscine"), StatusCode::FORBIDDEN),
            (format!("{page}/musees/nulle-part"), StatusCode::NOT_FOUND),
            (page.clone(), StatusCode::FORBIDDEN),
            (HOME.to_owned(), StatusCode::FORBIDDEN),
            (format!("{HOME}/flux"), StatusCode::FORBIDDEN),
        ] {
            assert_eq!(get(&world, Some(&agent), &path).await.status, status, "{path}");
        }
        for path in ["x", "x/comparaison.csv", "x/passes.json", "x/musees/y"] {
            assert_eq!(get(&world, Some(&office), &format!("{HOME}/{path}")).await.status, StatusCode::NOT_FOUND);
        }
        for path in ["x/musees", "x/vote", "x/releve"] {
            let answer = post(&world, &office, &format!("{HOME}/{path}"), &form("raison=x")).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn visits_are_read_by_whose_museum_it_is_and_flows_by_everyone() {
    on_both_at(SETS, NOW, |db| async move {
        let world = World::new(db).await;
        for _ in 0..40 {
            let pass = world.sell(&SOLO).await;
            world.visit(&pass, &[(0, "2026-03-05T10:00:00Z"), (1, "2026-03-26T10:00:00Z")]).await;
        }
        world.fold("2027-01-05T00:00:00Z").await;
        let office = session(Role::Director, Scope::Whole);
        let agent = session(Role::MuseumAgent, Scope::Institution(world.museums[1].clone()));
        let visits = format!("{HOME}/visites");
        let months = "de=2026-01&a=2026-12";
        let all = get(&world, Some(&office), &format!("{visits}?{months}")).await;
        assert!(all.status == StatusCode::OK && all.text.contains("Palais des beaux-arts") && all.text.contains("80"));
        let own = get(&world, Some(&agent), &format!("{visits}?{months}")).await;
        assert!(own.status == StatusCode::OK && own.text.contains("LaM") && !own.text.contains("Palais"));
        let other = get(&world, Some(&agent), &format!("{visits}?musee=piscine&{months}")).await;
        assert_eq!(other.status, StatusCode::FORBIDDEN);
        let csv = get(&world, Some(&agent), &format!("{visits}.csv?{months}")).await;
        assert!(csv.text.contains("mois;\"2026-03\";40;40;40"), "{}", csv.text);
        for bad in ["de=2026-12&a=2026-01", "de=hier"] {
            assert_eq!(get(&world, Some(&office), &format!("{visits}?{bad}")).await.status, StatusCode::BAD_REQUEST);
        }

        assert_eq!(get(&world, None, "/pass/flux").await.status, StatusCode::OK, "nothing is published yet");
        assert_eq!(get(&world, None, "/pass/flux.csv").await.status, StatusCode::NOT_FOUND);
        let page = get(&world, Some(&office), &format!("{HOME}/flux")).await;
        assert!(page.text.contains("2026-T1"));
        let token = token(&page.text);
        let send = async |rest: &str| {
            post(&world, &office, &format!("{HOME}/flux"), &format!("form_token={token}&trimestre=2026-T1&{rest}"))
                .await
                .status
        };
        assert_eq!(send("epsilon=beaucoup&minimum=20").await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(send("epsilon=2&minimum=5").await, StatusCode::SEE_OTHER);
        assert_eq!(send("epsilon=2&minimum=5").await, StatusCode::UNPROCESSABLE_ENTITY);
        let flows = get(&world, None, "/pass/flux").await;
        assert!(flows.text.contains("2026-T1") && flows.text.contains("LaM"));
        let csv = get(&world, None, "/pass/flux.csv").await;
        assert!(csv.text.starts_with("# 2026-T1; epsilon 2; au plus 10 passages"), "{}", csv.text);
        assert_eq!(csv.text.lines().count(), 2 + 6);
        assert_eq!(get(&world, None, "/pass/flux?trimestre=1999-T1").await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
