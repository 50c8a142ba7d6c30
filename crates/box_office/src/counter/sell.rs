//! Orders served together.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use ledger::{Cents, Line as Posting, Movement};
use shell::Lang;
use store::{in_list, new_id, prelude::*};

use super::{Ask, Refusal};
use crate::hold::{self, For};
use crate::issue::{self, Issued, ToIssue};
use crate::keys::{self, Key};
use crate::model::{Allotment, Channel, Line, ONLINE, Sale, Tariff, Ticket};
use crate::order::{Buyer, sound};
use crate::portal::letters::{self, Kind};
use crate::{Error, cancel, codes, order, sale, seats, ticket, times};

/// An order served.
#[derive(Debug, Clone)]
pub struct Bought {
    /// What one quotes.
    pub reference: String,
    /// What leads to its page.
    pub secret: String,
    /// What it comes to.
    pub total: Cents,
    /// Its tickets, with their codes.
    pub tickets: Vec<Sold>,
    /// It was served before: this is the answer again.
    pub again: bool,
}

/// A ticket sold, with its code.
#[derive(Debug, Clone)]
pub struct Sold {
    /// The ticket.
    pub ticket: Ticket,
    /// The text of its code; none when it is cancelled since.
    pub code: Option<String>,
    /// The number printed beside it.
    pub code_number: Option<String>,
}

type Answer = Result<Bought, Refusal>;

/// All that may be, in one transaction; gives as many answers.
pub(super) async fn together(db: &Db, asks: &[Ask]) -> Result<Vec<Answer>, Refusal> {
    let mut write = db.write().await?;
    let keys = known_keys(&mut write, asks).await?;
    let mut answers: Vec<Option<Answer>> = Vec::with_capacity(asks.len());
    answers.resize_with(asks.len(), || None);
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut tokens: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut later = Vec::new();
    let before = asked_before(&mut write, asks, &keys).await?;
    for (at, ask) in asks.iter().enumerate() {
        let Some(key) = keys.get(ask.key.as_str()) else {
            answers[at] = Some(Err(Refusal::Key));
            continue;
        };
        if let Some(token) = &ask.token {
            match before.get(&(key.id.clone(), token.clone())) {
                Some((asked, _)) if *asked != ask.asked => {
                    answers[at] = Some(Err(Refusal::Token));
                    continue;
                }
                Some((_, order)) => {
                    answers[at] = Some(again(&mut write, order).await);
                    continue;
                }
                None if !tokens.insert((key.id.as_str(), token.as_str())) => {
                    // The same order twice in one batch: the second is the answer to the first, once it is known.
                    later.push(at);
                    continue;
                }
                None => {}
            }
        }
        places.entry(ask.item.as_str()).or_default().push(at);
    }
    // In one order: two batches cannot wait for one another.
    for item in places.keys() {
        sale::lock(&mut write, item).await?;
    }
    for (item, of_item) in &places {
        serve(&mut write, item, of_item, asks, &keys, &mut answers).await?;
    }
    if !later.is_empty() {
        let before = asked_before(&mut write, asks, &keys).await?;
        for at in later {
            let ask = &asks[at];
            let id = keys.get(ask.key.as_str()).map(|key| key.id.clone()).unwrap_or_default();
            answers[at] = Some(match before.get(&(id, ask.token.clone().unwrap_or_default())) {
                Some((asked, _)) if *asked != ask.asked => Err(Refusal::Token),
                Some((_, order)) => again(&mut write, order).await,
                // The first was refused: asked once more, the second hears why.
                None => {
                    let busy = store::Error::Busy("the same order was being refused".into());
                    Err(Refusal::Other(Error::Store(busy)))
                }
            });
        }
    }
    write.commit().await?;
    Ok(answers.into_iter().map(|answer| answer.unwrap_or(Err(Refusal::Other(Error::NotFound)))).collect())
}

async fn known_keys(write: &mut Write, asks: &[Ask]) -> Result<HashMap<String, Key>, Refusal> {
    let hashes: BTreeSet<&str> = asks.iter().map(|ask| ask.key.as_str()).collect();
    let mut known = HashMap::new();
    for hash in hashes {
        if let Some(key) = keys::of_hash(write, hash).await? {
            keys::used(write, &key).await?;
            known.insert(hash.to_owned(), key);
        }
    }
    Ok(known)
}

