//! The statement of a performance (the « relevé »: first and last number, count, price and receipts by category and tariff),
//! and its journal checked.

use axum::extract::{Path, RawQuery, State};
use jiff::ToSpan;
use jiff::civil::Date;
use people::web::Staff;
use people::{Permission, audit};
use serde::Serialize;
use serde_json::{Value, json};
use shell::{Flash, Lang, PageError, SentForm, Tone, Visit, calendar, parse_pairs, typography};

use super::answers::{Page, fault, page, say};
use super::scope::{Kept, kept};
use super::table::{Cell, csv, file, printed};
use super::views::{PerformanceView, commune_name, path, sale_of};
use crate::statement::{self, Statement, StatementLine, Verdict};
use crate::{Error, Web};

const TEMPLATE: &str = include_str!("../../templates/desk/statement.typ");

/// `box_office/desk/statement.html`
#[derive(Debug, Clone, Serialize)]
struct StatementPage {
    one: PerformanceView,
    lines: Vec<Line>,
    totals: Totals,
    /// The day it is of; empty for all days together.
    day: String,
    day_bad: bool,
    query: String,
}

/// A tariff of a statement.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub(super) category: String,
    pub(super) label: String,
    pub(super) kind: &'static str,
    pub(super) cents: i64,
    pub(super) first: i64,
    pub(super) last: i64,
    pub(super) issued: i64,
    pub(super) cancelled: i64,
    pub(super) good: i64,
    pub(super) taken: i64,
    pub(super) refunded: i64,
    pub(super) receipts: i64,
}

impl From<&StatementLine> for Line {
    fn from(line: &StatementLine) -> Self {
        Self {
            category: line.category.clone(),
            label: line.label.clone(),
            kind: line.kind.code(),
            cents: line.price.0,
            first: line.first,
            last: line.last,
            issued: line.issued,
            cancelled: line.cancelled,
            good: line.good(),
            taken: line.taken.0,
            refunded: line.refunded.0,
            receipts: line.receipts().0,
        }
    }
}

/// What the lines add up to.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(super) struct Totals {
    pub(super) issued: i64,
    pub(super) cancelled: i64,
    pub(super) good: i64,
    pub(super) paid: i64,
    pub(super) free: i64,
    pub(super) taken: i64,
    pub(super) refunded: i64,
    pub(super) receipts: i64,
}

impl Totals {
    pub(super) fn add(&mut self, statement: &Statement) {
        for line in &statement.lines {
            self.issued += line.issued;
            self.cancelled += line.cancelled;
            self.good += line.good();
            self.taken += line.taken.0;
            self.refunded += line.refunded.0;
            self.receipts += line.receipts().0;
        }
        self.paid += statement.paid();
        self.free += statement.free();
    }
}

/// A day typed in the address: none when there is none, a fault when it is no day.
fn day_of(query: &str) -> Result<Option<Date>, ()> {
    match parse_pairs(query.as_bytes()).into_iter().find(|(name, _)| name == "jour") {
        Some((_, typed)) if !typed.trim().is_empty() => typed.trim().parse().map(Some).map_err(|_| ()),
        _ => Ok(None),
    }
}

/// The instants a day of the territory lasts between.
pub(super) fn bounds(web: &Web, first: Date, last: Date) -> Result<(jiff::Timestamp, jiff::Timestamp), PageError> {
    let start = |day: Date| day.to_zoned(web.zone.clone()).map(|at| at.timestamp());
    let after = last.checked_add(1.day()).map_err(PageError::internal)?;
    Ok((start(first).map_err(PageError::internal)?, start(after).map_err(PageError::internal)?))
}

struct Asked {
    kept: Kept,
    view: PerformanceView,
    statement: Statement,
    day: Option<Date>,
    bad: bool,
}

