//! The rules, case by case, and what must hold of any amount.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use proptest::prelude::*;
use show_duties::licence::{self, Wrong};
use show_duties::mentions::{Face, Mention, Paid, missing};
use show_duties::sibil::{self, Counts, Declaration, Euros, Place, PlaceKind, Reason, Show};
use show_duties::tax::{self, Collector, Owed};
use show_duties::vat::{self, Nature, Unknown};
use show_duties::{NotAQuarter, Quarter};

#[test]
fn a_quarter_is_due_before_the_tenth() {
    let last = Quarter { year: 2026, number: 4 };
    assert_eq!(Quarter::of(date(2026, 11, 21)), last);
    assert_eq!((last.first(), last.last()), (date(2026, 10, 1), date(2026, 12, 31)));
    assert_eq!(last.due(), date(2027, 1, 9));
    assert_eq!(Quarter { year: 2026, number: 1 }.last(), date(2026, 3, 31));
    assert_eq!(last.next().previous(), last);
    assert_eq!("2026-T4".parse(), Ok(last));
    assert_eq!(last.to_string(), "2026-T4");
    for wrong in ["2026-T5", "2026-T0", "26-T4", "2026-4", "2026-T4x", "", "9999-T1", "+026-T1"] {
        assert_eq!(wrong.parse::<Quarter>(), Err(NotAQuarter), "{wrong}");
    }
}

#[test]
fn licences_are_read_long_and_short() {
    let long = licence::read("platesv-d-2024-001234").unwrap();
    assert_eq!((long.long().as_str(), long.short().as_str()), ("PLATESV-D-2024-001234", "L-D-24-1234"));
    assert_eq!(licence::read("L-D-24-1234"), Ok(long.clone()));
    assert_eq!(licence::read(" L–R–22–18 ").unwrap().long(), "PLATESV-R-2022-000018");
    let cases = [
        ("", Wrong::Empty),
        ("1-1046987", Wrong::Old),
        ("PLATESV-D-24-1234", Wrong::Form),
        ("PLATESV-X-2024-001234", Wrong::Form),
        ("L-D-2024-1234", Wrong::Form),
        ("L-D-24-0", Wrong::Form),
        ("L-D-12-34", Wrong::Year),
        ("licence n° 12", Wrong::Form),
    ];
    for (text, wrong) in cases {
        assert_eq!(licence::read(text), Err(wrong), "{text}");
    }
    assert!(!long.has_ended(date(2029, 12, 31)) && long.has_ended(date(2030, 1, 1)));
    assert!(long.is_of_later(date(2023, 6, 1)));
    assert!(!licence::needed(false, 6) && licence::needed(false, 7) && licence::needed(true, 0));
}

fn face() -> Face<'static> {
    Face {
        operator: "Ville de Wambrechies",
        number: 12,
        category: "Placement libre",
        paid: Paid::Cents(500),
        show: "Le Bal des oiseaux",
        performance: Some(date(2026, 11, 21).at(20, 30, 0, 0)),
        sold_on: Some(date(2026, 11, 2)),
        sold_at: "en ligne",
        preprinted: false,
        printer: "",
        licence: "L-D-24-1234",
        licence_needed: true,
    }
}

#[test]
fn a_ticket_says_all_it_must() {
    assert_eq!(missing(&face()), []);
    assert_eq!(missing(&Face { paid: Paid::Cents(0), ..face() }), [Mention::Price], "a free ticket says so");
    assert_eq!(missing(&Face { paid: Paid::Free, ..face() }), []);
    assert_eq!(missing(&Face { number: 0, category: " ", ..face() }), [Mention::Number, Mention::Category]);
    assert_eq!(missing(&Face { sold_on: None, sold_at: "", ..face() }), [Mention::SaleDay, Mention::SalePlace]);
    let at_the_door = Face { sold_on: Some(date(2026, 11, 21)), sold_at: "", ..face() };
    assert_eq!(missing(&at_the_door), [], "no presale");
    assert_eq!(missing(&Face { preprinted: true, ..face() }), [Mention::Printer]);
    assert_eq!(missing(&Face { licence: "1-1046987", ..face() }), [Mention::Licence]);
    assert_eq!(missing(&Face { licence: "", licence_needed: false, ..face() }), []);
    assert!(Mention::Licence.source().contains("R7122"));
}

#[test]
fn the_first_140_and_the_day_the_code_changed() {
    let rate = |nature, rank, day: Date| vat::rate(Some(nature), rank, day);
    let before = date(2026, 8, 31);
    let after = date(2026, 9, 1);
    let first = rate(Nature::Creation, Some(140), before).unwrap();
    assert_eq!((first.per_mille, first.article.contains("281 quater")), (21, true));
    let first = rate(Nature::NewStaging, Some(1), after).unwrap();
    assert_eq!((first.per_mille, first.article), (21, "CIBS, art. L213-231"));
    let next = rate(Nature::OriginalCircus, Some(141), after).unwrap();
    assert_eq!((next.per_mille, next.article), (55, "CIBS, art. L213-232"));
    assert_eq!(rate(Nature::OtherShow, None, after).unwrap().per_mille, 55);
    assert_eq!(rate(Nature::Creation, None, after), Err(Unknown::Rank));
    assert_eq!(vat::rate(None, Some(3), after), Err(Unknown::Nature));
    assert_eq!(rate(Nature::OtherShow, None, date(2010, 1, 1)), Err(Unknown::Day));
}

