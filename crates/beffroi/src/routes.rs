//! Every address of the server, and who may open it. A test calls each as each role, and looks for addresses that are
//! served and not listed here.

use people::Permission as P;
use people::{RouteGate, RouteRule};

const fn public(method: &'static str, path: &'static str) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Public }
}

const fn holds(method: &'static str, path: &'static str, permission: P) -> RouteRule {
    RouteRule { method, path, gate: RouteGate::Holds(permission) }
}

/// The table route × permission of the whole server. Which role holds a permission is in `people::allows`.
#[must_use]
pub fn routes() -> Vec<RouteRule> {
    [
        HOUSE,
        library_card::ROUTES,
        mediatheque::ROUTES,
        usage::ROUTES,
        payment::ROUTES,
        regie::ROUTES,
        gate::ROUTES,
        museum_pass::ROUTES,
        pass_accounts::ROUTES,
        agenda::ROUTES,
        &tours::route_rules(),
        &box_office::route_rules(),
        &library_systems::route_rules(),
        &sip2_server::route_rules(),
        &sign_on::route_rules(),
    ]
    .concat()
}

/// The house's own addresses, and the catalogue's.
const HOUSE: &[RouteRule] = &[
    // The portal
    public("GET", "/"),
    public("GET", "/recherche"),
    public("GET", "/recherche/propositions"),
    public("GET", "/recherche/disponibilites"),
    public("GET", "/oeuvre/{work}"),
    public("GET", "/edition/{edition}"),
    public("GET", "/bibliotheques"),
    public("GET", "/bibliotheque/{code}"),
    public("GET", "/demonstration/kiosque"),
    public("GET", "/accessibilite"),
    public("GET", "/static/{file}"),
    // Machines
    public("GET", "/api/catalogue/search"),
    public("GET", "/api/catalogue/works/{work}"),
    public("GET", "/api/catalogue/works/{work}/availability"),
    public("GET", "/api/catalogue/suggest"),
    public("GET", "/api/catalogue/libraries"),
    public("GET", "/api/catalogue/openapi.json"),
    public("GET", "/oai"),
    public("POST", "/oai"),
    public("GET", "/sru"),
    public("POST", "/sru"),
    public("GET", "/notice/{record}"),
    public("GET", "/sitemap.xml"),
    public("GET", "/sitemap/{part}"),
    public("GET", "/robots.txt"),
    // Operation
    public("GET", "/healthz"),
    public("GET", "/readyz"),
    public("GET", "/metrics"),
    // The office: signing in and out
    public("GET", "/connexion"),
    public("POST", "/connexion"),
    public("POST", "/connexion/lien"),
    public("GET", "/connexion/lien/{token}"),
    public("POST", "/connexion/lien/{token}"),
    public("POST", "/connexion/cle"),
    public("POST", "/connexion/cle/defi"),
    public("POST", "/deconnexion"),
    public("GET", "/invitation/{token}"),
    public("POST", "/invitation/{token}"),
    // The office: everyone of the staff, the staff itself, the log
    holds("GET", "/bureau", P::OpenOffice),
    holds("GET", "/bureau/equipe", P::ManageStaff),
    holds("POST", "/bureau/equipe", P::ManageStaff),
    holds("POST", "/bureau/equipe/{account}/donner", P::ManageStaff),
    holds("POST", "/bureau/equipe/{account}/retirer/{role}/{scope}", P::ManageStaff),
    holds("POST", "/bureau/equipe/{account}/fermer", P::ManageStaff),
    holds("POST", "/bureau/equipe/{account}/rouvrir", P::ManageStaff),
    holds("GET", "/bureau/demonstration", P::ManageMachines),
    holds("POST", "/bureau/demonstration/{library}", P::ManageMachines),
    holds("GET", "/bureau/journal", P::ReadAudit),
    // The office: libraries
    holds("GET", "/bureau/sources", P::ReadImports),
    holds("GET", "/bureau/sources/nouvelle", P::ManageSources),
    holds("POST", "/bureau/sources/nouvelle", P::ManageSources),
    holds("GET", "/bureau/sources/{source}/import", P::ImportRecords),
    holds("POST", "/bureau/sources/{source}/import", P::ImportRecords),
    holds("POST", "/bureau/sources/{source}/moisson", P::ImportRecords),
    holds("GET", "/bureau/imports/{run}", P::ReadImports),
    holds("POST", "/bureau/imports/{run}/confirmer", P::ImportRecords),
    holds("GET", "/bureau/imports/{run}/mis-de-cote.zip", P::ReadImports),
    holds("GET", "/bureau/oeuvres/{work}", P::DecideMatches),
    holds("POST", "/bureau/oeuvres/{work}", P::DecideMatches),
    holds("POST", "/bureau/decisions/{decision}/annuler", P::DecideMatches),
];
