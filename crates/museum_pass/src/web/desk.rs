//! The desk: finding a pass by name, number or scan, and its sheet.

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use credential::Tolerance;
use people::web::Staff;
use people::{Permission, audit};
use serde::Serialize;
use serde_json::json;
use shell::{FormState, PageError, Visit, parse_pairs};
use store::Query;

use super::views::{PassLine, ProductView, instant, picture};
use super::{Web, page, paths, require};
use crate::model::days;
use crate::model::pass::{Pass, Proof};
use crate::store::{orders, passes, products};
use crate::{Error, refund, renew, transfer};

type Page = Result<Response, PageError>;

/// Names shown: more are not read through, one types another letter.
const SHOWN: u32 = 30;

/// `pass/desk.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Desk {
    pub(super) query: String,
    pub(super) fault: Option<&'static str>,
    pub(super) lines: Vec<PassLine>,
    pub(super) more: bool,
    /// Passes that wait for a check, while nothing is looked for.
    pub(super) waiting: Vec<PassLine>,
    pub(super) good: i64,
    /// The open till, by name.
    pub(super) till: Option<String>,
}

/// `GET /bureau/pass?q=…`
pub(super) async fn find(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session, Permission::SellPasses)?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let typed =
        pairs.into_iter().find(|(name, _)| name == "q").map(|(_, value)| value.trim().to_owned()).unwrap_or_default();
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let till = regie::current(&mut read, &session.account.id).await?;
    let mut view = Desk {
        query: typed.clone(),
        fault: None,
        lines: Vec::new(),
        more: false,
        waiting: Vec::new(),
        good: passes::count_good(&mut read, today).await.map_err(page)?,
        till: till.map(|till| format!("{}, {}", till.regie.name, till.till_name)),
    };
    if typed.is_empty() {
        let waiting = passes::waiting(&mut read, SHOWN).await.map_err(page)?;
        view.waiting = lines(&mut read, &waiting, &visit, today).await?;
    } else {
        match one(&mut read, &typed).await? {
            Looked::Found(pass) => return Ok(Redirect::to(&paths::sheet(&pass.id)).into_response()),
            Looked::Fault(fault) => view.fault = Some(fault),
            Looked::Name => {
                let found = passes::named(&mut read, &typed, SHOWN + 1).await.map_err(page)?;
                view.more = found.len() > SHOWN as usize;
                view.lines = lines(&mut read, &found[..found.len().min(SHOWN as usize)], &visit, today).await?;
            }
        }
    }
    drop(read);
    web.page(&visit, "pass/desk.html", &view, true)
}

enum Looked {
    Found(Box<Pass>),
    Fault(&'static str),
    Name,
}

/// What was typed or scanned: a code, a number, a page's address, or a name.
async fn one(query: &mut impl Query, typed: &str) -> Result<Looked, PageError> {
    let right = if typed.starts_with(credential::PREFIX) {
        // A code that is over still tells which pass it was: only its signature matters here.
        let ring = access::credentials::key_ring(query).await?;
        let lenient = Tolerance { clock: i64::MAX / 2 };
        match credential::verify(typed, &ring, 0, &lenient) {
            Ok(verified) => access::credentials::right_of(query, &verified.claims.id).await?,
            Err(_) => return Ok(Looked::Fault("pass-desk-unreadable")),
        }
    } else if let Some((_, secret)) = typed.rsplit_once("/pass/mon-pass/") {
        return Ok(match passes::by_secret(query, secret).await {
            Ok(pass) => Looked::Found(Box::new(pass)),
            Err(Error::NotFound) => Looked::Fault("pass-desk-unknown"),
            Err(other) => return Err(page(other)),
        });
    } else if typed.chars().filter(char::is_ascii_digit).count() >= 6 {
        match credential::number::typed(typed) {
            Ok(_) => access::credentials::right_of_number(query, typed).await?,
            Err(_) => return Ok(Looked::Fault("pass-desk-slip")),
        }
    } else {
        return Ok(Looked::Name);
    };
    let Some(right) = right else { return Ok(Looked::Fault("pass-desk-unknown")) };
    Ok(match passes::by_id(query, &right).await {
        Ok(pass) => Looked::Found(Box::new(pass)),
        Err(Error::NotFound) => Looked::Fault("pass-desk-unknown"),
        Err(other) => return Err(page(other)),
    })
}

async fn lines(
    query: &mut impl Query,
    found: &[Pass],
    visit: &Visit,
    today: jiff::civil::Date,
) -> Result<Vec<PassLine>, PageError> {
    let known = products::all(query).await.map_err(page)?;
    Ok(found
        .iter()
        .filter_map(|pass| {
            let product = known.iter().find(|product| product.id == pass.product)?;
            Some(PassLine::of(pass, product, visit.lang, today, paths::sheet(&pass.id)))
        })
        .collect())
}

/// `pass/desk_sheet.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Sheet {
    pub(super) name: String,
    pub(super) second: String,
    pub(super) number: String,
    pub(super) product: ProductView,
    pub(super) standing: &'static str,
    pub(super) begins_on: String,
    pub(super) ends_on: String,
    pub(super) first_visit_on: Option<String>,
    pub(super) email: Option<String>,
    pub(super) channel: String,
    pub(super) to_check: bool,
    pub(super) checked: bool,
    pub(super) renew: Option<i64>,
    pub(super) transfer: bool,
    pub(super) refund: Option<RefundView>,
    pub(super) suspended: bool,
    pub(super) qr: Option<String>,
    pub(super) sales: Vec<SaleLine>,
    pub(super) base: String,
    pub(super) page: String,
    pub(super) id: String,
    pub(super) may_favour: bool,
    pub(super) till: Option<String>,
    pub(super) form: FormState,
}

