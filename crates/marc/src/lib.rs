//! Reads and writes library records: ISO 2709 and MARCXML, UNIMARC and MARC 21, in every encoding libraries still send.
//!
//! ```
//! use marc::{Options, Outcome, Reader, write_marcxml};
//!
//! // UNIMARC in ISO 5426 (100$a/26-29 says `0103`): the accent comes before its letter, œ is 0xFA.
//! let bytes = b"00130nam0 2200061   450 001000700000100004100007200002000048\x1eFRL042\x1e  \
//! \x1fa20240101d2024    m  y0frey0103    ba\x1e1 \x1faLe c\xFAur br\xC3ul\xC2e\x1e\x1d";
//!
//! let mut reader = Reader::new(&bytes[..], Options::default());
//! while let Some(delivery) = reader.next()? {
//!     match delivery.outcome {
//!         Outcome::Record { record, notes } => {
//!             assert!(notes.is_empty());
//!             let title = record.first("200").and_then(|field| field.subfield('a'));
//!             assert_eq!(title, Some("Le cœur brûlé"));
//!             for note in notes {
//!                 eprintln!("repaired at byte {}: {note}", delivery.offset);
//!             }
//!             let mut xml = String::new();
//!             write_marcxml(record, &mut xml);
//!         }
//!         Outcome::SetAside(reason) => eprintln!("{} bytes set aside: {reason}", delivery.raw.len()),
//!     }
//! }
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # What is promised
//!
//! - **Nothing is lost.** A [`Reader`] delivers every byte of its source, except what may stand between records, as a
//!   record (clean, or repaired with [`Note`]s) or as bytes set aside with a [`Reason`]. [`Delivery::raw`] is exactly what
//!   was received, and [`parse`] derives the same outcome from it alone, at any later time.
//! - **Damage stays where it is.** Wrong lengths, wrong directories, cut or overlong records, terminators inside fields or
//!   missing, pages of HTML between records: the next record is found again. See [`Note`] for all that is repaired.
//! - **Text is Unicode, composed (NFC).** What the record declares of its encoding is checked against its bytes, record by
//!   record, and overruled when it cannot be true.
//! - **Memory is constant**: one record, up to [`Options::max_record_bytes`].
//! - **No input makes it panic**; no `unsafe`.
//!
//! # Encodings
//!
//! | declared in | as | read as |
//! |---|---|---|
//! | MARC 21 leader/9 | `a` | UTF-8, composed or decomposed |
//! | MARC 21 leader/9 | blank | MARC-8: ASCII and ANSEL; Cyrillic, Greek, Hebrew, Arabic, subscripts and superscripts by escape sequence; `&#xNNNN;` |
//! | UNIMARC 100$a/26-33 (13-20 in authorities) | `50` | UTF-8 |
//! | | `01`, `03` | ASCII, ISO 5426; other sets by ISO 2022 shifts and designations |
//! | | `02`, `04`, `05`, `08` | basic Cyrillic (ISO-IR 37), ISO 5427, ISO 5428 Greek, ISO 8957 Hebrew |
//! | nowhere | | Windows-1252 (and so ISO 8859-1), recognised by what its letters stand next to |
//!
//! UTF-8 found under any declaration is read as UTF-8; stray bytes in it are repaired one by one; text encoded in UTF-8
//! twice (« Ã© ») is decoded twice. Codes 0x88/0x89 and U+0088/U+0089 around an article become U+0098/U+009C.
//!
//! Not read, and replaced by U+FFFD with [`Note::UnknownCharacters`]: the ideographs of EACC in MARC-8 (15,000 codes, that
//! no library of French-speaking countries was found to send), and the UNIMARC sets ISO 5426-2, 6438 (African), 10586
//! (Georgian) and the second table of ISO 8957.
//!
//! # Pace
//!
//! `cargo run --release -p marc --example marc_pace -- FILE…` measures it in processor time. On one core of a machine shared
//! with other work, over several runs, records a second:
//!
//! | input | this crate | `yaz-marcdump -o line` | `pymarc` |
//! |---|---|---|---|
//! | 100,000 clean MARC 21 records of 566 bytes, UTF-8 | 660,000 to 1,080,000 | 270,000 to 310,000 (and prints them) | 18,000 |
//! | the same as 125 libraries send them: both formats, five encodings, 0.1 % damaged | 430,000 to 550,000 | | 5,700 |
//! | the clean ones in MARCXML | 72,000 to 80,000 | | |
//!
//! Of the second input, all 100,000 records are delivered; `pymarc` delivers 46,929 of them.
//!
//! # References
//!
//! - ISO 2709:2008, *Format for information exchange*; ISO 25577, *MarcXchange*;
//!   [MARCXML](https://www.loc.gov/standards/marcxml/).
//! - [UNIMARC Manual: Bibliographic Format](https://www.ifla.org/unimarc/) (IFLA), field 100.
//! - [MARC 21 Specifications for Record Structure, Character Sets, and Exchange
//!   Media](https://www.loc.gov/marc/specifications/) (Library of Congress).
//! - ISO 5426:1983, ISO 5427:1984, ISO 5428:1984, ISO 8957:1996, ANSI/NISO Z39.47 (ANSEL), ISO/IEC 2022.
//! - Unicode Standard Annex 15, *Unicode Normalization Forms*.

mod encoding;
mod iso2709;
mod marcxml;
mod note;
mod reader;
mod record;

pub use encoding::Encoding;
pub use iso2709::{WriteError, write_iso2709};
pub use marcxml::{MARCXML_END, MARCXML_START, write_marcxml};
pub use note::{Note, Reason};
pub use reader::{Delivery, Options, Outcome, Reader, parse};
pub use record::{Field, Format, Leader, Record, Subfields};
