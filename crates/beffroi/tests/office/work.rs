//! What the office does, through its pages.

use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use crate::house::{Browser, House, PASSWORD, email, unimarc};
use axum::http::StatusCode;
use catalogue::model::RunState;
use people::{Role, audit};
use tokio::time::timeout;

/// The same edition described twice, and another book.
const FIRST: (&str, &str, &str, &str, &str) = ("L1", "Le testament des sept fileuses", "Delattre", "1999", "Casterman");
const AGAIN: (&str, &str, &str, &str, &str) = ("R1", "Le testament des sept fileuses", "Delattre", "1999", "Casterman");
const OTHER: (&str, &str, &str, &str, &str) = ("R2", "Traité de dentellerie", "Vandamme", "1931", "Nathan");

#[tokio::test]
async fn guessing_is_slowed_down_and_said_so() {
    let house = House::open("guessing").await;
    let mut browser = Browser::default();
    let mut refused = None;
    for _ in 0..8 {
        let fields =
            [("email", "director@example.fr"), ("password", "not this one at all"), ("retour", "//evil.example")];
        let answer = house.post(&mut browser, "/connexion", &fields).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            refused = Some(answer);
            break;
        }
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.text.contains("not this one at all"), "a password typed is not shown again");
    }
    let refused = refused.expect("eight wrong passwords are too many");
    assert!(refused.headers.contains_key("retry-after"));
    assert!(refused.text.contains("seconde"), "{}", refused.text);
}

