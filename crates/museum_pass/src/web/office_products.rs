//! Products and prices, in the office.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use ledger::Cents;
use people::Permission;
use people::web::Staff;
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::{Web, back, basket, noted, page, paths, require};
use crate::model::days;
use crate::model::product::{Audience, Eligibility, Price, Product, RefundRule, Validity, Words, price_on};
use crate::store::products;
use crate::{Error, defaults, products as verbs};

type Page = Result<Response, PageError>;

/// `pass/office_products.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct ProductsPage {
    pub(super) lines: Vec<Line>,
    pub(super) form: FormState,
}

/// A product in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub(super) href: String,
    pub(super) name: String,
    pub(super) code: String,
    pub(super) cents: Option<i64>,
    pub(super) next: Option<(i64, String)>,
    pub(super) validity: &'static str,
    pub(super) months: u32,
    pub(super) online: bool,
    pub(super) desk: bool,
    pub(super) gift: bool,
    pub(super) batch: bool,
    pub(super) demo: bool,
}

/// `GET /bureau/pass/produits`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::ManagePasses)?;
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let mut lines = Vec::new();
    for product in products::all(&mut read).await.map_err(page)? {
        let prices = products::prices(&mut read, &product.id).await.map_err(page)?;
        let next = prices.iter().filter(|price| price.from > today).min_by_key(|price| price.from);
        lines.push(Line {
            href: paths::product(&product.code),
            name: product.name.of(visit.lang).to_owned(),
            cents: price_on(&prices, today).map(|cents| cents.0),
            next: next.map(|price| (price.cents.0, price.from.to_string())),
            validity: product.validity.code(),
            months: product.months,
            online: product.online,
            desk: product.desk,
            gift: product.gift,
            batch: product.batch,
            demo: product.demo,
            code: product.code,
        });
    }
    drop(read);
    web.page(&visit, "pass/office_products.html", &ProductsPage { lines, form: FormState::default() }, true)
}

/// `POST /bureau/pass/produits`: puts the default products that are missing.
pub(super) async fn create(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::ManagePasses)?;
    sent.checked(&web.frame, &visit)?;
    let mut write = web.db.write().await?;
    defaults::install(&mut write).await.map_err(page)?;
    write.commit().await?;
    Ok(web.done(&visit, "pass-done-defaults", &[], paths::PRODUCTS))
}

/// `pass/office_product.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct ProductPage {
    pub(super) code: String,
    pub(super) fresh: bool,
    pub(super) prices: Vec<PriceLine>,
    pub(super) lists: Lists,
    pub(super) today: String,
    pub(super) action: String,
    pub(super) source: String,
    pub(super) demo: bool,
    pub(super) form: FormState,
}

/// A price in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PriceLine {
    pub(super) from: String,
    pub(super) cents: i64,
    pub(super) now: bool,
    pub(super) to_come: bool,
}

/// What may be chosen, by code.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Lists {
    pub(super) audience: Vec<&'static str>,
    pub(super) validity: Vec<&'static str>,
    pub(super) eligibility: Vec<&'static str>,
    pub(super) refund: Vec<&'static str>,
}

async fn show(web: &Web, visit: &Visit, code: &str, form: FormState) -> Page {
    let today = days::today(web.db.clock());
    let mut read = web.db.read().await?;
    let known = match products::by_code(&mut read, code).await {
        Ok(product) => Some(product),
        Err(Error::NotFound) if code == "nouveau" => None,
        Err(other) => return Err(page(other)),
    };
    let prices = match &known {
        Some(product) => products::prices(&mut read, &product.id).await.map_err(page)?,
        None => Vec::new(),
    };
    drop(read);
    let now = prices.iter().filter(|price| price.from <= today).map(|price| price.from).max();
    let mut form = form;
    if form.values.is_empty() {
        fill(
            &mut form,
            &known.clone().unwrap_or_else(|| Product {
                code: String::new(),
                demo: false,
                name: Words::default(),
                words: Words::default(),
                source: String::new(),
                ..defaults::solo()
            }),
        );
    }
    let view = ProductPage {
        code: known.as_ref().map(|product| product.code.clone()).unwrap_or_default(),
        fresh: known.is_none(),
        prices: prices
            .iter()
            .map(|price| PriceLine {
                from: price.from.to_string(),
                cents: price.cents.0,
                now: Some(price.from) == now,
                to_come: price.from > today,
            })
            .collect(),
        lists: Lists {
            audience: Audience::ALL.iter().map(|one| one.code()).collect(),
            validity: Validity::ALL.iter().map(|one| one.code()).collect(),
            eligibility: Eligibility::ALL.iter().map(|one| one.code()).collect(),
            refund: RefundRule::ALL.iter().map(|one| one.code()).collect(),
        },
        today: today.to_string(),
        action: paths::product(code),
        source: known.as_ref().map(|product| product.source.clone()).unwrap_or_default(),
        demo: known.is_some_and(|product| product.demo),
        form,
    };
    let sound = view.form.is_sound();
    web.page(visit, "pass/office_product.html", &view, sound)
}

