//! The buyer's pages, the test provider's, and providers' notifications.

use std::pin::Pin;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use shell::{PageError, SentForm, Visit};

use super::Web;
use crate::asking::{self, Payment, page};
use crate::pages::pay::{LeftPage, PayPage, TrialPage};
use crate::provider::ProviderError;
use crate::provider::test::{self, Choice};
use crate::{Error, NotTaken, Settled, State as PaymentState};

type Page = Result<Response, PageError>;

/// How often a waiting page looks again by itself.
const LOOKS: u32 = 20;

async fn payment(web: &Web, id: &str) -> Result<Payment, PageError> {
    match asking::by_id(&mut web.payments.db().read().await?, id).await {
        Err(Error::NotFound) => Err(PageError::NotFound),
        other => Ok(other?),
    }
}

fn render(web: &Web, visit: &Visit, payment: &Payment, waiting: bool, fault: &'static str) -> Page {
    let provider = web.payments.first();
    let view = PayPage {
        label: payment.label.clone(),
        cents: payment.amount.0,
        state: payment.state.code(),
        payable: payment.state.is_payable() && !waiting,
        waiting,
        action: page(&payment.id),
        again: format!("{}/retour", page(&payment.id)),
        back: payment.return_to.clone(),
        provider: provider.map(|one| one.code().to_owned()).unwrap_or_default(),
        fault,
    };
    let mut response = web.frame.render(visit, "payment/pay.html", &view)?.into_response();
    // The form of this page leads to the provider's, by a redirection: the policy must say so.
    let leads_to = provider.map_or("'self'", |one| one.leads_to());
    let policy = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; form-action 'self' {leads_to}; base-uri 'none'; frame-ancestors 'none'"
    );
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_str(&policy)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// `GET /paiement/{payment}`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Page {
    let payment = payment(&web, &id).await?;
    if payment.state == PaymentState::Paid {
        return Ok(Redirect::to(&payment.return_to).into_response());
    }
    render(&web, &visit, &payment, false, "")
}

/// `POST /paiement/{payment}`
pub(crate) async fn begin(State(web): State<Web>, visit: Visit, Path(id): Path<String>, sent: SentForm) -> Page {
    sent.checked(&web.frame, &visit)?;
    let payment = payment(&web, &id).await?;
    match web.payments.begin(&payment.id).await {
        Ok(url) => Ok(Redirect::to(&url).into_response()),
        Err(Error::Settled) => Ok(Redirect::to(&page(&payment.id)).into_response()),
        Err(Error::Provider(error)) => {
            tracing::warn!(%error, payment = payment.id, "a payment could not begin");
            let fault = match error {
                ProviderError::Refuses(_) => "payment-fault-refuses",
                _ => "payment-fault-unreachable",
            };
            let mut response = render(&web, &visit, &payment, false, fault)?;
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            Ok(response)
        }
        Err(Error::Senseless(_)) => {
            let mut response = render(&web, &visit, &payment, false, "payment-fault-no-provider")?;
            *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
            Ok(response)
        }
        Err(error) => Err(error.into()),
    }
}

/// `GET /paiement/{payment}/retour`: the buyer is back from the provider, paid or not.
pub(crate) async fn come_back(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Page {
    let payment = payment(&web, &id).await?;
    let payment = web.payments.look(&payment.id).await?;
    if payment.state == PaymentState::Paid {
        return Ok(Redirect::to(&payment.return_to).into_response());
    }
    let waiting = payment.state == PaymentState::Begun;
    let mut response = render(&web, &visit, &payment, waiting, "")?;
    let pairs = shell::parse_pairs(query.unwrap_or_default().as_bytes());
    let looked: u32 =
        pairs.iter().find(|(name, _)| name == "fois").and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    if waiting && looked < LOOKS {
        // Without a script: the page looks again by itself a few times, then leaves it to the buyer.
        let refresh = format!("3; url={}/retour?fois={}", page(&payment.id), looked + 1);
        response.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_str(&refresh)?);
    }
    Ok(response)
}

