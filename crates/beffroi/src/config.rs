//! Configuration: command line over environment over file over defaults.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use box_office::duties::{Sibil, SibilAccount};
use clap::Args;
use serde::Deserialize;

use crate::payments::PaymentArgs;

/// What every command accepts.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct GlobalArgs {
    /// Folder that holds the database, the search index and the files [default: ./beffroi-data]
    #[arg(long, global = true, env = "BEFFROI_DATA", value_name = "FOLDER")]
    pub(crate) data: Option<PathBuf>,

    /// Database: sqlite:PATH or postgres://USER@HOST/NAME [default: SQLite in the data folder]
    #[arg(long, global = true, env = "BEFFROI_DATABASE", value_name = "ADDRESS", hide_env_values = true)]
    pub(crate) database: Option<String>,

    /// Address and port to answer on [default: 127.0.0.1:8080]
    #[arg(long, global = true, env = "BEFFROI_LISTEN", value_name = "ADDRESS")]
    pub(crate) listen: Option<SocketAddr>,

    /// Address by which the outside knows the server, for links in feeds [default: from --listen]
    #[arg(long, global = true, env = "BEFFROI_PUBLIC_URL", value_name = "URL")]
    pub(crate) public_url: Option<String>,

    /// Folder of templates, words and theme that replace the built-in ones
    #[arg(long, global = true, env = "BEFFROI_OVERRIDES", value_name = "FOLDER")]
    pub(crate) overrides: Option<PathBuf>,

    /// How many proxies stand before the server, whose X-Forwarded-For is believed [default: 0, none]
    #[arg(long, global = true, env = "BEFFROI_PROXIES", value_name = "NUMBER")]
    pub(crate) proxies: Option<u8>,

    /// Where letters go: smtps://USER:PASSWORD@HOST, smtp+starttls://…, smtp://HOST, or a folder [default: courrier in the
    /// data folder]
    #[arg(long, global = true, env = "BEFFROI_MAIL", value_name = "ADDRESS", hide_env_values = true)]
    pub(crate) mail: Option<String>,

    /// Sender of letters, such as "Bibliothèques <bonjour@exemple.fr>"
    #[arg(long, global = true, env = "BEFFROI_MAIL_FROM", value_name = "SENDER")]
    pub(crate) mail_from: Option<String>,

    /// Where the media library's files are: a folder, or s3://BUCKET/PREFIX [default: contenus in the data folder]
    #[arg(long, global = true, env = "BEFFROI_CONTENT", value_name = "ADDRESS")]
    pub(crate) content: Option<String>,

    /// PEM file that signs passes for Apple Wallet: a Pass Type ID certificate, its key, Apple's WWDR certificate [default: none]
    #[arg(long, global = true, env = "BEFFROI_APPLE_WALLET", value_name = "FILE")]
    pub(crate) apple_wallet: Option<PathBuf>,

    /// JSON file of the service account that signs passes for Google Wallet [default: none]
    #[arg(long, global = true, env = "BEFFROI_GOOGLE_WALLET", value_name = "FILE")]
    pub(crate) google_wallet: Option<PathBuf>,

    /// Issuer's number in the Google Wallet console, to go with --google-wallet
    #[arg(long, global = true, env = "BEFFROI_GOOGLE_WALLET_ISSUER", value_name = "NUMBER")]
    pub(crate) google_wallet_issuer: Option<String>,

    /// Online payments
    #[command(flatten)]
    pub(crate) payment: PaymentArgs,

    /// Write logs as JSON, one object a line
    #[arg(long, global = true, env = "BEFFROI_LOG_JSON")]
    pub(crate) log_json: bool,

    /// TOML file with the same settings [default: ./beffroi.toml when there is one]
    #[arg(long, global = true, env = "BEFFROI_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// The same settings in a TOML file.
#[derive(Deserialize, Default, Debug)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    data: Option<PathBuf>,
    database: Option<String>,
    listen: Option<SocketAddr>,
    public_url: Option<String>,
    overrides: Option<PathBuf>,
    proxies: Option<u8>,
    mail: Option<String>,
    mail_from: Option<String>,
    content: Option<String>,
    apple_wallet: Option<PathBuf>,
    google_wallet: Option<PathBuf>,
    google_wallet_issuer: Option<String>,
    payment: Option<PaymentArgs>,
    sibil: BTreeMap<String, SibilFile>,
    sip2: Option<Sip2File>,
    sign_on: SignOnFile,
    outside: BTreeMap<String, OutsideFile>,
    log_json: Option<bool>,
}

