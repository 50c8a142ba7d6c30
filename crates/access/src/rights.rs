//! Rights: what a holder has.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{new_id, prelude::*};

use crate::{Error, QuotaPeriod, Result};

/// What a right is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightKind {
    /// A card of the network of libraries.
    LibraryCard,
    /// A museum pass.
    MuseumPass,
    /// A ticket.
    Ticket,
    /// An invitation or a benefit.
    Invitation,
    /// A loan of a digital or physical thing.
    Loan,
}

impl RightKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [Self::LibraryCard, Self::MuseumPass, Self::Ticket, Self::Invitation, Self::Loan];

    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::LibraryCard => "library_card",
            Self::MuseumPass => "museum_pass",
            Self::Ticket => "ticket",
            Self::Invitation => "invitation",
            Self::Loan => "loan",
        }
    }

    /// The kind of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.code() == code)
            .ok_or_else(|| Error::Unknown { what: "kind of right", value: code.to_owned() })
    }
}

/// Where a right opens doors.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum RightScope {
    /// At every door that accepts its kind.
    Everywhere,
    /// At one institution's doors.
    Institution(String),
    /// At the doors of one commune, by INSEE code.
    Commune(String),
    /// For one item of the programme.
    Item(String),
}

impl RightScope {
    fn columns(&self) -> (&'static str, &str) {
        match self {
            Self::Everywhere => ("everywhere", ""),
            Self::Institution(id) => ("institution", id),
            Self::Commune(insee) => ("commune", insee),
            Self::Item(id) => ("item", id),
        }
    }

    fn from_columns(kind: &str, id: String) -> Result<Self> {
        match kind {
            "everywhere" => Ok(Self::Everywhere),
            "institution" => Ok(Self::Institution(id)),
            "commune" => Ok(Self::Commune(id)),
            "item" => Ok(Self::Item(id)),
            other => Err(Error::Unknown { what: "scope of right", value: other.to_owned() }),
        }
    }
}

/// So many admissions in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quota {
    /// How many people may be admitted.
    pub admissions: u32,
    /// Over what.
    pub period: QuotaPeriod,
}

/// Where a right is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightState {
    /// Good.
    Active,
    /// Held back for now.
    Suspended,
    /// Taken back for good.
    Cancelled,
    /// Another one took its place, as after a loss.
    Replaced,
}

impl RightState {
    /// Its name in tables.
    pub fn code(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Suspended => "suspended",
            Self::Cancelled => "cancelled",
            Self::Replaced => "replaced",
        }
    }

    fn from_code(code: &str) -> Result<Self> {
        [Self::Active, Self::Suspended, Self::Cancelled, Self::Replaced]
            .into_iter()
            .find(|state| state.code() == code)
            .ok_or_else(|| Error::Unknown { what: "state of right", value: code.to_owned() })
    }
}

/// A right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Right {
    /// Identifier. Empty for a right not yet issued.
    pub id: String,
    /// What it is.
    pub kind: RightKind,
    /// Whose it is, by account; none for whoever bears it.
    pub holder: Option<String>,
    /// Where it opens doors.
    pub scope: RightScope,
    /// From when.
    pub valid_from: Timestamp,
    /// Until when, excluded; none when it does not end.
    pub valid_until: Option<Timestamp>,
    /// How often; none without limit.
    pub quota: Option<Quota>,
    /// How many people it admits at once (two, for a duo pass).
    pub admits: u32,
    /// Where it is in its life.
    pub state: RightState,
}

/// Issues a right; its `id` is not looked at. Gives the identifier.
pub async fn issue(write: &mut Write, right: &Right) -> Result<String> {
    let id = new_id();
    let now = write.clock().now_ms();
    let (scope_kind, scope) = right.scope.columns();
    write
        .execute(
            "INSERT INTO access_rights (id, kind, holder, scope_kind, scope, valid_from, valid_until, quota,
                 quota_period, admits, state, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            params![
                &id,
                right.kind.code(),
                right.holder.as_deref(),
                scope_kind,
                scope,
                right.valid_from.as_millisecond(),
                right.valid_until.map(Timestamp::as_millisecond),
                right.quota.map(|quota| quota.admissions),
                right.quota.map(|quota| quota.period.code()),
                right.admits,
                right.state.code(),
                now
            ],
        )
        .await?;
    Ok(id)
}

/// Issues several rights at once, as [`issue`] does. Gives their identifiers, in order.
pub async fn issue_many(write: &mut Write, rights: &[Right]) -> Result<Vec<String>> {
    let now = write.clock().now_ms();
    let ids: Vec<String> = rights.iter().map(|_| new_id()).collect();
    let rows: Vec<_> = ids
        .iter()
        .zip(rights)
        .map(|(id, right)| {
            let (scope_kind, scope) = right.scope.columns();
            [
                Value::from(id),
                Value::from(right.kind.code()),
                Value::from(right.holder.as_deref()),
                Value::from(scope_kind),
                Value::from(scope),
                Value::from(right.valid_from.as_millisecond()),
                Value::from(right.valid_until.map(Timestamp::as_millisecond)),
                Value::from(right.quota.map(|quota| quota.admissions)),
                Value::from(right.quota.map(|quota| quota.period.code())),
                Value::from(right.admits),
                Value::from(right.state.code()),
                Value::from(now),
            ]
        })
        .collect();
    let columns = [
        "id",
        "kind",
        "holder",
        "scope_kind",
        "scope",
        "valid_from",
        "valid_until",
        "quota",
        "quota_period",
        "admits",
        "state",
        "created_at",
    ];
    write.insert_many("access_rights", &columns, rows, None).await?;
    Ok(ids)
}

