//! What the office's sheet of a vendor shows of this face, and its trial.

use serde_json::json;
use shell::FormState;

use super::answer::Answer;
use super::settings::{LogOut, SECONDS, Settings, USUAL_SECONDS};
use super::validate::{Question, answer};
use super::{login, logout, service, ticket};
use crate::face::{FacePage, FaceRead, Leaving, Step, StepState};
use crate::knock;
use crate::login::Login;
use crate::vendor::{self, Face, KeptFace, Vendor};
use crate::{Error, Result, Web};

/// Addresses one vendor may have.
const MOST: usize = 50;

/// The fields, as kept or as just typed.
pub(crate) async fn page(
    web: &Web,
    _vendor: &Vendor,
    kept: Option<&KeptFace>,
    form: Option<FormState>,
) -> Result<FacePage> {
    let form = match (form, kept) {
        (Some(form), _) => form,
        (None, Some(kept)) => filled(&Settings::read(&kept.settings)?),
        (None, None) => filled(&Settings::of(Vec::new())),
    };
    let view = json!({
        "server": format!("{}/cas", web.public_url),
        "least": SECONDS.start(),
        "most": SECONDS.end(),
    });
    Ok(FacePage { template: "sign_on/cas/settings.html", view, form })
}

fn filled(settings: &Settings) -> FormState {
    let (log_out, address) = match &settings.log_out {
        LogOut::Never => ("never", ""),
        LogOut::Service => ("service", ""),
        LogOut::Address(address) => ("address", address.as_str()),
    };
    let mut form = FormState::default();
    for (field, value) in [
        ("cas_services", settings.services.join("\n")),
        ("cas_returns", settings.returns.join("\n")),
        ("cas_logout", log_out.to_owned()),
        ("cas_logout_address", address.to_owned()),
        ("cas_seconds", settings.ticket_seconds.to_string()),
    ] {
        form.values.insert(field.to_owned(), value);
    }
    form
}

/// The addresses of a field, one a line.
fn addresses(form: &mut FormState, field: &str, local: bool) -> Vec<String> {
    let typed: Vec<String> =
        form.value(field).lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect();
    let mut known: Vec<String> = Vec::new();
    for address in typed {
        if let Err(why) = service::registrable(&address, local) {
            form.fault(field, why);
        }
        if !known.contains(&address) {
            known.push(address);
        }
    }
    if known.len() > MOST {
        form.fault(field, "cas-too-many");
    }
    known
}

/// Reads the fields.
pub(crate) async fn read(
    web: &Web,
    vendor: &Vendor,
    _kept: Option<&KeptFace>,
    mut form: FormState,
) -> Result<std::result::Result<FaceRead, FormState>> {
    let services = addresses(&mut form, "cas_services", vendor.demo);
    if services.is_empty() {
        form.fault("cas_services", "cas-services-needed");
    }
    let returns = addresses(&mut form, "cas_returns", vendor.demo);
    let log_out = match form.value("cas_logout") {
        "never" => LogOut::Never,
        "address" => LogOut::Address(form.value("cas_logout_address").to_owned()),
        _ => LogOut::Service,
    };
    if let LogOut::Address(address) = &log_out
        && let Err(why) = service::registrable(address, vendor.demo)
    {
        form.fault("cas_logout_address", why);
    }
    let typed = form.value("cas_seconds");
    let seconds = if typed.is_empty() { Some(USUAL_SECONDS) } else { typed.parse().ok() };
    let seconds = seconds.filter(|seconds| SECONDS.contains(seconds));
    if seconds.is_none() {
        form.fault("cas_seconds", "cas-seconds-wrong");
    }
    // A service of two vendors would leave open whose reader comes.
    let mut read = web.db.read().await?;
    for other in vendor::list(&mut read).await? {
        let Some(kept) = vendor::face(&mut read, &other.id, Face::Cas).await? else { continue };
        let theirs = Settings::read(&kept.settings)?;
        if other.id != vendor.id && theirs.services.iter().any(|known| services.contains(known)) {
            form.fault("cas_services", "cas-service-taken");
        }
    }
    let (true, Some(ticket_seconds)) = (form.is_sound(), seconds) else { return Ok(Err(form)) };
    let settings = serde_json::to_value(Settings { services, returns, log_out, ticket_seconds })?;
    Ok(Ok(FaceRead { lookup: vendor.code.clone(), settings, shown_once: None }))
}

