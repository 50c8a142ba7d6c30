//! What a printed document is: tagged, titled, in a language, the same twice, and refused with words when it cannot be.

use lopdf::{Document, Object};
use serde_json::json;

const LETTER: &str = r##"#import "/beffroi.typ": *
#show: sheet.with(title: data.title, house: data.house)
= #data.title
Chère #data.name, votre pass est valable jusqu'au 3 mars 2028.
#facts(("Prix", data.price))
"##;

fn letter() -> serde_json::Value {
    json!({ "title": "Votre pass", "house": "Métropole", "name": "Zoë Œuvrard", "price": "40\u{202f}€" })
}

fn text_of(document: &Document) -> String {
    let pages: Vec<u32> = document.get_pages().keys().copied().collect();
    document.extract_text(&pages).expect("text")
}

#[test]
fn a_letter_is_a_tagged_document_with_a_title_and_a_language() {
    let bytes = documents::pdf(LETTER, &letter(), "fr").expect("printed");
    let document = Document::load_mem(&bytes).expect("a PDF");
    let catalog = document.catalog().expect("catalog");
    assert!(catalog.get(b"StructTreeRoot").is_ok(), "a tree of tags");
    let marked = document.dereference(catalog.get(b"MarkInfo").expect("MarkInfo")).expect("MarkInfo").1;
    assert_eq!(marked.as_dict().expect("dictionary").get(b"Marked").expect("Marked"), &Object::Boolean(true));
    let lang = document.dereference(catalog.get(b"Lang").expect("Lang")).expect("Lang").1;
    assert_eq!(lang.as_str().expect("text"), b"fr");
    let metadata = document.dereference(catalog.get(b"Metadata").expect("metadata")).expect("metadata").1;
    let xmp = metadata
        .as_stream()
        .expect("stream")
        .get_plain_content()
        .unwrap_or_else(|_| metadata.as_stream().expect("stream").content.clone());
    let xmp = String::from_utf8_lossy(&xmp).into_owned();
    assert!(xmp.contains("pdfuaid"), "says it is PDF/UA: {xmp}");
    assert!(xmp.contains("Votre pass"), "its title: {xmp}");
    let text = text_of(&document);
    for words in ["Votre pass", "Œuvrard", "Métropole", "Prix"] {
        assert!(text.contains(words), "“{words}” in: {text}");
    }
}

#[test]
fn one_document_printed_twice_is_the_same_bytes() {
    let once = documents::pdf(LETTER, &letter(), "fr").expect("printed");
    assert_eq!(once, documents::pdf(LETTER, &letter(), "fr").expect("printed"));
    assert_ne!(once, documents::pdf(LETTER, &letter(), "nl").expect("printed"), "the language is part of it");
}

#[test]
fn words_of_the_data_are_never_read_as_a_template() {
    let mut data = letter();
    data["name"] = json!("#panic() $x$ *gras* \\ <étiquette> ]");
    let bytes = documents::pdf(LETTER, &data, "fr").expect("printed");
    assert!(text_of(&Document::load_mem(&bytes).expect("a PDF")).contains("#panic() $x$ *gras*"));
}

#[test]
fn a_broken_template_is_refused_with_its_line() {
    let fault =
        documents::pdf("#import \"/beffroi.typ\": *\n#show: sheet.with(title: \"x\")\n#data.absent", &json!({}), "fr");
    let words = fault.expect_err("refused").to_string();
    assert!(words.contains("line 3") && words.contains("absent"), "{words}");
}

#[test]
fn a_template_reads_no_file_of_the_machine_and_no_package_of_the_network() {
    for attempt in ["#read(\"/etc/passwd\")", "#read(\"../../../../etc/passwd\")", "#import \"@preview/cetz:0.3.0\""] {
        let template = format!("#import \"/beffroi.typ\": *\n#show: sheet.with(title: \"x\")\n{attempt}");
        assert!(documents::pdf(&template, &json!({}), "fr").is_err(), "{attempt}");
    }
    let clock = "#import \"/beffroi.typ\": *\n#show: sheet.with(title: \"x\")\n#datetime.today().display()";
    assert!(documents::pdf(clock, &json!({}), "fr").is_err(), "there is no clock");
}

#[test]
fn a_picture_without_words_is_refused_because_nobody_could_hear_it() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'><rect width='1' height='1'/></svg>";
    let mute = "#import \"/beffroi.typ\": *\n#show: sheet.with(title: \"x\")\n= x\n#symbol(data.svg, 30mm)";
    assert!(matches!(documents::pdf(mute, &json!({ "svg": svg }), "fr"), Err(documents::Error::Document(_))));
    let told =
        "#import \"/beffroi.typ\": *\n#show: sheet.with(title: \"x\")\n= x\n#symbol(data.svg, 30mm, alt: \"code\")";
    documents::pdf(told, &json!({ "svg": svg }), "fr").expect("printed");
}

#[test]
fn a_document_without_a_title_is_refused() {
    let untitled = documents::pdf("#import \"/beffroi.typ\": *\n#show: sheet\nBonjour", &json!({}), "fr");
    assert!(matches!(untitled, Err(documents::Error::Document(_))), "{untitled:?}");
}

#[test]
fn data_must_be_an_object() {
    assert!(matches!(documents::pdf(LETTER, &json!([1]), "fr"), Err(documents::Error::Data)));
}
