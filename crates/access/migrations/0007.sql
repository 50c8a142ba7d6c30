-- Who told of a visit: the gates, or another desk that lets in by itself. Each replaces its own and leaves the others'.
ALTER TABLE access_visits ADD COLUMN source TEXT NOT NULL DEFAULT 'gate';
