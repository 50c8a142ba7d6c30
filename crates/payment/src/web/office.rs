//! The office: payments, and what someone has to look at.

use std::time::Duration;

use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use ledger::Cents;
use people::web::Staff;
use people::{Permission, Session, Target};
use shell::office::Choice;
use shell::{Flash, FormState, Lang, PageError, Pagination, SentForm, Tone, Visit, parse_pairs};
use store::new_id;

use super::Web;
use crate::asking::{self, Payment};
use crate::concerns::Concern;
use crate::history::{self, Wanted};
use crate::pages::office::{
    AttemptLine, ConcernLine, NoticeLine, OfficePage, OnePage, PaymentLine, RefundLine, TotalLine,
};
use crate::refunds::{self, RefundInfo, RefundState};
use crate::settle::instant;
use crate::{Error, State as PaymentState, attempts, concerns};

type Page = Result<Response, PageError>;

const HOME: &str = "/bureau/paiements";
const A_PAGE: u32 = 50;
/// How long a page waits for a provider.
const SOON: Duration = Duration::from_secs(8);

fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::OverseeTills, &Target::Whole) { Ok(()) } else { Err(PageError::Forbidden) }
}

fn href(payment: &str) -> String {
    format!("{HOME}/{payment}")
}

fn say(web: &Web, visit: &Visit, tone: Tone, message: &str, to: &str) -> Response {
    Flash { tone, text: web.frame.messages().text(visit.lang, message) }.redirect(&web.frame, to)
}

fn told(ms: i64) -> String {
    instant(ms).to_string()
}

fn concern_line(concern: Concern, label: String) -> ConcernLine {
    ConcernLine {
        kind: concern.kind.code(),
        detail: concern.detail,
        at: told(concern.noted_at_ms),
        href: href(&concern.payment),
        label,
        action: concern.resolved_at_ms.is_none().then(|| format!("{HOME}/signalements/{}", concern.id)),
        answer: concern.answer.filter(|_| concern.resolved_at_ms.is_some()),
    }
}

fn refund_line(refund: RefundInfo) -> RefundLine {
    RefundLine {
        cents: refund.amount.0,
        why: refund.why,
        state: refund.state.code(),
        at: told(refund.asked_at_ms),
        detail: refund.detail,
        href: href(&refund.payment),
        action: (refund.state == RefundState::ByHand).then(|| format!("{HOME}/remboursements/{}", refund.id)),
    }
}

/// What the address asks for. A day that is none is as if it were not said.
fn wanted(pairs: &[(String, String)]) -> Wanted {
    let text = |name: &str| pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.trim());
    let zone = TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC);
    let start = |date: Date| date.to_zoned(zone.clone()).ok().map(|at| at.timestamp());
    let day = |name: &str| text(name).parse::<Date>().ok();
    Wanted {
        words: text("q").chars().take(100).collect(),
        state: PaymentState::from_code(text("etat")),
        from: day("du").and_then(start),
        until: day("au").and_then(|date| date.tomorrow().ok()).and_then(start),
    }
}

/// The fields of the search, kept in addresses.
fn kept(pairs: &[(String, String)]) -> String {
    let encode = |text: &str| -> String {
        text.bytes()
            .map(|byte| match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
                other => format!("%{other:02X}"),
            })
            .collect()
    };
    pairs
        .iter()
        .filter(|(name, value)| ["q", "etat", "du", "au"].contains(&name.as_str()) && !value.trim().is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

fn state_choices(web: &Web, lang: Lang) -> Vec<Choice> {
    PaymentState::ALL
        .iter()
        .map(|state| Choice {
            value: state.code().to_owned(),
            label: web.frame.messages().text(lang, &format!("payment-state-{}", state.code())),
        })
        .collect()
}

/// `GET /bureau/paiements`
pub(crate) async fn list(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    RawQuery(query): RawQuery,
) -> Page {
    require(&session)?;
    let pairs = parse_pairs(query.unwrap_or_default().as_bytes());
    let wanted = wanted(&pairs);
    let number = pairs.iter().find(|(name, _)| name == "page").and_then(|(_, value)| value.parse::<u32>().ok());
    let number = number.unwrap_or(1).clamp(1, 1000);
    let mut read = web.payments.db().read().await?;
    let totals = history::totals(&mut read, &wanted).await?;
    let all: i64 = totals.iter().map(|total| total.payments).sum();
    let payments = history::list(&mut read, &wanted, A_PAGE, (number - 1) * A_PAGE).await?;
    let mut concern_lines = Vec::new();
    for concern in concerns::open(&mut read, 100).await? {
        let label = asking::by_id(&mut read, &concern.payment).await?.label;
        concern_lines.push(concern_line(concern, label));
    }
    let by_hand = refunds::by_hand(&mut read, 100).await?;
    drop(read);
    let kept = kept(&pairs);
    let form = FormState { values: pairs.into_iter().collect(), ..FormState::default() };
    let view = OfficePage {
        provider: web.payments.first().map(|one| one.code().to_owned()).unwrap_or_default(),
        concerns: concern_lines,
        by_hand: by_hand.into_iter().map(refund_line).collect(),
        payments: payments.into_iter().map(line).collect(),
        totals: totals
            .into_iter()
            .map(|total| TotalLine { state: total.state.code(), payments: total.payments, cents: total.total.0 })
            .collect(),
        states: state_choices(&web, visit.lang),
        form,
        pagination: Pagination::new(all.unsigned_abs(), u64::from(A_PAGE), u64::from(number), 1000, |page| {
            format!("{HOME}?{kept}{}page={page}", if kept.is_empty() { "" } else { "&" })
        }),
        query: kept,
    };
    Ok(web.frame.render(&visit, "payment/office.html", &view)?.into_response())
}

fn line(payment: Payment) -> PaymentLine {
    PaymentLine {
        href: href(&payment.id),
        label: payment.label,
        reference: payment.reference,
        cents: payment.amount.0,
        state: payment.state.code(),
        asked_at: payment.asked_at.to_string(),
    }
}

/// `GET /bureau/paiements.csv`
pub(crate) async fn csv(State(web): State<Web>, Staff(session): Staff, RawQuery(query): RawQuery) -> Page {
    require(&session)?;
    let wanted = wanted(&parse_pairs(query.unwrap_or_default().as_bytes()));
    let text = history::csv(&mut web.payments.db().read().await?, &wanted).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"paiements.csv\""),
        (header::CACHE_CONTROL, "private, no-store"),
    ];
    Ok((headers, text).into_response())
}

