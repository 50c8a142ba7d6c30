//! The online media library: resources behind doors, hosted content, readers, selections.

use people::RouteRule;

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[];
