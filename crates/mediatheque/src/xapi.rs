//! xAPI statements (Experience API 1.0.3 and 2.0, the statements resource): what learners did, stored and given out.
//!
//! `POST` and `PUT /api/xapi/statements` keep statements of whoever is signed in; the actor is written by us, as a pseudonym
//! of this server, so that no statement names a person. `GET` gives one's own, or everyone's to whoever manages
//! resources. Served: `statementId`, `voidedStatementId`, `verb`, `activity`, `since`, `until`, `limit`, `ascending`, and
//! `more`. Not served: attachments, the state, profile and about resources, signed statements.

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use jiff::Timestamp;
use people::web::Staff;
use people::{Permission, RouteGate, RouteRule, Session, Target};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use store::{Write, new_id};

use crate::Result;
use crate::content::{Content, hex};
use crate::model::Resource;
use crate::store::statements::{self, Kept, Wanted};

/// Where statements are.
pub const PATH: &str = "/api/xapi/statements";
/// The version answered with.
const VERSION: &str = "2.0.0";
/// The header that says which version is spoken.
const VERSION_HEADER: &str = "x-experience-api-version";
/// How many statements a page holds, and how many are taken at once.
const PAGE_MOST: u32 = 500;
/// The largest statement, in bytes.
const STATEMENT_MOST: usize = 64 << 10;

/// The addresses served here.
pub const ROUTES: &[RouteRule] = &[
    RouteRule { method: "GET", path: PATH, gate: RouteGate::SignedIn },
    RouteRule { method: "POST", path: PATH, gate: RouteGate::SignedIn },
    RouteRule { method: "PUT", path: PATH, gate: RouteGate::SignedIn },
];

/// What the handlers need.
#[derive(Clone)]
struct Store {
    content: Content,
    public_url: String,
}

/// The routes. `public_url` is where the outside finds this server, without a final slash.
pub fn routes(content: Content, public_url: &str) -> Router {
    let store = Store { content, public_url: public_url.to_owned() };
    Router::new().route("/api/xapi/statements", get(give).post(take_many).put(take_one)).with_state(store)
}

/// What a learner did, told by this server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Opened it.
    Initialized,
    /// Came to its end.
    Completed,
    /// Succeeded.
    Passed,
    /// Did not.
    Failed,
}

impl Verb {
    fn id(self) -> &'static str {
        match self {
            Self::Initialized => "http://adlnet.gov/expapi/verbs/initialized",
            Self::Completed => "http://adlnet.gov/expapi/verbs/completed",
            Self::Passed => "http://adlnet.gov/expapi/verbs/passed",
            Self::Failed => "http://adlnet.gov/expapi/verbs/failed",
        }
    }
}

/// Keeps a statement of ours about a resource. `score` is in thousandths. Gives its identifier.
pub async fn tell(
    write: &mut Write,
    public_url: &str,
    account: &str,
    verb: Verb,
    resource: &Resource,
    score: Option<i64>,
) -> Result<String> {
    let id = new_id();
    let activity = format!("{public_url}{}", resource.address());
    let language = resource.language.as_deref().unwrap_or("fr");
    let mut statement = json!({
        "verb": { "id": verb.id() },
        "object": { "objectType": "Activity", "id": activity, "definition": { "name": { language: resource.title } } },
    });
    if let Some(score) = score {
        statement["result"] = json!({ "score": { "scaled": score as f64 / 1000.0 } });
    }
    match verb {
        Verb::Passed => statement["result"]["success"] = json!(true),
        Verb::Failed => statement["result"]["success"] = json!(false),
        Verb::Completed => statement["result"]["completion"] = json!(true),
        Verb::Initialized => {}
    }
    complete(&mut statement, &id, public_url, account, write.clock().now());
    statements::keep(write, &id, Some(account), verb.id(), &activity, &statement).await?;
    Ok(id)
}

/// Writes what the store says of a statement: who, when, on whose authority.
fn complete(statement: &mut Value, id: &str, public_url: &str, account: &str, now: Timestamp) {
    let stored = format!("{now:.3}");
    statement["id"] = json!(id);
    statement["actor"] = actor(public_url, account);
    statement["stored"] = json!(stored);
    if statement["timestamp"].as_str().is_none_or(|at| at.parse::<Timestamp>().is_err()) {
        statement["timestamp"] = json!(stored);
    }
    statement["version"] = json!(VERSION);
    statement["authority"] = json!({ "objectType": "Agent", "account": { "homePage": public_url, "name": "beffroi" } });
}

/// A learner by a name that means nothing elsewhere.
fn actor(public_url: &str, account: &str) -> Value {
    let name = hex(&Sha256::digest(format!("xapi:{public_url}:{account}"))[..12]);
    json!({ "objectType": "Agent", "account": { "homePage": public_url, "name": name } })
}

