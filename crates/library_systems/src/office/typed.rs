//! The settings' form: what was typed, read; what is kept, written.

use shell::FormState;

use crate::Secret;
use crate::settings::{Protocol, Settings, print_pickups, read_pickups, same_server};

/// Fields whose text is shown as it is kept.
fn set(form: &mut FormState, name: &str, value: impl Into<String>) {
    form.values.insert(name.to_owned(), value.into());
}

fn ticked(form: &FormState, name: &str) -> bool {
    form.value(name) == "1"
}

/// `2,5` as milliseconds; 0, which no setting allows, when it is no number of seconds.
fn milliseconds(text: &str) -> u32 {
    let seconds = text.replace(',', ".").parse::<f64>().unwrap_or(0.0);
    // Beyond an hour it is refused anyway.
    (seconds.clamp(0.0, 3_600.0) * 1_000.0).round() as u32
}

fn seconds(ms: u32) -> String {
    let (whole, rest) = (ms / 1_000, ms % 1_000);
    if rest == 0 {
        return whole.to_string();
    }
    format!("{whole},{}", format!("{rest:03}").trim_end_matches('0'))
}

/// The form of some settings. The password is never shown again.
pub(super) fn written(settings: &Settings) -> FormState {
    let mut form = FormState::default();
    let tick = |yes: bool| if yes { "1" } else { "" };
    set(&mut form, "protocol", settings.protocol.code());
    set(&mut form, "host", &settings.host);
    set(&mut form, "port", settings.port.to_string());
    set(&mut form, "base_url", &settings.base_url);
    set(&mut form, "tls", tick(settings.tls));
    set(&mut form, "tls_authority", &settings.tls_authority);
    set(&mut form, "private", tick(settings.private));
    set(&mut form, "login", &settings.login);
    set(&mut form, "institution_code", &settings.institution_code);
    set(&mut form, "location", &settings.location);
    set(&mut form, "encoding", &settings.encoding);
    set(&mut form, "checksum", tick(settings.checksum));
    set(&mut form, "connect_s", seconds(settings.connect_ms));
    set(&mut form, "answer_s", seconds(settings.answer_ms));
    set(&mut form, "connections", settings.connections.to_string());
    set(&mut form, "asks_pin", tick(settings.asks_pin));
    set(&mut form, "network_card", tick(settings.network_card));
    set(&mut form, "pickups", print_pickups(&settings.pickups));
    set(&mut form, "note", &settings.note);
    set(&mut form, "enabled", tick(settings.enabled));
    form
}

/// What was typed, as settings.
#[derive(Debug)]
pub(super) struct Typed {
    pub(super) settings: Settings,
    /// The password kept before stays.
    pub(super) keeps_password: bool,
}

