//! Two libraries and what their readers did.

use access::licences::{self, Audience, Licence};
use access::{
    Budget, Door, DoorKind, Entry, Look, QuotaPeriod, Right, RightKind, RightScope, RightState, Visitor, budgets,
    doors, enter, local_zone, rights,
};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use counter::Month;
use jiff::Timestamp;
use programme::item::{self, Item};
use programme::resource::{self, DataType, Resource};
use programme::{InstitutionKind, ItemKind, NewInstitution, institution};
use serde_json::Value;
use store::{MigrationSet, new_id, prelude::*};
use tower::ServiceExt;
use usage::vendors::{self, Vendor};
use usage::{Web, keys, routes};

pub(crate) const SETS: &[MigrationSet] =
    &[people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, usage::MIGRATIONS];
/// December: November is over, and its uses can be told.
pub(crate) const NOW: &str = "2026-12-05T09:00:00Z";
pub(crate) const THEN: &str = "2026-11-20T12:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub(crate) fn month(text: &str) -> Month {
    text.parse().unwrap()
}

/// Two libraries, a novel for all, a film with a card, a subscription elsewhere that nobody opens.
pub(crate) struct World {
    pub(crate) db: Db,
    pub(crate) lille: String,
    pub(crate) roubaix: String,
    pub(crate) novel: String,
    pub(crate) film: String,
}

impl World {
    pub(crate) async fn new(db: Db) -> World {
        let mut write = db.write().await.unwrap();
        let mut libraries = Vec::new();
        for code in ["lille", "roubaix"] {
            let new = NewInstitution {
                kind: InstitutionKind::Library,
                code,
                name: code,
                commune: "59350",
                address: None,
                postal_code: None,
                position: None,
                website: None,
                weekly_minutes: None,
                demo: false,
                source: "test",
            };
            libraries.push(institution::declare(&mut write, &new).await.unwrap());
        }
        let mut made = Vec::new();
        for (code, title, data_type, open, cost) in [
            ("germinal", "Germinal", DataType::Book, true, None),
            ("clip", "Le clip", DataType::Audiovisual, false, Some(36_500)),
            ("methode", "Méthode", DataType::Database, false, Some(99_900)),
        ] {
            let hosted = data_type != DataType::Database;
            let item = item::offer(
                &mut write,
                &Item {
                    id: String::new(),
                    institution: libraries[0].clone(),
                    kind: ItemKind::Resource,
                    title: title.into(),
                    starts_on: None,
                    ends_on: None,
                    demo: false,
                    source: "test".into(),
                },
            )
            .await
            .unwrap();
            let resource = Resource {
                item: item.clone(),
                data_type,
                publisher: None,
                isbn: (code == "germinal").then(|| "9782070411429".into()),
                issn: None,
                doi: None,
                platform: if hosted { "Beffroi".into() } else { "Ailleurs".into() },
                database: None,
                authors: vec!["Émile Zola".into()],
                language: None,
                year: Some(1885),
                description: None,
                address: format!("/mediatheque/{code}"),
                open,
                hosted,
                cost_cents: cost,
            };
            resource::declare(&mut write, &resource).await.unwrap();
            let door = Door {
                id: String::new(),
                kind: DoorKind::OnlineResource,
                code: code.into(),
                institution: libraries[0].clone(),
                commune: None,
                item: Some(item),
                accepts: vec![RightKind::LibraryCard],
                open: true,
            };
            let door = doors::declare(&mut write, &door).await.unwrap();
            let audience = if open { Audience::Everyone } else { Audience::Members };
            licences::declare(&mut write, &Licence::unlimited(&door, audience, title)).await.unwrap();
            made.push(door);
        }
        let budget = Budget {
            id: String::new(),
            fund: "vod".into(),
            library: String::new(),
            label: "Films".into(),
            cents: 1000,
            period: QuotaPeriod::Month,
        };
        budgets::declare(&mut write, &budget).await.unwrap();
        write.commit().await.unwrap();
        let world = World {
            db,
            lille: libraries[0].clone(),
            roubaix: libraries[1].clone(),
            novel: made[0].clone(),
            film: made[1].clone(),
        };
        world.uses().await;
        world
    }

    /// Eight readers of Lille and two of Roubaix see the film; one looks at the novel, and reads it.
    pub(crate) async fn uses(&self) {
        let mut write = self.db.write().await.unwrap();
        for number in 0..10 {
            let account = format!("reader-{number}");
            let library = if number < 8 { &self.lille } else { &self.roubaix };
            let right = Right {
                id: String::new(),
                kind: RightKind::LibraryCard,
                holder: Some(account.clone()),
                scope: RightScope::Everywhere,
                valid_from: at("2026-01-01T00:00:00Z"),
                valid_until: None,
                quota: None,
                admits: 1,
                state: RightState::Active,
            };
            rights::issue(&mut write, &right).await.unwrap();
            let visitor =
                Visitor { account: &account, age_years: Some(30), commune: Some("59350"), library: Some(library) };
            let id = new_id();
            let entry = Entry { id: &id, door: &self.film, visitor: Some(visitor), session: &account, at: at(THEN) };
            enter(&mut write, &entry, &local_zone()).await.unwrap();
            if number == 0 {
                let look =
                    Look { door: &self.novel, visitor: Some(visitor), session: &account, at: at(THEN), robot: false };
                access::look(&mut write, &look, &local_zone()).await.unwrap();
                let id = new_id();
                let entry = Entry { id: &id, door: &self.novel, ..entry };
                enter(&mut write, &entry, &local_zone()).await.unwrap();
            }
        }
        write.commit().await.unwrap();
    }

    pub(crate) fn router(&self) -> axum::Router {
        let frame = shell::Frame::builder().wing(usage::WING).build().unwrap();
        routes(Web::new(self.db.clone(), frame, "https://culture.example.org/"))
    }

    pub(crate) async fn get(&self, path: &str) -> (StatusCode, Value) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        let answer = self.router().oneshot(request).await.unwrap();
        let status = answer.status();
        let bytes = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    pub(crate) async fn key(&self, customer: &str) -> String {
        let mut write = self.db.write().await.unwrap();
        let made = keys::make(&mut write, "Département", customer).await.unwrap();
        write.commit().await.unwrap();
        format!("requestor_id={}&api_key={}", made.requestor, made.secret)
    }

    pub(crate) async fn vendor(&self, address: &str, cost_cents: Option<i64>) -> String {
        let vendor = Vendor {
            id: String::new(),
            name: "Ailleurs".into(),
            platform: "Ailleurs".into(),
            address: address.into(),
            release: "5.1".into(),
            customer: "network".into(),
            requestor: "r".into(),
            api_key: "k".into(),
            cost_cents,
            harvested: true,
        };
        let mut write = self.db.write().await.unwrap();
        let id = vendors::declare(&mut write, &vendor).await.unwrap();
        write.commit().await.unwrap();
        id
    }
}
