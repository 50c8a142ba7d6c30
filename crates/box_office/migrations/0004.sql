-- The key that signs places in line; one row.
CREATE TABLE box_office_queue_key (
    id BIGINT NOT NULL PRIMARY KEY,
    key TEXT NOT NULL
);

-- A line that people wait in: one opening of one season, or of one performance that is in none.
CREATE TABLE box_office_queue_lines (
    line TEXT NOT NULL PRIMARY KEY,
    -- When what is waited for opens, in milliseconds; places taken before are drawn.
    opens_at BIGINT,
    -- What the draw follows, kept to itself until it opens; and its SHA-256, shown before.
    seed TEXT NOT NULL,
    seed_hash TEXT NOT NULL,
    -- Whoever arrived by this instant, in microseconds, has been let in.
    passed_us BIGINT NOT NULL,
    -- People let in per thousand seconds: as the server bears it, and at most.
    rate_milli BIGINT NOT NULL,
    most_milli BIGINT NOT NULL,
    paused BOOLEAN NOT NULL,
    -- When it last moved: whoever moves this forward moves the line.
    moved_at BIGINT NOT NULL
);

-- How many arrived in each quarter of a second, of every node.
CREATE TABLE box_office_queue_arrivals (
    line TEXT NOT NULL,
    bucket BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (line, bucket)
);

-- How far the line was, when: from it anyone's turn is known without a row of their own.
CREATE TABLE box_office_queue_steps (
    line TEXT NOT NULL,
    at BIGINT NOT NULL,
    passed_us BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (line, at)
);

-- What each node bears.
CREATE TABLE box_office_queue_pulses (
    line TEXT NOT NULL,
    node TEXT NOT NULL,
    at BIGINT NOT NULL,
    active BIGINT NOT NULL,
    wait_ms BIGINT NOT NULL,
    PRIMARY KEY (line, node)
);

-- The basket a place in line holds: one at a time.
CREATE TABLE box_office_queue_baskets (
    place TEXT NOT NULL PRIMARY KEY,
    hold TEXT NOT NULL,
    at BIGINT NOT NULL
);
