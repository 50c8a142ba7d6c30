//! The one place where tickets are made: numbered without a gap, journalled in a chain, made rights of the hub with their
//! codes and terms, all in the transaction of the sale. When the sale does not happen, neither does the number.
//!
//! The law: an uninterrupted series used in its order, each ticket valid for its category alone (CGI, art. 290 quater I;
//! annexe IV, art. 50 sexies B; arrêté du 8 mars 1993, amended on 5 October 2007). A computerised ticket is what is written here.

use std::collections::BTreeMap;

use access::rights::{self, Right, RightKind, RightScope, RightState};
use access::{credentials, terms};
use ledger::Cents;
use sha2::{Digest, Sha256};
use store::prelude::*;

use crate::model::{Line, Sale, Tariff, Ticket, TicketState};
use crate::{Error, Result, codes, sale, seats, times};

/// An order whose tickets are to be made.
pub(crate) struct ToIssue<'a> {
    pub(crate) order: &'a str,
    pub(crate) account: Option<&'a str>,
    pub(crate) commune: Option<&'a str>,
    /// The hold its seats are kept under.
    pub(crate) hold: &'a str,
    pub(crate) lines: &'a [Line],
}

/// A ticket just made, with its code.
#[derive(Debug, Clone)]
pub(crate) struct Issued {
    pub(crate) ticket: Ticket,
    pub(crate) code: credentials::Given,
}

/// What stands before a performance's first entry.
pub(crate) const GENESIS: &str = "0";

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) place: i64,
    pub(crate) deed: &'static str,
    pub(crate) ticket: String,
    pub(crate) category: String,
    pub(crate) number: i64,
    pub(crate) tariff: String,
    pub(crate) label: String,
    pub(crate) kind: String,
    pub(crate) price: i64,
    pub(crate) refunded: i64,
    pub(crate) at: i64,
}

/// A ticket was made.
pub(crate) const ISSUED: &str = "issued";
/// A ticket was cancelled, with or without money.
pub(crate) const CANCELLED: &str = "cancelled";
/// Money was given back for a ticket cancelled before.
pub(crate) const REFUNDED: &str = "refunded";

/// The hash over everything an entry says and the hash before it. Texts are preceded by their length: no two entries
/// write the same.
pub(crate) fn seal(item: &str, entry: &Entry, prev_hash: &str) -> String {
    let mut hasher = Sha256::new();
    let mut put = |text: &str| {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text.as_bytes());
    };
    for text in [prev_hash, item, entry.deed, &entry.ticket, &entry.category, &entry.tariff, &entry.label, &entry.kind]
    {
        put(text);
    }
    for number in [entry.place, entry.number, entry.price, entry.refunded, entry.at] {
        put(&number.to_string());
    }
    codes::hex(&hasher.finalize())
}

/// Appends entries to the journal of a performance; their places are given here. Under the performance's lock.
pub(crate) async fn journal(write: &mut Write, item: &str, entries: &mut [Entry]) -> Result<()> {
    let sql = "SELECT place, hash FROM box_office_chains WHERE item = $1";
    let (mut place, mut hash) = match write.optional(sql, params![item]).await? {
        Some(row) => (row.get::<i64>(0)?, row.get(1)?),
        None => (0, GENESIS.to_owned()),
    };
    let mut rows = Vec::with_capacity(entries.len());
    for entry in entries {
        place += 1;
        entry.place = place;
        let sealed = seal(item, entry, &hash);
        rows.push([
            Value::from(item),
            Value::from(entry.place),
            Value::from(entry.deed),
            Value::from(entry.ticket.clone()),
            Value::from(entry.category.clone()),
            Value::from(entry.number),
            Value::from(entry.tariff.clone()),
            Value::from(entry.label.clone()),
            Value::from(entry.kind.clone()),
            Value::from(entry.price),
            Value::from(entry.refunded),
            Value::from(entry.at),
            Value::from(hash),
            Value::from(sealed.clone()),
        ]);
        hash = sealed;
    }
    let columns = [
        "item",
        "place",
        "deed",
        "ticket",
        "category",
        "number",
        "tariff",
        "label",
        "kind",
        "price",
        "refunded",
        "at",
        "prev_hash",
        "hash",
    ];
    write.insert_many("box_office_journal", &columns, rows, None).await?;
    write
        .execute(
            "INSERT INTO box_office_chains (item, place, hash) VALUES ($1, $2, $3)
             ON CONFLICT (item) DO UPDATE SET place = excluded.place, hash = excluded.hash",
            params![item, place, hash],
        )
        .await?;
    Ok(())
}

/// An entry about a ticket; `refunded` is what this deed gave back.
pub(crate) fn entry(ticket: &Ticket, deed: &'static str, refunded: Cents, at: i64) -> Entry {
    Entry {
        place: 0,
        deed,
        ticket: ticket.id.clone(),
        category: ticket.category.clone(),
        number: ticket.number,
        tariff: ticket.tariff_code.clone(),
        label: ticket.tariff_label.clone(),
        kind: ticket.kind.code().to_owned(),
        price: ticket.price.0,
        refunded: refunded.0,
        at,
    }
}

