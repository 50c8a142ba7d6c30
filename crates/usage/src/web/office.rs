//! Vendors, their reports, and the keys of those who harvest ours: the network's business.

use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use counter::Month;
use jiff::{Timestamp, ToSpan};
use people::web::Staff;
use people::{Permission, Session, Target};
use shell::office::Choice;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::{LARGEST, Web};
use crate::pages::paths;
use crate::pages::vendors::{HarvestLine, KeyLine, MadeKey, VendorLine, VendorsPage, render};
use crate::vendors::{self, Source, Vendor};
use crate::{Error, harvest as harvesting, keys, reports};

type Page = Result<Response, PageError>;

fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::ManageVendors, &Target::Whole) { Ok(()) } else { Err(PageError::Forbidden) }
}

fn say(web: &Web, visit: &Visit, tone: Tone, message: &str) -> Response {
    let text = web.frame.messages().text(visit.lang, message);
    Flash { tone, text }.redirect(&web.frame, paths::VENDORS)
}

fn instant(ms: i64) -> String {
    Timestamp::from_millisecond(ms).map(|at| at.to_string()).unwrap_or_default()
}

fn last_month(web: &Web) -> Result<Month, PageError> {
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    Ok(Month::of(today.first_of_month().checked_sub(1.day())?))
}

async fn page(web: &Web, form: FormState, made: Option<MadeKey>) -> Result<VendorsPage, PageError> {
    let mut read = web.db.read().await?;
    let mut lines = Vec::new();
    for vendor in vendors::list(&mut read).await? {
        let received = vendors::received(&mut read, &vendor.id).await?;
        let months = || received.iter().map(|(_, month)| month.clone());
        let harvests = vendors::harvests(&mut read, &vendor.id, 12).await?;
        lines.push(VendorLine {
            harvest_action: (!vendor.address.is_empty()).then(|| paths::harvest(&vendor.id)),
            upload_action: paths::upload(&vendor.id),
            received: months().min().zip(months().max()),
            harvests: harvests
                .into_iter()
                .map(|one| HarvestLine {
                    months: if one.from == one.to { one.from } else { format!("{} – {}", one.from, one.to) },
                    report: one.report,
                    at: instant(one.at_ms),
                    outcome: one.outcome,
                    detail: one.detail,
                })
                .collect(),
            id: vendor.id,
            name: vendor.name,
            platform: vendor.platform,
            cost_cents: vendor.cost_cents,
            harvested: vendor.harvested,
        });
    }
    let customers = reports::customers(&mut read).await?;
    let name = |id: &str| {
        customers
            .iter()
            .find(|one| one.institution.as_deref() == Some(id))
            .map_or_else(String::new, |one| one.name.clone())
    };
    let keys = keys::list(&mut read).await?;
    Ok(VendorsPage {
        vendors: lines,
        form,
        keys: keys
            .into_iter()
            .map(|key| KeyLine {
                customer: name(&key.customer),
                created_at: instant(key.created_at_ms),
                revoke_action: key.revoked_at_ms.is_none().then(|| paths::revoke(&key.id)),
                label: key.label,
                requestor: key.requestor,
            })
            .collect(),
        customers: customers
            .iter()
            .map(|one| Choice { value: one.institution.clone().unwrap_or_default(), label: one.name.clone() })
            .collect(),
        made,
        api: format!("{}/r51", web.public_url),
        last_month: last_month(web)?.to_string(),
    })
}

/// `GET /bureau/usages/fournisseurs`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    Ok(render(&web.frame, &visit, &page(&web, FormState::default(), None).await?)?.into_response())
}

