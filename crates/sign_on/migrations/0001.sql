-- Vendors: sites opened with the card. Each is a door of `access`; attributes are codes apart by blanks, reasons JSON by code.
CREATE TABLE sign_on_vendors (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    site TEXT NOT NULL,
    description TEXT NOT NULL,
    door TEXT NOT NULL,
    state TEXT NOT NULL,
    attributes TEXT NOT NULL,
    reasons TEXT NOT NULL,
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- The protocols a vendor speaks. lookup is what it names itself by in that protocol; settings are that face's JSON.
CREATE TABLE sign_on_faces (
    vendor TEXT NOT NULL REFERENCES sign_on_vendors (id) ON DELETE CASCADE,
    face TEXT NOT NULL,
    lookup TEXT NOT NULL,
    settings TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    PRIMARY KEY (vendor, face),
    UNIQUE (face, lookup)
);

-- What a vendor calls a reader: random, of that vendor only, gone with the account.
CREATE TABLE sign_on_pseudonyms (
    account TEXT NOT NULL,
    vendor TEXT NOT NULL REFERENCES sign_on_vendors (id) ON DELETE CASCADE,
    pseudonym TEXT NOT NULL UNIQUE,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (account, vendor)
);

-- What a reader agreed to, exactly. last_day is a local day: nobody needs the hour.
CREATE TABLE sign_on_consents (
    account TEXT NOT NULL,
    vendor TEXT NOT NULL REFERENCES sign_on_vendors (id) ON DELETE CASCADE,
    attributes TEXT NOT NULL,
    agreed_at BIGINT NOT NULL,
    last_day TEXT,
    PRIMARY KEY (account, vendor)
);

-- Who is at which vendor's, until its session here ends and the vendor has been told. A trial has no account and tells nobody.
CREATE TABLE sign_on_logins (
    id TEXT NOT NULL PRIMARY KEY,
    entry TEXT NOT NULL UNIQUE,
    vendor TEXT NOT NULL REFERENCES sign_on_vendors (id) ON DELETE CASCADE,
    face TEXT NOT NULL,
    account TEXT,
    session TEXT NOT NULL,
    pseudonym TEXT NOT NULL,
    seat TEXT,
    trial BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    ended_at BIGINT,
    tries BIGINT NOT NULL,
    next_try_at BIGINT
);
CREATE INDEX sign_on_logins_session ON sign_on_logins (session);
CREATE INDEX sign_on_logins_account ON sign_on_logins (account, vendor);
CREATE INDEX sign_on_logins_due ON sign_on_logins (next_try_at);