/// A seller's account at SIBIL, in a table `[sibil.CODE]` where `CODE` is the institution's. Only in the file: there is one a
/// seller.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SibilFile {
    /// The API's address, without `/api/v2`.
    address: String,
    /// The account's user.
    user: String,
    /// File with its password.
    password_file: PathBuf,
}

/// Where the SIP2 server answers, in a table `[sip2]`.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Sip2File {
    /// Address and port; without a certificate, an address of this machine only unless `plain` says otherwise.
    pub(crate) listen: SocketAddr,
    /// PEM file of the certificate and those that vouch for it.
    pub(crate) certificate: Option<PathBuf>,
    /// PEM file of its private key.
    pub(crate) key: Option<PathBuf>,
    /// Answer without TLS to other machines too: for a network nobody else is on.
    #[serde(default)]
    pub(crate) plain: bool,
}

/// Signing on at vendors' sites, in a table `[sign-on]`.
#[derive(Deserialize, Clone, Debug, Default)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SignOnFile {
    /// PEM file (PKCS #8) of an RSA key of 2048 bits at least, for vendors that know no other signature than RS256.
    pub(crate) rsa_key: Option<PathBuf>,
}

/// An outside provider of identities (OpenID Connect), in a table `[outside.CODE]`.
#[derive(Deserialize, Clone, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct OutsideFile {
    /// What the button says.
    pub(crate) label: String,
    /// The issuer's address; its configuration is read below it.
    pub(crate) issuer: String,
    /// Who we are there.
    pub(crate) client_id: String,
    /// File with our secret there.
    pub(crate) client_secret_file: PathBuf,
    /// What is asked beside `openid`.
    #[serde(default)]
    pub(crate) scopes: Vec<String>,
    /// The `acr_values` asked, as FranceConnect wants one (`eidas1`).
    pub(crate) acr: Option<String>,
}

/// Settings in force.
#[derive(Clone, Debug)]
pub(crate) struct Config {
    pub(crate) data: PathBuf,
    pub(crate) database: String,
    pub(crate) listen: SocketAddr,
    pub(crate) public_url: String,
    pub(crate) overrides: Option<PathBuf>,
    /// How many proxies stand before the server.
    pub(crate) proxies: u8,
    /// A folder, or the address of a mail server.
    pub(crate) mail: String,
    pub(crate) mail_from: String,
    /// A folder, or an object store's address.
    pub(crate) content: String,
    pub(crate) apple_wallet: Option<PathBuf>,
    pub(crate) google_wallet: Option<PathBuf>,
    pub(crate) google_wallet_issuer: Option<String>,
    pub(crate) payment: PaymentArgs,
    /// Accounts at SIBIL, by the seller's code.
    pub(crate) sibil: BTreeMap<String, SibilFile>,
    pub(crate) sip2: Option<Sip2File>,
    pub(crate) sign_on: SignOnFile,
    /// Outside providers of identities, by their code in addresses.
    pub(crate) outside: BTreeMap<String, OutsideFile>,
    pub(crate) log_json: bool,
}

