//! Apache's `mod_auth_cas` and PHP's `phpCAS`, the two clients most vendors of press and courses run, in front of pages of
//! their own. Absent, it is said aloud, and fails if `BEFFROI_REQUIRE` names `mod-auth-cas` or `php-cas`.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use sign_on::Attribute;
use store::testing::on_both_at;

use crate::house::{AT, House, SETS, Ticketed};

/// A vendor's server, which ends with this value.
struct Server {
    child: Child,
    folder: tempfile::TempDir,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked first, so that its own children end too.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(5) && matches!(self.child.try_wait(), Ok(None)) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn absent(name: &str, is_there: bool) -> bool {
    if !is_there {
        eprintln!("NOT JUDGED: {name} is not installed here");
        let required = std::env::var("BEFFROI_REQUIRE").unwrap_or_default();
        assert!(!required.contains(name), "BEFFROI_REQUIRE asks for {name}, which is not installed");
    }
    !is_there
}

/// A port nobody listens at now.
fn free_port() -> u16 {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

impl Server {
    fn start(mut command: Command, folder: tempfile::TempDir, port: u16) -> Server {
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let server = Server { child, folder, port };
        let begun = Instant::now();
        while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(20), "it does not start: {}", server.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        server
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// What the reader's browser is answered there.
    async fn get(&self, cookies: &mut Vec<String>, url: &str) -> Seen {
        let (url, sent) = (url.to_owned(), cookies.join("; "));
        let seen = tokio::task::spawn_blocking(move || {
            let agent: ureq::Agent = ureq::Agent::config_builder()
                .max_redirects(0)
                .max_redirects_will_error(false)
                .http_status_as_error(false)
                .proxy(None)
                .timeout_global(Some(Duration::from_secs(20)))
                .build()
                .into();
            let mut answer = agent.get(&url).header("cookie", sent).call().unwrap();
            let all = |name: &str| {
                answer.headers().get_all(name).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
            };
            let (location, set, names): (Vec<String>, Vec<String>, Vec<String>) =
                (all("location"), all("set-cookie"), all("x-seen"));
            let status = answer.status().as_u16();
            let body = answer.body_mut().read_to_string().unwrap();
            let location = location.into_iter().next().unwrap_or_default();
            Seen { status, location, set, seen: names.into_iter().next().unwrap_or_default(), body }
        })
        .await
        .unwrap();
        for set in &seen.set {
            let pair = set.split(';').next().unwrap().to_owned();
            let name = pair.split('=').next().unwrap().to_owned();
            cookies.retain(|known| known.split('=').next() != Some(&name));
            cookies.push(pair);
        }
        seen
    }
}

struct Seen {
    status: u16,
    location: String,
    set: Vec<String>,
    seen: String,
    body: String,
}

const MODULES: &str = "/usr/lib/apache2/modules";

fn apache(server: std::net::SocketAddr) -> Server {
    let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
    let at = folder.path().display();
    for name in ["www", "www/prive", "cookies"] {
        let path = folder.path().join(name);
        std::fs::create_dir(&path).unwrap();
        Command::new("chmod").arg("777").arg(&path).status().unwrap();
    }
    Command::new("chmod").arg("755").arg(folder.path()).status().unwrap();
    std::fs::write(folder.path().join("www/prive/index.html"), "les journaux du jour").unwrap();
    let configuration = format!(
        r#"ServerName 127.0.0.1
ServerRoot "{at}"
PidFile "{at}/pid"
ErrorLog "{at}/log"
LogLevel info auth_cas:debug
Listen 127.0.0.1:{port}
LoadModule mpm_event_module {MODULES}/mod_mpm_event.so
LoadModule authn_core_module {MODULES}/mod_authn_core.so
LoadModule authz_core_module {MODULES}/mod_authz_core.so
LoadModule authz_user_module {MODULES}/mod_authz_user.so
LoadModule dir_module {MODULES}/mod_dir.so
LoadModule headers_module {MODULES}/mod_headers.so
LoadModule auth_cas_module {MODULES}/mod_auth_cas.so
User nobody
Group nogroup
StartServers 1
DocumentRoot "{at}/www"
DirectoryIndex index.html
CASCookiePath "{at}/cookies/"
CASLoginURL http://{server}/cas/login
CASValidateURL http://{server}/cas/p3/serviceValidate
CASSSOEnabled On
CASDebug On
<Directory "{at}/www">
Require all granted
</Directory>
<Location /prive>
AuthType CAS
CASAuthNHeader CAS-User
Require cas-attribute givenName:Ada
Header always set X-Seen "expr=%{{REMOTE_USER}} %{{HTTP:CAS-givenName}} %{{HTTP:CAS-sn}}"
</Location>
"#
    );
    let file = folder.path().join("apache.conf");
    std::fs::write(&file, configuration).unwrap();
    let mut command = Command::new("/usr/sbin/apache2");
    command.arg("-f").arg(&file).arg("-DFOREGROUND");
    Server::start(command, folder, port)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn apache_lets_readers_in_and_hears_them_leave() {
    let installed = |name: &str| Path::new(MODULES).join(name).exists();
    if absent("mod-auth-cas", Path::new("/usr/sbin/apache2").exists() && installed("mod_auth_cas.so")) {
        return;
    }
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let vendor = apache(house.listen().await);
        let service = format!("http://127.0.0.1:{}/prive/", vendor.port);
        house.vendor("presse", &[&service], &[Attribute::GivenName]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        let mut cookies = Vec::new();
        let asked = vendor.get(&mut cookies, &service).await;
        assert_eq!(asked.status, 302, "{}", vendor.log());
        let (_, query) = asked.location.split_once("/cas/login?").expect("it sends the reader to us");
        let (_, sent) = shell::parse_pairs(query.as_bytes()).remove(0);
        assert_eq!(sent, service);
        house.enter(&browser, &sent, "").await.ticket();
        let back = house.get(&browser, &format!("/cas/login?{query}")).await;
        let let_in = vendor.get(&mut cookies, &back.location).await;
        assert_eq!(let_in.status, 302, "the ticket is taken out of the address: {}", vendor.log());
        let page = vendor.get(&mut cookies, &service).await;
        assert_eq!(page.status, 200, "{}", vendor.log());
        assert_eq!(page.body, "les journaux du jour");
        let (name, told) = page.seen.split_once(' ').expect("a name and what is told");
        assert!(name.len() > 16 && name != ada, "a pseudonym: {name}");
        assert_eq!(told.trim(), "Ada", "agreed: a given name, and no family name");
        // The address with its ticket, taken from a history, opens nothing in another browser.
        let stolen = vendor.get(&mut Vec::new(), &back.location).await;
        assert_ne!(stolen.status, 200);
        assert!(
            stolen.set.iter().all(|cookie| !cookie.starts_with("MOD_AUTH_CAS"))
                || stolen.location.contains("/cas/login")
        );
        // She leaves here: there too.
        house.get(&browser, "/cas/logout").await;
        sign_on::keep::run(&house.web).await;
        let after = vendor.get(&mut cookies, &service).await;
        assert_eq!(after.status, 302, "{}", vendor.log());
        assert!(after.location.contains("/cas/login?"), "{}", after.location);
    })
    .await;
}

const PHP: &str = r#"<?php
require_once 'CAS.php';
$server = getenv('CAS_SERVER');
[$host, $port] = explode(':', $server);
$own = 'http://127.0.0.1:' . getenv('OWN_PORT');
phpCAS::client(CAS_VERSION_3_0, $host, (int) $port, '/cas', $own, true);
// It knows https only, unless told each address.
phpCAS::setServerLoginURL("http://$server/cas/login?service=" . urlencode("$own/prive.php"));
phpCAS::setServerServiceValidateURL("http://$server/cas/p3/serviceValidate");
phpCAS::setFixedServiceURL("$own/prive.php");
phpCAS::setNoCasServerValidation();
phpCAS::handleLogoutRequests(false);
phpCAS::forceAuthentication();
header('Content-Type: application/json');
echo json_encode(['user' => phpCAS::getUser(), 'attributes' => phpCAS::getAttributes()]);
"#;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn php_lets_readers_in_and_hears_them_leave() {
    let works = Command::new("php")
        .args(["-r", "require_once 'CAS.php'; exit(extension_loaded('curl') && extension_loaded('dom') ? 0 : 1);"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|status| status.success());
    if absent("php-cas", works) {
        return;
    }
    on_both_at(SETS, AT, |db| async move {
        let house = House::open(db).await;
        let server = house.listen().await;
        let (folder, port) = (tempfile::tempdir().unwrap(), free_port());
        std::fs::write(folder.path().join("prive.php"), PHP).unwrap();
        let mut command = Command::new("php");
        command
            .args(["-S", &format!("127.0.0.1:{port}"), "-t"])
            .arg(folder.path())
            .args(["-d", &format!("session.save_path={}", folder.path().display())])
            .env("CAS_SERVER", server.to_string())
            .env("OWN_PORT", port.to_string())
            .env("PHP_CLI_SERVER_WORKERS", "2");
        let vendor = Server::start(command, folder, port);
        let service = format!("http://127.0.0.1:{port}/prive.php");
        house.vendor("cours", &[&service], &[Attribute::Member]).await;
        let ada = house.reader("Ada", "Lecourt").await;
        let browser = house.signed_in(&ada).await;
        let mut cookies = Vec::new();
        let asked = vendor.get(&mut cookies, &service).await;
        assert_eq!(asked.status, 302, "{}", asked.body);
        let (_, query) = asked.location.split_once("/cas/login?").expect("it sends the reader to us");
        house.enter(&browser, &service, "").await.ticket();
        let back = house.get(&browser, &format!("/cas/login?{query}")).await;
        let let_in = vendor.get(&mut cookies, &back.location).await;
        assert_eq!(let_in.status, 302, "{}", let_in.body);
        let page = vendor.get(&mut cookies, &let_in.location).await;
        assert_eq!(page.status, 200, "{}", page.body);
        let told: serde_json::Value = serde_json::from_str(&page.body).unwrap();
        assert!(told["user"].as_str().is_some_and(|name| name.len() > 16 && name != ada), "{told}");
        assert_eq!(told["attributes"]["member"], "true");
        assert!(told["attributes"].get("givenName").is_none(), "{told}");
        // She leaves here: there too.
        house.get(&browser, "/cas/logout").await;
        sign_on::keep::run(&house.web).await;
        let after = vendor.get(&mut cookies, &service).await;
        assert_eq!(after.status, 302, "{}", after.body);
    })
    .await;
}
