-- What is asked of someone to pay. Never deleted: money moved for it.
CREATE TABLE payment_payments (
    id TEXT NOT NULL PRIMARY KEY,
    -- What gave rise to it, unique in the house: the part before the colon says who fulfils it.
    reference TEXT NOT NULL UNIQUE,
    cents BIGINT NOT NULL CHECK (cents > 0),
    label TEXT NOT NULL,
    -- The ledger account the money is earned for.
    account TEXT NOT NULL,
    email TEXT,
    lang TEXT NOT NULL,
    -- A path of ours.
    return_to TEXT NOT NULL,
    state TEXT NOT NULL
        CHECK (state IN ('asked', 'begun', 'paid', 'refused', 'abandoned', 'expired', 'withdrawn', 'held')),
    asked_at BIGINT NOT NULL,
    settled_at BIGINT,
    -- The attempt that paid it.
    paid_by TEXT
);
CREATE INDEX payment_payments_asked ON payment_payments (asked_at);
CREATE INDEX payment_payments_state ON payment_payments (state, asked_at);

-- Each time someone was sent to a provider for it.
CREATE TABLE payment_attempts (
    id TEXT NOT NULL PRIMARY KEY,
    payment TEXT NOT NULL REFERENCES payment_payments (id),
    provider TEXT NOT NULL,
    -- The provider's name for it: a Checkout session, an idop. NULL until the provider answered.
    provider_id TEXT,
    -- What a refund or a dispute names it by: a payment intent, an authorisation number.
    provider_reference TEXT,
    url TEXT,
    state TEXT NOT NULL
        CHECK (state IN ('opening', 'open', 'paid', 'refused', 'abandoned', 'expired', 'mismatched', 'superfluous')),
    begun_at BIGINT NOT NULL,
    -- Until when the same address may be given again, and when we last asked the provider.
    good_until BIGINT NOT NULL,
    looked_at BIGINT,
    looks BIGINT NOT NULL,
    -- What came, when something came.
    received_cents BIGINT,
    settled_at BIGINT,
    -- A provider's own mode of tests: no money moved for real.
    test BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX payment_attempts_provider ON payment_attempts (provider, provider_id);
CREATE INDEX payment_attempts_payment ON payment_attempts (payment, begun_at);
CREATE INDEX payment_attempts_state ON payment_attempts (state, looked_at);
CREATE INDEX payment_attempts_reference ON payment_attempts (provider_reference);

-- Every notification, as received and authenticated; the provider's own name for it keeps repeats out.
CREATE TABLE payment_notices (
    provider TEXT NOT NULL,
    event TEXT NOT NULL,
    kind TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    attempt TEXT,
    received_at BIGINT NOT NULL,
    times BIGINT NOT NULL,
    -- settled, before, nothing, unknown, pending, failed
    outcome TEXT NOT NULL,
    PRIMARY KEY (provider, event)
);
CREATE INDEX payment_notices_attempt ON payment_notices (attempt);
CREATE INDEX payment_notices_received ON payment_notices (received_at);

-- Money to give back: written by whoever decides it, done by the provider or by hand.
CREATE TABLE payment_refunds (
    id TEXT NOT NULL PRIMARY KEY,
    payment TEXT NOT NULL REFERENCES payment_payments (id),
    attempt TEXT NOT NULL REFERENCES payment_attempts (id),
    reference TEXT NOT NULL UNIQUE,
    cents BIGINT NOT NULL CHECK (cents > 0),
    why TEXT NOT NULL,
    -- The ledger account it is taken from.
    account TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('asked', 'sent', 'done', 'by_hand', 'failed')),
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    tries BIGINT NOT NULL,
    next_try_at BIGINT NOT NULL,
    provider_id TEXT,
    detail TEXT,
    done_by TEXT,
    done_at BIGINT
);
CREATE INDEX payment_refunds_payment ON payment_refunds (payment);
CREATE INDEX payment_refunds_state ON payment_refunds (state, next_try_at);

-- What someone of the office has to look at.
CREATE TABLE payment_concerns (
    id TEXT NOT NULL PRIMARY KEY,
    payment TEXT NOT NULL REFERENCES payment_payments (id),
    -- Empty when it is about the payment as a whole.
    attempt TEXT NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    resolved_at BIGINT,
    resolved_by TEXT,
    answer TEXT
);
-- The same thing is said once: an attempt that is notified twice has one concern of a kind.
CREATE UNIQUE INDEX payment_concerns_once ON payment_concerns (payment, kind, attempt);
CREATE INDEX payment_concerns_open ON payment_concerns (resolved_at, noted_at);

-- The built-in test provider's own books: what its page was told to do.
CREATE TABLE payment_trials (
    id TEXT NOT NULL PRIMARY KEY,
    attempt TEXT NOT NULL UNIQUE,
    cents BIGINT NOT NULL,
    label TEXT NOT NULL,
    return_url TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    -- NULL while nobody chose; paid, refused or abandoned.
    outcome TEXT,
    paid_cents BIGINT,
    -- Before this instant nobody is told, so that a late notification can be tried.
    decided_at BIGINT
);

CREATE TABLE payment_trial_refunds (
    id TEXT NOT NULL PRIMARY KEY,
    trial TEXT NOT NULL REFERENCES payment_trials (id),
    cents BIGINT NOT NULL
);