impl Config {
    /// Puts the layers together.
    pub(crate) fn gather(args: &GlobalArgs) -> Result<Config> {
        let file = match &args.config {
            Some(path) => read_file(path)?,
            None if Path::new("beffroi.toml").exists() => read_file(Path::new("beffroi.toml"))?,
            None => File::default(),
        };
        let data = args.data.clone().or(file.data).unwrap_or_else(|| PathBuf::from("beffroi-data"));
        let database = args
            .database
            .clone()
            .or(file.database)
            .unwrap_or_else(|| format!("sqlite:{}", data.join("beffroi.sqlite").display()));
        let listen = match args.listen.or(file.listen) {
            Some(listen) => listen,
            None => SocketAddr::from(([127, 0, 0, 1], 8080)),
        };
        let public_url = args
            .public_url
            .clone()
            .or(file.public_url)
            .unwrap_or_else(|| format!("http://{listen}"))
            .trim_end_matches('/')
            .to_owned();
        let inside = |name: &str| data.join(name).display().to_string();
        let host =
            public_url.split_once("://").map_or("", |(_, rest)| rest).split([':', '/']).next().unwrap_or_default();
        let sender = if host.contains('.') && !host.starts_with(|c: char| c.is_ascii_digit()) {
            host
        } else {
            "beffroi.example"
        };
        Ok(Config {
            proxies: args.proxies.or(file.proxies).unwrap_or(0),
            mail: args.mail.clone().or(file.mail).unwrap_or_else(|| inside("courrier")),
            mail_from: args
                .mail_from
                .clone()
                .or(file.mail_from)
                .unwrap_or_else(|| format!("Beffroi <ne-pas-repondre@{sender}>")),
            content: args.content.clone().or(file.content).unwrap_or_else(|| inside("contenus")),
            apple_wallet: args.apple_wallet.clone().or(file.apple_wallet),
            google_wallet: args.google_wallet.clone().or(file.google_wallet),
            google_wallet_issuer: args.google_wallet_issuer.clone().or(file.google_wallet_issuer),
            payment: args.payment.clone().over(file.payment.unwrap_or_default()),
            sibil: file.sibil,
            sip2: file.sip2,
            sign_on: file.sign_on,
            outside: file.outside,
            data,
            database,
            listen,
            public_url,
            overrides: args.overrides.clone().or(file.overrides),
            log_json: args.log_json || file.log_json.unwrap_or(false),
        })
    }

    /// Who carries letters away.
    pub(crate) fn postman(&self) -> Result<mail::Postman> {
        let from = self.mail_from.as_str();
        let (encryption, rest) = match self.mail.split_once("://") {
            Some(("smtps", rest)) => (mail::Encryption::Tls, rest),
            Some(("smtp+starttls", rest)) => (mail::Encryption::StartTls, rest),
            Some(("smtp", rest)) => (mail::Encryption::None, rest),
            Some((other, _)) => bail!("“{other}” is no way for letters: say smtps, smtp+starttls, smtp or a folder"),
            None => return Ok(mail::Postman::folder(&self.mail, from)?),
        };
        let (login, server) = match rest.rsplit_once('@') {
            Some((login, server)) => (Some(login), server),
            None => (None, rest),
        };
        let (host, port) = match server.trim_end_matches('/').rsplit_once(':') {
            Some((host, port)) => (host, Some(port.parse().with_context(|| format!("“{port}” is no port"))?)),
            None => (server.trim_end_matches('/'), None),
        };
        let login = match login.map(|login| login.split_once(':')) {
            Some(Some((user, password))) => Some((user.to_owned(), password.to_owned())),
            Some(None) => bail!("the mail server's address has a user and no password"),
            None => None,
        };
        Ok(mail::Postman::smtp(&mail::Smtp { host: host.to_owned(), port, encryption, login }, from)?)
    }

    /// Where the media library's files are.
    pub(crate) fn shelf(&self) -> Result<mediatheque::content::Shelf> {
        Ok(mediatheque::content::Shelf::at(&self.content)?)
    }

    /// What signs passes and tickets for phones' wallets.
    pub(crate) fn wallets(&self) -> Result<(museum_pass::phone::Wallets, box_office::portal::Wallets)> {
        let read = |path: &PathBuf| {
            std::fs::read_to_string(path).with_context(|| format!("{} could not be read", path.display()))
        };
        let apple = self.apple_wallet.as_ref().map(read).transpose()?;
        let google = match (&self.google_wallet, &self.google_wallet_issuer) {
            (Some(path), Some(issuer)) => Some((issuer.as_str(), read(path)?)),
            (None, None) => None,
            (Some(_), None) => {
                bail!("--google-wallet needs --google-wallet-issuer, the number given in Google's console")
            }
            (None, Some(_)) => bail!("--google-wallet-issuer needs --google-wallet, the service account's file"),
        };
        let google = google.as_ref().map(|(issuer, file)| (*issuer, file.as_str()));
        let why = "passes and tickets can't be signed for phones' wallets";
        let passes = museum_pass::phone::Wallets::read(apple.as_deref(), google).context(why)?;
        let tickets = box_office::portal::Wallets::read(apple.as_deref(), google).context(why)?;
        Ok((passes, tickets))
    }

