//! A museum, its régie, two tills.

use ledger::Cents;
use programme::{InstitutionKind, NewInstitution, institution};
use regie::regies::{self, NewRegie};
use regie::session::{self, TillSession};
use regie::{Means, Paying, SaleLine, Taking};
use store::{Db, MigrationSet};

pub(crate) const SETS: &[MigrationSet] =
    &[people::MIGRATIONS, programme::MIGRATIONS, ledger::MIGRATIONS, regie::MIGRATIONS];
/// A working day, at noon in Paris.
pub(crate) const NOW: &str = "2026-11-23T11:00:00Z";

pub(crate) struct House {
    pub(crate) db: Db,
    pub(crate) museum: String,
    pub(crate) regie: String,
    pub(crate) tills: Vec<String>,
}

pub(crate) fn museum<'a>(code: &'a str, name: &'a str) -> NewInstitution<'a> {
    NewInstitution {
        kind: InstitutionKind::Museum,
        code,
        name,
        commune: "59512",
        address: None,
        postal_code: None,
        position: None,
        website: None,
        weekly_minutes: None,
        demo: false,
        source: "test",
    }
}

pub(crate) fn piscine(institution: &str) -> NewRegie<'_> {
    NewRegie {
        code: "PISCINE",
        institution,
        name: "La Piscine",
        act: "Arrêté n° 2026-12 du 3 mars 2026",
        regisseur: "Anne Martin",
        accountant: "Service de gestion comptable de Roubaix",
        ceiling: Cents(200_000),
        float: Cents(10_000),
        means: &[Means::Cash, Means::Card, Means::Cheque],
        open: true,
    }
}

impl House {
    pub(crate) async fn new(db: Db) -> Self {
        let mut write = db.write().await.unwrap();
        let museum = institution::declare(&mut write, &museum("la-piscine", "La Piscine")).await.unwrap();
        let regie = regies::declare(&mut write, &piscine(&museum)).await.unwrap();
        let mut tills = Vec::new();
        for name in ["Caisse 1", "Caisse 2"] {
            tills.push(regies::set_till(&mut write, &regie, name, true).await.unwrap());
        }
        write.commit().await.unwrap();
        Self { db, museum, regie, tills }
    }

    pub(crate) async fn open(&self, till: usize, agent: &str) -> TillSession {
        let mut write = self.db.write().await.unwrap();
        let opened = session::open(&mut write, &self.tills[till], agent, Cents(10_000)).await.unwrap();
        write.commit().await.unwrap();
        opened
    }

    pub(crate) async fn take(&self, session: &str, reference: &str, cents: i64, means: Paying) -> regie::Receipt {
        let mut write = self.db.write().await.unwrap();
        let receipt = regie::take(&mut write, &taking(session, reference, cents, vec![means])).await.unwrap();
        write.commit().await.unwrap();
        receipt
    }

    pub(crate) async fn balance(&self, account: &str) -> Cents {
        ledger::balance(&mut self.db.read().await.unwrap(), account).await.unwrap()
    }

    pub(crate) async fn faults(&self) -> Vec<regie::Fault> {
        regie::verify(&mut self.db.read().await.unwrap()).await.unwrap()
    }
}

pub(crate) fn line(cents: i64) -> SaleLine {
    SaleLine { label: "Pass solo".into(), quantity: 1, unit: Cents(cents), account: "pass:ventes".into() }
}

pub(crate) fn taking<'a>(session: &'a str, reference: &'a str, cents: i64, means: Vec<Paying>) -> Taking<'a> {
    Taking { session, reference, label: "Pass solo", lines: vec![line(cents)], means }
}
