//! Telling a vendor that a reader left (Back-Channel Logout 1.0): a signed token posted to the address it gave.

use serde_json::{Value as Json, json};

use super::client::Settings;
use super::{claims, keys};
use crate::cas::outgoing::{Reach, Refused, post_form};
use crate::face::Leaving;
use crate::login::Login;
use crate::vendor::{KeptFace, Vendor};
use crate::{Result, Web};

/// How long the token may be read, in seconds.
const LOGOUT_TOKEN_S: i64 = 120;

/// What the vendor is told (§2.4): whose session, and that it ended. Never a nonce: that would make it an ID token.
fn token(web: &Web, client_id: &str, login: &Login) -> Json {
    let now = web.now().as_second();
    json!({
        "iss": web.public_url,
        "aud": client_id,
        "sub": login.pseudonym,
        "sid": claims::sid(&login.id),
        "iat": now,
        "exp": now + LOGOUT_TOKEN_S,
        "jti": store::new_id(),
        "events": { "http://schemas.openid.net/event/backchannel-logout": {} },
    })
}

/// Posts a logout token to an address; gives the status answered.
pub(crate) async fn post(
    web: &Web,
    vendor: &Vendor,
    kept: &KeptFace,
    settings: &Settings,
    login: &Login,
    address: &str,
) -> Result<std::result::Result<u16, Refused>> {
    let key = keys::current(web, settings.signature).await?;
    let signed = key.sign("logout+jwt", &token(web, &kept.lookup, login))?;
    // A vendor of the demonstration lives on this machine.
    let reach = Reach::of(vendor.demo);
    let address = address.to_owned();
    let posted = tokio::task::spawn_blocking(move || post_form(&address, &[("logout_token", &signed)], reach)).await;
    Ok(posted.unwrap_or(Err(Refused::Unreachable)))
}

/// Tells the vendor that a login ended.
pub(crate) async fn tell(web: &Web, vendor: &Vendor, kept: &KeptFace, login: &Login) -> Result<Leaving> {
    let settings = Settings::of(kept)?;
    let Some(address) = settings.back_channel_logout_uri.clone() else { return Ok(Leaving::NotAsked) };
    Ok(match post(web, vendor, kept, &settings, login, &address).await? {
        // §2.8: 200, and some frameworks answer 204.
        Ok(200..=299) => Leaving::Told,
        Ok(status) => Leaving::Failed(format!("it answered {status}")),
        Err(refused) => refused.into(),
    })
}
