//! Our own OAI-PMH provider on 127.0.0.1, with a list of what it was asked and a switch for what goes wrong.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::{Query as Pairs, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use store::Db;
use tokio::sync::Notify;

/// What the repository does instead of answering.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// A sign-in page with status 200.
    SignInPage,
    /// Its answer without the last bytes.
    CutShort,
    /// Bytes that are nothing.
    Noise,
    /// 503.
    Busy,
    /// 404.
    NotFound,
    /// No answer at all, ever.
    Silence,
}

struct Shared {
    db: Db,
    repository: catalogue::oai::Repository,
    asked: Mutex<Vec<String>>,
    answered: Mutex<Vec<String>>,
    /// From the n-th request for records on.
    trouble: Mutex<Option<(usize, Trouble)>>,
    met: Notify,
}

/// The repository; it goes when the test's process does.
pub(crate) struct Provider {
    pub(crate) address: String,
    shared: Arc<Shared>,
}

impl Provider {
    pub(crate) async fn of(db: &Db) -> Provider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = format!("http://{}/oai", listener.local_addr().expect("an address"));
        let shared = Arc::new(Shared {
            db: db.clone(),
            repository: catalogue::oai::Repository {
                name: "Catalogue commun".to_owned(),
                base_url: address.clone(),
                admin_email: "catalogue@example.org".to_owned(),
                domain: "catalogue.example.org".to_owned(),
            },
            asked: Mutex::default(),
            answered: Mutex::default(),
            trouble: Mutex::default(),
            met: Notify::new(),
        });
        let router = Router::new().route("/oai", get(answer)).with_state(Arc::clone(&shared));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Provider { address, shared }
    }

    /// From the `nth` request for records on (0 = at once), trouble; `None` ends it.
    pub(crate) fn trouble(&self, trouble: Option<(usize, Trouble)>) {
        *self.shared.trouble.lock().expect("a lock") = trouble;
    }

    /// Waits until trouble was met.
    pub(crate) async fn met(&self) {
        self.shared.met.notified().await;
    }

    /// The requests for records that were answered, one text each.
    pub(crate) fn answered(&self) -> Vec<String> {
        self.shared.answered.lock().expect("a lock").clone()
    }
}

async fn answer(State(shared): State<Arc<Shared>>, Pairs(pairs): Pairs<Vec<(String, String)>>) -> Response {
    let asked = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
    let records = asked.contains("ListRecords");
    shared.asked.lock().expect("a lock").push(asked.clone());
    let trouble = shared.trouble.lock().expect("a lock").to_owned();
    let served = shared.answered.lock().expect("a lock").len();
    let body = catalogue::oai::answer(&shared.db, &shared.repository, &pairs).await.expect("an answer");
    let xml = [(header::CONTENT_TYPE, "text/xml; charset=utf-8")];
    match trouble {
        Some((from, trouble)) if records && served >= from => {
            shared.met.notify_one();
            match trouble {
                Trouble::SignInPage => {
                    "<!DOCTYPE html><html><body><form>Identifiez-vous<br></form></body></html>".into_response()
                }
                Trouble::CutShort => (xml, body[..body.len() / 2].to_owned()).into_response(),
                Trouble::Noise => [0xff_u8, 0, 0x1d, 0x9b, 7].repeat(400).into_response(),
                Trouble::Busy => StatusCode::SERVICE_UNAVAILABLE.into_response(),
                Trouble::NotFound => StatusCode::NOT_FOUND.into_response(),
                Trouble::Silence => std::future::pending().await,
            }
        }
        _ => {
            if records {
                shared.answered.lock().expect("a lock").push(asked);
            }
            (xml, body).into_response()
        }
    }
}
