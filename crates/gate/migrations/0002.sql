-- What arrived since a gate last asked what the others saw: each asks every quarter of a minute.
CREATE INDEX gate_scans_received ON gate_scans (received_at);
