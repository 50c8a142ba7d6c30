//! Letters from posting to delivery.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use mail::{Attachment, Encryption, Error, Letter, Postman, Round, Smtp, deliver_due, post, post_with};
use store::Db;
use store::testing::on_both_at;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

fn letter(to: &str) -> Letter {
    Letter {
        to: to.into(),
        subject: "Votre carte est prête : Éléonore".into(),
        text: "Bonjour,\n\nVenez la chercher.\n".into(),
        html: None,
    }
}

async fn posted(db: &Db, letter: &Letter) -> String {
    let mut write = db.write().await.unwrap();
    let id = post(&mut write, letter).await.unwrap();
    write.commit().await.unwrap();
    id
}

async fn waiting(db: &Db) -> i64 {
    use store::{Query, params};
    let sql = "SELECT count(*) FROM mail_letters";
    db.read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap()
}

const NOON: &str = "2026-11-22T12:00:00Z";

#[tokio::test]
async fn a_letter_is_left_in_the_folder_once_and_not_kept() {
    on_both_at(&[mail::MIGRATIONS], NOON, |db| async move {
        let folder = tempfile::tempdir().unwrap();
        let postman = Postman::folder(folder.path(), "Bibliothèques <bonjour@exemple.fr>").unwrap();
        let id = posted(&db, &letter("jeanne@example.org")).await;
        assert_eq!(deliver_due(&db, &postman).await.unwrap(), Round { delivered: 1, ..Round::default() });
        assert_eq!(deliver_due(&db, &postman).await.unwrap(), Round::default());
        assert_eq!(waiting(&db).await, 0, "a letter that left is not kept");
        let text = std::fs::read_to_string(folder.path().join(format!("{id}.eml"))).unwrap();
        for part in ["To: jeanne@example.org", &format!("Message-ID: <{id}@exemple.fr>"), "Auto-Submitted"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_file_goes_with_its_letter_and_is_gone_with_it() {
    on_both_at(&[mail::MIGRATIONS], NOON, |db| async move {
        use store::{Query, params};
        let folder = tempfile::tempdir().unwrap();
        let postman = Postman::folder(folder.path(), "Bibliothèques <bonjour@exemple.fr>").unwrap();
        let file =
            |name: &str, kind: &str| Attachment { name: name.into(), kind: kind.into(), bytes: vec![0, 159, 255] };
        let mut write = db.write().await.unwrap();
        let to = letter("jeanne@example.org");
        for wrong in [file("a.pdf\r\nX: y", "application/pdf"), file("", "application/pdf"), file("a.pdf", "x\r\ny")] {
            assert!(matches!(post_with(&mut write, &to, &[wrong]).await, Err(Error::Refused(_))));
        }
        let both = [file("billets.pdf", "application/pdf"), file("a.txt", "text/plain")];
        let id = post_with(&mut write, &to, &both).await.unwrap();
        write.commit().await.unwrap();
        assert_eq!(deliver_due(&db, &postman).await.unwrap().delivered, 1);
        let text = std::fs::read_to_string(folder.path().join(format!("{id}.eml"))).unwrap();
        for part in ["multipart/mixed", "application/pdf", "filename=\"billets.pdf\"", "AJ//"] {
            assert!(text.contains(part), "{part} in {text}");
        }
        let sql = "SELECT count(*) FROM mail_attachments";
        let kept: i64 = db.read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap();
        assert_eq!(kept, 0, "a file that left is not kept");
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_did_not_happen_sends_nothing() {
    on_both_at(&[mail::MIGRATIONS], NOON, |db| async move {
        let mut write = db.write().await.unwrap();
        post(&mut write, &letter("jeanne@example.org")).await.unwrap();
        write.rollback().await.unwrap();
        assert_eq!(waiting(&db).await, 0);
        let mut write = db.write().await.unwrap();
        for wrong in ["", "jeanne", "a@b\r\nBcc: c@d.fr", "jeanne@example.org, luc@example.org"] {
            assert!(matches!(post(&mut write, &letter(wrong)).await, Err(Error::Address)), "{wrong}");
        }
        let forged = Letter { subject: "x\r\nBcc: c@d.fr".into(), ..letter("jeanne@example.org") };
        assert!(matches!(post(&mut write, &forged).await, Err(Error::Refused(_))));
    })
    .await;
}

/// A mail server that answers each login and each letter's recipient as told, and keeps what it accepted.
async fn server(answers: Vec<&'static str>) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let kept = Arc::new(Mutex::new(Vec::new()));
    let accepted = Arc::clone(&kept);
    tokio::spawn(async move {
        let mut answers = answers.into_iter();
        while let Ok((stream, _)) = listener.accept().await {
            let (read, mut write) = stream.into_split();
            let mut lines = BufReader::new(read).lines();
            write.write_all(b"220 test\r\n").await.unwrap();
            let mut body = None::<String>;
            while let Ok(Some(line)) = lines.next_line().await {
                let reply = match (&mut body, line.as_str()) {
                    (Some(text), ".") => {
                        accepted.lock().unwrap().push(std::mem::take(text));
                        body = None;
                        "250 kept"
                    }
                    (Some(text), line) => {
                        text.push_str(line);
                        text.push('\n');
                        continue;
                    }
                    (None, line) if line.starts_with("AUTH") || line.starts_with("RCPT") => {
                        answers.next().unwrap_or("250 ok")
                    }
                    (None, line) if line.starts_with("EHLO") => "250-test\r\n250 AUTH PLAIN",
                    (None, "DATA") => {
                        body = Some(String::new());
                        "354 go on"
                    }
                    (None, "QUIT") => "221 bye",
                    (None, _) => "250 ok",
                };
                if write.write_all(format!("{reply}\r\n").as_bytes()).await.is_err() {
                    break;
                }
            }
        }
    });
    (port, kept)
}

fn plain(port: u16) -> Postman {
    let smtp = Smtp { host: "127.0.0.1".into(), port: Some(port), encryption: Encryption::None, login: None };
    Postman::smtp(&smtp, "bonjour@exemple.fr").unwrap()
}

#[tokio::test]
async fn a_server_that_is_down_gets_the_letter_later() {
    on_both_at(&[mail::MIGRATIONS], NOON, |db| async move {
        let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        posted(&db, &letter("jeanne@example.org")).await;
        let put_off = Round { put_off: 1, ..Round::default() };
        assert_eq!(deliver_due(&db, &plain(closed)).await.unwrap(), put_off);
        assert_eq!(deliver_due(&db, &plain(closed)).await.unwrap(), Round::default(), "not before its time");
        db.clock().advance(Duration::from_secs(31));
        let (port, kept) = server(vec!["450 come back"]).await;
        assert_eq!(deliver_due(&db, &plain(port)).await.unwrap(), put_off, "4xx is not the end");
        assert_eq!(mail::troubles(&mut db.read().await.unwrap(), 9).await.unwrap()[0].attempts, 2);
        db.clock().advance(Duration::from_secs(61));
        assert_eq!(deliver_due(&db, &plain(port)).await.unwrap().delivered, 1);
        assert_eq!(kept.lock().unwrap().len(), 1);
        assert!(kept.lock().unwrap()[0].contains("Venez la chercher."));
    })
    .await;
}

#[tokio::test]
async fn a_login_refused_is_the_fault_of_no_letter() {
    on_both_at(&[mail::MIGRATIONS], NOON, |db| async move {
        let (port, kept) = server(vec!["535 wrong password"]).await;
        let smtp = Smtp {
            host: "127.0.0.1".into(),
            port: Some(port),
            encryption: Encryption::None,
            login: Some(("beffroi".into(), "secret".into())),
        };
        let postman = Postman::smtp(&smtp, "bonjour@exemple.fr").unwrap();
        posted(&db, &letter("jeanne@example.org")).await;
        posted(&db, &letter("luc@example.org")).await;
        // The login is tried once, not once a letter: the second time it is right.
        assert_eq!(deliver_due(&db, &postman).await.unwrap(), Round { put_off: 2, ..Round::default() });
        let troubles = mail::troubles(&mut db.read().await.unwrap(), 9).await.unwrap();
        assert!(troubles.iter().all(|one| one.reason.contains("wrong password") && one.failed_at_ms.is_none()));
        db.clock().advance(Duration::from_secs(31));
        assert_eq!(deliver_due(&db, &postman).await.unwrap(), Round { delivered: 2, ..Round::default() });
        assert_eq!(kept.lock().unwrap().len(), 2);

        // Refused in the midst of a round, it is no more the letter's fault.
        let (port, _) = server(vec!["235 yes", "535 no more"]).await;
        let postman = Postman::smtp(&Smtp { port: Some(port), ..smtp }, "bonjour@exemple.fr").unwrap();
        posted(&db, &letter("jeanne@example.org")).await;
        assert_eq!(deliver_due(&db, &postman).await.unwrap(), Round { put_off: 1, ..Round::default() });
    })
    .await;
}

#[tokio::test]
async fn a_letter_refused_for_good_is_given_up_and_then_forgotten() {
    on_both_at(&[mail::MIGRATIONS], NOON, |db| async move {
        let (port, _) = server(vec!["550 nobody here"]).await;
        posted(&db, &letter("nobody@example.org")).await;
        assert_eq!(deliver_due(&db, &plain(port)).await.unwrap().failed, 1);
        db.clock().advance(Duration::from_secs(3600));
        assert_eq!(deliver_due(&db, &plain(port)).await.unwrap(), Round::default());
        let troubles = mail::troubles(&mut db.read().await.unwrap(), 9).await.unwrap();
        assert!(troubles[0].reason.contains("nobody here"), "{troubles:?}");
        db.clock().advance(Duration::from_secs(31 * 86400));
        let mut write = db.write().await.unwrap();
        assert_eq!(mail::sweep(&mut write).await.unwrap(), 1);
        write.commit().await.unwrap();
        posted(&db, &letter("gone@example.org")).await;
        let mut write = db.write().await.unwrap();
        assert_eq!(mail::forget_recipient(&mut write, "gone@example.org").await.unwrap(), 1);
        write.commit().await.unwrap();
        assert_eq!(waiting(&db).await, 0);
    })
    .await;
}
