//! A whole server in one process without a port, for tests: the same rooms, the same router.

use std::path::Path;

use anyhow::Result;
use axum::Router;
use catalogue::{Engine, Registry};
use people::{People, Policy};

use crate::app;
use crate::commands::node::Node;
use crate::config::Config;
use crate::payments::PaymentArgs;

/// A server that answers requests given to its router.
pub struct Trial {
    /// What a listener would serve.
    pub router: Router,
    /// Imports and decides.
    pub engine: Engine,
    /// Libraries, sources, runs.
    pub registry: Registry,
    /// Accounts.
    pub people: People,
}

impl Trial {
    /// Opens a server on a folder, with SQLite and nothing installed beyond what the folder holds.
    ///
    /// # Errors
    /// As the program itself at its start.
    pub async fn open(data: &Path) -> Result<Trial> {
        let config = Config {
            data: data.to_owned(),
            database: format!("sqlite:{}", data.join("beffroi.sqlite").display()),
            listen: ([127, 0, 0, 1], 0).into(),
            public_url: "http://beffroi.test".to_owned(),
            overrides: None,
            proxies: 0,
            mail: data.join("courrier").display().to_string(),
            mail_from: "Beffroi <ne-pas-repondre@beffroi.example>".to_owned(),
            content: data.join("contenus").display().to_string(),
            apple_wallet: None,
            google_wallet: None,
            google_wallet_issuer: None,
            payment: PaymentArgs { provider: Some("test".to_owned()), ..PaymentArgs::default() },
            sibil: std::collections::BTreeMap::new(),
            sip2: None,
            sign_on: crate::config::SignOnFile::default(),
            outside: std::collections::BTreeMap::new(),
            log_json: false,
        };
        let node = Node::open(&config).await?;
        let router = app::build(&config, &node).await?.router;
        Ok(Trial {
            router,
            people: People::new(node.engine.db().clone(), Policy::default()),
            engine: node.engine,
            registry: node.catalogue,
        })
    }
}