type Before = HashMap<(String, String), (String, String)>;

/// What was asked before under the same tokens: by key and token, what was asked and the order.
async fn asked_before(write: &mut Write, asks: &[Ask], keys: &HashMap<String, Key>) -> Result<Before, Refusal> {
    let tokens: BTreeSet<&str> = asks.iter().filter_map(|ask| ask.token.as_deref()).collect();
    let mut before = HashMap::new();
    if tokens.is_empty() || keys.is_empty() {
        return Ok(before);
    }
    let sql = format!(
        "SELECT asker, token, asked, sale_order FROM box_office_asked WHERE token IN {}",
        in_list(1, tokens.len())
    );
    for row in write.all(&sql, tokens.iter().map(|token| Value::from(*token)).collect()).await? {
        before.insert((row.get(0)?, row.get(1)?), (row.get(2)?, row.get(3)?));
    }
    Ok(before)
}

/// The order served before, with its tickets as they are now.
async fn again(query: &mut impl Query, id: &str) -> Answer {
    let known = order::by_id(query, id).await?;
    let mut tickets = Vec::new();
    for one in ticket::of_order(query, id).await? {
        let code = ticket::code(query, &one).await?;
        let (code, code_number) = code.map_or((None, None), |(text, number)| (Some(text), number));
        tickets.push(Sold { ticket: one, code, code_number });
    }
    let (reference, secret) = (known.reference, known.secret);
    Ok(Bought { reference, secret, total: known.total, tickets, again: true })
}

/// An order that will be served.
struct Served<'a> {
    at: usize,
    ask: &'a Ask,
    key: &'a Key,
    id: String,
    secret: String,
    reference: String,
    hold: String,
    buyer: Buyer,
    allotment: String,
    lines: Vec<Line>,
    places: i64,
    total: Cents,
}

/// Serves the orders of one performance, under its lock.
async fn serve(
    write: &mut Write,
    item: &str,
    of_item: &[usize],
    asks: &[Ask],
    keys: &HashMap<String, Key>,
    answers: &mut [Option<Answer>],
) -> Result<(), Refusal> {
    let sale = match sale::by_item(write, item).await {
        Ok(sale) => sale,
        Err(Error::NotFound) => {
            for at in of_item {
                answers[*at] = Some(Err(Refusal::Other(Error::NotFound)));
            }
            return Ok(());
        }
        Err(other) => return Err(other.into()),
    };
    let tariffs = sale::tariffs(write, item).await?;
    let wanted: i64 = of_item.iter().fold(0, |all: i64, at| all.saturating_add(asks[*at].places().max(0)));
    let mut left = left(write, &sale, wanted).await?;
    let mut served: Vec<Served<'_>> = Vec::with_capacity(of_item.len());
    for at in of_item {
        let ask = &asks[*at];
        let Some(key) = keys.get(ask.key.as_str()) else { continue };
        let now = write.clock().now();
        match weigh(&sale, &tariffs, key, ask, &mut left, now) {
            Ok(mut one) => {
                one.at = *at;
                if sale.numbered {
                    let categories = hold::categories(&tariffs, &one.lines);
                    match seats::take(write, item, &one.hold, &categories, &[]).await {
                        Ok(()) => {}
                        Err(Error::Refused(why)) => {
                            give_back(&mut left, &one);
                            answers[*at] = Some(Err(Refusal::Other(Error::Refused(why))));
                            continue;
                        }
                        Err(other) => return Err(other.into()),
                    }
                }
                served.push(one);
            }
            Err(refusal) => answers[*at] = Some(Err(refusal)),
        }
    }
    if served.is_empty() {
        return Ok(());
    }
    count(write, &served).await?;
    put(write, item, &served).await?;
    let orders: Vec<ToIssue<'_>> = served
        .iter()
        .map(|one| ToIssue {
            order: &one.id,
            account: None,
            commune: one.buyer.commune.as_deref(),
            hold: &one.hold,
            lines: &one.lines,
        })
        .collect();
    let issued = issue::issue(write, &sale, &tariffs, &orders).await?;
    post(write, &sale, &served).await?;
    let mut by_order: HashMap<String, Vec<Issued>> = HashMap::with_capacity(served.len());
    for one in issued {
        by_order.entry(one.ticket.order.clone()).or_default().push(one);
    }
    for one in served {
        if one.ask.letter && one.buyer.email.is_some() {
            letters::note(write, Kind::Order, &one.id).await?;
        }
        let tickets = by_order.remove(&one.id).unwrap_or_default();
        answers[one.at] = Some(Ok(Bought {
            reference: one.reference,
            secret: one.secret,
            total: one.total,
            tickets: tickets
                .into_iter()
                .map(|one| Sold { ticket: one.ticket, code: Some(one.code.text), code_number: Some(one.code.number) })
                .collect(),
            again: false,
        }));
    }
    Ok(())
}

