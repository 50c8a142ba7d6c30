//! A commune's halls, and whatever else will do for one.

use axum::extract::{Path, State};
use people::web::Staff;
use programme::performance::ACCESS;
use programme::tenant::{self, TenantCommune};
use serde::Serialize;
use shell::{FormState, PageError, SentForm, Visit};

use super::forms::{access, fill_access, metres, number, set, set_hundredths, set_number, text, ticked};
use super::{Page, WISH, done, noted, page, require, require_commune, show};
use crate::Web;
use crate::halls as verbs;
use crate::model::{Hall, PLACE_KINDS};
use crate::store::halls;

/// `calls/halls.html`
#[derive(Debug, Clone, Serialize)]
struct HallsPage {
    commune: String,
    action: String,
    lines: Vec<Line>,
    kinds: [&'static str; 10],
    access: [&'static str; 6],
    form: FormState,
}

#[derive(Debug, Clone, Serialize)]
struct Line {
    href: String,
    name: String,
    kind: String,
    places: Option<i64>,
    unusual: bool,
    offered: bool,
}

async fn commune(web: &Web, insee: &str) -> Result<TenantCommune, PageError> {
    tenant::commune_by_insee(&mut web.db.read().await?, insee).await.map_err(|error| page(error.into()))
}

async fn render(web: &Web, visit: &Visit, commune: &TenantCommune, form: FormState) -> Page {
    let all = halls::of_commune(&mut web.db.read().await?, &commune.insee).await.map_err(page)?;
    let lines = all.into_iter().map(|hall| Line {
        href: format!("/bureau/accueillir/salle/{}", hall.id),
        name: hall.name,
        kind: hall.kind,
        places: hall.places,
        unusual: hall.unusual,
        offered: hall.offered,
    });
    let view = HallsPage {
        commune: commune.name.clone(),
        action: format!("/bureau/accueillir/salles/{}", commune.insee),
        lines: lines.collect(),
        kinds: PLACE_KINDS,
        access: ACCESS,
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/halls.html", &view, sound)
}

/// `GET /bureau/accueillir/salles/{commune}`
pub(super) async fn list(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(insee): Path<String>,
) -> Page {
    require(&session, WISH)?;
    let commune = commune(&web, &insee).await?;
    require_commune(&session, &insee)?;
    let mut form = FormState::default();
    set(&mut form, "offered", "1");
    render(&web, &visit, &commune, form).await
}

/// `POST /bureau/accueillir/salles/{commune}`
pub(super) async fn create(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(insee): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, WISH)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let commune = commune(&web, &insee).await?;
    require_commune(&session, &insee)?;
    let hall = read(&mut form, Hall { commune: insee.clone(), ..Hall::default() });
    if !form.is_sound() {
        return render(&web, &visit, &commune, form).await;
    }
    let mut write = web.db.write().await?;
    match verbs::keep(&mut write, &hall, &session.actor()).await {
        Ok(_) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return render(&web, &visit, &commune, noted(form, error)?).await;
        }
    }
    Ok(done(&web, &visit, "calls-done-hall", &format!("/bureau/accueillir/salles/{insee}")))
}

/// What the form says of a hall, put over what is known of it; faults are noted in the form.
fn read(form: &mut FormState, known: Hall) -> Hall {
    Hall {
        name: text(form, "name"),
        kind: text(form, "kind"),
        unusual: ticked(form, "unusual"),
        places: number(form, "places"),
        width_cm: metres(form, "width"),
        depth_cm: metres(form, "depth"),
        height_cm: metres(form, "height"),
        power_kw: number(form, "power"),
        dark: ticked(form, "dark"),
        level: ticked(form, "level"),
        access: access(form),
        address: text(form, "address"),
        postal_code: text(form, "postal_code"),
        notes: text(form, "notes"),
        offered: ticked(form, "offered"),
        ..known
    }
}

fn fill(hall: &Hall) -> FormState {
    let mut form = FormState::default();
    for (field, value) in [
        ("name", &hall.name),
        ("kind", &hall.kind),
        ("address", &hall.address),
        ("postal_code", &hall.postal_code),
        ("notes", &hall.notes),
    ] {
        set(&mut form, field, value.clone());
    }
    set_number(&mut form, "places", hall.places);
    set_number(&mut form, "power", hall.power_kw);
    set_hundredths(&mut form, "width", hall.width_cm);
    set_hundredths(&mut form, "depth", hall.depth_cm);
    set_hundredths(&mut form, "height", hall.height_cm);
    for (field, on) in
        [("unusual", hall.unusual), ("dark", hall.dark), ("level", hall.level), ("offered", hall.offered)]
    {
        if on {
            set(&mut form, field, "1");
        }
    }
    fill_access(&mut form, &hall.access);
    form
}

/// `calls/hall.html`
#[derive(Debug, Clone, Serialize)]
struct HallPage {
    name: String,
    commune: String,
    back: String,
    action: String,
    kinds: [&'static str; 10],
    access: [&'static str; 6],
    form: FormState,
}

async fn render_one(web: &Web, visit: &Visit, hall: &Hall, form: FormState) -> Page {
    let view = HallPage {
        name: hall.name.clone(),
        commune: commune(web, &hall.commune).await?.name,
        back: format!("/bureau/accueillir/salles/{}", hall.commune),
        action: format!("/bureau/accueillir/salle/{}", hall.id),
        kinds: PLACE_KINDS,
        access: ACCESS,
        form,
    };
    let sound = view.form.is_sound();
    show(web, visit, "calls/hall.html", &view, sound)
}

/// `GET /bureau/accueillir/salle/{hall}`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session, WISH)?;
    let hall = halls::by_id(&mut web.db.read().await?, &id).await.map_err(page)?;
    require_commune(&session, &hall.commune)?;
    render_one(&web, &visit, &hall, fill(&hall)).await
}

/// `POST /bureau/accueillir/salle/{hall}`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    require(&session, WISH)?;
    let mut form = sent.checked(&web.frame, &visit)?;
    let known = halls::by_id(&mut web.db.read().await?, &id).await.map_err(page)?;
    require_commune(&session, &known.commune)?;
    let hall = read(&mut form, known.clone());
    if !form.is_sound() {
        return render_one(&web, &visit, &known, form).await;
    }
    let mut write = web.db.write().await?;
    match verbs::keep(&mut write, &hall, &session.actor()).await {
        Ok(_) => write.commit().await?,
        Err(error) => {
            write.rollback().await?;
            return render_one(&web, &visit, &known, noted(form, error)?).await;
        }
    }
    Ok(done(&web, &visit, "calls-done-saved", &format!("/bureau/accueillir/salles/{}", known.commune)))
}
