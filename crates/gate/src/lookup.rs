//! A typed number, looked up online: for a code no camera reads.

use access::{RightState, credentials, rights};
use credential::number;
use credential::status_list::Status;
use serde::Serialize;
use store::prelude::*;

use crate::Result;
use crate::devices::hex;

/// What a door is told of a number: what its code says, and its status. No name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Found {
    /// The code's identifier.
    pub code: String,
    /// Its kind, as in codes.
    pub kind: &'static str,
    /// How many it admits.
    pub admits: u8,
    /// 0, or the number of an item.
    pub scope: u32,
    /// From when, Unix seconds.
    pub not_before_s: i64,
    /// Until when, excluded.
    pub expires_s: i64,
    /// As in the status list: 0 good, 1 taken back, 2 held back.
    pub status: u8,
    /// The number, as printed.
    pub number: String,
}

/// Looks a number up; nothing when nobody was given it, or its digits do not go together.
pub async fn look_up(query: &mut impl Query, typed: &str) -> Result<Option<Found>> {
    let known = match credentials::by_number(query, typed).await {
        Ok(known) => known,
        Err(access::Error::Number(_)) => None,
        Err(error) => return Err(error.into()),
    };
    let Some(known) = known else { return Ok(None) };
    let right = match &known.right {
        Some(right) => rights::by_ids(query, &[right]).await?.pop(),
        None => None,
    };
    // What a code says was said when it was issued; what its right is now may end sooner.
    let ends = right.as_ref().and_then(|right| right.valid_until).map(|end| end.as_second());
    let status = match right.map(|right| right.state) {
        _ if known.revoked_at.is_some() => Status::Invalid,
        Some(RightState::Active) => Status::Valid,
        Some(RightState::Suspended) => Status::Suspended,
        _ => Status::Invalid,
    };
    let claims = known.claims;
    Ok(Some(Found {
        code: hex(&claims.id),
        kind: claims.kind.code(),
        admits: claims.admits,
        scope: claims.scope,
        not_before_s: claims.not_before,
        expires_s: ends.map_or(claims.expires, |end| end.min(claims.expires)),
        status: match status {
            Status::Valid => 0,
            Status::Suspended => 2,
            _ => 1,
        },
        number: number::printed(known.number.as_deref().unwrap_or_default()),
    }))
}
