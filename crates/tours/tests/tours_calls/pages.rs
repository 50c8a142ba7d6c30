//! The pages as an officer, a theatre's agent and a town hall's secretary walk them.

use axum::http::StatusCode;
use people::testing::Browser;
use people::{Role, Scope};
use programme::performance::of_series;
use store::prelude::*;
use tours::model::{Needs, ProposalState};
use tours::store::{proposals, wishes};

use crate::house::{DAY, HAUBOURDIN, House, WICRES, scenario};

const EDITION: [(&str, &str); 15] = [
    ("title", "Les Belles Sorties 2028-2029"),
    ("first_day", "2028-09-15"),
    ("last_day", "2029-06-15"),
    ("proposals_from", "2028-01-15T09:00"),
    ("proposals_until", "2028-03-01T18:00"),
    ("wishes_from", "2028-03-15T09:00"),
    ("wishes_until", "2028-04-30T18:00"),
    ("arbitration_until", "2028-05-31T18:00"),
    ("publication_at", "2028-06-20T09:00"),
    ("sales_at", "2028-09-01T09:00"),
    ("ceiling", "15000"),
    ("population", "total"),
    ("wishes_most", "5"),
    ("sectors", "8"),
    ("price_cap", "4,50"),
];

const SHOW: [(&str, &str); 14] = [
    ("title", "La Malle <b>rouge</b>"),
    ("genre", "theatre"),
    ("summary", "Deux sœurs, une malle."),
    ("minutes", "75"),
    ("artists", "4"),
    ("height", "4,2"),
    ("dark", "1"),
    ("unusual", "1"),
    ("days_from_1", "2027-01-04"),
    ("days_to_1", "2027-01-31"),
    ("performances", "3"),
    ("cost", "3500"),
    ("licence", "L-D-24-1234"),
    ("contact", "theatre@exemple.example"),
];

fn with<'a>(fields: &[(&'a str, &'a str)], more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = fields.iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more).copied().collect()
}

async fn stage(house: &House) -> Browser {
    house.staff("agent@theatre.example", Role::StageAgent, Scope::Institution(house.theatre.clone())).await
}

async fn commune(house: &House, insee: &str) -> Browser {
    house.staff(&format!("mairie-{insee}@exemple.example"), Role::CommuneAgent, Scope::Commune(insee.into())).await
}

#[tokio::test]
async fn an_officer_opens_an_edition_and_launches_its_call() {
    scenario(|house| async move {
        let office = house.director().await;
        let page = "/bureau/belles-sorties/nouvelle";
        let shown = house.get(&office, page).await;
        assert_eq!(shown.status, StatusCode::OK, "{}", shown.text);
        assert!(shown.text.contains("77 communes") && shown.text.contains("76 communes"), "{}", shown.text);
        let wrong = with(&EDITION, &[("wishes_until", "2028-03-01T00:00"), ("price_cap", "cher")]);
        let answer = house.post(&office, page, page, &wrong).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains("value=\"cher\"") && answer.text.contains("aria-invalid"), "{}", answer.text);
        let made = house.post(&office, page, page, &EDITION).await;
        assert_eq!(made.location, "/bureau/belles-sorties/2028", "{}", made.text);
        let again = house.post(&office, page, page, &EDITION).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let base = "/bureau/belles-sorties/2028";
        let agent = stage(&house).await;
        assert!(!house.get(&agent, "/bureau/mes-spectacles").await.text.contains("2028"), "a draft is not shown");
        assert_eq!(house.get(&agent, "/bureau/mes-spectacles/nouveau/2028").await.status, StatusCode::NOT_FOUND);
        let called = house.post(&office, base, &format!("{base}/etape"), &[("step", "call")]).await;
        assert_eq!(called.location, base);
        assert!(house.get(&agent, "/bureau/mes-spectacles").await.text.contains("Belles Sorties 2028-2029"));
        let settings = format!("{base}/reglages");
        let changed = house.post(&office, &settings, &settings, &with(&EDITION, &[("budget", "350 000")])).await;
        assert_eq!(changed.location, base, "{}", changed.text);
        assert!(house.get(&office, &settings).await.text.contains("value=\"350000\""));
        let communes = house.get(&office, &format!("{base}/communes")).await;
        assert!(communes.text.contains("15\u{202f}025 habitants, 15\u{202f}000 ou plus"), "{}", communes.text);
        assert!(communes.text.contains("76 communes sur 95") && communes.text.contains("(population totale"));
        let moved = [("commune", WICRES), ("sector", HAUBOURDIN)];
        let page = format!("{base}/communes");
        assert_eq!(house.post(&office, &page, &page, &moved).await.location, page);
        assert!(house.get(&office, &page).await.text.contains("choisi"));
    })
    .await;
}

