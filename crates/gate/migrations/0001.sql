-- A code shown in the office: whoever types it on a device within ten minutes makes it a device of this door. Once.
CREATE TABLE gate_enrolments (
    id TEXT NOT NULL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    door TEXT NOT NULL,
    made_by TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    device TEXT
);

-- A phone or a tablet at a door. offset_ms: server minus device, measured when it was enrolled; used for entries that have
-- none of their own. looks: how many typed numbers
-- it looked up in look_minute.
CREATE TABLE gate_devices (
    id TEXT NOT NULL PRIMARY KEY,
    door TEXT NOT NULL,
    institution TEXT NOT NULL,
    name TEXT NOT NULL,
    public_key TEXT NOT NULL,
    enrolled_at BIGINT NOT NULL,
    offset_ms BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    bundle BIGINT,
    wiped_at BIGINT,
    wipe_told_at BIGINT,
    look_minute BIGINT NOT NULL,
    looks BIGINT NOT NULL
);
CREATE INDEX gate_devices_institution ON gate_devices (institution);

-- What devices told, each entry as it was written. A set: neither order nor repetition of what is received shows in it.
-- at is corrected of the device's offset. right_id is whose code it was; NULL when nobody's. Deleted on the clock.
CREATE TABLE gate_scans (
    device TEXT NOT NULL,
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL,
    prev TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    at BIGINT NOT NULL,
    door TEXT NOT NULL,
    institution TEXT NOT NULL,
    kind TEXT NOT NULL,
    right_id TEXT,
    code TEXT,
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    people BIGINT NOT NULL,
    more BOOLEAN NOT NULL,
    fixes BIGINT,
    entry TEXT NOT NULL,
    PRIMARY KEY (device, seq, hash)
);
CREATE INDEX gate_scans_right ON gate_scans (right_id, at);
CREATE INDEX gate_scans_institution ON gate_scans (institution, at);
CREATE INDEX gate_scans_fixes ON gate_scans (device, fixes) WHERE fixes IS NOT NULL;

-- Which entries of a device are known, kept or deleted since, as ranges: told again, they are not new.
CREATE TABLE gate_known (
    device TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL,
    PRIMARY KEY (device, first)
);

-- Batches taken whose rights were not looked up yet: one line each, so that taking a batch stays cheap.
CREATE TABLE gate_told (
    id TEXT NOT NULL PRIMARY KEY,
    device TEXT NOT NULL,
    first BIGINT NOT NULL,
    last BIGINT NOT NULL
);

-- Rights whose visits must be derived again. Written and read by whoever derives only, one at a time.
CREATE TABLE gate_touched (
    right_id TEXT NOT NULL PRIMARY KEY
);

-- What somebody should look at. id is made of the scans it is about: the same scans give the same.
CREATE TABLE gate_conflicts (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    right_id TEXT,
    device TEXT NOT NULL,
    institution TEXT NOT NULL,
    other TEXT,
    at BIGINT NOT NULL,
    other_at BIGINT,
    people BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    closed_at BIGINT,
    closed_by TEXT,
    note TEXT
);
CREATE INDEX gate_conflicts_right ON gate_conflicts (right_id);
CREATE INDEX gate_conflicts_institution ON gate_conflicts (institution, at);

-- horizon: scans before that instant are deleted. bundle.DOOR: digest of what the last bundle of a door held, and its epoch.
CREATE TABLE gate_settings (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
