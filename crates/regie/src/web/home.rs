//! My till, and the régies of my institutions.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use ledger::Cents;
use people::web::Staff;
use people::{Permission, Session, Target};
use shell::{FormState, PageError, SentForm, Visit};

use super::{HOME, Names, Page, Web, instant, may_keep, or_not_found, require_desk, require_regie};
use crate::pages::{DepositLine, HeldTill, HomePage, MeansLine, RegieLine, SessionLine, TillChoice};
use crate::receipts::local_zone;
use crate::{deposits, receipts, regies, session};

pub(crate) fn means_lines(totals: &[session::MeansTotal]) -> Vec<MeansLine> {
    totals.iter().map(|one| MeansLine { means: one.means.code(), payments: one.payments, total: one.total.0 }).collect()
}

async fn view_of(web: &Web, person: &Session, form: FormState) -> Result<HomePage, PageError> {
    let mut read = web.db.read().await?;
    let mut names = Names::new(web);
    let held = match session::current(&mut read, &person.account.id).await? {
        Some(till) => Some(HeldTill {
            href: format!("{HOME}/{}", till.id),
            close_href: format!("{HOME}/{}/cloture", till.id),
            name: format!("{} · {}", till.regie.name, till.till_name),
            opened_at: instant(till.opened_at_ms),
            totals: means_lines(&session::totals(&mut read, &till.id).await?),
            receipts: receipts::of_session(&mut read, &till.id).await?.len(),
        }),
        None => None,
    };
    let (mut tills, mut lines) = (Vec::new(), Vec::new());
    let now = web.db.clock().now();
    for regie in regies::list(&mut read).await? {
        if !may_keep(&mut read, person, &regie.institution).await? {
            continue;
        }
        for till in regies::tills(&mut read, &regie.id).await? {
            if regie.open && till.open && till.held_by.is_none() {
                let label = format!("{} · {}", regie.name, till.name);
                tills.push(TillChoice { id: till.id, label, float: regie.float.0 });
            }
        }
        lines.push(regie_line(&mut read, &mut names, &regie, now).await?);
    }
    Ok(HomePage { held, tills, form, regies: lines, oversees: person.may(Permission::OverseeTills, &Target::Whole) })
}

async fn regie_line(
    read: &mut store::Read,
    names: &mut Names,
    regie: &regies::Regie,
    now: Timestamp,
) -> Result<RegieLine, PageError> {
    let holding = deposits::holding(read, regie, now).await?;
    let mut sessions = Vec::new();
    for one in session::list(read, &regie.id, 8).await? {
        sessions.push(SessionLine {
            href: format!("{HOME}/{}", one.id),
            till: one.till_name.clone(),
            agent: names.of(&one.agent).await,
            opened_at: instant(one.opened_at_ms),
            closed_at: one.closing.as_ref().map(|closing| instant(closing.at_ms)),
            difference: one.closing.as_ref().map(|closing| closing.cash_difference().0),
        });
    }
    let slips = deposits::list(read, &regie.id, 5).await?;
    Ok(RegieLine {
        id: regie.id.clone(),
        code: regie.code.clone(),
        name: regie.name.clone(),
        cash: holding.cash.0,
        ceiling: regie.ceiling.0,
        free_cash: holding.free_cash().0,
        cash_in_tills: holding.cash_in_tills.0,
        free_cash_typed: holding.free_cash().to_string(),
        cheques: holding.cheques,
        cheques_total: holding.cheques_total.0,
        above_ceiling: holding.above_ceiling,
        overdue: holding.overdue,
        sessions,
        deposits: slips
            .into_iter()
            .map(|slip| DepositLine {
                href: format!("{HOME}/bordereaux/{}", slip.id),
                total: slip.total().0,
                made_at: instant(slip.made_at_ms),
                handed_on: slip.handed_on.map(|day| day.to_string()),
                number: slip.number,
            })
            .collect(),
        csv: format!("{HOME}/regies/{}/journal.csv?annee={}", regie.id, now.to_zoned(local_zone()).year()),
    })
}

/// `GET /bureau/regie`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(person): Staff) -> Page {
    require_desk(&person)?;
    let view = view_of(&web, &person, FormState::default()).await?;
    Ok(web.frame.render(&visit, "regie/home.html", &view)?.into_response())
}

/// `POST /bureau/regie/ouvrir`
pub(crate) async fn open(State(web): State<Web>, visit: Visit, Staff(person): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require_desk(&person)?;
    let Ok(float) = form.value("fond").parse::<Cents>() else {
        form.fault("fond", "regie-fault-float");
        return faulty(&web, &visit, &person, form).await;
    };
    let mut write = web.db.write().await?;
    let till = or_not_found(regies::till(&mut write, form.value("caisse")).await)?;
    let regie = regies::by_id(&mut write, &till.regie).await?;
    require_regie(&mut write, &person, &regie).await?;
    match session::open(&mut write, &till.id, &person.account.id, float).await {
        Ok(opened) => {
            let details = serde_json::json!({ "till": till.name, "float": float.0 });
            let subject = format!("till_session:{}", opened.id);
            people::audit::append(&mut write, &person.actor(), "regie.till_opened", &subject, &details).await?;
            write.commit().await?;
            Ok(Redirect::to(HOME).into_response())
        }
        Err(error) => {
            drop(write);
            let Some(message) = error.message() else { return Err(error.into()) };
            form.fault(if message == "regie-fault-float" { "fond" } else { "" }, message);
            faulty(&web, &visit, &person, form).await
        }
    }
}

async fn faulty(web: &Web, visit: &Visit, person: &Session, form: FormState) -> Result<Response, PageError> {
    let view = view_of(web, person, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.frame.render(visit, "regie/home.html", &view)?).into_response())
}
