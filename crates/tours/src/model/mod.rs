//! Types and rules of the touring programme, pure.

pub mod days;
pub mod edition;
pub mod eligibility;
pub mod fit;
pub mod hall;
pub mod proposal;
pub mod sector;
pub mod wish;

pub use days::Days;
pub use edition::{Edition, Phase};
pub use eligibility::{Eligibility, Standing};
pub use fit::{Misfit, misfits};
pub use hall::{Hall, PLACE_KINDS};
pub use proposal::{Needs, Proposal, ProposalState};
pub use sector::sectors;
pub use wish::{Wish, WishList};

/// Whom to write to about a proposal or a commune's wishes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// E-mail address; empty when nobody gave one: no letter then leaves.
    pub email: String,
    /// The language of letters: `fr`, `nl` or `en`.
    pub lang: String,
}

impl Contact {
    /// Whether nobody is named, or somebody a letter may reach.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        let email = self.email.trim();
        let bad = |c: char| c.is_whitespace() || c.is_control() || c == ',' || c == ';';
        match email.rsplit_once('@') {
            None => email.is_empty(),
            Some((name, host)) => !name.is_empty() && host.contains('.') && !email.contains(bad),
        }
    }
}
