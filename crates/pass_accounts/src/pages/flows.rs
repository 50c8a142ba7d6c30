//! Flows: the map, the table beside it, and the office's page that publishes them.

use axum::response::Html;
use serde::Serialize;
use shell::{FormState, Frame, PageError, Visit};

/// `pass_accounts/flows.html`
#[derive(Debug, Clone, Default, Serialize)]
pub struct FlowsPage {
    /// Quarters published, the latest first.
    pub quarters: Vec<String>,
    /// What is shown; nothing when nothing is published.
    pub shown: Option<Shown>,
}

/// A quarter shown.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// The quarter, `2026-T3`.
    pub quarter: String,
    /// When it was published, RFC 3339.
    pub published_at: String,
    /// ε.
    pub epsilon: f64,
    /// Passages of one pass at most.
    pub cap: i64,
    /// The noise's scale, cap/ε.
    pub scale: f64,
    /// Its standard deviation.
    pub deviation: f64,
    /// The least number said.
    pub least: i64,
    /// Passages said, the most first.
    pub lines: Vec<FlowLine>,
    /// How many cells are not said.
    pub untold: usize,
    /// The drawing.
    pub map: FlowMap,
}

/// From one museum to another.
#[derive(Debug, Clone, Serialize)]
pub struct FlowLine {
    /// The museum left.
    pub from: String,
    /// The museum reached.
    pub to: String,
    /// How many passages.
    pub told: i64,
    /// How long its bar is, 0 to 100.
    pub bar: i64,
}

/// The drawing of flows.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FlowMap {
    /// The SVG view box.
    pub view_box: String,
    /// Communes, as one path.
    pub ground: String,
    /// Flows, the largest last so that it lies on top.
    pub arcs: Vec<Arc>,
    /// Museums, with their numbers.
    pub museums: Vec<MuseumMark>,
}

/// A flow drawn.
#[derive(Debug, Clone, Serialize)]
pub struct Arc {
    /// SVG path data.
    pub path: String,
    /// Its width.
    pub width: f64,
    /// The arrow's head, SVG path data.
    pub head: String,
    /// In words.
    pub from: String,
    /// In words.
    pub to: String,
    /// How many.
    pub told: i64,
}

/// A museum drawn.
#[derive(Debug, Clone, Serialize)]
pub struct MuseumMark {
    /// Its number in the list beside.
    pub number: usize,
    /// Its name.
    pub name: String,
    /// Where its mark is.
    pub x: f64,
    /// The same.
    pub y: f64,
    /// Where it stands, when its mark was pushed aside by a neighbour's.
    pub at: Option<(f64, f64)>,
    /// Passages that leave it.
    pub leaving: i64,
    /// Passages that reach it.
    pub reaching: i64,
}

/// `pass_accounts/publish.html`
#[derive(Debug, Clone, Default, Serialize)]
pub struct PublishPage {
    /// Quarters that may be published.
    pub quarters: Vec<String>,
    /// Those that are.
    pub published: Vec<String>,
    /// The form.
    pub form: FormState,
    /// The least number said, when none is typed.
    pub least: i64,
    /// Passages counted for one pass at most.
    pub cap: i64,
}

/// Renders the flows.
///
/// # Errors
/// A fault of the template.
pub fn render(frame: &Frame, visit: &Visit, page: &FlowsPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/flows.html", page)
}

/// Renders the page that publishes them.
///
/// # Errors
/// A fault of the template.
pub fn render_publish(frame: &Frame, visit: &Visit, page: &PublishPage) -> Result<Html<String>, PageError> {
    frame.render(visit, "pass_accounts/publish.html", page)
}
