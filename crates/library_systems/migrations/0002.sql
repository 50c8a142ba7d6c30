-- Accounts of readers at libraries. linked_by is who linked it: the card's own account, or a child's guardian, who sees
-- what they linked and not what the child linked. patron is the system's own number for the reader; pin is there only where the system
-- wants it with each question, sealed with a key of the network. state is what the library last said, sealed too, and
-- asked_at when that was asked; failed_at and failure are of the questions since. deeds counts what was done there (a
-- renewal, a hold: each counts when it begins and when it ends), and asked_deeds is that count when the library was asked:
-- what was asked before the last is out of date. After keep_until the state goes, unless somebody looked meanwhile.
CREATE TABLE library_systems_links (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    linked_by TEXT NOT NULL,
    institution TEXT NOT NULL,
    barcode TEXT NOT NULL,
    patron TEXT NOT NULL,
    pin TEXT,
    linked_at BIGINT NOT NULL,
    keep_until BIGINT NOT NULL,
    deeds BIGINT NOT NULL,
    state TEXT,
    asked_at BIGINT,
    asked_deeds BIGINT,
    failed_at BIGINT,
    failure TEXT,
    UNIQUE (account, institution, barcode)
);

-- What a reader chose: letters before loans are due, and a calendar under a secret address (its hash). refreshed_at is when
-- the libraries were last asked for these.
CREATE TABLE library_systems_choices (
    account TEXT NOT NULL PRIMARY KEY,
    reminds BOOLEAN NOT NULL,
    calendar TEXT UNIQUE,
    refreshed_at BIGINT NOT NULL
);

-- Letters sent: one a loan and last day. loan is a hash of the copy.
CREATE TABLE library_systems_reminded (
    link TEXT NOT NULL,
    loan TEXT NOT NULL,
    due TEXT NOT NULL,
    PRIMARY KEY (link, loan, due)
);

-- Numbers and codes tried within the hour, counted so that nobody can guess them here.
CREATE TABLE library_systems_link_tries (
    bucket TEXT NOT NULL PRIMARY KEY,
    tries BIGINT NOT NULL,
    began_at BIGINT NOT NULL
);

-- What was asked of libraries within the hour, so that a form sent twice is done once. id is a hash of the form's number
-- and of what it asks; outcome is sealed, and missing as long as the library has not answered.
CREATE TABLE library_systems_deeds (
    id TEXT NOT NULL PRIMARY KEY,
    link TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    outcome TEXT
);
CREATE INDEX library_systems_deeds_of_link ON library_systems_deeds (link);
