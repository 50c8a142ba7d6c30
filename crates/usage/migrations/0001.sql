-- Who may harvest our reports. The key itself is not kept: its SHA-256 is. customer is an institution, or '' for the
-- whole network.
CREATE TABLE usage_keys (
    id TEXT NOT NULL PRIMARY KEY,
    requestor TEXT NOT NULL UNIQUE,
    key_hash TEXT NOT NULL,
    label TEXT NOT NULL,
    customer TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    revoked_at BIGINT
);

-- Whose reports we harvest. The credentials are those the vendor gave: they are sent to it as they are.
CREATE TABLE usage_vendors (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    platform TEXT NOT NULL,
    address TEXT NOT NULL,
    release TEXT NOT NULL CHECK (release IN ('5', '5.1')),
    customer TEXT NOT NULL,
    requestor TEXT NOT NULL,
    api_key TEXT NOT NULL,
    cost_cents BIGINT CHECK (cost_cents >= 0),
    harvested BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL
);

-- A month of a report, as last received: received again it takes the place of the first.
CREATE TABLE usage_received (
    vendor TEXT NOT NULL REFERENCES usage_vendors (id) ON DELETE CASCADE,
    report TEXT NOT NULL,
    month TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    source TEXT NOT NULL CHECK (source IN ('harvest', 'upload')),
    PRIMARY KEY (vendor, report, month)
);

CREATE TABLE usage_lines (
    vendor TEXT NOT NULL REFERENCES usage_vendors (id) ON DELETE CASCADE,
    report TEXT NOT NULL,
    month TEXT NOT NULL,
    position BIGINT NOT NULL,
    title TEXT NOT NULL,
    platform TEXT NOT NULL,
    publisher TEXT NOT NULL,
    ids TEXT NOT NULL,
    data_type TEXT NOT NULL,
    yop TEXT NOT NULL,
    access_type TEXT NOT NULL,
    customer TEXT NOT NULL,
    metric TEXT NOT NULL,
    uses BIGINT NOT NULL,
    PRIMARY KEY (vendor, report, month, position)
);
CREATE INDEX usage_lines_metric ON usage_lines (vendor, month, metric);

-- What came of each harvest, for whoever wonders why a month is missing.
CREATE TABLE usage_harvests (
    id TEXT NOT NULL PRIMARY KEY,
    vendor TEXT NOT NULL REFERENCES usage_vendors (id) ON DELETE CASCADE,
    report TEXT NOT NULL,
    from_month TEXT NOT NULL,
    to_month TEXT NOT NULL,
    at BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('received', 'nothing', 'failed')),
    detail TEXT NOT NULL
);
CREATE INDEX usage_harvests_vendor ON usage_harvests (vendor, at);
