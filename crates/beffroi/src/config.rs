//! Configuration: command line over environment over file over defaults.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde::Deserialize;

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

    /// Write logs as JSON, one object a line
    #[arg(long, global = true, env = "BEFFROI_LOG_JSON")]
    pub(crate) log_json: bool,

    /// TOML file with the same settings [default: ./beffroi.toml when there is one]
    #[arg(long, global = true, env = "BEFFROI_CONFIG", value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,
}

/// The same settings in a TOML file.
#[derive(Deserialize, Default, Debug)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
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
    log_json: Option<bool>,
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
