//! This part's own addresses.

use form_urlencoded::byte_serialize;

pub(super) const SHELF: &str = "/ma-carte/prets";
pub(super) const LIBRARIES: &str = "/ma-carte/prets/relier";

/// A part of a path or of a query, whatever is in it. `+` is no space in a path.
pub(super) fn part(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect::<String>().replace('+', "%20")
}

pub(super) fn add(institution: &str, account: &str) -> String {
    format!("{LIBRARIES}/{}?pour={}", part(institution), part(account))
}

pub(super) fn unlink(link: &str) -> String {
    format!("{SHELF}/compte/{link}/retirer")
}

pub(super) fn renew(link: &str) -> String {
    format!("{SHELF}/compte/{link}/prolonger")
}

pub(super) fn cancel(link: &str) -> String {
    format!("{SHELF}/compte/{link}/annuler")
}

pub(super) fn calendar(secret: &str) -> String {
    format!("/prets/agenda/{secret}.ics")
}

/// Where a title of a library is asked for. `record` is the library's own number for it (`-` without one), `copy` a barcode
/// of one of its copies.
#[must_use]
pub fn reserve(institution: &str, record: &str, copy: &str, title: &str) -> String {
    let record = if record.is_empty() { "-" } else { record };
    format!("/ma-carte/reserver/{}/{}?exemplaire={}&titre={}", part(institution), part(record), part(copy), part(title))
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_a_library_calls_a_record_stays_one_part_of_the_path() {
        let path = super::reserve("018f", "a/b c?é", "|1", "L'été & l'hiver");
        assert_eq!(
            path,
            "/ma-carte/reserver/018f/a%2Fb%20c%3F%C3%A9?exemplaire=%7C1&titre=L%27%C3%A9t%C3%A9%20%26%20l%27hiver"
        );
        assert!(super::reserve("i", "", "1", "t").starts_with("/ma-carte/reserver/i/-?"));
    }
}
