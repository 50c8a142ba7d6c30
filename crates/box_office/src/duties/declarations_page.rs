//! A seller's declarations for a quarter: drafted, checked, sent, exported.

use std::collections::{BTreeMap, HashMap, HashSet};

use axum::extract::{Path, State};
use jiff::{SignedDuration, Timestamp};
use people::web::Staff;
use people::{Permission, Session};
use programme::{Institution, performance};
use serde::Serialize;
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};
use show_duties::licence::{self, Wrong};
use show_duties::{Quarter, sibil};
use store::Query;

use super::drafts::{Draft, draft};
use super::facts::{self, VatStatus};
use super::{Page, Word, asked, back, done, file, institutions, page, played, refused, require, sending, shown};
use crate::duties::SibilFailure;
use crate::{Result as BoxResult, Web};

const DECLARE: Permission = Permission::DeclareShows;

/// `duties/sellers.html`
#[derive(Debug, Clone, Serialize)]
struct SellersPage {
    sellers: Vec<Choice>,
}

/// `duties/quarter.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct QuarterPage {
    pub(super) seller: String,
    pub(super) number: i8,
    pub(super) year: String,
    pub(super) due: String,
    pub(super) late: bool,
    pub(super) running: bool,
    pub(super) here: String,
    pub(super) previous: String,
    pub(super) next: Option<String>,
    pub(super) lines: Vec<Line>,
    pub(super) ready: usize,
    pub(super) lacking: usize,
    pub(super) taken: usize,
    pub(super) configured: bool,
    pub(super) history: Vec<Past>,
    pub(super) seller_action: String,
    pub(super) vat: Vec<&'static str>,
    pub(super) form: FormState,
}

/// A performance.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    title: String,
    show: String,
    at: String,
    place: String,
    sold: bool,
    paid: i64,
    free: i64,
    receipts: i64,
    domain: String,
    state: &'static str,
    said: String,
    lacks: Vec<String>,
    licence: String,
    licence_fault: Option<&'static str>,
}

/// A sending.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Past {
    title: String,
    at: String,
    state: String,
    said: String,
}

/// The quarter one has to think of on a day: the last one until it is due, then the running one.
fn at_hand(web: &Web) -> Quarter {
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    let running = Quarter::of(today);
    if today <= running.previous().due() { running.previous() } else { running }
}

/// `GET /bureau/declarations`
pub(super) async fn sellers(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, DECLARE)?;
    let now = web.db.clock().now();
    let around = |days: i64| SignedDuration::from_hours(24 * days);
    let (from, until) = (
        now.checked_sub(around(460)).map_err(PageError::internal)?,
        now.checked_add(around(460)).map_err(PageError::internal)?,
    );
    let mut read = web.db.read().await?;
    let selling: HashSet<String> = performance::between(&mut read, from, until)
        .await
        .map_err(PageError::internal)?
        .into_iter()
        .filter_map(|one| one.seller)
        .collect();
    let own: Vec<Institution> = institutions(&mut read, &session, DECLARE).await?;
    drop(read);
    let quarter = at_hand(&web);
    let mut sellers: Vec<Choice> = own
        .into_iter()
        .filter(|one| selling.contains(&one.id))
        .map(|one| Choice { value: format!("/bureau/declarations/{}/{quarter}", one.code), label: one.name })
        .collect();
    sellers.sort_by(|one, other| one.label.cmp(&other.label));
    if let [only] = &sellers[..] {
        use axum::response::{IntoResponse, Redirect};
        return Ok(Redirect::to(&only.value).into_response());
    }
    shown(&web, &visit, "duties/sellers.html", &SellersPage { sellers }, true)
}

async fn drafts(query: &mut impl Query, web: &Web, seller: &str, quarter: Quarter) -> BoxResult<Vec<Draft>> {
    let played = played::of_quarter(query, seller, quarter, &web.zone, web.db.clock().now()).await?;
    draft(query, played, &web.zone).await
}

fn licence_fault(draft: &Draft) -> Option<&'static str> {
    let told = draft.played.performance.licence.as_deref().unwrap_or_default();
    match licence::read(told) {
        Err(Wrong::Empty) => Some("duties-licence-empty"),
        Err(Wrong::Old) => Some("duties-licence-old"),
        Err(Wrong::Form) => Some("duties-licence-form"),
        Err(Wrong::Year) => Some("duties-licence-year"),
        Ok(licence) if licence.has_ended(draft.played.on) => Some("duties-licence-ended"),
        Ok(licence) if licence.is_of_later(draft.played.on) => Some("duties-licence-later"),
        Ok(_) => None,
    }
}

async fn line(query: &mut impl Query, draft: &Draft, base: &str) -> BoxResult<Line> {
    let one = &draft.played;
    let sent = sending::last(query, &one.performance.item).await?;
    let state = match &sent {
        Some(sent) if sent.is_of(&draft.declaration) => "taken",
        _ if !one.over => "to_come",
        _ if !draft.lacks.is_empty() => "lacking",
        Some(sent) if sent.taken => "changed",
        Some(_) => "refused",
        None => "ready",
    };
    let said = sent.filter(|sent| !sent.taken).map(|sent| sent.said).unwrap_or_default();
    Ok(Line {
        title: one.show.title.clone(),
        show: format!("{base}/spectacle/{}", one.show.id),
        at: one.performance.starts_at.to_string(),
        place: one.performance.place_name.clone(),
        sold: one.sale.is_some(),
        paid: one.statement.paid(),
        free: one.statement.free(),
        receipts: one.statement.receipts().0,
        domain: draft.domain.clone(),
        state,
        said,
        lacks: if one.over { draft.lacks.clone() } else { Vec::new() },
        licence: one.performance.licence.clone().unwrap_or_default(),
        licence_fault: licence_fault(draft),
    })
}

