//! Two museums five kilometres apart, some passes, and devices at their doors.

use access::visits::Visit;
use access::{Right, RightKind, RightScope, RightState, credentials, rights, visits};
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::from_fn_with_state;
use gate::bench::Gate;
use gate::{Batch, Judge, Rules, Web, ingest, routes, settle};
use jiff::Timestamp;
use people::Session;
use programme::{InstitutionKind, NewInstitution, Position, institution};
use serde_json::Value;
use shell::{Frame, Person};
use store::MigrationSet;
use store::prelude::*;
use tower::ServiceExt;

pub(crate) const SETS: &[MigrationSet] =
    &[people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, gate::MIGRATIONS];
/// A Monday, ten in the morning in Lille.
pub(crate) const NOW: &str = "2026-11-23T09:00:00Z";
pub(crate) const MINUTE: i64 = 60_000;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) web: Web,
    pub(crate) frame: Frame,
    /// Palais and LaM: institution and door.
    pub(crate) palais: (String, String),
    pub(crate) lam: (String, String),
    pub(crate) commune: String,
}

pub(crate) struct Pass {
    pub(crate) right: String,
    /// Its text.
    pub(crate) text: String,
    /// Its cti, in hexadecimal.
    pub(crate) code: String,
    pub(crate) number: String,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    pub(crate) fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}

impl World {
    pub(crate) async fn new(db: Db) -> Self {
        let mut write = db.write().await.unwrap();
        access::keyring::prepare(&mut write).await.unwrap();
        let mut made = Vec::new();
        for (code, name, commune, lon, lat) in
            [("palais", "Palais des Beaux-Arts", "59350", 3.0627, 50.6305), ("lam", "LaM", "59009", 3.1505, 50.6372)]
        {
            let museum = NewInstitution {
                kind: InstitutionKind::Museum,
                code,
                name,
                commune,
                address: None,
                postal_code: None,
                position: Some(Position { lon, lat }),
                website: None,
                weekly_minutes: None,
                demo: false,
                source: "test",
            };
            made.push(institution::declare(&mut write, &museum).await.unwrap());
        }
        assert_eq!(gate::declare_doors(&mut write).await.unwrap(), 2);
        assert_eq!(gate::declare_doors(&mut write).await.unwrap(), 0, "each has one");
        write.commit().await.unwrap();
        let mut read = db.read().await.unwrap();
        let mut doors = Vec::new();
        for museum in made {
            let door = access::doors::of_institution(&mut read, &museum).await.unwrap().remove(0).id;
            doors.push((museum, door));
        }
        drop(read);
        let [palais, lam] = doors.try_into().unwrap();
        let frame = Frame::builder().wing(gate::WING).key([7; 32]).build().unwrap();
        let web = Web::new(db.clone(), frame.clone(), "https://culture.example.org/");
        Self { db, web, frame, palais, lam, commune: "59350".into() }
    }

    pub(crate) fn now(&self) -> i64 {
        self.db.clock().now_ms()
    }

    /// A pass that admits so many, good since a month and for a year.
    pub(crate) async fn pass(&self, admits: u32) -> Pass {
        self.code(RightKind::MuseumPass, RightScope::Everywhere, admits).await
    }

    /// A ticket for an evening at the Palais.
    pub(crate) async fn ticket(&self) -> Pass {
        let evening = programme::Item {
            id: String::new(),
            institution: self.palais.0.clone(),
            kind: programme::ItemKind::Performance,
            title: "Nocturne".into(),
            starts_on: None,
            ends_on: None,
            demo: false,
            source: "test".into(),
        };
        let mut write = self.db.write().await.unwrap();
        let item = programme::item::offer(&mut write, &evening).await.unwrap();
        write.commit().await.unwrap();
        self.code(RightKind::Ticket, RightScope::Item(item), 1).await
    }

    async fn code(&self, kind: RightKind, scope: RightScope, admits: u32) -> Pass {
        let at = |ms: i64| Timestamp::from_millisecond(ms).unwrap();
        let right = Right {
            id: String::new(),
            kind,
            holder: None,
            scope,
            valid_from: at(self.now() - 60 * DAY),
            valid_until: Some(at(self.now() + 365 * DAY)),
            quota: None,
            admits,
            state: RightState::Active,
        };
        let mut write = self.db.write().await.unwrap();
        let scope = right.scope.clone();
        let right = rights::issue(&mut write, &right).await.unwrap();
        let number = match &scope {
            RightScope::Item(item) => access::scopes::number(&mut write, item, &self.palais.0).await.unwrap(),
            _ => 0,
        };
        credentials::issue(&mut write, &right, number).await.unwrap();
        let (known, text) = credentials::of_right(&mut write, &right).await.unwrap().unwrap();
        write.commit().await.unwrap();
        let code = known.claims.id.iter().map(|byte| format!("{byte:02x}")).collect();
        Pass { right, text, code, number: known.number.unwrap() }
    }

