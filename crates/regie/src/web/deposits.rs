//! Slips to the comptable public.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use ledger::Cents;
use people::Session;
use people::web::Staff;
use shell::{FormState, PageError, SentForm, Tone, Visit};

use super::{HOME, Names, Page, Web, day_and_time, or_not_found, require_desk, require_regie};
use crate::deposits::{self, Deposit};
use crate::pages::{ChequeLine, DepositPage};
use crate::receipts::local_zone;
use crate::regies::{self, Regie};

/// `POST /bureau/regie/bordereaux`
pub(crate) async fn make(State(web): State<Web>, visit: Visit, Staff(person): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    require_desk(&person)?;
    let mut write = web.db.write().await?;
    let regie = or_not_found(regies::by_id(&mut write, form.value("regie")).await)?;
    require_regie(&mut write, &person, &regie).await?;
    let cash = match form.value("especes") {
        "" => Ok(Cents::ZERO),
        text => text.parse::<Cents>(),
    };
    let Ok(cash) = cash else {
        return Ok(web.say(&visit, Tone::Refused, "regie-fault-amount", HOME));
    };
    match deposits::make(&mut write, &regie.id, &person.account.id, cash).await {
        Ok(slip) => {
            let details = serde_json::json!({ "number": slip.number, "cents": slip.total().0 });
            let subject = format!("deposit:{}", slip.id);
            people::audit::append(&mut write, &person.actor(), "regie.slip_made", &subject, &details).await?;
            write.commit().await?;
            Ok(Redirect::to(&format!("{HOME}/bordereaux/{}", slip.id)).into_response())
        }
        Err(error) => match error.message() {
            Some(message) => Ok(web.say(&visit, Tone::Refused, message, HOME)),
            None => Err(error.into()),
        },
    }
}

async fn find(web: &Web, person: &Session, id: &str) -> Result<(Deposit, Regie), PageError> {
    require_desk(person)?;
    let mut read = web.db.read().await?;
    let slip = or_not_found(deposits::by_id(&mut read, id).await)?;
    let regie = regies::by_id(&mut read, &slip.regie).await?;
    require_regie(&mut read, person, &regie).await?;
    Ok((slip, regie))
}

async fn view_of(web: &Web, slip: Deposit, regie: Regie, form: FormState) -> Result<DepositPage, PageError> {
    let cheques = deposits::cheques(&mut web.db.read().await?, &slip.id).await?;
    let mut names = Names::new(web);
    let handed_by = match &slip.handed_by {
        Some(account) => Some(names.of(account).await),
        None => None,
    };
    Ok(DepositPage {
        regie: regie.name,
        act: regie.act,
        regisseur: regie.regisseur,
        accountant: regie.accountant,
        made_on: day_and_time(slip.made_at_ms).0,
        made_by: names.of(&slip.made_by).await,
        cash: slip.cash.0,
        cheques_total: slip.cheques_total.0,
        total: slip.total().0,
        cheques: cheques
            .into_iter()
            .map(|cheque| ChequeLine {
                number: cheque.number,
                bank: cheque.bank,
                drawer: cheque.drawer,
                href: format!("{HOME}/recus/{}", cheque.receipt),
                receipt: cheque.receipt_number,
                amount: cheque.amount.0,
            })
            .collect(),
        hand_action: slip.handed_on.is_none().then(|| format!("{HOME}/bordereaux/{}/versement", slip.id)),
        handed_on: slip.handed_on.map(|day| day.to_string()),
        handed_by,
        acknowledgement: slip.acknowledgement.filter(|text| !text.is_empty()),
        today: web.db.clock().now().to_zoned(local_zone()).date().to_string(),
        number: slip.number,
        form,
    })
}

/// `GET /bureau/regie/bordereaux/{deposit}`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(person): Staff, Path(id): Path<String>) -> Page {
    let (slip, regie) = find(&web, &person, &id).await?;
    let view = view_of(&web, slip, regie, FormState::default()).await?;
    Ok(web.frame.render(&visit, "regie/deposit.html", &view)?.into_response())
}

/// `POST /bureau/regie/bordereaux/{deposit}/versement`
pub(crate) async fn hand_over(
    State(web): State<Web>,
    visit: Visit,
    Staff(person): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let (slip, regie) = find(&web, &person, &id).await?;
    let to = format!("{HOME}/bordereaux/{}", slip.id);
    if let Ok(on) = form.value("jour").parse::<Date>() {
        let mut write = web.db.write().await?;
        let answer = form.value("accuse").to_owned();
        match deposits::hand_over(&mut write, &slip.id, &person.account.id, on, &answer).await {
            Ok(slip) => {
                let details = serde_json::json!({ "number": slip.number, "cents": slip.total().0 });
                let subject = format!("deposit:{}", slip.id);
                people::audit::append(&mut write, &person.actor(), "regie.slip_handed", &subject, &details).await?;
                write.commit().await?;
                return Ok(web.say(&visit, Tone::Done, "regie-handed", &to));
            }
            Err(error) => match error.message() {
                Some(message) => form.fault("jour", message),
                None => return Err(error.into()),
            },
        }
    } else {
        form.fault("jour", "regie-fault-handed-on");
    }
    let view = view_of(&web, slip, regie, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.frame.render(&visit, "regie/deposit.html", &view)?).into_response())
}
