//! What several pages show, as plain view-models.

use std::collections::BTreeMap;

use people::holder::{Found, Holder};
use people::{Card, CardState, card_number};
use programme::{InstitutionKind, institution, tenant};
use serde::Serialize;
use shell::PageError;
use shell::office::Choice;
use store::{Db, Query};

use crate::barcode::{self, Picture};
use crate::cards::{last_day_before, today};

/// A card as it is shown and printed.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CardView {
    pub(super) name: String,
    /// In groups of four.
    pub(super) number: String,
    /// `active`, `expired`, `pending`, `suspended`.
    pub(super) state: &'static str,
    /// The last day it is good.
    pub(super) until: String,
    pub(super) barcode: Option<Picture>,
    pub(super) qr: Option<Picture>,
}

impl CardView {
    pub(super) fn of(name: &str, card: &Card, now_ms: i64) -> Self {
        Self {
            name: name.to_owned(),
            number: card_number::spaced(&card.number),
            state: state(card, now_ms),
            until: last_day_before(card.valid_until_ms).to_string(),
            barcode: barcode::code_128(&card.number),
            qr: barcode::qr(&card.number),
        }
    }
}

/// Where a card is, its end counted in.
pub(super) fn state(card: &Card, now_ms: i64) -> &'static str {
    if card.state == CardState::Active && !card.is_live(now_ms) { "expired" } else { card.state.code() }
}

/// Someone in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Line {
    pub(super) name: String,
    pub(super) href: String,
    pub(super) age: Option<u8>,
    pub(super) birth_date: Option<String>,
    pub(super) commune: String,
    pub(super) number: String,
    /// `none` without a card.
    pub(super) state: &'static str,
    pub(super) until: Option<String>,
}

impl Line {
    pub(super) fn of(found: &Found, names: &Names, href: String, db: &Db) -> Self {
        let now = db.clock().now_ms();
        let Holder { name, birth_date, commune, .. } = &found.holder;
        Self {
            name: name.clone(),
            href,
            age: found.holder.age_on(today(db.clock())),
            birth_date: birth_date.map(|date| date.to_string()),
            commune: names.commune(commune.as_deref()),
            number: found.card.as_ref().map(|card| card_number::spaced(&card.number)).unwrap_or_default(),
            state: found.card.as_ref().map_or("none", |card| state(card, now)),
            until: found.card.as_ref().map(|card| last_day_before(card.valid_until_ms).to_string()),
        }
    }
}

/// A commune one may live in.
#[derive(Debug, Clone, Serialize)]
pub(super) struct CommuneChoice {
    pub(super) value: String,
    pub(super) label: String,
    /// Its postal codes, separated by blanks.
    pub(super) codes: String,
}

/// Names of communes and libraries.
pub(super) struct Names {
    pub(super) communes: Vec<CommuneChoice>,
    pub(super) libraries: Vec<Choice>,
    /// The commune of each library.
    pub(super) places: BTreeMap<String, String>,
}

impl Names {
    pub(super) async fn read(query: &mut impl Query) -> Result<Self, PageError> {
        let communes = tenant::communes(query)
            .await?
            .into_iter()
            .map(|one| CommuneChoice { value: one.insee, label: one.name, codes: one.postal_codes.join(" ") })
            .collect();
        let found = institution::list(query, Some(InstitutionKind::Library), None).await?;
        let places = found.iter().map(|one| (one.id.clone(), one.commune.clone())).collect();
        let mut libraries: Vec<Choice> =
            found.into_iter().map(|one| Choice { value: one.id, label: one.name }).collect();
        libraries.sort_by_cached_key(|one| french_text::folded(&one.label));
        Ok(Self { communes, libraries, places })
    }

    pub(super) fn commune(&self, insee: Option<&str>) -> String {
        let Some(insee) = insee else { return String::new() };
        let known = self.communes.iter().find(|one| one.value == insee);
        known.map_or_else(|| insee.to_owned(), |one| one.label.clone())
    }

    pub(super) fn library(&self, id: Option<&str>) -> String {
        let Some(id) = id else { return String::new() };
        self.libraries.iter().find(|one| one.value == id).map(|one| one.label.clone()).unwrap_or_default()
    }
}

/// An instant as templates take it.
pub(super) fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