async fn find(web: &Web, id: &str) -> Result<Payment, PageError> {
    match asking::by_id(&mut web.payments.db().read().await?, id).await {
        Err(Error::NotFound) => Err(PageError::NotFound),
        other => Ok(other?),
    }
}

async fn view_of(web: &Web, visit: &Visit, payment: Payment, form: FormState) -> Result<OnePage, PageError> {
    let mut read = web.payments.db().read().await?;
    let attempts = attempts::of_payment(&mut read, &payment.id).await?;
    let mut refundable = Vec::new();
    for attempt in &attempts {
        let left = refunds::left_of(&mut read, attempt).await?;
        if left > Cents::ZERO {
            let price = shell::typography::price(visit.lang, left.0);
            let label = format!(
                "{} · {price}",
                web.frame.messages().text(visit.lang, &format!("payment-provider-{}", attempt.provider))
            );
            refundable.push(Choice { value: attempt.id.clone(), label });
        }
    }
    let concerns = concerns::of_payment(&mut read, &payment.id).await?;
    let notices = history::notices(&mut read, &payment.id).await?;
    let refunds = refunds::of_payment(&mut read, &payment.id).await?;
    Ok(OnePage {
        cents: payment.amount.0,
        state: payment.state.code(),
        asked_at: payment.asked_at.to_string(),
        settled_at: payment.settled_at.map(|at: Timestamp| at.to_string()),
        attempts: attempts
            .into_iter()
            .map(|attempt| AttemptLine {
                provider: attempt.provider,
                provider_id: attempt.provider_id.unwrap_or_default(),
                state: attempt.state.code(),
                at: told(attempt.begun_at_ms),
                received: attempt.received.map(|cents| cents.0),
                test: attempt.test,
            })
            .collect(),
        notices: notices
            .into_iter()
            .map(|notice| NoticeLine {
                kind: notice.kind,
                event: notice.event,
                at: told(notice.received_at_ms),
                times: notice.times,
                outcome: notice.outcome,
            })
            .collect(),
        refunds: refunds.into_iter().map(refund_line).collect(),
        concerns: concerns.into_iter().map(|concern| concern_line(concern, String::new())).collect(),
        look_action: format!("{}/demander", href(&payment.id)),
        refund_action: (!refundable.is_empty()).then(|| format!("{}/rembourser", href(&payment.id))),
        refund_name: new_id(),
        refundable,
        form,
        label: payment.label,
        reference: payment.reference,
        email: payment.email,
        account: payment.account,
    })
}

/// `GET /bureau/paiements/{payment}`
pub(crate) async fn one(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session)?;
    let payment = find(&web, &id).await?;
    let view = view_of(&web, &visit, payment, FormState::default()).await?;
    Ok(web.frame.render(&visit, "payment/one.html", &view)?.into_response())
}