/// The page, with a form that may have been refused.
pub(super) async fn show_quarter(
    web: &Web,
    visit: &Visit,
    seller: &Institution,
    quarter: Quarter,
    form: Option<FormState>,
) -> Page {
    let mut read = web.db.read().await?;
    let base = format!("/bureau/declarations/{}", seller.code);
    let drafts = drafts(&mut read, web, &seller.id, quarter).await.map_err(page)?;
    let mut lines = Vec::with_capacity(drafts.len());
    let mut titles: HashMap<String, String> = HashMap::new();
    for draft in &drafts {
        titles.insert(draft.played.performance.item.clone(), draft.played.show.title.clone());
        lines.push(line(&mut read, draft, &base).await.map_err(page)?);
    }
    let history = sending::history(&mut read, &seller.id, quarter).await.map_err(page)?;
    let said = facts::of_seller(&mut read, &seller.id).await.map_err(page)?;
    drop(read);
    let form = form.unwrap_or_else(|| FormState {
        values: BTreeMap::from([
            ("vat".to_owned(), said.vat.code().to_owned()),
            ("siret".to_owned(), said.siret.clone()),
        ]),
        errors: BTreeMap::new(),
    });
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    let running = Quarter::of(today);
    let count = |states: &[&str]| lines.iter().filter(|line| states.contains(&line.state)).count();
    let (ready, lacking, taken) = (count(&["ready", "changed", "refused"]), count(&["lacking"]), count(&["taken"]));
    let view = QuarterPage {
        seller: seller.name.clone(),
        number: quarter.number,
        year: quarter.year.to_string(),
        due: quarter.due().to_string(),
        late: today > quarter.due() && ready + lacking > 0,
        running: quarter >= running,
        here: format!("{base}/{quarter}"),
        previous: format!("{base}/{}", quarter.previous()),
        next: (quarter < running.next()).then(|| format!("{base}/{}", quarter.next())),
        ready,
        lacking,
        taken,
        lines,
        configured: web.sibil.of(&seller.code).is_some(),
        history: history
            .into_iter()
            .map(|past| Past {
                title: titles.get(&past.item).cloned().unwrap_or_default(),
                at: Timestamp::from_millisecond(past.at_ms).map(|at| at.to_string()).unwrap_or_default(),
                state: past.state,
                said: past.said,
            })
            .collect(),
        seller_action: format!("{base}/vendeur"),
        vat: VatStatus::ALL.iter().map(|status| status.code()).collect(),
        form,
    };
    let sound = view.form.is_sound();
    shown(web, visit, "duties/quarter.html", &view, sound)
}

/// `GET /bureau/declarations/{seller}/{quarter}`
pub(super) async fn quarter(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((seller, quarter)): Path<(String, String)>,
) -> Page {
    let (seller, quarter) = allowed(&web, &session, &seller, &quarter).await?;
    show_quarter(&web, &visit, &seller, quarter, None).await
}

async fn allowed(
    web: &Web,
    session: &Session,
    seller: &str,
    quarter: &str,
) -> Result<(Institution, Quarter), PageError> {
    require(session, DECLARE)?;
    asked(&mut web.db.read().await?, session, seller, quarter).await
}

/// `POST /bureau/declarations/{seller}/{quarter}/envoyer`
pub(super) async fn send(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((seller, quarter)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session, DECLARE)?;
    sent.checked(&web.frame, &visit)?;
    let (seller, quarter) = allowed(&web, &session, &seller, &quarter).await?;
    let to = format!("/bureau/declarations/{}/{quarter}", seller.code);
    let Some(account) = web.sibil.of(&seller.code).cloned() else {
        return Ok(refused(&web, &visit, "duties-not-configured", &[], &to));
    };
    let mut read = web.db.read().await?;
    let drafts = drafts(&mut read, &web, &seller.id, quarter).await.map_err(page)?;
    drop(read);
    match sending::send(&web.db, &account, &seller.id, quarter, drafts, &session.actor()).await {
        Ok(Ok(tally)) if tally.taken + tally.refused == 0 => {
            Ok(refused(&web, &visit, "duties-nothing-to-send", &[], &to))
        }
        Ok(Ok(tally)) => {
            let words =
                [("taken", Word::from(tally.taken)), ("refused", tally.refused.into()), ("left", tally.left.into())];
            let key = if tally.refused > 0 { "duties-sent-some" } else { "duties-sent" };
            Ok(done(&web, &visit, key, &words, &to))
        }
        Ok(Err(failure)) => {
            tracing::warn!(seller = seller.code, %failure, "declarations were not sent to SIBIL");
            let key = match failure {
                SibilFailure::Account => "duties-account-refused",
                SibilFailure::Unreachable => "duties-unreachable",
                _ => "duties-not-understood",
            };
            Ok(refused(&web, &visit, key, &[], &to))
        }
        Err(error) => back(&web, &visit, error, &to),
    }
}

/// `GET /bureau/declarations/{seller}/{quarter}/sibil.csv`: the declarations that hold together.
pub(super) async fn csv(
    State(web): State<Web>,
    Staff(session): Staff,
    Path((seller, quarter)): Path<(String, String)>,
) -> Page {
    let (seller, quarter) = allowed(&web, &session, &seller, &quarter).await?;
    let mut read = web.db.read().await?;
    let drafts = drafts(&mut read, &web, &seller.id, quarter).await.map_err(page)?;
    let ready: Vec<(sibil::Declaration, String)> = drafts
        .into_iter()
        .filter(|draft| draft.lacks.is_empty())
        .map(|draft| (draft.declaration, draft.domain))
        .collect();
    Ok(file(&format!("sibil-{}-{quarter}.csv", seller.code), sibil::csv(&ready)))
}