#[tokio::test]
async fn a_theatre_proposes_and_the_metropole_chooses() {
    scenario(|house| async move {
        house.call().await;
        let agent = stage(&house).await;
        let page = "/bureau/mes-spectacles/nouveau/2026";
        let missing = with(&SHOW, &[("minutes", ""), ("then", "send")]);
        let answer = house.post(&agent, page, page, &missing).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text);
        assert!(answer.text.contains("f-minutes-error") && answer.text.contains("value=\"4,2\""), "{}", answer.text);
        let sent = house.post(&agent, page, page, &with(&SHOW, &[("then", "send")])).await;
        assert_eq!(sent.location, "/bureau/mes-spectacles", "{}", sent.text);
        let mut read = house.db.read().await.unwrap();
        let one = proposals::of_edition(&mut read, "2026").await.unwrap().remove(0);
        drop(read);
        assert_eq!((one.institution.as_str(), one.state), (house.theatre.as_str(), ProposalState::Sent));
        assert_eq!((one.needs.height_cm, one.needs.dark, one.cost), (Some(420), true, Some(350_000)));
        let list = house.get(&agent, "/bureau/mes-spectacles").await;
        assert!(list.text.contains("La Malle &lt;b&gt;rouge&lt;/b&gt;"), "{}", list.text);
        // Another house sees nothing of it and changes nothing.
        let other =
            house.staff("agent@orchestre.example", Role::StageAgent, Scope::Institution(house.orchestra.clone())).await;
        let own = format!("/bureau/mes-spectacles/{}", one.id);
        assert_eq!(house.get(&other, &own).await.status, StatusCode::FORBIDDEN);
        let token = house.get(&other, page).await.token();
        let stolen = house.send(&other, &own, &token, &with(&SHOW, &[("title", "À moi")])).await;
        assert_eq!(stolen.status, StatusCode::FORBIDDEN);
        let named = house.send(&other, page, &token, &with(&SHOW, &[("institution", &house.theatre)])).await;
        assert_eq!(named.status, StatusCode::FORBIDDEN, "nobody proposes in another's name");
        assert_eq!(house.send(&agent, &own, "faux", &SHOW).await.status, StatusCode::FORBIDDEN);
        // The métropole.
        let office = house.director().await;
        let base = "/bureau/belles-sorties/2026";
        assert!(house.get(&office, &format!("{base}/propositions")).await.text.contains("La Malle"));
        let sheet = format!("{base}/propositions/{}", one.id);
        let bare = house.post(&office, &sheet, &sheet, &[("choice", "refuse")]).await;
        assert_eq!(bare.status, StatusCode::UNPROCESSABLE_ENTITY, "a refusal says why");
        let kept = house.post(&office, &sheet, &sheet, &[("choice", "accept")]).await;
        assert_eq!(kept.location, format!("{base}/propositions"), "{}", kept.text);
        assert_eq!(house.letters().await.len(), 2);
        for address in [format!("{base}/propositions"), "/bureau/belles-sorties/2026".into()] {
            assert_eq!(house.get(&agent, &address).await.status, StatusCode::FORBIDDEN, "{address}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_town_halls_secretary_describes_a_hall_and_wishes_as_she_goes() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs { height_cm: Some(600), ..Needs::default() }).await;
        let second = house.kept_show("Le Fil", Needs::default()).await;
        house.db.clock().advance(DAY * 4);
        let own = commune(&house, WICRES).await;
        let halls = format!("/bureau/accueillir/salles/{WICRES}");
        let hall = [("name", "Salle des fêtes"), ("kind", "ESPACE_POLYVALENT"), ("places", "120"), ("offered", "1")];
        let answer = house.post(&own, &halls, &halls, &with(&hall, &[("height", "haut")])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let answer = house.post(&own, &halls, &halls, &with(&hall, &[("height", "4,5")])).await;
        assert_eq!(answer.location, halls, "{}", answer.text);
        let mut read = house.db.read().await.unwrap();
        let hall = tours::store::halls::of_commune(&mut read, WICRES).await.unwrap().remove(0);
        drop(read);
        assert!(hall.position.is_some(), "the commune's point, by default");
        let page = format!("/bureau/accueillir/2026/{WICRES}");
        let shown = house.get(&own, &page).await;
        assert!(shown.text.contains("moins de 15\u{202f}000") && shown.text.contains("éligible"), "{}", shown.text);
        assert!(shown.text.contains("il faut 6 m de hauteur, la salle en a 4,5"), "{}", shown.text);
        assert!(shown.text.len() < 100_000, "{}", shown.text.len());
        let tick = format!("hall_{}", hall.id);
        let fields = [
            ("wish_1", show.as_str()),
            ("wish_2", second.as_str()),
            (tick.as_str(), "1"),
            ("days_from_1", "2027-01-04"),
            ("days_to_1", "2027-01-31"),
            ("weekday_5", "1"),
            ("hour", "20:00"),
            ("contact", "mairie@exemple.example"),
        ];
        let token = shown.token();
        let saved = house.send(&own, &page, &token, &with(&fields, &[("autosave", "1")])).await;
        assert_eq!(saved.status, StatusCode::NO_CONTENT, "{}", saved.text);
        let twice = with(&fields, &[("wish_2", &show), ("autosave", "1")]);
        assert_eq!(house.send(&own, &page, &token, &twice).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let twice = house.send(&own, &page, &token, &with(&fields, &[("wish_2", &show)])).await;
        assert!(twice.text.contains("f-wish_2-error"), "{}", twice.text);
        let warned = house.get(&own, &page).await;
        assert!(warned.text.contains("calls-warn"), "the first wish cannot be met in this hall");
        let sent = house.send(&own, &page, &token, &with(&fields, &[("then", "send")])).await;
        assert_eq!(sent.location, page, "{}", sent.text);
        let list = wishes::of_commune(&mut house.db.read().await.unwrap(), "2026", WICRES).await.unwrap().unwrap();
        assert!(list.sent && list.wishes.len() == 2 && list.halls == [hall.id.clone()]);
        assert_eq!(list.days.weekdays, [5]);
        assert!(house.get(&own, &page).await.text.contains("Vos vœux sont envoyés"));
        // A commune never edits another's wishes, nor its halls.
        let other = commune(&house, HAUBOURDIN).await;
        let token = house.get(&other, &format!("/bureau/accueillir/2026/{HAUBOURDIN}")).await.token();
        for address in [page.clone(), halls.clone(), format!("/bureau/accueillir/salle/{}", hall.id)] {
            assert_eq!(house.get(&other, &address).await.status, StatusCode::FORBIDDEN, "{address}");
            assert_eq!(house.send(&other, &address, &token, &fields).await.status, StatusCode::FORBIDDEN, "{address}");
        }
        let agent = stage(&house).await;
        assert_eq!(house.get(&agent, &page).await.status, StatusCode::FORBIDDEN);
        // The métropole reminds those who have not answered: Haubourdin only.
        let office = house.director().await;
        let base = "/bureau/belles-sorties/2026";
        let before = house.letters().await.len();
        let told = house.post(&office, base, &format!("{base}/relancer"), &[("who", "communes")]).await;
        assert_eq!(told.location, base);
        let letters = house.letters().await;
        assert_eq!(letters.len(), before + 1);
        assert_eq!(letters.last().unwrap().0, format!("mairie-{HAUBOURDIN}@exemple.example"));
    })
    .await;
}

#[tokio::test]
async fn dates_are_completed_by_the_commune_published_changed_and_called_off() {
    scenario(|house| async move {
        house.call().await;
        let show = house.kept_show("La Malle", Needs::default()).await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let office = house.director().await;
        let base = "/bureau/belles-sorties/2026";
        let publication = format!("{base}/publication");
        assert!(house.get(&office, &publication).await.text.contains("Aucun plan n’est adopté"));
        let mut list = crate::house::list(WICRES, &[&show], &[&hall]);
        list.hour = None;
        let mut write = house.db.write().await.unwrap();
        let (by, actor) = (tours::By::Programme, crate::house::TEST);
        tours::wishes::save(&mut write, &list, by, &actor).await.unwrap();
        tours::wishes::send(&mut write, "2026", WICRES, by, &actor).await.unwrap();
        write.commit().await.unwrap();
        house.plan().await;
        let shown = house.get(&office, &publication).await;
        assert!(shown.text.contains("l’heure") && shown.text.contains("Rien ne peut être publié"), "{}", shown.text);
        let token = house.get(&office, base).await.token();
        let blocked = house.send(&office, &publication, &token, &[]).await;
        assert_eq!(blocked.location, publication);
        assert!(of_series(&mut house.db.read().await.unwrap(), "belles-sorties-2026").await.unwrap().is_empty());
        // The commune says the hour.
        let own = commune(&house, WICRES).await;
        let page = format!("/bureau/accueillir/2026/{WICRES}/date/{show}");
        assert!(house.get(&own, &format!("/bureau/accueillir/2026/{WICRES}")).await.text.contains(&page));
        let said = [("hour", "19:30"), ("doors", "30"), ("places", "110"), ("address", "2 rue du Bas")];
        let wrong = house.post(&own, &page, &page, &with(&said, &[("licence", "douze")])).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", wrong.text);
        let answer = house.post(&own, &page, &page, &said).await;
        assert_eq!(answer.location, format!("/bureau/accueillir/2026/{WICRES}"), "{}", answer.text);
        let other = commune(&house, HAUBOURDIN).await;
        assert_eq!(house.get(&other, &page).await.status, StatusCode::FORBIDDEN);
        let done = house.post(&office, &publication, &publication, &[]).await;
        assert_eq!(done.location, publication, "{}", done.text);
        let played = of_series(&mut house.db.read().await.unwrap(), "belles-sorties-2026").await.unwrap().remove(0);
        assert_eq!((played.places, played.address.as_str()), (Some(110), "2 rue du Bas"));
        // Then it moves, and is called off.
        let date = format!("{base}/date/{}", played.item);
        let fields = [("day", "2027-02-05"), ("hour", "18:00"), ("places", "100"), ("hall", hall.as_str())];
        let silent = house.post(&office, &date, &date, &fields).await;
        assert_eq!(silent.status, StatusCode::UNPROCESSABLE_ENTITY, "why is said");
        let told = house.post(&office, &date, &date, &with(&fields, &[("told", "La salle est prise.")])).await;
        assert_eq!(told.location, date, "{}", told.text);
        let off = house.post(&office, &date, &format!("{date}/annuler"), &[("reason", "Tempête.")]).await;
        assert_eq!(off.location, publication, "{}", off.text);
        assert!(house.get(&office, &date).await.text.contains("Tempête."));
        assert!(house.get(&own, "/bureau/accueillir").await.text.contains("annulée"));
        let agent = stage(&house).await;
        assert!(house.get(&agent, "/bureau/mes-spectacles").await.text.contains("annulée"));
        let count = "SELECT count(*) FROM mail_letters WHERE body LIKE '%Tempête.%'";
        let mut read = house.db.read().await.unwrap();
        assert_eq!(read.one(count, params![]).await.unwrap().get::<i64>(0).unwrap(), 2, "both sides are told");
    })
    .await;
}

#[tokio::test]
async fn every_page_opens_in_three_languages_stays_light_and_knows_what_is_not_there() {
    scenario(|house| async move {
        house.call().await;
        let show = house
            .kept_show(
                "La Malle",
                Needs {
                    width_cm: Some(600),
                    get_in_minutes: Some(270),
                    dark: true,
                    words: "Un piano".into(),
                    ..Needs::default()
                },
            )
            .await;
        let hall = house.hall(WICRES, "Salle des fêtes", None).await;
        let other = house.kept_show("Le Fil", Needs::default()).await;
        house.wishes(WICRES, &[&other, &show], &[&hall]).await;
        house.plan().await;
        let office = house.director().await;
        let base = "/bureau/belles-sorties/2026";
        let pages = [
            "/bureau/belles-sorties".to_owned(),
            "/bureau/belles-sorties/nouvelle".to_owned(),
            base.to_owned(),
            format!("{base}/reglages"),
            format!("{base}/communes"),
            format!("{base}/propositions"),
            format!("{base}/propositions/{show}"),
            format!("{base}/publication"),
            format!("{base}/publication/{WICRES}/{other}"),
            "/bureau/mes-spectacles".to_owned(),
            "/bureau/mes-spectacles/nouveau/2026".to_owned(),
            format!("/bureau/mes-spectacles/{show}"),
            "/bureau/accueillir".to_owned(),
            format!("/bureau/accueillir/2026/{WICRES}"),
            format!("/bureau/accueillir/2026/{WICRES}/date/{other}"),
            format!("/bureau/accueillir/salles/{WICRES}"),
            format!("/bureau/accueillir/salle/{hall}"),
        ];
        for path in pages {
            for lang in ["fr", "nl", "en"] {
                let answer = house.get(&office, &format!("{path}?lang={lang}")).await;
                assert_eq!(answer.status, StatusCode::OK, "{path} {lang} {}", answer.text);
                assert!(answer.text.len() < 100_000, "{path} weighs {}", answer.text.len());
                assert!(!answer.text.contains(" style=") && !answer.text.contains("onclick"), "{path}");
            }
        }
        for path in [
            "/bureau/belles-sorties/x",
            "/bureau/belles-sorties/x/reglages",
            "/bureau/belles-sorties/x/communes",
            "/bureau/belles-sorties/x/propositions",
            "/bureau/belles-sorties/2026/propositions/x",
            "/bureau/belles-sorties/x/publication",
            "/bureau/belles-sorties/2026/publication/59350/x",
            "/bureau/belles-sorties/2026/date/x",
            "/bureau/mes-spectacles/x",
            "/bureau/mes-spectacles/nouveau/x",
            "/bureau/accueillir/x/59350",
            "/bureau/accueillir/2026/x",
            "/bureau/accueillir/2026/59350/date/x",
            "/bureau/accueillir/salles/x",
            "/bureau/accueillir/salle/x",
        ] {
            assert_eq!(house.get(&office, path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let token = house.get(&office, base).await.token();
        for path in [
            "/bureau/belles-sorties/x/etape",
            "/bureau/belles-sorties/x/relancer",
            "/bureau/belles-sorties/x/publication",
            "/bureau/belles-sorties/2026/date/x/annuler",
            "/bureau/mes-spectacles/x/retirer",
        ] {
            let fields = [("step", "call"), ("who", "communes"), ("reason", "x")];
            assert_eq!(house.send(&office, path, &token, &fields).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let stranger = Browser::default();
        assert_eq!(house.get(&stranger, base).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}