/// Makes the tickets of orders of one performance. Their places are taken already.
pub(crate) async fn issue(
    write: &mut Write,
    sale: &Sale,
    tariffs: &[Tariff],
    orders: &[ToIssue<'_>],
) -> Result<Vec<Issued>> {
    sale::lock(write, &sale.item).await?;
    let now = write.clock().now();
    let (valid_from, valid_until) = times::good(sale.starts_at)?;
    let mut last = last_numbers(write, &sale.item).await?;
    let (mut tickets, mut rights) = (Vec::new(), Vec::new());
    let mut terms = Vec::new();
    for order in orders {
        for line in order.lines {
            let tariff = tariffs.iter().find(|tariff| tariff.id == line.tariff).ok_or(Error::NotFound)?;
            for _ in 0..line.quantity {
                let number = last.entry(tariff.category.clone()).or_insert(0);
                *number += 1;
                rights.push(Right {
                    id: String::new(),
                    kind: RightKind::Ticket,
                    holder: order.account.map(str::to_owned),
                    scope: RightScope::Item(sale.item.clone()),
                    valid_from,
                    valid_until: Some(valid_until),
                    quota: None,
                    admits: 1,
                    state: RightState::Active,
                });
                terms.push(terms::Terms {
                    right: String::new(),
                    product: "ticket".to_owned(),
                    label: tariff.label[0].clone(),
                    price_cents: line.price.0,
                    notional_cents: 0,
                    commune: order.commune.map(str::to_owned),
                    item: Some(sale.item.clone()),
                });
                tickets.push(Ticket {
                    id: String::new(),
                    secret: codes::new_secret(),
                    item: sale.item.clone(),
                    order: order.order.to_owned(),
                    category: tariff.category.clone(),
                    number: *number,
                    tariff: tariff.id.clone(),
                    tariff_code: tariff.code.clone(),
                    tariff_label: tariff.label[0].clone(),
                    kind: tariff.kind,
                    price: line.price,
                    state: TicketState::Valid,
                    seat: None,
                    holder_name: None,
                    holder_email: None,
                    transferred: 0,
                    issued_at: now,
                    cancelled_at: None,
                    refunded: Cents::ZERO,
                    entered_at: None,
                });
            }
        }
    }
    for (((id, right), ticket), terms) in
        rights::issue_many(write, &rights).await?.into_iter().zip(&mut rights).zip(&mut tickets).zip(&mut terms)
    {
        right.id.clone_from(&id);
        terms.right.clone_from(&id);
        ticket.id = id;
    }
    let given = credentials::issue_many(write, &rights, sale.scope).await?;
    terms::set_many(write, &terms).await?;
    if sale.numbered {
        seat(write, orders, &mut tickets).await?;
    }
    put(write, &tickets).await?;
    keep_numbers(write, &sale.item, &last).await?;
    let mut entries: Vec<Entry> =
        tickets.iter().map(|ticket| entry(ticket, ISSUED, Cents::ZERO, now.as_millisecond())).collect();
    journal(write, &sale.item, &mut entries).await?;
    Ok(tickets.into_iter().zip(given).map(|(ticket, code)| Issued { ticket, code }).collect())
}

async fn seat(write: &mut Write, orders: &[ToIssue<'_>], tickets: &mut [Ticket]) -> Result<()> {
    for order in orders {
        let of_order: Vec<(String, String)> = tickets
            .iter()
            .filter(|ticket| ticket.order == order.order)
            .map(|ticket| (ticket.id.clone(), ticket.category.clone()))
            .collect();
        let labels = seats::sell(write, order.hold, &of_order).await?;
        for (ticket, label) in tickets.iter_mut().filter(|ticket| ticket.order == order.order).zip(labels) {
            ticket.seat = label;
        }
    }
    Ok(())
}

async fn last_numbers(write: &mut Write, item: &str) -> Result<BTreeMap<String, i64>> {
    let rows = write.all("SELECT category, last FROM box_office_series WHERE item = $1", params![item]).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

async fn keep_numbers(write: &mut Write, item: &str, last: &BTreeMap<String, i64>) -> Result<()> {
    let rows: Vec<_> = last
        .iter()
        .map(|(category, last)| [Value::from(item), Value::from(category.as_str()), Value::from(*last)])
        .collect();
    let conflict = "(item, category) DO UPDATE SET last = excluded.last";
    write.insert_many("box_office_series", &["item", "category", "last"], rows, Some(conflict)).await?;
    Ok(())
}

async fn put(write: &mut Write, tickets: &[Ticket]) -> Result<()> {
    let rows: Vec<_> = tickets
        .iter()
        .map(|ticket| {
            [
                Value::from(&ticket.id),
                Value::from(&ticket.secret),
                Value::from(&ticket.item),
                Value::from(&ticket.order),
                Value::from(&ticket.category),
                Value::from(ticket.number),
                Value::from(&ticket.tariff),
                Value::from(&ticket.tariff_code),
                Value::from(&ticket.tariff_label),
                Value::from(ticket.kind.code()),
                Value::from(ticket.price.0),
                Value::from(ticket.state.code()),
                Value::from(ticket.seat.as_deref()),
                Value::from(0_i64),
                Value::from(ticket.issued_at.as_millisecond()),
                Value::from(0_i64),
            ]
        })
        .collect();
    let columns = [
        "id",
        "secret",
        "item",
        "sale_order",
        "category",
        "number",
        "tariff",
        "tariff_code",
        "tariff_label",
        "kind",
        "price",
        "state",
        "seat",
        "transferred",
        "issued_at",
        "refunded",
    ];
    write.insert_many("box_office_tickets", &columns, rows, None).await?;
    Ok(())
}
