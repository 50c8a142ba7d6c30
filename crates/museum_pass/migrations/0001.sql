-- What may be bought. Prices are apart, by date. cents NULL in notional_cents: no third party pays for it.
CREATE TABLE museum_pass_products (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    place BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name_fr TEXT NOT NULL,
    name_nl TEXT NOT NULL,
    name_en TEXT NOT NULL,
    words_fr TEXT NOT NULL,
    words_nl TEXT NOT NULL,
    words_en TEXT NOT NULL,
    eligible_fr TEXT NOT NULL,
    eligible_nl TEXT NOT NULL,
    eligible_en TEXT NOT NULL,
    eligibility TEXT NOT NULL,
    admits BIGINT NOT NULL CHECK (admits BETWEEN 1 AND 12),
    holders BIGINT NOT NULL CHECK (holders BETWEEN 1 AND 2),
    validity TEXT NOT NULL,
    months BIGINT NOT NULL CHECK (months > 0),
    begins_within_months BIGINT NOT NULL CHECK (begins_within_months >= 0),
    renew_before_days BIGINT NOT NULL CHECK (renew_before_days >= 0),
    renew_after_days BIGINT NOT NULL CHECK (renew_after_days >= 0),
    refund TEXT NOT NULL,
    transfers BIGINT NOT NULL CHECK (transfers >= 0),
    online BOOLEAN NOT NULL,
    desk BOOLEAN NOT NULL,
    gift BOOLEAN NOT NULL,
    batch BOOLEAN NOT NULL,
    notional_cents BIGINT CHECK (notional_cents >= 0),
    demo BOOLEAN NOT NULL,
    source TEXT NOT NULL,
    updated_at BIGINT NOT NULL
);

-- A price holds from a day on, until the next one.
CREATE TABLE museum_pass_prices (
    product TEXT NOT NULL REFERENCES museum_pass_products (id),
    from_day TEXT NOT NULL,
    cents BIGINT NOT NULL CHECK (cents >= 0),
    PRIMARY KEY (product, from_day)
);

-- channel: online, desk, batch. state: asked, paid, given_up. secret leads to the order's page: it is kept as it is, since letters
-- written later must lead there too.
CREATE TABLE museum_pass_orders (
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    reference TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    state TEXT NOT NULL,
    account TEXT,
    email TEXT,
    lang TEXT NOT NULL,
    total_cents BIGINT NOT NULL CHECK (total_cents >= 0),
    payment TEXT,
    receipt TEXT,
    institution TEXT,
    created_at BIGINT NOT NULL,
    paid_at BIGINT
);
CREATE INDEX museum_pass_orders_account ON museum_pass_orders (account);
CREATE INDEX museum_pass_orders_email ON museum_pass_orders (email);
CREATE INDEX museum_pass_orders_state ON museum_pass_orders (state, created_at);

