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
                request.extensions_mut().insert(person(&session, app.stand.is_up()));
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

fn person(session: &Session, demonstrates: bool) -> Person {
    let [desk, retention] = library_card::office_nav();
    let [passes, benefits, products, batches, wallets] = museum_pass::office_nav();
    let [season, own_shows, hosting] = tours::calls::office_nav();
    let [tickets, statements] = box_office::desk::office_nav();
    let [halls, duties] = box_office::duties::office_nav();
    let [account] = tours::accounts::office_nav();
    let pages = |label, href, permission| (label, href, permission);
    let groups = [
        ("", vec![pages("office-nav-home", "/bureau", Permission::OpenOffice)]),
        (
            "office-group-libraries",
            [
                vec![
                    desk,
                    pages("mediatheque-office-nav", "/bureau/mediatheque", Permission::EditSelections),
                    pages("usage-office-nav", "/bureau/usages", Permission::ReadFigures),
                    pages("catalogue-office-nav-sources", "/bureau/sources", Permission::ReadImports),
                ],
                library_systems::office_nav(),
                sign_on::office_nav(),
                sip2_server::office_nav(),
                demonstrates
                    .then(|| pages("demo-systems-title", "/bureau/demonstration", Permission::ManageMachines))
                    .into_iter()
                    .collect(),
            ]
            .concat(),
        ),
        (
            "office-group-museums",
            vec![
                passes,
                benefits,
                pages("pass-accounts-visits-nav", "/bureau/comptes-du-pass/visites", Permission::ReadVisits),
                pages("pass-accounts-office-nav", "/bureau/comptes-du-pass", Permission::SettlePasses),
                products,
                batches,
                wallets,
            ],
        ),
        ("office-group-stages", vec![season, account, own_shows, hosting, tickets, statements, halls, duties]),
        (
            "office-group-doors",
            vec![
                pages("gate-office-nav", "/bureau/portes", Permission::KeepGates),
                pages("regie-office-nav", "/bureau/regie", Permission::KeepTills),
                pages("payment-office-nav", "/bureau/paiements", Permission::OverseeTills),
            ],
        ),
        (
            "office-group-network",
            vec![
                pages("office-nav-staff", "/bureau/equipe", Permission::ManageStaff),
                pages("office-nav-audit", "/bureau/journal", Permission::ReadAudit),
                retention,
            ],
        ),
    ];
    Person {
        name: session.account.name.clone(),
        home: home(session).to_owned(),
        office: groups
            .into_iter()
            .flat_map(|(group, links)| links.into_iter().map(move |link| (group, link)))
            .filter(|(_, (_, _, permission))| session.may(*permission, &Target::Anywhere))
            .map(|(group, (label, href, _))| OfficeLink { group, label, href: href.to_owned() })
            .collect(),
        binding: session.binding.clone(),
    }
}
