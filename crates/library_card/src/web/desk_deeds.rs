//! What a desk does with a card.

use axum::extract::{Path, State};
use axum::response::Response;
use jiff::civil::Date;
use people::web::Staff;
use people::{Error as PeopleError, card_number, holder};
use shell::{PageError, SentForm, Visit, calendar};

use super::desk::require;
use super::{Web, page, paths};
use crate::{Error, cards, held};

type Page = Result<Response, PageError>;

/// `POST /bureau/guichet/{account}/{deed}`
pub(super) async fn act(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((account, deed)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session)?;
    let form = sent.checked(&web.frame, &visit)?;
    let (by, to) = (session.actor(), paths::sheet(&account));
    web.people.holder(&account).await.map_err(super::people_page)?.ok_or(PageError::NotFound)?;
    // Who works here signs in with the powers of their role: at a desk nobody gives them an address or a code, for whoever
    // holds those could sign in as them.
    let opens_the_account = matches!(deed.as_str(), "code" | "adresse");
    if opens_the_account && holder::is_staff(&mut web.db.read().await?, &account).await.map_err(super::people_page)? {
        return Ok(web.refused(&visit, "card-staff-own", &to));
    }
    if deed == "code" {
        let pin = cards::give_pin(&web.people, &by, &account).await.map_err(page)?;
        return Ok(web.done(&visit, "card-pin-given", &[("pin", &pin)], &to));
    }
    let day = |day: Date| calendar::dated(visit.lang, day);
    let mut write = web.db.write().await?;
    let done = match deed.as_str() {
        "prolonger" => cards::renew(&mut write, &by, &account).await.map(|until| ("card-renewed", day(until))),
        "confirmer" => cards::confirm(&mut write, &by, &account).await.map(|until| ("card-confirmed", day(until))),
        "remplacer" => cards::replace(&mut write, &by, &account)
            .await
            .map(|card| ("card-replaced", card_number::spaced(&card.number))),
        "suspendre" => cards::suspend(&mut write, &by, &account).await.map(|()| ("card-suspended", String::new())),
        "rendre" => cards::resume(&mut write, &by, &account).await.map(|()| ("card-resumed", String::new())),
        "adresse" => web
            .post_address_letter(&mut write, &account, form.value("email"))
            .await
            .map(|()| ("card-address-sent", form.value("email").to_owned())),
        "effacer" if form.value("certain") == "1" => {
            held::erase(&mut write, &by, &web.rooms, &account).await.map(|()| ("card-erased-desk", String::new()))
        }
        "effacer" => return Ok(web.refused(&visit, "card-erase-tick", &to)),
        _ => return Err(PageError::NotFound),
    };
    match done {
        Ok((message, about)) => {
            write.commit().await?;
            let to = if deed == "effacer" { paths::DESK } else { &to };
            Ok(web.done(&visit, message, &[("about", &about), ("email", &about)], to))
        }
        Err(error) => {
            drop(write);
            let said = match error {
                Error::WrongState => "card-wrong-state",
                Error::People(PeopleError::IsStaff) => "card-erase-staff",
                Error::People(PeopleError::InvalidEmail(_)) | Error::Mail(mail::Error::Address) => "staff-email-wrong",
                other => return Err(page(other)),
            };
            Ok(web.refused(&visit, said, &to))
        }
    }
}
