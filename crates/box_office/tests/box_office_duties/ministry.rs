//! A SIBIL of our own, written from the published client's shape: it signs in, gives domains, takes and updates declarations,
//! and refuses what the ministry's refuses. Each body is judged by a JSON schema that our code has never seen.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Json;
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use box_office::duties::SibilAccount;
use serde_json::{Value, json};

const TOKEN: &str = "jeton-de-session";
const PASSWORD: &str = "mot de passe tenu secret";

/// What it holds.
#[derive(Default)]
struct Holdings {
    declarations: BTreeMap<i64, Value>,
    calls: Vec<String>,
    faults: Vec<String>,
}

/// A ministry that listens on a port.
#[derive(Clone)]
pub(crate) struct Ministry {
    holdings: Arc<Mutex<Holdings>>,
    address: String,
}

impl Ministry {
    pub(crate) async fn open() -> Self {
        let holdings = Arc::new(Mutex::new(Holdings::default()));
        let router = Router::new()
            .route("/api/v2/authenticate", post(authenticate))
            .route("/api/v2/domaine-representations", get(domains))
            .route("/api/v2/declarations", post(declare).put(update))
            .with_state(holdings.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { holdings, address }
    }

    pub(crate) fn account(&self) -> SibilAccount {
        SibilAccount { address: self.address.clone(), user: "beffroi".into(), password: PASSWORD.into() }
    }

    pub(crate) fn wrong_account(&self) -> SibilAccount {
        SibilAccount { password: "autre".into(), ..self.account() }
    }

    pub(crate) fn declarations(&self) -> Vec<Value> {
        self.holdings.lock().unwrap().declarations.values().cloned().collect()
    }

    pub(crate) fn calls(&self) -> Vec<String> {
        std::mem::take(&mut self.holdings.lock().unwrap().calls)
    }

    /// What the schema found wrong.
    pub(crate) fn faults(&self) -> Vec<String> {
        self.holdings.lock().unwrap().faults.clone()
    }

    /// Somebody declared the same performance from elsewhere.
    pub(crate) fn holds_already(&self, starts_at: &str, title: &str) {
        let other = json!({
            "idExtBilletterie": "autre-logiciel", "dateHeureRepresentationUnique": starts_at,
            "spectacleChamps": { "critere1": title },
        });
        self.holdings.lock().unwrap().declarations.insert(1, other);
    }

    pub(crate) fn forgets(&self) {
        self.holdings.lock().unwrap().declarations.clear();
    }
}

fn judged(holdings: &mut Holdings, part: &str, bytes: &[u8]) -> Option<Value> {
    let schema: Value = serde_json::from_str(include_str!("../fixtures/sibil_v2.schema.json")).unwrap();
    let of_part = json!({ "$ref": format!("#/$defs/{part}"), "$defs": schema["$defs"] });
    let validator = jsonschema::options().should_validate_formats(true).build(&of_part).unwrap();
    let Ok(value) = serde_json::from_slice::<Value>(bytes) else {
        holdings.faults.push("not JSON".to_owned());
        return None;
    };
    let faults: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    holdings.faults.extend(faults.iter().cloned());
    faults.is_empty().then_some(value)
}

fn problem(status: StatusCode, title: &str) -> Response {
    let body = json!({
        "entityName": "declaration", "errorKey": "errorsDataSib", "title": title, "status": status.as_u16(),
        "message": "error.errorsDataSib", "params": "declaration",
    });
    (status, Json(body)).into_response()
}

async fn authenticate(State(holdings): State<Arc<Mutex<Holdings>>>, body: Bytes) -> Response {
    let mut holdings = holdings.lock().unwrap();
    holdings.calls.push("POST authenticate".to_owned());
    match judged(&mut holdings, "login", &body) {
        Some(login) if login["password"] == PASSWORD => {
            Json(json!({ "id_token": TOKEN, "typeError": "AUTHENTICATED", "versions": ["2"] })).into_response()
        }
        _ => {
            let body = json!({ "id_token": "", "typeError": "NOT AUTHENTICATED", "versions": null });
            (StatusCode::UNAUTHORIZED, Json(body)).into_response()
        }
    }
}

fn signed_in(headers: &HeaderMap) -> bool {
    headers.get("authorization").is_some_and(|value| value == "Bearer jeton-de-session")
}

async fn domains(State(holdings): State<Arc<Mutex<Holdings>>>, headers: HeaderMap) -> Response {
    holdings.lock().unwrap().calls.push("GET domaine-representations".to_owned());
    if !signed_in(&headers) {
        return problem(StatusCode::UNAUTHORIZED, "Unauthorized");
    }
    let domain = |id: i64, label: &str, active: bool| json!({ "id": id, "libelle": label, "actif": active });
    // Numbers unlike those of any other environment, and one that is no longer in use.
    Json(json!([
        domain(910, "Opéra/Théâtre lyrique", false),
        domain(911, "Opéra / Théâtre lyrique", true),
        domain(901, "Théâtre", true)
    ]))
    .into_response()
}

fn answer(id: i64, declaration: &Value) -> Response {
    let mut answer = declaration.clone();
    answer["id"] = json!(id);
    answer["version"] = json!(2);
    answer["codeErreur"] = Value::Null;
    Json(answer).into_response()
}

async fn declare(State(holdings): State<Arc<Mutex<Holdings>>>, headers: HeaderMap, body: Bytes) -> Response {
    let mut holdings = holdings.lock().unwrap();
    holdings.calls.push("POST declarations".to_owned());
    if !signed_in(&headers) {
        return problem(StatusCode::UNAUTHORIZED, "Unauthorized");
    }
    let Some(declaration) = judged(&mut holdings, "declaration", &body) else {
        return problem(StatusCode::BAD_REQUEST, "Données invalides");
    };
    let same = |key: &str, other: &Value| other[key] == declaration[key];
    let known = holdings.declarations.iter().find(|(_, other)| same("idExtBilletterie", other)).map(|(id, _)| *id);
    let clash = holdings.declarations.values().any(|other| {
        !same("idExtBilletterie", other)
            && same("dateHeureRepresentationUnique", other)
            && other["spectacleChamps"]["critere1"] == declaration["spectacleChamps"]["critere1"]
    });
    if clash {
        let title = "Une déclaration existe déjà dans la base de données SIBIL avec les mêmes données saisies";
        return problem(StatusCode::BAD_REQUEST, title);
    }
    let id = known.unwrap_or(5_000 + holdings.declarations.len() as i64);
    holdings.declarations.insert(id, declaration.clone());
    answer(id, &declaration)
}

async fn update(State(holdings): State<Arc<Mutex<Holdings>>>, headers: HeaderMap, body: Bytes) -> Response {
    let mut holdings = holdings.lock().unwrap();
    holdings.calls.push("PUT declarations".to_owned());
    if !signed_in(&headers) {
        return problem(StatusCode::UNAUTHORIZED, "Unauthorized");
    }
    let Some(declaration) = judged(&mut holdings, "declaration", &body) else {
        return problem(StatusCode::BAD_REQUEST, "Données invalides");
    };
    match declaration["id"].as_i64() {
        Some(id) if holdings.declarations.contains_key(&id) => {
            holdings.declarations.insert(id, declaration.clone());
            answer(id, &declaration)
        }
        _ => problem(StatusCode::NOT_FOUND, "Not Found"),
    }
}
