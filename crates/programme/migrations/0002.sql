-- What the hub knows of an online resource: enough for figures and for the catalogue. One row an item of kind 'resource'.
-- authors: one name a line. cost_cents: a year's subscription; NULL is unknown, 0 is free. open: no card is asked for.
CREATE TABLE programme_resources (
    item TEXT NOT NULL PRIMARY KEY REFERENCES programme_items (id) ON DELETE CASCADE,
    data_type TEXT NOT NULL,
    publisher TEXT,
    isbn TEXT,
    issn TEXT,
    doi TEXT,
    platform TEXT NOT NULL,
    database_name TEXT,
    authors TEXT NOT NULL,
    language TEXT,
    year BIGINT,
    description TEXT,
    address TEXT NOT NULL,
    open BOOLEAN NOT NULL,
    hosted BOOLEAN NOT NULL,
    cost_cents BIGINT CHECK (cost_cents >= 0)
);
CREATE INDEX programme_resources_isbn ON programme_resources (isbn);
