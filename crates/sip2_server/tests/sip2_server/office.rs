//! The office: who may open it, a password seen once, settings, and what is shown of the exchanges.

use axum::http::{StatusCode, header};
use people::testing::{self, Answer, Browser, Site};
use people::{Grant, Role, Scope};
use sip2_server::machine;

use crate::house::{House, Kiosk, PIN, quick, scenario};

/// Someone of the staff before a page.
struct Agent {
    site: Site,
    browser: Browser,
}

impl Agent {
    async fn of(house: &House, email: &str, role: Role, scope: Scope) -> Agent {
        let browser = testing::staff(&house.people, "Lou Réseau", email, Grant { role, scope }).await;
        let site = Site::new(house.router.clone(), &house.frame, &house.people, "/bureau");
        Agent { site, browser }
    }

    async fn get(&self, path: &str) -> Answer {
        self.site.get(&self.browser, path).await
    }

    /// Sends a form, written as it is sent, with the token of a page.
    async fn post(&self, from: &str, path: &str, fields: &str) -> Answer {
        let token = self.get(from).await.token();
        self.post_raw(path, format!("form_token={token}&{fields}")).await
    }

    async fn post_raw(&self, path: &str, form: String) -> Answer {
        self.site.send_written(&self.browser, path, form).await
    }
}

const LIST: &str = "/bureau/automates";
const NEW: &str = "/bureau/automates/nouveau";

/// The text of the `dd` after a `dt`.
fn said<'a>(page: &'a str, term: &str) -> &'a str {
    let after = page.split(&format!("<dt>{term}</dt>")).nth(1).unwrap_or_else(|| panic!("no {term} in {page}"));
    after.split_once('>').unwrap().1.split('<').next().unwrap()
}

#[tokio::test]
async fn a_machine_is_added_set_given_a_new_password_and_stopped() {
    scenario(|house| async move {
        let agent = Agent::of(&house, "lou@example.fr", Role::NetworkLibrarian, Scope::Whole).await;
        let empty = agent.get(LIST).await;
        assert_eq!(empty.status, StatusCode::OK);
        assert!(empty.text.contains("Aucun automate pour l’instant") && empty.text.contains("n’est pas allumé"));

        let wrong =
            agent.post(NEW, NEW, &format!("name=&institution={}&networks=lille&encoding=utf-8", house.library)).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.text.contains("des plages comme 192.0.2.0/24"));
        let fields = format!("institution={}&networks=&encoding=utf-8", house.library);
        let wrong = agent.post(NEW, NEW, &format!("name=%20&{fields}")).await;
        assert!(wrong.text.contains("Donnez un nom"));
        let wrong = agent.post(NEW, NEW, &format!("name=A&counts_entry=1&{fields}")).await;
        assert!(wrong.text.contains("il n’y a pas d’entrée à compter"));
        assert!(wrong.text.contains("value=\"A\""), "what was typed is kept");
        let wrong = agent.post(NEW, NEW, "name=A&institution=nowhere&encoding=utf-8").await;
        assert!(wrong.text.contains("Choisissez un établissement"));

        let made = agent.post(NEW, NEW, &format!("name=Automate+du+hall&sees_name=1&{fields}")).await;
        assert_eq!(made.status, StatusCode::OK);
        assert_eq!(made.headers[header::CACHE_CONTROL], "private, no-store");
        let (login, secret) = (said(&made.text, "Identifiant").to_owned(), said(&made.text, "Mot de passe").to_owned());
        assert!(login.starts_with("lille-jean-levy-") && secret.len() == 24, "{login} {secret}");

        // It works, and the page shows how it went without saying of whom.
        let addr = house.port(quick()).await;
        let (_, number) = house.reader("Jeanne", "Delattre").await;
        let mut kiosk = Kiosk::call(addr).await;
        assert!(kiosk.sign_in(&login, &secret).await);
        assert_eq!(kiosk.status(&number, Some(PIN)).await.name, "Jeanne Delattre");
        assert_eq!(kiosk.status(&number, Some("480916")).await.name, "");
        house.web.keep_counts().await.unwrap();
        let list = agent.get(LIST).await.text;
        assert!(list.contains("culture.example.fr, port") && list.contains("n’est pas chiffrée"), "{list}");
        let href = list.split("<h2><a href=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
        let page = agent.get(&href).await.text;
        assert!(!page.contains(&secret) && !page.contains(&number) && !page.contains("Delattre"), "{page}");
        for words in ["Carte bonne", "Carte refusée", "S’identifier", "Une ligne ouverte"] {
            assert!(page.contains(words), "{words}: {page}");
        }

        let set =
            agent.post(&href, &href, "name=Automate+du+hall&networks=127.0.0.1+192.0.2.77/24&encoding=utf-8").await;
        assert_eq!(set.status, StatusCode::SEE_OTHER);
        let page = agent.get(&href).await.text;
        assert!(page.contains("value=\"127.0.0.1/32 192.0.2.0/24\""), "{page}");
        assert_eq!(kiosk.status(&number, Some(PIN)).await.name, "", "the name is no longer ticked");

        let renewed = agent.post(&href, &format!("{href}/mot-de-passe"), "").await;
        let fresh = said(&renewed.text, "Mot de passe").to_owned();
        assert_ne!(fresh, secret);
        let mut kiosk = Kiosk::call(addr).await;
        assert!(!kiosk.sign_in(&login, &secret).await && kiosk.sign_in(&login, &fresh).await);

        let odd = agent.post(&href, &format!("{href}/etat"), "etat=autre").await;
        assert_eq!(odd.status, StatusCode::BAD_REQUEST);
        let off = agent.post(&href, &format!("{href}/etat"), "etat=arret").await;
        assert_eq!(off.status, StatusCode::SEE_OTHER);
        assert!(agent.get(&href).await.text.contains("Remettre en service"));
        assert!(!Kiosk::call(addr).await.sign_in(&login, &fresh).await);
        agent.post(&href, &format!("{href}/etat"), "etat=marche").await;
        assert!(Kiosk::call(addr).await.sign_in(&login, &fresh).await);

        // Each act is in the log, without a password.
        let log = people::audit::page(&mut house.db.read().await.unwrap(), None, None, 50).await.unwrap();
        let acts: Vec<&str> =
            log.iter().map(|entry| entry.action.as_str()).filter(|act| act.starts_with("machine.")).collect();
        assert_eq!(
            acts,
            ["machine.enabled", "machine.disabled", "machine.password_changed", "machine.set", "machine.made"]
        );
        assert!(log.iter().all(|entry| !entry.details.contains(&fresh) && !entry.details.contains(&secret)));
    })
    .await;
}

