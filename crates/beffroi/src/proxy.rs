//! Whose address it is when proxies stand before the server.

use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;

/// Replaces the connection's address by the one that the outermost of so many proxies saw. Each proxy adds to
/// `X-Forwarded-For` whom it was asked by; what is further left was written by the visitor, and is not believed.
pub(crate) async fn forwarded(State(proxies): State<u8>, mut request: Request, next: Next) -> Response {
    if let Some(address) = seen_by(request.headers(), proxies) {
        request.extensions_mut().insert(ConnectInfo(SocketAddr::new(address, 0)));
    }
    next.run(request).await
}

fn seen_by(headers: &HeaderMap, proxies: u8) -> Option<IpAddr> {
    let place = usize::from(proxies.checked_sub(1)?);
    let told: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| line.split(','))
        .collect();
    told.iter().rev().nth(place)?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_as_many_proxies_as_there_are_are_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9, 192.0.2.1".parse().unwrap());
        headers.append("x-forwarded-for", "2001:db8::1".parse().unwrap());
        let seen = |proxies| seen_by(&headers, proxies).map(|address| address.to_string());
        assert_eq!(seen(0), None);
        assert_eq!(seen(1).as_deref(), Some("2001:db8::1"));
        assert_eq!(seen(2).as_deref(), Some("192.0.2.1"));
        assert_eq!(seen(4), None, "fewer than said: nothing is believed");
        assert_eq!(seen_by(&HeaderMap::new(), 1), None);
    }
}
