//! Vendors' reports: JSON of Release 5 and 5.1, and the tabular form, read into one shape.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::model::{Header, Line, Parent, Report, Subject};
use crate::{Exception, Kind, Month, ReportId};

/// Why a report could not be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Neither JSON nor a table that begins as a report does.
    #[error("this is neither a COUNTER report in JSON nor one in tabular form")]
    NotAReport,
    /// The vendor answered with an exception instead of a report.
    #[error("the vendor answers {}: {}", .0.code, .0.message)]
    Exception(Exception),
    /// A report that Release 5 does not know.
    #[error("this report is not one of COUNTER's: {0}")]
    OtherReport(String),
    /// Another release.
    #[error("reports of release {0} can't be read: only those of 5 and 5.1")]
    OtherRelease(String),
    /// Something in it is missing or wrong.
    #[error("{0}")]
    Wrong(String),
}

fn wrong(what: impl Into<String>) -> Unreadable {
    Unreadable::Wrong(what.into())
}

/// Reads a report, whatever its form: JSON, or a table separated by tabs, commas or semicolons.
pub fn read(text: &str) -> Result<Report, Unreadable> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim_start().starts_with(['{', '[']) {
        let value: Value =
            serde_json::from_str(text).map_err(|error| wrong(format!("this JSON is broken: {error}")))?;
        json(&value)
    } else {
        table(text)
    }
}

fn string(value: &Value, name: &str) -> String {
    match value.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

fn some(value: &Value, name: &str) -> Option<String> {
    Some(string(value, name)).filter(|text| !text.is_empty())
}

fn array<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default()
}

fn json(value: &Value) -> Result<Report, Unreadable> {
    let Some(head) = value.get("Report_Header") else {
        // A vendor says no with an exception alone, or a list of them.
        let first = value.as_array().and_then(|list| list.first()).unwrap_or(value);
        return match serde_json::from_value::<Exception>(first.clone()) {
            Ok(exception) => Err(Unreadable::Exception(exception)),
            Err(_) => Err(Unreadable::NotAReport),
        };
    };
    let id = report_id(&string(head, "Report_ID"))?;
    let release = string(head, "Release");
    check_release(&release)?;
    let (filters, begin, end) = filters(head.get("Report_Filters"))?;
    let exceptions: Vec<Exception> = array(head, "Exceptions")
        .iter()
        .filter_map(|exception| serde_json::from_value(exception.clone()).ok())
        .collect();
    let header = Header {
        release: release.clone(),
        institution_name: string(head, "Institution_Name"),
        institution_id: institution_ids(head.get("Institution_ID")),
        created: string(head, "Created"),
        created_by: string(head, "Created_By"),
        registry_record: string(head, "Registry_Record"),
        exceptions,
    };
    let attributes = named_lists(head.get("Report_Attributes"));
    let mut lines: BTreeMap<Line, BTreeMap<Month, u64>> = BTreeMap::new();
    for item in array(value, "Report_Items") {
        if release == "5" {
            old_item(item, id, &mut lines)?;
        } else {
            new_item(item, id, &mut lines)?;
        }
    }
    let lines = lines.into_iter().map(|(line, counts)| Line { counts, ..line }).collect();
    Ok(Report { id, header, begin, end, filters, attributes, lines })
}

fn report_id(code: &str) -> Result<ReportId, Unreadable> {
    ReportId::from_code(code).ok_or_else(|| Unreadable::OtherReport(code.to_owned()))
}

fn check_release(release: &str) -> Result<(), Unreadable> {
    match release {
        "5" | "5.1" => Ok(()),
        other => Err(Unreadable::OtherRelease(other.to_owned())),
    }
}

type Named = BTreeMap<String, Vec<String>>;

/// `{name: value | [value]}` (5.1) or `[{Name, Value: "a|b"}]` (5).
fn named_lists(value: Option<&Value>) -> Named {
    let mut lists = Named::new();
    let split = |text: &str| text.split('|').map(|one| one.trim().to_owned()).collect::<Vec<_>>();
    match value {
        Some(Value::Object(map)) => {
            for (name, value) in map {
                let values = match value {
                    Value::Array(list) => list.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                    Value::String(text) => vec![text.clone()],
                    _ => continue,
                };
                lists.insert(name.clone(), values);
            }
        }
        Some(Value::Array(list)) => {
            for one in list {
                lists.insert(string(one, "Name"), split(&string(one, "Value")));
            }
        }
        _ => {}
    }
    lists
}

