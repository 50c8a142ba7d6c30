//! Tickets: what was issued, changing hands, made again.

use access::credentials;
use ledger::Cents;
use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::model::{TariffKind, Ticket, TicketState};
use crate::order::is_email;
use crate::portal::letters::{self, Kind};
use crate::{Error, Result, codes, sale, times};

const SELECT: &str = "SELECT id, secret, item, sale_order, category, number, tariff, tariff_code, tariff_label, kind, price, state,
    seat, holder_name, holder_email, transferred, issued_at, cancelled_at, refunded, entered_at FROM box_office_tickets";

/// How often a ticket may change hands.
pub const TRANSFERS: i64 = 3;

fn read(row: &Row) -> Result<Ticket> {
    Ok(Ticket {
        id: row.get(0)?,
        secret: row.get(1)?,
        item: row.get(2)?,
        order: row.get(3)?,
        category: row.get(4)?,
        number: row.get(5)?,
        tariff: row.get(6)?,
        tariff_code: row.get(7)?,
        tariff_label: row.get(8)?,
        kind: TariffKind::from_code(row.text(9)?)?,
        price: Cents(row.get(10)?),
        state: TicketState::from_code(row.text(11)?)?,
        seat: row.get(12)?,
        holder_name: row.get(13)?,
        holder_email: row.get(14)?,
        transferred: row.get(15)?,
        issued_at: times::at(row.get(16)?)?,
        cancelled_at: times::maybe(row.get(17)?)?,
        refunded: Cents(row.get(18)?),
        entered_at: times::maybe(row.get(19)?)?,
    })
}

/// The tickets of an order, by category and number, those cancelled too.
pub async fn of_order(query: &mut impl Query, order: &str) -> Result<Vec<Ticket>> {
    let sql = format!("{SELECT} WHERE sale_order = $1 ORDER BY category, number");
    query.all(&sql, params![order]).await?.iter().map(read).collect()
}

/// The tickets of a performance, by category and number, those cancelled too.
pub async fn of_item(query: &mut impl Query, item: &str) -> Result<Vec<Ticket>> {
    let sql = format!("{SELECT} WHERE item = $1 ORDER BY category, number");
    query.all(&sql, params![item]).await?.iter().map(read).collect()
}

/// The tickets handed on to an address, the latest first.
pub async fn of_email(query: &mut impl Query, email: &str) -> Result<Vec<Ticket>> {
    let sql = format!("{SELECT} WHERE holder_email = $1 ORDER BY issued_at DESC, id DESC");
    query.all(&sql, params![email.trim().to_lowercase()]).await?.iter().map(read).collect()
}

/// The ticket with this identifier.
pub async fn by_id(query: &mut impl Query, id: &str) -> Result<Ticket> {
    read(&query.one(&format!("{SELECT} WHERE id = $1"), params![id]).await?)
}

/// The tickets with these identifiers, those that are known.
pub(crate) async fn by_ids(query: &mut impl Query, ids: &[&str]) -> Result<Vec<Ticket>> {
    let mut tickets = Vec::with_capacity(ids.len());
    for some in ids.chunks(500) {
        let sql = format!("{SELECT} WHERE id IN {}", store::in_list(1, some.len()));
        for row in query.all(&sql, some.iter().map(|id| Value::from(*id)).collect()).await? {
            tickets.push(read(&row)?);
        }
    }
    Ok(tickets)
}

/// The ticket a secret leads to.
pub async fn by_secret(query: &mut impl Query, secret: &str) -> Result<Ticket> {
    if !codes::is_secret(secret) {
        return Err(Error::NotFound);
    }
    read(&query.one(&format!("{SELECT} WHERE secret = $1"), params![secret]).await?)
}

/// The text of its code, for a QR code, and the number printed beside it; none when it is cancelled.
pub async fn code(query: &mut impl Query, ticket: &Ticket) -> Result<Option<(String, Option<String>)>> {
    if ticket.state != TicketState::Valid {
        return Ok(None);
    }
    Ok(credentials::of_right(query, ticket.right()).await?.map(|(code, text)| (text, code.number)))
}

/// Gives a ticket to a companion: another name and address, another code and page; the old ones open nothing any more.
///
/// # Errors
/// [`Error::Refused`] when it is cancelled, was let in, or changed hands too often; [`Error::Field`].
pub async fn transfer(
    write: &mut Write,
    secret: &str,
    name: &str,
    email: Option<&str>,
    actor: &Actor,
) -> Result<Ticket> {
    let known = by_secret(write, secret).await?;
    sale::lock(write, &known.item).await?;
    let known = by_secret(write, secret).await?;
    good(write, &known).await?;
    if known.transferred >= TRANSFERS {
        return Err(Error::Refused("box-transfer-often"));
    }
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Err(Error::field("name", "box-name-needed"));
    }
    if name.chars().count() > 80 || name.chars().any(char::is_control) {
        return Err(Error::field("name", "box-name-bad"));
    }
    let email = email.map(|email| email.trim().to_lowercase()).filter(|email| !email.is_empty());
    if email.as_deref().is_some_and(|email| !is_email(email)) {
        return Err(Error::field("email", "box-email-bad"));
    }
    let sql = "UPDATE box_office_tickets SET holder_name = $2, holder_email = $3, transferred = transferred + 1 WHERE id = $1";
    write.execute(sql, params![&known.id, &name, email.as_deref()]).await?;
    access::rights::set_holder(write, known.right(), None).await?;
    renew(write, &known).await?;
    if email.is_some() {
        letters::note(write, Kind::Transfer, &format!("{}:{}", known.id, known.transferred + 1)).await?;
    }
    let details = json!({ "times": known.transferred + 1 });
    audit::append(write, actor, "ticket.transferred", &format!("ticket:{}", known.id), &details).await?;
    by_id(write, &known.id).await
}

/// Makes the code of a ticket anew (lost, seen by others): the old one and the old page open nothing any more.
///
/// # Errors
/// [`Error::Refused`] when it is cancelled or was let in.
pub async fn reissue(write: &mut Write, id: &str, actor: &Actor) -> Result<Ticket> {
    let known = by_id(write, id).await?;
    sale::lock(write, &known.item).await?;
    let known = by_id(write, id).await?;
    good(write, &known).await?;
    renew(write, &known).await?;
    audit::append(write, actor, "ticket.reissued", &format!("ticket:{id}"), &json!({})).await?;
    by_id(write, id).await
}

async fn renew(write: &mut Write, ticket: &Ticket) -> Result<()> {
    credentials::reissue(write, ticket.right()).await?;
    let sql = "UPDATE box_office_tickets SET secret = $2 WHERE id = $1";
    write.execute(sql, params![&ticket.id, codes::new_secret()]).await?;
    Ok(())
}

/// Refuses a ticket that is cancelled or was let in.
pub(crate) async fn good(query: &mut impl Query, ticket: &Ticket) -> Result<()> {
    if ticket.state != TicketState::Valid {
        return Err(Error::Refused("box-ticket-cancelled"));
    }
    if is_used(query, ticket).await? { Err(Error::Refused("box-ticket-used")) } else { Ok(()) }
}

/// Whether someone came in with it, as far as is known.
pub(crate) async fn is_used(query: &mut impl Query, ticket: &Ticket) -> Result<bool> {
    Ok(ticket.entered_at.is_some() || access::visits::first_of(query, ticket.right()).await?.is_some())
}
