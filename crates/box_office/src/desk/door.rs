//! The door without a device: its list on paper, and the count made by hand.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use people::web::Staff;
use people::{Permission, Target, audit};
use serde::Serialize;
use serde_json::{Value, json};
use shell::{FormState, PageError, SentForm, Visit, calendar};
use store::prelude::*;

use super::answers::{Page, back, done, fault, page, refused, say};
use super::scope::{Kept, kept};
use super::table::printed;
use super::views::{PerformanceView, count, path, sale_of};
use crate::model::{Order, OrderState, Ticket, TicketState};
use crate::{Web, order, sale, ticket};

const TEMPLATE: &str = include_str!("../../templates/desk/door.typ");

/// `box_office/desk/door.html`
#[derive(Debug, Clone, Serialize)]
struct DoorPage {
    one: PerformanceView,
    groups: Vec<Party>,
    people: i64,
    /// To be paid at the door: kept, not yet paid.
    unpaid: Vec<Party>,
    by_gate: i64,
    by_hand: Option<i64>,
    gates: bool,
    form: FormState,
}

/// Those who come together.
#[derive(Debug, Clone, Serialize)]
struct Party {
    name: String,
    reference: String,
    /// Ticket numbers, as ranges.
    numbers: String,
    tariffs: String,
    seats: String,
    places: i64,
}

/// What a paper left on a table tells of someone: a family name and an initial.
fn short_name(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    match words.as_slice() {
        [] => String::new(),
        [only] => (*only).to_owned(),
        [first, rest @ ..] => {
            let initial: String = first.chars().take(1).collect();
            format!("{} {}.", rest.join(" "), initial.to_uppercase())
        }
    }
}

/// `1–4, 7`
fn ranges(mut numbers: Vec<i64>) -> String {
    numbers.sort_unstable();
    let mut parts: Vec<(i64, i64)> = Vec::new();
    for number in numbers {
        match parts.last_mut() {
            Some((_, last)) if number == *last + 1 => *last = number,
            _ => parts.push((number, number)),
        }
    }
    let part = |(first, last): (i64, i64)| if first == last { first.to_string() } else { format!("{first}–{last}") };
    parts.into_iter().map(part).collect::<Vec<_>>().join(", ")
}

fn party(name: String, reference: &str, tickets: &[&Ticket]) -> Party {
    let mut tariffs: BTreeMap<&str, i64> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for ticket in tickets {
        *tariffs.entry(&ticket.tariff_label).or_default() += 1;
        numbers.entry(&ticket.category).or_default().push(ticket.number);
    }
    let several = numbers.len() > 1;
    Party {
        name,
        reference: reference.to_owned(),
        numbers: numbers
            .into_iter()
            .map(
                |(category, numbers)| {
                    if several { format!("{category} {}", ranges(numbers)) } else { ranges(numbers) }
                },
            )
            .collect::<Vec<_>>()
            .join(" ; "),
        tariffs: tariffs.into_iter().map(|(label, many)| format!("{many} × {label}")).collect::<Vec<_>>().join(", "),
        seats: tickets.iter().filter_map(|one| one.seat.as_deref()).collect::<Vec<_>>().join(", "),
        places: tickets.len() as i64,
    }
}

/// Those expected, by name: each order's, and apart those to whom a ticket was given.
async fn expected(query: &mut impl Query, item: &str) -> Result<(Vec<Party>, Vec<Party>), PageError> {
    let tickets = ticket::of_item(query, item).await.map_err(fault)?;
    let orders = order::of_item(query, item).await.map_err(fault)?;
    let by_id: BTreeMap<&str, &Order> = orders.iter().map(|order| (order.id.as_str(), order)).collect();
    let mut together: BTreeMap<(&str, &str), Vec<&Ticket>> = BTreeMap::new();
    for one in tickets.iter().filter(|one| one.state == TicketState::Valid) {
        together.entry((&one.order, one.holder_name.as_deref().unwrap_or_default())).or_default().push(one);
    }
    let mut groups: Vec<Party> = together
        .into_iter()
        .map(|((order, holder), tickets)| {
            let order = by_id.get(order);
            let name = match (holder, order) {
                ("", Some(order)) => order.group.clone().unwrap_or_else(|| short_name(&order.name)),
                (holder, _) => short_name(holder),
            };
            party(name, order.map_or("", |order| &order.reference), &tickets)
        })
        .collect();
    groups.sort_by_cached_key(|one| (territory::fold_name(&one.name), one.reference.clone()));
    let mut unpaid: Vec<Party> = orders
        .iter()
        .filter(|order| order.state == OrderState::ToPay)
        .map(|order| Party {
            name: order.group.clone().unwrap_or_else(|| short_name(&order.name)),
            reference: order.reference.clone(),
            numbers: String::new(),
            tariffs: order
                .lines
                .iter()
                .map(|line| format!("{} × {}", line.quantity, line.label))
                .collect::<Vec<_>>()
                .join(", "),
            seats: String::new(),
            places: order.places,
        })
        .collect();
    unpaid.sort_by_cached_key(|one| (territory::fold_name(&one.name), one.reference.clone()));
    Ok((groups, unpaid))
}

