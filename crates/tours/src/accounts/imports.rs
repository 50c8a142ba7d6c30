//! Past seasons brought in: a file looked at, then confirmed; a season taken back.

use std::collections::BTreeSet;

use axum::extract::{FromRequest, Multipart, Path, Request, State};
use axum::http::header;
use axum::response::Response;
use people::web::Staff;
use programme::tenant;
use serde::Serialize;
use shell::{Flash, FormState, PageError, SentForm, Tone, Visit};

use super::file::{self, COLUMNS, FILE_MOST, FileFault, PastFile, RefusedLine};
use super::history::{self, Taken};
use super::{CSV, OFFICE, Page, attachment, page, require, say, show};
use crate::store::editions;
use crate::{Error, Web};

/// Refused lines shown; the rest is counted.
const SHOWN: usize = 100;

/// `accounts/import.html`
#[derive(Debug, Serialize)]
struct ImportPage {
    columns: Vec<&'static str>,
    limit: usize,
    form: FormState,
    missing: String,
}

/// `accounts/import_plan.html`
#[derive(Debug, Serialize)]
struct PlanPage {
    name: String,
    text: String,
    new: usize,
    changed: usize,
    same: usize,
    seasons: Vec<String>,
    refused: usize,
    lines: Vec<RefusedLine>,
    ignored: Vec<String>,
}

/// `GET /bureau/belles-sorties/comptes/import`
pub(super) async fn form(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    require(&session)?;
    ask(&web, &visit, FormState::default(), "")
}

fn ask(web: &Web, visit: &Visit, form: FormState, missing: &str) -> Page {
    let sound = form.is_sound();
    let view = ImportPage { columns: COLUMNS.to_vec(), limit: FILE_MOST, form, missing: missing.to_owned() };
    show(web, visit, "accounts/import.html", &view, sound)
}

fn wrong(web: &Web, visit: &Visit, fault: &FileFault) -> Page {
    let mut form = FormState::default();
    form.fault("file", fault.message());
    let missing = match fault {
        FileFault::Missing(columns) => columns.as_str(),
        _ => "",
    };
    ask(web, visit, form, missing)
}

/// `GET /bureau/belles-sorties/comptes/modele.csv`: the columns, with one line as an example.
pub(super) async fn model(Staff(session): Staff) -> Page {
    require(&session)?;
    let text = format!(
        "\u{feff}{}\r\n1;2011-2012;Le petit bal;Ballet du Nord;59011;17/03/2012 20:30;250;198;12;990,00;4500,00\r\n",
        COLUMNS.join(";")
    );
    attachment("belles-sorties-modele.csv", CSV, "private, no-store", text)
}

/// `POST /bureau/belles-sorties/comptes/import`: looks at a file and says what taking it would do.
pub(super) async fn look(State(web): State<Web>, visit: Visit, Staff(session): Staff, request: Request) -> Page {
    require(&session)?;
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("multipart/form-data") {
        // A form without its file.
        SentForm::from_request(request, &()).await?.checked(&web.frame, &visit)?;
        return wrong(&web, &visit, &FileFault::Empty);
    }
    let mut multipart = Multipart::from_request(request, &()).await.map_err(|_| PageError::BadRequest)?;
    let (mut checked, mut sent) = (false, None);
    while let Some(field) = multipart.next_field().await.map_err(|_| PageError::BadRequest)? {
        match field.name().unwrap_or_default() {
            "form_token" => {
                let token = field.text().await.map_err(|_| PageError::BadRequest)?;
                visit.check_form(&web.frame, &token)?;
                checked = true;
            }
            // The token comes first in our form: nothing is read for whoever has none.
            "file" if checked => {
                let name = field.file_name().unwrap_or_default().to_owned();
                sent = Some((name, field.bytes().await.map_err(|_| PageError::BadRequest)?));
            }
            _ => {}
        }
    }
    if !checked {
        return Err(PageError::StaleForm);
    }
    let (name, bytes) = sent.unwrap_or_default();
    let text = match file::text_of(&bytes) {
        Ok(text) => text,
        Err(fault) => return wrong(&web, &visit, &fault),
    };
    match understood(&web, &text).await? {
        Ok((file, taken)) => plan(&web, &visit, &name, text, &file, taken),
        Err(fault) => wrong(&web, &visit, &fault),
    }
}

