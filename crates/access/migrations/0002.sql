-- Who may enter an online door, how often, at whose cost. Several licences of a door may be current: any that admits,
-- admits. Lists (communes by INSEE code, libraries by institution) are separated by spaces; empty is all.
CREATE TABLE access_licences (
    id TEXT NOT NULL PRIMARY KEY,
    door TEXT NOT NULL REFERENCES access_doors (id),
    label TEXT NOT NULL,
    trial BOOLEAN NOT NULL,
    starts_at BIGINT,
    ends_at BIGINT,
    audience TEXT NOT NULL CHECK (audience IN ('everyone', 'members')),
    age_min BIGINT CHECK (age_min >= 0),
    age_max BIGINT CHECK (age_max >= 0),
    communes TEXT NOT NULL,
    libraries TEXT NOT NULL,
    seats BIGINT CHECK (seats > 0),
    lease_minutes BIGINT NOT NULL CHECK (lease_minutes > 0),
    views BIGINT CHECK (views > 0),
    views_period TEXT CHECK (views_period IN ('ever', 'day', 'month', 'year')),
    quota_group TEXT NOT NULL,
    price_cents BIGINT NOT NULL CHECK (price_cents >= 0),
    fund TEXT,
    view_hours BIGINT NOT NULL CHECK (view_hours > 0),
    created_at BIGINT NOT NULL
);
CREATE INDEX access_licences_door ON access_licences (door);
CREATE INDEX access_licences_fund ON access_licences (fund);

-- The money of a fund: the common one has library '', a library's share has its institution.
CREATE TABLE access_budgets (
    id TEXT NOT NULL PRIMARY KEY,
    fund TEXT NOT NULL,
    library TEXT NOT NULL,
    label TEXT NOT NULL,
    cents BIGINT NOT NULL CHECK (cents >= 0),
    period TEXT NOT NULL CHECK (period IN ('ever', 'day', 'month', 'year')),
    UNIQUE (fund, library)
);

-- What was spent of a budget in a period: the number doors decide by.
CREATE TABLE access_budget_spent (
    budget TEXT NOT NULL REFERENCES access_budgets (id),
    period_start BIGINT NOT NULL,
    cents BIGINT NOT NULL CHECK (cents >= 0),
    PRIMARY KEY (budget, period_start)
);

-- The same money by local day, for forecasts.
CREATE TABLE access_budget_days (
    budget TEXT NOT NULL REFERENCES access_budgets (id),
    day TEXT NOT NULL,
    cents BIGINT NOT NULL,
    views BIGINT NOT NULL,
    PRIMARY KEY (budget, day)
);

-- A number that moves at each change of doors, licences and budgets: who keeps them in memory knows to read again.
CREATE TABLE access_policy (
    name TEXT NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL
);

-- How many views a reader took in a period: a number, no history. Goes with the period.
CREATE TABLE access_views (
    account TEXT NOT NULL,
    quota_group TEXT NOT NULL,
    period_start BIGINT NOT NULL,
    period_end BIGINT,
    used BIGINT NOT NULL CHECK (used >= 0),
    PRIMARY KEY (account, quota_group, period_start)
);

-- A view taken stays open some hours: opened again within them it costs nothing. Goes when it ends.
CREATE TABLE access_passes (
    account TEXT NOT NULL,
    door TEXT NOT NULL REFERENCES access_doors (id),
    licence TEXT NOT NULL,
    until BIGINT NOT NULL,
    PRIMARY KEY (account, door)
);
CREATE INDEX access_passes_until ON access_passes (until);

-- Who is inside now: a lease that the reader's page renews. Goes when it ends.
CREATE TABLE access_seats (
    id TEXT NOT NULL PRIMARY KEY,
    door TEXT NOT NULL REFERENCES access_doors (id),
    licence TEXT NOT NULL,
    holder TEXT NOT NULL,
    account TEXT,
    right_id TEXT,
    taken_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX access_seats_door ON access_seats (door, ends_at);
CREATE INDEX access_seats_holder ON access_seats (holder);
CREATE INDEX access_seats_ends ON access_seats (ends_at);

-- Who waits for a seat; offered_until while a seat is kept for them.
CREATE TABLE access_waiting (
    door TEXT NOT NULL REFERENCES access_doors (id),
    account TEXT NOT NULL,
    joined_at BIGINT NOT NULL,
    offered_until BIGINT,
    PRIMARY KEY (door, account)
);
CREATE INDEX access_waiting_account ON access_waiting (account);

-- What happened at online doors. Appended, then folded into figures and deleted. who is a pseudonym of its month,
-- session one of its hour; free says that no card was needed.
CREATE TABLE access_journal (
    id TEXT NOT NULL PRIMARY KEY,
    at BIGINT NOT NULL,
    door TEXT NOT NULL REFERENCES access_doors (id),
    action TEXT NOT NULL CHECK (action IN ('look', 'enter', 'refused')),
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    session TEXT NOT NULL,
    library TEXT NOT NULL,
    commune TEXT NOT NULL,
    age_band TEXT NOT NULL,
    free BOOLEAN NOT NULL
);
CREATE INDEX access_journal_at ON access_journal (at);

-- The figures that remain, by local day. '' is unknown. COUNTER's rules are already applied.
CREATE TABLE access_figures (
    day TEXT NOT NULL,
    door TEXT NOT NULL REFERENCES access_doors (id),
    library TEXT NOT NULL,
    commune TEXT NOT NULL,
    age_band TEXT NOT NULL,
    free BOOLEAN NOT NULL,
    entries BIGINT NOT NULL,
    total_investigations BIGINT NOT NULL,
    unique_investigations BIGINT NOT NULL,
    total_requests BIGINT NOT NULL,
    unique_requests BIGINT NOT NULL,
    no_license BIGINT NOT NULL,
    limit_exceeded BIGINT NOT NULL,
    PRIMARY KEY (day, door, library, commune, age_band, free)
);

CREATE TABLE access_refusals (
    day TEXT NOT NULL,
    door TEXT NOT NULL REFERENCES access_doors (id),
    reason TEXT NOT NULL,
    library TEXT NOT NULL,
    commune TEXT NOT NULL,
    age_band TEXT NOT NULL,
    refusals BIGINT NOT NULL,
    PRIMARY KEY (day, door, reason, library, commune, age_band)
);

-- How many people entered in a month; door '' is any door.
CREATE TABLE access_readers (
    month TEXT NOT NULL,
    door TEXT NOT NULL,
    library TEXT NOT NULL,
    commune TEXT NOT NULL,
    age_band TEXT NOT NULL,
    readers BIGINT NOT NULL,
    PRIMARY KEY (month, door, library, commune, age_band)
);
CREATE INDEX access_doors_item ON access_doors (item);
