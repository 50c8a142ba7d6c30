//! Licences: who may enter an online door, until when, how many at once, how often, and at whose cost.
//!
//! A door may have several. Any current one that admits, admits; the cheapest for the reader and the library is taken
//! first (see [`enter`](crate::enter)).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::{new_id, prelude::*};

use crate::{Error, QuotaPeriod, Result, policy};

/// For whom a licence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Audience {
    /// Anyone, signed in or not.
    Everyone,
    /// Whoever holds a good right of a kind the door accepts.
    Members,
}

impl Audience {
    /// Its name in tables and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Members => "members",
        }
    }

    /// The audience of that name.
    pub fn from_code(code: &str) -> Result<Self> {
        [Self::Everyone, Self::Members]
            .into_iter()
            .find(|audience| audience.code() == code)
            .ok_or_else(|| Error::Unknown { what: "audience", value: code.to_owned() })
    }
}

/// So many views for each reader in a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewQuota {
    /// How many.
    pub views: u32,
    /// Over what, by the calendar of the place.
    pub period: QuotaPeriod,
    /// The doors that share this count say the same name, as `films`; empty, the licence counts alone.
    pub group: String,
}

/// How long a seat is kept without a sign of life, unless a licence says otherwise, in minutes.
pub const LEASE_MINUTES: u32 = 10;
/// How long a view taken stays open, unless a licence says otherwise, in hours: to finish a film the next evening.
pub const VIEW_HOURS: u32 = 48;

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Identifier. Empty for a licence not yet declared.
    pub id: String,
    /// The door it opens.
    pub door: String,
    /// What librarians call it.
    pub label: String,
    /// Whether it is a trial: pages say so, with its end.
    pub trial: bool,
    /// From when; none from always. An embargo's end.
    pub starts_at: Option<Timestamp>,
    /// Until when, excluded; none when it does not end.
    pub ends_at: Option<Timestamp>,
    /// For whom.
    pub audience: Audience,
    /// Youngest age in years, included.
    pub age_min: Option<u8>,
    /// Oldest age in years, included.
    pub age_max: Option<u8>,
    /// INSEE codes of the communes whose inhabitants may enter; empty for all.
    pub communes: Vec<String>,
    /// Institutions whose registered readers may enter; empty for all.
    pub libraries: Vec<String>,
    /// How many readers at once; none without limit.
    pub seats: Option<u32>,
    /// How long a seat is kept without a sign of life, in minutes.
    pub lease_minutes: u32,
    /// How often each reader; none without limit.
    pub quota: Option<ViewQuota>,
    /// What the vendor asks for a view, in cents.
    pub price_cents: i64,
    /// The fund that pays when there is a price: see [`budgets`](crate::budgets).
    pub fund: Option<String>,
    /// How long a view counted or paid stays open to its reader at no further cost, in hours.
    pub view_hours: u32,
}

impl Licence {
    /// A licence of a door for an audience, without any limit.
    pub fn unlimited(door: &str, audience: Audience, label: &str) -> Self {
        Self {
            id: String::new(),
            door: door.to_owned(),
            label: label.to_owned(),
            trial: false,
            starts_at: None,
            ends_at: None,
            audience,
            age_min: None,
            age_max: None,
            communes: Vec::new(),
            libraries: Vec::new(),
            seats: None,
            lease_minutes: LEASE_MINUTES,
            quota: None,
            price_cents: 0,
            fund: None,
            view_hours: VIEW_HOURS,
        }
    }

    /// Whether it runs at an instant.
    pub fn is_current(&self, at: Timestamp) -> bool {
        self.starts_at.is_none_or(|from| from <= at) && self.ends_at.is_none_or(|until| at < until)
    }

    /// The name under which a reader's views are counted.
    pub(crate) fn quota_key(&self) -> Option<&str> {
        self.quota.as_ref().map(|quota| if quota.group.is_empty() { self.id.as_str() } else { quota.group.as_str() })
    }

    /// Refuses what could never be honoured.
    fn check(&self) -> Result<()> {
        let fault = if self.label.trim().is_empty() {
            Some("a licence needs a name")
        } else if self.starts_at.zip(self.ends_at).is_some_and(|(from, until)| until <= from) {
            Some("it would end before it begins")
        } else if self.age_min.zip(self.age_max).is_some_and(|(min, max)| max < min) {
            Some("the oldest age is under the youngest")
        } else if self.price_cents < 0 {
            Some("a price can't be negative")
        } else if self.price_cents > 0 && self.fund.as_deref().unwrap_or_default().is_empty() {
            Some("a price needs a fund that pays it")
        } else if self.audience == Audience::Everyone
            && (self.quota.is_some()
                || self.price_cents > 0
                || self.age_min.is_some()
                || self.age_max.is_some()
                || !self.communes.is_empty()
                || !self.libraries.is_empty())
        {
            Some("what is open to everyone can't be counted, paid or restricted by person")
        } else if self.seats == Some(0) || self.quota.as_ref().is_some_and(|quota| quota.views == 0) {
            Some("a limit of none admits nobody: close the door instead")
        } else if self.lease_minutes == 0 || self.view_hours == 0 {
            Some("a seat and a view last some time")
        } else {
            None
        };
        fault.map_or(Ok(()), |fault| Err(Error::Senseless(fault)))
    }
}

