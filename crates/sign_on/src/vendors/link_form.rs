//! Signed links in the office: the form, its reading, its trial.

use programme::sealing::Sealer;
use serde_json::json;
use shell::FormState;

use super::link::{Algorithm, Comer, Fault, LinkSettings, address};
use crate::face::{FacePage, FaceRead, Step, StepState};
use crate::knock::trial;
use crate::vendor::{Face, KeptFace, Vendor};
use crate::{Error, Result, Web};

/// What the secret is sealed for.
pub(super) const PURPOSE: &str = "signed-link";

/// The settings kept of a face.
pub(super) fn settings(kept: &KeptFace) -> Result<LinkSettings> {
    Ok(serde_json::from_value(kept.settings.clone())?)
}

/// The secret shared with the vendor, unsealed.
pub(super) async fn secret(web: &Web, settings: &LinkSettings) -> Result<Vec<u8>> {
    let sealer = Sealer::of(&web.db).await?;
    sealer.open(PURPOSE, &settings.secret).ok_or(Error::Kept("the secret of a signed link"))
}

/// A signed link as a vendor's face, its secret given in clear and kept sealed: for programs that declare vendors.
///
/// # Errors
/// [`Error::Field`] with what is wrong with it.
pub async fn link_face(web: &Web, vendor: &Vendor, mut settings: LinkSettings) -> Result<KeptFace> {
    if let Some(fault) = settings.fault(vendor) {
        return Err(Error::Field { field: fault.field(), message: fault.message() });
    }
    let sealer = Sealer::of(&web.db).await?;
    settings.secret = sealer.seal(PURPOSE, settings.secret.as_bytes());
    let settings = serde_json::to_value(&settings)?;
    Ok(KeptFace { face: Face::Link, lookup: vendor.id.clone(), settings, enabled: true })
}

/// The fields.
pub(crate) async fn page(
    _web: &Web,
    _vendor: &Vendor,
    kept: Option<&KeptFace>,
    form: Option<FormState>,
) -> Result<FacePage> {
    let known = kept.map(settings).transpose()?;
    let mut form = form.unwrap_or_default().without(&["link_secret"]);
    if let Some(known) = &known {
        form.values.entry("link_template".to_owned()).or_insert_with(|| known.template.clone());
        form.values.entry("link_signed".to_owned()).or_insert_with(|| known.signed.clone());
        form.values.entry("link_algorithm".to_owned()).or_insert_with(|| known.algorithm.code().to_owned());
        form.values.entry("link_time".to_owned()).or_insert_with(|| known.time.code().to_owned());
    }
    let view = json!({
        "has_secret": known.is_some(),
        "algorithms": Algorithm::ALL.map(Algorithm::code),
        "times": super::link::Time::ALL.map(super::link::Time::code),
    });
    Ok(FacePage { template: "sign_on/vendors_link_fields.html", view, form })
}

/// Reads the fields: the secret typed replaces the one kept; left empty, that one stays.
pub(crate) async fn read(
    web: &Web,
    vendor: &Vendor,
    kept: Option<&KeptFace>,
    mut form: FormState,
) -> Result<std::result::Result<FaceRead, FormState>> {
    let typed = form.values.get("link_secret").cloned().unwrap_or_default();
    let before = kept.map(settings).transpose()?;
    let mut read = LinkSettings {
        template: form.value("link_template").to_owned(),
        signed: form.values.get("link_signed").cloned().unwrap_or_default().replace("\r\n", "\n"),
        algorithm: Algorithm::from_code(form.value("link_algorithm")).unwrap_or_default(),
        time: super::link::Time::from_code(form.value("link_time")).unwrap_or_default(),
        secret: before.map(|before| before.secret).unwrap_or_default(),
    };
    if !typed.is_empty() {
        let sealer = Sealer::of(&web.db).await?;
        read.secret = sealer.seal(PURPOSE, typed.as_bytes());
    }
    if let Some(fault) = read.fault(vendor) {
        form.fault(fault.field(), fault.message());
    }
    if read.secret.is_empty() {
        form.fault("link_secret", "vendors-link-secret-needed");
    }
    if !form.is_sound() {
        return Ok(Err(form.without(&["link_secret"])));
    }
    Ok(Ok(FaceRead { lookup: vendor.id.clone(), settings: serde_json::to_value(&read)?, shown_once: None }))
}

/// The trial: an address is built for a reader who does not exist, and shown, to be compared with what the vendor's own
/// documentation gives. It is not opened: a vendor's site may count whoever comes.
pub(crate) async fn rehearse(web: &Web, vendor: &Vendor, kept: &KeptFace) -> Result<Vec<Step>> {
    let mut steps = Vec::new();
    let known = settings(kept)?;
    let sound = known.fault(vendor);
    steps.push(Step {
        what: "vendors-step-template",
        state: if sound.is_none() { StepState::Good } else { StepState::Failed },
        sent: known.template.clone(),
        came: String::new(),
        why: sound.as_ref().map_or("", Fault::message),
    });
    if sound.is_some() {
        return Ok(steps);
    }
    let opened = secret(web, &known).await;
    steps.push(Step {
        what: "vendors-step-secret",
        state: if opened.is_ok() { StepState::Good } else { StepState::Failed },
        sent: String::new(),
        came: String::new(),
        why: if opened.is_ok() { "" } else { "vendors-step-secret-lost" },
    });
    let Ok(secret) = opened else { return Ok(steps) };
    let entry = trial(web, vendor, kept.face).await?;
    let (at, nonce) = (web.now().to_zoned(web.zone.clone()), crate::consent::made_nonce());
    let comer = Comer { pseudonym: &entry.pseudonym, facts: &entry.attributes, at: &at, nonce: &nonce };
    let built = address(&known, &secret, comer);
    steps.push(Step {
        what: "vendors-step-address",
        state: StepState::Good,
        sent: built.signed,
        came: built.address,
        why: "",
    });
    Ok(steps)
}
