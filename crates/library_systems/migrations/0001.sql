-- How each library's own system is reached. The password is sealed with a key of the network. revision grows with each
-- change, so that every node sees that something changed.
CREATE TABLE library_systems_reached (
    institution TEXT NOT NULL PRIMARY KEY,
    protocol TEXT NOT NULL CHECK (protocol IN ('sip2', 'ils-di')),
    host TEXT NOT NULL,
    port BIGINT NOT NULL,
    base_url TEXT NOT NULL,
    tls BOOLEAN NOT NULL,
    tls_authority TEXT NOT NULL,
    login TEXT NOT NULL,
    password TEXT NOT NULL,
    institution_code TEXT NOT NULL,
    location TEXT NOT NULL,
    encoding TEXT NOT NULL,
    checksum BOOLEAN NOT NULL,
    connect_ms BIGINT NOT NULL CHECK (connect_ms > 0),
    answer_ms BIGINT NOT NULL CHECK (answer_ms > 0),
    connections BIGINT NOT NULL CHECK (connections > 0),
    asks_pin BOOLEAN NOT NULL,
    network_card BOOLEAN NOT NULL,
    private BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    pickups TEXT NOT NULL,
    note TEXT NOT NULL,
    revision BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- When each was last well and last not; failure is the name of what went wrong.
CREATE TABLE library_systems_health (
    institution TEXT NOT NULL PRIMARY KEY,
    good_at BIGINT,
    failed_at BIGINT,
    failure TEXT NOT NULL
);

-- When someone of the office tried a reader's number and code on a test page: what slows guessing down. Kept for an hour.
CREATE TABLE library_systems_tries (
    account TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX library_systems_tries_by_account ON library_systems_tries (account, at);
