//! A commune's halls.

use people::{Actor, audit};
use programme::performance::ACCESS;
use programme::tenant;
use serde_json::json;
use store::prelude::*;

use crate::model::{Hall, PLACE_KINDS};
use crate::store::halls;
use crate::{Error, Result};

/// Keeps a hall, new or changed. One without a position stands at its commune's point. Gives its identifier.
///
/// # Errors
/// [`Error::Field`] for what does not hold together; [`Error::NotFound`] for a commune of elsewhere.
pub async fn keep(write: &mut Write, hall: &Hall, actor: &Actor) -> Result<String> {
    let commune = tenant::commune_by_insee(write, &hall.commune).await?;
    if hall.name.trim().is_empty() {
        return Err(Error::field("name", "calls-wrong-needed"));
    }
    if !PLACE_KINDS.contains(&hall.kind.as_str()) {
        return Err(Error::field("kind", "calls-wrong-choice"));
    }
    let sane = |value: Option<i64>, most: i64| value.is_none_or(|value| (1..=most).contains(&value));
    for (field, good) in [
        ("places", sane(hall.places, 100_000)),
        ("width", sane(hall.width_cm, 10_000)),
        ("depth", sane(hall.depth_cm, 10_000)),
        ("height", sane(hall.height_cm, 10_000)),
        ("power", sane(hall.power_kw, 1_000)),
    ] {
        if !good {
            return Err(Error::field(field, "calls-wrong-number"));
        }
    }
    if hall.access.iter().any(|code| !ACCESS.contains(&code.as_str())) {
        return Err(Error::field("access", "calls-wrong-choice"));
    }
    let mut kept = Hall { position: hall.position.or(commune.position), ..hall.clone() };
    if !hall.id.is_empty() {
        let known = halls::by_id(write, &hall.id).await?;
        if known.commune != hall.commune {
            return Err(Error::NotFound);
        }
        kept.demo = known.demo;
    }
    let id = halls::put(write, &kept).await?;
    let details = json!({ "commune": hall.commune, "offered": hall.offered });
    audit::append(write, actor, "tours.hall_kept", &format!("hall:{id}"), &details).await?;
    Ok(id)
}
