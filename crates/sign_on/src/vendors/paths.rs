//! The addresses of this part, and those a reader comes back to.

use form_urlencoded::byte_serialize;

/// A reader's page: the vendors they use.
pub(crate) const MINE: &str = "/ma-carte/fournisseurs";
/// The office's list.
pub(crate) const OFFICE: &str = "/bureau/fournisseurs-acces";

/// The page that goes on to a face.
pub(crate) const GO_ON: &str = "/fournisseurs/poursuivre";

fn encoded(text: &str) -> String {
    byte_serialize(text.as_bytes()).collect()
}

/// The page that goes on to a face's address. It stands between a form of ours and another site: a browser that obeys
/// `form-action` follows no redirect from the one to the other.
pub(crate) fn go_on(face: &str) -> String {
    format!("{GO_ON}?vers={}", encoded(face))
}

/// The page on which a reader agrees, and comes back to a face's address.
pub(crate) fn consent(code: &str, back: &str) -> String {
    format!("/fournisseurs/{code}/accord?retour={}", encoded(back))
}

/// Where a signed link begins.
pub(crate) fn link(code: &str) -> String {
    format!("/fournisseurs/{code}/aller")
}

/// A vendor's sheet.
pub(crate) fn sheet(id: &str) -> String {
    format!("{OFFICE}/{id}")
}

/// The path of a face's address, when it is one: what the pages between may lead to, and nothing else. A browser takes
/// `//host` and `/\host` for another site, and leaves out control characters.
pub(crate) fn face_address(address: &str) -> Option<&str> {
    let sound = address.is_ascii() && !address.contains('\\') && !address.chars().any(char::is_control);
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let link = path
        .strip_prefix("/fournisseurs/")
        .and_then(|rest| rest.strip_suffix("/aller"))
        .is_some_and(|code| !code.is_empty() && !code.contains('/'));
    let known = link || path == "/oidc/authorize" || path == "/cas/login";
    (sound && known && !address.contains('#')).then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_faces_are_led_to() {
        for good in
            ["/oidc/authorize?client_id=a&x=%2F", "/cas/login?service=https://a/", "/fournisseurs/europresse/aller"]
        {
            assert!(face_address(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "/",
            "//evil.example/oidc/authorize",
            "https://evil.example/oidc/authorize",
            "/oidc/authorize/../../x",
            "/\\evil.example",
            "/oidc/authorize\r\nx",
            "/oidc/token",
            "/fournisseurs//aller",
            "/fournisseurs/a/b/aller",
            "/oidc/authorize#x",
            "/deconnexion",
            "/oidc/authorize\u{e9}",
            "javascript:alert(1)",
            "/ oidc/authorize",
        ] {
            assert_eq!(face_address(bad), None, "{bad}");
        }
    }
}
