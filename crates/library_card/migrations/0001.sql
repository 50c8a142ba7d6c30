-- A patron file received and not yet confirmed: deleted when it is, when it is given up, and after a day.
CREATE TABLE library_card_files (
    id TEXT NOT NULL PRIMARY KEY,
    library TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    received_by TEXT NOT NULL,
    received_at BIGINT NOT NULL
);
CREATE INDEX library_card_files_at ON library_card_files (received_at);

-- What the last runs of retention removed.
CREATE TABLE library_card_retention (
    at BIGINT NOT NULL,
    what TEXT NOT NULL,
    removed BIGINT NOT NULL,
    PRIMARY KEY (at, what)
);
