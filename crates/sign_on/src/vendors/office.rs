//! Vendors in the office: who they are, what each is told and why, the protocols they speak, and a trial of each.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use people::web::Staff;
use people::{Permission, Session, Target, audit};
use serde_json::json;
use shell::{FormState, PageError, SentForm, Tone, Visit};
use store::Query;

use super::agree::said;
use super::office_views::{AttributeLine, FaceLine, ListPage, NewPage, SheetPage, Tried, VendorLine, door_choices};
use super::{link_form, paths, words};
use crate::attribute::Attribute;
use crate::error::fault;
use crate::face::{self, Step};
use crate::vendor::{self, Face, KeptFace, NewVendor, Vendor, VendorState};
use crate::{Error, Web};

type Page = Result<Response, PageError>;

fn require(session: &Session) -> Result<(), PageError> {
    if session.may(Permission::ManageVendors, &Target::Whole) { Ok(()) } else { Err(PageError::Forbidden) }
}

/// `GET /bureau/fournisseurs-acces`
pub(super) async fn list(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    let mut read = web.db.read().await?;
    let mut vendors = Vec::new();
    for vendor in vendor::list(&mut read).await.map_err(fault)? {
        let mut faces = Vec::new();
        for face in Face::ALL {
            let kept = vendor::face(&mut read, &vendor.id, face).await.map_err(fault)?;
            if kept.is_some_and(|kept| kept.enabled) {
                faces.push(face.code());
            }
        }
        vendors.push(VendorLine {
            href: paths::sheet(&vendor.id),
            faces,
            told: vendor.attributes.iter().map(|told| told.code()).collect(),
            state: vendor.state.code(),
            name: vendor.name,
        });
    }
    Ok(web.frame.render(&visit, "sign_on/vendors_office.html", &ListPage { vendors })?.into_response())
}

/// `GET /bureau/fournisseurs-acces/nouveau`
pub(super) async fn new(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    new_page(&web, &visit, FormState::default()).await
}

async fn new_page(web: &Web, visit: &Visit, form: FormState) -> Page {
    let doors = door_choices(&mut web.db.read().await?).await.map_err(fault)?;
    let status = if form.is_sound() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, web.frame.render(visit, "sign_on/vendors_new.html", &NewPage { doors, form })?).into_response())
}

/// `POST /bureau/fournisseurs-acces/nouveau`
pub(super) async fn create(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let new = NewVendor {
        code: if form.value("code").is_empty() { code_of(form.value("nom")) } else { form.value("code").to_owned() },
        name: form.value("nom").to_owned(),
        site: form.value("site").to_owned(),
        description: form.value("description").to_owned(),
        door: form.value("porte").to_owned(),
        state: VendorState::Draft,
        attributes: [].into(),
        demo: false,
    };
    let mut write = web.db.write().await?;
    write.exclusive("sign_on.vendors").await?;
    if vendor::find(&mut write, &new.code).await.map_err(fault)?.is_some() {
        write.rollback().await?;
        form.fault("code", "vendors-code-taken");
        return new_page(&web, &visit, form).await;
    }
    let id = match vendor::declare(&mut write, &new).await {
        Ok(id) => id,
        Err(error) => {
            write.rollback().await?;
            note(&mut form, error)?;
            return new_page(&web, &visit, form).await;
        }
    };
    let subject = format!("vendor:{id}");
    audit::append(&mut write, &session.actor(), "sign_on.vendor_added", &subject, &json!({ "code": new.code })).await?;
    write.commit().await?;
    Ok(said(&web, &visit, Tone::Done, "vendors-added", &new.name, &paths::sheet(&id)))
}

/// A name in addresses from a name.
fn code_of(name: &str) -> String {
    let folded = french_text::folded(name);
    let parts: Vec<&str> = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let mut code = parts.join("-");
    code.truncate(60);
    code.trim_end_matches('-').to_owned()
}

/// Notes in its form what is wrong; what is no fault of the form goes on.
fn note(form: &mut FormState, error: Error) -> Result<(), PageError> {
    match error {
        Error::Field { field, message } => {
            form.fault(field, message);
            Ok(())
        }
        Error::NotFound => {
            form.fault("porte", "vendors-door-needed");
            Ok(())
        }
        other => Err(fault(other)),
    }
}

/// What a sheet shows besides what is kept.
#[derive(Default)]
struct Just {
    /// The vendor's own fields, as just typed.
    form: Option<FormState>,
    /// A face's fields, as just typed.
    face: Option<(Face, FormState)>,
    /// A secret just made.
    made: Option<(Face, String)>,
    /// A trial just run.
    tried: Option<(Face, Vec<Step>)>,
}

