//! The pass's own front page.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use people::web::Visitor;
use programme::{ItemKind, item, tenant};
use serde::Serialize;
use shell::map::{Map, Mark, Shape};
use shell::{PageError, Visit};
use territory::MapSheet;

use super::views::{BenefitView, Museums, ProductView, sold};
use super::{Web, page};
use crate::invitations;
use crate::model::benefit::BenefitKind;
use crate::model::days;
use crate::store::{benefits, passes};

/// Benefits shown on the front page; the rest have a page of their own.
const SHOWN: usize = 3;

/// `pass/portal.html`
#[derive(Debug, Clone, Serialize)]
pub(super) struct Portal {
    pub(super) products: Vec<ProductView>,
    pub(super) least_cents: Option<i64>,
    pub(super) museums: Vec<MuseumView>,
    pub(super) benefits: Vec<BenefitView>,
    pub(super) map: Option<Map>,
    pub(super) holders: i64,
    pub(super) mine: bool,
    pub(super) demo: bool,
}

/// A museum the pass opens.
#[derive(Debug, Clone, Serialize)]
pub(super) struct MuseumView {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) commune: String,
    pub(super) website: Option<String>,
    /// Exhibitions on today.
    pub(super) now: Vec<String>,
}

/// `GET /pass`
pub(super) async fn show(
    State(web): State<Web>,
    visit: Visit,
    Visitor(session): Visitor,
) -> Result<Response, PageError> {
    let today = days::today(web.db.clock());
    let now = web.db.clock().now_ms();
    let mut read = web.db.read().await?;
    let products = sold(&mut read, today, |product| product.online).await?;
    let found = Museums::read(&mut read).await?;
    let communes = tenant::communes(&mut read).await?;
    let tenant = tenant::tenant(&mut read).await?;
    let mut museums = Vec::new();
    for museum in found.0.values() {
        let on = item::on(&mut read, today, Some(&museum.id)).await?;
        let commune = communes.iter().find(|one| one.insee == museum.commune);
        museums.push(MuseumView {
            id: museum.id.clone(),
            name: museum.name.clone(),
            commune: commune.map(|one| one.name.clone()).unwrap_or_default(),
            website: museum.website.clone(),
            now: on.into_iter().filter(|item| item.kind == ItemKind::Exhibition).map(|item| item.title).collect(),
        });
    }
    museums.sort_by_cached_key(|museum| french_text::folded(&museum.name));
    let mut offered = Vec::new();
    for benefit in benefits::shown(&mut read, today).await.map_err(page)?.into_iter().take(SHOWN) {
        let left = match benefit.kind {
            BenefitKind::Invitation => invitations::left(&mut read, &benefit).await.map_err(page)?,
            BenefitKind::Benefit => None,
        };
        offered.push(BenefitView::of(&benefit, &found, visit.lang, left, now));
    }
    let holders = passes::count_good(&mut read, today).await.map_err(page)?;
    drop(read);
    let least = products.iter().map(|(_, cents)| cents.0).filter(|cents| *cents > 0).min();
    let view = Portal {
        products: products.iter().map(|(product, cents)| ProductView::of(product, *cents, visit.lang)).collect(),
        least_cents: least,
        map: tenant.as_ref().and_then(|tenant| map(&web, &tenant.siren, &found, &web.say(visit.lang, "pass-map", &[]))),
        museums,
        benefits: offered,
        holders,
        mine: session.is_some(),
        demo: tenant.is_some_and(|tenant| tenant.demo),
    };
    Ok(web.frame.render(&visit, "pass/portal.html", &view)?.into_response())
}

/// The territory with its museums marked where they stand. Drawing it takes a while: it is drawn once.
fn map(web: &Web, siren: &str, museums: &Museums, label: &str) -> Option<Map> {
    let sheet = web.sheet.get_or_init(|| MapSheet::of(siren)).as_ref()?;
    let shape = |shape: &territory::Shape| Shape {
        id: shape.insee.clone(),
        name: shape.name.clone(),
        path: shape.path.clone(),
        cx: shape.cx,
        cy: shape.cy,
        lit: museums.0.values().any(|museum| museum.commune == shape.insee),
        href: None,
        value: None,
    };
    let marks = museums.0.values().filter_map(|museum| {
        let (x, y) = sheet.project(museum.place.position?);
        Some(Mark { x, y, label: museum.name.clone(), href: None, bright: true })
    });
    let view_box = format!("-4 -4 {:.0} {:.0}", sheet.width + 8.0, sheet.height + 8.0);
    Some(Map::new(view_box, label, sheet.shapes.iter().map(shape).collect()).with_marks(marks.collect()))
}
