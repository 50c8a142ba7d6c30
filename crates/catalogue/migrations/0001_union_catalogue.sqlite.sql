-- The union catalogue. Two halves: what libraries sent (library, source, run, bundle, record, set_aside), and what is
-- derived from it (placement, redirect, change), which `catalogue rebuild` can make again.

-- Next numbers, taken inside the writing transaction: gap-free and in commit order on both databases.
CREATE TABLE catalogue_counter (
  name TEXT NOT NULL PRIMARY KEY,
  value BIGINT NOT NULL
);
INSERT INTO catalogue_counter (name, value) VALUES ('record', 0), ('edition', 0), ('work', 0), ('change', 0), ('bundle', 0), ('run', 0), ('source', 0), ('library', 0), ('set_aside', 0), ('decision', 0);

-- A library of the network as the catalogue numbers it: small numbers for facets.
CREATE TABLE catalogue_library (
  number INTEGER NOT NULL PRIMARY KEY,
  code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  commune TEXT NOT NULL,
  demo BOOLEAN NOT NULL
);

CREATE TABLE catalogue_source (
  id INTEGER NOT NULL PRIMARY KEY,
  library BIGINT NOT NULL REFERENCES catalogue_library (number),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('file', 'oai')),
  format TEXT,
  encoding TEXT,
  base_url TEXT,
  oai_prefix TEXT,
  oai_set TEXT,
  harvest_state TEXT,
  UNIQUE (library, name)
);

CREATE TABLE catalogue_run (
  id INTEGER NOT NULL PRIMARY KEY,
  source BIGINT NOT NULL REFERENCES catalogue_source (id),
  kind TEXT NOT NULL,
  label TEXT NOT NULL,
  full_load BOOLEAN NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'to_confirm', 'done', 'failed')),
  started_at BIGINT NOT NULL,
  ended_at BIGINT,
  bytes_total BIGINT,
  bytes_read BIGINT NOT NULL,
  read_count BIGINT NOT NULL,
  new_count BIGINT NOT NULL,
  changed_count BIGINT NOT NULL,
  unchanged_count BIGINT NOT NULL,
  repaired_count BIGINT NOT NULL,
  set_aside_count BIGINT NOT NULL,
  deleted_count BIGINT NOT NULL,
  to_retire BIGINT,
  message TEXT NOT NULL,
  actor TEXT NOT NULL
);
CREATE INDEX catalogue_run_by_source ON catalogue_run (source, id);

-- Records exactly as received, one after the other, compressed together.
CREATE TABLE catalogue_bundle (
  id INTEGER NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
);

CREATE TABLE catalogue_record (
  id INTEGER NOT NULL PRIMARY KEY,
  source BIGINT NOT NULL REFERENCES catalogue_source (id),
  local_id TEXT NOT NULL,
  content_hash BIGINT NOT NULL,
  bundle BIGINT NOT NULL,
  bundle_offset BIGINT NOT NULL,
  bundle_length BIGINT NOT NULL,
  description BLOB NOT NULL,
  notes TEXT NOT NULL,
  deleted BOOLEAN NOT NULL,
  changed_at BIGINT NOT NULL,
  changed_in_run BIGINT NOT NULL
);
CREATE UNIQUE INDEX catalogue_record_by_local_id ON catalogue_record (source, local_id);
CREATE INDEX catalogue_record_by_change ON catalogue_record (changed_at, id);

CREATE TABLE catalogue_set_aside (
  id INTEGER NOT NULL PRIMARY KEY,
  run BIGINT NOT NULL REFERENCES catalogue_run (id),
  file_offset BIGINT NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  bytes BLOB NOT NULL
);
CREATE INDEX catalogue_set_aside_by_run ON catalogue_set_aside (run, id);

-- Records a full load no longer holds, waiting for a librarian's yes.
CREATE TABLE catalogue_to_retire (
  run BIGINT NOT NULL REFERENCES catalogue_run (id),
  record BIGINT NOT NULL REFERENCES catalogue_record (id),
  PRIMARY KEY (run, record)
);

-- Which edition and work a live record belongs to, and why. Derived.
CREATE TABLE catalogue_placement (
  record INTEGER NOT NULL PRIMARY KEY,
  edition BIGINT NOT NULL,
  work BIGINT NOT NULL,
  edition_reason BLOB NOT NULL,
  work_reason BLOB NOT NULL,
  features BLOB NOT NULL
);
CREATE INDEX catalogue_placement_by_edition ON catalogue_placement (edition);
CREATE INDEX catalogue_placement_by_work ON catalogue_placement (work);

-- A number once given leads somewhere for ever.
CREATE TABLE catalogue_redirect (
  level TEXT NOT NULL CHECK (level IN ('edition', 'work')),
  gone BIGINT NOT NULL,
  now BIGINT NOT NULL,
  PRIMARY KEY (level, gone)
);
CREATE INDEX catalogue_redirect_by_now ON catalogue_redirect (level, now);

-- Librarians' word on two records: permanent, obeyed by every import and rebuild.
CREATE TABLE catalogue_decision (
  id INTEGER NOT NULL PRIMARY KEY,
  record_a BIGINT NOT NULL,
  record_b BIGINT NOT NULL,
  level TEXT NOT NULL CHECK (level IN ('edition', 'work')),
  same BOOLEAN NOT NULL,
  actor TEXT NOT NULL,
  decided_at BIGINT NOT NULL,
  withdrawn_at BIGINT
);

-- Works whose document must be indexed again, in commit order.
CREATE TABLE catalogue_change (
  seq INTEGER NOT NULL PRIMARY KEY,
  work BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
