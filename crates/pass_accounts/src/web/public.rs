//! What everyone may read: statements and flows.

use std::collections::HashMap;

use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::IntoResponse;
use programme::{Institution, InstitutionKind, institution, tenant};
use revenue_sharing::Statement;
use shell::{PageError, Visit, parse_pairs};
use store::Read;
use territory::MapSheet;

use super::asked::{column, hundredths};
use super::drawing::draw;
use super::{Page, Web, attachment, cell, instant, lost};
use crate::flows::{self, Publication};
use crate::pages::flows::{FlowLine, FlowsPage, Shown, render as render_flows};
use crate::pages::paths;
use crate::pages::public::{PublicShare, StatementLine, StatementPage, StatementsPage, render, render_list};
use crate::periods;
use crate::settlement;

fn line(period: &periods::Period, statement: &Statement) -> StatementLine {
    StatementLine {
        name: period.name.clone(),
        first_day: period.first_day.to_string(),
        last_day: period.last_day.to_string(),
        pot_cents: statement.pot_cents,
        href: paths::statement(&period.id),
    }
}

/// `GET /pass/comptes`
pub(crate) async fn list(State(web): State<Web>, visit: Visit) -> Page {
    let mut read = web.db.read().await?;
    let mut statements = Vec::new();
    for period in periods::list(&mut read).await? {
        if let Some((_, statement)) = settlement::statement(&mut read, &period.id).await? {
            statements.push(line(&period, &statement));
        }
    }
    Ok(render_list(&web.frame, &visit, &StatementsPage { statements })?.into_response())
}

/// `GET /pass/comptes/{period}`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Path(period): Path<String>) -> Page {
    let mut read = web.db.read().await?;
    let period = periods::by_id(&mut read, &period).await.map_err(lost)?;
    let (_, statement) = settlement::statement(&mut read, &period.id).await?.ok_or(PageError::NotFound)?;
    let most = statement.shares.iter().map(|share| share.cents).max().unwrap_or(0).max(1);
    let pot = statement.pot_cents.max(1) as f64;
    let shares = statement
        .shares
        .iter()
        .zip(&statement.museums)
        .zip(&statement.basis.visits)
        .map(|((share, museum), visits)| PublicShare {
            name: museum.name.clone(),
            visits: *visits,
            cents: share.cents,
            bar: share.cents * 100 / most,
            percent: share.cents as f64 * 100.0 / pot,
        })
        .collect();
    let page = StatementPage {
        line: line(&period, &statement),
        issuer: statement.issuer.clone(),
        issued_at: statement.issued_at.clone(),
        voted_at: statement.voted_at.clone(),
        reason: statement.reason.clone(),
        rule: column(statement.rule),
        conventions: conventions(&web, &visit, &statement),
        passes: [statement.basis.passes, statement.basis.unused_passes, statement.basis.free_passes],
        money: [statement.basis.collected_cents, statement.basis.third_party_cents, statement.basis.unused_cents],
        shares,
        reserve_cents: statement.reserve_cents,
        key: statement.key.clone(),
        file: format!("{}/releve.json", paths::statement(&period.id)),
    };
    Ok(render(&web.frame, &visit, &page)?.into_response())
}

/// Each convention in words.
fn conventions(web: &Web, visit: &Visit, statement: &Statement) -> Vec<(String, String)> {
    let conventions = &statement.conventions;
    let messages = web.frame.messages();
    let codes = conventions.codes();
    let mut said: Vec<(String, String)> = ["pot", "unused", "free", "over", "short"]
        .into_iter()
        .zip(codes)
        .map(|(name, code)| (name.to_owned(), messages.text(visit.lang, &format!("pass-accounts-{name}-{code}"))))
        .collect();
    let amount = match conventions.pot {
        revenue_sharing::Pot::All => None,
        revenue_sharing::Pot::Cents(cents) => Some(ledger::Cents(cents).french()),
        revenue_sharing::Pot::BasisPoints(points) => Some(format!("{} %", hundredths(points))),
    };
    if let (Some(amount), Some(pot)) = (amount, said.first_mut()) {
        pot.1 = format!("{} : {amount}", pot.1);
    }
    said.push(("cap".to_owned(), conventions.repeat_cap.map(|cap| cap.to_string()).unwrap_or_default()));
    said
}

/// `GET /pass/comptes/{period}/releve.json`
pub(crate) async fn file(State(web): State<Web>, Path(period): Path<String>) -> Page {
    let mut read = web.db.read().await?;
    let period = periods::by_id(&mut read, &period).await.map_err(lost)?;
    let (text, _) = settlement::statement(&mut read, &period.id).await?.ok_or(PageError::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"releve.json\"".to_owned()),
    ];
    Ok((headers, text).into_response())
}

