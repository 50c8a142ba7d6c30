//! The doors of museums and of those who receive shows: one each, unless someone declares more.

use std::collections::BTreeSet;

use access::{Door, DoorKind, RightKind, doors};
use jiff::ToSpan;
use programme::{Institution, InstitutionKind, institution, performance};
use store::prelude::*;

use crate::Result;

/// What a museum's entrance accepts.
pub const ACCEPTED: [RightKind; 3] = [RightKind::MuseumPass, RightKind::Ticket, RightKind::Invitation];

/// Gives each museum that has none its entrance, `entree-CODE`. Gives how many were made.
pub async fn declare_doors(write: &mut Write) -> Result<usize> {
    let mut made = 0;
    for museum in institution::list(write, Some(InstitutionKind::Museum), None).await? {
        made += usize::from(declare_door(write, &museum).await?.1);
    }
    Ok(made)
}

/// How far ahead the doors of coming performances are made, in days: a device can be enrolled well before the evening.
const AHEAD_DAYS: i64 = 400;
/// How long a performance that has begun still wants a door, in hours.
const BEHIND_HOURS: i64 = 24;
/// What the door of a stage accepts.
const AT_A_STAGE: [RightKind; 2] = [RightKind::Ticket, RightKind::Invitation];

/// Gives whoever receives a coming performance a door, `scene-CODE`, unless it has one that takes tickets. Gives how many were
/// made.
pub async fn declare_stages(write: &mut Write) -> Result<usize> {
    let now = write.clock().now();
    let (from, before) = (now - (BEHIND_HOURS).hours(), now + (AHEAD_DAYS * 24).hours());
    let hosts: BTreeSet<String> =
        performance::between(write, from, before).await?.into_iter().map(|performance| performance.host).collect();
    let mut made = 0;
    for host in hosts {
        let known = doors::of_institution(write, &host).await?;
        if known.iter().any(|door| crate::devices::at_a_gate(door.kind) && door.accepts.contains(&RightKind::Ticket)) {
            continue;
        }
        let host = institution::by_id(write, &host).await?;
        let door = Door {
            id: String::new(),
            kind: DoorKind::Stage,
            code: format!("scene-{}", host.code),
            institution: host.id,
            commune: Some(host.commune),
            item: None,
            accepts: AT_A_STAGE.to_vec(),
            open: true,
        };
        doors::declare(write, &door).await?;
        made += 1;
    }
    Ok(made)
}

/// A museum's entrance, made when it has none; and whether it was.
pub async fn declare_door(write: &mut Write, museum: &Institution) -> Result<(String, bool)> {
    let known = doors::of_institution(write, &museum.id).await?;
    if let Some(door) = known.into_iter().find(|door| door.kind == DoorKind::MuseumEntrance) {
        return Ok((door.id, false));
    }
    let door = Door {
        id: String::new(),
        kind: DoorKind::MuseumEntrance,
        code: format!("entree-{}", museum.code),
        institution: museum.id.clone(),
        commune: Some(museum.commune.clone()),
        item: None,
        accepts: ACCEPTED.to_vec(),
        open: true,
    };
    Ok((doors::declare(write, &door).await?, true))
}