fn filters(value: Option<&Value>) -> Result<(Named, Month, Month), Unreadable> {
    let mut filters = named_lists(value);
    let mut month = |name: &str| {
        filters
            .remove(name)
            .and_then(|values| values.first()?.parse::<Month>().ok())
            .ok_or_else(|| wrong(format!("the report does not say its {name}")))
    };
    let (begin, end) = (month("Begin_Date")?, month("End_Date")?);
    if end < begin {
        return Err(wrong("the report ends before it begins"));
    }
    Ok((filters, begin, end))
}

fn institution_ids(value: Option<&Value>) -> Named {
    match value {
        Some(Value::Array(list)) => {
            let mut ids = Named::new();
            for one in list {
                ids.entry(string(one, "Type")).or_default().push(string(one, "Value"));
            }
            ids
        }
        other => named_lists(other),
    }
}

/// `{type: value}` (5.1) or `[{Type, Value}]` (5).
fn item_ids(value: Option<&Value>) -> BTreeMap<String, String> {
    match value {
        Some(Value::Object(map)) => {
            map.iter().filter_map(|(kind, value)| Some((kind.clone(), value.as_str()?.to_owned()))).collect()
        }
        Some(Value::Array(list)) => list.iter().map(|one| (string(one, "Type"), string(one, "Value"))).collect(),
        _ => BTreeMap::new(),
    }
}

fn subject(item: &Value, id: ReportId) -> Subject {
    let name = match id.kind() {
        Kind::Platform => String::new(),
        Kind::Database => string(item, "Database"),
        Kind::Title => string(item, "Title"),
        Kind::Item => string(item, "Item"),
    };
    let authors = array(item, "Authors").iter().map(|author| string(author, "Name")).collect();
    Subject {
        platform: string(item, "Platform"),
        name,
        publisher: string(item, "Publisher"),
        ids: item_ids(item.get("Item_ID")),
        authors,
        parent: None,
    }
}

type Lines = BTreeMap<Line, BTreeMap<Month, u64>>;

fn new_item(item: &Value, id: ReportId, lines: &mut Lines) -> Result<(), Unreadable> {
    if id.kind() == Kind::Item {
        let parent = some(item, "Title").or_else(|| some(item, "Data_Type")).map(|_| Parent {
            title: string(item, "Title"),
            data_type: string(item, "Data_Type"),
            ids: item_ids(item.get("Item_ID")),
        });
        for one in array(item, "Items") {
            new_performances(one, Subject { parent: parent.clone(), ..subject(one, id) }, lines)?;
        }
        Ok(())
    } else {
        new_performances(item, subject(item, id), lines)
    }
}

fn new_performances(item: &Value, subject: Subject, lines: &mut Lines) -> Result<(), Unreadable> {
    for performance in array(item, "Attribute_Performance") {
        let base = base(performance, subject.clone());
        let metrics = performance.get("Performance").and_then(Value::as_object);
        for (metric, counts) in metrics.into_iter().flatten() {
            let sums = lines.entry(Line { metric: metric.clone(), ..base.clone() }).or_default();
            for (month, count) in counts.as_object().into_iter().flatten() {
                let month = month.parse().map_err(|()| wrong(format!("{month} is no month")))?;
                add(sums, month, count, metric)?;
            }
        }
    }
    Ok(())
}

fn base(attributes: &Value, subject: Subject) -> Line {
    Line {
        subject,
        data_type: some(attributes, "Data_Type"),
        yop: some(attributes, "YOP"),
        access_type: some(attributes, "Access_Type"),
        access_method: some(attributes, "Access_Method"),
        customer_id: some(attributes, "Customer_ID"),
        institution_name: some(attributes, "Institution_Name"),
        metric: String::new(),
        counts: BTreeMap::new(),
    }
}

