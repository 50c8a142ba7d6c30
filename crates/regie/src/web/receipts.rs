//! A receipt, on the screen and on paper.

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use people::Session;
use people::web::Staff;
use shell::{PageError, SentForm, Visit};

use super::{HOME, Names, Page, Web, day_and_time, or_not_found, require_desk, require_regie};
use crate::pages::{LineView, PayingView, ReceiptPage};
use crate::{Receipt, receipts, regies};

async fn find(web: &Web, person: &Session, id: &str) -> Result<(Receipt, regies::Regie), PageError> {
    require_desk(person)?;
    let mut read = web.db.read().await?;
    let receipt = or_not_found(receipts::by_id(&mut read, id).await)?;
    let regie = regies::by_id(&mut read, &receipt.regie).await?;
    require_regie(&mut read, person, &regie).await?;
    Ok((receipt, regie))
}

async fn view_of(
    web: &Web,
    receipt: Receipt,
    regie: regies::Regie,
    printed: i64,
    printing: &'static str,
) -> Result<ReceiptPage, PageError> {
    let mut read = web.db.read().await?;
    let (day, time) = day_and_time(receipt.at_ms);
    let href = |id: &str| format!("{HOME}/recus/{id}");
    let gives_back = match &receipt.gives_back {
        Some(id) => Some((href(id), receipts::by_id(&mut read, id).await?.number)),
        None => None,
    };
    let back = receipts::given_back(&mut read, &receipt.id).await?;
    drop(read);
    Ok(ReceiptPage {
        regie: regie.name,
        act: regie.act,
        regisseur: regie.regisseur,
        day,
        time,
        kind: receipt.kind.code(),
        lines: receipt
            .lines
            .iter()
            .map(|line| LineView {
                label: line.label.clone(),
                quantity: line.quantity,
                unit: line.unit.0,
                total: line.unit.0 * line.quantity,
            })
            .collect(),
        means: receipt
            .means
            .iter()
            .map(|one| PayingView {
                means: one.means.code(),
                amount: one.amount.0,
                tendered: one.tendered.map(|cents| cents.0),
                change: one.change().map(|cents| cents.0),
                detail: [&one.number, &one.bank].into_iter().flatten().cloned().collect::<Vec<_>>().join(" · "),
            })
            .collect(),
        total: receipt.total.0,
        agent: Names::new(web).of(&receipt.agent).await,
        gives_back,
        given_back: back.into_iter().map(|one| (href(&one.id), one.number, one.total.0)).collect(),
        seal: receipt.hash.chars().take(16).collect(),
        back: format!("{HOME}/{}", receipt.session),
        print_action: format!("{HOME}/recus/{}/impression", receipt.id),
        printed,
        printing,
        number: receipt.number,
        label: receipt.label,
    })
}

/// `GET /bureau/regie/recus/{receipt}`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(person): Staff, Path(id): Path<String>) -> Page {
    let (receipt, regie) = find(&web, &person, &id).await?;
    let printed = receipts::printed(&mut web.db.read().await?, &receipt.id).await?;
    let view = view_of(&web, receipt, regie, printed, "").await?;
    Ok(web.frame.render(&visit, "regie/receipt.html", &view)?.into_response())
}

/// `POST /bureau/regie/recus/{receipt}/impression`: the first is the original; asked again, even by reloading the
/// page, it is a duplicate and says so.
pub(crate) async fn print(
    State(web): State<Web>,
    visit: Visit,
    Staff(person): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let (receipt, regie) = find(&web, &person, &id).await?;
    let mut write = web.db.write().await?;
    let before = receipts::print(&mut write, &receipt.id, &person.account.id).await?;
    write.commit().await?;
    let printing = if before == 0 { "original" } else { "duplicate" };
    let view = view_of(&web, receipt, regie, before, printing).await?;
    Ok(web.frame.render(&visit, "regie/receipt.html", &view)?.into_response())
}
