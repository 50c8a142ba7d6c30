//! A licence: every field of it, in plain words.

use access::{Audience, Budget, Licence, QuotaPeriod, ViewQuota, budgets, licences};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::Timestamp;
use jiff::civil::Date;
use people::web::Staff;
use people::{Permission, Session, audit};
use programme::{InstitutionKind, institution, tenant};
use shell::{FormState, PageError, SentForm, Visit};

use super::editorial::done;
use super::office::{read_euros, require, require_for, typed_euros};
use super::{Page, Web, fault};
use crate::model::Resource;
use crate::pages::office::{LicenceForm, Ticked};
use crate::pages::paths;
use crate::store::resources;

/// `GET /bureau/mediatheque/{resource}/licences/nouvelle`
pub(crate) async fn new(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, Permission::ManageLicences)?;
    let found = resources::by_id(&mut web.content.db.read().await?, &id).await.map_err(fault)?;
    let blank = Licence::unlimited(&found.door, Audience::Members, "");
    form_page(&web, &visit, &found, &blank, FormState::default()).await
}

/// `GET /bureau/mediatheque/{resource}/licences/{licence}`
pub(crate) async fn edit(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((id, licence)): Path<(String, String)>,
) -> Page {
    require(&session, Permission::ManageLicences)?;
    let (found, licence) = pair(&web, &id, &licence).await?;
    let form = filled(&web, &licence).await?;
    form_page(&web, &visit, &found, &licence, form).await
}

async fn pair(web: &Web, id: &str, licence: &str) -> Result<(Resource, Licence), PageError> {
    let mut read = web.content.db.read().await?;
    let found = resources::by_id(&mut read, id).await.map_err(fault)?;
    let licence = licences::by_id(&mut read, licence).await.map_err(|error| fault(error.into()))?;
    if licence.door == found.door { Ok((found, licence)) } else { Err(PageError::NotFound) }
}

async fn filled(web: &Web, licence: &Licence) -> Result<FormState, PageError> {
    let mut form = FormState::default();
    let day = |at: Option<Timestamp>, before: bool| {
        at.map(|at| {
            let date = at.to_zoned(web.zone.clone()).date();
            // An end is kept as the instant the day after begins; people say the last day.
            let date = if before { date.yesterday().unwrap_or(date) } else { date };
            date.to_string()
        })
        .unwrap_or_default()
    };
    let number = |value: Option<u32>| value.map(|value| value.to_string()).unwrap_or_default();
    let quota = licence.quota.as_ref();
    let budget = match &licence.fund {
        Some(fund) => budgets::of_fund(&mut web.content.db.read().await?, fund)
            .await?
            .into_iter()
            .find(|one| one.library.is_empty()),
        None => None,
    };
    for (name, value) in [
        ("label", licence.label.clone()),
        ("audience", licence.audience.code().to_owned()),
        ("age_min", number(licence.age_min.map(u32::from))),
        ("age_max", number(licence.age_max.map(u32::from))),
        ("starts_on", day(licence.starts_at, false)),
        ("ends_on", day(licence.ends_at, true)),
        ("trial", if licence.trial { "1" } else { "" }.to_owned()),
        ("seats", number(licence.seats)),
        ("views", number(quota.map(|quota| quota.views))),
        ("period", quota.map_or("month", |quota| quota.period.code()).to_owned()),
        ("group", quota.map(|quota| quota.group.clone()).unwrap_or_default()),
        ("price", if licence.price_cents > 0 { typed_euros(licence.price_cents) } else { String::new() }),
        ("fund", licence.fund.clone().unwrap_or_default()),
        ("budget", budget.as_ref().map(|one| typed_euros(one.cents)).unwrap_or_default()),
        ("budget_period", budget.map_or("month", |one| one.period.code()).to_owned()),
        ("view_hours", licence.view_hours.to_string()),
    ] {
        form.values.insert(name.to_owned(), value);
    }
    Ok(form)
}

