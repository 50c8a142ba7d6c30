//! From usage rows to a report: what it covers, filtered, added up by what it shows.

use std::collections::BTreeMap;

use crate::model::{Header, Line, Parent, Report, Subject};
use crate::{Exception, Kind, Month, ReportId};

/// How something could be accessed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Access {
    /// With a card.
    #[default]
    Controlled,
    /// By anyone, under an open licence.
    Open,
    /// By anyone, without an open licence.
    FreeToRead,
}

impl Access {
    /// Its name in reports.
    pub fn code(self) -> &'static str {
        match self {
            Self::Controlled => "Controlled",
            Self::Open => "Open",
            Self::FreeToRead => "Free_To_Read",
        }
    }
}

/// A work offered: a title and the one item it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Work {
    /// The platform it is used on.
    pub platform: String,
    /// The database it is part of, if it is of one.
    pub database: Option<String>,
    /// Its title.
    pub title: String,
    /// Its publisher; empty when not known.
    pub publisher: String,
    /// Its identifiers by type.
    pub ids: BTreeMap<String, String>,
    /// Its authors.
    pub authors: Vec<String>,
    /// Its data type, as a title where it is one: `Book`, `Journal`, `Newspaper_or_Newsletter`, `Audiovisual` …
    pub data_type: String,
    /// Its year of publication; unknown is reported as `0001`.
    pub year: Option<u16>,
}

impl Work {
    /// Its data type in item reports: what one opens of a title.
    fn item_type(&self) -> &str {
        match self.data_type.as_str() {
            "Book" => "Book_Segment",
            "Reference_Work" => "Reference_Item",
            "Journal" => "Article",
            "Newspaper_or_Newsletter" => "News_Item",
            "Conference" => "Conference_Item",
            other => other,
        }
    }

    fn yop(&self) -> String {
        format!("{:04}", self.year.unwrap_or(1))
    }
}

/// How often, by metric. Searches belong to a platform (data type `Platform`) or to a database.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Metrics {
    /// `Searches_Platform`, and `Searches_Regular` of a database.
    pub searches: u64,
    /// `Total_Item_Investigations`.
    pub total_investigations: u64,
    /// `Unique_Item_Investigations`; of a book, `Unique_Title_Investigations` too.
    pub unique_investigations: u64,
    /// `Total_Item_Requests`.
    pub total_requests: u64,
    /// `Unique_Item_Requests`; of a book, `Unique_Title_Requests` too.
    pub unique_requests: u64,
    /// `No_License`.
    pub no_license: u64,
    /// `Limit_Exceeded`.
    pub limit_exceeded: u64,
}

impl Metrics {
    fn of(&self, metric: &str, data_type: &str) -> u64 {
        // §3.3.4: unique titles are counted of books only.
        let book = matches!(data_type, "Book" | "Reference_Work");
        match metric {
            "Searches_Platform" if data_type == "Platform" => self.searches,
            "Searches_Regular" if data_type.starts_with("Database_") => self.searches,
            "Total_Item_Investigations" => self.total_investigations,
            "Unique_Item_Investigations" => self.unique_investigations,
            "Unique_Title_Investigations" if book => self.unique_investigations,
            "Total_Item_Requests" => self.total_requests,
            "Unique_Item_Requests" => self.unique_requests,
            "Unique_Title_Requests" if book => self.unique_requests,
            "No_License" => self.no_license,
            "Limit_Exceeded" => self.limit_exceeded,
            _ => 0,
        }
    }
}

/// The use of a work in a month by an institution's readers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Usage {
    /// When.
    pub month: Month,
    /// What.
    pub work: Work,
    /// How it could be accessed.
    pub access: Access,
    /// Whose readers.
    pub customer_id: String,
    /// Whose readers, by name.
    pub institution_name: String,
    /// How often.
    pub metrics: Metrics,
}

/// What a master report is narrowed to; an empty list narrows nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filters {
    /// Names of platforms.
    pub platform: Option<String>,
    /// Metrics.
    pub metric_type: Vec<String>,
    /// Data types, as the report shows them.
    pub data_type: Vec<String>,
    /// `Controlled`, `Open`, `Free_To_Read`.
    pub access_type: Vec<String>,
    /// `Regular`, `TDM`.
    pub access_method: Vec<String>,
    /// Years, or spans of years: `2019-2021`.
    pub yop: Vec<String>,
    /// One identifier: `ISBN:978-…`.
    pub item_id: Option<String>,
    /// One author.
    pub author: Option<String>,
    /// One database.
    pub database: Option<String>,
}

