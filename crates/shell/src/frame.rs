//! The frame itself: templates, words, files and theme put together once, then used by every page.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::extract::Path as UrlPath;
use axum::response::Html;
use axum::routing::get;
use jiff::tz::TimeZone;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value, context};
use serde::Serialize;

use crate::asset::{Asset, Assets};
use crate::csrf::Csrf;
use crate::messages::Messages;
use crate::theme::Theme;
use crate::{Lang, PageError, Visit, functions};

/// What can go wrong when the frame is put together: all of it is found when the server starts.
#[derive(Debug, thiserror::Error)]
pub enum FrameError {
    /// A template that does not parse.
    #[error("a template cannot be read: {0:#}")]
    Template(#[from] minijinja::Error),
    /// Words that do not parse, or are defined twice.
    #[error("the words in {lang} cannot be read: {detail}")]
    Messages {
        /// The language's code.
        lang: &'static str,
        /// What was refused.
        detail: String,
    },
    /// A theme that cannot be used.
    #[error("the theme cannot be used: {0}")]
    Theme(String),
    /// A time zone nobody knows.
    #[error("“{0}” is not a time zone")]
    TimeZone(String),
    /// A file of the collectivité's folder that cannot be read.
    #[error("{} cannot be read: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
}

/// What a wing brings to the frame.
#[derive(Debug, Clone, Copy)]
pub struct Wing {
    /// Its templates, each under a name such as `catalogue/work.html`.
    pub templates: &'static [(&'static str, &'static str)],
    /// Its words, Fluent sources. Message names begin with the wing's name, so that no two wings collide.
    pub messages: &'static [(Lang, &'static str)],
    /// Its own files, if any.
    pub assets: &'static [Asset],
    /// Where its templates are in the source tree, read again at each request in development: a folder holding
    /// `work.html` for `catalogue/work.html`. Use `concat!(env!("CARGO_MANIFEST_DIR"), "/templates")`.
    pub source_folder: Option<&'static str>,
}

/// A link of the main navigation.
#[derive(Debug, Clone, Serialize)]
pub struct NavLink {
    /// Its message's name.
    pub label: &'static str,
    /// Where it goes.
    pub href: &'static str,
}

/// The search box of the header.
#[derive(Debug, Clone, Serialize)]
pub struct SearchBox {
    /// Where the form goes; it sends `q`.
    pub action: &'static str,
    /// The message's name of its label.
    pub label: &'static str,
    /// The message's name of its placeholder.
    pub placeholder: &'static str,
    /// Where suggestions come from: answers `?q=…` with `[{"label", "detail", "href"}]`. `None` for no suggestions.
    pub suggest: Option<&'static str>,
}

/// Puts a frame together.
pub struct FrameBuilder {
    wings: Vec<Wing>,
    nav: Vec<NavLink>,
    search: Option<SearchBox>,
    folder: Option<PathBuf>,
    theme: Theme,
    time_zone: String,
    key: [u8; 32],
    development: bool,
    base_url: Option<String>,
}

impl FrameBuilder {
    /// Adds a wing's templates, words and files.
    #[must_use]
    pub fn wing(mut self, wing: Wing) -> Self {
        self.wings.push(wing);
        self
    }

    /// Sets the main navigation.
    #[must_use]
    pub fn nav(mut self, nav: impl IntoIterator<Item = NavLink>) -> Self {
        self.nav = nav.into_iter().collect();
        self
    }

    /// Puts a search box in the header of every page.
    #[must_use]
    pub fn search(mut self, search: SearchBox) -> Self {
        self.search = Some(search);
        self
    }

    /// A collectivité's own folder: `theme.toml`, `i18n/fr.ftl`…, `templates/catalogue/home.html`… replace ours.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// The time zone of the territory (IANA name); `Europe/Paris` unless told.
    #[must_use]
    pub fn time_zone(mut self, name: impl Into<String>) -> Self {
        self.time_zone = name.into();
        self
    }