fn add(sums: &mut BTreeMap<Month, u64>, month: Month, count: &Value, metric: &str) -> Result<(), Unreadable> {
    let count = match count {
        Value::Number(number) => number.as_u64(),
        Value::String(text) => text.parse().ok(),
        _ => None,
    };
    let count = count.ok_or_else(|| wrong(format!("a count of {metric} in {month} is no whole number")))?;
    if count > 0 {
        *sums.entry(month).or_default() += count;
    }
    Ok(())
}

fn old_item(item: &Value, id: ReportId, lines: &mut Lines) -> Result<(), Unreadable> {
    let parent = item.get("Item_Parent").map(|parent| Parent {
        title: string(parent, "Item_Name"),
        data_type: string(parent, "Data_Type"),
        ids: item_ids(parent.get("Item_ID")),
    });
    let mut subject = Subject { parent, ..subject(item, id) };
    subject.authors = array(item, "Item_Contributors").iter().map(|one| string(one, "Name")).collect();
    let base = base(item, subject);
    for performance in array(item, "Performance") {
        let month = performance
            .get("Period")
            .and_then(|period| string(period, "Begin_Date").parse::<Month>().ok())
            .ok_or_else(|| wrong("a period does not say when it begins"))?;
        for instance in array(performance, "Instance") {
            let metric = string(instance, "Metric_Type");
            let count = instance.get("Count").unwrap_or(&Value::Null);
            let sums = lines.entry(Line { metric: metric.clone(), ..base.clone() }).or_default();
            add(sums, month, count, &metric)?;
        }
    }
    Ok(())
}

fn table(text: &str) -> Result<Report, Unreadable> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b'\t', b';', b','].into_iter().find(|delimiter| first.as_bytes().contains(delimiter));
    let (Some(delimiter), true) = (delimiter, first.starts_with("Report_Name")) else {
        return Err(Unreadable::NotAReport);
    };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .has_headers(false)
        .flexible(true)
        .quoting(delimiter != b'\t' || text.contains("\t\""))
        .from_reader(text.as_bytes());
    let mut head: BTreeMap<String, String> = BTreeMap::new();
    let mut columns: Option<Vec<String>> = None;
    let mut lines = Lines::new();
    for record in reader.records() {
        let record = record.map_err(|error| wrong(format!("this table is broken: {error}")))?;
        let cells: Vec<&str> = record.iter().map(str::trim).collect();
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        match &columns {
            None if cells.contains(&"Metric_Type") => {
                columns = Some(cells.iter().map(|cell| (*cell).to_owned()).collect());
            }
            None => {
                let value = cells.get(1).copied().unwrap_or_default().to_owned();
                head.insert(cells[0].to_owned(), value);
            }
            Some(columns) => table_row(&head, columns, &cells, &mut lines)?,
        }
    }
    let get = |name: &str| head.get(name).cloned().unwrap_or_default();
    let id = report_id(&get("Report_ID"))?;
    check_release(&get("Release"))?;
    if columns.is_none() && get("Exceptions").is_empty() {
        return Err(wrong("the table has no columns: there should be one called Metric_Type"));
    }
    let pairs = |text: String| -> Named {
        text.split(';')
            .filter_map(|pair| {
                let (name, values) = pair.trim().split_once('=')?;
                Some((name.to_owned(), values.split('|').map(str::to_owned).collect()))
            })
            .collect()
    };
    let mut period = pairs(get("Reporting_Period"));
    let mut month = |name: &str| {
        period
            .remove(name)
            .and_then(|values| values.first()?.parse::<Month>().ok())
            .ok_or_else(|| wrong(format!("the report does not say its {name}")))
    };
    let (begin, end) = (month("Begin_Date")?, month("End_Date")?);
    let mut filters = pairs(get("Report_Filters"));
    let metrics: Vec<String> =
        get("Metric_Types").split([';', '|']).map(str::trim).filter(|m| !m.is_empty()).map(str::to_owned).collect();
    if !metrics.is_empty() {
        filters.insert("Metric_Type".into(), metrics);
    }
    let mut institution_id = Named::new();
    for one in get("Institution_ID").split(';').map(str::trim).filter(|one| !one.is_empty()) {
        let (kind, value) = match one.split_once(':') {
            Some((kind @ ("ISNI" | "ROR" | "ISIL" | "OCLC"), value)) => (kind, value),
            _ => ("Proprietary", one),
        };
        institution_id.entry(kind.to_owned()).or_default().push(value.to_owned());
    }
    let header = Header {
        release: get("Release"),
        institution_name: get("Institution_Name"),
        institution_id,
        created: get("Created"),
        created_by: get("Created_By"),
        registry_record: get("Registry_Record"),
        exceptions: exceptions(&get("Exceptions")),
    };
    let lines = lines.into_iter().map(|(line, counts)| Line { counts, ..line }).collect();
    Ok(Report { id, header, begin, end, filters, attributes: pairs(get("Report_Attributes")), lines })
}