    /// A ticket let in at the Palais by the box office, which asks no gate.
    pub(crate) async fn entered(&self, ticket: &Pass, at: i64) -> Visit {
        let at = Timestamp::from_millisecond(at).unwrap();
        let visit = Visit {
            id: visits::entry_name(&ticket.right, &self.palais.0, at),
            door: self.palais.1.clone(),
            institution: self.palais.0.clone(),
            at,
            people: 1,
            right_kind: RightKind::Ticket,
            state: visits::VisitState::Counted,
        };
        let mut write = self.db.write().await.unwrap();
        let told = visits::Told { right: &ticket.right, since: at, visits: std::slice::from_ref(&visit) };
        visits::replace_of(&mut write, "box_office", &[told]).await.unwrap();
        write.commit().await.unwrap();
        visit
    }

    /// A device, whose clock is wrong by so much (server − device).
    pub(crate) async fn gate(&self, door: &str, seed: u64, offset: i64) -> Gate {
        let mut write = self.db.write().await.unwrap();
        let gate = Gate::enrol(&mut write, door, &format!("Tablette {seed}"), seed, self.now() - offset).await.unwrap();
        write.commit().await.unwrap();
        gate
    }

    pub(crate) async fn take(&self, gate: &Gate, batch: &Batch) -> gate::Accepted {
        let judge = Judge::read(&mut self.db.read().await.unwrap()).await.unwrap();
        let mut write = self.db.write().await.unwrap();
        let accepted = ingest(&mut write, &judge, &gate.device, batch).await.unwrap();
        write.commit().await.unwrap();
        accepted
    }

    /// Takes the whole log of a device.
    pub(crate) async fn take_all(&self, gate: &Gate) {
        for batch in gate.batches(500) {
            self.take(gate, &batch).await;
        }
        self.settle().await;
    }

    pub(crate) async fn settle(&self) {
        settle(&self.db, &Rules::default()).await.unwrap();
    }

    /// The visits of a pass, oldest first.
    pub(crate) async fn visits(&self, pass: &Pass) -> Vec<Visit> {
        let mut visits = visits::of_right(&mut self.db.read().await.unwrap(), &pass.right).await.unwrap();
        visits.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
        visits
    }

    /// The kinds of the conflicts kept, sorted.
    pub(crate) async fn conflicts(&self) -> Vec<&'static str> {
        let ids = [self.palais.0.as_str(), self.lam.0.as_str()];
        let mut read = self.db.read().await.unwrap();
        let kept = gate::conflicts::of_institutions(&mut read, &ids, 1000).await.unwrap();
        let mut kinds: Vec<&str> = kept.iter().map(|one| one.conflict.kind.code()).collect();
        kinds.sort_unstable();
        kinds
    }

    /// All that is derived, as text: what must not depend on how it was told.
    pub(crate) async fn state(&self, passes: &[Pass]) -> String {
        let mut state = String::new();
        for pass in passes {
            for visit in self.visits(pass).await {
                state.push_str(&format!("{} {} {} {}\n", visit.id, visit.institution, visit.at, visit.people));
            }
        }
        let ids = [self.palais.0.as_str(), self.lam.0.as_str()];
        let mut read = self.db.read().await.unwrap();
        let mut kept = gate::conflicts::of_institutions(&mut read, &ids, 10_000).await.unwrap();
        kept.sort_by(|a, b| a.conflict.cmp(&b.conflict));
        for one in kept {
            state.push_str(&format!("{:?} {:?}\n", one.right, one.conflict));
        }
        state
    }

    pub(crate) async fn count(&self, table: &str) -> i64 {
        let sql = format!("SELECT count(*) FROM {table}");
        self.db.read().await.unwrap().one(&sql, params![]).await.unwrap().get(0).unwrap()
    }

    pub(crate) async fn ask(&self, session: Option<&Session>, mut request: Request) -> Answer {
        let router = routes(self.web.clone()).layer(from_fn_with_state(self.frame.clone(), shell::carry));
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
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, bytes: to_bytes(answer.into_body(), 1 << 24).await.unwrap().to_vec() }
    }

    /// A request of a device, dated by its clock plus its offset.
    pub(crate) async fn device(&self, gate: &Gate, method: &str, path: &str, body: &str) -> Answer {
        self.device_at(gate, method, path, body, self.now()).await
    }

    pub(crate) async fn device_at(&self, gate: &Gate, method: &str, path: &str, body: &str, at: i64) -> Answer {
        let authorization = gate.authorization(method, path, at, body.as_bytes());
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::AUTHORIZATION, authorization)
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.ask(None, request).await
    }
}
