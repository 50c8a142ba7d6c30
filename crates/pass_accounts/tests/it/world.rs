//! Three museums, and passes that visit them.

use access::terms::{self, Terms};
use access::visits::{self, Visit, VisitState};
use access::{Right, RightKind, RightScope, RightState, local_zone, rights};
use jiff::Timestamp;
use pass_accounts::fold_before;
use programme::{InstitutionKind, NewInstitution, institution};
use store::{MigrationSet, new_id, prelude::*};

pub(crate) const SETS: &[MigrationSet] =
    &[people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS, ledger::MIGRATIONS, pass_accounts::MIGRATIONS];
/// The year is over, and every visit of it can be counted.
pub(crate) const NOW: &str = "2027-01-20T09:00:00Z";

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A pass: what it cost and where its holder lives.
pub(crate) struct Sold<'a> {
    pub(crate) product: &'a str,
    pub(crate) cents: i64,
    pub(crate) third: i64,
    pub(crate) commune: Option<&'a str>,
    pub(crate) holder: Option<&'a str>,
}

pub(crate) const SOLO: Sold<'static> = Sold { product: "solo", cents: 4_000, third: 0, commune: None, holder: None };

pub(crate) struct World {
    pub(crate) db: Db,
    /// Institutions: beaux-arts, lam, piscine.
    pub(crate) museums: Vec<String>,
}

impl World {
    pub(crate) async fn new(db: Db) -> World {
        let mut write = db.write().await.unwrap();
        let mut museums = Vec::new();
        for (code, name) in [("beaux-arts", "Palais des beaux-arts"), ("lam", "LaM"), ("piscine", "La Piscine")] {
            let new = NewInstitution {
                kind: InstitutionKind::Museum,
                code,
                name,
                commune: "59350",
                address: None,
                postal_code: None,
                position: None,
                website: None,
                weekly_minutes: None,
                demo: false,
                source: "test",
            };
            museums.push(institution::declare(&mut write, &new).await.unwrap());
        }
        write.commit().await.unwrap();
        World { db, museums }
    }

    /// Sells a pass for the year 2026.
    pub(crate) async fn sell(&self, sold: &Sold<'_>) -> String {
        self.sell_for(sold, "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z").await
    }

    /// Sells a pass good from an instant until another.
    pub(crate) async fn sell_for(&self, sold: &Sold<'_>, from: &str, until: &str) -> String {
        let mut write = self.db.write().await.unwrap();
        let right = Right {
            id: String::new(),
            kind: RightKind::MuseumPass,
            holder: sold.holder.map(str::to_owned),
            scope: RightScope::Everywhere,
            valid_from: at(from),
            valid_until: Some(at(until)),
            quota: None,
            admits: 1,
            state: RightState::Active,
        };
        let id = rights::issue(&mut write, &right).await.unwrap();
        let terms = Terms {
            right: id.clone(),
            product: sold.product.into(),
            label: sold.product.to_uppercase(),
            price_cents: sold.cents,
            notional_cents: sold.third,
            commune: sold.commune.map(str::to_owned),
            item: None,
        };
        terms::set(&mut write, &terms).await.unwrap();
        write.commit().await.unwrap();
        id
    }

    /// Puts visits of a pass: museum and instant.
    pub(crate) async fn visit(&self, right: &str, seen: &[(usize, &str)]) {
        let mut write = self.db.write().await.unwrap();
        let visits: Vec<Visit> = seen
            .iter()
            .map(|(museum, when)| Visit {
                id: new_id(),
                door: "door".into(),
                institution: self.museums[*museum].clone(),
                at: at(when),
                people: 1,
                right_kind: RightKind::MuseumPass,
                state: VisitState::Counted,
            })
            .collect();
        let since = visits.iter().map(|visit| visit.at).min().unwrap();
        visits::replace(&mut write, right, since, &visits).await.unwrap();
        write.commit().await.unwrap();
    }

    pub(crate) async fn fold(&self, before: &str) -> u64 {
        let mut write = self.db.write().await.unwrap();
        let folded = fold_before(&mut write, at(before), &local_zone()).await.unwrap();
        write.commit().await.unwrap();
        folded.visits
    }

    /// The period 2026.
    pub(crate) async fn period(&self) -> String {
        let mut read = self.db.read().await.unwrap();
        let all = pass_accounts::periods::list(&mut read).await.unwrap();
        all.into_iter().find(|period| period.name == "2026").unwrap().id
    }

    pub(crate) async fn number(&self, sql: &str) -> i64 {
        self.db.read().await.unwrap().one(sql, params![]).await.unwrap().get(0).unwrap()
    }
}
