//! Invitations, and places kept for groups and schools.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use people::web::Staff;
use people::{Permission, Session};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::answers::{Page, done, fault, noted, page, refused, say};
use super::basket::{Selling, Shelf, allotment, buyer, lines, shelf};
use super::forms;
use super::scope::kept;
use super::sell::{group_until, shut};
use super::views::{PerformanceView, Places, count, instant, order_path, path, sale_of, typed_instant};
use crate::{Web, invite, sale};

/// `box_office/desk/invite.html` and `box_office/desk/group.html`
#[derive(Debug, Clone, Serialize)]
struct GuestsPage {
    one: PerformanceView,
    shelf: Shelf,
    places: Places,
    shut: Option<&'static str>,
    reference: String,
    fault: Option<String>,
    form: FormState,
}

/// Which of both pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Invitation,
    Group,
}

impl Kind {
    fn template(self) -> &'static str {
        match self {
            Self::Invitation => "box_office/desk/invite.html",
            Self::Group => "box_office/desk/group.html",
        }
    }

    fn selling(self) -> Selling {
        match self {
            Self::Invitation => Selling::Desk,
            Self::Group => Selling::Groups,
        }
    }
}

async fn show(
    web: &Web,
    visit: &Visit,
    session: &Session,
    (kind, item): (Kind, &str),
    told: Option<String>,
    mut form: FormState,
) -> Page {
    let mut read = web.db.read().await?;
    let one = kept(&mut read, session, item, Permission::SellTickets).await?;
    let Some(sale) = sale_of(&mut read, item).await? else {
        drop(read);
        return Ok(refused(web, say(web, visit.lang, "desk-no-sale", &[]), &path(item)));
    };
    let shelf = shelf(&mut read, session, &sale, visit.lang, kind.selling(), web.db.clock().now()).await?;
    let allotments = sale::allotments(&mut read, item, web.db.clock().now()).await.map_err(fault)?;
    drop(read);
    if kind == Kind::Group && !form.values.contains_key("until") {
        let until = typed_instant(group_until(&sale, web.db.clock().now()), &web.zone);
        form.values.insert("until".to_owned(), until);
    }
    let known = form.value("reference");
    let view = GuestsPage {
        one: PerformanceView::of(&one, Some(&sale)),
        places: Places::of(&sale, &allotments),
        reference: if known.is_empty() { forms::new_reference() } else { known.to_owned() },
        shut: shut(&sale, web.db.clock().now()),
        fault: told,
        shelf,
        form,
    };
    let sound = view.form.is_sound() && view.fault.is_none();
    page(web, visit, kind.template(), &view, sound)
}

/// `GET /bureau/billetterie/seance/{item}/inviter`
pub(super) async fn invitation(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    show(&web, &visit, &session, (Kind::Invitation, &item), None, FormState::default()).await
}

/// `GET /bureau/billetterie/seance/{item}/groupe`
pub(super) async fn group(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
) -> Page {
    show(&web, &visit, &session, (Kind::Group, &item), None, FormState::default()).await
}

/// `POST /bureau/billetterie/seance/{item}/inviter`
pub(super) async fn send_invitation(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    make(web, visit, session, (Kind::Invitation, item), sent).await
}

/// `POST /bureau/billetterie/seance/{item}/groupe`
pub(super) async fn keep_group(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(item): Path<String>,
    sent: SentForm,
) -> Page {
    make(web, visit, session, (Kind::Group, item), sent).await
}

async fn make(web: Web, visit: Visit, session: Session, (kind, item): (Kind, String), sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    let mut read = web.db.read().await?;
    kept(&mut read, &session, &item, Permission::SellTickets).await?;
    let Some(sale) = sale_of(&mut read, &item).await? else { return Err(PageError::NotFound) };
    let shelf = shelf(&mut read, &session, &sale, visit.lang, kind.selling(), web.db.clock().now()).await?;
    drop(read);
    let mut buyer = buyer(&mut form);
    let from = allotment(&form, &shelf);
    let (mut many, mut asked, mut until) = (0, Vec::new(), sale.closes_at);
    match kind {
        Kind::Invitation => {
            many = count(&mut form, "many").unwrap_or_default();
            if many < 1 && form.is_sound() {
                form.fault("many", "desk-number-bad");
            }
            if buyer.name.is_empty() {
                form.fault("name", "desk-name-needed");
            }
        }
        Kind::Group => {
            asked = lines(&mut form, &shelf);
            if buyer.group.is_none() {
                form.fault("group", "desk-group-needed");
            }
            if buyer.name.is_empty() {
                buyer.name = buyer.group.clone().unwrap_or_default();
            }
            until = instant(&mut form, "until", &web.zone).unwrap_or_else(|| group_until(&sale, web.db.clock().now()));
            if until <= web.db.clock().now() {
                form.fault("until", "desk-moment-past");
            }
        }
    }
    if !form.is_sound() {
        return show(&web, &visit, &session, (kind, &item), None, form).await;
    }
    let actor = session.actor();
    let reference = form.value("reference").to_owned();
    let mut write = web.db.write().await?;
    let known = match forms::order_of(&mut write, &reference).await {
        Ok(known) => known,
        Err(error) => {
            write.rollback().await?;
            let told = noted(&web, visit.lang, &mut form, error)?;
            form.values.remove("reference");
            return show(&web, &visit, &session, (kind, &item), told, form).await;
        }
    };
    if let Some(order) = known {
        write.rollback().await?;
        return Ok(Redirect::to(&order_path(&order)).into_response());
    }
    let made = match kind {
        Kind::Invitation => invite::invite(&mut write, &item, &from, many, &buyer, &actor).await,
        Kind::Group => invite::group(&mut write, &item, &from, &asked, &buyer, until, &actor).await,
    };
    match made {
        Ok(order) => {
            forms::made(&mut write, &reference, &order.id).await.map_err(fault)?;
            write.commit().await?;
            let said = if kind == Kind::Group { "desk-done-group" } else { "desk-done-invited" };
            let many = order.places.to_string();
            Ok(done(&web, &visit, said, &[("reference", &order.reference), ("n", &many)], &order_path(&order.id)))
        }
        Err(error) => {
            write.rollback().await?;
            let told = noted(&web, visit.lang, &mut form, error)?;
            show(&web, &visit, &session, (kind, &item), told, form).await
        }
    }
}
