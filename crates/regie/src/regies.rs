//! Régies and their tills: what the acte constitutif of each allows.
//!
//! A local authority's régie is made by an act that fixes what it may take and by which means (CGCT R1617-6,
//! R1617-7), the most cash it may hold and its float. The état's décret n° 2019-798 does not apply here: it leaves
//! local authorities out (its "publics concernés").

use ledger::Cents;
use store::{new_id, prelude::*};

use crate::{Error, Means, Result};

/// A régie de recettes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regie {
    /// Identifier.
    pub id: String,
    /// Short code, in receipt numbers and ledger accounts, as in `PISCINE`.
    pub code: String,
    /// The institution it is instituted at.
    pub institution: String,
    /// Name.
    pub name: String,
    /// Reference and date of its acte constitutif.
    pub act: String,
    /// The régisseur.
    pub regisseur: String,
    /// The comptable public assignataire, to whom the money goes.
    pub accountant: String,
    /// The most cash it may hold (montant maximum de l'encaisse).
    pub ceiling: Cents,
    /// The float of a till (fonds de caisse).
    pub float: Cents,
    /// Means of payment allowed.
    pub means: Vec<Means>,
    /// Whether it is in service.
    pub open: bool,
}

impl Regie {
    /// Its ledger account for a means of payment: `regie:PISCINE:especes`.
    #[must_use]
    pub fn account(&self, means: Means) -> String {
        format!("regie:{}:{}", self.code, means.code())
    }

    /// Its ledger account for differences found when a till is closed.
    #[must_use]
    pub fn differences_account(&self) -> String {
        format!("regie:{}:ecarts", self.code)
    }

    /// The ledger account of what was handed to the accountant.
    #[must_use]
    pub fn handed_account(&self) -> String {
        format!("regie:{}:verse", self.code)
    }
}

/// What is said of a régie when it is declared or changed.
#[derive(Debug, Clone)]
pub struct NewRegie<'a> {
    /// Its code: two to twelve capital letters, digits or hyphens. It never changes: it is on receipts.
    pub code: &'a str,
    /// The institution.
    pub institution: &'a str,
    /// Name.
    pub name: &'a str,
    /// Reference and date of its act.
    pub act: &'a str,
    /// The régisseur.
    pub regisseur: &'a str,
    /// The comptable public.
    pub accountant: &'a str,
    /// The most cash it may hold.
    pub ceiling: Cents,
    /// The float of a till.
    pub float: Cents,
    /// Means of payment allowed.
    pub means: &'a [Means],
    /// Whether it is in service.
    pub open: bool,
}

/// A till of a régie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Till {
    /// Identifier.
    pub id: String,
    /// Its régie.
    pub regie: String,
    /// Name, as in `Caisse 1`.
    pub name: String,
    /// Whether it is in service.
    pub open: bool,
    /// The agent who holds it now.
    pub held_by: Option<String>,
}

const COLUMNS: &str =
    "id, code, institution, name, act, regisseur, accountant, ceiling_cents, float_cents, means, open";

fn from_row(row: &Row) -> Result<Regie> {
    Ok(Regie {
        id: row.get(0)?,
        code: row.get(1)?,
        institution: row.get(2)?,
        name: row.get(3)?,
        act: row.get(4)?,
        regisseur: row.get(5)?,
        accountant: row.get(6)?,
        ceiling: Cents(row.get(7)?),
        float: Cents(row.get(8)?),
        means: Means::from_column(row.text(9)?),
        open: row.get(10)?,
    })
}