/// Declares a licence (with an empty `id`) or changes the one of that `id`. Gives the identifier.
///
/// # Errors
/// [`Error::Senseless`] when it contradicts itself, [`Error::NotFound`] when there is no such door or licence.
pub async fn declare(write: &mut Write, licence: &Licence) -> Result<String> {
    licence.check()?;
    crate::doors::by_id(write, &licence.door).await?;
    let id = if licence.id.is_empty() {
        new_id()
    } else {
        by_id(write, &licence.id).await?;
        licence.id.clone()
    };
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO access_licences (id, door, label, trial, starts_at, ends_at, audience, age_min, age_max,
                 communes, libraries, seats, lease_minutes, views, views_period, quota_group, price_cents, fund,
                 view_hours, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)
             ON CONFLICT (id) DO UPDATE SET door = excluded.door, label = excluded.label, trial = excluded.trial,
                 starts_at = excluded.starts_at, ends_at = excluded.ends_at, audience = excluded.audience,
                 age_min = excluded.age_min, age_max = excluded.age_max, communes = excluded.communes,
                 libraries = excluded.libraries, seats = excluded.seats, lease_minutes = excluded.lease_minutes,
                 views = excluded.views, views_period = excluded.views_period, quota_group = excluded.quota_group,
                 price_cents = excluded.price_cents, fund = excluded.fund, view_hours = excluded.view_hours",
            params![
                &id,
                &licence.door,
                licence.label.trim(),
                licence.trial,
                licence.starts_at.map(Timestamp::as_millisecond),
                licence.ends_at.map(Timestamp::as_millisecond),
                licence.audience.code(),
                licence.age_min,
                licence.age_max,
                licence.communes.join(" "),
                licence.libraries.join(" "),
                licence.seats,
                licence.lease_minutes,
                licence.quota.as_ref().map(|quota| quota.views),
                licence.quota.as_ref().map(|quota| quota.period.code()),
                licence.quota.as_ref().map_or("", |quota| quota.group.as_str()),
                licence.price_cents,
                licence.fund.as_deref(),
                licence.view_hours,
                now
            ],
        )
        .await?;
    policy::changed(write).await?;
    Ok(id)
}

/// Ends a licence at an instant, as when a subscription is not renewed.
pub async fn end(write: &mut Write, id: &str, at: Timestamp) -> Result<()> {
    let mut licence = by_id(write, id).await?;
    licence.ends_at = Some(licence.ends_at.map_or(at, |until| until.min(at)));
    if licence.starts_at.is_some_and(|from| licence.ends_at.is_some_and(|until| until <= from)) {
        licence.starts_at = None;
    }
    declare(write, &licence).await.map(drop)
}

const SELECT: &str = "SELECT id, door, label, trial, starts_at, ends_at, audience, age_min, age_max, communes,
    libraries, seats, lease_minutes, views, views_period, quota_group, price_cents, fund, view_hours
    FROM access_licences";

/// The licence with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Licence> {
    licence(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The licences of a door, past and future ones too, oldest first.
pub async fn of_door(query: &mut impl Query, door: &str) -> Result<Vec<Licence>> {
    let rows = query.all(&format!("{SELECT} WHERE door = $1 ORDER BY id"), params![door]).await?;
    rows.iter().map(licence).collect()
}

/// The licences that begin or end between two instants, by instant of that change: for calendars and reminders.
pub async fn changing(query: &mut impl Query, from: Timestamp, to: Timestamp) -> Result<Vec<Licence>> {
    let sql = format!(
        "{SELECT} WHERE (starts_at >= $1 AND starts_at < $2) OR (ends_at >= $1 AND ends_at < $2)
         ORDER BY CASE WHEN ends_at >= $1 AND ends_at < $2 THEN ends_at ELSE starts_at END, id"
    );
    let rows = query.all(&sql, params![from.as_millisecond(), to.as_millisecond()]).await?;
    rows.iter().map(licence).collect()
}

fn licence(row: &Row) -> Result<Licence> {
    let quota = match (row.get::<Option<i64>>(13)?, row.get::<Option<String>>(14)?) {
        (Some(views), Some(period)) => Some(ViewQuota {
            views: views as u32,
            period: QuotaPeriod::from_code(&period).ok_or(Error::Unknown { what: "period of views", value: period })?,
            group: row.get(15)?,
        }),
        _ => None,
    };
    let instant = |at: usize| -> Result<Option<Timestamp>> {
        Ok(row.get::<Option<i64>>(at)?.map(Timestamp::from_millisecond).transpose()?)
    };
    let words =
        |at: usize| -> Result<Vec<String>> { Ok(row.text(at)?.split_whitespace().map(str::to_owned).collect()) };
    Ok(Licence {
        id: row.get(0)?,
        door: row.get(1)?,
        label: row.get(2)?,
        trial: row.get(3)?,
        starts_at: instant(4)?,
        ends_at: instant(5)?,
        audience: Audience::from_code(row.text(6)?)?,
        age_min: row.get::<Option<i64>>(7)?.map(|age| age as u8),
        age_max: row.get::<Option<i64>>(8)?.map(|age| age as u8),
        communes: words(9)?,
        libraries: words(10)?,
        seats: row.get::<Option<i64>>(11)?.map(|seats| seats as u32),
        lease_minutes: row.get::<i64>(12)? as u32,
        quota,
        price_cents: row.get(16)?,
        fund: row.get(17)?,
        view_hours: row.get::<i64>(18)? as u32,
    })
}