async fn sheet_page(web: &Web, visit: &Visit, vendor: &Vendor, mut just: Just) -> Page {
    let mut read = web.db.read().await?;
    let doors = door_choices(&mut read).await.map_err(fault)?;
    let mut kept = Vec::new();
    for face in Face::ALL {
        kept.push(vendor::face(&mut read, &vendor.id, face).await.map_err(fault)?);
    }
    let sql = "SELECT (SELECT count(*) FROM sign_on_consents WHERE vendor = $1),
                      (SELECT count(*) FROM sign_on_logins WHERE vendor = $1 AND ended_at IS NULL AND trial = $2)";
    let row = read.one(sql, store::params![&vendor.id, false]).await?;
    let (agreed, inside): (i64, i64) = (row.get(0)?, row.get(1)?);
    drop(read);
    let mut sound = true;
    let mut faces = Vec::new();
    for (face, kept) in Face::ALL.into_iter().zip(&kept) {
        let typed = just.face.take_if(|(of, _)| *of == face).map(|(_, form)| form);
        sound &= typed.as_ref().is_none_or(FormState::is_sound);
        let page = face::page(web, vendor, face, kept.as_ref(), typed).await.map_err(fault)?;
        faces.push(FaceLine {
            code: face.code(),
            enabled: kept.as_ref().is_some_and(|kept| kept.enabled),
            set: kept.is_some(),
            wrong: !page.form.is_sound(),
            template: page.template,
            view: page.view,
            form: page.form,
            action: format!("{}/protocole/{}", paths::sheet(&vendor.id), face.code()),
            trial: format!("{}/essai/{}", paths::sheet(&vendor.id), face.code()),
            made: just.made.take_if(|(of, _)| *of == face).map(|(_, secret)| secret),
            tried: just.tried.take_if(|(of, _)| *of == face).map(|(_, steps)| Tried::of(steps)),
        });
    }
    let form = just.form.unwrap_or_else(|| filled(vendor));
    sound &= form.is_sound();
    let (knows, knows_not) = words::sentences(&web.frame, visit.lang, &vendor.name, &vendor.attributes);
    let view = SheetPage {
        name: vendor.name.clone(),
        code: vendor.code.clone(),
        state: vendor.state.code(),
        states: VendorState::ALL.map(VendorState::code),
        demo: vendor.demo,
        knows,
        knows_not,
        agreed,
        inside,
        attributes: Attribute::ALL
            .into_iter()
            .map(|attribute| AttributeLine {
                code: attribute.code(),
                names: attribute.names(),
                danger: attribute == Attribute::CardNumber,
                chosen: form.value(&format!("a_{}", attribute.code())) == "1",
                why: form.value(&format!("why_{}", attribute.code())).to_owned(),
            })
            .collect(),
        door: form.value("porte").to_owned(),
        link: paths::link(&vendor.code),
        doors,
        faces,
        form,
        action: paths::sheet(&vendor.id),
    };
    let status = if sound { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, web.frame.render(visit, "sign_on/vendors_sheet.html", &view)?).into_response())
}

/// The vendor's own fields as they are kept.
fn filled(vendor: &Vendor) -> FormState {
    let mut form = FormState::default();
    let mut put = |name: String, value: &str| form.values.insert(name, value.to_owned());
    put("nom".to_owned(), &vendor.name);
    put("site".to_owned(), &vendor.site);
    put("description".to_owned(), &vendor.description);
    put("porte".to_owned(), &vendor.door);
    put("etat".to_owned(), vendor.state.code());
    for attribute in &vendor.attributes {
        put(format!("a_{}", attribute.code()), "1");
        put(format!("why_{}", attribute.code()), vendor.reasons.get(attribute).map_or("", String::as_str));
    }
    form
}

async fn of(web: &Web, id: &str) -> Result<Vendor, PageError> {
    vendor::by_id(&mut web.db.read().await?, id).await.map_err(fault)
}

/// `GET /bureau/fournisseurs-acces/{vendor}`
pub(super) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff, Path(id): Path<String>) -> Page {
    require(&session)?;
    let vendor = of(&web, &id).await?;
    sheet_page(&web, &visit, &vendor, Just::default()).await
}