/// Declares a régie, or brings the one of this code up to date. Gives its identifier.
///
/// # Errors
/// [`Error::Senseless`] with the message that says what is missing; [`Error::Contradiction`] when the code belongs to
/// another institution's régie.
pub async fn declare(write: &mut Write, new: &NewRegie<'_>) -> Result<String> {
    let sound = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'-';
    if !(2..=12).contains(&new.code.len()) || !new.code.bytes().all(sound) {
        return Err(Error::Senseless("regie-fault-code"));
    }
    for (text, message) in [
        (new.institution, "regie-fault-institution"),
        (new.name, "regie-fault-name"),
        (new.act, "regie-fault-act"),
        (new.regisseur, "regie-fault-regisseur"),
        (new.accountant, "regie-fault-accountant"),
    ] {
        if text.trim().is_empty() {
            return Err(Error::Senseless(message));
        }
    }
    if new.ceiling <= Cents::ZERO {
        return Err(Error::Senseless("regie-fault-ceiling"));
    }
    if new.float < Cents::ZERO {
        return Err(Error::Senseless("regie-fault-float"));
    }
    if new.means.is_empty() {
        return Err(Error::Senseless("regie-fault-no-means"));
    }
    let now = write.clock().now_ms();
    let row = write
        .one(
            "INSERT INTO regie_regies
                 (id, code, institution, name, act, regisseur, accountant, ceiling_cents, float_cents, means, open,
                  created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (code) DO UPDATE SET
                 name = excluded.name, act = excluded.act, regisseur = excluded.regisseur,
                 accountant = excluded.accountant, ceiling_cents = excluded.ceiling_cents,
                 float_cents = excluded.float_cents, means = excluded.means, open = excluded.open
             RETURNING id, institution",
            params![
                new_id(),
                new.code,
                new.institution,
                new.name.trim(),
                new.act.trim(),
                new.regisseur.trim(),
                new.accountant.trim(),
                new.ceiling.0,
                new.float.0,
                Means::to_column(new.means),
                new.open,
                now
            ],
        )
        .await?;
    if row.text(1)? != new.institution {
        return Err(Error::Contradiction(new.code.to_owned()));
    }
    Ok(row.get(0)?)
}

/// A régie.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Regie> {
    let sql = format!("SELECT {COLUMNS} FROM regie_regies WHERE id = $1");
    from_row(&query.one(&sql, params![id]).await?)
}

/// The régie of a code.
pub async fn by_code(query: &mut impl Query, code: &str) -> Result<Regie> {
    let sql = format!("SELECT {COLUMNS} FROM regie_regies WHERE code = $1");
    from_row(&query.one(&sql, params![code]).await?)
}

/// Every régie, by name.
pub async fn list(query: &mut impl Query) -> Result<Vec<Regie>> {
    let sql = format!("SELECT {COLUMNS} FROM regie_regies ORDER BY name, code");
    query.all(&sql, params![]).await?.iter().map(from_row).collect()
}

/// Adds a till to a régie, or puts the one of this name in or out of service. Gives its identifier.
pub async fn set_till(write: &mut Write, regie: &str, name: &str, open: bool) -> Result<String> {
    if name.trim().is_empty() {
        return Err(Error::Senseless("regie-fault-till-name"));
    }
    by_id(write, regie).await?;
    let row = write
        .one(
            "INSERT INTO regie_tills (id, regie, name, open) VALUES ($1, $2, $3, $4)
             ON CONFLICT (regie, name) DO UPDATE SET open = excluded.open RETURNING id",
            params![new_id(), regie, name.trim(), open],
        )
        .await?;
    Ok(row.get(0)?)
}

/// A till.
pub async fn till(query: &mut impl Query, id: &str) -> Result<Till> {
    let sql = "SELECT t.id, t.regie, t.name, t.open, s.agent FROM regie_tills t
               LEFT JOIN regie_sessions s ON s.till = t.id AND s.closed_at IS NULL WHERE t.id = $1";
    till_from_row(&query.one(sql, params![id]).await?)
}

fn till_from_row(row: &Row) -> Result<Till> {
    Ok(Till { id: row.get(0)?, regie: row.get(1)?, name: row.get(2)?, open: row.get(3)?, held_by: row.get(4)? })
}

/// The tills of a régie, by name.
pub async fn tills(query: &mut impl Query, regie: &str) -> Result<Vec<Till>> {
    let sql = "SELECT t.id, t.regie, t.name, t.open, s.agent FROM regie_tills t
               LEFT JOIN regie_sessions s ON s.till = t.id AND s.closed_at IS NULL
               WHERE t.regie = $1 ORDER BY t.name";
    query.all(sql, params![regie]).await?.iter().map(till_from_row).collect()
}
