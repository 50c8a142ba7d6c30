//! A report as the tabular form (§3.2), tab-separated.

use crate::model::{Line, Report};
use crate::{Kind, Month};

const IDS: [(&str, &str); 6] = [
    ("DOI", "DOI"),
    ("Proprietary_ID", "Proprietary"),
    ("ISBN", "ISBN"),
    ("Print_ISSN", "Print_ISSN"),
    ("Online_ISSN", "Online_ISSN"),
    ("URI", "URI"),
];

impl Report {
    /// The report as tab-separated text, as spreadsheets open it.
    pub fn to_tsv(&self) -> String {
        let mut text = String::from("\u{feff}");
        let joined = |values: &[String]| values.join("|");
        let list = |map: &std::collections::BTreeMap<String, Vec<String>>, without: &str| {
            map.iter()
                .filter(|(name, _)| *name != without)
                .map(|(name, values)| format!("{name}={}", joined(values)))
                .collect::<Vec<_>>()
                .join("; ")
        };
        let header = &self.header;
        let ids = header.institution_id.iter().flat_map(|(kind, values)| {
            values
                .iter()
                .map(move |value| if kind == "Proprietary" { value.clone() } else { format!("{kind}:{value}") })
        });
        let exceptions = header.exceptions.iter().map(|exception| {
            let about = exception.data.as_ref().map(|data| format!(" ({data})")).unwrap_or_default();
            format!("{}: {}{about}", exception.code, exception.message)
        });
        for (name, value) in [
            ("Report_Name", self.id.name().to_owned()),
            ("Report_ID", self.id.code().to_owned()),
            ("Release", header.release.clone()),
            ("Institution_Name", header.institution_name.clone()),
            ("Institution_ID", ids.collect::<Vec<_>>().join("; ")),
            ("Metric_Types", self.filters.get("Metric_Type").map(|types| types.join("; ")).unwrap_or_default()),
            ("Report_Filters", list(&self.filters, "Metric_Type")),
            ("Report_Attributes", list(&self.attributes, "")),
            ("Exceptions", exceptions.collect::<Vec<_>>().join("; ")),
            ("Reporting_Period", format!("Begin_Date={}; End_Date={}", self.begin.first_day(), self.end.last_day())),
            ("Created", header.created.clone()),
            ("Created_By", header.created_by.clone()),
            ("Registry_Record", header.registry_record.clone()),
        ] {
            row(&mut text, &[name.to_owned(), value]);
        }
        row(&mut text, &[]);
        let columns = self.columns();
        let months = if self.attributes.get("Granularity").is_some_and(|values| values == &["Total"]) {
            Vec::new()
        } else {
            self.begin.through(self.end)
        };
        let mut names: Vec<String> = columns.iter().map(|column| (*column).to_owned()).collect();
        names.extend(["Metric_Type".to_owned(), "Reporting_Period_Total".to_owned()]);
        names.extend(months.iter().map(|month| month.column()));
        row(&mut text, &names);
        for line in &self.lines {
            let mut cells: Vec<String> = columns.iter().map(|column| cell(line, column)).collect();
            cells.extend([line.metric.clone(), line.total().to_string()]);
            let count = |month: &Month| line.counts.get(month).copied().unwrap_or(0).to_string();
            cells.extend(months.iter().map(count));
            row(&mut text, &cells);
        }
        text
    }

    /// The columns before the metric, in the order of the Code.
    fn columns(&self) -> Vec<&'static str> {
        let mut columns = Vec::new();
        match self.id.kind() {
            Kind::Platform => columns.push("Platform"),
            Kind::Database => columns.extend(["Database", "Publisher", "Publisher_ID", "Platform", "Proprietary_ID"]),
            Kind::Title => columns.extend(["Title", "Publisher", "Publisher_ID", "Platform"]),
            Kind::Item => columns.extend(["Item", "Publisher", "Publisher_ID", "Platform"]),
        }
        let shows = |name: &str| {
            self.attributes.get("Attributes_To_Show").is_some_and(|shown| shown.iter().any(|one| one == name))
        };
        if shows("Authors") {
            columns.push("Authors");
        }
        if matches!(self.id.kind(), Kind::Title | Kind::Item) {
            columns.extend(IDS.map(|(column, _)| column));
        }
        if self.attributes.contains_key("Include_Parent_Details") {
            columns.extend(["Parent_Title", "Parent_Data_Type"]);
        }
        if self.id.shows_data_type() {
            columns.push("Data_Type");
        }
        let master = self.id.is_master();
        for (name, in_view) in [("YOP", self.id.shows_yop()), ("Access_Type", self.id.shows_access_type())] {
            if if master { shows(name) } else { in_view } {
                columns.push(name);
            }
        }
        for name in ["Access_Method", "Institution_Name", "Customer_ID"] {
            if shows(name) {
                columns.push(name);
            }
        }
        columns
    }
}

fn cell(line: &Line, column: &str) -> String {
    let subject = &line.subject;
    let some = |value: &Option<String>| value.clone().unwrap_or_default();
    match column {
        "Platform" => subject.platform.clone(),
        "Database" | "Title" | "Item" => subject.name.clone(),
        "Publisher" => subject.publisher.clone(),
        "Authors" => subject.authors.join("; "),
        "Parent_Title" => subject.parent.as_ref().map(|parent| parent.title.clone()).unwrap_or_default(),
        "Parent_Data_Type" => subject.parent.as_ref().map(|parent| parent.data_type.clone()).unwrap_or_default(),
        "Data_Type" => some(&line.data_type),
        "YOP" => some(&line.yop),
        "Access_Type" => some(&line.access_type),
        "Access_Method" => some(&line.access_method),
        "Institution_Name" => some(&line.institution_name),
        "Customer_ID" => some(&line.customer_id),
        other => IDS
            .iter()
            .find(|(name, _)| *name == other)
            .and_then(|(_, kind)| subject.ids.get(*kind).cloned())
            .unwrap_or_default(),
    }
}

fn row(text: &mut String, cells: &[String]) {
    for (position, cell) in cells.iter().enumerate() {
        if position > 0 {
            text.push('\t');
        }
        // A tab or a line's end inside a title would shift every column after it.
        text.extend(cell.chars().map(|c| if c.is_control() { ' ' } else { c }));
    }
    text.push_str("\r\n");
}
