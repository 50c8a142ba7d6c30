//! A form and what was wrong with it: shown again with what the person typed, each fault beside its field.

use std::collections::BTreeMap;

use axum::extract::{FromRequest, RawForm, Request};
use serde::Serialize;

use crate::{Frame, PageError, Visit};

/// The fields of a form, as typed, with the faults found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FormState {
    /// Values by field name. Passwords are not kept.
    pub values: BTreeMap<String, String>,
    /// Message names of faults by field name; the empty name is the whole form.
    pub errors: BTreeMap<String, String>,
}

impl FormState {
    /// What was typed in a field, trimmed; empty when nothing was.
    #[must_use]
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", |value| value.trim())
    }

    /// Notes a fault: the name of a message, such as `people-email-needed`.
    pub fn fault(&mut self, field: &str, message: &str) {
        self.errors.insert(field.to_owned(), message.to_owned());
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.errors.is_empty()
    }

    /// The form to show again: secrets are forgotten.
    #[must_use]
    pub fn without(mut self, secrets: &[&str]) -> Self {
        for secret in secrets {
            self.values.remove(*secret);
        }
        self
    }

    /// Reads `a=1&b=2`; the last of two values wins, and repeated fields are read from [`SentForm::pairs`].
    fn from_pairs(pairs: &[(String, String)]) -> Self {
        Self { values: pairs.iter().cloned().collect(), errors: BTreeMap::new() }
    }
}

/// A form that was sent, its token not yet checked: call [`SentForm::checked`]. An axum extractor for
/// `application/x-www-form-urlencoded` bodies.
#[derive(Debug, Clone)]
pub struct SentForm {
    pairs: Vec<(String, String)>,
}

impl SentForm {
    /// The form, once its token is found good.
    ///
    /// # Errors
    /// [`PageError::StaleForm`].
    pub fn checked(self, frame: &Frame, visit: &Visit) -> Result<FormState, PageError> {
        let mut state = FormState::from_pairs(&self.pairs);
        let token = state.values.remove("form_token").unwrap_or_default();
        visit.check_form(frame, &token)?;
        Ok(state)
    }

    /// Every pair in order, for fields that may come several times.
    #[must_use]
    pub fn pairs(&self) -> &[(String, String)] {
        &self.pairs
    }
}

impl<S: Send + Sync> FromRequest<S> for SentForm {
    type Rejection = PageError;

    async fn from_request(request: Request, state: &S) -> Result<Self, PageError> {
        let RawForm(bytes) = RawForm::from_request(request, state).await.map_err(|_| PageError::BadRequest)?;
        Ok(Self { pairs: parse_pairs(&bytes) })
    }
}

/// Reads `application/x-www-form-urlencoded` (URL Standard §5.1), bad sequences replaced, never refused.
#[must_use]
pub fn parse_pairs(bytes: &[u8]) -> Vec<(String, String)> {
    bytes
        .split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=');
            let name = halves.next().unwrap_or_default();
            (decode(name), decode(halves.next().unwrap_or_default()))
        })
        .collect()
}

fn decode(text: &[u8]) -> String {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut out = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'+' => out.push(b' '),
            b'%' => match (digit(text.get(at + 1)), digit(text.get(at + 2))) {
                (Some(high), Some(low)) => {
                    out.push((high * 16 + low) as u8);
                    at += 2;
                }
                _ => out.push(b'%'),
            },
            other => out.push(other),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_are_read_whatever_they_hold() {
        let pairs = parse_pairs(b"q=l%C3%A9on+x&empty=&alone&bad=%zz%&&n=%00");
        let expected = [("q", "léon x"), ("empty", ""), ("alone", ""), ("bad", "%zz%"), ("n", "\0")];
        let expected: Vec<_> = expected.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn secrets_are_not_shown_again() {
        let mut form = FormState::from_pairs(&parse_pairs(b"email=a%40b.fr&password=x"));
        form.fault("password", "people-password-wrong");
        let again = form.without(&["password"]);
        assert_eq!(again.value("email"), "a@b.fr");
        assert_eq!(again.value("password"), "");
        assert!(!again.is_sound());
    }
}
