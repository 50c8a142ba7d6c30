-- Figures of visits, month by month, one facet at a time: facets are never crossed, so that no line is a person.
-- facet: all, kind, product, commune, coming, exhibition. passes: how many different passes are behind the line.
CREATE TABLE pass_accounts_counts (
    month TEXT NOT NULL,
    institution TEXT NOT NULL,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    visits BIGINT NOT NULL,
    people BIGINT NOT NULL,
    passes BIGINT NOT NULL,
    PRIMARY KEY (month, institution, facet, value)
);

-- Periods settled together. secret makes the pseudonyms of the period; it is destroyed when the period is settled.
CREATE TABLE pass_accounts_periods (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    secret TEXT,
    settled_at BIGINT
);

-- The museums of a period, in the order that settles ties of a cent. A price or a number of visitors not known is NULL.
CREATE TABLE pass_accounts_members (
    period TEXT NOT NULL REFERENCES pass_accounts_periods (id),
    institution TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    place BIGINT NOT NULL,
    full_price_cents BIGINT CHECK (full_price_cents >= 0),
    visitors BIGINT CHECK (visitors >= 0),
    PRIMARY KEY (period, institution)
);

-- The money of each pass that falls into a period, under a pseudonym of the period. later: what is left for the periods
-- after, which falls into this one should the holder go.
CREATE TABLE pass_accounts_passes (
    period TEXT NOT NULL REFERENCES pass_accounts_periods (id),
    pass TEXT NOT NULL,
    cents BIGINT NOT NULL,
    third_cents BIGINT NOT NULL,
    later_cents BIGINT NOT NULL,
    later_third_cents BIGINT NOT NULL,
    PRIMARY KEY (period, pass)
);

-- How often each pass saw each museum in a period, without a date. month: the last one it was counted there, so that a
-- month's passes are counted once.
CREATE TABLE pass_accounts_seen (
    period TEXT NOT NULL REFERENCES pass_accounts_periods (id),
    pass TEXT NOT NULL,
    institution TEXT NOT NULL,
    visits BIGINT NOT NULL,
    month TEXT NOT NULL,
    PRIMARY KEY (period, pass, institution)
);

-- Pseudonyms whose holder has gone: their lines above were given a word that means nobody, and no line is made for them.
CREATE TABLE pass_accounts_gone (
    period TEXT NOT NULL REFERENCES pass_accounts_periods (id),
    pass TEXT NOT NULL,
    PRIMARY KEY (period, pass)
);

-- What the office voted for a period; the last counts. conventions is JSON.
CREATE TABLE pass_accounts_votes (
    id TEXT NOT NULL PRIMARY KEY,
    period TEXT NOT NULL REFERENCES pass_accounts_periods (id),
    rule TEXT NOT NULL,
    conventions TEXT NOT NULL,
    reason TEXT NOT NULL,
    account TEXT NOT NULL,
    name TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Statements issued: the signed text, as it is published.
CREATE TABLE pass_accounts_statements (
    period TEXT NOT NULL PRIMARY KEY REFERENCES pass_accounts_periods (id),
    body TEXT NOT NULL,
    issued_at BIGINT NOT NULL
);

-- Keys that sign statements, hexadecimal; the last made signs.
CREATE TABLE pass_accounts_keys (
    public TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

-- Quarters of flows. secret makes the quarter's pseudonyms; it is destroyed when the quarter is over.
CREATE TABLE pass_accounts_quarters (
    quarter TEXT NOT NULL PRIMARY KEY,
    secret TEXT
);

-- The museum each pass saw last in the quarter, and the week; given: how many passages it was counted for.
CREATE TABLE pass_accounts_last (
    quarter TEXT NOT NULL,
    pass TEXT NOT NULL,
    institution TEXT NOT NULL,
    week TEXT NOT NULL,
    given BIGINT NOT NULL,
    PRIMARY KEY (quarter, pass)
);

-- From one museum to another: how many times, in a quarter. Never shown as they are.
CREATE TABLE pass_accounts_flows (
    quarter TEXT NOT NULL,
    from_institution TEXT NOT NULL,
    to_institution TEXT NOT NULL,
    passages BIGINT NOT NULL,
    PRIMARY KEY (quarter, from_institution, to_institution)
);

-- Tables of flows published, with the parameters of their noise. Noise is drawn once, when published, and kept.
CREATE TABLE pass_accounts_publications (
    quarter TEXT NOT NULL PRIMARY KEY,
    published_at BIGINT NOT NULL,
    epsilon_milli BIGINT NOT NULL,
    cap BIGINT NOT NULL,
    least BIGINT NOT NULL
);

-- told: the noisy number, NULL when it is too small to be said.
CREATE TABLE pass_accounts_published (
    quarter TEXT NOT NULL REFERENCES pass_accounts_publications (quarter),
    from_institution TEXT NOT NULL,
    to_institution TEXT NOT NULL,
    told BIGINT,
    PRIMARY KEY (quarter, from_institution, to_institution)
);