#[test]
fn five_euros_are_taken_apart() {
    assert_eq!(vat::split(500, 21), vat::Split { gross: 500, net: 490, vat: 10 });
    assert_eq!(vat::split(500, 55), vat::Split { gross: 500, net: 474, vat: 26 });
    // 60 seats at 5 €: 300 € hold 6.17 € of VAT, not sixty times ten cents.
    let (lines, whole) = vat::split_lines(&[500; 60], 21);
    assert_eq!(whole, vat::Split { gross: 30_000, net: 29_383, vat: 617 });
    assert_eq!(lines.iter().map(|line| line.vat).sum::<i64>(), 617);
}

#[test]
fn the_tax_on_shows_knows_who_collects_and_who_owes() {
    assert_eq!(tax::collector("theatre"), Some(Collector::Astp));
    assert_eq!(tax::collector("song"), Some(Collector::Cnm));
    assert_eq!(tax::collector("concert"), Some(Collector::Nobody));
    assert_eq!(tax::collector("circus"), None, "a person says");
    assert_eq!(tax::owed(Collector::Astp, true, 29_383, None), Owed::BySeller { base: 29_383, tax: 1_028 });
    assert_eq!(tax::owed(Collector::Cnm, false, 0, Some(120_000)), Owed::ByProducer { base: 120_000, tax: 4_200 });
    assert_eq!(tax::owed(Collector::Cnm, false, 0, None), Owed::UnknownPrice);
    assert_eq!(tax::owed(Collector::Nobody, true, 29_383, None), Owed::Nothing);
}

fn declaration() -> Declaration {
    let counts = Counts { full: 180, full_receipts: 324_000, packaged: 85, other: 0, other_receipts: 85_000, free: 55 };
    let place = Place {
        nom: "Salle des fêtes".into(),
        adresse: "2 place du Général-de-Gaulle".into(),
        code_postal: "59118".into(),
        ville: "Wambrechies".into(),
        type_lieu: PlaceKind::EspacePolyvalent,
        siret: None,
    };
    let show = Show { domaine_spectacle_id: Some(1), critere1: "Le Bal".into(), critere2: None };
    let at = "2026-03-14T19:30:00Z".parse().expect("an instant");
    sibil::of_performance("bf-0123456789ab".into(), at, &counts, 400, false, place, show)
}

#[test]
fn a_declaration_adds_up_as_the_ministrys_example_does() {
    let one = declaration();
    assert_eq!(one.nb_billets_total_billetterie, 320);
    // Of the published example: 4,090 € by 265 paid tickets is 15.43 €.
    assert_eq!(one.prix_moyen_total_billetterie, Euros(1543));
    assert_eq!(one.prix_moyen_tarif_plein, Euros(1800));
    assert_eq!(sibil::check(&one, &TimeZone::UTC, true), []);
    let json = serde_json::to_value(&one).unwrap();
    assert_eq!(json["recetteTotalBilletterie"], 4090.0);
    assert_eq!(json["prixMoyenTotalBilletterie"], 15.43);
    assert_eq!(json["lieuChamps"]["typeLieu"], "ESPACE_POLYVALENT");
    assert_eq!(json["dateHeureRepresentationUnique"], "2026-03-14T19:30:00Z");
    assert!(json.get("dateDebut").is_none() && json.get("id").is_none());
    assert_eq!(serde_json::from_value::<Declaration>(json).unwrap(), one);
}

