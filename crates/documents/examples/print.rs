//! Sets a template with data: `cargo run -p documents --example print -- TEMPLATE.typ DATA.json LANG > OUT.pdf`, to look at what
//! one is writing.

use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [template, data, lang] = arguments.as_slice() else { return Err("TEMPLATE.typ DATA.json LANG".into()) };
    let data = serde_json::from_str(&std::fs::read_to_string(data)?)?;
    let bytes = documents::pdf(&std::fs::read_to_string(template)?, &data, lang)?;
    std::io::stdout().write_all(&bytes)?;
    Ok(())
}