async fn form_page(web: &Web, visit: &Visit, found: &Resource, licence: &Licence, form: FormState) -> Page {
    let mut read = web.content.db.read().await?;
    let libraries = institution::list(&mut read, Some(InstitutionKind::Library), None).await?;
    let communes = tenant::communes(&mut read).await?;
    let mut funds: Vec<String> = budgets::list(&mut read).await?.into_iter().map(|one| one.fund).collect();
    funds.dedup();
    let back_href = paths::office_resource(&found.id);
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let last = if licence.id.is_empty() { "nouvelle" } else { &licence.id };
    let view = LicenceForm {
        resource: found.title.clone(),
        action: format!("{back_href}/licences/{last}"),
        back_href,
        form,
        libraries: libraries
            .into_iter()
            .map(|one| Ticked { ticked: licence.libraries.contains(&one.id), value: one.id, label: one.name })
            .collect(),
        communes: communes
            .into_iter()
            .map(|one| Ticked { ticked: licence.communes.contains(&one.insee), value: one.insee, label: one.name })
            .collect(),
        funds,
        existing: !licence.id.is_empty(),
    };
    Ok((status, web.frame.render(visit, "mediatheque/office_licence.html", &view)?).into_response())
}

/// `POST /bureau/mediatheque/{resource}/licences/nouvelle`
pub(crate) async fn create(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManageLicences)?;
    let pairs = sent.pairs().to_vec();
    let form = sent.checked(&web.frame, &visit)?;
    let found = resources::by_id(&mut web.content.db.read().await?, &id).await.map_err(fault)?;
    let blank = Licence::unlimited(&found.door, Audience::Members, "");
    keep(&web, &visit, &session, found, blank, form, pairs).await
}

/// `POST /bureau/mediatheque/{resource}/licences/{licence}`: changes it, or with `end=1` ends it now.
pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((id, licence)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManageLicences)?;
    let pairs = sent.pairs().to_vec();
    let form = sent.checked(&web.frame, &visit)?;
    let (found, licence) = pair(&web, &id, &licence).await?;
    keep(&web, &visit, &session, found, licence, form, pairs).await
}

async fn keep(
    web: &Web,
    visit: &Visit,
    session: &Session,
    found: Resource,
    before: Licence,
    mut form: FormState,
    pairs: Vec<(String, String)>,
) -> Page {
    require_for(&mut web.content.db.read().await?, session, Permission::ManageLicences, &found.institution).await?;
    let back = paths::office_resource(&found.id);
    if form.value("end") == "1" {
        let mut write = web.content.db.write().await?;
        licences::end(&mut write, &before.id, web.now()).await.map_err(|error| fault(error.into()))?;
        let details = serde_json::json!({ "licence": before.id });
        audit::append(&mut write, &session.actor(), "mediatheque.licence.end", &found.id, &details).await?;
        write.commit().await?;
        return done(web, visit, "mediatheque-licence-ended", &back);
    }
    let licence = read(web, &mut form, &pairs, &before);
    let budget = read_budget(&mut form, &licence);
    let mut write = web.content.db.write().await?;
    if form.is_sound()
        && licence.price_cents > 0
        && budget.is_none()
        && budgets::of_fund(&mut write, licence.fund.as_deref().unwrap_or_default()).await?.is_empty()
    {
        form.fault("fund", "mediatheque-licence-price-needs-fund");
    }
    if !form.is_sound() {
        drop(write);
        return form_page(web, visit, &found, &licence, form).await;
    }
    if let Some(budget) = budget {
        budgets::declare(&mut write, &budget).await?;
    }
    match licences::declare(&mut write, &licence).await {
        Ok(id) => {
            let details = serde_json::to_value(Licence { id, ..licence })?;
            audit::append(&mut write, &session.actor(), "mediatheque.licence.declare", &found.id, &details).await?;
        }
        Err(access::Error::Senseless(_)) => {
            drop(write);
            form.fault("", "mediatheque-licence-senseless");
            return form_page(web, visit, &found, &licence, form).await;
        }
        Err(error) => return Err(fault(error.into())),
    }
    write.commit().await?;
    done(web, visit, "mediatheque-licence-saved", &back)
}

