//! Roles, what each allows, and over what.

use serde::{Deserialize, Serialize};

/// What someone is for the network. Each role names the scope it is given over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Of culture for the whole territory: settings, accounts, everything.
    Director,
    /// Of the network of libraries: every library's sources, every grouping, librarians' accounts.
    NetworkLibrarian,
    /// Of one library: its sources, imports and groupings.
    Librarian,
    /// Of one museum: its page, its desk, its gate.
    MuseumAgent,
    /// Of one commune's town hall: its places, its desk.
    CommuneAgent,
    /// Of one house that plays, a theatre, an orchestra, a company: its shows, its box office.
    StageAgent,
}

/// Which kind of scope a role is given over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Breadth {
    Whole,
    Institution,
    Commune,
}

impl Role {
    /// Every role, broadest first.
    pub const ALL: [Self; 6] = [
        Self::Director,
        Self::NetworkLibrarian,
        Self::Librarian,
        Self::MuseumAgent,
        Self::CommuneAgent,
        Self::StageAgent,
    ];

    /// Its name in tables and addresses.
    pub fn code(self) -> &'static str {
        match self {
            Self::Director => "director",
            Self::NetworkLibrarian => "network_librarian",
            Self::Librarian => "librarian",
            Self::MuseumAgent => "museum_agent",
            Self::CommuneAgent => "commune_agent",
            Self::StageAgent => "stage_agent",
        }
    }

    /// The role of that name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    fn breadth(self) -> Breadth {
        match self {
            Self::Director | Self::NetworkLibrarian => Breadth::Whole,
            Self::Librarian | Self::MuseumAgent | Self::StageAgent => Breadth::Institution,
            Self::CommuneAgent => Breadth::Commune,
        }
    }

    /// Whether the role can be given over this scope.
    pub fn fits(self, scope: &Scope) -> bool {
        match scope {
            Scope::Whole => self.breadth() == Breadth::Whole,
            Scope::Institution(id) => self.breadth() == Breadth::Institution && !id.is_empty(),
            Scope::Commune(insee) => self.breadth() == Breadth::Commune && !insee.is_empty(),
        }
    }

    /// Whether who has this role may give or take back `other`.
    pub fn may_give(self, other: Self) -> bool {
        match self {
            Self::Director => true,
            Self::NetworkLibrarian => other == Self::Librarian,
            _ => false,
        }
    }
}

/// Over what a role is given.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "id")]
pub enum Scope {
    /// The whole territory.
    Whole,
    /// One institution, by its identifier.
    Institution(String),
    /// One commune, by its INSEE code, and the institutions in it.
    Commune(String),
}

impl Scope {
    /// The scope's two columns: its kind and its identifier (empty for the whole).
    pub fn columns(&self) -> (&'static str, &str) {
        match self {
            Self::Whole => ("whole", ""),
            Self::Institution(id) => ("institution", id),
            Self::Commune(insee) => ("commune", insee),
        }
    }

    /// The scope of two columns.
    pub fn from_columns(kind: &str, id: &str) -> Option<Self> {
        match kind {
            "whole" => Some(Self::Whole),
            "institution" => Some(Self::Institution(id.to_owned())),
            "commune" => Some(Self::Commune(id.to_owned())),
            _ => None,
        }
    }

    fn covers(&self, target: &Target<'_>) -> bool {
        match (self, target) {
            (_, Target::Anywhere) | (Self::Whole, _) => true,
            (Self::Institution(own), Target::Institution { id, .. }) => own == id,
            (Self::Commune(own), Target::Institution { commune, .. }) => Some(own.as_str()) == *commune,
            (Self::Commune(own), Target::Commune(insee)) => own == insee,
            (Self::Institution(_) | Self::Commune(_), _) => false,
        }
    }
}

/// What an action is done to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// The whole territory.
    Whole,
    /// One institution, and the commune it is in when known.
    Institution {
        /// Its identifier.
        id: &'a str,
        /// INSEE code of its commune.
        commune: Option<&'a str>,
    },
    /// One commune, by its INSEE code.
    Commune(&'a str),
    /// Some place or other: to know whether a page is worth showing before its content is chosen by scope.
    Anywhere,
}

