//! The first visit: from then the year of some passes runs.

use jiff::ToSpan;
use jiff::civil::Date;
use store::prelude::*;

use crate::model::days;
use crate::model::pass::Pass;
use crate::model::product::{Product, Validity};
use crate::store::{orders, passes, products};
use crate::{Error, Result, issue};

/// How far back first visits are looked for: a gate may have been offline for so long.
const BACK_DAYS: i64 = 60;

/// Notes the first visits gates told of. The server calls it each hour, before visits are given to the figures. Gives how many were new.
pub async fn run(db: &Db) -> Result<u32> {
    let since = days::begin_of(days::today(db.clock()).checked_sub(BACK_DAYS.days())?)?;
    let mut read = db.read().await?;
    let visits = access::visits::first_since(&mut read, since).await?;
    let rights: Vec<&str> = visits.iter().map(|(right, _)| right.as_str()).collect();
    let unvisited = passes::unvisited(&mut read, &rights).await?;
    drop(read);
    let mut noted = 0;
    for (right, at) in visits.iter().filter(|(right, _)| unvisited.contains(right)) {
        let mut write = db.write().await?;
        noted += u32::from(note(&mut write, right, days::day_at(*at)).await?);
        write.commit().await?;
    }
    Ok(noted)
}

/// Notes the first counted visit of a pass, by its right, and sets its real end when it runs from there. A right that is no pass, and a
/// visit known before, change nothing: false.
pub async fn note(write: &mut Write, right: &str, day: Date) -> Result<bool> {
    write.exclusive(&format!("museum_pass.pass:{right}")).await?;
    let pass = match passes::by_id(write, right).await {
        Ok(pass) => pass,
        Err(Error::NotFound) => return Ok(false),
        Err(other) => return Err(other),
    };
    if pass.first_visit_on.is_some() {
        return Ok(false);
    }
    let product = products::by_id(write, &pass.product).await?;
    let last = end_of(write, &pass, &product, day).await?;
    if !passes::set_first_visit(write, right, day, last).await? {
        return Ok(false);
    }
    if last != pass.ends_on {
        issue::set_end(write, right, last).await?;
    }
    Ok(true)
}

/// The last day of a pass first used on a day. The visit sets the end of the time bought first; each renewal since adds its months to
/// that, and what the renewals moved is noted again, so that one given back ends where it should.
async fn end_of(write: &mut Write, pass: &Pass, product: &Product, day: Date) -> Result<Date> {
    if product.validity != Validity::FirstVisit {
        return Ok(pass.ends_on);
    }
    let mut lines = orders::paid_lines_of(write, &pass.id).await?;
    let (mut before, mut renewals) = (pass.ends_on, Vec::new());
    // Back from the end, renewal by renewal: one given back moved nothing that still holds.
    while let Some(at) = lines.iter().position(|(line, _)| line.end_after == Some(before)) {
        let (line, order) = lines.remove(at);
        before = line.end_before.unwrap_or(before);
        renewals.push((line, order));
    }
    let mut last = days::from_first_visit(product, day, before)?;
    if last == before {
        return Ok(pass.ends_on);
    }
    for (line, order) in renewals.iter().rev() {
        let first = days::renewal_begins(last, order.paid_on().unwrap_or(day))?;
        let after = days::last_day(first, product.months)?;
        orders::line_done(write, &line.id, Some(&pass.id), None, Some((last, after))).await?;
        last = after;
    }
    Ok(last)
}
