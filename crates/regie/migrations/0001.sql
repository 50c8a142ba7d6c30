-- A régie de recettes: a desk that may take money for the comptable public, within what its acte constitutif says.
CREATE TABLE regie_regies (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    institution TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Reference and date of the act that made it, as printed on receipts.
    act TEXT NOT NULL,
    -- Who answers for it, and to whom the money goes.
    regisseur TEXT NOT NULL,
    accountant TEXT NOT NULL,
    -- Most cash that may be held before it must be handed over; the float that stays in a till.
    ceiling_cents BIGINT NOT NULL CHECK (ceiling_cents > 0),
    float_cents BIGINT NOT NULL CHECK (float_cents >= 0),
    -- Codes of the means of payment allowed, separated by spaces.
    means TEXT NOT NULL,
    open BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX regie_regies_institution ON regie_regies (institution);

CREATE TABLE regie_tills (
    id TEXT NOT NULL PRIMARY KEY,
    regie TEXT NOT NULL REFERENCES regie_regies (id),
    name TEXT NOT NULL,
    open BOOLEAN NOT NULL,
    UNIQUE (regie, name)
);

-- A till from its opening to its closing, held by one agent.
CREATE TABLE regie_sessions (
    id TEXT NOT NULL PRIMARY KEY,
    regie TEXT NOT NULL REFERENCES regie_regies (id),
    till TEXT NOT NULL REFERENCES regie_tills (id),
    agent TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    float_cents BIGINT NOT NULL CHECK (float_cents >= 0),
    closed_at BIGINT,
    closed_by TEXT,
    -- How many of each coin and note, as JSON from cents to number.
    counts TEXT,
    counted_cents BIGINT,
    expected_cents BIGINT,
    -- What the card terminal's own total says, and what the receipts say.
    terminal_cents BIGINT,
    card_cents BIGINT,
    reason TEXT
);
CREATE UNIQUE INDEX regie_sessions_one_a_till ON regie_sessions (till) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX regie_sessions_one_an_agent ON regie_sessions (agent) WHERE closed_at IS NULL;
CREATE INDEX regie_sessions_regie ON regie_sessions (regie, opened_at);

-- Receipts (quittances): numbered without a gap per régie and year, chained by their hashes, never changed.
CREATE TABLE regie_receipts (
    id TEXT NOT NULL PRIMARY KEY,
    regie TEXT NOT NULL REFERENCES regie_regies (id),
    -- Place in the régie's chain, from 1, through the years.
    place BIGINT NOT NULL,
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    session TEXT NOT NULL REFERENCES regie_sessions (id),
    kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund')),
    reference TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    total_cents BIGINT NOT NULL,
    -- The receipt given back, in whole or in part.
    gives_back TEXT REFERENCES regie_receipts (id),
    agent TEXT NOT NULL,
    at BIGINT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (regie, place),
    UNIQUE (regie, year, number)
);
CREATE INDEX regie_receipts_session ON regie_receipts (session, place);
CREATE INDEX regie_receipts_gives_back ON regie_receipts (gives_back);

CREATE TABLE regie_receipt_lines (
    receipt TEXT NOT NULL REFERENCES regie_receipts (id),
    place BIGINT NOT NULL,
    label TEXT NOT NULL,
    quantity BIGINT NOT NULL,
    unit_cents BIGINT NOT NULL,
    account TEXT NOT NULL,
    PRIMARY KEY (receipt, place)
);

CREATE TABLE regie_receipt_means (
    receipt TEXT NOT NULL REFERENCES regie_receipts (id),
    place BIGINT NOT NULL,
    means TEXT NOT NULL,
    cents BIGINT NOT NULL,
    -- What was handed over in cash, when more than due.
    tendered_cents BIGINT,
    -- Of a cheque: its number, its bank, who drew it. Of a transfer or voucher: its reference.
    number TEXT,
    bank TEXT,
    drawer TEXT,
    -- The slip a cheque went away with.
    deposit TEXT,
    PRIMARY KEY (receipt, place)
);
CREATE INDEX regie_receipt_means_deposit ON regie_receipt_means (deposit);

-- Every printing of a receipt: the first is the original, the others are duplicates.
CREATE TABLE regie_prints (
    receipt TEXT NOT NULL REFERENCES regie_receipts (id),
    place BIGINT NOT NULL,
    agent TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (receipt, place)
);

-- Slips (bordereaux de versement), numbered without a gap per régie and year.
CREATE TABLE regie_deposits (
    id TEXT NOT NULL PRIMARY KEY,
    regie TEXT NOT NULL REFERENCES regie_regies (id),
    year BIGINT NOT NULL,
    number BIGINT NOT NULL,
    cash_cents BIGINT NOT NULL CHECK (cash_cents >= 0),
    cheques BIGINT NOT NULL,
    cheques_cents BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- The day it was handed to the accountant (YYYY-MM-DD), and what the accountant answered.
    handed_on TEXT,
    handed_by TEXT,
    acknowledgement TEXT,
    UNIQUE (regie, year, number)
);
