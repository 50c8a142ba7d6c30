//! What several pages show, as plain view-models.

use std::collections::BTreeMap;

use credential::symbol::Symbol;
use jiff::civil::Date;
use programme::{InstitutionKind, institution, tenant};
use serde::Serialize;
use shell::office::Choice;
use shell::{Lang, PageError};
use store::Query;

use super::page;
use crate::model::benefit::{Benefit, BenefitKind, Way};
use crate::model::pass::Pass;
use crate::model::product::{Eligibility, Product, Validity, price_on};
use crate::store::products;

/// A product as it is offered.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ProductView {
    pub(super) code: String,
    pub(super) name: String,
    pub(super) words: String,
    /// What one declares; empty when nothing.
    pub(super) eligible: String,
    pub(super) eligibility: &'static str,
    pub(super) audience: &'static str,
    pub(super) cents: i64,
    pub(super) admits: u32,
    pub(super) two: bool,
    pub(super) chosen_day: bool,
    pub(super) validity: &'static str,
    pub(super) months: u32,
    pub(super) gift: bool,
    pub(super) demo: bool,
}

impl ProductView {
    pub(super) fn of(product: &Product, cents: ledger::Cents, lang: Lang) -> Self {
        Self {
            code: product.code.clone(),
            name: product.name.of(lang).to_owned(),
            words: product.words.of(lang).to_owned(),
            eligible: if product.eligibility == Eligibility::Open {
                String::new()
            } else {
                product.eligible.of(lang).to_owned()
            },
            eligibility: product.eligibility.code(),
            audience: product.audience.code(),
            cents: cents.0,
            admits: product.admits,
            two: product.holders == 2,
            chosen_day: product.validity == Validity::Chosen,
            validity: product.validity.code(),
            months: product.months,
            gift: product.gift,
            demo: product.demo,
        }
    }
}

/// Products sold on a day by a channel, in order.
pub(super) async fn sold(
    query: &mut impl Query,
    today: Date,
    by: fn(&Product) -> bool,
) -> Result<Vec<(Product, ledger::Cents)>, PageError> {
    let mut found = Vec::new();
    for product in products::all(query).await.map_err(page)?.into_iter().filter(by) {
        let prices = products::prices(query, &product.id).await.map_err(page)?;
        if let Some(cents) = price_on(&prices, today) {
            found.push((product, cents));
        }
    }
    Ok(found)
}

/// The code of a right as a picture that stands in any page, with its title; nothing when it has none.
pub(super) fn picture(text: Option<&str>, title: &str) -> Option<String> {
    Symbol::of_code(text?).ok().map(|symbol| symbol.svg(title))
}

/// A pass in a list.
#[derive(Debug, Clone, Serialize)]
pub(super) struct PassLine {
    pub(super) name: String,
    pub(super) second: String,
    pub(super) product: String,
    pub(super) number: String,
    pub(super) standing: &'static str,
    pub(super) ends_on: String,
    pub(super) begins_on: String,
    pub(super) href: String,
}

impl PassLine {
    pub(super) fn of(pass: &Pass, product: &Product, lang: Lang, today: Date, href: String) -> Self {
        Self {
            name: pass.names.full(),
            second: pass.names.second(),
            product: product.name.of(lang).to_owned(),
            number: credential::number::printed(&pass.number),
            standing: pass.standing(today),
            ends_on: pass.ends_on.to_string(),
            begins_on: pass.begins_on.to_string(),
            href,
        }
    }
}

/// Something a museum offers, as anyone sees it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct BenefitView {
    pub(super) id: String,
    pub(super) kind: &'static str,
    pub(super) title: String,
    pub(super) words: String,
    pub(super) museum: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) one_day: bool,
    pub(super) way: &'static str,
    pub(super) people: u32,
    /// How many are left; none without limit, or when a draw decides.
    pub(super) left: Option<u32>,
    pub(super) quota: Option<u32>,
    /// `soon`, `open`, `closed`; for a benefit `none`.
    pub(super) asking: &'static str,
    pub(super) claims_from: String,
    pub(super) claims_until: String,
    /// Shown before the draw; the seed after.
    pub(super) seed_hash: String,
    pub(super) seed: Option<String>,
    pub(super) demo: bool,
}

impl BenefitView {
    pub(super) fn of(offered: &Benefit, museums: &Museums, lang: Lang, left: Option<u32>, now_ms: i64) -> Self {
        let invitation = offered.kind == BenefitKind::Invitation;
        let asking = match () {
            () if !invitation => "none",
            () if now_ms < offered.claims_from => "soon",
            () if now_ms >= offered.claims_until => "closed",
            () => "open",
        };
        let draw = offered.way == Way::Draw;
        Self {
            id: offered.id.clone(),
            kind: offered.kind.code(),
            title: offered.title.of(lang).to_owned(),
            words: offered.words.of(lang).to_owned(),
            museum: museums.name(&offered.institution),
            from: offered.from.to_string(),
            until: offered.until.to_string(),
            one_day: offered.from == offered.until,
            way: offered.way.code(),
            people: offered.people,
            left: if draw { None } else { left },
            quota: offered.quota,
            asking,
            claims_from: instant(offered.claims_from),
            claims_until: instant(offered.claims_until),
            seed_hash: if draw && invitation { offered.seed_hash.clone() } else { String::new() },
            seed: offered.drawn_at.map(|_| offered.seed.clone()),
            demo: offered.demo,
        }
    }
}

/// Museums by identifier.
pub(super) struct Museums(pub(super) BTreeMap<String, programme::Institution>);

impl Museums {
    pub(super) async fn read(query: &mut impl Query) -> Result<Self, PageError> {
        let found = institution::list(query, Some(InstitutionKind::Museum), None).await?;
        Ok(Self(found.into_iter().map(|one| (one.id.clone(), one)).collect()))
    }

    pub(super) fn name(&self, id: &str) -> String {
        self.0.get(id).map(|one| one.name.clone()).unwrap_or_default()
    }
}

/// The communes of the territory, to choose from.
pub(super) async fn communes(query: &mut impl Query) -> Result<Vec<Choice>, PageError> {
    let found = tenant::communes(query).await?;
    Ok(found.into_iter().map(|one| Choice { value: one.insee, label: one.name }).collect())
}

/// An instant as templates take it.
pub(super) fn instant(ms: i64) -> String {
    jiff::Timestamp::from_millisecond(ms).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_string()
}
