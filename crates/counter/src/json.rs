//! A report as the JSON of the COUNTER API, Release 5.1.

use serde_json::{Map, Value, json};

use crate::Kind;
use crate::model::{Line, Report, Subject};

impl Report {
    /// The report as the JSON document of the COUNTER API 5.1.
    pub fn to_json(&self) -> Value {
        json!({ "Report_Header": self.header_json(), "Report_Items": self.items() })
    }

    fn header_json(&self) -> Value {
        let mut filters = Map::new();
        filters.insert("Begin_Date".into(), json!(self.begin.first_day().to_string()));
        filters.insert("End_Date".into(), json!(self.end.last_day().to_string()));
        for (name, values) in &self.filters {
            let single = matches!(name.as_str(), "Platform" | "Item_ID" | "Author" | "Database");
            filters.insert(name.clone(), if single { json!(values.first()) } else { json!(values) });
        }
        let mut header = json!({
            "Release": self.header.release,
            "Report_ID": self.id.code(),
            "Report_Name": self.id.name(),
            "Created": self.header.created,
            "Created_By": self.header.created_by,
            "Institution_ID": self.header.institution_id,
            "Institution_Name": self.header.institution_name,
            "Registry_Record": self.header.registry_record,
            "Report_Filters": filters,
        });
        if !self.attributes.is_empty() {
            let attributes: Map<String, Value> = self
                .attributes
                .iter()
                .map(|(name, values)| {
                    let single = name != "Attributes_To_Show";
                    (name.clone(), if single { json!(values.first()) } else { json!(values) })
                })
                .collect();
            header["Report_Attributes"] = Value::Object(attributes);
        }
        if !self.header.exceptions.is_empty() {
            header["Exceptions"] = json!(self.header.exceptions);
        }
        header
    }

    fn items(&self) -> Vec<Value> {
        let mut subjects: Vec<(&Subject, Vec<&Line>)> = Vec::new();
        for line in &self.lines {
            match subjects.iter_mut().rev().find(|(subject, _)| **subject == line.subject) {
                Some((_, lines)) => lines.push(line),
                None => subjects.push((&line.subject, vec![line])),
            }
        }
        if self.id.kind() != Kind::Item {
            return subjects.into_iter().map(|(subject, lines)| self.item(subject, &lines)).collect();
        }
        // Items stand under the title they are part of; those of none stand together.
        let mut parents: Vec<(&Subject, Vec<Value>)> = Vec::new();
        for (subject, lines) in subjects {
            let item = self.item(subject, &lines);
            match parents.iter_mut().find(|(of, _)| of.parent == subject.parent) {
                Some((_, items)) => items.push(item),
                None => parents.push((subject, vec![item])),
            }
        }
        parents
            .into_iter()
            .map(|(subject, items)| match &subject.parent {
                None => json!({ "Items": items }),
                Some(parent) => {
                    let mut value = json!({ "Title": parent.title, "Items": items });
                    if !parent.data_type.is_empty() {
                        value["Data_Type"] = json!(parent.data_type);
                    }
                    if !parent.ids.is_empty() {
                        value["Item_ID"] = json!(parent.ids);
                    }
                    value
                }
            })
            .collect()
    }

    fn item(&self, subject: &Subject, lines: &[&Line]) -> Value {
        let mut value = json!({ "Platform": subject.platform });
        let name = match self.id.kind() {
            Kind::Platform => None,
            Kind::Database => Some("Database"),
            Kind::Title => Some("Title"),
            Kind::Item => Some("Item"),
        };
        if let Some(name) = name {
            value[name] = json!(subject.name);
            value["Publisher"] = json!(subject.publisher);
            if !subject.ids.is_empty() {
                value["Item_ID"] = json!(subject.ids);
            }
        }
        if !subject.authors.is_empty() {
            // At most three, says §3.3.1.
            let authors: Vec<_> = subject.authors.iter().take(3).map(|name| json!({ "Name": name })).collect();
            value["Authors"] = json!(authors);
        }
        let mut performances: Vec<(&Line, Map<String, Value>)> = Vec::new();
        for line in lines {
            let same = |other: &Line| {
                (&other.data_type, &other.yop, &other.access_type, &other.access_method)
                    == (&line.data_type, &line.yop, &line.access_type, &line.access_method)
                    && (&other.customer_id, &other.institution_name) == (&line.customer_id, &line.institution_name)
            };
            let counts: Map<String, Value> =
                line.counts.iter().map(|(month, count)| (month.to_string(), json!(count))).collect();
            let at = match performances.iter().position(|(other, _)| same(other)) {
                Some(at) => at,
                None => {
                    performances.push((line, Map::new()));
                    performances.len() - 1
                }
            };
            performances[at].1.insert(line.metric.clone(), Value::Object(counts));
        }
        let performances: Vec<Value> =
            performances.into_iter().map(|(line, performance)| self.performance(line, performance)).collect();
        value["Attribute_Performance"] = json!(performances);
        value
    }

    fn performance(&self, line: &Line, mut performance: Map<String, Value>) -> Value {
        // The schema wants two metrics where titles are reported: a lone refusal is accompanied by a zero of the other.
        let pairs = [("No_License", "Limit_Exceeded"), ("Limit_Exceeded", "No_License")];
        if performance.len() == 1 && self.id.kind() == Kind::Title {
            for (lone, other) in pairs {
                if performance.contains_key(lone) {
                    performance.insert(other.into(), json!({ self.begin.to_string(): 0 }));
                    break;
                }
            }
        }
        let mut value = json!({ "Performance": performance });
        for (name, attribute) in [
            ("Data_Type", &line.data_type),
            ("YOP", &line.yop),
            ("Access_Type", &line.access_type),
            ("Access_Method", &line.access_method),
            ("Customer_ID", &line.customer_id),
            ("Institution_Name", &line.institution_name),
        ] {
            if let Some(attribute) = attribute {
                value[name] = json!(attribute);
            }
        }
        value
    }
}