/// What giving the pass back would bring.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RefundView {
    pub(super) cents: Option<i64>,
    pub(super) most: i64,
    pub(super) ground: &'static str,
    pub(super) way: &'static str,
}

/// What was paid for it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SaleLine {
    pub(super) deed: &'static str,
    pub(super) at: String,
    pub(super) cents: i64,
    pub(super) refunded: i64,
    pub(super) reference: String,
    pub(super) receipt: Option<String>,
    pub(super) channel: &'static str,
}

/// `GET /bureau/pass/fiche/{pass}`: opened, it is in the audit log.
pub(super) async fn sheet(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, Permission::SellPasses)?;
    passes::by_id(&mut web.db.read().await?, &id).await.map_err(page)?;
    let mut write = web.db.write().await?;
    audit::append(&mut write, &session.actor(), "pass.sheet_opened", &format!("pass:{id}"), &json!({})).await?;
    write.commit().await?;
    show(&web, &visit, &session, &id, FormState::default()).await
}

pub(super) async fn show(web: &Web, visit: &Visit, session: &people::Session, id: &str, form: FormState) -> Page {
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let pass = passes::by_id(&mut read, id).await.map_err(page)?;
    let product = products::by_id(&mut read, &pass.product).await.map_err(page)?;
    let price = products::price_on(&mut read, &product.id, today).await.map_err(page)?.unwrap_or_default();
    let renew = match renew::offer(&mut read, &pass, today).await {
        Ok(offer) => Some(offer.price.0),
        Err(Error::Refused(_)) => None,
        Err(other) => return Err(page(other)),
    };
    let may_transfer = match transfer::check(&mut read, &pass, today).await {
        Ok(()) => true,
        Err(Error::Refused(_)) => false,
        Err(other) => return Err(page(other)),
    };
    let quote = refund::quote(&mut read, &pass, today).await.map_err(page)?;
    let till = regie::current(&mut read, &session.account.id).await?;
    let text = access::credentials::text(&mut read, &pass.id).await?;
    let sales = orders::paid_lines_of(&mut read, &pass.id).await.map_err(page)?;
    drop(read);
    let title = web.say(visit.lang, "pass-qr-of", &[("name", &pass.names.full())]);
    let view = Sheet {
        name: pass.names.full(),
        second: pass.names.second(),
        number: credential::number::printed(&pass.number),
        product: ProductView::of(&product, price, visit.lang),
        standing: pass.standing(today),
        begins_on: pass.begins_on.to_string(),
        ends_on: pass.ends_on.to_string(),
        first_visit_on: pass.first_visit_on.map(|day| day.to_string()),
        email: pass.email.clone(),
        channel: pass.channel.clone(),
        to_check: pass.proof == Proof::ToCheck && pass.standing(today) == "waiting",
        checked: pass.proof == Proof::Checked,
        renew,
        transfer: may_transfer,
        refund: quote.map(|quote| RefundView {
            cents: quote.due.map(|(cents, _)| cents.0),
            most: quote.most.0,
            ground: quote.due.map_or("none", |(_, ground)| ground.code()),
            way: quote.way.code(),
        }),
        suspended: pass.standing(today) == "suspended",
        qr: picture(text.as_deref(), &title),
        sales: sales
            .into_iter()
            .map(|(line, order)| SaleLine {
                deed: line.deed.code(),
                at: instant(order.paid_at.unwrap_or(order.created_at)),
                cents: line.price.0,
                refunded: line.refunded.0,
                reference: order.reference,
                receipt: order.receipt.map(|receipt| format!("/bureau/regie/recus/{receipt}")),
                channel: order.channel.code(),
            })
            .collect(),
        base: paths::sheet(&pass.id),
        page: paths::pass(&pass.secret),
        id: pass.id.clone(),
        may_favour: session.may(Permission::ManagePasses, &people::Target::Anywhere),
        till: till.map(|till| till.till_name),
        form,
    };
    let sound = view.form.is_sound();
    web.page(visit, "pass/desk_sheet.html", &view, sound)
}
