//! A territory drawn as its communes, lit by data. The same map serves the home page and the library finder.

use serde::Serialize;

/// One commune of the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shape {
    /// Its INSEE code.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its boundary, SVG path data in the map's units.
    pub path: String,
    /// Where its mark goes, in the map's units.
    pub cx: f64,
    /// Where its mark goes, in the map's units.
    pub cy: f64,
    /// Whether something is there.
    pub lit: bool,
    /// Where a click goes, if anywhere.
    pub href: Option<String>,
    /// What is said of it, in the visitor's language: “3 bibliothèques”.
    pub value: Option<String>,
}

/// A place marked on the map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    /// Abscissa, in the map's units.
    pub x: f64,
    /// Ordinate, in the map's units.
    pub y: f64,
    /// Its name.
    pub label: String,
    /// Where a click goes, if anywhere.
    pub href: Option<String>,
    /// Whether it is drawn bright or dim.
    pub bright: bool,
}

/// A whole map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Map {
    /// The SVG view box: least x, least y, width, height.
    pub view_box: String,
    /// What the map shows, in words, for those who do not see it.
    pub label: String,
    /// Where the rings of the home page start, in the map's units.
    pub centre_x: f64,
    /// Where the rings of the home page start, in the map's units.
    pub centre_y: f64,
    /// Whether a commune leads somewhere.
    pub linked: bool,
    /// Its communes.
    pub shapes: Vec<Shape>,
    /// Places marked on it. Without any, each lit commune bears a dot.
    pub marks: Vec<Mark>,
}

impl Map {
    /// A map of shapes, its rings centred on the lit communes.
    #[must_use]
    pub fn new(view_box: impl Into<String>, label: impl Into<String>, shapes: Vec<Shape>) -> Self {
        let lit: Vec<&Shape> = shapes.iter().filter(|shape| shape.lit).collect();
        let among = if lit.is_empty() { shapes.iter().collect() } else { lit };
        let count = among.len().max(1) as f64;
        let centre_x = among.iter().map(|shape| shape.cx).sum::<f64>() / count;
        let centre_y = among.iter().map(|shape| shape.cy).sum::<f64>() / count;
        Self {
            view_box: view_box.into(),
            label: label.into(),
            centre_x,
            centre_y,
            linked: shapes.iter().any(|shape| shape.lit && shape.href.is_some()),
            shapes,
            marks: Vec::new(),
        }
    }

    /// The same map with places marked.
    #[must_use]
    pub fn with_marks(mut self, marks: Vec<Mark>) -> Self {
        self.linked |= marks.iter().any(|mark| mark.href.is_some());
        self.marks = marks;
        self
    }
}
