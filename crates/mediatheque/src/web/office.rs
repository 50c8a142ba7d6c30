//! The office's list of resources, and what is said of each.

use access::{Gauge, budgets::Forecast};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use fluent_bundle::FluentValue;
use people::web::Staff;
use people::{Permission, Session, Target, audit};
use shell::office::Choice;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit, calendar, typography};
use store::Query;

use super::editorial::done;
use super::{Page, Web, fault, instant, office_elsewhere, resource};
use crate::Error;
use crate::model::{Creator, Resource, ResourceKind, ResourceState};
use crate::offering;
use crate::pages::office::{IntakeLine, LicenceLine, LimitLine, ResourceForm, ResourceLine, Resources};
use crate::pages::{paths, tile, words};
use crate::store::{editions, intakes, resources};

/// Files shown among the last that came in.
const INTAKES: u32 = 12;

/// Refuses whoever may not, anywhere.
pub(crate) fn require(session: &Session, permission: Permission) -> Result<(), PageError> {
    if session.may(permission, &Target::Anywhere) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// Refuses whoever may not do something to an institution's resource.
pub(crate) async fn require_for(
    query: &mut impl Query,
    session: &Session,
    permission: Permission,
    institution: &str,
) -> Result<(), PageError> {
    let place = match programme::institution::by_id(query, institution).await {
        Ok(known) => known.place,
        Err(programme::Error::NotFound) => return Err(PageError::NotFound),
        Err(other) => return Err(other.into()),
    };
    let target = Target::Institution { id: institution, commune: Some(&place.commune) };
    if session.may(permission, &target) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// `GET /bureau/mediatheque`
pub(crate) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::EditSelections)?;
    let mut read = web.content.db.read().await?;
    let may_manage = session.may(Permission::ManageResources, &Target::Anywhere);
    let mut lines = Vec::new();
    for one in resources::all(&mut read).await.map_err(fault)? {
        let gauge = access::gauge(&mut read, &one.door, web.now(), &web.zone).await?;
        lines.push(ResourceLine {
            href: if may_manage { paths::office_resource(&one.id) } else { one.address() },
            title: one.title.clone(),
            by: tile::by(&one),
            kind: one.kind.code(),
            state: one.state.code(),
            limits: limits(&web, &visit, &gauge),
        });
    }
    let mut came = Vec::new();
    if may_manage {
        for one in intakes::latest(&mut read, INTAKES).await.map_err(fault)? {
            came.push(IntakeLine {
                file: one.file_name,
                accepted: one.accepted,
                details: one.details,
                at: instant(one.at_ms),
                href: one.resource.as_deref().map(paths::office_resource),
                notes: one.notes.into_iter().map(|note| note.text).collect(),
            });
        }
    }
    let view = Resources { resources: lines, may_deposit: may_manage, intakes: came };
    Ok(web.frame.render(&visit, "mediatheque/office_resources.html", &view)?.into_response())
}

/// How close each limit of a door is, in words.
fn limits(web: &Web, visit: &Visit, gauge: &Gauge) -> Vec<LimitLine> {
    let mut lines = Vec::new();
    let say = |key: &str, args: &[(&'static str, FluentValue<'_>)]| {
        words::message(&web.frame, visit.lang, &format!("mediatheque-limit-{key}"), args)
    };
    for one in gauge.licences.iter().filter(|one| one.current) {
        if let Some(seats) = one.licence.seats {
            let text = say("seats", &[("inside", one.inside.into()), ("seats", seats.into())]);
            let share = Some(i64::from(one.inside) * 100 / i64::from(seats.max(1)));
            lines.push(LimitLine { text, share });
        }
        if let (Some(quota), Some(spent)) = (&one.licence.quota, one.spent) {
            let text = say("views", &[("n", spent.into()), ("views", quota.views.into())]);
            lines.push(LimitLine { text, share: None });
        }
    }
    for one in &gauge.budgets {
        let money = |cents: i64| FluentValue::from(typography::price(visit.lang, cents));
        let both = [("spent", money(one.spent_cents)), ("of", money(one.budget.cents))];
        let text = match one.forecast {
            Forecast::Spent => say("budget-spent", &both),
            Forecast::RunsOut { day } => {
                let [spent, of] = both;
                say("budget-runs-out", &[spent, of, ("day", calendar::day(visit.lang, day).into())])
            }
            Forecast::Unknown | Forecast::Lasts => say("budget", &both),
        };
        lines.push(LimitLine { text, share: Some((one.spent_cents * 100 / one.budget.cents.max(1)).min(100)) });
    }
    lines
}