/// Reads the form and notes its faults in it. `before` is what is kept; `may_private`: whether whoever typed may allow an
/// address on a private network.
pub(super) fn read(
    form: &mut FormState,
    institution: &str,
    before: Option<&Settings>,
    may_private: bool,
) -> Option<Typed> {
    let Some(protocol) = Protocol::from_code(form.value("protocol")) else {
        form.fault("protocol", "systems-fault-protocol");
        return None;
    };
    let mut settings = Settings {
        host: form.value("host").to_owned(),
        port: form.value("port").parse().unwrap_or(0),
        base_url: form.value("base_url").to_owned(),
        tls: ticked(form, "tls"),
        tls_authority: form.value("tls_authority").to_owned(),
        login: form.value("login").to_owned(),
        // Not trimmed: a password may begin with a blank.
        password: Secret::new(form.values.get("password").cloned().unwrap_or_default()),
        institution_code: form.value("institution_code").to_owned(),
        location: form.value("location").to_owned(),
        encoding: form.value("encoding").to_owned(),
        checksum: ticked(form, "checksum"),
        connect_ms: milliseconds(form.value("connect_s")),
        answer_ms: milliseconds(form.value("answer_s")),
        connections: form.value("connections").parse().unwrap_or(0),
        asks_pin: ticked(form, "asks_pin"),
        network_card: ticked(form, "network_card"),
        private: may_private && ticked(form, "private"),
        enabled: ticked(form, "enabled"),
        pickups: read_pickups(form.value("pickups")),
        note: form.value("note").to_owned(),
        ..Settings::new(institution, protocol)
    };
    let mut keeps_password = false;
    if let Some(before) = before {
        let same = same_server(before, &settings);
        // What somebody else allowed for one address is not allowed for another.
        if !may_private {
            settings.private = before.private && same;
        }
        if settings.password.is_empty() && !before.password.is_empty() && !ticked(form, "password_forget") {
            if same {
                settings.password = before.password.clone();
                keeps_password = true;
            } else {
                form.fault("password", "systems-password-again");
            }
        }
    }
    for (field, message) in settings.faults() {
        let field = match field {
            "connect_ms" => "connect_s",
            "answer_ms" => "answer_s",
            other => other,
        };
        form.fault(field, message);
    }
    // The form shows what will be kept.
    set(form, "private", if settings.private { "1" } else { "" });
    form.is_sound().then_some(Typed { settings, keeps_password })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept() -> Settings {
        Settings {
            host: "sip.exemple.fr".to_owned(),
            tls: true,
            login: "beffroi".to_owned(),
            password: Secret::new("s3cret"),
            private: true,
            connect_ms: 2_500,
            ..Settings::new("i", Protocol::Sip2)
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let before = kept();
        let mut form = written(&before);
        assert!(!form.values.values().any(|value| value.contains("s3cret")));
        let typed = read(&mut form, "i", Some(&before), true).expect("sound");
        assert!(typed.keeps_password);
        assert_eq!(typed.settings, before);
    }

    #[test]
    fn a_password_is_not_sent_to_another_server() {
        for (field, value) in [("host", "voleur.exemple.fr"), ("port", "6002"), ("tls", ""), ("tls_authority", "x")] {
            let mut form = written(&kept());
            set(&mut form, field, value);
            assert!(read(&mut form, "i", Some(&kept()), true).is_none(), "{field}");
            assert!(form.errors.contains_key("password"), "{field}");
        }
        let mut form = written(&kept());
        set(&mut form, "host", "autre.exemple.fr");
        set(&mut form, "password", "nouveau");
        let typed = read(&mut form, "i", Some(&kept()), true).expect("sound");
        assert_eq!((typed.settings.password.reveal(), typed.keeps_password), ("nouveau", false));
        let mut form = written(&kept());
        set(&mut form, "password_forget", "1");
        assert!(read(&mut form, "i", Some(&kept()), true).expect("sound").settings.password.is_empty());
    }

    #[test]
    fn a_private_address_is_allowed_by_who_keeps_the_network_only() {
        let mut form = written(&Settings { private: false, ..kept() });
        set(&mut form, "private", "1");
        let mine = |form: &mut FormState, before: &Settings| {
            read(form, "i", Some(before), false).expect("sound").settings.private
        };
        assert!(!mine(&mut form, &Settings { private: false, ..kept() }));
        let mut form = written(&kept());
        set(&mut form, "private", "");
        assert!(mine(&mut form, &kept()), "kept, though the disabled box is not sent");
        set(&mut form, "host", "10.0.0.1");
        set(&mut form, "password", "x");
        assert!(!mine(&mut form, &kept()), "another address is not allowed by the same box");
    }

    #[test]
    fn seconds_are_typed_as_people_do() {
        for (text, ms) in [("3", 3_000), ("2,5", 2_500), ("0.25", 250), ("", 0), ("trois", 0), ("-1", 0)] {
            assert_eq!(milliseconds(text), ms, "{text}");
        }
        assert_eq!([seconds(3_000), seconds(2_500), seconds(250)], ["3", "2,5", "0,25"]);
    }
}
