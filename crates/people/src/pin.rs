//! PINs: four to eight digits beside a card's number. Few enough to remember, so attempts are counted; hashed as passwords
//! are, so that a stolen table does not tell them at a glance.

use jiff::civil::Date;
use rand::RngExt;
use store::{new_id, prelude::*};

use crate::{Error, People, Result, Session, audit, link};

/// The hash of a PIN, made before the writer's turn because hashing is slow on purpose.
#[derive(Clone)]
pub struct PinHash(String);

/// A PIN of six digits that nobody chose, to be handed over at a desk.
#[must_use]
pub fn random() -> String {
    loop {
        let pin = format!("{:06}", rand::rng().random_range(0..1_000_000_u32));
        if check(&pin, None).is_ok() {
            return pin;
        }
    }
}

/// Whether a PIN may be chosen: not a repetition, not a run, not one's birth date in the ways one writes it.
///
/// # Errors
/// [`Error::WeakPin`].
pub fn check(pin: &str, born: Option<Date>) -> Result<()> {
    let digits = pin.as_bytes();
    if !(4..=8).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(Error::WeakPin);
    }
    let steps: Vec<i16> = digits.windows(2).map(|pair| i16::from(pair[1]) - i16::from(pair[0])).collect();
    let even = steps.iter().all(|step| *step == steps[0] && step.abs() <= 1);
    let half = digits.len() / 2;
    let doubled = digits.len() >= 6 && digits.len().is_multiple_of(2) && digits[..half] == digits[half..];
    let birthday = born.is_some_and(|born| {
        ["%d%m", "%m%d", "%Y", "%d%m%y", "%y%m%d", "%m%d%y", "%d%m%Y", "%Y%m%d", "%m%d%Y"]
            .iter()
            .any(|form| born.strftime(form).to_string() == pin)
    });
    if even || doubled || birthday { Err(Error::WeakPin) } else { Ok(()) }
}

/// Replaces an account's PIN. Every session that a PIN opened ends: who knew the old one is out.
pub async fn set(write: &mut Write, account: &str, hash: &PinHash) -> Result<()> {
    let now = write.clock().now_ms();
    write.execute("DELETE FROM people_credentials WHERE account = $1 AND kind = 'pin'", params![account]).await?;
    write
        .execute(
            "INSERT INTO people_credentials (id, account, kind, secret, created_at) VALUES ($1, $2, 'pin', $3, $4)",
            params![new_id(), account, &hash.0, now],
        )
        .await?;
    write.execute("DELETE FROM people_sessions WHERE account = $1 AND opened_by = 'pin'", params![account]).await?;
    write.execute("DELETE FROM people_devices WHERE account = $1", params![account]).await?;
    Ok(())
}

/// Ends every session of an account, and forgets its browsers and the links it was sent: when a card is lost.
pub async fn end_sessions(write: &mut Write, account: &str) -> Result<()> {
    for table in ["people_sessions", "people_devices"] {
        write.execute(&format!("DELETE FROM {table} WHERE account = $1"), params![account]).await?;
    }
    link::forget(write, account).await
}

impl People {
    /// The hash of a PIN that may be chosen.
    ///
    /// # Errors
    /// [`Error::WeakPin`].
    pub async fn hash_pin(&self, pin: &str, born: Option<Date>) -> Result<PinHash> {
        let pin = pin.trim();
        check(pin, born)?;
        Ok(PinHash(self.hash_password(pin).await?))
    }

    /// Whether an account has a PIN.
    pub async fn has_pin(&self, account: &str) -> Result<bool> {
        Ok(self.secret_of(account, "pin").await?.is_some())
    }

    /// Changes the PIN of whoever is signed in, or chooses a first one, for which `old` is the password if there is one;
    /// links sent before open nothing.
    ///
    /// # Errors
    /// [`Error::BadCredentials`] when the old one is wrong, [`Error::WeakPin`], [`Error::TooManyAttempts`].
    pub async fn change_pin(&self, session: &Session, old: &str, new: &str, born: Option<Date>) -> Result<()> {
        check(new.trim(), born)?;
        match self.secret_of(&session.account.id, "pin").await? {
            Some(stored) => self.prove_old(session, Some(stored), old.trim()).await?,
            None => self.prove_again(session, old).await?,
        }
        let hash = self.hash_pin(new, born).await?;
        let mut write = self.db().write().await?;
        // The session at hand goes on, whatever opened it.
        write
            .execute(
                "UPDATE people_sessions SET opened_by = 'password' WHERE id = $1 AND opened_by = 'pin'",
                params![&session.id],
            )
            .await?;
        set(&mut write, &session.account.id, &hash).await?;
        link::forget(&mut write, &session.account.id).await?;
        let subject = format!("account:{}", session.account.id);
        audit::append(&mut write, &session.actor(), "account.pin_changed", &subject, &serde_json::json!({})).await?;
        write.commit().await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn pins_that_anyone_would_try_are_refused() {
        let born = Some(date(1984, 5, 12));
        for weak in [
            "",
            "123",
            "123456789",
            "12a4",
            "0000",
            "1234",
            "987654",
            "1205",
            "0512",
            "1984",
            "12051984",
            "120584",
            "481481",
        ] {
            assert!(check(weak, born).is_err(), "{weak}");
        }
        for good in ["4816", "480915", "1357", "90210771"] {
            assert!(check(good, born).is_ok(), "{good}");
        }
        assert!(check(&random(), None).is_ok());
    }
}
