//! The libraries and how each is reached.

use axum::extract::State;
use people::web::Staff;
use serde::Serialize;
use shell::Visit;

use super::{LIST, Page, libraries, shown, state};
use crate::Web;
use crate::settings::{self, Protocol, Settings};

/// `library_systems/list.html`
#[derive(Debug, Clone, Serialize)]
struct ListPage {
    lines: Vec<Line>,
    others: Vec<Other>,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    href: String,
    name: String,
    protocol: &'static str,
    place: String,
    state: &'static str,
    failure: String,
    resting: bool,
    good_at: Option<String>,
    failed_at: Option<String>,
}

#[derive(Debug, Clone, Serialize)]
struct Other {
    href: String,
    name: String,
}

fn place(settings: &Settings) -> String {
    match settings.protocol {
        Protocol::Sip2 => format!("{}:{}", settings.host, settings.port),
        Protocol::IlsDi => settings.base_url.clone(),
    }
}

/// `GET /bureau/systemes`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    let connections = web.systems.all().await?;
    let mut read = web.db.read().await?;
    let own = libraries(&mut read, &session).await?;
    let known = settings::all(&mut read).await?;
    let mut healths = settings::healths(&mut read).await?;
    let mut view = ListPage { lines: Vec::new(), others: Vec::new() };
    for one in own {
        let href = format!("{LIST}/{}", one.code);
        let Some(settings) = known.iter().find(|known| known.institution == one.id) else {
            view.others.push(Other { href, name: one.name });
            continue;
        };
        let health = healths.remove(&one.id).unwrap_or_default();
        view.lines.push(Line {
            href,
            name: one.name,
            protocol: settings.protocol.code(),
            place: place(settings),
            state: state(settings.enabled, &health),
            failure: health.failure,
            resting: connections.get(&one.id).is_some_and(crate::Connected::is_resting),
            good_at: health.good_at.map(|at| at.to_string()),
            failed_at: health.failed_at.map(|at| at.to_string()),
        });
    }
    shown(&web, &visit, "library_systems/list.html", &view, true)
}
