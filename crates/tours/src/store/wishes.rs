//! Communes' wishes.

use std::collections::BTreeMap;

use store::prelude::*;

use crate::Result;
use crate::model::{Contact, Days, Wish, WishList};

const COLUMNS: &str = "edition, commune, state, days, days_out, weekdays, hour, note, contact, lang, sent_at";

/// Keeps a list whole, in place of what it held.
pub(crate) async fn put(write: &mut Write, list: &WishList) -> Result<()> {
    let now = write.clock().now_ms();
    let (edition, commune) = (list.edition.as_str(), list.commune.as_str());
    let sql = format!(
        "INSERT INTO tours_wish_lists ({COLUMNS}, changed_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
         ON CONFLICT (edition, commune) DO UPDATE SET state = excluded.state, days = excluded.days,
             days_out = excluded.days_out, weekdays = excluded.weekdays, hour = excluded.hour, note = excluded.note,
             contact = excluded.contact, lang = excluded.lang, sent_at = excluded.sent_at,
             changed_at = excluded.changed_at"
    );
    let values = params![
        edition,
        commune,
        if list.sent { "sent" } else { "draft" },
        Days::to_text(&list.days.periods),
        Days::to_text(&list.days.out),
        list.days.weekdays_text(),
        list.hour.map(|hour| hour.to_string()),
        &list.note,
        &list.contact.email,
        &list.contact.lang,
        list.sent_at,
        now
    ];
    write.execute(&sql, values).await?;
    for table in ["tours_wishes", "tours_wish_halls"] {
        let sql = format!("DELETE FROM {table} WHERE edition = $1 AND commune = $2");
        write.execute(&sql, params![edition, commune]).await?;
    }
    for (rank, wish) in (1_i64..).zip(&list.wishes) {
        write
            .execute(
                "INSERT INTO tours_wishes (edition, commune, rank, proposal, hall) VALUES ($1, $2, $3, $4, $5)",
                params![edition, commune, rank, &wish.proposal, wish.hall.as_deref()],
            )
            .await?;
    }
    for hall in &list.halls {
        write
            .execute(
                "INSERT INTO tours_wish_halls (edition, commune, hall) VALUES ($1, $2, $3)",
                params![edition, commune, hall],
            )
            .await?;
    }
    Ok(())
}

/// The list of a commune for an edition, when it has begun one.
pub async fn of_commune(query: &mut impl Query, edition: &str, commune: &str) -> Result<Option<WishList>> {
    Ok(read(query, edition, Some(commune)).await?.pop())
}

/// The lists begun for an edition, by commune's code.
pub async fn of_edition(query: &mut impl Query, edition: &str) -> Result<Vec<WishList>> {
    read(query, edition, None).await
}

async fn read(query: &mut impl Query, edition: &str, commune: Option<&str>) -> Result<Vec<WishList>> {
    let only = commune.unwrap_or_default();
    let mut lists = BTreeMap::new();
    let sql = format!("SELECT {COLUMNS} FROM tours_wish_lists WHERE edition = $1 AND ($2 = '' OR commune = $2)");
    for row in query.all(&sql, params![edition, only]).await? {
        let hour: Option<String> = row.get(6)?;
        let list = WishList {
            edition: row.get(0)?,
            commune: row.get(1)?,
            sent: row.text(2)? == "sent",
            wishes: Vec::new(),
            halls: Vec::new(),
            days: Days::from_text(row.text(3)?, row.text(4)?, row.text(5)?)?,
            hour: hour.map(|hour| hour.parse()).transpose()?,
            note: row.get(7)?,
            contact: Contact { email: row.get(8)?, lang: row.get(9)? },
            sent_at: row.get(10)?,
        };
        lists.insert(list.commune.clone(), list);
    }
    let sql = "SELECT commune, proposal, hall FROM tours_wishes WHERE edition = $1 AND ($2 = '' OR commune = $2)
               ORDER BY commune, rank";
    for row in query.all(sql, params![edition, only]).await? {
        if let Some(list) = lists.get_mut(row.text(0)?) {
            list.wishes.push(Wish { proposal: row.get(1)?, hall: row.get(2)? });
        }
    }
    let sql = "SELECT commune, hall FROM tours_wish_halls WHERE edition = $1 AND ($2 = '' OR commune = $2)
               ORDER BY commune, hall";
    for row in query.all(sql, params![edition, only]).await? {
        if let Some(list) = lists.get_mut(row.text(0)?) {
            list.halls.push(row.get(1)?);
        }
    }
    Ok(lists.into_values().collect())
}
