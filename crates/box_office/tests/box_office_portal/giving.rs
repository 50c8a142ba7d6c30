//! The ticket: on paper, in wallets, given to someone, found again; and nobody else's.

use people::testing::Browser;
use std::process::Command;

use axum::http::{StatusCode, header};
use box_office::portal::Wallets;

use crate::house::{ANA, Who, plain, scenario, scenario_with};

/// Whether a judge is installed. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names it.
fn is_here(program: &str, argument: &str) -> bool {
    let here = Command::new(program).arg(argument).output().is_ok();
    if !here {
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains(program), "BEFFROI_REQUIRE asks for {program}, which is not installed");
        eprintln!("{program} is not installed: its half of a test is left out");
    }
    here
}

fn text_of(pdf: &[u8]) -> String {
    let document = lopdf::Document::load_mem(pdf).expect("a PDF");
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    plain(&document.extract_text(&pages).expect("text"))
}

/// What a foreign reader reads on a PDF printed at 200 dots an inch.
fn scanned(pdf: &[u8]) -> Option<Vec<String>> {
    if !is_here("pdftoppm", "-v") || !is_here("zbarimg", "--version") {
        return None;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("billets.pdf");
    std::fs::write(&file, pdf).unwrap();
    let printed =
        Command::new("pdftoppm").args(["-r", "200", "-gray"]).arg(&file).arg(folder.path().join("p")).status();
    assert!(printed.unwrap().success());
    let mut read = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let picture = entry.unwrap().path();
        if picture.extension().is_some_and(|kind| kind == "pgm") {
            let output = Command::new("zbarimg").args(["--quiet", "--raw"]).arg(picture).output().unwrap();
            read.extend(String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned));
        }
    }
    read.sort();
    Some(read)
}

#[tokio::test]
async fn on_paper_a_ticket_is_a_page_a_foreign_reader_reads_and_says_what_the_law_asks() {
    scenario(|house| async move {
        let browser = Browser::default();
        let who = Who { name: "#import \"x\" <script>alert(1)</script> $x$ Œuvrard", ..ANA };
        let order = house.books(&browser, &[("plein", "1"), ("gratuit", "1")], who).await;
        let all = house.get(&browser, &format!("/billetterie/commande/{}/billets.pdf", order.secret)).await;
        assert_eq!(all.status, StatusCode::OK, "{}", all.text);
        assert_eq!(all.headers[header::CONTENT_TYPE], "application/pdf");
        assert_eq!(lopdf::Document::load_mem(&all.bytes).unwrap().get_pages().len(), 2, "one ticket a page");
        let said = text_of(&all.bytes);
        let law = ["Mairie d'Anstaing", "PLATESV-D-2026-000123", "<i>Carmen</i> & Cie", "samedi 12 déc. 2026, 20 h 30"];
        for words in law.into_iter().chain(["Salle des fêtes", "Unique", "5 €", "gratuit", "Œuvrard", "<script>"]) {
            assert!(said.contains(words), "“{words}” in {said}");
        }
        let mut codes = Vec::new();
        for ticket in house.tickets(&order.id).await {
            let code = access::credentials::text(&mut house.db.read().await.unwrap(), ticket.right()).await.unwrap();
            codes.push(code.expect("a code"));
            let one = house.get(&browser, &format!("/billetterie/billet/{}/billet.pdf?lang=nl", ticket.secret)).await;
            assert_eq!(lopdf::Document::load_mem(&one.bytes).unwrap().get_pages().len(), 1);
            assert!(text_of(&one.bytes).contains("Organisator"));
        }
        codes.sort();
        if let Some(read) = scanned(&all.bytes) {
            assert_eq!(read, codes);
        }
    })
    .await;
}