#[tokio::test]
async fn signing_in_leads_to_our_own_pages_and_out_again() {
    let house = House::open("session").await;
    let mut browser = Browser::default();
    let answer = house.get(&mut browser, "/bureau/sources").await;
    assert_eq!(answer.location(), "/connexion?retour=/bureau/sources");
    let address = email(Role::Director);
    let fields = [("email", address.as_str()), ("password", PASSWORD), ("retour", "//evil.example")];
    let answer = house.post(&mut browser, "/connexion", &fields).await;
    assert_eq!(answer.location(), "/bureau");
    for page in ["/bureau", "/bureau/equipe", "/bureau/journal", "/bureau/sources"] {
        for lang in ["fr", "nl", "en"] {
            let answer = house.get(&mut browser, &format!("{page}?lang={lang}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{page} {lang}");
        }
    }
    assert_eq!(house.post(&mut browser, "/deconnexion", &[]).await.location(), "/");
    assert_eq!(house.get(&mut browser, "/bureau").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_librarian_imports_for_their_own_library_only() {
    let house = House::open("scope").await;
    let mut librarian = house.signed_in(Role::Librarian).await;
    let page = house.get(&mut librarian, "/bureau/sources").await.text;
    assert!(page.contains("Roubaix") && !page.contains("Lille"), "the list holds their own sources only");
    let file = unimarc(&[FIRST]);
    let answer = house.upload(&mut librarian, &house.lille, false, &file, false).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(house.trial.registry.latest_runs(None, 9).await.unwrap().is_empty());

    let fields = [("library", "lille"), ("name", "autre")];
    let answer = house.post(&mut librarian, "/bureau/sources/nouvelle", &fields).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let fields = [("library", "roubaix"), ("name", "principal")];
    let answer = house.post(&mut librarian, "/bureau/sources/nouvelle", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "that name is taken");
    let fields = [("library", "roubaix"), ("name", "moisson"), ("address", "https://oai.example/")];
    let answer = house.post(&mut librarian, "/bureau/sources/nouvelle", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(house.trial.registry.sources().await.unwrap().len(), 3);
}

/// An address typed by a librarian must not open the network's own machines; who keeps the network may answer for one.
#[tokio::test]
async fn a_librarians_harvest_does_not_reach_inside() {
    let house = House::open("inside").await;
    let called = Arc::new(AtomicUsize::new(0));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}/oai", listener.local_addr().unwrap());
    let counted = called.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            counted.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        }
    });
    for (role, calls, said, words) in [
        (Role::Librarian, 0, "private network", "mène à un réseau privé"),
        (Role::Director, 1, "404", "pas de serveur OAI-PMH à cette adresse"),
    ] {
        let mut browser = house.signed_in(role).await;
        let form = house.get(&mut browser, "/bureau/sources/nouvelle").await.text;
        assert_eq!(form.contains("name=\"private\""), role == Role::Director, "{role:?}");
        let name = format!("moisson {role:?}");
        let fields = [("library", "roubaix"), ("name", &name), ("address", &address), ("private", "1")];
        let answer = house.post(&mut browser, "/bureau/sources/nouvelle", &fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{role:?}");
        let source = house.trial.registry.source(house.roubaix.library, &name).await.unwrap().unwrap();
        let answer = house.post(&mut browser, &format!("/bureau/sources/{}/moisson", source.id), &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{role:?}");
        let run = house.begun(&house.trial, Some(source.id)).await;
        let report = house.ended(run).await;
        assert_eq!(report.state, RunState::Failed, "{report:?}");
        assert!(report.message.contains(said), "{report:?}");
        let page = house.get(&mut browser, &format!("/bureau/imports/{run}")).await.text;
        assert!(page.contains(words) && page.contains(said), "in one's own words, and as the program noted it");
        assert_eq!(called.load(Ordering::SeqCst), calls, "{role:?}");
    }
}

#[tokio::test]
async fn an_upload_ends_in_a_report_that_accounts_for_every_record() {
    let house = House::open("upload").await;
    let mut librarian = house.signed_in(Role::Librarian).await;
    let mut file = unimarc(&[AGAIN]);
    file.extend(b"00050 this is not a record at all, whatever it says\x1d");
    file.extend(unimarc(&[OTHER, OTHER]));
    let answer = house.upload(&mut librarian, &house.roubaix, false, &file, false).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let run: i64 = answer.location().strip_prefix("/bureau/imports/").unwrap().parse().unwrap();
    let report = house.ended(run).await;
    assert_eq!(report.state, RunState::Done, "{report:?}");
    assert!(report.counts.balances(), "{report:?}");
    assert_eq!((report.counts.new, report.counts.set_aside), (2, 1), "{report:?}");
    let page = house.get(&mut librarian, answer.location()).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("mai.mrc") && page.text.contains("mis-de-cote.zip"));
    let archive = house.get(&mut librarian, &format!("/bureau/imports/{run}/mis-de-cote.zip")).await;
    assert_eq!(archive.headers["content-type"], "application/zip");
    assert!(archive.text.contains("raisons.csv"));
    let left = std::fs::read_dir(house.trial_uploads()).unwrap().count();
    assert!(left <= 2, "the file is removed once imported");
}

#[tokio::test]
async fn a_file_half_received_or_of_another_kind_imports_nothing() {
    let house = House::open("half").await;
    let mut librarian = house.signed_in(Role::Librarian).await;
    let file = unimarc(&[AGAIN, OTHER]);
    for (bytes, cut, words) in [
        (&file[..], true, "envoi s’est interrompu"),
        (&b"a spreadsheet"[..], false, "ne contient aucune notice"),
        (&b""[..], false, "fichier est vide"),
    ] {
        let answer = house.upload(&mut librarian, &house.roubaix, false, bytes, cut).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    }
    assert!(house.trial.registry.latest_runs(None, 9).await.unwrap().is_empty());
    assert_eq!(std::fs::read_dir(house.trial_uploads()).unwrap().count(), 0, "nothing is left on the disk");
}

#[tokio::test]
async fn a_librarians_word_parts_two_records_and_holds_through_the_next_import() {
    let house = House::open("word").await;
    let mut director = house.signed_in(Role::Director).await;
    for (source, record) in [(&house.lille, FIRST), (&house.roubaix, AGAIN)] {
        let answer = house.upload(&mut director, source, false, &unimarc(&[record]), false).await;
        house.ended(answer.location().rsplit('/').next().unwrap().parse().unwrap()).await;
    }
    assert_eq!(works(&house).await, 1, "two records of one edition are one work");
    let mut librarian = house.signed_in(Role::Librarian).await;
    let page = house.get(&mut librarian, "/bureau/oeuvres/1").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text.contains("name=\"left\" value=\"1\""), "the page shows why: {}", page.text);
    let fields = [("left", "1"), ("right", "2"), ("level", "work"), ("verdict", "not_same")];
    let answer = house.post(&mut librarian, "/bureau/oeuvres/1", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(works(&house).await, 2);

    let changed = ("R1", "Le testament des sept fileuses", "Delattre", "1999", "Casterman et fils");
    let answer = house.upload(&mut librarian, &house.roubaix, false, &unimarc(&[changed]), false).await;
    let report = house.ended(answer.location().rsplit('/').next().unwrap().parse().unwrap()).await;
    assert_eq!(report.counts.changed, 1);
    assert_eq!(works(&house).await, 2, "no import undoes it");

    let page = house.get(&mut librarian, "/bureau/oeuvres/1").await;
    assert!(page.text.contains("/bureau/decisions/1/annuler"), "{}", page.text);
    let answer = house.post(&mut librarian, "/bureau/decisions/1/annuler", &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    assert_eq!(works(&house).await, 1, "taken back, the two are one again");
    let page = house.get(&mut librarian, "/bureau/oeuvres/2").await;
    assert_eq!(page.location(), "/bureau/oeuvres/1", "a number once given leads somewhere");
    let verdict = audit::verify(house.trial.engine.db(), None).await.unwrap();
    assert!(matches!(verdict, audit::Verdict::Whole(_)));
}

#[tokio::test]
async fn a_file_received_before_a_stop_is_imported_at_the_next_start() {
    let house = House::open("resumed").await;
    let uploads = house.trial_uploads();
    std::fs::create_dir_all(&uploads).unwrap();
    // What a process leaves that was killed between its answer and the end of the import; and in mid-upload.
    std::fs::write(uploads.join("1.records"), unimarc(&[AGAIN, OTHER])).unwrap();
    let note = format!(
        r#"{{"source":{},"label":"mai.mrc","full_load":false,"actor":"account:x","bytes_total":null}}"#,
        house.roubaix.id
    );
    std::fs::write(uploads.join("1.json"), note).unwrap();
    std::fs::write(uploads.join("2.part"), b"half").unwrap();
    let again = house.reopened().await;
    let run = house.begun(&again, None).await;
    let report = house.ended(run).await;
    assert_eq!((report.counts.new, report.label.as_str()), (2, "mai.mrc"), "{report:?}");
    let cleared = async {
        while std::fs::read_dir(&uploads).unwrap().count() > 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(Duration::from_secs(60), cleared).await.expect("the folder is emptied");
}

async fn works(house: &House) -> u64 {
    catalogue::works_count(house.trial.engine.db()).await.unwrap()
}

#[tokio::test]
async fn someone_invited_chooses_a_password_and_signs_in() {
    let house = House::open("invited").await;
    let mut network = house.signed_in(Role::NetworkLibrarian).await;
    let page = house.get(&mut network, "/bureau/equipe").await.text;
    let scope = page.split("value=\"institution:").nth(1).unwrap().split('"').next().unwrap();
    let scope = format!("institution:{scope}");
    let fields =
        [("name", "Ada"), ("email", "ada@example.fr"), ("role", "librarian"), ("scope", &scope), ("password", "")];
    let answer = house.post(&mut network, "/bureau/equipe", &fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    let page = house.get(&mut network, "/bureau/equipe").await.text;
    let token = page.split("/invitation/").nth(1).expect("the link is shown once");
    let path = format!("/invitation/{}", &token[..64]);
    let mut ada = Browser::default();
    let answer = house.post(&mut ada, &path, &[("password", "short"), ("again", "short")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = house.post(&mut ada, &path, &[("password", PASSWORD), ("again", PASSWORD)]).await;
    assert_eq!(answer.location(), "/connexion", "{}", answer.text);
    let answer = house.post(&mut ada, "/connexion", &[("email", "ada@example.fr"), ("password", PASSWORD)]).await;
    assert_eq!(answer.location(), "/bureau");

    let fields = [
        ("name", "Eve"),
        ("email", "eve@example.fr"),
        ("role", "director"),
        ("scope", "whole"),
        ("password", PASSWORD),
    ];
    let answer = house.post(&mut network, "/bureau/equipe", &fields).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody gives a role broader than their own");
}