-- deed: new, renewal, gift. end_before and end_after: what a renewal moved, so that it can be taken back. pass and gift are known once the
-- order is paid (a renewal's pass from the start). commune: INSEE code, given by choice only.
CREATE TABLE museum_pass_lines (
    id TEXT NOT NULL PRIMARY KEY,
    sale TEXT NOT NULL REFERENCES museum_pass_orders (id) ON DELETE CASCADE,
    place BIGINT NOT NULL,
    product TEXT NOT NULL REFERENCES museum_pass_products (id),
    deed TEXT NOT NULL,
    label TEXT NOT NULL,
    price_cents BIGINT NOT NULL CHECK (price_cents >= 0),
    refunded_cents BIGINT NOT NULL,
    refunded_at BIGINT,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    second_first TEXT NOT NULL,
    second_last TEXT NOT NULL,
    commune TEXT,
    begins_on TEXT,
    gift_to TEXT NOT NULL,
    gift_email TEXT,
    gift_from TEXT NOT NULL,
    gift_message TEXT NOT NULL,
    gift_on TEXT,
    pass TEXT,
    gift TEXT,
    end_before TEXT,
    end_after TEXT,
    UNIQUE (sale, place)
);
CREATE INDEX museum_pass_lines_pass ON museum_pass_lines (pass);

-- A pass is a right of the hub, under the same identifier. ends_on is the last day it is good, code_until the last day its code says: a
-- renewed pass is given another before that day. found: folded names, for the desk.
-- eligibility: none, declared, to_check, checked. state: active, waiting (for a check), suspended, refunded, cancelled.
CREATE TABLE museum_pass_passes (
    id TEXT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    product TEXT NOT NULL REFERENCES museum_pass_products (id),
    account TEXT,
    email TEXT,
    lang TEXT NOT NULL,
    first_name TEXT NOT NULL,
    last_name TEXT NOT NULL,
    second_first TEXT NOT NULL,
    second_last TEXT NOT NULL,
    found TEXT NOT NULL,
    commune TEXT,
    bought_on TEXT NOT NULL,
    begins_on TEXT NOT NULL,
    ends_on TEXT NOT NULL,
    first_visit_on TEXT,
    code_until TEXT NOT NULL,
    eligibility TEXT NOT NULL,
    checked_on TEXT,
    state TEXT NOT NULL,
    transferred BIGINT NOT NULL,
    channel TEXT NOT NULL,
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX museum_pass_passes_account ON museum_pass_passes (account);
CREATE INDEX museum_pass_passes_email ON museum_pass_passes (email);
CREATE INDEX museum_pass_passes_number ON museum_pass_passes (number);
CREATE INDEX museum_pass_passes_found ON museum_pass_passes (found);
CREATE INDEX museum_pass_passes_end ON museum_pass_passes (state, ends_on);

-- A gift waits to be opened. code: twelve signs, as they are typed without blanks.
CREATE TABLE museum_pass_gifts (
    code TEXT NOT NULL PRIMARY KEY,
    product TEXT NOT NULL REFERENCES museum_pass_products (id),
    line TEXT NOT NULL,
    batch TEXT,
    price_cents BIGINT NOT NULL,
    to_name TEXT NOT NULL,
    to_email TEXT,
    from_name TEXT NOT NULL,
    message TEXT NOT NULL,
    lang TEXT NOT NULL,
    send_on TEXT,
    sent_at BIGINT,
    good_until TEXT NOT NULL,
    state TEXT NOT NULL,
    pass TEXT,
    redeemed_at BIGINT
);
CREATE INDEX museum_pass_gifts_line ON museum_pass_gifts (line);
CREATE INDEX museum_pass_gifts_batch ON museum_pass_gifts (batch);
CREATE INDEX museum_pass_gifts_due ON museum_pass_gifts (sent_at, send_on);

-- A works council buys many at once. kind: names, codes. paid_on and bank_reference: the transfer, as the bank told it.
CREATE TABLE museum_pass_batches (
    id TEXT NOT NULL PRIMARY KEY,
    sale TEXT NOT NULL REFERENCES museum_pass_orders (id),
    buyer TEXT NOT NULL,
    address TEXT NOT NULL,
    siret TEXT,
    buyer_reference TEXT NOT NULL,
    kind TEXT NOT NULL,
    copies BIGINT NOT NULL,
    paid_on TEXT,
    bank_reference TEXT,
    created_at BIGINT NOT NULL
);

-- What a museum offers holders. kind: benefit (shown), invitation (claimed). way: first, draw. quota NULL: none. seed is published once drawn,
-- its hash before.
CREATE TABLE museum_pass_benefits (
    id TEXT NOT NULL PRIMARY KEY,
    institution TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    title_fr TEXT NOT NULL,
    title_nl TEXT NOT NULL,
    title_en TEXT NOT NULL,
    words_fr TEXT NOT NULL,
    words_nl TEXT NOT NULL,
    words_en TEXT NOT NULL,
    from_day TEXT NOT NULL,
    until_day TEXT NOT NULL,
    item TEXT,
    way TEXT NOT NULL,
    quota BIGINT CHECK (quota > 0),
    people BIGINT NOT NULL CHECK (people BETWEEN 1 AND 12),
    claims_from BIGINT NOT NULL,
    claims_until BIGINT NOT NULL,
    seed TEXT NOT NULL,
    seed_hash TEXT NOT NULL,
    drawn_at BIGINT,
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX museum_pass_benefits_days ON museum_pass_benefits (state, until_day);
CREATE INDEX museum_pass_benefits_institution ON museum_pass_benefits (institution, from_day);

-- Who asked for an invitation. id is what the draw ranks. state: asked, won, waiting, given_up. place: rank of arrival or of the draw.
CREATE TABLE museum_pass_claims (
    id TEXT NOT NULL PRIMARY KEY,
    benefit TEXT NOT NULL REFERENCES museum_pass_benefits (id),
    pass TEXT NOT NULL REFERENCES museum_pass_passes (id) ON DELETE CASCADE,
    state TEXT NOT NULL,
    place BIGINT,
    right_id TEXT,
    asked_at BIGINT NOT NULL,
    UNIQUE (benefit, pass)
);
CREATE INDEX museum_pass_claims_pass ON museum_pass_claims (pass);

-- Letters to be written, noted in the transaction that gives rise to them. Each once: kind and subject are the key.
CREATE TABLE museum_pass_letters (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    noted_at BIGINT NOT NULL,
    posted_at BIGINT,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX museum_pass_letters_due ON museum_pass_letters (posted_at, noted_at);
