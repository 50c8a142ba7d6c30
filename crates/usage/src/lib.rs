//! The figures of use: COUNTER reports out and in, dashboards.

use people::RouteRule;

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[];
