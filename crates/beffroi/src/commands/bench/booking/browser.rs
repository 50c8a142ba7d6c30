//! What a browser does that has no script: pages, forms, cookies.

use anyhow::{Context, Result};

use crate::commands::bench::client::Client;

/// Names and values.
pub(super) type Cookies = Vec<(String, String)>;

/// Opens a page; gives its status.
pub(super) fn get(client: &mut Client, cookies: &mut Cookies, path: &str) -> Result<u16> {
    let headers = format!("accept: text/html\r\naccept-language: fr\r\n{}", line_of(cookies));
    let status = client.send("GET", path, &headers, b"")?.0;
    keep(client, cookies);
    Ok(status)
}

/// Sends a form; gives the answer's status.
pub(super) fn post(client: &mut Client, cookies: &mut Cookies, path: &str, fields: &str) -> Result<u16> {
    let headers = format!(
        "accept: text/html\r\naccept-language: fr\r\ncontent-type: application/x-www-form-urlencoded\r\n{}",
        line_of(cookies)
    );
    let status = client.send("POST", path, &headers, fields.as_bytes())?.0;
    keep(client, cookies);
    Ok(status)
}

fn line_of(cookies: &Cookies) -> String {
    if cookies.is_empty() {
        return String::new();
    }
    let pairs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("cookie: {}\r\n", pairs.join("; "))
}

fn keep(client: &Client, cookies: &mut Cookies) {
    for line in client.header("set-cookie") {
        let pair = line.split(';').next().unwrap_or_default();
        if let Some((name, value)) = pair.split_once('=') {
            cookies.retain(|(known, _)| known != name);
            if !value.is_empty() {
                cookies.push((name.to_owned(), value.to_owned()));
            }
        }
    }
}

/// The path a redirection leads to.
pub(super) fn sent_to(client: &Client) -> Result<String> {
    let to = client.header("location").next().context("a redirection to nowhere")?;
    let path = to.split_once("://").map_or(to, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    Ok(path.to_owned())
}

/// Whether a page has these words.
pub(super) fn has(page: &[u8], what: &str) -> bool {
    page.windows(what.len()).any(|part| part == what.as_bytes())
}

/// The form's token on a page.
pub(super) fn token(page: &[u8]) -> Result<String> {
    let text = String::from_utf8_lossy(page);
    let marker = "name=\"form_token\" value=\"";
    let at = text.find(marker).context("a page without its form")? + marker.len();
    Ok(text[at..].split('"').next().unwrap_or_default().to_owned())
}

/// How many are ahead, from the page's title.
pub(super) fn ahead(page: &[u8]) -> Option<i64> {
    let text = String::from_utf8_lossy(page);
    let title = text.split("<title>").nth(1)?.split("</title>").next()?;
    let figure = title.split('·').next()?;
    let digits: String = figure.chars().filter(char::is_ascii_digit).collect();
    digits.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_as_a_browser_would() {
        let page = "<title>1\u{202f}204 · File d’attente · Beffroi</title><input name=\"form_token\" value=\"abc\">";
        assert_eq!(ahead(page.as_bytes()), Some(1204));
        assert_eq!(ahead(b"<title>File d'attente</title>"), None);
        assert_eq!(token(page.as_bytes()).unwrap(), "abc");
        assert!(has(page.as_bytes(), "form_token") && !has(page.as_bytes(), "n-1"));
    }
}
