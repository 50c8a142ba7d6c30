//! What the holder's page shows of a pass on a phone.

use access::credentials;
use credential::symbol::{QUIET_ZONE, Symbol};
use serde::Serialize;
use store::prelude::*;

use crate::Result;
use crate::model::pass::Pass;
use crate::model::{code, days};
use crate::web::{Web, paths};

/// `pass/phone.html` and `pass/phone_ways.html`: the code, how to keep it, where else to put it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PhoneView {
    /// Nothing while the pass opens no door.
    pub(crate) shown: Option<ShownCode>,
    /// As it is printed: `1234 5678 903`.
    pub(crate) number: String,
    /// The sheet to fold and cut.
    pub(crate) card: String,
    /// When this server signs for Apple Wallet.
    pub(crate) apple: Option<String>,
    /// When this server signs for Google Wallet.
    pub(crate) google: Option<String>,
    pub(crate) manifest: String,
    pub(crate) worker: &'static str,
    /// The day the page was made, said when it is shown without a network.
    pub(crate) made: String,
}

/// The code, drawn as it is printed; the phone redraws it with its proof of the minute.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct ShownCode {
    pub(crate) code: String,
    /// The key of the proof of the minute, in hexadecimal.
    pub(crate) key: Option<String>,
    pub(crate) side: usize,
    /// The dark modules, as an SVG path.
    pub(crate) path: String,
}

/// The service worker's address: it governs what lies beside it.
pub(super) const WORKER: &str = "/pass/mon-pass/hors-ligne.js";

impl PhoneView {
    pub(crate) async fn of(web: &Web, query: &mut impl Query, pass: &Pass) -> Result<Self> {
        let now = web.db.clock().now();
        let page = paths::pass(&pass.secret);
        let mut shown = None;
        if super::card::is_shown(pass, days::day_at(now))
            && let Some(code) = credentials::text(query, &pass.id).await?
            && let Ok(symbol) = Symbol::of_code(&code)
        {
            let secret = credentials::proof_secret(query, &pass.id, now).await?;
            let key = secret.map(|(_, secret)| code::hex(&secret.0));
            shown = Some(ShownCode { key, side: symbol.width() + 2 * QUIET_ZONE, path: path(&symbol), code });
        }
        let wallet = |known: bool, name: &str| (known && shown.is_some()).then(|| format!("{page}/{name}"));
        Ok(Self {
            number: credential::number::printed(&pass.number),
            card: format!("{page}/carte.pdf"),
            apple: wallet(web.wallets.apple.is_some(), "apple.pkpass"),
            google: wallet(web.wallets.google.is_some(), "google-wallet"),
            manifest: format!("{page}/application.webmanifest"),
            worker: WORKER,
            made: now.to_string(),
            shown,
        })
    }
}

/// Runs of dark modules, row by row.
fn path(symbol: &Symbol) -> String {
    let mut path = String::new();
    for (row, modules) in symbol.rows().enumerate() {
        let mut column = 0;
        while column < modules.len() {
            let run = modules[column..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", column + QUIET_ZONE, row + QUIET_ZONE));
            }
            column += run.max(1);
        }
    }
    path
}
