//! Least time between museums: what nobody can beat, so that only what is impossible is brought up.

use std::collections::HashMap;

use programme::{Position, institution};
use store::prelude::*;

use crate::Result;
use crate::merge::Travel;

/// As the crow flies, in kilometres an hour: no tram, bicycle or car of a city keeps this from door to door.
const FASTEST_KMH: f64 = 60.0;
/// What clocks and doors may be wrong by.
const MARGIN_MS: i64 = 120_000;

/// Where institutions are.
#[derive(Debug, Clone, Default)]
pub struct Places(HashMap<String, Position>);

impl Places {
    /// Reads them. An institution whose place is unknown is near to every other: nothing is said of it.
    pub async fn read(query: &mut impl Query) -> Result<Self> {
        let all = institution::list(query, None, None).await?;
        Ok(Self(all.into_iter().filter_map(|one| Some((one.id, one.place.position?))).collect()))
    }
}

impl Travel for Places {
    fn least_ms(&self, from: &str, to: &str) -> Option<i64> {
        let hours = self.0.get(from)?.distance_km(*self.0.get(to)?) / FASTEST_KMH;
        Some(((hours * 3_600_000.0) as i64 - MARGIN_MS).max(0))
    }
}
