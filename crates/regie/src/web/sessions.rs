//! A session and its journal.

use axum::extract::{Path, State};
use axum::response::IntoResponse;
use people::web::Staff;
use people::{Permission, Target};
use shell::Visit;

use super::home::means_lines;
use super::{HOME, Names, Page, Web, attachment, instant, session_of};
use crate::pages::{CountLine, ReceiptLine, SessionPage};
use crate::{DENOMINATIONS, journal, receipts, session};

/// `GET /bureau/regie/{session}`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(person): Staff, Path(id): Path<String>) -> Page {
    let till = session_of(&web, &person, &id).await?;
    let mut read = web.db.read().await?;
    let taken = receipts::of_session(&mut read, &till.id).await?;
    let totals = session::totals(&mut read, &till.id).await?;
    let mut names = Names::new(&web);
    let closing = till.closing.as_ref();
    let mine = till.agent == person.account.id || person.may(Permission::OverseeTills, &Target::Whole);
    let view = SessionPage {
        regie: till.regie.name.clone(),
        till: till.till_name.clone(),
        agent: names.of(&till.agent).await,
        opened_at: instant(till.opened_at_ms),
        float: till.float.0,
        usual_float: till.regie.float.0,
        totals: means_lines(&totals),
        total: taken.iter().map(|receipt| receipt.total.0).sum(),
        receipts: taken
            .into_iter()
            .map(|receipt| ReceiptLine {
                href: format!("{HOME}/recus/{}", receipt.id),
                at: instant(receipt.at_ms),
                kind: receipt.kind.code(),
                means: receipt.means.iter().map(|one| one.means.code()).collect(),
                total: receipt.total.0,
                number: receipt.number,
                label: receipt.label,
            })
            .collect(),
        close_href: (closing.is_none() && mine).then(|| format!("{HOME}/{}/cloture", till.id)),
        csv: format!("{HOME}/{}/journal.csv", till.id),
        closed_at: closing.map(|one| instant(one.at_ms)),
        closed_by: match closing {
            Some(one) => Some(names.of(&one.by).await),
            None => None,
        },
        counts: closing.map_or_else(Vec::new, |one| {
            DENOMINATIONS
                .iter()
                .filter(|value| one.counts.pieces(**value) > 0)
                .map(|value| CountLine {
                    value: *value,
                    note: *value >= 500,
                    pieces: one.counts.pieces(*value).to_string(),
                    total: i64::from(*value) * i64::from(one.counts.pieces(*value)),
                })
                .collect()
        }),
        counted: closing.map_or(0, |one| one.counted.0),
        expected: closing.map_or(0, |one| one.expected.0),
        difference: closing.map_or(0, |one| one.cash_difference().0),
        terminal: closing.and_then(|one| one.terminal).map(|cents| cents.0),
        card_difference: closing.and_then(|one| one.card_difference()).map(|cents| cents.0),
        reason: closing.and_then(|one| one.reason.clone()),
    };
    Ok(web.frame.render(&visit, "regie/session.html", &view)?.into_response())
}

/// `GET /bureau/regie/{session}/journal.csv`
pub(crate) async fn csv(State(web): State<Web>, Staff(person): Staff, Path(id): Path<String>) -> Page {
    let till = session_of(&web, &person, &id).await?;
    let taken = receipts::of_session(&mut web.db.read().await?, &till.id).await?;
    let day = instant(till.opened_at_ms);
    let name = format!("regie-{}-{}.csv", till.regie.code, day.split('T').next().unwrap_or_default());
    Ok(attachment(&name, journal::csv(&taken)))
}
