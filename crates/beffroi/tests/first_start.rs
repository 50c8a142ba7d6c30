//! A new user's first start: the real binary, an empty folder, the demonstration; then a browser walks every page.

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// The server, stopped when the test ends however it ends.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn start(data: &Path) -> Server {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = std::fs::File::create(data.join("server.log")).unwrap();
        let child = Command::new(env!("CARGO_BIN_EXE_beffroi"))
            .args(["--data", data.to_str().unwrap(), "--listen", &format!("127.0.0.1:{port}")])
            // A passkey is bound to a name.
            .args(["--public-url", &format!("http://localhost:{port}")])
            .current_dir(data)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut server = Server { child, port };
        for _ in 0..3_000 {
            if server.try_get("/readyz").is_some_and(|(status, _)| status == 200) {
                return server;
            }
            if let Some(status) = server.child.try_wait().unwrap() {
                panic!("the server ended ({status}):\n{}", std::fs::read_to_string(data.join("server.log")).unwrap());
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the server did not get ready:\n{}", std::fs::read_to_string(data.join("server.log")).unwrap());
    }

    fn try_get(&self, path: &str) -> Option<(u16, String)> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).ok()?;
        write!(stream, "GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n").ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).ok()?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1)?.parse().ok()?;
        Some((status, answer.split_once("\r\n\r\n")?.1.to_owned()))
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.try_get(path).unwrap_or_else(|| panic!("{path} was not answered"))
    }
}

#[test]
fn a_first_start_installs_the_demonstration_and_every_page_is_sound() {
    let folder = std::env::temp_dir().join(format!("beffroi-first-start-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let server = Server::start(&folder);

    let (status, answer) = server.get("/api/catalogue/search?q=germinal");
    assert_eq!(status, 200);
    let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
    let zola = &answer["hits"][0];
    assert_eq!(zola["title"], "Germinal");
    assert_eq!(zola["author"], "Émile Zola");
    assert!(zola["edition_count"].as_u64().unwrap() >= 2, "{zola}");
    assert!(zola["library_count"].as_u64().unwrap() >= 8, "{zola}");
    // One electronic text is one edition, however many libraries list it.
    assert!(zola["edition_count"].as_u64().unwrap() <= 4, "{zola}");
    assert!(answer["facets"].as_array().unwrap().len() >= 4);

    assert_eq!(server.get("/").0, 200);
    assert_eq!(server.get("/healthz").0, 200);
    assert!(server.get("/metrics").1.contains("http_request_duration_seconds"));
    let (_, openapi) = server.get("/api/catalogue/openapi.json");
    let openapi: serde_json::Value = serde_json::from_str(&openapi).unwrap();
    assert!(openapi["paths"]["/api/catalogue/search"]["get"].is_object());
    assert!(server.get("/oai?verb=Identify").1.contains("<Identify>"));
    assert!(server.get("/sru").1.contains("explain"));
    assert!(server.get("/sitemap.xml").1.contains("sitemapindex"));
    assert_eq!(server.get("/oeuvre/999999999").0, 404);

    browse(&server);
    drop(server);

    // A second start finds everything: nothing is installed again.
    let server = Server::start(&folder);
    assert!(!std::fs::read_to_string(folder.join("server.log")).unwrap().contains("First start"));
    assert_eq!(server.get("/recherche?q=germinal").0, 200);
    drop(server);
    let _ = std::fs::remove_dir_all(folder);
}

/// Chromium and axe-core judge the pages, where they are found.
fn browse(server: &Server) {
    let journeys = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/browser");
    let found =
        |name: &str| Command::new(name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let missing = if !Path::new("/usr/bin/chromium").exists() {
        Some("Chromium (/usr/bin/chromium)")
    } else if !found("node") {
        Some("Node.js")
    } else if !journeys.join("node_modules/playwright-core").exists() {
        Some("playwright-core (run `npm ci` in tests/browser)")
    } else {
        None
    };
    if let Some(missing) = missing {
        let required = std::env::var("BEFFROI_REQUIRE").is_ok_and(|list| list.contains("chromium"));
        assert!(!required, "{missing} is required and was not found");
        eprintln!("\n*** {missing} not found: THE PAGES WERE NOT WALKED IN A BROWSER ***\n");
        return;
    }
    let walk = Command::new("node")
        .arg("run.mjs")
        .arg(format!("http://127.0.0.1:{}", server.port))
        .args(["--office", "direction@demo.example:sous-le-beffroi"])
        .current_dir(journeys)
        .output()
        .unwrap();
    assert!(
        walk.status.success(),
        "the browser found faults:\n{}\n{}",
        String::from_utf8_lossy(&walk.stdout),
        String::from_utf8_lossy(&walk.stderr)
    );
}
