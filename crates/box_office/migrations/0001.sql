-- A performance's sale. What is told of the performance (seller, host, hour, cap) is the programme's, followed here so that
-- a sale asks one row. changed_at is the programme's change last followed.
CREATE TABLE box_office_sales (
    item TEXT NOT NULL PRIMARY KEY,
    state TEXT NOT NULL CHECK (state IN ('draft', 'open', 'paused', 'closed')),
    opens_at BIGINT,
    closes_at BIGINT NOT NULL,
    online_until BIGINT NOT NULL,
    capacity BIGINT NOT NULL CHECK (capacity >= 0),
    numbered BOOLEAN NOT NULL,
    most_per_order BIGINT NOT NULL CHECK (most_per_order > 0),
    waiting_list BOOLEAN NOT NULL,
    queue BOOLEAN NOT NULL,
    cancel_hours BIGINT NOT NULL,
    pay_later BOOLEAN NOT NULL,
    seller TEXT NOT NULL,
    seller_code TEXT NOT NULL,
    host TEXT NOT NULL,
    commune TEXT NOT NULL,
    series TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    doors_at BIGINT,
    price_cap BIGINT,
    scope BIGINT NOT NULL,
    admitted_by_hand BIGINT CHECK (admitted_by_hand >= 0),
    admitted_by_gate BIGINT,
    followed_at BIGINT NOT NULL,
    final BOOLEAN NOT NULL,
    cancelled BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX box_office_sales_starts ON box_office_sales (starts_at);

-- A price above the cap is impossible: the cap is written beside it and the database compares.
CREATE TABLE box_office_tariffs (
    id TEXT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL REFERENCES box_office_sales (item),
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    label_fr TEXT NOT NULL,
    label_nl TEXT NOT NULL,
    label_en TEXT NOT NULL,
    price BIGINT NOT NULL CHECK (price >= 0),
    cap BIGINT,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    condition TEXT NOT NULL,
    online BOOLEAN NOT NULL,
    desk BOOLEAN NOT NULL,
    retired BOOLEAN NOT NULL,
    UNIQUE (item, code),
    CHECK (cap IS NULL OR price <= cap)
);

-- Places kept for someone to sell. taken counts what is held and what is sold: it is the only thing that says whether a
-- place is left, and it cannot leave its bounds.
CREATE TABLE box_office_allotments (
    id TEXT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL REFERENCES box_office_sales (item),
    place BIGINT NOT NULL,
    code TEXT NOT NULL,
    label TEXT NOT NULL,
    places BIGINT NOT NULL CHECK (places >= 0),
    taken BIGINT NOT NULL CHECK (taken BETWEEN 0 AND places),
    release_at BIGINT,
    UNIQUE (item, code)
);

-- Places taken for a while. state: held, ordered (an order has them), gone (given back). For whom says a waiting entry.
CREATE TABLE box_office_holds (
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    allotment TEXT NOT NULL REFERENCES box_office_allotments (id),
    places BIGINT NOT NULL CHECK (places > 0),
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('held', 'ordered', 'gone')),
    expires_at BIGINT NOT NULL,
    ordered TEXT,
    waiting TEXT,
    created_at BIGINT NOT NULL
);
CREATE INDEX box_office_holds_lapse ON box_office_holds (item, expires_at) WHERE state = 'held';
CREATE INDEX box_office_holds_all ON box_office_holds (expires_at) WHERE state = 'held';
CREATE INDEX box_office_holds_gone ON box_office_holds (expires_at) WHERE state = 'gone';

CREATE TABLE box_office_hold_lines (
    hold TEXT NOT NULL REFERENCES box_office_holds (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    tariff TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    price BIGINT NOT NULL CHECK (price >= 0),
    PRIMARY KEY (hold, place)
);

-- Orders. places is how many of the allotment they hold now: it falls as tickets are cancelled.
CREATE TABLE box_office_orders (
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    allotment TEXT NOT NULL,
    channel TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'to_pay', 'paid', 'expired', 'cancelled')),
    account TEXT,
    name TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    lang TEXT NOT NULL,
    commune TEXT,
    first_time BOOLEAN,
    places BIGINT NOT NULL CHECK (places >= 0),
    total BIGINT NOT NULL CHECK (total >= 0),
    refunded BIGINT NOT NULL CHECK (refunded BETWEEN 0 AND total),
    payment TEXT,
    receipt TEXT,
    expires_at BIGINT,
    hold TEXT NOT NULL,
    group_name TEXT,
    for_key TEXT,
    reminded BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    paid_at BIGINT
);
CREATE INDEX box_office_orders_item ON box_office_orders (item, created_at);
CREATE INDEX box_office_orders_email ON box_office_orders (email) WHERE email IS NOT NULL;
CREATE INDEX box_office_orders_account ON box_office_orders (account) WHERE account IS NOT NULL;
CREATE INDEX box_office_orders_lapse ON box_office_orders (item, expires_at) WHERE state IN ('asked', 'to_pay');

