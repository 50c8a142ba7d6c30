//! The test of a connection: each message sent and received, how long it took, and what it means.

use std::time::Duration;

use sip2::{Answer, Circulation, ItemInformation, PatronInformation, Request, Supported};
use tokio::time::Instant;

use super::line::{Line, Trace};
use super::oddity::told;
use super::{FRENCH, Sip, sendable, sent, valid};
use crate::Secret;
use crate::system::{Failure, ProbeOutcome, ProbeStep, ProbeWith, Said};

/// What we use, and the message that says what does not work without it.
const USED: [(&str, &str); 4] = [
    ("17", "systems-means-no-items"),
    ("63", "systems-means-no-patrons"),
    ("29", "systems-means-no-renewals"),
    ("15", "systems-means-no-holds"),
];

fn step(title: &'static str, trace: Option<Trace>, took: Duration, result: Result<Vec<Said>, Failure>) -> ProbeStep {
    let trace = trace.unwrap_or_default();
    let text = |lines: Vec<String>| (!lines.is_empty()).then(|| lines.join("\n"));
    let (outcome, means) = match result {
        Ok(means) => (ProbeOutcome::Good, means),
        Err(failure) => (ProbeOutcome::Failed, vec![told(&failure)]),
    };
    ProbeStep { title, sent: text(trace.sent), received: text(trace.received), took, outcome, means }
}

pub(super) async fn walk(sip: &Sip, with: &ProbeWith) -> Vec<ProbeStep> {
    let settings = &sip.pool.settings;
    let mut steps = Vec::new();
    let began = Instant::now();
    let opened = sip.pool.open().await;
    let took = began.elapsed();
    let mut line = match opened {
        Ok(line) => line,
        Err(failure) => {
            steps.push(step("systems-step-connect", None, took, Err(failure)));
            return steps;
        }
    };
    let place = format!("{}:{}", settings.host, settings.port);
    let connected = Said::new(if settings.tls { "systems-means-connected-tls" } else { "systems-means-connected" });
    let mut first = step("systems-step-connect", None, took, Ok(vec![connected.with("place", place)]));
    if !settings.tls && !settings.private {
        first.outcome = ProbeOutcome::Warned;
        first.means.push(Said::new("systems-means-in-clear"));
    }
    steps.push(first);

    if !settings.login.is_empty() {
        line.trace = Some(Trace::default());
        let began = Instant::now();
        let result = line.log_in(settings).await.map(|()| vec![Said::new("systems-means-logged-in")]);
        steps.push(step("systems-step-login", line.trace.take(), began.elapsed(), result));
        if failed(&steps) {
            return steps;
        }
    }

    line.trace = Some(Trace::default());
    let began = Instant::now();
    let result = line.greet().await;
    let took = began.elapsed();
    let trace = line.trace.take();
    match result {
        Ok(()) => steps.push(status(&line, trace, took)),
        Err(failure) => steps.push(step("systems-step-status", trace, took, Err(failure))),
    }
    if failed(&steps) {
        return steps;
    }

    if !with.item.is_empty() {
        steps.push(item(sip, &mut line, &with.item).await);
        if failed(&steps) {
            return steps;
        }
    }
    if !with.patron.is_empty() {
        steps.push(patron(sip, &mut line, &with.patron, &with.pin).await);
    }
    steps
}

fn failed(steps: &[ProbeStep]) -> bool {
    steps.last().is_some_and(|step| step.outcome == ProbeOutcome::Failed)
}

