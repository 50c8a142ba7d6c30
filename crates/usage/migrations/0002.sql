-- Vendors' keys are sealed (programme::sealing). Those kept in clear before are read from api_key until they are given again.
ALTER TABLE usage_vendors ADD COLUMN sealed_key TEXT NOT NULL DEFAULT '';
