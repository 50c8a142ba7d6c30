//! Movements of money, in cents, each with its source.
