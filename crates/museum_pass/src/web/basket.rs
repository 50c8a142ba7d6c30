//! A basket in a form: fields numbered by line, read back into what is wanted. Used on the site and at the desk.

use jiff::civil::Date;
use serde::Serialize;
use shell::{FormState, parse_pairs};

use super::views::ProductView;
use crate::model::pass::Names;
use crate::model::sale::Gift;
use crate::order::{LINES_MOST, Wanted};

/// One line of the basket, as the form shows it.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LineView {
    /// Its place, from 0: fields end with it.
    pub(super) at: usize,
    pub(super) product: ProductView,
    pub(super) gift: bool,
}

/// What is in the basket: codes of products, and whether each is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Picked {
    pub(super) code: String,
    pub(super) gift: bool,
}

/// The basket of an address: `?solo=2&cadeau-duo=1`.
pub(super) fn from_query(query: &str) -> Vec<Picked> {
    let mut picked = Vec::new();
    for (name, value) in parse_pairs(query.as_bytes()) {
        let (code, gift) = match name.strip_prefix("cadeau-") {
            Some(code) => (code.to_owned(), true),
            None => (name, false),
        };
        let copies = value.trim().parse::<usize>().unwrap_or(0).min(LINES_MOST);
        for _ in 0..copies {
            if picked.len() < LINES_MOST {
                picked.push(Picked { code: code.clone(), gift });
            }
        }
    }
    picked
}

/// The basket of a form sent: `product0`, `gift0`, …
pub(super) fn from_form(form: &FormState) -> Vec<Picked> {
    (0..LINES_MOST)
        .map_while(|at| {
            let code = form.value(&format!("product{at}"));
            (!code.is_empty()).then(|| Picked { code: code.to_owned(), gift: form.value(&format!("gift{at}")) == "1" })
        })
        .collect()
}

/// The lines to show: of products sold; one that is not is left out.
pub(super) fn lines(picked: &[Picked], sold: &[ProductView]) -> Vec<LineView> {
    picked
        .iter()
        .filter_map(|one| sold.iter().find(|product| product.code == one.code).map(|product| (one, product)))
        .filter(|(one, product)| !one.gift || product.gift)
        .enumerate()
        .map(|(at, (one, product))| LineView { at, product: product.clone(), gift: one.gift })
        .collect()
}

/// What the form wants; a day that is none is a fault of its field.
pub(super) fn wanted(form: &mut FormState) -> Vec<Wanted> {
    let mut all = Vec::new();
    for (at, picked) in from_form(form).into_iter().enumerate() {
        let value = |name: &str| form.value(&format!("{name}{at}")).to_owned();
        let filled = |name: &str| Some(value(name)).filter(|text| !text.is_empty());
        let names = Names {
            first: value("first"),
            last: value("last"),
            second_first: value("second_first"),
            second_last: value("second_last"),
        };
        let (begins, on) = (value("begins_on"), value("gift_on"));
        let gift = picked.gift.then(|| Gift {
            to: value("gift_to"),
            email: filled("gift_email"),
            from: value("gift_from"),
            message: value("gift_message"),
            on: None,
        });
        let (commune, declared) = (filled("commune"), value("declared") == "1");
        let mut one = Wanted { product: picked.code, gift, names, commune, begins_on: None, declared };
        one.begins_on = day(form, &format!("begins_on{at}"), &begins);
        let on = day(form, &format!("gift_on{at}"), &on);
        if let Some(gift) = &mut one.gift {
            gift.on = on;
        }
        all.push(one);
    }
    all
}

/// A day of a field: as browsers send it, or as people type it where the field is plain text.
pub(super) fn day(form: &mut FormState, field: &str, typed: &str) -> Option<Date> {
    if typed.is_empty() {
        return None;
    }
    let read = typed_day(typed);
    if read.is_none() {
        form.fault(field, "pass-day-bad");
    }
    read
}

/// `2026-12-25`, `25/12/2026`, `25.12.2026`.
pub(super) fn typed_day(text: &str) -> Option<Date> {
    if let Ok(date) = text.trim().parse() {
        return Some(date);
    }
    let parts: Vec<&str> = text.trim().split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts.as_slice() else { return None };
    Date::new(year.parse().ok().filter(|year| *year > 1900)?, month.parse().ok()?, day.parse().ok()?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_address_is_the_basket() {
        let picked = from_query("solo=2&cadeau-duo=1&jeune=&lang=nl&famille=x");
        let of = |code: &str, gift| Picked { code: code.into(), gift };
        assert_eq!(picked, [of("solo", false), of("solo", false), of("duo", true)]);
        assert_eq!(from_query("solo=9999999").len(), LINES_MOST);
    }

    #[test]
    fn days_as_people_type_them() {
        for text in ["2026-12-25", "25/12/2026", "25.12.2026", "25 12 2026"] {
            assert_eq!(typed_day(text), Some(date(2026, 12, 25)), "{text}");
        }
        for text in ["", "demain", "32/12/2026", "25/12/26", "12/25/2026"] {
            assert_eq!(typed_day(text), None, "{text}");
        }
    }
}
