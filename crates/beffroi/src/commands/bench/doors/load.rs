//! The database doors are measured on: cards, doors of every kind, uses of the last two months.

use access::licences::{self, Audience, Licence, ViewQuota};
use access::{Budget, Door, DoorKind, QuotaPeriod, RightKind, budgets, doors};
use anyhow::{Result, bail};
use jiff::{Timestamp, ToSpan};
use programme::{InstitutionKind, NewInstitution, institution};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use store::prelude::*;

use super::super::super::say;

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) cards: u32,
    pub(super) uses: u32,
}

/// What clients ask about.
#[derive(Debug)]
pub(super) struct Load {
    pub(super) doors: Vec<String>,
    pub(super) libraries: Vec<String>,
    pub(super) cards: u32,
}

const DOORS: usize = 40;
const LIBRARIES: usize = 20;
/// Days of uses behind the doors.
const DAYS: i64 = 45;
/// Rows of one transaction.
const SLICE: u32 = 250_000;

/// The account of a card.
pub(super) fn account(number: u32) -> String {
    format!("{number:08x}-0000-7000-8000-{number:012x}")
}

impl Load {
    pub(super) async fn open(db: &Db, shape: &Shape) -> Result<Self> {
        let mut read = db.read().await?;
        let doors = doors::of_kind(&mut read, DoorKind::OnlineResource).await?;
        let libraries = institution::list(&mut read, Some(InstitutionKind::Library), None).await?;
        Ok(Self {
            doors: doors.into_iter().map(|door| door.id).collect(),
            libraries: libraries.into_iter().map(|library| library.id).collect(),
            cards: shape.cards,
        })
    }
}

/// The naive peer's table: uses as they come, with who and how much.
const PEER: &str = "CREATE TABLE IF NOT EXISTS bench_uses (
    account TEXT NOT NULL, quota_group TEXT NOT NULL, fund TEXT NOT NULL, at BIGINT NOT NULL, cents BIGINT NOT NULL)";
const PEER_INDEXES: [&str; 2] = [
    "CREATE INDEX IF NOT EXISTS bench_uses_account ON bench_uses (account, quota_group, at)",
    "CREATE INDEX IF NOT EXISTS bench_uses_fund ON bench_uses (fund, at, cents)",
];

/// Makes the load, unless it was made before.
pub(super) async fn make(db: &Db, shape: &Shape) -> Result<()> {
    db.migrate(&[programme::MIGRATIONS, access::MIGRATIONS]).await?;
    let wanted = format!("{} {}", shape.cards, shape.uses);
    let made = programme::tenant::setting(&mut db.read().await?, "bench.doors").await?;
    if let Some(made) = made {
        if made != wanted {
            bail!("this database holds another load ({made}): give an empty one");
        }
        return Ok(());
    }
    {
        let mut read = db.read().await?;
        if !doors::of_kind(&mut read, DoorKind::OnlineResource).await?.is_empty() {
            bail!("this database holds doors already, or a load that was cut short: give an empty one");
        }
    }
    let ids = places(db).await?;
    cards(db, shape).await?;
    uses(db, shape, &ids).await?;
    let mut write = db.write().await?;
    for index in PEER_INDEXES {
        write.execute(index, params![]).await?;
    }
    programme::tenant::set(&mut write, "bench.doors", &wanted).await?;
    write.commit().await?;
    db.analyze().await?;
    db.checkpoint().await?;
    Ok(())
}

/// Libraries, doors, licences, budgets. Gives the doors.
async fn places(db: &Db) -> Result<Vec<String>> {
    let mut write = db.write().await?;
    write.execute(PEER, params![]).await?;
    let mut libraries = Vec::new();
    for number in 0..LIBRARIES {
        let code = format!("library-{number}");
        let new = NewInstitution {
            kind: InstitutionKind::Library,
            code: &code,
            name: &code,
            commune: "59350",
            address: None,
            postal_code: None,
            position: None,
            website: None,
            weekly_minutes: None,
            demo: true,
            source: "bench",
        };
        libraries.push(institution::declare(&mut write, &new).await?);
    }
    let mut shares = vec![String::new()];
    shares.extend(libraries.iter().step_by(4).cloned());
    for library in shares {
        let budget = Budget {
            id: String::new(),
            fund: "vod".into(),
            library,
            label: "Films".into(),
            cents: 1_000_000_000_000,
            period: QuotaPeriod::Month,
        };
        budgets::declare(&mut write, &budget).await?;
    }
    let mut ids = Vec::new();
    for number in 0..DOORS {
        let door = Door {
            id: String::new(),
            kind: DoorKind::OnlineResource,
            code: format!("door-{number}"),
            institution: libraries[number % LIBRARIES].clone(),
            commune: None,
            item: None,
            accepts: vec![RightKind::LibraryCard],
            open: true,
        };
        let id = doors::declare(&mut write, &door).await?;
        licences::declare(&mut write, &licence(&id, number)).await?;
        ids.push(id);
    }
    write.commit().await?;
    Ok(ids)
}

