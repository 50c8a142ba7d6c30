-- Movements of money. Appended, never changed: a mistake is undone by a movement the other way.
-- reference says what in the house gave rise to it, once: 'sale:…', 'refund:…'.
CREATE TABLE ledger_movements (
    id TEXT NOT NULL PRIMARY KEY,
    reference TEXT NOT NULL UNIQUE,
    label TEXT NOT NULL,
    undoes TEXT UNIQUE REFERENCES ledger_movements (id),
    at BIGINT NOT NULL
);
CREATE INDEX ledger_movements_at ON ledger_movements (at);

-- Its lines add up to zero: what enters an account is positive, what leaves one is negative.
CREATE TABLE ledger_lines (
    movement TEXT NOT NULL REFERENCES ledger_movements (id),
    place BIGINT NOT NULL,
    account TEXT NOT NULL,
    cents BIGINT NOT NULL CHECK (cents <> 0),
    PRIMARY KEY (movement, place)
);
CREATE INDEX ledger_lines_account ON ledger_lines (account, movement);
