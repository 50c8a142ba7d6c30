//! Prometheus metrics: requests by route and status, their durations, what the catalogue holds.

use std::sync::LazyLock;
use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::app::App;

static RECORDER: LazyLock<Option<PrometheusHandle>> = LazyLock::new(|| {
    PrometheusBuilder::new()
        .set_buckets_for_metric(
            Matcher::Suffix("_seconds".to_owned()),
            &[0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0],
        )
        .and_then(PrometheusBuilder::install_recorder)
        .inspect_err(|error| tracing::warn!(%error, "metrics are not available"))
        .ok()
});

/// Counts and times each request, by the route it matched: addresses themselves would be a reading history.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    LazyLock::force(&RECORDER);
    let route =
        request.extensions().get::<MatchedPath>().map_or_else(|| "other".to_owned(), |path| path.as_str().to_owned());
    let method = request.method().to_string();
    let begun = Instant::now();
    let response = next.run(request).await;
    let labels = [("route", route), ("method", method), ("status", response.status().as_u16().to_string())];
    metrics::histogram!("http_request_duration_seconds", &labels).record(begun.elapsed().as_secs_f64());
    metrics::counter!("http_requests_total", &labels).increment(1);
    response
}

/// `GET /metrics`
pub(crate) async fn show(State(app): State<App>) -> Response {
    let index = app.web.finder.index();
    metrics::gauge!("catalogue_works_indexed").set(index.works() as f64);
    metrics::gauge!("catalogue_index_segments").set(index.segments() as f64);
    match app.db.size_bytes().await {
        Ok(bytes) => metrics::gauge!("database_size_bytes").set(bytes as f64),
        Err(error) => tracing::warn!(%error, "the database's size is not known"),
    }
    let text = RECORDER.as_ref().map(PrometheusHandle::render).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], text).into_response()
}