async fn asked(web: &Web, session: &people::Session, item: &str, query: &str) -> Result<Asked, PageError> {
    let (day, bad) = match day_of(query) {
        Ok(day) => (day, false),
        Err(()) => (None, true),
    };
    let mut read = web.db.read().await?;
    let kept = kept(&mut read, session, item, Permission::ManageTickets).await?;
    let sale = sale_of(&mut read, item).await?;
    let statement = match (&sale, day) {
        (None, _) => Statement::default(),
        (Some(_), None) => statement::of_item(&mut read, item).await.map_err(fault)?,
        (Some(_), Some(day)) => {
            let (from, before) = bounds(web, day, day)?;
            statement::of_item_between(&mut read, item, from, before).await.map_err(fault)?
        }
    };
    let view = PerformanceView::of(&kept, sale.as_ref());
    Ok(Asked { kept, view, statement, day, bad })
}

/// `GET /bureau/billetterie/seance/{item}/releve?jour=…`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let query = query.unwrap_or_default();
    let asked = asked(&web, &session, &item, &query).await?;
    let mut totals = Totals::default();
    totals.add(&asked.statement);
    let day = asked.day.map(|day| day.to_string()).unwrap_or_default();
    let view = StatementPage {
        one: asked.view,
        lines: asked.statement.lines.iter().map(Line::from).collect(),
        totals,
        query: if day.is_empty() { String::new() } else { format!("?jour={day}") },
        day,
        day_bad: asked.bad,
    };
    page(&web, &visit, "box_office/desk/statement.html", &view, !asked.bad)
}

/// The columns of a statement's table, and of a period's.
pub(super) const COLUMNS: [&str; 14] = [
    "spectacle",
    "seance",
    "lieu",
    "categorie",
    "tarif",
    "nature",
    "prix",
    "premier",
    "dernier",
    "delivres",
    "annules",
    "encaisse",
    "rendu",
    "recette",
];