/// The licence as the form says it, the faults noted in the form.
fn read(web: &Web, form: &mut FormState, pairs: &[(String, String)], before: &Licence) -> Licence {
    let number = |form: &mut FormState, name: &str, most: u32| -> Option<u32> {
        let typed = form.value(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        let read = typed.parse().ok().filter(|number| *number <= most);
        if read.is_none() {
            form.fault(name, "mediatheque-office-field-wrong");
        }
        read
    };
    let day = |form: &mut FormState, name: &str, after: bool| -> Option<Timestamp> {
        let typed = form.value(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        let date = typed.parse::<Date>().ok().and_then(|date| if after { date.tomorrow().ok() } else { Some(date) });
        let at = date.and_then(|date| date.to_zoned(web.zone.clone()).ok()).map(|at| at.timestamp());
        if at.is_none() {
            form.fault(name, "mediatheque-office-field-wrong");
        }
        at
    };
    let several = |name: &str| -> Vec<String> {
        pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
    };
    let age = |value: Option<u32>| value.and_then(|age| u8::try_from(age).ok());
    let views = number(form, "views", 10_000).filter(|views| *views > 0);
    let period = QuotaPeriod::from_code(form.value("period")).unwrap_or(QuotaPeriod::Month);
    let price = form.value("price").to_owned();
    let price_cents = if price.is_empty() { Some(0) } else { read_euros(&price) };
    if price_cents.is_none() {
        form.fault("price", "mediatheque-office-field-wrong");
    }
    let licence = Licence {
        label: form.value("label").to_owned(),
        trial: form.value("trial") == "1",
        starts_at: day(form, "starts_on", false),
        ends_at: day(form, "ends_on", true),
        audience: Audience::from_code(form.value("audience")).unwrap_or(Audience::Members),
        age_min: age(number(form, "age_min", 120)),
        age_max: age(number(form, "age_max", 120)),
        communes: several("commune"),
        libraries: several("library"),
        seats: number(form, "seats", 100_000).filter(|seats| *seats > 0),
        quota: views.map(|views| ViewQuota { views, period, group: form.value("group").to_lowercase() }),
        price_cents: price_cents.unwrap_or_default(),
        fund: Some(form.value("fund").to_lowercase()).filter(|fund| !fund.is_empty()),
        view_hours: number(form, "view_hours", 24 * 366).filter(|hours| *hours > 0).unwrap_or(licences::VIEW_HOURS),
        ..before.clone()
    };
    if licence.label.is_empty() {
        form.fault("label", "mediatheque-licence-label-needed");
    }
    if licence.starts_at.zip(licence.ends_at).is_some_and(|(from, until)| until <= from) {
        form.fault("ends_on", "mediatheque-licence-dates-wrong");
    }
    if licence.age_min.zip(licence.age_max).is_some_and(|(min, max)| max < min) {
        form.fault("age_max", "mediatheque-licence-ages-wrong");
    }
    if licence.price_cents > 0 && licence.fund.is_none() {
        form.fault("price", "mediatheque-licence-price-needs-fund");
    }
    let personal = licence.quota.is_some()
        || licence.price_cents > 0
        || licence.age_min.is_some()
        || licence.age_max.is_some()
        || !licence.communes.is_empty()
        || !licence.libraries.is_empty();
    if licence.audience == Audience::Everyone && personal {
        form.fault("", "mediatheque-licence-everyone-wrong");
    }
    licence
}

/// The common budget of the licence's fund, when the form says an amount.
fn read_budget(form: &mut FormState, licence: &Licence) -> Option<Budget> {
    let typed = form.value("budget").to_owned();
    let fund = licence.fund.clone()?;
    if typed.is_empty() {
        return None;
    }
    let Some(cents) = read_euros(&typed) else {
        form.fault("budget", "mediatheque-office-field-wrong");
        return None;
    };
    let period = QuotaPeriod::from_code(form.value("budget_period")).unwrap_or(QuotaPeriod::Month);
    Some(Budget { id: String::new(), label: fund.clone(), fund, library: String::new(), cents, period })
}