/// `GET /bureau/mediatheque/{resource}`
pub(crate) async fn edit(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, Permission::ManageResources)?;
    let mut read = web.content.db.read().await?;
    let found = resources::by_id(&mut read, &id).await.map_err(fault)?;
    let cost = programme::resource::by_item(&mut read, &found.item).await.ok().and_then(|known| known.cost_cents);
    drop(read);
    form_page(&web, &visit, &session, &found, filled(&found, cost)).await
}

fn filled(found: &Resource, cost_cents: Option<i64>) -> FormState {
    let mut form = FormState::default();
    let creators: Vec<&str> = found.creators.iter().map(|creator| creator.name.as_str()).collect();
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    for (name, value) in [
        ("title", found.title.clone()),
        ("subtitle", text(&found.subtitle)),
        ("creators", creators.join("\n")),
        ("kind", found.kind.code().to_owned()),
        ("language", text(&found.language)),
        ("publisher", text(&found.publisher)),
        ("year", found.year.map(|year| year.to_string()).unwrap_or_default()),
        ("isbn", text(&found.isbn)),
        ("description", text(&found.description)),
        ("subjects", found.subjects.join(", ")),
        ("min_age", found.min_age.map(|age| age.to_string()).unwrap_or_default()),
        ("rights", text(&found.rights)),
        ("licence_url", text(&found.licence_url)),
        ("attribution", text(&found.attribution)),
        ("cost", cost_cents.map(typed_euros).unwrap_or_default()),
        ("elsewhere", text(&found.elsewhere)),
    ] {
        form.values.insert(name.to_owned(), value);
    }
    form
}

/// Cents as one types euros.
pub(crate) fn typed_euros(cents: i64) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { format!("{},{:02}", cents / 100, cents % 100) }
}

/// Euros as one types them ("2,50", "2.5", "10 €"), in cents; nothing for what is no amount.
pub(crate) fn read_euros(text: &str) -> Option<i64> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && *c != '€').collect();
    let (whole, part) = plain.split_once([',', '.']).unwrap_or((plain.as_str(), ""));
    if whole.is_empty() || part.len() > 2 || !whole.chars().chain(part.chars()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let cents: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(cents)
}

async fn form_page(web: &Web, visit: &Visit, session: &Session, found: &Resource, form: FormState) -> Page {
    let mut read = web.content.db.read().await?;
    let gauge = access::gauge(&mut read, &found.door, web.now(), &web.zone).await?;
    let may_license = session.may(Permission::ManageLicences, &Target::Anywhere);
    let action = paths::office_resource(&found.id);
    let mut licences = Vec::new();
    for one in &gauge.licences {
        licences.push(LicenceLine {
            label: one.licence.label.clone(),
            conditions: resource::say_licence(web, visit, &mut read, &one.licence).await?,
            current: one.current,
            href: may_license.then(|| format!("{action}/licences/{}", one.licence.id)),
        });
    }
    let notes = match &found.edition {
        Some(edition) => editions::by_id(&mut read, edition).await.map_err(fault)?.notes,
        None => Vec::new(),
    };
    let kind = |kind: &ResourceKind| Choice {
        value: kind.code().to_owned(),
        label: web.frame.messages().text(visit.lang, &format!("mediatheque-kind-{}", kind.code())),
    };
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = ResourceForm {
        title: found.title.clone(),
        href: found.address(),
        state: found.state.code(),
        form,
        kinds: ResourceKind::ALL.iter().map(kind).collect(),
        elsewhere: found.elsewhere.is_some(),
        licences,
        licence_href: may_license.then(|| format!("{action}/licences/nouvelle")),
        limits: limits(web, visit, &gauge),
        waiting: gauge.waiting,
        notes: notes.into_iter().map(|note| note.text).collect(),
        action,
    };
    Ok((status, web.frame.render(visit, "mediatheque/office_resource.html", &view)?).into_response())
}

/// `POST /bureau/mediatheque/{resource}`
pub(crate) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManageResources)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut read = web.content.db.read().await?;
    let before = resources::by_id(&mut read, &id).await.map_err(fault)?;
    require_for(&mut read, &session, Permission::ManageResources, &before.institution).await?;
    drop(read);
    let (after, cost) = match changed(&before, &mut form) {
        Some(after) => after,
        None => return form_page(&web, &visit, &session, &before, form).await,
    };
    let mut write = web.content.db.write().await?;
    let after = offering::revise(&mut write, &after).await.map_err(fault)?;
    let mut known = programme::resource::by_item(&mut write, &after.item).await?;
    known.cost_cents = cost;
    programme::resource::declare(&mut write, &known).await?;
    let details = serde_json::json!({ "title": after.title });
    audit::append(&mut write, &session.actor(), "mediatheque.resource.edit", &id, &details).await?;
    write.commit().await?;
    done(&web, &visit, "mediatheque-office-saved", &paths::office_resource(&id))
}

