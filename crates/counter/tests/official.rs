//! Judged by COUNTER's own schema and sample reports (tests/fixtures/NOTICE).

#![expect(clippy::unwrap_used, reason = "a test stops at what it did not expect")]

use std::collections::BTreeMap;

use counter::{
    Access, Attributes, Exception, Filters, Header, Metrics, Month, Report, ReportId, Unreadable, Usage, Work, build,
    read,
};
use serde_json::{Value, json};

fn fixture(name: &str) -> String {
    std::fs::read_to_string(format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The schema of a report. The registry moved from projectcounter.org to countermetrics.org: both hosts are right. One
/// pattern of the specification, `{1,3,4}`, is no regular expression.
fn schema(name: &str) -> jsonschema::Validator {
    let text = fixture("COUNTER_API.json")
        .replace(
            "https://registry.projectcounter.org/platform",
            "https://registry.(projectcounter|countermetrics).org/platform",
        )
        .replace("{1,3,4}", "{1,4}");
    let api: Value = serde_json::from_str(&text).unwrap();
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": format!("#/components/schemas/{name}"),
        "components": { "schemas": api["components"]["schemas"] },
    });
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn assert_valid(report: &Report) {
    let value = report.to_json();
    let faults: Vec<String> = schema(report.id.code())
        .iter_errors(&value)
        .map(|error| format!("{error} at {}", error.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{} {faults:#?}\n{value:#}", report.id.code());
}

const SAMPLES: [&str; 16] = [
    "PR", "PRP1", "DR", "DRD1", "DRD2", "TR", "TRB1", "TRB2", "TRB3", "TRJ1", "TRJ2", "TRJ3", "TRJ4", "IR", "IRA1",
    "IRM1",
];

#[test]
fn the_schema_accepts_the_samples_and_refuses_a_wrong_one() {
    for (name, id) in SAMPLES.into_iter().zip(ReportId::ALL) {
        let value: Value = serde_json::from_str(&fixture(&format!("{name}_sample_r51.json"))).unwrap();
        assert!(schema(id.code()).is_valid(&value), "{name}");
    }
    let mut wrong: Value = serde_json::from_str(&fixture("TRB1_sample_r51.json")).unwrap();
    wrong["Report_Items"][0]["Attribute_Performance"][0]["Access_Type"] = json!("Controlled");
    assert!(!schema("TR_B1").is_valid(&wrong));
}

#[test]
fn every_sample_is_read_and_printed_again_as_it_was() {
    for (name, id) in SAMPLES.into_iter().zip(ReportId::ALL) {
        let text = fixture(&format!("{name}_sample_r51.json"));
        let report = read(&text).unwrap();
        assert_eq!(report.id, id);
        assert!(!report.lines.is_empty(), "{name}");
        assert_eq!((report.begin.to_string(), report.end.to_string()), ("2022-01".into(), "2022-12".into()));
        // Counts of all metrics, added up from the document without our reader.
        let value: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(report.lines.iter().map(|line| line.total()).sum::<u64>(), sum(&value), "{name}");
        assert_valid(&report);
        assert_eq!(read(&report.to_json().to_string()).unwrap(), report, "{name}");
    }
}

/// Every number under a month, anywhere.
fn sum(value: &Value) -> u64 {
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(name, value)| match value {
                Value::Number(count) if name.parse::<Month>().is_ok() => count.as_u64().unwrap(),
                other => sum(other),
            })
            .sum(),
        Value::Array(list) => list.iter().map(sum).sum(),
        _ => 0,
    }
}

#[test]
fn tables_say_what_their_json_says() {
    for name in ["PR", "DR", "TR", "TRB1", "IR", "IRM1"] {
        let table = read(&fixture(&format!("{name}_sample_r51.tsv"))).unwrap();
        let json = read(&fixture(&format!("{name}_sample_r51.json"))).unwrap();
        assert_eq!((table.id, table.begin, table.end), (json.id, json.begin, json.end));
        for metric in json.id.metrics() {
            assert_eq!(table.total(metric), json.total(metric), "{name} {metric}");
        }
        assert_eq!(table.lines.len(), json.lines.len(), "{name}");
        // Our own table, read again.
        let ours = read(&json.to_tsv()).unwrap();
        assert_eq!(ours.lines.len(), json.lines.len());
        for (ours, theirs) in ours.lines.iter().zip(&json.lines) {
            assert_eq!((&ours.metric, &ours.counts), (&theirs.metric, &theirs.counts));
        }
    }
}

#[test]
fn a_table_says_its_exceptions() {
    let mut json = read(&fixture("PR_sample_r51.json")).unwrap();
    let late = Exception::usage_not_ready().about("2026-11");
    json.header.exceptions = vec![late.clone(), Exception::no_usage()];
    let table = json.to_tsv();
    assert!(table.contains("3031: Usage Not Ready for Requested Dates (2026-11); 3030: No Usage"), "{table}");
    assert_eq!(read(&table).unwrap().header.exceptions, [late, Exception::no_usage()]);
    // A remark without a code, as some vendors write them, is no exception; nor is one lost for its semicolon.
    let remark = table.replace("3031: Usage", "as agreed; 3031: Late; ask in May; 3031: Usage");
    let codes: Vec<_> =
        read(&remark).unwrap().header.exceptions.into_iter().map(|one| (one.code, one.message)).collect();
    assert_eq!(codes[0], (3031, "Late; ask in May".to_owned()));
    assert_eq!(codes.len(), 3);
}

fn work(title: &str, data_type: &str, ids: &[(&str, &str)]) -> Work {
    Work {
        platform: "Beffroi".into(),
        database: None,
        title: title.into(),
        publisher: String::new(),
        ids: ids.iter().map(|(kind, id)| ((*kind).to_owned(), (*id).to_owned())).collect(),
        authors: vec!["Émile Zola".into()],
        data_type: data_type.into(),
        year: Some(1885),
    }
}

fn usage(month: &str, work: Work, access: Access, metrics: Metrics) -> Usage {
    Usage {
        month: month.parse().unwrap(),
        work,
        access,
        customer_id: "lille".into(),
        institution_name: "Médiathèque de Lille".into(),
        metrics,
    }
}

fn rows() -> Vec<Usage> {
    let used = Metrics {
        total_investigations: 5,
        unique_investigations: 3,
        total_requests: 4,
        unique_requests: 2,
        ..Metrics::default()
    };
    let looked = Metrics { total_investigations: 1, unique_investigations: 1, ..Metrics::default() };
    let refused = Metrics { limit_exceeded: 7, ..Metrics::default() };
    let novel = work("Germinal", "Book", &[("ISBN", "978-2-07-041142-0"), ("Proprietary", "beffroi:germinal")]);
    let film = work("Le clip", "Audiovisual", &[("Proprietary", "beffroi:clip")]);
    let paper = work("La Voix", "Newspaper_or_Newsletter", &[]);
    let review = work("Revue", "Journal", &[("Online_ISSN", "2049-3630")]);
    let method = Work { database: Some("Langues".into()), ..work("Apprendre", "Database", &[]) };
    vec![
        usage("2026-10", novel.clone(), Access::Open, used),
        usage("2026-11", novel.clone(), Access::Open, looked),
        usage("2026-11", novel, Access::Controlled, refused),
        usage("2026-11", work("Un roman", "Book", &[]), Access::Controlled, used),
        usage("2026-11", film, Access::Controlled, used),
        usage("2026-11", paper, Access::Controlled, Metrics { no_license: 1, ..used }),
        usage("2026-11", review, Access::Controlled, Metrics { no_license: 2, ..used }),
        usage("2026-11", method, Access::Controlled, Metrics { searches: 3, limit_exceeded: 1, ..used }),
        usage("2026-11", work("", "Platform", &[]), Access::Controlled, Metrics { searches: 11, ..Metrics::default() }),
        usage("2025-01", work("Trop tôt", "Book", &[]), Access::Controlled, used),
    ]
}

fn header() -> Header {
    Header {
        institution_name: "Médiathèque de Lille".into(),
        institution_id: BTreeMap::from([("Proprietary".into(), vec!["beffroi:lille".into()])]),
        created: "2026-11-22T12:00:00Z".into(),
        created_by: "Beffroi".into(),
        ..Header::default()
    }
}

fn make(id: ReportId, filters: &Filters, attributes: &Attributes, rows: &[Usage]) -> Report {
    let (begin, end) = ("2026-10".parse().unwrap(), "2026-11".parse().unwrap());
    build(id, header(), begin, end, filters, attributes, rows)
}

#[test]
fn our_reports_are_valid_with_usage_and_without() {
    for id in ReportId::ALL {
        let report = make(id, &Filters::default(), &Attributes::default(), &rows());
        assert!(!report.lines.is_empty(), "{}", id.code());
        assert_valid(&report);
        let nothing = make(id, &Filters::default(), &Attributes::default(), &[]);
        assert_eq!(nothing.header.exceptions[0].code, 3030);
        assert_valid(&nothing);
        let everything = Attributes {
            show: id.attributes().iter().map(|name| (*name).to_owned()).collect(),
            parents: true,
            total: false,
        };
        assert_valid(&make(id, &Filters::default(), &everything, &rows()));
        let total = Attributes { total: true, ..Attributes::default() };
        assert_valid(&make(id, &Filters::default(), &total, &rows()));
    }
}

#[test]
fn what_is_counted_where() {
    let plain = |id| make(id, &Filters::default(), &Attributes::default(), &rows());
    let books = plain(ReportId::Tr);
    assert_eq!(books.total("Unique_Title_Requests"), 4, "only the books'");
    assert_eq!(books.total("Total_Item_Requests"), 16, "books, newspaper, journal; no film, no database");
    assert_eq!(plain(ReportId::TrB1).total("Total_Item_Requests"), 4, "what is open is not controlled");
    assert_eq!(plain(ReportId::TrB2).total("Limit_Exceeded"), 7);
    assert_eq!(plain(ReportId::TrB3).total("Unique_Item_Investigations"), 7);
    assert_eq!(plain(ReportId::TrJ2).total("No_License"), 2);
    assert_eq!(plain(ReportId::IrM1).total("Total_Item_Requests"), 4);
    assert_eq!(plain(ReportId::Pr).total("Searches_Platform"), 11);
    assert_eq!(plain(ReportId::Pr).total("Total_Item_Requests"), 24);
    assert_eq!(plain(ReportId::DrD1).total("Searches_Regular"), 3);
    assert_eq!(plain(ReportId::DrD2).total("Limit_Exceeded"), 1);
}

#[test]
fn master_reports_are_narrowed() {
    let narrowed = |filters: Filters| make(ReportId::Tr, &filters, &Attributes::default(), &rows());
    let of = |list: &[&str]| list.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>();
    let one = narrowed(Filters { metric_type: of(&["No_License"]), ..Filters::default() });
    assert_eq!(one.lines.iter().map(|line| line.total()).sum::<u64>(), 3);
    assert_valid(&one);
    let journals = narrowed(Filters { data_type: of(&["Journal"]), ..Filters::default() });
    assert_eq!(journals.total("Total_Item_Requests"), 4);
    assert_valid(&journals);
    let open = narrowed(Filters { access_type: of(&["Open"]), yop: of(&["1800-1900"]), ..Filters::default() });
    assert_eq!(open.total("Total_Item_Requests"), 4);
    assert_valid(&open);
    assert_eq!(narrowed(Filters { yop: of(&["2001"]), ..Filters::default() }).lines, []);
    let item = Filters { item_id: Some("ISBN:978-2-07-041142-0".into()), ..Filters::default() };
    assert_eq!(narrowed(item.clone()).total("Total_Item_Requests"), 4);
    assert_valid(&narrowed(item));
    let elsewhere = Filters { platform: Some("Ailleurs".into()), ..Filters::default() };
    assert_eq!(make(ReportId::TrB3, &elsewhere, &Attributes::default(), &rows()).lines, []);
}

#[test]
fn release_5_is_read() {
    let old = json!({
        "Report_Header": {
            "Created": "2023-02-01T00:00:00Z", "Created_By": "Vendor", "Customer_ID": "x", "Report_ID": "TR_B1",
            "Release": "5", "Report_Name": "Book Requests (Excluding OA_Gold)", "Institution_Name": "Lille",
            "Institution_ID": [{ "Type": "Proprietary", "Value": "v:1" }],
            "Report_Filters": [
                { "Name": "Begin_Date", "Value": "2023-01-01" }, { "Name": "End_Date", "Value": "2023-02-28" },
                { "Name": "Metric_Type", "Value": "Total_Item_Requests|Unique_Title_Requests" },
            ],
        },
        "Report_Items": [{
            "Title": "Un livre", "Platform": "P1", "Publisher": "E", "Data_Type": "Book", "YOP": "2019",
            "Item_ID": [{ "Type": "ISBN", "Value": "978-2-07-041142-0" }],
            "Performance": [
                { "Period": { "Begin_Date": "2023-01-01", "End_Date": "2023-01-31" },
                  "Instance": [{ "Metric_Type": "Total_Item_Requests", "Count": 3 },
                               { "Metric_Type": "Unique_Title_Requests", "Count": 2 }] },
                { "Period": { "Begin_Date": "2023-02-01", "End_Date": "2023-02-28" },
                  "Instance": [{ "Metric_Type": "Total_Item_Requests", "Count": 5 }] },
            ],
        }],
    });
    let report = read(&old.to_string()).unwrap();
    assert_eq!((report.total("Total_Item_Requests"), report.total("Unique_Title_Requests")), (8, 2));
    assert_eq!(report.lines[0].subject.ids["ISBN"], "978-2-07-041142-0");
    assert_eq!(report.filters["Metric_Type"].len(), 2);
}

#[test]
fn what_is_no_report_says_so() {
    assert_eq!(read("bonjour"), Err(Unreadable::NotAReport));
    assert_eq!(read("{}"), Err(Unreadable::NotAReport));
    assert!(matches!(read("{"), Err(Unreadable::Wrong(_))));
    let refused = read(r#"{"Code": 2000, "Message": "Requestor Not Authorized to Access Service"}"#).unwrap_err();
    assert_eq!(refused.to_string(), "the vendor answers 2000: Requestor Not Authorized to Access Service");
    let changed = |path: &str, value: Value| {
        let mut report: Value = serde_json::from_str(&fixture("PRP1_sample_r51.json")).unwrap();
        *report.pointer_mut(path).unwrap() = value;
        read(&report.to_string()).unwrap_err().to_string()
    };
    assert!(changed("/Report_Header/Release", json!("4")).contains("release 4"));
    assert!(changed("/Report_Header/Report_ID", json!("JR1")).contains("JR1"));
    assert!(changed("/Report_Header/Report_Filters/Begin_Date", json!("hier")).contains("Begin_Date"));
    let count = "/Report_Items/0/Attribute_Performance/0/Performance";
    assert!(changed(count, json!({ "Total_Item_Requests": { "2022-01": -1 } })).contains("whole number"));
}
