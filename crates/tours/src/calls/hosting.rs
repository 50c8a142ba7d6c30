//! A commune's first page: the calls open to it, what it asked, what it receives, its halls.

use axum::extract::State;
use people::web::Staff;
use people::{Session, Target};
use serde::Serialize;
use shell::Visit;

use super::views::{DateView, StandingView, dates as date_views, phase};
use super::{Page, WISH, by, page, require, show};
use crate::store::{dates, editions, halls, territory, wishes};
use crate::{By, Web};

/// `calls/hosting.html`
#[derive(Debug, Clone, Serialize)]
struct HostingPage {
    editions: Vec<CallView>,
    communes: Vec<HallsLine>,
}

#[derive(Debug, Clone, Serialize)]
struct CallView {
    title: String,
    phase: &'static str,
    open: bool,
    soon: bool,
    from: String,
    until: String,
    communes: Vec<CommuneLine>,
}

#[derive(Debug, Clone, Serialize)]
struct CommuneLine {
    standing: StandingView,
    href: String,
    /// `none`, `draft` or `sent`.
    list: &'static str,
    wishes: usize,
    dates: Vec<DateView>,
}

#[derive(Debug, Clone, Serialize)]
struct HallsLine {
    name: String,
    href: String,
    halls: usize,
}

fn may(session: &Session, insee: &str) -> bool {
    session.may(WISH, &Target::Commune(insee))
}

/// `GET /bureau/accueillir`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session, WISH)?;
    let now = web.db.clock().now();
    let mut read = web.db.read().await?;
    let mut calls = Vec::new();
    for edition in editions::all(&mut read).await.map_err(page)? {
        if edition.called_at.is_none() || edition.closed_at.is_some() {
            continue;
        }
        let (all, _) = territory(&mut read, &edition).await.map_err(page)?;
        let lists = wishes::of_edition(&mut read, &edition.code).await.map_err(page)?;
        let announced = dates::of_edition(&mut read, &edition.code).await.map_err(page)?;
        let mut communes = Vec::new();
        for one in all.iter().filter(|one| may(&session, &one.commune.insee)) {
            let insee = one.commune.insee.as_str();
            let list = lists.iter().find(|list| list.commune == insee);
            let own: Vec<_> = announced.iter().filter(|date| date.commune == insee).cloned().collect();
            communes.push(CommuneLine {
                standing: StandingView::of(one, &edition),
                href: format!("/bureau/accueillir/{}/{insee}", edition.code),
                list: list.map_or("none", |list| if list.sent { "sent" } else { "draft" }),
                wishes: list.map_or(0, |list| list.wishes.len()),
                dates: date_views(&mut read, &own, true).await?,
            });
        }
        calls.push(CallView {
            phase: phase(&web, &edition).code(),
            open: edition.wishes_open(now),
            soon: now < edition.wishes_from,
            from: edition.wishes_from.to_string(),
            until: edition.wishes_until.to_string(),
            title: edition.title,
            communes,
        });
    }
    let offered = halls::all(&mut read).await.map_err(page)?;
    let mut communes = Vec::new();
    for one in programme::tenant::communes(&mut read).await? {
        let count = offered.iter().filter(|hall| hall.commune == one.insee && hall.offered).count();
        // Who answers for the whole territory sees the communes that have halls; a commune sees itself.
        if may(&session, &one.insee) && (count > 0 || by(&session) == By::Owner) {
            communes.push(HallsLine {
                href: format!("/bureau/accueillir/salles/{}", one.insee),
                name: one.name,
                halls: count,
            });
        }
    }
    drop(read);
    show(&web, &visit, "calls/hosting.html", &HostingPage { editions: calls, communes }, true)
}
