//! Changing what may be bought and for how much.

use jiff::civil::Date;
use people::{Actor, audit};
use serde_json::json;
use store::prelude::*;

use crate::model::days;
use crate::model::product::{Price, Product, Validity};
use crate::store::products;
use crate::{Error, Result};

/// Keeps a product, or the one of this code as it now is. Passes sold keep the days they were sold with.
///
/// # Errors
/// [`Error::Field`] with what does not hold together.
pub async fn keep(write: &mut Write, product: &Product, actor: &Actor) -> Result<String> {
    let sound_code = (2..=24).contains(&product.code.len())
        && product.code.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if !sound_code || product.code == "nouveau" {
        return Err(Error::field("code", "pass-product-code-bad"));
    }
    if product.name.fr.trim().is_empty() {
        return Err(Error::field("name_fr", "pass-name-needed"));
    }
    let numbers: [(&str, u32, std::ops::RangeInclusive<u32>); 6] = [
        ("admits", product.admits, 1..=12),
        ("holders", product.holders, 1..=2),
        ("months", product.months, 1..=60),
        ("begins_within_months", product.begins_within_months, 0..=24),
        ("renew_before_days", product.renew_before_days, 0..=366),
        ("renew_after_days", product.renew_after_days, 0..=366),
    ];
    for (field, value, allowed) in numbers {
        if !allowed.contains(&value) {
            return Err(Error::field(field, "pass-number-bad"));
        }
    }
    if product.validity == Validity::FirstVisit && product.begins_within_months == 0 {
        return Err(Error::field("begins_within_months", "pass-product-begins"));
    }
    let id = products::keep(write, product).await?;
    audit::append(write, actor, "pass.product_kept", &format!("product:{}", product.code), &json!({})).await?;
    Ok(id)
}

/// Sets the price of a product from a day on. The past does not change: the day is today or later, unless it has no price yet.
pub async fn set_price(write: &mut Write, code: &str, price: Price, actor: &Actor) -> Result<()> {
    let product = products::by_code(write, code).await?;
    let known = products::prices(write, &product.id).await?;
    if !known.is_empty() && price.from < days::today(write.clock()) {
        return Err(Error::field("from", "pass-price-past"));
    }
    products::set_price(write, &product.id, price).await?;
    let details = json!({ "from": price.from.to_string(), "cents": price.cents.0 });
    audit::append(write, actor, "pass.price_set", &format!("product:{code}"), &details).await?;
    Ok(())
}

/// Takes back a price that is to come.
pub async fn drop_price(write: &mut Write, code: &str, from: Date, actor: &Actor) -> Result<()> {
    if from <= days::today(write.clock()) {
        return Err(Error::Refused("pass-price-past"));
    }
    let product = products::by_code(write, code).await?;
    products::drop_price(write, &product.id, from).await?;
    let details = json!({ "from": from.to_string() });
    audit::append(write, actor, "pass.price_dropped", &format!("product:{code}"), &details).await?;
    Ok(())
}
