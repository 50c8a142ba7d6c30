-- OpenID Connect: keys that sign. sealed is the private key (PKCS #8) under the network's key; jwk the public one, as published.
CREATE TABLE sign_on_oidc_keys (
    kid TEXT NOT NULL PRIMARY KEY,
    alg TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('next', 'current', 'past')),
    sealed TEXT NOT NULL,
    jwk TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    current_since BIGINT,
    published_until BIGINT
);

-- Codes given to browsers, by their hash. One serves once: used_at is set by the statement that finds it unused. It is kept
-- some time after, so that a second use is known for what it is. signed_in_at only when the vendor asked: told to two, it
-- would tie two pseudonyms together.
CREATE TABLE sign_on_oidc_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    vendor TEXT NOT NULL REFERENCES sign_on_vendors (id) ON DELETE CASCADE,
    login TEXT NOT NULL REFERENCES sign_on_logins (id) ON DELETE CASCADE,
    redirect_uri TEXT NOT NULL,
    challenge TEXT,
    nonce TEXT,
    scope TEXT NOT NULL,
    signed_in_at BIGINT,
    opened_by TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sign_on_oidc_codes_expiry ON sign_on_oidc_codes (expires_at);
CREATE INDEX sign_on_oidc_codes_login ON sign_on_oidc_codes (login);

-- Access tokens, by their hash: they open what may be told of one login, and nothing else.
CREATE TABLE sign_on_oidc_tokens (
    token_hash TEXT NOT NULL PRIMARY KEY,
    code_hash TEXT NOT NULL,
    login TEXT NOT NULL REFERENCES sign_on_logins (id) ON DELETE CASCADE,
    scope TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX sign_on_oidc_tokens_code ON sign_on_oidc_tokens (code_hash);
CREATE INDEX sign_on_oidc_tokens_login ON sign_on_oidc_tokens (login);
CREATE INDEX sign_on_oidc_tokens_expiry ON sign_on_oidc_tokens (expires_at);

-- Assertions vendors signed to prove who they are, until they expire: one serves once.
CREATE TABLE sign_on_oidc_assertions (
    assertion_hash TEXT NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
