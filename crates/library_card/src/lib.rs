//! One card for every library of the network: the desk, the holder's own pages, households, privacy.

pub mod patron_file;
pub mod typed_day;

use people::RouteRule;

/// The wing's addresses and who may open each.
pub const ROUTES: &[RouteRule] = &[];