    /// The key that signs form tokens. Unless told, a new one each start: forms opened before a restart are then
    /// refused, and several nodes would refuse each other's.
    #[must_use]
    pub fn key(mut self, key: [u8; 32]) -> Self {
        self.key = key;
        self
    }

    /// Reads templates from the source tree at each request.
    #[must_use]
    pub fn development(mut self, yes: bool) -> Self {
        self.development = yes;
        self
    }

    /// The address the public uses, such as `https://culture.example.fr`, without a final slash: for canonical links,
    /// JSON-LD and secure cookies.
    #[must_use]
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into().trim_end_matches('/').to_owned());
        self
    }

    /// Reads and checks everything.
    ///
    /// # Errors
    /// See [`FrameError`].
    pub fn build(self) -> Result<Frame, FrameError> {
        let mut theme = self.theme.clone();
        if let Some(text) = self.own("theme.toml")? {
            theme = Theme::from_toml(&text)?;
        }
        let zone = TimeZone::get(&self.time_zone).map_err(|_| FrameError::TimeZone(self.time_zone.clone()))?;

        let wings: Vec<Wing> = std::iter::once(crate::OWN).chain(self.wings.iter().copied()).collect();
        let sources: Vec<(Lang, Cow<'_, str>)> =
            wings.iter().flat_map(|wing| wing.messages).map(|(lang, text)| (*lang, Cow::from(*text))).collect();
        let mut overriding = Vec::new();
        for lang in Lang::ALL {
            if let Some(text) = own_file(self.folder.as_deref(), &format!("i18n/{}.ftl", lang.code()))? {
                overriding.push((lang, text));
            }
        }
        let messages = Arc::new(Messages::read(&sources, &overriding)?);

        let mut assets = Assets::new();
        assets.add("theme.css", Cow::Owned(theme.to_css().into_bytes()));
        for asset in wings.iter().flat_map(|wing| wing.assets) {
            assets.add(asset.name, Cow::Borrowed(asset.bytes));
        }
        let assets = Arc::new(assets);

        let site = Value::from(Serde(Site {
            name: theme.name.clone(),
            nav: self.nav.clone(),
            search: self.search.clone(),
            base_url: self.base_url.clone(),
        }));
        let theme = Arc::new(theme);
        let mut environments = Vec::with_capacity(3);
        for lang in Lang::ALL {
            let mut env = Environment::new();
            env.set_undefined_behavior(UndefinedBehavior::Strict);
            env.set_auto_reload(self.development);
            load_from(&mut env, &wings, self.folder.clone(), self.development);
            env.add_global("site", site.clone());
            functions::add(&mut env, lang, &messages, &assets, &zone, &theme);
            for (name, _) in wings.iter().flat_map(|wing| wing.templates) {
                env.get_template(name)?;
            }
            environments.push(env);
        }
        let environments: [Environment<'static>; 3] =
            environments.try_into().unwrap_or_else(|_| unreachable!("one environment a language"));
        Ok(Frame {
            inner: Arc::new(Inner {
                environments,
                messages,
                assets,
                theme,
                csrf: Csrf::new(self.key),
                secure: self.base_url.as_deref().is_some_and(|url| url.starts_with("https:")),
                base_url: self.base_url,
            }),
        })
    }

    fn own(&self, name: &str) -> Result<Option<String>, FrameError> {
        own_file(self.folder.as_deref(), name)
    }
}

#[derive(Serialize)]
struct Site {
    name: String,
    nav: Vec<NavLink>,
    search: Option<SearchBox>,
    base_url: Option<String>,
}

/// The frame of every page. Cheap to clone: all clones share one.
#[derive(Clone)]
pub struct Frame {
    inner: Arc<Inner>,
}

struct Inner {
    environments: [Environment<'static>; 3],
    messages: Arc<Messages>,
    assets: Arc<Assets>,
    theme: Arc<Theme>,
    csrf: Csrf,
    secure: bool,
    base_url: Option<String>,
}

impl Frame {
    /// Starts putting a frame together.
    #[must_use]
    pub fn builder() -> FrameBuilder {
        FrameBuilder {
            wings: Vec::new(),
            nav: Vec::new(),
            search: None,
            folder: None,
            theme: Theme::default(),
            time_zone: "Europe/Paris".to_owned(),
            key: rand::random(),
            development: false,
            base_url: None,
        }
    }

    /// Renders a page: in the template `view` is the view-model, `page` the visit (language, path, person, messages).
    ///
    /// # Errors
    /// [`PageError::Internal`] when the template fails: a fault of ours, logged, shown as a 500.
    pub fn render(&self, visit: &Visit, template: &str, view: &impl Serialize) -> Result<Html<String>, PageError> {
        let context = context! {
            view => Value::from(Serde(view)),
            page => visit.page_value(self),
        };
        let html = self.inner.environments[visit.lang as usize]
            .get_template(template)
            .and_then(|template| template.render(context))
            .map_err(PageError::internal)?;
        Ok(Html(html))
    }

    /// The words, for what is said outside a template (mail, flash messages).
    #[must_use]
    pub fn messages(&self) -> &Messages {
        &self.inner.messages
    }

    /// The theme in use.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.inner.theme
    }

    /// The address of a file, by its name: `app.css` → `/static/app.3f2a….css`.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.inner.assets.address(name)
    }

    /// The public address of a path of ours, `None` when the server was not told its own address.
    #[must_use]
    pub fn public_url(&self, path: &str) -> Option<String> {
        self.inner.base_url.as_ref().map(|base| format!("{base}{path}"))
    }

    /// The frame's own routes: `/static/…` and `/accessibilite`.
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> axum::Router<S> {
        let files = self.clone();
        let statement = self.clone();
        axum::Router::new()
            .route(
                "/static/{file}",
                get(move |UrlPath(file): UrlPath<String>| async move { files.inner.assets.serve(&file) }),
            )
            .route(
                "/accessibilite",
                get(move |visit: Visit| async move {
                    statement.render(&visit, "shell/accessibility.html", &serde_json::json!({}))
                }),
            )
    }

    pub(crate) fn csrf(&self) -> &Csrf {
        &self.inner.csrf
    }

    pub(crate) fn secure(&self) -> bool {
        self.inner.secure
    }
}

