//! Declarations as CSV, for who types them in or imports them by hand. Columns are named as the API's fields: the header
//! SIBIL's own import wants is not public.

use super::{Declaration, Euros};

/// The columns.
pub const COLUMNS: [&str; 21] = [
    "idExtBilletterie",
    "dateHeureRepresentationUnique",
    "dateDebut",
    "dateFin",
    "nbRepresentations",
    "spectacleCritere1",
    "spectacleCritere2",
    "domaineRepresentationLibelle",
    "jeunePublic",
    "lieuNom",
    "lieuAdresse",
    "lieuCodePostal",
    "lieuVille",
    "lieuType",
    "jauge",
    "nbBilletsTotalBilletterie",
    "recetteTotalBilletterie",
    "nbBilletsTarifPlein",
    "recetteTarifPlein",
    "nbBilletsTarifAbonnementForfait",
    "nbBilletsExoneres",
];

/// A CSV file with semicolons, each declaration with its domain's label. No cell is ever a formula for a spreadsheet.
#[must_use]
pub fn csv(declarations: &[(Declaration, String)]) -> String {
    let mut writer = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    // Writing to memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for (one, domain) in declarations {
        let instant = |at: Option<jiff::Timestamp>| at.map(|at| at.to_string()).unwrap_or_default();
        let kind = serde_json::to_value(one.lieu_champs.type_lieu).ok();
        let _ = writer.write_record([
            plain(&one.id_ext_billetterie),
            instant(one.date_heure_representation_unique),
            instant(one.date_debut),
            instant(one.date_fin),
            one.nb_representations.to_string(),
            plain(&one.spectacle_champs.critere1),
            plain(one.spectacle_champs.critere2.as_deref().unwrap_or_default()),
            plain(domain),
            if one.jeune_public { "oui" } else { "non" }.to_owned(),
            plain(&one.lieu_champs.nom),
            plain(&one.lieu_champs.adresse),
            plain(&one.lieu_champs.code_postal),
            plain(&one.lieu_champs.ville),
            kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default().to_owned(),
            one.jauge.to_string(),
            one.nb_billets_total_billetterie.to_string(),
            euros(one.recette_total_billetterie),
            one.nb_billets_tarif_plein.to_string(),
            euros(one.recette_tarif_plein),
            one.nb_billets_tarif_abonnement_forfait.to_string(),
            one.nb_billets_exoneres.to_string(),
        ]);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// A text that a spreadsheet would run as a formula is only text.
fn plain(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn euros(Euros(cents): Euros) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    format!("{sign}{},{:02}", cents.abs() / 100, cents.abs() % 100)
}