/// `POST /bureau/paiements/{payment}/demander`: asks the provider again, now.
pub(crate) async fn look(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let payment = find(&web, &id).await?;
    let attempts = attempts::of_payment(&mut web.payments.db().read().await?, &payment.id).await?;
    let mut answer = (Tone::Note, "payment-looked");
    for attempt in attempts {
        if attempt.state.brought_money() {
            continue;
        }
        if let Err(error) = web.payments.look_at(&attempt.id).await {
            tracing::warn!(%error, payment = payment.id, "a provider could not be asked from the office");
            answer = (Tone::Refused, "payment-looked-in-vain");
        }
    }
    Ok(say(&web, &visit, answer.0, answer.1, &href(&payment.id)))
}

/// `POST /bureau/paiements/{payment}/rembourser`
pub(crate) async fn refund(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let payment = find(&web, &id).await?;
    let amount = form.value("montant").parse::<Cents>().ok().filter(|amount| *amount > Cents::ZERO);
    if amount.is_none() {
        form.fault("montant", "payment-fault-amount");
    }
    if form.value("motif").is_empty() {
        form.fault("motif", "payment-fault-why");
    }
    if let (true, Some(amount)) = (form.is_sound(), amount) {
        let mut write = web.payments.db().write().await?;
        let attempt = form.value("encaissement").to_owned();
        // The form's own name keeps a second click from giving back twice.
        let name = form.value("nom").to_owned();
        let name = if name.len() == 36 { name } else { new_id() };
        let asked = refunds::Refund {
            payment: &payment.id,
            attempt: (!attempt.is_empty()).then_some(attempt.as_str()),
            reference: &format!("office:{name}"),
            amount,
            why: form.value("motif"),
            by: &session.actor().to_string(),
        };
        match refunds::refund(&mut write, &asked).await {
            Ok(refund) => {
                let details = serde_json::json!({ "refund": refund, "cents": amount.0 });
                let subject = format!("payment:{}", payment.id);
                let action = "payment.refund_asked";
                people::audit::append(&mut write, &session.actor(), action, &subject, &details).await?;
                write.commit().await?;
                // Done at once when the provider answers soon; the job tries again otherwise.
                match tokio::time::timeout(SOON, web.payments.make_refunds()).await {
                    Ok(Ok(_)) | Err(_) => {}
                    Ok(Err(error)) => tracing::warn!(%error, "refunds could not be made at once"),
                }
                return Ok(say(&web, &visit, Tone::Done, "payment-refund-asked", &href(&payment.id)));
            }
            Err(Error::TooMuchBack { .. }) => form.fault("montant", "payment-fault-too-much"),
            Err(Error::NotFound | Error::Contradiction(_)) => form.fault("", "payment-fault-amount"),
            Err(error) => return Err(error.into()),
        }
    }
    let view = view_of(&web, &visit, payment, form).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, web.frame.render(&visit, "payment/one.html", &view)?).into_response())
}

/// `POST /bureau/paiements/signalements/{concern}`
pub(crate) async fn resolve(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let mut write = web.payments.db().write().await?;
    let concern = match concerns::by_id(&mut write, &id).await {
        Err(Error::NotFound) => return Err(PageError::NotFound),
        other => other?,
    };
    if form.value("reponse").is_empty() {
        return Ok(say(&web, &visit, Tone::Refused, "payment-fault-answer", &href(&concern.payment)));
    }
    if concerns::resolve(&mut write, &concern.id, &session.actor().to_string(), form.value("reponse")).await? {
        let details = serde_json::json!({ "kind": concern.kind.code() });
        let subject = format!("payment:{}", concern.payment);
        people::audit::append(&mut write, &session.actor(), "payment.concern_answered", &subject, &details).await?;
        write.commit().await?;
    }
    Ok(say(&web, &visit, Tone::Done, "payment-answered", &href(&concern.payment)))
}

/// `POST /bureau/paiements/remboursements/{refund}`: someone paid it back by hand.
pub(crate) async fn paid_back(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let mut write = web.payments.db().write().await?;
    let refund = match refunds::by_id(&mut write, &id).await {
        Err(Error::NotFound) => return Err(PageError::NotFound),
        other => other?,
    };
    let to = href(&refund.payment);
    if form.value("detail").is_empty() {
        return Ok(say(&web, &visit, Tone::Refused, "payment-fault-answer", &to));
    }
    match refunds::done_by_hand(&mut write, &refund.id, &session.actor().to_string(), form.value("detail")).await {
        Ok(()) => {}
        Err(Error::Settled) => return Ok(say(&web, &visit, Tone::Note, "payment-paid-back", &to)),
        Err(error) => return Err(error.into()),
    }
    let details = serde_json::json!({ "refund": refund.id, "cents": refund.amount.0 });
    let subject = format!("payment:{}", refund.payment);
    people::audit::append(&mut write, &session.actor(), "payment.paid_back", &subject, &details).await?;
    write.commit().await?;
    Ok(say(&web, &visit, Tone::Done, "payment-paid-back", &to))
}
