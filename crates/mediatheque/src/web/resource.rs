//! A resource's page, its picture, its waiting list.

use access::{Audience, Licence, Refusal, Verdict, licences, waiting};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fluent_bundle::FluentValue;
use people::web::{Staff, Visitor};
use people::{Permission, Session, Target};
use shell::{Flash, PageError, SentForm, Tone, Visit, typography};
use store::{Query, Read};

use super::visitor::Guest;
use super::{Page, Web, fault, home};
use crate::model::{Resource, ResourceState, TrackKind};
use crate::pages::paths::{self, SECTIONS};
use crate::pages::resource::{Open, Person, ResourcePage, Waiting};
use crate::pages::tile::Tile;
use crate::pages::words;
use crate::store::{positions, resources, tracks};

/// Resources shown as similar.
const SIMILAR: usize = 5;

/// The resource at an address, if this visitor may see its page: drafts are for the staff.
pub(crate) async fn seen(query: &mut impl Query, slug: &str, session: Option<&Session>) -> Result<Resource, PageError> {
    let resource = resources::by_slug(query, slug).await.map_err(fault)?;
    let staff = session.is_some_and(|session| session.may(Permission::ManageResources, &Target::Anywhere));
    if resource.state == ResourceState::Published || staff { Ok(resource) } else { Err(PageError::NotFound) }
}

/// `GET /mediatheque/{slug}`
pub(crate) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Page {
    let guest = Guest::of(&web, &visit, session.as_ref()).await?;
    let mut read = web.content.db.read().await?;
    let resource = seen(&mut read, &slug, session.as_ref()).await?;
    let now = web.now();
    let verdict = access::judge(&mut read, &resource.door, guest.visitor().as_ref(), now, &web.zone).await?;
    let view = view(&web, &visit, read, &guest, session.as_ref(), &resource, &verdict).await?;
    if resource.state == ResourceState::Published {
        let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        let look = access::Look {
            door: &resource.door,
            visitor: guest.visitor(),
            session: &guest.session,
            at: now,
            robot: access::journal::is_robot(agent),
        };
        if !look.robot {
            let mut write = web.content.db.write().await?;
            access::look(&mut write, &look, &web.zone).await?;
            write.commit().await?;
        }
    }
    Ok(web.frame.render(&visit, "mediatheque/resource.html", &view)?.into_response())
}

/// The same page when a door has just said no, with its answer.
pub(crate) async fn refused(
    web: &Web,
    visit: &Visit,
    guest: &Guest,
    session: Option<&Session>,
    resource: &Resource,
    verdict: &Verdict,
) -> Page {
    let read = web.content.db.read().await?;
    let view = view(web, visit, read, guest, session, resource, verdict).await?;
    let page = web.frame.render(visit, "mediatheque/resource.html", &view)?;
    Ok((StatusCode::FORBIDDEN, page).into_response())
}

