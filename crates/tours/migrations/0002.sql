-- Versions of an edition's plan. instance, outcome and explanations are JSON documents of the planner; outcome is NULL while
-- it works and when it failed. trouble says in JSON why it failed. At most one version of an edition is adopted.
CREATE TABLE tours_plans (
    id TEXT NOT NULL PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES tours_editions (code),
    number BIGINT NOT NULL CHECK (number > 0),
    based_on BIGINT,
    note TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('working', 'ready', 'failed')),
    instance TEXT NOT NULL,
    outcome TEXT,
    explanations TEXT,
    trouble TEXT,
    asked_at BIGINT NOT NULL,
    ready_at BIGINT,
    adopted_at BIGINT,
    UNIQUE (edition, number)
);

-- What officers decided before the planner: a commune has a show, perhaps in a hall, perhaps on a day.
CREATE TABLE tours_plan_pins (
    edition TEXT NOT NULL REFERENCES tours_editions (code),
    commune TEXT NOT NULL,
    show TEXT NOT NULL,
    hall TEXT,
    day TEXT,
    noted_at BIGINT NOT NULL,
    PRIMARY KEY (edition, commune)
);

-- What officers rule out; what is NULL matches anything.
CREATE TABLE tours_plan_forbids (
    id TEXT NOT NULL PRIMARY KEY,
    edition TEXT NOT NULL REFERENCES tours_editions (code),
    commune TEXT NOT NULL,
    show TEXT,
    day TEXT,
    noted_at BIGINT NOT NULL
);
