//! What each face gives the office: its form, its settings read, its trial; and how it tells a vendor that a reader left.

use serde::Serialize;
use serde_json::Value as Json;
use shell::FormState;

use crate::cas::outgoing::Refused;
use crate::login::Login;
use crate::vendor::{Face, KeptFace, Vendor};
use crate::{Result, Web, cas, oidc, vendors};

/// A face's part of a vendor's sheet.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct FacePage {
    /// The template of its fields, which reads `face.view` and `face.form`. The form around them is the sheet's.
    pub(crate) template: &'static str,
    /// What that template shows.
    pub(crate) view: Json,
    /// What was typed or is kept, with faults.
    pub(crate) form: FormState,
}

/// Settings read from a form.
#[derive(Debug, Clone)]
pub(crate) struct FaceRead {
    /// What the vendor names itself by in this protocol.
    pub(crate) lookup: String,
    /// The settings to keep.
    pub(crate) settings: Json,
    /// A secret just made, shown once and kept nowhere.
    pub(crate) shown_once: Option<String>,
}

/// How a step of a trial went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StepState {
    /// As it should.
    Good,
    /// It works, but something is to be looked at.
    Doubtful,
    /// It failed.
    Failed,
}

/// A step of a trial.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Step {
    /// The message that says what was tried.
    pub(crate) what: &'static str,
    /// How it went.
    pub(crate) state: StepState,
    /// What was sent, as lines; no secret.
    pub(crate) sent: String,
    /// What came back, as lines; no secret.
    pub(crate) came: String,
    /// The message that says why it failed and what to do; empty when it went well.
    pub(crate) why: &'static str,
}

/// What came of telling a vendor that a reader left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Leaving {
    /// It knows.
    Told,
    /// It gave no address to be told at.
    NotAsked,
    /// It did not take it: why, for the log. It is told again later.
    Failed(String),
    /// It did not answer: why, for the log. It is told again later, and nobody waits for it meanwhile.
    Silent(String),
}

impl From<Refused> for Leaving {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Late | Refused::Unreachable => Self::Silent(refused.to_string()),
            Refused::Address | Refused::Private => Self::Failed(refused.to_string()),
        }
    }
}

/// A face's fields, as kept or as just typed (`form`).
pub(crate) async fn page(
    web: &Web,
    vendor: &Vendor,
    face: Face,
    kept: Option<&KeptFace>,
    form: Option<FormState>,
) -> Result<FacePage> {
    match face {
        Face::Oidc => oidc::face::page(web, vendor, kept, form).await,
        Face::Cas => cas::face::page(web, vendor, kept, form).await,
        Face::Link => vendors::link_form::page(web, vendor, kept, form).await,
    }
}

/// Reads a face's fields: the settings, or the form again with its faults.
pub(crate) async fn read(
    web: &Web,
    vendor: &Vendor,
    face: Face,
    kept: Option<&KeptFace>,
    form: FormState,
) -> Result<std::result::Result<FaceRead, FormState>> {
    match face {
        Face::Oidc => oidc::face::read(web, vendor, kept, form).await,
        Face::Cas => cas::face::read(web, vendor, kept, form).await,
        Face::Link => vendors::link_form::read(web, vendor, kept, form).await,
    }
}

/// Walks the whole exchange as the vendor would, with a reader who does not exist (see [`crate::knock::trial`]).
pub(crate) async fn rehearse(web: &Web, vendor: &Vendor, kept: &KeptFace) -> Result<Vec<Step>> {
    match kept.face {
        Face::Oidc => oidc::face::rehearse(web, vendor, kept).await,
        Face::Cas => cas::face::rehearse(web, vendor, kept).await,
        Face::Link => vendors::link_form::rehearse(web, vendor, kept).await,
    }
}

/// Tells a vendor that a reader's session here ended. Called by the keeper, outside any transaction, again later when it
/// fails.
pub(crate) async fn tell_left(web: &Web, vendor: &Vendor, kept: &KeptFace, login: &Login) -> Result<Leaving> {
    match kept.face {
        Face::Oidc => oidc::face::tell_left(web, vendor, kept, login).await,
        Face::Cas => cas::face::tell_left(web, vendor, kept, login).await,
        Face::Link => Ok(Leaving::NotAsked),
    }
}
