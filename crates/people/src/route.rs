//! The table of routes: each address with who may open it, tested whole by the program that serves them.

use crate::{Permission, Role, allows};

/// Who may open a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteGate {
    /// Everybody.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever holds a role that allows this somewhere; the verb behind checks the scope.
    Holds(Permission),
}

impl RouteGate {
    /// Whether it opens to a visitor with no role (`None`: not signed in) or with a role.
    pub fn opens_to(self, role: Option<Role>) -> bool {
        match self {
            Self::Public => true,
            Self::SignedIn => role.is_some(),
            Self::Holds(permission) => role.is_some_and(|role| allows(role, permission)),
        }
    }
}

/// One route and its gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteRule {
    /// `GET`, `POST` …
    pub method: &'static str,
    /// Its path as the router knows it, such as `/office/imports/{run}`.
    pub path: &'static str,
    /// Who may open it.
    pub gate: RouteGate,
}

/// The table route × role as text, one line a route: what a test compares with the table agreed on.
pub fn matrix(rules: &[RouteRule]) -> String {
    let mut text = String::from("method path visitor");
    for role in Role::ALL {
        text.push(' ');
        text.push_str(role.code());
    }
    for rule in rules {
        text.push_str(&format!("\n{} {}", rule.method, rule.path));
        for visitor in std::iter::once(None).chain(Role::ALL.map(Some)) {
            text.push_str(if rule.gate.opens_to(visitor) { " yes" } else { " no" });
        }
    }
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_matrix_shows_every_route_for_every_role() {
        let rules = [
            RouteRule { method: "GET", path: "/", gate: RouteGate::Public },
            RouteRule { method: "GET", path: "/office", gate: RouteGate::SignedIn },
            RouteRule { method: "POST", path: "/office/staff", gate: RouteGate::Holds(Permission::ManageStaff) },
        ];
        assert_eq!(
            matrix(&rules),
            "method path visitor director network_librarian librarian museum_agent commune_agent stage_agent\n\
             GET / yes yes yes yes yes yes yes\n\
             GET /office no yes yes yes yes yes yes\n\
             POST /office/staff no yes yes no no no no\n"
        );
    }
}
