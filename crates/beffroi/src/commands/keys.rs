//! `beffroi keys …`: the keys that sign codes, gates' bundles and status lists.

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use credential::KeyId;
use people::Actor;
use store::Db;

use super::node::open_database;
use super::say;
use crate::config::Config;
use access::credentials;
use access::keyring::{self, Purpose};

#[derive(Subcommand, Debug)]
pub(crate) enum KeysCommand {
    /// List the keys, with how many living codes each signed
    List,
    /// Turn a key: the next one signs from now on, what the one before signed stays good until it ends
    Rotate {
        /// What the key signs: code, bundle or status
        #[arg(default_value = "code")]
        purpose: String,
    },
    /// Take a key back for good: nothing it signed is accepted any more, and every holder concerned gets a new code
    Revoke {
        /// The key's name, four hexadecimal digits
        key: String,
        /// Take it back without asking whether that was meant
        #[arg(long)]
        yes: bool,
    },
}

const BY: Actor = Actor::System("command-line");

/// How many codes are issued again in one transaction: desks that sell meanwhile wait no longer than that.
const AT_ONCE: usize = 200;

pub(crate) async fn run(config: &Config, command: KeysCommand) -> Result<()> {
    let db = open_database(config, store::Options::default()).await?;
    let mut write = db.write().await?;
    keyring::prepare(&mut write).await?;
    write.commit().await?;
    match command {
        KeysCommand::List => list(&db).await,
        KeysCommand::Rotate { purpose } => rotate(&db, &purpose).await,
        KeysCommand::Revoke { key, yes } => revoke(&db, &key, yes).await,
    }
}

async fn list(db: &Db) -> Result<()> {
    let mut read = db.read().await?;
    for purpose in Purpose::ALL {
        for key in keyring::list(&mut read, purpose).await? {
            let state = match (key.revoked_at, key.accepted_until) {
                (Some(at), _) => format!("taken back on {at:.0}"),
                (None, Some(until)) => format!("{}, accepted until {until:.0}", key.state),
                (None, None) => key.state,
            };
            say(format!("{}  {:<6}  {:>7} living codes  {state}", key.id, purpose.code(), key.living_codes));
        }
    }
    Ok(())
}

async fn rotate(db: &Db, purpose: &str) -> Result<()> {
    let purpose = Purpose::ALL
        .into_iter()
        .find(|known| known.code() == purpose)
        .with_context(|| format!("there is no key for \"{purpose}\": it is code, bundle or status"))?;
    let mut write = db.write().await?;
    let key = keyring::rotate(&mut write, purpose).await?;
    let details = serde_json::json!({ "purpose": purpose.code() });
    people::audit::append(&mut write, &BY, "key.rotated", &format!("key:{key}"), &details).await?;
    write.commit().await?;
    say(format!("{key} signs from now on."));
    Ok(())
}

async fn revoke(db: &Db, name: &str, yes: bool) -> Result<()> {
    let key = u16::from_str_radix(name, 16).ok().filter(|_| name.len() == 4).map(KeyId::from_number);
    let key = key.with_context(|| format!("\"{name}\" is not the name of a key: see beffroi keys list"))?;
    let mut read = db.read().await?;
    let mut known = None;
    for purpose in Purpose::ALL {
        known = known.or(keyring::list(&mut read, purpose).await?.into_iter().find(|info| info.id == key));
    }
    drop(read);
    let known = known.with_context(|| format!("there is no key {key}: see beffroi keys list"))?;
    if !yes {
        bail!(
            "codes signed with {key} that are good now: {}. Printed ones will have to be printed again. Add --yes to take \
             it back.",
            known.living_codes
        );
    }
    let mut write = db.write().await?;
    keyring::revoke(&mut write, key).await?;
    let details = serde_json::json!({ "purpose": known.purpose.code() });
    people::audit::append(&mut write, &BY, "key.revoked", &format!("key:{key}"), &details).await?;
    write.commit().await?;
    let concerned = credentials::under_revoked_keys(&mut db.read().await?, db.clock().now()).await?;
    for some in concerned.chunks(AT_ONCE) {
        let mut write = db.write().await?;
        for right in some {
            credentials::reissue(&mut write, right).await?;
        }
        write.commit().await?;
    }
    say(format!(
        "{key} is taken back; {} holders have a new code. Gates know once they have a bundle of now.",
        concerned.len()
    ));
    Ok(())
}

#[cfg(test)]
mod tests {
    use access::{Right, RightKind, RightScope, RightState, rights};
    use store::{Clock, Options};

    use super::*;

    const SETS: &[store::MigrationSet] = &[people::MIGRATIONS, programme::MIGRATIONS, access::MIGRATIONS];

    #[tokio::test]
    async fn whoever_is_concerned_gets_a_new_code_and_nobody_else() {
        let place = tempfile::tempdir().unwrap();
        let clock = Clock::fixed("2026-11-23T09:00:00Z".parse().unwrap());
        let url = format!("sqlite:{}", place.path().join("base.db").display());
        let db = Db::open(&url, Options { clock, ..Options::default() }).await.unwrap();
        db.migrate(SETS).await.unwrap();
        let mut write = db.write().await.unwrap();
        let pass = Right {
            id: String::new(),
            kind: RightKind::MuseumPass,
            holder: None,
            scope: RightScope::Everywhere,
            valid_from: db.clock().now(),
            valid_until: Some("2027-11-23T09:00:00Z".parse().unwrap()),
            quota: None,
            admits: 1,
            state: RightState::Active,
        };
        let concerned = rights::issue(&mut write, &pass).await.unwrap();
        let before = credentials::issue(&mut write, &concerned, 0).await.unwrap();
        let key = keyring::current(&mut write, Purpose::Code).await.unwrap().id().to_string();
        write.commit().await.unwrap();
        rotate(&db, "code").await.unwrap();
        let mut write = db.write().await.unwrap();
        let other = rights::issue(&mut write, &pass).await.unwrap();
        let kept = credentials::issue(&mut write, &other, 0).await.unwrap();
        write.commit().await.unwrap();

        let asked = revoke(&db, &key, false).await.unwrap_err().to_string();
        assert!(asked.contains("good now: 1.") && asked.contains("--yes"), "{asked}");
        for name in ["zzzz", "1", "00ff"] {
            assert!(revoke(&db, name, true).await.is_err(), "{name}");
        }
        assert!(rotate(&db, "tout").await.is_err());
        let text = async |right: &str| {
            let text = credentials::text(&mut db.read().await.unwrap(), right).await.unwrap();
            text.unwrap()
        };
        assert_eq!(text(&concerned).await, before);
        revoke(&db, &key, true).await.unwrap();
        assert_ne!(text(&concerned).await, before);
        assert_eq!(text(&other).await, kept);
        list(&db).await.unwrap();
        let mut read = db.read().await.unwrap();
        let log = people::audit::page(&mut read, None, None, 10).await.unwrap();
        let acts: Vec<_> = log.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(acts, ["key.revoked", "key.rotated"]);
    }
}
