//! Entries at a door that is online: each ticket once, and told to the hub as the gates' visits are.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use access::visits::{self, Told, Visit, VisitState};
use access::{Door, DoorKind, RightKind, credentials, doors};
use credential::Tolerance;
use jiff::Timestamp;
use store::{in_list, prelude::*};

use super::{Refusal, sell};
use crate::keys::{self, Key};
use crate::model::{Sale, Ticket, TicketState};
use crate::{Error, sale, ticket};

/// What is shown at the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The text of a code, as scanned.
    Code(String),
    /// The number printed beside it, as typed.
    Number(String),
    /// A ticket's identifier.
    Ticket(String),
}

/// Someone at the door.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Hash of the key it came with.
    pub key: String,
    /// What is shown.
    pub shown: Shown,
}

/// Someone let in.
#[derive(Debug, Clone)]
pub struct Entered {
    /// With this ticket.
    pub ticket: Ticket,
    /// Then.
    pub at: Timestamp,
}

type Answer = Result<Entered, Refusal>;

/// All that may be, in one transaction; gives as many answers.
pub(super) async fn together(db: &Db, entries: &[Entry]) -> Result<Vec<Answer>, Refusal> {
    let mut write = db.write().await?;
    let keys = known_keys(&mut write, entries).await?;
    let rights = rights_of(&mut write, entries).await?;
    let tickets = tickets_of(&mut write, &rights).await?;
    let mut sales: HashMap<String, Sale> = HashMap::new();
    for item in tickets.values().map(|ticket| ticket.item.clone()).collect::<BTreeSet<_>>() {
        let sale = sale::by_item(&mut write, &item).await?;
        sales.insert(item, sale);
    }
    let now = write.clock().now();
    let mut answers: Vec<Answer> = Vec::with_capacity(entries.len());
    let mut let_in: BTreeMap<String, usize> = BTreeMap::new();
    let mut seen: HashSet<String> = HashSet::new();
    for (at, (entry, right)) in entries.iter().zip(&rights).enumerate() {
        let answer = weigh(&mut write, &keys, &tickets, &sales, entry, right, now).await;
        // The same ticket twice in one batch: the second comes after the first.
        let answer = match answer {
            Ok(entered) if !seen.insert(entered.ticket.id.clone()) => Err(Refusal::AlreadyIn(now)),
            other => other,
        };
        if let Ok(entered) = &answer {
            let_in.insert(entered.ticket.id.clone(), at);
        }
        answers.push(answer);
    }
    let written = mark(&mut write, &let_in, now).await?;
    for (id, at) in &let_in {
        if !written.contains(id) {
            // Another node was faster.
            let known = ticket::by_id(&mut write, id).await?;
            answers[*at] = Err(Refusal::AlreadyIn(known.entered_at.unwrap_or(now)));
        }
    }
    tell(&mut write, &answers, &sales, now).await?;
    write.commit().await?;
    Ok(answers)
}

async fn known_keys(write: &mut Write, entries: &[Entry]) -> Result<HashMap<String, Key>, Refusal> {
    let hashes: BTreeSet<&str> = entries.iter().map(|entry| entry.key.as_str()).collect();
    let mut known = HashMap::new();
    for hash in hashes {
        if let Some(key) = keys::of_hash(write, hash).await? {
            keys::used(write, &key).await?;
            known.insert(hash.to_owned(), key);
        }
    }
    Ok(known)
}

/// The ticket each shows, or why none.
async fn rights_of(write: &mut Write, entries: &[Entry]) -> Result<Vec<Result<String, &'static str>>, Refusal> {
    let ring = credentials::key_ring(write).await.map_err(Error::from)?;
    let now = write.clock().now().as_second();
    let read =
        |text: &str| credential::verify(text, &ring, now, &Tolerance::default()).map_err(|refusal| refusal.code());
    let shown: Vec<_> = entries
        .iter()
        .map(|entry| match &entry.shown {
            Shown::Code(text) => Some(read(text).map(|verified| verified.claims.id)),
            _ => None,
        })
        .collect();
    let ids: Vec<[u8; 8]> = shown.iter().flatten().filter_map(|id| id.as_ref().ok().copied()).collect();
    let known = credentials::by_ids(write, &ids).await.map_err(Error::from)?;
    let mut rights = Vec::with_capacity(entries.len());
    for (entry, shown) in entries.iter().zip(shown) {
        let right = match (&entry.shown, shown) {
            (Shown::Ticket(id), _) => Ok(id.clone()),
            (Shown::Number(typed), _) => match credentials::by_number(write, typed).await {
                Ok(found) => {
                    found.filter(|code| code.revoked_at.is_none()).and_then(|code| code.right).ok_or("unknown")
                }
                Err(access::Error::Store(error)) => return Err(error.into()),
                Err(_) => Err("not_a_number"),
            },
            (Shown::Code(_), Some(Ok(id))) => match known.get(&id) {
                Some(code) if code.revoked_at.is_some() => Err("replaced"),
                Some(code) => code.right.clone().ok_or("unknown"),
                None => Err("unknown"),
            },
            (Shown::Code(_), Some(Err(why))) => Err(why),
            (Shown::Code(_), None) => Err("unknown"),
        };
        rights.push(right);
    }
    Ok(rights)
}

