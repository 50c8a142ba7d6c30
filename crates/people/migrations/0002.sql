-- An inhabitant: what a library and a door need to know of an account, and no more.
-- origin is 'desk', 'online' or 'file'; source names the line of a patron file, so that reading it again changes nothing.
CREATE TABLE people_holders (
    account TEXT NOT NULL PRIMARY KEY REFERENCES people_accounts (id) ON DELETE CASCADE,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    birth_date TEXT,
    postal_code TEXT,
    commune TEXT,
    library TEXT,
    guardian TEXT REFERENCES people_accounts (id) ON DELETE SET NULL,
    keeps_history BOOLEAN NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('desk', 'online', 'file')),
    source TEXT UNIQUE,
    registered_at BIGINT NOT NULL,
    confirmed_at BIGINT
);
CREATE INDEX people_holders_guardian ON people_holders (guardian);
CREATE INDEX people_holders_twin ON people_holders (sort_name, birth_date);
CREATE INDEX people_holders_unconfirmed ON people_holders (registered_at) WHERE confirmed_at IS NULL;

-- The words of a name, folded, by which a desk finds someone as it types.
CREATE TABLE people_holder_words (
    word TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    PRIMARY KEY (word, account)
);
CREATE INDEX people_holder_words_account ON people_holder_words (account);

-- id is also the id of the right that the card is.
CREATE TABLE people_cards (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    state TEXT NOT NULL CHECK (state IN ('pending', 'active', 'suspended', 'replaced', 'cancelled')),
    issued_at BIGINT NOT NULL,
    valid_until BIGINT NOT NULL
);
-- One card a person at a time.
CREATE UNIQUE INDEX people_cards_current ON people_cards (account) WHERE state IN ('pending', 'active', 'suspended');
CREATE INDEX people_cards_account ON people_cards (account);
CREATE INDEX people_cards_end ON people_cards (valid_until, state);

-- One-time links sent by mail, to sign in or to confirm an address; only the SHA-256 of the token is kept.
CREATE TABLE people_links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    purpose TEXT NOT NULL CHECK (purpose IN ('sign_in', 'email')),
    email TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX people_links_account ON people_links (account, purpose);

-- Passkeys (WebAuthn): the public half only. id and public_key (a COSE_Key) are base64url.
CREATE TABLE people_passkeys (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    public_key TEXT NOT NULL,
    sign_count BIGINT NOT NULL,
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX people_passkeys_account ON people_passkeys (account);

-- Challenges given to authenticators, each answered once at most. account is NULL for signing in.
CREATE TABLE people_challenges (
    challenge_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT REFERENCES people_accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

-- How a session was opened: 'password', 'pin', 'link', 'passkey'.
ALTER TABLE people_sessions ADD COLUMN opened_by TEXT NOT NULL DEFAULT 'password';
