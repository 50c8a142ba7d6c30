//! Our own COUNTER reports: the doors' figures with the words of the programme.

use std::collections::{BTreeMap, HashMap};

use access::figures::{self, Figure};
use access::{DoorKind, doors};
use counter::{Access, Attributes, Filters, Header, Metrics, Month, Report, ReportId, Usage, Work, build};
use jiff::tz::TimeZone;
use programme::resource::{self, Offered};
use programme::{InstitutionKind, institution};
use store::Query;

use crate::Result;

/// The customer that is the whole network, in the COUNTER API.
pub const NETWORK: &str = "network";
/// The namespace of our identifiers.
const NAMESPACE: &str = "beffroi";

/// Whose reports are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The institution; none for the network.
    pub institution: Option<String>,
    /// Its code, as the API names it.
    pub code: String,
    /// Its name.
    pub name: String,
}

/// The network as a customer, by the name of the territory served.
pub async fn network(query: &mut impl Query) -> Result<Customer> {
    let name = programme::tenant::tenant(query).await?.map_or_else(|| "Réseau".to_owned(), |tenant| tenant.name);
    Ok(Customer { institution: None, code: NETWORK.to_owned(), name })
}

/// The network and its libraries.
pub async fn customers(query: &mut impl Query) -> Result<Vec<Customer>> {
    let mut customers = vec![network(query).await?];
    for library in institution::list(query, Some(InstitutionKind::Library), None).await? {
        customers.push(Customer { institution: Some(library.id), code: library.code, name: library.name });
    }
    Ok(customers)
}

/// A door with the resource behind it.
#[derive(Debug, Clone)]
pub struct Source {
    /// The door's code.
    pub code: String,
    /// The resource, when the door has one.
    pub offered: Option<Offered>,
}

/// Every online door, by identifier, with its resource.
pub async fn sources(query: &mut impl Query) -> Result<HashMap<String, Source>> {
    let mut by_item: HashMap<String, Offered> =
        resource::list(query).await?.into_iter().map(|offered| (offered.item.id.clone(), offered)).collect();
    let mut sources = HashMap::new();
    for kind in [DoorKind::OnlineResource, DoorKind::VendorSite] {
        for door in doors::of_kind(query, kind).await? {
            let offered = door.item.as_deref().and_then(|item| by_item.remove(item));
            sources.insert(door.id, Source { code: door.code, offered });
        }
    }
    Ok(sources)
}

/// The work a hosted resource is to COUNTER; none for what is used at a vendor's, who reports it.
fn work(source: &Source, platform: &str, base_url: &str) -> Option<Work> {
    let offered = source.offered.as_ref().filter(|offered| offered.resource.hosted)?;
    let resource = &offered.resource;
    let mut ids = BTreeMap::from([
        ("Proprietary".to_owned(), format!("{NAMESPACE}:{}", source.code)),
        ("URI".to_owned(), format!("{base_url}{}", resource.address)),
    ]);
    if let Some(isbn) = resource.isbn.as_deref().and_then(hyphenated) {
        ids.insert("ISBN".into(), isbn);
    }
    if let Some(issn) = resource.issn.as_deref().filter(|issn| is_issn(issn)) {
        ids.insert("Online_ISSN".into(), issn.to_owned());
    }
    if let Some(doi) = resource.doi.as_deref().filter(|doi| doi.starts_with("10.") && doi.contains('/')) {
        ids.insert("DOI".into(), doi.to_owned());
    }
    Some(Work {
        platform: platform.to_owned(),
        database: resource.database.clone(),
        title: offered.item.title.clone(),
        publisher: resource.publisher.clone().unwrap_or_default(),
        ids,
        authors: resource.authors.clone(),
        data_type: resource.data_type.code().to_owned(),
        year: resource.year.and_then(|year| u16::try_from(year).ok()),
    })
}

fn is_issn(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 9
        && bytes[4] == b'-'
        && bytes.iter().enumerate().all(|(at, byte)| at == 4 || byte.is_ascii_digit() || (at == 8 && *byte == b'X'))
}