/// Changes from when until when a right is good: what it is for was put off. Its code is then to be issued again
/// ([`credentials::issue`](crate::credentials::issue)), for the one it has says the old days.
pub async fn set_span(write: &mut Write, id: &str, from: Timestamp, until: Timestamp) -> Result<()> {
    let sql = "UPDATE access_rights SET valid_from = $1, valid_until = $2 WHERE id = $3";
    let changed = write.execute(sql, params![from.as_millisecond(), until.as_millisecond(), id]).await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Changes where a right is in its life: every door knows at once.
pub async fn set_state(write: &mut Write, id: &str, state: RightState) -> Result<()> {
    let now = write.clock().now_ms();
    // Told again, it is since the first time.
    let sql =
        "UPDATE access_rights SET state = $1, state_at = CASE WHEN state = $1 THEN state_at ELSE $2 END WHERE id = $3";
    let changed = write.execute(sql, params![state.code(), now, id]).await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Changes until when a right is good, excluded: renewed, or ended before its time.
pub async fn set_end(write: &mut Write, id: &str, valid_until: Timestamp) -> Result<()> {
    let changed = write
        .execute("UPDATE access_rights SET valid_until = $1 WHERE id = $2", params![valid_until.as_millisecond(), id])
        .await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Says whose a right is from now on, or that it is whoever bears it's.
pub async fn set_holder(write: &mut Write, id: &str, holder: Option<&str>) -> Result<()> {
    let changed = write.execute("UPDATE access_rights SET holder = $1 WHERE id = $2", params![holder, id]).await?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Removes the rights of a holder, and what is left of their quotas: for a person who goes. Uses name nobody and stay;
/// visits still to be counted stay, under a name that means nobody.
pub async fn forget_holder(write: &mut Write, holder: &str) -> Result<u64> {
    let rows = write.all("SELECT id FROM access_rights WHERE holder = $1", params![holder]).await?;
    for row in &rows {
        crate::forget_right(write, row.text(0)?).await?;
    }
    Ok(rows.len() as u64)
}

/// The word under which what must still be counted of a right is kept once its holder has gone. Whoever keeps
/// something by right gives it this name too, and then nothing leads back.
pub fn gone_name(right: &str) -> String {
    use sha2::{Digest, Sha256};
    format!("gone-{}", crate::uses::hex(&Sha256::digest(right.as_bytes())[..16]))
}

const SELECT: &str = "SELECT id, kind, holder, scope_kind, scope, valid_from, valid_until, quota, quota_period, admits,
    state FROM access_rights";

/// The right with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Right> {
    right(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The rights with these identifiers, those that are known.
pub async fn by_ids(query: &mut impl Query, ids: &[&str]) -> Result<Vec<Right>> {
    let mut rights = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let sql = format!("{SELECT} WHERE id IN {}", store::in_list(1, some.len()));
        for row in query.all(&sql, some.iter().map(|id| Value::from(*id)).collect()).await? {
            rights.push(right(&row)?);
        }
    }
    Ok(rights)
}

/// Of these rights, those taken back or replaced, each with since when, in milliseconds (when it began, if that was
/// never written).
pub async fn ended(query: &mut impl Query, ids: &[&str]) -> Result<Vec<(String, i64)>> {
    let mut ended = Vec::new();
    for some in ids.chunks(500) {
        let sql = format!(
            "SELECT id, COALESCE(state_at, valid_from) FROM access_rights
             WHERE state IN ('cancelled', 'replaced') AND id IN {}",
            store::in_list(1, some.len())
        );
        for row in query.all(&sql, some.iter().map(|id| Value::from(*id)).collect()).await? {
            ended.push((row.get(0)?, row.get(1)?));
        }
    }
    Ok(ended)
}

/// The rights of a holder, newest first.
pub async fn of_holder(query: &mut impl Query, holder: &str) -> Result<Vec<Right>> {
    let rows = query.all(&format!("{SELECT} WHERE holder = $1 ORDER BY id DESC"), params![holder]).await?;
    rows.iter().map(right).collect()
}

/// The rights of several holders, each one's newest first.
pub(crate) async fn of_holders(query: &mut impl Query, holders: &[&str]) -> Result<Vec<Right>> {
    let sql = format!("{SELECT} WHERE holder IN {} ORDER BY id DESC", store::in_list(1, holders.len()));
    let rows = query.all(&sql, holders.iter().map(|holder| Value::from(*holder)).collect()).await?;
    rows.iter().map(right).collect()
}

fn right(row: &Row) -> Result<Right> {
    let quota = match (row.get::<Option<i64>>(7)?, row.get::<Option<String>>(8)?) {
        (Some(admissions), Some(period)) => Some(Quota {
            admissions: admissions as u32,
            period: QuotaPeriod::from_code(&period).ok_or(Error::Unknown { what: "period of quota", value: period })?,
        }),
        _ => None,
    };
    Ok(Right {
        id: row.get(0)?,
        kind: RightKind::from_code(row.text(1)?)?,
        holder: row.get(2)?,
        scope: RightScope::from_columns(row.text(3)?, row.get(4)?)?,
        valid_from: Timestamp::from_millisecond(row.get(5)?)?,
        valid_until: row.get::<Option<i64>>(6)?.map(Timestamp::from_millisecond).transpose()?,
        quota,
        admits: row.get::<i64>(9)? as u32,
        state: RightState::from_code(row.text(10)?)?,
    })
}
