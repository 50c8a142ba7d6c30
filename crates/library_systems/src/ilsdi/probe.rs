//! The test of a connection, message by message.

use ils_di::{Fault, Request, read};
use tokio::time::Instant;

use super::IlsDi;
use crate::system::{Failure, ProbeOutcome, ProbeStep, ProbeWith, Said};

/// What is shown of answers about records and about readers; everything else is masked.
const TOLD_OF_RECORDS: [&str; 24] = [
    "code",
    "error",
    "message",
    "biblionumber",
    "bibId",
    "title",
    "itemnumber",
    "itemId",
    "barcode",
    "notforloan",
    "itemlost",
    "withdrawn",
    "wthdrawn",
    "damaged",
    "onloan",
    "date_due",
    "dueDate",
    "available",
    "holdingbranch",
    "homebranch",
    "holdingbranchname",
    "homebranchname",
    "location",
    "itemcallnumber",
];
const TOLD_OF_READERS: [&str; 6] = ["code", "error", "message", "is_expired", "debarred", "lost"];

/// A record no library has: asking for it proves that the service answers, and gives nothing away.
const NO_RECORD: &str = "0";

pub(super) async fn walk(system: &IlsDi, with: &ProbeWith) -> Vec<ProbeStep> {
    let mut steps = Vec::new();
    let request = Request::GetRecords { ids: vec![NO_RECORD.to_owned()] };
    if !step(system, &mut steps, "availability-probe-answers", &request, &TOLD_OF_RECORDS, |body| {
        read::records(body).map(|_| Vec::from([Said::new("availability-probe-means-answers")]))
    })
    .await
    {
        return steps;
    }
    if !with.record.is_empty() {
        let request = Request::GetRecords { ids: vec![with.record.clone()] };
        let item = with.item.clone();
        let gone = !step(system, &mut steps, "availability-probe-record", &request, &TOLD_OF_RECORDS, move |body| {
            let copies: Vec<_> = read::records(body)?.into_iter().flat_map(|record| record.copies).collect();
            let can = copies.iter().filter(|copy| copy.available == Some(true)).count();
            let mut means = vec![
                Said::new("availability-probe-means-copies")
                    .with("n", copies.len().to_string())
                    .with("available", can.to_string()),
            ];
            if !item.is_empty() && !copies.iter().any(|copy| copy.barcode == item) {
                means.push(Said::new("availability-probe-means-no-such-copy"));
            }
            Ok(means)
        })
        .await;
        if gone {
            return steps;
        }
        if let Some(last) = steps.last_mut()
            && last.means.iter().any(|said| {
                said.key == "availability-probe-means-no-such-copy"
                    || said.args.iter().any(|(name, value)| *name == "n" && value == "0")
            })
        {
            last.outcome = ProbeOutcome::Warned;
        }
    }
    if !with.patron.is_empty() {
        let request =
            Request::AuthenticatePatron { username: with.patron.clone(), password: with.pin.reveal().to_owned() };
        let mut id = String::new();
        let known = step(system, &mut steps, "availability-probe-reader", &request, &TOLD_OF_READERS, |body| {
            id = read::authenticated(body)?;
            Ok(vec![Said::new("availability-probe-means-reader")])
        })
        .await;
        if known {
            let card = with.patron.clone();
            let request = Request::GetPatronInfo { patron: id.clone(), loans: true, holds: true, fines: true };
            let mut another = false;
            step(system, &mut steps, "availability-probe-account", &request, &TOLD_OF_READERS, |body| {
                let info = read::patron(body)?;
                another = info.id != id || !(info.card.is_empty() || super::same_card(&info.card, &card));
                Ok(if another {
                    vec![Said::new("availability-probe-means-another-reader")]
                } else {
                    vec![
                        Said::new("availability-probe-means-account")
                            .with("loans", info.loans.len().to_string())
                            .with("holds", info.holds.len().to_string()),
                    ]
                })
            })
            .await;
            if another && let Some(last) = steps.last_mut() {
                last.outcome = ProbeOutcome::Failed;
            }
        }
    }
    steps
}

/// Takes a step; whether to go on.
async fn step(
    system: &IlsDi,
    steps: &mut Vec<ProbeStep>,
    title: &'static str,
    request: &Request,
    told: &[&str],
    mut means: impl FnMut(&[u8]) -> Result<Vec<Said>, Fault>,
) -> bool {
    let begun = Instant::now();
    let answer = system.page(request).await;
    let took = begun.elapsed();
    let (received, outcome, means) = match answer {
        Err(failure) => (None, ProbeOutcome::Failed, vec![failed(&failure)]),
        Ok(page) => {
            let received = match read::shown(&page.body, told) {
                Ok(shown) => Some(shown),
                Err(Fault::Html { title }) => Some(format!("<html>… {title} …</html>")),
                Err(_) => None,
            };
            match means(&page.body) {
                Ok(means) => (received, ProbeOutcome::Good, means),
                Err(fault) => (received, ProbeOutcome::Failed, vec![faulty(&fault)]),
            }
        }
    };
    steps.push(ProbeStep {
        title,
        sent: Some(request.masked(&system.settings.base_url)),
        received,
        took,
        outcome,
        means,
    });
    outcome != ProbeOutcome::Failed
}

fn failed(failure: &Failure) -> Said {
    match failure {
        Failure::Late => Said::new("availability-probe-late"),
        Failure::NotAllowed => Said::new("availability-probe-private"),
        Failure::Untrusted => Said::new("availability-probe-untrusted"),
        Failure::LoginRefused => Said::new("availability-probe-refused"),
        Failure::Odd { why } => Said::new("availability-probe-odd").with("why", why.clone()),
        _ => Said::new("availability-probe-down"),
    }
}

fn faulty(fault: &Fault) -> Said {
    match fault {
        Fault::Refused(refusal) if refusal.is_unknown_patron() => Said::new("availability-probe-unknown-reader"),
        Fault::Refused(refusal) if refusal.is_not_allowed() => Said::new("availability-probe-refused"),
        Fault::Refused(refusal) => Said::new("availability-probe-no").with("code", refusal.code.clone()),
        Fault::Html { .. } => Said::new("availability-probe-html"),
        other => Said::new("availability-probe-odd").with("why", other.to_string()),
    }
}