fn fill(form: &mut FormState, product: &Product) {
    let flag = |yes: bool| if yes { "1" } else { "" }.to_owned();
    let Product { name, words, eligible, .. } = product;
    let pairs = [
        ("code", product.code.clone()),
        ("place", product.place.to_string()),
        ("audience", product.audience.code().to_owned()),
        ("name_fr", name.fr.clone()),
        ("name_nl", name.nl.clone()),
        ("name_en", name.en.clone()),
        ("words_fr", words.fr.clone()),
        ("words_nl", words.nl.clone()),
        ("words_en", words.en.clone()),
        ("eligible_fr", eligible.fr.clone()),
        ("eligible_nl", eligible.nl.clone()),
        ("eligible_en", eligible.en.clone()),
        ("eligibility", product.eligibility.code().to_owned()),
        ("admits", product.admits.to_string()),
        ("holders", product.holders.to_string()),
        ("validity", product.validity.code().to_owned()),
        ("months", product.months.to_string()),
        ("begins_within_months", product.begins_within_months.to_string()),
        ("renew_before_days", product.renew_before_days.to_string()),
        ("renew_after_days", product.renew_after_days.to_string()),
        ("refund", product.refund.code().to_owned()),
        ("transfers", product.transfers.to_string()),
        ("online", flag(product.online)),
        ("desk", flag(product.desk)),
        ("gift", flag(product.gift)),
        ("batch", flag(product.batch)),
        ("notional", product.notional.map(|cents| cents.to_string()).unwrap_or_default()),
    ];
    form.values.extend(pairs.into_iter().map(|(name, value)| (name.to_owned(), value)));
}

/// `GET /bureau/pass/produits/{code}`; `nouveau` for a new one.
pub(super) async fn form(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
) -> Page {
    require(&session, Permission::ManagePasses)?;
    show(&web, &visit, &code, FormState::default()).await
}

/// `POST /bureau/pass/produits/{code}`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManagePasses)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let known = match products::by_code(&mut web.db.read().await?, &code).await {
        Ok(product) => Some(product),
        Err(Error::NotFound) if code == "nouveau" => None,
        Err(other) => return Err(page(other)),
    };
    let Some(product) = read(&mut form, known.as_ref())? else {
        return show(&web, &visit, &code, form).await;
    };
    if known.is_none() {
        match products::by_code(&mut web.db.read().await?, &product.code).await {
            Err(Error::NotFound) => {}
            Ok(_) => {
                form.fault("code", "pass-product-code-taken");
                return show(&web, &visit, &code, form).await;
            }
            Err(other) => return Err(page(other)),
        }
    }
    let mut write = web.db.write().await?;
    match verbs::keep(&mut write, &product, &session.actor()).await {
        Ok(_) => {
            write.commit().await?;
            Ok(web.done(&visit, "pass-done-saved", &[], &paths::product(&product.code)))
        }
        Err(error) => {
            write.rollback().await?;
            show(&web, &visit, &code, noted(form, error)?).await
        }
    }
}

/// The product of the form; nothing, its faults noted, when it holds none.
fn read(form: &mut FormState, known: Option<&Product>) -> Result<Option<Product>, PageError> {
    let number = |form: &mut FormState, field: &str| -> u32 {
        match form.value(field).parse() {
            Ok(number) => number,
            Err(_) => {
                form.fault(field, "pass-number-bad");
                0
            }
        }
    };
    let places = [
        "place",
        "admits",
        "holders",
        "months",
        "begins_within_months",
        "renew_before_days",
        "renew_after_days",
        "transfers",
    ];
    let [place, admits, holders, months, within, before, after, transfers] = places.map(|field| number(form, field));
    let notional = match form.value("notional") {
        "" => None,
        typed => match typed.parse::<Cents>() {
            Ok(cents) if cents >= Cents::ZERO => Some(cents),
            _ => {
                form.fault("notional", "pass-amount-bad");
                None
            }
        },
    };
    if !form.is_sound() {
        return Ok(None);
    }
    let words = |stem: &str| {
        Words::new(
            form.value(&format!("{stem}_fr")),
            form.value(&format!("{stem}_nl")),
            form.value(&format!("{stem}_en")),
        )
    };
    let ticked = |field: &str| form.value(field) == "1";
    Ok(Some(Product {
        id: String::new(),
        code: known.map_or_else(|| form.value("code").to_owned(), |product| product.code.clone()),
        place,
        audience: Audience::from_code(form.value("audience")).map_err(|_| PageError::BadRequest)?,
        name: words("name"),
        words: words("words"),
        eligible: words("eligible"),
        eligibility: Eligibility::from_code(form.value("eligibility")).map_err(|_| PageError::BadRequest)?,
        admits,
        holders,
        validity: Validity::from_code(form.value("validity")).map_err(|_| PageError::BadRequest)?,
        months,
        begins_within_months: within,
        renew_before_days: before,
        renew_after_days: after,
        refund: RefundRule::from_code(form.value("refund")).map_err(|_| PageError::BadRequest)?,
        transfers,
        online: ticked("online"),
        desk: ticked("desk"),
        gift: ticked("gift"),
        batch: ticked("batch"),
        notional,
        demo: false,
        source: known.map(|product| product.source.clone()).unwrap_or_default(),
    }))
}

/// `POST /bureau/pass/produits/{code}/prix`
pub(super) async fn price(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManagePasses)?;
    let form = sent.checked(&web.frame, &visit)?;
    products::by_code(&mut web.db.read().await?, &code).await.map_err(page)?;
    let to = paths::product(&code);
    let Some(from) = basket::typed_day(form.value("from")) else { return Ok(web.refused(&visit, "pass-day-bad", &to)) };
    let mut write = web.db.write().await?;
    let done = if form.value("drop") == "1" {
        verbs::drop_price(&mut write, &code, from, &session.actor()).await
    } else {
        let Ok(cents) = form.value("price").parse::<Cents>() else {
            return Ok(web.refused(&visit, "pass-amount-bad", &to));
        };
        verbs::set_price(&mut write, &code, Price { from, cents }, &session.actor()).await
    };
    match done {
        Ok(()) => {
            write.commit().await?;
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            write.rollback().await?;
            back(&web, &visit, error, &to)
        }
    }
}
