//! The table route × role: compared with the one agreed on, held against the server, and complete.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::house::{Browser, House};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use people::Role;

/// Addresses that take a file, in a form of several parts.
const TAKE_FILES: [&str; 3] =
    ["/bureau/mediatheque/deposer", "/bureau/guichet/fichier", "/bureau/usages/fournisseurs/{vendor}/rapport"];

/// Addresses that end the session, which the others of this test use.
const LEAVE: [&str; 3] = ["/deconnexion", "/cas/logout", "/oidc/deconnexion"];

const AGREED: &str = include_str!("routes.txt");

#[test]
fn the_table_is_the_one_agreed_on() {
    let matrix = people::matrix(&beffroi::routes());
    assert_eq!(matrix, AGREED, "changed who may open what? then change tests/office/routes.txt too:\n{matrix}");
}

/// Every address given to `.route(` in the program's sources, written there or named by a constant of its room.
#[test]
fn no_address_is_served_that_the_table_leaves_out() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let mut served = BTreeSet::new();
    for room in [
        "beffroi",
        "catalogue",
        "shell",
        "library_card",
        "mediatheque",
        "usage",
        "payment",
        "regie",
        "gate",
        "museum_pass",
        "pass_accounts",
        "agenda",
        "tours",
        "box_office",
        "library_systems",
        "sip2_server",
        "sign_on",
    ] {
        let mut sources = Vec::new();
        read_sources(&crates.join(room).join("src"), &mut sources);
        let constants: BTreeMap<&str, &str> = sources.iter().flat_map(|text| constants(text)).collect();
        for after in sources.iter().flat_map(|text| text.split(".route(").skip(1)) {
            let after = after.trim_start();
            let address = match after.strip_prefix('"') {
                Some(rest) => rest.split('"').next(),
                None => {
                    let named = after.split([',', '\n']).next().unwrap_or_default();
                    constants.get(named.rsplit("::").next().unwrap_or_default()).copied()
                }
            };
            served.extend(address.filter(|address| address.starts_with('/')).map(str::to_owned));
        }
    }
    let listed: BTreeSet<String> = beffroi::routes().iter().map(|rule| rule.path.to_owned()).collect();
    assert!(served.len() > 100, "the sources were not found");
    assert_eq!(served, listed);
}

/// `const NAME: &str = "/…"` of a source.
fn constants(text: &str) -> impl Iterator<Item = (&str, &str)> {
    text.split("const ").skip(1).filter_map(|after| {
        let (name, rest) = after.split_once(": &str = \"")?;
        Some((name, rest.split('"').next()?))
    })
}

fn read_sources(folder: &Path, sources: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            read_sources(&path, sources);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            sources.push(std::fs::read_to_string(path).unwrap());
        }
    }
}

/// A path with numbers that lead nowhere in place of its parameters.
fn concrete(path: &str) -> String {
    path.replace("{role}", "librarian")
        .replace("{scope}", "whole")
        .replace("{token}", &"0".repeat(64))
        .split('/')
        .map(|part| if part.starts_with('{') { "999999" } else { part })
        .collect::<Vec<_>>()
        .join("/")
}

#[tokio::test]
async fn each_route_opens_to_whom_the_table_says() {
    let house = House::open("routes").await;
    let mut browsers = vec![(None, Browser::default())];
    for role in Role::ALL {
        browsers.push((Some(role), house.signed_in(role).await));
    }
    for rule in &beffroi::routes() {
        if LEAVE.contains(&rule.path) {
            continue;
        }
        for (role, browser) in &browsers {
            let mut browser = browser.clone();
            let path = concrete(rule.path);
            let answer = match rule.method {
                "GET" => house.get(&mut browser, &path).await,
                _ if rule.path == "/bureau/sources/{source}/import" => {
                    let source = catalogue::model::Source { id: 999_999, ..house.lille.clone() };
                    house.upload(&mut browser, &source, false, b"x", false).await
                }
                "POST" if TAKE_FILES.contains(&rule.path) => {
                    house.send_file(&mut browser, &path, "0", b"x", false).await
                }
                "OPTIONS" => house.ask(&mut browser, Request::options(&path).body(Body::empty()).unwrap()).await,
                _ => house.post(&mut browser, &path, &[("email", "nobody@example.fr"), ("password", "x")]).await,
            };
            let who = role.map_or("visitor", Role::code);
            let said = format!("{} {path} as {who}: {} {}", rule.method, answer.status, answer.location());
            let asked_to_sign_in =
                answer.status == StatusCode::SEE_OTHER && answer.location().starts_with("/connexion?");
            // Open to all, it is a door to the sign-in page itself.
            let asked_to_sign_in = asked_to_sign_in && rule.path != "/cas/login";
            if rule.gate.opens_to(*role) {
                assert!(answer.status != StatusCode::FORBIDDEN && !asked_to_sign_in, "{said}");
            } else if role.is_none() {
                assert!(asked_to_sign_in, "{said}");
            } else {
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{said}");
            }
            assert!(!answer.status.is_server_error(), "{said}");
        }
    }
}

#[tokio::test]
async fn a_form_without_our_token_changes_nothing() {
    let house = House::open("tokens").await;
    let mut director = house.signed_in(Role::Director).await;
    for rule in &beffroi::routes() {
        let ours = rule.path.starts_with("/bureau") || rule.path.contains("connexion");
        if rule.method != "POST" || !ours || rule.path.contains("{source}") || rule.path.contains("{run}") {
            continue;
        }
        let path = concrete(rule.path);
        let answer = house.post_raw(&mut director, &path, "form_token=forged&name=x".to_owned()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
    }
    let request = Request::post(format!("/bureau/sources/{}/import", house.lille.id))
        .header("content-type", "multipart/form-data; boundary=b")
        .body(Body::from("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n"))
        .unwrap();
    assert_eq!(house.ask(&mut director, request).await.status, StatusCode::FORBIDDEN);
    assert!(house.trial.registry.latest_runs(None, 1).await.unwrap().is_empty());
}
