//! The statement of a seller over days: each performance and tariff, and what the ledger says of the same days.

use axum::extract::{RawQuery, State};
use jiff::Timestamp;
use jiff::civil::Date;
use people::Permission;
use people::web::Staff;
use programme::{Institution, performance};
use serde::Serialize;
use serde_json::json;
use shell::{PageError, Visit, calendar, parse_pairs, typography};

use super::answers::{Page, fault, page, say};
use super::scope::{Kept, institutions, require, with_people};
use super::statement::{COLUMNS, Line, Totals, bounds, cells, paper_part, paper_words, set};
use super::table::{Cell, csv, file};
use super::views::{Choice, path};
use crate::statement::{Agreement, Statement};
use crate::{Web, sale, statement};

/// `box_office/desk/period.html`
#[derive(Debug, Clone, Serialize)]
struct PeriodPage {
    sellers: Vec<Choice>,
    seller: String,
    from: String,
    until: String,
    bad: bool,
    parts: Vec<Part>,
    totals: Totals,
    agreement: Option<AgreementView>,
    query: String,
}

#[derive(Debug, Clone, Serialize)]
struct Part {
    href: String,
    title: String,
    starts_at: String,
    place: String,
    lines: Vec<Line>,
    totals: Totals,
}

/// What tickets and the ledger say, and by how much they differ.
#[derive(Debug, Clone, Copy, Serialize)]
struct AgreementView {
    tickets: i64,
    ledger: i64,
    difference: i64,
}

impl From<Agreement> for AgreementView {
    fn from(agreement: Agreement) -> Self {
        Self { tickets: agreement.tickets, ledger: agreement.ledger, difference: agreement.tickets - agreement.ledger }
    }
}

struct Asked {
    mine: Vec<Institution>,
    seller: Option<Institution>,
    from: Date,
    until: Date,
    bad: bool,
    parts: Vec<(Kept, Statement)>,
    agreement: Option<AgreementView>,
}

async fn asked(web: &Web, session: &people::Session, query: &str) -> Result<Asked, PageError> {
    require(session, Permission::ManageTickets)?;
    let pairs = parse_pairs(query.as_bytes());
    let value = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim().to_owned());
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    let mut bad = false;
    let mut day = |name: &str| match value(name) {
        Some(typed) if !typed.is_empty() => typed.parse().unwrap_or_else(|_| {
            bad = true;
            today
        }),
        _ => today,
    };
    let (from, until) = (day("du"), day("au"));
    let bad = bad || until < from;
    let mut read = web.db.read().await?;
    let mut mine = institutions(&mut read, session, Permission::ManageTickets).await?;
    // Only those who sell: the others have nothing to state.
    let all = sale::list(&mut read, Timestamp::MIN, Timestamp::MAX).await.map_err(fault)?;
    mine.retain(|one| all.iter().any(|sale| sale.seller == one.id));
    let wanted = value("vendeur").unwrap_or_default();
    let seller = match (wanted.as_str(), mine.as_slice()) {
        ("", [only, ..]) => Some(only.clone()),
        ("", []) => None,
        (id, _) => Some(mine.iter().find(|one| one.id == id).cloned().ok_or(PageError::NotFound)?),
    };
    let (mut parts, mut agreement) = (Vec::new(), None);
    if let Some(seller) = seller.as_ref().filter(|_| !bad) {
        let (first, before) = bounds(web, from, until)?;
        for sale in all.iter().filter(|sale| sale.seller == seller.id) {
            let statement = statement::of_item_between(&mut read, &sale.item, first, before).await.map_err(fault)?;
            if !statement.lines.is_empty() {
                let performance = performance::by_item(&mut read, &sale.item).await.map_err(PageError::internal)?;
                parts.push((with_people(&mut read, session, performance).await?, statement));
            }
        }
        let said = statement::agreement(&mut read, &seller.code, first, before).await.map_err(fault)?;
        agreement = Some(said.into());
    }
    Ok(Asked { mine, seller, from, until, bad, parts, agreement })
}

