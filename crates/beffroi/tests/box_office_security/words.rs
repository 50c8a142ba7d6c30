//! Names that want to be something else: script, formulas, headers, markup of documents.

use axum::http::{StatusCode, header};
use people::Role;

use crate::house::Browser;
use crate::stall::Stall;

const SCRIPT: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>";

/// None of these opens a tag or an attribute of its own.
fn is_harmless(page: &str) -> bool {
    !page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("\"><img")
}

#[tokio::test]
async fn script_in_a_name_stays_a_name() {
    let stall = Stall::open("script", false).await;
    let mut browser = Browser::default();
    let order = stall.ordered(&mut browser, 1, SCRIPT, "ana@exemple.example").await;
    assert_eq!(order.name, SCRIPT, "a name is kept as it was typed");
    let mut director = stall.house.signed_in(Role::Director).await;
    let item = stall.item();
    let mut seen = 0;
    for path in [
        format!("/billetterie/commande/{}", order.secret),
        format!("/bureau/billetterie/commande/{}", order.id),
        "/bureau/billetterie/commandes?q=alert".to_owned(),
        format!("/bureau/billetterie/seance/{item}"),
        format!("/bureau/billetterie/seance/{item}/porte"),
        format!("/bureau/billetterie/seance/{item}/releve"),
    ] {
        let answer = stall.house.get(&mut director, &path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert!(is_harmless(&answer.text), "{path}: {}", answer.text);
        assert!(answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("default-src 'none'"));
        seen += usize::from(answer.text.contains("alert"));
    }
    assert!(seen >= 2, "the name is shown somewhere: the test looked at the right pages");
    // A form refused shows what was typed again, as text.
    let basket = stall.basket(&mut browser, 1).await;
    let answer = stall.name_oneself(&mut browser, &basket, SCRIPT, "\"><script>alert(3)</script>", "town_hall").await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(is_harmless(&answer.text) && !answer.text.contains("<script>alert(3)"), "{}", answer.text);
}

#[tokio::test]
async fn documents_and_letters_take_names_as_words() {
    let stall = Stall::open("documents", false).await;
    // Markup of the printer's own language, and a file it could read.
    let names =
        ["#eval(\"1+1\") *gras* #read(\"/etc/passwd\")", SCRIPT, "%PDF /JavaScript (app.alert)", "\\u{202e}#[x] $ \\"];
    for (number, name) in names.iter().enumerate() {
        let body = serde_json::json!({
            "item": stall.item(), "lines": [{ "tariff": "plein", "quantity": 1 }], "paid": "external",
            "buyer": { "name": name, "email": format!("p{number}@exemple.example") },
        });
        let answer = stall.api(&stall.stage.key, "/api/billetterie/commandes", &format!("doc-{number}"), &body).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text);
    }
    let orders = stall.orders().await;
    assert_eq!(orders.len(), names.len());
    let mut browser = Browser::default();
    for order in &orders {
        let path = format!("/billetterie/commande/{}/billets.pdf", order.secret);
        let answer = stall.house.get(&mut browser, &path).await;
        assert_eq!(answer.status, StatusCode::OK, "{}: {}", order.name, answer.text);
        assert!(answer.text.starts_with("%PDF"));
        for word in ["/JavaScript", "/Launch", "/EmbeddedFile", "root:x:"] {
            assert!(!answer.text.contains(word), "{}: {word}", order.name);
        }
    }
    let mut director = stall.house.signed_in(Role::Director).await;
    let answer =
        stall.house.get(&mut director, &format!("/bureau/billetterie/seance/{}/porte.pdf", stall.item())).await;
    assert!(answer.status == StatusCode::OK && answer.text.starts_with("%PDF"), "{}", answer.text);
}

