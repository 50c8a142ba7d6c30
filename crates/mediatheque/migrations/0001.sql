-- What is read, watched and learnt here. Instants are milliseconds since 1970 UTC; lists are JSON texts.
-- A resource is an item of the programme behind a door. state: draft, published, withdrawn.
CREATE TABLE mediatheque_resources (
    id TEXT NOT NULL PRIMARY KEY,
    item TEXT NOT NULL UNIQUE REFERENCES programme_items (id),
    door TEXT NOT NULL UNIQUE REFERENCES access_doors (id),
    institution TEXT NOT NULL REFERENCES programme_institutions (id),
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    subtitle TEXT,
    creators TEXT NOT NULL,
    language TEXT,
    publisher TEXT,
    isbn TEXT,
    published_on TEXT,
    year BIGINT,
    description TEXT,
    subjects TEXT NOT NULL,
    min_age BIGINT,
    duration_s BIGINT,
    pages BIGINT,
    rights TEXT,
    licence_url TEXT,
    attribution TEXT,
    open BOOLEAN NOT NULL,
    elsewhere TEXT,
    edition TEXT,
    poster_hash TEXT,
    poster_type TEXT,
    accessibility TEXT NOT NULL,
    source TEXT NOT NULL,
    demo BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    published_at BIGINT
);
CREATE INDEX mediatheque_resources_state ON mediatheque_resources (state, published_at);

-- One file as it came, and what was understood of it. manifest: what its reader needs, as JSON.
CREATE TABLE mediatheque_editions (
    id TEXT NOT NULL PRIMARY KEY,
    resource TEXT NOT NULL REFERENCES mediatheque_resources (id) ON DELETE CASCADE,
    package TEXT NOT NULL,
    file_name TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    manifest TEXT NOT NULL,
    notes TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX mediatheque_editions_resource ON mediatheque_editions (resource);
CREATE INDEX mediatheque_editions_hash ON mediatheque_editions (hash);

-- The files a reader may be given of an edition, by their path in it; each kept once under its SHA-256.
CREATE TABLE mediatheque_entries (
    edition TEXT NOT NULL REFERENCES mediatheque_editions (id) ON DELETE CASCADE,
    path TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL,
    PRIMARY KEY (edition, path)
);
CREATE INDEX mediatheque_entries_hash ON mediatheque_entries (hash);

-- What goes beside a film or a recording. kind: captions, subtitles, descriptions, audio_description, transcript.
CREATE TABLE mediatheque_tracks (
    id TEXT NOT NULL PRIMARY KEY,
    resource TEXT NOT NULL REFERENCES mediatheque_resources (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    label TEXT NOT NULL,
    hash TEXT NOT NULL,
    size BIGINT NOT NULL,
    media_type TEXT NOT NULL
);
CREATE INDEX mediatheque_tracks_resource ON mediatheque_tracks (resource);

-- Where a reader stopped. Gone with the account.
CREATE TABLE mediatheque_positions (
    account TEXT NOT NULL,
    resource TEXT NOT NULL REFERENCES mediatheque_resources (id) ON DELETE CASCADE,
    locator TEXT NOT NULL,
    progression BIGINT,
    device TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, resource)
);

-- How far a learner is. cmi: the SCORM run-time data as its player sent it.
CREATE TABLE mediatheque_course_states (
    account TEXT NOT NULL,
    resource TEXT NOT NULL REFERENCES mediatheque_resources (id) ON DELETE CASCADE,
    activity TEXT NOT NULL,
    cmi TEXT NOT NULL,
    status TEXT NOT NULL,
    score BIGINT,
    passed BOOLEAN NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, resource, activity)
);

CREATE TABLE mediatheque_quiz_attempts (
    id TEXT NOT NULL PRIMARY KEY,
    account TEXT NOT NULL,
    resource TEXT NOT NULL REFERENCES mediatheque_resources (id) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    answers TEXT NOT NULL,
    points BIGINT NOT NULL,
    points_of BIGINT NOT NULL,
    passed BOOLEAN NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX mediatheque_quiz_attempts_account ON mediatheque_quiz_attempts (account, resource, at);

-- One a learner and resource: the first success. code: what a certificate is checked by.
CREATE TABLE mediatheque_certificates (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL,
    resource TEXT NOT NULL REFERENCES mediatheque_resources (id) ON DELETE CASCADE,
    title TEXT NOT NULL,
    score BIGINT,
    at BIGINT NOT NULL,
    UNIQUE (account, resource)
);

-- xAPI statements. account: whose, when it is one of ours. number: the order in which they were stored.
CREATE TABLE mediatheque_statements (
    id TEXT NOT NULL PRIMARY KEY,
    number BIGINT NOT NULL UNIQUE,
    account TEXT,
    verb TEXT NOT NULL,
    activity TEXT NOT NULL,
    statement TEXT NOT NULL,
    voided BOOLEAN NOT NULL,
    stored_at BIGINT NOT NULL
);
CREATE INDEX mediatheque_statements_account ON mediatheque_statements (account);

-- What came in and what became of it. state: accepted, refused.
CREATE TABLE mediatheque_intakes (
    id TEXT NOT NULL PRIMARY KEY,
    file_name TEXT NOT NULL,
    origin TEXT NOT NULL,
    actor TEXT NOT NULL,
    state TEXT NOT NULL,
    fault TEXT,
    details TEXT NOT NULL,
    notes TEXT NOT NULL,
    resource TEXT,
    at BIGINT NOT NULL
);
CREATE INDEX mediatheque_intakes_at ON mediatheque_intakes (at);
