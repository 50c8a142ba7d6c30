-- Performances of seasons played before this server kept them, as imported: one line each. year is the first of the season,
-- edition its number; day and hour are empty when nobody knows; show_key is the title folded. Figures unknown are NULL,
-- never 0. Money is cents.
CREATE TABLE tours_history (
    year BIGINT NOT NULL,
    commune TEXT NOT NULL,
    day TEXT NOT NULL,
    hour TEXT NOT NULL,
    show_key TEXT NOT NULL,
    edition BIGINT NOT NULL CHECK (edition > 0),
    season TEXT NOT NULL,
    title TEXT NOT NULL,
    institution TEXT NOT NULL,
    places BIGINT CHECK (places > 0),
    spectators BIGINT CHECK (spectators >= 0),
    artists BIGINT CHECK (artists >= 0),
    receipts BIGINT CHECK (receipts >= 0),
    cost BIGINT CHECK (cost >= 0),
    imported_at BIGINT NOT NULL,
    PRIMARY KEY (year, commune, day, hour, show_key)
);
CREATE INDEX tours_history_commune ON tours_history (commune, year);
