//! Stripe Checkout: the buyer pays on Stripe's page.
//!
//! Sources: <https://docs.stripe.com/api/checkout/sessions>, <https://docs.stripe.com/api/refunds>,
//! <https://docs.stripe.com/webhooks#verify-manually> (the header `Stripe-Signature: t=…,v1=…`, HMAC-SHA-256 of
//! `t.body`), <https://docs.stripe.com/payments/checkout/fulfill-orders> (completed is not paid: `payment_status` says).

use std::time::Duration;

use axum::http::HeaderMap;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use ledger::Cents;
use serde::Deserialize;
use sha2::Sha256;
use shell::Lang;

use super::http::{HttpAnswer, Question, ask, form};
use super::{Answer, BadNotice, Beginning, Begun, Notice, Outcome, Provider, ProviderError, Refunded, Says};
use crate::attempts::Attempt;

/// The version of Stripe's API spoken here: an account's own may be another.
const VERSION: &str = "2024-06-20";
/// How far a signature's instant may be from now, in seconds: what Stripe's own libraries take.
const TOLERANCE_S: i64 = 300;
/// A Checkout session lives at least thirty minutes; a minute more, for clocks that differ.
const LIFE: Duration = Duration::from_secs(31 * 60);

/// Stripe Checkout, with the keys of an account.
pub struct Stripe {
    secret_key: String,
    webhook_secrets: Vec<String>,
    api: String,
}

impl Stripe {
    /// With the account's secret key (`sk_…`) and the webhook endpoint's secrets (`whsec_…`; two while one is rolled).
    #[must_use]
    pub fn new(secret_key: impl Into<String>, webhook_secrets: Vec<String>) -> Self {
        Self { secret_key: secret_key.into(), webhook_secrets, api: "https://api.stripe.com".to_owned() }
    }

    /// Speaks with another server than Stripe's, for tests.
    #[must_use]
    pub fn at(mut self, api: impl Into<String>) -> Self {
        self.api = api.into();
        self
    }

    async fn call(
        &self,
        path: &str,
        body: Option<String>,
        idempotency: Option<&str>,
    ) -> Result<HttpAnswer, ProviderError> {
        let mut headers = vec![
            ("authorization", format!("Bearer {}", self.secret_key)),
            ("stripe-version", VERSION.to_owned()),
            ("accept", "application/json".to_owned()),
        ];
        if body.is_some() {
            headers.push(("content-type", "application/x-www-form-urlencoded".to_owned()));
        }
        if let Some(key) = idempotency {
            headers.push(("idempotency-key", key.to_owned()));
        }
        let answer = ask(Question { url: format!("{}{path}", self.api), headers, body }).await?;
        match answer.status {
            200..=299 => Ok(answer),
            // Stripe asks to be asked again: a request in progress under the same key, too many, a fault of its own.
            409 | 429 | 500.. => Err(ProviderError::Unreachable(format!("it answers {}", answer.status))),
            status => Err(ProviderError::Refuses(refusal(&answer.text, status))),
        }
    }
}

/// Stripe's own words for a refusal.
fn refusal(text: &str, status: u16) -> String {
    #[derive(Deserialize)]
    struct Envelope {
        error: Fault,
    }
    #[derive(Deserialize)]
    struct Fault {
        code: Option<String>,
        message: Option<String>,
    }
    match serde_json::from_str::<Envelope>(text) {
        Ok(Envelope { error }) => {
            format!("{} {} ({status})", error.code.unwrap_or_default(), error.message.unwrap_or_default())
        }
        Err(_) => format!("it answers {status}"),
    }
}

/// What we read of a Checkout session.
#[derive(Debug, Deserialize)]
struct Session {
    id: String,
    url: Option<String>,
    status: Option<String>,
    payment_status: Option<String>,
    amount_total: Option<i64>,
    currency: Option<String>,
    payment_intent: Option<String>,
    #[serde(default)]
    livemode: bool,
}

impl Session {
    fn paid(&self) -> Outcome {
        match (self.amount_total, &self.currency) {
            (Some(amount), Some(currency)) => Outcome::Paid {
                amount: Cents(amount),
                currency: currency.to_ascii_lowercase(),
                reference: self.payment_intent.clone(),
            },
            // Paid without saying how much: nothing to believe.
            _ => Outcome::Pending,
        }
    }

