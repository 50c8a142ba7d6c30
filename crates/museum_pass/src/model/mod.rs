//! Types and rules, pure: no database, no clock.

pub mod benefit;
pub mod code;
pub mod days;
pub mod draw;
pub mod pass;
pub mod product;
pub mod refund;
pub mod sale;

/// A closed list of names kept in tables: the enumeration, its codes, and reading them back.
macro_rules! coded {
    ($(#[$doc:meta])* $name:ident: $what:literal { $($(#[$vdoc:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant),+ }

        impl $name {
            /// Each of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in tables, forms and messages.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The one of that name.
            ///
            /// # Errors
            /// [`Error::Unknown`](crate::Error::Unknown).
            pub fn from_code(code: &str) -> crate::Result<Self> {
                match code { $($code => Ok(Self::$variant),)+ other => Err(crate::Error::unknown($what, other)) }
            }
        }
    };
}
pub(crate) use coded;