async fn view(
    web: &Web,
    visit: &Visit,
    mut read: Read,
    guest: &Guest,
    session: Option<&Session>,
    resource: &Resource,
    verdict: &Verdict,
) -> Result<ResourcePage, PageError> {
    let now = web.now();
    let licences = licences::of_door(&mut read, &resource.door).await?;
    let current: Vec<&Licence> = licences.iter().filter(|licence| licence.is_current(now)).collect();
    let mut conditions = Vec::new();
    for licence in &current {
        conditions.extend(say_licence(web, visit, &mut read, licence).await?);
    }
    conditions.dedup();
    let published = resources::published(&mut read).await.map_err(fault)?;
    let tracks = tracks::of_resource(&mut read, &resource.id).await.map_err(fault)?;
    let progress = match &guest.account {
        Some(account) => {
            positions::of(&mut read, account, &resource.id).await.map_err(fault)?.and_then(|at| at.progression)
        }
        None => None,
    };
    let waiting = waiting_view(&mut read, guest, resource, verdict, now).await?;
    let admitted = matches!(verdict, Verdict::Admitted { .. });
    let left = match verdict {
        Verdict::Admitted { left } => *left,
        _ => None,
    };
    let ends = current.iter().filter_map(|licence| licence.ends_at).min();
    Ok(ResourcePage {
        id: resource.id.clone(),
        title: resource.title.clone(),
        subtitle: resource.subtitle.clone(),
        creators: resource
            .creators
            .iter()
            .map(|creator| Person { name: creator.name.clone(), role: creator.role.clone() })
            .collect(),
        kind: resource.kind.code(),
        section: section_of(resource),
        poster: paths::thumbnail(resource),
        description: resource.description.as_deref().map(home::paragraphs).unwrap_or_default(),
        said: words::say(&web.frame, visit.lang, verdict, &web.zone, now),
        open: admitted.then(|| Open {
            verb: if resource.elsewhere.is_some() { "aller" } else { paths::verb(resource.kind) },
            href: paths::reader(resource),
        }),
        left,
        progress: progress.map(|of| (of + 5) / 10).filter(|of| (1..99).contains(of)),
        conditions,
        waiting,
        language: resource.language.clone(),
        duration: resource.duration_s.filter(|length| *length > 0).map(words::length),
        pages: resource.pages,
        publisher: resource.publisher.clone(),
        year: resource.year,
        isbn: resource.isbn.clone(),
        min_age: resource.min_age,
        subjects: resource.subjects.clone(),
        rights: resource.rights.clone(),
        licence_url: resource.licence_url.clone(),
        attribution: resource.attribution.clone(),
        captions: tracks
            .iter()
            .filter(|track| matches!(track.kind, TrackKind::Captions | TrackKind::Subtitles))
            .map(|track| track.language.clone())
            .collect(),
        described: tracks.iter().any(|track| track.kind == TrackKind::AudioDescription),
        ends_on: ends.map(|at| at.to_zoned(web.zone.clone()).date().to_string()),
        trial: current.iter().any(|licence| licence.trial),
        similar: similar(resource, &published),
        office_href: session
            .is_some_and(|session| session.may(Permission::ManageResources, &Target::Anywhere))
            .then(|| paths::office_resource(&resource.id)),
        hidden: resource.state != ResourceState::Published,
        demo: resource.demo,
    })
}

fn section_of(resource: &Resource) -> &'static str {
    SECTIONS.iter().find(|section| section.kinds.contains(&resource.kind)).map_or("livres", |section| section.code)
}

/// Of the same part, those that share the most subjects and authors first.
fn similar(resource: &Resource, published: &[Resource]) -> Vec<Tile> {
    let shared = |other: &Resource| {
        let subjects = other.subjects.iter().filter(|subject| resource.subjects.contains(subject)).count();
        let authors =
            other.creators.iter().filter(|one| resource.creators.iter().any(|own| own.name == one.name)).count();
        2 * authors + subjects + usize::from(other.kind == resource.kind)
    };
    let mut others: Vec<&Resource> = published
        .iter()
        .filter(|other| other.id != resource.id && (section_of(other) == section_of(resource) || shared(other) > 0))
        .collect();
    others.sort_by_key(|other| std::cmp::Reverse(shared(other)));
    others.into_iter().take(SIMILAR).map(Tile::of).collect()
}

async fn waiting_view(
    read: &mut Read,
    guest: &Guest,
    resource: &Resource,
    verdict: &Verdict,
    now: jiff::Timestamp,
) -> Result<Option<Waiting>, PageError> {
    let Some(account) = &guest.account else { return Ok(None) };
    let place = waiting::place(read, &resource.door, account, now).await?;
    let full = matches!(verdict, Verdict::Refused { reason: Refusal::SeatsTaken { .. } });
    if place.is_none() && !full {
        return Ok(None);
    }
    Ok(Some(Waiting {
        place: place.as_ref().map(|place| place.place),
        offered_until: place.and_then(|place| place.offered_until).map(|until| until.to_string()),
        action: format!("{}/attente", resource.address()),
    }))
}