CREATE TABLE box_office_order_lines (
    sale_order TEXT NOT NULL REFERENCES box_office_orders (id),
    place BIGINT NOT NULL,
    tariff TEXT NOT NULL,
    quantity BIGINT NOT NULL CHECK (quantity > 0),
    price BIGINT NOT NULL CHECK (price >= 0),
    PRIMARY KEY (sale_order, place)
);

-- Tickets: rights of the hub, under the same identifier. number is the legal one: uninterrupted in its performance and
-- category (CGI, annexe IV, art. 50 sexies B; arrêté du 8 mars 1993). A cancelled ticket keeps it.
CREATE TABLE box_office_tickets (
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    sale_order TEXT NOT NULL REFERENCES box_office_orders (id),
    category TEXT NOT NULL,
    number BIGINT NOT NULL CHECK (number > 0),
    tariff TEXT NOT NULL,
    tariff_code TEXT NOT NULL,
    tariff_label TEXT NOT NULL,
    kind TEXT NOT NULL,
    price BIGINT NOT NULL CHECK (price >= 0),
    state TEXT NOT NULL CHECK (state IN ('valid', 'cancelled')),
    seat TEXT,
    holder_name TEXT,
    holder_email TEXT,
    transferred BIGINT NOT NULL,
    issued_at BIGINT NOT NULL,
    cancelled_at BIGINT,
    refunded BIGINT NOT NULL CHECK (refunded BETWEEN 0 AND price),
    entered_at BIGINT,
    UNIQUE (item, category, number)
);
CREATE INDEX box_office_tickets_order ON box_office_tickets (sale_order);
CREATE INDEX box_office_tickets_email ON box_office_tickets (holder_email) WHERE holder_email IS NOT NULL;

-- The last number given of each category, and the end of each performance's journal.
CREATE TABLE box_office_series (
    item TEXT NOT NULL,
    category TEXT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (item, category)
);
CREATE TABLE box_office_chains (
    item TEXT NOT NULL PRIMARY KEY,
    place BIGINT NOT NULL,
    hash TEXT NOT NULL
);

-- The journal of tickets: issued, cancelled, given back later than cancelled; nobody is named. Each entry carries the hash of the one before it in its performance.
CREATE TABLE box_office_journal (
    item TEXT NOT NULL,
    place BIGINT NOT NULL,
    deed TEXT NOT NULL CHECK (deed IN ('issued', 'cancelled', 'refunded')),
    ticket TEXT NOT NULL,
    category TEXT NOT NULL,
    number BIGINT NOT NULL,
    tariff TEXT NOT NULL,
    label TEXT NOT NULL,
    kind TEXT NOT NULL,
    price BIGINT NOT NULL,
    refunded BIGINT NOT NULL,
    at BIGINT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (item, place)
);

-- The waiting list, in the order of seq.
CREATE TABLE box_office_waiting (
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    seq BIGINT NOT NULL,
    places BIGINT NOT NULL CHECK (places > 0),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    lang TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'offered', 'taken', 'lapsed', 'declined')),
    offers BIGINT NOT NULL,
    hold TEXT,
    offered_until BIGINT,
    joined_at BIGINT NOT NULL,
    UNIQUE (item, seq)
);
CREATE INDEX box_office_waiting_email ON box_office_waiting (item, email);

-- Keys of other programs: only a hash of the secret is kept.
CREATE TABLE box_office_keys (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    label TEXT NOT NULL,
    begins TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    used_at BIGINT,
    revoked_at BIGINT
);
CREATE INDEX box_office_keys_institution ON box_office_keys (institution);

-- What was asked under an idempotency key, kept a day: asked again, the same order answers.
CREATE TABLE box_office_asked (
    asker TEXT NOT NULL,
    token TEXT NOT NULL,
    asked TEXT NOT NULL,
    sale_order TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (asker, token)
);
CREATE INDEX box_office_asked_at ON box_office_asked (at);

-- How far the programme was followed: one line.
CREATE TABLE box_office_follow (
    name TEXT NOT NULL PRIMARY KEY,
    since BIGINT NOT NULL
);