/// What a master report shows beyond what it must.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// Names among [`ReportId::attributes`].
    pub show: Vec<String>,
    /// Whether months are added up: counts then stand under the first month.
    pub total: bool,
    /// Whether items say the title they are part of; a title without any identifier can't be said.
    pub parents: bool,
}

impl Attributes {
    fn shows(&self, name: &str) -> bool {
        self.show.iter().any(|shown| shown == name)
    }
}

/// Makes a report over the months from `begin` to `end`. Filters and attributes are those of a master report; a
/// standard view has its own and looks at none but `platform`. Values were checked by whoever asks.
pub fn build(
    id: ReportId,
    header: Header,
    begin: Month,
    end: Month,
    filters: &Filters,
    attributes: &Attributes,
    rows: &[Usage],
) -> Report {
    let filters = if id.is_master() {
        filters.clone()
    } else {
        Filters { platform: filters.platform.clone(), ..Filters::default() }
    };
    let attributes = if id.is_master() { attributes.clone() } else { Attributes::default() };
    let mut lines: BTreeMap<Line, BTreeMap<Month, u64>> = BTreeMap::new();
    for row in rows.iter().filter(|row| (begin..=end).contains(&row.month) && keeps(id, &filters, row)) {
        for metric in id.metrics() {
            let Some(line) = line(id, &filters, &attributes, row, metric) else { continue };
            let count = row.metrics.of(metric, counted_as(id, row, metric));
            if count > 0 {
                let month = if attributes.total { begin } else { row.month };
                *lines.entry(line).or_default().entry(month).or_default() += count;
            }
        }
    }
    let lines: Vec<Line> = lines.into_iter().map(|(line, counts)| Line { counts, ..line }).collect();
    let mut header = Header { release: "5.1".into(), ..header };
    if lines.is_empty() && !header.exceptions.iter().any(|exception| matches!(exception.code, 3030 | 3031)) {
        header.exceptions.push(Exception::no_usage());
    }
    let declared = declared_filters(id, &filters);
    let shown = declared_attributes(id, &attributes);
    Report { id, header, begin, end, filters: declared, attributes: shown, lines }
}

/// Whether a row has its place in a report at all.
fn keeps(id: ReportId, filters: &Filters, row: &Usage) -> bool {
    let work = &row.work;
    let listed = |list: &[String], value: &str| list.is_empty() || list.iter().any(|one| one == value);
    let kind = match id.kind() {
        Kind::Platform => true,
        Kind::Database => work.database.is_some(),
        Kind::Title | Kind::Item => work.data_type != "Platform" && !work.data_type.starts_with("Database"),
    };
    kind && filters.platform.as_deref().is_none_or(|platform| platform == work.platform)
        && filters.database.as_deref().is_none_or(|database| work.database.as_deref() == Some(database))
        && filters.author.as_deref().is_none_or(|author| work.authors.iter().any(|one| one == author))
        && filters.item_id.as_deref().is_none_or(|wanted| {
            let (kind, value) = wanted.split_once(':').unwrap_or(("", wanted));
            work.ids.iter().any(|(of, id)| (of == kind && id == value) || id == wanted)
        })
        && listed(&filters.access_type, row.access.code())
        && listed(&filters.access_method, "Regular")
        && (filters.yop.is_empty() || filters.yop.iter().any(|span| within(span, &work.yop())))
        && !(id.controlled_only() && row.access != Access::Controlled)
}

fn within(span: &str, yop: &str) -> bool {
    match span.split_once('-') {
        Some((from, to)) => (from..=to).contains(&yop),
        None => span == yop,
    }
}

/// The data type under which a report counts a metric of a row.
fn counted_as<'a>(id: ReportId, row: &'a Usage, metric: &str) -> &'a str {
    match id.kind() {
        Kind::Item => row.work.item_type(),
        // Searches and refusals are a database's own.
        Kind::Database if matches!(metric, "Searches_Regular" | "No_License" | "Limit_Exceeded") => "Database_Full",
        // What one opens of a database that is no title of its own.
        Kind::Database if row.work.data_type == "Database" => "Database_Full_Item",
        Kind::Platform if row.work.data_type == "Database" => "Database_Full_Item",
        _ => &row.work.data_type,
    }
}