#[tokio::test]
async fn only_who_manages_machines_sees_them() {
    scenario(|house| async move {
        let (machine, _) = house.machine(&house.settings()).await;
        let one = format!("{LIST}/{}", machine.id);
        let librarian = Scope::Institution(house.library.clone());
        let stranger = Agent::of(&house, "librarian@example.fr", Role::Librarian, librarian).await;
        for path in [LIST, NEW, &one] {
            assert_eq!(stranger.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in [NEW, &one, &format!("{one}/etat"), &format!("{one}/mot-de-passe")] {
            assert_eq!(stranger.post_raw(path, "etat=arret".into()).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        let director = Agent::of(&house, "director@example.fr", Role::Director, Scope::Whole).await;
        for path in [NEW, &one, &format!("{one}/etat"), &format!("{one}/mot-de-passe")] {
            let forged = director.post_raw(path, "form_token=forged&etat=arret".into()).await;
            assert_eq!(forged.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(director.get(&one).await.status, StatusCode::OK);
        assert_eq!(director.get(&format!("{LIST}/999999")).await.status, StatusCode::NOT_FOUND);
        for end in ["", "/etat", "/mot-de-passe"] {
            let page = director.post(NEW, &format!("{LIST}/999999{end}"), "etat=arret").await;
            assert_eq!(page.status, StatusCode::NOT_FOUND, "{end}");
        }
        let mut read = house.db.read().await.unwrap();
        assert!(machine::by_id(&mut read, &machine.id).await.unwrap().enabled, "nothing changed");
    })
    .await;
}

/// Every message the pages and answers speak is there in the three languages.
#[tokio::test]
async fn pages_speak_three_languages() {
    scenario(|house| async move {
        let agent = Agent::of(&house, "lou@example.fr", Role::Director, Scope::Whole).await;
        let (machine, _) = house.machine(&house.settings()).await;
        for lang in ["fr", "nl", "en"] {
            for path in [LIST.to_owned(), NEW.to_owned(), format!("{LIST}/{}", machine.id)] {
                let page = agent.get(&format!("{path}?lang={lang}")).await;
                assert_eq!(page.status, StatusCode::OK);
                assert!(
                    !page.text.contains(">sip-") && !page.text.contains("\u{2068}sip-"),
                    "{path} {lang}: {}",
                    page.text
                );
                assert!(page.text.contains(&format!("<html lang=\"{lang}\"")), "{path} {lang}");
            }
        }
    })
    .await;
}
