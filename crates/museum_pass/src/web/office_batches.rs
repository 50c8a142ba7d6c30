//! Batches for works councils, in the office.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use people::Permission;
use people::web::Staff;
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::views::{ProductView, instant, sold};
use super::{Web, basket, noted, page, paths, require};
use crate::batch::{self, NewBatch};
use crate::model::{code, days};
use crate::store::{batches, gifts, orders, passes, products};

type Page = Result<Response, PageError>;

/// `pass/office_batches.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct BatchesPage {
    pub(super) lines: Vec<Line>,
    pub(super) products: Vec<ProductView>,
    pub(super) faults: Vec<Fault>,
    pub(super) most: usize,
    pub(super) form: FormState,
}

/// A batch in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub(super) href: String,
    pub(super) buyer: String,
    pub(super) kind: String,
    pub(super) copies: u32,
    pub(super) cents: i64,
    pub(super) reference: String,
    pub(super) paid_on: Option<String>,
    pub(super) at: String,
}

/// A line of a list that cannot be taken.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Fault {
    pub(super) line: usize,
    pub(super) message: &'static str,
}

async fn show(web: &Web, visit: &Visit, form: FormState, faults: Vec<Fault>) -> Page {
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let found = sold(&mut read, today, |product| product.batch).await?;
    let mut lines = Vec::new();
    for batch in batches::all(&mut read).await.map_err(page)? {
        let order = orders::by_id(&mut read, &batch.order).await.map_err(page)?;
        lines.push(Line {
            href: paths::batch(&batch.id),
            buyer: batch.buyer,
            kind: batch.kind,
            copies: batch.copies,
            cents: order.total.0,
            reference: order.reference,
            paid_on: batch.paid_on.map(|day| day.to_string()),
            at: instant(batch.created_at),
        });
    }
    drop(read);
    let view = BatchesPage {
        lines,
        products: found.iter().map(|(product, cents)| ProductView::of(product, *cents, visit.lang)).collect(),
        faults,
        most: batch::MOST,
        form,
    };
    let sound = view.form.is_sound() && view.faults.is_empty();
    web.page(visit, "pass/office_batches.html", &view, sound)
}

/// `GET /bureau/pass/lots`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::ManagePasses)?;
    show(&web, &visit, FormState::default(), Vec::new()).await
}

/// `POST /bureau/pass/lots`
pub(super) async fn make(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::ManagePasses)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let people = match batch::read_list(form.value("people")) {
        Ok(people) => people,
        Err(faults) => {
            let faults = faults.into_iter().map(|fault| Fault { line: fault.line, message: fault.message }).collect();
            return show(&web, &visit, form, faults).await;
        }
    };
    let codes = match form.value("codes") {
        "" => 0,
        typed => match typed.parse() {
            Ok(codes) => codes,
            Err(_) => {
                form.fault("codes", "pass-number-bad");
                return show(&web, &visit, form, Vec::new()).await;
            }
        },
    };
    let value = |name: &str| form.value(name).to_owned();
    let new = NewBatch {
        buyer: value("buyer"),
        address: value("address"),
        siret: Some(value("siret")).filter(|siret| !siret.is_empty()),
        buyer_reference: value("buyer_reference"),
        email: value("email"),
        lang: visit.lang.code().to_owned(),
        product: value("product"),
        people,
        codes,
    };
    let mut write = web.db.write().await?;
    match batch::make(&mut write, &new, &session.actor()).await {
        Ok(batch) => {
            write.commit().await?;
            Ok(web.done(&visit, "pass-done-batch", &[], &paths::batch(&batch.id)))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            show(&web, &visit, form, Vec::new()).await
        }
    }
}

/// `pass/office_batch.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct BatchPage {
    pub(super) buyer: String,
    pub(super) address: String,
    pub(super) siret: Option<String>,
    pub(super) buyer_reference: String,
    pub(super) reference: String,
    pub(super) kind: String,
    pub(super) copies: u32,
    pub(super) product: String,
    pub(super) unit: i64,
    pub(super) total: i64,
    pub(super) at: String,
    pub(super) paid_on: Option<String>,
    pub(super) bank_reference: Option<String>,
    pub(super) passes: Vec<Made>,
    pub(super) opened: usize,
    pub(super) today: String,
    pub(super) action: String,
    pub(super) form: FormState,
}