    fn outcome(&self) -> Outcome {
        match (self.payment_status.as_deref(), self.status.as_deref()) {
            (Some("paid"), _) => self.paid(),
            (_, Some("expired")) => Outcome::Expired,
            _ => Outcome::Pending,
        }
    }
}

fn read_json<T: serde::de::DeserializeOwned>(answer: &HttpAnswer) -> Result<T, ProviderError> {
    serde_json::from_str(&answer.text).map_err(|error| ProviderError::NotUnderstood(error.to_string()))
}

impl Provider for Stripe {
    fn code(&self) -> &'static str {
        "stripe"
    }

    fn good_for(&self) -> Duration {
        // Less than the session's life: whoever is sent there has a few minutes left to pay.
        LIFE - Duration::from_secs(6 * 60)
    }

    fn leads_to(&self) -> &str {
        "https://checkout.stripe.com"
    }

    fn begin<'a>(&'a self, beginning: &'a Beginning) -> Answer<'a, Begun> {
        Box::pin(async move {
            let expires = beginning.at.as_second() + LIFE.as_secs() as i64;
            let mut pairs = vec![
                ("mode", "payment".to_owned()),
                ("client_reference_id", beginning.attempt.clone()),
                ("metadata[attempt]", beginning.attempt.clone()),
                ("line_items[0][quantity]", "1".to_owned()),
                ("line_items[0][price_data][currency]", "eur".to_owned()),
                ("line_items[0][price_data][unit_amount]", beginning.amount.0.to_string()),
                ("line_items[0][price_data][product_data][name]", beginning.label.clone()),
                ("success_url", beginning.return_url.clone()),
                ("cancel_url", beginning.cancel_url.clone()),
                ("expires_at", expires.to_string()),
                (
                    "locale",
                    match beginning.lang {
                        Lang::Fr => "fr",
                        Lang::Nl => "nl",
                        Lang::En => "en",
                    }
                    .to_owned(),
                ),
            ];
            if let Some(email) = &beginning.email {
                pairs.push(("customer_email", email.clone()));
            }
            let answer = self.call("/v1/checkout/sessions", Some(form(&pairs)), Some(&beginning.attempt)).await?;
            let session: Session = read_json(&answer)?;
            match session.url {
                Some(url) => Ok(Begun { provider_id: session.id, url, test: !session.livemode }),
                None => Err(ProviderError::NotUnderstood("a session without an address".to_owned())),
            }
        })
    }

    fn look<'a>(&'a self, attempt: &'a Attempt, _: Timestamp) -> Answer<'a, Outcome> {
        Box::pin(async move {
            let id = attempt.provider_id.as_deref().unwrap_or_default();
            if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
                return Err(ProviderError::NotUnderstood("no such session".to_owned()));
            }
            let answer = self.call(&format!("/v1/checkout/sessions/{id}"), None, None).await?;
            let session: Session = read_json(&answer)?;
            if session.id != id {
                return Err(ProviderError::NotUnderstood("another session came".to_owned()));
            }
            Ok(session.outcome())
        })
    }

    fn refund<'a>(&'a self, attempt: &'a Attempt, refund: &'a str, amount: Cents) -> Answer<'a, Refunded> {
        #[derive(Deserialize)]
        struct Made {
            id: String,
            status: Option<String>,
        }
        Box::pin(async move {
            let Some(intent) = &attempt.provider_reference else {
                return Err(ProviderError::Refuses("this payment has no payment intent".to_owned()));
            };
            let pairs = [("payment_intent", intent.clone()), ("amount", amount.0.to_string())];
            let answer = self.call("/v1/refunds", Some(form(&pairs)), Some(refund)).await?;
            let made: Made = read_json(&answer)?;
            match made.status.as_deref() {
                Some("failed" | "canceled") => Err(ProviderError::Refuses(format!("{} failed", made.id))),
                _ => Ok(Refunded::Done { provider_id: made.id }),
            }
        })
    }

    fn read(&self, headers: &HeaderMap, body: &[u8], now: Timestamp) -> Result<Notice, BadNotice> {
        let header = headers.get("stripe-signature").and_then(|value| value.to_str().ok());
        check_signature(&self.webhook_secrets, header.ok_or(BadNotice::Unsigned)?, body, now.as_second())?;
        read_event(body)
    }
}

