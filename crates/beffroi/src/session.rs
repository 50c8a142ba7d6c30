//! Who is asking: the session cookie, read once for every request.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use people::web::{SESSION_COOKIE, cookie};
use people::{Permission, Session, Target};
use shell::{OfficeLink, Person};

use crate::app::App;

/// Puts the session, and the person the frame shows, in the request's extensions.
pub(crate) async fn read(State(app): State<App>, mut request: Request, next: Next) -> Response {
    if let Some(token) = cookie(request.headers(), SESSION_COOKIE) {
        match app.people.session(&token).await {
            Ok(Some(session)) => {
                request.extensions_mut().insert(person(&session));
                request.extensions_mut().insert(session);
            }
            Ok(None) => {}
            Err(error) => tracing::error!(%error, "a session could not be read; the visitor is treated as unknown"),
        }
    }
    next.run(request).await
}

/// Where someone begins: the staff in the office, an inhabitant at their card.
pub(crate) fn home(session: &Session) -> &'static str {
    if session.may(Permission::OpenOffice, &Target::Anywhere) { "/bureau" } else { "/ma-carte" }
}

fn person(session: &Session) -> Person {
    let [desk, retention] = library_card::office_nav();
    let links = [
        ("office-nav-home", "/bureau", Permission::OpenOffice),
        desk,
        ("mediatheque-office-nav", "/bureau/mediatheque", Permission::EditSelections),
        ("usage-office-nav", "/bureau/usages", Permission::ReadFigures),
        ("catalogue-office-nav-sources", "/bureau/sources", Permission::ReadImports),
        ("office-nav-staff", "/bureau/equipe", Permission::ManageStaff),
        ("office-nav-audit", "/bureau/journal", Permission::ReadAudit),
        retention,
    ];
    Person {
        name: session.account.name.clone(),
        home: home(session).to_owned(),
        office: links
            .into_iter()
            .filter(|(_, _, permission)| session.may(*permission, &Target::Anywhere))
            .map(|(label, href, _)| OfficeLink { label, href: href.to_owned() })
            .collect(),
        binding: session.binding.clone(),
    }
}