/// A pass or a code the batch made.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Made {
    pub(super) name: String,
    pub(super) href: Option<String>,
    pub(super) code: Option<String>,
    pub(super) state: String,
}

async fn show_one(web: &Web, visit: &Visit, id: &str, form: FormState) -> Page {
    let mut read = web.db.read().await?;
    let batch = batches::by_id(&mut read, id).await.map_err(page)?;
    let order = orders::by_id(&mut read, &batch.order).await.map_err(page)?;
    let lines = orders::lines(&mut read, &order.id).await.map_err(page)?;
    let first = lines.first().ok_or(PageError::NotFound)?;
    let product = products::by_id(&mut read, &first.product).await.map_err(page)?;
    let mut made = Vec::new();
    for gift in gifts::of_batch(&mut read, &batch.id).await.map_err(page)? {
        let code = code::spaced_gift(&gift.code);
        made.push(Made { name: String::new(), href: None, code: Some(code), state: gift.state });
    }
    if batch.kind == "names" {
        for line in &lines {
            let href = line.pass.as_deref().map(paths::sheet);
            made.push(Made { name: line.names.full(), href, code: None, state: String::new() });
        }
    }
    drop(read);
    let view = BatchPage {
        reference: order.reference,
        product: product.name.of(visit.lang).to_owned(),
        unit: first.price.0,
        total: order.total.0,
        at: instant(batch.created_at),
        paid_on: batch.paid_on.map(|day| day.to_string()),
        opened: made.iter().filter(|one| one.state == "opened").count(),
        passes: made,
        today: days::today(web.db.clock()).to_string(),
        action: paths::batch(&batch.id),
        buyer: batch.buyer,
        address: batch.address,
        siret: batch.siret,
        buyer_reference: batch.buyer_reference,
        kind: batch.kind,
        copies: batch.copies,
        bank_reference: batch.bank_reference,
        form,
    };
    let sound = view.form.is_sound();
    web.page(visit, "pass/office_batch.html", &view, sound)
}

/// `GET /bureau/pass/lots/{batch}`
pub(super) async fn one(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, Permission::ManagePasses)?;
    show_one(&web, &visit, &id, FormState::default()).await
}

/// `POST /bureau/pass/lots/{batch}`: the transfer came.
pub(super) async fn paid(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManagePasses)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    batches::by_id(&mut web.db.read().await?, &id).await.map_err(page)?;
    let Some(on) = basket::typed_day(form.value("paid_on")) else {
        form.fault("paid_on", "pass-day-bad");
        return show_one(&web, &visit, &id, form).await;
    };
    let reference = form.value("bank_reference").to_owned();
    let mut write = web.db.write().await?;
    match batch::paid(&mut write, &id, on, &reference, &session.actor()).await {
        Ok(()) => {
            write.commit().await?;
            Ok(web.done(&visit, "pass-done-batch-paid", &[], &paths::batch(&id)))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            show_one(&web, &visit, &id, form).await
        }
    }
}

/// `GET /bureau/pass/lots/{batch}/codes.csv`
pub(super) async fn codes(State(web): State<Web>, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, Permission::ManagePasses)?;
    let mut read = web.db.read().await?;
    let batch = batches::by_id(&mut read, &id).await.map_err(page)?;
    let mut table = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    if batch.kind == "codes" {
        table.write_record(["code", "address", "good_until", "state"])?;
        for gift in gifts::of_batch(&mut read, &id).await.map_err(page)? {
            let address = format!("{}{}", web.public_url, paths::gift(&gift.code));
            let until = gift.good_until.to_string();
            table.write_record([code::spaced_gift(&gift.code), address, until, gift.state])?;
        }
    } else {
        table.write_record(["name", "number", "address", "ends_on"])?;
        for line in orders::lines(&mut read, &batch.order).await.map_err(page)? {
            let Some(pass) = line.pass else { continue };
            let Ok(pass) = passes::by_id(&mut read, &pass).await else { continue };
            let address = format!("{}{}", web.public_url, paths::pass(&pass.secret));
            let number = credential::number::printed(&pass.number);
            table.write_record([pass.names.full(), number, address, pass.ends_on.to_string()])?;
        }
    }
    let body = table.into_inner().map_err(|error| PageError::internal(error.to_string()))?;
    let mut response = body.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"pass.csv\""));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