    /// Who declares performances to SIBIL, and with which account.
    pub(crate) fn sibil(&self) -> Result<Sibil> {
        let mut accounts = BTreeMap::new();
        for (seller, said) in &self.sibil {
            let path = said.password_file.display();
            let password = std::fs::read_to_string(&said.password_file)
                .with_context(|| format!("the password of {seller} at SIBIL could not be read from {path}"))?;
            let account = SibilAccount {
                address: said.address.trim_end_matches('/').to_owned(),
                user: said.user.clone(),
                password: password.trim().to_owned(),
            };
            accounts.insert(seller.clone(), account);
        }
        Ok(Sibil::new(accounts))
    }

    /// Outside providers of identities, each with our secret there.
    pub(crate) fn outside_providers(&self) -> Result<Vec<sign_on::outside::Provider>> {
        let mut providers = Vec::new();
        for (code, said) in &self.outside {
            let path = said.client_secret_file.display();
            let secret = std::fs::read_to_string(&said.client_secret_file)
                .with_context(|| format!("our secret at the provider {code} could not be read from {path}"))?;
            let provider = sign_on::outside::Provider {
                code: code.clone(),
                label: said.label.clone(),
                issuer: said.issuer.clone(),
                client_id: said.client_id.clone(),
                client_secret: secret.trim().to_owned(),
                scopes: said.scopes.clone(),
                acr: said.acr.clone(),
            };
            if let Err(why) = provider.check() {
                bail!("the provider [outside.{code}] can't serve: {why}");
            }
            providers.push(provider);
        }
        Ok(providers)
    }

    /// Where machines that check cards are answered; none when they are not.
    pub(crate) fn sip2(&self) -> Result<Option<sip2_server::Listen>> {
        let Some(said) = &self.sip2 else { return Ok(None) };
        let tls = match (&said.certificate, &said.key) {
            (Some(certificate), Some(key)) => Some((certificate.clone(), key.clone())),
            (None, None) => None,
            _ => bail!("[sip2] needs both a certificate and its key, or neither"),
        };
        let limits = sip2_server::Limits::default();
        Ok(Some(sip2_server::Listen { addr: said.listen, tls, plain: said.plain, limits }))
    }

    /// The RSA key configured for vendors that know no other signature, given to the sign-on.
    pub(crate) fn signing(&self, web: sign_on::Web) -> Result<sign_on::Web> {
        let Some(path) = &self.sign_on.rsa_key else { return Ok(web) };
        let shown = path.display();
        let pem = std::fs::read_to_string(path).with_context(|| format!("the RSA key {shown} could not be read"))?;
        web.with_rsa_key(&pem).with_context(|| format!("{shown} is no RSA key that can sign"))
    }

    /// Where the search index lives.
    pub(crate) fn index(&self) -> PathBuf {
        self.data.join("index")
    }
}

fn read_file(path: &Path) -> Result<File> {
    let text = std::fs::read_to_string(path)
        .with_context(|| format!("the configuration file {} could not be read", path.display()))?;
    toml::from_str(&text).with_context(|| format!("the configuration file {} is not understood", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_fills_what_the_command_line_leaves_open() {
        let folder = std::env::temp_dir().join(format!("beffroi-config-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let path = folder.join("b.toml");
        std::fs::write(&path, "data = \"/srv/b\"\nlisten = \"127.0.0.1:9000\"\n").unwrap();
        let args = GlobalArgs { config: Some(path.clone()), data: Some("/tmp/x".into()), ..GlobalArgs::default() };
        let config = Config::gather(&args).unwrap();
        assert_eq!(config.data, PathBuf::from("/tmp/x"));
        assert_eq!(config.public_url, "http://127.0.0.1:9000");
        std::fs::write(&path, "dataa = 1\n").unwrap();
        assert!(format!("{:#}", Config::gather(&args).unwrap_err()).contains("dataa"));
        std::fs::remove_dir_all(folder).unwrap();
    }
}
