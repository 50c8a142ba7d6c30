-- CAS tickets. One is kept as its SHA-256 until it is spent; the text of a spent one opens nothing more, and is what
-- names the reader's session when the vendor is told that they left.
CREATE TABLE sign_on_cas_tickets (
    hash TEXT NOT NULL PRIMARY KEY,
    login TEXT NOT NULL REFERENCES sign_on_logins (id) ON DELETE CASCADE,
    service TEXT NOT NULL,
    fresh BOOLEAN NOT NULL,
    issued_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    spent_at BIGINT,
    text TEXT
);
CREATE INDEX sign_on_cas_tickets_login ON sign_on_cas_tickets (login);
CREATE INDEX sign_on_cas_tickets_end ON sign_on_cas_tickets (expires_at);