/// One door in four is open to all, one asks for a card, one counts seats and ages, one counts films and pays them.
fn licence(door: &str, number: usize) -> Licence {
    let members = Licence::unlimited(door, Audience::Members, "Abonnement");
    match number % 4 {
        0 => Licence::unlimited(door, Audience::Everyone, "Libre"),
        1 => members,
        2 => Licence { seats: Some(50), age_min: Some(12), ..members },
        _ => Licence {
            quota: Some(ViewQuota { views: 4, period: QuotaPeriod::Month, group: "films".into() }),
            price_cents: 250,
            fund: Some("vod".into()),
            ..members
        },
    }
}

async fn cards(db: &Db, shape: &Shape) -> Result<()> {
    let now = db.clock().now_ms();
    let year = 365 * 86_400_000_i64;
    let (month, _) = QuotaPeriod::Month.around(db.clock().now(), &access::local_zone())?;
    for first in (0..shape.cards).step_by(SLICE as usize) {
        let numbers = first..(first + SLICE).min(shape.cards);
        let mut write = db.write().await?;
        let rows = numbers.clone().map(|number| {
            let none = |_: ()| Value::Text(None);
            vec![
                Value::from(format!("{number:08x}-1111-7000-8000-{number:012x}")),
                Value::from("library_card"),
                Value::from(account(number)),
                Value::from("everywhere"),
                Value::from(""),
                Value::from(now - year / 2),
                Value::from(now + year / 2),
                Value::Int(None),
                none(()),
                Value::from(1_i64),
                Value::from("active"),
                Value::from(now),
            ]
        });
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
        // One reader in five has seen a film this month.
        let views = numbers.filter(|number| number % 5 == 0).map(|number| {
            vec![
                Value::from(account(number)),
                Value::from("films"),
                Value::from(month.as_millisecond()),
                Value::from(now + year),
                Value::from(i64::from(number % 4) + 1),
            ]
        });
        let columns = ["account", "quota_group", "period_start", "period_end", "used"];
        write.insert_many("access_views", &columns, views, None).await?;
        write.commit().await?;
    }
    Ok(())
}

async fn uses(db: &Db, shape: &Shape, doors: &[String]) -> Result<()> {
    let mut random = SmallRng::seed_from_u64(7);
    let end = db.clock().now();
    let start = end.checked_sub((DAYS * 24).hours()).unwrap_or(Timestamp::UNIX_EPOCH).as_millisecond();
    let span = (end.as_millisecond() - start).max(1);
    for first in (0..shape.uses).step_by(SLICE as usize) {
        let count = SLICE.min(shape.uses - first);
        // In the order of their time, as a journal is.
        let lines: Vec<(i64, u32, usize)> = (first..first + count)
            .map(|number| {
                let at = start + span * i64::from(number) / i64::from(shape.uses);
                (at, random.random_range(0..shape.cards), random.random_range(0..doors.len()))
            })
            .collect();
        let mut write = db.write().await?;
        let rows = lines.iter().enumerate().map(|(position, (at, reader, door))| {
            let number = first as usize + position;
            vec![
                Value::from(format!("{at:012x}-0000-7000-8000-{number:012x}")),
                Value::from(*at),
                Value::from(doors[*door].as_str()),
                Value::from("enter"),
                Value::from(""),
                Value::from(format!("{reader:032x}")),
                Value::from(format!("~{reader:032x}")),
                Value::from(""),
                Value::from("59350"),
                Value::from("26-39"),
                Value::from(door % 4 == 0),
            ]
        });
        let columns =
            ["id", "at", "door", "action", "reason", "who", "session", "library", "commune", "age_band", "free"];
        write.insert_many("access_journal", &columns, rows, None).await?;
        let rows = lines.iter().map(|(at, reader, door)| {
            let paid = door % 4 == 3;
            vec![
                Value::from(account(*reader)),
                Value::from(if paid { "films" } else { "" }),
                Value::from(if paid { "vod" } else { "" }),
                Value::from(*at),
                Value::from(if paid { 250_i64 } else { 0 }),
            ]
        });
        write.insert_many("bench_uses", &["account", "quota_group", "fund", "at", "cents"], rows, None).await?;
        write.commit().await?;
        if (first / SLICE) % 8 == 7 {
            say(format!("  {} uses written", first + count));
        }
    }
    Ok(())
}