/// Checks `t=…,v1=…[,v1=…]` over `t.body` with any of the secrets.
fn check_signature(secrets: &[String], header: &str, body: &[u8], now: i64) -> Result<(), BadNotice> {
    let mut at = None;
    let mut signatures = Vec::new();
    for part in header.split(',') {
        match part.trim().split_once('=') {
            Some(("t", value)) => at = Some(value),
            Some(("v1", value)) => signatures.extend(unhex(value)),
            _ => {}
        }
    }
    let at = at.ok_or(BadNotice::Unsigned)?;
    let signed = secrets.iter().any(|secret| {
        signatures.iter().any(|signature| {
            let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
                return false;
            };
            mac.update(at.as_bytes());
            mac.update(b".");
            mac.update(body);
            // In constant time.
            mac.verify_slice(signature).is_ok()
        })
    });
    if !signed {
        return Err(BadNotice::Unsigned);
    }
    // Only once the instant is known to be Stripe's.
    let at: i64 = at.parse().map_err(|_| BadNotice::Unreadable)?;
    if now.abs_diff(at) > TOLERANCE_S as u64 { Err(BadNotice::Stale) } else { Ok(()) }
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok()).collect()
}

fn read_event(body: &[u8]) -> Result<Notice, BadNotice> {
    #[derive(Deserialize)]
    struct Event {
        id: String,
        #[serde(rename = "type")]
        kind: String,
        data: Data,
    }
    #[derive(Deserialize)]
    struct Data {
        object: serde_json::Value,
    }
    let event: Event = serde_json::from_slice(body).map_err(|_| BadNotice::Unreadable)?;
    let text = |name: &str| event.data.object.get(name).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let (provider_id, says) = match event.kind.as_str() {
        "checkout.session.completed"
        | "checkout.session.async_payment_succeeded"
        | "checkout.session.async_payment_failed"
        | "checkout.session.expired" => {
            let session: Session =
                serde_json::from_value(event.data.object.clone()).map_err(|_| BadNotice::Unreadable)?;
            let outcome = match event.kind.as_str() {
                "checkout.session.async_payment_failed" => Outcome::Refused,
                "checkout.session.expired" => Outcome::Expired,
                // A completed session whose payment takes days is "unpaid" until it succeeds.
                _ => session.outcome(),
            };
            (session.id, Says::Became(outcome))
        }
        "charge.dispute.created" => (text("payment_intent"), Says::Disputed),
        _ => (text("id"), Says::Nothing),
    };
    Ok(Notice { event: event.id, kind: event.kind, provider_id, says })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sign(secret: &str, at: &str, body: &[u8]) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).unwrap();
        mac.update(format!("{at}.").as_bytes());
        mac.update(body);
        mac.finalize().into_bytes().iter().map(|byte| format!("{byte:02x}")).collect()
    }

    #[test]
    fn a_signature_is_checked_over_the_very_bytes() {
        let secrets = vec!["whsec_old".to_owned(), "whsec_new".to_owned()];
        let good = format!("t=1700000000,v1={}", sign("whsec_new", "1700000000", b"{}"));
        assert_eq!(check_signature(&secrets, &good, b"{}", 1_700_000_100), Ok(()));
        assert_eq!(check_signature(&secrets, &good, b"{ }", 1_700_000_100), Err(BadNotice::Unsigned));
        assert_eq!(check_signature(&secrets[..1], &good, b"{}", 1_700_000_100), Err(BadNotice::Unsigned));
        assert_eq!(check_signature(&secrets, &good, b"{}", 1_700_000_301), Err(BadNotice::Stale));
        assert_eq!(check_signature(&secrets, &good, b"{}", 1_699_999_699), Err(BadNotice::Stale));
        let moved = good.replace("t=1700000000", "t=1700000200");
        assert_eq!(check_signature(&secrets, &moved, b"{}", 1_700_000_301), Err(BadNotice::Unsigned));
        let several = format!("t=1700000000,v1=00,v0=ff,{}", good.split_once(',').unwrap().1);
        assert_eq!(check_signature(&secrets, &several, b"{}", 1_700_000_000), Ok(()));
        for bad in ["", "t=1", "v1=00", "t=1,v1=zz", "t=1,v1=é"] {
            assert_eq!(check_signature(&secrets, bad, b"{}", 1), Err(BadNotice::Unsigned), "{bad}");
        }
    }
}