/// An answer in the form of xAPI: its version, and a sentence when something was wrong.
fn answer(status: StatusCode, body: Value) -> Response {
    let mut response = if body.is_null() { status.into_response() } else { (status, Json(body)).into_response() };
    response.headers_mut().insert(VERSION_HEADER, HeaderValue::from_static(VERSION));
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    response
}

/// Why a request is not answered.
#[derive(Debug)]
struct Wrong(StatusCode, &'static str);

impl IntoResponse for Wrong {
    fn into_response(self) -> Response {
        answer(self.0, json!({ "error": self.1 }))
    }
}

fn wrong(status: StatusCode, why: &'static str) -> Response {
    Wrong(status, why).into_response()
}

fn failed(error: &crate::Error) -> Response {
    tracing::error!(%error, "xAPI statements could not be kept or read");
    wrong(StatusCode::INTERNAL_SERVER_ERROR, "the store failed")
}

/// Speaks a version we do (xAPI 1.0.3, part three, §3.3): 1.0.x or 2.0.x.
fn version(headers: &HeaderMap) -> std::result::Result<(), Wrong> {
    let said = headers.get(VERSION_HEADER).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if said == "1.0" || said.starts_with("1.0.") || said == "2.0" || said.starts_with("2.0.") {
        return Ok(());
    }
    Err(Wrong(StatusCode::BAD_REQUEST, "the header X-Experience-API-Version must be 1.0.x or 2.0.x"))
}

async fn take_many(State(store): State<Store>, Staff(session): Staff, headers: HeaderMap, body: Bytes) -> Response {
    if let Err(wrong) = version(&headers) {
        return wrong.into_response();
    }
    let list = match serde_json::from_slice::<Value>(&body) {
        Ok(Value::Array(list)) => list,
        Ok(one @ Value::Object(_)) => vec![one],
        _ => return wrong(StatusCode::BAD_REQUEST, "a statement or an array of statements in JSON is expected"),
    };
    match keep(&store, &session, list, None).await {
        Ok(Ok(ids)) => answer(StatusCode::OK, json!(ids)),
        Ok(Err(wrong)) => wrong.into_response(),
        Err(error) => failed(&error),
    }
}

async fn take_one(
    State(store): State<Store>,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if let Err(wrong) = version(&headers) {
        return wrong.into_response();
    }
    let asked = shell::parse_pairs(query.unwrap_or_default().as_bytes());
    let id = asked.iter().find(|(name, _)| name == "statementId").map(|(_, id)| id.clone());
    let (Some(id), Ok(statement @ Value::Object(_))) = (id, serde_json::from_slice::<Value>(&body)) else {
        return wrong(StatusCode::BAD_REQUEST, "statementId and a statement in JSON are expected");
    };
    match keep(&store, &session, vec![statement], Some(&id)).await {
        Ok(Ok(_)) => answer(StatusCode::NO_CONTENT, Value::Null),
        Ok(Err(wrong)) => wrong.into_response(),
        Err(error) => failed(&error),
    }
}

/// Keeps statements, all or none. Gives their identifiers.
async fn keep(
    store: &Store,
    session: &Session,
    list: Vec<Value>,
    under: Option<&str>,
) -> Result<std::result::Result<Vec<String>, Wrong>> {
    if list.len() > PAGE_MOST as usize {
        return Ok(Err(Wrong(StatusCode::PAYLOAD_TOO_LARGE, "at most 500 statements at once")));
    }
    let account = session.account.id.as_str();
    let mut write = store.content.db.write().await?;
    let now = write.clock().now();
    let mut ids = Vec::new();
    for mut statement in list {
        let id = match (under, statement["id"].as_str()) {
            (Some(under), None) => under.to_owned(),
            (Some(under), Some(own)) if own == under => own.to_owned(),
            (Some(_), Some(_)) => return Ok(Err(Wrong(StatusCode::BAD_REQUEST, "id and statementId differ"))),
            (None, Some(own)) => own.to_owned(),
            (None, None) => new_id(),
        };
        let id = id.to_ascii_lowercase();
        if let Err(why) = check(&statement, &id) {
            return Ok(Err(Wrong(StatusCode::BAD_REQUEST, why)));
        }
        let verb = statement["verb"]["id"].as_str().unwrap_or_default().to_owned();
        let object = statement["object"]["id"].as_str().unwrap_or_default().to_owned();
        complete(&mut statement, &id, &store.public_url, account, now);
        match statements::keep(&mut write, &id, Some(account), &verb, &object, &statement).await? {
            Kept::Conflict => return Ok(Err(Wrong(StatusCode::CONFLICT, "another statement has this id"))),
            Kept::New | Kept::Known => ids.push(id),
        }
    }
    write.commit().await?;
    Ok(Ok(ids))
}

/// What a statement must hold (xAPI 1.0.3, part two, §2.2 and §2.4).
fn check(statement: &Value, id: &str) -> std::result::Result<(), &'static str> {
    let groups: Vec<usize> = id.split('-').map(str::len).collect();
    if groups != [8, 4, 4, 4, 12] || !id.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit()) {
        return Err("id must be a UUID");
    }
    let iri = |value: &Value| value.as_str().is_some_and(|text| text.contains(':') && text.len() <= 2048);
    if !iri(&statement["verb"]["id"]) {
        return Err("verb.id must be an IRI");
    }
    match statement["object"]["objectType"].as_str() {
        None | Some("Activity") if !iri(&statement["object"]["id"]) => return Err("object.id must be an IRI"),
        Some("StatementRef") if !statement["object"]["id"].is_string() => return Err("object.id must be a UUID"),
        None | Some("Activity" | "StatementRef") => {}
        Some(_) => return Err("object must be an Activity or a StatementRef"),
    }
    let scaled = &statement["result"]["score"]["scaled"];
    if !scaled.is_null() && !scaled.as_f64().is_some_and(|scaled| (-1.0..=1.0).contains(&scaled)) {
        return Err("result.score.scaled must be a number from -1 to 1");
    }
    let known = [
        "id",
        "actor",
        "verb",
        "object",
        "result",
        "context",
        "timestamp",
        "stored",
        "authority",
        "version",
        "attachments",
    ];
    if statement.as_object().is_some_and(|map| map.keys().any(|key| !known.contains(&key.as_str()))) {
        return Err("a statement has no other properties than those of xAPI");
    }
    if statement.to_string().len() > STATEMENT_MOST {
        return Err("a statement has 64 kB at most");
    }
    Ok(())
}

