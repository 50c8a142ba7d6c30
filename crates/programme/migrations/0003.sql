-- Shows: what is played, apart from where and when. minutes, age_from and artists unknown are NULL, never 0.
CREATE TABLE programme_shows (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES programme_institutions (id),
    title TEXT NOT NULL,
    genre TEXT NOT NULL,
    credits TEXT NOT NULL,
    summary TEXT NOT NULL,
    audience TEXT NOT NULL,
    mediation TEXT NOT NULL,
    minutes BIGINT,
    age_from BIGINT,
    artists BIGINT,
    image TEXT,
    demo BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX programme_shows_institution ON programme_shows (institution);

-- Performances: an item of the programme each, so that rights, doors and codes point to one. host is the institution whose
-- door it is. places is NULL when unknown. Instants are milliseconds since 1970 UTC; positions millionths of a degree.
CREATE TABLE programme_performances (
    item TEXT NOT NULL PRIMARY KEY REFERENCES programme_items (id),
    show_id TEXT NOT NULL REFERENCES programme_shows (id),
    series TEXT NOT NULL,
    host TEXT NOT NULL REFERENCES programme_institutions (id),
    seller TEXT REFERENCES programme_institutions (id),
    licence TEXT,
    place_name TEXT NOT NULL,
    place_kind TEXT NOT NULL,
    address TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    commune TEXT NOT NULL,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    starts_at BIGINT NOT NULL,
    doors_at BIGINT,
    places BIGINT CHECK (places > 0),
    price_cap BIGINT CHECK (price_cap >= 0),
    access TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('announced', 'cancelled')),
    told TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX programme_performances_series ON programme_performances (series, starts_at);
CREATE INDEX programme_performances_show ON programme_performances (show_id, starts_at);
CREATE INDEX programme_performances_commune ON programme_performances (commune, starts_at);
CREATE INDEX programme_performances_starts ON programme_performances (starts_at);
CREATE INDEX programme_performances_changed ON programme_performances (changed_at);

-- How one comes to a performance, as whoever sells says: the portal shows it and asks nobody.
CREATE TABLE programme_offers (
    item TEXT NOT NULL PRIMARY KEY REFERENCES programme_items (id),
    state TEXT NOT NULL,
    address TEXT NOT NULL,
    opens_at BIGINT,
    least_price BIGINT,
    most_price BIGINT,
    places_left BIGINT
);

-- What came of a performance, as whoever sold or counted says; NULL is unknown.
CREATE TABLE programme_outcomes (
    item TEXT NOT NULL PRIMARY KEY REFERENCES programme_items (id),
    paid BIGINT NOT NULL,
    free BIGINT NOT NULL,
    receipts BIGINT NOT NULL,
    admitted BIGINT,
    asked_first BIGINT NOT NULL,
    first_time BIGINT NOT NULL,
    final BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL
);

-- Where its spectators came from, of those who said so: communes by INSEE code, '' elsewhere.
CREATE TABLE programme_outcome_origins (
    item TEXT NOT NULL REFERENCES programme_items (id),
    commune TEXT NOT NULL,
    people BIGINT NOT NULL CHECK (people > 0),
    PRIMARY KEY (item, commune)
);
