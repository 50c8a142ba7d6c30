//! Keys that sign what vendors are given: one signs, the next is already published, past ones stay published while
//! something they signed may come back.

use std::sync::Arc;

use programme::sealing::Sealer;
use serde_json::{Value as Json, json};
use store::prelude::*;

use super::signing::{Signature, SigningKey};
use crate::outside::jws;
use crate::{Error, Result, Web};

const DAY_MS: i64 = 86_400_000;
/// How long a key signs.
const SERVES_DAYS: i64 = 90;
/// How long a past key stays published: longer than any session, whose ID token is shown again when it ends.
const PAST_DAYS: i64 = 9;
/// What private keys are sealed for.
const PURPOSE: &str = "oidc-key";
/// Kinds of keys that are drawn here.
const DRAWN: [Signature; 2] = [Signature::Es256, Signature::EdDsa];

/// The key that signs now in this way. Made with the next one when there is none yet.
pub(crate) async fn current(web: &Web, signature: Signature) -> Result<Arc<SigningKey>> {
    if signature == Signature::Rs256 {
        return web.rsa_key.clone().ok_or(Error::Kept("no RSA key is set"));
    }
    let sealer = sealer(web).await?;
    let found = sealed_in(&mut web.db.read().await?, signature, "current").await?;
    let sealed = match found {
        Some(sealed) => sealed,
        None => {
            let mut write = web.db.write().await?;
            prepare(&mut write, &sealer).await?;
            let made = sealed_in(&mut write, signature, "current").await?;
            write.commit().await?;
            made.ok_or(Error::Kept("no key was made"))?
        }
    };
    let pkcs8 = sealer.open(PURPOSE, &sealed).ok_or(Error::Kept("a key that signs can't be opened"))?;
    Ok(Arc::new(SigningKey::read(signature, &pkcs8)?))
}

/// Whether anything can be signed so.
pub(crate) fn offered(web: &Web) -> Vec<Signature> {
    Signature::ALL.into_iter().filter(|one| *one != Signature::Rs256 || web.rsa_key.is_some()).collect()
}

/// What is published (RFC 7517 §5): keys to come, keys that sign, keys that signed.
pub(crate) async fn published(web: &Web) -> Result<Json> {
    let mut sets = rows(&mut web.db.read().await?).await?;
    if sets.len() < 2 * DRAWN.len() {
        let sealer = sealer(web).await?;
        let mut write = web.db.write().await?;
        prepare(&mut write, &sealer).await?;
        write.commit().await?;
        sets = rows(&mut web.db.read().await?).await?;
    }
    let mut keys = sets.iter().map(|text| serde_json::from_str(text)).collect::<Result<Vec<Json>, _>>()?;
    keys.extend(web.rsa_key.iter().map(|key| key.jwk().clone()));
    Ok(json!({ "keys": keys }))
}

/// The same, to verify what comes back.
pub(crate) async fn verifying(web: &Web) -> Result<jws::Keys> {
    jws::Keys::read(&published(web).await?).ok_or(Error::Kept("our own keys can't be read"))
}

/// Turns keys that have signed long enough, and takes past ones off the list: to be called now and then.
pub(crate) async fn keep(web: &Web) -> Result<()> {
    let now = web.now().as_millisecond();
    let due = {
        let mut read = web.db.read().await?;
        let sql = "SELECT alg FROM sign_on_oidc_keys WHERE state = 'current' AND current_since <= $1 ORDER BY alg";
        read.all(sql, params![now - SERVES_DAYS * DAY_MS])
            .await?
            .iter()
            .map(|row| Ok(row.text(0)?.to_owned()))
            .collect::<Result<Vec<String>>>()?
    };
    for alg in due.iter().filter_map(|alg| Signature::from_name(alg)) {
        turn(web, alg).await?;
    }
    let mut write = web.db.write().await?;
    let gone = "DELETE FROM sign_on_oidc_keys WHERE state = 'past' AND published_until <= $1";
    write.execute(gone, params![now]).await?;
    write.commit().await?;
    Ok(())
}

/// The next key of a kind signs from now on, the one before is kept for what it signed, and another is next.
pub(crate) async fn turn(web: &Web, signature: Signature) -> Result<()> {
    let sealer = sealer(web).await?;
    let mut write = web.db.write().await?;
    prepare(&mut write, &sealer).await?;
    let now = write.clock().now_ms();
    // Asked by several nodes at once, it is turned once: the others find a current key that is young.
    let sql = "SELECT current_since FROM sign_on_oidc_keys WHERE alg = $1 AND state = 'current'";
    let since: i64 = write.one(sql, params![signature.name()]).await?.get(0)?;
    if since + DAY_MS > now {
        return Ok(());
    }
    for (sql, values) in [
        (
            "UPDATE sign_on_oidc_keys SET state = 'past', published_until = $2 WHERE alg = $1 AND state = 'current'",
            params![signature.name(), now + PAST_DAYS * DAY_MS],
        ),
        (
            "UPDATE sign_on_oidc_keys SET state = 'current', current_since = $2 WHERE alg = $1 AND state = 'next'",
            params![signature.name(), now],
        ),
    ] {
        write.execute(sql, values).await?;
    }
    make(&mut write, &sealer, signature, "next").await?;
    write.commit().await?;
    Ok(())
}

/// Makes the keys that are missing.
async fn prepare(write: &mut Write, sealer: &Sealer) -> Result<()> {
    write.exclusive("sign_on.oidc_keys").await?;
    for signature in DRAWN {
        for state in ["current", "next"] {
            if sealed_in(write, signature, state).await?.is_none() {
                make(write, sealer, signature, state).await?;
            }
        }
    }
    Ok(())
}

async fn make(write: &mut Write, sealer: &Sealer, signature: Signature, state: &str) -> Result<()> {
    let pkcs8 = SigningKey::draw(signature)?;
    let key = SigningKey::read(signature, &pkcs8)?;
    let now = write.clock().now_ms();
    write
        .execute(
            "INSERT INTO sign_on_oidc_keys (kid, alg, state, sealed, jwk, made_at, current_since, published_until)
             VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)",
            params![
                key.kid(),
                signature.name(),
                state,
                sealer.seal(PURPOSE, &pkcs8),
                key.jwk().to_string(),
                now,
                (state == "current").then_some(now)
            ],
        )
        .await?;
    Ok(())
}

async fn sealed_in(query: &mut impl Query, signature: Signature, state: &str) -> Result<Option<String>> {
    let sql = "SELECT sealed FROM sign_on_oidc_keys WHERE alg = $1 AND state = $2";
    let row = query.optional(sql, params![signature.name(), state]).await?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

async fn rows(query: &mut impl Query) -> Result<Vec<String>> {
    let sql = "SELECT jwk FROM sign_on_oidc_keys ORDER BY state, alg, kid";
    query.all(sql, params![]).await?.iter().map(|row| Ok(row.get(0)?)).collect()
}

async fn sealer(web: &Web) -> Result<Sealer> {
    Ok(Sealer::of(&web.db).await?)
}