/// What is left of each allotment, by code; from here to the end of the transaction nobody else takes any.
async fn left(write: &mut Write, sale: &Sale, wanted: i64) -> Result<HashMap<String, Allotment>, Refusal> {
    let now = write.clock().now();
    let known = sale::allotments(write, &sale.item, now).await?;
    if known.iter().any(|one| one.places - one.taken < wanted) {
        // What lapsed is as good as free: given back before anyone is refused.
        hold::give_back_lapsed(write, &sale.item, now.as_millisecond()).await?;
    }
    let sql = "UPDATE box_office_allotments SET taken = taken WHERE item = $1 RETURNING id, code, places, taken";
    let mut left = HashMap::new();
    for row in write.all(sql, params![&sale.item]).await? {
        let code: String = row.get(1)?;
        let one = Allotment {
            id: row.get(0)?,
            item: sale.item.clone(),
            code: code.clone(),
            label: String::new(),
            places: row.get(2)?,
            taken: row.get(3)?,
            release_at: None,
            lapsed: 0,
        };
        left.insert(code, one);
    }
    Ok(left)
}

/// Says whether an order can be served after those before it, and takes its places if so. Nothing is written.
fn weigh<'a>(
    sale: &Sale,
    tariffs: &[Tariff],
    key: &'a Key,
    ask: &'a Ask,
    left: &mut HashMap<String, Allotment>,
    now: jiff::Timestamp,
) -> Result<Served<'a>, Refusal> {
    if key.institution != sale.seller && key.institution != sale.host {
        return Err(Error::NotFound.into());
    }
    let allotment = if ask.allotment.is_empty() { ONLINE } else { ask.allotment.as_str() };
    hold::is_open(sale, Channel::Api, allotment, now, For::Anyone)?;
    let lines = hold::priced(tariffs, &ask.lines, Channel::Api, For::Anyone)?;
    let places: i64 = lines.iter().map(|line| line.quantity).sum();
    if places > sale.most_per_order {
        return Err(Error::Refused("box-too-many").into());
    }
    let buyer = sound(&ask.buyer, Channel::Api)?;
    let total = lines.iter().map(|line| line.price.checked_mul(line.quantity)).collect::<Option<Vec<_>>>();
    let total = total.and_then(Cents::checked_sum).ok_or(Error::Ledger(ledger::Error::Overflow))?;
    if total > Cents::ZERO && !ask.paid {
        return Err(Refusal::Unpaid(total));
    }
    let counter = left.get_mut(allotment).ok_or(Error::NotFound)?;
    if counter.left() < places {
        return Err(Error::NotEnough { left: counter.left() }.into());
    }
    counter.taken += places;
    let id = new_id();
    Ok(Served {
        at: 0,
        ask,
        key,
        hold: format!("api:{id}"),
        id,
        secret: codes::new_secret(),
        reference: codes::new_reference(),
        buyer,
        allotment: counter.id.clone(),
        lines,
        places,
        total,
    })
}

fn give_back(left: &mut HashMap<String, Allotment>, one: &Served<'_>) {
    for counter in left.values_mut().filter(|counter| counter.id == one.allotment) {
        counter.taken -= one.places;
    }
}