async fn trial_of(web: &Web, id: &str) -> Result<(test::Test, test::Trial), PageError> {
    let test = web.test.clone().ok_or(PageError::NotFound)?;
    match test.trial(id).await {
        Ok(trial) => Ok((test, trial)),
        Err(Error::NotFound) => Err(PageError::NotFound),
        Err(error) => Err(error.into()),
    }
}

/// `GET /paiement/essai/{trial}`
pub(crate) async fn trial(State(web): State<Web>, visit: Visit, Path(id): Path<String>) -> Page {
    let (_, trial) = trial_of(&web, &id).await?;
    let view = TrialPage {
        label: trial.label.clone(),
        cents: trial.amount.0,
        action: format!("/paiement/essai/{}", trial.id),
        plain: [Choice::Pay, Choice::Refuse, Choice::Abandon].map(Choice::code).to_vec(),
        others: Choice::ALL[3..].iter().map(|choice| choice.code()).collect(),
        decided: trial.decided,
        back: trial.return_url,
    };
    let mut response = web.frame.render(&visit, "payment/trial.html", &view)?.into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// `POST /paiement/essai/{trial}`
pub(crate) async fn decide(State(web): State<Web>, visit: Visit, Path(id): Path<String>, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    let (test, trial) = trial_of(&web, &id).await?;
    let choice = Choice::from_code(form.value("choix")).ok_or(PageError::BadRequest)?;
    test.decide(&trial, choice).await?;
    let notify = || async {
        let (headers, body) = test.notification(&trial.id).await?;
        if let Err(error) = web.payments.receive(test::CODE, &headers, &body).await {
            tracing::warn!(%error, "a trial's notification was not taken");
        }
        Ok::<(), PageError>(())
    };
    match choice {
        Choice::PayInSilence | Choice::PayLate => {}
        Choice::PayTwice => {
            notify().await?;
            notify().await?;
        }
        _ => notify().await?,
    }
    if choice == Choice::PayLate {
        tokio::spawn(notify_late(web.clone(), test.clone(), trial.id.clone()));
    }
    if matches!(choice, Choice::PayAndLeave | Choice::PayInSilence) {
        let view = LeftPage { choice: choice.code(), back: trial.return_url };
        return Ok(web.frame.render(&visit, "payment/left.html", &view)?.into_response());
    }
    Ok(Redirect::to(&trial.return_url).into_response())
}

/// Its type forgotten: the compiler can't tell otherwise that it may move between threads.
type Taken<'a> = Pin<Box<dyn Future<Output = Result<Settled, NotTaken>> + Send + 'a>>;

async fn notify_late(web: Web, test: test::Test, trial: String) {
    tokio::time::sleep(test::LATE).await;
    let Ok((headers, body)) = test.notification(&trial).await else { return };
    let taken: Taken<'_> = Box::pin(web.payments.receive(test::CODE, &headers, &body));
    if let Err(error) = taken.await {
        tracing::warn!(%error, "a trial's late notification was not taken");
    }
}

/// `POST /paiement/avis/{provider}`: a notification. Answers 200 once it is dealt with, 400 when it is not the
/// provider's, 500 when it is to come again.
pub(crate) async fn notice(
    State(web): State<Web>,
    Path(provider): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    // Some send what they have to say in the address.
    let body = match (body.is_empty(), query) {
        (true, Some(query)) => Bytes::from(query),
        _ => body,
    };
    match web.payments.receive(&provider, &headers, &body).await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(NotTaken::NoProvider) => (StatusCode::NOT_FOUND, "no such provider\n").into_response(),
        Err(NotTaken::Bad(error)) => {
            tracing::warn!(%error, provider, "a notification was not believed");
            (StatusCode::BAD_REQUEST, "not believed\n").into_response()
        }
        Err(NotTaken::Failed(error)) => {
            tracing::warn!(%error, provider, "a notification could not be acted upon; it is to come again");
            (StatusCode::INTERNAL_SERVER_ERROR, "again, please\n").into_response()
        }
    }
}