#[test]
fn each_reason_to_refuse_is_found() {
    let refused = |change: &dyn Fn(&mut Declaration)| {
        let mut one = declaration();
        change(&mut one);
        sibil::check(&one, &TimeZone::get("Europe/Paris").unwrap(), true)
    };
    let series = |one: &mut Declaration, begin: &str, end: &str| {
        one.date_heure_representation_unique = None;
        one.date_debut = Some(begin.parse().unwrap());
        one.date_fin = Some(end.parse().unwrap());
        one.nb_representations = 3;
    };
    assert_eq!(refused(&|one| one.id_ext_billetterie.clear()), [Reason::IdMissing]);
    assert_eq!(refused(&|one| one.id_ext_billetterie = "a".repeat(73)), [Reason::IdTooLong]);
    assert_eq!(refused(&|one| one.date_heure_representation_unique = None), [Reason::Dates]);
    assert_eq!(refused(&|one| series(one, "2026-02-01T19:00:00Z", "2026-03-31T19:00:00Z")), []);
    // 22:30 UTC on 31 March is already April in Paris.
    assert_eq!(refused(&|one| series(one, "2026-02-01T19:00:00Z", "2026-03-31T22:30:00Z")), [Reason::TwoQuarters]);
    assert_eq!(refused(&|one| series(one, "2026-03-02T19:00:00Z", "2026-03-01T19:00:00Z")), [Reason::DatesOrder]);
    assert_eq!(refused(&|one| one.nb_representations = 2), [Reason::Performances]);
    assert_eq!(refused(&|one| one.nb_billets_exoneres = -1), [Reason::Negative]);
    assert_eq!(refused(&|one| one.nb_billets_tarif_plein = 400).first(), Some(&Reason::Tickets));
    assert_eq!(refused(&|one| one.recette_tarif_plein = Euros(500_000)), [Reason::Receipts]);
    assert_eq!(refused(&|one| one.prix_moyen_total_billetterie = Euros(1544)), [Reason::Average]);
    assert_eq!(refused(&|one| one.jauge = 0), [Reason::Capacity]);
    assert_eq!(refused(&|one| one.jauge = 319), [Reason::AboveCapacity]);
    assert_eq!(refused(&|one| one.lieu_champs.nom.clear()), [Reason::PlaceName]);
    assert_eq!(refused(&|one| one.lieu_champs.adresse.clear()), [Reason::PlaceAddress]);
    assert_eq!(refused(&|one| one.lieu_champs.code_postal = "5911".into()), [Reason::PlacePostalCode]);
    assert_eq!(refused(&|one| one.lieu_champs.ville.clear()), [Reason::PlaceTown]);
    assert_eq!(refused(&|one| one.lieu_champs.siret = Some("12345678901234".into())), [Reason::Siret]);
    assert_eq!(refused(&|one| one.lieu_champs.siret = Some("73282932000074".into())), []);
    assert_eq!(refused(&|one| one.spectacle_champs.critere1.clear()), [Reason::Title]);
    assert_eq!(refused(&|one| one.domaine_representation_id = None), [Reason::Domain]);
    let codes: std::collections::HashSet<_> = Reason::ALL.iter().map(|reason| reason.code()).collect();
    assert_eq!(codes.len(), Reason::ALL.len());
}

#[test]
fn a_sheet_holds_no_formula() {
    let mut one = declaration();
    one.spectacle_champs.critere1 = "=HYPERLINK(\"http://x\");\"a".into();
    let sheet = sibil::csv(&[(one, "Théâtre".into())]);
    let mut read = csv::ReaderBuilder::new().delimiter(b';').from_reader(sheet.as_bytes());
    assert_eq!(read.headers().unwrap().len(), sibil::COLUMNS.len());
    let row = read.records().next().unwrap().unwrap();
    assert_eq!(&row[5], "'=HYPERLINK(\"http://x\");\"a");
    assert_eq!((&row[13], &row[16]), ("ESPACE_POLYVALENT", "4090,00"));
}

#[test]
fn every_genre_has_a_domain_of_the_list() {
    for genre in ["theatre", "opera", "concert", "song", "dance", "circus", "puppets", "reading", "encounter", "other"]
    {
        assert!(sibil::DOMAINS.contains(&sibil::domain(genre)), "{genre}");
    }
    assert!(sibil::same_domain("Opéra / Théâtre lyrique", "opéra/théâtre  Lyrique"));
    assert!(!sibil::same_domain("Conte", "Théâtre"));
}

proptest! {
    #[test]
    fn net_and_vat_add_up(gross in -1_000_000_000i64..1_000_000_000, rate in prop::sample::select(vec![21i64, 55, 100, 200])) {
        let whole = vat::split(gross, rate);
        prop_assert_eq!(whole.net + whole.vat, gross);
        // VAT computed from the net is within a cent of it.
        let again = (whole.net as f64 * rate as f64 / 1000.0) - whole.vat as f64;
        prop_assert!(again.abs() <= 1.0, "{again}");
    }

    #[test]
    fn lines_add_up_to_the_whole(gross in prop::collection::vec(-5_000i64..1_000_000, 0..40),
                                 rate in prop::sample::select(vec![21i64, 55])) {
        let (lines, whole) = vat::split_lines(&gross, rate);
        prop_assert_eq!(whole, vat::split(gross.iter().sum(), rate));
        prop_assert_eq!(lines.iter().map(|line| line.vat).sum::<i64>(), whole.vat);
        prop_assert_eq!(lines.iter().map(|line| line.net).sum::<i64>(), whole.net);
        for line in &lines {
            prop_assert_eq!(line.net + line.vat, line.gross);
            prop_assert!((line.vat - vat::split(line.gross, rate).vat).abs() <= 1, "no line is a cent off its own");
        }
    }

    #[test]
    fn what_is_built_from_counts_is_never_refused(full in 0i64..500, price in 1i64..5_000, other in 0i64..500,
                                                  other_price in 1i64..5_000, packaged in 0i64..100, free in 0i64..500) {
        let counts = Counts { full, full_receipts: full * price, packaged, other,
            other_receipts: (other + packaged) * other_price, free };
        let model = declaration();
        let one = sibil::of_performance("bf-1".into(), model.date_heure_representation_unique.unwrap(), &counts,
            2_000, true, model.lieu_champs, model.spectacle_champs);
        prop_assert_eq!(sibil::check(&one, &TimeZone::UTC, true), Vec::new());
    }
}