fn status(line: &Line, trace: Option<Trace>, took: Duration) -> ProbeStep {
    let mut means = Vec::new();
    let mut warned = false;
    if let Some(status) = &line.status {
        let name = status.library.clone().unwrap_or_default();
        means.push(if name.trim().is_empty() {
            Said::new("systems-means-online")
        } else {
            Said::new("systems-means-online-named").with("name", name.trim())
        });
        if status.version != "2.00" {
            warned = true;
            means.push(Said::new("systems-means-version").with("version", status.version.trim()));
        }
        match status.supported {
            Some(supported) => {
                for (code, message) in USED.into_iter().filter(|(code, _)| !supported.has(code)) {
                    debug_assert!(Supported::CODES.contains(&code));
                    warned = true;
                    means.push(Said::new(message));
                }
            }
            None => {
                warned = true;
                means.push(Said::new("systems-means-untold"));
            }
        }
    }
    let mut step = step("systems-step-status", trace, took, Ok(means));
    if warned {
        step.outcome = ProbeOutcome::Warned;
    }
    step
}

async fn item(sip: &Sip, line: &mut Line, barcode: &str) -> ProbeStep {
    line.trace = Some(Trace::default());
    let began = Instant::now();
    let request = Request::ItemInformation(ItemInformation {
        time: sip.now(),
        institution: line.institution.clone(),
        item: barcode.trim().to_owned(),
        terminal_password: None,
    });
    let answer = line.ask(&request).await;
    let (took, trace) = (began.elapsed(), line.trace.take());
    let result = answer.and_then(|answer| match answer {
        Answer::ItemInformation(item) if super::same(&item.item, barcode) => Ok(item),
        Answer::ItemInformation(_) => Err(super::Oddity::OtherItem.into()),
        _ => Err(super::Oddity::OtherKind.into()),
    });
    let item = match result {
        Ok(item) => item,
        Err(failure) => return step("systems-step-item", trace, took, Err(failure)),
    };
    let Some(state) = super::state(&item) else {
        let mut unknown = step("systems-step-item", trace, took, Ok(vec![Said::new("systems-means-item-unknown")]));
        unknown.outcome = ProbeOutcome::Warned;
        return unknown;
    };
    let mut means = vec![Said::new("systems-means-item").with("title", crate::cleaned(&item.title))];
    means.push(match (state.available, state.due) {
        (Some(true), _) => Said::new("systems-means-item-there"),
        (Some(false), Some(due)) => Said::new("systems-means-item-back").with("date", due.to_string()),
        (Some(false), None) => Said::new("systems-means-item-away"),
        (None, _) => Said::new("systems-means-item-untold"),
    });
    let date_lost = item.due.as_deref().is_some_and(|due| !due.trim().is_empty()) && state.due.is_none();
    let lent_without_date = item.circulation == Circulation::Charged && state.due.is_none();
    let mut done = step("systems-step-item", trace, took, Ok(means));
    if date_lost || lent_without_date {
        done.outcome = ProbeOutcome::Warned;
        done.means.push(Said::new("systems-means-item-date"));
    }
    done
}

async fn patron(sip: &Sip, line: &mut Line, barcode: &str, pin: &Secret) -> ProbeStep {
    line.trace = Some(Trace::default());
    let began = Instant::now();
    let barcode = barcode.trim();
    let pin = (!pin.is_empty()).then_some(pin);
    if !sendable(barcode) || !pin.is_none_or(|pin| sendable(pin.reveal())) {
        return step("systems-step-patron", None, Duration::ZERO, Err(Failure::BadCredentials));
    }
    let request = Request::PatronInformation(PatronInformation {
        language: FRENCH.to_owned(),
        time: sip.now(),
        institution: line.institution.clone(),
        patron: barcode.to_owned(),
        pin: sent(pin),
        ..PatronInformation::default()
    });
    let answer = line.ask(&request).await;
    let (took, trace) = (began.elapsed(), line.trace.take());
    let result = answer.and_then(|answer| match answer {
        Answer::PatronInformation(answer) => valid(&answer.patron, barcode, pin.is_some()).map(|()| answer),
        _ => Err(super::Oddity::OtherKind.into()),
    });
    let result = result.map(|_| {
        vec![Said::new(if pin.is_some() { "systems-means-patron-valid" } else { "systems-means-card-valid" })]
    });
    step("systems-step-patron", trace, took, result)
}