/// `GET /bureau/billetterie/releves?vendeur=…&du=…&au=…`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    let asked = asked(&web, &session, &query.unwrap_or_default()).await?;
    let mut totals = Totals::default();
    let parts = asked
        .parts
        .iter()
        .map(|(kept, statement)| {
            totals.add(statement);
            let mut own = Totals::default();
            own.add(statement);
            Part {
                href: path(&kept.performance.item),
                title: kept.show.title.clone(),
                starts_at: kept.performance.starts_at.to_string(),
                place: kept.performance.place_name.clone(),
                lines: statement.lines.iter().map(Line::from).collect(),
                totals: own,
            }
        })
        .collect();
    let seller = asked.seller.as_ref().map(|seller| seller.id.clone()).unwrap_or_default();
    let view = PeriodPage {
        sellers: asked.mine.into_iter().map(|one| Choice { value: one.id, label: one.name }).collect(),
        query: format!("?vendeur={seller}&du={}&au={}", asked.from, asked.until),
        seller,
        from: asked.from.to_string(),
        until: asked.until.to_string(),
        bad: asked.bad,
        parts,
        totals,
        agreement: asked.agreement,
    };
    page(&web, &visit, "box_office/desk/period.html", &view, !asked.bad)
}

/// `GET /bureau/billetterie/releves.csv`
pub(super) async fn table(State(web): State<Web>, Staff(session): Staff, RawQuery(query): RawQuery) -> Page {
    let asked = asked(&web, &session, &query.unwrap_or_default()).await?;
    if asked.bad {
        return Err(PageError::BadRequest);
    }
    let lines: Vec<Vec<Cell>> = asked.parts.iter().flat_map(|(kept, statement)| cells(&web, kept, statement)).collect();
    file(&format!("releve-{}-{}.csv", asked.from, asked.until), csv(&COLUMNS, &lines))
}

/// `GET /bureau/billetterie/releves.pdf`
pub(super) async fn paper(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    let asked = asked(&web, &session, &query.unwrap_or_default()).await?;
    if asked.bad {
        return Err(PageError::BadRequest);
    }
    let lang = visit.lang;
    let words = |key: &str| say(&web, lang, key, &[]);
    let price = |cents: i64| typography::price(lang, cents);
    let now = web.db.clock().now();
    let seller = asked.seller.as_ref().map(|seller| seller.name.clone()).unwrap_or_default();
    let facts = asked.agreement.map_or_else(Vec::new, |agreement| {
        vec![
            json!([words("desk-agree-tickets"), price(agreement.tickets)]),
            json!([words("desk-agree-ledger"), price(agreement.ledger)]),
            json!([words("desk-agree-difference"), price(agreement.difference)]),
        ]
    });
    let of = if asked.from == asked.until {
        say(&web, lang, "desk-statement-of-day", &[("day", &calendar::dated(lang, asked.from))])
    } else {
        let (from, until) = (calendar::dated(lang, asked.from), calendar::dated(lang, asked.until));
        say(&web, lang, "desk-statement-of-days", &[("from", &from), ("until", &until)])
    };
    let parts: Vec<_> = asked.parts.iter().map(|(kept, statement)| paper_part(&web, lang, kept, statement)).collect();
    let mut data = paper_words(&web, lang);
    if let Some(object) = data.as_object_mut() {
        let heading = words("desk-statements");
        object.insert("title".into(), json!(format!("{heading} · {seller}")));
        object.insert("heading".into(), json!(heading));
        object.insert("of".into(), json!(of));
        object.insert("seller".into(), json!(seller));
        let at = calendar::moment(lang, now, &web.zone, now);
        object.insert("printed".into(), json!(say(&web, lang, "desk-printed-at", &[("at", &at)])));
        object.insert("parts".into(), json!(parts));
        object.insert("facts".into(), json!(facts));
    }
    set(&format!("releve-{}-{}.pdf", asked.from, asked.until), data, lang).await
}
