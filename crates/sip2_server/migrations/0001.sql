-- Machines that check cards: each has a login, a password of which only the hash is kept, and what it may learn.
CREATE TABLE sip2_server_machines (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    institution TEXT NOT NULL,
    login TEXT NOT NULL UNIQUE,
    secret_hash TEXT NOT NULL,
    secret_at BIGINT NOT NULL,
    -- Networks it may call from, separated by blanks; empty for any.
    networks TEXT NOT NULL,
    encoding TEXT NOT NULL,
    sees_name BOOLEAN NOT NULL,
    sees_birth BOOLEAN NOT NULL,
    sees_email BOOLEAN NOT NULL,
    without_pin BOOLEAN NOT NULL,
    door TEXT,
    counts_entry BOOLEAN NOT NULL,
    enabled BOOLEAN NOT NULL,
    made_at BIGINT NOT NULL,
    seen_at BIGINT
);
CREATE INDEX sip2_server_machines_institution ON sip2_server_machines (institution);

-- How often, by local day. Nobody is named.
CREATE TABLE sip2_server_counts (
    machine TEXT NOT NULL REFERENCES sip2_server_machines (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    what TEXT NOT NULL,
    n BIGINT NOT NULL,
    PRIMARY KEY (machine, day, what)
);
