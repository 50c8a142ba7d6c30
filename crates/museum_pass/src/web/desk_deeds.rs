//! What an agent does with a pass.

use axum::extract::{Path, State};
use axum::response::Response;
use ledger::Cents;
use people::web::Staff;
use people::{Permission, Target};
use regie::Means;
use shell::{PageError, SentForm, Visit};

use super::{Web, back, desk, noted, page, paths, require};
use crate::model::pass::Names;
use crate::refund::Giving;
use crate::store::passes;
use crate::{Error, eligibility, lost, refund, transfer};

/// `POST /bureau/pass/fiche/{pass}/{deed}`
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((id, deed)): Path<(String, String)>,
    sent: SentForm,
) -> Result<Response, PageError> {
    require(&session, Permission::SellPasses)?;
    let form = sent.checked(&web.frame, &visit)?;
    passes::by_id(&mut web.db.read().await?, &id).await.map_err(page)?;
    let (actor, to) = (session.actor(), paths::sheet(&id));
    let may_manage = session.may(Permission::ManagePasses, &Target::Anywhere);
    let mut write = web.db.write().await?;
    let done = match deed.as_str() {
        "verifier" => eligibility::checked(&mut write, &id, &actor).await.map(|()| "pass-done-checked"),
        "refuser" => eligibility::refused(&mut write, &id, &actor).await.map(|()| "pass-done-refused"),
        "refaire" => lost::reissue(&mut write, &id, &actor).await.map(|_| "pass-reissued"),
        "suspendre" => lost::suspend(&mut write, &id, true, &actor).await.map(|()| "pass-done-suspended"),
        "rendre" => lost::suspend(&mut write, &id, false, &actor).await.map(|()| "pass-done-resumed"),
        "annuler" if may_manage => refund::cancel(&mut write, &id, &actor).await.map(|()| "pass-done-cancelled"),
        "transmettre" => {
            let value = |name: &str| form.value(name).to_owned();
            let names = Names {
                first: value("first"),
                last: value("last"),
                second_first: value("second_first"),
                second_last: value("second_last"),
            };
            let email = Some(value("email")).filter(|email| !email.is_empty());
            transfer::transfer(&mut write, &id, &names, email.as_deref(), &actor).await.map(|_| "pass-done-transferred")
        }
        "rembourser" => {
            let favour = match form.value("amount") {
                "" => None,
                _ if !may_manage => return Err(PageError::Forbidden),
                typed => match typed.parse::<Cents>() {
                    Ok(cents) => Some(cents),
                    Err(_) => return Ok(web.refused(&visit, "pass-amount-bad", &to)),
                },
            };
            let till = regie::current(&mut write, &session.account.id).await?;
            let giving = Giving {
                actor: &actor,
                favour,
                till: till.as_ref().map(|till| till.id.as_str()),
                means: Means::from_code(form.value("means")).unwrap_or(Means::Cash),
                why: match form.value("why") {
                    "" => "Remboursement d’un pass",
                    why => why,
                },
            };
            refund::give_back(&mut write, &id, &giving).await.map(|_| "pass-done-refunded")
        }
        _ => return Err(PageError::NotFound),
    };
    match done {
        Ok(said) => {
            write.commit().await?;
            Ok(web.done(&visit, said, &[], &to))
        }
        Err(error @ Error::Field { .. }) => {
            write.rollback().await?;
            desk::show(&web, &visit, &session, &id, noted(form, error)?).await
        }
        Err(error) => {
            write.rollback().await?;
            back(&web, &visit, error, &to)
        }
    }
}
