//! A machine's settings as a form, and back.

use shell::FormState;
use sip2::Encoding;

use crate::machine::{Settings, read_networks};
use crate::{Error, Result};

/// The boxes of the form, with the setting behind each.
const BOXES: [&str; 5] = ["sees_name", "sees_birth", "sees_email", "without_pin", "counts_entry"];

/// The settings a form asks for, for a machine of an institution.
///
/// # Errors
/// [`Error::Field`].
pub(super) fn read(form: &FormState, institution: &str) -> Result<Settings> {
    let ticked = |name: &str| form.value(name) == "1";
    let door = form.value("door");
    Ok(Settings {
        name: form.value("name").to_owned(),
        institution: institution.to_owned(),
        networks: read_networks(form.value("networks"))?,
        encoding: Encoding::from_code(form.value("encoding"))
            .ok_or(Error::Field { field: "encoding", message: "sip-encoding-needed" })?,
        sees_name: ticked("sees_name"),
        sees_birth: ticked("sees_birth"),
        sees_email: ticked("sees_email"),
        without_pin: ticked("without_pin"),
        door: (!door.is_empty()).then(|| door.to_owned()),
        counts_entry: ticked("counts_entry"),
    })
}

/// The form that shows settings.
pub(super) fn of(settings: &Settings) -> FormState {
    let mut form = FormState::default();
    let networks: Vec<String> = settings.networks.iter().map(ToString::to_string).collect();
    for (name, value) in [
        ("name", settings.name.clone()),
        ("institution", settings.institution.clone()),
        ("networks", networks.join(" ")),
        ("encoding", settings.encoding.code().to_owned()),
        ("door", settings.door.clone().unwrap_or_default()),
    ] {
        form.values.insert(name.to_owned(), value);
    }
    let boxes =
        [settings.sees_name, settings.sees_birth, settings.sees_email, settings.without_pin, settings.counts_entry];
    for (name, _) in BOXES.into_iter().zip(boxes).filter(|(_, ticked)| *ticked) {
        form.values.insert(name.to_owned(), "1".to_owned());
    }
    form
}

/// What a new machine begins with: it learns nothing but yes or no.
pub(super) fn fresh() -> FormState {
    let mut form = FormState::default();
    form.values.insert("encoding".to_owned(), Encoding::Utf8.code().to_owned());
    form
}
