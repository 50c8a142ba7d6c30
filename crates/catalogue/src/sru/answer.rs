//! A request's way to its answer.

use std::sync::Arc;

use cql::Diagnostic;
use store::Db;
use work_search::{Index, Page, Request};

use super::parameters::{SearchRetrieve, check_version, value};
use super::{condition, explain, records, sorting, xml};
use crate::error::CatalogueError;
use crate::model::Library;
use crate::store::libraries;

/// What the server says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SruServer {
    /// Its name for people.
    pub name: String,
    /// Address at which it answers, as the world sees it.
    pub base_url: String,
}

/// Answers a request, given as the decoded pairs of its query string or form, with an XML document to be sent as
/// `text/xml; charset=utf-8` with status 200, diagnostics included. A request without parameters asks for explain.
///
/// # Errors
/// Only when the database or the index does not answer: 503 then.
pub async fn answer(
    db: &Db,
    index: &Arc<Index>,
    server: &SruServer,
    pairs: &[(String, String)],
) -> Result<String, CatalogueError> {
    match value(pairs, "operation") {
        None if value(pairs, "query").is_none() => Ok(explain::explain(server, None)),
        None => Ok(refused("searchRetrieveResponse", None, &Diagnostic::new(7, "operation"))),
        Some("explain") => Ok(explain::explain(server, check_version(pairs).err().as_ref())),
        Some("searchRetrieve") => match SearchRetrieve::parse(pairs) {
            Ok(asked) => search_retrieve(db, index, &asked).await,
            Err(refusal) => Ok(refused("searchRetrieveResponse", None, &refusal)),
        },
        Some("scan") => Ok(refused("scanResponse", None, &Diagnostic::new(4, "scan"))),
        Some(other) => {
            let other: String = other.chars().take(60).collect();
            Ok(refused("searchRetrieveResponse", None, &Diagnostic::new(4, other)))
        }
    }
}

/// An answer that only says no.
fn refused(root: &str, asked: Option<&SearchRetrieve>, refusal: &Diagnostic) -> String {
    let mut out = xml::open(root);
    if root == "searchRetrieveResponse" {
        xml::element(&mut out, "numberOfRecords", "0");
    }
    if let Some(asked) = asked {
        xml::echo(&mut out, asked);
    }
    xml::diagnostics(&mut out, refusal);
    xml::close(&mut out, root);
    out
}

async fn search_retrieve(db: &Db, index: &Arc<Index>, asked: &SearchRetrieve) -> Result<String, CatalogueError> {
    let root = "searchRetrieveResponse";
    let mut read = db.read().await?;
    let libraries = libraries::all(&mut read).await?;
    let request = match request(asked, &libraries) {
        Ok(request) => request,
        Err(refusal) => return Ok(refused(root, Some(asked), &refusal)),
    };
    let page = search(index, request).await?;
    if asked.start > page.total.max(1) {
        let refusal = Diagnostic::new(61, asked.start.to_string());
        return Ok(refused(root, Some(asked), &refusal));
    }
    let works: Vec<i64> = page.hits.iter().map(|hit| hit.work).collect();
    let mut out = xml::open(root);
    xml::element(&mut out, "numberOfRecords", &page.total.to_string());
    if !works.is_empty() {
        out.push_str("<zs:records>");
        let (schema, packing) = (asked.schema, asked.packing);
        records::push(&mut out, &mut read, &works, &libraries, schema, packing, asked.start).await?;
        out.push_str("</zs:records>");
    }
    let next = asked.start + works.len();
    if next <= page.total && !works.is_empty() {
        xml::element(&mut out, "nextRecordPosition", &next.to_string());
    }
    xml::echo(&mut out, asked);
    xml::close(&mut out, root);
    Ok(out)
}

fn request(asked: &SearchRetrieve, libraries: &[Library]) -> Result<Request, Diagnostic> {
    let query = cql::parse(&asked.query)?;
    Ok(Request {
        condition: Some(condition::of_node(&query.root, libraries)?),
        sort: sorting::of(&query.sort)?,
        offset: asked.start - 1,
        limit: asked.most,
        ..Request::default()
    })
}

/// Searches on a thread that may take its time: a query of two hundred clauses must not hold up other visitors.
async fn search(index: &Arc<Index>, request: Request) -> Result<Page, CatalogueError> {
    let index = Arc::clone(index);
    tokio::task::spawn_blocking(move || index.search(&request))
        .await
        .map_err(|error| CatalogueError::Reading(error.to_string()))?
        .map_err(CatalogueError::from)
}