fn own_file(folder: Option<&Path>, name: &str) -> Result<Option<String>, FrameError> {
    let Some(path) = folder.map(|folder| folder.join(name)) else {
        return Ok(None);
    };
    match std::fs::read_to_string(&path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(FrameError::File { path, source }),
    }
}

/// Templates come from the collectivité's folder, else (in development) from the source tree, else from the binary.
fn load_from(env: &mut Environment<'static>, wings: &[Wing], folder: Option<PathBuf>, development: bool) {
    let own = folder.map(|folder| minijinja::path_loader(folder.join("templates")));
    let mut trees = Vec::new();
    if development {
        for wing in wings {
            let prefix = wing.templates.first().and_then(|(name, _)| name.split_once('/'));
            if let (Some(source), Some((prefix, _))) = (wing.source_folder, prefix) {
                trees.push((format!("{prefix}/"), minijinja::path_loader(source)));
            }
        }
    }
    let embedded: std::collections::HashMap<&'static str, &'static str> =
        wings.iter().flat_map(|wing| wing.templates).copied().collect();
    env.set_loader(move |name: &str| {
        if let Some(own) = &own
            && let Some(found) = own(name)?
        {
            return Ok(Some(found));
        }
        for (prefix, tree) in &trees {
            if let Some(rest) = name.strip_prefix(prefix.as_str())
                && let Some(found) = tree(rest)?
            {
                return Ok(Some(found));
            }
        }
        Ok(embedded.get(name).map(|source| minijinja::TemplateSource::new((*source).to_owned())))
    });
}