async fn museums(read: &mut Read) -> Result<Vec<Institution>, PageError> {
    Ok(institution::list(read, Some(InstitutionKind::Museum), None).await?)
}

/// The quarter asked for, the latest without one.
async fn quarter(read: &mut Read, query: Option<&str>) -> Result<(Vec<String>, Option<Publication>), PageError> {
    let quarters = flows::published(read).await?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let asked = pairs.iter().find(|(name, _)| name == "trimestre").map(|(_, value)| value.clone());
    let wanted = match asked {
        Some(asked) if quarters.contains(&asked) => Some(asked),
        Some(_) => return Err(PageError::NotFound),
        None => quarters.first().cloned(),
    };
    let publication = match wanted {
        Some(quarter) => Some(flows::publication(read, &quarter).await?),
        None => None,
    };
    Ok((quarters, publication))
}

/// The territory's map; none without a territory.
async fn sheet<'a>(web: &'a Web, read: &mut Read) -> Result<Option<&'a MapSheet>, PageError> {
    if web.sheet.get().is_none() {
        let sheet = match tenant::tenant(read).await? {
            Some(tenant) => {
                tokio::task::spawn_blocking(move || MapSheet::of(&tenant.siren)).await.map_err(PageError::internal)?
            }
            None => None,
        };
        // Somebody else may have drawn it meanwhile: it is the same.
        let _ = web.sheet.set(sheet);
    }
    Ok(web.sheet.get().and_then(Option::as_ref))
}

/// `GET /pass/flux`
pub(crate) async fn flows(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let mut read = web.db.read().await?;
    let (quarters, publication) = quarter(&mut read, query.as_deref()).await?;
    let museums = museums(&mut read).await?;
    let shown = match publication {
        None => None,
        Some(publication) => {
            let map = draw(sheet(&web, &mut read).await?, &museums, &publication);
            let names: HashMap<&str, &str> = museums.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
            let name = |id: &str| names.get(id).copied().unwrap_or("?").to_owned();
            let mut told: Vec<_> =
                publication.cells.iter().filter_map(|cell| cell.told.map(|told| (cell, told))).collect();
            told.sort_by(|one, other| {
                other.1.cmp(&one.1).then_with(|| (&one.0.from, &one.0.to).cmp(&(&other.0.from, &other.0.to)))
            });
            let most = told.first().map_or(1, |(_, told)| *told).max(1);
            let epsilon = publication.epsilon_milli as f64 / 1_000.0;
            let scale = publication.cap as f64 / epsilon;
            let q = (-1.0 / scale).exp();
            Some(Shown {
                published_at: instant(publication.published_at_ms),
                epsilon,
                cap: publication.cap,
                scale,
                deviation: (2.0 * q).sqrt() / (1.0 - q),
                least: publication.least,
                untold: publication.cells.len() - told.len(),
                lines: told
                    .into_iter()
                    .map(|(cell, told)| FlowLine {
                        from: name(&cell.from),
                        to: name(&cell.to),
                        told,
                        bar: told * 100 / most,
                    })
                    .collect(),
                map,
                quarter: publication.quarter,
            })
        }
    };
    Ok(render_flows(&web.frame, &visit, &FlowsPage { quarters, shown })?.into_response())
}

/// `GET /pass/flux.csv`
pub(crate) async fn flows_csv(State(web): State<Web>, RawQuery(query): RawQuery) -> Page {
    let mut read = web.db.read().await?;
    let (_, publication) = quarter(&mut read, query.as_deref()).await?;
    let publication = publication.ok_or(PageError::NotFound)?;
    let museums = museums(&mut read).await?;
    let names: HashMap<&str, &str> = museums.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
    let mut text = format!(
        "# {}; epsilon {}; au plus {} passages par pass; bruit de Laplace d'echelle {}; rien en dessous de {}\r\nde;vers;passages\r\n",
        publication.quarter,
        publication.epsilon_milli as f64 / 1_000.0,
        publication.cap,
        publication.cap as f64 * 1_000.0 / publication.epsilon_milli as f64,
        publication.least,
    );
    for one in &publication.cells {
        let name = |id: &str| cell(names.get(id).copied().unwrap_or("?"));
        let told = one.told.map(|told| told.to_string()).unwrap_or_default();
        text.push_str(&format!("{};{};{told}\r\n", name(&one.from), name(&one.to)));
    }
    Ok(attachment(&format!("flux-{}.csv", publication.quarter), "text/csv; charset=utf-8", text))
}