async fn show(web: &Web, visit: &Visit, session: &people::Session, item: &str, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let one = kept(&mut read, session, item, Permission::SellTickets).await?;
    let sale = sale_of(&mut read, item).await?;
    let (groups, unpaid) = match &sale {
        Some(_) => expected(&mut read, item).await?,
        None => (Vec::new(), Vec::new()),
    };
    let by_gate = access::visits::people_for_item(&mut read, item).await.map_err(PageError::internal)?;
    drop(read);
    let host = Target::Institution { id: &one.host.id, commune: Some(&one.host.commune) };
    let view = DoorPage {
        people: groups.iter().map(|group| group.places).sum(),
        groups,
        unpaid,
        by_gate,
        by_hand: sale.as_ref().and_then(|sale| sale.admitted_by_hand),
        gates: session.may(Permission::KeepGates, &host),
        one: PerformanceView::of(&one, sale.as_ref()),
        form,
    };
    let sound = view.form.is_sound();
    page(web, visit, "box_office/desk/door.html", &view, sound)
}

/// `GET /bureau/billetterie/seance/{item}/porte`
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    show(&web, &visit, &session, &item, FormState::default()).await
}

/// `POST /bureau/billetterie/seance/{item}/porte`: people let in as counted by hand; empty takes the count back.
pub(super) async fn counted(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let one = kept(&mut web.db.read().await?, &session, &item, Permission::SellTickets).await?;
    let to = format!("{}/porte", path(&item));
    if sale_of(&mut web.db.read().await?, &item).await?.is_none() {
        return Ok(refused(&web, say(&web, visit.lang, "desk-no-sale", &[]), &path(&item)));
    }
    let people = match form.value("people") {
        "" => None,
        _ => {
            let people = count(&mut form, "people");
            if people.zip(one.performance.places).is_some_and(|(people, places)| people > places) {
                form.fault("people", "desk-people-many");
            }
            if !form.is_sound() {
                return show(&web, &visit, &session, &item, form).await;
            }
            people
        }
    };
    let mut write = web.db.write().await?;
    match sale::set_admitted_by_hand(&mut write, &item, people, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            Ok(done(&web, &visit, if people.is_some() { "desk-done-counted" } else { "desk-done-uncounted" }, &[], &to))
        }
        Err(error) => {
            write.rollback().await?;
            back(&web, &visit, error, &to)
        }
    }
}

/// `GET /bureau/billetterie/seance/{item}/porte.pdf`: who takes names away is in the audit log.
pub(super) async fn paper(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    let mut read = web.db.read().await?;
    let one = kept(&mut read, &session, &item, Permission::SellTickets).await?;
    let (groups, unpaid) = expected(&mut read, &item).await?;
    drop(read);
    let mut write = web.db.write().await?;
    let details = json!({ "parties": groups.len() });
    audit::append(&mut write, &session.actor(), "tickets.door_list_printed", &format!("performance:{item}"), &details)
        .await
        .map_err(|error| fault(error.into()))?;
    write.commit().await?;
    let data = paper_data(&web, &visit, &one, &groups, &unpaid);
    let lang = visit.lang.code();
    let pdf = tokio::task::spawn_blocking(move || documents::pdf(TEMPLATE, &data, lang))
        .await
        .map_err(PageError::internal)?
        .map_err(PageError::internal)?;
    printed("porte.pdf", pdf)
}

fn paper_data(web: &Web, visit: &Visit, one: &Kept, groups: &[Party], unpaid: &[Party]) -> Value {
    let words = |key: &str| say(web, visit.lang, key, &[]);
    let now = web.db.clock().now();
    let p = &one.performance;
    let people: i64 = groups.iter().map(|group| group.places).sum();
    let many = people.to_string();
    json!({
        "title": format!("{} · {}", words("desk-door-list"), one.show.title),
        "house": web.frame.theme().name,
        "heading": words("desk-door-list"),
        "show": one.show.title,
        "when": calendar::moment(visit.lang, p.starts_at, &web.zone, now),
        "where": format!("{}, {}", p.place_name, super::views::commune_name(&p.commune)),
        "printed": say(web, visit.lang, "desk-printed-at", &[("at", &calendar::moment(visit.lang, now, &web.zone, now))]),
        "people": say(web, visit.lang, "desk-people-expected", &[("n", &many)]),
        "columns": [words("desk-name"), words("desk-numbers"), words("desk-tariff"), words("desk-places"), words("desk-came")],
        "groups": groups,
        "unpaid": unpaid,
        "unpaid-title": words("desk-unpaid"),
        "unpaid-words": words("desk-unpaid-words"),
        "none": words("desk-nobody-yet"),
        "count": words("desk-count-by-hand"),
        "destroy": words("desk-paper-destroy"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_tells_little_of_people() {
        assert_eq!(short_name("Ana Dupont"), "Dupont A.");
        assert_eq!(short_name("Élodie de la Tour"), "de la Tour É.");
        assert_eq!(short_name("Madonna"), "Madonna");
        assert_eq!(short_name("  "), "");
    }

    #[test]
    fn numbers_are_told_by_ranges() {
        assert_eq!(ranges(vec![3, 1, 2, 7]), "1–3, 7");
        assert_eq!(ranges(Vec::new()), "");
    }
}