#[tokio::test]
async fn a_ticket_given_to_someone_is_theirs_alone() {
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "2")], ANA).await;
        let before = house.tickets(&order.id).await.remove(0);
        let code = |right: String| {
            let house = house.clone();
            async move { access::credentials::text(&mut house.db.read().await.unwrap(), &right).await.unwrap() }
        };
        let old_code = code(before.id.clone()).await;
        let page = format!("/billetterie/billet/{}", before.secret);
        let wrong =
            house.post(&browser, &page, &format!("{page}/transmettre"), &[("name", "Luc"), ("email", "luc")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&wrong.text).contains("n'est pas complète") && wrong.text.contains("value=\"Luc\""));
        let fields = [("name", "Luc Petit"), ("email", "luc@exemple.example")];
        let answer = house.post(&browser, &page, &format!("{page}/transmettre"), &fields).await;
        assert_eq!((answer.status, &answer.location), (StatusCode::SEE_OTHER, &house.booking()));
        assert_eq!(house.get(&browser, &page).await.status, StatusCode::NOT_FOUND, "the page that was given");
        let after = house.tickets(&order.id).await.into_iter().find(|one| one.id == before.id).unwrap();
        assert_eq!(after.number, before.number, "the legal number stays");
        assert_ne!(code(after.id.clone()).await, old_code, "the old code opens nothing");
        let mine = house.get(&browser, &format!("/billetterie/commande/{}", order.secret)).await;
        assert!(plain(&mine.text).contains("Transmis") && mine.text.contains("Luc Petit"), "{}", mine.text);
        assert!(!mine.text.contains(&after.secret), "whoever gave it has no way to it");
        let pdf = house.get(&browser, &format!("/billetterie/commande/{}/billets.pdf", order.secret)).await;
        assert_eq!(lopdf::Document::load_mem(&pdf.bytes).unwrap().get_pages().len(), 1, "nor a printed one");
        house.a_minute().await;
        let (to, text) = house.letter("Un billet pour vous").await;
        assert_eq!(to, "luc@exemple.example");
        assert!(
            text.contains("Ana Lopez") && text.contains(&format!("/billetterie/billet/{}", after.secret)),
            "{text}"
        );
        assert!(!text.contains(&order.secret), "not a word of the order");
        let theirs = house.get(&Browser::default(), &format!("/billetterie/billet/{}", after.secret)).await;
        assert!(theirs.text.contains("Luc Petit") && !theirs.text.contains("Ana Lopez"), "{}", theirs.text);
        // Seen by others: made again, under another address.
        let page = format!("/billetterie/billet/{}", after.secret);
        let forged = house.post(&Browser::default(), "", &format!("{page}/refaire"), &[]).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN, "a form of nobody's");
        let luc = Browser::default();
        let again = house.post(&luc, &page, &format!("{page}/refaire"), &[]).await;
        assert!(again.location.starts_with("/billetterie/billet/") && again.location != page);
        assert_eq!(house.get(&luc, &page).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_ones_own_is_not_there() {
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "1")], ANA).await;
        let ticket = house.tickets(&order.id).await.remove(0);
        let hold = house.order(&order.id).await.hold;
        let secrets =
            ["0".repeat(32), "1".into(), "..".into(), "' OR 1=1 --".into(), order.id, order.reference, ticket.id, hold];
        for secret in secrets {
            let secret: String = secret.bytes().map(|byte| format!("%{byte:02X}")).collect();
            for path in [
                format!("/billetterie/{secret}"),
                format!("/billetterie/panier/{secret}"),
                format!("/billetterie/commande/{secret}"),
                format!("/billetterie/commande/{secret}/billets.pdf"),
                format!("/billetterie/billet/{secret}"),
                format!("/billetterie/billet/{secret}/billet.pdf"),
                format!("/billetterie/billet/{secret}/apple.pkpass"),
                format!("/billetterie/billet/{secret}/google-wallet"),
                format!("/billetterie/billet/{secret}/application.webmanifest"),
                format!("/billetterie/attente/{secret}"),
                format!("/billetterie/attente/inscription/{secret}"),
            ] {
                assert_eq!(house.get(&browser, &path).await.status, StatusCode::NOT_FOUND, "{path}");
            }
            let paths = [
                "commande/S/annuler",
                "commande/S/payer",
                "commande/S/renoncer",
                "commande/S/changer",
                "billet/S/transmettre",
            ];
            for path in paths.into_iter().chain([
                "billet/S/refaire",
                "panier/S/rendre",
                "panier/S",
                "attente/inscription/S/accepter",
            ]) {
                let path = format!("/billetterie/{}", path.replace('S', &secret));
                let fields = [("ticket", "x"), ("item", "x"), ("name", "x"), ("email", "x@y.fr")];
                let answer = house.post(&browser, "/billetterie/retrouver", &path, &fields).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
            }
        }
        // Nor are the pages of what is being prepared.
        let draft = house.performance("2026-12-20T15:00:00Z", 5).await;
        let mut write = house.db.write().await.unwrap();
        box_office::sale::set_state(&mut write, &draft, box_office::model::SaleState::Paused, &crate::house::actor())
            .await
            .unwrap();
        write.commit().await.unwrap();
        let paused = house.get(&browser, &format!("/billetterie/{draft}")).await;
        assert!(plain(&paused.text).contains("suspendues un moment"), "{}", paused.text);
    })
    .await;
}

