-- Who someone is. Cards, households and passkeys of later wings point here; nothing else does the naming.
CREATE TABLE people_accounts (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    email TEXT UNIQUE,
    language TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('invited', 'active', 'disabled')),
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- Ways to prove it: one row a password, and later a PIN, a passkey.
CREATE TABLE people_credentials (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    secret TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX people_credentials_account ON people_credentials (account, kind);

-- scope is '' for the whole, an institution's id or a commune's INSEE code otherwise.
CREATE TABLE people_roles (
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    role TEXT NOT NULL,
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('whole', 'institution', 'commune')),
    scope TEXT NOT NULL,
    granted_at BIGINT NOT NULL,
    PRIMARY KEY (account, role, scope_kind, scope)
);
CREATE INDEX people_roles_scope ON people_roles (scope_kind, scope);

-- One-time links: only the SHA-256 of the token is kept.
CREATE TABLE people_invitations (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

CREATE TABLE people_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    device TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX people_sessions_account ON people_sessions (account);
CREATE INDEX people_sessions_expiry ON people_sessions (expires_at);

-- Browsers from which an account has signed in before: their attempts are counted apart from strangers'.
CREATE TABLE people_devices (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL REFERENCES people_accounts (id) ON DELETE CASCADE,
    expires_at BIGINT NOT NULL
);

-- Failed attempts, by a keyed hash of whom or whence. The key of a day is destroyed after two.
CREATE TABLE people_attempts (
    bucket TEXT NOT NULL PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL
);
CREATE TABLE people_day_keys (
    day BIGINT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL
);

-- Who changed what. Never updated, never deleted: each entry seals the one before.
CREATE TABLE people_audit (
    seq BIGINT NOT NULL PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    details TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX people_audit_subject ON people_audit (subject, seq);