async fn give(
    State(store): State<Store>,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    if let Err(wrong) = version(&headers) {
        return wrong.into_response();
    }
    match find(&store, &session, &query.unwrap_or_default()).await {
        Ok(response) => response,
        Err(crate::Error::NotFound) => wrong(StatusCode::NOT_FOUND, "no such statement"),
        Err(error) => failed(&error),
    }
}

async fn find(store: &Store, session: &Session, query: &str) -> Result<Response> {
    let asked = shell::parse_pairs(query.as_bytes());
    let of = |name: &str| asked.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let all = session.may(Permission::ManageResources, &Target::Whole);
    let own = actor(&store.public_url, &session.account.id);
    let mut read = store.content.db.read().await?;
    for (name, voided) in [("statementId", false), ("voidedStatementId", true)] {
        if let Some(id) = of(name) {
            let statement = statements::by_id(&mut read, &id.to_ascii_lowercase(), voided).await?;
            if !all && statement["actor"] != own {
                return Err(crate::Error::NotFound);
            }
            return Ok(answer(StatusCode::OK, statement));
        }
    }
    let instant = |name: &str| -> std::result::Result<Option<i64>, Wrong> {
        of(name)
            .map(|text| text.parse::<Timestamp>().map(Timestamp::as_millisecond))
            .transpose()
            .map_err(|_| Wrong(StatusCode::BAD_REQUEST, "since and until are instants of ISO 8601"))
    };
    let (since_ms, until_ms) = match (instant("since"), instant("until")) {
        (Ok(since), Ok(until)) => (since, until),
        (Err(wrong), _) | (_, Err(wrong)) => return Ok(wrong.into_response()),
    };
    let limit = match of("limit").map(str::parse::<u32>) {
        None | Some(Ok(0)) => 100,
        Some(Ok(limit)) => limit.min(PAGE_MOST),
        Some(Err(_)) => return Ok(wrong(StatusCode::BAD_REQUEST, "limit is a number")),
    };
    let wanted = Wanted {
        verb: of("verb").map(str::to_owned),
        activity: of("activity").map(str::to_owned),
        account: (!all).then(|| session.account.id.clone()),
        since_ms,
        until_ms,
        ascending: of("ascending") == Some("true"),
        limit,
        after: of("after").and_then(|number| number.parse().ok()),
    };
    let (found, more) = statements::wanted(&mut read, &wanted).await?;
    let more = more.map_or_else(String::new, |number| {
        let kept = query.split('&').filter(|pair| !pair.is_empty() && !pair.starts_with("after="));
        let kept: Vec<&str> = kept.collect();
        format!("{PATH}?{}{}after={number}", kept.join("&"), if kept.is_empty() { "" } else { "&" })
    });
    Ok(answer(StatusCode::OK, json!({ "statements": found, "more": more })))
}