/// A licence's conditions, a sentence each.
pub(crate) async fn say_licence(
    web: &Web,
    visit: &Visit,
    query: &mut impl Query,
    licence: &Licence,
) -> Result<Vec<String>, PageError> {
    let mut said = Vec::new();
    let mut say = |key: &str, args: &[(&'static str, FluentValue<'_>)]| {
        said.push(words::message(&web.frame, visit.lang, &format!("mediatheque-condition-{key}"), args));
    };
    let mut libraries = Vec::new();
    for id in &licence.libraries {
        libraries.push(programme::institution::by_id(query, id).await?.name);
    }
    let mut communes = Vec::new();
    for insee in &licence.communes {
        communes.push(programme::tenant::commune_by_insee(query, insee).await?.name);
    }
    if licence.audience == Audience::Everyone {
        say("everyone", &[]);
    } else if libraries.is_empty() && communes.is_empty() {
        say("members", &[]);
    }
    if !libraries.is_empty() {
        say("libraries", &[("n", libraries.len().into()), ("names", libraries.join(", ").into())]);
    }
    if !communes.is_empty() {
        say("communes", &[("names", communes.join(", ").into())]);
    }
    if let Some(age) = licence.age_min {
        say("age-min", &[("n", u32::from(age).into())]);
    }
    if let Some(age) = licence.age_max {
        say("age-max", &[("n", u32::from(age).into())]);
    }
    if let Some(seats) = licence.seats {
        say("seats", &[("n", seats.into())]);
    }
    if let Some(quota) = licence.quota.as_ref().filter(|quota| !quota.group.is_empty()) {
        let args = [("n", quota.views.into()), ("group", quota.group.clone().into())];
        say(&format!("group-{}", quota.period.code()), &args);
    } else if let Some(quota) = &licence.quota {
        say(&format!("views-{}", quota.period.code()), &[("n", quota.views.into())]);
    }
    if licence.price_cents > 0 {
        say("paid", &[("price", typography::price(visit.lang, licence.price_cents).into())]);
    }
    Ok(said)
}

/// `GET /mediatheque/{slug}/affiche`
pub(crate) async fn poster(State(web): State<Web>, Visitor(session): Visitor, Path(slug): Path<String>) -> Page {
    let resource = seen(&mut web.content.db.read().await?, &slug, session.as_ref()).await?;
    let poster = resource.poster.ok_or(PageError::NotFound)?;
    let bytes = web.content.shelf.read(&poster.hash).await.map_err(fault)?;
    // A draft's picture is for the staff, and pages name a picture by its hash: what is kept is never stale.
    let shown = if resource.state == ResourceState::Published { "public" } else { "private" };
    let headers = [
        (header::CONTENT_TYPE, poster.media_type),
        (header::CACHE_CONTROL, format!("{shown}, max-age=31536000, immutable")),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// `POST /mediatheque/{slug}/attente`: joins the waiting list, or leaves it with `quitter=1`.
pub(crate) async fn wait(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(slug): Path<String>,
    sent: SentForm,
) -> Result<Response, PageError> {
    let form = sent.checked(&web.frame, &visit)?;
    let guest = Guest::of(&web, &visit, Some(&session)).await?;
    let resource = seen(&mut web.content.db.read().await?, &slug, Some(&session)).await?;
    let now = web.now();
    let mut write = web.content.db.write().await?;
    let (tone, key) = if form.value("quitter") == "1" {
        waiting::leave(&mut write, &resource.door, &session.account.id).await?;
        (Tone::Done, "mediatheque-waiting-left")
    } else {
        let Some(visitor) = guest.visitor() else { return Err(PageError::Forbidden) };
        match waiting::join(&mut write, &resource.door, &visitor, now, &web.zone).await {
            Ok(_) => (Tone::Done, "mediatheque-waiting-joined"),
            Err(access::Error::Senseless(_)) => (Tone::Refused, "mediatheque-waiting-useless"),
            Err(error) => return Err(error.into()),
        }
    };
    write.commit().await?;
    super::turns::offer(&web, &resource.door).await?;
    let text = web.frame.messages().text(visit.lang, key);
    Ok(Flash { tone, text }.redirect(&web.frame, &resource.address()))
}
