//! The symbol: a QR code of a text, as modules for print and as SVG for pages.

use std::fmt::Write;

use qrcode::{EcLevel, QrCode};

/// How much of a symbol may be lost and still be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// 7 %: what others print, kept here to compare with.
    L,
    /// 15 %.
    M,
    /// 25 %: ours.
    Q,
    /// 30 %: where there is room for it, as on a telephone.
    H,
}

/// Modules of white around a symbol: the standard's quiet zone (ISO/IEC 18004), to be kept white in the dark too.
pub const QUIET_ZONE: usize = 4;

/// A code's symbol is at most this wide, in modules.
pub const MAX_WIDTH: usize = 57;

/// A symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Symbol {
    width: usize,
    dark: Vec<bool>,
}

/// The text does not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this text is too long for a symbol")]
pub struct TooLong;

impl Symbol {
    /// The smallest symbol of a text at a level. Codes have only letters of QR's alphanumeric mode, which makes them
    /// a third smaller.
    pub fn new(text: &str, level: Level) -> Result<Self, TooLong> {
        let level = match level {
            Level::L => EcLevel::L,
            Level::M => EcLevel::M,
            Level::Q => EcLevel::Q,
            Level::H => EcLevel::H,
        };
        let code = QrCode::with_error_correction_level(text, level).map_err(|_| TooLong)?;
        let width = code.width();
        let dark = code.into_colors().into_iter().map(|color| color == qrcode::Color::Dark).collect();
        Ok(Self { width, dark })
    }

    /// The symbol of a code: at level Q, 57 modules wide at most.
    pub fn of_code(text: &str) -> Result<Self, TooLong> {
        let symbol = Self::new(text, Level::Q)?;
        if symbol.width > MAX_WIDTH { Err(TooLong) } else { Ok(symbol) }
    }

    /// How many modules wide and high it is, without its quiet zone.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether the module of this column and row is dark; outside, none is.
    pub fn is_dark(&self, column: usize, row: usize) -> bool {
        column < self.width && row < self.width && self.dark[row * self.width + column]
    }

    /// Rows of modules, from the top.
    pub fn rows(&self) -> impl Iterator<Item = &[bool]> {
        self.dark.chunks(self.width.max(1))
    }

    /// An SVG of the symbol on white, quiet zone included, one unit a module. It names itself to whoever cannot see
    /// it by `title`, and has neither style nor script: it stands in a page under any policy.
    pub fn svg(&self, title: &str) -> String {
        let side = self.width + 2 * QUIET_ZONE;
        let mut path = String::new();
        for (row, modules) in self.rows().enumerate() {
            let mut column = 0;
            while column < self.width {
                let run = modules[column..].iter().take_while(|dark| **dark).count();
                if run > 0 {
                    // Writing to a String cannot fail.
                    let _ = write!(path, "M{} {}h{run}v1h-{run}z", column + QUIET_ZONE, row + QUIET_ZONE);
                }
                column += run.max(1);
            }
        }
        let title = title.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
             aria-label=\"{title}\" shape-rendering=\"crispEdges\"><title>{title}</title>\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
        )
    }
}
