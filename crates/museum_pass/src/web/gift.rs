//! Opening a gift.

use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use people::web::Visitor;
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit, parse_pairs};

use super::basket;
use super::views::{ProductView, communes};
use super::{Web, noted, page, paths};
use crate::model::pass::Names;
use crate::model::product::Validity;
use crate::model::{code, days};
use crate::order::Wanted;
use crate::store::products;
use crate::{Error, gifts};

type Page = Result<Response, PageError>;

/// `pass/gift.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct GiftPage {
    /// Nothing while no code was typed.
    pub(super) gift: Option<GiftView>,
    pub(super) communes: Vec<Choice>,
    pub(super) today: String,
    pub(super) action: String,
    pub(super) form: FormState,
}

/// A gift before it is opened.
#[derive(Debug, Clone, Serialize)]
pub(super) struct GiftView {
    pub(super) code: String,
    pub(super) product: ProductView,
    pub(super) from: String,
    pub(super) to: String,
    pub(super) message: String,
    pub(super) good_until: String,
}

/// `GET /pass/cadeau`, and `?code=…` from its form.
pub(super) async fn ask(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let mut form = FormState::default();
    if let Some((_, typed)) = pairs.into_iter().find(|(name, _)| name == "code") {
        match code::typed_gift(&typed) {
            Some(code) => return Ok(Redirect::to(&paths::gift(&code)).into_response()),
            None => {
                form.values.insert("code".into(), typed);
                form.fault("code", "pass-gift-slip");
            }
        }
    }
    show(&web, &visit, None, form).await
}

async fn show(web: &Web, visit: &Visit, gift: Option<GiftView>, form: FormState) -> Page {
    let communes = communes(&mut web.db.read().await?).await?;
    let action =
        gift.as_ref().map_or_else(|| "/pass/cadeau".to_owned(), |gift| paths::gift(&gift.code.replace(' ', "")));
    let today = days::today(web.db.clock()).to_string();
    let view = GiftPage { gift, communes, today, action, form };
    let sound = view.form.is_sound();
    web.page(visit, "pass/gift.html", &view, sound)
}

async fn read(web: &Web, visit: &Visit, typed: &str) -> Result<Result<GiftView, &'static str>, PageError> {
    let mut read = web.db.read().await?;
    let gift = match gifts::find(&mut read, typed).await {
        Ok(gift) => gift,
        Err(Error::Refused(_)) => return Err(PageError::NotFound),
        Err(other) => return Err(page(other)),
    };
    if let Err(Error::Refused(message)) = gift.check(days::today(web.db.clock())) {
        return Ok(Err(message));
    }
    let product = products::by_id(&mut read, &gift.product).await.map_err(page)?;
    let mut shown = ProductView::of(&product, gift.price, visit.lang);
    shown.chosen_day = product.validity == Validity::Chosen;
    Ok(Ok(GiftView {
        code: code::spaced_gift(&gift.code),
        product: shown,
        from: gift.gift.from,
        to: gift.gift.to,
        message: gift.gift.message,
        good_until: gift.good_until.to_string(),
    }))
}

/// `GET /pass/cadeau/{code}`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Path(typed): Path<String>) -> Page {
    match read(&web, &visit, &typed).await? {
        Ok(gift) => show(&web, &visit, Some(gift), FormState::default()).await,
        Err(message) => {
            let mut form = FormState::default();
            form.fault("code", message);
            show(&web, &visit, None, form).await
        }
    }
}

/// `POST /pass/cadeau/{code}`
pub(super) async fn open(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(typed): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let gift = match read(&web, &visit, &typed).await? {
        Ok(gift) => gift,
        Err(message) => {
            form.fault("code", message);
            return show(&web, &visit, None, form).await;
        }
    };
    let begins = form.value("begins_on").to_owned();
    let begins_on = basket::day(&mut form, "begins_on", &begins);
    let value = |name: &str| form.value(name).to_owned();
    let names = Names {
        first: value("first"),
        last: value("last"),
        second_first: value("second_first"),
        second_last: value("second_last"),
    };
    let filled = |name: &str| Some(value(name)).filter(|text| !text.is_empty());
    let declared = form.value("declared") == "1";
    let wanted = Wanted { names, commune: filled("commune"), begins_on, declared, ..Wanted::default() };
    let email = filled("email");
    if !form.is_sound() {
        return show(&web, &visit, Some(gift), form).await;
    }
    let account = session.map(|session| session.account.id);
    let mut write = web.db.write().await?;
    let lang = visit.lang.code();
    match gifts::open(&mut write, &typed, &wanted, account.as_deref(), email.as_deref(), lang).await {
        Ok(pass) => {
            write.commit().await?;
            Ok(web.done(&visit, "pass-gift-done", &[], &paths::pass(&pass.secret)))
        }
        Err(error) => {
            write.rollback().await?;
            let form = noted(form, error)?;
            show(&web, &visit, Some(gift), form).await
        }
    }
}