/// Takes the places of all on the counters, by the same conditional statement as everyone.
async fn count(write: &mut Write, served: &[Served<'_>]) -> Result<(), Refusal> {
    let mut taken: BTreeMap<&str, i64> = BTreeMap::new();
    for one in served {
        *taken.entry(one.allotment.as_str()).or_default() += one.places;
    }
    for (allotment, places) in taken {
        let sql = "UPDATE box_office_allotments SET taken = taken + $2 WHERE id = $1 AND taken + $2 <= places";
        if write.execute(sql, params![allotment, places]).await? != 1 {
            return Err(Error::NotEnough { left: 0 }.into());
        }
    }
    Ok(())
}

async fn put(write: &mut Write, item: &str, served: &[Served<'_>]) -> Result<(), Refusal> {
    let now = write.clock().now_ms();
    let orders: Vec<_> = served
        .iter()
        .map(|one| {
            [
                Value::from(&one.id),
                Value::from(&one.secret),
                Value::from(&one.reference),
                Value::from(item),
                Value::from(&one.allotment),
                Value::from(Channel::Api.code()),
                Value::from("paid"),
                Value::from(&one.buyer.name),
                Value::from(one.buyer.email.as_deref()),
                Value::from(one.buyer.phone.as_deref()),
                Value::from(one.buyer.lang.code()),
                Value::from(one.buyer.commune.as_deref()),
                Value::from(one.buyer.first_time),
                Value::from(one.places),
                Value::from(one.total.0),
                Value::from(0_i64),
                Value::from(&one.hold),
                Value::from(one.buyer.group.as_deref()),
                Value::from(&one.key.id),
                Value::from(false),
                Value::from(now),
                Value::from(now),
            ]
        })
        .collect();
    let columns = [
        "id",
        "secret",
        "reference",
        "item",
        "allotment",
        "channel",
        "state",
        "name",
        "email",
        "phone",
        "lang",
        "commune",
        "first_time",
        "places",
        "total",
        "refunded",
        "hold",
        "group_name",
        "for_key",
        "reminded",
        "created_at",
        "paid_at",
    ];
    write.insert_many("box_office_orders", &columns, orders, None).await?;
    let lines: Vec<_> = served
        .iter()
        .flat_map(|one| one.lines.iter().zip(0_i64..).map(|(line, place)| (one.id.as_str(), place, line)))
        .map(|(id, place, line)| {
            [
                Value::from(id),
                Value::from(place),
                Value::from(&line.tariff),
                Value::from(line.quantity),
                Value::from(line.price.0),
            ]
        })
        .collect();
    let columns = ["sale_order", "place", "tariff", "quantity", "price"];
    write.insert_many("box_office_order_lines", &columns, lines, None).await?;
    let asked: Vec<_> = served
        .iter()
        .filter_map(|one| one.ask.token.as_deref().map(|token| (one, token)))
        .map(|(one, token)| {
            [
                Value::from(&one.key.id),
                Value::from(token),
                Value::from(&one.ask.asked),
                Value::from(&one.id),
                Value::from(now),
            ]
        })
        .collect();
    // The same token on another node at the same instant: the database refuses the second, and each has its turn then.
    let columns = ["asker", "token", "asked", "sale_order", "at"];
    write.insert_many("box_office_asked", &columns, asked, None).await?;
    Ok(())
}

/// What others took for the seller, in one movement for all.
async fn post(write: &mut Write, sale: &Sale, served: &[Served<'_>]) -> Result<(), Refusal> {
    let total = Cents::checked_sum(served.iter().map(|one| one.total)).ok_or(Error::Ledger(ledger::Error::Overflow))?;
    if total == Cents::ZERO {
        return Ok(());
    }
    let movement = Movement {
        reference: &format!("ticket-elsewhere:{}", served[0].id),
        label: "Billets vendus par un autre logiciel",
        lines: vec![
            Posting::new(cancel::elsewhere_account(&sale.seller_code), total),
            Posting::new(sale.account(), Cents(-total.0)),
        ],
    };
    ledger::post(write, &movement).await.map_err(Error::from)?;
    Ok(())
}

/// What an order that one quotes is now, for the institution whose key asks.
pub(crate) async fn quoted(query: &mut impl Query, key: &Key, reference: &str) -> Answer {
    let known = order::by_reference(query, reference).await?.ok_or(Error::NotFound)?;
    let sale = sale::by_item(query, &known.item).await?;
    if key.institution != sale.seller && key.institution != sale.host {
        return Err(Error::NotFound.into());
    }
    again(query, &known.id).await
}

/// The language one writes to a buyer in, French when nothing is said.
pub(crate) fn lang_of(code: Option<&str>) -> Lang {
    code.and_then(Lang::from_code).unwrap_or_default()
}

/// When a ticket's day begins and ends.
pub(super) fn day_of(sale: &Sale) -> Result<(jiff::Timestamp, jiff::Timestamp), Error> {
    times::good(sale.starts_at)
}
