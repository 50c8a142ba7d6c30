-- Keys that sign: codes shown at doors, bundles given to gates, status lists. kid is given once and to one key only,
-- whatever its purpose; a key's line is never deleted, so that one taken back stays so. Secrets and keys are hexadecimal.
CREATE TABLE access_credential_keys (
    kid BIGINT NOT NULL PRIMARY KEY CHECK (kid BETWEEN 1 AND 65535),
    purpose TEXT NOT NULL CHECK (purpose IN ('code', 'bundle', 'status')),
    state TEXT NOT NULL CHECK (state IN ('next', 'current', 'past')),
    secret TEXT NOT NULL,
    public TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    accepted_until BIGINT,
    revoked_at BIGINT
);
CREATE INDEX access_credential_keys_purpose ON access_credential_keys (purpose, state);

-- Secrets of gates, from which the proof of the minute is made: the newest serves, those before are accepted until they end.
CREATE TABLE access_gate_epochs (
    epoch BIGINT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);

-- Codes issued: what each says, never its text, which is signed again when it is wanted. right_id goes with the right,
-- and the code is then invalid for ever. not_before and expires are Unix seconds, as in the code.
CREATE TABLE access_credentials (
    cti TEXT NOT NULL PRIMARY KEY,
    right_id TEXT REFERENCES access_rights (id) ON DELETE SET NULL,
    number TEXT UNIQUE,
    status_index BIGINT NOT NULL UNIQUE,
    kid BIGINT NOT NULL REFERENCES access_credential_keys (kid),
    kind BIGINT NOT NULL,
    scope BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    expires BIGINT NOT NULL,
    admits BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX access_credentials_right ON access_credentials (right_id);

-- Numbers of items, as codes carry them: given once. institution is whose doors know the number.
CREATE TABLE access_scopes (
    number BIGINT NOT NULL PRIMARY KEY CHECK (number > 0),
    item TEXT NOT NULL UNIQUE,
    institution TEXT NOT NULL
);
CREATE INDEX access_scopes_institution ON access_scopes (institution);

-- What the desk sees of a holder, sealed under the code: base64. lookup is what a gate finds it by, hexadecimal.
CREATE TABLE access_desk_records (
    right_id TEXT NOT NULL PRIMARY KEY REFERENCES access_rights (id) ON DELETE CASCADE,
    lookup TEXT NOT NULL UNIQUE,
    sealed TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX access_desk_records_changed ON access_desk_records (changed_at);

-- Visits, as gates' scans tell them, until they are given to the figures. right_id is the right, or once its holder has
-- gone a word that means nobody.
CREATE TABLE access_visits (
    id TEXT NOT NULL PRIMARY KEY,
    right_id TEXT NOT NULL,
    door TEXT NOT NULL,
    institution TEXT NOT NULL,
    at BIGINT NOT NULL,
    people BIGINT NOT NULL CHECK (people >= 0),
    right_kind TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('counted', 're_entry', 'conflict', 'refused'))
);
CREATE INDEX access_visits_right ON access_visits (right_id, at);
CREATE INDEX access_visits_at ON access_visits (at);
CREATE INDEX access_visits_institution ON access_visits (institution, at);

-- Visits already given to the figures, by identifier alone: told again by a gate that was late, they are not given twice.
CREATE TABLE access_visits_given (
    id TEXT NOT NULL PRIMARY KEY,
    given_at BIGINT NOT NULL
);
CREATE INDEX access_visits_given_at ON access_visits_given (given_at);

-- The instant before which visits were given to the figures: one line.
CREATE TABLE access_visit_clock (
    name TEXT NOT NULL PRIMARY KEY,
    given_before BIGINT NOT NULL
);

-- Rights that have served: since when, so that a first visit is known as one. No place is kept.
CREATE TABLE access_first_visits (
    right_id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL
);

-- Under which terms a right is held: what figures may know of it. right_id as in access_visits.
CREATE TABLE access_terms (
    right_id TEXT NOT NULL PRIMARY KEY,
    product TEXT NOT NULL,
    label TEXT NOT NULL,
    price_cents BIGINT NOT NULL CHECK (price_cents >= 0),
    notional_cents BIGINT NOT NULL CHECK (notional_cents >= 0),
    commune TEXT,
    item TEXT
);