/// Something a role may or may not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Permission {
    /// Open the office at all.
    OpenOffice,
    /// See, invite and disable staff, give and take roles (within [`Role::may_give`]).
    ManageStaff,
    /// Read the audit log.
    ReadAudit,
    /// Change the territory's settings.
    ManageTenant,
    /// Change what is said of an institution: its places, its hours.
    EditInstitution,
    /// Declare and change a library's sources.
    ManageSources,
    /// Import files, start harvests, answer a full load's question.
    ImportRecords,
    /// Read import reports and download records set aside.
    ReadImports,
    /// Say that two records are the same, or not.
    DecideMatches,
    /// Derive everything again from the kept bytes, rebuild the index.
    RebuildCatalogue,
    /// See jobs and their errors.
    ReadJobs,
    /// Register inhabitants, renew, replace and suspend their cards, at a library's desk. A card is one for the whole
    /// network: a librarian finds any of them, and each sheet opened is in the audit log.
    KeepCards,
    /// Deposit, describe, publish and withdraw the resources of the online media library.
    ManageResources,
    /// Say who may enter a resource, how often, and which money pays.
    ManageLicences,
    /// Compose selections, answer proposals, see how close each resource's limits are.
    EditSelections,
    /// Read the figures of use, over one's libraries.
    ReadFigures,
    /// Declare vendors and their credentials, harvest their reports, give keys to those who harvest ours.
    ManageVendors,
    /// Sell, renew and replace passes at a desk, and keep that desk's till (régie).
    SellPasses,
    /// Set products and prices, refund, sell in batches, transfer.
    ManagePasses,
    /// See every till of the régie, its differences and deposits; set means of payment.
    OverseeTills,
    /// Enrol and wipe the devices of one's doors, see who is inside, answer conflicts.
    KeepGates,
    /// Publish the benefits and invitations of one's museum.
    EditBenefits,
    /// Read the visits and flows of one's museum.
    ReadVisits,
    /// Compare the rules that share the pass's money, vote one in, issue statements, pay.
    SettlePasses,
    /// Open, count and close a till of the régie at one's desk.
    KeepTills,
    /// Propose an institution's shows to an edition of the touring programme.
    ProposeShows,
    /// Say which shows one's commune wishes, in which halls, on which days.
    WishShows,
    /// Call, arbitrate, plan and publish an edition of the touring programme, and account for it.
    PlanTours,
    /// Sell, change and give back tickets at a desk or by telephone, invite, print the door's list.
    SellTickets,
    /// Open a performance's sale: tariffs, halls' seats, allotments, cancellation, daily statements.
    ManageTickets,
    /// Prepare and send what shows owe: SIBIL declarations, VAT, the tax on shows.
    DeclareShows,
    /// Say how a library's own system is reached, and try it.
    KeepLibrarySystems,
    /// Say which machines may check cards, and what each may ask.
    ManageMachines,
}

impl Permission {
    /// Every permission.
    pub const ALL: [Self; 33] = [
        Self::OpenOffice,
        Self::ManageStaff,
        Self::ReadAudit,
        Self::ManageTenant,
        Self::EditInstitution,
        Self::ManageSources,
        Self::ImportRecords,
        Self::ReadImports,
        Self::DecideMatches,
        Self::RebuildCatalogue,
        Self::ReadJobs,
        Self::KeepCards,
        Self::ManageResources,
        Self::ManageLicences,
        Self::EditSelections,
        Self::ReadFigures,
        Self::ManageVendors,
        Self::SellPasses,
        Self::ManagePasses,
        Self::OverseeTills,
        Self::KeepGates,
        Self::EditBenefits,
        Self::ReadVisits,
        Self::SettlePasses,
        Self::KeepTills,
        Self::ProposeShows,
        Self::WishShows,
        Self::PlanTours,
        Self::SellTickets,
        Self::ManageTickets,
        Self::DeclareShows,
        Self::KeepLibrarySystems,
        Self::ManageMachines,
    ];
}

