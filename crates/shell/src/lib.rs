//! The frame every page shares: layout, language, session cookie, forms, errors, posters and maps.
