//! The COUNTER API, Release 5.1 (§8 of the Code of Practice): `/r51/…`.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use counter::{Attributes, Exception, Filters, Header, Month, ReportId};
use jiff::ToSpan;
use serde_json::{Value, json};
use shell::{PageError, parse_pairs};

use super::Web;
use crate::keys::{self, Key};
use crate::reports::{self, Asked, Customer};

type Answer = Result<Response, PageError>;

/// An exception as an answer of its own.
fn refuse(exception: Exception) -> Response {
    let status = StatusCode::from_u16(exception.http_status()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, Json(exception)).into_response()
}

/// `GET /r51/status`
pub(crate) async fn status(State(web): State<Web>) -> Answer {
    let active = web.db.ping().await.is_ok();
    Ok(Json(json!([{
        "Description": "COUNTER API of Beffroi, Release 5.1",
        "Service_Active": active,
        "Registry_Record": "",
    }]))
    .into_response())
}

/// The parameters of a request, the last of two values winning.
fn parameters(RawQuery(query): RawQuery) -> BTreeMap<String, String> {
    parse_pairs(query.unwrap_or_default().as_bytes())
        .into_iter()
        .map(|(name, value)| (name, value.trim().to_owned()))
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

/// Who asks, and about whom.
async fn admit(web: &Web, asked: &BTreeMap<String, String>) -> Result<Result<(Key, Customer), Exception>, PageError> {
    let get = |name: &str| asked.get(name).map(String::as_str).unwrap_or_default();
    let (requestor, secret, wanted) = (get("requestor_id"), get("api_key"), get("customer_id"));
    if requestor.is_empty() || secret.is_empty() || wanted.is_empty() {
        let missing: Vec<&str> =
            ["customer_id", "requestor_id", "api_key"].into_iter().filter(|name| get(name).is_empty()).collect();
        return Ok(Err(Exception::insufficient_information().about(missing.join(", "))));
    }
    let mut read = web.db.read().await?;
    let Some(key) = keys::check(&mut read, requestor, secret).await? else {
        // Which of the two is wrong is not said.
        return Ok(Err(Exception::requestor_not_authorized()));
    };
    let customers = reports::customers(&mut read).await?;
    let customer = customers.into_iter().find(|customer| customer.code == wanted);
    Ok(match customer {
        Some(customer) if allowed(&key, &customer) => Ok((key, customer)),
        _ => Err(Exception::institution_not_authorized().about(wanted)),
    })
}

fn allowed(key: &Key, customer: &Customer) -> bool {
    key.customer.is_empty() || customer.institution.as_deref() == Some(&key.customer)
}

/// `GET /r51/members`
pub(crate) async fn members(State(web): State<Web>, query: RawQuery) -> Answer {
    let (key, customer) = match admit(&web, &parameters(query)).await? {
        Ok(admitted) => admitted,
        Err(exception) => return Ok(refuse(exception)),
    };
    let mut read = web.db.read().await?;
    let mut shown = reports::customers(&mut read).await?;
    shown.retain(|one| allowed(&key, one) && (customer.institution.is_none() || *one == customer));
    let members: Vec<Value> = shown
        .iter()
        .map(|one| {
            json!({
                "Customer_ID": one.code,
                "Requestor_ID": key.requestor,
                "Institution_Name": one.name,
                "Institution_ID": { "Proprietary": [format!("beffroi:{}", one.code)] },
            })
        })
        .collect();
    Ok(Json(members).into_response())
}

/// `GET /r51/reports`
pub(crate) async fn reports(State(web): State<Web>, query: RawQuery) -> Answer {
    if let Err(exception) = admit(&web, &parameters(query)).await? {
        return Ok(refuse(exception));
    }
    let last = last_month(&web)?;
    let first = first_month(&web).await?.min(last);
    let list: Vec<Value> = ReportId::ALL
        .iter()
        .map(|id| {
            json!({
                "Report_ID": id.code(),
                "Report_Name": id.name(),
                "Release": "5.1",
                "Report_Description": id.name(),
                "Path": format!("/r51/reports/{}", id.code().to_lowercase()),
                "First_Month_Available": first.to_string(),
                "Last_Month_Available": last.to_string(),
            })
        })
        .collect();
    Ok(Json(list).into_response())
}

/// The last month that is over.
fn last_month(web: &Web) -> Result<Month, PageError> {
    let today = web.db.clock().now().to_zoned(web.zone.clone()).date();
    Ok(Month::of(today.first_of_month().checked_sub(1.day())?))
}

/// The first month with a figure.
async fn first_month(web: &Web) -> Result<Month, PageError> {
    let first = access::figures::first(&mut web.db.read().await?, &web.zone).await?;
    Ok(match first {
        Some(day) => Month::of(day),
        None => last_month(web)?,
    })
}

/// `GET /r51/reports/{report}`
pub(crate) async fn report(State(web): State<Web>, Path(code): Path<String>, query: RawQuery) -> Answer {
    let id = ReportId::from_code(&code).ok_or(PageError::NotFound)?;
    let asked = parameters(query);
    let (_, customer) = match admit(&web, &asked).await? {
        Ok(admitted) => admitted,
        Err(exception) => return Ok(refuse(exception)),
    };
    let (Some(begin), Some(end)) = (asked.get("begin_date"), asked.get("end_date")) else {
        return Ok(refuse(Exception::insufficient_information().about("begin_date, end_date")));
    };
    let (Ok(begin), Ok(end)) = (begin.parse::<Month>(), end.parse::<Month>()) else {
        return Ok(refuse(Exception::invalid_dates().about(format!("{begin}, {end}"))));
    };
    if end < begin || begin.through(end).len() > 120 {
        return Ok(refuse(Exception::invalid_dates().about(format!("{begin}, {end}"))));
    }
    let mut exceptions = Vec::new();
    let (filters, attributes) = narrowing(id, &asked, &mut exceptions);
    // A month that is not over has no figures yet: what is over is given.
    let last = last_month(&web)?;
    if end > last {
        exceptions.push(Exception::usage_not_ready().about(format!("{last}")));
    }
    let header = Header { created: now(&web), exceptions, ..Header::default() };
    let _turn = web.counting.acquire().await.map_err(|_| PageError::Unavailable)?;
    let mut read = web.db.read().await?;
    let wanted = Asked { id, begin, end: end.min(last).max(begin), filters, attributes };
    let report = if begin > last {
        let (filters, attributes) = (&wanted.filters, &wanted.attributes);
        let header = reports::header(&customer, header);
        counter::build(id, header, begin, end, filters, attributes, &[])
    } else {
        let mut report = reports::make(&mut read, &customer, &wanted, header, &web.public_url, &web.zone).await?;
        report.end = end;
        report
    };
    Ok(Json(report.to_json()).into_response())
}

/// The instant, as COUNTER writes it.
pub(crate) fn now(web: &Web) -> String {
    format!("{:.0}", web.db.clock().now())
}

/// What a request narrows a report to. What makes no sense is left aside, and said in the report.
pub(crate) fn narrowing(
    id: ReportId,
    asked: &BTreeMap<String, String>,
    exceptions: &mut Vec<Exception>,
) -> (Filters, Attributes) {
    const OURS: [&str; 6] = ["customer_id", "requestor_id", "api_key", "begin_date", "end_date", "platform"];
    let (mut filters, mut attributes) = (Filters::default(), Attributes::default());
    filters.platform = asked.get("platform").cloned();
    let mut list = |name: &str, value: &str, known: &dyn Fn(&str) -> bool| -> Vec<String> {
        let (good, bad): (Vec<&str>, Vec<&str>) = value.split('|').map(str::trim).partition(|one| known(one));
        if !bad.is_empty() {
            exceptions.push(Exception::invalid_filter().about(format!("{name}={}", bad.join("|"))));
        }
        good.into_iter().map(str::to_owned).collect()
    };
    let mut unknown = Vec::new();
    let mut wrong_attributes = Vec::new();
    let mut components = false;
    for (name, value) in asked.iter().filter(|(name, _)| !OURS.contains(&name.as_str())) {
        let kind = id.kind();
        let titled = matches!(kind, counter::Kind::Title | counter::Kind::Item);
        match name.as_str() {
            _ if !id.is_master() => unknown.push(name.clone()),
            "metric_type" => {
                let metrics = id.metrics();
                filters.metric_type = list(name, value, &|one| metrics.contains(&one));
            }
            "data_type" => {
                let types = id.data_types();
                filters.data_type = list(name, value, &|one| types.contains(&one));
            }
            "access_method" => filters.access_method = list(name, value, &|one| matches!(one, "Regular" | "TDM")),
            "access_type" if titled => {
                filters.access_type = list(name, value, &|one| matches!(one, "Controlled" | "Open" | "Free_To_Read"));
            }
            "yop" if titled => filters.yop = list(name, value, &is_yop),
            "item_id" if titled => filters.item_id = Some(value.clone()),
            "author" if kind == counter::Kind::Item => filters.author = Some(value.clone()),
            "database" if kind == counter::Kind::Database => filters.database = Some(value.clone()),
            "attributes_to_show" => {
                let (good, bad): (Vec<&str>, Vec<&str>) =
                    value.split('|').map(str::trim).partition(|one| id.attributes().contains(one));
                attributes.show = good.into_iter().map(str::to_owned).collect();
                wrong_attributes.extend(bad.into_iter().map(str::to_owned));
            }
            "granularity" if value.eq_ignore_ascii_case("total") => attributes.total = true,
            "granularity" if value.eq_ignore_ascii_case("month") => {}
            "granularity" => wrong_attributes.push(format!("granularity={value}")),
            "include_parent_details" if kind == counter::Kind::Item => {
                attributes.parents = value.eq_ignore_ascii_case("true");
            }
            "include_component_details" if kind == counter::Kind::Item => {
                components = value.eq_ignore_ascii_case("true");
            }
            _ => unknown.push(name.clone()),
        }
    }
    if !unknown.is_empty() {
        exceptions.push(Exception::parameter_not_recognized().about(unknown.join("|")));
    }
    if !wrong_attributes.is_empty() {
        exceptions.push(Exception::invalid_attribute().about(wrong_attributes.join("|")));
    }
    if components {
        exceptions.push(Exception::components_not_supported());
    }
    (filters, attributes)
}

fn is_yop(text: &str) -> bool {
    let year = |text: &str| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.split_once('-') {
        Some((from, to)) => year(from) && year(to) && from <= to,
        None => year(text),
    }
}
