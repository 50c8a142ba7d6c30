//! The holder's page of a pass: its code, large on white; its days; invitations; renewing, losing, handing on.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use people::web::Visitor;
use people::{Actor, Session};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::views::{BenefitView, Museums, ProductView, picture};
use super::{Web, back, buy, noted, page, paths};
use crate::model::benefit::{Benefit, BenefitKind, ClaimState};
use crate::model::days;
use crate::model::pass::{Names, Pass};
use crate::phone::PhoneView;
use crate::store::{benefits, claims, passes, products};
use crate::{Error, invitations, lost, privacy, renew, transfer};

type Page = Result<Response, PageError>;

/// `pass/pass.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct PassPage {
    pub(super) name: String,
    pub(super) second: String,
    pub(super) number: String,
    pub(super) product: ProductView,
    pub(super) standing: &'static str,
    pub(super) begins_on: String,
    pub(super) ends_on: String,
    /// The end is the latest possible: the year begins at the first visit.
    pub(super) awaits_visit: bool,
    pub(super) days_left: i64,
    pub(super) phone: PhoneView,
    pub(super) renewal: Option<Renewal>,
    pub(super) transfer: bool,
    pub(super) invitations: Vec<InvitationView>,
    pub(super) offers: Vec<BenefitView>,
    pub(super) benefits: Vec<BenefitView>,
    pub(super) in_account: bool,
    /// Whether whoever is signed in may put it in their account.
    pub(super) may_keep: bool,
    pub(super) base: String,
    pub(super) form: FormState,
}

/// What renewing costs and gives.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Renewal {
    pub(super) cents: i64,
    pub(super) last: String,
}

/// An invitation asked for.
#[derive(Debug, Clone, Serialize)]
pub(super) struct InvitationView {
    pub(super) offered: BenefitView,
    pub(super) state: &'static str,
    pub(super) place: Option<u32>,
    pub(super) qr: Option<String>,
    /// What the symbol says.
    pub(super) text: Option<String>,
    pub(super) number: Option<String>,
}

/// `GET /pass/mon-pass/{secret}`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(secret): Path<String>,
) -> Page {
    let pass = passes::by_secret(&mut web.db.read().await?, &secret).await.map_err(page)?;
    show_with(&web, &visit, session.as_ref(), &pass, FormState::default()).await
}

/// What the page says of a pass; also what is printed and put in wallets.
pub(super) async fn view(
    web: &Web,
    visit: &Visit,
    session: Option<&Session>,
    pass: &Pass,
    form: FormState,
) -> Result<PassPage, PageError> {
    let today = days::today(web.db.clock());
    let now = web.db.clock().now_ms();
    let mut read = web.db.read().await?;
    let product = products::by_id(&mut read, &pass.product).await.map_err(page)?;
    let price = products::price_on(&mut read, &product.id, today).await.map_err(page)?.unwrap_or_default();
    let renewal = match renew::offer(&mut read, pass, today).await {
        Ok(offer) => Some(Renewal { cents: offer.price.0, last: offer.span.last.to_string() }),
        Err(Error::Refused(_)) => None,
        Err(other) => return Err(page(other)),
    };
    let transfer = match transfer::check(&mut read, pass, today).await {
        Ok(()) => true,
        Err(Error::Refused(_)) => false,
        Err(other) => return Err(page(other)),
    };
    let museums = Museums::read(&mut read).await?;
    let own = claims::of_pass(&mut read, &pass.id).await.map_err(page)?;
    let mut asked = Vec::new();
    for claim in own.iter().filter(|claim| claim.state != ClaimState::GivenUp) {
        let offered = benefits::by_id(&mut read, &claim.benefit).await.map_err(page)?;
        if offered.until < today {
            continue;
        }
        let (mut qr, mut told, mut number) = (None, None, None);
        if let Some(right) = &claim.right {
            let known = access::credentials::of_right(&mut read, right).await?;
            let (code, text) = known.map_or((None, None), |(code, text)| (code.number, Some(text)));
            let title = web.say(visit.lang, "pass-qr-of-invitation", &[("title", offered.title.of(visit.lang))]);
            qr = picture(text.as_deref(), &title);
            number = code.map(|number| credential::number::printed(&number));
            told = text;
        }
        asked.push(InvitationView {
            offered: BenefitView::of(&offered, &museums, visit.lang, None, now),
            state: claim.state.code(),
            place: claim.place,
            qr,
            text: told,
            number,
        });
    }
    let mut offers = Vec::new();
    let mut shown = Vec::new();
    for offered in benefits::shown(&mut read, today).await.map_err(page)? {
        let claimed = own.iter().any(|claim| claim.benefit == offered.id && claim.state != ClaimState::GivenUp);
        match offered.kind {
            BenefitKind::Benefit => shown.push(BenefitView::of(&offered, &museums, visit.lang, None, now)),
            BenefitKind::Invitation if !claimed && is_worth_showing(&offered, pass, now) => {
                let left = invitations::left(&mut read, &offered).await.map_err(page)?;
                offers.push(BenefitView::of(&offered, &museums, visit.lang, left, now));
            }
            BenefitKind::Invitation => {}
        }
    }
    let phone = PhoneView::of(web, &mut read, pass).await.map_err(page)?;
    drop(read);
    let standing = pass.standing(today);
    Ok(PassPage {
        name: pass.names.full(),
        second: pass.names.second(),
        number: credential::number::printed(&pass.number),
        product: ProductView::of(&product, price, visit.lang),
        standing,
        begins_on: pass.begins_on.to_string(),
        ends_on: pass.ends_on.to_string(),
        awaits_visit: product.validity == crate::model::product::Validity::FirstVisit && pass.first_visit_on.is_none(),
        days_left: i64::from((pass.ends_on - today).get_days()),
        phone,
        renewal,
        transfer,
        invitations: asked,
        offers,
        benefits: shown,
        in_account: pass.account.is_some(),
        may_keep: session.is_some() && pass.account.is_none(),
        base: paths::pass(&pass.secret),
        form,
    })
}