async fn tickets_of(
    write: &mut Write,
    rights: &[Result<String, &'static str>],
) -> Result<HashMap<String, Ticket>, Refusal> {
    let ids: BTreeSet<&str> = rights.iter().filter_map(|right| right.as_deref().ok()).collect();
    let ids: Vec<&str> = ids.into_iter().collect();
    Ok(ticket::by_ids(write, &ids).await?.into_iter().map(|one| (one.id.clone(), one)).collect())
}

async fn weigh(
    write: &mut Write,
    keys: &HashMap<String, Key>,
    tickets: &HashMap<String, Ticket>,
    sales: &HashMap<String, Sale>,
    entry: &Entry,
    right: &Result<String, &'static str>,
    now: Timestamp,
) -> Answer {
    let key = keys.get(&entry.key).ok_or(Refusal::Key)?;
    let id = right.as_ref().map_err(|why| Refusal::Code(why))?;
    let found = tickets.get(id).ok_or(Refusal::Code("unknown"))?;
    let sale = sales.get(&found.item).ok_or(Refusal::Code("unknown"))?;
    if key.institution != sale.seller && key.institution != sale.host {
        return Err(Refusal::Code("unknown"));
    }
    if found.state != TicketState::Valid {
        return Err(Refusal::Code("cancelled"));
    }
    let (from, until) = sell::day_of(sale)?;
    if now < from {
        return Err(Refusal::Code("not_yet"));
    }
    if now >= until {
        return Err(Refusal::Code("expired"));
    }
    if let Some(at) = found.entered_at {
        return Err(Refusal::AlreadyIn(at));
    }
    if let Some(at) = visits::first_of(write, found.right()).await.map_err(Error::from)? {
        return Err(Refusal::AlreadyIn(at));
    }
    Ok(Entered { ticket: Ticket { entered_at: Some(now), ..found.clone() }, at: now })
}

/// Marks tickets as let in, those that are not yet: by one conditional statement. Gives those marked.
async fn mark(write: &mut Write, let_in: &BTreeMap<String, usize>, now: Timestamp) -> Result<HashSet<String>, Refusal> {
    if let_in.is_empty() {
        return Ok(HashSet::new());
    }
    let sql = format!(
        "UPDATE box_office_tickets SET entered_at = $1 WHERE entered_at IS NULL AND state = 'valid' AND id IN {} RETURNING id",
        in_list(2, let_in.len())
    );
    let mut values = params![now.as_millisecond()];
    values.extend(let_in.keys().map(|id| Value::from(id.as_str())));
    let rows = write.all(&sql, values).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<store::Result<_>>()?)
}

/// Tells the hub: a counted visit each, at the host's stage door.
async fn tell(
    write: &mut Write,
    answers: &[Answer],
    sales: &HashMap<String, Sale>,
    now: Timestamp,
) -> Result<(), Refusal> {
    let mut doors: HashMap<&str, String> = HashMap::new();
    let mut told: Vec<(String, Visit)> = Vec::new();
    for entered in answers.iter().flatten() {
        let Some(sale) = sales.get(&entered.ticket.item) else { continue };
        if !doors.contains_key(sale.host.as_str()) {
            let door = door_of(write, sale).await?;
            doors.insert(&sale.host, door);
        }
        let visit = Visit {
            // As a gate that sees this ticket names it: counted once, whoever tells first.
            id: visits::entry_name(&entered.ticket.id, &sale.host, now),
            door: doors.get(sale.host.as_str()).cloned().unwrap_or_default(),
            institution: sale.host.clone(),
            at: now,
            people: 1,
            right_kind: RightKind::Ticket,
            state: VisitState::Counted,
        };
        told.push((entered.ticket.id.clone(), visit));
    }
    let told: Vec<Told<'_>> =
        told.iter().map(|(right, visit)| Told { right, since: now, visits: std::slice::from_ref(visit) }).collect();
    if !told.is_empty() {
        visits::replace_of(write, "box_office", &told).await.map_err(Error::from)?;
    }
    Ok(())
}

/// The stage door of the institution that receives, made when it has none: the same as the gate's.
async fn door_of(write: &mut Write, sale: &Sale) -> Result<String, Refusal> {
    let known = doors::of_institution(write, &sale.host).await.map_err(Error::from)?;
    if let Some(door) = known.into_iter().find(|door| door.kind == DoorKind::Stage) {
        return Ok(door.id);
    }
    let host = programme::institution::by_id(write, &sale.host).await.map_err(Error::from)?;
    let door = Door {
        id: String::new(),
        kind: DoorKind::Stage,
        code: format!("scene-{}", host.code),
        institution: host.id,
        commune: Some(host.commune),
        item: None,
        accepts: vec![RightKind::Ticket, RightKind::Invitation],
        open: true,
    };
    Ok(doors::declare(write, &door).await.map_err(Error::from)?)
}
