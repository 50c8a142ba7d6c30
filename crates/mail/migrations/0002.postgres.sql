-- Files that go with a letter, until it has left.
CREATE TABLE mail_attachments (
    letter TEXT NOT NULL REFERENCES mail_letters (id) ON DELETE CASCADE,
    rank BIGINT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    PRIMARY KEY (letter, rank)
);
