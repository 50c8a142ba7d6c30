-- The territory served: one row a setting, such as 'epci.siren' or 'population'.
CREATE TABLE programme_settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Its communes. A population unknown is NULL, never 0. Positions are millionths of a degree, WGS 84.
CREATE TABLE programme_communes (
    insee TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    postal_codes TEXT NOT NULL,
    population_municipal BIGINT,
    population_total BIGINT,
    lat_e6 BIGINT,
    lon_e6 BIGINT
);

-- commune is an INSEE code and no foreign key: an institution may stand outside the territory.
CREATE TABLE programme_institutions (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    commune TEXT NOT NULL,
    website TEXT,
    demo BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
);
CREATE INDEX programme_institutions_kind ON programme_institutions (kind, name);
CREATE INDEX programme_institutions_commune ON programme_institutions (commune);

-- Where it receives. An institution has one main place, and more when it has.
CREATE TABLE programme_places (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES programme_institutions (id) ON DELETE CASCADE,
    main BOOLEAN NOT NULL,
    name TEXT NOT NULL,
    commune TEXT NOT NULL,
    address TEXT,
    postal_code TEXT,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    hours_known BOOLEAN NOT NULL,
    weekly_minutes BIGINT
);
CREATE INDEX programme_places_institution ON programme_places (institution, main);

-- The usual week of a place whose hours are known: a day without a row is a day closed. Minutes from midnight.
CREATE TABLE programme_hours (
    place TEXT NOT NULL REFERENCES programme_places (id) ON DELETE CASCADE,
    weekday BIGINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    opens BIGINT NOT NULL CHECK (opens >= 0),
    closes BIGINT NOT NULL CHECK (closes > opens AND closes <= 1440),
    PRIMARY KEY (place, weekday, opens)
);

-- Days unlike the usual week: opens = closes = 0 says closed.
CREATE TABLE programme_special_days (
    place TEXT NOT NULL REFERENCES programme_places (id) ON DELETE CASCADE,
    day TEXT NOT NULL,
    opens BIGINT NOT NULL,
    closes BIGINT NOT NULL,
    PRIMARY KEY (place, day, opens)
);

-- What is offered: wings hang what they know of an item on its id. Days are ISO 8601; NULL is open-ended.
CREATE TABLE programme_items (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL REFERENCES programme_institutions (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    starts_on TEXT,
    ends_on TEXT,
    demo BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX programme_items_institution ON programme_items (institution, starts_on);
CREATE INDEX programme_items_kind ON programme_items (kind, starts_on);