/// The resource as the form says it, and what a year of it costs; nothing when a field is wrong.
fn changed(before: &Resource, form: &mut FormState) -> Option<(Resource, Option<i64>)> {
    let text = |form: &FormState, name: &str| Some(form.value(name).to_owned()).filter(|text| !text.is_empty());
    if form.value("title").is_empty() {
        form.fault("title", "mediatheque-office-title-needed");
    }
    let mut number = |name: &str| -> Option<i64> {
        let typed = form.value(name).to_owned();
        if typed.is_empty() {
            return None;
        }
        let read = typed.parse().ok();
        if read.is_none() {
            form.fault(name, "mediatheque-office-field-wrong");
        }
        read
    };
    let (year, age) = (number("year"), number("min_age"));
    if age.is_some_and(|age| !(0..=120).contains(&age)) {
        form.fault("min_age", "mediatheque-office-field-wrong");
    }
    let cost = match text(form, "cost") {
        None => None,
        Some(typed) => {
            let cents = read_euros(&typed);
            if cents.is_none() {
                form.fault("cost", "mediatheque-office-field-wrong");
            }
            cents
        }
    };
    let isbn = match text(form, "isbn") {
        None => None,
        Some(typed) => {
            let isbn = content_package::isbn_13(&typed);
            if isbn.is_none() {
                form.fault("isbn", "mediatheque-office-field-wrong");
            }
            isbn
        }
    };
    let elsewhere = match &before.elsewhere {
        // What is read here has no address elsewhere.
        None => None,
        Some(known) if form.value("elsewhere") == known => Some(known.clone()),
        Some(_) => {
            let address = office_elsewhere::address(form.value("elsewhere"));
            if address.is_none() {
                form.fault("elsewhere", "mediatheque-elsewhere-wrong");
            }
            address
        }
    };
    if !form.is_sound() {
        return None;
    }
    let creators = form
        .value("creators")
        .lines()
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(|name| {
            // Whoever was known keeps the role and the filing name their file gave them.
            before.creators.iter().find(|known| known.name == name).cloned().unwrap_or_else(|| Creator {
                name: name.to_owned(),
                filed_as: None,
                role: "aut".to_owned(),
            })
        })
        .collect();
    let subjects =
        form.value("subjects").split(',').map(str::trim).filter(|one| !one.is_empty()).map(str::to_owned).collect();
    let after = Resource {
        title: form.value("title").to_owned(),
        subtitle: text(form, "subtitle"),
        creators,
        kind: ResourceKind::from_code(form.value("kind")).unwrap_or(before.kind),
        language: text(form, "language"),
        publisher: text(form, "publisher"),
        year: year.and_then(|year| i32::try_from(year).ok()),
        isbn,
        description: text(form, "description"),
        subjects,
        min_age: age.and_then(|age| u8::try_from(age).ok()),
        rights: text(form, "rights"),
        licence_url: text(form, "licence_url").filter(|address| address.starts_with("http")),
        attribution: text(form, "attribution"),
        elsewhere,
        ..before.clone()
    };
    Some((after, cost))
}

/// `POST /bureau/mediatheque/{resource}/etat`: shows it to readers, or takes it back.
pub(crate) async fn set_state(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, Permission::ManageResources)?;
    let form = sent.checked(&web.frame, &visit)?;
    let state = ResourceState::from_code(form.value("state")).map_err(|_| PageError::BadRequest)?;
    let mut write = web.content.db.write().await?;
    let found = resources::by_id(&mut write, &id).await.map_err(fault)?;
    require_for(&mut write, &session, Permission::ManageResources, &found.institution).await?;
    match offering::set_state(&mut write, &id, state, &session.actor()).await {
        Ok(_) => write.commit().await?,
        Err(Error::Unfit(why)) => {
            let back = paths::office_resource(&id);
            return Ok(Flash { tone: Tone::Refused, text: why }.redirect(&web.frame, &back));
        }
        Err(error) => return Err(fault(error)),
    }
    let key =
        if state == ResourceState::Published { "mediatheque-office-published" } else { "mediatheque-office-withdrawn" };
    done(&web, &visit, key, &paths::office_resource(&id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn euros_are_read_as_people_type_them() {
        for (typed, cents) in
            [("2,50", Some(250)), ("2.5", Some(250)), ("10 €", Some(1000)), ("0", Some(0)), ("1 200,05", Some(120_005))]
        {
            assert_eq!(read_euros(typed), cents, "{typed}");
        }
        for wrong in ["", "abc", "-3", "2,505", "1,2,3", ",5"] {
            assert_eq!(read_euros(wrong), None, "{wrong}");
        }
        assert_eq!((typed_euros(250), typed_euros(1000)), ("2,50".into(), "10".into()));
    }
}