/// Reads `1 234,50` as cents; an empty field is an unknown cost.
fn cents(text: &str) -> Option<Option<i64>> {
    let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    if text.is_empty() {
        return Some(None);
    }
    let (euros, rest) = text.split_once([',', '.']).unwrap_or((&text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if euros.is_empty() || rest.len() > 2 || !digits(euros) || !digits(rest) {
        return None;
    }
    let euros: i64 = euros.parse().ok()?;
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    euros.checked_mul(100)?.checked_add(rest).map(Some)
}

/// `POST /bureau/usages/fournisseurs`
pub(crate) async fn declare(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let Some(cost_cents) = cents(form.value("cout")) else {
        form.fault("cout", "usage-vendor-cost-wrong");
        return faulty(&web, &visit, form).await;
    };
    let vendor = Vendor {
        id: String::new(),
        name: form.value("nom").to_owned(),
        platform: form.value("plateforme").to_owned(),
        address: form.value("adresse").to_owned(),
        release: form.value("version").to_owned(),
        customer: form.value("client").to_owned(),
        requestor: form.value("demandeur").to_owned(),
        api_key: form.value("cle").to_owned(),
        cost_cents,
        harvested: form.value("moisson") == "1",
    };
    let mut write = web.db.write().await?;
    match vendors::declare(&mut write, &vendor).await {
        Ok(id) => {
            let details = serde_json::json!({ "name": vendor.name });
            let subject = format!("vendor:{id}");
            people::audit::append(&mut write, &session.actor(), "usage.vendor_declared", &subject, &details).await?;
            write.commit().await?;
            Ok(say(&web, &visit, Tone::Done, "usage-vendor-declared"))
        }
        Err(Error::Senseless(message)) => {
            drop(write);
            let field = match message {
                "usage-vendor-address-wrong" => "adresse",
                "usage-vendor-release-wrong" => "",
                _ => "nom",
            };
            form.fault(field, message);
            faulty(&web, &visit, form).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn faulty(web: &Web, visit: &Visit, form: FormState) -> Page {
    let page = page(web, form.without(&["cle"]), None).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, render(&web.frame, visit, &page)?).into_response())
}

/// The vendor of an address, or 404.
async fn vendor(web: &Web, id: &str) -> Result<Vendor, PageError> {
    match vendors::by_id(&mut web.db.read().await?, id).await {
        Err(Error::NotFound) => Err(PageError::NotFound),
        other => Ok(other?),
    }
}

/// `POST /bureau/usages/fournisseurs/{vendor}/moisson`
pub(crate) async fn harvest(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let vendor = vendor(&web, &id).await?;
    let month = match form.value("mois") {
        "" => last_month(&web)?,
        text => match text.parse::<Month>() {
            Ok(month) => month,
            Err(()) => return Ok(say(&web, &visit, Tone::Refused, "usage-month-wrong")),
        },
    };
    let mut write = web.db.write().await?;
    let details = serde_json::json!({ "month": month.to_string() });
    let subject = format!("vendor:{}", vendor.id);
    people::audit::append(&mut write, &session.actor(), "usage.harvest_asked", &subject, &details).await?;
    write.commit().await?;
    // A vendor may take minutes: the page does not wait for it.
    let (db, asked) = (web.db.clone(), vendor.id);
    let waiting = tokio::spawn(async move { harvesting::harvest(&db, &asked, month, month).await });
    let (tone, message) = match tokio::time::timeout(std::time::Duration::from_secs(8), waiting).await {
        Err(_) => (Tone::Note, "usage-harvest-begun"),
        Ok(Ok(Ok(outcome))) if outcome.failed > 0 => (Tone::Refused, "usage-harvest-failed"),
        Ok(Ok(Ok(outcome))) if outcome.received == 0 => (Tone::Note, "usage-harvest-nothing"),
        Ok(Ok(Ok(_))) => (Tone::Done, "usage-harvest-done"),
        Ok(Ok(Err(Error::Senseless(message)))) => (Tone::Refused, message),
        Ok(Ok(Err(error))) => return Err(error.into()),
        Ok(Err(error)) => return Err(PageError::internal(error)),
    };
    Ok(say(&web, &visit, tone, message))
}

/// `POST /bureau/usages/fournisseurs/{vendor}/rapport`
pub(crate) async fn upload(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    multipart: Option<Multipart>,
) -> Page {
    // Without multipart there is no token either.
    let mut multipart = multipart.ok_or(PageError::StaleForm)?;
    let (mut token, mut file) = (String::new(), None);
    let cut = |_| PageError::BadRequest;
    while let Some(field) = multipart.next_field().await.map_err(cut)? {
        match field.name() {
            Some("form_token") => token = field.text().await.map_err(cut)?,
            Some("rapport") => {
                // The token comes first in our forms: nothing is read for whoever has none.
                visit.check_form(&web.frame, &token)?;
                let bytes = field.bytes().await.map_err(|error| match error.status() {
                    StatusCode::PAYLOAD_TOO_LARGE => PageError::TooLarge { limit: LARGEST as u64 },
                    _ => PageError::BadRequest,
                })?;
                file = Some(bytes);
            }
            _ => {}
        }
    }
    visit.check_form(&web.frame, &token)?;
    require(&session)?;
    let vendor = vendor(&web, &id).await?;
    let Some(text) = file.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
        return Ok(say(&web, &visit, Tone::Refused, "usage-upload-no-text"));
    };
    let report = match counter::read(text) {
        Ok(report) => report,
        Err(error) => {
            let refused = web.frame.messages().text(visit.lang, "usage-upload-unreadable");
            let flash = Flash { tone: Tone::Refused, text: format!("{refused} ({error})") };
            return Ok(flash.redirect(&web.frame, paths::VENDORS));
        }
    };
    let mut write = web.db.write().await?;
    match vendors::keep(&mut write, &vendor.id, &report, Source::Upload).await {
        Ok(_) => {}
        Err(Error::Unreadable(error)) => {
            let refused = web.frame.messages().text(visit.lang, "usage-upload-unreadable");
            let flash = Flash { tone: Tone::Refused, text: format!("{refused} ({error})") };
            return Ok(flash.redirect(&web.frame, paths::VENDORS));
        }
        Err(error) => return Err(error.into()),
    }
    let details = serde_json::json!({
        "report": report.id.code(), "from": report.begin.to_string(), "to": report.end.to_string(),
    });
    let subject = format!("vendor:{}", vendor.id);
    people::audit::append(&mut write, &session.actor(), "usage.report_uploaded", &subject, &details).await?;
    write.commit().await?;
    Ok(say(&web, &visit, Tone::Done, "usage-upload-done"))
}

/// `POST /bureau/usages/cles`
pub(crate) async fn make_key(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let mut write = web.db.write().await?;
    match keys::make(&mut write, form.value("libelle"), form.value("pour")).await {
        Ok(made) => {
            let subject = format!("key:{}", made.id);
            let details = serde_json::json!({ "requestor": made.requestor });
            people::audit::append(&mut write, &session.actor(), "usage.key_made", &subject, &details).await?;
            write.commit().await?;
            // The key is shown by this answer and by no other: there is nothing to come back to.
            let made = MadeKey { requestor: made.requestor, secret: made.secret };
            let page = page(&web, FormState::default(), Some(made)).await?;
            let mut response = render(&web.frame, &visit, &page)?.into_response();
            let no_store = axum::http::HeaderValue::from_static("no-store");
            response.headers_mut().insert(axum::http::header::CACHE_CONTROL, no_store);
            Ok(response)
        }
        Err(Error::Senseless(message)) => {
            drop(write);
            form.fault("libelle", message);
            faulty(&web, &visit, form).await
        }
        Err(Error::NotFound) => Err(PageError::BadRequest),
        Err(error) => Err(error.into()),
    }
}

/// `POST /bureau/usages/cles/{key}/retirer`
pub(crate) async fn revoke(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let mut write = web.db.write().await?;
    match keys::revoke(&mut write, &id).await {
        Ok(()) => {}
        Err(Error::NotFound) => return Err(PageError::NotFound),
        Err(error) => return Err(error.into()),
    }
    let subject = format!("key:{id}");
    people::audit::append(&mut write, &session.actor(), "usage.key_revoked", &subject, &serde_json::json!({})).await?;
    write.commit().await?;
    Ok(say(&web, &visit, Tone::Done, "usage-key-revoked-done"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        assert_eq!(cents(""), Some(None));
        assert_eq!(cents("1 234,5 €"), Some(Some(123_450)));
        assert_eq!(cents("12"), Some(Some(1_200)));
        assert_eq!(cents("0.07"), Some(Some(7)));
        for bad in ["douze", "-1", "1,234", ",5", "1.2.3", "99999999999999999999"] {
            assert_eq!(cents(bad), None, "{bad}");
        }
    }
}
