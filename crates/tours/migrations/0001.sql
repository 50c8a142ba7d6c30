-- Editions of the touring programme. code is the first year of the season. Instants are milliseconds since 1970 UTC, days
-- are text; called_at, published_at and closed_at are NULL until the step is taken. population is municipal or total.
CREATE TABLE tours_editions (
    code TEXT NOT NULL PRIMARY KEY,
    series TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    proposals_from BIGINT NOT NULL,
    proposals_until BIGINT NOT NULL,
    wishes_from BIGINT NOT NULL,
    wishes_until BIGINT NOT NULL,
    arbitration_until BIGINT NOT NULL,
    publication_at BIGINT NOT NULL,
    sales_at BIGINT NOT NULL,
    ceiling BIGINT NOT NULL CHECK (ceiling > 0),
    population TEXT NOT NULL CHECK (population IN ('municipal', 'total')),
    figures_on TEXT NOT NULL,
    price_cap BIGINT NOT NULL CHECK (price_cap >= 0),
    budget BIGINT CHECK (budget >= 0),
    wishes_most BIGINT NOT NULL CHECK (wishes_most > 0),
    crew_km BIGINT CHECK (crew_km > 0),
    crew_days BIGINT CHECK (crew_days > 0),
    sectors BIGINT NOT NULL CHECK (sectors > 0),
    called_at BIGINT,
    published_at BIGINT,
    closed_at BIGINT,
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- What an institution proposes to an edition. Lengths are centimetres, cost is cents a performance; NULL is unknown or not
-- needed. Periods are ISO 8601 intervals of days separated by blanks; weekdays are ISO numbers.
CREATE TABLE tours_proposals (
    id TEXT NOT NULL PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES tours_editions (code),
    institution TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'accepted', 'refused', 'withdrawn')),
    title TEXT NOT NULL,
    genre TEXT NOT NULL,
    credits TEXT NOT NULL,
    summary TEXT NOT NULL,
    audience TEXT NOT NULL,
    mediation TEXT NOT NULL,
    minutes BIGINT,
    age_from BIGINT,
    artists BIGINT,
    access TEXT NOT NULL,
    width_cm BIGINT,
    depth_cm BIGINT,
    height_cm BIGINT,
    power_kw BIGINT,
    dark BOOLEAN NOT NULL,
    level BOOLEAN NOT NULL,
    unusual BOOLEAN NOT NULL,
    get_in_minutes BIGINT,
    places_most BIGINT,
    needs_words TEXT NOT NULL,
    days TEXT NOT NULL,
    days_out TEXT NOT NULL,
    weekdays TEXT NOT NULL,
    performances BIGINT NOT NULL,
    cost BIGINT CHECK (cost >= 0),
    licence TEXT NOT NULL,
    contact TEXT NOT NULL,
    lang TEXT NOT NULL,
    reason TEXT NOT NULL,
    show_id TEXT,
    demo BOOLEAN NOT NULL,
    sent_at BIGINT,
    decided_at BIGINT,
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX tours_proposals_edition ON tours_proposals (edition, institution);
CREATE INDEX tours_proposals_institution ON tours_proposals (institution);

-- Where communes can receive.
CREATE TABLE tours_halls (
    id TEXT NOT NULL PRIMARY KEY,
    commune TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    unusual BOOLEAN NOT NULL,
    places BIGINT CHECK (places > 0),
    width_cm BIGINT,
    depth_cm BIGINT,
    height_cm BIGINT,
    power_kw BIGINT,
    dark BOOLEAN NOT NULL,
    level BOOLEAN NOT NULL,
    access TEXT NOT NULL,
    address TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    lat_e6 BIGINT,
    lon_e6 BIGINT,
    notes TEXT NOT NULL,
    offered BOOLEAN NOT NULL,
    demo BOOLEAN NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX tours_halls_commune ON tours_halls (commune);

-- What a commune asks of an edition.
CREATE TABLE tours_wish_lists (
    edition TEXT NOT NULL REFERENCES tours_editions (code),
    commune TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('draft', 'sent')),
    days TEXT NOT NULL,
    days_out TEXT NOT NULL,
    weekdays TEXT NOT NULL,
    hour TEXT,
    note TEXT NOT NULL,
    contact TEXT NOT NULL,
    lang TEXT NOT NULL,
    sent_at BIGINT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (edition, commune)
);

-- Its wishes, by rank from 1; hall is NULL when any of its halls will do.
CREATE TABLE tours_wishes (
    edition TEXT NOT NULL,
    commune TEXT NOT NULL,
    rank BIGINT NOT NULL CHECK (rank > 0),
    proposal TEXT NOT NULL REFERENCES tours_proposals (id),
    hall TEXT REFERENCES tours_halls (id),
    PRIMARY KEY (edition, commune, rank),
    UNIQUE (edition, commune, proposal),
    FOREIGN KEY (edition, commune) REFERENCES tours_wish_lists (edition, commune)
);

-- The halls it offers to an edition.
CREATE TABLE tours_wish_halls (
    edition TEXT NOT NULL,
    commune TEXT NOT NULL,
    hall TEXT NOT NULL REFERENCES tours_halls (id),
    PRIMARY KEY (edition, commune, hall),
    FOREIGN KEY (edition, commune) REFERENCES tours_wish_lists (edition, commune)
);

-- The sector an officer put a commune in; the others are where the published rule puts them.
CREATE TABLE tours_sectors (
    commune TEXT NOT NULL PRIMARY KEY,
    sector TEXT NOT NULL
);

-- What a date of the plan still needs to be announced: each may be said before the plan is adopted. NULL is not said.
CREATE TABLE tours_completions (
    edition TEXT NOT NULL REFERENCES tours_editions (code),
    commune TEXT NOT NULL,
    proposal TEXT NOT NULL REFERENCES tours_proposals (id),
    hour TEXT,
    doors_minutes BIGINT,
    seller TEXT,
    licence TEXT,
    places BIGINT CHECK (places > 0),
    address TEXT,
    postal_code TEXT,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (edition, commune, proposal)
);

-- The dates announced: what the performance itself does not say.
CREATE TABLE tours_dates (
    item TEXT NOT NULL PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES tours_editions (code),
    commune TEXT NOT NULL,
    proposal TEXT NOT NULL REFERENCES tours_proposals (id),
    hall TEXT NOT NULL REFERENCES tours_halls (id),
    announced_at BIGINT NOT NULL
);
CREATE INDEX tours_dates_edition ON tours_dates (edition, commune);

-- Letters noted with what gives rise to them, written and posted a moment later. details is JSON.
CREATE TABLE tours_letters (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    lang TEXT NOT NULL,
    details TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    posted_at BIGINT
);
CREATE INDEX tours_letters_waiting ON tours_letters (posted_at, noted_at);
