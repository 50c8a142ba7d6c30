//! What is on: the season's pages, map, calendar, and feeds. It reads the programme, and knows neither tours nor sales.
//!
//! - `events`: a performance with all that is told of it;
//! - `asked`: what a visitor asks of the list;
//! - `pages`: what people read;
//! - `feeds`: what machines read: iCalendar (RFC 5545), Atom (RFC 4287), schema.org events as JSON-LD, OpenAgenda's shape,
//!   and a plain JSON API.

mod asked;
mod events;
mod feeds;
mod pages;
mod web;

pub use events::{Next, next};
pub use pages::{ROUTES, WING, nav, routes};
pub use web::Web;
