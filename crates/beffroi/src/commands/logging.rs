//! Logs: for people on a terminal, JSON for machines; level by `RUST_LOG`.

use tracing_subscriber::EnvFilter;

use crate::config::Config;

pub(crate) fn start(config: &Config) {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info,tantivy=warn,sqlx=warn"));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if config.log_json {
        builder.json().init();
    } else {
        builder.with_target(false).compact().init();
    }
}