/// A step that went as it should.
fn good(what: &'static str, sent: String, came: String) -> Step {
    Step { what, state: StepState::Good, sent, came, why: "" }
}

impl Step {
    fn unless(mut self, sound: bool, state: StepState, why: &'static str) -> Step {
        if !sound {
            (self.state, self.why) = (state, why);
        }
        self
    }
}

/// A ticket as a page may show it.
fn masked(text: &str, ticket: &str) -> String {
    text.replace(ticket, &format!("{}…", &ticket[..8.min(ticket.len())]))
}

/// Walks the whole exchange as the vendor would: sent to us for each of its addresses, a ticket, its validation, the same ticket again,
/// another address, and the word that the reader left.
pub(crate) async fn rehearse(web: &Web, vendor: &Vendor, kept: &KeptFace) -> Result<Vec<Step>> {
    let settings = Settings::read(&kept.settings)?;
    let Some(first) = settings.services.first().cloned() else {
        return Err(Error::Kept("CAS settings without a service"));
    };
    let base = format!("{}/cas", web.public_url);
    let secure = web.public_url.starts_with("https:") || vendor.demo;
    let mut steps = vec![good("cas-step-server", base.clone(), String::new()).unless(
        secure,
        StepState::Doubtful,
        "cas-step-server-why",
    )];
    for address in &settings.services {
        let sent = format!("GET {base}/login?service={}", encoded(address));
        let found = login::leads_to(web, vendor, address).await?.is_some();
        steps.push(good("cas-step-service", sent, vendor.name.clone()).unless(
            found && service::registrable(address, vendor.demo).is_ok(),
            StepState::Failed,
            "cas-step-service-why",
        ));
    }

    let entry = knock::trial(web, vendor, Face::Cas).await?;
    let issued = async |service: &str| -> Result<String> {
        let new = ticket::NewTicket { login: &entry.login, service, fresh: true, seconds: settings.ticket_seconds };
        let mut write = web.db.write().await?;
        let ticket = ticket::issue(&mut write, &new).await?;
        write.commit().await?;
        Ok(ticket)
    };
    let asked = async |ticket: &str, service: &str| -> Result<(String, Answer)> {
        let question = Question { service: service.to_owned(), ticket: ticket.to_owned(), ..Question::default() };
        let sent = format!("GET {base}/p3/serviceValidate?service={}&ticket={ticket}", encoded(service));
        Ok((masked(&sent, ticket), answer(web, &question, false).await?))
    };

    let shown = issued(&first).await?;
    let sent = format!("GET {base}/login?service={}", encoded(&first));
    let came = format!("303 → {}", service::with_ticket(&first, &shown));
    steps.push(good("cas-step-ticket", sent, masked(&came, &shown)));

    let (sent, came) = asked(&shown, &first).await?;
    let told = matches!(&came, Answer::Success { user, .. } if *user == entry.pseudonym);
    steps.push(good("cas-step-validate", sent, came.xml(true)).unless(
        told,
        StepState::Failed,
        "cas-step-validate-why",
    ));

    let (sent, came) = asked(&shown, &first).await?;
    let refused = matches!(came, Answer::Failure { .. });
    steps.push(good("cas-step-again", sent, came.xml(true)).unless(refused, StepState::Failed, "cas-step-again-why"));

    let other = issued(&first).await?;
    let (sent, came) = asked(&other, "https://autre.example/").await?;
    let refused = matches!(came, Answer::Failure { .. });
    steps.push(good("cas-step-other", sent, came.xml(true)).unless(refused, StepState::Failed, "cas-step-other-why"));

    let address = match &settings.log_out {
        LogOut::Never => return Ok(steps),
        LogOut::Service => first,
        LogOut::Address(address) => address.clone(),
    };
    let sent = format!("POST {address}\nlogoutRequest=<samlp:LogoutRequest …>");
    steps.push(match logout::post(vendor, &address, &shown, web.now()).await {
        Ok(status) => good("cas-step-leave", sent, status.to_string()).unless(
            status < 400,
            StepState::Doubtful,
            "cas-step-leave-status",
        ),
        Err(refused) => good("cas-step-leave", sent, String::new()).unless(false, StepState::Doubtful, refused.why()),
    });
    Ok(steps)
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Tells the vendor that a reader's session here ended.
pub(crate) async fn tell_left(web: &Web, vendor: &Vendor, kept: &KeptFace, login: &Login) -> Result<Leaving> {
    logout::tell(web, vendor, &Settings::read(&kept.settings)?, login).await
}
