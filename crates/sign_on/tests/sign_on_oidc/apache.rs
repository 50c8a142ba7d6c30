//! Apache with `mod_auth_openidc` as a vendor: what most sites that are no application put before themselves. Absent, it is
//! said aloud, and fails if `BEFFROI_REQUIRE` names `mod-auth-openidc`.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use people::testing::Browser;
use sign_on::oidc::Settings;
use sign_on::{Attribute, keep};
use store::testing::on_both;

use crate::house::{House, SECRET, SETS};

const MODULES: &str = "/usr/lib/apache2/modules";

struct Apache {
    child: Child,
    address: SocketAddr,
    _folder: tempfile::TempDir,
}

impl Drop for Apache {
    fn drop(&mut self) {
        // Asked to stop, it takes its workers with it.
        let _ = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(5) && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn program() -> Option<PathBuf> {
    let found = ["/usr/sbin/apache2", "/usr/bin/apache2"].into_iter().map(PathBuf::from).find(|path| path.exists());
    let module = Path::new(MODULES).join("mod_auth_openidc.so").exists();
    if let Some(found) = found.filter(|_| module) {
        return Some(found);
    }
    eprintln!("NOT JUDGED: apache2 with mod_auth_openidc is not installed here");
    let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
    assert!(
        !required.contains("mod-auth-openidc"),
        "BEFFROI_REQUIRE asks for mod-auth-openidc, which is not installed"
    );
    None
}

impl Apache {
    /// Starts it before a page that says whom it sees, at an address that is free.
    fn start(program: &Path, provider: &str, address: SocketAddr) -> Apache {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name).display().to_string();
        std::fs::create_dir(folder.path().join("site")).unwrap();
        std::fs::write(folder.path().join("site/prive.html"), "chez le fournisseur").unwrap();
        let load: String = ["mpm_event", "authn_core", "authz_core", "authz_user", "auth_openidc", "headers", "mime"]
            .iter()
            .map(|name| format!("LoadModule {name}_module {MODULES}/mod_{name}.so\n"))
            .collect();
        // Whoever runs as root must say as whom the workers run.
        let user =
            if std::fs::metadata("/root/.").is_ok_and(|_| is_root()) { "User www-data\nGroup www-data\n" } else { "" };
        let configuration = format!(
            "ServerName localhost\nListen {address}\nPidFile {pid}\nErrorLog {log}\nDocumentRoot {site}\n{load}{user}\
             TypesConfig /etc/mime.types\nLogLevel auth_openidc:info\n\
             OIDCProviderMetadataURL {provider}/.well-known/openid-configuration\n\
             OIDCClientID presse\nOIDCClientSecret {SECRET}\nOIDCRedirectURI http://{address}/retour\n\
             OIDCCryptoPassphrase une-phrase-de-test\nOIDCPKCEMethod S256\nOIDCScope \"openid profile\"\n\
             OIDCIDTokenSignedResponseAlg ES256\nOIDCProviderTokenEndpointAuth client_secret_basic\n\
             <Location />\nAuthType openid-connect\nRequire valid-user\n\
             Header set X-Sub \"%{{OIDC_CLAIM_sub}}e\"\nHeader set X-Given \"%{{OIDC_CLAIM_given_name}}e\"\n\
             Header set X-Member \"%{{OIDC_CLAIM_beffroi_member}}e\"\n</Location>\n",
            pid = at("pid"),
            log = at("log"),
            site = at("site"),
        );
        std::fs::write(folder.path().join("conf"), configuration).unwrap();
        use std::os::unix::fs::PermissionsExt as _;
        for open in [folder.path().to_owned(), folder.path().join("site")] {
            std::fs::set_permissions(open, std::fs::Permissions::from_mode(0o755)).unwrap();
        }
        let child = Command::new(program)
            .args(["-X", "-f", &at("conf")])
            .stdout(Stdio::null())
            .spawn()
            .expect("apache2 starts");
        let apache = Apache { child, address, _folder: folder };
        let began = Instant::now();
        while std::net::TcpStream::connect(address).is_err() {
            assert!(began.elapsed() < Duration::from_secs(20), "apache2 does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        apache
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self._folder.path().join("log")).unwrap_or_default()
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

/// What the vendor's site answers a browser.
struct Page {
    status: u16,
    location: String,
    sub: String,
    given: String,
    member: String,
}

/// A browser at the vendor's: keeps its cookies.
#[derive(Default)]
struct Visit(Vec<(String, String)>);

impl Visit {
    fn get(&mut self, url: &str) -> Page {
        tokio::task::block_in_place(|| {
            let agent = ureq::Agent::new_with_config(
                ureq::Agent::config_builder().max_redirects(0).http_status_as_error(false).proxy(None).build(),
            );
            let cookies: Vec<String> = self.0.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let answer =
                agent.get(url).header("cookie", cookies.join("; ")).header("accept", "text/html").call().unwrap();
            for set in answer.headers().get_all("set-cookie") {
                let pair = set.to_str().unwrap().split(';').next().unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                self.0.retain(|(known, _)| known != name);
                if !value.is_empty() {
                    self.0.push((name.to_owned(), value.to_owned()));
                }
            }
            let text = |name: &str| {
                let value = answer.headers().get(name);
                String::from_utf8_lossy(value.map_or(b"", |value| value.as_bytes())).into_owned()
            };
            Page {
                status: answer.status().as_u16(),
                location: text("location"),
                sub: text("x-sub"),
                given: text("x-given"),
                member: text("x-member"),
            }
        })
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn mod_auth_openidc_signs_on() {
    let Some(program) = program() else { return };
    on_both(SETS, |db| {
        let program = program.clone();
        async move {
            let house = crate::judged::open(db).await;
            let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
            let settings = Settings {
                post_logout_uris: vec![format!("http://{free}/parti")],
                back_channel_logout_uri: Some(format!("http://{free}/retour?logout=backchannel")),
                ..Settings::with_secret(vec![format!("http://{free}/retour")], SECRET)
            };
            house.vendor("presse", &settings, &[Attribute::GivenName, Attribute::Member]).await;
            let number = house.reader("Zoé", "Dubois").await;
            let browser = house.signed_in(&number).await;
            let public = house.public.clone();
            let apache = tokio::task::spawn_blocking(move || Apache::start(&program, &public, free)).await.unwrap();
            let private = format!("http://{}/prive.html", apache.address);

            let mut visit = Visit::default();
            let began = visit.get(&private);
            assert_eq!(began.status, 302, "{}", apache.log());
            let back = walk(&house, &browser, &began.location).await;
            let returned = visit.get(&back);
            assert_eq!((returned.status, returned.location.as_str()), (302, private.as_str()), "{}", apache.log());
            let page = visit.get(&private);
            assert_eq!(page.status, 200, "{}", apache.log());
            assert_eq!(page.sub.len(), 40, "a pseudonym");
            assert_eq!(page.given, "Zoé");
            assert_eq!(page.member, "1");
            // The same answer in another browser, which has not asked: refused by the vendor.
            assert_ne!(Visit::default().get(&back).status, 200);

            // The session here ends: the vendor's ends too, told behind the reader's back.
            house.people.sign_out(&browser.session().unwrap()).await.unwrap();
            let round = keep::run(&house.web).await;
            assert_eq!((round.told, round.failed), (1, 0), "{}", apache.log());
            assert_eq!(visit.get(&private).status, 302, "signed out there");

            // Leaving from the vendor's: it shows its ID token, the session here ends, the reader comes back.
            let browser = house.signed_in(&number).await;
            let mut visit = Visit::default();
            let back = walk(&house, &browser, &visit.get(&private).location).await;
            visit.get(&back);
            assert_eq!(visit.get(&private).sub, page.sub, "the same reader");
            let parti = form_urlencoded::byte_serialize(format!("http://{free}/parti").as_bytes()).collect::<String>();
            let leaving = visit.get(&format!("http://{free}/retour?logout={parti}"));
            assert!(leaving.location.starts_with(&format!("{}/oidc/logout?", house.public)), "{}", leaving.location);
            let answer = house.get(&browser, leaving.location.strip_prefix(&house.public).unwrap()).await;
            assert!(
                answer.location.starts_with(&format!("http://{free}/parti")),
                "{} {}",
                answer.location,
                answer.text
            );
            assert!(browser.session().is_none());
        }
    })
    .await;
}

async fn walk(house: &House, browser: &Browser, url: &str) -> String {
    let answer = house.get(browser, url.strip_prefix(&house.public).unwrap_or_else(|| panic!("not ours: {url}"))).await;
    let answer = house.agree(browser, answer).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.location
}