#[tokio::test]
async fn finding_ones_tickets_tells_nothing_of_who_has_some() {
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "1")], ANA).await;
        house.a_minute().await;
        let find = "/billetterie/retrouver";
        let mut answers = Vec::new();
        for email in ["ANA@exemple.example", "personne@exemple.example"] {
            let answer = house.post(&browser, find, find, &[("email", email)]).await;
            let page = house.get(&browser, &answer.location).await;
            answers.push((answer.status, answer.location, page.text));
        }
        assert_eq!(answers[0], answers[1], "the same answer");
        let before = house.letters().await.len();
        house.a_minute().await;
        let letters = house.letters().await;
        assert_eq!(letters.len(), before + 1, "one letter, to whoever has tickets");
        let (to, _, text) = letters.last().unwrap();
        assert_eq!(to, "ana@exemple.example");
        assert!(text.contains(&order.secret), "{text}");
        assert_eq!(
            house.count("SELECT count(*) FROM box_office_letters WHERE kind = 'find'").await,
            0,
            "no address is kept"
        );
        // However often one asks, an address gets three letters an hour, and the answer does not change.
        for _ in 0..6 {
            let answer = house.post(&browser, find, find, &[("email", "ana@exemple.example")]).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER);
        }
        house.a_minute().await;
        assert_eq!(house.letters().await.len(), before + 3);
        for _ in 0..12 {
            house.post(&browser, find, find, &[("email", "x@exemple.example")]).await;
        }
        let answer = house.post(&browser, find, find, &[("email", "x@exemple.example")]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "and a network asks twenty times");
    })
    .await;
}

/// An authority, a pass certificate and a service account, made by openssl.
fn signers(folder: &std::path::Path) -> Wallets {
    let run = |arguments: &[&str]| {
        let output = Command::new("openssl").current_dir(folder).args(arguments).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let new = ["-newkey", "rsa:2048", "-nodes"];
    run(&[&["req", "-x509"][..], &new, &["-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=Test WWDR"]].concat());
    let subject = "/UID=pass.test.ticket/CN=Pass Type ID: pass.test.ticket/OU=TEAM123456";
    run(&[&["req"][..], &new, &["-keyout", "pass.key", "-out", "pass.csr", "-subj", subject]].concat());
    let sign =
        ["x509", "-req", "-in", "pass.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30"];
    run(&[&sign[..], &["-out", "pass.pem"]].concat());
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).unwrap();
    let pem = ["pass.key", "pass.pem", "ca.pem"].map(read).join("\n");
    let account = serde_json::json!({ "client_email": "pass@test.example", "private_key": read("pass.key") });
    Wallets::read(Some(&pem), Some(("3388", &account.to_string()))).expect("wallets")
}

#[tokio::test]
async fn wallets_show_the_same_code_where_this_server_signs() {
    if !is_here("openssl", "version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let wallets = signers(folder.path());
    scenario_with(wallets, 40, |house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "1")], ANA).await;
        let ticket = house.tickets(&order.id).await.remove(0);
        let base = format!("/billetterie/billet/{}", ticket.secret);
        let code =
            access::credentials::text(&mut house.db.read().await.unwrap(), ticket.right()).await.unwrap().unwrap();
        assert!(house.get(&browser, &base).await.text.contains("apple.pkpass"));
        let apple = house.get(&browser, &format!("{base}/apple.pkpass")).await;
        assert_eq!(apple.headers[header::CONTENT_TYPE], "application/vnd.apple.pkpass");
        for words in [code.as_str(), "Carmen", "pass.test.ticket", "PLATESV-D-2026-000123", "Plein tarif"] {
            assert!(apple.text.contains(words), "{words}");
        }
        let google = house.get(&browser, &format!("{base}/google-wallet")).await;
        assert!(google.location.starts_with("https://pay.google.com/gp/v/save/"), "{}", google.location);
    })
    .await;
    scenario(|house| async move {
        let browser = Browser::default();
        let order = house.books(&browser, &[("plein", "1")], ANA).await;
        let base = format!("/billetterie/billet/{}", house.tickets(&order.id).await[0].secret);
        assert!(!house.get(&browser, &base).await.text.contains("apple.pkpass"));
        assert_eq!(house.get(&browser, &format!("{base}/apple.pkpass")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}