/// The line a metric of a row belongs to, without its counts; none when the report does not show it.
fn line(id: ReportId, filters: &Filters, attributes: &Attributes, row: &Usage, metric: &str) -> Option<Line> {
    let work = &row.work;
    let data_type = counted_as(id, row, metric);
    let denial = matches!(metric, "No_License" | "Limit_Exceeded");
    let listed = |list: &[String], value: &str| list.is_empty() || list.iter().any(|one| one == value);
    if !id.data_types().contains(&data_type)
        || !listed(&filters.data_type, data_type)
        || !listed(&filters.metric_type, metric)
        // Nobody is refused what is open.
        || (denial && row.access != Access::Controlled)
    {
        return None;
    }
    let master = id.is_master();
    let subject = match id.kind() {
        Kind::Platform => Subject { platform: work.platform.clone(), ..Subject::default() },
        Kind::Database => Subject {
            platform: work.platform.clone(),
            name: work.database.clone()?,
            publisher: work.publisher.clone(),
            ..Subject::default()
        },
        Kind::Title | Kind::Item => Subject {
            platform: work.platform.clone(),
            name: work.title.clone(),
            publisher: work.publisher.clone(),
            ids: work.ids.clone(),
            authors: if id.kind() == Kind::Item && attributes.shows("Authors") { work.authors.clone() } else { vec![] },
            parent: (id.kind() == Kind::Item
                && attributes.parents
                && work.item_type() != work.data_type
                && !work.ids.is_empty())
            .then(|| Parent { title: work.title.clone(), data_type: work.data_type.clone(), ids: work.ids.clone() }),
        },
    };
    let shown = |name: &str, in_view: bool, value: &str| {
        (if master { attributes.shows(name) } else { in_view }).then(|| value.to_owned())
    };
    Some(Line {
        subject,
        data_type: id.shows_data_type().then(|| data_type.to_owned()),
        yop: shown("YOP", id.shows_yop(), &work.yop()),
        access_type: shown("Access_Type", id.shows_access_type(), row.access.code()),
        access_method: shown("Access_Method", false, "Regular"),
        customer_id: shown("Customer_ID", false, &row.customer_id),
        institution_name: shown("Institution_Name", false, &row.institution_name),
        metric: metric.to_owned(),
        counts: BTreeMap::new(),
    })
}

fn declared_filters(id: ReportId, filters: &Filters) -> BTreeMap<String, Vec<String>> {
    let mut declared: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut say = |name: &str, values: Vec<String>| {
        if !values.is_empty() {
            declared.insert(name.to_owned(), values);
        }
    };
    say("Platform", filters.platform.iter().cloned().collect());
    if id.is_master() {
        say("Metric_Type", filters.metric_type.clone());
        say("Data_Type", filters.data_type.clone());
        say("Access_Type", filters.access_type.clone());
        say("Access_Method", filters.access_method.clone());
        say("YOP", filters.yop.clone());
        say("Item_ID", filters.item_id.iter().cloned().collect());
        say("Author", filters.author.iter().cloned().collect());
        say("Database", filters.database.iter().cloned().collect());
    } else {
        let owned = |list: Vec<&str>| list.into_iter().map(str::to_owned).collect::<Vec<_>>();
        say("Metric_Type", owned(id.metrics()));
        say("Access_Method", vec!["Regular".into()]);
        say("Data_Type", id.fixed_data_types().map(owned).unwrap_or_default());
        if id.controlled_only() {
            say("Access_Type", vec!["Controlled".into()]);
        }
    }
    declared
}

fn declared_attributes(id: ReportId, attributes: &Attributes) -> BTreeMap<String, Vec<String>> {
    let mut declared = BTreeMap::new();
    if !attributes.show.is_empty() {
        declared.insert("Attributes_To_Show".to_owned(), attributes.show.clone());
    }
    if attributes.total {
        declared.insert("Granularity".to_owned(), vec!["Total".to_owned()]);
    }
    if attributes.parents && id.kind() == Kind::Item {
        declared.insert("Include_Parent_Details".to_owned(), vec!["True".to_owned()]);
    }
    declared
}
