//! Who: accounts, roles scoped to institutions and communes, sign-in, sessions, the audit log.
