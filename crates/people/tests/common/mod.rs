//! What the room's scenarios share.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]
#![allow(dead_code, reason = "each file of scenarios uses some of them")]

use std::future::Future;

use people::{Actor, Client, Grant, NewAccount, PasswordCost, People, Policy, Role, Scope};
use store::testing::on_both_at;

pub(crate) const PASSWORD: &str = "quatre mots au hasard";

/// Runs a scenario on both databases, at noon of a fixed day.
pub(crate) async fn scenario<F, Fut>(body: F)
where
    F: Fn(People) -> Fut,
    Fut: Future<Output = ()>,
{
    on_both_at(&[people::MIGRATIONS], "2026-11-22T12:00:00Z", |db| {
        body(People::new(db, Policy { password_cost: PasswordCost::Token, ..Policy::default() }))
    })
    .await;
}

pub(crate) fn director() -> Grant {
    Grant { role: Role::Director, scope: Scope::Whole }
}

pub(crate) fn librarian(of: &str) -> Grant {
    Grant { role: Role::Librarian, scope: Scope::Institution(of.into()) }
}

/// An account with [`PASSWORD`] and one role.
pub(crate) async fn account(people: &People, email: &str, grant: Grant) -> String {
    let new = NewAccount { name: email, email, language: "fr", password: PASSWORD, grants: vec![grant], demo: false };
    people.create_account(&Actor::System("test"), new).await.unwrap()
}

pub(crate) fn from(ip: &str) -> Client {
    Client { ip: Some(ip.parse().unwrap()), agent: "Firefox".into(), ..Client::default() }
}
