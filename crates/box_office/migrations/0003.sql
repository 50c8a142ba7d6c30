-- What a seller says of itself for declarations. Unknown is not "no".
CREATE TABLE box_office_duty_sellers (
    institution TEXT NOT NULL PRIMARY KEY,
    vat TEXT NOT NULL CHECK (vat IN ('unknown', 'subject', 'exempt')),
    siret TEXT NOT NULL,
    changed_at BIGINT NOT NULL
);

-- What is known of a show: for VAT its nature and how often it was played before, anywhere; for SIBIL its domain; for the tax
-- who collects it and, when free, what it was sold for without VAT.
CREATE TABLE box_office_duty_shows (
    show_id TEXT NOT NULL PRIMARY KEY,
    nature TEXT,
    played_before BIGINT CHECK (played_before >= 0),
    domain TEXT,
    young BOOLEAN NOT NULL,
    collector TEXT,
    sold_for BIGINT CHECK (sold_for >= 0),
    changed_at BIGINT NOT NULL
);

-- The last declaration of a performance that SIBIL answered to.
CREATE TABLE box_office_sibil (
    item TEXT NOT NULL PRIMARY KEY,
    seller TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('taken', 'refused')),
    remote BIGINT,
    status TEXT NOT NULL,
    payload TEXT NOT NULL,
    said TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Every sending, for whoever must show that it was made.
CREATE TABLE box_office_sibil_sendings (
    id TEXT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL,
    seller TEXT NOT NULL,
    quarter TEXT NOT NULL,
    actor TEXT NOT NULL,
    state TEXT NOT NULL,
    said TEXT NOT NULL,
    payload TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX box_office_sibil_sendings_seller ON box_office_sibil_sendings (seller, quarter, at);
