//! Amounts of money, as systems write them.

/// An amount of money as systems write it (`12.50`, `12,5`, `12`, `-3.00`), in cents; nothing when it is something else.
#[must_use]
pub fn cents(text: &str) -> Option<i64> {
    let text = text.trim();
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let (whole, part) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    whole.parse::<i64>().ok()?.checked_mul(100)?.checked_add(part).map(|cents| sign * cents)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_systems_write_them() {
        for (text, amount) in
            [("12.50", 1250), ("12,5", 1250), ("12", 1200), (" 0.05 ", 5), ("-3.00", -300), ("3.", 300)]
        {
            assert_eq!(cents(text), Some(amount), "{text}");
        }
        for text in ["", ".50", "1.234", "12 €", "1,234.50", "99999999999999999999"] {
            assert_eq!(cents(text), None, "{text}");
        }
    }
}
