//! One card for every library of the network: the desk, the holder's own pages, households, privacy.

use people::RouteRule;

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[];