#[tokio::test]
async fn no_table_begins_a_formula() {
    let stall = Stall::open("formulas", false).await;
    let names = [
        "=HYPERLINK(\"http://mal.example\",\"x\")",
        "+33",
        "-2+3",
        "@SUM(A1)",
        "\u{ff1d}1+1",
        "  =1+1",
        "a\";=1+1;\"b",
    ];
    for (number, name) in names.iter().enumerate() {
        stall.ordered(&mut Browser::default(), 1, name, &format!("p{number}@exemple.example")).await;
    }
    let mut director = stall.house.signed_in(Role::Director).await;
    let (mut looked, mut named) = (0, 0);
    let tables = beffroi::routes().into_iter().filter(|rule| {
        rule.method == "GET"
            && rule.path.ends_with(".csv")
            && ["billetterie", "declarations", "belles-sorties"].iter().any(|part| rule.path.contains(part))
    });
    for rule in tables {
        let path = rule.path.replace("{item}", stall.item()).replace("{edition}", "2026");
        if path.contains('{') {
            continue;
        }
        let answer = stall.house.get(&mut director, &path).await;
        assert!(!answer.status.is_server_error(), "{path}: {}", answer.status);
        if answer.status != StatusCode::OK {
            continue;
        }
        looked += 1;
        named += usize::from(answer.text.contains("HYPERLINK"));
        let text = answer.text.trim_start_matches('\u{feff}');
        let separator = if text.lines().next().unwrap_or_default().contains(';') { b';' } else { b',' };
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(separator)
            .from_reader(text.as_bytes());
        for record in reader.records() {
            for cell in record.unwrap().iter() {
                let number = cell.replace(',', ".").parse::<f64>().is_ok();
                let risky = cell.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\u{ff1d}']);
                assert!(!risky || (number && cell.starts_with('-') && !names.contains(&cell)), "{path}: {cell:?}");
            }
        }
    }
    assert!(looked >= 2, "{looked} tables looked at");
    assert!(named >= 1, "the names are in one of them");
}

#[tokio::test]
async fn no_letter_gets_a_header_of_the_buyers() {
    let stall = Stall::open("headers", false).await;
    let wrong = [
        "ana@exemple.example\r\nBcc: tous@exemple.example",
        "ana@exemple.example\nSubject: x",
        "ana@exemple.example, tous@exemple.example",
        "Ana <ana@exemple.example>",
        "ana@exemple.example;tous@exemple.example",
        "ana@exemple.example\u{0}",
        "ana@exemple",
    ];
    for (number, email) in wrong.iter().enumerate() {
        let mut browser = Browser::default();
        let basket = stall.basket(&mut browser, 1).await;
        let answer = stall.name_oneself(&mut browser, &basket, "Ana", email, "town_hall").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{email:?} -> {}", answer.location());
        let body = serde_json::json!({
            "item": stall.item(), "lines": [{ "tariff": "plein", "quantity": 1 }], "paid": "external",
            "buyer": { "name": "Ana", "email": email },
        });
        let answer = stall.api(&stall.stage.key, "/api/billetterie/commandes", &format!("head-{number}"), &body).await;
        assert!(answer.status.is_client_error(), "{email:?}: {} {}", answer.status, answer.text);
    }
    assert!(stall.orders().await.is_empty());
    // A name on two lines is refused or becomes one line; the letter's own lines are ours.
    let mut browser = Browser::default();
    let basket = stall.basket(&mut browser, 1).await;
    let name = "Ana\r\nBcc: tous@exemple.example";
    let answer = stall.name_oneself(&mut browser, &basket, name, "ana@exemple.example", "town_hall").await;
    if answer.status == StatusCode::SEE_OTHER {
        assert!(stall.orders().await.iter().all(|order| !order.name.contains(['\r', '\n'])));
    } else {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let bad = "SELECT count(*) FROM mail_letters WHERE subject LIKE '%' || char(10) || '%' OR recipient LIKE '%Bcc%'";
    assert_eq!(stall.count(bad).await, 0);
}
