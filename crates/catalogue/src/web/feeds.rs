//! Feeds for machines: OAI-PMH, SRU, a record's XML, the sitemap.

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Web;
use super::machines::pairs;
use crate::error::CatalogueError;
use crate::oai::{self, Repository};
use crate::pages::paths;
use crate::sru::{self, SruServer};
use crate::store::{feed, records};

/// Addresses a sitemap may hold (sitemaps.org).
const SITEMAP_MOST: i64 = 50_000;

fn xml(answer: Result<String, CatalogueError>) -> Response {
    match answer {
        Ok(xml) => ([(header::CONTENT_TYPE, "text/xml; charset=utf-8")], xml).into_response(),
        Err(error) => {
            tracing::error!(%error, "a feed could not answer");
            let headers = [(header::RETRY_AFTER, "10"), (header::CONTENT_TYPE, "text/plain")];
            (StatusCode::SERVICE_UNAVAILABLE, headers, "the catalogue can't answer now\n").into_response()
        }
    }
}

fn name(web: &Web) -> String {
    if web.ground.name.is_empty() { "Beffroi".to_owned() } else { format!("Beffroi — {}", web.ground.name) }
}

async fn oai_answer(web: &Web, pairs: &[(String, String)]) -> Response {
    let host = web.public_url.split("://").nth(1).unwrap_or_default();
    let domain = host.split(['/', ':']).next().unwrap_or_default().to_owned();
    let repository = Repository {
        name: name(web),
        base_url: format!("{}/oai", web.public_url),
        admin_email: format!("catalogue@{domain}"),
        domain,
    };
    xml(oai::answer(web.engine.db(), &repository, pairs).await)
}

/// `GET /oai`
pub(crate) async fn oai_get(State(web): State<Web>, RawQuery(query): RawQuery) -> Response {
    oai_answer(&web, &pairs(query.as_deref())).await
}

/// `POST /oai`
pub(crate) async fn oai_post(State(web): State<Web>, body: Bytes) -> Response {
    oai_answer(&web, &shell::parse_pairs(&body)).await
}

async fn sru_answer(web: &Web, pairs: &[(String, String)]) -> Response {
    let server = SruServer { name: name(web), base_url: format!("{}/sru", web.public_url) };
    xml(sru::answer(web.engine.db(), web.finder.index(), &server, pairs).await)
}

/// `GET /sru`
pub(crate) async fn sru_get(State(web): State<Web>, RawQuery(query): RawQuery) -> Response {
    sru_answer(&web, &pairs(query.as_deref())).await
}

/// `POST /sru`
pub(crate) async fn sru_post(State(web): State<Web>, body: Bytes) -> Response {
    sru_answer(&web, &shell::parse_pairs(&body)).await
}

/// `GET /notice/{record}`: a library's record in MARCXML, its own dialect.
pub(crate) async fn record(State(web): State<Web>, Path(record): Path<String>) -> Response {
    let number = record.strip_suffix(".xml").unwrap_or(&record).parse::<i64>();
    let Ok(number) = number else { return StatusCode::NOT_FOUND.into_response() };
    let kept = async {
        let mut read = web.engine.db().read().await?;
        records::kept(&mut read, number).await
    };
    match kept.await {
        Ok(Some(kept)) if !kept.deleted => match oai::marc_xml(&kept, oai::Envelope::MarcXchange) {
            Some(body) => ([(header::CONTENT_TYPE, "application/marcxml+xml")], body).into_response(),
            None => StatusCode::NOT_FOUND.into_response(),
        },
        Ok(_) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => xml(Err(error.into())),
    }
}

/// `GET /sitemap.xml`: the index of the sitemaps.
pub(crate) async fn sitemap_index(State(web): State<Web>) -> Response {
    let last = async {
        let mut read = web.engine.db().read().await?;
        crate::store::counters::last(&mut read, "work").await
    };
    match last.await {
        Ok(last) => {
            let mut out = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
            );
            for part in 0..=(last / SITEMAP_MOST) {
                out.push_str(&format!("<sitemap><loc>{}/sitemap/{part}.xml</loc></sitemap>\n", web.public_url));
            }
            out.push_str("</sitemapindex>\n");
            xml(Ok(out))
        }
        Err(error) => xml(Err(error.into())),
    }
}

/// `GET /sitemap/{part}`: works by number; a number without a work is left out.
pub(crate) async fn sitemap(State(web): State<Web>, Path(part): Path<String>) -> Response {
    let Ok(part) = part.strip_suffix(".xml").unwrap_or(&part).parse::<i64>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let first = part.saturating_mul(SITEMAP_MOST);
    let works = async {
        let mut read = web.engine.db().read().await?;
        feed::works_after(&mut read, first - 1, SITEMAP_MOST).await
    };
    match works.await {
        Ok(works) => {
            let mut out = String::from(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
            );
            for work in works.into_iter().filter(|work| *work < first + SITEMAP_MOST) {
                out.push_str(&format!("<url><loc>{}{}</loc></url>\n", web.public_url, paths::work(work)));
            }
            out.push_str("</urlset>\n");
            xml(Ok(out))
        }
        Err(error) => xml(Err(error.into())),
    }
}

/// `GET /robots.txt`
pub(crate) async fn robots(State(web): State<Web>) -> Response {
    let text =
        format!("User-agent: *\nDisallow: /recherche\nDisallow: /bureau\nSitemap: {}/sitemap.xml\n", web.public_url);
    ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}
