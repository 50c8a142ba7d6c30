-- What someone has. holder is an account's id, or NULL for whoever bears it. scope is '' for everywhere.
CREATE TABLE access_rights (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    holder TEXT,
    scope_kind TEXT NOT NULL CHECK (scope_kind IN ('everywhere', 'institution', 'commune', 'item')),
    scope TEXT NOT NULL,
    valid_from BIGINT NOT NULL,
    valid_until BIGINT,
    quota BIGINT CHECK (quota > 0),
    quota_period TEXT CHECK (quota_period IN ('ever', 'day', 'month', 'year')),
    admits BIGINT NOT NULL CHECK (admits > 0),
    state TEXT NOT NULL CHECK (state IN ('active', 'suspended', 'cancelled', 'replaced')),
    created_at BIGINT NOT NULL
);
CREATE INDEX access_rights_holder ON access_rights (holder, kind);

-- Where a right is presented. accepts is a list of kinds of rights, separated by spaces.
CREATE TABLE access_doors (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    institution TEXT NOT NULL REFERENCES programme_institutions (id),
    commune TEXT,
    item TEXT REFERENCES programme_items (id),
    accepts TEXT NOT NULL,
    open BOOLEAN NOT NULL
);
CREATE INDEX access_doors_institution ON access_doors (institution);

-- How much of a quota is used in a period: a number, no history.
CREATE TABLE access_quota_used (
    right_id TEXT NOT NULL REFERENCES access_rights (id) ON DELETE CASCADE,
    period_start BIGINT NOT NULL,
    used BIGINT NOT NULL CHECK (used >= 0),
    PRIMARY KEY (right_id, period_start)
);

-- What happened at doors. Appended, then folded into counts and deleted. who is a pseudonym of its month.
-- id is given by whoever presents, so that the same presentation told twice is one use.
CREATE TABLE access_uses (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    door TEXT NOT NULL REFERENCES access_doors (id),
    who TEXT NOT NULL,
    right_kind TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('admitted', 'refused', 'unknown')),
    reason TEXT NOT NULL,
    people BIGINT NOT NULL
);
CREATE INDEX access_uses_at ON access_uses (at);

-- The figures that remain.
CREATE TABLE access_counts (
    day TEXT NOT NULL,
    door TEXT NOT NULL REFERENCES access_doors (id),
    right_kind TEXT NOT NULL,
    outcome TEXT NOT NULL,
    uses BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (day, door, right_kind, outcome)
);

-- One secret a month makes its pseudonyms; destroyed, they say nothing any more.
CREATE TABLE access_pseudonym_keys (
    month TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL
);
