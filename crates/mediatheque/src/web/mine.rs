//! A reader's own page of the médiathèque.

use access::waiting;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use people::web::Staff;
use shell::{Flash, SentForm, Tone, Visit};

use super::{Page, Web, fault, instant, learning as certificates, resource};
use crate::pages::mine::{Begun, Earned, Mine, Waits};
use crate::pages::paths;
use crate::pages::tile::Tile;
use crate::store::{learning, positions, resources};

/// `GET /ma-carte/mediatheque`
pub(crate) async fn show(State(web): State<Web>, visit: Visit, Staff(session): Staff) -> Page {
    let account = &session.account.id;
    let mut read = web.content.db.read().await?;
    let published = resources::published(&mut read).await.map_err(fault)?;
    let begun = positions::of_account(&mut read, account)
        .await
        .map_err(fault)?
        .into_iter()
        .filter_map(|position| {
            let found = published.iter().find(|resource| resource.id == position.resource)?;
            Some(Begun {
                tile: Tile::begun(found, position.progression),
                at: instant(position.at_ms),
                device: position.device,
                forget: format!("{}/oublier", found.address()),
            })
        })
        .collect();
    let waiting = waiting::of_account(&mut read, account, web.now())
        .await?
        .into_iter()
        .filter_map(|(door, place)| {
            let found = published.iter().find(|resource| resource.door == door)?;
            Some(Waits {
                tile: Tile::of(found),
                place: place.place,
                until: place.offered_until.map(|until| until.to_string()),
                action: format!("{}/attente", found.address()),
            })
        })
        .collect();
    let certificates = learning::certificates_of(&mut read, account)
        .await
        .map_err(fault)?
        .into_iter()
        .map(|one| Earned { href: certificates::certificate_path(&one.code), title: one.title, at: instant(one.at_ms) })
        .collect();
    let view = Mine { begun, waiting, certificates };
    Ok(web.frame.render(&visit, "mediatheque/mine.html", &view)?.into_response())
}

/// `POST /mediatheque/{slug}/oublier`: forgets where one was.
pub(crate) async fn forget(
    State(web): State<Web>,
    visit: Visit,
    Staff(session): Staff,
    Path(slug): Path<String>,
    sent: SentForm,
) -> Page {
    sent.checked(&web.frame, &visit)?;
    let found = resource::seen(&mut web.content.db.read().await?, &slug, Some(&session)).await?;
    let mut write = web.content.db.write().await?;
    positions::forget(&mut write, &session.account.id, &found.id).await.map_err(fault)?;
    write.commit().await?;
    let text = web.frame.messages().text(visit.lang, "mediatheque-mine-forgotten");
    Ok(Flash { tone: Tone::Done, text }.redirect(&web.frame, paths::MINE))
}