/// `POST /bureau/fournisseurs-acces/{vendor}`
pub(super) async fn save(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(id): Path<String>,
    sent: SentForm,
) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let before = of(&web, &id).await?;
    let chosen = |attribute: &Attribute| form.value(&format!("a_{}", attribute.code())) == "1";
    let new = NewVendor {
        code: before.code.clone(),
        name: form.value("nom").to_owned(),
        site: form.value("site").to_owned(),
        description: form.value("description").to_owned(),
        door: form.value("porte").to_owned(),
        state: VendorState::from_code(form.value("etat")).map_err(|_| PageError::BadRequest)?,
        attributes: Attribute::ALL
            .into_iter()
            .filter(chosen)
            .map(|attribute| (attribute, form.value(&format!("why_{}", attribute.code())).to_owned()))
            .collect(),
        demo: before.demo,
    };
    // A reason is shown to readers: what names them is not asked for without one.
    if let Some(attribute) = new.attributes.iter().find(|(told, why)| told.names() && why.is_empty()) {
        form.fault(&format!("why_{}", attribute.0.code()), "vendors-reason-needed");
    }
    let mut write = web.db.write().await?;
    write.exclusive("sign_on.vendors").await?;
    if new.state == VendorState::Open {
        let sql = "SELECT 1 FROM sign_on_faces WHERE vendor = $1 AND enabled = $2 LIMIT 1";
        if write.optional(sql, store::params![&before.id, true]).await?.is_none() {
            form.fault("etat", "vendors-open-needs-face");
        }
    }
    let link = vendor::face(&mut write, &before.id, Face::Link).await.map_err(fault)?;
    // A link that carries what is not given any more leads nowhere. A vendor that closes needs none.
    if let Some(link) = link.filter(|link| link.enabled && new.state != VendorState::Closed) {
        for attribute in link_form::settings(&link).map_err(fault)?.attributes() {
            if !new.attributes.contains_key(&attribute) {
                form.fault(&format!("a_{}", attribute.code()), "vendors-link-needs");
            }
        }
    }
    let kept = if form.is_sound() { vendor::declare(&mut write, &new).await } else { Ok(String::new()) };
    if let Err(error) = kept {
        note(&mut form, error)?;
    }
    if !form.is_sound() {
        write.rollback().await?;
        return sheet_page(&web, &visit, &before, Just { form: Some(form), ..Just::default() }).await;
    }
    let told: Vec<&str> = new.attributes.keys().map(|told| told.code()).collect();
    let details = json!({ "state": new.state.code(), "attributes": told, "door": new.door });
    let subject = format!("vendor:{}", before.id);
    audit::append(&mut write, &session.actor(), "sign_on.vendor_changed", &subject, &details).await?;
    write.commit().await?;
    Ok(said(&web, &visit, Tone::Done, "vendors-saved", &new.name, &paths::sheet(&before.id)))
}

/// `POST /bureau/fournisseurs-acces/{vendor}/protocole/{face}`
pub(super) async fn save_face(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((id, code)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let vendor = of(&web, &id).await?;
    let face = Face::from_code(&code).map_err(|_| PageError::NotFound)?;
    let before = vendor::face(&mut web.db.read().await?, &vendor.id, face).await.map_err(fault)?;
    let enabled = form.value("actif") == "1";
    let typed = form.clone();
    let read = match face::read(&web, &vendor, face, before.as_ref(), form).await.map_err(fault)? {
        Ok(read) => read,
        Err(form) => {
            return sheet_page(&web, &visit, &vendor, Just { face: Some((face, form)), ..Just::default() }).await;
        }
    };
    let kept = KeptFace { face, lookup: read.lookup, settings: read.settings, enabled };
    let mut write = web.db.write().await?;
    write.exclusive("sign_on.vendors").await?;
    if let Err(error) = vendor::keep_face(&mut write, &vendor.id, &kept).await {
        write.rollback().await?;
        let mut form = typed;
        note(&mut form, error)?;
        return sheet_page(&web, &visit, &vendor, Just { face: Some((face, form)), ..Just::default() }).await;
    }
    // Settings may hold what is sealed: the log says that they changed, not what they are.
    let details = json!({ "face": face.code(), "enabled": enabled });
    let subject = format!("vendor:{}", vendor.id);
    audit::append(&mut write, &session.actor(), "sign_on.face_changed", &subject, &details).await?;
    write.commit().await?;
    if let Some(secret) = read.shown_once {
        let made = Just { made: Some((face, secret)), ..Just::default() };
        return sheet_page(&web, &visit, &vendor, made).await;
    }
    Ok(said(&web, &visit, Tone::Done, "vendors-face-saved", &vendor.name, &paths::sheet(&vendor.id)))
}

/// `POST /bureau/fournisseurs-acces/{vendor}/essai/{face}`: walks the whole exchange as the vendor would. It writes nothing
/// that lasts: a trial's login goes by itself.
pub(super) async fn try_face(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path((id, code)): Path<(String, String)>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let vendor = of(&web, &id).await?;
    let face = Face::from_code(&code).map_err(|_| PageError::NotFound)?;
    let kept = vendor::face(&mut web.db.read().await?, &vendor.id, face).await.map_err(fault)?;
    let kept = kept.ok_or(PageError::NotFound)?;
    let steps = face::rehearse(&web, &vendor, &kept).await.map_err(fault)?;
    sheet_page(&web, &visit, &vendor, Just { tried: Some((face, steps)), ..Just::default() }).await
}

#[cfg(test)]
mod tests {
    use super::code_of;

    #[test]
    fn a_name_gives_a_name_in_addresses() {
        for (name, code) in [
            ("Europresse", "europresse"),
            ("Tout Apprendre !", "tout-apprendre"),
            ("L’Œil & l’Été", "l-oeil-l-ete"),
            ("  ", ""),
        ] {
            assert_eq!(code_of(name), code);
        }
    }
}