/// The exceptions of a table's head: `code: message (about)`, joined by semicolons (§3.2.1 of the Code). What follows a
/// semicolon without a code of its own still belongs to the one before.
fn exceptions(cell: &str) -> Vec<Exception> {
    let mut read: Vec<Exception> = Vec::new();
    for part in cell.split(';').map(str::trim).filter(|part| !part.is_empty()) {
        let coded = part.split_once(':').and_then(|(code, said)| Some((code.trim().parse().ok()?, said.trim())));
        match (coded, read.last_mut()) {
            (Some((code, said)), _) => {
                let about = said.strip_suffix(')').and_then(|said| said.split_once(" ("));
                let (message, data) = about.map_or((said, None), |(message, data)| (message, Some(data.to_owned())));
                read.push(Exception { code, message: message.to_owned(), data });
            }
            (None, Some(before)) => {
                before.message.push_str("; ");
                before.message.push_str(part);
            }
            (None, None) => {}
        }
    }
    read
}

fn table_row(
    head: &BTreeMap<String, String>,
    columns: &[String],
    cells: &[&str],
    lines: &mut Lines,
) -> Result<(), Unreadable> {
    let id = report_id(head.get("Report_ID").map(String::as_str).unwrap_or_default())?;
    let get = |name: &str| {
        let at = columns.iter().position(|column| column == name)?;
        cells.get(at).copied().filter(|cell| !cell.is_empty()).map(str::to_owned)
    };
    let ids = |prefix: &str| -> BTreeMap<String, String> {
        ["DOI", "Proprietary_ID", "ISBN", "Print_ISSN", "Online_ISSN", "URI"]
            .into_iter()
            .filter_map(|name| Some((name.trim_end_matches("_ID").to_owned(), get(&format!("{prefix}{name}"))?)))
            .collect()
    };
    let name = ["Database", "Title", "Item"].into_iter().find_map(get).unwrap_or_default();
    let parent = get("Parent_Title").or_else(|| get("Parent_Data_Type")).map(|_| Parent {
        title: get("Parent_Title").unwrap_or_default(),
        data_type: get("Parent_Data_Type").unwrap_or_default(),
        ids: ids("Parent_"),
    });
    let metric = get("Metric_Type").ok_or_else(|| wrong("a line does not say its metric"))?;
    let line = Line {
        subject: Subject {
            platform: get("Platform").unwrap_or_default(),
            name: if id.kind() == Kind::Platform { String::new() } else { name },
            publisher: get("Publisher").unwrap_or_default(),
            ids: ids(""),
            authors: get("Authors").map(|all| all.split("; ").map(str::to_owned).collect()).unwrap_or_default(),
            parent,
        },
        data_type: get("Data_Type"),
        yop: get("YOP"),
        access_type: get("Access_Type"),
        access_method: get("Access_Method"),
        customer_id: get("Customer_ID"),
        institution_name: get("Institution_Name"),
        metric: metric.clone(),
        counts: BTreeMap::new(),
    };
    let sums = lines.entry(line).or_default();
    for (column, cell) in columns.iter().zip(cells) {
        if let (Some(month), false) = (Month::from_column(column), cell.is_empty()) {
            let digits = cell.replace([',', ' ', '\u{a0}'], "");
            add(sums, month, &Value::String(digits), &metric)?;
        }
    }
    Ok(())
}