/// The lines of a performance in such a table.
pub(super) fn cells(web: &Web, kept: &Kept, statement: &Statement) -> Vec<Vec<Cell>> {
    let at = kept.performance.starts_at.to_zoned(web.zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
    let place = format!("{}, {}", kept.performance.place_name, commune_name(&kept.performance.commune));
    statement
        .lines
        .iter()
        .map(|line| {
            vec![
                kept.show.title.as_str().into(),
                at.as_str().into(),
                place.as_str().into(),
                line.category.as_str().into(),
                line.label.as_str().into(),
                line.kind.code().into(),
                Cell::Money(line.price.0),
                Cell::Count(Some(line.first).filter(|_| line.issued > 0)),
                Cell::Count(Some(line.last).filter(|_| line.issued > 0)),
                line.issued.into(),
                line.cancelled.into(),
                Cell::Money(line.taken.0),
                Cell::Money(line.refunded.0),
                Cell::Money(line.receipts().0),
            ]
        })
        .collect()
}

/// `GET /bureau/billetterie/seance/{item}/releve.csv`
pub(super) async fn table(
    State(web): State<Web>,
    Staff(session): Staff,
    Path(item): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let asked = asked(&web, &session, &item, &query.unwrap_or_default()).await?;
    if asked.bad {
        return Err(PageError::BadRequest);
    }
    file("releve.csv", csv(&COLUMNS, &cells(&web, &asked.kept, &asked.statement)))
}

/// A ticket's number; nothing on a day that only gave back.
fn number(number: i64, issued: i64) -> String {
    if issued > 0 { number.to_string() } else { String::new() }
}

/// A performance's part of a printed statement.
pub(super) fn paper_part(web: &Web, lang: Lang, kept: &Kept, statement: &Statement) -> Value {
    let price = |cents: i64| typography::price(lang, cents);
    let mut totals = Totals::default();
    totals.add(statement);
    let lines: Vec<Value> = statement
        .lines
        .iter()
        .map(|line| {
            json!([
                line.category,
                line.label,
                if line.price.0 == 0 { say(web, lang, "desk-free", &[]) } else { price(line.price.0) },
                number(line.first, line.issued),
                number(line.last, line.issued),
                line.issued.to_string(),
                line.cancelled.to_string(),
                price(line.receipts().0),
            ])
        })
        .collect();
    json!({
        "title": kept.show.title,
        "when": calendar::moment(lang, kept.performance.starts_at, &web.zone, web.db.clock().now()),
        "where": format!("{}, {}", kept.performance.place_name, commune_name(&kept.performance.commune)),
        "licence": kept.performance.licence,
        "lines": lines,
        "issued": totals.issued.to_string(),
        "cancelled": totals.cancelled.to_string(),
        "receipts": price(totals.receipts),
    })
}

/// The printed statement's own words.
pub(super) fn paper_words(web: &Web, lang: Lang) -> Value {
    let say = |key: &str| say(web, lang, key, &[]);
    json!({
        "house": web.frame.theme().name,
        "columns": [
            say("desk-tariff-category"), say("desk-tariff"), say("desk-tariff-price"), say("desk-first-number"),
            say("desk-last-number"), say("desk-issued"), say("desk-cancelled"), say("desk-receipts"),
        ],
        "total": say("desk-total"),
        "foot": say("desk-statement-foot"),
        "none": say("desk-statement-none"),
        "licence-label": say("desk-licence"),
    })
}

/// Sets a printed statement.
pub(super) async fn set(name: &str, data: Value, lang: Lang) -> Page {
    let pdf = tokio::task::spawn_blocking(move || documents::pdf(TEMPLATE, &data, lang.code()))
        .await
        .map_err(PageError::internal)?
        .map_err(PageError::internal)?;
    printed(name, pdf)
}

/// `GET /bureau/billetterie/seance/{item}/releve.pdf`
pub(super) async fn paper(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let asked = asked(&web, &session, &item, &query.unwrap_or_default()).await?;
    if asked.bad {
        return Err(PageError::BadRequest);
    }
    let lang = visit.lang;
    let now = web.db.clock().now();
    let mut data = paper_words(&web, lang);
    let of = match asked.day {
        Some(day) => say(&web, lang, "desk-statement-of-day", &[("day", &calendar::dated(lang, day))]),
        None => say(&web, lang, "desk-statement-all-days", &[]),
    };
    let heading = say(&web, lang, "desk-statement", &[]);
    if let Some(object) = data.as_object_mut() {
        object.insert("title".into(), json!(format!("{heading} · {}", asked.kept.show.title)));
        object.insert("heading".into(), json!(heading));
        object.insert("of".into(), json!(of));
        object.insert("seller".into(), json!(asked.view.seller.clone().unwrap_or_default()));
        let at = calendar::moment(lang, now, &web.zone, now);
        object.insert("printed".into(), json!(say(&web, lang, "desk-printed-at", &[("at", &at)])));
        object.insert("parts".into(), json!([paper_part(&web, lang, &asked.kept, &asked.statement)]));
        object.insert("facts".into(), json!([]));
    }
    set("releve.pdf", data, lang).await
}

/// `POST /bureau/billetterie/seance/{item}/releve`: checks the journal: each entry is chained to the one before.
pub(super) async fn verify(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    kept(&mut read, &session, &item, Permission::ManageTickets).await?;
    let verdict = match statement::verify(&mut read, &item).await {
        Ok(verdict) => verdict,
        Err(Error::NotFound) => return Err(PageError::NotFound),
        Err(other) => return Err(fault(other)),
    };
    drop(read);
    let mut write = web.db.write().await?;
    let whole = matches!(verdict, Verdict::Whole(_));
    let subject = format!("performance:{item}");
    audit::append(&mut write, &session.actor(), "tickets.journal_checked", &subject, &json!({ "whole": whole }))
        .await
        .map_err(|error| fault(error.into()))?;
    write.commit().await?;
    let (tone, text) = match verdict {
        Verdict::Whole(entries) => {
            (Tone::Done, say(&web, visit.lang, "desk-journal-whole", &[("n", &entries.to_string())]))
        }
        Verdict::Broken { place, why } => {
            tracing::error!(item, place, why, "the journal of tickets is broken");
            (Tone::Refused, say(&web, visit.lang, "desk-journal-broken", &[("n", &place.to_string())]))
        }
    };
    Ok(Flash { tone, text }.redirect(&web.frame, &format!("{}/releve", path(&item))))
}