fn plan(web: &Web, visit: &Visit, name: &str, text: String, file: &PastFile, taken: Taken) -> Page {
    let seasons: BTreeSet<&str> = file.lines.iter().map(|(_, line)| line.season.as_str()).collect();
    let view = PlanPage {
        name: name.to_owned(),
        text,
        new: taken.new,
        changed: taken.changed,
        same: taken.same,
        seasons: seasons.into_iter().map(str::to_owned).collect(),
        refused: file.refused.len(),
        lines: file.refused.iter().take(SHOWN).cloned().collect(),
        ignored: file.ignored.clone(),
    };
    show(web, visit, "accounts/import_plan.html", &view, true)
}

/// A text read against what is known now.
async fn understood(web: &Web, text: &str) -> Result<Result<(PastFile, Taken), FileFault>, PageError> {
    let mut read = web.db.read().await?;
    let communes = tenant::communes(&mut read).await?;
    let kept_here = kept_here(&mut read).await.map_err(page)?;
    let this_year = i64::from(web.db.clock().now().to_zoned(web.zone.clone()).year());
    let file = match file::read(text, &communes, &kept_here, this_year) {
        Ok(file) => file,
        Err(fault) => return Ok(Err(fault)),
    };
    let lines: Vec<_> = file.lines.iter().map(|(_, line)| line.clone()).collect();
    let taken = history::compare(&mut read, &lines).await.map_err(page)?;
    Ok(Ok((file, taken)))
}

/// The seasons this server keeps itself: a file must not tell them again.
async fn kept_here(query: &mut impl store::Query) -> crate::Result<BTreeSet<i64>> {
    Ok(editions::all(query).await?.iter().filter_map(|edition| edition.code.parse().ok()).collect())
}

/// `POST /bureau/belles-sorties/comptes/import/confirmer`: takes what was looked at, read once more.
pub(super) async fn confirm(State(web): State<Web>, visit: Visit, Staff(session): Staff, sent: SentForm) -> Page {
    let form = sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let text = match file::text_of(form.values.get("text").map_or("", String::as_str).as_bytes()) {
        Ok(text) => text,
        Err(fault) => return wrong(&web, &visit, &fault),
    };
    let file = match understood(&web, &text).await? {
        Ok((file, _)) => file,
        Err(fault) => return wrong(&web, &visit, &fault),
    };
    let lines: Vec<_> = file.lines.into_iter().map(|(_, line)| line).collect();
    if lines.is_empty() {
        return Ok(flash(&web, Tone::Refused, say(&web, visit.lang, "accounts-import-nothing", &[])));
    }
    let mut write = web.db.write().await?;
    let taken = history::take(&mut write, &lines, &session.actor()).await.map_err(page)?;
    write.commit().await?;
    let args = [
        ("new", (taken.new as i64).into()),
        ("changed", (taken.changed as i64).into()),
        ("same", (taken.same as i64).into()),
    ];
    Ok(flash(&web, Tone::Done, say(&web, visit.lang, "accounts-import-done", &args)))
}

/// `POST /bureau/belles-sorties/comptes/{edition}/retirer`
pub(super) async fn forget(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(code): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    require(&session)?;
    let year: i64 = code.parse().map_err(|_| PageError::NotFound)?;
    let mut write = web.db.write().await?;
    let gone = match history::forget(&mut write, year, &session.actor()).await {
        Ok(gone) => gone,
        Err(Error::NotFound) => return Err(PageError::NotFound),
        Err(other) => return Err(page(other)),
    };
    write.commit().await?;
    let said = say(&web, visit.lang, "accounts-forgotten", &[("n", (gone as i64).into())]);
    Ok(flash(&web, Tone::Done, said))
}

fn flash(web: &Web, tone: Tone, text: String) -> Response {
    Flash { tone, text }.redirect(&web.frame, OFFICE)
}
