//! A resource that is read elsewhere, at a vendor's: made here as a draft, with its door, its licence still to choose.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use people::web::Staff;
use people::{Permission, Session, audit};
use programme::{InstitutionKind, institution};
use shell::office::Choice;
use shell::{FormState, PageError, SentForm, Visit};

use super::editorial::done;
use super::office::{require, require_for};
use super::{Page, Web, fault};
use crate::model::{Resource, ResourceKind, ResourceState};
use crate::pages::office::Elsewhere;
use crate::pages::paths;
use crate::{offering, records};

/// The longest address, in bytes.
const LONGEST: usize = 2_000;

/// An address where something is read elsewhere: a vendor's site, or the path of ours from which a vendor is reached with the
/// card.
pub(super) fn address(typed: &str) -> Option<String> {
    let sound = typed.len() <= LONGEST && !typed.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\');
    let there = typed.strip_prefix("https://").is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/'));
    (sound && (there || at_vendor(typed))).then(|| typed.to_owned())
}

/// Whether an address is the path of ours from which a vendor is reached: that page asks the door itself.
pub(super) fn at_vendor(address: &str) -> bool {
    address
        .strip_prefix("/fournisseurs/")
        .and_then(|rest| rest.strip_suffix("/aller"))
        .is_some_and(|code| !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-'))
}

/// `GET /bureau/mediatheque/ailleurs`
pub(crate) async fn form(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, Permission::ManageResources)?;
    let mut form = FormState::default();
    form.values.insert("kind".to_owned(), ResourceKind::Platform.code().to_owned());
    show(&web, &visit, &session, form).await
}

async fn show(web: &Web, visit: &Visit, session: &Session, form: FormState) -> Page {
    let mut read = web.content.db.read().await?;
    let mut institutions = Vec::new();
    // The online library itself comes first: what is for the whole network is its own.
    let mut all: Vec<_> = institution::by_code(&mut read, records::LIBRARY).await.into_iter().collect();
    all.extend(institution::list(&mut read, Some(InstitutionKind::Library), None).await?);
    for one in all {
        if institutions.iter().all(|known: &Choice| known.value != one.id)
            && require_for(&mut read, session, Permission::ManageResources, &one.id).await.is_ok()
        {
            institutions.push(Choice { value: one.id, label: one.name });
        }
    }
    let kind = |kind: &ResourceKind| Choice {
        value: kind.code().to_owned(),
        label: web.frame.messages().text(visit.lang, &format!("mediatheque-kind-{}", kind.code())),
    };
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let view = Elsewhere { form, kinds: ResourceKind::ALL.iter().map(kind).collect(), institutions };
    Ok((status, web.frame.render(visit, "mediatheque/office_elsewhere.html", &view)?).into_response())
}

/// `POST /bureau/mediatheque/ailleurs`
pub(crate) async fn create(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    require(&session, Permission::ManageResources)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    if form.value("title").is_empty() {
        form.fault("title", "mediatheque-office-title-needed");
    }
    let elsewhere = address(form.value("elsewhere"));
    if elsewhere.is_none() {
        form.fault("elsewhere", "mediatheque-elsewhere-wrong");
    }
    let Ok(kind) = ResourceKind::from_code(form.value("kind")) else { return Err(PageError::BadRequest) };
    if !form.is_sound() {
        return show(&web, &visit, &session, form).await;
    }
    let mut write = web.content.db.write().await?;
    require_for(&mut write, &session, Permission::ManageResources, form.value("institution")).await?;
    let new = Resource {
        id: String::new(),
        item: String::new(),
        door: String::new(),
        institution: form.value("institution").to_owned(),
        slug: String::new(),
        kind,
        state: ResourceState::Draft,
        title: form.value("title").to_owned(),
        subtitle: None,
        creators: Vec::new(),
        language: None,
        publisher: None,
        isbn: None,
        published_on: None,
        year: None,
        description: Some(form.value("description").to_owned()).filter(|text| !text.is_empty()),
        subjects: Vec::new(),
        min_age: None,
        duration_s: None,
        pages: None,
        rights: None,
        licence_url: None,
        attribution: None,
        open: false,
        elsewhere,
        edition: None,
        poster: None,
        accessibility: serde_json::json!({}),
        source: "bureau".to_owned(),
        demo: false,
        created_at_ms: 0,
        updated_at_ms: 0,
        published_at_ms: None,
    };
    let made = offering::offer(&mut write, new, &[]).await.map_err(fault)?;
    let details = serde_json::json!({ "title": made.title });
    audit::append(&mut write, &session.actor(), "mediatheque.resource.elsewhere", &made.id, &details).await?;
    write.commit().await?;
    done(&web, &visit, "mediatheque-elsewhere-done", &paths::office_resource(&made.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_elsewhere_is_a_site_or_a_vendor() {
        for good in ["https://nouveau.europresse.com/access?x=1", "/fournisseurs/europresse/aller"] {
            assert_eq!(address(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "http://plain.example/",
            "https://",
            "https:///x",
            "javascript:alert(1)",
            "//evil.example",
            "/fournisseurs//aller",
            "/fournisseurs/a/b/aller",
            "/deconnexion",
            "https://a b.example",
            "https://a.example/\\x",
        ] {
            assert_eq!(address(bad), None, "{bad}");
        }
    }
}