/// An ISBN with its hyphens, as COUNTER wants it; none when it is wrong or of a group without known ranges.
fn hyphenated(isbn: &str) -> Option<String> {
    let isbn: isbn::Isbn13 = isbn.parse().ok()?;
    isbn.hyphenate().ok().map(|text| text.to_string()).filter(|text| text.len() == 17)
}

/// The platform's name in our reports.
pub const PLATFORM: &str = "Beffroi";

/// The use of what is hosted here between two months, both included, by a customer's readers; by everyone for the network.
pub async fn usage(
    query: &mut impl Query,
    customer: &Customer,
    begin: Month,
    end: Month,
    base_url: &str,
    zone: &TimeZone,
) -> Result<Vec<Usage>> {
    let sources = sources(query).await?;
    let names: HashMap<String, Customer> = customers(query)
        .await?
        .into_iter()
        .filter_map(|customer| Some((customer.institution.clone()?, customer)))
        .collect();
    let report = figures::between(query, begin.first_day(), end.last_day(), zone).await?;
    let mut sums: BTreeMap<(Month, String, String, bool), Figure> = BTreeMap::new();
    for (slice, figure) in report.figures {
        if customer.institution.as_ref().is_some_and(|own| *own != slice.library) {
            continue;
        }
        let sum = sums.entry((Month::of(slice.day), slice.door, slice.library, slice.free)).or_default();
        sum.total_investigations += figure.total_investigations;
        sum.unique_investigations += figure.unique_investigations;
        sum.total_requests += figure.total_requests;
        sum.unique_requests += figure.unique_requests;
        sum.no_license += figure.no_license;
        sum.limit_exceeded += figure.limit_exceeded;
    }
    let count = |count: i64| u64::try_from(count).unwrap_or(0);
    Ok(sums
        .into_iter()
        .filter_map(|((month, door, library, free), figure)| {
            let source = sources.get(&door)?;
            let work = work(source, PLATFORM, base_url)?;
            let open = source.offered.as_ref().is_some_and(|offered| offered.resource.open);
            let whose = names.get(&library);
            Some(Usage {
                month,
                work,
                access: match (free, open) {
                    (false, _) => Access::Controlled,
                    (true, true) => Access::Open,
                    (true, false) => Access::FreeToRead,
                },
                customer_id: whose.map_or_else(|| NETWORK.to_owned(), |one| one.code.clone()),
                institution_name: whose.map_or_else(|| customer.name.clone(), |one| one.name.clone()),
                metrics: Metrics {
                    searches: 0,
                    total_investigations: count(figure.total_investigations),
                    unique_investigations: count(figure.unique_investigations),
                    total_requests: count(figure.total_requests),
                    unique_requests: count(figure.unique_requests),
                    no_license: count(figure.no_license),
                    limit_exceeded: count(figure.limit_exceeded),
                },
            })
        })
        .collect())
}

/// A report's header for a customer.
pub fn header(customer: &Customer, header: Header) -> Header {
    Header {
        institution_name: customer.name.clone(),
        institution_id: BTreeMap::from([("Proprietary".into(), vec![format!("{NAMESPACE}:{}", customer.code)])]),
        created_by: PLATFORM.to_owned(),
        ..header
    }
}

/// What is asked of a report.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which.
    pub id: ReportId,
    /// Its first month.
    pub begin: Month,
    /// Its last month.
    pub end: Month,
    /// What it is narrowed to.
    pub filters: Filters,
    /// What it shows more.
    pub attributes: Attributes,
}

/// Makes a report for a customer.
pub async fn make(
    query: &mut impl Query,
    customer: &Customer,
    asked: &Asked,
    header: Header,
    base_url: &str,
    zone: &TimeZone,
) -> Result<Report> {
    let rows = usage(query, customer, asked.begin, asked.end, base_url, zone).await?;
    let header = self::header(customer, header);
    Ok(build(asked.id, header, asked.begin, asked.end, &asked.filters, &asked.attributes, &rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_written_as_counter_wants_them() {
        assert_eq!(hyphenated("9782070411429").as_deref(), Some("978-2-07-041142-9"));
        assert_eq!(hyphenated("9782070411420"), None, "a wrong check digit");
        assert!(is_issn("2049-3630") && is_issn("2049-363X"));
        assert!(!is_issn("20493630") && !is_issn("2049-36é"));
    }
}
