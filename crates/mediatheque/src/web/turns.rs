//! Whose turn it is: seats that free are kept for those who wait, who are written to.

use std::time::Duration;

use access::waiting::{self, Turns};
use fluent_bundle::FluentValue;
use shell::{Lang, PageError, calendar};
use store::Write;

use super::{Web, fault};
use crate::pages::words::message;
use crate::store::resources;

/// How long a seat is kept for whoever's turn it is.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// Passes lapsed turns on and keeps free seats for those who wait, everywhere: to be run every minute, since seats also
/// free by themselves.
pub async fn pass_turns(web: &Web) -> Result<(), PageError> {
    let mut write = web.content.db.write().await?;
    let turns = waiting::expire(&mut write, web.now(), KEPT).await?;
    tell(web, &mut write, &turns).await?;
    write.commit().await?;
    Ok(())
}

/// The same at one door, where a seat has just been given back.
pub(crate) async fn offer(web: &Web, door: &str) -> Result<(), PageError> {
    let mut write = web.content.db.write().await?;
    let turns = waiting::offer_next(&mut write, door, web.now(), KEPT).await?;
    tell(web, &mut write, &turns).await?;
    write.commit().await?;
    Ok(())
}

/// Writes a letter to each whose turn it is and whose address is known.
async fn tell(web: &Web, write: &mut Write, turns: &Turns) -> Result<(), PageError> {
    for offer in &turns.offered {
        // Erased meanwhile, or without an address: their page still says it is their turn.
        let Ok(account) = web.people.account(&offer.account).await else { continue };
        let Some(to) = account.email else { continue };
        let resource = match resources::by_door(write, &offer.door).await {
            Ok(resource) => resource,
            // The door of something that is not ours.
            Err(crate::Error::NotFound) => continue,
            Err(error) => return Err(fault(error)),
        };
        let lang = Lang::from_code(&account.language).unwrap_or_default();
        let args = [
            ("title", FluentValue::from(resource.title.clone())),
            ("until", FluentValue::from(calendar::moment(lang, offer.until, &web.zone, web.now()))),
            ("address", FluentValue::from(format!("{}{}", web.public_url, resource.address()))),
        ];
        let letter = mail::Letter {
            to,
            subject: message(&web.frame, lang, "mediatheque-turn-subject", &args),
            text: message(&web.frame, lang, "mediatheque-turn-text", &args),
            html: None,
        };
        match mail::post(write, &letter).await {
            // No letter can go there: one reader's address does not hold up everyone's turn.
            Ok(_) | Err(mail::Error::Address | mail::Error::Refused(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Ok(())
}
