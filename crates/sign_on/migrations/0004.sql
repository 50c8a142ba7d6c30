-- Attempts to sign in through an outside provider that were answered: each is answered once. What an attempt holds travels
-- sealed in the browser's cookie; only its name is kept, and only until the cookie would be too old.
CREATE TABLE sign_on_outside_spent (
    attempt TEXT NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_on_outside_spent_age ON sign_on_outside_spent (expires_at);

-- Identities a provider just vouched for that are nobody's here yet: kept half an hour for the browser that proved them,
-- until whoever it is has shown a card too. What was vouched for is sealed.
CREATE TABLE sign_on_outside_unknown (
    token_hash TEXT NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    sealed TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_on_outside_unknown_age ON sign_on_outside_unknown (expires_at);

-- Sessions a provider opened, with its token, sealed: it names the session there when one leaves there too.
CREATE TABLE sign_on_outside_sessions (
    session TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    provider TEXT NOT NULL,
    sealed TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_on_outside_sessions_account ON sign_on_outside_sessions (account);
CREATE INDEX sign_on_outside_sessions_age ON sign_on_outside_sessions (expires_at);

-- Those who signed out here and may leave the provider too: ten minutes.
CREATE TABLE sign_on_outside_departures (
    token_hash TEXT NOT NULL PRIMARY KEY,
    provider TEXT NOT NULL,
    sealed TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_on_outside_departures_age ON sign_on_outside_departures (expires_at);
