//! What the office's pages of vendors show.

use access::{DoorKind, doors};
use serde::Serialize;
use serde_json::Value as Json;
use shell::FormState;
use shell::office::Choice;
use store::Query;

use crate::Result;
use crate::face::{Step, StepState};

/// `sign_on/vendors_office.html`
#[derive(Debug, Serialize)]
pub(super) struct ListPage {
    pub(super) vendors: Vec<VendorLine>,
}

/// A vendor of the list.
#[derive(Debug, Serialize)]
pub(super) struct VendorLine {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) state: &'static str,
    pub(super) faces: Vec<&'static str>,
    pub(super) told: Vec<&'static str>,
}

/// `sign_on/vendors_new.html`
#[derive(Debug, Serialize)]
pub(super) struct NewPage {
    pub(super) doors: Vec<Choice>,
    pub(super) form: FormState,
}

/// `sign_on/vendors_sheet.html`
#[derive(Debug, Serialize)]
pub(super) struct SheetPage {
    pub(super) name: String,
    pub(super) code: String,
    pub(super) state: &'static str,
    pub(super) states: [&'static str; 3],
    pub(super) demo: bool,
    pub(super) knows: String,
    pub(super) knows_not: String,
    /// Readers who agreed.
    pub(super) agreed: i64,
    /// Logins that hold now.
    pub(super) inside: i64,
    pub(super) attributes: Vec<AttributeLine>,
    pub(super) door: String,
    pub(super) doors: Vec<Choice>,
    /// The address the resource leads to, whatever the vendor speaks.
    pub(super) link: String,
    pub(super) faces: Vec<FaceLine>,
    pub(super) form: FormState,
    pub(super) action: String,
}

/// An attribute to tick.
#[derive(Debug, Serialize)]
pub(super) struct AttributeLine {
    pub(super) code: &'static str,
    pub(super) names: bool,
    pub(super) danger: bool,
    pub(super) chosen: bool,
    pub(super) why: String,
}

/// A face of the sheet; templates of faces read it as `face`.
#[derive(Debug, Serialize)]
pub(super) struct FaceLine {
    pub(super) code: &'static str,
    pub(super) enabled: bool,
    pub(super) set: bool,
    pub(super) wrong: bool,
    pub(super) template: &'static str,
    pub(super) view: Json,
    pub(super) form: FormState,
    pub(super) action: String,
    pub(super) trial: String,
    pub(super) made: Option<String>,
    pub(super) tried: Option<Tried>,
}

/// A trial.
#[derive(Debug, Serialize)]
pub(super) struct Tried {
    pub(super) good: bool,
    pub(super) steps: Vec<Step>,
}

impl Tried {
    pub(super) fn of(steps: Vec<Step>) -> Self {
        Self { good: !steps.is_empty() && steps.iter().all(|step| step.state != StepState::Failed), steps }
    }
}

/// The doors a vendor can be: those of resources that are elsewhere, by the resource's title.
pub(super) async fn door_choices(query: &mut impl Query) -> Result<Vec<Choice>> {
    let mut choices = Vec::new();
    for door in doors::of_kind(query, DoorKind::VendorSite).await? {
        let label = match &door.item {
            Some(item) => match programme::item::by_id(query, item).await {
                Ok(item) => item.title,
                Err(programme::Error::NotFound) => door.code.clone(),
                Err(error) => return Err(error.into()),
            },
            None => door.code.clone(),
        };
        choices.push(Choice { value: door.id, label });
    }
    choices.sort_by(|one, other| one.label.cmp(&other.label));
    Ok(choices)
}