fn is_worth_showing(offered: &Benefit, pass: &Pass, now: i64) -> bool {
    now < offered.claims_until && pass.standing(offered.from) == "active"
}

async fn show_with(web: &Web, visit: &Visit, session: Option<&Session>, pass: &Pass, form: FormState) -> Page {
    let view = view(web, visit, session, pass, form).await?;
    let sound = view.form.is_sound();
    web.page(visit, "pass/pass.html", &view, sound)
}

/// `POST /pass/mon-pass/{secret}/{deed}`
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path((secret, deed)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let pass = passes::by_secret(&mut web.db.read().await?, &secret).await.map_err(page)?;
    let to = paths::pass(&pass.secret);
    // Whoever has the page is its holder: the log names no one else.
    let actor = session.as_ref().map_or(Actor::System("holder"), Session::actor);
    let mut write = web.db.write().await?;
    let done = match deed.as_str() {
        "renouveler" => match renew::order(&mut write, &pass, &paths::order("{order}")).await {
            Ok(order) => {
                write.commit().await?;
                return Ok(Redirect::to(&buy::next(&order)).into_response());
            }
            Err(error) => return back(&web, &visit, error, &to),
        },
        "perdu" => {
            lost::reissue(&mut write, &pass.id, &actor).await.map(|made| ("pass-reissued", paths::pass(&made.secret)))
        }
        "transmettre" => {
            let names = Names {
                first: form.value("first").to_owned(),
                last: form.value("last").to_owned(),
                second_first: form.value("second_first").to_owned(),
                second_last: form.value("second_last").to_owned(),
            };
            match transfer::transfer(&mut write, &pass.id, &names, Some(form.value("email")), &actor).await {
                Ok(_) => Ok(("pass-transferred", paths::PORTAL.to_owned())),
                Err(error @ Error::Field { .. }) => {
                    write.rollback().await?;
                    let form = noted(form, error)?;
                    return show_with(&web, &visit, session.as_ref(), &pass, form).await;
                }
                Err(other) => Err(other),
            }
        }
        "inviter" => invitations::claim(&mut write, form.value("benefit"), &pass.id).await.map(|claim| {
            let said = match claim.state {
                ClaimState::Won => "pass-claim-won",
                ClaimState::Asked => "pass-claim-asked",
                ClaimState::Waiting | ClaimState::GivenUp => "pass-claim-waiting",
            };
            (said, format!("{to}#invitations"))
        }),
        "rendre" => invitations::give_back(&mut write, form.value("benefit"), &pass.id)
            .await
            .map(|()| ("pass-claim-given-back", format!("{to}#invitations"))),
        "garder" => keep(&mut write, session.as_ref(), &pass).await.map(|()| ("pass-kept", "/mon-pass".to_owned())),
        "effacer" if form.value("certain") == "1" => {
            privacy::erase_pass(&mut write, &pass.id).await.map(|()| ("pass-erased", paths::PORTAL.to_owned()))
        }
        "effacer" => Err(Error::Refused("pass-erase-certain")),
        _ => return Err(PageError::NotFound),
    };
    match done {
        Ok((said, to)) => {
            write.commit().await?;
            Ok(web.done(&visit, said, &[], &to))
        }
        Err(error) => back(&web, &visit, error, &to),
    }
}

/// Puts a pass in the account of whoever is signed in, if it is in none.
async fn keep(write: &mut store::Write, session: Option<&Session>, pass: &Pass) -> crate::Result<()> {
    let session = session.ok_or(Error::Refused("pass-keep-sign-in"))?;
    if pass.account.is_some() {
        return Err(Error::Refused("pass-keep-taken"));
    }
    passes::set_account(write, &pass.id, &session.account.id).await?;
    access::rights::set_holder(write, &pass.id, Some(&session.account.id)).await?;
    Ok(())
}