/// Whether a role allows something, over its scope. The one table of what roles may do.
pub fn allows(role: Role, permission: Permission) -> bool {
    use Permission as P;
    match role {
        Role::Director => true,
        Role::NetworkLibrarian => !matches!(
            permission,
            P::ReadAudit
                | P::ManageTenant
                | P::SellPasses
                | P::ManagePasses
                | P::OverseeTills
                | P::KeepGates
                | P::EditBenefits
                | P::ReadVisits
                | P::SettlePasses
                | P::KeepTills
                | P::ProposeShows
                | P::WishShows
                | P::PlanTours
                | P::SellTickets
                | P::ManageTickets
                | P::DeclareShows
        ),
        Role::Librarian => matches!(
            permission,
            P::OpenOffice
                | P::EditInstitution
                | P::ManageSources
                | P::ImportRecords
                | P::ReadImports
                | P::DecideMatches
                | P::KeepCards
                | P::ReadFigures
                | P::EditSelections
                | P::KeepLibrarySystems
        ),
        Role::MuseumAgent => matches!(
            permission,
            P::OpenOffice
                | P::EditInstitution
                | P::SellPasses
                | P::KeepGates
                | P::EditBenefits
                | P::ReadVisits
                | P::KeepTills
                | P::ProposeShows
                | P::SellTickets
                | P::ManageTickets
                | P::DeclareShows
        ),
        Role::CommuneAgent => matches!(
            permission,
            P::OpenOffice
                | P::EditInstitution
                | P::SellPasses
                | P::KeepGates
                | P::KeepTills
                | P::WishShows
                | P::SellTickets
                | P::ManageTickets
                | P::DeclareShows
        ),
        Role::StageAgent => matches!(
            permission,
            P::OpenOffice
                | P::EditInstitution
                | P::KeepGates
                | P::KeepTills
                | P::ProposeShows
                | P::SellTickets
                | P::ManageTickets
                | P::DeclareShows
        ),
    }
}

/// A role given over a scope.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Over what.
    pub scope: Scope,
}

impl Grant {
    /// Whether this grant allows something to be done to a target.
    pub fn permits(&self, permission: Permission, target: &Target<'_>) -> bool {
        allows(self.role, permission) && self.scope.covers(target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_back() {
        for role in Role::ALL {
            assert_eq!(Role::from_code(role.code()), Some(role));
        }
        for scope in [Scope::Whole, Scope::Institution("i".into()), Scope::Commune("59350".into())] {
            let (kind, id) = scope.columns();
            assert_eq!(Scope::from_columns(kind, id), Some(scope.clone()));
        }
    }

    #[test]
    fn a_scope_covers_its_own_and_nothing_beside() {
        let library = |id, commune| Target::Institution { id, commune };
        let own = Grant { role: Role::Librarian, scope: Scope::Institution("lille".into()) };
        assert!(own.permits(Permission::ImportRecords, &library("lille", Some("59350"))));
        assert!(own.permits(Permission::ImportRecords, &Target::Anywhere));
        assert!(!own.permits(Permission::ImportRecords, &library("roubaix", None)));
        assert!(!own.permits(Permission::ImportRecords, &Target::Whole));
        assert!(!own.permits(Permission::ImportRecords, &Target::Commune("59350")));
        assert!(!own.permits(Permission::ManageStaff, &library("lille", None)));

        let town = Grant { role: Role::CommuneAgent, scope: Scope::Commune("59350".into()) };
        assert!(town.permits(Permission::EditInstitution, &library("lille", Some("59350"))));
        assert!(!town.permits(Permission::EditInstitution, &library("lille", None)), "an unknown commune is not ours");
        assert!(!town.permits(Permission::EditInstitution, &library("roubaix", Some("59512"))));
    }

    #[test]
    fn nobody_gives_a_role_broader_than_their_own() {
        for giver in Role::ALL {
            for given in Role::ALL {
                if giver.may_give(given) {
                    for permission in Permission::ALL {
                        assert!(allows(giver, permission) || !allows(given, permission), "{giver:?} gives {given:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn roles_fit_one_kind_of_scope() {
        assert!(Role::Director.fits(&Scope::Whole));
        assert!(!Role::Librarian.fits(&Scope::Whole));
        assert!(!Role::Director.fits(&Scope::Institution("x".into())));
        assert!(!Role::Librarian.fits(&Scope::Institution(String::new())));
    }
}
