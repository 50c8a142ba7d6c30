-- Letters to be written: noted in the transaction that gives rise to them, written a moment later by whoever has the words.
CREATE TABLE box_office_letters (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    posted_at BIGINT,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX box_office_letters_due ON box_office_letters (noted_at) WHERE posted_at IS NULL;

-- How often « find my tickets » was asked for an address or from a network, within the hour. Both are hashed with a secret
-- of the day, destroyed soon after: the table says nothing of anyone.
CREATE TABLE box_office_finds (
    bucket TEXT NOT NULL PRIMARY KEY,
    asked BIGINT NOT NULL,
    since BIGINT NOT NULL
);
CREATE TABLE box_office_find_keys (
    day BIGINT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL
);
