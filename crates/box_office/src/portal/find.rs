//! Finding one's tickets again: whatever address is typed, the answer is the same, as fast; what is found goes by letter.

use std::net::IpAddr;

use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use people::Client;
use serde::Serialize;
use sha2::{Digest, Sha256};
use shell::{FormState, PageError, SentForm, Visit};
use store::{new_id, prelude::*};

use super::letters::{Kind, note};
use super::{basket, page, paths, private};
use crate::{Result, Web, codes};

type Page = std::result::Result<Response, PageError>;

/// Letters one address may be sent in an hour, whoever asks.
const PER_ADDRESS: i64 = 3;
/// What one network may ask in an hour.
const PER_NETWORK: i64 = 20;
const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;

/// `box_office/portal/find.html`
#[derive(Debug, Clone, Serialize)]
struct FindPage {
    asked: bool,
    form: FormState,
}

/// `GET /billetterie/retrouver`
pub(super) async fn form(State(web): State<Web>, visit: Visit, RawQuery(query): RawQuery) -> Page {
    let asked = query.is_some_and(|query| query.split('&').any(|pair| pair == "demande=1"));
    private(&web, &visit, "box_office/portal/find.html", &FindPage { asked, form: FormState::default() }, true)
}

/// `POST /billetterie/retrouver`
pub(super) async fn ask(State(web): State<Web>, visit: Visit, client: Client, sent: SentForm) -> Page {
    let mut form = sent.checked(&web.frame, &visit)?;
    basket::check_email(&mut form);
    if !form.is_sound() {
        return private(&web, &visit, "box_office/portal/find.html", &FindPage { asked: false, form }, false);
    }
    let email = form.value("email").to_lowercase();
    let network = client.ip.map_or_else(|| "unknown".to_owned(), network);
    let mut write = web.db.write().await?;
    if count(&mut write, "network", &network).await.map_err(page)? > PER_NETWORK {
        write.commit().await?;
        return Err(PageError::TooMany { retry_after: 3600 });
    }
    // Too often for one address: the answer is the same, no letter leaves.
    if count(&mut write, "address", &email).await.map_err(page)? <= PER_ADDRESS {
        let subject = format!("{}:{}:{email}", visit.lang.code(), new_id());
        note(&mut write, Kind::Find, &subject).await.map_err(page)?;
    }
    write.commit().await?;
    Ok(Redirect::to(&format!("{}?demande=1", paths::FIND)).into_response())
}

/// What one subscriber usually has: an IPv4 address, or the first 64 bits of an IPv6 one.
fn network(ip: IpAddr) -> String {
    match ip.to_canonical() {
        IpAddr::V4(v4) => v4.to_string(),
        IpAddr::V6(v6) => format!("{:x}", v6.to_bits() >> 64),
    }
}

/// Counts one more within the hour, and gives how many there were. What is counted is hashed with a secret of the day.
async fn count(write: &mut Write, what: &str, of: &str) -> Result<i64> {
    let now = write.clock().now_ms();
    let secret = write
        .one(
            "INSERT INTO box_office_find_keys (day, secret) VALUES ($1, $2)
             ON CONFLICT (day) DO UPDATE SET secret = box_office_find_keys.secret RETURNING secret",
            params![now / DAY_MS, codes::new_secret()],
        )
        .await?
        .get::<String>(0)?;
    let bucket = codes::hex(&Sha256::digest(format!("{secret}:{what}:{of}").as_bytes()));
    let row = write
        .one(
            "INSERT INTO box_office_finds (bucket, asked, since) VALUES ($1, 1, $2)
             ON CONFLICT (bucket) DO UPDATE SET
                 asked = CASE WHEN box_office_finds.since < $3 THEN 1 ELSE box_office_finds.asked + 1 END,
                 since = CASE WHEN box_office_finds.since < $3 THEN $2 ELSE box_office_finds.since END
             RETURNING asked",
            params![&bucket, now, now - HOUR_MS],
        )
        .await?;
    Ok(row.get(0)?)
}

/// Forgets counts and destroys secrets that no longer serve.
pub(super) async fn sweep(write: &mut Write) -> Result<()> {
    let now = write.clock().now_ms();
    write.execute("DELETE FROM box_office_finds WHERE since < $1", params![now - 2 * HOUR_MS]).await?;
    write.execute("DELETE FROM box_office_find_keys WHERE day < $1", params![now / DAY_MS - 1]).await?;
    Ok(())
}
